//! The conditions and outcomes of a theory as columns: a study's cases, spells or years as rows.
//!
//! In: a study, a theory, what a row is. Out: a [`RawTable`] of the days in scope. What nobody can know is an empty cell, never a 0;
//! days of unknown scope are no rows, and are counted. The files, in the order of the work: `ask`, `columns`, `case`, `rows`, `value`; `taken`
//! says which of several definitions and readings were used.

mod ask;
mod case;
mod columns;
mod rows;
mod taken;
#[cfg(test)]
mod tests;
mod value;

pub use ask::{CaseUnit, StudyAsk};
pub(super) use columns::{Asked, asked};
pub(super) use taken::definitions;
pub(super) use value::{Parts, Value};

use super::choose::Choice;
use super::lag::{self, Waits};
use super::order::{self, Order};
use super::table_of::{Origin, RawTable};
use crate::report::{ViewReport, clock, study_head, year_rule};
use crate::study::Study;
use crate::within::within;
use analysis::forecast::Horizon;
use ask::{time, words_for};
use case::{OnCase, on_case};
use columns::{narrowed, outcome_of, usual};
use conditions::{Budget, Case, Evaluator, OverBudget, Program, Setting};
use rows::{rows_of, spell_row};
use sets::{Kind, RawColumn};
use spells::{Day, DisputeId, Interval};
use std::collections::BTreeSet;
use text::{Diagnostic, Warned};
use theory::model::ConditionKind;
use value::speaks;

impl Study {
    /// A theory's conditions and outcomes as columns, over what is in scope: those that the choice reads, so that no other cuts a
    /// spell; where it names one that is not there, all.
    ///
    /// * Where no conditions are named, those that the theory's claims hold to be conditions; all, where it has no such claim.
    /// * Of an outcome with several definitions it is the one asked for, else the first. The readings are those chosen, else each dispute's
    ///   first. Which these were, of how many, is told ([`RawTable::taken`]). A day that a vague date leaves open is unknown.
    /// * A spell's value is that of its days. For a year or a case a crisp column speaks by the year rule, a fuzzy one is the mean
    ///   over its days; a multi-value one has the level of all its days, and none if they differ.
    /// * Rows are called `CHN>PRK`, `CHN>PRK 1954-07-11..1958-10-01` (both days in it), `CHN>PRK 1955`.
    ///
    /// * An order is one more crisp condition, `A_before_B`, with cells of no concern.
    /// * With a lag, a spell that only waits for the outcome to follow is part of the next.
    ///
    /// Gives `None` with the reasons where there is no such theory, it does not check, or it costs more than its budget; where an
    /// order names what is no condition (`sets::order`), a lag is no length of time or asked of other rows (`sets::lag`), no definition has the
    /// label (`sets::definition`), or no case has a day in scope (`sets::no_rows`).
    pub fn table_of(&self, ask: &StudyAsk, choice: &Choice) -> Warned<Option<RawTable>> {
        let made = self.theory(ask.theory.as_deref()).and_then(|theory| match theory {
            None => Warned::clean(None),
            Some(theory) => {
                let lag = match time(&theory, ask, choice) {
                    Ok(lag) => lag,
                    Err(problems) => return Warned::new(None, problems),
                };
                within(&theory, &self.history, ask.options.steps, |program, budget| {
                    self.made(program, ask, lag, choice, budget)
                })
            }
        });
        match made {
            Warned { value: Some(raw), mut problems } if raw.cases.is_empty() => {
                let message = "no case has a day on which it is known to be in scope: there is no row";
                let hint = "`exceptio test` says of every case why; another scope, or --theory, takes others in";
                problems.push(Diagnostic::error("sets::no_rows", message).hint(hint));
                Warned::new(None, problems)
            }
            made => made,
        }
    }

    /// How it is seen and judged here.
    fn view(&self, ask: &StudyAsk) -> ViewReport {
        let head = study_head(&self.base, &self.history, self.as_of, &self.ask.readings);
        ViewReport {
            as_of: head.as_of,
            layers: head.layers,
            readings: head.readings,
            clock: Some(clock(ask.options.clock)),
            year_rule: (ask.unit != CaseUnit::Spell).then_some(year_rule(ask.options.year_rule)),
            all_pairs: Some(ask.options.all_pairs),
            near_relevant: Some(ask.options.near_relevant),
        }
    }

