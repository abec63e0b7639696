//! Exceptions against the essay, and against `test`: what is listed is what deviates.

use exceptio::{ExceptionReport, ExceptionsOptions, ExceptionsReport};
use exceptio_tests::{IN_FACT, ask, china_vietnam, judged, opened};
use std::collections::BTreeSet;
use std::sync::OnceLock;

fn exceptions(theory: &str, against: &[&str]) -> ExceptionsReport {
    let study = opened(&china_vietnam(), &ask(&[], &[], None));
    let options = ExceptionsOptions {
        theory: Some(theory.to_owned()),
        against: against.iter().map(|name| (*name).to_owned()).collect(),
        ..ExceptionsOptions::default()
    };
    let found = study.exceptions(&options);
    assert!(!found.has_errors(), "{:?}", found.problems);
    found.value.expect("it is judged")
}

fn one<'a>(of: &'a [ExceptionReport], claim: &str, definition: &str, case: &str) -> &'a ExceptionReport {
    let found = of.iter().find(|of| of.claim == claim && of.definition == definition && of.case == case);
    found.unwrap_or_else(|| panic!("{case} is an exception to {claim} {definition}"))
}

/// The essay's theory against interests alone.
fn of_the_criteria() -> &'static ExceptionsReport {
    static REPORT: OnceLock<ExceptionsReport> = OnceLock::new();
    REPORT.get_or_init(|| exceptions("two-criteria", &["interest-only"]))
}

/// The policies taken at their word, against the essay's theory.
fn of_the_policies() -> &'static ExceptionsReport {
    static REPORT: OnceLock<ExceptionsReport> = OnceLock::new();
    REPORT.get_or_init(|| exceptions("non-alignment", &["two-criteria"]))
}

/// In both directions, for theories with exceptions of many kinds.
#[test]
fn every_exception_is_a_deviating_verdict_and_every_deviating_verdict_an_exception() {
    let study = opened(&china_vietnam(), &ask(&[], &[], None));
    let mut all = 0;
    for name in ["two-criteria", "non-alignment", "learning"] {
        let report = judged(&study, Some(name));
        let of_test: BTreeSet<(String, String, String)> = (report.claims.iter())
            .flat_map(|claim| claim.verdicts.iter().map(move |verdict| (claim, verdict)))
            .filter(|(_, verdict)| verdict.scope == "in" && verdict.ruling == "deviates")
            .map(|(claim, verdict)| (claim.name.clone(), claim.definition.clone(), verdict.case.clone()))
            .collect();
        // Against itself is against none.
        let against = vec![name.to_owned()];
        let options = ExceptionsOptions { theory: Some(name.to_owned()), against, ..ExceptionsOptions::default() };
        let found = study.exceptions(&options).value.expect("it is judged");
        let listed: Vec<(String, String, String)> =
            (found.exceptions.iter()).map(|of| (of.claim.clone(), of.definition.clone(), of.case.clone())).collect();
        assert_eq!(listed.len(), of_test.len(), "{name}: none twice");
        assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), of_test, "{name}");
        assert!(found.exceptions.iter().all(|of| of.weight == "breaks the claim"));
        assert!(found.unexplained.iter().all(|of| of.weight == "left unexplained"));
        all += of_test.len();
    }
    assert!(all > 50, "only {all} exceptions");
}

