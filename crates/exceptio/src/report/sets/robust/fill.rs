//! From what trials gave to a report: expressions written, cases named.

use super::{
    RobustBound, RobustCase, RobustCertain, RobustCounts, RobustDraw, RobustDrawn, RobustExcept, RobustKept,
    RobustMeasures, RobustModel, RobustOther, RobustRange, RobustReport, RobustRetention, RobustTest, RobustTrials,
    RobustWithout,
};
use crate::report::sets::truth::{TruthCounts, TruthSettings};
use crate::sets::robust::{Extent, Ranged, Tried};
use crate::sets::{Chosen, RobustAsk};
use sets::expression::{Sum, intersect};
use sets::fit::sufficiency;
use sets::robust::{Bound, CaseKind, Intervals, Likeness, RobustCases, RobustFit, Tally};
use text::Diagnostic;

/// Terms that a robust core may have on the way to being multiplied out.
const MOST_TERMS: usize = 2_000;
/// Other solutions listed of each kind of trials.
const MOST_OTHERS: usize = 10;

impl RobustReport {
    pub(crate) fn new(chosen: &Chosen, tried: &Tried, ask: &RobustAsk) -> Self {
        let writer = Writer { chosen };
        let mut left_out = Vec::new();
        let n = chosen.clusters.len();
        let unit = if n < chosen.table.len() { "case" } else { chosen.data.unit };
        let mut trials = Vec::new();
        let (made, extent) = &tried.leave_one_out;
        if extent.made < extent.asked {
            left_out.push(format!(
                "leave-one-out: {} of {n} {unit}s, drawn from the seed; more cost more than {} steps (--budget)",
                extent.made, ask.steps
            ));
        }
        trials.push(writer.trials("leave-one-out", &made.tally, n, (n.saturating_sub(1), unit)));
        let mut drawn = |kind, tally: &Tally, extent: &Extent, (n, unit)| {
            if extent.made < extent.asked {
                left_out.push(format!(
                    "{kind}: {} of {} draws; more cost more than {} steps (--budget)",
                    extent.made, extent.asked, ask.steps
                ));
            }
            trials.push(writer.trials(kind, tally, extent.asked, (n, unit)));
        };
        if let Some((made, extent, kept)) = &tried.subsamples {
            drawn("subsample", &made.tally, extent, (*kept, unit));
        }
        if let Some((made, extent)) = &tried.bootstrap {
            drawn("bootstrap", &made.resampled.tally, extent, (n, unit));
        }
        if let Some(made) = &tried.joint {
            drawn("joint", &made.joint.tally, &made.extent, (chosen.table.len(), chosen.data.unit));
        }
        trials.iter_mut().for_each(|trials| trials.rows = chosen.table.len());
        left_out.extend(tried.ranges.iter().filter_map(|ranged| {
            let problems = ranged.range.as_ref().err()?;
            Some(format!("range of {}: {}", ranged.name, reason(problems)))
        }));
        if let Some(Err(problems)) = &tried.certain {
            left_out.push(format!("covering the ranges of joint settings: {}", reason(problems)));
        }
        RobustReport {
            schema: "exceptio.robust",
            version: 1,
            data: chosen.data.clone(),
            outcome: tried.truth.outcome.clone(),
            conditions: tried.truth.conditions.iter().map(|condition| condition.name.clone()).collect(),
            settings: TruthSettings::new(chosen, &tried.truth),
            rows: TruthCounts::new(&tried.truth),
            solution: ask.minimize.which.word(),
            expectations: ask.minimize.expectations.clone(),
            models: (0..tried.models.len()).map(|at| writer.model(tried, at)).collect(),
            ranges: tried.ranges.iter().map(|ranged| writer.range(ranged)).collect(),
            tests: tried
                .tests
                .iter()
                .map(|test| RobustTest {
                    settings: test.words.clone(),
                    likeness: likeness_word(test.likeness),
                    models: writer.written(&test.models),
                    refused: test.models.as_ref().err().map(|problems| reason(problems)),
                })
                .collect(),
            retention: ask.retention.zip(tried.retention).map(|(struck, kept)| RobustRetention {
                struck,
                deletion: kept.deletion,
                corruption: kept.corruption,
            }),
            hangs_on: writer.hangs_on(tried),
            drawn: drawn_settings(tried),
            certain: tried.certain.as_ref().and_then(|found| found.as_ref().ok()).map(|found| RobustCertain {
                same: found.same,
                other: found.other,
                boxes: found.boxes,
            }),
            draws: tried.joint.iter().flat_map(|made| &made.joint.draws).map(draw).collect(),
            trials,
            seed: ask.seed,
            left_out,
        }
    }
}

