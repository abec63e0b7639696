//! Tables for a paper: Markdown and LaTeX from the same rows that a terminal shows.

/// A table as it is printed: a caption, columns, rows, notes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// What it shows, one line.
    pub caption: String,
    /// Titles of the columns.
    pub columns: Vec<String>,
    /// Places of the columns that hold numbers, and stand to the right.
    pub right: Vec<usize>,
    /// The rows, each as long as `columns`.
    pub rows: Vec<Vec<String>>,
    /// What stands below it.
    pub notes: Vec<String>,
    /// What could be asked next, by which options: for a terminal, and in no paper.
    pub advice: Vec<String>,
}

impl Layout {
    /// A table without rows.
    #[must_use]
    pub fn new(caption: impl Into<String>, columns: &[&str], right: &[usize]) -> Self {
        Self {
            caption: caption.into(),
            columns: columns.iter().map(|title| (*title).to_owned()).collect(),
            right: right.to_vec(),
            ..Self::default()
        }
    }

    /// As a table of GitHub's Markdown, caption above in bold, notes below.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| markdown(cell)).collect();
            format!("| {} |\n", cells.join(" | "))
        };
        let rule: Vec<&str> =
            (0..self.columns.len()).map(|at| if self.right.contains(&at) { "---:" } else { "---" }).collect();
        let mut text = format!("**{}**\n\n{}| {} |\n", markdown(&self.caption), line(&self.columns), rule.join(" | "));
        for row in &self.rows {
            text.push_str(&line(row));
        }
        for note in &self.notes {
            text.push_str(&format!("\n{}\n", markdown(note)));
        }
        text
    }

    /// A line of text as Markdown shows it.
    #[must_use]
    pub fn markdown(text: &str) -> String {
        markdown(text)
    }

    /// A line of text as LaTeX shows it.
    #[must_use]
    pub fn latex(text: &str) -> String {
        latex(text)
    }

    /// As a LaTeX table (package `booktabs`), notes below in small type.
    #[must_use]
    pub fn to_latex(&self) -> String {
        let line = |cells: &[String]| {
            let cells: Vec<String> = cells.iter().map(|cell| latex(cell)).collect();
            format!("{} \\\\\n", cells.join(" & "))
        };
        let shape: String =
            (0..self.columns.len()).map(|at| if self.right.contains(&at) { 'r' } else { 'l' }).collect();
        let mut text = format!(
            "\\begin{{table}}\n\\caption{{{}}}\n\\centering\n\\begin{{tabular}}{{{shape}}}\n\\toprule\n{}\\midrule\n",
            latex(&self.caption),
            line(&self.columns)
        );
        for row in &self.rows {
            text.push_str(&line(row));
        }
        text.push_str("\\bottomrule\n\\end{tabular}\n");
        for note in &self.notes {
            text.push_str(&format!("\n{{\\small {}}}\n", latex(note)));
        }
        text.push_str("\\end{table}\n");
        text
    }
}

/// Signs that Markdown takes for marks, escaped.
fn markdown(text: &str) -> String {
    let mut escaped = String::new();
    for sign in text.chars() {
        if matches!(sign, '|' | '*' | '_' | '`' | '<' | '>' | '[' | ']' | '\\' | '~' | '#') {
            escaped.push('\\');
        }
        escaped.push(sign);
    }
    escaped
}

/// Signs that LaTeX takes for commands, escaped; signs of logic as mathematics.
fn latex(text: &str) -> String {
    let arrows = text.replace("<->", "↔").replace("->", "→").replace("<-", "←");
    let mut escaped = String::new();
    let mut quoted = false;
    for sign in arrows.replace(">=", "≥").replace("<=", "≤").chars() {
        match sign {
            // Two of them would be a dash.
            '-' if escaped.ends_with('-') => escaped.push_str("{}-"),
            '|' => escaped.push_str("$\\vert$"),
            '"' => {
                escaped.push_str(if quoted { "''" } else { "``" });
                quoted = !quoted;
            }
            '↔' => escaped.push_str("$\\leftrightarrow$"),
            'Δ' => escaped.push_str("$\\Delta$"),
            '·' => escaped.push_str("$\\cdot$"),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                escaped.push('\\');
                escaped.push(sign);
            }
            '~' => escaped.push_str("$\\sim$"),
            '*' => escaped.push_str("$\\ast$"),
            '\\' => escaped.push_str("\\textbackslash{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '<' => escaped.push_str("$<$"),
            '>' => escaped.push_str("$>$"),
            '≥' => escaped.push_str("$\\geq$"),
            '≤' => escaped.push_str("$\\leq$"),
            '→' => escaped.push_str("$\\rightarrow$"),
            '←' => escaped.push_str("$\\leftarrow$"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout() -> Layout {
        let mut layout = Layout::new("A & B", &["term", "n"], &[1]);
        layout.rows.push(vec!["A*~B_1".to_owned(), "2".to_owned()]);
        layout.notes.push("N = 3".to_owned());
        layout
    }

    #[test]
    fn markdown_shows_signs_as_they_are() {
        assert_eq!(
            layout().to_markdown(),
            "**A & B**\n\n| term | n |\n| --- | ---: |\n| A\\*\\~B\\_1 | 2 |\n\nN = 3\n"
        );
    }

    #[test]
    fn latex_has_arrows_bars_and_dashes_as_they_are_meant() {
        let shown = [
            ("A->Y", "A$\\rightarrow$Y"),
            ("A <- Y", "A $\\leftarrow$ Y"),
            ("A <-> Y", "A $\\leftrightarrow$ Y"),
            ("CHN>PRK", "CHN$>$PRK"),
            ("|C - C'|", "$\\vert$C - C'$\\vert$"),
            ("a--b", "a-{}-b"),
            ("as \"in fact\"", "as ``in fact''"),
        ];
        for (text, expected) in shown {
            assert_eq!(Layout::latex(text), expected);
        }
    }

    #[test]
    fn latex_has_no_sign_that_it_would_take_for_a_command() {
        let text = layout().to_latex();
        assert!(text.contains("\\caption{A \\& B}"), "{text}");
        assert!(text.contains("A$\\ast$$\\sim$B\\_1 & 2 \\\\"), "{text}");
        assert!(text.contains("\\begin{tabular}{lr}"), "{text}");
    }
}
