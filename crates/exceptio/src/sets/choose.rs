//! From raw columns to the table that an analysis reads: columns chosen, gaps and halves treated by stated rules.
//!
//! In: a [`RawTable`] and a [`Choice`]. Out: a [`Chosen`] table with its outcome and conditions, or every problem. What was left out
//! or moved is on record in it.

use super::expressions::Text;
use super::names;
use super::of_file::unknown;
use super::table_of::{Cluster, RawTable};
use crate::report::DataReport;
use sets::expression::{Literal, Relation, Sum, Term};
use sets::robust::Calibration;
use sets::truth::Entailment;
use sets::{Cells, HalfRule, MissingRule, RawColumn, Table, prepare, settle_with, warn_constant};
use text::{Diagnostic, Files, Warned};

/// What of a raw table is to be analysed, and how.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Choice {
    /// The outcome as an expression; `None`: the raw table's own.
    pub outcome: Option<String>,
    /// The conditions by name; none: the raw table's own, less those of the outcome.
    pub conditions: Vec<String>,
    /// Other expressions that will be read, by the option that gives them: their columns are taken in.
    pub also: Vec<(&'static str, String)>,
    /// What to do about missing values.
    pub missing: MissingRule,
    /// What to do about memberships of exactly 0.5 in a condition or the outcome.
    pub half: HalfRule,
}

/// A table ready to be analysed.
#[derive(Debug, Clone)]
pub struct Chosen {
    /// The cases by the columns chosen.
    pub table: Table,
    /// The outcome over its columns.
    pub outcome: Sum,
    /// The outcome as it was given.
    pub outcome_text: String,
    /// The conditions, as places of columns.
    pub conditions: Vec<usize>,
    /// The other expressions, as places of files.
    pub(crate) also: Vec<Text>,
    /// How conditions were calibrated, where they were calibrated on the way here; their raw values are those of [`Chosen::before`].
    pub calibrations: Vec<Calibration>,
    /// The rule for memberships of exactly 0.5.
    pub half: HalfRule,
    /// The table before that rule, where it changed something: elsewhere put, an anchor leaves other cases at 0.5.
    pub before: Option<Table>,
    /// Conditions that speak of others: orders of events.
    pub speaks: Vec<Entailment>,
    /// Orders of events that cannot be so together.
    pub cannot: Vec<Sum>,
    /// The cases by what they hang together with: the spells or years of one case of a study.
    pub clusters: Vec<Cluster>,
    /// What a report says of the data.
    pub data: DataReport,
}

impl Chosen {
    /// The columns chosen, memberships of exactly 0.5 treated as asked; `None`, with every problem, where that cannot be.
    fn settled(
        raw: &RawTable,
        choice: &Choice,
        table: Table,
        (outcome, outcome_text): (Sum, String),
        conditions: Vec<usize>,
        also: Vec<Text>,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let settled = settled(&table, &conditions, &outcome, choice.half, problems)?;
        problems.extend(warn_constant(&settled, &conditions, &outcome));
        let data = DataReport::new(raw, &settled, &conditions, &outcome, choice);
        let calibrations = raw.calibrations(&table);
        let chosen = Self {
            clusters: raw.clusters(&settled),
            before: (settled != table).then_some(table),
            table: settled,
            outcome,
            outcome_text,
            conditions,
            also,
            calibrations,
            half: choice.half,
            speaks: Vec::new(),
            cannot: Vec::new(),
            data,
        };
        Some(chosen.with_orders(raw))
    }

    /// With what the order conditions of a raw table say, as far as all that they speak of are conditions here.
    fn with_orders(mut self, raw: &RawTable) -> Self {
        let place = |name: &String| self.table.position(name).filter(|column| self.conditions.contains(column));
        let speaks = raw.said.speaks.iter().filter_map(|(order, others)| {
            let literals: Option<Vec<Literal>> =
                others.iter().map(|other| place(other).map(Literal::present)).collect();
            Some(Entailment { column: place(order)?, literals: literals? })
        });
        let cannot = raw.said.cannot.iter().filter_map(|orders| {
            let literal =
                |(order, is): &(String, bool)| place(order).map(if *is { Literal::present } else { Literal::absent });
            let literals: Option<Vec<Literal>> = orders.iter().map(literal).collect();
            literals.map(|literals| Sum::new([Term::new(literals)]))
        });
        (self.speaks, self.cannot) = (speaks.collect(), cannot.collect());
        self
    }

