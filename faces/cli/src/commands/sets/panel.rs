//! `exceptio panel`: does a relation hold of all units and in all clusters alike?

use super::{analysed, read_as, refused, solution};
use crate::args::Panel;
use crate::commands::Ending;
use crate::out::Screen;
use exceptio::sets::{PanelAsk, Weighing, panel};

pub fn run(screen: &Screen, args: &Panel) -> Ending {
    let (choice, ask) = match solution(&args.solution, &args.source) {
        Ok(asked) => asked,
        Err(problems) => return refused(screen, &args.source, &problems),
    };
    let weighing = match (&args.weights, args.weigh_days) {
        (Some(column), _) => Weighing::Column(column.clone()),
        (None, true) => Weighing::Days,
        (None, false) => Weighing::Alike,
    };
    let ask = PanelAsk { solution: ask, weighing, most: args.most };
    let columns = args.unit_id.clone().zip(args.cluster_id.clone());
    match read_as(screen, &args.source, &choice, columns) {
        Ok(read) => {
            analysed(screen, &args.source, read, &choice, |raw, _, choice, files| panel(raw, choice, &ask, files))
        }
        Err(ending) => ending,
    }
}
