//! Bytes to text, whatever program saved them.
//!
//! In: the bytes of one file. Out: its text, and what had to be assumed. UTF-8 is taken as it is, a byte order mark
//! included, so that an edit of the text is an edit of the bytes; UTF-16 and Windows-1252 are decoded and said.

use std::sync::Arc;
use text::{Diagnostic, FileId, Files, Span};

/// The byte order mark, as a character of the text.
pub(crate) const BOM: char = '\u{feff}';

/// What Windows-1252 has at 0x80 to 0x9F (the WHATWG Encoding Standard's index; undefined places keep their number).
const WINDOWS_1252: [char; 32] = [
    '\u{20ac}', '\u{81}', '\u{201a}', '\u{192}', '\u{201e}', '\u{2026}', '\u{2020}', '\u{2021}', '\u{2c6}', '\u{2030}',
    '\u{160}', '\u{2039}', '\u{152}', '\u{8d}', '\u{17d}', '\u{8f}', '\u{90}', '\u{2018}', '\u{2019}', '\u{201c}',
    '\u{201d}', '\u{2022}', '\u{2013}', '\u{2014}', '\u{2dc}', '\u{2122}', '\u{161}', '\u{203a}', '\u{153}', '\u{9d}',
    '\u{17e}', '\u{178}',
];

/// Adds a file's text to `files` and says what had to be assumed. Never errs: bytes that are no text become an empty text.
pub(crate) fn add(files: &mut Files, name: &str, bytes: &[u8], problems: &mut Vec<Diagnostic>) -> FileId {
    let (text, said) = decode(bytes);
    let id = files.add(name, text);
    if let Some(said) = said {
        problems.push(said.diagnostic(name, id));
    }
    id
}

/// What was assumed in order to read a file.
#[derive(Debug, PartialEq, Eq)]
enum Assumed {
    Bom,
    Utf16,
    Windows1252 { at: usize, until: usize },
    Damaged { at: usize, until: usize },
    Spreadsheet,
    Binary,
}

impl Assumed {
    fn diagnostic(&self, name: &str, id: FileId) -> Diagnostic {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let save = "save it as UTF-8 (in Excel: `CSV UTF-8`; in an editor: `Save with encoding`)";
        match *self {
            Assumed::Bom => {
                Diagnostic::note("casebase::byte_order_mark", format!("{name} begins with a byte order mark"))
                    .at(Span::new(id, 0, 3), "")
                    .hint("nothing needs to be done: it is kept, and read over")
            }
            Assumed::Utf16 => {
                Diagnostic::warning("casebase::not_utf8", format!("{name} is UTF-16, and was read as that"))
                    .at(Span::new(id, 0, 0), "")
                    .hint(save)
            }
            Assumed::Windows1252 { at, until } => Diagnostic::warning(
                "casebase::not_utf8",
                format!("{name} is not UTF-8, and was read as Windows-1252 (Latin-1)"),
            )
            .at(Span::new(id, at, until), "the first character that tells")
            .hint(save),
            Assumed::Damaged { at, until } => {
                Diagnostic::error("casebase::damaged_text", format!("{name} is UTF-8 with damaged characters"))
                    .at(Span::new(id, at, until), "this cannot be read")
                    .hint("type the damaged characters anew, and save the file as UTF-8")
            }
            Assumed::Spreadsheet => {
                Diagnostic::error("casebase::not_text", format!("{name} is a spreadsheet or an archive, not text"))
                    .at(Span::new(id, 0, 0), "")
                    .hint(format!(
                        "rename it to {stem}.xlsx and run `exceptio sheet from-xlsx {stem}.xlsx {name}`, or save it from the spreadsheet as `CSV UTF-8`"
                    ))
            }
            Assumed::Binary => Diagnostic::error("casebase::not_text", format!("{name} is not text"))
                .at(Span::new(id, 0, 0), "")
                .hint("a study file is plain text in UTF-8"),
        }
    }
}

fn decode(bytes: &[u8]) -> (Arc<str>, Option<Assumed>) {
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return ("".into(), Some(Assumed::Spreadsheet));
    }
    if let Some(wide) = utf16(bytes) {
        return (wide.into(), Some(Assumed::Utf16));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => (text.into(), text.starts_with(BOM).then_some(Assumed::Bom)),
        Err(_) if bytes.iter().take(4096).filter(|byte| **byte == 0).count() > 1 => ("".into(), Some(Assumed::Binary)),
        Err(problem) => {
            let good = problem.valid_up_to();
            if bytes[..good].is_ascii() {
                let mut text = String::with_capacity(bytes.len() + 16);
                text.extend(bytes.iter().map(|byte| match byte {
                    0x80..=0x9f => WINDOWS_1252[usize::from(byte - 0x80)],
                    other => char::from(*other),
                }));
                let until = good + text[good..].chars().next().map_or(0, char::len_utf8);
                (text.into(), Some(Assumed::Windows1252 { at: good, until }))
            } else {
                (String::from_utf8_lossy(bytes).into(), Some(Assumed::Damaged { at: good, until: good + 3 }))
            }
        }
    }
}

/// The text of UTF-16 bytes: by their mark, or because every other byte of the first hundred is nought.
fn utf16(bytes: &[u8]) -> Option<String> {
    let start = &bytes[..bytes.len().min(100)];
    let noughts = |odd: usize| start.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (skip, big) = match bytes {
        [0xff, 0xfe, ..] => (2, false),
        [0xfe, 0xff, ..] => (2, true),
        _ if bytes.len() < 8 => return None,
        _ if noughts(1) * 5 > start.len() * 2 && noughts(0) == 0 => (0, false),
        _ if noughts(0) * 5 > start.len() * 2 && noughts(1) == 0 => (0, true),
        _ => return None,
    };
    let units = bytes[skip..].chunks_exact(2).map(|two| {
        let two = [two[0], two[1]];
        if big { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) }
    });
    Some(char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_program_s_text_is_read_and_said() {
        assert_eq!(decode(b"abc"), ("abc".into(), None));
        assert_eq!(decode("\u{feff}abc".as_bytes()), ("\u{feff}abc".into(), Some(Assumed::Bom)));
        assert_eq!(decode(b"caf\xe9 \x93x\x94").0.as_ref(), "caf\u{e9} \u{201c}x\u{201d}");
        assert!(matches!(decode(b"caf\xe9").1, Some(Assumed::Windows1252 { at: 3, until: 5 })));
        let wide: Vec<u8> = "\u{feff}id,name".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&wide), ("id,name".into(), Some(Assumed::Utf16)));
        let unmarked: Vec<u8> = "id,name,from".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&unmarked), ("id,name,from".into(), Some(Assumed::Utf16)));
        assert_eq!(decode(b"PK\x03\x04....").1, Some(Assumed::Spreadsheet));
        assert_eq!(decode("é \u{e9}".as_bytes()).1, None);
        assert!(matches!(decode(b"\xc3\xa9 \xff").1, Some(Assumed::Damaged { at: 3, .. })));
    }
}
