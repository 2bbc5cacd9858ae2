//! The record of an update: made, taken back in, shown.

use std::collections::HashSet;

use access::{Caller, Permission};
use documents::tables::{ReadOptions, read_with};
use kernel::{Date, PersonId, Problem, Record, SheetUpdateId};
use serde::{Deserialize, Serialize};
use storage::audit::Action;
use storage::query::Find;
use storage::query::people::{RosterFilter, list};
use storage::rows::SheetUpdate;
use storage::{Db, Document, UnitOfWork};
use uuid::Uuid;

use super::columns::{EDITABLE, column, field, offered, permission, title};
use super::current::Scene;
use super::preview::preview;
use super::views::{
    NewSheetUpdate, ReturnedSheet, SheetUpdateList, SheetUpdateState, SheetUpdateSummary, SheetUpdateView,
};
use crate::imports::Target;
use crate::wire::cut;
use crate::{App, Result};

/// People in one workbook: a preview that a person can still look through.
const MOST_PEOPLE: usize = 5_000;
/// The largest file that is taken back, in bytes.
const LARGEST_FILE: usize = 16 << 20;

/// What went out, what came back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Content {
    pub(super) as_of: Date,
    pub(super) columns: Vec<Target>,
    pub(super) people: Vec<SentOut>,
    pub(super) returned: Option<Returned>,
}

/// One person's row: values in the order of the columns.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct SentOut {
    pub(super) person: Uuid,
    pub(super) values: Vec<Option<String>>,
}

/// The file that came back.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Returned {
    pub(super) file_name: String,
    pub(super) cells: Vec<ReturnedCell>,
    pub(super) unknown_rows: Vec<u32>,
    /// People who stand in it twice.
    pub(super) twice: Vec<Uuid>,
}

/// A cell whose text is not what went out.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct ReturnedCell {
    pub(super) row: u32,
    pub(super) person: Uuid,
    pub(super) column: Target,
    pub(super) text: String,
    pub(super) formula: bool,
    /// It was written.
    #[serde(default)]
    pub(super) applied: bool,
}

impl ReturnedCell {
    /// Its name within the update.
    pub(super) fn id(&self) -> String {
        format!("{}:{}", self.row, self.column.key())
    }
}

/// An update, opened.
pub(super) struct Opened {
    pub(super) row: SheetUpdate,
    pub(super) content: Content,
}

fn damaged() -> Problem {
    Problem::new(kernel::ErrorKind::Internal, "internal.exchange")
}

impl Opened {
    /// Reads it for whoever made it; for everybody else there is none.
    pub(super) async fn read(app: &App, db: &Db<'_>, caller: &Caller, id: SheetUpdateId) -> Result<Self> {
        caller.require(Permission::RosterExport)?;
        let unknown = || Problem::not_found("exchange.unknown");
        let row = Find::<SheetUpdate>::by_id(db, id.0).await?.ok_or_else(unknown)?;
        if row.created_by != caller.account().map(|account| account.0) {
            return Err(unknown());
        }
        let value = app.store().unseal(SheetUpdate::META.name, SheetUpdate::CONTENT, row.id, &row.content)?;
        let content = serde_json::from_value(value.into_exposed().0).map_err(|_| damaged())?;
        Ok(Self { row, content })
    }

    /// Remembers which cells were written, so that one can look back.
    pub(super) fn mark_applied(&mut self, applied: &HashSet<String>) {
        for cell in self.content.returned.iter_mut().flat_map(|returned| &mut returned.cells) {
            cell.applied = applied.contains(&cell.id());
        }
    }

    /// Writes a new state with what changed.
    pub(super) async fn save(&mut self, work: &mut UnitOfWork, state: SheetUpdateState, applied: usize) -> Result<()> {
        let value = serde_json::to_value(&self.content).map_err(|_| damaged())?;
        let row = SheetUpdate {
            state: state.key().to_owned(),
            changed_count: i32::try_from(applied).unwrap_or(i32::MAX),
            content: work.seal(SheetUpdate::META, SheetUpdate::CONTENT, self.row.id, &Document(value)),
            changed_at: work.now().into(),
            ..self.row.clone()
        };
        work.update(&self.row, row.clone()).await?;
        self.row = row;
        Ok(())
    }

    pub(super) fn ids(&self) -> Vec<Uuid> {
        self.content.people.iter().map(|own| own.person).collect()
    }
}

