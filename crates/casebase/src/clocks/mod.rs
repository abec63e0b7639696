//! Treaty clocks: when the terms of a treaty run out, and what happened then.
//!
//! In: treaties and a day from which they are seen. Out: for each term clause, under the reading that it belongs to, its
//! decision points. A term of twenty years from 1961-07-11 runs out on 1981-07-11: that day is a decision point, at which
//! the treaty is renewed, by deed or by silence, or ends. Pure functions beside the treaty model; nothing here asks for
//! today's date, and nothing that was not public on the day of the view is used.

mod clauses;
mod outcome;
mod seen;
mod terms;

pub use seen::{EpisodeDays, InView};
pub(crate) use terms::Reach;
pub use terms::{Notice, shifted};

use crate::CaseBase;
use crate::sight::Sight;
use crate::treaties::{Treaty, TreatyEnd};
use clauses::Clause;
use outcome::Points;
use spells::{Day, PossibleDays};

/// A term clause of a treaty and the days on which its terms run out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// The treaty, by its place in [`CaseBase::treaties`].
    pub treaty: usize,
    /// The clause, by its place in the treaty's terms.
    pub term: usize,
    /// Other clauses of the treaty under the same reading, by place, that say less and nothing else: of a layer that is more
    /// exact than the study, the study's.
    pub agreeing: Vec<usize>,
    /// The reading to which the clause belongs; empty where it is not disputed. A clause that bears no reading and that a
    /// layer contradicts belongs to the reading `main`, the layer's to that of the layer's name.
    pub reading: String,
    /// Its decision points in order of time, past and coming; none where the clause sets no term, or counts from a date
    /// that nobody gives.
    pub points: Vec<DecisionPoint>,
    /// When the last term would have run out, where the treaty ended before it did.
    pub cut_short: Option<PossibleDays>,
    /// The days on which the treaty's last day may lie; `None` where it has not ended as far as was known.
    pub last: Option<PossibleDays>,
    /// How many decision points before the first of `points` are left out, because there are more than a thousand of them.
    pub earlier: usize,
    /// Whether decision points after the last of `points` and before the horizon are left out for the same reason.
    pub later: bool,
}

/// The end of a term: something is decided, by deed or by silence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionPoint {
    /// Which end of a term of this clause it is, from 1.
    pub number: usize,
    /// The day on which the term runs out: as vague as the date from which it counts.
    pub due: PossibleDays,
    /// When notice can be given; `None` where the clause says nothing of notice.
    pub notice: Option<Notice>,
    /// What happened.
    pub outcome: Outcome,
    /// The events of the treaty's life that belong to this decision (extensions, renewals, notices of its end), by their
    /// place in the treaty's events, in order of time.
    pub events: Vec<usize>,
    /// Since when what happened was public, never before it happened; `None` where nothing is known to have happened.
    pub known_since: Option<Day>,
}

/// What happened at a decision point, as far as was known on the day of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// The treaty was extended or renewed: a source says so.
    Renewed,
    /// It is known to have been in force afterwards, and nobody says that it was renewed.
    WentOn,
    /// It ended; how, where that is said.
    Ended(Option<TreatyEnd>),
    /// The day is past, and nothing public tells what happened.
    Unknown,
    /// It is still to be decided: the first such point of the clause.
    Due,
    /// It will have to be decided if the treaty is renewed at the points before.
    Later,
}

impl Outcome {
    /// A word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Renewed => "renewed",
            Self::WentOn => "went on",
            Self::Ended(_) => "ended",
            Self::Unknown => "unknown",
            Self::Due => "due",
            Self::Later => "later",
        }
    }

    /// Whether the treaty is known to have outlived the point (`true`), to have ended there (`false`), or neither.
    pub fn continued(self) -> Option<bool> {
        match self {
            Self::Renewed | Self::WentOn => Some(true),
            Self::Ended(_) => Some(false),
            Self::Unknown | Self::Due | Self::Later => None,
        }
    }
}

/// The end of a term, as histories tell it.
pub(crate) struct TermEnd {
    /// The reading of the clause.
    pub reading: String,
    /// The day on which the term runs out.
    pub due: PossibleDays,
    /// Whether the treaty outlived it: [`Outcome::continued`].
    pub continued: Option<bool>,
    /// The clause, by its place in the treaty's terms.
    pub clause: usize,
    /// Which end of a term of this clause it is, from 1.
    pub number: usize,
}

/// The days on which the terms of each clause in view run out, up to `horizon`; the last of a treaty that ended before its
/// term ran out is the end of that term.
pub(crate) fn due(sight: &Sight<'_>, treaty: &Treaty, horizon: Day) -> Vec<TermEnd> {
    let mut ends = Vec::new();
    for clause in sight.clauses(treaty) {
        let told = outcome::points(sight, treaty, &clause, horizon);
        let end = |due, continued, number| TermEnd {
            reading: clause.reading.clone(),
            due,
            continued,
            clause: clause.place,
            number,
        };
        let after = told.points.last().map_or(told.earlier, |point| point.number) + 1;
        let points = told.points.into_iter().map(|point| end(point.due, point.outcome.continued(), point.number));
        let cut_short = told.cut_short.map(|due| end(due, Some(false), after));
        ends.extend(points.chain(cut_short).filter(|end| end.due.earliest() <= horizon));
    }
    ends
}

impl CaseBase {
    /// The day from which past and coming are told where no other is asked for: the last day of the window on which
    /// anything coded can have become public.
    ///
    /// That is the latest publication of a source, cut to the window; the window's last day where no source has a date.
    pub fn seen_from(&self) -> Day {
        let last = self.window.until.plus(-1).min(Day::LAST);
        let published = self.sources.iter().filter_map(|source| Some(source.published.as_ref()?.latest())).max();
        published.map_or(last, |day| day.min(last))
    }

    /// Every term clause of every treaty with its decision points, as of a day (everything known, without one).
    ///
    /// In the order of treaties and of their clauses. Points later than `horizon` are left out, except that the first that
    /// is still to be decided and the one after it are given wherever they lie. Treaties and clauses that were not public
    /// by the day are left out. O(treaties * clauses * (points + events)); cannot err.
    pub fn clocks(&self, as_of: Option<Day>, horizon: Day) -> Vec<Clock> {
        let sight = Sight::new(self, as_of);
        let mut clocks = Vec::new();
        for (at, treaty) in self.treaties.iter().enumerate() {
            for clause in sight.clauses(treaty) {
                let Points { points, cut_short, earlier, later } = outcome::points(&sight, treaty, &clause, horizon);
                let Clause { place, reading, agreeing, last, .. } = clause;
                clocks.push(Clock {
                    treaty: at,
                    term: place,
                    agreeing,
                    reading,
                    points,
                    cut_short,
                    last,
                    earlier,
                    later,
                });
            }
        }
        clocks
    }
}
