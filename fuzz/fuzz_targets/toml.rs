//! Any bytes as every TOML file of a study: read, viewed, edited.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| casebase::fuzz::fuzz_toml(bytes));
