//! Delimited text.

use super::budget::Budget;
use super::cell::Texts;
use super::encoding::Decoded;
use super::{Cell, Grid, Limits, Notice, ReadOptions, Row, Source, TableError};

/// What may separate cells, in the order of preference when the evidence is equal.
const DELIMITERS: [u8; 3] = *b",;\t";
/// Records looked at to find the delimiter.
const SAMPLE: usize = 60;

pub(super) fn read(decoded: &Decoded<'_>, file_name: &str, options: &ReadOptions) -> Result<Grid, TableError> {
    let (text, stated) = strip_separator_line(&decoded.text);
    let delimiter = options.delimiter.and_then(|c| u8::try_from(c).ok()).or(stated).unwrap_or_else(|| delimiter(text));
    let rows = records(text, delimiter, u32::from(stated.is_some()), &options.limits)?;
    let mut grid = Grid { rows, ..empty_grid(decoded, file_name, delimiter) };
    grid.notices.extend(cut_off(text, &grid.rows));
    Ok(grid)
}

fn empty_grid(decoded: &Decoded<'_>, file_name: &str, delimiter: u8) -> Grid {
    let Decoded { encoding, byte_order_mark, certain, .. } = *decoded;
    let base = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    let notices = if certain { Vec::new() } else { vec![Notice::EncodingUncertain { encoding }] };
    Grid {
        name: base.rsplit_once('.').map_or(base, |(stem, _)| stem).to_owned(),
        rows: Vec::new(),
        merges: Vec::new(),
        source: Source::Csv { encoding, byte_order_mark, delimiter: char::from(delimiter) },
        notices,
    }
}

/// A last line without its end, shorter than every other: the file was cut on the way.
fn cut_off(text: &str, rows: &[Row]) -> Option<Notice> {
    let (last, others) = rows.split_last()?;
    let shortest = others.iter().map(|row| row.cells.len()).min()?;
    let open = !text.ends_with(['\n', '\r']) && others.len() > 1;
    (open && last.cells.len() < shortest).then_some(Notice::CutOff { row: last.number })
}

/// Excel reads (and some programs write) a first line `sep=;`.
fn strip_separator_line(text: &str) -> (&str, Option<u8>) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    match first.trim_end_matches('\r').as_bytes() {
        [b's', b'e', b'p', b'=', delimiter] => (rest, Some(*delimiter)),
        _ => (text, None),
    }
}

/// Bytes looked at to see whether quotation marks are closed where a delimiter would have them closed.
const QUOTED_SAMPLE: usize = 64 << 10;

/// The delimiter under which quotation marks close where they should, and most records have the same number of cells,
/// and more than one. A text full of semicolons is still separated by commas.
fn delimiter(text: &str) -> u8 {
    let score = |delimiter: u8| {
        let mut counts = std::collections::BTreeMap::<usize, usize>::new();
        for record in reader(text, delimiter).into_records().take(SAMPLE).flatten() {
            *counts.entry(record.len()).or_default() += 1;
        }
        let usual =
            counts.into_iter().filter(|(cells, _)| *cells > 1).max_by_key(|(cells, records)| (*records, *cells));
        usual.map_or((0, 0), |(cells, records)| (records, cells))
    };
    let judged = |delimiter: u8| (std::cmp::Reverse(misquoted(text.as_bytes(), delimiter)), score(delimiter));
    DELIMITERS.into_iter().rev().max_by_key(|delimiter| judged(*delimiter)).unwrap_or(b',')
}

/// Quoted cells that neither a delimiter nor the end of a line follows.
fn misquoted(text: &[u8], delimiter: u8) -> usize {
    let text = &text[..text.len().min(QUOTED_SAMPLE)];
    let ends = |byte: u8| byte == delimiter || matches!(byte, b'\n' | b'\r');
    let (mut wrong, mut at, mut begins) = (0, 0, true);
    while at < text.len() {
        if begins && text[at] == b'"' {
            at = after_quoted(text, at + 1);
            wrong += usize::from(text.get(at).is_some_and(|next| !ends(*next)));
            begins = false;
            continue;
        }
        begins = ends(text[at]);
        at += 1;
    }
    wrong
}

