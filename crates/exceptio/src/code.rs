//! Coding a new pair: what the theory reads about it, one question at a time, and the rows that the answers make.

use crate::study::{Ask, Study, open};
use crate::within::{STEPS, budget, program};
use casebase::edit::{EditProblem, append_row, columns_of, new_table};
use conditions::{Case, CellKey, Evaluator, Program, Setting};
use spells::{About, ActorId, DaySet, Kind, NOBODY, Silence, Uncoded};
use text::{Diagnostic, Folder, Warned};
use theory::model::CaseKind;

/// What an answer may be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answers {
    /// yes or no.
    YesNo,
    /// One of these words.
    OneOf(Vec<String>),
    /// Ids of actors, separated by spaces; or `nobody`.
    Actors,
    /// A number.
    Number,
}

/// One thing that the theory reads about a case and nobody has coded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The attribute, or `allied`.
    pub attribute: String,
    /// The first actor's id.
    pub subject: String,
    /// The second actor's id; empty where the attribute is about one.
    pub object: String,
    /// `clash(CHN, PAK)`.
    pub cell: String,
    /// What it means, in the codebook's words.
    pub meaning: String,
    /// How it is coded, in the codebook's words.
    pub rule: String,
    /// What an answer may be.
    pub answers: Answers,
    /// What follows if nothing is coded.
    pub otherwise: String,
    /// The file that the row goes to.
    pub file: &'static str,
}

/// What is to be asked about a case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Questions {
    /// In the order in which the theory reads.
    pub questions: Vec<Question>,
    /// What the theory reads besides and a row cannot say: treaties and policies, with the file in which they are written.
    pub elsewhere: Vec<String>,
    /// What is coded already.
    pub coded: Vec<String>,
}

/// An answer to a question; dates as in the files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// The value; for `allied` only `yes` makes a row.
    pub value: String,
    /// When it began.
    pub from: String,
    /// The last day, month or year in which it held; `..` if it still does.
    pub until: String,
    /// Key of the source.
    pub source: String,
    /// Page or paragraph.
    pub locator: String,
    /// A note.
    pub note: String,
    /// Who codes.
    pub coder: String,
    /// When: the day on which the row is written.
    pub recorded: String,
}

/// A row written: the folder with it, where it is, and what is wrong with it.
#[derive(Debug, Clone)]
pub struct Written {
    /// The study with the row.
    pub folder: Folder,
    /// The file.
    pub file: String,
    /// The line.
    pub line: usize,
    /// The row as written.
    pub row: String,
    /// Texts for pointing into.
    pub files: text::Files,
    /// What the check says of the study that it did not say before.
    pub problems: Vec<Diagnostic>,
}

impl Study {
    /// Those of the ids in `CHN-PAK` that the study has no actor for.
    pub fn missing_actors(&self, case: &str) -> Vec<String> {
        let ids: Vec<&str> = case.split(['>', '-']).map(str::trim).filter(|id| !id.is_empty()).collect();
        // More than two are no pair, and none of its parts is an actor to be made.
        if ids.len() > 2 {
            return Vec::new();
        }
        ids.into_iter().filter(|id| self.history.find_actor(id).is_none()).map(str::to_owned).collect()
    }

    /// What a theory (the default one without a name) reads about a case, and nobody has coded. Both directions of a pair
    /// are asked about unless the case names one (`CHN>PAK`).
    pub fn questions(&self, theory: Option<&str>, case: &str) -> Warned<Questions> {
        let found = Warned::gather(|problems| {
            let theory = self.theory(theory).unload(problems)?;
            let cases = self.named_cases(&theory, case).unload(problems);
            let program = program(&theory, &self.history).unload(problems)?;
            Some(self.questions_of(&program, cases))
        });
        found.map(Option::unwrap_or_default)
    }

