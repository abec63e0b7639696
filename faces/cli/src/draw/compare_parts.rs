//! The tables of a comparison: rulings, fit beside baselines, what is forbidden, what each theory is made of.

use super::columns::under_bold;
use super::compare::asked;
use super::paint::{BOLD, DIM, GREEN, RED, YELLOW, counted, paint, wrap};
use super::test::heading;
use super::verdicts::Room;
use exceptio::time::{self, thousands};
use exceptio::{AnswerReport, CompareReport, QuestionReport, TheoryColumn};

/// A row a theory, a column a question: cases that deviate, conform, are undecided.
pub fn overview(report: &CompareReport, room: Room) -> String {
    let mut text = heading("Rulings", room.width);
    let mut definitions: Vec<&str> = Vec::new();
    for question in &report.questions {
        if !definitions.contains(&question.definition.as_str()) {
            definitions.push(&question.definition);
        }
    }
    let names: Vec<&str> = (report.theories.iter().map(|theory| theory.name.as_str()))
        .chain(report.baselines.iter().map(|(name, _)| name.as_str()))
        .collect();
    for definition in definitions {
        let questions: Vec<&QuestionReport> =
            report.questions.iter().filter(|question| question.definition == definition).collect();
        let mut header = vec![definition.to_owned()];
        header.extend(questions.iter().map(|question| question.answers[0].claim.clone()));
        let rows: Vec<Vec<String>> = (names.iter())
            .map(|name| {
                let cells = questions.iter().map(|question| {
                    let answer = question.answers.iter().find(|answer| answer.theory == *name);
                    answer.map_or_else(String::new, |answer| {
                        let tally = &answer.tally;
                        let number = |count: usize, style| if count == 0 { paint(DIM, 0) } else { paint(style, count) };
                        format!(
                            "{}/{}/{}",
                            number(tally.deviates, RED),
                            number(tally.conforms, GREEN),
                            number(tally.undecided, YELLOW)
                        )
                    })
                });
                std::iter::once((*name).to_owned()).chain(cells).collect()
            })
            .filter(|row: &Vec<String>| row[1..].iter().any(|cell| !cell.is_empty()))
            .collect();
        text.push_str(&under_bold(&header, &rows, 2, room.width));
    }
    let legend = "cases that deviate/conform/are undecided; a column is called after the first theory's claim";
    text.push_str(&paint(DIM, wrap(legend, room.width, "  ", "  ").trim_end()));
    text.push('\n');
    for (name, words) in &report.baselines {
        text.push_str(&paint(DIM, wrap(&format!("{name}: {words}"), room.width, "  ", "    ").trim_end()));
        text.push('\n');
    }
    text
}

fn bounds(bounds: Option<(f64, f64)>) -> String {
    match bounds {
        None => "undefined".to_owned(),
        Some((least, most)) if format!("{least:.2}") == format!("{most:.2}") => format!("{least:.2}"),
        Some((least, most)) => format!("{least:.2}–{most:.2}"),
    }
}

/// Parameters of fit, and how often the left side would have foretold the right, beside the baselines.
pub fn fit(report: &CompareReport, room: Room) -> String {
    let of_static: Vec<&QuestionReport> = (report.questions.iter())
        .filter(|question| question.answers.iter().any(|answer| !answer.fit.is_empty()))
        .collect();
    if of_static.is_empty() {
        return String::new();
    }
    let mut text = heading("Fit", room.width);
    for question in of_static {
        let header: Vec<String> =
            ["", "consistency by case", "by year", "coverage by year", "told right by year"].map(str::to_owned).into();
        let told = |answer: &AnswerReport| {
            let year = answer.told_right.iter().find(|told| told.unit == "year");
            bounds(year.and_then(|told| told.bounds))
        };
        let rows: Vec<Vec<String>> = (question.answers.iter())
            .map(|answer| {
                vec![
                    answer.theory.clone(),
                    bounds(answer.consistency("case")),
                    bounds(answer.consistency("year")),
                    bounds(answer.parameter("year", "coverage")),
                    told(answer),
                ]
            })
            .collect();
        text.push_str(&wrap(&paint(BOLD, asked(question)), room.width, "", "  "));
        text.push_str(&under_bold(&header, &rows, 2, room.width));
    }
    let words = "by year: directed dyad-years in scope, where cases are directed pairs. Told right: the share of them in which \
                 the claim's condition, taken for a forecast of the outcome, tells the outcome; a claim of necessity does not \
                 say so, and where the outcome is rare `never` does well.";
    text.push_str(&paint(DIM, wrap(words, room.width, "  ", "  ").trim_end()));
    text.push('\n');
    text
}

