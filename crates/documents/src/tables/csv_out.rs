//! CSV that Excel opens with the right characters and in which no cell is a formula.

use super::{Column, Export, Value};

/// Characters with which a spreadsheet starts a formula (OWASP, "CSV injection"), their full-width
/// forms, which some programs take for the same, and marks that hide them.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The table as UTF-8 text with a byte-order mark (Excel needs it for Chinese), comma, CRLF.
/// Money has two places, days are `2021-03-01`, yes and no are `TRUE` and `FALSE`.
///
/// A text that a spreadsheet could run as a formula gets an apostrophe in front; [`super::read`] takes it off
/// again. Numbers and amounts keep their minus sign.
pub fn write_csv(table: &Export) -> Vec<u8> {
    let mut out = csv_head(&table.columns);
    out.extend(csv_rows(&table.rows));
    out
}

/// How such a file begins: for one that is sent while its rows are still being read. [`csv_rows`] continue it.
pub fn csv_head(columns: &[Column]) -> Vec<u8> {
    let mut out = String::from('\u{feff}');
    write_record(&mut out, columns.iter().map(|column| guarded(&column.title)));
    out.into_bytes()
}

/// Some rows of such a file.
pub fn csv_rows(rows: &[Vec<Value>]) -> Vec<u8> {
    let mut out = String::new();
    for row in rows {
        write_record(&mut out, row.iter().map(text_of));
    }
    out.into_bytes()
}

fn write_record(out: &mut String, fields: impl Iterator<Item = String>) {
    for (index, field) in fields.enumerate() {
        if index > 0 {
            out.push(',');
        }
        // RFC 4180. Blanks at the ends are quoted too, since some readers trim them.
        if field.contains(['"', ',', '\n', '\r']) || field.starts_with(' ') || field.ends_with(' ') {
            out.push('"');
            out.push_str(&field.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&field);
        }
    }
    out.push_str("\r\n");
}

fn text_of(value: &Value) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => guarded(text),
        Value::Integer(number) => number.to_string(),
        Value::Money(amount) => amount.to_string(),
        Value::Date(day) => day.format("%Y-%m-%d").to_string(),
        Value::Bool(true) => "TRUE".to_owned(),
        Value::Bool(false) => "FALSE".to_owned(),
    }
}

fn guarded(text: &str) -> String {
    if is_guarded_form(text) && !is_negative_number(text) { format!("'{text}") } else { text.to_owned() }
}

/// Whether the text, apostrophes and blanks in front aside, starts like a formula. An apostrophe counts as
/// part of it, so that writing and reading stay exact opposites for a text that itself begins with one.
pub(super) fn is_guarded_form(text: &str) -> bool {
    let bare = text.trim_start_matches(['\'', ' ', '\u{a0}', '\u{3000}', '\u{feff}', '\u{200b}']);
    bare.starts_with(FORMULA_STARTS)
}

/// `-12.5` is a number for every spreadsheet and runs nothing.
fn is_negative_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.strip_prefix('-').is_some_and(|rest| match rest.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(rest),
    })
}
