//! `codebook.toml`: what can be asked of whom, where its source can speak, and what silence means.

use crate::keys::{Document, Keys, Text};
use crate::model::AttributeEntry;
use crate::study::{edge, one_of};
use spells::{About, ActorId, Attribute, Coverage, Day, Interval, Kind, Silence};
use std::collections::BTreeMap;
use text::{Diagnostic, FileId, Files};

/// The relations that study files give rise to.
pub(crate) const RELATIONS: [&str; 5] = ["allied", "conduct", "pledge", "policy", "treaty_in_force"];
/// What a party of a treaty may owe, in ATOP's words.
pub(crate) const OBLIGATIONS: [&str; 5] = ["defence", "offence", "neutrality", "nonaggression", "consultation"];
/// How an ally may conduct itself in an episode.
pub(crate) const CONDUCT: [&str; 5] = ["honoured", "broken", "pledge-never-tested", "failed-to-deter", "after-the-end"];

fn relation(name: &str) -> Attribute {
    let (about, kind, meaning) = match name {
        "allied" => (About::Undirected, Kind::Truth, "allies in fact"),
        "treaty_in_force" => (About::Undirected, Kind::Truth, "a treaty of alliance between them is in force"),
        "pledge" => (About::Directed, many(&OBLIGATIONS), "what a treaty makes the first owe the second"),
        "conduct" => (About::Directed, many(&CONDUCT), "how the first conducted itself as an ally of the second"),
        _ => (About::Actor, many(&[]), "what the actor's declared policies forbid"),
    };
    Attribute {
        name: name.to_owned(),
        meaning: meaning.to_owned(),
        about,
        kind,
        coverage: Coverage::everything(),
        silence: Silence::Unknown,
        silence_reason: String::new(),
        exactly: false,
        by_lives: matches!(name, "allied" | "treaty_in_force"),
    }
}

fn many(levels: &[&str]) -> Kind {
    Kind::Category { levels: levels.iter().map(|level| (*level).to_owned()).collect(), many: true }
}

/// The built-in relations as they are where the codebook says nothing of them.
pub(crate) fn built_in() -> BTreeMap<String, AttributeEntry> {
    let entry = |name: &str| AttributeEntry {
        attribute: relation(name),
        unit: String::new(),
        rule: String::new(),
        built_in: true,
        span: None,
    };
    RELATIONS.iter().map(|name| ((*name).to_owned(), entry(name))).collect()
}

/// Reads a codebook into `attributes`; a layer's may add to the study's own.
pub(crate) fn read(
    files: &Files,
    file: FileId,
    layer: bool,
    actor: &dyn Fn(&str) -> Result<ActorId, Option<String>>,
    attributes: &mut BTreeMap<String, AttributeEntry>,
    problems: &mut Vec<Diagnostic>,
) {
    let document = Document::parse(files, file, problems);
    let mut keys = document.keys();
    for (name, mut table) in keys.named("attributes", problems) {
        if RELATIONS.contains(&name.value.as_str()) {
            problems.push(
                Diagnostic::error("casebase::reserved_name", format!("`{}` is built in", name.value))
                    .at(name.span, "")
                    .hint(format!(
                        "its coverage and silence stand under [relations.{}]; its codings come from other files",
                        name.value
                    )),
            );
            continue;
        }
        check_name(&name, problems);
        let attribute = attribute(&name, &mut table, actor, problems);
        table.finish(problems);
        match attributes.get(&name.value) {
            Some(earlier) => {
                let mut said = Diagnostic::error(
                    "casebase::duplicate_attribute",
                    format!("the attribute `{}` is described twice", name.value),
                )
                .at(name.span, "the second");
                if let Some(span) = earlier.span {
                    said = said.at(span, "the first");
                }
                problems.push(said.hint("a layer may add attributes, and not change the study's own"));
            }
            None => {
                attributes.insert(name.value, attribute);
            }
        }
    }
    for (name, mut table) in keys.named("relations", problems) {
        match attributes.get_mut(&name.value).filter(|entry| entry.built_in) {
            Some(entry) => {
                shared(&mut table, &mut entry.attribute, layer, actor, problems);
                entry.span = Some(name.span);
                table.finish(problems);
            }
            None => {
                let said = one_of("relations", &name.value, name.span, &RELATIONS);
                problems.push(Diagnostic {
                    message: format!("no built-in relation is called `{}`", name.value),
                    fix: None,
                    ..said
                });
            }
        }
    }
    keys.finish(problems);
}

