//! Whose contract needs somebody's eye on a day. Every question is narrowed here, in SQL, to those it concerns.

use access::Scope;
use kernel::Date;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, JoinType, Order, Query, SelectStatement, SimpleExpr};
use sea_orm::{Condition, ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::people::{column, matches};
use super::scope::narrow;
use crate::rows::{assignment, contract, contract_terms, employment, person};
use crate::{Db, StorageError};

/// What is looked for. Facts only: what the law says of them is judged by whoever asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Employees without any contract.
    Unsigned,
    /// A contract whose day of signing is not on record.
    SignatureMissing,
    /// Still employed after the last term ended.
    Lapsed,
    /// A term that ends by a day, and nothing follows.
    Ending {
        /// The last day that counts.
        by: Date,
    },
    /// The same, where it is not the first fixed term.
    SecondFixed {
        /// The last day that counts.
        by: Date,
    },
    /// A fixed term of somebody who was hired by a day.
    LongService {
        /// The last day of hire that counts.
        hired_by: Date,
    },
    /// In probation.
    Probation,
    /// The contract names another work place than the assignment.
    PlaceMismatch,
    /// Insurance is paid elsewhere than where the work is.
    InsuranceMismatch,
    /// A work permit that ends by a day.
    Permit {
        /// The last day that counts.
        by: Date,
    },
    /// Rehired retirees without any written agreement.
    OverAgeUnwritten,
    /// Part-time work.
    PartTime,
    /// Dispatched workers with a fixed term.
    Dispatched,
}

/// Among whom.
#[derive(Debug, Clone)]
pub struct DueFilter {
    /// The day. What is known now counts.
    pub day: Date,
    /// Whom the caller may see.
    pub scope: Scope,
    /// Name, pinyin, initials or employee number.
    pub search: Option<String>,
    /// Only these units.
    pub units: Option<Vec<Uuid>>,
    /// Only this employer.
    pub legal_entity: Option<Uuid>,
    /// Continue after this position.
    pub after: Option<(Date, Uuid)>,
}

/// A person with the contract that is meant.
#[derive(Debug, Clone, FromQueryResult)]
pub struct DueRow {
    /// Who.
    pub person_id: Uuid,
    /// Name.
    pub full_name: String,
    /// Under which employment.
    pub employment_id: Uuid,
    /// Employee number.
    pub employee_no: String,
    /// Kind of employment.
    pub employment_kind: String,
    /// First day of the employment.
    pub hired_on: Date,
    /// First day after probation.
    pub probation_until: Option<Date>,
    /// With which employer.
    pub legal_entity_id: Uuid,
    /// In which unit.
    pub unit_id: Uuid,
    /// As what.
    pub position: String,
    /// Where the work is.
    pub place: String,
    /// Which contract.
    pub contract_id: Option<Uuid>,
    /// Its kind.
    pub contract_kind: Option<String>,
    /// Its first day.
    pub contract_from: Option<Date>,
    /// First day after it.
    pub contract_until: Option<Date>,
    /// Day of signing.
    pub signed_on: Option<Date>,
    /// Its number.
    pub number: Option<String>,
    /// Work place that it names.
    pub work_place: Option<String>,
    /// Where insurance is paid.
    pub insured_place: Option<String>,
    /// Months of probation that it names.
    pub probation_months: Option<i32>,
    /// Tenths of an hour a day.
    pub tenth_hours_a_day: Option<i32>,
    /// Tenths of an hour a week.
    pub tenth_hours_a_week: Option<i32>,
    /// Days between two pays.
    pub pay_days: Option<i32>,
    /// Last day of the work permit.
    pub permit_last_day: Option<Date>,
    /// What the list is sorted by.
    pub sort_day: Date,
}

/// Kinds of employment under a labour contract of one's own, which must be in writing.
const WRITTEN: [&str; 1] = ["full_time"];

fn same_employment(table: &'static str) -> SimpleExpr {
    column(table, "employment_id").eq(column("employment", "employment_id"))
}

/// Known contracts of the same employment, under another name.
fn other(alias: &'static str) -> SelectStatement {
    Query::select()
        .expr(Expr::value(1))
        .from_as(contract::Entity, Alias::new(alias))
        .and_where(same_employment(alias))
        .and_where(column(alias, "known_until").is_null())
        .to_owned()
}

fn nothing_follows() -> SimpleExpr {
    let mut later = other("later");
    later.and_where(column("later", "valid_from").gt(column("contract", "valid_from")));
    Expr::exists(later).not()
}

fn open_or_after(name: &'static str, day: SimpleExpr) -> Condition {
    Condition::any().add(column("employment", name).is_null()).add(column("employment", name).gt(day))
}

