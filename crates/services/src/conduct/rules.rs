//! Work rules: a draft, its consultation (Labour Contract Law art. 4), publication, and who has read it.

use std::collections::HashMap;

use access::{Caller, Permission};
use kernel::{Date, Instant, LegalEntityId, OrgUnitId, PersonId, Problem};
use storage::query::Find;
use storage::query::conduct::{count_unacknowledged, unacknowledged};
use storage::rows::{LegalEntity, OrgUnit, WorkRule as Row, WorkRuleAck, WorkRuleStep};
use storage::{Db, UnitOfWork};
use uuid::Uuid;

use super::filed::file_receipt_in;
use super::views::{
    AcknowledgementCount, NewRuleStep, NewWorkRule, PublishWorkRule, RuleStepView, UnacknowledgedView, WorkRuleList,
    WorkRuleView,
};
use crate::organisation::check_code;
use crate::people::{EntityRef, PersonRef, UnitRef, current_employment};
use crate::wire::cut;
use crate::{App, Created, Page, PageQuery, Result};

/// What art. 4 wants before a rule that touches the staff is decided: all staff or their representatives discuss it,
/// and it is settled with the union or the representatives on an equal footing.
const WANTED: [&str; 2] = ["discussion", "union"];

/// Drafts a version.
pub async fn draft_work_rule(app: &App, caller: &Caller, input: NewWorkRule) -> Result<Created> {
    caller.require(Permission::WorkRuleManage)?;
    let mut work = app.begin(caller, "draft_work_rule", None).await?;
    let id = draft_work_rule_in(&mut work, input).await?;
    work.commit().await?;
    Ok(Created { id })
}

/// The same inside a unit of work.
pub async fn draft_work_rule_in(work: &mut UnitOfWork, input: NewWorkRule) -> Result<Uuid> {
    let (title, body) = (input.title.trim().to_owned(), input.body.trim().to_owned());
    for (text, pointer) in [(&title, "/title"), (&body, "/body")] {
        if text.is_empty() {
            return Err(Problem::invalid("input.required").at(pointer));
        }
    }
    let version = match input.rule_id {
        None => 1,
        Some(rule) => {
            let known = Find::<Row>::new().eq(Row::RULE_ID, rule).descending(Row::VERSION).one(&work.db()).await?;
            let known = known.ok_or(Problem::not_found("conduct.rule_unknown").at("/rule_id"))?;
            if known.state == "draft" {
                return Err(Problem::conflict("conduct.draft_open").at("/rule_id"));
            }
            known.version + 1
        }
    };
    let id = work.new_id();
    let row = Row {
        id,
        rule_id: input.rule_id.unwrap_or(id),
        version,
        title,
        body,
        touches_staff: input.touches_staff,
        legal_entity_id: input.legal_entity_id.map(|entity| entity.0),
        state: "draft".to_owned(),
        published_on: None,
        effective_on: None,
        created_at: work.now().into(),
        created_by: work.context().actor,
    };
    work.insert(row).await?;
    Ok(id)
}

async fn draft(db: &Db<'_>, id: Uuid) -> Result<Row> {
    let row = Find::<Row>::by_id(db, id).await?.ok_or(Problem::not_found("conduct.rule_unknown"))?;
    if row.state != "draft" {
        return Err(Problem::conflict("conduct.rule_published"));
    }
    Ok(row)
}

/// Records a step of the consultation, with its evidence.
pub async fn record_rule_step(app: &App, caller: &Caller, id: Uuid, input: NewRuleStep) -> Result<Created> {
    caller.require(Permission::WorkRuleManage)?;
    let mut work = app.begin(caller, "record_rule_step", None).await?;
    if input.day > app.today() {
        return Err(Problem::invalid("input.day_ahead").at("/day"));
    }
    let step = record_rule_step_in(&mut work, id, input).await?;
    work.commit().await?;
    Ok(Created { id: step })
}

/// The same inside a unit of work.
pub async fn record_rule_step_in(work: &mut UnitOfWork, id: Uuid, input: NewRuleStep) -> Result<Uuid> {
    draft(&work.db(), id).await?;
    check_code(&work.db(), "work_rule_step", &input.kind, "/kind").await?;
    let detail = input.detail.trim().to_owned();
    if detail.is_empty() {
        return Err(Problem::invalid("input.required").at("/detail"));
    }
    let step = work.new_id();
    let row = WorkRuleStep {
        id: step,
        work_rule_id: id,
        kind: input.kind,
        day: input.day,
        detail,
        recorded_at: work.now().into(),
        recorded_by: work.context().actor,
    };
    work.insert(row).await?;
    Ok(step)
}

async fn steps(db: &Db<'_>, ids: Vec<Uuid>) -> Result<HashMap<Uuid, Vec<WorkRuleStep>>> {
    let rows = Find::<WorkRuleStep>::new().any(WorkRuleStep::WORK_RULE_ID, ids).ascending(WorkRuleStep::DAY);
    let mut found: HashMap<Uuid, Vec<WorkRuleStep>> = HashMap::new();
    for row in rows.all(db).await? {
        found.entry(row.work_rule_id).or_default().push(row);
    }
    Ok(found)
}

