//! The world: actors, thirty attributes, codings spread evenly over all of their cells, alliances, a theory.
//!
//! Ten attributes are about actors (one category, one set of actors, one number, seven truths), twenty about directed
//! pairs. Attributes of actors have up to twenty codings an actor, the rest of the codings are about pairs. Each cell's two
//! hundred years are cut into as many slots as it has codings, and each coding fills some part of its slot, to the day.

use crate::sequence::Sequence;
use exceptio::Folder;
use std::fmt::Write as _;
use std::path::Path;
use tables::{Column, Table, Values, Words};

/// What to make.
pub struct Plan {
    /// How many actors.
    pub actors: u32,
    /// How many codings in `facts`.
    pub codings: usize,
    /// As Parquet under `tables/` and not as `facts.csv`.
    pub parquet: bool,
}

const FIRST_YEAR: u32 = 1820;
const YEARS: u32 = 200;
const OF_ACTORS: u32 = 10;
const OF_PAIRS: u32 = 20;

const THEORY: &str = r#"# Five conditions over a generated world.
theory world "Five conditions, four claims"

scope active(a)

let CLOSE = near(a, b)
let CALM = not feud(a, b)
let KIN = regime(a) = regime(b)
let FEAR = threats(a) overlaps threats(b)
let STRONG = strength(a) >= 50

outcome ALLIANCE = allied(a, b)

claim needed: CALM*KIN is necessary for ALLIANCE
claim enough: CLOSE*CALM*KIN*FEAR*STRONG is sufficient for ALLIANCE
claim starts: ALLIANCE starts only while CALM + FEAR
claim lasts: ALLIANCE does not end while CLOSE*CALM*KIN
claim ends: ALLIANCE ends after CALM*KIN ends
"#;

/// Writes the world as a study folder.
pub fn write(dir: &str, plan: &Plan) -> Result<(), String> {
    let mut folder = Folder::new();
    folder.insert(
        "study.toml",
        format!(
            "title = \"A generated world\"\ntheory = \"world\"\nuniverse = \"all\"\n\n[window]\nfrom = \"{FIRST_YEAR}-01-01\"\nuntil = \"{}-12-31\"\n",
            FIRST_YEAR + YEARS - 1
        ),
    );
    folder.insert("codebook.toml", codebook());
    folder.insert("theories/world.theory", THEORY);
    folder.insert("sources.bib", "@misc{made, author = {Generator}, title = {A generated world}, date = {1800}}\n");
    let ids: Vec<String> = (0..plan.actors).map(|at| format!("A{at:03}")).collect();
    let mut actors = String::from("id,from,until,name\n");
    for id in &ids {
        let _ = writeln!(actors, "{id},..,..,State {id}");
    }
    folder.insert("actors.csv", actors);
    let mut sequence = Sequence::new(1_820);
    folder.insert("alliances.csv", alliances(&ids, &mut sequence));
    let mut codings = 0;
    let mut text = format!("{}\n", HEADER.join(","));
    if plan.parquet {
        let mut rows = Vec::with_capacity(plan.codings);
        facts(&ids, plan.codings, &mut sequence, |row| rows.push(row));
        codings += rows.len();
        let bytes = parquet(&rows)?;
        let known = [("title", "A generated world")];
        let lock = exceptio::record_table("", "facts.parquet", &known, &bytes, rows.len());
        folder.insert("tables/lock.toml", lock.map_err(|problem| problem.to_string())?);
        folder.insert("tables/facts.parquet", bytes);
    } else {
        facts(&ids, plan.codings, &mut sequence, |row| {
            text.push_str(&row.join(","));
            text.push('\n');
            codings += 1;
        });
    }
    folder.insert("facts.csv", text);
    exceptio::write_folder(&folder, Path::new(dir)).map_err(|problem| problem.to_string())?;
    println!("{} actors, {codings} codings, {dir}", plan.actors);
    Ok(())
}

/// The codings as a binary table, days as days.
fn parquet(facts: &[[String; 8]]) -> Result<Vec<u8>, String> {
    let day = |text: &str| {
        let parts: Vec<i32> = text.split('-').filter_map(|part| part.parse().ok()).collect();
        spells::Day::from_ymd(parts[0], parts[1] as u32, parts[2] as u32).map(|day| day.0)
    };
    let column = |(at, name): (usize, &&str)| Column {
        name: (*name).to_owned(),
        values: match *name {
            "from" | "until" => Values::Days(facts.iter().map(|row| day(&row[at])).collect()),
            _ => Values::Words(Words::new(
                facts.iter().map(|row| Some(row[at].as_str()).filter(|cell| !cell.is_empty())),
            )),
        },
    };
    let table = Table::new(HEADER.iter().enumerate().map(column).collect()).map_err(|problem| problem.to_string())?;
    tables::write_parquet(&table).map_err(|problem| problem.to_string())
}

const HEADER: [&str; 8] = ["subject", "object", "attribute", "value", "from", "until", "source", "locator"];

