//! Fields that a firm adds: checked, dated, shown by class, found, and never in plain where they are delicate.

use access::Caller;
use kernel::{FieldClass, Text};
use serde_json::{Value, json};
use services::custom_fields::{
    CustomFieldView, CustomFieldsQuery, CustomKind, CustomMatchQuery, CustomRules, PutCustomField, PutCustomValues,
    custom_values, find_by_custom_value, list_custom_fields, put_custom_field, put_custom_values,
};
use services::exports::{ExportFormat, ExportPeople, export_people};
use services::imports::{RunImport, RunMode, UndoImport, Upload};
use services::people::AsOfQuery;
use storage::query::Find;
use storage::rows::CustomValue;
use testkit::day;
use uuid::Uuid;

use crate::fixture::{Group, group};

fn field(record: &str, code: &str, kind: CustomKind, class: FieldClass) -> PutCustomField {
    PutCustomField {
        record: record.into(),
        code: code.into(),
        title: Text::new(format!("字段{code}"), code),
        kind,
        list: None,
        class,
        required: false,
        searchable: true,
        rules: CustomRules::default(),
        sort: 0,
        category: None,
        first_day: Some(day("2020-01-01")),
        last_day: None,
    }
}

async fn defined(group: &Group, input: PutCustomField) -> CustomFieldView {
    put_custom_field(&group.app, &Caller::system(), input).await.unwrap()
}

async fn put(group: &Group, caller: &Caller, id: Uuid, first_day: &str, values: Value) -> Result<(), &'static str> {
    let Value::Object(values) = values else { unreachable!("a test writes objects") };
    let input = PutCustomValues { first_day: Some(day(first_day)), values };
    put_custom_values(&group.app, caller, "person", id, input).await.map(drop).map_err(|problem| problem.code)
}

async fn held(group: &Group, caller: &Caller, id: Uuid, as_of: &str) -> Vec<(String, Option<Value>)> {
    let query = AsOfQuery { as_of: Some(day(as_of)), known_on: None };
    let found = custom_values(&group.app, caller, "person", id, query).await.unwrap();
    found.items.into_iter().map(|item| (item.field.code, item.value.as_ref().cloned().flatten())).collect()
}

#[tokio::test]
async fn a_value_holds_from_its_day_on_and_can_be_ended() {
    let group = group().await;
    defined(&group, field("person", "shirt", CustomKind::Text, FieldClass::Directory)).await;
    let hr = group.caller("hr.one", "hr", None, None).await;
    let zhang = group.hired(group.hire("张明远", "YC1", "2022-03-01")).await.person_id.0;
    put(&group, &hr, zhang, "2024-01-01", json!({ "shirt": "L" })).await.unwrap();
    put(&group, &hr, zhang, "2025-01-01", json!({ "shirt": "XL" })).await.unwrap();
    put(&group, &hr, zhang, "2026-01-01", json!({ "shirt": null })).await.unwrap();
    let mut seen = Vec::new();
    for as_of in ["2023-12-31", "2024-12-31", "2025-01-01", "2026-01-01"] {
        seen.push(held(&group, &hr, zhang, as_of).await.remove(0).1);
    }
    assert_eq!(seen, [None, Some(json!("L")), Some(json!("XL")), None]);
}

#[tokio::test]
async fn a_delicate_value_is_sealed_and_withheld_from_who_lacks_its_class() {
    let group = group().await;
    defined(&group, field("person", "locker_pin", CustomKind::Text, FieldClass::Identity)).await;
    let hr = group.caller("hr.one", "hr", None, None).await;
    let boss = group.hired(group.hire("周文博", "YC1", "2018-03-01")).await.person_id;
    let mut hire = group.hire("张明远", "YC2", "2022-03-01");
    hire.manager_id = Some(boss);
    let zhang = group.hired(hire).await.person_id.0;
    let manager = group.caller("zhou", "manager", Some(boss), None).await;
    put(&group, &hr, zhang, "2024-01-01", json!({ "locker_pin": "Geheim-4711" })).await.unwrap();
    let row = Find::<CustomValue>::new().one(&group.app.db()).await.unwrap().unwrap();
    assert!(row.plain.is_none() && row.sealed.is_some() && row.blind.is_some());
    let seen = custom_values(&group.app, &manager, "person", zhang, AsOfQuery::default()).await.unwrap();
    assert_eq!(seen.redacted, ["locker_pin"]);
    assert!(seen.items[0].value.as_ref().is_none() && seen.items[0].first_day.as_ref().is_none());
    assert_eq!(held(&group, &hr, zhang, "2024-01-01").await[0].1, Some(json!("Geheim-4711")));
}

