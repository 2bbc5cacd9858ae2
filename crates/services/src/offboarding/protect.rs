//! Grounds of the employer: what the law protects closes them (Labour Contract Law arts. 42, 45, 48).

use access::{Caller, Permission};
use kernel::Problem;
use law::Article;
use storage::audit::Action;
use storage::query::subject_of;

use super::views::{CheckGround, GroundCheck};
use crate::settlement::protected_by_records;
use crate::{App, Result};

/// Whether a ground is open for this person today. What is closed is refused with its article; which of the states
/// on record protects is not told, since it may be an illness.
pub async fn check_ground(app: &App, caller: &Caller, input: CheckGround) -> Result<GroundCheck> {
    let CheckGround { person_id, ground, protected } = input;
    let subject = subject_of(&app.db(), person_id.0, app.today()).await?;
    caller.require_for(Permission::OffboardingManage, &subject)?;
    // The answer may give an illness away, so that somebody asked stands in the trail before it is given.
    let mut work = app.begin(caller, "check_ground", None).await?;
    work.record(Action::Read, "person", person_id.0, Some(person_id.0));
    work.commit().await?;
    let law = law::Parameters::builtin().map_err(|refusal| refusal.problem())?;
    let mut statuses = protected_by_records(app.store(), &app.db(), person_id, app.today()).await?;
    let from_records = !statuses.is_empty();
    statuses.extend(protected.unwrap_or_default());
    let check = law::termination::protected_check(law, ground, &statuses, app.today());
    let check = check.map_err(|refusal| refusal.problem())?;
    if !check.value.allowed {
        let code = if from_records { "LCL art.42" } else { check.value.article.as_str() };
        let article = Article::find(code).or_else(|| Article::find("LCL art.42"));
        let problem = Problem::conflict("offboarding.protected").at("/ground");
        return Err(match article {
            Some(article) => problem.by_law(article.text_zh.to_string()),
            None => problem,
        });
    }
    let rule = law::exit_rule(law, ground, app.today()).map_err(|refusal| refusal.problem())?;
    Ok(GroundCheck { allowed: true, rule })
}
