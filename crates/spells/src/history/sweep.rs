//! The codings of one cell, in a world, swept in the order of days: what each stretch of days holds.

use super::History;
use crate::{Attribute, Cell, Day, DaySet, Ground, Interval, Kind, Silence, Timeline, UNKNOWN_VALUE, VariableId, Why};

/// A coding of a cell in a world.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    pub core: Interval,
    pub hull: Interval,
    pub value: u32,
    pub disputed: bool,
    /// The vague dates, not placed, with which it begins and ends.
    pub seams: (Seam, Seam),
}

/// A vague date and an offset in days, where an endpoint is vague.
pub(super) type Seam = Option<(VariableId, i32)>;

/// Where one coding ends with the very day with which another of the same value begins, the two together hold from the one's
/// beginning to the other's end, wherever that day lies. Adds an extent for each such pair, and for chains of them. Cost:
/// the square of the codings of the cell with vague ends.
pub(super) fn sew(rows: &mut Vec<Extent>) {
    let mut at = 0;
    while at < rows.len() {
        let first = rows[at];
        at += 1;
        if first.seams.1.is_none() || first.disputed {
            continue;
        }
        let next: Vec<Extent> = rows
            .iter()
            .filter(|next| next.seams.0 == first.seams.1 && next.value == first.value && !next.disputed)
            .map(|next| Extent {
                core: Interval::new(first.core.from, next.core.until),
                hull: Interval::new(first.hull.from, next.hull.until),
                seams: (first.seams.0, next.seams.1),
                ..first
            })
            .collect();
        for sewn in next {
            if !rows.contains(&sewn) {
                rows.push(sewn);
            }
        }
    }
}

impl Extent {
    fn why(&self) -> Why {
        if self.disputed { Why::SourcesDisagree } else { Why::DateTooVague }
    }
}

impl History {
    /// Cuts the days at every endpoint and says for each stretch what its codings make of it.
    pub(super) fn sweep(&self, schema: &Attribute, rows: &[Extent], covered: &DaySet) -> Timeline<Cell> {
        let mut cuts: Vec<Day> = vec![Day::BEGINNING, Day::END];
        for row in rows {
            cuts.extend([row.core.from, row.core.until, row.hull.from, row.hull.until]);
        }
        for days in covered.intervals() {
            cuts.extend([days.from, days.until]);
        }
        cuts.retain(|cut| (Day::BEGINNING..=Day::END).contains(cut));
        cuts.sort_unstable();
        cuts.dedup();

        // Codings enter in the order in which they may begin and leave when they are certainly over, so that each stretch
        // looks only at those that bear on it.
        let mut coming: Vec<&Extent> = rows.iter().collect();
        coming.sort_by_key(|row| row.hull.from);
        let mut coming = coming.into_iter().peekable();
        let mut bearing: Vec<&Extent> = Vec::new();
        let mut timeline = Timeline::new();
        let mut last: Option<Cell> = None; // the last coded value, for attributes that persist
        let mut lives = Lives::default();
        for pair in cuts.windows(2) {
            let days = Interval::new(pair[0], pair[1]);
            while let Some(row) = coming.next_if(|row| row.hull.from <= days.from) {
                lives.begins(row);
                bearing.push(row);
            }
            bearing.retain(|row| {
                let bears = row.hull.until > days.from;
                if !bears {
                    lives.ends(row);
                }
                bears
            });
            let ended = schema.by_lives && lives.over();
            let silence = silent(schema, last.as_ref(), covered.contains(days.from), ended);
            let coded = match bearing.as_slice() {
                [] => None,
                rows if schema.holds_many() => Some(self.many(schema, rows, days.from, &silence)),
                rows => single(schema, rows, days.from, &silence),
            };
            let cell = match coded {
                Some(cell) => {
                    last = Some(cell.clone());
                    cell
                }
                None => silence,
            };
            timeline.push(days, cell);
        }
        timeline
    }

