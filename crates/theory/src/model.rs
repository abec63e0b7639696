//! A checked theory: every name resolved, every type known, definitions of the prelude put in place.
//!
//! What the checker gives and `conditions` evaluates. Nodes live in one arena; a [`NodeId`] is a place in it.

use spells::PossibleDays;
use text::Span;

/// A node of a theory, by its place in [`Theory::nodes`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(pub u32);

/// A variable of a formula: the case's own first (`a`, `b`, or the treaty), then one for each quantifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VariableId(pub u32);

/// What the cases of a theory are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CaseKind {
    /// Ordered pairs: `a`, whose policy is explained, and `b`, the partner. The default where a theory speaks of `b`.
    DirectedPairs,
    /// Pairs without order.
    UndirectedPairs,
    /// Single actors `a`. The default where a theory never speaks of `b`.
    Actors,
    /// Treaties `t`.
    Treaties,
}

/// A source and the place in it: `cites essay "para. 3"`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// Key in `sources.bib`.
    pub key: String,
    /// Page or paragraph; may be empty.
    pub locator: String,
    /// Where it stands.
    pub span: Span,
}

/// How a condition takes its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConditionKind {
    /// Holds or does not.
    Crisp,
    /// One of the named levels.
    Multi(Vec<String>),
    /// A membership from 0 to 1.
    Fuzzy,
}

/// A named condition (`let`).
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// Its name.
    pub name: String,
    /// How it takes its values.
    pub kind: ConditionKind,
    /// Its definition.
    pub node: NodeId,
    /// Where it is defined.
    pub span: Span,
}

/// One definition of an outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct Definition {
    /// Its label (`outcome ALLIANCE as "treaty" = ...`); empty for a lone definition.
    pub label: String,
    /// The definition.
    pub node: NodeId,
    /// Where it stands.
    pub span: Span,
}

/// An outcome with its definitions: a claim that names it is judged under each.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// Its name.
    pub name: String,
    /// How it takes its values.
    pub kind: ConditionKind,
    /// At least one.
    pub definitions: Vec<Definition>,
}

/// What a static claim says of its two sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Left is necessary for right: `<-`.
    Necessary,
    /// Left is sufficient for right: `->`.
    Sufficient,
    /// Left is equivalent to right: `<->`.
    Equivalent,
}

/// Which end of a stretch of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Edge {
    /// The first day on which it holds.
    Starts,
    /// The first day on which it no longer holds.
    Ends,
}

/// A beginning or end of what a formula says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Event {
    /// The formula.
    pub what: NodeId,
    /// Which end.
    pub edge: Edge,
}

/// Units of a lag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Days.
    Days,
    /// Calendar months.
    Months,
    /// Calendar years.
    Years,
}

/// How events follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Order {
    /// On the same day or later.
    After,
    /// On the same day or later, and no later than so many units.
    Within(u32, Unit),
    /// On an earlier day.
    Before,
}

/// The forms of a claim.
#[derive(Debug, Clone, PartialEq)]
pub enum ClaimKind {
    /// `X is necessary for Y` and its kin, judged on every spell.
    Static {
        /// What it says.
        relation: Relation,
        /// The left side: the condition.
        condition: NodeId,
        /// The right side: the outcome.
        outcome: NodeId,
    },
    /// `Y starts only while X`: whenever the event happens, the condition holds on that day.
    OnlyWhile {
        /// The event.
        event: Event,
        /// What must hold on its day.
        condition: NodeId,
    },
    /// `Y does not end while X`: the event never happens on a day on which the condition holds.
    NotWhile {
        /// The event.
        event: Event,
        /// What forbids it.
        condition: NodeId,
    },
    /// `Y ends after X ends`, `Y ends within 5 years after X ends`, `X starts before Y starts`.
    Order {
        /// The event that is judged.
        event: Event,
        /// How it stands to the other.
        order: Order,
        /// The other.
        anchor: Event,
    },
}

/// A claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Its name.
    pub name: String,
    /// What it says.
    pub kind: ClaimKind,
    /// The whole claim in words, names as written: `INTEREST*IDEOLOGY is necessary for ALLIANCE`.
    pub words: String,
    /// What it rests on.
    pub cites: Vec<Citation>,
    /// Where it stands.
    pub span: Span,
}

/// What a prediction says.
#[derive(Debug, Clone, PartialEq)]
pub enum Predicted {
    /// `treaty T is renewed at its decision of D`.
    Renewal {
        /// The treaty's id.
        treaty: String,
        /// When.
        due: PossibleDays,
    },
    /// `ALLIANCE holds for CHN, PRK on D`.
    Holds {
        /// What.
        node: NodeId,
        /// For which case: as many ids as its kind has.
        case: Vec<String>,
        /// When.
        on: PossibleDays,
    },
}

/// A prediction, from claims of the theory.
#[derive(Debug, Clone, PartialEq)]
pub struct Prediction {
    /// Its name.
    pub name: String,
    /// What it says.
    pub predicted: Predicted,
    /// The whole prediction in words.
    pub words: String,
    /// The claims it follows from, by their places in [`Theory::claims`].
    pub from: Vec<usize>,
    /// What it rests on.
    pub cites: Vec<Citation>,
    /// Where it stands.
    pub span: Span,
}

