//! Robustness and chance through the door, on a table worked out by hand.

use exceptio::sets::{
    ChanceAsk, Choice, Chosen, FileAsk, FitAsk, MinimizeAsk, RobustAsk, TruthAsk, choose, fit_claim, minimize, robust,
    table_of_file,
};
use exceptio::{Files, MinimizeReport, RobustReport};

/// Six cases with A, of which five show Y (A1 not), and four without, of which one does (N1); B splits both.
const TEN: &str =
    "case,A,B,Y\nA1,1,0,0\nA2,1,0,1\nA3,1,0,1\nA4,1,1,1\nA5,1,1,1\nA6,1,1,1\nN1,0,1,1\nN2,0,1,0\nN3,0,0,0\nN4,0,0,0\n";

fn chosen(files: &mut Files) -> Chosen {
    let raw = table_of_file("t.csv", TEN.as_bytes(), &FileAsk::default()).value.expect("a table");
    let choice = Choice { outcome: Some("Y".into()), ..Choice::default() };
    choose(&raw, &choice, files).value.expect("chosen")
}

fn ask() -> RobustAsk {
    RobustAsk {
        minimize: MinimizeAsk { truth: TruthAsk { inclusion: 0.6, ..TruthAsk::default() }, ..MinimizeAsk::default() },
        tests: Vec::new(),
        joint: None,
        subsample: None,
        bootstrap: false,
        retention: None,
        draws: 400,
        seed: 3,
        steps: 1_000_000_000,
    }
}

fn report(ask: &RobustAsk) -> RobustReport {
    let mut files = Files::new();
    let chosen = chosen(&mut files);
    let made = robust(&chosen, ask, &files);
    made.value.unwrap_or_else(|| panic!("{:?}", made.problems))
}

/// Rows: A*B 3 of 3, A*~B 2 of 3, ~A*B 1 of 2, ~A*~B 0 of 2. From 0.6 on the solution is A; above 2/3 A*B; at 0.5 and below B joins.
#[test]
fn ranges_tests_and_cases_by_hand() {
    let report = report(&RobustAsk { tests: vec!["incl-cut=0.9".into(), "incl-cut=0.5|0.6,n-cut=2".into()], ..ask() });
    let model = &report.models[0];
    assert_eq!((report.models.len(), model.expression.as_str()), (1, "A"));
    let range = report.ranges.iter().find(|range| range.setting == "incl-cut").expect("a range");
    let (low, high) = (range.low.as_ref().expect("found"), range.high.as_ref().expect("found"));
    assert_eq!((low.at, high.at), (0.5, 2.0 / 3.0));
    assert_eq!((low.beyond.clone(), high.beyond.clone()), (Some(vec!["A + B".into()]), Some(vec!["A*B".into()])));
    // Two cases are enough for every row; at three the rows without A are remainders, which a conservative solution does not use.
    let cases = report.ranges.iter().find(|range| range.setting == "n-cut").expect("a range");
    assert_eq!(cases.high.as_ref().map(|high| (high.at, high.beyond.clone())), Some((3.0, Some(vec!["0".into()]))));
    let stand: Vec<(&str, &str)> = report.tests.iter().map(|test| (test.settings.as_str(), test.likeness)).collect();
    assert_eq!(
        stand,
        [("incl-cut 0.9", "narrower"), ("incl-cut 0.5, n-cut 2", "wider"), ("incl-cut 0.6, n-cut 2", "same")]
    );
    // The core is A*B: consistency 1 against 5/6, coverage 3/6 against 5/6. minTS is A*B, maxTS A + B.
    let over = model.over_tests.as_ref().expect("there are test solutions");
    let near = |value: Option<f64>, expected: f64| assert!((value.expect("defined") - expected).abs() < 1e-12);
    assert_eq!(over.core.as_deref(), Some("A*B"));
    near(over.rf_cons, 5.0 / 6.0);
    near(over.rf_cov, 3.0 / 5.0);
    near(over.rf_sc_min, 3.0 / 6.0);
    near(over.rf_sc_max, 6.0 / 8.0);
    // With Y: robust A4 A5 A6, shaky A2 A3, possible N1. Without: shaky A1, possible N2.
    near(over.rcr_typ, 3.0 / 6.0);
    near(over.rcr_dev, 0.0);
    assert_eq!(over.rcc_rank, 4);
    let kind = |name: &str| over.cases.iter().find(|case| case.case == name).map(|case| case.kind);
    assert_eq!(
        ["A4", "A2", "N1", "A1", "N2", "N3"].map(|name| kind(name).expect("a case")),
        ["robust typical", "shaky typical", "possible typical", "shaky deviant", "possible deviant", "irrelevant"]
    );
}