    fn questions_of(&self, program: &Program<'_>, cases: Vec<Case>) -> Questions {
        let (theory, budget) = (program.theory, budget(STEPS));
        let mut keys: Vec<CellKey> = Vec::new();
        let formulas = theory.scope.into_iter().chain(theory.conditions.iter().map(|condition| condition.node));
        let formulas: Vec<_> = formulas
            .chain(theory.outcomes.iter().flat_map(|outcome| outcome.definitions.iter().map(|d| d.node)))
            .collect();
        for case in cases {
            let own = |id: u32| id == NOBODY || id == case.first || id == case.second;
            let evaluator = Evaluator::new(program, case, self.history.first_world(), Setting::default(), &budget);
            for formula in &formulas {
                for key in evaluator.reads(&[*formula]).cells {
                    let theirs = theory.cases == CaseKind::Treaties || (own(key.subject) && own(key.object));
                    if theirs && !keys.contains(&key) {
                        keys.push(key);
                    }
                }
            }
        }
        let mut found = Questions::default();
        for key in keys {
            self.sort_out(key, &mut found);
        }
        found
    }

    /// Whether a theory (the default one without a name) is held against every case that a person means by a name. A pair of
    /// which only single actors are coded is none, where the study's universe is what is coded.
    pub fn judges(&self, theory: Option<&str>, case: &str) -> bool {
        let Some(theory) = self.theory(theory).value else { return false };
        let all = self.cases_in(&theory, false, &self.history);
        let named = self.named_cases(&theory, case).value;
        !named.is_empty() && named.iter().all(|case| all.contains(case))
    }

    fn sort_out(&self, key: CellKey, found: &mut Questions) {
        let history = &self.history;
        let schema = history.attribute(key.attribute);
        let id = |at: u32| if at == NOBODY { String::new() } else { history.actor(ActorId(at)).id.clone() };
        let (subject, object) = match schema.about {
            About::Treaty => (history.treaties()[key.subject as usize].id.clone(), String::new()),
            _ => (id(key.subject), id(key.object)),
        };
        let parties = if object.is_empty() { subject.clone() } else { format!("{subject}, {object}") };
        let cell = format!("{}({parties})", schema.name);
        let coded = history.relation(key.attribute).cell(key.subject, key.object).len();
        if coded > 0 {
            found.coded.push(format!("{cell}: {coded} coded"));
            return;
        }
        let file = match schema.name.as_str() {
            "allied" => "alliances.csv",
            "treaty_in_force" | "pledge" => return found.elsewhere.push(format!("{cell}: treaties.toml")),
            "policy" => return found.elsewhere.push(format!("{cell}: policies.toml")),
            "conduct" => return found.elsewhere.push(format!("{cell}: episodes.csv")),
            _ => "facts.csv",
        };
        let entry = self.base.attributes.iter().find(|entry| entry.attribute.name == schema.name);
        found.questions.push(Question {
            attribute: schema.name.clone(),
            subject,
            object,
            cell,
            meaning: schema.meaning.clone(),
            rule: entry.map(|entry| entry.rule.clone()).unwrap_or_default(),
            answers: match &schema.kind {
                Kind::Truth => Answers::YesNo,
                Kind::Category { levels, .. } => Answers::OneOf(levels.clone()),
                Kind::Actors => Answers::Actors,
                Kind::Number => Answers::Number,
            },
            otherwise: self.otherwise(key),
            file,
        });
    }

    /// What follows if nothing is coded of a cell of which nothing is: by what silence means where its source can speak, and apart
    /// from that where it cannot.
    fn otherwise(&self, key: CellKey) -> String {
        let schema = self.history.attribute(key.attribute);
        let because =
            if schema.silence_reason.is_empty() { String::new() } else { format!(" ({})", schema.silence_reason) };
        let days = DaySet::from(self.history.window());
        let world = self.history.first_world();
        let found = self.history.uncoded(key.attribute, key.subject, key.object, &days, &world);
        let ways = found.iter().map(|way| match way {
            Uncoded::OutsideCoverage if found.len() > 1 => "outside coverage it stays unknown".to_owned(),
            Uncoded::OutsideCoverage => "it stays unknown, for it lies outside coverage".to_owned(),
            Uncoded::Unknown if schema.silence == Silence::Persists => {
                "it stays unknown, for there is no earlier value that could be taken to go on".to_owned()
            }
            Uncoded::Unknown => "it stays unknown".to_owned(),
            Uncoded::NoSuchActor => {
                "nothing follows, for there is no day under study on which it could be so".to_owned()
            }
            taken => format!("it is {}{because}", taken.words()),
        });
        ways.collect::<Vec<_>>().join(", and ")
    }

