//! Who could ally with whom: every actor of a study held against the criteria of a theory.

use crate::asked_day::asked_day;
use crate::flips::MOST_SETS;
use crate::report::{self, CandidateReport, CandidatesReport, RequirementReport, Words};
use crate::study::Study;
use crate::within::{STEPS_OF_SEARCH, afforded, budget, program};
use conditions::{Clock, Program};
use spells::{ActorId, DaySet, Interval};
use text::{Diagnostic, Warned, did_you_mean};
use theory::model::{CaseKind, Node, Theory};
use verdicts::Limits;
use verdicts::candidates::{Asked, Candidate, Criterion, candidates, criteria, setting};

/// Whose partners, when, and under which theory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CandidateOptions {
    /// The theory; the default one without a name.
    pub theory: Option<String>,
    /// The outcome; the theory's first without a name.
    pub outcome: Option<String>,
    /// One day; of a vague date, its first possible one. The last day under study where no day is given.
    pub at: Option<String>,
    /// First day of several; of a vague date, its first possible one.
    pub from: Option<String>,
    /// Last day; of a vague date, its last possible day.
    pub until: Option<String>,
    /// Which clock to read alliances on.
    pub clock: Clock,
    /// Sets of at most so many changes.
    pub size: usize,
    /// Steps that it may cost.
    pub steps: u64,
}

impl Default for CandidateOptions {
    fn default() -> Self {
        Self {
            theory: None,
            outcome: None,
            at: None,
            from: None,
            until: None,
            clock: Clock::Behavioural,
            size: 2,
            steps: STEPS_OF_SEARCH,
        }
    }
}

impl Study {
    /// Every other actor with which criteria hold, fail and are unknown on the days asked about, and the smallest change that
    /// would make all of them hold. Criteria do not hang on how the outcome is defined; the outcome itself is told by its
    /// first definition.
    pub fn candidates(&self, actor: &str, options: &CandidateOptions) -> Warned<Option<CandidatesReport>> {
        Warned::gather(|problems| {
            let theory = self.theory(options.theory.as_deref()).unload(problems)?;
            let found =
                self.actor_called(actor, "explain::unknown_case").map_err(|problem| problems.push(*problem)).ok();
            let days = self.days_asked(options, problems);
            let outcome = outcome(&theory, options.outcome.as_deref(), problems);
            if !matches!(theory.cases, CaseKind::DirectedPairs | CaseKind::UndirectedPairs) {
                let message = format!("the cases of `{}` are no pairs, so that nobody is a candidate", theory.name);
                let hint = "choose a theory that speaks of `a` and `b` with --theory";
                problems.push(Diagnostic::misuse("explain::no_pairs", message).hint(hint));
            }
            if problems.iter().any(Diagnostic::is_error) {
                return None;
            }
            let (actor, days, outcome) = (found?, days?, outcome?);
            let lived = self.history.lifetime(spells::About::Actor, actor.0, actor.0);
            if !lived.intervals().iter().any(|alive| !alive.and(days).is_empty()) {
                problems.push(self.did_not_exist(actor, days));
                return None;
            }
            let program = program(&theory, &self.history).unload(problems)?;
            let criteria = criteria(&program, outcome);
            if criteria.is_empty() {
                let name = &theory.outcomes[outcome].name;
                let message = format!("`{}` sets no criteria for {name}", theory.name);
                let hint = format!(
                    "it would with a claim such as `X is necessary for {name}` or `{name} starts only while X`"
                );
                problems.push(Diagnostic::misuse("explain::no_criteria", message).hint(hint));
                return None;
            }
            let asked = Asked {
                actor: actor.0,
                days: DaySet::from(days),
                outcome,
                setting: setting(&theory, outcome, 0, options.clock),
                limits: Limits { size: options.size, of_events: options.size, most: MOST_SETS, closed: self.closed() },
            };
            let found = candidates(&program, &asked, &budget(options.steps));
            let found = afforded(&theory, options.steps, found).unload(problems)?;
            Some(self.candidates_report(&program, &asked, days, &criteria, &found))
        })
    }

