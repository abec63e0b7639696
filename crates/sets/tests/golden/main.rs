//! The crate against the numbers of other programs: a module for each kind of call, `common` reads the files.

mod calibrate;
mod coincidence;
mod common;
mod enhanced;
mod evaluate;
mod fit;
mod minimize;
mod retention;
mod supersets;
mod truth;
