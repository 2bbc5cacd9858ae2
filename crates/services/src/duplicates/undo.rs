//! Taking a merge back, and the list of merges.

use std::collections::{BTreeMap, HashMap};

use access::{Caller, Permission};
use kernel::{Instant, PersonId, Problem, Record, Sensitive};
use storage::query::Find;
use storage::rows::{Account, Employment, Person, PersonMerge, RECORDS};
use storage::{Db, Pointing, Stamp, UnitOfWork};
use uuid::Uuid;

use super::find::may_merge;
use super::merge::{Kept, Story, TAKEN, collides, damaged, keep, row};
use super::views::{MergeList, MergeView, UndoMerge};
use crate::app::required_reason;
use crate::wire::cut;
use crate::{App, Result};

fn story(app: &App, merge: &PersonMerge) -> Result<Story> {
    let sealed = app.store().unseal(PersonMerge::META.name, PersonMerge::DOCUMENT, merge.id, &merge.document)?;
    serde_json::from_value(sealed.into_exposed().0).map_err(|_| damaged())
}

/// Takes a merge back: both records stand as they were, each with its own rows.
pub async fn undo_merge(app: &App, caller: &Caller, merge: Uuid, input: UndoMerge) -> Result<()> {
    caller.require(Permission::PersonMerge)?;
    let known = Find::<PersonMerge>::by_id(&app.db(), merge).await?;
    let known = known.ok_or(Problem::not_found("duplicates.unknown_merge"))?;
    may_merge(app, caller, known.survivor_id, known.absorbed_id).await?;
    let reason = required_reason(&input.reason)?;
    let mut work = app.begin(caller, "undo_merge", Some(reason.clone())).await?;
    let by = caller.account().map(|account| account.0);
    undo_merge_in(app, &mut work, merge, &reason, by).await?;
    work.commit().await?;
    Ok(())
}

/// The same inside a unit of work.
pub async fn undo_merge_in(
    app: &App,
    work: &mut UnitOfWork,
    merge: Uuid,
    reason: &str,
    by: Option<Uuid>,
) -> Result<()> {
    let merge = Find::<PersonMerge>::by_id(&work.db(), merge).await?;
    let merge = merge.ok_or(Problem::not_found("duplicates.unknown_merge"))?;
    if merge.state != "merged" {
        return Err(Problem::conflict("duplicates.already_undone"));
    }
    // The record that stayed may itself have gone into another one since: that merge is taken back first.
    let survivor = Find::<Person>::by_id(&work.db(), merge.survivor_id).await?;
    let survivor = survivor.ok_or(Problem::conflict("duplicates.later_merge_first"))?;
    let story = story(app, &merge)?;
    let restored = restored(&keep(app, &survivor)?, &story)?;
    work.insert(row(work, merge.absorbed_id, &story.absorbed)?).await?;
    let back = (merge.survivor_id, merge.absorbed_id);
    for moved in &story.moved {
        let record = RECORDS.iter().find(|record| record.name == moved.record).copied();
        let (Some(record), Some(field)) = (record, record.and_then(|record| record.field(&moved.field))) else {
            return Err(damaged());
        };
        let which = Pointing::Rows(&moved.rows);
        work.repoint(record, field, back, which).await.map_err(|error| collides(record, error))?;
    }
    follow_employments(work, back).await?;
    let old = row(work, merge.survivor_id, &restored)?;
    work.update(&survivor, old).await?;
    for rested in &story.rested {
        if let Some(account) = Find::<Account>::by_id(&work.db(), rested.account).await? {
            let woken = Account { person_id: Some(merge.absorbed_id), active: rested.active, ..account.clone() };
            work.update(&account, woken).await?;
        }
    }
    let undone = PersonMerge {
        state: "undone".to_owned(),
        undone_by: by,
        undone_at: Some(work.now().into()),
        undo_reason: Some(work.seal(PersonMerge::META, PersonMerge::UNDO_REASON, merge.id, &reason.to_owned())),
        ..merge.clone()
    };
    work.update(&merge, undone).await?;
    Ok(())
}