#[tokio::test]
async fn people_are_found_by_a_value_only_by_who_may_see_it() {
    let group = group().await;
    let plain = defined(&group, field("person", "site", CustomKind::Text, FieldClass::Directory)).await;
    let sealed = defined(&group, field("person", "pin", CustomKind::Text, FieldClass::Identity)).await;
    let hr = group.caller("hr.one", "hr", None, None).await;
    let zhang = group.hired(group.hire("张明远", "YC1", "2022-03-01")).await.person_id.0;
    put(&group, &hr, zhang, "2024-01-01", json!({ "site": "张江 3 号楼", "pin": "4711" })).await.unwrap();
    let it = group.caller("it.one", "it", None, None).await;
    let found = async |caller: &Caller, field: &CustomFieldView, value: &str| {
        let query = CustomMatchQuery { value: value.into(), as_of: None };
        find_by_custom_value(&group.app, caller, field.id, query).await.unwrap().items.len()
    };
    assert_eq!(found(&hr, &plain, "3 号楼").await, 1);
    assert_eq!(found(&it, &plain, "3 号楼").await, 1);
    assert_eq!((found(&hr, &sealed, "4711").await, found(&hr, &sealed, "471").await), (1, 0));
    assert_eq!(found(&it, &sealed, "4711").await, 0, "what is found tells the value");
}

#[tokio::test]
async fn what_does_not_fit_is_refused_at_its_place_and_nothing_is_written() {
    let group = group().await;
    let mut level = field("person", "level", CustomKind::Integer, FieldClass::Employment);
    level.rules = CustomRules { min: Some(1), max: Some(9), max_length: None };
    defined(&group, level).await;
    let mut code = field("person", "leave", CustomKind::Code, FieldClass::Employment);
    code.list = Some("leave_kind".into());
    defined(&group, code).await;
    let mut badge = field("person", "badge", CustomKind::Text, FieldClass::Employment);
    badge.required = true;
    defined(&group, badge).await;
    let hr = group.caller("hr.one", "hr", None, None).await;
    let zhang = group.hired(group.hire("张明远", "YC1", "2022-03-01")).await.person_id.0;
    let wrong = [
        (json!({ "badge": "A1", "level": 10 }), "custom_fields.out_of_bounds"),
        (json!({ "badge": "A1", "level": "3" }), "custom_fields.wrong_kind"),
        (json!({ "badge": "A1", "leave": "holiday_on_mars" }), "catalogue.code_unknown"),
        (json!({ "badge": "A1", "nobody": 1 }), "custom_fields.field_unknown"),
        (json!({ "level": 3 }), "input.required"),
    ];
    for (values, expected) in wrong {
        assert_eq!(put(&group, &hr, zhang, "2024-01-01", values).await, Err(expected));
    }
    assert!(held(&group, &hr, zhang, "2024-01-01").await.iter().all(|(_, value)| value.is_none()));
    assert_eq!(put(&group, &hr, zhang, "2024-01-01", json!({ "badge": "A1", "level": 9 })).await, Ok(()));
}

#[tokio::test]
async fn a_field_keeps_its_meaning_once_it_holds_values() {
    let group = group().await;
    defined(&group, field("person", "site", CustomKind::Text, FieldClass::Identity)).await;
    let again = |class| field("person", "site", CustomKind::Text, class);
    assert!(put_custom_field(&group.app, &Caller::system(), again(FieldClass::Contact)).await.is_ok(), "not used yet");
    let hr = group.caller("hr.one", "hr", None, None).await;
    let zhang = group.hired(group.hire("张明远", "YC1", "2022-03-01")).await.person_id.0;
    put(&group, &hr, zhang, "2024-01-01", json!({ "site": "张江" })).await.unwrap();
    let refused = put_custom_field(&group.app, &Caller::system(), again(FieldClass::Directory)).await.unwrap_err();
    assert_eq!((refused.code, refused.pointer.as_deref()), ("custom_fields.in_use", Some("/class")));
    let all = list_custom_fields(&group.app, &hr, CustomFieldsQuery::default()).await.unwrap();
    assert_eq!(all.items.len(), 1);
}

