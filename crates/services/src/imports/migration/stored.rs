//! What stands in the database for a row of a set, field by field, as the row itself says it.

use std::collections::{BTreeMap, HashMap};

use kernel::{Money, Record};
use storage::query::Find;
use storage::rows::{
    Assignment, Compensation, Contract, Employment, File, FileVersion, ImportEffect, LeaveEntitlement, LegalEntity,
    OrgUnit, Person,
};
use storage::{Db, Plain, Sealed};
use uuid::Uuid;

use super::super::target::Target;
use super::super::words::fold_word;
use super::entries::{Entry, Said};
use super::kinds::FileKind;
use super::set::{Key, Set};
use crate::{App, Result};

/// Ids in one statement.
const CHUNK: usize = 400;

/// What an import made, by file and row.
#[derive(Debug, Default)]
pub(super) struct Effects(HashMap<(usize, u32), Uuid>);

impl Effects {
    /// Reads it.
    pub(super) async fn read(db: &Db<'_>, import: Uuid) -> Result<Self> {
        let rows = Find::<ImportEffect>::new().eq(ImportEffect::IMPORT_ID, import).all(db).await?;
        let of = |row: ImportEffect| {
            let file = usize::try_from(row.file_number?).ok()?;
            Some(((file, row.row_number.cast_unsigned()), row.record_id))
        };
        Ok(Self(rows.into_iter().filter_map(of).collect()))
    }

    /// What a row made.
    pub(super) fn of(&self, set: &Set, key: Key) -> Option<Uuid> {
        self.0.get(&(key.0, set.entry(key).row)).copied()
    }
}

/// The fields of a row as they stand. What the row does not fill is not looked at.
pub(super) type Fields = BTreeMap<Target, Said>;

/// The database side of a verification.
pub(super) struct Stored<'a> {
    app: &'a App,
    db: Db<'a>,
    entities: HashMap<Uuid, LegalEntity>,
    units: HashMap<Uuid, Vec<OrgUnit>>,
    /// Employee numbers of each person.
    numbers: HashMap<Uuid, Vec<String>>,
    employments: HashMap<String, Employment>,
}

impl<'a> Stored<'a> {
    /// Reads what everything else is compared through.
    pub(super) async fn read(app: &'a App, db: Db<'a>) -> Result<Self> {
        let entities = Find::<LegalEntity>::new().all(&db).await?.into_iter().map(|row| (row.id, row)).collect();
        let mut units: HashMap<Uuid, Vec<OrgUnit>> = HashMap::new();
        for row in Find::<OrgUnit>::new().known().all(&db).await? {
            units.entry(row.unit_id).or_default().push(row);
        }
        let (mut numbers, mut employments): (HashMap<Uuid, Vec<String>>, HashMap<String, Employment>) =
            Default::default();
        for row in Find::<Employment>::new().known().all(&db).await? {
            numbers.entry(row.person_id).or_default().push(row.employee_no.clone());
            employments.insert(row.employee_no.clone(), row);
        }
        Ok(Self { app, db, entities, units, numbers, employments })
    }

    /// The fields of many rows of one kind. A row that made nothing has none.
    pub(super) async fn fields(
        &self,
        set: &Set,
        kind: FileKind,
        keys: &[Key],
        effects: &Effects,
    ) -> Result<HashMap<Key, Fields>> {
        let mut found = HashMap::new();
        for keys in keys.chunks(CHUNK) {
            let made = |key: &Key| effects.of(set, *key);
            let ids: Vec<Uuid> = keys.iter().filter_map(made).collect();
            let employments: Vec<Uuid> =
                keys.iter().filter_map(|key| Some(self.employment(set, *key)?.employment_id)).collect();
            let rows = Rows::read(&self.db, kind, &ids, &employments).await?;
            for key in keys {
                let entry = set.entry(*key);
                let employment = self.employment(set, *key);
                let fields = match kind {
                    FileKind::LegalEntities => {
                        made(key).or_else(|| self.entity_named(entry)).map(|id| self.entity(id, entry))
                    }
                    FileKind::Units => made(key).or_else(|| self.unit_coded(entry)).map(|id| self.unit(id, entry)),
                    FileKind::Persons => match made(key).and_then(|id| rows.people.get(&id)) {
                        Some(row) => Some(self.person(row, entry)?),
                        None => None,
                    },
                    FileKind::Employments => employment.map(|row| self.employed(row, entry)).transpose()?,
                    FileKind::Assignments => {
                        employment.and_then(|own| self.post(rows.posts.get(&own.employment_id)?, entry))
                    }
                    FileKind::Contracts => {
                        made(key).and_then(|id| rows.contracts.get(&id)).map(|row| contract(row, employment))
                    }
                    FileKind::Pay => match employment.and_then(|own| rows.pay.get(&own.employment_id)) {
                        Some(line) => self.pay(line, entry)?,
                        None => None,
                    },
                    FileKind::LeaveBalances => match made(key).and_then(|id| rows.leave.get(&id)) {
                        Some(row) => Some(self.leave(row, entry)?),
                        None => None,
                    },
                    FileKind::Documents => match made(key).and_then(|id| rows.files.get(&id)) {
                        Some(row) => Some(self.document(row, entry).await?),
                        None => None,
                    },
                };
                if let Some(fields) = fields {
                    found.insert(*key, fields);
                }
            }
        }
        Ok(found)
    }

