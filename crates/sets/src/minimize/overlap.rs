//! Rows with cells of no concern (`-`) that share configurations with rows of another coding.
//!
//! In: a truth table, which of its rows are explained and which are free. Out: [`Overlaps`], and what each row still stands for once
//! they are settled. Configurations are never listed.
//!
//! The rule: a row with `-` stands for every level there, as far as no row that lies within it was observed too: what is observed
//! more closely keeps its own coding. Where neither row lies within the other, nothing says which coding holds of what they share;
//! then [`OverlapRule`] decides, and by default the table is refused.

use super::cube::{ANY, Cube};
use super::region::Region;
use crate::truth::{Output, OverlapRule, TruthTable};
use text::Diagnostic;

/// The most parts into which one row may fall.
const MOST_PARTS: usize = 10_000;
/// Pairs of rows that a refusal names, at most.
const MOST_NAMED: usize = 6;

/// What minimisation makes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Explained,
    Negative,
    Free,
}

/// Pairs of rows, as places among those of the truth table, of which one is explained and the other negative.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlaps {
    /// The second lies within the first, and keeps its coding.
    pub nested: Vec<(usize, usize)>,
    /// Neither lies within the other, and no third row settles what they share: first the one explained.
    pub contested: Vec<(usize, usize)>,
}

/// What is left of the rows of a truth table.
pub(super) struct Settled {
    pub positive: Vec<Cube>,
    pub negative: Vec<Cube>,
}

struct Row {
    place: usize,
    cube: Cube,
    role: Role,
}

impl Row {
    fn is_within(&self, other: &Row) -> bool {
        self.place != other.place && other.cube.covers(&self.cube)
    }
}

fn rows(truth: &TruthTable, explain: &[Output], free: &[Output]) -> Vec<Row> {
    let role = |output: Output| match output {
        _ if explain.contains(&output) => Role::Explained,
        _ if free.contains(&output) => Role::Free,
        _ => Role::Negative,
    };
    let row = |(place, row): (usize, &crate::truth::Row)| Row {
        place,
        cube: Cube::from_levels(&row.levels),
        role: role(row.output),
    };
    truth.rows.iter().enumerate().map(row).collect()
}

/// What an explained and a negative row share and no row within either settles.
fn contested(explained: &Row, negative: &Row, rows: &[Row], levels: &[u8]) -> Vec<Cube> {
    let Some(shared) = explained.cube.meet(&negative.cube) else { return Vec::new() };
    let settles = |row: &&Row| match row.role {
        Role::Negative => row.is_within(explained),
        Role::Explained | Role::Free => row.is_within(negative),
    };
    Region::new(vec![shared]).without(rows.iter().filter(settles).map(|row| row.cube.clone())).cubes(levels)
}

impl Overlaps {
    /// All of a truth table; none where no row has a cell of no concern.
    #[must_use]
    pub fn of(truth: &TruthTable, explain: &[Output], free: &[Output]) -> Overlaps {
        let levels = levels(truth);
        Self::among(&rows(truth, explain, free), &levels)
    }

    fn among(rows: &[Row], levels: &[u8]) -> Overlaps {
        let mut found = Overlaps::default();
        let is_open = |row: &Row| row.cube.0.contains(&ANY);
        if !rows.iter().any(is_open) {
            return found;
        }
        for explained in rows.iter().filter(|row| row.role == Role::Explained) {
            for negative in rows.iter().filter(|row| row.role == Role::Negative) {
                if !is_open(explained) && !is_open(negative) {
                    continue;
                }
                if negative.is_within(explained) {
                    found.nested.push((explained.place, negative.place));
                } else if explained.is_within(negative) {
                    found.nested.push((negative.place, explained.place));
                } else if !contested(explained, negative, rows, levels).is_empty() {
                    found.contested.push((explained.place, negative.place));
                }
            }
        }
        found
    }

    /// The refusal (`sets::rows_overlap`) that names rows and cases; `None` where the rule settles them all. `cases` are the names of
    /// the cases of the table that the truth table is of.
    #[must_use]
    pub fn refusal(&self, truth: &TruthTable, cases: &[String]) -> Option<Diagnostic> {
        let pairs: Vec<(usize, usize)> = match truth.settings.overlap {
            OverlapRule::Specific => self.contested.clone(),
            OverlapRule::Refuse => self.nested.iter().chain(&self.contested).copied().collect(),
            OverlapRule::Negative | OverlapRule::Explain | OverlapRule::Free => return None,
        };
        if pairs.is_empty() {
            return None;
        }
        let pair = |&(one, other): &(usize, usize)| {
            format!("{} and {}", truth.named_row(one, cases), truth.named_row(other, cases))
        };
        let named: Vec<String> = pairs.iter().take(MOST_NAMED).map(pair).collect();
        let more = match pairs.len().saturating_sub(MOST_NAMED) {
            0 => String::new(),
            more => format!("; and {more} more pairs"),
        };
        let message = format!("rows of another coding share a configuration: {}{more}", named.join("; "));
        let hint = match truth.settings.overlap {
            OverlapRule::Refuse => {
                "`specific` lets a row that lies within another keep its coding; or give the cells that are `-` a value"
            }
            _ => {
                "`negative` (0), `explain` (1) or `free` (as a remainder) says what holds of what they share; or give the cells that are `-` a value"
            }
        };
        Some(Diagnostic::error("sets::rows_overlap", message).hint(hint))
    }
}

