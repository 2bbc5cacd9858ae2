//! Making one record of two: every row that points at one of them points at the other afterwards, in one unit of work.

use std::collections::BTreeMap;

use access::{Caller, Permission};
use kernel::{ErrorKind, FieldMeta, PersonId, Problem, Record, RecordMeta};
use serde::{Deserialize, Serialize};
use storage::query::Find;
use storage::rows::{Account, Assignment, Employment, LegalEntity, Person, PersonMerge, RECORDS};
use storage::{Db, Document, Pointing, Sealed, UnitOfWork};
use uuid::Uuid;

use super::find::{may_merge, open};
use super::views::{MergePersons, Merged};
use crate::app::required_reason;
use crate::people::{initials_of, pinyin_of};
use crate::{App, Result};

/// A person's record, opened: kept sealed as a whole inside the merge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) values: BTreeMap<String, String>,
    identity_blind: Option<String>,
    phone_blind: Option<String>,
    created_at: i64,
}

impl Kept {
    /// These values with the blind indexes that belong to them: the own ones where the value is the own one, else
    /// those of the record as it is now.
    pub(super) fn with_values(&self, values: BTreeMap<String, String>, now: &Self) -> Self {
        let own = |field: &FieldMeta| values.get(field.name) == self.values.get(field.name);
        let pick = |field: &FieldMeta, own_blind: &Option<String>, now_blind: &Option<String>| {
            if own(field) { own_blind.clone() } else { now_blind.clone() }
        };
        Self {
            identity_blind: pick(Person::IDENTITY_NUMBER, &self.identity_blind, &now.identity_blind),
            phone_blind: pick(Person::PHONE, &self.phone_blind, &now.phone_blind),
            created_at: self.created_at,
            values,
        }
    }
}

/// A row that moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct MovedRows {
    pub(super) record: String,
    pub(super) field: String,
    pub(super) rows: Vec<Uuid>,
}

/// An account that was put to rest, because one person has one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Rested {
    pub(super) account: Uuid,
    pub(super) active: bool,
}

/// Everything that is needed to take a merge back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Story {
    pub(super) absorbed: Kept,
    pub(super) before: Kept,
    pub(super) after: Kept,
    pub(super) moved: Vec<MovedRows>,
    pub(super) rested: Vec<Rested>,
}

impl Story {
    pub(super) fn rows(&self) -> u64 {
        self.moved.iter().map(|moved| moved.rows.len() as u64).sum()
    }
}

pub(super) fn damaged() -> Problem {
    Problem::new(ErrorKind::Internal, "internal.person_merge")
}

/// The fields of a person that a merge may take from either record.
pub(super) const TAKEN: [&FieldMeta; 7] = [
    Person::FULL_NAME,
    Person::IDENTITY_NUMBER,
    Person::PHONE,
    Person::EMAIL,
    Person::BANK_ACCOUNT,
    Person::BIRTH_DATE,
    Person::SEX,
];

