//! A case over the years: one line for each condition and outcome, all on one axis, and under them where claims break.
//!
//! In: the lines of a case and the verdicts on it. Out: lines of signs. A column is one year where the screen has room for
//! that, else an equal share of the days under study. What is shorter than a column is still seen if it holds or is vague.

use super::paint::{BLUE, BOLD, DIM, GREEN, RED, YELLOW, cut, pad, paint};
use anstyle::Style;
use exceptio::time;
use exceptio::{CaseReport, ClaimReport, Piece, Series};

/// The columns, and the days that each stands for.
#[derive(Debug, Clone)]
pub struct Axis {
    /// First day of each column, and the day after the last.
    bounds: Vec<i32>,
    first_year: i32,
}

impl Axis {
    /// The axis of a window (first and last day, ISO) in at most `columns` columns; `None` where a date cannot be read.
    pub fn new(from: &str, until: &str, columns: usize) -> Option<Self> {
        let (from_day, until_day) = (time::day(from)?, time::day(until)? + 1);
        let (first_year, last_year): (i32, i32) = (time::year(from).parse().ok()?, time::year(until).parse().ok()?);
        let columns = columns.max(10);
        let years = usize::try_from(last_year - first_year + 1).ok()?;
        let bounds = if years <= columns {
            let share = columns / years;
            let parts = (first_year..=last_year).flat_map(|year| {
                let (from, until) = (time::new_year(year), time::new_year(year + 1));
                (0..share).map(move |part| from + (until - from) * part as i32 / share as i32)
            });
            parts.chain([time::new_year(last_year + 1)]).collect()
        } else {
            let days = i64::from(until_day - from_day);
            (0..=columns).map(|at| from_day + (days * at as i64 / columns as i64) as i32).collect()
        };
        Some(Self { bounds, first_year })
    }

    /// How many columns.
    pub fn columns(&self) -> usize {
        self.bounds.len() - 1
    }

    /// The column of a day; days beyond an end belong to the end's column.
    pub fn column(&self, day: i32) -> usize {
        self.bounds.partition_point(|bound| *bound <= day).saturating_sub(1).min(self.columns() - 1)
    }

    /// Years under their columns: every tenth, or a rounder distance where these would touch.
    pub fn ruler(&self) -> String {
        let years = (self.bounds[self.columns()] - self.bounds[0]) / 365 + 1;
        let step = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000]
            .into_iter()
            .find(|step| years / step * 7 <= self.columns() as i32)
            .unwrap_or(1000);
        let mut ruler = String::new();
        let mut year = self.first_year.div_euclid(step) * step;
        while time::new_year(year) < self.bounds[self.columns()] {
            let label = year.to_string();
            if time::new_year(year) >= self.bounds[0] {
                let column = self.column(time::new_year(year));
                if column >= ruler.len() + usize::from(!ruler.is_empty()) && column + label.len() <= self.columns() {
                    ruler = format!("{ruler:column$}{label}");
                }
            }
            year += step;
        }
        ruler
    }
}

/// Why a day is unknown, where a vague date is the reason.
const VAGUE: &str = "the date is too vague";

/// What a column shows, the more telling last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Cell {
    /// The case has no such days.
    Absent,
    /// It does not hold.
    No,
    /// Nobody can say.
    Unknown,
    /// A vague date lies here.
    Vague,
    /// A membership in tenths, from 1 to 9.
    Degree(u8),
    /// It holds.
    Yes,
}

impl Cell {
    fn of(piece: &Piece) -> Cell {
        match piece.value.as_str() {
            "yes" => Cell::Yes,
            "no" => Cell::No,
            _ if piece.why == Some(VAGUE) => Cell::Vague,
            other => match other.parse::<f64>() {
                Ok(degree) => Cell::Degree((degree * 10.0).round().clamp(1.0, 9.0) as u8),
                Err(_) => Cell::Unknown,
            },
        }
    }

    fn sign(self) -> char {
        match self {
            Cell::Absent => ' ',
            Cell::No => '·',
            Cell::Unknown => '?',
            Cell::Vague => '▒',
            Cell::Degree(tenths) => char::from(b'0' + tenths),
            Cell::Yes => '█',
        }
    }
}

