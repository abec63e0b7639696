//! `exceptio test`: a theory held against every case.

use super::study::{self, Loaded};
use super::{Ending, ending, mention, print_json, say_problems};
use crate::args::{ClockArg, Format, Judging, Test, YearRuleArg};
use crate::draw;
use crate::out::{self, Screen};
use exceptio::{Clock, TestOptions, Warned, YearRule};

pub fn run(screen: &Screen, args: &Test) -> Ending {
    let format = args.shape.format;
    let Loaded { study, files, mut problems, place } =
        match study::load(screen, format, args.study.as_deref(), &args.view) {
            Ok(loaded) => loaded,
            Err(ending) => return ending,
        };
    let Warned { value, problems: more } = study.test(args.theory.as_deref(), &options(&args.judging, args.all));
    problems.extend(more);
    let Some(report) = value else {
        say_problems(screen, format, &files, &problems);
        return ending(&problems);
    };
    match format {
        Format::Json => {
            let object = serde_json::to_value(&report).expect("a report can be written");
            print_json(object, &files, &problems);
        }
        Format::Csv => {
            out::plain(&report.table().to_csv());
            mention(screen, &problems, &place, &args.view);
        }
        Format::Human => {
            let around = draw::test::Around {
                place: &place,
                all: args.all,
                theories: study.theories().len(),
                named: args.study.is_some(),
                named_theory: args.theory.is_some(),
            };
            screen.data(&draw::test::draw(screen, &report, &around));
            mention(screen, &problems, &place, &args.view);
            screen.talk(&draw::closing::advice(&report, &around, screen.width));
        }
    }
    Ending::Ran
}

/// The door's options for what was asked.
pub fn options(judging: &Judging, all: bool) -> TestOptions {
    let defaults = TestOptions::default();
    TestOptions {
        clock: clock(judging.clock),
        year_rule: match judging.year_rule {
            YearRuleArg::AnyDay => YearRule::AnyDay,
            YearRuleArg::FirstDay => YearRule::FirstDay,
            YearRuleArg::LastDay => YearRule::LastDay,
            YearRuleArg::MostDays => YearRule::MostDays,
        },
        steps: judging.budget,
        all_pairs: judging.all_pairs,
        near_relevant: judging.near_relevant,
        detail: if all { usize::MAX } else { defaults.detail },
        ..defaults
    }
}

/// The door's clock.
pub fn clock(clock: ClockArg) -> Clock {
    match clock {
        ClockArg::Behavioural => Clock::Behavioural,
        ClockArg::Legal => Clock::Legal,
    }
}
