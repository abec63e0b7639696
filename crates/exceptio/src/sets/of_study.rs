//! The conditions and outcomes of a theory as columns: a study's cases, spells or years as rows.
//!
//! In: a study, a theory, what a row is. Out: a [`RawTable`] of the days in scope. What nobody can know is an empty cell, never a 0;
//! days of unknown scope are no rows, and are counted.

use super::choose::Choice;
use super::expressions::names_in;
use super::lag::{self, Waits};
use super::order;
use super::table_of::{Origin, RawTable};
use crate::study::Study;
use crate::test::TestOptions;
use crate::within::within;
use analysis::forecast::Horizon;
use conditions::{Budget, Case, Degree, Evaluator, OverBudget, Program, Setting};
use sets::{Kind, RawColumn};
use spells::{Day, Interval, Timeline, Truth, YearRule, spoken_for};
use text::{Diagnostic, Warned};
use theory::model::{ClaimKind, ConditionKind, Node, NodeId, Theory};

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CaseUnit {
    /// A case, over all its days in scope.
    Case,
    /// A stretch of days in scope on which no column changes.
    #[default]
    Spell,
    /// A calendar year, over its days in scope.
    Year,
}

impl CaseUnit {
    /// `case`, `spell` or `year`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            CaseUnit::Case => "case",
            CaseUnit::Spell => "spell",
            CaseUnit::Year => "year",
        }
    }
}

/// How a study becomes a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StudyAsk {
    /// The theory whose conditions are the columns; `None`: the study's own.
    pub theory: Option<String>,
    /// What a row is.
    pub unit: CaseUnit,
    /// Clock, cases, budget; and which days speak for a year or a case (`year_rule`).
    pub options: TestOptions,
    /// Orders to ask about as further conditions: `A<B`, A began before B.
    pub orders: Vec<String>,
    /// The longest time that the outcome may take to follow conditions without contradicting them: `2y`. Of spells only.
    pub lag: Option<String>,
}

/// A column of the theory: its name, kind and formula.
pub(super) struct Asked {
    pub name: String,
    pub kind: ConditionKind,
    pub node: NodeId,
}

/// What a column is on a stretch of days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Value {
    Degree(Degree),
    Level(Option<u32>),
}

impl Value {
    /// Whether it is more in than out; `None` where that is unknown, and of levels.
    pub fn holds(self) -> Option<bool> {
        match self {
            Value::Degree(degree) if degree.is_in() => Some(true),
            Value::Degree(degree) if degree.is_out() => Some(false),
            _ => None,
        }
    }

    /// Whether it is one membership or level.
    pub fn is_known(self) -> bool {
        match self {
            Value::Degree(degree) => degree.lo == degree.hi,
            Value::Level(level) => level.is_some(),
        }
    }
}

impl Study {
    /// A theory's conditions and outcomes (by their first definition) as columns, over what is in scope: those that the choice
    /// reads, so that no other cuts a spell; where it names one that is not there, all.
    ///
    /// * Where no conditions are named, those that the theory's claims hold to be conditions; all, where it has no such claim.
    /// * The readings are those chosen, else each dispute's first; a day that a vague date leaves open is unknown.
    /// * A spell's value is that of its days. For a year or a case a crisp column speaks by the year rule, a fuzzy one is the mean
    ///   over its days; a multi-value one has the level of all its days, and none if they differ.
    /// * Rows are called `CHN>PRK`, `CHN>PRK 1954-07-11..1958-10-01` (both days in it), `CHN>PRK 1955`.
    ///
    /// * An order is one more crisp condition, `A_before_B`, with cells of no concern.
    /// * With a lag, a spell that only waits for the outcome to follow is part of the next.
    ///
    /// Gives `None` with the reasons where there is no such theory, it does not check, or it costs more than its budget; where an
    /// order names what is no condition (`sets::order`), or a lag is no length of time or asked of other rows (`sets::lag`).
    pub fn table_of(&self, ask: &StudyAsk, choice: &Choice) -> Warned<Option<RawTable>> {
        self.theory(ask.theory.as_deref()).and_then(|theory| match theory {
            None => Warned::clean(None),
            Some(theory) => {
                let lag = match time(&theory, ask) {
                    Ok(lag) => lag,
                    Err(problems) => return Warned::new(None, problems),
                };
                within(&theory, &self.history, ask.options.steps, |program, budget| {
                    self.rows(program, ask, lag, choice, budget)
                })
            }
        })
    }