/// What the signs of timelines mean; of degrees only where there are some.
pub fn legend<'a>(cases: impl IntoIterator<Item = &'a CaseReport>) -> Vec<&'static str> {
    let mut pieces = cases.into_iter().flat_map(|case| &case.series).flat_map(|series| &series.pieces);
    let degrees = pieces.any(|piece| matches!(Cell::of(piece), Cell::Degree(_)));
    let mut parts = vec!["█ holds"];
    parts.extend(degrees.then_some("1 to 9: holds to so many tenths"));
    parts.extend([
        "▒ a vague date lies here",
        "· does not hold",
        "? unknown",
        "━ breaks",
        "├──┤ lag",
        "blank: they did not both exist",
    ]);
    parts
}

/// The cells of one line.
fn cells(axis: &Axis, pieces: &[Piece]) -> Vec<Cell> {
    let mut cells = vec![Cell::Absent; axis.columns()];
    let mut most = vec![0; axis.columns()];
    for piece in pieces {
        let (from, until) = piece.days;
        for column in axis.column(from)..=axis.column(until - 1) {
            let shared = until.min(axis.bounds[column + 1]) - from.max(axis.bounds[column]);
            if shared > most[column] {
                most[column] = shared;
                cells[column] = Cell::of(piece);
            }
        }
    }
    for piece in pieces {
        let cell = Cell::of(piece);
        let (first, last) = (axis.column(piece.days.0), axis.column(piece.days.1 - 1));
        let told = cell > Cell::Unknown && (first..=last).all(|column| cells[column] < cell);
        if told {
            cells[(first + last) / 2] = cell;
        }
    }
    cells
}

fn draw_cells(cells: &[Cell], in_scope: &[bool], style: Style) -> String {
    let mut text = String::new();
    let mut at = 0;
    while at < cells.len() {
        let same = |other: usize| cells[other] == cells[at] && in_scope[other] == in_scope[at];
        let end = (at..cells.len()).find(|other| !same(*other)).unwrap_or(cells.len());
        let signs: String = cells[at..end].iter().map(|cell| cell.sign()).collect();
        let painted = match cells[at] {
            Cell::Absent => signs,
            _ if !in_scope[at] => paint(DIM, signs),
            Cell::No | Cell::Unknown => paint(DIM, signs),
            Cell::Vague => paint(YELLOW, signs),
            Cell::Degree(_) | Cell::Yes => paint(style, signs),
        };
        text.push_str(&painted);
        at = end;
    }
    text.trim_end().to_owned()
}

/// A line under the timeline: from where to where a claim breaks, or an event lags.
struct Mark {
    label: String,
    signs: Vec<(usize, char)>,
    style: Style,
    words: String,
}

/// Draws a case: a heading, a line for each series, a line for each claim that breaks or lags, the ruler.
pub fn draw(case: &CaseReport, claims: &[ClaimReport], axis: &Axis, label_width: usize, screen_width: usize) -> String {
    let mut text = String::new();
    let label = |name: &str| pad(&cut(name, label_width), label_width);
    let scope = case.series.iter().find(|series| series.role == "scope");
    let in_scope: Vec<bool> = match scope {
        Some(scope) => cells(axis, &scope.pieces).iter().map(|cell| *cell > Cell::Unknown).collect(),
        None => vec![true; axis.columns()],
    };
    for series in &case.series {
        if series.role == "scope" && always(series) {
            continue;
        }
        let style = match series.role {
            "outcome" => BLUE,
            "scope" => Style::new(),
            _ => GREEN,
        };
        let name = label(&series.name);
        let name = if series.role == "outcome" { paint(BOLD, name) } else { name };
        let line = match unknown_throughout(series) {
            Some(why) => {
                let from = axis.column(series.pieces[0].days.0);
                let words = format!("unknown throughout: {why}");
                paint(
                    DIM,
                    format!("{}{words}", " ".repeat(if from + words.len() <= axis.columns() { from } else { 0 })),
                )
            }
            None => draw_cells(&cells(axis, &series.pieces), &in_scope, style),
        };
        text.push_str(&format!("  {name}  {line}\n"));
    }
    for mark in marks(case, claims, axis) {
        text.push_str(&draw_mark(&mark, axis, label_width, screen_width));
    }
    text.push_str(&format!("  {}  {}\n", label(""), paint(DIM, axis.ruler())));
    text
}

