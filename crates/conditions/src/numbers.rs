//! Number-valued formulas: coded numbers, and the time since something ended.

use crate::Degree;
use spells::{Cell, Day, Ground, Interval, Timeline, Why};
use theory::model::{Calibration, Comparison};

/// A number on a stretch of days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Number {
    /// Coded, or written in the formula.
    Known(f64),
    /// Years since a day: grows as days pass. On that day itself it is 0.
    Since(Day),
    /// Years since what has never been: more than any number.
    Never,
    /// Nobody can say.
    Unknown(Why),
}

/// Compares two numbers day by day. Time since a day is compared exactly, by whole months of the calendar: a spell is cut
/// where the comparison turns.
pub(crate) fn compare(left: &Timeline<Number>, comparison: Comparison, right: &Timeline<Number>) -> Timeline<Degree> {
    let pairs = left.zip(right, |a, b| (*a, *b));
    let mut compared = Timeline::new();
    for spell in pairs.spells() {
        match spell.value {
            (Number::Since(day), Number::Known(years)) => since(&mut compared, spell.days, day, comparison, years),
            (Number::Known(years), Number::Since(day)) => {
                since(&mut compared, spell.days, day, mirrored(comparison), years)
            }
            (a, b) => compared.push(spell.days, settled(a, comparison, b)),
        }
    }
    compared
}

fn settled(left: Number, comparison: Comparison, right: Number) -> Degree {
    let number = |number: Number| match number {
        Number::Known(value) => Ok(value),
        Number::Never => Ok(f64::INFINITY),
        Number::Unknown(why) => Err(why),
        // Two growing numbers: their difference is fixed, but no formula of the language asks for it.
        Number::Since(_) => Err(Why::DateTooVague),
    };
    match (number(left), number(right)) {
        (Ok(a), Ok(b)) => Degree::from(match comparison {
            Comparison::Less => a < b,
            Comparison::AtMost => a <= b,
            Comparison::More => a > b,
            Comparison::AtLeast => a >= b,
            Comparison::Equals => a == b,
            Comparison::Differs => a != b,
        }),
        (Err(a), Err(b)) => Degree::unknown(a.min(b)),
        (Err(why), Ok(_)) | (Ok(_), Err(why)) => Degree::unknown(why),
    }
}

fn mirrored(comparison: Comparison) -> Comparison {
    match comparison {
        Comparison::Less => Comparison::More,
        Comparison::AtMost => Comparison::AtLeast,
        Comparison::More => Comparison::Less,
        Comparison::AtLeast => Comparison::AtMost,
        same => same,
    }
}

/// The day on which `years` have passed since `day`; parts of a year count by whole months.
fn anniversary(day: Day, years: f64) -> Day {
    let months = (years * 12.0).round().clamp(-240_000.0, 240_000.0);
    day.plus_months(months as i32)
}

fn since(into: &mut Timeline<Degree>, days: Interval, day: Day, comparison: Comparison, years: f64) {
    let turn = anniversary(day, years);
    let after = Day(turn.0.saturating_add(1)).min(Day::END);
    // The value is below `years` before the turn, equal on it, above after it.
    let (below, on, above) = match comparison {
        Comparison::Less => (true, false, false),
        Comparison::AtMost => (true, true, false),
        Comparison::More => (false, false, true),
        Comparison::AtLeast => (false, true, true),
        Comparison::Equals => (false, true, false),
        Comparison::Differs => (true, false, true),
    };
    into.push(days.and(Interval::new(Day::BEGINNING, turn)), Degree::from(below));
    into.push(days.and(Interval::new(turn, after)), Degree::from(on));
    into.push(days.and(Interval::new(after, Day::END)), Degree::from(above));
}

/// Numbers to memberships. Time since a day is calibrated by completed years.
pub(crate) fn calibrate(numbers: &Timeline<Number>, calibration: &Calibration) -> Timeline<Degree> {
    let mut calibrated = Timeline::new();
    for spell in numbers.spells() {
        match spell.value {
            Number::Known(value) => calibrated.push(spell.days, Degree::exactly(membership(value, calibration))),
            Number::Never => calibrated.push(spell.days, Degree::exactly(membership(f64::INFINITY, calibration))),
            Number::Unknown(why) => calibrated.push(spell.days, Degree::unknown(why)),
            Number::Since(day) => {
                for (days, years) in completed_years(spell.days, day) {
                    calibrated.push(days, Degree::exactly(membership(f64::from(years), calibration)));
                }
            }
        }
    }
    calibrated
}