    /// Keys of the study's sources, in order.
    pub fn sources(&self) -> Vec<(&str, &str)> {
        self.base.sources.iter().map(|source| (source.key.as_str(), source.short.as_str())).collect()
    }
}

/// Adds an actor's row to `actors.csv`.
pub fn add_actor(folder: &Folder, ask: &Ask, id: &str, name: &str, from: &str, until: &str) -> Written {
    append(folder, ask, "actors.csv", &[("id", id), ("name", name), ("from", from), ("until", until)])
}

/// Adds the row that an answer makes. The row is written whether or not the check likes it: look at `problems`.
pub fn add_answer(folder: &Folder, ask: &Ask, question: &Question, answer: &Answer) -> Written {
    let tail = [
        ("from", answer.from.as_str()),
        ("until", answer.until.as_str()),
        ("source", answer.source.as_str()),
        ("locator", answer.locator.as_str()),
        ("coder", answer.coder.as_str()),
        ("recorded", answer.recorded.as_str()),
        ("note", answer.note.as_str()),
    ];
    let mut cells: Vec<(&str, &str)> = match question.file {
        "alliances.csv" => vec![("a", question.subject.as_str()), ("b", question.object.as_str())],
        _ => vec![
            ("subject", question.subject.as_str()),
            ("object", question.object.as_str()),
            ("attribute", question.attribute.as_str()),
            ("value", answer.value.as_str()),
        ],
    };
    // A file need not have every column of the tail; what is empty is not written.
    cells.extend(tail.into_iter().filter(|(_, value)| !value.is_empty()));
    append(folder, ask, question.file, &cells)
}

fn append(folder: &Folder, ask: &Ask, file: &str, cells: &[(&str, &str)]) -> Written {
    let before = open(folder, ask);
    let failed = |message: String| Written {
        folder: folder.clone(),
        file: file.to_owned(),
        line: 0,
        row: String::new(),
        files: text::Files::new(),
        problems: vec![Diagnostic::misuse("code::not_written", message)],
    };
    let read = |file: &str| std::str::from_utf8(folder.get(file).unwrap_or_default());
    let Ok(text) = read(file) else {
        return failed(format!("{file} is not UTF-8: save it as UTF-8 first"));
    };
    let new = new_table(file, read("facts.csv").unwrap_or_default());
    let text = if text.is_empty() { &new } else { text };
    // Who coded when is said where the file has room for it.
    let mut cells = cells.to_vec();
    let longer = loop {
        match append_row(text, columns_of(file).unwrap_or_default(), &cells) {
            Ok(longer) => break longer,
            Err(EditProblem::NoColumn { column, .. }) if ["coder", "recorded"].contains(&column.as_str()) => {
                cells.retain(|(name, _)| *name != column);
            }
            Err(problem) => return failed(problem.to_string()),
        }
    };
    let line = longer.trim_end().lines().count();
    let row = longer.trim_end().lines().last().unwrap_or_default().to_owned();
    let mut folder = folder.clone();
    folder.insert(file, longer);
    let after = open(&folder, ask);
    // What was wrong before is not this row's doing.
    let mut known: Vec<(&str, &str)> =
        before.problems.iter().map(|problem| (problem.code, problem.message.as_str())).collect();
    let mut new = Vec::new();
    for problem in after.problems {
        match known.iter().position(|known| *known == (problem.code, problem.message.as_str())) {
            Some(at) => drop(known.remove(at)),
            None => new.push(problem),
        }
    }
    Written { folder, file: file.to_owned(), line, row, files: after.files, problems: new }
}