/// Without A2 or A3 the row A*~B is at 1/2 and falls out; without N2 the row ~A*B is at 1 and joins.
#[test]
fn cases_that_matter_are_named() {
    let report = report(&ask());
    let hangs: Vec<(&str, &str)> =
        report.hangs_on.iter().map(|one| (one.case.as_str(), one.models[0].as_str())).collect();
    assert_eq!(hangs, [("A2", "A*B"), ("A3", "A*B"), ("N2", "A + B")]);
    let whole = &report.trials[0];
    assert_eq!((whole.kind, whole.trials, whole.counts.same, whole.terms[0].count), ("leave-one-out", 10, 7, 8));
}

#[test]
fn draws_come_from_the_seed_and_keep_to_the_budget() {
    let all = RobustAsk {
        joint: Some("incl-cut=0.4..0.9,pri-cut=0..0.4,n-cut=1..2".into()),
        subsample: Some(0.8),
        bootstrap: true,
        ..ask()
    };
    let made = report(&all);
    assert_eq!(made, report(&all));
    assert_eq!(
        made.trials.iter().map(|trials| trials.kind).collect::<Vec<_>>(),
        ["leave-one-out", "subsample", "bootstrap", "joint"]
    );
    assert_eq!((made.trials[1].n, made.draws.len()), (8, 400));
    // Only inclusion matters: above 0.5 and up to 2/3, a third of its range.
    let certain = made.certain.expect("covered");
    assert!((certain.same - 1.0 / 3.0).abs() < 1e-6 && (certain.other - 2.0 / 3.0).abs() < 1e-6, "{certain:?}");
    let [incl, pri, n] = made.drawn.as_slice() else { panic!("three settings") };
    assert!(incl.alone == incl.undone && incl.alone == 400 - made.trials[3].counts.same && incl.alone > 200);
    assert_eq!((pri.alone, pri.undone, n.alone, n.undone), (0, 0, 0, 0));
    let interval = made.models[0].incl_s_interval.expect("drawn");
    assert!(interval.0 < 5.0 / 6.0 && interval.1 == 1.0);
    // A trial costs 1,000 steps at least.
    let poor = report(&RobustAsk { steps: 5_000, ..all });
    let extent = |at: usize| (poor.trials[at].kind, poor.trials[at].trials, poor.trials[at].asked);
    assert_eq!((extent(0), extent(1)), (("leave-one-out", 5, 10), ("subsample", 5, 400)));
    assert_eq!(poor.left_out.len(), 4, "{:?}", poor.left_out);
}

/// Without the first condition the second stands alone, and expectations about it are kept.
#[test]
fn a_condition_may_be_left_out() {
    let report = report(&RobustAsk { tests: vec!["without=B,solution=parsimonious".into()], ..ask() });
    assert_eq!((report.tests[0].likeness, report.tests[0].models[0].as_str()), ("same", "A"));
}

fn minimized(chance: Option<ChanceAsk>) -> MinimizeReport {
    let mut files = Files::new();
    let chosen = chosen(&mut files);
    let ask = MinimizeAsk { chance, ..ask().minimize };
    minimize(&chosen, &ask, &files).value.expect("a solution")
}

