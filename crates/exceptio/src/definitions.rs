//! Definitions of outcomes by their labels.

use std::collections::BTreeSet;
use text::{Diagnostic, nearest};
use theory::model::Theory;

/// The misuse, under a code, of a label that no definition of an outcome of the theory bears; `None` where one does, or none is wanted.
pub(crate) fn unknown(theory: &Theory, wanted: Option<&str>, code: &'static str) -> Option<Diagnostic> {
    let wanted = wanted?;
    let definitions = theory.outcomes.iter().flat_map(|outcome| &outcome.definitions);
    let labels = definitions.map(|definition| definition.label.as_str()).filter(|label| !label.is_empty());
    let all: BTreeSet<&str> = labels.collect();
    if all.contains(wanted) {
        return None;
    }
    let hint = match nearest(wanted, all.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if all.is_empty() => "its outcomes have one definition each".to_owned(),
        None => format!("there are: {}", all.into_iter().collect::<Vec<_>>().join(", ")),
    };
    let message = format!("`{}` defines no outcome as `{wanted}`", theory.name);
    Some(Diagnostic::misuse(code, message).hint(hint))
}