    /// The table over which calibrations are: the cases before the rule for memberships of exactly 0.5.
    pub(crate) fn unsettled(&self) -> &Table {
        self.before.as_ref().unwrap_or(&self.table)
    }
}

/// Chooses columns and treats what is missing or exactly 0.5.
///
/// Texts of expressions are added to `files`, under the name of their option, so that problems point into them. Gives `None`
/// with every problem where a column is not there (`sets::unknown_column`), no outcome or condition is left (`sets::no_outcome`,
/// `sets::conditions`), or the columns make no table: what [`prepare`] and [`settle_with`] say, each with what can be done.
pub fn choose(raw: &RawTable, choice: &Choice, files: &mut Files) -> Warned<Option<Chosen>> {
    let mut problems = Vec::new();
    let names: Vec<&str> = raw.names().collect();
    let Some(outcome_text) = choice.outcome.clone().or_else(|| raw.outcome.clone()) else {
        let hint = format!("name it: --outcome NAME; there are: {}", names.join(", "));
        return Warned::new(
            None,
            vec![Diagnostic::misuse("sets::no_outcome", "it is not said what the outcome is").hint(hint)],
        );
    };
    let outcome = Text::new(files, "--outcome", &outcome_text);
    let of_outcome = outcome.names(files, &names, &mut problems);
    problems.extend(choice.conditions.iter().filter_map(|name| unknown(name, &names)));
    let conditions: Vec<String> = match choice.conditions.as_slice() {
        [] => raw.conditions.iter().filter(|name| !of_outcome.contains(name)).cloned().collect(),
        named => named.to_vec(),
    };
    if choice.conditions.is_empty() {
        problems.extend(names::read_as_conditions(raw, &conditions));
    }
    if conditions.is_empty() {
        problems.push(
            Diagnostic::misuse("sets::conditions", "no condition is left beside the outcome")
                .hint("name them: --conditions A,B,C"),
        );
    }
    let also: Vec<Text> = choice.also.iter().map(|(option, text)| Text::new(files, option, text)).collect();
    let mut wanted: Vec<String> = conditions.clone();
    wanted.extend(of_outcome.iter().cloned());
    for text in &also {
        wanted.extend(text.names(files, &names, &mut problems));
    }
    if problems.iter().any(Diagnostic::is_error) {
        return Warned::new(None, problems);
    }
    let Some(table) = columns_of(raw, &wanted, choice.missing, &mut problems) else {
        return Warned::new(None, problems);
    };
    let places = each_once(conditions.iter().filter_map(|name| table.position(name)));
    let outcome_sum = outcome.sum(files, &table, &mut problems);
    let chosen = outcome_sum
        .and_then(|outcome| Chosen::settled(raw, choice, table, (outcome, outcome_text), places, also, &mut problems));
    Warned::new(chosen, problems.into_iter().map(with_option).collect())
}

/// These in their order, each once: a condition that is named twice is one condition.
fn each_once(places: impl IntoIterator<Item = usize>) -> Vec<usize> {
    let mut found = Vec::new();
    for place in places {
        if !found.contains(&place) {
            found.push(place);
        }
    }
    found
}

/// A claim over its table.
#[derive(Debug, Clone)]
pub(super) struct ClaimChosen {
    /// The table; its conditions are those named, else the claim's own.
    pub chosen: Chosen,
    /// The claim's left side, multiplied out where it has brackets.
    pub condition: Sum,
    /// What it says.
    pub relation: Relation,
}

