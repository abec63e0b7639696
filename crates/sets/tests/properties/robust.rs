//! Robustness by hand, and ranges against dense grids.

use exceptio_sets::calibrate::{Anchors, Powers};
use exceptio_sets::expression::{Literal, Sum, Term};
use exceptio_sets::minimize::Expectation;
use exceptio_sets::robust::{
    Anchor, Assumed, Calibration, CaseKind, Cut, Intervals, Likeness, Method, Range, Recipe, Setting, Span, Tally,
    anchor_range, bootstrap, certain, cut_range, joint, leave_one_out, leave_some_out, robust_cases, robust_fit,
    rows_alone, subsample,
};
use exceptio_sets::truth::Settings;
use exceptio_sets::{Column, HalfRule, Kind, Table, settle_with};
use proptest::prelude::*;

fn near(value: Option<f64>, expected: f64) {
    let value = value.expect("defined");
    assert!((value - expected).abs() < 1e-12, "{value}, expected {expected}");
}

fn table(columns: &[(&str, Kind, Vec<f64>)]) -> Table {
    let cases = (0..columns[0].2.len()).map(|case| case.to_string()).collect();
    Table::new(cases, columns.iter().map(|(name, kind, values)| Column::new(*name, *kind, values.clone())).collect())
}

/// The outcome stands last, all other columns are conditions.
fn recipe(table: &Table, inclusion: f64, parsimonious: bool) -> Recipe {
    let last = table.columns.len() - 1;
    Recipe {
        // Random outcomes may be exactly 0.5.
        settings: Settings { keep_halves: true, ..Settings::default().inclusion(inclusion) },
        assumed: if parsimonious { Assumed::Anything } else { Assumed::Nothing },
        ..Recipe::new(Sum::literal(Literal::present(last)), (0..last).collect())
    }
}

/// Four cases with A, of which three show Y, and four without, of which one does.
fn eight() -> Table {
    let a = vec![1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0];
    let y = vec![1.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 0.0];
    table(&[("A", Kind::Crisp, a), ("Y", Kind::Crisp, y)])
}

#[test]
fn fit_and_cases_by_hand() {
    let initial = [0.8, 0.6, 0.3, 0.2];
    let tests = [vec![0.9, 0.4, 0.6, 0.1], vec![0.7, 0.7, 0.2, 0.4]];
    let y = [0.9, 0.7, 0.2, 0.8];
    // The least membership is .7, .4, .2, .1 and so is the core; the greatest .9, .7, .6, .4.
    let fit = robust_fit(&initial, &tests, &y).expect("there are test solutions");
    near(fit.consistency, 1.8 / 1.9);
    near(fit.coverage, 1.4 / 1.8);
    near(fit.coincidence_min, 1.4 / 1.9);
    near(fit.coincidence_max, 1.9 / 2.6);
    let cases = robust_cases(&initial, &tests, &y).expect("there are test solutions");
    use CaseKind::*;
    assert_eq!(cases.kinds, [RobustTypical, ShakyTypical, PossibleDeviant, ExtremeDeviantCoverage]);
    assert_eq!((cases.typical, cases.deviant, cases.rank), (Some(0.5), Some(0.0), 4));
    assert!(robust_fit(&initial, &[], &y).is_none() && robust_cases(&initial, &[], &y).is_none());
    let same = robust_cases(&initial, &[initial.to_vec()], &y).expect("there is one");
    assert_eq!((same.typical, same.deviant, same.rank), (Some(1.0), None, 1));
}

/// SetMethods reads the first and the last test solution only, so that its numbers hang on their order.
#[test]
fn all_test_solutions_are_read_in_any_order() {
    let (initial, y) = ([0.8, 0.9], [1.0, 1.0]);
    let tests = [vec![0.8, 0.9], vec![0.2, 0.9], vec![0.8, 0.8]];
    let fit = robust_fit(&initial, &tests, &y).expect("there are test solutions");
    near(fit.coincidence_min, (0.2 + 0.8) / 1.7);
    for order in [[0, 2, 1], [1, 0, 2], [2, 1, 0]] {
        let moved = order.map(|at| tests[at].clone());
        assert_eq!(robust_fit(&initial, &moved, &y), Some(fit.clone()));
        assert_eq!(robust_cases(&initial, &moved, &y), robust_cases(&initial, &tests, &y));
    }
}

