//! Calibration against the R package QCA.

use crate::common::{argument, golden, number};
use exceptio_sets::Cells;
use exceptio_sets::calibrate::{Anchors, Linkage, Powers, crisp, ecdf, find_thresholds, logistic, shape};
use serde_json::Value;

/// Numbers of `c(e=400,c=550,i=900)`, `c(400,900)` or `550`.
fn numbers(text: &str) -> Vec<(String, f64)> {
    let inside = text.trim_start_matches("c(").trim_end_matches(')');
    let pair = |part: &str| match part.split_once('=') {
        Some((name, value)) => (name.to_owned(), value.parse().expect("a number")),
        None => (String::new(), part.parse().expect("a number")),
    };
    inside.split(',').map(pair).collect()
}

#[test]
fn calibrations_are_those_of_qca() {
    let mut compared = 0;
    for golden in golden("qca_LR_calibration") {
        for call in &golden.calls {
            let text = call["call"].as_str().expect("a call");
            let name = text.split("d$").nth(1).and_then(|rest| rest.split(',').next()).expect("a column");
            let column = golden.raw.columns.iter().find(|column| column.name == name).expect("the column");
            let Cells::Texts(cells) = &column.cells else { panic!("texts") };
            let values: Vec<Option<f64>> = cells.iter().map(|cell| cell.as_ref()?.parse().ok()).collect();
            let expected: Vec<f64> = match &call["result"] {
                Value::Array(list) => list.iter().map(|value| value.as_f64().expect("a number")).collect(),
                one => vec![one.as_f64().expect("a number")],
            };
            let ours: Vec<f64> = if text.starts_with("findTh") {
                let linkage = if text.contains("ward.D2") { Linkage::Ward } else { Linkage::Complete };
                let count = number(call, "n").expect("a number") as usize;
                find_thresholds(&values, count, linkage).value.expect("thresholds")
            } else {
                let thresholds = numbers(&argument(call, "thresholds").expect("thresholds"));
                let named = |name: &str| thresholds.iter().find(|(other, _)| other == name).map(|(_, value)| *value);
                let anchors = || {
                    let at = |name: &str| named(name).expect("an anchor");
                    Anchors::new(at("e"), at("c"), at("i"))
                };
                let read = if text.contains("type=\"crisp\"") {
                    crisp(&values, &thresholds.iter().map(|(_, value)| *value).collect::<Vec<f64>>())
                } else if text.contains("ecdf=TRUE") {
                    ecdf(&values, anchors())
                } else if text.contains("logistic=FALSE") {
                    let power = |name: &str| number(call, name).unwrap_or(1.0);
                    shape(&values, anchors(), Powers { below: power("below"), above: power("above") })
                } else {
                    logistic(&values, anchors(), number(call, "idm").unwrap_or(0.95))
                };
                read.value.expect("memberships").into_iter().map(|member| member.expect("a membership")).collect()
            };
            assert_eq!(ours.len(), expected.len(), "{text}");
            for (at, (ours, expected)) in ours.iter().zip(&expected).enumerate() {
                assert!(
                    (ours - expected).abs() <= 1e-9 * expected.abs().max(1.0),
                    "{text} value {at}: {ours} {expected}"
                );
                compared += 1;
            }
        }
    }
    println!("{compared} values compared");
}
