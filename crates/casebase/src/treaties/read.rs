//! `treaties.toml`, table by table.
//!
//! In: the text of a file of the study or of a layer. Out: treaties, and everything wrong in it. A layer's table with the
//! id of a treaty that is there already is another account of it: it adds clauses, events, obligations and dates, and
//! takes nothing away.

use super::events::event;
use super::kinds::{Length, TreatyEnd};
use super::life::tell;
use super::model::{Account, Treaty};
use super::parties::parties;
use super::terms::term;
use crate::dates::{End, Endpoint, When};
use crate::entries::{choice, cited, dated, when, words};
use crate::facts::Context;
use crate::keys::{Document, Keys, Text};
use spells::Day;
use text::{Diagnostic, FileId, Files};

/// The ids of treaties, which facts may be about: read before everything else about them.
pub(crate) fn ids(files: &Files, file: FileId) -> Vec<String> {
    let document = Document::parse(files, file, &mut Vec::new());
    let mut keys = document.keys();
    let silent = &mut Vec::new();
    keys.tables("treaty", silent).into_iter().filter_map(|mut table| Some(table.text("id", silent)?.value)).collect()
}

/// The study or layer that a file belongs to.
#[derive(Clone, Copy)]
pub(crate) struct Owner<'a> {
    /// 0 for the study itself.
    pub number: u32,
    /// The layer's name; empty for the study.
    pub layer: &'a str,
}

/// Reads a file of treaties; those of the study come before those of its layers.
pub(crate) fn read(
    files: &Files,
    file: FileId,
    owner: Owner<'_>,
    context: &Context<'_>,
    treaties: &mut Vec<Treaty>,
    problems: &mut Vec<Diagnostic>,
) {
    let document = Document::parse(files, file, problems);
    let mut keys = document.keys();
    for mut table in keys.tables("treaty", problems) {
        treaty(&mut table, owner, context, treaties, problems);
        table.finish(problems);
    }
    keys.finish(problems);
}

fn treaty(
    table: &mut Keys<'_>,
    owner: Owner<'_>,
    context: &Context<'_>,
    treaties: &mut Vec<Treaty>,
    problems: &mut Vec<Diagnostic>,
) {
    let id = table.required("id", problems);
    let span = id.as_ref().map_or(table.span, |id| id.span);
    let label = id.as_ref().map_or("?", |id| id.value.as_str()).to_owned();
    let mut known = id.as_ref().and_then(|id| treaties.iter().position(|other| other.id == id.value));
    let earlier = known.and_then(|at| treaties[at].accounts.iter().find(|account| account.number == owner.number));
    let twice = earlier.is_some();
    if let Some(earlier) = earlier {
        problems.push(
            Diagnostic::error("casebase::duplicate_treaty", format!("the treaty `{label}` stands twice"))
                .at(span, "the second")
                .at(earlier.span, "the first"),
        );
        known = None;
    }
    let adds = known.is_some() || twice;
    let name = words(table.text("name", problems));
    let account = account(table, owner, (&label, id.as_ref()), adds, context, problems);
    let main = known.map(|at| &treaties[at]);
    if !adds {
        complete(&account, &label, problems);
    }
    let mut account = account;
    parties(table, &label, main, &mut account, context, problems);
    if !adds && account.parties.len() < 2 {
        problems.push(
            Diagnostic::error("casebase::treaty_of_one", format!("the treaty `{label}` has fewer than two parties"))
                .at(span, "")
                .hint("write a [[treaty.party]] with actor = \"...\" for each"),
        );
    }
    let place = main.map_or(0, |main| main.accounts.len());
    let terms: Vec<_> =
        table.tables("term", problems).into_iter().filter_map(|t| term(t, place, context, problems)).collect();
    for term in &terms {
        let date = account.anchor(term.anchor).or(main.and_then(|main| main.main().anchor(term.anchor)));
        if date.is_none() && term.length != Length::Unlimited {
            problems.push(
                Diagnostic::warning(
                    "casebase::term_without_anchor",
                    format!("a term of `{label}` counts from a date that the treaty does not give"),
                )
                .at(term.span, "")
                .hint("give that date, or another anchor; no decision follows from this term"),
            );
        }
    }
    let called = owner.of(&label);
    let events: Vec<_> =
        table.tables("event", problems).into_iter().map(|e| event(e, place, &called, context, problems)).collect();
    let members: Vec<_> = account.parties.iter().map(|party| party.actor).collect();
    let known_members = main.map(Treaty::members).unwrap_or_default();
    for event in &events {
        if event.party.is_some_and(|party| !members.contains(&party) && !known_members.contains(&party)) {
            problems.push(
                Diagnostic::error(
                    "casebase::event_of_stranger",
                    format!("this is said of a state that was never a party of `{label}`"),
                )
                .at(event.span, "")
                .hint("correct `party`, or add it as a [[treaty.party]]"),
            );
        }
    }
    let clauses: Vec<_> = main.into_iter().flat_map(|main| &main.terms).chain(&terms).collect();
    let known_parties = main.map_or(&[][..], |main| &main.main().parties);
    tell(&mut account, main.map(Treaty::main), known_parties, (&clauses, &events), &context.events);
    match (known, id) {
        (Some(at), _) => {
            let treaty = &mut treaties[at];
            treaty.accounts.push(account);
            treaty.terms.extend(terms);
            treaty.events.extend(events);
            if treaty.name.is_empty() {
                treaty.name = name;
            }
        }
        (None, Some(id)) if treaties.iter().all(|other| other.id != id.value) => {
            treaties.push(Treaty { id: id.value, name, accounts: vec![account], terms, events });
        }
        _ => {}
    }
}

