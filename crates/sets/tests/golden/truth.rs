//! Truth tables against the R package QCA.

use crate::common::{golden, number, outcome, same};
use exceptio_sets::truth::{Settings, truth_table};

#[test]
fn truth_tables_are_those_of_qca() {
    let mut compared = 0;
    for golden in golden("qca_") {
        let table = golden.calls("truthTable").next().map(|_| golden.table());
        for call in golden.calls("truthTable") {
            let table = table.as_ref().expect("a table");
            let (outcome, _) = outcome(call, table);
            let result = &call["result"];
            let conditions: Vec<usize> = result["conditions"]
                .as_array()
                .expect("conditions")
                .iter()
                .map(|name| table.position(name.as_str().expect("a name")).expect("a condition"))
                .collect();
            let settings = Settings {
                inclusion: number(call, "incl.cut").unwrap_or(1.0),
                pri: number(call, "pri.cut").unwrap_or(0.0),
                frequency: number(call, "n.cut").unwrap_or(1.0) as usize,
                ..Settings::default()
            };
            let read = truth_table(table, &outcome, &conditions, &settings, 2);
            let truth = read.value.unwrap_or_else(|| panic!("{}: {:?}", call["call"], read.problems));
            let rows = result["rows"].as_array().expect("rows");
            let place = format!("{} {}", golden.name, call["call"]);
            assert_eq!(truth.rows.len(), rows.len(), "{place}");
            assert_eq!(truth.n as u64, result["n_cases"].as_u64().expect("a number"), "{place}");
            for (ours, theirs) in truth.rows.iter().zip(rows) {
                let at = format!("{place} row {}", theirs["row"]);
                assert_eq!(truth.number(&ours.levels), theirs["row"].as_u64().map(u128::from), "{at}");
                assert_eq!(
                    truth.levels_of(theirs["row"].as_u64().expect("a number").into()).as_ref(),
                    Some(&ours.levels)
                );
                assert_eq!(ours.output.sign(), theirs["OUT"].as_str().expect("a sign"), "{at}");
                assert_eq!(ours.n as u64, theirs["n"].as_u64().expect("a number"), "{at}");
                assert!(same(ours.inclusion, &theirs["incl"]), "{at}: {:?}", ours.inclusion);
                assert!(same(ours.pri, &theirs["PRI"]), "{at}: {:?}", ours.pri);
                let names = |cases: &[usize]| {
                    let names: Vec<&str> = cases.iter().map(|case| table.cases[*case].as_str()).collect();
                    names.join(",")
                };
                assert_eq!(names(&ours.cases), theirs["cases"].as_str().expect("cases"), "{at}");
                assert_eq!(names(&ours.deviant), theirs["deviant_consistency"].as_str().unwrap_or(""), "{at}");
                compared += 1;
            }
        }
    }
    assert!(compared >= 200, "rows were compared: {compared}");
}
