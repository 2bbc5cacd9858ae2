//! Work around a leaving case: late tasks, stand-ins, figures that the law data lack, flows as data.

use access::{Caller, Permission};
use kernel::Money;
use services::flows::{
    AddFlowItem, CompleteTask, DelegateTask, PublishFlowDefinition, ReasonGiven, TasksQuery, add_flow_item,
    complete_task, delegate_task, get_flow_definition, list_flow_items, list_my_tasks, publish_flow_definition,
    receive_flow_item, reopen_task, skip_task,
};
use services::offboarding::{
    AddTask, BoardQuery, ComputeSettlement, ConfirmSettlement, NewEvidence, NudgeTasks, OpenPreOffboarding,
    RecordAgreement, add_task, compute_settlement, confirm_settlement, get_offboarding, list_offboardings, list_talks,
    nudge_tasks, open_pre_offboarding, record_agreement, tick,
};
use services::settlement::{NewLawFigure, SettlementFact, put_law_figure};
use testkit::day;
use workflow::exit::Side;

use crate::offboarding::cast;

#[tokio::test]
async fn whoever_is_told_of_a_late_task_finds_it_in_the_own_list_once() {
    let cast = cast().await;
    cast.resigned().await;
    cast.clock("2026-11-21T08:00:00Z"); // the inventory of accounts was due
    assert!(tick(cast.app()).await.unwrap() > 0);
    assert_eq!(tick(cast.app()).await.unwrap(), 0);
    let list = list_my_tasks(cast.app(), &cast.hr, TasksQuery::default()).await.unwrap();
    let told: Vec<_> = list.items.iter().filter(|task| task.task == "account_inventory").collect();
    assert_eq!(told.len(), 1);
    assert!(told[0].escalated && told[0].overdue);
    let id = told[0].id;
    let refused = complete_task(cast.app(), &cast.hr, id, CompleteTask::default()).await.unwrap_err();
    assert_eq!(refused.code, "task.not_yours", "to be told of a task is not to own it");
}

#[tokio::test]
async fn a_delegated_task_moves_to_the_stand_in_and_never_to_the_leaver() {
    let cast = cast().await;
    cast.resigned().await;
    let id = cast.task(&cast.manager, "confirm_handover_list").await;
    let to = |person| DelegateTask { person_id: Some(person), account_id: None };
    let leaver = delegate_task(cast.app(), &cast.manager, id, to(cast.zhang.person_id)).await.unwrap_err();
    assert_eq!(leaver.code, "task.delegate_is_leaver");
    delegate_task(cast.app(), &cast.manager, id, to(cast.successor)).await.unwrap();
    let own = complete_task(cast.app(), &cast.manager, id, CompleteTask::default()).await.unwrap_err();
    assert_eq!(own.code, "task.not_yours");
    complete_task(cast.app(), &cast.outsider, id, CompleteTask::default()).await.unwrap();
    let reason = ReasonGiven { reason: "清单不全".into() };
    reopen_task(cast.app(), &cast.hr, id, reason.clone()).await.unwrap();
    let refused = skip_task(cast.app(), &cast.outsider, id, reason).await.unwrap_err();
    assert_eq!(refused.code, "flow.not_optional");
}

