//! Taking a whole import back, if nothing was built on it since.

use std::collections::{BTreeMap, HashSet};

use access::{Caller, Permission};
use kernel::{ImportId, Problem};
use storage::audit::Action;
use storage::query::Find;
use storage::rows::{
    Account, Assignment, Compensation, Contract, CustomValue, DutyStatus, Employment, File, FileLoan, FileVersion,
    ImportEffect, LeaveEntitlement, LegalEntity, OrgUnit, PerformanceResult, Person,
};
use storage::{Db, EntryFilter, UnitOfWork};
use uuid::Uuid;

use super::session::{Session, may_import, show};
use super::views::{ImportState, ImportView, UndoImport};
use crate::app::required_reason;
use crate::{App, Result};

/// What an import made.
struct Effects {
    people: Vec<Uuid>,
    units: Vec<Uuid>,
    legal_entities: Vec<Uuid>,
    entitlements: Vec<Uuid>,
    files: Vec<Uuid>,
}

/// Persons in one statement.
const CHUNK: usize = 400;

/// Removes everything that the import made. The trail keeps what it was.
pub async fn undo_import(app: &App, caller: &Caller, id: ImportId, input: UndoImport) -> Result<ImportView> {
    may_import(caller)?;
    let reason = required_reason(&input.reason)?;
    for permission in [Permission::PersonWrite, Permission::PayWrite, Permission::OrganisationWrite] {
        caller.require(permission)?;
    }
    let mut work = app.begin(caller, "undo_import", Some(reason)).await?;
    let session = Session::open(app, &work.db(), id).await?;
    if session.alive || !matches!(session.state(), ImportState::Done | ImportState::Paused) {
        return Err(Problem::conflict("imports.not_done"));
    }
    let rows = Find::<ImportEffect>::new().eq(ImportEffect::IMPORT_ID, id.0).all(&work.db()).await?;
    let effects = Effects {
        people: of(&rows, "person"),
        units: of(&rows, "org_unit"),
        legal_entities: of(&rows, "legal_entity"),
        entitlements: of(&rows, "leave_entitlement"),
        files: of(&rows, "file"),
    };
    refuse_if_built_upon(app, &work.db(), &effects).await?;
    remove(&mut work, &effects).await?;
    work.remove_all(rows).await?;
    let session = session.save(&mut work, ImportState::Undone).await?;
    work.commit().await?;
    show(app, caller, &session).await
}

fn of(rows: &[ImportEffect], record: &str) -> Vec<Uuid> {
    rows.iter().filter(|row| row.record == record).map(|row| row.record_id).collect()
}

/// Names what stands on it: writes about its people by anything else, and rows of others that point at it.
async fn refuse_if_built_upon(app: &App, db: &Db<'_>, effects: &Effects) -> Result<()> {
    let mut built: BTreeMap<String, usize> = BTreeMap::new();
    let mut note = |record: &str, count: usize| {
        if count > 0 {
            *built.entry(record.to_owned()).or_default() += count;
        }
    };
    for people in effects.people.chunks(CHUNK) {
        let filter = EntryFilter {
            subjects: Some(people.to_vec()),
            other_than: Some("run_import".to_owned()),
            ..EntryFilter::default()
        };
        for entry in app.store().audit_entries(&filter, 500).await? {
            let writes =
                matches!(entry.leaf.action, Action::Create | Action::Update | Action::Supersede | Action::Remove);
            if writes {
                note(&entry.leaf.record, 1);
            }
        }
    }
    let own: HashSet<Uuid> = effects.people.iter().copied().collect();
    let units: HashSet<Uuid> = effects.units.iter().copied().collect();
    let others = |person: &Uuid| !own.contains(person);
    for chunk in effects.people.chunks(CHUNK) {
        let people = || chunk.iter().copied();
        let below = Find::<Assignment>::new().any(Assignment::MANAGER_ID, people()).all(db).await?;
        note("assignment", below.iter().filter(|row| others(&row.person_id)).count());
        note("account", Find::<Account>::new().any(Account::PERSON_ID, people()).all(db).await?.len());
        let headed = Find::<OrgUnit>::new().any(OrgUnit::HEAD_PERSON_ID, people()).all(db).await?;
        note("org_unit", headed.iter().filter(|row| !units.contains(&row.unit_id)).count());
    }
    for chunk in effects.files.chunks(CHUNK) {
        let files = Find::<File>::new().any(File::ID, chunk.iter().copied()).all(db).await?;
        note("file_version", files.iter().filter(|file| file.version > 1 || file.status != "filed").count());
        let lent = Find::<FileLoan>::new().any(FileLoan::FILE_ID, chunk.iter().copied());
        note("file_loan", lent.all(db).await?.len());
    }
    for chunk in effects.units.chunks(CHUNK) {
        let inside = Find::<Assignment>::new().any(Assignment::UNIT_ID, chunk.iter().copied()).all(db).await?;
        note("assignment", inside.iter().filter(|row| others(&row.person_id)).count());
        let below = Find::<OrgUnit>::new().any(OrgUnit::PARENT_ID, chunk.iter().copied()).all(db).await?;
        note("org_unit", below.iter().filter(|row| !units.contains(&row.unit_id)).count());
    }
    let employed = Find::<Employment>::new().any(Employment::LEGAL_ENTITY_ID, effects.legal_entities.iter().copied());
    note("employment", employed.all(db).await?.iter().filter(|row| others(&row.person_id)).count());
    if built.is_empty() {
        return Ok(());
    }
    let what: Vec<String> = built.iter().map(|(record, count)| format!("{record} × {count}")).collect();
    Err(Problem::conflict("imports.built_upon").with("what", what.join(", ")))
}

