//! The organisation of a day: chart, search, chain of command, positions and dotted lines.

use access::Permission;
use axum::Json;
use kernel::{LegalEntityId, PersonId, PositionId, ReportingLineId};
use services::Created;
use services::organisation::{self, EntityParent, LegalEntityView};
use services::people::AsOfQuery;
use services::positions::{
    self, ChainView, Chart, ChartQuery, EntityTree, LastDay, NewReportingLine, OrganisationHits, OrganisationSearch,
    PositionList, PositionsQuery, PutPosition, Seat,
};
use utoipa_axum::routes;

use crate::{Answer, Done, Id, Input, Made, NoContent, Operation, Query, Registry, Signed, made};

const GET_CHART: Operation =
    Operation::read("get_chart", Permission::OrganisationRead).fails(&["organisation.unit_unknown"]);
const SEARCH_ORGANISATION: Operation = Operation::read("search_organisation", Permission::OrganisationRead);
const GET_ENTITY_TREE: Operation = Operation::read("get_entity_tree", Permission::OrganisationRead);
const PUT_ENTITY_PARENT: Operation =
    Operation::write("put_entity_parent", Permission::OrganisationWrite, "the employer and its owner before")
        .fails(&["organisation.legal_entity_unknown", "organisation.entity_below_itself"]);
const LIST_POSITIONS: Operation =
    Operation::read("list_positions", Permission::OrganisationRead).fails(&["organisation.unit_unknown"]);
const PUT_POSITION: Operation =
    Operation::write("put_position", Permission::OrganisationWrite, "the position and the one it supersedes").fails(&[
        "input.required",
        "positions.headcount_out_of_range",
        "positions.title_taken",
        "positions.unit_is_fixed",
        "positions.unknown",
        "organisation.unit_unknown",
        "organisation.legal_entity_unknown",
        "catalogue.code_unknown",
        "history.out_of_order",
    ]);
const END_POSITION: Operation =
    Operation::write("end_position", Permission::OrganisationWrite, "the position that ends")
        .fails(&["positions.unknown", "positions.still_held"]);
const SEAT_PERSON: Operation =
    Operation::write("seat_person", Permission::PersonWrite, "the assignment and the one it supersedes").fails(&[
        "people.not_employed",
        "positions.unknown",
        "positions.other_unit",
        "history.out_of_order",
        "access.out_of_scope",
    ]);
const GET_CHAIN: Operation =
    Operation::read("get_chain", Permission::PersonRead).fails(&["people.unknown", "access.out_of_scope"]);
const ADD_REPORTING_LINE: Operation =
    Operation::write("add_reporting_line", Permission::PersonWrite, "the dotted line").fails(&[
        "people.not_employed",
        "people.own_manager",
        "positions.line_exists",
        "catalogue.code_unknown",
        "input.range_reversed",
        "access.out_of_scope",
    ]);
const END_REPORTING_LINE: Operation =
    Operation::write("end_reporting_line", Permission::PersonWrite, "the dotted line that ends")
        .fails(&["positions.line_unknown", "access.out_of_scope"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(GET_CHART, routes!(get_chart));
    registry.add(SEARCH_ORGANISATION, routes!(search_organisation));
    registry.add(GET_ENTITY_TREE, routes!(get_entity_tree));
    registry.add(PUT_ENTITY_PARENT, routes!(put_entity_parent));
    registry.add(LIST_POSITIONS, routes!(list_positions));
    registry.add(PUT_POSITION, routes!(put_position));
    registry.add(END_POSITION, routes!(end_position));
    registry.add(SEAT_PERSON, routes!(seat_person));
    registry.add(GET_CHAIN, routes!(get_chain));
    registry.add(ADD_REPORTING_LINE, routes!(add_reporting_line));
    registry.add(END_REPORTING_LINE, routes!(end_reporting_line));
}

/// The chart of a day, part by part
///
/// A unit and the levels right below it, with heads, people, planned seats and vacancies, each for the unit by itself
/// and together with everything below. `children` tells how many units a further request would give.
#[utoipa::path(get, path = "/organisation/chart", tag = "organisation", params(ChartQuery),
    responses((status = 200, body = Chart)))]
async fn get_chart(signed: Signed, Query(query): Query<ChartQuery>) -> Answer<Chart> {
    Ok(Json(positions::chart(&signed.app, &signed.caller, query).await?))
}

/// Search units and people
///
/// By name, pinyin, initials, code or employee number; each hit with the way from the root, so that a chart can open it.
#[utoipa::path(get, path = "/organisation/search", tag = "organisation", params(OrganisationSearch),
    responses((status = 200, body = OrganisationHits)))]
async fn search_organisation(signed: Signed, Query(query): Query<OrganisationSearch>) -> Answer<OrganisationHits> {
    Ok(Json(positions::search_organisation(&signed.app, &signed.caller, query).await?))
}

