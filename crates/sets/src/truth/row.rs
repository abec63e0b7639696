//! Rows of a truth table and what they bear.

use super::{Exclusion, Settings};
use crate::expression::{Levels, Literal, Term};
use crate::minimize::{Barred, Cube, cubes_of};
use crate::{Kind, LeftOut};

/// A condition of a truth table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The place of its column in the table.
    pub column: usize,
    /// Its name.
    pub name: String,
    /// How its column takes values.
    pub kind: Kind,
    /// How many levels it has here: 2 for a crisp or fuzzy one.
    pub levels: u8,
}

/// How a row is coded (OUT).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Output {
    /// `1`: the outcome.
    Positive,
    /// `0`: not the outcome.
    Negative,
    /// `C`: neither clearly.
    Contradiction,
    /// `?`: too few cases, or none.
    Remainder,
}

impl Output {
    /// `1`, `0`, `C` or `?`.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Output::Positive => "1",
            Output::Negative => "0",
            Output::Contradiction => "C",
            Output::Remainder => "?",
        }
    }
}

/// Why a row is coded as it is. The first of these that applies, in this order, decides; nothing but the row itself and the
/// settings bears on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// It is excluded: negative.
    Excluded {
        /// By which of [`Settings::exclude`], from 0.
        by: usize,
    },
    /// No case is a member: a remainder.
    Unobserved,
    /// No case is a member, and an observed row with cells of no concern stands for it: coded as that.
    Within {
        /// The place of that row among the observed.
        row: usize,
    },
    /// No case is a member, and observed rows of another coding stand for it, none within the other: coded by
    /// [`Settings::overlap`](super::Settings::overlap), a remainder where that refuses.
    Contested {
        /// The places of two such rows among the observed.
        rows: (usize, usize),
    },
    /// It has fewer members than the frequency cut-off asks: a remainder.
    TooFew {
        /// What it would be coded otherwise.
        otherwise: Output,
    },
    /// Every membership in it is 0, so that its inclusion is undefined: negative. (A row with a member has an inclusion.)
    Undefined,
    /// Inclusion and PRI reach their cut-offs: positive.
    Consistent,
    /// Inclusion reaches the contradiction cut-off but not its own: a contradiction.
    Between,
    /// Inclusion reaches its cut-off and PRI does not (or is undefined), and contradictions are told apart: a contradiction.
    PriTooLowContradiction,
    /// The same where contradictions are not told apart: negative.
    PriTooLow,
    /// Inclusion reaches no cut-off: negative.
    Inconsistent,
    /// It is coded 1 for the absence of the outcome too, and given up: negative.
    Simultaneous,
    /// It is a remainder that may not be assumed: negative.
    Barred {
        /// By which of [`TruthTable::barred`].
        by: usize,
    },
    /// No case can be a member, by what one of its conditions says of another: neither a remainder to be assumed nor negative, coded `?`.
    Impossible,
}

/// One combination of conditions.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The level of each condition, in the order of [`TruthTable::conditions`]: 0 absent, 1 present, or the level of a
    /// multi-value condition. `None`: the condition does not concern the row's cases (don't care), so that the row stands for
    /// every level of it.
    pub levels: Vec<Option<u8>>,
    /// How it is coded (OUT).
    pub output: Output,
    /// Why.
    pub reason: Reason,
    /// How many cases are members: their membership in the row, the minimum over its literals, lies above 0.5.
    pub n: usize,
    /// Consistency of the row as a sufficient condition, over *all* cases: sum of min(x, y) by sum of x (Ragin 2008). `None`
    /// where no case has any membership in it, and in rows that [`TruthTable::every_row`] adds.
    pub inclusion: Option<f64>,
    /// Proportional reduction in inconsistency over all cases (Schneider & Wagemann 2012); `None` where it is undefined.
    pub pri: Option<f64>,
    /// The members, as places in the table's cases, ascending.
    pub cases: Vec<usize>,
    /// The members whose membership in the outcome lies below 0.5: deviant cases consistency in kind.
    pub deviant: Vec<usize>,
}

/// A truth table: the observed rows, and what the others are coded.
#[derive(Debug, Clone, PartialEq)]
pub struct TruthTable {
    /// The conditions, in the order in which rows give their levels.
    pub conditions: Vec<Condition>,
    /// The outcome as written, such as `~Y`.
    pub outcome: String,
    /// The settings it was made with.
    pub settings: Settings,
    /// Whether every condition and the outcome is crisp or multi-value, so that its ratios are exact.
    pub exact: bool,
    /// The rows with at least one member, in ascending order of their levels, the first condition counting most; `None` comes
    /// before level 0.
    pub rows: Vec<Row>,
    /// N used: how many cases it was made of.
    pub n: usize,
    /// The cases that belong to no row because a condition is exactly 0.5, ascending; they weigh in every inclusion.
    pub ambiguous: Vec<usize>,
    /// The cases that were left out before, and why.
    pub left_out: Vec<LeftOut>,
    /// Remainders that no solution may use, by reason.
    pub barred: Vec<Barred>,
}

