//! The words of a treaty: from when a term counts, how long it is, what happens at its end, how treaties end.

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
    /// A party said that it stands by it.
    Affirmed,
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
    Affirmed = "affirmed",
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

/// How a party left a treaty that others may have kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Leaving {
    /// By its own will.
    Withdrew,
    /// The others put it out.
    Expelled,
    /// It ceased to exist.
    Extinct,
    /// Another state took its place.
    Succeeded,
}

words!(Leaving { Withdrew = "withdrew", Expelled = "expelled", Extinct = "extinct", Succeeded = "succeeded" });
