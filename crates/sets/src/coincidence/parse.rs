//! Formulas, orderings and exclusions as text.
//!
//! In: a file of text in the notation of [`expression`](crate::expression), the table whose names it uses. Out: values, or every
//! problem with its place. `<->` stands between causes and an outcome; several atomic formulas stand in brackets, joined by `*`.

use super::formula::{Atomic, Complex, at_level, sum_of};
use super::options::Ordering;
use crate::Table;
use crate::expression::{Claim, Formula, Literal, Relation, parse, parse_claim};
use text::{Diagnostic, FileId, Files, Span, Warned};

/// `(A*~B + C <-> D)*(D + E <-> F)`, or one atomic formula with or without brackets. `None` if anything is wrong with it: what
/// [`parse_claim`] finds, `sets::not_equivalence` for another arrow, `sets::not_a_sum` where causes are no sum of products,
/// `sets::not_one_value` where an outcome is not one value of one factor.
pub fn formula(files: &Files, file: FileId, table: &Table) -> Warned<Option<Complex>> {
    let text = files.text(file);
    let mut problems = Vec::new();
    let atoms: Vec<Option<Atomic>> = parts(text)
        .into_iter()
        .map(|(start, end)| {
            let claim = at(files, file, (start, end), &mut problems, |files, file| parse_claim(files, file, table))?;
            atomic(claim, Span::new(file, start, end), &mut problems)
        })
        .collect();
    give(atoms.into_iter().collect::<Option<Vec<Atomic>>>().map(Complex::new), problems)
}

/// `A, B < C`: A and B before C. A factor that is not named comes before all that are. `None` if anything is wrong with it:
/// `sets::unknown_condition`, `sets::ordering_twice` where a factor is named twice.
pub fn ordering(files: &Files, file: FileId, table: &Table, strict: bool) -> Warned<Option<Ordering>> {
    let text = files.text(file);
    let mut problems = Vec::new();
    let (mut levels, mut seen) = (Vec::new(), Vec::new());
    for (start, end) in split((0, text.len()), text, '<') {
        let mut level = Vec::new();
        for (start, end) in split((start, end), text, ',') {
            let Some(column) = factor(files, file, (start, end), table, &mut problems) else { continue };
            if seen.contains(&column) {
                let message = format!("the ordering names `{}` twice", table.columns[column].name);
                problems
                    .push(Diagnostic::error("sets::ordering_twice", message).at(Span::new(file, start, end), "again"));
            }
            seen.push(column);
            level.push(column);
        }
        levels.push(level);
    }
    give(Some(Ordering { levels, strict }), problems)
}

/// `A, ~C -> B`: neither A nor ~C causes B. `A*` stands for every value of A, on either side. `None` if anything is wrong with
/// it: `sets::no_arrow`, `sets::not_one_value`, `sets::own_cause` where a factor is to be kept from causing itself, which none
/// does, and what [`parse`] finds.
pub fn exclusions(files: &Files, file: FileId, table: &Table) -> Warned<Option<Vec<(Literal, Literal)>>> {
    let text = files.text(file);
    let mut problems = Vec::new();
    let Some(arrow) = text.find("->") else {
        let message = "there is no arrow between causes and outcomes";
        let whole = Span::new(file, 0, text.len());
        let hint = "write `A, ~C -> B`: neither A nor ~C causes B";
        return give(None, vec![Diagnostic::error("sets::no_arrow", message).at(whole, "").hint(hint)]);
    };
    type Value = (Literal, (usize, usize));
    let mut values = |range: (usize, usize)| -> Vec<Value> {
        let each = |range| values_of(files, file, range, table, &mut problems).into_iter().map(move |one| (one, range));
        split(range, text, ',').into_iter().flat_map(each).collect()
    };
    let (causes, outcomes) = (values((0, arrow)), values((arrow + 2, text.len())));
    let (mut pairs, mut own) = (Vec::new(), Vec::new());
    for (cause, (start, end)) in &causes {
        for (outcome, _) in &outcomes {
            pairs.push((*cause, *outcome));
            if cause.column == outcome.column && !own.contains(&(start, cause.column)) {
                own.push((start, cause.column));
                let name = &table.columns[cause.column].name;
                let hint = "take it out; `A -> B` keeps A from causing B";
                problems.push(
                    Diagnostic::error("sets::own_cause", format!("`{name}` causes itself in no formula anyway"))
                        .at(Span::new(file, *start, *end), "also an outcome here")
                        .hint(hint),
                );
            }
        }
    }
    give(Some(pairs), problems)
}

