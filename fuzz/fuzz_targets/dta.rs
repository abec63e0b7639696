//! Any bytes as a Stata file; a table that is read can be written and read again.
#![no_main]

mod seeds;

use libfuzzer_sys::fuzz_target;
use seeds::tables::{long, written};
use tables::{read_stata, write_stata};

fuzz_target!(
    init: seeds::begin("table", || written(vec![vec![long()]], write_stata)),
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
