//! Reports as tables: what `--format csv` prints.

/// Rows under named columns; every row is as long as the header.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table.
    pub fn new(columns: &[&'static str]) -> Self {
        Self::named(columns.iter().map(|column| (*column).to_owned()).collect())
    }

    /// An empty table with columns of any name.
    pub fn named(columns: Vec<String>) -> Self {
        Self { columns, rows: Vec::new() }
    }

    /// The same rows, each with these columns behind its own: what holds of all rows alike, so that a row taken out of the table still
    /// says it.
    #[must_use]
    pub fn beside<const N: usize>(mut self, all: [(&'static str, String); N]) -> Self {
        for (name, value) in all {
            self.columns.push(name.to_owned());
            self.rows.iter_mut().for_each(|row| row.push(value.clone()));
        }
        self
    }

    /// As CSV (RFC 4180): comma, quotes where needed, a line feed after each row.
    pub fn to_csv(&self) -> String {
        let mut text = String::new();
        for row in std::iter::once(&self.columns).chain(&self.rows) {
            for (at, cell) in row.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                if cell.contains([',', '"', '\n', '\r']) {
                    text.push('"');
                    text.push_str(&cell.replace('"', "\"\""));
                    text.push('"');
                } else {
                    text.push_str(cell);
                }
            }
            text.push('\n');
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    fn what_holds_of_all_rows_stands_in_each() {
        let mut table = Table::new(&["a"]);
        table.rows.extend([vec!["x".to_owned()], vec!["y".to_owned()]]);
        assert_eq!(table.beside([("n", "7".to_owned()), ("of", String::new())]).to_csv(), "a,n,of\nx,7,\ny,7,\n");
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let mut table = Table::new(&["a", "b"]);
        table.rows.push(vec!["x,y".to_owned(), "say \"no\"".to_owned()]);
        assert_eq!(table.to_csv(), "a,b\n\"x,y\",\"say \"\"no\"\"\"\n");
    }
}
