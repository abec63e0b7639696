//! `policies.toml`: declared policies, their rival readings, and what each reading forbids.

use crate::codings::{Codings, Derived, Entry};
use crate::dates::{End, Endpoint, When};
use crate::entries::{actor, cited, when};
use crate::facts::Context;
use crate::keys::{Document, Keys, Text};
use crate::model::{Policy, PolicyReading};
use crate::study::one_of;

use spells::{About, Day, Kind, NOBODY, PolicyAct, PolicyRule, PolicyTarget};
use text::{Diagnostic, FileId, Files, nearest};

/// Reads a file of policies and appends their codings; rules are numbered by their place in `rules`.
pub(crate) fn read(
    files: &Files,
    file: FileId,
    context: &Context<'_>,
    policies: &mut Vec<Policy>,
    rules: &mut Vec<PolicyRule>,
    codings: &mut Codings,
    problems: &mut Vec<Diagnostic>,
) {
    let Some(attribute) = context.attribute_ids.get("policy") else { return };
    let document = Document::parse(files, file, problems);
    let mut keys = document.keys();
    for mut table in keys.tables("policy", problems) {
        let id = table.required("id", problems);
        let owner = table.required("owner", problems).and_then(|text| actor(&text, context, problems));
        let words = |text: Option<Text>| text.map_or_else(String::new, |text| text.value);
        let name = words(table.text("name", problems));
        let text = words(table.text("text", problems));
        let (from_text, until_text) = (table.text("from", problems), table.text("until", problems));
        let (source, source_at, public) = cited(&mut table, context, problems);
        let locator = words(table.text("locator", problems));
        for key in ["note", "recorded", "coder", "confidence"] {
            table.text(key, problems);
        }
        let label = id.as_ref().map_or("?", |id| id.value.as_str()).to_owned();
        let unknown = When::Vague(Endpoint::Unknown);
        let from = from_text.as_ref().map_or(Some(unknown.clone()), |text| {
            when(text, End::From, &format!("beginning of {label}"), context, problems)
        });
        let until = until_text
            .as_ref()
            .map_or(Some(unknown), |text| when(text, End::Until, &format!("end of {label}"), context, problems));
        let mut readings = Vec::new();
        let mut inner_tables = table.tables("reading", problems);
        if inner_tables.is_empty() {
            problems.push(
                Diagnostic::warning(
                    "casebase::policy_without_rule",
                    format!("nothing says what the policy `{label}` forbids"),
                )
                .at(id.as_ref().map_or(table.span, |id| id.span), "")
                .hint("write a [[policy.reading]] with forbids = [\"joining\"] and with = \"anyone\""),
            );
        }
        for inner in &mut inner_tables {
            readings.extend(reading(inner, &label, context, problems));
        }
        inner_tables.into_iter().for_each(|inner| inner.finish(problems));
        let span = id.as_ref().map_or(table.span, |id| id.span);
        table.finish(problems);
        let (Some(id), Some(owner), Some(from), Some(until)) = (id, owner, from, until) else { continue };
        if let Some(earlier) = policies.iter().find(|other| other.id == id.value) {
            problems.push(
                Diagnostic::error("casebase::duplicate_policy", format!("the policy `{}` stands twice", id.value))
                    .at(span, "the second")
                    .at(earlier.span, "the first"),
            );
            continue;
        }
        let policy = Policy {
            id: id.value,
            owner,
            name,
            text,
            from: words(from_text),
            until: words(until_text),
            source,
            locator,
            readings,
            span,
        };
        let (from, until) = (codings.pool.end(from), codings.pool.end(until));
        for reading in &policy.readings {
            let number = codings.pool.reading(&reading.reading);
            codings.pool.met(number, || span);
            for rule in &reading.rules {
                codings.derived.push(Derived {
                    span,
                    from: policy.from.clone(),
                    until: policy.until.clone(),
                    locator: policy.locator.clone(),
                    public: String::new(),
                    note: policy.id.clone(),
                    value: rule_words(rule, context),
                });
                rules.push(rule.clone());
                codings.columns.push(Entry {
                    subject: owner.0,
                    object: NOBODY,
                    attribute,
                    value: rules.len() as u32 - 1,
                    from,
                    until,
                    public: public.max(Day::BEGINNING),
                    source: source_at,
                    reading: number,
                    place: codings.derived.len() as u32 - 1,
                });
            }
        }
        policies.push(policy);
    }
    keys.finish(problems);
}

fn reading(
    table: &mut Keys<'_>,
    policy: &str,
    context: &Context<'_>,
    problems: &mut Vec<Diagnostic>,
) -> Option<PolicyReading> {
    let name = table.text("reading", problems).map_or_else(String::new, |text| text.value);
    table.text("text", problems);
    let mut acts = Vec::new();
    for word in table.texts("forbids", problems).unwrap_or_default() {
        match word.value.as_str() {
            "joining" => acts.push(PolicyAct::Joining),
            "holding" => acts.push(PolicyAct::Holding),
            other => problems.push(one_of("forbids", other, word.span, &["joining", "holding"])),
        }
    }
    let with = table.texts("with", problems).unwrap_or_default();
    let target = match with.as_slice() {
        [] => PolicyTarget::Anyone,
        [one] if one.value == "anyone" => PolicyTarget::Anyone,
        [one] if one.value.starts_with("having:") => {
            let attribute = one.value["having:".len()..].trim();
            let found = context.attribute_ids.get(attribute);
            let fits = |at: &u32| {
                let schema = &context.attributes[*at as usize].attribute;
                schema.about == About::Actor && schema.kind == Kind::Truth
            };
            match found.filter(fits) {
                Some(at) => PolicyTarget::Having(spells::AttributeId(at)),
                None => {
                    let fitting = context.attributes.iter().enumerate().filter(|(at, _)| fits(&(*at as u32)));
                    let near = nearest(attribute, fitting.map(|(_, entry)| entry.attribute.name.as_str()));
                    let hint = match near {
                        Some(near) => format!("did you mean `having:{near}`?"),
                        None => {
                            "name an attribute of codebook.toml with about = \"actor\" and type = \"truth\"".to_owned()
                        }
                    };
                    problems.push(
                        Diagnostic::error(
                            "casebase::unknown_attribute",
                            format!("`{attribute}` is no truth attribute of actors"),
                        )
                        .at(one.span, "")
                        .hint(hint),
                    );
                    return Some(PolicyReading { reading: name, rules: Vec::new() });
                }
            }
        }
        list => {
            let mut actors: Vec<_> = list.iter().filter_map(|text| actor(text, context, problems)).collect();
            actors.sort_unstable();
            actors.dedup();
            PolicyTarget::Actors(actors)
        }
    };
    let rule = |act: &PolicyAct| PolicyRule { policy: policy.to_owned(), act: *act, target: target.clone() };
    Some(PolicyReading { reading: name, rules: acts.iter().map(rule).collect() })
}

fn rule_words(rule: &PolicyRule, context: &Context<'_>) -> String {
    let act = match rule.act {
        PolicyAct::Joining => "joining",
        PolicyAct::Holding => "holding",
    };
    let with = match &rule.target {
        PolicyTarget::Anyone => "anyone".to_owned(),
        PolicyTarget::Actors(actors) => actors
            .iter()
            .map(|actor| context.actors.entries[actor.0 as usize].id.as_str())
            .collect::<Vec<_>>()
            .join(" "),
        PolicyTarget::Having(attribute) => {
            format!("having:{}", context.attributes[attribute.0 as usize].attribute.name)
        }
    };
    format!("forbids {act} with {with}")
}
