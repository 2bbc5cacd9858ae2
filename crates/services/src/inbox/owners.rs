//! Which room owns which matter. A room that asks for approval has one line here.

use kernel::{ErrorKind, Problem};
use storage::UnitOfWork;
use uuid::Uuid;

use crate::{App, Result};

/// Tells the owner of a matter that it has its answer.
pub(super) async fn decided_in(
    _app: &App,
    _work: &mut UnitOfWork,
    about: &str,
    _about_id: Uuid,
    _approved: bool,
) -> Result<()> {
    Err(Problem::new(ErrorKind::Internal, "approvals.no_owner").with("about", about))
}
