//! `necessity`: which conditions, conjunctions and disjunctions are necessary, each with a verdict on trivialness.

use super::chance::{ChanceAsk, Extent, Tests};
use super::choose::Chosen;
use crate::report::{NecessaryReport, NecessityReport, PermutationReport};
use sets::chance::{permuted_supersets, superset_steps};
use sets::expression::Relation;
use sets::necessity::{Cuts, Screened, Supersets, screen, supersets};
use text::Warned;

/// How necessary expressions are asked for.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NecessityAsk {
    /// Which relation is sought.
    pub relation: Relation,
    /// At least this consistency (`incl.cut`).
    pub consistency: f64,
    /// At least this coverage (`cov.cut`).
    pub coverage: f64,
    /// At least this relevance of necessity (`ron.cut`).
    pub relevance: f64,
    /// At least this PRI, where sufficiency is sought (`pri.cut`).
    pub pri: f64,
    /// At most so many conditions (`depth`); `None`: all.
    pub depth: Option<usize>,
    /// A relevance below which necessity is called trivial.
    pub trivial_below: f64,
    /// Hold what is found against chance; `None`: do not.
    pub chance: Option<ChanceAsk>,
}

impl Default for NecessityAsk {
    fn default() -> Self {
        let cuts = Cuts::new(Relation::Necessary);
        NecessityAsk {
            relation: cuts.relation,
            consistency: cuts.consistency,
            coverage: cuts.coverage,
            relevance: cuts.relevance,
            pri: cuts.pri,
            depth: cuts.depth,
            trivial_below: cuts.trivial_below,
            chance: None,
        }
    }
}

/// Searches what was chosen: each condition and its absence by itself, then everything that passes the cut-offs.
///
/// Gives `None` with the reasons of [`supersets`].
pub fn necessity(chosen: &Chosen, ask: &NecessityAsk) -> Warned<Option<NecessityReport>> {
    let cuts = Cuts {
        consistency: ask.consistency,
        coverage: ask.coverage,
        relevance: ask.relevance,
        pri: ask.pri,
        depth: ask.depth,
        trivial_below: ask.trivial_below,
        ..Cuts::new(ask.relation)
    };
    let alone = screen(&chosen.table, &chosen.outcome, &chosen.conditions, &cuts);
    let found = supersets(&chosen.table, &chosen.outcome, &chosen.conditions, &cuts);
    found.map(|found| {
        found.map(|found| {
            let mut report = NecessityReport::new(chosen, &alone, &found, &cuts);
            if let Some(ask) = &ask.chance {
                against_chance(&mut report, chosen, &alone, &found, &cuts, ask);
            }
            report
        })
    })
}

/// Fills in what chance would have done: of each condition by itself, adjusted for how many there are; of what was found, adjusted for how much
/// was tried; and of the search.
fn against_chance(
    report: &mut NecessityReport,
    chosen: &Chosen,
    alone: &[Screened],
    found: &Supersets,
    cuts: &Cuts,
    ask: &ChanceAsk,
) {
    // Deals are drawn over the rows as what they hold orders them, so that p does not hang on how a file is sorted.
    let table = &chosen.table.picked(chosen.table.order_of_values());
    let y = chosen.outcome.memberships(table);
    let at = ask.power_at.unwrap_or(cuts.consistency);
    let tried = usize::try_from(found.tried).unwrap_or(usize::MAX);
    let needed = cuts.relation != Relation::Sufficient;
    let each = |lines: &mut [NecessaryReport], conditions: Vec<Vec<f64>>, hypotheses: usize| match ask
        .extent(y.len() * conditions.len())
    {
        Extent::Dealing(dealing) => {
            let tested = Tests { ask, y: &y, conditions: &conditions, hypotheses: Some(hypotheses), at }
                .run(&dealing, &vec![needed; conditions.len()]);
            lines.iter_mut().zip(tested).for_each(|(line, tested)| line.chance = Some(tested));
            None
        }
        Extent::Not(why) => Some(format!("{} expressions: {why}", conditions.len())),
    };
    let singles = alone.iter().map(|one| one.literal.memberships(table)).collect();
    let terms_left_out = each(&mut report.alone, singles, alone.len()).or_else(|| {
        let members = found.found.iter().map(|one| one.expression.memberships(table)).collect();
        each(&mut report.found, members, tried)
    });
    let tests = Tests { ask, y: &y, conditions: &[], hypotheses: Some(tried), at };
    let whole = match found.found.is_empty() {
        true => Extent::Not("nothing passes the cut-offs, so that any outcome does as well".to_owned()),
        // Of another outcome more may have to be tried; that is only asked where this one was cheap.
        false => match ask.extent(y.len().saturating_mul(tried)) {
            Extent::Dealing(_) => ask.extent(superset_steps(table, &chosen.conditions, &y, cuts)),
            dear => dear,
        },
    };
    report.chance = Some(match whole {
        Extent::Not(why) => PermutationReport { terms_left_out, ..tests.left_out(why) },
        Extent::Dealing(dealing) => {
            let chance = permuted_supersets(table, &chosen.conditions, &y, cuts, &dealing);
            PermutationReport { terms_left_out, ..tests.report(Some(chance), &dealing) }
        }
    });
}