    /// An actor that existed on none of the days asked about.
    fn did_not_exist(&self, actor: ActorId, days: Interval) -> Diagnostic {
        let entry = &self.base.actors[actor.0 as usize];
        let alive = entry.lifetime.intervals();
        let (first, last) = (alive.first().map(|days| days.from), alive.last().map(|days| days.until.plus(-1)));
        let state = match (first, last) {
            (Some(first), _) if first >= days.until => "did not exist yet",
            (_, Some(last)) if last < days.from => "had ceased to exist",
            _ => "did not exist",
        };
        let on = match (days.from, days.until.plus(-1)) {
            (from, last) if from == last => format!("on {from}"),
            (from, last) => format!("from {from} to {last}"),
        };
        let message = format!("{} ({}) {state} {on}", entry.name, entry.id);
        let spans: Vec<String> = alive.iter().map(|days| format!("{} to {}", days.from, days.until.plus(-1))).collect();
        let mut hint = format!("it existed from {}: ask for a day of these", spans.join(", and from "));
        if let Some(successor) = entry.successor {
            hint.push_str(&format!(", or for its successor {}", self.history.actor(successor).id));
        }
        Diagnostic::misuse("explain::not_there", message).hint(hint)
    }

    fn days_asked(&self, options: &CandidateOptions, problems: &mut Vec<Diagnostic>) -> Option<Interval> {
        let mut read = |text: &str| match asked_day("explain::date", text) {
            Ok(date) => Some((date.earliest(), date.latest())),
            Err(problem) => {
                problems.push(*problem);
                None
            }
        };
        let window = self.history.window();
        let last = self.as_of.unwrap_or(window.until.plus(-1)).min(window.until.plus(-1));
        let from = options.from.as_deref().map(&mut read);
        let until = options.until.as_deref().map(&mut read);
        let at = options.at.as_deref().map(&mut read);
        if let (Some(Some(first)), Some(Some(last)), None) = (from, until, at)
            && first.0 > last.1
        {
            let message = format!("the days asked about end on {}, before they begin on {}", last.1, first.0);
            let hint = format!("exchange them: --from {} --to {}", last.0, first.1);
            problems.push(Diagnostic::misuse("explain::date", message).hint(hint));
            return None;
        }
        let (from, until) = match (from, until) {
            _ if at.is_some() => (at??.0, at??.0),
            (None, None) => (last, last),
            (Some(from), None) => (from?.0, last),
            (None, Some(until)) => (window.from, until?.1),
            (Some(from), Some(until)) => (from?.0, until?.1),
        };
        let days = Interval::new(from, until.plus(1));
        if days.and(window).is_empty() {
            let message = format!("no day from {from} to {until} is under study");
            let hint = format!("the study is about {} to {}", window.from, window.until.plus(-1));
            problems.push(Diagnostic::misuse("explain::date", message).hint(hint));
            return None;
        }
        Some(days.and(window))
    }

    fn candidates_report(
        &self,
        program: &Program<'_>,
        asked: &Asked,
        days: Interval,
        criteria: &[Criterion],
        found: &[Candidate],
    ) -> CandidatesReport {
        let theory = program.theory;
        let mut candidates: Vec<CandidateReport> =
            found.iter().map(|one| self.candidate_report(program, one)).collect();
        candidates.sort_by_key(standing);
        let named = |id: u32| self.history.actor(ActorId(id));
        let outcome = &theory.outcomes[asked.outcome];
        CandidatesReport {
            schema: "exceptio.candidates",
            version: 1,
            theory: theory.name.clone(),
            title: theory.title.clone(),
            actor: named(asked.actor).id.clone(),
            name: named(asked.actor).name.clone(),
            outcome: outcome.name.clone(),
            definition: if outcome.definitions.len() > 1 {
                outcome.definitions[0].label.clone()
            } else {
                String::new()
            },
            days: (days.from.to_string(), days.until.plus(-1).to_string()),
            criteria: criteria.iter().map(|one| criterion_report(program, one)).collect(),
            candidates,
            size: asked.limits.size,
        }
    }