/// The surviving record as it was before. What the merge set must still stand as it set it: else somebody has
/// corrected it since, and taking it back would lose the correction.
fn restored(now: &Kept, story: &Story) -> Result<Kept> {
    let Story { before, after, .. } = story;
    let mut changed = Vec::new();
    let mut values: BTreeMap<String, String> = now.values.clone();
    for field in TAKEN {
        let value = |kept: &Kept| kept.values.get(field.name).cloned();
        if value(before) == value(after) {
            continue;
        }
        if value(now) != value(after) {
            changed.push(field.name);
        }
        match value(before) {
            Some(value) => values.insert(field.name.to_owned(), value),
            None => values.remove(field.name),
        };
    }
    if !changed.is_empty() {
        return Err(Problem::conflict("duplicates.changed_since").with("fields", changed.join(", ")));
    }
    Ok(before.with_values(values, now))
}

/// What was written since under a moved employment belongs to whoever has the employment.
async fn follow_employments(work: &mut UnitOfWork, (survivor, absorbed): (Uuid, Uuid)) -> Result<()> {
    let moved = Find::<Employment>::new().eq(Employment::PERSON_ID, absorbed).all(&work.db()).await?;
    let mut employments: Vec<Uuid> = moved.into_iter().map(|row| row.employment_id).collect();
    employments.sort_unstable();
    employments.dedup();
    for record in RECORDS {
        let (Some(person), Some(employment)) = (record.field("person_id"), record.field("employment_id")) else {
            continue;
        };
        if person.refers_to == Some(Person::META.name) {
            let which = Pointing::Where(employment, &employments);
            work.repoint(record, person, (survivor, absorbed), which).await?;
        }
    }
    Ok(())
}

/// All merges, newest first.
pub async fn list_merges(app: &App, caller: &Caller) -> Result<MergeList> {
    const SHOWN: u64 = 200;
    let scope = caller.require(Permission::PersonMerge)?;
    let db = app.db();
    let mut rows = Find::<PersonMerge>::new().descending(PersonMerge::MERGED_AT).limit(SHOWN + 1).all(&db).await?;
    let more = cut(&mut rows, SHOWN);
    let names = accounts(&db, &rows).await?;
    let survivors: Vec<Uuid> = rows.iter().map(|row| row.survivor_id).collect();
    let subjects = storage::query::subjects_of(&db, &survivors, app.today()).await?;
    let mut items = Vec::new();
    for row in rows {
        if subjects.get(&row.survivor_id).is_some_and(|subject| scope.covers(subject)) || scope.everything {
            items.push(view(app, row, &names)?);
        }
    }
    Ok(MergeList { items, more })
}

async fn accounts(db: &Db<'_>, rows: &[PersonMerge]) -> Result<HashMap<Uuid, String>> {
    let ids = rows.iter().flat_map(|row| [row.merged_by, row.undone_by]).flatten();
    let found = Find::<Account>::new().any(Account::ID, ids).all(db).await?;
    Ok(found.into_iter().map(|row| (row.id, row.display_name)).collect())
}

fn view(app: &App, merge: PersonMerge, names: &HashMap<Uuid, String>) -> Result<MergeView> {
    let story = story(app, &merge)?;
    let PersonMerge {
        id,
        survivor_id,
        absorbed_id,
        state,
        document: _,
        reason,
        merged_by,
        merged_at,
        undone_by,
        undone_at,
        undo_reason,
    } = merge;
    let open = |field, sealed| app.store().unseal(PersonMerge::META.name, field, id, sealed);
    let name = |kept: &Kept| kept.values.get(Person::FULL_NAME.name).cloned().unwrap_or_default();
    let undo_reason = undo_reason.as_ref().map(|sealed| open(PersonMerge::UNDO_REASON, sealed)).transpose()?;
    Ok(MergeView {
        id,
        survivor_id: PersonId(survivor_id),
        survivor_name: name(&story.before),
        absorbed_id: PersonId(absorbed_id),
        absorbed_name: name(&story.absorbed),
        state,
        moved: story.rows(),
        reason: open(PersonMerge::REASON, &reason)?.into_exposed(),
        merged_by: merged_by.and_then(|account| names.get(&account).cloned()),
        merged_at: merged_at.into(),
        undone_by: undone_by.and_then(|account| names.get(&account).cloned()),
        undone_at: undone_at.map(|at: Stamp| Instant::from(at)),
        undo_reason: undo_reason.map(Sensitive::into_exposed),
    })
}
