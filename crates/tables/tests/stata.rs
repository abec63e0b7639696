//! Stata files: what another program wrote, what we write ourselves, and bytes that are none.

use exceptio_tables::{Column, StataTable, Table, TableProblem, Values, Words, read_stata, write_stata};
use proptest::prelude::*;

const NEW: &[u8] = include_bytes!("fixtures/pandas.dta");
const OLD: &[u8] = include_bytes!("fixtures/pandas114.dta");

fn values<'a>(read: &'a StataTable, name: &str) -> &'a Values {
    &read.table.column(name).unwrap_or_else(|| panic!("the column {name}")).values
}

/// The same three rows that pandas was given.
#[test]
fn what_pandas_wrote_is_read() {
    for bytes in [NEW, OLD] {
        let read = read_stata(bytes).expect("a Stata file");
        assert_eq!(read.table.rows(), 3);
        assert_eq!(*values(&read, "id"), Values::Integers(vec![Some(1), Some(2), Some(3)]));
        assert_eq!(*values(&read, "big"), Values::Integers(vec![Some(100_000), Some(-5), Some(7)]));
        assert_eq!(
            *values(&read, "share"),
            Values::Numbers(vec![Some(0.1), Some(0.6), None]),
            "floats as they were written"
        );
        assert_eq!(*values(&read, "exact"), Values::Numbers(vec![Some(0.1), Some(1e300), None]));
        // 1960-01-01, 2000-02-29, none; days since 1970-01-01.
        assert_eq!(*values(&read, "born"), Values::Days(vec![Some(-3653), Some(11_016), None]));
        assert_eq!(*values(&read, "regime"), Values::Integers(vec![Some(0), Some(2), Some(0)]));
        let at = read.table.columns().iter().position(|column| column.name == "regime").expect("the column");
        let labels: Vec<(i64, &str)> =
            read.labels[at].values.iter().map(|(value, label)| (*value, label.as_str())).collect();
        assert_eq!(labels, [(0, "military"), (1, "personal"), (2, "party")]);
    }
    let read = read_stata(NEW).expect("a Stata file");
    assert_eq!(read.labels[0].about, "Number of the case");
    let long = "x".repeat(3000);
    assert_eq!(*values(&read, "name"), Values::Words(Words::new([Some("Éire"), None, Some("ab")])));
    assert_eq!(*values(&read, "story"), Values::Words(Words::new([Some(long.as_str()), Some("short"), None])));
}

