//! Why a case or a pair was picked, in a sentence.

use super::pairs::Pair;
use super::sufficiency::Single;
use super::{CaseKind, SufficiencyKind};
use crate::Table;
use memberships::at_most;

/// A membership for a reader: three decimals at most.
pub(super) fn member(value: f64) -> String {
    let written = format!("{value:.3}");
    let trimmed = written.trim_end_matches('0').trim_end_matches('.');
    if trimmed == "-0" { "0".into() } else { trimmed.into() }
}

fn name(table: &Table, case: usize) -> &str {
    table.cases.get(case).map_or("?", String::as_str)
}

impl Single {
    /// Who, of which type, with which memberships, and what else bears on its rank.
    #[must_use]
    pub fn words(&self, table: &Table) -> String {
        let place = self.place;
        let mut words = format!(
            "{} is {}: {} in the condition, {} in the outcome",
            name(table, place.case),
            self.kind.word(),
            member(place.x),
            member(place.y)
        );
        if let Some(within) = place.within {
            words += &format!("; {} in the part looked at, {} in the rest", member(within.focal), member(within.rest));
        }
        for reason in self.reasons() {
            words += &format!("; {reason}");
        }
        words += &format!("; penalty {}", member(self.score));
        words + if self.best { ", none is better" } else { "" }
    }

    /// What bears on its rank beside its memberships in condition, part and outcome.
    #[must_use]
    pub fn reasons(&self) -> Vec<String> {
        let place = self.place;
        let mut reasons = Vec::new();
        if place.within.is_some() {
            reasons.extend((self.class != 1).then(|| "the part does not set its membership".to_owned()));
            reasons.extend((!self.clean).then(|| "the rest may account for it as well".to_owned()));
        }
        if self.kind == CaseKind::Sufficiency(SufficiencyKind::DeviantCoverage) {
            reasons.push(match &self.row {
                Some((_, row)) if at_most(*row, place.y) => {
                    format!("{} in its row, no more than in the outcome", member(*row))
                }
                Some((_, row)) => format!("{} in its row, more than in the outcome", member(*row)),
                None => "in no row, since a condition is at exactly 0.5".to_owned(),
            });
        } else if place.x > 0.5 {
            reasons.push(match self.unique {
                true => "no other term has it".to_owned(),
                false => format!("{} terms have it", self.held_by),
            });
        }
        reasons
    }
}

impl Pair {
    /// Who is compared, to learn what, and where the two stand.
    #[must_use]
    pub fn words(&self, table: &Table) -> String {
        let (what, why) = self.contrast.words();
        let (one, other) = (self.one.place, self.other.place);
        let mut words = format!(
            "{} and {} ({what}) show {why}: {} and {} in the condition, {} and {} in the outcome",
            name(table, one.case),
            name(table, other.case),
            member(one.x),
            member(other.x),
            member(one.y),
            member(other.y)
        );
        if let Some((i, j)) = one.within.zip(other.within) {
            words += &format!("; {} and {} in the part looked at", member(i.focal), member(j.focal));
            words += &format!(", {} and {} in the rest", member(i.rest), member(j.rest));
        }
        words + &format!("; penalty {}", member(self.score))
    }
}
