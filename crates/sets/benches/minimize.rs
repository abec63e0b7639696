//! What minimisation costs: `cargo bench -p exceptio-sets --bench minimize -- FILE.csv ...`.
//!
//! Each file: first column the cases' names, last the outcome, fuzzy or crisp. Inclusion cut-off 0.8, one case is enough. For each
//! table: processor milliseconds of reading and truth table, and of the conservative, parsimonious and intermediate solution
//! (every condition expected present); what they are; peak memory so far. Then 1,000 resamples of the first table, truth table
//! and both solutions each. Without files, a generated table of 18 cases and five conditions is resampled.

use exceptio_sets::expression::{Literal, Sum};
use exceptio_sets::minimize::{Expectation, Options, Problem, Remainders, Solution, intermediate, minimize};
use exceptio_sets::truth::{Output, Settings, truth_table};
use exceptio_sets::{Column, Kind, MissingRule, RawColumn, Table, prepare};
use std::time::Instant;

fn main() {
    let files: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    for file in &files {
        let (problem, reading) = timed(|| problem(&read(file)));
        let (strict, conservative) = timed(|| solved(&problem, &Remainders::None));
        let (loose, parsimonious) = timed(|| solved(&problem, &Remainders::All));
        let expected = Expectation::all_present(problem.levels.len());
        let (pairs, between) = timed(|| intermediate(&problem, &expected, &Options::default()).expect("a problem"));
        println!("{}", file.rsplit('/').next().unwrap_or(file));
        println!(
            "    {} positive, {} negative rows; read in {reading}",
            problem.positive.len(),
            problem.negative.len()
        );
        println!("    conservative {conservative}: {}", said(&strict));
        println!("    parsimonious {parsimonious}: {}", said(&loose));
        println!("    intermediate {between}: {}; peak memory {}", pairs.extent(), peak());
    }
    let table = files.first().map_or_else(generated, |file| read(file));
    let ((), all) = timed(|| (0..1_000).for_each(|replicate| resample(&table, replicate)));
    println!("1,000 resamples of {} cases, truth table and both solutions: {all}", table.len());
}

fn solved(problem: &Problem, remainders: &Remainders) -> Solution {
    minimize(problem, remainders, &Options::default()).expect("a problem")
}

fn said(solution: &Solution) -> String {
    let size = match solution.size {
        (least, most) if least == most => least.to_string(),
        (least, most) => format!("{least} to {most}"),
    };
    format!("models: {}; terms in each: {size}; prime implicants: {}", solution.count, solution.primes.len())
}

fn problem(table: &Table) -> Problem {
    let last = table.columns.len() - 1;
    let conditions: Vec<usize> = (0..last).collect();
    let settings = Settings { keep_halves: true, ..Settings::default().inclusion(0.8) };
    let outcome = Sum::literal(Literal::present(last));
    let truth = truth_table(table, &outcome, &conditions, &settings, 1).value.expect("a truth table");
    Problem::of_truth(&truth, &table.cases, &[Output::Positive], &[Output::Remainder]).expect("no cell of no concern")
}

/// Cases drawn with replacement, then all of the analysis.
fn resample(table: &Table, seed: u64) {
    let mut next = uniform(seed);
    let drawn: Vec<usize> = (0..table.len()).map(|_| (next() * table.len() as f64) as usize).collect();
    let values = |column: &Column| drawn.iter().map(|&case| column.values[case]).collect();
    let columns = table.columns.iter().map(|column| Column::new(column.name.clone(), column.kind, values(column)));
    let again = Table::new((0..table.len()).map(|case| case.to_string()).collect(), columns.collect());
    let problem = problem(&again);
    solved(&problem, &Remainders::None);
    solved(&problem, &Remainders::All);
}

/// The answer, and milliseconds: wall and, in brackets, of the processor.
fn timed<T>(work: impl FnOnce() -> T) -> (T, String) {
    let (started, used) = (Instant::now(), processor());
    let answer = work();
    let wall = started.elapsed().as_secs_f64() * 1e3;
    let spent = processor().zip(used).map_or(String::new(), |(now, then)| format!(" ({:.1})", (now - then) * 1e3));
    (answer, format!("{wall:.1}{spent} ms"))
}

/// Processor seconds of this process so far; Linux only.
fn processor() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/schedstat").ok()?;
    text.split_whitespace().next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds / 1e9)
}

/// The most memory that this process held so far; Linux only.
fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or("unknown".to_owned(), |line| line.trim().to_owned())
}

fn read(file: &str) -> Table {
    let mut reader = csv::Reader::from_path(file).expect("a CSV file");
    let names: Vec<String> = reader.headers().expect("a header").iter().skip(1).map(str::to_owned).collect();
    let mut cases = Vec::new();
    let mut cells: Vec<Vec<Option<f64>>> = vec![Vec::new(); names.len()];
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

/// Numbers from 0 to below 1.
fn uniform(seed: u64) -> impl FnMut() -> f64 {
    let mut state = seed.wrapping_mul(2).wrapping_add(1);
    move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 11) as f64 / (1_u64 << 53) as f64
    }
}

fn generated() -> Table {
    let mut next = uniform(42);
    let column = |at: usize, next: &mut dyn FnMut() -> f64| {
        Column::new(format!("X{at}"), Kind::Fuzzy, (0..18).map(|_| (next() * 100.0).floor() / 100.0 + 0.001).collect())
    };
    Table::new((0..18).map(|case| case.to_string()).collect(), (0..6).map(|at| column(at, &mut next)).collect())
}
