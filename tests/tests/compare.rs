//! Theories compared on the built-in study: expectations are reasoned from the essay and from the forms of the claims.

use exceptio::{CompareReport, PairReport, TestOptions};
use exceptio_tests::{IN_FACT, ask, china_vietnam, opened};
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// The comparison that most tests look at.
fn policies_and_criteria() -> &'static CompareReport {
    static REPORT: OnceLock<CompareReport> = OnceLock::new();
    REPORT.get_or_init(|| compared(&["non-alignment", "two-criteria"]))
}

fn both_and_one() -> &'static CompareReport {
    static REPORT: OnceLock<CompareReport> = OnceLock::new();
    REPORT.get_or_init(|| compared(&["two-criteria", "interest-only"]))
}

fn compared(names: &[&str]) -> CompareReport {
    let study = opened(&china_vietnam(), &ask(&[], &[], None));
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let found = study.compare(&names, &TestOptions::default());
    assert!(!found.has_errors(), "{:?}", found.problems);
    found.value.expect("they are judged")
}

fn pair<'a>(report: &'a CompareReport, form: &str, definition: &str) -> &'a PairReport {
    let asked = |pair: &&PairReport| {
        let question = &report.questions[pair.question];
        question.form == form && question.definition == definition && question.about == "ALLIANCE"
    };
    report.pairs.iter().find(asked).expect("both answer")
}

/// Two theories changed about: first and second change about, and nothing else.
#[test]
fn comparison_is_symmetric() {
    let there = policies_and_criteria();
    let back = compared(&["two-criteria", "non-alignment"]);
    let turned: Vec<PairReport> = (back.pairs.iter().cloned())
        .map(|pair| PairReport {
            first: pair.second,
            second: pair.first,
            first_alone: pair.second_alone,
            second_alone: pair.first_alone,
            implies: pair.implies.map(|implies| match implies {
                "first" => "second",
                "second" => "first",
                each => each,
            }),
            ..pair
        })
        .collect();
    assert_eq!(there.pairs, turned);
    assert!(!there.pairs.is_empty());
    let sorted = |report: &CompareReport| {
        let mut questions = report.questions.clone();
        questions.iter_mut().for_each(|question| question.answers.sort_by(|a, b| a.theory.cmp(&b.theory)));
        questions
    };
    assert_eq!(sorted(there), sorted(&back));
    let cases = |report: &CompareReport| -> BTreeSet<(usize, String)> {
        report.disagreements.iter().map(|of| (of.question, of.case.clone())).collect()
    };
    assert_eq!(cases(there), cases(&back));
    let mut columns = back.theories.clone();
    columns.reverse();
    assert_eq!(there.theories, columns);
    assert_eq!((&there.baselines, there.same_scope), (&back.baselines, back.same_scope));
}

/// Paragraphs 1, 2, 5 and 7: the exceptions to the declared policies are typical for the two criteria. What the policies
/// allow and the criteria forbid is the Sino-Soviet alliance after the split (para. 6), before any policy (para. 8).
#[test]
fn the_two_criteria_resolve_the_exceptions_to_non_alignment_and_create_one() {
    let report = policies_and_criteria();
    let found = pair(report, "X is necessary for Y", IN_FACT);
    let typical = |of: &[exceptio::AloneReport]| -> Vec<String> {
        of.iter().filter(|alone| alone.other == "conforms").map(|alone| alone.case.clone()).collect()
    };
    assert_eq!(typical(&found.first_alone), ["CHN>PRK", "VNM>LAO", "VNM>SUN"]);
    assert_eq!(typical(&found.second_alone), ["CHN>SUN"]);
    assert!(found.both.is_empty() && found.implies.is_none());
    let told = (report.disagreements.iter())
        .find(|of| of.case == "CHN>PRK" && report.questions[of.question].definition == IN_FACT)
        .expect("they disagree on it");
    let by = |name: &str| told.stands.iter().find(|stand| stand.theory == name).expect("it answers");
    assert_eq!((by("non-alignment").fate, by("two-criteria").fate), ("deviates", "conforms"));
    assert!(by("non-alignment").witnesses.iter().any(|of| of.file == "policies.toml" && of.locator == "paras 1, 8"));
    let read: Vec<&str> = by("two-criteria").witnesses.iter().map(|of| of.cell.as_str()).collect();
    assert!(read.contains(&"shares_interest(CHN, PRK)") && read.contains(&"ideology(PRK)"), "{read:?}");
}

/// What a requirement of both implies is a requirement of each: the theory of both can do no better, whatever is coded. For
/// what is enough it is the other way round.
#[test]
fn logic_decides_between_both_and_each() {
    let report = both_and_one();
    for definition in [IN_FACT, "ALLIANCE by treaty"] {
        for (form, stronger) in [
            ("X is necessary for Y", "first"),
            ("Y starts only while X", "first"),
            ("X is sufficient for Y", "second"),
            ("Y does not end while X", "second"),
        ] {
            let found = pair(report, form, definition);
            assert_eq!(found.implies, Some(stronger), "{form} {definition}");
            assert!(found.logic.as_ref().is_some_and(|logic| logic.starts_with("decided by logic, not by data")));
            let weaker_alone = if stronger == "first" { &found.second_alone } else { &found.first_alone };
            assert!(weaker_alone.is_empty(), "{form} {definition}: {weaker_alone:?}");
        }
        assert_eq!(pair(report, "Y ends after X ends", definition).implies, None);
    }
}

