//! Cases to look at closely: how many of which type, the best of each by rank, the best pairs.

use super::data::DataReport;
use super::held::HeldReport;
use super::sources::{RowSources, SourcedReport};
use crate::report::{Layout, Shown, Table};
use crate::sets::{CasesAsk, Held};
use serde::Serialize;
use sets::cases::{
    CaseKind, NecessaryPart, NecessityKind, PairLimits, Pairs, Single, SufficiencyKind, TermCases, necessity_cases,
    sufficiency_cases,
};
use sets::expression::{Levels, Literal, Relation, Term};

/// How many cases are of each type, for the whole solution or one of its terms.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TypesReport {
    /// `sufficiency` or `necessity`.
    pub relation: &'static str,
    /// The term; `*` for the whole.
    pub term: String,
    /// Every type with its number, in the order of the types.
    pub counts: Vec<(&'static str, usize)>,
}

/// A case picked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PickReport {
    /// Its place in the list, from 1; those of the same standing follow in the order of the table.
    pub rank: usize,
    /// Which.
    pub case: String,
    /// Membership in the term (or the whole).
    pub x: f64,
    /// Membership in the outcome.
    pub y: f64,
    /// Membership in the focal conjunct or part.
    pub focal: Option<f64>,
    /// Membership in the others taken together.
    pub rest: Option<f64>,
    /// How many terms have it as a member.
    pub held_by: usize,
    /// Whether no other term has it.
    pub unique: bool,
    /// Whether it is in no term at all.
    pub uncovered: bool,
    /// Whether its membership in the term, or the focal conjunct, is at most that in the outcome; of necessity at least.
    pub consistent: bool,
    /// For a focal conjunct: 1 where it sets the membership in the term, else 2.
    pub class: u8,
    /// For a focal conjunct: whether the rest cannot account for the outcome in its stead.
    pub clean: bool,
    /// Its truth table row, as a conjunction; none where a condition is at exactly 0.5.
    pub row: Option<String>,
    /// Its membership there.
    pub row_membership: Option<f64>,
    /// The sum of penalties: the smaller, the better the pick.
    pub penalty: f64,
    /// Whether none is better.
    pub best: bool,
    /// What bears on its rank beside memberships; of a case outside the solution, what it lacks.
    pub why: String,
    /// Why it was picked, in a sentence.
    pub words: String,
}

/// Cases of one type.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CaseList {
    /// `sufficiency` or `necessity`.
    pub relation: &'static str,
    /// The term; `*` for the whole.
    pub term: String,
    /// The conjunct looked at, where one is.
    pub focal: Option<String>,
    /// The truth table row, where cases are ranked within one.
    pub row: Option<String>,
    /// Their type.
    pub kind: &'static str,
    /// What is learnt from them.
    pub purpose: &'static str,
    /// How many there are.
    pub count: usize,
    /// The first of them.
    pub cases: Vec<PickReport>,
}

/// Two cases to compare.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairPick {
    /// Its place in the list, from 1.
    pub rank: usize,
    /// The first case.
    pub one: String,
    /// The second.
    pub other: String,
    /// Memberships in the term.
    pub x: (f64, f64),
    /// Memberships in the outcome.
    pub y: (f64, f64),
    /// Memberships in the focal conjunct or part.
    pub focal: Option<(f64, f64)>,
    /// Memberships in the others taken together.
    pub rest: Option<(f64, f64)>,
    /// The pair's class: for a focal conjunct 1 to 4 of two typical cases, 1 to 8 of a typical and an irrelevant one; else 1.
    pub class: u8,
    /// Of each, for a focal conjunct: whether the rest cannot account for the outcome in its stead.
    pub clean: (bool, bool),
    /// Of each: whether its membership in the term, or the focal conjunct, is at most that in the outcome; of necessity at least.
    pub consistent: (bool, bool),
    /// Of each: whether no other term has it.
    pub unique: (bool, bool),
    /// Of each: whether it is in no term at all.
    pub uncovered: (bool, bool),
    /// Memberships in the truth table row, where pairs are made within one.
    pub row_membership: Option<(f64, f64)>,
    /// The sum of penalties.
    pub penalty: f64,
    /// Why they are compared, in a sentence.
    pub words: String,
}

