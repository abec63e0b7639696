//! Readings and disputes: rivals that nobody declared, and names that rival nothing.

use super::place;
use crate::CaseBase;
use crate::facts::Slot;
use crate::rivals::Rivals;
use crate::sight::Sight;
use spells::CodingId;
use std::collections::BTreeSet;
use text::{Diagnostic, Span, did_you_mean};

/// Says what is amiss with the names of readings.
pub(super) fn readings(base: &CaseBase, sight: &Sight<'_>, rivals: &Rivals, problems: &mut Vec<Diagnostic>) {
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
    unused(base, problems);
    for (at, name) in names.iter().enumerate().skip(1) {
        if base.layer_readings.contains(&(at as u32))
            || base.dormant.iter().any(|(reading, _)| reading == name)
            || disputes.iter().any(|dispute| dispute.readings.contains(name))
        {
            continue;
        }
        let known = disputes.iter().flat_map(|dispute| &dispute.readings).map(String::as_str);
        let hint = did_you_mean(name, known, || "declare it in [[disputes]] of study.toml, or remove it".to_owned());
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

/// Says which declared readings no coding, clause, event, treaty or policy bears: to take one of them changes nothing.
fn unused(base: &CaseBase, problems: &mut Vec<Diagnostic>) {
    let borne: BTreeSet<&str> = base.codings.pool.readings.iter().map(String::as_str).collect();
    for dispute in &base.disputes {
        let idle = dispute.readings.iter().filter(|reading| !borne.contains(reading.name.as_str()));
        let idle: Vec<String> = idle.map(|reading| format!("`{}`", reading.name)).collect();
        if idle.is_empty() {
            continue;
        }
        let (what, bears) = match idle.as_slice() {
            [one] => (format!("the reading {one}"), "bears it"),
            many => (format!("the readings {}", many.join(", ")), "bears them"),
        };
        problems.push(
            Diagnostic::warning(
                "casebase::unused_reading",
                format!("the dispute `{}` declares {what}, and nothing {bears}", dispute.name),
            )
            .at(dispute.span, "")
            .hint("write it into the column `reading` of the rows that take that side; or declare the dispute in the layer whose rows do"),
        );
    }
}

/// A place where a reading is used.
fn first_use(base: &CaseBase, name: &str) -> Option<Span> {
    let number = base.codings.pool.readings.iter().position(|other| other == name)? as u32;
    if let Some(place) = base.codings.pool.met[number as usize] {
        return Some(place);
    }
    if let Some(row) = base.codings.columns.reading.iter().position(|reading| *reading == number) {
        return base.cell_span(CodingId(row as u32), Slot::Reading);
    }
    base.treaties.iter().flat_map(|treaty| &treaty.terms).find(|term| term.reading == name).map(|term| term.span)
}
