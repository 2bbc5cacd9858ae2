//! What the page sees of the files of a set.

use super::super::mapping::Plan;
use super::super::session::reason;
use super::super::views::{SetColumnView, SetFileView};
use super::plan::SetFile;

/// The files with their columns.
pub(in super::super) fn file_views(plan: &Plan) -> Vec<SetFileView> {
    plan.files.iter().map(view).collect()
}

fn view(file: &SetFile) -> SetFileView {
    let columns = file.mapping.columns.iter().map(|column| SetColumnView {
        heading: column.heading.clone(),
        target: column.target,
        title: column.target.map(super::super::target::Target::title),
        reason: reason(column.why),
    });
    let required = file.kind.into_iter().flat_map(|kind| kind.columns().iter().filter(|column| column.required));
    let missing = required.filter(|column| file.mapping.column(column.target).is_none());
    SetFileView {
        name: file.name.clone(),
        kind: file.kind,
        title: file.kind.map(super::kinds::FileKind::title),
        rows: file.rows,
        columns: columns.collect(),
        missing: missing.map(|column| column.target.title()).collect(),
    }
}
