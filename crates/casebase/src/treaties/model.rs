//! What a treaty is: values, no files.

use super::kinds::{Anchor, Leaving, Length, Renewal, Renunciation, TreatyEnd, TreatyEventKind};
use crate::dates::When;
use crate::entries::Dated;
use spells::{ActorId, Day};
use text::Span;

/// A term clause under one reading of the treaty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Whose it is: a place in [`Treaty::accounts`].
    pub account: usize,
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
    /// What happens at its end; `None` where nothing is said.
    pub renewal: Option<Renewal>,
    /// How long the next term is, where not as long as this one.
    pub renewal_length: Option<Length>,
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

impl Term {
    /// Whether two clauses say different things of length, notice or renewal; silence contradicts nothing.
    pub(crate) fn contradicts(&self, other: &Term) -> bool {
        fn differ<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
            a.is_some() && b.is_some() && a != b
        }
        self.length != other.length
            || differ(self.notice, other.notice)
            || differ(self.notice_from, other.notice_from)
            || differ(self.renewal, other.renewal)
            || differ(self.renewal_length, other.renewal_length)
            || differ(self.renunciation, other.renunciation)
    }

    /// How many things a clause says besides its length.
    pub(crate) fn says(&self) -> usize {
        [
            self.notice.is_some(),
            self.notice_from.is_some(),
            self.renewal.is_some(),
            self.renewal_length.is_some(),
            self.renunciation.is_some(),
        ]
        .into_iter()
        .filter(|said| *said)
        .count()
    }
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
    /// How it left, where it did and somebody says how.
    pub left: Option<Leaving>,
    /// What it owes: words of ATOP's.
    pub obligations: Vec<String>,
    /// To whom it owes it; to every other party, where nobody is named.
    pub to: Vec<ActorId>,
    /// Where it stands.
    pub span: Span,
    pub(crate) first: Option<When>,
    pub(crate) last: Option<When>,
}

/// An event of a treaty's life.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreatyEvent {
    /// Whose it is: a place in [`Treaty::accounts`].
    pub account: usize,
    /// What kind; `None` where the file gives no kind that can be read.
    pub kind: Option<TreatyEventKind>,
    /// When.
    pub date: Option<Dated>,
    /// Of an accession, a withdrawal or a notice: whose.
    pub party: Option<ActorId>,
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
    /// What to call the treaty in the name of a vague date.
    pub(crate) label: String,
}

/// A state in another's place: one of a treaty's successions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// Whose place.
    pub of: ActorId,
    /// Who took it.
    pub by: ActorId,
    /// As written.
    pub date: String,
    pub(crate) from: When,
}

/// What the study, or a layer of it, says of when a treaty was made and ended, and whom it bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The layer that says so; empty for the study itself.
    pub layer: String,
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
    /// Under which reading; empty where undisputed.
    pub reading: String,
    /// The source's key.
    pub source: String,
    /// Page or paragraph.
    pub locator: String,
    /// From when on it is public.
    pub public: Day,
    /// Everyone who was ever a party, successors last. A layer's account names those of whom it has something to say.
    pub parties: Vec<Party>,
    /// Who took whose place.
    pub successions: Vec<Succession>,
    /// Where it stands.
    pub span: Span,
    pub(crate) number: u32,
    /// Where its last day is written; `None` where it is not.
    pub(crate) until_at: Option<Span>,
    pub(crate) last: Option<When>,
    pub(crate) source_at: u32,
}

impl Account {
    /// The date from which terms of an anchor count.
    pub fn anchor(&self, anchor: Anchor) -> Option<&Dated> {
        match anchor {
            Anchor::Signed => self.signed.as_ref(),
            Anchor::Ratified => self.ratified.as_ref(),
            Anchor::InForce => self.in_force.as_ref(),
        }
    }

    /// The date from which it counts: entry into force, else ratification, else signature.
    pub fn begins(&self) -> Option<&Dated> {
        self.in_force.as_ref().or(self.ratified.as_ref()).or(self.signed.as_ref())
    }
}

/// A treaty: one account of it, or several where layers add to the study's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Treaty {
    /// The id that codings and theories use.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Accounts of it, never none: the first is that of the study, or of the layer that first names it.
    pub accounts: Vec<Account>,
    /// Its term clauses, in the order of files.
    pub terms: Vec<Term>,
    /// The events of its life, in the order of files.
    pub events: Vec<TreatyEvent>,
}

impl Treaty {
    /// The account that others add to.
    pub fn main(&self) -> &Account {
        &self.accounts[0]
    }

    /// Everyone who was ever a party, each once, successors last.
    pub fn members(&self) -> Vec<ActorId> {
        let mut members: Vec<ActorId> = Vec::new();
        for party in self.accounts.iter().flat_map(|account| &account.parties) {
            if !members.contains(&party.actor) {
                members.push(party.actor);
            }
        }
        members
    }
}
