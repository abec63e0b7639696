//! `treaties.toml`: parties, obligations, term clauses and the events of a treaty's life.
//!
//! In: the text of a file. Out: treaties; what they give rise to is for `memberships` and `clocks`.

use crate::codebook::OBLIGATIONS;
use crate::codings::NO_SOURCE;
use crate::dates::{End, Endpoint, When};
use crate::facts::{Context, wrong_date};
use crate::keys::{Document, Keys, Text};
use crate::study::one_of;
use spells::{ActorId, Day, PossibleDays};
use text::{Diagnostic, FileId, Files, Span};

/// A date as written, and its possible days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// As written.
    pub text: String,
    /// When it may have been.
    pub days: PossibleDays,
}

/// From which moment a term counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The signature.
    Signed,
    /// The ratification.
    Ratified,
    /// The entry into force.
    InForce,
}

/// How long a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Length {
    /// Whole months and days.
    Of {
        /// Months.
        months: i32,
        /// Days besides.
        days: i32,
    },
    /// Without end.
    Unlimited,
}

/// What happens when a term runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Renewal {
    /// It goes on unless somebody denounces it.
    Automatic,
    /// It goes on only if the parties decide so.
    ByDecision,
    /// It ends.
    None,
}

/// A term clause under one reading of the treaty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The reading; empty where the clause is not disputed.
    pub reading: String,
    /// From when the term counts.
    pub anchor: Anchor,
    /// How long it is.
    pub length: Length,
    /// How long before its end notice must be given, as written.
    pub notice: String,
    /// What happens at its end.
    pub renewal: Renewal,
    /// How long the next term is.
    pub renewal_length: Length,
    /// The source's key.
    pub source: String,
    /// Article or paragraph.
    pub locator: String,
    /// Where it stands.
    pub span: Span,
}

/// A party of a treaty, for the time that it was one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Who.
    pub actor: ActorId,
    /// From when, if not from the treaty's beginning; as written.
    pub from: String,
    /// Until when, if not to the treaty's end; as written.
    pub until: String,
    /// What it owes every other party: words of ATOP's.
    pub obligations: Vec<String>,
    /// Where it stands.
    pub span: Span,
    pub(crate) first: Option<When>,
    pub(crate) last: Option<When>,
}

/// An event of a treaty's life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreatyEvent {
    /// signed, ratified, extended, renewed, denounced, expired, replaced, violated, suspended, lapsed or succeeded.
    pub kind: String,
    /// When.
    pub date: Option<Dated>,
    /// Under which reading; empty where undisputed.
    pub reading: String,
    /// The source's key.
    pub source: String,
    /// Page or paragraph.
    pub locator: String,
    /// What happened.
    pub note: String,
    /// From when on it is public.
    pub public: Day,
    /// Where it stands.
    pub span: Span,
}

/// A treaty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treaty {
    /// The id that codings and theories use.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its signature.
    pub signed: Option<Dated>,
    /// Its ratification.
    pub ratified: Option<Dated>,
    /// Its entry into force.
    pub in_force: Option<Dated>,
    /// Its last day, as written.
    pub until: String,
    /// How it ended; empty where it did not, or nobody says.
    pub end: String,
    /// Under which reading it is a treaty at all; empty where undisputed.
    pub reading: String,
    /// The source's key.
    pub source: String,
    /// Page or paragraph.
    pub locator: String,
    /// From when on it is public.
    pub public: Day,
    /// Everyone who was ever a party, successors last.
    pub parties: Vec<Party>,
    /// Its term clauses.
    pub terms: Vec<Term>,
    /// The events of its life, in the order of the file.
    pub events: Vec<TreatyEvent>,
    /// Where it stands.
    pub span: Span,
    pub(crate) first: When,
    pub(crate) last: When,
    pub(crate) source_at: u32,
}

impl Treaty {
    /// The date from which terms of an anchor count.
    pub fn anchor(&self, anchor: Anchor) -> Option<&Dated> {
        match anchor {
            Anchor::Signed => self.signed.as_ref(),
            Anchor::Ratified => self.ratified.as_ref(),
            Anchor::InForce => self.in_force.as_ref(),
        }
    }

    /// The latest day after its last, where it has one that a calendar can name.
    pub fn ended(&self) -> Option<Day> {
        match &self.last {
            When::Day(day) => day.is_named().then_some(*day),
            When::Vague(Endpoint::Shared(_, days, step)) => Some(days.latest().plus(*step)),
            When::Vague(_) => None,
        }
    }

