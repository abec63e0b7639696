//! `forecast`, `score`, `calendar`, `treaties`: what is to come, and what came.

use super::{Counted, Shape, View};
use clap::Args;
use std::path::PathBuf;

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
    /// What is judged, of which cases, and how it is said.
    #[command(flatten)]
    pub counted: Counted,
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
