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
    };
    work.insert(row.clone()).await?;
    Ok(row)
}

/// All employers, by short name.
pub async fn list_legal_entities(app: &App, caller: &Caller) -> Result<LegalEntityList> {
    caller.require(Permission::OrganisationRead)?;
    let rows = Find::<LegalEntity>::new().ascending(LegalEntity::SHORT_NAME).all(&app.db()).await?;
    Ok(LegalEntityList { items: rows.into_iter().map(view).collect() })
}

fn view(row: LegalEntity) -> LegalEntityView {
    let LegalEntity { id, name, short_name, credit_code, place, active } = row;
    LegalEntityView { id: LegalEntityId(id), name, short_name, credit_code, place, active }
}
