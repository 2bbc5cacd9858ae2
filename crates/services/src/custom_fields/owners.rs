//! Which records can have custom fields, and whose right decides about a value.

use access::{Caller, Permission, Subject};
use kernel::Problem;
use storage::Db;
use storage::query::{Find, subject_of};
use storage::rows::{Employment, OrgUnit, Person, PersonEvent, Position, Qualification};
use uuid::Uuid;

use crate::{App, Result};

/// Records that can have custom fields. One more is a name here and an arm in [`owner`].
pub const EXTENSIBLE: &[&str] =
    &["person", "employment", "assignment", "position", "org_unit", "person_event", "qualification"];

/// Whose record it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Owner {
    /// The person it is about; none for the organisation.
    pub(super) person: Option<Uuid>,
    /// What scopes see of it.
    pub(super) subject: Subject,
    /// For events: their kind.
    pub(super) category: Option<String>,
}

impl Owner {
    pub(super) const fn reads(&self) -> Permission {
        if self.person.is_some() { Permission::PersonRead } else { Permission::OrganisationRead }
    }

    pub(super) const fn writes(&self) -> Permission {
        if self.person.is_some() { Permission::PersonWrite } else { Permission::OrganisationWrite }
    }

    /// Refuses whoever may not do this with the record.
    pub(super) fn require(&self, caller: &Caller, permission: Permission) -> Result<()> {
        if self.person.is_some() {
            caller.require_for(permission, &self.subject)
        } else {
            caller.require(permission).map(drop)
        }
    }

    /// Whether a class of the record may be read. What a unit is called is known to whoever sees the organisation.
    pub(super) fn may_read(&self, caller: &Caller, class: kernel::FieldClass) -> bool {
        let of_a_unit = self.person.is_none()
            && (caller.is_system() || caller.grants().iter().any(|grant| grant.role.classes.contains(&class)));
        of_a_unit || self.person.is_some() && caller.may_read(class, &self.subject)
    }
}

/// The owner of a record. One that does not exist and one that is out of sight sound the same.
pub(super) async fn owner(app: &App, db: &Db<'_>, record: &str, id: Uuid) -> Result<Owner> {
    let unknown = || Problem::not_found("access.out_of_scope");
    let mut category = None;
    let person = match record {
        "person" => Some(Find::<Person>::by_id(db, id).await?.ok_or_else(unknown)?.id),
        // An assignment is found by its employment: that is the key of its timeline.
        "employment" | "assignment" => {
            let find = Find::<Employment>::new().eq(Employment::EMPLOYMENT_ID, id).known();
            Some(find.one(db).await?.ok_or_else(unknown)?.person_id)
        }
        "person_event" => {
            let event = Find::<PersonEvent>::by_id(db, id).await?.ok_or_else(unknown)?;
            category = Some(event.kind);
            Some(event.person_id)
        }
        "qualification" => Some(Find::<Qualification>::by_id(db, id).await?.ok_or_else(unknown)?.person_id),
        "org_unit" => {
            Find::<OrgUnit>::new().eq(OrgUnit::UNIT_ID, id).known().one(db).await?.ok_or_else(unknown)?;
            None
        }
        "position" => {
            Find::<Position>::new().eq(Position::POSITION_ID, id).known().one(db).await?.ok_or_else(unknown)?;
            None
        }
        _ => return Err(unknown()),
    };
    let subject = match person {
        Some(person) => subject_of(db, person, app.today()).await?,
        None => Subject::default(),
    };
    Ok(Owner { person, subject, category })
}
