//! Each changed cell against what went out, what holds now, and what the caller may.

use std::collections::HashSet;

use access::Caller;
use kernel::{PersonId, Record};
use storage::Db;
use storage::query::Find;
use storage::rows::Person;
use uuid::Uuid;

use super::columns::{amount, field, may_be_empty, permission, plain, reason};
use super::current::{Current, Scene};
use super::record::{Opened, ReturnedCell};
use super::views::{CellState, SheetCell, SheetUpdateState};
use crate::imports::Target;
use crate::people::{PersonRef, identity_blind};
use crate::{App, Result};

/// The changed cells; once the update is applied, those that were written.
pub(super) async fn preview(app: &App, db: &Db<'_>, caller: &Caller, opened: &Opened) -> Result<Vec<SheetCell>> {
    let Some(returned) = &opened.content.returned else { return Ok(Vec::new()) };
    if opened.row.state == SheetUpdateState::Applied.key() {
        return written(app, db, caller, opened).await;
    }
    let managers: Vec<String> = returned
        .cells
        .iter()
        .filter(|cell| cell.column == Target::ManagerNo)
        .filter_map(|cell| plain(cell.column, &cell.text).ok().flatten())
        .collect();
    let scene = Scene::read(app, db, &opened.ids(), &managers).await?;
    let taken = taken(app, db, &returned.cells).await?;
    let judge = Judge { app, caller, scene: &scene, taken: &taken, twice: &returned.twice };
    let mut cells = Vec::with_capacity(returned.cells.len());
    for cell in &returned.cells {
        let Some(current) = scene.people.get(&cell.person) else { continue };
        let Some(verdict) = judge.cell(cell, sent_out(opened, cell), current)? else { continue };
        cells.extend(shown(caller, opened, current, cell, verdict));
    }
    cells.sort_by_key(|cell| cell.row);
    Ok(cells)
}

/// What was applied. It is not judged again: what holds today may be another value since.
async fn written(app: &App, db: &Db<'_>, caller: &Caller, opened: &Opened) -> Result<Vec<SheetCell>> {
    let scene = Scene::read(app, db, &opened.ids(), &[]).await?;
    let returned = opened.content.returned.iter().flat_map(|returned| &returned.cells);
    let mut cells: Vec<SheetCell> = returned
        .filter(|cell| cell.applied)
        .filter_map(|cell| {
            let current = scene.people.get(&cell.person)?;
            // Rights may have changed since: the value stays hidden, and the page says why.
            let hidden = !may_read(caller, cell.column, current);
            shown(caller, opened, current, cell, (CellState::Applied, hidden.then_some("no_right")))
        })
        .collect();
    cells.sort_by_key(|cell| cell.row);
    Ok(cells)
}

fn may_read(caller: &Caller, column: Target, current: &Current) -> bool {
    field(column).is_some_and(|field| caller.may_read(field.class, &current.subject))
}

/// A cell as the caller may see it.
fn shown(
    caller: &Caller,
    opened: &Opened,
    current: &Current,
    cell: &ReturnedCell,
    (state, code): (CellState, Option<&'static str>),
) -> Option<SheetCell> {
    let field = field(cell.column)?;
    let after = plain(cell.column, &cell.text).unwrap_or_else(|_| Some(cell.text.clone()));
    Some(SheetCell {
        id: cell.id(),
        row: cell.row,
        person: PersonRef { id: PersonId(cell.person), full_name: current.person.full_name.clone() },
        column: cell.column,
        before: caller.show(&current.subject, field, sent_out(opened, cell).cloned()),
        after: caller.show(&current.subject, field, after),
        state,
        reason: code.map(reason),
        code: code.map(str::to_owned),
    })
}

/// What went out in the cell's place.
fn sent_out<'a>(opened: &'a Opened, cell: &ReturnedCell) -> Option<&'a String> {
    let place = opened.content.columns.iter().position(|own| *own == cell.column)?;
    let own = opened.content.people.iter().find(|own| own.person == cell.person)?;
    own.values.get(place)?.as_ref()
}

