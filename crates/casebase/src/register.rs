//! `forecasts.jsonl`: the register of forecasts, one a line, each sealed by the hash of what stands before it.
//!
//! In: the text of the register, and forecasts to add. Out: the forecasts, with every line that was changed after it was
//! written; and the lines to append. Never rewrites a line, never writes to a disk.

use crate::CaseBase;
use crate::digest::sha256;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use text::{Diagnostic, FileId, Files, Span};

/// Where the register stands in a study.
pub const REGISTER: &str = "forecasts.jsonl";

/// What the first line follows.
pub const BEFORE_THE_FIRST: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// A forecast as it is registered. Days are ISO 8601.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Registered {
    /// Of these fields; within a version fields are only added.
    pub version: u32,
    /// The day it was written down.
    pub recorded: String,
    /// The day it is made on: nothing public later went into it.
    pub as_of: String,
    /// The last day that it speaks of.
    pub until: String,
    /// renewal, end, formation.
    pub kind: String,
    /// A treaty's id, or a case: `CHN-PRK`.
    pub subject: String,
    /// The outcome, with the label of its definition; empty for a renewal.
    pub outcome: String,
    /// For a renewal, the first and the last day on which it may be due.
    pub due: Option<(String, String)>,
    /// The theory's name.
    pub theory: String,
    /// SHA-256 of the theory's file.
    pub theory_sha256: String,
    /// Readings taken once and for all.
    pub readings: Vec<String>,
    /// Layers put on.
    pub layers: Vec<String>,
    /// The criteria, and whether each held: yes, no, unknown.
    pub criteria: BTreeMap<String, String>,
    /// That it happens.
    pub probability: f64,
    /// Least and most of the 95 % credible interval.
    pub interval: (f64, f64),
    /// The baselines' probabilities: `always-continues`, `base-rate`, `never-ally`.
    pub baselines: BTreeMap<String, f64>,
    /// In how many of its own group's trials it happened, and how many there were.
    pub own: (u64, u64),
    /// The same of all other groups.
    pub others: (u64, u64),
    /// Whether it rests on codings made after the day it is made on, or public nobody knows since when.
    pub hindsight: bool,
    /// How far it looks ahead, in words; empty for a renewal, which speaks of its decision, and in lines that do not say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub horizon: String,
}

/// A line of the register.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The line, from 1.
    pub line: usize,
    /// The hash that seals it and everything before it.
    pub hash: String,
    /// What it says.
    pub forecast: Registered,
    /// Where it stands.
    pub span: Span,
}

#[derive(Serialize)]
struct Written<'a> {
    prev: &'a str,
    forecast: &'a Registered,
}

#[derive(Deserialize)]
struct Read {
    prev: String,
    forecast: Registered,
}

/// The lines that append forecasts to a register whose last hash is `head` ([`BEFORE_THE_FIRST`] of an empty one), each with a
/// line feed; and the last hash after them.
///
/// A line is `{"prev":"...","forecast":{...},"hash":"..."}`. The hash is the SHA-256 of the line's bytes before `,"hash":`,
/// so that a reader needs no rule for printing JSON to check it; `prev` is the hash of the line before.
pub fn lines(head: &str, forecasts: &[Registered]) -> (String, String) {
    let mut text = String::new();
    let mut head = head.to_owned();
    for forecast in forecasts {
        let object = serde_json::to_string(&Written { prev: &head, forecast }).expect("plain fields can be written");
        let body = object.strip_suffix('}').unwrap_or(&object);
        head = sha256(body.as_bytes());
        let _ = writeln!(text, "{body},\"hash\":\"{head}\"}}");
    }
    (text, head)
}

/// Reads and verifies a register. Every line that breaks the chain is an error that names it; lines after a broken one are
/// held against what it says itself, so that one change is one error, or two where its hash was renewed.
pub(crate) fn read(files: &Files, file: FileId, problems: &mut Vec<Diagnostic>) -> Vec<Entry> {
    let text = files.text(file);
    let mut entries = Vec::new();
    let mut head = BEFORE_THE_FIRST.to_owned();
    let mut start = 0;
    for (at, whole) in text.split_inclusive('\n').enumerate() {
        let number = at + 1;
        let line = whole.trim_end_matches(['\n', '\r']);
        let span = Span::new(file, start, start + line.len());
        start += whole.len();
        if line.is_empty() {
            problems.push(broken(number, "is empty", span));
            continue;
        }
        let Some((body, hash)) = line
            .rsplit_once(",\"hash\":\"")
            .and_then(|(body, rest)| Some((body, rest.strip_suffix("\"}")?)))
            .filter(|(_, hash)| hash.len() == 64 && hash.bytes().all(|digit| digit.is_ascii_hexdigit()))
        else {
            problems.push(broken(number, "does not end in a hash", span));
            continue;
        };
        let read: Read = match serde_json::from_str(&format!("{body}}}")) {
            Ok(read) => read,
            Err(problem) => {
                problems.push(broken(number, &format!("cannot be read ({problem})"), span));
                head = hash.to_owned();
                continue;
            }
        };
        if sha256(body.as_bytes()) != hash {
            problems.push(broken(number, "was changed after it was written: its hash does not fit", span));
        } else if read.prev != head {
            let what = if at == 0 { "is not the first that was written" } else { "does not follow the line before it" };
            problems.push(broken(number, &format!("{what}: a line was taken out, put in or moved"), span));
        }
        head = hash.to_owned();
        entries.push(Entry { line: number, hash: hash.to_owned(), forecast: read.forecast, span });
    }
    entries
}

