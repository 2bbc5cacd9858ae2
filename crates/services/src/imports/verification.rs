//! The proof of an import, read back after it: what the file holds and what stands in the database, counted and summed
//! field by field over all rows, and rows drawn by lot compared one by one. Signed like a certificate, so that whoever
//! receives it can check it without us. It holds counts, sums and verdicts, and no value of any person.

use std::collections::{BTreeMap, HashMap};

use access::{Caller, Subject};
use kernel::{Date, FieldClass, FieldMeta, ImportId, Instant, Money, Problem, Record, Sensitive, Text};
use serde::Serialize;
use sha2::{Digest, Sha256};
use storage::audit::Action;
use storage::query::Find;
use storage::rows::{Assignment, Compensation, Contract, Employment, ImportEffect, Person};
use storage::{Db, Sealed};
use utoipa::ToSchema;
use uuid::Uuid;

use super::draft::Draft;
use super::known::Known;
use super::migration::{self, FileKind};
use super::read::Reader;
use super::report::Log;
use super::session::{Session, may_import};
use super::target::Target;
use super::views::ImportState;
use crate::{App, Result};

/// Rows drawn by lot.
const SAMPLES: usize = 50;
/// People in one statement.
const CHUNK: usize = 400;

/// One field on both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldProof {
    /// Which.
    pub field: String,
    /// Its name.
    pub title: Text,
    /// Rows of the file that fill it.
    pub in_file: u32,
    /// The same rows as they stand in the database.
    pub in_database: u32,
    /// Rows in which both sides differ.
    pub differing: u32,
    /// Sum of the amounts in the file: fen of pay, half days of leave.
    #[schema(required)]
    pub sum_in_file: Option<i64>,
    /// Sum of the amounts in the database: fen of pay, half days of leave.
    #[schema(required)]
    pub sum_in_database: Option<i64>,
    /// First and last day in the file; days only.
    #[schema(required)]
    pub days_in_file: Option<DaySpan>,
    /// First and last day in the database; days only.
    #[schema(required)]
    pub days_in_database: Option<DaySpan>,
}

/// From the earliest to the latest of many days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct DaySpan {
    /// Earliest.
    pub first: Date,
    /// Latest.
    pub last: Date,
}

impl DaySpan {
    fn with(span: Option<Self>, day: Option<Date>) -> Option<Self> {
        let Some(day) = day else { return span };
        Some(
            span.map_or(Self { first: day, last: day }, |own| Self {
                first: own.first.min(day),
                last: own.last.max(day),
            }),
        )
    }
}

/// One row drawn by lot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SampleRow {
    /// Row as the file shows it.
    pub row: u32,
    /// Fields that the file fills.
    pub compared: u32,
    /// Fields that differ.
    pub differing: Vec<String>,
}

/// One file of a set on both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FileProof {
    /// Its name.
    pub name: String,
    /// What it holds; none: nobody could tell, and it was not read.
    #[schema(required)]
    pub kind: Option<FileKind>,
    /// The same for people.
    #[schema(required)]
    pub title: Option<Text>,
    /// SHA-256 of the file, hex.
    pub sha256: String,
    /// Rows of the file.
    pub rows_read: u32,
    /// Rows that were to be written.
    pub rows_written: u32,
    /// Rows of these that stand in the database.
    pub rows_found: u32,
    /// Rows that were not written.
    pub rows_left_out: u32,
    /// Every field over all written rows.
    pub fields: Vec<FieldProof>,
    /// Rows drawn by lot.
    pub samples: Vec<SampleRow>,
    /// Whether both sides agree everywhere.
    pub agrees: bool,
}

/// What was verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Verification {
    /// Which import.
    pub import_id: ImportId,
    /// Name of the file.
    pub file_name: String,
    /// SHA-256 of the file, hex.
    pub file_sha256: String,
    /// When both sides were compared.
    pub verified_at: Instant,
    /// Rows of the file.
    pub rows_read: u32,
    /// Rows that were written.
    pub rows_written: u32,
    /// Rows that were not.
    pub rows_left_out: u32,
    /// Every field over all written rows; empty for a set, whose files have their own.
    pub fields: Vec<FieldProof>,
    /// The lot decides by the fingerprint of the file: the same file draws the same rows.
    pub samples: Vec<SampleRow>,
    /// The files of a set; empty for a roster.
    pub files: Vec<FileProof>,
    /// Whether both sides agree everywhere.
    pub agrees: bool,
}

/// A verification with its signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SignedVerification {
    /// What was verified.
    pub report: Verification,
    /// The signed bytes: the report as JSON text.
    pub document: String,
    /// Detached Ed25519 signature of these bytes.
    pub signature: String,
    /// The key that signed, PEM.
    pub public_key: String,
}

