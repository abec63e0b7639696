//! CSV as bytes: records and fields by their places, nothing copied.
//!
//! RFC 4180 with comments (lines that begin with `#`). The csv crate accepts wrong quoting in silence and gives no places
//! of fields; this scanner says what is wrong and goes on at the next line. It never looks at what a field means.

/// A field of a record: the bytes of its content, without quotes and surrounding space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Field {
    pub start: u32,
    pub end: u32,
    /// Whether it stands in quotes; then `""` in it is one quote.
    pub quoted: bool,
}

/// What is wrong with the quotes of a field, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A quote that no quote closes on the same field.
    Unclosed(usize),
    /// Text between a closing quote and the next separator.
    AfterQuote(usize),
}

/// Walks over the records of a text, from a byte on.
#[derive(Debug, Clone)]
pub(crate) struct Records<'a> {
    text: &'a [u8],
    at: usize,
    until: usize,
    delimiter: u8,
}

impl<'a> Records<'a> {
    /// The records that begin in `at..until`.
    pub fn new(text: &'a str, at: usize, until: usize, delimiter: u8) -> Self {
        Self { text: text.as_bytes(), at, until, delimiter }
    }

    /// Where the next record, comment or empty line begins.
    pub fn place(&self) -> usize {
        self.at
    }

    /// Puts the fields of the next record into `fields` and gives its place; empty lines and comments are passed over.
    pub fn next(&mut self, fields: &mut Vec<Field>, faults: &mut Vec<Fault>) -> Option<(usize, usize)> {
        fields.clear();
        let text = self.text;
        loop {
            if self.at >= self.until || self.at >= text.len() {
                return None;
            }
            match text[self.at] {
                b'\n' | b'\r' => self.at += 1,
                b'#' => self.at = line_end(text, self.at),
                _ => break,
            }
        }
        let start = self.at;
        let mut at = start;
        loop {
            // One field, from `at`.
            let mut first = at;
            while first < text.len() && (text[first] == b' ' || (text[first] == b'\t' && self.delimiter != b'\t')) {
                first += 1;
            }
            if text.get(first) == Some(&b'"') {
                let (field, next) = quoted(text, first, self.delimiter, faults);
                fields.push(field);
                at = next;
            } else {
                let mut end = at;
                while end < text.len() && !matches!(text[end], b'\n' | b'\r') && text[end] != self.delimiter {
                    end += 1;
                }
                at = end;
                while end > first && matches!(text[end - 1], b' ' | b'\t') {
                    end -= 1;
                }
                fields.push(Field { start: first.min(end) as u32, end: end as u32, quoted: false });
            }
            if text.get(at) == Some(&self.delimiter) {
                at += 1;
            } else {
                break;
            }
        }
        self.at = at;
        Some((start, at))
    }
}

/// A field that begins with the quote at `open`; gives it and the place of the separator or line end after it.
fn quoted(text: &[u8], open: usize, delimiter: u8, faults: &mut Vec<Fault>) -> (Field, usize) {
    let mut at = open + 1;
    let mut lines = false;
    loop {
        match text.get(at) {
            Some(b'"') if text.get(at + 1) == Some(&b'"') => at += 2,
            Some(b'"') => break,
            Some(byte) => {
                lines |= *byte == b'\n';
                at += 1;
            }
            None => return unclosed(text, open, delimiter, faults),
        }
    }
    let field = Field { start: open as u32 + 1, end: at as u32, quoted: true };
    let mut next = at + 1;
    while matches!(text.get(next), Some(b' ')) {
        next += 1;
    }
    match text.get(next) {
        None | Some(b'\n' | b'\r') => (field, next),
        Some(byte) if *byte == delimiter => (field, next),
        // A quote that was never closed swallows lines until the next quote opens.
        Some(_) if lines => unclosed(text, open, delimiter, faults),
        Some(_) => {
            faults.push(Fault::AfterQuote(next));
            while !matches!(text.get(next), None | Some(b'\n' | b'\r')) && text[next] != delimiter {
                next += 1;
            }
            (Field { start: open as u32, end: next as u32, quoted: false }, next)
        }
    }
}

/// Takes an unclosed quote as closed before the next separator of its line.
fn unclosed(text: &[u8], open: usize, delimiter: u8, faults: &mut Vec<Fault>) -> (Field, usize) {
    faults.push(Fault::Unclosed(open));
    let mut end = open + 1;
    while !matches!(text.get(end), None | Some(b'\n' | b'\r')) && text[end] != delimiter {
        end += 1;
    }
    (Field { start: open as u32 + 1, end: end as u32, quoted: false }, end)
}

/// The place of the line break that ends the line of `at`, or the end of the text.
pub(crate) fn line_end(text: &[u8], at: usize) -> usize {
    text[at..].iter().position(|byte| matches!(byte, b'\n' | b'\r')).map_or(text.len(), |more| at + more)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Vec<&str>>, Vec<Fault>) {
        let mut records = Records::new(text, 0, text.len(), b',');
        let (mut fields, mut faults, mut rows) = (Vec::new(), Vec::new(), Vec::new());
        while records.next(&mut fields, &mut faults).is_some() {
            rows.push(fields.iter().map(|field| &text[field.start as usize..field.end as usize]).collect());
        }
        (rows, faults)
    }

    #[test]
    fn records_are_read_with_comments_quotes_and_any_line_end() {
        let (rows, faults) = read("a, b ,c\r\n# no, record\n\n1,\"x, \"\"y\"\"\nz\",\n2,,3");
        assert_eq!(rows, [vec!["a", "b", "c"], vec!["1", "x, \"\"y\"\"\nz", ""], vec!["2", "", "3"]]);
        assert!(faults.is_empty());
    }

    #[test]
    fn wrong_quotes_are_said_and_the_next_line_is_read() {
        let (rows, faults) = read("a,b\n1,\"x\n2,y\n");
        assert_eq!(rows, [vec!["a", "b"], vec!["1", "x"], vec!["2", "y"]]);
        assert_eq!(faults, [Fault::Unclosed(6)]);
        let (rows, faults) = read("1,\"x\n2,\"y\"\n");
        assert_eq!(rows, [vec!["1", "x"], vec!["2", "y"]]);
        assert_eq!(faults, [Fault::Unclosed(2)]);
        let (rows, faults) = read("\"x\" y,2\n");
        assert_eq!(rows, [vec!["\"x\" y", "2"]]);
        assert_eq!(faults, [Fault::AfterQuote(4)]);
    }
}
