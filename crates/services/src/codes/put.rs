//! Saying what a company's code means, from a day on.

use access::{Caller, Permission};
use kernel::{DateRange, Problem};
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::{CodeMapping, LegalEntity};
use uuid::Uuid;

use super::kinds::kind;
use super::views::PutCodeMapping;
use crate::organisation::catalogue;
use crate::{App, Result};

/// Maps a company's code from a day on; what it meant before stays answerable.
pub async fn put_code_mapping(app: &App, caller: &Caller, input: PutCodeMapping) -> Result<Uuid> {
    caller.require(Permission::StandardWrite)?;
    let mut work = app.begin(caller, "put_code_mapping", None).await?;
    let id = put_code_mapping_in(app, &mut work, input).await?;
    work.commit().await?;
    Ok(id)
}

/// The same inside a unit of work.
pub async fn put_code_mapping_in(app: &App, work: &mut UnitOfWork, input: PutCodeMapping) -> Result<Uuid> {
    let set = kind(&input.kind)?;
    let code = input.local_code.trim().to_owned();
    if code.is_empty() {
        return Err(Problem::invalid("input.required").at("/local_code"));
    }
    if Find::<LegalEntity>::by_id(&work.db(), input.legal_entity_id.0).await?.is_none() {
        return Err(Problem::invalid("organisation.legal_entity_unknown").at("/legal_entity_id"));
    }
    let first_day = input.first_day.unwrap_or_else(|| app.today());
    let standard_code = input.standard_code.map(|code| code.trim().to_owned()).filter(|code| !code.is_empty());
    if let Some(wanted) = &standard_code {
        let standard = catalogue(&work.db(), set.catalogue, first_day).await?;
        if !standard.iter().any(|item| item.code == *wanted) {
            return Err(Problem::invalid("catalogue.code_unknown")
                .at("/standard_code")
                .with("kind", set.catalogue)
                .with("code", wanted));
        }
    }
    let same = Find::<CodeMapping>::new()
        .eq(CodeMapping::KIND, set.key)
        .eq(CodeMapping::LEGAL_ENTITY_ID, input.legal_entity_id.0)
        .eq(CodeMapping::LOCAL_CODE, code.as_str());
    let known = same.known().one(&work.db()).await?;
    let mapping_id = known.as_ref().map_or_else(|| work.new_id(), |row| row.mapping_id);
    let row = CodeMapping {
        row_id: work.new_id(),
        mapping_id,
        kind: set.key.to_owned(),
        legal_entity_id: input.legal_entity_id.0,
        local_code: code,
        local_title: input.local_title.trim().to_owned(),
        standard_code,
        valid_from: first_day,
        valid_until: None,
        known_from: work.now().into(),
        known_until: None,
        recorded_at: work.now().into(),
    };
    let known_at = work.now();
    work.put(DateRange::starting(first_day), known_at, &row).await?;
    Ok(mapping_id)
}
