//! A study as a table: cases are left out with all their rows, and reports say how the study was seen.

use exceptio::sets::{
    CaseUnit, ChanceAsk, Choice, FitAsk, MinimizeAsk, MissingRule, RawTable, RobustAsk, StudyAsk, choose, fit_claim,
    minimize, robust,
};
use exceptio::{Clock, Diagnostic, Files, Folder, Paper, Study, TestOptions, Warned};
use exceptio_tests::{ask, china_vietnam, opened};

/// Three pairs. AA-BB has the condition and the alliance in 1910 to 1914 and again in 1920 to 1924, and neither between; the others have
/// one half of the condition each, and no alliance.
fn three_pairs() -> Folder {
    let mut folder = Folder::new();
    let mut add = |name: &str, text: &str| folder.insert(name, text.as_bytes());
    add("study.toml", "title = \"Three\"\ntheory = \"t\"\n[window]\nfrom = \"1900-01-01\"\nuntil = \"1939-12-31\"\n");
    let absent = "silence = \"absent\"\nsilence_reason = \"all coded\"\n";
    let attribute = |name: &str| {
        format!(
            "[attributes.{name}]\nabout = \"undirected\"\ntype = \"truth\"\nmeaning = \"m\"\nrule = \"r\"\n{absent}"
        )
    };
    add("codebook.toml", &format!("{}{}[relations.allied]\n{absent}", attribute("x"), attribute("z")));
    let actors = ["AA", "BB", "CC", "DD", "EE", "FF"].map(|id| format!("{id},..,..,{id},state\n")).concat();
    add("actors.csv", &format!("id,from,until,name,kind\n{actors}"));
    add("sources.bib", "@book{src,\n author={Nemo, A.},\n title={T},\n date={1950}\n}\n");
    let fact = |pair: &str, name: &str, from: &str, until: &str| format!("{pair},{name},yes,{from},{until},src,p. 1\n");
    let both = |from: &str, until: &str| ["x", "z"].map(|name| fact("AA,BB", name, from, until)).concat();
    let facts = [
        both("1910-01-01", "1914-12-31"),
        both("1920-01-01", "1924-12-31"),
        fact("CC,DD", "z", "..", ".."),
        fact("EE,FF", "x", "..", ".."),
    ];
    add("facts.csv", &format!("subject,object,attribute,value,from,until,source,locator\n{}", facts.concat()));
    add(
        "alliances.csv",
        "a,b,from,until,source,locator\nAA,BB,1910-01-01,1914-12-31,src,p. 1\nAA,BB,1920-01-01,1924-12-31,src,p. 1\n",
    );
    add(
        "theories/t.theory",
        "theory t \"T\"\n\ncases undirected pairs\n\nlet X = x(a, b)\nlet Z = z(a, b)\n\noutcome ALLIANCE = allied(a, b)\n\n\
         claim needed: X*Z is sufficient for ALLIANCE\n",
    );
    folder
}

fn robust_of(study: &Study, unit: CaseUnit) -> exceptio::RobustReport {
    let choice = Choice::default();
    let raw = study.table_of(&StudyAsk { unit, ..StudyAsk::default() }, &choice).value.expect("a table");
    let mut files = Files::new();
    let chosen = choose(&raw, &choice, &mut files).value.expect("chosen");
    let ask = RobustAsk {
        minimize: MinimizeAsk::default(),
        tests: Vec::new(),
        joint: None,
        subsample: Some(0.7),
        bootstrap: true,
        retention: None,
        draws: 50,
        seed: 1,
        steps: 1_000_000_000,
    };
    robust(&chosen, &ask, &files).value.expect("a report")
}

/// X*Z rests on one pair. Left out spell by spell, the other spell stands in for it; left out whole, nothing is explained.
#[test]
fn a_case_is_left_out_with_all_its_spells() {
    let study = opened(&three_pairs(), &ask(&[], &[], None));
    for (unit, rows) in [(CaseUnit::Spell, 7), (CaseUnit::Year, 120), (CaseUnit::Case, 3)] {
        let report = robust_of(&study, unit);
        assert_eq!(report.data.rows, rows);
        let whole = &report.trials[0];
        assert_eq!((whole.trials, whole.n, whole.unit, report.data.units), (3, 2, "case", 3), "{unit:?}");
        assert_eq!((whole.counts.same, whole.counts.empty), (2, 1), "{unit:?}");
        assert_eq!(report.hangs_on.iter().map(|without| without.case.as_str()).collect::<Vec<_>>(), ["AA-BB"]);
        assert_eq!(
            (report.trials[1].n, report.trials[2].n),
            (2, 3),
            "two of three cases thinned, three of three drawn"
        );
    }
}

fn essay(layers: &[&str], as_of: Option<&str>, clock: Clock) -> (RawTable, Choice) {
    let study = opened(&china_vietnam(), &ask(layers, &[], as_of));
    let options = TestOptions { clock, ..TestOptions::default() };
    let choice = Choice { missing: MissingRule::Drop, ..Choice::default() };
    let raw = study.table_of(&StudyAsk { options, ..StudyAsk::default() }, &choice).value.expect("a table");
    (raw, choice)
}

