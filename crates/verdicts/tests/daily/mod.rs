//! Claims judged day by day, from arrays with one truth a day: the rules written anew from what the language says.
//!
//! In: what the sides of a claim and the scope are worth on each day, everything decided. Out: the ruling, and for claims
//! about events each of them. Slow on purpose; shares nothing with the judge that it checks.

#![allow(dead_code)]

use conditions::{Evaluator, Program};
use spells::{Day, Truth};
use theory::model::{ClaimKind, Edge, Event, NodeId, Order, Relation, Unit};
use verdicts::Ruling;

/// One truth a day from day 0 on; `None` where the case has no such day.
pub type Days = Vec<Option<Truth>>;

/// What was found: the worst ruling, each event with its anchor, the days of deviation of a static claim, and its days in
/// scope by ruling; of a claim about what does not happen while something holds, the days at stake as days that conform.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    pub ruling: Ruling,
    pub events: Vec<(i32, Option<i32>, Ruling)>,
    pub deviating: i64,
    pub days: [i64; 4],
}

pub fn read(evaluator: &Evaluator<'_>, node: NodeId, window: i32) -> Days {
    let timeline = evaluator.degree(node).unwrap();
    (0..window).map(|day| timeline.at(Day(day)).map(|degree| degree.truth())).collect()
}

fn at(days: &Days, day: i32) -> Option<Truth> {
    usize::try_from(day).ok().and_then(|day| days.get(day).copied().flatten())
}

pub fn judge(program: &Program<'_>, claim: usize, evaluator: &Evaluator<'_>, window: i32) -> Found {
    let read = |node| read(evaluator, node, window);
    let everywhere =
        || read(program.theory.claims[claim].anchor_node()).iter().map(|day| day.map(|_| Truth::Yes)).collect();
    let scope: Days = program.theory.scope.map_or_else(everywhere, read);
    let judge = Judge { scope, window };
    match &program.theory.claims[claim].kind {
        ClaimKind::Static { relation, condition, outcome } => {
            judge.static_claim(*relation, &read(*condition), &read(*outcome))
        }
        ClaimKind::OnlyWhile { event, condition } => {
            let condition = read(*condition);
            judge.events(&read(event.what), event.edge, Ruling::Conforms, |day| match at(&condition, day) {
                Some(Truth::Yes) => Ruling::Conforms,
                Some(Truth::No) => Ruling::Deviates,
                _ => Ruling::Undecided,
            })
        }
        ClaimKind::NotWhile { event, condition } => {
            let (what, condition) = (read(event.what), read(*condition));
            let mut found = judge.events(&what, event.edge, Ruling::Irrelevant, |day| match at(&condition, day) {
                Some(Truth::Yes) => Ruling::Deviates,
                Some(Truth::No) => Ruling::Irrelevant,
                _ => Ruling::Undecided,
            });
            let ready = if event.edge == Edge::Ends { Truth::Yes } else { Truth::No };
            let exposed = (0..window).find(|day| {
                at(&what, *day) == Some(ready)
                    && at(&condition, *day) == Some(Truth::Yes)
                    && at(&judge.scope, *day) == Some(Truth::Yes)
            });
            found.days[Ruling::Conforms as usize] = (0..window)
                .filter(|day| {
                    let yes = Some(Truth::Yes);
                    at(&what, *day) == Some(ready) && at(&condition, *day) == yes && at(&judge.scope, *day) == yes
                })
                .count() as i64;
            if let Some(day) = exposed {
                found.events.push((day, None, Ruling::Conforms));
                found.ruling = found.ruling.max(Ruling::Conforms);
            }
            found
        }
        ClaimKind::Order { event, order: Order::Before, anchor } => {
            judge.before(&read(event.what), event, &read(anchor.what), anchor)
        }
        ClaimKind::Order { event, order, anchor } => {
            let lag = if let Order::Within(count, unit) = order { Some((*count, *unit)) } else { None };
            judge.after(&read(event.what), event, lag, &read(anchor.what), anchor)
        }
    }
}

/// The first formula of a claim, to see on which days the case exists.
trait AnchorNode {
    fn anchor_node(&self) -> NodeId;
}

