//! Structures planted in generated data are found again, and what is found there is true of them.

use exceptio_sets::coincidence::{
    Atomic, Bounds, Complex, Configurations, Cycles, Necessity, Options, Ordering, Outcomes, Random, Redundancy,
    Robustness, Size, Sufficiency, agreeing, agreeing_to, analyse, at_level, blurred, covers, every_configuration,
    faults, fit, is_cyclic, is_irredundant, is_submodel, minimal_forms, quality, random_atomic, random_complex, ranges,
    reduced, robustness, sampled,
};
use exceptio_sets::{Column, Kind, Table};

fn factors(kinds: &[Kind]) -> Table {
    let column = |(at, kind): (usize, &Kind)| Column::new(char::from(b'A' + at as u8), *kind, vec![]);
    Table::new(vec![], kinds.iter().enumerate().map(column).collect())
}

const CRISP: [Kind; 6] = [Kind::Crisp; 6];
const MIXED: [Kind; 5] = [Kind::Crisp, Kind::Multi { levels: 3 }, Kind::Crisp, Kind::Multi { levels: 3 }, Kind::Crisp];
const SIZE: Size = Size { terms: 3, literals: 3 };

fn unbounded() -> Options {
    Options { bounds: Bounds::NONE, most_combinations: 100_000, ..Options::default() }
}

/// From all configurations that an atomic formula allows, and the outcome alone to be accounted for, the formula comes back
/// with every other irredundant form of the same, and nothing else.
#[test]
fn an_atomic_formula_comes_back() {
    for (kinds, seeds) in [(&CRISP[..], 0..60), (&MIXED[..], 60..100)] {
        for seed in seeds {
            let mut random = Random::new(seed);
            let table = factors(kinds);
            let outcome = at_level(kinds.len() - 1, 1);
            let causes: Vec<usize> = (0..kinds.len() - 1).collect();
            let planted = random_atomic(&table, outcome, &causes, SIZE, &mut random).expect("a formula");
            let data = agreeing(&every_configuration(&table).expect("few configurations"), &planted.clone().into());
            let options = Options { outcomes: Outcomes::These(vec![outcome]), ..unbounded() };
            let found = analyse(&data, &options).expect("a sound table");
            let mut forms: Vec<_> =
                found.outcomes[0].atomic.iter().map(|solution| solution.formula.causes.clone()).collect();
            let mut expected = minimal_forms(&planted.causes, &ranges(&table));
            forms.sort();
            expected.sort();
            assert_eq!(forms, expected, "seed {seed}: {}", planted.write(&table));
            assert!(forms.contains(&planted.causes), "seed {seed}");
        }
    }
}

/// Minimal forms say what the form says, are irredundant, and the reduced form is one of them.
#[test]
fn minimal_forms_say_the_same() {
    let table = factors(&MIXED);
    let ranges = ranges(&table);
    for seed in 0..200 {
        let mut random = Random::new(seed);
        let form = random_atomic(&table, at_level(4, 1), &[0, 1, 2, 3], SIZE, &mut random).expect("a formula").causes;
        let forms = minimal_forms(&form, &ranges);
        assert!(forms.contains(&reduced(&form, &ranges)), "seed {seed}");
        for other in &forms {
            assert!(is_irredundant(other, &ranges), "seed {seed}");
            assert!(other.terms.iter().all(|term| covers(&form.terms, term.literals(), &ranges)), "seed {seed}");
            assert!(form.terms.iter().all(|term| covers(&other.terms, term.literals(), &ranges)), "seed {seed}");
        }
    }
}

