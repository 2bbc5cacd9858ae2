//! Gates, objections, talks and support: what stands between a score and a person.

use access::Caller;
use kernel::{Instant, PersonId, Record, Sensitive};
use serde_json::json;
use services::alerts::{
    AlertQuery, AnswerTalk, AskSupport, AssignAlert, CloseAlert, RecordRetentionAction, RecordTalk, SnoozeAlert,
    answer_talk, ask_support, assign_alert, close_alert, finish_support_task, get_alert, list_alert_assignees,
    list_alerts, list_support_tasks, own_insight, raise_alerts, record_retention_action, record_talk, snooze_alert,
};
use services::privacy::{
    ApproveGate, DecideObjection, FileObjection, GateKind, ObjectionDecision, WithdrawGate, approve_gate,
    decide_objection, file_objection, list_gates, list_objections, withdraw_gate,
};
use storage::Document;
use storage::query::Find;
use storage::rows::{Gate, InsightScore};
use testkit::day;

use crate::fixture::{Group, group};

struct Desk {
    group: Group,
    zhang: PersonId,
    own: Caller,
    hrbp: Caller,
    manager: Caller,
    privacy: Caller,
}

async fn pass_gates(group: &Group, caller: &Caller) {
    for gate in GateKind::ALL {
        let input = ApproveGate { evidence: "PIA-2026-07".into(), first_day: None, last_day: None };
        approve_gate(&group.app, caller, gate, input).await.unwrap();
    }
}

/// A score as the model writes it, without a model: twenty people, one of them high.
async fn score(group: &Group, person: PersonId, band: &str, probability: f64) {
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let id = work.new_id();
    let detail = json!({
        "probability": probability, "band": band, "confidence": "medium", "similar": 40, "inputs": [],
        "drivers": [{
            "feature": "performance_drops", "direction": "up", "helps": ["career_talk", "work_change"],
            "sentence": { "zh": "绩效连续两个周期下降", "en": "Performance fell two cycles in a row" },
            "figure": { "zh": "91 → 83 → 74", "en": "91 → 83 → 74" },
        }],
    });
    let row = InsightScore {
        id,
        person_id: person.0,
        model_id: uuid::Uuid::from_u128(1),
        month: day("2026-10-01"),
        scored_at: work.now().into(),
        expires_on: day("2027-02-18"),
        detail: work.seal(InsightScore::META, InsightScore::DETAIL, id, &Document(detail)),
    };
    work.insert(row).await.unwrap();
    work.commit().await.unwrap();
}

async fn desk() -> Desk {
    let group = group().await;
    let boss = group.hired(group.hire("周文博", "YC000001", "2020-01-01")).await.person_id;
    let hire = services::people::Hire { manager_id: Some(boss), ..group.hire("张明远", "YC000871", "2022-03-01") };
    let zhang = group.hired(hire).await.person_id;
    let shen = group.hired(group.hire("沈静怡", "YC000002", "2020-01-01")).await.person_id;
    let officer = group.hired(group.hire("林若溪", "YC000003", "2020-01-01")).await.person_id;
    let privacy = group.caller("lin", "privacy_officer", Some(officer), None).await;
    let hrbp = group.caller("shen", "hrbp", Some(shen), Some(group.cloud)).await;
    let own = group.caller("zhang", "employee", Some(zhang), None).await;
    let manager = group.caller("zhou", "manager", Some(boss), None).await;
    pass_gates(&group, &privacy).await;
    score(&group, zhang, "high", 0.4).await;
    for number in 0..19 {
        let other = group.hired(group.hire("李雷", &format!("YC1{number:05}"), "2021-01-01")).await.person_id;
        score(&group, other, "low", 0.02).await;
    }
    assert_eq!(raise_alerts(&group.app, kernel::Month::of(day("2026-10-01"))).await.unwrap(), 1);
    Desk { group, zhang, own, hrbp, manager, privacy }
}

impl Desk {
    async fn alert(&self) -> kernel::AlertId {
        let query = AlertQuery { state: Some("all".into()), mine: None };
        list_alerts(&self.group.app, &self.hrbp, query).await.unwrap().items[0].id
    }
}

#[tokio::test]
async fn named_mode_closes_at_once_when_a_gate_is_taken_back_or_runs_out() {
    let desk = desk().await;
    let app = &desk.group.app;
    assert!(list_gates(app, &desk.privacy).await.unwrap().named_mode);
    let gate = Find::<Gate>::new().eq(Gate::GATE, "notice_given").one(&app.db()).await.unwrap().unwrap();
    let input = || WithdrawGate { reason: "告知书有误".into() };
    assert_eq!(withdraw_gate(app, &desk.hrbp, gate.id, input()).await.unwrap_err().code, "access.permission_missing");
    withdraw_gate(app, &desk.privacy, gate.id, input()).await.unwrap();
    let closed = list_alerts(app, &desk.hrbp, AlertQuery::default()).await.unwrap_err();
    assert_eq!((closed.code, closed.params["missing"].as_str()), ("insights.named_mode_closed", "notice_given"));

    let again = ApproveGate { evidence: "第 4 版".into(), first_day: None, last_day: Some(day("2027-01-01")) };
    approve_gate(app, &desk.privacy, GateKind::NoticeGiven, again).await.unwrap();
    list_alerts(app, &desk.hrbp, AlertQuery::default()).await.unwrap();
    desk.group.clock.set(testkit::at("2027-01-02T02:00:00Z"));
    assert_eq!(
        list_alerts(app, &desk.hrbp, AlertQuery::default()).await.unwrap_err().code,
        "insights.named_mode_closed"
    );
}

