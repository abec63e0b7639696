//! Calibration through the door: recipes as typed give the numbers that QCA gives, and a recorded recipe gives them again.

use exceptio::sets::{FileAsk, Linkage, RawTable, calibrate, find, recipes, table_of_file};
use exceptio::{CalibrateReport, Files, Shown};
use serde_json::Value;
use std::path::Path;

fn raw(text: &str) -> RawTable {
    table_of_file("t.csv", text.as_bytes(), &FileAsk::default()).value.expect("a table")
}

fn made(raw: &RawTable, recipe: &str) -> CalibrateReport {
    let read = recipes(&mut Files::new(), "--calibrate", &[recipe.to_owned()]);
    let steps = read.unwrap_or_else(|problems| panic!("{recipe}: {problems:?}"));
    let made = calibrate(raw, &steps);
    made.value.unwrap_or_else(|| panic!("{recipe}: {:?}", made.problems))
}

fn values(raw: &RawTable, recipe: &str) -> Vec<Option<f64>> {
    made(raw, recipe).columns.remove(0).values
}

fn near(ours: &[Option<f64>], theirs: &[f64], what: &str) {
    assert_eq!(ours.len(), theirs.len(), "{what}");
    for (ours, theirs) in ours.iter().zip(theirs) {
        let ours = ours.expect("a value");
        assert!((ours - theirs).abs() <= 1e-9 * theirs.abs().max(1.0), "{what}: {ours} {theirs}");
    }
}

/// `c(e=400,c=550,i=900)` as `400 550 900` in the order of names, `c(400,900)` in its own.
fn numbers(call: &str) -> (String, usize) {
    let after = call.split("thresholds=").nth(1).expect("thresholds");
    let inside = match after.strip_prefix("c(") {
        Some(list) => list.split(')').next().expect("a bracket"),
        None => after.split([',', ')']).next().expect("a number"),
    };
    let mut parts: Vec<(&str, &str)> =
        inside.split(',').map(|part| part.split_once('=').unwrap_or(("", part))).collect();
    parts.sort_by_key(|(name, _)| "eci".find(name));
    let count = parts.len();
    (parts.iter().map(|(_, number)| number.trim()).collect::<Vec<_>>().join(" "), count)
}

fn argument<'a>(call: &'a str, name: &str) -> Option<&'a str> {
    call.split(&format!("{name}=")).nth(1)?.split([',', ')']).next()
}

#[test]
fn recipes_give_what_qca_gives() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let Ok(text) = std::fs::read_to_string(shared.join("golden/qca_LR_calibration.json")) else {
        println!("skipped: QCA's golden numbers are not here");
        return;
    };
    let golden: Value = serde_json::from_str(&text).expect("JSON");
    let data = shared.join("data").join(golden["data"].as_str().expect("a path"));
    let raw = raw(&std::fs::read_to_string(data).expect("the data"));
    for call in golden["calls"].as_array().expect("calls") {
        let text = call["call"].as_str().expect("a call");
        let column = text.split("d$").nth(1).and_then(|rest| rest.split(',').next()).expect("a column");
        let expected: Vec<f64> = match &call["result"] {
            Value::Array(list) => list.iter().map(|value| value.as_f64().expect("a number")).collect(),
            one => vec![one.as_f64().expect("a number")],
        };
        if text.starts_with("findTh") {
            let linkage = if text.contains("ward.D2") { Linkage::Ward } else { Linkage::Complete };
            let count = argument(text, " n").expect("a number").parse().expect("a number");
            let found = find(&raw, &[column.to_owned()], count, linkage).value.expect("thresholds");
            let ours: Vec<Option<f64>> = found.columns[0].thresholds.iter().copied().map(Some).collect();
            near(&ours, &expected, text);
            // The recipe that is offered puts as many cases between thresholds as it says.
            let levels = made(&raw, &found.columns[0].recipe).columns.remove(0).levels;
            assert_eq!(levels.iter().map(|level| level.cases).collect::<Vec<_>>(), found.columns[0].cases, "{text}");
            continue;
        }
        let (anchors, count) = numbers(text);
        let recipe = match () {
            () if text.contains("\"crisp\"") && count == 1 => format!("{column} = crisp {anchors}"),
            () if text.contains("\"crisp\"") => format!("{column} = cut({column}, {anchors})"),
            () if text.contains("ecdf=TRUE") => format!("{column} = ecdf({anchors})"),
            () if text.contains("below=") => {
                let bent = |name| argument(text, name).expect("a power");
                format!("{column} = power {anchors} {} {}", bent("below"), bent("above"))
            }
            () if text.contains("logistic=FALSE") => format!("{column} = linear {anchors}"),
            () => match argument(text, "idm") {
                Some(degree) => format!("{column} = direct {anchors} at {degree}"),
                None => format!("{column} = logistic({anchors})"),
            },
        };
        near(&values(&raw, &recipe), &expected, text);
        let once = made(&raw, &recipe);
        assert_eq!(made(&raw, &once.recipe.join("\n")).columns, once.columns, "{text}");
    }
}

