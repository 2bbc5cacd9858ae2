//! Moving in from an older system: a set of files is checked as a whole, written in one go, compared and taken back.

use std::collections::BTreeMap;

use access::Caller;
use services::App;
use services::imports::{
    FileKind, ImportKind, ImportState, ImportView, RunImport, RunMode, Severity, UndoImport, Upload, Verification,
    check_import, import, pack_set, run_import, undo_import, upload, verify_import,
};
use services::organisation::{UnitsQuery, list_legal_entities, list_units, seed_catalogues};
use services::people::{AsOfQuery, RosterQuery, list_people, person_page};
use storage::query::Find;
use storage::rows::{Assignment, Compensation, Contract, Employment, LeaveEntitlement, Person};
use testkit::{TestStore, day};

use crate::fixture::app_on;

macro_rules! on_both_engines {
    ($($(#[$doc:meta])* async fn $name:ident($app:ident: App) $body:block)+) => {$(
        mod $name {
            use super::*;

            $(#[$doc])*
            async fn check($app: App) $body

            #[tokio::test(flavor = "multi_thread")]
            async fn sqlite() {
                let test = testkit::sqlite_store(std::sync::Arc::new(testkit::clock_at(crate::fixture::NOW))).await;
                check(house(&test).await).await;
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn postgres() {
                let clock = std::sync::Arc::new(testkit::clock_at(crate::fixture::NOW));
                if let Some(test) = testkit::postgres_store(clock).await {
                    check(house(&test).await).await;
                }
            }
        }
    )+};
}

/// An empty house with the shipped reference lists.
pub async fn house(test: &TestStore) -> App {
    let app = app_on(test);
    let mut work = app.begin(&Caller::system(), "test", None).await.unwrap();
    seed_catalogues(&mut work).await.unwrap();
    work.commit().await.unwrap();
    app
}

/// The files of a small firm as an older system gave them.
pub fn files() -> BTreeMap<String, Vec<u8>> {
    let files = [
        (
            "01-用人单位.csv",
            "全称,简称,统一社会信用代码,注册地,上级公司\n云程科技有限公司,云程,91310000MA1FL00000,上海,\n云程数据（苏州）有限公司,云程苏州,,江苏,云程\n",
        ),
        (
            "02-部门.csv",
            "编码,名称,上级编码,负责人工号,生效日期,截止日期\n\
             R,云程,,A1,2015-01-01,\n\
             D1,研发部,R,A2,2016-01-01,\n\
             D1,研发中心,R,A2,2022-07-01,\n\
             D2,旧业务部,R,,2016-01-01,2020-06-30\n",
        ),
        (
            "03-人员.csv",
            "人员编号,姓名,身份证号,手机\nA1,周文博,,13800138001\nA2,林若曦,,13800138002\nA3,陈 晨,,13800138003\n",
        ),
        (
            "04-用工.csv",
            "工号,人员编号,合同主体,用工形式,入职日期,离职日期,离职类型\n\
             A1,,云程科技有限公司,全日制,2016-03-01,,\n\
             A2,,云程,全日制,2018-05-07,,\n\
             A3,,云程苏州,全日制,2017-01-01,2019-12-31,主动离职\n\
             B3,A3,云程苏州,全日制,2022-03-01,,\n",
        ),
        (
            "05-任职.csv",
            "工号,开始日期,结束日期,部门编码,岗位,职级,上级工号,工作地点\n\
             A1,2016-03-01,,R,总经理,M5,,上海\n\
             A2,2018-05-07,2020-06-30,D2,工程师,P5,A1,上海\n\
             A2,2020-07-01,2022-06-30,D1,高级工程师,P6,A1,上海\n\
             A2,2022-07-01,,D1,研发总监,P8,A1,上海\n\
             A3,2017-01-01,2019-12-31,D1,测试,P4,A2,苏州\n\
             B3,2022-03-01,,D1,测试经理,P6,A2,苏州\n",
        ),
    ];
    files.into_iter().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect()
}

/// With contracts, pay and leave.
fn whole() -> BTreeMap<String, Vec<u8>> {
    let mut all = files();
    let more = [
        (
            "06-合同.csv",
            "工号,合同类型,开始日期,结束日期,签订日期\n\
             A1,无固定期限,2016-03-01,,2016-02-20\n\
             A2,固定期限,2018-05-07,2021-05-06,2018-05-01\n\
             A2,固定期限,2021-05-07,2024-05-06,2021-04-20\n\
             A2,无固定期限,2024-05-07,,2024-04-25\n\
             A3,固定期限,2017-01-01,2019-12-31,2016-12-25\n\
             B3,固定期限,2022-03-01,2025-02-28,2022-02-20\n",
        ),
        (
            "07-薪酬.csv",
            "工号,生效日期,月基本工资,调薪原因\n\
             A1,2016-03-01,50000,入职定薪\n\
             A2,2018-05-07,18000.50,入职定薪\n\
             A2,2020-01-01,22000,年度调薪\n\
             A2,2022-07-01,36000,晋升\n\
             A3,2017-01-01,12000,\n\
             B3,2022-03-01,21000,\n",
        ),
        ("08-年假余额.csv", "工号,假别,年度,剩余天数,有效期至\nA1,年假,2025,3.5,2027-03-31\nA2,年休假,2026,10,\n"),
    ];
    all.extend(more.into_iter().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())));
    all
}

fn sent(files: &BTreeMap<String, Vec<u8>>) -> Upload {
    Upload { file_name: "旧系统.zip".into(), bytes: pack_set(files).unwrap() }
}

/// Changes a text in one of the files.
fn with(mut files: BTreeMap<String, Vec<u8>>, name: &str, from: &str, to: &str) -> BTreeMap<String, Vec<u8>> {
    let text = String::from_utf8(files[name].clone()).unwrap();
    assert!(text.contains(from), "{name} holds {from}");
    files.insert(name.to_owned(), text.replacen(from, to, 1).into_bytes());
    files
}

/// `(file, row, code)` of all findings.
fn found(view: &ImportView) -> Vec<(String, u32, String)> {
    let report = view.report.as_ref().unwrap();
    let mut found: Vec<_> = report
        .findings
        .iter()
        .map(|finding| (finding.file.clone().unwrap_or_default(), finding.row, finding.code.clone()))
        .collect();
    found.sort();
    found
}

async fn checked(app: &App, files: &BTreeMap<String, Vec<u8>>) -> ImportView {
    let id = upload(app, &Caller::system(), sent(files)).await.unwrap().id;
    check_import(app, &Caller::system(), id).await.unwrap()
}

const ALL: RunImport = RunImport { mode: RunMode::AllOrNothing };
const SKIP: RunImport = RunImport { mode: RunMode::SkipBadRows };

async fn ran(app: &App, files: &BTreeMap<String, Vec<u8>>, how: RunImport) -> ImportView {
    let id = upload(app, &Caller::system(), sent(files)).await.unwrap().id;
    match run_import(app, &Caller::system(), id, how).await {
        Ok(view) => view,
        Err(problem) => {
            let view = import(app, &Caller::system(), id).await.unwrap();
            panic!("{problem:?}: {:?}", found(&view))
        }
    }
}

async fn proof(app: &App, view: &ImportView) -> Verification {
    verify_import(app, &Caller::system(), view.id).await.unwrap().report
}

async fn person_of(app: &App, number: &str) -> kernel::PersonId {
    let find = Find::<Employment>::new().eq(Employment::EMPLOYEE_NO, number).known();
    find.one(&app.db()).await.unwrap().unwrap().person_id.into()
}

fn undo() -> UndoImport {
    UndoImport { reason: "换一批数据重来".into() }
}

on_both_engines! {
    async fn a_set_is_written_as_a_whole_and_both_sides_agree_field_by_field(app: App) {
        let view = ran(&app, &whole(), ALL).await;
        assert_eq!((view.kind, view.state), (ImportKind::Set, ImportState::Done));
        let report = view.report.clone().unwrap();
        assert!(report.findings.is_empty(), "{:?}", report.findings);
        let number = |key: &str| report.comparisons.iter().find(|line| line.key == key).and_then(|line| line.found);
        let counts = ["legal_entities", "units", "persons", "employments", "assignments", "contracts", "pay", "leave_balances"]
            .map(|kind| number(&format!("set_{kind}")));
        assert_eq!(counts, [Some(2), Some(4), Some(3), Some(4), Some(6), Some(6), Some(6), Some(2)]);
        // 50,000 + 18,000.50 + 22,000 + 36,000 + 12,000 + 21,000 yuan; 3.5 + 10 days.
        assert_eq!((number("pay_sum"), number("leave_sum")), (Some(15_900_050), Some(27)));

        let proof = proof(&app, &view).await;
        assert!(proof.agrees, "{:?}", proof.files);
        assert_eq!((proof.rows_read, proof.rows_written, proof.rows_left_out), (33, 33, 0));
        let pay = proof.files.iter().find(|file| file.kind == Some(FileKind::Pay)).unwrap();
        let amounts = pay.fields.iter().find(|field| field.field == "base_pay").unwrap();
        assert_eq!((amounts.sum_in_file, amounts.sum_in_database), (Some(15_900_050), Some(15_900_050)));
        let days = pay.fields.iter().find(|field| field.field == "first_day").unwrap();
        assert_eq!(days.days_in_database.map(|span| (span.first, span.last)), Some((day("2016-03-01"), day("2022-07-01"))));
        assert_eq!(pay.samples.len(), 6);
    }

    async fn what_was_known_when_is_what_the_older_system_said_then(app: App) {
        ran(&app, &whole(), ALL).await;
        let system = Caller::system();
        let lin = person_of(&app, "A2").await;
        let at = |as_of: &str, known: &str| AsOfQuery {
            as_of: Some(day(as_of)),
            known_on: Some(day(known)),
        };
        let page = async |as_of: &str, known: &str| person_page(&app, &system, lin, at(as_of, known)).await.unwrap();
        // In 2021 nobody knew of the post of 2022.
        let then = page("2022-08-01", "2021-01-01").await;
        let now = page("2022-08-01", "2022-08-01").await;
        let position = |page: &services::people::PersonPage| format!("{:?}", page.position);
        assert!(position(&then).contains("高级工程师"), "{}", position(&then));
        assert!(position(&now).contains("研发总监"), "{}", position(&now));
    }

    async fn somebody_who_came_back_is_one_person_with_two_employments(app: App) {
        ran(&app, &whole(), ALL).await;
        assert_eq!(person_of(&app, "A3").await, person_of(&app, "B3").await);
        let people = list_people(&app, &Caller::system(), RosterQuery::default()).await.unwrap();
        assert_eq!(people.total, Some(3));
    }

    async fn units_change_their_names_on_their_days_and_close_when_everybody_has_gone(app: App) {
        ran(&app, &whole(), ALL).await;
        let names = async |as_of: &str| {
            let units = list_units(&app, &Caller::system(), &UnitsQuery { as_of: Some(day(as_of)) }).await.unwrap().items;
            units.into_iter().map(|unit| (unit.code, unit.name, unit.head_name.is_some())).collect::<Vec<_>>()
        };
        let of = |code: &str, name: &str, head| (code.to_owned(), name.to_owned(), head);
        assert_eq!(names("2019-01-01").await, [of("R", "云程", true), of("D1", "研发部", true), of("D2", "旧业务部", false)]);
        assert_eq!(names("2023-01-01").await, [of("R", "云程", true), of("D1", "研发中心", true)]);
        let entities = list_legal_entities(&app, &Caller::system()).await.unwrap().items;
        let of = |short: &str| entities.iter().find(|entity| entity.short_name == short).unwrap();
        assert_eq!(of("云程苏州").parent_id, Some(of("云程").id));
    }

    async fn a_whole_set_is_taken_back_and_nothing_of_it_is_left(app: App) {
        let view = ran(&app, &whole(), ALL).await;
        let undone = undo_import(&app, &Caller::system(), view.id, undo()).await.unwrap();
        assert_eq!(undone.state, ImportState::Undone);
        let db = app.db();
        let left = [
            Find::<Person>::new().count(&db).await.unwrap(),
            Find::<Employment>::new().count(&db).await.unwrap(),
            Find::<Assignment>::new().count(&db).await.unwrap(),
            Find::<Contract>::new().count(&db).await.unwrap(),
            Find::<Compensation>::new().count(&db).await.unwrap(),
            Find::<LeaveEntitlement>::new().count(&db).await.unwrap(),
        ];
        assert_eq!(left, [0; 6]);
        // And it may come in again.
        assert_eq!(ran(&app, &whole(), ALL).await.state, ImportState::Done);
    }

    async fn what_names_something_that_is_not_there_is_found_with_file_row_and_mend(app: App) {
        let mut set = with(whole(), "05-任职.csv", "A2,2018-05-07,2020-06-30,D2", "A2,2018-05-07,2020-06-30,D9");
        set = with(set, "02-部门.csv", "D2,旧业务部,R", "D2,旧业务部,X");
        set = with(set, "04-用工.csv", "A1,,云程科技有限公司", "A1,,云成科技有限公司");
        set = with(set, "07-薪酬.csv", "A3,2017-01-01", "A9,2017-01-01");
        set = with(set, "08-年假余额.csv", "3.5", "3.3");
        let view = checked(&app, &set).await;
        let of = |file: &str, row: u32, code: &str| (file.to_owned(), row, code.to_owned());
        assert_eq!(found(&view), [
            of("02-部门.csv", 5, "parent_unit_unknown"),
            of("04-用工.csv", 2, "legal_entity_unlisted"),
            of("05-任职.csv", 3, "unit_unknown"),
            of("07-薪酬.csv", 6, "employment_unknown"),
            of("08-年假余额.csv", 2, "leave_half_days"),
        ]);
        let report = view.report.unwrap();
        assert!(report.findings.iter().all(|finding| finding.severity == Severity::Error && !finding.mend.zh.is_empty()));
        assert_eq!(run_import(&app, &Caller::system(), view.id, ALL).await.unwrap_err().code, "imports.bad_rows");
        assert_eq!(Find::<Person>::new().count(&app.db()).await.unwrap(), 0);
    }

    async fn what_stands_on_a_bad_row_falls_with_it_and_the_rest_goes_in(app: App) {
        // The first post of A2 names no unit: A2 cannot be employed, and A2's contracts, pay and leave fall with it.
        let set = with(whole(), "05-任职.csv", "A2,2018-05-07,2020-06-30,D2", "A2,2018-05-07,2020-06-30,D9");
        let view = ran(&app, &set, SKIP).await;
        let report = view.report.clone().unwrap();
        assert_eq!(report.bad_rows, 1);
        // The person, the employment, two further posts, three contracts, three amounts, one balance.
        assert_eq!(report.left_out_rows, 11);
        assert_eq!(Find::<Person>::new().count(&app.db()).await.unwrap(), 2);
        let proof = proof(&app, &view).await;
        assert!(proof.agrees, "{:?}", proof.files);
        assert_eq!((proof.rows_read, proof.rows_written, proof.rows_left_out), (33, 21, 12));
    }
}
