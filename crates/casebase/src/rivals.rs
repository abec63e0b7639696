//! Codings of one cell against each other: contradictions, duplicates, and readings that rival each other.
//!
//! In: codings in the order of their cells, each with the days on which it certainly and possibly holds. Out: what
//! contradicts what, and which readings belong to one dispute. Linear in the codings where few of a cell overlap.

use crate::codings::{Codings, Entry, WRONG_VALUE};
use crate::model::{AttributeEntry, DeclaredDispute};
use spells::{Interval, Kind, UNKNOWN_VALUE};
use std::collections::{BTreeMap, BTreeSet};

/// What was found.
#[derive(Debug, Default, Clone)]
pub(crate) struct Rivals {
    /// Pairs of rows that contradict each other under one reading, the earlier row first; of a row's pairs the first few.
    pub contradictions: Vec<(u32, u32)>,
    /// Pairs of rows that say the same twice; of a row's pairs the first few.
    pub duplicates: Vec<(u32, u32)>,
    /// Pairs of readings that rival each other in some cell, with the rows that show it; the lesser number first.
    pub pairs: BTreeMap<(u32, u32), (u32, u32)>,
    /// Rows that get a reading because a layer contradicts the study.
    pub assigned: BTreeMap<u32, u32>,
}

/// What the readings of contradictory layers are called: by layer, the number of its reading; 0 where it needs none.
pub(crate) type LayerReadings<'a> = &'a [u32];

/// The days of a coding: certainly (core) and possibly (hull); and the numbers of its ends.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reach {
    pub hull: Interval,
    pub core: Interval,
    /// The last day's event and offset where the end is one, else `None`.
    pub until_event: Option<(u32, i32)>,
    /// The first day's.
    pub from_event: Option<(u32, i32)>,
}

impl Reach {
    /// Whether both certainly hold on some common day, wherever vague dates lie.
    fn certainly_overlaps(&self, other: &Reach) -> bool {
        let meets = |a: &Reach, b: &Reach| match (a.until_event, b.from_event) {
            (Some((x, until)), Some((y, from))) => x == y && from < until,
            _ => false,
        };
        !self.core.is_empty() && !other.core.is_empty() && self.core.overlaps(other.core)
            || meets(self, other)
            || meets(other, self)
    }
}

/// Compares the codings of each cell. `rows` come in the order of (attribute, subject, object).
pub(crate) fn find(
    codings: &Codings,
    attributes: &[AttributeEntry],
    layers: LayerReadings<'_>,
    rows: impl Iterator<Item = (u32, Reach)>,
) -> Rivals {
    let mut rivals = Rivals::default();
    let mut cell: Vec<(u32, Reach)> = Vec::new();
    let mut current = None;
    for (row, reach) in rows {
        let at = row as usize;
        let key = (codings.columns.attribute[at], codings.columns.subject[at], codings.columns.object[at]);
        if current != Some(key) {
            if cell.len() > 1 {
                sweep(codings, attributes, layers, &mut cell, &mut rivals);
            }
            cell.clear();
            current = Some(key);
        }
        cell.push((row, reach));
    }
    if cell.len() > 1 {
        sweep(codings, attributes, layers, &mut cell, &mut rivals);
    }
    rivals
}

/// So many contradictions of a row are told; of duplicates more are kept, because notes and pages may yet tell them apart.
const FEW: usize = 3;

fn sweep(
    codings: &Codings,
    attributes: &[AttributeEntry],
    layers: LayerReadings<'_>,
    cell: &mut [(u32, Reach)],
    rivals: &mut Rivals,
) {
    if cell.windows(2).all(|two| two[0].1.hull.until <= two[1].1.hull.from) {
        return; // in order, and none overlaps the next: the usual case
    }
    cell.sort_unstable_by_key(|(row, reach)| (reach.hull.from, *row));
    let mut active: Vec<(u32, Reach)> = Vec::new();
    for (row, reach) in cell.iter() {
        active.retain(|(_, other)| other.hull.until > reach.hull.from);
        let entry = codings.columns.entry(*row as usize);
        let (duplicates, contradictions) = (rivals.duplicates.len(), rivals.contradictions.len());
        for (other_row, other) in &active {
            let (first, second) = ((*row).min(*other_row), (*row).max(*other_row));
            let before = codings.columns.entry(*other_row as usize);
            compare(
                codings,
                attributes,
                layers,
                (&before, *other_row, other),
                (&entry, *row, reach),
                (first, second),
                rivals,
            );
        }
        // The copies of a row are as many problems as there are copies, not as many as there are pairs of them.
        rivals.duplicates.truncate(duplicates + 16 * FEW);
        rivals.contradictions.truncate(contradictions + FEW);
        active.push((*row, *reach));
    }
}

