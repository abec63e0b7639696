//! Settings as they are typed: `incl-cut=0.75|0.8,n-cut=2` for test solutions, `incl-cut=0.75..0.9,n-cut=1..3` for joint draws.

use crate::sets::{Chosen, Which};
use sets::robust::{Anchor, Calibration, Cut, Setting, Span};
use text::{Diagnostic, nearest};

/// Test solutions of all lists of settings, at most.
const MOST_TESTS: usize = 10_000;

/// One thing that a test solution does otherwise.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Change {
    /// A setting at another value.
    Setting(Setting, f64),
    /// Another solution.
    Solution(Which),
    /// Without a condition: its column.
    Without(usize),
}

/// A test solution: what it does otherwise, and that in words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Test {
    pub words: String,
    pub changes: Vec<Change>,
}

/// What settings can be of.
pub(super) struct Names<'a> {
    pub chosen: &'a Chosen,
    pub calibrations: &'a [Calibration],
}

impl Names<'_> {
    /// Every test solution of one list: alternatives of a setting stand between bars, and all combinations are made.
    pub fn tests(&self, text: &str) -> Result<Vec<Test>, Vec<Diagnostic>> {
        let mut tests = vec![Test { words: String::new(), changes: Vec::new() }];
        let mut problems = Vec::new();
        for part in self.pairs(text, &mut problems) {
            let (name, values) = part;
            let made: Result<Vec<(String, Change)>, Box<Diagnostic>> = alternatives(values)
                .into_iter()
                .map(|value| self.change(name, &value).map(|made| (value, made)))
                .collect();
            let made = match made {
                Ok(made) => made,
                Err(problem) => {
                    problems.push(*problem);
                    continue;
                }
            };
            if tests.len() * made.len() > MOST_TESTS {
                let message = format!("`{text}` makes more than {MOST_TESTS} test solutions");
                problems.push(
                    Diagnostic::misuse("sets::option", message).hint("fewer alternatives, or a joint draw: --joint"),
                );
                break;
            }
            let with = |test: &Test, (value, change): &(String, Change)| {
                let comma = if test.words.is_empty() { "" } else { ", " };
                let mut changes = test.changes.clone();
                changes.push(*change);
                Test { words: format!("{}{comma}{name} {value}", test.words), changes }
            };
            tests = tests.iter().flat_map(|test| made.iter().map(move |one| with(test, one))).collect();
        }
        if problems.is_empty() && tests[0].changes.is_empty() {
            problems.push(Diagnostic::misuse("sets::option", "a test solution that changes nothing").hint(EXAMPLE));
        }
        if problems.is_empty() { Ok(tests) } else { Err(problems) }
    }

    /// Within what settings are drawn.
    pub fn spans(&self, text: &str) -> Result<Vec<Span>, Vec<Diagnostic>> {
        let (mut spans, mut problems) = (Vec::new(), Vec::new());
        for (name, values) in self.pairs(text, &mut problems) {
            let ends =
                values.split_once("..").and_then(|(from, to)| from.trim().parse().ok().zip(to.trim().parse().ok()));
            match (self.setting(name), ends) {
                (Err(problem), _) => problems.push(*problem),
                (Ok(setting), Some((from, to))) => spans.push(Span { setting, from, to }),
                (Ok(_), None) => problems.push(
                    Diagnostic::misuse("sets::option", format!("`{values}` is no range of {name}"))
                        .hint("two numbers with `..` between them, such as incl-cut=0.75..0.9"),
                ),
            }
        }
        if problems.is_empty() && spans.is_empty() {
            problems.push(
                Diagnostic::misuse("sets::option", "nothing to draw")
                    .hint("such as --joint incl-cut=0.75..0.9,n-cut=1..2"),
            );
        }
        if problems.is_empty() { Ok(spans) } else { Err(problems) }
    }

    /// What a setting is called.
    pub fn name(&self, setting: Setting) -> String {
        match setting {
            Setting::Cut(cut) => cut_name(cut).to_owned(),
            Setting::Anchor(place, anchor) => {
                let column = self.calibrations.get(place).map(|calibration| calibration.column);
                let column = column.and_then(|column| self.chosen.table.columns.get(column));
                format!("{}.{}", column.map_or("", |column| column.name.as_str()), anchor_name(anchor))
            }
        }
    }

    fn pairs<'t>(&self, text: &'t str, problems: &mut Vec<Diagnostic>) -> Vec<(&'t str, &'t str)> {
        let mut pairs: Vec<(&str, &str)> = Vec::new();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            match part.split_once('=') {
                Some((name, values)) if pairs.iter().all(|(other, _)| *other != name.trim()) => {
                    pairs.push((name.trim(), values.trim()));
                }
                Some((name, _)) => {
                    let message = format!("`{}` is set twice in one list", name.trim());
                    problems.push(
                        Diagnostic::misuse("sets::option", message)
                            .hint("alternatives stand between bars: incl-cut=0.75|0.8"),
                    );
                }
                None => {
                    problems.push(Diagnostic::misuse("sets::option", format!("`{part}` sets nothing")).hint(EXAMPLE))
                }
            }
        }
        pairs
    }

    fn change(&self, name: &str, value: &str) -> Result<Change, Box<Diagnostic>> {
        let wrong = |hint: String| {
            Box::new(Diagnostic::misuse("sets::option", format!("{name} cannot be `{value}`")).hint(hint))
        };
        match name {
            "solution" => match value {
                "conservative" => Ok(Change::Solution(Which::Conservative)),
                "parsimonious" => Ok(Change::Solution(Which::Parsimonious)),
                "intermediate" => Ok(Change::Solution(Which::Intermediate)),
                _ => Err(wrong("conservative, parsimonious or intermediate".to_owned())),
            },
            "without" => {
                let conditions =
                    || self.chosen.conditions.iter().map(|at| self.chosen.table.columns[*at].name.as_str());
                let column = self.chosen.table.position(value).filter(|at| self.chosen.conditions.contains(at));
                column.map(Change::Without).ok_or_else(|| wrong(near(value, conditions())))
            }
            _ => {
                let setting = self.setting(name)?;
                let whole = setting == Setting::Cut(Cut::Frequency);
                let number: Option<f64> = value.parse().ok().filter(|number: &f64| number.is_finite());
                match number.filter(|number| !whole || (*number >= 1.0 && number.fract() == 0.0)) {
                    Some(number) => Ok(Change::Setting(setting, number)),
                    None if whole => Err(wrong("a whole number, 1 or more".to_owned())),
                    None => Err(wrong("a number".to_owned())),
                }
            }
        }
    }

    fn setting(&self, name: &str) -> Result<Setting, Box<Diagnostic>> {
        for cut in [Cut::Inclusion, Cut::Pri, Cut::Frequency] {
            if name == cut_name(cut) {
                return Ok(Setting::Cut(cut));
            }
        }
        let used = |place: usize| self.calibrations[place].anchors_used().iter();
        let all = || (0..self.calibrations.len()).flat_map(|at| used(at).map(move |one| Setting::Anchor(at, *one)));
        if let Some(found) = all().find(|setting| self.name(*setting) == name) {
            return Ok(found);
        }
        let anchors: Vec<String> = all().map(|setting| self.name(setting)).collect();
        let names = ["incl-cut", "pri-cut", "n-cut", "solution", "without"]
            .into_iter()
            .chain(anchors.iter().map(String::as_str));
        let problem = Diagnostic::misuse("sets::option", format!("there is no setting `{name}`"));
        Err(Box::new(problem.hint(near(name, names))))
    }
}

