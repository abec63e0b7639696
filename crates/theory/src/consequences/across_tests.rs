use super::*;
use text::Files;

fn theory(text: &str) -> Theory {
    let mut files = Files::new();
    let file = files.add("t.theory", format!("theory t\n{text}"));
    let read = crate::read(&files, file, &crate::demo::vocabulary());
    assert!(!read.has_errors(), "{:?}", read.problems);
    read.value.expect("a theory without errors")
}

const INTEREST: &str = "let SEC = shares_interest(a, b) and not clash(a, b)\n";
const CREED: &str = "let IDE = ideology(a) = ideology(b) and not rift(b, a)\n";
const FACT: &str = "outcome ALLY = allied(a, b)\n";

fn stands(one: &str, other: &str) -> (bool, bool) {
    let (one, other) = (theory(one), theory(other));
    let found = entailment((&one, &[], 0), (&other, &[], 0), &crate::demo::vocabulary()).expect("small enough");
    let back = entailment((&other, &[], 0), (&one, &[], 0), &crate::demo::vocabulary()).expect("small enough");
    assert_eq!((found.forward, found.backward), (back.backward, back.forward), "it is the same from both ends");
    (found.forward, found.backward)
}

/// A requirement of two things implies the requirement of either; enough of one thing, enough of both.
#[test]
fn more_is_required_and_less_is_enough() {
    let with = |claim: &str| format!("{INTEREST}{CREED}{FACT}{claim}");
    assert_eq!(stands(&with("claim c: SEC*IDE <- ALLY"), &with("claim d: SEC <- ALLY")), (true, false));
    assert_eq!(stands(&with("claim c: SEC -> ALLY"), &with("claim d: SEC*IDE -> ALLY")), (true, false));
    assert_eq!(stands(&with("claim c: SEC <- ALLY"), &with("claim d: IDE <- ALLY")), (false, false));
    assert_eq!(stands(&with("claim c: SEC <- ALLY"), &with("claim d: ALLY starts only while SEC")), (true, false));
}

/// What a thing is called does not matter, nor what else is called so.
#[test]
fn names_do_not_matter_and_formulas_do() {
    let one = format!("{INTEREST}{FACT}claim c: SEC <- ALLY");
    let renamed =
        "let OTHER = not clash(b, a) and shares_interest(b, a)\noutcome BOND = allied(b, a)\nclaim c: OTHER <- BOND";
    assert_eq!(stands(&one, renamed), (true, true));
    let borrowed = format!("let SEC = rift(a, b)\n{FACT}claim c: SEC <- ALLY");
    assert_eq!(stands(&one, &borrowed), (false, false));
}

/// Quantified parts of two theories are the same if their forms are, though their variables are others.
#[test]
fn quantifiers_keep_their_own_variables() {
    let some = |variable: &str| format!("{FACT}claim c: (some {variable}: clash(a, {variable})) <- ALLY");
    assert_eq!(stands(&some("t"), &format!("let N = no s: rift(a, s)\n{}", some("u"))), (true, true));
}

#[test]
fn scopes_are_told_beside() {
    let plain = format!("{FACT}claim c: clash(a, b) -> ALLY");
    let (wide, narrow) = (
        theory(&format!("scope one_party(a)\n{plain}")),
        theory(&format!("scope one_party(a) and rift(a, b)\n{plain}")),
    );
    let found = entailment((&wide, &[], 0), (&narrow, &[], 0), &crate::demo::vocabulary()).expect("small enough");
    let expected = Entailment { forward: true, backward: true, first_covers: true, second_covers: false };
    assert_eq!(found, expected);
}

/// Under another definition of the outcome it is another claim.
#[test]
fn the_definition_chosen_counts() {
    let both = theory(
        "outcome ALLY as \"fact\" = allied(a, b)\noutcome ALLY as \"paper\" = treaty_in_force(a, b)\nclaim c: clash(a, b) -> ALLY",
    );
    let paper = theory("outcome BOND = treaty_in_force(a, b)\nclaim c: clash(a, b) -> BOND");
    let under =
        |chosen: usize| entailment((&both, &[chosen], 0), (&paper, &[], 0), &crate::demo::vocabulary()).expect("small");
    assert_eq!((under(0).forward, under(1).forward), (false, true));
}

/// By hand: of the eight configurations of two conditions and an outcome, the requirement of both forbids the outcome
/// without both (three), the requirement of one the outcome without that one (two), enough of both one.
#[test]
fn what_is_forbidden_is_counted_as_by_hand() {
    let of = |claims: &str| theory(&format!("{INTEREST}{CREED}{FACT}{claims}"));
    let theories = [
        of("claim n: SEC*IDE <- ALLY"),
        of("claim n: SEC <- ALLY"),
        of("claim n: SEC*IDE <- ALLY\nclaim e: SEC*IDE -> ALLY"),
    ];
    let asked: Vec<(&Theory, &[usize], &[usize])> =
        theories.iter().zip([&[0][..], &[0], &[0, 1]]).map(|(theory, claims)| (theory, &[][..], claims)).collect();
    let found = forbids(&asked, &crate::demo::vocabulary()).expect("small enough");
    let names: Vec<&str> = found.parts.iter().map(|part| part.name.as_str()).collect();
    assert_eq!(names, ["SEC", "IDE", "ALLY"]);
    assert_eq!(found.configurations.len(), 8);
    let count = |theory: usize| found.configurations.iter().filter(|of| of.forbidden[theory]).count();
    assert_eq!([count(0), count(1), count(2)], [3, 2, 4]);
    let lone = found.configurations.iter().find(|of| of.holds == [true, false, true]).expect("it is possible");
    assert_eq!(lone.forbidden, [true, false, true]);
}

/// A configuration that cannot be is no content: two levels of one category at once.
#[test]
fn impossible_configurations_are_left_out() {
    let levels = theory(
        "let R = regime(a)\noutcome ALLY = allied(a, b)\nclaim m: R{military} -> ALLY\nclaim p: R{personal} -> ALLY",
    );
    let found = forbids(&[(&levels, &[], &[0, 1])], &crate::demo::vocabulary()).expect("small enough");
    assert_eq!((found.parts.len(), found.configurations.len()), (3, 6));
}