#[test]
fn cut_offs_change_at_the_numbers_of_rows() {
    let table = eight();
    let recipe = recipe(&table, 0.7, false);
    let range = cut_range(&table, &recipe, Cut::Inclusion).expect("it is sound");
    assert_eq!((range.low.at, range.high.at), (0.25, 0.75));
    assert_eq!(range.models, [Sum::literal(Literal::present(0))]);
    assert_eq!(range.high.beyond, Some(Ok(vec![Sum::default()])));
    assert!(range.low.beyond.is_some_and(|models| models != Ok(range.models)));
    let range = cut_range(&table, &recipe, Cut::Frequency).expect("it is sound");
    assert_eq!((range.low.at, range.low.beyond, range.high.at), (1.0, None, 4.0));
    assert!(range.high.beyond.is_some());
}

#[test]
fn a_threshold_may_move_between_its_neighbours() {
    let raw: Vec<f64> = (1..=6).map(f64::from).collect();
    let y: Vec<f64> = raw.iter().map(|raw| f64::from(*raw >= 4.0)).collect();
    let data = table(&[("A", Kind::Crisp, y.clone()), ("Y", Kind::Crisp, y)]);
    let anchors = Anchors::new(0.0, 3.4, 9.0);
    let calibration = Calibration { column: 0, raw, method: Method::Crisp, anchors };
    let range = anchor_range(&data, &recipe(&data, 1.0, false), &calibration, Anchor::Crossover).expect("it is sound");
    // Below 3 a case without the outcome is in: no row is consistent. Above 4 cases with the outcome are out, but A
    // stays consistent until, above 6, nobody is in it.
    assert!((range.low.at - 3.0).abs() < 1e-9 && range.low.beyond == Some(Ok(vec![Sum::default()])));
    assert!((range.high.at - 6.0).abs() < 1e-9 && range.high.beyond.is_some(), "{range:?}");
    let wrong = Calibration { column: 1, ..calibration };
    let refused = anchor_range(&data, &recipe(&data, 1.0, false), &wrong, Anchor::Crossover);
    assert_eq!(refused.expect_err("the outcome is no condition")[0].code, "sets::anchor_column");
}

#[test]
fn leaving_cases_out() {
    let table = eight();
    let recipe = recipe(&table, 0.7, false);
    // Without the deviant case, or one without A, the solution stays; without a typical one 2 of 3 are too few.
    let left = leave_one_out(&table, &rows_alone(&table), &recipe).expect("it is sound");
    let tally = &left.tally;
    assert_eq!((tally.count(Likeness::Same), tally.count(Likeness::Empty), tally.trials()), (5, 3, 8));
    assert_eq!((tally.kept.clone(), tally.terms.clone()), (vec![5], vec![(Term::new([Literal::present(0)]), 5)]));
    assert_eq!(tally.others, [(vec![Sum::default()], 3)]);
    assert_eq!(left.trials[0].models, Ok(vec![Sum::default()]));
    // Some of them, each once and as the whole has them; all where so many are asked for.
    let some = leave_some_out(&table, &rows_alone(&table), &recipe, 5, 7).expect("it is sound");
    let places: Vec<usize> = some.trials.iter().map(|trial| trial.without[0]).collect();
    assert!(places.len() == 5 && places.windows(2).all(|two| two[0] < two[1]), "{places:?}");
    assert!(some.trials.iter().all(|trial| *trial == left.trials[trial.without[0]]));
    assert_eq!(leave_some_out(&table, &rows_alone(&table), &recipe, 9, 7).as_ref(), Ok(&left));
    let drawn = subsample(&table, &rows_alone(&table), &recipe, 3, 40, 7).expect("it is sound");
    assert!(
        drawn
            .trials
            .iter()
            .all(|trial| trial.without.len() == 3 && trial.without.windows(2).all(|two| two[0] < two[1]))
    );
    assert_eq!(subsample(&table, &rows_alone(&table), &recipe, 3, 40, 7), Ok(drawn.clone()));
    assert_ne!(subsample(&table, &rows_alone(&table), &recipe, 3, 40, 8), Ok(drawn));
    assert_eq!(subsample(&table, &rows_alone(&table), &recipe, 0, 2, 1).map(|none| none.tally.kept), Ok(vec![2]));
}

