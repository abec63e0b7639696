//! Writing: a table in, bytes out.

use super::EPOCH;
use crate::{Table, TableProblem, Values};
use dta::stata::dta::byte_order::ByteOrder;
use dta::stata::dta::dta_writer::DtaWriter;
use dta::stata::dta::header::Header;
use dta::stata::dta::long_string_table::LongStringTable;
use dta::stata::dta::release::Release;
use dta::stata::dta::schema::Schema;
use dta::stata::dta::value::Value;
use dta::stata::dta::variable::Variable;
use dta::stata::dta::variable_type::VariableType;
use dta::stata::missing_value::MissingValue;
use dta::stata::stata_byte::StataByte;
use dta::stata::stata_double::StataDouble;
use dta::stata::stata_long::StataLong;
use std::io::Cursor;

/// The longest text, in bytes, that stands in its row; a longer one stands behind the rows (strL).
const IN_ROW: usize = 2045;
/// The greatest number that a long can hold, and the greatest double below Stata's missing ones.
const GREATEST_LONG: i64 = 2_147_483_620;
const GREATEST_DOUBLE: f64 = 8.988_465_674_311_579e307;
/// Whole numbers up to this are exact as doubles.
const EXACT: i64 = 1 << 53;

/// Writes a table in release 118, which Stata 14 and later, R and pandas read. No time stamp is written, so that the same table
/// always gives the same bytes.
///
/// * Whole numbers are longs, or doubles where one is too large; truths are bytes, days are longs shown as dates.
/// * What has no value is `.`, or the empty text: an empty text and none are the same in Stata.
/// * Errs where a whole number is beyond 2^53, or a number is infinite or too large (`TooLarge`); and where a name is not 1 to 32
///   letters, digits and underscores that do not begin with a digit (`StataName`). A number that is NaN is written as missing.
pub fn write_stata(table: &Table) -> Result<Vec<u8>, TableProblem> {
    let mut plans = Vec::with_capacity(table.columns().len());
    for column in table.columns() {
        check_name(&column.name)?;
        plans.push(kind(&column.name, &column.values)?);
    }
    let variables = table.columns().iter().zip(&plans).map(|(column, kind)| {
        let format = match (&column.values, kind) {
            (Values::Days(_), _) => "%td".to_owned(),
            (_, VariableType::FixedString(width)) => format!("%{width}s"),
            (_, VariableType::LongString) => "%9s".to_owned(),
            (_, VariableType::Double) => "%10.0g".to_owned(),
            _ => "%12.0g".to_owned(),
        };
        Variable::builder(*kind, column.name.clone()).format(format)
    });
    let schema = Schema::builder().variables(variables.collect()).build().map_err(unwritten)?;
    let release = if table.columns().len() > usize::from(u16::MAX) { Release::V119 } else { Release::V118 };
    let header = Header::builder(release, ByteOrder::LittleEndian).build();
    let writer = DtaWriter::new().from_writer(Cursor::new(Vec::new()));
    let writer = writer.write_header(header).and_then(|writer| writer.write_schema(schema)).map_err(unwritten)?;
    let mut writer = writer.into_record_writer().map_err(unwritten)?;
    let mut texts = LongStringTable::for_writing();
    for row in 0..table.rows() {
        let mut record = Vec::with_capacity(plans.len());
        for (at, (column, kind)) in table.columns().iter().zip(&plans).enumerate() {
            record.push(match (&column.values, kind) {
                (Values::Words(words), VariableType::LongString) => {
                    // The zero byte that ends a long text counts among its bytes, which dta 0.6 leaves to its caller. Stata counts
                    // variables and rows from 1.
                    let text = format!("{}\0", words.get(row).unwrap_or(""));
                    Value::LongStringRef(texts.get_or_insert(at as u32 + 1, row as u64 + 1, text.as_str()))
                }
                (values, kind) => cell(values, *kind, row),
            });
        }
        writer.write_record(&record).map_err(unwritten)?;
    }
    let mut writer = writer.into_long_string_writer().map_err(unwritten)?;
    writer.write_long_string_table(&texts).map_err(unwritten)?;
    let bytes = writer.into_value_label_writer().and_then(|writer| writer.finish()).map_err(unwritten)?;
    Ok(bytes.into_inner())
}

fn unwritten(why: impl std::fmt::Display) -> TableProblem {
    TableProblem::TooLarge(format!("the table: {why}"))
}

fn check_name(name: &str) -> Result<(), TableProblem> {
    let fine = name.len() <= 32
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && name.chars().next().is_some_and(|first| !first.is_ascii_digit());
    if fine {
        return Ok(());
    }
    Err(TableProblem::StataName(name.to_owned()))
}

fn kind(name: &str, values: &Values) -> Result<VariableType, TableProblem> {
    let too_large = |what: String| TableProblem::TooLarge(format!("{what} in the column `{name}`"));
    Ok(match values {
        Values::Words(words) => {
            if let Some(word) = words.words.iter().find(|word| word.contains('\0')) {
                return Err(too_large(format!("a text with a zero byte, {word:?},")));
            }
            match words.words.iter().map(String::len).max().unwrap_or(0) {
                longest if longest <= IN_ROW => VariableType::FixedString(longest.max(1) as u16),
                _ => VariableType::LongString,
            }
        }
        Values::Integers(rows) => {
            let most = rows.iter().flatten().map(|value| value.unsigned_abs()).max().unwrap_or(0);
            match most {
                most if most <= GREATEST_LONG as u64 => VariableType::Long,
                most if most <= EXACT as u64 => VariableType::Double,
                most => return Err(too_large(format!("the whole number {most}"))),
            }
        }
        Values::Numbers(rows) => {
            if let Some(value) = rows.iter().flatten().find(|value| value.abs() >= GREATEST_DOUBLE) {
                return Err(too_large(format!("the number {value}")));
            }
            VariableType::Double
        }
        Values::Truths(_) => VariableType::Byte,
        Values::Days(rows) => {
            let beyond = rows.iter().flatten().find(|day| i64::from(**day) + i64::from(EPOCH) > GREATEST_LONG);
            if let Some(day) = beyond {
                return Err(too_large(format!("the day {day}")));
            }
            VariableType::Long
        }
    })
}

fn cell(values: &Values, kind: VariableType, row: usize) -> Value<'_> {
    let long = |value: Option<i64>| match (kind, value) {
        (VariableType::Long, Some(value)) => Value::Long(StataLong::Present(value as i32)),
        (VariableType::Long, None) => Value::Long(StataLong::Missing(MissingValue::System)),
        (_, Some(value)) => Value::Double(StataDouble::Present(value as f64)),
        (_, None) => Value::Double(StataDouble::Missing(MissingValue::System)),
    };
    match values {
        Values::Words(words) => Value::string(words.get(row).unwrap_or("")),
        Values::Integers(rows) => long(rows[row]),
        Values::Days(rows) => long(rows[row].map(|day| i64::from(day) + i64::from(EPOCH))),
        Values::Numbers(rows) => Value::Double(match rows[row].filter(|value| !value.is_nan()) {
            Some(value) => StataDouble::Present(value),
            None => StataDouble::Missing(MissingValue::System),
        }),
        Values::Truths(rows) => Value::Byte(match rows[row] {
            Some(value) => StataByte::Present(i8::from(value)),
            None => StataByte::Missing(MissingValue::System),
        }),
    }
}
