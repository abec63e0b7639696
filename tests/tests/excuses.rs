//! Each reason why a deviation might not count, on a study made so that each holds of one case and, by hand, of no other.

use exceptio::{ExceptionReport, ExceptionsOptions, ExceptionsReport, Folder, TestOptions};
use exceptio_tests::{ask, opened};

const STUDY: &str = "title = \"Excuses\"\ntheory = \"t\"\n[window]\nfrom = \"1900-01-01\"\nuntil = \"1939-12-31\"\n";
const CODEBOOK: &str = "\
[attributes.threat]
about = \"undirected\"
type = \"truth\"
meaning = \"A common threat.\"
rule = \"As coded.\"
silence = \"absent\"
silence_reason = \"Every threat is coded.\"

[attributes.strength]
about = \"undirected\"
type = \"number\"
meaning = \"How strong the tie is.\"
rule = \"As coded.\"

[relations.allied]
silence = \"absent\"
silence_reason = \"Every alliance is coded.\"
";
const ACTORS: &str = "id,from,until,name,kind\nAAA,..,..,A,state\nLATE,..,..,Late,state\nOPEN,..,..,Open,state\n\
                      LONG,..,..,Long,state\nEDGE,..,..,Edge,state\nNEAR,..,..,Near,state\nFIRM,..,..,Firm,state\n\
                      IDLE,..,..,Idle,state\nNONE,..,..,None,state\n";
/// LATE: allied two years longer than threatened. OPEN: threatened until 1936, allied still. LONG: ten years longer.
/// EDGE: threatened from 1938, no allies yet. IDLE: threatened from 1902 to 1903, never allied.
const FACTS: &str = "subject,object,attribute,value,from,until,source,locator\n\
                     AAA,LATE,threat,yes,1910-01-01,1919-12-31,s,p. 1\nAAA,OPEN,threat,yes,1910-01-01,1936-12-31,s,p. 1\n\
                     AAA,LONG,threat,yes,1910-01-01,1919-12-31,s,p. 1\nAAA,EDGE,threat,yes,1938-01-01,..,s,p. 1\n\
                     AAA,IDLE,threat,yes,1902-01-01,1903-12-31,s,p. 1\n\
                     AAA,NEAR,strength,9,..,..,s,p. 3\nAAA,FIRM,strength,2,..,..,s,p. 3\n\
                     NEAR,FIRM,threat,yes,1920-01-01,1925-12-31,s,p. 4\nIDLE,EDGE,strength,18,..,..,s,p. 4\n";
const ALLIANCES: &str = "a,b,from,until,source,locator\nAAA,LATE,1910-01-01,1921-12-31,s,p. 2\nAAA,OPEN,1910-01-01,..,s,p. 2\n\
                         AAA,LONG,1910-01-01,1929-12-31,s,p. 2\nAAA,NEAR,1910-01-01,1912-12-31,s,p. 2\n\
                         AAA,FIRM,1910-01-01,1912-12-31,s,p. 2\n";
const SOURCES: &str = "@book{s,\n  author = {Nemo, A.},\n  title = {T},\n  date = {1950}\n}\n";
const THEORY: &str = "theory t \"T\"\n\ncases undirected pairs\n\nlet THREAT = threat(a, b)\n\n\
                      outcome ALLIANCE = allied(a, b)\n\nclaim needed: THREAT is necessary for ALLIANCE\n\n\
                      claim enough: THREAT is sufficient for ALLIANCE\n\n\
                      claim ends: ALLIANCE ends within 5 years after THREAT ends\n";
const FUZZY: &str = "theory f \"F\"\n\ncases undirected pairs\n\nlet TIE = calibrate(strength(a, b), linear 0 10 20)\n\n\
                     outcome ALLIANCE = allied(a, b)\n\nclaim needed: TIE is necessary for ALLIANCE\n";
/// The same with nothing to say of when: no lag to plead.
const PLAIN: &str = "theory p \"P\"\n\ncases undirected pairs\n\nlet THREAT = threat(a, b)\n\n\
                     outcome ALLIANCE = allied(a, b)\n\nclaim needed: THREAT is necessary for ALLIANCE\n\n\
                     claim both: THREAT is equivalent to ALLIANCE\n";

