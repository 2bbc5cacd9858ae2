//! The columns of the list of people, by the names that the address of the page gives them.

use std::collections::HashMap;

use access::Caller;
use documents::tables::{Column, ColumnKind, Value};
use kernel::{CustomFieldId, Date, FieldClass, FieldMeta, Problem};
use storage::rows::{CatalogueItem, Employment};

use super::people::custom_kind;
use crate::custom_fields::{CustomFieldView, fields_of_a_person};
use crate::people::PersonSummary;
use crate::{App, Result};

/// What a cell says that the caller may not read: nobody takes it for an empty one.
pub(super) const WITHHELD: &str = "无权查看";

/// A column that every list can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Unit,
    Position,
    Level,
    Manager,
    Hired,
    Entity,
    Place,
    Kind,
    Probation,
    Leaves,
    Status,
}

/// Names on the wire, and headings as on the page.
const TOLD: &[(Told, &str, &str)] = &[
    (Told::Unit, "unit", "部门"),
    (Told::Position, "position", "岗位"),
    (Told::Level, "level", "职级"),
    (Told::Manager, "manager", "汇报对象"),
    (Told::Hired, "hired", "入职日期"),
    (Told::Entity, "entity", "用人单位"),
    (Told::Place, "place", "工作地点"),
    (Told::Kind, "kind", "用工形式"),
    (Told::Probation, "probation", "试用期截止"),
    (Told::Leaves, "leaves", "离职日期"),
    (Told::Status, "status", "状态"),
];

/// What the page shows when nobody chose.
const USUAL: &str = "unit,position,level,manager,hired,entity,status";

/// A column of a list.
#[derive(Debug, Clone)]
pub(super) enum ListColumn {
    Told(Told),
    /// A field of the firm's own.
    Own(Box<CustomFieldView>),
}

/// What codes are called.
pub(super) struct Names<'a>(HashMap<(&'a str, &'a str), &'a str>);

impl<'a> Names<'a> {
    pub(super) fn of(items: &'a [CatalogueItem]) -> Self {
        let name = |item: &'a CatalogueItem| ((item.kind.as_str(), item.code.as_str()), item.title_zh.as_str());
        Self(items.iter().map(name).collect())
    }

    pub(super) const fn codes(&self) -> &HashMap<(&'a str, &'a str), &'a str> {
        &self.0
    }
}

/// The columns asked for, and the names of those that the caller may read for nobody.
pub(super) async fn chosen(
    app: &App,
    caller: &Caller,
    asked: Option<&str>,
    day: Date,
) -> Result<(Vec<ListColumn>, Vec<String>)> {
    let own = fields_of_a_person(&app.db(), day).await?;
    let asked = asked.filter(|asked| !asked.trim().is_empty()).unwrap_or(USUAL);
    let (mut columns, mut redacted) = (Vec::new(), Vec::new());
    for name in asked.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        let told = TOLD.iter().find(|(_, own, _)| *own == name).map(|(told, ..)| ListColumn::Told(*told));
        let of_the_firm =
            || own.iter().find(|field| own_name(field) == name).cloned().map(Box::new).map(ListColumn::Own);
        let column = told.or_else(of_the_firm);
        let column =
            column.ok_or_else(|| Problem::invalid("exports.column_unknown").at("/columns").with("column", name))?;
        if reads_anywhere(caller, column.class()) {
            columns.push(column);
        } else {
            redacted.push(column.name());
        }
    }
    Ok((columns, redacted))
}

fn own_name(field: &CustomFieldView) -> String {
    format!("{}.{}", field.record, field.code)
}

fn reads_anywhere(caller: &Caller, class: FieldClass) -> bool {
    caller.is_system() || caller.grants().iter().any(|grant| grant.role.classes.contains(&class))
}

impl ListColumn {
    pub(super) fn name(&self) -> String {
        match self {
            Self::Told(told) => told.row().1.to_owned(),
            Self::Own(field) => own_name(field),
        }
    }

    pub(super) fn head(&self) -> Column {
        match self {
            Self::Told(told) => Column::new(told.row().2, told.kind()),
            Self::Own(field) => Column::new(field.title.zh.as_ref(), custom_kind(field.kind)),
        }
    }

    pub(super) fn own(&self) -> Option<CustomFieldId> {
        match self {
            Self::Told(_) => None,
            Self::Own(field) => Some(field.id),
        }
    }

    fn class(&self) -> FieldClass {
        match self {
            Self::Told(told) => told.field().map_or(FieldClass::Directory, |field| field.class),
            Self::Own(field) => field.class,
        }
    }
}

impl Told {
    fn row(self) -> &'static (Self, &'static str, &'static str) {
        TOLD.iter().find(|(told, ..)| *told == self).unwrap_or(&TOLD[0])
    }

    const fn kind(self) -> ColumnKind {
        match self {
            Self::Hired | Self::Probation | Self::Leaves => ColumnKind::Date,
            _ => ColumnKind::Text,
        }
    }

    /// The field whose class decides who reads it, where the whole directory may not.
    fn field(self) -> Option<&'static FieldMeta> {
        match self {
            Self::Hired => Some(Employment::VALID_FROM),
            Self::Kind => Some(Employment::KIND),
            Self::Probation => Some(Employment::PROBATION_UNTIL),
            Self::Leaves | Self::Status => Some(Employment::VALID_UNTIL),
            Self::Unit | Self::Position | Self::Level | Self::Manager | Self::Entity | Self::Place => None,
        }
    }

    pub(super) fn cell(self, person: &PersonSummary, names: &Names<'_>) -> Value {
        match self {
            Self::Unit => person.unit.name.as_str().into(),
            Self::Position => person.position.as_str().into(),
            Self::Level => person.job_level.as_deref().into(),
            Self::Manager => person.manager.as_ref().map(|manager| manager.full_name.as_str()).into(),
            Self::Entity => person.legal_entity.name.as_str().into(),
            Self::Place => place(&person.place).into(),
            Self::Kind => shown(person.employment_kind.as_ref().map(|code| {
                let name = names.0.get(&("employment_kind", code.as_str()));
                name.copied().unwrap_or(code.as_str())
            })),
            Self::Hired => shown(person.hired_on.as_ref().copied()),
            Self::Probation => shown(person.probation_last_day.as_ref().copied()),
            Self::Leaves => shown(person.last_day.as_ref().copied()),
            Self::Status => shown(person.status.as_ref().map(|status| standing(status))),
        }
    }
}

fn shown(value: Option<impl Into<Value>>) -> Value {
    value.map_or_else(|| WITHHELD.into(), Into::into)
}

fn place(code: &str) -> &str {
    law::Parameters::builtin().ok().and_then(|law| law.place_name_zh(code)).unwrap_or(code)
}

fn standing(status: &str) -> &'static str {
    match status {
        "probation" => "试用期",
        "leaving" => "离职办理中",
        _ => "在职",
    }
}
