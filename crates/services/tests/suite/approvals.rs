//! Who is asked, who may answer, and what an answer does.

use access::Caller;
use kernel::{ApprovalId, FieldClass, Money, PersonId, Text};
use services::App;
use services::approvals::{
    ApprovalSelection, ApprovalState, ApprovalsQuery, Approver, Ask, Decide, Decided, SummaryLine, SummaryValue,
    ask_in, decide_in, get_approval, list_approvals, withdraw_in,
};
use uuid::Uuid;
use workflow::Relation;

use crate::fixture::{Group, group};

/// Zhang under a manager, with HR and payroll beside; every one can sign in.
struct Cast {
    group: Group,
    zhang: PersonId,
    employee: Caller,
    manager: Caller,
    hr: Caller,
    other_hr: Caller,
}

async fn cast() -> Cast {
    let group = group().await;
    let boss = group.hired(group.hire("周文博", "YC1", "2018-03-01")).await.person_id;
    let mut hire = group.hire("张明远", "YC2", "2022-03-01");
    hire.manager_id = Some(boss);
    let zhang = group.hired(hire).await.person_id;
    let hired = group.hired(group.hire("沈静怡", "YC3", "2019-03-01")).await.person_id;
    let manager = group.caller("zhou", "manager", Some(boss), None).await;
    let employee = group.caller("zhang", "employee", Some(zhang), None).await;
    let hr = group.caller("shen", "hr", Some(hired), None).await;
    let other_hr = group.caller("li.yang", "hr", None, None).await;
    Cast { group, zhang, employee, manager, hr, other_hr }
}

fn ask(person: Option<PersonId>, path: Vec<Vec<Approver>>) -> Ask {
    let line = |label: &str, class, after| SummaryLine { label: label.into(), class, before: None, after: Some(after) };
    let summary = vec![
        line("assignment.position", FieldClass::Directory, SummaryValue::text("架构师")),
        line("compensation.base_pay", FieldClass::Pay, SummaryValue::Money { value: Money::from_fen(3_200_000) }),
    ];
    let title = Text::of("晋升：张明远", "Promotion: Zhang Mingyuan");
    Ask { about: ("test", Uuid::from_u128(7)), person, title, summary, path, due: None }
}

async fn asked(app: &App, caller: &Caller, ask: Ask) -> ApprovalId {
    let mut work = app.begin(caller, "test", None).await.unwrap();
    let id = ask_in(app, &mut work, ask).await.unwrap();
    work.commit().await.unwrap();
    id
}

async fn answer(app: &App, caller: &Caller, id: ApprovalId, approve: bool) -> Result<Decided, &'static str> {
    let mut work = app.begin(caller, "test", None).await.unwrap();
    let reason = (!approve).then(|| "编制已满".to_owned());
    let decided = decide_in(app, &mut work, caller, id, Decide { approve, reason }).await.map_err(|p| p.code)?;
    work.commit().await.unwrap();
    Ok(decided)
}

async fn waiting(app: &App, caller: &Caller) -> usize {
    list_approvals(app, caller, ApprovalsQuery::default()).await.unwrap().items.len()
}

#[tokio::test]
async fn steps_are_asked_in_order_and_the_last_yes_ends_it() {
    let cast = cast().await;
    let app = &cast.group.app;
    let path = vec![vec![Approver::Relation(Relation::Manager)], vec![Approver::Role("hr")]];
    let id = asked(app, &cast.hr, ask(Some(cast.zhang), path)).await;
    assert_eq!((waiting(app, &cast.manager).await, waiting(app, &cast.other_hr).await), (1, 0));
    assert_eq!(answer(app, &cast.other_hr, id, true).await, Err("approvals.not_your_turn"));
    assert_eq!(answer(app, &cast.manager, id, true).await, Ok(Decided::Pending));
    assert_eq!((waiting(app, &cast.manager).await, waiting(app, &cast.other_hr).await), (0, 1));
    let ended = Decided::Ended { about: "test".into(), about_id: Uuid::from_u128(7), approved: true };
    assert_eq!(answer(app, &cast.other_hr, id, true).await, Ok(ended));
    assert_eq!(answer(app, &cast.other_hr, id, true).await, Err("approvals.answered"));
    let view = get_approval(app, &cast.hr, id).await.unwrap();
    assert_eq!(view.state, ApprovalState::Approved);
}

