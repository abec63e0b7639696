//! `exceptio help`: the reference pages; the commands' own help by their names.

use super::{Ending, misused, print_json};
use crate::args::{Cli, Format, Help};
use crate::draw::markdown;
use crate::draw::paint::{BOLD, CYAN, DIM, pad, paint, wrap};
use crate::out::{self, Screen};
use clap::CommandFactory;
use exceptio::{Files, Table, Topic};
use serde_json::json;

/// Groups of pages, in the order in which a newcomer needs them.
const GROUPS: &[(&str, &str)] = &[
    ("guide", "Reading results"),
    ("files", "A study's files"),
    ("language", "The language of theories"),
    ("functions", "Functions of the language"),
];

pub fn run(screen: &Screen, args: &Help) -> Ending {
    let topics = topics();
    let format = args.shape.format;
    let Some(wanted) = &args.topic else {
        list(screen, format, &topics);
        return Ending::Ran;
    };
    let found: Vec<&Topic> = topics.iter().filter(|topic| topic.name == wanted).collect();
    let command = Cli::command().find_subcommand(wanted).cloned();
    if found.is_empty() && command.is_none() {
        let root = Cli::command();
        let names: Vec<&str> =
            topics.iter().map(|topic| topic.name).chain(root.get_subcommands().map(clap::Command::get_name)).collect();
        let hint = exceptio::did_you_mean(wanted, names, || "`exceptio help` lists the pages".to_owned());
        return misused(screen, format, "command::unknown_topic", format!("no page is called `{wanted}`"), Some(hint));
    }
    match format {
        Format::Json => {
            let pages: Vec<_> = found
                .iter()
                .map(|topic| json!({"name": topic.name, "group": topic.group, "page": topic.page}))
                .collect();
            print_json(json!({"schema": "exceptio.help", "version": 1, "pages": pages}), &Files::new(), &[]);
        }
        _ => {
            let mut text = String::new();
            for topic in &found {
                text.push_str(&markdown::draw(topic.page, screen.width));
            }
            if let Some(mut command) = command {
                if !text.is_empty() {
                    text.push('\n');
                }
                let name = command.get_name().to_owned();
                command = command.bin_name(format!("exceptio {name}"));
                text.push_str(&command.render_long_help().ansi().to_string());
            }
            screen.data(&text);
        }
    }
    Ending::Ran
}

/// The door's pages, and the command's own.
fn topics() -> Vec<Topic> {
    let mut topics = exceptio::topics();
    if topics.iter().all(|topic| topic.name != "command") {
        topics.push(Topic { name: "command", group: "guide", page: include_str!("../../pages/command.md") });
    }
    topics
}

/// The first sentence of a page's text, without marks.
fn summary(topic: &Topic) -> String {
    let mut lines = topic.page.lines().skip_while(|line| line.starts_with('#') || line.trim().is_empty());
    let mut words = String::new();
    for line in lines.by_ref().take_while(|line| !line.trim().is_empty()) {
        words.push_str(line.trim());
        words.push(' ');
    }
    let end = words.find(". ").map_or(words.len(), |at| at + 1);
    words[..end].trim().trim_end_matches('.').replace(['`', '*'], "")
}

fn list(screen: &Screen, format: Format, topics: &[Topic]) {
    let commands = Cli::command();
    let about = |command: &clap::Command| command.get_about().map(ToString::to_string).unwrap_or_default();
    match format {
        Format::Json => {
            let topics: Vec<_> = topics
                .iter()
                .map(|topic| json!({"name": topic.name, "group": topic.group, "about": summary(topic)}))
                .collect();
            let commands: Vec<_> = commands
                .get_subcommands()
                .map(|command| json!({"name": command.get_name(), "about": about(command)}))
                .collect();
            let object = json!({"schema": "exceptio.topics", "version": 1, "topics": topics, "commands": commands});
            print_json(object, &Files::new(), &[]);
        }
        Format::Csv => {
            let mut table = Table::new(&["name", "group", "about"]);
            table.rows = topics
                .iter()
                .map(|topic| vec![topic.name.to_owned(), topic.group.to_owned(), summary(topic)])
                .collect();
            out::plain(&table.to_csv());
        }
        Format::Human => {
            let names = topics
                .iter()
                .map(|topic| topic.name.len())
                .chain(commands.get_subcommands().map(|c| c.get_name().len()));
            let names = names.max().unwrap_or(0);
            let mut text = format!("{}\n", paint(BOLD, "Commands"));
            let row = |text: &mut String, name: &str, about: &str| {
                let first = format!("  {}  ", paint(CYAN, pad(name, names)));
                text.push_str(&wrap(about, screen.width, &first, &" ".repeat(names + 4)));
            };
            for command in commands.get_subcommands() {
                row(&mut text, command.get_name(), &about(command));
            }
            let known = GROUPS.iter().map(|(group, _)| *group);
            let others =
                topics.iter().map(|topic| topic.group).filter(|group| known.clone().all(|known| known != *group));
            let mut groups: Vec<(&str, &str)> = GROUPS.to_vec();
            for other in others {
                if groups.iter().all(|(group, _)| *group != other) {
                    groups.push((other, other));
                }
            }
            for (group, title) in groups {
                let mut pages = topics.iter().filter(|topic| topic.group == group).peekable();
                if pages.peek().is_none() {
                    continue;
                }
                text.push_str(&format!("\n{}\n", paint(BOLD, title)));
                for topic in pages {
                    row(&mut text, topic.name, &summary(topic));
                }
            }
            screen.data(&text);
            screen.talk(&format!("\n{}\n", paint(DIM, "Read one: exceptio help TOPIC")));
        }
    }
}