/// Configurations, which theory forbids each, and how often each is met.
pub fn forbids(report: &CompareReport, room: Room) -> String {
    let mut text = heading("What each forbids", room.width);
    for theory in &report.theories {
        let events = theory.event_claims.len();
        let beside = if events == 0 {
            String::new()
        } else {
            format!(", and events against {}", counted(events, "claim", "claims"))
        };
        let words = match theory.forbids {
            Some((forbidden, all)) => {
                format!(
                    "{forbidden} of the {} of its own conditions and outcomes{beside}",
                    counted(all, "configuration", "configurations")
                )
            }
            None => format!("no configuration that can be listed{beside}"),
        };
        text.push_str(&wrap(&format!("{}: {words}", paint(BOLD, &theory.name)), room.width, "• ", "  "));
    }
    let Some(common) = &report.forbids else {
        if report.theories.len() > 1 {
            let words = "Together they have too many conditions for a table of all configurations.";
            text.push_str(&paint(DIM, wrap(words, room.width, "  ", "  ").trim_end()));
            text.push('\n');
        }
        return text;
    };
    let mut header: Vec<String> = common.parts.clone();
    header.extend(["cases", "days", "forbidden by"].map(str::to_owned));
    let telling: Vec<_> = common.configurations.iter().filter(|of| room.all || !of.forbidden_by.is_empty()).collect();
    let rows: Vec<Vec<String>> = telling
        .iter()
        .map(|of| {
            let mut row: Vec<String> =
                of.holds.iter().map(|holds| if *holds { "█".to_owned() } else { paint(DIM, "·") }).collect();
            row.push(thousands(of.cases as i64));
            row.push(thousands(of.days));
            row.push(if of.forbidden_by.len() == report.theories.len() && report.theories.len() > 1 {
                "all".to_owned()
            } else {
                of.forbidden_by.join(", ")
            });
            row
        })
        .collect();
    text.push('\n');
    text.push_str(&under_bold(&header, &rows, 2, room.width));
    let left = common.configurations.len() - telling.len();
    let more = if left == 0 { String::new() } else { format!("; {left} that none forbids are left out (--all)") };
    let words = format!(
        "█ holds  · does not; outcomes by their first definition; cases and days certainly in a configuration{more}"
    );
    text.push_str(&paint(DIM, wrap(&words, room.width, "  ", "  ").trim_end()));
    text.push('\n');
    text
}

/// What each theory is made of, and speaks of.
pub fn complexity(report: &CompareReport, room: Room) -> String {
    let mut text = heading("What each is made of", room.width);
    for theory in &report.theories {
        text.push_str(&wrap(&made_of(theory), room.width, "• ", "  "));
    }
    text
}

fn made_of(theory: &TheoryColumn) -> String {
    let conditions = match theory.conditions.as_slice() {
        [] => "no named condition".to_owned(),
        some => format!("{} ({})", counted(some.len(), "condition", "conditions"), some.join(", ")),
    };
    let choices = match theory.choices.as_slice() {
        [] => "no free choice".to_owned(),
        some => format!("{}: {}", counted(some.len(), "free choice", "free choices"), some.join(", ")),
    };
    let mut speaks = format!(
        "speaks of {} for {}",
        counted(theory.cases_in_scope, "case", "cases"),
        time::length(theory.days_in_scope)
    );
    if theory.cases_out_of_scope > 0 {
        speaks.push_str(&format!(", not of {}", thousands(theory.cases_out_of_scope as i64)));
    }
    if theory.cases_scope_unknown > 0 {
        speaks.push_str(&format!(", perhaps of {}", thousands(theory.cases_scope_unknown as i64)));
    }
    format!(
        "{}: {conditions}, {} reading {}; {}; {choices}; {speaks}",
        paint(BOLD, &theory.name),
        counted(theory.leaves, "leaf", "leaves"),
        theory.reads.join(", "),
        counted(theory.claims, "claim", "claims"),
    )
}
