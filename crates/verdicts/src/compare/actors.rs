//! Two actors beside each other, point by point: what is coded alike of both, and what is not.
//!
//! In: a history and two of its actors. Out: points, each with the codings of either side. Two actors are alike in a point
//! where the same value, rule or partner is coded for both, on whatever days; how alike they are in all, nothing here says.
//! Of each dispute the first reading counts, or the one taken; of declared policies every reading, since their words are
//! what is compared.

use spells::{
    About, ActorId, AttributeId, Cell, CodingId, Day, History, Interval, Kind, NO_READING, NOBODY, PolicyAct,
    PolicyRule, PolicyTarget, ReadingId, Row, UNKNOWN_VALUE, World,
};
use std::collections::BTreeMap;

/// What a point is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// What each is: attributes about one actor.
    Regime,
    /// What each declared.
    Policy,
    /// What had come about by the time when each first declared a policy.
    Circumstances,
    /// What each is to the same third actors.
    Partners,
    /// Treaties in force on the last day under study.
    Treaties,
    /// What the two are to each other.
    Between,
}

/// How the two stand in a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Likeness {
    /// The same is coded of both.
    Parallel,
    /// Other things are coded of the one than of the other.
    Difference,
    /// Something is coded of one, and nothing of the other: no comparison.
    OneOnly,
    /// It is about the two together.
    Between,
}

/// What is coded of one of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    /// In words; empty where nothing is coded.
    pub words: String,
    /// Every day on which it may hold, from the first to the last; none where nothing is coded.
    pub days: Option<Interval>,
    /// The codings.
    pub codings: Vec<CodingId>,
}

/// One point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// What it is about.
    pub topic: Topic,
    /// What is compared.
    pub what: String,
    /// How they stand.
    pub likeness: Likeness,
    /// The first actor.
    pub first: Side,
    /// The second.
    pub second: Side,
}

/// Values coded of somebody, each with its codings.
type Values = BTreeMap<String, Side>;

/// Sets two actors beside each other: topics in order, in each first parallels, then differences, then what is coded of one
/// only, by name. Two changed about give the same points with their sides changed about. O(codings of the two).
pub fn beside(history: &History, first: ActorId, second: ActorId) -> Vec<Point> {
    let of = Beside { history, world: history.first_world(), actors: [first, second] };
    let mut points = of.regime();
    points.extend(of.policies());
    points.extend(of.circumstances());
    points.extend(of.partners());
    points.extend(of.treaties());
    points.extend(of.between());
    points.sort_by(|a, b| (a.topic, a.likeness, &a.what).cmp(&(b.topic, b.likeness, &b.what)));
    points
}

struct Beside<'h> {
    history: &'h History,
    world: World,
    actors: [ActorId; 2],
}

