//! Runs of the shipped flows, step by step.

use super::*;
use crate::{FlowStatus, Refusal, Standing, TaskStatus, next_wake, standings};

fn status(state: &State, task: &str) -> TaskStatus {
    state.tasks[task].status
}

fn local(state: &State, task: &str) -> String {
    let due = state.tasks[task].due.unwrap().plus_seconds(-1);
    CHINA.day_of(due).to_string()
}

#[test]
fn tasks_go_out_in_parallel_on_the_first_minute() {
    let (_, _, effects) = zhang();
    let opened: Vec<&str> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::TaskOpened { lane, .. } => Some(lane.as_str()),
            _ => None,
        })
        .collect();
    assert_eq!(opened, ["manager", "business", "it", "finance", "hr", "employee"]);
}

#[test]
fn the_statutory_deadlines_are_those_of_the_law() {
    let (_, state, _) = zhang();
    assert_eq!(local(&state, "pay_wages"), "2027-02-03");
    assert_eq!(local(&state, "issue_certificate"), "2027-02-03");
    assert_eq!(local(&state, "transfer_file"), "2027-02-18");
    assert_eq!(local(&state, "seal_housing_fund"), "2027-03-05");
}

#[test]
fn accounts_cannot_be_switched_off_a_second_before_the_last_working_minute() {
    let (definition, state, _) = zhang();
    let early = step(&definition, &state, completed("revoke_accounts"), at("2027-02-03T09:59:59Z"));
    let refusal = Refusal::TooEarly { task: "revoke_accounts".into(), at: Some(at(LAST_MINUTE)) };
    assert_eq!(early, Err(refusal));
    assert!(step(&definition, &state, completed("revoke_accounts"), at(LAST_MINUTE)).is_ok());
}

#[test]
fn the_certificate_is_issued_on_the_last_day_though_nothing_else_is_done() {
    let (definition, state, _) = zhang();
    let (state, _) = run(&definition, &state, &[("2027-02-03T00:00:00Z", completed("issue_certificate"))]);
    assert_eq!(status(&state, "issue_certificate"), TaskStatus::Done);
    assert_eq!(status(&state, "handover_review"), TaskStatus::Blocked);
}

#[test]
fn severance_is_no_task_of_a_resignation_and_waits_for_the_handover_of_an_agreement() {
    let (definition, resignation, _) = zhang();
    assert_eq!(status(&resignation, "pay_severance"), TaskStatus::NotNeeded);
    let (agreement, _) = start(&definition, context(&["severance_due"]), at(STARTED)).unwrap();
    assert_eq!(status(&agreement, "pay_severance"), TaskStatus::Blocked);
    let paid = step(&definition, &agreement, completed("pay_severance"), at(LAST_MINUTE));
    assert!(matches!(paid, Err(Refusal::Blocked { waits_for, .. }) if waits_for == ["handover_done"]));
}

#[test]
fn the_interview_may_be_held_before_the_week_in_which_it_is_asked_for() {
    let (definition, state, _) = zhang();
    assert_eq!(status(&state, "exit_interview"), TaskStatus::Scheduled);
    let (state, _) = run(&definition, &state, &[("2027-01-06T02:00:00Z", completed("exit_interview"))]);
    assert_eq!(status(&state, "exit_interview"), TaskStatus::Done);
}

#[test]
fn a_second_completion_is_refused() {
    let (definition, state, _) = zhang();
    let (state, _) = run(&definition, &state, &[("2027-01-04T02:00:00Z", completed("account_inventory"))]);
    let again = step(&definition, &state, completed("account_inventory"), at("2027-01-04T03:00:00Z"));
    assert_eq!(again, Err(Refusal::AlreadyDone("account_inventory".into())));
}

