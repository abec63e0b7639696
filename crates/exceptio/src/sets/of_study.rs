//! The conditions and outcomes of a theory as columns: a study's cases, spells or years as rows.
//!
//! In: a study, a theory, what a row is. Out: a [`RawTable`] of the days in scope. What nobody can know is an empty cell, never a 0;
//! days of unknown scope are no rows, and are counted.

use super::choose::Choice;
use super::expressions::names_in;
use super::table_of::{Origin, RawTable};
use crate::study::Study;
use crate::test::{TestOptions, too_costly};
use conditions::{Budget, Case, Degree, Evaluator, OverBudget, Program, Setting};
use sets::{Kind, RawColumn};
use spells::{Day, Interval, Timeline, Truth, YearRule, spoken_for};
use text::Warned;
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
}

/// A column of the theory: its name, kind and formula.
pub(super) struct Asked {
    pub name: String,
    kind: ConditionKind,
    pub node: NodeId,
}

/// What a column is on a stretch of days.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Value {
    Degree(Degree),
    Level(Option<u32>),
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
    /// Gives `None` with the reasons where there is no such theory, it does not check, or it costs more than its budget.
    pub fn table_of(&self, ask: &StudyAsk, choice: &Choice) -> Warned<Option<RawTable>> {
        self.theory(ask.theory.as_deref()).and_then(|theory| match theory {
            None => Warned::clean(None),
            Some(theory) => {
                let program = match Program::new(&theory, &self.history) {
                    Ok(program) => program,
                    Err(problems) => return Warned::new(None, problems),
                };
                let budget = Budget::new(ask.options.steps, 10_000_000);
                match self.rows(&program, ask, choice, &budget) {
                    Ok(raw) => Warned::clean(Some(raw)),
                    Err(over) => Warned::new(None, vec![too_costly(&theory, &over, ask.options.steps)]),
                }
            }
        })
    }

    fn rows(
        &self,
        program: &Program<'_>,
        ask: &StudyAsk,
        choice: &Choice,
        budget: &Budget,
    ) -> Result<RawTable, OverBudget> {
        let theory = program.theory;
        let outcome = theory.outcomes.first().map(|outcome| outcome.name.clone());
        let conditions = usual(program);
        let asked = narrowed(asked(theory), &conditions, outcome.as_deref(), choice);
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
            for (part, parts) in rows_of(&timeline, ask.unit) {
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
        let mut notes = vec![words_for(ask)];
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
            columns: columns.collect(),
            outcome,
            conditions,
            notes,
            origins,
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
fn narrowed(all: Vec<Asked>, usual: &[String], outcome: Option<&str>, choice: &Choice) -> Vec<Asked> {
    let mut wanted: Vec<String> = match choice.conditions.as_slice() {
        [] => usual.to_vec(),
        named => named.to_vec(),
    };
    let texts = choice.outcome.as_deref().or(outcome).into_iter();
    for text in texts.chain(choice.also.iter().map(|(_, text)| text.as_str())) {
        wanted.extend(names_in(text));
    }
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

/// Stretches of days with the value of every column.
type Parts = Vec<(Interval, Vec<Value>)>;

/// The rows that a case makes: which part of it (`None`: all of it), and the stretches that each consists of.
fn rows_of(timeline: &Timeline<Vec<Value>>, unit: CaseUnit) -> Vec<(Option<String>, Parts)> {
    let parts = timeline.spells().iter().map(|spell| (spell.days, spell.value.clone()));
    match unit {
        CaseUnit::Case => {
            let parts: Parts = parts.collect();
            if parts.is_empty() { Vec::new() } else { vec![(None, parts)] }
        }
        CaseUnit::Spell => {
            let named = |(days, value): (Interval, Vec<Value>)| {
                (Some(format!("{}..{}", days.from, days.until.plus(-1))), vec![(days, value)])
            };
            parts.map(named).collect()
        }
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
