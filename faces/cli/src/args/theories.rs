//! `test`, `explain`, `exceptions`, `flips`, `candidates`, `compare`, `audit`, `evidence`: a theory held against a study.

use super::{ClockArg, Counted, Judged, Judging, Named, Search, Shape, View};
use clap::Args;
use std::path::PathBuf;

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
    /// What is judged, of which cases, and how it is said.
    #[command(flatten)]
    pub counted: Counted,
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
