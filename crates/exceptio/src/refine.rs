//! A theory refined: the simplest changes that resolve its exceptions, and how much to believe of them.

use crate::called::unknown_claim;
use crate::definitions::unknown as unknown_label;
use crate::held::run_options;
use crate::report::{self, NotSearched, RefineAnswer, RefineReport, RefinedReport};
use crate::study::Study;
use crate::test::TestOptions;
use crate::within::too_costly;
use analysis::refine::{self, Ask, Refusal};
use conditions::Program;
use std::collections::BTreeSet;
use text::{Diagnostic, Warned, counted, did_you_mean};
use theory::ast::{File, ItemKind, StatementKind};
use theory::model::{NodeId, Theory};
use verdicts::ClaimVerdicts;
use verdicts::compare::outcome_of;

/// What is refined, of what, and how far to look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefineOptions {
    /// The theory; the default one without a name.
    pub theory: Option<String>,
    /// One claim only; every claim that has exceptions without a name.
    pub claim: Option<String>,
    /// Under the definition of the outcome with this label; the first without one.
    pub definition: Option<String>,
    /// Attributes and named conditions that a change may be made of; all without names.
    pub from: Vec<String>,
    /// Changes of at most so many conditions.
    pub size: usize,
    /// At most so many answers of each size are verified and given for each claim.
    pub answers: usize,
    /// So often the exceptions are dealt anew.
    pub draws: u64,
    /// From this seed.
    pub seed: u64,
    /// How the theory is judged.
    pub test: TestOptions,
}

impl Default for RefineOptions {
    fn default() -> Self {
        Self {
            theory: None,
            claim: None,
            definition: None,
            from: Vec::new(),
            size: 2,
            answers: 3,
            draws: 2_000,
            seed: 1,
            test: TestOptions::default(),
        }
    }
}

impl Study {
    /// Searches the codebook for the simplest changes of a theory's scope or of a claim's condition that resolve its exceptions.
    ///
    /// Gives `None`, with the reasons among the problems, where the theory cannot be judged or what is asked for does not exist.
    pub fn refine(&self, options: &RefineOptions) -> Warned<Option<RefineReport>> {
        Warned::gather(|problems| {
            let theory = self.theory(options.theory.as_deref()).unload(problems)?;
            problems.extend(unknown_claim(&theory, options.claim.as_deref()));
            problems.extend(unknown_label(&theory, options.definition.as_deref(), "refine::unknown_definition"));
            let vocabulary = self.vocabulary();
            let excluded: BTreeSet<String> = (self.base.attributes.iter())
                .filter(|entry| entry.built_in)
                .map(|entry| entry.attribute.name.clone())
                .collect();
            let there = refine::sources(&theory, &vocabulary, &excluded);
            problems.extend(
                options.from.iter().filter(|name| !there.contains(name)).map(|name| unknown_source(name, &there)),
            );
            let named = options.theory.as_deref().or_else(|| self.default_theory());
            let file = self.written(named)?;
            if problems.iter().any(Diagnostic::is_error) {
                return None;
            }
            let programs = self.programs(std::slice::from_ref(&theory), problems);
            let (chosen, judged) = self.hold(&programs, &options.test, problems)?;
            let (program, judged) = (programs.first()?, judged.first()?);
            let names = report::RefineNames { base: &self.base, program, judged, cases: &chosen.cases };
            let (mut claims, mut not_searched): (Vec<RefinedReport>, Vec<NotSearched>) = (Vec::new(), Vec::new());
            for (at, verdicts) in judged.iter().enumerate() {
                let claim = &theory.claims[verdicts.claim];
                let asked_for = options.claim.as_ref().is_none_or(|wanted| *wanted == claim.name);
                if !asked_for || !is_defined_so(&theory, program, verdicts, options.definition.as_deref()) {
                    continue;
                }
                let outcome: BTreeSet<String> = refine::reads(&theory, &[outcome_of(&claim.kind)]);
                let excluded: BTreeSet<String> = excluded.union(&refine::named(&file, &claim.name)).cloned().collect();
                let atoms = refine::atoms(&theory, &vocabulary, &self.history, &excluded, &outcome, &options.from);
                let ask = Ask {
                    file: &file,
                    theory: &theory,
                    vocabulary: &vocabulary,
                    history: &self.history,
                    cases: &chosen.cases,
                    judged,
                    at,
                    atoms: &atoms,
                    size: options.size,
                    answers: options.answers,
                    draws: options.draws,
                    seed: options.seed,
                    options: run_options(&options.test),
                    steps: options.test.steps,
                };
                match refine::refine(&ask) {
                    Ok(found) => claims.push(names.refined(&atoms, at, &found)),
                    Err(Refusal::NoException) => not_searched.push(names.not_searched(at, "no case breaks it")),
                    Err(Refusal::Order) => {
                        let why = "it is about the order of two events, and has no condition that could be changed";
                        not_searched.push(names.not_searched(at, why));
                    }
                    Err(Refusal::TooMany { changes, most }) => {
                        problems.push(too_many(&claim.name, (changes, most), options.size));
                    }
                    Err(Refusal::OverBudget) => {
                        let costly = conditions::OverBudget { costly: NodeId(0) };
                        problems.push(too_costly(&theory, &costly, options.test.steps));
                        return None;
                    }
                    Err(Refusal::Unreadable(more)) => problems.extend(more),
                }
            }
            let searched = claims.len();
            claims.iter_mut().for_each(|claim| claim.among(searched));
            let report = RefineReport {
                schema: "exceptio.refine",
                version: 1,
                study: report::study_head(&self.base, &self.history, self.as_of, &self.ask.readings),
                theory: report::theory_head(&self.base, &theory, |node| program.describe(node)),
                clock: report::clock(options.test.clock),
                year_rule: report::year_rule(options.test.year_rule),
                all_pairs: options.test.all_pairs,
                near_relevant: options.test.near_relevant,
                names: report::names(program, &chosen.cases),
                cases: chosen.cases.len(),
                from: options.from.clone(),
                size: options.size,
                thresholds: refine::THRESHOLDS,
                draws: options.draws,
                seed: options.seed,
                mirrored: mirrored(&theory, &chosen.cases),
                claims,
                not_searched,
            };
            Some(report)
        })
    }

