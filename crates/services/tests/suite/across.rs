//! Questions across companies: what one may ask about, whom the answer names, and what is too small to be told.

use access::Caller;
use kernel::LegalEntityId;
use services::codes::{
    ExportCodes, FileFormat, PutCodeMapping, export_code_mappings, import_code_mappings, put_code_mapping,
};
use services::organisation::{NewCatalogueItem, NewLegalEntity, create_legal_entity_in, put_catalogue_item};
use services::query::{
    ExportQuery, Operator, QueryFilter, RunQuery, SaveQuery, export_query, list_queries, list_query_fields, run_query,
    save_query,
};
use testkit::day;

use crate::fixture::{Group, group};

/// Two companies that call the same level by other codes: six people in Shanghai, four in Beijing.
async fn two_companies(group: &Group) -> LegalEntityId {
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let beijing = NewLegalEntity {
        name: "云程数据（北京）有限公司".into(),
        short_name: "云程北京".into(),
        credit_code: None,
        place: "CN-Beijing".into(),
    };
    let beijing = LegalEntityId(create_legal_entity_in(&mut work, beijing).await.unwrap().id);
    work.commit().await.unwrap();
    for n in 0..10 {
        let mut hire = group.hire(&format!("员工{n}"), &format!("YC{n:06}"), "2024-03-01");
        if n >= 6 {
            (hire.legal_entity_id, hire.unit_id) = (beijing, group.data);
            hire.job_level = Some("L3".into());
            hire.place = "CN-Beijing".into();
        }
        if n == 9 {
            hire.kind = "part_time".into();
        }
        group.hired(hire).await;
    }
    let item = NewCatalogueItem {
        code: "T4".into(),
        title_zh: "资深".into(),
        title_en: "Staff".into(),
        sort: None,
        first_day: Some(day("2020-01-01")),
    };
    put_catalogue_item(&group.app, &Caller::system(), "standard_job_level", item).await.unwrap();
    for (entity, code) in [(group.entity, "P7"), (beijing, "L3")] {
        let mapping = PutCodeMapping {
            kind: "job_level".into(),
            legal_entity_id: entity,
            local_code: code.into(),
            local_title: String::new(),
            standard_code: Some("T4".into()),
            first_day: Some(day("2024-01-01")),
        };
        put_code_mapping(&group.app, &Caller::system(), mapping).await.unwrap();
    }
    beijing
}

fn filter(field: &str, operator: Operator, values: &[&str]) -> QueryFilter {
    QueryFilter { field: field.into(), operator, values: values.iter().map(|value| (*value).into()).collect() }
}

fn ask(filters: Vec<QueryFilter>, group_by: &[&str]) -> RunQuery {
    let group_by = group_by.iter().map(|key| (*key).into()).collect();
    RunQuery { filters, group_by, ..RunQuery::default() }
}

#[tokio::test]
async fn one_standard_level_is_counted_across_companies_that_call_it_otherwise() {
    let group = group().await;
    two_companies(&group).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let level = vec![filter("standard.job_level", Operator::OneOf, &["T4"])];
    let answer = run_query(&group.app, &hr, &ask(level, &["standard.job_level", "employment.legal_entity_id"])).await;
    let answer = answer.unwrap();
    let told: Vec<_> = answer.groups.iter().map(|group| (group.titles.clone(), group.count)).collect();
    let named = |company: &str| vec![Some("资深".to_owned()), Some(company.to_owned())];
    assert_eq!(told, [(named("云程上海"), Some(6)), (named("云程北京"), Some(4))]);
    assert_eq!((answer.total, answer.rows.len(), answer.smallest_group), (10, 10, None));
    let day_before = RunQuery { as_of: Some(day("2024-02-29")), ..ask(Vec::new(), &[]) };
    assert_eq!(run_query(&group.app, &hr, &day_before).await.unwrap().total, 0);
}

#[tokio::test]
async fn conditions_hold_together_or_one_by_one_and_a_unit_means_everything_below_it() {
    let group = group().await;
    two_companies(&group).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let total = async |query: RunQuery| run_query(&group.app, &hr, &query).await.unwrap().total;
    let beijing = || filter("assignment.place", Operator::OneOf, &["CN-Beijing"]);
    let named = || filter("person.full_name", Operator::Contains, &["员工0"]);
    assert_eq!(total(ask(vec![beijing(), named()], &[])).await, 0);
    assert_eq!(total(RunQuery { any: true, ..ask(vec![beijing(), named()], &[]) }).await, 5);
    let top = storage::query::Find::<storage::rows::OrgUnit>::new()
        .eq(storage::rows::OrgUnit::CODE, "G")
        .one(&group.app.db())
        .await
        .unwrap()
        .unwrap();
    let unit = |id: String| vec![filter("assignment.unit_id", Operator::OneOf, &[&id])];
    assert_eq!(total(ask(unit(top.unit_id.to_string()), &[])).await, 10);
    assert_eq!(total(ask(unit(group.data.to_string()), &[])).await, 4);
    let sql = filter("person.full_name", Operator::Contains, &["%' OR 1=1 --"]);
    assert_eq!(total(ask(vec![sql], &[])).await, 0);
}

