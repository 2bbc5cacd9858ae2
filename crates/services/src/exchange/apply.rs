//! Writing the accepted cells: by the commands of the page, in one unit of work, known now.

use std::collections::{BTreeMap, HashSet};

use access::Caller;
use kernel::{EmploymentId, Instant, OrgUnitId, PersonId, Problem, Sensitive, SheetUpdateId};
use storage::UnitOfWork;
use uuid::Uuid;

use super::columns::{amount, plain};
use super::current::Scene;
use super::preview::preview;
use super::record::{Opened, view};
use super::views::{ApplySheetUpdate, CellState, SheetUpdateState, SheetUpdateView};
use crate::app::required_reason;
use crate::imports::Target;
use crate::people::{ChangePay, PersonCorrection, Transfer, change_pay_in, correct_person_in, transfer_in};
use crate::{App, Result};

/// The new values of one person, by column.
type Changes = BTreeMap<Target, Option<String>>;

/// Applies the accepted cells. A refused one among them stops the whole.
pub async fn apply_sheet_update(
    app: &App,
    caller: &Caller,
    id: SheetUpdateId,
    input: ApplySheetUpdate,
) -> Result<SheetUpdateView> {
    let reason = required_reason(&input.reason)?;
    let mut work = app.begin(caller, "apply_sheet_update", Some(reason)).await?;
    let mut opened = Opened::read(app, &work.db(), caller, id).await?;
    match SheetUpdateState::parse(&opened.row.state) {
        SheetUpdateState::Returned => {}
        SheetUpdateState::Applied => return Err(Problem::conflict("exchange.applied")),
        SheetUpdateState::SentOut => return Err(Problem::conflict("exchange.not_returned")),
    }
    let (people, cells) = accepted(app, &work, caller, &opened, input.cells.as_deref()).await?;
    if people.is_empty() {
        return Err(Problem::conflict("exchange.nothing_to_apply").at("/cells"));
    }
    let managers: Vec<String> = people.values().filter_map(|own| own.get(&Target::ManagerNo).cloned()?).collect();
    let ids: Vec<Uuid> = people.keys().copied().collect();
    let scene = Scene::read(app, &work.db(), &ids, &managers).await?;
    let known_at = work.now();
    for (person, changes) in &people {
        one(app, &mut work, &scene, (*person, changes), &input, known_at)
            .await
            .map_err(|problem| problem.with("person", person))?;
    }
    opened.mark_applied(&cells);
    opened.save(&mut work, SheetUpdateState::Applied, cells.len()).await?;
    work.commit().await?;
    view(app, &app.db(), caller, &opened).await
}

/// What is to be written, by person, and the cells that say so.
async fn accepted(
    app: &App,
    work: &UnitOfWork,
    caller: &Caller,
    opened: &Opened,
    wanted: Option<&[String]>,
) -> Result<(BTreeMap<Uuid, Changes>, HashSet<String>)> {
    let cells = preview(app, &work.db(), caller, opened).await?;
    if let Some(unknown) = wanted.into_iter().flatten().find(|id| !cells.iter().any(|cell| cell.id == **id)) {
        return Err(Problem::invalid("exchange.no_such_cell").at("/cells").with("cell", unknown));
    }
    let (mut people, mut accepted): (BTreeMap<Uuid, Changes>, HashSet<String>) = Default::default();
    let returned = opened.content.returned.as_ref();
    for cell in cells {
        let asked = wanted.is_none_or(|wanted| wanted.contains(&cell.id));
        if cell.state == CellState::Refused {
            if asked && wanted.is_some() {
                return Err(Problem::conflict("exchange.cell_refused").at("/cells").with("cell", cell.id));
            }
            continue;
        }
        let own = returned.iter().flat_map(|own| &own.cells);
        let own = own.into_iter().find(|own| own.row == cell.row && own.column == cell.column);
        if let Some(own) = own.filter(|_| asked) {
            let value = plain(own.column, &own.text).ok().flatten();
            people.entry(own.person).or_default().insert(own.column, value);
            accepted.insert(own.id());
        }
    }
    Ok((people, accepted))
}

async fn one(
    app: &App,
    work: &mut UnitOfWork,
    scene: &Scene,
    (person, changes): (Uuid, &Changes),
    input: &ApplySheetUpdate,
    known_at: Instant,
) -> Result<()> {
    let text = |target: Target| changes.get(&target).cloned().flatten();
    let hidden = |target: Target| changes.get(&target).map(|value| value.clone().map(Sensitive::new));
    let correction = PersonCorrection {
        full_name: None,
        identity_number: hidden(Target::IdentityNumber),
        phone: hidden(Target::Phone),
        email: hidden(Target::Email),
        bank_account: hidden(Target::BankAccount),
    };
    correct_person_in(app, work, PersonId(person), correction).await?;
    let seat = [Target::UnitPath, Target::Position, Target::JobLevel, Target::ManagerNo, Target::Place];
    let pay = text(Target::BasePay);
    let moves = seat.iter().any(|own| changes.contains_key(own));
    if !moves && pay.is_none() {
        return Ok(());
    }
    let employment = scene.people.get(&person).and_then(|current| current.employment.as_ref());
    let employment = employment.ok_or(Problem::conflict("people.not_employed"))?.employment_id;
    if moves {
        let transfer = Transfer {
            first_day: input.first_day,
            unit_id: text(Target::UnitPath).and_then(|path| scene.unit(&path)).map(OrgUnitId),
            manager_id: text(Target::ManagerNo).and_then(|number| scene.manager(&number)).map(PersonId),
            position: text(Target::Position),
            job_level: text(Target::JobLevel),
            place: text(Target::Place),
        };
        transfer_in(work, EmploymentId(employment), transfer, known_at).await?;
    }
    if let Some(pay) = pay {
        let amount = amount(&pay).ok_or(Problem::invalid("people.pay_not_positive"))?;
        let reason = input.pay_reason.clone().ok_or(Problem::invalid("input.required").at("/pay_reason"))?;
        let change = ChangePay { first_day: input.first_day, base_pay_fen: Sensitive::new(amount), reason };
        change_pay_in(work, EmploymentId(employment), change, known_at).await?;
    }
    Ok(())
}