/// As [`choose`] for a claim, which says itself what the outcome is; conditions are those named that the outcome does not read.
///
/// Gives `None` with every problem of the claim and of the columns.
pub(super) fn choose_claim(
    raw: &RawTable,
    claim: &str,
    choice: &Choice,
    files: &mut Files,
) -> Warned<Option<ClaimChosen>> {
    let mut problems = Vec::new();
    let text = Text::new(files, "--claim", claim);
    let names: Vec<&str> = raw.names().collect();
    let of_claim = text.names(files, &names, &mut problems);
    problems.extend(choice.conditions.iter().filter_map(|name| unknown(name, &names)));
    let also: Vec<Text> = choice.also.iter().map(|(option, text)| Text::new(files, option, text)).collect();
    let mut wanted: Vec<String> = choice.conditions.iter().chain(&of_claim).cloned().collect();
    for text in &also {
        wanted.extend(text.names(files, &names, &mut problems));
    }
    // Literals are written in the order of columns: that of the data, and not that in which a claim happens to name them.
    wanted.sort_by_key(|name| names.iter().position(|other| other == name));
    if problems.iter().any(Diagnostic::is_error) {
        return Warned::new(None, problems);
    }
    let Some(table) = columns_of(raw, &wanted, choice.missing, &mut problems) else {
        return Warned::new(None, problems);
    };
    let Some(parsed) = text.claim(files, &table, &mut problems) else { return Warned::new(None, problems) };
    let (Some(condition), Some(outcome)) = (
        text.expanded(files, &parsed.condition, &table, &mut problems),
        text.expanded(files, &parsed.outcome, &table, &mut problems),
    ) else {
        return Warned::new(None, problems);
    };
    let condition = condition.in_order();
    let of_outcome = outcome.columns();
    let named = choice.conditions.iter().filter_map(|name| table.position(name));
    let named = named.filter(|place| !of_outcome.contains(place));
    let places = each_once(named.chain(condition.columns()));
    problems.extend(text.contradiction(files, &condition));
    let outcome = (outcome.clone(), outcome.write(&table));
    let chosen = Chosen::settled(raw, choice, table, outcome, places, also, &mut problems);
    let chosen = chosen.map(|chosen| ClaimChosen { chosen, condition, relation: parsed.relation });
    Warned::new(chosen, problems.into_iter().map(with_option).collect())
}

/// A table of the columns named, in that order, each once: conditions in the order given, so that rows and terms read as they were
/// asked for.
pub(super) fn columns_of(
    raw: &RawTable,
    names: &[String],
    missing: MissingRule,
    problems: &mut Vec<Diagnostic>,
) -> Option<Table> {
    let mut columns: Vec<RawColumn> = Vec::new();
    for name in names {
        if columns.iter().all(|column| column.name != *name)
            && let Some(column) = raw.column(name)
        {
            columns.push(column.clone());
        }
    }
    let mut found = Vec::new();
    let table = prepare(&raw.cases, &columns, missing).unload(&mut found);
    for mut problem in found.into_iter().map(with_option) {
        if problem.code == "sets::missing" {
            problem.hint = Some(format!("{}; {}", gaps(&columns), problem.hint.as_deref().unwrap_or_default()));
        }
        problems.push(problem);
    }
    table
}

/// The table with its memberships of exactly 0.5, in conditions and the outcome, treated by a rule, and what is said of it.
///
/// `None` where the rule refuses, and where the rules for gaps and halves leave no case (`sets::no_case_left`).
pub(super) fn settled(
    table: &Table,
    places: &[usize],
    outcome: &Sum,
    rule: HalfRule,
    problems: &mut Vec<Diagnostic>,
) -> Option<Table> {
    let table = settle_with(table, places, outcome, rule).unload(problems)?;
    if !table.is_empty() {
        return Some(table);
    }
    let mut columns: Vec<&str> = table.left_out.iter().flat_map(|gone| &gone.columns).map(String::as_str).collect();
    columns.sort_unstable();
    columns.dedup();
    let message = format!("no case is left of {}: all are left out by the rules", table.left_out.len());
    let hint = format!("for the sake of {}: leave out a column, or fill its cells", columns.join(", "));
    problems.push(Diagnostic::error("sets::no_case_left", message).hint(hint));
    None
}

/// `values are missing of COOPERATION in 75 cases, INTEREST in 40`: most first.
fn gaps(columns: &[RawColumn]) -> String {
    let empty = |column: &RawColumn| match &column.cells {
        Cells::Numbers(cells) => cells.iter().filter(|cell| cell.is_none()).count(),
        Cells::Texts(cells) => {
            cells.iter().filter(|cell| cell.as_deref().is_none_or(|cell| sets::is_missing(cell.trim()))).count()
        }
    };
    let mut counts: Vec<(usize, &str)> =
        columns.iter().map(|column| (empty(column), column.name.as_str())).filter(|(count, _)| *count > 0).collect();
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let named: Vec<String> = counts.iter().map(|(count, name)| format!("{name} in {count}")).collect();
    format!("values are missing of {}", named.join(", "))
}

