//! Minimisation against brute force on small random problems, and what must hold of it whatever the problem.
//!
//! The oracle shares nothing with the crate: it lists every combination, every cube and every set of prime implicants.

use exceptio_sets::expression::{Levels, Literal, Sum};
use exceptio_sets::minimize::{
    ANY, Cube, Entailed, Expectation, Limits, Number, Options, Problem, Region, Remainders, Solution, Wanted,
    contradictory, intermediate, minimize, minimize_each,
};
use exceptio_sets::truth::{Output, Settings, truth_table};
use exceptio_sets::{Column, Kind, Table};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Every choice of one of `0..count` for each count; with `free`, [`ANY`] is a choice too.
fn choices(levels: &[u8], free: bool) -> Vec<Cube> {
    let mut all = vec![vec![]];
    for &count in levels {
        let cells: Vec<u8> = (0..count).chain(free.then_some(ANY)).collect();
        all = all.iter().flat_map(|row: &Vec<u8>| cells.iter().map(|&cell| [&row[..], &[cell]].concat())).collect();
    }
    all.into_iter().map(Cube).collect()
}

/// The combinations in a cube.
fn inside(cube: &Cube, levels: &[u8]) -> Vec<Cube> {
    choices(levels, false)
        .into_iter()
        .filter(|row| (0..levels.len()).all(|at| [ANY, row.0[at]].contains(&cube.0[at])))
        .collect()
}

fn rows_of(cubes: &[Cube], levels: &[u8]) -> BTreeSet<Cube> {
    cubes.iter().flat_map(|cube| inside(cube, levels)).collect()
}

/// By trying all cubes: those that cover a positive row whole, hold nothing outside `allowed`, fix with a condition those of which it speaks, and
/// are in no other such cube.
fn oracle_primes(problem: &Problem, allowed: &BTreeSet<Cube>) -> Vec<Cube> {
    let levels = &problem.levels;
    let closed = |cube: &Cube| {
        let mut speaks = problem.entailed.iter().filter(|entailed| cube.0[entailed.condition] != ANY);
        speaks.all(|entailed| entailed.others.iter().all(|&at| cube.0[at] != ANY))
    };
    let implicant = |cube: &Cube| closed(cube) && inside(cube, levels).iter().all(|row| allowed.contains(row));
    let implicants: Vec<Cube> = choices(levels, true).into_iter().filter(implicant).collect();
    let mut primes: Vec<Cube> = implicants
        .iter()
        .filter(|cube| !implicants.iter().any(|wide| wide != *cube && wide.covers(cube)))
        .filter(|cube| problem.positive.iter().any(|row| cube.covers(row)))
        .cloned()
        .collect();
    primes.sort();
    primes
}

/// By trying all sets of prime implicants: all covers without one to spare, as sets of places.
fn oracle_covers(problem: &Problem, primes: &[Cube]) -> Vec<Vec<usize>> {
    let covers = |set: u32| {
        problem.positive.iter().all(|row| (0..primes.len()).any(|at| set >> at & 1 == 1 && primes[at].covers(row)))
    };
    let spare = |set: u32| (0..primes.len()).any(|at| set >> at & 1 == 1 && covers(set & !(1 << at)));
    let sets = (0..1u32 << primes.len()).filter(|&set| covers(set) && !spare(set));
    sets.map(|set| (0..primes.len()).filter(|at| set >> at & 1 == 1).collect()).collect()
}

/// What is allowed beside the positive rows.
fn allowed(problem: &Problem, remainders: &Remainders) -> BTreeSet<Cube> {
    let levels = &problem.levels;
    let mut allowed = match remainders {
        Remainders::None => rows_of(&problem.usable, levels),
        Remainders::All => choices(levels, false).into_iter().collect(),
        Remainders::Within(cubes) => rows_of(cubes, levels),
    };
    for row in rows_of(&problem.negative, levels) {
        allowed.remove(&row);
    }
    allowed.extend(rows_of(&problem.positive, levels));
    allowed
}