fn drawn_settings(tried: &Tried) -> Vec<RobustDrawn> {
    let Some(made) = &tried.joint else { return Vec::new() };
    let one = |(at, (name, span)): (usize, &(String, sets::robust::Span))| RobustDrawn {
        setting: name.clone(),
        from: span.from,
        to: span.to,
        alone: made.joint.alone[at],
        undone: made.joint.undone[at],
    };
    made.spans.iter().enumerate().map(one).collect()
}

fn draw(draw: &sets::robust::Drawn) -> RobustDraw {
    RobustDraw { values: draw.values.clone(), likeness: likeness_word(draw.likeness) }
}

struct Writer<'a> {
    chosen: &'a Chosen,
}

impl Writer<'_> {
    fn write(&self, model: &Sum) -> String {
        model.write(&self.chosen.table)
    }

    fn written(&self, models: &Result<Vec<Sum>, Vec<Diagnostic>>) -> Vec<String> {
        models.iter().flatten().map(|model| self.write(model)).collect()
    }

    fn model(&self, tried: &Tried, at: usize) -> RobustModel {
        let (model, table) = (&tried.models[at], &self.chosen.table);
        let fit = sufficiency(&model.memberships(table), &self.chosen.outcome.memberships(table));
        let intervals = tried.bootstrap.as_ref().and_then(|(made, _)| made.intervals.get(at).copied());
        let Intervals { consistency, coverage } = intervals.unwrap_or_default();
        let over = tried.robust[at].as_ref().map(|(fit, cases)| self.measures(model, tried, fit, cases));
        RobustModel {
            id: model.id(table),
            name: format!("M{}", at + 1),
            expression: self.write(model),
            incl_s: fit.consistency,
            cov_s: fit.coverage,
            incl_s_interval: consistency,
            cov_s_interval: coverage,
            over_tests: over,
        }
    }

    fn measures(&self, model: &Sum, tried: &Tried, fit: &RobustFit, cases: &RobustCases) -> RobustMeasures {
        let all: Vec<Sum> = std::iter::once(model).chain(&tried.test_models).cloned().collect();
        let table = &self.chosen.table;
        let core = intersect(&all, table, MOST_TERMS).ok();
        // Products that no corner has, such as A*~A, are left out of it, and what another term contains: in fuzzy data that is another set.
        let written = core.as_ref().filter(|core| !core.terms.is_empty());
        let y = self.chosen.outcome.memberships(table);
        let written = written.map(|core| sufficiency(&core.memberships(table), &y));
        let kind = |(case, kind): (&String, &CaseKind)| RobustCase { case: case.clone(), kind: kind_word(*kind) };
        RobustMeasures {
            core: core.map(|core| if core.terms.is_empty() { "nothing".to_owned() } else { self.write(&core) }),
            core_incl_s: fit.core.consistency,
            core_cov_s: fit.core.coverage,
            expression_incl_s: written.as_ref().and_then(|fit| fit.consistency),
            expression_cov_s: written.as_ref().and_then(|fit| fit.coverage),
            rf_cons: fit.consistency,
            rf_cov: fit.coverage,
            rf_sc_min: fit.coincidence_min,
            rf_sc_max: fit.coincidence_max,
            rcr_typ: cases.typical,
            rcr_dev: cases.deviant,
            rcc_rank: cases.rank,
            cases: self.chosen.table.cases.iter().zip(&cases.kinds).map(kind).collect(),
        }
    }

    fn range(&self, ranged: &Ranged) -> RobustRange {
        let bound = |bound: &Bound| RobustBound {
            at: bound.at,
            beyond: bound.beyond.as_ref().filter(|beyond| beyond.is_ok()).map(|beyond| self.written(beyond)),
            refused: bound.beyond.as_ref().and_then(|beyond| beyond.as_ref().err()).map(|problems| reason(problems)),
        };
        let except = |except: &sets::robust::Except| RobustExcept {
            at: except.at,
            models: self.written(&except.models),
            refused: except.models.as_ref().err().map(|problems| reason(problems)),
        };
        let found = ranged.range.as_ref();
        RobustRange {
            setting: ranged.name.clone(),
            value: ranged.value,
            low: found.ok().map(|range| bound(&range.low)),
            high: found.ok().map(|range| bound(&range.high)),
            except: found.iter().flat_map(|range| &range.except).map(except).collect(),
            unasked: found.map_or(0, |range| range.unasked),
            left_out: found.err().map(|problems| reason(problems)),
        }
    }

    fn trials(
        &self,
        kind: &'static str,
        tally: &Tally,
        asked: usize,
        (n, unit): (usize, &'static str),
    ) -> RobustTrials {
        let table = &self.chosen.table;
        let [same, shared, wider, narrower, other, empty, failed] = tally.counts;
        let models = tally.models.iter().zip(&tally.kept);
        let others = tally.others.iter().take(MOST_OTHERS);
        RobustTrials {
            kind,
            trials: tally.trials(),
            asked,
            n,
            unit,
            rows: 0,
            counts: RobustCounts { same, shared, wider, narrower, other, empty, failed },
            models: models.map(|(model, count)| RobustKept { item: model.id(table), count: *count }).collect(),
            terms: tally
                .terms
                .iter()
                .map(|(term, count)| RobustKept { item: term.write(table), count: *count })
                .collect(),
            others: others
                .map(|(models, count)| RobustOther {
                    models: models.iter().map(|model| self.write(model)).collect(),
                    count: *count,
                })
                .collect(),
            other_solutions: tally.others.len(),
            failures: tally
                .failures
                .iter()
                .map(|(reason, count)| RobustKept { item: reason.clone(), count: *count })
                .collect(),
        }
    }

    fn hangs_on(&self, tried: &Tried) -> Vec<RobustWithout> {
        let table = &self.chosen.table;
        let each = tried.leave_one_out.0.trials.iter();
        each.filter_map(|trial| {
            let left = trial.without.first()?;
            let cluster = self.chosen.clusters.iter().find(|cluster| cluster.rows.contains(left))?;
            let likeness = Likeness::of(&tried.models, &trial.models, table);
            (likeness != Likeness::Same).then(|| RobustWithout {
                case: cluster.name.clone(),
                likeness: likeness_word(likeness),
                models: self.written(&trial.models),
                refused: trial.models.as_ref().err().map(|problems| reason(problems)),
            })
        })
        .collect()
    }
}

