//! Selection audited: how cases came in, what is not there, and what that does to each claim's parameters.

use crate::report::{
    self, AuditReport, CellReport, ClaimAuditReport, EntryReport, IndependenceReport, SampleReport, SampledReport,
    SimulatedParameter, SimulatedRule, SimulationReport,
};
use crate::study::Study;
use crate::within::{STEPS, within};
use analysis::forecast::Lines;
use analysis::selection::{self, Entered, Entry, Rule, Truths};
use conditions::{Budget, OverBudget, Program};
use spells::Truth;
use text::{Diagnostic, Warned, did_you_mean};
use theory::model::{ClaimKind, Relation};
use verdicts::{ClaimVerdicts, Options};

/// How to audit.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditOptions {
    /// The theory; the default one without a name.
    pub theory: Option<String>,
    /// Every pair of actors is a case, and not only those about which something is coded.
    pub all_pairs: bool,
    /// How many studies to simulate for each rule; 0 for none.
    pub simulate: usize,
    /// The seed of the simulation.
    pub seed: u64,
    /// The claim from which the simulated truth is taken; the first static one without a name.
    pub claim: Option<String>,
    /// P(X), P(Y | X) and P(Y | not X) of the simulated truth, instead of a claim's.
    pub truth: Option<(f64, f64, f64)>,
    /// With what probability cases with and without the outcome are chosen: a rule besides those that are always tried.
    pub keeps: Option<(f64, f64)>,
    /// Steps that the theory may cost.
    pub steps: u64,
}

impl Default for AuditOptions {
    fn default() -> Self {
        Self {
            theory: None,
            all_pairs: false,
            simulate: 0,
            seed: 1,
            claim: None,
            truth: None,
            keeps: None,
            steps: STEPS,
        }
    }
}

impl Study {
    /// Audits the choice of cases for a theory.
    ///
    /// Gives `None`, with the reasons among the problems, where the theory does not check or costs too much, or the claim or a
    /// probability is none.
    pub fn audit(&self, options: &AuditOptions) -> Warned<Option<AuditReport>> {
        Warned::gather(|problems| {
            let theory = self.theory(options.theory.as_deref()).unload(problems);
            let numbers = options.truth.iter().flat_map(|(a, b, c)| [*a, *b, *c]);
            let numbers = numbers.chain(options.keeps.iter().flat_map(|(a, b)| [*a, *b]));
            for wrong in numbers.filter(|number| !(0.0..=1.0).contains(number)) {
                let message = format!("{wrong} is no probability");
                problems.push(Diagnostic::misuse("audit::probability", message).hint("write numbers from 0 to 1"));
            }
            let theory = theory?;
            if let Some(wanted) = &options.claim
                && !theory
                    .claims
                    .iter()
                    .any(|claim| claim.name == *wanted && matches!(claim.kind, ClaimKind::Static { .. }))
            {
                let is_static = |claim: &&theory::model::Claim| matches!(claim.kind, ClaimKind::Static { .. });
                let names: Vec<&str> =
                    theory.claims.iter().filter(is_static).map(|claim| claim.name.as_str()).collect();
                let hint = did_you_mean(wanted, names.iter().copied(), || {
                    format!("claims of necessity or sufficiency: {}", names.join(", "))
                });
                let message = format!("`{}` makes no claim of necessity or sufficiency called `{wanted}`", theory.name);
                problems.push(Diagnostic::misuse("audit::unknown_claim", message).hint(hint));
            }
            if problems.iter().any(Diagnostic::is_error) {
                return None;
            }
            let audit = |program: &Program<'_>, budget: &Budget| self.audited(program, options, budget);
            within(&theory, &self.history, options.steps, audit).unload(problems)
        })
    }