fn check(problem: &Problem, remainders: &Remainders) -> Result<(), TestCaseError> {
    let solution = minimize(problem, remainders, &Options::default()).expect("a problem");
    let cubes: Vec<Cube> = solution.primes.iter().map(|prime| prime.cube.clone()).collect();
    let primes = oracle_primes(problem, &allowed(problem, remainders));
    prop_assert_eq!(&cubes, &primes);
    for prime in &solution.primes {
        let covered: Vec<usize> =
            (0..problem.positive.len()).filter(|&at| prime.cube.covers(&problem.positive[at])).collect();
        prop_assert_eq!(&prime.covers, &covered);
    }
    if primes.len() > 12 {
        return Ok(());
    }
    let irredundant = oracle_covers(problem, &primes);
    let least = irredundant.iter().map(Vec::len).min().expect("a cover");
    let mut minimal: Vec<Vec<usize>> = irredundant.iter().filter(|cover| cover.len() == least).cloned().collect();
    let mut found: Vec<Vec<usize>> = solution.models.iter().map(|model| model.terms.clone()).collect();
    minimal.sort();
    found.sort();
    prop_assert_eq!(solution.size, (least, least));
    prop_assert_eq!(solution.count, Number::Exactly(minimal.len() as u128));
    prop_assert!(solution.exhaustive && solution.settled);
    prop_assert_eq!(&found, &minimal);
    let places = 0..primes.len();
    let common: Vec<usize> = places.clone().filter(|at| minimal.iter().all(|cover| cover.contains(at))).collect();
    let used: Vec<usize> = places.clone().filter(|at| minimal.iter().any(|cover| cover.contains(at))).collect();
    prop_assert_eq!((&solution.common, &solution.used), (&common, &used));
    let alone = |at: &usize| {
        problem.positive.iter().any(|row| places.clone().all(|other| primes[other].covers(row) == (other == *at)))
    };
    prop_assert_eq!(&solution.essential, &places.clone().filter(alone).collect::<Vec<_>>());

    // A shorter list is the beginning of a longer one, also where models are put in order by less than all of them.
    for wanted in [Wanted::Least, Wanted::Irredundant] {
        for order in [1, 2, 3, 10_000] {
            let listed = |list: usize| {
                let limits = Limits { list, order, ..Limits::default() };
                let options = Options { limits, wanted, ..Options::default() };
                minimize(problem, remainders, &options).expect("a problem").models
            };
            let long = listed(1_000);
            for list in 1..=4.min(long.len()) {
                prop_assert_eq!(&listed(list)[..], &long[..list]);
            }
        }
    }

    // Cut short, the list says so, and the rest is as exact as before.
    let limits = Limits { list: 1, ..Limits::default() };
    let short = minimize(problem, remainders, &Options { limits, ..Options::default() }).expect("a problem");
    prop_assert_eq!(short.models.len(), 1);
    prop_assert_eq!(short.exhaustive, minimal.len() == 1);
    prop_assert_eq!((short.count, &short.common, &short.used), (solution.count, &common, &used));

    // Without steps to walk, models are counted without being met.
    let limits = Limits { steps: 0, ..Limits::default() };
    let stopped = minimize(problem, remainders, &Options { limits, ..Options::default() }).expect("a problem");
    prop_assert!(stopped.size.0 <= least && stopped.size.1 >= least);
    prop_assert!(stopped.count.value() <= minimal.len() as u128);
    prop_assert!(!stopped.count.is_exact() || stopped.count == solution.count);

    let every = Options { wanted: Wanted::Irredundant, ..Options::default() };
    let all = minimize(problem, remainders, &every).expect("a problem");
    let mut found: Vec<Vec<usize>> = all.models.iter().map(|model| model.terms.clone()).collect();
    let mut irredundant = irredundant;
    found.sort();
    irredundant.sort();
    prop_assert_eq!(&found, &irredundant);
    prop_assert_eq!(all.count, Number::Exactly(irredundant.len() as u128));
    prop_assert!(all.exhaustive && all.settled);
    let common: Vec<usize> = places.clone().filter(|at| irredundant.iter().all(|cover| cover.contains(at))).collect();
    let used: Vec<usize> = places.filter(|at| irredundant.iter().any(|cover| cover.contains(at))).collect();
    prop_assert_eq!((&all.common, &all.used), (&common, &used));
    Ok(())
}

