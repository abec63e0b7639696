//! A method with its anchors, as a value: so that it can be written down and applied again.

use super::{
    Anchors, Bell, Calibrated, Fractional, Powers, Regression, bell, crisp, ecdf, indirect, logistic, relative, shape,
};
use crate::Kind;

/// How raw values become memberships or levels.
#[derive(Debug, Clone, PartialEq)]
pub enum Method {
    /// [`logistic`]: the direct method.
    Direct {
        /// Full exclusion, crossover, full inclusion.
        anchors: Anchors,
        /// The membership at full inclusion.
        degree: f64,
    },
    /// [`shape`](super::shape()): straight lines, or powers of them.
    Shape {
        /// Full exclusion, crossover, full inclusion.
        anchors: Anchors,
        /// How the curve bends.
        powers: Powers,
    },
    /// [`bell`](super::bell()), upright or inverse.
    Bell {
        /// Both sides.
        bell: Bell,
        /// How they bend.
        powers: Powers,
    },
    /// [`ecdf`](super::ecdf()): by rank.
    Ecdf(Anchors),
    /// [`relative`](super::relative()): totally fuzzy and relative, with the lowest answer that could be given.
    Relative(Option<f64>),
    /// [`indirect`](super::indirect()): by grades that somebody gave.
    Indirect {
        /// The curve.
        form: Fractional,
        /// How it is fitted.
        by: Regression,
    },
    /// [`crisp`](super::crisp()): one threshold makes a crisp set, several a multi-value condition.
    Thresholds(Vec<f64>),
}

impl Method {
    /// Memberships or levels of `values`; `grades` are read by the indirect method alone, and are as many.
    ///
    /// Errs (`sets::calibration`) as the method does.
    pub fn apply(&self, values: &[Option<f64>], grades: &[Option<f64>]) -> Calibrated {
        match self {
            Method::Direct { anchors, degree } => logistic(values, *anchors, *degree),
            Method::Shape { anchors, powers } => shape(values, *anchors, *powers),
            Method::Bell { bell: sides, powers } => bell(values, *sides, *powers),
            Method::Ecdf(anchors) => ecdf(values, *anchors),
            Method::Relative(lowest) => relative(values, *lowest),
            Method::Indirect { form, by } => indirect(values, grades, *form, *by),
            Method::Thresholds(thresholds) => crisp(values, thresholds),
        }
    }

    /// What kind of column it makes.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Method::Thresholds(thresholds) if thresholds.len() < 2 => Kind::Crisp,
            // More thresholds than levels there can be are refused before a column is made of them.
            Method::Thresholds(thresholds) => Kind::Multi { levels: thresholds.len().saturating_add(1).min(255) as u8 },
            _ => Kind::Fuzzy,
        }
    }

    /// Whether a membership hangs on the other cases too: then other data give other memberships for the same value.
    #[must_use]
    pub fn hangs_on_data(&self) -> bool {
        matches!(self, Method::Ecdf(_) | Method::Relative(_) | Method::Indirect { .. })
    }
}
