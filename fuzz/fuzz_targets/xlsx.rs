//! Any bytes as a workbook, and any text as the sheet within one; what is read is read as a table of codings too.
#![no_main]

mod seeds;

use libfuzzer_sys::fuzz_target;

/// The parts of a workbook besides its sheet.
const PARTS: [(&str, &str); 5] = [
    (
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>",
    ),
    (
        "_rels/.rels",
        "<Relationships><Relationship Id=\"r0\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
    ),
    (
        "xl/workbook.xml",
        "<workbook xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"s\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
    ),
    (
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
    ),
    (
        "xl/styles.xml",
        "<styleSheet><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
    ),
];

/// A few sheets to begin with.
const SHEETS: [&str; 3] = [
    "<worksheet><dimension ref=\"A1:B2\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>subject</t></is></c><c r=\"B1\" t=\"str\"><v>from</v></c></row><row r=\"2\"><c r=\"A2\" t=\"n\"><v>3</v></c><c r=\"B2\" s=\"1\"><v>22473</v></c></row></sheetData></worksheet>",
    "<worksheet><sheetData><row><c t=\"b\"><v>1</v></c><c t=\"e\"><v>#N/A</v></c><c t=\"d\"><v>1961-07-11T00:00:00</v></c></row></sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:B1\"/></mergeCells></worksheet>",
    "<worksheet><sheetData><row r=\"7\"><c r=\"C7\"><f t=\"shared\" si=\"0\" ref=\"C7:C9\">A1+1</f><v>1e300</v></c></row></sheetData></worksheet>",
];

fuzz_target!(
    init: seeds::begin("sheet", || SHEETS.iter().map(|sheet| sheet.as_bytes().to_vec()).collect()),
    |bytes: &[u8]| {
        let workbook = if bytes.starts_with(b"PK") { bytes.to_vec() } else { zip(bytes) };
        let read = casebase::sheet::from_xlsx(&workbook, "facts.xlsx", None);
        assert!(!read.has_errors() || read.value.is_empty(), "a workbook that cannot be read gives no text");
        casebase::fuzz::fuzz_csv(read.value.as_bytes());
    }
);

/// A workbook around a sheet, its parts stored as they are.
fn zip(sheet: &[u8]) -> Vec<u8> {
    let parts = PARTS.iter().map(|(name, part)| (*name, part.as_bytes())).chain([("xl/worksheets/sheet1.xml", sheet)]);
    let (mut whole, mut directory, mut count) = (Vec::new(), Vec::new(), 0u16);
    for (name, part) in parts {
        let at = whole.len() as u32;
        let mut fields = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        fields.extend(crc(part).to_le_bytes());
        fields.extend((part.len() as u32).to_le_bytes());
        fields.extend((part.len() as u32).to_le_bytes());
        fields.extend((name.len() as u16).to_le_bytes());
        fields.extend([0, 0]);
        whole.extend(b"PK\x03\x04");
        whole.extend(&fields);
        whole.extend(name.as_bytes());
        whole.extend(part);
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&fields);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
        count += 1;
    }
    let at = whole.len() as u32;
    whole.extend(&directory);
    whole.extend(b"PK\x05\x06\x00\x00\x00\x00");
    whole.extend(count.to_le_bytes());
    whole.extend(count.to_le_bytes());
    whole.extend((directory.len() as u32).to_le_bytes());
    whole.extend(at.to_le_bytes());
    whole.extend([0, 0]);
    whole
}

/// The checksum of zip files (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    !bytes
        .iter()
        .fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xEDB8_8320 * (sum & 1))))
}
