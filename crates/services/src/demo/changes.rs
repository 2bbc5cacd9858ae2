//! The last scene: personnel changes in every state, a checklist of onboarding, one letter template.

use access::Permission;
use chrono::{Days, Months};
use kernel::{Date, PersonId, Sensitive};
use serde_json::{Value, json};
use storage::UnitOfWork;
use storage::query::{Find, subject_of};
use storage::rows::{Assignment, Employment, OrgUnit};
use uuid::Uuid;

use super::logins::caller;

use crate::changes::{
    ChangeKind, NewAgreement, OpenChange, UploadTemplate, make_letter_in, open_in, record_change_in,
    start_onboarding_in, undo_change_in, upload_letter_template_in,
};
use crate::people::Hired;
use crate::{App, Result};

/// A Word file as a firm would bring it: 转正通知 with placeholders.
const TEMPLATE: &[u8] = include_bytes!("../../data/demo-confirmation.docx");

/// Plays the scene on the last evening: what is settled was entered by personnel, what is open was asked for by the
/// business partner of the unit.
pub(super) async fn play(app: &App, spared: &[PersonId]) -> Result<()> {
    let (Some(hr), Some(hrbp)) = (caller(app, "han.xue").await?, caller(app, "shen.jingyi").await?) else {
        return Ok(());
    };
    let mut work = app.begin(&hr, "demo_changes", None).await?;
    let today = app.today();
    let template = UploadTemplate {
        kind: ChangeKind::Confirm,
        legal_entity_id: None,
        file_name: "转正通知书模板.docx".to_owned(),
        bytes: TEMPLATE.to_vec(),
    };
    upload_letter_template_in(&mut work, template).await?;
    let staying = staying(&work, today, spared).await?;
    onboard(app, &mut work, &staying, today).await?;
    let confirmed = confirm(app, &mut work, &staying, today).await?;
    let moved = move_people(app, &mut work, &staying, today).await?;
    work.commit().await?;
    let mut free = Vec::new();
    for row in &staying {
        let subject = subject_of(&app.db(), row.person_id, today).await?;
        let settled = moved.contains(&row.person_id) || confirmed == Some(row.person_id);
        if !settled && hrbp.scope(Permission::ChangePropose).covers(&subject) {
            free.push(row);
        }
    }
    let mut work = app.begin(&hrbp, "demo_changes", None).await?;
    ask(app, &mut work, &free, today).await?;
    work.commit().await?;
    Ok(())
}

/// Who is here and stays, by employee number, without the persons of the story.
async fn staying(work: &UnitOfWork, today: Date, spared: &[PersonId]) -> Result<Vec<Employment>> {
    let find = Find::<Employment>::new().known().on(today).none(Employment::VALID_UNTIL);
    let mut rows = find.ascending(Employment::EMPLOYEE_NO).all(&work.db()).await?;
    rows.retain(|row| !spared.contains(&PersonId(row.person_id)));
    Ok(rows)
}

fn change(person: Uuid, effective_on: Date, terms: Value, reason: &str) -> OpenChange {
    OpenChange {
        person_id: PersonId(person),
        effective_on,
        terms: Sensitive::new(terms),
        reason: reason.to_owned(),
        agreement: None,
        corrects: None,
        submit: false,
    }
}

/// The newest have their checklist.
async fn onboard(app: &App, work: &mut UnitOfWork, staying: &[Employment], today: Date) -> Result<()> {
    let newest = staying.iter().rev().filter(|row| row.valid_from + Months::new(2) > today).take(4);
    for row in newest {
        let hired = Hired { person_id: PersonId(row.person_id), employment_id: row.employment_id.into() };
        let probation = row.probation_until.map(|until| until - Days::new(1));
        start_onboarding_in(app, work, &hired, (row.valid_from, probation)).await?;
    }
    Ok(())
}

/// In probation on this day, the first to end first.
fn in_probation<'a>(rows: impl Iterator<Item = &'a Employment>, today: Date) -> Vec<(&'a Employment, Date)> {
    let running = rows.filter_map(|row| Some((row, row.probation_until.filter(|until| *until > today)?)));
    let mut running: Vec<_> = running.collect();
    running.sort_by_key(|(row, until)| (*until, row.employee_no.clone()));
    running
}

fn passed(row: &Employment, until: Date) -> OpenChange {
    change(row.person_id, until, json!({ "kind": "confirm" }), "试用期考核合格")
}

