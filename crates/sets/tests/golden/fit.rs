//! Parameters of fit against `pof` of the R package QCA.

use crate::common::{expression, golden, same};
use exceptio_sets::expression::{Relation, parse_claim};
use exceptio_sets::fit::{necessity_of, sufficiency_of};
use serde_json::Value;
use text::Files;

#[test]
fn parameters_are_those_of_qca() {
    let mut compared = 0;
    for golden in golden("qca_") {
        for op in ["pof.necessity", "pof.sufficiency", "pof.expression"] {
            for call in golden.calls(op) {
                let table = golden.table();
                let text = call["call"].as_str().expect("a call");
                let written = text.split('"').nth(1).expect("an expression");
                let mut files = Files::new();
                let file = files.add("claim", written);
                let claim = parse_claim(&files, file, &table).value.expect("a claim");
                let sum = claim.condition.as_sum().expect("a sum");
                let y = claim.outcome.as_sum().expect("a sum");
                let rows = call["result"].as_array().or_else(|| call["result"]["terms"].as_array()).expect("rows");
                for row in rows {
                    let at = format!("{} {written}: {}", golden.name, row["expression"]);
                    let named = row["expression"].as_str().expect("an expression");
                    let term = (named != "expression").then(|| {
                        let one = expression(named, &table);
                        let place = sum.terms.iter().position(|term| *term == one.terms[0]);
                        place.unwrap_or_else(|| panic!("{at}: no such term"))
                    });
                    if claim.relation == Relation::Necessary {
                        let fit = necessity_of(&table, &sum, &y);
                        let fit = term.map_or(fit.whole, |place| fit.terms[place]);
                        assert!(same(fit.consistency, &row["inclN"]), "{at}");
                        assert!(same(fit.relevance, &row["RoN"]), "{at}");
                        assert!(same(fit.coverage, &row["covN"]), "{at}");
                    } else {
                        let all = sufficiency_of(&table, &sum, &y);
                        let fit = term.map_or(all.whole, |place| all.terms[place]);
                        assert!(same(fit.consistency, &row["inclS"]), "{at}");
                        assert!(same(fit.pri, &row["PRI"]), "{at}");
                        assert!(same(fit.coverage, &row["covS"]), "{at}");
                        if row["covU"] != Value::Null {
                            let place = term.expect("a term");
                            assert!(same(all.unique[place], &row["covU"]), "{at}: {:?}", all.unique[place]);
                        }
                    }
                    compared += 1;
                }
            }
        }
    }
    assert!(compared >= 80, "rows were compared: {compared}");
}