    fn made(
        &self,
        program: &Program<'_>,
        ask: &StudyAsk,
        lag: Option<Horizon>,
        choice: &Choice,
        budget: &Budget,
    ) -> Result<RawTable, OverBudget> {
        let theory = program.theory;
        let definitions = definitions(theory, ask.definition.as_deref());
        let outcome = theory.outcomes.first().map(|outcome| outcome.name.clone());
        let mut conditions = usual(program);
        let asked = narrowed(asked(theory, &definitions), &conditions, outcome.as_deref(), choice, &ask.orders);
        let is_read = |name: &str| asked.iter().any(|column| column.name == name);
        let label = (ask.definition.as_deref(), ask.options.clock);
        let of_theory = taken::of_outcomes(program, &definitions, label, is_read);
        let setting = Setting { clock: ask.options.clock, definitions };
        let mut gathered = Gathered::new(&asked, order::orders(&ask.orders, &asked, &[]).unwrap_or_default());
        let (of_outcome, mut waits) = (outcome_of(&asked, theory, choice), Waits::default());
        for case in self.choose(&[program], &ask.options, budget)?.cases {
            let evaluator = Evaluator::new(program, case, self.history.first_world(), setting.clone(), budget);
            let on_case = on_case(&evaluator, (theory.scope, &self.history), &asked, &mut gathered.labels)?;
            let rows = match lag {
                Some(lag) => {
                    let spells = on_case.timeline.spells().iter().map(|spell| (spell.days, spell.value.clone()));
                    lag::merge(spells.collect(), &of_outcome, lag, &mut waits).into_iter().map(spell_row).collect()
                }
                None => rows_of(&on_case.timeline, ask.unit),
            };
            gathered.add((case, &case.name(theory.cases, &self.history)), on_case, rows, ask);
        }
        let mut notes = vec![words_for(ask)];
        if let Some(lag) = lag {
            let others = asked.iter().zip(&of_outcome).filter(|(_, own)| !**own);
            notes.extend(waits.words(lag, &others.map(|(column, _)| column.name.as_str()).collect::<Vec<_>>()));
        }
        let taken: Vec<_> =
            of_theory.into_iter().chain(taken::in_disputes(&self.history, &gathered.disputes)).collect();
        notes.extend(taken::words(&taken));
        if gathered.unsure_days > 0 {
            let days = gathered.unsure_days;
            notes.push(match days {
                1 => "1 day of which it is unknown whether it is in scope is in no row".to_owned(),
                _ => format!("{days} days of which it is unknown whether they are in scope are in no row"),
            });
        }
        conditions.extend(gathered.orders.iter().map(|order| order.name.clone()));
        let said = order::said(&gathered.orders, &asked, ask.absence_is_of_the_whole_case());
        Ok(RawTable {
            source: self.base.title.clone(),
            theory: Some(theory.name.clone()),
            unit: ask.unit.word(),
            columns: gathered.columns(),
            cases: gathered.names,
            outcome,
            conditions,
            notes,
            advice: taken::advice(&taken).into_iter().collect(),
            taken,
            view: self.view(ask),
            origins: gathered.origins,
            applied: Vec::new(),
            said,
        })
    }
}

/// Rows as they are gathered case by case.
struct Gathered<'a> {
    asked: &'a [Asked],
    orders: Vec<Order>,
    names: Vec<String>,
    origins: Vec<Origin>,
    /// Of each column asked for, a cell a row.
    cells: Vec<Vec<Option<f64>>>,
    /// Of each order, a cell a row.
    order_cells: Vec<Vec<Option<String>>>,
    /// Of each column, the names of its levels.
    labels: Vec<Vec<String>>,
    unsure_days: i64,
    disputes: BTreeSet<DisputeId>,
}

impl<'a> Gathered<'a> {
    fn new(asked: &'a [Asked], orders: Vec<Order>) -> Self {
        Gathered {
            asked,
            order_cells: vec![Vec::new(); orders.len()],
            orders,
            names: Vec::new(),
            origins: Vec::new(),
            cells: vec![Vec::new(); asked.len()],
            labels: vec![Vec::new(); asked.len()],
            unsure_days: 0,
            disputes: BTreeSet::new(),
        }
    }

    /// Adds the rows of a case.
    fn add(&mut self, (case, name): (Case, &str), on_case: OnCase, rows: Vec<(Option<String>, Parts)>, ask: &StudyAsk) {
        self.unsure_days += on_case.unsure_days;
        self.disputes.extend(on_case.disputes);
        let ends: Vec<Day> = rows.iter().filter_map(|(_, parts)| Some(parts.last()?.0.until)).collect();
        for (order, cells) in self.orders.iter().zip(&mut self.order_cells) {
            cells.extend(order.cells(&on_case.timeline, &ends));
        }
        for (part, parts) in rows {
            self.names.push(part.as_ref().map_or(name.to_owned(), |part| format!("{name} {part}")));
            for (at, (column, cells)) in self.asked.iter().zip(&mut self.cells).enumerate() {
                cells.push(speaks(&parts, at, &column.kind, ask));
            }
            let days: Vec<Interval> = parts.iter().map(|(days, _)| *days).collect();
            self.origins.push(Origin {
                unit: name.to_owned(),
                cluster: part,
                days: Some(days.iter().map(|days| days.days()).sum()),
                place: Some((case, days)),
            });
        }
    }

    /// The columns asked for, then the orders.
    fn columns(&mut self) -> Vec<RawColumn> {
        let (cells, labels) = (std::mem::take(&mut self.cells), std::mem::take(&mut self.labels));
        let columns = self.asked.iter().zip(cells).zip(labels).map(|((column, cells), labels)| RawColumn {
            kind: Some(match column.kind {
                ConditionKind::Crisp => Kind::Crisp,
                ConditionKind::Fuzzy => Kind::Fuzzy,
                ConditionKind::Multi(_) => Kind::Multi { levels: labels.len().clamp(2, 64) as u8 },
            }),
            labels: if matches!(column.kind, ConditionKind::Multi(_)) { labels } else { Vec::new() },
            ..RawColumn::numbers(column.name.clone(), cells)
        });
        let orders = self.orders.iter().zip(std::mem::take(&mut self.order_cells));
        let orders = orders.map(|(order, cells)| RawColumn::texts(order.name.clone(), cells).of_kind(Kind::Crisp));
        columns.chain(orders).collect()
    }
}
