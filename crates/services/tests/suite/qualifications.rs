//! A kind of record made by the recipe: rights, both classes, custom fields.

use access::Caller;
use kernel::{FieldClass, Sensitive, Text};
use serde_json::{Map, json};
use services::custom_fields::{
    CustomKind, CustomRules, PutCustomField, PutCustomValues, put_custom_field, put_custom_values,
};
use services::meta::list_records;
use services::qualifications::{
    PutQualification, QualificationsQuery, add_qualification, change_qualification, list_qualifications,
};
use testkit::day;

use crate::fixture::group;

fn certificate(person: kernel::PersonId) -> PutQualification {
    PutQualification {
        person_id: person,
        title: "信息系统项目管理师".into(),
        issuer: "人力资源和社会保障部".into(),
        number: Some(Sensitive::new("RS-2024-00871".into())),
        issued_on: day("2024-06-01"),
        expires_on: None,
    }
}

#[tokio::test]
async fn a_certificate_is_added_found_and_changed_and_its_number_is_for_its_class_alone() {
    let group = group().await;
    let hr = group.caller("hr.one", "hr", None, None).await;
    let boss = group.hired(group.hire("周文博", "YC1", "2018-03-01")).await.person_id;
    let mut hire = group.hire("张明远", "YC2", "2022-03-01");
    hire.manager_id = Some(boss);
    let zhang = group.hired(hire).await.person_id;
    let manager = group.caller("zhou", "manager", Some(boss), None).await;
    let made = add_qualification(&group.app, &hr, certificate(zhang)).await.unwrap();
    let found = async |caller: &Caller, q: &str| {
        let query = QualificationsQuery { q: Some(q.into()), ..QualificationsQuery::default() };
        list_qualifications(&group.app, caller, query).await.unwrap().items
    };
    assert!(found(&hr, "架构师").await.is_empty());
    let seen = found(&manager, "项目管理").await.remove(0);
    assert_eq!((seen.person_name.as_str(), seen.redacted.as_slice()), ("张明远", ["number"].as_slice()));
    let ends = PutQualification { expires_on: Some(day("2024-05-31")), ..certificate(zhang) };
    let refused = change_qualification(&group.app, &hr, made.id.into(), ends).await.unwrap_err();
    assert_eq!((refused.code, refused.pointer.as_deref()), ("qualifications.ends_before_issue", Some("/expires_on")));
    let renewed = PutQualification { expires_on: Some(day("2027-05-31")), ..certificate(zhang) };
    change_qualification(&group.app, &hr, made.id.into(), renewed).await.unwrap();
    let seen = found(&hr, "").await.remove(0);
    assert_eq!(seen.expires_on.as_ref(), Some(&Some(day("2027-05-31"))));
    assert_eq!(seen.number.as_ref(), Some(&Some("RS-2024-00871".to_owned())));
}

#[tokio::test]
async fn it_has_custom_fields_and_a_page_without_any_code_for_it() {
    let group = group().await;
    let hr = group.caller("hr.one", "hr", None, None).await;
    let zhang = group.hired(group.hire("张明远", "YC2", "2022-03-01")).await.person_id;
    let made = add_qualification(&group.app, &hr, certificate(zhang)).await.unwrap();
    let field = PutCustomField {
        record: "qualification".into(),
        code: "allowance".into(),
        title: Text::of("持证补贴", "Allowance"),
        kind: CustomKind::Money,
        list: None,
        class: FieldClass::Pay,
        required: false,
        searchable: false,
        rules: CustomRules::default(),
        sort: 0,
        category: None,
        first_day: Some(day("2020-01-01")),
        last_day: None,
    };
    put_custom_field(&group.app, &Caller::system(), field).await.unwrap();
    let values = Map::from_iter([("allowance".to_owned(), json!(50_000))]);
    let input = PutCustomValues { first_day: None, values };
    let written = put_custom_values(&group.app, &hr, "qualification", made.id, input).await.unwrap();
    assert_eq!(written.items[0].value.as_ref(), Some(&Some(json!(50_000))));
    let records = list_records(&hr).unwrap().items;
    let declared = records.iter().find(|record| record.name == "qualification").unwrap();
    assert_eq!(declared.collection.unwrap().path, "/qualifications");
    assert_eq!(declared.subject, Some("person_id"));
}
