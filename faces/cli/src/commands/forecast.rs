//! `exceptio forecast`: forecasts with a date, written down where asked, and back-tested.

use super::report::open;
use super::study::Place;
use super::{Ending, disk_failed, ending, misused, say_problems, today};
use crate::args::{Forecast, Format};
use crate::draw;
use crate::draw::paint::{CYAN, counted, paint};
use crate::out::Screen;
use exceptio::{BacktestOptions, ForecastOptions, ForecastReport, Registration, Study, Warned};
use serde_json::{Value, json};

pub fn run(screen: &Screen, args: &Forecast) -> Result<Ending, Ending> {
    let judged = &args.counted.judged;
    let mut opened = open(screen, args.study.as_deref(), judged.shape, &judged.view)?;
    let options = ForecastOptions {
        theory: judged.theory.clone(),
        horizon: args.horizon.clone(),
        strength: args.strength,
        all_pairs: args.counted.all_pairs,
        steps: args.counted.budget,
    };
    if args.backtest {
        let options = BacktestOptions { forecast: options, from: args.from.clone(), until: args.until.clone() };
        let report = opened.make(|study| study.backtest(&options))?;
        return Ok(opened.say(
            || serde_json::to_value(&report),
            || report.table(),
            || draw::score::backtest(screen, &report, judged.all).into(),
        ));
    }
    let report = opened.make(|study| study.forecast(&options))?;
    let written = args.register.then(|| write_down(screen, args, &opened.study, &opened.place, &report)).transpose()?;
    let end = opened.say(
        || with_registration(serde_json::to_value(&report)?, written.as_ref()),
        || report.table(),
        || draw::forecast::draw(screen, &report, judged.all).into(),
    );
    if let (Some(written), true) = (written, opened.format != Format::Json) {
        screen.talk(&said(&written));
    }
    Ok(end)
}

/// The report with what was written down of it.
fn with_registration(mut report: Value, written: Option<&Registration>) -> serde_json::Result<Value> {
    if let (Some(fields), Some(written)) = (report.as_object_mut(), written) {
        let said = json!({
            "added": written.added, "already": written.already, "seal": written.head, "back_dated": written.back_dated,
        });
        fields.insert("registered".to_owned(), said);
    }
    Ok(report)
}

fn said(written: &Registration) -> String {
    let mut text = format!("\n{} written into forecasts.jsonl", counted(written.added, "forecast", "forecasts"));
    if written.already > 0 {
        text.push_str(&format!("; {} stood there already", written.already));
    }
    if written.back_dated && written.added > 0 {
        text.push_str("; back-dated: `score` keeps them apart");
    }
    text.push_str(&format!(
        ".\nSeal: {}\nKeep it where others can see it; `{}` looks whether it still stands.\n",
        written.head,
        paint(CYAN, "exceptio score --seal ...")
    ));
    text
}

/// Appends to the register.
fn write_down(
    screen: &Screen,
    args: &Forecast,
    study: &Study,
    place: &Place,
    report: &ForecastReport,
) -> Result<Registration, Ending> {
    let format = args.counted.judged.shape.format;
    let Place::Folder(root) = place else {
        let hint = "make a folder of it first: `exceptio new my-study --from china-vietnam`, then `exceptio forecast my-study \
                    --register`";
        let message = "forecasts cannot be registered in a built-in study";
        return Err(misused(screen, format, "command::built_in", message, Some(hint.to_owned())));
    };
    let today = today();
    let recorded = args.recorded.as_ref().unwrap_or(&today);
    let Warned { value, problems } = study.register(report, recorded, &today);
    let Some(written) = value else {
        say_problems(screen, format, &exceptio::Files::new(), &problems);
        return Err(ending(&problems));
    };
    match exceptio::append(root, exceptio::REGISTER, &written.text) {
        Ok(()) => Ok(written),
        Err(problem) => Err(disk_failed(screen, format, problem)),
    }
}
