//! Proportional reduction of error: how much better the condition guesses the outcome than its base rate does.
//!
//! No program of this family prints it; it answers what consistency and coverage leave open, whether a solution says more than
//! how frequent the outcome is. PRI is a different thing.

use super::ratio;

/// How errors were counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pre {
    /// Both sets crisp: 1 - (cases where x is not y) / (cases with the less frequent value of y), Goodman and Kruskal's lambda
    /// with x as the guess. Below 0 where guessing by x is worse than always guessing the more frequent value.
    Cases(Option<f64>),
    /// A fuzzy set among them: 1 - sum of (y - x)^2 / sum of (y - mean of y)^2.
    Squares(Option<f64>),
}

impl Pre {
    /// The number; undefined where the outcome never varies.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        match self {
            Pre::Cases(value) | Pre::Squares(value) => value,
        }
    }
}

/// The proportional reduction of error by guessing y to be x.
#[must_use]
pub fn pre(x: &[f64], y: &[f64]) -> Pre {
    let pairs: Vec<(f64, f64)> = x.iter().copied().zip(y.iter().copied()).collect();
    let crisp = |value: f64| value == 0.0 || value == 1.0;
    if pairs.iter().all(|(x, y)| crisp(*x) && crisp(*y)) {
        let errors = pairs.iter().filter(|(x, y)| x != y).count();
        let present = pairs.iter().filter(|(_, y)| *y == 1.0).count();
        let base = present.min(pairs.len() - present);
        return Pre::Cases(ratio(errors as f64, base as f64).map(|share| 1.0 - share));
    }
    let mean = pairs.iter().map(|(_, y)| y).sum::<f64>() / pairs.len() as f64;
    let square = |of: f64| of * of;
    let errors: f64 = pairs.iter().map(|(x, y)| square(y - x)).sum();
    let base: f64 = pairs.iter().map(|(_, y)| square(y - mean)).sum();
    Pre::Squares(ratio(errors, base).map(|share| 1.0 - share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn by_hand() {
        // Three of eight have the outcome; guessing by x errs once: 1 - 1/3.
        let y = [1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0];
        let x = [1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
        assert_eq!(pre(&x, &y), Pre::Cases(Some(1.0 - 1.0 / 3.0)));
        assert_eq!(pre(&[1.0, 1.0], &[1.0, 1.0]), Pre::Cases(None));
        // Mean 0.5, squares about it 0.16 + 0.16; errors 0.01 + 0.04.
        let fuzzy = pre(&[0.8, 0.3], &[0.9, 0.1]).value().expect("defined");
        assert!((fuzzy - (1.0 - 0.05 / 0.32)).abs() < 1e-12);
    }
}
