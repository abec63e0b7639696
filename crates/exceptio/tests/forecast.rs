//! Forecasts, back-tests and the register through the door, on a study small enough to count by hand.
//!
//! Two alliances from 1900. AAA-BBB ends with 1909, a year after what the two shared; CCC-DDD goes on. As of 31 December 1915
//! there are fifteen stretches of a year. AAA-BBB is allied on the first day of ten of them (1900 to 1909), of nine with
//! something shared; in the tenth, without, it ends. CCC-DDD is allied on the first day of all fifteen. So: something shared,
//! 0 ends in 24 trials; nothing shared, 1 in 1.

use exceptio::{Ask, BacktestOptions, ForecastOptions, ForecastReport, Study};
use text::Folder;

const THEORY: &str = "theory t \"t\"\n\ncases undirected pairs\n\nlet SHARED = shares(a, b)\n\n\
    outcome ALLIANCE = allied(a, b)\n\nclaim lasts: ALLIANCE does not end while SHARED\n\n\
    claim needed: SHARED is necessary for ALLIANCE\n";

fn study() -> Folder {
    let mut folder = Folder::new();
    let mut add = |name: &str, text: &str| folder.insert(name, text.as_bytes());
    add("study.toml", "title = \"t\"\n[window]\nfrom = \"1900-01-01\"\nuntil = \"1920-12-31\"\n");
    add(
        "codebook.toml",
        "[attributes.shares]\nabout = \"undirected\"\ntype = \"truth\"\nmeaning = \"m\"\nsilence = \"absent\"\n\
         silence_reason = \"r\"\n[relations.allied]\nsilence = \"absent\"\nsilence_reason = \"r\"\n",
    );
    add("actors.csv", "id,from,until,name\nAAA,1890,..,A\nBBB,1890,..,B\nCCC,1890,..,C\nDDD,1890,..,D\n");
    add(
        "facts.csv",
        "subject,object,attribute,value,from,until,source,public,recorded\n\
         AAA,BBB,shares,yes,1899-01-01,1908-12-31,,1900-01-01,1900-01-01\n\
         CCC,DDD,shares,yes,1899-01-01,..,,1900-01-01,1900-01-01\n",
    );
    add(
        "alliances.csv",
        "a,b,from,until,source,public,recorded\n\
         AAA,BBB,1900-01-01,1909-12-31,,1900-01-01,1900-01-01\n\
         CCC,DDD,1900-01-01,..,,1900-01-01,1900-01-01\n",
    );
    add("theories/t.theory", THEORY);
    folder
}

fn opened(folder: &Folder, as_of: Option<&str>) -> Study {
    let ask = Ask { as_of: as_of.map(str::to_owned), ..Ask::default() };
    let opened = exceptio::open(folder, &ask);
    let errors: Vec<_> = opened.problems.iter().filter(|problem| problem.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    opened.study.expect("it reads")
}

fn forecast(folder: &Folder, as_of: &str, strength: f64) -> ForecastReport {
    let options = ForecastOptions { strength, ..ForecastOptions::default() };
    let made = opened(folder, Some(as_of)).forecast(&options);
    made.value.unwrap_or_else(|| panic!("{:#?}", made.problems))
}

fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-12, "{found} and not {expected}");
}

#[test]
fn trials_and_probabilities_by_hand() {
    let report = forecast(&study(), "1915-12-31", 1.0);
    let ends = report.past.iter().find(|past| past.kind == "end").expect("there are ends");
    assert_eq!((ends.all.happened, ends.all.trials), (1, 25));
    let groups: Vec<_> = ends.groups.iter().map(|g| (g.criteria[0].1, g.count.happened, g.count.trials)).collect();
    assert_eq!(groups, [("yes", 0, 24), ("no", 1, 1)]);
    let end = report.forecasts.iter().find(|line| line.kind == "end").expect("CCC-DDD may end");
    assert_eq!((end.subject.as_str(), end.criteria[0].held, end.expects), ("CCC-DDD", "yes", "goes on"));
    // Others: 1 of 1, smoothed 1.5 / 2 = 0.75, worth one trial: Beta(0.75 + 0, 0.25 + 24).
    close(end.probability, 0.75 / 25.0);
    close(end.baselines.base_rate, 1.5 / 26.0);
    close(end.baselines.always_continues, 0.0);
    close(end.baselines.never_ally, 1.0);
    // With the weight of four trials: Beta(3, 1 + 24).
    let more = forecast(&study(), "1915-12-31", 4.0);
    close(more.forecasts.iter().find(|line| line.kind == "end").expect("the same").probability, 3.0 / 28.0);
    // Not allied on the first day of the stretches from 1910 to 1914, nothing shared.
    let forms = report.past.iter().find(|past| past.kind == "formation").expect("there are formations");
    assert_eq!((forms.all.happened, forms.all.trials), (0, 5));
    let formation = report.forecasts.iter().find(|line| line.kind == "formation").expect("AAA-BBB may ally again");
    assert_eq!((formation.subject.as_str(), formation.expects), ("AAA-BBB", "does not come about"));
    close(formation.probability, 0.5 / 6.0);
}

