//! Labour contracts: the desk, a person's contracts, their terms, renewals.

use access::Permission;
use axum::Json;
use kernel::PersonId;
use services::Page;
use services::contracts::{
    self, AnswerRenewal, CloseRenewal, DeskItem, DeskQuery, DeskSummary, DeskSummaryQuery, MadeRenewals, MakeRenewals,
    OwnContracts, PersonContracts, PreviewRenewals, RenewalList, RenewalPreview, RenewalView, RenewalsQuery,
    SignRenewal, StructureView, TermsInput,
};
use services::people::AsOfQuery;
use utoipa_axum::routes;
use uuid::Uuid;

use crate::{Answer, Done, Id, Input, Made, NoContent, Operation, Query, Registry, Signed, made};

const LIST_CONTRACT_DUES: Operation =
    Operation::read("list_contract_dues", Permission::ContractRead).fails(&["law.parameter_missing"]);
const GET_CONTRACT_SUMMARY: Operation =
    Operation::read("get_contract_summary", Permission::ContractRead).fails(&["law.parameter_missing"]);
const GET_EMPLOYMENT_STRUCTURE: Operation =
    Operation::read("get_employment_structure", Permission::ContractRead).fails(&["law.parameter_missing"]);
const GET_PERSON_CONTRACTS: Operation =
    Operation::read("get_person_contracts", Permission::ContractRead).fails(&["access.out_of_scope"]);
const PUT_CONTRACT_TERMS: Operation =
    Operation::write("put_contract_terms", Permission::ContractWrite, "the terms before and after").fails(&[
        "contracts.unknown",
        "access.out_of_scope",
        "access.own_case",
        "input.number_range",
        "law.place_unknown",
        "catalogue.code_unknown",
    ]);
const GET_OWN_CONTRACTS: Operation =
    Operation::read("get_own_contracts", Permission::SessionUse).fails(&["contracts.no_person"]);
const PREVIEW_RENEWALS: Operation = Operation::read("preview_renewals", Permission::ContractWrite)
    .audits("nothing: it only computes")
    .fails(&["contracts.unknown", "contracts.too_many", "contracts.months", "access.out_of_scope", "access.own_case"]);
const MAKE_RENEWALS: Operation =
    Operation::write("make_renewals", Permission::ContractWrite, "each renewal with how the law judged it").fails(&[
        "contracts.unknown",
        "contracts.too_many",
        "input.day_past",
        "contracts.open_ended_due",
        "contracts.renewal_under_way",
        "contracts.renewed_already",
        "contracts.no_end",
        "contracts.not_employed",
        "contracts.leaving",
        "people.contract_term",
        "input.required",
        "input.choice",
        "access.out_of_scope",
        "access.own_case",
    ]);
const LIST_RENEWALS: Operation = Operation::read("list_renewals", Permission::ContractRead);
const SEND_RENEWAL: Operation =
    Operation::write("send_renewal", Permission::ContractWrite, "when it went to the person").fails(STATES);
const ANSWER_RENEWAL: Operation =
    Operation::write("answer_renewal", Permission::SessionUse, "the answer, its words sealed").fails(STATES);
const SIGN_RENEWAL: Operation =
    Operation::write("sign_renewal", Permission::ContractWrite, "the new contract and its terms").fails(&[
        "contracts.renewal_unknown",
        "contracts.renewal_state",
        "input.day_ahead",
        "access.out_of_scope",
        "access.own_case",
    ]);
const WITHDRAW_RENEWAL: Operation =
    Operation::write("withdraw_renewal", Permission::ContractWrite, "who took it back, and why").fails(&[
        "contracts.renewal_unknown",
        "contracts.renewal_state",
        "input.reason_required",
        "access.out_of_scope",
        "access.own_case",
    ]);
const DECLINE_RENEWAL: Operation =
    Operation::write("decline_renewal", Permission::ContractWrite, "that nothing was offered, and why").fails(&[
        "contracts.unknown",
        "contracts.must_offer",
        "contracts.renewal_under_way",
        "contracts.renewed_already",
        "contracts.no_end",
        "contracts.not_employed",
        "contracts.leaving",
        "input.reason_required",
        "access.out_of_scope",
        "access.own_case",
    ]);

