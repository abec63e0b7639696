//! Decision points of treaties as a forecast needs them: plain values, whoever keeps the treaties.

use spells::Day;

/// What became of a treaty at a decision point, as far as it was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fate {
    /// It was renewed or extended by a deed that is coded.
    Renewed,
    /// It went on without a deed that is coded.
    WentOn,
    /// It ended.
    Ended,
    /// Nobody can say, or it is still to come.
    Open,
}

/// The end of a term: something is decided, by deed or by silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionPoint {
    /// The treaty's id.
    pub treaty: String,
    /// Everyone who was ever a party, by their ids in the history: two records of the same members may be of one decision.
    pub members: Vec<u32>,
    /// Who was a party on the day before it may be due, or on the day of the forecast if that is earlier: those whose criteria
    /// are looked at.
    pub parties: Vec<u32>,
    /// First and last day on which the term may run out.
    pub due: (Day, Day),
    /// What became of it.
    pub fate: Fate,
}

impl DecisionPoint {
    /// Whether two records are of one decision: the same members, on days that may be the same.
    fn is_the_same(&self, other: &DecisionPoint) -> bool {
        self.members == other.members && self.due.0 <= other.due.1 && other.due.0 <= self.due.1
    }
}

/// A treaty that may be in force on the day of a forecast.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InForce {
    /// Its id.
    pub treaty: String,
    /// Who is a party on that day.
    pub parties: Vec<u32>,
}

/// What a forecast needs to know of treaties.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Treaties {
    /// Decision points, past and to come.
    pub decisions: Vec<DecisionPoint>,
    /// Every treaty that may be in force on the day.
    pub in_force: Vec<InForce>,
}

/// Each decision once, in order of time: where several records are of one, the one with a coded deed or end is kept, else
/// the first; also how many were left out.
pub(super) fn each_once(points: &[DecisionPoint]) -> (Vec<DecisionPoint>, usize) {
    let mut sorted: Vec<DecisionPoint> = points.to_vec();
    for point in &mut sorted {
        point.members.sort_unstable();
        point.members.dedup();
    }
    sorted.sort_by(|a, b| (a.due, &a.treaty).cmp(&(b.due, &b.treaty)));
    let mut kept: Vec<DecisionPoint> = Vec::new();
    for point in &sorted {
        match kept.iter_mut().find(|other| other.is_the_same(point)) {
            Some(other) => {
                let telling = |fate: Fate| matches!(fate, Fate::Renewed | Fate::Ended);
                if telling(point.fate) && !telling(other.fate) {
                    *other = point.clone();
                }
            }
            None => kept.push(point.clone()),
        }
    }
    let left_out = sorted.len() - kept.len();
    (kept, left_out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(treaty: &str, parties: &[u32], due: (i32, i32), fate: Fate) -> DecisionPoint {
        DecisionPoint {
            treaty: treaty.to_owned(),
            members: parties.to_vec(),
            parties: parties.to_vec(),
            due: (Day(due.0), Day(due.1)),
            fate,
        }
    }

    #[test]
    fn two_records_of_one_decision_count_once() {
        let points = [
            point("b", &[2, 1], (10, 10), Fate::Renewed),
            point("a", &[1, 2], (5, 12), Fate::WentOn),
            point("c", &[1, 3], (10, 10), Fate::WentOn),
            point("a", &[1, 2], (105, 112), Fate::Open),
        ];
        let (kept, left_out) = each_once(&points);
        let names: Vec<(&str, Fate)> = kept.iter().map(|point| (point.treaty.as_str(), point.fate)).collect();
        assert_eq!(names, [("b", Fate::Renewed), ("c", Fate::WentOn), ("a", Fate::Open)]);
        assert_eq!(left_out, 1);
    }
}
