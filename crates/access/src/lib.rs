//! Who may do what to whose data, which field classes, within which scope, and why.
//!
//! - A [`Role`] is data: permissions, readable field classes, the scope it may be granted over.
//! - A [`Grant`] gives a role to an account over a [`Scope`] of rows.
//! - A [`Caller`] is a signed-in account with its grants. Every query takes one.
//! - [`Shown`] is the only way a classed value leaves the house, and only [`Caller::show`] makes one.
//!
//! This crate never sees SQL or HTTP: storage compiles a [`Scope`] to a condition, the edge maps a
//! refusal to a status.

mod caller;
mod matrix;
mod permission;
mod role;
mod scope;
mod shown;

pub use caller::{Caller, Decision, Disclosure, Grant};
pub use matrix::policy_matrix;
pub use permission::Permission;
pub use role::{Role, RoleScope, Roles, RolesError};
pub use scope::{Scope, Subject};
pub use shown::Shown;
