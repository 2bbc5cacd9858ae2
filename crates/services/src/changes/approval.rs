//! Who approves a change of which kind: data, so that a firm changes it without code.

use kernel::{Date, Money, PersonId, Problem, Text};
use serde::Deserialize;
use serde_json::Value;
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::{CatalogueItem, Person, PersonnelChange};
use uuid::Uuid;
use workflow::Relation;

use super::record::{Line, Open, field_of};
use crate::approvals::{Approver, Ask, SummaryLine, SummaryValue, withdraw_in};
use crate::{App, Result};

/// The record that approvals are about.
pub(super) const ABOUT: &str = "personnel_change";

#[derive(Deserialize)]
struct Policy {
    path: Vec<Path>,
}

/// Steps in order; within a step all must agree.
#[derive(Deserialize)]
struct Path {
    kinds: Vec<String>,
    steps: Vec<Vec<Who>>,
}

/// As in the data.
#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "snake_case")]
enum Who {
    Manager,
    SkipManager,
    Hrbp,
    Hr,
}

impl Who {
    const fn approver(self) -> Approver {
        match self {
            Self::Manager => Approver::Relation(Relation::Manager),
            Self::SkipManager => Approver::Relation(Relation::SkipManager),
            Self::Hrbp => Approver::Relation(Relation::Hrbp),
            Self::Hr => Approver::Relation(Relation::Hr),
        }
    }
}

/// The steps for a kind.
fn steps(kind: &str) -> Result<Vec<Vec<Approver>>> {
    let broken = |_| Problem::new(kernel::ErrorKind::Internal, "internal.changes");
    let policy: Policy = toml::from_str(include_str!("../../data/change-policy.toml")).map_err(broken)?;
    let path = policy.path.into_iter().find(|path| path.kinds.iter().any(|known| known == kind));
    let steps = path.map_or_else(|| vec![vec![Who::Hr]], |path| path.steps);
    Ok(steps.into_iter().map(|step| step.into_iter().map(Who::approver).collect()).collect())
}

/// Asks for approval, with what would change.
pub(super) async fn ask_in(app: &App, work: &mut UnitOfWork, open: &Open) -> Result<()> {
    let person = Find::<Person>::by_id(&work.db(), open.row.person_id).await?;
    let name = person.map(|row| row.full_name).unwrap_or_default();
    let kinds = Find::<CatalogueItem>::new().eq(CatalogueItem::KIND, "change_kind");
    let kind = kinds.eq(CatalogueItem::CODE, open.row.kind.as_str()).one(&work.db()).await?;
    let (zh, en) =
        kind.map_or_else(|| (open.row.kind.clone(), open.row.kind.clone()), |row| (row.title_zh, row.title_en));
    let ask = Ask {
        about: (ABOUT, open.row.id),
        person: Some(PersonId(open.row.person_id)),
        title: Text::new(format!("{name}：{zh}"), format!("{name}: {en}")),
        summary: std::iter::once(since(open.row.effective_on)).chain(open.stored.lines.iter().map(summary)).collect(),
        path: steps(&open.row.kind)?,
        due: None,
    };
    crate::approvals::ask_in(app, work, ask).await?;
    Ok(())
}

/// From when on it would hold.
fn since(day: Date) -> SummaryLine {
    let field = PersonnelChange::EFFECTIVE_ON;
    let after = Some(SummaryValue::Day { value: day });
    SummaryLine { label: field.label.to_owned(), class: field.class, before: None, after }
}

fn summary(line: &Line) -> SummaryLine {
    let field = field_of(&line.field);
    // A status has no column of its own: it follows from the end of probation.
    let label = if line.field == "status" { "people.status" } else { field.label };
    SummaryLine {
        label: label.to_owned(),
        class: field.class,
        before: value(&line.field, &line.before),
        after: value(&line.field, &line.after),
    }
}

fn value(field: &str, value: &Value) -> Option<SummaryValue> {
    match (field, value) {
        (_, Value::Number(number)) if field == "base_pay_fen" => {
            Some(SummaryValue::Money { value: Money::from_fen(number.as_i64()?) })
        }
        ("status", Value::String(code)) => {
            Some(SummaryValue::code("confirmation", if code == "probation" { "probation" } else { "confirmed" }))
        }
        ("duty", Value::String(code)) => Some(SummaryValue::code("duty_status", code)),
        ("paid_by", Value::String(code)) => Some(SummaryValue::code("duty_paid_by", code)),
        ("place", Value::String(code)) => Some(SummaryValue::Place { value: code.clone() }),
        (_, Value::String(text)) => Some(match text.parse::<Date>() {
            Ok(day) => SummaryValue::Day { value: day },
            Err(_) => SummaryValue::text(text),
        }),
        _ => None,
    }
}

/// Nobody needs to decide any more.
pub(super) async fn give_up_in(_: &App, work: &mut UnitOfWork, change: Uuid) -> Result<()> {
    withdraw_in(work, (ABOUT, change)).await
}
