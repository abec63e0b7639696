//! Reference pages: what `exceptio help TOPIC` prints.

/// A page of the reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Topic {
    /// What it is asked for by.
    pub name: &'static str,
    /// `files`, `language`, `functions` or `guide`.
    pub group: &'static str,
    /// The page, Markdown.
    pub page: &'static str,
}

/// Every page: the guide, a study's files, the language, its functions; in the order of the reference.
pub fn topics() -> Vec<Topic> {
    let guide = GUIDE.iter().map(|(name, page)| Topic { name, group: "guide", page });
    let files = casebase::PAGES.iter().map(|(name, page)| Topic { name, group: "files", page });
    let language = theory::PAGES.iter().map(|(name, page)| Topic { name, group: "language", page });
    let functions = conditions::functions::ALL.iter().map(|function| Topic {
        name: function.signature.name,
        group: "functions",
        page: function.signature.page,
    });
    guide.chain(files).chain(language).chain(functions).collect()
}

const GUIDE: &[(&str, &str)] = &[
    ("verdicts", include_str!("../pages/verdicts.md")),
    ("compare", include_str!("../pages/compare.md")),
    ("exceptions", include_str!("../pages/exceptions.md")),
    ("calendar", include_str!("../pages/calendar.md")),
    ("fit", include_str!("../pages/fit.md")),
    ("forecast", include_str!("../pages/forecast.md")),
    ("evidence", include_str!("../pages/evidence.md")),
    ("audit", include_str!("../pages/audit.md")),
    ("score", include_str!("../pages/score.md")),
    ("truth", include_str!("../pages/truth.md")),
    ("flips", include_str!("../pages/flips.md")),
    ("refine", include_str!("../pages/refine.md")),
    ("candidates", include_str!("../pages/candidates.md")),
    ("minimize", include_str!("../pages/minimize.md")),
    ("calibrate", include_str!("../pages/calibrate.md")),
    ("cna", include_str!("../pages/cna.md")),
    ("necessity", include_str!("../pages/necessity.md")),
    ("cases", include_str!("../pages/cases.md")),
    ("evaluate", include_str!("../pages/evaluate.md")),
    ("robust", include_str!("../pages/robust.md")),
    ("panel", include_str!("../pages/panel.md")),
    ("json", include_str!("../pages/json.md")),
    ("csv", include_str!("../pages/csv.md")),
];
