//! Static claims: necessity, sufficiency, equivalence, judged on every spell.
//!
//! X is necessary for Y: wherever Y is, X is (Y is a subset of X; with memberships, Y is at most X). X is sufficient for
//! Y: the other way round. Ragin 2008, Redesigning Social Inquiry, ch. 2.

use crate::ruling::{Ruling, SpellRuling};
use conditions::Degree;
use memberships::at_most;
use spells::{DaySet, Timeline};
use theory::model::Relation;

/// Judges each maximal spell of the two sides within some days.
pub(crate) fn judge(
    relation: Relation,
    condition: &Timeline<Degree>,
    outcome: &Timeline<Degree>,
    within: &DaySet,
) -> Vec<SpellRuling> {
    let sides = condition.zip(outcome, |x, y| (*x, *y)).clip(within);
    sides
        .spells()
        .iter()
        .map(|spell| {
            let (condition, outcome) = spell.value;
            let (ruling, in_degree) = rule(relation, condition, outcome);
            SpellRuling { days: spell.days, ruling, condition, outcome, in_degree }
        })
        .collect()
}

/// The spells among these on which a claim is broken, or may be, if it speaks of them at all, which is unknown: undecided. On
/// the others it could not be broken, and an unknown does not speak for it.
pub(crate) fn unsure(spells: Vec<SpellRuling>) -> Vec<SpellRuling> {
    let may_break = spells.into_iter().filter(|spell| spell.ruling >= Ruling::Undecided);
    may_break.map(|spell| SpellRuling { ruling: Ruling::Undecided, ..spell }).collect()
}

/// What a claim says where its left side is worth `x` and its right side `y`; and whether a deviation is in degree only.
pub(crate) fn rule(relation: Relation, x: Degree, y: Degree) -> (Ruling, bool) {
    match relation {
        Relation::Necessary => subset(y, x),
        Relation::Sufficient => subset(x, y),
        Relation::Equivalent => {
            let (necessary, sufficient) = (subset(y, x), subset(x, y));
            if necessary.0 >= sufficient.0 { necessary } else { sufficient }
        }
    }
}

/// Whether `inner` being a subset of `outer` holds, is broken, does not apply, or cannot be told.
fn subset(inner: Degree, outer: Degree) -> (Ruling, bool) {
    if inner.is_out() {
        return (Ruling::Irrelevant, false);
    }
    if inner.is_in() {
        return if outer.is_out() {
            (Ruling::Deviates, false)
        } else if outer.is_in() {
            if !at_most(inner.lo, outer.hi) {
                (Ruling::Deviates, true)
            } else if at_most(inner.hi, outer.lo) {
                (Ruling::Conforms, false)
            } else {
                (Ruling::Undecided, false)
            }
        } else {
            (Ruling::Undecided, false)
        };
    }
    // Whether the inner side holds is unknown: where the outer side certainly does, nothing can break.
    if outer.is_in() && at_most(inner.hi, outer.lo) { (Ruling::Irrelevant, false) } else { (Ruling::Undecided, false) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use spells::Why;

    const YES: Degree = Degree::YES;
    const NO: Degree = Degree::NO;
    fn unknown() -> Degree {
        Degree::unknown(Why::SourceSilent)
    }

    #[test]
    fn crisp_rulings_follow_the_truth_table() {
        use Relation::{Equivalent, Necessary, Sufficient};
        use Ruling::{Conforms, Deviates, Irrelevant, Undecided};
        for (x, y, necessary, sufficient, equivalent) in [
            (YES, YES, Conforms, Conforms, Conforms),
            (YES, NO, Irrelevant, Deviates, Deviates),
            (NO, YES, Deviates, Irrelevant, Deviates),
            (NO, NO, Irrelevant, Irrelevant, Irrelevant),
            (unknown(), YES, Undecided, Irrelevant, Undecided),
            (unknown(), NO, Irrelevant, Undecided, Undecided),
            (YES, unknown(), Irrelevant, Undecided, Undecided),
            (NO, unknown(), Undecided, Irrelevant, Undecided),
            (unknown(), unknown(), Undecided, Undecided, Undecided),
        ] {
            assert_eq!(rule(Necessary, x, y).0, necessary, "{x:?} {y:?}");
            assert_eq!(rule(Sufficient, x, y).0, sufficient, "{x:?} {y:?}");
            assert_eq!(rule(Equivalent, x, y).0, equivalent, "{x:?} {y:?}");
        }
    }

    /// Whatever an unknown turns out to be, the ruling never gets better than an undecided one allows, nor does a
    /// decided one change in whether it breaks.
    #[test]
    fn unknown_sides_are_sound() {
        for relation in [Relation::Necessary, Relation::Sufficient, Relation::Equivalent] {
            for known in [YES, NO] {
                for (x, y) in [(unknown(), known), (known, unknown())] {
                    let open = rule(relation, x, y).0;
                    let completions = [YES, NO].map(|value| {
                        let fill = |degree: Degree| if degree.is_known() { degree } else { value };
                        rule(relation, fill(x), fill(y)).0
                    });
                    let breaks = completions.map(|ruling| ruling == Ruling::Deviates);
                    assert_eq!(open == Ruling::Undecided, breaks[0] != breaks[1], "{relation:?} {x:?} {y:?}");
                }
            }
        }
    }

    /// A coding of 0.42 denied is a coding of 0.58, whatever the last digits of the two say.
    #[test]
    fn rounding_breaks_no_claim() {
        let (denied, coded) = (!Degree::exactly(0.42), Degree::exactly(0.58));
        for relation in [Relation::Necessary, Relation::Sufficient, Relation::Equivalent] {
            assert_eq!(rule(relation, denied, coded), (Ruling::Conforms, false), "{relation:?}");
            // The same where the numbers were made elsewhere.
            let noisy = Degree { lo: 1.0 - 0.42, hi: 1.0 - 0.42, why: None };
            assert_eq!(rule(relation, noisy, coded), (Ruling::Conforms, false), "{relation:?}");
            assert_eq!(rule(relation, coded, noisy), (Ruling::Conforms, false), "{relation:?}");
        }
        assert_eq!(rule(Relation::Sufficient, denied, Degree::exactly(0.579)), (Ruling::Deviates, true));
        assert_eq!(Degree::exactly(0.499_999_999_999_999_94).truth(), Degree::exactly(0.5).truth());
    }

    #[test]
    fn memberships_deviate_in_degree() {
        let x = Degree::exactly(0.8);
        let y = Degree::exactly(0.7);
        assert_eq!(rule(Relation::Sufficient, x, y), (Ruling::Deviates, true));
        assert_eq!(rule(Relation::Necessary, x, y), (Ruling::Conforms, false));
        assert_eq!(rule(Relation::Sufficient, x, Degree::exactly(0.4)), (Ruling::Deviates, false));
        assert_eq!(rule(Relation::Sufficient, Degree::exactly(0.4), NO), (Ruling::Irrelevant, false));
        assert_eq!(rule(Relation::Sufficient, Degree::exactly(0.5), NO), (Ruling::Undecided, false));
    }
}