    fn audited(
        &self,
        program: &Program<'_>,
        options: &AuditOptions,
        budget: &Budget,
    ) -> Result<AuditReport, OverBudget> {
        let theory = program.theory;
        let here = self.cases_in(theory, options.all_pairs, program.history);
        let all = self.cases_in(theory, true, program.history);
        let run = Options::default();
        let judged = verdicts::run(program, &here, &run, budget)?;
        let lines = Lines::new(program, &here, budget)?;
        let (everyone, of_all) = if here == all {
            (lines.clone(), judged.clone())
        } else {
            (Lines::new(program, &all, budget)?, verdicts::run(program, &all, &run, budget)?)
        };
        let place = |id| {
            let coding = self.base.coding(id);
            report::place(&coding.source, &coding.locator)
        };
        let mine = selection::entered(program, &lines, &place);
        let theirs = selection::entered(program, &everyone, &place);
        let mut claims = Vec::new();
        for (study, universe) in judged.iter().zip(&of_all) {
            claims.extend(self.claim_audit(program, study, universe));
        }
        let entry = |entry: Entry| mine.iter().filter(|one| one.entry == entry).count();
        let names = |entry: Entry| -> Vec<String> {
            mine.iter().filter(|one| one.entry == entry).map(|one| one.name.clone()).collect()
        };
        let mut cells = Vec::new();
        let mut left_out = Vec::new();
        for (at, target) in lines.targets.iter().enumerate() {
            match selection::cells(&lines, &everyone, at) {
                Some(found) => cells.extend(found.into_iter().map(|cell| CellReport {
                    outcome: target.name.clone(),
                    criteria: target.names.iter().cloned().zip(cell.group.iter().map(|held| held.word())).collect(),
                    holds: cell.outcome,
                    cases: cell.study.0,
                    days: cell.study.1,
                    cases_of_all: cell.universe.0,
                    days_of_all: cell.universe.1,
                })),
                None => left_out.push(target.name.clone()),
            }
        }
        let events = theory.claims.iter().filter(|claim| !matches!(claim.kind, ClaimKind::Static { .. }));
        Ok(AuditReport {
            schema: "exceptio.audit",
            version: 1,
            study: report::study_head(&self.base, program.history, self.as_of, &self.ask.readings),
            theory: theory.name.clone(),
            full_universe: here == all,
            cases: (mine.len(), theirs.len()),
            entered: [
                entry(Entry::OutcomeAlone),
                entry(Entry::Both),
                entry(Entry::OtherAlone),
                entry(Entry::Everyone),
                entry(Entry::ThroughOutcome),
            ],
            chosen_on_outcome: names(Entry::OutcomeAlone),
            through_outcome: names(Entry::ThroughOutcome),
            share_chosen: (!mine.is_empty())
                .then(|| (entry(Entry::OutcomeAlone) + entry(Entry::ThroughOutcome)) as f64 / mine.len() as f64),
            outcomes: lines
                .targets
                .iter()
                .enumerate()
                .map(|(at, target)| EntryReport {
                    outcome: target.name.clone(),
                    held: held(&mine, at),
                    held_of_all: held(&theirs, at),
                })
                .collect(),
            cells,
            cells_left_out: left_out,
            claims,
            events: events.map(|claim| claim.name.clone()).collect(),
            independence: self.independence(program, &judged, budget)?,
            simulation: (options.simulate > 0).then(|| simulation(program, &judged, options)).flatten(),
        })
    }

    fn claim_audit(
        &self,
        program: &Program<'_>,
        study: &ClaimVerdicts,
        universe: &ClaimVerdicts,
    ) -> Vec<ClaimAuditReport> {
        let claim = &program.theory.claims[study.claim];
        let audits = selection::audit(program, study, universe).into_iter().map(|audit| ClaimAuditReport {
            claim: claim.name.clone(),
            words: claim.words.clone(),
            definition: report::definition_of(program, study),
            relation: relation(audit.relation),
            selection: match audit.relation {
                Relation::Necessary => {
                    "Necessity: choosing cases on the outcome is legitimate for the consistency, which looks only at days with the \
                     outcome; it fixes coverage and RoN at 1."
                }
                _ => {
                    "Sufficiency: choosing cases on the outcome is not legitimate: it fixes the consistency at 1, whatever the world is \
                     like; it leaves the coverage alone."
                }
            },
            samples: audit
                .samples
                .iter()
                .map(|fit| SampleReport {
                    sample: fit.sample.words(),
                    cases: fit.cases,
                    days: fit.days,
                    parameters: fit
                        .parameters
                        .iter()
                        .map(|one| SampledReport {
                            name: one.parameter.word(),
                            bounds: one.bounds.map(|bounds| (bounds.least, bounds.most)),
                            fixed: one.fixed.map(|fixed| fixed.words()),
                            change: one.change,
                        })
                        .collect(),
                })
                .collect(),
        });
        audits.collect()
    }

