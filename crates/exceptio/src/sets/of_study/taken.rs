//! Where a study or a theory offers several: which definition of an outcome and which reading of a dispute a table was made under.

use crate::report::TakenReport;
use conditions::{Clock, Program};
use spells::{DisputeId, History};
use std::collections::BTreeSet;
use theory::model::Theory;

/// Choices that are named in a sentence; JSON has all.
const MOST: usize = 8;

/// The definition of each outcome, by place: that with this label, else the first.
pub(crate) fn definitions(theory: &Theory, label: Option<&str>) -> Vec<usize> {
    let of = |outcome: &theory::model::Outcome| {
        outcome.definitions.iter().position(|definition| Some(definition.label.as_str()) == label).unwrap_or(0)
    };
    theory.outcomes.iter().map(of).collect()
}

/// The definitions taken of outcomes that have several and are among these columns.
pub(super) fn of_outcomes(
    program: &Program<'_>,
    definitions: &[usize],
    (label, clock): (Option<&str>, Clock),
    is_read: impl Fn(&str) -> bool,
) -> Vec<TakenReport> {
    let theory = program.theory;
    let several = theory.outcomes.iter().zip(definitions).filter(|(outcome, _)| outcome.definitions.len() > 1);
    let one = |(outcome, at): (&theory::model::Outcome, &usize)| {
        let labels: Vec<String> = outcome.definitions.iter().map(|definition| definition.label.clone()).collect();
        TakenReport {
            kind: "definition",
            of: outcome.name.clone(),
            taken: labels[*at].clone(),
            chosen: Some(labels[*at].as_str()) == label,
            by_treaty: clock == Clock::Legal && program.reads_clock(outcome.definitions[*at].node),
            all: labels,
        }
    };
    several.filter(|(outcome, _)| is_read(&outcome.name)).map(one).collect()
}

/// The readings taken in these disputes.
pub(super) fn in_disputes(history: &History, disputes: &BTreeSet<DisputeId>) -> Vec<TakenReport> {
    let world = history.first_world();
    let one = |id: &DisputeId| {
        let dispute = history.dispute(*id);
        let name = |reading: &spells::ReadingId| history.reading(*reading).to_owned();
        TakenReport {
            kind: "reading",
            of: dispute.name.clone(),
            taken: world.reading(*id).as_ref().map(name).unwrap_or_default(),
            all: dispute.readings.iter().map(name).collect(),
            chosen: history.fixed().reading(*id).is_some(),
            by_treaty: false,
        }
    };
    disputes.iter().map(one).collect()
}

/// How another is taken; `None` where all were asked for.
pub(super) fn advice(taken: &[TakenReport]) -> Option<String> {
    let open = |kind: &str| taken.iter().any(|one| one.kind == kind && !one.chosen);
    match (open("definition"), open("reading")) {
        (true, true) => Some("--definition LABEL takes another definition, --reading NAME another reading.".to_owned()),
        (true, false) => Some("--definition LABEL takes another definition.".to_owned()),
        (false, true) => Some("--reading NAME takes another reading.".to_owned()),
        (false, false) => None,
    }
}

/// What was taken in sentences, without their full stops.
pub(super) fn words(taken: &[TakenReport]) -> Vec<String> {
    let mut lines = Vec::new();
    for one in taken.iter().filter(|one| one.kind == "definition") {
        let others: Vec<String> = one.all.iter().filter(|other| **other != one.taken).map(|one| quoted(one)).collect();
        let which = if one.chosen { "as asked for" } else { "its first definition, since none was asked for" };
        let others = format!("not as {}", others.join(", "));
        lines.push(match one.by_treaty {
            false => format!("{} as {}, {which} ({others})", one.of, quoted(&one.taken)),
            true => format!(
                "{} as a treaty in force: on the legal clock that is what {} speaks of, {which} ({others})",
                one.of,
                quoted(&one.taken)
            ),
        });
    }
    let readings = |chosen: bool| -> Vec<&TakenReport> {
        taken.iter().filter(|one| one.kind == "reading" && one.chosen == chosen).collect()
    };
    for (chosen, each) in
        [(true, "under the reading chosen"), (false, "under its first reading, since none was chosen")]
    {
        let of = readings(chosen);
        if of.is_empty() {
            continue;
        }
        let named: Vec<String> = of.iter().take(MOST).map(|one| one.words()).collect();
        let more = of.len().saturating_sub(MOST);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let (bear, each) = if of.len() == 1 { ("1 dispute bears", each) } else { ("disputes bear", each) };
        let count = if of.len() == 1 { bear.to_owned() } else { format!("{} {bear}", of.len()) };
        let it = if of.len() == 1 { "is" } else { "each is" };
        lines.push(format!("{count} on these columns and {it} {each}: {}{more}", named.join(", ")));
    }
    lines
}

fn quoted(label: &str) -> String {
    format!("\"{label}\"")
}

impl TakenReport {
    /// `treaty-end: abrogated (not lapsed)`.
    fn words(&self) -> String {
        let others: Vec<&str> = self.all.iter().filter(|other| **other != self.taken).map(String::as_str).collect();
        format!("{}: {} (not {})", self.of, self.taken, others.join(", "))
    }
}
