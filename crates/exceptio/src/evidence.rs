//! Mechanism evidence: the rival hypotheses of a study against its items.

use crate::report::{self, CaseWeights, EvidenceReport, HypothesisReport, ItemReport, TestDefault};
use crate::study::Study;
use analysis::evidence::{Item, Test, posterior, weigh};
use casebase::Evidence;
use text::{Diagnostic, Warned, did_you_mean};

/// How to weigh evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceOptions {
    /// Only the items of this case.
    pub case: Option<String>,
    /// What each further item of a group counts, against the one before: from 0 to 1.
    pub discount: f64,
}

impl Default for EvidenceOptions {
    fn default() -> Self {
        Self { case: None, discount: 0.5 }
    }
}

impl Study {
    /// Weighs the study's evidence between its hypotheses.
    ///
    /// Hypotheses are those of `hypotheses.csv`; without it, those that items name, in that order. As of a day, items that
    /// were not public are left out; what nobody says the publication of is kept. Gives `None`, with what to code among the
    /// problems, where there are no items or fewer than two hypotheses, or no item is of the case asked for.
    pub fn evidence(&self, options: &EvidenceOptions) -> Warned<Option<EvidenceReport>> {
        let wrong =
            |code, message: String, hint: String| Warned::new(None, vec![Diagnostic::misuse(code, message).hint(hint)]);
        if !(0.0..=1.0).contains(&options.discount) {
            let hint = "write a number from 0 (one item of a group counts) to 1 (all count in full)".to_owned();
            return wrong("evidence::discount", format!("{} is no discount", options.discount), hint);
        }
        let base = &self.base;
        let mut names: Vec<&str> = base.hypotheses.iter().map(|hypothesis| hypothesis.id.as_str()).collect();
        if names.is_empty() {
            for name in base.evidence.iter().flat_map(|row| row.hypotheses.split_whitespace()) {
                if !names.contains(&name) {
                    names.push(name);
                }
            }
        }
        let is_public = |row: &&Evidence| self.as_of.is_none_or(|day| row.public.is_none_or(|public| public <= day));
        let public: Vec<&Evidence> = base.evidence.iter().filter(is_public).collect();
        if public.is_empty() || names.len() < 2 {
            let hint = "write hypotheses.csv, two rows or more, and evidence.csv, a row for each item: `exceptio help hypotheses`";
            let message = match base.evidence.len() {
                0 => "the study has no evidence of mechanisms".to_owned(),
                _ if names.len() < 2 => {
                    "evidence weighs between rivals, and the study has fewer than two hypotheses".to_owned()
                }
                _ => "no item of evidence was public by then".to_owned(),
            };
            return wrong("evidence::nothing", message, hint.to_owned());
        }
        let not_public = base.evidence.len() - public.len();
        let rows: Vec<&Evidence> = match &options.case {
            None => public,
            Some(case) => {
                let mine: Vec<&Evidence> = public.iter().copied().filter(|row| same_case(&row.case, case)).collect();
                if mine.is_empty() {
                    let mut cases: Vec<&str> = public.iter().map(|row| row.case.as_str()).collect();
                    cases.sort_unstable();
                    cases.dedup();
                    let all = || format!("there are items of: {}", cases.join(", "));
                    let hint = did_you_mean(case, cases.iter().copied(), all);
                    return wrong("evidence::no_case", format!("no item of evidence is of `{case}`"), hint);
                }
                mine
            }
        };
        let items: Vec<Item> = rows.iter().filter_map(|row| item(row, &names)).collect();
        let weighed = weigh(names.len(), &items, options.discount);
        let shares = posterior(&weighed.discounted, &vec![1.0; names.len()]);
        let by_id = |id: &str| rows.iter().find(|row| row.id == id);
        let reports = weighed.items.iter().filter_map(|one| {
            let item = &items[one.item];
            Some(self.item_report(by_id(&item.id)?, item, one, &names))
        });
        let items_shown: Vec<ItemReport> = reports.collect();
        let mut cases: Vec<&str> = rows.iter().map(|row| row.case.as_str()).collect();
        cases.sort_unstable();
        cases.dedup();
        let of_case = |case: &str| {
            let mine: Vec<Item> =
                rows.iter().filter(|row| row.case == case).filter_map(|row| item(row, &names)).collect();
            CaseWeights {
                case: case.to_owned(),
                items: mine.len(),
                discounted_db: weigh(names.len(), &mine, options.discount).discounted,
            }
        };
        Warned::clean(Some(EvidenceReport {
            schema: "exceptio.evidence",
            version: 1,
            study: report::study_head(base, &self.history, self.as_of, &self.ask.readings),
            case: options.case.clone(),
            discount: options.discount,
            hypotheses: names
                .iter()
                .enumerate()
                .map(|(at, name)| HypothesisReport {
                    name: (*name).to_owned(),
                    text: base
                        .hypotheses
                        .iter()
                        .find(|one| one.id == *name)
                        .map(|one| one.text.clone())
                        .unwrap_or_default(),
                    naive_db: weighed.naive[at],
                    discounted_db: weighed.discounted[at],
                    share: shares.get(at).copied().unwrap_or(0.0),
                })
                .collect(),
            items: items_shown,
            cases: cases.into_iter().map(of_case).collect(),
            defaults: Test::ALL
                .into_iter()
                .map(|test| TestDefault {
                    test: test.word(),
                    passes: test.passes(),
                    decibels: (decibels(test.ratio(true)), decibels(test.ratio(false))),
                })
                .collect(),
            not_public,
        }))
    }

