//! Workbooks that people fill in or edit and bring back: notes at the headings, lists to choose from, grey columns
//! that are only there to read, and hidden ones that tell us whose row it is.

use kernel::Date;
use rust_xlsxwriter::{Color, DataValidation, DocProperties, Format, Formula, Note, Workbook, Worksheet, XlsxError};

use super::xlsx_out::{Formats, excel_day, width, write_value, writer};
use super::{Column, ExportError, Value};

/// Rows below the last one that also get the lists to choose from.
const ROOM: u32 = 500;
/// The sheet that holds the lists.
const LISTS: &str = "选项";

/// A column of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormColumn {
    /// Its head.
    pub column: Column,
    /// What a person should know about it; shown at the heading.
    pub note: Option<String>,
    /// What may be chosen; empty: anything.
    pub choices: Vec<String>,
    /// Only there to read.
    pub read_only: bool,
    /// Not shown.
    pub hidden: bool,
}

impl FormColumn {
    /// A column that anything may be written into.
    pub const fn open(column: Column) -> Self {
        Self { column, note: None, choices: Vec::new(), read_only: false, hidden: false }
    }
}

/// A form with the rows that stand in it already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Name of the sheet.
    pub name: String,
    /// Columns.
    pub columns: Vec<FormColumn>,
    /// Rows, a value a column.
    pub rows: Vec<Vec<Value>>,
}

/// The form as a workbook. Texts are written as texts, so none can act as a formula.
///
/// # Errors
/// What the writer of the format refuses.
pub fn write_form(form: &Form, made_on: Date) -> Result<Vec<u8>, ExportError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&excel_day(made_on).unwrap_or_default()));
    let formats = Formats::new();
    write_sheet(book.add_worksheet(), form, &formats).map_err(writer)?;
    if form.columns.iter().any(|column| !column.choices.is_empty()) {
        write_lists(book.add_worksheet(), form, &formats).map_err(writer)?;
    }
    book.save_to_buffer().map_err(writer)
}

fn write_sheet(sheet: &mut Worksheet, form: &Form, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name(form.name.chars().take(31).collect::<String>())?;
    let grey = Format::new().set_num_format("@").set_font_color(Color::RGB(0x0066_7085));
    let rows = u32::try_from(form.rows.len()).unwrap_or(u32::MAX);
    for (index, own) in (0_u16..).zip(&form.columns) {
        let FormColumn { column, note, choices, read_only, hidden } = own;
        sheet.set_column_format(index, if *read_only { &grey } else { formats.of(column.kind) })?;
        sheet.set_column_width(index, width(column, usize::from(index), &form.rows))?;
        sheet.write_string_with_format(0, index, &column.title, &formats.header)?;
        if let Some(note) = note {
            sheet.insert_note(0, index, &Note::new(note.as_str()).add_author_prefix(false))?;
        }
        if *hidden {
            sheet.set_column_hidden(index)?;
        }
        if !choices.is_empty() {
            let list = list_column(form, usize::from(index));
            let range = format!("='{LISTS}'!${list}$2:${list}${}", choices.len() + 1);
            let rule = DataValidation::new().allow_list_formula(Formula::new(range));
            sheet.add_data_validation(1, index, rows.saturating_add(ROOM).min(1_048_575), index, &rule)?;
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, values) in (1_u32..).zip(&form.rows) {
        for ((index, value), own) in (0_u16..).zip(values).zip(&form.columns) {
            match value {
                Value::Text(text) if own.read_only => {
                    sheet.write_string_with_format(row, index, text, &grey)?;
                }
                value => write_value(sheet, (row, index), value, formats)?,
            }
        }
    }
    Ok(())
}

fn write_lists(sheet: &mut Worksheet, form: &Form, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_name(LISTS)?;
    let lists = form.columns.iter().filter(|column| !column.choices.is_empty());
    for (index, own) in (0_u16..).zip(lists) {
        sheet.write_string_with_format(0, index, &own.column.title, &formats.header)?;
        for (row, choice) in (1_u32..).zip(&own.choices) {
            sheet.write_string_with_format(row, index, choice, &formats.text)?;
        }
    }
    Ok(())
}

/// The letters of the column in which the choices of form column `index` stand.
fn list_column(form: &Form, index: usize) -> String {
    let before = form.columns[..index].iter().filter(|column| !column.choices.is_empty()).count();
    let (mut letters, mut rest) = (String::new(), before + 1);
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters
}
