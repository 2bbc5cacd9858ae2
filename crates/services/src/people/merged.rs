//! Old links: a person whose record went into another one is told of by the record that stayed.

use access::{Caller, Permission};
use kernel::{ErrorKind, PersonId, Problem};
use storage::Db;
use storage::query::{Find, subject_of};
use storage::rows::PersonMerge;
use uuid::Uuid;

use crate::{App, Result};

/// A record that stayed may go into yet another one; so many times that is followed.
const FOLLOWED: usize = 16;

/// Instead of "no such person" the answer that names the record which stayed, for a caller who may see that one. To
/// everybody else the two sound the same.
pub(super) async fn or_survivor(app: &App, caller: &Caller, person: PersonId, problem: Problem) -> Result<Problem> {
    if problem.kind != ErrorKind::NotFound {
        return Ok(problem);
    }
    let db = app.db();
    let Some(survivor) = survivor(&db, person.0).await? else { return Ok(problem) };
    let subject = subject_of(&db, survivor, app.today()).await?;
    let seen = caller.scope(Permission::PersonRead).covers(&subject);
    Ok(if seen { Problem::not_found("people.merged").with("person_id", survivor) } else { problem })
}

async fn survivor(db: &Db<'_>, absorbed: Uuid) -> Result<Option<Uuid>> {
    let mut at = absorbed;
    for _ in 0..FOLLOWED {
        let merge = Find::<PersonMerge>::new().eq(PersonMerge::ABSORBED_ID, at).eq(PersonMerge::STATE, "merged");
        let Some(merge) = merge.one(db).await? else { break };
        at = merge.survivor_id;
    }
    Ok((at != absorbed).then_some(at))
}
