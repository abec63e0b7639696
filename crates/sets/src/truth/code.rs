//! How a row is coded: from its own numbers and the settings alone.

use super::{Output, Reason, Settings, TruthTable};

/// What coding needs to know of a row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbers {
    pub n: usize,
    pub inclusion: Option<f64>,
    pub pri: Option<f64>,
    pub excluded_by: Option<usize>,
    /// Whether its ratios are exact.
    pub exact: bool,
}

/// The coding of a row and the reason for it.
pub(super) fn code(row: Numbers, settings: &Settings) -> (Output, Reason) {
    if let Some(by) = row.excluded_by {
        return (Output::Negative, Reason::Excluded { by });
    }
    if row.n == 0 {
        return (Output::Remainder, Reason::Unobserved);
    }
    let (output, reason) = by_fit(row, settings);
    if row.n < settings.frequency {
        return (Output::Remainder, Reason::TooFew { otherwise: output });
    }
    (output, reason)
}

/// How a row of a truth table, with the members that it has, would be coded with other numbers of fit.
pub(crate) fn recode(truth: &TruthTable, place: usize, inclusion: Option<f64>, pri: Option<f64>) -> Output {
    let row = &truth.rows[place];
    let excluded_by = match row.reason {
        Reason::Excluded { by } => Some(by),
        _ => None,
    };
    code(Numbers { n: row.n, inclusion, pri, excluded_by, exact: truth.exact }, &truth.settings).0
}

fn by_fit(row: Numbers, settings: &Settings) -> (Output, Reason) {
    let tolerance = if row.exact { 0.0 } else { settings.tolerance };
    let Some(inclusion) = row.inclusion else { return (Output::Negative, Reason::Undefined) };
    let reaches = |value: f64, cut: f64| value >= cut - tolerance;
    if reaches(inclusion, settings.inclusion) {
        let enough = settings.pri == 0.0 || row.pri.is_some_and(|pri| reaches(pri, settings.pri));
        return match (enough, settings.contradiction) {
            (true, _) => (Output::Positive, Reason::Consistent),
            (false, Some(_)) => (Output::Contradiction, Reason::PriTooLowContradiction),
            (false, None) => (Output::Negative, Reason::PriTooLow),
        };
    }
    match settings.contradiction {
        Some(cut) if reaches(inclusion, cut) => (Output::Contradiction, Reason::Between),
        _ => (Output::Negative, Reason::Inconsistent),
    }
}

impl super::Row {
    /// The reason for the row's coding in words, with the numbers it rests on, as in "inclusion 0.873 is at least 0.8".
    #[must_use]
    pub fn why(&self, settings: &Settings) -> String {
        let share = |value: Option<f64>| value.map_or("undefined".to_owned(), |value| format!("{value:.3}"));
        let inclusion = share(self.inclusion);
        match self.reason {
            Reason::Excluded { by } => format!("excluded by exclusion {}", by + 1),
            Reason::Unobserved => "no case is a member".to_owned(),
            Reason::Simultaneous => "coded 1 for the absence of the outcome too".to_owned(),
            Reason::Barred { .. } => "may not be assumed".to_owned(),
            Reason::Impossible => "no case can be a member".to_owned(),
            Reason::Within { .. } => "no case is a member; a row with `-` stands for it".to_owned(),
            Reason::Contested { .. } => "no case is a member; rows of another coding stand for it".to_owned(),
            Reason::TooFew { otherwise } => {
                let least = text::counted(settings.frequency, "case", "cases");
                format!("{} of at least {least}; would be {}", self.n, otherwise.sign())
            }
            Reason::Undefined => "no case has any membership in it".to_owned(),
            Reason::Consistent if settings.pri > 0.0 => format!(
                "inclusion {inclusion} is at least {}, PRI {} at least {}",
                settings.inclusion,
                share(self.pri),
                settings.pri
            ),
            Reason::Consistent => format!("inclusion {inclusion} is at least {}", settings.inclusion),
            Reason::Between => format!(
                "inclusion {inclusion} is below {} and at least {}",
                settings.inclusion,
                settings.contradiction.unwrap_or(settings.inclusion)
            ),
            Reason::PriTooLowContradiction | Reason::PriTooLow => format!(
                "inclusion {inclusion} is at least {}, but PRI {} is below {}",
                settings.inclusion,
                share(self.pri),
                settings.pri
            ),
            Reason::Inconsistent => {
                format!("inclusion {inclusion} is below {}", settings.contradiction.unwrap_or(settings.inclusion))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coded(n: usize, inclusion: f64, pri: f64, settings: &Settings) -> &'static str {
        code(Numbers { n, inclusion: Some(inclusion), pri: Some(pri), excluded_by: None, exact: false }, settings)
            .0
            .sign()
    }

    /// Every combination of what can hold of a row, with two cut-offs and a frequency above 1: the table that the R package
    /// QCA 3.25.1 misaligns, where a row with inclusion 1 was coded `C`.
    #[test]
    fn a_row_is_coded_by_itself_alone() {
        let settings =
            Settings { inclusion: 0.8, contradiction: Some(0.6), pri: 0.5, frequency: 2, ..Settings::default() };
        let expected = [
            (2, 1.0, 1.0, "1"),
            (2, 0.8, 0.5, "1"),
            (2, 0.9, 0.4, "C"),
            (2, 0.7, 0.9, "C"),
            (2, 0.6, 0.0, "C"),
            (2, 0.59, 0.9, "0"),
            (1, 1.0, 1.0, "?"),
            (1, 0.1, 0.0, "?"),
        ];
        for (n, inclusion, pri, sign) in expected {
            assert_eq!(coded(n, inclusion, pri, &settings), sign, "n {n}, inclusion {inclusion}, PRI {pri}");
        }
        let one = Settings { contradiction: None, ..settings };
        assert_eq!(coded(2, 0.9, 0.4, &one), "0", "without a second cut-off there are no contradictions");
    }

    #[test]
    fn crisp_ratios_are_compared_exactly_and_fuzzy_ones_within_a_stated_tolerance() {
        let settings = Settings { inclusion: 0.8, ..Settings::default() };
        let row = |inclusion, exact| {
            code(Numbers { n: 5, inclusion: Some(inclusion), pri: None, excluded_by: None, exact }, &settings).0
        };
        assert_eq!(row(4.0 / 5.0, true), Output::Positive);
        assert_eq!(row(0.8 - 1e-12, true), Output::Negative);
        assert_eq!(row(0.8 - 1e-12, false), Output::Positive);
        assert_eq!(row(0.8 - 1e-8, false), Output::Negative);
    }

    #[test]
    fn exclusion_comes_first_and_the_otherwise_of_a_small_row_is_kept() {
        let settings = Settings { frequency: 3, ..Settings::default() };
        let row = Numbers { n: 1, inclusion: Some(1.0), pri: Some(1.0), excluded_by: Some(0), exact: true };
        assert_eq!(code(row, &settings), (Output::Negative, Reason::Excluded { by: 0 }));
        let row = Numbers { excluded_by: None, ..row };
        assert_eq!(code(row, &settings), (Output::Remainder, Reason::TooFew { otherwise: Output::Positive }));
    }
}