/// As of when, with which layers, on which clock: every report on the table says it, and does not say "in fact" of what was read as a treaty.
#[test]
fn a_report_says_how_the_study_was_seen() {
    let seen = |layers, as_of, clock| {
        let (raw, choice) = essay(layers, as_of, clock);
        let report = fit_claim(&raw, "INTEREST -> ALLIANCE", &choice, &FitAsk::default(), &mut Files::new()).value;
        report.expect("a report").data
    };
    let usual = seen(&[], None, Clock::Behavioural);
    assert_eq!(
        (usual.view.clock, usual.view.year_rule, usual.view.all_pairs),
        (Some("behavioural"), None, Some(false))
    );
    assert_eq!(usual.head().as_deref().map(|head| head.ends_with("theory two-criteria")), Some(true));
    assert!(usual.notes.iter().any(|note| note.starts_with("ALLIANCE as \"in fact\", its first definition")));
    let legal = seen(&["critique"], Some("2021-12-31"), Clock::Legal);
    assert_eq!(
        (legal.view.as_of.as_deref(), legal.view.layers.as_slice()),
        (Some("2021-12-31"), &["critique".to_owned()][..])
    );
    let head = legal.head().expect("of a study");
    assert!(head.ends_with("as of 2021-12-31 · with layer critique · on the legal clock"), "{head}");
    assert!(legal.notes.iter().any(|note| note.starts_with("ALLIANCE as a treaty in force: on the legal clock")));
    assert!(!legal.notes.iter().any(|note| note.starts_with("ALLIANCE as \"in fact\"")), "{:#?}", legal.notes);
    // Options stand in no note: they are advice.
    assert!(legal.notes.iter().all(|note| !note.contains("--definition") && !note.contains("--reading")));
    assert!(legal.advice.iter().any(|advice| advice.contains("--definition")));
}

/// That a condition began before the outcome holds only where there is the outcome.
#[test]
fn the_outcome_is_in_no_order() {
    let study = opened(&three_pairs(), &ask(&[], &[], None));
    let asked = |order: &str, outcome: Option<&str>| -> Warned<Option<RawTable>> {
        let orders = vec![order.to_owned()];
        let choice = Choice { outcome: outcome.map(str::to_owned), ..Choice::default() };
        study.table_of(&StudyAsk { orders, unit: CaseUnit::Case, ..StudyAsk::default() }, &choice)
    };
    let codes = |made: Warned<Option<RawTable>>| -> Vec<&'static str> {
        made.problems.iter().filter(|problem| Diagnostic::is_error(problem)).map(|problem| problem.code).collect()
    };
    assert_eq!(codes(asked("X<ALLIANCE", None)), ["sets::order_outcome"]);
    assert_eq!(codes(asked("ALLIANCE<Z", Some("~ALLIANCE"))), ["sets::order_outcome"]);
    assert_eq!(codes(asked("X<ALLIANCE", Some("X -> ALLIANCE"))), ["sets::order_outcome"]);
    // Of a claim only what stands after the arrow is the outcome; another outcome leaves ALLIANCE free.
    assert_eq!(codes(asked("X<Z", Some("X*Z -> ALLIANCE"))), [""; 0]);
    assert_eq!(codes(asked("X<ALLIANCE", Some("Z"))), [""; 0]);
}

/// X holds on ten years of AA-BB, all allied, and on forty of EE-FF, none: by spells 2 of 3, by days a fifth.
#[test]
fn spells_may_weigh_by_their_days() {
    let study = opened(&three_pairs(), &ask(&[], &[], None));
    let claim = "X -> ALLIANCE";
    let choice =
        Choice { outcome: Some(claim.into()), conditions: vec!["X".into(), "ALLIANCE".into()], ..Choice::default() };
    let raw = study.table_of(&StudyAsk::default(), &choice).value.expect("a table");
    let fit = |weigh_days: bool| {
        let ask = FitAsk { weigh_days, chance: Some(ChanceAsk::default()), ..FitAsk::default() };
        fit_claim(&raw, claim, &choice, &ask, &mut Files::new()).value.expect("a report")
    };
    let (alike, days) = (fit(false), fit(true));
    assert_eq!((alike.weights, days.weights), ("alike", "days"));
    assert_eq!(alike.lines[0].incl, Some(2.0 / 3.0));
    // 1910 to 1914 and 1920 to 1924 have 1826 and 1827 days, 1900 to 1939 has 14609: 1900 was no leap year.
    let expected = 3653.0 / (3653.0 + 14609.0);
    assert!((days.lines[0].incl.expect("defined") - expected).abs() < 1e-12, "{:?}", days.lines[0]);
    assert_eq!(days.lines[0].cov, Some(1.0));
    assert!(alike.lines[0].chance.is_some() && days.lines[0].chance.is_none());
    let why = days.chance.and_then(|chance| chance.left_out).expect("a reason");
    assert!(why.contains("days"), "{why}");
}

/// A table for a paper says what it is about, how many cases it rests on and where they come from, and names no option.
#[test]
fn tables_for_a_paper_stand_by_themselves() {
    let (raw, choice) = essay(&[], None, Clock::Behavioural);
    let mut files = Files::new();
    let chosen = choose(&raw, &choice, &mut files).value.expect("chosen");
    let report =
        minimize(&chosen, &MinimizeAsk { chance: Some(ChanceAsk::default()), ..MinimizeAsk::default() }, &files);
    let paper = Paper::of(&report.value.expect("a report"));
    for table in &paper.tables {
        for part in
            ["ALLIANCE", "N = 27 of 66 spells, 39 left out", "Data: China's and Vietnam's", "theory two-criteria"]
        {
            assert!(table.caption.contains(part), "{}", table.caption);
        }
    }
    let (latex, markdown) = (paper.to_latex(), paper.to_markdown());
    assert!(latex.contains("$\\rightarrow$ ALLIANCE") && !latex.contains("-$>$"), "{latex}");
    for text in [latex, markdown] {
        assert!(!text.contains("--definition") && !text.contains("--reading") && !text.contains("--unit"), "{text}");
        assert!(text.contains("hang together (27 spells of 11 cases)"), "{text}");
    }
}
