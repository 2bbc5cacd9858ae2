//! What Renhe already holds that an import must agree with.

use std::collections::{HashMap, HashSet};

use kernel::{Date, Instant};
use storage::Db;
use storage::query::Find;
use storage::rows::{CatalogueItem, Employment, LegalEntity, OrgUnit, Person};
use uuid::Uuid;

use super::guess::Ground;
use super::texts::in_both;
use crate::Result;
use crate::custom_fields::{CustomFieldView, fields_of_a_person};

/// The database side of a check.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// Employee numbers ever given, and to whom.
    pub(super) numbers: HashMap<String, Uuid>,
    /// Blind indexes of identity numbers.
    pub(super) identities: HashSet<Vec<u8>>,
    /// People who are there today: name, number, who.
    pub(super) people: Vec<(String, String, Uuid)>,
    /// Active employers.
    pub(super) legal_entities: Vec<LegalEntity>,
    /// All versions of units that are known today.
    pub(super) units: Vec<OrgUnit>,
    /// Since when anything was known of each unit.
    pub(super) units_since: HashMap<Uuid, Instant>,
    /// Reference lists.
    pub(super) catalogue: Vec<CatalogueItem>,
    /// Fields that the firm added and a roster may fill.
    pub(super) custom: Vec<CustomFieldView>,
}

impl Known {
    /// Reads it.
    pub(super) async fn read(db: &Db<'_>, today: Date) -> Result<Self> {
        let employments = Find::<Employment>::new().known().all(db).await?;
        let persons = Find::<Person>::new().all(db).await?;
        let names: HashMap<Uuid, &str> = persons.iter().map(|row| (row.id, row.full_name.as_str())).collect();
        let there = |row: &&Employment| row.valid_from <= today && row.valid_until.is_none_or(|until| today < until);
        let people = employments.iter().filter(there).map(|row| {
            let name = names.get(&row.person_id).copied().unwrap_or_default().to_owned();
            (name, row.employee_no.clone(), row.person_id)
        });
        let people = people.collect();
        let all_units = Find::<OrgUnit>::new().all(db).await?;
        let mut units_since: HashMap<Uuid, Instant> = HashMap::new();
        for row in &all_units {
            let known = Instant::from(row.known_from);
            let own = units_since.entry(row.unit_id).or_insert(known);
            *own = known.min(*own);
        }
        let mut legal_entities = Find::<LegalEntity>::new().ascending(LegalEntity::NAME).all(db).await?;
        legal_entities.retain(|entity| entity.active);
        Ok(Self {
            people,
            numbers: employments.into_iter().map(|row| (row.employee_no, row.person_id)).collect(),
            identities: persons.into_iter().filter_map(|row| row.identity_blind).collect(),
            legal_entities,
            units: all_units.into_iter().filter(|row| row.known_until.is_none()).collect(),
            units_since,
            catalogue: Find::<CatalogueItem>::new().all(db).await?,
            custom: fields_of_a_person(db, today).await?,
        })
    }

    /// What the first guess looks at.
    pub(super) fn ground(&self) -> Ground {
        let roots: Vec<&OrgUnit> = self.units.iter().filter(|unit| unit.parent_id.is_none()).collect();
        let names: HashSet<&str> = roots.iter().map(|unit| unit.name.as_str()).collect();
        Ground {
            legal_entities: self.legal_entities.iter().map(|row| (row.name.clone(), row.place.clone())).collect(),
            root: (names.len() == 1).then(|| roots[0].name.clone()),
            custom: self.custom.clone(),
        }
    }

    /// The unit of this name below this parent that held on `day` and was known at `at`. A unit that began later
    /// cannot carry facts of that time.
    pub(super) fn unit(&self, parent: Option<Uuid>, name: &str, day: Date, at: Instant) -> Option<Uuid> {
        let fits = |unit: &&OrgUnit| {
            unit.parent_id == parent
                && unit.name == name
                && unit.valid_from <= day
                && unit.valid_until.is_none()
                && Instant::from(unit.known_from) <= at
        };
        self.units.iter().find(fits).map(|unit| unit.unit_id)
    }
}

/// What people call a code of a reference list, in both languages; a place that is not known closer is the country.
pub(super) fn titled(catalogue: &[CatalogueItem], kind: &str, code: &str) -> String {
    match catalogue.iter().find(|item| item.kind == kind && item.code == code) {
        Some(item) => in_both(&item.title_zh, &item.title_en),
        None if (kind, code) == ("place", "CN") => in_both("全国", "China"),
        None if code == "none" => in_both("不写合同", "no contract"),
        None => code.to_owned(),
    }
}
