//! The facts that the rules look at, read once per run.

use std::collections::{HashMap, HashSet};

use kernel::{Date, FieldMeta, Record, Sensitive};
use storage::query::Find;
use storage::query::duplicates::{Blind, shared_by_many};
use storage::rows::{Assignment, CatalogueItem, Contract, Employment, OrgUnit, Person};
use storage::{Db, Sealed};
use uuid::Uuid;

use crate::codes::{Mapped, mapped_codes};
use crate::duplicates::likely_pairs;
use crate::{App, Result};

/// Somebody employed, or about to be, by one employer.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) person: Uuid,
    pub(super) employment: Uuid,
    pub(super) entity: Uuid,
    pub(super) number: String,
    pub(super) kind: String,
    pub(super) hired_on: Date,
    pub(super) assignment: Option<Assignment>,
    /// Days of contracts: first, and first day after.
    pub(super) contracts: Vec<(Date, Option<Date>)>,
    pub(super) texts: Texts,
}

/// The delicate texts of a person, opened. Never leaves the room.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts {
    pub(super) identity: Option<Sensitive<String>>,
    pub(super) phone: Option<Sensitive<String>>,
    pub(super) bank: Option<Sensitive<String>>,
    pub(super) birth: Option<Sensitive<String>>,
    pub(super) sex: Option<Sensitive<String>>,
}

/// The group on a day.
#[derive(Debug)]
pub(super) struct Book {
    pub(super) day: Date,
    pub(super) lines: Vec<Line>,
    pub(super) units: Vec<OrgUnit>,
    pub(super) codes: Vec<CatalogueItem>,
    pub(super) mapped: Mapped,
    pub(super) shared_phones: HashSet<Uuid>,
    pub(super) pairs: Vec<(Uuid, Uuid)>,
}

/// Persons in one statement.
const CHUNK: usize = 400;
/// What more persons share is nobody's own.
const SHARED: i64 = 12;

impl Book {
    pub(super) async fn read(app: &App, day: Date) -> Result<Self> {
        let db = app.db();
        let mut employments = Find::<Employment>::new().known().all(&db).await?;
        employments.retain(|row| row.valid_until.is_none_or(|until| day < until));
        let persons: Vec<Uuid> = employments.iter().map(|row| row.person_id).collect();
        let mut texts = texts(app, &db, &persons).await?;
        let mut assignments = assignments(&db, day).await?;
        let mut contracts: HashMap<Uuid, Vec<(Date, Option<Date>)>> = HashMap::new();
        for row in Find::<Contract>::new().known().all(&db).await? {
            contracts.entry(row.employment_id).or_default().push((row.valid_from, row.valid_until));
        }
        let lines = employments.into_iter().map(|row| Line {
            person: row.person_id,
            employment: row.employment_id,
            entity: row.legal_entity_id,
            number: row.employee_no,
            kind: row.kind,
            hired_on: row.valid_from,
            assignment: assignments.remove(&row.employment_id),
            contracts: contracts.remove(&row.employment_id).unwrap_or_default(),
            texts: texts.remove(&row.person_id).unwrap_or_default(),
        });
        Ok(Self {
            day,
            lines: lines.collect(),
            units: Find::<OrgUnit>::new().known().on(day).all(&db).await?,
            codes: Find::<CatalogueItem>::new().all(&db).await?,
            mapped: mapped_codes(&db, "job_level", day).await?,
            shared_phones: shared_by_many(&db, Blind::Phone, SHARED).await?.into_iter().flatten().collect(),
            pairs: likely_pairs(app).await?,
        })
    }

    /// Employed on the day, so not those who are still to come.
    pub(super) fn present(&self) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(|line| line.hired_on <= self.day)
    }
}

/// The assignment of the day, or the first one to come.
async fn assignments(db: &Db<'_>, day: Date) -> Result<HashMap<Uuid, Assignment>> {
    let mut found: HashMap<Uuid, Assignment> = HashMap::new();
    for row in Find::<Assignment>::new().known().ascending(Assignment::VALID_FROM).all(db).await? {
        if row.valid_until.is_none_or(|until| day < until) {
            found.entry(row.employment_id).or_insert(row);
        }
    }
    Ok(found)
}

async fn texts(app: &App, db: &Db<'_>, persons: &[Uuid]) -> Result<HashMap<Uuid, Texts>> {
    let mut found = HashMap::new();
    for chunk in persons.chunks(CHUNK) {
        for row in Find::<Person>::new().any(Person::ID, chunk.iter().copied()).all(db).await? {
            let open = |field: &'static FieldMeta, sealed: &Option<Sealed<String>>| {
                sealed.as_ref().map(|sealed| app.store().unseal(Person::META.name, field, row.id, sealed)).transpose()
            };
            let texts = Texts {
                identity: open(Person::IDENTITY_NUMBER, &row.identity_number)?,
                phone: open(Person::PHONE, &row.phone)?,
                bank: open(Person::BANK_ACCOUNT, &row.bank_account)?,
                birth: open(Person::BIRTH_DATE, &row.birth_date)?,
                sex: open(Person::SEX, &row.sex)?,
            };
            found.insert(row.id, texts);
        }
    }
    Ok(found)
}
