//! Tables of set-theoretic analyses on a terminal: columns, the last one wrapped, notes below.

use super::columns::columns;
use super::paint::{BOLD, DIM, paint, width, wrap};
use crate::out::Screen;
use exceptio::Layout;

/// The least room for the last column; where there is less, it stands on lines of its own.
const LEAST: usize = 20;

/// What a table is of, in dim lines, broken between its parts.
pub fn head(screen: &Screen, head: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for part in head.split(" · ") {
        match lines.last_mut() {
            Some(last) if width(last) + 3 + width(part) <= screen.width => {
                last.push_str(" · ");
                last.push_str(part);
            }
            _ => lines.push(part.to_owned()),
        }
    }
    lines.iter().map(|line| wrap(&paint(DIM, line), screen.width, "", "  ")).collect()
}

/// A caption, the rows, the notes. Rows wider than the screen have their last column wrapped.
pub fn layout(screen: &Screen, layout: &Layout) -> String {
    let mut text = wrap(&paint(BOLD, &layout.caption), screen.width, "", "  ");
    if !layout.rows.is_empty() {
        text.push('\n');
        text.push_str(&rows(screen, layout));
    }
    if !(layout.notes.is_empty() && layout.advice.is_empty()) {
        text.push('\n');
    }
    for note in layout.notes.iter().chain(&layout.advice) {
        text.push_str(&wrap(note, screen.width, "", "  "));
    }
    text
}

/// Wraps between the items of a list, and not within one, for a case may be called `CHN>PRK 1955`; but an item that is longer than a
/// line, such as a formula, within.
fn items(list: &str, columns: usize, first: &str, rest: &str) -> String {
    // A sign for private use, one column wide, that no name has.
    const SPACE: &str = "\u{e000}";
    let room = columns.saturating_sub(width(rest));
    let one = |item: &str| if width(item) > room { item.to_owned() } else { item.replace(' ', SPACE) };
    let whole: Vec<String> = list.split(", ").map(one).collect();
    wrap(&whole.join(", "), columns, first, rest).replace(SPACE, " ")
}

fn rows(screen: &Screen, layout: &Layout) -> String {
    let head: Vec<&str> = layout.columns.iter().map(String::as_str).collect();
    let last = head.len() - 1;
    let widest = |at: usize| layout.rows.iter().map(|row| width(&row[at])).chain([width(head[at])]).max().unwrap_or(0);
    let before: usize = (0..last).map(|at| widest(at) + 2).sum();
    let whole = before + widest(last) <= screen.width;
    if whole || layout.right.contains(&last) {
        return columns(&head, &layout.rows, &layout.right, 0, screen.width);
    }
    if before > screen.width {
        return columns(&head, &layout.rows, &layout.right, 0, screen.width);
    }
    let room = screen.width.saturating_sub(before);
    let mut lines: Vec<Vec<String>> = Vec::new();
    for row in &layout.rows {
        if room < LEAST {
            lines.push(row[..last].to_vec());
            let own = items(&row[last], screen.width, "    ", "    ");
            lines.extend(own.lines().filter(|line| !line.trim().is_empty()).map(|line| vec![paint(DIM, line)]));
            continue;
        }
        let wrapped = items(&row[last], room, "", "");
        for (at, line) in wrapped.lines().enumerate() {
            let mut cells = if at == 0 { row[..last].to_vec() } else { vec![String::new(); last] };
            cells.push(line.to_owned());
            lines.push(cells);
        }
    }
    if room >= LEAST {
        return columns(&head, &lines, &layout.right, 0, screen.width);
    }
    // Lines of their own must not widen the first column: the table is drawn without them, then they are put between.
    let table: Vec<Vec<String>> = lines.iter().filter(|line| line.len() > 1).cloned().collect();
    let drawn = columns(&head[..last], &table, &layout.right, 0, before);
    let mut drawn = drawn.lines();
    let mut text = format!("{}\n", drawn.next().unwrap_or_default());
    for line in &lines {
        let next = if line.len() > 1 { drawn.next().unwrap_or_default() } else { line[0].as_str() };
        text.push_str(&format!("{next}\n"));
    }
    text
}
