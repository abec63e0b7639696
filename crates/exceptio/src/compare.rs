//! Theories held against the same cases, beside each other.

use crate::held::run_options;
use crate::report::{self, CompareReport};
use crate::study::Study;
use crate::test::TestOptions;
use crate::within::{afforded, budget};
use conditions::Program;
use text::{Diagnostic, Warned};
use theory::model::Theory;
use verdicts::ClaimVerdicts;
use verdicts::compare::{Baseline, Judged, baseline};

impl Study {
    /// Compares theories by name, in that order; every theory of the study where none is named.
    ///
    /// All are held against the same cases, by claims of the same form about the same outcome, and beside them two baselines
    /// for each scope. Gives `None`, with the reasons among the problems, where no theory can be judged.
    pub fn compare(&self, names: &[String], options: &TestOptions) -> Warned<Option<CompareReport>> {
        Warned::gather(|problems| {
            let names: Vec<&str> =
                if names.is_empty() { self.theories() } else { names.iter().map(String::as_str).collect() };
            let mut once: Vec<&str> = Vec::new();
            for name in &names {
                if !once.contains(name) {
                    once.push(name);
                } else {
                    let message = format!("`{name}` is compared with itself");
                    let hint = "name each theory once, or none for all theories of the study";
                    problems.push(Diagnostic::misuse("compare::same_theory", message).hint(hint));
                }
            }
            if once.len() < names.len() {
                return None;
            }
            if names.is_empty() {
                problems.extend(self.theory(None).problems);
            }
            let theories = self.theories_of_one_kind(&names).unload(problems);
            let programs = self.programs(&theories, problems);
            if programs.is_empty() {
                return None;
            }
            let (chosen, judged) = self.hold(&programs, options, problems)?;
            let beside = baselines(&programs);
            let beside_programs = self.programs(&beside, problems);
            let mut beside_judged: Vec<Vec<ClaimVerdicts>> = Vec::new();
            for program in &beside_programs {
                let judged = verdicts::run(program, &chosen.cases, &run_options(options), &budget(options.steps));
                beside_judged.push(afforded(program.theory, options.steps, judged).unload(problems)?);
            }
            let held: Vec<Judged<'_>> = (programs.iter().zip(&judged))
                .chain(beside_programs.iter().zip(&beside_judged))
                .map(|(program, claims)| Judged { program, claims })
                .collect();
            let budget = budget(options.steps);
            let ask = report::CompareAsk {
                base: &self.base,
                vocabulary: &self.vocabulary(),
                held: &held,
                real: programs.len(),
                cases: &chosen.cases,
                budget: &budget,
            };
            let all: Vec<&Program<'_>> = programs.iter().collect();
            let head = report::study_head(&self.base, &self.history, self.as_of, &self.ask.readings);
            let near = chosen.near.as_ref().map(|near| report::near_report(&all, near));
            let report = report::compare_report(&ask, head, near);
            afforded(programs[0].theory, options.steps, report).unload(problems)
        })
    }
}

/// Both baselines in each scope that some theory has: of the theory with the most claims there, the first by name among
/// equals, so that the order of theories does not matter.
fn baselines(programs: &[Program<'_>]) -> Vec<Theory> {
    let scope = |program: &Program<'_>| {
        let in_full = |node| program.describe_in_full(node, &conditions::Setting::default());
        program.theory.scope.map(in_full).unwrap_or_default()
    };
    let mut chosen: Vec<(String, &Program<'_>)> = Vec::new();
    let mut sorted: Vec<&Program<'_>> = programs.iter().collect();
    sorted.sort_by_key(|program| (std::cmp::Reverse(program.theory.claims.len()), program.theory.name.clone()));
    for program in sorted {
        let scope = scope(program);
        if chosen.iter().all(|(known, _)| *known != scope) {
            chosen.push((scope, program));
        }
    }
    chosen.sort_by(|a, b| a.0.cmp(&b.0));
    let several = chosen.len() > 1;
    let mut found = Vec::new();
    for (_, program) in &chosen {
        for which in Baseline::ALL {
            if let Some(mut theory) = baseline(program.theory, which) {
                if several {
                    theory.name = format!("{} (scope of {})", theory.name, program.theory.name);
                }
                found.push(theory);
            }
        }
    }
    found
}