    fn rows(
        &self,
        program: &Program<'_>,
        ask: &StudyAsk,
        lag: Option<Horizon>,
        choice: &Choice,
        budget: &Budget,
    ) -> Result<RawTable, OverBudget> {
        let theory = program.theory;
        let outcome = theory.outcomes.first().map(|outcome| outcome.name.clone());
        let mut conditions = usual(program);
        let asked = narrowed(asked(theory), &conditions, outcome.as_deref(), choice, &ask.orders);
        let orders = order::orders(&ask.orders, &asked).unwrap_or_default();
        let mut order_cells: Vec<Vec<Option<String>>> = vec![Vec::new(); orders.len()];
        let of_outcome = outcome_of(&asked, outcome.as_deref(), choice);
        let mut waits = Waits::default();
        let mut labels: Vec<Vec<String>> = vec![Vec::new(); asked.len()];
        let mut names: Vec<String> = Vec::new();
        let mut cells: Vec<Vec<Option<f64>>> = vec![Vec::new(); asked.len()];
        let mut origins: Vec<Origin> = Vec::new();
        let mut unsure_days = 0;
        let chosen = self.choose(&[program], &ask.options, budget)?;
        for case in &chosen.cases {
            let (timeline, unsure) = self.one_case(program, *case, &asked, ask, budget, &mut labels)?;
            unsure_days += unsure;
            let case_name = case.name(theory.cases, &self.history);
            let rows = match lag {
                Some(lag) => {
                    let spells = timeline.spells().iter().map(|spell| (spell.days, spell.value.clone())).collect();
                    lag::merge(spells, &of_outcome, lag, &mut waits).into_iter().map(spell_row).collect()
                }
                None => rows_of(&timeline, ask.unit),
            };
            let ends: Vec<Day> = rows.iter().filter_map(|(_, parts)| Some(parts.last()?.0.until)).collect();
            for (order, cells) in orders.iter().zip(&mut order_cells) {
                cells.extend(order.cells(&timeline, &ends));
            }
            for (part, parts) in rows {
                names.push(part.as_ref().map_or(case_name.clone(), |part| format!("{case_name} {part}")));
                let days: Vec<Interval> = parts.iter().map(|(days, _)| *days).collect();
                origins.push(Origin {
                    unit: case_name.clone(),
                    cluster: part,
                    days: Some(days.iter().map(|days| days.days()).sum()),
                    place: Some((*case, days)),
                });
                for (at, (column, cells)) in asked.iter().zip(&mut cells).enumerate() {
                    cells.push(speaks(&parts, at, &column.kind, ask));
                }
            }
        }
        let columns = asked.iter().zip(cells).zip(labels).map(|((column, cells), labels)| RawColumn {
            kind: Some(match column.kind {
                ConditionKind::Crisp => Kind::Crisp,
                ConditionKind::Fuzzy => Kind::Fuzzy,
                ConditionKind::Multi(_) => Kind::Multi { levels: labels.len().clamp(2, 64) as u8 },
            }),
            labels: if matches!(column.kind, ConditionKind::Multi(_)) { labels } else { Vec::new() },
            ..RawColumn::numbers(column.name.clone(), cells)
        });
        let mut columns: Vec<RawColumn> = columns.collect();
        for (order, cells) in orders.iter().zip(order_cells) {
            conditions.push(order.name.clone());
            columns.push(RawColumn::texts(order.name.clone(), cells).of_kind(Kind::Crisp));
        }
        let mut notes = vec![words_for(ask)];
        if let Some(lag) = lag {
            let names: Vec<&str> = asked
                .iter()
                .zip(&of_outcome)
                .filter(|(_, own)| !**own)
                .map(|(column, _)| column.name.as_str())
                .collect();
            notes.extend(waits.words(lag, &names));
        }
        if theory.outcomes.first().is_some_and(|outcome| outcome.definitions.len() > 1) {
            let first = &theory.outcomes[0];
            notes.push(format!("{} as \"{}\", its first definition", first.name, first.definitions[0].label));
        }
        if unsure_days > 0 {
            notes.push(format!("{unsure_days} days of which it is unknown whether they are in scope are in no row"));
        }
        Ok(RawTable {
            source: self.base.title.clone(),
            theory: Some(theory.name.clone()),
            unit: ask.unit.word(),
            cases: names,
            columns,
            outcome,
            conditions,
            notes,
            origins,
            applied: Vec::new(),
        })
    }