fn check_name(name: &Text, problems: &mut Vec<Diagnostic>) {
    let good = name.value.starts_with(|c: char| c.is_ascii_lowercase())
        && name.value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if !good {
        let better: String =
            name.value.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
        problems.push(
            Diagnostic::error("casebase::bad_name", format!("`{}` cannot be the name of an attribute", name.value))
                .at(name.span, "")
                .hint(format!("names are lower-case letters, digits and _: `{better}`")),
        );
    }
}

fn attribute(
    name: &Text,
    table: &mut Keys<'_>,
    actor: &dyn Fn(&str) -> Result<ActorId, Option<String>>,
    problems: &mut Vec<Diagnostic>,
) -> AttributeEntry {
    let about = table.required("about", problems);
    let about = match about.as_ref().map(|text| text.value.as_str()) {
        Some("directed") => About::Directed,
        Some("undirected") => About::Undirected,
        Some("treaty") => About::Treaty,
        Some("actor") | None => About::Actor,
        Some(other) => {
            let span = about.as_ref().map_or(name.span, |text| text.span);
            problems.push(one_of("about", other, span, &["actor", "directed", "undirected", "treaty"]));
            About::Actor
        }
    };
    let kind_word = table.required("type", problems);
    let levels: Option<Vec<Text>> = table.texts("levels", problems);
    let kind = match kind_word.as_ref().map(|text| text.value.as_str()) {
        Some(word @ ("category" | "categories")) => {
            let levels = levels.clone().unwrap_or_default();
            if levels.is_empty() {
                problems.push(
                    Diagnostic::error("casebase::missing_key", format!("the category `{}` has no levels", name.value))
                        .at(name.span, "")
                        .hint("write levels = [\"one\", \"other\"]"),
                );
            }
            let mut seen: Vec<String> = Vec::new();
            for level in levels {
                if seen.contains(&level.value) || level.value == "unknown" || level.value.is_empty() {
                    let message = if level.value == "unknown" || level.value.is_empty() {
                        format!("`{}` cannot be a level: it means that the value is not known", level.value)
                    } else {
                        format!("the level `{}` stands twice", level.value)
                    };
                    problems.push(Diagnostic::error("casebase::bad_level", message).at(level.span, ""));
                } else {
                    seen.push(level.value);
                }
            }
            Kind::Category { levels: seen, many: word == "categories" }
        }
        Some("actors") => Kind::Actors,
        Some("number") => Kind::Number,
        Some("truth") | None => Kind::Truth,
        Some(other) => {
            let span = kind_word.as_ref().map_or(name.span, |text| text.span);
            problems.push(one_of("type", other, span, &["truth", "category", "categories", "actors", "number"]));
            Kind::Truth
        }
    };
    if let (Some(levels), Kind::Truth | Kind::Actors | Kind::Number) = (&levels, &kind) {
        let span = levels.first().map_or(name.span, |level| level.span);
        problems.push(
            Diagnostic::error("casebase::unused_key", "only a category has levels")
                .at(span, "")
                .hint("write type = \"category\""),
        );
    }
    let mut exactly = false;
    if let Some(set) = table.text("set", problems) {
        match set.value.as_str() {
            "includes" => {}
            "exactly" => exactly = true,
            other => problems.push(one_of("set", other, set.span, &["includes", "exactly"])),
        }
        if kind != Kind::Actors {
            problems.push(
                Diagnostic::error("casebase::unused_key", "`set` is for attributes of type actors")
                    .at(set.span, "")
                    .hint("remove it"),
            );
        }
    }
    let words = |text: Option<Text>| text.map_or_else(String::new, |text| text.value);
    let unit = words(table.text("unit", problems));
    let rule = words(table.text("rule", problems));
    let mut attribute = Attribute {
        name: name.value.clone(),
        meaning: words(table.text("meaning", problems)),
        about,
        kind,
        coverage: Coverage::everything(),
        silence: Silence::Unknown,
        silence_reason: String::new(),
        exactly,
        by_lives: false,
    };
    if attribute.meaning.is_empty() {
        problems.push(
            Diagnostic::warning("casebase::no_meaning", format!("`{}` has no meaning", name.value))
                .at(name.span, "")
                .hint("write meaning = \"...\": what it says of whom, in a sentence"),
        );
    }
    shared(table, &mut attribute, false, actor, problems);
    AttributeEntry { attribute, unit, rule, built_in: false, span: Some(name.span) }
}