/// A: 6 of 10 cases, 5 of the 6 with Y among them: (6 x 4 + 1) / 210. Four rows, and the search dealt in all 210 ways.
#[test]
fn chance_is_on_by_default_and_can_be_left_out() {
    let report = minimized(Some(ChanceAsk::default()));
    let chance = report.chance.as_ref().expect("held against chance");
    assert_eq!((chance.way, chance.deals, chance.hypotheses), ("every", Some(210), Some(4)));
    let term = report.solutions[0].models[0].terms[0].chance.expect("tested");
    assert!((term.p.expect("defined") - 25.0 / 210.0).abs() < 1e-12);
    assert!((term.p_adjusted.expect("defined") - 100.0 / 210.0).abs() < 1e-12);
    assert!(minimized(None).chance.is_none());
    // Drawn where it is asked for and there are too many ways; here there are not.
    let more = minimized(Some(ChanceAsk { permutations: Some(10), ..ChanceAsk::default() }));
    assert_eq!(more.chance.map(|chance| chance.way), Some("every"));
    let raw = table_of_file("t.csv", TEN.as_bytes(), &FileAsk::default()).value.expect("a table");
    let ask = FitAsk { chance: Some(ChanceAsk::default()), benchmarks: vec![0.5], weigh_days: false };
    let fit = fit_claim(&raw, "A -> Y", &Choice::default(), &ask, &mut Files::new());
    let fit = fit.value.expect("a report");
    assert!((fit.chance.and_then(|chance| chance.p).expect("defined") - 25.0 / 210.0).abs() < 1e-12);
    assert!(fit.lines[0].chance.is_some_and(|chance| chance.p_adjusted.is_none()));
    // Five of six cases with A show Y; six tosses give five heads or six in 7 of 64 ways.
    let line = &fit.lines[0];
    assert_eq!((line.consistent, line.of), (5, 6));
    // Six cases show Y, five of them with A and with nothing else that the claim names.
    assert_eq!((line.cov, line.cov_u), (Some(5.0 / 6.0), Some(5.0 / 6.0)));
    assert!((line.benchmarks[0].p.expect("six cases") - 7.0 / 64.0).abs() < 1e-12);
}

/// A table too large for a cheap test says so; asked for, it is tested.
#[test]
fn what_costs_too_much_is_said() {
    let mut text = "case,A,B,C,D,E,Y\n".to_owned();
    for case in 0..9_000_u32 {
        let cell = |shift: u32| f64::from((case.wrapping_mul(2_654_435_761) >> shift) % 97) / 97.0;
        text.push_str(&format!("c{case},{},{},{},{},{},{}\n", cell(3), cell(7), cell(11), cell(15), cell(19), cell(5)));
    }
    let raw = table_of_file("t.csv", text.as_bytes(), &FileAsk::default()).value.expect("a table");
    let mut files = Files::new();
    let choice = Choice { outcome: Some("Y".into()), ..Choice::default() };
    let chosen = choose(&raw, &choice, &mut files).value.expect("chosen");
    let of = |permutations| {
        let chance = Some(ChanceAsk { permutations, ..ChanceAsk::default() });
        let ask =
            MinimizeAsk { chance, truth: TruthAsk { inclusion: 0.8, ..TruthAsk::default() }, ..MinimizeAsk::default() };
        minimize(&chosen, &ask, &files).value.expect("a solution").chance.expect("asked for")
    };
    let said = of(None);
    assert!(said.p.is_none() && said.left_out.is_some_and(|why| why.contains("--permutations")));
    assert_eq!(of(Some(9)).deals, Some(9));
}