/// Why a series is unknown, where it is that from beginning to end and for one reason.
fn unknown_throughout(series: &Series) -> Option<&'static str> {
    let why = series.pieces.first()?.why.filter(|why| *why != VAGUE)?;
    series.pieces.iter().all(|piece| Cell::of(piece) == Cell::Unknown && piece.why == Some(why)).then_some(why)
}

fn always(series: &Series) -> bool {
    series.pieces.iter().all(|piece| piece.value == "yes")
}

fn draw_mark(mark: &Mark, axis: &Axis, label_width: usize, screen_width: usize) -> String {
    let mut signs = vec![' '; axis.columns()];
    for (column, sign) in &mark.signs {
        signs[*column] = *sign;
    }
    let drawn: String = signs.iter().collect();
    let drawn = drawn.trim_end();
    let room = screen_width.saturating_sub(label_width + 6 + drawn.chars().count());
    let label = pad(&cut(&mark.label, label_width), label_width);
    let line = paint(mark.style, drawn);
    let words = super::paint::width(&mark.words);
    let before = drawn.chars().take_while(|sign| *sign == ' ').count();
    if words <= room {
        format!("  {}  {line} {}\n", paint(mark.style, label), mark.words)
    } else if words < before {
        let signs: String = drawn.chars().skip(before).collect();
        let lead = " ".repeat(before - words - 1);
        format!("  {}  {lead}{} {}\n", paint(mark.style, label), mark.words, paint(mark.style, signs))
    } else {
        format!("  {}  {line}\n", paint(mark.style, label))
    }
}

/// The name of a claim under the definition it was judged under: `needed, by treaty`; the definition alone is enough where
/// the outcome is the only one.
pub fn claim_label(claim: &ClaimReport) -> String {
    let label = definition_label(claim);
    if label.is_empty() { claim.name.clone() } else { format!("{} {label}", claim.name) }
}

/// `by treaty`, of a definition `ALLIANCE by treaty`.
pub fn definition_label(claim: &ClaimReport) -> String {
    let parts = claim.definition.split(", ").map(|part| part.split_once(' ').map_or(part, |(_, label)| label));
    parts.collect::<Vec<_>>().join(", ")
}

