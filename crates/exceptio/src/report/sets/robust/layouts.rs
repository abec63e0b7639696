//! Robustness for reading: the initial solution, ranges, test solutions, cases, other cases, all settings at once.

use super::fill::{KINDS, kind_word};
use super::{RobustBound, RobustCounts, RobustMeasures, RobustRange, RobustReport, RobustTrials};
use crate::report::sets::data::DataReport;
use crate::report::sets::data::{listed, rate};
use crate::report::{Layout, Shown, Table};
use text::counted;

/// Models of another solution that are written out.
const MOST_MODELS: usize = 3;
/// Models of the initial solution that are drawn; JSON and CSV have all.
const MOST_DRAWN: usize = 20;

impl RobustReport {
    /// The setting that undoes most, then that changes most by itself; none where no draw changed anything.
    fn hangs_most_on(&self) -> Option<&super::RobustDrawn> {
        let changed = self.draws.iter().any(|draw| draw.likeness != "same");
        // Of equals the first.
        self.drawn.iter().rev().max_by_key(|drawn| (drawn.undone, drawn.alone)).filter(|_| changed)
    }

    /// Whether cases are left out and drawn with several rows each.
    fn clustered(&self) -> bool {
        self.trials.iter().any(|trials| trials.unit != self.data.unit)
    }

    fn initial(&self) -> Layout {
        let drawn = self.models.iter().any(|model| model.incl_s_interval.is_some());
        let mut titles = vec!["model", "id", "inclS", "covS"];
        titles.extend(["95 % of inclS", "95 % of covS"].iter().filter(|_| drawn));
        titles.push("expression");
        let right: Vec<usize> = (2..titles.len() - 1).collect();
        let mut layout = Layout::new("Initial solution", &titles, &right);
        let interval = |ends: Option<(f64, f64)>| match ends {
            Some((low, high)) => format!("{low:.3}-{high:.3}"),
            None => "-".to_owned(),
        };
        layout.notes.extend(self.undrawn());
        for model in self.models.iter().take(MOST_DRAWN) {
            let mut cells = vec![model.name.clone(), model.id.clone(), rate(model.incl_s), rate(model.cov_s)];
            if drawn {
                cells.extend([interval(model.incl_s_interval), interval(model.cov_s_interval)]);
            }
            cells.push(model.expression.clone());
            layout.rows.push(cells);
        }
        layout
    }

    /// That not all models are drawn.
    fn undrawn(&self) -> Option<String> {
        let more = self.models.len().checked_sub(MOST_DRAWN).filter(|more| *more > 0)?;
        Some(format!("{} in JSON and CSV.", counted(more, "more model stands", "more models stand")))
    }

    fn ranged(&self) -> Layout {
        let titles = ["setting", "value", "the same", "changes", "to"];
        let mut layout = Layout::new("Ranges of each setting by itself, at exact points of change", &titles, &[1]);
        for range in &self.ranges {
            let (Some(low), Some(high)) = (&range.low, &range.high) else { continue };
            let (from, to) = range.ends(low, high);
            let head = [range.setting.clone(), amount(range.value), range.same(low, high)];
            let mut ends: Vec<[String; 2]> = Vec::new();
            // A row reaches a cut-off that is its own number: the lower end belongs to what is below it.
            let below = if ["incl-cut", "pri-cut"].contains(&range.setting.as_str()) { "<=" } else { "<" };
            for (sign, at, bound) in [(below, from, low), (">", to, high)] {
                if let Some(models) = &bound.beyond {
                    ends.push([format!("{sign} {at}"), solution(models)]);
                } else if let Some(why) = &bound.refused {
                    ends.push([format!("{sign} {at}"), format!("none: {why}")]);
                }
            }
            if ends.is_empty() {
                ends.push(["-".to_owned(), "the same as far as was looked".to_owned()]);
            }
            for (at, end) in ends.into_iter().enumerate() {
                let head = if at == 0 { head.clone() } else { Default::default() };
                layout.rows.push(head.into_iter().chain(end).collect());
            }
            layout.notes.extend(range.exceptions());
        }
        layout
    }