const STATES: &[&str] =
    &["contracts.renewal_unknown", "contracts.renewal_state", "access.out_of_scope", "access.own_case"];

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_CONTRACT_DUES, routes!(list_contract_dues));
    registry.add(GET_CONTRACT_SUMMARY, routes!(get_contract_summary));
    registry.add(GET_EMPLOYMENT_STRUCTURE, routes!(get_employment_structure));
    registry.add(GET_PERSON_CONTRACTS, routes!(get_person_contracts));
    registry.add(PUT_CONTRACT_TERMS, routes!(put_contract_terms));
    registry.add(GET_OWN_CONTRACTS, routes!(get_own_contracts));
    registry.add(PREVIEW_RENEWALS, routes!(preview_renewals));
    registry.add(MAKE_RENEWALS, routes!(make_renewals));
    registry.add(LIST_RENEWALS, routes!(list_renewals));
    registry.add(SEND_RENEWAL, routes!(send_renewal));
    registry.add(ANSWER_RENEWAL, routes!(answer_renewal));
    registry.add(SIGN_RENEWAL, routes!(sign_renewal));
    registry.add(WITHDRAW_RENEWAL, routes!(withdraw_renewal));
    registry.add(DECLINE_RENEWAL, routes!(decline_renewal));
}

/// Contracts that need an eye
///
/// One thing at a time, the most urgent day first; each with its article, its deadline and, where the law computes
/// one, its figure.
#[utoipa::path(get, path = "/contracts/dues", tag = "contracts", params(DeskQuery),
    responses((status = 200, body = Page<DeskItem>)))]
async fn list_contract_dues(signed: Signed, Query(query): Query<DeskQuery>) -> Answer<Page<DeskItem>> {
    Ok(Json(contracts::contract_desk(&signed.app, &signed.caller, query).await?))
}

/// How many contracts need an eye
///
/// Counted over the rows that the caller may see.
#[utoipa::path(get, path = "/contracts/summary", tag = "contracts", params(DeskSummaryQuery),
    responses((status = 200, body = DeskSummary)))]
async fn get_contract_summary(signed: Signed, Query(query): Query<DeskSummaryQuery>) -> Answer<DeskSummary> {
    Ok(Json(contracts::contract_summary(&signed.app, &signed.caller, query).await?))
}

/// Who works for whom
///
/// Kinds of employment by employer, and the share of dispatched workers against its limit.
#[utoipa::path(get, path = "/contracts/structure", tag = "contracts", params(AsOfQuery),
    responses((status = 200, body = StructureView)))]
async fn get_employment_structure(signed: Signed, Query(query): Query<AsOfQuery>) -> Answer<StructureView> {
    Ok(Json(contracts::employment_structure(&signed.app, &signed.caller, query.as_of).await?))
}

/// The contracts of a person
///
/// With their terms, what needs an eye, renewals and agreements beyond the job.
#[utoipa::path(get, path = "/people/{person_id}/contracts", tag = "contracts",
    params(("person_id" = PersonId, Path, description = "The person.")),
    responses((status = 200, body = PersonContracts)))]
async fn get_person_contracts(signed: Signed, Id(person): Id<PersonId>) -> Answer<PersonContracts> {
    Ok(Json(contracts::person_contracts(&signed.app, &signed.caller, person).await?))
}

/// Record the terms of a contract
///
/// What was known before stays readable.
#[utoipa::path(put, path = "/contracts/{contract_id}/terms", tag = "contracts", request_body = TermsInput,
    params(("contract_id" = Uuid, Path, description = "The contract.")), responses((status = 204)))]
async fn put_contract_terms(signed: Signed, Id(contract): Id<Uuid>, Input(input): Input<TermsInput>) -> Done {
    contracts::put_contract_terms(&signed.app, &signed.caller, contract, input).await?;
    Ok(NoContent)
}

/// The own contracts
///
/// With renewals that wait for an answer.
#[utoipa::path(get, path = "/me/contracts", tag = "contracts", responses((status = 200, body = OwnContracts)))]
async fn get_own_contracts(signed: Signed) -> Answer<OwnContracts> {
    Ok(Json(contracts::own_contracts(&signed.app, &signed.caller).await?))
}

/// What the law wants of some renewals
///
/// Nothing is written.
#[utoipa::path(post, path = "/contract-renewals/preview", tag = "contracts", request_body = PreviewRenewals,
    responses((status = 200, body = RenewalPreview)))]