fn compare(
    codings: &Codings,
    attributes: &[AttributeEntry],
    layers: LayerReadings<'_>,
    (a, a_row, a_reach): (&Entry, u32, &Reach),
    (b, b_row, b_reach): (&Entry, u32, &Reach),
    (first, second): (u32, u32),
    rivals: &mut Rivals,
) {
    let rival = |rivals: &mut Rivals, x: u32, y: u32| {
        rivals.pairs.entry((x.min(y), x.max(y))).or_insert((first, second));
    };
    if a.reading != b.reading && a.reading != 0 && b.reading != 0 {
        rival(rivals, a.reading, b.reading);
        return;
    }
    if a.value == WRONG_VALUE || b.value == WRONG_VALUE {
        return;
    }
    let layer = |row: u32| codings.block(spells::CodingId(row)).layer;
    if a.value == b.value {
        let vague = |x: i32, y: i32| match (codings.pool.when(x), codings.pool.when(y)) {
            (Ok(x), Ok(y)) => x == y,
            (Err(x), Err(y)) => x == y,
            _ => false,
        };
        let same = a.reading == b.reading && a.source == b.source && vague(a.from, b.from) && vague(a.until, b.until);
        if same && layer(a_row) == layer(b_row) {
            rivals.duplicates.push((first, second));
        }
        return;
    }
    let compatible = match attributes[a.attribute as usize].attribute.kind {
        Kind::Actors => !exclude(codings, a.value, b.value),
        _ => attributes[a.attribute as usize].attribute.holds_many(),
    };
    if compatible || !a_reach.certainly_overlaps(b_reach) {
        return;
    }
    let (a_layer, b_layer) = (layer(a_row), layer(b_row));
    if a_layer == b_layer || (a.reading != 0 && a.reading == b.reading) {
        rivals.contradictions.push((first, second));
        return;
    }
    // A layer contradicts the study, or another layer: each side that bears no reading gets its own.
    let name = |reading: u32, layer: u32| if reading == 0 { layers[layer as usize] } else { reading };
    let (x, y) = (name(a.reading, a_layer), name(b.reading, b_layer));
    for (entry, row, reading) in [(a, a_row, x), (b, b_row, y)] {
        if entry.reading == 0 {
            rivals.assigned.insert(row, reading);
        }
    }
    rival(rivals, x, y);
}

/// Whether two sets of actors cannot both be right: one is exactly its members, and the other has a member besides them.
fn exclude(codings: &Codings, a: u32, b: u32) -> bool {
    if a == UNKNOWN_VALUE || b == UNKNOWN_VALUE {
        return false;
    }
    let ((a, a_exactly), (b, b_exactly)) = (&codings.pool.sets[a as usize], &codings.pool.sets[b as usize]);
    let besides = |these: &[u32], those: &[u32]| these.iter().any(|member| !those.contains(member));
    (*a_exactly && besides(b, a)) || (*b_exactly && besides(a, b))
}

/// A dispute of a view: declared, or found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub name: String,
    pub question: String,
    /// Names of readings, the one to show first first.
    pub readings: Vec<String>,
    /// Whether `study.toml` declares it.
    pub declared: bool,
}

/// Puts readings that rival each other into disputes: the declared ones first and in their order, then those found, by
/// name. Also gives the pairs that rival across two declared disputes.
pub(crate) fn disputes(
    names: &[String],
    declared: &[DeclaredDispute],
    pairs: impl Iterator<Item = (u32, u32)>,
    layers: &[String],
) -> (Vec<Found>, Vec<(u32, u32)>) {
    let mut found: Vec<Found> = declared
        .iter()
        .map(|dispute| Found {
            name: dispute.name.clone(),
            question: dispute.question.clone(),
            readings: dispute.readings.iter().map(|reading| reading.name.clone()).collect(),
            declared: true,
        })
        .collect();
    let home =
        |name: &str| declared.iter().position(|dispute| dispute.readings.iter().any(|reading| reading.name == name));
    let mut crossing = Vec::new();
    // Groups of readings, joined while they touch. A group is led by a declared dispute, or by nothing.
    let mut groups: Vec<(Option<usize>, BTreeSet<&str>)> = Vec::new();
    for (a, b) in pairs {
        let (x, y) = (names[a as usize].as_str(), names[b as usize].as_str());
        match (home(x), home(y)) {
            (Some(i), Some(j)) => {
                if i != j {
                    crossing.push((a, b));
                }
                continue;
            }
            (i, j) => {
                let lead = i.or(j);
                let mut members: BTreeSet<&str> = [x, y].into_iter().filter(|name| home(name).is_none()).collect();
                let mut leads = lead;
                let mut rest = Vec::new();
                for (other_lead, other) in groups {
                    let same_lead = other_lead.is_some() && other_lead == leads;
                    if same_lead || !other.is_disjoint(&members) {
                        members.extend(other);
                        leads = match (leads, other_lead) {
                            (Some(i), Some(j)) => Some(i.min(j)),
                            (i, j) => i.or(j),
                        };
                    } else {
                        rest.push((other_lead, other));
                    }
                }
                rest.push((leads, members));
                groups = rest;
            }
        }
    }
    let mut own: Vec<Found> = Vec::new();
    for (lead, members) in groups {
        match lead {
            Some(at) => {
                for name in members {
                    if !found[at].readings.iter().any(|other| other == name) {
                        found[at].readings.push(name.to_owned());
                    }
                }
            }
            None => {
                // The study's own side is shown before a layer's.
                let rank = |name: &&str| (layers.iter().any(|layer| layer == name), *name != "main");
                let mut readings: Vec<&str> = members.into_iter().collect();
                readings.sort_by_key(|name| (rank(name), *name));
                let outside: Vec<&str> =
                    readings.iter().filter(|name| layers.iter().any(|layer| layer == **name)).copied().collect();
                let name = if outside.is_empty() { readings.join(" or ") } else { outside.join(" / ") };
                own.push(Found {
                    name,
                    question: String::new(),
                    readings: readings.into_iter().map(str::to_owned).collect(),
                    declared: false,
                });
            }
        }
    }
    own.sort_by(|a, b| (&a.name, &a.readings).cmp(&(&b.name, &b.readings)));
    found.extend(own);
    (found, crossing)
}