fn missing(row: &Row, steps: &[WorkRuleStep]) -> Vec<&'static str> {
    let wanted = WANTED.into_iter().filter(|_| row.touches_staff && row.state == "draft");
    wanted.filter(|wanted| !steps.iter().any(|step| step.kind == *wanted)).collect()
}

/// Publishes a version. Without the consultation that art. 4 asks for it is refused.
pub async fn publish_work_rule(app: &App, caller: &Caller, id: Uuid, input: PublishWorkRule) -> Result<()> {
    caller.require(Permission::WorkRuleManage)?;
    let mut work = app.begin(caller, "publish_work_rule", None).await?;
    publish_work_rule_in(app, &mut work, id, input).await?;
    work.commit().await?;
    Ok(())
}

/// The same inside a unit of work.
pub async fn publish_work_rule_in(app: &App, work: &mut UnitOfWork, id: Uuid, input: PublishWorkRule) -> Result<()> {
    let row = draft(&work.db(), id).await?;
    let taken = steps(&work.db(), vec![id]).await?.remove(&id).unwrap_or_default();
    let lacking = missing(&row, &taken);
    if !lacking.is_empty() {
        let steps = lacking.join(", ");
        return Err(Problem::conflict("conduct.not_consulted")
            .with("steps", steps)
            .by_law("《劳动合同法》第四条第二款"));
    }
    let today = app.day_of(work.now());
    if input.effective_on < today {
        return Err(Problem::invalid("input.day_past").at("/effective_on"));
    }
    let older = Find::<Row>::new().eq(Row::RULE_ID, row.rule_id).eq(Row::STATE, "published").all(&work.db()).await?;
    for old in older {
        work.update(&old, Row { state: "replaced".to_owned(), ..old.clone() }).await?;
    }
    let new = Row {
        state: "published".to_owned(),
        published_on: Some(today),
        effective_on: Some(input.effective_on),
        ..row.clone()
    };
    Ok(work.update(&row, new).await?)
}

/// The caller has read a version.
pub async fn acknowledge_work_rule(app: &App, caller: &Caller, id: Uuid) -> Result<()> {
    caller.require(Permission::SessionUse)?;
    let person = caller.person().ok_or(Problem::forbidden("conduct.no_person"))?;
    let mut work = app.begin(caller, "acknowledge_work_rule", None).await?;
    acknowledge_in(app, &mut work, id, person).await?;
    work.commit().await?;
    Ok(())
}

/// The same inside a unit of work. The receipt stands in the person's file.
pub async fn acknowledge_in(app: &App, work: &mut UnitOfWork, id: Uuid, person: PersonId) -> Result<()> {
    let unknown = || Problem::not_found("conduct.rule_unknown");
    let row = Find::<Row>::by_id(&work.db(), id).await?.filter(|row| row.state == "published").ok_or_else(unknown)?;
    let employment = current_employment(&work.db(), person, app.day_of(work.now())).await?.ok_or_else(unknown)?;
    if row.legal_entity_id.is_some_and(|entity| entity != employment.legal_entity_id) {
        return Err(unknown());
    }
    if acknowledged(&work.db(), id, person.0).await?.is_some() {
        return Err(Problem::conflict("conduct.acknowledged"));
    }
    let ack =
        WorkRuleAck { id: work.new_id(), work_rule_id: id, person_id: person.0, acknowledged_at: work.now().into() };
    work.insert(ack.clone()).await?;
    file_receipt_in(app, work, (&row, &ack), &employment).await
}

/// When a person acknowledged a version.
pub(super) async fn acknowledged(db: &Db<'_>, version: Uuid, person: Uuid) -> Result<Option<Instant>> {
    let find = Find::<WorkRuleAck>::new().eq(WorkRuleAck::WORK_RULE_ID, version).eq(WorkRuleAck::PERSON_ID, person);
    Ok(find.one(db).await?.map(|row| row.acknowledged_at.into()))
}

/// A version that held, and was known to the person, on a day; else why no measure may rest on it.
pub(super) async fn binding(app: &App, db: &Db<'_>, version: Uuid, person: Uuid, on: Date) -> Result<Row> {
    let row = Find::<Row>::by_id(db, version).await?.ok_or(Problem::not_found("conduct.rule_unknown"))?;
    if row.state == "draft" || row.effective_on.is_none_or(|first| on < first) {
        return Err(Problem::conflict("conduct.not_in_force").at("/work_rule_id").by_law("《劳动合同法》第四条第四款"));
    }
    let known = acknowledged(db, version, person).await?.is_some_and(|at| app.day_of(at) <= on);
    if !known {
        return Err(Problem::conflict("conduct.not_acknowledged")
            .at("/work_rule_id")
            .by_law("《劳动合同法》第四条第四款、第三十九条第（二）项"));
    }
    Ok(row)
}

