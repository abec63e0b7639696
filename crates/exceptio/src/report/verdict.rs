//! One claim and one case: the verdict with its days, its events and the codings that decided it.

use super::case::value;
use super::claim::Ask;
use super::evidence::{Witness, witness};
use super::independence::{same_coder, same_place, same_source};
use conditions::{OverBudget, Program};
use serde::Serialize;
use spells::{Day, DisputeId, ReadingId};
use std::collections::BTreeMap;
use theory::model::Relation;
use verdicts::{CaseVerdict, ClaimVerdicts, EventRange, EventRuling, Finding, Ruling, Standing};

/// A spell under a static claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SpellReport {
    /// First day.
    pub from: String,
    /// Last day.
    pub until: String,
    /// What the claim says of it.
    pub ruling: &'static str,
    /// What the left side is worth.
    pub condition: String,
    /// What the right side is worth.
    pub outcome: String,
    /// Why a side is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<&'static str>,
}

/// An event under a dynamic claim.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EventReport {
    /// First and last possible day.
    pub day: (String, String),
    /// First and last possible day of the other event.
    pub anchor: Option<(String, String)>,
    /// What was found, in words.
    pub finding: String,
    /// What the claim says of it.
    pub ruling: &'static str,
    /// Least and most days from the one to the other, over all placements of vague dates.
    pub lag_days: Option<(i64, i64)>,
    /// Whether the two came in the wrong order.
    pub order_violation: bool,
    /// Whether the time between the two rests on what silence is taken to mean; absent where there are no witnesses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rests_on_silence: Option<bool>,
}

/// Rulings under one choice of readings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WorldReport {
    /// Dispute and reading.
    pub readings: BTreeMap<String, String>,
    /// The rulings found; several where vague dates decide.
    pub rulings: Vec<&'static str>,
}

/// Over which days a case deviates, as far as vague dates leave it open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeviationDays {
    /// The earliest and the latest day that may be the first.
    pub first: (String, String),
    /// The earliest and the latest day that may be the last.
    pub last: (String, String),
}

impl DeviationDays {
    /// The columns of [`DeviationDays::cells`].
    pub(super) const COLUMNS: [&str; 4] =
        ["deviates_from_earliest", "deviates_from_latest", "deviates_until_earliest", "deviates_until_latest"];

    /// The column of [`DeviationDays::listed`].
    pub(super) const STRETCHES: &str = "deviates_stretches";

    pub(super) fn of(reach: verdicts::Reach) -> Self {
        let days = |(earliest, latest): (Day, Day)| (earliest.to_string(), latest.to_string());
        Self { first: days(reach.first), last: days(reach.last) }
    }

    /// Stretches in one cell of a table: `1949-10-01/1960-01-01..1963-12-31; ...`, each from its first to its last day, where these
    /// are vague the earliest and the latest.
    pub fn listed(stretches: &[Self]) -> String {
        let end = |(earliest, latest): &(String, String)| {
            if earliest == latest { earliest.clone() } else { format!("{earliest}..{latest}") }
        };
        let listed = stretches.iter().map(|days| format!("{}/{}", end(&days.first), end(&days.last)));
        listed.collect::<Vec<_>>().join("; ")
    }

    /// Four cells of a table, empty where nothing deviates: earliest and latest first day, earliest and latest last day.
    pub fn cells(of: Option<&Self>) -> [String; 4] {
        let days = of.map(|days| [&days.first.0, &days.first.1, &days.last.0, &days.last.1]);
        days.map(|days| days.map(String::clone)).unwrap_or_default()
    }
}

