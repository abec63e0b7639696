//! Forecasts held against what came: Brier and log scores, skill against baselines, calibration.
//!
//! In: probabilities and whether it happened. Out: scores; a skill over a baseline that makes no mistake is undefined.

use libm::log;
use std::collections::BTreeSet;

/// A forecast with what came.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// What it is about: forecasts about one thing stand or fall together.
    pub about: String,
    /// The probability that was given.
    pub probability: f64,
    /// What each baseline gave, in one order throughout.
    pub baselines: Vec<f64>,
    /// Whether it happened.
    pub happened: bool,
}

/// Probabilities are taken as no nearer to 0 and 1 than this in the log score, which would be infinite at a single mistake.
pub const CLIP: f64 = 0.001;

/// How well a forecaster did; smaller is better.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Marks {
    /// Mean (p - o)^2, from 0 to 1 (Brier 1950, Monthly Weather Review 78: 1-3).
    pub brier: f64,
    /// Mean -ln of the probability given to what came, in nats, probabilities cut to [[`CLIP`], 1 - [`CLIP`]] (Good 1952).
    pub log: f64,
}

/// A forecast's score beside a baseline's.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Skill {
    /// The baseline's marks.
    pub marks: Marks,
    /// 1 - Brier / the baseline's Brier; `None` where the baseline makes no mistake.
    pub brier: Option<f64>,
    /// 1 - log score / the baseline's; `None` where the baseline makes no mistake, so that its log score is the clip's.
    pub log: Option<f64>,
    /// The least and the most of the Brier skill when all forecasts about any one thing are left out; `None` where it is
    /// undefined without one of them, or all are about one thing.
    pub without_any_one: Option<(f64, f64)>,
}

/// Forecasts of about the same probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// Least and most probability of the bin.
    pub range: (f64, f64),
    /// How many forecasts.
    pub n: usize,
    /// Their mean probability.
    pub mean: f64,
    /// How many came true.
    pub happened: usize,
}

/// Murphy's parts of the Brier score over the bins: Brier = reliability - resolution + uncertainty + within (Murphy 1973,
/// Journal of Applied Meteorology 12: 595-600). `within` is what is left because probabilities differ inside a bin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Murphy {
    /// Sum n_k (p_k - o_k)^2 / n: how far the bins' means are from how often it happened. Smaller is better.
    pub reliability: f64,
    /// Sum n_k (o_k - o)^2 / n: how far the bins are told apart. Larger is better.
    pub resolution: f64,
    /// o (1 - o): how uncertain the thing was.
    pub uncertainty: f64,
    /// What is left.
    pub within: f64,
}

/// The scores of some forecasts.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// How many forecasts.
    pub n: usize,
    /// In how many it happened.
    pub happened: usize,
    /// About how many different things.
    pub things: usize,
    /// The forecasts' own marks.
    pub marks: Marks,
    /// Beside each baseline.
    pub skill: Vec<Skill>,
    /// Calibration, by probability; empty bins left out.
    pub bins: Vec<Bin>,
    /// The Brier score taken apart.
    pub murphy: Murphy,
}

/// The bounds of the bins: narrow where alliances live, near 0 and 1.
const BOUNDS: [f64; 14] = [0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 0.98, 0.99, 1.0];

/// Scores forecasts that are resolved; `None` for none.
pub fn score(resolved: &[Resolved]) -> Option<Score> {
    let first = resolved.first()?;
    let all: Vec<&Resolved> = resolved.iter().collect();
    let happened = resolved.iter().filter(|one| one.happened).count();
    let things: BTreeSet<&str> = resolved.iter().map(|one| one.about.as_str()).collect();
    let skill = (0..first.baselines.len()).map(|baseline| {
        let own = marks(&all, None);
        let theirs = marks(&all, Some(baseline));
        Skill {
            marks: theirs,
            brier: over(own.brier, theirs.brier),
            log: if theirs.brier > 0.0 { over(own.log, theirs.log) } else { None },
            without_any_one: without_any_one(resolved, &things, baseline),
        }
    });
    let bins = bins(resolved);
    let marks = marks(&all, None);
    Some(Score {
        n: resolved.len(),
        happened,
        things: things.len(),
        marks,
        skill: skill.collect(),
        murphy: murphy(&bins, marks.brier, happened as f64 / resolved.len() as f64),
        bins,
    })
}

fn given(one: &Resolved, baseline: Option<usize>) -> f64 {
    match baseline {
        None => one.probability,
        Some(at) => one.baselines.get(at).copied().unwrap_or(0.5),
    }
}

fn marks(resolved: &[&Resolved], baseline: Option<usize>) -> Marks {
    let n = resolved.len() as f64;
    let (mut brier, mut logs) = (0.0, 0.0);
    for one in resolved {
        let p = given(one, baseline);
        let came = if one.happened { 1.0 } else { 0.0 };
        brier += (p - came) * (p - came);
        let p = p.clamp(CLIP, 1.0 - CLIP);
        logs -= log(if one.happened { p } else { 1.0 - p });
    }
    Marks { brier: brier / n, log: logs / n }
}

