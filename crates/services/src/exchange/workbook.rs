//! The workbook that goes out.

use access::Caller;
use documents::tables::{Column, ColumnKind, Form, FormColumn, Value, write_form};
use kernel::{ErrorKind, Problem, SheetUpdateId};

use super::columns::{amount, title};
use super::current::Scene;
use super::record::Opened;
use crate::exports::ExportedFile;
use crate::imports::Target;
use crate::{App, Result};

/// Lists longer than this are not offered in a cell.
const MOST_CHOICES: usize = 2_000;

/// The workbook as it went out. The trail named it when it was made.
pub async fn sheet_workbook(app: &App, caller: &Caller, id: SheetUpdateId) -> Result<ExportedFile> {
    let db = app.db();
    let opened = Opened::read(app, &db, caller, id).await?;
    let scene = Scene::read(app, &db, &opened.ids(), &[]).await?;
    let content = &opened.content;
    let text = |text: &str| Column::new(text, ColumnKind::Text);
    let reading = |title: &str| FormColumn { read_only: true, ..FormColumn::open(text(title)) };
    let key = FormColumn { hidden: true, read_only: true, ..FormColumn::open(text(&id.to_string())) };
    let mut columns = vec![key, reading("工号"), reading("姓名")];
    for target in &content.columns {
        let kind = if *target == Target::BasePay { ColumnKind::Money } else { ColumnKind::Text };
        let own = FormColumn::open(Column::new(title(*target).zh, kind));
        let choices = if *target == Target::UnitPath { scene.paths() } else { Vec::new() };
        let choices = if choices.len() > MOST_CHOICES { Vec::new() } else { choices };
        columns.push(FormColumn { choices, note: note(*target).map(str::to_owned), ..own });
    }
    let rows = content.people.iter().filter_map(|own| {
        let current = scene.people.get(&own.person)?;
        let number = current.employment.as_ref().map(|row| row.employee_no.clone()).unwrap_or_default();
        let mut row = vec![
            Value::from(own.person.to_string()),
            Value::from(number),
            Value::from(current.person.full_name.as_str()),
        ];
        row.extend(content.columns.iter().zip(&own.values).map(|(target, value)| match (target, value) {
            (_, None) => Value::Empty,
            (Target::BasePay, Some(text)) => amount(text).map_or_else(|| Value::from(text.as_str()), Value::Money),
            (_, Some(text)) => Value::from(text.as_str()),
        }));
        Some(row)
    });
    let form = Form { name: "批量修改".to_owned(), columns, rows: rows.collect() };
    let bytes = write_form(&form, app.today())
        .map_err(|error| Problem::new(ErrorKind::Internal, "internal.export").with("detail", error))?;
    Ok(ExportedFile {
        file_name: format!("批量修改-{}.xlsx", content.as_of),
        content_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        bytes,
        people: content.people.len(),
        redacted: Vec::new(),
    })
}

const fn note(target: Target) -> Option<&'static str> {
    match target {
        Target::UnitPath => Some("从上级到下级的完整路径，用“ > ”分隔；可从下拉列表选择。"),
        Target::ManagerNo => Some("在职人员的工号。"),
        Target::BasePay => Some("每月金额（元）。公式请粘贴为数值。"),
        Target::Place => Some("地区代码或名称，如 CN-Shanghai 或 上海。"),
        Target::Phone | Target::Email | Target::BankAccount => Some("清空单元格即删除该项。"),
        _ => None,
    }
}
