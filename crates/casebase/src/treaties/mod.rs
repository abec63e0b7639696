//! Treaties: parties, what each owes, term clauses, and the events of a treaty's life.
//!
//! In: `treaties.toml` of the study and of its layers. Out: treaties as values. What codings they give rise to is for
//! `memberships`, when their terms run out for `clocks`.

mod model;
mod parties;
mod read;
mod terms;

pub use model::{
    Anchor, Dated, Length, Party, Renewal, Renunciation, Term, Treaty, TreatyEnd, TreatyEvent, TreatyEventKind,
};
pub(crate) use read::{actor, cited, ids, read, when};
