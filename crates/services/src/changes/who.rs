//! Of whom a list speaks: name, number, unit, position.

use std::collections::HashMap;

use kernel::{LegalEntityId, OrgUnitId, PersonId};
use serde::Serialize;
use storage::Db;
use storage::query::Find;
use storage::rows::{Assignment, Employment, LegalEntity, OrgUnit, Person};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::people::{EntityRef, PersonRef, UnitRef};
use crate::{App, Result};

/// A person in a list of changes: what the directory says.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ChangePerson {
    /// Who.
    pub person: PersonRef,
    /// Employee number.
    #[schema(required)]
    pub employee_no: Option<String>,
    /// Present unit.
    #[schema(required)]
    pub unit: Option<UnitRef>,
    /// Present position.
    #[schema(required)]
    pub position: Option<String>,
    /// Present employer.
    #[schema(required)]
    pub legal_entity: Option<EntityRef>,
}

/// People by id, read in a handful of statements however many there are.
pub(super) struct People {
    names: HashMap<Uuid, String>,
    numbers: HashMap<Uuid, String>,
    posts: HashMap<Uuid, Assignment>,
    units: HashMap<Uuid, String>,
    entities: HashMap<Uuid, String>,
}

impl People {
    pub(super) async fn read(app: &App, db: &Db<'_>, persons: &[Uuid]) -> Result<Self> {
        let (mut names, mut numbers, mut posts) = (HashMap::new(), HashMap::new(), HashMap::<Uuid, Assignment>::new());
        let today = app.today();
        for chunk in persons.chunks(400) {
            let ids = || chunk.iter().copied();
            for row in Find::<Person>::new().any(Person::ID, ids()).all(db).await? {
                names.insert(row.id, row.full_name);
            }
            let known = Find::<Employment>::new().any(Employment::PERSON_ID, ids()).known();
            for row in known.ascending(Employment::VALID_FROM).all(db).await? {
                numbers.insert(row.person_id, row.employee_no);
            }
            let known = Find::<Assignment>::new().any(Assignment::PERSON_ID, ids()).known();
            for row in known.ascending(Assignment::VALID_FROM).all(db).await? {
                if row.valid_from <= today || !posts.contains_key(&row.person_id) {
                    posts.insert(row.person_id, row);
                }
            }
        }
        let units = Find::<OrgUnit>::new().any(OrgUnit::UNIT_ID, posts.values().map(|row| row.unit_id)).known();
        let entities = Find::<LegalEntity>::new().all(db).await?;
        Ok(Self {
            names,
            numbers,
            units: units.all(db).await?.into_iter().map(|row| (row.unit_id, row.name)).collect(),
            posts,
            entities: entities.into_iter().map(|row| (row.id, row.short_name)).collect(),
        })
    }

    pub(super) fn who(&self, person: Uuid) -> ChangePerson {
        let post = self.posts.get(&person);
        let unit = post.and_then(|row| Some((row.unit_id, self.units.get(&row.unit_id)?.clone())));
        ChangePerson {
            person: PersonRef { id: PersonId(person), full_name: self.names.get(&person).cloned().unwrap_or_default() },
            employee_no: self.numbers.get(&person).cloned(),
            unit: unit.map(|(id, name)| UnitRef { id: OrgUnitId(id), name }),
            position: post.map(|row| row.position.clone()),
            legal_entity: post.map(|row| self.entity(row.legal_entity_id)),
        }
    }

    pub(super) fn entity(&self, entity: Uuid) -> EntityRef {
        EntityRef { id: LegalEntityId(entity), name: self.entities.get(&entity).cloned().unwrap_or_default() }
    }
}
