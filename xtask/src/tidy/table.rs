//! Tables in Markdown that a rule reads: the sentence for people and the rule for the machine are one text.

/// A row of a table: its line and its cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row<'a> {
    /// From 1.
    pub line: usize,
    /// Trimmed texts, from left to right.
    pub cells: Vec<&'a str>,
}

impl Row<'_> {
    /// The cell, or nothing beyond the last.
    pub fn cell(&self, index: usize) -> &str {
        self.cells.get(index).copied().unwrap_or_default()
    }
}

/// The rows, without head, of the table that follows the line `<!-- tidy: NAME -->`.
pub fn rows<'a>(text: &'a str, name: &str) -> Option<Vec<Row<'a>>> {
    let marker = format!("<!-- tidy: {name} -->");
    let mut lines = text.lines().enumerate().skip_while(|(_, line)| line.trim() != marker);
    lines.next()?;
    let table = lines.skip_while(|(_, line)| line.trim().is_empty()).take_while(|(_, line)| line.starts_with('|'));
    Some(table.skip(2).map(|(index, line)| Row { line: index + 1, cells: cells(line) }).collect())
}

fn cells(line: &str) -> Vec<&str> {
    line.trim().trim_matches('|').split('|').map(str::trim).collect()
}

/// What stands in backticks in a cell: `` `a`, `b` `` is `a` and `b`.
pub fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}
