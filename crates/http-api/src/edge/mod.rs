//! What every request passes before and after its handler.

mod extract;
mod forms;
mod frame;
mod guard;
mod language;
mod rate;
mod repeat;
mod server;

pub use extract::{Public, Signed};
pub use forms::{Id, Input, Query};
pub(crate) use frame::{frame, no_such_method, no_such_path, panicked};
pub(crate) use guard::{COOKIE_NAME, guard};
pub use language::Language;
pub use server::ApiOptions;
pub(crate) use server::Server;
