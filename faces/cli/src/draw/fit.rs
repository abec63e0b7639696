//! What a claim comes to over all its cases: parameters of fit with their unit, the lag profile, the scope as a condition.

use super::paint::{DIM, counted, pad, paint, width, wrap};
use super::verdicts::{EXCEPTIONS, Room, names};
use exceptio::time::{self, thousands};
use exceptio::{ClaimReport, FitReport, LagReport, LagRow, ScopeReport};

/// The numbers under a claim's verdicts.
pub fn draw(claim: &ClaimReport, room: Room) -> String {
    let mut text = String::new();
    for fit in relations(&claim.fit) {
        text.push_str(&fit_table(&fit, room));
    }
    if let Some(lags) = &claim.lags {
        text.push_str(&lag_profile(lags, room));
    }
    if let Some(scope) = &claim.scope_test {
        text.push_str(&scope_test(scope, room));
    }
    text
}

/// Fits of one relation together: an equivalence has two.
fn relations(fits: &[FitReport]) -> Vec<Vec<&FitReport>> {
    let mut relations: Vec<Vec<&FitReport>> = Vec::new();
    for fit in fits {
        match relations.iter_mut().find(|group| group[0].relation == fit.relation) {
            Some(group) => group.push(fit),
            None => relations.push(vec![fit]),
        }
    }
    relations
}

/// One column a unit, one row a parameter.
fn fit_table(fits: &[&FitReport], room: Room) -> String {
    let mut parameters: Vec<&str> = Vec::new();
    for parameter in fits.iter().flat_map(|fit| &fit.parameters) {
        if !parameters.contains(&parameter.name) {
            parameters.push(parameter.name);
        }
    }
    let head = |fit: &&FitReport| format!("by {}", fit.unit);
    let cell = |fit: &&FitReport, name: &str| match fit.parameters.iter().find(|parameter| parameter.name == name) {
        None => String::new(),
        Some(parameter) => bounds(parameter.bounds),
    };
    let first = parameters.iter().map(|name| name.len()).chain([fits[0].relation.len() + 7, 13]).max().unwrap_or(0);
    let room_each = (room.width.saturating_sub(4 + first)) / fits.len().max(1);
    let mut text = String::new();
    let mut row = |name: &str, cells: Vec<String>, dim: bool| {
        let mut line = format!("    {}", pad(name, first));
        for cell in cells {
            line.push_str("  ");
            line.push_str(&pad(&cell, room_each.saturating_sub(2).min(20)));
        }
        let line = line.trim_end();
        text.push_str(&if dim { paint(DIM, line) } else { line.to_owned() });
        text.push('\n');
    };
    row(&format!("fit as {}", fits[0].relation), fits.iter().map(head).collect(), true);
    for name in parameters {
        row(name, fits.iter().map(|fit| cell(fit, name)).collect(), false);
    }
    let number = |count: usize| thousands(count as i64);
    row("n", fits.iter().map(|fit| number(fit.n)).collect(), true);
    if fits.iter().any(|fit| fit.unknown > 0) {
        row("of these open", fits.iter().map(|fit| number(fit.unknown)).collect(), true);
    }
    text
}

fn bounds(bounds: Option<(f64, f64)>) -> String {
    match bounds {
        None => "undefined".to_owned(),
        Some((least, most)) => {
            let (low, high) = (format!("{least:.2}"), format!("{most:.2}"));
            if low == high { low } else { format!("{low}–{high}") }
        }
    }
}

fn lag_profile(lags: &LagReport, room: Room) -> String {
    let mut parts = Vec::new();
    if let Some(possible) = lags.possible_from_days {
        let from = match lags.certain_from_days.unwrap_or(possible) {
            certain if certain == possible => format!("from N = {}", time::length(possible)),
            certain => {
                format!("for certain from N = {}, possibly from {}", time::length(certain), time::length(possible))
            }
        };
        parts.push(format!("`within N` would hold {from}"));
    }
    // What still runs, and what is over because nothing was due any more: neither is a lag.
    let those = |what: fn(&LagRow) -> bool, words: fn(String) -> String| -> Vec<String> {
        let rows = lags.rows.iter().filter(|row| what(row));
        rows.map(|row| format!("{} ({})", row.case, words(time::range(row.days.0, row.days.1)))).collect()
    };
    for (lead, rows) in [
        ("still open", those(|row| row.open, |days| format!("{days} so far"))),
        ("healed before it came", those(|row| row.healed, |days| format!("after {days}"))),
    ] {
        if !rows.is_empty() {
            parts.push(format!("{lead}: {}", names(rows.iter().map(String::as_str), room)));
        }
    }
    parts.push(match lags.order_violations {
        0 => "nothing in the wrong order".to_owned(),
        count => counted(count, "event in the wrong order", "events in the wrong order"),
    });
    // What is so of all is said once.
    let silent = |row: &LagRow| row.rests_on_silence == Some(true);
    let all_silent = lags.rows.len() > 1 && lags.rows.iter().all(silent);
    if all_silent {
        parts.push("all of these rest on what silence is taken to mean".to_owned());
    }
    if lags.rows.is_empty() && lags.order_violations == 0 {
        parts = vec!["no lag can be told".to_owned()];
    }
    let mut text = wrap(&parts.join("; "), room.width, &format!("    {} ", paint(DIM, "lags:")), "          ");
    let rows: Vec<&LagRow> = lags.rows.iter().filter(|row| !row.open && !row.healed).collect();
    let cases = rows.iter().map(|row| width(&row.case)).max().unwrap_or(0);
    let lengths = rows.iter().map(|row| width(&time::range(row.days.0, row.days.1))).max().unwrap_or(0);
    for row in rows.iter().take(if room.all { usize::MAX } else { EXCEPTIONS }) {
        let days = pad(&time::range(row.days.0, row.days.1), lengths);
        let (from, to) = (time::possible(&row.anchor), time::possible(&row.day));
        let silent = if silent(row) && !all_silent { ", resting on silence" } else { "" };
        text.push_str(&format!("          {}  {days}  {from} → {to}{}\n", pad(&row.case, cases), paint(DIM, silent)));
    }
    text
}

fn scope_test(scope: &ScopeReport, room: Room) -> String {
    let outside = &scope.outside;
    let all = outside.conforms + outside.deviates + outside.undecided + outside.irrelevant;
    if all == 0 {
        return String::new();
    }
    let cases = counted(all, "case", "cases");
    let words = if outside.conforms + outside.deviates + outside.undecided == 0 {
        format!("of {cases} out of scope it would say nothing either")
    } else {
        let mut would = vec![counted(outside.deviates, "would deviate", "would deviate")];
        if !scope.excused.is_empty() {
            would[0].push_str(&format!(" ({})", names(scope.excused.iter().map(String::as_str), room)));
        }
        for (count, words) in [(outside.conforms, "conform"), (outside.undecided, "be undecided")] {
            if count > 0 {
                would.push(counted(count, words, words));
            }
        }
        format!("of {cases} out of scope {}", would.join(", "))
    };
    wrap(&words, room.width, &format!("    {} ", paint(DIM, "scope:")), "           ")
}