    /// What each column is on the days of a case that are in scope, and how many days are of unknown scope.
    fn one_case(
        &self,
        program: &Program<'_>,
        case: Case,
        asked: &[Asked],
        ask: &StudyAsk,
        budget: &Budget,
        labels: &mut [Vec<String>],
    ) -> Result<(Timeline<Vec<Value>>, i64), OverBudget> {
        let setting = Setting { clock: ask.options.clock, ..Setting::default() };
        let evaluator = Evaluator::new(program, case, self.history.first_world(), setting, budget);
        let (scope, unsure) = match program.theory.scope {
            None => (evaluator.domain().clone(), 0),
            Some(scope) => {
                let scope = evaluator.degree(scope)?;
                let open = scope.days_where(|degree| !degree.is_in() && !degree.is_out());
                (scope.days_where(|degree| degree.is_in()), open.days())
            }
        };
        let mut timelines: Vec<Timeline<Value>> = Vec::new();
        for (column, labels) in asked.iter().zip(labels) {
            let timeline = if let ConditionKind::Multi(_) = column.kind {
                let (names, levels) = evaluator.level(column.node)?;
                *labels = names;
                levels.map(|level| Value::Level(*level))
            } else {
                evaluator.degree(column.node)?.map(|degree| Value::Degree(*degree))
            };
            timelines.push(timeline.clip(&scope));
        }
        Ok((Timeline::align(&timelines.iter().collect::<Vec<_>>()), unsure))
    }
}

pub(super) fn asked(theory: &Theory) -> Vec<Asked> {
    let conditions = theory.conditions.iter().map(|condition| Asked {
        name: condition.name.clone(),
        kind: condition.kind.clone(),
        node: condition.node,
    });
    let outcomes = theory.outcomes.iter().filter_map(|outcome| {
        let first = outcome.definitions.first()?;
        Some(Asked { name: outcome.name.clone(), kind: outcome.kind.clone(), node: first.node })
    });
    conditions.chain(outcomes).collect()
}

/// The columns that a choice reads; all, where it names one that is none of them, so that the nearest can be named.
fn narrowed(
    all: Vec<Asked>,
    usual: &[String],
    outcome: Option<&str>,
    choice: &Choice,
    orders: &[String],
) -> Vec<Asked> {
    let mut wanted: Vec<String> = match choice.conditions.as_slice() {
        [] => usual.to_vec(),
        named => named.to_vec(),
    };
    let texts = choice.outcome.as_deref().or(outcome).into_iter();
    for text in texts.chain(choice.also.iter().map(|(_, text)| text.as_str())) {
        wanted.extend(names_in(text));
    }
    for (first, second) in orders.iter().filter_map(|text| order::names(text)) {
        wanted.extend([first.to_owned(), second.to_owned()]);
    }
    // An order is a column of its own.
    wanted.retain(|name| !orders.iter().any(|text| order::column(text).as_ref() == Some(name)));
    if wanted.iter().any(|name| all.iter().all(|column| column.name != *name)) {
        return all;
    }
    all.into_iter().filter(|column| wanted.contains(&column.name)).collect()
}

