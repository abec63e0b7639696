//! Any bytes as a register of forecasts.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| casebase::fuzz::fuzz_register(bytes));
