//! Employers and units.

use access::Permission;
use axum::Json;
use services::Created;
use services::organisation::{self, LegalEntityList, LegalEntityView, NewLegalEntity, PutUnit, UnitList, UnitsQuery};
use utoipa_axum::routes;

use crate::{Answer, Input, Made, Operation, Query, Registry, Signed, made};

const LIST_LEGAL_ENTITIES: Operation = Operation::read("list_legal_entities", Permission::OrganisationRead);
const CREATE_LEGAL_ENTITY: Operation =
    Operation::write("create_legal_entity", Permission::OrganisationWrite, "the employer").fails(&[
        "input.required",
        "organisation.place_unknown",
        "organisation.legal_entity_exists",
    ]);
const LIST_UNITS: Operation = Operation::read("list_units", Permission::OrganisationRead);
const PUT_UNIT: Operation =
    Operation::write("put_unit", Permission::OrganisationWrite, "the unit's new state and the one it supersedes")
        .fails(&["input.required", "organisation.parent_unknown", "organisation.unit_below_itself"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_LEGAL_ENTITIES, routes!(list_legal_entities));
    registry.add(CREATE_LEGAL_ENTITY, routes!(create_legal_entity));
    registry.add(LIST_UNITS, routes!(list_units));
    registry.add(PUT_UNIT, routes!(put_unit));
}

/// Employers
///
/// The legal entities of the group, by short name.
#[utoipa::path(get, path = "/legal-entities", tag = "organisation",
    responses((status = 200, body = LegalEntityList)))]
async fn list_legal_entities(signed: Signed) -> Answer<LegalEntityList> {
    Ok(Json(organisation::list_legal_entities(&signed.app, &signed.caller).await?))
}

/// Create an employer
///
/// Its place of registration decides which local parameters of law apply.
#[utoipa::path(post, path = "/legal-entities", tag = "organisation", request_body = NewLegalEntity,
    responses((status = 201, body = LegalEntityView)))]
async fn create_legal_entity(signed: Signed, Input(input): Input<NewLegalEntity>) -> Made<LegalEntityView> {
    made(organisation::create_legal_entity(&signed.app, &signed.caller, input).await?)
}

/// Units of a day
///
/// The management tree on any day, parents first, with heads and headcounts.
#[utoipa::path(get, path = "/org-units", tag = "organisation", params(UnitsQuery),
    responses((status = 200, body = UnitList)))]
async fn list_units(signed: Signed, Query(query): Query<UnitsQuery>) -> Answer<UnitList> {
    Ok(Json(organisation::list_units(&signed.app, &signed.caller, &query).await?))
}

/// Create or change a unit
///
/// From `first_day` on; may lie ahead. Without an `id` the unit is new.
#[utoipa::path(post, path = "/org-units", tag = "organisation", request_body = PutUnit,
    responses((status = 201, body = Created)))]
async fn put_unit(signed: Signed, Input(input): Input<PutUnit>) -> Made<Created> {
    let id = organisation::put_unit(&signed.app, &signed.caller, input).await?.0;
    made(Created { id })
}