    fn tested(&self) -> Layout {
        let titles = ["test solution", "stands", "the solution is"];
        let mut layout = Layout::new("Test solutions, against the initial one", &titles, &[]);
        for test in &self.tests {
            let words = test.refused.as_ref().map_or_else(|| solution(&test.models), |why| format!("none: {why}"));
            layout.rows.push(vec![test.settings.clone(), stands(test.likeness).to_owned(), words]);
        }
        let used = self.tests.iter().filter(|test| !["empty", "failed"].contains(&test.likeness)).count();
        if used < self.tests.len() {
            layout.notes.push(format!(
                "{} of {} test solutions have a model; those below rest on these.",
                used,
                self.tests.len()
            ));
        }
        layout
    }

    fn cases(&self) -> Vec<Layout> {
        let mut layouts = Vec::new();
        let drawn = self.models.iter().take(MOST_DRAWN);
        let over: Vec<_> = drawn.filter_map(|model| Some((model, model.over_tests.as_ref()?))).collect();
        if over.is_empty() {
            return layouts;
        }
        let titles = [
            "model",
            "RF_cons",
            "RF_cov",
            "RF_SC_min",
            "RF_SC_max",
            "RCR_typ",
            "RCR_dev",
            "rank",
            "core as an expression",
        ];
        let right: Vec<usize> = (1..8).collect();
        let mut measures =
            Layout::new("Robustness over all test solutions: fit and cases (1 is perfect)", &titles, &right);
        for (model, over) in &over {
            let numbers = [over.rf_cons, over.rf_cov, over.rf_sc_min, over.rf_sc_max, over.rcr_typ, over.rcr_dev];
            let core = over.core.clone().unwrap_or_else(|| "too long to be multiplied out".to_owned());
            let row = std::iter::once(model.name.clone()).chain(numbers.map(rate));
            measures.rows.push(row.chain([over.rcc_rank.to_string(), core]).collect());
            measures.notes.push(over.core_words(&model.name));
        }
        layouts.push(measures);
        let several = over.len() > 1;
        layouts.extend(over.into_iter().map(|(model, over)| {
            let of = if several { format!(" of {}", model.name) } else { String::new() };
            over.kinds(format!("Cases{of} over all test solutions"))
        }));
        layouts
    }

    fn without(&self) -> Layout {
        let titles = ["left out", "stands", "the solution is"];
        let each = if self.clustered() { "each left out with all its rows" } else { "each left out by itself" };
        let mut layout = Layout::new(format!("Cases on which it hangs: {each}"), &titles, &[]);
        for without in &self.hangs_on {
            let words =
                without.refused.as_ref().map_or_else(|| solution(&without.models), |why| format!("none: {why}"));
            layout.rows.push(vec![without.case.clone(), stands(without.likeness).to_owned(), words]);
        }
        layout
    }

    /// One column a kind of trial, one row a thing that may come back.
    fn came_back(&self) -> Layout {
        let heads: Vec<String> = self.trials.iter().map(|trials| trials.head(self.data.unit)).collect();
        let titles: Vec<&str> = std::iter::once("").chain(heads.iter().map(String::as_str)).collect();
        let right: Vec<usize> = (1..titles.len()).collect();
        let mut layout = Layout::new("How often it comes back", &titles, &right);
        let mut row = |name: &str, count: &dyn Fn(&RobustTrials) -> usize, always: bool| {
            let counts: Vec<usize> = self.trials.iter().map(count).collect();
            if always || counts.iter().any(|count| *count > 0) {
                let cells = self.trials.iter().zip(&counts).map(|(trials, count)| share(*count, trials.trials));
                layout.rows.push(std::iter::once(name.to_owned()).chain(cells).collect());
            }
        };
        for word in ["same", "shared", "wider", "narrower", "other", "empty", "failed"] {
            row(&format!("solution: {}", stands(word)), &|trials| trials.counts.of(word), word == "same");
        }
        for (at, model) in self.models.iter().enumerate().take(MOST_DRAWN).filter(|_| self.models.len() > 1) {
            let name = format!("{} {}", model.name, model.expression);
            row(&name, &|trials| trials.models.get(at).map_or(0, |kept| kept.count), true);
        }
        let terms = self.trials.first().map_or(0, |trials| trials.terms.len());
        for at in 0..terms {
            let name = format!("term {}", self.trials[0].terms[at].item);
            row(&name, &|trials| trials.terms.get(at).map_or(0, |kept| kept.count), true);
        }
        for trials in &self.trials {
            if let Some(other) = trials.others.first() {
                layout.notes.push(format!(
                    "{}: {} other {}; the most frequent, {}: {}.",
                    capital(trials.kind),
                    trials.other_solutions,
                    if trials.other_solutions == 1 { "solution" } else { "solutions" },
                    share(other.count, trials.trials),
                    solution(&other.models)
                ));
            }
        }
        if self.trials.iter().any(|trials| trials.kind != "leave-one-out" || trials.trials < trials.asked) {
            layout.notes.push(format!("Drawn from seed {}.", self.seed));
        }
        layout
    }

