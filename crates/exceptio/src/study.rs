//! A study opened: its case base read, its history built as it is to be seen.

use crate::asked_day::asked_day;
use casebase::{CaseBase, View};
use spells::{Day, History};
use text::{Diagnostic, Files, Folder, Warned, did_you_mean};
use theory::model::Theory;
use theory::vocabulary::Vocabulary;

/// How a study is to be seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ask {
    /// Layers to put on, by name.
    pub layers: Vec<String>,
    /// Readings to take once and for all, by name.
    pub readings: Vec<String>,
    /// Only what was public by this date; a vague date counts as its last possible day.
    pub as_of: Option<String>,
}

/// What opening a study gave: the files for pointing into, every problem, and the study where it could be read at all.
#[derive(Debug)]
pub struct Opened {
    /// Texts that problems point into.
    pub files: Files,
    /// Everything found wrong.
    pub problems: Vec<Diagnostic>,
    /// The study, as far as it could be read; its problems may still be errors.
    pub study: Option<Study>,
}

/// A study in view.
#[derive(Debug)]
pub struct Study {
    /// What the files say.
    pub(crate) base: CaseBase,
    /// What is in view of it.
    pub(crate) history: History,
    /// As of when.
    pub(crate) as_of: Option<Day>,
    /// How it was asked for.
    pub(crate) ask: Ask,
}

/// Reads a study and builds its history.
pub fn open(folder: &Folder, ask: &Ask) -> Opened {
    let Warned { value: mut base, mut problems } = CaseBase::read(folder, &ask.layers);
    let as_of = match ask.as_of.as_deref().map(|text| asked_day("study::as_of", text)) {
        None => base.as_of,
        Some(Ok(date)) => Some(date.latest()),
        Some(Err(problem)) => {
            problems.push(*problem);
            None
        }
    };
    let ask = Ask { readings: base.readings_taken(&ask.readings), ..ask.clone() };
    base.as_of = as_of;
    if let Some(as_of) = as_of.filter(|day| *day < base.window.from) {
        let message = format!("as of {as_of} no day under study had come: they begin on {}", base.window.from);
        problems.push(Diagnostic::warning("study::as_of", message).hint("name a later day with --as-of"));
    }
    let view = View { as_of, readings: ask.readings.clone() };
    let history = base.history(&view).unload(&mut problems);
    let files = base.files.clone();
    let study = Study { base, history, as_of, ask };
    Opened { files, problems, study: Some(study) }
}

impl Study {
    /// The study's title.
    pub fn title(&self) -> &str {
        &self.base.title
    }

    /// Names of its theories, in order of file.
    pub fn theories(&self) -> Vec<&str> {
        self.base.theories.iter().map(|(name, _)| name.as_str()).collect()
    }

    /// The theory that is meant where none is named: the study's own choice, else its first.
    pub fn default_theory(&self) -> Option<&str> {
        let chosen = self.base.theory.as_deref();
        chosen.or_else(|| self.base.theories.first().map(|(name, _)| name.as_str()))
    }

    /// Everything that a theory of this study may name.
    pub fn vocabulary(&self) -> Vocabulary {
        Vocabulary {
            attributes: self.base.vocabulary_attributes(),
            functions: conditions::functions::signatures(),
            actors: self.history.actors().iter().map(|actor| actor.id.clone()).collect(),
            treaties: self.history.treaties().iter().map(|treaty| treaty.id.clone()).collect(),
            sources: self.base.sources.iter().map(|source| source.key.clone()).collect(),
        }
    }

    /// Reads and checks a theory of the study by name; the default one without a name.
    pub fn theory(&self, name: Option<&str>) -> Warned<Option<Theory>> {
        let Some(name) = name.or_else(|| self.default_theory()) else {
            let hint = "add one under theories/: `exceptio help theory` shows how";
            return Warned::new(
                None,
                vec![Diagnostic::error("study::no_theory", "the study has no theory").hint(hint)],
            );
        };
        match self.base.theories.iter().find(|(other, _)| other == name) {
            Some((_, file)) => theory::read(&self.base.files, *file, &self.vocabulary()),
            None => {
                let names = self.theories();
                let hint = did_you_mean(name, names.iter().copied(), || format!("the study has: {}", names.join(", ")));
                let problem = Diagnostic::misuse("study::unknown_theory", format!("no theory is called `{name}`"));
                Warned::new(None, vec![problem.hint(hint)])
            }
        }
    }
}
