//! Which row is the header, and what the columns are called.

use std::collections::{BTreeMap, BTreeSet};

use super::budget::NOTICES;
use super::{Cell, Grid, Merge, Notice, ReadOptions, Row, Sheet, TableError};
use crate::fold::is_wide;

/// Filled rows looked at to find the header.
const SAMPLE: usize = 50;
/// A longer text is a remark, not a column name.
const LABEL_CHARS: usize = 60;
/// A header has at most this many rows.
const HEADER_ROWS: u32 = 3;

/// Splits the grid into header and rows.
pub(super) fn split(mut grid: Grid, options: &ReadOptions) -> Result<Sheet, TableError> {
    if grid.rows.is_empty() {
        return Err(TableError::Empty);
    }
    let mut notices = std::mem::take(&mut grid.notices);
    let top = find_top(&grid, options, &mut notices)?;
    let (first_row, last_row) = (grid.rows[top].number, bottom(&grid, top));
    let body_start = grid.rows.partition_point(|row| row.number <= last_row);
    if top > 0 {
        notices.push(Notice::TitleRowsSkipped { rows: grid.rows[..top].iter().map(|row| row.number).collect() });
    }
    let labels = labels(&grid, first_row, last_row, top..body_start);
    let mut rows = grid.rows.split_off(body_start);
    if rows.is_empty() {
        return Err(TableError::NoRows);
    }
    drop_repeated_headers(&mut rows, &labels, &mut notices);
    fill_down(&mut rows, &grid.merges, last_row, &mut notices);
    let header = name_columns(&labels, &rows, &mut notices);
    for row in &mut rows {
        row.cells.resize(header.len(), Cell::Empty);
    }
    Ok(Sheet { name: grid.name, header, header_row: last_row, rows, source: grid.source, notices })
}

/// Index of the (upper) header row.
fn find_top(grid: &Grid, options: &ReadOptions, notices: &mut Vec<Notice>) -> Result<usize, TableError> {
    if let Some(wanted) = options.header_row {
        let found = grid.rows.iter().position(|row| row.number == wanted);
        return found.ok_or(TableError::NoHeader { row: wanted });
    }
    let sample = &grid.rows[..grid.rows.len().min(SAMPLE)];
    let mut widths: Vec<usize> = sample.iter().map(|row| named_columns(row, &grid.merges)).collect();
    let unsorted = widths.clone();
    widths.sort_unstable();
    let usual = widths[widths.len() / 2];
    // Three fifths of the usual width: a title or "made by … on …" is narrower, a header seldom is.
    let wide_enough = |index: &usize| unsorted[*index] >= (usual * 3).div_ceil(5).max(1);
    let candidates: Vec<usize> = (0..sample.len()).filter(wide_enough).collect();
    if let Some(found) = candidates.iter().find(|index| is_all_labels(&sample[**index])) {
        // Labels that only appear far below data rows belong to a second table, not to this one's head.
        if *found < 15 {
            return Ok(*found);
        }
    }
    let taken = candidates.first().copied().unwrap_or(0);
    notices.push(Notice::HeaderUncertain { row: sample[taken].number });
    Ok(taken)
}

/// Columns that the row gives a value to; a merged group heading counts for all its columns, but one that
/// covers more than half of the row is a title.
fn named_columns(row: &Row, merges: &[Merge]) -> usize {
    let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let width = merges.iter().map(|m| m.last_column + 1).max().unwrap_or(0).max(row.width());
    let spans = merges.iter().filter(|m| {
        let own = m.first_row == row.number && row.cells.get(m.first_column).is_some_and(|cell| !cell.is_empty());
        own && (m.last_column - m.first_column + 1) * 2 <= width
    });
    filled + spans.map(|m| m.last_column - m.first_column).sum::<usize>()
}

/// Whether every filled cell could be a column name, and most differ.
fn is_all_labels(row: &Row) -> bool {
    let filled: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.is_empty()).collect();
    let labels = filled.iter().filter(|cell| is_label(cell)).count();
    let distinct: BTreeSet<&str> = filled.iter().map(|cell| cell.text().trim()).collect();
    // One column in ten may be a year or a number.
    labels > 0 && labels * 10 >= filled.len() * 9 && distinct.len() * 10 >= filled.len() * 7
}

fn is_label(cell: &Cell) -> bool {
    let Cell::Text(text) = cell else { return false };
    let text = text.trim();
    // A name starts with a letter and is no mail address, date or coded number.
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    letters > 0 && letters >= digits && text.chars().count() <= LABEL_CHARS && !text.contains('@')
}

/// The last row of the header: further down than its first when merged cells say so.
fn bottom(grid: &Grid, top: usize) -> u32 {
    let row = &grid.rows[top];
    let own = |m: &&Merge| m.first_row == row.number && m.last_row < row.number + HEADER_ROWS;
    let by_vertical = grid.merges.iter().filter(own).map(|m| m.last_row).max().unwrap_or(row.number);
    if by_vertical > row.number {
        return by_vertical;
    }
    let groups: Vec<&Merge> = grid.merges.iter().filter(own).filter(|m| m.last_column > m.first_column).collect();
    let Some(below) = grid.rows.get(top + 1).filter(|below| below.number == row.number + 1) else { return row.number };
    // A group heading with names under it and nothing under its neighbours.
    let under_group = |column: usize| groups.iter().any(|m| (m.first_column..=m.last_column).contains(&column));
    let mut filled = below.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()).peekable();
    if !groups.is_empty() && filled.peek().is_some() && filled.all(|(c, cell)| under_group(c) && is_label(cell)) {
        return below.number;
    }
    row.number
}

