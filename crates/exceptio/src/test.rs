//! A theory tested: the pipeline on one screen.

use crate::report::{self, ClaimReport, DisputeReport, TensionReport, TestReport};
use crate::study::Study;
use crate::within::{STEPS, within};
use conditions::{Budget, Clock, OverBudget, Program};
use spells::YearRule;
use text::Warned;
use verdicts::Options;

/// How a theory is tested.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TestOptions {
    /// Which clock to read alliances on.
    pub clock: Clock,
    /// Which days speak for a year where years are counted.
    pub year_rule: YearRule,
    /// How many threads.
    pub threads: usize,
    /// How many cases get lines of time and witnesses; beyond, only verdicts.
    pub detail: usize,
    /// Steps that the theory may cost.
    pub steps: u64,
    /// All pairs that existed together, and not only those about which something is coded.
    pub all_pairs: bool,
    /// Besides the coded pairs those in which a condition of the theory is present.
    pub near_relevant: bool,
}

impl Default for TestOptions {
    fn default() -> Self {
        Self {
            clock: Clock::Behavioural,
            year_rule: YearRule::AnyDay,
            threads: threads::cores(),
            detail: 500,
            steps: STEPS,
            all_pairs: false,
            near_relevant: false,
        }
    }
}

impl Study {
    /// Holds a theory (the default one without a name) against every case.
    ///
    /// Gives `None`, with the reasons among the problems, where there is no such theory, it does not check, or it costs
    /// more than its budget.
    pub fn test(&self, name: Option<&str>, options: &TestOptions) -> Warned<Option<TestReport>> {
        self.theory(name).and_then(|theory| match theory {
            None => Warned::clean(None),
            Some(theory) => {
                within(&theory, &self.history, options.steps, |program, budget| self.report(program, options, budget))
            }
        })
    }

    fn report(&self, program: &Program<'_>, options: &TestOptions, budget: &Budget) -> Result<TestReport, OverBudget> {
        let theory = program.theory;
        let chosen = self.choose(&[program], options, budget)?;
        let cases = chosen.cases.as_slice();
        let detailed = cases.len() <= options.detail;
        let run =
            Options { clock: options.clock, threads: options.threads, year_rule: options.year_rule, spells: detailed };
        let judged = verdicts::run(program, cases, &run, budget)?;
        let threads = options.threads;
        let ask = report::ClaimAsk { base: &self.base, program, all: &judged, witnesses: detailed, budget };
        let claims = report::claim_reports(&ask, &judged, threads)?;

        let drawn = if detailed { cases } else { &[] };
        let mut drawn = threads::each(threads, drawn.len(), |at| report::case_report(program, drawn[at], budget));
        drawn.sort_by_key(|case| !case.in_scope); // stable: the order of ids within each
        let mut predictions = Vec::new();
        for prediction in 0..theory.predictions.len() {
            let verdict = verdicts::predict(program, prediction, budget)?;
            predictions.push(report::prediction_report(
                &self.base,
                program,
                &verdict,
                self.as_of,
                self.decided(&verdict.told_by),
            ));
        }
        let mut disputes = report::dispute_reports(&self.base, &self.history);
        count_what_hangs(&mut disputes, &claims);
        let decided = || {
            let verdicts = claims.iter().flat_map(|claim| &claim.verdicts).filter(|verdict| verdict.scope == "in");
            verdicts.filter(|verdict| matches!(verdict.ruling, "conforms" | "deviates"))
        };
        Ok(TestReport {
            schema: "exceptio.test",
            version: 1,
            study: report::study_head(&self.base, &self.history, self.as_of, &self.ask.readings),
            theory: report::theory_head(&self.base, theory, |node| program.describe(node)),
            near_relevant: chosen.near.as_ref().map(|near| report::near_report(&[program], near)),
            cases_not_drawn: cases.len() - drawn.len(),
            cases: drawn,
            predictions,
            disputes,
            consequences: theory::consequences(theory, &self.vocabulary())
                .iter()
                .map(|consequence| consequence.text.clone())
                .collect(),
            same_place: (decided().filter(|verdict| verdict.same_place).count(), decided().count()),
            same_coder: decided().filter(|verdict| verdict.same_coder).count(),
            names: report::names(program, cases),
            rests_on_silence: decided().filter(|verdict| verdict.rests_on_silence).count(),
            tensions: self
                .base
                .tensions
                .iter()
                .map(|tension| TensionReport {
                    title: tension.title.clone(),
                    text: tension.text.clone(),
                    locator: tension.locator.clone(),
                })
                .collect(),
            claims,
        })
    }
}

fn count_what_hangs(disputes: &mut [DisputeReport], claims: &[ClaimReport]) {
    for dispute in disputes {
        for claim in claims {
            for verdict in claim.verdicts.iter().filter(|verdict| verdict.hangs_on_readings.contains(&dispute.name)) {
                let entry = (claim.name.clone(), verdict.case.clone());
                if !dispute.decides.contains(&entry) {
                    dispute.decides.push(entry);
                }
            }
        }
    }
}