/// Values separated by commas: `A, ~B, R{2}`. `None` if anything is wrong with it.
pub fn values(files: &Files, file: FileId, table: &Table) -> Warned<Option<Vec<Literal>>> {
    let text = files.text(file);
    let mut problems = Vec::new();
    let list = split((0, text.len()), text, ',');
    let values = list.into_iter().flat_map(|range| values_of(files, file, range, table, &mut problems)).collect();
    give(Some(values), problems)
}

fn give<T>(value: Option<T>, problems: Vec<Diagnostic>) -> Warned<Option<T>> {
    let sound = !problems.iter().any(Diagnostic::is_error);
    Warned::new(value.filter(|_| sound), problems)
}

/// Reads a part of a file by a function that reads whole files: the rest is blanked out, so that places stay.
fn at<T>(
    files: &Files,
    file: FileId,
    (start, end): (usize, usize),
    problems: &mut Vec<Diagnostic>,
    read: impl Fn(&Files, FileId) -> Warned<Option<T>>,
) -> Option<T> {
    let mut alone = Files::new();
    let part = alone.add("part", format!("{}{}", " ".repeat(start), &files.text(file)[start..end]));
    let read = read(&alone, part);
    problems.extend(read.problems.into_iter().map(|mut problem| {
        for label in &mut problem.labels {
            label.span.file = file;
        }
        problem
    }));
    read.value
}

fn atomic(claim: Claim, span: Span, problems: &mut Vec<Diagnostic>) -> Option<Atomic> {
    let before = problems.len();
    if claim.relation != Relation::Both {
        let hint = "a formula says what is sufficient and necessary together: write `<->`";
        problems.push(Diagnostic::error("sets::not_equivalence", "the arrow points one way").at(span, "").hint(hint));
    }
    let causes = claim.condition.as_sum();
    if causes.is_none() {
        let hint = "multiply it out: `A*(B + C)` is `A*B + A*C`";
        problems
            .push(Diagnostic::error("sets::not_a_sum", "the causes are no sum of products").at(span, "").hint(hint));
    }
    let outcome = one_value(&claim.outcome, span, problems);
    (problems.len() == before).then(|| Some(Atomic { outcome: outcome?, causes: sum_of(causes?.terms) })).flatten()
}

fn one_value(formula: &Formula, span: Span, problems: &mut Vec<Diagnostic>) -> Option<Literal> {
    let literal = match formula {
        Formula::Literal(literal) => Some(*literal).filter(|literal| literal.levels.iter().count() == 1),
        _ => None,
    };
    if literal.is_none() {
        let message = "one value of one factor belongs here";
        problems
            .push(Diagnostic::error("sets::not_one_value", message).at(span, "").hint("such as `A`, `~A` or `R{2}`"));
    }
    literal
}

fn factor(
    files: &Files,
    file: FileId,
    range: (usize, usize),
    table: &Table,
    problems: &mut Vec<Diagnostic>,
) -> Option<usize> {
    // A multi-value factor is named without a level here; with one the name reads as a value.
    let name = files.text(file)[range.0..range.1].trim().trim_matches('`').to_owned();
    if let Some(column) = table.position(&name) {
        return Some(column);
    }
    let formula = at(files, file, range, problems, |files, file| parse(files, file, table))?;
    one_value(&formula, Span::new(file, range.0, range.1), problems).map(|literal| literal.column)
}

