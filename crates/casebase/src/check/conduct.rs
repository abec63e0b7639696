//! Episodes of conduct against alliances: a pledge is honoured or broken while there is one, and after the end is after it.
//!
//! In: episodes and alliances with their possible days. Out: a warning for each episode whose type no placement of vague
//! dates agrees with. A treaty in force counts as an alliance here; a study without either has nothing to hold against.

use super::{cell, place};
use crate::CaseBase;
use crate::facts::Slot;
use crate::rivals::Reach;
use crate::sight::Sight;
use std::collections::BTreeMap;
use text::Diagnostic;

/// Says every episode whose type and days do not go with the alliances of the two.
pub(super) fn conduct(base: &CaseBase, sight: &Sight<'_>, problems: &mut Vec<Diagnostic>) {
    if base.episodes.is_empty() {
        return;
    }
    let bonds = bonds(base, sight);
    if bonds.is_empty() {
        return;
    }
    for episode in &base.episodes {
        let row = episode.coding.0;
        let own = sight.reach(&base.codings.columns.entry(row as usize));
        let pair = (episode.actor.0.min(episode.ally.0), episode.actor.0.max(episode.ally.0));
        let theirs = bonds.get(&pair).map_or(&[][..], Vec::as_slice);
        let coding = base.coding(episode.coding);
        let (actor, ally, kind) = (&coding.subject, &coding.object, &coding.value);
        let (message, at, hint) = if kind == "after-the-end" {
            // A bond that holds on every possible day of the episode is not over.
            let within =
                |bond: &&(u32, Reach)| bond.1.core.from <= own.hull.from && own.hull.until <= bond.1.core.until;
            match (theirs.iter().find(within), theirs.is_empty()) {
                (Some(bond), _) => (
                    format!("this is said to be after the end of an alliance of {actor} and {ally} that still held"),
                    Some((bond.0, "the alliance")),
                    "correct the dates, or choose another type",
                ),
                (None, true) => (
                    format!("this is said to be after the end of an alliance, and {actor} and {ally} never had one"),
                    None,
                    "code the alliance in alliances.csv, with its end",
                ),
                (None, false) => continue,
            }
        } else {
            if theirs.iter().any(|(_, bond)| bond.hull.overlaps(own.hull)) {
                continue;
            }
            let away = |bond: &Reach| {
                let (before, after) = (bond.hull.from.0 - own.hull.until.0, own.hull.from.0 - bond.hull.until.0);
                before.max(after)
            };
            match theirs.iter().min_by_key(|(row, bond)| (away(bond), *row)) {
                Some((nearest, bond)) => {
                    let over = bond.hull.until <= own.hull.from;
                    let when = if over { "was over by then" } else { "had not begun by then" };
                    (
                        format!("`{kind}` is conduct of an ally, and the alliance of {actor} and {ally} {when}"),
                        Some((*nearest, "the alliance")),
                        if over {
                            "correct the dates; what an ally does after the end is of the type after-the-end"
                        } else {
                            "correct the dates here, or those of the alliance"
                        },
                    )
                }
                None => (
                    format!("`{kind}` is conduct of an ally, and {actor} and {ally} never were allies"),
                    None,
                    "code the alliance in alliances.csv or the treaty in treaties.toml; episodes are of allies",
                ),
            }
        };
        let said = cell(base, Diagnostic::warning("casebase::conduct_without_alliance", message), row, Slot::Value, "");
        let said = match at {
            Some((bond, label)) => place(base, said, bond, label),
            None => said,
        };
        problems.push(said.hint(hint));
    }
}

/// By pair, the lesser number first: the codings that say that the two were bound, and when.
fn bonds(base: &CaseBase, sight: &Sight<'_>) -> BTreeMap<(u32, u32), Vec<(u32, Reach)>> {
    let named = |name: &str| base.attributes.iter().position(|entry| entry.attribute.name == name);
    let binding: Vec<u32> = ["allied", "treaty_in_force"].into_iter().filter_map(named).map(|at| at as u32).collect();
    let columns = &base.codings.columns;
    let mut bonds: BTreeMap<(u32, u32), Vec<(u32, Reach)>> = BTreeMap::new();
    for row in 0..columns.len() {
        if binding.contains(&columns.attribute[row]) && columns.value[row] != 0 {
            let entry = columns.entry(row);
            let pair = (entry.subject.min(entry.object), entry.subject.max(entry.object));
            bonds.entry(pair).or_default().push((row as u32, sight.reach(&entry)));
        }
    }
    bonds
}
