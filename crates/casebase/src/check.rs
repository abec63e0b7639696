//! What only the whole case base shows: ends before starts, lifetimes, coverage, contradictions, duplicates, readings.

use crate::CaseBase;
use crate::facts::Slot;
use crate::rivals::Rivals;
use crate::view::Sight;
use spells::{About, ActorId, CodingId, Day, DaySet, Interval};
use std::collections::{BTreeMap, BTreeSet};
use text::{Diagnostic, Span};

/// Puts codings in the order of their cells, and says what is wrong among them.
pub(crate) fn all(base: &mut CaseBase, problems: &mut Vec<Diagnostic>) {
    (base.order, base.crowded) = order(base);
    let sight = Sight::new(base, None);
    crate::events::check(&base.events, &sight.solved, problems);
    let mut found: Vec<(u32, Diagnostic)> = Vec::new();
    let mut beyond = Vec::new();
    rows(base, &sight, &mut found, &mut beyond);
    let rivals = sight.rivals();
    contradictions(base, &rivals, &mut found);
    duplicates(base, &rivals, &mut found);
    found.sort_by_key(|(row, _)| *row);
    problems.extend(found.into_iter().map(|(_, problem)| problem));
    problems.extend(beyond);
    readings(base, &sight, &rivals, problems);
    undated(base, problems);
}

/// Rows in the order of (attribute, subject, object, first possible day), on two threads; and the stretches of this order
/// that are cells in which any two codings may overlap, which few are.
fn order(base: &CaseBase) -> (Vec<u32>, Vec<(u32, u32)>) {
    let columns = &base.codings.columns;
    let sight = Sight::new(base, None);
    let n = columns.len();
    let mut counts = vec![0usize; base.attributes.len() + 1];
    for attribute in &columns.attribute {
        counts[*attribute as usize + 1] += 1;
    }
    for at in 1..counts.len() {
        counts[at] += counts[at - 1];
    }
    let mut next = counts.clone();
    let mut keyed: Vec<(u64, i32, i32, u32)> = vec![(0, 0, 0, 0); n];
    for row in 0..n {
        let pool = &base.codings.pool;
        let (from, until) = match (pool.when(columns.from[row]), pool.when(columns.until[row])) {
            (Ok(from), Ok(until)) => (from, until),
            _ => {
                let ends = sight.ends(&columns.entry(row));
                (ends.from.0, ends.until.1)
            }
        };
        let key = u64::from(columns.subject[row]) << 32 | u64::from(columns.object[row]);
        let to = &mut next[columns.attribute[row] as usize];
        keyed[*to] = (key, from.0, until.0, row as u32);
        *to += 1;
    }
    let sort = |mut part: &mut [(u64, i32, i32, u32)], first: usize, last: usize| {
        for attribute in first..last {
            let (this, rest) = part.split_at_mut(counts[attribute + 1] - counts[attribute]);
            this.sort_unstable();
            part = rest;
        }
    };
    let attributes = base.attributes.len();
    let half = (0..=attributes).find(|at| counts[*at] >= n / 2).unwrap_or(attributes);
    let (left, right) = keyed.split_at_mut(counts[half]);
    if n > 10_000 {
        std::thread::scope(|scope| {
            scope.spawn(|| sort(left, 0, half));
            sort(right, half, attributes);
        });
    } else {
        sort(left, 0, half);
        sort(right, half, attributes);
    }
    let mut crowded = Vec::new();
    for range in counts.windows(2) {
        let (mut start, until) = (range[0], range[1]);
        while start < until {
            let key = keyed[start].0;
            let (mut end, mut latest, mut overlap) = (start + 1, keyed[start].2, false);
            while end < until && keyed[end].0 == key {
                overlap |= keyed[end].1 < latest;
                latest = latest.max(keyed[end].2);
                end += 1;
            }
            if overlap {
                crowded.push((start as u32, end as u32));
            }
            start = end;
        }
    }
    (keyed.into_iter().map(|(_, _, _, row)| row).collect(), crowded)
}