#[test]
fn an_end_is_not_foreseen_before_it_came() {
    let report = forecast(&study(), "1909-06-30", 2.0);
    let lines: Vec<_> = report.forecasts.iter().filter(|line| line.kind == "end").collect();
    let subjects: Vec<_> = lines.iter().map(|line| (line.subject.as_str(), line.criteria[0].held)).collect();
    assert_eq!(subjects, [("AAA-BBB", "no"), ("CCC-DDD", "yes")]);
    assert_eq!(lines[0].expects, "ends");
    let ends = report.past.iter().find(|past| past.kind == "end").expect("there are ends");
    assert_eq!(ends.all.happened, 0);
    assert!(ends.skill.contains("no skill"), "{}", ends.skill);
}

#[test]
fn a_clean_study_has_no_hindsight_and_a_late_coding_has() {
    assert!(forecast(&study(), "1915-12-31", 2.0).hindsight.is_clean());
    let mut late = study();
    let facts = String::from_utf8(late.get("facts.csv").expect("there").to_vec()).expect("text");
    late.insert("facts.csv", facts.replace("..,,1900-01-01,1900-01-01", "..,,1900-01-01,1918").as_bytes());
    let hindsight = forecast(&late, "1915-12-31", 2.0).hindsight;
    assert_eq!((hindsight.is_clean(), hindsight.recorded_later), (false, 1));
}

/// Forecasts of 1909 for the year 1910 are the only ones in which anything happens.
#[test]
fn the_back_test_counts_what_came() {
    let report = opened(&study(), None).backtest(&BacktestOptions::default()).value.expect("it runs");
    assert_eq!(report.days.0, "1900-12-31");
    let ends = |made: &str| {
        let line = report.scores.iter().find(|line| line.made == made && line.kind == "end").expect("scored");
        (line.happened, line.n)
    };
    // AAA-BBB on ten days. That CCC-DDD stands is said by a coding of 1900 alone: what came of it on twenty days is not known.
    assert_eq!(ends("with hindsight"), (1, 10));
    assert_eq!(ends("as known then"), (1, 10));
    assert_eq!(report.unresolved, (20, 20));
    let happened: Vec<_> = report.forecasts.iter().filter(|line| line.happened == Some(true)).collect();
    assert!(happened.iter().all(|line| line.as_of == "1909-12-31" && line.subject == "AAA-BBB"), "{happened:?}");
    // Every coding was public in time, so that both see the same past; but in 1909 nobody could know the end as coded.
    let of = |made: &str| {
        let mine = report.forecasts.iter().filter(|line| line.made == made);
        mine.map(|line| (line.as_of.clone(), line.subject.clone(), line.probability.to_bits())).collect::<Vec<_>>()
    };
    assert_eq!(of("as known then"), of("with hindsight"));
}