#[test]
fn a_late_task_is_told_once_and_then_climbs_the_escalation() {
    let (definition, state, _) = zhang();
    let of_list = |effects: Vec<Effect>| {
        let about = |effect: &Effect| match effect {
            Effect::Overdue { task, .. } => (task == "confirm_handover_list").then(|| "overdue".to_owned()),
            Effect::Escalated { task, to, step } => (task == "confirm_handover_list").then(|| format!("{step} {to:?}")),
            _ => None,
        };
        effects.iter().filter_map(about).collect::<Vec<_>>()
    };
    let (state, at_due) = run(&definition, &state, &[("2027-01-06T01:00:00Z", Event::Tick)]);
    assert_eq!(of_list(at_due), ["overdue", "1 Hr"]);
    let (state, again) = run(&definition, &state, &[("2027-01-06T02:00:00Z", Event::Tick)]);
    assert_eq!(of_list(again), Vec::<String>::new());
    let (_, next_day) = run(&definition, &state, &[("2027-01-07T01:00:00Z", Event::Tick)]);
    assert_eq!(of_list(next_day), ["2 SkipManager"]);
}

#[test]
fn reopening_needs_a_reason_and_keeps_what_was_said_before() {
    let (definition, state, _) = zhang();
    let (state, _) = run(&definition, &state, &[("2027-01-04T02:00:00Z", completed("check_loans"))]);
    let reopened = |reason: &str| Event::TaskReopened { task: "check_loans".into(), by: who(2), reason: reason.into() };
    let now = at("2027-01-05T02:00:00Z");
    assert_eq!(step(&definition, &state, reopened(" "), now), Err(Refusal::ReasonMissing));
    let (state, effects) = step(&definition, &state, reopened("另有一笔差旅借款"), now).unwrap();
    assert_eq!(status(&state, "check_loans"), TaskStatus::Open);
    assert_eq!(state.tasks["check_loans"].voided[0].completion.by, who(1));
    assert!(effects.contains(&Effect::TaskReopened { task: "check_loans".into() }));
    let (state, _) = step(&definition, &state, completed("check_loans"), now).unwrap();
    assert_eq!(status(&state, "check_loans"), TaskStatus::Done);
}

#[test]
fn a_task_on_which_others_relied_is_not_reopened_under_them() {
    let (definition, state, _) = zhang();
    let events = [
        ("2027-01-04T02:00:00Z", completed("name_successor")),
        ("2027-01-05T02:00:00Z", completed("customer_handover")),
    ];
    let (state, _) = run(&definition, &state, &events);
    let event = Event::TaskReopened { task: "name_successor".into(), by: who(2), reason: "换人".into() };
    let refused = step(&definition, &state, event, at("2027-01-06T02:00:00Z"));
    assert!(matches!(refused, Err(Refusal::ReliedOn { successors, .. }) if successors == ["customer_handover"]));
}

#[test]
fn a_later_last_day_moves_the_deadlines_and_takes_access_tasks_back() {
    let (definition, state, _) = zhang();
    let (state, _) = run(&definition, &state, &[(LAST_MINUTE, Event::Tick)]);
    assert_eq!(status(&state, "revoke_accounts"), TaskStatus::Open);
    let minute = AnchorAt::Instant(at("2027-02-10T10:00:00Z"));
    let day = AnchorAt::Day("2027-02-10".parse().unwrap());
    let moved = |anchor: &str, to| Event::AnchorMoved { anchor: anchor.into(), to };
    let events = [(LAST_MINUTE, moved("last_working_minute", minute)), (LAST_MINUTE, moved("end_of_employment", day))];
    let (state, effects) = run(&definition, &state, &events);
    assert_eq!(status(&state, "revoke_accounts"), TaskStatus::Scheduled);
    assert_eq!(local(&state, "transfer_file"), "2027-02-25");
    assert!(effects.iter().any(|e| matches!(e, Effect::DueMoved { task, .. } if task == "pay_wages")));
}

#[test]
fn the_last_day_does_not_move_behind_accounts_that_are_already_off() {
    let (definition, state, _) = zhang();
    let (state, _) = run(&definition, &state, &[(LAST_MINUTE, completed("revoke_accounts"))]);
    let minute = AnchorAt::Instant(at("2027-02-10T10:00:00Z"));
    let event = Event::AnchorMoved { anchor: "last_working_minute".into(), to: minute };
    let refused = step(&definition, &state, event, at("2027-02-03T11:00:00Z"));
    assert_eq!(refused, Err(Refusal::AnchorUsed { task: "revoke_accounts".into() }));
}

