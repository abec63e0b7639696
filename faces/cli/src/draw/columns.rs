//! Rows in columns: each as wide as its widest cell, numbers to the right.

use super::paint::{DIM, pad, paint, width};

/// Rows under a dim header. Columns named in `right` stand to the right; the last column is not filled up. Cells may have
/// colours.
pub fn columns(head: &[&str], rows: &[Vec<String>], right: &[usize], indent: usize) -> String {
    let wide = |at: usize| {
        let cells = rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell));
        cells.chain([width(head[at])]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..head.len()).map(wide).collect();
    let line = |cells: &[String]| {
        let mut text = " ".repeat(indent);
        for (at, cell) in cells.iter().enumerate().take(head.len()) {
            if at > 0 {
                text.push_str("  ");
            }
            if right.contains(&at) {
                text.push_str(&" ".repeat(widths[at].saturating_sub(width(cell))));
                text.push_str(cell);
            } else {
                text.push_str(&pad(cell, widths[at]));
            }
        }
        text.trim_end().to_owned()
    };
    let mut text = String::new();
    if head.iter().any(|title| !title.is_empty()) {
        let titles: Vec<String> = head.iter().map(|title| (*title).to_owned()).collect();
        text.push_str(&format!("{}\n", paint(DIM, line(&titles))));
    }
    for row in rows {
        text.push_str(&line(row));
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_to_the_right() {
        let rows = vec![vec!["CHN".to_owned(), "1".to_owned()], vec!["VNM-LAO".to_owned(), "10".to_owned()]];
        let text = columns(&["", ""], &rows, &[1], 2);
        assert_eq!(text, "  CHN       1\n  VNM-LAO  10\n");
    }
}
