//! What a history says, free of ids: every timeline of every cell in the first world, and in the open world.

use spells::{About, AttributeId, Cell, History, Kind, World};
use std::collections::BTreeMap;

/// Cell by cell: `attribute(subject, object)` to its spells, as text.
pub fn meaning(history: &History) -> BTreeMap<String, String> {
    let mut said = BTreeMap::new();
    for (world_name, world) in [("first", history.first_world()), ("open", World::open())] {
        for (at, attribute) in history.attributes().iter().enumerate() {
            let id = AttributeId(at as u32);
            let n = history.actors().len() as u32;
            let t = history.treaties().len() as u32;
            let cells: Vec<(u32, u32)> = match attribute.about {
                About::Actor => (0..n).map(|a| (a, spells::NOBODY)).collect(),
                About::Treaty => (0..t).map(|a| (a, spells::NOBODY)).collect(),
                About::Directed => (0..n).flat_map(|a| (0..n).filter(move |b| *b != a).map(move |b| (a, b))).collect(),
                About::Undirected => (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b))).collect(),
            };
            for (a, b) in cells {
                let name = |id: u32| {
                    if attribute.about == About::Treaty {
                        history.treaties()[id as usize].id.clone()
                    } else {
                        history.actors()[id as usize].id.clone()
                    }
                };
                let object = if b == spells::NOBODY { String::new() } else { name(b) };
                let timeline = history.timeline(id, a, b, &world);
                let spells: Vec<String> = timeline
                    .spells()
                    .iter()
                    .map(|spell| {
                        let value = match (&spell.value, &attribute.kind) {
                            (Cell::Value(value, ground), Kind::Number) => {
                                format!("{} {ground:?}", history.number(*value))
                            }
                            (Cell::Many { certain, possible, why, open, ground }, Kind::Category { .. })
                                if attribute.name == "policy" =>
                            {
                                let rules = |list: &[u32]| {
                                    list.iter().map(|rule| format!("{:?}", history.policy(*rule))).collect::<Vec<_>>()
                                };
                                format!("{:?} {:?} {why:?} {open:?} {ground:?}", rules(certain), rules(possible))
                            }
                            (Cell::Many { certain, possible, why, open, ground }, Kind::Actors) => {
                                let ids = |list: &[u32]| {
                                    list.iter().map(|id| history.actors()[*id as usize].id.clone()).collect::<Vec<_>>()
                                };
                                format!("{:?} {:?} {why:?} {open:?} {ground:?}", ids(certain), ids(possible))
                            }
                            (other, _) => format!("{other:?}"),
                        };
                        format!("{:?} {value}", spell.days)
                    })
                    .collect();
                if !spells.is_empty() {
                    said.insert(format!("{world_name}: {}({}, {object})", attribute.name, name(a)), spells.join("; "));
                }
            }
        }
    }
    for treaty in history.treaties() {
        let due: Vec<String> = treaty
            .decisions
            .iter()
            .map(|decision| match decision.due {
                spells::Moment::Day(day) => format!("{day} {}", history.reading(decision.reading)),
                spells::Moment::Variable(id, offset) => {
                    format!("{:?} {offset} {}", history.variable(id).possible, history.reading(decision.reading))
                }
            })
            .collect();
        if !due.is_empty() {
            said.insert(format!("decisions of {}", treaty.id), due.join("; "));
        }
    }
    said.insert(
        "disputes".into(),
        history
            .disputes()
            .iter()
            .map(|d| format!("{} {:?}", d.name, d.readings.iter().map(|r| history.reading(*r)).collect::<Vec<_>>()))
            .collect::<Vec<_>>()
            .join("; "),
    );
    said
}

/// Where two histories differ; empty where they mean the same.
pub fn difference(a: &BTreeMap<String, String>, b: &BTreeMap<String, String>) -> Vec<String> {
    let keys: std::collections::BTreeSet<&String> = a.keys().chain(b.keys()).collect();
    keys.into_iter()
        .filter(|key| a.get(*key) != b.get(*key))
        .map(|key| format!("{key}\n   {:?}\n   {:?}", a.get(key), b.get(key)))
        .collect()
}
