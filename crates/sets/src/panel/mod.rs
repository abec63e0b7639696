//! Panels and clusters: does a relation hold of all units and at all times alike?
//!
//! In: memberships of unit-time cells in a condition and an outcome, which unit and which cluster (a year, a region) each cell
//! belongs to, and what it weighs. Out: consistency and coverage over all cells (pooled), of each cluster (between) and of each
//! unit (within), and how far these are from being alike (Garcia-Castro and Arino 2016). A unit that was not observed at a time
//! has no cell there and bears nothing; it does not count as consistent. A cell that stands twice is refused.

mod distance;
mod pooled;

pub use distance::distance;
pub use pooled::{Cells, Group, Panel, Sides, panel};