    fn drawn_together(&self) -> Layout {
        let titles = ["setting", "from", "to", "changes it alone", "undoes a change"];
        let mut layout = Layout::new("Settings drawn at once", &titles, &[1, 2, 3, 4]);
        let draws = self.draws.len();
        let changed = self.draws.iter().filter(|draw| draw.likeness != "same").count();
        for drawn in &self.drawn {
            layout.rows.push(vec![
                drawn.setting.clone(),
                amount(drawn.from),
                amount(drawn.to),
                share(drawn.alone, draws),
                share(drawn.undone, changed),
            ]);
        }
        if let Some(certain) = &self.certain {
            let (same, most) = (format!("{:.4}", certain.same), format!("{:.4}", 1.0 - certain.other));
            let share = if same == most { same } else { format!("{same} to {most}") };
            layout.notes.push(format!(
                "Covered and not drawn, with {}: the solution is the same in {share} of the ranges.",
                counted(certain.boxes, "box", "boxes")
            ));
        }
        layout.notes.push(
            "changes it alone: with its value as drawn and all else as it was, the share of draws with another solution; undoes a \
             change: of the draws with another solution, the share in which putting this setting back brings it back."
                .to_owned(),
        );
        layout
    }
}

impl Shown for RobustReport {
    fn data(&self) -> Option<&DataReport> {
        Some(&self.data)
    }

    fn about(&self) -> String {
        format!("{} solution for {}", capital(self.solution), self.outcome)
    }

    fn table(&self) -> Table {
        self.rows()
    }

    /// A table for each thing that was tried.
    fn layouts(&self, _most: usize) -> Vec<Layout> {
        let mut layouts = vec![self.initial(), self.ranged()];
        if !self.tests.is_empty() {
            layouts.push(self.tested());
            layouts.extend(self.cases());
        }
        if !self.hangs_on.is_empty() {
            layouts.push(self.without());
        }
        if !self.trials.is_empty() {
            layouts.push(self.came_back());
        }
        if !self.drawn.is_empty() {
            layouts.push(self.drawn_together());
        }
        if let Some(last) = layouts.last_mut() {
            last.notes.extend(self.left_out.iter().map(|what| format!("Not done: {what}.")));
            self.data.under(last);
            last.notes.push(format!("{}; {}.", self.settings.words(), self.rows.words()));
            if !self.expectations.is_empty() {
                last.notes.push(format!("Directional expectations: {}.", self.expectations.join(", ")));
            }
        }
        layouts
    }

