//! `evidence.csv` and `hypotheses.csv`: process-tracing evidence, read and checked only; weighing it is for analysis.

use crate::columns::{self, Schema};
use crate::facts::{Context, with_tail};
use crate::model::{Evidence, Hypothesis};
use crate::sources::unknown_source;
use text::{Diagnostic, FileId, Files, did_you_mean};

const SCHEMA: Schema = Schema {
    columns: &with_tail::<8, 16>(["id", "case", "item", "hypotheses", "test", "likelihood_ratio", "passed", "group"]),
    required: &["id", "case", "item", "hypotheses", "test"],
};

const HYPOTHESES: Schema = Schema { columns: &["id", "text", "source", "locator", "note"], required: &["id", "text"] };

/// Reads a file of hypotheses.
pub(crate) fn read_hypotheses(
    files: &Files,
    file: FileId,
    context: &Context<'_>,
    hypotheses: &mut Vec<Hypothesis>,
    problems: &mut Vec<Diagnostic>,
) {
    let Some(layout) = columns::open(files, file, &HYPOTHESES, problems) else { return };
    let text = files.text(file);
    columns::rows(text, &layout, (layout.body, text.len()), problems, |row, problems| {
        let id = row.raw(0);
        let is_name = !id.is_empty() && id.bytes().all(|sign| sign.is_ascii_alphanumeric() || sign == b'-');
        if !is_name {
            problems.push(
                Diagnostic::error("casebase::hypothesis_name", format!("`{id}` is no name of a hypothesis"))
                    .at(row.span(0), "")
                    .hint("write letters, digits and hyphens: evidence.csv names several in one cell"),
            );
        }
        if let Some(earlier) = hypotheses.iter().find(|other| other.id == id) {
            problems.push(
                Diagnostic::error("casebase::duplicate_hypothesis", format!("the hypothesis `{id}` stands twice"))
                    .at(row.span(0), "the second")
                    .at(earlier.span, "the first"),
            );
        }
        source_known(context, row.raw(2), row.span(2), problems);
        hypotheses.push(Hypothesis {
            id: id.to_owned(),
            text: row.cell(1).into_owned(),
            source: row.raw(2).to_owned(),
            locator: row.cell(3).into_owned(),
            span: row.span(0),
        });
    });
}

fn source_known(context: &Context<'_>, source: &str, span: text::Span, problems: &mut Vec<Diagnostic>) {
    if !source.is_empty() && context.sources.get(source).is_none() {
        problems.push(unknown_source(source, &context.source_keys, span));
    }
}

/// Van Evera's four tests (Van Evera 1997, chapter 1).
const TESTS: [&str; 4] = ["straw-in-the-wind", "hoop", "smoking-gun", "doubly-decisive"];

/// How a stated ratio contradicts whether the test was passed: what became of it, which way the ratio speaks, and on which side
/// of 1 it would be expected.
fn against_its_fate(ratio: Option<f64>, passed: bool) -> Option<(&'static str, &'static str, &'static str)> {
    match ratio? {
        ratio if passed && ratio < 1.0 => Some(("passed", "against", "above")),
        ratio if !passed && ratio > 1.0 => Some(("failed", "for", "below")),
        _ => None,
    }
}

impl Evidence {
    /// Whether its stated ratio has a passed test speak against its hypothesis, or a failed one for it.
    pub fn speaks_against_its_fate(&self) -> bool {
        against_its_fate(self.likelihood_ratio, self.passed).is_some()
    }
}