/// The column names as the file has them, parts of a header in several rows joined; empty where there is none.
fn labels(grid: &Grid, first_row: u32, last_row: u32, rows: std::ops::Range<usize>) -> Vec<String> {
    let header_rows = &grid.rows[rows];
    let merges: Vec<&Merge> =
        grid.merges.iter().filter(|m| m.first_row >= first_row && m.first_row <= last_row).collect();
    let spanned = merges.iter().map(|m| m.last_column + 1).max().unwrap_or(0);
    let own = header_rows.iter().map(Row::width).max().unwrap_or(0);
    // A merged heading may reach beyond the data, even to the end of the sheet.
    let used = grid.rows.iter().map(Row::width).max().unwrap_or(0);
    let mut labels = vec![String::new(); own.max(spanned.min(used))];
    for row in header_rows {
        for (column, label) in labels.iter_mut().enumerate() {
            let within = merges.iter().find(|m| {
                (m.first_row..=m.last_row).contains(&row.number) && (m.first_column..=m.last_column).contains(&column)
            });
            // A cell merged down from the row above was named there already.
            if within.is_some_and(|m| m.first_row < row.number) {
                continue;
            }
            let from = within.map_or(column, |m| m.first_column);
            let part = tidy(row.cells.get(from).map_or("", Cell::text));
            *label = join(label, &part);
        }
    }
    labels
}

/// Blanks and line breaks inside a name are layout: gone beside Chinese characters, one blank elsewhere.
fn tidy(text: &str) -> String {
    text.split_whitespace().fold(String::new(), |joined, part| join(&joined, part))
}

fn join(left: &str, right: &str) -> String {
    let narrow = |c: Option<char>| c.is_some_and(|c| !is_wide(c));
    let blank = if narrow(left.chars().last()) && narrow(right.chars().next()) { " " } else { "" };
    format!("{left}{blank}{right}")
}

/// Printed lists repeat their head on every page.
fn drop_repeated_headers(rows: &mut Vec<Row>, labels: &[String], notices: &mut Vec<Notice>) {
    if labels.iter().filter(|label| !label.is_empty()).count() < 2 {
        return;
    }
    rows.retain(|row| {
        let same = labels.iter().enumerate().all(|(c, label)| tidy(row.cells.get(c).map_or("", Cell::text)) == *label);
        if same {
            notices.push(Notice::HeaderRepeated { row: row.number });
        }
        !same
    });
}

/// A department merged down over its people holds for each of them.
fn fill_down(rows: &mut [Row], merges: &[Merge], header_end: u32, notices: &mut Vec<Notice>) {
    // Merged areas do not overlap in an honest file; this bounds the work on any other.
    let mut budget = rows.len().saturating_mul(64);
    for merge in merges.iter().filter(|m| m.first_row > header_end && m.last_row > m.first_row) {
        let start = rows.partition_point(|row| row.number < merge.first_row);
        let end = rows.partition_point(|row| row.number <= merge.last_row);
        let column = merge.first_column;
        let covered = &mut rows[start..end];
        let Some(value) = covered.first().filter(|row| row.number == merge.first_row) else { continue };
        let Some(value) = value.cells.get(column).filter(|cell| !cell.is_empty()).cloned() else { continue };
        budget = budget.saturating_sub(covered.len());
        if budget == 0 {
            return;
        }
        for row in &mut covered[1..] {
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::Empty);
            }
            row.cells[column] = value.clone();
        }
        let (first_row, last_row) = (merge.first_row, merge.last_row);
        notices.push(Notice::MergedDown { column: column + 1, first_row, last_row });
    }
}

/// Unique names for all columns that hold a name or a value.
fn name_columns(labels: &[String], rows: &[Row], notices: &mut Vec<Notice>) -> Vec<String> {
    let named = labels.iter().rposition(|label| !label.is_empty()).map_or(0, |last| last + 1);
    let width = rows.iter().map(Row::width).max().unwrap_or(0).max(named);
    for row in rows.iter().filter(|row| row.width() > named) {
        if notices.len() >= NOTICES {
            break;
        }
        notices.push(Notice::RowTooLong { row: row.number, cells: row.width(), header: named });
    }
    let mut taken: BTreeSet<String> = labels.iter().filter(|label| !label.is_empty()).cloned().collect();
    let mut seen = BTreeMap::<&str, usize>::new();
    let mut header = Vec::with_capacity(width);
    for column in 1..=width {
        let label = labels.get(column - 1).map_or("", String::as_str);
        let name = if label.is_empty() {
            let name = free_name(&taken, |n| if n == 1 { format!("列{column}") } else { format!("列{column}-{n}") });
            notices.push(Notice::HeaderEmpty { column, name: name.clone() });
            name
        } else if let Some(times) = seen.get_mut(label) {
            *times += 1;
            let from = *times;
            let renamed = free_name(&taken, |n| format!("{label} ({})", n + from - 1));
            notices.push(Notice::HeaderDuplicate { column, name: label.to_owned(), renamed: renamed.clone() });
            renamed
        } else {
            seen.insert(label, 1);
            label.to_owned()
        };
        taken.insert(name.clone());
        header.push(name);
    }
    header
}

fn free_name(taken: &BTreeSet<String>, candidate: impl Fn(usize) -> String) -> String {
    (1..=taken.len() + 1).map(candidate).find(|name| !taken.contains(name)).unwrap_or_default()
}