/// Pairs of one contrast.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairList {
    /// `sufficiency` or `necessity`.
    pub relation: &'static str,
    /// The term; `*` for the whole.
    pub term: String,
    /// The conjunct looked at, where one is.
    pub focal: Option<String>,
    /// The truth table row that both belong to, where pairs are made within one.
    pub row: Option<String>,
    /// What is compared: `typical and typical`.
    pub contrast: &'static str,
    /// To learn what.
    pub purpose: &'static str,
    /// How many there are.
    pub count: u64,
    /// Whether they were ranked: always.
    pub ranked: bool,
    /// The best of them.
    pub pairs: Vec<PairPick>,
}

/// Cases and pairs of a solution.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CasesReport {
    /// `exceptio.cases`.
    pub schema: &'static str,
    /// Within a version, fields are only added.
    pub version: u32,
    /// What was analysed.
    pub data: DataReport,
    /// The solution.
    pub solution: HeldReport,
    /// So many of each list are given.
    pub most: usize,
    /// How many cases are of which type: the whole, then each term.
    pub types: Vec<TypesReport>,
    /// The lists.
    pub lists: Vec<CaseList>,
    /// Whether only some terms were asked for; each is then shown conjunct by conjunct.
    pub by_term: bool,
    /// Cases of no type, at exactly 0.5 in solution or outcome.
    pub ambiguous: Vec<String>,
    /// Pairs, where they were asked for.
    pub pairs: Vec<PairList>,
    /// The conditions in whose rows typical and deviant consistency of a necessary condition are compared: those that the claim
    /// does not read. None of a sufficient one; empty where they are compared across all cases.
    pub compared_in: Option<Vec<String>>,
    /// Of a study: the codings that made the memberships of the cases listed.
    pub sources: Vec<RowSources>,
    /// The columns that these memberships come from.
    #[serde(skip)]
    pub(super) columns: Vec<String>,
}

const SUFFICIENCY: [SufficiencyKind; 7] = [
    SufficiencyKind::Typical,
    SufficiencyKind::DeviantConsistencyInKind,
    SufficiencyKind::DeviantConsistencyInDegree,
    SufficiencyKind::DeviantCoverage,
    SufficiencyKind::ExplainedElsewhere,
    SufficiencyKind::Irrelevant,
    SufficiencyKind::Ambiguous,
];

const NECESSITY: [NecessityKind; 6] = [
    NecessityKind::Typical,
    NecessityKind::DeviantConsistencyInKind,
    NecessityKind::DeviantConsistencyInDegree,
    NecessityKind::DeviantRelevance,
    NecessityKind::Irrelevant,
    NecessityKind::Ambiguous,
];

/// Fills a report, list by list.
struct Writer<'a> {
    held: &'a Held,
    most: usize,
    relation: &'static str,
    report: CasesReport,
}

impl CasesReport {
    pub(crate) fn new(held: &Held, terms: &[usize], ask: &CasesAsk) -> Self {
        let chosen = &held.chosen;
        let report = CasesReport {
            schema: "exceptio.cases",
            version: 1,
            data: chosen.data.clone(),
            solution: held.head.clone(),
            most: ask.most,
            types: Vec::new(),
            lists: Vec::new(),
            by_term: !ask.terms.is_empty(),
            ambiguous: Vec::new(),
            pairs: Vec::new(),
            compared_in: None,
            sources: Vec::new(),
            columns: held.columns(),
        };
        let limits = PairLimits { list: if ask.pairs { ask.most } else { 0 } };
        let mut writer = Writer { held, most: ask.most, relation: "", report };
        // Where only some terms are asked for, the whole is not shown.
        let whole = ask.terms.is_empty();
        for relation in &held.relations {
            if *relation == Relation::Necessary {
                writer.relation = "necessity";
                writer.necessity(terms, whole, ask.pairs, limits);
            } else {
                writer.relation = "sufficiency";
                writer.sufficiency(terms, whole, ask.pairs, limits);
            }
        }
        writer.report
    }
}

