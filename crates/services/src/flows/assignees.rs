//! Who does what: from a relation seen from the person to a person or a role.

use kernel::{Date, Instant, PersonId};
use storage::query::Find;
use storage::rows::{Assignment, Grant};
use storage::{Db, StorageError, UnitOfWork};
use uuid::Uuid;
use workflow::Relation;

use crate::organisation::unit_path;
use crate::{App, Result};

/// A person, or a role whose holders share the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner {
    /// The person, when it is one.
    pub person: Option<Uuid>,
    /// The role, when a function does it.
    pub role: Option<&'static str>,
}

impl Owner {
    const fn person(person: Uuid) -> Self {
        Self { person: Some(person), role: None }
    }

    const fn role(role: &'static str) -> Self {
        Self { person: None, role: Some(role) }
    }
}

/// Finds assignees around one person. What it reads is read once.
#[derive(Debug)]
pub(super) struct Around {
    person: Uuid,
    manager: Option<Uuid>,
    skip_manager: Option<Uuid>,
    head: Option<Uuid>,
    roles: Vec<&'static str>,
}

impl Around {
    /// Reads what stands around the person on a day.
    pub(super) async fn read(db: &Db<'_>, person: Uuid, day: Date, known_at: Instant) -> Result<Self> {
        let own = last_assignment(db, person, day).await?;
        let manager = own.as_ref().and_then(|row| row.manager_id);
        let skip_manager = match manager {
            Some(manager) => last_assignment(db, manager, day).await?.and_then(|row| row.manager_id),
            None => None,
        };
        let (mut head, mut roles) = (None, Vec::new());
        if let Some(own) = &own {
            let path = unit_path(db, own.unit_id, day, known_at).await?;
            head = path.iter().filter_map(|unit| unit.head_person_id).find(|head| *head != person);
            for role in ["business_owner", "hrbp"] {
                let grants = Find::<Grant>::new().eq(Grant::ROLE, role).none(Grant::WITHDRAWN_AT).all(db).await?;
                let covers = |grant: &Grant| match grant.scope.as_str() {
                    "group" => true,
                    "legal_entity" => grant.scope_id == Some(own.legal_entity_id),
                    "unit" => path.iter().any(|unit| grant.scope_id == Some(unit.unit_id)),
                    _ => false,
                };
                if grants.iter().any(covers) {
                    roles.push(role);
                }
            }
        }
        Ok(Self { person, manager, skip_manager, head, roles })
    }

    /// Who a relation means. Where nobody holds it, the work goes to whoever is nearest, never to nobody.
    pub(super) fn resolve(&self, relation: Relation) -> Owner {
        let covered = |role| self.roles.contains(&role).then_some(Owner::role(role));
        let manager = || self.manager.map_or(Owner::role("hr"), Owner::person);
        match relation {
            Relation::Employee => Owner::person(self.person),
            Relation::Manager => manager(),
            Relation::SkipManager => self.skip_manager.map_or(Owner::role("hr"), Owner::person),
            Relation::BusinessOwner => {
                covered("business_owner").or_else(|| self.head.map(Owner::person)).unwrap_or_else(manager)
            }
            Relation::It => Owner::role("it"),
            Relation::Finance => Owner::role("finance"),
            Relation::Hrbp => covered("hrbp").unwrap_or(Owner::role("hr")),
            Relation::Hr | Relation::HrHead => Owner::role("hr"),
        }
    }
}

/// Who these relations mean, seen from a person today.
pub async fn owners_around(
    app: &App,
    work: &UnitOfWork,
    person: PersonId,
    relations: &[Relation],
) -> Result<Vec<Owner>> {
    let now = work.now();
    let around = Around::read(&work.db(), person.0, app.day_of(now), now).await?;
    Ok(relations.iter().map(|relation| around.resolve(*relation)).collect())
}

/// The assignment in force, or the last one: whoever was responsible for a leaver still is.
async fn last_assignment(
    db: &Db<'_>,
    person: Uuid,
    day: Date,
) -> std::result::Result<Option<Assignment>, StorageError> {
    let rows = Find::<Assignment>::new().eq(Assignment::PERSON_ID, person).known().ascending(Assignment::VALID_FROM);
    let rows = rows.all(db).await?;
    // Of somebody who has not begun yet, the first one.
    Ok(rows.iter().rfind(|row| row.valid_from <= day).or(rows.first()).cloned())
}
