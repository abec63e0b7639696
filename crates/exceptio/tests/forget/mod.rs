//! A study as somebody would have written it who stopped reading on a day: every line of its files that was not public by then
//! struck out (turned into a comment, so that the others keep their line numbers), every end that lies later made open, every
//! actor that was still to come and is named nowhere else gone.
//!
//! Works on the texts alone and knows nothing of how the program hides the future: that is what it is held against.

use spells::{Conventions, Day, parse_date};
use std::collections::{BTreeMap, BTreeSet};
use text::Folder;

/// The last possible day of a date; `None` for what is none.
fn latest(text: &str) -> Option<Day> {
    parse_date(text, &Conventions::default()).ok().map(|date| date.latest())
}

fn earliest(text: &str) -> Option<Day> {
    parse_date(text, &Conventions::default()).ok().map(|date| date.earliest())
}

/// The cells of a line of CSV.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut signs = line.chars().peekable();
    while let Some(sign) = signs.next() {
        let cell = cells.last_mut().expect("there is always one");
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                signs.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            _ => cell.push(sign),
        }
    }
    cells
}

fn line(cells: &[String]) -> String {
    let quoted = cells.iter().map(|cell| {
        if cell.contains([',', '"']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.clone() }
    });
    quoted.collect::<Vec<_>>().join(",")
}

/// What was known on a day.
struct Memory {
    day: Day,
    /// By source: the last possible day of its publication.
    published: BTreeMap<String, Day>,
    /// Events that were known, each with its last possible day.
    events: BTreeMap<String, Day>,
}

/// The study as it was known on `day`.
pub fn forget(folder: &Folder, day: Day) -> Folder {
    let mut memory = Memory { day, published: BTreeMap::new(), events: BTreeMap::new() };
    let texts: Vec<(String, String)> = folder
        .iter()
        .map(|(path, bytes)| (path.to_owned(), String::from_utf8(bytes.to_vec()).expect("studies are UTF-8")))
        .collect();
    for (_, text) in texts.iter().filter(|(path, _)| path.ends_with("sources.bib")) {
        memory.sources(text);
    }
    for (_, text) in texts.iter().filter(|(path, _)| path.ends_with("events.csv")) {
        memory.events(text);
    }
    let mut left = Folder::new();
    for (path, text) in texts {
        let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
        let text = match name.as_str() {
            "facts.csv" | "alliances.csv" | "episodes.csv" | "actors.csv" | "events.csv" => memory.rows(&name, &text),
            "treaties.toml" | "policies.toml" => memory.blocks(&text),
            _ if name.ends_with(".theory") => without_predictions(&text),
            _ => text,
        };
        left.insert(path, text.as_bytes());
    }
    memory.unborn(left)
}

/// Predictions name treaties that may be gone; forecasts do not read them.
pub fn without_predictions(text: &str) -> String {
    text.lines().filter(|line| !line.starts_with("predict ")).map(|line| format!("{line}\n")).collect()
}

impl Memory {
    /// Without the actors that came to be later and that nothing known names.
    fn unborn(&self, folder: Folder) -> Folder {
        let words = |text: &str| -> BTreeSet<String> {
            let known = text.lines().filter(|line| !line.trim_start().starts_with('#'));
            known.flat_map(|line| line.split(|sign: char| !sign.is_alphanumeric())).map(str::to_owned).collect()
        };
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("studies are UTF-8");
        let is_actors = |path: &str| path.ends_with("actors.csv");
        let others = folder.iter().filter(|(path, _)| !is_actors(path));
        let named: BTreeSet<String> = others.flat_map(|(_, bytes)| words(&text(bytes))).collect();
        let mut left = Folder::new();
        for (path, bytes) in folder.iter() {
            let mut kept = text(bytes);
            if is_actors(path) {
                let rows: Vec<&str> = kept.lines().collect();
                let head = rows.iter().find(|row| !row.starts_with('#')).map(|row| cells(row)).unwrap_or_default();
                let at = |name: &str| head.iter().position(|title| title == name).unwrap_or(usize::MAX);
                let unborn = |row: &&str| {
                    let found = cells(row);
                    let (Some(id), Some(from)) = (found.get(at("id")), found.get(at("from"))) else { return false };
                    let in_rows = rows.iter().filter(|other| words(other).contains(id)).count();
                    !row.starts_with('#')
                        && in_rows == 1
                        && !named.contains(id)
                        && earliest(from).is_some_and(|first| first > self.day)
                };
                let struck = rows.iter().map(|row| if unborn(row) { format!("# {row}\n") } else { format!("{row}\n") });
                kept = struck.collect();
            }
            left.insert(path, kept.as_bytes());
        }
        left
    }

    fn sources(&mut self, text: &str) {
        let mut key = String::new();
        for line in text.lines() {
            if let Some(rest) = line.strip_prefix('@') {
                key = rest.split_once('{').map_or("", |(_, key)| key).trim_end_matches(',').to_owned();
            } else if let Some(rest) = line.trim().strip_prefix("date")
                && let Some(day) = latest(rest.trim_matches(|sign: char| " ={},".contains(sign)))
            {
                self.published.insert(key.clone(), day);
            }
        }
    }