/// The conditions that claims hold to be such, in the order of the theory; all of the theory's where there is no such claim.
fn usual(program: &Program<'_>) -> Vec<String> {
    let theory = program.theory;
    let mut named = vec![false; theory.conditions.len()];
    for claim in &theory.claims {
        let mut open = match claim.kind {
            ClaimKind::Static { condition, .. }
            | ClaimKind::OnlyWhile { condition, .. }
            | ClaimKind::NotWhile { condition, .. } => vec![condition],
            ClaimKind::Order { .. } => continue,
        };
        while let Some(node) = open.pop() {
            match theory.node(node) {
                Node::Condition(at) => named[*at] = true,
                _ => open.extend(program.children(node)),
            }
        }
    }
    let none = !named.contains(&true);
    let chosen = theory.conditions.iter().zip(named).filter(|(_, named)| none || *named);
    chosen.map(|(condition, _)| condition.name.clone()).collect()
}

/// Which columns the outcome reads.
fn outcome_of(asked: &[Asked], outcome: Option<&str>, choice: &Choice) -> Vec<bool> {
    let names: Vec<String> = choice.outcome.as_deref().or(outcome).into_iter().flat_map(names_in).collect();
    asked.iter().map(|column| names.contains(&column.name)).collect()
}

/// The lag that is asked for, or what is wrong with it and with the orders.
fn time(theory: &Theory, ask: &StudyAsk) -> Result<Option<Horizon>, Vec<Diagnostic>> {
    let mut problems = Vec::new();
    problems.extend(order::orders(&ask.orders, &asked(theory)).err().unwrap_or_default());
    let lag = ask.lag.as_deref().and_then(|text| {
        let lag = Horizon::parse(text);
        if lag.is_none() {
            let message = format!("`{text}` is no length of time");
            problems.push(Diagnostic::error("sets::lag", message).hint("write 2y, 18m or 30d"));
        } else if ask.unit != CaseUnit::Spell {
            let message = format!("a lag is asked for, and a row is a {}", ask.unit.word());
            problems.push(Diagnostic::error("sets::lag", message).hint("a lag is one of spells: --unit spell"));
        }
        lag
    });
    if problems.is_empty() { Ok(lag) } else { Err(problems) }
}

/// Stretches of days with the value of every column.
pub(super) type Parts = Vec<(Interval, Vec<Value>)>;

/// The rows that a case makes: which part of it (`None`: all of it), and the stretches that each consists of.
fn rows_of(timeline: &Timeline<Vec<Value>>, unit: CaseUnit) -> Vec<(Option<String>, Parts)> {
    let parts = timeline.spells().iter().map(|spell| (spell.days, spell.value.clone()));
    match unit {
        CaseUnit::Case => {
            let parts: Parts = parts.collect();
            if parts.is_empty() { Vec::new() } else { vec![(None, parts)] }
        }
        CaseUnit::Spell => parts.map(spell_row).collect(),
        CaseUnit::Year => {
            let mut years: Vec<(i32, Parts)> = Vec::new();
            for (days, value) in parts {
                let mut left = days;
                while !left.is_empty() {
                    let year = left.from.year();
                    let within = left.and(Interval::new(Day::new_year(year), Day::new_year(year + 1)));
                    match years.last_mut() {
                        Some((last, parts)) if *last == year => parts.push((within, value.clone())),
                        _ => years.push((year, vec![(within, value.clone())])),
                    }
                    left.from = within.until;
                }
            }
            years.into_iter().map(|(year, parts)| (Some(year.to_string()), parts)).collect()
        }
    }
}

