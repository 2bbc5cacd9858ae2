//! Persons that may be one, merges and taking them back.

use access::Permission;
use axum::Json;
use services::duplicates::{
    self, DuplicateComparison, DuplicateList, DuplicateQuery, MarkDifferent, MergeList, MergePersons, Merged,
    PairQuery, UndoMerge,
};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{Answer, Done, Id, Input, Made, NoContent, Operation, Query, RateClass, Registry, Signed, made};

const LIST_DUPLICATES: Operation = Operation::read("list_duplicates", Permission::PersonMerge).rated(RateClass::Heavy);
const COMPARE_PERSONS: Operation = Operation::read("compare_persons", Permission::PersonMerge).fails(&[
    "people.unknown",
    "access.out_of_scope",
    "duplicates.same_record",
]);
const MARK_DIFFERENT: Operation =
    Operation::write("mark_different", Permission::PersonMerge, "the pair, and how one knows; sealed").fails(&[
        "people.unknown",
        "access.out_of_scope",
        "input.reason_required",
    ]);
const MERGE_PERSONS: Operation = Operation::write(
    "merge_persons",
    Permission::PersonMerge,
    "both records, every row that moved, and how one knows; values sealed",
)
.fails(&[
    "people.unknown",
    "access.out_of_scope",
    "input.reason_required",
    "duplicates.same_record",
    "duplicates.field_unknown",
    "duplicates.overlap",
    "duplicates.manages_other",
    "duplicates.collides",
]);
const LIST_PERSON_MERGES: Operation = Operation::read("list_person_merges", Permission::PersonMerge);
const UNDO_PERSON_MERGE: Operation =
    Operation::write("undo_person_merge", Permission::PersonMerge, "both records, every row that moved back, and why")
        .fails(&[
            "duplicates.unknown_merge",
            "duplicates.already_undone",
            "duplicates.later_merge_first",
            "duplicates.changed_since",
            "duplicates.collides",
            "access.out_of_scope",
            "input.reason_required",
        ]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_DUPLICATES, routes!(list_duplicates));
    registry.add(COMPARE_PERSONS, routes!(compare_persons));
    registry.add(MARK_DIFFERENT, routes!(mark_different));
    registry.add(MERGE_PERSONS, routes!(merge_persons));
    registry.add(LIST_PERSON_MERGES, routes!(list_person_merges));
    registry.add(UNDO_PERSON_MERGE, routes!(undo_person_merge));
}

/// Pairs that may be one person
///
/// Most likely first, each with a score that says what it is made of. Found by equal identity number, equal phone, and
/// equal name and birthday; a pair that somebody set aside does not come back.
#[utoipa::path(get, path = "/duplicates", tag = "standard", params(DuplicateQuery),
    responses((status = 200, body = DuplicateList)))]
async fn list_duplicates(signed: Signed, Query(query): Query<DuplicateQuery>) -> Answer<DuplicateList> {
    Ok(Json(duplicates::list_duplicates(&signed.app, &signed.caller, &query).await?))
}

/// Two persons side by side
///
/// Field by field, masked; what would stand in the way of a merge.
#[utoipa::path(get, path = "/duplicates/comparison", tag = "standard", params(PairQuery),
    responses((status = 200, body = DuplicateComparison)))]
async fn compare_persons(signed: Signed, Query(query): Query<PairQuery>) -> Answer<DuplicateComparison> {
    Ok(Json(duplicates::compare_persons(&signed.app, &signed.caller, query).await?))
}

/// Two persons are two
///
/// Remembers it with the reason; the pair is not shown again.
#[utoipa::path(post, path = "/duplicates/verdicts", tag = "standard", request_body = MarkDifferent,
    responses((status = 204)))]
async fn mark_different(signed: Signed, Input(input): Input<MarkDifferent>) -> Done {
    duplicates::mark_different(&signed.app, &signed.caller, input).await?;
    Ok(NoContent)
}

/// Merge two persons
///
/// Everything that points at the one points at the other afterwards. Refused, and named, where both were employed by
/// the same employer at once.
#[utoipa::path(post, path = "/person-merges", tag = "standard", request_body = MergePersons,
    responses((status = 201, body = Merged)))]
async fn merge_persons(signed: Signed, Input(input): Input<MergePersons>) -> Made<Merged> {
    made(duplicates::merge_persons(&signed.app, &signed.caller, input).await?)
}

/// Merges
///
/// Newest first, with reasons, and whether they were taken back.
#[utoipa::path(get, path = "/person-merges", tag = "standard", responses((status = 200, body = MergeList)))]
async fn list_person_merges(signed: Signed) -> Answer<MergeList> {
    Ok(Json(duplicates::list_merges(&signed.app, &signed.caller).await?))
}

/// Take a merge back
///
/// Both persons stand as they were, each with its own facts; what was written since under a moved employment follows
/// the employment. Refused when a value that the merge set was corrected since.
#[utoipa::path(post, path = "/person-merges/{merge_id}/undo", tag = "standard", request_body = UndoMerge,
    params(("merge_id" = Uuid, Path, description = "The merge.")), responses((status = 204)))]
async fn undo_person_merge(signed: Signed, Id(merge): Id<Uuid>, Input(input): Input<UndoMerge>) -> Done {
    duplicates::undo_merge(&signed.app, &signed.caller, merge, input).await?;
    Ok(NoContent)
}
