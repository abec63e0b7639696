//! A study's rows against what the essay says and against each other.

use super::*;

fn study() -> Study {
    let folder = crate::built_in("china-vietnam").expect("a built-in study");
    crate::open(&folder, &crate::Ask::default()).study.expect("it reads")
}

fn table(unit: CaseUnit) -> RawTable {
    study().table_of(&StudyAsk { unit, ..StudyAsk::default() }, &Choice::default()).value.expect("a table")
}

/// The rows of the three units speak of the same days: each year of a case is touched by its spells, and by no others.
#[test]
fn spells_years_and_cases_are_the_same_days() {
    let (cases, spells, years) = (table(CaseUnit::Case), table(CaseUnit::Spell), table(CaseUnit::Year));
    assert_eq!(cases.outcome.as_deref(), Some("ALLIANCE"));
    assert_eq!(cases.conditions, ["INTEREST", "IDEOLOGY"], "COOPERATION is no condition of any claim");
    let mut touched: Vec<String> = Vec::new();
    for name in &spells.cases {
        let (case, days) = name.split_once(' ').expect("a case and its days");
        assert!(cases.cases.iter().any(|other| other == case), "{case}");
        let (from, until) = days.split_once("..").expect("two days");
        let year = |day: &str| day[..4].parse::<i32>().expect("a year");
        touched.extend((year(from)..=year(until)).map(|year| format!("{case} {year}")));
    }
    touched.sort();
    touched.dedup();
    let mut all = years.cases.clone();
    all.sort();
    assert_eq!(all, touched);
}

fn asked_of_time(unit: CaseUnit, orders: &[&str], lag: Option<&str>) -> Warned<Option<RawTable>> {
    let orders = orders.iter().map(|text| (*text).to_owned()).collect();
    let ask = StudyAsk { unit, orders, lag: lag.map(str::to_owned), ..StudyAsk::default() };
    study().table_of(&ask, &Choice::default())
}

/// What the essay says of who shared what first; a pair that never shared both has no order.
#[test]
fn an_order_is_a_condition_with_cells_of_no_concern() {
    let table = asked_of_time(CaseUnit::Case, &["INTEREST < IDEOLOGY"], None).value.expect("a table");
    assert_eq!(table.conditions, ["INTEREST", "IDEOLOGY", "INTEREST_before_IDEOLOGY"]);
    let sets::Cells::Texts(cells) = &table.column("INTEREST_before_IDEOLOGY").expect("a column").cells else {
        panic!("texts")
    };
    let of = |case: &str| {
        let at = table.cases.iter().position(|other| other == case).expect("a case");
        cells[at].as_deref()
    };
    // Shared ideology from the first day of the two on; the shared interest came in the early 1950s.
    assert_eq!(of("CHN>SUN"), Some("0"));
    // By the essay Vietnam and Russia share interests without ideology, Vietnam and China after 1975 ideology first.
    assert_eq!((of("VNM>RUS"), of("VNM>CHN")), (Some("-"), Some("0")));
}

#[test]
fn an_order_of_what_is_not_there_and_a_lag_of_years_are_errors() {
    let wrong = asked_of_time(CaseUnit::Case, &["INTREST<IDEOLOGY", "INTEREST"], Some("soon"));
    let codes: Vec<&str> = wrong.problems.iter().map(|problem| problem.code).collect();
    assert_eq!((wrong.value, codes), (None, vec!["sets::order", "sets::order", "sets::lag"]));
    assert_eq!(wrong.problems[0].hint.as_deref(), Some("did you mean `INTEREST`?"));
    assert_eq!(asked_of_time(CaseUnit::Year, &[], Some("2y")).problems[0].code, "sets::lag");
}

/// With a lag no day is lost: the rows of a case cover the days that its spells cover.
#[test]
fn a_lag_merges_spells_and_loses_no_day() {
    let days = |table: &RawTable| -> i64 { table.origins.iter().filter_map(|origin| origin.days).sum() };
    let plain = table(CaseUnit::Spell);
    let lagged = asked_of_time(CaseUnit::Spell, &[], Some("30y")).value.expect("a table");
    assert_eq!(days(&plain), days(&lagged));
    assert!(lagged.notes.iter().any(|note| note.contains("to follow a change of conditions")), "{:?}", lagged.notes);
}