    fn item_report(
        &self,
        row: &Evidence,
        item: &Item,
        weighed: &analysis::evidence::WeighedItem,
        names: &[&str],
    ) -> ItemReport {
        let files = &self.base.files;
        let others = |at: &usize| *at != item.hypothesis;
        let against: Vec<usize> = if item.rivals.is_empty() { (0..names.len()).collect() } else { item.rivals.clone() };
        ItemReport {
            id: row.id.clone(),
            case: row.case.clone(),
            item: row.item.clone(),
            hypothesis: names[item.hypothesis].to_owned(),
            against: against.into_iter().filter(others).map(|at| names[at].to_owned()).collect(),
            test: row.test.clone(),
            passed: item.passed,
            ratio: item.ratio.unwrap_or_else(|| item.test.ratio(item.passed)),
            ratio_stated: item.ratio.is_some(),
            against_its_fate: row.speaks_against_its_fate(),
            weight_db: weighed.weight,
            adds_db: weighed.adds.clone(),
            share: weighed.share,
            group: item.group.clone(),
            source: self.base.source(&row.source).map_or(row.source.clone(), |source| source.short.clone()),
            locator: row.locator.clone(),
            file: files.name(row.span.file).to_owned(),
            line: files.start(row.span).line,
            note: row.note.clone(),
        }
    }
}

fn decibels(ratio: f64) -> f64 {
    Item::decibels(ratio)
}

/// Whether two names are of one case: a pair without order is both of its directions.
fn same_case(one: &str, other: &str) -> bool {
    let parts = |case: &str| {
        let mut parts: Vec<String> = case.split(['>', '-']).map(str::to_owned).collect();
        parts.sort_unstable();
        parts
    };
    one == other || ((!one.contains('>') || !other.contains('>')) && parts(one) == parts(other))
}

/// A row as an item; `None` where it names no hypothesis that there is, or no test.
fn item(row: &Evidence, names: &[&str]) -> Option<Item> {
    let mut named = row.hypotheses.split_whitespace().map(|name| names.iter().position(|known| *known == name));
    let hypothesis = named.next()??;
    let group = if row.group.is_empty() { format!("{} {}", row.source, row.locator) } else { row.group.clone() };
    Some(Item {
        id: row.id.clone(),
        hypothesis,
        rivals: named.flatten().collect(),
        test: Test::of(&row.test)?,
        passed: row.passed,
        ratio: row.likelihood_ratio,
        group: group.trim().to_owned(),
    })
}
