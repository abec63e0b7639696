//! Any text as an expression, a claim, a causal structure, an ordering over the columns of a table; what is read is written and
//! read again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sets::{Column, Kind, Table, coincidence, expression};
use text::Files;

fuzz_target!(|text: &str| {
    let column = |name: &str, kind| Column::new(name, kind, vec![0.0, 1.0, 1.0]);
    let table = Table::new(
        ["a", "b", "c"].map(str::to_owned).to_vec(),
        vec![column("A", Kind::Crisp), column("B", Kind::Fuzzy), column("R", Kind::Multi { levels: 3 }), column("Y", Kind::Crisp)],
    );
    let mut files = Files::new();
    let file = files.add("formula", text);
    if let Some(formula) = expression::parse(&files, file, &table).value {
        if let Ok(sum) = expression::expand(&formula, &table, 200) {
            let again = files.add("again", sum.write(&table));
            let again = expression::parse(&files, again, &table).value.expect("what was written can be read");
            let again = expression::expand(&again, &table, 200).expect("what was written is no larger");
            assert!(expression::equivalent(&sum, &again, &table), "{} is not {}", sum.write(&table), again.write(&table));
        }
    }
    let _ = expression::parse_claim(&files, file, &table);
    let _ = coincidence::formula(&files, file, &table);
    let _ = coincidence::ordering(&files, file, &table, true);
    let _ = coincidence::exclusions(&files, file, &table);
    let _ = coincidence::values(&files, file, &table);
});