/// The people who go out: those named, or those of a unit, as far as the caller may see and export them.
async fn chosen(app: &App, caller: &Caller, input: &NewSheetUpdate) -> Result<Vec<Uuid>> {
    let scope = caller.require(Permission::RosterExport)?;
    let mut people: Vec<Uuid> = match input.unit_id {
        Some(unit) => {
            let filter = RosterFilter { unit: Some(unit.0), ..RosterFilter::new(app.today(), app.now(), scope) };
            let rows = list(&app.db(), &filter, MOST_PEOPLE as u64 + 1).await?;
            rows.into_iter().map(|row| row.person_id).collect()
        }
        None => input.person_ids.iter().map(|PersonId(id)| *id).collect(),
    };
    let mut seen = HashSet::new();
    people.retain(|person| seen.insert(*person));
    if people.len() > MOST_PEOPLE {
        return Err(Problem::invalid("exchange.too_many_people").with("limit", MOST_PEOPLE));
    }
    if people.is_empty() {
        return Err(Problem::invalid("exchange.nobody").at("/person_ids"));
    }
    Ok(people)
}

/// Keeps the present values of the people, so that the workbook can go out. The trail says that they did.
pub async fn make_sheet_update(app: &App, caller: &Caller, input: NewSheetUpdate) -> Result<SheetUpdateView> {
    let scope = caller.require(Permission::RosterExport)?;
    let columns: Vec<Target> = EDITABLE.iter().filter(|own| input.columns.contains(own)).copied().collect();
    if columns.is_empty() || input.columns.iter().any(|own| field(*own).is_none()) {
        return Err(Problem::invalid("exchange.column_not_editable").at("/columns"));
    }
    if let Some(own) = columns.iter().find(|own| !offered(caller).iter().any(|offer| offer.key == **own)) {
        return Err(Problem::forbidden("access.permission_missing").with("permission", permission(*own).key()));
    }
    let people = chosen(app, caller, &input).await?;
    let scene = Scene::read(app, &app.db(), &people, &[]).await?;
    let mut sent = Vec::with_capacity(people.len());
    for person in people {
        let Some(current) = scene.people.get(&person).filter(|current| scope.covers(&current.subject)) else {
            return Err(Problem::not_found("people.unknown").at("/person_ids"));
        };
        let mut values = Vec::with_capacity(columns.len());
        for target in &columns {
            let readable = field(*target).is_some_and(|field| caller.may_read(field.class, &current.subject));
            values.push(if readable { scene.text(app, current, *target)? } else { None });
        }
        sent.push(SentOut { person, values });
    }
    let mut work = app.begin(caller, "make_sheet_update", Some(format!("{} people", sent.len()))).await?;
    let id = work.new_id();
    let row_count = i32::try_from(sent.len()).unwrap_or(i32::MAX);
    let content = Content { as_of: app.today(), columns, people: sent, returned: None };
    let value = serde_json::to_value(&content).map_err(|_| damaged())?;
    let row = SheetUpdate {
        id,
        state: SheetUpdateState::SentOut.key().to_owned(),
        row_count,
        changed_count: 0,
        content: work.seal(SheetUpdate::META, SheetUpdate::CONTENT, id, &Document(value)),
        created_by: caller.account().map(|account| account.0),
        created_at: work.now().into(),
        changed_at: work.now().into(),
    };
    work.insert(row.clone()).await?;
    work.record(Action::Export, "person", id, None);
    work.commit().await?;
    view(app, &app.db(), caller, &Opened { row, content }).await
}

