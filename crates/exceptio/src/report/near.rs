//! How near-relevant negatives came in.

use conditions::Program;
use serde::Serialize;
use std::collections::BTreeMap;
use verdicts::NearRelevant;

/// A pair about which nothing is coded, and in which a condition is present.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EnteredReport {
    /// `CHN>CUB`.
    pub case: String,
    /// The conditions present on some day in scope; with several theories `theory: CONDITION`.
    pub present: Vec<String>,
}

/// Near-relevant negatives, counted apart from coded cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NearReport {
    /// How many cases are coded.
    pub coded: usize,
    /// Those that came in besides.
    pub entered: Vec<EnteredReport>,
    /// How many came in by each condition; one may come in by several.
    pub by_condition: BTreeMap<String, usize>,
    /// Pairs in which a condition may be present, and none certainly is: left out.
    pub open: usize,
    /// Pairs with no condition present: left out.
    pub irrelevant: usize,
    /// Pairs of which no theory speaks on any day: left out.
    pub out_of_scope: usize,
}

pub(crate) fn near_report(programs: &[&Program<'_>], near: &NearRelevant) -> NearReport {
    let name = |(theory, condition): &(usize, String)| match programs {
        [_] => condition.clone(),
        several => format!("{}: {condition}", several[*theory].theory.name),
    };
    let entered: Vec<EnteredReport> = (near.entered.iter())
        .map(|entered| EnteredReport {
            case: entered.case.name(programs[0].theory.cases, programs[0].history),
            present: entered.present.iter().map(name).collect(),
        })
        .collect();
    let mut by_condition = BTreeMap::new();
    for condition in entered.iter().flat_map(|entered| &entered.present) {
        *by_condition.entry(condition.clone()).or_default() += 1;
    }
    NearReport {
        coded: near.coded,
        entered,
        by_condition,
        open: near.open,
        irrelevant: near.irrelevant,
        out_of_scope: near.out_of_scope,
    }
}
