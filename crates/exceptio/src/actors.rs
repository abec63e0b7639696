//! Two actors beside each other: what is coded alike of both, which ally each keeps against its own policy, and how a
//! theory fares with the policy of each.

use crate::report::{self, ActorsReport, BesideReport, Rival, SideReport};
use crate::study::Study;
use crate::test::TestOptions;
use crate::within::{afforded, budget};
use conditions::{Budget, OverBudget};
use spells::{ActorId, Day};
use text::{Diagnostic, FileId, Files, Warned};
use theory::model::{CaseKind, Theory};
use verdicts::compare::{Fate, Judged, beside, questions};
use verdicts::{ClaimVerdicts, Exception, Ruling, Weight};

/// Whose exceptions are allies kept nonetheless: a policy taken at its word.
const KEPT: &str = "theory kept-nonetheless \"A state has no ally that its declared policy forbids\"\n\
                    let PERMITTED = not forbidden(a, b)\n\
                    outcome ALLIANCE = allied(a, b)\n\
                    claim kept: PERMITTED is necessary for ALLIANCE\n";

/// The theory whose cases are pairs of two actors, and the policy taken at its word, with their verdicts.
struct Both<'a> {
    kept: Judged<'a>,
    theory: Option<Judged<'a>>,
}

impl Study {
    /// Sets two actors beside each other by id, with the cases of a theory (the default one without a name) in which each is
    /// `a`.
    ///
    /// Gives `None`, with the reasons among the problems, where there is no such actor or theory, or it costs too much.
    pub fn compare_actors(
        &self,
        first: &str,
        second: &str,
        theory: Option<&str>,
        options: &TestOptions,
    ) -> Warned<Option<ActorsReport>> {
        Warned::gather(|problems| {
            let mut find = |id: &str| {
                self.actor_called(id, "compare::unknown_actor").map_err(|problem| problems.push(*problem)).ok()
            };
            let found = (find(first), find(second));
            let (one, other) = (found.0?, found.1?);
            if one == other {
                let message = format!("`{first}` is compared with itself");
                problems.push(Diagnostic::misuse("compare::same_actor", message).hint("name two actors, as CHN VNM"));
                return None;
            }
            let mut theories: Vec<Theory> = self.policy_at_its_word().into_iter().collect();
            let theory = self.theory(theory).unload(problems)?;
            if theory.cases == CaseKind::DirectedPairs {
                theories.push(theory);
            } else {
                let message = format!("the cases of `{}` are no directed pairs", theory.name);
                let hint = "allies and conduct are compared by a theory about `a` and `b`: name one with --theory";
                problems.push(Diagnostic::warning("compare::other_cases", message).hint(hint));
            }
            let programs = self.programs(&theories, problems);
            let (_, judged) = self.hold(&programs, options, problems)?;
            let held: Vec<Judged<'_>> =
                programs.iter().zip(&judged).map(|(program, claims)| Judged { program, claims }).collect();
            let both = Both { kept: *held.first()?, theory: held.get(1).copied() };
            let report = self.actors_report([one, other], &both, &budget(options.steps));
            afforded(both.kept.program.theory, options.steps, report).unload(problems)
        })
    }

    /// The theory that a declared policy is, read as any other; none where the study has no policies.
    fn policy_at_its_word(&self) -> Option<Theory> {
        let mut files = Files::new();
        let file: FileId = files.add("kept-nonetheless", KEPT);
        theory::read(&files, file, &self.vocabulary()).value
    }

    fn actors_report(
        &self,
        actors: [ActorId; 2],
        both: &Both<'_>,
        budget: &Budget,
    ) -> Result<ActorsReport, OverBudget> {
        let names = actors.map(|id| (self.history.actor(id).id.clone(), self.history.actor(id).name.clone()));
        let mut points: Vec<BesideReport> = (beside(&self.history, actors[0], actors[1]).iter())
            .map(|point| report::point_report(&self.base, point))
            .collect();
        points.extend(self.kept_nonetheless(actors, both, budget)?);
        if let Some(theory) = &both.theory {
            points.extend(self.conduct(actors, theory, budget)?);
        }
        Ok(ActorsReport {
            schema: "exceptio.actors",
            version: 1,
            study: report::study_head(&self.base, &self.history, self.as_of, &self.ask.readings),
            theory: both.theory.map(|judged| {
                let program = judged.program;
                report::theory_head(&self.base, program.theory, |node| program.describe(node))
            }),
            first: names[0].clone(),
            second: names[1].clone(),
            points: report::sorted(points),
        })
    }