const EXAMPLE: &str = "such as --test incl-cut=0.75,n-cut=2, or a grid: --test 'incl-cut=0.75|0.8|0.85,n-cut=1|2'";

fn near<'a>(word: &str, names: impl Iterator<Item = &'a str> + Clone) -> String {
    match nearest(word, names.clone()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("there are: {}", names.collect::<Vec<_>>().join(", ")),
    }
}

/// `0.75|0.8`, and `0.7..0.9:0.05` for all from 0.7 to 0.9 in steps of 0.05, each worked out from its number so that nothing drifts.
fn alternatives(values: &str) -> Vec<String> {
    values.split('|').map(str::trim).flat_map(|value| steps(value).unwrap_or_else(|| vec![value.to_owned()])).collect()
}

fn steps(value: &str) -> Option<Vec<String>> {
    let (from, rest) = value.split_once("..")?;
    let (to, step) = rest.split_once(':')?;
    let places = |text: &str| text.trim().split_once('.').map_or(0, |(_, places)| places.len());
    let most = places(from).max(places(step));
    let (from, to, step): (f64, f64, f64) =
        (from.trim().parse().ok()?, to.trim().parse().ok()?, step.trim().parse().ok()?);
    let count = ((to - from) / step + 1e-9).floor();
    if !(step > 0.0 && (0.0..=MOST_TESTS as f64).contains(&count)) {
        return None;
    }
    Some((0..=count as usize).map(|at| format!("{:.most$}", from + step * at as f64)).collect())
}

