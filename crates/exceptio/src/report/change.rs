//! Changes to what is coded, in words: which coding, in which line, and what it would have to say.

use super::evidence::{Witness, witness};
use super::{WeightReport, time};
use casebase::CaseBase;
use serde::Serialize;
use spells::{ActorId, CodingId, Day, DaySet, Interval, Moment, VariableId, World};
use verdicts::{Change, Flip, Load, Thing, Value, Which};

/// One thing coded otherwise.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangeReport {
    /// `remove`, `value`, `from`, `until`, `date`, `reading` or `code`.
    pub kind: &'static str,
    /// What it is about: `clash(CHN, VNM)`; an event's id; a dispute's name.
    pub formula: String,
    /// What is there now, as written; what is assumed where nothing is coded.
    pub now: String,
    /// What would have to be there, as it would be written; empty where a coding is left out.
    pub would_be: String,
    /// For `code`: first and last day, as they would be written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<(String, String)>,
    /// By how many days a date is moved beyond where it may lie now.
    pub days_moved: i64,
    /// The coding that is changed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coding: Option<Witness>,
    /// What it costs to believe: see `exceptio help flips`.
    pub cost: u32,
    /// The change itself.
    #[serde(skip)]
    pub(crate) made: Change,
}

impl ChangeReport {
    /// In words, as a person would be told what to do: `leave out facts.csv:20: clash(CHN, VNM) = yes`.
    pub fn words(&self) -> String {
        self.words_marked(|place| place, |aside| aside)
    }

    /// The same, with the place in a file and what stands there now marked by whoever shows it.
    pub fn words_marked(&self, place: impl Fn(String) -> String, aside: impl Fn(String) -> String) -> String {
        let coded = self.coding.as_ref();
        let at = coded.map(|coding| format!(" {}", place(coding.place()))).unwrap_or_default();
        let far = match self.days_moved {
            0 if ["from", "until"].contains(&self.kind) => ", within its possible days".to_owned(),
            0 => String::new(),
            days => format!(", {} away", time::length(days)),
        };
        let written = if self.now.is_empty() { "an unknown day" } else { self.now.as_str() };
        let value = coded.map(|coding| coding.value.as_str()).unwrap_or_default();
        match self.kind {
            "remove" => format!("leave out{at}: {} = {value}", self.formula),
            "value" => format!("{}: {} instead of {}{at}", self.formula, self.would_be, self.now),
            "from" => format!("{} = {value} from {} instead of {}{far}{at}", self.formula, self.would_be, written),
            "until" => format!("{} = {value} until {} instead of {}{far}{at}", self.formula, self.would_be, written),
            "date" => format!("event {} on {}, one of its possible days", self.formula, self.would_be),
            "reading" => format!("read `{}` instead of `{}` ({})", self.would_be, self.now, self.formula),
            _ => {
                let (from, until) = self.days.clone().unwrap_or_default();
                let days =
                    if from == ".." && until == ".." { "always".to_owned() } else { format!("{from} to {until}") };
                format!("code {} = {}, {days} {}", self.formula, self.would_be, aside(format!("({})", self.now)))
            }
        }
    }
}

/// A smallest set of changes that turns something.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FlipReport {
    /// The changes; none could be left out.
    pub changes: Vec<ChangeReport>,
    /// The ruling they bring; empty where no ruling is asked about.
    pub becomes: &'static str,
    /// What the changes cost to believe, in all.
    pub cost: u32,
    /// By how many days they move dates, in all.
    pub days_moved: i64,
}

impl FlipReport {
    /// What it says but for lines in files: among equals the order is by this, and not by that of rows.
    fn said(&self) -> Vec<impl Ord + use<>> {
        let one = |change: &ChangeReport| {
            let coding = change.coding.clone().map(|coding| Witness { line: 0, ..coding });
            (change.formula.clone(), change.would_be.clone(), change.now.clone(), change.days.clone(), coding)
        };
        self.changes.iter().map(one).collect()
    }
}

/// What changes are put into words with.
pub(crate) struct Words<'a> {
    pub base: &'a CaseBase,
    pub history: &'a spells::History,
    pub world: &'a World,
}

