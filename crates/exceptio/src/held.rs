//! Theories of a study read, compiled and judged on the same cases: what a comparison begins with.

use crate::cases::Chosen;
use crate::study::Study;
use crate::test::{TestOptions, too_costly};
use conditions::{Budget, Program};
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
        let compiled = theories.iter().filter_map(|theory| match Program::new(theory, &self.history) {
            Ok(program) => Some(program),
            Err(more) => {
                problems.extend(more);
                None
            }
        });
        compiled.collect()
    }

    /// Chooses the cases for all theories together, and judges each theory on all of them. `None` where a theory costs more
    /// than its budget.
    pub(crate) fn hold(
        &self,
        programs: &[Program<'_>],
        options: &TestOptions,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<(Chosen, Vec<Vec<ClaimVerdicts>>)> {
        let budget = Budget::new(options.steps, 10_000_000);
        let all: Vec<&Program<'_>> = programs.iter().collect();
        let mut over = |program: &Program<'_>, over| problems.push(too_costly(program.theory, &over, options.steps));
        let chosen = match self.choose(&all, options, &budget) {
            Ok(chosen) => chosen,
            Err(spent) => {
                over(all.first()?, spent);
                return None;
            }
        };
        let mut judged = Vec::new();
        for program in programs {
            match verdicts::run(program, &chosen.cases, &run_options(options), &Budget::new(options.steps, 10_000_000))
            {
                Ok(found) => judged.push(found),
                Err(spent) => {
                    over(program, spent);
                    return None;
                }
            }
        }
        Some((chosen, judged))
    }
}

/// How comparisons run: every spell is kept, since days of deviation are compared.
pub(crate) fn run_options(options: &TestOptions) -> Options {
    Options { clock: options.clock, threads: options.threads, year_rule: options.year_rule, spells: true }
}
