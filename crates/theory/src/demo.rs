//! A small vocabulary for reference pages, tests and fuzzing.

use crate::vocabulary::{Gives, Signature, Takes, Vocabulary};
use spells::{About, Attribute, Coverage, Kind, Silence};

const OBLIGATIONS: &[&str] = &["defence", "offence", "neutrality", "nonaggression", "consultation"];

/// Attributes, functions, actors, treaties and sources such as a study of alliances has.
///
/// The reference pages are checked against it. Its functions have no evaluation.
pub fn vocabulary() -> Vocabulary {
    let category =
        |levels: &[&str], many| Kind::Category { levels: levels.iter().map(|&l| l.to_owned()).collect(), many };
    let of = |name: &str, about, kind| Attribute {
        name: name.to_owned(),
        meaning: String::new(),
        about,
        kind,
        coverage: Coverage::everything(),
        silence: Silence::Unknown,
        silence_reason: String::new(),
        exactly: false,
        by_lives: false,
    };
    Vocabulary {
        attributes: vec![
            of("one_party", About::Actor, Kind::Truth),
            of("party_control", About::Actor, category(&["subjective", "objective", "mixed"], false)),
            of("ideology", About::Actor, category(&["communist", "liberal", "other"], false)),
            of("regime", About::Actor, category(&["single-party", "military", "personal", "democracy"], false)),
            of("threats", About::Actor, Kind::Actors),
            of("power", About::Actor, Kind::Number),
            of("trade", About::Directed, Kind::Number),
            of("trusts", About::Directed, Kind::Truth),
            of("clash", About::Undirected, Kind::Truth),
            of("rift", About::Undirected, Kind::Truth),
            of("rival", About::Undirected, Kind::Truth),
            of("shares_interest", About::Undirected, Kind::Truth),
            of("cooperates", About::Undirected, Kind::Truth),
            of("distance", About::Undirected, Kind::Number),
            of("secret", About::Treaty, Kind::Truth),
            of("depth", About::Treaty, category(&["low", "high"], false)),
            of("conduct", About::Directed, category(&["honoured", "broken"], true)),
        ],
        functions: vec![
            function("allied", &[Takes::Actor, Takes::Actor], Gives::Truth),
            function("treaty_in_force", &[Takes::Actor, Takes::Actor], Gives::Truth),
            function("binding", &[Takes::Treaty], Gives::Truth),
            function("pledge", &[Takes::Actor, Takes::Actor, Takes::Word(OBLIGATIONS)], Gives::Truth),
            function("years_since", &[Takes::Truth], Gives::Number),
            function("allies", &[Takes::Actor], Gives::Actors),
            function("held_for", &[Takes::Truth, Takes::Number], Gives::Truth),
        ],
        actors: ["CHN", "PRK", "VNM", "LAO", "USA", "SUN"].map(str::to_owned).to_vec(),
        treaties: ["CHN-PRK-1961", "VNM-LAO-1977"].map(str::to_owned).to_vec(),
        sources: ["essay", "leeds2002"].map(str::to_owned).to_vec(),
    }
}

fn function(name: &'static str, takes: &'static [Takes], gives: Gives) -> Signature {
    Signature { name, takes, gives, page: "" }
}
