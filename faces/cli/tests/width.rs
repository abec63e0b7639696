//! Nothing that people read is wider than their terminal, or speaks of one thing in the plural.

use std::path::Path;
use std::process::Command;
use unicode_width::UnicodeWidthStr;

/// Every command that draws something of the built-in study.
const COMMANDS: &[&str] = &[
    "test",
    "test --all",
    "test --layer critique",
    "test --theory denial",
    "test --clock legal",
    "explain CHN-PRK",
    "explain CHN-SUN --all",
    "explain CHN-PRK-1961",
    "exceptions",
    "flips --claim needed",
    "flips CHN-SUN --claim needed",
    "refine --claim needed",
    "candidates CHN",
    "truth",
    "truth --missing drop",
    "minimize --missing drop",
    "cna --missing drop",
    "necessity --missing drop",
    "fit --claim INTEREST*IDEOLOGY->ALLIANCE --missing drop",
    "cases --missing drop",
    "evaluate --expected INTEREST*IDEOLOGY --missing drop",
    "panel --unit year --claim INTEREST*IDEOLOGY->ALLIANCE --missing drop",
    "panel",
    "check",
    "calendar",
    "treaties",
    "compare",
    "compare two-criteria inertia",
    "compare two-criteria hedging --all",
    "compare --actors CHN VNM",
    "audit",
    "evidence",
    "forecast",
    "forecast --backtest",
    "score",
    "test --as-of x",
    "help",
    "help dates",
    "help csv",
];

fn lines(folder: &Path, asked: &str, columns: usize) -> Vec<String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_exceptio"));
    let command = command.current_dir(folder).args(asked.split(' '));
    let output = command.env("NO_COLOR", "1").env("COLUMNS", columns.to_string()).output().expect("the command runs");
    let texts = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    assert!(!texts.concat().contains("unexpected argument"), "{asked}: {texts:?}");
    texts.iter().flat_map(|text| text.lines()).map(str::to_owned).collect()
}

/// Whether a line speaks of one of several: `1 cases`.
fn one_of_many(line: &str) -> bool {
    const NOUNS: [&str; 20] = [
        "cases",
        "verdicts",
        "codings",
        "claims",
        "pairs",
        "rows",
        "sets",
        "changes",
        "exceptions",
        "days",
        "years",
        "models",
        "sources",
        "actors",
        "ways",
        "items",
        "theories",
        "treaties",
        "attributes",
        "others",
    ];
    let words: Vec<&str> =
        line.split_whitespace().map(|word| word.trim_matches(['(', ')', ',', '.', ';', ':'])).collect();
    words.windows(2).any(|two| two[0] == "1" && NOUNS.contains(&two[1]))
}

#[test]
fn no_line_is_wider_than_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let mut wrong = Vec::new();
    let drawn = |asked: &&str| {
        let mut wrong = Vec::new();
        for columns in [80, 100] {
            for line in lines(folder.path(), asked, columns) {
                // A word that cannot be broken may stand alone, whatever its width.
                if line.width() > columns && line.split_whitespace().count() > 1 {
                    wrong.push(format!("{asked} at {columns}: {} columns: {line}", line.width()));
                }
                if one_of_many(&line) {
                    wrong.push(format!("{asked}: {line}"));
                }
            }
        }
        wrong
    };
    std::thread::scope(|scope| {
        let halves = COMMANDS.chunks(COMMANDS.len().div_ceil(2));
        let halves: Vec<_> =
            halves.map(|half| scope.spawn(move || half.iter().flat_map(drawn).collect::<Vec<_>>())).collect();
        halves.into_iter().for_each(|half| wrong.extend(half.join().unwrap()));
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A condition that holds to a degree is drawn in digits, and only then are they told.
#[test]
fn digits_of_timelines_have_a_legend() {
    let folder = tempfile::tempdir().unwrap();
    lines(folder.path(), "new mine", 100);
    let told = |lines: Vec<String>| lines.iter().any(|line| line.contains("1 to 9: holds to so many tenths"));
    assert!(!told(lines(folder.path(), "test mine", 100)));
    let add = |file: &str, text: &str| {
        let path = folder.path().join("mine").join(file);
        let before = std::fs::read_to_string(&path).unwrap();
        std::fs::write(path, before + text).unwrap();
    };
    add("codebook.toml", "\n[attributes.trade]\nabout = \"undirected\"\ntype = \"number\"\nmeaning = \"trade\"\n");
    add("facts.csv", "RUR,SYL,trade,13,1900,1930,first,p. 9,,,,,\n");
    add(
        "theories/first.theory",
        "\nlet TRADE = calibrate(trade(a, b), linear 0 10 20)\nclaim traders: TRADE -> ALLIANCE\n",
    );
    let drawn = lines(folder.path(), "test mine --all", 100);
    assert!(drawn.iter().any(|line| line.contains("TRADE") && line.contains("777")), "{drawn:#?}");
    assert!(told(drawn));
}