/// What each actor's lifetime cuts off: how many codings, and an example.
#[derive(Default)]
struct Clipped {
    known: (usize, Option<u32>),
    vague: (usize, Option<u32>),
}

fn rows(base: &CaseBase, sight: &Sight<'_>, found: &mut Vec<(u32, Diagnostic)>, problems: &mut Vec<Diagnostic>) {
    let mut clipped: BTreeMap<u32, Clipped> = BTreeMap::new();
    let mut uncovered_places: BTreeSet<(u32, Span)> = BTreeSet::new();
    let whole: Vec<Option<Interval>> = base
        .actors
        .iter()
        .map(|actor| match actor.lifetime.intervals() {
            [one] => Some(*one),
            _ => None,
        })
        .collect();
    let covered_always: Vec<bool> = base
        .attributes
        .iter()
        .map(|entry| {
            entry.attribute.coverage.windows.iter().any(|(days, actors)| *days == Interval::ALWAYS && actors.is_none())
        })
        .collect();
    let columns = &base.codings.columns;
    for row in 0..columns.len() {
        let entry = columns.entry(row);
        let reach = sight.reach(&entry);
        let (hull, core) = (reach.hull, reach.core);
        if hull.is_empty() {
            found.push((row as u32, backwards(base, row as u32)));
            continue;
        }
        let about = base.attributes[entry.attribute as usize].attribute.about;
        let named: &[u32] = match about {
            About::Treaty => &[],
            About::Actor => &[entry.subject],
            About::Directed | About::Undirected => &[entry.subject, entry.object],
        };
        let fits = |actor: &u32| {
            whole[*actor as usize].is_some_and(|life| {
                (life.from <= hull.from || hull.from == Day::BEGINNING)
                    && (hull.until <= life.until || hull.until == Day::END)
            })
        };
        let inside = named.iter().all(fits);
        // Open ends alone do not tell whether any day is left.
        if !inside || hull.from == Day::BEGINNING || hull.until == Day::END {
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
                continue;
            }
            for actor in named {
                let life = &base.actors[*actor as usize].lifetime;
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
        }
        if !covered_always[entry.attribute as usize] {
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
            if coverage.days(&actors).clip(hull).is_empty() && fresh(&mut uncovered_places) {
                found.push((row as u32, uncovered(base, row as u32)));
            }
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

fn place(base: &CaseBase, said: Diagnostic, row: u32, label: &str) -> Diagnostic {
    match base.coding_span(CodingId(row)) {
        Some(span) => said.at(span, label),
        None => Diagnostic { message: format!("{} ({})", said.message, base.coding(CodingId(row)).place()), ..said },
    }
}

fn cell(base: &CaseBase, said: Diagnostic, row: u32, slot: Slot, label: &str) -> Diagnostic {
    match base.cell_span(CodingId(row), slot) {
        Some(span) => said.at(span, label),
        None => place(base, said, row, label),
    }
}

fn backwards(base: &CaseBase, row: u32) -> Diagnostic {
    let coding = base.coding(CodingId(row));
    let message = format!("this ends ({}) before it begins ({})", coding.until, coding.from);
    let same = coding.from == coding.until;
    let said = cell(base, Diagnostic::error("casebase::end_before_start", message), row, Slot::Until, "the end");
    let said = cell(base, said, row, Slot::From, "the beginning");
    said.hint(if same {
        "check the event's place before or after the other end"
    } else {
        "exchange the two dates, or correct one"
    })
}

fn unborn(base: &CaseBase, row: u32, actor: u32, hull: Interval, named: &[u32]) -> Diagnostic {
    let entry = &base.actors[actor as usize];
    let alone = entry.lifetime.clip(hull).is_empty();
    let slot = if named.first() == Some(&actor) { Slot::Subject } else { Slot::Object };
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

fn contradictions(base: &CaseBase, rivals: &Rivals, found: &mut Vec<(u32, Diagnostic)>) {
    for (first, second) in &rivals.contradictions {
        let (a, b) = (base.coding(CodingId(*first)), base.coding(CodingId(*second)));
        let object = if b.object.is_empty() { String::new() } else { format!(", {}", b.object) };
        let message =
            format!("`{}({}{object})` is both {} and {} on some day", b.attribute, b.subject, a.value, b.value);
        let said = Diagnostic::error("casebase::contradiction", message);
        let said = cell(
            base,
            said,
            *second,
            Slot::Value,
            &format!("{} from {} until {}", b.value, show(&b.from), show(&b.until)),
        );
        let said = cell(
            base,
            said,
            *first,
            Slot::Value,
            &format!("{} from {} until {}", a.value, show(&a.from), show(&a.until)),
        );
        let event =
            |word: &str| word.starts_with("event:") || word.starts_with("before:") || word.starts_with("after:");
        let hint = if event(&a.until) && event(&b.from) || event(&b.until) && event(&a.from) {
            "both hold on the day of the event: write until = before:EVENT, or from = after:EVENT".to_owned()
        } else if !a.reading.is_empty() && a.reading == b.reading {
            format!("both bear the reading `{}`: correct the dates, or give one another reading", a.reading)
        } else {
            "correct the dates; or, if sources disagree, give each row its own `reading`".to_owned()
        };
        found.push((*second, said.hint(hint)));
    }
}

fn show(word: &str) -> &str {
    if word.is_empty() { "an unknown day" } else { word }
}

fn duplicates(base: &CaseBase, rivals: &Rivals, found: &mut Vec<(u32, Diagnostic)>) {
    let mut told = None;
    for (first, second) in &rivals.duplicates {
        if told == Some(*second) {
            continue;
        }
        let (a, b) = (base.coding(CodingId(*first)), base.coding(CodingId(*second)));
        // The same source may say a thing in two places, and two coders may find it.
        if (a.source, a.locator, a.coder, a.file) != (b.source, b.locator, b.coder, b.file) || a.note != b.note {
            continue;
        }
        told = Some(*second);
        let said =
            place(base, Diagnostic::warning("casebase::duplicate_row", "this row stands twice"), *second, "the second");
        found.push((*second, place(base, said, *first, "the first").hint("remove one of them")));
    }
}

fn readings(base: &CaseBase, sight: &Sight<'_>, rivals: &Rivals, problems: &mut Vec<Diagnostic>) {
    let (disputes, crossing) = sight.disputes(rivals);
    let names = &base.codings.pool.readings;
    for (a, b) in crossing {
        let (x, y) = (&names[a as usize], &names[b as usize]);
        let mut said = Diagnostic::warning(
            "casebase::crossing_disputes",
            format!("`{x}` and `{y}` rival each other, though they belong to different disputes"),
        );
        if let Some((first, second)) = rivals.pairs.get(&(a, b)) {
            said = place(base, said, *second, "");
            said = place(base, said, *first, "");
        }
        problems.push(said.hint("where both are taken, the cell is unknown: put them into one dispute of study.toml"));
    }
    if let Some((row, _)) = rivals.assigned.iter().find(|(row, _)| base.codings.block(CodingId(**row)).layer > 0) {
        let cells = rivals.assigned.keys().filter(|row| base.codings.block(CodingId(**row)).layer > 0).count();
        let codings = if cells == 1 {
            "one coding of a layer contradicts".to_owned()
        } else {
            format!("{cells} codings of layers contradict")
        };
        let said = Diagnostic::note(
            "casebase::layer_rivals",
            format!("{codings} the study, and so both stand side by side as readings"),
        );
        problems
            .push(place(base, said, *row, "for instance").hint("`--reading main` or `--reading LAYER` takes one side"));
    }
    for dispute in &disputes {
        let declared = base.disputes.iter().find(|other| other.name == dispute.name && dispute.declared);
        let fresh: Vec<&String> = dispute
            .readings
            .iter()
            .filter(|name| {
                !declared.is_some_and(|dispute| dispute.readings.iter().any(|reading| reading.name == **name))
            })
            .collect();
        let layers =
            base.layer_readings.iter().filter(|reading| **reading != 0).map(|reading| &names[*reading as usize]);
        let layers: Vec<&String> = layers.collect();
        if fresh.is_empty() || fresh.iter().all(|name| layers.contains(name)) {
            continue;
        }
        let list = dispute.readings.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" and ");
        let said = match declared {
            Some(declared) => Diagnostic::warning(
                "casebase::undeclared_reading",
                format!(
                    "{} rivals readings of the dispute `{}`, which does not name it",
                    fresh.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "),
                    declared.name
                ),
            )
            .at(declared.span, "")
            .hint("add it to the `readings` of that dispute in study.toml"),
            None => {
                let mut said = Diagnostic::warning(
                    "casebase::undeclared_dispute",
                    format!("the readings {list} rival each other, and nothing says over what"),
                );
                if let Some(span) = first_use(base, dispute.readings.last().map_or("", String::as_str)) {
                    said = said.at(span, "here, for instance");
                }
                said.hint(format!(
                    "declare the question in study.toml: [[disputes]] name = \"...\" question = \"...\" readings = [{}]",
                    dispute.readings.iter().map(|name| format!("{{ name = \"{name}\", text = \"...\" }}")).collect::<Vec<_>>().join(", ")
                ))
            }
        };
        problems.push(said);
    }
    for (at, name) in names.iter().enumerate().skip(1) {
        if base.layer_readings.contains(&(at as u32))
            || base.dormant.contains(name)
            || disputes.iter().any(|dispute| dispute.readings.contains(name))
        {
            continue;
        }
        let known = disputes.iter().flat_map(|dispute| &dispute.readings).map(String::as_str);
        let hint = match text::nearest(name, known) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "declare it in [[disputes]] of study.toml, or remove it".to_owned(),
        };
        let mut said = Diagnostic::warning(
            "casebase::idle_reading",
            format!("the reading `{name}` is declared nowhere and rivals nothing"),
        );
        if let Some(span) = first_use(base, name) {
            said = said.at(span, "");
        }
        problems.push(said.hint(hint));
    }
}

/// A place where a reading is used.
fn first_use(base: &CaseBase, name: &str) -> Option<Span> {
    let number = base.codings.pool.readings.iter().position(|other| other == name)? as u32;
    if let Some(row) = base.codings.columns.reading.iter().position(|reading| *reading == number) {
        return base.cell_span(CodingId(row as u32), Slot::Reading);
    }
    base.treaties.iter().flat_map(|treaty| &treaty.terms).find(|term| term.reading == name).map(|term| term.span)
}

fn undated(base: &CaseBase, problems: &mut Vec<Diagnostic>) {
    let undated: Vec<bool> = base.sources.iter().map(|source| source.published.is_none()).collect();
    if !undated.contains(&true) {
        return;
    }
    let columns = &base.codings.columns;
    let mut count = 0;
    let mut example = None;
    for row in 0..columns.len() {
        let source = columns.source[row] as usize;
        if columns.public[row] == Day::BEGINNING.0 && undated.get(source) == Some(&true) {
            count += 1;
            example = example.or(Some(source));
        }
    }
    if let Some(source) = example {
        let codings = if count == 1 {
            "one coding rests on a source without a date, and counts".to_owned()
        } else {
            format!("{count} codings rest on sources without a date, and count")
        };
        problems.push(
            Diagnostic::warning("casebase::undated_source", format!("{codings} as public at all times"))
                .at(base.sources[source].span, "for instance")
                .hint("add a date to the source, or fill the column `public`"),
        );
    }
}
