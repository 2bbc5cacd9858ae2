//! The rows to mend as a file: for whoever keeps the roster elsewhere.

use access::Caller;
use documents::tables::{Column, ColumnKind, Export, Value, write_csv};
use kernel::{ImportId, Problem, Text};
use storage::audit::Action;

use super::report::{Finding, FixKind, Severity};
use super::session::{Session, may_import};
use crate::{App, Result};

/// The findings as CSV with a byte-order mark; delicate values are masked as on the page.
pub async fn problems_csv(app: &App, caller: &Caller, id: ImportId, chinese: bool) -> Result<Vec<u8>> {
    may_import(caller)?;
    let session = Session::open(app, &app.db(), id).await?;
    let report = session.outcome.report.ok_or(Problem::conflict("imports.not_checked"))?;
    let titles = if chinese {
        ["行", "工号", "姓名", "列", "级别", "问题", "原值", "处理建议", "建议值", "代码"]
    } else {
        ["Row", "Number", "Name", "Column", "Severity", "Finding", "Value", "How to mend", "Proposal", "Code"]
    };
    let kinds = |at: usize| if at == 0 { ColumnKind::Integer } else { ColumnKind::Text };
    let mut columns: Vec<Column> =
        titles.into_iter().enumerate().map(|(at, title)| Column::new(title, kinds(at))).collect();
    let mut rows: Vec<Vec<Value>> = report.findings.iter().map(|finding| row(finding, chinese)).collect();
    // The rows of a set stand in several files.
    if session.row.kind.is_some() {
        columns.insert(0, Column::new(if chinese { "文件" } else { "File" }, ColumnKind::Text));
        for (row, finding) in rows.iter_mut().zip(&report.findings) {
            row.insert(0, finding.file.clone().into());
        }
    }
    let mut work = app.begin(caller, "download_import_problems", None).await?;
    work.record(Action::Export, "import_run", id.0, None);
    work.commit().await?;
    Ok(write_csv(&Export { name: "problems".to_owned(), columns, rows }))
}

fn row(finding: &Finding, chinese: bool) -> Vec<Value> {
    let text = |text: &Text| Value::from(if chinese { text.zh.as_ref() } else { text.en.as_ref() });
    let severity = match (finding.severity, chinese) {
        (Severity::Error, true) => "不能导入",
        (Severity::Error, false) => "error",
        (Severity::Warning, true) => "提醒",
        (Severity::Warning, false) => "warning",
    };
    let proposal = finding.fix.as_ref().map(|fix| match (fix.kind, chinese) {
        (FixKind::Value, _) => fix.value.clone(),
        (FixKind::LeaveOut, true) => "不导入这一行".to_owned(),
        (FixKind::LeaveOut, false) => "leave the row out".to_owned(),
    });
    vec![
        Value::Integer(i64::from(finding.row)),
        Value::from(finding.employee_no.as_str()),
        Value::from(finding.full_name.as_str()),
        finding.heading.clone().into(),
        Value::from(severity),
        text(&finding.what),
        finding.original.clone().into(),
        text(&finding.mend),
        proposal.into(),
        Value::from(finding.code.as_str()),
    ]
}