/// How the contract that is meant is found, and whether there must be one.
fn join_contract(select: &mut SelectStatement, due: Due, day: Date) {
    let mut on = Condition::all().add(same_employment("contract")).add(column("contract", "known_until").is_null());
    let any_term = matches!(due, Due::Lapsed | Due::Ending { .. } | Due::SecondFixed { .. });
    if !any_term {
        on = on.add(column("contract", "valid_from").lte(day)).add(
            Condition::any()
                .add(column("contract", "valid_until").is_null())
                .add(column("contract", "valid_until").gt(day)),
        );
    }
    let optional = matches!(due, Due::Unsigned | Due::Probation | Due::OverAgeUnwritten | Due::PartTime);
    let kind = if optional { JoinType::LeftJoin } else { JoinType::InnerJoin };
    select.join(kind, contract::Entity, on);
    let terms = Condition::all()
        .add(column("contract_terms", "contract_id").eq(column("contract", "contract_id")))
        .add(column("contract_terms", "known_until").is_null());
    let needs_terms = matches!(due, Due::PlaceMismatch | Due::InsuranceMismatch | Due::Permit { .. });
    let kind = if needs_terms { JoinType::InnerJoin } else { JoinType::LeftJoin };
    select.join(kind, contract_terms::Entity, terms);
}

fn kinds(select: &mut SelectStatement, kinds: &[&str]) {
    select.and_where(column("employment", "kind").is_in(kinds.iter().copied()));
}

fn condition(select: &mut SelectStatement, due: Due, day: Date) {
    match due {
        Due::Unsigned => {
            kinds(select, &WRITTEN);
            select.and_where(Expr::exists(other("any")).not());
        }
        Due::OverAgeUnwritten => {
            kinds(select, &["rehired_retiree"]);
            select.and_where(Expr::exists(other("any")).not());
        }
        Due::SignatureMissing => {
            select.and_where(column("contract", "signed_on").is_null());
        }
        Due::Lapsed => {
            select.and_where(column("contract", "valid_until").lte(day)).and_where(nothing_follows());
        }
        Due::Ending { by } | Due::SecondFixed { by } => {
            // The stored end is the first day after the term.
            select
                .and_where(column("contract", "valid_until").gt(day))
                .and_where(column("contract", "valid_until").lte(by + chrono::Days::new(1)))
                .and_where(nothing_follows())
                .cond_where(open_or_after("valid_until", column("contract", "valid_until")));
            if matches!(due, Due::SecondFixed { .. }) {
                let mut earlier = other("earlier");
                earlier
                    .and_where(column("earlier", "kind").eq("fixed_term"))
                    .and_where(column("earlier", "valid_from").lt(column("contract", "valid_from")));
                select.and_where(column("contract", "kind").eq("fixed_term")).and_where(Expr::exists(earlier));
            }
        }
        Due::LongService { hired_by } => {
            select
                .and_where(column("employment", "valid_from").lte(hired_by))
                .and_where(column("contract", "kind").eq("fixed_term"));
        }
        Due::Probation => {
            select.and_where(column("employment", "probation_until").gt(day));
        }
        Due::PlaceMismatch => {
            select.and_where(column("contract_terms", "work_place").ne(column("assignment", "place")));
        }
        Due::InsuranceMismatch => {
            select.and_where(column("contract_terms", "insured_place").ne(column("assignment", "place")));
        }
        Due::Permit { by } => {
            select.and_where(column("contract_terms", "permit_last_day").lte(by));
        }
        Due::PartTime => kinds(select, &["part_time"]),
        Due::Dispatched => {
            kinds(select, &["dispatched"]);
            select.and_where(column("contract", "valid_until").is_not_null());
        }
    }
}

fn found(filter: &DueFilter, due: Due) -> SelectStatement {
    let now = |table| in_force_now(table, filter.day);
    let mut select = Query::select();
    select
        .from(employment::Entity)
        .inner_join(person::Entity, column("person", "id").eq(column("employment", "person_id")))
        .inner_join(assignment::Entity, same_employment("assignment"))
        .cond_where(now("employment"))
        .cond_where(now("assignment"))
        .cond_where(narrow(&filter.scope, "assignment"));
    join_contract(&mut select, due, filter.day);
    condition(&mut select, due, filter.day);
    if let Some(search) = filter.search.as_deref().filter(|search| !search.trim().is_empty()) {
        select.cond_where(matches(search));
    }
    if let Some(units) = &filter.units {
        select.and_where(column("assignment", "unit_id").is_in(units.iter().copied()));
    }
    if let Some(entity) = filter.legal_entity {
        select.and_where(column("employment", "legal_entity_id").eq(entity));
    }
    select
}

/// Holding on a day, as known now.
fn in_force_now(table: &'static str, day: Date) -> Condition {
    Condition::all()
        .add(column(table, "known_until").is_null())
        .add(column(table, "valid_from").lte(day))
        .add(Condition::any().add(column(table, "valid_until").is_null()).add(column(table, "valid_until").gt(day)))
}

