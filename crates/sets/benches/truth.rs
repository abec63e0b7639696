//! What truth tables cost: `cargo bench -p exceptio-sets --bench truth [-- FILE.csv ...]`.
//!
//! Without files, on tables generated like those of the reference timings: so many random configurations, memberships about
//! them, an outcome of a three-term rule with a tenth of the configurations flipped. With files, on those: first column the
//! cases' names, last the outcome. Prints for each table wall and processor time of reading, preparing and the truth table.

use exceptio_sets::expression::{Literal, Sum};
use exceptio_sets::truth::{Settings, truth_table};
use exceptio_sets::{Column, Kind, MissingRule, RawColumn, Table, prepare};
use std::time::Instant;

fn main() {
    println!("{:<28} {:>5} {:>18} {:>18} {:>18}", "table", "rows", "read+prepare", "1 thread", "2 threads");
    let files: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    for file in &files {
        let (started, used) = (Instant::now(), processor());
        let table = read(file);
        let reading = shown(started.elapsed().as_secs_f64() * 1e3, processor().zip(used), 1);
        report(file.rsplit('/').next().unwrap_or(file), &table, &reading);
    }
    if files.is_empty() {
        for (cases, conditions) in [(200, 8), (2_000, 8), (20_000, 8), (100_000, 8), (100_000, 16), (200, 28)] {
            report(&format!("{cases} cases, {conditions} conditions"), &generated(cases, conditions, 40), "-");
        }
    }
}

fn report(name: &str, table: &Table, reading: &str) {
    let last = table.columns.len() - 1;
    let conditions: Vec<usize> = (0..last).collect();
    let outcome = Sum::literal(Literal::present(last));
    let settings = Settings { keep_halves: true, ..Settings::default().inclusion(0.8) };
    let mut rows = 0;
    let mut time = |threads: usize| {
        let runs = if table.len() > 10_000 { 20 } else { 200 };
        let (started, used) = (Instant::now(), processor());
        for _ in 0..runs {
            let truth = truth_table(table, &outcome, &conditions, &settings, threads).value.expect("a truth table");
            rows = truth.rows.len();
        }
        shown(started.elapsed().as_secs_f64() * 1e3 / f64::from(runs), processor().zip(used), runs)
    };
    let (one, two) = (time(1), time(2));
    println!("{name:<28} {rows:>5} {reading:>18} {one:>18} {two:>18}");
}

/// Wall milliseconds of a run, and those of the processor where they are known.
fn shown(wall: f64, processor: Option<(f64, f64)>, runs: i32) -> String {
    let used = processor.map_or(String::new(), |(now, then)| format!(" ({:.1})", (now - then) * 1e3 / f64::from(runs)));
    format!("{wall:.2}{used} ms")
}

/// Processor seconds of this process so far, in hundredths; Linux only.
fn processor() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / 100.0)
}

fn read(file: &str) -> Table {
    let mut reader = csv::Reader::from_path(file).expect("a CSV file");
    let names: Vec<String> = reader.headers().expect("a header").iter().skip(1).map(str::to_owned).collect();
    let mut cases = Vec::new();
    let mut cells: Vec<Vec<Option<f64>>> = vec![Vec::new(); names.len()];
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).expect("a record") {
        cases.push(record[0].to_owned());
        for (column, field) in cells.iter_mut().zip(record.iter().skip(1)) {
            column.push(field.parse().ok());
        }
    }
    let columns: Vec<RawColumn> =
        names.into_iter().zip(cells).map(|(name, cells)| RawColumn::numbers(name, cells)).collect();
    prepare(&cases, &columns, MissingRule::Refuse).value.expect("a table")
}

fn generated(cases: usize, conditions: usize, configurations: usize) -> Table {
    let mut state = 42_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    };
    let corners: Vec<(Vec<bool>, bool)> = (0..configurations)
        .map(|_| {
            let corner: Vec<bool> = (0..conditions).map(|_| next() < 0.5).collect();
            let rule = (corner[0] && corner[1]) || (!corner[2] && corner[3]) || (corner[4] && !corner[5]);
            (corner, rule != (next() < 0.1))
        })
        .collect();
    let mut values: Vec<Vec<f64>> = vec![Vec::with_capacity(cases); conditions + 1];
    for _ in 0..cases {
        let (corner, outcome) = &corners[(next() * configurations as f64) as usize];
        for (column, inside) in values.iter_mut().zip(corner.iter().chain([outcome])) {
            let share = next() * 0.45;
            column.push(if *inside { 1.0 - share } else { share });
        }
    }
    let column = |(at, values): (usize, Vec<f64>)| {
        let name = if at == conditions { "OUT".to_owned() } else { format!("X{:02}", at + 1) };
        Column::new(name, Kind::Fuzzy, values)
    };
    Table::new((0..cases).map(|at| format!("c{at:06}")).collect(), values.into_iter().enumerate().map(column).collect())
}