/// A problem over few combinations, each of them positive, negative or a remainder.
fn problem() -> impl Strategy<Value = Problem> {
    let levels = prop_oneof![
        Just(vec![2, 2, 2]),
        Just(vec![2, 2, 2, 2]),
        Just(vec![3, 2, 2]),
        Just(vec![3, 3]),
        Just(vec![2, 3, 4]),
        Just(vec![1, 3, 2]),
        Just(vec![2, 2, 2, 2, 2]),
    ];
    (levels, any::<u64>(), 1u8..8, 1u8..8).prop_map(|(levels, seed, positive, negative)| {
        // A splitmix step a combination.
        let mut state = seed;
        let mut next = move || {
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            ((mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 60) as u8
        };
        let mut problem = Problem { levels: levels.clone(), ..Problem::default() };
        for row in choices(&levels, false) {
            match next() {
                draw if draw < positive => problem.positive.push(row),
                draw if draw < positive + negative => problem.negative.push(row),
                _ => {}
            }
        }
        if problem.positive.is_empty() {
            problem.negative.clear();
            problem.positive.push(Cube(vec![0; levels.len()]));
        }
        problem
    })
}

/// Some cubes over the conditions of a problem.
fn cubes_for(levels: &[u8], picks: &[u16]) -> Vec<Cube> {
    let all = choices(levels, true);
    picks.iter().map(|&pick| all[pick as usize % all.len()].clone()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 700, ..ProptestConfig::default() })]

    #[test]
    fn conservative_is_what_brute_force_gives(problem in problem()) {
        check(&problem, &Remainders::None)?;
    }

    #[test]
    fn parsimonious_is_what_brute_force_gives(problem in problem()) {
        check(&problem, &Remainders::All)?;
    }

    #[test]
    fn with_conditions_that_speak_of_others_it_is_what_brute_force_gives(problem in problem(), speak in prop::collection::vec((0usize..8, 0usize..8, 0usize..8), 1..3), all in any::<bool>()) {
        let conditions = problem.levels.len();
        let entailed = |&(condition, one, other): &(usize, usize, usize)| Entailed { condition: condition % conditions, others: vec![one % conditions, other % conditions] };
        let problem = Problem { entailed: speak.iter().map(entailed).collect(), ..problem };
        check(&problem, if all { &Remainders::All } else { &Remainders::None })?;
    }

    /// Observed rows that are neither explained nor negative: the conservative solution may use them, and no remainder.
    #[test]
    fn with_usable_rows_it_is_what_brute_force_gives(problem in problem(), every in 1usize..4, remainders in 0u8..3, picks in prop::collection::vec(any::<u16>(), 0..3)) {
        let (usable, negative): (Vec<_>, Vec<_>) = problem.negative.iter().cloned().enumerate().partition(|(at, _)| at % every == 0);
        let rows = |rows: Vec<(usize, Cube)>| rows.into_iter().map(|(_, row)| row).collect();
        let problem = Problem { usable: rows(usable), negative: rows(negative), ..problem };
        check(&problem, &match remainders {
            0 => Remainders::None,
            1 => Remainders::All,
            _ => Remainders::Within(cubes_for(&problem.levels, &picks)),
        })?;
    }

    #[test]
    fn with_some_remainders_it_is_what_brute_force_gives(problem in problem(), picks in prop::collection::vec(any::<u16>(), 0..4)) {
        let cubes = cubes_for(&problem.levels, &picks);
        check(&problem, &Remainders::Within(cubes))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    /// By the definition, combination by combination.
    #[test]
    fn intermediate_solutions_are_as_defined(problem in problem(), expected in prop::collection::vec((0usize..3, 1u64..15), 0..4)) {
        let within = |&(condition, levels): &(usize, u64)| {
            let condition = condition % problem.levels.len();
            (condition, Levels(levels).and(Levels::all(problem.levels[condition])))
        };
        let expected: Vec<(usize, Levels)> = expected.iter().map(within).filter(|(_, levels)| !levels.is_empty()).collect();
        let expectations: Vec<Expectation> = expected.iter().map(|&(at, levels)| Expectation::simple(at, levels)).collect();
        let found = intermediate(&problem, &expectations, &Options::default()).expect("a problem");
        let positive: BTreeSet<Cube> = problem.positive.iter().cloned().collect();
        prop_assert!(found.exhaustive);
        prop_assert_eq!(found.pairs.len(), found.conservative.models.len() * found.parsimonious.models.len());
        for pair in &found.pairs {
            let strict: Vec<&Cube> = found.conservative.terms(&found.conservative.models[pair.conservative]).collect();
            let loose: Vec<Cube> = found.parsimonious.terms(&found.parsimonious.models[pair.parsimonious]).cloned().collect();
            let assumed: BTreeSet<Cube> = rows_of(&loose, &problem.levels).difference(&positive).cloned().collect();
            let mut easy = BTreeSet::new();
            for narrow in &strict {
                for wide in loose.iter().filter(|wide| wide.covers(narrow)) {
                    let kept = |at: usize| {
                        let about: Vec<Levels> = expected.iter().filter(|(on, _)| *on == at).map(|(_, levels)| *levels).collect();
                        let level = narrow.0[at];
                        wide.0[at] != ANY || about.is_empty() || level == ANY || about.iter().any(|levels| levels.contains(level))
                    };
                    let cells = (0..problem.levels.len()).map(|at| if kept(at) { narrow.0[at] } else { ANY }).collect();
                    easy.extend(inside(&Cube(cells), &problem.levels));
                }
            }
            let easy: BTreeSet<Cube> = easy.intersection(&assumed).cloned().collect();
            let listed = |region: &Region| rows_of(&region.cubes(&problem.levels), &problem.levels);
            prop_assert_eq!(listed(&pair.easy), easy.clone());
            prop_assert_eq!(listed(&pair.difficult), assumed.difference(&easy).cloned().collect::<BTreeSet<_>>());
            let direct = minimize(&problem, &Remainders::Within(easy.into_iter().collect()), &Options::default()).expect("a problem");
            prop_assert_eq!(&pair.solution, &direct);
        }
    }

    #[test]
    fn regions_are_the_sets_they_say(levels in prop_oneof![Just(vec![2, 2, 2]), Just(vec![3, 2, 4])], within in prop::collection::vec(any::<u16>(), 0..4), except in prop::collection::vec(any::<u16>(), 0..4)) {
        let region = Region::new(cubes_for(&levels, &within)).without(cubes_for(&levels, &except));
        let out = rows_of(&region.except, &levels);
        let rows: BTreeSet<Cube> = rows_of(&region.within, &levels).difference(&out).cloned().collect();
        prop_assert_eq!(region.size(&levels), Some(rows.len() as u128));
        prop_assert_eq!(region.is_empty(&levels), rows.is_empty());
        let cubes = region.cubes(&levels);
        prop_assert_eq!(cubes.iter().map(|cube| inside(cube, &levels).len()).sum::<usize>(), rows.len());
        prop_assert_eq!(rows_of(&cubes, &levels), rows.clone());
        let all = choices(&levels, false);
        let numbers: Vec<u128> = (1..).zip(&all).filter(|(_, row)| rows.contains(row)).map(|(number, _)| number).collect();
        prop_assert_eq!(region.numbers(&levels, numbers.len()), Some(numbers.clone()));
        prop_assert!(numbers.is_empty() || region.numbers(&levels, numbers.len() - 1).is_none());
        for cube in choices(&levels, true) {
            prop_assert_eq!(region.contains(&cube, &levels), inside(&cube, &levels).iter().all(|row| rows.contains(row)));
        }
    }

    #[test]
    fn untenable_remainders_are_as_defined(problem in problem(), picks in prop::collection::vec(any::<u16>(), 0..3)) {
        let levels = &problem.levels;
        let observed: BTreeSet<Cube> = problem.positive.iter().chain(&problem.negative).cloned().collect();
        let named = cubes_for(levels, &picks);
        let claimed = rows_of(&named, levels);
        let remainders: BTreeSet<Cube> = choices(levels, false).into_iter().filter(|row| !observed.contains(row)).collect();
        let listed = |region: &Region| rows_of(&region.cubes(levels), levels);
        prop_assert_eq!(listed(&problem.remainders_in(&named)), remainders.intersection(&claimed).cloned().collect::<BTreeSet<_>>());
        let lacking = problem.lacking(&named);
        let without: BTreeSet<Cube> = remainders.difference(&claimed).cloned().collect();
        prop_assert_eq!(listed(&lacking), without.clone());

        // Excluded, they are in no term.
        let excluded = problem.excluding(&lacking);
        let solution = minimize(&excluded, &Remainders::All, &Options::default()).expect("a problem");
        for prime in &solution.primes {
            prop_assert!(inside(&prime.cube, levels).iter().all(|row| !without.contains(row)));
        }

        // Assumed for the outcome and for its absence, by some model of each.
        let negated = Problem { levels: levels.clone(), positive: problem.negative.clone(), negative: problem.positive.clone(), ..Problem::default() };
        let both = minimize_each([&problem, &negated], &Remainders::All, &Options::default());
        let both: Vec<Solution> = both.into_iter().map(|solution| solution.expect("a problem")).collect();
        let used = |solution: &Solution| -> BTreeSet<Cube> {
            let cubes: Vec<Cube> = solution.models.iter().flat_map(|model| solution.terms(model).cloned()).collect();
            rows_of(&cubes, levels)
        };
        let shared: BTreeSet<Cube> = used(&both[0]).intersection(&used(&both[1])).filter(|row| !observed.contains(*row)).cloned().collect();
        let found = contradictory((&problem, &both[0]), (&negated, &both[1]));
        prop_assert!(found.settled);
        prop_assert_eq!(listed(&found.region), shared);
    }
}

