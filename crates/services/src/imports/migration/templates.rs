//! A workbook a kind of record: headings that are recognised again, a row of examples, notes, lists to choose from.

use std::collections::BTreeMap;

use access::Caller;
use documents::tables::{Column as Heading, ColumnKind, Form, FormColumn, Value, write_form};
use kernel::{ErrorKind, Problem};
use storage::query::Find;
use storage::rows::CatalogueItem;

use super::super::session::may_import;
use super::super::target::{Care, Target};
use super::kinds::{Column, FileKind};
use crate::{App, Result};

/// A template.
#[derive(Debug, Clone)]
pub struct SetTemplate {
    /// What it is for.
    pub kind: FileKind,
    /// Name to save it under.
    pub file_name: String,
    /// The workbook.
    pub bytes: Vec<u8>,
}

/// One for each kind, in the order of writing. Rows of examples begin with 示例 and are not imported.
pub async fn set_templates(app: &App, caller: &Caller) -> Result<Vec<SetTemplate>> {
    may_import(caller)?;
    let mut items = Find::<CatalogueItem>::new().all(&app.db()).await?;
    items.sort_by_key(|item| item.sort);
    let one = |(at, kind): (usize, FileKind)| {
        let title = kind.title().zh;
        let bytes = write_form(&form(kind, &items), app.today())
            .map_err(|error| Problem::new(ErrorKind::Internal, "internal.export").with("detail", error))?;
        Ok(SetTemplate { kind, file_name: format!("{:02}-{title}.xlsx", at + 1), bytes })
    };
    FileKind::ALL.into_iter().enumerate().map(one).collect()
}

/// All templates in one package.
pub async fn set_templates_package(app: &App, caller: &Caller) -> Result<Vec<u8>> {
    let templates = set_templates(app, caller).await?;
    let files: BTreeMap<String, Vec<u8>> = templates.into_iter().map(|own| (own.file_name, own.bytes)).collect();
    super::run::pack_set(&files)
}

fn form(kind: FileKind, items: &[CatalogueItem]) -> Form {
    let columns: Vec<&Column> = kind.columns().iter().filter(|own| own.target.care() != Care::Protected).collect();
    let heads = columns.iter().map(|column| {
        let list = items.iter().filter(|item| Some(item.kind.as_str()) == column.target.catalogue());
        let choices: Vec<String> = list.map(|item| item.title_zh.clone()).collect();
        let note = format!("{}{}", if column.required { "必填" } else { "选填" }, hint(column.target));
        let heading = Heading::new(column.target.title().zh, shape(column.target));
        FormColumn { choices, note: Some(note), ..FormColumn::open(heading) }
    });
    let example = columns.iter().map(|column| Value::from(column.example));
    Form { name: kind.title().zh.into_owned(), columns: heads.collect(), rows: vec![example.collect()] }
}

const fn shape(target: Target) -> ColumnKind {
    match target {
        Target::ProbationEnd => ColumnKind::Text,
        target if target.is_day() => ColumnKind::Date,
        Target::BasePay => ColumnKind::Money,
        _ => ColumnKind::Text,
    }
}

/// What a person should know about a column.
const fn hint(target: Target) -> &'static str {
    match target {
        Target::EmployeeNo => "\n员工在各文件中以工号对应；以“示例”开头的行不导入",
        Target::PersonNo => "\n再次入职的人员：填写其在人员文件中的编号；其他人留空",
        Target::UnitCode => "\n部门在各文件中以编码对应；部门更名或调整上级，另起一行并填写生效日期",
        Target::ParentUnitCode => "\n顶层部门留空",
        Target::HeadNo | Target::ManagerNo => "\n填写工号",
        Target::LegalEntity => "\n营业执照上的全称；也可填简称或统一社会信用代码",
        Target::FirstDay => "\n自这一天起",
        Target::LastDay => "\n最后一天；至今有效的留空",
        Target::ExitDate => "\n最后工作日；在职人员留空",
        Target::ExitGround | Target::ExitReason => "\n仅离职人员",
        Target::ProbationEnd => "\n日期，或月数，如 3个月",
        Target::ContractLastDay => "\n无固定期限留空",
        Target::BasePay => "\n月基本工资，元",
        Target::LeaveDays => "\n天，可填 0.5 的整数倍；与小时填一项",
        Target::LeaveHours => "\n小时，按每日工时折算；与天数填一项",
        Target::UsableUntil => "\n最后可用的一天；长期有效留空",
        Target::DocumentName => "\n文件夹中的文件名，可含子文件夹",
        Target::IdentityNumber => "\n18 位居民身份证号，或护照、通行证号码",
        Target::BankAccount => "\n文本格式，以免丢失末位",
        _ => "",
    }
}
