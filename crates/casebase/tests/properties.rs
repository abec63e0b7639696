//! What must hold of every study: no panic, no order of rows, no leak from the future, no byte changed by the way.

mod common;

use common::meaning::{difference, meaning};
use exceptio_casebase::{CaseBase, View, edit, fuzz};
use proptest::prelude::*;
use spells::Day;
use text::Folder;

const CODEBOOK: &str = r#"
[attributes.clash]
about = "undirected"
type = "truth"
meaning = "m"
silence = "absent"
silence_reason = "r"
[attributes.rift]
about = "directed"
type = "category"
levels = ["low", "high"]
meaning = "m"
silence = "persists"
silence_reason = "r"
[attributes.score]
about = "actor"
type = "number"
meaning = "m"
[attributes.threats]
about = "actor"
type = "actors"
meaning = "m"
"#;

const ACTORS: [(&str, &str, &str, &str); 4] = [
    ("CHN", "1949-10-01", "..", "China"),
    ("SUN", "1922-12-30", "1991-12-25", "Soviet Union"),
    ("RUS", "1991-12-26", "..", "Russia"),
    ("VNM", "1945", "..", "Vietnam"),
];

const SOURCES: &str = "@book{old, title = {Old}, year = {1960}}\n@book{new, title = {New}, date = {1990-06-01}}\n";

#[derive(Debug, Clone)]
struct Coded {
    pair: (usize, usize),
    attribute: usize,
    value: usize,
    from: String,
    until: String,
    source: &'static str,
    public: String,
    reading: &'static str,
}

impl Coded {
    fn line(&self) -> String {
        let ids = ["CHN", "SUN", "VNM"];
        let (a, b) = (ids[self.pair.0], ids[(self.pair.0 + 1 + self.pair.1) % 3]);
        let (object, attribute, value) = match self.attribute {
            0 => (b, "clash", ["yes", "no"][self.value % 2].to_owned()),
            1 => (b, "rift", ["low", "high"][self.value % 2].to_owned()),
            2 => ("", "score", format!("{}.5", self.value)),
            _ => ("", "threats", [format!("includes {b}"), "exactly nobody".to_owned()][self.value % 2].clone()),
        };
        format!(
            "{a},{object},{attribute},{value},{},{},{},{},{}",
            self.from, self.until, self.source, self.public, self.reading
        )
    }

    /// When it became public: its own date, else its source's.
    fn public(&self) -> i32 {
        match (self.public.as_str(), self.source) {
            ("", "old") => day("1960-12-31").0,
            ("", "new") => day("1990-06-01").0,
            ("", _) => i32::MIN,
            (own, _) => day(own).0,
        }
    }
}

fn day(text: &str) -> Day {
    spells::parse_date(text, &spells::Conventions::default()).unwrap().latest()
}

fn a_day() -> impl Strategy<Value = String> {
    (1949..2000i32, 1..=12u32, 1..=28u32).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"))
}

fn an_end() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => a_day(),
        2 => (1949..2000i32).prop_map(|year| year.to_string()),
        1 => (1949..2000i32).prop_map(|year| format!("{year}~")),
        1 => (1949..1980i32, 1..9i32).prop_map(|(year, more)| format!("[{year}..{}]", year + more)),
        1 => Just("..".to_owned()),
        1 => Just(String::new()),
        1 => Just("event:war".to_owned()),
        1 => Just("event:peace".to_owned()),
    ]
}

fn coded() -> impl Strategy<Value = Coded> {
    let public = prop_oneof![2 => Just(String::new()), 1 => a_day()];
    let source = prop_oneof![Just("old"), Just("new"), Just("")];
    let reading = prop_oneof![4 => Just(""), 1 => Just("one"), 1 => Just("other"), 1 => Just("third")];
    ((0..3usize, 0..2usize), 0..4usize, 0..4usize, an_end(), an_end(), source, public, reading).prop_map(
        |(pair, attribute, value, from, until, source, public, reading)| Coded {
            pair,
            attribute,
            value,
            from,
            until,
            source,
            public,
            reading,
        },
    )
}

fn study(lines: &[String], actors: &[String], events: &[String], bibliography: &str) -> Folder {
    let join = |header: &str, lines: &[String]| format!("{header}\n{}\n", lines.join("\n"));
    common::of(&[
        (
            "study.toml",
            "title = \"t\"\n[window]\nfrom = \"1949-10-01\"\nuntil = \"1999\"\n[[disputes]]\nname = \"d\"\nreadings = [{ name = \"one\", text = \"\" }, { name = \"other\", text = \"\" }]\n",
        ),
        ("codebook.toml", CODEBOOK),
        ("actors.csv", &join("id,from,until,name,successor", actors)),
        ("facts.csv", &join("subject,object,attribute,value,from,until,source,public,reading", lines)),
        ("events.csv", &join("id,date,not_before,not_after,source", events)),
        ("sources.bib", bibliography),
        ("theories/t.theory", "theory t \"t\"\n"),
    ])
}

fn actors() -> Vec<String> {
    ACTORS.iter().map(|(id, from, until, name)| format!("{id},{from},{until},{name},")).collect()
}

fn events() -> Vec<String> {
    vec!["war,[1960..1970],,,old".to_owned(), "peace,197X,war,,old".to_owned()]
}

fn said(folder: &Folder, view: &View) -> std::collections::BTreeMap<String, String> {
    let base = CaseBase::read(folder, &[]).value;
    meaning(&base.history(view).value)
}