#[test]
fn a_register_is_resolved_when_what_came_is_coded() {
    let mut folder = study();
    let report = forecast(&folder, "1909-06-30", 2.0);
    let study = opened(&folder, Some("1909-06-30"));
    let written = study.register(&report, "1909-06-30", "1920-12-31").value.expect("it can be written down");
    assert_eq!((written.added, written.already, written.back_dated), (2, 0, false));
    folder.insert("forecasts.jsonl", written.text.as_bytes());
    // The end of AAA-BBB is coded; that CCC-DDD still stands is said by a coding of 1900, and by nobody since.
    let score = opened(&folder, None).score(Some(&written.head)).value.expect("it can be scored");
    let came: Vec<_> = score.forecasts.iter().map(|line| (line.subject.as_str(), line.happened, line.made)).collect();
    assert_eq!(came, [("AAA-BBB", Some(true), "said to be in time"), ("CCC-DDD", None, "said to be in time")]);
    assert!(score.forecasts[1].why.contains("code it again"), "{}", score.forecasts[1].why);
    // Somebody says in 1912 that it stands.
    let alliances = String::from_utf8(folder.get("alliances.csv").expect("there").to_vec()).expect("text");
    folder.insert(
        "alliances.csv",
        alliances.replace("CCC,DDD,1900-01-01,..,,1900-01-01", "CCC,DDD,1900-01-01,..,,1912-01-01").as_bytes(),
    );
    let score = opened(&folder, None).score(None).value.expect("it can be scored");
    assert_eq!(score.forecasts[1].happened, Some(false));
    assert_eq!((score.scores[0].n, score.scores[0].happened), (2, 1));
    // The same forecasts again are not written twice; written down later they are back-dated.
    let study = opened(&folder, Some("1909-06-30"));
    let report = study.forecast(&ForecastOptions::default()).value.expect("made");
    let again = study.register(&report, "1913-01-01", "1920-12-31").value.expect("it can be written down");
    assert!(again.back_dated);
    assert_eq!(again.already + again.added, report.forecasts.len());
    assert!(
        study.register(&report, "1909-06-29", "1920-12-31").value.is_none(),
        "before the day that they are made on"
    );
    assert!(opened(&folder, None).score(Some("00ff")).value.is_none(), "no such seal");
}

/// A day after today cannot be said, nor one before that of the last line: both are what anybody could claim.
#[test]
fn the_day_of_writing_lies_between_the_last_line_and_today() {
    let mut folder = study();
    let study = opened(&folder, Some("1909-06-30"));
    let report = study.forecast(&ForecastOptions::default()).value.expect("made");
    let refused = |study: &Study, day: &str| {
        let written = study.register(&report, day, "1912-01-01");
        assert!(written.value.is_none(), "{day}");
        written.problems[0].message.clone()
    };
    assert!(refused(&study, "1912-01-02").contains("today is 1912-01-01"));
    let written = study.register(&report, "1911-01-01", "1912-01-01").value.expect("it can be written down");
    folder.insert("forecasts.jsonl", written.text.as_bytes());
    let study = opened(&folder, Some("1909-06-30"));
    assert!(refused(&study, "1910-12-31").contains("line 2 was on 1911-01-01"));
    assert!(study.register(&report, "1911-01-01", "1912-01-01").value.is_some(), "on the day of the last line");
}

/// Four headings of ends: in time and back-dated, a year and thirty days ahead; and one apart that rests on hindsight.
#[test]
fn what_differs_in_kind_is_scored_apart() {
    let mut folder = study();
    let facts = String::from_utf8(folder.get("facts.csv").expect("there").to_vec()).expect("text");
    let write = |folder: &mut Folder, horizon: &str, recorded: &str| {
        let study = opened(folder, Some("1908-06-30"));
        let options = ForecastOptions { horizon: horizon.to_owned(), ..ForecastOptions::default() };
        let report = study.forecast(&options).value.expect("made");
        let written = study.register(&report, recorded, "1920-12-31").value.expect("it can be written down");
        let before = folder.get("forecasts.jsonl").map(|bytes| String::from_utf8(bytes.to_vec()).expect("text"));
        folder.insert("forecasts.jsonl", format!("{}{}", before.unwrap_or_default(), written.text).as_bytes());
        written.added
    };
    assert_eq!(write(&mut folder, "30d", "1908-06-30"), 2);
    assert_eq!(write(&mut folder, "1y", "1908-06-30"), 2);
    folder.insert("facts.csv", facts.replace("1900-01-01\n", "1918-01-01\n").as_bytes());
    assert_eq!(write(&mut folder, "2y", "1908-07-30"), 2);
    let score = opened(&folder, None).score(None).value.expect("it can be scored");
    let headings: Vec<(&str, &str, usize)> =
        score.scores.iter().map(|line| (line.made, line.horizon.as_str(), line.n)).collect();
    // Of CCC-DDD nothing is known after 1900; AAA-BBB ends with 1909.
    assert_eq!(
        headings,
        [
            ("said to be in time", "30 days", 1),
            ("said to be in time", "1 year", 1),
            ("back-dated, with hindsight", "2 years", 1),
        ]
    );
}

