//! A cell outside its attribute's coverage is unknown, and everywhere said to be: nothing takes its silence for absence.

use exceptio::{ExplainOptions, FlipOptions, Study};
use exceptio_tests::{ask, opened, two_states};

/// AAA and BBB allied throughout, and a clash of which the codebook says: absent where nothing is coded. Its source speaks only
/// from 1970 on.
fn study() -> Study {
    let mut folder = two_states();
    let codebook = String::from_utf8_lossy(folder.get("codebook.toml").expect("it is there")).into_owned()
        + "[attributes.clash]\nabout = \"undirected\"\ntype = \"truth\"\nmeaning = \"m\"\nsilence = \"absent\"\n\
           silence_reason = \"r\"\ncoverage = { from = \"1970-01-01\", until = \"..\" }\n\
           [attributes.far]\nabout = \"undirected\"\ntype = \"truth\"\nmeaning = \"m\"\nsilence = \"absent\"\n\
           silence_reason = \"r\"\ncoverage = { actors = [\"CCC\"] }\n";
    let mut add = |name: &str, text: &str| folder.insert(name, text.as_bytes());
    add("codebook.toml", &codebook);
    add("actors.csv", "id,from,until,name\nAAA,1900,..,A\nBBB,1900,..,B\nCCC,1900,..,C\n");
    add("facts.csv", "subject,object,attribute,value,from,until\nAAA,BBB,shares,yes,1950-01-01,..\n");
    add("alliances.csv", "a,b,from,until\nAAA,BBB,1950-01-01,..\n");
    add(
        "theories/t.theory",
        "theory t \"t\"\n\nlet FREE = not clash(a, b) and not far(a, b)\n\noutcome ALLIANCE = allied(a, b)\n\n\
         claim needed: FREE is necessary for ALLIANCE\n",
    );
    opened(&folder, &ask(&[], &[], None))
}

#[test]
fn code_says_what_follows_where_the_source_cannot_speak() {
    let asked = study().questions(None, "AAA>BBB").value;
    let otherwise = |name: &str| {
        let question = asked.questions.iter().find(|question| question.attribute == name).expect("it is asked");
        question.otherwise.clone()
    };
    assert_eq!(otherwise("clash"), "it is taken as absent (r), and outside coverage it stays unknown");
    assert_eq!(otherwise("far"), "it stays unknown, for it lies outside coverage");
}

#[test]
fn explain_and_flips_say_that_a_cell_lies_outside_coverage() {
    let study = study();
    let options = ExplainOptions { claim: Some("needed".to_owned()), ..ExplainOptions::default() };
    let explained = study.explain("AAA>BBB", &options).value.remove(0);
    assert_eq!(explained.verdict.ruling, "undecided");
    let changes = explained.flips.iter().flat_map(|flip| &flip.changes);
    let flips = study.flips("AAA>BBB", &FlipOptions::default()).value;
    let told = serde_json::to_value(&flips).expect("a report is data").to_string();
    let now: Vec<(String, String)> = changes
        .filter(|change| change.kind == "code")
        .map(|change| (change.formula.clone(), change.now.clone()))
        .collect();
    assert!(!now.is_empty());
    for (formula, now) in &now {
        assert!(now.contains("outside coverage, so unknown"), "{formula}: {now}");
        assert!(!formula.starts_with("far") || !now.contains("absent"), "{formula}: {now}");
    }
    assert!(told.contains("outside coverage, so unknown"), "{told}");
}
