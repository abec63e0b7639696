//! Measures, bounds, grids and lists of a coincidence analysis as they are typed.

use super::What;
use sets::coincidence::{Bounds, Necessity, Sufficiency, thresholds};
use text::Diagnostic;

/// Analyses on a grid, at most.
const MOST_POINTS: usize = 10_000;

/// Reads `PAcon,PACcov`: one measure of sufficiency, one of necessity, or one of both in either order; what is not named is the
/// usual one. `con`, `Ccon`, `PAcon`, `AACcon`; `cov`, `Ccov`, `AAcov`, `PACcov`; with or without a dash.
///
/// # Errors
///
/// Every name that is none, and two of one kind (`sets::measure`).
pub fn measures(text: &str) -> Result<(Sufficiency, Necessity), Vec<Diagnostic>> {
    let (mut sufficiency, mut necessity, mut problems) = (None, None, Vec::new());
    for name in text.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let twice = match (Sufficiency::named(name), Necessity::named(name)) {
            (Some(measure), _) => sufficiency.replace(measure).is_some(),
            (None, Some(measure)) => necessity.replace(measure).is_some(),
            (None, None) => {
                let short = Sufficiency::ALL.iter().map(|m| m.name()).chain(Necessity::ALL.iter().map(|m| m.name()));
                let hint = match text::nearest(name, short.clone()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("there are: {}", short.collect::<Vec<_>>().join(", ")),
                };
                problems.push(Diagnostic::misuse("sets::measure", format!("`{name}` is no measure")).hint(hint));
                false
            }
        };
        if twice {
            let message = format!("`{name}` is a second measure of its kind");
            let hint = "one of sufficiency and one of necessity, such as PAcon,PACcov";
            problems.push(Diagnostic::misuse("sets::measure", message).hint(hint));
        }
    }
    if problems.is_empty() {
        Ok((sufficiency.unwrap_or_default(), necessity.unwrap_or_default()))
    } else {
        Err(problems)
    }
}

/// Reads `3,4,10`: literals of a conjunction, conjunctions of an atomic formula, its literals in all, at most; `none` sets no bound.
///
/// # Errors
///
/// Where it is neither, or a bound is 0 (`sets::maxstep`).
pub fn bounds(text: &str) -> Result<Bounds, Vec<Diagnostic>> {
    if text.trim() == "none" {
        return Ok(Bounds::NONE);
    }
    let numbers: Option<Vec<usize>> =
        text.split(',').map(|number| number.trim().parse().ok().filter(|number| *number > 0)).collect();
    match numbers.as_deref() {
        Some([literals, terms, complexity]) => {
            Ok(Bounds { literals: *literals, terms: *terms, complexity: *complexity })
        }
        _ => Err(vec![Diagnostic::misuse("sets::maxstep", format!("`{text}` bounds no search")).hint(
            "three numbers above 0, such as 3,4,10: literals a conjunction, conjunctions, literals in all; or none",
        )]),
    }
}

/// Reads `1,0.7,0.1`: the highest threshold, the lowest, the step between them.
///
/// # Errors
///
/// Where these are no three numbers, lead nowhere, lie outside 0 to 1, or make more than 10,000 analyses (`sets::grid`).
pub fn grid(text: &str) -> Result<Vec<f64>, Vec<Diagnostic>> {
    let numbers: Option<Vec<f64>> = text.split(',').map(|number| number.trim().parse().ok()).collect();
    let steps = match numbers.as_deref() {
        Some([high, low, step]) if *high <= 1.0 && *low >= 0.0 => thresholds(*high, *low, *step),
        _ => Vec::new(),
    };
    if steps.is_empty() || steps.len() * steps.len() > MOST_POINTS {
        return Err(vec![
            Diagnostic::misuse("sets::grid", format!("`{text}` is no grid of thresholds"))
                .hint("the highest, the lowest and the step, such as 1,0.7,0.1; at most 100 thresholds"),
        ]);
    }
    Ok(steps)
}

/// Reads `mac`: `m` sufficient conjunctions, `a` atomic formulas, `c` complex ones, `t` the configurations.
///
/// # Errors
///
/// Where another letter is in it, or none (`sets::what`).
pub fn what(text: &str) -> Result<What, Vec<Diagnostic>> {
    let sound = !text.is_empty() && text.chars().all(|letter| "mact".contains(letter));
    if !sound {
        return Err(vec![
            Diagnostic::misuse("sets::what", format!("`{text}` names no lists"))
                .hint("letters out of m (msc), a (asf), c (csf) and t (configurations), such as ac"),
        ]);
    }
    Ok(What {
        conjunctions: text.contains('m'),
        atomic: text.contains('a'),
        complex: text.contains('c'),
        configurations: text.contains('t'),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_in_either_order() {
        let usual = (Sufficiency::Consistency, Necessity::Coverage);
        assert_eq!(measures(""), Ok(usual));
        let adjusted = (Sufficiency::PrevalenceAdjusted, Necessity::PrevalenceAdjustedContrapositive);
        assert_eq!(measures("PAC-cov, PAcon"), Ok(adjusted));
        assert_eq!(measures("AAcov"), Ok((usual.0, Necessity::AntecedentAdjusted)));
        assert_eq!(measures("con,PAcon,kov").expect_err("two mistakes").len(), 2);
    }

    #[test]
    fn bounds_grids_and_lists() {
        assert_eq!(bounds("3,4,10"), Ok(Bounds::default()));
        assert_eq!(bounds("none"), Ok(Bounds::NONE));
        assert!(bounds("3,4").is_err() && bounds("3,0,10").is_err() && bounds("").is_err());
        assert_eq!(grid("0.9,0.8,0.05"), Ok(vec![0.9, 0.85, 0.8]));
        assert!(grid("0.7,1,0.1").is_err() && grid("1,0.7").is_err() && grid("1,0,0.001").is_err());
        assert!(grid("2,0.7,0.1").is_err());
        assert!(what("tm").is_ok_and(|what| what.configurations && what.conjunctions && !what.atomic));
        assert!(what("x").is_err() && what("").is_err());
    }
}