/// A truth table with an excluded expression: its remainders may not be used, and a literal of several levels counts as each.
#[test]
fn a_truth_table_becomes_a_problem() {
    use exceptio_sets::expression::{Literal, Sum, Term};
    use exceptio_sets::truth::{Exclusion, Output, Settings, truth_table};
    use exceptio_sets::{Column, Kind, Table};
    let column = |name: &str, kind, values: [f64; 4]| Column::new(name, kind, values.to_vec());
    let columns = vec![
        column("Y", Kind::Crisp, [1.0, 0.0, 0.0, 1.0]),
        column("A", Kind::Crisp, [1.0, 0.0, 0.0, 1.0]),
        column("R", Kind::Multi { levels: 3 }, [0.0, 0.0, 2.0, 1.0]),
    ];
    let table = Table::new(["a", "b", "c", "d"].map(str::to_owned).to_vec(), columns);
    let outcome = Sum::literal(Literal::present(0));
    let ruled_out = Term::new([Literal::present(1), Literal { column: 2, levels: Levels(0b110) }]);
    let of = |exclude: Vec<Exclusion>| {
        let settings = Settings { exclude, ..Settings::default() };
        let truth = truth_table(&table, &outcome, &[1, 2], &settings, 1).value.expect("a truth table");
        Problem::of_truth(&truth, &table.cases, &[Output::Positive], &[Output::Remainder]).expect("no overlap")
    };
    let shown = |problem: &Problem| {
        let solution = minimize(problem, &Remainders::All, &Options::default()).expect("a problem");
        solution.models.iter().map(|model| solution.sum(model, &[1, 2]).write(&table)).collect::<Vec<_>>()
    };
    // Observed: A*R{0} and A*R{1} with the outcome, ~A*R{0} and ~A*R{2} without.
    let plain = of(vec![]);
    assert_eq!((plain.positive.len(), plain.negative.len()), (2, 2));
    assert_eq!(shown(&plain), ["A"]);
    // Without A*R{1} and A*R{2}: what was observed at A*R{1} is negative, and the remainder A*R{2} may not be used.
    let excluded = of(vec![Exclusion::Expression(Sum::new([ruled_out]))]);
    assert_eq!(excluded.positive, [Cube(vec![1, 0])]);
    assert_eq!(shown(&excluded), ["A*R{0}"]);
}

