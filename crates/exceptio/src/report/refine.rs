//! Refinements of a theory: each answer with what it does, and how much to believe of it.

mod paper;
mod tell;

pub(crate) use tell::Names;

use super::{StudyHead, Table, TheoryHead, ViewReport, Witness};
use serde::Serialize;
use std::collections::BTreeMap;

/// What refining a theory found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RefineReport {
    /// `exceptio.refine`.
    pub schema: &'static str,
    /// 1.
    pub version: u32,
    /// The study.
    pub study: StudyHead,
    /// The theory as it is.
    pub theory: TheoryHead,
    /// `behavioural` or `legal`: how `allied` was read.
    pub clock: &'static str,
    /// Which days speak for a year where years are counted: `any-day`, `first-day`, `last-day`, `most-days`.
    pub year_rule: &'static str,
    /// Whether all pairs were judged that existed together.
    pub all_pairs: bool,
    /// Whether pairs were judged too in which a condition of the theory is present.
    pub near_relevant: bool,
    /// The names of actors and treaties by id.
    pub names: BTreeMap<String, String>,
    /// How many cases were judged.
    pub cases: usize,
    /// What changes were to be made of, where that was restricted.
    pub from: Vec<String>,
    /// Changes of at most so many conditions were tried.
    pub size: usize,
    /// So many thresholds of each number were tried.
    pub thresholds: usize,
    /// The exceptions were to be dealt anew so often.
    pub draws: u64,
    /// From this seed.
    pub seed: u64,
    /// Whether both directions of a pair are cases: they share what is coded of the pair, and are no two independent cases.
    pub mirrored: bool,
    /// Each claim searched.
    pub claims: Vec<RefinedReport>,
    /// Claims not searched.
    pub not_searched: Vec<NotSearched>,
}

/// A claim that was not searched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NotSearched {
    /// Its name.
    pub claim: String,
    /// The definition of the outcome, where there are several.
    pub definition: String,
    /// Why not.
    pub why: &'static str,
}

/// One claim refined.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RefinedReport {
    /// The claim's name.
    pub claim: String,
    /// In words.
    pub words: String,
    /// The definition of the outcome, where there are several.
    pub definition: String,
    /// Cases that break it.
    pub exceptions: Vec<String>,
    /// Cases that put it to the test and on no day break it.
    pub standing: Vec<String>,
    /// Days on which it was put to the test and stood.
    pub days_stood: i64,
    /// How much was searched.
    pub search: SearchReport,
    /// How many exceptions the answers leave, cases broken anew among them; `None` where no change resolves any.
    pub leaves: Option<usize>,
    /// Changes that leave as few as any, while no part of them does and costs no more. Best first: of a size at which chance seldom does as
    /// much (`by_size`), of these the cheapest, of these the smallest; the first is the one that is written.
    pub answers: Vec<AnswerReport>,
    /// How many such changes there are, by the number of conditions added (none, one, ...); conditions worth the same on every spell count
    /// once.
    pub minimal: Vec<usize>,
    /// How many more are left out since an answer with no more conditions resolves as many and gives up fewer cases.
    pub dominated: usize,
    /// How many that the search found the verdicts did not bear out.
    pub failed: usize,
    /// The best change of each number of conditions.
    pub by_size: Vec<BySize>,
    /// The change with which the fewest cases are wrong, those given up counted, where it is not among the answers.
    pub cheapest: Option<AnswerReport>,
    /// How often chance does as well.
    pub chance: Option<ChanceReport>,
    /// In one word: `noise`, `weak`, `hardly`, `untestable` or `none`. See the page.
    pub standing_of_find: &'static str,
    /// Each tested case left out.
    pub held_out: Vec<LeftOutReport>,
}

/// How much was searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SearchReport {
    /// Conditions that a change could be made of; each may be asked for or denied.
    pub conditions: usize,
    /// How many of these and their denials differ on some spell.
    pub distinct: usize,
    /// Changes that can be written with them.
    pub changes: u64,
    /// How many of these differ in what they do to some case.
    pub behaviours: usize,
}

/// The best change of some size.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BySize {
    /// Conditions added; 0: one dropped.
    pub size: usize,
    /// Exceptions left and cases broken anew.
    pub leaves: usize,
    /// Cases given up.
    pub gives_up: usize,
    /// The share of deals of the exceptions in which so many conditions or fewer do as much.
    pub p: Option<f64>,
    /// The changed line.
    pub line: String,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AnswerReport {
    /// What it does, in words: `narrow the scope`.
    pub change: &'static str,
    /// The changed line, to be pasted in.
    pub line: String,
    /// The whole theory with it.
    pub theory: String,
    /// Conditions added.
    pub size: usize,
    /// The attributes and named conditions that they rest on.
    pub of: Vec<String>,
    /// Thresholds chosen: free choices.
    pub thresholds: usize,
    /// Exceptions resolved, and what becomes of them: `conforms`, `irrelevant`, `out of scope`.
    pub resolved: Vec<(String, &'static str)>,
    /// Of these, exceptions still in some reading or for some vague dates.
    pub not_everywhere: Vec<String>,
    /// Exceptions not resolved, and what they are.
    pub unresolved: Vec<(String, &'static str)>,
    /// Cases that break the claim only now.
    pub broken: Vec<String>,
    /// Cases that conformed and no longer do, and what they are.
    pub lost: Vec<(String, &'static str)>,
    /// Cases that put the claim to the test, and on most of those days no longer do.
    pub given_up: Vec<String>,
    /// Cases that conform only now.
    pub gained: Vec<String>,
    /// Days on which the claim stood and still does.
    pub days_stood: i64,
    /// The same on other claims, and under other definitions.
    pub elsewhere: Vec<ElsewhereEffect>,
    /// Lines that do the same, their conditions being worth the same on every spell.
    pub alike: Vec<String>,
    /// Further ones, not verified.
    pub more_alike: u64,
    /// What it rests on that the claim's own condition reads as well: it may do no more than undo a definition.
    pub own: Vec<String>,
    /// Why its conditions are worth what they are for each exception.
    pub grounds: Vec<GroundReport>,
}

/// What a change does to another claim, or under another definition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ElsewhereEffect {
    /// The claim.
    pub claim: String,
    /// The definition.
    pub definition: String,
    /// Exceptions resolved.
    pub resolved: Vec<String>,
    /// Exceptions of which it can no longer be told.
    pub undecided: Vec<String>,
    /// Cases broken anew.
    pub broken: Vec<String>,
    /// Cases that conformed and no longer do.
    pub lost: Vec<String>,
}

/// Why the conditions of a change are worth what they are for an exception.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct GroundReport {
    /// The exception.
    pub case: String,
    /// The first day on which it breaks the claim, as shown.
    pub day: String,
    /// Each condition: its formula for the case, whether it holds (`yes`, `no`, `unknown`), whether that rests on silence.
    pub conditions: Vec<ConditionGround>,
}

/// One condition of a change on one day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ConditionGround {
    /// `rift(CHN, SUN)`.
    pub formula: String,
    /// `yes`, `no` or `unknown`.
    pub value: &'static str,
    /// Whether it rests on what silence is taken to mean.
    pub rests_on_silence: bool,
    /// The codings that decide it.
    pub codings: Vec<Witness>,
}