    /// What must be known first.
    fn first(&self) -> Vec<String> {
        let models = match self.models.len() {
            1 => "one model".to_owned(),
            count => format!("{count} models, none better by the data"),
        };
        let kind = self.solution;
        let mut lines = vec![format!("The {kind} solution for {}: {models}.", self.outcome)];
        if let Some(whole) = self.trials.iter().find(|trials| trials.kind == "leave-one-out") {
            lines.push(match whole.trials - whole.counts.same {
                0 if whole.trials < whole.asked => {
                    format!("It is the same whichever of {} cases drawn of {} is left out.", whole.trials, whole.asked)
                }
                0 if self.clustered() => {
                    format!("It is the same whichever case is left out, with all its {}s.", self.data.unit)
                }
                0 => "It is the same whichever case is left out.".to_owned(),
                changed if whole.trials < whole.asked => format!(
                    "It hangs on {changed} of {} cases drawn of {}: without one of them it is another.",
                    whole.trials, whole.asked
                ),
                changed => {
                    format!(
                        "It hangs on {changed} of {}: without {} it is another.",
                        counted(whole.trials, "case", "cases"),
                        if changed == 1 { "it" } else { "one of them" }
                    )
                }
            });
        }
        if let Some(kept) = &self.retention {
            let struck = match kept.struck {
                share if share < 1.0 => format!("each case struck with probability {share}"),
                1.0 => "one case struck".to_owned(),
                count => format!("{count} cases struck"),
            };
            lines.push(format!(
                "Retention, {struck}: rows keep their coding with p = {:.3} (lost), {:.3} (miscoded).",
                kept.deletion, kept.corruption
            ));
        }
        if let Some(most) = self.hangs_most_on() {
            let draws = self.draws.len();
            let others = draws - self.draws.iter().filter(|draw| draw.likeness == "same").count();
            lines.push(format!(
                "With all settings drawn at once it is the same in {} of {}; of the {} putting {} alone back \
                 undoes {}.",
                draws - others,
                counted(draws, "draw", "draws"),
                counted(others, "other", "others"),
                most.setting,
                most.undone
            ));
        }
        lines
    }
}

impl RobustRange {
    /// Where it is the same, with whether the ends belong to it: a row reaches a cut-off that is its own number, so that of a range of
    /// cut-offs the upper end is in it and a lower end that changes something is not. At the end of an anchor's range a case stands at
    /// the anchor itself.
    fn same(&self, low: &RobustBound, high: &RobustBound) -> String {
        let (from, to) = self.ends(low, high);
        let changes = low.beyond.is_some() || low.refused.is_some();
        match self.setting.as_str() {
            "incl-cut" | "pri-cut" if changes => format!("above {from} up to {to}"),
            "incl-cut" | "pri-cut" | "n-cut" => format!("from {from} up to {to}"),
            _ => format!("between {from} and {to}"),
        }
    }

    /// The ends of the range for reading: of the cases in a row whole numbers, both included.
    fn ends(&self, low: &RobustBound, high: &RobustBound) -> (String, String) {
        let changes = low.beyond.is_some() || low.refused.is_some();
        let from = if self.setting == "n-cut" && changes { low.at + 1.0 } else { low.at };
        (amount(from), amount(high.at))
    }

    /// The single points at which it is not the same: those without a solution together, each other one by itself.
    fn exceptions(&self) -> Vec<String> {
        let (refused, others): (Vec<_>, Vec<_>) = self.except.iter().partition(|except| except.refused.is_some());
        let mut lines = Vec::new();
        if !refused.is_empty() {
            let points: Vec<String> = refused.iter().map(|except| amount(except.at)).collect();
            lines.push(format!(
                "{}: no solution at exactly {}, which puts a case at exactly 0.5 (--half says what to do about it).",
                self.setting,
                listed(&points, &[])
            ));
        }
        lines.extend(others.iter().take(MOST_MODELS).map(|except| {
            format!(
                "{}: at exactly {} a case is at 0.5, and it is {}.",
                self.setting,
                amount(except.at),
                solution(&except.models)
            )
        }));
        if let Some(more @ 1..) = others.len().checked_sub(MOST_MODELS) {
            lines
                .push(format!("{}: another solution at {more} more such points; JSON and CSV have all.", self.setting));
        }
        if self.unasked > 0 {
            lines.push(format!(
                "{}: {} a case at exactly 0.5, farther off, and not asked about.",
                self.setting,
                counted(self.unasked, "more value puts", "more values put")
            ));
        }
        lines
    }
}

