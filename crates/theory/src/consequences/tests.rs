use super::consequences;
use text::Files;

fn told(text: &str) -> String {
    let mut files = Files::new();
    let file = files.add("t.theory", format!("theory t\n{text}"));
    let vocabulary = crate::demo::vocabulary();
    let read = crate::read(&files, file, &vocabulary);
    assert!(!read.has_errors(), "{:?}", read.problems);
    let theory = read.value.expect("a theory without errors");
    let lines: Vec<String> = consequences(&theory, &vocabulary).into_iter().map(|of| of.text).collect();
    lines.join("\n")
}

#[test]
fn claims_of_the_essay_stand_as_the_field_says() {
    insta::assert_snapshot!(told(
        "let SEC = shares_interest(a, b) and not clash(a, b)\nlet IDE = ideology(a) = ideology(b) and not rift(b, a)\n\
         outcome ALLY = allied(a, b)\n\
         claim strong: SEC*IDE <-> ALLY\nclaim needed: SEC*IDE <- ALLY\nclaim enough: SEC*IDE -> ALLY\n\
         claim secure: SEC <- ALLY\nclaim either: SEC + IDE <- ALLY\nclaim realist: SEC -> ALLY\n\
         claim aloof: SEC -> ~ALLY\nclaim same: ~SEC + ~IDE is equivalent to ~ALLY\n\
         claim enters: ALLY starts only while SEC\nclaim never: ALLY does not start while ~IDE\n\
         claim odd: ALLY starts only while clash(b, a)"
    ), @"
    `strong` implies `needed`: what breaks the second breaks the first
    `strong` implies `enough`: what breaks the second breaks the first
    `strong` implies `secure`: what breaks the second breaks the first
    `strong` implies `either`: what breaks the second breaks the first
    `strong` and `aloof` contradict each other: together they leave no day on which SEC*IDE holds
    `strong` and `same` say the same
    `strong` implies `enters`: what breaks the second breaks the first
    `strong` implies `never`: what breaks the second breaks the first
    `strong` and `odd` contradict each other: together they leave no day on which the event may happen
    `needed` implies `secure`: what breaks the second breaks the first
    `needed` implies `either`: what breaks the second breaks the first
    `needed` and `aloof` contradict each other: together they leave no day on which ALLY holds
    `same` implies `needed`: what breaks the second breaks the first
    `needed` implies `enters`: what breaks the second breaks the first
    `needed` implies `never`: what breaks the second breaks the first
    `needed` and `odd` contradict each other: together they leave no day on which the event may happen
    `realist` implies `enough`: what breaks the second breaks the first
    `enough` and `aloof` contradict each other: together they leave no day on which SEC*IDE holds
    `same` implies `enough`: what breaks the second breaks the first
    `secure` implies `either`: what breaks the second breaks the first
    `secure` and `aloof` contradict each other: together they leave no day on which ALLY holds
    `same` implies `secure`: what breaks the second breaks the first
    `secure` implies `enters`: what breaks the second breaks the first
    `secure` and `odd` contradict each other: together they leave no day on which the event may happen
    `same` implies `either`: what breaks the second breaks the first
    `realist` and `aloof` contradict each other: together they leave no day on which SEC holds
    `aloof` and `enters` contradict each other: together they leave no day on which the event may happen
    `same` implies `enters`: what breaks the second breaks the first
    `same` implies `never`: what breaks the second breaks the first
    `same` and `odd` contradict each other: together they leave no day on which the event may happen
    `enters` and `odd` contradict each other: together they leave no day on which the event may happen
    ");
}

#[test]
fn levels_numbers_and_sets_exclude_and_imply_each_other() {
    insta::assert_snapshot!(told(
        "let R = regime(a)\nlet L = cut(power(a), 10, 20)\noutcome ALLY = allied(a, b)\n\
         claim military: R{military} -> ALLY\nclaim wider: R{military,personal} -> ALLY\n\
         claim none: R{military}*R{personal} -> ALLY\nclaim strong: power(a) >= 20 -> ALLY\n\
         claim top: L{2} -> ALLY\nclaim stronger: power(a) > 30 -> ALLY\nclaim middle: L{1} and power(a) < 10 -> ALLY\n\
         claim equal: ideology(a) = ideology(b) and ideology(a) = communist -> ideology(b) = communist\n\
         claim listed: USA in threats(a) and USA in threats(b) -> threats(b) overlaps threats(a)\n\
         claim who: a in {CHN, VNM} -> ALLY\nclaim china: a = CHN -> ALLY\n\
         claim both: a = CHN and b = CHN -> ALLY\n\
         claim third: (some t: rival(a, t)) -> ALLY\nclaim fourth: not (no s: rival(s, a)) -> ALLY"
    ), @"
    `none` can never apply: what it speaks of cannot hold
    `middle` can never apply: what it speaks of cannot hold
    `equal` is true whatever the data, so that no case can count against it
    `listed` is true whatever the data, so that no case can count against it
    `both` can never apply: what it speaks of cannot hold
    `wider` implies `military`: what breaks the second breaks the first
    `strong` and `top` say the same
    `strong` implies `stronger`: what breaks the second breaks the first
    `top` implies `stronger`: what breaks the second breaks the first
    `who` implies `china`: what breaks the second breaks the first
    `third` and `fourth` say the same
    ");
}

#[test]
fn events_follow_from_events_by_lag_and_condition() {
    insta::assert_snapshot!(told(
        "let X = clash(a, b)\nlet Y = rift(a, b)\noutcome ALLY = allied(a, b)\n\
         claim two: ALLY ends within 2 years after X ends\nclaim five: ALLY ends within 60 months after X ends\n\
         claim some: ALLY ends after X ends\nclaim days: ALLY ends within 730 days after X ends\nclaim other: ALLY ends after ~X starts\n\
         claim before: ALLY ends before X ends\nclaim lasts: ALLY does not end while X\n\
         claim longer: ALLY does not end while X or Y\nclaim only: ALLY ends only while ~X*~Y\n\
         claim against: ALLY ends only while X\n\
         claim never: X*~X starts after Y starts\nclaim void: ALLY starts after X*~X starts\n\
         claim sure: ALLY starts only while X + ~X"
    ), @"
    `never` can never apply: its event cannot happen
    `void` fails whenever its event happens: what it must follow cannot happen
    `sure` is true whatever the data: its condition is always met
    `two` implies `five`: what breaks the second breaks the first
    `two` implies `some`: what breaks the second breaks the first
    `days` implies `two`: what breaks the second breaks the first
    `two` implies `lasts`: what breaks the second breaks the first
    `five` implies `some`: what breaks the second breaks the first
    `days` implies `five`: what breaks the second breaks the first
    `five` implies `lasts`: what breaks the second breaks the first
    `days` implies `some`: what breaks the second breaks the first
    `some` implies `lasts`: what breaks the second breaks the first
    `days` implies `lasts`: what breaks the second breaks the first
    `other` implies `lasts`: what breaks the second breaks the first
    `longer` implies `lasts`: what breaks the second breaks the first
    `only` implies `lasts`: what breaks the second breaks the first
    `lasts` and `against` contradict each other: together they leave no day on which the event may happen
    `longer` and `only` say the same
    `longer` and `against` contradict each other: together they leave no day on which the event may happen
    `only` and `against` contradict each other: together they leave no day on which the event may happen
    ");
}

#[test]
fn scope_and_several_definitions_and_fuzzy_conditions_are_minded() {
    insta::assert_snapshot!(told(
        "scope one_party(a) and not clash(a, b)\nlet X = clash(a, b)\nlet ONE = one_party(a)\nlet RICH = calibrate(power(a), direct 1 2 3)\n\
         let NEVER = X*~X\nlet ALWAYS = X + ~X\nlet THING = RICH*~RICH\n\
         outcome ALLY as \"fact\" = allied(a, b)\noutcome ALLY as \"paper\" = treaty_in_force(a, b)\n\
         claim out: X -> ALLY\nclaim trivial: ALLY -> ONE\nclaim odd: THING -> ALLY\n\
         claim rich: RICH -> ALLY\nclaim richer: RICH*ONE -> ALLY\nclaim paper: allied(b, a) -> ALLY\nclaim back: ONE -> ~ONE"
    ), @"
    the condition `NEVER` can never hold
    the condition `ALWAYS` holds whatever the data
    the condition `THING` can never hold, read as yes or no
    `out` can never apply: what it speaks of cannot hold in scope
    `trivial` is true whatever the data, so that no case can count against it
    `odd` can never apply: what it speaks of cannot hold in scope (with fuzzy conditions read as yes or no)
    `back` fails wherever it applies: it cannot be met in scope
    `rich` and `richer` say the same (with fuzzy conditions read as yes or no)
    ");
}

#[test]
fn what_is_too_large_is_said_and_never_guessed() {
    let atoms: Vec<String> = (0..400).map(|at| format!("power(a) < {at}")).collect();
    assert!(told(&format!("let X = {}\nclaim c: X -> X", atoms.join(" or "))).contains("too many different things"));
    // Pairs far apart in the order of atoms make a diagram exponential.
    let far = |at: usize| format!("pledge(a, {}, {})", ACTORS[at % 6], OBLIGATIONS[at / 6]);
    let near = |at: usize| format!("pledge(b, {}, {})", ACTORS[at % 6], OBLIGATIONS[at / 6]);
    let mention: Vec<String> = (0..30).map(far).collect();
    let pairs: Vec<String> = (0..30).map(|at| format!("{}*{}", far(at), near(at))).collect();
    let text = format!(
        "let FIRST = {}\nlet X = {}\nlet Y = clash(a, b)\nclaim first: FIRST -> Y\nclaim c: X -> Y",
        mention.join(" and "),
        pairs.join(" or ")
    );
    assert_eq!(told(&text), "`c` is too large to be examined");
}

const ACTORS: [&str; 6] = ["CHN", "PRK", "VNM", "LAO", "USA", "SUN"];
const OBLIGATIONS: [&str; 5] = ["defence", "offence", "neutrality", "nonaggression", "consultation"];