#[tokio::test]
async fn small_groups_are_hidden_where_a_field_is_not_in_the_directory_and_so_is_what_they_could_be_reckoned_from() {
    let group = group().await;
    two_companies(&group).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let answer = run_query(&group.app, &hr, &ask(Vec::new(), &["employment.kind"])).await.unwrap();
    assert_eq!(answer.smallest_group, Some(5));
    let counts: Vec<_> = answer.groups.iter().map(|group| group.count).collect();
    assert_eq!(counts, [None, None], "nine full time would tell that one is not");
}

#[tokio::test]
async fn who_may_not_read_a_class_cannot_ask_about_it_and_a_scope_narrows_the_rows() {
    let group = group().await;
    two_companies(&group).await;
    let hrbp = group.caller("shen.jingyi", "hrbp", None, Some(group.data)).await;
    let answer = run_query(&group.app, &hrbp, &ask(Vec::new(), &["employment.legal_entity_id"])).await.unwrap();
    assert_eq!((answer.total, answer.groups.len()), (4, 1));
    let fields = list_query_fields(&hrbp).unwrap();
    assert!(fields.items.iter().all(|field| field.key != "person.identity_number"));
    for (key, code) in [("person.identity_number", "query.field_unknown"), ("person.full_name", "query.operator")] {
        let wrong = ask(vec![filter(key, Operator::From, &["2024-01-01"])], &[]);
        assert_eq!(run_query(&group.app, &hrbp, &wrong).await.unwrap_err().code, code);
    }
    let export = ExportQuery { query: ask(Vec::new(), &[]), format: "csv".into() };
    assert_eq!(export_query(&group.app, &hrbp, &export).await.unwrap_err().code, "access.permission_missing");
    let it = group.caller("shao.kai", "it", None, None).await;
    assert_eq!(run_query(&group.app, &it, &ask(Vec::new(), &[])).await.unwrap_err().code, "access.permission_missing");
}

#[tokio::test]
async fn an_answer_is_exported_and_a_shared_question_shows_each_the_own_rows() {
    let group = group().await;
    two_companies(&group).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let export = ExportQuery { query: ask(Vec::new(), &[]), format: "csv".into() };
    let file = export_query(&group.app, &hr, &export).await.unwrap();
    let text = String::from_utf8(file.bytes).unwrap();
    assert_eq!(text.lines().count(), 11);
    assert!(text.contains("资深"), "{text}");
    let keep = SaveQuery { title: "在职人员".into(), query: ask(Vec::new(), &[]), shared: true };
    save_query(&group.app, &hr, keep).await.unwrap();
    let hrbp = group.caller("shen.jingyi", "hrbp", None, Some(group.data)).await;
    let shared = list_queries(&group.app, &hrbp).await.unwrap().items.remove(0);
    assert!(!shared.own);
    assert_eq!(run_query(&group.app, &hrbp, &shared.query).await.unwrap().total, 4);
}

#[tokio::test]
async fn codes_go_out_as_a_table_and_come_back_whole_or_not_at_all() {
    let group = group().await;
    two_companies(&group).await;
    let file = || ExportCodes { kind: "job_level".into(), format: FileFormat::Csv };
    let out = export_code_mappings(&group.app, &Caller::system(), file()).await.unwrap();
    let back = import_code_mappings(&group.app, &Caller::system(), "job_level", None, out.clone()).await.unwrap();
    assert_eq!((back.written, back.unchanged, back.problems.len()), (0, 2, 0), "what went out says nothing new");
    let text = String::from_utf8(out.bytes.clone()).unwrap();
    let wrong = format!("{text}云程上海,P9,专家,T4,,\n云程广州,X1,,T4,,\n云程北京,L9,,T7,,\n");
    let send = |text: String| services::codes::CodeFile { bytes: text.into_bytes(), ..out.clone() };
    let refused = import_code_mappings(&group.app, &Caller::system(), "job_level", None, send(wrong)).await.unwrap();
    let why: Vec<_> = refused.problems.iter().map(|problem| problem.code).collect();
    assert_eq!((refused.written, why), (0, vec!["organisation.legal_entity_unknown", "catalogue.code_unknown"]));
    let right = format!("{text}云程上海,P9,专家,T4,,\n");
    let done = import_code_mappings(&group.app, &Caller::system(), "job_level", None, send(right)).await.unwrap();
    assert_eq!((done.written, done.problems.len()), (1, 0));
}
