//! Claims read as formulas, and the rules by which one follows from another.
//!
//! An event is told by what holds from its day on: `X starts` by X, `X ends` by not X; so `~X starts` and `X ends` are one
//! event. `Y does not end while X` says that Y ends only while not X. A static claim speaks of days in scope, and an event
//! is judged on its day; what follows about events from events alone is asked without the scope. Orders of events tell the two
//! apart: `A ends after X ends` counts a lapse of X in the lifetime of A alone, `A ends after ~X starts` any.

use super::ConsequenceKind;
use super::lags::lag_at_most;
use super::logic::{Logic, alike, both, if_then};
use crate::model::{Claim, ClaimKind, Edge, Event, NodeId, Order, Relation};
use biodivine_lib_bdd::Bdd;

/// The nodes that a claim stands on.
pub(super) fn sides(claim: &Claim) -> Vec<NodeId> {
    match &claim.kind {
        ClaimKind::Static { condition, outcome, .. } => vec![*condition, *outcome],
        ClaimKind::OnlyWhile { event, condition } | ClaimKind::NotWhile { event, condition } => {
            vec![event.what, *condition]
        }
        ClaimKind::Order { event, anchor, .. } => vec![event.what, anchor.what],
    }
}

/// A claim as formulas.
pub(super) enum Reading {
    /// On every day in scope `holds`; it speaks of days on which one of `speaks_of` holds, each in words.
    Static { holds: Bdd, speaks_of: Vec<(Bdd, String)> },
    /// On the day of the event the condition holds.
    While { event: Bdd, condition: Bdd },
    /// The event stands so to the anchor.
    Order { event: Bdd, order: Order, anchor: Bdd, edges: (Edge, Edge) },
}

/// What a claim is by itself.
pub(super) enum Examined {
    Plain,
    Odd(ConsequenceKind, String),
}

/// The two sides of a static claim as its words name them.
fn words_of_sides(claim: &Claim) -> (String, String) {
    let verbs = [" is necessary for ", " is sufficient for ", " is equivalent to "];
    let sides = verbs.iter().find_map(|verb| claim.words.split_once(verb));
    sides.map_or_else(Default::default, |(left, right)| (left.to_owned(), right.to_owned()))
}

fn event(event: &Event, logic: &Logic) -> Option<Bdd> {
    let what = logic.formula(event.what)?;
    Some(if event.edge == Edge::Starts { what } else { what.not() })
}

impl Reading {
    /// None where a formula is too large.
    pub fn of(claim: &Claim, logic: &Logic) -> Option<Reading> {
        Some(match &claim.kind {
            ClaimKind::Static { relation, condition, outcome } => {
                let (condition, outcome) = (logic.formula(*condition)?, logic.formula(*outcome)?);
                let (left, right) = words_of_sides(claim);
                match relation {
                    Relation::Necessary => {
                        Reading::Static { holds: if_then(&outcome, &condition)?, speaks_of: vec![(outcome, right)] }
                    }
                    Relation::Sufficient => {
                        Reading::Static { holds: if_then(&condition, &outcome)?, speaks_of: vec![(condition, left)] }
                    }
                    Relation::Equivalent => Reading::Static {
                        holds: alike(&condition, &outcome)?,
                        speaks_of: vec![(condition, left), (outcome, right)],
                    },
                }
            }
            ClaimKind::OnlyWhile { event: happens, condition } => {
                Reading::While { event: event(happens, logic)?, condition: logic.formula(*condition)? }
            }
            ClaimKind::NotWhile { event: happens, condition } => {
                Reading::While { event: event(happens, logic)?, condition: logic.formula(*condition)?.not() }
            }
            ClaimKind::Order { event: happens, order, anchor } => {
                let edges = (happens.edge, anchor.edge);
                Reading::Order { event: event(happens, logic)?, order: *order, anchor: event(anchor, logic)?, edges }
            }
        })
    }

