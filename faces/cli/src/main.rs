//! `exceptio`, the command. Takes arguments and a study's folder; prints data on stdout and talk on stderr; sees only the
//! door of the house (`exceptio::`), whose reports it draws.

mod args;
mod commands;
mod draw;
mod out;

use clap::Parser;
use std::process::ExitCode;

/// Values are made and freed by the million; the allocator of the system is slower at that on most systems.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    commands::run(args::Cli::parse()).into()
}
