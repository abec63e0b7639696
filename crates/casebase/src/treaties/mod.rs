//! Treaties: parties, what each owes, term clauses, and the events of a treaty's life.
//!
//! In: `treaties.toml` of the study and of its layers. Out: treaties as values. What codings they give rise to is for
//! `memberships`, when their terms run out for `clocks`.

mod events;
mod kinds;
pub(crate) mod life;
mod model;
mod parties;
mod read;
mod terms;

pub use kinds::{Anchor, Leaving, Length, Renewal, Renunciation, TreatyEnd, TreatyEventKind};
pub use model::{Account, Party, Succession, Term, Treaty, TreatyEvent};
pub(crate) use parties::succeed;
pub(crate) use read::{Owner, ids, read};