impl Shown for CasesReport {
    fn data(&self) -> Option<&DataReport> {
        Some(&self.data)
    }

    fn about(&self) -> String {
        self.solution.arrow.clone()
    }

    /// A row a pick or pair, with the number of its list.
    fn table(&self) -> Table {
        let mut table = Table::new(&[
            "model",
            "relation",
            "term",
            "focal",
            "row",
            "list",
            "count",
            "rank",
            "case",
            "other",
            "x",
            "y",
            "x_other",
            "y_other",
            "x_focal",
            "x_rest",
            "unique",
            "class",
            "clean",
            "penalty",
            "words",
            "sources",
            "x_focal_other",
            "x_rest_other",
            "unique_other",
            "clean_other",
            "consistent",
            "consistent_other",
            "uncovered",
            "uncovered_other",
            "t",
            "t_other",
        ]);
        let model = self.solution.id.clone().unwrap_or_default();
        let word = |text: &Option<String>| text.clone().unwrap_or_default();
        let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
        let sources = |case: &str| {
            let of = self.sources.iter().filter(|sources| sources.case == case);
            of.flat_map(|sources| sources.words()).collect::<Vec<_>>().join("; ")
        };
        let head = |relation: &str, term: &String, focal, row, list: &str, count: String| {
            vec![model.clone(), relation.to_owned(), term.clone(), word(focal), word(row), list.to_owned(), count]
        };
        for list in &self.lists {
            for pick in &list.cases {
                let mut cells =
                    head(list.relation, &list.term, &list.focal, &list.row, list.kind, list.count.to_string());
                cells.extend([pick.rank.to_string(), pick.case.clone(), String::new()]);
                cells.extend([pick.x.to_string(), pick.y.to_string(), String::new(), String::new()]);
                cells.extend([number(pick.focal), number(pick.rest), pick.unique.to_string()]);
                cells.extend([pick.class.to_string(), pick.clean.to_string(), pick.penalty.to_string()]);
                cells.extend([pick.words.clone(), sources(&pick.case)]);
                let none = String::new;
                cells.extend([none(), none(), none(), none(), pick.consistent.to_string(), none()]);
                cells.extend([pick.uncovered.to_string(), none(), number(pick.row_membership), none()]);
                table.rows.push(cells);
            }
        }
        for list in &self.pairs {
            for pair in &list.pairs {
                let mut cells =
                    head(list.relation, &list.term, &list.focal, &list.row, list.contrast, list.count.to_string());
                cells.extend([pair.rank.to_string(), pair.one.clone(), pair.other.clone()]);
                cells.extend([pair.x.0, pair.y.0, pair.x.1, pair.y.1].map(|value| value.to_string()));
                cells.extend([number(pair.focal.map(|focal| focal.0)), number(pair.rest.map(|rest| rest.0))]);
                cells.extend([pair.unique.0.to_string(), pair.class.to_string(), pair.clean.0.to_string()]);
                cells.extend([pair.penalty.to_string(), pair.words.clone(), String::new()]);
                cells.extend([number(pair.focal.map(|focal| focal.1)), number(pair.rest.map(|rest| rest.1))]);
                let (consistent, uncovered) = (pair.consistent, pair.uncovered);
                let said = [pair.unique.1, pair.clean.1, consistent.0, consistent.1, uncovered.0, uncovered.1];
                cells.extend(said.map(|so| so.to_string()));
                let member = pair.row_membership;
                cells.extend([number(member.map(|member| member.0)), number(member.map(|member| member.1))]);
                table.rows.push(cells);
            }
        }
        self.data.counted(self.solution.told(table))
    }

    fn layouts(&self, _most: usize) -> Vec<Layout> {
        self.drawn()
    }

    /// Which solution this is.
    fn first(&self) -> Vec<String> {
        self.solution.lines()
    }
}

