//! What holds of every table and expression, tried on random ones, and brute force beside what is clever.

mod algebra;
mod cases;
mod chance;
mod coincidence;
mod enhanced;
mod evaluate;
mod fit;
mod overlap;
mod panel;
mod planted;
mod random;
mod robust;
mod select;
mod supersets;
mod truth;