/// One claim and one case.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct VerdictReport {
    /// `CHN>PRK`.
    pub case: String,
    /// conforms, deviates, undecided, irrelevant.
    pub ruling: &'static str,
    /// robust, fragile, bounded.
    pub standing: &'static str,
    /// `in`, `out` or `unknown`.
    pub scope: &'static str,
    /// Every ruling found in any world, best first.
    pub rulings: Vec<&'static str>,
    /// Disputes on which it hangs.
    pub hangs_on_readings: Vec<String>,
    /// Vague dates on which it hangs.
    pub hangs_on_dates: Vec<String>,
    /// The worlds, where there is more than one.
    pub worlds: Vec<WorldReport>,
    /// Days in scope by ruling, for static claims: conforms, deviates, undecided, irrelevant; as vague dates lie in the placement
    /// shown, one of many.
    pub days: [i64; 4],
    /// The least of each, in the same order, over all placements of vague dates in the first world. For days that conform or are
    /// irrelevant a bound: those that are certain.
    pub days_least: [i64; 4],
    /// The most of each. For days that conform or are irrelevant a bound: those that are possible.
    pub days_most: [i64; 4],
    /// Least and most days of deviation in the first world.
    pub deviating_days: (i64, i64),
    /// For a deviation in the first world: the earliest and latest day that may be its first, and the same of its last.
    pub deviation_days: Option<DeviationDays>,
    /// The same, each stretch of days by itself.
    pub deviation_stretches: Vec<DeviationDays>,
    /// For a deviation: its class in the field's words, and what might excuse it.
    pub deviation: Option<String>,
    /// What might excuse it.
    pub excuses: Vec<&'static str>,
    /// The ruling on the other clock, where it is another.
    pub other_clock: Option<&'static str>,
    /// Spells, for static claims.
    pub spells: Vec<SpellReport>,
    /// Spells, for static claims, of which it is unknown whether the theory speaks, and on which the claim is broken or may be
    /// if it does.
    pub scope_unsure: Vec<SpellReport>,
    /// Events, for dynamic claims.
    pub events: Vec<EventReport>,
    /// The codings that decided it, on the first day of its worst spell or event.
    pub witnesses: Vec<Witness>,
    /// Whether it, or a length told of it, rests on what the codebook takes silence to mean.
    pub rests_on_silence: bool,
    /// Where the day that is explained does not, but the length does: from which of the days counted on, as when a coding is taken to
    /// go on after its end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub silent_from: Option<String>,
    /// Whether the codings of both sides of the claim cite the same place of the same source.
    pub same_place: bool,
    /// Whether both sides of the claim rest on one source alone.
    pub same_source: bool,
    /// Whether one coder made all the codings of both sides.
    pub same_coder: bool,
}

pub(super) fn verdict_report(ask: &Ask<'_>, judged: &ClaimVerdicts, at: usize) -> Result<VerdictReport, OverBudget> {
    let verdict = &judged.cases[at];
    let (program, history) = (ask.program, ask.program.history);
    let telling = verdict.in_scope() && verdict.ruling != Ruling::Irrelevant;
    let mut sides: Vec<Vec<Witness>> = Vec::new();
    let (mut rests_on_silence, mut silences) = (false, verdicts::Silences::default());
    if ask.witnesses && verdict.in_scope() {
        silences = verdicts::silences(program, verdict, &judged.setting, ask.budget)?;
    }
    if ask.witnesses && telling {
        let why = verdicts::reasons(program, verdict, &judged.setting, ask.budget)?;
        rests_on_silence = why.iter().any(conditions::Reason::rests_on_silence);
        for side in &why {
            sides.push(side.witnesses().into_iter().map(|id| witness(ask.base, id, true)).collect());
        }
    }
    let silent_from = silences.from.filter(|_| telling && !rests_on_silence);
    let (same_place, same_source, same_coder) = (same_place(&sides), same_source(&sides), same_coder(&sides));
    let mut witnesses: Vec<Witness> = sides.into_iter().flatten().collect();
    // By what they say, so that their order does not move with the rows of a file.
    witnesses.sort();
    witnesses.dedup();
    let days = [Ruling::Conforms, Ruling::Deviates, Ruling::Undecided, Ruling::Irrelevant];
    let worlds = if verdict.worlds.len() > 1 || verdict.worlds[0].rulings.len() > 1 {
        verdict.worlds.iter().map(|world| world_report(program, world)).collect()
    } else {
        Vec::new()
    };
    Ok(VerdictReport {
        case: verdict.case.name(program.theory.cases, history),
        ruling: verdict.ruling.word(),
        standing: standing(verdict),
        scope: scope(verdict),
        rulings: verdict.rulings().into_iter().map(Ruling::word).collect(),
        hangs_on_readings: verdict.hangs_on_disputes().iter().map(|id| history.dispute(*id).name.clone()).collect(),
        hangs_on_dates: names_of_dates(program, verdict),
        worlds,
        days: days.map(|ruling| verdict.first.days.of(ruling)),
        days_least: days.map(|ruling| verdict.days.of(ruling).0),
        days_most: days.map(|ruling| verdict.days.of(ruling).1),
        deviating_days: verdict.worlds[0].deviating_days,
        deviation_days: deviation_days(verdict),
        deviation_stretches: match verdict.ruling {
            Ruling::Deviates => verdict.worlds[0].stretches.iter().map(|reach| DeviationDays::of(*reach)).collect(),
            _ => Vec::new(),
        },
        deviation: verdict.deviation.as_ref().map(deviation_words),
        excuses: verdicts::excuses(program, ask.all, judged, at).into_iter().map(verdicts::Excuse::words).collect(),
        other_clock: verdict.other_clock.map(Ruling::word),
        spells: verdict.first.spells.iter().map(spell_report).collect(),
        scope_unsure: verdict.first.unsure.iter().map(spell_report).collect(),
        events: verdict
            .first
            .events
            .iter()
            .zip(&verdict.events)
            .enumerate()
            .map(|(at, (event, range))| EventReport {
                rests_on_silence: silences.events.get(at).copied(),
                ..event_report(event, range)
            })
            .collect(),
        witnesses,
        rests_on_silence: rests_on_silence || silent_from.is_some(),
        silent_from: silent_from.map(|day| day.to_string()),
        same_place,
        same_source,
        same_coder,
    })
}

