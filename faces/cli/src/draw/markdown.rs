//! Reference pages in a terminal: headings, paragraphs, lists, tables, examples. What it does not know it prints as it is.

use super::paint::{BOLD, CYAN, DIM, pad, paint, width, wrap};

/// A page, drawn.
pub fn draw(page: &str, columns: usize) -> String {
    let mut text = String::new();
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        let trimmed = line.trim_start();
        if let Some(fence) = ["```", "~~~"].into_iter().find(|fence| trimmed.starts_with(fence)) {
            for line in lines.by_ref().take_while(|line| !line.trim_start().starts_with(fence)) {
                text.push_str(&format!("    {}\n", paint(CYAN, line)).replace("    \u{1b}[36m\u{1b}[39m\n", "\n"));
            }
        } else if line.starts_with("    ") {
            text.push_str(&format!("{}\n", paint(CYAN, line)));
        } else if trimmed.starts_with('#') {
            let title = trimmed.trim_start_matches('#').trim();
            if !text.is_empty() && !text.ends_with("\n\n") {
                text.push('\n');
            }
            text.push_str(&format!("{}\n", paint(BOLD, inline(title))));
        } else if trimmed.starts_with('|') {
            let mut rows = vec![cells(trimmed)];
            while let Some(next) = lines.next_if(|next| next.trim_start().starts_with('|')) {
                rows.push(cells(next.trim_start()));
            }
            text.push_str(&table(&rows, columns));
        } else if let Some((bullet, first)) = item(trimmed) {
            let mut words = first.to_owned();
            while let Some(next) = lines.next_if(|next| goes_on(next)) {
                words.push(' ');
                words.push_str(next.trim());
            }
            let indent = " ".repeat(line.len() - trimmed.len());
            let lead = format!("{indent}{bullet} ");
            text.push_str(&wrap(&inline(&words), columns, &lead, &" ".repeat(width(&lead))));
        } else if trimmed.is_empty() {
            if !text.ends_with("\n\n") && !text.is_empty() {
                text.push('\n');
            }
        } else {
            let mut words = trimmed.to_owned();
            while let Some(next) = lines.next_if(|next| goes_on(next)) {
                words.push(' ');
                words.push_str(next.trim());
            }
            text.push_str(&wrap(&inline(&words), columns, "", ""));
        }
    }
    text
}

/// Whether a line goes on with the paragraph or item before it.
fn goes_on(line: &str) -> bool {
    let trimmed = line.trim_start();
    !trimmed.is_empty()
        && !trimmed.starts_with(['#', '|'])
        && !trimmed.starts_with("```")
        && !trimmed.starts_with("~~~")
        && item(trimmed).is_none()
}

fn item(line: &str) -> Option<(String, &str)> {
    if let Some(rest) = line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")) {
        return Some(("•".to_owned(), rest));
    }
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let rest = line.get(digits..)?.strip_prefix(". ")?;
    (digits > 0).then(|| (format!("{}.", &line[..digits]), rest))
}

/// `code`, **bold**, *emphasis*, [links](address).
fn inline(words: &str) -> String {
    let mut text = String::new();
    let mut rest = words;
    while let Some(at) = rest.find(['`', '*', '[']) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        let between = |sign: &str| {
            let inner = from.strip_prefix(sign)?;
            let end = inner.find(sign)?;
            (end > 0 && !inner.starts_with(' ')).then(|| (&inner[..end], &inner[end + sign.len()..]))
        };
        let link = || {
            let (label, after) = from.strip_prefix('[')?.split_once("](")?;
            let (address, after) = after.split_once(')')?;
            Some((label, address, after))
        };
        if let Some((code, after)) = between("`") {
            text.push_str(&each_word(CYAN, code));
            rest = after;
        } else if let Some((bold, after)) = between("**") {
            text.push_str(&each_word(BOLD, bold));
            rest = after;
        } else if let Some((emphasis, after)) =
            between("*").filter(|(inner, _)| begins_word(&text) && !inner.ends_with(' '))
        {
            text.push_str(&each_word(BOLD, emphasis));
            rest = after;
        } else if let Some((label, address, after)) = link() {
            text.push_str(&if label == address { label.to_owned() } else { format!("{label} ({address})") });
            rest = after;
        } else {
            let mut signs = from.chars();
            text.extend(signs.next());
            rest = signs.as_str();
        }
    }
    text.push_str(rest);
    text
}

