//! What a cell of a history holds on which days in a world, and which codings say so.

use super::History;
use super::sweep::{Extent, Seam, sew};
use crate::{About, ActorId, AttributeId, Cell, CodingId, Day, Interval, NO_READING, ReadingId, Row, Timeline, World};

impl History {
    /// Whether a coding bears on a world: `Some(true)` certainly, `None` where its dispute has no choice yet.
    fn bears(&self, reading: ReadingId, world: &World) -> Option<bool> {
        if reading == NO_READING {
            return Some(true);
        }
        match self.dispute_of(reading) {
            None => Some(true),
            Some(dispute) => world.reading(dispute).map(|chosen| chosen == reading),
        }
    }

    /// The days on which a coding certainly and possibly holds in a world: core within hull. The core of a coding whose ends
    /// may cross ends before it begins, and holds no day.
    fn extent(&self, row: &Row, world: &World) -> (Interval, Interval) {
        let (mut core, mut hull) = (row.hull, row.hull);
        if let Some((variable, offset)) = row.ends.from {
            match world.placement(variable) {
                Some(day) => (core.from, hull.from) = (day.plus(offset), day.plus(offset)),
                None => core.from = self.variable(variable).possible.latest().plus(offset),
            }
        }
        if let Some((variable, offset)) = row.ends.until {
            match world.placement(variable) {
                Some(day) => (core.until, hull.until) = (day.plus(offset), day.plus(offset)),
                None => core.until = self.variable(variable).possible.earliest().plus(offset),
            }
        }
        (core, hull)
    }

    /// What a cell holds, on each day of the window on which every actor named in it may be alive.
    ///
    /// Codings under readings that `world` does not take are left out; those whose dispute is open, and days within the
    /// vagueness of an unplaced date, leave the value unknown where it hangs on them. O(n log n) in the codings of the
    /// cell, and on each stretch of days those that overlap there.
    pub fn timeline(&self, attribute: AttributeId, subject: u32, object: u32, world: &World) -> Timeline<Cell> {
        let (subject, object) = self.stored(attribute, subject, object);
        let schema = self.attribute(attribute);
        let domain = self.lifetime(schema.about, subject, object);
        let mut rows: Vec<Extent> = self
            .relation(attribute)
            .cell(subject, object)
            .filter_map(|row| {
                let bears = self.bears(row.reading, world);
                if bears == Some(false) {
                    return None;
                }
                let (core, hull) = self.extent(&row, world);
                let core = if bears.is_none() { Interval::new(hull.from, hull.from) } else { core };
                let open = |end: Seam| end.filter(|(id, _)| world.placement(*id).is_none());
                let seams = (open(row.ends.from), open(row.ends.until));
                Some(Extent { core, hull, value: row.value, disputed: bears.is_none(), seams })
            })
            .collect();
        sew(&mut rows);
        let actors: &[ActorId] = match schema.about {
            About::Treaty => &self.treaties[subject as usize].parties,
            About::Actor => &[ActorId(subject)],
            About::Directed | About::Undirected => &[ActorId(subject), ActorId(object)],
        };
        let covered = schema.coverage.days(actors);
        self.sweep(schema, &rows, &covered).clip(&domain)
    }

    /// The codings whose end says that a cell coded by its lives is not so on a day in a world: those that ended last before
    /// it. Only for days whose ground is [`Ground::Ended`](crate::Ground::Ended).
    pub fn ended_by(
        &self,
        attribute: AttributeId,
        subject: u32,
        object: u32,
        day: Day,
        world: &World,
    ) -> Vec<CodingId> {
        let (subject, object) = self.stored(attribute, subject, object);
        let over = self.relation(attribute).cell(subject, object).filter_map(|row| {
            let (core, hull) = self.extent(&row, world);
            let told = row.value == 1 && self.bears(row.reading, world) == Some(true);
            (told && !core.is_empty() && hull.until <= day).then_some((core.until, row.coding))
        });
        let over: Vec<(Day, CodingId)> = over.collect();
        let last = over.iter().map(|(until, _)| *until).max();
        over.into_iter().filter(|(until, _)| Some(*until) == last).map(|(_, coding)| coding).collect()
    }

    /// The codings that bear on a cell on a day in a world: certainly (`true`) or possibly.
    pub fn codings_on(
        &self,
        attribute: AttributeId,
        subject: u32,
        object: u32,
        day: Day,
        world: &World,
    ) -> Vec<(Row, bool)> {
        let (subject, object) = self.stored(attribute, subject, object);
        let bearing = self.relation(attribute).cell(subject, object).filter_map(|row| {
            let bears = self.bears(row.reading, world);
            let (core, hull) = self.extent(&row, world);
            (bears != Some(false) && hull.contains(day)).then(|| (row, bears == Some(true) && core.contains(day)))
        });
        bearing.collect()
    }
}
