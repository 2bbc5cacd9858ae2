//! Destruction by two people: one proposes, another approves, and then bytes, text, title and index are gone. What
//! stays is a certificate, and a digest in the trail.

use std::collections::{BTreeSet, HashMap};

use access::{Caller, Permission};
use documents::destruction::{DestroyedDocument, DestructionCertificate, render};
use kernel::{ErrorKind, FieldClass, FileDestructionId, FileId, Instant, PersonId, Problem, Record, Text};
use serde::Deserialize;
use serde_json::{Value, json};
use storage::audit::Action;
use storage::query::Find;
use storage::rows::{
    Account, CatalogueItem, Employment, File, FileDestruction, FileDestructionItem, FileVersion, Person,
};
use storage::{Db, NewJob, UnitOfWork};
use utoipa::ToSchema;
use uuid::Uuid;

use super::keeping::{Holds, due};
use super::loan_views::{FileDestructionItemView, FileDestructionList, FileDestructionView};
use super::views::FileContent;
use crate::app::required_reason;
use crate::approvals::{Approver, Ask, SummaryLine, SummaryValue, ask_in};
use crate::wire::cut;
use crate::{App, Result};

/// The job that removes bytes after the commit.
pub const REMOVE_BLOBS: &str = "remove_blobs";

/// What to destroy.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProposeDestruction {
    /// Documents whose time is over.
    pub file_ids: Vec<FileId>,
    /// Why.
    pub reason: String,
}

/// Proposes to destroy documents whose time is over. Somebody else approves.
pub async fn propose_file_destruction(
    app: &App,
    caller: &Caller,
    input: ProposeDestruction,
) -> Result<FileDestructionView> {
    let reason = required_reason(&input.reason)?;
    let wanted: BTreeSet<Uuid> = input.file_ids.iter().map(|id| id.0).collect();
    if wanted.is_empty() || wanted.len() > 200 {
        return Err(Problem::invalid("files.choose_some").at("/file_ids").with("most", 200));
    }
    caller.require(Permission::FileDestroy)?;
    let mut work = app.begin(caller, "propose_file_destruction", Some(reason.clone())).await?;
    let mut chosen = due(app, &work.db(), caller).await?;
    chosen.retain(|due| wanted.contains(&due.row.id));
    if chosen.len() != wanted.len() {
        return Err(Problem::conflict("files.not_due").at("/file_ids"));
    }
    let now = work.now();
    let year = chrono::Datelike::year(&app.day_of(now));
    let newest = Find::<FileDestruction>::new().eq(FileDestruction::YEAR, year).descending(FileDestruction::SEQUENCE);
    let sequence = newest.limit(1).one(&work.db()).await?.map_or(0, |row| row.sequence) + 1;
    let (id, number) = (work.new_id(), format!("XH-{year}-{sequence:04}"));
    let count = i32::try_from(chosen.len()).unwrap_or(i32::MAX);
    let row = FileDestruction {
        id,
        number: number.clone(),
        year,
        sequence,
        status: "proposed".to_owned(),
        reason: work.seal(FileDestruction::META, FileDestruction::REASON, id, &reason),
        item_count: count,
        proposed_at: now.into(),
        proposed_by: work.context().actor,
        decided_at: None,
        decided_by: None,
        pdf: None,
        sha256: None,
        signature: None,
        public_key: None,
    };
    work.insert(row).await?;
    let items = chosen.iter().map(|due| FileDestructionItem {
        id: work.new_id(),
        destruction_id: id,
        file_id: due.row.id,
        person_id: due.row.person_id,
        category: due.row.category.clone(),
        filed_on: app.day_of(due.row.filed_at.into()),
        keep_until: due.keep_until,
        versions: due.row.version,
        digest: String::new(),
    });
    let items: Vec<_> = items.collect();
    work.insert_all(items).await?;
    ask_in(app, &mut work, question(id, number, count, reason)).await?;
    work.commit().await?;
    view_of(app, caller, id).await
}

