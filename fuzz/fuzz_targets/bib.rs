//! Any bytes as a bibliography.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| casebase::fuzz::fuzz_bib(bytes));