/// What to type, beside what the station says.
pub(super) fn with_option(mut problem: Diagnostic) -> Diagnostic {
    let option = match problem.code {
        "sets::missing" => "--missing drop leaves such cases out, on record",
        "sets::half" if problem.is_error() => {
            "--half drop leaves them out, --half up or down moves them by 0.001 (--half up:0.01 by more), --half keep keeps \
             them outside every row; all of it is on record"
        }
        "sets::level_gap" | "sets::unknown_word" => {
            "--kinds declares it: --kinds NAME=multi:4, --kinds NAME=low<mid<high"
        }
        "sets::not_calibrated" => {
            "--calibrate makes memberships of numbers (`exceptio help calibrate`); a theory calibrates a study's (`exceptio help calibration`)"
        }
        "sets::models_not_listed" => "--most lists more",
        "sets::rows_overlap" => "--overlap RULE, `exceptio help truth`",
        "sets::duplicate_case" => "--cases names the column that names the cases",
        _ => return problem,
    };
    problem.hint = Some(match problem.hint {
        Some(hint) if !["sets::half", "sets::missing"].contains(&problem.code) => {
            format!("{hint}; {option}")
        }
        _ => option.to_owned(),
    });
    problem
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sets::{FileAsk, table_of_file};

    fn raw(text: &str) -> RawTable {
        table_of_file("t.csv", text.as_bytes(), &FileAsk::default()).value.expect("a table")
    }

    fn chosen(text: &str, choice: &Choice) -> Warned<Option<Chosen>> {
        choose(&raw(text), choice, &mut Files::new())
    }

    #[test]
    fn columns_that_are_not_asked_for_need_not_be_calibrated() {
        let choice =
            Choice { outcome: Some("~Y".into()), conditions: vec!["B".into(), "A".into()], ..Choice::default() };
        let chosen = chosen("case,A,B,GDP,Y\np,1,0,1200,1\nq,0,1,,0\n", &choice).value.expect("chosen");
        assert_eq!(chosen.conditions, [0, 1]);
        assert_eq!(chosen.table.columns[0].name, "B", "in the order asked for");
        assert_eq!(chosen.outcome.write(&chosen.table), "~Y");
    }

    /// In a column of texts `NA` and `.` are no values, as an empty cell is none.
    #[test]
    fn every_gap_is_counted() {
        let choice = Choice { outcome: Some("Y".into()), ..Choice::default() };
        let refused = chosen("case,A,B,Y\np,NA,1,0\nq,.,.,1\nr,1,0,\n", &choice);
        let problem = refused.problems.iter().find(|problem| problem.code == "sets::missing").expect("refused");
        assert_eq!(
            gaps(&raw("case,A,B,Y\np,NA,1,0\nq,.,.,1\nr,1,0,\n").columns),
            "values are missing of A in 2, B in 1, Y in 1"
        );
        assert!(problem.hint.is_some());
    }

    #[test]
    fn rules_that_leave_no_case_are_said() {
        let choice =
            Choice { outcome: Some("Y".into()), missing: MissingRule::Drop, half: HalfRule::Drop, ..Choice::default() };
        let read = chosen("case,A,Y\np,0.5,1\nq,,0\n", &choice);
        assert_eq!(read.problems[0].code, "sets::no_case_left");
        assert!(read.value.is_none());
    }

    #[test]
    fn every_unknown_column_is_said_at_once() {
        let choice = Choice {
            outcome: Some("SURF".into()),
            conditions: vec!["A".into(), "C".into()],
            also: vec![("--exclude", "A*Q".into())],
            ..Choice::default()
        };
        let problems = chosen("case,A,SURV\np,1,0\n", &choice).problems;
        assert_eq!(problems.iter().filter(|problem| problem.code == "sets::unknown_column").count(), 3);
    }

    #[test]
    fn what_is_dropped_or_moved_is_on_record() {
        let text = "case,A,Y\np,0.5,1\nq,,0\nr,0.9,0.8\n";
        let choice = |missing, half| Choice { outcome: Some("Y".into()), missing, half, ..Choice::default() };
        let refused = chosen(text, &choice(MissingRule::Refuse, HalfRule::Refuse));
        assert!(refused.problems[0].hint.as_deref().is_some_and(|hint| hint.contains("--missing drop")));
        let refused = chosen(text, &choice(MissingRule::Drop, HalfRule::Refuse));
        assert!(refused.problems[0].hint.as_deref().is_some_and(|hint| hint.contains("--half drop")));
        let data = chosen(text, &choice(MissingRule::Drop, HalfRule::Up(0.001))).value.expect("chosen").data;
        assert_eq!((data.n, data.left_out.len(), data.moved.len()), (2, 1, 1));
    }
}