/// What the privacy officer is asked.
fn question(id: Uuid, number: String, count: i32, reason: String) -> Ask {
    let line = |label: &str, value| SummaryLine {
        label: label.to_owned(),
        class: FieldClass::Directory,
        before: None,
        after: Some(value),
    };
    Ask {
        about: ("file_destruction", id),
        person: None,
        title: Text::of("销毁到期档案材料", "Destroy documents whose time is over"),
        summary: vec![
            line("file_destruction.number", SummaryValue::text(number)),
            line("file_destruction.item_count", SummaryValue::Number { value: i64::from(count) }),
            line("file_destruction.reason", SummaryValue::text(reason)),
        ],
        path: vec![vec![Approver::Role("privacy_officer")]],
        due: None,
    }
}

/// The answer. A yes destroys, or is refused as a whole when anything was held back since.
pub async fn destruction_decided_in(app: &App, work: &mut UnitOfWork, id: Uuid, approved: bool) -> Result<()> {
    let unknown = || Problem::not_found("files.destruction_unknown");
    let row = Find::<FileDestruction>::by_id(&work.db(), id).await?.ok_or_else(unknown)?;
    if row.status != "proposed" {
        return Err(Problem::conflict("files.destruction_decided"));
    }
    if approved && row.proposed_by.is_some() && row.proposed_by == work.context().actor {
        return Err(Problem::forbidden("files.second_person"));
    }
    let decided = FileDestruction {
        status: if approved { "done" } else { "refused" }.to_owned(),
        decided_at: Some(work.now().into()),
        decided_by: work.context().actor,
        ..row.clone()
    };
    if !approved {
        return Ok(work.update(&row, decided).await?);
    }
    let items = Find::<FileDestructionItem>::new().eq(FileDestructionItem::DESTRUCTION_ID, id).all(&work.db()).await?;
    let holds = Holds::read(&work.db()).await?;
    let (mut gone, mut left) = (Vec::new(), Left::default());
    for item in items {
        let file = Find::<File>::by_id(&work.db(), item.file_id).await?.ok_or_else(unknown)?;
        if holds.keep(&file) || file.status != "filed" {
            return Err(Problem::conflict("files.held"));
        }
        gone.push(destroy_in(work, file, item, &mut left).await?);
    }
    let certificate = paper(app, work, &decided, &gone).await?;
    let pdf = render(&certificate).map_err(|error| {
        tracing::error!(%error, "a certificate of destruction cannot be rendered");
        Problem::new(ErrorKind::Internal, "internal.certificate")
    })?;
    let signature = app.signer().sign(&pdf.bytes);
    let done = FileDestruction {
        sha256: Some(sha256(&pdf.bytes)),
        signature: Some(signature.to_string()),
        public_key: Some(app.signer().public().to_pem()),
        pdf: Some(work.seal(FileDestruction::META, FileDestruction::PDF, id, &pdf.bytes)),
        ..decided
    };
    work.update(&row, done).await?;
    work.forget_details(&left.records).await?;
    let job = NewJob {
        kind: REMOVE_BLOBS,
        key: format!("{REMOVE_BLOBS}:{id}"),
        payload: json!({ "blobs": left.blobs }),
        run_after: work.now(),
    };
    Ok(work.enqueue(job).await?)
}

fn sha256(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    hex::encode(sha2::Sha256::digest(bytes))
}

/// What must go beside the rows.
#[derive(Default)]
struct Left {
    blobs: BTreeSet<Uuid>,
    /// Records of which the trail keeps digests only.
    records: Vec<Uuid>,
}

