//! The command line as it is written: commands, options, their help.
//!
//! One definition for parsing, `--help`, completions and man pages. Options of the same name mean the same everywhere.

mod calibrate;
mod cna;
mod refine;
mod sets;

pub use calibrate::*;
pub use cna::*;
pub use refine::*;
pub use sets::*;

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

const AFTER: &str = "\
Examples:
  exceptio test                               judge the built-in study, china-vietnam
  exceptio explain CHN-SUN --claim needed     why, down to the line in a file
  exceptio new my-study --from china-vietnam  the same study as a folder of your own
  exceptio help                               the reference pages

Exit codes: 0 it ran (an exception found is a result), 1 your files have problems, 2 the command was
called wrongly, 3 the disk failed.";

/// Holds theories of alliances against every case, and finds the cases that break them
#[derive(Debug, Parser)]
#[command(name = "exceptio", version, after_help = AFTER, disable_help_subcommand = true, max_term_width = 100)]
pub struct Cli {
    /// How things look.
    #[command(flatten)]
    pub look: Look,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
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

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Hold a theory against every case of a study
    Test(Test),
    /// Say why a claim says of a case what it says, and what would turn it
    Explain(Explain),
    /// List every case that breaks a theory, why it might not count, and which other theory it confirms
    Exceptions(Exceptions),
    /// Make a truth table of a table file or a study: every row with its cases and the reason of its coding
    Truth(Truth),
    /// Say which smallest sets of coding changes would turn verdicts over
    Flips(Flips),
    /// Search the codebook for the simplest changes of a theory that resolve its exceptions, and say how far to believe them
    Refine(Refine),
    /// Say who could be whose partner: which criteria hold, fail or are unknown, and what would change that
    Candidates(Candidates),
    /// Minimise a truth table: every model, its fit and cases, and what it assumes of unobserved rows
    Minimize(Minimize),
    /// Calibrate a raw table, with the recipe on record, or find thresholds
    Calibrate(Calibrate),
    /// Coincidence analysis: which conjunctions suffice, and which formulas account for outcomes
    Cna(Box<Cna>),
    /// Find necessary conditions, conjunctions and disjunctions, and say which are trivial
    Necessity(Necessity),
    /// Say what a solution withstands: other cut-offs and anchors, other cases, all at once
    Robust(Robust),
    /// Hold one claim, such as A*~B -> Y, against a table: consistency, coverage and the rest
    Fit(Fit),
    /// Say which cases of a solution to look at, one by one and in pairs, and why
    Cases(Cases),
    /// Hold a theory against a solution: where they agree, where not, and which cases are there
    Evaluate(Evaluate),
    /// Say whether a relation holds of all units and in all clusters of a panel alike
    Panel(Panel),
    /// Report every problem of a study, and what follows from its theories' text alone
    Check(Check),
    /// List when a study's treaties had, and will have, to be decided about; as an iCalendar file too
    Calendar(Calendar),
    /// List a study's treaties: parties, what each owes, clauses, lives; and the conduct of allies
    Treaties(Treaties),
    /// Hold theories against the same cases: where they disagree, which exceptions each resolves and creates
    Compare(Compare),
    /// Print theory files as they should look
    Fmt(Fmt),
    /// Say what the choice of cases does to each claim: cells without a case, what selection fixes, other samples
    Audit(Audit),
    /// Weigh rival hypotheses against the items of evidence, in decibels
    Evidence(Evidence),
    /// Say how probable renewal, end and formation are, as of a day; back-test it, or write it down
    Forecast(Forecast),
    /// Hold registered forecasts against what came
    Score(Score),
    /// Begin a study of your own, or copy a built-in one
    New(New),
    /// Code a new case: be asked only for what a theory reads about it
    Code(Code),
    /// Turn a table of codings into a spreadsheet and back, no date touched
    #[command(subcommand)]
    Sheet(Sheet),
    /// Print a page of the reference; without a topic, list them
    Help(Help),
    /// Print completions for a shell
    Completions(Completions),
    /// Write man pages into a folder
    Man(Man),
}