impl AnchorNode for theory::model::Claim {
    fn anchor_node(&self) -> NodeId {
        match &self.kind {
            ClaimKind::Static { condition, .. } => *condition,
            ClaimKind::OnlyWhile { event, .. } | ClaimKind::NotWhile { event, .. } | ClaimKind::Order { event, .. } => {
                event.what
            }
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Seen {
    Happened,
    Party,
    Hidden,
}

struct Judge {
    scope: Days,
    window: i32,
}

impl Judge {
    fn static_claim(&self, relation: Relation, x: &Days, y: &Days) -> Found {
        let subset = |inner: Truth, outer: Truth| match (inner, outer) {
            (Truth::No, _) => Ruling::Irrelevant,
            (Truth::Yes, Truth::Yes) => Ruling::Conforms,
            (Truth::Yes, Truth::No) => Ruling::Deviates,
            (Truth::Unknown(_), Truth::Yes) => Ruling::Irrelevant,
            _ => Ruling::Undecided,
        };
        let mut days = [0; 4];
        let rulings: Vec<Ruling> = (0..self.window)
            .filter_map(|day| {
                let (x, y) = (at(x, day)?, at(y, day)?);
                let ruling = match relation {
                    Relation::Necessary => subset(y, x),
                    Relation::Sufficient => subset(x, y),
                    Relation::Equivalent => subset(x, y).max(subset(y, x)),
                };
                match (at(&self.scope, day)?, ruling) {
                    (Truth::Yes, ruling) => {
                        days[ruling as usize] += 1;
                        Some(ruling)
                    }
                    (Truth::Unknown(_), Ruling::Deviates | Ruling::Undecided) => Some(Ruling::Undecided),
                    _ => None,
                }
            })
            .collect();
        Found {
            ruling: rulings.iter().copied().max().unwrap_or(Ruling::Irrelevant),
            events: Vec::new(),
            deviating: rulings.iter().filter(|ruling| **ruling == Ruling::Deviates).count() as i64,
            days,
        }
    }

    /// The event of a formula on a day, if there is one: its first day with, or first day without.
    fn event(&self, days: &Days, edge: Edge, day: i32) -> Option<Seen> {
        let (before, now) = (at(days, day - 1), at(days, day));
        let (yes, no) = (Some(Truth::Yes), Some(Truth::No));
        let unknown = |truth: Option<Truth>| truth.is_some_and(Truth::is_unknown);
        match edge {
            Edge::Starts if now == yes && before == no => Some(Seen::Happened),
            Edge::Starts if now == yes && before.is_none() && day > 0 => Some(Seen::Party),
            // Unknown from here on until it holds: it may have begun on this day.
            Edge::Starts if unknown(now) && !unknown(before) => {
                let held = (day..).find(|day| !unknown(at(days, *day))).and_then(|day| at(days, day));
                (held == yes).then_some(Seen::Hidden)
            }
            Edge::Ends if before == yes && now == no => Some(Seen::Happened),
            Edge::Ends if before == yes && now.is_none() && day < self.window => Some(Seen::Party),
            Edge::Ends if before == yes && unknown(now) => Some(Seen::Hidden),
            _ => None,
        }
    }

    /// Whether the claim speaks of an event: of a beginning on its day, of an end on the day before.
    fn speaks(&self, edge: Edge, day: i32) -> Truth {
        at(&self.scope, if edge == Edge::Ends { day - 1 } else { day }).unwrap_or(Truth::No)
    }

    /// The unknown days that begin with this one, where the formula held neither just before nor just after.
    fn unseen(days: &Days, day: i32) -> Option<Vec<i32>> {
        let unknown = |day: i32| at(days, day).is_some_and(Truth::is_unknown);
        let held = |day: i32| at(days, day) == Some(Truth::Yes);
        if !unknown(day) || unknown(day - 1) || held(day - 1) {
            return None;
        }
        let stretch: Vec<i32> = (day..).take_while(|day| unknown(*day)).collect();
        (!held(day + stretch.len() as i32)).then_some(stretch)
    }

    /// Whether an event may be hidden in such days that could break a claim.
    fn may_hide(&self, days: &Days, edge: Edge, day: i32, harmless: &impl Fn(i32) -> bool) -> bool {
        let Some(stretch) = Self::unseen(days, day) else { return false };
        stretch.into_iter().map(|day| if edge == Edge::Ends { day + 1 } else { day }).any(|day| {
            let within = at(days, day).is_some() && at(days, day - 1).is_some();
            within && self.speaks(edge, day) != Truth::No && !harmless(day)
        })
    }

    fn events(&self, days: &Days, edge: Edge, harmless: Ruling, judge: impl Fn(i32) -> Ruling) -> Found {
        self.events_with_anchors(days, edge, |day| judge(day) == harmless, |day| (None, judge(day)))
    }

    fn events_with_anchors(
        &self,
        days: &Days,
        edge: Edge,
        harmless: impl Fn(i32) -> bool,
        judge: impl Fn(i32) -> (Option<i32>, Ruling),
    ) -> Found {
        let mut events = Vec::new();
        for day in 0..=self.window {
            if self.may_hide(days, edge, day, &harmless) {
                events.push((day, None, Ruling::Undecided));
            }
            let Some(seen) = self.event(days, edge, day) else { continue };
            match (seen, self.speaks(edge, day)) {
                (_, Truth::No) => {}
                (Seen::Hidden, _) | (_, Truth::Unknown(_)) => events.push((day, None, Ruling::Undecided)),
                (Seen::Party, _) => events.push((day, None, Ruling::Irrelevant)),
                _ => {
                    let (anchor, ruling) = judge(day);
                    events.push((day, anchor, ruling));
                }
            }
        }
        let ruling = events.iter().map(|(_, _, ruling)| *ruling).max().unwrap_or(Ruling::Irrelevant);
        Found { ruling, events, deviating: 0, days: [0; 4] }
    }

    /// Whether what an event brings about is so on a day.
    fn so(days: &Days, edge: Edge, day: i32) -> Truth {
        match at(days, day) {
            Some(truth) if edge == Edge::Ends => !truth,
            Some(truth) => truth,
            None => Truth::Unknown(spells::Why::OutsideCoverage),
        }
    }

    fn latest(&self, days: &Days, edge: Edge, day: i32) -> Option<(i32, Seen)> {
        (0..=day).rev().find_map(|day| Some((day, self.event(days, edge, day)?)))
    }

    fn ever_unknown_before(days: &Days, day: i32) -> bool {
        (0..day).any(|day| at(days, day).is_some_and(Truth::is_unknown))
    }

    /// Whether what ended on a day was so, or may have been, back to the first day of the case.
    fn so_since_the_first_day(days: &Days, edge: Edge, ended: i32) -> bool {
        let out_before = (0..ended).rev().map(|day| at(days, day)).find(|truth| match truth {
            None => true,
            Some(truth) => *truth == Truth::No,
        });
        edge == Edge::Ends && out_before != Some(Some(Truth::No))
    }

    fn due(day: i32, (count, unit): (u32, Unit)) -> i32 {
        match unit {
            Unit::Days => day + count as i32,
            Unit::Months => Day(day).plus_months(count as i32).0,
            Unit::Years => Day(day).plus_years(count as i32).0,
        }
    }

    fn after(&self, what: &Days, event: &Event, lag: Option<(u32, Unit)>, other: &Days, anchor: &Event) -> Found {
        let judge = |day: i32| -> (Option<i32>, Ruling) {
            // Of two ends: did the one hold at all while the other did?
            if event.edge == Edge::Ends && anchor.edge == Edge::Ends && at(other, day) == Some(Truth::No) {
                let alive = |day: &i32| at(what, *day) == Some(Truth::Yes);
                let perhaps = |day: &i32| matches!(at(what, *day), Some(Truth::Yes | Truth::Unknown(_)));
                let back = || (0..day).rev();
                let together = back().take_while(alive).any(|day| at(other, day) == Some(Truth::Yes));
                if !together {
                    let maybe = back().take_while(perhaps).any(|day| at(other, day) != Some(Truth::No));
                    let before = Self::so_since_the_first_day(what, event.edge, day);
                    return (None, if maybe || before { Ruling::Undecided } else { Ruling::Deviates });
                }
            }
            match Self::so(other, anchor.edge, day) {
                Truth::No => (None, Ruling::Deviates),
                Truth::Unknown(_) => (None, Ruling::Undecided),
                Truth::Yes => match (self.latest(other, anchor.edge, day), lag) {
                    (None, None) if anchor.edge == Edge::Starts => (None, Ruling::Conforms),
                    (None, Some(_)) if anchor.edge == Edge::Starts => (None, Ruling::Undecided),
                    (None, _) if Self::ever_unknown_before(other, day) => (None, Ruling::Undecided),
                    (None, _) if Self::so_since_the_first_day(what, event.edge, day) => (None, Ruling::Undecided),
                    (None, _) => (None, Ruling::Deviates),
                    (Some((_, Seen::Hidden)), None) => (None, Ruling::Conforms),
                    (Some((_, Seen::Hidden)), Some(_)) => (None, Ruling::Undecided),
                    (Some((first, _)), Some(lag)) if day > Self::due(first, lag) => (Some(first), Ruling::Deviates),
                    (Some((first, _)), _) => (Some(first), Ruling::Conforms),
                },
            }
        };
        let mut found = self.events_with_anchors(what, event.edge, |_| false, judge);
        let met: Vec<i32> = found.events.iter().filter_map(|(_, anchor, _)| *anchor).collect();
        for first in 0..self.window {
            let awaited = self.event(other, anchor.edge, first) == Some(Seen::Happened)
                && !met.contains(&first)
                && Self::so(what, event.edge, first) == Truth::No
                && (event.edge == Edge::Starts
                    || anchor.edge == Edge::Starts
                    || at(what, first - 1) == Some(Truth::Yes))
                && self.speaks(anchor.edge, first) == Truth::Yes;
            if !awaited {
                continue;
            }
            // Waits until the event turns, the case is over, or (with a lag) the time is up.
            let turn = (first + 1..=self.window)
                .find(|day| self.event(what, event.edge, *day).is_some() || Self::unseen(what, *day).is_some());
            let over = (first..=self.window).find(|day| at(&self.scope, *day).is_none()).unwrap_or(self.window);
            let stop = turn.unwrap_or(self.window).min(over);
            let stands = |day: i32| Self::so(other, anchor.edge, day);
            let lasts = |until: i32| (first..until).all(|day| stands(day) == Truth::Yes);
            let last = if turn == Some(stop) { stop } else { stop - 1 };
            // What was awaited is owed no longer once the other is undone, if the day is known.
            let shaken = (first..=stop).find(|day| stands(*day) != Truth::Yes);
            let undone = shaken.filter(|day| stands(*day) == Truth::No);
            let mut push = |day, ruling| found.events.push((day, Some(first), ruling));
            let due = lag.map(|lag| Self::due(first, lag));
            let on_every_day = |till: i32, so: &dyn Fn(Truth) -> bool| {
                (first..=till).all(|day| at(other, day).is_some() && so(stands(day)))
            };
            match (due, undone) {
                (None, Some(day)) => push(day, Ruling::Irrelevant),
                (None, None) if turn.is_none() && lasts(stop) => push(last, Ruling::Undecided),
                (None, None) => {}
                // In time, on the last day at the latest.
                (Some(due), Some(day)) if day <= due => push(day, Ruling::Irrelevant),
                (Some(due), _) if stop > due && on_every_day(due, &|so| so == Truth::Yes) => {
                    let known_until = shaken.filter(|day| *day < stop).map(|day| day - 1);
                    push(undone.or(known_until).unwrap_or(last), Ruling::Deviates);
                }
                // Nobody knows whether it stood all the time.
                (Some(due), _) if stop > due && on_every_day(due, &|so| so != Truth::No) => {
                    push(shaken.expect("it did not stand on every day for certain"), Ruling::Undecided);
                }
                (Some(due), _) if stop <= due && turn.is_none() && lasts(stop) && over == self.window => {
                    push(last, Ruling::Undecided);
                }
                (Some(_), _) => {}
            }
        }
        found.events.sort_by_key(|(day, anchor, _)| (anchor.unwrap_or(*day), *day));
        found.ruling = found.events.iter().map(|(_, _, ruling)| *ruling).max().unwrap_or(Ruling::Irrelevant);
        found
    }

    fn before(&self, what: &Days, event: &Event, other: &Days, anchor: &Event) -> Found {
        self.events_with_anchors(
            other,
            anchor.edge,
            |_| false,
            |day| {
                if at(&self.scope, day - 1).is_none() {
                    return (None, Ruling::Undecided);
                }
                match Self::so(what, event.edge, day - 1) {
                    Truth::No => (None, Ruling::Deviates),
                    Truth::Unknown(_) => (None, Ruling::Undecided),
                    Truth::Yes => match self.latest(what, event.edge, day - 1) {
                        None if event.edge == Edge::Ends && Self::ever_unknown_before(what, day - 1) => {
                            (None, Ruling::Undecided)
                        }
                        None if event.edge == Edge::Ends && Self::so_since_the_first_day(other, anchor.edge, day) => {
                            (None, Ruling::Undecided)
                        }
                        None if event.edge == Edge::Ends => (None, Ruling::Deviates),
                        Some((first, Seen::Happened)) => (Some(first), Ruling::Conforms),
                        _ => (None, Ruling::Conforms),
                    },
                }
            },
        )
    }
}
