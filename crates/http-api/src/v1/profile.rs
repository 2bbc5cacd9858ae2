//! What a person has a say in: tags with an objection, changes of the own data, who looked.

use access::Permission;
use axum::Json;
use kernel::PersonId;
use services::Created;
use services::profile::{self, AnswerTag, NewTag, ObjectToTag, OwnReadList, TagList};
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

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_TAGS, routes!(list_tags));
    registry.add(ADD_TAG, routes!(add_tag));
    registry.add(OBJECT_TO_TAG, routes!(object_to_tag));
    registry.add(ANSWER_TAG, routes!(answer_tag));
    registry.add(LIST_OWN_READS, routes!(list_own_reads));
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
