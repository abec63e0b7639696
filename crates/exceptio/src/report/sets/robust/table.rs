//! Robustness as tidy rows: one number or word a row.

use super::{RobustBound, RobustModel, RobustReport, RobustTrials};
use crate::report::Table;
use crate::report::sets::data::number;

/// Rows being written.
struct Rows(Table);

impl Rows {
    fn add(&mut self, [part, model, item, measure]: [&str; 4], value: String, detail: String) {
        let head = [part, model, item, measure].map(str::to_owned);
        self.0.rows.push(head.into_iter().chain([value, detail]).collect());
    }
}

impl RobustReport {
    /// One row a value: `part` says of what it is (`model`, `range`, `test`, `over-tests`, `case`, `retention`, `leave-one-out`, `subsample`,
    /// `bootstrap`, `joint`), `model` is an id, `item` what is measured, `detail` models, cases or reasons.
    #[must_use]
    pub(super) fn rows(&self) -> Table {
        let mut rows = Rows(Table::new(&["part", "model", "item", "measure", "value", "detail"]));
        for model in &self.models {
            model.rows(&mut rows);
        }
        for range in &self.ranges {
            let name = range.setting.as_str();
            rows.add(["range", "", name, "value"], range.value.to_string(), String::new());
            for (end, bound) in [("low", &range.low), ("high", &range.high)] {
                if let Some(bound) = bound {
                    rows.add(["range", "", name, end], bound.at.to_string(), beyond(bound));
                }
            }
            for except in &range.except {
                let detail = except.refused.clone().unwrap_or_else(|| except.models.join(" | "));
                rows.add(["range", "", name, "except"], except.at.to_string(), detail);
            }
            if range.unasked > 0 {
                rows.add(["range", "", name, "unasked"], range.unasked.to_string(), String::new());
            }
            if let Some(why) = &range.left_out {
                rows.add(["range", "", name, "left_out"], String::new(), why.clone());
            }
        }
        for test in &self.tests {
            let detail = test.refused.clone().unwrap_or_else(|| test.models.join(" | "));
            rows.add(["test", "", &test.settings, "likeness"], test.likeness.to_owned(), detail);
        }
        for trials in &self.trials {
            trials.rows(&mut rows);
        }
        if let Some(kept) = &self.retention {
            for (measure, value) in [("deletion", kept.deletion), ("corruption", kept.corruption)] {
                rows.add(["retention", "", &kept.struck.to_string(), measure], value.to_string(), String::new());
            }
        }
        for without in &self.hangs_on {
            let detail = without.refused.clone().unwrap_or_else(|| without.models.join(" | "));
            rows.add(["leave-one-out", "", &without.case, "likeness"], without.likeness.to_owned(), detail);
        }
        for drawn in &self.drawn {
            let name = drawn.setting.as_str();
            for (measure, value) in [("from", drawn.from), ("to", drawn.to)] {
                rows.add(["joint", "", name, measure], value.to_string(), String::new());
            }
            for (measure, count) in [("alone", drawn.alone), ("undone", drawn.undone)] {
                rows.add(["joint", "", name, measure], count.to_string(), String::new());
            }
        }
        if let Some(certain) = &self.certain {
            for (measure, share) in [("certainly_same", certain.same), ("certainly_other", certain.other)] {
                rows.add(["joint", "", "", measure], share.to_string(), format!("{} boxes", certain.boxes));
            }
        }
        self.data.counted(rows.0)
    }
}

fn beyond(bound: &RobustBound) -> String {
    match (&bound.refused, &bound.beyond) {
        (Some(why), _) => why.clone(),
        (None, Some(models)) => models.join(" | "),
        (None, None) => String::new(),
    }
}

impl RobustModel {
    fn rows(&self, rows: &mut Rows) {
        let mut add = |part: &str, measure: &str, value: Option<f64>, detail: &str| {
            rows.add([part, &self.id, &self.name, measure], number(value), detail.to_owned());
        };
        add("model", "incl_s", self.incl_s, &self.expression);
        add("model", "cov_s", self.cov_s, &self.expression);
        for (measure, interval) in [("incl_s", self.incl_s_interval), ("cov_s", self.cov_s_interval)] {
            if let Some((low, high)) = interval {
                add("bootstrap", &format!("{measure}_low"), Some(low), "");
                add("bootstrap", &format!("{measure}_high"), Some(high), "");
            }
        }
        let Some(over) = &self.over_tests else { return };
        let core = over.core.as_deref().unwrap_or_default();
        let measures = [
            ("core_incl_s", over.core_incl_s),
            ("core_cov_s", over.core_cov_s),
            ("core_expression_incl_s", over.expression_incl_s),
            ("core_expression_cov_s", over.expression_cov_s),
            ("rf_cons", over.rf_cons),
            ("rf_cov", over.rf_cov),
            ("rf_sc_min", over.rf_sc_min),
            ("rf_sc_max", over.rf_sc_max),
            ("rcr_typ", over.rcr_typ),
            ("rcr_dev", over.rcr_dev),
            ("rcc_rank", Some(f64::from(over.rcc_rank))),
        ];
        for (measure, value) in measures {
            add("over-tests", measure, value, core);
        }
        for case in &over.cases {
            rows.add(["case", &self.id, &case.case, "kind"], case.kind.to_owned(), String::new());
        }
    }
}

impl RobustTrials {
    fn rows(&self, rows: &mut Rows) {
        let counts = self.counts;
        let all = [
            ("trials", self.trials),
            ("asked", self.asked),
            ("same", counts.same),
            ("shared", counts.shared),
            ("wider", counts.wider),
            ("narrower", counts.narrower),
            ("other", counts.other),
            ("empty", counts.empty),
            ("failed", counts.failed),
        ];
        for (measure, count) in all {
            rows.add([self.kind, "", "", measure], count.to_string(), String::new());
        }
        rows.add([self.kind, "", "", "n"], self.n.to_string(), format!("{}s", self.unit));
        for kept in &self.models {
            rows.add([self.kind, &kept.item, "model", "count"], kept.count.to_string(), String::new());
        }
        for kept in &self.terms {
            rows.add([self.kind, "", &kept.item, "count"], kept.count.to_string(), String::new());
        }
        for other in &self.others {
            rows.add([self.kind, "", "other solution", "count"], other.count.to_string(), other.models.join(" | "));
        }
        for failure in &self.failures {
            rows.add([self.kind, "", "failure", "count"], failure.count.to_string(), failure.item.clone());
        }
    }
}
