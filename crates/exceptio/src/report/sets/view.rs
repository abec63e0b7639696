//! How a study was seen and judged on the way to a table: what every report on it says, so that its numbers can be had again.

use serde::Serialize;

/// As of when, with which layers and readings, on which clock, over which cases. Of a file all of it is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ViewReport {
    /// Only what was public by this day.
    pub as_of: Option<String>,
    /// Layers put on.
    pub layers: Vec<String>,
    /// Readings taken once and for all.
    pub readings: Vec<String>,
    /// `behavioural`: `allied` is an alliance in fact; `legal`: a treaty in force.
    pub clock: Option<&'static str>,
    /// Which days speak for a year or a case: `any-day`, `first-day`, `last-day`, `most-days`; none of spells.
    pub year_rule: Option<&'static str>,
    /// Whether all pairs were taken that existed together, and not only those about which something is coded.
    pub all_pairs: Option<bool>,
    /// Whether pairs were taken too in which a condition of the theory is present.
    pub near_relevant: Option<bool>,
}

impl ViewReport {
    /// What is other than usual, a part each, as `exceptio test` says it.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        let mut parts = Vec::new();
        parts.extend(self.as_of.iter().map(|day| format!("as of {day}")));
        if !self.layers.is_empty() {
            parts.push(format!("with layer {}", self.layers.join(", ")));
        }
        if !self.readings.is_empty() {
            parts.push(format!("reading {}", self.readings.join(", ")));
        }
        if self.clock == Some("legal") {
            parts.push("on the legal clock".to_owned());
        }
        parts.extend(self.year_rule.filter(|rule| *rule != "any-day").map(|rule| format!("by {rule}")));
        if self.all_pairs == Some(true) {
            parts.push("all pairs".to_owned());
        }
        if self.near_relevant == Some(true) {
            parts.push("with near-relevant pairs".to_owned());
        }
        parts
    }
}
