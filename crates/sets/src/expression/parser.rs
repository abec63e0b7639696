//! Reading expressions and claims: every problem at once, each with its place.
//!
//! `*`, `&`, `and` bind tighter than `+`, `|`, `or`; `~`, `!`, `not` tightest; parentheses group. `R{1,2}` and `R[1,2]` are a
//! condition at level 1 or 2, `R=1` (as in the R package cna) at one. Levels may be named where the column names them. `0` and
//! `1` are never and always. An arrow says what its direction says and nothing else: `A -> Y` is sufficient, `A <- Y` is
//! necessary, the condition stands left.

use super::lexer::{Sign, Token, tokens};
use super::{Formula, Levels, Literal};
use crate::{Kind, Table};
use text::{Diagnostic, FileId, Files, Span, Warned};

/// Parentheses within parentheses beyond which a formula is refused.
const DEPTH: usize = 200;

/// What an arrow says of the condition on its left and the outcome on its right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// `->`: the condition is sufficient.
    Sufficient,
    /// `<-`: the condition is necessary.
    Necessary,
    /// `<->`: both.
    Both,
}

/// A condition, an arrow, an outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// What stands left of the arrow.
    pub condition: Formula,
    /// What the arrow says.
    pub relation: Relation,
    /// What stands right of it.
    pub outcome: Formula,
}

/// Reads an expression over the columns of a table from a whole file. `None` if anything is wrong with it.
pub fn parse(files: &Files, file: FileId, table: &Table) -> Warned<Option<Formula>> {
    let mut reader = Reader::new(files, file, table);
    let formula = reader.any(0);
    reader.end();
    reader.give(formula)
}

/// Reads a claim such as `A*B -> Y` from a whole file. `None` if anything is wrong with it.
pub fn parse_claim(files: &Files, file: FileId, table: &Table) -> Warned<Option<Claim>> {
    let mut reader = Reader::new(files, file, table);
    let condition = reader.any(0);
    let relation = match reader.next_sign() {
        Some(Sign::Right) => Relation::Sufficient,
        Some(Sign::Left) => Relation::Necessary,
        Some(Sign::Both) => Relation::Both,
        _ => {
            let at = reader.here();
            reader.problem(
                Diagnostic::error("sets::no_arrow", "there is no arrow between condition and outcome")
                    .at(at, "")
                    .hint("write `A -> Y` for sufficient, `A <- Y` for necessary, `A <-> Y` for both"),
            );
            return reader.give(Claim { condition, relation: Relation::Both, outcome: Formula::Any(Vec::new()) });
        }
    };
    reader.at += 1;
    let outcome = reader.any(0);
    reader.end();
    reader.give(Claim { condition, relation, outcome })
}

