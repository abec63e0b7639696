//! Necessary and sufficient expressions against `superSubset` of the R package QCA.

use crate::common::{argument, expression, golden, number, outcome, same};
use exceptio_sets::expression::{Relation, Sum};
use exceptio_sets::necessity::{Cuts, supersets};
use std::collections::BTreeMap;

#[test]
fn what_is_found_is_what_qca_finds() {
    let mut compared = 0;
    for golden in golden("qca_") {
        for (op, relation) in
            [("superSubset.necessity", Relation::Necessary), ("superSubset.sufficiency", Relation::Sufficient)]
        {
            for call in golden.calls(op) {
                let table = golden.table();
                let (outcome, column) = outcome(call, &table);
                let named = argument(call, "conditions");
                let conditions: Vec<usize> = (0..table.columns.len())
                    .filter(|at| *at != column)
                    .filter(|at| {
                        named.as_ref().is_none_or(|named| named.contains(&format!("\"{}\"", table.columns[*at].name)))
                    })
                    .collect();
                let cuts = Cuts {
                    consistency: number(call, "incl.cut").unwrap_or(1.0),
                    coverage: number(call, "cov.cut").unwrap_or(0.0),
                    relevance: number(call, "ron.cut").unwrap_or(0.0),
                    pri: number(call, "pri.cut").unwrap_or(0.0),
                    ..Cuts::new(relation)
                };
                let place = format!("{} {}", golden.name, call["call"]);
                let read = supersets(&table, &outcome, &conditions, &cuts);
                let ours = read.value.unwrap_or_else(|| panic!("{place}: {:?}", read.problems));
                assert!(ours.complete, "{place}");
                let ours: BTreeMap<Sum, _> =
                    ours.found.into_iter().map(|found| (found.expression.clone(), found)).collect();
                // QCA answers that nothing passes by an error.
                let theirs = call["result"].as_array().cloned().unwrap_or_default();
                assert!(!theirs.is_empty() || call["result"].get("error").is_some(), "{place}");
                let names: Vec<String> = ours.keys().map(|sum| sum.write(&table)).collect();
                assert_eq!(ours.len(), theirs.len(), "{place}: {names:?}");
                for row in &theirs {
                    let sum = expression(row["expression"].as_str().expect("an expression"), &table);
                    let at = format!("{place}: {}", row["expression"]);
                    let found = ours.get(&sum).unwrap_or_else(|| panic!("{at} is not among {names:?}"));
                    if relation == Relation::Necessary {
                        assert!(same(found.necessity.consistency, &row["inclN"]), "{at}");
                        assert!(same(found.necessity.relevance, &row["RoN"]), "{at}");
                        assert!(same(found.necessity.coverage, &row["covN"]), "{at}");
                    } else {
                        assert!(same(found.sufficiency.consistency, &row["inclS"]), "{at}");
                        assert!(same(found.sufficiency.pri, &row["PRI"]), "{at}");
                        assert!(same(found.sufficiency.coverage, &row["covS"]), "{at}");
                    }
                    compared += 1;
                }
            }
        }
    }
    assert!(compared >= 50, "expressions were compared: {compared}");
}
