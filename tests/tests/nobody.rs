//! What quantifiers say where there is no third actor: `every` and `no` hold, `some` does not.

use exceptio_tests::{ask, judged, on, opened, two_states};

#[test]
fn of_nobody_every_and_no_hold_and_some_does_not() {
    let mut folder = two_states();
    folder.insert("facts.csv", b"subject,object,attribute,value,from,until\n".to_vec());
    folder.insert("alliances.csv", b"a,b,from,until\nAAA,BBB,1950-01-01,..\n".to_vec());
    let theory = "theory t \"t\"\n\nlet SOME = some t: shares(a, t)\nlet EVERY = every t: shares(a, t)\n\
                  let NONE = no t: shares(a, t)\nlet BOTH = (some t: alive(t)) and (every t: shares(a, t))\n\n\
                  outcome ALLIANCE = allied(a, b)\n\n\
                  claim needed: SOME + EVERY + NONE + BOTH is necessary for ALLIANCE\n";
    folder.insert("theories/t.theory", theory.as_bytes().to_vec());
    let value = |folder: &exceptio::Folder, line: &str| {
        let report = judged(&opened(folder, &ask(&[], &[], None)), None);
        on(&report, "AAA>BBB", line, "1970-01-01").map(str::to_owned)
    };
    let all = |folder: &exceptio::Folder| {
        ["SOME", "EVERY", "NONE", "BOTH"].map(|line| value(folder, line).expect("it is drawn"))
    };
    assert_eq!(all(&folder), ["no", "yes", "yes", "no"]);
    // With a third actor, who shares nothing, `every` fails.
    folder.insert("actors.csv", b"id,from,until,name\nAAA,1900,..,A\nBBB,1900,..,B\nCCC,1900,..,C\n".to_vec());
    assert_eq!(all(&folder), ["no", "no", "yes", "no"]);
    // One who ceased to be before the day is nobody on it.
    folder.insert("actors.csv", b"id,from,until,name\nAAA,1900,..,A\nBBB,1900,..,B\nCCC,1900,1960-12-31,C\n".to_vec());
    assert_eq!(all(&folder), ["no", "yes", "yes", "no"]);
}