/// Coverage and silence, which attributes and relations have alike; `widen` adds to the coverage that there is.
fn shared(
    table: &mut Keys<'_>,
    attribute: &mut Attribute,
    widen: bool,
    actor: &dyn Fn(&str) -> Result<ActorId, Option<String>>,
    problems: &mut Vec<Diagnostic>,
) {
    let windows = table.tables("coverage", problems);
    // A layer's sources speak of more; they take nothing away.
    if !windows.is_empty() && !widen {
        attribute.coverage.windows.clear();
    }
    for mut window in windows {
        let from = window.text("from", problems);
        let until = window.text("until", problems);
        let first = from.as_ref().map_or(Some(Day::BEGINNING), |text| edge(text, false, problems));
        let last = until.as_ref().map_or(Some(Day::END), |text| edge(text, true, problems));
        let actors: Option<Vec<ActorId>> = window.texts("actors", problems).map(|names| {
            let mut ids: Vec<ActorId> = Vec::new();
            for name in names {
                match actor(&name.value) {
                    Ok(id) => ids.push(id),
                    Err(hint) => problems.push(
                        Diagnostic::error("casebase::unknown_actor", format!("no actor is called `{}`", name.value))
                            .at(name.span, "")
                            .maybe_hint(hint),
                    ),
                }
            }
            ids.sort_unstable();
            ids.dedup();
            ids
        });
        if let (Some(first), Some(last)) = (first, last) {
            let days = Interval::new(first, last.plus(1));
            if days.is_empty() {
                problems.push(
                    Diagnostic::error("casebase::end_before_start", "the coverage ends before it begins")
                        .at(until.map_or(window.span, |text| text.span), ""),
                );
            } else {
                attribute.coverage.windows.push((days, actors));
            }
        }
        window.finish(problems);
    }
    let reason = table.text("silence_reason", problems);
    if let Some(silence) = table.text("silence", problems) {
        attribute.silence = match silence.value.as_str() {
            "unknown" => Silence::Unknown,
            "absent" => Silence::Absent,
            "persists" => Silence::Persists,
            other => {
                problems.push(one_of("silence", other, silence.span, &["unknown", "absent", "persists"]));
                Silence::Unknown
            }
        };
        if attribute.silence != Silence::Unknown && reason.as_ref().is_none_or(|reason| reason.value.is_empty()) {
            problems.push(
                Diagnostic::warning(
                    "casebase::no_silence_reason",
                    format!("nothing says why silence about `{}` means {}", attribute.name, silence.value),
                )
                .at(silence.span, "")
                .hint("write silence_reason = \"...\""),
            );
        }
    }
    if let Some(reason) = reason {
        attribute.silence_reason = reason.value;
    }
}
