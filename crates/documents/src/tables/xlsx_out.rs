//! Workbooks.

use chrono::Datelike;
use kernel::{Date, Money};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::{Column, ColumnKind, Export, ExportError, Value};
use crate::fold::is_wide;

/// Rows of a sheet, the header included.
const SHEET_ROWS: usize = 1_048_576;
/// Characters of a cell.
const CELL_CHARS: usize = 32_767;
/// Beyond this a number in a sheet (a binary64) cannot keep every fen.
const EXACT_DIGITS: u64 = 999_999_999_999_999;

/// The tables as one workbook, a sheet each: header bold and frozen, filter buttons, widths by content,
/// amounts `#,##0.00`, days `yyyy-mm-dd`. Texts are written as texts, so none can act as a formula.
///
/// `made_on` is the day written into the file's properties. The same input gives the same bytes.
///
/// # Errors
/// A sheet with too many rows or a text too long for a cell.
pub fn write_xlsx(tables: &[Export], made_on: Date) -> Result<Vec<u8>, ExportError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&excel_day(made_on).unwrap_or_default()));
    let formats = Formats::new();
    let mut taken = Vec::new();
    for table in tables {
        check_size(table)?;
        let sheet = book.add_worksheet();
        let name = sheet_name(&table.name, &mut taken);
        write_sheet(sheet, table, &name, &formats).map_err(writer)?;
    }
    book.save_to_buffer().map_err(writer)
}

pub(super) fn writer(error: XlsxError) -> ExportError {
    ExportError::Writer(error.to_string())
}

fn check_size(table: &Export) -> Result<(), ExportError> {
    if table.rows.len() >= SHEET_ROWS {
        return Err(ExportError::TooManyRows { rows: table.rows.len() });
    }
    for (row, values) in table.rows.iter().enumerate() {
        for (column, value) in values.iter().enumerate() {
            // Excel counts UTF-16 units.
            if matches!(value, Value::Text(text) if text.encode_utf16().count() > CELL_CHARS) {
                return Err(ExportError::CellTooLong { row: row + 2, column: column + 1 });
            }
        }
    }
    Ok(())
}

/// A name that Excel accepts and that no earlier sheet bears.
fn sheet_name(wanted: &str, taken: &mut Vec<String>) -> String {
    let clean: String =
        wanted.chars().map(|c| if "[]:*?/\\'".contains(c) || c.is_control() { ' ' } else { c }).collect();
    let base = if clean.trim().is_empty() { "Sheet" } else { clean.trim() };
    let numbered = |n: usize| {
        let tail = if n == 1 { String::new() } else { format!(" {n}") };
        let head: String = base.chars().take(31 - tail.chars().count()).collect();
        format!("{}{tail}", head.trim_end())
    };
    let free = |name: &String| taken.iter().all(|other| !other.eq_ignore_ascii_case(name));
    let name = (1..=taken.len() + 1).map(numbered).find(free).unwrap_or_default();
    taken.push(name.clone());
    name
}

pub(super) struct Formats {
    pub(super) header: Format,
    pub(super) text: Format,
    integer: Format,
    money: Format,
    date: Format,
}

impl Formats {
    pub(super) fn new() -> Self {
        let base = || Format::new().set_align(FormatAlign::VerticalCenter);
        Self {
            header: base()
                .set_bold()
                .set_background_color(Color::RGB(0x00F2_F4F7))
                .set_border_bottom(FormatBorder::Thin),
            text: base().set_num_format("@"),
            integer: base().set_num_format("0"),
            money: base().set_num_format("#,##0.00"),
            date: base().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left),
        }
    }

    pub(super) const fn of(&self, kind: ColumnKind) -> &Format {
        match kind {
            ColumnKind::Text | ColumnKind::Bool => &self.text,
            ColumnKind::Integer => &self.integer,
            ColumnKind::Money => &self.money,
            ColumnKind::Date => &self.date,
        }
    }
}

fn write_sheet(sheet: &mut Worksheet, table: &Export, name: &str, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    for (index, column) in (0_u16..).zip(&table.columns) {
        if column.kind != ColumnKind::Bool {
            sheet.set_column_format(index, formats.of(column.kind))?;
        }
        sheet.set_column_width(index, width(column, usize::from(index), &table.rows))?;
        sheet.write_string_with_format(0, index, &column.title, &formats.header)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, values) in (1_u32..).zip(&table.rows) {
        for (column, value) in (0_u16..).zip(values) {
            write_value(sheet, (row, column), value, formats)?;
        }
    }
    if let (Ok(last_row), Ok(columns)) = (u32::try_from(table.rows.len()), u16::try_from(table.columns.len()))
        && columns > 0
        && last_row > 0
    {
        sheet.autofilter(0, 0, last_row, columns - 1)?;
    }
    Ok(())
}

pub(super) fn write_value(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match value {
        Value::Empty => {}
        Value::Text(text) if text.is_empty() => {}
        Value::Text(text) => {
            sheet.write_string_with_format(row, column, text, &formats.text)?;
        }
        Value::Integer(number) if number.unsigned_abs() <= EXACT_DIGITS => {
            sheet.write_number_with_format(row, column, as_number(*number), &formats.integer)?;
        }
        Value::Integer(number) => {
            sheet.write_string_with_format(row, column, number.to_string(), &formats.text)?;
        }
        Value::Money(amount) if amount.fen().unsigned_abs() <= EXACT_DIGITS => {
            sheet.write_number_with_format(row, column, yuan(*amount), &formats.money)?;
        }
        Value::Money(amount) => {
            sheet.write_string_with_format(row, column, amount.to_string(), &formats.text)?;
        }
        Value::Date(day) => match excel_day(*day) {
            Some(date) => {
                sheet.write_datetime_with_format(row, column, &date, &formats.date)?;
            }
            None => {
                sheet.write_string_with_format(row, column, day.to_string(), &formats.text)?;
            }
        },
        Value::Bool(truth) => {
            sheet.write_boolean(row, column, *truth)?;
        }
    }
    Ok(())
}

/// A sheet knows no other numbers than binary64. Up to 15 digits the nearest one prints as the same amount.
#[expect(clippy::cast_precision_loss, reason = "the caller keeps to 15 digits, which binary64 holds exactly")]
const fn as_number(number: i64) -> f64 {
    number as f64
}

/// For display in a sheet only; nothing is computed with it.
const fn yuan(amount: Money) -> f64 {
    as_number(amount.fen()) / 100.0
}

/// Excel's calendar begins in 1900.
pub(super) fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(day.year()).ok()?;
    let (month, day) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}

/// Wide enough for the head and the first rows, within reason.
pub(super) fn width(column: &Column, index: usize, rows: &[Vec<Value>]) -> f64 {
    let texts = rows.iter().take(500).filter_map(|row| row.get(index)).map(|value| match value {
        Value::Text(text) => text.lines().map(columns_of).max().unwrap_or(0),
        Value::Integer(number) => number.to_string().len(),
        Value::Money(amount) => amount.to_string().len() * 4 / 3,
        Value::Date(_) => 10,
        Value::Bool(_) => 5,
        Value::Empty => 0,
    });
    // The head also carries the filter button.
    let head = columns_of(&column.title) + 3;
    let widest = texts.max().unwrap_or(0).max(head).clamp(8, 60);
    f64::from(u8::try_from(widest + 2).unwrap_or(62))
}

fn columns_of(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}