impl Row {
    /// The probability of at least as many of its members showing the outcome if each did so with probability `benchmark`
    /// (exact binomial test, one-sided; Ragin 2000). `None` where the truth table is not [exact](TruthTable::exact): there a
    /// member shows the outcome only to a degree.
    #[must_use]
    pub fn binomial(&self, truth: &TruthTable, benchmark: f64) -> Option<f64> {
        let showing = (self.n - self.deviant.len()) as u64;
        truth.exact.then(|| crate::fit::at_least(showing, self.n as u64, benchmark)).flatten()
    }
}

impl TruthTable {
    /// The rows so coded, in their order.
    pub fn coded(&self, output: Output) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.output == output)
    }

    /// The observed row at these levels.
    #[must_use]
    pub fn row(&self, levels: &[Option<u8>]) -> Option<&Row> {
        self.rows.binary_search_by(|row| row.levels.as_slice().cmp(levels)).ok().map(|at| &self.rows[at])
    }

    /// A row in words, with its coding and its members: `A=1 B=- (coded 1: p, q)`. `cases` are the names of the table's cases.
    #[must_use]
    pub fn named_row(&self, place: usize, cases: &[String]) -> String {
        const MOST: usize = 6;
        let Some(row) = self.rows.get(place) else { return String::new() };
        let mut members: Vec<&str> =
            row.cases.iter().take(MOST).filter_map(|case| cases.get(*case).map(String::as_str)).collect();
        let more = format!("and {} more", row.cases.len().saturating_sub(MOST));
        if row.cases.len() > MOST {
            members.push(&more);
        }
        format!("{} (coded {}: {})", self.levels_in_words(&row.levels), row.output.sign(), members.join(", "))
    }

    /// `A=1 B=-`.
    #[must_use]
    pub fn levels_in_words(&self, levels: &[Option<u8>]) -> String {
        let cell = |(condition, level): (&Condition, &Option<u8>)| match level {
            Some(level) => format!("{}={level}", condition.name),
            None => format!("{}=-", condition.name),
        };
        self.conditions.iter().zip(levels).map(cell).collect::<Vec<_>>().join(" ")
    }

    /// Which exclusion covers these levels, from 0; the first where several do. A remainder that is excluded may not be used
    /// to simplify a solution.
    #[must_use]
    pub fn excluded_by(&self, levels: &[Option<u8>]) -> Option<usize> {
        let corner = self.term(levels);
        self.settings.exclude.iter().position(|exclusion| match exclusion {
            Exclusion::Row(row) => row == levels,
            Exclusion::Expression(sum) => sum.terms.iter().any(|term| corner.within(term)),
        })
    }

    /// The configurations that cannot be, by what conditions mean ([`Settings::entailments`], [`Settings::cannot`]); as cubes over its
    /// conditions.
    #[must_use]
    pub fn impossible(&self) -> Vec<Cube> {
        let levels: Vec<u8> = self.conditions.iter().map(|condition| condition.levels).collect();
        let columns: Vec<usize> = self.conditions.iter().map(|condition| condition.column).collect();
        let known = self.settings.cannot.iter().filter(|sum| sum.columns().iter().all(|at| columns.contains(at)));
        let mut cubes = self.without_order();
        cubes.extend(known.flat_map(|sum| &sum.terms).flat_map(|term| cubes_of(term, &columns, &levels)));
        cubes
    }

    /// Those of them that are none since a condition speaks of another that is absent: rows with a cell of no concern there can be.
    #[must_use]
    pub fn without_order(&self) -> Vec<Cube> {
        let place = |column: usize| self.conditions.iter().position(|condition| condition.column == column);
        let mut cubes = Vec::new();
        for entailment in self.settings.entailments.iter().filter(|one| place(one.column).is_some()) {
            for literal in &entailment.literals {
                let Some(at) = place(literal.column) else { continue };
                for level in (0..self.conditions[at].levels).filter(|level| !literal.levels.contains(*level)) {
                    let mut cube = Cube::everything(self.conditions.len());
                    cube.0[at] = level;
                    cubes.push(cube);
                }
            }
        }
        cubes.sort_unstable();
        cubes.dedup();
        cubes
    }

    /// The conjunction that these levels are, over the table's columns; a level that is `None` asks nothing.
    #[must_use]
    pub fn term(&self, levels: &[Option<u8>]) -> Term {
        let asked = self.conditions.iter().zip(levels).filter_map(|(condition, level)| {
            level.map(|level| Literal { column: condition.column, levels: Levels::one(level) })
        });
        Term::new(asked)
    }
}