#[tokio::test]
async fn a_missing_figure_is_named_entered_with_its_source_and_then_used() {
    let cast = cast().await;
    let mut hire = cast.group.hire("王芳", "YC000901", "2022-03-01");
    hire.place = "CN-Hunan".into();
    let person = cast.group.hired(hire).await.person_id;
    let agree = RecordAgreement {
        person_id: person,
        written: true,
        proposed_by: Side::Employee,
        last_day: day("2027-01-15"),
        document: "协商解除协议".into(),
        acknowledged_preview_id: None,
    };
    let exit = record_agreement(cast.app(), &cast.hr, agree).await.unwrap().id;
    let document = async |caller: &Caller| {
        let page = get_offboarding(cast.app(), caller, exit).await.unwrap();
        let settlement = page.settlement.unwrap();
        (settlement.id, settlement.document.into_option().unwrap())
    };
    let (id, first) = document(&cast.finance).await;
    let wage = first.lines.iter().find(|line| line.code == "final_wage").unwrap();
    assert_eq!(wage.refusal.as_ref().unwrap().parameter.as_deref(), Some("paid_days_in_month"), "the calendar of 2027");
    let refused = confirm_settlement(cast.app(), &cast.finance, exit, ConfirmSettlement { settlement_id: id }).await;
    assert_eq!(refused.unwrap_err().code, "settlement.incomplete");
    let fact = |code: &str, number: &str, source: &str| SettlementFact {
        code: code.into(),
        amount_fen: None,
        number: Some(number.into()),
        source: source.into(),
    };
    let unsourced = ComputeSettlement { facts: Some(vec![fact("paid_days_in_month", "21", " ")]) };
    let refused = compute_settlement(cast.app(), &cast.finance, exit, unsourced).await.unwrap_err();
    assert_eq!((refused.code, refused.pointer.as_deref()), ("settlement.source_required", Some("/facts/0/source")));
    let facts =
        vec![fact("paid_days_in_month", "21", "2027年放假安排"), fact("paid_days_employed", "11", "2027年放假安排")];
    let computed = compute_settlement(cast.app(), &cast.finance, exit, ComputeSettlement { facts: Some(facts) });
    let computed = computed.await.unwrap().document.into_option().unwrap();
    assert!(computed.complete);
    // 28,600 ÷ 21.75 × 11.
    let wage = computed.lines.iter().find(|line| line.code == "final_wage").unwrap();
    assert_eq!(wage.amount_fen, Some(Money::from_fen(1_446_437)));
}

#[tokio::test]
async fn a_figure_in_force_is_not_replaced_by_hand_and_an_entered_one_needs_its_source() {
    let cast = cast().await;
    let figure = |place: &str, source: &str| NewLawFigure {
        parameter: "wage.average_month".into(),
        place: place.into(),
        amount_fen: Money::from_fen(810_000),
        first_day: day("2026-07-01"),
        last_day: None,
        source: source.into(),
        reason: "系统尚未收录".into(),
    };
    let known = put_law_figure(cast.app(), &cast.finance, figure("CN-Shanghai", "某公告")).await.unwrap_err();
    assert_eq!(known.code, "settlement.figure_known");
    let bare = put_law_figure(cast.app(), &cast.finance, figure("CN-Hunan", "")).await.unwrap_err();
    assert_eq!(bare.code, "settlement.source_required");
    let entered = put_law_figure(cast.app(), &cast.finance, figure("CN-Hunan", "湖南省统计公报")).await.unwrap();
    assert_eq!(entered.value, "8100.00");
}

#[tokio::test]
async fn a_flow_in_which_the_certificate_waits_for_the_laptop_is_refused_with_the_article() {
    let cast = cast().await;
    let admin = cast.group.caller("system", "system_admin", None, None).await;
    let shipped = get_flow_definition(cast.app(), &admin, "offboarding", None).await.unwrap();
    let publish = |source: String| PublishFlowDefinition { source, reason: "调整流程".into() };
    let mut wrong = shipped.definition.clone();
    let certificate = wrong.tasks.iter_mut().find(|task| task.key == "issue_certificate").unwrap();
    certificate.after.push("return_assets".into());
    let source = wrong.to_toml().unwrap();
    let refused = publish_flow_definition(cast.app(), &admin, "offboarding", publish(source)).await.unwrap_err();
    assert_eq!(refused.code, "flow.definition_refused");
    assert!(refused.article.unwrap().contains("第五十条"));
    let mut other = shipped.definition;
    other.title.zh = "离职办理（新版）".into();
    let source = other.to_toml().unwrap();
    let published = publish_flow_definition(cast.app(), &admin, "offboarding", publish(source)).await.unwrap();
    assert_eq!(published.definition.version, 2);
    let exit = cast.resigned().await;
    let flow = get_offboarding(cast.app(), &cast.hr, exit).await.unwrap().flow.unwrap();
    assert_eq!(flow.version, 2, "a run begins with the newest version");
}

