//! Refinements as tables for a paper: of each claim its answers, and what chance makes of them.

use super::{AnswerReport, RefineReport, RefinedReport};
use crate::report::{Layout, Shown, Table};

impl Shown for RefineReport {
    fn table(&self) -> Table {
        RefineReport::table(self)
    }

    /// A table for each claim searched, a row an answer, best first.
    fn layouts(&self, most: usize) -> Vec<Layout> {
        self.claims.iter().map(|claim| self.of_claim(claim, most)).collect()
    }

    /// What was searched, of which study so seen.
    fn first(&self) -> Vec<String> {
        let mut parts = vec![self.study.title.clone(), format!("theory {}", self.theory.name)];
        parts.extend(self.study.as_of.iter().map(|day| format!("as of {day}")));
        if !self.study.layers.is_empty() {
            parts.push(format!("with layer {}", self.study.layers.join(", ")));
        }
        if !self.study.readings.is_empty() {
            parts.push(format!("reading {}", self.study.readings.join(", ")));
        }
        parts.extend(self.judged());
        let many = match self.claims.len() {
            0 => "No case breaks a claim that could be changed: there is nothing to refine.".to_owned(),
            1 => "1 claim has exceptions and was searched.".to_owned(),
            many => format!("{many} claims have exceptions and were searched."),
        };
        vec![format!("{}.", parts.join(", ")), many]
    }
}

impl RefineReport {
    fn of_claim(&self, claim: &RefinedReport, most: usize) -> Layout {
        let under = match claim.definition.as_str() {
            "" => String::new(),
            definition => format!(" ({definition})"),
        };
        let tested = claim.exceptions.len() + claim.standing.len();
        let caption = format!(
            "Changes of {}{under} that leave {} of its {} exceptions: {}. N = {} of {} cases put it to the test. Data: {}, theory {}",
            claim.claim,
            claim.leaves.map_or("all".to_owned(), |left| left.to_string()),
            claim.exceptions.len(),
            claim.words.trim_end_matches('.'),
            tested,
            self.cases,
            self.study.title,
            self.theory.name,
        );
        let titles = ["answer", "change", "conditions", "resolved", "given up", "p of size", "line"];
        let mut layout = Layout::new(caption, &titles, &[0, 2, 3, 4, 5]);
        for (at, answer) in claim.answers.iter().take(most).enumerate() {
            layout.rows.push(row(&(at + 1).to_string(), claim, answer));
        }
        layout.rows.extend(claim.cheapest.iter().map(|answer| row("fewest wrong", claim, answer)));
        if let Some(chance) = &claim.chance {
            let deals = match chance.exact {
                true => format!("all {} ways to deal the exceptions to the tested cases", chance.deals),
                false => format!("{} random deals, seed {}", chance.deals, self.seed),
            };
            layout.notes.push(format!(
                "Chance: the same search does as well with {} over {deals}, the best size taken in each; with {} for all claims searched.",
                p_is(chance.p),
                p_is(chance.p_of_all)
            ));
            layout.notes.push(
                "p of size: the share of deals in which no more conditions leave as few exceptions and give up no more cases."
                    .to_owned(),
            );
        }
        if claim.dominated > 0 {
            layout.notes.push(format!(
                "{} more are left out: an answer gives up fewer cases with no more conditions.",
                claim.dominated
            ));
        }
        layout.notes.push(
            "These changes were made to fit the exceptions, after seeing them: that they fit is no evidence for them."
                .to_owned(),
        );
        layout
    }
}

fn row(number: &str, claim: &RefinedReport, answer: &AnswerReport) -> Vec<String> {
    let p = claim.p_of_size(answer).filter(|_| number.parse::<usize>().is_ok());
    vec![
        number.to_owned(),
        answer.change.to_owned(),
        answer.size.to_string(),
        answer.resolved.len().to_string(),
        answer.given_up.len().to_string(),
        p.map_or_else(|| "-".to_owned(), |p| if p < 0.001 { "<0.001".to_owned() } else { format!("{p:.3}") }),
        answer.line.split_whitespace().collect::<Vec<_>>().join(" "),
    ]
}

fn p_is(p: f64) -> String {
    if p < 0.001 { "p < 0.001".to_owned() } else { format!("p = {p:.3}") }
}
