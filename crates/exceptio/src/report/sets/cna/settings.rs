//! What a coincidence analysis was asked, on record.

use crate::sets::{CnaOptions, Factors};
use serde::Serialize;
use sets::coincidence::{AtCutoff, Bounds, Cycles, Minimality, Outcomes, Redundancy, Selection};
use text::Files;

/// Thresholds, measures, bounds and the rest, under the names that cna's users know.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CnaSettings {
    /// The least sufficiency of a formula.
    pub con: f64,
    /// The least necessity of a formula.
    pub cov: f64,
    /// The least sufficiency of a conjunction, where it differs from `con`.
    pub con_msc: Option<f64>,
    /// What `con` and `cov` are measured by.
    pub measures: [&'static str; 2],
    /// Literals a conjunction, conjunctions, literals in all, at most; `None`: no bound.
    pub maxstep: Option<[usize; 3]>,
    /// The outcomes as typed; empty: the usual ones.
    pub outcomes: Vec<String>,
    /// Whether every value of every factor is an outcome.
    pub every_outcome: bool,
    /// The ordering as typed.
    pub ordering: Option<String>,
    /// Whether factors of one level of it cause none of that level.
    pub strict: bool,
    /// The exclusions as typed.
    pub exclude: Vec<String>,
    /// The least membership at which something counts as seen.
    pub cutoff: f64,
    /// `up`: a membership of exactly that counts as seen; `down`: it does not.
    pub border: &'static str,
    /// `cs`, `fs` or `none`.
    pub asf_selection: &'static str,
    /// `implication`, `equivalence` or `off`.
    pub inus: &'static str,
    /// Whether conjunctions with a sufficient part are kept.
    pub all_msc: bool,
    /// Whether disjunctions with a part that does as well are kept.
    pub all_asf: bool,
    /// `thresholds` or `necessity`.
    pub minimality: &'static str,
    /// Whether conjunctions alone were sought.
    pub suff_only: bool,
    /// Whether formulas with a circle were dropped.
    pub acyclic_only: bool,
    /// `factor` or `value`: what a circle runs through.
    pub cycle_type: &'static str,
    /// Whether factors that do not vary were kept.
    pub keep_constant: bool,
    /// Whether factors that are the same as another were left out.
    pub drop_duplicates: bool,
    /// Configurations of fewer cases were left out.
    pub case_cutoff: usize,
    /// Atomic formulas sought of an outcome, at most.
    pub max_sol: usize,
    /// Combinations of atomic formulas tried, at most.
    pub n_init: usize,
}

impl CnaSettings {
    pub(crate) fn new(factors: &Factors, options: &CnaOptions, files: &Files) -> Self {
        let Bounds { literals, terms, complexity } = options.bounds;
        CnaSettings {
            con: options.con,
            cov: options.cov,
            con_msc: options.con_conjunction,
            measures: [options.sufficiency.name(), options.necessity.name()],
            maxstep: (options.bounds != Bounds::NONE).then_some([literals, terms, complexity]),
            outcomes: factors.typed("--outcome", files),
            every_outcome: options.outcomes == Outcomes::Every,
            ordering: factors.typed("--ordering", files).into_iter().next(),
            strict: options.ordering.strict,
            exclude: factors.typed("--exclude", files),
            cutoff: options.cutoff,
            border: match options.at_cutoff {
                AtCutoff::Seen => "up",
                AtCutoff::Unseen => "down",
            },
            asf_selection: match options.selection {
                Selection::Crisp => "cs",
                Selection::Fuzzy => "fs",
                Selection::None => "none",
            },
            inus: match options.redundancy {
                Redundancy::Implication => "implication",
                Redundancy::Equivalence => "equivalence",
                Redundancy::Kept => "off",
            },
            all_msc: !options.minimal_conjunctions,
            all_asf: !options.minimal_disjunctions,
            minimality: match options.minimality {
                Minimality::Thresholds => "thresholds",
                Minimality::Necessity => "necessity",
            },
            suff_only: options.conjunctions_only,
            acyclic_only: options.acyclic_only,
            cycle_type: match options.cycles {
                Cycles::Factors => "factor",
                Cycles::Values => "value",
            },
            keep_constant: options.keep_constant,
            drop_duplicates: options.drop_duplicates,
            case_cutoff: options.least_cases,
            max_sol: options.most_atomic,
            n_init: options.most_combinations,
        }
    }

    /// `con 0.8, cov 1; up to 3 literals a conjunction, 4 conjunctions, 10 literals in all`. Thresholds only where `fixed`: a grid
    /// has its own.
    #[must_use]
    pub fn words(&self, fixed: bool) -> String {
        let [con, cov] = self.measures;
        let mut words = match fixed {
            true => format!("{con} {}, {cov} {}", self.con, self.cov),
            false => format!("measured by {con} and {cov}"),
        };
        if let Some(least) = self.con_msc {
            words.push_str(&format!(", con.msc {least}"));
        }
        words.push_str(&match self.maxstep {
            Some([literals, terms, complexity]) => {
                format!("; up to {literals} literals a conjunction, {terms} conjunctions, {complexity} literals in all")
            }
            None => "; formulas of any size".to_owned(),
        });
        if let Some(ordering) = &self.ordering {
            words.push_str(&format!("; ordering {ordering}{}", if self.strict { " (strict)" } else { "" }));
        }
        if !self.exclude.is_empty() {
            words.push_str(&format!("; excluded {}", self.exclude.join("; ")));
        }
        words
    }
}