#[tokio::test]
async fn nobody_answers_in_the_own_matter_and_who_asks_does_not_answer() {
    let cast = cast().await;
    let app = &cast.group.app;
    // The person concerned holds the role that is asked.
    let zhang_as_hr = cast.group.also("zhang", "hr").await;
    let id = asked(app, &cast.hr, ask(Some(cast.zhang), vec![vec![Approver::Role("hr")]])).await;
    assert_eq!(answer(app, &zhang_as_hr, id, true).await, Err("approvals.unknown"));
    assert_eq!(answer(app, &cast.hr, id, true).await, Err("approvals.unknown"));
    assert_eq!(waiting(app, &cast.hr).await, 0);
    assert!(matches!(answer(app, &cast.other_hr, id, true).await, Ok(Decided::Ended { approved: true, .. })));
}

#[tokio::test]
async fn a_question_that_would_reach_the_asker_or_nobody_goes_to_personnel() {
    let cast = cast().await;
    let app = &cast.group.app;
    let path = || vec![vec![Approver::Relation(Relation::Manager)]];
    let id = asked(app, &cast.manager, ask(Some(cast.zhang), path())).await;
    assert_eq!((waiting(app, &cast.manager).await, waiting(app, &cast.hr).await), (0, 1), "the manager asked");
    assert!(answer(app, &cast.hr, id, true).await.is_ok());
    let alone = cast.group.hired(cast.group.hire("李娜", "YC9", "2020-01-01")).await.person_id;
    asked(app, &cast.hr, ask(Some(alone), path())).await;
    assert_eq!(waiting(app, &cast.other_hr).await, 1, "there is no manager");
}

#[tokio::test]
async fn a_step_with_two_voices_needs_both_and_one_no_ends_it() {
    let cast = cast().await;
    let app = &cast.group.app;
    let both = || vec![vec![Approver::Relation(Relation::Manager), Approver::Role("hr")]];
    let id = asked(app, &cast.employee, ask(None, vec![vec![Approver::Role("hr")]])).await;
    assert!(matches!(answer(app, &cast.hr, id, false).await, Ok(Decided::Ended { approved: false, .. })));
    let id = asked(app, &cast.hr, ask(Some(cast.zhang), both())).await;
    assert_eq!(answer(app, &cast.other_hr, id, true).await, Ok(Decided::Pending));
    assert!(matches!(answer(app, &cast.manager, id, false).await, Ok(Decided::Ended { approved: false, .. })));
    let refused = get_approval(app, &cast.hr, id).await.unwrap();
    assert_eq!(refused.state, ApprovalState::Refused);
    assert!(refused.steps.iter().any(|step| step.reason.as_deref() == Some("编制已满")));
}

#[tokio::test]
async fn a_no_without_a_reason_is_refused_and_changes_nothing() {
    let cast = cast().await;
    let app = &cast.group.app;
    let id = asked(app, &cast.hr, ask(Some(cast.zhang), vec![vec![Approver::Relation(Relation::Manager)]])).await;
    let mut work = app.begin(&cast.manager, "test", None).await.unwrap();
    let no = Decide { approve: false, reason: Some(" ".into()) };
    let refused = decide_in(app, &mut work, &cast.manager, id, no).await.unwrap_err();
    assert_eq!(refused.code, "input.reason_required");
    drop(work);
    assert_eq!(waiting(app, &cast.manager).await, 1);
}