/// Of those in probation the first is confirmed, with the letter.
async fn confirm(app: &App, work: &mut UnitOfWork, staying: &[Employment], today: Date) -> Result<Option<Uuid>> {
    let Some((row, until)) = in_probation(staying.iter(), today).into_iter().next() else { return Ok(None) };
    let now = work.now();
    let id = record_change_in(app, work, passed(row, until), now).await?;
    make_letter_in(app, work, id).await?;
    Ok(Some(row.person_id))
}

/// What waits: two confirmations, a third one still a draft, and a transfer.
async fn ask(app: &App, work: &mut UnitOfWork, free: &[&Employment], today: Date) -> Result<()> {
    for (place, (row, until)) in in_probation(free.iter().copied(), today).into_iter().take(3).enumerate() {
        open_in(app, work, OpenChange { submit: place < 2, ..passed(row, until) }).await?;
    }
    let mut settled = free.iter().filter(|row| row.probation_until.is_none_or(|until| until <= today));
    let Some(row) = settled.nth(4) else { return Ok(()) };
    let Some(unit) = elsewhere(work, row, today).await? else { return Ok(()) };
    let terms = json!({ "kind": "transfer", "unit_id": unit });
    let transfer = change(row.person_id, today + Months::new(1), terms, "业务调整");
    open_in(app, work, OpenChange { submit: true, ..transfer }).await?;
    Ok(())
}

/// The first team or department where the person is not.
async fn elsewhere(work: &UnitOfWork, row: &Employment, today: Date) -> Result<Option<Uuid>> {
    let post = Find::<Assignment>::new().timeline(row.employment_id).known().on(today).one(&work.db()).await?;
    let units = Find::<OrgUnit>::new().known().on(today).any(OrgUnit::KIND, ["team", "department"]);
    let units = units.ascending(OrgUnit::CODE).all(&work.db()).await?;
    Ok(post.and_then(|post| units.iter().find(|unit| unit.unit_id != post.unit_id).map(|unit| unit.unit_id)))
}

/// A transfer in effect, one undone, a promotion to come, a secondment, a leave of absence. Whom they move is told.
async fn move_people(app: &App, work: &mut UnitOfWork, staying: &[Employment], today: Date) -> Result<Vec<Uuid>> {
    let old: Vec<&Employment> =
        staying.iter().filter(|row| row.probation_until.is_none_or(|until| until <= today)).skip(40).collect();
    let agreed = |document: &str| Some(NewAgreement { signed_on: today, document: document.to_owned() });
    let mut moved = Vec::new();
    for (place, row) in old.iter().step_by(17).take(5).enumerate() {
        let post = Find::<Assignment>::new().timeline(row.employment_id).known().on(today).one(&work.db()).await?;
        let Some(post) = post else { continue };
        let unit = elsewhere(work, row, today).await?;
        moved.push(row.person_id);
        let next_month = today + Months::new(1);
        let person = row.person_id;
        let now = work.now();
        match place {
            0 => {
                let terms = json!({ "kind": "transfer", "unit_id": unit });
                let id = record_change_in(app, work, change(person, today, terms, "支援新项目"), now).await?;
                make_letter_in(app, work, id).await?;
            }
            1 => {
                let terms = json!({ "kind": "transfer", "unit_id": unit });
                let id = record_change_in(app, work, change(person, today, terms, "部门合并"), now).await?;
                undo_change_in(app, work, id, "部门合并推迟", now).await?;
            }
            2 => {
                let terms = json!({ "kind": "promote", "position": format!("{}（资深）", post.position) });
                let promote = OpenChange {
                    agreement: agreed("岗位变更确认书"),
                    ..change(person, next_month, terms, "年度晋升评审通过")
                };
                record_change_in(app, work, promote, now).await?;
            }
            3 => {
                let last = today + Months::new(6);
                let terms =
                    json!({ "kind": "second", "host_name": "长三角联合实验室", "paid_by": "shared", "last_day": last });
                let second =
                    OpenChange { agreement: agreed("借调协议"), ..change(person, today, terms, "联合研发") };
                record_change_in(app, work, second, now).await?;
            }
            _ => {
                let last = today + Months::new(3);
                let terms = json!({ "kind": "leave_of_absence", "paid_by": "nobody", "last_day": last });
                let leave = OpenChange {
                    agreement: agreed("停薪留职协议"),
                    ..change(person, next_month, terms, "个人进修")
                };
                record_change_in(app, work, leave, now).await?;
            }
        }
    }
    Ok(moved)
}