#[tokio::test]
async fn a_gate_does_not_stand_for_more_than_a_year() {
    let desk = desk().await;
    let long = ApproveGate { evidence: "永久".into(), first_day: None, last_day: Some(day("2030-01-01")) };
    let refused = approve_gate(&desk.group.app, &desk.privacy, GateKind::NoticeGiven, long).await.unwrap_err();
    assert_eq!(refused.code, "privacy.gate_too_long");
}

#[tokio::test]
async fn an_objection_freezes_the_score_until_somebody_else_answers() {
    let desk = desk().await;
    let (app, id) = (&desk.group.app, desk.alert().await);
    assert!(get_alert(app, &desk.hrbp, id).await.unwrap().alert.band.is_some());
    let text = Sensitive::new("绩效下降是因为项目被取消".to_owned());
    let filed = file_objection(app, &desk.own, FileObjection { text }).await.unwrap();
    assert_eq!(filed.due_on, day("2026-12-05"));

    let page = get_alert(app, &desk.hrbp, id).await.unwrap();
    assert!(page.frozen && page.alert.band.is_none() && page.drivers.is_empty() && page.actions.is_empty());
    let close = || CloseAlert { outcome: "no_need".into(), note: None };
    assert_eq!(close_alert(app, &desk.hrbp, id, close()).await.unwrap_err().code, "alerts.frozen");
    score(&desk.group, desk.zhang, "high", 0.9).await;
    assert_eq!(raise_alerts(app, kernel::Month::of(day("2026-10-01"))).await.unwrap(), 0);

    let answer = |decision| DecideObjection { decision, reasons: Sensitive::new("项目取消属实".to_owned()) };
    let own_case = decide_objection(app, &desk.hrbp, filed.id, answer(ObjectionDecision::Rejected)).await.unwrap_err();
    assert_eq!(own_case.code, "access.permission_missing");
    assert_eq!(list_objections(app, &desk.privacy).await.unwrap().items.len(), 1);
    decide_objection(app, &desk.privacy, filed.id, answer(ObjectionDecision::Upheld)).await.unwrap();
    let own = own_insight(app, &desk.own).await.unwrap();
    assert!(own.frozen, "an objection that was upheld ends the use");
    assert_eq!(own.objections[0].reasons.as_ref().unwrap().as_deref(), Some("项目取消属实"));
    let again = decide_objection(app, &desk.privacy, filed.id, answer(ObjectionDecision::Rejected)).await.unwrap_err();
    assert_eq!(again.code, "privacy.objection_answered");
}

#[tokio::test]
async fn whoever_handles_the_alert_may_not_answer_the_objection() {
    let desk = desk().await;
    let app = &desk.group.app;
    let both = desk.group.caller("both", "hr", None, None).await;
    let grant = services::identity::GrantRole {
        role: "hrbp".into(),
        scope: None,
        scope_id: Some(desk.group.cloud.0),
        reason: "test".into(),
    };
    let mut work = app.begin(&Caller::system(), "test", None).await.unwrap();
    let account = both.account().unwrap();
    services::identity::grant_in(app, &mut work, account, &grant).await.unwrap();
    work.commit().await.unwrap();
    let row = Find::<storage::rows::Account>::by_id(&app.db(), account.0).await.unwrap().unwrap();
    let both = services::identity::caller_of(app, &row).await.unwrap();
    let text = Sensitive::new("不同意使用".to_owned());
    let filed = file_objection(app, &desk.own, FileObjection { text }).await.unwrap();
    let input =
        DecideObjection { decision: ObjectionDecision::Rejected, reasons: Sensitive::new("无理由".to_owned()) };
    let refused = decide_objection(app, &both, filed.id, input).await.unwrap_err();
    assert_eq!(refused.code, "privacy.objection_own_case");
}

#[tokio::test]
async fn a_statement_counts_only_when_the_person_confirms_it() {
    let desk = desk().await;
    let (app, id) = (&desk.group.app, desk.alert().await);
    let talk = RecordTalk {
        held_on: None,
        summary: Sensitive::new("谈了项目与发展".into()),
        statement: Some(Sensitive::new("计划春节后离职".into())),
    };
    let talk = record_talk(app, &desk.hrbp, id, talk).await.unwrap().id;
    let own = own_insight(app, &desk.own).await.unwrap();
    assert_eq!((own.talks[0].answer.as_str(), own.talks[0].statement.as_deref()), ("pending", Some("计划春节后离职")));
    let stranger = answer_talk(app, &desk.hrbp, talk, AnswerTalk { confirm: true }).await.unwrap_err();
    assert!(["access.permission_missing", "alerts.talk_unknown"].contains(&stranger.code));
    answer_talk(app, &desk.own, talk, AnswerTalk { confirm: true }).await.unwrap();
    let page = get_alert(app, &desk.hrbp, id).await.unwrap();
    let answered = page.history.iter().find(|step| step.kind == "talk_answered").unwrap();
    assert_eq!(answered.detail["answer"], "confirmed");
}

