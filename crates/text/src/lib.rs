//! Files, spans, diagnostics with hints, and a value together with all its problems.
//!
//! In: the bytes of a folder. Out: [`Files`] that every later station points into, and [`Diagnostic`]s that say what is
//! wrong, where, and what to do next. This crate never prints and never touches a disk: faces draw diagnostics, the door
//! reads folders.

mod count;
mod diagnostic;
mod files;
mod folder;
mod near;
mod warned;

pub use count::{counted, thousands};
pub use diagnostic::{Diagnostic, Fix, Label, Severity};
pub use files::{FileId, Files, Position, Span};
pub use folder::Folder;
pub use near::{did_you_mean, nearest};
pub use warned::Warned;
