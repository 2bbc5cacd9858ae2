//! The state's personnel file 人事档案: it stays with authorised bodies. Known here is only with whom it lies, and
//! when it was sent on, under which receipt. Nothing in it is read or kept.

use std::collections::HashMap;

use access::{Caller, Permission, Subject};
use chrono::Days;
use kernel::{Date, PersonId, Problem};
use serde::Deserialize;
use storage::query::{Find, subject_of, subjects_of};
use storage::rows::{Employment, Person, StateFile, StateFileMove};
use storage::{Db, UnitOfWork};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::completeness::ends;
use super::custody_views::{StateFileList, StateFileMoveView, StateFileView};
use crate::wire::cut;
use crate::{App, Result};

/// Where the state's file of a person lies.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutStateFile {
    /// `held`: with us or a body that keeps it for us; `moving_in`, `moving_out`, `gone`, `unknown`.
    pub status: String,
    /// A code of the catalogue `state_file_custody`.
    #[schema(example = "talent_service")]
    pub custody: String,
    /// Name of the body.
    pub holder: String,
    /// Its number there.
    #[serde(default)]
    pub reference: Option<String>,
}

/// One transfer.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecordStateFileMove {
    /// `in` or `out`.
    pub direction: String,
    /// The other body: that it comes from, or that it goes to.
    pub body: String,
    /// Day of sending.
    pub moved_on: Date,
    /// `confidential_mail` or `courier`: nobody carries the own file.
    pub channel: String,
    /// Number of the receipt.
    #[serde(default)]
    pub receipt_no: Option<String>,
    /// Day on the receipt.
    #[serde(default)]
    pub received_on: Option<Date>,
}

/// Which state's files.
#[derive(Debug, Clone, Default, Deserialize, ToSchema, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StateFileQuery {
    /// Only of this person.
    pub person_id: Option<PersonId>,
    /// Only those that must be sent on after an exit.
    pub due: Option<bool>,
}

const STATUS: [&str; 5] = ["held", "moving_in", "moving_out", "gone", "unknown"];
const CHANNELS: [&str; 2] = ["confidential_mail", "courier"];
/// The article that sets the days for sending on.
const ARTICLE: &str = "《劳动合同法》第五十条第一款";

fn said(text: &str, pointer: &'static str) -> Result<String> {
    let text = text.trim();
    if text.is_empty() { Err(Problem::invalid("input.required").at(pointer)) } else { Ok(text.to_owned()) }
}

/// Says where the state's file of a person lies.
pub async fn put_state_file(
    app: &App,
    caller: &Caller,
    person: PersonId,
    input: PutStateFile,
) -> Result<StateFileView> {
    let subject = subject_of(&app.db(), person.0, app.today()).await?;
    caller.require_for(Permission::FileWrite, &subject)?;
    if !STATUS.contains(&input.status.as_str()) {
        return Err(Problem::invalid("files.state_unknown").at("/status").with("known", STATUS.join(", ")));
    }
    let holder = said(&input.holder, "/holder")?;
    let mut work = app.begin(caller, "put_state_file", None).await?;
    crate::organisation::check_code(&work.db(), "state_file_custody", &input.custody, "/custody").await?;
    let reference = input.reference.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    set_in(&mut work, person, |row| StateFile {
        status: input.status.clone(),
        custody: input.custody.clone(),
        holder: holder.clone(),
        reference: reference.clone(),
        ..row
    })
    .await?;
    work.commit().await?;
    one(app, caller, person).await
}

async fn set_in(work: &mut UnitOfWork, person: PersonId, change: impl Fn(StateFile) -> StateFile) -> Result<()> {
    let (now, by) = (work.now().into(), work.context().actor);
    match Find::<StateFile>::new().eq(StateFile::PERSON_ID, person.0).one(&work.db()).await? {
        Some(old) => {
            let new = StateFile { changed_at: now, changed_by: by, ..change(old.clone()) };
            Ok(work.update(&old, new).await?)
        }
        None => {
            let blank = StateFile {
                id: work.new_id(),
                person_id: person.0,
                status: "unknown".to_owned(),
                custody: "unknown".to_owned(),
                holder: String::new(),
                reference: None,
                changed_at: now,
                changed_by: by,
            };
            Ok(work.insert(change(blank)).await?)
        }
    }
}

