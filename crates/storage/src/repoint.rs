//! Pointing references at another person: merging two records of one human being, and taking it back. Works on
//! declarations alone, so that a record is merged the day it is declared.

use kernel::{FieldMeta, RecordMeta};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement};
use uuid::Uuid;

use crate::audit::{Action, Change, PendingEntry};
use crate::{StorageError, UnitOfWork, names};

/// Which of the rows that point at somebody.
#[derive(Debug, Clone, Copy)]
pub enum Pointing<'a> {
    /// All of them.
    All,
    /// Only these rows.
    Rows(&'a [Uuid]),
    /// Only those whose field holds one of these ids.
    Where(&'static FieldMeta, &'a [Uuid]),
}

/// Rows in one statement.
const CHUNK: usize = 400;

impl UnitOfWork {
    /// Points the field `field` at `to` in the rows where it points at `from`; returns the rows. Facts are not
    /// superseded by it, because none of them becomes untrue: it was the same human being all the time.
    pub async fn repoint(
        &mut self,
        record: &'static RecordMeta,
        field: &'static FieldMeta,
        (from, to): (Uuid, Uuid),
        which: Pointing<'_>,
    ) -> Result<Vec<Uuid>, StorageError> {
        let id = id_of(record)?;
        let mut rows: Vec<Uuid> = Vec::new();
        for select in selects(record, id, field, from, which) {
            for row in self.connection().query_all(&select).await? {
                rows.push(row.try_get("", id.name)?);
            }
        }
        self.point(record, (id, field), &rows, (from, to)).await?;
        Ok(rows)
    }

    /// The same for records that name what they hang on by kind and id (`record`, `record_id`). Where both persons
    /// have a row for one `field_id`, such as a custom field, the one that stays keeps its own.
    pub async fn repoint_named(
        &mut self,
        record: &'static RecordMeta,
        named: &'static str,
        (from, to): (Uuid, Uuid),
    ) -> Result<Vec<Uuid>, StorageError> {
        let (Some(_), Some(field)) = (record.field("record"), record.field("record_id")) else { return Ok(Vec::new()) };
        let id = id_of(record)?;
        let column = |name: &'static str| Expr::col(Alias::new(name));
        let of = |person: Uuid, wanted: &'static str| {
            Query::select()
                .column(Alias::new(wanted))
                .from(Alias::new(record.name))
                .and_where(column("record").eq(named))
                .and_where(column("record_id").eq(person))
                .to_owned()
        };
        let mut select = of(from, id.name);
        if record.field("field_id").is_some() {
            select.and_where(column("field_id").not_in_subquery(of(to, "field_id")));
        }
        let mut rows: Vec<Uuid> = Vec::new();
        for row in self.connection().query_all(&select).await? {
            rows.push(row.try_get("", id.name)?);
        }
        self.point(record, (id, field), &rows, (from, to)).await?;
        Ok(rows)
    }

    async fn point(
        &mut self,
        record: &'static RecordMeta,
        (id, field): (&'static FieldMeta, &'static FieldMeta),
        rows: &[Uuid],
        (from, to): (Uuid, Uuid),
    ) -> Result<(), StorageError> {
        for chunk in rows.chunks(CHUNK) {
            let update = Query::update()
                .table(Alias::new(record.name))
                .value(Alias::new(field.name), to)
                .and_where(Expr::col(Alias::new(id.name)).is_in(chunk.iter().copied()))
                .to_owned();
            self.connection().execute(&update).await?;
        }
        if record.name == "employment" && field.name == "person_id" {
            names::renumbered(self.connection(), [from, to]).await?;
        }
        let text = |id: Uuid| Some(id.to_string().into_bytes());
        for row in rows {
            let change = Change { field: field.name, class: field.class, old: text(from), new: text(to) };
            let entry = PendingEntry::new(self.context(), Action::Update, record.name, *row, Some(to), vec![change]);
            self.push(entry);
        }
        Ok(())
    }
}

fn id_of(record: &'static RecordMeta) -> Result<&'static FieldMeta, StorageError> {
    let id = record.field("row_id").or_else(|| record.field("id"));
    id.ok_or_else(|| StorageError::Damaged(format!("{} has no id", record.name)))
}

/// The statements that find the rows; several where there are many ids.
fn selects(
    record: &'static RecordMeta,
    id: &'static FieldMeta,
    field: &'static FieldMeta,
    from: Uuid,
    which: Pointing<'_>,
) -> Vec<SelectStatement> {
    let all = || {
        Query::select()
            .column(Alias::new(id.name))
            .from(Alias::new(record.name))
            .and_where(Expr::col(Alias::new(field.name)).eq(from))
            .to_owned()
    };
    let (narrowed, ids) = match which {
        Pointing::All => return vec![all()],
        Pointing::Rows(ids) => (id, ids),
        Pointing::Where(field, ids) => (field, ids),
    };
    let of =
        |chunk: &[Uuid]| all().and_where(Expr::col(Alias::new(narrowed.name)).is_in(chunk.iter().copied())).to_owned();
    ids.chunks(CHUNK).map(of).collect()
}
