//! Both searches of coincidence analysis against their definitions, taken at their word, on thousands of small random tables.
//!
//! The oracle lists every conjunction and every disjunction within the bounds and asks of each what the definition asks. It
//! shares nothing with the searches but the eight measures, which have their own test.

use exceptio_sets::coincidence::{
    Bounds, Cells, Minimality, Necessity, Options, Outcomes, Redundancy, Selection, Sufficiency, analyse, at_level,
    sum_of,
};
use exceptio_sets::expression::{Literal, Sum, Term};
use exceptio_sets::{Column, Kind, Table};
use proptest::prelude::*;
use std::collections::BTreeSet;

fn cells(table: &Table, terms: &[Term], outcome: Literal) -> Cells {
    let degree = |literal: &Literal, case: usize| {
        let column = &table.columns[literal.column];
        let value = column.values[case];
        match column.kind {
            _ if column.is_dont_care(case) => 0.0,
            Kind::Multi { .. } => f64::from(u8::from(literal.levels.contains(value as u8))),
            _ if literal.levels.contains(0) => 1.0 - value,
            _ => value,
        }
    };
    let mut cells = Cells::default();
    for case in 0..table.len() {
        let term = |term: &Term| term.literals().iter().map(|l| degree(l, case)).fold(1.0, f64::min);
        let x = terms.iter().map(term).fold(0.0, f64::max);
        let y = degree(&outcome, case);
        cells.both += x.min(y);
        cells.without_outcome += (x - y).max(0.0);
        cells.without_condition += (y - x).max(0.0);
        cells.neither += (1.0 - x).min(1.0 - y);
    }
    cells
}

fn subsets<T: Clone>(items: &[T], most: usize) -> Vec<Vec<T>> {
    let mut all: Vec<Vec<T>> = vec![vec![]];
    for item in items {
        let longer: Vec<Vec<T>> = all
            .iter()
            .filter(|subset| subset.len() < most)
            .map(|subset| subset.iter().cloned().chain([item.clone()]).collect())
            .collect();
        all.extend(longer);
    }
    all.retain(|subset| !subset.is_empty());
    all
}

fn reaches(measure: Option<f64>, least: f64) -> bool {
    measure.is_some_and(|measure| measure >= least - 1e-10)
}

/// Every conjunction that suffices, is seen in a case, and (where asked) has no part that does both.
fn conjunctions(table: &Table, options: &Options, outcome: Literal) -> BTreeSet<Term> {
    let literals: Vec<Literal> = (0..table.columns.len())
        .filter(|column| *column != outcome.column)
        .flat_map(|column| (0..table.columns[column].kind.levels()).map(move |level| at_level(column, level)))
        .filter(|literal| !options.excluded.contains(&(*literal, outcome)))
        .filter(|literal| options.ordering.levels.is_empty() || literal.column != table.columns.len() - 1)
        .collect();
    let suffices: BTreeSet<Term> = subsets(&literals, options.bounds.literals)
        .into_iter()
        .filter(|subset| subset.windows(2).all(|pair| pair[0].column != pair[1].column))
        .map(Term::new)
        .filter(|term| {
            let seen = term.memberships(table).into_iter().any(|membership| membership >= 0.5);
            seen && reaches(options.sufficiency.of(&cells(table, std::slice::from_ref(term), outcome)), options.con)
        })
        .collect();
    let has_part = |term: &Term| suffices.iter().any(|part| part != term && term.within(part));
    suffices.iter().filter(|term| !options.minimal_conjunctions || !has_part(term)).cloned().collect()
}

/// Every subset of the terms is a number whose binary digits say which terms are in it.
fn disjunctions(table: &Table, options: &Options, outcome: Literal, terms: &[Term]) -> BTreeSet<Sum> {
    let members = |set: usize| -> Vec<Term> {
        terms.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, term)| term.clone()).collect()
    };
    let (mut fits, mut rules) = (vec![false; 1 << terms.len()], vec![false; 1 << terms.len()]);
    for set in 1..fits.len() {
        let cells = cells(table, &members(set), outcome);
        let necessary = reaches(options.necessity.of(&cells), options.cov);
        fits[set] = necessary && reaches(options.sufficiency.of(&cells), options.con);
        rules[set] = if options.minimality == Minimality::Necessity { necessary } else { fits[set] };
    }
    let literals = |set: usize| members(set).iter().map(|term| term.literals().len()).sum::<usize>();
    let has_part = |set: usize| (1..set).any(|part| part & set == part && rules[part]);
    (1..fits.len())
        .filter(|set| fits[*set] && members(*set).len() <= options.bounds.terms)
        .filter(|set| literals(*set) <= options.bounds.complexity)
        .filter(|set| !options.minimal_disjunctions || !has_part(*set))
        .map(|set| sum_of(members(set)))
        .collect()
}

