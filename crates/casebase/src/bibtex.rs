//! BibTeX through the biblatex crate, kept from what would make it call itself without end.
//!
//! In: a text. Out: its entries, or what is wrong and where. The crate follows abbreviations, commands within commands and
//! cross-references by recursion and without a limit, and reads dates of cross-referenced entries in ways that can panic:
//! here the first two are measured before it sees them, and cross-references are followed by [`lineage`], never by it.

use biblatex::{Bibliography, ChunksExt, Entry, Field, ParseError, RawBibliography, RawChunk};
use std::collections::BTreeMap;
use std::ops::Range;

/// Why a text is no bibliography.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Bytes of the text.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
}

impl From<ParseError> for Fault {
    fn from(problem: ParseError) -> Self {
        Fault { span: problem.span, message: problem.kind.to_string() }
    }
}

/// So many braces may be open at once in a value, and abbreviations stand within abbreviations.
const DEEPEST: usize = 64;

/// Names under which references to other entries are kept, so that the crate does not follow them.
const REFERENCES: [(&str, &str); 2] = [("crossref", "kept-crossref"), ("xdata", "kept-xdata")];

/// Reads a bibliography. Never panics, and its work grows with the text.
pub(crate) fn parse(text: &str) -> Result<Bibliography, Fault> {
    let mut raw = RawBibliography::parse(text)?;
    let fields = || raw.entries.iter().flat_map(|entry| &entry.v.fields);
    for pair in raw.abbreviations.iter().chain(fields()) {
        for chunk in &pair.value.v {
            if matches!(chunk.v, RawChunk::Normal(words) if depth(words) > DEEPEST) {
                return Err(Fault { span: chunk.span.clone(), message: "braces within braces, too deep".to_owned() });
            }
        }
    }
    // Of two abbreviations of one name the crate takes the last, and so does this.
    let mut abbreviations = Abbreviations {
        fields: raw.abbreviations.iter().map(|pair| (pair.key.v, &pair.value.v)).collect(),
        of: BTreeMap::new(),
    };
    let most = 16 * text.len() as u64 + (1 << 20);
    let mut all = 0u64;
    for pair in fields() {
        let size = abbreviations.size(&pair.value.v, DEEPEST).map_or(u64::MAX, |(size, _)| size);
        all = all.saturating_add(size);
        if all > most {
            let message = "its abbreviations stand for themselves, or for too much".to_owned();
            return Err(Fault { span: pair.value.span.clone(), message });
        }
    }
    for pair in raw.entries.iter_mut().flat_map(|entry| &mut entry.v.fields) {
        if let Some((_, kept)) = REFERENCES.iter().find(|(name, _)| pair.key.v.eq_ignore_ascii_case(name)) {
            pair.key.v = kept;
        }
    }
    Ok(Bibliography::from_raw(raw)?)
}

/// How many braces are open at once, escaped or not.
fn depth(words: &str) -> usize {
    let (mut open, mut most) = (0usize, 0);
    for byte in words.bytes() {
        match byte {
            b'{' => open += 1,
            b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        most = most.max(open);
    }
    most
}

/// What abbreviations grow to.
struct Abbreviations<'a> {
    fields: BTreeMap<&'a str, &'a Field<'a>>,
    of: BTreeMap<&'a str, (u64, usize)>,
}

impl<'a> Abbreviations<'a> {
    /// Bytes and pieces of a value with its abbreviations written out, and how deep they stand within each other.
    /// `None` where that is deeper than `left`, as it is where one stands for itself.
    fn size(&mut self, field: &'a Field<'a>, left: usize) -> Option<(u64, usize)> {
        let (mut size, mut deepest) = (1u64, 0);
        for chunk in field {
            let (more, deep) = match chunk.v {
                RawChunk::Normal(words) => (words.len() as u64, 0),
                RawChunk::Abbreviation(name) => match (self.of.get(name), self.fields.get(name).copied()) {
                    (Some(known), _) => *known,
                    (None, None) => (name.len() as u64, 0),
                    (None, Some(field)) => {
                        let (size, deep) = self.size(field, left.checked_sub(1)?)?;
                        self.of.insert(name, (size, deep + 1));
                        (size, deep + 1)
                    }
                },
            };
            size = size.saturating_add(more).saturating_add(1);
            deepest = deepest.max(deep);
        }
        (deepest <= left).then_some((size, deepest))
    }
}

/// An entry, and after it those from which it takes what it does not say: by `crossref` and `xdata`, each once, nearest
/// first, and no more than a hundred.
pub(crate) fn lineage<'a>(bibliography: &'a Bibliography, entry: &'a Entry) -> Vec<&'a Entry> {
    let mut lineage = vec![entry];
    let mut at = 0;
    while at < lineage.len() {
        for (_, kept) in REFERENCES {
            let Some(chunks) = lineage[at].get(kept) else { continue };
            for key in chunks.format_verbatim().split(',') {
                if let Some(other) = bibliography.get(key.trim())
                    && lineage.len() <= 100
                    && lineage.iter().all(|known| known.key != other.key)
                {
                    lineage.push(other);
                }
            }
        }
        at += 1;
    }
    lineage
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        parse(text).map(|read| read.len()).expect_err("a fault").message
    }

    #[test]
    fn abbreviations_that_stand_for_themselves_are_refused() {
        let said = "its abbreviations stand for themselves, or for too much";
        assert_eq!(fault("@string{a = a}\n@misc{k, title = a}\n"), said);
        assert_eq!(fault("@string{a = b # b, b = a}\n@misc{k, title = a}\n"), said);
        // Each stands for the one before it twice.
        let doubling: String = (1..60).map(|at| format!("@string{{a{at} = a{} # a{}}}\n", at - 1, at - 1)).collect();
        assert_eq!(fault(&format!("@string{{a0 = {{}}}}\n{doubling}@misc{{k, title = a59}}\n")), said);
        // Each stands for the one before it, and all are known before the last is asked for.
        let chain: String =
            (1..9000).map(|at| format!("@string{{a{at} = a{}}}\n@misc{{k{at}, title = a{at}}}\n", at - 1)).collect();
        assert_eq!(fault(&format!("@string{{a0 = {{x}}}}\n{chain}")), said);
        let plain = parse("@string{a = \"A\", b = a # \" B\"}\n@misc{k, title = b, month = jul}\n").unwrap();
        assert_eq!(plain.get("k").unwrap().get("title").unwrap().format_verbatim(), "A B");
    }

    #[test]
    fn braces_may_not_go_too_deep() {
        let deep = |count: usize| format!("@misc{{k, title = {{{}{}}}}}\n", "\\a{".repeat(count), "}".repeat(count));
        assert!(parse(&deep(50)).is_ok());
        assert_eq!(fault(&deep(100_000)), "braces within braces, too deep");
    }

    #[test]
    fn references_in_a_circle_end() {
        let text = "@book{a, crossref = {b}}\n@book{b, crossref = {a}, xdata = {b, c}}\n@xdata{c, year = 1961}\n";
        let read = parse(text).unwrap();
        let keys: Vec<&str> = lineage(&read, read.get("a").unwrap()).iter().map(|entry| entry.key.as_str()).collect();
        assert_eq!(keys, ["a", "b", "c"]);
    }
}