    fn candidate_report(&self, program: &Program<'_>, candidate: &Candidate) -> CandidateReport {
        let (first, last) = match candidate.days.intervals() {
            [first, .., last] => (first.from, last.until),
            [one] => (one.from, one.until),
            [] => (self.history.window().from, self.history.window().from),
        };
        let world = self.history.first_world();
        let words = Words { base: &self.base, history: &self.history, world: &world };
        let actor = self.history.actor(ActorId(candidate.actor));
        CandidateReport {
            actor: actor.id.clone(),
            name: self.base.actors[candidate.actor as usize].name_on(first).to_owned(),
            case: candidate.case.name(program.theory.cases, &self.history),
            days: (first.to_string(), last.plus(-1).to_string()),
            scope: candidate.scope.as_ref().map(report::standing_report),
            criteria: candidate.criteria.iter().map(report::standing_report).collect(),
            missing: candidate.missing(),
            outcome: report::standing_report(&candidate.outcome),
            changes: words.flips(&candidate.changes.sets),
            cut_short: candidate.changes.cut_short,
        }
    }
}

/// Where a candidate stands, the likeliest first: those for whom most criteria are known to hold; those of whom nothing is
/// known come last among equals; then those for whom more hold on some of the days, then those for whom more are unknown for
/// want of an exact date alone, then those for whom more are unknown for other reasons. Stable: ids decide the rest.
fn standing(candidate: &CandidateReport) -> (usize, bool, std::cmp::Reverse<(usize, usize, usize)>) {
    let vague = Some(spells::Why::DateTooVague.words());
    let count = |is: &dyn Fn(&report::StandingReport) -> bool| candidate.criteria.iter().filter(|one| is(one)).count();
    let partly = count(&|one| one.fares == "partly");
    let by_date = count(&|one| one.fares == "unknown" && one.why == vague);
    let unknown = count(&|one| one.fares == "unknown" && one.why != vague);
    (candidate.missing, unknown == candidate.criteria.len(), std::cmp::Reverse((partly, by_date, unknown)))
}

fn criterion_report(program: &Program<'_>, criterion: &Criterion) -> RequirementReport {
    let theory = program.theory;
    let formula = match theory.node(criterion.node) {
        Node::Condition(at) => program.describe(theory.conditions[*at].node),
        _ => program.describe(criterion.node),
    };
    let claims = criterion.claims.iter();
    RequirementReport {
        name: criterion.name.clone(),
        formula: if criterion.negated { format!("not ({formula})") } else { formula },
        claims: claims.map(|(claim, role)| (theory.claims[*claim].name.clone(), report::role(*role))).collect(),
    }
}

fn outcome(theory: &Theory, wanted: Option<&str>, problems: &mut Vec<Diagnostic>) -> Option<usize> {
    let names: Vec<&str> = theory.outcomes.iter().map(|outcome| outcome.name.as_str()).collect();
    let (problem, hint) = match wanted {
        None if names.is_empty() => {
            (format!("`{}` has no outcome", theory.name), "declare one: `exceptio help outcome`".to_owned())
        }
        None => return Some(0),
        Some(wanted) => match names.iter().position(|name| *name == wanted) {
            Some(at) => return Some(at),
            None => {
                let hint =
                    did_you_mean(wanted, names.iter().copied(), || format!("its outcomes are: {}", names.join(", ")));
                (format!("`{}` has no outcome called `{wanted}`", theory.name), hint)
            }
        },
    };
    problems.push(Diagnostic::misuse("explain::unknown_outcome", problem).hint(hint));
    None
}
