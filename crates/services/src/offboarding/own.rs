//! The own page of the person who leaves: five items, not the board.

use access::Caller;
use access::Permission;
use kernel::{Date, Instant, Problem, Text};
use storage::query::{Find, subject_of};
use storage::rows::Offboarding as Row;
use workflow::Standing;

use super::case::open;
use super::page::{flow, legal_deadlines};
use super::views::{MyOffboarding, MyOffboardingItem};
use crate::certificates::certificates_of;
use crate::flows::FlowView;
use crate::settlement::{SettlementView, current, view};
use crate::{App, Result};

/// The caller's own case, if there is one. A leaver keeps sight of it after the last day.
pub async fn my_offboarding(app: &App, caller: &Caller) -> Result<MyOffboarding> {
    caller.require(Permission::ResignationSubmit)?;
    let person = caller.person().ok_or(Problem::forbidden("offboarding.no_person"))?;
    let db = app.db();
    let row = Find::<Row>::new().eq(Row::PERSON_ID, person.0).descending(Row::OPENED_AT).one(&db).await?;
    let Some(row) = row else { return Ok(nothing()) };
    let subject = subject_of(&db, person.0, app.today()).await?;
    let open = open(app.store(), row)?;
    let row = &open.row;
    let flow = flow(app, caller, row.flow_id).await?;
    let settlement = match current(&db, row.employment_id).await? {
        Some(settled) if row.flow_id.is_some() => Some(view(app, caller, subject, settled).await?),
        _ => None,
    };
    let certificates = certificates_of(app, &db, row.employment_id).await?;
    let certified = certificates.iter().any(|certificate| certificate.status == "valid");
    Ok(MyOffboarding {
        id: Some(row.id),
        phase: Some(row.phase.clone()),
        last_day: row.last_day,
        last_working_minute: row.last_working_minute.map(Instant::from),
        withdrawal: Some(row.withdrawal.clone()),
        pre_expires_at: row.pre_expires_at.filter(|_| row.phase == "pre_offboarding").map(Into::into),
        items: flow.as_ref().map(|flow| items(row, flow, settlement.as_ref(), certified)).unwrap_or_default(),
        text: open.stored.text.clone(),
        handover: flow.as_ref().map(|flow| flow.items.clone()).unwrap_or_default(),
        deadlines: legal_deadlines(app, row.last_day, flow.as_ref())?,
        settlement,
        certificates,
    })
}

const fn nothing() -> MyOffboarding {
    MyOffboarding {
        id: None,
        phase: None,
        last_day: None,
        last_working_minute: None,
        withdrawal: None,
        pre_expires_at: None,
        items: Vec::new(),
        text: None,
        handover: Vec::new(),
        settlement: None,
        certificates: Vec::new(),
        deadlines: Vec::new(),
    }
}

/// Where several tasks together stand: late when one is, done when all are.
fn state(flow: &FlowView, keys: &[&str]) -> String {
    let mut found = flow.tasks.iter().filter(|task| keys.contains(&task.task.as_str())).peekable();
    if found.peek().is_none() {
        return "waiting".to_owned();
    }
    let standings: Vec<Standing> = found.map(|task| task.standing).collect();
    let finished = |standing: &Standing| matches!(standing, Standing::Done | Standing::Skipped | Standing::NotNeeded);
    let word = if standings.iter().all(finished) {
        "done"
    } else if standings.contains(&Standing::Overdue) {
        "overdue"
    } else if standings.contains(&Standing::Open) {
        "open"
    } else {
        "waiting"
    };
    word.to_owned()
}

fn items(row: &Row, flow: &FlowView, settlement: Option<&SettlementView>, certified: bool) -> Vec<MyOffboardingItem> {
    let item = |code: &str, title: Text, state: String, day: Option<Date>, note: Text| MyOffboardingItem {
        code: code.to_owned(),
        title,
        state,
        day,
        note,
    };
    let confirmed = settlement.is_some_and(|settlement| settlement.status == "confirmed");
    vec![
        item(
            "resignation",
            Text::of("离职申请", "Resignation"),
            state(flow, &["accept_application"]),
            row.received_on,
            Text::of(
                "书面申请已送达；撤回须经单位同意。",
                "Received in writing; taking it back needs the employer's consent.",
            ),
        ),
        item(
            "handover",
            Text::of("工作交接", "Handover"),
            state(flow, &["handover_materials", "handover_review"]),
            row.last_day,
            Text::of("交接不影响工资结清和离职证明。", "Neither wages nor the certificate wait for it."),
        ),
        item(
            "settlement",
            Text::of("工资结清", "Final pay"),
            state(flow, &["pay_wages"]),
            row.last_day,
            if confirmed {
                Text::of(
                    "金额已由财务确认，可逐项查看计算过程。",
                    "Confirmed by finance; every amount shows its steps.",
                )
            } else {
                Text::of("金额待财务确认，可逐项查看计算过程。", "Not confirmed yet; every amount shows its steps.")
            },
        ),
        item(
            "certificate",
            Text::of("离职证明", "Leaving certificate"),
            if certified { "done".to_owned() } else { state(flow, &["issue_certificate"]) },
            row.last_day,
            Text::of(
                "劳动关系结束时出具，不以任何事项为条件。",
                "Issued at the end of employment; it waits for nothing.",
            ),
        ),
        item(
            "transfers",
            Text::of("社保、档案与公积金", "Social insurance, file, housing fund"),
            state(flow, &["transfer_file", "seal_housing_fund"]),
            row.last_day,
            Text::of("由单位在法定期限内办理。", "The employer does this within the time set by law."),
        ),
    ]
}
