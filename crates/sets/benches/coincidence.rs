//! What coincidence analysis costs: `cargo bench -p exceptio-sets --bench coincidence [-- FILE.csv ...]`.
//!
//! Without files, on crisp tables generated like those of the reference timings: 100 cases, 40 random configurations, an outcome of
//! a three-term rule with a tenth of the configurations flipped. With files, on those: first column the cases' names, last the
//! outcome. Prints for each table and bound the formulas found, and wall and processor time of reading and of the analysis, at
//! con = cov = 0.8.

use exceptio_sets::coincidence::{Bounds, Options, Outcomes, Random, analyse, at_level};
use exceptio_sets::{Column, Kind, MissingRule, RawColumn, Table, prepare};
use std::time::Instant;

fn main() {
    println!("{:<28} {:>10} {:>6} {:>8} {:>14} {:>20}", "table", "bounds", "terms", "formulas", "read", "analysis");
    let files: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    for file in &files {
        let (started, used) = (Instant::now(), processor());
        let table = read(file);
        let reading = shown(started.elapsed().as_secs_f64() * 1e3, processor().zip(used), 1.0);
        report(file.rsplit('/').next().unwrap_or(file), &table, &reading);
    }
    if files.is_empty() {
        for factors in [8, 10, 12] {
            report(&format!("{factors} factors"), &generated(factors), "-");
        }
    }
}

fn report(name: &str, table: &Table, reading: &str) {
    for (literals, terms, complexity) in [(3, 3, 9), (3, 4, 10)] {
        let options = Options {
            con: 0.8,
            cov: 0.8,
            bounds: Bounds { literals, terms, complexity },
            outcomes: Outcomes::These(vec![at_level(table.columns.len() - 1, 1)]),
            ..Options::default()
        };
        let (started, used) = (Instant::now(), processor());
        let (mut runs, mut conditions, mut atomic) = (0.0, 0, 0);
        while runs < 1000.0 && (runs == 0.0 || started.elapsed().as_secs_f64() < 2.0) {
            let found = analyse(table, &options).expect("a sound table");
            conditions = found.outcomes[0].conditions.len();
            atomic = found.outcomes[0].atomic.len();
            runs += 1.0;
        }
        let time = shown(started.elapsed().as_secs_f64() * 1e3 / runs, processor().zip(used), runs);
        let bounds = format!("{literals},{terms},{complexity}");
        println!("{name:<28} {bounds:>10} {conditions:>6} {atomic:>8} {reading:>14} {time:>20}");
    }
}

/// Wall milliseconds of a run, and those of the processor where they are known.
fn shown(wall: f64, processor: Option<(f64, f64)>, runs: f64) -> String {
    let used = processor.map_or(String::new(), |(now, then)| format!(" ({:.2})", (now - then) * 1e3 / runs));
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
    let (mut cases, mut cells) = (Vec::new(), vec![Vec::new(); names.len()]);
    for record in reader.records() {
        let record = record.expect("a record");
        cases.push(record[0].to_owned());
        for (column, field) in cells.iter_mut().zip(record.iter().skip(1)) {
            column.push(field.parse().ok());
        }
    }
    let columns: Vec<RawColumn> =
        names.into_iter().zip(cells).map(|(name, cells)| RawColumn::numbers(name, cells)).collect();
    prepare(&cases, &columns, MissingRule::Refuse).value.expect("a table")
}

fn generated(factors: usize) -> Table {
    let mut random = Random::new(42);
    let configurations: Vec<Vec<f64>> = (0..40)
        .map(|_| {
            let mut row: Vec<bool> = (0..factors).map(|_| random.below(2) == 1).collect();
            let rule = (row[0] && row[1]) || (!row[2] && row[3]) || (row[4] && !row[5]);
            row.push(rule != (random.below(10) == 0));
            row.into_iter().map(|holds| f64::from(u8::from(holds))).collect()
        })
        .collect();
    let rows: Vec<&Vec<f64>> = (0..100).map(|_| &configurations[random.below(40)]).collect();
    let column = |at: usize| {
        let name = if at == factors { "OUT".to_owned() } else { format!("X{:02}", at + 1) };
        Column::new(name, Kind::Crisp, rows.iter().map(|row| row[at]).collect())
    };
    Table::new((0..100).map(|at| format!("c{at:03}")).collect(), (0..=factors).map(column).collect())
}
