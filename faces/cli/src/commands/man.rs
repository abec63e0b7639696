//! `exceptio man`: one page for the command and one for each of its commands.

use super::{Ending, disk_failed};
use crate::args::{Cli, Format, Man};
use crate::out::Screen;
use clap::CommandFactory;
use std::fs;

pub fn run(screen: &Screen, args: &Man) -> Ending {
    let mut root = Cli::command();
    root.build();
    let mut pages = Vec::new();
    collect(&root, "exceptio", &mut pages);
    if let Err(problem) = fs::create_dir_all(&args.dir) {
        return disk_failed(screen, Format::Human, format!("{}: {problem}", args.dir.display()));
    }
    for (name, page) in &pages {
        let path = args.dir.join(format!("{name}.1"));
        if let Err(problem) = fs::write(&path, page) {
            return disk_failed(screen, Format::Human, format!("{}: {problem}", path.display()));
        }
    }
    let dir = args.dir.display();
    screen.talk(&format!("{} man pages written to {dir}. Read one with `man {dir}/exceptio-test.1`.\n", pages.len()));
    Ending::Ran
}

fn collect(command: &clap::Command, name: &str, pages: &mut Vec<(String, Vec<u8>)>) {
    let mut page = Vec::new();
    let titled = command.clone().bin_name(name.replace('-', " "));
    clap_mangen::Man::new(titled).title(name.to_uppercase()).render(&mut page).expect("writing to memory cannot fail");
    pages.push((name.to_owned(), page));
    for sub in
        command.get_subcommands().filter(|sub| !sub.is_hide_set() && sub.get_name() != "help" || name == "exceptio")
    {
        collect(sub, &format!("{name}-{}", sub.get_name()), pages);
    }
}
