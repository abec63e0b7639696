//! `evidence.csv`: process-tracing evidence, read and checked only; weighing it is for analysis.

use crate::columns::{self, Schema};
use crate::facts::{Context, with_tail};
use crate::model::Evidence;
use text::{Diagnostic, FileId, Files, nearest};

const SCHEMA: Schema = Schema {
    columns: &with_tail::<6, 14>(["id", "case", "item", "hypotheses", "test", "likelihood_ratio"]),
    required: &["id", "case", "item", "hypotheses", "test"],
};

/// Van Evera's four tests (Van Evera 1997, chapter 1).
const TESTS: [&str; 4] = ["straw-in-the-wind", "hoop", "smoking-gun", "doubly-decisive"];

/// Reads a file of evidence.
pub(crate) fn read(
    files: &Files,
    file: FileId,
    context: &Context<'_>,
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
        let source = row.raw(6);
        if context.cited && !source.is_empty() && context.sources.get(source).is_none() {
            let near = nearest(source, context.source_keys.iter().map(String::as_str));
            problems.push(
                Diagnostic::error("casebase::unknown_source", format!("no source has the key `{source}`"))
                    .at(row.span(6), "")
                    .hint(
                        near.map_or_else(
                            || "add it to sources.bib".to_owned(),
                            |near| format!("did you mean `{near}`?"),
                        ),
                    ),
            );
        }
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
        evidence.push(Evidence {
            id: row.raw(0).to_owned(),
            case: row.raw(1).to_owned(),
            item: row.cell(2).into_owned(),
            hypotheses: row.cell(3).into_owned(),
            test: test.to_owned(),
            likelihood_ratio,
            source: source.to_owned(),
            locator: row.cell(7).into_owned(),
            span: row.span(0),
        });
    });
}