/// Cases with the raw values 1 to 6, in A from 3.4 on, as the outcome is. Below 3 a case without it is in, and B has to do; above 4 A is B, and there are
/// two models. Both thresholds at once: B, in from 4.2 on, makes another model only where it is A.
#[test]
fn anchors_are_settings_like_others() {
    use sets::calibrate::Anchors;
    use sets::robust::{Calibration, Method};
    let text = "case,A,B,Y\na,0,0,0\nb,0,0,0\nc,0,0,0\nd,1,0,1\ne,1,1,1\nf,1,1,1\n";
    let raw = table_of_file("t.csv", text.as_bytes(), &FileAsk::default()).value.expect("a table");
    let mut files = Files::new();
    let choice = Choice { outcome: Some("Y".into()), ..Choice::default() };
    let mut chosen = choose(&raw, &choice, &mut files).value.expect("chosen");
    let values: Vec<f64> = (1..=6).map(f64::from).collect();
    for (column, at) in [(0, 3.4), (1, 4.2)] {
        let anchors = Anchors::new(at - 1.0, at, at + 1.0);
        chosen.calibrations.push(Calibration { column, raw: values.clone(), method: Method::Crisp, anchors });
    }
    let ask = RobustAsk {
        minimize: MinimizeAsk { which: exceptio::sets::Which::Parsimonious, ..MinimizeAsk::default() },
        tests: vec!["A.crossover=2.5|3.5".into()],
        joint: Some("A.crossover=2..4,B.crossover=3.5..6.5".into()),
        ..ask()
    };
    let report = robust(&chosen, &ask, &files).value.expect("a report");
    let range = report.ranges.iter().find(|range| range.setting == "A.crossover").expect("a range");
    let (low, high) = (range.low.as_ref().expect("found"), range.high.as_ref().expect("found"));
    assert!((low.at - 3.0).abs() < 1e-9 && (high.at - 4.0).abs() < 1e-9 && high.beyond.is_some(), "{range:?}");
    assert_eq!(
        report.ranges.iter().filter(|range| range.setting.contains('.')).count(),
        2,
        "a threshold has one anchor"
    );
    assert_eq!(report.tests.iter().map(|test| test.likeness).collect::<Vec<_>>(), ["other", "same"]);
    // The same where A's threshold lies between 3 and 4, half of its range, and B's above 4, five sixths.
    let certain = report.certain.expect("covered");
    assert!((certain.same - 5.0 / 12.0).abs() < 1e-9 && (certain.other - 7.0 / 12.0).abs() < 1e-9, "{certain:?}");
    let wrong = robust(&chosen, &RobustAsk { joint: Some("A.crosover=1..2".into()), ..ask }, &files);
    assert_eq!(wrong.problems[0].hint.as_deref(), Some("did you mean `A.crossover`?"));
}

/// Raw values 1 to 6 in A, its crossover at 3: the third case stands at exactly 0.5 and is moved up, in what robust tries as in the analysis.
/// A is the outcome at 3 and on to where the third case would be out; a crossover at another case's value moves that case up too.
#[test]
fn the_rule_for_halves_holds_wherever_an_anchor_is_put() {
    use exceptio::sets::{calibrated, half_rule, recipes};
    let text = "case,A,Y\na,1,0\nb,2,0\nc,3,1\nd,4,1\ne,5,1\nf,6,1\n";
    let tried = |half: &str, crossover: &str| {
        let mut files = Files::new();
        let raw = table_of_file("t.csv", text.as_bytes(), &FileAsk::default()).value.expect("a table");
        let recipe = recipes(&mut files, "--calibrate", &[format!("A = direct 0 {crossover} 9")]).expect("a recipe");
        let raw = calibrated(&raw, &recipe).value.expect("calibrated");
        let half = half_rule(half).expect("a rule");
        let choice = Choice { outcome: Some("Y".into()), half, ..Choice::default() };
        let chosen = choose(&raw, &choice, &mut files).value.expect("chosen");
        let tests = vec!["A.crossover=2".into(), "A.crossover=4".into()];
        let truth = TruthAsk { inclusion: 0.7, ..TruthAsk::default() };
        let minimize = MinimizeAsk { truth, ..MinimizeAsk::default() };
        robust(&chosen, &RobustAsk { minimize, tests, joint: None, ..ask() }, &files).value.expect("a report")
    };
    let up = tried("up", "3");
    assert_eq!(up.data.moved.len(), 1);
    assert!(up.tests.iter().all(|test| test.refused.is_none()), "{:?}", up.tests);
    let refused = tried("refuse", "3.5");
    let range = refused.ranges.iter().find(|range| range.setting == "A.crossover").expect("a range");
    let inside = |at: &f64| {
        range.low.as_ref().is_some_and(|low| low.at <= *at) && range.high.as_ref().is_some_and(|high| *at <= high.at)
    };
    let expected: Vec<f64> = (1..=6).map(f64::from).filter(inside).collect();
    assert!(!expected.is_empty());
    assert_eq!(range.except.iter().map(|except| except.at).collect::<Vec<_>>(), expected);
    assert!(range.except.iter().all(|except| except.refused.as_ref().is_some_and(|why| why.contains("exactly 0.5"))));
    assert!(refused.tests.iter().all(|test| test.refused.is_some()), "{:?}", refused.tests);
}

