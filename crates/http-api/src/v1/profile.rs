//! What a person has a say in: tags with an objection, changes of the own data, who looked.

use access::Permission;
use axum::Json;
use kernel::PersonId;
use services::Created;
use services::profile::{
    self, AnswerTag, ChangeOwnData, ContactView, CorrectPerson, NewTag, ObjectToTag, OwnData, OwnReadList, TagList,
};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{Answer, Done, Id, Input, Made, NoContent, Operation, Registry, Signed, made};

const LIST_TAGS: Operation = Operation::read("list_tags", Permission::PersonRead).fails(&["access.out_of_scope"]);
const ADD_TAG: Operation =
    Operation::write("add_tag", Permission::PersonWrite, "the tag; its basis is sealed").fails(&[
        "access.out_of_scope",
        "catalogue.code_unknown",
        "input.required",
        "input.range_reversed",
        "profile.tag_too_long",
        "profile.tag_protected",
    ]);
const OBJECT_TO_TAG: Operation = Operation::write("object_to_tag", Permission::ChangeRequest, "the objection, sealed")
    .fails(&["profile.tag_unknown", "input.reason_required"]);
const ANSWER_TAG: Operation = Operation::write("answer_tag", Permission::PersonWrite, "the answer and its reason")
    .fails(&["profile.tag_unknown", "input.reason_required", "access.out_of_scope"]);
const LIST_OWN_READS: Operation = Operation::read("list_own_reads", Permission::ChangeRequest);
const GET_OWN_DATA: Operation =
    Operation::read("get_own_data", Permission::ChangeRequest).fails(&["access.no_person", "access.out_of_scope"]);
const ASK_OWN_CHANGE: Operation =
    Operation::write("ask_own_change", Permission::ChangeRequest, "the request, sealed, and who is asked").fails(&[
        "access.no_person",
        "access.out_of_scope",
        "profile.request_open",
        "input.required",
        "input.reason_required",
        "profile.too_long",
        "profile.phone_form",
        "profile.email_form",
        "profile.account_form",
        "profile.nothing_changes",
    ]);
const WITHDRAW_OWN_CHANGE: Operation =
    Operation::write("withdraw_own_change", Permission::ChangeRequest, "that the request was taken back").fails(&[
        "access.no_person",
        "profile.request_unknown",
        "profile.request_ended",
    ]);
const GET_PERSON_CONTACT: Operation =
    Operation::read("get_person_contact", Permission::PersonRead).fails(&["access.out_of_scope"]);
const CORRECT_PERSON: Operation =
    Operation::write("correct_person", Permission::PersonWrite, "which fields were corrected, and the reason").fails(
        &[
            "access.out_of_scope",
            "access.class_missing",
            "input.required",
            "input.reason_required",
            "profile.too_long",
            "profile.phone_form",
            "profile.email_form",
            "profile.account_form",
            "profile.nothing_changes",
        ],
    );

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_TAGS, routes!(list_tags));
    registry.add(ADD_TAG, routes!(add_tag));
    registry.add(OBJECT_TO_TAG, routes!(object_to_tag));
    registry.add(ANSWER_TAG, routes!(answer_tag));
    registry.add(LIST_OWN_READS, routes!(list_own_reads));
    registry.add(GET_OWN_DATA, routes!(get_own_data));
    registry.add(ASK_OWN_CHANGE, routes!(ask_own_change));
    registry.add(WITHDRAW_OWN_CHANGE, routes!(withdraw_own_change));
    registry.add(GET_PERSON_CONTACT, routes!(get_person_contact));
    registry.add(CORRECT_PERSON, routes!(correct_person));
}

/// Tags of a person
///
/// Facts with a source, a basis and an end. A contested one is seen by the person and by personnel alone.
#[utoipa::path(get, path = "/people/{person_id}/tags", tag = "profile",
    params(("person_id" = PersonId, Path, description = "The person.")), responses((status = 200, body = TagList)))]
async fn list_tags(signed: Signed, Id(person): Id<PersonId>) -> Answer<TagList> {
    Ok(Json(profile::list_tags(&signed.app, &signed.caller, person).await?))
}

/// Record a tag
///
/// From the list `person_tag`. What the law protects is refused with its article.
#[utoipa::path(post, path = "/people/{person_id}/tags", tag = "profile", request_body = NewTag,
    params(("person_id" = PersonId, Path, description = "The person.")), responses((status = 201, body = Created)))]
