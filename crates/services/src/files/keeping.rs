//! How long documents are kept: the list of those whose time is over, and what holds them back.

use std::collections::{BTreeSet, HashMap};

use access::{Caller, Permission};
use chrono::Months;
use kernel::{Date, FileHoldId, FileId, PersonId, Problem, Record};
use serde::Deserialize;
use storage::Db;
use storage::query::{Find, subject_of};
use storage::rows::{Account, File, FileDestruction, FileDestructionItem, FileHold, FileRule, Person};
use utoipa::ToSchema;
use uuid::Uuid;

use super::completeness::ends;
use super::custody_views::{DueFile, DueFileList, FileHoldList, FileHoldView};
use super::read::Shelf;
use super::rules::{Audience, KeepFrom, Rule, class_of, rule, rules};
use super::views::FileRuleView;
use crate::app::required_reason;
use crate::wire::cut;
use crate::{App, Result};

/// A document whose time is over.
pub(super) struct Due {
    pub(super) row: File,
    pub(super) keep_until: Date,
}

/// First day on which a document is no longer kept; `None`: for good, or as long as the person works here.
pub(super) fn keep_until(rule: &Rule, filed_on: Date, ended: Option<Date>, today: Date) -> Result<Option<Date>> {
    if rule.keep_years == 0 {
        return Ok(None);
    }
    let start = match rule.keep_from {
        KeepFrom::Filed => Some(filed_on),
        // What comes after the end, such as a correction, counts from its own day.
        KeepFrom::Exit => ended.map(|day| day.max(filed_on)),
    };
    // A firm cannot go below the law, even where a rule was made before the law changed.
    let least = rule.least(today)?.map_or(0, |(years, _)| years);
    let years = rule.keep_years.max(least);
    Ok(start.and_then(|day| day.checked_add_months(Months::new(years * 12))))
}

/// Documents that a hold keeps.
pub(super) struct Holds(Vec<FileHold>);

impl Holds {
    pub(super) async fn read(db: &Db<'_>) -> Result<Self> {
        Ok(Self(Find::<FileHold>::new().none(FileHold::LIFTED_AT).all(db).await?))
    }

    pub(super) fn keep(&self, file: &File) -> bool {
        self.0.iter().any(|hold| hold.person_id == file.person_id && hold.file_id.is_none_or(|id| id == file.id))
    }
}

/// Documents that a proposal waits for.
async fn proposed(db: &Db<'_>) -> Result<BTreeSet<Uuid>> {
    let open = Find::<FileDestruction>::new().eq(FileDestruction::STATUS, "proposed").all(db).await?;
    let items = Find::<FileDestructionItem>::new();
    let items = items.any(FileDestructionItem::DESTRUCTION_ID, open.iter().map(|row| row.id)).all(db).await?;
    Ok(items.into_iter().map(|item| item.file_id).collect())
}

/// Documents within the caller's keeping whose time is over, the oldest first.
pub(super) async fn due(app: &App, db: &Db<'_>, caller: &Caller) -> Result<Vec<Due>> {
    let (scope, today) = (caller.require(Permission::FileDestroy)?, app.today());
    let rules: HashMap<String, Rule> =
        rules(db, today).await?.into_iter().map(|rule| (rule.code.clone(), rule)).collect();
    // Nothing is due before its shortest time: the younger rows are not even read.
    let shortest = rules.values().filter(|rule| rule.keep_years > 0).map(|rule| rule.keep_years).min().unwrap_or(1);
    let before = today.checked_sub_months(Months::new(shortest * 12)).unwrap_or(today);
    let rows = Find::<File>::new()
        .eq(File::STATUS, "filed")
        .lt(File::FILED_AT, app.instant_of(before, 23, 59))
        .visible(&scope, today)
        .all(db)
        .await?;
    let persons: Vec<Uuid> = rows.iter().map(|row| row.person_id).collect::<BTreeSet<_>>().into_iter().collect();
    let (ends, holds, proposed) = (ends(db, &persons).await?, Holds::read(db).await?, proposed(db).await?);
    let mut due = Vec::new();
    for row in rows {
        if holds.keep(&row) || proposed.contains(&row.id) || caller.is(row.person_id) {
            continue;
        }
        let Some(rule) = rules.get(&row.category) else { continue };
        let ended = ends.get(&row.person_id).copied().flatten();
        if let Some(keep_until) = keep_until(rule, app.day_of(row.filed_at.into()), ended, today)?
            && keep_until <= today
        {
            due.push(Due { row, keep_until });
        }
    }
    due.sort_by_key(|due| (due.keep_until, due.row.number));
    Ok(due)
}