async fn preview_renewals(signed: Signed, Input(input): Input<PreviewRenewals>) -> Answer<RenewalPreview> {
    Ok(Json(contracts::preview_renewals(&signed.app, &signed.caller, input).await?))
}

/// Make renewals
///
/// All of them or none. Where an open-ended contract is due, a fixed term needs the person's written wish.
#[utoipa::path(post, path = "/contract-renewals", tag = "contracts", request_body = MakeRenewals,
    responses((status = 201, body = MadeRenewals)))]
async fn make_renewals(signed: Signed, Input(input): Input<MakeRenewals>) -> Made<MadeRenewals> {
    made(contracts::make_renewals(&signed.app, &signed.caller, input).await?)
}

/// Renewals
///
/// Those under way unless a state is named, the earliest term first.
#[utoipa::path(get, path = "/contract-renewals", tag = "contracts", params(RenewalsQuery),
    responses((status = 200, body = RenewalList)))]
async fn list_renewals(signed: Signed, Query(query): Query<RenewalsQuery>) -> Answer<RenewalList> {
    Ok(Json(contracts::list_renewals(&signed.app, &signed.caller, query).await?))
}

/// Send a renewal
///
/// From now on the person sees it and may answer.
#[utoipa::path(post, path = "/contract-renewals/{renewal_id}/sending", tag = "contracts",
    params(("renewal_id" = Uuid, Path, description = "The renewal.")), responses((status = 200, body = RenewalView)))]
async fn send_renewal(signed: Signed, Id(renewal): Id<Uuid>) -> Answer<RenewalView> {
    Ok(Json(contracts::send_renewal(&signed.app, &signed.caller, renewal).await?))
}

/// Answer a renewal
///
/// By the person, or on paper by whoever runs contracts.
#[utoipa::path(post, path = "/contract-renewals/{renewal_id}/answer", tag = "contracts", request_body = AnswerRenewal,
    params(("renewal_id" = Uuid, Path, description = "The renewal.")), responses((status = 200, body = RenewalView)))]
async fn answer_renewal(
    signed: Signed,
    Id(renewal): Id<Uuid>,
    Input(input): Input<AnswerRenewal>,
) -> Answer<RenewalView> {
    Ok(Json(contracts::answer_renewal(&signed.app, &signed.caller, renewal, input).await?))
}

/// Record the signing
///
/// Writes the new contract with the terms of the old one.
#[utoipa::path(post, path = "/contract-renewals/{renewal_id}/signature", tag = "contracts", request_body = SignRenewal,
    params(("renewal_id" = Uuid, Path, description = "The renewal.")), responses((status = 200, body = RenewalView)))]
async fn sign_renewal(signed: Signed, Id(renewal): Id<Uuid>, Input(input): Input<SignRenewal>) -> Answer<RenewalView> {
    Ok(Json(contracts::sign_renewal(&signed.app, &signed.caller, renewal, input).await?))
}

/// Take an offer back
///
/// Before it is signed, with a reason.
#[utoipa::path(post, path = "/contract-renewals/{renewal_id}/withdrawal", tag = "contracts",
    request_body = CloseRenewal, params(("renewal_id" = Uuid, Path, description = "The renewal.")),
    responses((status = 200, body = RenewalView)))]
async fn withdraw_renewal(
    signed: Signed,
    Id(renewal): Id<Uuid>,
    Input(input): Input<CloseRenewal>,
) -> Answer<RenewalView> {
    Ok(Json(contracts::withdraw_renewal(&signed.app, &signed.caller, renewal, input).await?))
}

/// Offer no renewal
///
/// Refused where the law wants an open-ended contract to be offered.
#[utoipa::path(post, path = "/contracts/{contract_id}/non-renewal", tag = "contracts", request_body = CloseRenewal,
    params(("contract_id" = Uuid, Path, description = "The contract.")),
    responses((status = 200, body = RenewalView)))]
async fn decline_renewal(
    signed: Signed,
    Id(contract): Id<Uuid>,
    Input(input): Input<CloseRenewal>,
) -> Answer<RenewalView> {
    Ok(Json(contracts::decline_renewal(&signed.app, &signed.caller, contract, input).await?))
}
