//! A lapse that heals asks for nothing any more: what `within N after` and `after` say of it, against counting by hand.

use exceptio::{ClaimReport, Study};
use exceptio_tests::{ask, judged, opened, two_states};

/// Two states that share an interest over some days each, and are allied over others; on all others there was neither.
fn study(allied: (&str, &str), shares: &[(&str, &str)]) -> Study {
    let mut folder = two_states();
    let mut add = |name: &str, text: &str| folder.insert(name, text.as_bytes());
    let facts: String = shares.iter().map(|(from, until)| format!("AAA,BBB,shares,yes,{from},{until}\n")).collect();
    add("facts.csv", &format!("subject,object,attribute,value,from,until\n{facts}"));
    add("alliances.csv", &format!("a,b,from,until\nAAA,BBB,{},{}\n", allied.0, allied.1));
    add(
        "theories/t.theory",
        "theory t \"t\"\n\nlet SHARED = shares(a, b)\n\noutcome ALLIANCE = allied(a, b)\n\n\
         claim five: ALLIANCE ends within 5 years after SHARED ends\n\n\
         claim three: ALLIANCE ends within 3 years after SHARED ends\n\n\
         claim two: ALLIANCE ends within 2 years after SHARED ends\n\n\
         claim ends: ALLIANCE ends after SHARED ends\n\nclaim needed: SHARED is necessary for ALLIANCE\n",
    );
    opened(&folder, &ask(&[], &[], None))
}

fn claim(study: &Study, name: &str) -> ClaimReport {
    let report = judged(study, None);
    report.claims.into_iter().find(|claim| claim.name == name).expect("it is claimed")
}

/// Days from 1960-01-01, the first without the interest, to 1963-01-01, the first with it again.
const LAPSE: i64 = 366 + 365 + 365;

const HEALS: [(&str, &str); 2] = [("1952-01-01", "1959-12-31"), ("1963-01-01", "..")];

/// The interest lapses for three years, and the alliance goes on to the end.
#[test]
fn a_lapse_healed_in_time_asks_for_nothing() {
    let study = study(("1955-01-01", ".."), &HEALS);
    for name in ["five", "three", "ends"] {
        let found = claim(&study, name);
        let (verdict, lags) = (&found.verdicts[0], found.lags.expect("it has lags"));
        assert_eq!(verdict.ruling, "irrelevant", "{name}");
        let event = &verdict.events[0];
        assert_eq!((event.day.0.as_str(), event.lag_days), ("1963-01-01", Some((LAPSE, LAPSE))), "{name}");
        assert!(lags.rows[0].healed && !lags.rows[0].open, "{name}");
        assert_eq!(
            (lags.longest_open_days, lags.certain_from_days),
            (None, Some(LAPSE)),
            "{name}: within N would hold"
        );
    }
}

/// Two years after the lapse the alliance should have ended: that stays true though the lapse healed a year later. It was waited
/// for until then and no longer.
#[test]
fn a_lapse_healed_too_late_breaks_the_claim_and_is_told_up_to_its_end() {
    let found = claim(&study(("1955-01-01", ".."), &HEALS), "two");
    let (verdict, lags) = (&found.verdicts[0], found.lags.expect("it has lags"));
    assert_eq!((verdict.ruling, verdict.events.len()), ("deviates", 1));
    assert_eq!(verdict.events[0].day.1, "1963-01-01");
    assert_eq!(verdict.events[0].lag_days, Some((LAPSE, LAPSE)));
    assert!(lags.rows[0].healed && !lags.rows[0].open);
    assert_eq!(lags.longest_open_days, None);
    // What broke it is that there was no interest, of which the file says nothing on those days.
    assert!(verdict.rests_on_silence);
}

/// Never healed: awaited to the last day under study.
#[test]
fn what_does_not_heal_is_open_or_overdue() {
    let study = study(("1955-01-01", ".."), &HEALS[..1]);
    let waited = 40 * 365 + 10 - 1; // from 1960-01-01 to 1999-12-31
    for (name, ruling) in [("five", "deviates"), ("ends", "undecided")] {
        let found = claim(&study, name);
        let lags = found.lags.expect("it has lags");
        assert_eq!(found.verdicts[0].ruling, ruling);
        assert!(lags.rows[0].open && !lags.rows[0].healed);
        assert_eq!(lags.longest_open_days, Some(waited));
    }
}

/// Of a lapse that may have lasted until its time was up, nobody can say whether the claim is broken.
#[test]
fn a_lapse_of_which_nobody_knows_whether_it_healed_is_undecided() {
    let rows = |value: &str| {
        let mut folder = two_states();
        let mut add = |name: &str, text: &str| folder.insert(name, text.as_bytes());
        add(
            "facts.csv",
            &format!(
                "subject,object,attribute,value,from,until\nAAA,BBB,shares,yes,1952-01-01,1959-12-31\n\
                 AAA,BBB,shares,{value},1961-01-01,1969-12-31\nAAA,BBB,shares,yes,1970-01-01,..\n"
            ),
        );
        add("alliances.csv", "a,b,from,until\nAAA,BBB,1955-01-01,..\n");
        add(
            "theories/t.theory",
            "theory t \"t\"\n\noutcome ALLIANCE = allied(a, b)\n\n\
             claim soon: ALLIANCE ends within 5 years after shares(a, b) ends\n",
        );
        claim(&opened(&folder, &ask(&[], &[], None)), "soon").verdicts[0].ruling
    };
    assert_eq!([rows("no"), rows("yes"), rows("unknown")], ["deviates", "irrelevant", "undecided"]);
}

/// An alliance without the interest for three years, where the theory allows five and the interest comes back: that is an excuse.
#[test]
fn a_breach_that_healed_within_the_lag_is_excused_by_it() {
    let found = claim(&study(("1955-01-01", ".."), &HEALS), "needed");
    let excuses = &found.verdicts[0].excuses;
    assert!(excuses.contains(&"within a lag that the theory allows"), "{excuses:?}");
}
