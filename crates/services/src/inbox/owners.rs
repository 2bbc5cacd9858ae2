//! Which room owns which matter. A room that asks for approval has one line here.

use kernel::{ErrorKind, Problem};
use storage::UnitOfWork;
use uuid::Uuid;

use crate::{App, Result, changes, files, profile, reorganisations};

/// Tells the owner of a matter that it has its answer.
pub(super) async fn decided_in(
    app: &App,
    work: &mut UnitOfWork,
    about: &str,
    about_id: Uuid,
    approved: bool,
) -> Result<()> {
    match about {
        "personnel_change" => changes::decided_in(app, work, about_id, approved).await,
        "reorganisation" => reorganisations::decided_in(app, work, about_id, approved).await,
        "file_destruction" => files::destruction_decided_in(app, work, about_id, approved).await,
        "file_loan" => files::loan_decided_in(app, work, about_id, approved).await,
        "change_request" => profile::own_change_decided_in(app, work, about_id, approved).await,
        "award" => crate::conduct::award_decided_in(app, work, about_id, approved).await,
        "discipline" => crate::conduct::discipline_decided_in(app, work, about_id, approved).await,
        _ => Err(Problem::new(ErrorKind::Internal, "approvals.no_owner").with("about", about)),
    }
}
