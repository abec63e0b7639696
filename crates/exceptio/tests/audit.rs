//! The audit through the door: on the full universe it finds no bias, on chosen cases it says what selection fixes.

use exceptio::{Ask, AuditOptions, AuditReport, Study};
use text::Folder;

fn study() -> Study {
    let folder = exceptio::built_in("china-vietnam").expect("built in");
    exceptio::open(&folder, &Ask::default()).study.expect("it reads")
}

fn audit(options: AuditOptions) -> AuditReport {
    let audited = study().audit(&options);
    audited.value.unwrap_or_else(|| panic!("{:#?}", audited.problems))
}

#[test]
fn the_full_universe_has_no_bias() {
    let report = audit(AuditOptions { all_pairs: true, simulate: 100, seed: 5, ..AuditOptions::default() });
    assert!(report.full_universe);
    assert_eq!(report.cases.0, report.cases.1);
    assert!(report.cells.iter().all(|cell| (cell.cases, cell.days) == (cell.cases_of_all, cell.days_of_all)));
    assert!(report.outcomes.iter().all(|outcome| outcome.held == outcome.held_of_all));
    for claim in &report.claims {
        let study = &claim.samples[0];
        for sample in claim.samples.iter().filter(|sample| sample.sample.starts_with("all cases")) {
            assert_eq!((sample.cases, sample.days), (study.cases, study.days), "{}", sample.sample);
            for parameter in &sample.parameters {
                assert!(parameter.change.is_none_or(|change| change == (0.0, 0.0)), "{parameter:?}");
            }
        }
    }
    let everyone = &report.simulation.as_ref().expect("asked for").rules[0];
    for parameter in &everyone.parameters {
        if let (Some(bias), Some(noise)) = (parameter.bias, parameter.noise) {
            // Twice what chance allows nineteen times in twenty; the seed is fixed.
            assert!(bias.abs() <= 2.0 * noise + 0.002, "{parameter:?}");
        }
    }
}

#[test]
fn what_selection_fixes_is_no_result() {
    let report = audit(AuditOptions::default());
    assert!(!report.full_universe);
    let fixed = |relation: &str, sample: &str, name: &str| {
        let claim = report.claims.iter().find(|claim| claim.relation == relation).expect("there is one");
        let sample = claim.samples.iter().find(|one| one.sample == sample).expect("there is one");
        sample.parameters.iter().find(|one| one.name == name).expect("there is one").fixed.is_some()
    };
    let positives = "days with the outcome only";
    assert!(fixed("sufficiency", positives, "consistency") && fixed("necessity", positives, "RoN"));
    assert!(fixed("necessity", positives, "coverage"));
    assert!(!fixed("necessity", positives, "consistency") && !fixed("sufficiency", positives, "coverage"));
    assert!(!fixed("necessity", "all cases of the study", "consistency"));
    // The essay names no pair with both conditions that did not ally: the cell in which sufficiency could fail is empty.
    let empty = report.cells.iter().find(|cell| {
        cell.outcome == "ALLIANCE in fact" && !cell.holds && cell.criteria.iter().all(|(_, held)| *held == "yes")
    });
    assert_eq!(empty.expect("every cell is listed").cases, 0);
}

/// Six pairs by hand. AAA-BBB: the alliance alone. AAA-CCC: the interest from the sentence that tells of the alliance. AAA-DDD:
/// from another page, but only of days of the alliance. BBB-CCC: from another page, and of longer. BBB-DDD: from another page of
/// days before. CCC-DDD: the interest alone.
#[test]
fn who_came_in_through_the_outcome_is_counted() {
    let mut folder = Folder::new();
    let mut add = |name: &str, text: &str| folder.insert(name, text.as_bytes());
    add("study.toml", "title = \"t\"\n[window]\nfrom = \"1900-01-01\"\nuntil = \"1920-12-31\"\n");
    add(
        "codebook.toml",
        "[attributes.shares]\nabout = \"undirected\"\ntype = \"truth\"\nmeaning = \"m\"\nsilence = \"absent\"\n\
         silence_reason = \"r\"\n[relations.allied]\nsilence = \"absent\"\nsilence_reason = \"r\"\n",
    );
    add("actors.csv", "id,from,until,name\nAAA,1890,..,A\nBBB,1890,..,B\nCCC,1890,..,C\nDDD,1890,..,D\n");
    add("sources.bib", "@book{s, author = {Doe, Jane}, title = {T}, date = {1921}}\n");
    add(
        "alliances.csv",
        "a,b,from,until,source,locator\nAAA,BBB,1901-01-01,1909-12-31,s,p. 1\nAAA,CCC,1901-01-01,1909-12-31,s,p. 2\n\
         AAA,DDD,1901-01-01,1909-12-31,s,p. 3\nBBB,CCC,1901-01-01,1909-12-31,s,p. 4\nBBB,DDD,1901-01-01,1909-12-31,s,p. 5\n",
    );
    add(
        "facts.csv",
        "subject,object,attribute,value,from,until,source,locator\nAAA,CCC,shares,yes,1900-01-01,1915-12-31,s,2\n\
         AAA,DDD,shares,yes,1902-01-01,1908-12-31,s,p. 9\nBBB,CCC,shares,yes,1902-01-01,1912-12-31,s,p. 9\n\
         BBB,DDD,shares,yes,1900-01-01,1900-12-31,s,p. 9\nCCC,DDD,shares,yes,1900-01-01,1915-12-31,s,p. 9\n",
    );
    add(
        "theories/t.theory",
        "theory t \"t\"\n\ncases undirected pairs\n\nlet SHARED = shares(a, b)\n\noutcome ALLIANCE = allied(a, b)\n\n\
         claim needed: SHARED is necessary for ALLIANCE\n",
    );
    let opened = exceptio::open(&folder, &Ask::default());
    assert!(opened.problems.iter().all(|problem| !problem.is_error()), "{:#?}", opened.problems);
    let options = AuditOptions { simulate: 5, ..AuditOptions::default() };
    let report = opened.study.expect("it reads").audit(&options).value.expect("audited");
    assert_eq!(report.entered, [1, 2, 1, 0, 2]);
    assert_eq!(report.chosen_on_outcome, ["AAA-BBB"]);
    assert_eq!(report.through_outcome, ["AAA-CCC", "AAA-DDD"]);
    assert_eq!(report.share_chosen, Some(0.5));
    // Simulated rows have their own columns, and leave those of samples empty.
    let table = report.table();
    let at = |name: &str| table.columns.iter().position(|title| *title == name).expect("it is there");
    let (simulated, sampled): (Vec<_>, Vec<_>) =
        table.rows.iter().partition(|row| row[at("sample")].starts_with("simulated"));
    assert!(simulated.iter().all(|row| row[at("least")].is_empty() && !row[at("truth")].is_empty()));
    assert!(simulated.iter().all(|row| !row[at("undefined")].is_empty()));
    assert!(simulated.iter().any(|row| !row[at("interval_coverage")].is_empty()));
    assert!(sampled.iter().all(|row| row[at("mean")].is_empty() && row.len() == table.columns.len()));
}

#[test]
fn what_is_wrong_is_said() {
    let wrong = |options: AuditOptions| study().audit(&options).problems[0].code;
    let claim = Some("ends".to_owned());
    assert_eq!(wrong(AuditOptions { claim, ..AuditOptions::default() }), "audit::unknown_claim");
    let truth = Some((1.5, 0.5, 0.5));
    assert_eq!(wrong(AuditOptions { truth, ..AuditOptions::default() }), "audit::probability");
}
