//! Parquet, through arrow's reader: texts come as dictionaries and stay so.

use crate::problem::guarded;
use crate::{Column, NOTHING, Table, TableProblem, Values, Words};
use ::parquet::arrow::arrow_reader::{ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use ::parquet::arrow::{ArrowWriter, ProjectionMask};
use ::parquet::basic::Compression;
use ::parquet::file::properties::WriterProperties;
use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type,
};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, DictionaryArray, Float64Array, Int32Array, Int64Array, PrimitiveArray,
    RecordBatch, StringArray,
};
use arrow_schema::{DataType, Field, Schema};
use bytes::Bytes;
use std::collections::HashMap;
use std::sync::Arc;

/// So many rows come at once; large, because dictionaries are joined once for each batch.
const BATCH: usize = 1 << 20;

/// A byte may stand for a long run of one value; but a table whose every column is one has nothing to tell.
const ROWS_A_BYTE: u64 = 1_000;

fn broken(why: impl std::fmt::Display) -> TableProblem {
    TableProblem::NotParquet(why.to_string())
}

/// Reads a table; its columns on two threads.
///
/// * Takes the bytes of a Parquet file with flat columns: texts, whole numbers, numbers, truths, days.
/// * Errs where the bytes are no such file or a damaged one, where the file claims more than it can hold, and where a column
///   has another type. Never panics.
pub fn read_parquet(bytes: &[u8]) -> Result<Table, TableProblem> {
    crate::footer::check(bytes)?;
    guarded(TableProblem::NotParquet, || read(bytes))
}

fn read(bytes: &[u8]) -> Result<Table, TableProblem> {
    let bytes = Bytes::copy_from_slice(bytes);
    let plain = ParquetRecordBatchReaderBuilder::try_new(bytes.clone()).map_err(broken)?;
    let most = ROWS_A_BYTE.saturating_mul(bytes.len() as u64);
    crate::pages::check(&bytes, plain.metadata(), most)?;
    let of_groups = plain.metadata().row_groups().iter().map(|group| group.num_rows().max(0) as u64);
    let rows = of_groups.fold(0, u64::saturating_add).max(plain.metadata().file_metadata().num_rows().max(0) as u64);
    if rows > most {
        return Err(TableProblem::Overgrown(format!("{rows} rows in {} bytes", bytes.len())));
    }
    let text = DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8));
    let fields: Vec<Field> = plain
        .schema()
        .fields()
        .iter()
        .map(|field| match field.data_type() {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Dictionary(..) => {
                Field::new(field.name(), text.clone(), field.is_nullable())
            }
            other => Field::new(field.name(), other.clone(), field.is_nullable()),
        })
        .collect();
    drop(plain);
    let count = fields.len();
    let schema = Arc::new(Schema::new(fields));
    let half = count.div_ceil(2);
    let read = |from: usize, until: usize| columns(&bytes, &schema, from, until);
    let columns = std::thread::scope(|scope| {
        let second = scope.spawn(|| read(half, count));
        let mut columns = read(0, half)?;
        columns.extend(second.join().map_err(|_| broken("its columns cannot be read"))??);
        Ok::<_, TableProblem>(columns)
    })?;
    Table::new(columns)
}

fn columns(bytes: &Bytes, schema: &Arc<Schema>, from: usize, until: usize) -> Result<Vec<Column>, TableProblem> {
    if from >= until {
        return Ok(Vec::new());
    }
    let options = ArrowReaderOptions::new().with_schema(schema.clone());
    let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(bytes.clone(), options).map_err(broken)?;
    let mask = ProjectionMask::roots(builder.parquet_schema(), from..until);
    let reader = builder.with_projection(mask).with_batch_size(BATCH).build().map_err(broken)?;
    let mut making: Vec<Making> =
        schema.fields()[from..until].iter().map(|field| Making::new(field)).collect::<Result<_, _>>()?;
    for batch in reader {
        let batch = batch.map_err(broken)?;
        for (column, making) in batch.columns().iter().zip(&mut making) {
            making.extend(column)?;
        }
    }
    Ok(making.into_iter().map(|making| Column { name: making.name, values: making.values }).collect())
}

/// A column while its batches come in.
struct Making {
    name: String,
    values: Values,
    places: HashMap<String, u32>,
}

impl Making {
    fn new(field: &Field) -> Result<Self, TableProblem> {
        let values = match field.data_type() {
            DataType::Dictionary(..) => Values::Words(Words::default()),
            DataType::Int8
            | DataType::Int16
            | DataType::Int32
            | DataType::Int64
            | DataType::UInt8
            | DataType::UInt16
            | DataType::UInt32 => Values::Integers(Vec::new()),
            DataType::Float32 | DataType::Float64 => Values::Numbers(Vec::new()),
            DataType::Boolean => Values::Truths(Vec::new()),
            DataType::Date32 => Values::Days(Vec::new()),
            other => return Err(TableProblem::ColumnType { column: field.name().clone(), kind: other.to_string() }),
        };
        Ok(Self { name: field.name().clone(), values, places: HashMap::new() })
    }

