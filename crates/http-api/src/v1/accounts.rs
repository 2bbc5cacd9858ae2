//! Accounts, roles, grants.

use access::Permission;
use axum::Json;
use kernel::{AccountId, GrantId};
use serde::Deserialize;
use services::identity::{self, AccountView, GrantRole, GrantView, NewAccount, RoleList};
use services::{Page, PageQuery};
use utoipa_axum::routes;

use crate::{Answer, Done, Id, Input, Made, NoContent, Operation, Query, Registry, Signed, made};

const LIST_ACCOUNTS: Operation = Operation::read("list_accounts", Permission::AccountRead);
const CREATE_ACCOUNT: Operation =
    Operation::write("create_account", Permission::AccountWrite, "the account, without its password").fails(&[
        "identity.login_malformed",
        "identity.login_taken",
        "identity.password_too_short",
        "identity.password_too_long",
        "identity.password_too_simple",
        "identity.password_contains_name",
        "identity.password_common",
    ]);
const LIST_ROLES: Operation = Operation::read("list_roles", Permission::AccountRead);
const GRANT_ROLE: Operation =
    Operation::write("grant_role", Permission::GrantWrite, "the grant and its reason").fails(&[
        "identity.grant_to_self",
        "identity.role_unknown",
        "identity.account_unknown",
        "identity.administrators_exclusive",
        "identity.scope_needs_target",
        "input.reason_required",
    ]);
const WITHDRAW_GRANT: Operation =
    Operation::write("withdraw_grant", Permission::GrantWrite, "the end of the grant and its reason")
        .fails(&["identity.grant_unknown", "input.reason_required"]);

pub(super) fn register(registry: &mut Registry) {
    registry.add(LIST_ACCOUNTS, routes!(list_accounts));
    registry.add(CREATE_ACCOUNT, routes!(create_account));
    registry.add(LIST_ROLES, routes!(list_roles));
    registry.add(GRANT_ROLE, routes!(grant_role));
    registry.add(WITHDRAW_GRANT, routes!(withdraw_grant));
}

/// Accounts
///
/// With their grants in force, by login.
#[utoipa::path(get, path = "/accounts", tag = "accounts", params(PageQuery),
    responses((status = 200, body = Page<AccountView>)))]
async fn list_accounts(signed: Signed, Query(query): Query<PageQuery>) -> Answer<Page<AccountView>> {
    Ok(Json(identity::list_accounts(&signed.app, &signed.caller, &query).await?))
}

/// Create an account
///
/// It may do nothing until a security administrator grants it a role.
#[utoipa::path(post, path = "/accounts", tag = "accounts", request_body = NewAccount,
    responses((status = 201, body = AccountView)))]
async fn create_account(signed: Signed, Input(input): Input<NewAccount>) -> Made<AccountView> {
    made(identity::create_account(&signed.app, &signed.caller, input).await?)
}

/// Roles
///
/// What each may do, which classes of fields it may read, and which exclude each other.
#[utoipa::path(get, path = "/roles", tag = "accounts", responses((status = 200, body = RoleList)))]
async fn list_roles(signed: Signed) -> Answer<RoleList> {
    Ok(Json(identity::list_roles(&signed.app, &signed.caller)?))
}

/// Grant a role
///
/// In force from the account's next request on. Nobody grants to themselves; nobody is two administrators.
#[utoipa::path(post, path = "/accounts/{account_id}/grants", tag = "accounts", request_body = GrantRole,
    params(("account_id" = AccountId, Path, description = "The account.")),
    responses((status = 201, body = GrantView)))]
async fn grant_role(signed: Signed, Id(account): Id<AccountId>, Input(input): Input<GrantRole>) -> Made<GrantView> {
    made(identity::grant_role(&signed.app, &signed.caller, account, input).await?)
}

/// Why a grant is taken back.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct WithdrawQuery {
    /// Why; stands in the trail.
    reason: String,
}

/// Withdraw a grant
///
/// The account's next request is refused what it allowed.
#[utoipa::path(delete, path = "/grants/{grant_id}", tag = "accounts",
    params(("grant_id" = GrantId, Path, description = "The grant."), WithdrawQuery), responses((status = 204)))]
async fn withdraw_grant(signed: Signed, Id(grant): Id<GrantId>, Query(query): Query<WithdrawQuery>) -> Done {
    identity::withdraw_grant(&signed.app, &signed.caller, grant, &query.reason).await?;
    Ok(NoContent)
}