    fn employment(&self, set: &Set, key: Key) -> Option<&Employment> {
        self.employments.get(set.entry(key).text(Target::EmployeeNo))
    }

    fn open<T: Plain>(
        &self,
        meta: &'static str,
        field: &'static kernel::FieldMeta,
        id: Uuid,
        value: &Sealed<T>,
    ) -> Result<T> {
        Ok(self.app.store().unseal(meta, field, id, value)?.into_exposed())
    }

    /// The row's own word for an employer, if it means this one.
    fn same_entity(&self, id: Uuid, entry: &Entry, target: Target) -> Option<Said> {
        let text = entry.text(target);
        let row = self.entities.get(&id)?;
        let names = [Some(&row.name), Some(&row.short_name), row.credit_code.as_ref()];
        let same = names.into_iter().flatten().any(|name| fold_word(name) == fold_word(text));
        Some(Said::Text(if same { text.to_owned() } else { row.name.clone() }))
    }

    fn entity_named(&self, entry: &Entry) -> Option<Uuid> {
        let name = fold_word(entry.text(Target::LegalEntity));
        self.entities.values().find(|row| fold_word(&row.name) == name).map(|row| row.id)
    }

    fn entity(&self, id: Uuid, entry: &Entry) -> Fields {
        let Some(row) = self.entities.get(&id) else { return Fields::new() };
        let parent = row.parent_id.and_then(|parent| self.same_entity(parent, entry, Target::ParentEntity));
        filled([
            (Target::LegalEntity, self.same_entity(id, entry, Target::LegalEntity)),
            (Target::ShortName, text(&row.short_name)),
            (Target::CreditCode, row.credit_code.as_ref().and_then(text)),
            (Target::Place, text(&row.place)),
            (Target::ParentEntity, parent),
        ])
    }

    fn unit_coded(&self, entry: &Entry) -> Option<Uuid> {
        let code = fold_word(entry.text(Target::UnitCode));
        self.units.iter().find(|(_, rows)| rows.iter().any(|row| fold_word(&row.code) == code)).map(|(id, _)| *id)
    }

    /// The row's own word for a unit, if it means this one.
    fn same_unit(&self, id: Uuid, entry: &Entry, target: Target) -> Option<Said> {
        let word = entry.text(target);
        let rows = self.units.get(&id)?;
        let means = |row: &&OrgUnit| fold_word(&row.code) == fold_word(word) || fold_word(&row.name) == fold_word(word);
        match rows.iter().find(means) {
            Some(_) => text(word),
            None => text(&rows.first()?.code),
        }
    }

    fn unit(&self, id: Uuid, entry: &Entry) -> Fields {
        let day = entry.day(Target::FirstDay);
        let rows = self.units.get(&id).map_or(&[][..], Vec::as_slice);
        let row = match day {
            Some(day) => rows.iter().find(|row| row.valid_from == day),
            None => rows.iter().min_by_key(|row| row.valid_from),
        };
        let Some(row) = row else { return Fields::new() };
        let head = row.head_person_id.and_then(|head| self.number_of(head, entry, Target::HeadNo));
        filled([
            (Target::UnitCode, text(&row.code)),
            (Target::UnitName, text(&row.name)),
            (
                Target::ParentUnitCode,
                row.parent_id.and_then(|parent| self.same_unit(parent, entry, Target::ParentUnitCode)),
            ),
            (Target::UnitKind, text(&row.kind)),
            (Target::HeadNo, head),
            (Target::FirstDay, Some(Said::Day(row.valid_from))),
            (Target::LastDay, before(row.valid_until)),
        ])
    }