/// The list of documents whose time is over.
pub async fn list_due_files(app: &App, caller: &Caller) -> Result<DueFileList> {
    const SHOWN: usize = 200;
    let mut due = due(app, &app.db(), caller).await?;
    let total = due.len();
    due.truncate(SHOWN);
    let days: Vec<Date> = due.iter().map(|due| due.keep_until).collect();
    let rows: Vec<File> = due.into_iter().map(|due| due.row).collect();
    let views = Shelf::of(app, caller, &rows).await?.views(rows)?;
    let items = views.into_iter().zip(days).map(|(file, keep_until)| DueFile { file, keep_until }).collect();
    Ok(DueFileList { items, total })
}

/// What a firm decides for a category.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutFileRule {
    /// The class that one must hold to see documents that are filed from now on.
    pub class: kernel::FieldClass,
    /// `everyone`, `kinds`, `key_people` or `nobody`.
    pub audience: String,
    /// For `kinds`: the kinds of employment.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// Years; 0: for good.
    pub keep_years: u32,
    /// `exit` or `filed`.
    pub keep_from: String,
    /// Why so long.
    pub basis: String,
}

/// Decides the rule of a category. Fewer years than the law asks for are refused, with the article.
pub async fn put_file_rule(app: &App, caller: &Caller, category: &str, input: PutFileRule) -> Result<FileRuleView> {
    caller.require(Permission::FileDestroy)?;
    let today = app.today();
    let mut work = app.begin(caller, "put_file_rule", None).await?;
    let known = rule(&work.db(), category, today).await?;
    let audience = Audience::of(&input.audience).ok_or(Problem::invalid("files.audience_unknown").at("/audience"))?;
    let keep_from =
        KeepFrom::of(&input.keep_from).ok_or(Problem::invalid("files.keep_from_unknown").at("/keep_from"))?;
    if input.basis.trim().is_empty() {
        return Err(Problem::invalid("input.required").at("/basis"));
    }
    if input.keep_years > 100 {
        return Err(Problem::invalid("files.keep_years").at("/keep_years"));
    }
    for kind in &input.kinds {
        crate::organisation::check_code(&work.db(), "employment_kind", kind, "/kinds").await?;
    }
    if let Some((least, article)) = known.least(today)?
        && input.keep_years > 0
        && input.keep_years < least
    {
        let problem = Problem::invalid("files.kept_too_short").at("/keep_years").with("least", least);
        return Err(problem.by_law(article.to_owned()));
    }
    let row = FileRule {
        id: work.new_id(),
        category: category.to_owned(),
        class: storage::query::files::class_name(input.class),
        audience: audience.key().to_owned(),
        kinds: if audience == Audience::Kinds { input.kinds.join(",") } else { String::new() },
        keep_years: i32::try_from(input.keep_years).unwrap_or(0),
        keep_from: keep_from.key().to_owned(),
        basis: input.basis.trim().to_owned(),
        changed_at: work.now().into(),
        changed_by: work.context().actor,
    };
    match Find::<FileRule>::new().eq(FileRule::CATEGORY, category).one(&work.db()).await? {
        Some(old) => work.update(&old, FileRule { id: old.id, ..row }).await?,
        None => work.insert(row).await?,
    }
    work.commit().await?;
    rule(&app.db(), category, today).await?.view(today)
}

/// What may not be destroyed for now.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceFileHold {
    /// Whose.
    pub person_id: PersonId,
    /// One document; the whole file unless told.
    #[serde(default)]
    pub file_id: Option<FileId>,
    /// Why: a dispute, an inspection.
    pub reason: String,
}

/// Why a hold is lifted.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LiftFileHold {
    /// Why.
    pub reason: String,
}

