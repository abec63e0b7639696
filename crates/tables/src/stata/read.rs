//! Reading: bytes in, a table and its labels out.

use super::claims::{self, Tracked};
use super::{EPOCH, broken};
use crate::problem::guarded;
use crate::{Column, Table, TableProblem, Values, Words};
use dta::stata::dta::dta_reader::DtaReader;
use dta::stata::dta::long_string_ref::LongStringRef;
use dta::stata::dta::long_string_table::LongStringTable;
use dta::stata::dta::schema::Schema;
use dta::stata::dta::value::Value;
use dta::stata::dta::value_label_table::ValueLabelTable;
use dta::stata::dta::variable_type::VariableType;
use dta::stata::stata_byte::StataByte;
use dta::stata::stata_double::StataDouble;
use dta::stata::stata_float::StataFloat;
use dta::stata::stata_int::StataInt;
use dta::stata::stata_long::StataLong;

/// What a Stata file says about one of its columns.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StataLabels {
    /// The variable's label; empty where it has none.
    pub about: String,
    /// What its numbers stand for, in the order of the file; empty where they have no names.
    pub values: Vec<(i64, String)>,
}

/// A Stata file.
#[derive(Debug, Clone, PartialEq)]
pub struct StataTable {
    /// Its columns: bytes, ints and longs as whole numbers, floats and doubles as numbers, daily dates as days, texts as words.
    pub table: Table,
    /// The labels of each column, in the order of the table's.
    pub labels: Vec<StataLabels>,
}

/// Reads a Stata file.
///
/// * Takes the bytes of a .dta file of any release from 102 to 119.
/// * Every kind of missing (`.`, `.a` to `.z`, the empty text) is no value. A number with a label stays a number; its name is among
///   the labels. A float holds about seven digits and is read as the shortest number that it is: 0.1, not 0.10000000149.
/// * Dates by day (`%td`) are days; those by month, quarter or millisecond stay the numbers that they are.
/// * Errs where the bytes are no such file or a damaged one, and where they claim to hold more than they do. Never panics.
pub fn read_stata(bytes: &[u8]) -> Result<StataTable, TableProblem> {
    guarded(TableProblem::NotStata, || read(bytes))
}

fn read(bytes: &[u8]) -> Result<StataTable, TableProblem> {
    let (tracked, at) = Tracked::new(bytes);
    let reader = DtaReader::new().from_reader(tracked).read_header().map_err(broken)?;
    let header = reader.header().clone();
    let (variables, rows) = (reader.header().variable_count() as usize, reader.header().observation_count());
    // A variable takes more than a byte of the file, so that nothing is laid out for what is not there.
    if variables > bytes.len() {
        return Err(broken(format!("it claims {variables} variables")));
    }
    let mut reader = reader.read_schema().map_err(broken)?;
    let schema = reader.schema().clone();
    let width: usize = schema.variables().iter().map(|variable| width(variable.variable_type())).sum();
    // Rows of no variables take no room, and reading thousands of millions of them takes minutes.
    if (width.max(1) as u64).saturating_mul(rows) > bytes.len() as u64 {
        return Err(broken(format!("it claims {rows} rows of {width} bytes")));
    }
    claims::characteristics(bytes, at.get(), &header)?;
    reader.skip_to_end().map_err(broken)?;
    let mut reader = reader.into_record_reader().map_err(broken)?;
    let mut making: Vec<Making> = schema.variables().iter().map(Making::new).collect();
    while let Some(record) = reader.read_record().map_err(broken)? {
        for (column, value) in making.iter_mut().zip(record.values()) {
            column.push(value);
        }
    }
    let mut reader = reader.into_long_string_reader().map_err(broken)?;
    claims::long_texts(bytes, at.get(), &header)?;
    let mut texts = LongStringTable::for_reading();
    reader.read_remaining_into(&mut texts).map_err(broken)?;
    let encoding = reader.encoding();
    let mut reader = reader.into_value_label_reader().map_err(broken)?;
    claims::labels(bytes, at.get(), &header)?;
    let mut sets = ValueLabelTable::new();
    reader.read_remaining_into(&mut sets).map_err(broken)?;

    let long =
        |at: &LongStringRef| texts.get(at).and_then(|text| text.data_str(encoding).map(|text| text.into_owned()));
    let columns = schema
        .variables()
        .iter()
        .zip(making)
        .map(|(variable, making)| Column { name: variable.name().to_owned(), values: making.finish(long) });
    let table = Table::new(columns.collect())?;
    Ok(StataTable { table, labels: labels(&schema, &sets) })
}