fn deviation_days(verdict: &CaseVerdict) -> Option<DeviationDays> {
    verdict.worlds[0].reach.filter(|_| verdict.ruling == Ruling::Deviates).map(DeviationDays::of)
}

/// The vague dates on which a verdict hangs, by name: their order is no row's.
fn names_of_dates(program: &Program<'_>, verdict: &CaseVerdict) -> Vec<String> {
    let name = |id: &spells::VariableId| program.history.variable(*id).name.clone();
    let mut names: Vec<String> = verdict.hangs_on_dates.iter().map(name).collect();
    names.sort();
    names.dedup();
    names
}

fn world_report(program: &Program<'_>, world: &verdicts::WorldRuling) -> WorldReport {
    readings_report(program, &world.readings, &world.rulings)
}

pub(super) fn readings_report(
    program: &Program<'_>,
    readings: &[(DisputeId, ReadingId)],
    rulings: &[Ruling],
) -> WorldReport {
    let history = program.history;
    WorldReport {
        readings: readings
            .iter()
            .map(|(dispute, reading)| (history.dispute(*dispute).name.clone(), history.reading(*reading).to_owned()))
            .collect(),
        rulings: rulings.iter().map(|ruling| ruling.word()).collect(),
    }
}

pub(super) fn spell_report(spell: &verdicts::SpellRuling) -> SpellReport {
    SpellReport {
        from: spell.days.from.to_string(),
        until: spell.days.until.plus(-1).to_string(),
        ruling: spell.ruling.word(),
        condition: value(spell.condition),
        outcome: value(spell.outcome),
        why: spell.condition.why.into_iter().chain(spell.outcome.why).min().map(|why| why.words()),
    }
}

pub(super) fn event_report(event: &EventRuling, range: &EventRange) -> EventReport {
    let days = |(first, last): (Day, Day)| (first.to_string(), last.to_string());
    let finding = match event.finding {
        Finding::InOrder if event.anchor.is_none() => "came after the other event".to_owned(),
        Finding::InOrder => "came in the claimed order".to_owned(),
        Finding::NeverBefore => "came though the other event never had".to_owned(),
        Finding::NeverWhile => "came though the other event had not come in its lifetime".to_owned(),
        Finding::NotYet => "came when the other had not come about, or no longer was so".to_owned(),
        Finding::TooLate => "came too late".to_owned(),
        Finding::Open => "has not come yet".to_owned(),
        Finding::Overdue => "did not come in time".to_owned(),
        Finding::OverdueTillHealed => "had not come, its time being up, when the other event was undone".to_owned(),
        Finding::Healed => "had not come when the other event was undone, and was awaited no longer".to_owned(),
        Finding::While => "came while the condition held".to_owned(),
        Finding::NotWhile => "came while the condition did not hold".to_owned(),
        Finding::Held => "did not come while the condition held".to_owned(),
        Finding::WithItsParty => "came with the beginning or end of one of the parties".to_owned(),
        Finding::Unknown(why) => format!("cannot be told: {}", why.words()),
    };
    EventReport {
        day: days(range.day),
        anchor: range.anchor.map(days),
        finding,
        ruling: event.ruling.word(),
        lag_days: range.lag,
        order_violation: event.finding.is_order_violation(),
        rests_on_silence: None,
    }
}

fn deviation_words(deviation: &verdicts::Deviation) -> String {
    let degree = if deviation.in_degree { ", in degree only" } else { "" };
    let half = match deviation.half {
        Some(Relation::Necessary) => " (of necessity)",
        Some(Relation::Sufficient) => " (of sufficiency)",
        _ => "",
    };
    format!("{}{half}{degree}", deviation.class.words())
}

/// robust, fragile or bounded.
pub(crate) fn standing(verdict: &CaseVerdict) -> &'static str {
    standing_word(verdict.standing)
}

pub(super) fn standing_word(standing: Standing) -> &'static str {
    match standing {
        Standing::Robust => "robust",
        Standing::Fragile => "fragile",
        Standing::Bounded => "bounded",
    }
}

/// `in`, `out` or `unknown`.
pub(crate) fn scope(verdict: &CaseVerdict) -> &'static str {
    if verdict.in_scope() {
        "in"
    } else if verdict.scope_unknown() {
        "unknown"
    } else {
        "out"
    }
}