/// The name of an attribute about actors (0 to 9) or pairs (10 to 29).
fn name(attribute: u32) -> String {
    match attribute {
        0 => "regime".to_owned(),
        1 => "threats".to_owned(),
        2 => "strength".to_owned(),
        3 => "active".to_owned(),
        10 => "near".to_owned(),
        11 => "feud".to_owned(),
        other if other < OF_ACTORS => format!("trait_{other:02}"),
        other => format!("tie_{other:02}"),
    }
}

fn codebook() -> String {
    let mut text = String::new();
    for attribute in 0..OF_ACTORS + OF_PAIRS {
        let about = if attribute < OF_ACTORS { "actor" } else { "directed" };
        let (kind, silence) = match attribute {
            0 => ("type = \"category\"\nlevels = [\"party\", \"crown\", \"junta\", \"vote\"]", "persists"),
            1 => ("type = \"actors\"\nset = \"exactly\"", "absent"),
            2 => ("type = \"number\"", "persists"),
            _ => ("type = \"truth\"", "absent"),
        };
        let _ = writeln!(
            text,
            "[attributes.{}]\nabout = \"{about}\"\n{kind}\nmeaning = \"made\"\ncoverage = {{ from = \"{FIRST_YEAR}-01-01\", until = \"{}-12-31\" }}\nsilence = \"{silence}\"\nsilence_reason = \"the generator is complete\"\n",
            name(attribute),
            FIRST_YEAR + YEARS - 1,
        );
    }
    text.push_str("[relations.allied]\nsilence = \"absent\"\nsilence_reason = \"the generator is complete\"\n");
    text
}

fn value(attribute: u32, ids: &[String], sequence: &mut Sequence) -> String {
    let one = |sequence: &mut Sequence| ids[sequence.below(ids.len() as u32) as usize].clone();
    match attribute {
        0 => ["party", "crown", "junta", "vote"][sequence.below(4) as usize].to_owned(),
        1 => format!("{} {}", one(sequence), one(sequence)),
        2 => sequence.below(100).to_string(),
        _ => "yes".to_owned(),
    }
}

/// Day `day` of year `year`, every month taken as having 28 days, so that any such day exists.
fn date(year: u32, day: u32) -> String {
    format!("{:04}-{:02}-{:02}", FIRST_YEAR + year, day / 28 % 12 + 1, day % 28 + 1)
}

const DAYS: u32 = 336;

/// Codings of one attribute of one actor over the two hundred years, at most.
const MOST_PER_ACTOR: usize = 20;

/// A stretch within a slot, first and last day.
fn stretch(slot: u32, slots: u32, sequence: &mut Sequence) -> (String, String) {
    let all = YEARS * DAYS;
    let (start, end) = (
        (u64::from(all) * u64::from(slot) / u64::from(slots)) as u32,
        (u64::from(all) * u64::from(slot + 1) / u64::from(slots)) as u32,
    );
    let room = end - start;
    let from = start + sequence.below(room.div_ceil(2));
    let until = (from + 1 + sequence.below(room.div_ceil(2))).min(end - 1).max(from);
    (date(from / DAYS, from % DAYS), date(until / DAYS, until % DAYS))
}

/// Gives every coding, one after another, to `put`: a world of many codings need not stand in memory as rows.
fn facts(ids: &[String], codings: usize, sequence: &mut Sequence, mut put: impl FnMut([String; 8])) {
    // A state changes its regime a few times a generation; the bulk of a world's codings is about pairs.
    let n = ids.len();
    let of_actors = (codings / (OF_ACTORS + OF_PAIRS) as usize).min(n * MOST_PER_ACTOR);
    let of_pairs = (codings - OF_ACTORS as usize * of_actors) / OF_PAIRS as usize;
    for attribute in 0..OF_ACTORS + OF_PAIRS {
        let each = if attribute < OF_ACTORS { of_actors } else { of_pairs };
        let cells = if attribute < OF_ACTORS { n } else { n * (n - 1) };
        for cell in 0..cells {
            // The remainder goes to the first cells, so that the count is met exactly.
            let slots = each / cells + usize::from(cell < each % cells);
            let (subject, object) = if attribute < OF_ACTORS {
                (cell, None)
            } else {
                let (a, b) = (cell / (n - 1), cell % (n - 1));
                (a, Some(if b < a { b } else { b + 1 }))
            };
            for slot in 0..slots {
                let (from, until) = stretch(slot as u32, slots as u32, sequence);
                put([
                    ids[subject].clone(),
                    object.map(|object| ids[object].clone()).unwrap_or_default(),
                    name(attribute),
                    value(attribute, ids, sequence),
                    from,
                    until,
                    "made".to_owned(),
                    format!("p. {}", sequence.below(900) + 1),
                ]);
            }
        }
    }
}

fn alliances(ids: &[String], sequence: &mut Sequence) -> String {
    let mut text = String::from("a,b,from,until,source,locator\n");
    for a in 0..ids.len() {
        for b in a + 1..ids.len() {
            if sequence.below(5) == 0 {
                let (from, until) = stretch(sequence.below(8), 8, sequence);
                let _ = writeln!(text, "{},{},{from},{until},made,p. 1", ids[a], ids[b]);
            }
        }
    }
    text
}