fn table() -> impl Strategy<Value = Table> {
    (0_usize..6).prop_flat_map(|rows| {
        let number = prop_oneof![Just(0.0), Just(0.1), -1e9..1e9_f64, Just(8e307), Just(f64::MIN_POSITIVE)];
        (
            prop::collection::vec(prop::option::of(-5_000_000_000_i64..5_000_000_000), rows),
            prop::collection::vec(prop::option::of(-2_000_000_000_i64..2_000_000_000), rows),
            prop::collection::vec(prop::option::of(number), rows),
            prop::collection::vec(prop::option::of(-800_000..800_000_i32), rows),
            prop::collection::vec(prop::option::of("[a-zé ]{1,8}"), rows),
            prop::collection::vec(prop::option::of(prop_oneof![Just("y".repeat(2046)), Just("z".to_owned())]), rows),
        )
            .prop_map(|(wide, long, numbers, days, words, stories)| {
                let column = |name: &str, values| Column { name: name.to_owned(), values };
                let texts = |rows: &[Option<String>]| Values::Words(Words::new(rows.iter().map(Option::as_deref)));
                let columns = vec![
                    column(
                        "wide",
                        Values::Numbers(wide.into_iter().map(|value| value.map(|value| value as f64)).collect()),
                    ),
                    column("long", Values::Integers(long)),
                    column("numbers", Values::Numbers(numbers)),
                    column("days", Values::Days(days)),
                    column("words", texts(&words)),
                    column("stories", texts(&stories)),
                ];
                Table::new(columns).expect("columns of one length")
            })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_as_it_was(table in table()) {
        let bytes = write_stata(&table).expect("it fits");
        prop_assert_eq!(&bytes, &write_stata(&table).expect("it fits"), "the same bytes every time");
        prop_assert_eq!(read_stata(&bytes).expect("a Stata file").table, table);
    }

    #[test]
    fn damaged_bytes_are_refused_or_read_but_never_panic(at in 0_usize..20_000, byte in 0_u8..=255, cut in 0_usize..20_000) {
        for whole in [NEW, OLD] {
            let mut bytes = whole.to_vec();
            let place = at % bytes.len();
            bytes[place] = byte;
            let _ = read_stata(&bytes);
            bytes.truncate(cut % whole.len());
            let _ = read_stata(&bytes);
        }
    }
}

/// Release 118 on long texts: `GSO`, variable (4 bytes), row (8), kind 130 (1), length (4), the text and the zero byte that ends it,
/// which counts. A reader that trusts the length, as pandas does, takes away the last byte.
#[test]
fn a_long_text_ends_with_a_zero_byte_that_counts() {
    let long = "q".repeat(2100);
    let values = Values::Words(Words::new([Some(long.as_str())]));
    let table = Table::new(vec![Column { name: "story".to_owned(), values }]).expect("a table");
    let bytes = write_stata(&table).expect("it fits");
    let at = bytes.windows(3).position(|window| window == b"GSO").expect("a long text") + 3;
    assert_eq!(bytes[at + 12], 130);
    let length = u32::from_le_bytes(bytes[at + 13..at + 17].try_into().expect("four bytes")) as usize;
    assert_eq!(length, 2101);
    assert_eq!(&bytes[at + 17..at + 17 + length], format!("{long}\0").as_bytes());
}

#[test]
fn what_stata_cannot_hold_is_said() {
    let refuse = |name: &str, values| {
        write_stata(&Table::new(vec![Column { name: name.to_owned(), values }]).expect("a table")).expect_err("refused")
    };
    let one = || Values::Integers(vec![Some(1)]);
    for name in ["", "2nd", "per head", "été", &"a".repeat(33)] {
        assert_eq!(refuse(name, one()), TableProblem::StataName(name.to_owned()));
    }
    for values in [
        Values::Integers(vec![Some(i64::MIN)]),
        Values::Numbers(vec![Some(f64::INFINITY)]),
        Values::Numbers(vec![Some(-9e307)]),
        Values::Days(vec![Some(i32::MAX)]),
        Values::Words(Words::new([Some("a\0b")])),
    ] {
        assert!(matches!(refuse("a", values), TableProblem::TooLarge(_)));
    }
    // Truths become bytes, and come back as whole numbers.
    let truths =
        Table::new(vec![Column { name: "t".to_owned(), values: Values::Truths(vec![Some(true), None, Some(false)]) }]);
    let read = read_stata(&write_stata(&truths.expect("a table")).expect("it fits")).expect("a Stata file");
    assert_eq!(*values(&read, "t"), Values::Integers(vec![Some(1), None, Some(0)]));
    assert!(matches!(read_stata(b"no Stata file"), Err(TableProblem::NotStata(_))));
    assert!(read_stata(&[]).is_err());
}

/// A length that the file names for itself is not believed: nothing is made room for that is not there.
#[test]
fn a_length_beyond_the_end_is_an_error() {
    let long = "a".repeat(3000);
    let words = Words::new([Some(long.as_str()), None]);
    let table = Table::new(vec![Column { name: "note".into(), values: Values::Words(words) }]).expect("a table");
    let bytes = write_stata(&table).expect("it can be written");
    let claims = |mark: &[u8], after: usize| {
        let mut bytes = bytes.clone();
        let at = bytes.windows(mark.len()).position(|window| window == mark).expect("the mark stands in it");
        bytes[at + mark.len() + after..][..4].copy_from_slice(&0xFFFF_FFF0_u32.to_le_bytes());
        read_stata(&bytes).expect_err("it claims too much").to_string()
    };
    assert!(claims(b"GSO", 13).contains("4294967280"), "{}", claims(b"GSO", 13));

    // A section of characteristics and one of labels, each with one entry that claims too much, in place of the empty ones.
    for (empty, entry) in [
        ("<characteristics>", "<characteristics><ch>\u{1}\u{1}\u{1}\u{70}"),
        ("<value_labels>", "<value_labels><lbl>\u{1}\u{1}\u{1}\u{70}"),
    ] {
        let at = bytes.windows(empty.len()).rposition(|window| window == empty.as_bytes()).expect("it stands there");
        let bytes = [&bytes[..at], entry.as_bytes(), &bytes[at + empty.len()..]].concat();
        let why = read_stata(&bytes).expect_err("it claims too much").to_string();
        assert!(why.contains("1879113985"), "{why}");
    }
}

/// A fuzzer's find: 128 bytes that claim two thousand million rows of no variables.
#[test]
fn rows_of_nothing_are_not_read() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/regressions/dta-rows-of-nothing");
    let bytes = std::fs::read(path).expect("it is kept");
    let before = std::time::Instant::now();
    assert!(read_stata(&bytes).is_err());
    assert!(before.elapsed().as_secs() < 3, "{:?}", before.elapsed());
}