pub(super) fn cut_name(cut: Cut) -> &'static str {
    match cut {
        Cut::Inclusion => "incl-cut",
        Cut::Pri => "pri-cut",
        Cut::Frequency => "n-cut",
    }
}

pub(super) fn anchor_name(anchor: Anchor) -> &'static str {
    match anchor {
        Anchor::Exclusion => "exclusion",
        Anchor::Crossover => "crossover",
        Anchor::Inclusion => "inclusion",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sets::{Choice, FileAsk, choose, table_of_file};
    use text::Files;

    fn chosen() -> Chosen {
        let raw =
            table_of_file("t.csv", b"case,A,B,Y\np,1,0,1\nq,0,1,0\n", &FileAsk::default()).value.expect("a table");
        let choice = Choice { outcome: Some("Y".into()), ..Choice::default() };
        choose(&raw, &choice, &mut Files::new()).value.expect("chosen")
    }

    #[test]
    fn a_list_with_alternatives_is_a_grid() {
        let chosen = chosen();
        let names = Names { chosen: &chosen, calibrations: &[] };
        let tests = names.tests("incl-cut=0.75|0.8, n-cut = 1|2").expect("sound");
        let words: Vec<&str> = tests.iter().map(|test| test.words.as_str()).collect();
        assert_eq!(
            words,
            ["incl-cut 0.75, n-cut 1", "incl-cut 0.75, n-cut 2", "incl-cut 0.8, n-cut 1", "incl-cut 0.8, n-cut 2"]
        );
        assert_eq!(
            tests[1].changes,
            [Change::Setting(Setting::Cut(Cut::Inclusion), 0.75), Change::Setting(Setting::Cut(Cut::Frequency), 2.0)]
        );
        let steps = names.tests("incl-cut=0.7..0.9:0.05").expect("sound");
        let words: Vec<&str> = steps.iter().map(|test| test.words.as_str()).collect();
        assert_eq!(words, ["incl-cut 0.70", "incl-cut 0.75", "incl-cut 0.80", "incl-cut 0.85", "incl-cut 0.90"]);
        let other = names.tests("without=B,solution=parsimonious").expect("sound");
        assert_eq!(other[0].changes, [Change::Without(1), Change::Solution(Which::Parsimonious)]);
    }

    #[test]
    fn every_mistake_is_said_at_once() {
        let chosen = chosen();
        let names = Names { chosen: &chosen, calibrations: &[] };
        let problems = names.tests("incl-cut=x, ncut=2, n-cut=1.5, without=Y, what").expect_err("mistakes");
        assert_eq!(problems.len(), 5);
        assert!(problems.iter().any(|problem| problem.hint.as_deref() == Some("did you mean `n-cut`?")));
        assert!(names.tests("").is_err() && names.tests("n-cut=1,n-cut=2").is_err());
        assert!(names.tests("incl-cut=0..1:0.0001,pri-cut=0..1:0.5").is_err(), "too many");
        assert_eq!(names.spans("incl-cut=0.9, n-cut=1..x, pri-cut=0..0.5").expect_err("two are no ranges").len(), 2);
        let span = Span { setting: Setting::Cut(Cut::Pri), from: 0.0, to: 0.5 };
        assert_eq!(names.spans("pri-cut=0..0.5"), Ok(vec![span]));
    }
}