    fn extend(&mut self, array: &ArrayRef) -> Result<(), TableProblem> {
        fn whole<T: arrow_array::ArrowPrimitiveType>(array: &ArrayRef) -> impl Iterator<Item = Option<i64>> + '_
        where
            i64: From<T::Native>,
        {
            let array: &PrimitiveArray<T> = array.as_primitive();
            array.iter().map(|value| value.map(i64::from))
        }
        match &mut self.values {
            Values::Words(words) => {
                let array =
                    array.as_dictionary_opt::<Int32Type>().ok_or_else(|| broken("a column of texts is damaged"))?;
                let values =
                    array.values().as_string_opt::<i32>().ok_or_else(|| broken("a column of texts is damaged"))?;
                let mut places = Vec::with_capacity(values.len());
                for at in 0..values.len() {
                    places.push(if values.is_null(at) {
                        NOTHING
                    } else {
                        let word = values.value(at);
                        match self.places.get(word) {
                            Some(place) => *place,
                            None => {
                                let place = words.words.len() as u32;
                                words.words.push(word.to_owned());
                                self.places.insert(word.to_owned(), place);
                                place
                            }
                        }
                    });
                }
                let keys = array.keys();
                words.at.reserve(keys.len());
                if keys.null_count() == 0 {
                    words
                        .at
                        .extend(keys.values().iter().map(|key| places.get(*key as usize).copied().unwrap_or(NOTHING)));
                } else {
                    words.at.extend(
                        keys.iter().map(|key| key.and_then(|key| places.get(key as usize).copied()).unwrap_or(NOTHING)),
                    );
                }
            }
            Values::Integers(rows) => match array.data_type() {
                DataType::Int8 => rows.extend(whole::<Int8Type>(array)),
                DataType::Int16 => rows.extend(whole::<Int16Type>(array)),
                DataType::Int32 => rows.extend(whole::<Int32Type>(array)),
                DataType::Int64 => rows.extend(whole::<Int64Type>(array)),
                DataType::UInt8 => rows.extend(whole::<UInt8Type>(array)),
                DataType::UInt16 => rows.extend(whole::<UInt16Type>(array)),
                _ => rows.extend(whole::<UInt32Type>(array)),
            },
            Values::Numbers(rows) => match array.data_type() {
                DataType::Float32 => {
                    rows.extend(array.as_primitive::<Float32Type>().iter().map(|value| value.map(f64::from)))
                }
                _ => rows.extend(array.as_primitive::<Float64Type>().iter()),
            },
            Values::Truths(rows) => rows.extend(array.as_boolean().iter()),
            Values::Days(rows) => rows.extend(array.as_primitive::<Date32Type>().iter()),
        }
        Ok(())
    }
}

/// Writes a table, compressed with zstd. The same table gives the same bytes. Errs only where arrow does.
pub fn write_parquet(table: &Table) -> Result<Vec<u8>, TableProblem> {
    let mut fields = Vec::new();
    let mut arrays: Vec<ArrayRef> = Vec::new();
    for column in table.columns() {
        let array: ArrayRef = match &column.values {
            Values::Words(words) => {
                let keys: Int32Array = words.at.iter().map(|at| (*at != NOTHING).then_some(*at as i32)).collect();
                let values = Arc::new(StringArray::from_iter_values(&words.words));
                Arc::new(DictionaryArray::<Int32Type>::try_new(keys, values).map_err(broken)?)
            }
            Values::Integers(rows) => Arc::new(Int64Array::from(rows.clone())),
            Values::Numbers(rows) => Arc::new(Float64Array::from(rows.clone())),
            Values::Truths(rows) => Arc::new(BooleanArray::from(rows.clone())),
            Values::Days(rows) => Arc::new(Date32Array::from(rows.clone())),
        };
        fields.push(Field::new(&column.name, array.data_type().clone(), true));
        arrays.push(array);
    }
    let schema = Arc::new(Schema::new(fields));
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(Default::default()))
        .set_created_by("exceptio".to_owned())
        .build();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, schema.clone(), Some(properties)).map_err(broken)?;
    if !arrays.is_empty() {
        let batch = RecordBatch::try_new(schema, arrays).map_err(broken)?;
        writer.write(&batch).map_err(broken)?;
    }
    writer.close().map_err(broken)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> Table {
        let words = Words::new([Some("CHN"), None, Some("VNM"), Some("CHN")]);
        Table::new(vec![
            Column { name: "subject".into(), values: Values::Words(words) },
            Column { name: "cow".into(), values: Values::Integers(vec![Some(710), Some(816), None, Some(-1)]) },
            Column { name: "score".into(), values: Values::Numbers(vec![Some(0.5), None, Some(-2.0), Some(3.25)]) },
            Column { name: "held".into(), values: Values::Truths(vec![Some(true), Some(false), None, Some(true)]) },
            Column { name: "from".into(), values: Values::Days(vec![Some(0), Some(-7000), None, Some(18_000)]) },
        ])
        .unwrap()
    }

    #[test]
    fn what_is_written_is_read() {
        let bytes = write_parquet(&table()).unwrap();
        assert_eq!(read_parquet(&bytes).unwrap(), table());
        assert_eq!(bytes, write_parquet(&table()).unwrap());
    }

    #[test]
    fn long_tables_keep_their_dictionaries() {
        let names: Vec<String> = (0..3_000_000).map(|row| format!("A{}", row % 977)).collect();
        let words = Words::new(names.iter().map(|name| Some(name.as_str())));
        let table = Table::new(vec![Column { name: "a".into(), values: Values::Words(words) }]).unwrap();
        let read = read_parquet(&write_parquet(&table).unwrap()).unwrap();
        assert_eq!(read, table);
    }

    #[test]
    fn what_is_no_table_is_refused() {
        assert!(matches!(read_parquet(b"PAR1 nothing here PAR1"), Err(TableProblem::NotParquet(_))));
        assert!(matches!(read_parquet(b""), Err(TableProblem::NotParquet(_))));
        let short = Column { name: "a".into(), values: Values::Days(vec![]) };
        let long = Column { name: "b".into(), values: Values::Days(vec![Some(1)]) };
        assert!(matches!(Table::new(vec![short.clone(), long]), Err(TableProblem::Shape(_))));
        assert!(matches!(Table::new(vec![short.clone(), short]), Err(TableProblem::Shape(_))));
    }
}