    /// The row's own number for a person, if the person bears it.
    fn number_of(&self, person: Uuid, entry: &Entry, target: Target) -> Option<Said> {
        let numbers = self.numbers.get(&person)?;
        let own = entry.text(target);
        let number = numbers.iter().find(|number| *number == own).or_else(|| numbers.first())?;
        text(number)
    }

    fn person(&self, row: &Person, entry: &Entry) -> Result<Fields> {
        let sealed = |field, value: &Option<Sealed<String>>| -> Result<Option<Said>> {
            let opened = value.as_ref().map(|value| self.open(Person::META.name, field, row.id, value)).transpose()?;
            Ok(opened.map(Said::Text))
        };
        let born = sealed(Person::BIRTH_DATE, &row.birth_date)?;
        let born = born.and_then(|said| said.shown().parse().ok()).map(Said::Day);
        Ok(filled([
            (Target::EmployeeNo, text(entry.text(Target::EmployeeNo))),
            (Target::FullName, text(&row.full_name)),
            (Target::IdentityNumber, sealed(Person::IDENTITY_NUMBER, &row.identity_number)?),
            (Target::Phone, sealed(Person::PHONE, &row.phone)?),
            (Target::Email, sealed(Person::EMAIL, &row.email)?),
            (Target::BankAccount, sealed(Person::BANK_ACCOUNT, &row.bank_account)?),
            (Target::BirthDate, born),
            (Target::Sex, sealed(Person::SEX, &row.sex)?),
        ]))
    }

    fn employed(&self, row: &Employment, entry: &Entry) -> Result<Fields> {
        let reason = row.exit_reason.as_ref();
        let reason = reason
            .map(|value| self.open(Employment::META.name, Employment::EXIT_REASON, row.employment_id, value))
            .transpose()?;
        let person = entry.maybe(Target::PersonNo).map(Said::Text);
        Ok(filled([
            (Target::EmployeeNo, text(&row.employee_no)),
            (Target::PersonNo, person),
            (Target::LegalEntity, self.same_entity(row.legal_entity_id, entry, Target::LegalEntity)),
            (Target::EmploymentKind, text(&row.kind)),
            (Target::HiredOn, Some(Said::Day(row.valid_from))),
            (Target::ProbationEnd, before(row.probation_until)),
            (Target::ExitDate, before(row.valid_until)),
            (Target::ExitGround, row.exit_ground.as_ref().and_then(text)),
            (Target::ExitReason, reason.map(Said::Text)),
        ]))
    }

    fn post(&self, line: &[Assignment], entry: &Entry) -> Option<Fields> {
        let day = entry.day(Target::FirstDay)?;
        let row = line.iter().find(|row| row.valid_from == day)?;
        let manager = row.manager_id.and_then(|manager| self.number_of(manager, entry, Target::ManagerNo));
        Some(filled([
            (Target::EmployeeNo, text(entry.text(Target::EmployeeNo))),
            (Target::FirstDay, Some(Said::Day(row.valid_from))),
            (Target::LastDay, before(row.valid_until)),
            (Target::UnitCode, self.same_unit(row.unit_id, entry, Target::UnitCode)),
            (Target::Position, text(&row.position)),
            (Target::JobLevel, row.job_level.as_ref().and_then(text)),
            (Target::ManagerNo, manager),
            (Target::Place, text(&row.place)),
            (Target::WorkingTime, text(&row.working_time)),
        ]))
    }

    fn pay(&self, line: &[Compensation], entry: &Entry) -> Result<Option<Fields>> {
        let Some(row) = line.iter().find(|row| Some(row.valid_from) == entry.day(Target::FirstDay)) else {
            return Ok(None);
        };
        let amount: Money =
            self.open(Compensation::META.name, Compensation::BASE_PAY, row.employment_id, &row.base_pay)?;
        Ok(Some(filled([
            (Target::EmployeeNo, text(entry.text(Target::EmployeeNo))),
            (Target::FirstDay, Some(Said::Day(row.valid_from))),
            (Target::BasePay, Some(Said::Pay(amount))),
            (Target::PayReason, text(&row.reason)),
        ])))
    }

    fn leave(&self, row: &LeaveEntitlement, entry: &Entry) -> Result<Fields> {
        let kind = self.open(LeaveEntitlement::META.name, LeaveEntitlement::KIND, row.id, &row.kind)?;
        let half_days = Some(Said::HalfDays(i64::from(row.half_days)));
        Ok(filled([
            (Target::EmployeeNo, self.number_of(row.person_id, entry, Target::EmployeeNo)),
            (Target::LeaveKind, Some(Said::Text(kind))),
            (Target::LeaveYear, Some(Said::Year(row.year))),
            (Target::LeaveDays, half_days.clone()),
            (Target::LeaveHours, half_days),
            (Target::UsableUntil, before(row.expires_on)),
        ]))
    }