impl Beside<'_> {
    fn attributes(&self, wanted: impl Fn(About) -> bool) -> Vec<AttributeId> {
        let all = (0..self.history.attributes().len()).map(|at| AttributeId(at as u32));
        all.filter(|id| wanted(self.history.attribute(*id).about)).collect()
    }

    /// Whether a coding is of the world compared.
    fn counts(&self, reading: ReadingId) -> bool {
        reading == NO_READING
            || self.history.dispute_of(reading).is_none_or(|dispute| self.world.reading(dispute) == Some(reading))
    }

    fn rows(&self, attribute: AttributeId, subject: u32, object: u32) -> Vec<Row> {
        let (subject, object) = self.history.stored(attribute, subject, object);
        let rows = self.history.relation(attribute).cell(subject, object);
        rows.filter(|row| row.value != UNKNOWN_VALUE && self.counts(row.reading)).collect()
    }

    /// A value in words; a set is one value for each member. Truths that do not hold say so.
    fn words(&self, attribute: AttributeId, value: u32) -> Vec<String> {
        let history = self.history;
        match &history.attribute(attribute).kind {
            Kind::Truth => vec![if value == 1 { "yes" } else { "no" }.to_owned()],
            Kind::Category { levels, .. } => levels.get(value as usize).cloned().into_iter().collect(),
            Kind::Number => vec![history.number(value).to_string()],
            Kind::Actors => history.set(value).members.iter().map(|id| history.actor(*id).id.clone()).collect(),
        }
    }

    fn values(&self, attribute: AttributeId, subject: u32, object: u32) -> Values {
        let mut values = Values::new();
        for row in self.rows(attribute, subject, object) {
            for words in self.words(attribute, row.value) {
                add(values.entry(words).or_default(), &row);
            }
        }
        values.retain(|words, side| {
            side.words.clone_from(words);
            true
        });
        values
    }

    fn regime(&self) -> Vec<Point> {
        let mut points = Vec::new();
        for attribute in self.attributes(|about| about == About::Actor) {
            let schema = self.history.attribute(attribute);
            if schema.name == "policy" {
                continue;
            }
            let [one, other] = self.actors.map(|actor| self.values(attribute, actor.0, NOBODY));
            compare(Topic::Regime, &schema.name, one, other, &mut points);
        }
        points
    }

    /// Rules of declared policies, whatever the reading.
    fn policies(&self) -> Vec<Point> {
        let Some(policy) = self.history.find_attribute("policy") else { return Vec::new() };
        let of = |actor: ActorId| {
            let mut rules = Values::new();
            for row in self.history.relation(policy).cell(actor.0, NOBODY).filter(|row| row.value != UNKNOWN_VALUE) {
                let words = self.rule(self.history.policy(row.value));
                let side = rules.entry(words).or_default();
                if row.reading != NO_READING {
                    let reading = self.history.reading(row.reading);
                    if !side.words.split(", ").any(|known| known == reading) {
                        let comma = if side.words.is_empty() { "" } else { ", " };
                        side.words.push_str(&format!("{comma}{reading}"));
                    }
                }
                add(side, &row);
            }
            rules
        };
        let [one, other] = self.actors.map(of);
        let mut points = Vec::new();
        let what: std::collections::BTreeSet<&String> = one.keys().chain(other.keys()).collect();
        for rule in what {
            let sides = [one.get(rule).cloned().unwrap_or_default(), other.get(rule).cloned().unwrap_or_default()];
            let both = sides.iter().all(|side| !side.codings.is_empty());
            // That only one of two who declared something forbids it is a difference; of one who declared nothing it is none.
            let likeness = match (both, one.is_empty() || other.is_empty()) {
                (true, _) => Likeness::Parallel,
                (false, false) => Likeness::Difference,
                (false, true) => Likeness::OneOnly,
            };
            let [first, second] = sides;
            points.push(Point { topic: Topic::Policy, what: rule.clone(), likeness, first, second });
        }
        points
    }

    fn rule(&self, rule: &PolicyRule) -> String {
        let act = match rule.act {
            PolicyAct::Joining => "entering an alliance",
            PolicyAct::Holding => "being in an alliance",
        };
        let with = match &rule.target {
            PolicyTarget::Anyone => "anyone".to_owned(),
            PolicyTarget::Actors(actors) => {
                let ids: Vec<&str> = actors.iter().map(|id| self.history.actor(*id).id.as_str()).collect();
                ids.join(", ")
            }
            PolicyTarget::Having(attribute) => {
                format!("anyone of whom `{}` holds", self.history.attribute(*attribute).name)
            }
        };
        format!("a policy forbids {act} with {with}")
    }

    /// The latest day that may be the first of an actor's earliest policy.
    fn declared(&self, actor: ActorId) -> Option<Day> {
        let policy = self.history.find_attribute("policy")?;
        let rows = self.history.relation(policy).cell(actor.0, NOBODY);
        let start = |row: Row| match row.ends.from {
            Some((id, offset)) => self.history.variable(id).possible.latest().plus(offset),
            None => row.hull.from,
        };
        rows.filter(|row| row.value != UNKNOWN_VALUE).map(start).min()
    }

    /// Truths about an actor that hold, or may, when it first declares a policy, and have not always held.
    fn circumstances(&self) -> Vec<Point> {
        let [Some(one), Some(other)] = self.actors.map(|actor| self.declared(actor)) else { return Vec::new() };
        let mut points = Vec::new();
        for attribute in self.attributes(|about| about == About::Actor) {
            let schema = self.history.attribute(attribute);
            if schema.kind != Kind::Truth || schema.name == "policy" {
                continue;
            }
            let first = self.come_about(attribute, self.actors[0], one);
            let second = self.come_about(attribute, self.actors[1], other);
            let likeness = match (first.codings.is_empty(), second.codings.is_empty()) {
                (true, true) => continue,
                (false, false) => Likeness::Parallel,
                _ => Likeness::Difference,
            };
            let what = format!("{} by the first declared policy", schema.name);
            points.push(Point { topic: Topic::Circumstances, what, likeness, first, second });
        }
        points
    }

    /// The codings by which a truth holds, or may hold, of an actor on a day and did not on some day before.
    fn come_about(&self, attribute: AttributeId, actor: ActorId, day: Day) -> Side {
        let timeline = self.history.timeline(attribute, actor.0, NOBODY, &self.world);
        let yes = |cell: &Cell| matches!(cell, Cell::Value(1, _));
        let before = || timeline.spells().iter().filter(|spell| spell.days.from <= day);
        let mut side = Side::default();
        if before().all(|spell| yes(&spell.value)) {
            return side;
        }
        for (row, _) in self.history.codings_on(attribute, actor.0, NOBODY, day, &self.world) {
            if row.value == 1 {
                add(&mut side, &row);
            }
        }
        if !side.codings.is_empty() {
            let certain = timeline.at(day).is_some_and(yes);
            side.words = if certain { format!("by {day}") } else { format!("perhaps, by {day}") };
        }
        side
    }

    /// What each is to third actors: the same value for the same third actor is a parallel; the others are told together.
    fn partners(&self) -> Vec<Point> {
        let mut points = Vec::new();
        for attribute in self.attributes(|about| matches!(about, About::Directed | About::Undirected)) {
            let schema = self.history.attribute(attribute);
            let directions: &[bool] = if schema.about == About::Directed { &[true, false] } else { &[true] };
            for outward in directions {
                let towards = |actor: ActorId| {
                    let mut found = Values::new();
                    for third in (0..self.history.actors().len() as u32).map(ActorId) {
                        if self.actors.contains(&third) {
                            continue;
                        }
                        let (subject, object) = if *outward { (actor.0, third.0) } else { (third.0, actor.0) };
                        for (value, side) in self.values(attribute, subject, object) {
                            if value != "no" {
                                let id = &self.history.actor(third).id;
                                let value = if value == "yes" { String::new() } else { format!(" = {value}") };
                                let words = match (schema.about, *outward) {
                                    (About::Directed, true) => format!("{} to {id}{value}", schema.name),
                                    (About::Directed, false) => format!("{} from {id}{value}", schema.name),
                                    _ => format!("{} with {id}{value}", schema.name),
                                };
                                found.insert(words.clone(), Side { words: id.clone(), ..side });
                            }
                        }
                    }
                    found
                };
                let [mut one, mut other] = self.actors.map(towards);
                let common: Vec<String> = one.keys().filter(|key| other.contains_key(*key)).cloned().collect();
                for what in common {
                    let (Some(first), Some(second)) = (one.remove(&what), other.remove(&what)) else { continue };
                    let point = Point { topic: Topic::Partners, what, likeness: Likeness::Parallel, first, second };
                    points.push(point);
                }
                let (first, second) = (joined(one), joined(other));
                let likeness = match (first.codings.is_empty(), second.codings.is_empty()) {
                    (true, true) => continue,
                    (false, false) => Likeness::Difference,
                    _ => Likeness::OneOnly,
                };
                let what = match (schema.about, *outward) {
                    (About::Directed, true) => format!("{} to others", schema.name),
                    (About::Directed, false) => format!("{} from others", schema.name),
                    _ => format!("{} with others", schema.name),
                };
                points.push(Point { topic: Topic::Partners, what, likeness, first, second });
            }
        }
        points
    }

    /// How many treaties of each are in force on the last day under study, and with whom.
    fn treaties(&self) -> Vec<Point> {
        let Some(attribute) = self.history.find_attribute("treaty_in_force") else { return Vec::new() };
        let last = self.history.window().until.plus(-1);
        let of = |actor: ActorId| {
            let mut partners = Values::new();
            for third in (0..self.history.actors().len() as u32).map(ActorId).filter(|third| *third != actor) {
                for (row, certain) in self.history.codings_on(attribute, actor.0, third.0, last, &self.world) {
                    if certain && row.value == 1 {
                        add(partners.entry(self.history.actor(third).id.clone()).or_default(), &row);
                    }
                }
            }
            partners.retain(|words, side| {
                side.words.clone_from(words);
                true
            });
            partners
        };
        let [one, other] = self.actors.map(of);
        let (count, with) = (one.len(), other.len());
        let what = if count == with {
            format!("a treaty in force on {last} with {count} {}", if count == 1 { "partner" } else { "partners" })
        } else {
            format!("partners of treaties in force on {last}")
        };
        let likeness = match (count, with) {
            (0, 0) => return Vec::new(),
            (0, _) | (_, 0) => Likeness::OneOnly,
            (count, with) if count == with => Likeness::Parallel,
            _ => Likeness::Difference,
        };
        vec![Point { topic: Topic::Treaties, what, likeness, first: joined(one), second: joined(other) }]
    }

    /// What is coded of the two together.
    fn between(&self) -> Vec<Point> {
        let mut points = Vec::new();
        let [one, other] = self.actors.map(|actor| actor.0);
        for attribute in self.attributes(|about| matches!(about, About::Directed | About::Undirected)) {
            let schema = self.history.attribute(attribute);
            let sides = if schema.about == About::Directed {
                [self.values(attribute, one, other), self.values(attribute, other, one)]
            } else {
                let both = self.values(attribute, one, other);
                [both.clone(), both]
            };
            let values: std::collections::BTreeSet<&String> = sides[0].keys().chain(sides[1].keys()).collect();
            for value in values.into_iter().filter(|value| *value != "no") {
                let what = if value == "yes" { schema.name.clone() } else { format!("{} = {value}", schema.name) };
                let side = |at: usize| sides[at].get(value).cloned().unwrap_or_default();
                let (first, second) = (side(0), side(1));
                points.push(Point { topic: Topic::Between, what, likeness: Likeness::Between, first, second });
            }
        }
        points
    }
}

