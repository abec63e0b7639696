//! What a forecast, or a score, comes to in words.

use analysis::forecast::{Kind, Lead, Summary};
use analysis::score::Score;
use spells::Truth;

/// What a theory's claims come to.
pub(super) fn expects(kind: Kind, leads: &[Lead]) -> &'static str {
    let any =
        |towards: bool, truth: fn(Truth) -> bool| leads.iter().any(|lead| lead.towards == towards && truth(lead.leads));
    match (any(true, Truth::is_yes), any(false, Truth::is_yes), kind) {
        (true, true, _) => "both",
        (true, false, Kind::Formation) => "comes about",
        (false, true, Kind::Formation) => "does not come about",
        (true, false, _) => "goes on",
        (false, true, _) => "ends",
        (false, false, _) if leads.is_empty() => "nothing",
        (false, false, _) => "cannot say",
    }
}

/// What the past says of the skill that forecasts of this kind can have.
pub(super) fn skill_to_come(summary: &Summary) -> String {
    let all = summary.all;
    let (happens, not) = match summary.kind {
        Kind::Renewal => ("ended in renewal", "ended the treaty"),
        Kind::End => ("saw an end", "saw none"),
        Kind::Formation => ("saw one come about", "saw none"),
    };
    if all.trials == 0 {
        return "no past trial: the probability is the prior's alone, and says nothing".to_owned();
    }
    if all.one_way() {
        let way = if all.happened > 0 { happens } else { not };
        return match all.trials {
            1 => format!("the only trial {way}: one trial can show no skill"),
            trials => format!(
                "all {trials} trials {way}: a forecast can only repeat that, and has no skill over always-continues"
            ),
        };
    }
    match summary.worth {
        None => "every trial has the same criteria: the forecast is the base rate, and has no skill over it".to_owned(),
        Some(db) if db <= 0.0 => format!(
            "the criteria do not tell past trials apart ({db:+.1} dB): no skill over the base rate is to be expected"
        ),
        Some(db) if db < 10.0 => {
            format!("the criteria tell past trials apart a little ({db:+.1} dB; 10 would be a factor of ten)")
        }
        Some(db) => format!("the criteria tell past trials apart ({db:+.1} dB)"),
    }
}

/// What a score says.
pub(super) fn skill_shown(kind: Kind, score: &Score) -> String {
    let n = score.n;
    if score.happened == 0 || score.happened == n {
        let always_right = score.skill.first().is_some_and(|skill| skill.brier.is_none());
        let way = if score.happened == 0 { "never happened" } else { "always happened" };
        let what = match kind {
            Kind::Renewal if score.happened == n => "a renewal that always comes leaves nothing to foresee",
            _ => "what always goes one way leaves nothing to foresee",
        };
        let beaten = if always_right { "always-continues makes no mistake" } else { "a constant makes no mistake" };
        return format!("no skill can be shown: it {way}, {beaten}; {what}");
    }
    let over = |at: usize| score.skill.get(at).and_then(|skill| Some((skill.brier?, skill.without_any_one)));
    let Some((base, range)) = over(1) else {
        return "no skill can be shown against the base rate".to_owned();
    };
    let always = over(0).map_or(f64::NAN, |(skill, _)| skill);
    let firm = range.is_some_and(|(least, _)| least > 0.0);
    if base <= 0.0 {
        format!("no skill over the base rate ({base:+.3})")
    } else if always <= 0.0 {
        format!("better than the base rate ({base:+.3}), no better than always-continues ({always:+.3})")
    } else if !firm {
        let (least, _) = range.unwrap_or((f64::NAN, f64::NAN));
        if least.is_nan() {
            format!("some skill over the base rate ({base:+.3}), all of it from one thing")
        } else {
            format!("some skill over the base rate ({base:+.3}), but it hangs on one thing: {least:+.3} without it")
        }
    } else {
        format!("skill over the base rate ({base:+.3}) and over always-continues ({always:+.3})")
    }
}
