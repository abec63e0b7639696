//! What would turn verdicts over: of one case, and of a whole theory.

use crate::called::unknown_claim;
use crate::report::{self, FlipReport, TurningReport, WeighReport, Words};
use crate::study::Study;
use crate::within::{STEPS_OF_SEARCH, within};
use conditions::{Budget, Case, Clock, OverBudget, Program};
use spells::AttributeId;
use text::{Diagnostic, Warned, did_you_mean};
use verdicts::{CaseVerdict, ClaimVerdicts, Closed, Limits, Options, Ruling, Which};

/// So many sets are judged for one verdict before the search is cut short, and says so.
pub(crate) const MOST_SETS: usize = 200_000;

/// The same where an explanation asks in passing.
const MOST_IN_PASSING: usize = 2_000;

/// What is to be turned over, and how far to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlipOptions {
    /// The theory; the default one without a name.
    pub theory: Option<String>,
    /// One claim only.
    pub claim: Option<String>,
    /// Which clock to read alliances on.
    pub clock: Clock,
    /// To this ruling only: `conforms`, `deviates`, `undecided`, `irrelevant`.
    pub to: Option<String>,
    /// Sets of at most so many changes; where none is given, of two, and of one for claims about events and for a whole
    /// theory, which cost more.
    pub size: Option<usize>,
    /// Steps that it may cost.
    pub steps: u64,
    /// How many threads.
    pub threads: usize,
}

impl Default for FlipOptions {
    fn default() -> Self {
        Self {
            theory: None,
            claim: None,
            clock: Clock::Behavioural,
            to: None,
            size: None,
            steps: STEPS_OF_SEARCH,
            threads: threads::cores(),
        }
    }
}

impl Study {
    /// The smallest sets of changes that would turn over each claim's ruling (or one claim's) of a case.
    pub fn flips(&self, case: &str, options: &FlipOptions) -> Warned<Vec<TurningReport>> {
        let found = Warned::gather(|problems| {
            let theory = self.theory(options.theory.as_deref()).unload(problems)?;
            let cases = self.named_cases(&theory, case).unload(problems);
            problems.extend(unknown_claim(&theory, options.claim.as_deref()));
            let to = options.to.as_deref().and_then(|word| ruling(word).unload(problems));
            if problems.iter().any(Diagnostic::is_error) {
                return None;
            }
            let turn = |program: &Program<'_>, budget: &Budget| self.turn_cases(program, &cases, options, to, budget);
            within(&theory, &self.history, options.steps, turn).unload(problems)
        });
        found.map(Option::unwrap_or_default)
    }

    fn turn_cases(
        &self,
        program: &Program<'_>,
        cases: &[Case],
        options: &FlipOptions,
        to: Option<Ruling>,
        budget: &Budget,
    ) -> Result<Vec<TurningReport>, OverBudget> {
        let run = Options { clock: options.clock, threads: 1, ..Options::default() };
        let judged = verdicts::run(program, cases, &run, budget)?;
        let limits = self.limits(options.size, (2, 1));
        let mut reports = Vec::new();
        for place in 0..cases.len() {
            for claim in &judged {
                let spec = &program.theory.claims[claim.claim];
                if options.claim.as_ref().is_some_and(|wanted| *wanted != spec.name) {
                    continue;
                }
                let verdict = &claim.cases[place];
                let found = verdicts::turning(program, verdict, &claim.setting, to, &limits, budget)?;
                let flips = self.words(verdict).flips(&found.sets);
                reports.push(turning_report(program, claim, verdict, flips, &found));
            }
        }
        Ok(reports)
    }

    /// On which codings, readings, vague events and gaps a theory's verdicts hang most.
    pub fn weigh(&self, options: &FlipOptions) -> Warned<Option<WeighReport>> {
        Warned::gather(|problems| {
            let theory = self.theory(options.theory.as_deref()).unload(problems)?;
            if let Some(problem) = unknown_claim(&theory, options.claim.as_deref()) {
                problems.push(problem);
                return None;
            }
            let weigh = |program: &Program<'_>, budget: &Budget| self.weigh_all(program, options, budget);
            within(&theory, &self.history, options.steps, weigh).unload(problems)
        })
    }