/// Adds a coding to a side.
fn add(side: &mut Side, row: &Row) {
    side.codings.push(row.coding);
    side.codings.sort_unstable();
    side.codings.dedup();
    side.days = Some(match side.days {
        None => row.hull,
        Some(days) => Interval::new(days.from.min(row.hull.from), days.until.max(row.hull.until)),
    });
}

/// Several values as one side.
fn joined(values: Values) -> Side {
    let mut whole = Side::default();
    let mut words: Vec<String> = Vec::new();
    for side in values.into_values() {
        if !words.contains(&side.words) {
            words.push(side.words);
        }
        whole.codings.extend(side.codings);
        whole.days = match (whole.days, side.days) {
            (Some(one), Some(other)) => Some(Interval::new(one.from.min(other.from), one.until.max(other.until))),
            (one, other) => one.or(other),
        };
    }
    whole.codings.sort_unstable();
    whole.codings.dedup();
    whole.words = words.join(", ");
    whole
}

/// Values that both have are parallels; what is left is one difference, or coded of one only.
fn compare(topic: Topic, name: &str, mut one: Values, mut other: Values, points: &mut Vec<Point>) {
    let named = |value: &str| if value == "yes" { name.to_owned() } else { format!("{name} = {value}") };
    let either_empty = one.is_empty() || other.is_empty();
    let common: Vec<String> = one.keys().filter(|value| other.contains_key(*value)).cloned().collect();
    for value in common {
        let (Some(first), Some(second)) = (one.remove(&value), other.remove(&value)) else { continue };
        points.push(Point { topic, what: named(&value), likeness: Likeness::Parallel, first, second });
    }
    if one.is_empty() && other.is_empty() {
        return;
    }
    let likeness = if either_empty { Likeness::OneOnly } else { Likeness::Difference };
    points.push(Point { topic, what: name.to_owned(), likeness, first: joined(one), second: joined(other) });
}
