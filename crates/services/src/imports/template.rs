//! The roster to fill in: every column that an import knows, with what belongs into it and lists to choose from.

use access::Caller;
use documents::tables::{Column, ColumnKind, Form, FormColumn, write_form};
use kernel::{ErrorKind, Problem};
use storage::query::Find;
use storage::rows::CatalogueItem;

use super::session::may_import;
use super::target::{Care, Target};
use crate::{App, Result};

/// An empty roster as a workbook. The headings are those that the import recognises again.
pub async fn roster_template(app: &App, caller: &Caller) -> Result<Vec<u8>> {
    may_import(caller)?;
    let mut items = Find::<CatalogueItem>::new().all(&app.db()).await?;
    items.sort_by_key(|item| item.sort);
    // What needs a stated purpose is not asked for by default, and one column tells the department.
    let levels = [Target::Unit1, Target::Unit2, Target::Unit3];
    let targets = Target::of_a_roster().filter(|own| own.care() != Care::Protected && !levels.contains(own));
    let columns = targets.map(|target| {
        let choices: Vec<String> = items
            .iter()
            .filter(|item| Some(item.kind.as_str()) == target.catalogue())
            .map(|item| item.title_zh.clone())
            .collect();
        let note = format!("{}\n示例：{}", if required(target) { "必填" } else { "选填" }, example(target));
        FormColumn { choices, note: Some(note), ..FormColumn::open(Column::new(heading(target), kind(target))) }
    });
    let form = Form { name: "花名册".to_owned(), columns: columns.collect(), rows: Vec::new() };
    write_form(&form, app.today())
        .map_err(|error| Problem::new(ErrorKind::Internal, "internal.export").with("detail", error))
}

fn heading(target: Target) -> String {
    if target == Target::BasePay { "月基本工资".to_owned() } else { target.title().zh.into_owned() }
}

const fn kind(target: Target) -> ColumnKind {
    match target {
        // A length in months stands there as well as a day.
        Target::ProbationEnd => ColumnKind::Text,
        target if target.is_day() => ColumnKind::Date,
        Target::BasePay => ColumnKind::Money,
        _ => ColumnKind::Text,
    }
}

const fn required(target: Target) -> bool {
    matches!(target, Target::EmployeeNo | Target::FullName | Target::HiredOn)
}

const fn example(target: Target) -> &'static str {
    match target {
        Target::EmployeeNo => "A00123",
        Target::FullName => "林若曦",
        Target::IdentityNumber => "18 位居民身份证号，或护照、通行证号码",
        Target::Phone => "13800138000",
        Target::Email => "lin.ruoxi@example.com",
        Target::BankAccount => "6222020000112233445（文本格式，以免丢失末位）",
        Target::LegalEntity => "营业执照上的全称",
        Target::UnitPath | Target::Unit1 | Target::Unit2 | Target::Unit3 => "研发中心/平台组",
        Target::Position => "后端工程师",
        Target::JobLevel => "P6",
        Target::ManagerNo => "A00001",
        Target::ManagerName => "周文博（有上级工号时不必填）",
        Target::Place => "上海",
        Target::EmploymentKind | Target::WorkingTime | Target::ContractKind => "从下拉列表选择",
        Target::HiredOn | Target::ContractFirstDay => "2021-03-01",
        Target::ProbationEnd => "2021-05-31，或月数，如 3个月",
        Target::EmploymentStatus => "在职、离职",
        Target::ExitDate => "2024-06-30，仅离职人员",
        Target::ExitGround | Target::ExitReason => "从下拉列表选择，仅离职人员",
        Target::ContractLastDay => "2024-02-29；无固定期限留空",
        Target::BasePay => "15000.00（元/月）",
        Target::Performance => "A，或 85 分",
        Target::PerformanceDay => "2025-12-31",
        // The others stand in no roster.
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::super::target::fold_heading;
    use super::*;

    #[test]
    fn every_heading_of_the_template_is_recognised_by_the_import() {
        for target in Target::of_a_roster().filter(|own| own.care() != Care::Protected) {
            let folded = fold_heading(&heading(target));
            assert!(target.headings().contains(&folded.as_str()), "{target:?}: {folded}");
            assert!(!example(target).is_empty(), "{target:?} has an example");
        }
    }
}
