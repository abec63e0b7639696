//! Robustness by hand, and ranges against dense grids.

use exceptio_sets::calibrate::{Anchors, Powers};
use exceptio_sets::expression::{Literal, Sum};
use exceptio_sets::minimize::Limits;
use exceptio_sets::robust::{
    Anchor, Calibration, CaseKind, Cut, Method, Range, Recipe, anchor_range, cut_range, leave_one_out, permuted_fit,
    permuted_solution, robust_cases, robust_fit, subsample,
};
use exceptio_sets::truth::Settings;
use exceptio_sets::{Column, Kind, Table};
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
        outcome: Sum::literal(Literal::present(last)),
        conditions: (0..last).collect(),
        settings: Settings::default().inclusion(inclusion),
        parsimonious,
        limits: Limits::default(),
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
    assert_eq!(range.high.beyond, Some(vec![Sum::default()]));
    assert!(range.low.beyond.is_some_and(|models| models != range.models));
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
    assert!((range.low.at - 3.0).abs() < 1e-9 && range.low.beyond == Some(vec![Sum::default()]));
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
    let left = leave_one_out(&table, &recipe).expect("it is sound");
    assert_eq!((left.same, left.kept.clone(), left.failed, left.trials.len()), (5, vec![5], 0, 8));
    assert_eq!(left.trials[0].models, Ok(vec![Sum::default()]));
    let drawn = subsample(&table, &recipe, 3, 40, 7).expect("it is sound");
    assert!(
        drawn
            .trials
            .iter()
            .all(|trial| trial.without.len() == 3 && trial.without.windows(2).all(|two| two[0] < two[1]))
    );
    assert_eq!(subsample(&table, &recipe, 3, 40, 7), Ok(drawn.clone()));
    assert_ne!(subsample(&table, &recipe, 3, 40, 8), Ok(drawn));
    assert_eq!(subsample(&table, &recipe, 0, 2, 1).map(|none| none.same), Ok(2));
}

#[test]
fn chance_is_counted_exactly_where_it_can_be() {
    let half = [1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0];
    // The four full members among eight: one choice in 70; of four cases two, one in 6.
    let four = permuted_fit(&half[2..6], &half[2..6], 24, 1).expect("defined");
    assert!(four.exact && four.deals == 24 && four.as_good == 4 && (four.p - 1.0 / 6.0).abs() < 1e-12);
    let eight = permuted_fit(&half, &half, 20_000, 1).expect("defined");
    assert!(!eight.exact && (eight.p - 1.0 / 70.0).abs() < 0.004, "{eight:?}");
    assert_eq!(permuted_fit(&half, &half, 20_000, 1), Some(eight));
    assert!(permuted_fit(&[0.0], &[1.0], 10, 1).is_none());
    // With one condition, A or ~A is the outcome in 2 of the 20 choices of three cases among six.
    let a = half[1..7].to_vec();
    let six = table(&[("A", Kind::Crisp, a.clone()), ("Y", Kind::Crisp, a)]);
    let chance = permuted_solution(&six, &recipe(&six, 1.0, true), 720, 1).expect("it is sound");
    assert!(chance.exact && (chance.p - 0.1).abs() < 1e-12, "{chance:?}");
}

/// Inside the range the models are the same, beyond its ends they are those that it names.
fn holds(range: &Range, step: f64, mut models: impl FnMut(f64) -> Vec<Sum>) -> Result<(), TestCaseError> {
    let width = range.high.at - range.low.at;
    for at in 1..40 {
        prop_assert_eq!(&models(range.low.at + width * f64::from(at) / 40.0), &range.models);
    }
    if let Some(beyond) = &range.low.beyond {
        prop_assert_eq!(&models(range.low.at - step), beyond);
        prop_assert_ne!(beyond, &range.models);
    }
    if let Some(beyond) = &range.high.beyond {
        prop_assert_eq!(&models(range.high.at + step), beyond);
        prop_assert_ne!(beyond, &range.models);
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
}
