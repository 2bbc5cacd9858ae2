//! Which values may be edited in a workbook, and what a cell of each means.

use access::{Caller, Permission};
use documents::amounts;
use documents::identifiers;
use kernel::{FieldMeta, Money, Text};
use storage::rows::{Assignment, Compensation, Person};

use super::views::SheetColumn;
use crate::imports::Target;

/// All of them, in the order of the workbook.
pub(super) const EDITABLE: [Target; 10] = [
    Target::UnitPath,
    Target::Position,
    Target::JobLevel,
    Target::ManagerNo,
    Target::Place,
    Target::BasePay,
    Target::Phone,
    Target::Email,
    Target::IdentityNumber,
    Target::BankAccount,
];

/// The field behind a column; none: it cannot be edited.
pub(super) const fn field(target: Target) -> Option<&'static FieldMeta> {
    Some(match target {
        Target::UnitPath => Assignment::UNIT_ID,
        Target::Position => Assignment::POSITION,
        Target::JobLevel => Assignment::JOB_LEVEL,
        Target::ManagerNo => Assignment::MANAGER_ID,
        Target::Place => Assignment::PLACE,
        Target::BasePay => Compensation::BASE_PAY,
        Target::Phone => Person::PHONE,
        Target::Email => Person::EMAIL,
        Target::IdentityNumber => Person::IDENTITY_NUMBER,
        Target::BankAccount => Person::BANK_ACCOUNT,
        _ => return None,
    })
}

/// What one must be allowed to.
pub(super) const fn permission(target: Target) -> Permission {
    match target {
        Target::BasePay => Permission::PayWrite,
        _ => Permission::PersonWrite,
    }
}

/// The columns that the caller may edit for somebody.
pub(super) fn offered(caller: &Caller) -> Vec<SheetColumn> {
    let may = |target: &&Target| {
        field(**target)
            .is_some_and(|field| !caller.scope_with(permission(**target), field.class).is_empty() || caller.is_system())
    };
    EDITABLE.iter().filter(may).map(|target| column(*target)).collect()
}

/// A column with its name.
pub(super) fn column(target: Target) -> SheetColumn {
    SheetColumn { key: target, title: title(target) }
}

pub(super) fn title(target: Target) -> Text {
    match target {
        Target::BasePay => Text::of("月基本工资", "Monthly base pay"),
        Target::UnitPath => Text::of("部门路径", "Path of the department"),
        other => other.title(),
    }
}

/// One spelling of what stands in a cell, so that spellings of one value are equal. The error is a code.
pub(super) fn plain(target: Target, text: &str) -> Result<Option<String>, &'static str> {
    // What people call a position or a unit stays as they wrote it; numbers and addresses come in one form.
    let named = matches!(target, Target::Position | Target::JobLevel | Target::UnitPath);
    let text = if named { text.to_owned() } else { documents::fold(text) };
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return Ok(None);
    }
    let plain = match target {
        Target::BasePay => match amounts::parse_loose(&text) {
            Ok(Some(read)) if read.amount.fen() > 0 => read.amount.to_string(),
            Ok(None) => return Ok(None),
            _ => return Err("pay_form"),
        },
        Target::Phone => identifiers::phone(&text).map_err(|_| "phone_form")?,
        Target::IdentityNumber if text.chars().next().is_some_and(char::is_alphabetic) => text.to_uppercase(),
        Target::IdentityNumber => identifiers::identity_number(&text).map_err(|_| "identity_form")?,
        Target::Email => identifiers::email(&text).map_err(|_| "email_form")?,
        Target::BankAccount => text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect(),
        Target::Place => {
            let known = law::Parameters::builtin().and_then(|law| law.place(&text));
            known.map_err(|_| "place_unknown")?.code().to_owned()
        }
        _ => text,
    };
    Ok(Some(plain))
}

/// The amount in a cell of pay.
pub(super) fn amount(text: &str) -> Option<Money> {
    amounts::parse_loose(text).ok().flatten().map(|read| read.amount)
}

/// Values that may be taken away by an empty cell.
pub(super) const fn may_be_empty(target: Target) -> bool {
    matches!(target, Target::Phone | Target::Email | Target::BankAccount)
}

/// What a code says to people.
pub(super) fn reason(code: &str) -> Text {
    match code {
        "formula" => Text::of("单元格是公式，请粘贴为数值", "The cell holds a formula: paste its value"),
        "pay_form" => Text::of("这不是大于零的金额", "This is no amount above zero"),
        "phone_form" => Text::of("这不是手机号或电话", "This is no phone number"),
        "identity_form" => Text::of("证件号码有误", "The identity number is wrong"),
        "identity_taken" => Text::of("该证件号码已属于另一人", "Another person has this identity number"),
        "email_form" => Text::of("这不是邮箱", "This is no mail address"),
        "place_unknown" => Text::of("没有这个工作地", "There is no such place"),
        "unit_unknown" => Text::of("没有这个部门，请填写完整路径", "There is no such department; give its whole path"),
        "manager_unknown" => Text::of("没有这个工号的在职人员", "Nobody employed has this number"),
        "manager_self" => Text::of("不能以本人为上级", "Nobody reports to himself or herself"),
        "may_not_be_empty" => Text::of("该项不能清空", "This cannot be taken away"),
        "changed_meanwhile" => Text::of("导出之后已被他人修改", "Somebody changed it since the workbook went out"),
        "no_right" => Text::of("无权修改该项", "You may not change this"),
        "own_record" => Text::of("不能修改本人的信息", "Nobody changes the own record"),
        "row_twice" => Text::of("同一人在文件中出现两次", "The person stands in the file twice"),
        "not_employed" => Text::of("该人员目前不在职", "The person is not employed now"),
        "pay_jump" => Text::of("调薪幅度超过 30%，请核对", "Pay changes by more than 30 %: check it"),
        _ => Text::of("请核对", "Check it"),
    }
}