/// Empties one document. The names of its blobs are keyed digests of its bytes: that is what stays.
async fn destroy_in(
    work: &mut UnitOfWork,
    file: File,
    item: FileDestructionItem,
    left: &mut Left,
) -> Result<FileDestructionItem> {
    left.records.push(file.id);
    let versions = Find::<FileVersion>::new().eq(FileVersion::FILE_ID, file.id).ascending(FileVersion::VERSION);
    let mut digests = Vec::new();
    for version in versions.all(&work.db()).await? {
        digests.extend(version.blob_id.map(|blob| blob.simple().to_string()));
        left.blobs.extend(version.blob_id);
        left.blobs.extend(version.text_id);
        left.records.push(version.id);
        let new = FileVersion { blob_id: None, text_id: None, file_name: None, ..version.clone() };
        work.update(&version, new).await?;
    }
    work.forget_text(file.number).await?;
    let now = work.now();
    let new = File {
        status: "destroyed".to_owned(),
        title: work.seal(File::META, File::TITLE, file.id, &String::new()),
        changed_at: now.into(),
        destroyed_at: Some(now.into()),
        ..file.clone()
    };
    work.update(&file, new).await?;
    let new = FileDestructionItem { digest: digests.join(" "), ..item.clone() };
    work.update(&item, new.clone()).await?;
    Ok(new)
}

/// Removes bytes that no document names any more; equal ones of another document stay.
pub async fn remove_blobs(app: &App, payload: &Value) -> Result<()> {
    let ids = payload.get("blobs").and_then(Value::as_array).into_iter().flatten();
    let ids: Vec<Uuid> = ids.filter_map(|id| id.as_str()?.parse().ok()).collect();
    let swept = app.store().remove_unnamed_blobs(ids).await?;
    tracing::info!(removed = swept.removed, kept = swept.kept, "bytes of destroyed documents are gone");
    Ok(())
}

async fn paper(
    app: &App,
    work: &UnitOfWork,
    row: &FileDestruction,
    items: &[FileDestructionItem],
) -> Result<DestructionCertificate> {
    let db = work.db();
    let names = names(&db, items).await?;
    let categories = Find::<CatalogueItem>::new().eq(CatalogueItem::KIND, "file_category").all(&db).await?;
    let reason = app.store().unseal("file_destruction", FileDestruction::REASON, row.id, &row.reason)?;
    let at = |stamp: Instant| stamp.to_chrono().with_timezone(&app.zone()).format("%Y-%m-%d %H:%M").to_string();
    let title = |code: &str| {
        categories.iter().find(|item| item.code == code).map_or_else(|| code.to_owned(), |item| item.title_zh.clone())
    };
    Ok(DestructionCertificate {
        number: row.number.clone(),
        reason: reason.into_exposed(),
        proposed_by: account_name(&db, row.proposed_by).await?,
        proposed_at: at(row.proposed_at.into()),
        approved_by: account_name(&db, row.decided_by).await?,
        approved_at: at(work.now()),
        issued_on: app.day_of(work.now()),
        documents: items
            .iter()
            .map(|item| DestroyedDocument {
                person: names.get(&item.person_id).cloned().unwrap_or_default(),
                category: title(&item.category),
                filed_on: item.filed_on,
                kept_until: item.keep_until,
                versions: u32::try_from(item.versions).unwrap_or(0),
                digest: item.digest.clone(),
            })
            .collect(),
        key_id: app.signer().public().id().to_string(),
    })
}

async fn account_name(db: &Db<'_>, id: Option<Uuid>) -> Result<String> {
    let Some(id) = id else { return Ok(String::new()) };
    Ok(Find::<Account>::by_id(db, id).await?.map(|row| row.display_name).unwrap_or_default())
}

/// Name and newest employee number.
async fn names(db: &Db<'_>, items: &[FileDestructionItem]) -> Result<HashMap<Uuid, String>> {
    let persons = || items.iter().map(|item| item.person_id);
    let people = Find::<Person>::new().any(Person::ID, persons()).all(db).await?;
    let employments = Find::<Employment>::new().any(Employment::PERSON_ID, persons()).known();
    let employments = employments.ascending(Employment::VALID_FROM).all(db).await?;
    let numbers: HashMap<Uuid, String> = employments.into_iter().map(|row| (row.person_id, row.employee_no)).collect();
    Ok(people
        .into_iter()
        .map(|row| {
            let number = numbers.get(&row.id).map(String::as_str).unwrap_or_default();
            (row.id, format!("{} {number}", row.full_name).trim().to_owned())
        })
        .collect())
}

