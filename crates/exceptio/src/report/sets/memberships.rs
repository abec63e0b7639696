//! Memberships of every case in a solution, its terms and the outcome.

use super::data::DataReport;
use super::held::HeldReport;
use crate::report::{Layout, Shown, Table};
use crate::sets::Held;
use serde::Serialize;
use sets::cases::{NecessityKind, SufficiencyKind};
use sets::expression::Relation;

/// One case.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MemberReport {
    /// Which.
    pub case: String,
    /// Its membership in each term, in their order.
    pub terms: Vec<f64>,
    /// In the solution.
    pub solution: f64,
    /// In the outcome.
    pub outcome: f64,
    /// Its type, for each relation that is claimed.
    pub types: Vec<&'static str>,
}

/// The memberships of all cases.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MembershipsReport {
    /// `exceptio.memberships`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// What was analysed.
    pub data: DataReport,
    /// The solution.
    pub solution: HeldReport,
    /// Its terms.
    pub terms: Vec<String>,
    /// Every case, in the order of the table.
    pub cases: Vec<MemberReport>,
}

impl MembershipsReport {
    pub(crate) fn new(held: &Held) -> Self {
        let (table, condition) = (&held.chosen.table, &held.condition);
        let members: Vec<Vec<f64>> = condition.terms.iter().map(|term| term.memberships(table)).collect();
        let (x, y) = (condition.memberships(table), held.chosen.outcome.memberships(table));
        let of = |relation: &Relation, case: usize| match relation {
            Relation::Necessary => NecessityKind::of(x[case], y[case]).word(),
            _ => SufficiencyKind::of(x[case], y[case]).word(),
        };
        let row = |case: usize| MemberReport {
            case: table.cases[case].clone(),
            terms: members.iter().map(|members| members[case]).collect(),
            solution: x[case],
            outcome: y[case],
            types: held.relations.iter().map(|relation| of(relation, case)).collect(),
        };
        MembershipsReport {
            schema: "exceptio.memberships",
            version: 1,
            data: held.chosen.data.clone(),
            solution: held.head.clone(),
            terms: condition.terms.iter().map(|term| term.write(table)).collect(),
            cases: (0..table.len()).map(row).collect(),
        }
    }
}

impl Shown for MembershipsReport {
    fn data(&self) -> Option<&DataReport> {
        Some(&self.data)
    }

    fn about(&self) -> String {
        self.solution.arrow.clone()
    }

    /// One row a case and set: each term, then the solution (`*`), then the outcome.
    fn table(&self) -> Table {
        let mut table = Table::new(&["model", "case", "set", "role", "membership", "types"]);
        let model = self.solution.id.clone().unwrap_or_default();
        for case in &self.cases {
            let terms = self.terms.iter().zip(&case.terms).map(|(term, member)| (term.as_str(), "term", *member));
            let ends = [("*", "solution", case.solution), (self.solution.outcome.as_str(), "outcome", case.outcome)];
            for (set, role, member) in terms.chain(ends) {
                let types = if role == "solution" { case.types.join(";") } else { String::new() };
                let head = [model.clone(), case.case.clone(), set.to_owned(), role.to_owned()];
                table.rows.push(head.into_iter().chain([member.to_string(), types]).collect());
            }
        }
        self.data.counted(self.solution.told(table))
    }

    /// One table: a row a case.
    fn layouts(&self, _most: usize) -> Vec<Layout> {
        let mut titles = vec!["case"];
        titles.extend(self.terms.iter().map(String::as_str));
        titles.extend((self.terms.len() > 1).then_some("the whole"));
        titles.extend([self.solution.outcome.as_str(), "type"]);
        let right: Vec<usize> = (1..titles.len() - 1).collect();
        let mut layout = Layout::new(format!("Memberships in {}", self.solution.arrow), &titles, &right);
        for case in &self.cases {
            let mut cells = vec![case.case.clone()];
            cells.extend(case.terms.iter().map(|member| format!("{member:.3}")));
            cells.extend((self.terms.len() > 1).then(|| format!("{:.3}", case.solution)));
            cells.extend([format!("{:.3}", case.outcome), case.types.join("; ")]);
            layout.rows.push(cells);
        }
        self.data.under(&mut layout);
        vec![layout]
    }

    /// Which solution this is.
    fn first(&self) -> Vec<String> {
        self.solution.lines()
    }
}
