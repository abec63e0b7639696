//! Any bytes as a Stata file; a table that is read can be written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tables::{Column, Table, Values, Words, read_stata, write_stata};

fuzz_target!(
    init: {
        // What a reader panics on is caught by the program; only what gets out of it is a crash.
        std::panic::set_hook(Box::new(|_| {}));
        if let Some(folder) = std::env::var_os("FUZZ_SEEDS") {
            for (at, columns) in seeds().into_iter().enumerate() {
                let table = Table::new(columns).expect("a seed is a table");
                let bytes = write_stata(&table).expect("a seed can be written");
                let path = std::path::Path::new(&folder).join(format!("seed-table-{at}"));
                std::fs::write(path, bytes).expect("the folder of seeds can be written");
            }
        }
    },
    |bytes: &[u8]| {
        if let Ok(read) = read_stata(bytes) {
            // What Stata does not allow, such as a name with a sign in it, is read and refused when written.
            if let Ok(written) = write_stata(&read.table) {
                let again = read_stata(&written).expect("what was written can be read");
                assert_eq!(again.table.rows(), read.table.rows());
            }
        }
    }
);

fn column(name: &str, values: Values) -> Column {
    Column { name: name.to_owned(), values }
}

/// A few tables to begin with, of every kind of column.
fn seeds() -> Vec<Vec<Column>> {
    let word = || column("subject", Values::Words(Words::new([Some("CHN"), None, Some("VNM")])));
    let long = || column("note", Values::Words(Words::new([Some("a".repeat(3000).as_str()), None, None])));
    let whole = || column("value", Values::Integers(vec![Some(710), None, Some(-1)]));
    let number = || column("degree", Values::Numbers(vec![Some(0.5), None, Some(-2.0)]));
    let truth = || column("allied", Values::Truths(vec![Some(true), None, Some(false)]));
    let day = || column("day", Values::Days(vec![Some(0), None, Some(-7000)]));
    vec![vec![word()], vec![long()], vec![whole()], vec![number()], vec![truth()], vec![day()], vec![word(), day(), whole(), long()]]
}
