//! `exceptio completions`: from the same definitions as the command line itself.

use super::Ending;
use crate::args::{Cli, Completions};
use crate::out;
use clap::CommandFactory;

pub fn run(args: &Completions) -> Ending {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "exceptio", &mut script);
    out::plain(&String::from_utf8_lossy(&script));
    Ending::Ran
}
