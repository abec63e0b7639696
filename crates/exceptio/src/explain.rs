//! One case explained: which claims, on which day, down to the codings.

use crate::flips::unknown_claim;
use crate::report::{self, ExplainReport};
use crate::study::Study;
use crate::test::too_costly;
use conditions::{Budget, Case, Clock, OverBudget, Program};
use spells::{Conventions, Day, NOBODY};
use text::{Diagnostic, Warned, nearest};
use theory::model::{CaseKind, ClaimKind, Theory};
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
        let mut problems = Vec::new();
        let Some(theory) = self.theory(options.theory.as_deref()).unload(&mut problems) else {
            return Warned::new(Vec::new(), problems);
        };
        let at = match options.at.as_deref().map(|text| (text, spells::parse_date(text, &Conventions::default()))) {
            None => None,
            Some((_, Ok(date))) => Some(date.earliest()),
            Some((text, Err(problem))) => {
                let message = format!("`{text}` is no date: {}", problem.message);
                problems.push(Diagnostic::error("explain::date", message).maybe_hint(problem.hint));
                return Warned::new(Vec::new(), problems);
            }
        };
        let window = self.history.window();
        if let Some(day) = at.filter(|day| !window.contains(*day)) {
            let (first, last) = (window.from, window.until.plus(-1));
            let message = format!("{day} is not among the days under study, {first} to {last}");
            let hint = match self.as_of.filter(|as_of| *as_of < day && day < self.base.window.until) {
                Some(as_of) => format!("as of {as_of} it is still to come"),
                None => "name a day between them with --at".to_owned(),
            };
            problems.push(Diagnostic::error("explain::outside_window", message).hint(hint));
            return Warned::new(Vec::new(), problems);
        }
        let cases = self.named_cases(&theory, case).unload(&mut problems);
        if let Some(problem) = unknown_claim(&theory, options.claim.as_deref()) {
            problems.push(problem);
            return Warned::new(Vec::new(), problems);
        }
        let program = match Program::new(&theory, &self.history) {
            Ok(program) => program,
            Err(more) => {
                problems.extend(more);
                return Warned::new(Vec::new(), problems);
            }
        };
        let budget = Budget::default();
        match self.explain_cases(&program, &cases, options, at, &budget) {
            Ok(reports) => Warned::new(reports, problems),
            Err(over) => {
                problems.push(too_costly(&theory, &over, 2_000_000_000));
                Warned::new(Vec::new(), problems)
            }
        }
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

    /// The cases that a person means by `CHN>PRK`, `CHN-PRK`, `CHN` or a treaty's id.
    pub(crate) fn named_cases(&self, theory: &Theory, name: &str) -> Warned<Vec<Case>> {
        let history = &self.history;
        if theory.cases == CaseKind::Treaties {
            return match history.find_treaty(name) {
                Some(treaty) => Warned::clean(vec![Case { first: treaty.0, second: NOBODY }]),
                None => {
                    let names: Vec<&str> = history.treaties().iter().map(|treaty| treaty.id.as_str()).collect();
                    let hint = match nearest(name, names.iter().copied()) {
                        Some(near) => format!("did you mean `{near}`?"),
                        None => format!("the study has: {}", names.join(", ")),
                    };
                    let message = format!("no treaty is called `{name}`");
                    Warned::new(Vec::new(), vec![Diagnostic::error("explain::unknown_case", message).hint(hint)])
                }
            };
        }
        let directed = name.contains('>');
        let parts: Vec<&str> = name.split(['>', '-']).map(str::trim).collect();
        let mut problems = Vec::new();
        let actors: Vec<u32> = parts
            .iter()
            .filter_map(|id| {
                self.actor_called(id, "explain::unknown_case").map_err(|problem| problems.push(*problem)).ok()
            })
            .map(|actor| actor.0)
            .collect();
        let cases = match (theory.cases, actors.as_slice()) {
            _ if !problems.is_empty() => Vec::new(),
            (CaseKind::Actors, [first]) => vec![Case { first: *first, second: NOBODY }],
            (CaseKind::UndirectedPairs, [a, b]) if a != b => vec![Case { first: *a.min(b), second: *a.max(b) }],
            (CaseKind::DirectedPairs, [a, b]) if a != b => {
                let there = Case { first: *a, second: *b };
                let back = Case { first: *b, second: *a };
                if directed { vec![there] } else { vec![there, back] }
            }
            (kind, _) => {
                let wanted = match kind {
                    CaseKind::Actors => "one actor, as CHN",
                    _ => "two actors, as CHN-PRK (or CHN>PRK for one direction)",
                };
                let message = format!("`{name}` is no case of this theory");
                problems.push(Diagnostic::error("explain::no_case", message).hint(format!("its cases are {wanted}")));
                Vec::new()
            }
        };
        Warned::new(cases, problems)
    }
}