/// Reads a file of evidence.
pub(crate) fn read(
    files: &Files,
    file: FileId,
    context: &Context<'_>,
    hypotheses: &[Hypothesis],
    evidence: &mut Vec<Evidence>,
    problems: &mut Vec<Diagnostic>,
) {
    let Some(layout) = columns::open(files, file, &SCHEMA, problems) else { return };
    let text = files.text(file);
    columns::rows(text, &layout, (layout.body, text.len()), problems, |row, problems| {
        if let Some(earlier) = evidence.iter().find(|other| other.id == row.raw(0)) {
            problems.push(
                Diagnostic::error(
                    "casebase::duplicate_evidence",
                    format!("the evidence `{}` stands twice", row.raw(0)),
                )
                .at(row.span(0), "the second")
                .at(earlier.span, "the first"),
            );
        }
        let test = row.raw(4);
        if !TESTS.contains(&test) {
            let said = crate::study::one_of("test", test, row.span(4), &TESTS);
            problems.push(Diagnostic { fix: None, ..said });
        }
        let ratio = row.raw(5);
        let likelihood_ratio = ratio.parse::<f64>().ok().filter(|number| *number > 0.0 && number.is_finite());
        if !ratio.is_empty() && likelihood_ratio.is_none() {
            problems.push(
                Diagnostic::error("casebase::not_a_number", format!("`{ratio}` is no likelihood ratio"))
                    .at(row.span(5), "")
                    .hint("write a number above 0, such as 4 or 0.25"),
            );
        }
        let source = row.raw(8);
        source_known(context, source, row.span(8), problems);
        for actor in row.raw(1).split(['-', '>']).filter(|part| !part.is_empty()) {
            if context.treaties.get(row.raw(1)).is_some() {
                break;
            }
            if let Err(hint) = context.actors.find(actor) {
                problems.push(
                    Diagnostic::error("casebase::unknown_actor", format!("no actor is called `{actor}`"))
                        .at(row.span(1), "")
                        .maybe_hint(hint),
                );
            }
        }
        if !hypotheses.is_empty() {
            for name in row.raw(3).split_whitespace().filter(|name| hypotheses.iter().all(|known| known.id != *name)) {
                let known = hypotheses.iter().map(|known| known.id.as_str());
                let hint = did_you_mean(name, known, || "add it to hypotheses.csv".to_owned());
                problems.push(
                    Diagnostic::error("casebase::unknown_hypothesis", format!("no hypothesis is called `{name}`"))
                        .at(row.span(3), "")
                        .hint(hint),
                );
            }
        }
        let passed = row.raw(6);
        if !matches!(passed, "" | "yes" | "no") {
            let said = crate::study::one_of("passed", passed, row.span(6), &["yes", "no"]);
            problems.push(Diagnostic { fix: None, ..said });
        }
        if let (Some(ratio), Some((fate, way, side))) =
            (likelihood_ratio, against_its_fate(likelihood_ratio, passed != "no"))
        {
            let hypothesis = row.raw(3).split_whitespace().next().unwrap_or_default();
            let ratio = if (1e-6..1e6).contains(&ratio) { format!("{ratio}") } else { format!("{ratio:e}") };
            let message =
                format!("`{}` is {fate}, and its likelihood ratio of {ratio} speaks {way} `{hypothesis}`", row.raw(0));
            let hint = format!(
                "the ratio says how much likelier the item is under the first hypothesis than under its rivals: {side} 1 where a \
                 test is {fate}; it is counted as written"
            );
            problems.push(Diagnostic::warning("casebase::ratio_against_fate", message).at(row.span(5), "").hint(hint));
        }
        let public = match row.raw(11) {
            "" => context.sources.get(source).map(|at| context.published[at as usize]),
            date => match context.calendar.date(date) {
                Ok(days) => Some(days.latest()),
                Err(wrong) => {
                    problems.push(crate::facts::wrong_date(wrong, row.span(11)));
                    None
                }
            },
        };
        evidence.push(Evidence {
            id: row.raw(0).to_owned(),
            case: row.raw(1).to_owned(),
            item: row.cell(2).into_owned(),
            hypotheses: row.cell(3).into_owned(),
            test: test.to_owned(),
            likelihood_ratio,
            source: source.to_owned(),
            locator: row.cell(9).into_owned(),
            coder: row.cell(10).into_owned(),
            public,
            note: row.cell(15).into_owned(),
            passed: passed != "no",
            group: row.cell(7).into_owned(),
            span: row.span(0),
        });
    });
}
