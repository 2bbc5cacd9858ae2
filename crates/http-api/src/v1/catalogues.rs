//! Reference lists.

use access::Permission;
use axum::Json;
use services::organisation::{self, CatalogueItemView, CatalogueList, NewCatalogueItem};
use utoipa_axum::routes;

use crate::{Answer, Id, Input, Made, Operation, Registry, Signed, made};

const LIST_CATALOGUES: Operation = Operation::read("list_catalogues", Permission::SessionUse);
const PUT_CATALOGUE_ITEM: Operation =
    Operation::write("put_catalogue_item", Permission::CatalogueWrite, "the item and the one it replaces")
        .fails(&["input.required", "catalogue.already_from_later_day"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_CATALOGUES, routes!(list_catalogues));
    registry.add(PUT_CATALOGUE_ITEM, routes!(put_catalogue_item));
}

/// Reference lists
///
/// The items of every list that may be used today, in both languages.
#[utoipa::path(get, path = "/catalogues", tag = "catalogues", responses((status = 200, body = CatalogueList)))]
async fn list_catalogues(signed: Signed) -> Answer<CatalogueList> {
    Ok(Json(organisation::list_catalogues(&signed.app, &signed.caller).await?))
}

/// Add or replace an item
///
/// An item with the same code is replaced from `first_day` on; what was written under the old one keeps its meaning.
#[utoipa::path(post, path = "/catalogues/{kind}", tag = "catalogues", request_body = NewCatalogueItem,
    params(("kind" = String, Path, description = "The list, such as `leave_kind`.")),
    responses((status = 201, body = CatalogueItemView)))]
async fn put_catalogue_item(
    signed: Signed,
    Id(kind): Id<String>,
    Input(input): Input<NewCatalogueItem>,
) -> Made<CatalogueItemView> {
    made(organisation::put_catalogue_item(&signed.app, &signed.caller, &kind, input).await?)
}
