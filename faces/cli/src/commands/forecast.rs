//! `exceptio forecast`: forecasts with a date, written down where asked, and back-tested.

use super::study::{self, Loaded, Place};
use super::{Ending, disk_failed, ending, mention, misused, print_json, say_problems, show, today};
use crate::args::{Forecast, Format};
use crate::draw;
use crate::draw::paint::{CYAN, counted, paint};
use crate::out::{self, Screen};
use exceptio::{BacktestOptions, ForecastOptions, ForecastReport, Registration, Study, Warned};
use serde_json::json;

pub fn run(screen: &Screen, args: &Forecast) -> Ending {
    let format = args.shape.format;
    let Loaded { study, files, mut problems, place } =
        match study::load(screen, format, args.study.as_deref(), &args.view) {
            Ok(loaded) => loaded,
            Err(ending) => return ending,
        };
    let options = ForecastOptions {
        theory: args.theory.clone(),
        horizon: args.horizon.clone(),
        strength: args.strength,
        all_pairs: args.all_pairs,
        steps: args.budget,
    };
    if args.backtest {
        let options = BacktestOptions { forecast: options, from: args.from.clone(), until: args.until.clone() };
        let Warned { value, problems: more } = study.backtest(&options);
        problems.extend(more);
        let Some(report) = value else {
            say_problems(screen, format, &files, &problems);
            return ending(&problems);
        };
        return show(
            screen,
            format,
            (&files, &problems),
            (&place, &args.view),
            || serde_json::to_value(&report),
            || report.table(),
            || draw::score::backtest(screen, &report, args.all),
        );
    }
    let Warned { value, problems: more } = study.forecast(&options);
    problems.extend(more);
    let Some(report) = value else {
        say_problems(screen, format, &files, &problems);
        return ending(&problems);
    };
    let written = match args.register.then(|| write_down(screen, args, &study, &place, &report)).transpose() {
        Ok(written) => written,
        Err(ending) => return ending,
    };
    match format {
        Format::Json => {
            let mut object = serde_json::to_value(&report).expect("a report can be written");
            if let (Some(fields), Some(written)) = (object.as_object_mut(), &written) {
                let said = json!({
                    "added": written.added, "already": written.already, "seal": written.head,
                    "back_dated": written.back_dated,
                });
                fields.insert("registered".to_owned(), said);
            }
            print_json(object, &files, &problems);
        }
        Format::Csv => {
            out::plain(&report.table().to_csv());
            mention(screen, &problems, &place, &args.view);
        }
        Format::Human => {
            screen.data(&draw::forecast::draw(screen, &report, args.all));
            mention(screen, &problems, &place, &args.view);
        }
    }
    if let (Some(written), true) = (written, format != Format::Json) {
        screen.talk(&said(&written));
    }
    Ending::Ran
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
    let format = args.shape.format;
    let Place::Folder(root) = place else {
        let hint = "make a folder of it first: `exceptio new my-study --from china-vietnam`, then `exceptio forecast my-study \
                    --register`";
        let message = "forecasts cannot be registered in a built-in study";
        return Err(misused(screen, format, "command::built_in", message, Some(hint.to_owned())));
    };
    let recorded = args.recorded.clone().unwrap_or_else(today);
    let Warned { value, problems } = study.register(report, &recorded);
    let Some(written) = value else {
        say_problems(screen, format, &exceptio::Files::new(), &problems);
        return Err(ending(&problems));
    };
    match exceptio::append(root, exceptio::REGISTER, &written.text) {
        Ok(()) => Ok(written),
        Err(problem) => Err(disk_failed(screen, format, problem)),
    }
}