    /// What codings make of a day of a cell that may hold several values at once; at least one bears on it. `silence` is
    /// what the day would hold if none did.
    fn many(&self, schema: &Attribute, rows: &[&Extent], day: Day, silence: &Cell) -> Cell {
        let coded = self.held(schema, rows, |row| row.core.contains(day), silence);
        // Where silence would say the same as the codings that may bear, it does not matter whether they do.
        let alike = rows.iter().all(|row| row.value == rows[0].value && !row.core.contains(day));
        if alike && self.held(schema, rows, |_| true, silence).says_the_same_as(silence) {
            return silence.clone();
        }
        coded
    }

    /// The same, told which of the codings hold; the others may.
    fn held(&self, schema: &Attribute, rows: &[&Extent], holds: impl Fn(&Extent) -> bool, silence: &Cell) -> Cell {
        let (mut certain, mut possible) = (Vec::new(), Vec::new());
        let (mut closed, mut may_close, mut open, mut vague) = (false, false, None::<Why>, None::<Why>);
        for row in rows {
            let holds = holds(row);
            if row.value == UNKNOWN_VALUE {
                let why = if holds { Why::SourceSaysUnknown } else { row.why() };
                open = Some(open.map_or(why, |other| other.min(why)));
                continue;
            }
            let into = if holds { &mut certain } else { &mut possible };
            match &schema.kind {
                Kind::Actors => {
                    let set = self.set(row.value);
                    into.extend(set.members.iter().map(|actor| actor.0));
                    closed |= set.exactly && holds;
                    may_close |= set.exactly;
                }
                _ => into.push(row.value),
            }
            if !holds {
                vague = Some(vague.map_or(row.why(), |other| other.min(row.why())));
            }
        }
        certain.sort_unstable();
        certain.dedup();
        possible.sort_unstable();
        possible.dedup();
        possible.retain(|member| certain.binary_search(member).is_err());
        // Of what is not named, silence speaks, where the source can speak at all.
        let rest = match (schema.silence, silence) {
            (Silence::Absent, Cell::Unknown(why)) => Some(*why),
            (Silence::Absent, _) => None,
            (Silence::Unknown | Silence::Persists, _) => Some(Why::SourceSilent),
        };
        // What may belong leaves nothing else open, unless it may say "no others" where others could be.
        let may_close = vague.filter(|_| may_close && rest.is_some());
        let open = open.into_iter().chain(may_close).min();
        // What is not named is closed off by "exactly", or silent.
        let open = if closed { None } else { open.or(rest) };
        let why = vague.filter(|_| !possible.is_empty());
        Cell::Many { certain, possible, why, open, ground: Ground::Coded }
    }
}

/// What of a cell coded by its lives is over by a day: whether the last that was coded is that it was so.
#[derive(Default)]
struct Lives {
    /// The latest day by which a coding that it was so has certainly ended: one that certainly held on some day.
    over: Option<Day>,
    /// The latest day until which a coding that says otherwise, or that nobody knows, may have held.
    otherwise: Option<Day>,
}

impl Lives {
    fn begins(&mut self, row: &Extent) {
        if row.value != 1 && !row.hull.is_empty() {
            self.otherwise = self.otherwise.max(Some(row.hull.until));
        }
    }

    fn ends(&mut self, row: &Extent) {
        if row.value == 1 && !row.disputed && !row.core.is_empty() {
            self.over = self.over.max(Some(row.core.until));
        }
    }

    fn over(&self) -> bool {
        self.over.is_some() && self.over > self.otherwise
    }
}