/// Employers and what they own
///
/// The tree of legal entities with the people that each employs on the day.
#[utoipa::path(get, path = "/organisation/entities", tag = "organisation", params(AsOfQuery),
    responses((status = 200, body = EntityTree)))]
async fn get_entity_tree(signed: Signed, Query(query): Query<AsOfQuery>) -> Answer<EntityTree> {
    Ok(Json(positions::entity_tree(&signed.app, &signed.caller, query).await?))
}

/// Say who owns an employer
///
/// `parent_id` null makes it the parent company of a group.
#[utoipa::path(put, path = "/legal-entities/{entity_id}/parent", tag = "organisation", request_body = EntityParent,
    params(("entity_id" = LegalEntityId, Path, description = "The employer that is owned.")),
    responses((status = 200, body = LegalEntityView)))]
async fn put_entity_parent(
    signed: Signed,
    Id(entity): Id<LegalEntityId>,
    Input(input): Input<EntityParent>,
) -> Answer<LegalEntityView> {
    Ok(Json(organisation::put_entity_parent(&signed.app, &signed.caller, entity, input.parent_id).await?))
}

/// Positions of a day
///
/// With the plan of headcount, how many people hold each, and what is vacant. `vacant=true` gives vacancies only.
#[utoipa::path(get, path = "/positions", tag = "organisation", params(PositionsQuery),
    responses((status = 200, body = PositionList)))]
async fn list_positions(signed: Signed, Query(query): Query<PositionsQuery>) -> Answer<PositionList> {
    Ok(Json(positions::list_positions(&signed.app, &signed.caller, query).await?))
}

/// Create or change a position
///
/// From `first_day` on; may lie ahead. Without an `id` the position is new.
#[utoipa::path(post, path = "/positions", tag = "organisation", request_body = PutPosition,
    responses((status = 201, body = Created)))]
async fn put_position(signed: Signed, Input(input): Input<PutPosition>) -> Made<Created> {
    let id = positions::put_position(&signed.app, &signed.caller, input).await?.0;
    made(Created { id })
}

/// End a position
///
/// After its last day nobody may be assigned to it.
#[utoipa::path(post, path = "/positions/{position_id}/end", tag = "organisation", request_body = LastDay,
    params(("position_id" = PositionId, Path, description = "The position.")), responses((status = 204)))]
async fn end_position(signed: Signed, Id(position): Id<PositionId>, Input(input): Input<LastDay>) -> Done {
    positions::end_position(&signed.app, &signed.caller, position, input).await?;
    Ok(NoContent)
}

/// Seat a person on a position
///
/// From a day on, in the unit where the person works; the title becomes that of the position.
#[utoipa::path(post, path = "/people/{person_id}/seats", tag = "people", request_body = Seat,
    params(("person_id" = PersonId, Path, description = "The person.")), responses((status = 204)))]
async fn seat_person(signed: Signed, Id(person): Id<PersonId>, Input(input): Input<Seat>) -> Done {
    positions::seat_person(&signed.app, &signed.caller, person, input).await?;
    Ok(NoContent)
}

/// Chain of command
///
/// From the direct manager up to the top, with dotted lines from and to the person.
#[utoipa::path(get, path = "/people/{person_id}/chain", tag = "people", responses((status = 200, body = ChainView)),
    params(("person_id" = PersonId, Path, description = "The person."), AsOfQuery))]
async fn get_chain(signed: Signed, Id(person): Id<PersonId>, Query(query): Query<AsOfQuery>) -> Answer<ChainView> {
    Ok(Json(positions::chain_of_command(&signed.app, &signed.caller, person, query).await?))
}

/// Draw a dotted line
///
/// A second, dated line of reporting. It gives no rights over the person.
#[utoipa::path(post, path = "/people/{person_id}/reporting-lines", tag = "people", request_body = NewReportingLine,
    params(("person_id" = PersonId, Path, description = "Who reports.")), responses((status = 201, body = Created)))]
async fn add_reporting_line(
    signed: Signed,
    Id(person): Id<PersonId>,
    Input(input): Input<NewReportingLine>,
) -> Made<Created> {
    let id = positions::add_reporting_line(&signed.app, &signed.caller, person, input).await?.0;
    made(Created { id })
}

/// End a dotted line
///
/// After its last day. A line that would end before it began is taken back as a whole.
#[utoipa::path(post, path = "/people/{person_id}/reporting-lines/{line_id}/end", tag = "people",
    request_body = LastDay, responses((status = 204)),
    params(("person_id" = PersonId, Path, description = "Who reports."),
        ("line_id" = ReportingLineId, Path, description = "The line.")))]
async fn end_reporting_line(
    signed: Signed,
    Id((person, line)): Id<(PersonId, ReportingLineId)>,
    Input(input): Input<LastDay>,
) -> Done {
    positions::end_reporting_line(&signed.app, &signed.caller, person, line, input.last_day).await?;
    Ok(NoContent)
}
