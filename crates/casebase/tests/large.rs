//! Input that is long or deep where a fuzzer's is short: nothing overflows the stack, and problems grow with the rows.

mod common;

use exceptio_casebase::CaseBase;
use exceptio_casebase::fuzz::{fuzz_bib, fuzz_csv, fuzz_date, fuzz_toml};

const DEEP: usize = 20_000;
const LONG: usize = 500;

#[test]
fn toml_within_toml_ends() {
    for text in [
        format!("title = {}", "[".repeat(DEEP)),
        format!("title = {}1{}", "{a=".repeat(DEEP), "}".repeat(DEEP)),
        format!("{}a = 1", "a.".repeat(DEEP)),
        format!("[{}a]", "a.".repeat(DEEP)),
        "[[treaty]]\n".repeat(LONG),
    ] {
        fuzz_toml(text.as_bytes());
    }
}

#[test]
fn dates_within_dates_end() {
    for word in ["[".repeat(DEEP), format!("[{}1961]", "1960,".repeat(LONG)), "9".repeat(DEEP), "X".repeat(DEEP)] {
        fuzz_date(word.as_bytes());
    }
}

#[test]
fn tables_of_quotes_and_chains_of_events_end() {
    let chain = |column: &str| {
        let rows = (0..LONG).map(|at| format!("e{at},,e{}\n", at + 1));
        format!("id,date,{column}\n{}e{LONG},1961,e0\n", rows.collect::<String>())
    };
    for text in ["\"".repeat(LONG), ",\"".repeat(LONG), "\"\n".repeat(LONG), chain("not_before"), chain("same_day_as")]
    {
        fuzz_csv(text.as_bytes());
    }
}

#[test]
fn bibliographies_of_braces_and_references_end() {
    for text in [
        "@a{".repeat(DEEP),
        format!("@misc{{k, title = {{{}{}}}}}", "{".repeat(DEEP), "}".repeat(DEEP)),
        (0..LONG).map(|at| format!("@misc{{k{at}, crossref = {{k{}}}}}\n", at + 1)).collect(),
    ] {
        fuzz_bib(text.as_bytes());
    }
}

/// Once each pair of equal or contrary rows was a problem of its own: half a million for a thousand copies of a row.
#[test]
fn problems_grow_with_the_rows_and_not_with_their_pairs() {
    let problems = |rows: &str| {
        let mut study = common::china_vietnam();
        study.insert("facts.csv", format!("subject,object,attribute,value,from,until\n{}", rows.repeat(LONG)));
        let read = CaseBase::read(&study, &[]);
        let of = |code: &str| read.problems.iter().filter(|problem| problem.code == code).count();
        (of("casebase::duplicate_row"), of("casebase::contradiction"))
    };
    assert_eq!(problems("CHN,VNM,clash,yes,1979-02-17,1979-03-16\n"), (LONG - 1, 0));
    let (duplicates, contradictions) =
        problems("CHN,VNM,clash,yes,1979-02-17,1979-03-16\nCHN,VNM,clash,no,1979-02-17,1979-03-16\n");
    assert_eq!(duplicates, 2 * LONG - 2);
    assert!((LONG..=6 * LONG).contains(&contradictions), "{contradictions}");
}