/// The same model has the same name whatever the order of the conditions; another has another.
/// Six rows in a ring, each explained by two terms: of three terms at the least, whether or not every irredundant model was met.
#[test]
fn the_fewest_terms_are_proven_though_models_are_not_all_met() {
    let row = |cells: [u8; 3]| Cube(cells.to_vec());
    let problem = Problem {
        levels: vec![2; 3],
        positive: [[0, 0, 1], [0, 1, 0], [0, 1, 1], [1, 0, 0], [1, 0, 1], [1, 1, 0]].map(row).to_vec(),
        negative: [[0, 0, 0], [1, 1, 1]].map(row).to_vec(),
        ..Problem::default()
    };
    let limits = Limits { irredundant: 1, ..Limits::default() };
    let options = Options { wanted: Wanted::Irredundant, limits, ..Options::default() };
    let found = minimize(&problem, &Remainders::All, &options).expect("a solution");
    assert!(!found.exhaustive && !found.settled);
    assert_eq!(found.size, (3, 3));
}

/// By hand: A*B*C is explained, A*B*~C is a contradiction (one of two cases). Used, it leaves A*B to the conservative solution; the
/// remainders, such as A*~B*C, it does not use.
#[test]
fn contradictions_that_may_be_used_are_so_by_the_conservative_solution() {
    let rows = [("a", [1, 1, 1, 1]), ("b", [1, 1, 0, 1]), ("c", [1, 1, 0, 0]), ("d", [0, 0, 0, 0])];
    let column = |at: usize| {
        Column::new(["A", "B", "C", "Y"][at], Kind::Crisp, rows.iter().map(|(_, row)| f64::from(row[at])).collect())
    };
    let table = Table::new(rows.iter().map(|(case, _)| (*case).to_owned()).collect(), (0..4).map(column).collect());
    let settings = Settings { contradiction: Some(0.4), ..Settings::default() };
    let truth =
        truth_table(&table, &Sum::literal(Literal::present(3)), &[0, 1, 2], &settings, 1).value.expect("a table");
    let models = |free: &[Output]| -> Vec<String> {
        let problem = Problem::of_truth(&truth, &table.cases, &[Output::Positive], free).expect("a problem");
        let solution = minimize(&problem, &Remainders::None, &Options::default()).expect("a solution");
        solution.models.iter().map(|model| solution.sum(model, &[0, 1, 2]).write(&table)).collect()
    };
    assert_eq!(models(&[Output::Remainder]), ["A*B*C"]);
    assert_eq!(models(&[Output::Remainder, Output::Contradiction]), ["A*B"]);
}