impl RobustMeasures {
    /// The fit of the robust core, which is a set of memberships, and that of the expression written for it where it is another set.
    fn core_words(&self, model: &str) -> String {
        let (incl, cov) = (rate(self.core_incl_s), rate(self.core_cov_s));
        let core = format!(
            "Robust core of {model}, min(IS, minTS): each case's least membership in {model} and all test solutions: inclS {incl}, \
             covS {cov}"
        );
        let same = |one: Option<f64>, other: Option<f64>| match (one, other) {
            (Some(one), Some(other)) => (one - other).abs() < 1e-9,
            (one, other) => one.is_none() && other.is_none(),
        };
        let (incl, cov) = (self.expression_incl_s, self.expression_cov_s);
        if self.core.as_deref().is_none_or(|core| core == "nothing")
            || same(incl, self.core_incl_s) && same(cov, self.core_cov_s)
        {
            return format!("{core}.");
        }
        format!(
            "{core}. The expression is that product multiplied out without what no configuration has (A*~A), and so in fuzzy data another \
             set: inclS {}, covS {}.",
            rate(incl),
            rate(cov)
        )
    }

    fn kinds(&self, caption: String) -> Layout {
        let mut layout = Layout::new(caption, &["kind", "n", "cases"], &[1]);
        for kind in KINDS.map(kind_word) {
            let of: Vec<String> =
                self.cases.iter().filter(|case| case.kind == kind).map(|case| case.case.clone()).collect();
            if !of.is_empty() {
                layout.rows.push(vec![kind.to_owned(), of.len().to_string(), listed(&of, &[])]);
            }
        }
        layout
    }
}

impl RobustCounts {
    /// How many stand so.
    fn of(&self, likeness: &str) -> usize {
        match likeness {
            "same" => self.same,
            "shared" => self.shared,
            "wider" => self.wider,
            "narrower" => self.narrower,
            "other" => self.other,
            "empty" => self.empty,
            _ => self.failed,
        }
    }
}

impl RobustTrials {
    /// `rows`: what a row of the data is.
    fn head(&self, rows: &str) -> String {
        let clustered = self.unit != rows;
        match self.kind {
            "leave-one-out" if clustered => {
                format!("leave-one-case-out ({} cases, {} {rows}s)", self.trials, self.rows)
            }
            "bootstrap" if clustered => format!("bootstrap of cases ({})", self.trials),
            "subsample" => format!("{} x {} of the cases", self.trials, self.n),
            kind => format!("{kind} ({})", self.trials),
        }
    }
}

/// How a solution stands, in words.
fn stands(likeness: &str) -> &str {
    match likeness {
        "same" => "the same",
        "shared" => "a model shared",
        "empty" => "nothing explained",
        other => other,
    }
}

/// A solution for reading.
fn solution(models: &[String]) -> String {
    match models {
        [] => "none".to_owned(),
        [one] if one.is_empty() || one == "0" => "no row is explained".to_owned(),
        [one] => one.clone(),
        several => {
            let more = if several.len() > MOST_MODELS { "; ..." } else { "" };
            let written: Vec<&str> = several.iter().take(MOST_MODELS).map(String::as_str).collect();
            format!("{} models: {}{more}", several.len(), written.join("; "))
        }
    }
}

fn share(count: usize, of: usize) -> String {
    if of == 0 { "-".to_owned() } else { format!("{:.3}", count as f64 / of as f64) }
}

/// A number for reading: at most six significant digits, no zeros at the end.
fn amount(value: f64) -> String {
    let whole = format!("{:.0}", value.abs()).len() - 1;
    let text = format!("{value:.*}", 5_usize.saturating_sub(whole));
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

fn capital(word: &str) -> String {
    let mut signs = word.chars();
    signs.next().map(|first| first.to_uppercase().collect::<String>() + signs.as_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_for_reading() {
        assert_eq!(
            [0.8, 0.0, 1.0, 0.714_285_714, 550.0, 412.345_678, 1_234_567.0].map(amount),
            ["0.8", "0", "1", "0.71429", "550", "412.346", "1234567"]
        );
        assert_eq!(solution(&["".to_owned()]), "no row is explained");
    }
}
