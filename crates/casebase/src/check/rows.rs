//! Each coding by itself: ends before starts, days outside lifetimes, days outside coverage.

use super::backwards::{Order, backwards, order_of};
use super::{cell, place, treaties};
use crate::CaseBase;
use crate::codings::{Entry, WRONG_VALUE};
use crate::facts::Slot;
use crate::sight::Sight;
use spells::{About, ActorId, CodingId, Day, DaySet, Interval, Kind};
use std::collections::{BTreeMap, BTreeSet};
use text::{Diagnostic, Span};

/// What each actor's lifetime cuts off: how many codings, and an example.
#[derive(Default)]
struct Clipped {
    known: (usize, Option<u32>),
    vague: (usize, Option<u32>),
}

/// Looks at every coding. What is said of a row is in `found` with the row; what is counted over rows is in `problems`.
pub(super) fn rows(
    base: &CaseBase,
    sight: &Sight<'_>,
    found: &mut Vec<(u32, Diagnostic)>,
    problems: &mut Vec<Diagnostic>,
) {
    let mut clipped: BTreeMap<u32, Clipped> = BTreeMap::new();
    let mut uncovered_places: BTreeSet<(u32, Span)> = BTreeSet::new();
    let mut said_backwards: BTreeSet<Span> = treaties::backwards(base, sight).map(|account| account.span).collect();
    for row in suspects(base, sight) {
        let entry = base.codings.columns.entry(row);
        let reach = sight.reach(&entry);
        let (hull, core) = (reach.hull, reach.core);
        let order = if hull.is_empty() { Order::Days } else { order_of(base, sight, &entry) };
        if hull.is_empty() || order != Order::Days {
            // Of a treaty or a policy many codings come from one place, and a treaty's own dates are said with the treaty.
            let once = base.coding_span(CodingId(row as u32)).is_none_or(|span| said_backwards.insert(span));
            if once {
                found.push((row as u32, backwards(base, row as u32, order)));
            }
            continue;
        }
        let about = base.attributes[entry.attribute as usize].attribute.about;
        let named: &[u32] = match about {
            About::Treaty => &[],
            About::Actor => &[entry.subject],
            About::Directed | About::Undirected => &[entry.subject, entry.object],
        };
        let mut days = DaySet::from(hull);
        let mut wrong = None;
        for actor in named {
            let left = days.and(&base.actors[*actor as usize].lifetime);
            if left.is_empty() && wrong.is_none() {
                wrong = Some(*actor);
            }
            days = left;
        }
        if let Some(actor) = wrong {
            found.push((row as u32, unborn(base, row as u32, actor, hull, named)));
        }
        let members = members(base, &entry);
        let mut unmet = wrong.is_some();
        for member in members.iter().filter(|member| !named.contains(member)) {
            let life = &base.actors[*member as usize].lifetime;
            // Where the subject is wrong, the member is held against the coding's own days.
            let days = if wrong.is_some() { life.clip(hull) } else { days.and(life) };
            if days.is_empty() {
                let mut both = named.to_vec();
                both.push(*member);
                found.push((row as u32, unborn(base, row as u32, *member, hull, &both)));
                unmet = true;
            }
        }
        if unmet {
            continue;
        }
        for actor in named.iter().chain(members.iter().filter(|member| !named.contains(member))) {
            let life = &base.actors[*actor as usize].lifetime;
            // Open ends alone do not tell whether any day is left.
            let beyond = |days: Interval| {
                let days = Interval::new(
                    if hull.from == Day::BEGINNING { days.from.max(life.intervals()[0].from) } else { days.from },
                    if hull.until == Day::END {
                        days.until.min(life.intervals()[life.intervals().len() - 1].until)
                    } else {
                        days.until
                    },
                );
                !days.is_empty() && !DaySet::from(days).without(life).is_empty()
            };
            let into = clipped.entry(*actor).or_default();
            let which = if beyond(core) {
                &mut into.known
            } else if beyond(hull) {
                &mut into.vague
            } else {
                continue;
            };
            *which = (which.0 + 1, which.1.or(Some(row as u32)));
        }
        let coverage = &base.attributes[entry.attribute as usize].attribute.coverage;
        let actors: Vec<ActorId> = if about == About::Treaty {
            base.treaties.get(entry.subject as usize).map(|treaty| treaty.members()).unwrap_or_default()
        } else {
            named.iter().map(|actor| ActorId(*actor)).collect()
        };
        // A treaty gives rise to many codings, and is one problem.
        let fresh = |places: &mut BTreeSet<(u32, Span)>| {
            base.coding_span(CodingId(row as u32)).is_none_or(|span| places.insert((entry.attribute, span)))
        };
        if coverage.days(&actors).clip(hull).is_empty() && spoken_for(base, row as u32) && fresh(&mut uncovered_places)
        {
            found.push((row as u32, uncovered(base, row as u32)));
        }
    }
    for (actor, clipped) in clipped {
        let actor = &base.actors[actor as usize];
        let codings = |count: usize| if count == 1 { "one coding".to_owned() } else { format!("{count} codings") };
        let reach =
            |count: usize| if count == 1 { "one coding reaches".to_owned() } else { format!("{count} codings reach") };
        if let (count @ 1.., Some(example)) = clipped.known {
            let said = Diagnostic::warning(
                "casebase::beyond_lifetime",
                format!(
                    "{} beyond the lifetime of {}, and {} only within it",
                    reach(count),
                    actor.id,
                    if count == 1 { "counts" } else { "count" }
                ),
            );
            problems.push(
                place(base, said, example, "for instance")
                    .at(actor.span, "its lifetime")
                    .hint("correct the dates, or the lifetime in actors.csv"),
            );
        }
        if let (count @ 1.., Some(example)) = clipped.vague {
            let said = Diagnostic::note(
                "casebase::maybe_beyond_lifetime",
                format!(
                    "vague dates of {} of {} may lie outside its lifetime, and count only within it",
                    codings(count),
                    actor.id
                ),
            );
            problems.push(place(base, said, example, "for instance").at(actor.span, "its lifetime"));
        }
    }
}

