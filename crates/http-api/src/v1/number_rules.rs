//! Rules for employee numbers.

use access::Permission;
use axum::Json;
use services::Created;
use services::numbering::{
    self, EndNumberRule, NextNumber, NextNumberQuery, NumberPreview, NumberRuleDraft, NumberRuleList,
};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{Answer, Done, Id, Input, Made, NoContent, Operation, Query, Registry, Signed, made};

/// What can be wrong with a rule.
const REFUSALS: &[&str] = &[
    "input.required",
    "organisation.legal_entity_unknown",
    "numbering.one_sequence",
    "numbering.literal",
    "numbering.year_digits",
    "numbering.sequence_digits",
    "numbering.start_too_large",
    "numbering.check_digit_last",
    "numbering.ambiguous",
    "numbering.count_not_shown",
    "numbering.group_code",
    "numbering.employer_code",
    "numbering.employer_code_twice",
    "numbering.too_long",
];

const LIST_NUMBER_RULES: Operation = Operation::read("list_number_rules", Permission::StandardRead);
const PUT_NUMBER_RULE: Operation =
    Operation::write("put_number_rule", Permission::StandardWrite, "the rule, the one it supersedes, and the counts")
        .fails(REFUSALS);
const PREVIEW_NUMBER_RULE: Operation = Operation::read("preview_number_rule", Permission::StandardRead)
    .audits("nothing: a rule is only tried out")
    .never_repeated()
    .fails(REFUSALS);
const END_NUMBER_RULE: Operation =
    Operation::write("end_number_rule", Permission::StandardWrite, "the rule's last day").fails(&["numbering.unknown"]);
const GET_NEXT_EMPLOYEE_NUMBER: Operation = Operation::read("get_next_employee_number", Permission::PersonWrite)
    .fails(&["numbering.no_employer_code", "numbering.no_unit_code", "numbering.used_up"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_NUMBER_RULES, routes!(list_number_rules));
    registry.add(PUT_NUMBER_RULE, routes!(put_number_rule));
    registry.add(PREVIEW_NUMBER_RULE, routes!(preview_number_rule));
    registry.add(END_NUMBER_RULE, routes!(end_number_rule));
    registry.add(GET_NEXT_EMPLOYEE_NUMBER, routes!(get_next_employee_number));
}

/// Rules for employee numbers
///
/// Of the group and of single employers, those that hold first, with what comes next, and the counts.
#[utoipa::path(get, path = "/number-rules", tag = "standard", responses((status = 200, body = NumberRuleList)))]
async fn list_number_rules(signed: Signed) -> Answer<NumberRuleList> {
    Ok(Json(numbering::list_number_rules(&signed.app, &signed.caller).await?))
}

/// Write a rule
///
/// Holds for hires from `first_day` on; the rule of the same employer, or of the group, ends there. The counts begin
/// after the numbers that are in use.
#[utoipa::path(post, path = "/number-rules", tag = "standard", request_body = NumberRuleDraft,
    responses((status = 201, body = Created)))]
async fn put_number_rule(signed: Signed, Input(input): Input<NumberRuleDraft>) -> Made<Created> {
    let id = numbering::put_number_rule(&signed.app, &signed.caller, input).await?;
    made(Created { id })
}

/// Try a rule out
///
/// The numbers it would make by employer, and how it reads those in use. Nothing is written.
#[utoipa::path(post, path = "/number-rules/preview", tag = "standard", request_body = NumberRuleDraft,
    responses((status = 200, body = NumberPreview)))]
async fn preview_number_rule(signed: Signed, Input(input): Input<NumberRuleDraft>) -> Answer<NumberPreview> {
    Ok(Json(numbering::preview_number_rule(&signed.app, &signed.caller, input).await?))
}

/// End a rule
///
/// After its last day the group's rule holds, or numbers are given by hand.
#[utoipa::path(post, path = "/number-rules/{rule_id}/end", tag = "standard", request_body = EndNumberRule,
    params(("rule_id" = Uuid, Path, description = "The rule.")), responses((status = 204)))]
async fn end_number_rule(signed: Signed, Id(rule): Id<Uuid>, Input(input): Input<EndNumberRule>) -> Done {
    numbering::end_number_rule(&signed.app, &signed.caller, rule, input).await?;
    Ok(NoContent)
}

/// The next employee number
///
/// What a hire's number will be if nobody comes before it, and whether a number given by hand fits. Nothing is taken.
#[utoipa::path(get, path = "/employee-numbers/next", tag = "standard", params(NextNumberQuery),
    responses((status = 200, body = NextNumber)))]
async fn get_next_employee_number(signed: Signed, Query(query): Query<NextNumberQuery>) -> Answer<NextNumber> {
    Ok(Json(numbering::next_number(&signed.app, &signed.caller, query).await?))
}
