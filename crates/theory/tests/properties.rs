//! Properties: printing keeps what is said, nothing panics, and consequences agree with truth tables.

use exceptio_theory as theory;
use proptest::prelude::*;
use text::Files;
use theory::ast::{
    Connective, Event, File, Foretold, Form, Formula, FormulaKind, Item, ItemKind, Link, Name, Number, Place, Says,
    Statement, StatementKind,
};
use theory::model::{CaseKind, Comparison, Edge, Order, Quantifier, Relation, Unit};

/// So many cases, or as many as `PROPTEST_CASES` asks for.
fn config(cases: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|asked| asked.parse().ok());
    ProptestConfig { cases: asked.unwrap_or(cases), failure_persistence: None, ..ProptestConfig::default() }
}

fn name(text: impl Into<String>) -> Name {
    Name { text: text.into(), at: Place::NOWHERE }
}

fn formula(kind: FormulaKind) -> Formula {
    Formula { kind, at: Place::NOWHERE }
}

fn word() -> impl Strategy<Value = String> {
    "[a-zA-Z_][a-z0-9_]{0,5}(-[a-z0-9]{1,3})?"
        .prop_filter("not a word of the language", |word| !theory::RESERVED.contains(&word.as_str()))
}

fn level() -> impl Strategy<Value = Name> {
    prop_oneof![word(), "[0-9]{1,2}", "[a-z]{1,4} [a-z]{1,3}", Just("no".to_owned()), Just("2nd #x".to_owned())]
        .prop_map(name)
}

fn comment() -> impl Strategy<Value = String> {
    "#( ?[a-zA-Z\"(=]{1,8})?".prop_map(|text| text)
}

fn form() -> impl Strategy<Value = Form> {
    prop_oneof![Just(Form::Sign), Just(Form::Word)]
}

fn number() -> impl Strategy<Value = Number> {
    (-999i32..999, 0u8..3).prop_map(|(whole, fraction)| {
        let text = if fraction == 0 { whole.to_string() } else { format!("{whole}.{fraction}") };
        let value = text.parse().expect("a number");
        Number { text, value, at: Place::NOWHERE }
    })
}

/// Formulas without parentheses: the printer puts in those that are needed.
fn any_formula() -> impl Strategy<Value = Formula> {
    let leaf = prop_oneof![
        4 => word().prop_map(FormulaKind::Name),
        1 => "[a-z]{1,4} [a-z#]{1,3}".prop_map(FormulaKind::Quoted),
        1 => number().prop_map(FormulaKind::Number),
        1 => any::<bool>().prop_map(FormulaKind::Truth),
        1 => prop::collection::vec(level(), 1..3).prop_map(FormulaKind::Set),
    ];
    leaf.prop_map(formula).prop_recursive(5, 40, 4, |inner| {
        let boxed = || inner.clone().prop_map(Box::new);
        let comparison = prop_oneof![
            Just(Comparison::Less),
            Just(Comparison::AtMost),
            Just(Comparison::More),
            Just(Comparison::AtLeast),
            Just(Comparison::Equals),
            Just(Comparison::Differs)
        ];
        let quantifier = prop_oneof![Just(Quantifier::Some), Just(Quantifier::Every), Just(Quantifier::No)];
        let connective = prop_oneof![Just(Connective::And), Just(Connective::Or)];
        let comments = prop_oneof![4 => Just(Vec::new()), 1 => prop::collection::vec(comment(), 1..3)];
        let link =
            (comments, form(), inner.clone()).prop_map(|(comments, form, formula)| Link { comments, form, formula });
        prop_oneof![
            (form(), boxed()).prop_map(|(form, of)| FormulaKind::Not(form, of)),
            (connective, boxed(), prop::collection::vec(link, 1..4))
                .prop_map(|(c, first, links)| FormulaKind::Chain(c, first, links)),
            (quantifier, word(), boxed()).prop_map(|(q, variable, body)| FormulaKind::Quantified(
                q,
                name(variable),
                body
            )),
            (word(), prop::collection::vec(inner.clone(), 0..3)).prop_map(|(f, of)| FormulaKind::Call(name(f), of)),
            (boxed(), prop::collection::vec(number(), 0..4)).prop_map(|(of, anchors)| FormulaKind::Calibrate(
                of,
                name("direct"),
                anchors
            )),
            (boxed(), prop::collection::vec(level(), 1..3)).prop_filter_map("levels once", |(of, levels)| {
                (!matches!(of.kind, FormulaKind::Levels(..))).then_some(FormulaKind::Levels(of, levels))
            }),
            (boxed(), comparison, boxed()).prop_map(|(l, how, r)| FormulaKind::Compare(l, how, r)),
            (boxed(), boxed()).prop_map(|(l, r)| FormulaKind::In(l, r)),
            (boxed(), boxed()).prop_map(|(l, r)| FormulaKind::Overlaps(l, r)),
        ]
        .prop_map(formula)
    })
}

