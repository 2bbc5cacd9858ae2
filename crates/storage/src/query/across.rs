//! Questions about people across companies: plain conditions over declared columns, narrowed by scope, counted or listed.

use access::Scope;
use kernel::{Date, FieldMeta, Instant};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, Order, Query, SelectStatement, SimpleExpr};
use sea_orm::{Condition, ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::people::{RosterRow, columns_of_roster, in_force};
use super::scope::narrow;
use crate::rows::{assignment, employment, person};
use crate::{Db, StorageError};

/// A column that may be asked about. Only declared, unsealed columns of these three records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// `person`, `employment` or `assignment`.
    pub record: &'static str,
    /// The field.
    pub field: &'static FieldMeta,
}

/// One plain condition.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// One of these texts.
    OneOf(Asked, Vec<String>),
    /// One of these ids.
    OneOfIds(Asked, Vec<Uuid>),
    /// Contains the text, case aside.
    Contains(Asked, String),
    /// On this day or later.
    From(Asked, Date),
    /// On this day or earlier.
    Until(Asked, Date),
    /// Has no value.
    Empty(Asked),
    /// One of these pairs of company and code.
    CodeOf(Asked, Vec<(Uuid, String)>),
    /// None of the rows.
    Nobody,
}

/// A question.
#[derive(Debug, Clone)]
pub struct Question {
    /// The day.
    pub day: Date,
    /// As far as was known then.
    pub known_at: Instant,
    /// Scopes that all must cover a row: of the permission, and of each class that is asked about.
    pub scopes: Vec<Scope>,
    /// The conditions.
    pub tests: Vec<Test>,
    /// Whether all conditions must hold, or one.
    pub all: bool,
}

fn column(asked: Asked) -> SimpleExpr {
    Expr::col((Alias::new(asked.record), Alias::new(asked.field.name)))
}

fn condition(test: &Test) -> SimpleExpr {
    match test {
        Test::OneOf(asked, texts) => column(*asked).is_in(texts.iter().cloned()),
        Test::OneOfIds(asked, ids) => column(*asked).is_in(ids.iter().copied()),
        Test::Contains(asked, words) => {
            let words = words.to_lowercase().replace(['%', '_', '\\'], "");
            SimpleExpr::from(Func::lower(column(*asked))).like(format!("%{words}%"))
        }
        Test::From(asked, day) => column(*asked).gte(*day),
        Test::Until(asked, day) => column(*asked).lte(*day),
        Test::Empty(asked) => column(*asked).is_null(),
        Test::CodeOf(asked, pairs) => {
            let employer = || Expr::col((Alias::new("employment"), Alias::new("legal_entity_id")));
            let of = |(company, code): &(Uuid, String)| employer().eq(*company).and(column(*asked).eq(code.clone()));
            pairs.iter().map(of).reduce(ExprTrait::or).unwrap_or_else(|| Expr::value(false))
        }
        Test::Nobody => Expr::value(false),
    }
}

fn asked(question: &Question) -> SelectStatement {
    let mut select = Query::select();
    let id = |table: &'static str, name: &'static str| Expr::col((Alias::new(table), Alias::new(name)));
    select
        .from(employment::Entity)
        .inner_join(person::Entity, id("person", "id").eq(id("employment", "person_id")))
        .inner_join(assignment::Entity, id("assignment", "employment_id").eq(id("employment", "employment_id")))
        .cond_where(in_force("employment", question.day, question.known_at))
        .cond_where(in_force("assignment", question.day, question.known_at));
    for scope in &question.scopes {
        select.cond_where(narrow(scope, "assignment"));
    }
    if !question.tests.is_empty() {
        let mut tests = if question.all { Condition::all() } else { Condition::any() };
        for test in &question.tests {
            tests = tests.add(condition(test));
        }
        select.cond_where(tests);
    }
    select
}

/// The rows of an answer, by pinyin.
pub async fn rows(db: &Db<'_>, question: &Question, from: u64, limit: u64) -> Result<Vec<RosterRow>, StorageError> {
    let mut select = asked(question);
    columns_of_roster(&mut select);
    select
        .order_by((Alias::new("person"), Alias::new("name_pinyin")), Order::Asc)
        .order_by((Alias::new("employment"), Alias::new("person_id")), Order::Asc)
        .order_by((Alias::new("employment"), Alias::new("employment_id")), Order::Asc)
        .offset(from)
        .limit(limit);
    let rows = db.0.query_all(&select).await?;
    Ok(rows.iter().map(|row| RosterRow::from_query_result(row, "")).collect::<Result<_, _>>()?)
}

/// How many an answer has.
pub async fn count(db: &Db<'_>, question: &Question) -> Result<u64, StorageError> {
    let mut select = asked(question);
    select.expr_as(Expr::col((Alias::new("employment"), Alias::new("employment_id"))).count(), Alias::new("n"));
    let row = db.0.query_one(&select).await?;
    let count: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
    Ok(count.cast_unsigned())
}

/// Rows of one group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Values of the columns it is grouped by, as texts; ids spelt out.
    pub values: Vec<Option<String>>,
    /// With which employer, when that is among them.
    pub legal_entity: Option<Uuid>,
    /// How many.
    pub count: u64,
}

/// Counts by columns.
pub async fn counts(db: &Db<'_>, question: &Question, by: &[Asked]) -> Result<Vec<Counted>, StorageError> {
    let mut select = asked(question);
    for (at, asked) in by.iter().enumerate() {
        select.expr_as(column(*asked), Alias::new(format!("g{at}")));
        select.add_group_by([column(*asked)]);
    }
    select.expr_as(Expr::col((Alias::new("employment"), Alias::new("employment_id"))).count(), Alias::new("n"));
    let mut found = Vec::new();
    for row in db.0.query_all(&select).await? {
        let (mut values, mut legal_entity) = (Vec::new(), None);
        for (at, asked) in by.iter().enumerate() {
            let name = format!("g{at}");
            if asked.field.field_type == kernel::FieldType::Reference {
                let id: Option<Uuid> = row.try_get("", &name)?;
                if asked.field.name == "legal_entity_id" {
                    legal_entity = id;
                }
                values.push(id.map(|id| id.to_string()));
            } else {
                values.push(row.try_get("", &name)?);
            }
        }
        let count: i64 = row.try_get("", "n")?;
        found.push(Counted { values, legal_entity, count: count.cast_unsigned() });
    }
    Ok(found)
}
