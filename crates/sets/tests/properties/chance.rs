//! Permutation tests by hand, and what they say of noise and of structure.

use exceptio_sets::chance::{
    Dealing, Deals, account_steps, permuted_account, permuted_fit, permuted_search, permuted_supersets, power, steps,
};
use exceptio_sets::coincidence::{Options, Random, accounts_for, analyse};
use exceptio_sets::expression::{Literal, Relation, Sum};
use exceptio_sets::necessity::Cuts;
use exceptio_sets::truth::{Output, Settings, TruthTable, truth_table};
use exceptio_sets::{Column, Kind, Table};

#[test]
fn one_relation_by_hand() {
    let half = [1.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0];
    // The four full members among eight: one choice in 70; of four cases two, one in 6.
    for (set, expected) in [(&half[..], 1.0 / 70.0), (&half[2..6], 1.0 / 6.0)] {
        let chance = permuted_fit(set, set, &Dealing::default()).expect("defined");
        assert!(chance.deals == Deals::Counted && (chance.p - expected).abs() < 1e-12, "{chance:?}");
    }
    let (x, y) = ([0.9, 0.5, 0.1], [0.8, 0.4, 0.2]);
    let chance = permuted_fit(&x, &y, &Dealing::default()).expect("defined");
    // Of six deals .8 + .4 + .1 = 1.3 are shared as it is; then 1.1, 1.0, 0.8, 0.7 and 0.7.
    assert_eq!((chance.p, chance.deals, chance.error()), (1.0 / 6.0, Deals::Every(6), None));
    let drawn = Dealing { most_exact: 0, deals: 5_999, seed: 4 };
    let sampled = permuted_fit(&x, &y, &drawn).expect("defined");
    assert_eq!(sampled.deals, Deals::Drawn(5_999));
    assert!((sampled.p - 1.0 / 6.0).abs() < 4.0 * sampled.error().expect("drawn"));
    assert_eq!(permuted_fit(&x, &y, &drawn), Some(sampled));
    assert!(permuted_fit(&[0.0], &[1.0], &drawn).is_none() && permuted_fit(&[1.0], &[0.0], &drawn).is_none());
}

/// Two cases for each of the four configurations of A and B, Y in those with A. Without an error only an outcome that is the same in both
/// cases of each configuration is accounted for: 6 of the 70 ways to deal four.
#[test]
fn a_coincidence_analysis_by_hand() {
    let column = |name: &str, values: [u8; 8]| Column::new(name, Kind::Crisp, values.map(f64::from).to_vec());
    let columns = vec![
        column("A", [0, 0, 0, 0, 1, 1, 1, 1]),
        column("B", [0, 0, 1, 1, 0, 0, 1, 1]),
        column("Y", [0, 0, 0, 0, 1, 1, 1, 1]),
    ];
    let table = Table::new((0..8).map(|case| case.to_string()).collect(), columns);
    let (options, y) = (Options::default(), Literal::present(2));
    let chance = permuted_account(&table, &options, y, &Dealing::default(), 1_000_000).expect("cheap");
    assert!(chance.deals == Deals::Every(70) && (chance.p - 6.0 / 70.0).abs() < 1e-12, "{chance:?}");
    let drawn = Dealing { most_exact: 0, deals: 2_000, seed: 3 };
    let sampled = permuted_account(&table, &options, y, &drawn, 10_000_000).expect("cheap");
    assert!((sampled.p - 6.0 / 70.0).abs() < 4.0 * sampled.error().expect("drawn"), "{sampled:?}");
    // Where the steps run out, what was made of the drawn deals counts, and an exact test is none.
    let each = account_steps(&table, &options, y, 1, 1_000_000).expect("cheap");
    let some = permuted_account(&table, &options, y, &drawn, 50 * each).expect("fifty and more");
    assert!(matches!(some.deals, Deals::Drawn(made) if (50..2_000).contains(&made)), "{some:?}");
    assert!(permuted_account(&table, &options, y, &Dealing::default(), 3 * each).is_err_and(|made| made < 70));
    assert_eq!(account_steps(&table, &options, y, 1, 3), None);
    // Metered or not, the answer is the same.
    let mut random = Random::new(9);
    for _ in 0..40 {
        let mut other = table.clone();
        other.columns[2].values = (0..8).map(|_| random.below(2) as f64).collect();
        let metered = accounts_for(&other, &options, y, 1_000_000).map(|(found, _)| found);
        let found = analyse(&other, &options).expect("sound");
        let free = found.outcomes.iter().any(|one| one.outcome == y && !one.atomic.is_empty());
        assert_eq!(metered, Some(free));
    }
}