/// The one value that codings give to a day, if any bears on it; `silence` is what the day would hold if none did.
fn single(schema: &Attribute, rows: &[&Extent], day: Day, silence: &Cell) -> Option<Cell> {
    if matches!(schema.kind, Kind::Category { .. })
        && let Some(cell) = either(rows, day, silence)
    {
        return Some(cell);
    }
    let mut certain: Option<u32> = None;
    let mut possible: Option<(u32, Why)> = None;
    let mut conflict: Option<Why> = None;
    let clash = |conflict: &mut Option<Why>, why: Why| *conflict = Some(conflict.map_or(why, |other| other.min(why)));
    for row in rows {
        if row.core.contains(day) {
            match certain {
                Some(value) if value != row.value => clash(&mut conflict, Why::SourcesDisagree),
                _ => certain = Some(row.value),
            }
        } else {
            let why = row.why();
            match possible {
                Some((value, other)) if value != row.value => clash(&mut conflict, why.min(other)),
                Some((value, other)) => possible = Some((value, why.min(other))),
                None => possible = Some((row.value, why)),
            }
        }
    }
    let cell = match (certain, possible, conflict) {
        (None, None, _) => return None,
        (_, _, Some(why)) => Cell::Unknown(possible.map_or(why, |(_, other)| why.min(other))),
        (Some(value), Some((other, why)), None) if value != other => Cell::Unknown(why),
        (Some(value), _, None) => known(value),
        // Where silence would say the same, vagueness does not matter.
        (None, Some((value, why)), None) => match silence {
            Cell::Value(same, _) if *same == value => silence.clone(),
            _ => Cell::Unknown(why),
        },
    };
    Some(cell)
}

/// One of several levels, where the codings that may bear on a day, and silence where none of them need, leave no other; at
/// least two. Codings of different levels must not be able to hold both: the one begins with the vague date with which the other ends.
fn either(rows: &[&Extent], day: Day, silence: &Cell) -> Option<Cell> {
    let unsure = |row: &&Extent| !row.disputed && row.value != UNKNOWN_VALUE && !row.core.contains(day);
    if rows.is_empty() || !rows.iter().all(unsure) {
        return None;
    }
    let gives_way = |one: &Extent, other: &Extent| one.seams.1.is_some() && one.seams.1 == other.seams.0;
    let pairs = || rows.iter().enumerate().flat_map(|(at, one)| rows[..at].iter().map(move |other| (*one, *other)));
    if !pairs().all(|(a, b)| a.value == b.value || gives_way(a, b) || gives_way(b, a)) {
        return None;
    }
    // One that had surely begun gives way to one that surely lasts: then one of the two holds.
    let whole = |one: &Extent, other: &Extent| gives_way(one, other) && one.core.from <= day && other.core.until > day;
    let mut values: Vec<u32> = rows.iter().map(|row| row.value).collect();
    if !pairs().any(|(a, b)| whole(a, b) || whole(b, a)) {
        let Cell::Value(value, _) = silence else { return None };
        values.push(*value);
    }
    values.sort_unstable();
    values.dedup();
    (values.len() > 1).then_some(Cell::Either(values, Why::DateTooVague))
}

fn known(value: u32) -> Cell {
    if value == UNKNOWN_VALUE { Cell::Unknown(Why::SourceSaysUnknown) } else { Cell::Value(value, Ground::Coded) }
}

/// What a day holds on which nothing is coded.
fn silent(schema: &Attribute, last: Option<&Cell>, covered: bool, ended: bool) -> Cell {
    if !covered {
        return Cell::Unknown(Why::OutsideCoverage);
    }
    if ended && schema.silence != Silence::Absent {
        return Cell::Value(0, Ground::Ended);
    }
    match (schema.silence, &schema.kind) {
        (Silence::Persists, _) => match last {
            // Of what is coded by its lives an end is an end, so that it does not persist; only when it was is not certain.
            Some(Cell::Value(1, _)) if schema.by_lives => Cell::Unknown(Why::DateTooVague),
            Some(Cell::Value(value, _)) => Cell::Value(*value, Ground::Silence),
            Some(Cell::Many { certain, possible, why, open, .. }) => Cell::Many {
                certain: certain.clone(),
                possible: possible.clone(),
                why: *why,
                open: *open,
                ground: Ground::Silence,
            },
            Some(Cell::Unknown(why) | Cell::Either(_, why)) => Cell::Unknown(*why),
            None => Cell::Unknown(Why::SourceSilent),
        },
        (Silence::Absent, Kind::Truth) => Cell::Value(0, Ground::Silence),
        (Silence::Absent, Kind::Actors | Kind::Category { many: true, .. }) => {
            Cell::Many { certain: Vec::new(), possible: Vec::new(), why: None, open: None, ground: Ground::Silence }
        }
        (Silence::Unknown | Silence::Absent, _) => Cell::Unknown(Why::SourceSilent),
    }
}
