//! `exceptio test`: a theory held against every case.

use super::Ending;
use super::report::{Drawn, open};
use crate::args::{ClockArg, Judged, Judging, Test, YearRuleArg};
use crate::draw;
use crate::out::Screen;
use exceptio::{Clock, TestOptions, YearRule};

pub fn run(screen: &Screen, args: &Test) -> Result<Ending, Ending> {
    let judged = &args.judged;
    let mut opened = open(screen, args.study.as_deref(), judged.shape, &judged.view)?;
    let options = options(&args.judging, judged.all);
    let report = opened.make(|study| study.test(judged.theory.as_deref(), &options))?;
    let clock = clock_again(args.judging.clock);
    let around = draw::test::Around {
        place: &opened.place,
        again: &format!("{}{clock}", opened.again()),
        again_of: &format!("{}{clock}", opened.again_of()),
        all: judged.all,
        theories: opened.study.theories().len(),
        named: args.study.is_some(),
        named_theory: judged.theory.is_some(),
    };
    Ok(opened.say(
        || serde_json::to_value(&report),
        || report.table(),
        || Drawn {
            result: draw::test::draw(screen, &report, &around),
            advice: draw::closing::advice(&report, &around, screen.width),
        },
    ))
}

/// The theory that was named, as an option.
pub fn theory_again(judged: &Judged) -> String {
    judged.theory.as_ref().map(|name| format!(" --theory {name}")).unwrap_or_default()
}

/// The clock, as an option, where it is not the one that is meant otherwise.
pub fn clock_again(clock: ClockArg) -> &'static str {
    match clock {
        ClockArg::Behavioural => "",
        ClockArg::Legal => " --clock legal",
    }
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
