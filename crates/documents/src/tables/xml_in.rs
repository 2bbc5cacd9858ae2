//! XML: elements whose children are leaves are records, whatever stands around them. Read event by event.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, escape};

use super::encoding::Decoded;
use super::records::{Records, Value};
use super::{Limits, Sheet, Source, TableError};

/// Elements inside each other. A list of records needs four.
const DEPTH: usize = 32;

/// An element that is still open.
#[derive(Debug, Default)]
struct Open {
    name: String,
    text: String,
    /// Elements inside it that were leaves.
    leaves: usize,
    /// Elements inside it that were records, or held some.
    records: usize,
    /// Fields that stand in its own tag.
    attributes: Vec<(String, String)>,
}

pub(super) fn read(decoded: &Decoded<'_>, file_name: &str, limits: &Limits) -> Result<Sheet, TableError> {
    refuse_web_page(&decoded.text)?;
    let mut reader = Reader::from_str(decoded.text.trim_start());
    let mut gather = Gather { open: Vec::new(), records: Records::new(limits), chars: limits.cell_chars, ended: false };
    loop {
        let event = reader.read_event();
        let line = || line_at(&decoded.text, reader.buffer_position());
        match event {
            Ok(Event::Start(tag)) => gather.open(&tag).map_err(|error| at(error, line()))?,
            Ok(Event::Empty(tag)) => {
                gather.open(&tag).map_err(|error| at(error, line()))?;
                gather.close()?;
            }
            Ok(Event::End(_)) => gather.close()?,
            Ok(Event::Text(text)) => gather.text(&text)?,
            Ok(Event::CData(text)) => gather.text(&text)?,
            Ok(Event::GeneralRef(name)) => {
                let name: &str = &name;
                let text = escape::unescape(&format!("&{name};")).map_err(|e| broken(line(), &e))?.into_owned();
                gather.text(&text)?;
            }
            Ok(Event::DocType(_)) => return Err(TableError::Doctype),
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => return Err(broken(line(), &error)),
        }
    }
    if !gather.open.is_empty() {
        return Err(TableError::CutOff);
    }
    gather.records.sheet(file_name, Source::Xml { encoding: decoded.encoding }, Vec::new())
}

fn broken(line: u32, error: &dyn std::fmt::Display) -> TableError {
    TableError::BrokenMarkup { format: "XML", line, detail: error.to_string() }
}

fn at(error: TableError, line: u32) -> TableError {
    match error {
        TableError::BrokenMarkup { format, detail, .. } => TableError::BrokenMarkup { format, line, detail },
        other => other,
    }
}

fn line_at(text: &str, position: u64) -> u32 {
    let end = usize::try_from(position).unwrap_or(text.len()).min(text.len());
    u32::try_from(text.as_bytes()[..end].split(|byte| *byte == b'\n').count()).unwrap_or(u32::MAX)
}

/// Many systems export a web page, or the workbook of 2003, and call it `.xls`.
fn refuse_web_page(text: &str) -> Result<(), TableError> {
    let start: String = text.trim_start().chars().take(600).collect::<String>().to_ascii_lowercase();
    if ["<html", "<!doctype html", "<table"].iter().any(|tag| start.starts_with(tag)) || start.contains("<html") {
        return Err(TableError::WebPage);
    }
    if start.contains("urn:schemas-microsoft-com:office:spreadsheet") { Err(TableError::OldExcel) } else { Ok(()) }
}

struct Gather {
    open: Vec<Open>,
    records: Records,
    chars: usize,
    ended: bool,
}

impl Gather {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), TableError> {
        if self.open.len() >= DEPTH || (self.open.is_empty() && self.ended) {
            return Err(broken(0, &"elements stand too deep inside each other"));
        }
        let mut open = Open { name: tag.local_name().as_ref().to_owned(), ..Open::default() };
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|e| broken(0, &e))?;
            let name: &str = attribute.key.as_ref();
            if name.starts_with("xmlns") || name.starts_with("xsi:") {
                continue;
            }
            let key = attribute.key.local_name().as_ref().to_owned();
            let value = escape::unescape(&attribute.value).map_err(|e| broken(0, &e))?.into_owned();
            open.attributes.push((key, value));
        }
        self.open.push(open);
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), TableError> {
        let Some(open) = self.open.last_mut() else { return Ok(()) };
        // Breaks and blanks between elements are layout.
        if open.text.is_empty() && text.trim().is_empty() {
            return Ok(());
        }
        open.text.push_str(text);
        if open.text.len() > self.chars.saturating_mul(4) {
            let row = self.records.number();
            return Err(TableError::CellTooLong { row, column: open.leaves + 1, limit: self.chars });
        }
        Ok(())
    }

    fn close(&mut self) -> Result<(), TableError> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        self.ended = self.open.is_empty();
        let Open { name, text, leaves, records, attributes } = open;
        let text = text.trim();
        let is_record = leaves > 0 || (records == 0 && text.is_empty() && !attributes.is_empty() && !self.ended);
        match self.open.last_mut() {
            // A leaf: a field of the element around it.
            Some(parent) if !is_record && records == 0 => {
                parent.leaves += 1;
                self.records.field(&name, if text.is_empty() { Value::Nothing } else { Value::Text(text) })?;
                for (key, value) in attributes {
                    self.records.field(&format!("{name}.{key}"), Value::Text(&value))?;
                }
            }
            parent => {
                if leaves > 0 && records > 0 {
                    return Err(TableError::Nested { row: self.records.number(), field: name });
                }
                if let Some(parent) = parent {
                    parent.records += 1;
                }
                if is_record {
                    for (key, value) in attributes {
                        self.records.field(&key, Value::Text(&value))?;
                    }
                    self.records.end()?;
                }
            }
        }
        Ok(())
    }
}
