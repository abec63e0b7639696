//! What targets begin with that make their first inputs themselves: formats of bytes that no page shows.

/// Tables to begin with.
#[allow(dead_code, reason = "a target of another format has no tables")]
pub mod tables;

use std::path::Path;

/// Before a run: writes seeds into the folder that `FUZZ_SEEDS` names, if it names one. Panics that a reader catches are kept
/// quiet; only what gets out of it is a crash.
pub fn begin(name: &str, seeds: impl FnOnce() -> Vec<Vec<u8>>) {
    std::panic::set_hook(Box::new(|_| {}));
    let Some(folder) = std::env::var_os("FUZZ_SEEDS") else { return };
    for (at, seed) in seeds().into_iter().enumerate() {
        let path = Path::new(&folder).join(format!("seed-{name}-{at}"));
        std::fs::write(path, seed).expect("the folder of seeds can be written");
    }
}
