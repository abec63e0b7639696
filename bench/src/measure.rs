//! Wall time of each station, and the peak memory of the process.

use exceptio::{Ask, TestOptions};
use std::path::Path;
use std::time::Instant;

/// Reads, aligns and judges a study so many times and prints what each took.
pub fn run(dir: &str, runs: usize) -> Result<(), String> {
    for _ in 0..runs.max(1) {
        let start = Instant::now();
        let folder = exceptio::read_folder(Path::new(dir)).map_err(|problem| problem.to_string())?;
        let disk = start.elapsed();
        let opened = exceptio::open(&folder, &Ask::default());
        let open = start.elapsed() - disk;
        drop(folder);
        if let Some(problem) = opened.problems.iter().find(|problem| problem.is_error()) {
            return Err(format!("{}: {}", problem.code, problem.message));
        }
        let study = opened.study.ok_or("no study there")?;
        let before = start.elapsed();
        let options = TestOptions { detail: 0, ..TestOptions::default() };
        let tested = study.test(None, &options);
        let judged = start.elapsed() - before;
        let report =
            tested.value.ok_or_else(|| tested.problems.iter().map(|p| p.message.clone()).collect::<String>())?;
        println!(
            "{} codings, {} verdicts: disk {:.2} s, read and align {:.2} s, judge {:.2} s, all {:.2} s, peak memory {} MiB",
            report.study.codings,
            report.claims.iter().map(|claim| claim.verdicts.len()).sum::<usize>(),
            disk.as_secs_f64(),
            open.as_secs_f64(),
            judged.as_secs_f64(),
            start.elapsed().as_secs_f64(),
            peak().map_or("?".to_owned(), |kib| (kib / 1024).to_string()),
        );
    }
    Ok(())
}

/// The most memory that the process has held, in KiB, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}
