//! Any bytes as a Parquet file; a table that is read can be written and read again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tables::{Column, Table, Values, Words, read_parquet, write_parquet};

fuzz_target!(
    init: {
        // What a reader panics on is caught by the program; only what gets out of it is a crash.
        std::panic::set_hook(Box::new(|_| {}));
        if let Some(folder) = std::env::var_os("FUZZ_SEEDS") {
            for (at, columns) in seeds().into_iter().enumerate() {
                let table = Table::new(columns).expect("a seed is a table");
                let bytes = write_parquet(&table).expect("a seed can be written");
                let path = std::path::Path::new(&folder).join(format!("seed-table-{at}"));
                std::fs::write(path, bytes).expect("the folder of seeds can be written");
            }
        }
    },
    |bytes: &[u8]| {
        if let Ok(table) = read_parquet(bytes) {
            let written = write_parquet(&table).expect("what was read can be written");
            assert_eq!(read_parquet(&written).expect("what was written can be read").rows(), table.rows());
        }
    }
);

fn column(name: &str, values: Values) -> Column {
    Column { name: name.to_owned(), values }
}

/// A few tables to begin with, of every kind of column.
fn seeds() -> Vec<Vec<Column>> {
    let word = || column("subject", Values::Words(Words::new([Some("CHN"), None, Some("VNM")])));
    let whole = || column("value", Values::Integers(vec![Some(710), None, Some(-1)]));
    let number = || column("value", Values::Numbers(vec![Some(0.5), None, Some(-2.0)]));
    let truth = || column("value", Values::Truths(vec![Some(true), None, Some(false)]));
    let day = || column("from", Values::Days(vec![Some(0), None, Some(-7000)]));
    vec![vec![word()], vec![whole()], vec![number()], vec![truth()], vec![day()], vec![word(), day(), whole()], vec![]]
}