/// Each of four conditions is the outcome, so that there are four models: compared where so many are listed, else refused with a hint.
#[test]
fn more_models_are_listed_where_they_are_asked_for() {
    let text = "case,A,B,C,D,Y\np,1,1,1,1,1\nq,0,0,0,0,0\n";
    let raw = table_of_file("t.csv", text.as_bytes(), &FileAsk::default()).value.expect("a table");
    let mut files = Files::new();
    let choice = Choice { outcome: Some("Y".into()), ..Choice::default() };
    let chosen = choose(&raw, &choice, &mut files).value.expect("chosen");
    let which = exceptio::sets::Which::Parsimonious;
    let of = |most| {
        let minimize = MinimizeAsk { which, most: Some(most), ..MinimizeAsk::default() };
        robust(&chosen, &RobustAsk { minimize, tests: Vec::new(), joint: None, ..ask() }, &files)
    };
    assert_eq!(of(4).value.expect("a report").models.len(), 4, "A, B, C and D");
    let refused = of(3);
    assert_eq!(refused.problems[0].code, "sets::models_not_listed");
    assert!(refused.problems[0].hint.as_deref().is_some_and(|hint| hint.contains("--most")));
}

/// Twelve fuzzy cases, none at 0.5.
const TWELVE: [&str; 12] = [
    "c1,0.9,0.2,0.8",
    "c2,0.7,0.6,0.9",
    "c3,0.8,0.9,0.7",
    "c4,0.3,0.8,0.6",
    "c5,0.2,0.1,0.3",
    "c6,0.6,0.3,0.2",
    "c7,0.1,0.9,0.8",
    "c8,0.4,0.2,0.1",
    "c9,0.9,0.7,1.0",
    "c10,0.2,0.6,0.7",
    "c11,0.7,0.1,0.4",
    "c12,0.3,0.3,0.2",
];

/// Nine fuzzy cases of which several are a little in A and in its absence.
const NINE: [&str; 9] = [
    "k1,0.4,0.4,0.8",
    "k2,0.1,0.3,0.9",
    "k3,0.1,0.3,0.8",
    "k4,0.4,0.8,0.4",
    "k5,0.1,0.4,0.3",
    "k6,0.3,0.4,0.9",
    "k7,0.8,0.7,0.4",
    "k8,0.1,0.1,0.6",
    "k9,0.2,0.1,0.1",
];

fn of_rows<'a>(rows: impl Iterator<Item = &'a &'a str>, files: &mut Files) -> Chosen {
    let text = std::iter::once(&"case,A,B,Y").chain(rows).copied().collect::<Vec<_>>().join("\n");
    let raw = table_of_file("t.csv", text.as_bytes(), &FileAsk::default()).value.expect("a table");
    let choice = Choice { outcome: Some("Y".into()), ..Choice::default() };
    choose(&raw, &choice, files).value.expect("chosen")
}

