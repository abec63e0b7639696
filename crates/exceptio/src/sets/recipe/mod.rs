//! Calibration by recipe: lines such as `RICH = calibrate(GDP, direct 400 550 900)`, the same words as a theory's, read, written,
//! applied to a table, and kept with it.
//!
//! In: texts, a raw table. Out: the table with calibrated columns and the record of how they were made, or every problem. The numbers
//! are the crate `sets`' own.

mod apply;
mod read;

pub use apply::{Applied, calibrated};
pub use read::recipes;

use ::sets::calibrate::{Anchors, Bell, Fractional, Method, Powers, Regression};

/// A column to be made of another.
#[derive(Debug, Clone, PartialEq)]
pub struct Recipe {
    /// The new column's name; the same as `from` where it takes its place.
    pub name: String,
    /// The column of raw values.
    pub from: String,
    /// How.
    pub method: Method,
    /// The column of grades, of the indirect method.
    pub grades: Option<String>,
}

/// The membership at full inclusion where none is given: the custom.
const DEGREE: f64 = 0.95;

impl Recipe {
    /// The method's word: `direct`, `linear`, `power`, `bell`, `inverse-bell`, `ecdf`, `relative`, `indirect`, `crisp`, `cut`.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match &self.method {
            Method::Direct { .. } => "direct",
            Method::Shape { powers, .. } if *powers == Powers::default() => "linear",
            Method::Shape { .. } => "power",
            Method::Bell { bell, .. } if bell.left.exclusion > bell.left.inclusion => "inverse-bell",
            Method::Bell { .. } => "bell",
            Method::Ecdf(_) => "ecdf",
            Method::Relative(_) => "relative",
            Method::Indirect { .. } => "indirect",
            Method::Thresholds(thresholds) if thresholds.len() < 2 => "crisp",
            Method::Thresholds(_) => "cut",
        }
    }

    /// The one line that says it, as [`recipes`] reads it.
    #[must_use]
    pub fn write(&self) -> String {
        let (name, from) = (quoted(&self.name), quoted(&self.from));
        if let (Method::Thresholds(thresholds), "cut") = (&self.method, self.word()) {
            return format!("{name} = cut({from}, {})", joined(thresholds, ", "));
        }
        let three = |anchors: &Anchors| joined(&[anchors.exclusion, anchors.crossover, anchors.inclusion], " ");
        let bent = |powers: &Powers| match *powers == Powers::default() {
            true => String::new(),
            false => format!(" {} {}", powers.below, powers.above),
        };
        let rest = match &self.method {
            Method::Direct { anchors, degree } if *degree == DEGREE => three(anchors),
            Method::Direct { anchors, degree } => format!("{} at {degree}", three(anchors)),
            Method::Shape { anchors, powers } => format!("{}{}", three(anchors), bent(powers)),
            Method::Bell { bell: Bell { left, right }, powers } => {
                let six = match left.exclusion < left.inclusion {
                    true => [
                        left.exclusion,
                        left.crossover,
                        left.inclusion,
                        right.inclusion,
                        right.crossover,
                        right.exclusion,
                    ],
                    false => [
                        left.inclusion,
                        left.crossover,
                        left.exclusion,
                        right.exclusion,
                        right.crossover,
                        right.inclusion,
                    ],
                };
                format!("{}{}", joined(&six, " "), bent(powers))
            }
            Method::Ecdf(anchors) => three(anchors),
            Method::Relative(lowest) => lowest.map(|lowest| lowest.to_string()).unwrap_or_default(),
            Method::Indirect { form, by } => {
                let grades = quoted(self.grades.as_deref().unwrap_or_default());
                let form = if *form == Fractional::Polynomial { " polynomial" } else { "" };
                format!("{grades}{form}{}", if *by == Regression::Beta { " beta" } else { "" })
            }
            Method::Thresholds(thresholds) => joined(thresholds, " "),
        };
        let between = if rest.is_empty() { "" } else { " " };
        format!("{name} = calibrate({from}, {}{between}{rest})", self.word())
    }
}

fn joined(numbers: &[f64], between: &str) -> String {
    numbers.iter().map(f64::to_string).collect::<Vec<_>>().join(between)
}

/// A column's name, between backquotes where it is no plain word.
fn quoted(name: &str) -> String {
    let plain = name.chars().next().is_some_and(|first| first.is_alphabetic() || first == '_')
        && name.chars().all(|sign| sign.is_alphanumeric() || matches!(sign, '_' | '.'));
    if plain { name.to_owned() } else { format!("`{}`", name.replace('`', "``")) }
}