#[test]
fn models_have_lasting_names() {
    let names = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
    let problem = |rows: [[u8; 3]; 4]| {
        let [a, b, c, d] = rows.map(|row| Cube(row.to_vec()));
        Problem { levels: vec![2; 3], positive: vec![a, b], negative: vec![c, d], ..Problem::default() }
    };
    let id = |problem: &Problem, names: &[String]| {
        let solution = minimize(problem, &Remainders::None, &Options::default()).expect("a problem");
        solution.id(&solution.models[0], names)
    };
    let straight = problem([[1, 1, 0], [0, 0, 1], [0, 0, 0], [1, 1, 1]]);
    let turned = problem([[1, 0, 0], [0, 1, 1], [0, 0, 0], [1, 1, 0]]);
    let ours = id(&straight, &names("A B C"));
    assert_eq!(ours.len(), 12);
    // Over C, A, B: the rows A*B*~C and ~A*~B*C are [0, 1, 1] and [1, 0, 0].
    assert_eq!(ours, id(&turned, &names("C A B")));
    assert_ne!(ours, id(&straight, &names("A C B")));
}

/// Hundreds of rows at once are a block wider than a word, and a problem of 128 conditions is not too wide.
#[test]
fn wide_problems_are_solved() {
    // Rows of 100 conditions, one or two neighbours present; nothing present is negative.
    let row = |present: &[usize]| Cube((0..100).map(|at| u8::from(present.contains(&at))).collect());
    let mut positive: Vec<Cube> = (0..100).map(|at| row(&[at])).collect();
    positive.extend((0..99).map(|at| row(&[at, at + 1])));
    let problem = Problem { levels: vec![2; 100], positive, negative: vec![row(&[])], ..Problem::default() };
    let solution = minimize(&problem, &Remainders::All, &Options::default()).expect("a problem");
    assert_eq!((solution.primes.len(), solution.size, solution.count), (100, (100, 100), Number::Exactly(1)));

    // Only the pairs: their minimal covers are the minimum vertex covers of a path of 100, of which there are 51.
    let pairs = Problem { positive: (0..99).map(|at| row(&[at, at + 1])).collect(), ..problem };
    let solution = minimize(&pairs, &Remainders::All, &Options::default()).expect("a problem");
    assert_eq!((solution.primes.len(), solution.size, solution.count), (100, (50, 50), Number::Exactly(51)));
    assert!(solution.exhaustive && solution.common.is_empty());

    let wide = Problem {
        levels: vec![2; 128],
        positive: vec![Cube(vec![1; 128])],
        negative: vec![Cube(vec![0; 128])],
        ..Problem::default()
    };
    let solution = minimize(&wide, &Remainders::All, &Options::default()).expect("a problem");
    assert_eq!((solution.primes.len(), solution.count), (128, Number::Exactly(128)));
    let wider = Problem { levels: vec![2; 129], ..Problem::default() };
    let refused = minimize(&wider, &Remainders::All, &Options::default()).expect_err("too wide");
    assert_eq!(refused[0].code, "sets::too_many_conditions");
}

