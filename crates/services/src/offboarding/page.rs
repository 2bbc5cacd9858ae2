//! One case with everything that the caller may see of it.

use std::collections::HashMap;

use access::{Caller, Disclosure, Permission, Subject};
use kernel::{AccountId, Date, FlowId, Instant, Problem, Text};
use law::termination::deadlines;
use storage::Db;
use storage::query::Find;
use storage::rows::{Account, LegalEntity, Offboarding as Row, OffboardingEvent};
use uuid::Uuid;

use super::board::{items, may_know, median_firm_minutes};
use super::case::{Open, case_for, employment};
use super::views::{Deadline, HistoryItem, OffboardingPage};
use crate::certificates::certificates_of;
use crate::flows::{FlowView, flow_view, zone_of};
use crate::settlement::{current, view};
use crate::{App, Result};

/// The page of a case.
pub async fn get_offboarding(app: &App, caller: &Caller, id: Uuid) -> Result<OffboardingPage> {
    let db = app.db();
    let (open, subject) = case_for(app, &db, caller, Permission::OffboardingRead, id).await?;
    let row = &open.row;
    if !may_know(caller, &subject, row) {
        return Err(super::case::unknown());
    }
    let summary = items(app, &db, vec![row.clone()]).await?.pop().ok_or_else(super::case::unknown)?;
    let employment = employment(&db, row.employment_id).await?;
    let entity = Find::<LegalEntity>::by_id(&db, employment.legal_entity_id).await?;
    let pre_flow = flow(app, caller, row.pre_flow_id).await?;
    let flow = flow(app, caller, row.flow_id).await?;
    let settlement = match current(&db, row.employment_id).await? {
        Some(settled) if row.flow_id.is_some() => Some(view(app, caller, subject, settled).await?),
        _ => None,
    };
    let mut certificates = certificates_of(app, &db, row.employment_id).await?;
    if !caller.is(row.person_id) && !caller.scope(Permission::CertificateIssue).covers(&subject) {
        certificates.clear();
    }
    let mut shown = caller.disclose(subject);
    let reason = shown.show_with(Row::REASON, || reason(app, row))?;
    let text = |shown: &mut Disclosure<'_>, value: &Option<String>| shown.show(Row::STATE, value.clone());
    let stored = &open.stored;
    let (pre_reason, written) = (text(&mut shown, &stored.pre_reason), text(&mut shown, &stored.text));
    let withdrawal_reason = text(&mut shown, &stored.withdrawal_reason);
    let history = history(app, &db, row.id, &mut shown).await?;
    let now = app.now();
    let last_working_minute = row.last_working_minute.map(Instant::from);
    Ok(OffboardingPage {
        id,
        actions: actions(
            caller,
            &subject,
            &open,
            (!certificates.is_empty(), flow.as_ref().or(pre_flow.as_ref()).is_some_and(|run| run.ended_at.is_none())),
            settlement.as_ref().map(|s| s.status.as_str()),
        ),
        employee_no: employment.employee_no,
        legal_entity: entity.map(|entity| entity.name).unwrap_or_default(),
        hired_on: employment.valid_from,
        received_on: row.received_on,
        notice_ends: row.notice_ends,
        wished_last_day: row.wished_last_day,
        last_working_minute,
        seconds_to_last_minute: last_working_minute.map(|at| (at.micros() - now.micros()).div_euclid(1_000_000)),
        pre_expires_at: row.pre_expires_at.filter(|_| row.phase == "pre_offboarding").map(Into::into),
        withdrawal: row.withdrawal.clone(),
        pre_reason,
        text: written,
        withdrawal_reason,
        reason,
        median_firm_minutes: median_firm_minutes(app, caller).await?,
        deadlines: legal_deadlines(app, row.last_day, flow.as_ref())?,
        certificate_from: row.last_day.map(|day| zone_of(app, now).start_of(day)),
        pre_flow,
        flow,
        settlement,
        certificates,
        history,
        summary,
        redacted: shown.redacted(),
    })
}

pub(super) async fn flow(app: &App, caller: &Caller, flow: Option<Uuid>) -> Result<Option<FlowView>> {
    match flow {
        Some(flow) => flow_view(app, caller, FlowId(flow)).await.map(Some),
        None => Ok(None),
    }
}

fn reason(app: &App, row: &Row) -> Result<Option<String>> {
    let open = |sealed| app.store().unseal("offboarding", Row::REASON, row.id, sealed);
    let opened = row.reason.as_ref().map(open).transpose()?;
    Ok(opened.map(kernel::Sensitive::into_exposed))
}

