//! The exceptions to a theory.

use super::claim::{Ask, clock, definition, form};
use super::explanation::reason_report;
use super::verdict::{DeviationDays, EventReport, verdict_report};
use super::{NearReport, ReasonReport, StudyHead, Table, TheoryHead, Witness};
use conditions::{Budget, OverBudget};
use serde::Serialize;
use std::collections::BTreeMap;
use theory::model::Relation;
use verdicts::compare::{Fate, Judged, beside_broken, borne_out, fate_beside};
use verdicts::{Class, Exception, Ruling};

/// What the claim says of the case under another definition of its outcomes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ElsewhereReport {
    /// `ALLIANCE by treaty`.
    pub definition: String,
    /// conforms, deviates, undecided, irrelevant.
    pub ruling: &'static str,
}

/// A declared policy that the case is an exception to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct PolicyReport {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whose.
    pub owner: String,
    /// As written.
    pub from: String,
    /// As written.
    pub until: String,
    /// What it is read as forbidding: `joining with anyone`.
    pub forbids: Vec<String>,
    /// The reading; empty where undisputed.
    pub reading: String,
    /// Author and year.
    pub source: String,
    /// Page or paragraph.
    pub locator: String,
}

/// What another theory says of the case, by its claim of the same form about the same outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OtherReport {
    /// Its name.
    pub theory: String,
    /// Its claim; empty where it makes none of that form about that outcome.
    pub claim: String,
    /// conforms, irrelevant, undecided, deviates, `out of scope`, `scope not coded`, or `no such claim`. A static claim
    /// that is borne out on no more than half of the days of deviation is irrelevant to it.
    pub fate: &'static str,
    /// Of the days of deviation, as shown, how many bear the other claim out, and how many there are; zeros for events.
    pub borne_out_days: (i64, i64),
}

/// A deviating case.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExceptionReport {
    /// The claim.
    pub claim: String,
    /// In words.
    pub words: String,
    /// necessity, sufficiency, equivalence, events.
    pub form: &'static str,
    /// The definition of the outcome, where there are several.
    pub definition: String,
    /// behavioural or legal.
    pub clock: &'static str,
    /// `CHN>PRK`.
    pub case: String,
    /// What it does to the claim: `breaks the claim`, `left unexplained`, `out of scope`, `scope not coded`.
    pub weight: &'static str,
    /// The field's name for it.
    pub class: &'static str,
    /// For an equivalence, the half that is broken.
    pub half: Option<&'static str>,
    /// `in kind` or `in degree`; empty for claims about events.
    pub degree: &'static str,
    /// robust, fragile, bounded.
    pub standing: &'static str,
    /// Every ruling on the case in any world, best first.
    pub rulings: Vec<&'static str>,
    /// Disputes on which it hangs.
    pub hangs_on_readings: Vec<String>,
    /// Vague dates on which it hangs.
    pub hangs_on_dates: Vec<String>,
    /// Under which readings of the disputes what is ruled.
    pub worlds: Vec<super::WorldReport>,
    /// Least and most days of it; for what breaks no claim those that are certain, twice.
    pub days: (i64, i64),
    /// Its first and last possible day.
    pub deviation_days: Option<DeviationDays>,
    /// The same, each stretch of days by itself.
    pub deviation_stretches: Vec<DeviationDays>,
    /// The events against the claim.
    pub events: Vec<EventReport>,
    /// Why it might not count.
    pub excuses: Vec<&'static str>,
    /// The ruling on the other clock, where it is another.
    pub other_clock: Option<&'static str>,
    /// What the claim says of the case under other definitions of its outcomes.
    pub elsewhere: Vec<ElsewhereReport>,
    /// The day for which its reasons are given.
    pub day: String,
    /// Why each side is what it is on that day.
    pub sides: Vec<ReasonReport>,
    /// The codings that decided it.
    pub witnesses: Vec<Witness>,
    /// Whether the codings of both sides cite the same place of the same source.
    pub same_place: bool,
    /// Whether it rests on what the codebook takes silence to mean.
    pub rests_on_silence: bool,
    /// Where the day that is explained does not, but the length does: from which of its days on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub silent_from: Option<String>,
    /// The declared policies that it goes against.
    pub policies: Vec<PolicyReport>,
    /// What the other theories say of it.
    pub others: Vec<OtherReport>,
    /// The theories that it bears out: each claims something of it, and it conforms.
    pub confirms: Vec<String>,
    /// What it is, where it is more than a deviation: `exception to a declared policy that confirms two-criteria`.
    pub kind: Option<String>,
}