struct Reader<'a> {
    table: &'a Table,
    tokens: Vec<Token>,
    at: usize,
    end: Span,
    /// Whether it is said that the text ends within a bracket.
    ended_open: bool,
    problems: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    fn new(files: &Files, file: FileId, table: &'a Table) -> Self {
        let text = files.text(file);
        let mut problems = Vec::new();
        let tokens = tokens(text, file, &mut problems);
        Reader { table, tokens, at: 0, end: Span::new(file, text.len(), text.len()), ended_open: false, problems }
    }

    fn give<T>(mut self, value: T) -> Warned<Option<T>> {
        self.problems.sort_by_key(|problem| problem.labels.first().map(|label| label.span.start));
        let sound = !self.problems.iter().any(Diagnostic::is_error);
        Warned::new(sound.then_some(value), self.problems)
    }

    fn next_sign(&self) -> Option<&Sign> {
        self.tokens.get(self.at).map(|token| &token.sign)
    }

    fn here(&self) -> Span {
        self.tokens.get(self.at).map_or(self.end, |token| token.at)
    }

    fn take(&mut self, sign: &Sign) -> bool {
        let found = self.next_sign() == Some(sign);
        self.at += usize::from(found);
        found
    }

    fn problem(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// Nothing may follow; what does is said once.
    fn end(&mut self) {
        if self.at < self.tokens.len() {
            let at = self.here();
            let (message, hint) = match self.next_sign() {
                Some(Sign::Close) => ("this bracket closes nothing", "open it, or take it away"),
                Some(Sign::Right | Sign::Left | Sign::Both) => {
                    ("an arrow stands where none can", "an expression has none, a claim one")
                }
                _ => ("something follows that is not joined to what comes before", "join it by `*` (and) or `+` (or)"),
            };
            self.problem(Diagnostic::error("sets::unexpected", message).at(at, "").hint(hint));
            // What stands behind it is read all the same, for its own problems.
            self.at += usize::from(!self.starts_operand());
            while self.at < self.tokens.len() {
                let before = self.at;
                self.any(0);
                self.at += usize::from(self.at == before);
            }
        }
    }

    fn starts_operand(&self) -> bool {
        matches!(self.next_sign(), Some(Sign::Name(_) | Sign::Number(_) | Sign::Not | Sign::Open))
    }

    fn any(&mut self, depth: usize) -> Formula {
        let mut parts = vec![self.all(depth)];
        while self.take(&Sign::Or) {
            parts.push(self.all(depth));
        }
        if parts.len() == 1 { parts.remove(0) } else { Formula::Any(parts) }
    }

    fn all(&mut self, depth: usize) -> Formula {
        let mut parts = vec![self.operand(depth)];
        while self.take(&Sign::And) {
            parts.push(self.operand(depth));
        }
        if parts.len() == 1 { parts.remove(0) } else { Formula::All(parts) }
    }

    fn operand(&mut self, depth: usize) -> Formula {
        let mut negated = false;
        while self.take(&Sign::Not) {
            negated = !negated;
        }
        let formula = self.atom(depth);
        if negated { formula.not(self.table) } else { formula }
    }

    fn atom(&mut self, depth: usize) -> Formula {
        let at = self.here();
        match self.next_sign().cloned() {
            Some(Sign::Open) => {
                self.at += 1;
                if depth >= DEPTH {
                    self.problem(
                        Diagnostic::error(
                            "sets::too_deep",
                            format!("more than {DEPTH} brackets stand within each other"),
                        )
                        .at(at, "this one is too deep")
                        .hint("take away brackets that hold one condition or another bracket, or multiply the formula out"),
                    );
                    self.skip_bracket(at);
                    return Formula::Any(Vec::new());
                }
                let formula = self.any(depth + 1);
                if !self.take(&Sign::Close) {
                    self.unclosed(at);
                }
                formula
            }
            Some(Sign::Name(name)) => {
                self.at += 1;
                self.condition(&name, at)
            }
            Some(Sign::Number(number)) => {
                self.at += 1;
                match number.as_str() {
                    "1" => Formula::All(Vec::new()),
                    "0" => Formula::Any(Vec::new()),
                    _ => {
                        self.problem(
                            Diagnostic::error("sets::unexpected", format!("`{number}` is no condition"))
                                .at(at, "")
                                .hint("`0` is never, `1` is always; a name that begins with a digit stands between backquotes"),
                        );
                        Formula::Any(Vec::new())
                    }
                }
            }
            _ => {
                self.problem(
                    Diagnostic::error("sets::missing_condition", "a condition is missing")
                        .at(at, "before this")
                        .hint("name a column"),
                );
                Formula::Any(Vec::new())
            }
        }
    }

    /// Passes everything up to the bracket that closes the one just opened, without going deeper.
    fn skip_bracket(&mut self, opened: Span) {
        let mut open = 1_usize;
        while open > 0 {
            match self.next_sign() {
                Some(Sign::Open) => open += 1,
                Some(Sign::Close) => open -= 1,
                Some(_) => {}
                None => return self.unclosed(opened),
            }
            self.at += 1;
        }
    }

    /// Says that a bracket is not closed. Where a text ends within several, they are said in one breath, by the innermost.
    fn unclosed(&mut self, opened: Span) {
        let ended = self.at == self.tokens.len();
        if !std::mem::replace(&mut self.ended_open, ended) || !ended {
            self.problem(
                Diagnostic::error("sets::unclosed_bracket", "this bracket is never closed")
                    .at(opened, "opened here")
                    .hint("write `)` where it ends"),
            );
        }
    }

    /// A name and the levels that may follow it.
    fn condition(&mut self, name: &str, at: Span) -> Formula {
        let column = self.table.position(name);
        if column.is_none() {
            let names = self.table.columns.iter().map(|column| column.name.as_str());
            let hint = match text::nearest(name, names) {
                Some(near) if near.to_lowercase() == name.to_lowercase() => {
                    format!("did you mean `{near}`? Capital and small letters differ, and only `~` negates")
                }
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the columns are {}", self.names()),
            };
            self.problem(
                Diagnostic::error("sets::unknown_condition", format!("no column is called `{name}`"))
                    .at(at, "")
                    .hint(hint),
            );
        }
        let levels = if self.take(&Sign::OpenLevels) {
            Some(self.level_list(column, at))
        } else if self.take(&Sign::Equals) {
            Some(self.level(column))
        } else {
            None
        };
        let Some(column) = column else { return Formula::Any(Vec::new()) };
        let read = &self.table.columns[column];
        match (read.kind, levels) {
            (_, Some(levels)) => Formula::Literal(Literal { column, levels }),
            (Kind::Crisp | Kind::Fuzzy, None) => Formula::Literal(Literal::present(column)),
            (Kind::Multi { levels }, None) => {
                let example = format!("`{name}{{1}}`");
                self.problem(
                    Diagnostic::error("sets::no_levels", format!("`{name}` has {levels} levels, and none is named"))
                        .at(at, "")
                        .hint(format!("say which, as in {example}")),
                );
                Formula::Any(Vec::new())
            }
        }
    }

    fn names(&self) -> String {
        let mut names: Vec<&str> = self.table.columns.iter().map(|column| column.name.as_str()).take(12).collect();
        if self.table.columns.len() > 12 {
            names.push("...");
        }
        names.join(", ")
    }

    fn level_list(&mut self, column: Option<usize>, opened: Span) -> Levels {
        let mut levels = Levels::NONE;
        loop {
            levels = levels.or(self.level(column));
            if self.take(&Sign::CloseLevels) {
                return levels;
            }
            if !self.take(&Sign::Comma) {
                let at = self.here();
                self.problem(
                    Diagnostic::error("sets::unclosed_bracket", "this list of levels is never closed")
                        .at(at, "a `,` or `}` belongs here")
                        .at(opened, "its condition"),
                );
                return levels;
            }
        }
    }

    fn level(&mut self, column: Option<usize>) -> Levels {
        let at = self.here();
        let word = match self.next_sign() {
            Some(Sign::Name(word) | Sign::Number(word)) => word.clone(),
            _ => {
                self.problem(
                    Diagnostic::error("sets::missing_level", "a level is missing")
                        .at(at, "before this")
                        .hint("write its number, such as `{1}`"),
                );
                return Levels::NONE;
            }
        };
        self.at += 1;
        let Some(read) = column.map(|column| &self.table.columns[column]) else { return Levels::NONE };
        let count = read.kind.levels();
        let named = read.labels.iter().position(|label| *label == word).and_then(|level| u8::try_from(level).ok());
        match named.or_else(|| word.parse().ok()).filter(|level| *level < count) {
            Some(level) => Levels::one(level),
            None => {
                let near = text::nearest(&word, read.labels.iter().map(String::as_str));
                let hint = match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None if read.labels.is_empty() => format!("its levels are 0 to {}", count - 1),
                    None => format!("its levels are {}", read.labels.join(", ")),
                };
                let message = format!("`{}` has no level `{word}`", read.name);
                self.problem(Diagnostic::error("sets::unknown_level", message).at(at, "").hint(hint));
                Levels::NONE
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Column, Table};

    fn table() -> Table {
        let column = |name: &str, kind| Column::new(name, kind, vec![]);
        let mut regime = column("REGIME", Kind::Multi { levels: 3 });
        regime.labels = ["military", "personal", "party"].map(String::from).to_vec();
        let columns = vec![
            column("A", Kind::Crisp),
            column("B", Kind::Fuzzy),
            column("C", Kind::Fuzzy),
            regime,
            column("GDP per head", Kind::Fuzzy),
        ];
        Table::new(Vec::new(), columns)
    }

    fn read(text: &str) -> Warned<Option<Formula>> {
        let mut files = Files::new();
        let file = files.add("expression", text);
        parse(&files, file, &table())
    }

    /// The expression as written back, where it is a sum of products.
    fn round(text: &str) -> String {
        let read = read(text);
        let formula = read.value.unwrap_or_else(|| panic!("{text}: {:?}", read.problems));
        formula.as_sum().expect("a sum of products").write(&table())
    }

    fn codes(text: &str) -> Vec<(&'static str, u32)> {
        read(text).problems.iter().map(|problem| (problem.code, problem.labels[0].span.start)).collect()
    }

    #[test]
    fn the_field_s_ways_of_writing_are_read() {
        assert_eq!(round("A*~B + C"), "A*~B + C");
        assert_eq!(round("a_missing".replace("a_missing", "not A and B or C").as_str()), "~A*B + C");
        assert_eq!(round("REGIME{1,2}*A"), "A*REGIME{1,2}");
        assert_eq!(round("REGIME[0] + ~REGIME[personal]"), "REGIME{0} + REGIME{0,2}");
        assert_eq!(round("REGIME=2 | A=0"), "REGIME{2} + ~A");
        assert_eq!(round("~(A + B)"), "~A*~B");
        assert_eq!(round("`GDP per head`*!A"), "~A*`GDP per head`");
        assert_eq!((round("1"), round("0")), ("1".to_owned(), "0".to_owned()));
    }

    #[test]
    fn every_problem_is_found_with_its_place() {
        assert_eq!(
            codes("A*D + REGIME + REGIME{7} + (B * "),
            [
                ("sets::unknown_condition", 2),
                ("sets::no_levels", 6),
                ("sets::unknown_level", 22),
                ("sets::unclosed_bracket", 27),
                ("sets::missing_condition", 32),
            ]
        );
        assert_eq!(codes("A B"), [("sets::unexpected", 2)]);
        assert_eq!(codes("A ? B"), [("sets::unexpected", 2), ("sets::unexpected", 4)]);
        assert_eq!(codes(""), [("sets::missing_condition", 0)]);
        assert_eq!(codes("A -> B"), [("sets::unexpected", 2)]);
        assert_eq!(codes("`A"), [("sets::unclosed_quote", 0)]);
        assert_eq!(
            codes(&"(".repeat(5000)),
            [("sets::too_deep", 200), ("sets::unclosed_bracket", 200)],
            "the text ends within 5,000 brackets, which is said once"
        );
        assert_eq!(codes("(A B"), [("sets::unclosed_bracket", 0), ("sets::unexpected", 3)]);
    }

    /// Brackets that are all closed are said to be too many, and nothing else: what stands around them is read.
    #[test]
    fn brackets_that_stand_too_deep_are_said_to_be_too_deep() {
        let deep = |depth: usize| format!("{}A{}", "(".repeat(depth), ")".repeat(depth));
        assert_eq!(round(&deep(200)), "A");
        assert_eq!(codes(&format!("{} + Q", deep(300))), [("sets::too_deep", 200), ("sets::unknown_condition", 604)]);
        let mut files = Files::new();
        let file = files.add("claim", format!("{} -> C", deep(300)));
        let claim = parse_claim(&files, file, &table());
        assert_eq!(claim.problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), ["sets::too_deep"]);
    }

    #[test]
    fn near_names_are_offered() {
        let hint = |text: &str| read(text).problems[0].hint.clone().expect("a hint");
        assert_eq!(hint("REGIM{1}"), "did you mean `REGIME`?");
        assert!(hint("a").starts_with("did you mean `A`? Capital and small letters differ"));
        assert_eq!(hint("REGIME{militray}"), "did you mean `military`?");
    }

    #[test]
    fn arrows_mean_what_they_show() {
        let claim = |text: &str| {
            let mut files = Files::new();
            let file = files.add("claim", text);
            parse_claim(&files, file, &table())
        };
        let relation = |text: &str| claim(text).value.expect("a claim").relation;
        assert_eq!(relation("A*B -> C"), Relation::Sufficient);
        assert_eq!(relation("A + B <= C"), Relation::Necessary);
        assert_eq!(relation("A <-> ~C"), Relation::Both);
        assert_eq!(claim("A*B").problems[0].code, "sets::no_arrow");
        assert_eq!(claim("A -> B -> C").problems[0].code, "sets::unexpected");
    }
}