/// The study with a treaty of three from 1900 for ten years and again, which a fourth left in 1905; of its pairs only
/// `first` and BBB share.
fn of_many(first: &str) -> Folder {
    let mut folder = study();
    let treaties = "[[treaty]]\nid = \"M\"\nsigned = \"1900-01-01\"\nin_force = \"1900-01-01\"\nuntil = \"..\"\n\
        public = \"1900-01-01\"\n[[treaty.party]]\nactor = \"AAA\"\n[[treaty.party]]\nactor = \"BBB\"\n\
        [[treaty.party]]\nactor = \"CCC\"\n[[treaty.party]]\nactor = \"DDD\"\nuntil = \"1905-12-31\"\n\
        left = \"withdrew\"\n[[treaty.term]]\nanchor = \"signed\"\nlength = \"10 years\"\nrenewal = \"automatic\"\n\
        public = \"1900-01-01\"\n";
    folder.insert("treaties.toml", treaties.as_bytes());
    folder.insert(
        "facts.csv",
        b"subject,object,attribute,value,from,until,source,public,recorded\n\
          AAA,BBB,shares,yes,1899-01-01,..,,1900-01-01,1900-01-01\n\
          AAA,DDD,shares,yes,1899-01-01,..,,1900-01-01,1900-01-01\n",
    );
    folder.insert("theories/t.theory", THEORY.replace("allied(a, b)", "treaty_in_force(a, b)").as_bytes());
    let mut named = Folder::new();
    for (path, bytes) in folder.iter() {
        let text = String::from_utf8(bytes.to_vec()).expect("text");
        named.insert(path, text.replace("AAA", first).as_bytes());
    }
    named
}

#[test]
fn a_treaty_of_many_is_judged_by_all_pairs_of_the_day_whatever_they_are_called() {
    let renewal = |folder: &Folder| {
        let report = forecast(folder, "1909-06-30", 2.0);
        report.forecasts.into_iter().find(|line| line.kind == "renewal").expect("a term runs out")
    };
    for first in ["AAA", "ZZZ"] {
        let line = renewal(&of_many(first));
        assert_eq!((line.criteria[0].held, line.expects, line.pairs.len()), ("mixed", "mixed", 3), "{first}");
        assert!(line.pairs.iter().all(|pair| !pair.contains("DDD")), "it had left: {:?}", line.pairs);
    }
    // Nobody shares anything any more: every pair's reasons say that it ends.
    let mut none = of_many("AAA");
    let facts = String::from_utf8(none.get("facts.csv").expect("there").to_vec()).expect("text");
    none.insert("facts.csv", facts.replace("1899-01-01,..,", "1899-01-01,1907-12-31,").as_bytes());
    let line = renewal(&none);
    assert_eq!((line.criteria[0].held, line.expects), ("no", "ends"));
}

