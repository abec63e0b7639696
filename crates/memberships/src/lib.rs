//! Memberships from 0 to 1: their complements, and when one is at most another.
//!
//! In: memberships as 64-bit numbers. Out: the same, or an answer about two of them. Both engines read this, the one that judges
//! spells and the one that analyses tables, so that a case is of the same kind in both.
//!
//! A coding of 0.42 is the number nearest to it that the machine has, and 1 less that number is 0.5800000000000001: more than a
//! coding of 0.58, though the two are the same degree. So nothing that depends on the last digits of a membership may decide:
//!
//! * [`complement`] and [`tidied`] mend what is a decimal but for rounding, so that codings and their negations are the numbers
//!   that one would write, on every road and in every report, and 0.5 is 0.5.
//! * [`at_most`] and [`excess`] compare two memberships with one tolerance, [`SAME`]. Rounding decimals is not enough there: two
//!   calibrations that give the same degree by different formulas differ in their last digits and are no short decimals.
//!
//! Tolerance rather than coarser rounding of all memberships: a calibrated degree keeps its digits, and two that differ by more than
//! rounding can explain are told apart wherever they lie.

/// Memberships that differ by no more than this are the same degree: far less than anybody codes or calibrates to, far more
/// than rounding adds.
pub const SAME: f64 = 1e-9;

/// Decimals that are mended.
const DECIMALS: f64 = 1e12;

/// The number of at most twelve decimals that is this one but for a rounding error of `slack`; else the number itself.
fn decimal(value: f64, slack: f64) -> f64 {
    let near = (value * DECIMALS).round() / DECIMALS;
    // A membership above nothing stays above it.
    if near > 0.0 && (near - value).abs() <= slack { near } else { value }
}

/// The membership in the absence of what this is the membership in: 1 - x (Zadeh 1965). For an `x` of at most twelve decimals it
/// is the number that these decimals make, so that 0.42 gives 0.58.
#[must_use]
pub fn complement(x: f64) -> f64 {
    decimal(1.0 - x, f64::EPSILON)
}

/// The same degree without the rounding errors of whoever computed it: 0.49999999999999994 is 0.5. What is no decimal of at most
/// twelve digits but for its last binary ones stays as it is.
#[must_use]
pub fn tidied(x: f64) -> f64 {
    decimal(x, x.abs() * 4.0 * f64::EPSILON)
}

/// Whether x is at most y, within [`SAME`]. False where either is no number.
#[must_use]
pub fn at_most(x: f64, y: f64) -> bool {
    x - y <= SAME
}

/// By how much x is more than y; 0 where it is [`at_most`] y.
#[must_use]
pub fn excess(x: f64, y: f64) -> f64 {
    if at_most(x, y) { 0.0 } else { x - y }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every coding of up to four decimals: its complement is what its digits say, and its complement is itself.
    #[test]
    fn complements_of_decimals_are_decimals() {
        for of in 0..=10_000_u32 {
            let coded =
                |count: u32| format!("{}.{:04}", count / 10_000, count % 10_000).parse::<f64>().expect("a number");
            let (x, expected) = (coded(of), coded(10_000 - of));
            assert_eq!(complement(x).to_bits(), expected.to_bits(), "{x}");
            assert_eq!(complement(complement(x)).to_bits(), x.to_bits(), "{x}");
        }
    }

    #[test]
    fn what_is_no_decimal_keeps_its_digits() {
        for x in [1.0 / 3.0, 0.123_456_789_012_345, 3e-16] {
            assert_eq!(tidied(x).to_bits(), x.to_bits(), "{x}");
            assert!((complement(x) - (1.0 - x)).abs() == 0.0, "{x}");
        }
        assert_eq!(tidied(0.499_999_999_999_999_94), 0.5);
        assert_eq!((tidied(0.0), tidied(1.0), complement(0.0), complement(1.0)), (0.0, 1.0, 1.0, 0.0));
    }

    #[test]
    fn rounding_does_not_decide_and_a_difference_does() {
        // As floats, 1 - 0.42 is more than 0.58.
        assert!(at_most(1.0 - 0.42, 0.58) && excess(1.0 - 0.42, 0.58) == 0.0);
        assert!(!at_most(0.580_001, 0.58) && excess(0.580_001, 0.58) > 9e-7);
        assert!(at_most(0.2, 0.9) && excess(0.2, 0.9) == 0.0);
        assert!(!at_most(f64::NAN, 0.5));
    }
}