fn reason(problems: &[Diagnostic]) -> String {
    problems.first().map(|problem| problem.message.clone()).unwrap_or_default()
}

pub(super) fn likeness_word(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Same => "same",
        Likeness::Shared => "shared",
        Likeness::Wider => "wider",
        Likeness::Narrower => "narrower",
        Likeness::Other => "other",
        Likeness::Empty => "empty",
        Likeness::Failed => "failed",
    }
}

/// Kinds of cases in the order in which they are shown.
pub(super) const KINDS: [CaseKind; 9] = [
    CaseKind::RobustTypical,
    CaseKind::RobustDeviant,
    CaseKind::ShakyTypical,
    CaseKind::ShakyDeviant,
    CaseKind::PossibleTypical,
    CaseKind::PossibleDeviant,
    CaseKind::ExtremeDeviantCoverage,
    CaseKind::Irrelevant,
    CaseKind::Ambiguous,
];

pub(super) fn kind_word(kind: CaseKind) -> &'static str {
    match kind {
        CaseKind::RobustTypical => "robust typical",
        CaseKind::RobustDeviant => "robust deviant",
        CaseKind::ShakyTypical => "shaky typical",
        CaseKind::ShakyDeviant => "shaky deviant",
        CaseKind::PossibleTypical => "possible typical",
        CaseKind::PossibleDeviant => "possible deviant",
        CaseKind::ExtremeDeviantCoverage => "extreme deviant coverage",
        CaseKind::Irrelevant => "irrelevant",
        CaseKind::Ambiguous => "exactly 0.5",
    }
}