fn event() -> impl Strategy<Value = Event> {
    (any_formula(), prop_oneof![Just(Edge::Starts), Just(Edge::Ends)]).prop_map(|(what, edge)| Event { what, edge })
}

fn says() -> impl Strategy<Value = Says> {
    let relation = prop_oneof![Just(Relation::Necessary), Just(Relation::Sufficient), Just(Relation::Equivalent)];
    let unit = prop_oneof![Just(Unit::Days), Just(Unit::Months), Just(Unit::Years)];
    let order =
        prop_oneof![Just(Order::After), Just(Order::Before), (0u32..99, unit).prop_map(|(n, u)| Order::Within(n, u))];
    prop_oneof![
        (any_formula(), relation, form(), any_formula()).prop_map(|(left, relation, form, right)| Says::Static {
            left,
            relation,
            form,
            right
        }),
        (event(), any::<bool>(), any_formula()).prop_map(|(event, never, condition)| Says::While {
            event,
            never,
            condition
        }),
        (event(), order, event()).prop_map(|(event, order, anchor)| Says::Order { event, order, anchor }),
    ]
}

fn statement() -> impl Strategy<Value = StatementKind> {
    let text = || prop::option::of("[a-z #=]{0,12}".prop_map(name));
    let date = prop_oneof![Just("2021-07"), Just("1954~"), Just("[1960..1963]"), Just("195X?"), Just("early 60s")];
    let cases = prop_oneof![
        Just(CaseKind::DirectedPairs),
        Just(CaseKind::UndirectedPairs),
        Just(CaseKind::Actors),
        Just(CaseKind::Treaties)
    ];
    let id = || prop_oneof![word(), Just("two words".to_owned()), Just("is".to_owned())].prop_map(name);
    let renewal = (id(), date.clone()).prop_map(|(treaty, date)| Foretold::Renewal { treaty, date: name(date) });
    let holds = (any_formula(), prop::collection::vec(id(), 1..3), date)
        .prop_map(|(formula, case, date)| Foretold::Holds { formula, case, date: name(date) });
    prop_oneof![
        (id(), text()).prop_map(|(name, title)| StatementKind::Theory { name, title }),
        (id(), text()).prop_map(|(key, locator)| StatementKind::Cites { key, locator }),
        cases.prop_map(|kind| StatementKind::Cases { kind }),
        any_formula().prop_map(|formula| StatementKind::Scope { formula }),
        (word(), prop::option::of(prop::collection::vec(word().prop_map(name), 1..3)), any_formula())
            .prop_map(|(of, parameters, value)| StatementKind::Let { name: name(of), parameters, value }),
        (word(), text(), any_formula()).prop_map(|(of, label, value)| StatementKind::Outcome {
            name: name(of),
            label,
            value
        }),
        (id(), says()).prop_map(|(name, says)| StatementKind::Claim { name, says }),
        (id(), prop_oneof![renewal, holds], prop::collection::vec(id(), 1..3))
            .prop_map(|(name, says, from)| StatementKind::Predict { name, says, from }),
    ]
}

