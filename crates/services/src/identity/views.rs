//! What the identity room takes and gives.

use access::{Permission, Role, RoleScope};
use kernel::{AccountId, Date, GrantId, Instant, PersonId, Sensitive};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// Name and password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// Login name.
    #[schema(example = "shen.jingyi")]
    pub login: String,
    /// Password.
    #[schema(value_type = String)]
    pub password: Sensitive<String>,
}

/// The signed-in account.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Me {
    /// The account.
    pub account_id: AccountId,
    /// Its login.
    pub login: String,
    /// Name on the page.
    pub display_name: String,
    /// The person behind it.
    #[schema(required)]
    pub person_id: Option<PersonId>,
    /// Role keys.
    pub roles: Vec<String>,
    /// What it may do somewhere; the page hides what is missing, the server refuses it.
    pub permissions: Vec<Permission>,
    /// The present day in the group's zone.
    pub today: Date,
    /// The zone whose calendar decides what day it is, such as `Asia/Shanghai`.
    pub time_zone: String,
    /// When the session ends at the latest.
    pub expires_at: Instant,
}

/// What the sign-in page needs to know.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SessionOptions {
    /// Whether the three administrators are still to be created.
    pub bootstrap_needed: bool,
    /// The logins of a demo; empty otherwise.
    pub demo_logins: Vec<DemoLogin>,
    /// The present day in the group's zone.
    pub today: Date,
    /// The zone whose calendar decides what day it is, such as `Asia/Shanghai`.
    pub time_zone: String,
    /// Version of Renhe.
    pub version: String,
}

/// A login that may be tried in a demo.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct DemoLogin {
    /// Login name.
    pub login: String,
    /// Password: public, since the data are invented.
    pub password: String,
    /// Name on the page.
    pub display_name: String,
    /// Its role's Chinese name.
    pub role_zh: String,
    /// Its role's English name.
    pub role_en: String,
}

/// The first three accounts.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Bootstrap {
    /// The token printed at the first start.
    #[schema(value_type = String)]
    pub token: Sensitive<String>,
    /// Exactly one each of `system_admin`, `security_admin`, `audit_admin`.
    pub administrators: Vec<Administrator>,
}

/// One of the three administrators.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Administrator {
    /// `system_admin`, `security_admin` or `audit_admin`.
    pub role: String,
    /// Login name.
    pub login: String,
    /// Name on the page.
    pub display_name: String,
    /// Password.
    #[schema(value_type = String)]
    pub password: Sensitive<String>,
}

/// A new account.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAccount {
    /// Login name: letters, digits, `.`, `-`, `_`.
    pub login: String,
    /// Name on the page.
    pub display_name: String,
    /// Whose login it is.
    pub person_id: Option<PersonId>,
    /// First password.
    #[schema(value_type = String)]
    pub password: Sensitive<String>,
}

/// An account.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AccountView {
    /// Which.
    pub id: AccountId,
    /// Login name.
    pub login: String,
    /// Name on the page.
    pub display_name: String,
    /// Whose login it is.
    #[schema(required)]
    pub person_id: Option<PersonId>,
    /// Whether it may sign in.
    pub active: bool,
    /// Its grants in force.
    pub grants: Vec<GrantView>,
}

/// A grant in force.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct GrantView {
    /// Which.
    pub id: GrantId,
    /// The role's key.
    pub role: String,
    /// Over what.
    pub scope: RoleScope,
    /// Which company or unit.
    #[schema(required)]
    pub scope_id: Option<Uuid>,
    /// Since when.
    pub granted_at: Instant,
}

/// A role for an account.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GrantRole {
    /// The role's key.
    pub role: String,
    /// Over what; the role's usual scope unless told.
    pub scope: Option<RoleScope>,
    /// Which company or unit, for those scopes.
    pub scope_id: Option<Uuid>,
    /// Why; stands in the trail.
    pub reason: String,
}

/// All roles.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RoleList {
    /// The roles.
    pub items: Vec<Role>,
}

/// A new password.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The present one.
    #[schema(value_type = String)]
    pub current: Sensitive<String>,
    /// The new one.
    #[schema(value_type = String)]
    pub new: Sensitive<String>,
}
