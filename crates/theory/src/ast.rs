//! What a theory file says, as written: statements in their order, comments, arrows or words, names unresolved.
//!
//! The parser gives it, the printer prints it, the checker resolves it. Two trees are equal where they say the same in
//! the same form: places in the file do not count (see [`Place`]).

use text::{FileId, Span};

/// Where something stands. Any two are equal, so that trees compare by what they say.
#[derive(Debug, Clone, Copy)]
pub struct Place(pub Span);

impl Place {
    /// The start of a file: for trees that were never written down.
    pub const NOWHERE: Place = Place(Span { file: FileId(0), start: 0, end: 0 });

    /// From this place to the end of `other`.
    #[must_use]
    pub fn to(self, other: Place) -> Place {
        Place(self.0.to(other.0))
    }
}

impl PartialEq for Place {
    fn eq(&self, _: &Place) -> bool {
        true
    }
}

impl Eq for Place {}

/// A word with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The word.
    pub text: String,
    /// Where it stands.
    pub at: Place,
}

/// A number with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Number {
    /// As written.
    pub text: String,
    /// Its value.
    pub value: f64,
    /// Where it stands.
    pub at: Place,
}

/// A theory file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct File {
    /// Statements and comments on lines of their own, in the order of the file.
    pub items: Vec<Item>,
}

/// A comment on a line of its own, or a statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Whether the author left blank lines before it (never so for the first).
    pub blank: bool,
    /// What it is.
    pub what: ItemKind,
}

/// What an [`Item`] is.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemKind {
    /// A comment on a line of its own: the text from `#` on, without space at its end.
    Comment(String),
    /// A statement.
    Statement {
        /// What it says.
        statement: Box<Statement>,
        /// The comment at the end of its last line.
        comment: Option<String>,
    },
}

/// A statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// What it says.
    pub kind: StatementKind,
    /// From its keyword to its last word.
    pub at: Place,
}

/// The statements of the language.
#[derive(Debug, Clone, PartialEq)]
pub enum StatementKind {
    /// `theory NAME "title"`
    Theory {
        /// Its name.
        name: Name,
        /// Its title, without quotes.
        title: Option<Name>,
    },
    /// `cites KEY "locator"`
    Cites {
        /// Key of a source.
        key: Name,
        /// The place in it, without quotes.
        locator: Option<Name>,
    },
    /// `cases directed pairs`
    Cases {
        /// What the cases are.
        kind: crate::model::CaseKind,
    },
    /// `scope FORMULA`
    Scope {
        /// For which cases and days the theory speaks.
        formula: Formula,
    },
    /// `let NAME = VALUE` and `let NAME(x, y) = VALUE`
    Let {
        /// Its name.
        name: Name,
        /// Its parameters; `None` for a condition.
        parameters: Option<Vec<Name>>,
        /// What it means.
        value: Formula,
    },
    /// `outcome NAME as "label" = VALUE`
    Outcome {
        /// Its name.
        name: Name,
        /// The label of this definition, without quotes.
        label: Option<Name>,
        /// What it means.
        value: Formula,
    },
    /// `claim NAME: ...`
    Claim {
        /// Its name.
        name: Name,
        /// What it says.
        says: Says,
    },
    /// `predict NAME: ... from CLAIM, CLAIM`
    Predict {
        /// Its name.
        name: Name,
        /// What it says.
        says: Foretold,
        /// The claims it follows from.
        from: Vec<Name>,
    },
    /// A statement with an error in it, as written.
    Broken {
        /// Its keyword.
        keyword: String,
        /// What it would have named, where that could be read.
        name: Option<Name>,
        /// Its whole text.
        text: String,
    },
}

/// Whether an author writes signs (`*`, `+`, `~`, `->`) or words (`and`, `or`, `not`, `is sufficient for`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `*`
    Sign,
    /// `and`
    Word,
}

/// What a claim says.
#[derive(Debug, Clone, PartialEq)]
pub enum Says {
    /// `X is necessary for Y`, `X <- Y`
    Static {
        /// The left side.
        left: Formula,
        /// How it stands to the right.
        relation: crate::model::Relation,
        /// Arrow or words.
        form: Form,
        /// The right side.
        right: Formula,
    },
    /// `Y starts only while X`, `Y does not end while X`
    While {
        /// The event.
        event: Event,
        /// `does not` rather than `only`.
        never: bool,
        /// What must hold, or forbids it.
        condition: Formula,
    },
    /// `Y ends within 2 years after X ends`
    Order {
        /// The event that is judged.
        event: Event,
        /// How it stands to the other.
        order: crate::model::Order,
        /// The other.
        anchor: Event,
    },
}

/// `FORMULA starts`
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The formula.
    pub what: Formula,
    /// Which end.
    pub edge: crate::model::Edge,
}