    fn independence(
        &self,
        program: &Program<'_>,
        judged: &[ClaimVerdicts],
        budget: &Budget,
    ) -> Result<IndependenceReport, OverBudget> {
        let ask = report::ClaimAsk { base: &self.base, program, all: judged, witnesses: true, budget };
        let mut found = IndependenceReport::default();
        for claim in judged {
            for verdict in report::claim_report(&ask, claim)?.verdicts {
                if verdict.scope == "in" && matches!(verdict.ruling, "conforms" | "deviates") {
                    found.decided += 1;
                    found.same_place += usize::from(verdict.same_place);
                    found.same_source += usize::from(verdict.same_source);
                    found.same_coder += usize::from(verdict.same_coder);
                }
            }
        }
        Ok(found)
    }
}

fn held(entered: &[Entered], target: usize) -> (usize, usize, usize) {
    let count = |is: fn(&Truth) -> bool| entered.iter().filter(|one| one.outcome.get(target).is_some_and(is)).count();
    (count(|truth| truth.is_yes()), count(|truth| truth.is_no()), count(|truth| truth.is_unknown()))
}

fn relation(relation: Relation) -> &'static str {
    if relation == Relation::Necessary { "necessity" } else { "sufficiency" }
}

/// Draws studies from the truth of a claim's days, under each rule.
fn simulation(program: &Program<'_>, judged: &[ClaimVerdicts], options: &AuditOptions) -> Option<SimulationReport> {
    let theory = program.theory;
    let is_wanted = |claim: &&ClaimVerdicts| {
        let spec = &theory.claims[claim.claim];
        matches!(spec.kind, ClaimKind::Static { .. }) && options.claim.as_ref().is_none_or(|name| *name == spec.name)
    };
    let claim = judged.iter().find(is_wanted);
    let (truth, from) = match (options.truth, claim) {
        (Some((condition, with, without)), _) => (Truths { condition, with, without }, "given".to_owned()),
        (None, Some(claim)) => {
            let label = report::definition_of(program, claim);
            let name = &theory.claims[claim.claim].name;
            (of_days(claim), if label.is_empty() { name.clone() } else { format!("{name}, {label}") })
        }
        (None, None) => return None,
    };
    let cases = claim.map_or(100, |claim| claim.cases.iter().filter(|verdict| verdict.in_scope()).count()).max(1);
    let mut rules = vec![
        ("every case is chosen".to_owned(), Rule { positives: 1.0, negatives: 1.0 }),
        ("only cases with the outcome are chosen".to_owned(), Rule { positives: 1.0, negatives: 0.0 }),
        ("all with the outcome, one in ten without".to_owned(), Rule { positives: 1.0, negatives: 0.1 }),
    ];
    if let Some((positives, negatives)) = options.keeps {
        rules.push((
            format!("{positives} of those with the outcome, {negatives} of those without"),
            Rule { positives, negatives },
        ));
    }
    let rules = rules.into_iter().map(|(words, rule)| {
        let simulated = selection::simulate(truth, rule, options.simulate, cases, options.seed);
        let parameter = |one: &selection::Outcome| SimulatedParameter {
            relation: if one.necessity { "necessity" } else { "sufficiency" },
            name: one.parameter.word(),
            truth: one.truth,
            mean: one.mean,
            bias: one.bias,
            noise: one.noise,
            coverage: one.coverage,
            undefined: one.undefined,
        };
        SimulatedRule {
            rule: words,
            keeps: (rule.positives, rule.negatives),
            parameters: simulated.outcomes.iter().map(parameter).collect(),
        }
    });
    Some(SimulationReport {
        truth_from: from,
        truth: (truth.condition, truth.with, truth.without),
        studies: options.simulate,
        cases,
        seed: options.seed,
        rules: rules.collect(),
    })
}

/// Shares of a claim's days, with half a year added to each side so that none is 0 or 1 for want of days.
fn of_days(claim: &ClaimVerdicts) -> Truths {
    let mut days = [0.0_f64; 4];
    for spell in claim.cases.iter().flat_map(|verdict| &verdict.first.spells) {
        let side = |degree: conditions::Degree| match degree.truth() {
            Truth::Yes => Some(0),
            Truth::No => Some(1),
            Truth::Unknown(_) => None,
        };
        if let (Some(x), Some(y)) = (side(spell.condition), side(spell.outcome)) {
            days[x * 2 + y] += spell.days.days() as f64;
        }
    }
    const HALF: f64 = 182.5;
    let share = |part: f64, rest: f64| (part + HALF) / (part + rest + 2.0 * HALF);
    Truths {
        condition: share(days[0] + days[1], days[2] + days[3]),
        with: share(days[0], days[1]),
        without: share(days[2], days[3]),
    }
}
