//! Data quality: what is faulted, who hears of it, how a score moves, and audits that are worked off and signed.

use access::Caller;
use kernel::{AccountId, Sensitive};
use services::codes::{CodeMappingQuery, PutCodeMapping, list_code_mappings, put_code_mapping};
use services::organisation::{NewCatalogueItem, put_catalogue_item};
use services::quality::{
    AcceptFinding, AssignFindings, FindingQuery, PutAuditItem, PutAuditPlan, QualityQuery, SignAudit, accept_finding,
    assign_findings, audit_report, list_audits, list_findings, open_audit, put_audit_item, put_audit_plan,
    quality_overview, run_quality_now, sign_audit,
};
use storage::query::Find;
use storage::rows::{Account, Person, QualityFinding};
use testkit::day;

use crate::fixture::{Group, group};

/// One boss who heads nothing, one person without a fault beside that boss, and one with many.
async fn faulty(group: &Group) {
    let mut boss = group.hire("周文博", "YC000100", "2018-03-01");
    let person = boss.person.as_mut().unwrap();
    person.identity_number = Some(Sensitive::new("11010519491231002X".into()));
    person.birth_date = Some(Sensitive::new("1949-12-31".into()));
    person.sex = Some(Sensitive::new("female".into()));
    person.bank_account = Some(Sensitive::new("6222020000112233440".into()));
    let boss = group.hired(boss).await;
    let mut bad = group.hire("张明远", "YC000101", "2024-03-01");
    bad.manager_id = Some(boss.person_id);
    bad.contract = None;
    let person = bad.person.as_mut().unwrap();
    person.phone = None;
    person.identity_number = Some(Sensitive::new("440524188001010015".into()));
    person.bank_account = Some(Sensitive::new("6200000000000006".into()));
    group.hired(bad).await;
}

async fn open_rules(group: &Group) -> Vec<String> {
    let rows = Find::<QualityFinding>::new().eq(QualityFinding::STATE, "open").all(&group.app.db()).await.unwrap();
    let mut rules: Vec<String> = rows.into_iter().map(|row| row.rule).collect();
    rules.sort();
    rules
}

#[tokio::test]
async fn each_fault_is_found_once_closes_when_it_is_mended_and_opens_again_when_it_comes_back() {
    let group = group().await;
    faulty(&group).await;
    run_quality_now(&group.app).await.unwrap();
    let found = open_rules(&group).await;
    let wanted = [
        "bank_checksum",
        "contract_missing",
        "identity_format",
        "manager_missing",
        "phone_missing",
        "unit_without_head",
    ];
    assert_eq!(found, wanted);
    run_quality_now(&group.app).await.unwrap();
    assert_eq!(open_rules(&group).await, wanted, "a second run finds nothing twice");
    let before = quality_overview(&group.app, &Caller::system(), &QualityQuery::default()).await.unwrap();

    let zhang = Find::<Person>::new().eq(Person::FULL_NAME, "张明远").one(&group.app.db()).await.unwrap().unwrap();
    let set_phone = async |phone: Option<&str>| {
        let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
        let row = Find::<Person>::by_id(&work.db(), zhang.id).await.unwrap().unwrap();
        let meta = <Person as kernel::Record>::META;
        let phone = phone.map(|phone| work.seal(meta, Person::PHONE, row.id, &phone.to_owned()));
        work.update(&row, Person { phone, ..row.clone() }).await.unwrap();
        work.commit().await.unwrap();
        run_quality_now(&group.app).await.unwrap();
    };
    set_phone(Some("13800138001")).await;
    assert!(!open_rules(&group).await.contains(&"phone_missing".to_owned()));
    let after = quality_overview(&group.app, &Caller::system(), &QualityQuery::default()).await.unwrap();
    assert!(after.score_tenths > before.score_tenths, "{:?} {:?}", before.score_tenths, after.score_tenths);
    assert_eq!(after.trend.len(), 2, "one month, the group and its company");
    set_phone(None).await;
    assert_eq!(open_rules(&group).await, wanted);
    let rows = Find::<QualityFinding>::new().eq(QualityFinding::RULE, "phone_missing").all(&group.app.db()).await;
    assert_eq!(rows.unwrap().len(), 1, "the same finding, open again");
}