/// Bell: up from 1 over 2 to 4, down from 6 over 8 to 9; straight lines, by hand. The inverse is 1 less that.
#[test]
fn bells_by_hand() {
    let raw = raw("x\n0\n1.5\n2\n3\n4\n5\n7\n8\n8.5\n10\n");
    let bell = [0.0, 0.25, 0.5, 0.75, 1.0, 1.0, 0.75, 0.5, 0.25, 0.0];
    near(&values(&raw, "x = bell 1 2 4 6 8 9"), &bell, "bell");
    near(&values(&raw, "x = inverse-bell 1 2 4 6 8 9"), &bell.map(|member| 1.0 - member), "inverse bell");
}

/// Ten answers: 2, 3, 1 and 4 of 1, 2, 3 and 4, so that F is 0.2, 0.5, 0.6, 1; (F - F(1)) / (1 - F(1)).
#[test]
fn relative_memberships_by_hand() {
    let raw = raw("x\n1\n1\n2\n2\n2\n3\n4\n4\n4\n4\n");
    let expected = [0.0, 0.0, 0.375, 0.375, 0.375, 0.5, 1.0, 1.0, 1.0, 1.0];
    near(&values(&raw, "x = relative"), &expected, "relative");
    assert_eq!(values(&raw, "x = relative 0")[0], Some(0.2));
}

/// Grades that lie on a logistic curve of slope 1 about 3 are given back: the quasi-likelihood is greatest where all residuals are 0.
#[test]
fn grades_on_a_curve_are_given_back() {
    let curve = |x: f64| 1.0 / (1.0 + (3.0 - x).exp());
    let mut text = "x,g\n".to_owned();
    for x in [0.0, 1.0, 2.0, 3.5, 4.0, 6.0] {
        text.push_str(&format!("{x},{}\n", curve(x)));
    }
    text.push_str("5,\n");
    let raw = raw(&text);
    let expected: Vec<f64> = [0.0, 1.0, 2.0, 3.5, 4.0, 6.0, 5.0].into_iter().map(curve).collect();
    let ours = values(&raw, "y = calibrate(x, indirect g)");
    for (ours, expected) in ours.iter().zip(&expected) {
        assert!((ours.expect("a value") - expected).abs() < 1e-7);
    }
}

#[test]
fn what_is_to_be_looked_at_is_named() {
    let raw = raw("case,GDP,w\np,400,a\nq,550,b\nr,,c\ns,900,d\n");
    let steps =
        recipes(&mut Files::new(), "--calibrate", &["GDP = direct 400 550 900; RICH = calibrate(GDP, crisp 0)".into()]);
    let made = calibrate(&raw, &steps.expect("two recipes"));
    let report = made.value.expect("a report");
    let gdp = &report.columns[0];
    assert_eq!((gdp.n, gdp.missing.clone(), gdp.halves.clone()), (3, vec!["r".to_owned()], vec!["q".to_owned()]));
    assert_eq!(gdp.share, Some(1.0 / 3.0));
    assert!(report.columns[1].constant, "made of memberships, all of them from 0 on");
    let codes: Vec<&str> = made.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["sets::missing", "sets::half", "sets::missing", "sets::constant"]);
    let table = report.table();
    assert_eq!(table.columns, ["case", "GDP", "RICH", "w"], "the new column stands behind the one it is made of");
    assert_eq!(table.rows[2], ["r", "", "", "c"]);
}

#[test]
fn every_problem_of_a_recipe_is_said() {
    let raw = raw("case,GDP,w\np,400,a\nq,550,b\n");
    let text =
        "w = crisp 1; X = crisp 1; GDP = direct 1 1 2; w = calibrate(GDP, crisp 1); Y = calibrate(GDP, indirect w)";
    let steps = recipes(&mut Files::new(), "--calibrate", &[text.to_owned()]).expect("five recipes");
    let problems = calibrate(&raw, &steps).problems;
    let codes: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
    assert_eq!(
        codes,
        ["sets::not_a_number", "sets::unknown_column", "sets::calibration", "sets::column_taken", "sets::not_a_number"]
    );
    assert!(find(&raw, &["w".to_owned()], 1, Linkage::Complete).value.is_none());
    assert!(find(&raw, &[], 5, Linkage::Complete).value.is_none());
}