/// Destructions, the newest first.
pub async fn list_file_destructions(app: &App, caller: &Caller) -> Result<FileDestructionList> {
    const SHOWN: u64 = 100;
    caller.require(Permission::FileDestroy)?;
    let rows = Find::<FileDestruction>::new().descending(FileDestruction::PROPOSED_AT).limit(SHOWN + 1);
    let mut rows = rows.all(&app.db()).await?;
    let more = cut(&mut rows, SHOWN);
    let mut items = Vec::new();
    for row in rows {
        if let Some(view) = view(app, caller, row).await? {
            items.push(view);
        }
    }
    Ok(FileDestructionList { items, more })
}

async fn view_of(app: &App, caller: &Caller, id: Uuid) -> Result<FileDestructionView> {
    let unknown = || Problem::not_found("files.destruction_unknown");
    let row = Find::<FileDestruction>::by_id(&app.db(), id).await?.ok_or_else(unknown)?;
    view(app, caller, row).await?.ok_or_else(unknown)
}

/// A destruction as its keepers see it; nobody sees one that reaches beyond their keeping.
async fn view(app: &App, caller: &Caller, row: FileDestruction) -> Result<Option<FileDestructionView>> {
    let db = app.db();
    let items = Find::<FileDestructionItem>::new().eq(FileDestructionItem::DESTRUCTION_ID, row.id).all(&db).await?;
    let persons: Vec<Uuid> = items.iter().map(|item| item.person_id).collect();
    let (scope, subjects) =
        (caller.scope(Permission::FileDestroy), storage::query::subjects_of(&db, &persons, app.today()).await?);
    if !scope.everything && !persons.iter().all(|person| subjects.get(person).is_some_and(|s| scope.covers(s))) {
        return Ok(None);
    }
    let names = names(&db, &items).await?;
    let accounts: Vec<Uuid> = row.proposed_by.into_iter().chain(row.decided_by).collect();
    let accounts = Find::<Account>::new().any(Account::ID, accounts).all(&db).await?;
    let by = |id: Option<Uuid>| accounts.iter().find(|row| Some(row.id) == id).map(|row| row.display_name.clone());
    let reason = app.store().unseal("file_destruction", FileDestruction::REASON, row.id, &row.reason)?;
    Ok(Some(FileDestructionView {
        id: FileDestructionId(row.id),
        number: row.number,
        status: row.status,
        reason: reason.into_exposed(),
        proposed_at: row.proposed_at.into(),
        proposed_by: by(row.proposed_by),
        decided_at: row.decided_at.map(Into::into),
        decided_by: by(row.decided_by),
        sha256: row.sha256,
        items: items
            .into_iter()
            .map(|item| FileDestructionItemView {
                file_id: FileId(item.file_id),
                person_id: PersonId(item.person_id),
                person: names.get(&item.person_id).cloned().unwrap_or_default(),
                category: item.category,
                filed_on: item.filed_on,
                keep_until: item.keep_until,
                digest: item.digest,
            })
            .collect(),
    }))
}

/// The certificate as PDF, the very bytes that were signed. The download stands in the trail.
pub async fn destruction_certificate(app: &App, caller: &Caller, id: FileDestructionId) -> Result<FileContent> {
    caller.require(Permission::FileDestroy)?;
    let unknown = || Problem::not_found("files.destruction_unknown");
    let seen = view_of(app, caller, id.0).await?;
    let row = Find::<FileDestruction>::by_id(&app.db(), id.0).await?.ok_or_else(unknown)?;
    let pdf = row.pdf.as_ref().ok_or_else(unknown)?;
    let bytes = app.store().unseal("file_destruction", FileDestruction::PDF, row.id, pdf)?.into_exposed();
    let mut work = app.begin(caller, "download_destruction_certificate", None).await?;
    work.record(Action::Export, "file_destruction", row.id, None);
    work.commit().await?;
    Ok(FileContent {
        file_name: format!("档案销毁证明 {}.pdf", seen.number), media_type: "application/pdf", bytes
    })
}