#[tokio::test]
async fn a_finding_tells_no_value_and_only_to_who_may_read_its_class() {
    let group = group().await;
    faulty(&group).await;
    run_quality_now(&group.app).await.unwrap();
    let hr = group.caller("han.xue", "hr", None, None).await;
    let hrbp = group.caller("shen.jingyi", "hrbp", None, Some(group.cloud)).await;
    let elsewhere = group.caller("lu.yao", "hrbp", None, Some(group.data)).await;
    let list = async |caller: &Caller| list_findings(&group.app, caller, &FindingQuery::default()).await.unwrap();
    let all = list(&hr).await;
    assert_eq!(all.total, 6);
    let wire = serde_json::to_string(&all).unwrap();
    assert!(!wire.contains("440524188001010015") && !wire.contains("6200000000000006"), "{wire}");
    // An HRBP reads contact and employment, neither identity numbers nor bank accounts; units have no person.
    let mut rules: Vec<String> = list(&hrbp).await.items.into_iter().map(|finding| finding.rule).collect();
    rules.sort();
    assert_eq!(rules, ["contract_missing", "manager_missing", "phone_missing"]);
    assert_eq!(list(&elsewhere).await.items.len(), 0);
}

#[tokio::test]
async fn an_accepted_exception_no_longer_counts_and_a_given_one_has_an_owner_and_a_deadline() {
    let group = group().await;
    faulty(&group).await;
    run_quality_now(&group.app).await.unwrap();
    let hr = group.caller("han.xue", "hr", None, None).await;
    let owner = Find::<Account>::new().eq(Account::LOGIN, "han.xue").one(&group.app.db()).await.unwrap().unwrap();
    let assign = |rule: &str, due: &str| AssignFindings {
        ids: Vec::new(),
        rule: Some(rule.into()),
        legal_entity_id: None,
        owner_account_id: AccountId(owner.id),
        due_on: day(due),
    };
    let past = assign_findings(&group.app, &hr, assign("phone_missing", "2026-11-19")).await.unwrap_err();
    assert_eq!(past.code, "quality.due_past");
    assert_eq!(assign_findings(&group.app, &hr, assign("phone_missing", "2026-11-30")).await.unwrap().count, 1);
    let query = FindingQuery { mine: Some(true), ..FindingQuery::default() };
    let mine = list_findings(&group.app, &hr, &query).await.unwrap();
    assert_eq!((mine.total, mine.items[0].due_on, mine.items[0].overdue), (1, Some(day("2026-11-30")), false));
    group.clock.set(testkit::at("2026-12-01T08:00:00Z"));
    assert!(list_findings(&group.app, &hr, &query).await.unwrap().items[0].overdue);

    let query = FindingQuery { rule: Some("manager_missing".into()), ..FindingQuery::default() };
    let boss = list_findings(&group.app, &hr, &query).await.unwrap().items.remove(0);
    let note = AcceptFinding { note: "集团总裁，不向任何人汇报".into() };
    accept_finding(&group.app, &hr, boss.id, note).await.unwrap();
    run_quality_now(&group.app).await.unwrap();
    let overview = quality_overview(&group.app, &hr, &QualityQuery::default()).await.unwrap();
    let rule = overview.rules.iter().find(|rule| rule.key == "manager_missing").unwrap();
    assert_eq!((rule.checked, rule.failed, rule.open), (2, 0, 0));
}

#[tokio::test]
async fn an_audit_is_drawn_from_a_run_worked_off_and_signed_with_a_report_that_stays() {
    let group = group().await;
    faulty(&group).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let owner = Find::<Account>::new().eq(Account::LOGIN, "han.xue").one(&group.app.db()).await.unwrap().unwrap();
    let owner_account_id = Some(AccountId(owner.id));
    assert_eq!(open_audit(&group.app, &hr).await.unwrap_err().code, "quality.no_plan");
    let plan = PutAuditPlan { cadence: "quarter".into(), owner_account_id, due_days: 20, active: true };
    put_audit_plan(&group.app, &hr, plan).await.unwrap();
    assert_eq!(open_audit(&group.app, &hr).await.unwrap_err().code, "quality.no_run");
    run_quality_now(&group.app).await.unwrap();
    let audit = open_audit(&group.app, &hr).await.unwrap();
    assert_eq!((audit.summary.period.as_str(), audit.summary.due_on), ("2026Q4", day("2027-01-20")));
    assert_eq!(audit.items.len(), 6);
    let sign = || SignAudit { statement: "本期人员主数据真实、完整".into() };
    let early = sign_audit(&group.app, &hr, audit.summary.id, sign()).await.unwrap_err();
    assert_eq!((early.code, early.params["count"].as_str()), ("quality.items_open", "6"));
    for item in &audit.items {
        let change = |state: &str, conclusion: Option<&str>| PutAuditItem {
            owner_account_id,
            due_on: None,
            state: Some(state.into()),
            conclusion: conclusion.map(Into::into),
        };
        let put = async |change| put_audit_item(&group.app, &hr, audit.summary.id, item.id, change).await;
        assert_eq!(put(change("accepted", None)).await.unwrap_err().code, "quality.conclusion_missing");
        assert_eq!(put(change("done", Some("已补录"))).await.unwrap_err().code, "quality.item_left");
        put(change("accepted", Some("下季度整改"))).await.unwrap();
    }
    let signed = sign_audit(&group.app, &hr, audit.summary.id, sign()).await.unwrap();
    assert_eq!((signed.summary.state.as_str(), signed.signed_by.as_deref()), ("signed", Some("han.xue")));
    let (name, report) = audit_report(&group.app, &hr, audit.summary.id).await.unwrap();
    assert_eq!(name, "数据核查报告-2026Q4.pdf");
    let digest = <sha2::Sha256 as sha2::Digest>::digest(&report);
    assert_eq!(signed.report_digest, Some(hex::encode(digest)));
    group.clock.set(testkit::at("2027-02-01T08:00:00Z"));
    let list = list_audits(&group.app, &hr).await.unwrap();
    assert!(!list.items[0].overdue, "a signed audit is not late");
}