/// From all configurations that a complex formula allows, with the order of its factors known, the formula is among those found;
/// every formula found allows the same configurations and has no fault.
#[test]
fn a_complex_formula_comes_back() {
    let mut planted_with_two = 0;
    for seed in 0..40 {
        let mut random = Random::new(seed);
        let table = factors(&CRISP);
        let planted = random_complex(&table, 2, Size { terms: 2, literals: 2 }, &mut random).expect("a formula");
        planted_with_two += usize::from(planted.atoms().len() == 2);
        assert!(!is_cyclic(&planted, Cycles::Factors));
        let data = agreeing(&every_configuration(&table).expect("few configurations"), &planted);
        let outcomes = planted.atoms().iter().map(|atom| atom.outcome).collect();
        let options = Options { outcomes: Outcomes::These(outcomes), ..unbounded() };
        let found = analyse(&data, &options).expect("a sound table");
        assert!(found.combinations.complete());
        let text = planted.write(&table);
        assert!(found.complex.iter().any(|solution| solution.formula == planted), "seed {seed}: {text}");
        for solution in &found.complex {
            assert_eq!((solution.con, solution.cov), (Some(1.0), Some(1.0)));
            assert!(faults(&solution.formula, &ranges(&table), Redundancy::Implication).none());
            let measured = quality(&solution.formula, &data, &found.configurations, &options);
            assert_eq!(measured.faithfulness, Some(1.0), "seed {seed}: {text}");
            assert_eq!(measured.coherence, Some(1.0));
        }
        let measured = quality(&planted, &data, &found.configurations, &options);
        assert_eq!(measured.exhaustiveness, Some(1.0), "all that it allows is there");
        let half = sampled(&data, data.len() / 2, false, &mut random);
        let seen = Configurations::of(&half, 0, true, false);
        let measured = quality(&planted, &half, &seen, &options).exhaustiveness.expect("defined");
        assert!(measured <= 1.0 && measured > 0.0);
    }
    assert!(planted_with_two > 20);
}

/// With four cases in a hundred drawn at random, at least nine times in ten some formula found claims nothing that is not
/// planted.
#[test]
fn noise_is_not_taken_for_structure() {
    let table = factors(&CRISP);
    let outcome = at_level(5, 1);
    let (mut true_of_it, mut trials) = (0, 0);
    for seed in 0..40 {
        let mut random = Random::new(1000 + seed);
        let planted = random_atomic(&table, outcome, &[0, 1, 2, 3, 4], Size { terms: 2, literals: 2 }, &mut random);
        let planted: Complex = planted.expect("a formula").into();
        let all = every_configuration(&table).expect("few configurations");
        let sound = agreeing(&all, &planted);
        // Three times every sound configuration, and four cases drawn from all of them.
        let noisy = sound.picked((0..3).flat_map(|_| 0..sound.len()));
        let noise = sampled(&all, 4, true, &mut random);
        let mut data = noisy.clone();
        data.cases.extend(noise.cases);
        for (column, more) in data.columns.iter_mut().zip(noise.columns) {
            column.values.extend(more.values);
        }
        let options = Options { con: 0.85, cov: 0.85, outcomes: Outcomes::These(vec![outcome]), ..Options::default() };
        let found = analyse(&data, &options).expect("a sound table");
        trials += 1;
        true_of_it += usize::from(found.complex.iter().any(|solution| is_submodel(&solution.formula, &planted)));
    }
    assert!(true_of_it * 10 >= trials * 9, "{true_of_it} of {trials}");
}

/// Thresholds on which the data are cut are reached, and no crisp case more could have stayed.
#[test]
fn data_of_a_given_fit() {
    let table = factors(&CRISP);
    for seed in 0..40 {
        let mut random = Random::new(seed);
        let planted: Atomic =
            random_atomic(&table, at_level(5, 1), &[0, 1, 2, 3, 4], SIZE, &mut random).expect("a formula");
        let all = every_configuration(&table).expect("few configurations");
        let cut = agreeing_to(&all, &planted, 0.8, 0.75);
        let cells = fit(&planted, &cut, &Configurations::of(&cut, 0, true, false));
        let whole = fit(&planted, &all, &Configurations::of(&all, 0, true, false));
        assert!(Sufficiency::Consistency.of(&cells) >= Some(0.8) && Necessity::Coverage.of(&cells) >= Some(0.75));
        // Without any case against it would keep `both`; each case more costs consistency or coverage.
        assert_eq!((cells.both, cells.neither), (whole.both, whole.neither));
        let allowed = |share: f64| (whole.both * (1.0 - share) / share + 1e-9).floor();
        assert_eq!(cells.without_outcome, allowed(0.8).min(whole.without_outcome));
        assert_eq!(cells.without_condition, allowed(0.75).min(whole.without_condition));
        let blurred = blurred(&agreeing(&all, &planted.clone().into()), &[0.0, 0.1, 0.2], &mut random);
        assert!(blurred.columns.iter().all(|column| column.kind == Kind::Fuzzy));
        assert_eq!(agreeing(&blurred, &planted.clone().into()).len(), blurred.len(), "no case changes sides");
    }
}

