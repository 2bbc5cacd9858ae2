//! Importing the project's own dirty roster: what is found, what is written, and that all of it can be taken back.

use std::collections::BTreeSet;

use access::Caller;
use documents::tables::{Column, ColumnKind, Export, Value, write_xlsx};
use kernel::{FixedClock, Money, Sensitive};
use services::App;
use services::exports::{ExportFormat, ExportPeople, export_people};
use services::imports::{
    ImportState, ImportView, Mapping, MendImport, RunImport, RunMode, Severity, Target, UndoImport, Upload, Why,
    check_import, import, map_toml, mend_import, problems_csv, put_mapping, run_import, start_import, undo_import,
    upload, verify_import,
};
use services::organisation::{list_legal_entities, seed_catalogues};
use services::people::{ChangePay, RosterQuery, change_pay_in, count_people, list_people};
use testkit::{TestStore, day};

use crate::dirty;
use crate::fixture::{NOW, empty_at, group};

/// An empty house with the shipped reference lists.
pub async fn empty_house(now: &str) -> (App, std::sync::Arc<FixedClock>, TestStore) {
    let (app, clock, test) = empty_at(now).await;
    let mut work = app.begin(&Caller::system(), "test", None).await.unwrap();
    seed_catalogues(&mut work).await.unwrap();
    work.commit().await.unwrap();
    (app, clock, test)
}

fn sent(bytes: Vec<u8>) -> Upload {
    Upload { file_name: "花名册.csv".into(), bytes }
}

fn found(view: &ImportView) -> Vec<(u32, String)> {
    let report = view.report.as_ref().unwrap();
    let mut found: Vec<_> = report.findings.iter().map(|finding| (finding.row, finding.code.clone())).collect();
    found.sort();
    found
}

const SKIP: RunImport = RunImport { mode: RunMode::SkipBadRows };
fn undo() -> UndoImport {
    UndoImport { reason: "导错了文件".into() }
}

const ALL: RunImport = RunImport { mode: RunMode::AllOrNothing };

#[test]
fn the_committed_roster_is_what_the_rule_makes() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/dirty-roster-300.csv");
    if std::env::var_os("RENHE_UPDATE_GOLDEN").is_some() {
        std::fs::write(path, dirty::csv()).unwrap();
    }
    assert!(std::fs::read(path).unwrap() == dirty::csv(), "run again with RENHE_UPDATE_GOLDEN=1");
}

#[tokio::test]
async fn every_kind_of_dirt_is_found_and_nothing_else() {
    let (app, _, _test) = empty_house(NOW).await;
    let system = Caller::system();
    let view = upload(&app, &system, sent(dirty::csv())).await.unwrap();
    assert_eq!((view.state, view.row_count), (ImportState::Uploaded, 300));
    let view = check_import(&app, &system, view.id).await.unwrap();
    pretty_assert(&found(&view), &dirty::expected());

    let report = view.report.unwrap();
    let note = |code: &str| report.notes.iter().filter(|note| note.code == code).map(|note| note.count).sum::<u32>();
    assert_eq!(note("notice_header_repeated"), 1);
    assert_eq!((note("two_digit_year"), note("excel_serial"), note("time_dropped")), (1, 1, 1));
    assert_eq!((note("exit_not_yet"), note("hire_not_yet")), (1, 1));
    assert!(report.notes.iter().any(|note| note.code == "notice_title_rows"));
    assert_eq!(report.left_out_rows, 1);
    assert_eq!(report.rows, report.clean_rows + report.warned_rows + report.bad_rows + report.left_out_rows);
    // Nothing is written but the import itself.
    let people = list_people(&app, &system, RosterQuery::default()).await.unwrap();
    assert_eq!(people.total, Some(0));
}

/// Only what differs, so that a failure can be read.
fn pretty_assert(found: &[(u32, String)], expected: &[(u32, String)]) {
    let missing: Vec<_> = expected.iter().filter(|row| !found.contains(row)).collect();
    let surplus: Vec<_> = found.iter().filter(|row| !expected.contains(row)).collect();
    assert!(missing.is_empty() && surplus.is_empty(), "missing: {missing:?}\nsurplus: {surplus:?}");
    assert_eq!(found.len(), expected.len());
}