/// Bad input is refused with every reason, and what is empty has an answer.
#[test]
fn the_edges_have_answers() {
    let bad = Problem {
        levels: vec![2, 0],
        positive: vec![Cube(vec![1])],
        negative: vec![Cube(vec![2, 0])],
        ..Problem::default()
    };
    let codes: Vec<&str> = bad.problems().iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["sets::no_levels", "sets::row_width", "sets::no_such_level"]);
    let both = Problem {
        levels: vec![2, 2],
        positive: vec![Cube(vec![1, ANY])],
        negative: vec![Cube(vec![1, 0])],
        ..Problem::default()
    };
    assert_eq!(both.problems()[0].code, "sets::positive_and_negative");
    let always =
        Problem { levels: vec![2, 2], positive: vec![Cube(vec![1, 0])], negative: vec![], ..Problem::default() };
    let solution = minimize(&always, &Remainders::All, &Options::default()).expect("a problem");
    assert_eq!(solution.primes[0].cube, Cube::everything(2));
    let nothing =
        Problem { levels: vec![2, 2], positive: vec![], negative: vec![Cube(vec![1, 0])], ..Problem::default() };
    let solution = minimize(&nothing, &Remainders::All, &Options::default()).expect("a problem");
    assert_eq!((solution.primes.len(), solution.size, solution.models.len()), (0, (0, 0), 1));
    let limits = Limits { primes: 1, ..Limits::default() };
    let many = Problem {
        levels: vec![2; 3],
        positive: vec![Cube(vec![1; 3])],
        negative: vec![Cube(vec![0; 3])],
        ..Problem::default()
    };
    let refused = minimize(&many, &Remainders::All, &Options { limits, ..Options::default() }).expect_err("too many");
    assert_eq!(refused[0].code, "sets::too_many_primes");
}

