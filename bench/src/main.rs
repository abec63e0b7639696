//! A generated world of states, and what judging it costs.
//!
//! ```text
//! cargo run --release -p exceptio-bench -- world DIR [--codings N] [--actors N] [--parquet]
//! cargo run --release -p exceptio-bench -- measure DIR [--runs N]
//! ```
//!
//! `world` writes a study folder; `measure` reads it from disk, builds its history and tests its theory, and prints the
//! wall time of each station and the peak memory of the process (Linux only). Everything is a function of the numbers
//! given: no clock, no random source but a fixed sequence.

mod measure;
mod sequence;
mod world;

use std::process::ExitCode;

/// Values are made and freed by the million; the allocator of the system is slower at that on most systems.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let number = |name: &str, default: usize| {
        let at = args.iter().position(|arg| arg == name);
        at.and_then(|at| args.get(at + 1)?.parse().ok()).unwrap_or(default)
    };
    let outcome = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["world", dir, ..] => {
            let plan = world::Plan {
                actors: number("--actors", 200) as u32,
                codings: number("--codings", 2_000_000),
                parquet: args.iter().any(|arg| arg == "--parquet"),
            };
            world::write(dir, &plan)
        }
        ["measure", dir, ..] => measure::run(dir, number("--runs", 1)),
        _ => Err("usage: exceptio-bench world DIR [--codings N] [--actors N] [--parquet] | measure DIR [--runs N]"
            .to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
