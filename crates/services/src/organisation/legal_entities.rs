//! Employers before the law.

use access::{Caller, Permission};
use kernel::{LegalEntityId, Problem};
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::LegalEntity;

use super::views::{LegalEntityList, LegalEntityView, NewLegalEntity};
use crate::{App, Result};

/// Creates an employer.
pub async fn create_legal_entity(app: &App, caller: &Caller, input: NewLegalEntity) -> Result<LegalEntityView> {
    caller.require(Permission::OrganisationWrite)?;
    let mut work = app.begin(caller, "create_legal_entity", None).await?;
    let row = create_legal_entity_in(&mut work, input).await?;
    work.commit().await?;
    Ok(view(row))
}

/// Creates an employer inside a unit of work.
pub async fn create_legal_entity_in(work: &mut UnitOfWork, input: NewLegalEntity) -> Result<LegalEntity> {
    let name = input.name.trim().to_owned();
    if name.is_empty() {
        return Err(Problem::invalid("input.required").at("/name"));
    }
    if !input.place.starts_with("CN") {
        return Err(Problem::invalid("organisation.place_unknown").at("/place").with("place", &input.place));
    }
    if Find::<LegalEntity>::new().eq(LegalEntity::NAME, name.as_str()).one(&work.db()).await?.is_some() {
        return Err(Problem::conflict("organisation.legal_entity_exists").at("/name"));
    }
    let short_name = if input.short_name.trim().is_empty() { name.clone() } else { input.short_name.trim().to_owned() };
    let row = LegalEntity {
        id: work.new_id(),
        name,
        short_name,
        credit_code: input.credit_code,
        place: input.place,
        active: true,
        parent_id: None,
    };
    work.insert(row.clone()).await?;
    Ok(row)
}

/// Says which employer owns another one; none for the parent company.
pub async fn put_entity_parent(
    app: &App,
    caller: &Caller,
    entity: LegalEntityId,
    parent: Option<LegalEntityId>,
) -> Result<LegalEntityView> {
    caller.require(Permission::OrganisationWrite)?;
    let mut work = app.begin(caller, "put_entity_parent", None).await?;
    let row = put_entity_parent_in(&mut work, entity, parent).await?;
    work.commit().await?;
    Ok(view(row))
}

/// The same inside a unit of work.
pub async fn put_entity_parent_in(
    work: &mut UnitOfWork,
    entity: LegalEntityId,
    parent: Option<LegalEntityId>,
) -> Result<LegalEntity> {
    let all = Find::<LegalEntity>::new().all(&work.db()).await?;
    let find = |id: LegalEntityId| all.iter().find(|row| row.id == id.0);
    let old = find(entity).ok_or(Problem::not_found("organisation.legal_entity_unknown"))?;
    let mut above = parent;
    // As many steps as there are employers: a longer way would be a circle.
    for _ in 0..=all.len() {
        let Some(next) = above else { break };
        if next == entity {
            return Err(Problem::conflict("organisation.entity_below_itself").at("/parent_id"));
        }
        let row = find(next).ok_or(Problem::invalid("organisation.legal_entity_unknown").at("/parent_id"))?;
        above = row.parent_id.map(LegalEntityId);
    }
    let row = LegalEntity { parent_id: parent.map(|parent| parent.0), ..old.clone() };
    work.update(old, row.clone()).await?;
    Ok(row)
}

/// All employers, by short name.
pub async fn list_legal_entities(app: &App, caller: &Caller) -> Result<LegalEntityList> {
    caller.require(Permission::OrganisationRead)?;
    let rows = Find::<LegalEntity>::new().ascending(LegalEntity::SHORT_NAME).all(&app.db()).await?;
    Ok(LegalEntityList { items: rows.into_iter().map(view).collect() })
}

fn view(row: LegalEntity) -> LegalEntityView {
    let LegalEntity { id, name, short_name, credit_code, place, active, parent_id } = row;
    LegalEntityView {
        id: LegalEntityId(id),
        name,
        short_name,
        credit_code,
        place,
        active,
        parent_id: parent_id.map(LegalEntityId),
    }
}