/// Drawn with repetition: of two cases with A and Y and two with neither, A stays unless only one kind is drawn, 1 of 8 times:
/// with only those without, no row is explained; with only those with, every row that there is.
#[test]
fn drawing_cases_anew() {
    let a = vec![1.0, 1.0, 0.0, 0.0];
    let four = table(&[("A", Kind::Crisp, a.clone()), ("Y", Kind::Crisp, a)]);
    let drawn = bootstrap(&four, &rows_alone(&four), &recipe(&four, 1.0, false), 4_000, 3).expect("it is sound");
    let tally = &drawn.resampled.tally;
    let empty = tally.count(Likeness::Empty) as f64 / 4_000.0;
    assert!((empty - 1.0 / 16.0).abs() < 0.015, "{empty}");
    assert_eq!(tally.count(Likeness::Same) + tally.count(Likeness::Empty), 4_000, "A alone is conservative");
    assert_eq!(drawn.intervals, [Intervals { consistency: Some((1.0, 1.0)), coverage: Some((1.0, 1.0)) }]);
    // Of three in four consistent cases, the middle 95 % of draws reaches from well below to 1.
    let data = eight();
    let drawn = bootstrap(&data, &rows_alone(&data), &recipe(&data, 0.7, false), 2_000, 3).expect("it is sound");
    let (low, high) = drawn.intervals[0].consistency.expect("defined");
    assert!((0.2..=0.5).contains(&low) && high == 1.0, "{low} {high}");
    assert!(drawn.resampled.trials.iter().all(|trial| !trial.without.contains(&8)));
}

#[test]
fn likeness_is_by_logic() {
    let three = table(&[("A", Kind::Crisp, vec![1.0]), ("B", Kind::Crisp, vec![1.0]), ("Y", Kind::Crisp, vec![1.0])]);
    let literal = |column: usize| Term::new([Literal::present(column)]);
    let (a, b, both) = (literal(0), literal(1), literal(0).and(&literal(1)));
    let initial = [Sum::new([a.clone()])];
    let of = |models: Vec<Sum>| Likeness::of(&initial, &Ok(models), &three);
    assert_eq!(of(vec![Sum::new([a.clone()])]), Likeness::Same);
    assert_eq!(of(vec![Sum::new([a.clone()]), Sum::new([b.clone()])]), Likeness::Shared);
    assert_eq!(of(vec![Sum::new([a.clone(), b.clone()])]), Likeness::Wider);
    assert_eq!(of(vec![Sum::new([both.clone()])]), Likeness::Narrower);
    assert_eq!(of(vec![Sum::new([b])]), Likeness::Other);
    assert_eq!(of(vec![Sum::default()]), Likeness::Empty);
    assert_eq!(Likeness::of(&initial, &Err(Vec::new()), &three), Likeness::Failed);
    let trials = [Ok(vec![Sum::new([both])]), Ok(vec![Sum::new([a])]), Err(Vec::new())];
    let (tally, each) = Tally::of(&initial, &trials, &three);
    assert_eq!(each, [Likeness::Narrower, Likeness::Same, Likeness::Failed]);
    assert_eq!((tally.counts, tally.kept), ([1, 0, 0, 1, 0, 0, 1], vec![1]));
}