/// A line may be broken between any two words, so each carries its own colour.
fn each_word(style: anstyle::Style, words: &str) -> String {
    words.split(' ').map(|word| paint(style, word)).collect::<Vec<_>>().join(" ")
}

/// Whether what comes next begins a word: a star inside one is a star (`A*B`).
fn begins_word(text: &str) -> bool {
    !text.chars().next_back().is_some_and(char::is_alphanumeric)
}

fn cells(line: &str) -> Vec<String> {
    let line = line.trim().trim_start_matches('|').trim_end_matches('|').replace("\\|", "\u{0}");
    line.split('|').map(|cell| inline(&cell.trim().replace('\u{0}', "|"))).collect()
}

/// A table: as wide as its cells, the widest column wrapped where the screen has no room.
fn table(rows: &[Vec<String>], columns: usize) -> String {
    let rule = |row: &&Vec<String>| {
        row.iter().all(|cell| !cell.is_empty() && cell.chars().all(|sign| matches!(sign, '-' | ':')))
    };
    let headed = rows.get(1).as_ref().is_some_and(rule);
    let kept: Vec<&Vec<String>> = rows.iter().filter(|row| !rule(row)).collect();
    let count = kept.iter().map(|row| row.len()).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..count)
        .map(|at| kept.iter().filter_map(|row| row.get(at)).map(|cell| width(cell)).max().unwrap_or(0))
        .collect();
    while widths.iter().sum::<usize>() + 2 * count > columns {
        let Some(widest) = widths.iter_mut().max().filter(|widest| **widest > 12) else { break };
        *widest -= 1;
    }
    let mut text = String::new();
    for (at, row) in kept.iter().enumerate() {
        let head = headed && at == 0;
        let wrapped: Vec<Vec<String>> = row
            .iter()
            .zip(&widths)
            .map(|(cell, columns)| wrap(cell, *columns, "", "").lines().map(str::to_owned).collect())
            .collect();
        for line in 0..wrapped.iter().map(Vec::len).max().unwrap_or(0) {
            let mut drawn = String::new();
            for (cell, columns) in wrapped.iter().zip(&widths) {
                let cell = cell.get(line).map_or("", String::as_str);
                drawn.push_str(&pad(&if head { paint(BOLD, cell) } else { cell.to_owned() }, columns + 2));
            }
            text.push_str(&format!("{}\n", drawn.trim_end()));
        }
        if head {
            let line: Vec<String> = widths.iter().map(|columns| "─".repeat(*columns)).collect();
            text.push_str(&format!("{}\n", paint(DIM, line.join("  "))));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn a_page_keeps_its_words() {
        let page = "# allied\n\nTrue on days\nof an *alliance*: `allied(a, b)`.\n\n- one\n  more\n- two\n\n| a | b |\n|---|---|\n| x | `y` |\n\n```theory\nlet X = allied(a, b)\n```\n";
        let drawn = bare(&draw(page, 60));
        assert_eq!(
            drawn,
            "allied\n\nTrue on days of an alliance: allied(a, b).\n\n• one more\n• two\n\na  b\n─  ─\nx  y\n\n    let X = allied(a, b)\n"
        );
    }

    #[test]
    fn formulas_in_code_keep_their_stars() {
        assert_eq!(bare(&inline("`A*B` and A*B*C, 2 * 3")), "A*B and A*B*C, 2 * 3");
    }

    #[test]
    fn wide_tables_wrap() {
        let drawn = draw("| a | what it is |\n|---|---|\n| x | one two three four five six seven eight |\n", 30);
        assert!(bare(&drawn).lines().all(|line| line.chars().count() <= 30), "{drawn}");
    }
}
