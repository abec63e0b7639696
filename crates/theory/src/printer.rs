//! A tree to canonical text: one spelling for everything, every comment kept, the author's arrows or words kept.
//!
//! Takes a tree as the parser gives it; gives text of which the parser gives the same tree (places aside), so that
//! printing twice changes nothing. Never reorders, never drops: a broken statement is printed as it was written.

mod formulas;
mod statements;

pub(crate) use statements::{claim_words, prediction_words};

use crate::ast::{File, ItemKind, StatementKind};
use formulas::Writer;
pub(crate) use formulas::element_text;

/// Longest line, in characters, where a formula can be broken at all.
const WIDTH: usize = 100;

/// Prints a theory file.
///
/// Statements stand at the margin, `cites` four spaces in; one blank line stays where the author left blank lines; a
/// formula longer than the line breaks before `and` and `or`, a claim before its verb. Never fails.
pub fn print(file: &File) -> String {
    let mut writer = Writer::new(None);
    for (at, item) in file.items.iter().enumerate() {
        if item.blank && at > 0 {
            writer.line(0);
        }
        match &item.what {
            ItemKind::Comment(text) => {
                let cites = file.items[at + 1..].iter().find(|item| !matches!(item.what, ItemKind::Comment(_)));
                let inside = cites.is_some_and(is_cites) && !blank_before_statement(file, at + 1);
                writer.push(if inside { "    " } else { "" });
                writer.push(text);
            }
            ItemKind::Statement { statement, comment } => {
                statements::statement(&mut writer, &statement.kind);
                if let Some(comment) = comment {
                    writer.push("  ");
                    writer.push(comment);
                }
            }
        }
        writer.line(0);
    }
    writer.finish()
}

fn is_cites(item: &crate::ast::Item) -> bool {
    matches!(&item.what, ItemKind::Statement { statement, .. } if matches!(statement.kind, StatementKind::Cites { .. }))
}

/// Whether a blank line stands between the items from `at` on and the next statement.
fn blank_before_statement(file: &File, at: usize) -> bool {
    for item in &file.items[at..] {
        if item.blank || !matches!(item.what, ItemKind::Comment(_)) {
            return item.blank;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::print;
    use crate::parse;
    use text::Files;

    fn reprinted(text: &str) -> String {
        let mut files = Files::new();
        let file = files.add("t", text);
        let parsed = parse(&files, file);
        assert!(parsed.problems.is_empty(), "{:?}", parsed.problems);
        let printed = print(&parsed.value);
        let again = files.add("again", printed.clone());
        assert_eq!(parse(&files, again).value, parsed.value, "{printed}");
        printed
    }

    #[test]
    fn comments_blank_lines_and_forms_are_kept() {
        insta::assert_snapshot!(reprinted(concat!(
            "#!  first\n\n\n\n# about the theory\ntheory t   \"T\"   # behind\n# of the source\ncites essay \"para. 3\"\n\n",
            "let INTEREST = (threats(a) overlaps threats(b)   # a shared enemy\n  or shares(a,b)) and not clash(a, b)\n",
            "  # and nothing between them\n  # (see the codebook)\n  and not x(a)=y\n",
            "let Y = # why not\n  R[1,2]*~Z+W and not (some t: rival(a,t) or rival(b,t)) or x(a)>=3*Z\n",
            "claim c: X*Y->Z\ncites essay\nclaim d: X and Y is necessary for Z # last\n",
        )), @r#"
        #!  first

        # about the theory
        theory t "T"  # behind
            # of the source
            cites essay "para. 3"

        let INTEREST = (threats(a) overlaps threats(b)  # a shared enemy
                or shares(a, b))
            and not clash(a, b)  # and nothing between them
            # (see the codebook)
            and not x(a) = y
        # why not
        let Y = R{1,2}*~Z + W and not (some t: rival(a, t) or rival(b, t)) or x(a) >= 3 * Z
        claim c: X*Y -> Z
            cites essay
        claim d: X and Y is necessary for Z  # last
        "#);
    }

    #[test]
    fn long_formulas_break_before_their_connectives_and_long_claims_before_their_verb() {
        let long = "let INTEREST = (threats(a) overlaps threats(b) or shares_interest(a, b)) and not clash(a, b) and not \
            threatens_each_other(a, b)\nclaim a-name-of-some-length: FIRST_CONDITION_OF_ALL*SECOND_CONDITION_OF_ALL is \
            equivalent to THE_OUTCOME_OF_THE_THEORY\npredict p: SOMETHING_WITH_A_LONG_NAME*ANOTHER_THING holds for CHN, PRK \
            on 2021-07 from a-name-of-some-length, b";
        insta::assert_snapshot!(reprinted(long), @"
        let INTEREST = (threats(a) overlaps threats(b) or shares_interest(a, b))
            and not clash(a, b)
            and not threatens_each_other(a, b)
        claim a-name-of-some-length: FIRST_CONDITION_OF_ALL*SECOND_CONDITION_OF_ALL
            is equivalent to THE_OUTCOME_OF_THE_THEORY
        predict p: SOMETHING_WITH_A_LONG_NAME*ANOTHER_THING
            holds for CHN, PRK on 2021-07
            from a-name-of-some-length, b
        ");
    }
}
