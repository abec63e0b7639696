//! Options that several commands share, under the same names and meanings.

use clap::{Args, ValueEnum};

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// As the terminal and the environment have it.
    Auto,
    /// Also into a pipe.
    Always,
    /// Not at all.
    Never,
}

/// What to print.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For reading.
    Human,
    /// One object with `schema` and `version` (see `exceptio help json`).
    Json,
    /// A table.
    Csv,
}

/// How things look, on every command.
#[derive(Debug, Clone, Args)]
pub struct Look {
    /// Colours: `auto` follows the terminal, NO_COLOR and CLICOLOR_FORCE
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = "Look")]
    pub color: Color,
    /// Draw with ASCII signs only, as where the locale has no UTF-8
    #[arg(long, global = true, help_heading = "Look")]
    pub ascii: bool,
}

/// What to print, on every command that prints results.
#[derive(Debug, Clone, Copy, Args)]
pub struct Shape {
    /// What to print: for reading, as one JSON object, or as a table
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub format: Format,
}

/// What is seen of a study.
#[derive(Debug, Clone, Args)]
pub struct View {
    /// See only what was public by this date (1969, 1969-03, 1969-03-02)
    #[arg(long, value_name = "DATE", help_heading = "What is seen of the study")]
    pub as_of: Option<String>,
    /// Put a layer on; may be repeated
    #[arg(long, value_name = "NAME", help_heading = "What is seen of the study")]
    pub layer: Vec<String>,
    /// Take one reading of a dispute, instead of trying each; may be repeated
    #[arg(long, value_name = "NAME", help_heading = "What is seen of the study")]
    pub reading: Vec<String>,
}

/// The theory, and how what comes of it is said: on every command that holds a study against a theory.
#[derive(Debug, Clone, Args)]
pub struct Judged {
    /// The theory [default: the one that the study names]
    #[arg(long, value_name = "NAME")]
    pub theory: Option<String>,
    /// Leave nothing out
    #[arg(long)]
    pub all: bool,
    /// What to print.
    #[command(flatten)]
    pub shape: Shape,
    /// What is seen.
    #[command(flatten)]
    pub view: View,
}

/// The theory and its cases, on every command that reckons with how often something happened.
#[derive(Debug, Clone, Args)]
pub struct Counted {
    /// Every pair that existed together, and not only those about which something is coded
    #[arg(long)]
    pub all_pairs: bool,
    /// The most steps that a theory may cost
    #[arg(long, value_name = "STEPS", default_value_t = 2_000_000_000)]
    pub budget: u64,
    /// What is judged, and how it is said.
    #[command(flatten)]
    pub judged: Judged,
}

/// The study, where the first argument is something else.
#[derive(Debug, Clone, Args)]
pub struct Named {
    /// A study's folder, or the name of a built-in study
    #[arg(long, value_name = "STUDY")]
    pub study: Option<String>,
}

/// A search for changes.
#[derive(Debug, Clone, Copy, Args)]
pub struct Search {
    /// The clock on which `allied` is read
    #[arg(long, value_name = "CLOCK", default_value = "behavioural")]
    pub clock: ClockArg,
    /// The most steps that it may cost
    #[arg(long, value_name = "STEPS", default_value_t = 20_000_000_000)]
    pub budget: u64,
}

/// How a theory is held against the cases.
#[derive(Debug, Clone, Args)]
pub struct Judging {
    /// The clock on which `allied` is read: allies in fact, or a treaty in force
    #[arg(long, value_name = "CLOCK", default_value = "behavioural", help_heading = "How it is judged")]
    pub clock: ClockArg,
    /// Which days speak for a year where years are counted
    #[arg(long, value_name = "RULE", default_value = "any-day", help_heading = "How it is judged")]
    pub year_rule: YearRuleArg,
    /// The most steps that a theory may cost
    #[arg(long, value_name = "STEPS", default_value_t = 2_000_000_000, help_heading = "How it is judged")]
    pub budget: u64,
    /// Every pair that existed together, and not only those about which something is coded
    #[arg(long, help_heading = "How it is judged")]
    pub all_pairs: bool,
    /// Also pairs about which nothing is coded, where a condition of the theory is present; counted apart
    #[arg(long, conflicts_with = "all_pairs", help_heading = "How it is judged")]
    pub near_relevant: bool,
}

/// The two clocks of an alliance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ClockArg {
    /// Allies in fact.
    Behavioural,
    /// A treaty in force.
    Legal,
}

/// Which days speak for a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum YearRuleArg {
    /// It held on some day of it.
    AnyDay,
    /// It held on its first day.
    FirstDay,
    /// It held on its last day.
    LastDay,
    /// It held on most of its days.
    MostDays,
}
