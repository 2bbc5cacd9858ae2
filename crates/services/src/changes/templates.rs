//! The firm's own letter templates: one per kind of change, for one employer or for all.

use access::{Caller, Permission};
use documents::docx::Template;
use kernel::{Instant, LegalEntityId, Problem, Record};
use serde::{Deserialize, Serialize};
use storage::query::Find;
use storage::rows::{LegalEntity, LetterTemplate as Row};
use storage::{Document, UnitOfWork};
use utoipa::ToSchema;
use uuid::Uuid;

use super::letters::{FIELDS, LetterFile, Words};
use super::terms::ChangeKind;
use crate::people::EntityRef;
use crate::{App, Result};

/// A template to take into use.
#[derive(Debug, Clone)]
pub struct UploadTemplate {
    /// For which kind of change.
    pub kind: ChangeKind,
    /// For which employer; none: for all.
    pub legal_entity_id: Option<LegalEntityId>,
    /// Name of the file.
    pub file_name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// A placeholder that a template may hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TemplateField {
    /// Its name.
    pub name: String,
    /// The same in Chinese; either is understood.
    pub name_zh: String,
    /// What the sample person says.
    pub sample: String,
}

/// A template.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TemplateView {
    /// Which.
    pub id: Uuid,
    /// For which kind of change.
    pub kind: ChangeKind,
    /// For which employer; none: for all.
    #[schema(required)]
    pub legal_entity: Option<EntityRef>,
    /// Name of the file.
    pub file_name: String,
    /// Its placeholders that are understood.
    pub recognised: Vec<String>,
    /// Its placeholders that are not: they stay empty in a letter.
    pub unknown: Vec<String>,
    /// When it was uploaded.
    pub uploaded_at: Instant,
}

/// The templates in use, and what they may hold.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TemplateList {
    /// The templates.
    pub items: Vec<TemplateView>,
    /// Every placeholder that is understood.
    pub fields: Vec<TemplateField>,
}

fn unknown() -> Problem {
    Problem::not_found("letters.template_unknown")
}

/// The templates in use.
pub async fn list_letter_templates(app: &App, caller: &Caller) -> Result<TemplateList> {
    caller.require(Permission::ChangeManage)?;
    let rows = Find::<Row>::new().none(Row::WITHDRAWN_AT).ascending(Row::KIND).all(&app.db()).await?;
    let mut items = Vec::new();
    for row in rows {
        items.push(view(app, row).await?);
    }
    let field = |(name, zh, sample): &(&str, &str, &str)| TemplateField {
        name: (*name).to_owned(),
        name_zh: (*zh).to_owned(),
        sample: (*sample).to_owned(),
    };
    Ok(TemplateList { items, fields: FIELDS.iter().map(field).collect() })
}

async fn view(app: &App, row: Row) -> Result<TemplateView> {
    let fields = app.store().unseal("letter_template", Row::FIELDS, row.id, &row.fields)?.into_exposed().0;
    let entity = match row.legal_entity_id {
        Some(id) => Find::<LegalEntity>::by_id(&app.db(), id).await?,
        None => None,
    };
    let known = |field: &String| FIELDS.iter().any(|(name, zh, _)| field == name || field == zh);
    let (recognised, unknown) = fields.into_iter().partition(known);
    Ok(TemplateView {
        id: row.id,
        kind: ChangeKind::find(&row.kind).unwrap_or(ChangeKind::Transfer),
        legal_entity: entity.map(|row| EntityRef { id: LegalEntityId(row.id), name: row.short_name }),
        file_name: row.file_name,
        recognised,
        unknown,
        uploaded_at: row.uploaded_at.into(),
    })
}

/// Takes a template into use; it replaces the one of the same kind and employer.
pub async fn upload_letter_template(app: &App, caller: &Caller, input: UploadTemplate) -> Result<TemplateView> {
    caller.require(Permission::ChangeManage)?;
    let mut work = app.begin(caller, "upload_letter_template", None).await?;
    let row = upload_letter_template_in(&mut work, input).await?;
    work.commit().await?;
    view(app, row).await
}

/// The same inside a unit of work.
pub async fn upload_letter_template_in(work: &mut UnitOfWork, input: UploadTemplate) -> Result<Row> {
    let UploadTemplate { kind, legal_entity_id, file_name, bytes } = input;
    let template = Template::read(bytes)?;
    if let Some(entity) = legal_entity_id {
        let known = Find::<LegalEntity>::by_id(&work.db(), entity.0).await?;
        known.ok_or(Problem::invalid("organisation.legal_entity_unknown").at("/legal_entity_id"))?;
    }
    let entity = legal_entity_id.map(|entity| entity.0);
    let same = Find::<Row>::new().eq(Row::KIND, kind.key()).none(Row::WITHDRAWN_AT).all(&work.db()).await?;
    for old in same.into_iter().filter(|old| old.legal_entity_id == entity) {
        withdraw(work, &old).await?;
    }
    let id = work.new_id();
    let row = Row {
        id,
        kind: kind.key().to_owned(),
        legal_entity_id: entity,
        file_name,
        fields: work.seal(Row::META, Row::FIELDS, id, &Document(template.fields().to_vec())),
        file: work.seal(Row::META, Row::FILE, id, &template.bytes().to_vec()),
        uploaded_at: work.now().into(),
        uploaded_by: work.context().actor,
        withdrawn_at: None,
    };
    work.insert(row.clone()).await?;
    Ok(row)
}

async fn withdraw(work: &mut UnitOfWork, row: &Row) -> Result<()> {
    let new = Row { withdrawn_at: Some(work.now().into()), ..row.clone() };
    Ok(work.update(row, new).await?)
}

/// Takes a template out of use. Letters that were made from it stay as they are.
pub async fn withdraw_letter_template(app: &App, caller: &Caller, id: Uuid) -> Result<()> {
    caller.require(Permission::ChangeManage)?;
    let mut work = app.begin(caller, "withdraw_letter_template", None).await?;
    let row = Find::<Row>::by_id(&work.db(), id).await?.filter(|row| row.withdrawn_at.is_none());
    withdraw(&mut work, &row.ok_or_else(unknown)?).await?;
    work.commit().await?;
    Ok(())
}

/// The template filled with a sample person.
pub async fn preview_letter_template(app: &App, caller: &Caller, id: Uuid) -> Result<LetterFile> {
    caller.require(Permission::ChangeManage)?;
    let row = Find::<Row>::by_id(&app.db(), id).await?.ok_or_else(unknown)?;
    let template = read(app.store(), &row)?;
    let filled = template.fill(&Words::sample())?;
    Ok(LetterFile { name: format!("预览_{}", row.file_name), media_type: super::letters::DOCX, bytes: filled.bytes })
}

fn read(store: &storage::Store, row: &Row) -> Result<Template> {
    let bytes = store.unseal("letter_template", Row::FILE, row.id, &row.file)?.into_exposed();
    Ok(Template::read(bytes)?)
}

/// The template for a kind: the employer's own before the one for all.
pub(super) async fn template_for(work: &UnitOfWork, kind: &str, entity: Uuid) -> Result<Option<(Uuid, Template)>> {
    let rows = Find::<Row>::new().eq(Row::KIND, kind).none(Row::WITHDRAWN_AT).all(&work.db()).await?;
    let own = rows.iter().find(|row| row.legal_entity_id == Some(entity));
    let Some(row) = own.or_else(|| rows.iter().find(|row| row.legal_entity_id.is_none())) else { return Ok(None) };
    Ok(Some((row.id, read(work.store(), row)?)))
}
