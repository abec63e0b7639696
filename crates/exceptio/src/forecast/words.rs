//! What a forecast, or a score, comes to in words.

use analysis::forecast::{Kind, Lead, Summary};
use analysis::score::{Score, Skill};
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

/// What the claims come to for several pairs at once, each judged by itself: what they say of every one; `mixed` where they
/// lead one way for some and another way for others; otherwise nobody can say.
pub(super) fn together(expected: &[&'static str]) -> &'static str {
    let Some(first) = expected.first().copied() else { return "nothing" };
    if expected.iter().all(|one| *one == first) {
        return first;
    }
    let leads: Vec<&str> = expected.iter().copied().filter(|one| !matches!(*one, "nothing" | "cannot say")).collect();
    if leads.iter().any(|one| *one != leads[0]) { "mixed" } else { "cannot say" }
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
    let Some(base) = score.skill.get(1).and_then(shown) else {
        return "no skill can be shown against the base rate".to_owned();
    };
    let always = score.skill.first().and_then(shown);
    match (base, always) {
        (Shown::Skill(over), Some(Shown::Skill(more))) => {
            format!("skill over the base rate ({over}) and over always-continues ({more})")
        }
        (Shown::Skill(over), Some(Shown::None(why))) => {
            format!("skill over the base rate ({over}), none shown over always-continues: {why}")
        }
        (Shown::Skill(over), None) => format!("skill over the base rate ({over})"),
        (Shown::None(why), _) => format!("no skill shown over the base rate: {why}"),
    }
}

/// What scores show against a baseline, with the figures.
enum Shown {
    Skill(String),
    None(String),
}

/// Skill is shown where both scores are better than the baseline's and the Brier score stays so whatever one thing is left
/// out; `None` where the baseline makes no mistake.
fn shown(skill: &Skill) -> Option<Shown> {
    let (brier, log) = (skill.brier?, skill.log?);
    let figures = format!("Brier {brier:+.3}, log {log:+.3}");
    Some(match skill.without_any_one {
        _ if (brier > 0.0) != (log > 0.0) => Shown::None(format!("{figures}: the two scores disagree")),
        _ if brier <= 0.0 => Shown::None(figures),
        None => Shown::None(format!("{figures}, all of it from one thing")),
        Some((least, _)) if least <= 0.0 => {
            Shown::None(format!("{figures}, but it hangs on one thing: Brier {least:+.3} without it"))
        }
        Some(_) => Shown::Skill(figures),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use analysis::score::{Resolved, score};

    fn resolved(rows: &[(&str, f64, f64, bool)]) -> Score {
        let one = |(about, probability, base, happened): &(&str, f64, f64, bool)| Resolved {
            about: (*about).to_owned(),
            probability: *probability,
            baselines: vec![0.0, *base, 1.0],
            happened: *happened,
        };
        score(&rows.iter().map(one).collect::<Vec<_>>()).expect("there are some")
    }

    /// By hand: eight things given 0.1 that did not happen and one given 0 that did, against 0.4 throughout. Brier: 1.08 to
    /// 1.64, a skill; log: 8 * 0.105 + 6.908 = 7.751 to 8 * 0.511 + 0.916 = 5.003, none.
    #[test]
    fn scores_that_disagree_show_no_skill() {
        let mut rows = vec![("a", 0.1, 0.4, false), ("b", 0.1, 0.4, false), ("c", 0.1, 0.4, false)];
        rows.extend([("d", 0.1, 0.4, false), ("e", 0.1, 0.4, false), ("f", 0.1, 0.4, false)]);
        rows.extend([("g", 0.1, 0.4, false), ("h", 0.1, 0.4, false), ("i", 0.0, 0.4, true)]);
        let score = resolved(&rows);
        assert!(
            score.skill[1].brier.is_some_and(|skill| skill > 0.3)
                && score.skill[1].log.is_some_and(|skill| skill < -0.5)
        );
        let words = skill_shown(Kind::End, &score);
        assert!(words.starts_with("no skill shown over the base rate") && words.contains("disagree"), "{words}");
    }

    /// One thing foreseen, the others given what the base rate gave, a little worse: without it there is no skill.
    #[test]
    fn a_skill_that_hangs_on_one_thing_is_not_shown() {
        let rows = [("a", 0.9, 0.3, true), ("b", 0.31, 0.3, false), ("c", 0.31, 0.3, false), ("d", 0.29, 0.3, true)];
        let words = skill_shown(Kind::End, &resolved(&rows));
        assert!(
            words.starts_with("no skill shown over the base rate") && words.contains("hangs on one thing"),
            "{words}"
        );
    }

    #[test]
    fn skill_that_both_scores_show_whoever_is_left_out_is_said() {
        let rows = [("a", 0.9, 0.3, true), ("b", 0.1, 0.3, false), ("c", 0.1, 0.3, false), ("d", 0.9, 0.3, true)];
        let words = skill_shown(Kind::End, &resolved(&rows));
        assert!(words.starts_with("skill over the base rate") && words.contains("and over always"), "{words}");
    }

    #[test]
    fn an_end_is_expected_of_a_treaty_only_if_it_is_of_every_pair() {
        assert_eq!(together(&["ends", "ends"]), "ends");
        assert_eq!(together(&["ends", "goes on"]), "mixed");
        assert_eq!(together(&["goes on", "nothing", "ends"]), "mixed");
        assert_eq!(together(&["ends", "cannot say"]), "cannot say");
        assert_eq!(together(&[]), "nothing");
    }
}
