//! The answer to a question for approval, carried to whoever asked it. The last room of the use cases: it calls the
//! owners of all matters, and nobody calls it.

mod owners;

use access::{Caller, Permission};
use kernel::ApprovalId;

use crate::approvals::{ApprovalView, Decide, Decided, decide_in, get_approval};
use crate::{App, Result};

/// Answers an approval. When it was the last answer, the owner of the matter acts in the same unit of work: a yes that
/// cannot be carried out is no yes, and nothing is written.
pub async fn decide_approval(app: &App, caller: &Caller, id: ApprovalId, input: Decide) -> Result<ApprovalView> {
    caller.require(Permission::TaskWork)?;
    let mut work = app.begin(caller, "decide_approval", input.reason.clone()).await?;
    if let Decided::Ended { about, about_id, approved } = decide_in(app, &mut work, caller, id, input).await? {
        owners::decided_in(app, &mut work, &about, about_id, approved).await?;
    }
    work.commit().await?;
    get_approval(app, caller, id).await
}
