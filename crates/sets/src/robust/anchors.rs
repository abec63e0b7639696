//! Within which range a calibration anchor leaves the solution as it is.
//!
//! As an anchor moves, each case's membership moves one way, so that its values at the ends of an interval bound it in between.
//! An interval throughout which every case stays on its side of 0.5 and every row keeps its coding is passed at once; any other
//! is halved, the nearer half first. What cannot be halved further holds a point where a row is coded anew: there the solution
//! is made again. So no change is passed over, however short it lasts, down to a 2^-40th of the range looked at.

use super::certificate::{Cuts, Moving, steady};
use super::cuts::{Bound, Except, Range};
use super::recipe::Recipe;
use crate::calibrate::{Anchors, Powers, logistic, shape};
use crate::expression::Sum;
use crate::{HalfRule, Kind, Table};
use text::Diagnostic;

/// How many intervals are looked at: at least so many, and at most.
const INTERVALS: (usize, usize) = (4_000, 100_000);
/// Memberships that intervals may take to be looked at, beyond the least number.
const INTERVAL_STEPS: usize = 1_000_000_000;

/// Memberships that are looked at to ask for the solution at single points.
const POINT_STEPS: usize = 50_000_000;
/// How many points are asked about, at least and at most.
const POINTS: (usize, usize) = (16, 10_000);

/// How raw values become memberships.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Method {
    /// [`logistic`] with this membership at full inclusion.
    Logistic(f64),
    /// [`shape`] with these powers.
    Shape(Powers),
    /// In at and above the crossover; the other anchors are not used.
    Crisp,
}

/// An anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Anchor {
    /// Full exclusion.
    Exclusion,
    /// Neither in nor out.
    Crossover,
    /// Full inclusion.
    Inclusion,
}

/// How a condition was calibrated.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// The place of its column in the table.
    pub column: usize,
    /// The raw value of each case of the table.
    pub raw: Vec<f64>,
    /// The method.
    pub method: Method,
    /// The anchors.
    pub anchors: Anchors,
}

impl Anchor {
    /// Where it stands among the three.
    pub(super) fn of(self, anchors: &mut Anchors) -> &mut f64 {
        match self {
            Anchor::Exclusion => &mut anchors.exclusion,
            Anchor::Crossover => &mut anchors.crossover,
            Anchor::Inclusion => &mut anchors.inclusion,
        }
    }
}

impl Calibration {
    /// The memberships with an anchor moved.
    fn at(&self, anchor: Anchor, value: f64) -> Result<Vec<f64>, Vec<Diagnostic>> {
        let mut anchors = self.anchors;
        *anchor.of(&mut anchors) = value;
        self.with(anchors)
    }

    /// The membership of each case.
    pub(super) fn memberships(&self) -> Result<Vec<f64>, Vec<Diagnostic>> {
        self.with(self.anchors)
    }

    fn with(&self, anchors: Anchors) -> Result<Vec<f64>, Vec<Diagnostic>> {
        let raw: Vec<Option<f64>> = self.raw.iter().copied().map(Some).collect();
        let made = match self.method {
            Method::Logistic(degree) => logistic(&raw, anchors, degree),
            Method::Shape(powers) => shape(&raw, anchors, powers),
            Method::Crisp => {
                return Ok(self.raw.iter().map(|raw| f64::from(*raw >= anchors.crossover)).collect());
            }
        };
        let members = made.value.ok_or(made.problems)?;
        Ok(members.into_iter().map(|member| member.unwrap_or(0.0)).collect())
    }

    /// Where an anchor is.
    #[must_use]
    pub fn value(&self, anchor: Anchor) -> f64 {
        *anchor.of(&mut self.anchors.clone())
    }