    /// Everyone who was ever a party, each once.
    pub fn members(&self) -> Vec<ActorId> {
        let mut members: Vec<ActorId> = Vec::new();
        for party in &self.parties {
            if !members.contains(&party.actor) {
                members.push(party.actor);
            }
        }
        members
    }
}

/// The ids and places of treaties, which facts may be about: read before everything else about them.
pub(crate) fn ids(files: &Files, file: FileId) -> Vec<String> {
    let document = Document::parse(files, file, &mut Vec::new());
    let mut keys = document.keys();
    let silent = &mut Vec::new();
    keys.tables("treaty", silent).into_iter().filter_map(|mut table| Some(table.text("id", silent)?.value)).collect()
}

const ENDS: [&str; 7] = ["expired", "denounced", "replaced", "violated", "party-extinct", "lapsed", "suspended"];
const KINDS: [&str; 11] = [
    "signed",
    "ratified",
    "extended",
    "renewed",
    "denounced",
    "expired",
    "replaced",
    "violated",
    "suspended",
    "lapsed",
    "succeeded",
];

/// Reads a file of treaties.
pub(crate) fn read(
    files: &Files,
    file: FileId,
    context: &Context<'_>,
    treaties: &mut Vec<Treaty>,
    problems: &mut Vec<Diagnostic>,
) {
    let document = Document::parse(files, file, problems);
    let mut keys = document.keys();
    for mut table in keys.tables("treaty", problems) {
        if let Some(treaty) = treaty(&mut table, context, problems) {
            match treaties.iter().find(|other| other.id == treaty.id) {
                Some(earlier) => problems.push(
                    Diagnostic::error("casebase::duplicate_treaty", format!("the treaty `{}` stands twice", treaty.id))
                        .at(treaty.span, "the second")
                        .at(earlier.span, "the first"),
                ),
                None => treaties.push(treaty),
            }
        }
        table.finish(problems);
    }
    keys.finish(problems);
}

/// Source and publication of an entry of a TOML file.
pub(crate) fn cited(table: &mut Keys<'_>, context: &Context<'_>, problems: &mut Vec<Diagnostic>) -> (String, u32, Day) {
    let source = table.text("source", problems);
    let (mut at, mut public) = (NO_SOURCE, Day::BEGINNING);
    if let Some(source) = source.as_ref().filter(|source| context.cited && !source.value.is_empty()) {
        match context.sources.get(&source.value) {
            Some(found) => (at, public) = (found, context.published[found as usize]),
            None => {
                let near = text::nearest(&source.value, context.source_keys.iter().map(String::as_str));
                let hint =
                    near.map_or_else(|| "add it to sources.bib".to_owned(), |near| format!("did you mean `{near}`?"));
                problems.push(
                    Diagnostic::error("casebase::unknown_source", format!("no source has the key `{}`", source.value))
                        .at(source.span, "")
                        .hint(hint),
                );
            }
        }
    }
    if let Some(text) = table.text("public", problems).filter(|text| !text.value.is_empty()) {
        match context.calendar.date(&text.value) {
            Ok(days) => public = days.latest(),
            Err(wrong) => problems.push(wrong_date(wrong, text.span)),
        }
    }
    (source.map_or_else(String::new, |source| source.value), at, public)
}

fn words(text: Option<Text>) -> String {
    text.map_or_else(String::new, |text| text.value)
}