/// Keeps a document, or a whole file, from destruction until the hold is lifted.
pub async fn place_file_hold(app: &App, caller: &Caller, input: PlaceFileHold) -> Result<FileHoldView> {
    let reason = required_reason(&input.reason)?;
    let subject = subject_of(&app.db(), input.person_id.0, app.today()).await?;
    caller.require_for(Permission::FileDestroy, &subject)?;
    if let Some(file) = input.file_id {
        let row = Find::<File>::by_id(&app.db(), file.0).await?.filter(|row| row.person_id == input.person_id.0);
        let row = row.ok_or(Problem::not_found("files.unknown").at("/file_id"))?;
        if row.status != "filed" {
            return Err(Problem::conflict("files.destroyed"));
        }
    }
    let mut work = app.begin(caller, "place_file_hold", Some(reason.clone())).await?;
    let id = work.new_id();
    let row = FileHold {
        id,
        person_id: input.person_id.0,
        file_id: input.file_id.map(|file| file.0),
        reason: work.seal(FileHold::META, FileHold::REASON, id, &reason),
        placed_at: work.now().into(),
        placed_by: work.context().actor,
        lifted_at: None,
        lifted_by: None,
        lift_reason: None,
    };
    work.insert(row.clone()).await?;
    work.commit().await?;
    hold_views(app, caller, vec![row]).await?.pop().ok_or(Problem::not_found("files.hold_unknown"))
}

/// Lifts a hold.
pub async fn lift_file_hold(app: &App, caller: &Caller, id: FileHoldId, input: LiftFileHold) -> Result<FileHoldView> {
    caller.require(Permission::FileDestroy)?;
    let reason = required_reason(&input.reason)?;
    let unknown = || Problem::not_found("files.hold_unknown");
    let row = Find::<FileHold>::by_id(&app.db(), id.0).await?.ok_or_else(unknown)?;
    let subject = subject_of(&app.db(), row.person_id, app.today()).await?;
    caller.require_for(Permission::FileDestroy, &subject)?;
    let mut work = app.begin(caller, "lift_file_hold", Some(reason.clone())).await?;
    let row = Find::<FileHold>::by_id(&work.db(), row.id).await?.ok_or_else(unknown)?;
    if row.lifted_at.is_some() {
        return Err(Problem::conflict("files.hold_lifted"));
    }
    let new = FileHold {
        lifted_at: Some(work.now().into()),
        lifted_by: work.context().actor,
        lift_reason: Some(work.seal(FileHold::META, FileHold::LIFT_REASON, row.id, &reason)),
        ..row.clone()
    };
    work.update(&row, new.clone()).await?;
    work.commit().await?;
    hold_views(app, caller, vec![new]).await?.pop().ok_or_else(unknown)
}

/// Holds within the caller's keeping, the newest first.
pub async fn list_file_holds(app: &App, caller: &Caller) -> Result<FileHoldList> {
    const SHOWN: u64 = 200;
    let scope = caller.require(Permission::FileDestroy)?;
    let rows = Find::<FileHold>::new().visible(&scope, app.today()).descending(FileHold::PLACED_AT).limit(SHOWN + 1);
    let mut rows = rows.all(&app.db()).await?;
    let more = cut(&mut rows, SHOWN);
    Ok(FileHoldList { items: hold_views(app, caller, rows).await?, more })
}

async fn hold_views(app: &App, caller: &Caller, rows: Vec<FileHold>) -> Result<Vec<FileHoldView>> {
    let db = app.db();
    let people = Find::<Person>::new().any(Person::ID, rows.iter().map(|row| row.person_id)).all(&db).await?;
    let people: HashMap<Uuid, String> = people.into_iter().map(|row| (row.id, row.full_name)).collect();
    let accounts =
        Find::<Account>::new().any(Account::ID, rows.iter().filter_map(|row| row.placed_by)).all(&db).await?;
    let accounts: HashMap<Uuid, String> = accounts.into_iter().map(|row| (row.id, row.display_name)).collect();
    let files = Find::<File>::new().any(File::ID, rows.iter().filter_map(|row| row.file_id)).all(&db).await?;
    let mut views = Vec::new();
    for row in rows {
        let subject = subject_of(&db, row.person_id, app.today()).await?;
        let mut shown = caller.disclose(subject);
        let reason = shown.show_with(FileHold::REASON, || {
            app.store().unseal("file_hold", FileHold::REASON, row.id, &row.reason).map(storage::Opened::into_exposed)
        })?;
        let file = files.iter().find(|file| Some(file.id) == row.file_id);
        views.push(FileHoldView {
            id: FileHoldId(row.id),
            person_id: PersonId(row.person_id),
            person_name: people.get(&row.person_id).cloned().unwrap_or_default(),
            file_id: row.file_id.map(FileId),
            category: file.filter(|file| class_of(&file.class).is_some()).map(|file| file.category.clone()),
            reason,
            placed_at: row.placed_at.into(),
            placed_by: row.placed_by.and_then(|account| accounts.get(&account).cloned()),
            lifted_at: row.lifted_at.map(Into::into),
            redacted: shown.redacted(),
        });
    }
    Ok(views)
}