#[tokio::test]
async fn columns_without_a_purpose_are_proposed_to_stay_outside() {
    let (app, _, _test) = empty_house(NOW).await;
    let view = upload(&app, &Caller::system(), sent(dirty::csv())).await.unwrap();
    let outside: Vec<(&str, Why)> = view
        .mapping
        .columns
        .iter()
        .filter(|column| column.target.is_none())
        .map(|column| (column.heading.as_str(), column.why))
        .collect();
    let protected = [("性别", Why::Protected), ("民族", Why::Protected), ("婚姻状况", Why::Protected)];
    assert_eq!(outside[..3], protected);
    assert!(outside.contains(&("备注", Why::NoPurpose)));
    assert!(view.columns.iter().filter(|column| column.why == Why::Protected).all(|column| column.samples.is_empty()));

    let mut mapping = view.mapping;
    mapping.columns[dirty::column("性别")].target = Some(Target::Sex);
    let refused = put_mapping(&app, &Caller::system(), view.id, mapping.clone()).await.unwrap_err();
    assert_eq!(refused.code, "imports.purpose_required");
    mapping.columns[dirty::column("性别")].purpose = Some("公平性审计".into());
    assert_eq!(put_mapping(&app, &Caller::system(), view.id, mapping).await.unwrap().state, ImportState::Mapped);
}

#[tokio::test]
async fn a_mapping_survives_its_file() {
    let (app, _, _test) = empty_house(NOW).await;
    let view = upload(&app, &Caller::system(), sent(dirty::csv())).await.unwrap();
    let text = map_toml(&app, &Caller::system(), view.id).await.unwrap();
    assert_eq!(Mapping::from_toml(&text).unwrap(), view.mapping);
    assert_eq!(Mapping::from_toml("nonsense = 1").unwrap_err().code, "imports.map_unreadable");
}

#[tokio::test]
async fn all_or_nothing_writes_nothing_while_a_row_is_bad() {
    let (app, _, _test) = empty_house(NOW).await;
    let system = Caller::system();
    let id = upload(&app, &system, sent(dirty::csv())).await.unwrap().id;
    assert_eq!(run_import(&app, &system, id, ALL).await.unwrap_err().code, "imports.bad_rows");
    assert_eq!(list_people(&app, &system, RosterQuery::default()).await.unwrap().total, Some(0));
}

#[tokio::test]
async fn good_rows_go_in_and_the_database_agrees_with_the_file_and_all_of_it_can_be_taken_back() {
    let (app, _, _test) = empty_house(NOW).await;
    let system = Caller::system();
    let id = upload(&app, &system, sent(dirty::csv())).await.unwrap().id;
    let view = run_import(&app, &system, id, SKIP).await.unwrap();
    assert_eq!(view.state, ImportState::Done);
    let report = view.report.unwrap();
    let bad: BTreeSet<u32> =
        report.findings.iter().filter(|f| f.severity == Severity::Error).map(|finding| finding.row).collect();
    let value = |key: &str| report.comparisons.iter().find(|line| line.key == key).unwrap().found;
    let written = 300 - i64::try_from(bad.len()).unwrap() - 1;
    assert_eq!(value("persons"), Some(written));
    let named = |line: &&services::imports::Comparison| line.key != "managers_named";
    assert!(report.comparisons.iter().filter(named).all(|line| line.agrees), "{:?}", report.comparisons);
    let present = count_people(&app, &system, RosterQuery::default()).await.unwrap().total;
    assert_eq!(value("present"), Some(i64::try_from(present).unwrap()));

    assert_eq!(undo_import(&app, &system, id, undo()).await.unwrap().state, ImportState::Undone);
    assert_eq!(list_people(&app, &system, RosterQuery::default()).await.unwrap().total, Some(0));
    assert!(list_legal_entities(&app, &system).await.unwrap().items.is_empty());
    let verification = app.store().verify_audit(|_| {}).await.unwrap();
    assert_eq!(verification.first, None);
    // What was taken back can come again.
    assert_eq!(run_import(&app, &system, id, SKIP).await.unwrap().state, ImportState::Done);
}

