//! How a study becomes a table, as it is asked for, and what can be wrong with that before anything is evaluated.

use super::columns::{asked, outcome_names};
use crate::definitions::unknown;
use crate::sets::{Choice, order};
use crate::test::TestOptions;
use analysis::forecast::Horizon;
use spells::YearRule;
use text::Diagnostic;
use theory::model::Theory;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CaseUnit {
    /// A case, over all its days in scope.
    Case,
    /// A stretch of days in scope on which no column changes.
    #[default]
    Spell,
    /// A calendar year, over its days in scope.
    Year,
}

impl CaseUnit {
    /// `case`, `spell` or `year`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            CaseUnit::Case => "case",
            CaseUnit::Spell => "spell",
            CaseUnit::Year => "year",
        }
    }
}

/// How a study becomes a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StudyAsk {
    /// The theory whose conditions are the columns; `None`: the study's own.
    pub theory: Option<String>,
    /// The definition of outcomes that have several, by its label; `None`, and where an outcome has none so called: its first.
    pub definition: Option<String>,
    /// What a row is.
    pub unit: CaseUnit,
    /// Clock, cases, budget; and which days speak for a year or a case (`year_rule`).
    pub options: TestOptions,
    /// Orders to ask about as further conditions: `A<B`, A began before B.
    pub orders: Vec<String>,
    /// The longest time that the outcome may take to follow conditions without contradicting them: `2y`. Of spells only.
    pub lag: Option<String>,
}

impl StudyAsk {
    /// Whether what is absent in a row was so on every day of its case: it never began there.
    pub(super) fn absence_is_of_the_whole_case(&self) -> bool {
        self.unit == CaseUnit::Case && self.options.year_rule == YearRule::AnyDay
    }
}

/// The lag that is asked for, or what is wrong with it, with the orders and with the definition.
pub(super) fn time(theory: &Theory, ask: &StudyAsk, choice: &Choice) -> Result<Option<Horizon>, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    problems.extend(unknown(theory, ask.definition.as_deref(), "sets::definition"));
    problems.extend(
        order::orders(&ask.orders, &asked(theory, &[]), &outcome_names(theory, choice)).err().unwrap_or_default(),
    );
    let lag = ask.lag.as_deref().and_then(|text| {
        let lag = Horizon::parse(text);
        if lag.is_none() {
            let message = format!("`{text}` is no length of time");
            problems.push(Diagnostic::misuse("sets::lag", message).hint("write 2y, 18m or 30d"));
        } else if ask.unit != CaseUnit::Spell {
            let message = format!("a lag is asked for, and a row is a {}", ask.unit.word());
            problems.push(Diagnostic::misuse("sets::lag", message).hint("a lag is one of spells: --unit spell"));
        }
        lag
    });
    if problems.is_empty() { Ok(lag) } else { Err(problems) }
}

/// What a row is, in words.
pub(super) fn words_for(ask: &StudyAsk) -> String {
    let rule = match ask.options.year_rule {
        YearRule::AnyDay => "holds if it held on some day",
        YearRule::FirstDay => "is what it was on the first day",
        YearRule::LastDay => "is what it was on the last day",
        YearRule::MostDays => "holds if it held on most days",
    };
    match ask.unit {
        CaseUnit::Spell => "days in scope, a row for each spell on which no column changes".to_owned(),
        CaseUnit::Year => {
            format!("days in scope, a row for each year; a condition {rule} of it, a membership is the mean")
        }
        CaseUnit::Case => {
            format!("days in scope, a row for each case; a condition {rule} of it, a membership is the mean")
        }
    }
}
