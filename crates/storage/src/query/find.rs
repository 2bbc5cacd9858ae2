//! A plain select over one record, spoken in its declaration's terms.

use kernel::{Date, FieldMeta, Instant};
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{Condition, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select, Value};
use uuid::Uuid;

use super::scope;
use crate::types::Stamp;
use crate::{Db, Row, StorageError, TimelineRow};

/// A value that can be compared with a column.
pub trait Bind {
    /// As the database wants it.
    fn bind(self) -> Value;
}

macro_rules! bind {
    ($($ty:ty),+) => {$(
        impl Bind for $ty {
            fn bind(self) -> Value {
                self.into()
            }
        }
    )+};
}

bind!(Uuid, Option<Uuid>, String, &str, i32, i64, bool, Date, Vec<u8>, Stamp);

impl Bind for Instant {
    fn bind(self) -> Value {
        Stamp::from(self).into()
    }
}

/// Rows of one record. `Find::<Leave>::new().eq(Leave::PERSON_ID, person).all(&db)`.
#[derive(Debug, Clone)]
pub struct Find<R: Row> {
    select: Select<R::Entity>,
}

impl<R: Row> Default for Find<R> {
    fn default() -> Self {
        Self::new()
    }
}

fn column<R: Row>(name: &str) -> SimpleExpr {
    Expr::col((sea_orm::sea_query::Alias::new(R::META.name), sea_orm::sea_query::Alias::new(name.to_owned())))
}

impl<R: Row> Find<R> {
    /// All rows.
    pub fn new() -> Self {
        Self { select: R::Entity::find() }
    }

    fn filter(mut self, condition: SimpleExpr) -> Self {
        self.select = self.select.filter(condition);
        self
    }

    /// Whose field equals the value.
    #[must_use]
    pub fn eq(self, field: &FieldMeta, value: impl Bind) -> Self {
        self.filter(column::<R>(field.name).eq(value.bind()))
    }

    /// Whose field differs from the value.
    #[must_use]
    pub fn ne(self, field: &FieldMeta, value: impl Bind) -> Self {
        self.filter(column::<R>(field.name).ne(value.bind()))
    }

    /// Whose field is less than the value.
    #[must_use]
    pub fn lt(self, field: &FieldMeta, value: impl Bind) -> Self {
        self.filter(column::<R>(field.name).lt(value.bind()))
    }

    /// Whose field is at least the value.
    #[must_use]
    pub fn gte(self, field: &FieldMeta, value: impl Bind) -> Self {
        self.filter(column::<R>(field.name).gte(value.bind()))
    }

    /// Whose text contains the words, whatever their case.
    #[must_use]
    pub fn contains(self, field: &FieldMeta, words: &str) -> Self {
        let words: String = words.to_lowercase().chars().filter(|c| !matches!(c, '%' | '_' | '\\')).collect();
        let lower: SimpleExpr = sea_orm::sea_query::Func::lower(column::<R>(field.name)).into();
        self.filter(lower.like(format!("%{words}%")))
    }

    /// Whose field has no value.
    #[must_use]
    pub fn none(self, field: &FieldMeta) -> Self {
        self.filter(column::<R>(field.name).is_null())
    }

    /// Whose field is one of the values.
    #[must_use]
    pub fn any<T: Bind>(self, field: &FieldMeta, values: impl IntoIterator<Item = T>) -> Self {
        let values: Vec<Value> = values.into_iter().map(Bind::bind).collect();
        self.filter(column::<R>(field.name).is_in(values))
    }

    /// Known at an instant; for records with `known_from` and `known_until`.
    #[must_use]
    pub fn known_at(self, at: Instant) -> Self {
        let stamp = Stamp::from(at);
        let known = Condition::all()
            .add(column::<R>("known_from").lte(stamp))
            .add(Condition::any().add(column::<R>("known_until").is_null()).add(column::<R>("known_until").gt(stamp)));
        Self { select: self.select.filter(known) }
    }

    /// Known now.
    #[must_use]
    pub fn known(self) -> Self {
        self.filter(column::<R>("known_until").is_null())
    }

    /// About persons inside the scope, judged by their present or last assignment on `day`.
    #[must_use]
    pub fn visible(self, scope: &access::Scope, day: Date) -> Self {
        Self { select: self.select.filter(scope::about_visible_person(column::<R>("person_id"), scope, day)) }
    }

    /// Smallest first.
    #[must_use]
    pub fn ascending(self, field: &FieldMeta) -> Self {
        Self { select: self.select.order_by(column::<R>(field.name), Order::Asc) }
    }

    /// Largest first.
    #[must_use]
    pub fn descending(self, field: &FieldMeta) -> Self {
        Self { select: self.select.order_by(column::<R>(field.name), Order::Desc) }
    }

    /// At most so many.
    #[must_use]
    pub fn limit(self, rows: u64) -> Self {
        Self { select: self.select.limit(rows) }
    }

    /// Not the first so many; only where a page number is shown.
    #[must_use]
    pub fn offset(self, rows: u64) -> Self {
        Self { select: self.select.offset(rows) }
    }

    /// All of them.
    pub async fn all(self, db: &Db<'_>) -> Result<Vec<R>, StorageError> {
        Ok(self.select.all(&db.0).await?)
    }

    /// The first.
    pub async fn one(self, db: &Db<'_>) -> Result<Option<R>, StorageError> {
        Ok(self.select.one(&db.0).await?)
    }

    /// How many.
    pub async fn count(self, db: &Db<'_>) -> Result<u64, StorageError> {
        Ok(self.select.count(&db.0).await?)
    }

    /// The row with this id.
    pub async fn by_id(db: &Db<'_>, id: Uuid) -> Result<Option<R>, StorageError> {
        Self::new().filter(column::<R>("id").eq(id)).one(db).await
    }
}

impl<R: TimelineRow> Find<R> {
    /// Holding on `day`.
    #[must_use]
    pub fn on(self, day: Date) -> Self {
        let holds = Condition::all()
            .add(column::<R>("valid_from").lte(day))
            .add(Condition::any().add(column::<R>("valid_until").is_null()).add(column::<R>("valid_until").gt(day)));
        Self { select: self.select.filter(holds) }
    }

    /// Holding on `day` as far as was known at `at`.
    #[must_use]
    pub fn as_of(self, day: Date, at: Instant) -> Self {
        self.on(day).known_at(at)
    }

    /// Every version of one timeline.
    #[must_use]
    pub fn timeline(self, key: Uuid) -> Self {
        use sea_orm::ColumnTrait;
        Self { select: self.select.filter(R::key_column().eq(key)) }
    }
}