/// Six alliances on two lists of one (paras 4, 6) are seven directed cases: "never" is broken by each, and by nothing else.
#[test]
fn baselines_are_judged_on_the_same_cases() {
    let report = both_and_one();
    let question = (report.questions.iter())
        .find(|question| question.form == "X is necessary for Y" && question.definition == IN_FACT)
        .expect("it is asked");
    let never = question.answers.iter().find(|answer| answer.theory == "never").expect("it says something");
    assert_eq!((never.tally.deviates, never.tally.conforms), (7, 0));
    assert_eq!(never.consistency("case"), Some((0.0, 0.0)));
    let cases = |answer: &exceptio::AnswerReport| {
        let tally = &answer.tally;
        tally.deviates + tally.conforms + tally.undecided + tally.irrelevant + tally.out_of_scope + tally.scope_unknown
    };
    assert!(question.answers.iter().all(|answer| cases(answer) == report.cases));
    // Alliances end in 1975 (para. 4, one of them on both lists), in 1969 (para. 6) and in 1991 (para. 4).
    let lasts = (report.questions.iter())
        .find(|question| question.form == "Y does not end while X" && question.definition == IN_FACT)
        .expect("it is asked");
    let goes_on = lasts.answers.iter().find(|answer| answer.theory == "always-continues").expect("it says something");
    let expected: usize = ["VNM>CHN", "CHN>VNM", "VNM>PRK", "CHN>SUN", "VNM>SUN"].len();
    assert_eq!((goes_on.tally.deviates, goes_on.tally.conforms), (expected, 2), "Laos and North Korea go on");
}

/// The cell that makes the essay: forbidden by the policies, with both conditions and an ally. It has two cases.
#[test]
fn the_cell_of_the_exceptions_has_two_cases() {
    let report = policies_and_criteria();
    let forbids = report.forbids.as_ref().expect("four parts are few");
    assert_eq!(forbids.parts, ["PERMITTED", "INTEREST", "IDEOLOGY", "ALLIANCE"]);
    assert_eq!(forbids.configurations.len(), 16);
    let cell = forbids.configurations.iter().find(|of| of.holds == [false, true, true, true]).expect("it is possible");
    assert_eq!((cell.cases, cell.forbidden_by.as_slice()), (2, ["non-alignment".to_owned()].as_slice()));
    // Needed and enough together forbid half of the cells of one condition and one outcome.
    let own: Vec<_> = report.theories.iter().map(|theory| theory.forbids).collect();
    assert_eq!(own[0], Some((2, 4)));
}

/// By hand: one condition and one outcome have four cells; that it is needed forbids one, that it is enough another.
#[test]
fn alone_a_theory_is_shown_for_what_it_is() {
    let report = compared(&["ideology-only"]);
    assert!(report.pairs.is_empty() && report.disagreements.is_empty());
    assert_eq!(report.theories[0].forbids, Some((2, 4)));
    assert_eq!(report.theories[0].conditions, ["IDEOLOGY"]);
    assert_eq!(report.theories[0].reads, ["ideology", "rift"]);
}

#[test]
fn near_relevant_negatives_are_counted_apart() {
    let study = opened(&china_vietnam(), &ask(&[], &[], None));
    let options = TestOptions { near_relevant: true, ..TestOptions::default() };
    let by = |theory: &str| {
        let found = study.compare(&[theory.to_owned()], &options).value.expect("it is judged");
        found.near_relevant.expect("it was asked for")
    };
    // Nothing is coded of China and Russia, and nobody's policy forbade an ally before 1982.
    let policy = by("non-alignment");
    let entered: Vec<&str> = policy.entered.iter().map(|of| of.case.as_str()).collect();
    assert!(entered.contains(&"CHN>KHR"), "{entered:?}");
    assert!(policy.by_condition.get("PERMITTED").is_some_and(|count| *count > 0));
    // By the essay's own theory no uncoded pair certainly has either condition: it codes the pairs that it speaks of.
    assert!(by("two-criteria").entered.is_empty());
    let of =
        |near: &exceptio::NearReport| near.coded + near.entered.len() + near.open + near.irrelevant + near.out_of_scope;
    let all = TestOptions { all_pairs: true, ..TestOptions::default() };
    let every = study.compare(&["two-criteria".to_owned()], &all).value.expect("it is judged").cases;
    assert_eq!((of(&policy), of(&by("two-criteria"))), (every, every), "each pair is counted once");
}

#[test]
fn a_theory_is_not_compared_with_itself() {
    let study = opened(&china_vietnam(), &ask(&[], &[], None));
    let names = ["interest-only", "two-criteria", "interest-only"].map(str::to_owned);
    let found = study.compare(&names, &TestOptions::default());
    assert!(found.value.is_none());
    assert_eq!(found.problems[0].code, "compare::same_theory");
    assert!(found.problems[0].message.contains("`interest-only`"), "{}", found.problems[0].message);
}