/// The same seed gives the same formulas and samples.
#[test]
fn a_seed_decides_everything() {
    let draw = |seed: u64| {
        let mut random = Random::new(seed);
        let table = factors(&MIXED);
        let formula = random_complex(&table, 2, SIZE, &mut random);
        let sample = sampled(&every_configuration(&table).expect("few configurations"), 20, true, &mut random);
        (formula, sample)
    };
    assert_eq!(draw(7), draw(7));
    assert_ne!(draw(7).1, draw(8).1);
}

/// On a grid over data without noise the planted formula scores as high as any.
#[test]
fn the_planted_formula_is_robust() {
    let table = factors(&CRISP[..5]);
    let planted =
        random_atomic(&table, at_level(4, 1), &[0, 1, 2, 3], Size { terms: 2, literals: 2 }, &mut Random::new(3));
    let planted: Complex = planted.expect("a formula").into();
    let data = agreeing(&every_configuration(&table).expect("few configurations"), &planted);
    let options = Options { outcomes: Outcomes::These(vec![at_level(4, 1)]), ..Options::default() };
    let scores = robustness(&data, &options, &Robustness::default()).expect("a sound table");
    let place = scores.scored.iter().position(|one| one.formula == planted).expect("found");
    assert_eq!(scores.scored[place].score, scores.scored[0].score);
    assert_eq!(scores.cut, 0);
}

/// Constant and duplicate factors are left out and said; a table that makes no sense is refused with every reason.
#[test]
fn what_is_left_out_is_said() {
    let column = |name: &str, values: &[f64]| Column::new(name, Kind::Crisp, values.to_vec());
    let table = Table::new(
        ["p", "q", "r", "s"].map(String::from).to_vec(),
        vec![
            column("A", &[1., 0., 1., 0.]),
            column("B", &[1., 1., 1., 1.]),
            column("C", &[1., 0., 1., 0.]),
            column("Y", &[1., 0., 1., 0.]),
        ],
    );
    let found = analyse(&table, &Options { drop_duplicates: true, ..Options::default() }).expect("a sound table");
    let codes: Vec<&str> = found.notes.iter().map(|note| note.code).collect();
    assert_eq!(codes, ["sets::constant", "sets::duplicate", "sets::duplicate"]);
    assert_eq!(found.configurations.factors, [0]);
    let excluded = |pairs: &[[(usize, u8); 2]]| {
        let pairs = pairs.iter().map(|pair| pair.map(|(column, level)| at_level(column, level)).into());
        let ordering = Ordering { levels: vec![vec![0], vec![3]], strict: false };
        let options = Options { excluded: pairs.collect(), ordering, ..Options::default() };
        let notes = analyse(&table, &options).expect("a sound table").notes;
        notes.iter().filter(|note| note.code == "sets::idle_exclusion").count()
    };
    // A -> Y keeps something out; what is no outcome, does not vary, is ordered the other way round or is itself keeps out nothing.
    assert_eq!(excluded(&[[(0, 1), (3, 1)]]), 0);
    assert_eq!(excluded(&[[(0, 1), (3, 0)], [(1, 1), (3, 1)], [(3, 1), (0, 1)], [(3, 0), (3, 1)]]), 4);
    let mut wrong = table.clone();
    wrong.columns[0].values[1] = 0.3;
    wrong.columns[3].values.pop();
    let options = Options { con: 1.5, outcomes: Outcomes::These(vec![at_level(9, 1)]), ..Options::default() };
    let codes: Vec<&str> = analyse(&wrong, &options).expect_err("refused").iter().map(|error| error.code).collect();
    assert_eq!(codes, ["sets::threshold", "sets::value", "sets::ragged", "sets::no_such_column"]);
    let empty = analyse(&Table::default(), &Options::default()).expect("nothing wrong with nothing");
    assert_eq!(empty.notes[0].code, "sets::no_cases");
}