    /// The anchors that the method reads.
    #[must_use]
    pub fn anchors_used(&self) -> &'static [Anchor] {
        match self.method {
            Method::Crisp => &[Anchor::Crossover],
            Method::Logistic(_) | Method::Shape(_) => &[Anchor::Exclusion, Anchor::Crossover, Anchor::Inclusion],
        }
    }

    /// Where the anchor puts a case at exactly 0.5, ascending: a crossover at its own raw value, where there are memberships between 0 and 1.
    fn halfway_points(&self, anchor: Anchor) -> Vec<f64> {
        if anchor != Anchor::Crossover || self.method == Method::Crisp {
            return Vec::new();
        }
        let mut points = self.raw.clone();
        points.sort_unstable_by(f64::total_cmp);
        points.dedup();
        points
    }

    /// From where to where the anchor may move: as far as the data go, not past its neighbours.
    fn room(&self, anchor: Anchor) -> (f64, f64) {
        let value = self.value(anchor);
        let (low, high) = self.raw.iter().fold((value, value), |(low, high), raw| (low.min(*raw), high.max(*raw)));
        let mut room = (low - (high - low) / 16.0, high + (high - low) / 16.0);
        if self.method != Method::Crisp {
            let Anchors { exclusion, crossover, inclusion } = self.anchors;
            let neighbours = match anchor {
                Anchor::Exclusion | Anchor::Inclusion => vec![crossover],
                Anchor::Crossover => vec![exclusion, inclusion],
            };
            for other in neighbours {
                // Just short of the neighbour: at it the anchors would be none.
                let short = other + (value - other) * 1e-9;
                room = if other < value { (room.0.max(short), room.1) } else { (room.0, room.1.min(short)) };
            }
        }
        room
    }

    /// What is wrong with it as the calibration of a column of this table.
    pub(super) fn problems(&self, table: &Table) -> Vec<Diagnostic> {
        let mut problems = Vec::new();
        let kind = match self.method {
            Method::Crisp => Kind::Crisp,
            Method::Logistic(_) | Method::Shape(_) => Kind::Fuzzy,
        };
        if table.columns.get(self.column).is_none_or(|column| column.kind != kind) {
            let message = format!("column {} is no {} one", self.column + 1, kind.word());
            problems.push(Diagnostic::error("sets::anchor_column", message).hint("name a column so calibrated"));
        }
        if self.raw.len() != table.len() || self.raw.iter().any(|raw| !raw.is_finite()) {
            let message = format!("{} raw values, not all of them numbers, for {} cases", self.raw.len(), table.len());
            problems.push(Diagnostic::error("sets::anchor_raw", message).hint("give the raw value of each case"));
        }
        problems
    }
}

/// The range of one anchor, all else staying as it is. It is looked for as far as the data go and a sixteenth of their width
/// beyond, and not past the neighbouring anchors. Each end is known to a 2^-40th of that. A crossover at a case's own value puts the case at
/// exactly 0.5: what the recipe's rule makes of it there is asked at every such point (of very many in a large table those nearest to the value), and where it is
/// another solution, or none, the point is named.
///
/// # Errors
///
/// What the [`Recipe`] or the calibration refuses; a column that is no condition so calibrated (`sets::anchor_column`); raw
/// values that do not fit the cases (`sets::anchor_raw`); a search that takes more than 100,000 intervals, in large tables fewer
/// (`sets::anchor_search`).
pub fn anchor_range(
    table: &Table,
    recipe: &Recipe,
    calibration: &Calibration,
    anchor: Anchor,
) -> Result<Range, Vec<Diagnostic>> {
    let mut problems = calibration.problems(table);
    if !recipe.conditions.contains(&calibration.column) {
        let message = format!("column {} is no condition of the solution", calibration.column + 1);
        problems.push(Diagnostic::error("sets::anchor_column", message).hint("name a condition so calibrated"));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let value = calibration.value(anchor);
    let (table, moving, following) = recipe.still(table, std::slice::from_ref(calibration), &[calibration.column])?;
    let [calibration] = moving.as_slice() else { return Err(problems) };
    let mut search = Search { table, recipe: following, calibration, anchor, left: INTERVALS.0, most: INTERVALS.0 };
    search.set(value)?;
    // Refused here, before anything moves, where cases stand at exactly 0.5.
    let models = recipe.models(&search.table)?;
    let rows = search.recipe.truth(&search.table)?.rows.len();
    search.most = (INTERVAL_STEPS / (search.table.len() * rows).max(1)).clamp(INTERVALS.0, INTERVALS.1);
    search.left = search.most;
    let (low, high) = calibration.room(anchor);
    let floor = (high - low) * 2.0_f64.powi(-40);
    let mut low = search.first_change(value, low, floor, &models)?;
    let mut high = search.first_change(value, high, floor, &models)?;
    let points = calibration.halfway_points(anchor);
    for end in [&mut low, &mut high] {
        // Where a case changes sides is known exactly.
        if let Some(point) = points.iter().find(|point| (**point - end.at).abs() <= 2.0 * floor) {
            end.at = *point;
        }
    }
    let mut points: Vec<f64> =
        points.into_iter().filter(|at| (low.at..=high.at).contains(at) && *at != value).collect();
    points.sort_by(|a, b| (a - value).abs().total_cmp(&(b - value).abs()));
    let asked = points.len().min(search.points_asked(recipe)?);
    let mut except = Vec::new();
    for &at in &points[..asked] {
        search.set(at)?;
        let there = recipe.models(&search.table);
        if there.as_ref() != Ok(&models) {
            except.push(Except { at, models: there });
        }
    }
    except.sort_by(|a, b| a.at.total_cmp(&b.at));
    Ok(Range { value, models, low, high, except, unasked: points.len() - asked })
}

struct Search<'a> {
    table: Table,
    recipe: Recipe,
    calibration: &'a Calibration,
    anchor: Anchor,
    left: usize,
    most: usize,
}