/// Compares both sides of an import that stands, and signs what came of it.
pub async fn verify_import(app: &App, caller: &Caller, id: ImportId) -> Result<SignedVerification> {
    may_import(caller)?;
    // Its sums are pay.
    if !caller.may_read(FieldClass::Pay, &Subject::default()) {
        return Err(Problem::forbidden("access.class_missing").with("class", "pay"));
    }
    let session = Session::open(app, &app.db(), id).await?;
    if !matches!(session.state(), ImportState::Done | ImportState::Paused) {
        return Err(Problem::conflict("imports.not_done"));
    }
    let report = match &session.outcome.set {
        Some(_) => Box::pin(migration::compare(app, &session)).await?,
        None => compare(app, &session).await?,
    };
    let mut work = app.begin(caller, "verify_import", None).await?;
    work.record(Action::Read, "import_run", id.0, None);
    work.commit().await?;
    let document = serde_json::to_string(&report)
        .map_err(|error| Problem::new(kernel::ErrorKind::Internal, "internal.import").with("detail", error))?;
    let signature = app.signer().sign(document.as_bytes()).to_string();
    Ok(SignedVerification { report, document, signature, public_key: app.signer().public().to_pem() })
}

async fn compare(app: &App, session: &Session) -> Result<Verification> {
    let sheet = session.sheet(app)?;
    let db = app.db();
    let known = Known::read(&db, app.today()).await?;
    let reader = Reader::new(&sheet, &session.plan.mapping, &session.plan.edits, &known, app.today());
    let drafts = reader.drafts(&mut Log::default());
    let rows = Find::<ImportEffect>::new().eq(ImportEffect::IMPORT_ID, session.row.id);
    let effects = rows.eq(ImportEffect::RECORD, "person").all(&db).await?;
    let by_row: HashMap<u32, Uuid> =
        effects.iter().map(|effect| (effect.row_number.cast_unsigned(), effect.record_id)).collect();
    let written: Vec<(&Draft, Uuid)> =
        drafts.iter().filter_map(|draft| Some((draft, *by_row.get(&draft.row)?))).collect();
    let lot = lot(&session.row.file_digest, written.len());
    let mut tally = Tally::default();
    for (at, chunk) in written.chunks(CHUNK).enumerate() {
        let people: Vec<Uuid> = chunk.iter().map(|(_, person)| *person).collect();
        let stored = Stored::read(&db, &people).await?;
        for (within, (draft, person)) in chunk.iter().enumerate() {
            let fields = stored.fields(app, draft, *person)?;
            tally.row(draft.row, &fields, lot.contains(&(at * CHUNK + within)));
        }
    }
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let fields: Vec<FieldProof> = tally.fields.into_values().filter(|field| field.in_file > 0).collect();
    // Rows of the record and rows of the file that it names must be the same ones.
    let agrees = fields.iter().all(|field| field.differing == 0) && written.len() == effects.len();
    Ok(Verification {
        import_id: ImportId(session.row.id),
        file_name: session.row.file_name.clone(),
        file_sha256: session.row.file_digest.clone(),
        verified_at: app.now(),
        rows_read: number(drafts.len()),
        rows_written: number(written.len()),
        rows_left_out: number(drafts.len() - written.len()),
        fields,
        samples: tally.samples,
        files: Vec::new(),
        agrees,
    })
}

/// Which of `many` rows are drawn.
pub(super) fn lot(seed: &str, many: usize) -> std::collections::BTreeSet<usize> {
    let mut drawn = std::collections::BTreeSet::new();
    let mut turn: u64 = 0;
    while drawn.len() < SAMPLES.min(many) {
        let digest = Sha256::digest(format!("{seed} {turn}").as_bytes());
        let number = digest.iter().take(8).fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
        drawn.insert(usize::try_from(number % many as u64).unwrap_or(0));
        turn += 1;
    }
    drawn
}

/// A field of one row: which, what the file says, what stands.
pub(super) struct Both {
    pub(super) target: Target,
    pub(super) file: String,
    pub(super) stands: String,
    pub(super) amounts: Option<[i64; 2]>,
}

#[derive(Default)]
pub(super) struct Tally {
    pub(super) fields: BTreeMap<Target, FieldProof>,
    pub(super) samples: Vec<SampleRow>,
}

impl Tally {
    pub(super) fn row(&mut self, row: u32, fields: &[Both], drawn: bool) {
        let mut sample = SampleRow { row, compared: 0, differing: Vec::new() };
        for Both { target, file, stands, amounts } in fields {
            let own = self.fields.entry(*target).or_insert_with(|| FieldProof {
                field: target.key().to_owned(),
                title: target.title(),
                in_file: 0,
                in_database: 0,
                differing: 0,
                sum_in_file: None,
                sum_in_database: None,
                days_in_file: None,
                days_in_database: None,
            });
            own.in_file += 1;
            own.in_database += u32::from(!stands.is_empty());
            if let Some([in_file, in_database]) = amounts {
                own.sum_in_file = Some(own.sum_in_file.unwrap_or(0) + in_file);
                own.sum_in_database = Some(own.sum_in_database.unwrap_or(0) + in_database);
            }
            if target.is_day() {
                own.days_in_file = DaySpan::with(own.days_in_file, file.parse().ok());
                own.days_in_database = DaySpan::with(own.days_in_database, stands.parse().ok());
            }
            sample.compared += 1;
            if file != stands {
                own.differing += 1;
                sample.differing.push(target.key().to_owned());
            }
        }
        if drawn {
            self.samples.push(sample);
        }
    }
}