fn treaty(table: &mut Keys<'_>, context: &Context<'_>, problems: &mut Vec<Diagnostic>) -> Option<Treaty> {
    let id = table.required("id", problems);
    let name = words(table.text("name", problems));
    let signed = dated(table, "signed", context, problems);
    let ratified = dated(table, "ratified", context, problems);
    let in_force = dated(table, "in_force", context, problems);
    let until = table.text("until", problems);
    let end = choice(table, "end", &ENDS, problems);
    let reading = words(table.text("reading", problems));
    let (source, source_at, public) = cited(table, context, problems);
    let locator = words(table.text("locator", problems));
    for key in ["note", "recorded", "coder", "confidence"] {
        table.text(key, problems);
    }
    let span = id.as_ref().map_or(table.span, |id| id.span);
    let label = id.as_ref().map_or("?", |id| id.value.as_str()).to_owned();
    if signed.is_none() && ratified.is_none() && in_force.is_none() {
        problems.push(
            Diagnostic::warning("casebase::undated_treaty", format!("the treaty `{label}` has no date"))
                .at(span, "")
                .hint("write signed, ratified or in_force; it counts as begun on an unknown day"),
        );
    }
    let first = match in_force.as_ref().or(ratified.as_ref()).or(signed.as_ref()) {
        Some(date) => match date.days.exact() {
            Some(day) => When::Day(day),
            None => When::Vague(Endpoint::Shared(format!("beginning of {label}"), date.days.clone(), 0)),
        },
        None => When::Vague(Endpoint::Unknown),
    };
    let last = match &until {
        Some(text) => {
            when(text, End::Until, &format!("end of {label}"), context, problems).unwrap_or(When::Day(Day::END))
        }
        None => When::Vague(Endpoint::Unknown),
    };
    let parties = parties(table, &label, context, problems);
    if parties.len() < 2 {
        problems.push(
            Diagnostic::error("casebase::treaty_of_one", format!("the treaty `{label}` has fewer than two parties"))
                .at(span, "")
                .hint("write a [[treaty.party]] with actor = \"...\" for each"),
        );
    }
    let terms = table
        .tables("term", problems)
        .into_iter()
        .filter_map(|inner| term(inner, context, problems))
        .collect::<Vec<_>>();
    for term in &terms {
        let date = match term.anchor {
            Anchor::Signed => &signed,
            Anchor::Ratified => &ratified,
            Anchor::InForce => &in_force,
        };
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
    let mut events = Vec::new();
    for mut inner in table.tables("event", problems) {
        let kind = choice(&mut inner, "kind", &KINDS, problems);
        let date = dated(&mut inner, "date", context, problems);
        let reading = words(inner.text("reading", problems));
        let (source, _, public) = cited(&mut inner, context, problems);
        let locator = words(inner.text("locator", problems));
        let note = words(inner.text("note", problems));
        events.push(TreatyEvent { kind, date, reading, source, locator, note, public, span: inner.span });
        inner.finish(problems);
    }
    Some(Treaty {
        id: id?.value,
        name,
        signed,
        ratified,
        in_force,
        until: words(until),
        end,
        reading,
        source,
        locator,
        public,
        parties,
        terms,
        events,
        span,
        first,
        last,
        source_at,
    })
}

fn dated(
    table: &mut Keys<'_>,
    key: &'static str,
    context: &Context<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Dated> {
    let text = table.text(key, problems).filter(|text| !text.value.is_empty())?;
    match context.calendar.date(&text.value) {
        Ok(days) => Some(Dated { text: text.value, days }),
        Err(wrong) => {
            problems.push(wrong_date(wrong, text.span));
            None
        }
    }
}

/// An end of a stretch of time that several codings will share.
pub(crate) fn when(
    text: &Text,
    end: End,
    name: &str,
    context: &Context<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<When> {
    match context.calendar.end(&text.value, end) {
        Ok(When::Vague(Endpoint::Own(days))) => Some(When::Vague(Endpoint::Shared(name.to_owned(), days, end.step()))),
        Ok(when) => Some(when),
        Err(wrong) => {
            problems.push(wrong_date(wrong, text.span));
            None
        }
    }
}

fn choice(table: &mut Keys<'_>, key: &'static str, words: &[&str], problems: &mut Vec<Diagnostic>) -> String {
    match table.text(key, problems) {
        Some(text) if words.contains(&text.value.as_str()) => text.value,
        Some(text) => {
            problems.push(one_of(key, &text.value, text.span, words));
            String::new()
        }
        None => String::new(),
    }
}

/// An actor that a TOML key names.
pub(crate) fn actor(text: &Text, context: &Context<'_>, problems: &mut Vec<Diagnostic>) -> Option<ActorId> {
    match context.actors.find(&text.value) {
        Ok(actor) => Some(actor),
        Err(hint) => {
            problems.push(
                Diagnostic::error("casebase::unknown_actor", format!("no actor is called `{}`", text.value))
                    .at(text.span, "")
                    .maybe_hint(hint),
            );
            None
        }
    }
}

fn parties(table: &mut Keys<'_>, label: &str, context: &Context<'_>, problems: &mut Vec<Diagnostic>) -> Vec<Party> {
    let mut parties: Vec<Party> = Vec::new();
    for mut inner in table.tables("party", problems) {
        let who = inner.required("actor", problems);
        let (from, until) = (inner.text("from", problems), inner.text("until", problems));
        let listed = inner.texts("obligations", problems).unwrap_or_default();
        let mut obligations = Vec::new();
        for word in listed {
            if OBLIGATIONS.contains(&word.value.as_str()) {
                obligations.push(word.value);
            } else {
                problems.push(one_of("obligations", &word.value, word.span, &OBLIGATIONS));
            }
        }
        let found = who.as_ref().and_then(|who| actor(who, context, problems));
        let name = who.as_ref().map_or("", |who| who.value.as_str());
        let first = from.as_ref().filter(|text| !text.value.is_empty());
        let first = first
            .and_then(|text| when(text, End::From, &format!("beginning of {label} for {name}"), context, problems));
        let last = until.as_ref().filter(|text| !text.value.is_empty());
        let last =
            last.and_then(|text| when(text, End::Until, &format!("end of {label} for {name}"), context, problems));
        let span = who.as_ref().map_or(inner.span, |who| who.span);
        inner.finish(problems);
        if let Some(actor) = found {
            parties.push(Party { actor, from: words(from), until: words(until), obligations, span, first, last });
        }
    }
    for mut inner in table.tables("succession", problems) {
        let (of, by) = (inner.required("of", problems), inner.required("by", problems));
        let date = inner.required("date", problems);
        for key in ["source", "locator", "note"] {
            inner.text(key, problems);
        }
        let span = inner.span;
        inner.finish(problems);
        let of = of.and_then(|text| Some((actor(&text, context, problems)?, text)));
        let by = by.and_then(|text| actor(&text, context, problems));
        let (Some((of, of_text)), Some(by), Some(date)) = (of, by, date) else { continue };
        // The successor is a party from the day itself, the predecessor to the day before.
        let begin = when(&date, End::From, &format!("succession in {label}"), context, problems);
        let Some(begin) = begin else { continue };
        let Some(predecessor) = parties.iter_mut().find(|party| party.actor == of) else {
            problems.push(
                Diagnostic::error(
                    "casebase::succession_of_stranger",
                    format!("`{}` is no party of `{label}`", of_text.value),
                )
                .at(of_text.span, "")
                .hint("name the party that is succeeded, or add it as a [[treaty.party]]"),
            );
            continue;
        };
        predecessor.last = Some(begin.clone());
        predecessor.until = format!("before {}", date.value);
        let obligations = predecessor.obligations.clone();
        match parties.iter_mut().find(|party| party.actor == by) {
            Some(heir) => heir.first = Some(begin),
            None => parties.push(Party {
                actor: by,
                from: date.value,
                until: String::new(),
                obligations,
                span,
                first: Some(begin),
                last: None,
            }),
        }
    }
    parties
}

fn term(mut table: Keys<'_>, context: &Context<'_>, problems: &mut Vec<Diagnostic>) -> Option<Term> {
    let reading = words(table.text("reading", problems));
    let anchor = match choice(&mut table, "anchor", &["signed", "ratified", "in_force"], problems).as_str() {
        "ratified" => Anchor::Ratified,
        "in_force" => Anchor::InForce,
        _ => Anchor::Signed,
    };
    let own = table.required("length", problems);
    let own = own.as_ref().and_then(|text| length(text, problems));
    let notice = words(table.text("notice", problems));
    let renewal = match choice(&mut table, "renewal", &["automatic", "by-decision", "none"], problems).as_str() {
        "automatic" => Renewal::Automatic,
        "by-decision" => Renewal::ByDecision,
        _ => Renewal::None,
    };
    let next = table.text("renewal_length", problems).and_then(|text| length(&text, problems));
    let (source, _, _) = cited(&mut table, context, problems);
    let locator = words(table.text("locator", problems));
    table.text("note", problems);
    let span = table.span;
    table.finish(problems);
    let own = own?;
    Some(Term {
        reading,
        anchor,
        length: own,
        notice,
        renewal,
        renewal_length: next.unwrap_or(own),
        source,
        locator,
        span,
    })
}

/// `20 years`, `18 months`, `90 days` or `none`.
fn length(text: &Text, problems: &mut Vec<Diagnostic>) -> Option<Length> {
    if text.value == "none" {
        return Some(Length::Unlimited);
    }
    let parsed = text.value.split_once(' ').and_then(|(count, unit)| {
        let count: i32 = count.parse().ok().filter(|count| (1..=10_000).contains(count))?;
        match unit.trim().trim_end_matches('s') {
            "year" => Some(Length::Of { months: count.checked_mul(12)?, days: 0 }),
            "month" => Some(Length::Of { months: count, days: 0 }),
            "day" => Some(Length::Of { months: 0, days: count }),
            _ => None,
        }
    });
    if parsed.is_none() {
        problems.push(
            Diagnostic::error("casebase::bad_length", format!("`{}` is no length of time", text.value))
                .at(text.span, "")
                .hint("write such as \"20 years\", \"18 months\", \"90 days\", or \"none\""),
        );
    }
    parsed
}