/// Records a transfer. Out: sent on; with a receipt it is gone. In: on its way; with a receipt it is here.
pub async fn record_state_file_move(
    app: &App,
    caller: &Caller,
    person: PersonId,
    input: RecordStateFileMove,
) -> Result<StateFileView> {
    let subject = subject_of(&app.db(), person.0, app.today()).await?;
    caller.require_for(Permission::FileWrite, &subject)?;
    let body = said(&input.body, "/body")?;
    if !["in", "out"].contains(&input.direction.as_str()) {
        return Err(Problem::invalid("files.state_unknown").at("/direction").with("known", "in, out"));
    }
    if !CHANNELS.contains(&input.channel.as_str()) {
        return Err(Problem::invalid("files.state_unknown").at("/channel").with("known", CHANNELS.join(", ")));
    }
    if input.moved_on > app.today() || input.received_on.is_some_and(|day| day < input.moved_on) {
        return Err(Problem::invalid("files.ends_before_it_begins").at("/moved_on"));
    }
    let receipt_no = input.receipt_no.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let mut work = app.begin(caller, "record_state_file_move", None).await?;
    let known = Find::<StateFile>::new().eq(StateFile::PERSON_ID, person.0).one(&work.db()).await?;
    let here = known.map(|row| row.holder).filter(|holder| !holder.is_empty()).unwrap_or_else(|| "—".to_owned());
    let out = input.direction == "out";
    let employment = Find::<Employment>::new().eq(Employment::PERSON_ID, person.0).known();
    let employment = employment.descending(Employment::VALID_FROM).one(&work.db()).await?;
    let due_on = match employment.as_ref().and_then(|row| row.valid_until).filter(|_| out) {
        Some(until) => Some(due_after(until - Days::new(1))?),
        None => None,
    };
    let row = StateFileMove {
        id: work.new_id(),
        person_id: person.0,
        direction: input.direction,
        sender: if out { here.clone() } else { body.clone() },
        receiver: if out { body.clone() } else { here },
        moved_on: input.moved_on,
        due_on,
        channel: input.channel,
        receipt_no,
        received_on: input.received_on,
        employment_id: employment.map(|row| row.employment_id),
        recorded_at: work.now().into(),
        recorded_by: work.context().actor,
    };
    let arrived = row.received_on.is_some();
    work.insert(row).await?;
    let status = match (out, arrived) {
        (true, true) => "gone",
        (true, false) => "moving_out",
        (false, true) => "held",
        (false, false) => "moving_in",
    };
    set_in(&mut work, person, |row| StateFile {
        status: status.to_owned(),
        holder: if out && arrived { body.clone() } else { row.holder.clone() },
        ..row
    })
    .await?;
    work.commit().await?;
    one(app, caller, person).await
}

/// The last day for sending a file on after the last day of work.
fn due_after(last_day: Date) -> Result<Date> {
    let law = law::Parameters::builtin().map_err(|refusal| refusal.problem())?;
    let due = law::termination::deadlines(law, last_day).map_err(|refusal| refusal.problem())?;
    Ok(due.value.file_and_si_transfer_due)
}

async fn one(app: &App, caller: &Caller, person: PersonId) -> Result<StateFileView> {
    let rows = Find::<StateFile>::new().eq(StateFile::PERSON_ID, person.0).all(&app.db()).await?;
    let views = views(app, caller, rows).await?;
    views.into_iter().next().ok_or(Problem::not_found("files.state_file_unknown"))
}

/// So many of the newest are looked at for what is due, and so many are shown.
const LOOKED_AT: u64 = 2_000;
const SHOWN: u64 = 200;

