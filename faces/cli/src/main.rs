//! `exceptio`, the command. Takes arguments and a study's folder; prints data on stdout and talk on stderr; sees only the
//! door of the house (`exceptio::`), whose reports it draws.

mod args;
mod commands;
mod draw;
mod out;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    commands::run(args::Cli::parse()).into()
}