    /// Allies kept though a declared policy forbids them: exceptions to the policies, and which of them are typical for the
    /// theory.
    fn kept_nonetheless(
        &self,
        actors: [ActorId; 2],
        both: &Both<'_>,
        budget: &Budget,
    ) -> Result<Vec<BesideReport>, OverBudget> {
        let kept = &both.kept;
        let mut held = vec![*kept];
        held.extend(both.theory);
        let asked = questions(&held);
        let ask =
            report::ClaimAsk { base: &self.base, program: kept.program, all: kept.claims, witnesses: true, budget };
        let found = verdicts::exceptions(kept.program, kept.claims, budget)?;
        let last: Day = self.history.window().until.plus(-1);
        let mut allies: [Vec<(Exception, report::ExceptionReport)>; 2] = Default::default();
        for exception in found.into_iter().filter(|exception| exception.weight == Weight::Breaks) {
            let case = kept.claims[exception.judged].cases[exception.case].case;
            let Some(whose) = actors.iter().position(|actor| actor.0 == case.first) else { continue };
            let rivals: Vec<Rival<'_>> = (both.theory.into_iter())
                .map(|theory| Rival {
                    theory,
                    claim: (asked.iter().find(|question| question.answers[0] == Some(exception.judged)))
                        .and_then(|question| question.answers[1]),
                })
                .collect();
            let told = report::exception_report(&ask, &exception, &rivals)?;
            allies[whose].push((exception, told));
        }
        let mut points = Vec::new();
        let mut point = |what: String, wanted: &dyn Fn(&Exception, &report::ExceptionReport) -> bool| {
            let sides: [SideReport; 2] = [0, 1].map(|at| {
                let chosen: Vec<&report::ExceptionReport> =
                    allies[at].iter().filter(|(value, told)| wanted(value, told)).map(|(_, told)| told).collect();
                report::allies_side(&chosen)
            });
            points.extend(report::judged_point("allies kept nonetheless", what, sides));
        };
        point("an ally that the declared policy forbids".to_owned(), &|_, _| true);
        point(format!("and kept to the last day under study ({last})"), &|exception, _| {
            exception.reach.is_some_and(|reach| reach.last.1 == last)
        });
        if let Some(theory) = &both.theory {
            let name = &theory.program.theory.name;
            point(format!("and typical for `{name}`"), &|_, told| told.confirms.contains(name));
            point(format!("and typical for `{name}`, kept to the last day under study"), &|exception, told| {
                told.confirms.contains(name) && exception.reach.is_some_and(|reach| reach.last.1 == last)
            });
        }
        Ok(points)
    }

    /// How each claim of the theory fares in the cases of each actor's policy, and with which partners both bear it out.
    fn conduct(
        &self,
        actors: [ActorId; 2],
        theory: &Judged<'_>,
        budget: &Budget,
    ) -> Result<Vec<BesideReport>, OverBudget> {
        let program = theory.program;
        let ask = report::ClaimAsk { base: &self.base, program, all: theory.claims, witnesses: true, budget };
        let mut points = Vec::new();
        for claims in theory.claims {
            let label = report::definition_of(program, claims);
            let spec = &program.theory.claims[claims.claim];
            let words = if label.is_empty() { spec.words.clone() } else { format!("{} ({label})", spec.words) };
            let with = |ruling: Ruling| actors.map(|actor| partners(claims, actor, ruling));
            let (conform, deviate) = (with(Ruling::Conforms), with(Ruling::Deviates));
            for (ruling, found) in [("borne out", &conform), ("broken", &deviate)] {
                let mut sides = Vec::new();
                for of in found {
                    sides.push(self.conduct_side(&ask, claims, of)?);
                }
                let Ok(sides) = <[SideReport; 2]>::try_from(sides) else { continue };
                points.extend(report::judged_point("conduct", format!("{ruling}: {words}"), sides));
            }
            let common = |at: &usize| {
                let partner = claims.cases[*at].case.second;
                conform.iter().all(|of| of.iter().any(|other| claims.cases[*other].case.second == partner))
            };
            let shared: [Vec<usize>; 2] = [0, 1].map(|at| conform[at].iter().copied().filter(common).collect());
            if !shared[0].is_empty() {
                let mut sides = Vec::new();
                for of in &shared {
                    sides.push(self.conduct_side(&ask, claims, of)?);
                }
                let Ok(sides) = <[SideReport; 2]>::try_from(sides) else { continue };
                let what = format!("borne out with the same partner: {words}");
                points.extend(report::judged_point("conduct", what, sides));
            }
        }
        Ok(points)
    }

    fn conduct_side(
        &self,
        ask: &report::ClaimAsk<'_>,
        claims: &ClaimVerdicts,
        of: &[usize],
    ) -> Result<SideReport, OverBudget> {
        let mut witnesses = Vec::new();
        let mut names = Vec::new();
        for at in of {
            let verdict = &claims.cases[*at];
            debug_assert_ne!(verdicts::compare::fate(verdict), Fate::OutOfScope);
            names.push(self.history.actor(ActorId(verdict.case.second)).id.clone());
            for reason in verdicts::reasons(ask.program, verdict, &claims.setting, ask.budget)? {
                witnesses.extend(reason.witnesses().into_iter().map(|id| report::witness(&self.base, id, true)));
            }
        }
        Ok(report::side(names.join(", "), witnesses))
    }
}

/// Cases in scope with `a` the actor and this ruling, by their places.
fn partners(claims: &ClaimVerdicts, actor: ActorId, ruling: Ruling) -> Vec<usize> {
    let of = claims.cases.iter().enumerate();
    of.filter(|(_, verdict)| verdict.case.first == actor.0 && verdict.in_scope() && verdict.ruling == ruling)
        .map(|(at, _)| at)
        .collect()
}
