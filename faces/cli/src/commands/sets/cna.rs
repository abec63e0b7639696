//! `exceptio cna`: coincidence analysis; over a grid of thresholds; of formulas of the user's own.

use super::{chance_ask, choice, ended, plain, run_on};
use crate::args::{
    BorderArg, Cna, CnaGrid, CnaSearch, CycleArg, InusArg, MinimalityArg, NormalizeArg, ScoreArg, SelectionArg,
};
use crate::commands::{Ending, say_problems};
use crate::out::Screen;
use exceptio::sets::{
    AtCutoff, Choice, CnaAsk, CnaOptions, CnaOutcomes, Counted, Cycles, Minimality, Normalised, Redundancy, Robustness,
    Selection, bounds, cna, cna_grid, cna_models, grid, measures, what,
};
use exceptio::{Diagnostic, Drawn, Files};

/// Rows drawn of a list.
const DRAWN: usize = 20;

pub fn run(screen: &Screen, args: &Cna) -> Ending {
    let (ask, robust) = match (ask(args), robust(&args.grid)) {
        (Ok(ask), Ok(robust)) => (ask, robust),
        (ask, robust) => {
            let problems: Vec<Diagnostic> = ask.err().into_iter().chain(robust.err()).flatten().collect();
            say_problems(screen, plain(args.source.format), &Files::new(), &problems);
            return ended(&Files::new(), &problems);
        }
    };
    let most = if args.all { usize::MAX } else { DRAWN };
    let choice = choice(&args.source, None, None).map(|choice| Choice { also: also(args), ..choice });
    match robust {
        Some(robust) => run_on(screen, &args.source, choice, |raw, choice, files| {
            cna_grid(raw, choice, &ask, &robust, files).map(|report| report.map(|report| Drawn { report, most }))
        }),
        None if !args.model.is_empty() => {
            run_on(screen, &args.source, choice, |raw, choice, files| cna_models(raw, choice, &ask, files))
        }
        None => run_on(screen, &args.source, choice, |raw, choice, files| {
            cna(raw, choice, &ask, files).map(|report| report.map(|report| Drawn { report, most }))
        }),
    }
}

/// The expressions given, by their options.
fn also(args: &Cna) -> Vec<(&'static str, String)> {
    let one = |option, text: &Option<String>| text.clone().map(|text| (option, text));
    let each = |option, texts: &[String]| texts.iter().map(|text| (option, text.clone())).collect::<Vec<_>>();
    let single = [one("--outcome", &args.outcome), one("--ordering", &args.search.ordering)].into_iter().flatten();
    single.chain(each("--exclude", &args.search.exclude)).chain(each("--model", &args.model)).collect()
}

fn ask(args: &Cna) -> Result<CnaAsk, Vec<Diagnostic>> {
    let CnaSearch { con, cov, con_msc, strict, suff_only, acyclic_only, all_msc, all_asf, .. } = args.search;
    let search = &args.search;
    let (measures, bounds, what) = (measures(&search.measures), bounds(&search.maxstep), what(&args.what));
    let (((sufficiency, necessity), bounds), what) = match (measures, bounds, what) {
        (Ok(measures), Ok(bounds), Ok(what)) => ((measures, bounds), what),
        (measures, bounds, what) => {
            return Err(measures.err().into_iter().chain(bounds.err()).chain(what.err()).flatten().collect());
        }
    };
    let options = CnaOptions {
        con,
        cov,
        con_conjunction: con_msc,
        sufficiency,
        necessity,
        bounds,
        outcomes: if args.all_outcomes { CnaOutcomes::Every } else { CnaOutcomes::Usual },
        cutoff: search.cutoff,
        at_cutoff: match search.border {
            BorderArg::Up => AtCutoff::Seen,
            BorderArg::Down => AtCutoff::Unseen,
        },
        selection: match search.asf_selection {
            SelectionArg::Cs => Selection::Crisp,
            SelectionArg::Fs => Selection::Fuzzy,
            SelectionArg::None => Selection::None,
        },
        redundancy: match search.inus {
            InusArg::Implication => Redundancy::Implication,
            InusArg::Equivalence => Redundancy::Equivalence,
            InusArg::Off => Redundancy::Kept,
        },
        minimal_conjunctions: !all_msc,
        minimal_disjunctions: !all_asf,
        minimality: match search.minimality {
            MinimalityArg::Thresholds => Minimality::Thresholds,
            MinimalityArg::Necessity => Minimality::Necessity,
        },
        conjunctions_only: suff_only,
        acyclic_only,
        cycles: match search.cycle_type {
            CycleArg::Factor => Cycles::Factors,
            CycleArg::Value => Cycles::Values,
        },
        keep_constant: search.keep_constant,
        drop_duplicates: search.drop_duplicates,
        least_cases: search.case_cutoff,
        most_atomic: search.max_sol,
        most_combinations: search.n_init,
        ..CnaOptions::default()
    };
    Ok(CnaAsk {
        options,
        strict,
        details: args.details,
        what,
        most: args.most.max(1),
        chance: chance_ask(&args.chance),
    })
}

/// `None` where no grid was asked for.
fn robust(args: &CnaGrid) -> Result<Option<Robustness>, Vec<Diagnostic>> {
    let Some(text) = &args.grid else { return Ok(None) };
    Ok(Some(Robustness {
        thresholds: grid(text)?,
        atomic: args.atomic,
        counted: match args.scoretype {
            ScoreArg::Full => Counted::Both,
            ScoreArg::Supermodel => Counted::Supermodels,
            ScoreArg::Submodel => Counted::Submodels,
        },
        normalised: match args.normalize {
            NormalizeArg::Truemax => Normalised::Best,
            NormalizeArg::Idealmax => Normalised::Ideal,
        },
        most: args.maxsols,
        causal: !args.as_written,
    }))
}