/// Where the files of persons in sight lie. Those that must be sent on come first, the most urgent at the top.
pub async fn list_state_files(app: &App, caller: &Caller, query: StateFileQuery) -> Result<StateFileList> {
    let scope = caller.require(Permission::FileRead)?;
    let find = Find::<StateFile>::new().visible(&scope, app.today());
    let find = match query.person_id {
        Some(person) => find.eq(StateFile::PERSON_ID, person.0),
        None => find,
    };
    let mut rows = find.descending(StateFile::CHANGED_AT).limit(LOOKED_AT + 1).all(&app.db()).await?;
    let beyond = cut(&mut rows, LOOKED_AT);
    let mut items = views(app, caller, rows).await?;
    let due = items.iter().filter(|item| item.due_on.is_some()).count();
    let overdue = items.iter().filter(|item| item.overdue).count();
    if query.due.unwrap_or(false) {
        items.retain(|item| item.due_on.is_some());
    }
    items.sort_by_key(|item| (item.due_on.is_none(), item.due_on));
    let more = cut(&mut items, SHOWN) || beyond;
    Ok(StateFileList { items, more, due, overdue })
}

async fn moves(db: &Db<'_>, persons: &[Uuid]) -> Result<HashMap<Uuid, Vec<StateFileMove>>> {
    let mut found: HashMap<Uuid, Vec<StateFileMove>> = HashMap::new();
    for chunk in persons.chunks(500) {
        let rows = Find::<StateFileMove>::new().any(StateFileMove::PERSON_ID, chunk.iter().copied());
        for row in rows.descending(StateFileMove::MOVED_ON).all(db).await? {
            found.entry(row.person_id).or_default().push(row);
        }
    }
    Ok(found)
}

async fn views(app: &App, caller: &Caller, rows: Vec<StateFile>) -> Result<Vec<StateFileView>> {
    let (db, today) = (app.db(), app.today());
    let persons: Vec<Uuid> = rows.iter().map(|row| row.person_id).collect();
    let mut names = HashMap::new();
    for chunk in persons.chunks(500) {
        let people = Find::<Person>::new().any(Person::ID, chunk.iter().copied()).all(&db).await?;
        names.extend(people.into_iter().map(|row| (row.id, row.full_name)));
    }
    let (subjects, ends, mut moves) =
        (subjects_of(&db, &persons, today).await?, ends(&db, &persons).await?, moves(&db, &persons).await?);
    let mut views = Vec::new();
    for row in rows {
        let subject = subjects
            .get(&row.person_id)
            .copied()
            .unwrap_or(Subject { person: Some(row.person_id), ..Subject::default() });
        let last_day = ends.get(&row.person_id).copied().flatten().map(|until| until - Days::new(1));
        // Only what lies with us must be sent on, and only once the end has come.
        let left = last_day.filter(|day| *day < today && matches!(row.status.as_str(), "held" | "moving_in"));
        let due_on = left.map(due_after).transpose()?;
        let mut shown = caller.disclose(subject);
        let StateFile { id: _, person_id, status, custody, holder, reference, changed_at, changed_by: _ } = row;
        let history = moves.remove(&person_id).unwrap_or_default().into_iter().map(move_view).collect();
        views.push(StateFileView {
            person_id: PersonId(person_id),
            person_name: names.get(&person_id).cloned().unwrap_or_default(),
            status: shown.show(StateFile::STATUS, status),
            custody: shown.show(StateFile::CUSTODY, custody),
            holder: shown.show(StateFile::HOLDER, holder),
            reference: shown.show(StateFile::REFERENCE, reference),
            last_day: shown.show(StateFile::STATUS, last_day.filter(|day| *day < today)),
            due_on,
            overdue: due_on.is_some_and(|due| due < today),
            article: due_on.map(|_| ARTICLE.to_owned()),
            moves: shown.show_as("moves", StateFileMove::MOVED_ON, history),
            changed_at: changed_at.into(),
            may_write: caller.require_for(Permission::FileWrite, &subject).is_ok(),
            redacted: shown.redacted(),
        });
    }
    Ok(views)
}

fn move_view(row: StateFileMove) -> StateFileMoveView {
    let StateFileMove {
        id: _,
        person_id: _,
        direction,
        sender,
        receiver,
        moved_on,
        due_on,
        channel,
        receipt_no,
        received_on,
        employment_id: _,
        recorded_at: _,
        recorded_by: _,
    } = row;
    let late = due_on.is_some_and(|due| due < moved_on);
    StateFileMoveView { direction, sender, receiver, moved_on, due_on, late, channel, receipt_no, received_on }
}