impl Search<'_> {
    /// At how many points the solution is asked for, by what one costs: memberships, and rows where it is not refused beforehand.
    fn points_asked(&self, recipe: &Recipe) -> Result<usize, Vec<Diagnostic>> {
        let refused = recipe.half == HalfRule::Refuse && !recipe.settings.keep_halves;
        let rows = if refused { 1 } else { self.recipe.truth(&self.table)?.rows.len().max(1) };
        Ok((POINT_STEPS / (self.table.len() * rows).max(1)).clamp(POINTS.0, POINTS.1))
    }

    fn set(&mut self, value: f64) -> Result<(), Vec<Diagnostic>> {
        self.table.columns[self.calibration.column].values = self.calibration.at(self.anchor, value)?;
        Ok(())
    }

    /// The first point from `near` to `far` beyond which the models are others.
    fn first_change(&mut self, near: f64, far: f64, floor: f64, models: &[Sum]) -> Result<Bound, Vec<Diagnostic>> {
        let mut open = vec![(near, far)];
        while let Some((from, to)) = open.pop() {
            self.left = self.left.checked_sub(1).ok_or_else(|| vec![too_long(self.most)])?;
            if self.steady(from, to)? {
                continue;
            }
            if (to - from).abs() > floor {
                let middle = from + (to - from) / 2.0;
                open.extend([(middle, to), (from, middle)]);
                continue;
            }
            // A little beyond, so that a case at exactly 0.5 on the point itself does not stand for a change.
            self.set(to + (to - from) * 0.5)?;
            let beyond = self.recipe.models(&self.table);
            if beyond.as_deref() != Ok(models) {
                return Ok(Bound { at: to, beyond: Some(beyond) });
            }
        }
        Ok(Bound { at: far, beyond: None })
    }

    fn steady(&mut self, from: f64, to: f64) -> Result<bool, Vec<Diagnostic>> {
        let (one, other) = (self.calibration.at(self.anchor, from)?, self.calibration.at(self.anchor, to)?);
        let moving = Moving::between(self.calibration.column, [&one, &other]);
        self.table.columns[self.calibration.column].values = one;
        let truth = self.recipe.truth(&self.table)?;
        let y = self.recipe.outcome.memberships(&self.table);
        Ok(steady(&self.table, &truth, &y, &[moving], Cuts::of(&self.recipe.settings)))
    }
}

fn too_long(most: usize) -> Diagnostic {
    let message = format!("the search for a change took more than {most} intervals");
    Diagnostic::error("sets::anchor_search", message).hint("a row's inclusion stays at its cut-off; move the cut-off")
}