/// A is as consistent as 0.75. The inclusion cut-off alone decides whether it stays; PRI equals inclusion in a crisp table, so
/// that its cut-off does so as well; and the solution is back only if whichever of them is too high is put back.
#[test]
fn joint_settings_by_hand() {
    let table = eight();
    let recipe = recipe(&table, 0.7, false);
    let cut = |cut, from, to| Span { setting: Setting::Cut(cut), from, to };
    let spans = [cut(Cut::Inclusion, 0.5, 1.0), cut(Cut::Pri, 0.5, 1.0), cut(Cut::Frequency, 1.0, 4.0)];
    let drawn = joint(&table, &recipe, &[], &spans, 2_000, 9).expect("it is sound");
    let share = |count: usize| count as f64 / 2_000.0;
    assert!((share(drawn.tally.count(Likeness::Same)) - 0.25).abs() < 0.04);
    assert_eq!(drawn.tally.count(Likeness::Same) + drawn.tally.count(Likeness::Empty), 2_000);
    for (at, expected) in [(0, 0.5), (1, 0.5), (2, 0.0)] {
        assert!((share(drawn.alone[at]) - expected).abs() < 0.04, "{:?}", drawn.alone);
    }
    // One alone is too high in a quarter of the draws each.
    assert!((share(drawn.undone[0]) - 0.25).abs() < 0.04 && (share(drawn.undone[1]) - 0.25).abs() < 0.04);
    assert_eq!(drawn.undone[2], 0);
    for one in &drawn.draws {
        assert_eq!(one.likeness == Likeness::Same, one.values[0] <= 0.75 && one.values[1] <= 0.75);
        assert!([1.0, 2.0, 3.0, 4.0].contains(&one.values[2]));
    }
    assert_eq!(joint(&table, &recipe, &[], &spans, 2_000, 9), Ok(drawn));
    let wrong = joint(&table, &recipe, &[], &[cut(Cut::Pri, 1.0, 0.5), cut(Cut::Pri, 0.0, 1.0)], 1, 1);
    assert_eq!(wrong.expect_err("no such span").len(), 2);
}

/// The joint settings by hand again, covered: inclusion and PRI both up to 0.75 of 0.5 to 1, whatever the frequency.
#[test]
fn ranges_are_covered() {
    let table = eight();
    let recipe = recipe(&table, 0.7, false);
    let cut = |cut, from, to| Span { setting: Setting::Cut(cut), from, to };
    let spans = [cut(Cut::Inclusion, 0.5, 1.0), cut(Cut::Pri, 0.5, 1.0), cut(Cut::Frequency, 1.0, 4.0)];
    let found = certain(&table, &recipe, &[], &spans, 1_000).expect("it is sound");
    assert!((found.same - 0.25).abs() < 1e-9 && (found.other - 0.75).abs() < 1e-9, "{found:?}");
    let few = certain(&table, &recipe, &[], &spans, 3).expect("it is sound");
    assert!(few.same + few.other < 1.0 && few.same <= 0.25 && few.other <= 0.75);
}

