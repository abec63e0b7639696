//! The reference pages of this station: one for each file of a study, and for what goes through them all.

/// Name and text of each page, in the order in which a newcomer needs them; `exceptio help NAME` prints one.
pub const PAGES: &[(&str, &str)] = &[
    ("study", include_str!("../pages/study.md")),
    ("codebook", include_str!("../pages/codebook.md")),
    ("actors", include_str!("../pages/actors.md")),
    ("facts", include_str!("../pages/facts.md")),
    ("alliances", include_str!("../pages/alliances.md")),
    ("treaties", include_str!("../pages/treaties.md")),
    ("events", include_str!("../pages/events.md")),
    ("episodes", include_str!("../pages/episodes.md")),
    ("policies", include_str!("../pages/policies.md")),
    ("hypotheses", include_str!("../pages/hypotheses.md")),
    ("forecasts", include_str!("../pages/forecasts.md")),
    ("layers", include_str!("../pages/layers.md")),
    ("sources", include_str!("../pages/sources.md")),
    ("dates", include_str!("../pages/dates.md")),
    ("readings", include_str!("../pages/readings.md")),
    ("as-of", include_str!("../pages/as-of.md")),
];