/// `test`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio test                                     the built-in study under its own theory
  exceptio test my-study --theory non-alignment     another theory
  exceptio test --layer critique --reading twenty-years
  exceptio test --as-of 1990                        only what was public by then
  exceptio test --format csv > verdicts.csv         one row for each claim and case")]
pub struct Test {
    /// A study's folder, or the name of a built-in study [default: this folder if it is a study, else china-vietnam]
    pub study: Option<String>,
    /// What is judged, and how it is said.
    #[command(flatten)]
    pub judged: Judged,
    /// How it is judged.
    #[command(flatten)]
    pub judging: Judging,
}

/// `explain`
#[derive(Debug, Args)]
#[command(after_help = "\
CASE is CHN>PRK (China's policy towards North Korea; quote it, `>` means something to a shell), CHN-PRK
(both directions), CHN where a theory is about actors, or a treaty's id where it is about treaties.

Examples:
  exceptio explain CHN-SUN                          every claim, both directions
  exceptio explain 'CHN>SUN' --claim needed         one claim, one direction
  exceptio explain CHN-SUN --claim needed --at 1961 on the first day of 1961
  exceptio explain CHN-PAK --study my-study")]
pub struct Explain {
    /// The case
    pub case: String,
    /// One claim only
    #[arg(long, value_name = "NAME")]
    pub claim: Option<String>,
    /// The day to explain [default: the first day of the worst spell or event]
    #[arg(long, value_name = "DATE")]
    pub at: Option<String>,
    /// The study.
    #[command(flatten)]
    pub named: Named,
    /// The clock on which `allied` is read
    #[arg(long, value_name = "CLOCK", default_value = "behavioural")]
    pub clock: ClockArg,
    /// What is judged, and how it is said.
    #[command(flatten)]
    pub judged: Judged,
}

/// `exceptions`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio exceptions                                        of the study's own theory
  exceptio exceptions --theory non-alignment                 of declared policies taken at their word
  exceptio exceptions --theory non-alignment --against two-criteria
  exceptio exceptions my-study --near-relevant --format csv > exceptions.csv")]
pub struct Exceptions {
    /// A study's folder, or the name of a built-in study
    pub study: Option<String>,
    /// Hold its exceptions against this theory; may be repeated [default: every other theory of the study]
    #[arg(long, value_name = "NAME")]
    pub against: Vec<String>,
    /// What is judged, and how it is said.
    #[command(flatten)]
    pub judged: Judged,
    /// How it is judged.
    #[command(flatten)]
    pub judging: Judging,
}

/// `flips`
#[derive(Debug, Args)]
#[command(after_help = "\
A change is something a coder could do to one coding, vague date, dispute or gap: `exceptio help flips` lists them.

Examples:
  exceptio flips CHN-SUN --claim needed             what would turn that verdict over
  exceptio flips 'CHN>PRK' --claim needed --size 3  sets of up to three changes
  exceptio flips 'CHN>PRK' --to deviates            only what would break the claim
  exceptio flips 'CHN>SUN' --claim needed --write if    a copy of the study with the first set made
  exceptio flips                                    on which codings the theory's verdicts hang most
  exceptio flips --study my-study --format csv")]
pub struct Flips {
    /// The case [default: every case, and on which codings their verdicts hang]
    pub case: Option<String>,
    /// One claim only
    #[arg(long, value_name = "NAME")]
    pub claim: Option<String>,
    /// Only what brings this ruling: conforms, deviates, undecided, irrelevant
    #[arg(long, value_name = "RULING", requires = "case")]
    pub to: Option<String>,
    /// Write a copy of the study with a set of changes made into this new folder; needs --claim
    #[arg(long, value_name = "DIR", requires = "claim", requires = "case")]
    pub write: Option<PathBuf>,
    /// Which set to write, in the order shown
    #[arg(long, value_name = "N", default_value_t = 1, requires = "write")]
    pub nth: usize,
    /// Sets of at most so many changes [default: 2; 1 for claims about events, and for a whole theory]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=6))]
    pub size: Option<u8>,
    /// The study.
    #[command(flatten)]
    pub named: Named,
    /// What it may cost, and by which clock.
    #[command(flatten)]
    pub search: Search,
    /// What is judged, and how it is said.
    #[command(flatten)]
    pub judged: Judged,
}

/// `candidates`
#[derive(Debug, Args)]
#[command(after_help = "\
The criteria are those that the theory's claims set for its outcome, one by one.

Examples:
  exceptio candidates VNM --at 2021-01-01           who could be Vietnam's ally on that day
  exceptio candidates CHN --from 1980 --to 1989     on all days of a decade
  exceptio candidates VNM --theory interest-only    under another theory
  exceptio candidates VNM --study my-study --format csv")]
pub struct Candidates {
    /// The actor whose partners are asked for
    pub actor: String,
    /// On this day [default: the last day under study]
    #[arg(long, value_name = "DATE", conflicts_with_all = ["from", "to"])]
    pub at: Option<String>,
    /// From this day on
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// To this day
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// The outcome [default: the theory's first]
    #[arg(long, value_name = "NAME")]
    pub outcome: Option<String>,
    /// Look for sets of at most so many changes
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=6))]
    pub size: u8,
    /// The study.
    #[command(flatten)]
    pub named: Named,
    /// What it may cost, and by which clock.
    #[command(flatten)]
    pub search: Search,
    /// What is judged, and how it is said.
    #[command(flatten)]
    pub judged: Judged,
}