fn compare(table: &Table, options: &Options) -> Result<(), TestCaseError> {
    let outcome = at_level(0, 1);
    let expected = conjunctions(table, options, outcome);
    // The oracle lists all disjunctions: past this many conjunctions it would not come back.
    let few = expected.len() <= 11;
    let found = analyse(table, &Options { conjunctions_only: !few, ..options.clone() }).expect("a sound table");
    let Some(found) = found.outcomes.first() else { return Ok(()) };
    let given: BTreeSet<Term> = found.conditions.iter().map(|condition| condition.causes.clone()).collect();
    prop_assert_eq!(given.len(), found.conditions.len());
    prop_assert_eq!(&given, &expected);
    for condition in &found.conditions {
        close(&condition.cells, &cells(table, std::slice::from_ref(&condition.causes), outcome))?;
    }
    if few {
        let terms: Vec<Term> = expected.into_iter().collect();
        let given: BTreeSet<Sum> = found.atomic.iter().map(|solution| solution.formula.causes.clone()).collect();
        prop_assert_eq!(given.len(), found.atomic.len());
        prop_assert_eq!(given, disjunctions(table, options, outcome, &terms));
        for solution in &found.atomic {
            close(&solution.cells, &cells(table, &solution.formula.causes.terms, outcome))?;
        }
    }
    Ok(())
}

fn close(a: &Cells, b: &Cells) -> Result<(), TestCaseError> {
    let list = |cells: &Cells| [cells.both, cells.without_outcome, cells.without_condition, cells.neither];
    for (a, b) in list(a).into_iter().zip(list(b)) {
        prop_assert!((a - b).abs() < 1e-9, "{} {}", a, b);
    }
    Ok(())
}

fn table(kinds: Vec<Kind>, values: Vec<Vec<f64>>) -> Table {
    let cases = (0..values.first().map_or(0, Vec::len)).map(|case| case.to_string()).collect();
    let columns = kinds.into_iter().zip(values).enumerate();
    Table::new(cases, columns.map(|(at, (kind, values))| Column::new(format!("F{at}"), kind, values)).collect())
}

fn minimal_options() -> impl Strategy<Value = Options> {
    options().prop_map(|options| Options { minimal_conjunctions: true, minimal_disjunctions: true, ..options })
}

fn options() -> impl Strategy<Value = Options> {
    let threshold = || prop::sample::select(vec![0.5, 0.6, 0.75, 0.8, 0.9, 1.0]);
    let all = usize::MAX;
    let bounds = prop::sample::select(vec![(1, 2, 9), (2, 3, 5), (3, 4, 10), (3, 9, 99), (all, all, all)]);
    let sufficiency = prop::sample::select(Sufficiency::ALL.to_vec());
    let necessity = prop::sample::select(Necessity::ALL.to_vec());
    let flags = (prop::bool::weighted(0.6), prop::bool::weighted(0.2), prop::bool::weighted(0.2));
    let excluded = prop::collection::vec((1usize..3, 0u8..2), 0..3);
    (threshold(), threshold(), bounds, sufficiency, necessity, flags, excluded).prop_map(
        |(con, cov, (literals, terms, complexity), sufficiency, necessity, (usual, necessary, loose), excluded)| {
            Options {
                excluded: excluded
                    .into_iter()
                    .map(|(column, level)| (at_level(column, level), at_level(0, 1)))
                    .collect(),
                con,
                cov,
                bounds: Bounds { literals, terms, complexity },
                sufficiency: if usual { Sufficiency::Consistency } else { sufficiency },
                necessity: if usual { Necessity::Coverage } else { necessity },
                minimality: if necessary { Minimality::Necessity } else { Minimality::Thresholds },
                minimal_conjunctions: !loose,
                minimal_disjunctions: !loose,
                redundancy: Redundancy::Kept,
                selection: Selection::None,
                keep_constant: true,
                outcomes: Outcomes::These(vec![at_level(0, 1)]),
                ..Options::default()
            }
        },
    )
}

fn crisp() -> impl Strategy<Value = Table> {
    (3usize..6, 1usize..24).prop_flat_map(|(columns, cases)| {
        prop::collection::vec(prop::collection::vec(0u8..2, cases), columns).prop_map(|columns| {
            let values: Vec<Vec<f64>> =
                columns.into_iter().map(|column| column.into_iter().map(f64::from).collect()).collect();
            table(vec![Kind::Crisp; values.len()], values)
        })
    })
}

