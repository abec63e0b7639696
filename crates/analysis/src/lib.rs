//! What follows from verdicts: forecasts with a date, what selection does to a result, evidence of mechanisms.
//!
//! In: verdicts, spells, and the treaty decisions and evidence that the case base holds, as plain values. Out: plain values.
//! Never reads a file, never asks for today's date.

pub mod beta;
pub mod evidence;
pub mod forecast;
pub mod rate;
pub mod refine;
pub mod score;
pub mod selection;