impl SourcedReport for CasesReport {
    /// Those of every list but the irrelevant ones, and those in pairs.
    fn listed_cases(&self) -> Vec<String> {
        let irrelevant = SufficiencyKind::Irrelevant.word();
        let mut found: Vec<String> = Vec::new();
        let lists = self.lists.iter().filter(|list| list.kind != irrelevant);
        let singles = lists.flat_map(|list| list.cases.iter().map(|pick| &pick.case));
        let pairs = self.pairs.iter().flat_map(|list| list.pairs.iter().flat_map(|pair| [&pair.one, &pair.other]));
        for case in singles.chain(pairs) {
            if !found.contains(case) {
                found.push(case.clone());
            }
        }
        found
    }

    fn columns_read(&self) -> Vec<String> {
        self.columns.clone()
    }

    fn take_sources(&mut self, sources: Vec<RowSources>) {
        self.sources = sources;
    }
}

impl Writer<'_> {
    fn sufficiency(&mut self, terms: &[usize], whole: bool, pairs: bool, limits: PairLimits) {
        let held = self.held;
        let chosen = &held.chosen;
        let found = sufficiency_cases(&chosen.table, &held.condition, &chosen.outcome, &chosen.conditions, limits);
        let count = |kinds: &[SufficiencyKind]| -> Vec<(&'static str, usize)> {
            let of = |kind: &SufficiencyKind| kinds.iter().filter(|other| *other == kind).count();
            SUFFICIENCY.iter().map(|kind| (kind.word(), of(kind))).collect()
        };
        if whole {
            self.types("*".to_owned(), count(&found.whole.kinds));
            self.ambiguous(|case| found.whole.kinds[case] == SufficiencyKind::Ambiguous);
        }
        for at in terms {
            let name = self.term(*at);
            self.types(name.clone(), count(&found.terms[*at].kinds));
            self.of_term(&found.terms[*at], &name, pairs);
        }
        if whole {
            self.of_term(&found.whole, "*", false);
            self.row_by_row(&found.deviant_coverage, CaseKind::Sufficiency(SufficiencyKind::DeviantCoverage), "*");
            self.list(&found.whole.irrelevant, CaseKind::Sufficiency(SufficiencyKind::Irrelevant), "*", None, None);
            if pairs {
                self.pairs(&found.coverage_pairs, "*");
            }
        }
    }

    /// A list for each truth table row, within which these are ranked.
    fn row_by_row(&mut self, picks: &[Single], kind: CaseKind, term: &str) {
        let row = |pick: &Single| pick.row.as_ref().map(|(levels, _)| levels.clone());
        for of_row in picks.chunk_by(|one, next| row(one) == row(next)) {
            let named = row(&of_row[0]).map(|levels| self.row(&levels));
            self.list(of_row, kind, term, None, named);
        }
    }

    /// The lists of a term, or of the whole.
    fn of_term(&mut self, term: &TermCases, name: &str, pairs: bool) {
        let kind = CaseKind::Sufficiency;
        self.list(&term.typical, kind(SufficiencyKind::Typical), name, None, None);
        for (focal, typical) in term.conjuncts.iter().filter(|_| term.conjuncts.len() > 1) {
            self.list(typical, kind(SufficiencyKind::Typical), name, Some(*focal), None);
        }
        self.list(&term.in_kind, kind(SufficiencyKind::DeviantConsistencyInKind), name, None, None);
        self.list(&term.in_degree, kind(SufficiencyKind::DeviantConsistencyInDegree), name, None, None);
        if pairs {
            // A lone conjunct is the term: its pairs are the term's.
            let lone = term.conjuncts.len() < 2;
            let shown: Vec<Pairs> = term.pairs.iter().filter(|list| !lone || list.focal.is_none()).cloned().collect();
            self.pairs(&shown, name);
        }
    }

    fn necessity(&mut self, terms: &[usize], whole: bool, pairs: bool, limits: PairLimits) {
        let held = self.held;
        let chosen = &held.chosen;
        let found = necessity_cases(&chosen.table, &held.condition, &chosen.outcome, &chosen.conditions, limits);
        let name = |column: &usize| chosen.table.columns[*column].name.clone();
        self.report.compared_in = Some(found.compared_in.iter().map(name).collect());
        if whole || found.parts.is_empty() {
            self.ambiguous(|case| found.whole.kinds[case] == NecessityKind::Ambiguous);
            // A condition of one term that is asked for by its name is called by it.
            let name = if whole { "*".to_owned() } else { self.term(0) };
            self.of_part(&found.whole, &name, pairs);
        }
        for at in terms {
            if let Some(part) = found.parts.get(*at) {
                let name = self.term(*at);
                self.of_part(part, &name, pairs);
            }
        }
    }

    fn of_part(&mut self, part: &NecessaryPart, name: &str, pairs: bool) {
        let of = |kind: &NecessityKind| part.kinds.iter().filter(|other| *other == kind).count();
        self.types(name.to_owned(), NECESSITY.iter().map(|kind| (kind.word(), of(kind))).collect());
        let kind = CaseKind::Necessity;
        self.list(&part.typical, kind(NecessityKind::Typical), name, None, None);
        for (focal, typical) in &part.conjuncts {
            self.list(typical, kind(NecessityKind::Typical), name, Some(*focal), None);
        }
        self.row_by_row(&part.in_kind, kind(NecessityKind::DeviantConsistencyInKind), name);
        self.list(&part.in_degree, kind(NecessityKind::DeviantConsistencyInDegree), name, None, None);
        self.list(&part.relevance, kind(NecessityKind::DeviantRelevance), name, None, None);
        self.list(&part.irrelevant, kind(NecessityKind::Irrelevant), name, None, None);
        if pairs {
            self.pairs(&part.pairs, name);
        }
    }

    fn types(&mut self, term: String, counts: Vec<(&'static str, usize)>) {
        self.report.types.push(TypesReport { relation: self.relation, term, counts });
    }

    fn ambiguous(&mut self, is: impl Fn(usize) -> bool) {
        let cases = &self.held.chosen.table.cases;
        self.report.ambiguous = (0..cases.len()).filter(|case| is(*case)).map(|case| cases[case].clone()).collect();
    }

    fn term(&self, at: usize) -> String {
        self.held.condition.terms[at].write(&self.held.chosen.table)
    }

    fn row(&self, levels: &[Option<u8>]) -> String {
        let conditions = &self.held.chosen.conditions;
        let literals = conditions
            .iter()
            .zip(levels)
            .filter_map(|(column, level)| level.map(|level| Literal { column: *column, levels: Levels::one(level) }));
        Term::new(literals).write(&self.held.chosen.table)
    }

    fn literal(&self, literal: Literal) -> String {
        Term::new([literal]).write(&self.held.chosen.table)
    }

    /// What bears on a pick's rank; of one term nobody need hear that no other has the case.
    fn why(&self, pick: &Single) -> Vec<String> {
        let several = self.held.condition.terms.len() > 1;
        let mut why = pick.reasons();
        why.retain(|reason| several || reason != "no other term has it");
        why.extend(self.lacks(pick));
        why
    }

    /// Of a case that shows the outcome without the solution, what it lacks: of the term that it is most in, the literals in
    /// which it is not.
    fn lacks(&self, pick: &Single) -> Option<String> {
        let missed = matches!(
            pick.kind,
            CaseKind::Sufficiency(SufficiencyKind::DeviantCoverage)
                | CaseKind::Necessity(NecessityKind::DeviantConsistencyInKind)
        );
        let (table, case) = (&self.held.chosen.table, pick.place.case);
        let terms = self.held.condition.terms.iter().map(|term| (term, term.memberships(table)[case]));
        // The first of equals, so that the order of terms decides.
        let nearest = terms.fold(None, |best: Option<(&Term, f64)>, next| match best {
            Some(best) if best.1 >= next.1 => Some(best),
            _ => Some(next),
        });
        let (term, _) = nearest.filter(|_| missed)?;
        let absent = term.literals().iter().filter(|literal| literal.memberships(table)[case] <= 0.5);
        let absent: Vec<String> = absent.map(|literal| self.literal(*literal)).collect();
        let names = absent.join(" and ");
        let several = self.held.condition.terms.len() > 1;
        let whole = term.write(table);
        let of = match several {
            true if names == whole => ", the nearest term".to_owned(),
            true => format!(" of {whole}, the nearest term"),
            false => String::new(),
        };
        (!absent.is_empty()).then(|| format!("lacks {names}{of}"))
    }

    /// A list; none where no case is of its type.
    fn list(&mut self, picks: &[Single], kind: CaseKind, term: &str, focal: Option<Literal>, row: Option<String>) {
        if picks.is_empty() {
            return;
        }
        let table = &self.held.chosen.table;
        let pick = |(at, pick): (usize, &Single)| PickReport {
            rank: at + 1,
            case: table.cases[pick.place.case].clone(),
            x: pick.place.x,
            y: pick.place.y,
            focal: pick.place.within.map(|within| within.focal),
            rest: pick.place.within.map(|within| within.rest),
            held_by: pick.held_by,
            unique: pick.unique,
            uncovered: pick.uncovered,
            consistent: pick.consistent,
            class: pick.class,
            clean: pick.clean,
            row: pick.row.as_ref().map(|(levels, _)| self.row(levels)),
            row_membership: pick.row.as_ref().map(|(_, member)| *member),
            penalty: pick.score,
            best: pick.best,
            why: self.why(pick).join("; "),
            words: match self.lacks(pick) {
                Some(lacks) => format!("{}; {lacks}", pick.words(table)),
                None => pick.words(table),
            },
        };
        let cases = picks.iter().enumerate().take(self.most).map(pick).collect();
        let purpose = match kind {
            CaseKind::Sufficiency(kind) => kind.purpose(),
            CaseKind::Necessity(kind) => kind.purpose(),
        };
        let focal = focal.map(|focal| self.literal(focal));
        self.report.lists.push(CaseList {
            relation: self.relation,
            term: term.to_owned(),
            focal,
            row,
            kind: kind.word(),
            purpose,
            count: picks.len(),
            cases,
        });
    }

    /// Lists of pairs; none where there is no pair.
    fn pairs(&mut self, lists: &[Pairs], term: &str) {
        let table = &self.held.chosen.table;
        for list in lists.iter().filter(|list| list.count > 0) {
            let pair = |(at, pair): (usize, &sets::cases::Pair)| {
                let (i, j) = (pair.one.place, pair.other.place);
                let within = i.within.zip(j.within);
                let member = |single: &Single| single.row.as_ref().map(|(_, member)| *member);
                PairPick {
                    rank: at + 1,
                    one: table.cases[i.case].clone(),
                    other: table.cases[j.case].clone(),
                    x: (i.x, j.x),
                    y: (i.y, j.y),
                    focal: within.map(|(i, j)| (i.focal, j.focal)),
                    rest: within.map(|(i, j)| (i.rest, j.rest)),
                    class: pair.class,
                    clean: (pair.one.clean, pair.other.clean),
                    consistent: (pair.one.consistent, pair.other.consistent),
                    unique: (pair.one.unique, pair.other.unique),
                    uncovered: (pair.one.uncovered, pair.other.uncovered),
                    row_membership: member(&pair.one).zip(member(&pair.other)).filter(|_| list.row.is_some()),
                    penalty: pair.score,
                    words: pair.words(table),
                }
            };
            let (contrast, purpose) = list.contrast.words();
            let report = PairList {
                relation: self.relation,
                term: term.to_owned(),
                focal: list.focal.map(|focal| self.literal(focal)),
                row: list.row.as_ref().map(|levels| self.row(levels)),
                contrast,
                purpose,
                count: list.count,
                ranked: true,
                pairs: list.best.iter().enumerate().map(pair).collect(),
            };
            self.report.pairs.push(report);
        }
    }
}