/// What is drawn at random does not hang on how a file is sorted.
#[test]
fn p_is_the_same_for_rows_in_another_order() {
    let ask = MinimizeAsk {
        truth: TruthAsk { inclusion: 0.7, ..TruthAsk::default() },
        chance: Some(ChanceAsk::default()),
        ..MinimizeAsk::default()
    };
    let tested = |order: &[usize]| {
        let mut files = Files::new();
        let chosen = of_rows(order.iter().map(|at| &TWELVE[*at]), &mut files);
        let report = minimize(&chosen, &ask, &files).value.expect("a report");
        let terms: Vec<_> =
            report.solutions[0].models[0].terms.iter().map(|term| (term.term.clone(), term.chance)).collect();
        (report.chance.expect("tested").p, terms)
    };
    let sorted: Vec<usize> = (0..12).collect();
    let first = tested(&sorted);
    assert!(
        first.0.is_some_and(|p| p > 0.0 && p < 1.0) && first.1.iter().all(|(_, chance)| chance.is_some()),
        "{first:?}"
    );
    assert_eq!(first, tested(&[7, 0, 11, 3, 5, 1, 10, 2, 9, 4, 8, 6]));
    assert_eq!(first, tested(&sorted.into_iter().rev().collect::<Vec<_>>()));
}

/// The robust core is the least membership of each case; its expression, without products such as A*~A, another set in fuzzy data.
#[test]
fn the_fit_of_the_core_is_that_of_the_set_and_the_expression_has_its_own() {
    let mut files = Files::new();
    let chosen = of_rows(NINE.iter(), &mut files);
    // The initial solution is ~A + B, that without B is A: their product is A*B, but for what cases are in A*~A.
    let ask = RobustAsk {
        minimize: MinimizeAsk { truth: TruthAsk { inclusion: 0.75, ..TruthAsk::default() }, ..MinimizeAsk::default() },
        tests: vec!["without=B".into()],
        ..ask()
    };
    let report = robust(&chosen, &ask, &files).value.expect("a report");
    let test = report.tests[0].models.first().expect("a model").clone();
    let (model, over) = (&report.models[0], report.models[0].over_tests.as_ref().expect("there is a test solution"));
    // By hand from the memberships, read off the rows.
    let member = |text: &str, a: f64, b: f64| -> f64 {
        let literal = |one: &str| match one {
            "A" => a,
            "~A" => 1.0 - a,
            "B" => b,
            "~B" => 1.0 - b,
            other => panic!("{other}"),
        };
        text.split(" + ").map(|term| term.split('*').map(literal).fold(1.0, f64::min)).fold(0.0, f64::max)
    };
    let fit = |set: &dyn Fn(f64, f64) -> f64| {
        let (mut x, mut y, mut both) = (0.0, 0.0, 0.0);
        for row in NINE {
            let cells: Vec<f64> = row.split(',').skip(1).map(|cell| cell.parse().expect("a number")).collect();
            let member = set(cells[0], cells[1]);
            (x, y, both) = (x + member, y + cells[2], both + member.min(cells[2]));
        }
        (both / x, both / y)
    };
    let near = |value: Option<f64>, expected: f64| assert!((value.expect("defined") - expected).abs() < 1e-12);
    let core = fit(&|a, b| member(&model.expression, a, b).min(member(&test, a, b)));
    near(over.core_incl_s, core.0);
    near(over.core_cov_s, core.1);
    let written = over.core.clone().expect("written");
    let expression = fit(&|a, b| member(&written, a, b));
    near(over.expression_incl_s, expression.0);
    near(over.expression_cov_s, expression.1);
    assert_eq!((model.expression.as_str(), test.as_str(), written.as_str()), ("~A + B", "A", "A*B"));
    assert!((core.0 - expression.0).abs() > 0.03, "they are two sets: {core:?} {expression:?}");
}