async fn add_tag(signed: Signed, Id(person): Id<PersonId>, Input(input): Input<NewTag>) -> Made<Created> {
    made(profile::add_tag(&signed.app, &signed.caller, person, input).await?)
}

/// Object to a tag about oneself
///
/// Until somebody answers, nobody but the person and personnel sees the tag.
#[utoipa::path(post, path = "/person-tags/{tag_id}/objection", tag = "profile", request_body = ObjectToTag,
    params(("tag_id" = Uuid, Path, description = "The tag.")), responses((status = 204)))]
async fn object_to_tag(signed: Signed, Id(tag): Id<Uuid>, Input(input): Input<ObjectToTag>) -> Done {
    profile::object_to_tag(&signed.app, &signed.caller, tag, input).await?;
    Ok(NoContent)
}

/// Answer an objection to a tag
///
/// It stays or is taken back, with a reason. Also takes back a tag that nobody objected to.
#[utoipa::path(post, path = "/person-tags/{tag_id}/answer", tag = "profile", request_body = AnswerTag,
    params(("tag_id" = Uuid, Path, description = "The tag.")), responses((status = 204)))]
async fn answer_tag(signed: Signed, Id(tag): Id<Uuid>, Input(input): Input<AnswerTag>) -> Done {
    profile::answer_tag(&signed.app, &signed.caller, tag, input).await?;
    Ok(NoContent)
}

/// Who looked at my data
///
/// Every look at a masked field of the caller: who, when, which field, and the reason that was given.
#[utoipa::path(get, path = "/me/reads", tag = "profile", responses((status = 200, body = OwnReadList)))]
async fn list_own_reads(signed: Signed) -> Answer<OwnReadList> {
    Ok(Json(profile::list_own_reads(&signed.app, &signed.caller).await?))
}

/// My data
///
/// Name, ways to reach the caller, whom to call in an emergency, the account of the wages, and the requests of late.
#[utoipa::path(get, path = "/me/data", tag = "profile", responses((status = 200, body = OwnData)))]
async fn get_own_data(signed: Signed) -> Answer<OwnData> {
    Ok(Json(profile::get_own_data(&signed.app, &signed.caller).await?))
}

/// Ask for a change of my data
///
/// Personnel answers; a new account for the wages needs payroll as well. One request at a time.
#[utoipa::path(post, path = "/me/data-changes", tag = "profile", request_body = ChangeOwnData,
    responses((status = 201, body = Created)))]
async fn ask_own_change(signed: Signed, Input(input): Input<ChangeOwnData>) -> Made<Created> {
    made(profile::ask_own_change(&signed.app, &signed.caller, input).await?)
}

/// Take my request back
///
/// While it has no answer.
#[utoipa::path(post, path = "/me/data-changes/{request_id}/withdrawal", tag = "profile",
    params(("request_id" = Uuid, Path, description = "The request.")), responses((status = 204)))]
async fn withdraw_own_change(signed: Signed, Id(request): Id<Uuid>) -> Done {
    profile::withdraw_own_change(&signed.app, &signed.caller, request).await?;
    Ok(NoContent)
}

/// Address and emergency contact of a person
///
/// With the class `contact` only.
#[utoipa::path(get, path = "/people/{person_id}/contact", tag = "profile",
    params(("person_id" = PersonId, Path, description = "The person.")), responses((status = 200, body = ContactView)))]
async fn get_person_contact(signed: Signed, Id(person): Id<PersonId>) -> Answer<ContactView> {
    Ok(Json(profile::get_person_contact(&signed.app, &signed.caller, person).await?))
}

/// Correct a person's data
///
/// At once, with a reason; the trail keeps what stood there. Nobody writes over a field that they may not see.
#[utoipa::path(put, path = "/people/{person_id}/data", tag = "profile", request_body = CorrectPerson,
    params(("person_id" = PersonId, Path, description = "The person.")), responses((status = 204)))]
async fn correct_person(signed: Signed, Id(person): Id<PersonId>, Input(input): Input<CorrectPerson>) -> Done {
    profile::correct_person(&signed.app, &signed.caller, person, input).await?;
    Ok(NoContent)
}