/// The exceptions to a theory.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExceptionsReport {
    /// `exceptio.exceptions`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// The study.
    pub study: StudyHead,
    /// The theory.
    pub theory: TheoryHead,
    /// The theories that its exceptions are held against.
    pub against: Vec<String>,
    /// The names of the actors (or treaties) that cases are made of, by id.
    pub names: BTreeMap<String, String>,
    /// How many cases were looked at.
    pub cases: usize,
    /// How near-relevant negatives came in, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub near_relevant: Option<NearReport>,
    /// Cases that break a claim: the deviating verdicts in scope of `exceptio test`, each once.
    pub exceptions: Vec<ExceptionReport>,
    /// Cases that a claim leaves unexplained without being broken: deviant coverage and relevance.
    pub unexplained: Vec<ExceptionReport>,
    /// Cases that would break a claim, and of which the theory does not speak, or may not.
    pub not_spoken_of: Vec<ExceptionReport>,
}

/// Another theory, and which of its claims answers the same question.
pub(crate) struct Rival<'a> {
    pub theory: Judged<'a>,
    pub claim: Option<usize>,
}

pub(crate) fn exception_report(
    ask: &Ask<'_>,
    exception: &Exception,
    rivals: &[Rival<'_>],
) -> Result<ExceptionReport, OverBudget> {
    let (program, all) = (ask.program, ask.all);
    let judged = &all[exception.judged];
    let verdict = &judged.cases[exception.case];
    let claim = &program.theory.claims[judged.claim];
    let told = verdict_report(ask, judged, exception.case)?;
    let mut witnesses: Vec<Witness> = (exception.reasons.iter())
        .flat_map(conditions::Reason::witnesses)
        .map(|id| super::evidence::witness(ask.base, id, true))
        .collect();
    witnesses.sort();
    witnesses.dedup();
    let others = rivals.iter().map(|rival| other(rival, verdict, exception.case, ask.budget));
    let others: Vec<OtherReport> = others.collect::<Result<_, _>>()?;
    let confirms: Vec<String> = (others.iter())
        .filter(|other| other.fate == Fate::Conforms.words())
        .map(|other| other.theory.clone())
        .collect();
    let policies = policies(ask, &exception.reasons);
    let kind = match (policies.is_empty(), confirms.as_slice()) {
        (_, []) => None,
        (true, several) => Some(format!("exception that confirms {}", several.join(", "))),
        (false, several) => Some(format!("exception to a declared policy that confirms {}", several.join(", "))),
    };
    let breaks = exception.weight == verdicts::Weight::Breaks;
    Ok(ExceptionReport {
        claim: claim.name.clone(),
        words: claim.words.clone(),
        form: form(claim),
        definition: definition(program, judged),
        clock: clock(judged.setting.clock),
        case: told.case,
        weight: exception.weight.words(),
        class: exception.class.words(),
        half: match exception.half {
            Some(Relation::Necessary) => Some("necessity"),
            Some(Relation::Sufficient) => Some("sufficiency"),
            _ => None,
        },
        degree: match exception.class {
            Class::Consistency if exception.in_degree => "in degree",
            Class::Consistency | Class::Coverage | Class::Relevance => "in kind",
            Class::Order | Class::Lag | Class::Event => "",
        },
        standing: told.standing,
        rulings: told.rulings,
        hangs_on_readings: told.hangs_on_readings,
        hangs_on_dates: told.hangs_on_dates,
        worlds: told.worlds,
        days: exception.days,
        deviation_days: exception.reach.map(DeviationDays::of),
        deviation_stretches: exception.stretches.iter().map(|reach| DeviationDays::of(*reach)).collect(),
        events: told.events.into_iter().filter(|event| event.ruling == Ruling::Deviates.word()).collect(),
        excuses: exception.excuses.iter().map(|excuse| excuse.words()).collect(),
        other_clock: told.other_clock,
        elsewhere: if breaks {
            (verdicts::elsewhere(all, judged, exception.case).into_iter())
                .map(|(at, ruling)| ElsewhereReport {
                    definition: definition(program, &all[at]),
                    ruling: ruling.word(),
                })
                .collect()
        } else {
            Vec::new()
        },
        day: exception.telling.to_string(),
        sides: exception.reasons.iter().map(|reason| reason_report(ask.base, reason)).collect(),
        witnesses,
        same_place: told.same_place,
        rests_on_silence: told.silent_from.is_some()
            || exception.reasons.iter().any(conditions::Reason::rests_on_silence),
        silent_from: told.silent_from,
        policies,
        others: if breaks { others } else { Vec::new() },
        confirms: if breaks { confirms } else { Vec::new() },
        kind: kind.filter(|_| breaks),
    })
}

fn other(
    rival: &Rival<'_>,
    broken: &verdicts::CaseVerdict,
    case: usize,
    budget: &Budget,
) -> Result<OtherReport, OverBudget> {
    let judged = &rival.theory;
    let (mut claim, mut fate, mut borne_out_days) = (String::new(), "no such claim", (0, 0));
    if let Some(at) = rival.claim {
        let beside = beside_broken(broken, judged, at, case, budget)?;
        claim = judged.program.theory.claims[judged.claims[at].claim].name.clone();
        (fate, borne_out_days) = (fate_beside(broken, &beside).words(), borne_out(broken, &beside));
    }
    Ok(OtherReport { theory: judged.program.theory.name.clone(), claim, fate, borne_out_days })
}

/// The declared policies among the codings that decided.
fn policies(ask: &Ask<'_>, reasons: &[conditions::Reason]) -> Vec<PolicyReport> {
    let mut found: Vec<PolicyReport> = Vec::new();
    for id in reasons.iter().flat_map(conditions::Reason::witnesses) {
        let coding = ask.base.coding(id);
        if coding.attribute != "policy" {
            continue;
        }
        // A coding of a policy bears its id as its note.
        let Some(policy) = ask.base.policies.iter().find(|policy| policy.id == coding.note) else { continue };
        let forbids = coding.value.strip_prefix("forbids ").unwrap_or(&coding.value).to_owned();
        if let Some(known) = found.iter_mut().find(|known| known.id == policy.id && known.reading == coding.reading) {
            if !known.forbids.contains(&forbids) {
                known.forbids.push(forbids);
                known.forbids.sort();
            }
            continue;
        }
        found.push(PolicyReport {
            id: policy.id.clone(),
            name: policy.name.clone(),
            owner: coding.subject.to_string(),
            from: policy.from.clone(),
            until: policy.until.clone(),
            forbids: vec![forbids],
            reading: coding.reading.to_string(),
            source: coding.source_short.to_string(),
            locator: coding.locator.to_string(),
        });
    }
    found.sort();
    found
}

impl ExceptionsReport {
    /// The names behind a case's id; the second is empty where there is none.
    pub fn names_of(&self, case: &str) -> (String, String) {
        super::case::names_behind(&self.names, case)
    }

    /// One row for each exception, those that break a claim first.
    pub fn table(&self) -> Table {
        let mut table = Table::new(
            &[
                &[
                    "theory",
                    "claim",
                    "definition",
                    "clock",
                    "case",
                    "first_name",
                    "second_name",
                    "weight",
                    "class",
                    "degree",
                    "standing",
                    "days_least",
                    "days_most",
                ][..],
                &DeviationDays::COLUMNS,
                &[
                    "excuses",
                    "kind",
                    "policies",
                    "confirms",
                    "also_breaks",
                    "hangs_on_readings",
                    "hangs_on_dates",
                    "rests_on_silence",
                    "same_place",
                    "witnesses",
                ],
                &[DeviationDays::STRETCHES, "silent_from"],
            ]
            .concat(),
        );
        for exception in self.exceptions.iter().chain(&self.unexplained).chain(&self.not_spoken_of) {
            let (first, second) = self.names_of(&exception.case);
            let also: Vec<&str> = (exception.others.iter())
                .filter(|other| other.fate == Fate::Deviates.words())
                .map(|other| other.theory.as_str())
                .collect();
            let policies: Vec<&str> = exception.policies.iter().map(|policy| policy.id.as_str()).collect();
            let places: Vec<String> = exception.witnesses.iter().map(Witness::line_of_file).collect();
            let mut row = vec![
                self.theory.name.clone(),
                exception.claim.clone(),
                exception.definition.clone(),
                exception.clock.to_owned(),
                exception.case.clone(),
                first,
                second,
                exception.weight.to_owned(),
                exception.class.to_owned(),
                exception.degree.to_owned(),
                exception.standing.to_owned(),
                exception.days.0.to_string(),
                exception.days.1.to_string(),
            ];
            row.extend(DeviationDays::cells(exception.deviation_days.as_ref()));
            row.extend([
                exception.excuses.join("; "),
                exception.kind.clone().unwrap_or_default(),
                policies.join(" "),
                exception.confirms.join(" "),
                also.join(" "),
                exception.hangs_on_readings.join(" "),
                exception.hangs_on_dates.join("; "),
                exception.rests_on_silence.to_string(),
                exception.same_place.to_string(),
                places.join(" "),
                DeviationDays::listed(&exception.deviation_stretches),
                exception.silent_from.clone().unwrap_or_default(),
            ]);
            table.rows.push(row);
        }
        table
    }
}