#[tokio::test]
async fn nobody_confirms_the_own_settlement() {
    let cast = cast().await;
    let exit = cast.resigned().await;
    let own = cast.group.caller("zhang.fin", "finance", Some(cast.zhang.person_id), None).await;
    let page = get_offboarding(cast.app(), &own, exit).await.unwrap();
    let confirm = ConfirmSettlement { settlement_id: page.settlement.unwrap().id };
    let refused = confirm_settlement(cast.app(), &own, exit, confirm).await.unwrap_err();
    assert_eq!(refused.code, "access.own_case");
}

#[tokio::test]
async fn a_late_task_is_asked_for_once_and_its_owner_sees_by_whom() {
    let cast = cast().await;
    let exit = cast.resigned().await;
    let all = NudgeTasks::default();
    let early = nudge_tasks(cast.app(), &cast.hr, exit, all.clone()).await.unwrap_err();
    assert_eq!(early.code, "task.none_late");
    cast.clock("2026-11-21T08:00:00Z"); // the inventory of accounts was due
    let strangers = nudge_tasks(cast.app(), &cast.manager, exit, all.clone()).await.unwrap_err();
    assert_eq!(strangers.code, "access.permission_missing", "a manager sees the case and does not run it");
    let nudged = nudge_tasks(cast.app(), &cast.hr, exit, all.clone()).await.unwrap();
    assert!(!nudged.tasks.is_empty());
    let list = list_my_tasks(cast.app(), &cast.it, TasksQuery::default()).await.unwrap();
    let late = list.items.iter().find(|task| task.task == "account_inventory").unwrap();
    assert_eq!(late.nudged.as_ref().map(|nudge| nudge.times), Some(1));
    let again = nudge_tasks(cast.app(), &cast.hr, exit, all).await.unwrap_err();
    assert_eq!(again.code, "task.nudged_already");
}

#[tokio::test]
async fn a_task_added_to_a_case_reaches_its_owner_and_holds_back_nothing() {
    let cast = cast().await;
    let exit = cast.resigned().await;
    let task = |title: &str, lane: &str, due_on| AddTask { title: title.into(), lane: lane.into(), due_on };
    let refused = async |input| add_task(cast.app(), &cast.hr, exit, input).await.unwrap_err().code;
    assert_eq!(refused(task(" ", "it", day("2026-12-01"))).await, "input.required");
    assert_eq!(refused(task("归还测试手机", "it", day("2026-11-01"))).await, "input.day_past");
    assert_eq!(refused(task("归还测试手机", "legal", day("2026-12-01"))).await, "flow.unknown_lane");
    let id = add_task(cast.app(), &cast.hr, exit, task("归还测试手机", "it", day("2026-12-01"))).await.unwrap().id;
    let page = get_offboarding(cast.app(), &cast.hr, exit).await.unwrap();
    let flow = page.flow.unwrap();
    let shown = flow.tasks.iter().find(|task| task.id.0 == id).unwrap();
    assert_eq!((shown.lane.as_str(), shown.optional), ("it", true));
    assert!(flow.diagram.edges.iter().all(|edge| edge.from != shown.task && edge.to != shown.task));
    let list = list_my_tasks(cast.app(), &cast.it, TasksQuery::default()).await.unwrap();
    let own = list.items.iter().find(|task| task.id.0 == id).unwrap().id;
    complete_task(cast.app(), &cast.it, own, CompleteTask::default()).await.unwrap();
}

#[tokio::test]
async fn the_talks_with_a_person_are_listed_without_what_was_said() {
    let cast = cast().await;
    let talk = cast.talk("none").await;
    let person = cast.zhang.person_id;
    let talks = list_talks(cast.app(), &cast.hr, person).await.unwrap();
    assert_eq!(talks.items.iter().map(|talk| (talk.id, talk.used)).collect::<Vec<_>>(), [(talk, false)]);
    assert!(!serde_json::to_string(&talks).unwrap().contains("年后离开"));
    let refused = list_talks(cast.app(), &cast.manager, person).await.unwrap_err();
    assert_eq!(refused.code, "access.permission_missing");
}