/// Crisp tables with cells of no concern.
fn with_no_concern() -> impl Strategy<Value = Table> {
    (crisp(), prop::collection::btree_set(0usize..24, 0..5)).prop_map(|(mut table, cases)| {
        let all = table.len();
        for case in cases.into_iter().filter(|case| *case < all) {
            table.columns[1].values[case] = 0.0;
            table.columns[1].dont_care.push(case);
        }
        table
    })
}

/// The last factor comes after the outcome.
fn ordered(options: &Options, table: &Table) -> Options {
    let levels = vec![vec![0], vec![table.columns.len() - 1]];
    Options { ordering: exceptio_sets::coincidence::Ordering { levels, strict: false }, ..options.clone() }
}

fn many_valued() -> impl Strategy<Value = Table> {
    (1usize..24).prop_flat_map(|cases| {
        let column = move |levels: u8| prop::collection::vec(0..levels, cases);
        (column(2), column(3), column(4), column(2)).prop_map(|(a, b, c, d)| {
            let numbers = |column: Vec<u8>| column.into_iter().map(f64::from).collect();
            let kinds = vec![Kind::Crisp, Kind::Multi { levels: 3 }, Kind::Multi { levels: 4 }, Kind::Crisp];
            table(kinds, [a, b, c, d].map(numbers).into())
        })
    })
}