#[test]
fn an_anchor_of_the_wrong_kind_or_an_unknown_one_is_refused() {
    let (definition, state, _) = zhang();
    let moved = |anchor: &str| Event::AnchorMoved { anchor: anchor.into(), to: AnchorAt::Instant(at(LAST_MINUTE)) };
    let now = at(STARTED);
    let kind = step(&definition, &state, moved("end_of_employment"), now);
    assert_eq!(kind, Err(Refusal::WrongAnchorKind("end_of_employment".into())));
    let start = step(&definition, &state, moved("flow_start"), now);
    assert_eq!(start, Err(Refusal::UnknownAnchor("flow_start".into())));
}

#[test]
fn only_an_optional_task_is_left_out_and_only_with_a_reason() {
    let (definition, state, _) = zhang();
    let skipped =
        |task: &str, reason: &str| Event::TaskSkipped { task: task.into(), by: who(3), reason: reason.into() };
    let now = at("2027-01-10T02:00:00Z");
    let certificate = step(&definition, &state, skipped("issue_certificate", "不需要"), now);
    assert_eq!(certificate, Err(Refusal::NotOptional("issue_certificate".into())));
    assert_eq!(step(&definition, &state, skipped("exit_interview", ""), now), Err(Refusal::ReasonMissing));
    let (state, _) = step(&definition, &state, skipped("exit_interview", "本人不愿面谈"), now).unwrap();
    assert_eq!(status(&state, "exit_interview"), TaskStatus::Skipped);
}

#[test]
fn a_delegated_task_names_who_does_it_now() {
    let (definition, state, _) = zhang();
    let event = Event::Delegated { task: "account_inventory".into(), by: who(1), to: who(7) };
    let (state, effects) = step(&definition, &state, event, at("2027-01-04T03:00:00Z")).unwrap();
    assert_eq!(effects, [Effect::TaskDelegated { task: "account_inventory".into(), to: who(7) }]);
    let board = standings(&definition, &state, at("2027-01-04T03:00:00Z"));
    let inventory = board.iter().find(|task| task.task == "account_inventory").unwrap();
    assert_eq!((inventory.delegated_to, inventory.standing), (Some(who(7)), Standing::Open));
}

#[test]
fn a_cancelled_flow_closes_its_tasks_and_takes_nothing_more() {
    let (definition, state, _) = zhang();
    let (state, effects) = run(&definition, &state, &[("2027-01-08T01:00:00Z", Event::Cancelled)]);
    assert_eq!(state.status, FlowStatus::Cancelled);
    assert_eq!(effects.last(), Some(&Effect::FlowCancelled));
    let late = step(&definition, &state, completed("check_loans"), at("2027-01-09T01:00:00Z"));
    assert_eq!(late, Err(Refusal::FlowEnded));
    assert_eq!(next_wake(&definition, &state), None);
}

#[test]
fn a_pre_offboarding_expires_after_thirty_days_and_not_before() {
    let definition = defaults::pre_offboarding().unwrap();
    let (state, _) = start(&definition, bare_context(), at(STARTED)).unwrap();
    let (state, _) = run(&definition, &state, &[("2027-02-03T00:59:59Z", Event::Tick)]);
    assert_eq!(state.status, FlowStatus::Running);
    let (state, effects) = run(&definition, &state, &[("2027-02-03T01:00:00Z", Event::Tick)]);
    assert_eq!(state.status, FlowStatus::Expired);
    assert_eq!(effects.last(), Some(&Effect::Expired));
}

#[test]
fn an_objection_is_answered_within_fifteen_days() {
    let definition = defaults::objection().unwrap();
    let (state, _) = start(&definition, bare_context(), at(STARTED)).unwrap();
    assert_eq!(local(&state, "answer"), "2027-01-19");
    let events = [
        ("2027-01-04T02:00:00Z", completed("confirm_freeze")),
        ("2027-01-05T02:00:00Z", completed("state_objection")),
        ("2027-01-05T02:00:00Z", completed("check_inputs")),
        ("2027-01-06T02:00:00Z", completed("hear_employee")),
        ("2027-01-07T02:00:00Z", completed("decide")),
        ("2027-01-07T03:00:00Z", completed("mend_data")),
        ("2027-01-07T04:00:00Z", completed("answer")),
    ];
    let (state, effects) = run(&definition, &state, &events);
    assert_eq!(state.status, FlowStatus::Completed);
    assert_eq!(effects.last(), Some(&Effect::FlowCompleted));
}

