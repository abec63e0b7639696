//! Chance: how often would outcomes dealt to the cases at random do as well, and would a true relation be told from that?
//!
//! In: memberships, or a truth table. Out: p-values by permutation of the outcome ([`permuted_fit`] of one relation,
//! [`permuted_search`] of a whole truth table, [`permuted_supersets`] of a search for necessary expressions, [`permuted_account`] of a coincidence analysis; Braumoeller 2015), adjusted for how many were tried ([`holm`]); the probability that
//! the test finds a relation that is there ([`power`]; Rohlfing 2018). Exact where every deal can be counted or tried, else of a stated
//! number of deals from a seed. The cases are taken to be exchangeable: of rows that are spells or years of one case they are not.

mod account;
mod deals;
mod fit;
mod holm;
mod hypergeometric;
mod power;
mod search;
mod sums;
mod supersets;

pub use account::{account_steps, permuted_account};
pub use deals::{Chance, Dealing, Deals};
pub use fit::{permuted_fit, permuted_fits};
pub use holm::holm;
pub use hypergeometric::shared_at_least;
pub use power::{Power, power};
pub use search::{permuted_search, steps};
pub use supersets::{permuted_supersets, superset_steps};