/// `check`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio check my-study
  exceptio check my-study --format json    problems as data: file, line, column, hint, fix")]
pub struct Check {
    /// A study's folder, or the name of a built-in study
    pub study: Option<String>,
    /// One theory only
    #[arg(long, value_name = "NAME")]
    pub theory: Option<String>,
    /// What to print.
    #[command(flatten)]
    pub shape: Shape,
    /// What is seen.
    #[command(flatten)]
    pub view: View,
}

/// `compare`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio compare                                    every theory of the study, side by side
  exceptio compare non-alignment two-criteria         which exceptions the one resolves, and creates
  exceptio compare two-criteria interest-only ideology-only --near-relevant
  exceptio compare --actors CHN VNM                   two actors' policies instead, point by point
  exceptio compare --study my-study --format csv > theories.csv")]
pub struct Compare {
    /// The theories [default: every theory of the study]; with --actors one, by which conduct is compared
    #[arg(value_name = "THEORY")]
    pub theories: Vec<String>,
    /// Compare two actors instead: regime, declared policies, allies kept nonetheless, conduct, treaties, partners
    #[arg(long, num_args = 2, value_names = ["ACTOR", "ACTOR"])]
    pub actors: Vec<String>,
    /// The study.
    #[command(flatten)]
    pub named: Named,
    /// Leave nothing out
    #[arg(long)]
    pub all: bool,
    /// What to print.
    #[command(flatten)]
    pub shape: Shape,
    /// What is seen.
    #[command(flatten)]
    pub view: View,
    /// How it is judged.
    #[command(flatten)]
    pub judging: Judging,
}

/// `calendar`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio calendar                                   the built-in study's treaties, under each reading
  exceptio calendar --layer critique --to 2050        with what others say of them
  exceptio calendar --as-of 2000 --layer critique     what was known then
  exceptio calendar my-study --ics treaties.ics       for a program that keeps appointments")]
pub struct Calendar {
    /// A study's folder, or the name of a built-in study
    pub study: Option<String>,
    /// Nothing that is certainly before this date
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Nothing that is certainly after this date [default: everything past, the next point and the one after it]
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// Also write an iCalendar file
    #[arg(long, value_name = "FILE")]
    pub ics: Option<PathBuf>,
    /// Replace that file if it exists
    #[arg(long, requires = "ics")]
    pub force: bool,
    /// What to print.
    #[command(flatten)]
    pub shape: Shape,
    /// What is seen.
    #[command(flatten)]
    pub view: View,
}