/// What a prediction says.
#[derive(Debug, Clone, PartialEq)]
pub enum Foretold {
    /// `treaty ID is renewed at its decision of DATE`
    Renewal {
        /// The treaty.
        treaty: Name,
        /// When, as written.
        date: Name,
    },
    /// `FORMULA holds for CHN, PRK on DATE`
    Holds {
        /// What.
        formula: Formula,
        /// For which case.
        case: Vec<Name>,
        /// When, as written.
        date: Name,
    },
}

/// A formula or value.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    /// What it says.
    pub kind: FormulaKind,
    /// Where it stands.
    pub at: Place,
}

/// `and` or `or`: which of the two a chain is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connective {
    /// All hold.
    And,
    /// Any holds.
    Or,
}

/// A further operand of a chain of `and`s or `or`s.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    /// Comments between the operand before and this link's sign.
    pub comments: Vec<String>,
    /// `*` or `and`.
    pub form: Form,
    /// The operand.
    pub formula: Formula,
}

/// The forms of a formula.
#[derive(Debug, Clone, PartialEq)]
pub enum FormulaKind {
    /// A condition, actor, treaty, level or variable.
    Name(String),
    /// `"quoted"`: a level or id that is no word.
    Quoted(String),
    /// A number.
    Number(Number),
    /// `true`, `false`
    Truth(bool),
    /// `(F)`
    Group(Box<Formula>),
    /// `not F`, `~F`
    Not(Form, Box<Formula>),
    /// `F and G and H`: one connective throughout; at least one link.
    Chain(Connective, Box<Formula>, Vec<Link>),
    /// `some t: F`
    Quantified(crate::model::Quantifier, Name, Box<Formula>),
    /// `f(x, y)`
    Call(Name, Vec<Formula>),
    /// `calibrate(N, direct 10 20 30)`
    Calibrate(Box<Formula>, Name, Vec<Number>),
    /// `X{1,2}`
    Levels(Box<Formula>, Vec<Name>),
    /// `{USA, SUN}`
    Set(Vec<Name>),
    /// `x >= 3`
    Compare(Box<Formula>, crate::model::Comparison, Box<Formula>),
    /// `x in S`
    In(Box<Formula>, Box<Formula>),
    /// `S overlaps T`
    Overlaps(Box<Formula>, Box<Formula>),
}

impl Formula {
    /// The formulas directly inside a formula.
    pub fn parts(&self) -> Vec<&Formula> {
        match &self.kind {
            FormulaKind::Group(of)
            | FormulaKind::Not(_, of)
            | FormulaKind::Quantified(_, _, of)
            | FormulaKind::Calibrate(of, ..)
            | FormulaKind::Levels(of, _) => vec![of],
            FormulaKind::Chain(_, first, links) => {
                std::iter::once(&**first).chain(links.iter().map(|link| &link.formula)).collect()
            }
            FormulaKind::Call(_, arguments) => arguments.iter().collect(),
            FormulaKind::Compare(left, _, right)
            | FormulaKind::In(left, right)
            | FormulaKind::Overlaps(left, right) => {
                vec![left, right]
            }
            _ => Vec::new(),
        }
    }

    /// The same formula without its parentheses: what it means, whatever its form.
    #[must_use]
    pub fn without_groups(&self) -> Formula {
        let bare = |of: &Formula| Box::new(of.without_groups());
        let kind = match &self.kind {
            FormulaKind::Group(inner) => return inner.without_groups(),
            FormulaKind::Not(form, of) => FormulaKind::Not(*form, bare(of)),
            FormulaKind::Chain(connective, first, links) => FormulaKind::Chain(
                *connective,
                bare(first),
                links.iter().map(|link| Link { formula: link.formula.without_groups(), ..link.clone() }).collect(),
            ),
            FormulaKind::Quantified(quantifier, variable, body) => {
                FormulaKind::Quantified(*quantifier, variable.clone(), bare(body))
            }
            FormulaKind::Call(name, arguments) => {
                FormulaKind::Call(name.clone(), arguments.iter().map(Formula::without_groups).collect())
            }
            FormulaKind::Calibrate(of, method, anchors) => {
                FormulaKind::Calibrate(bare(of), method.clone(), anchors.clone())
            }
            FormulaKind::Levels(of, levels) => FormulaKind::Levels(bare(of), levels.clone()),
            FormulaKind::Compare(left, how, right) => FormulaKind::Compare(bare(left), *how, bare(right)),
            FormulaKind::In(left, right) => FormulaKind::In(bare(left), bare(right)),
            FormulaKind::Overlaps(left, right) => FormulaKind::Overlaps(bare(left), bare(right)),
            FormulaKind::Name(_)
            | FormulaKind::Quoted(_)
            | FormulaKind::Number(_)
            | FormulaKind::Truth(_)
            | FormulaKind::Set(_) => self.kind.clone(),
        };
        Formula { kind, at: self.at }
    }
}