#[tokio::test]
async fn units_have_fields_of_their_own_and_nobody_writes_the_own_record() {
    let group = group().await;
    defined(&group, field("org_unit", "cost_centre", CustomKind::Text, FieldClass::Directory)).await;
    defined(&group, field("person", "site", CustomKind::Text, FieldClass::Directory)).await;
    let zhang = group.hired(group.hire("张明远", "YC1", "2022-03-01")).await.person_id;
    group.caller("zhang", "employee", Some(zhang), None).await;
    let own_hr = group.also("zhang", "hr").await;
    assert_eq!(put(&group, &own_hr, zhang.0, "2024-01-01", json!({ "site": "张江" })).await, Err("access.own_case"));
    let values = json!({ "cost_centre": "CC-2107" });
    let Value::Object(values) = values else { unreachable!("an object") };
    let input = PutCustomValues { first_day: None, values };
    let written = put_custom_values(&group.app, &own_hr, "org_unit", group.cloud.0, input).await.unwrap();
    assert_eq!(written.items[0].value.as_ref(), Some(&Some(json!("CC-2107"))));
}

#[tokio::test]
async fn nobody_has_no_values_and_sounds_like_somebody_out_of_sight() {
    let group = group().await;
    defined(&group, field("person", "site", CustomKind::Text, FieldClass::Directory)).await;
    let hr = group.caller("hr.one", "hr", None, None).await;
    let zhang = group.hired(group.hire("张明远", "YC1", "2022-03-01")).await.person_id;
    let employee = group.caller("zhang", "employee", Some(zhang), None).await;
    let other = group.hired(group.hire("李娜", "YC2", "2022-03-01")).await.person_id.0;
    let nobody = Uuid::from_u128(7);
    assert_eq!(put(&group, &hr, nobody, "2024-01-01", json!({ "site": "张江" })).await, Err("access.out_of_scope"));
    for id in [nobody, other] {
        let refused = custom_values(&group.app, &employee, "person", id, AsOfQuery::default()).await.unwrap_err();
        assert_eq!(refused.code, "access.out_of_scope");
    }
}

#[tokio::test]
async fn a_roster_brings_values_of_the_firms_own_fields_and_takes_them_out_again() {
    let group = group().await;
    defined(&group, field("person", "shirt", CustomKind::Text, FieldClass::Directory)).await;
    defined(&group, field("person", "blood", CustomKind::Text, FieldClass::Health)).await;
    defined(&group, field("employment", "badge_until", CustomKind::Date, FieldClass::Employment)).await;
    defined(&group, field("assignment", "parking", CustomKind::Boolean, FieldClass::Employment)).await;
    let system = Caller::system();
    let csv = "工号,姓名,入职日期,字段shirt,blood,字段badge_until,字段parking\n\
               A1,林若曦,2024-03-01,XL,AB,2027/3/31,是\nA2,周文博,2024-03-01,M,,下个月,否\n";
    let upload = Upload { file_name: "花名册.csv".into(), bytes: csv.as_bytes().to_vec() };
    let import = services::imports::upload(&group.app, &system, upload).await.unwrap();
    let told: Vec<_> = import.columns.iter().filter_map(|column| column.custom.clone()).collect();
    assert_eq!(told, ["person.shirt", "person.blood", "employment.badge_until", "assignment.parking"]);
    let input = || RunImport { mode: RunMode::SkipBadRows };
    let done = services::imports::run_import(&group.app, &system, import.id, input()).await.unwrap();
    let report = done.report.unwrap();
    assert!(report.findings.iter().any(|found| found.row == 3 && found.code == "custom_form"), "下个月 is no day");

    let hr = group.caller("hr.one", "hr", None, None).await;
    let export = ExportPeople { as_of: None, known_on: None, format: ExportFormat::Json };
    let file = export_people(&group.app, &hr, export).await.unwrap();
    let json: Value = serde_json::from_slice(&file.bytes).unwrap();
    let lin = json["people"].as_array().unwrap().iter().find(|person| person["employee_no"] == "A1").unwrap();
    assert_eq!((&lin["person.shirt"], &lin["person.blood"]), (&json!("XL"), &json!("AB")));
    assert_eq!((&lin["employment.badge_until"], &lin["assignment.parking"]), (&json!("2027-03-31"), &json!(true)));
    let stored = Find::<CustomValue>::new().all(&group.app.db()).await.unwrap();
    assert!(stored.iter().any(|row| row.plain.is_none() && row.sealed.is_some()), "health stands sealed");

    let undo = UndoImport { reason: "试导入".into() };
    services::imports::undo_import(&group.app, &system, import.id, undo).await.unwrap();
    assert!(Find::<CustomValue>::new().all(&group.app.db()).await.unwrap().is_empty());
}