#[tokio::test]
async fn an_import_on_which_something_was_built_stays() {
    let (app, _, _test) = empty_house(NOW).await;
    let system = Caller::system();
    let id = upload(&app, &system, sent(dirty::csv())).await.unwrap().id;
    run_import(&app, &system, id, SKIP).await.unwrap();
    let person = list_people(&app, &system, RosterQuery::default()).await.unwrap().items[0].person_id;
    let employment = services::people::current_employment(&app.db(), person, app.today()).await.unwrap().unwrap();
    let mut work = app.begin(&system, "change_pay", None).await.unwrap();
    let pay = ChangePay {
        first_day: day("2026-11-20"),
        base_pay_fen: Sensitive::new(Money::from_fen(1_000_000)),
        reason: "annual_review".into(),
    };
    let known = work.now();
    change_pay_in(&mut work, kernel::EmploymentId(employment.employment_id), pay, known).await.unwrap();
    work.commit().await.unwrap();
    let refused = undo_import(&app, &system, id, undo()).await.unwrap_err();
    assert_eq!(refused.code, "imports.built_upon");
    assert!(refused.params["what"].starts_with("compensation"), "{:?}", refused.params);
}

#[tokio::test]
async fn accepted_proposals_are_applied_beside_the_file() {
    let (app, _, _test) = empty_house(NOW).await;
    let system = Caller::system();
    let id = upload(&app, &system, sent(dirty::csv())).await.unwrap().id;
    let before = check_import(&app, &system, id).await.unwrap().report.unwrap();
    let proposed: Vec<String> =
        before.findings.iter().filter(|finding| finding.fix.is_some()).map(|finding| finding.id.clone()).collect();
    assert!(proposed.len() >= 5, "{proposed:?}");
    let mend = MendImport { accept_all: true, ..MendImport::default() };
    let after = mend_import(&app, &system, id, mend).await.unwrap();
    assert_eq!(after.mended as usize, proposed.len());
    let after = after.report.unwrap();
    assert!(after.findings.iter().all(|finding| !proposed.contains(&finding.id)), "{:?}", after.findings);
    let unknown = MendImport { accept: vec!["1:x:y".into()], ..MendImport::default() };
    assert_eq!(mend_import(&app, &system, id, unknown).await.unwrap_err().code, "imports.no_such_finding");
}

#[tokio::test]
async fn a_workbook_says_the_same_as_the_text_file() {
    let (app, _, _test) = empty_house(NOW).await;
    let system = Caller::system();
    let lines = dirty::lines();
    let title = |text: &String| Column::new(text, ColumnKind::Text);
    let columns = lines[1].iter().map(title).collect();
    let cells = |line: &Vec<String>| line.iter().map(|cell| Value::from(cell.as_str())).collect();
    let rows = lines[2..].iter().filter(|line| line[0] != "工号").map(cells).collect();
    let table = Export { name: "花名册".into(), columns, rows };
    let bytes = write_xlsx(&[table], day("2026-11-20")).unwrap();
    let id = upload(&app, &system, Upload { file_name: "花名册.xlsx".into(), bytes }).await.unwrap().id;
    let view = check_import(&app, &system, id).await.unwrap();
    let codes = |rows: Vec<(u32, String)>| {
        let mut codes: Vec<String> = rows.into_iter().map(|(_, code)| code).collect();
        codes.sort();
        codes
    };
    // The comma without quotes cannot happen in a workbook.
    let expected: Vec<_> = dirty::expected().into_iter().filter(|(_, code)| code != "row_too_long").collect();
    assert_eq!(codes(found(&view)), codes(expected));
}

