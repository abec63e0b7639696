//! What the door hands to faces: plain values with every name resolved, the same for a terminal, a page and JSON.
//!
//! Every report says what it is (`schema`) and in which version; within a version fields are only added.

mod actors;
mod audit;
mod candidates;
mod case;
mod change;
mod claim;
mod compare;
mod evidence;
mod exceptions;
mod explanation;
mod flips;
mod forecast;
mod head;
mod independence;
mod layout;
mod near;
mod refine;
mod score;
mod sets;
mod table;
mod test;
pub mod time;
mod treaty;
mod verdict;
mod weights;

pub use actors::{ActorsReport, BesideReport, SideReport};
pub use audit::{
    AuditReport, CellReport, ClaimAuditReport, EntryReport, IndependenceReport, SampleReport, SampledReport,
    SimulatedParameter, SimulatedRule, SimulationReport,
};
pub use candidates::{CandidateReport, CandidatesReport, RequirementReport, StandingReport};
pub use case::{CaseReport, Piece, Series};
pub use change::{ChangeReport, FlipReport};
pub use claim::{ClaimReport, FitReport, LagReport, LagRow, ParameterReport, ScopeReport, Tally};
pub use compare::{
    AgreementReport, AloneReport, AnswerReport, CompareReport, ConfigurationReport, DisagreementReport, ForbidsReport,
    PairReport, QuestionReport, StandReport, TheoryColumn,
};
pub use evidence::Witness;
pub use exceptions::{ElsewhereReport, ExceptionReport, ExceptionsReport, OtherReport, PolicyReport};
pub use explanation::{ExplainReport, ReasonReport};
pub use flips::{TurningReport, WeighReport, WeightReport};
pub use forecast::{
    BaselineReport, Basis, CriterionReport, DecidedBy, ForecastLine, ForecastReport, GroupReport, HindsightReport,
    LeadReport, OtherReading, PastReport, TrialCount, UnsaidReport,
};
pub use head::{Cited, DisputeReport, ReadingReport, StudyHead, TensionReport, TheoryHead};
pub use layout::Layout;
pub use near::{EnteredReport, NearReport};
pub use refine::{
    AnswerReport as RefineAnswer, BySize, ChanceReport, ConditionGround, ElsewhereEffect, GroundReport, LeftOutReport,
    NotSearched, RefineReport, RefinedReport, SearchReport,
};
pub use score::{BacktestLine, BacktestReport, BinReport, RegisteredLine, ScoreLine, ScoreReport, SkillReport};
pub use sets::*;
pub use table::Table;
pub use test::{PredictionReport, TestReport};
pub use treaty::{
    AccountReport, CalendarReport, ClauseReport, ConductReport, Days, EpisodeReport, PartyName, PartyReport,
    PointReport, Seen, TreatiesReport, TreatyEventReport, TreatyReport,
};
pub use verdict::{DeviationDays, EventReport, SpellReport, VerdictReport, WorldReport};
pub use weights::{CaseWeights, EvidenceReport, HypothesisReport, ItemReport, TestDefault, ratio};

pub(crate) use actors::{allies_side, judged_point, point_report, side, sorted};
pub(crate) use candidates::{role, standing_report};
pub(crate) use case::{case_report, names};
pub(crate) use change::Words;
pub(crate) use claim::{Ask as ClaimAsk, claim_report, claim_reports, clock, definition as definition_of, year_rule};
pub(crate) use compare::{Ask as CompareAsk, compare_report};
pub(crate) use evidence::witness;
pub(crate) use exceptions::{Rival, exception_report};
pub(crate) use explanation::explain_report;
pub(crate) use head::{dispute_reports, study_head, theory_head};
pub(crate) use independence::place;
pub(crate) use near::near_report;
pub(crate) use refine::Names as RefineNames;
pub(crate) use test::prediction_report;
pub(crate) use treaty::{clause_words, days, length_words};
pub(crate) use verdict::{scope, standing};
