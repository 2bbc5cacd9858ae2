//! Who is who: sign-in, sessions, accounts, grants, the three administrators.

mod accounts;
mod bootstrap;
mod caller;
mod grants;
mod session;
mod throttle;
mod views;

pub use accounts::{change_password, create_account, create_account_in, list_accounts};
pub use bootstrap::{bootstrap, bootstrap_needed, issue_bootstrap_token};
pub use caller::caller_of;
pub use grants::{grant_in, grant_role, list_roles, withdraw_functions_in, withdraw_grant};
pub(crate) use session::DEMO_PASSWORD;
pub use session::{SignedIn, authenticate, me, options, sign_in, sign_out};
pub use views::{
    AccountView, Administrator, Bootstrap, ChangePassword, DemoLogin, GrantRole, GrantView, Me, NewAccount, RoleList,
    SessionOptions, SignIn,
};
