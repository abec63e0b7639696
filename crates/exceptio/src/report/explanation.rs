//! One verdict explained.

use super::evidence::{Witness, witness};
use super::verdict::{EventReport, SpellReport, event_report, spell_report};
use super::{FlipReport, Table, VerdictReport, case::value};
use casebase::CaseBase;
use conditions::Reason;
use serde::Serialize;
use verdicts::Explanation;

/// One step of a why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReasonReport {
    /// The formula with the case's actors in it.
    pub formula: String,
    /// `yes`, `no`, `unknown` or a membership.
    pub value: String,
    /// Why it is unknown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<&'static str>,
    /// Whether the value above hangs on it.
    pub decisive: bool,
    /// What is assumed where nothing is coded.
    pub assumed: Vec<String>,
    /// The codings that bear on it.
    pub codings: Vec<Witness>,
    /// The steps under it.
    pub parts: Vec<ReasonReport>,
    /// Whether more steps under it are left out, because there are too many.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub left_out: bool,
}

/// Why one claim says of one case what it says, on one day.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ExplainReport {
    /// `exceptio.explain`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// The theory's name.
    pub theory: String,
    /// The claim's name.
    pub claim: String,
    /// In words.
    pub words: String,
    /// The definition of the outcome, where there are several.
    pub definition: String,
    /// The verdict on the whole case.
    pub verdict: VerdictReport,
    /// The day explained.
    pub day: String,
    /// The case's actors by the names that they bore on that day: id and name.
    pub names: Vec<(String, String)>,
    /// The ruling on that day, as vague dates are placed.
    pub ruling: &'static str,
    /// The vague dates of which one alone, placed otherwise, makes something else of the day: the ruling is that of some
    /// placements only. Empty where it does not hang on one.
    pub in_some_placements_of: Vec<String>,
    /// The readings under which it is explained: dispute and reading.
    pub readings: Vec<(String, String)>,
    /// Vague dates placed for it: what, and on which day.
    pub placed: Vec<(String, String)>,
    /// The spell around the day.
    pub spell: Option<SpellReport>,
    /// The event on the day.
    pub event: Option<EventReport>,
    /// Why it is in scope.
    pub scope: Option<ReasonReport>,
    /// Why each side is what it is.
    pub sides: Vec<ReasonReport>,
    /// What would turn the verdict on the case over: the smallest sets of changes.
    pub flips: Vec<FlipReport>,
    /// Whether there were too many sets of changes to try them all.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub flips_left_out: bool,
}

impl ExplainReport {
    /// One row for each coding or assumption under each step.
    pub fn table(reports: &[Self]) -> Table {
        let mut table = Table::new(&[
            "claim",
            "definition",
            "case",
            "day",
            "ruling",
            "side",
            "depth",
            "formula",
            "value",
            "why",
            "decisive",
            "assumed",
            "cell",
            "coded",
            "from",
            "until",
            "source",
            "locator",
            "file",
            "line",
            "reading",
            "layer",
        ]);
        for report in reports {
            let sides = report.scope.iter().map(|scope| ("scope", scope));
            for (side, reason) in
                sides.chain(report.sides.iter().zip(["first", "second", "third"]).map(|(reason, side)| (side, reason)))
            {
                report.rows(side, reason, 0, &mut table);
            }
        }
        table
    }

    fn rows(&self, side: &str, reason: &ReasonReport, depth: usize, table: &mut Table) {
        let start = vec![
            self.claim.clone(),
            self.definition.clone(),
            self.verdict.case.clone(),
            self.day.clone(),
            self.ruling.to_owned(),
            side.to_owned(),
            depth.to_string(),
            reason.formula.clone(),
            reason.value.clone(),
            reason.why.unwrap_or_default().to_owned(),
            reason.decisive.to_string(),
            reason.assumed.join("; "),
        ];
        let mut row = |coded: Vec<String>| table.rows.push(start.iter().cloned().chain(coded).collect());
        if reason.codings.is_empty() {
            row(vec![String::new(); 10]);
        }
        for witness in &reason.codings {
            row(vec![
                witness.cell.clone(),
                witness.value.clone(),
                witness.from.clone(),
                witness.until.clone(),
                witness.key.clone(),
                witness.locator.clone(),
                witness.file.clone(),
                witness.line.to_string(),
                witness.reading.clone(),
                witness.layer.clone(),
            ]);
        }
        for part in &reason.parts {
            self.rows(side, part, depth + 1, table);
        }
    }
}

pub(super) fn reason_report(base: &CaseBase, reason: &Reason) -> ReasonReport {
    // By what they say, so that their order does not move with the rows of a file.
    let coded = |(id, certain): &(spells::CodingId, bool)| Witness {
        ended: reason.ended.contains(id),
        ..witness(base, *id, *certain)
    };
    let mut codings: Vec<Witness> = reason.codings.iter().map(coded).collect();
    codings.sort();
    ReasonReport {
        formula: reason.formula.clone(),
        value: value(reason.degree),
        why: reason.why.map(|why| why.words()),
        decisive: reason.decisive,
        assumed: reason.assumed.clone(),
        codings,
        parts: reason.parts.iter().map(|part| reason_report(base, part)).collect(),
        left_out: reason.left_out,
    }
}

/// Puts an explanation into words and sources. `about` carries what the caller knows of the claim, and
/// what would turn it.
pub(crate) fn explain_report(base: &CaseBase, about: ExplainReport, explanation: &Explanation) -> ExplainReport {
    let case = about.verdict.case.as_str();
    let whole = base.actors.iter().any(|actor| actor.id == case) || base.treaty(case).is_some();
    let ids: Vec<&str> = if whole { vec![case] } else { case.split(['>', '-']).collect() };
    let actor = |id: &&str| base.actors.iter().find(|actor| actor.id == *id);
    let names = ids.iter().filter_map(actor);
    // The event as the verdict tells it, which has looked through the days of its lag.
    let event = explanation.event.as_ref().map(|(event, range)| {
        let event = event_report(event, range);
        let told = about.verdict.events.iter().find(|told| (&told.day, &told.anchor) == (&event.day, &event.anchor));
        let rests_on_silence = told.and_then(|told| told.rests_on_silence);
        EventReport { rests_on_silence, ..event }
    });
    ExplainReport {
        day: explanation.day.to_string(),
        names: names.map(|actor| (actor.id.clone(), actor.name_on(explanation.day).to_owned())).collect(),
        ruling: explanation.ruling.word(),
        spell: explanation.spell.as_ref().map(spell_report),
        event,
        scope: explanation.scope.as_ref().map(|reason| reason_report(base, reason)),
        sides: explanation.sides.iter().map(|reason| reason_report(base, reason)).collect(),
        ..about
    }
}