#[tokio::test]
async fn the_calendar_plans_runs_and_opens_by_itself() {
    let group = group().await;
    faulty(&group).await;
    let plan = PutAuditPlan { cadence: "quarter".into(), owner_account_id: None, due_days: 20, active: true };
    put_audit_plan(&group.app, &Caller::system(), plan).await.unwrap();
    let work_off = async || {
        services::quality::tick(&group.app).await.unwrap();
        while let Some(job) = group.app.store().claim_job().await.unwrap() {
            services::jobs::run(&group.app, &job).await.unwrap();
            group.app.store().finish_job(job.id).await.unwrap();
        }
    };
    let states = async || {
        let list = list_audits(&group.app, &Caller::system()).await.unwrap();
        list.items.into_iter().map(|audit| (audit.period, audit.state)).collect::<Vec<_>>()
    };
    work_off().await;
    assert_eq!(states().await, [("2026Q4".to_owned(), "planned".to_owned())]);
    group.clock.set(testkit::at("2026-12-31T08:00:00Z"));
    work_off().await;
    work_off().await;
    assert_eq!(states().await, [("2026Q4".to_owned(), "open".to_owned())]);
    group.clock.set(testkit::at("2027-01-02T08:00:00Z"));
    work_off().await;
    let wanted = [("2027Q1", "planned"), ("2026Q4", "open")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    assert_eq!(states().await, wanted);
}

#[tokio::test]
async fn a_companys_code_is_mapped_over_time_and_unmapped_codes_are_named() {
    let group = group().await;
    faulty(&group).await;
    let item = |code: &str, title: &str| NewCatalogueItem {
        code: code.into(),
        title_zh: title.into(),
        title_en: title.into(),
        sort: None,
        first_day: Some(day("2020-01-01")),
    };
    for (code, title) in [("T4", "资深"), ("T3", "P7")] {
        put_catalogue_item(&group.app, &Caller::system(), "standard_job_level", item(code, title)).await.unwrap();
    }
    let list = async |as_of: Option<&str>| {
        let query = CodeMappingQuery { kind: "job_level".into(), as_of: as_of.map(day), ..CodeMappingQuery::default() };
        list_code_mappings(&group.app, &Caller::system(), &query).await.unwrap()
    };
    let open = list(None).await;
    assert_eq!((open.unmapped, open.items[0].local_code.as_str(), open.items[0].people), (1, "P7", 2));
    assert_eq!(open.items[0].suggestion.as_deref(), Some("T3"), "spelt the same as a standard's name");
    let map = async |standard: &str, first_day: &str| {
        let mapping = PutCodeMapping {
            kind: "job_level".into(),
            legal_entity_id: group.entity,
            local_code: "P7".into(),
            local_title: "高级工程师".into(),
            standard_code: Some(standard.into()),
            first_day: Some(day(first_day)),
        };
        put_code_mapping(&group.app, &Caller::system(), mapping).await
    };
    assert_eq!(map("T9", "2026-01-01").await.unwrap_err().code, "catalogue.code_unknown");
    map("T3", "2025-01-01").await.unwrap();
    map("T4", "2026-07-01").await.unwrap();
    let means = async |on: &str| list(Some(on)).await.items[0].standard_code.clone();
    assert_eq!(means("2026-06-30").await.as_deref(), Some("T3"));
    assert_eq!(means("2026-07-01").await.as_deref(), Some("T4"));
    assert_eq!(list(None).await.unmapped, 0);
}
