//! Lists of cases and pairs as tables for reading.

use super::cases::{CaseList, CasesReport, PairList};
use super::data::listed;
use super::sources::sources_layout;
use crate::report::Layout;

impl CasesReport {
    /// The number of cases of each type, a table for each list of cases and of pairs, the sources.
    #[must_use]
    pub(super) fn drawn(&self) -> Vec<Layout> {
        let mut layouts = Vec::new();
        for relation in ["necessity", "sufficiency"] {
            layouts.extend(self.types_layout(relation));
            // What is looked at conjunct by conjunct is long: it is shown where a term is asked for.
            let focal = |focal: &Option<String>| focal.is_none() || self.by_term;
            let lists = self.lists.iter().filter(|list| list.relation == relation && focal(&list.focal));
            layouts.extend(lists.filter(|list| !self.said_by_terms(list)).map(|list| self.list(list)));
            let pairs = self.pairs.iter().filter(|list| list.relation == relation && focal(&list.focal));
            layouts.extend(pairs.map(|list| self.pair_list(list)));
        }
        layouts.extend(sources_layout(&self.sources));
        if let Some(last) = layouts.last_mut() {
            self.data.under(last);
            let cut = |count: usize, shown: usize| count > shown;
            let lists = self.lists.iter().any(|list| cut(list.count, list.cases.len()));
            if lists || self.pairs.iter().any(|list| list.count > list.pairs.len() as u64) {
                last.notes.push(format!("Lists are cut at {}.", self.most));
                last.advice.push("--most N gives more.".to_owned());
            }
            let conjunct = self.lists.iter().find(|list| list.focal.is_some()).filter(|_| !self.by_term);
            // The whole of a condition with one term is that term.
            let named =
                |list: &CaseList| if list.term == "*" { self.solution.expression.clone() } else { list.term.clone() };
            last.advice.extend(conjunct.map(|list| format!("Conjunct by conjunct: --term '{}'.", named(list))));
        }
        layouts
    }

    /// Whether the terms' own lists say what this list of the whole would.
    fn said_by_terms(&self, list: &CaseList) -> bool {
        let of_whole = list.term == "*" && list.relation == "sufficiency";
        of_whole && !matches!(list.kind, "deviant coverage" | "individually irrelevant")
    }

    fn types_layout(&self, relation: &str) -> Option<Layout> {
        let of: Vec<_> = self.types.iter().filter(|types| types.relation == relation).collect();
        let first = of.first()?;
        // A type without a case is not shown, unless it is the one that the claim is about.
        let kept: Vec<usize> =
            (0..first.counts.len()).filter(|at| *at < 2 || of.iter().any(|types| types.counts[*at].1 > 0)).collect();
        let titles: Vec<&str> = ["term"].into_iter().chain(kept.iter().map(|at| short(first.counts[*at].0))).collect();
        let right: Vec<usize> = (1..titles.len()).collect();
        let mut layout = Layout::new(format!("Types of cases, by {relation}"), &titles, &right);
        // With one term the whole is that term.
        for types in of.iter().filter(|types| of.len() != 2 || types.term != "*") {
            let name = if types.term == "*" { "the whole".to_owned() } else { types.term.clone() };
            let counts = kept.iter().map(|at| types.counts[*at].1.to_string());
            layout.rows.push(std::iter::once(name).chain(counts).collect());
        }
        if !self.ambiguous.is_empty() {
            let cases = listed(&self.ambiguous, &[]);
            layout.notes.push(format!("At exactly 0.5 in solution or outcome, of no type: {cases}."));
        }
        Some(layout)
    }

    fn list(&self, list: &CaseList) -> Layout {
        let whole = list.term == "*";
        let mut caption = match (&list.focal, &list.row) {
            (Some(focal), _) if whole => format!("Conjunct {focal}: {}", list.kind),
            (Some(focal), _) => format!("{}, conjunct {focal}: {}", list.term, list.kind),
            (None, Some(row)) if whole => format!("{} in row {row}", capital(list.kind)),
            (None, Some(row)) => format!("{}: {} in row {row}", list.term, list.kind),
            (None, None) if whole => capital(list.kind),
            (None, None) => format!("{}: {}", list.term, list.kind),
        };
        caption.push_str(&format!(", {}", of(list.cases.len() as u64, list.count as u64)));
        if list.kind == "individually irrelevant" {
            let names: Vec<String> = list.cases.iter().map(|pick| pick.case.clone()).collect();
            let mut layout = Layout::new(caption, &["cases"], &[]);
            layout.rows.push(vec![listed(&names, &[])]);
            return layout;
        }
        let x = if whole { "solution" } else { "term" };
        let mut titles = vec!["case", x];
        titles.extend(list.focal.is_some().then_some(["conjunct", "rest"]).into_iter().flatten());
        let in_row = list.row.is_some();
        titles.extend([self.solution.outcome.as_str()]);
        titles.extend(in_row.then_some("T"));
        titles.extend(["penalty", "because"]);
        let right: Vec<usize> = (1..titles.len() - 1).collect();
        let mut layout = Layout::new(caption, &titles, &right);
        for pick in &list.cases {
            let mut cells = vec![pick.case.clone(), three(pick.x)];
            cells.extend([pick.focal, pick.rest].into_iter().flatten().filter(|_| list.focal.is_some()).map(three));
            let best = if pick.best { "none is better" } else { "" };
            let because: Vec<&str> = [pick.why.as_str(), best].into_iter().filter(|part| !part.is_empty()).collect();
            cells.push(three(pick.y));
            cells.extend(in_row.then(|| pick.row_membership.map(three).unwrap_or_default()));
            cells.extend([three(pick.penalty), because.join("; ")]);
            layout.rows.push(cells);
        }
        layout.notes.push(format!("To {}.", list.purpose));
        layout
    }

