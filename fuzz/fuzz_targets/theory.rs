//! Any bytes as a theory: parsed, printed, parsed again, checked, its consequences drawn.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| theory::fuzz_entry(bytes));