/// `treaties`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio treaties
  exceptio treaties --treaty CHN-PRK-1961 --layer critique")]
pub struct Treaties {
    /// A study's folder, or the name of a built-in study
    pub study: Option<String>,
    /// One treaty only, and the conduct of its parties
    #[arg(long, value_name = "ID")]
    pub treaty: Option<String>,
    /// What to print.
    #[command(flatten)]
    pub shape: Shape,
    /// What is seen.
    #[command(flatten)]
    pub view: View,
}

/// `fmt`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio fmt my-study                    every theory of the study, in place
  exceptio fmt --check my-study            change nothing; exit 1 where something would change
  exceptio fmt - < draft.theory            from stdin to stdout")]
pub struct Fmt {
    /// Theory files, studies' folders, or `-` for stdin
    #[arg(required = true, value_name = "FILES|STUDY")]
    pub paths: Vec<PathBuf>,
    /// Change nothing: show what would change, and exit 1 if anything would
    #[arg(long)]
    pub check: bool,
    /// What to print.
    #[command(flatten)]
    pub shape: Shape,
}

/// `audit`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio audit                                         the built-in study under its own theory
  exceptio audit --simulate 1000 --seed 7                studies drawn from a known truth, under stated rules
  exceptio audit --simulate 1000 --truth 0.4,0.7,0.1 --keeps 1,0.2")]
pub struct Audit {
    /// A study's folder, or the name of a built-in study [default: this folder if it is a study, else china-vietnam]
    pub study: Option<String>,
    /// Draw so many studies for each selection rule
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub simulate: usize,
    /// The seed of what is drawn
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    pub seed: u64,
    /// Take the simulated truth from this claim [default: the first of necessity or sufficiency]
    #[arg(long, value_name = "NAME")]
    pub claim: Option<String>,
    /// The simulated truth itself: P(X), P(Y | X), P(Y | not X)
    #[arg(long, value_name = "P,P,P", value_delimiter = ',', num_args = 1)]
    pub truth: Vec<f64>,
    /// One more rule: the chances that a case with the outcome, and one without, is chosen
    #[arg(long, value_name = "P,P", value_delimiter = ',', num_args = 1)]
    pub keeps: Vec<f64>,
    /// Every pair that existed together is a case
    #[arg(long)]
    pub all_pairs: bool,
    /// The most steps that a theory may cost
    #[arg(long, value_name = "STEPS", default_value_t = 2_000_000_000)]
    pub budget: u64,
    /// What is judged, and how it is said.
    #[command(flatten)]
    pub judged: Judged,
}

/// `evidence`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio evidence                       the built-in study: party control against cost, Cold War, inertia
  exceptio evidence --case CHN-PRK        the items of one case
  exceptio evidence --discount 0          of items that are not independent, only one counts")]
pub struct Evidence {
    /// A study's folder, or the name of a built-in study [default: this folder if it is a study, else china-vietnam]
    pub study: Option<String>,
    /// Only the items of this case
    #[arg(long, value_name = "CASE")]
    pub case: Option<String>,
    /// What each further item of a group counts, against the one before: 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.5)]
    pub discount: f64,
    /// What to print.
    #[command(flatten)]
    pub shape: Shape,
    /// What is seen.
    #[command(flatten)]
    pub view: View,
}

/// `forecast`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio forecast --as-of 2021-06-30                 from what was public by then, one year ahead
  exceptio forecast --layer critique --as-of 1994      another day, with the critique's codings
  exceptio forecast --backtest                         the same for every past year, and what came
  exceptio forecast my-study --register                write today's forecasts down")]
