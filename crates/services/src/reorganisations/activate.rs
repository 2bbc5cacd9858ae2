//! The day comes: the draft is written into the organisation, as a whole or not at all.

use std::collections::HashSet;

use access::Caller;
use chrono::Days;
use kernel::{Date, EmploymentId, Instant, LegalEntityId, OrgUnitId, PersonId, PositionId};
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::Reorganisation as Row;
use uuid::Uuid;

use super::compare::Mark;
use super::load::{Outlook, outlook};
use super::records::{hindrances, opened, sealed_hindrances};
use crate::organisation::{PutUnit, end_unit_in, put_unit_in};
use crate::positions::{PutPosition, Reseat, end_position_in, put_position_in, reseat_in};
use crate::{App, Result};

/// Activates what is due. Returns how many changed; a second call at the same instant changes nothing.
pub async fn tick(app: &App) -> Result<usize> {
    let tomorrow = app.today() + Days::new(1);
    let due = Find::<Row>::new().eq(Row::STATE, "scheduled").lt(Row::EFFECTIVE_ON, tomorrow).all(&app.db()).await?;
    let mut changed = 0;
    for row in due {
        let mut work = app.begin(&Caller::system(), "activate_reorganisation", None).await?;
        // Looked at again inside: another node may have been faster.
        let Some(row) = Find::<Row>::by_id(&work.db(), row.id).await?.filter(|row| row.state == "scheduled") else {
            continue;
        };
        match activate_in(app, &mut work, &row).await {
            Ok(true) => {
                work.commit().await?;
                changed += 1;
            }
            Ok(false) => {}
            Err(problem) => {
                tracing::error!(reorganisation = %row.id, code = problem.code, "a reorganisation was not activated");
            }
        }
    }
    Ok(changed)
}

/// Writes the organisation as the draft leaves it, from its day on. When something stands in the way, that is written
/// down instead and nothing else. Says whether anything was written.
pub(super) async fn activate_in(app: &App, work: &mut UnitOfWork, row: &Row) -> Result<bool> {
    let plan = opened(app.store(), row)?;
    let (day, now) = (row.effective_on, work.now());
    let seen = outlook(&work.db(), &plan, day, now).await?;
    if !seen.hindrances.is_empty() {
        if hindrances(app.store(), row)? == seen.hindrances {
            return Ok(false);
        }
        let hindrance = sealed_hindrances(work, row.id, &seen.hindrances)?;
        work.update(row, Row { hindrance, ..row.clone() }).await?;
        return Ok(true);
    }
    write_units(work, &seen, day, now).await?;
    write_positions(work, &seen, day, now).await?;
    for moved in &seen.difference.moved {
        let seat = Reseat {
            first_day: day,
            unit_id: OrgUnitId(moved.after.unit),
            manager_id: moved.after.manager.map(PersonId),
            position_id: moved.after.position.map(PositionId),
            place: moved.after.place.clone(),
        };
        reseat_in(work, EmploymentId(moved.employment), &seat, now).await?;
    }
    for (unit, _, mark) in &seen.difference.ghosts {
        if *mark == Mark::Dissolved {
            end_unit_in(work, OrgUnitId(*unit), day, now).await?;
        }
    }
    let new = Row {
        state: "activated".to_owned(),
        hindrance: None,
        activated_at: Some(now.into()),
        changed_at: now.into(),
        ..row.clone()
    };
    work.update(row, new).await?;
    Ok(true)
}

/// Units that are new or other, from the top down: each finds the unit above it where it belongs.
async fn write_units(work: &mut UnitOfWork, seen: &Outlook, day: Date, now: Instant) -> Result<()> {
    let tree = seen.after.tree();
    let mut open: Vec<Uuid> = tree.roots().to_vec();
    while let Some(id) = open.pop() {
        open.extend(tree.children(id));
        let Some(unit) = seen.after.units.get(&id).filter(|unit| seen.before.units.get(&id) != Some(*unit)) else {
            continue;
        };
        let input = PutUnit {
            id: Some(OrgUnitId(id)),
            parent_id: unit.parent.map(OrgUnitId),
            code: unit.code.clone(),
            name: unit.name.clone(),
            kind: unit.kind.clone(),
            head_person_id: unit.head.map(PersonId),
            first_day: day,
        };
        put_unit_in(work, input, now).await?;
    }
    Ok(())
}

async fn write_positions(work: &mut UnitOfWork, seen: &Outlook, day: Date, now: Instant) -> Result<()> {
    let gone: HashSet<Uuid> =
        seen.before.posts.keys().filter(|id| !seen.after.posts.contains_key(id)).copied().collect();
    for position in gone {
        end_position_in(work, PositionId(position), day, now).await?;
    }
    for (id, post) in &seen.after.posts {
        if seen.before.posts.get(id) == Some(post) {
            continue;
        }
        let input = PutPosition {
            id: Some(PositionId(*id)),
            unit_id: OrgUnitId(post.unit),
            title: post.title.clone(),
            job: post.job.clone(),
            job_level: post.job_level.clone(),
            headcount: post.headcount,
            legal_entity_id: post.legal_entity.map(LegalEntityId),
            key_position: post.key_position,
            first_day: day,
        };
        put_position_in(work, input, now).await?;
    }
    Ok(())
}
