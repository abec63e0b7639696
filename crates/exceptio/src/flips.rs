//! What would turn verdicts over: of one case, and of a whole theory.

use crate::report::{self, FlipReport, TurningReport, WeighReport, Words};
use crate::study::Study;
use crate::test::too_costly;
use conditions::{Budget, Case, Clock, OverBudget, Program};
use spells::AttributeId;
use text::{Diagnostic, Warned};
use theory::model::Theory;
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
            steps: 20_000_000_000,
            threads: threads::cores(),
        }
    }
}

impl Study {
    /// The smallest sets of changes that would turn over each claim's ruling (or one claim's) of a case.
    pub fn flips(&self, case: &str, options: &FlipOptions) -> Warned<Vec<TurningReport>> {
        let mut problems = Vec::new();
        let Some(theory) = self.theory(options.theory.as_deref()).unload(&mut problems) else {
            return Warned::new(Vec::new(), problems);
        };
        let cases = self.named_cases(&theory, case).unload(&mut problems);
        problems.extend(unknown_claim(&theory, options.claim.as_deref()));
        let to = options.to.as_deref().and_then(|word| ruling(word).unload(&mut problems));
        if problems.iter().any(Diagnostic::is_error) {
            return Warned::new(Vec::new(), problems);
        }
        let program = match Program::new(&theory, &self.history) {
            Ok(program) => program,
            Err(more) => {
                problems.extend(more);
                return Warned::new(Vec::new(), problems);
            }
        };
        let budget = Budget::new(options.steps, 10_000_000);
        match self.turn_cases(&program, &cases, options, to, &budget) {
            Ok(reports) => Warned::new(reports, problems),
            Err(over) => {
                problems.push(too_costly(&theory, &over, options.steps));
                Warned::new(Vec::new(), problems)
            }
        }
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
        let mut problems = Vec::new();
        let Some(theory) = self.theory(options.theory.as_deref()).unload(&mut problems) else {
            return Warned::new(None, problems);
        };
        if let Some(problem) = unknown_claim(&theory, options.claim.as_deref()) {
            problems.push(problem);
            return Warned::new(None, problems);
        }
        let program = match Program::new(&theory, &self.history) {
            Ok(program) => program,
            Err(more) => {
                problems.extend(more);
                return Warned::new(None, problems);
            }
        };
        let budget = Budget::new(options.steps, 10_000_000);
        match self.weigh_all(&program, options, &budget) {
            Ok(report) => Warned::new(Some(report), problems),
            Err(over) => {
                problems.push(too_costly(&theory, &over, options.steps));
                Warned::new(None, problems)
            }
        }
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

/// That a theory makes no claim of a name.
pub(crate) fn unknown_claim(theory: &Theory, wanted: Option<&str>) -> Option<Diagnostic> {
    let wanted = wanted.filter(|wanted| theory.claim(wanted).is_none())?;
    let names: Vec<&str> = theory.claims.iter().map(|claim| claim.name.as_str()).collect();
    let hint = match text::nearest(wanted, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("the theory claims: {}", names.join(", ")),
    };
    let message = format!("`{}` makes no claim called `{wanted}`", theory.name);
    Some(Diagnostic::error("explain::unknown_claim", message).hint(hint))
}

fn ruling(word: &str) -> Warned<Option<Ruling>> {
    let found = Ruling::ALL.into_iter().find(|ruling| ruling.word() == word);
    if found.is_some() {
        return Warned::clean(found);
    }
    let words: Vec<&str> = Ruling::ALL.iter().map(|ruling| ruling.word()).collect();
    let hint = match text::nearest(word, words.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("it is one of {}", words.join(", ")),
    };
    let problem = Diagnostic::error("explain::ruling", format!("`{word}` is no ruling")).hint(hint);
    Warned::new(None, vec![problem])
}