/// The row that a spell is, called by its first and last day.
fn spell_row((days, value): (Interval, Vec<Value>)) -> (Option<String>, Parts) {
    (Some(format!("{}..{}", days.from, days.until.plus(-1))), vec![(days, value)])
}

/// The one value of a column over stretches of days; `None` where it is unknown.
fn speaks(parts: &Parts, at: usize, kind: &ConditionKind, ask: &StudyAsk) -> Option<f64> {
    let values: Vec<(Interval, Value)> = parts.iter().map(|(days, values)| (*days, values[at])).collect();
    match kind {
        ConditionKind::Multi(_) => {
            let level = |value: &Value| if let Value::Level(level) = value { *level } else { None };
            let first = level(&values.first()?.1)?;
            values.iter().all(|(_, value)| level(value) == Some(first)).then_some(f64::from(first))
        }
        ConditionKind::Crisp => {
            let truths: Vec<(Interval, Truth)> = values
                .iter()
                .map(|(days, value)| {
                    (*days, if let Value::Degree(degree) = value { degree.truth() } else { Truth::No })
                })
                .collect();
            match spoken_for(&truths, ask.options.year_rule) {
                Truth::Yes => Some(1.0),
                Truth::No => Some(0.0),
                Truth::Unknown(_) => None,
            }
        }
        ConditionKind::Fuzzy => {
            let (mut sum, mut all) = (0.0, 0.0);
            for (days, value) in &values {
                let Value::Degree(degree) = value else { return None };
                if degree.lo != degree.hi {
                    return None;
                }
                sum += degree.lo * days.days() as f64;
                all += days.days() as f64;
            }
            (all > 0.0).then(|| sum / all)
        }
    }
}