#[test]
fn a_state_of_another_version_is_refused() {
    let (mut definition, state, _) = zhang();
    definition.version += 1;
    assert_eq!(step(&definition, &state, Event::Tick, at(STARTED)), Err(Refusal::WrongVersion));
}

#[test]
fn time_does_not_run_backward_when_a_node_has_a_slow_clock() {
    let (definition, state, _) = zhang();
    let (state, _) = run(&definition, &state, &[(LAST_MINUTE, Event::Tick)]);
    let (state, _) = run(&definition, &state, &[("2027-02-03T09:59:00Z", completed("revoke_accounts"))]);
    assert_eq!(state.tasks["revoke_accounts"].completion.as_ref().unwrap().at, at(LAST_MINUTE));
}

#[test]
fn a_task_whose_anchor_is_not_known_waits_for_it() {
    let definition = offboarding();
    let (state, _) = start(&definition, bare_context(), at(STARTED)).unwrap();
    assert_eq!((status(&state, "revoke_accounts"), state.tasks["revoke_accounts"].due), (TaskStatus::Scheduled, None));
    let known = AnchorAt::Instant(at(LAST_MINUTE));
    let event = Event::AnchorMoved { anchor: "last_working_minute".into(), to: known };
    let (state, _) = run(&definition, &state, &[(STARTED, event)]);
    assert_eq!(state.tasks["revoke_accounts"].due, Some(at("2027-02-03T11:00:00Z")));
}

#[test]
fn work_added_to_one_run_holds_nothing_back_and_is_waited_for_at_the_end() {
    let (definition, state, _) = zhang();
    let added = Event::TaskAdded {
        lane: "it".into(),
        title: crate::Text::new("归还测试手机", "Return the test phones"),
        due: "2027-01-29".parse().unwrap(),
    };
    let (state, effects) = step(&definition, &state, added, at("2027-01-05T01:00:00Z")).unwrap();
    assert!(effects.iter().any(|effect| matches!(effect, Effect::TaskOpened { task, .. } if task == "added_1")));
    assert_eq!(local(&state, "added_1"), "2027-01-29");
    let whole = state.whole(&definition).into_owned();
    assert_eq!(whole.tasks.len(), definition.tasks.len() + 1);
    assert_eq!(state.whole(&whole).into_owned(), whole, "twice is once");
    assert_eq!(whole.successors("added_1").count(), 0);
    assert!(whole.stages.iter().any(|stage| whole.task("added_1").is_some_and(|task| task.stage == stage.key)));
    let (state, _) = run(&definition, &state, &[("2027-02-03T00:00:00Z", completed("issue_certificate"))]);
    assert_eq!(status(&state, "issue_certificate"), TaskStatus::Done, "the certificate waits for nothing");
    let late = standings(&definition, &state, at("2027-02-03T00:00:00Z"));
    let late = late.iter().find(|standing| standing.task == "added_1").unwrap();
    assert_eq!(late.standing, Standing::Overdue);
    let moved =
        Event::AnchorMoved { anchor: "end_of_employment".into(), to: AnchorAt::Day("2027-02-10".parse().unwrap()) };
    let (moved, _) = step(&definition, &zhang().1, moved, at("2027-01-05T01:00:00Z")).unwrap();
    assert!(moved.added.is_empty());
    let nobody = Event::TaskAdded {
        lane: "legal".into(),
        title: crate::Text::new("核对", "Check"),
        due: "2027-01-29".parse().unwrap(),
    };
    let refused = step(&definition, &state, nobody, at("2027-02-03T00:00:00Z"));
    assert_eq!(refused, Err(Refusal::UnknownLane("legal".into())));
}