/// The actors in the value of a coding; none where its value is no set of actors, or not known.
fn members<'b>(base: &'b CaseBase, entry: &Entry) -> &'b [u32] {
    match base.attributes[entry.attribute as usize].attribute.kind {
        Kind::Actors if entry.value < WRONG_VALUE => &base.codings.pool.sets[entry.value as usize].0,
        _ => &[],
    }
}

/// So many rows are looked at at once by one thread.
const AT_ONCE: usize = 1 << 16;

/// The rows, in order, of which it takes more than a glance to say that nothing is wrong: all but those with a day that lies,
/// whole, in the one life of everybody whom they name, also in a set, and that the attribute covers whoever is named.
fn suspects(base: &CaseBase, sight: &Sight<'_>) -> Vec<usize> {
    let life = |actor: &crate::model::ActorEntry| match actor.lifetime.intervals() {
        [one] => Some(*one),
        _ => None,
    };
    let lives: Vec<Option<Interval>> = base.actors.iter().map(life).collect();
    // An attribute's about, and the days on which it is covered whoever is named.
    let attributes: Vec<(About, DaySet)> = base
        .attributes
        .iter()
        .map(|entry| {
            let all = entry.attribute.coverage.windows.iter().filter(|(_, actors)| actors.is_none());
            (entry.attribute.about, DaySet::from_intervals(all.map(|(days, _)| *days)))
        })
        .collect();
    let columns = &base.codings.columns;
    let suspect = |row: &usize| {
        let entry = columns.entry(*row);
        let hull = sight.reach(&entry).hull;
        let lived = |actor: u32| lives[actor as usize].is_some_and(|life| life.covers(hull));
        let (about, covered) = &attributes[entry.attribute as usize];
        let inside = match about {
            About::Treaty => true,
            About::Actor => lived(entry.subject),
            About::Directed | About::Undirected => lived(entry.subject) && lived(entry.object),
        };
        let inside = inside && members(base, &entry).iter().all(|member| lived(*member));
        hull.is_empty() || !inside || !covered.overlaps(hull) || order_of(base, sight, &entry) != Order::Days
    };
    let pieces = threads::pieces(columns.len(), AT_ONCE);
    let parts =
        threads::each(threads::cores(), pieces.len(), |at| pieces[at].clone().filter(suspect).collect::<Vec<_>>());
    parts.concat()
}

fn unborn(base: &CaseBase, row: u32, actor: u32, hull: Interval, named: &[u32]) -> Diagnostic {
    let entry = &base.actors[actor as usize];
    let alone = entry.lifetime.clip(hull).is_empty();
    let about = base.attributes[base.codings.columns.attribute[row as usize] as usize].attribute.about;
    let slot = match named.iter().position(|other| *other == actor) {
        Some(0) if about != About::Treaty => Slot::Subject,
        Some(1) if matches!(about, About::Directed | About::Undirected) => Slot::Object,
        _ => Slot::Value,
    };
    let lifetime = words(&entry.lifetime);
    let message = if alone {
        format!("{} did not exist then: it existed {lifetime}", entry.id)
    } else {
        let other =
            named.iter().find(|other| **other != actor).map_or("", |other| base.actors[*other as usize].id.as_str());
        format!("{} and {other} did not exist at the same time then: {} existed {lifetime}", entry.id, entry.id)
    };
    let said = cell(base, Diagnostic::error("casebase::outside_lifetime", message), row, slot, "");
    let said = said.at(entry.span, "its lifetime");
    if alone {
        said.hint(base.actor_names.neighbour_hint(ActorId(actor), hull))
    } else {
        said.hint("correct the dates here, or the lifetimes in actors.csv")
    }
}

/// A set of days in words.
fn words(days: &DaySet) -> String {
    let one = |days: &Interval| match (days.from == Day::BEGINNING, days.until == Day::END) {
        (true, true) => "always".to_owned(),
        (true, false) => format!("until {}", days.until.plus(-1)),
        (false, true) => format!("from {} on", days.from),
        (false, false) => format!("from {} until {}", days.from, days.until.plus(-1)),
    };
    days.intervals().iter().map(one).collect::<Vec<_>>().join(" and ")
}

/// Whether the coverage of a coding's attribute speaks of the coding's own source: that of the study does not speak of a
/// layer's, which brings others, unless the layer widens it.
fn spoken_for(base: &CaseBase, row: u32) -> bool {
    let codings = &base.codings;
    let layer = codings.block(CodingId(row)).layer;
    let span = base.attributes[codings.columns.attribute[row as usize] as usize].span;
    layer == 0 || span.is_some_and(|span| base.files.name(span.file).starts_with("layers/"))
}

fn uncovered(base: &CaseBase, row: u32) -> Diagnostic {
    let coding = base.coding(CodingId(row));
    let message = format!("this lies outside the coverage of `{}`", coding.attribute);
    let said = place(base, Diagnostic::warning("casebase::outside_coverage", message), row, "");
    let span = base.attributes[base.codings.columns.attribute[row as usize] as usize].span;
    let said = match span {
        Some(span) => said.at(span, "its coverage"),
        None => said,
    };
    match coding.layer {
        Some(layer) => said.hint(format!(
            "if the layer's source speaks of these days and actors, add them to `coverage` in layers/{layer}/codebook.toml"
        )),
        None => said.hint("widen `coverage` in codebook.toml if a source speaks of these days and actors; else remove the coding"),
    }
}
