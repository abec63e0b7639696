//! What a coincidence analysis found, as tables for reading.

use super::formulas::{AtomicReport, ComplexReport, ConditionReport, DetailsReport};
use super::found::{CnaOutcomeReport, CnaReport};
use crate::report::sets::chance::shared;
use crate::report::sets::data::DataReport;
use crate::report::sets::data::{listed, rate};
use crate::report::{Layout, Shown, Table};
use text::counted;

impl CnaReport {
    fn notes(&self) -> Vec<String> {
        let mut notes = self.against_chance();
        notes.extend(self.data.lines());
        notes.push(format!(
            "{}; {}.",
            counted(self.configurations_found, "configuration", "configurations"),
            self.settings.words(true)
        ));
        let count = &self.combinations;
        if count.tried > 1 {
            let dropped = [
                (count.tried.saturating_sub(count.distinct), "the same as another once redundant asf are struck"),
                (count.faulty, "with a redundancy, a constant or a contradiction"),
                (count.cyclic, "with a circle"),
                (count.submodels, "contained in another"),
            ];
            let words: Vec<String> =
                dropped.iter().filter(|(count, _)| *count > 0).map(|(count, why)| format!("{count} {why}")).collect();
            if !words.is_empty() {
                notes.push(format!("Of {} combinations of asf dropped: {}.", count.tried, words.join(", ")));
            }
        }
        let none: Vec<&str> = self
            .outcomes
            .iter()
            .filter(|outcome| outcome.asf_found == 0)
            .map(|outcome| outcome.outcome.as_str())
            .collect();
        if !none.is_empty() && none.len() < self.outcomes.len() && !self.settings.suff_only {
            notes.push(format!("Nothing accounts for {}.", none.join(", ")));
        }
        notes
    }

    /// What chance would have done, outcome by outcome, and what p and power are.
    fn against_chance(&self) -> Vec<String> {
        let tests: Vec<_> = self.outcomes.iter().filter_map(|one| Some((one, one.chance.as_ref()?))).collect();
        let mut lines: Vec<String> = tests
            .iter()
            .map(|(one, chance)| match (&chance.left_out, chance.words()) {
                (Some(why), _) => format!("The search is not held against chance: {why}."),
                (None, words) => format!(
                    "Chance: of {} dealt anew the same search {} with {}.",
                    one.outcome,
                    if self.settings.suff_only { "finds a conjunction" } else { "accounts for it" },
                    words.unwrap_or_else(|| "no p".to_owned())
                ),
            })
            .collect();
        let Some((_, first)) = tests.first() else { return lines };
        let untested = tests.iter().find_map(|(_, chance)| chance.terms_left_out.as_ref());
        lines.extend(untested.map(|why| format!("Formulas are not held against chance: {why}.")));
        if self.outcomes.iter().flat_map(|one| &one.asf).any(|asf| asf.chance.is_some_and(|chance| chance.p.is_some()))
        {
            lines.push(format!(
                "p of a formula: that such an outcome is as consistent with it, as if nothing had been searched; power: to \
                 find it so at {}, were it consistent to {}.",
                first.level, first.power_at
            ));
        }
        let formulas = self.outcomes.iter().flat_map(|one| &one.asf).any(|asf| asf.chance.is_some());
        let warned = formulas || tests.iter().any(|(_, chance)| chance.p.is_some());
        lines.extend(self.data.hang_together("Chance deals").filter(|_| warned));
        lines
    }

    fn configurations(&self, most: usize) -> Layout {
        let mut titles: Vec<&str> = self.factors.iter().map(String::as_str).collect();
        titles.extend(["n", "cases"]);
        let right: Vec<usize> = (0..titles.len() - 1).collect();
        let mut layout = Layout::new("Configurations", &titles, &right);
        for row in self.configurations.iter().take(most) {
            let values = row.values.iter().map(|value| value.map_or_else(|| "-".to_owned(), |value| value.to_string()));
            let ends = [row.cases.len().to_string(), listed(&row.cases, &[])];
            layout.rows.push(values.chain(ends).collect());
        }
        more(&mut layout, self.configurations.len(), self.configurations_found);
        layout
    }
}

impl Shown for CnaReport {
    fn data(&self) -> Option<&DataReport> {
        Some(&self.data)
    }

    fn about(&self) -> String {
        format!("Factors: {}", self.factors.join(", "))
    }

    fn table(&self) -> Table {
        self.rows()
    }