/// Memberships in thirds (whose sums are not exact), tenths and hundredths, some with a multi-value factor beside them.
fn fuzzy() -> impl Strategy<Value = Table> {
    let parts = prop::sample::select(vec![3.0, 10.0, 100.0]);
    (3usize..5, 1usize..16, parts, prop::bool::ANY).prop_flat_map(|(columns, cases, parts, mixed)| {
        prop::collection::vec(prop::collection::vec(0u8..=100, cases), columns).prop_map(move |columns| {
            let mut kinds = vec![Kind::Fuzzy; columns.len()];
            let share = |value: u8| (f64::from(value) * parts / 100.0).round() / parts;
            let mut values: Vec<Vec<f64>> =
                columns.into_iter().map(|column| column.into_iter().map(share).collect()).collect();
            if mixed {
                kinds[1] = Kind::Multi { levels: 3 };
                values[1].iter_mut().for_each(|value| *value = (*value * 2.0).round());
            }
            table(kinds, values)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(700))]

    #[test]
    fn crisp_tables(table in crisp(), options in options()) {
        compare(&table, &options)?;
    }

    #[test]
    fn tables_with_cells_of_no_concern(table in with_no_concern(), options in options()) {
        compare(&table, &options)?;
    }

    #[test]
    fn ordered_factors(table in crisp(), options in options()) {
        compare(&table, &ordered(&options, &table))?;
    }

    #[test]
    fn many_valued_tables(table in many_valued(), options in options()) {
        compare(&table, &options)?;
    }

    #[test]
    fn fuzzy_tables(table in fuzzy(), options in options()) {
        compare(&table, &options)?;
    }

    /// Crisp values read as fuzzy ones give the same formulas and the same cells, by the other layout.
    #[test]
    fn crisp_read_as_fuzzy(table in crisp(), options in minimal_options()) {
        let mut fuzzy = table.clone();
        fuzzy.columns.iter_mut().for_each(|column| column.kind = Kind::Fuzzy);
        let (crisp, fuzzy) = (analyse(&table, &options).unwrap(), analyse(&fuzzy, &options).unwrap());
        prop_assert_eq!(crisp.outcomes, fuzzy.outcomes);
        prop_assert_eq!(crisp.complex, fuzzy.complex);
    }

    /// Negating a factor in the data negates its literals in the formulas and changes nothing else.
    #[test]
    fn a_negated_factor(table in crisp(), options in minimal_options(), which in 0usize..3) {
        let mut negated = table.clone();
        negated.columns[which].values.iter_mut().for_each(|value| *value = 1.0 - *value);
        let turn = |l: Literal| if l.column == which { Literal { levels: l.levels.not(2), ..l } } else { l };
        let excluded = options.excluded.iter().map(|(cause, outcome)| (turn(*cause), turn(*outcome))).collect();
        let turned = Options { outcomes: Outcomes::These(vec![turn(at_level(0, 1))]), excluded, ..options.clone() };
        let forms = |table: &Table, options: &Options, turn: &dyn Fn(Literal) -> Literal| -> BTreeSet<Sum> {
            let of = |term: &Term| Term::new(term.literals().iter().map(|l| turn(*l)));
            let found = analyse(table, options).unwrap().outcomes;
            let atomic = found.iter().flat_map(|outcome| &outcome.atomic);
            atomic.map(|solution| sum_of(solution.formula.causes.terms.iter().map(of).collect())).collect()
        };
        prop_assert_eq!(forms(&table, &options, &|l| l), forms(&negated, &turned, &turn));
    }

    /// Twice the cases, each once more, give the same answer: nothing hangs on the number of cases, only on their shares.
    #[test]
    fn every_case_twice(table in many_valued(), options in minimal_options()) {
        let twice = table.picked((0..table.len()).flat_map(|case| [case, case]));
        let formulas = |table: &Table| {
            let outcomes = analyse(table, &options).unwrap().outcomes;
            let atomic = outcomes.into_iter().flat_map(|outcome| outcome.atomic);
            atomic.map(|solution| solution.formula).collect::<Vec<_>>()
        };
        prop_assert_eq!(formulas(&table), formulas(&twice));
    }
}

/// A and B each suffice and together cover 18 of 20 cases with the outcome, enough at 0.9; but of the 26 cases with either only
/// these 18 have it, too few at 0.7. C adds the last two cases and lifts consistency to 20 of 28. By definition A + B is
/// necessary, so that A + B + C is more than minimally necessary; cna counts parts only if they reach both thresholds.
#[test]
fn a_necessary_part_that_is_too_inconsistent() {
    let rows = [(6, "AY"), (6, "ABY"), (6, "BY"), (2, "CY"), (4, "A"), (4, "B"), (4, "")];
    let rows: Vec<&str> = rows.into_iter().flat_map(|(times, row)| vec![row; times]).collect();
    let values = |factor: char| rows.iter().map(|row| f64::from(u8::from(row.contains(factor)))).collect();
    let table = table(vec![Kind::Crisp; 4], "YABC".chars().map(values).collect());
    let outcome = at_level(0, 1);
    let options = Options { con: 0.7, cov: 0.9, outcomes: Outcomes::These(vec![outcome]), ..Options::default() };
    let terms = |factors: &[usize]| -> Vec<Term> { factors.iter().map(|at| Term::new([at_level(*at, 1)])).collect() };
    let both = cells(&table, &terms(&[1, 2]), outcome);
    assert_eq!(Necessity::Coverage.of(&both), Some(0.9));
    assert_eq!(Sufficiency::Consistency.of(&both), Some(18.0 / 26.0));
    let found = |minimality| -> Vec<Sum> {
        let found = analyse(&table, &Options { minimality, ..options.clone() }).expect("a sound table");
        found.outcomes[0].atomic.iter().map(|solution| solution.formula.causes.clone()).collect()
    };
    assert_eq!(found(Minimality::Thresholds), [sum_of(terms(&[1, 2, 3]))]);
    assert_eq!(found(Minimality::Necessity), []);
}

/// E*F holds of 28 cases, 18 with the outcome. Where neither ~A nor ~D may cause it, no configuration of what may cause reaches
/// 0.6 by itself: A*E*F holds of 19 cases, 9 with the outcome, and so does D*E*F. E*F is found all the same.
#[test]
fn values_that_may_not_cause_still_tell_cases_apart() {
    let rows = [(9, "AEFY"), (9, "DEFY"), (10, "ADEF"), (20, "E"), (20, "F"), (12, "")];
    let rows: Vec<&str> = rows.into_iter().flat_map(|(times, row)| vec![row; times]).collect();
    let values = |factor: char| rows.iter().map(|row| f64::from(u8::from(row.contains(factor)))).collect();
    let table = table(vec![Kind::Crisp; 5], "YADEF".chars().map(values).collect());
    let outcome = at_level(0, 1);
    let options = Options {
        con: 0.6,
        cov: 0.6,
        excluded: [1, 2].map(|column| (at_level(column, 0), outcome)).into(),
        outcomes: Outcomes::These(vec![outcome]),
        ..Options::default()
    };
    let found = analyse(&table, &options).expect("a sound table");
    let causes: Vec<Term> = found.outcomes[0].conditions.iter().map(|condition| condition.causes.clone()).collect();
    assert_eq!(causes, [Term::new([at_level(3, 1), at_level(4, 1)])]);
}

/// Two thirds and one third add up to one only nearly. What is then left beside a constant outcome is nothing, so that the
/// contrapositive measure, a share of nothing, is undefined and no condition suffices.
#[test]
fn a_speck_of_rounding_is_nothing() {
    let fuzzy = table(vec![Kind::Fuzzy; 3], vec![vec![1.0, 1.0], vec![0.0, 2.0 / 3.0], vec![0.0, 0.0]]);
    let options = Options {
        con: 0.5,
        cov: 0.5,
        sufficiency: Sufficiency::Contrapositive,
        keep_constant: true,
        outcomes: Outcomes::These(vec![at_level(0, 1)]),
        ..Options::default()
    };
    let found = analyse(&fuzzy, &options).expect("a sound table");
    assert!(found.outcomes.iter().all(|outcome| outcome.conditions.is_empty()), "{:?}", found.outcomes);
}
