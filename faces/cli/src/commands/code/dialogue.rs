//! The dialogue of `exceptio code`: a question, its answer checked, a row on disk.

use super::questions;
use crate::args::{Code, Format};
use crate::commands::study::Place;
use crate::commands::{Ending, disk_failed, ending, say_problems};
use crate::draw::paint::{BOLD, CYAN, DIM, RED, YELLOW, counted, paint, wrap};
use crate::out::Screen;
use exceptio::{Answer, Answers, Ask, Diagnostic, Files, Folder, Question, Questions, Study, Written};
use std::fs;
use std::path::PathBuf;

/// The coder wants to stop.
struct Stop;

/// A coder at work: the study as it is on disk by now, and what was said so far.
pub(super) struct Dialogue<'a> {
    pub screen: &'a Screen,
    pub root: PathBuf,
    pub ask: Ask,
    pub folder: Folder,
    pub lines: std::io::Lines<std::io::StdinLock<'a>>,
    pub echo: bool,
    pub rows: Vec<String>,
    pub args: &'a Code,
    pub last_source: String,
    /// Who codes; asked once, with the first row.
    pub coder: Option<String>,
    /// The day of coding.
    pub recorded: String,
    /// Questions about both actors that were left open.
    pub open: Vec<Question>,
}

impl Dialogue<'_> {
    /// Asks until all is answered or the coder stops.
    pub fn run(&mut self, study: &Study, files: &Files) -> Ending {
        let missing = study.missing_actors(&self.args.case);
        for id in &missing {
            match self.actor(id) {
                Ok(Some(())) => {}
                Ok(None) => return Ending::Disk,
                Err(Stop) => return Ending::Ran,
            }
        }
        let reopened = exceptio::open(&self.folder, &self.ask);
        let study = if missing.is_empty() { study } else { reopened.study.as_ref().unwrap_or(study) };
        let exceptio::Warned { value, problems } = questions(study, self.args);
        say_problems(self.screen, Format::Human, files, &problems);
        if ending(&problems) != Ending::Ran {
            return ending(&problems);
        }
        self.open_with(&value, study);
        let mut stopped = false;
        for (at, question) in value.questions.iter().enumerate() {
            match self.question(question, (at + 1, value.questions.len()), study) {
                Ok(true) => {}
                Ok(false) => return Ending::Disk,
                Err(Stop) => {
                    stopped = true;
                    break;
                }
            }
        }
        if !self.make_it_a_case(stopped, study) {
            return Ending::Disk;
        }
        for cell in &value.elsewhere {
            self.wrapped(&format!("The theory also reads {cell}, which is not one row: write it there."));
        }
        Ending::Ran
    }

    /// Says where the pair is no case yet, because nothing is coded of the two together, and asks once more what was left
    /// open about both. Whether the disk is well.
    fn make_it_a_case(&mut self, stopped: bool, study: &Study) -> bool {
        if self.rows.is_empty() || self.is_case() {
            return true;
        }
        let case = paint(BOLD, &self.args.case);
        self.say("\n");
        self.wrapped(&format!(
            "{case} is no case yet: what is coded speaks of one actor alone, and `exceptio test` judges a pair once a row names both."
        ));
        let open = std::mem::take(&mut self.open);
        if !stopped && !open.is_empty() {
            self.wrapped("Once more, then, what was left open about the two; `no` is an answer too.");
            for (at, question) in open.iter().enumerate() {
                match self.question(question, (at + 1, open.len()), study) {
                    Ok(true) if self.is_case() => return true,
                    Ok(true) => {}
                    Ok(false) => return false,
                    Err(Stop) => break,
                }
            }
        }
        if !self.is_case() {
            self.wrapped(
                "Still no case. `exceptio test --all-pairs` judges every pair that existed together; `universe = \"all\"` in study.toml makes that the study's own.",
            );
        }
        true
    }

    fn is_case(&self) -> bool {
        let opened = exceptio::open(&self.folder, &self.ask);
        opened.study.is_some_and(|study| study.judges(self.args.theory.as_deref(), &self.args.case))
    }

    fn say(&self, text: &str) {
        self.screen.talk(text);
    }

    fn wrapped(&self, text: &str) {
        self.say(&wrap(text, self.screen.width, "", ""));
    }

    fn open_with(&self, found: &Questions, study: &Study) {
        if found.questions.is_empty() {
            self.wrapped(&format!("Everything that the theory reads about {} is coded.", self.args.case));
            return;
        }
        self.wrapped(&format!(
            "{} about {}. An empty answer leaves it open; `?` repeats how it is coded; `stop` or Ctrl-D ends, and keeps what was answered.",
            counted(found.questions.len(), "question", "questions"),
            self.args.case,
        ));
        if !found.coded.is_empty() {
            self.say(&paint(
                DIM,
                wrap(&format!("Coded already: {}.", found.coded.join(", ")), self.screen.width, "", "").trim_end(),
            ));
            self.say("\n");
        }
        let sources: Vec<String> = study.sources().iter().map(|(key, short)| format!("{key} ({short})")).collect();
        if !sources.is_empty() {
            self.say(&paint(
                DIM,
                wrap(&format!("Sources: {}.", sources.join(", ")), self.screen.width, "", "").trim_end(),
            ));
            self.say("\n");
        }
    }

    /// One line from the coder; empty for no answer.
    fn read(&mut self, prompt: &str) -> Result<String, Stop> {
        self.say(&format!("  {} ", paint(CYAN, format!("{prompt}>"))));
        let line = match self.lines.next() {
            Some(Ok(line)) => line.trim().to_owned(),
            _ => {
                self.say("\n");
                return Err(Stop);
            }
        };
        if self.echo {
            self.say(&format!("{line}\n"));
        }
        if line.eq_ignore_ascii_case("stop") { Err(Stop) } else { Ok(line) }
    }

    /// Says what the check has against an answer; whether it has anything.
    fn refused(&self, written: &Written) -> bool {
        let errors: Vec<&Diagnostic> = written.problems.iter().filter(|problem| problem.is_error()).collect();
        for problem in &errors {
            let hint = problem.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
            self.say(&wrap(
                &format!("{}{hint}", problem.message),
                self.screen.width,
                &format!("  {} ", paint(RED, "✗")),
                "    ",
            ));
        }
        !errors.is_empty()
    }

    /// Keeps a row: in memory and on disk. Whether the disk took it.
    fn keep(&mut self, written: Written) -> bool {
        let bytes = written.folder.get(&written.file).unwrap_or_default().to_vec();
        if let Err(problem) = fs::write(self.root.join(&written.file), bytes) {
            disk_failed(self.screen, Format::Human, format!("{}: {problem}", written.file));
            return false;
        }
        for problem in written.problems.iter().filter(|problem| !problem.is_error()) {
            let words = format!("{}: {}", problem.severity.word(), problem.message);
            self.say(&wrap(&words, self.screen.width, &format!("  {} ", paint(YELLOW, "!")), "    "));
        }
        let place = format!("{}:{}", written.file, written.line);
        self.say(&paint(DIM, format!("  written: {place}")));
        self.say("\n");
        self.rows.push(format!("{place}  {}", written.row));
        self.folder = written.folder;
        true
    }

    /// A new actor; `None` where the disk failed.
    fn actor(&mut self, id: &str) -> Result<Option<()>, Stop> {
        self.wrapped(&format!("The study has no actor {}. Who is it?", paint(BOLD, id)));
        let mut name = String::new();
        while name.is_empty() {
            name = self.read("name")?;
        }
        loop {
            let from = self.read("exists from (date; empty: always)")?;
            let until = self.read("last day, month or year (empty: still exists)")?;
            let from = if from.is_empty() { ".." } else { &from };
            let until = if until.is_empty() { ".." } else { &until };
            let written = exceptio::add_actor(&self.folder, &self.ask, id, &name, from, until);
            if !self.refused(&written) {
                return Ok(self.keep(written).then_some(()));
            }
        }
    }

    /// One question, once for each stretch of time; whether the disk is well.
    fn question(&mut self, question: &Question, (at, of): (usize, usize), study: &Study) -> Result<bool, Stop> {
        self.say(&format!("\n{} {}\n", paint(DIM, format!("{at}/{of}")), paint(BOLD, &question.cell)));
        self.explain(question);
        let mut again = false;
        loop {
            let prompt = if again { "another value at another time (empty: no)".to_owned() } else { prompt(question) };
            let Some(mut answer) = self.value(question, &prompt)? else {
                if !again && !question.object.is_empty() {
                    self.open.push(question.clone());
                }
                return Ok(true);
            };
            if question.file == "alliances.csv" && answer.value != "yes" {
                self.wrapped("  Only alliances have rows; nothing is written.");
                return Ok(true);
            }
            answer.from =
                self.date(question, &answer, "from (date; `..` always; empty: unknown)", |answer, date| {
                    answer.from = date
                })?;
            answer.until = self.date(
                question,
                &answer,
                "until, the last day, month or year (`..` still; empty: unknown)",
                |answer, date| {
                    answer.until = date;
                },
            )?;
            answer.source = self.source(question, &answer, study)?;
            answer.locator = self.read("page or paragraph")?;
            // The row is whole by now: who stops here stops after it.
            let last = self.read("note (empty: none)").and_then(|note| {
                answer.note = note;
                self.coder()
            });
            let stops = last.is_err();
            answer.coder = last.unwrap_or_default();
            answer.recorded.clone_from(&self.recorded);
            let written = exceptio::add_answer(&self.folder, &self.ask, question, &answer);
            if self.refused(&written) {
                self.say("  Not written; once more.\n");
                continue;
            }
            if !self.keep(written) {
                return Ok(false);
            }
            if stops {
                return Err(Stop);
            }
            if answer.from == ".." && answer.until == ".." {
                return Ok(true);
            }
            again = true;
        }
    }

    fn explain(&self, question: &Question) {
        let indent = |text: &str| wrap(text, self.screen.width, "  ", "  ");
        self.say(&indent(&question.meaning));
        if !question.rule.is_empty() {
            self.say(&paint(DIM, indent(&question.rule).trim_end()));
            self.say("\n");
        }
        self.say(&paint(
            DIM,
            indent(&format!("If you answer nothing, {}.", question.otherwise.replace(".)", ")"))).trim_end(),
        ));
        self.say("\n");
    }

    /// The value, checked; `None` where there is no answer.
    fn value(&mut self, question: &Question, prompt: &str) -> Result<Option<Answer>, Stop> {
        loop {
            let value = self.read(prompt)?;
            if value.is_empty() {
                return Ok(None);
            }
            if value == "?" {
                self.explain(question);
                continue;
            }
            let value = match (&question.answers, value.to_lowercase().as_str()) {
                (Answers::YesNo, "y" | "yes" | "true") => "yes".to_owned(),
                (Answers::YesNo, "n" | "no" | "false") => "no".to_owned(),
                (Answers::YesNo, "unknown") => "unknown".to_owned(),
                (Answers::YesNo, _) => {
                    self.say(&format!("  {} answer yes, no or unknown; nothing to leave it open\n", paint(RED, "✗")));
                    continue;
                }
                _ => value,
            };
            let answer = Answer { value, ..Answer::default() };
            if question.file == "alliances.csv" || !self.refused(&self.tried(question, &answer)) {
                return Ok(Some(answer));
            }
        }
    }

    /// The study with the row as far as it goes; what is not known yet is left open, so that only what is known can be wrong.
    fn tried(&self, question: &Question, answer: &Answer) -> Written {
        exceptio::add_answer(&self.folder, &self.ask, question, answer)
    }

    fn date(
        &mut self,
        question: &Question,
        so_far: &Answer,
        prompt: &str,
        set: impl Fn(&mut Answer, String),
    ) -> Result<String, Stop> {
        loop {
            let date = self.read(prompt)?;
            let mut answer = so_far.clone();
            set(&mut answer, date.clone());
            if !self.refused(&self.tried(question, &answer)) {
                return Ok(date);
            }
        }
    }

    /// Who codes: said, or asked once.
    fn coder(&mut self) -> Result<String, Stop> {
        if self.coder.is_none() {
            let name = self.read("coder, for this and all further rows (empty: nobody)")?;
            self.coder = Some(name);
        }
        Ok(self.coder.clone().unwrap_or_default())
    }

    fn source(&mut self, question: &Question, so_far: &Answer, study: &Study) -> Result<String, Stop> {
        let keys = study.sources();
        if self.last_source.is_empty() && keys.len() == 1 {
            self.last_source = keys[0].0.to_owned();
        }
        loop {
            let prompt = match self.last_source.as_str() {
                "" => "source, a key of sources.bib".to_owned(),
                last => format!("source, a key of sources.bib (empty: {last})"),
            };
            let mut source = self.read(&prompt)?;
            if source.is_empty() {
                source.clone_from(&self.last_source);
            }
            let answer = Answer { source: source.clone(), ..so_far.clone() };
            if !self.refused(&self.tried(question, &answer)) {
                self.last_source.clone_from(&source);
                return Ok(source);
            }
        }
    }

    /// What was written, and what to do with it.
    pub fn summary(&self, place: &Place) {
        if self.rows.is_empty() {
            self.say("\nNothing was written.\n");
            return;
        }
        self.say(&format!("\n{} written:\n", counted(self.rows.len(), "row", "rows")));
        self.screen.data(&(self.rows.join("\n") + "\n"));
        let study = place.argument();
        let study = if study.is_empty() { String::new() } else { format!(" {study}") };
        self.say(&format!(
            "\nNow {}, or {}\n",
            paint(CYAN, format!("exceptio test{study}")),
            paint(CYAN, format!("exceptio explain {}{}", quoted(&self.args.case), place.option()))
        ));
    }
}

/// As a shell must be given it: `>` would send what is printed into a file.
fn quoted(case: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if case.chars().all(plain) { case.to_owned() } else { format!("'{}'", case.replace('\'', "'\\''")) }
}

fn prompt(question: &Question) -> String {
    match &question.answers {
        Answers::YesNo => "yes or no".to_owned(),
        Answers::OneOf(levels) => levels.join(" or "),
        Answers::Actors => "ids of actors, or nobody".to_owned(),
        Answers::Number => "a number".to_owned(),
    }
}