impl Words<'_> {
    /// Sets in words: by size, then by what they cost to believe, then by how far they move dates, then by what they say.
    pub fn flips(&self, flips: &[Flip]) -> Vec<FlipReport> {
        let mut reports: Vec<FlipReport> = flips.iter().map(|flip| self.flip(flip)).collect();
        reports.sort_by_cached_key(|flip| (flip.changes.len(), flip.cost, flip.days_moved, flip.said()));
        reports
    }

    fn flip(&self, flip: &Flip) -> FlipReport {
        let changes: Vec<ChangeReport> = flip.changes.iter().map(|change| self.change(change)).collect();
        FlipReport {
            becomes: flip.becomes.map_or("", |ruling| ruling.word()),
            cost: changes.iter().map(|change| change.cost).sum(),
            days_moved: flip.moved,
            changes,
        }
    }

    /// One change in words.
    pub fn change(&self, change: &Change) -> ChangeReport {
        let coded = change.coding().map(|coding| witness(self.base, coding, true));
        let formula = match (change, &coded) {
            (Change::Date { variable, .. }, _) => self.history.variable(*variable).name.clone(),
            (Change::Read { dispute, .. }, _) => self.history.dispute(*dispute).name.clone(),
            (_, Some(coding)) => coding.cell.clone(),
            _ => change.cell().map(|cell| self.cell(cell)).unwrap_or_default(),
        };
        let written =
            |what: fn(&Witness) -> &str| coded.as_ref().map(|coding| what(coding).to_owned()).unwrap_or_default();
        let (kind, now, would_be) = match change {
            Change::Remove { .. } => ("remove", written(|coding| &coding.value), String::new()),
            Change::Revalue { value, .. } => ("value", written(|coding| &coding.value), self.value(change, value)),
            Change::Begin { day, .. } => ("from", written(|coding| &coding.from), first_day(*day)),
            Change::End { day, .. } => ("until", written(|coding| &coding.until), last_day(*day)),
            Change::Date { variable, day } => ("date", self.dated(*variable), day.to_string()),
            Change::Read { dispute, reading } => {
                let taken = self.world.reading(*dispute).map(|taken| self.history.reading(taken).to_owned());
                ("reading", taken.unwrap_or_default(), self.history.reading(*reading).to_owned())
            }
            Change::Code { cell, value, from, until } => {
                let days = Interval::new(self.possible(*from).0, self.possible(*until).1);
                let days = DaySet::from(days.and(self.history.window()));
                let now = self.history.uncoded_words(cell.attribute, cell.subject, cell.object, &days, self.world);
                ("code", now, self.value(change, value))
            }
        };
        let days = match change {
            Change::Code { from, until, .. } => Some((self.begins(*from), self.ends(*until))),
            _ => None,
        };
        ChangeReport {
            kind,
            formula,
            now,
            would_be,
            days,
            days_moved: change.moved(),
            cost: self.cost(change),
            coding: coded,
            made: change.clone(),
        }
    }

    /// What hangs on one thing; `name` gives claim, definition and case of a verdict.
    pub fn weight(&self, weight: &Load, name: &dyn Fn(Which) -> (String, String, String)) -> WeightReport {
        let (kind, formula, coding) = match weight.thing {
            Thing::Coding(id) => {
                let coding = witness(self.base, id, true);
                ("coding", coding.cell.clone(), Some(coding))
            }
            Thing::Dispute(id) => ("reading", self.history.dispute(id).name.clone(), None),
            Thing::Event(id) => ("date", self.history.variable(id).name.clone(), None),
            Thing::Silence(cell) => ("silence", self.cell(cell), None),
        };
        let verdicts = weight.verdicts.iter().map(|(which, size)| {
            let (claim, definition, case) = name(*which);
            (claim, definition, case, *size)
        });
        WeightReport {
            kind,
            formula,
            coding,
            alone: weight.alone,
            together: weight.verdicts.len(),
            verdicts: verdicts.collect(),
            change: weight.change.as_ref().map(|change| self.change(change)),
        }
    }

    /// What a change costs to believe. Nothing where the study itself leaves it open: a reading that it names, a day that a
    /// vague date of its own allows. One where nobody has coded anything, the coder is not confident, or a coding is cut loose
    /// from the event that it shares with others; two for other codings; three where the coder is confident.
    fn cost(&self, change: &Change) -> u32 {
        let coding = match change {
            Change::Read { .. } | Change::Date { .. } => return 0,
            Change::Begin { coding, moved: 0, .. } => {
                return u32::from(names_an_event(&self.base.coding(*coding).from));
            }
            Change::End { coding, moved: 0, .. } => return u32::from(names_an_event(&self.base.coding(*coding).until)),
            Change::Code { .. } => return 1,
            other => other.coding(),
        };
        match coding.map(|id| self.confidence(id)).as_deref() {
            Some("low") => 1,
            Some("high") => 3,
            _ => 2,
        }
    }

    fn confidence(&self, coding: CodingId) -> String {
        self.base.coding(coding).confidence.to_lowercase()
    }

    fn cell(&self, cell: conditions::CellKey) -> String {
        let schema = self.history.attribute(cell.attribute);
        let actor = |id: u32| self.history.actor(ActorId(id)).id.clone();
        match schema.about {
            spells::About::Treaty => format!("{}({})", schema.name, self.history.treaties()[cell.subject as usize].id),
            spells::About::Actor => format!("{}({})", schema.name, actor(cell.subject)),
            _ => format!("{}({}, {})", schema.name, actor(cell.subject), actor(cell.object)),
        }
    }

    /// A value as a coder writes it.
    fn value(&self, change: &Change, value: &Value) -> String {
        let schema = change.cell().map(|cell| self.history.attribute(cell.attribute));
        match value {
            Value::Truth(holds) => if *holds { "yes" } else { "no" }.to_owned(),
            Value::Level(level) => match schema.map(|schema| &schema.kind) {
                Some(spells::Kind::Category { levels, .. }) => levels[*level as usize].clone(),
                _ => level.to_string(),
            },
            Value::Actors(set) => {
                let ids: Vec<&str> = set.members.iter().map(|id| self.history.actor(*id).id.as_str()).collect();
                let word = match (set.exactly, schema.is_some_and(|schema| schema.exactly)) {
                    (true, false) => "exactly ",
                    (false, true) => "includes ",
                    _ => "",
                };
                format!("{word}{}", ids.join(" "))
            }
            Value::Number(number) => number.to_string(),
        }
    }

    fn dated(&self, variable: VariableId) -> String {
        let variable = self.history.variable(variable);
        let event = self.base.events.iter().find(|event| event.id == variable.name);
        event
            .map(|event| event.date_text.clone())
            .filter(|text| !text.is_empty())
            .unwrap_or_else(|| format!("{} to {}", variable.possible.earliest(), variable.possible.latest()))
    }

    /// The first and the last day on which a moment may lie, as dates are placed.
    fn possible(&self, moment: Moment) -> (Day, Day) {
        match moment {
            Moment::Day(day) => (day, day),
            Moment::Variable(id, by) => match self.world.placement(id) {
                Some(day) => (day.plus(by), day.plus(by)),
                None => {
                    let possible = &self.history.variable(id).possible;
                    (possible.earliest().plus(by), possible.latest().plus(by))
                }
            },
        }
    }

    fn begins(&self, moment: Moment) -> String {
        match moment {
            Moment::Day(day) => first_day(day),
            Moment::Variable(id, by) => {
                self.event(id, by).unwrap_or_else(|| first_day(self.history.variable(id).possible.earliest().plus(by)))
            }
        }
    }

    fn ends(&self, moment: Moment) -> String {
        match moment {
            Moment::Day(day) => last_day(day),
            Moment::Variable(id, by) => {
                self.event(id, by - 1).unwrap_or_else(|| last_day(self.history.variable(id).possible.latest().plus(by)))
            }
        }
    }

    /// `event:x`, or the day before or after it.
    fn event(&self, id: VariableId, by: i32) -> Option<String> {
        let word = match by {
            0 => "event",
            1 => "after",
            -1 => "before",
            _ => return None,
        };
        Some(format!("{word}:{}", self.history.variable(id).name))
    }
}

/// Whether a date is written as that of an event, or as the day after or before it.
fn names_an_event(date: &str) -> bool {
    ["event:", "after:", "before:"].iter().any(|word| date.trim_start().starts_with(word))
}

/// A first day as files write it.
fn first_day(day: Day) -> String {
    if day == Day::BEGINNING { "..".to_owned() } else { day.to_string() }
}

/// A last day as files write it; given as the day after.
fn last_day(day: Day) -> String {
    if day == Day::END { "..".to_owned() } else { day.plus(-1).to_string() }
}
