//! Any bytes as a Parquet file; a table that is read can be written and read again.
#![no_main]

mod seeds;

use libfuzzer_sys::fuzz_target;
use seeds::tables::written;
use tables::{read_parquet, write_parquet};

fuzz_target!(
    init: seeds::begin("table", || written(vec![vec![]], write_parquet)),
    |bytes: &[u8]| {
        if let Ok(table) = read_parquet(bytes) {
            let written = write_parquet(&table).expect("what was read can be written");
            assert_eq!(read_parquet(&written).expect("what was written can be read").rows(), table.rows());
        }
    }
);