/// Takes a workbook back in: its hidden column says which update it belongs to. Nothing else is written.
pub async fn return_sheet(app: &App, caller: &Caller, input: ReturnedSheet) -> Result<SheetUpdateView> {
    caller.require(Permission::RosterExport)?;
    let ReturnedSheet { file_name, bytes } = input;
    if bytes.len() > LARGEST_FILE {
        return Err(Problem::invalid("imports.file_too_large").at("/file").with("mib", LARGEST_FILE >> 20));
    }
    let options = ReadOptions { header_row: Some(1), ..ReadOptions::default() };
    let sheet = read_with(&bytes, &file_name, &options).map_err(|error| error.problem().at("/file"))?;
    let foreign = || Problem::invalid("exchange.foreign_file").at("/file");
    let key = sheet.header.iter().position(|head| head.parse::<Uuid>().is_ok()).ok_or_else(foreign)?;
    let id: Uuid = sheet.header[key].parse().map_err(|_| foreign())?;
    let mut opened = Opened::read(app, &app.db(), caller, SheetUpdateId(id)).await?;
    if opened.row.state == SheetUpdateState::Applied.key() {
        return Err(Problem::conflict("exchange.applied").at("/file"));
    }
    let content = &opened.content;
    let places: Vec<Option<usize>> =
        content.columns.iter().map(|own| sheet.header.iter().position(|head| *head == title(*own).zh)).collect();
    let mut returned = Returned { file_name, cells: Vec::new(), unknown_rows: Vec::new(), twice: Vec::new() };
    let mut seen = HashSet::new();
    for row in &sheet.rows {
        let person = row.cells.get(key).and_then(|cell| cell.text().trim().parse::<Uuid>().ok());
        let Some(own) = person.and_then(|id| content.people.iter().find(|own| own.person == id)) else {
            returned.unknown_rows.push(row.number);
            continue;
        };
        if !seen.insert(own.person) && !returned.twice.contains(&own.person) {
            returned.twice.push(own.person);
        }
        for ((column, before), place) in content.columns.iter().zip(&own.values).zip(&places) {
            let Some(place) = place else { continue };
            let text = row.cells.get(*place).map_or("", documents::tables::Cell::text).trim();
            // Old values may be of a form that no new one may have: as they went out, they are no change.
            let same = before.as_deref().unwrap_or_default() == text;
            if !same && super::columns::plain(*column, text).as_ref() != Ok(before) {
                returned.cells.push(ReturnedCell {
                    row: row.number,
                    person: own.person,
                    column: *column,
                    text: text.chars().take(2_000).collect(),
                    formula: row.is_formula(*place),
                    applied: false,
                });
            }
        }
    }
    opened.content.returned = Some(returned);
    let mut work = app.begin(caller, "return_sheet", None).await?;
    opened.save(&mut work, SheetUpdateState::Returned, 0).await?;
    work.commit().await?;
    view(app, &app.db(), caller, &opened).await
}

/// One update, each changed cell against what holds now.
pub async fn sheet_update(app: &App, caller: &Caller, id: SheetUpdateId) -> Result<SheetUpdateView> {
    let db = app.db();
    let opened = Opened::read(app, &db, caller, id).await?;
    view(app, &db, caller, &opened).await
}

/// The caller's own updates, newest first.
pub async fn list_sheet_updates(app: &App, caller: &Caller) -> Result<SheetUpdateList> {
    const SHOWN: u64 = 100;
    caller.require(Permission::RosterExport)?;
    let find = Find::<SheetUpdate>::new().descending(SheetUpdate::CREATED_AT).limit(SHOWN + 1);
    let own = match caller.account() {
        Some(account) => find.eq(SheetUpdate::CREATED_BY, account.0),
        None => find.none(SheetUpdate::CREATED_BY),
    };
    let mut rows = own.all(&app.db()).await?;
    let more = cut(&mut rows, SHOWN);
    let items = rows.into_iter().map(|row| {
        let SheetUpdate { id, state, row_count, changed_count, content: _, created_by: _, created_at, changed_at } =
            row;
        SheetUpdateSummary {
            id: SheetUpdateId(id),
            state: SheetUpdateState::parse(&state),
            row_count: row_count.cast_unsigned(),
            applied: changed_count.cast_unsigned(),
            created_at: created_at.into(),
            changed_at: changed_at.into(),
        }
    });
    Ok(SheetUpdateList { items: items.collect(), more, columns: offered(caller) })
}

/// The view of an update.
pub(super) async fn view(app: &App, db: &Db<'_>, caller: &Caller, opened: &Opened) -> Result<SheetUpdateView> {
    let Opened { row, content } = opened;
    let state = SheetUpdateState::parse(&row.state);
    let cells = preview(app, db, caller, opened).await?;
    let count = |wanted| u32::try_from(cells.iter().filter(|cell| cell.state == wanted).count()).unwrap_or(u32::MAX);
    let (ok, warnings, refused) = {
        use super::views::CellState::{Ok, Refused, Warning};
        (count(Ok), count(Warning), count(Refused))
    };
    let mut redacted: Vec<&'static str> = Vec::new();
    for cell in cells.iter().filter(|cell| cell.after.as_ref().is_none()) {
        if let Some(field) = field(cell.column).filter(|field| !redacted.contains(&field.name)) {
            redacted.push(field.name);
        }
    }
    Ok(SheetUpdateView {
        id: SheetUpdateId(row.id),
        state,
        as_of: content.as_of,
        row_count: row.row_count.cast_unsigned(),
        columns: content.columns.iter().map(|own| column(*own)).collect(),
        file_name: content.returned.as_ref().map(|returned| returned.file_name.clone()),
        cells,
        unknown_rows: content.returned.as_ref().map(|own| own.unknown_rows.clone()).unwrap_or_default(),
        ok,
        warnings,
        refused,
        applied: row.changed_count.cast_unsigned(),
        created_at: row.created_at.into(),
        changed_at: row.changed_at.into(),
        redacted,
    })
}
