//! Which solution is looked at, and where it comes from.

use crate::report::Table;
use crate::sets::Chosen;
use serde::Serialize;
use sets::expression::{Relation, Sum};

/// Ids of other models that are named, at most.
pub(crate) const MOST_OTHERS: usize = 20;

/// A solution: a claim as given, or a model found by minimising.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct HeldReport {
    /// `A*B + C`.
    pub expression: String,
    /// The outcome.
    pub outcome: String,
    /// `A*B + C -> Y`.
    pub arrow: String,
    /// `sufficiency`, `necessity` or `both`.
    pub relation: &'static str,
    /// `given`, or the kind of solution: `conservative`, `parsimonious`, `intermediate`.
    pub found: &'static str,
    /// The model's id; none of a claim.
    pub id: Option<String>,
    /// The model's name: `M1`, `C1P1`, `C1P1 M2`.
    pub name: Option<String>,
    /// How many models explain the same rows, this one among them, of those that were listed; none of a claim.
    pub models: Option<usize>,
    /// Why this one: `given` (a claim), `only`, `asked` (by `--model`), or `first` of several, which none of the data prefer.
    pub choice: &'static str,
    /// How many other models explain the same rows, of those that were listed.
    pub others: usize,
    /// Their ids, at most 20.
    pub other_ids: Vec<String>,
    /// Whether all models were listed.
    pub exhaustive: bool,
}

impl HeldReport {
    pub(crate) fn new(chosen: &Chosen, condition: &Sum, relation: Relation, found: &'static str) -> Self {
        let (expression, outcome) = (condition.write(&chosen.table), chosen.outcome.write(&chosen.table));
        let (arrow, relation) = match relation {
            Relation::Sufficient => ("->", "sufficiency"),
            Relation::Necessary => ("<-", "necessity"),
            Relation::Both => ("<->", "both"),
        };
        HeldReport {
            arrow: format!("{expression} {arrow} {outcome}"),
            expression,
            outcome,
            relation,
            found,
            id: None,
            name: None,
            models: None,
            choice: "given",
            others: 0,
            other_ids: Vec::new(),
            exhaustive: true,
        }
    }

    /// What must be known first: which solution this is, and whether it is the only one.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        let (Some(id), Some(name)) = (&self.id, &self.name) else {
            return vec![format!("{} (a claim).", self.arrow)];
        };
        let which = match (self.choice, self.models) {
            ("first", Some(models)) => format!(", the first of {models}"),
            ("asked", Some(models)) if models > 1 => format!(", asked for out of {models}"),
            _ => String::new(),
        };
        let mut lines = vec![format!("{}: {} solution, model {name} {id}{which}.", self.arrow, self.found)];
        let more = if self.exhaustive { "" } else { ", and more that were not listed" };
        if self.others > 0 || !self.exhaustive {
            let plural = if self.others == 1 { "model explains" } else { "models explain" };
            lines.push(format!(
                "{} other {plural} the same rows{more}; none is better by the data: --model ID takes another ({}{}).",
                self.others,
                self.other_ids.join(", "),
                if self.others > self.other_ids.len() { ", ..." } else { "" }
            ));
        }
        lines
    }

    /// Tidy rows, each with how many models there are (`models`), whether that is all (`exhaustive`; both empty of a claim), and why this
    /// one is looked at (`model_choice`).
    pub(crate) fn told(&self, table: Table) -> Table {
        let models = self.models.map(|models| models.to_string()).unwrap_or_default();
        let exhaustive = self.models.map(|_| self.exhaustive.to_string()).unwrap_or_default();
        table.beside([("models", models), ("exhaustive", exhaustive), ("model_choice", self.choice.to_owned())])
    }
}