fn width(kind: VariableType) -> usize {
    match kind {
        VariableType::Byte => 1,
        VariableType::Int => 2,
        VariableType::Long | VariableType::Float => 4,
        VariableType::Double | VariableType::LongString => 8,
        VariableType::FixedString(width) => usize::from(width),
    }
}

fn labels(schema: &Schema, sets: &ValueLabelTable) -> Vec<StataLabels> {
    let of = schema.variables().iter().map(|variable| {
        let set = Some(variable.value_label_name()).filter(|name| !name.is_empty()).and_then(|name| sets.get(name));
        let entries = set.map_or(&[][..], |set| set.entries());
        StataLabels {
            about: variable.label().to_owned(),
            values: entries.iter().map(|entry| (i64::from(entry.value()), entry.label().to_owned())).collect(),
        }
    });
    of.collect()
}

/// A column while its rows come in.
enum Making {
    Integers(Vec<Option<i64>>),
    Numbers(Vec<Option<f64>>),
    Days(Vec<Option<i32>>),
    Texts(Vec<Option<String>>),
    Long(Vec<Option<LongStringRef>>),
}

impl Making {
    fn new(variable: &dta::stata::dta::variable::Variable) -> Self {
        // %td and, before Stata 10, %d.
        let format = variable.format().trim_start_matches('%').trim_start_matches('-');
        let daily = format.starts_with("td") || format.starts_with('d');
        match variable.variable_type() {
            VariableType::FixedString(_) => Making::Texts(Vec::new()),
            VariableType::LongString => Making::Long(Vec::new()),
            _ if daily => Making::Days(Vec::new()),
            VariableType::Byte | VariableType::Int | VariableType::Long => Making::Integers(Vec::new()),
            VariableType::Float | VariableType::Double => Making::Numbers(Vec::new()),
        }
    }

    fn push(&mut self, value: &Value<'_>) {
        match self {
            Making::Integers(rows) => rows.push(number(value).map(|number| number as i64)),
            Making::Numbers(rows) => rows.push(number(value)),
            Making::Days(rows) => rows.push(number(value).and_then(day)),
            Making::Texts(rows) => rows.push(match value {
                Value::String(text) if !text.is_empty() => Some(text.clone().into_owned()),
                _ => None,
            }),
            Making::Long(rows) => rows.push(match value {
                Value::LongStringRef(at) => Some(*at),
                _ => None,
            }),
        }
    }

    fn finish(self, long: impl Fn(&LongStringRef) -> Option<String>) -> Values {
        match self {
            Making::Integers(rows) => Values::Integers(rows),
            Making::Numbers(rows) => Values::Numbers(rows),
            Making::Days(rows) => Values::Days(rows),
            Making::Texts(rows) => Values::Words(Words::new(rows.iter().map(Option::as_deref))),
            Making::Long(rows) => {
                let texts: Vec<Option<String>> =
                    rows.iter().map(|at| at.as_ref().and_then(&long).filter(|text| !text.is_empty())).collect();
                Values::Words(Words::new(texts.iter().map(Option::as_deref)))
            }
        }
    }
}

/// A number that is there. Whole numbers of Stata fit into a double without loss.
fn number(value: &Value<'_>) -> Option<f64> {
    match value {
        Value::Byte(StataByte::Present(number)) => Some(f64::from(*number)),
        Value::Int(StataInt::Present(number)) => Some(f64::from(*number)),
        Value::Long(StataLong::Present(number)) => Some(f64::from(*number)),
        Value::Float(StataFloat::Present(number)) => number.to_string().parse().ok(),
        Value::Double(StataDouble::Present(number)) => Some(*number),
        _ => None,
    }
}

/// A day counted from our epoch; none where the count is no whole number or no day that we can hold.
fn day(number: f64) -> Option<i32> {
    let day = number - f64::from(EPOCH);
    (day.fract() == 0.0 && day >= f64::from(i32::MIN) && day <= f64::from(i32::MAX)).then_some(day as i32)
}