/// Two thresholds at once: A from 2 to 4, B from 3.5 to 6.5, six cases with the values 1 to 6 in both, the outcome from 3.4 on.
#[test]
fn two_thresholds_are_covered_exactly() {
    let raw: Vec<f64> = (1..=6).map(f64::from).collect();
    let at = |from: f64| -> Vec<f64> { raw.iter().map(|raw| f64::from(*raw >= from)).collect() };
    let data = table(&[("A", Kind::Crisp, at(3.4)), ("B", Kind::Crisp, at(4.2)), ("Y", Kind::Crisp, at(3.4))]);
    let recipe = recipe(&data, 1.0, true);
    let of = |column, crossover| Calibration {
        column,
        raw: raw.clone(),
        method: Method::Crisp,
        anchors: Anchors::new(0.0, crossover, 9.0),
    };
    let calibrations = [of(0, 3.4), of(1, 4.2)];
    let span = |place, from, to| Span { setting: Setting::Anchor(place, Anchor::Crossover), from, to };
    let spans = [span(0, 2.0, 4.0), span(1, 3.5, 6.5)];
    let found = certain(&data, &recipe, &calibrations, &spans, 4_000).expect("it is sound");
    let drawn = joint(&data, &recipe, &calibrations, &spans, 4_000, 5).expect("it is sound");
    let share = drawn.tally.count(Likeness::Same) as f64 / 4_000.0;
    // The same where A's threshold lies between 3 and 4 and B's above 4: below, B is A, and there are two models.
    assert!((found.same - 5.0 / 12.0).abs() < 1e-9 && (found.other - 7.0 / 12.0).abs() < 1e-9, "{found:?}");
    assert!(found.boxes < 40 && (share - 5.0 / 12.0).abs() < 0.03, "{found:?} {share}");
}

/// Anchors are drawn with the other settings, and what cannot be done stays on record.
#[test]
fn anchors_are_drawn_together() {
    let raw: Vec<f64> = (1..=6).map(f64::from).collect();
    let high: Vec<f64> = raw.iter().map(|raw| f64::from(*raw >= 3.4)).collect();
    let y: Vec<f64> = raw.iter().map(|raw| f64::from(*raw >= 3.4)).collect();
    let data = table(&[("A", Kind::Crisp, high.clone()), ("Y", Kind::Crisp, y)]);
    let calibration = Calibration { column: 0, raw, method: Method::Crisp, anchors: Anchors::new(0.0, 3.4, 9.0) };
    let span = Span { setting: Setting::Anchor(0, Anchor::Crossover), from: 2.0, to: 4.0 };
    let drawn =
        joint(&data, &recipe(&data, 1.0, false), std::slice::from_ref(&calibration), &[span], 1_000, 1).expect("sound");
    // From 2 to 3 a case without the outcome is in.
    for one in &drawn.draws {
        assert_eq!(one.likeness == Likeness::Same, one.values[0] > 3.0, "{one:?}");
    }
    assert_eq!(drawn.alone, drawn.undone);
    let missing = joint(&data, &recipe(&data, 1.0, false), &[], &[span], 3, 1).expect("draws are on record");
    assert_eq!(missing.tally.count(Likeness::Failed), 3);
    assert_eq!(missing.tally.failures, [("there is no calibration 1".to_owned(), 3)]);
}

/// The intermediate solutions of all pairs are the recipe's models, and all irredundant ones where they are wanted.
#[test]
fn recipes_of_every_solution() {
    let a = vec![1.0, 1.0, 0.0, 0.0];
    let b = vec![1.0, 0.0, 1.0, 0.0];
    let c = vec![1.0, 0.0, 0.0, 0.0];
    let y = vec![1.0, 0.0, 0.0, 0.0];
    let data = table(&[("A", Kind::Crisp, a), ("B", Kind::Crisp, b), ("C", Kind::Crisp, c), ("Y", Kind::Crisp, y)]);
    let of = |assumed: Assumed| {
        let recipe = Recipe { assumed, ..recipe(&data, 1.0, false) };
        recipe.models(&data).expect("it is sound").iter().map(|model| model.write(&data)).collect::<Vec<_>>()
    };
    assert_eq!(of(Assumed::Nothing), ["A*B*C"]);
    assert_eq!(of(Assumed::Anything), ["C", "A*B"]);
    // Nothing contradicts the expectations: what is there should be there.
    assert_eq!(of(Assumed::Expected(Expectation::all_present(3))), ["A*B*C"]);
}