/// How often chance does as well.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ChanceReport {
    /// The share of deals in which, at some size, as few are left and given up as is seldom by chance.
    pub p: f64,
    /// `p` times the claims searched, at most 1 (Bonferroni): what `standing_of_find` goes by.
    pub p_of_all: f64,
    /// In how many deals.
    pub as_good: u64,
    /// Deals tried.
    pub deals: u64,
    /// Whether these are all there are.
    pub exact: bool,
    /// The least that `p_of_all` can be with these cases and deals.
    pub least: f64,
}

/// A tested case left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftOutReport {
    /// The case.
    pub case: String,
    /// Whether it is an exception.
    pub exception: bool,
    /// `right`, `divided`, `wrong`, or `nothing` where nothing is found without it.
    pub foretold: &'static str,
    /// So many of the best changes found without it are right.
    pub right: usize,
    /// Of so many that differ on the cases.
    pub of: usize,
}

impl RefinedReport {
    /// How often chance does as much as this answer with no more conditions than it has.
    #[must_use]
    pub fn p_of_size(&self, answer: &AnswerReport) -> Option<f64> {
        self.by_size.iter().find(|of| of.size == answer.size).and_then(|of| of.p)
    }
}

impl RefineReport {
    /// How it was judged, where that is not as usual, a part each.
    #[must_use]
    pub fn judged(&self) -> Vec<String> {
        let view = ViewReport {
            clock: Some(self.clock),
            year_rule: Some(self.year_rule),
            all_pairs: Some(self.all_pairs),
            near_relevant: Some(self.near_relevant),
            ..ViewReport::default()
        };
        view.words()
    }

    /// A row for each answer: its line, what it does, and the test of it.
    pub fn table(&self) -> Table {
        let mut table = Table::new(&[
            "theory",
            "claim",
            "definition",
            "answer",
            "kind",
            "change",
            "size",
            "line",
            "resolved",
            "not_everywhere",
            "unresolved",
            "broken",
            "lost",
            "given_up",
            "gained",
            "days_stood",
            "days_stood_before",
            "thresholds",
            "of",
            "alike",
            "p_of_size",
            "p",
            "p_of_all",
            "deals",
            "exact",
            "seed",
        ]);
        let with = |of: &[(String, &'static str)]| {
            of.iter().map(|(case, fate)| format!("{case} {fate}")).collect::<Vec<_>>().join("; ")
        };
        for claim in &self.claims {
            let answers = claim.answers.iter().map(|answer| ("minimal", answer));
            for (at, (kind, answer)) in
                answers.chain(claim.cheapest.iter().map(|answer| ("cheapest", answer))).enumerate()
            {
                let chance = claim.chance.as_ref().filter(|_| kind == "minimal");
                table.rows.push(vec![
                    self.theory.name.clone(),
                    claim.claim.clone(),
                    claim.definition.clone(),
                    (at + 1).to_string(),
                    kind.to_owned(),
                    answer.change.to_owned(),
                    answer.size.to_string(),
                    answer.line.split_whitespace().collect::<Vec<_>>().join(" "),
                    with(&answer.resolved),
                    answer.not_everywhere.join("; "),
                    with(&answer.unresolved),
                    answer.broken.join("; "),
                    with(&answer.lost),
                    answer.given_up.join("; "),
                    answer.gained.join("; "),
                    answer.days_stood.to_string(),
                    claim.days_stood.to_string(),
                    answer.thresholds.to_string(),
                    answer.of.join("; "),
                    (answer.alike.len() as u64 + answer.more_alike).to_string(),
                    chance.and(claim.p_of_size(answer)).map(|p| p.to_string()).unwrap_or_default(),
                    chance.map(|chance| chance.p.to_string()).unwrap_or_default(),
                    chance.map(|chance| chance.p_of_all.to_string()).unwrap_or_default(),
                    chance.map(|chance| chance.deals.to_string()).unwrap_or_default(),
                    chance.map(|chance| chance.exact.to_string()).unwrap_or_default(),
                    self.seed.to_string(),
                ]);
            }
        }
        table
    }

    /// The names behind the id of a case.
    pub fn names_of(&self, case: &str) -> (String, String) {
        super::case::names_behind(&self.names, case)
    }
}
