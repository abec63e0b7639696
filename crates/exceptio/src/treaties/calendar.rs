//! The calendar of a study: every decision point of its treaties' term clauses.

use super::Treaties;
use crate::asked_day::asked_day;
use crate::report::{CalendarReport, ClauseReport, PointReport, clause_words, days, length_words};
use crate::study::Study;
use casebase::clocks::{Clock, DecisionPoint, Outcome};
use casebase::{Length, Renewal, Term, Treaty};
use spells::{Day, PossibleDays, TreatyId};
use text::{Diagnostic, Warned};

/// Which decision points are wanted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CalendarOptions {
    /// Not those that are certainly earlier; of a vague date, its first possible day counts.
    pub from: Option<String>,
    /// Not those that are certainly later; of a vague date, its last possible day counts.
    pub to: Option<String>,
}

impl Study {
    /// The decision points of every treaty under each reading of its clauses: past ones with what happened, coming ones
    /// with what must be decided by when.
    ///
    /// Without `to`: everything past, the next one to come and the one after it. `None` where a date cannot be read, or the
    /// last day asked for lies before the first.
    pub fn calendar(&self, options: &CalendarOptions) -> Warned<Option<CalendarReport>> {
        let mut problems = Vec::new();
        let mut read = |text: &Option<String>| {
            let text = text.as_deref()?;
            asked_day("calendar::date", text).map_err(|problem| problems.push(*problem)).ok()
        };
        let (from, to) = (read(&options.from).map(|date| date.earliest()), read(&options.to).map(|date| date.latest()));
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            problems.push(
                Diagnostic::misuse("calendar::backwards", format!("{to} lies before {from}"))
                    .hint("exchange --from and --to"),
            );
        }
        if !problems.is_empty() {
            return Warned::new(None, problems);
        }
        let treaties = Treaties::of(self);
        let horizon = to.unwrap_or(treaties.today);
        let within = |due: &PossibleDays| {
            from.is_none_or(|from| due.latest() >= from) && to.is_none_or(|to| due.earliest() <= to)
        };
        let mut clauses = Vec::new();
        for clock in treaties.clocks(horizon) {
            let mut clause = treaties.clause(&clock);
            let kept: Vec<bool> = clock.points.iter().map(|point| within(&point.due)).collect();
            let mut kept = kept.iter();
            clause.points.retain(|_| kept.next() == Some(&true));
            if !clause.points.is_empty() || treaties.may_run(&clock, from, to) {
                clauses.push(clause);
            }
        }
        let without_clause = treaties.without_clause();
        Warned::clean(Some(CalendarReport {
            schema: "exceptio.calendar",
            version: 1,
            study: treaties.seen(),
            from: from.map(|day| day.to_string()),
            to: to.map(|day| day.to_string()),
            clauses,
            without_clause,
        }))
    }
}

impl Study {
    /// What tells what came of decisions, in the calendar's words, with the line of each event:
    /// `extended 2021-07-11 (upi2021 2021), layers/critique/treaties.toml:95`.
    pub(crate) fn decided(&self, decisions: &[(TreatyId, usize)]) -> String {
        let treaties = Treaties::of(self);
        let horizon = self.base.window.until.plus_years(30);
        let clocks = if decisions.is_empty() { Vec::new() } else { self.base.clocks(self.as_of, horizon) };
        let told = decisions.iter().filter_map(|(id, at)| {
            let decision = self.history.treaties()[id.0 as usize].decisions[*at];
            let mut of_it = clocks.iter().filter(|clock| clock.treaty == id.0 as usize);
            let clock = of_it.find(|clock| clock.term == decision.clause as usize)?;
            let treaty = &self.base.treaties[clock.treaty];
            let Some(point) = clock.points.iter().find(|point| point.number == decision.number as usize) else {
                return Some("it ended before its term ran out".to_owned());
            };
            let events: Vec<String> = (point.events.iter())
                .map(|at| {
                    let (files, span) = (&self.base.files, treaty.events[*at].span);
                    let line = files.start(span).line;
                    format!("{}, {}:{line}", treaties.event(treaty, *at).words(), files.name(span.file))
                })
                .collect();
            Some(if events.is_empty() {
                treaties.words(treaty, &treaty.terms[clock.term], point)
            } else {
                events.join("; ")
            })
        });
        told.collect::<Vec<_>>().join("; ")
    }
}