#[tokio::test]
async fn a_run_in_the_background_can_be_followed_to_its_end() {
    let (app, _, _test) = empty_house(NOW).await;
    let system = Caller::system();
    let id = upload(&app, &system, sent(dirty::csv())).await.unwrap().id;
    assert_eq!(start_import(&app, &system, id, SKIP).await.unwrap().state, ImportState::Running);
    for _ in 0..2_000 {
        let view = import(&app, &system, id).await.unwrap();
        if view.state != ImportState::Running {
            assert_eq!((view.state, view.failure), (ImportState::Done, None));
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the run did not end");
}

#[tokio::test]
async fn only_those_who_may_import_see_imports() {
    let group = group().await;
    let hr = group.caller("hr.office", "hr", None, None).await;
    let manager = group.caller("team.lead", "manager", None, None).await;
    let view = upload(&group.app, &hr, sent(dirty::csv())).await.unwrap();
    let refused = import(&group.app, &manager, view.id).await.unwrap_err();
    assert_eq!(refused.code, "access.permission_missing");
    assert_eq!(view.mapping.defaults.legal_entity, "云程科技（上海）有限公司");
    check_import(&group.app, &hr, view.id).await.unwrap();
    let file = problems_csv(&group.app, &hr, view.id, true).await.unwrap();
    let text = String::from_utf8(file).unwrap();
    assert!(text.contains("证件号码校验位不符"));
    assert!(!text.contains("310101198605170169"), "a delicate value stands unmasked in the file");
}

#[tokio::test]
async fn what_was_exported_comes_in_again_as_it_was() {
    let (app, _, _test) = empty_house(NOW).await;
    let system = Caller::system();
    let id = upload(&app, &system, sent(dirty::csv())).await.unwrap().id;
    run_import(&app, &system, id, SKIP).await.unwrap();
    let input = ExportPeople { as_of: Some(day("2026-06-30")), known_on: None, format: ExportFormat::Csv };
    let first = export_people(&app, &system, input).await.unwrap();
    assert!(first.people > 100 && first.redacted.is_empty(), "{:?}", first.redacted);

    let (second_app, _, _second) = empty_house(NOW).await;
    let view = upload(&second_app, &system, sent(first.bytes.clone())).await.unwrap();
    let lost: Vec<_> = view.mapping.columns.iter().filter(|column| column.target.is_none()).collect();
    assert!(lost.is_empty(), "{lost:?}");
    let view = run_import(&second_app, &system, view.id, ALL).await;
    let view = view.unwrap_or_else(|problem| panic!("{problem:?}"));
    assert_eq!(view.state, ImportState::Done);
    let second = export_people(&second_app, &system, input).await.unwrap();
    assert_eq!(String::from_utf8(second.bytes).unwrap(), String::from_utf8(first.bytes).unwrap());
}

#[tokio::test]
async fn an_export_leaves_out_what_its_reader_may_not_see_and_says_so() {
    let group = group().await;
    group.hired(group.hire("张明远", "YC000871", "2022-03-01")).await;
    let hr = group.caller("hr.office", "hr", None, None).await;
    let input = ExportPeople { as_of: None, known_on: None, format: ExportFormat::Json };
    let file = export_people(&group.app, &hr, input).await.unwrap();
    assert!(file.redacted.is_empty(), "{:?}", file.redacted);
    let employee = group.caller("team.lead", "manager", None, None).await;
    assert_eq!(export_people(&group.app, &employee, input).await.unwrap_err().code, "access.permission_missing");
}

#[tokio::test]
async fn the_width_of_a_bracket_makes_no_second_employer() {
    let (app, _, _test) = empty_house(NOW).await;
    let system = Caller::system();
    let text = "工号,姓名,合同主体,部门,入职日期\n\
                A1,赵明远,云程数据（上海）有限公司,研发,2020-01-06\n\
                A2,钱思齐,云程数据(上海)有限公司,研发,2020-01-06\n\
                A3,孙子涵,云程数据（上海）有限公司,研发,2020-01-06\n\
                A4,李雨桐,,研发,2020-01-06\n";
    let view = upload(&app, &system, sent(text.into())).await.unwrap();
    let mut mapping = view.mapping;
    mapping.defaults.legal_entity = "云程数据（上海）有限公司".into();
    put_mapping(&app, &system, view.id, mapping).await.unwrap();
    let view = run_import(&app, &system, view.id, RunImport { mode: RunMode::AllOrNothing }).await.unwrap();
    assert_eq!(view.state, ImportState::Done);
    let made: Vec<String> =
        list_legal_entities(&app, &system).await.unwrap().items.into_iter().map(|entity| entity.name).collect();
    assert_eq!(made, ["云程数据（上海）有限公司"], "the registered name keeps its own brackets");
    let notes = view.report.unwrap().notes;
    let told = |code: &str| {
        notes.iter().filter(|note| note.code == code).map(|note| note.text.zh.to_string()).collect::<Vec<_>>()
    };
    assert!(
        told("default_used").contains(&"文件没有这一列，按“标准工时”导入".to_owned()),
        "{:?}",
        told("default_used")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_looks_at_the_very_end_of_a_run_never_sees_it_stopped() {
    let (app, _, _test) = empty_house(NOW).await;
    let system = Caller::system();
    let text = "工号,姓名,合同主体,部门,入职日期\nA1,赵明远,云程,研发,2020-01-06\n";
    for round in 0..10 {
        let text = text.replace("A1", &format!("A{round}"));
        let id = upload(&app, &system, sent(text.into())).await.unwrap().id;
        let mut state = start_import(&app, &system, id, RunImport { mode: RunMode::AllOrNothing }).await.unwrap().state;
        while state == ImportState::Running {
            state = import(&app, &system, id).await.unwrap().state;
        }
        assert_eq!(state, ImportState::Done);
    }
}

#[tokio::test]
async fn a_verification_counts_sums_and_signs_what_stands_and_notices_what_was_changed() {
    let (app, _, _test) = empty_house(NOW).await;
    let system = Caller::system();
    let sent = Upload { file_name: "花名册.csv".into(), bytes: dirty::csv() };
    let id = upload(&app, &system, sent).await.unwrap().id;
    assert_eq!(verify_import(&app, &system, id).await.unwrap_err().code, "imports.not_done");
    let done = run_import(&app, &system, id, SKIP).await.unwrap();
    let signed = verify_import(&app, &system, id).await.unwrap();
    let report = &signed.report;
    assert!(report.agrees, "{:?}", report.fields.iter().filter(|field| field.differing > 0).collect::<Vec<_>>());
    let persons = |key: &str| {
        let lines = &done.report.as_ref().unwrap().comparisons;
        lines.iter().find(|line| line.key == key).and_then(|line| line.found).unwrap()
    };
    assert_eq!(i64::from(report.rows_written), persons("persons"));
    let pay = report.fields.iter().find(|field| field.field == "base_pay").unwrap();
    assert_eq!((pay.sum_in_file, pay.sum_in_database), (Some(persons("pay_month")), Some(persons("pay_month"))));
    assert_eq!(report.samples.len(), 50);
    let key = app.signer().public();
    assert!(key.verify(signed.document.as_bytes(), &signed.signature.parse().unwrap()).is_ok());
    assert!(
        key.verify(signed.document.replace("true", "false").as_bytes(), &signed.signature.parse().unwrap()).is_err()
    );

    let people = list_people(&app, &system, RosterQuery::default()).await.unwrap();
    let mut work = app.begin(&system, "test", None).await.unwrap();
    for person in &people.items {
        let phone = services::people::PersonCorrection {
            phone: Some(Some(Sensitive::new("13000000000".into()))),
            ..Default::default()
        };
        services::people::correct_person_in(&app, &mut work, person.person_id, phone).await.unwrap();
    }
    work.commit().await.unwrap();
    let after = verify_import(&app, &system, id).await.unwrap().report;
    let phones = after.fields.iter().find(|field| field.field == "phone").unwrap();
    assert!(!after.agrees && phones.differing > 0, "a changed phone is a difference");
}