    /// Tables: complex formulas, then of each outcome atomic formulas and conjunctions, at most `most` rows each, then
    /// configurations. Notes stand below the last.
    fn layouts(&self, most: usize) -> Vec<Layout> {
        let mut layouts = Vec::new();
        // With one outcome its atomic formulas are the complex ones, and are drawn once.
        let joined = self.outcomes.iter().filter(|outcome| outcome.asf_found > 0).count() > 1;
        let drawn = !joined && self.outcomes.iter().any(|outcome| !outcome.asf.is_empty());
        if !drawn && !self.csf.is_empty() {
            layouts.push(complex(&self.csf, self.csf_found, most, &self.settings.measures));
        }
        for outcome in self.outcomes.iter().filter(|outcome| !outcome.asf.is_empty()) {
            layouts.push(atomic(outcome, most, joined, &self.settings.measures));
        }
        for outcome in self.outcomes.iter().filter(|outcome| !outcome.msc.is_empty()) {
            layouts.push(conjunctions(outcome, most, &self.settings.measures));
        }
        if !self.configurations.is_empty() {
            layouts.push(self.configurations(most));
        }
        if layouts.is_empty() {
            layouts.push(Layout::new("Coincidence analysis", &["formula"], &[]));
        }
        if let Some(last) = layouts.last_mut() {
            last.notes.extend(self.notes());
            last.advice.extend(self.data.advice.iter().cloned());
        }
        layouts
    }

    /// What must be known first: how many formulas account for the outcomes equally well.
    fn first(&self) -> Vec<String> {
        let accounted: Vec<&str> = self
            .outcomes
            .iter()
            .filter(|outcome| outcome.asf_found > 0)
            .map(|outcome| outcome.outcome.as_str())
            .collect();
        let sufficient = self.outcomes.iter().map(|outcome| outcome.msc_found).sum::<usize>();
        let line = match (self.settings.suff_only, self.csf_found, accounted.as_slice()) {
            (true, ..) => format!(
                "{} (msc); formulas were not sought.",
                counted(sufficient, "minimally sufficient conjunction", "minimally sufficient conjunctions")
            ),
            (_, _, []) if sufficient == 0 => {
                "No conjunction is sufficient for any outcome at these thresholds, so that no formula accounts for one."
                    .to_owned()
            }
            (_, _, []) => format!(
                "{} sufficient (msc), and no disjunction of them is necessary at these thresholds: no formula (asf) accounts for an outcome.",
                counted(sufficient, "conjunction is", "conjunctions are")
            ),
            (_, 0, outcomes) => format!(
                "Atomic formulas (asf) account for {}; no complex formula (csf) made of them can be read causally.",
                outcomes.join(", ")
            ),
            (_, 1, outcomes) => format!("One complex formula (csf) accounts for {}.", outcomes.join(", ")),
            (_, many, outcomes) => format!(
                "{many} complex formulas (csf) account for {} and fit as asked; the data do not choose among them.",
                outcomes.join(", ")
            ),
        };
        std::iter::once(line).chain(self.cut().map(|cut| format!("Not exhaustive: {cut}."))).collect()
    }
}

/// Says how many rows are not drawn.
fn more(layout: &mut Layout, listed: usize, found: usize) {
    let drawn = layout.rows.len();
    if drawn < listed {
        layout.notes.push(format!("{drawn} of {found} drawn."));
        layout.advice.push("--all draws all that are listed.".to_owned());
    }
}

/// Titles and cells of the details.
const DETAILS: [&str; 5] = ["exh.", "faith.", "coh.", "inus", "cyclic"];

fn cells(details: &DetailsReport) -> [String; 5] {
    let yes = |is: bool| if is { "yes" } else { "no" }.to_owned();
    [
        rate(details.exhaustiveness),
        rate(details.faithfulness),
        rate(details.coherence),
        yes(details.inus),
        yes(details.cyclic),
    ]
}

/// Titles from the name of a formula to the formula, and which stand to the right.
fn columns<'a>(measures: &'a [&'static str; 2], details: bool, tested: bool) -> (Vec<&'a str>, Vec<usize>) {
    let mut titles = vec!["id", "complexity", measures[0], measures[1]];
    if details {
        titles.extend(DETAILS);
    }
    titles.extend(["p", "power"].iter().filter(|_| tested));
    let right = (1..titles.len()).collect();
    titles.push("formula");
    (titles, right)
}

