//! The policy as data: what holds whatever roles a firm adds.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails here")]

use std::sync::Arc;

use access::{Caller, Grant, Permission, Roles, RolesError, Scope, Subject, policy_matrix};
use kernel::{AccountId, FieldClass, FieldMeta, FieldType, PersonId};
use uuid::Uuid;

const PAY: FieldMeta = FieldMeta {
    name: "base_pay",
    label: "compensation.base_pay",
    class: FieldClass::Pay,
    field_type: FieldType::Money,
    required: true,
    searchable: false,
    sealed: true,
    refers_to: None,
};

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn caller(role: &str, scope: Scope) -> Caller {
    let roles = Roles::built_in().unwrap();
    let role = Arc::new(roles.get(role).unwrap().clone());
    Caller::new(AccountId(id(1)), Some(PersonId(id(2))), vec![Grant { role, scope }])
}

#[test]
fn the_policy_matrix_is_what_was_reviewed() {
    let roles = Roles::built_in().unwrap();
    let golden = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/policy-matrix.md");
    if std::env::var_os("RENHE_UPDATE_GOLDEN").is_some() {
        std::fs::write(&golden, policy_matrix(&roles)).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(golden).unwrap(),
        policy_matrix(&roles),
        "run with RENHE_UPDATE_GOLDEN=1 and review the diff"
    );
}

#[test]
fn nobody_can_be_two_of_the_three_administrators() {
    let roles = Roles::built_in().unwrap();
    assert_eq!(roles.conflict(&["system_admin", "employee", "audit_admin"]), Some(("system_admin", "audit_admin")));
    assert_eq!(roles.conflict(&["system_admin", "employee"]), None);
}

#[test]
fn an_administrator_who_could_read_pay_is_refused() {
    let text = r#"
        [[role]]
        key = "root"
        title_zh = "超级管理员"
        title_en = "Root"
        default_scope = "group"
        exclusive = "administrator"
        permissions = ["account.write"]
        classes = ["pay"]
    "#;
    assert_eq!(Roles::parse(text), Err(RolesError::AdministratorReadsPersonalData("root".to_owned())));
}

#[test]
fn a_manager_sees_the_team_but_not_its_pay() {
    let team = Scope { managers: [id(2)].into(), ..Scope::default() };
    let manager = caller("manager", team);
    let report = Subject { person: Some(id(9)), manager: Some(id(2)), ..Subject::default() };
    assert!(manager.require_for(Permission::PersonRead, &report).is_ok());
    assert_eq!(manager.show(&report, &PAY, 100).into_option(), None);
}

#[test]
fn a_row_out_of_scope_is_not_found_rather_than_forbidden() {
    let employee = caller("employee", Scope::person(id(2)));
    let other = Subject { person: Some(id(9)), ..Subject::default() };
    let refusal = employee.require_for(Permission::PersonRead, &other).unwrap_err();
    assert_eq!(refusal.kind, kernel::ErrorKind::NotFound);
}

#[test]
fn what_was_left_out_is_named() {
    let manager = caller("manager", Scope::everything());
    let mut disclosure = manager.disclose(Subject::default());
    assert_eq!(disclosure.show(&PAY, 100).into_option(), None);
    assert_eq!(disclosure.redacted(), vec!["base_pay"]);
}

#[test]
fn a_class_granted_over_one_unit_is_not_readable_in_another() {
    let hrbp = caller("hrbp", Scope { units: [id(5)].into(), ..Scope::default() });
    let inside = Subject { unit: Some(id(5)), ..Subject::default() };
    let outside = Subject { unit: Some(id(6)), ..Subject::default() };
    assert!(hrbp.may_read(FieldClass::Pay, &inside));
    assert!(!hrbp.may_read(FieldClass::Pay, &outside));
}