    /// A theory's file as a tree.
    fn written(&self, name: Option<&str>) -> Option<File> {
        let (_, file) = self.base.theories.iter().find(|(other, _)| Some(other.as_str()) == name)?;
        Some(theory::parse(&self.base.files, *file).value)
    }
}

impl RefineAnswer {
    /// The whole theory with the change made, under another name: as a file `NAME.theory` may hold it.
    pub fn theory_named(&self, name: &str) -> String {
        let mut files = text::Files::new();
        let file = files.add("refined", self.theory.as_str());
        let mut tree = theory::parse(&files, file).value;
        for item in &mut tree.items {
            if let ItemKind::Statement { statement, .. } = &mut item.what
                && let StatementKind::Theory { name: old, .. } = &mut statement.kind
            {
                name.clone_into(&mut old.text);
            }
        }
        theory::print(&tree)
    }
}

/// Whether directed pairs of both directions are among the cases: what is coded of a pair without direction they share.
fn mirrored(theory: &Theory, cases: &[conditions::Case]) -> bool {
    let turned = |case: &conditions::Case| conditions::Case { first: case.second, second: case.first };
    theory.cases == theory::model::CaseKind::DirectedPairs && cases.iter().any(|case| cases.contains(&turned(case)))
}

/// Whether verdicts are those of the definition asked for: that with a label, or the first of each outcome.
fn is_defined_so(theory: &Theory, program: &Program<'_>, judged: &ClaimVerdicts, label: Option<&str>) -> bool {
    theory.outcomes.iter().zip(&judged.setting.definitions).all(|(outcome, chosen)| {
        let several = outcome.definitions.len() > 1 && verdicts::names_outcome(program, judged.claim, &outcome.name);
        match label {
            Some(label) if several => outcome.definitions[*chosen].label == label,
            _ => *chosen == 0,
        }
    })
}

fn unknown_source(name: &str, there: &[String]) -> Diagnostic {
    let hint = did_you_mean(name, there.iter().map(String::as_str), || format!("there are: {}", there.join(", ")));
    let message = format!("`{name}` is no attribute of the codebook and no condition of the theory");
    Diagnostic::misuse("refine::unknown_condition", message).hint(hint)
}

fn too_many(claim: &str, (changes, most): (u64, u64), size: usize) -> Diagnostic {
    let message = format!(
        "`{claim}`: there are {changes} changes of up to {} to try, and of these cases {most} at most are tried",
        counted(size, "condition", "conditions")
    );
    Diagnostic::misuse("refine::too_many", message).hint("name attributes with --from, or take a smaller --size")
}