/// Where a spell is known to be allied, the case and each year of it are, by the rule that some day is enough.
#[test]
fn some_day_is_enough_for_a_year_and_a_case() {
    let (cases, spells) = (table(CaseUnit::Case), table(CaseUnit::Spell));
    let column = |raw: &RawTable| match &raw.column("ALLIANCE").expect("the outcome").cells {
        sets::Cells::Numbers(cells) => cells.clone(),
        sets::Cells::Texts(_) => panic!("numbers"),
    };
    let (of_cases, of_spells) = (column(&cases), column(&spells));
    for (case, value) in cases.cases.iter().zip(of_cases) {
        let parts = spells.cases.iter().zip(&of_spells).filter(|(name, _)| name.split(' ').next() == Some(case));
        let allied = parts.clone().any(|(_, value)| *value == Some(1.0));
        assert_eq!(value == Some(1.0), allied, "{case}");
        assert_eq!(value == Some(0.0), parts.clone().all(|(_, value)| *value == Some(0.0)), "{case}");
    }
}

/// By treaty the outcome is another column than in fact; which it is, of how many, is told, and a label that is none is refused.
#[test]
fn the_definition_asked_for_is_taken_and_told() {
    let asked = |definition: Option<&str>| {
        let ask = StudyAsk { unit: CaseUnit::Case, definition: definition.map(str::to_owned), ..StudyAsk::default() };
        study().table_of(&ask, &Choice::default())
    };
    let of = |raw: &RawTable| {
        let taken = raw.taken.iter().find(|taken| taken.kind == "definition").expect("two definitions").clone();
        (taken.taken, taken.all.len(), taken.chosen)
    };
    let (first, treaty) = (asked(None).value.expect("a table"), asked(Some("by treaty")).value.expect("a table"));
    assert_eq!(of(&first), ("in fact".to_owned(), 2, false));
    assert_eq!(of(&treaty), ("by treaty".to_owned(), 2, true));
    assert_ne!(first.column("ALLIANCE"), treaty.column("ALLIANCE"));
    assert_eq!(first.column("INTEREST"), treaty.column("INTEREST"));
    assert!(first.notes.iter().any(|note| note.contains("its first definition, since none was asked for")));
    let wrong = asked(Some("by treatise"));
    assert_eq!((wrong.value, wrong.problems[0].code), (None, "sets::definition"));
    assert_eq!(wrong.problems[0].hint.as_deref(), Some("did you mean `by treaty`?"));
}

/// The disputes that bear on a table are told with the reading taken; another reading gives another table and says that it was chosen.
#[test]
fn readings_are_taken_and_told() {
    let folder = crate::built_in("china-vietnam").expect("a built-in study");
    let asked = |readings: &[String], definition: &str| {
        let ask = crate::Ask { layers: vec!["critique".into()], readings: readings.to_vec(), ..crate::Ask::default() };
        let study = crate::open(&folder, &ask).study.expect("it reads");
        let ask = StudyAsk { unit: CaseUnit::Case, definition: Some(definition.into()), ..StudyAsk::default() };
        study.table_of(&ask, &Choice::default()).value.expect("a table")
    };
    let first = asked(&[], "by treaty");
    let disputes: Vec<_> = first.taken.iter().filter(|taken| taken.kind == "reading").collect();
    assert!(!disputes.is_empty() && disputes.iter().all(|taken| !taken.chosen && taken.all.len() > 1));
    assert!(first.notes.iter().any(|note| note.contains("since none was chosen")), "{:?}", first.notes);
    let mut changes = 0;
    for dispute in disputes {
        assert_eq!(dispute.taken, dispute.all[0]);
        let other = asked(&[dispute.all[1].clone()], "by treaty");
        let taken = other.taken.iter().find(|taken| taken.of == dispute.of).expect("it still bears on it");
        assert_eq!((taken.taken.as_str(), taken.chosen), (dispute.all[1].as_str(), true));
        changes += usize::from(other.columns != first.columns);
    }
    assert!(changes > 0, "some reading makes another table");
}