const fn sorted_by(due: Due) -> (&'static str, &'static str) {
    match due {
        Due::Lapsed | Due::Ending { .. } | Due::SecondFixed { .. } => ("contract", "valid_until"),
        Due::Probation => ("employment", "probation_until"),
        Due::Permit { .. } => ("contract_terms", "permit_last_day"),
        _ => ("employment", "valid_from"),
    }
}

const COLUMNS: &[(&str, &str, &str)] = &[
    ("employment", "person_id", "person_id"),
    ("person", "full_name", "full_name"),
    ("employment", "employment_id", "employment_id"),
    ("employment", "employee_no", "employee_no"),
    ("employment", "kind", "employment_kind"),
    ("employment", "valid_from", "hired_on"),
    ("employment", "probation_until", "probation_until"),
    ("employment", "legal_entity_id", "legal_entity_id"),
    ("assignment", "unit_id", "unit_id"),
    ("assignment", "position", "position"),
    ("assignment", "place", "place"),
    ("contract", "contract_id", "contract_id"),
    ("contract", "kind", "contract_kind"),
    ("contract", "valid_from", "contract_from"),
    ("contract", "valid_until", "contract_until"),
    ("contract", "signed_on", "signed_on"),
    ("contract_terms", "number", "number"),
    ("contract_terms", "work_place", "work_place"),
    ("contract_terms", "insured_place", "insured_place"),
    ("contract_terms", "probation_months", "probation_months"),
    ("contract_terms", "tenth_hours_a_day", "tenth_hours_a_day"),
    ("contract_terms", "tenth_hours_a_week", "tenth_hours_a_week"),
    ("contract_terms", "pay_days", "pay_days"),
    ("contract_terms", "permit_last_day", "permit_last_day"),
];

/// A page of what is due, the most urgent day first.
pub async fn due(db: &Db<'_>, due: Due, filter: &DueFilter, limit: u64) -> Result<Vec<DueRow>, StorageError> {
    let mut select = found(filter, due);
    let (table, name) = sorted_by(due);
    for (table, name, alias) in COLUMNS {
        select.expr_as(column(table, name), Alias::new(*alias));
    }
    select.expr_as(column(table, name), Alias::new("sort_day"));
    if let Some((day, employment)) = filter.after {
        select.cond_where(Condition::any().add(column(table, name).gt(day)).add(
            Condition::all().add(column(table, name).eq(day)).add(column("employment", "employment_id").gt(employment)),
        ));
    }
    select
        .order_by((Alias::new(table), Alias::new(name)), Order::Asc)
        .order_by((Alias::new("employment"), Alias::new("employment_id")), Order::Asc)
        .limit(limit);
    let rows = db.0.query_all(&select).await?;
    Ok(rows.iter().map(|row| DueRow::from_query_result(row, "")).collect::<Result<_, _>>()?)
}

/// How many are due.
pub async fn count_due(db: &Db<'_>, due: Due, filter: &DueFilter) -> Result<u64, StorageError> {
    let mut select = found(filter, due);
    select.expr_as(Expr::col((Alias::new("employment"), Alias::new("person_id"))).count(), Alias::new("n"));
    let row = db.0.query_one(&select).await?;
    let count: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
    Ok(count.cast_unsigned())
}

/// How many of one kind work for an employer.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct KindCount {
    /// The employer.
    pub legal_entity_id: Uuid,
    /// Kind of employment.
    pub kind: String,
    /// How many.
    pub n: i64,
}

/// Employments on a day by employer and kind. Whole employers only: a share of a part would mean nothing.
pub async fn kinds_by_employer(db: &Db<'_>, scope: &Scope, day: Date) -> Result<Vec<KindCount>, StorageError> {
    let entity = || (Alias::new("employment"), Alias::new("legal_entity_id"));
    let kind = || (Alias::new("employment"), Alias::new("kind"));
    let mut select = Query::select();
    select
        .expr_as(Expr::col(entity()), Alias::new("legal_entity_id"))
        .expr_as(Expr::col(kind()), Alias::new("kind"))
        .expr_as(Expr::col((Alias::new("employment"), Alias::new("person_id"))).count(), Alias::new("n"))
        .from(employment::Entity)
        .cond_where(in_force_now("employment", day))
        .group_by_col(entity())
        .group_by_col(kind());
    if !scope.everything {
        select.and_where(Expr::col(entity()).is_in(scope.legal_entities.iter().copied()));
    }
    let rows = db.0.query_all(&select).await?;
    Ok(rows.iter().map(|row| KindCount::from_query_result(row, "")).collect::<Result<_, _>>()?)
}