impl Treaties<'_> {
    /// Whether the treaty of a clause may have been in force under it on some day from the one to the other.
    fn may_run(&self, clock: &Clock, from: Option<Day>, to: Option<Day>) -> bool {
        let treaty = &self.base.treaties[clock.treaty];
        let term = &treaty.terms[clock.term];
        let anchor = treaty.accounts[term.account].anchor(term.anchor).or(treaty.main().anchor(term.anchor));
        let anchor = anchor.or(treaty.main().begins()).and_then(|date| self.base.days_of(date, self.as_of));
        let begun = |to: Day| anchor.as_ref().is_none_or(|days| days.earliest() <= to);
        let lasted = |from: Day| clock.last.as_ref().is_none_or(|days| days.latest() >= from);
        to.is_none_or(begun) && from.is_none_or(lasted)
    }

    /// A clause with its points, in words.
    pub(super) fn clause(&self, clock: &Clock) -> ClauseReport {
        let treaty = &self.base.treaties[clock.treaty];
        let term = &treaty.terms[clock.term];
        let account = &treaty.accounts[term.account];
        let anchor = account.anchor(term.anchor).or(treaty.main().anchor(term.anchor));
        ClauseReport {
            treaty: treaty.id.clone(),
            name: self.name(treaty),
            reading: clock.reading.clone(),
            dispute: self.dispute(&clock.reading).map(|dispute| dispute.name.clone()).unwrap_or_default(),
            words: clause_words(term),
            anchor: term.anchor.word(),
            counts_from: anchor.and_then(|date| self.base.days_of(date, self.as_of)).as_ref().map(days),
            length: length_words(term.length),
            renewal: term.renewal.map(Renewal::word),
            renewal_length: term.renewal_length.map(length_words),
            renunciation: term.renunciation.map(|way| way.word()),
            source: self.cited(&term.source, &term.locator),
            also: clock
                .agreeing
                .iter()
                .map(|at| self.cited(&treaty.terms[*at].source, &treaty.terms[*at].locator))
                .collect(),
            layer: account.layer.clone(),
            cut_short: clock.cut_short.as_ref().map(days),
            points: clock.points.iter().map(|point| self.point(treaty, term, point)).collect(),
            earlier_left_out: clock.earlier,
            later_left_out: clock.later,
        }
    }

    fn point(&self, treaty: &Treaty, term: &Term, point: &DecisionPoint) -> PointReport {
        let on = point.due.earliest().min(self.today);
        PointReport {
            number: point.number,
            due: days(&point.due),
            notice_from: point.notice.as_ref().and_then(|notice| notice.from.as_ref()).map(days),
            notice_until: point.notice.as_ref().map(|notice| days(&notice.until)),
            notice_over: self.notice_over(point),
            outcome: point.outcome.word(),
            end: match point.outcome {
                Outcome::Ended(end) => end.map(|end| end.word()),
                _ => None,
            },
            words: self.words(treaty, term, point),
            known_since: point.known_since.map(|day| day.to_string()),
            parties: self.parties(treaty, on),
            events: point.events.iter().map(|at| self.event(treaty, *at)).collect(),
        }
    }

    /// What happened at a point, or what must be decided, and by when.
    fn words(&self, treaty: &Treaty, term: &Term, point: &DecisionPoint) -> String {
        let denounced = || {
            point.events.iter().map(|at| &treaty.events[*at]).any(|event| event.kind.is_some_and(|kind| kind.ends()))
        };
        match point.outcome {
            Outcome::Renewed => {
                let kind = point.events.iter().filter_map(|at| treaty.events[*at].kind).find(|kind| kind.renews());
                kind.map_or("renewed", |kind| kind.word()).to_owned()
            }
            Outcome::WentOn => "in force afterwards; that it was renewed nobody says".to_owned(),
            Outcome::Ended(end) => format!("ended: {}", end.map_or("how is not said", |end| end.word())),
            Outcome::Unknown => "past; nothing public tells what happened".to_owned(),
            Outcome::Due | Outcome::Later if denounced() => "notice of its end has been given".to_owned(),
            Outcome::Due | Outcome::Later => match point.notice.as_ref().filter(|_| self.notice_over(point)) {
                Some(notice) if term.renewal == Some(Renewal::Automatic) => {
                    let until = notice.until.latest();
                    let most = if notice.until.exact().is_some() { "" } else { " at the latest" };
                    format!("notice could be given until {until}{most}, none is known: goes on {}", next(term))
                }
                _ => coming(term),
            },
        }
    }

    /// Whether a point is still to come, and notice can no longer be given.
    fn notice_over(&self, point: &DecisionPoint) -> bool {
        matches!(point.outcome, Outcome::Due | Outcome::Later)
            && point.notice.as_ref().is_some_and(|notice| notice.until.latest() < self.today)
    }
}

/// What is to be decided at the end of a term. The days of notice stand beside it.
fn coming(term: &Term) -> String {
    let next = next(term);
    match term.renewal {
        Some(Renewal::Automatic) => format!("goes on {next} unless somebody gives notice"),
        Some(Renewal::ByDecision) => format!("ends unless its parties decide to keep it {next}"),
        Some(Renewal::None) => "its term ends".to_owned(),
        None => "its term ends; what follows is not said".to_owned(),
    }
}

/// For how long it goes on.
fn next(term: &Term) -> String {
    match term.renewal_length.unwrap_or(term.length) {
        Length::Unlimited => "without end".to_owned(),
        length => format!("for {} more", length_words(length)),
    }
}
