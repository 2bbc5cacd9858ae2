//! Documents of a set, templates, other formats, and what a package may hold.

use std::collections::BTreeMap;
use std::sync::Mutex;

use access::Caller;
use services::App;
use services::files::{FileQuery, NewFile, Upload as Paper, add_file, list_files};
use services::imports::{
    ImportState, ImportView, Papers, RunImport, RunMode, UndoImport, Upload, cancel_import, check_import, import,
    pack_set, run_import, run_set, set_templates, undo_import, upload, verify_import,
};
use services::organisation::{PutUnit, UnitsQuery, list_units, put_unit};
use storage::query::Find;
use storage::rows::{Assignment, Employment, File, FileVersion, Person};
use testkit::day;

use crate::migration::{files, house};

const ALL: RunImport = RunImport { mode: RunMode::AllOrNothing };

/// Documents that lie outside of the package, as in a folder.
#[derive(Default)]
struct Shelf {
    papers: BTreeMap<String, Vec<u8>>,
    /// Asks to stop once this one was read.
    stops_after: Option<(App, kernel::ImportId, String)>,
    read: Mutex<Vec<String>>,
}

impl Papers for Shelf {
    fn size(&self, name: &str) -> Option<u64> {
        self.papers.get(name).map(|bytes| bytes.len() as u64)
    }

    fn read(&self, name: &str) -> Option<Vec<u8>> {
        self.read.lock().unwrap().push(name.to_owned());
        if let Some((app, id, last)) = &self.stops_after
            && last == name
        {
            let (app, id) = (app.clone(), *id);
            let handle = tokio::runtime::Handle::current();
            tokio::task::block_in_place(|| {
                handle.block_on(async { cancel_import(&app, &Caller::system(), id).await.unwrap() })
            });
        }
        self.papers.get(name).cloned()
    }
}

const MANIFEST: &str = "工号,文件名,材料类别,标题,材料日期\n\
    A1,档案/A1-合同.pdf,劳动合同,劳动合同（2016）,2016-02-20\n\
    A2,档案/A2-合同.txt,劳动合同,,2018-05-01\n\
    A2,档案/A2-学历.txt,学历,,\n";

fn papers() -> BTreeMap<String, Vec<u8>> {
    let papers = [
        ("档案/A1-合同.pdf", "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"),
        ("档案/A2-合同.txt", "劳动合同，期限三年"),
        ("档案/A2-学历.txt", "计算机科学与技术 学士"),
    ];
    papers.into_iter().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect()
}

fn with_manifest() -> BTreeMap<String, Vec<u8>> {
    let mut set = files();
    set.insert("09-档案材料.csv".to_owned(), MANIFEST.as_bytes().to_vec());
    set
}

async fn sent(app: &App, set: &BTreeMap<String, Vec<u8>>) -> ImportView {
    let file = Upload { file_name: "旧系统.zip".into(), bytes: pack_set(set).unwrap() };
    upload(app, &Caller::system(), file).await.unwrap()
}