    /// What the claim is by itself; none past a limit.
    pub fn alone(&self, logic: &Logic) -> Option<Examined> {
        use ConsequenceKind::{AlwaysTrue, NeverApplies, NeverConforms};
        let odd = |kind, text: &str| Some(Examined::Odd(kind, text.to_owned()));
        match self {
            Reading::Static { holds, speaks_of } => {
                let mut applies = false;
                let mut conforms = false;
                for (what, _) in speaks_of {
                    applies |= logic.possible_in_scope(&[what])?;
                    conforms |= logic.possible_in_scope(&[what, holds])?;
                }
                if !applies {
                    return odd(
                        NeverApplies,
                        &format!("can never apply: what it speaks of cannot hold{}", logic.in_scope_words()),
                    );
                }
                if !conforms {
                    return odd(
                        NeverConforms,
                        &format!("fails wherever it applies: it cannot be met{}", logic.in_scope_words()),
                    );
                }
                if !logic.possible_in_scope(&[&holds.not()])? {
                    return odd(AlwaysTrue, "is true whatever the data, so that no case can count against it");
                }
            }
            Reading::While { event, condition } => {
                if !changes(event, logic)? {
                    return odd(NeverApplies, "can never apply: its event cannot happen");
                }
                if !logic.possible(&[condition])? {
                    return odd(NeverConforms, "fails whenever its event happens: its condition cannot be met");
                }
                if !logic.possible(&[&condition.not()])? {
                    return odd(AlwaysTrue, "is true whatever the data: its condition is always met");
                }
            }
            Reading::Order { event, order, anchor, .. } => {
                if !changes(event, logic)? {
                    return odd(NeverApplies, "can never apply: its event cannot happen");
                }
                if *order != Order::Before && !changes(anchor, logic)? {
                    return odd(NeverConforms, "fails whenever its event happens: what it must follow cannot happen");
                }
            }
        }
        Some(Examined::Plain)
    }

    /// Whether what breaks the other breaks this; none past a limit.
    pub fn implies(&self, other: &Reading, logic: &Logic) -> Option<bool> {
        match (self, other) {
            (Reading::Static { holds, .. }, Reading::Static { holds: weaker, .. }) => {
                Some(!logic.possible_in_scope(&[holds, &weaker.not()])?)
            }
            (Reading::Static { holds, .. }, Reading::While { event, condition }) => {
                Some(!logic.possible_in_scope(&[holds, event, &condition.not()])?)
            }
            (Reading::While { event, condition }, Reading::While { event: also, condition: weaker }) => {
                Some(same(event, also, logic)? && !logic.possible(&[condition, &weaker.not()])?)
            }
            (
                Reading::Order { event, order, anchor, edges },
                Reading::Order { event: also, order: weaker, anchor: of, edges: with },
            ) => Some(
                edges == with && no_later(*order, *weaker) && same(event, also, logic)? && same(anchor, of, logic)?,
            ),
            // An event on a day on which what it must follow has not come about breaks the one, and the other if its
            // condition fails there. What must come before is asked of the eve, and says nothing of the day.
            (
                Reading::Order { event, order: Order::After | Order::Within(..), anchor, .. },
                Reading::While { event: also, condition },
            ) => Some(same(event, also, logic)? && !logic.possible(&[anchor, &condition.not()])?),
            _ => Some(false),
        }
    }

    /// Why both cannot be met where one of them applies; none inside if they can, none outside past a limit.
    pub fn contradicts(&self, other: &Reading, logic: &Logic) -> Option<Option<String>> {
        const EVENTS: &str = "together they leave no day on which the event may happen";
        match (self, other) {
            (Reading::Static { holds, speaks_of }, Reading::Static { holds: also, speaks_of: of }) => {
                for (what, words) in speaks_of.iter().chain(of) {
                    let each = logic.possible_in_scope(&[what, holds])? && logic.possible_in_scope(&[what, also])?;
                    if each && !logic.possible_in_scope(&[what, holds, also])? {
                        return Some(Some(format!("together they leave no day on which {words} holds")));
                    }
                }
                Some(None)
            }
            (Reading::While { event, condition }, Reading::While { event: also, condition: with }) => {
                let clash = same(event, also, logic)? && !logic.possible(&[condition, with])?;
                Some(clash.then(|| EVENTS.to_owned()))
            }
            (Reading::Static { holds, .. }, Reading::While { event, condition })
            | (Reading::While { event, condition }, Reading::Static { holds, .. }) => {
                let each = logic.possible_in_scope(&[holds, event])? && logic.possible_in_scope(&[event, condition])?;
                let clash = each && !logic.possible_in_scope(&[holds, event, condition])?;
                Some(clash.then(|| EVENTS.to_owned()))
            }
            _ => Some(None),
        }
    }
}

/// Whether a formula can both hold and not.
fn changes(what: &Bdd, logic: &Logic) -> Option<bool> {
    Some(logic.possible(&[what])? && logic.possible(&[&what.not()])?)
}

fn same(one: &Bdd, other: &Bdd, logic: &Logic) -> Option<bool> {
    let differ = both(one, &other.not())?;
    let or = both(&one.not(), other)?;
    Some(!logic.possible(&[&differ])? && !logic.possible(&[&or])?)
}

/// Whether an event that stands to another in the first way stands to it in the second.
fn no_later(one: Order, other: Order) -> bool {
    match (one, other) {
        (Order::Within(count, unit), Order::Within(most, of)) => lag_at_most(count, unit, most, of),
        (Order::Within(..) | Order::After, Order::After) | (Order::Before, Order::Before) => true,
        _ => false,
    }
}
