//! A solution held against chance: each of its terms, and the search that found it.

use super::chance::{ChanceAsk, Extent, Tests};
use super::choose::Chosen;
use super::minimize::Found;
use crate::report::{PermutationReport, TermChanceReport};
use sets::chance::{permuted_search, steps};
use sets::expression::Term;
use sets::truth::{Output, TruthTable};

/// Terms and search held against chance.
pub(crate) struct Tested {
    /// What holds of the search.
    pub whole: PermutationReport,
    /// Each term of each model, ascending, with its own test where there is one.
    pub terms: Vec<(Term, Option<TermChanceReport>)>,
}

/// Tests the terms, adjusted for the rows that were coded by their fit, and the search; each as far as it is cheap.
pub(super) fn tested(
    chosen: &Chosen,
    truth: &TruthTable,
    found: &Found,
    explain: &[Output],
    ask: &ChanceAsk,
) -> Tested {
    let terms = terms_of(chosen, found);
    // Deals are drawn over the rows as what they hold orders them, so that p does not hang on how a file is sorted.
    let table = chosen.table.picked(chosen.table.order_of_values());
    let y = chosen.outcome.memberships(&table);
    let rows = truth.rows.iter().filter(|row| row.output != Output::Remainder).count();
    let hypotheses = Some(rows.max(terms.len()));
    let at = ask.power_at.unwrap_or(truth.settings.inclusion);
    let tests = |conditions| Tests { ask, y: &y, conditions, hypotheses, at };
    let whole = match explain.contains(&Output::Negative) {
        true => Extent::Not("rows coded 0 are explained".to_owned()),
        false => ask.extent(steps(truth)),
    };
    let untested = |terms: Vec<Term>| terms.into_iter().map(|term| (term, None)).collect();
    let dealing = match whole {
        Extent::Not(why) => return Tested { whole: tests(&[]).left_out(why), terms: untested(terms) },
        Extent::Dealing(dealing) => dealing,
    };
    let searched = permuted_search(&table, truth, &y, explain, &dealing);
    let mut whole = tests(&[]).report(Some(searched), &dealing);
    // A crisp relation is counted, a fuzzy one dealt.
    let dealt = if truth.exact { 0 } else { terms.len() * truth.n };
    let terms = match ask.extent(dealt) {
        Extent::Dealing(dealing) => {
            let conditions: Vec<Vec<f64>> = terms.iter().map(|term| term.memberships(&table)).collect();
            let each = tests(&conditions).run(&dealing, &vec![false; terms.len()]);
            terms.into_iter().zip(each.into_iter().map(Some)).collect()
        }
        Extent::Not(why) => {
            whole.terms_left_out = Some(format!("{} terms: {why}", terms.len()));
            untested(terms)
        }
    };
    Tested { whole, terms }
}

/// The terms of all models listed, each once, ascending.
fn terms_of(chosen: &Chosen, found: &Found) -> Vec<Term> {
    let mut terms = Vec::new();
    for solution in found.solutions() {
        let mut used = vec![false; solution.primes.len()];
        solution.models.iter().flat_map(|model| &model.terms).for_each(|at| used[*at] = true);
        let primes = solution.primes.iter().zip(used).filter(|(_, used)| *used);
        terms.extend(primes.map(|(prime, _)| prime.cube.term(&chosen.conditions)));
    }
    terms.sort_unstable();
    terms.dedup();
    terms
}
