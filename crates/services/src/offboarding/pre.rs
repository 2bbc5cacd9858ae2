//! The continuity plan before any resignation. It touches no access, pay or status, and runs out.

use std::collections::{BTreeMap, BTreeSet};

use access::{Caller, Permission};
use kernel::{PersonId, Problem};
use serde_json::json;
use storage::query::{Find, subject_of};
use storage::rows::{Offboarding as Row, Talk};
use storage::{Db, UnitOfWork};
use uuid::Uuid;
use workflow::exit::{Event, Evidence, Opener, Refusal, apply};

use super::case::{Open, Stored, blank, case_for, employment_of, is_final, latest, note, projected, setting};
use super::views::{ClosePreOffboarding, NewEvidence, OffboardingOpened, OpenPreOffboarding};
use crate::app::required_reason;
use crate::flows::{StartFlow, cancel_in, legal_limits, start_in};
use crate::{App, Result};

/// Opens a pre-offboarding. Only a person can, with a reason and a talk or a confirmed statement on record.
pub async fn open_pre_offboarding(app: &App, caller: &Caller, input: OpenPreOffboarding) -> Result<OffboardingOpened> {
    let subject = subject_of(&app.db(), input.person_id.0, app.today()).await?;
    caller.require_for(Permission::OffboardingManage, &subject)?;
    required_reason(&input.reason)?;
    // The reason stands sealed in the case: the trail is read by people who read nothing personal.
    let mut work = app.begin(caller, "open_pre_offboarding", None).await?;
    // A job has no account: what a model or an alert starts ends here.
    let opener = caller.account().map_or(Opener::Score, Opener::Person);
    let id = open_pre_offboarding_in(app, &mut work, input, opener).await?;
    work.commit().await?;
    Ok(OffboardingOpened { id })
}

/// The same inside a unit of work.
pub async fn open_pre_offboarding_in(
    app: &App,
    work: &mut UnitOfWork,
    input: OpenPreOffboarding,
    opener: Opener,
) -> Result<Uuid> {
    let OpenPreOffboarding { person_id, reason, evidence } = input;
    let employment = employment_of(app, &work.db(), person_id).await?;
    let evidence = match evidence {
        Some(evidence) => Some(recorded(app, work, person_id, evidence).await?),
        None => None,
    };
    let old = latest(app.store(), &work.db(), employment.employment_id).await?;
    let now = work.now();
    let event = Event::PreOffboardingOpened { by: opener, reason: reason.clone(), evidence };
    let setting = setting(app, app.day_of(now), now)?;
    let case = apply(old.as_ref().map(|open| &open.stored.case), event, now, &setting)?;
    let stored = Stored { case, text: None, pre_reason: Some(reason.clone()), withdrawal_reason: None };
    let row = blank(work, &employment, &stored)?;
    let start = StartFlow {
        definition: "pre_offboarding".to_owned(),
        person: person_id,
        about: ("offboarding", row.id),
        anchors: BTreeMap::new(),
        facts: BTreeSet::new(),
        limits: legal_limits(app.day_of(now))?,
    };
    let flow = start_in(app, work, start).await?;
    let row = Row { pre_flow_id: Some(flow.0), ..projected(work, row, &stored)? };
    let id = row.id;
    work.insert(row).await?;
    note(work, id, person_id.0, "pre_offboarding_opened", json!({ "reason": reason })).await?;
    Ok(id)
}

/// The talk must be on record, about this very person, and must not have opened a plan before: the same talk twice
/// would stretch thirty days without end. A statement counts only after the person confirmed it.
async fn recorded(app: &App, work: &UnitOfWork, person: PersonId, evidence: NewEvidence) -> Result<Evidence> {
    let missing = || Problem::invalid("offboarding.evidence_unknown").at("/evidence/id");
    let (NewEvidence::Talk { id } | NewEvidence::Statement { id }) = evidence;
    let talk = Find::<Talk>::by_id(&work.db(), id).await?.filter(|talk| talk.person_id == person.0);
    let talk = talk.ok_or_else(missing)?;
    if used_talks(app, &work.db(), person).await?.contains(&id) {
        return Err(Refusal::EvidenceUsed.into());
    }
    match evidence {
        NewEvidence::Talk { .. } => Ok(Evidence::Talk(id)),
        NewEvidence::Statement { .. } if talk.answer == "confirmed" => Ok(Evidence::Statement(id)),
        NewEvidence::Statement { .. } => Err(Problem::conflict("offboarding.statement_unconfirmed").at("/evidence/id")),
    }
}

/// The talks that have opened a plan for the person.
pub(super) async fn used_talks(app: &App, db: &Db<'_>, person: PersonId) -> Result<Vec<Uuid>> {
    let mut used = Vec::new();
    for row in Find::<Row>::new().eq(Row::PERSON_ID, person.0).all(db).await? {
        let pre = super::case::open(app.store(), row)?.stored.case.pre;
        used.extend(pre.map(|pre| match pre.evidence {
            Evidence::Talk(id) | Evidence::Statement(id) => id,
        }));
    }
    Ok(used)
}

/// Closes a pre-offboarding: the person stays, or the reason is gone.
pub async fn close_pre_offboarding(app: &App, caller: &Caller, id: Uuid, input: ClosePreOffboarding) -> Result<()> {
    let reason = required_reason(&input.reason)?;
    let mut work = app.begin(caller, "close_pre_offboarding", None).await?;
    let (open, _) = case_for(app, &work.db(), caller, Permission::OffboardingManage, id).await?;
    close_open(app, &mut work, open, reason).await?;
    work.commit().await?;
    Ok(())
}

/// The same inside a unit of work.
pub async fn close_pre_offboarding_in(app: &App, work: &mut UnitOfWork, id: Uuid, reason: String) -> Result<()> {
    let row = Find::<Row>::by_id(&work.db(), id).await?.ok_or_else(super::case::unknown)?;
    let open = super::case::open(app.store(), row)?;
    close_open(app, work, open, reason).await
}

async fn close_open(app: &App, work: &mut UnitOfWork, open: Open, reason: String) -> Result<()> {
    let now = work.now();
    let event = Event::PreOffboardingClosed { reason: reason.clone() };
    let case = apply(Some(&open.stored.case), event, now, &setting(app, app.day_of(now), now)?)?;
    debug_assert!(is_final(case.phase), "closed");
    let stored = Stored { case, ..open.stored };
    let new = projected(work, open.row.clone(), &stored)?;
    work.update(&open.row, new).await?;
    if let Some(flow) = open.row.pre_flow_id {
        cancel_in(app, work, flow.into()).await?;
    }
    note(work, open.row.id, open.row.person_id, "pre_offboarding_closed", json!({ "reason": reason })).await?;
    Ok(())
}
