//! Conditions built on conditions cost what they have parts, not what they would say in full.

use exceptio::TestOptions;
use exceptio_tests::{ask, judged, opened, two_states};

/// `X0 = shares(a, b)`, and each further one the one before and itself, or not it: in full twice to three times as long.
fn nested(name: &str, lets: usize) -> String {
    let mut text = format!("theory {name} \"t\"\n\nlet {name}0 = shares(a, b)\n");
    for at in 1..=lets {
        let before = format!("{name}{}", at - 1);
        text.push_str(&format!("let {name}{at} = {before} and {before} or not {before}\n"));
    }
    text.push_str(&format!(
        "\nscope {name}{lets} or shares(a, b)\n\noutcome {name}ALLY = {name}{lets} and allied(a, b)\n\n"
    ));
    text.push_str(&format!("claim needed: {name}{lets} is necessary for {name}ALLY\n"));
    text
}

fn study(lets: usize) -> exceptio::Study {
    let mut folder = two_states();
    let mut add = |name: &str, text: &str| folder.insert(name, text.as_bytes());
    add("facts.csv", "subject,object,attribute,value,from,until\nAAA,BBB,shares,yes,1955-01-01,1959-12-31\n");
    add("alliances.csv", "a,b,from,until\nAAA,BBB,1955-01-01,1966-12-31\n");
    add("theories/X.theory", &nested("X", lets));
    add("theories/Y.theory", &nested("Y", lets));
    opened(&folder, &ask(&[], &[], None))
}

#[test]
fn eighty_conditions_on_each_other_are_judged() {
    let report = judged(&study(80), Some("X"));
    assert_eq!(report.claims[0].verdicts.len(), 2);
}

/// Theories that call one outcome by different names answer one question, however long it would be in full.
#[test]
fn what_is_the_same_in_full_is_compared_as_the_same() {
    for lets in [2, 80] {
        let compared = study(lets).compare(&[], &TestOptions::default()).value.expect("it compares");
        let both = |question: &&exceptio::QuestionReport| question.answers.len() >= 2;
        assert_eq!(compared.questions.iter().filter(both).count(), 1, "{lets}: {:?}", compared.questions);
    }
}
