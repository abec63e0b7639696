//! What a treaty is: values, no files.

use crate::dates::{Endpoint, When};
use spells::{ActorId, Day, PossibleDays};
use text::Span;

/// A date as written, and its possible days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dated {
    /// As written.
    pub text: String,
    /// When it may have been.
    pub days: PossibleDays,
}

/// Words of a file for the variants of an enumeration, and back.
macro_rules! words {
    ($name:ident { $($variant:ident = $word:literal),+ $(,)? }) => {
        impl $name {
            /// The words that a file may use, in the order of the variants.
            pub const WORDS: &[&str] = &[$($word),+];

            /// The word for it.
            pub fn word(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }

            /// What a word stands for; `None` for any other word.
            pub fn of(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$variant),)+ _ => None }
            }
        }
    };
}

/// From which moment a term counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Anchor {
    /// The signature.
    Signed,
    /// The ratification.
    Ratified,
    /// The entry into force.
    InForce,
}

words!(Anchor { Signed = "signed", Ratified = "ratified", InForce = "in_force" });

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Length {
    /// Whole months and days.
    Of {
        /// Months.
        months: i32,
        /// Days besides.
        days: i32,
    },
    /// Without end.
    Unlimited,
}

/// What happens when a term runs out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Renewal {
    /// It goes on unless somebody denounces it.
    Automatic,
    /// It goes on only if the parties decide so.
    ByDecision,
    /// It ends.
    None,
}

words!(Renewal { Automatic = "automatic", ByDecision = "by-decision", None = "none" });

/// When a party may leave by its own will.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Renunciation {
    /// At the end of a term alone.
    AtTerm,
    /// At any time, with notice.
    AnyTime,
    /// Only if the others agree.
    ByAgreement,
    /// Never.
    Never,
}

words!(Renunciation { AtTerm = "at-term", AnyTime = "any-time", ByAgreement = "by-agreement", Never = "never" });

/// A term clause under one reading of the treaty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The reading; empty where the clause is not disputed.
    pub reading: String,
    /// From when the term counts.
    pub anchor: Anchor,
    /// How long it is.
    pub length: Length,
    /// How long before its end notice must have been given at the latest; `None` where nothing is said.
    pub notice: Option<Length>,
    /// How long before its end notice may be given at the earliest; `None` where nothing is said.
    pub notice_from: Option<Length>,
    /// What happens at its end.
    pub renewal: Renewal,
    /// How long the next term is.
    pub renewal_length: Length,
    /// When a party may leave; `None` where nothing is said.
    pub renunciation: Option<Renunciation>,
    /// The source's key.
    pub source: String,
    /// Article or paragraph.
    pub locator: String,
    /// From when on it is public.
    pub public: Day,
    /// Where it stands.
    pub span: Span,
}

/// A party of a treaty, for the time that it was one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Who.
    pub actor: ActorId,
    /// From when, if not from the treaty's beginning; as written.
    pub from: String,
    /// Until when, if not to the treaty's end; as written.
    pub until: String,
    /// What it owes every other party: words of ATOP's.
    pub obligations: Vec<String>,
    /// Where it stands.
    pub span: Span,
    pub(crate) first: Option<When>,
    pub(crate) last: Option<When>,
}

/// How a treaty ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TreatyEnd {
    /// Its term ran out.
    Expired,
    /// A party gave notice.
    Denounced,
    /// Another treaty took its place.
    Replaced,
    /// A party broke it, and that was the end of it.
    Violated,
    /// A party ceased to exist, and nobody succeeded it.
    PartyExtinct,
    /// It fell out of use, though nobody ended it.
    Lapsed,
    /// It was suspended and never taken up again.
    Suspended,
}

words!(TreatyEnd {
    Expired = "expired",
    Denounced = "denounced",
    Replaced = "replaced",
    Violated = "violated",
    PartyExtinct = "party-extinct",
    Lapsed = "lapsed",
    Suspended = "suspended",
});

