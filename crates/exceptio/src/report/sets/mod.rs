//! Reports of set-theoretic analyses.

mod calibrate;
mod cases;
mod cases_layout;
mod chance;
mod cna;
mod data;
mod evaluate;
mod fit;
mod held;
mod memberships;
mod minimize;
mod minimize_each;
mod necessity;
mod panel;
mod paper;
mod robust;
mod select;
mod shown;
mod sources;
mod truth;
mod untenable;
mod view;

pub use calibrate::{CalibrateReport, CalibratedReport, FoundThresholdsReport, LevelReport, ThresholdsReport};
pub use cases::{CaseList, CasesReport, PairList, PairPick, PickReport, TypesReport};
pub use chance::{PermutationReport, TermChanceReport};
pub use cna::*;
pub use data::{ColumnReport, DataReport, GoneReport, MovedReport, TakenReport};
pub use evaluate::{AreaReport, EvaluationReport, SetFitReport, SideCases};
pub use fit::{BenchmarkReport, ClaimFitReport, FitLine};
pub use held::HeldReport;
pub use memberships::{MemberReport, MembershipsReport};
pub use minimize::{MinimizeReport, ModelReport, PrimeReport, RowsReport, SolutionReport, TermReport, WithinReport};
pub use minimize_each::MinimizeEachReport;
pub use necessity::{NecessaryReport, NecessityReport};
pub use panel::{PanelGroup, PanelReport, PanelSet, RatioReport};
pub use paper::Paper;
pub use robust::{
    RobustBound, RobustCase, RobustCertain, RobustCounts, RobustDraw, RobustDrawn, RobustExcept, RobustKept,
    RobustMeasures, RobustModel, RobustOther, RobustRange, RobustReport, RobustTest, RobustTrials, RobustWithout,
};
pub use select::{SelectedList, SelectedReport, SelectionReport};
pub use shown::{Drawn, Shown};
pub use sources::{RowSources, SourcedReport};
pub use truth::{TruthCounts, TruthReport, TruthRowReport, TruthSettings};
pub use untenable::{BarredReport, UntenableReport};
pub use view::ViewReport;

pub(crate) use held::MOST_OTHERS;