/// The place behind the mark that closes a quoted cell; doubled marks are part of it.
fn after_quoted(text: &[u8], mut at: usize) -> usize {
    while at < text.len() {
        match (text[at], text.get(at + 1)) {
            (b'"', Some(b'"')) => at += 2,
            (b'"', _) => return at + 1,
            _ => at += 1,
        }
    }
    at
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

/// All filled records with the row number that Excel would show: blank lines count, a line break inside
/// quotation marks does not.
fn records(text: &str, delimiter: u8, rows_above: u32, limits: &Limits) -> Result<Vec<Row>, TableError> {
    let mut reader = reader(text, delimiter);
    let mut record = csv::StringRecord::new();
    let mut rows = Vec::new();
    let (mut counted_to, mut row_number) = (0, rows_above + 1);
    let (mut budget, mut texts) = (Budget::new(limits), Texts::default());
    // Breaks inside the last record's cells: lines of the file, but not rows of the table.
    let mut inner_breaks = 0;
    while reader.read_record(&mut record).map_err(|e| TableError::Damaged { detail: e.to_string() })? {
        let start = record_start(text, &record);
        row_number += newlines(&text[counted_to..start]).saturating_sub(inner_breaks);
        inner_breaks = record.iter().map(newlines).sum();
        counted_to = start;
        let end = usize::try_from(reader.position().byte()).unwrap_or(text.len()).min(text.len());
        if record.len() > limits.columns && record.iter().skip(limits.columns).any(|field| !field.trim().is_empty()) {
            return Err(TableError::TooManyColumns { row: row_number, limit: limits.columns });
        }
        refuse_open_quote(&text[start..end], &record, end == text.len(), row_number)?;
        let cells = to_cells(&record, row_number, limits, &mut texts)?;
        let row = Row { number: row_number, cells, formulas: Vec::new() };
        if row.is_filled() {
            for cell in row.cells.iter().filter(|cell| !cell.is_empty()) {
                budget.spend(cell.text().len())?;
            }
            rows.push(row);
        }
        if rows.len() > limits.rows {
            return Err(TableError::TooManyRows { limit: limits.rows });
        }
    }
    Ok(rows)
}

/// Where the record really starts: the reader's position may still stand before blank lines.
fn record_start(text: &str, record: &csv::StringRecord) -> usize {
    let reported = record.position().map_or(0, csv::Position::byte);
    let from = usize::try_from(reported).unwrap_or(text.len()).min(text.len());
    let blank = text.as_bytes()[from..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    from + blank
}

/// Line ends of every kind: `\n`, `\r\n`, and the lone `\r` of old Macs, as the CSV reader takes them.
fn newlines(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let ends = (0..bytes.len()).filter(|at| match bytes[*at] {
        b'\n' => true,
        b'\r' => bytes.get(at + 1) != Some(&b'\n'),
        _ => false,
    });
    u32::try_from(ends.count()).unwrap_or(u32::MAX)
}

/// A quotation mark that is never closed swallows the rest of the file into one cell.
fn refuse_open_quote(raw: &str, record: &csv::StringRecord, last: bool, row: u32) -> Result<(), TableError> {
    let odd = raw.bytes().filter(|byte| *byte == b'"').count() % 2 == 1;
    if last && odd && record.iter().any(|field| field.contains('\n')) {
        return Err(TableError::UnclosedQuote { row });
    }
    Ok(())
}

fn to_cells(record: &csv::StringRecord, row: u32, limits: &Limits, texts: &mut Texts) -> Result<Vec<Cell>, TableError> {
    let mut cells = Vec::with_capacity(record.len().min(limits.columns));
    for (index, field) in record.iter().take(limits.columns).enumerate() {
        if field.len() > limits.cell_chars && field.chars().count() > limits.cell_chars {
            return Err(TableError::CellTooLong { row, column: index + 1, limit: limits.cell_chars });
        }
        cells.push(Cell::from_text(unguarded(field), texts));
    }
    Ok(cells)
}

/// Takes off what programs wrap around a text so that Excel keeps it as text: `="00123"`, and the apostrophe
/// that our own export puts before a text that could act as a formula.
fn unguarded(field: &str) -> &str {
    if let Some(inner) = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        return inner;
    }
    match field.strip_prefix('\'') {
        Some(rest) if super::csv_out::is_guarded_form(rest) => rest,
        _ => field,
    }
}
