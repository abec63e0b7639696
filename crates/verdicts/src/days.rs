//! How many days of a case conform, or are none of the claim's business, whatever the vague dates turn out to be.
//!
//! In: the sides of a claim before dates are placed. Out: bounds. The least are the days that are certain, the most those
//! that are possible: each day by itself, so that two claims that conform on the same days have the same bounds; that
//! two dates move together is not seen. Days of deviation and of doubt are known exactly, from every placement, and put in
//! by whoever asks.

use crate::dynamic::{exposure, stakes};
use crate::judge::scope;
use crate::ruling::{DayRange, Ruling};
use crate::statics;
use crate::vague::may_be_vague;
use conditions::{Degree, Evaluator, OverBudget};
use spells::Why;
use theory::model::{Claim, ClaimKind, Relation};

/// The bounds for a claim, in the world of `open`; nothing for claims about events that have no days at stake.
pub(crate) fn bounds(claim: &Claim, open: &Evaluator<'_>) -> Result<DayRange, OverBudget> {
    let scope = scope(open, true)?;
    let mut range = DayRange::default();
    match &claim.kind {
        ClaimKind::Static { relation, condition, outcome } => {
            let (condition, outcome) = (open.degree(*condition)?, open.degree(*outcome)?);
            let sides = condition.zip(&outcome, |x, y| (*x, *y)).zip(&scope, |sides, scope| (*sides, *scope));
            for spell in sides.spells() {
                let ((x, y), scope) = spell.value;
                if scope.is_out() || !(scope.is_in() || may_be_vague(scope)) {
                    continue;
                }
                let possible = possible(*relation, x, y);
                let certain = possible.iter().filter(|is| **is).count() == 1 && scope.is_in();
                for ruling in Ruling::ALL.into_iter().filter(|ruling| possible[*ruling as usize]) {
                    range.add(ruling, spell.days.days(), certain);
                }
            }
        }
        ClaimKind::NotWhile { event, condition } => {
            let (what, condition) = (open.degree(event.what)?, open.degree(*condition)?);
            let certain = exposure(&what, event.edge, &condition, &scope).days();
            let may_be = |degree: &Degree| may_be_vague(*degree);
            let most = stakes(&what, event.edge, &condition, &scope, may_be).days();
            range = range.with(Ruling::Conforms, (certain, most));
        }
        ClaimKind::OnlyWhile { .. } | ClaimKind::Order { .. } => {}
    }
    Ok(range)
}

/// The rulings that may come of a day, by their places.
fn possible(relation: Relation, x: Degree, y: Degree) -> [bool; 4] {
    let mut found = [false; 4];
    // Between memberships, more may come of what lies between the bounds than at them.
    if [x, y].iter().any(|side| may_be_vague(*side) && (side.lo > 0.0 || side.hi < 1.0)) {
        return [true; 4];
    }
    for x in sides(x) {
        for y in sides(y) {
            found[statics::rule(relation, x, y).0 as usize] = true;
        }
    }
    found
}

/// What a side may turn out to be: where a date is vague, either; or unknown still, since more than a date may be unknown.
fn sides(degree: Degree) -> Vec<Degree> {
    if may_be_vague(degree) { vec![Degree::YES, Degree::NO, Degree::unknown(Why::SourceSilent)] } else { vec![degree] }
}
