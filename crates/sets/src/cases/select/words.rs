//! Why a case or pair was selected, in a sentence.

use super::{About, Asked, Picked, Technique};
use crate::cases::words::member;
use crate::expression::{Levels, Literal, Term};

impl About {
    /// What a list is about, in words: `the whole claim`, `conjunct A`.
    #[must_use]
    pub fn words(self, asked: &Asked<'_>) -> String {
        match self {
            About::Claim => "the whole claim".to_owned(),
            About::Condition => "membership in the condition".to_owned(),
            About::Outcome => "membership in the outcome".to_owned(),
            About::ByCondition => "consistency of sufficiency (coverage of necessity)".to_owned(),
            About::ByOutcome => "coverage of sufficiency (consistency of necessity)".to_owned(),
            About::Term(at) => {
                let term = asked.condition.terms.get(at).map(|term| term.write(asked.table));
                format!("term {}", term.unwrap_or_default())
            }
            About::Conjunct(literal) => format!("conjunct {}", Term::new([literal]).write(asked.table)),
        }
    }
}

impl Picked {
    /// The truth table row of a diverse case as a conjunction; `None` of others.
    #[must_use]
    pub fn row(&self, asked: &Asked<'_>) -> Option<String> {
        let (levels, _) = self.cell.as_ref()?;
        let literals =
            asked.conditions.iter().zip(levels).filter_map(|(column, level)| {
                level.map(|level| Literal { column: *column, levels: Levels::one(level) })
            });
        Some(Term::new(literals).write(asked.table))
    }

    /// Who, and what puts it in its list.
    #[must_use]
    pub fn words(&self, asked: &Asked<'_>, technique: Technique, about: About) -> String {
        let name = |case: usize| asked.table.cases.get(case).map_or("?", String::as_str);
        let number = |of: &str| self.numbers.iter().find(|(name, _)| *name == of).map_or(0.0, |(_, number)| *number);
        let n = |of: &str| member(number(of));
        let (case, value) = (name(self.case), member(self.value));
        let other = self.other.map_or("?", name);
        match technique {
            Technique::Typical => {
                format!(
                    "{case} bears the claim: {} in the condition, {} in the outcome, residual {value}",
                    n("x"),
                    n("y")
                )
            }
            Technique::Deviant => format!(
                "{case} is where the claim fails: {} in the condition, {} in the outcome, residual {value}",
                n("x"),
                n("y")
            ),
            Technique::Extreme => format!(
                "{case} has {}, {value} standard deviations ({}) from the mean of {}",
                n("membership"),
                n("s"),
                n("mean")
            ),
            Technique::Influential => {
                format!("without {case} it would be {} and not {}", n("without"), n("with"))
            }
            Technique::Diverse => {
                let with = self.cell.as_ref().is_some_and(|(_, shows)| *shows);
                let there = number("cases there");
                format!(
                    "{case} stands for {} {} the outcome: {} in the row, {} in the outcome; {} there",
                    self.row(asked).unwrap_or_default(),
                    if with { "with" } else { "without" },
                    n("in the row"),
                    n("y"),
                    if there == 1.0 { "the only case".to_owned() } else { format!("one of {there} cases") }
                )
            }
            Technique::MostSimilar => format!(
                "{case} and {other} differ in {} ({} and {}) and the outcome ({} and {}), in the other conditions by {value} on \
                 average",
                about.words(asked),
                n("x"),
                n("x of the other"),
                n("y"),
                n("y of the other")
            ),
            Technique::MostDifferent => format!(
                "{case} and {other} share {} ({} and {}) and the outcome ({} and {}), and differ in the other conditions by {value} \
                 on average",
                about.words(asked),
                n("x"),
                n("x of the other"),
                n("y"),
                n("y of the other")
            ),
            Technique::Pathway => format!(
                "{case} owes the outcome to {}: {} in the outcome, {} in the condition, {} in it without the term",
                about.words(asked),
                n("y"),
                n("x"),
                n("without the term")
            ),
        }
    }
}
