//! Discipline and awards.

use access::Permission;
use axum::Json;
use services::Created;
use services::conduct::{
    self, AwardList, AwardPage, DisciplineList, DisciplinePage, DisciplineView, DropDiscipline, Hearing, NewAward,
    NewDiscipline, PutAwardBudget, UnionNotice,
};
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{Answer, Done, Id, Input, Made, NoContent, Operation, Registry, Signed, made};

const LIST_DISCIPLINE: Operation = Operation::read("list_discipline", Permission::ConductManage);
const GET_DISCIPLINE: Operation =
    Operation::read("get_discipline", Permission::ConductManage).fails(&["conduct.discipline_unknown"]);
const LIST_OWN_DISCIPLINE: Operation =
    Operation::read("list_own_discipline", Permission::SessionUse).fails(&["conduct.no_person"]);
const OPEN_DISCIPLINE: Operation =
    Operation::write("open_discipline", Permission::ConductManage, "the case, its facts sealed").fails(&[
        "conduct.rule_unknown",
        "conduct.not_in_force",
        "conduct.not_acknowledged",
        "catalogue.code_unknown",
        "input.required",
        "input.day_ahead",
        "people.not_employed",
        "access.out_of_scope",
        "access.own_case",
    ]);
const HEAR_DISCIPLINE: Operation =
    Operation::write("hear_discipline", Permission::ConductManage, "that the person was heard, the words sealed")
        .fails(&[
            "conduct.discipline_unknown",
            "conduct.discipline_state",
            "access.out_of_scope",
            "access.own_case",
            "input.required",
            "input.day_ahead",
            "input.range_reversed",
        ]);
const TELL_UNION: Operation =
    Operation::write("tell_union", Permission::ConductManage, "that the union was told, its answer sealed").fails(&[
        "conduct.discipline_unknown",
        "conduct.discipline_state",
        "access.out_of_scope",
        "access.own_case",
        "input.day_ahead",
        "input.range_reversed",
    ]);
const PROPOSE_DISCIPLINE: Operation =
    Operation::write("propose_discipline", Permission::ConductManage, "the question for approval").fails(&[
        "conduct.discipline_unknown",
        "conduct.discipline_state",
        "access.out_of_scope",
        "access.own_case",
        "conduct.steps_missing",
        "approvals.asked_already",
    ]);
const DROP_DISCIPLINE: Operation =
    Operation::write("drop_discipline", Permission::ConductManage, "that it was dropped, and why").fails(&[
        "conduct.discipline_unknown",
        "conduct.discipline_state",
        "access.out_of_scope",
        "access.own_case",
        "input.reason_required",
    ]);
const LIST_AWARDS: Operation = Operation::read("list_awards", Permission::AwardPropose);
const GET_AWARD: Operation = Operation::read("get_award", Permission::AwardPropose).fails(&["conduct.award_unknown"]);
const PROPOSE_AWARD: Operation =
    Operation::write("propose_award", Permission::AwardPropose, "the proposal, its amount sealed").fails(&[
        "conduct.no_budget",
        "conduct.budget_exceeded",
        "conduct.amount_negative",
        "catalogue.code_unknown",
        "input.required",
        "people.not_employed",
        "access.out_of_scope",
        "access.own_case",
    ]);
const PUT_AWARD_BUDGET: Operation =
    Operation::write("put_award_budget", Permission::ConductManage, "the budget, sealed").fails(&[
        "conduct.amount_negative",
        "conduct.budget_below_spent",
        "organisation.unit_unknown",
    ]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_DISCIPLINE, routes!(list_discipline));
    registry.add(GET_DISCIPLINE, routes!(get_discipline));
    registry.add(LIST_OWN_DISCIPLINE, routes!(list_own_discipline));
    registry.add(OPEN_DISCIPLINE, routes!(open_discipline));
    registry.add(HEAR_DISCIPLINE, routes!(hear_discipline));
    registry.add(TELL_UNION, routes!(tell_union));
    registry.add(PROPOSE_DISCIPLINE, routes!(propose_discipline));
    registry.add(DROP_DISCIPLINE, routes!(drop_discipline));
    registry.add(LIST_AWARDS, routes!(list_awards));
    registry.add(GET_AWARD, routes!(get_award));
    registry.add(PROPOSE_AWARD, routes!(propose_award));
    registry.add(PUT_AWARD_BUDGET, routes!(put_award_budget));
}

/// Disciplinary measures
///
/// In scope, the newest first; never the own one.
#[utoipa::path(get, path = "/discipline", tag = "conduct",
    responses((status = 200, body = DisciplineList)))]
async fn list_discipline(signed: Signed) -> Answer<DisciplineList> {
    Ok(Json(conduct::list_discipline(&signed.app, &signed.caller).await?))
}

/// A disciplinary measure
///
/// With its steps and the question about it; never the own one.
#[utoipa::path(get, path = "/discipline/{discipline_id}", tag = "conduct", params(("discipline_id" = Uuid, Path, description = "Which.")),
    responses((status = 200, body = DisciplinePage)))]
