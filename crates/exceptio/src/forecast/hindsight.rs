//! How far a forecast rests on what was known only later: codings made afterwards, of unknown publicity, a later theory.

use crate::report::HindsightReport;
use crate::study::Study;
use spells::{CodingId, Day, parse_date};
use std::collections::BTreeSet;
use theory::model::Theory;

impl Study {
    pub(super) fn hindsight(&self, theory: &Theory, read: &BTreeSet<CodingId>, day: Day) -> HindsightReport {
        let mut report = HindsightReport { codings: read.len(), ..HindsightReport::default() };
        for id in read {
            let coding = self.base.coding(*id);
            match parse_date(&coding.recorded, &self.base.conventions) {
                _ if coding.recorded.is_empty() => report.recorded_unknown += 1,
                Ok(recorded) if recorded.earliest() > day => report.recorded_later += 1,
                Ok(_) => {}
                Err(_) => report.recorded_unknown += 1,
            }
            let published = self.base.source(&coding.source).is_some_and(|source| source.published.is_some());
            report.public_unknown += usize::from(coding.public.is_empty() && !published);
        }
        let cites = theory.cites.iter().chain(theory.claims.iter().flat_map(|claim| &claim.cites));
        let latest = cites
            .filter_map(|cite| Some(self.base.source(&cite.key)?.published.as_ref()?.latest()))
            .max()
            .filter(|latest| *latest > day);
        report.theory_later = latest.map(|latest| latest.to_string());
        report
    }

    /// SHA-256 of a theory's file; empty where there is none.
    pub(super) fn theory_sha256(&self, name: Option<&str>) -> String {
        let name = name.or_else(|| self.default_theory());
        let file = self.base.theories.iter().find(|(other, _)| Some(other.as_str()) == name);
        file.map(|(_, file)| casebase::sha256(self.base.files.text(*file).as_bytes())).unwrap_or_default()
    }
}
