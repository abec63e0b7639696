//! Retention: the chance that a table keeps its coding when a case is lost or miscoded, as QCA 3.23 gives it.

use crate::common::{expression, golden};
use exceptio_sets::robust::{Struck, retention};

/// Corruption is the same. Deletion, of so many cases, leaves the cases without the outcome in their rows there: with all of them in
/// place the numbers are QCA's; ours are those of really taking each case out.
#[test]
fn retention_as_qca_gives_it() {
    let mut compared = 0;
    for file in golden("qca_") {
        for call in file.calls("retention") {
            let text = call["call"].as_str().expect("a call");
            let table = file.table();
            let name = text.split("outcome=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("an outcome");
            let outcome = expression(name, &table);
            let y = outcome.memberships(&table);
            let conditions: Vec<usize> =
                (0..table.columns.len()).filter(|at| !outcome.columns().contains(at)).collect();
            assert!(text.contains("n.cut=1, incl.cut=1, p.pert=0.05, n.pert=1"), "{text}");
            let row = |case: usize| -> Vec<Option<u8>> {
                conditions.iter().map(|at| table.columns[*at].level(case)).collect()
            };
            let members = |case: usize| (0..table.len()).filter(|other| row(*other) == row(case)).collect::<Vec<_>>();
            // Without the case: is its row there, and coded as before?
            let without = |case: usize| -> (bool, bool) {
                let (here, coded) = (members(case), |cases: &[usize]| cases.iter().all(|at| y[*at] == 1.0));
                let left: Vec<usize> = here.iter().copied().filter(|other| *other != case).collect();
                (!left.is_empty(), left.is_empty() || coded(&left) == coded(&here))
            };
            let share = |kept: &dyn Fn(usize) -> bool| {
                (0..table.len()).filter(|case| kept(*case)).count() as f64 / table.len() as f64
            };
            let expected = call["result"]["value"].as_f64().expect("a number");
            let near =
                |one: f64, other: f64| assert!((one - other).abs() < 1e-9, "{}, {text}: {one}, {other}", file.name);
            let ours = retention(&table, &outcome, &conditions, (1.0, 1), Struck::Cases(1)).expect("crisp");
            if text.contains("corruption") {
                near(ours.corruption, expected);
            } else {
                let really = share(&|case| without(case) == (true, true));
                let theirs = share(&|case| y[case] == 0.0 || without(case) == (true, true));
                near(ours.deletion, really);
                near(expected, theirs);
            }
            compared += 1;
        }
    }
    println!("{compared} calls compared");
}
