//! What the validator refuses: each test breaks one thing in a shipped flow.

use proptest::prelude::*;

use super::*;
use crate::{Finding, Kind, Limit, Offset, Severity, Trigger, validate};

fn errors(definition: &Definition) -> Vec<Finding> {
    validate(definition, &LIMITS).into_iter().filter(|finding| finding.severity == Severity::Error).collect()
}

fn codes(definition: &Definition) -> BTreeSet<String> {
    errors(definition).into_iter().map(|finding| finding.code.into_owned()).collect()
}

fn offset(anchor: &str, days: Option<i32>, hours: Option<i32>) -> Option<Offset> {
    Some(Offset { anchor: anchor.into(), days, hours, limit: None })
}

fn broken(task: &str, change: impl FnOnce(&mut crate::Task)) -> Vec<(String, Option<String>)> {
    let mut definition = offboarding();
    change(definition.tasks.iter_mut().find(|declared| declared.key == task).unwrap());
    let finding = |f: Finding| (f.code.into_owned(), f.article.map(|article| article.en.into_owned()));
    errors(&definition).into_iter().map(finding).collect()
}

fn one(code: &str, article: &str) -> Vec<(String, Option<String>)> {
    vec![(code.into(), Some(article.into()))]
}

#[test]
fn the_shipped_flows_have_no_findings_at_all() {
    for flow in defaults::ALL {
        let definition = Definition::from_toml(flow).unwrap();
        assert_eq!(validate(&definition, &LIMITS), vec![], "{}", definition.key);
    }
}

#[test]
fn wages_that_wait_for_returned_assets_are_refused() {
    let found = broken("pay_wages", |task| task.after.push("return_assets".into()));
    assert_eq!(found, one("must_wait_for_nothing", "Provisional Rules on Payment of Wages (1994) No. 489 art. 9"));
}

#[test]
fn a_certificate_that_hides_its_waiting_behind_a_start_is_refused() {
    let found = broken("issue_certificate", |task| task.starts = offset("end_of_employment", Some(3), None));
    assert_eq!(found, one("starts_after_the_end", "Labour Contract Law art. 50"));
}

#[test]
fn a_certificate_due_a_day_later_is_refused() {
    let found = broken("issue_certificate", |task| task.due = offset("end_of_employment", Some(1), None));
    assert_eq!(found, one("due_at_the_end", "Labour Contract Law art. 50"));
}

#[test]
fn a_certificate_for_those_who_ask_for_it_only_is_refused() {
    let found = broken("issue_certificate", |task| task.condition = Some("severance_due".into()));
    assert_eq!(found, one("statutory_task_optional", "Labour Contract Law art. 50"));
}

#[test]
fn severance_may_wait_for_the_handover_but_not_for_the_interview() {
    let found = broken("pay_severance", |task| task.after.push("exit_interview".into()));
    assert_eq!(found, one("severance_waits_for_handover_only", "Labour Contract Law art. 50 para. 2"));
}

#[test]
fn severance_may_not_wait_for_the_interview_behind_the_handover_either() {
    let found = broken("handover_done", |task| task.after.push("exit_interview".into()));
    assert_eq!(found, one("severance_waits_for_handover_only", "Labour Contract Law art. 50 para. 2"));
}

#[test]
fn a_transfer_on_the_sixteenth_day_is_refused_and_on_the_fifteenth_accepted() {
    let fifteen = broken("transfer_file", |task| task.due = offset("end_of_employment", Some(15), None));
    assert_eq!(fifteen, vec![]);
    let sixteen = broken("transfer_file", |task| task.due = offset("end_of_employment", Some(16), None));
    assert_eq!(sixteen, one("later_than_the_law_allows", "Labour Contract Law art. 50"));
}

#[test]
fn a_transfer_that_waits_for_the_handover_is_refused() {
    let found = broken("transfer_file", |task| task.after.push("handover_review".into()));
    assert!(found.iter().all(|(code, _)| code == "statutory_task_waits") && !found.is_empty());
}

#[test]
fn the_numbers_of_law_come_from_the_caller() {
    let stricter = LegalLimits { file_transfer_days: 10, ..LIMITS };
    assert_eq!(validate(&offboarding(), &stricter), vec![], "a named limit follows the law");
    let mut definition = offboarding();
    let task = definition.tasks.iter_mut().find(|task| task.kind == Kind::Transfer).unwrap();
    task.due = offset("end_of_employment", Some(15), None);
    assert_eq!(validate(&definition, &LIMITS), vec![]);
    assert_eq!(validate(&definition, &stricter)[0].code, "later_than_the_law_allows");
    let late = Offset { limit: Some(Limit::HousingFund), days: None, ..task_due(&definition) };
    definition.tasks.iter_mut().find(|task| task.kind == Kind::Transfer).unwrap().due = Some(late);
    assert_eq!(codes(&definition), BTreeSet::from(["later_than_the_law_allows".to_owned()]));
}

fn task_due(definition: &Definition) -> Offset {
    definition.tasks.iter().find(|task| task.kind == Kind::Transfer).unwrap().due.clone().unwrap()
}