fn truth(table: &Table, inclusion: f64) -> TruthTable {
    let last = table.columns.len() - 1;
    let settings = Settings { keep_halves: true, ..Settings::default().inclusion(inclusion) };
    let outcome = Sum::literal(Literal::present(last));
    truth_table(table, &outcome, &(0..last).collect::<Vec<_>>(), &settings, 1).value.expect("a truth table")
}

fn search(table: &Table, inclusion: f64, dealing: &Dealing) -> exceptio_sets::chance::Chance {
    let y = table.columns.last().expect("the outcome").values.clone();
    permuted_search(table, &truth(table, inclusion), &y, &[Output::Positive], dealing)
}

#[test]
fn one_search_by_hand() {
    let table = |a: Vec<f64>, y: Vec<f64>| {
        let cases = (0..a.len()).map(|case| case.to_string()).collect();
        Table::new(cases, vec![Column::new("A", Kind::Crisp, a), Column::new("Y", Kind::Crisp, y)])
    };
    // With one condition, A or ~A is the outcome in 2 of the 20 choices of three cases among six.
    let a = vec![1.0, 1.0, 1.0, 0.0, 0.0, 0.0];
    let chance = search(&table(a.clone(), a), 1.0, &Dealing::default());
    assert!(chance.deals == Deals::Every(20) && (chance.p - 0.1).abs() < 1e-12, "{chance:?}");
    // A row for each case: whatever is dealt is explained wholly, and says nothing.
    let every = table(vec![1.0, 0.0], vec![1.0, 0.0]);
    assert_eq!(search(&every, 1.0, &Dealing::default()).p, 1.0);
    assert_eq!(steps(&truth(&every, 1.0)), 2);
}

/// Four conditions of `n` cases, fuzzy or crisp; the outcome of the first two with the stated share of cases at random instead.
fn made(n: usize, fuzzy: bool, noise: f64, random: &mut Random) -> Table {
    let draw = |random: &mut Random| if fuzzy { random.share() } else { f64::from(u8::from(random.share() < 0.5)) };
    let mut columns: Vec<Vec<f64>> = (0..4).map(|_| (0..n).map(|_| draw(random)).collect()).collect();
    let y = (0..n).map(|case| {
        let planted = columns[0][case].min(columns[1][case]);
        let other = draw(random);
        if random.share() < noise { other } else { planted }
    });
    columns.push(y.collect());
    let kind = if fuzzy { Kind::Fuzzy } else { Kind::Crisp };
    let columns =
        columns.into_iter().zip(["A", "B", "C", "D", "Y"]).map(|(values, name)| Column::new(name, kind, values));
    Table::new((0..n).map(|case| case.to_string()).collect(), columns.collect())
}