fn over(own: f64, theirs: f64) -> Option<f64> {
    (theirs > 0.0).then(|| 1.0 - own / theirs)
}

fn without_any_one(resolved: &[Resolved], things: &BTreeSet<&str>, baseline: usize) -> Option<(f64, f64)> {
    if things.len() < 2 {
        return None;
    }
    let mut range: Option<(f64, f64)> = None;
    for thing in things {
        let rest: Vec<&Resolved> = resolved.iter().filter(|one| one.about != *thing).collect();
        let skill = over(marks(&rest, None).brier, marks(&rest, Some(baseline)).brier)?;
        range = Some(range.map_or((skill, skill), |(least, most)| (skill.min(least), skill.max(most))));
    }
    range
}

fn bins(resolved: &[Resolved]) -> Vec<Bin> {
    let within = BOUNDS.windows(2).map(|bounds| {
        let (low, high) = (bounds[0], bounds[1]);
        let of = |p: f64| low <= p && (p < high || high == 1.0 && p <= 1.0);
        let inside: Vec<&Resolved> = resolved.iter().filter(|one| of(one.probability)).collect();
        Bin {
            range: (low, high),
            n: inside.len(),
            mean: inside.iter().map(|one| one.probability).sum::<f64>() / inside.len().max(1) as f64,
            happened: inside.iter().filter(|one| one.happened).count(),
        }
    });
    within.filter(|bin| bin.n > 0).collect()
}

fn murphy(bins: &[Bin], brier: f64, mean: f64) -> Murphy {
    let n: f64 = bins.iter().map(|bin| bin.n as f64).sum();
    let (mut reliability, mut resolution) = (0.0, 0.0);
    for bin in bins {
        let share = bin.happened as f64 / bin.n as f64;
        reliability += bin.n as f64 * (bin.mean - share) * (bin.mean - share) / n;
        resolution += bin.n as f64 * (share - mean) * (share - mean) / n;
    }
    let uncertainty = mean * (1.0 - mean);
    Murphy { reliability, resolution, uncertainty, within: brier - (reliability - resolution + uncertainty) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn one(about: &str, probability: f64, baseline: f64, happened: bool) -> Resolved {
        Resolved { about: about.to_owned(), probability, baselines: vec![baseline], happened }
    }

    /// By hand: Brier (0.04 + 0.09 + 0.16 + 0.01)/4 = 0.075; the baseline at 1/2 has 0.25; skill 0.7. Log score
    /// -(ln 0.8 + ln 0.7 + ln 0.6 + ln 0.9)/4 = 0.299001; the baseline ln 2.
    #[test]
    fn scores_by_hand() {
        let resolved =
            [one("a", 0.8, 0.5, true), one("b", 0.3, 0.5, false), one("c", 0.6, 0.5, true), one("d", 0.1, 0.5, false)];
        let score = score(&resolved).expect("four");
        assert!((score.marks.brier - 0.075).abs() < 1e-12);
        assert!((score.marks.log - 0.299_001_158_2).abs() < 1e-9, "{}", score.marks.log);
        assert!((score.skill[0].brier.expect("defined") - 0.7).abs() < 1e-12);
        assert!((score.skill[0].marks.log - std::f64::consts::LN_2).abs() < 1e-12);
        // Without c (0.16) the others have 0.14/3; without d (0.01), 0.29/3.
        let (least, most) = score.skill[0].without_any_one.expect("four things");
        assert!((least - (1.0 - 0.29 / 3.0 / 0.25)).abs() < 1e-12 && (most - (1.0 - 0.14 / 3.0 / 0.25)).abs() < 1e-12);
    }

    #[test]
    fn a_baseline_without_mistakes_leaves_no_skill_to_speak_of() {
        let score = score(&[one("a", 0.9, 1.0, true), one("b", 0.8, 1.0, true)]).expect("two");
        assert_eq!(score.skill[0].brier, None);
        assert_eq!(score.skill[0].without_any_one, None);
        assert_eq!(score.skill[0].log, None, "its log score is that of the clip, and no measure of anything");
    }

    #[test]
    fn nothing_has_no_score() {
        assert_eq!(score(&[]), None);
    }

    proptest! {
        #[test]
        fn murphys_parts_make_up_the_brier_score(
            items in proptest::collection::vec((0.0..=1.0_f64, proptest::bool::ANY), 1..40)
        ) {
            let resolved: Vec<Resolved> =
                items.iter().map(|(p, happened)| one("x", *p, 0.5, *happened)).collect();
            let score = score(&resolved).expect("not empty");
            let parts = score.murphy.reliability - score.murphy.resolution + score.murphy.uncertainty + score.murphy.within;
            prop_assert!((parts - score.marks.brier).abs() < 1e-12);
            prop_assert_eq!(score.bins.iter().map(|bin| bin.n).sum::<usize>(), resolved.len());
            // With probabilities that are constant inside bins nothing is left over.
            let tenths: Vec<Resolved> = items.iter().map(|(p, h)| one("x", libm::round(p * 2.0) / 2.0, 0.5, *h)).collect();
            let score = super::score(&tenths).expect("not empty");
            prop_assert!(score.murphy.within.abs() < 1e-12);
        }
    }
}
