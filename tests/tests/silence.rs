//! A length that rests on silence says so: days after the last coding of what is taken to go on are counted, and flagged.

use exceptio::{ClaimReport, ExceptionsOptions, Study};
use exceptio_tests::{ask, judged, opened, two_states};

/// Two states whose interest persists: coded once, it goes on until something else is coded. Alliances likewise.
fn study(allied: &str, shares: &str, silence: &str) -> Study {
    let mut folder = two_states();
    let codebook = String::from_utf8_lossy(folder.get("codebook.toml").expect("it is there"))
        .replace("silence = \"absent\"", &format!("silence = \"{silence}\""));
    folder.insert("codebook.toml", codebook.into_bytes());
    let mut add = |name: &str, text: String| folder.insert(name, text.into_bytes());
    add("facts.csv", format!("subject,object,attribute,value,from,until\n{shares}"));
    add("alliances.csv", format!("a,b,from,until\n{allied}"));
    add(
        "theories/t.theory",
        "theory t \"t\"\n\nlet SHARED = shares(a, b)\n\noutcome ALLIANCE = allied(a, b)\n\n\
         claim needed: SHARED is necessary for ALLIANCE\n\nclaim lasts: ALLIANCE does not end while SHARED\n\n\
         claim ends: ALLIANCE ends after SHARED ends\n"
            .to_owned(),
    );
    opened(&folder, &ask(&[], &[], None))
}

fn claim(study: &Study, name: &str) -> ClaimReport {
    judged(study, None).claims.into_iter().find(|claim| claim.name == name).expect("it is claimed")
}

const ALLIED: &str = "AAA,BBB,1950-01-01,..\n";

/// Coded for five years and counted for fifty: the first day is coded, the rest of the length is not.
#[test]
fn days_of_conformity_after_the_last_coding_are_flagged() {
    for name in ["needed", "lasts"] {
        let found = claim(&study(ALLIED, "AAA,BBB,shares,yes,1950-01-01,1954-12-31\n", "persists"), name);
        let verdict = &found.verdicts[0];
        assert_eq!((verdict.ruling, verdict.days_least[0]), ("conforms", 50 * 365 + 12), "{name}");
        assert!(verdict.rests_on_silence, "{name}");
        assert_eq!(verdict.silent_from.as_deref(), Some("1955-01-01"), "{name}");
        // Coded throughout, the same length rests on nothing but codings.
        let coded = claim(&study(ALLIED, "AAA,BBB,shares,yes,1950-01-01,..\n", "persists"), name);
        assert_eq!((coded.verdicts[0].rests_on_silence, &coded.verdicts[0].silent_from), (false, &None), "{name}");
    }
}

#[test]
fn days_of_deviation_after_the_last_coding_are_flagged() {
    let study = study(ALLIED, "AAA,BBB,shares,no,1950-01-01,1954-12-31\n", "persists");
    let found = claim(&study, "needed");
    let verdict = &found.verdicts[0];
    assert_eq!((verdict.ruling, verdict.silent_from.as_deref()), ("deviates", Some("1955-01-01")));
    let exceptions = study.exceptions(&ExceptionsOptions::default()).value.expect("there are some");
    let needed = exceptions.exceptions.iter().find(|exception| exception.claim == "needed").expect("it is broken");
    assert_eq!((needed.rests_on_silence, needed.silent_from.as_deref()), (true, Some("1955-01-01")));
}

/// An absence coded for five years, and after that taken from silence.
#[test]
fn days_of_which_silence_means_absence_are_flagged_too() {
    let found = claim(&study(ALLIED, "AAA,BBB,shares,no,1950-01-01,1954-12-31\n", "absent"), "needed");
    assert_eq!(found.verdicts[0].silent_from.as_deref(), Some("1955-01-01"));
}

/// The interest is coded as gone from 1960 on, the alliance as over from 1970 on; between its last coding and that, nothing is.
#[test]
fn a_lag_between_codings_is_flagged() {
    let shares = "AAA,BBB,shares,yes,1950-01-01,1959-12-31\nAAA,BBB,shares,no,1960-01-01,..\n";
    let folder = |until: &str, no_from: &str| format!("AAA,BBB,1950-01-01,{until},yes\nAAA,BBB,{no_from},..,no\n");
    let lag = |allied: String| {
        let mut files = two_states();
        let codebook = String::from_utf8_lossy(files.get("codebook.toml").expect("it is there"))
            .replace("silence = \"absent\"", "silence = \"persists\"");
        // What ended of an alliance is over: only a condition goes on unsaid.
        let codebook = codebook.replace(
            "[relations.allied]",
            "[attributes.pact]\nabout = \"undirected\"\ntype = \"truth\"\nmeaning = \"m\"",
        );
        files.insert("codebook.toml", codebook.into_bytes());
        let pacts: String = allied
            .lines()
            .map(|row| row.split(',').collect::<Vec<_>>())
            .map(|row| format!("{},{},pact,{},{},{}\n", row[0], row[1], row[4], row[2], row[3]))
            .collect();
        files.insert("facts.csv", format!("subject,object,attribute,value,from,until\n{shares}{pacts}").into_bytes());
        files.insert(
            "theories/t.theory",
            b"theory t \"t\"\n\noutcome PACT = pact(a, b)\n\nclaim ends: PACT ends after shares(a, b) ends\n".to_vec(),
        );
        claim(&opened(&files, &ask(&[], &[], None)), "ends")
    };
    let silent = lag(folder("1964-12-31", "1970-01-01"));
    let rows = &silent.lags.as_ref().expect("it has lags").rows;
    assert_eq!((rows[0].days.0, rows[0].rests_on_silence), (10 * 365 + 3, Some(true)));
    assert!(silent.verdicts[0].rests_on_silence && silent.verdicts[0].events[0].rests_on_silence == Some(true));
    assert_eq!(silent.verdicts[0].silent_from.as_deref(), Some("1965-01-01"));
    let coded = lag(folder("1969-12-31", "1970-01-01"));
    assert_eq!(coded.lags.expect("it has lags").rows[0].rests_on_silence, Some(false));
    assert!(!coded.verdicts[0].rests_on_silence);
}
