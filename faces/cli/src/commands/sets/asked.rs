//! What options ask of an analysis, as the door takes it.

use crate::args::{Chance, Cuts, MissingArg, OverlapArg, Solution, SolutionArg, Solving, Source, UntenableArg};
use exceptio::Diagnostic;
use exceptio::sets::{
    ChanceAsk, Choice, HalfRule, MinimizeAsk, MissingRule, Output, OverlapRule, SolutionAsk, TruthAsk, Which,
    half_rule, names_in, parts,
};

/// The choice that the options make of a table.
pub fn choice(source: &Source, outcome: Option<&str>, cuts: Option<&Cuts>) -> Result<Choice, Vec<Diagnostic>> {
    let named = |cuts: &Cuts| {
        let each = |option: &'static str, texts: &[String]| {
            texts.iter().map(|text| (option, text.clone())).collect::<Vec<_>>()
        };
        [each("--exclude", &cuts.exclude), each("--necessary", &cuts.necessary), each("--impossible", &cuts.impossible)]
            .concat()
    };
    Ok(Choice {
        outcome: outcome.map(str::to_owned),
        conditions: source.conditions.clone(),
        also: cuts.map(named).unwrap_or_default(),
        missing: match source.missing {
            MissingArg::Refuse => MissingRule::Refuse,
            MissingArg::Drop => MissingRule::Drop,
        },
        half: half_rule(&source.half)?,
    })
}

/// How a truth table is asked for.
pub fn truth_ask(cuts: &Cuts, source: &Source) -> TruthAsk {
    TruthAsk {
        inclusion: cuts.incl_cut.first().copied().unwrap_or(1.0),
        contradiction: cuts.incl_cut.get(1).copied(),
        pri: cuts.pri_cut,
        frequency: cuts.n_cut,
        keep_halves: half_rule(&source.half) == Ok(HalfRule::Keep),
        contradictory: cuts.untenable.contains(&UntenableArg::Contradictory),
        simultaneous: cuts.untenable.contains(&UntenableArg::Simultaneous),
        overlap: match cuts.overlap {
            OverlapArg::Specific => OverlapRule::Specific,
            OverlapArg::Refuse => OverlapRule::Refuse,
            OverlapArg::Negative => OverlapRule::Negative,
            OverlapArg::Explain => OverlapRule::Explain,
            OverlapArg::Free => OverlapRule::Free,
        },
        ..TruthAsk::default()
    }
}

/// The choice and the question that the options of minimising make.
pub fn solving(
    solving: &Solving,
    cuts: &Cuts,
    source: &Source,
    outcome: Option<&str>,
) -> Result<(Choice, MinimizeAsk), Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let mut explain = Vec::new();
    for sign in &solving.explain {
        match sign.trim() {
            "1" => explain.push(Output::Positive),
            "0" => explain.push(Output::Negative),
            "C" | "c" => explain.push(Output::Contradiction),
            other => problems.push(
                Diagnostic::misuse("sets::option", format!("rows coded `{other}` cannot be explained"))
                    .hint("1, C or 0, or several separated by commas; a remainder has too few cases to be explained"),
            ),
        }
    }
    let expectations = solving.dir_exp.as_deref().map(parts).unwrap_or_default();
    let choice = choice(source, outcome, Some(cuts)).map(|mut choice| {
        choice.also.extend(expectations.iter().map(|text| ("--dir-exp", text.clone())));
        choice
    });
    match choice {
        Ok(choice) if problems.is_empty() => {
            let ask = MinimizeAsk {
                truth: truth_ask(cuts, source),
                which: match solving.solution {
                    SolutionArg::Conservative => Which::Conservative,
                    SolutionArg::Parsimonious => Which::Parsimonious,
                    SolutionArg::Intermediate => Which::Intermediate,
                },
                expectations,
                explain,
                contradictions_free: solving.include_contradictions,
                all_models: solving.all_models,
                row_dominance: solving.row_dominance,
                most: None,
                chance: None,
            };
            Ok((choice, ask))
        }
        choice => {
            problems.extend(choice.err().unwrap_or_default());
            Err(problems)
        }
    }
}

/// The choice and the question that the options of a solution make: a claim says its columns itself.
pub fn solution(args: &Solution, source: &Source) -> Result<(Choice, SolutionAsk), Vec<Diagnostic>> {
    let (mut choice, minimize) = solving(&args.solving, &args.cuts, source, args.outcome.as_deref())?;
    if let Some(claim) = &args.claim {
        // A study's spells are cut by what the claim reads.
        choice.outcome = Some(claim.clone());
        choice.conditions.extend(names_in(claim));
    }
    Ok((choice, SolutionAsk { claim: args.claim.clone(), minimize, model: args.model.clone() }))
}

/// How a result is to be held against chance, if it is.
pub fn chance_ask(chance: &Chance) -> Option<ChanceAsk> {
    let ask = ChanceAsk {
        permutations: chance.permutations.map(|deals| deals as usize),
        seed: chance.seed,
        power_at: chance.power_at,
    };
    (!chance.no_permutation).then_some(ask)
}
