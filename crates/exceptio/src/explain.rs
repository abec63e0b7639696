//! One case explained: which claims, on which day, down to the codings.

use crate::asked_day::asked_day;
use crate::called::unknown_claim;
use crate::report::{self, ExplainReport};
use crate::study::Study;
use crate::within::{STEPS, within};
use conditions::{Budget, Case, Clock, OverBudget, Program};
use spells::Day;
use text::{Diagnostic, Warned};
use theory::model::ClaimKind;
use verdicts::{ClaimVerdicts, Options};

/// What to explain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExplainOptions {
    /// The theory; the default one without a name.
    pub theory: Option<String>,
    /// One claim only.
    pub claim: Option<String>,
    /// On this day, instead of the first of the worst spell or event; of a vague date, its first possible day.
    pub at: Option<String>,
    /// Which clock to read alliances on.
    pub clock: Clock,
}

impl Study {
    /// Explains what each claim (or the one asked for) says of a case: `CHN>PRK`, `CHN-PRK` (both directions where pairs
    /// are directed), `CHN` or a treaty's id.
    pub fn explain(&self, case: &str, options: &ExplainOptions) -> Warned<Vec<ExplainReport>> {
        let found = Warned::gather(|problems| {
            let theory = self.theory(options.theory.as_deref()).unload(problems)?;
            let at = match options.at.as_deref().map(|text| self.day_explained(text)) {
                None => None,
                Some(Ok(day)) => Some(day),
                Some(Err(problem)) => {
                    problems.push(*problem);
                    return None;
                }
            };
            let cases = self.named_cases(&theory, case).unload(problems);
            if let Some(problem) = unknown_claim(&theory, options.claim.as_deref()) {
                problems.push(problem);
                return None;
            }
            let explain =
                |program: &Program<'_>, budget: &Budget| self.explain_cases(program, &cases, options, at, budget);
            within(&theory, &self.history, STEPS, explain).unload(problems)
        });
        found.map(Option::unwrap_or_default)
    }

    /// The day that a date names: of a vague one the first. Errs where it is none or not under study.
    fn day_explained(&self, text: &str) -> Result<Day, Box<Diagnostic>> {
        let day = asked_day("explain::date", text)?.earliest();
        let window = self.history.window();
        if window.contains(day) {
            return Ok(day);
        }
        let (first, last) = (window.from, window.until.plus(-1));
        let message = format!("{day} is not among the days under study, {first} to {last}");
        let hint = match self.as_of.filter(|as_of| *as_of < day && day < self.base.window.until) {
            Some(as_of) => format!("as of {as_of} it is still to come"),
            None => "name a day between them with --at".to_owned(),
        };
        Err(Box::new(Diagnostic::misuse("explain::outside_window", message).hint(hint)))
    }

    fn explain_cases(
        &self,
        program: &Program<'_>,
        cases: &[Case],
        options: &ExplainOptions,
        at: Option<Day>,
        budget: &Budget,
    ) -> Result<Vec<ExplainReport>, OverBudget> {
        let run = Options { clock: options.clock, threads: 1, ..Options::default() };
        let judged = verdicts::run(program, cases, &run, budget)?;
        let ask = report::ClaimAsk { base: &self.base, program, all: &judged, witnesses: true, budget };
        let mut reports = Vec::new();
        for (place, case) in cases.iter().enumerate() {
            for claim in &judged {
                let spec = &program.theory.claims[claim.claim];
                if options.claim.as_ref().is_some_and(|wanted| *wanted != spec.name) {
                    continue;
                }
                debug_assert_eq!(claim.cases[place].case, *case);
                let events = !matches!(spec.kind, ClaimKind::Static { .. });
                // What would turn a claim about events costs more to find: only where it is asked for by name.
                let flips = !events || options.claim.is_some();
                reports.extend(self.explain_one(&ask, claim, place, (at, flips))?);
            }
        }
        Ok(reports)
    }

    fn explain_one(
        &self,
        ask: &report::ClaimAsk<'_>,
        judged: &ClaimVerdicts,
        place: usize,
        (at, flips): (Option<Day>, bool),
    ) -> Result<Option<ExplainReport>, OverBudget> {
        let (program, verdict) = (ask.program, &judged.cases[place]);
        let Some(explanation) = verdicts::explain(program, verdict, &judged.setting, at, ask.budget)? else {
            return Ok(None);
        };
        let one = ClaimVerdicts { cases: vec![verdict.clone()], ..judged.clone() };
        let mut claim = report::claim_report(ask, &one)?;
        let history = program.history;
        let (flips, flips_left_out) = match flips {
            true => self.nearest_flips(program, judged, verdict, ask.budget)?,
            false => (Vec::new(), false),
        };
        let about = ExplainReport {
            schema: "exceptio.explain",
            version: 1,
            theory: program.theory.name.clone(),
            claim: claim.name.clone(),
            words: claim.words.clone(),
            definition: claim.definition.clone(),
            verdict: claim.verdicts.remove(0),
            readings: verdict
                .world
                .readings()
                .iter()
                .map(|(dispute, reading)| {
                    (history.dispute(*dispute).name.clone(), history.reading(*reading).to_owned())
                })
                .collect(),
            placed: verdict
                .world
                .placements()
                .iter()
                .map(|(variable, day)| (history.variable(*variable).name.clone(), day.to_string()))
                .collect(),
            in_some_placements_of: explanation
                .hangs_on_dates
                .iter()
                .map(|variable| history.variable(*variable).name.clone())
                .collect(),
            flips,
            flips_left_out,
            ..ExplainReport::default()
        };
        Ok(Some(report::explain_report(ask.base, about, &explanation)))
    }
}
