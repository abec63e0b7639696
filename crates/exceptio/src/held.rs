//! Theories of a study read, compiled and judged on the same cases: what a comparison begins with.

use crate::cases::Chosen;
use crate::study::Study;
use crate::test::TestOptions;
use crate::within::{afforded, budget, program};
use conditions::Program;
use text::{Diagnostic, Warned};
use theory::model::Theory;
use verdicts::{ClaimVerdicts, Options};

impl Study {
    /// Reads theories by name, in that order; those that cannot be read are among the problems, and so are those whose cases
    /// are of another kind than the first's. Names given twice count once.
    pub(crate) fn theories_of_one_kind(&self, names: &[&str]) -> Warned<Vec<Theory>> {
        let mut problems = Vec::new();
        let mut theories: Vec<Theory> = Vec::new();
        for name in names {
            if theories.iter().any(|theory| theory.name == *name) {
                continue;
            }
            let Some(theory) = self.theory(Some(name)).unload(&mut problems) else { continue };
            match theories.first() {
                Some(first) if first.cases != theory.cases => {
                    let message = format!("`{}` and `{name}` are about cases of different kinds", first.name);
                    problems.push(
                        Diagnostic::warning("compare::other_cases", message)
                            .hint(format!("`{name}` is left out: name theories about cases of one kind")),
                    );
                }
                _ => theories.push(theory),
            }
        }
        Warned::new(theories, problems)
    }

    /// Compiles theories; those that cannot be are among the problems.
    pub(crate) fn programs<'a>(&'a self, theories: &'a [Theory], problems: &mut Vec<Diagnostic>) -> Vec<Program<'a>> {
        theories.iter().filter_map(|theory| program(theory, &self.history).unload(problems)).collect()
    }

    /// Chooses the cases for all theories together, and judges each theory on all of them. `None` where a theory costs more
    /// than its budget.
    pub(crate) fn hold(
        &self,
        programs: &[Program<'_>],
        options: &TestOptions,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<(Chosen, Vec<Vec<ClaimVerdicts>>)> {
        let all: Vec<&Program<'_>> = programs.iter().collect();
        let chosen = self.choose(&all, options, &budget(options.steps));
        let chosen = match all.first() {
            Some(first) => afforded(first.theory, options.steps, chosen).unload(problems)?,
            None => chosen.ok()?,
        };
        let mut judged = Vec::new();
        for program in programs {
            let found = verdicts::run(program, &chosen.cases, &run_options(options), &budget(options.steps));
            judged.push(afforded(program.theory, options.steps, found).unload(problems)?);
        }
        Some((chosen, judged))
    }
}

/// How comparisons run: every spell is kept, since days of deviation are compared.
pub(crate) fn run_options(options: &TestOptions) -> Options {
    Options { clock: options.clock, threads: options.threads, year_rule: options.year_rule, spells: true }
}
