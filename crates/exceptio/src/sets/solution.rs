//! A solution to be looked at more closely: a claim as it was given, or a model found by minimising.
//!
//! In: a [`RawTable`], a [`Choice`], a [`SolutionAsk`]. Out: a [`Held`] solution over its table, or every problem. Where several
//! models explain the same rows, which one was taken is said with it, and how many others there are.

use super::choose::{Choice, Chosen, ClaimChosen, choose, choose_claim};
use super::minimize::{Found, MinimizeAsk, Solved, solved};
use super::table_of::RawTable;
use crate::report::HeldReport;
use sets::expression::{Relation, Sum};
use sets::minimize::Solution;
use text::{Diagnostic, Files, Warned, nearest};

/// Which solution is meant.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SolutionAsk {
    /// A claim: `A*B + C -> Y`, `A <- Y`, `A <-> Y`; `None`: what minimising gives.
    pub claim: Option<String>,
    /// How models are found where there is no claim.
    pub minimize: MinimizeAsk,
    /// Which model, by its id or name (`M2`, `C1P2`, `C1P2 M3`); `None`: the first.
    pub model: Option<String>,
}

/// A solution over its table.
#[derive(Debug, Clone)]
pub struct Held {
    /// The table, the outcome, the conditions.
    pub(crate) chosen: Chosen,
    /// The solution.
    pub(crate) condition: Sum,
    /// What it is held to be: necessary, sufficient, or first the one and then the other.
    pub(crate) relations: Vec<Relation>,
    /// Where it comes from.
    pub(crate) head: HeldReport,
}

impl Held {
    /// What the solution is held to be.
    pub(crate) fn relation(&self) -> Relation {
        match self.relations.as_slice() {
            [one] => *one,
            _ => Relation::Both,
        }
    }

    /// The columns that the solution and its outcome read, then the other conditions, by which cases are compared.
    pub(crate) fn columns_with_conditions(&self) -> Vec<String> {
        let mut names = self.columns();
        for place in &self.chosen.conditions {
            let name = &self.chosen.table.columns[*place].name;
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }

    /// The columns that the solution and its outcome read, by name, in the order of the table.
    pub(crate) fn columns(&self) -> Vec<String> {
        let mut places = self.condition.columns();
        places.extend(self.chosen.outcome.columns());
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|place| self.chosen.table.columns[place].name.clone()).collect()
    }
}

/// A model by its names.
struct Named {
    id: String,
    name: String,
    sum: Sum,
}

/// The solution that is meant, over its table.
///
/// Gives `None` with every problem of the columns, the claim or the minimising, and where no model bears the name asked for
/// (`sets::unknown_model`).
pub(super) fn held(raw: &RawTable, choice: &Choice, ask: &SolutionAsk, files: &mut Files) -> Warned<Option<Held>> {
    if let Some(claim) = &ask.claim {
        return choose_claim(raw, claim, choice, files).map(|claimed| claimed.map(of_claim));
    }
    choose(raw, choice, files).and_then(|chosen| match chosen {
        None => Warned::clean(None),
        Some(chosen) => solved(&chosen, &ask.minimize, files).and_then(|solved| match solved {
            None => Warned::clean(None),
            Some(solved) => match of_models(chosen, &solved, ask) {
                Ok(held) => Warned::clean(Some(held)),
                Err(problem) => Warned::new(None, vec![*problem]),
            },
        }),
    })
}

fn of_claim(claimed: ClaimChosen) -> Held {
    let ClaimChosen { chosen, condition, relation } = claimed;
    let relations = match relation {
        Relation::Both => vec![Relation::Necessary, Relation::Sufficient],
        one => vec![one],
    };
    let head = HeldReport::new(&chosen, &condition, relation, "given");
    Held { chosen, condition, relations, head }
}

fn of_models(chosen: Chosen, solved: &Solved, ask: &SolutionAsk) -> Result<Held, Box<Diagnostic>> {
    let names: Vec<String> = solved.truth.conditions.iter().map(|condition| condition.name.clone()).collect();
    let models = named(&chosen, &names, &solved.found);
    let wanted = match &ask.model {
        None => 0,
        Some(wanted) => {
            let fits = |model: &Named| model.id == *wanted || model.name == *wanted;
            models.iter().position(fits).ok_or_else(|| Box::new(unknown_model(wanted, &models)))?
        }
    };
    let Some(model) = models.get(wanted) else {
        return Err(Box::new(Diagnostic::error("sets::nothing_to_explain", "there is no model")));
    };
    let mut head = HeldReport::new(&chosen, &model.sum, Relation::Sufficient, ask.minimize.which.word());
    head.id = Some(model.id.clone());
    head.name = Some(model.name.clone());
    let mut others: Vec<String> = Vec::new();
    for other in &models {
        if other.id != model.id && !others.contains(&other.id) {
            others.push(other.id.clone());
        }
    }
    head.others = others.len();
    head.models = Some(others.len() + 1);
    head.choice = match (&ask.model, others.is_empty()) {
        (Some(_), _) => "asked",
        (None, true) => "only",
        (None, false) => "first",
    };
    others.truncate(crate::report::MOST_OTHERS);
    head.other_ids = others;
    head.exhaustive = match &solved.found {
        Found::One(solution) => solution.exhaustive,
        Found::Pairs(all) => all.exhaustive && all.pairs.iter().all(|pair| pair.solution.exhaustive),
    };
    let condition = model.sum.clone();
    Ok(Held { chosen, condition, relations: vec![Relation::Sufficient], head })
}

/// The models in the order in which `minimize` lists them: `M1`, `M2`; of pairs `C1P1`, or `C1P1 M2` where a pair has several.
fn named(chosen: &Chosen, names: &[String], found: &Found) -> Vec<Named> {
    let of = |solution: &Solution, pair: Option<String>| -> Vec<Named> {
        let several = solution.models.len() > 1;
        let one = |(at, model): (usize, &sets::minimize::Model)| Named {
            id: solution.id(model, names),
            name: match (&pair, several) {
                (None, _) => format!("M{}", at + 1),
                (Some(pair), false) => pair.clone(),
                (Some(pair), true) => format!("{pair} M{}", at + 1),
            },
            sum: solution.sum(model, &chosen.conditions),
        };
        solution.models.iter().enumerate().map(one).collect()
    };
    match found {
        Found::One(solution) => of(solution, None),
        Found::Pairs(all) => all.pairs.iter().flat_map(|pair| of(&pair.solution, Some(pair.name()))).collect(),
    }
}

fn unknown_model(wanted: &str, models: &[Named]) -> Diagnostic {
    let names = models.iter().flat_map(|model| [model.name.as_str(), model.id.as_str()]);
    let hint = match nearest(wanted, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let names: Vec<&str> = models.iter().take(12).map(|model| model.name.as_str()).collect();
            format!("`exceptio minimize` with the same options lists them: {}", names.join(", "))
        }
    };
    Diagnostic::misuse("sets::unknown_model", format!("no model is called `{wanted}`")).hint(hint)
}