pub struct Forecast {
    /// A study's folder, or the name of a built-in study [default: this folder if it is a study, else china-vietnam]
    pub study: Option<String>,
    /// How far ahead: 1y, 18m, 30d
    #[arg(long, value_name = "TIME", default_value = "1y")]
    pub horizon: String,
    /// How many trials the other groups of criteria are worth to each group
    #[arg(long, value_name = "TRIALS", default_value_t = 2.0)]
    pub strength: f64,
    /// Append the forecasts to the study's register, forecasts.jsonl
    #[arg(long, conflicts_with = "backtest")]
    pub register: bool,
    /// The day on which they are written down: not after today, not before the last line's [default: today]
    #[arg(long, value_name = "DATE", requires = "register")]
    pub recorded: Option<String>,
    /// Forecast for the last day of every past year, and hold it against what came
    #[arg(long)]
    pub backtest: bool,
    /// The first day of the back-test [default: the first under study]
    #[arg(long, value_name = "DATE", requires = "backtest")]
    pub from: Option<String>,
    /// The last day of the back-test [default: the last of which anything coded speaks]
    #[arg(long, value_name = "DATE", requires = "backtest")]
    pub until: Option<String>,
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

/// `score`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio score my-study
  exceptio score my-study --layer critique    with what the critique's sources say came
  exceptio score my-study --seal 3f2a...      is the register still what it was?")]
pub struct Score {
    /// A study's folder [default: this folder]
    pub study: Option<String>,
    /// The hash of a line that must still stand in the register
    #[arg(long, value_name = "HASH")]
    pub seal: Option<String>,
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

/// `new`
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  exceptio new my-study --title 'Pakistan and its allies'
  exceptio new my-study --from china-vietnam")]
pub struct New {
    /// The folder to make
    pub path: PathBuf,
    /// Copy this built-in study [default: a small commented one]
    #[arg(long, value_name = "STUDY")]
    pub from: Option<String>,
    /// Its title
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
    /// What to print.
    #[command(flatten)]
    pub shape: Shape,
}

/// `code`
#[derive(Debug, Args)]
#[command(after_help = "\
An empty answer leaves it unknown; `stop` or Ctrl-D ends and keeps what was answered. Answers may be piped in,
one a line. Every row says who coded it (--coder, else asked once) and on which day (today, or --recorded).

Examples:
  exceptio code CHN-PAK --study my-study
  exceptio code 'CHN>PAK' --study my-study --coder jm      one direction; `>` means something to a shell
  exceptio code CHN-PAK --study my-study --format json     the questions as data; nothing is asked or written")]
pub struct Code {
    /// The case: two actors, as CHN-PAK
    pub case: String,
    /// The study's folder [default: this folder]
    #[arg(long, value_name = "STUDY")]
    pub study: Option<String>,
    /// The theory whose reading decides what is asked [default: the one that the study names]
    #[arg(long, value_name = "NAME")]
    pub theory: Option<String>,
    /// Who codes, for the column `coder` [default: asked once]
    #[arg(long, value_name = "NAME")]
    pub coder: Option<String>,
    /// The day of coding, for the column `recorded` [default: today]
    #[arg(long, value_name = "DATE")]
    pub recorded: Option<String>,
    /// What to print.
    #[command(flatten)]
    pub shape: Shape,
    /// What is seen.
    #[command(flatten)]
    pub view: View,
}

/// `sheet`
#[derive(Debug, Subcommand)]
pub enum Sheet {
    /// A table of codings as a spreadsheet whose cells are all text
    ToXlsx(Convert),
    /// A spreadsheet as a table of codings
    FromXlsx(Convert),
}

/// From one file to another.
#[derive(Debug, Args)]
pub struct Convert {
    /// The file to read
    pub from: PathBuf,
    /// The file to write
    pub to: PathBuf,
    /// Replace the file to write if it exists
    #[arg(long)]
    pub force: bool,
}

/// `help`
#[derive(Debug, Args)]
pub struct Help {
    /// A page of the reference, or a command
    pub topic: Option<String>,
    /// What to print.
    #[command(flatten)]
    pub shape: Shape,
}

/// `completions`
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    pub shell: clap_complete::Shell,
}

/// `man`
#[derive(Debug, Args)]
pub struct Man {
    /// The folder to write into; made if need be
    pub dir: PathBuf,
}