/// What the import wrote about some people: the first facts of each.
struct Stored {
    people: HashMap<Uuid, Person>,
    employments: HashMap<Uuid, Employment>,
    seats: HashMap<Uuid, Assignment>,
    contracts: HashMap<Uuid, Contract>,
    pay: HashMap<Uuid, Compensation>,
}

impl Stored {
    async fn read(db: &Db<'_>, people: &[Uuid]) -> Result<Self> {
        let ids = || people.iter().copied();
        let employments = Find::<Employment>::new().any(Employment::PERSON_ID, ids()).known().all(db).await?;
        let seats = Find::<Assignment>::new().any(Assignment::PERSON_ID, ids()).known().all(db).await?;
        let contracts = Find::<Contract>::new().any(Contract::PERSON_ID, ids()).known().all(db).await?;
        let pay = Find::<Compensation>::new().any(Compensation::PERSON_ID, ids()).known().all(db).await?;
        Ok(Self {
            people: Find::<Person>::new()
                .any(Person::ID, ids())
                .all(db)
                .await?
                .into_iter()
                .map(|row| (row.id, row))
                .collect(),
            employments: first(employments, |row| (row.person_id, row.valid_from)),
            seats: first(seats, |row| (row.person_id, row.valid_from)),
            contracts: first(contracts, |row| (row.person_id, row.valid_from)),
            pay: first(pay, |row| (row.person_id, row.valid_from)),
        })
    }

    /// The fields that the row of the file fills, on both sides.
    fn fields(&self, app: &App, draft: &Draft, person: Uuid) -> Result<Vec<Both>> {
        let row = self.people.get(&person);
        let sealed = |field: &'static FieldMeta, value: Option<&Sealed<String>>| -> Result<String> {
            let opened = value.map(|value| app.store().unseal(Person::META.name, field, person, value)).transpose()?;
            Ok(opened.map(Sensitive::into_exposed).unwrap_or_default())
        };
        let employment = self.employments.get(&person);
        let seat = self.seats.get(&person);
        let contract = self.contracts.get(&person);
        let mut fields = Vec::new();
        let mut text = |target, file: Option<String>, stands: Option<String>| {
            if let Some(file) = file.filter(|file| !file.is_empty()) {
                fields.push(Both { target, file, stands: stands.unwrap_or_default(), amounts: None });
            }
        };
        text(Target::EmployeeNo, Some(draft.employee_no.clone()), employment.map(|own| own.employee_no.clone()));
        text(Target::FullName, Some(draft.full_name.clone()), row.map(|own| own.full_name.clone()));
        let hidden = [
            (
                Target::IdentityNumber,
                Person::IDENTITY_NUMBER,
                &draft.identity_number,
                row.map(|own| &own.identity_number),
            ),
            (Target::Phone, Person::PHONE, &draft.phone, row.map(|own| &own.phone)),
            (Target::Email, Person::EMAIL, &draft.email, row.map(|own| &own.email)),
            (Target::BankAccount, Person::BANK_ACCOUNT, &draft.bank_account, row.map(|own| &own.bank_account)),
        ];
        for (target, field, file, stands) in hidden {
            text(target, file.clone(), Some(sealed(field, stands.and_then(Option::as_ref))?));
        }
        text(
            Target::HiredOn,
            draft.hired_on.map(|day| day.to_string()),
            employment.map(|own| own.valid_from.to_string()),
        );
        text(Target::Position, draft.position.clone(), seat.map(|own| own.position.clone()));
        text(Target::JobLevel, draft.job_level.clone(), seat.and_then(|own| own.job_level.clone()));
        text(Target::Place, draft.place.clone(), seat.map(|own| own.place.clone()));
        let last = contract.and_then(|own| own.valid_until).and_then(|day| day.pred_opt());
        let ends = draft.contract_last.filter(|_| contract.is_some());
        text(Target::ContractLastDay, ends.map(|day| day.to_string()), last.map(|day| day.to_string()));
        if let Some(pay) = draft.pay {
            let place = (Compensation::META.name, Compensation::BASE_PAY);
            let stands = match self.pay.get(&person) {
                Some(own) => {
                    let pay: Money =
                        app.store().unseal(place.0, place.1, own.employment_id, &own.base_pay)?.into_exposed();
                    Some(pay)
                }
                None => None,
            };
            fields.push(Both {
                target: Target::BasePay,
                file: pay.to_string(),
                stands: stands.map(|pay| pay.to_string()).unwrap_or_default(),
                amounts: Some([pay.fen(), stands.map_or(0, Money::fen)]),
            });
        }
        Ok(fields)
    }
}

/// The earliest row of each person.
fn first<R>(rows: Vec<R>, key: impl Fn(&R) -> (Uuid, Date)) -> HashMap<Uuid, R> {
    let mut found: HashMap<Uuid, R> = HashMap::new();
    for row in rows {
        let (person, from) = key(&row);
        match found.get(&person) {
            Some(own) if key(own).1 <= from => {}
            _ => {
                found.insert(person, row);
            }
        }
    }
    found
}