fn values_of(
    files: &Files,
    file: FileId,
    range: (usize, usize),
    table: &Table,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Literal> {
    let text = &files.text(file)[range.0..range.1];
    if let Some(name) = text.trim_end().strip_suffix('*') {
        let column = factor(files, file, (range.0, range.0 + name.len()), table, problems);
        let levels = |column: usize| (0..table.columns[column].kind.levels()).map(move |level| at_level(column, level));
        return column.into_iter().flat_map(levels).collect();
    }
    let formula = at(files, file, range, problems, |files, file| parse(files, file, table));
    formula.and_then(|formula| one_value(&formula, Span::new(file, range.0, range.1), problems)).into_iter().collect()
}

/// The parts of a range between a separator, outside of brackets and backquotes.
fn split((start, end): (usize, usize), text: &str, separator: char) -> Vec<(usize, usize)> {
    let mut parts = vec![];
    let (mut from, mut depth, mut quoted) = (start, 0usize, false);
    for (at, letter) in text[start..end].char_indices() {
        match letter {
            '`' => quoted = !quoted,
            '(' | '[' | '{' if !quoted => depth += 1,
            ')' | ']' | '}' if !quoted => depth = depth.saturating_sub(1),
            _ if letter == separator && depth == 0 && !quoted => {
                parts.push((from, start + at));
                from = start + at + letter.len_utf8();
            }
            _ => {}
        }
    }
    parts.push((from, end));
    parts
}

/// The atomic formulas of a complex one: what stands in brackets, where an arrow stands in brackets; otherwise all of it.
fn parts(text: &str) -> Vec<(usize, usize)> {
    let inner = |(start, end): (usize, usize)| {
        let part = &text[start..end];
        let body =
            part.trim().strip_prefix('(').and_then(|part| part.strip_suffix(')')).filter(|body| body.contains("->"))?;
        let offset = start + part.find('(')? + 1;
        Some((offset, offset + body.len()))
    };
    let bracketed: Option<Vec<(usize, usize)>> = split((0, text.len()), text, '*').into_iter().map(inner).collect();
    bracketed.unwrap_or_else(|| vec![(0, text.len())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Column, Kind};

    fn table() -> Table {
        let column = |name: &str, kind| Column::new(name, kind, vec![]);
        let columns = vec![
            column("Wealth", Kind::Crisp),
            column("B", Kind::Fuzzy),
            column("T", Kind::Multi { levels: 3 }),
            column("non-aggr", Kind::Crisp),
        ];
        Table::new(vec![], columns)
    }

    fn file(text: &str) -> (Files, FileId) {
        let mut files = Files::new();
        let file = files.add("formula", text);
        (files, file)
    }

    fn read(text: &str) -> Warned<Option<Complex>> {
        let (files, file) = file(text);
        formula(&files, file, &table())
    }

    #[test]
    fn read_and_written() {
        let table = table();
        for (text, written) in [
            ("Wealth*~B+T[2]<->`non-aggr`", "T{2} + Wealth*~B <-> `non-aggr`"),
            ("( B <-> Wealth ) * (`non-aggr`<->T{1})", "(B <-> Wealth)*(`non-aggr` <-> T{1})"),
            ("T=0 + B=0 <-> Wealth", "~B + T{0} <-> Wealth"),
        ] {
            assert_eq!(read(text).value.expect(text).write(&table), written);
            assert_eq!(read(written).value.expect(written).write(&table), written);
        }
        let (files, place) = file("T, B < Wealth");
        assert_eq!(ordering(&files, place, &table, true).value.unwrap().levels, [vec![2, 1], vec![0]]);
        let (files, place) = file("T*, ~Wealth -> B");
        let pairs = [(2, 0), (2, 1), (2, 2), (0, 0)].map(|(column, level)| (at_level(column, level), at_level(1, 1)));
        assert_eq!(exclusions(&files, place, &table).value.unwrap(), pairs);
    }

    #[test]
    fn every_problem_has_its_place() {
        let codes = |text: &str| -> Vec<(&str, u32)> {
            read(text).problems.iter().map(|problem| (problem.code, problem.labels[0].span.start)).collect()
        };
        assert_eq!(
            codes("(wealth <-> B)*(T + Bx <-> Wealth)"),
            [("sets::unknown_condition", 1), ("sets::no_levels", 16), ("sets::unknown_condition", 20)]
        );
        assert_eq!(codes("(B -> Wealth)*(Wealth*(B + T=1) <-> T=2)").len(), 2);
        assert_eq!(codes("B <-> Wealth*T=1"), [("sets::not_one_value", 0)]);
        for text in [
            "",
            "B",
            "B <->",
            "(B <-> T[1]",
            "B + <-> Wealth",
            "B <-> Wealth B",
            "T[ <-> B",
            "T[999] <-> B",
            "<<<",
            "()*()",
        ] {
            let read = read(text);
            assert!(read.value.is_none() && !read.problems.is_empty(), "{text}");
        }
        let (files, place) = file("B, T < B");
        assert_eq!(ordering(&files, place, &table(), false).problems[0].code, "sets::ordering_twice");
        let (files, place) = file("B - T[1]");
        assert_eq!(exclusions(&files, place, &table()).problems[0].code, "sets::no_arrow");
    }

    /// No factor causes itself, in whatever value: to exclude that is a slip of the pen, and is said once for each cause.
    #[test]
    fn an_exclusion_of_a_cause_of_itself_is_an_error() {
        for (text, places) in [("B -> B", vec![0]), ("B, Wealth -> ~B, T*", vec![0]), ("T* -> T{1}", vec![0])] {
            let (files, place) = file(text);
            let read = exclusions(&files, place, &table());
            assert!(read.value.is_none(), "{text}");
            let said = read.problems.iter().map(|problem| (problem.code, problem.labels[0].span.start));
            let expected: Vec<(&str, u32)> = places.into_iter().map(|at| ("sets::own_cause", at)).collect();
            assert_eq!(said.collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
