//! The one place where a scope becomes a condition.

use access::{Scope, Subject};
use kernel::Date;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement, SimpleExpr};
use sea_orm::{Condition, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::rows::assignment;
use crate::{Db, StorageError};

/// A column of a table or of its alias.
pub(crate) fn column(table: &str, name: &str) -> SimpleExpr {
    Expr::col((Alias::new(table), Alias::new(name)))
}

/// The assignments inside the scope. `table` is the alias under which the assignment stands in the query.
pub(crate) fn narrow(scope: &Scope, table: &str) -> Condition {
    narrow_by(scope, |name| column(table, name))
}

/// The same for columns that are looked at in another way.
pub(crate) fn narrow_by(scope: &Scope, column: impl Fn(&str) -> SimpleExpr) -> Condition {
    if scope.everything {
        return Condition::all();
    }
    // No constant among the conditions: with one, SQLite no longer sees that each of the others has an index.
    if scope.is_empty() {
        return Condition::all().add(Expr::value(false));
    }
    let mut any = Condition::any();
    let sets = [
        ("person_id", &scope.persons),
        ("unit_id", &scope.units),
        ("manager_id", &scope.managers),
        ("legal_entity_id", &scope.legal_entities),
    ];
    for (name, ids) in sets.into_iter().filter(|(_, ids)| !ids.is_empty()) {
        any = any.add(column(name).is_in(ids.iter().copied()));
    }
    any
}

/// Rows about persons whose present or last assignment on `day` lies inside the scope. The last one counts
/// for leavers: whoever was responsible for them still is.
pub(crate) fn about_visible_person(person: SimpleExpr, scope: &Scope, day: Date) -> Condition {
    if scope.everything {
        return Condition::all();
    }
    // Persons in the scope by name are visible even without any assignment, such as a new hire's own page.
    Condition::any()
        .add(person.clone().is_in(scope.persons.iter().copied()))
        .add(person.in_subquery(visible_persons(scope, day)))
}

fn visible_persons(scope: &Scope, day: Date) -> SelectStatement {
    let column = |table: &'static str, name: &'static str| Expr::col((Alias::new(table), Alias::new(name)));
    let later = Query::select()
        .expr(Expr::value(1))
        .from_as(assignment::Entity, Alias::new("later"))
        .and_where(column("later", "person_id").equals((Alias::new("own"), Alias::new("person_id"))))
        .and_where(column("later", "known_until").is_null())
        .and_where(column("later", "valid_from").lte(day))
        .and_where(column("later", "valid_from").gt(column("own", "valid_from")))
        .to_owned();
    Query::select()
        .expr(column("own", "person_id"))
        .from_as(assignment::Entity, Alias::new("own"))
        .and_where(column("own", "known_until").is_null())
        .and_where(column("own", "valid_from").lte(day))
        .and_where(Expr::exists(later).not())
        .cond_where(narrow(scope, "own"))
        .to_owned()
}

/// What scopes see of a person on `day`: the present assignment, or the last one.
pub async fn subject_of(db: &Db<'_>, person: Uuid, day: Date) -> Result<Subject, StorageError> {
    use sea_orm::ColumnTrait;
    let rows = assignment::Entity::find()
        .filter(assignment::Column::PersonId.eq(person))
        .filter(assignment::Column::KnownUntil.is_null())
        .all(&db.0)
        .await?;
    Ok(subject_among(&rows, person, day))
}

/// The same from all assignments of the person, for who has read them anyway.
pub fn subject_among(rows: &[assignment::Model], person: Uuid, day: Date) -> Subject {
    // A new hire's assignment begins in the future: better the next one than none.
    let nearest = |row: &&assignment::Model| {
        (row.valid_from <= day, if row.valid_from <= day { row.valid_from } else { Date::MIN })
    };
    let known = rows.iter().filter(|row| row.known_until.is_none());
    known.max_by_key(nearest).map_or(Subject { person: Some(person), ..Subject::default() }, subject)
}

/// The same for many persons at once.
pub async fn subjects_of(
    db: &Db<'_>,
    persons: &[Uuid],
    day: Date,
) -> Result<std::collections::HashMap<Uuid, Subject>, StorageError> {
    use sea_orm::ColumnTrait;
    let mut newest: std::collections::HashMap<Uuid, assignment::Model> = std::collections::HashMap::new();
    for chunk in persons.chunks(500) {
        let rows = assignment::Entity::find()
            .filter(assignment::Column::PersonId.is_in(chunk.iter().copied()))
            .filter(assignment::Column::KnownUntil.is_null())
            .filter(assignment::Column::ValidFrom.lte(day))
            .all(&db.0)
            .await?;
        for row in rows {
            match newest.get(&row.person_id) {
                Some(known) if known.valid_from >= row.valid_from => {}
                _ => {
                    newest.insert(row.person_id, row);
                }
            }
        }
    }
    Ok(newest.into_iter().map(|(person, row)| (person, subject(&row))).collect())
}

/// What scopes see of an assignment.
pub fn subject(row: &assignment::Model) -> Subject {
    Subject {
        person: Some(row.person_id),
        legal_entity: Some(row.legal_entity_id),
        unit: Some(row.unit_id),
        manager: row.manager_id,
    }
}