fn marks(case: &CaseReport, claims: &[ClaimReport], axis: &Axis) -> Vec<Mark> {
    let mut marks = Vec::new();
    for claim in claims {
        let Some(verdict) = claim.verdicts.iter().find(|verdict| verdict.case == case.case) else { continue };
        let mut signs = Vec::new();
        let deviates = verdict.ruling == "deviates";
        for (at, spell) in verdict.spells.iter().enumerate().filter(|_| deviates) {
            let beside = |other: Option<usize>| {
                other.and_then(|other| verdict.spells.get(other)).is_some_and(|other| other.ruling == "deviates")
            };
            let sign = match spell.ruling {
                "deviates" => '━',
                "undecided" if spell.why == Some(VAGUE) && (beside(at.checked_sub(1)) || beside(Some(at + 1))) => '╌',
                _ => continue,
            };
            if let (Some(from), Some(until)) = (time::day(&spell.from), time::day(&spell.until)) {
                let weaker = |column: &usize| sign == '━' || !signs.contains(&(*column, '━'));
                let columns: Vec<usize> = (axis.column(from)..=axis.column(until)).filter(weaker).collect();
                signs.extend(columns.into_iter().map(|column| (column, sign)));
            }
        }
        let mut lag = None;
        // Of what was awaited no longer nothing lags.
        for event in verdict.events.iter().filter(|event| event.ruling != "irrelevant") {
            let days = |range: &(String, String)| Some((time::day(&range.0)?, time::day(&range.1)?));
            let Some((first, last)) = days(&event.day) else { continue };
            match event.anchor.as_ref().and_then(days) {
                Some((anchor, anchor_last)) if anchor_last <= last && (anchor, anchor_last) != (first, last) => {
                    let from = axis.column(anchor);
                    let until = axis.column(last);
                    signs.extend((from..=until).map(|column| (column, '╌')));
                    if anchor_last <= first {
                        signs.extend((axis.column(anchor_last)..=axis.column(first)).map(|column| (column, '─')));
                    }
                    signs.push((from, '├'));
                    signs.push((until, if event.ruling == "undecided" { '→' } else { '┤' }));
                    lag = event.lag_days.or(lag);
                }
                _ if event.ruling == "deviates" => signs.push((axis.column(first), '✗')),
                _ => {}
            }
        }
        if signs.is_empty() {
            continue;
        }
        let (least, most) = verdict.deviating_days;
        let words = match lag {
            Some((least, most)) => format!("lag {}", time::range(least, most)),
            None if most > 0 => format!("breaks for {}", time::range(least, most)),
            None => "breaks here".to_owned(),
        };
        let sign = if deviates { "✗" } else { " " };
        let style = if deviates { RED } else { DIM };
        marks.push(Mark { label: format!("{sign} {}", claim_label(claim)), signs, style, words });
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(from: &str, until: &str, value: &str, why: Option<&'static str>) -> Piece {
        let days = (time::day(from).unwrap(), time::day(until).unwrap() + 1);
        Piece { from: from.to_owned(), until: until.to_owned(), value: value.to_owned(), why, days }
    }

    fn line(axis: &Axis, pieces: &[Piece]) -> String {
        cells(axis, pieces).iter().map(|cell| cell.sign()).collect()
    }

    #[test]
    fn a_column_is_a_year_where_there_is_room() {
        let axis = Axis::new("1950-06-01", "1959-12-31", 12).unwrap();
        assert_eq!(axis.columns(), 10);
        let vague = Some("the date is too vague");
        let pieces = [
            piece("1950-06-01", "1952-12-31", "no", None),
            piece("1953-01-01", "1953-12-31", "unknown", vague),
            piece("1954-01-01", "1956-12-31", "yes", None),
            piece("1957-01-01", "1957-12-31", "unknown", Some("nothing is coded")),
            piece("1958-01-01", "1958-12-31", "0.72", None),
        ];
        assert_eq!(line(&axis, &pieces), "···▒███?7 ");
    }

    #[test]
    fn what_holds_for_a_day_is_seen_and_what_fails_for_a_day_is_not() {
        let axis = Axis::new("1950-01-01", "1959-12-31", 10).unwrap();
        let day = [
            piece("1950-01-01", "1954-06-01", "no", None),
            piece("1954-06-02", "1954-06-02", "yes", None),
            piece("1954-06-03", "1959-12-31", "no", None),
        ];
        assert_eq!(line(&axis, &day), "····█·····");
        let gap = [
            piece("1950-01-01", "1954-06-01", "yes", None),
            piece("1954-06-02", "1954-06-02", "no", None),
            piece("1954-06-03", "1959-12-31", "yes", None),
        ];
        assert_eq!(line(&axis, &gap), "██████████");
    }

    #[test]
    fn a_narrow_screen_shares_the_days() {
        let axis = Axis::new("1900-01-01", "1999-12-31", 20).unwrap();
        assert_eq!(axis.columns(), 20);
        assert_eq!(axis.column(time::day("1900-01-01").unwrap()), 0);
        assert_eq!(axis.column(time::day("1999-12-31").unwrap()), 19);
        assert_eq!(axis.column(time::day("2050-01-01").unwrap()), 19);
        assert_eq!(axis.column(time::day("1850-01-01").unwrap()), 0);
    }

    #[test]
    fn the_ruler_names_round_years_under_their_columns() {
        let axis = Axis::new("1949-10-01", "2021-07-31", 80).unwrap();
        assert_eq!(axis.columns(), 73);
        assert_eq!(axis.ruler(), " 1950      1960      1970      1980      1990      2000      2010");
    }

    #[test]
    fn a_window_that_is_no_window_gives_no_axis() {
        assert!(Axis::new("then", "now", 50).is_none());
    }
}