/// What kind of event of a treaty's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TreatyEventKind {
    /// It was signed.
    Signed,
    /// It was ratified.
    Ratified,
    /// A party joined.
    Acceded,
    /// Its term was lengthened.
    Extended,
    /// A new term began.
    Renewed,
    /// A party gave notice.
    Denounced,
    /// Its term ran out.
    Expired,
    /// Another treaty took its place.
    Replaced,
    /// A party broke it.
    Violated,
    /// It was suspended.
    Suspended,
    /// It was taken up again.
    Resumed,
    /// It fell out of use.
    Lapsed,
    /// A party left.
    Withdrew,
    /// Another state took a party's place.
    Succeeded,
}

words!(TreatyEventKind {
    Signed = "signed",
    Ratified = "ratified",
    Acceded = "acceded",
    Extended = "extended",
    Renewed = "renewed",
    Denounced = "denounced",
    Expired = "expired",
    Replaced = "replaced",
    Violated = "violated",
    Suspended = "suspended",
    Resumed = "resumed",
    Lapsed = "lapsed",
    Withdrew = "withdrew",
    Succeeded = "succeeded",
});

impl TreatyEventKind {
    /// Whether the treaty goes on for another term by it.
    pub fn renews(self) -> bool {
        matches!(self, Self::Extended | Self::Renewed)
    }

    /// Whether the treaty ends by it, or is going to.
    pub fn ends(self) -> bool {
        matches!(self, Self::Denounced | Self::Expired | Self::Replaced | Self::Lapsed)
    }
}

/// An event of a treaty's life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreatyEvent {
    /// What kind; `None` where the file gives no kind that can be read.
    pub kind: Option<TreatyEventKind>,
    /// When.
    pub date: Option<Dated>,
    /// Of an extension: for how long, where not for as long as the clause says.
    pub length: Option<Length>,
    /// Of an extension or denunciation: which decision it took, where that is not the nearest.
    pub decides: Option<Dated>,
    /// Under which reading; empty where undisputed.
    pub reading: String,
    /// The source's key.
    pub source: String,
    /// Page or paragraph.
    pub locator: String,
    /// What happened.
    pub note: String,
    /// From when on it is public.
    pub public: Day,
    /// Where it stands.
    pub span: Span,
}

/// A treaty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treaty {
    /// The id that codings and theories use.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Its signature.
    pub signed: Option<Dated>,
    /// Its ratification.
    pub ratified: Option<Dated>,
    /// Its entry into force.
    pub in_force: Option<Dated>,
    /// Its last day, as written.
    pub until: String,
    /// How it ended; `None` where it did not, or nobody says.
    pub end: Option<TreatyEnd>,
    /// Under which reading it is a treaty at all; empty where undisputed.
    pub reading: String,
    /// The source's key.
    pub source: String,
    /// Page or paragraph.
    pub locator: String,
    /// From when on it is public.
    pub public: Day,
    /// Everyone who was ever a party, successors last.
    pub parties: Vec<Party>,
    /// Its term clauses.
    pub terms: Vec<Term>,
    /// The events of its life, in the order of the file.
    pub events: Vec<TreatyEvent>,
    /// Where it stands.
    pub span: Span,
    pub(crate) first: When,
    pub(crate) last: When,
    pub(crate) source_at: u32,
}

impl Treaty {
    /// The date from which terms of an anchor count.
    pub fn anchor(&self, anchor: Anchor) -> Option<&Dated> {
        match anchor {
            Anchor::Signed => self.signed.as_ref(),
            Anchor::Ratified => self.ratified.as_ref(),
            Anchor::InForce => self.in_force.as_ref(),
        }
    }

    /// Everyone who was ever a party, each once.
    pub fn members(&self) -> Vec<ActorId> {
        let mut members: Vec<ActorId> = Vec::new();
        for party in &self.parties {
            if !members.contains(&party.actor) {
                members.push(party.actor);
            }
        }
        members
    }

    /// Whether the file says that it is still in force.
    pub fn stands(&self) -> bool {
        self.last == When::Day(Day::END)
    }

    /// The days on which its last day may lie, where it has one that a calendar can name.
    pub(crate) fn last_days(&self) -> Option<PossibleDays> {
        match &self.last {
            When::Day(day) => day.is_named().then(|| PossibleDays::exactly(day.plus(-1))),
            When::Vague(Endpoint::Shared(_, days, step)) => Some(days.plus(*step - 1)),
            When::Vague(_) => None,
        }
    }
}