/// Rules as the caller needs them: all versions for whoever maintains them, else those that bind the caller.
pub async fn list_work_rules(app: &App, caller: &Caller) -> Result<WorkRuleList> {
    caller.require(Permission::SessionUse)?;
    let (db, manages) = (app.db(), caller.can(Permission::WorkRuleManage).allowed);
    let own = match caller.person() {
        Some(person) => current_employment(&db, person, app.today()).await?.map(|row| row.legal_entity_id),
        None => None,
    };
    let binds = |row: &Row| own.is_some_and(|own| row.legal_entity_id.is_none_or(|entity| entity == own));
    let mut rows = Find::<Row>::new().descending(Row::CREATED_AT).all(&db).await?;
    rows.retain(|row| manages || (row.state == "published" && binds(row)));
    let mut taken = steps(&db, rows.iter().map(|row| row.id).collect()).await?;
    let entities = Find::<LegalEntity>::new().all(&db).await?;
    let entities: HashMap<Uuid, String> = entities.into_iter().map(|row| (row.id, row.short_name)).collect();
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        let at = match caller.person() {
            Some(person) => acknowledged(&db, row.id, person.0).await?,
            None => None,
        };
        let count = if manages && row.state == "published" { Some(counted(app, caller, &row).await?) } else { None };
        let to_acknowledge = row.state == "published" && at.is_none() && binds(&row);
        items.push(view(row, &mut taken, &entities, (count, at, to_acknowledge)));
    }
    Ok(WorkRuleList { items })
}

async fn counted(app: &App, caller: &Caller, row: &Row) -> Result<AcknowledgementCount> {
    let scope = caller.require(Permission::WorkRuleManage)?;
    let (employed, missing) =
        count_unacknowledged(&app.db(), row.id, (&scope, app.today(), row.legal_entity_id)).await?;
    Ok(AcknowledgementCount { employed, missing })
}

fn view(
    row: Row,
    taken: &mut HashMap<Uuid, Vec<WorkRuleStep>>,
    entities: &HashMap<Uuid, String>,
    (acknowledgements, acknowledged_at, to_acknowledge): (Option<AcknowledgementCount>, Option<Instant>, bool),
) -> WorkRuleView {
    let steps = taken.remove(&row.id).unwrap_or_default();
    let missing_steps = missing(&row, &steps);
    let Row {
        id,
        rule_id,
        version,
        title,
        body,
        touches_staff,
        legal_entity_id,
        state,
        published_on,
        effective_on,
        created_at: _,
        created_by: _,
    } = row;
    WorkRuleView {
        id,
        rule_id,
        version,
        title,
        body,
        touches_staff,
        legal_entity: legal_entity_id
            .map(|id| EntityRef { id: LegalEntityId(id), name: entities.get(&id).cloned().unwrap_or_default() }),
        state,
        published_on,
        effective_on,
        steps: steps
            .into_iter()
            .map(|step| RuleStepView {
                kind: step.kind,
                day: step.day,
                detail: step.detail,
                recorded_at: step.recorded_at.into(),
            })
            .collect(),
        missing_steps,
        acknowledgements,
        acknowledged_at,
        to_acknowledge,
    }
}

/// Who has not acknowledged a version.
pub async fn list_unacknowledged(
    app: &App,
    caller: &Caller,
    id: Uuid,
    query: PageQuery,
) -> Result<Page<UnacknowledgedView>> {
    let scope = caller.require(Permission::WorkRuleManage)?;
    let db = app.db();
    let row = Find::<Row>::by_id(&db, id).await?.ok_or(Problem::not_found("conduct.rule_unknown"))?;
    let among = (&scope, app.today(), row.legal_entity_id);
    let limit = query.limit();
    let skip: u64 = query.cursor.and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
    let mut rows = unacknowledged(&db, id, among, (skip, limit + 1)).await?;
    let more = cut(&mut rows, limit);
    let (_, total) = count_unacknowledged(&db, id, among).await?;
    let units = rows.iter().map(|row| row.unit_id);
    let units = Find::<OrgUnit>::new().any(OrgUnit::UNIT_ID, units).as_of(app.today(), app.now()).all(&db).await?;
    let units: HashMap<Uuid, String> = units.into_iter().map(|unit| (unit.unit_id, unit.name)).collect();
    let items = rows
        .into_iter()
        .map(|row| UnacknowledgedView {
            person: PersonRef { id: PersonId(row.person_id), full_name: row.full_name },
            employee_no: row.employee_no,
            unit: UnitRef { id: OrgUnitId(row.unit_id), name: units.get(&row.unit_id).cloned().unwrap_or_default() },
        })
        .collect();
    Ok(Page { items, next_cursor: more.then(|| (skip + limit).to_string()), total: Some(total) })
}