/// From the leaves to the roots.
async fn remove(work: &mut UnitOfWork, effects: &Effects) -> Result<()> {
    remove_files(work, &effects.files).await?;
    for chunk in effects.entitlements.chunks(CHUNK) {
        let find = Find::<LeaveEntitlement>::new().any(LeaveEntitlement::ID, chunk.iter().copied());
        let rows = find.all(&work.db()).await?;
        work.remove_all(rows).await?;
    }
    for chunk in effects.people.chunks(CHUNK) {
        let people = || chunk.iter().copied();
        let rows = Find::<CustomValue>::new().any(CustomValue::PERSON_ID, people()).all(&work.db()).await?;
        work.remove_all(rows).await?;
        let rows = Find::<PerformanceResult>::new().any(PerformanceResult::PERSON_ID, people()).all(&work.db()).await?;
        work.remove_all(rows).await?;
        let rows = Find::<Compensation>::new().any(Compensation::PERSON_ID, people()).all(&work.db()).await?;
        work.remove_all(rows).await?;
        let rows = Find::<DutyStatus>::new().any(DutyStatus::PERSON_ID, people()).all(&work.db()).await?;
        work.remove_all(rows).await?;
        let rows = Find::<Assignment>::new().any(Assignment::PERSON_ID, people()).all(&work.db()).await?;
        work.remove_all(rows).await?;
        let rows = Find::<Contract>::new().any(Contract::PERSON_ID, people()).all(&work.db()).await?;
        work.remove_all(rows).await?;
        let rows = Find::<Employment>::new().any(Employment::PERSON_ID, people()).all(&work.db()).await?;
        work.remove_all(rows).await?;
        let rows = Find::<Person>::new().any(Person::ID, people()).all(&work.db()).await?;
        work.remove_all(rows).await?;
    }
    let rows = Find::<OrgUnit>::new().any(OrgUnit::UNIT_ID, effects.units.iter().copied()).all(&work.db()).await?;
    work.remove_all(rows).await?;
    let entities = Find::<LegalEntity>::new().any(LegalEntity::ID, effects.legal_entities.iter().copied());
    let rows = entities.all(&work.db()).await?;
    Ok(work.remove_all(rows).await?)
}

/// Documents with their versions and their place in the index. Their bytes are swept once nothing names them.
async fn remove_files(work: &mut UnitOfWork, files: &[Uuid]) -> Result<()> {
    for chunk in files.chunks(CHUNK) {
        let ids = || chunk.iter().copied();
        let versions = Find::<FileVersion>::new().any(FileVersion::FILE_ID, ids()).all(&work.db()).await?;
        work.remove_all(versions).await?;
        let rows = Find::<File>::new().any(File::ID, ids()).all(&work.db()).await?;
        for row in &rows {
            work.forget_text(row.number).await?;
        }
        work.remove_all(rows).await?;
    }
    Ok(())
}