fn any_file() -> impl Strategy<Value = File> {
    let said = (statement(), prop::option::of(comment())).prop_map(|(kind, comment)| ItemKind::Statement {
        statement: Box::new(Statement { kind, at: Place::NOWHERE }),
        comment,
    });
    let item = (any::<bool>(), prop_oneof![4 => said, 1 => comment().prop_map(ItemKind::Comment)])
        .prop_map(|(blank, what)| Item { blank, what });
    prop::collection::vec(item, 0..8).prop_map(|mut items| {
        if let Some(first) = items.first_mut() {
            first.blank = false;
        }
        File { items }
    })
}

/// The tree without the parentheses of its formulas.
fn bare(file: &File) -> File {
    let mut file = file.clone();
    for item in &mut file.items {
        let ItemKind::Statement { statement, .. } = &mut item.what else { continue };
        let strip = |formula: &mut Formula| *formula = formula.without_groups();
        match &mut statement.kind {
            StatementKind::Scope { formula } => strip(formula),
            StatementKind::Let { value, .. } | StatementKind::Outcome { value, .. } => strip(value),
            StatementKind::Claim { says, .. } => match says {
                Says::Static { left, right, .. } => [left, right].into_iter().for_each(strip),
                Says::While { event, condition, .. } => [&mut event.what, condition].into_iter().for_each(strip),
                Says::Order { event, anchor, .. } => [&mut event.what, &mut anchor.what].into_iter().for_each(strip),
            },
            StatementKind::Predict { says: Foretold::Holds { formula, .. }, .. } => strip(formula),
            _ => {}
        }
    }
    file
}

/// Theories to begin mutations from: the corpus and the prelude.
fn seeds() -> Vec<String> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let entries = std::fs::read_dir(folder).expect("the corpus folder is there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("a readable entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "theory"));
    paths.sort();
    let corpus = paths.iter().map(|path| std::fs::read_to_string(path).expect("a readable theory"));
    corpus.chain([theory::PRELUDE.to_owned()]).collect()
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn reading_what_was_printed_gives_the_same_tree(file in any_file()) {
        let printed = theory::print(&file);
        let mut files = Files::new();
        let id = files.add("printed", printed.clone());
        let parsed = theory::parse(&files, id);
        prop_assert!(parsed.problems.is_empty(), "{printed}\n{:?}", parsed.problems);
        prop_assert_eq!(bare(&parsed.value), bare(&file), "{}", printed);
        // Of a tree as the parser gives it, parentheses and all, nothing changes.
        let canonical = theory::print(&parsed.value);
        let id = files.add("canonical", canonical.clone());
        let again = theory::parse(&files, id).value;
        prop_assert_eq!(&again, &parsed.value, "{}", canonical);
        prop_assert_eq!(theory::print(&again), canonical);
    }

    #[test]
    fn no_text_makes_it_panic(text in "[\\PC\n#\"(){}=*+~,:<>-]{0,200}") {
        theory::fuzz_entry(text.as_bytes());
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        theory::fuzz_entry(&bytes);
    }

    #[test]
    fn no_mutated_theory_makes_it_panic(seed in 0usize..1000, cuts in prop::collection::vec((any::<u16>(), any::<u16>(), 0u8..4), 1..6)) {
        let seeds = seeds();
        let mut text: Vec<char> = seeds[seed % seeds.len()].chars().collect();
        for (at, length, how) in cuts {
            if text.is_empty() {
                break;
            }
            let at = at as usize % text.len();
            let end = (at + length as usize % 12).min(text.len());
            match how {
                0 => drop(text.drain(at..end)),
                1 => {
                    let copy: Vec<char> = text[at..end].to_vec();
                    let to = length as usize % text.len();
                    text.splice(to..to, copy);
                }
                2 => text.insert(at, ['\n', '#', '(', ')', '"', '~', '{', ' ', '-', '\u{feff}'][length as usize % 10]),
                _ => {
                    let other = length as usize % text.len();
                    text.swap(at, other);
                }
            }
        }
        theory::fuzz_entry(text.into_iter().collect::<String>().as_bytes());
    }
}

const CONDITIONS: &[&str] = &["W", "X", "Y", "Z"];