/// Blind indexes of the identity numbers in the file that somebody has already.
async fn taken(app: &App, db: &Db<'_>, cells: &[ReturnedCell]) -> Result<HashSet<Vec<u8>>> {
    let numbers = cells.iter().filter(|cell| cell.column == Target::IdentityNumber);
    let blinds: Vec<Vec<u8>> =
        numbers.filter_map(|cell| Some(identity_blind(app, &plain(cell.column, &cell.text).ok()??))).collect();
    let mut taken = HashSet::new();
    for chunk in blinds.chunks(400) {
        let rows = Find::<Person>::new().any(Person::IDENTITY_BLIND, chunk.iter().cloned()).all(db).await?;
        taken.extend(rows.into_iter().filter_map(|row| row.identity_blind));
    }
    Ok(taken)
}

struct Judge<'a> {
    app: &'a App,
    caller: &'a Caller,
    scene: &'a Scene,
    taken: &'a HashSet<Vec<u8>>,
    twice: &'a [Uuid],
}

impl Judge<'_> {
    /// What may happen to the cell and why; `None` when it says what holds already.
    fn cell(
        &self,
        cell: &ReturnedCell,
        before: Option<&String>,
        current: &Current,
    ) -> Result<Option<(CellState, Option<&'static str>)>> {
        let refused = |code| Ok(Some((CellState::Refused, Some(code))));
        if self.caller.is(cell.person) {
            return refused("own_record");
        }
        let readable = may_read(self.caller, cell.column, current);
        if !readable || self.caller.require_for(permission(cell.column), &current.subject).is_err() {
            return refused("no_right");
        }
        if self.twice.contains(&cell.person) {
            return refused("row_twice");
        }
        if cell.formula {
            return refused("formula");
        }
        let after = match plain(cell.column, &cell.text) {
            Ok(after) => after,
            Err(code) => return refused(code),
        };
        let now = self.scene.text(self.app, current, cell.column)?;
        if now == after {
            return Ok(None);
        }
        if now.as_ref() != before {
            return refused("changed_meanwhile");
        }
        let Some(after) = after else {
            return if may_be_empty(cell.column) {
                Ok(Some((CellState::Ok, None)))
            } else {
                refused("may_not_be_empty")
            };
        };
        Ok(Some(self.value(cell, &after, before, current)))
    }

    /// The new value itself.
    fn value(
        &self,
        cell: &ReturnedCell,
        after: &str,
        before: Option<&String>,
        current: &Current,
    ) -> (CellState, Option<&'static str>) {
        let dated = cell.column == Target::BasePay || field(cell.column).is_some_and(is_of_seat);
        if dated && (current.employment.is_none() || current.seat.is_none()) {
            return (CellState::Refused, Some("not_employed"));
        }
        let code = match cell.column {
            Target::UnitPath if self.scene.unit(after).is_none() => "unit_unknown",
            Target::ManagerNo => match self.scene.manager(after) {
                None => "manager_unknown",
                Some(manager) if manager == cell.person => "manager_self",
                Some(_) => return (CellState::Ok, None),
            },
            Target::IdentityNumber if self.taken.contains(&identity_blind(self.app, after)) => "identity_taken",
            Target::BasePay if before.is_some_and(|before| jumps(before, after)) => {
                return (CellState::Warning, Some("pay_jump"));
            }
            _ => return (CellState::Ok, None),
        };
        (CellState::Refused, Some(code))
    }
}

fn is_of_seat(field: &kernel::FieldMeta) -> bool {
    storage::rows::Assignment::META.fields.iter().any(|own| own.label == field.label)
}

/// More than three tenths up or down.
fn jumps(before: &str, after: &str) -> bool {
    let (Some(before), Some(after)) = (amount(before), amount(after)) else { return false };
    (after.fen() - before.fen()).abs() * 10 > before.fen() * 3
}