fn folder() -> Folder {
    let mut folder = Folder::new();
    for (path, text) in [
        ("study.toml", STUDY),
        ("codebook.toml", CODEBOOK),
        ("actors.csv", ACTORS),
        ("facts.csv", FACTS),
        ("alliances.csv", ALLIANCES),
        ("sources.bib", SOURCES),
        ("theories/t.theory", THEORY),
        ("theories/f.theory", FUZZY),
        ("theories/p.theory", PLAIN),
    ] {
        folder.insert(path, text.as_bytes());
    }
    folder
}

fn exceptions(theory: &str) -> ExceptionsReport {
    let study = opened(&folder(), &ask(&[], &[], None));
    let options = ExceptionsOptions { theory: Some(theory.to_owned()), ..ExceptionsOptions::default() };
    study.exceptions(&options).value.expect("it is judged")
}

fn excuses(of: &[ExceptionReport], claim: &str, case: &str) -> Vec<&'static str> {
    let found = of.iter().find(|of| of.claim == claim && of.case == case);
    found.unwrap_or_else(|| panic!("{case} breaks {claim}")).excuses.clone()
}

#[test]
fn lags_are_told_by_the_theorys_own_order_of_events() {
    let found = exceptions("t").exceptions;
    assert_eq!(excuses(&found, "needed", "AAA-LATE"), ["within a lag that the theory allows"]);
    assert_eq!(excuses(&found, "needed", "AAA-OPEN"), ["lag not yet elapsed"]);
    assert_eq!(excuses(&found, "needed", "AAA-LONG"), [""; 0], "five years are claimed, and it took ten");
    let events: Vec<_> = found.iter().filter(|of| of.claim == "ends").map(|of| (of.case.as_str(), of.class)).collect();
    // The two that were allied without any threat end before one could.
    let expected = [("AAA-FIRM", "order violation"), ("AAA-LONG", "lag exceeded"), ("AAA-NEAR", "order violation")];
    assert_eq!(events, expected);
    let plain = exceptions("p").exceptions;
    assert_eq!(excuses(&plain, "needed", "AAA-LATE"), [""; 0], "a theory that claims no order has no lag to plead");
    let half = plain.iter().find(|of| of.claim == "both" && of.case == "AAA-LATE").expect("it breaks the equivalence");
    assert_eq!(half.half, Some("necessity"));
}

#[test]
fn what_may_still_come_is_censored() {
    let found = exceptions("t").exceptions;
    let ends = "censored: it stands so when the days under study end";
    assert_eq!(excuses(&found, "enough", "AAA-EDGE"), [ends]);
    assert_eq!(excuses(&found, "enough", "AAA-IDLE"), [""; 0], "it passed, and no alliance came");
    let days = found.iter().find(|of| of.case == "AAA-EDGE").and_then(|of| of.deviation_days.clone()).expect("it has");
    assert_eq!((days.first.0.as_str(), days.last.1.as_str()), ("1938-01-01", "1939-12-31"));
}

/// Memberships 9/20 and 2/20 of a tie without which there should be no alliance: both in kind, one near the line.
#[test]
fn near_the_line_is_borderline() {
    let found = exceptions("f").exceptions;
    assert_eq!(excuses(&found, "needed", "AAA-NEAR"), ["borderline"]);
    assert_eq!(excuses(&found, "needed", "AAA-FIRM"), [""; 0]);
    assert!(found.iter().all(|of| of.degree == "in kind" && of.class == "deviant consistency"));
}

/// By hand: nine actors make 36 pairs, of which nine are coded. Of the others none has a threat (silence is absence), so
/// by the first theory none comes in; by the tie nothing is known of them.
#[test]
fn near_relevant_negatives_are_counted_by_hand() {
    let study = opened(&folder(), &ask(&[], &[], None));
    let options = TestOptions { near_relevant: true, ..TestOptions::default() };
    let near = |theory: &str| {
        study.test(Some(theory), &options).value.and_then(|report| report.near_relevant).expect("it was asked for")
    };
    let threat = near("t");
    assert_eq!((threat.coded, threat.entered.len(), threat.open, threat.irrelevant), (9, 0, 0, 27));
    let tie = near("f");
    assert_eq!((tie.coded, tie.entered.len(), tie.open, tie.irrelevant), (9, 0, 27, 0));
}