/// What is left of each row by the rule of the truth table's settings.
///
/// Of an explained row that is cut, every largest part is to be covered as a whole, as an uncut row is.
///
/// # Errors
///
/// A refusal that names the rows, and a row that falls into too many parts (`sets::rows_overlap`).
pub(super) fn settled(
    truth: &TruthTable,
    cases: &[String],
    explain: &[Output],
    free: &[Output],
) -> Result<Settled, Vec<Diagnostic>> {
    let levels = levels(truth);
    let rows = rows(truth, explain, free);
    let overlaps = Overlaps::among(&rows, &levels);
    if let Some(refused) = overlaps.refusal(truth, cases) {
        return Err(vec![refused]);
    }
    let shared = |of: &dyn Fn(&(usize, usize)) -> bool| -> Vec<Cube> {
        let pairs = overlaps.contested.iter().filter(|pair| of(pair));
        pairs.flat_map(|&(one, other)| contested(&rows[one], &rows[other], &rows, &levels)).collect()
    };
    let rule = truth.settings.overlap;
    let mut made = Settled { positive: Vec::new(), negative: Vec::new() };
    for row in &rows {
        match row.role {
            Role::Free => {}
            Role::Explained => {
                let mut cut: Vec<Cube> = overlaps
                    .nested
                    .iter()
                    .filter(|pair| pair.0 == row.place)
                    .map(|pair| rows[pair.1].cube.clone())
                    .collect();
                if matches!(rule, OverlapRule::Negative | OverlapRule::Free) {
                    cut.extend(shared(&|pair| pair.0 == row.place));
                }
                made.positive.extend(parts(&levels, &row.cube, &cut).ok_or_else(|| {
                    let message = format!(
                        "{} falls into more than {MOST_PARTS} parts by the rows within it",
                        truth.named_row(row.place, cases)
                    );
                    vec![Diagnostic::error("sets::rows_overlap", message).hint("code some of its cells that are `-`")]
                })?);
            }
            Role::Negative => {
                let inner = rows.iter().filter(|other| other.role != Role::Negative && other.is_within(row));
                let mut cut: Vec<Cube> = inner.map(|other| other.cube.clone()).collect();
                if matches!(rule, OverlapRule::Explain | OverlapRule::Free) {
                    cut.extend(shared(&|pair| pair.1 == row.place));
                }
                match cut.is_empty() {
                    true => made.negative.push(row.cube.clone()),
                    false => made.negative.extend(Region::new(vec![row.cube.clone()]).without(cut).cubes(&levels)),
                }
            }
        }
    }
    made.positive.sort_unstable();
    made.positive.dedup();
    Ok(made)
}

/// The largest cubes in `whole` that meet none of `cut`, in order; `None` where they are too many.
fn parts(levels: &[u8], whole: &Cube, cut: &[Cube]) -> Option<Vec<Cube>> {
    let mut parts = vec![whole.clone()];
    for out in cut {
        let (met, mut kept): (Vec<Cube>, Vec<Cube>) = parts.into_iter().partition(|part| part.meet(out).is_some());
        let mut smaller = Vec::new();
        for part in &met {
            for (at, &cell) in out.0.iter().enumerate().filter(|(at, cell)| **cell != ANY && part.0[*at] == ANY) {
                for level in (0..levels[at]).filter(|level| *level != cell) {
                    let mut less = part.clone();
                    less.0[at] = level;
                    smaller.push(less);
                }
            }
        }
        smaller.sort_unstable();
        smaller.dedup();
        // Fewer literals come first, so that a cube can only lie within one that is kept already.
        for cube in smaller {
            if !kept.iter().any(|wide| wide.covers(&cube)) {
                kept.push(cube);
            }
        }
        if kept.len() > MOST_PARTS {
            return None;
        }
        parts = kept;
    }
    parts.sort_unstable();
    Some(parts)
}

fn levels(truth: &TruthTable) -> Vec<u8> {
    truth.conditions.iter().map(|condition| condition.levels).collect()
}