    /// In which rows pairs of a necessary condition are made.
    fn compared(&self) -> String {
        match self.compared_in.as_deref().unwrap_or_default() {
            [] => "No condition is named beside those of the claim, so that they are compared across all cases and not within a row."
                .to_owned(),
            named => format!("Compared within the rows of {}, which the claim does not read.", named.join(", ")),
        }
    }

    fn pair_list(&self, list: &PairList) -> Layout {
        let of_term = if list.term == "*" { "the whole".to_owned() } else { list.term.clone() };
        let mut caption = match (&list.focal, &list.row) {
            (Some(focal), _) if list.term == "*" => format!("Conjunct {focal}: pairs, {}", list.contrast),
            (Some(focal), _) => format!("{of_term}, conjunct {focal}: pairs, {}", list.contrast),
            (None, Some(row)) => format!("Row {row}: pairs, {}", list.contrast),
            (None, None) => format!("{of_term}: pairs, {}", list.contrast),
        };
        caption.push_str(&format!(", {}", of(list.pairs.len() as u64, list.count)));
        // A column for each of the two: i the first case, j the second.
        let term = if list.term == "*" { "solution" } else { "term" };
        let outcome = self.solution.outcome.as_str();
        let mut named = vec![term];
        if list.focal.is_some() {
            // The lesser of the two is the membership in the term.
            named = vec!["conjunct", "rest"];
        }
        named.push(outcome);
        named.extend(list.row.is_some().then_some("T"));
        let of_two = named.iter().flat_map(|name| [format!("{name} i"), format!("{name} j")]);
        let titles: Vec<String> = ["first (i)", "second (j)"].into_iter().map(str::to_owned).chain(of_two).collect();
        let mut titles: Vec<&str> = titles.iter().map(String::as_str).collect();
        titles.extend(list.focal.is_some().then_some("class"));
        titles.push("penalty");
        let right: Vec<usize> = (2..titles.len()).collect();
        let mut layout = Layout::new(caption, &titles, &right);
        let both = |(one, other): (f64, f64)| [three(one), three(other)];
        for pair in &list.pairs {
            let mut cells = vec![pair.one.clone(), pair.other.clone()];
            match pair.focal.zip(pair.rest).filter(|_| list.focal.is_some()) {
                Some((focal, rest)) => cells.extend([focal, rest].into_iter().flat_map(both)),
                None => cells.extend(both(pair.x)),
            }
            cells.extend(both(pair.y));
            cells.extend(pair.row_membership.into_iter().flat_map(both));
            cells.extend(list.focal.is_some().then(|| pair.class.to_string()));
            cells.push(three(pair.penalty));
            layout.rows.push(cells);
        }
        layout.notes.push(format!("They show {}.", list.purpose));
        if list.relation == "necessity" && list.contrast == "typical and deviant consistency" {
            layout.notes.push(self.compared());
            if self.compared_in.as_ref().is_some_and(Vec::is_empty) {
                layout.advice.push("--conditions A,B names conditions to compare within.".to_owned());
            }
        }
        layout
    }
}

/// `5 of 12`, `all 3`.
fn of(shown: u64, count: u64) -> String {
    if shown == count { format!("all {count}") } else { format!("{shown} of {count}") }
}

fn three(value: f64) -> String {
    // A sum of penalties may be 0 but for rounding.
    let text = format!("{value:.3}");
    if text == "-0.000" { "0.000".to_owned() } else { text }
}

/// A type as the head of a narrow column.
fn short(kind: &'static str) -> &'static str {
    match kind {
        "deviant consistency in kind" => "in kind",
        "deviant consistency in degree" => "in degree",
        "deviant coverage" => "uncovered",
        "deviant relevance" => "relevance",
        "explained by another term" => "elsewhere",
        "individually irrelevant" => "irrelevant",
        other => other,
    }
}

pub(super) fn capital(word: &str) -> String {
    let mut signs = word.chars();
    signs.next().map(|first| first.to_uppercase().collect::<String>() + signs.as_str()).unwrap_or_default()
}