    fn public(&self, public: &str, source: &str) -> bool {
        let day = if public.is_empty() { self.published.get(source).copied() } else { latest(public) };
        day.is_none_or(|day| day <= self.day)
    }

    fn events(&mut self, text: &str) {
        let mut rows = text.lines().filter(|line| !line.starts_with('#')).map(cells);
        let Some(head) = rows.next() else { return };
        let at = |name: &str| head.iter().position(|title| title == name);
        let (Some(id), Some(date)) = (at("id"), at("date")) else { return };
        for row in rows {
            let source = at("source").and_then(|at| row.get(at)).cloned().unwrap_or_default();
            if self.public("", &source) && earliest(&row[date]).is_none_or(|first| first <= self.day) {
                self.events.insert(row[id].clone(), latest(&row[date]).unwrap_or(Day::END));
            }
        }
    }

    /// The event that a date names.
    fn event<'a>(&self, date: &'a str) -> Option<&'a str> {
        ["event:", "after:", "before:"].iter().find_map(|prefix| date.strip_prefix(prefix))
    }

    fn is_later(&self, until: &str) -> bool {
        match self.event(until) {
            Some(event) => self.events.get(event).is_none_or(|day| *day > self.day),
            None => until != ".." && latest(until).is_some_and(|day| day > self.day),
        }
    }

    fn rows(&self, name: &str, text: &str) -> String {
        let mut head: Vec<String> = Vec::new();
        let mut left = String::new();
        for row in text.lines() {
            if row.starts_with('#') || head.is_empty() {
                if !row.starts_with('#') {
                    head = cells(row);
                }
                left.push_str(&format!("{row}\n"));
                continue;
            }
            let mut found = cells(row);
            let at = |title: &str| head.iter().position(|other| other == title).filter(|at| *at < found.len());
            let cell = |title: &str| at(title).map_or("", |at| found[at].as_str());
            let known = match name {
                "events.csv" => self.events.contains_key(cell("id")),
                // Who there is stays: others are named by it.
                "actors.csv" => true,
                _ => {
                    self.public(cell("public"), cell("source"))
                        && self.event(cell("from")).is_none_or(|event| self.events.contains_key(event))
                }
            };
            let later = at("until").filter(|at| self.is_later(&found[*at]));
            let orders: Vec<usize> = ["not_before", "not_after", "same_day_as"].iter().filter_map(|t| at(t)).collect();
            if !known {
                left.push_str(&format!("# {}\n", row.replace('"', "")));
                continue;
            }
            if let Some(until) = later {
                found[until] = "..".to_owned();
            }
            for order in orders {
                let kept: Vec<&str> =
                    found[order].split_whitespace().filter(|event| self.events.contains_key(*event)).collect();
                found[order] = kept.join(" ");
            }
            left.push_str(&format!("{}\n", line(&found)));
        }
        left
    }

    /// A file of `[[treaty]]` or `[[policy]]` blocks, each with its parts.
    fn blocks(&self, text: &str) -> String {
        let mut blocks: Vec<Vec<&str>> = vec![Vec::new()];
        for row in text.lines() {
            if row.starts_with("[[") {
                blocks.push(Vec::new());
            }
            blocks.last_mut().expect("there is always one").push(row);
        }
        let mut left = String::new();
        let mut whole_gone = false;
        let gone_parts: BTreeSet<&str> = ["[[treaty.event]]", "[[treaty.term]]", "[[treaty.succession]]"].into();
        for block in blocks {
            let value = |key: &str| {
                block.iter().find_map(|row| {
                    let rest = row.strip_prefix(key)?.trim_start().strip_prefix('=')?.trim().strip_prefix('"')?;
                    rest.split('"').next()
                })
            };
            let header = block.first().map_or("", |row| row.split('#').next().unwrap_or("").trim());
            let dated_later = value("date").and_then(earliest).is_some_and(|first| first > self.day);
            let known = self.public(value("public").unwrap_or(""), value("source").unwrap_or("")) && !dated_later;
            let whole = header == "[[treaty]]" || header == "[[policy]]";
            if whole {
                whole_gone = !known;
            }
            let gone = whole_gone && header.starts_with("[[") || gone_parts.contains(header) && !known;
            let open = value("until").is_some_and(|until| self.is_later(until));
            // Of a treaty that was not public, its name and its parties so far stay: a layer may add to it that was public sooner.
            let named: &[&str] = match header {
                "[[treaty]]" => &["[[treaty]]", "id", "source", "public"],
                "[[treaty.party]]" => &["[[treaty.party]]", "actor"],
                "[[treaty.succession]]" if !dated_later => &["[[treaty.succession]]", "of", "by", "date"],
                _ => &[],
            };
            for row in &block {
                let key = row.split('=').next().unwrap_or("").trim();
                if gone && named.contains(&key) {
                    left.push_str(&format!("{row}\n"));
                } else if gone || open && key == "end" {
                    left.push_str(&format!("# {row}\n"));
                } else if open && key == "until" {
                    left.push_str("until = \"..\"\n");
                } else {
                    left.push_str(&format!("{row}\n"));
                }
            }
        }
        left
    }
}