/// Opens a record.
pub(super) fn keep(app: &App, row: &Person) -> Result<Kept> {
    let Person {
        id,
        full_name,
        name_pinyin: _,
        name_initials: _,
        identity_number,
        identity_blind,
        phone,
        phone_blind,
        email,
        bank_account,
        birth_date,
        sex,
        created_at,
    } = row;
    let mut values = BTreeMap::from([(Person::FULL_NAME.name.to_owned(), full_name.clone())]);
    let sealed: [(&'static FieldMeta, &Option<Sealed<String>>); 6] = [
        (Person::IDENTITY_NUMBER, identity_number),
        (Person::PHONE, phone),
        (Person::EMAIL, email),
        (Person::BANK_ACCOUNT, bank_account),
        (Person::BIRTH_DATE, birth_date),
        (Person::SEX, sex),
    ];
    for (field, sealed) in sealed {
        if let Some(value) = open(app, field, *id, sealed.as_ref())? {
            values.insert(field.name.to_owned(), value);
        }
    }
    let hex = |bytes: &Option<Vec<u8>>| bytes.as_ref().map(hex::encode);
    let (identity_blind, phone_blind) = (hex(identity_blind), hex(phone_blind));
    Ok(Kept { values, identity_blind, phone_blind, created_at: created_at.0 })
}

/// The record again, sealed for the person with this id.
pub(super) fn row(work: &UnitOfWork, id: Uuid, kept: &Kept) -> Result<Person> {
    let text = |field: &FieldMeta| kept.values.get(field.name);
    let seal = |field: &'static FieldMeta| text(field).map(|value| work.seal(Person::META, field, id, value));
    let bytes = |hex: &Option<String>| hex.as_ref().map(hex::decode).transpose().map_err(|_| damaged());
    let full_name = text(Person::FULL_NAME).cloned().unwrap_or_default();
    Ok(Person {
        id,
        name_pinyin: pinyin_of(&full_name),
        name_initials: initials_of(&full_name),
        full_name,
        identity_number: seal(Person::IDENTITY_NUMBER),
        identity_blind: bytes(&kept.identity_blind)?,
        phone: seal(Person::PHONE),
        phone_blind: bytes(&kept.phone_blind)?,
        email: seal(Person::EMAIL),
        bank_account: seal(Person::BANK_ACCOUNT),
        birth_date: seal(Person::BIRTH_DATE),
        sex: seal(Person::SEX),
        created_at: storage::Stamp(kept.created_at),
    })
}

/// The record that stays, with what it takes from the other.
fn joined(survivor: &Kept, absorbed: &Kept, take: &[String]) -> Kept {
    let mut kept = survivor.clone();
    for field in TAKEN {
        let wanted = take.iter().any(|name| name == field.name) || !kept.values.contains_key(field.name);
        let Some(value) = absorbed.values.get(field.name).filter(|_| wanted) else { continue };
        kept.values.insert(field.name.to_owned(), value.clone());
        if field.name == Person::IDENTITY_NUMBER.name {
            kept.identity_blind.clone_from(&absorbed.identity_blind);
        }
        if field.name == Person::PHONE.name {
            kept.phone_blind.clone_from(&absorbed.phone_blind);
        }
    }
    kept.created_at = survivor.created_at.min(absorbed.created_at);
    kept
}

/// What stands in the way of making one of two records.
pub(super) async fn obstacles(db: &Db<'_>, one: Uuid, other: Uuid) -> Result<Vec<Problem>> {
    let mut found = Vec::new();
    let of = |person| Find::<Employment>::new().eq(Employment::PERSON_ID, person).known();
    let (first, second) = (of(one).all(db).await?, of(other).all(db).await?);
    for row in &first {
        let meets = |against: &&Employment| {
            against.legal_entity_id == row.legal_entity_id
                && row.valid_until.is_none_or(|until| against.valid_from < until)
                && against.valid_until.is_none_or(|until| row.valid_from < until)
        };
        if let Some(against) = second.iter().find(meets) {
            let employer = Find::<LegalEntity>::by_id(db, row.legal_entity_id).await?;
            found.push(
                Problem::conflict("duplicates.overlap")
                    .with("employer", employer.map(|row| row.short_name).unwrap_or_default())
                    .with("first", &row.employee_no)
                    .with("second", &against.employee_no),
            );
        }
    }
    for (below, above) in [(one, other), (other, one)] {
        let find = Find::<Assignment>::new().eq(Assignment::PERSON_ID, below).eq(Assignment::MANAGER_ID, above);
        if find.known().one(db).await?.is_some() {
            found.push(Problem::conflict("duplicates.manages_other"));
        }
    }
    Ok(found)
}

/// Merges two records of one person.
pub async fn merge_persons(app: &App, caller: &Caller, input: MergePersons) -> Result<Merged> {
    caller.require(Permission::PersonWrite)?;
    may_merge(app, caller, input.survivor_id.0, input.absorbed_id.0).await?;
    let reason = required_reason(&input.reason)?;
    let mut work = app.begin(caller, "merge_persons", Some(reason)).await?;
    let by = caller.account().map(|account| account.0);
    let merged = merge_persons_in(app, &mut work, &input, by).await?;
    work.commit().await?;
    Ok(merged)
}

/// The same inside a unit of work.
pub async fn merge_persons_in(
    app: &App,
    work: &mut UnitOfWork,
    input: &MergePersons,
    by: Option<Uuid>,
) -> Result<Merged> {
    let MergePersons { survivor_id, absorbed_id, take, reason } = input;
    if survivor_id == absorbed_id {
        return Err(Problem::invalid("duplicates.same_record").at("/absorbed_id"));
    }
    if let Some(unknown) = take.iter().find(|name| TAKEN.iter().all(|field| field.name != name.as_str())) {
        return Err(Problem::invalid("duplicates.field_unknown").at("/take").with("field", unknown));
    }
    let survivor = person(work, *survivor_id).await?;
    let absorbed = person(work, *absorbed_id).await?;
    if let Some(obstacle) = obstacles(&work.db(), survivor.id, absorbed.id).await?.into_iter().next() {
        return Err(obstacle);
    }
    let (before, gone) = (keep(app, &survivor)?, keep(app, &absorbed)?);
    let after = joined(&before, &gone, take);
    let rested = rest_second_account(work, survivor.id, absorbed.id).await?;
    let mut moved = Vec::new();
    for (record, field) in pointers() {
        let rows = work
            .repoint(record, field, (absorbed.id, survivor.id), Pointing::All)
            .await
            .map_err(|error| collides(record, error))?;
        if !rows.is_empty() {
            moved.push(MovedRows { record: record.name.to_owned(), field: field.name.to_owned(), rows });
        }
    }
    moved.extend(move_named(work, (absorbed.id, survivor.id)).await?);
    let changed = row(work, survivor.id, &after)?;
    work.remove(absorbed.clone()).await?;
    work.update(&survivor, changed).await?;
    let story = Story { absorbed: gone, before, after, moved, rested };
    let id = work.new_id();
    let document = Document(serde_json::to_value(&story).map_err(|_| damaged())?);
    let merge = PersonMerge {
        id,
        survivor_id: survivor.id,
        absorbed_id: absorbed.id,
        state: "merged".to_owned(),
        document: work.seal(PersonMerge::META, PersonMerge::DOCUMENT, id, &document),
        reason: work.seal(PersonMerge::META, PersonMerge::REASON, id, reason),
        merged_by: by,
        merged_at: work.now().into(),
        undone_by: None,
        undone_at: None,
        undo_reason: None,
    };
    work.insert(merge).await?;
    Ok(Merged { id, moved: story.rows() })
}

async fn person(work: &UnitOfWork, id: PersonId) -> Result<Person> {
    Find::<Person>::by_id(&work.db(), id.0).await?.ok_or(Problem::not_found("people.unknown"))
}

/// Every field of every record that points at a person.
fn pointers() -> impl Iterator<Item = (&'static RecordMeta, &'static FieldMeta)> {
    RECORDS.iter().flat_map(|record| {
        let fields = record.fields.iter().filter(|field| field.refers_to == Some(Person::META.name));
        fields.map(|field| (*record, field))
    })
}

/// Rows that hang on a person by kind and id, such as the values of custom fields.
async fn move_named(work: &mut UnitOfWork, (from, to): (Uuid, Uuid)) -> Result<Vec<MovedRows>> {
    let mut moved = Vec::new();
    for record in RECORDS {
        let about = record.field("person_id").is_some_and(|field| field.refers_to == Some(Person::META.name));
        // What an import made is a fact about the import, whoever it is today.
        if !about || record.field("record_id").is_none() {
            continue;
        }
        let rows = work.repoint_named(record, Person::META.name, (from, to)).await;
        let rows = rows.map_err(|error| collides(record, error))?;
        if !rows.is_empty() {
            moved.push(MovedRows { record: record.name.to_owned(), field: "record_id".to_owned(), rows });
        }
    }
    Ok(moved)
}

/// Both have a row of which there may be one per person: named, so that somebody can decide which one stays.
pub(super) fn collides(record: &'static RecordMeta, error: storage::StorageError) -> Problem {
    match error {
        storage::StorageError::Database(_) => Problem::conflict("duplicates.collides").with("record", record.name),
        other => other.into(),
    }
}

/// One person has one account: where both have one, the account of the record that goes is put to rest.
async fn rest_second_account(work: &mut UnitOfWork, survivor: Uuid, absorbed: Uuid) -> Result<Vec<Rested>> {
    let of = |person: Uuid| Find::<Account>::new().eq(Account::PERSON_ID, person);
    if of(survivor).one(&work.db()).await?.is_none() {
        return Ok(Vec::new());
    }
    let mut rested = Vec::new();
    for account in of(absorbed).all(&work.db()).await? {
        rested.push(Rested { account: account.id, active: account.active });
        work.update(&account, Account { person_id: None, active: false, ..account.clone() }).await?;
    }
    Ok(rested)
}