    /// The bytes are compared when they are filed, and their fingerprint names them from then on.
    async fn document(&self, row: &File, entry: &Entry) -> Result<Fields> {
        let title = self.open(File::META.name, File::TITLE, row.id, &row.title)?;
        let version = Find::<FileVersion>::new().eq(FileVersion::FILE_ID, row.id).one(&self.db).await?;
        let there = version.is_some_and(|version| version.blob_id.is_some());
        Ok(filled([
            (Target::EmployeeNo, self.number_of(row.person_id, entry, Target::EmployeeNo)),
            (Target::DocumentName, text(entry.text(Target::DocumentName)).filter(|_| there)),
            (Target::DocumentCategory, text(&row.category)),
            (Target::DocumentTitle, text(&title)),
            (Target::DocumentDay, row.dated_on.map(Said::Day)),
            (Target::UsableUntil, before(row.expires_on)),
        ]))
    }
}

/// Rows of some kind, by id or by employment.
#[derive(Debug, Default)]
struct Rows {
    people: HashMap<Uuid, Person>,
    posts: HashMap<Uuid, Vec<Assignment>>,
    contracts: HashMap<Uuid, Contract>,
    pay: HashMap<Uuid, Vec<Compensation>>,
    leave: HashMap<Uuid, LeaveEntitlement>,
    files: HashMap<Uuid, File>,
}

impl Rows {
    async fn read(db: &Db<'_>, kind: FileKind, ids: &[Uuid], employments: &[Uuid]) -> Result<Self> {
        let mut rows = Self::default();
        let (ids, employments) = (ids.iter().copied(), employments.iter().copied());
        match kind {
            FileKind::Persons => {
                let found = Find::<Person>::new().any(Person::ID, ids).all(db).await?;
                rows.people = found.into_iter().map(|row| (row.id, row)).collect();
            }
            FileKind::Assignments => {
                for row in Find::<Assignment>::new().any(Assignment::EMPLOYMENT_ID, employments).known().all(db).await?
                {
                    rows.posts.entry(row.employment_id).or_default().push(row);
                }
            }
            FileKind::Contracts => {
                let found = Find::<Contract>::new().any(Contract::CONTRACT_ID, ids).known().all(db).await?;
                rows.contracts = found.into_iter().map(|row| (row.contract_id, row)).collect();
            }
            FileKind::Pay => {
                for row in
                    Find::<Compensation>::new().any(Compensation::EMPLOYMENT_ID, employments).known().all(db).await?
                {
                    rows.pay.entry(row.employment_id).or_default().push(row);
                }
            }
            FileKind::LeaveBalances => {
                let found = Find::<LeaveEntitlement>::new().any(LeaveEntitlement::ID, ids).known().all(db).await?;
                rows.leave = found.into_iter().map(|row| (row.id, row)).collect();
            }
            FileKind::Documents => {
                let found = Find::<File>::new().any(File::ID, ids).all(db).await?;
                rows.files = found.into_iter().map(|row| (row.id, row)).collect();
            }
            FileKind::LegalEntities | FileKind::Units | FileKind::Employments => {}
        }
        Ok(rows)
    }
}

fn contract(row: &Contract, employment: Option<&Employment>) -> Fields {
    let employment = employment.filter(|own| own.employment_id == row.employment_id);
    filled([
        (Target::EmployeeNo, employment.and_then(|own| text(&own.employee_no))),
        (Target::ContractKind, text(&row.kind)),
        (Target::ContractFirstDay, Some(Said::Day(row.valid_from))),
        (Target::ContractLastDay, before(row.valid_until)),
        (Target::SignedOn, row.signed_on.map(Said::Day)),
    ])
}

fn text(value: impl AsRef<str>) -> Option<Said> {
    Some(value.as_ref()).filter(|text| !text.is_empty()).map(|text| Said::Text(text.to_owned()))
}

/// The last day of something that ends before a day.
fn before(until: Option<kernel::Date>) -> Option<Said> {
    until.and_then(|day| day.pred_opt()).map(Said::Day)
}

fn filled<const N: usize>(fields: [(Target, Option<Said>); N]) -> Fields {
    fields.into_iter().filter_map(|(target, said)| Some((target, said?))).collect()
}
