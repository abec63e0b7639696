//! A history with some codings otherwise: what would be so if a coding had another value, another date, or were not there.
//!
//! In: a history and a few amendments. Out: another history that shares with the first all that is not amended. Asked
//! thousands of times by whoever looks for what a verdict hangs on, so it is cheap: an amended attribute is built anew, the
//! others are shared; [`History::narrowed`] leaves only the cells that matter, so that building anew is little work too.

use crate::history::orders;
use crate::relation::key;
use crate::{
    ActorSet, AttributeId, CodingId, Day, Ends, History, Interval, Moment, NewCoding, PossibleDays, Relation, Row,
    VariableId,
};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One thing otherwise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Amendment {
    /// A coding is not there.
    Without(AttributeId, CodingId),
    /// A coding has another value; sets and numbers as [`History::with_set`] and [`History::with_number`] number them.
    Value(AttributeId, CodingId, u32),
    /// A coding begins on this day.
    From(AttributeId, CodingId, Day),
    /// A coding ends before this day.
    Until(AttributeId, CodingId, Day),
    /// A vague date is this day, for every coding that names it.
    Date(VariableId, Day),
    /// A further coding.
    With(NewCoding),
}

impl History {
    /// The codings of these cells alone, each an attribute with subject and object as stored. Everything else is shared.
    #[must_use]
    pub fn narrowed(&self, cells: &BTreeSet<(AttributeId, u32, u32)>) -> History {
        let mut narrowed = self.clone();
        for (at, relation) in narrowed.relations.iter_mut().enumerate() {
            let own = cells.iter().filter(|(attribute, ..)| attribute.0 as usize == at);
            let rows = own.flat_map(|(_, subject, object)| {
                self.relations[at].cell(*subject, *object).map(move |row| (key(*subject, *object), row))
            });
            *relation = Arc::new(Relation::build(rows.collect()));
        }
        narrowed
    }

    /// The value that stands for a set of actors; added where no coding has it.
    pub fn with_set(&mut self, set: ActorSet) -> u32 {
        let known = self.sets.iter().position(|other| *other == set);
        known.unwrap_or_else(|| {
            Arc::make_mut(&mut self.sets).push(set);
            self.sets.len() - 1
        }) as u32
    }

    /// The value that stands for a number; added where no coding has it.
    pub fn with_number(&mut self, number: f64) -> u32 {
        let known = self.numbers.iter().position(|other| other.to_bits() == number.to_bits());
        known.unwrap_or_else(|| {
            Arc::make_mut(&mut self.numbers).push(number);
            self.numbers.len() - 1
        }) as u32
    }

    /// The history with these amendments, in order. A coding that they leave without a day is gone.
    ///
    /// O(codings of the attributes amended); a dated variable rebuilds every attribute whose codings name it.
    #[must_use]
    pub fn amended(&self, amendments: &[Amendment]) -> History {
        let mut amended = self.clone();
        let mut touched: BTreeSet<u32> = BTreeSet::new();
        for amendment in amendments {
            match amendment {
                Amendment::Without(attribute, _)
                | Amendment::Value(attribute, ..)
                | Amendment::From(attribute, ..)
                | Amendment::Until(attribute, ..) => drop(touched.insert(attribute.0)),
                Amendment::With(coding) => drop(touched.insert(coding.attribute.0)),
                Amendment::Date(variable, day) => {
                    Arc::make_mut(&mut amended.variables)[variable.0 as usize].possible = PossibleDays::exactly(*day);
                    let names = |row: &Row| {
                        [row.ends.from, row.ends.until].into_iter().flatten().any(|(id, _)| id == *variable)
                    };
                    let naming = self.relations.iter().enumerate();
                    let naming = naming.filter(|(_, relation)| relation.rows().any(|(_, _, row)| names(&row)));
                    touched.extend(naming.map(|(at, _)| at as u32));
                }
            }
        }
        // What is known of the order of dates from a coding alone is not known without it.
        let changed = |coding: &CodingId| {
            amendments.iter().any(|amendment| match amendment {
                Amendment::Without(_, own) | Amendment::From(_, own, _) | Amendment::Until(_, own, _) => own == coding,
                _ => false,
            })
        };
        if self.told.iter().any(|(.., because)| because.as_ref().is_some_and(changed)) {
            let told = Arc::make_mut(&mut amended.told);
            told.retain(|(.., because)| !because.as_ref().is_some_and(changed));
            amended.orders = Arc::new(orders(&amended.told));
        }
        for at in touched {
            let attribute = AttributeId(at);
            let relation = &self.relations[at as usize];
            let mut rows: Vec<(u64, Row)> =
                relation.rows().map(|(subject, object, row)| (key(subject, object), row)).collect();
            for amendment in amendments {
                amended.amend(attribute, &mut rows, amendment);
            }
            rows.retain(|(_, row)| !row.hull.is_empty());
            amended.relations[at as usize] = Arc::new(Relation::build(rows));
        }
        amended
    }

    fn amend(&self, attribute: AttributeId, rows: &mut Vec<(u64, Row)>, amendment: &Amendment) {
        let of = |rows: &mut Vec<(u64, Row)>, coding: CodingId, change: &dyn Fn(&mut Row)| {
            rows.iter_mut().filter(|(_, row)| row.coding == coding).for_each(|(_, row)| change(row));
        };
        match *amendment {
            Amendment::Without(own, coding) if own == attribute => rows.retain(|(_, row)| row.coding != coding),
            Amendment::Value(own, coding, value) if own == attribute => of(rows, coding, &|row| row.value = value),
            Amendment::From(own, coding, day) if own == attribute => of(rows, coding, &|row| {
                row.hull.from = day;
                row.ends.from = None;
            }),
            Amendment::Until(own, coding, day) if own == attribute => of(rows, coding, &|row| {
                row.hull.until = day;
                row.ends.until = None;
            }),
            Amendment::Date(variable, day) => {
                for (_, row) in rows.iter_mut() {
                    if let Some((id, offset)) = row.ends.from
                        && id == variable
                    {
                        row.hull.from = day.plus(offset);
                        row.ends.from = None;
                    }
                    if let Some((id, offset)) = row.ends.until
                        && id == variable
                    {
                        row.hull.until = day.plus(offset);
                        row.ends.until = None;
                    }
                }
            }
            Amendment::With(coding) if coding.attribute == attribute => {
                let (subject, object) = self.stored(attribute, coding.subject, coding.object);
                rows.push((key(subject, object), self.row_of(&coding)));
            }
            _ => {}
        }
    }

    /// A coding as a row: its possible days, and which of its ends are vague.
    pub(crate) fn row_of(&self, coding: &NewCoding) -> Row {
        let end = |moment: Moment, last: bool| match moment {
            Moment::Day(day) => (day, None),
            Moment::Variable(id, offset) => {
                let possible = &self.variable(id).possible;
                let day = if last { possible.latest() } else { possible.earliest() };
                (day.plus(offset), Some((id, offset)))
            }
        };
        let ((from, from_end), (until, until_end)) = (end(coding.from, false), end(coding.until, true));
        Row {
            hull: Interval::new(from, until),
            value: coding.value,
            reading: coding.reading,
            coding: coding.coding,
            ends: Ends { from: from_end, until: until_end },
        }
    }
}
