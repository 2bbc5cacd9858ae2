//! Workbooks that go out with values of people, are edited in a spreadsheet program, and come back. What went out is
//! kept, so that a cell that somebody else changed meanwhile is seen; what came back is shown cell by cell, and what
//! is accepted is written by the same commands as on the page, in one unit of work.

mod apply;
mod columns;
mod current;
mod preview;
mod record;
mod views;
mod workbook;

pub use apply::apply_sheet_update;
pub use record::{list_sheet_updates, make_sheet_update, return_sheet, sheet_update};
pub use views::{
    ApplySheetUpdate, CellState, NewSheetUpdate, ReturnedSheet, SheetCell, SheetColumn, SheetUpdateList,
    SheetUpdateState, SheetUpdateSummary, SheetUpdateView,
};
pub use workbook::sheet_workbook;