#[tokio::test]
async fn an_approver_sees_the_lines_of_the_own_classes_and_that_others_are_withheld() {
    let cast = cast().await;
    let app = &cast.group.app;
    asked(app, &cast.hr, ask(Some(cast.zhang), vec![vec![Approver::Relation(Relation::Manager)]])).await;
    let seen = list_approvals(app, &cast.manager, ApprovalsQuery::default()).await.unwrap().items.remove(0);
    let withheld: Vec<_> = seen.lines.iter().map(|line| (line.label.as_str(), line.withheld)).collect();
    assert_eq!(withheld, [("assignment.position", false), ("compensation.base_pay", true)]);
    assert!(seen.lines[1].after.as_ref().is_none());
}

#[tokio::test]
async fn a_question_is_asked_once_and_can_be_taken_back() {
    let cast = cast().await;
    let app = &cast.group.app;
    let path = || vec![vec![Approver::Relation(Relation::Manager)]];
    let id = asked(app, &cast.hr, ask(Some(cast.zhang), path())).await;
    let mut work = app.begin(&cast.hr, "test", None).await.unwrap();
    let twice = ask_in(app, &mut work, ask(Some(cast.zhang), path())).await.unwrap_err();
    assert_eq!(twice.code, "approvals.asked_already");
    withdraw_in(&mut work, ("test", Uuid::from_u128(7))).await.unwrap();
    work.commit().await.unwrap();
    assert_eq!(waiting(app, &cast.manager).await, 0);
    assert_eq!(answer(app, &cast.manager, id, true).await, Err("approvals.answered"));
    let query = ApprovalsQuery { selection: Some(ApprovalSelection::Asked) };
    let own = list_approvals(app, &cast.hr, query).await.unwrap();
    assert_eq!(own.items[0].state, ApprovalState::Withdrawn);
}

#[tokio::test]
async fn who_is_named_in_two_steps_is_asked_once() {
    let Cast { group, zhang, employee, hr, .. } = cast().await;
    let path = vec![vec![Approver::Role("hr")], vec![Approver::Role("hr")]];
    let id = asked(&group.app, &employee, ask(Some(zhang), path)).await;
    assert!(matches!(answer(&group.app, &hr, id, true).await, Ok(Decided::Ended { approved: true, .. })));
}

#[tokio::test]
async fn a_second_yes_wants_a_second_person() {
    let Cast { group, zhang, employee, other_hr, .. } = cast().await;
    let both = group.caller("han.xue", "hr", None, None).await;
    let grant = |role: &str| {
        let role = std::sync::Arc::new(access::Roles::built_in().unwrap().get(role).unwrap().clone());
        access::Grant { role, scope: access::Scope::everything() }
    };
    let both = Caller::new(both.account().unwrap(), None, vec![grant("hr"), grant("payroll")]);
    let payroll = group.caller("fang.ling", "payroll", None, None).await;
    let path = vec![vec![Approver::Role("hr")], vec![Approver::Role("payroll")]];
    let id = asked(&group.app, &employee, ask(Some(zhang), path)).await;
    assert_eq!(answer(&group.app, &both, id, true).await, Ok(Decided::Pending));
    assert_eq!(waiting(&group.app, &both).await, 0, "what one has answered waits for one no more");
    assert_eq!(answer(&group.app, &both, id, true).await, Err("approvals.spoken"));
    assert_ne!(answer(&group.app, &other_hr, id, true).await, Ok(Decided::Pending));
    assert!(matches!(answer(&group.app, &payroll, id, true).await, Ok(Decided::Ended { approved: true, .. })));
}

#[tokio::test]
async fn who_is_asked_about_the_organisation_sees_what_is_open_to_all_whatever_the_scope() {
    let Cast { group, employee, .. } = cast().await;
    let partner = group.caller("shen.jingyi", "hrbp", None, Some(group.cloud)).await;
    let id = asked(&group.app, &employee, ask(None, vec![vec![Approver::Role("hrbp")]])).await;
    let seen = get_approval(&group.app, &partner, id).await.unwrap();
    let withheld: Vec<bool> = seen.lines.iter().map(|line| line.withheld).collect();
    assert_eq!(withheld, [false, true], "the position is told, the pay of a whole group is not");
}