#[tokio::test]
async fn the_manager_gets_a_task_and_no_reason() {
    let desk = desk().await;
    let (app, id) = (&desk.group.app, desk.alert().await);
    let input = AskSupport { action: rules::Action::CareerTalk, due_on: None };
    let task = ask_support(app, &desk.hrbp, id, input).await.unwrap().id;
    let tasks = list_support_tasks(app, &desk.manager).await.unwrap();
    assert_eq!((tasks.items[0].id, tasks.items[0].name.zh.as_ref()), (task, "职业发展面谈"));
    let told = serde_json::to_string(&tasks).unwrap();
    for word in ["high", "绩效", "band", "alert", "RT-"] {
        assert!(!told.contains(word), "{word} in {told}");
    }
    let refused = list_alerts(app, &desk.manager, AlertQuery::default()).await.unwrap_err();
    assert_eq!(refused.code, "access.permission_missing");
    finish_support_task(app, &desk.manager, task).await.unwrap();
    assert_eq!(list_support_tasks(app, &desk.manager).await.unwrap().items[0].state, "done");
}

#[tokio::test]
async fn every_step_is_kept_and_a_closed_alert_is_not_raised_again_in_ninety_days() {
    let desk = desk().await;
    let (app, id) = (&desk.group.app, desk.alert().await);
    let snooze = SnoozeAlert { until: day("2026-12-01"), reason: "等项目结束".into() };
    snooze_alert(app, &desk.hrbp, id, snooze).await.unwrap();
    let action = RecordRetentionAction { code: "pay_adjustment".into(), day: None, note: None };
    record_retention_action(app, &desk.hrbp, id, action).await.unwrap();
    close_alert(app, &desk.hrbp, id, CloseAlert { outcome: "supported".into(), note: None }).await.unwrap();
    let page = get_alert(app, &desk.hrbp, id).await.unwrap();
    let kinds: Vec<&str> = page.history.iter().map(|step| step.kind.as_str()).collect();
    for kind in ["closed", "action", "snoozed", "assigned", "raised"] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
    assert!(page.alert.band.is_none() && page.actions.is_empty());
    score(&desk.group, desk.zhang, "high", 0.9).await;
    assert_eq!(raise_alerts(app, kernel::Month::of(day("2026-10-01"))).await.unwrap(), 0);
    let own = own_insight(app, &desk.own).await.unwrap();
    assert_eq!(own.history.len(), kinds.len(), "the person reads the same steps");
}

#[tokio::test]
async fn an_alert_expires_after_ninety_days_and_nobody_meets_an_alert_about_themself() {
    let desk = desk().await;
    let (app, id) = (&desk.group.app, desk.alert().await);
    let zhang = desk.group.caller("zhang-hrbp", "hrbp", Some(desk.zhang), Some(desk.group.cloud)).await;
    assert_eq!(get_alert(app, &zhang, id).await.unwrap_err().code, "alerts.unknown");
    assert!(list_alerts(app, &zhang, AlertQuery::default()).await.unwrap().items.is_empty());
    desk.group.clock.set(Instant::start_of(day("2027-02-19")));
    let page = get_alert(app, &desk.hrbp, id).await.unwrap();
    assert_eq!(page.alert.state, "expired");
    assert!(page.drivers.is_empty() && page.alert.band.is_none());
}

#[tokio::test]
async fn an_alert_can_be_handed_to_those_who_act_on_alerts_about_the_person_and_to_nobody_else() {
    let desk = desk().await;
    let (app, id) = (&desk.group.app, desk.alert().await);
    // Also an HRBP, but of another part of the firm; and the person, made HRBP of the own part.
    desk.group.caller("elsewhere", "hrbp", None, Some(desk.group.data)).await;
    desk.group.caller("zhang.hrbp", "hrbp", Some(desk.zhang), Some(desk.group.cloud)).await;
    let second = desk.group.caller("colleague", "hrbp", None, Some(desk.group.cloud)).await;
    let found = list_alert_assignees(app, &desk.hrbp, id).await.unwrap().items;
    let accounts: Vec<_> = found.iter().map(|item| item.account_id).collect();
    assert_eq!(accounts.len(), 2);
    assert!(accounts.contains(&desk.hrbp.account().unwrap()) && accounts.contains(&second.account().unwrap()));
    assert_eq!(found[0].roles.len(), 1);
    for item in found {
        assign_alert(app, &desk.hrbp, id, AssignAlert { account_id: Some(item.account_id) }).await.unwrap();
    }
    let manager = AssignAlert { account_id: desk.manager.account() };
    assert_eq!(assign_alert(app, &desk.hrbp, id, manager).await.unwrap_err().code, "alerts.assignee_may_not");
    assert!(list_alert_assignees(app, &desk.manager, id).await.is_err());
}