#[test]
fn access_an_hour_before_the_last_working_minute_is_refused() {
    let found = broken("revoke_accounts", |task| task.starts = offset("last_working_minute", None, Some(-1)));
    assert_eq!(found, one("access_before_the_last_minute", "Labour Contract Law art. 29"));
    let found = broken("revoke_accounts", |task| task.starts = offset("last_working_minute", Some(0), None));
    assert_eq!(found, one("access_before_the_last_minute", "Labour Contract Law art. 29"), "midnight of that day");
    let found = broken("revoke_accounts", |task| task.starts = None);
    assert_eq!(found, one("access_before_the_last_minute", "Labour Contract Law art. 29"));
}

#[test]
fn an_offboarding_without_a_certificate_is_refused() {
    let mut definition = offboarding();
    definition.tasks.retain(|task| task.kind != Kind::Certificate);
    assert_eq!(codes(&definition), BTreeSet::from(["statutory_task_missing".to_owned()]));
}

#[test]
fn neither_a_score_nor_an_alert_starts_an_exit() {
    for trigger in [Trigger::Score, Trigger::Alert] {
        for mut definition in [offboarding(), defaults::pre_offboarding().unwrap()] {
            definition.triggers.push(trigger);
            let found = errors(&definition);
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].code, "score_starts_exit");
            assert!(found[0].article.as_ref().unwrap().zh.contains("个人信息保护法"));
        }
    }
}

#[test]
fn a_pre_offboarding_holds_continuity_work_only() {
    let forbidden = [
        Kind::AccountInventory,
        Kind::Access,
        Kind::Settlement,
        Kind::WagePayment,
        Kind::SeverancePayment,
        Kind::Certificate,
        Kind::StatusChange,
        Kind::Transfer,
        Kind::HousingFund,
        Kind::AssetReturn,
        Kind::Interview,
        Kind::Decision,
    ];
    for kind in forbidden {
        let mut definition = defaults::pre_offboarding().unwrap();
        definition.tasks[0].kind = kind;
        assert_eq!(codes(&definition), BTreeSet::from(["not_continuity_work".to_owned()]), "{kind:?}");
    }
}

#[test]
fn a_pre_offboarding_that_lives_longer_than_thirty_days_is_refused() {
    let ends = |offset: Option<Offset>| {
        let mut definition = defaults::pre_offboarding().unwrap();
        definition.expires = offset;
        codes(&definition).contains("must_expire")
    };
    assert!(!ends(offset("flow_start", None, Some(720))));
    assert!(ends(offset("flow_start", None, Some(721))));
    assert!(ends(None));
}

#[test]
fn exit_work_cannot_hide_in_a_flow_of_another_name() {
    let mut definition = defaults::objection().unwrap();
    definition.tasks[0].kind = Kind::Access;
    assert_eq!(codes(&definition), BTreeSet::from(["exit_work_elsewhere".to_owned()]));
}

#[test]
fn a_circle_of_tasks_is_named_and_what_lies_behind_it_is_unreachable() {
    let mut definition = offboarding();
    let list = definition.tasks.iter_mut().find(|task| task.key == "confirm_handover_list").unwrap();
    list.after.push("handover_review".into());
    let found = errors(&definition);
    let cycle = found.iter().find(|finding| finding.code == "cycle").unwrap();
    assert!(cycle.text.en.contains("confirm_handover_list, handover_review"));
    let unreachable: Vec<_> = found.iter().filter(|finding| finding.code == "unreachable").collect();
    assert!(unreachable.iter().any(|finding| finding.task.as_deref() == Some("pay_severance")));
}

#[test]
fn unknown_references_and_double_names_are_found() {
    let mut definition = offboarding();
    definition.tasks[0].lane = "moon".into();
    definition.tasks[1].after.push("nothing".into());
    definition.tasks[2].due = offset("never", None, None);
    definition.tasks[3].key = "account_inventory".into();
    let found = codes(&definition);
    assert!(found.contains("unknown_reference") && found.contains("duplicate_key"));
}

#[test]
fn hours_cannot_be_counted_from_a_day() {
    let found = broken("return_assets", |task| task.due = offset("end_of_employment", None, Some(4)));
    assert_eq!(found, vec![("hours_from_a_day".to_owned(), None)]);
}

#[test]
fn a_statutory_task_without_escalation_is_refused_and_another_only_warned_about() {
    assert_eq!(broken("pay_wages", |task| task.escalation.clear()), vec![("missing_escalation".to_owned(), None)]);
    assert_eq!(broken("check_loans", |task| task.escalation.clear()), vec![]);
}

#[test]
fn a_misspelt_word_in_a_definition_is_an_error_not_a_silence() {
    let text = defaults::OBJECTION.replacen("optional = true", "optionnal = true", 1);
    assert!(Definition::from_toml(&text).unwrap_err().to_string().contains("optionnal"));
}

proptest! {
    /// Whatever edge an editor draws into certificate or wages, the validator refuses it.
    #[test]
    fn no_edge_into_the_certificate_or_the_wages_is_ever_accepted(before in any::<prop::sample::Index>(), wages: bool) {
        let mut definition = offboarding();
        let before = definition.tasks[before.index(definition.tasks.len())].key.clone();
        let kind = if wages { Kind::WagePayment } else { Kind::Certificate };
        definition.tasks.iter_mut().find(|task| task.kind == kind).unwrap().after.push(before);
        prop_assert!(codes(&definition).contains("must_wait_for_nothing"));
    }
}
