//! Every exception to a theory, and what the other theories say of it.

use crate::report::{self, ExceptionsReport, Rival};
use crate::study::Study;
use crate::test::TestOptions;
use crate::within::{afforded, budget};
use text::Warned;
use verdicts::Weight;
use verdicts::compare::{Judged, questions};

/// Whose exceptions, and against which theories.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExceptionsOptions {
    /// The theory; the default one without a name.
    pub theory: Option<String>,
    /// The theories that its exceptions are held against; every other one of the study without names.
    pub against: Vec<String>,
    /// How it is judged.
    pub test: TestOptions,
}

impl Study {
    /// Lists every deviating case of a theory with what classifies it, what might excuse it, its reasons, and what the other
    /// theories say of it under claims of the same form about the same outcome.
    ///
    /// Gives `None`, with the reasons among the problems, where the theory cannot be judged.
    pub fn exceptions(&self, options: &ExceptionsOptions) -> Warned<Option<ExceptionsReport>> {
        Warned::gather(|problems| {
            let first = self.theory(options.theory.as_deref()).unload(problems)?;
            let against: Vec<&str> = match options.against.as_slice() {
                [] => self.theories().into_iter().filter(|name| *name != first.name).collect(),
                named => named.iter().map(String::as_str).filter(|name| *name != first.name).collect(),
            };
            let mut names = vec![first.name.as_str()];
            names.extend(against);
            let theories = self.theories_of_one_kind(&names).unload(problems);
            // Problems of the theory itself were said when it was read first.
            problems.dedup();
            let programs = self.programs(&theories, problems);
            if programs.first().is_none_or(|program| program.theory.name != first.name) {
                return None;
            }
            let (chosen, judged) = self.hold(&programs, &options.test, problems)?;
            let held: Vec<Judged<'_>> =
                programs.iter().zip(&judged).map(|(program, claims)| Judged { program, claims }).collect();
            let questions = questions(&held);
            let budget = budget(options.test.steps);
            let program = &programs[0];
            let ask = report::ClaimAsk { base: &self.base, program, all: &judged[0], witnesses: true, budget: &budget };
            let report = verdicts::exceptions(program, &judged[0], &budget).and_then(|found| {
                let mut lists: [Vec<report::ExceptionReport>; 3] = Default::default();
                for exception in &found {
                    let rivals: Vec<Rival<'_>> = (1..held.len())
                        .map(|at| Rival {
                            theory: held[at],
                            claim: questions
                                .iter()
                                .find(|question| question.answers[0] == Some(exception.judged))
                                .and_then(|question| question.answers[at]),
                        })
                        .collect();
                    let list = match exception.weight {
                        Weight::Breaks => 0,
                        Weight::Unexplained => 1,
                        Weight::OutOfScope | Weight::ScopeUnknown => 2,
                    };
                    lists[list].push(report::exception_report(&ask, exception, &rivals)?);
                }
                let [exceptions, unexplained, not_spoken_of] = lists;
                let all: Vec<_> = programs.iter().collect();
                Ok(ExceptionsReport {
                    schema: "exceptio.exceptions",
                    version: 1,
                    study: report::study_head(&self.base, &self.history, self.as_of, &self.ask.readings),
                    theory: report::theory_head(&self.base, program.theory, |node| program.describe(node)),
                    against: programs[1..].iter().map(|other| other.theory.name.clone()).collect(),
                    names: report::names(program, &chosen.cases),
                    cases: chosen.cases.len(),
                    near_relevant: chosen.near.as_ref().map(|near| report::near_report(&all, near)),
                    exceptions,
                    unexplained,
                    not_spoken_of,
                })
            });
            afforded(program.theory, options.test.steps, report).unload(problems)
        })
    }
}