fn broken(line: usize, what: &str, span: Span) -> Diagnostic {
    Diagnostic::error("casebase::broken_register", format!("line {line} of {REGISTER} {what}"))
        .at(span, "here the chain is broken")
        .hint("the register is only ever appended to: bring back the file as it was (`git log -p forecasts.jsonl`)")
}

impl CaseBase {
    /// The hash that seals the register as it is; [`BEFORE_THE_FIRST`] where it is empty.
    pub fn register_head(&self) -> &str {
        self.register.last().map_or(BEFORE_THE_FIRST, |entry| &entry.hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forecast(subject: &str) -> Registered {
        Registered {
            version: 1,
            recorded: "2021-06-30".to_owned(),
            as_of: "2021-06-30".to_owned(),
            until: "2022-06-30".to_owned(),
            kind: "end".to_owned(),
            subject: subject.to_owned(),
            outcome: "ALLIANCE".to_owned(),
            due: None,
            theory: "both".to_owned(),
            theory_sha256: sha256(b"theory"),
            readings: Vec::new(),
            layers: Vec::new(),
            criteria: BTreeMap::from([("IDEOLOGY".to_owned(), "yes".to_owned())]),
            probability: 0.125,
            interval: (0.01, 0.5),
            baselines: BTreeMap::from([("always-continues".to_owned(), 0.0)]),
            own: (0, 3),
            others: (1, 4),
            hindsight: false,
            horizon: String::new(),
        }
    }

    fn verified(text: &str) -> (usize, Vec<String>) {
        let mut files = Files::new();
        let file = files.add(REGISTER, text);
        let mut problems = Vec::new();
        let entries = read(&files, file, &mut problems);
        (entries.len(), problems.into_iter().map(|problem| problem.message).collect())
    }

    /// The examples of FIPS 180-2, appendix B.1, and of the empty message.
    #[test]
    fn the_hash_is_sha_256() {
        assert_eq!(sha256(b"abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(sha256(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn what_is_appended_reads_back_and_any_change_is_found() {
        let (first, head) = lines(BEFORE_THE_FIRST, &[forecast("CHN-PRK"), forecast("CHN-SUN")]);
        let (second, _) = lines(&head, &[forecast("VNM-LAO")]);
        let whole = format!("{first}{second}");
        assert_eq!(verified(&whole), (3, Vec::new()));
        let rows: Vec<&str> = whole.lines().collect();
        let (_, changed) = verified(&whole.replacen("0.125", "0.925", 1));
        assert!(changed.len() == 1 && changed[0].contains("line 1") && changed[0].contains("changed"), "{changed:?}");
        let (_, gone) = verified(&format!("{}\n{}\n", rows[0], rows[2]));
        assert!(gone.len() == 1 && gone[0].contains("line 2"), "{gone:?}");
        let (_, first_gone) = verified(&format!("{}\n{}\n", rows[1], rows[2]));
        assert!(first_gone.len() == 1 && first_gone[0].contains("line 1"), "{first_gone:?}");
        let (_, swapped) = verified(&format!("{}\n{}\n{}\n", rows[1], rows[0], rows[2]));
        assert!(!swapped.is_empty());
        for text in ["{}", "not json", "{\"prev\":\"\",\"hash\":\"\"}", "\n"] {
            assert_eq!(verified(text).1.len(), 1, "{text}");
        }
        // A line rewritten with a hash that fits is betrayed by the line after it.
        let (forged, _) = lines(BEFORE_THE_FIRST, &[forecast("CHN-VNM")]);
        let (_, forged) = verified(&format!("{forged}{}\n", rows[1]));
        assert!(forged.len() == 1 && forged[0].contains("line 2"), "{forged:?}");
    }
}