/// Rows of no concern to a condition: covered as a whole or not at all.
#[test]
fn a_free_cell_makes_one_row_of_several_combinations() {
    let problem = Problem {
        levels: vec![2, 2, 2],
        positive: vec![Cube(vec![1, ANY, 1]), Cube(vec![1, 1, 0])],
        negative: vec![Cube(vec![0, ANY, ANY])],
        ..Problem::default()
    };
    let strict = minimize(&problem, &Remainders::None, &Options::default()).expect("a problem");
    let cubes: Vec<&Cube> = strict.primes.iter().map(|prime| &prime.cube).collect();
    assert_eq!(cubes, [&Cube(vec![1, 1, ANY]), &Cube(vec![1, ANY, 1])]);
    assert_eq!((strict.primes[0].covers.clone(), strict.primes[1].covers.clone()), (vec![1], vec![0]));
    let loose = minimize(&problem, &Remainders::All, &Options::default()).expect("a problem");
    assert_eq!(loose.primes[0].cube, Cube(vec![1, ANY, ANY]));
}

/// Row dominance leaves out prime implicants that cover less than another, and says which.
#[test]
fn row_dominance_is_reported() {
    let row = |cells: [u8; 3]| Cube(cells.to_vec());
    let problem = Problem {
        levels: vec![2; 3],
        positive: vec![row([1, 1, 1]), row([1, 1, 0])],
        negative: vec![row([0, 0, 0]), row([0, 1, 0]), row([1, 0, 0])],
        ..Problem::default()
    };
    let whole = minimize(&problem, &Remainders::All, &Options::default()).expect("a problem");
    let options = Options { row_dominance: true, ..Options::default() };
    let less = minimize(&problem, &Remainders::All, &options).expect("a problem");
    // A*B covers both rows, C only the first.
    let cubes: Vec<&Cube> = whole.primes.iter().map(|prime| &prime.cube).collect();
    assert_eq!(cubes, [&row([ANY, ANY, 1]), &row([1, 1, ANY])]);
    assert_eq!((whole.dominated, less.dominated), (vec![], vec![(0, 1)]));
    assert_eq!(less.primes.len(), 2);
    assert_eq!(less.models.iter().map(|model| model.terms.clone()).collect::<Vec<_>>(), [vec![1]]);
}

/// Conjunctural expectations act as one: `~L*I` expected, a term with L*I loses both; one that meets it keeps both.
#[test]
fn conjunctural_expectations_act_as_one() {
    let expected = [Expectation(vec![(1, Levels::ABSENT), (2, Levels::PRESENT)])];
    // D, L, I: explained is D*L*I alone; nothing without D. Parsimonious: D.
    let problem = |row: [u8; 3]| Problem {
        levels: vec![2; 3],
        positive: vec![Cube(row.to_vec())],
        negative: vec![Cube(vec![0, 0, 0]), Cube(vec![0, 0, 1]), Cube(vec![0, 1, 0]), Cube(vec![0, 1, 1])],
        ..Problem::default()
    };
    let easy = |row: [u8; 3]| {
        let problem = problem(row);
        let found = intermediate(&problem, &expected, &Options::default()).expect("a problem");
        assert_eq!((found.pairs.len(), found.pairs[0].name().as_str(), found.extent().as_str()), (1, "C1P1", "1 pair"));
        found.pairs[0].easy.numbers(&problem.levels, 8).expect("few")
    };
    assert_eq!(easy([1, 1, 1]), [5, 6, 7]);
    assert_eq!(easy([1, 0, 1]), [] as [u128; 0]);
    // A second expectation that nothing goes against takes nothing from the first, wherever it stands.
    let second = Expectation(vec![(0, Levels::PRESENT), (2, Levels::PRESENT)]);
    for several in [[expected[0].clone(), second.clone()], [second, expected[0].clone()]] {
        let problem = problem([1, 1, 1]);
        let found = intermediate(&problem, &several, &Options::default()).expect("a problem");
        assert_eq!(found.pairs[0].easy.numbers(&problem.levels, 8).expect("few"), [5, 6, 7]);
    }
    let unfit = [Expectation::simple(7, Levels::PRESENT), Expectation::simple(0, Levels(0b100))];
    let refused = intermediate(&problem([1, 1, 1]), &unfit, &Options::default()).expect_err("no such condition");
    assert_eq!(refused.len(), 2);
}
