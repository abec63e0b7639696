//! What a table should be looked over for before anybody analyses it: skewness and conditions that never vary.

use super::{Kind, Table};
use crate::expression::Sum;
use text::Diagnostic;

/// How the cases of one set lie about the middle.
#[derive(Debug, Clone, PartialEq)]
pub struct Skew {
    /// The column.
    pub column: String,
    /// The level, of a multi-value column; `None` for the set itself.
    pub level: Option<u8>,
    /// Cases with a membership above 0.5.
    pub members: usize,
    /// Cases with a membership of exactly 0.5.
    pub halves: usize,
    /// Cases that the column concerns.
    pub n: usize,
    /// `members / n`; `None` where the column concerns no case.
    pub share: Option<f64>,
    /// Whether more than 85 or fewer than 15 in a hundred are members: where a set is as skewed as that, an outcome and its
    /// negation can both seem to be supersets of it. The limits are a rule of thumb, not a finding.
    pub skewed: bool,
}

/// The skewness of each of these columns, a line for each level of a multi-value one.
#[must_use]
pub fn skewness(table: &Table, columns: &[usize]) -> Vec<Skew> {
    let mut lines = Vec::new();
    for column in columns.iter().filter_map(|column| table.columns.get(*column)) {
        let cells: Vec<f64> =
            (0..table.len()).filter(|case| !column.is_dont_care(*case)).map(|case| column.values[case]).collect();
        let mut line = |level: Option<u8>, members: usize, halves: usize| {
            let share = (!cells.is_empty()).then(|| members as f64 / cells.len() as f64);
            let skewed = share.is_some_and(|share| !(0.15..=0.85).contains(&share));
            lines.push(Skew { column: column.name.clone(), level, members, halves, n: cells.len(), share, skewed });
        };
        match column.kind {
            Kind::Multi { levels } => {
                for level in 0..levels {
                    line(Some(level), cells.iter().filter(|value| **value == f64::from(level)).count(), 0);
                }
            }
            Kind::Crisp | Kind::Fuzzy => line(
                None,
                cells.iter().filter(|value| **value > 0.5).count(),
                cells.iter().filter(|value| **value == 0.5).count(),
            ),
        }
    }
    lines
}

/// Those of these columns in which every case stands at the same level (a fuzzy one: on the same side of 0.5). Nothing can
/// be learned from them about a difference that they make.
#[must_use]
pub fn constant_columns(table: &Table, columns: &[usize]) -> Vec<usize> {
    let constant = |column: &super::Column| {
        let mut levels =
            (0..table.len()).map(|case| if column.is_dont_care(case) { Err(()) } else { Ok(column.level(case)) });
        match levels.next() {
            Some(first) => levels.all(|level| level == first),
            None => false,
        }
    };
    columns.iter().copied().filter(|column| table.columns.get(*column).is_some_and(constant)).collect()
}

/// A warning for each constant condition among these columns (`sets::constant`), and for an outcome with all cases on one side of 0.5
/// (`sets::constant_outcome`): what every analysis of conditions and an outcome should say first.
#[must_use]
pub fn warn_constant(table: &Table, columns: &[usize], outcome: &Sum) -> Vec<Diagnostic> {
    let same =
        |code, name: &str| Diagnostic::warning(code, format!("`{name}` is the same in all {} cases", table.len()));
    let conditions = constant_columns(table, columns).into_iter().map(|column| {
        let name = &table.columns[column].name;
        same("sets::constant", name).hint(format!(
            "nothing can be learned about `{name}` from cases that do not differ in it; leave it out, or add cases"
        ))
    });
    let y = outcome.memberships(table);
    let side = |test: fn(f64) -> bool| !y.is_empty() && y.iter().all(|y| test(*y));
    let outcome = (side(|y| y > 0.5) || side(|y| y < 0.5)).then(|| {
        same("sets::constant_outcome", &outcome.write(table))
            .hint("without cases that differ in the outcome there is nothing to explain")
    });
    conditions.chain(outcome).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Column;
    use crate::expression::Literal;

    #[test]
    fn sides_of_the_middle_are_counted() {
        let a = Column::new("A", Kind::Fuzzy, vec![0.9, 0.8, 0.5, 0.1]);
        let b = Column::new("B", Kind::Multi { levels: 3 }, vec![2.0, 2.0, 1.0, 2.0]);
        let c = Column::new("C", Kind::Fuzzy, vec![0.6, 0.7, 0.8, 0.9]);
        let table = Table::new((0..4).map(|case| case.to_string()).collect(), vec![a, b, c]);
        let lines = skewness(&table, &[0, 1, 2]);
        assert_eq!((lines[0].members, lines[0].halves, lines[0].share), (2, 1, Some(0.5)));
        assert_eq!(lines[1..4].iter().map(|line| line.members).collect::<Vec<_>>(), [0, 1, 3]);
        assert!(lines[1].skewed && !lines[2].skewed && lines[4].skewed);
        assert_eq!(constant_columns(&table, &[0, 1, 2]), [2]);
        let y = Sum::literal(Literal::present(0));
        assert_eq!(warn_constant(&table, &[0, 1, 2], &y)[0].message, "`C` is the same in all 4 cases");
        let said: Vec<&str> =
            warn_constant(&table, &[0], &Sum::literal(Literal::present(2))).iter().map(|one| one.code).collect();
        assert_eq!(said, ["sets::constant_outcome"]);
    }

    #[test]
    fn nothing_is_constant_where_there_is_no_case() {
        let table = Table::new(Vec::new(), vec![Column::new("A", Kind::Crisp, Vec::new())]);
        assert!(constant_columns(&table, &[0]).is_empty());
        assert_eq!(skewness(&table, &[0])[0].share, None);
    }
}
