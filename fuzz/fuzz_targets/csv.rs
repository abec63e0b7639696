//! Any bytes as every CSV file of a study: read, viewed, edited.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| casebase::fuzz::fuzz_csv(bytes));
