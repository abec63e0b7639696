//! What is held of a cell where nothing is coded of it, and the words for that: the one place that says them.
//!
//! In: a cell, a world and days. Out: one [`Uncoded`] for each way in which its uncoded days are taken. Outside an
//! attribute's coverage silence says nothing, whatever the codebook takes it to mean within.

use super::History;
use crate::{AttributeId, Cell, DaySet, Ground, Silence, Why, World};

/// How a day is taken on which nothing (or, of a set, nothing else) is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Uncoded {
    /// It was not so: silence means absence.
    Absent,
    /// The last coded value goes on: silence means that it persists.
    GoesOn,
    /// It was not so: what is coded by its lives had ended.
    Ended,
    /// Nobody knows: silence says nothing here, or there is nothing yet that could go on.
    Unknown,
    /// Nobody knows: the source cannot speak of it, so that its silence says nothing.
    OutsideCoverage,
    /// An actor named in it did not exist.
    NoSuchActor,
}

impl Uncoded {
    /// What the day is taken for, after "nothing coded, ".
    pub fn words(self) -> &'static str {
        match self {
            Uncoded::Absent => "taken as absent",
            Uncoded::GoesOn => "taken to go on",
            Uncoded::Ended => "taken as over since it ended",
            Uncoded::Unknown => "unknown",
            Uncoded::OutsideCoverage => "outside coverage, so unknown",
            Uncoded::NoSuchActor => "no such actor then",
        }
    }

    /// How a cell is taken, given what it holds; nothing where it is coded whole.
    pub fn of(cell: &Cell, silence: Silence) -> Option<Uncoded> {
        match cell {
            Cell::Value(_, Ground::Coded) | Cell::Either(..) => None,
            Cell::Value(_, Ground::Ended) => Some(Uncoded::Ended),
            Cell::Unknown(Why::OutsideCoverage) | Cell::Many { open: Some(Why::OutsideCoverage), .. } => {
                Some(Uncoded::OutsideCoverage)
            }
            Cell::Unknown(Why::SourceSilent) | Cell::Many { open: Some(Why::SourceSilent), .. } => {
                Some(Uncoded::Unknown)
            }
            Cell::Unknown(_) | Cell::Many { open: Some(_), .. } => None,
            Cell::Value(_, Ground::Silence) | Cell::Many { open: None, .. } => match (silence, cell) {
                (Silence::Persists, Cell::Many { ground: Ground::Coded, .. }) => None,
                (Silence::Persists, _) => Some(Uncoded::GoesOn),
                (Silence::Absent, _) => Some(Uncoded::Absent),
                (Silence::Unknown, _) => None,
            },
        }
    }
}

impl History {
    /// How the uncoded of some days of a cell are taken in a world: each way once, in the order of [`Uncoded`].
    pub fn uncoded(
        &self,
        attribute: AttributeId,
        subject: u32,
        object: u32,
        days: &DaySet,
        world: &World,
    ) -> Vec<Uncoded> {
        let silence = self.attribute(attribute).silence;
        let cells = self.timeline(attribute, subject, object, world).clip(days);
        let mut found: Vec<Uncoded> =
            cells.spells().iter().filter_map(|spell| Uncoded::of(&spell.value, silence)).collect();
        if cells.is_empty() && !days.is_empty() {
            found.push(Uncoded::NoSuchActor);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The same in words, several ways as one: `nothing coded, taken as absent`; `nothing else coded: in part taken as absent, in
    /// part unknown`.
    pub fn uncoded_words(
        &self,
        attribute: AttributeId,
        subject: u32,
        object: u32,
        days: &DaySet,
        world: &World,
    ) -> String {
        let cells = self.timeline(attribute, subject, object, world);
        let something =
            !cells.days_where(|cell| matches!(cell, Cell::Many { ground: Ground::Coded, .. })).and(days).is_empty();
        let lead = if something { "nothing else coded" } else { "nothing coded" };
        match self.uncoded(attribute, subject, object, days, world).as_slice() {
            [] => lead.to_owned(),
            [one] => format!("{lead}, {}", one.words()),
            several => {
                let parts: Vec<String> = several.iter().map(|one| format!("in part {}", one.words())).collect();
                format!("{lead}: {}", parts.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        About, Actor, Attribute, CodingId, Coverage, Day, HistoryBuilder, Interval, Kind, Moment, NO_READING, NOBODY,
        NewCoding,
    };

    fn days(from: i32, until: i32) -> Interval {
        Interval::new(Day(from), Day(until))
    }

    /// What is said of some days of an attribute coded `no` from day 10 to 19, whose source speaks up to day 49; of 100 days, of which
    /// the actor sees the first 80.
    fn said(silence: Silence, from: i32, until: i32) -> String {
        let actor = Actor { id: "AAA".to_owned(), name: String::new(), lifetime: DaySet::from(days(-500, 80)) };
        let attribute = Attribute {
            name: "free".to_owned(),
            meaning: String::new(),
            about: About::Actor,
            kind: Kind::Truth,
            coverage: Coverage { windows: vec![(days(-500, 50), None)] },
            silence,
            silence_reason: String::new(),
            exactly: false,
            by_lives: false,
        };
        let mut builder = HistoryBuilder::new(days(0, 100), vec![actor], Vec::new(), vec![attribute]);
        builder.push(NewCoding {
            attribute: AttributeId(0),
            subject: 0,
            object: NOBODY,
            from: Moment::Day(Day(10)),
            until: Moment::Day(Day(20)),
            value: 0,
            reading: NO_READING,
            coding: CodingId(0),
        });
        let history = builder.build();
        history.uncoded_words(AttributeId(0), 0, NOBODY, &DaySet::from(days(from, until)), &history.first_world())
    }

    #[test]
    fn what_lies_outside_coverage_is_taken_for_nothing() {
        assert_eq!(said(Silence::Absent, 0, 5), "nothing coded, taken as absent");
        assert_eq!(said(Silence::Absent, 60, 70), "nothing coded, outside coverage, so unknown");
        assert_eq!(
            said(Silence::Absent, 0, 70),
            "nothing coded: in part taken as absent, in part outside coverage, so unknown"
        );
        assert_eq!(said(Silence::Unknown, 0, 5), "nothing coded, unknown");
        assert_eq!(said(Silence::Absent, 85, 90), "nothing coded, no such actor then");
    }

    #[test]
    fn nothing_goes_on_before_the_first_coding() {
        assert_eq!(said(Silence::Persists, 0, 5), "nothing coded, unknown");
        assert_eq!(said(Silence::Persists, 30, 40), "nothing coded, taken to go on");
        assert_eq!(said(Silence::Persists, 60, 70), "nothing coded, outside coverage, so unknown");
    }
}