/// The treaty of two runs out in a few months: that it is renewed and that it does not end are one thing. No decision was
/// ever taken, so that Jeffreys' prior gives a half.
#[test]
fn an_end_by_the_only_treaty_is_the_decision_about_it() {
    let treaty = |id: &str, term: &str| {
        format!(
            "[[treaty]]\nid = \"{id}\"\nsigned = \"1900-01-01\"\nin_force = \"1900-01-01\"\nuntil = \"..\"\n\
             public = \"1900-01-01\"\n[[treaty.party]]\nactor = \"CCC\"\n[[treaty.party]]\nactor = \"DDD\"\n\
             [[treaty.term]]\nanchor = \"signed\"\nlength = \"{term}\"\nrenewal = \"automatic\"\npublic = \"1900-01-01\"\n"
        )
    };
    let mut folder = study();
    folder.insert("theories/t.theory", THEORY.replace("allied(a, b)", "treaty_in_force(a, b)").as_bytes());
    folder.insert("treaties.toml", treaty("T", "10 years").as_bytes());
    let report = forecast(&folder, "1909-06-30", 2.0);
    let of = |report: &ForecastReport, kind: &str| {
        report.forecasts.iter().find(|line| line.kind == kind).expect("it is forecast").clone()
    };
    let (renewal, end) = (of(&report, "renewal"), of(&report, "end"));
    close(renewal.probability, 0.5);
    close(end.probability, 1.0 - renewal.probability);
    close(end.interval.0, 1.0 - renewal.interval.1);
    assert_eq!(end.decided_by.map(|decision| decision.treaty).as_deref(), Some("T"));
    // Another treaty keeps them bound, whatever is decided about this one; and what is due later decides nothing yet.
    folder.insert("treaties.toml", format!("{}{}", treaty("T", "10 years"), treaty("U", "30 years")).as_bytes());
    assert_eq!(of(&forecast(&folder, "1909-06-30", 2.0), "end").decided_by, None);
    folder.insert("treaties.toml", treaty("T", "30 years").as_bytes());
    assert_eq!(of(&forecast(&folder, "1909-06-30", 2.0), "end").decided_by, None);
}

/// The alliance lasts as long as BBB does, to the end of 1909: an end all the same, told apart from others. Trials are those of
/// the first test.
#[test]
fn the_end_of_an_ally_ends_an_alliance() {
    let mut folder = study();
    let text = |name: &str| String::from_utf8(study().get(name).expect("there").to_vec()).expect("text");
    folder.insert("actors.csv", text("actors.csv").replace("BBB,1890,..", "BBB,1890,1909-12-31").as_bytes());
    folder.insert("alliances.csv", text("alliances.csv").replace("1900-01-01,1909-12-31", "1900-01-01,..").as_bytes());
    let report = forecast(&folder, "1915-12-31", 2.0);
    let of = |kind: &str| report.past.iter().find(|past| past.kind == kind).expect("it has a past");
    assert_eq!((of("end").all.happened, of("end").all.trials, of("end").by_extinction), (1, 25, 1));
    let without = forecast(&study(), "1915-12-31", 2.0);
    assert_eq!(without.past.iter().map(|past| past.by_extinction).sum::<u64>(), 0);
    // It came, and the back-test knows it.
    let tested = opened(&folder, None).backtest(&BacktestOptions::default()).value.expect("it runs");
    let came: Vec<&str> = tested
        .forecasts
        .iter()
        .filter(|line| line.happened == Some(true) && line.made == "with hindsight")
        .map(|line| line.as_of.as_str())
        .collect();
    assert_eq!(came, ["1909-12-31"]);
}

/// Where silence means unknown, a coded end is an end all the same: the year counts as one in which it ended. Trials are those
/// of the first test.
#[test]
fn a_coded_end_is_an_end_whatever_silence_means() {
    let mut folder = study();
    let codebook = String::from_utf8(folder.get("codebook.toml").expect("there").to_vec()).expect("text");
    let (shares, _) = codebook.split_once("[relations.allied]").expect("it says what silence means");
    folder.insert("codebook.toml", format!("{shares}[relations.allied]\nsilence = \"unknown\"\n").as_bytes());
    let report = forecast(&folder, "1915-12-31", 2.0);
    let ends = report.past.iter().find(|past| past.kind == "end").expect("it has a past");
    assert_eq!((ends.all.happened, ends.all.trials, ends.by_extinction), (1, 25, 0));
}

#[test]
fn what_is_wrong_is_said_with_what_to_do() {
    let study = opened(&study(), Some("1930"));
    let problem = &study.forecast(&ForecastOptions::default()).problems[0];
    assert_eq!(problem.code, "forecast::outside_window");
    assert!(problem.hint.as_deref().is_some_and(|hint| hint.contains("[window]")));
    let study = opened(&self::study(), Some("1910"));
    let options = ForecastOptions { horizon: "soon".to_owned(), ..ForecastOptions::default() };
    assert_eq!(study.forecast(&options).problems[0].code, "forecast::horizon");
    let options = ForecastOptions { strength: f64::NAN, ..ForecastOptions::default() };
    assert_eq!(study.forecast(&options).problems[0].code, "forecast::strength");
    assert_eq!(study.score(None).problems[0].code, "forecast::no_register");
}
