//! Checklists of a run: what is handed over to whom, and what comes back to the firm.

use std::collections::HashMap;

use access::{Caller, Permission};
use kernel::{FlowId, PersonId, Problem};
use storage::query::Find;
use storage::rows::{Account, Flow, FlowItem as Row, Person, Task};
use storage::{Db, UnitOfWork};
use uuid::Uuid;
use workflow::Kind;

use super::tasks::may_work;
use super::views::{AddFlowItem, FlowItem, HandoverList, ItemCount};
use crate::wire::cut;
use crate::{App, Result};

const KINDS: [&str; 4] = ["work", "document", "customer", "asset"];
/// Things of the firm are on the list of whoever takes them back; the rest is on the handover's.
const ASSET: &str = "asset";

/// The items that a task of this kind is about.
pub(super) fn belongs(kind: Kind, item: &Row) -> bool {
    match kind {
        Kind::Checklist | Kind::Review => item.kind != ASSET,
        Kind::AssetReturn => item.kind == ASSET,
        _ => false,
    }
}

/// How far the checklist of a task is; `None` for tasks without one.
pub(super) fn counts(kind: Kind, items: &[Row]) -> Option<ItemCount> {
    let own = || items.iter().filter(|item| belongs(kind, item));
    let with_list = matches!(kind, Kind::Checklist | Kind::Review | Kind::AssetReturn) && own().next().is_some();
    with_list
        .then(|| ItemCount { total: own().count(), received: own().filter(|item| item.received_at.is_some()).count() })
}

pub(super) async fn views(db: &Db<'_>, rows: Vec<Row>) -> Result<Vec<FlowItem>> {
    let people = Find::<Person>::new().any(Person::ID, rows.iter().filter_map(|row| row.successor_id)).all(db).await?;
    let people: HashMap<Uuid, String> = people.into_iter().map(|row| (row.id, row.full_name)).collect();
    let accounts = Find::<Account>::new().any(Account::ID, rows.iter().filter_map(|row| row.received_by));
    let accounts: HashMap<Uuid, String> =
        accounts.all(db).await?.into_iter().map(|row| (row.id, row.display_name)).collect();
    let mut rows = rows;
    rows.sort_by_key(|row| (row.received_at.is_some(), row.added_at));
    Ok(rows.into_iter().map(|row| view(row, &people, &accounts)).collect())
}

fn view(row: Row, people: &HashMap<Uuid, String>, accounts: &HashMap<Uuid, String>) -> FlowItem {
    let Row {
        id,
        flow_id,
        person_id: _,
        kind,
        title,
        successor_id,
        added_by: _,
        added_at: _,
        received_at,
        received_by,
    } = row;
    FlowItem {
        id,
        flow_id: FlowId(flow_id),
        kind,
        title,
        successor_id: successor_id.map(PersonId),
        successor_name: successor_id.and_then(|id| people.get(&id).cloned()),
        received_at: received_at.map(Into::into),
        received_by: received_by.and_then(|by| accounts.get(&by).cloned()),
    }
}

/// Whether the caller works on any task of the run, or runs such cases over the person.
async fn takes_part(app: &App, caller: &Caller, flow: &Flow) -> Result<bool> {
    let db = app.db();
    let subject = storage::query::subject_of(&db, flow.person_id, app.today()).await?;
    if caller.scope(Permission::OffboardingManage).covers(&subject) {
        return Ok(true);
    }
    let tasks = Find::<Task>::new().eq(Task::FLOW_ID, flow.id).all(&db).await?;
    Ok(tasks.iter().any(|task| may_work(caller, &subject, task)))
}

async fn flow_of(app: &App, flow: Uuid) -> Result<Flow> {
    Find::<Flow>::by_id(&app.db(), flow).await?.ok_or(Problem::not_found("flow.unknown"))
}

fn refuse_ended(flow: &Flow) -> Result<()> {
    if flow.status == "running" { Ok(()) } else { Err(Problem::conflict("flow.ended")) }
}