/// On noise no p-value comes more often than its size allows, and those of fuzzy data are about uniform; where a rule is planted
/// they are small.
#[test]
fn noise_is_uniform_and_structure_small() {
    const TABLES: usize = 300;
    let dealing = Dealing { most_exact: 0, deals: 99, seed: 11 };
    // Memberships in a row of four fuzzy conditions are small, and so consistent with much: the cut-off must be high to tell.
    for (fuzzy, cut) in [(true, 0.9), (false, 0.7)] {
        let mut random = Random::new(if fuzzy { 21 } else { 22 });
        let (mut fits, mut searches) = (Vec::new(), Vec::new());
        for _ in 0..TABLES {
            let noise = made(24, fuzzy, 1.0, &mut random);
            fits.extend(permuted_fit(&noise.columns[0].values, &noise.columns[4].values, &dealing).map(|one| one.p));
            searches.push(search(&noise, cut, &dealing).p);
        }
        for (what, all) in [("fit", &fits), ("search", &searches)] {
            for level in [0.05, 0.1, 0.25, 0.5, 0.75] {
                let share = all.iter().filter(|p| **p <= level).count() as f64 / all.len() as f64;
                let error = 3.5 * (level * (1.0 - level) / all.len() as f64).sqrt();
                assert!(share <= level + error, "{what}, fuzzy {fuzzy}: {share} at or below {level}");
                // Crisp ratios are few, so that equal ones come often, and p lies above its level; so it does where a search finds
                // no row at all, and every other does as well.
                let even = fuzzy && (what == "fit" || level < 0.3);
                assert!(!even || share >= level - error, "{what}: {share} at or below {level}");
            }
        }
        let planted: Vec<f64> = (0..40).map(|_| search(&made(40, fuzzy, 0.1, &mut random), cut, &dealing).p).collect();
        let small = planted.iter().filter(|p| **p <= 0.05).count();
        assert!(small >= 38, "fuzzy {fuzzy}: {small} of 40 at or below 0.05");
    }
}

/// The share of noise that the test of a fuzzy relation rejects is its level; that of an alternative, its power.
#[test]
fn power_grows_with_cases_and_with_consistency() {
    let mut random = Random::new(3);
    let mut sets = |n: usize| -> (Vec<f64>, Vec<f64>) {
        ((0..n).map(|_| random.share()).collect(), (0..n).map(|_| random.share()).collect())
    };
    let (few, many) = (sets(10), sets(60));
    let at = |sets: &(Vec<f64>, Vec<f64>), at: f64| power(&sets.0, &sets.1, at, 0.05, 400, 1).expect("defined").power;
    assert!(at(&few, 0.85) < at(&many, 0.85) && at(&many, 0.8) < at(&many, 0.95));
    let crisp = |n: usize| -> Vec<f64> { (0..n).map(|case| f64::from(u8::from(case % 2 == 0))).collect() };
    let (x, y) = (crisp(40), (0..40).map(|case| f64::from(u8::from(case % 3 == 0))).collect::<Vec<_>>());
    let exact = |at: f64, level: f64| power(&x, &y, at, level, 0, 1).expect("defined").power;
    assert!(exact(0.6, 0.05) < exact(0.8, 0.05) && exact(0.8, 0.005) < exact(0.8, 0.05));
}

/// Seven cases; of the 35 ways to deal three outcomes, 12 leave something as narrow that all three have: counted by a program of another
/// language that tries every conjunction and disjunction.
#[test]
fn a_search_for_necessary_expressions_against_chance() {
    let rows = [[1, 1, 0, 1], [1, 1, 1, 1], [1, 0, 0, 0], [0, 1, 1, 1], [0, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]];
    let column = |at: usize| {
        Column::new(["W", "U", "C", "Y"][at], Kind::Crisp, rows.iter().map(|row| f64::from(row[at])).collect())
    };
    let table = Table::new((0..7).map(|case| case.to_string()).collect(), (0..4).map(column).collect());
    let cuts = Cuts::new(Relation::Necessary);
    let y = &table.columns[3].values;
    let chance = permuted_supersets(&table, &[0, 1, 2], y, &cuts, &Dealing::default());
    assert_eq!((chance.p, chance.deals), (12.0 / 35.0, Deals::Every(35)));
    // Nothing passes: any deal does as well.
    let none = Cuts { coverage: 1.0, depth: Some(1), ..cuts };
    assert!((permuted_supersets(&table, &[0, 1, 2], y, &none, &Dealing::default()).p - 1.0).abs() < 1e-12);
}