/// Inside the range the models are the same, beyond its ends they are those that it names.
fn holds(range: &Range, step: f64, mut models: impl FnMut(f64) -> Vec<Sum>) -> Result<(), TestCaseError> {
    let width = range.high.at - range.low.at;
    for at in 1..40 {
        let value = range.low.at + width * f64::from(at) / 40.0;
        // Where a case is put at exactly 0.5 the range says so itself.
        if range.except.iter().all(|except| (except.at - value).abs() > 1e-9) {
            prop_assert_eq!(&models(value), &range.models);
        }
    }
    if let Some(beyond) = &range.low.beyond {
        prop_assert_eq!(&Ok(models(range.low.at - step)), beyond);
        prop_assert_ne!(beyond, &Ok(range.models.clone()));
    }
    if let Some(beyond) = &range.high.beyond {
        prop_assert_eq!(&Ok(models(range.high.at + step)), beyond);
        prop_assert_ne!(beyond, &Ok(range.models.clone()));
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn inclusion_ranges_hold_between_their_ends(
        cells in prop::collection::vec((0..10u8, 0..10u8, 0..=10u8), 2..9), cut in 5..20u8, parsimonious: bool
    ) {
        let take = |of: fn(&(u8, u8, u8)) -> u8| cells.iter().map(move |cell| f64::from(of(cell)) / 10.0 + 0.03);
        let (a, b) = (take(|cell| cell.0).collect(), take(|cell| cell.1).collect());
        let y = cells.iter().map(|cell| f64::from(cell.2) / 10.0).collect();
        let data = table(&[("A", Kind::Fuzzy, a), ("B", Kind::Fuzzy, b), ("Y", Kind::Fuzzy, y)]);
        let recipe = recipe(&data, f64::from(cut) / 20.0 + 0.013, parsimonious);
        let range = cut_range(&data, &recipe, Cut::Inclusion).expect("it is sound");
        prop_assert!(range.low.at <= range.value && range.value <= range.high.at + 1e-9);
        holds(&range, 1e-7, |cut| {
            let mut other = recipe.clone();
            other.settings.inclusion = cut.clamp(0.0, 1.0);
            other.models(&data).expect("it is sound")
        })?;
    }

    #[test]
    fn anchor_ranges_hold_between_their_ends(
        cells in prop::collection::vec((0..60u8, 0..10u8, 0..=10u8), 2..8), smooth: bool, which in 0..3usize
    ) {
        let raw: Vec<f64> = cells.iter().map(|cell| f64::from(cell.0) + 0.37).collect();
        let b = cells.iter().map(|cell| f64::from(cell.1) / 10.0 + 0.03).collect();
        let y = cells.iter().map(|cell| f64::from(cell.2) / 10.0).collect();
        let mut data = table(&[("A", Kind::Fuzzy, raw.clone()), ("B", Kind::Fuzzy, b), ("Y", Kind::Fuzzy, y)]);
        let (anchors, values) = (Anchors::new(8.0, 30.0, 51.0), raw.iter().copied().map(Some).collect::<Vec<_>>());
        let method = if smooth { Method::Logistic(0.95) } else { Method::Shape(Powers::default()) };
        let members = |anchors: Anchors| -> Vec<f64> {
            use exceptio_sets::calibrate::{logistic, shape};
            let made = if smooth { logistic(&values, anchors, 0.95) } else { shape(&values, anchors, Powers::default()) };
            made.value.expect("they ascend").into_iter().map(|member| member.expect("a value")).collect()
        };
        let recipe = recipe(&data, 0.8, false);
        let calibration = Calibration { column: 0, raw: raw.clone(), method, anchors };
        let anchor = [Anchor::Exclusion, Anchor::Crossover, Anchor::Inclusion][which];
        let range = anchor_range(&data, &recipe, &calibration, anchor).expect("it is sound");
        prop_assert!(range.low.at <= range.value && range.value <= range.high.at);
        holds(&range, 1e-9, |value| {
            let mut moved = anchors;
            *[&mut moved.exclusion, &mut moved.crossover, &mut moved.inclusion][which] = value;
            data.columns[0].values = members(moved);
            recipe.models(&data).expect("it is sound")
        })?;
    }

    /// A crossover at a case's own value puts it at exactly 0.5. Whatever the rule for that, the range and the analysis made anew at each
    /// such value, and between them, say the same.
    #[test]
    fn anchor_ranges_and_the_analysis_agree_where_cases_stand_at_half(
        cells in prop::collection::vec((0..13u8, 0..=10u8, 0..=10u8), 3..9), crossover in 0..24u8, which in 0..5usize
    ) {
        let rule = [HalfRule::Refuse, HalfRule::Keep, HalfRule::Drop, HalfRule::Up(0.1), HalfRule::Down(0.001)][which];
        let raw: Vec<f64> = cells.iter().map(|cell| f64::from(cell.0)).collect();
        let values: Vec<Option<f64>> = raw.iter().copied().map(Some).collect();
        let anchors = Anchors::new(-2.0, f64::from(crossover) / 2.0, 14.0);
        let b: Vec<f64> = cells.iter().map(|cell| f64::from(cell.1) / 10.0).collect();
        let y: Vec<f64> = cells.iter().map(|cell| f64::from(cell.2) / 10.0).collect();
        let made = |crossover: f64| {
            let anchors = Anchors { crossover, ..anchors };
            let a = exceptio_sets::calibrate::logistic(&values, anchors, 0.95).value.expect("they ascend");
            let a: Vec<f64> = a.into_iter().map(|member| member.expect("a value")).collect();
            table(&[("A", Kind::Fuzzy, a), ("B", Kind::Fuzzy, b.clone()), ("Y", Kind::Fuzzy, y.clone())])
        };
        let data = made(anchors.crossover);
        let mut kept = recipe(&data, 0.8, false);
        kept.settings.keep_halves = true;
        let anew = |crossover: f64| {
            let settled = settle_with(&made(crossover), &[0, 1], &kept.outcome, rule);
            settled.value.ok_or(settled.problems).and_then(|table| kept.models(&table))
        };
        let mut recipe = Recipe { half: rule, ..recipe(&data, 0.8, false) };
        recipe.settings.keep_halves = false;
        let calibration = Calibration { column: 0, raw: raw.clone(), method: Method::Logistic(0.95), anchors };
        let found = anchor_range(&data, &recipe, &calibration, Anchor::Crossover);
        let Ok(range) = found else {
            prop_assert!(anew(anchors.crossover).is_err());
            return Ok(());
        };
        prop_assert_eq!(anew(range.value), Ok(range.models.clone()));
        for at in (0..=48).map(|at| f64::from(at) / 4.0).filter(|at| (range.low.at..=range.high.at).contains(at)) {
            match range.except.iter().find(|except| except.at == at) {
                Some(except) => {
                    prop_assert_ne!(&except.models, &Ok(range.models.clone()));
                    prop_assert_eq!(except.models.clone().ok(), anew(at).ok(), "at {}", at);
                }
                None => prop_assert_eq!(anew(at), Ok(range.models.clone()), "at {}", at),
            }
        }
    }

    /// Every point of a grid that lies in the ranges of two anchors and the inclusion cut-off is counted by no more than what is left
    /// undecided otherwise.
    #[test]
    fn cover_bounds_what_draws_find(
        cells in prop::collection::vec((0..60u8, 0..60u8, 0..=10u8), 4..9), from in 12..20u8
    ) {
        let take = |of: fn(&(u8, u8, u8)) -> u8| cells.iter().map(|cell| f64::from(of(cell)) + 0.37).collect::<Vec<f64>>();
        let (a, b) = (take(|cell| cell.0), take(|cell| cell.1));
        let y = cells.iter().map(|cell| f64::from(cell.2) / 10.0).collect();
        let of = |column, raw: &Vec<f64>| Calibration {
            column,
            raw: raw.clone(),
            method: Method::Logistic(0.95),
            anchors: Anchors::new(8.0, 30.0, 51.0),
        };
        let calibrations = [of(0, &a), of(1, &b)];
        let members = |raw: &[f64]| -> Vec<f64> {
            let raw: Vec<Option<f64>> = raw.iter().copied().map(Some).collect();
            let made = exceptio_sets::calibrate::logistic(&raw, Anchors::new(8.0, 30.0, 51.0), 0.95);
            made.value.expect("they ascend").into_iter().map(|member| member.expect("a value")).collect()
        };
        let data = table(&[("A", Kind::Fuzzy, members(&a)), ("B", Kind::Fuzzy, members(&b)), ("Y", Kind::Fuzzy, y)]);
        let recipe = recipe(&data, 0.8, false);
        let span = |setting, from, to| Span { setting, from, to };
        let spans = [
            span(Setting::Anchor(0, Anchor::Crossover), f64::from(from), 40.0),
            span(Setting::Anchor(1, Anchor::Inclusion), 45.0, 60.0),
            span(Setting::Cut(Cut::Inclusion), 0.7, 0.9),
        ];
        let found = certain(&data, &recipe, &calibrations, &spans, 600).expect("it is sound");
        let drawn = joint(&data, &recipe, &calibrations, &spans, 400, 5).expect("it is sound");
        let share = drawn.tally.count(Likeness::Same) as f64 / 400.0;
        prop_assert!(found.same + found.other <= 1.0 + 1e-9);
        // Four standard errors of a share of 400.
        prop_assert!(share >= found.same - 0.1 && share <= 1.0 - found.other + 0.1, "{found:?} {share}");
    }
}

/// The eight cases as four clusters: three typical ones of A, the deviant one, the one with Y and without A, the three with neither. Without
/// the first nothing is left of A but the deviant row; without the last all that is left without A shows Y, and every row is explained.
#[test]
fn clusters_are_left_out_and_drawn_whole() {
    let table = eight();
    let recipe = recipe(&table, 0.7, false);
    let clusters = [vec![0, 1, 2], vec![3], vec![4], vec![5, 6, 7]];
    let left = leave_one_out(&table, &clusters, &recipe).expect("it is sound");
    let stand: Vec<Likeness> = left
        .trials
        .iter()
        .map(|trial| Likeness::of(&recipe.models(&table).expect("sound"), &trial.models, &table))
        .collect();
    assert_eq!(stand, [Likeness::Empty, Likeness::Same, Likeness::Same, Likeness::Wider]);
    assert_eq!(left.trials[3].without, [5, 6, 7]);
    let whole = |without: &[usize]| {
        clusters.iter().all(|rows| {
            let gone = rows.iter().filter(|row| without.contains(row)).count();
            gone == 0 || gone == rows.len()
        })
    };
    let thinned = subsample(&table, &clusters, &recipe, 2, 60, 5).expect("it is sound");
    let drawn = bootstrap(&table, &clusters, &recipe, 60, 5).expect("it is sound").resampled;
    assert!(thinned.trials.iter().chain(&drawn.trials).all(|trial| whole(&trial.without)));
    assert!(
        thinned.trials.iter().all(|trial| clusters.iter().filter(|rows| trial.without.contains(&rows[0])).count() == 2)
    );
}

/// A row of PRI 0 (A .9, Y .4: the whole of it is in Y's absence too) is coded 1 at a cut-off of exactly 0, and nowhere else in the range.
#[test]
fn a_range_of_which_only_the_edge_is_the_same_is_settled() {
    let data = table(&[("A", Kind::Fuzzy, vec![0.9, 0.1]), ("Y", Kind::Fuzzy, vec![0.4, 0.3])]);
    let cut = |cut, from, to| Span { setting: Setting::Cut(cut), from, to };
    let spans = [cut(Cut::Inclusion, 0.1, 0.4), cut(Cut::Pri, 0.0, 0.8)];
    let found = certain(&data, &recipe(&data, 0.3, false), &[], &spans, 100).expect("it is sound");
    assert!(found.same < 1e-6 && found.other > 1.0 - 1e-6, "{found:?}");
}
