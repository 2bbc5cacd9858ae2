//! The roster, the employee page, hiring, search.

use access::Permission;
use axum::Json;
use kernel::PersonId;
use services::Page;
use services::changes::{self, HireOptions};
use services::people::{
    self, AsOfQuery, Hire, HiredPerson, PeopleCount, PersonPage, PersonSummary, PersonTimeline, Reveal, Revealed,
    RosterQuery, SearchQuery,
};
use utoipa_axum::routes;

use crate::{Answer, Id, Input, Made, Operation, Query, Registry, Signed, made};

const LIST_PEOPLE: Operation = Operation::read("list_people", Permission::PersonRead);
const COUNT_PEOPLE: Operation = Operation::read("count_people", Permission::PersonRead);
const SEARCH_PEOPLE: Operation = Operation::read("search_people", Permission::PersonRead);
const HIRE_PERSON: Operation = Operation::write(
    "hire_person",
    Permission::PersonWrite,
    "person, employment, contract, assignment and pay, values sealed",
)
.fails(&[
    "input.required",
    "input.range_reversed",
    "people.one_person",
    "people.employee_no_taken",
    "numbering.does_not_fit",
    "numbering.no_employer_code",
    "numbering.no_unit_code",
    "numbering.used_up",
    "people.identity_number_taken",
    "people.already_employed",
    "people.probation_before_hire",
    "people.contract_term",
    "people.pay_not_positive",
    "organisation.legal_entity_unknown",
    "organisation.unit_unknown",
    "catalogue.code_unknown",
    "changes.probation_too_long",
    "changes.second_probation",
]);
const GET_PERSON: Operation = Operation::read("get_person", Permission::PersonRead).fails(&[
    "people.unknown",
    "people.merged",
    "access.out_of_scope",
]);
const GET_PERSON_TIMELINE: Operation = Operation::read("get_person_timeline", Permission::PersonRead).fails(&[
    "people.unknown",
    "access.out_of_scope",
    "access.class_missing",
]);
const REVEAL_FIELD: Operation =
    Operation::write("reveal_field", Permission::PersonReveal, "who looked at which field of whom, and why")
        .never_repeated()
        .fails(&[
            "people.unknown",
            "access.out_of_scope",
            "access.class_missing",
            "people.field_not_masked",
            "input.reason_required",
        ]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_PEOPLE, routes!(list_people));
    registry.add(COUNT_PEOPLE, routes!(count_people));
    registry.add(HIRE_PERSON, routes!(hire_person));
    registry.add(GET_PERSON, routes!(get_person));
    registry.add(GET_PERSON_TIMELINE, routes!(get_person_timeline));
    registry.add(REVEAL_FIELD, routes!(reveal_field));
    registry.add(SEARCH_PEOPLE, routes!(search_people));
}

/// People of a day
///
/// Who is employed on a day, as far as the caller may see, by pinyin of the name unless another order is asked for.
#[utoipa::path(get, path = "/people", tag = "people", params(RosterQuery),
    responses((status = 200, body = Page<PersonSummary>)))]
async fn list_people(signed: Signed, Query(query): Query<RosterQuery>) -> Answer<Page<PersonSummary>> {
    Ok(Json(people::list_people(&signed.app, &signed.caller, query).await?))
}

/// How many people of a day
///
/// Who is employed on a day and fits the same filters as in the list; cursor, limit and order do not matter.
#[utoipa::path(get, path = "/people-count", tag = "people", params(RosterQuery),
    responses((status = 200, body = PeopleCount)))]
async fn count_people(signed: Signed, Query(query): Query<RosterQuery>) -> Answer<PeopleCount> {
    Ok(Json(people::count_people(&signed.app, &signed.caller, query).await?))
}

/// Hire
///
/// A new person, or one who was here before (`person_id`): employment, contract, assignment and pay in one stroke.
/// Without a number the next one by rule is taken.
/// Probation is checked by law; `onboarding` starts the checklist of the first months.
#[utoipa::path(post, path = "/people", tag = "people", params(HireOptions), request_body = Hire,
    responses((status = 201, body = HiredPerson)))]
async fn hire_person(
    signed: Signed,
    Query(options): Query<HireOptions>,
    Input(input): Input<Hire>,
) -> Made<HiredPerson> {
    made(changes::hire_person(&signed.app, &signed.caller, input, options).await?)
}

/// The employee page
///
/// On any day, as far as was known on any day. What the caller may not see is `null` and named in `redacted`. A record
/// that was merged into another one answers 404 `people.merged` and names that one as `person_id`.
#[utoipa::path(get, path = "/people/{person_id}", tag = "people",
    params(("person_id" = PersonId, Path, description = "The person."), AsOfQuery),
    responses((status = 200, body = PersonPage)))]
async fn get_person(signed: Signed, Id(person): Id<PersonId>, Query(query): Query<AsOfQuery>) -> Answer<PersonPage> {
    Ok(Json(people::person_page(&signed.app, &signed.caller, person, query).await?))
}

/// The timeline of a person
///
/// Every dated fact, newest first: contract, assignment, pay, performance, leave, events.
#[utoipa::path(get, path = "/people/{person_id}/timeline", tag = "people",
    params(("person_id" = PersonId, Path, description = "The person."), AsOfQuery),
    responses((status = 200, body = PersonTimeline)))]
async fn get_person_timeline(
    signed: Signed,
    Id(person): Id<PersonId>,
    Query(query): Query<AsOfQuery>,
) -> Answer<PersonTimeline> {
    Ok(Json(people::person_timeline(&signed.app, &signed.caller, person, query).await?))
}

/// Look at a masked value
///
/// Needs a reason; the trail names it before the value is given.
#[utoipa::path(post, path = "/people/{person_id}/reveals", tag = "people", request_body = Reveal,
    params(("person_id" = PersonId, Path, description = "The person.")),
    responses((status = 200, body = Revealed)))]
async fn reveal_field(signed: Signed, Id(person): Id<PersonId>, Input(input): Input<Reveal>) -> Answer<Revealed> {
    Ok(Json(people::reveal_field(&signed.app, &signed.caller, person, input).await?))
}

/// Search people
///
/// By Chinese name, pinyin, initials or employee number; the best twelve.
#[utoipa::path(get, path = "/search", tag = "people", params(SearchQuery),
    responses((status = 200, body = Page<PersonSummary>)))]
async fn search_people(signed: Signed, Query(query): Query<SearchQuery>) -> Answer<Page<PersonSummary>> {
    Ok(Json(people::search_people(&signed.app, &signed.caller, query).await?))
}