fn account(
    table: &mut Keys<'_>,
    owner: Owner<'_>,
    (label, id): (&str, Option<&Text>),
    adds: bool,
    context: &Context<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Account {
    let signed = dated(table, "signed", context, problems);
    let ratified = dated(table, "ratified", context, problems);
    let in_force = dated(table, "in_force", context, problems);
    let until = table.text("until", problems);
    let end = choice(table, "end", TreatyEnd::WORDS, problems).and_then(|word| TreatyEnd::of(&word));
    let reading = words(table.text("reading", problems));
    let (source, source_at, public) = cited(table, context, problems);
    let locator = words(table.text("locator", problems));
    for key in ["note", "recorded", "coder", "confidence"] {
        table.text(key, problems);
    }
    let name = format!("end of {}", owner.of(label));
    let last = match &until {
        Some(text) => Some(when(text, End::Until, &name, context, problems).unwrap_or(When::Day(Day::END))),
        None if adds => None,
        None => Some(When::Vague(Endpoint::Unknown)),
    };
    Account {
        layer: owner.layer.to_owned(),
        signed,
        ratified,
        in_force,
        end,
        reading,
        source,
        locator,
        public,
        parties: Vec::new(),
        successions: Vec::new(),
        span: id.map_or(table.span, |id| id.span),
        number: owner.number,
        until_at: until.as_ref().filter(|text| !text.value.is_empty()).map(|text| text.span),
        until: words(until),
        last,
        source_at,
    }
}

impl Owner<'_> {
    /// What to call a thing of a treaty in this account of it.
    pub fn of(self, label: &str) -> String {
        if self.layer.is_empty() { label.to_owned() } else { format!("{label} ({})", self.layer) }
    }
}

/// What a treaty's first account must not leave out.
fn complete(account: &Account, label: &str, problems: &mut Vec<Diagnostic>) {
    if account.begins().is_none() {
        problems.push(
            Diagnostic::warning("casebase::undated_treaty", format!("the treaty `{label}` has no date"))
                .at(account.span, "")
                .hint("write signed, ratified or in_force; it counts as begun on an unknown day"),
        );
    }
}