/// A formula over four independent conditions, as text and as its truth table: bit `i` is its value where condition `c`
/// holds if bit `c` of `i` is set.
fn proposition() -> impl Strategy<Value = (String, u16)> {
    let leaf = (0usize..4).prop_map(|at| {
        let table = (0..16u16).filter(|row| row >> at & 1 == 1).map(|row| 1 << row).sum();
        (CONDITIONS[at].to_owned(), table)
    });
    leaf.prop_recursive(3, 12, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(|(text, table): (String, u16)| (format!("~({text})"), !table)),
            (inner.clone(), inner.clone()).prop_map(|(l, r)| (format!("({})*({})", l.0, r.0), l.1 & r.1)),
            (inner.clone(), inner).prop_map(|(l, r)| (format!("({}) or ({})", l.0, r.0), l.1 | r.1)),
        ]
    })
}

/// A static claim: its text, on which rows it is met, and of which rows it speaks.
fn static_claim() -> impl Strategy<Value = (String, u16, Vec<u16>)> {
    (proposition(), 0u8..3, proposition()).prop_map(|(left, relation, right)| match relation {
        0 => (format!("{} <- {}", left.0, right.0), !right.1 | left.1, vec![right.1]),
        1 => (format!("{} is sufficient for {}", left.0, right.0), !left.1 | right.1, vec![left.1]),
        _ => (format!("{} <-> {}", left.0, right.0), !(left.1 ^ right.1), vec![left.1, right.1]),
    })
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn consequences_agree_with_truth_tables(scope in prop::option::of(proposition()), claims in prop::collection::vec(static_claim(), 1..4)) {
        use theory::ConsequenceKind as Kind;
        let mut text = "theory t\nlet W = clash(a, b)\nlet X = rift(a, b)\nlet Y = one_party(a)\nlet Z = trusts(a, b)\n".to_owned();
        let world = scope.as_ref().map_or(u16::MAX, |scope| scope.1);
        if let Some(scope) = &scope {
            text.push_str(&format!("scope {}\n", scope.0));
        }
        for (at, claim) in claims.iter().enumerate() {
            text.push_str(&format!("claim c{at}: {}\n", claim.0));
        }
        let mut files = Files::new();
        let id = files.add("t", text.clone());
        let vocabulary = theory::demo::vocabulary();
        let read = theory::read(&files, id, &vocabulary);
        prop_assert!(!read.has_errors(), "{:?}", read.problems);
        let theory_read = read.value.expect("no errors");
        let found: Vec<(Kind, Vec<usize>)> = theory::consequences(&theory_read, &vocabulary)
            .into_iter().filter(|of| !of.claims.is_empty()).map(|of| (of.kind, of.claims)).collect();

        let mut expected = Vec::new();
        let mut plain = Vec::new();
        for (at, (_, met, speaks)) in claims.iter().enumerate() {
            let speaks_of = speaks.iter().fold(0, |all, one| all | one) & world;
            if speaks_of == 0 {
                expected.push((Kind::NeverApplies, vec![at]));
            } else if speaks_of & met == 0 {
                expected.push((Kind::NeverConforms, vec![at]));
            } else if !met & world == 0 {
                expected.push((Kind::AlwaysTrue, vec![at]));
            } else {
                plain.push(at);
            }
        }
        for (place, &one) in plain.iter().enumerate() {
            for &other in &plain[place + 1..] {
                let (met, also) = (claims[one].1 & world, claims[other].1 & world);
                match (met & !also == 0, also & !met == 0) {
                    (true, true) => expected.push((Kind::SameClaim, vec![one, other])),
                    (true, false) => expected.push((Kind::Implies, vec![one, other])),
                    (false, true) => expected.push((Kind::Implies, vec![other, one])),
                    (false, false) => {}
                }
                let mut sides = claims[one].2.iter().chain(&claims[other].2);
                if sides.any(|side| side & met != 0 && side & also != 0 && side & met & also == 0) {
                    expected.push((Kind::Contradicts, vec![one, other]));
                }
            }
        }
        prop_assert_eq!(found, expected, "{}", text);
    }
}
