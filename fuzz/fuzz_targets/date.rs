//! Any bytes as a date, wherever a date may stand in a study.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| casebase::fuzz::fuzz_date(bytes));
