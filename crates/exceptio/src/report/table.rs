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
    fn cells_are_quoted_where_they_must_be() {
        let mut table = Table::new(&["a", "b"]);
        table.rows.push(vec!["x,y".to_owned(), "say \"no\"".to_owned()]);
        assert_eq!(table.to_csv(), "a,b\n\"x,y\",\"say \"\"no\"\"\"\n");
    }
}