    fn weigh_all(
        &self,
        program: &Program<'_>,
        options: &FlipOptions,
        budget: &Budget,
    ) -> Result<WeighReport, OverBudget> {
        let theory = program.theory;
        let cases = self.cases_in(theory, false, &self.history);
        let run = Options { clock: options.clock, threads: options.threads, ..Options::default() };
        let mut judged = verdicts::run(program, &cases, &run, budget)?;
        if let Some(wanted) = &options.claim {
            judged.retain(|claim| theory.claims[claim.claim].name == *wanted);
        }
        let limits = self.limits(options.size, (1, 1));
        let weighed = verdicts::weigh(program, &judged, &limits, options.threads, budget)?;
        let name = |(claim, case): Which| {
            let claim = &judged[claim];
            let case = cases[case].name(theory.cases, program.history);
            (theory.claims[claim.claim].name.clone(), report::definition_of(program, claim), case)
        };
        let world = self.history.first_world();
        let words = Words { base: &self.base, history: &self.history, world: &world };
        Ok(WeighReport {
            theory: theory.name.clone(),
            title: theory.title.clone(),
            size: limits.size,
            verdicts: weighed.asked.len(),
            firm: weighed.firm.iter().map(|which| name(*which)).collect(),
            cut_short: weighed.cut_short.iter().map(|which| name(*which)).collect(),
            weights: weighed.loads.iter().map(|weight| words.weight(weight, &name)).collect(),
        })
    }

    /// The flips that an explanation shows: the smallest of a verdict, and whether there may be more.
    pub(crate) fn nearest_flips(
        &self,
        program: &Program<'_>,
        claim: &ClaimVerdicts,
        verdict: &CaseVerdict,
        budget: &Budget,
    ) -> Result<(Vec<FlipReport>, bool), OverBudget> {
        let limits = Limits { most: MOST_IN_PASSING, ..self.limits(None, (1, 1)) };
        let found = verdicts::turning(program, verdict, &claim.setting, None, &limits, budget)?;
        Ok((self.words(verdict).flips(&found.sets), found.cut_short))
    }

    fn limits(&self, size: Option<usize>, (of_days, of_events): (usize, usize)) -> Limits {
        Limits {
            size: size.unwrap_or(of_days),
            of_events: size.unwrap_or(of_events),
            most: MOST_SETS,
            closed: self.closed(),
        }
    }

    pub(crate) fn words<'a>(&'a self, verdict: &'a CaseVerdict) -> Words<'a> {
        Words { base: &self.base, history: &self.history, world: &verdict.world }
    }

    /// What no row can change: relations that treaties, policies and episodes give rise to; and that an alliance is there is
    /// all that its row says.
    pub(crate) fn closed(&self) -> Closed {
        let built_in = || self.base.attributes.iter().enumerate().filter(|(_, entry)| entry.built_in);
        let id = |at: usize| AttributeId(at as u32);
        Closed {
            valueless: built_in().map(|(at, _)| id(at)).collect(),
            derived: built_in().filter(|(_, entry)| entry.attribute.name != "allied").map(|(at, _)| id(at)).collect(),
        }
    }
}

fn turning_report(
    program: &Program<'_>,
    claim: &ClaimVerdicts,
    verdict: &CaseVerdict,
    flips: Vec<FlipReport>,
    found: &verdicts::Flips,
) -> TurningReport {
    let spec = &program.theory.claims[claim.claim];
    TurningReport {
        claim: spec.name.clone(),
        words: spec.words.clone(),
        definition: report::definition_of(program, claim),
        case: verdict.case.name(program.theory.cases, program.history),
        ruling: verdict.ruling.word(),
        standing: report::standing(verdict),
        scope: report::scope(verdict),
        size: found.size,
        possible: found.possible,
        cut_short: found.cut_short,
        flips,
    }
}

fn ruling(word: &str) -> Warned<Option<Ruling>> {
    let found = Ruling::ALL.into_iter().find(|ruling| ruling.word() == word);
    if found.is_some() {
        return Warned::clean(found);
    }
    let words: Vec<&str> = Ruling::ALL.iter().map(|ruling| ruling.word()).collect();
    let hint = did_you_mean(word, words.iter().copied(), || format!("it is one of {}", words.join(", ")));
    let problem = Diagnostic::misuse("explain::ruling", format!("`{word}` is no ruling")).hint(hint);
    Warned::new(None, vec![problem])
}