async fn get_discipline(signed: Signed, Id(discipline): Id<Uuid>) -> Answer<DisciplinePage> {
    Ok(Json(conduct::get_discipline(&signed.app, &signed.caller, discipline).await?))
}

/// Measures against oneself
///
/// What is held against somebody is told to that person.
#[utoipa::path(get, path = "/me/discipline", tag = "conduct",
    responses((status = 200, body = DisciplineList)))]
async fn list_own_discipline(signed: Signed) -> Answer<DisciplineList> {
    Ok(Json(conduct::own_discipline(&signed.app, &signed.caller).await?))
}

/// Open a disciplinary case
///
/// Only under a version that the person had acknowledged.
#[utoipa::path(post, path = "/discipline", tag = "conduct", request_body = NewDiscipline,
    responses((status = 201, body = Created)))]
async fn open_discipline(signed: Signed, Input(input): Input<NewDiscipline>) -> Made<Created> {
    made(conduct::open_discipline(&signed.app, &signed.caller, input).await?)
}

/// Record the hearing
///
/// What the person said.
#[utoipa::path(post, path = "/discipline/{discipline_id}/hearing", tag = "conduct", request_body = Hearing, params(("discipline_id" = Uuid, Path, description = "Which.")),
    responses((status = 200, body = DisciplineView)))]
async fn hear_discipline(
    signed: Signed,
    Id(discipline): Id<Uuid>,
    Input(input): Input<Hearing>,
) -> Answer<DisciplineView> {
    Ok(Json(conduct::hear_discipline(&signed.app, &signed.caller, discipline, input).await?))
}

/// Record the notice to the union
///
/// The reasons were told before the decision.
#[utoipa::path(post, path = "/discipline/{discipline_id}/union-notice", tag = "conduct", request_body = UnionNotice, params(("discipline_id" = Uuid, Path, description = "Which.")),
    responses((status = 200, body = DisciplineView)))]
async fn tell_union(
    signed: Signed,
    Id(discipline): Id<Uuid>,
    Input(input): Input<UnionNotice>,
) -> Answer<DisciplineView> {
    Ok(Json(conduct::tell_union(&signed.app, &signed.caller, discipline, input).await?))
}

/// Ask for the decision
///
/// After the hearing and the notice to the union; somebody else decides.
#[utoipa::path(post, path = "/discipline/{discipline_id}/proposal", tag = "conduct", params(("discipline_id" = Uuid, Path, description = "Which.")),
    responses((status = 200, body = DisciplineView)))]
async fn propose_discipline(signed: Signed, Id(discipline): Id<Uuid>) -> Answer<DisciplineView> {
    Ok(Json(conduct::propose_discipline(&signed.app, &signed.caller, discipline).await?))
}

/// Drop a case
///
/// With a reason.
#[utoipa::path(post, path = "/discipline/{discipline_id}/drop", tag = "conduct", request_body = DropDiscipline, params(("discipline_id" = Uuid, Path, description = "Which.")),
    responses((status = 200, body = DisciplineView)))]
async fn drop_discipline(
    signed: Signed,
    Id(discipline): Id<Uuid>,
    Input(input): Input<DropDiscipline>,
) -> Answer<DisciplineView> {
    Ok(Json(conduct::drop_discipline(&signed.app, &signed.caller, discipline, input).await?))
}

/// Awards and budgets
///
/// In scope, the newest first, with the budgets of this year.
#[utoipa::path(get, path = "/awards", tag = "conduct",
    responses((status = 200, body = AwardList)))]
async fn list_awards(signed: Signed) -> Answer<AwardList> {
    Ok(Json(conduct::list_awards(&signed.app, &signed.caller).await?))
}

/// An award
///
/// With the question about it.
#[utoipa::path(get, path = "/awards/{award_id}", tag = "conduct", params(("award_id" = Uuid, Path, description = "Which.")),
    responses((status = 200, body = AwardPage)))]
async fn get_award(signed: Signed, Id(award): Id<Uuid>) -> Answer<AwardPage> {
    Ok(Json(conduct::get_award(&signed.app, &signed.caller, award).await?))
}

/// Propose an award
///
/// Refused when the budget of the unit would be exceeded.
#[utoipa::path(post, path = "/awards", tag = "conduct", request_body = NewAward,
    responses((status = 201, body = Created)))]
async fn propose_award(signed: Signed, Input(input): Input<NewAward>) -> Made<Created> {
    made(conduct::propose_award(&signed.app, &signed.caller, input).await?)
}

/// Set a budget for awards
///
/// What a unit may spend in a year.
#[utoipa::path(put, path = "/award-budgets", tag = "conduct", request_body = PutAwardBudget,
    responses((status = 204)))]
async fn put_award_budget(signed: Signed, Input(input): Input<PutAwardBudget>) -> Done {
    conduct::put_award_budget(&signed.app, &signed.caller, input).await?;
    Ok(NoContent)
}
