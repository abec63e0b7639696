//! Reports drawn for a terminal: strings with colours in them, which the streams strip where none are wanted. A colour
//! never says anything that a sign or a word beside it does not.

pub mod actors;
pub mod audit;
pub mod calendar;
pub mod candidates;
pub mod check;
pub mod closing;
pub mod columns;
pub mod compare;
mod compare_parts;
pub mod diagnostics;
pub mod evidence;
pub mod exceptions;
pub mod explain;
pub mod fit;
pub mod flips;
pub mod forecast;
pub mod markdown;
pub mod paint;
pub mod refine;
pub mod result;
pub mod score;
pub mod sets;
pub mod test;
pub mod timeline;
pub mod treaties;
pub mod verdicts;