/// Paragraphs 1, 2 and 5: the one ally kept by each breaks its declared policy; by paragraphs 5 and 7 both have both
/// conditions, and so are typical for the essay's theory, on every day of it.
#[test]
fn the_two_allies_kept_are_exceptions_to_policies_that_confirm_the_two_criteria() {
    let found = of_the_policies();
    for (case, policy, paragraphs) in
        [("CHN>PRK", "china-independence", "paras 1, 8"), ("VNM>LAO", "vietnam-three-nos", "paras 2, 9")]
    {
        let exception = one(&found.exceptions, "needed", IN_FACT, case);
        assert_eq!(exception.kind.as_deref(), Some("exception to a declared policy that confirms two-criteria"));
        assert_eq!(exception.confirms, ["two-criteria"], "{case}");
        let declared = &exception.policies[0];
        assert_eq!((declared.id.as_str(), declared.locator.as_str()), (policy, paragraphs));
        assert!(declared.forbids.iter().any(|act| act == "holding with anyone"), "{:?}", declared.forbids);
        let (some, all) = exception.others[0].borne_out_days;
        assert!(some == all && all > 10_000, "{case}: {some} of {all} days");
        assert_eq!((exception.class, exception.degree), ("deviant consistency", "in kind"));
        assert!(exception.excuses.contains(&"coding in dispute"), "what the policy forbids is read in two ways");
    }
    // The congress of 1982 (para. 8); the alliance lasts to the present (para. 6), which ends with July 2021.
    let days = one(&found.exceptions, "needed", IN_FACT, "CHN>PRK").deviation_days.clone().expect("it has days");
    assert_eq!(days.last, ("2021-07-31".to_owned(), "2021-07-31".to_owned()));
    assert!(days.first.0.starts_with("1982") && days.first.1.as_str() <= "1983-01-01", "{:?}", days.first);
}

/// Paragraph 6: allied until 1969 though the ideological ground went with the split of 1960 to 1963.
#[test]
fn the_sino_soviet_sixties_outlive_their_ground() {
    let found = of_the_criteria();
    let exception = one(&found.exceptions, "needed", IN_FACT, "CHN>SUN");
    let days = exception.deviation_days.clone().expect("it has days");
    assert_eq!(days.first.0.get(..4), Some("1960"));
    // Should the split lie on the last day of 1963, the next day is the first against the rule.
    assert_eq!(days.first.1, "1964-01-01");
    assert_eq!((days.last.0.as_str(), days.last.1.as_str()), ("1969-01-01", "1969-12-31"));
    let expected = ["coding in dispute", "a lag to which the theory sets no limit"];
    assert_eq!(exception.excuses, expected, "it ends after its ground, which is all that `ends` says");
    assert_eq!(exception.confirms, ["interest-only"]);
    assert_eq!(exception.kind.as_deref(), Some("exception that confirms interest-only"));
    assert!(exception.policies.is_empty());
    // The same years from the other end: not enough for what they do not explain.
    let left = one(&found.unexplained, "enough", IN_FACT, "CHN>SUN");
    assert_eq!(left.class, "deviant coverage");
}

/// Paragraph 5: by treaty Vietnam is bound to Russia until 1994; in fact the alliance is over.
#[test]
fn russia_is_an_exception_by_treaty_alone() {
    let found = of_the_criteria();
    let exception = one(&found.exceptions, "needed", "ALLIANCE by treaty", "VNM>RUS");
    assert!(exception.excuses.contains(&"only under this definition of the outcome"), "{:?}", exception.excuses);
    assert_eq!(exception.elsewhere[0].definition, IN_FACT);
    // From Russia's side it would break the rule too, and the theory does not speak of Russia.
    let other = one(&found.not_spoken_of, "needed", "ALLIANCE by treaty", "RUS>VNM");
    assert_eq!(other.weight, "out of scope");
}

/// What each exception rests on can be looked up.
#[test]
fn reasons_lead_to_sources() {
    for exception in &of_the_policies().exceptions {
        let silent = exception.witnesses.is_empty() && exception.rests_on_silence;
        assert!(!exception.sides.is_empty() && (silent || !exception.witnesses.is_empty()), "{exception:?}");
        assert!(exception.witnesses.iter().all(|witness| !witness.source.is_empty() && !witness.locator.is_empty()));
    }
}

/// An unknown theory is said, with the nearest; others are still told.
#[test]
fn a_theory_that_does_not_exist_is_said() {
    let study = opened(&china_vietnam(), &ask(&[], &[], None));
    let options = ExceptionsOptions { against: vec!["interest-onyl".to_owned()], ..ExceptionsOptions::default() };
    let found = study.exceptions(&options);
    assert_eq!(found.problems[0].code, "study::unknown_theory");
    assert_eq!(found.problems[0].hint.as_deref(), Some("did you mean `interest-only`?"));
    assert!(found.value.is_some());
}
