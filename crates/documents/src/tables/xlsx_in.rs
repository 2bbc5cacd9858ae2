//! Workbooks.

use std::io::Cursor;

use calamine::{DataRef, Dimensions, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use kernel::Date;

use super::budget::{Budget, NOTICES};
use super::cell::Texts;
use super::guard::{Measured, measure};
use super::{Cell, Grid, Limits, Merge, Notice, ReadOptions, Row, Source, TableError};

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

pub(super) fn read(bytes: &[u8], options: &ReadOptions) -> Result<Grid, TableError> {
    let measured = measure(bytes, &options.limits)?;
    // The reader of the format is not ours: a file that makes it stumble is damaged, and nothing else stumbles.
    let read = std::panic::catch_unwind(|| read_measured(bytes, measured, options));
    read.unwrap_or_else(|_| Err(TableError::Damaged { detail: "the reader gave up".to_owned() }))
}

fn read_measured(bytes: &[u8], measured: Measured, options: &ReadOptions) -> Result<Grid, TableError> {
    let mut book = Book::new(Cursor::new(bytes)).map_err(open_error)?;
    let all: Vec<String> = book.sheet_names();
    let names = match &options.sheet {
        Some(name) if all.contains(name) => vec![name.clone()],
        Some(name) => return Err(TableError::NoSuchSheet { name: name.clone(), sheets: all }),
        None => visible(&book),
    };
    let mut found: Option<Grid> = None;
    let mut others = Vec::new();
    for name in names {
        if found.is_some() {
            if holds_anything(&mut book, &name)? {
                others.push(name);
            }
            continue;
        }
        let grid = grid(&mut book, (&name, &all), measured, &options.limits)?;
        if !grid.rows.is_empty() {
            found = Some(grid);
        }
    }
    let mut grid = found.ok_or(TableError::Empty)?;
    if !others.is_empty() {
        grid.notices.push(Notice::OtherSheets { sheets: others });
    }
    Ok(grid)
}

/// What is wrong with a file of the old compound kind: locked, or an old workbook.
pub(super) fn compound_file_error(bytes: &[u8]) -> TableError {
    match Book::new(Cursor::new(bytes)) {
        Err(XlsxError::Password) => TableError::Encrypted,
        _ => TableError::OldExcel,
    }
}

fn open_error(error: XlsxError) -> TableError {
    match error {
        XlsxError::Password => TableError::Encrypted,
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => TableError::NotATable,
        other => TableError::Damaged { detail: other.to_string() },
    }
}

fn sheet_error(error: XlsxError) -> TableError {
    TableError::Damaged { detail: error.to_string() }
}

fn visible(book: &Book<'_>) -> Vec<String> {
    let sheets = book.sheets_metadata().iter();
    let shown = sheets.filter(|sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet);
    shown.map(|sheet| sheet.name.clone()).collect()
}

fn holds_anything(book: &mut Book<'_>, name: &str) -> Result<bool, TableError> {
    let mut cells = book.worksheet_cells_reader(name).map_err(sheet_error)?;
    while let Some(cell) = cells.next_cell().map_err(sheet_error)? {
        if *cell.get_value() != DataRef::Empty {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Reads the cells one after the other, so that a sheet that claims a million columns costs nothing.
fn grid(
    book: &mut Book<'_>,
    (name, sheets): (&str, &[String]),
    measured: Measured,
    limits: &Limits,
) -> Result<Grid, TableError> {
    let mut rows = Rows::default();
    let mut notices = Vec::new();
    let mut budget = Budget::new(limits);
    let mut texts = Texts::default();
    // Merged areas stand behind the cells: looking for them costs another pass.
    let merges = if measured.merged { merges(book, name)? } else { Vec::new() };
    let mut cells = book.worksheet_cells_reader(name).map_err(sheet_error)?;
    while let Some(record) = cells.next_cell_with_formula_metadata().map_err(sheet_error)? {
        let (number, column) = (record.pos.0.saturating_add(1), record.pos.1 as usize);
        let formula = record.formula.is_some();
        if formula && record.value == DataRef::Empty && notices.len() < NOTICES {
            notices.push(Notice::FormulaWithoutValue { row: number, column: column + 1 });
        }
        let cell = to_cell(&record.value, &mut texts);
        if cell.is_empty() {
            continue;
        }
        check(&cell, number, column, limits)?;
        if matches!(record.value, DataRef::Float(value) if value.abs() >= 1e15) && notices.len() < NOTICES {
            notices.push(Notice::DigitsLost { row: number, column: column + 1 });
        }
        budget.spend(cell.text().len())?;
        let row = rows.at(number);
        if row.cells.len() <= column {
            row.cells.resize(column + 1, Cell::Empty);
        }
        row.cells[column] = cell;
        if formula {
            row.formulas.push(column);
        }
        if rows.0.len() > limits.rows {
            return Err(TableError::TooManyRows { limit: limits.rows });
        }
    }
    Ok(Grid { name: name.to_owned(), rows: rows.0, merges, source: Source::Xlsx { sheets: sheets.to_vec() }, notices })
}

/// Rows by number. Files name them in order; one that does not costs a little more.
#[derive(Debug, Default)]
struct Rows(Vec<Row>);

impl Rows {
    fn at(&mut self, number: u32) -> &mut Row {
        let place = match self.0.last() {
            Some(last) if last.number == number => self.0.len() - 1,
            Some(last) if last.number > number => {
                let place = self.0.partition_point(|row| row.number < number);
                if self.0[place].number != number {
                    self.0.insert(place, Row { number, ..Row::default() });
                }
                place
            }
            last => {
                let columns = last.map_or(0, |last| last.cells.len());
                self.0.push(Row { number, cells: Vec::with_capacity(columns), formulas: Vec::new() });
                self.0.len() - 1
            }
        };
        &mut self.0[place]
    }
}

fn check(cell: &Cell, row: u32, column: usize, limits: &Limits) -> Result<(), TableError> {
    if column >= limits.columns {
        return Err(TableError::TooManyColumns { row, limit: limits.columns });
    }
    let text = cell.text();
    if text.len() > limits.cell_chars && text.chars().count() > limits.cell_chars {
        return Err(TableError::CellTooLong { row, column: column + 1, limit: limits.cell_chars });
    }
    Ok(())
}

fn merges(book: &mut Book<'_>, name: &str) -> Result<Vec<Merge>, TableError> {
    let areas = book.merge_cells_by_sheet_name(name).map_err(sheet_error)?;
    let to_merge = |area: Dimensions| Merge {
        first_row: area.start.0.saturating_add(1),
        last_row: area.end.0.max(area.start.0).saturating_add(1),
        first_column: area.start.1 as usize,
        last_column: area.end.1.max(area.start.1) as usize,
    };
    Ok(areas.into_iter().map(to_merge).collect())
}

fn to_cell(value: &DataRef<'_>, texts: &mut Texts) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(texts.of(&number.to_string())),
        DataRef::Float(number) if !number.is_finite() => Cell::Empty,
        DataRef::Float(number) => Cell::Number(texts.of(&plain_number(*number))),
        DataRef::String(text) => Cell::from_text(text, texts),
        DataRef::SharedString(text) => Cell::from_text(text, texts),
        DataRef::Bool(truth) => Cell::Bool(*truth),
        DataRef::DateTime(at) => date_cell(*at, texts),
        DataRef::DateTimeIso(text) => match text.get(..10).and_then(|day| day.parse::<Date>().ok()) {
            Some(day) => Cell::Date { day, text: texts.of(&text.replace('T', " ")) },
            None => Cell::Text(texts.of(text)),
        },
        DataRef::DurationIso(text) => Cell::Text(texts.of(text)),
        DataRef::Error(error) => Cell::Error(texts.of(&error.to_string())),
    }
}

/// The number in plain digits, rounded to the 15 significant ones that Excel itself shows, so that the
/// noise of binary fractions (`0.30000000000000004`) is gone and no exponent is left.
fn plain_number(number: f64) -> String {
    let scientific = format!("{number:.14e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return "0".to_owned();
    }
    // Digits before the decimal point.
    let whole = exponent.parse::<isize>().unwrap_or(0) + 1;
    match usize::try_from(whole) {
        Ok(0) | Err(_) => format!("{sign}0.{}{digits}", "0".repeat(whole.unsigned_abs())),
        Ok(whole) if whole >= digits.len() => format!("{sign}{digits}{}", "0".repeat(whole - digits.len())),
        Ok(whole) => format!("{sign}{}.{}", &digits[..whole], &digits[whole..]),
    }
}

fn date_cell(at: ExcelDateTime, texts: &mut Texts) -> Cell {
    if at.is_duration() {
        // Hours of a time sheet: `[h]:mm`. Shown as hours and minutes.
        #[expect(clippy::cast_possible_truncation, reason = "a span in minutes, saturating")]
        let minutes = (at.as_f64() * 24.0 * 60.0).round() as i64;
        return Cell::Text(texts.of(&format!("{}:{:02}", minutes / 60, (minutes % 60).abs())));
    }
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if (0.0..1.0).contains(&at.as_f64()) {
        return Cell::Text(texts.of(&time));
    }
    let Some(date) = Date::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)) else {
        // 29 February 1900, which only Excel's calendar has.
        return Cell::Text(texts.of(&format!("{year}-{month:02}-{day:02}")));
    };
    let text = if time == "00:00:00" { date.to_string() } else { format!("{date} {time}") };
    Cell::Date { day: date, text: texts.of(&text) }
}