#[tokio::test]
async fn whoever_works_on_a_run_sees_its_list_and_a_stranger_does_not_find_it() {
    let cast = cast().await;
    let exit = cast.resigned().await;
    let flow = get_offboarding(cast.app(), &cast.hr, exit).await.unwrap().flow.unwrap().id;
    let laptop = AddFlowItem { kind: "asset".into(), title: "笔记本电脑".into(), successor_id: None };
    let item = add_flow_item(cast.app(), &cast.it, flow, laptop).await.unwrap();
    let list = list_flow_items(cast.app(), &cast.it, flow).await.unwrap();
    assert_eq!(list.items.iter().map(|item| item.title.as_str()).collect::<Vec<_>>(), ["笔记本电脑"]);
    let stranger = list_flow_items(cast.app(), &cast.outsider, flow).await.unwrap_err();
    assert_eq!(stranger.code, "flow.unknown");
    let own = receive_flow_item(cast.app(), &cast.own, item.id).await.unwrap_err();
    assert_eq!(own.code, "flow.item_not_yours", "whoever gives back does not say that it arrived");
    receive_flow_item(cast.app(), &cast.it, item.id).await.unwrap();
}

#[tokio::test]
async fn whoever_enters_an_amount_by_hand_does_not_release_it() {
    let cast = cast().await;
    let exit = cast.resigned().await;
    cast.clock("2026-12-21T02:00:00Z");
    tick(cast.app()).await.unwrap();
    let bonus = SettlementFact {
        code: "line.bonus".into(),
        amount_fen: Some(Money::from_fen(200_000_000)),
        number: None,
        source: "奖金通知".into(),
    };
    let entered = ComputeSettlement { facts: Some(vec![bonus]) };
    let computed = compute_settlement(cast.app(), &cast.finance, exit, entered).await.unwrap();
    let confirm = || ConfirmSettlement { settlement_id: computed.id };
    let refused = confirm_settlement(cast.app(), &cast.finance, exit, confirm()).await.unwrap_err();
    assert_eq!(refused.code, "settlement.second_person");
    // Computing again without new facts does not launder them.
    let again = compute_settlement(cast.app(), &cast.hr, exit, ComputeSettlement { facts: None }).await.unwrap();
    let confirm = ConfirmSettlement { settlement_id: again.id };
    let refused = confirm_settlement(cast.app(), &cast.finance, exit, confirm).await.unwrap_err();
    assert_eq!(refused.code, "settlement.second_person");
}

#[tokio::test]
async fn a_plan_is_not_shown_to_those_who_only_work_on_resignations() {
    let cast = cast().await;
    let talk = cast.talk("none").await;
    let plan = OpenPreOffboarding {
        person_id: cast.zhang.person_id,
        reason: "本人在面谈中确认年后离开".into(),
        evidence: Some(NewEvidence::Talk { id: talk }),
    };
    let plan = open_pre_offboarding(cast.app(), &cast.hr, plan).await.unwrap().id;
    assert_eq!(get_offboarding(cast.app(), &cast.finance, plan).await.unwrap_err().code, "offboarding.unknown");
    let board = list_offboardings(cast.app(), &cast.finance, BoardQuery::default()).await.unwrap();
    assert!(board.items.is_empty());
    assert!(get_offboarding(cast.app(), &cast.manager, plan).await.is_ok());
}

#[tokio::test]
async fn whoever_leaves_runs_nothing_from_the_last_working_minute_on_and_still_sees_the_own_record() {
    let cast = cast().await;
    cast.group.also("zhang", "finance").await;
    cast.resigned().await;
    let rights = async |at: &str| {
        cast.clock(at);
        tick(cast.app()).await.unwrap();
        let caller = cast.group.again("zhang").await;
        (caller.can(Permission::SettlementReview).allowed, caller.can(Permission::ObjectionFile).allowed)
    };
    assert_eq!(rights("2026-12-20T09:59:00Z").await, (true, true), "never earlier");
    assert_eq!(rights("2026-12-20T10:00:00Z").await, (false, true));
}