fn legend(layout: &mut Layout, shown: &[Option<&DetailsReport>]) {
    if shown.iter().any(Option::is_some) {
        layout.notes.push(
            "exh. exhaustiveness, faith. faithfulness, coh. coherence; inus: of the form that can be read causally."
                .to_owned(),
        );
    }
    let faults: Vec<&str> =
        shown.iter().copied().flatten().flat_map(|details| details.faults.iter().copied()).collect();
    let named: Vec<&str> = [
        "redundant_in_itself",
        "structurally_redundant",
        "partially_redundant",
        "constant",
        "contradictory",
        "same_outcome_twice",
    ]
    .into_iter()
    .filter(|fault| faults.contains(fault))
    .collect();
    if !named.is_empty() {
        layout.notes.push(format!("Not of that form because: {}.", named.join(", ").replace('_', " ")));
    }
}

fn complex(formulas: &[ComplexReport], found: usize, most: usize, measures: &[&'static str; 2]) -> Layout {
    let drawn = &formulas[..formulas.len().min(most)];
    let details: Vec<Option<&DetailsReport>> = drawn.iter().map(|formula| formula.details.as_ref()).collect();
    let (titles, right) = columns(measures, details.iter().any(Option::is_some), false);
    let mut layout = Layout::new("Complex formulas (csf)", &titles, &right);
    for formula in drawn {
        let head = [formula.id.clone(), formula.complexity.to_string(), rate(formula.con), rate(formula.cov)];
        let details = formula.details.iter().flat_map(cells);
        // Spaces about the signs, so that a long formula breaks between its parts.
        let written = match &formula.parts[..] {
            [one] => one.clone(),
            parts => parts.iter().map(|part| format!("({part})")).collect::<Vec<_>>().join(" * "),
        };
        layout.rows.push(head.into_iter().chain(details).chain([written]).collect());
    }
    more(&mut layout, formulas.len(), found);
    legend(&mut layout, &details);
    layout
}

fn atomic(outcome: &CnaOutcomeReport, most: usize, joined: bool, measures: &[&'static str; 2]) -> Layout {
    let drawn = &outcome.asf[..outcome.asf.len().min(most)];
    let tested = drawn.iter().any(|formula| formula.chance.is_some_and(|chance| chance.p.is_some()));
    let details: Vec<Option<&DetailsReport>> = drawn.iter().map(|formula| formula.details.as_ref()).collect();
    let (titles, right) = columns(measures, details.iter().any(Option::is_some), tested);
    let caption = match joined {
        true => format!("Atomic formulas (asf) of {}", outcome.outcome),
        false => format!("Atomic formulas (asf) of {}, which are the complex ones too", outcome.outcome),
    };
    let mut layout = Layout::new(caption, &titles, &right);
    for formula in drawn {
        let AtomicReport { id, complexity, con, cov, details, formula, chance, .. } = formula;
        let chance = chance.filter(|_| tested).map(|chance| {
            [shared(chance.p), chance.power.map_or_else(|| "-".to_owned(), |power| format!("{power:.2}"))]
        });
        let head = [id.clone(), complexity.to_string(), rate(*con), rate(*cov)];
        let details = details.iter().flat_map(cells).chain(chance.into_iter().flatten());
        layout.rows.push(head.into_iter().chain(details).chain([formula.clone()]).collect());
    }
    more(&mut layout, outcome.asf.len(), outcome.asf_found);
    if let [only] = drawn {
        if !only.deviant.is_empty() {
            layout.notes.push(format!(
                "In its left side and without {}: {}.",
                outcome.outcome,
                listed(&only.deviant, &[])
            ));
        }
        if !only.not_covered.is_empty() {
            layout.notes.push(format!("With {} and not in it: {}.", outcome.outcome, listed(&only.not_covered, &[])));
        }
    }
    if !joined {
        legend(&mut layout, &details);
    }
    layout
}

fn conjunctions(outcome: &CnaOutcomeReport, most: usize, measures: &[&'static str; 2]) -> Layout {
    let caption = format!("Minimally sufficient conjunctions (msc) of {}", outcome.outcome);
    let mut layout = Layout::new(caption, &["condition", measures[0], measures[1], "n", "cases"], &[1, 2, 3]);
    for one in outcome.msc.iter().take(most) {
        let ConditionReport { condition, con, cov, cases, deviant, .. } = one;
        layout.rows.push(vec![
            condition.clone(),
            rate(*con),
            rate(*cov),
            cases.len().to_string(),
            listed(cases, deviant),
        ]);
    }
    more(&mut layout, outcome.msc.len(), outcome.msc_found);
    if outcome.msc.iter().take(most).any(|one| !one.deviant.is_empty()) {
        layout.notes.push(format!("! a member of the conjunction that lacks {}.", outcome.outcome));
    }
    layout
}