/// Adds an item.
pub async fn add_flow_item(app: &App, caller: &Caller, flow: FlowId, input: AddFlowItem) -> Result<FlowItem> {
    caller.require(Permission::TaskWork)?;
    let flow = flow_of(app, flow.0).await?;
    if !takes_part(app, caller, &flow).await? {
        return Err(Problem::not_found("flow.unknown"));
    }
    refuse_ended(&flow)?;
    if !KINDS.contains(&input.kind.as_str()) {
        return Err(Problem::invalid("input.choice").at("/kind").with("choices", KINDS.join(", ")));
    }
    let title = input.title.trim().to_owned();
    if title.is_empty() {
        return Err(Problem::invalid("input.required").at("/title"));
    }
    let successor = input.successor_id.map(|person| person.0);
    if successor == Some(flow.person_id) {
        return Err(Problem::invalid("flow.successor_is_leaver").at("/successor_id"));
    }
    let mut work = app.begin(caller, "add_flow_item", None).await?;
    if let Some(person) = successor
        && Find::<Person>::by_id(&work.db(), person).await?.is_none()
    {
        return Err(Problem::invalid("people.unknown").at("/successor_id"));
    }
    let row = Row {
        id: work.new_id(),
        flow_id: flow.id,
        person_id: flow.person_id,
        kind: input.kind,
        title,
        successor_id: successor,
        added_by: work.context().actor,
        added_at: work.now().into(),
        received_at: None,
        received_by: None,
    };
    work.insert(row.clone()).await?;
    work.commit().await?;
    one(app, row).await
}

async fn one(app: &App, row: Row) -> Result<FlowItem> {
    views(&app.db(), vec![row]).await?.pop().ok_or(Problem::not_found("flow.item_unknown"))
}

async fn item(work: &UnitOfWork, id: Uuid) -> Result<Row> {
    Find::<Row>::by_id(&work.db(), id).await?.ok_or(Problem::not_found("flow.item_unknown"))
}

/// The successor says that the item has arrived. Where nobody is named, whoever works on the run may say so, but
/// never the person who hands it over.
pub async fn receive_flow_item(app: &App, caller: &Caller, id: Uuid) -> Result<FlowItem> {
    caller.require(Permission::TaskWork)?;
    let mut work = app.begin(caller, "receive_flow_item", None).await?;
    let row = item(&work, id).await?;
    let flow = flow_of(app, row.flow_id).await?;
    let is_successor = row.successor_id.is_some_and(|person| caller.is(person)) || caller.is_system();
    if !is_successor {
        if !takes_part(app, caller, &flow).await? {
            return Err(Problem::not_found("flow.item_unknown"));
        }
        if row.successor_id.is_some() || caller.is(row.person_id) {
            return Err(Problem::forbidden("flow.item_not_yours"));
        }
    }
    if row.received_at.is_some() {
        return Err(Problem::conflict("flow.item_received"));
    }
    let new = Row { received_at: Some(work.now().into()), received_by: work.context().actor, ..row.clone() };
    work.update(&row, new.clone()).await?;
    work.commit().await?;
    one(app, new).await
}

/// Takes an item off the list that nobody has received yet.
pub async fn remove_flow_item(app: &App, caller: &Caller, id: Uuid) -> Result<()> {
    caller.require(Permission::TaskWork)?;
    let mut work = app.begin(caller, "remove_flow_item", None).await?;
    let row = item(&work, id).await?;
    let flow = flow_of(app, row.flow_id).await?;
    if !takes_part(app, caller, &flow).await? {
        return Err(Problem::not_found("flow.item_unknown"));
    }
    if row.received_at.is_some() {
        return Err(Problem::conflict("flow.item_received"));
    }
    work.remove(row).await?;
    work.commit().await?;
    Ok(())
}

/// The checklists of a run, for those who work on it; not received first.
pub async fn list_flow_items(app: &App, caller: &Caller, flow: FlowId) -> Result<HandoverList> {
    caller.require(Permission::TaskWork)?;
    let flow = flow_of(app, flow.0).await?;
    if !takes_part(app, caller, &flow).await? {
        return Err(Problem::not_found("flow.unknown"));
    }
    let db = app.db();
    let rows = Find::<Row>::new().eq(Row::FLOW_ID, flow.id).all(&db).await?;
    Ok(HandoverList { items: views(&db, rows).await?, more: false })
}

/// What others hand over to the caller.
pub async fn list_my_handovers(app: &App, caller: &Caller) -> Result<HandoverList> {
    const SHOWN: u64 = 200;
    caller.require(Permission::TaskWork)?;
    let Some(person) = caller.person() else { return Ok(HandoverList { items: Vec::new(), more: false }) };
    let db = app.db();
    let rows = Find::<Row>::new().eq(Row::SUCCESSOR_ID, person.0).descending(Row::ADDED_AT).limit(SHOWN + 1);
    let mut rows = rows.all(&db).await?;
    let more = cut(&mut rows, SHOWN);
    Ok(HandoverList { items: views(&db, rows).await?, more })
}