async fn history(app: &App, db: &Db<'_>, case: Uuid, shown: &mut Disclosure<'_>) -> Result<Vec<HistoryItem>> {
    let rows = Find::<OffboardingEvent>::new().eq(OffboardingEvent::OFFBOARDING_ID, case);
    let rows = rows.ascending(OffboardingEvent::AT).all(db).await?;
    let accounts = Find::<Account>::new().any(Account::ID, rows.iter().filter_map(|row| row.actor_id)).all(db).await?;
    let accounts: HashMap<Uuid, String> = accounts.into_iter().map(|row| (row.id, row.display_name)).collect();
    rows.into_iter()
        .map(|row| {
            let open = || -> Result<serde_json::Value> {
                let opened = app.store().unseal("offboarding_event", OffboardingEvent::DETAIL, row.id, &row.detail)?;
                Ok(opened.into_exposed().0)
            };
            let detail = shown.show_with(OffboardingEvent::DETAIL, open)?;
            Ok(HistoryItem {
                id: row.id,
                kind: row.kind,
                at: row.at.into(),
                actor: row.actor_id.and_then(|actor| accounts.get(&actor).cloned()),
                actor_id: row.actor_id.map(AccountId),
                detail,
            })
        })
        .collect()
}

/// The days that the law sets after the end, each with its article and the task that does it.
pub(super) fn legal_deadlines(app: &App, last_day: Option<Date>, flow: Option<&FlowView>) -> Result<Vec<Deadline>> {
    let Some(last_day) = last_day else { return Ok(Vec::new()) };
    let law = law::Parameters::builtin().map_err(|refusal| refusal.problem())?;
    let due = deadlines(law, last_day).map_err(|refusal| -> Problem { refusal.problem() })?.value;
    let today = app.today();
    let done =
        |task: &str| flow.is_some_and(|flow| flow.tasks.iter().any(|t| t.task == task && t.finished_at.is_some()));
    let line = |code: &str, title: Text, day: Date, article: &str, task: Option<&str>| Deadline {
        code: code.to_owned(),
        title,
        day,
        days_left: (day - today).num_days(),
        article: law::Article::find(article).map_or_else(
            || Text::new(article, article),
            |found| Text::new(found.text_zh.clone(), found.text_en.clone()),
        ),
        task: task.map(str::to_owned),
        done: task.is_some_and(done),
    };
    Ok(vec![
        line("wages", Text::of("付清工资", "Pay all wages"), due.wages_due, WAGES, Some("pay_wages")),
        line(
            "certificate",
            Text::of("出具离职证明", "Issue the leaving certificate"),
            due.certificate_due,
            AT_THE_END,
            Some("issue_certificate"),
        ),
        line(
            "file_and_social_insurance",
            Text::of("社保与档案转移", "Transfer social insurance and file"),
            due.file_and_si_transfer_due,
            AT_THE_END,
            Some("transfer_file"),
        ),
        line(
            "housing_fund",
            Text::of("公积金封存", "Seal the housing-fund account"),
            due.housing_fund_change_due,
            FUND,
            Some("seal_housing_fund"),
        ),
        line(
            "arbitration",
            Text::of("申请劳动仲裁时效届满", "Last day to apply for arbitration"),
            due.arbitration_limit,
            ARBITRATION,
            None,
        ),
        line(
            "contract_text",
            Text::of("劳动合同文本保存期满", "Contract text is kept until"),
            due.contract_text_keep_until,
            CONTRACT_TEXT,
            None,
        ),
    ])
}

const WAGES: &str = "劳部发〔1994〕489号 art.9";
const AT_THE_END: &str = "LCL art.50(1)";
const FUND: &str = "HPF Regulation art.15";
const ARBITRATION: &str = "MAL art.27";
const CONTRACT_TEXT: &str = "LCL art.50(3)";

fn actions(
    caller: &Caller,
    subject: &Subject,
    open: &Open,
    (certified, flow_runs): (bool, bool),
    settlement: Option<&str>,
) -> Vec<&'static str> {
    let may = |permission| caller.scope(permission).covers(subject);
    let own = caller.is(open.row.person_id);
    let phase = open.row.phase.as_str();
    let mut actions = Vec::new();
    if may(Permission::OffboardingManage) && !own {
        match phase {
            "pre_offboarding" => {
                actions.extend(["close_pre", "record_resignation", "record_agreement", "preview_cost"]);
            }
            "running" => actions.extend(["change_last_day", "preview_cost", "exit_interview"]),
            "ended" => actions.push("exit_interview"),
            _ => {}
        }
        if flow_runs {
            actions.extend(["nudge", "add_task"]);
        }
        if open.row.withdrawal == "requested" {
            actions.push("decide_withdrawal");
        }
    }
    if may(Permission::SettlementReview)
        && !own
        && matches!(phase, "running" | "ended")
        && settlement != Some("confirmed")
    {
        actions.push("compute_settlement");
        if settlement == Some("computed") {
            actions.push("confirm_settlement");
        }
    }
    if may(Permission::CertificateIssue) && matches!(phase, "running" | "ended") {
        actions.push(if certified { "revoke_certificate" } else { "issue_certificate" });
    }
    actions
}
