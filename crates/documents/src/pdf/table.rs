//! Tables over pages.

use super::PdfError;
use super::flow::{Area, Flow, Ink, Part, Role};
use super::paper::{Align, Row, Span, Style, Table};
use super::text::SetText;

/// Space inside the cells at the left and right, in points.
const SIDE: f32 = 7.0;
const GRID_WIDTH: f32 = 0.6;
const GRID_GREY: u8 = 0x80;
const HEAD_GROUND: u8 = 0xee;
const TOTAL_GROUND: u8 = 0xf6;

/// A row set in lines.
struct SetRow {
    cells: Vec<SetText>,
    total: bool,
    head: bool,
}

impl SetRow {
    fn height(&self, padding: f32) -> f32 {
        self.cells.iter().map(SetText::height).fold(0.0, f32::max) + 2.0 * padding
    }

    /// The first `height` points of the row, and the rest.
    fn split(self, height: f32) -> (Self, Self) {
        let (total, head) = (self.total, self.head);
        let part = |cell: &SetText, from: usize, to: usize| SetText {
            lines: cell.lines.iter().skip(from).take(to.saturating_sub(from)).cloned().collect(),
            style: cell.style,
        };
        let fitting = |cell: &SetText| {
            let mut lines = 1;
            while f32::from(u16::try_from(lines + 1).unwrap_or(u16::MAX)) * cell.line_height() <= height {
                lines += 1;
            }
            lines
        };
        let first = self.cells.iter().map(|cell| part(cell, 0, fitting(cell))).collect();
        let rest = self.cells.iter().map(|cell| part(cell, fitting(cell), usize::MAX)).collect();
        (Self { cells: first, total, head }, Self { cells: rest, total, head })
    }
}

impl Flow<'_> {
    pub(super) fn table(&mut self, table: &Table) -> Result<Part, PdfError> {
        let shares: f32 = table.columns.iter().map(|column| column.share).sum();
        let widths: Vec<f32> = table.columns.iter().map(|column| self.width * column.share / shares).collect();
        let has_head = table.columns.iter().any(|column| !column.title.is_empty());
        let titles = Row { cells: table.columns.iter().map(|column| column.title.clone()).collect(), total: false };
        let head_row = || if has_head { Some(&titles) } else { None };
        let mut parts = Vec::new();
        if let Some(titles) = head_row() {
            let head = self.set_row(table, titles, &widths, true)?;
            self.need(head.height(table.padding) * 2.5);
            let row = self.row(table, &head, &widths);
            parts.push(Part::Group(Role::TableHead, vec![row]));
        }
        let mut body = Vec::new();
        for row in &table.rows {
            let set = self.set_row(table, row, &widths, false)?;
            self.body_row(table, set, &widths, head_row(), &mut body)?;
        }
        parts.push(Part::Group(Role::TableBody, body));
        Ok(Part::Group(Role::Table, parts))
    }

    /// Draws a row of the body; on a new page the head comes first.
    fn body_row(
        &mut self,
        table: &Table,
        row: SetRow,
        widths: &[f32],
        titles: Option<&Row>,
        body: &mut Vec<Part>,
    ) -> Result<(), PdfError> {
        let mut left = row;
        loop {
            let height = left.height(table.padding);
            if height <= self.room() || !self.breakable {
                body.push(self.row(table, &left, widths));
                return Ok(());
            }
            let head = titles.map(|titles| self.set_row(table, titles, widths, true)).transpose()?;
            let head_height = head.as_ref().map_or(0.0, |head| head.height(table.padding));
            let page = super::flow::PAGE.1 - super::flow::BOTTOM - self.top - head_height;
            // Only a row that no page can hold is broken.
            if height > page && self.room() > 2.0 * table.padding + 3.0 * table.style.size * table.style.leading {
                let (first, rest) = left.split(self.room() - 2.0 * table.padding);
                body.push(self.row(table, &first, widths));
                left = rest;
            }
            self.new_page();
            if let Some(head) = head {
                // Repeated for the eye only: who listens heard it already.
                let _ = self.row(table, &SetRow { head: true, ..head }, widths);
                self.make_last_row_decoration();
            }
        }
    }

    fn make_last_row_decoration(&mut self) {
        for mark in self.pages.last_mut().into_iter().flatten() {
            mark.leaf = None;
        }
    }

    fn set_row(&mut self, table: &Table, row: &Row, widths: &[f32], head: bool) -> Result<SetRow, PdfError> {
        let style = Style { bold: table.style.bold || head || row.total, ..table.style };
        let mut cells = Vec::with_capacity(widths.len());
        for (index, (column, width)) in table.columns.iter().zip(widths).enumerate() {
            let text = row.cells.get(index).map_or("", String::as_str);
            let align = if head && column.align == Align::Justify { Align::Left } else { column.align };
            cells.push(self.set(&[Span::plain(text)], style.aligned(align), width - 2.0 * SIDE)?);
        }
        Ok(SetRow { cells, total: row.total, head })
    }

    /// Draws a row where the flow stands and moves below it.
    fn row(&mut self, table: &Table, row: &SetRow, widths: &[f32]) -> Part {
        let (height, y) = (row.height(table.padding), self.y);
        let mut x = self.x;
        let mut cells = Vec::new();
        for (index, (cell, width)) in row.cells.iter().zip(widths).enumerate() {
            let area = Area { x, y, width: *width, height };
            let is_label = table.label_columns.contains(&index);
            if row.head || is_label {
                self.draw(Ink::Ground { area, grey: HEAD_GROUND }, None);
            } else if row.total {
                self.draw(Ink::Ground { area, grey: TOTAL_GROUND }, None);
            }
            let leaf = self.leaf();
            // Cells with fewer lines stand in the middle of the row.
            let mut top = y + (height - cell.height()) / 2.0;
            for line in &cell.lines {
                self.line(line, cell, x + SIDE, top, leaf);
                top += cell.line_height();
            }
            let role = match (row.head, is_label) {
                (true, _) => Role::ColumnHead,
                (_, true) => Role::RowHead,
                _ => Role::Cell,
            };
            cells.push(Part::Group(role, vec![Part::Leaf(leaf)]));
            x += width;
        }
        self.grid(y, height, widths);
        self.y += height;
        Part::Group(Role::Row, cells)
    }

    fn grid(&mut self, y: f32, height: f32, widths: &[f32]) {
        let (left, width) = (self.x, self.width);
        self.frame(Area { x: left, y, width, height }, GRID_WIDTH, GRID_GREY);
        let mut x = left;
        for column in &widths[..widths.len().saturating_sub(1)] {
            x += column;
            self.draw(Ink::Rule { from: (x, y), to: (x, y + height), width: GRID_WIDTH, grey: GRID_GREY }, None);
        }
    }
}