fn words_for(ask: &StudyAsk) -> String {
    let rule = match ask.options.year_rule {
        YearRule::AnyDay => "holds if it held on some day",
        YearRule::FirstDay => "is what it was on the first day",
        YearRule::LastDay => "is what it was on the last day",
        YearRule::MostDays => "holds if it held on most days",
    };
    match ask.unit {
        CaseUnit::Spell => "days in scope, a row for each spell on which no column changes".to_owned(),
        CaseUnit::Year => {
            format!("days in scope, a row for each year; a condition {rule} of it, a membership is the mean")
        }
        CaseUnit::Case => {
            format!("days in scope, a row for each case; a condition {rule} of it, a membership is the mean")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn study() -> Study {
        let folder = crate::built_in("china-vietnam").expect("a built-in study");
        crate::open(&folder, &crate::Ask::default()).study.expect("it reads")
    }

    fn table(unit: CaseUnit) -> RawTable {
        study().table_of(&StudyAsk { unit, ..StudyAsk::default() }, &Choice::default()).value.expect("a table")
    }

    /// The rows of the three units speak of the same days: each year of a case is touched by its spells, and by no others.
    #[test]
    fn spells_years_and_cases_are_the_same_days() {
        let (cases, spells, years) = (table(CaseUnit::Case), table(CaseUnit::Spell), table(CaseUnit::Year));
        assert_eq!(cases.outcome.as_deref(), Some("ALLIANCE"));
        assert_eq!(cases.conditions, ["INTEREST", "IDEOLOGY"], "COOPERATION is no condition of any claim");
        let mut touched: Vec<String> = Vec::new();
        for name in &spells.cases {
            let (case, days) = name.split_once(' ').expect("a case and its days");
            assert!(cases.cases.iter().any(|other| other == case), "{case}");
            let (from, until) = days.split_once("..").expect("two days");
            let year = |day: &str| day[..4].parse::<i32>().expect("a year");
            touched.extend((year(from)..=year(until)).map(|year| format!("{case} {year}")));
        }
        touched.sort();
        touched.dedup();
        let mut all = years.cases.clone();
        all.sort();
        assert_eq!(all, touched);
    }

    fn asked_of_time(unit: CaseUnit, orders: &[&str], lag: Option<&str>) -> Warned<Option<RawTable>> {
        let orders = orders.iter().map(|text| (*text).to_owned()).collect();
        let ask = StudyAsk { unit, orders, lag: lag.map(str::to_owned), ..StudyAsk::default() };
        study().table_of(&ask, &Choice::default())
    }

    /// What the essay says of who shared what first; a pair that never shared both has no order.
    #[test]
    fn an_order_is_a_condition_with_cells_of_no_concern() {
        let table = asked_of_time(CaseUnit::Case, &["INTEREST < IDEOLOGY"], None).value.expect("a table");
        assert_eq!(table.conditions, ["INTEREST", "IDEOLOGY", "INTEREST_before_IDEOLOGY"]);
        let sets::Cells::Texts(cells) = &table.column("INTEREST_before_IDEOLOGY").expect("a column").cells else {
            panic!("texts")
        };
        let of = |case: &str| {
            let at = table.cases.iter().position(|other| other == case).expect("a case");
            cells[at].as_deref()
        };
        // Shared ideology from the first day of the two on; the shared interest came in the early 1950s.
        assert_eq!(of("CHN>SUN"), Some("0"));
        // By the essay Vietnam and Russia share interests without ideology, Vietnam and China after 1975 ideology first.
        assert_eq!((of("VNM>RUS"), of("VNM>CHN")), (Some("-"), Some("0")));
    }

    #[test]
    fn an_order_of_what_is_not_there_and_a_lag_of_years_are_errors() {
        let wrong = asked_of_time(CaseUnit::Case, &["INTREST<IDEOLOGY", "INTEREST"], Some("soon"));
        let codes: Vec<&str> = wrong.problems.iter().map(|problem| problem.code).collect();
        assert_eq!((wrong.value, codes), (None, vec!["sets::order", "sets::order", "sets::lag"]));
        assert_eq!(wrong.problems[0].hint.as_deref(), Some("did you mean `INTEREST`?"));
        assert_eq!(asked_of_time(CaseUnit::Year, &[], Some("2y")).problems[0].code, "sets::lag");
    }

    /// With a lag no day is lost: the rows of a case cover the days that its spells cover.
    #[test]
    fn a_lag_merges_spells_and_loses_no_day() {
        let days = |table: &RawTable| -> i64 { table.origins.iter().filter_map(|origin| origin.days).sum() };
        let plain = table(CaseUnit::Spell);
        let lagged = asked_of_time(CaseUnit::Spell, &[], Some("30y")).value.expect("a table");
        assert_eq!(days(&plain), days(&lagged));
        assert!(
            lagged.notes.iter().any(|note| note.contains("to follow a change of conditions")),
            "{:?}",
            lagged.notes
        );
    }

    /// Where a spell is known to be allied, the case and each year of it are, by the rule that some day is enough.
    #[test]
    fn some_day_is_enough_for_a_year_and_a_case() {
        let (cases, spells) = (table(CaseUnit::Case), table(CaseUnit::Spell));
        let column = |raw: &RawTable| match &raw.column("ALLIANCE").expect("the outcome").cells {
            sets::Cells::Numbers(cells) => cells.clone(),
            sets::Cells::Texts(_) => panic!("numbers"),
        };
        let (of_cases, of_spells) = (column(&cases), column(&spells));
        for (case, value) in cases.cases.iter().zip(of_cases) {
            let parts = spells.cases.iter().zip(&of_spells).filter(|(name, _)| name.split(' ').next() == Some(case));
            let allied = parts.clone().any(|(_, value)| *value == Some(1.0));
            assert_eq!(value == Some(1.0), allied, "{case}");
            assert_eq!(value == Some(0.0), parts.clone().all(|(_, value)| *value == Some(0.0)), "{case}");
        }
    }
}