/// Numbers to levels: the number of thresholds reached.
pub(crate) fn cut(numbers: &Timeline<Number>, thresholds: &[f64]) -> Timeline<Cell> {
    let mut cut = Timeline::new();
    let level = |value: f64| thresholds.iter().filter(|threshold| value >= **threshold).count() as u32;
    for spell in numbers.spells() {
        match spell.value {
            Number::Known(value) => cut.push(spell.days, Cell::Value(level(value), Ground::Coded)),
            Number::Never => cut.push(spell.days, Cell::Value(level(f64::INFINITY), Ground::Coded)),
            Number::Unknown(why) => cut.push(spell.days, Cell::Unknown(why)),
            Number::Since(day) => {
                let mut turns: Vec<Day> = thresholds.iter().map(|years| anniversary(day, *years)).collect();
                turns.sort_unstable();
                let mut from = Day::BEGINNING;
                for (at, turn) in turns.iter().copied().chain([Day::END]).enumerate() {
                    cut.push(spell.days.and(Interval::new(from, turn)), Cell::Value(at as u32, Ground::Coded));
                    from = from.max(turn);
                }
            }
        }
    }
    cut
}

/// A stretch of days cut at anniversaries, with the whole years completed. Days before `day` count as none.
fn completed_years(days: Interval, day: Day) -> Vec<(Interval, i32)> {
    let mut parts = Vec::new();
    let last = Day(days.until.0 - 1);
    let first_year = (days.from.year() - day.year() - 1).max(0);
    for years in first_year..=(last.year() - day.year()).max(0) {
        let from = if years == 0 { Day::BEGINNING } else { day.plus_years(years) };
        let part = days.and(Interval::new(from, day.plus_years(years + 1)));
        if !part.is_empty() {
            parts.push((part, years));
        }
    }
    parts
}

/// The membership of a number; anchors may rise or fall.
fn membership(value: f64, calibration: &Calibration) -> f64 {
    match *calibration {
        Calibration::Direct { out, cross, full } => {
            // Log odds are linear on either side of the crossover and ln 19 (membership 0.95) at the outer anchors.
            let anchor = if (value >= cross) == (full >= cross) { full } else { out };
            let side = if anchor == full { 1.0 } else { -1.0 };
            if anchor == cross {
                return if side > 0.0 { 1.0 } else { 0.0 };
            }
            let odds = side * ((value - cross) / (anchor - cross)) * LN_19;
            1.0 / (1.0 + exp(-odds))
        }
        Calibration::Linear { out, cross, full } => {
            let anchor = if (value >= cross) == (full >= cross) { full } else { out };
            let share = if anchor == cross { 1.0 } else { ((value - cross) / (anchor - cross)).clamp(0.0, 1.0) };
            if anchor == full { 0.5 + share / 2.0 } else { 0.5 - share / 2.0 }
        }
    }
}

const LN_19: f64 = 2.944_438_979_166_440_3;

/// `libm`'s exponential: the same on every machine.
fn exp(x: f64) -> f64 {
    libm::exp(x)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direct_calibration_meets_its_anchors_and_known_values() {
        // QCA 3.25.1 on (0, 20, 35, 50, 65, 80) with anchors 20, 50, 80, as recorded in the field's reference runs.
        let direct = Calibration::Direct { out: 20.0, cross: 50.0, full: 80.0 };
        for (value, expected) in [
            (0.0, 0.007_337_458),
            (20.0, 0.05),
            (35.0, 0.186_605_497),
            (50.0, 0.5),
            (65.0, 0.813_394_503),
            (80.0, 0.95),
        ] {
            assert!((membership(value, &direct) - expected).abs() < 1e-8, "{value}");
        }
        let falling = Calibration::Direct { out: 80.0, cross: 50.0, full: 20.0 };
        assert!((membership(35.0, &falling) - 0.813_394_503).abs() < 1e-8);
        let linear = Calibration::Linear { out: 20.0, cross: 50.0, full: 80.0 };
        for (value, expected) in [(0.0, 0.0), (20.0, 0.0), (35.0, 0.25), (50.0, 0.5), (65.0, 0.75), (99.0, 1.0)] {
            assert_eq!(membership(value, &linear), expected, "{value}");
        }
    }

    #[test]
    fn time_since_turns_on_the_anniversary() {
        let day = |text: &str| spells::parse_date(text, &spells::Conventions::default()).unwrap().exact().unwrap();
        let window = Interval::new(day("1960-01-01"), day("1980-01-01"));
        let left = Timeline::constant(window, Number::Since(day("1961-07-11")));
        let right = Timeline::constant(window, Number::Known(10.0));
        let turned = compare(&left, Comparison::AtLeast, &right);
        assert_eq!(turned.at(day("1971-07-10")), Some(&Degree::NO));
        assert_eq!(turned.at(day("1971-07-11")), Some(&Degree::YES));
        assert_eq!(compare(&left, Comparison::More, &right).at(day("1971-07-11")), Some(&Degree::NO));
        let levels = cut(&left, &[1.0, 10.0]);
        assert_eq!(levels.at(day("1962-07-10")), Some(&Cell::Value(0, Ground::Coded)));
        assert_eq!(levels.at(day("1962-07-11")), Some(&Cell::Value(1, Ground::Coded)));
        assert_eq!(levels.at(day("1971-07-11")), Some(&Cell::Value(2, Ground::Coded)));
    }
}