/// `PROPTEST_CASES` asks for more than a hundred.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(96)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_rows_means_nothing(
        rows in prop::collection::vec(coded(), 0..12).prop_flat_map(|rows| (Just(rows.clone()), Just(rows).prop_shuffle())),
        actors_shuffled in Just(actors()).prop_shuffle(),
        events_shuffled in Just(events()).prop_shuffle(),
    ) {
        let (rows, shuffled) = rows;
        let lines = |rows: &[Coded]| rows.iter().map(Coded::line).collect::<Vec<_>>();
        let first = study(&lines(&rows), &actors(), &events(), SOURCES);
        let second = study(&lines(&shuffled), &actors_shuffled, &events_shuffled, SOURCES);
        for as_of in [None, Some(day("1975-01-01"))] {
            let view = View { as_of, readings: vec![] };
            prop_assert_eq!(difference(&said(&first, &view), &said(&second, &view)), Vec::<String>::new());
        }
    }

    /// As of a day the history is what it is when everything later is deleted from the files: rows that were not public,
    /// ends that lie later, sources, events.
    #[test]
    fn nothing_leaks_from_the_future(rows in prop::collection::vec(coded(), 0..12), as_of in a_day()) {
        // Codings whose source has no date are always public; none may name an actor that is not born yet.
        prop_assume!(as_of.as_str() >= "1949-10-01");
        let today = day(&as_of);
        let view = View { as_of: Some(today), readings: vec![] };
        let whole = study(&rows.iter().map(Coded::line).collect::<Vec<_>>(), &actors(), &events(), SOURCES);
        // The war may be known from 1960 on (its source), the peace likewise, and only once it may have happened.
        let war = day("1960-12-31") <= today && day("1960-01-01") <= today;
        let peace = day("1960-12-31") <= today && day("1970-01-01") <= today;
        let known: Vec<String> = rows
            .iter()
            .filter(|row| row.public() <= today.0)
            .filter(|row| (row.from != "event:war" || war) && (row.from != "event:peace" || peace))
            .map(|row| {
                let mut row = row.clone();
                let later = match row.until.as_str() {
                    "" => false,
                    ".." => true,
                    // After 1970 nobody needs to guess where within its days the war lies; before, it may go on.
                    "event:war" => !war || day("1970-12-31") > today,
                    "event:peace" => !peace || day("1979-12-31") > today,
                    other => day(other) > today,
                };
                if later {
                    row.until = "..".to_owned();
                }
                row.line()
            })
            .collect();
        let mut events_left = Vec::new();
        if war {
            events_left.push("war,[1960..1970],,,old".to_owned());
        }
        if peace {
            events_left.push("peace,197X,war,,old".to_owned());
        }
        let actors_left: Vec<String> = ACTORS
            .iter()
            .filter(|(_, from, ..)| day(from) <= today || *from == "1945")
            .map(|(id, from, until, name)| format!("{id},{from},{},{name},", if *until != ".." && day(until) > today { ".." } else { until }))
            .collect();
        let cut = study(&known, &actors_left, &events_left, SOURCES);
        prop_assert_eq!(difference(&said(&whole, &view), &said(&cut, &view)), Vec::<String>::new());
    }

    #[test]
    fn an_edit_can_be_taken_back(rows in prop::collection::vec(coded(), 1..6), at in 0..6usize, cell in "[ -~]{0,12}", crlf in any::<bool>()) {
        let mut text = format!("# a comment\nsubject,object,attribute,value,from,until,source,public,reading\n{}\n", rows.iter().map(Coded::line).collect::<Vec<_>>().join("\n"));
        if crlf {
            text = text.replace('\n', "\r\n");
        }
        let line = text.lines().nth(2 + at % rows.len()).unwrap();
        let place = line.as_ptr() as usize - text.as_ptr() as usize;
        let old = line.split(',').nth(6).unwrap().to_owned();
        let changed = edit::set_cell(&text, place, "source", &cell).unwrap();
        prop_assert_eq!(&edit::set_cell(&changed, place, "source", &old).unwrap(), &text);
        let appended = edit::append_row(&text, &[], &[("subject", "CHN"), ("source", &cell)]).unwrap();
        prop_assert!(appended.starts_with(&text));
        prop_assert_eq!(&edit::remove_row(&appended, text.len()).unwrap(), &text);
    }

    #[test]
    fn no_bytes_panic_as_csv(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        fuzz::fuzz_csv(&bytes);
    }

    #[test]
    fn no_text_panics_as_csv(text in "(subject|id|a|from|until|,|;|\"|\r?\n|#|CHN|VNM|1954|\\.\\.|yes|clash|é| ){0,60}") {
        fuzz::fuzz_csv(text.as_bytes());
        fuzz::fuzz_csv(format!("subject,object,attribute,value,from,until\n{text}").as_bytes());
        fuzz::fuzz_csv(format!("id,from,until,name,date\n{text}").as_bytes());
    }

    #[test]
    fn no_bytes_panic_as_toml(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        fuzz::fuzz_toml(&bytes);
    }

    #[test]
    fn no_text_panics_as_toml(text in "(\\[\\[?treaty\\]?\\]|\\[treaty.party\\]|title|id|signed|length| = |\"|1954|\\[|\\]|\\{|\\}|,|\n|window|from|é){0,60}") {
        fuzz::fuzz_toml(text.as_bytes());
    }

    #[test]
    fn no_word_panics_as_a_date(word in "[-0-9X?~%.,/{}\\[\\]:a-z ]{0,20}") {
        fuzz::fuzz_date(word.as_bytes());
    }

    #[test]
    fn no_bytes_panic_as_bibtex(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "(@|book|string|\\{|\\}|\"|#|,|=|key|year|\n|\\\\|é| ){0,60}") {
        fuzz::fuzz_bib(&bytes);
        fuzz::fuzz_bib(text.as_bytes());
        fuzz::fuzz_bib(format!("@book{{a, title = {{{text}}}, year = 1990}}").as_bytes());
    }
}