/// A named thing in a formula.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Term {
    /// A variable.
    Variable(VariableId),
    /// An actor, by id.
    Actor(String),
    /// A treaty, by id.
    Treaty(String),
}

/// An argument of a function.
#[derive(Debug, Clone, PartialEq)]
pub enum Argument {
    /// An actor or treaty.
    Term(Term),
    /// A word of the function's own list: `pledge(a, b, defence)`.
    Word(String),
    /// A number.
    Number(f64),
    /// A formula: `years_since(CLASH)`.
    Node(NodeId),
}

/// How numbers compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    More,
    /// `>=`
    AtLeast,
    /// `=`
    Equals,
    /// `!=`
    Differs,
}

impl Comparison {
    /// As it is written: `<`, `<=`, `>`, `>=`, `=`, `!=`.
    #[must_use]
    pub fn sign(self) -> &'static str {
        match self {
            Comparison::Less => "<",
            Comparison::AtMost => "<=",
            Comparison::More => ">",
            Comparison::AtLeast => ">=",
            Comparison::Equals => "=",
            Comparison::Differs => "!=",
        }
    }
}

/// Quantifiers over third actors: those alive on the day that are not already bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quantifier {
    /// `some t: ...`
    Some,
    /// `every t: ...`
    Every,
    /// `no t: ...`
    No,
}

/// How a number becomes a membership; anchors as written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Calibration {
    /// Logistic through memberships 0.05, 0.5 and 0.95 (Ragin 2008, ch. 5, with log odds of exactly ln 19).
    Direct {
        /// Membership 0.05.
        out: f64,
        /// Membership 0.5.
        cross: f64,
        /// Membership 0.95.
        full: f64,
    },
    /// 0 at `out`, 0.5 at `cross`, 1 at `full`, straight between.
    Linear {
        /// Membership 0 from here on.
        out: f64,
        /// Membership 0.5.
        cross: f64,
        /// Membership 1 from here on.
        full: f64,
    },
}

/// A node. Truth-valued unless it says otherwise.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// `true`, `false`.
    Constant(bool),
    /// A condition by its place in [`Theory::conditions`]: crisp, fuzzy or a level.
    Condition(usize),
    /// An outcome by its place in [`Theory::outcomes`]; the definition is chosen when it is judged.
    Outcome(usize),
    /// `X{1,2}`: a multi-value condition or outcome has one of these levels (by name).
    Levels(NodeId, Vec<String>),
    /// Not.
    Not(NodeId),
    /// All of them; at least two.
    And(Vec<NodeId>),
    /// Any of them; at least two.
    Or(Vec<NodeId>),
    /// A category (or each of several, where many may hold: any) is one of these levels, by name.
    Among(NodeId, Vec<String>),
    /// Two categories have the same level, compared by name; two sets are the same.
    Same(NodeId, NodeId),
    /// A number against a number.
    Compare(NodeId, Comparison, NodeId),
    /// An actor belongs to a set.
    Member(Term, NodeId),
    /// Two sets have a member in common.
    Overlaps(NodeId, NodeId),
    /// Some, every or no third actor.
    Quantified(Quantifier, VariableId, NodeId),
    /// Number-valued.
    Number(f64),
    /// Set-valued: these actors exactly.
    Actors(Vec<Term>),
    /// An attribute of the codebook, valued as it says; as many terms as its `about` has.
    Attribute(String, Vec<Term>),
    /// A function, valued as its signature says.
    Call(String, Vec<Argument>),
    /// Fuzzy: a number calibrated.
    Calibrate(NodeId, Calibration),
    /// Multi-value: a number cut at thresholds into levels `0`, `1`, ... A value at a threshold belongs to the level above.
    Cut(NodeId, Vec<f64>),
}

/// A checked theory.
#[derive(Debug, Clone, PartialEq)]
pub struct Theory {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: String,
    /// What it rests on.
    pub cites: Vec<Citation>,
    /// What its cases are.
    pub cases: CaseKind,
    /// For which cases and days it speaks; everywhere if absent.
    pub scope: Option<NodeId>,
    /// Named conditions, in the order of the file.
    pub conditions: Vec<Condition>,
    /// Outcomes, in the order of the file.
    pub outcomes: Vec<Outcome>,
    /// Claims, in the order of the file.
    pub claims: Vec<Claim>,
    /// Predictions, in the order of the file.
    pub predictions: Vec<Prediction>,
    /// The arena.
    pub nodes: Vec<Node>,
    /// Where each node stands; nodes out of the prelude stand where they are called.
    pub spans: Vec<Span>,
    /// The name of each variable.
    pub variables: Vec<String>,
}

impl Theory {
    /// A node.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.0 as usize]
    }

    /// Where a node stands.
    pub fn span(&self, id: NodeId) -> Span {
        self.spans[id.0 as usize]
    }

    /// The claim called `name`.
    pub fn claim(&self, name: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.name == name)
    }
}