async fn filed(app: &App) -> u64 {
    Find::<File>::new().count(&app.db()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_stopped_run_goes_on_where_it_stood_and_files_nothing_twice() {
    let (_, _, test) = crate::fixture::empty().await;
    let app = house(&test).await;
    let system = Caller::system();
    let id = sent(&app, &with_manifest()).await.id;
    let stops = Some((app.clone(), id, "档案/A1-合同.pdf".to_owned()));
    let shelf = Shelf { papers: papers(), stops_after: stops, ..Shelf::default() };
    let view = run_set(&app, &system, id, RunMode::AllOrNothing, &shelf).await.unwrap();
    let documents = view.documents.clone().unwrap();
    assert_eq!((view.state, documents.filed, documents.total), (ImportState::Paused, 1, 3));
    // The records stand: a second start does not write them again.
    assert_eq!(Find::<Person>::new().count(&app.db()).await.unwrap(), 3);

    // The same set again is the same import.
    assert_eq!(sent(&app, &with_manifest()).await.id, id);
    let shelf = Shelf { papers: papers(), ..Shelf::default() };
    let view = run_set(&app, &system, id, RunMode::AllOrNothing, &shelf).await.unwrap();
    assert_eq!(view.state, ImportState::Done);
    assert_eq!(*shelf.read.lock().unwrap(), ["档案/A2-合同.txt", "档案/A2-学历.txt"]);
    assert_eq!((filed(&app).await, Find::<Person>::new().count(&app.db()).await.unwrap()), (3, 3));
    let report = view.report.unwrap();
    let line = report.comparisons.iter().find(|line| line.key == "set_documents").unwrap();
    assert_eq!((line.expected, line.found, line.agrees), (Some(3), Some(3), true));

    let found = FileQuery { q: Some("期限三年".into()), ..FileQuery::default() };
    assert_eq!(list_files(&app, &system, found).await.unwrap().items.len(), 1);
    let proof = verify_import(&app, &system, id).await.unwrap().report;
    assert!(proof.agrees, "{:?}", proof.files);

    let reason = UndoImport { reason: "换一批数据重来".into() };
    assert_eq!(undo_import(&app, &system, id, reason).await.unwrap().state, ImportState::Undone);
    assert_eq!((filed(&app).await, Find::<FileVersion>::new().count(&app.db()).await.unwrap()), (0, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_that_lay_in_the_file_before_is_neither_doubled_nor_taken_back() {
    let (_, _, test) = crate::fixture::empty().await;
    let app = house(&test).await;
    let system = Caller::system();
    let first = sent(&app, &files()).await.id;
    run_import(&app, &system, first, ALL).await.unwrap();
    let find = Find::<Employment>::new().eq(Employment::EMPLOYEE_NO, "A2").known();
    let lin = find.one(&app.db()).await.unwrap().unwrap().person_id;
    let paper = Paper { file_name: "合同.txt".into(), bytes: papers()["档案/A2-合同.txt"].clone() };
    let new =
        NewFile { person_id: lin.into(), category: "contract".into(), title: None, dated_on: None, valid_until: None };
    add_file(&app, &system, new, paper).await.unwrap();

    // A set of documents alone, for people who are there already.
    let set = BTreeMap::from([("档案材料.csv".to_owned(), MANIFEST.as_bytes().to_vec())]);
    let id = sent(&app, &set).await.id;
    let shelf = Shelf { papers: papers(), ..Shelf::default() };
    let view = run_set(&app, &system, id, RunMode::AllOrNothing, &shelf).await.unwrap();
    assert_eq!((view.state, filed(&app).await), (ImportState::Done, 3));
    let reason = UndoImport { reason: "换一批数据重来".into() };
    undo_import(&app, &system, id, reason).await.unwrap();
    assert_eq!(filed(&app).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_inside_the_package_are_filed_and_missing_ones_are_found_before_anything_is_written() {
    let (_, _, test) = crate::fixture::empty().await;
    let app = house(&test).await;
    let system = Caller::system();
    // As packed by hand: everything in one folder.
    let inside = |set: BTreeMap<String, Vec<u8>>| {
        set.into_iter().map(|(name, bytes)| (format!("迁移/{name}"), bytes)).collect::<BTreeMap<_, _>>()
    };
    let mut whole = with_manifest();
    whole.extend(papers());
    let mut lacks = whole.clone();
    lacks.remove("档案/A2-学历.txt");
    let view = check_import(&app, &system, sent(&app, &inside(lacks)).await.id).await.unwrap();
    let findings = view.report.unwrap().findings;
    assert_eq!((findings.len(), findings[0].code.as_str(), findings[0].row), (1, "document_missing", 4));

    let id = sent(&app, &inside(whole)).await.id;
    let view = run_import(&app, &system, id, ALL).await.unwrap();
    assert_eq!((view.state, filed(&app).await), (ImportState::Done, 3));
    assert!(verify_import(&app, &system, id).await.unwrap().report.agrees);
}

#[tokio::test]
async fn a_document_of_a_kind_that_no_file_takes_is_named_and_the_others_are_filed() {
    let (_, _, test) = crate::fixture::empty().await;
    let app = house(&test).await;
    let mut papers = papers();
    papers.insert("档案/A2-学历.txt".to_owned(), vec![0, 1, 2, 3]);
    let id = sent(&app, &with_manifest()).await.id;
    let shelf = Shelf { papers, ..Shelf::default() };
    let view = run_set(&app, &Caller::system(), id, RunMode::AllOrNothing, &shelf).await.unwrap();
    let documents = view.documents.unwrap();
    assert_eq!((view.state, documents.filed, documents.refused.len()), (ImportState::Done, 2, 1));
    let refused = &documents.refused[0];
    assert_eq!((refused.row, refused.code.as_str()), (4, "files.kind_refused"));
    assert!(!verify_import(&app, &Caller::system(), id).await.unwrap().report.agrees);
}

#[tokio::test]
async fn every_template_is_known_again_and_its_examples_stay_outside() {
    let (_, _, test) = crate::fixture::empty().await;
    let app = house(&test).await;
    let templates = set_templates(&app, &Caller::system()).await.unwrap();
    assert_eq!(templates.len(), 9);
    let set = templates.iter().map(|own| (own.file_name.clone(), own.bytes.clone())).collect();
    let view = sent(&app, &set).await;
    let kinds: Vec<_> = view.files.iter().filter_map(|file| file.kind).collect();
    assert_eq!(kinds, templates.iter().map(|own| own.kind).collect::<Vec<_>>());
    for file in &view.files {
        let lost: Vec<_> = file.columns.iter().filter(|column| column.target.is_none()).collect();
        assert!(lost.is_empty() && file.missing.is_empty(), "{}: {lost:?}", file.name);
    }
    let view = check_import(&app, &Caller::system(), view.id).await.unwrap();
    let report = view.report.unwrap();
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    assert_eq!((report.rows, report.left_out_rows), (9, 9));
}

#[tokio::test]
async fn json_and_xml_and_foreign_headings_say_the_same_as_csv() {
    let (_, _, test) = crate::fixture::empty().await;
    let app = house(&test).await;
    let set = [
        (
            "departments.json",
            r#"[{"dept_code":"HQ","dept_name":"Head office","parent_id":null,"start_date":"2015-01-01"},
                {"dept_code":"ENG","dept_name":"Engineering","parent_id":"HQ","start_date":"2015-01-01"}]"#,
        ),
        ("people.csv", "employee_id,full_name,mobile\n1001,Chen Wei,13800138000\n"),
        (
            "employments.xml",
            "<rows><row><employee_id>1001</employee_id><company>Yuncheng</company><hire_date>2019-03-04</hire_date></row></rows>",
        ),
        (
            "job_history.csv",
            "Emp ID,Effective Date,Dept Code,Job Title,Grade\n1001,2019-03-04,ENG,Engineer,P5\n1001,2021-01-01,ENG,Senior engineer,P6\n",
        ),
        ("abc.csv", "工号,上班打卡\n1001,9:00\n"),
        ("companies.csv", "name,registered_place\nYuncheng,上海\n"),
        (
            "migration.toml",
            "[defaults]\nlag_days = 1\n[[file]]\nname = \"abc.csv\"\nkind = \"skip\"\n[[file]]\nname = \"people.csv\"\n[file.columns]\nmobile = \"\"\n",
        ),
    ];
    let set = set.into_iter().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect();
    let id = sent(&app, &set).await.id;
    let view = match run_import(&app, &Caller::system(), id, ALL).await {
        Ok(view) => view,
        Err(problem) => {
            let view = import(&app, &Caller::system(), id).await.unwrap();
            panic!("{problem:?} {:?}", view.report)
        }
    };
    assert_eq!(view.state, ImportState::Done);
    let person = Find::<Person>::new().one(&app.db()).await.unwrap().unwrap();
    assert_eq!((person.full_name.as_str(), person.phone), ("Chen Wei", None));
    assert!(verify_import(&app, &Caller::system(), id).await.unwrap().report.agrees);
}

#[tokio::test]
async fn a_file_that_nobody_can_tell_what_it_holds_stops_the_set() {
    let (_, _, test) = crate::fixture::empty().await;
    let app = house(&test).await;
    let mut set = files();
    set.insert("考勤.csv".to_owned(), "日期,打卡\n2026-01-01,9:00\n".as_bytes().to_vec());
    let view = sent(&app, &set).await;
    assert_eq!(view.files.iter().filter(|file| file.kind.is_none()).count(), 1);
    let refused = run_import(&app, &Caller::system(), view.id, ALL).await.unwrap_err();
    assert_eq!(refused.code, "imports.bad_rows");
    let report = import(&app, &Caller::system(), view.id).await.unwrap().report.unwrap();
    assert!(
        report.notes.iter().any(|note| note.code == "file_kind_unknown" && note.file.as_deref() == Some("考勤.csv"))
    );
}

#[tokio::test]
async fn a_caller_who_may_not_write_pay_or_people_runs_no_set() {
    let group = crate::fixture::group().await;
    let boss = group.hired(group.hire("周文博", "YC1", "2018-03-01")).await.person_id;
    let manager = group.caller("boss", "manager", Some(boss), None).await;
    let file = Upload { file_name: "旧系统.zip".into(), bytes: pack_set(&files()).unwrap() };
    assert_eq!(upload(&group.app, &manager, file).await.unwrap_err().code, "access.permission_missing");
}

#[tokio::test]
async fn a_set_comes_into_a_group_that_is_there_below_its_top_unit_and_known_no_earlier_than_its_units() {
    let group = crate::fixture::group().await;
    let system = Caller::system();
    let unit = PutUnit {
        id: None,
        parent_id: Some(group.cloud),
        code: "N1".into(),
        name: "并购业务部".into(),
        kind: "team".into(),
        head_person_id: None,
        first_day: day("2015-01-01"),
    };
    // Entered today, about a time long past.
    put_unit(&group.app, &system, unit).await.unwrap();
    let set = [
        (
            "部门.csv",
            "编码,名称,上级编码,生效日期,截止日期\nX1,旧公司,,2016-01-01,\nX2,旧仓库,X1,2016-01-01,2019-12-31\n",
        ),
        ("人员.csv", "工号,姓名\nN001,林若曦\nN002,周文博\n"),
        ("用工.csv", "工号,入职日期,用人单位\nN001,2018-03-01,云程上海\nN002,2018-03-01,91310000MA1FL00000\n"),
        (
            "任职.csv",
            "工号,生效日期,部门编码,岗位,上级工号\nN001,2018-03-01,X1,经理,\nN002,2018-03-01,X2,仓管,N001\nN002,2020-01-01,并购业务部,仓管,N001\n",
        ),
    ];
    let set = set.into_iter().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect();
    let id = sent(&group.app, &set).await.id;
    let view = match run_import(&group.app, &system, id, ALL).await {
        Ok(view) => view,
        Err(problem) => panic!("{problem:?} {:?}", import(&group.app, &system, id).await.unwrap().report),
    };
    assert_eq!(view.state, ImportState::Done);
    assert!(verify_import(&group.app, &system, id).await.unwrap().report.agrees);
    let units = list_units(&group.app, &system, &UnitsQuery::default()).await.unwrap().items;
    let of = |code: &str| units.iter().find(|unit| unit.code == code);
    assert_eq!(of("X1").unwrap().parent_id, of("G").map(|unit| unit.id));
    assert!(of("X2").is_none(), "the warehouse was closed");
    let posts =
        Find::<Assignment>::new().eq(Assignment::UNIT_ID, of("N1").unwrap().id.0).all(&group.app.db()).await.unwrap();
    let known: Vec<kernel::Instant> = posts.iter().map(|post| post.known_from.into()).collect();
    assert_eq!(known, [group.app.now()]);
}
