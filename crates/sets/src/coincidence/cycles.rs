//! Causal circles in a complex formula.

use super::formula::{Complex, at_level, literals_of};
use super::options::Cycles;
use crate::expression::Literal;

/// Whether some factor (or some value of a factor) is among its own causes, at whatever distance.
#[must_use]
pub fn is_cyclic(formula: &Complex, cycles: Cycles) -> bool {
    let node = |literal: Literal| match cycles {
        Cycles::Factors => at_level(literal.column, 0),
        Cycles::Values => literal,
    };
    let mut edges: Vec<(Literal, Literal)> = formula
        .atoms()
        .iter()
        .flat_map(|atom| literals_of(&atom.causes).into_iter().map(|cause| (node(cause), node(atom.outcome))))
        .collect();
    // What no edge leads into lies on no circle; strike it until nothing is left to strike.
    loop {
        let before = edges.len();
        let entered: Vec<Literal> = edges.iter().map(|(_, to)| *to).collect();
        edges.retain(|(from, _)| entered.contains(from));
        if edges.len() == before {
            return !edges.is_empty();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::formula::read;
    use super::*;
    use crate::{Column, Kind, Table};

    /// Examples of cna's manual page of `cyclic`.
    #[test]
    fn circles() {
        let names = ["A", "B", "C", "D", "E", "G", "L", "U", "X1", "X2", "X3", "Y1", "Y2", "Y3"];
        let column = |name: &str| Column::new(name, Kind::Crisp, vec![]);
        let table = Table::new(vec![], names.into_iter().map(column).collect());
        let cyclic = |text: &str, cycles| is_cyclic(&read(&table, text), cycles);
        for (text, factors, values) in [
            ("(A + B <-> C)*(~C + D <-> A)", true, false),
            ("(A*X1 + Y1 <-> B)*(~B*X2 + Y2 <-> C)*(C*X3 + Y3 <-> A)", true, false),
            ("(A*X1 + Y1 <-> B)*(B*X2 + Y2 <-> C)*(C*X3 + Y3 <-> A)", true, true),
            ("(L + G <-> E)*(U + D <-> L)*(A <-> U)", false, false),
            ("(L + G <-> E)*(U + D <-> L)*(A <-> U)*(B <-> G)*(L <-> C)", false, false),
            ("(D <-> A)*(A <-> B)*(A <-> C)", false, false),
            ("~A <-> A", true, false),
        ] {
            assert_eq!(cyclic(text, Cycles::Factors), factors, "{text}");
            assert_eq!(cyclic(text, Cycles::Values), values, "{text}");
        }
    }
}
