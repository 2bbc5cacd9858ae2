//! Many people at once, and what a person has a say in.

use access::Caller;
use kernel::ErrorKind;
use services::audit::{AuditQuery, list_audit_entries};
use services::directory::{
    BulkRefusal, BulkTransfer, BulkWarning, NewSavedView, ReminderKind, TeamQuery, list_duties, list_saved_views,
    my_team, preview_bulk_transfer, save_view, transfer_many,
};
use services::exports::{ExportPeopleList, ListFormat, export_people_list};
use services::people::{
    AsOfQuery, Leave, Reveal, RosterOrder, RosterQuery, StatusFilter, Transfer, count_people, list_people, person_page,
    record_leave_in, reveal_field, transfer_person,
};
use services::profile::{
    AnswerTag, NewTag, ObjectToTag, add_tag, answer_tag, list_own_reads, list_tags, object_to_tag,
};
use testkit::day;

use crate::fixture::{Group, group};

fn tag(basis: &str) -> NewTag {
    NewTag {
        kind: "internal_trainer".into(),
        source: "培训系统".into(),
        basis: basis.into(),
        first_day: day("2026-03-01"),
        last_day: day("2027-02-28"),
    }
}

fn transfer(group: &Group) -> BulkTransfer {
    BulkTransfer {
        person_ids: Vec::new(),
        filter: Some(RosterQuery { unit_id: Some(group.cloud), ..RosterQuery::default() }),
        first_day: day("2026-12-01"),
        unit_id: Some(group.data),
        manager_id: None,
        place: None,
        job_level: None,
        agreed: false,
        expected: None,
    }
}

#[tokio::test]
async fn a_transfer_of_many_does_what_its_preview_said_and_leaves_out_whom_it_named() {
    let group = group().await;
    let first = group.hired(group.hire("张明远", "YC000871", "2022-03-01")).await;
    let own = group.hired(group.hire("韩雪", "YC000872", "2022-03-01")).await;
    let mut elsewhere = group.hire("李娜", "YC000873", "2022-03-01");
    elsewhere.unit_id = group.data;
    group.hired(elsewhere).await;
    let hr = group.caller("han.xue", "hr", Some(own.person_id), None).await;

    let preview = preview_bulk_transfer(&group.app, &hr, transfer(&group)).await.unwrap();
    assert_eq!((preview.items.len(), preview.changed, preview.refused), (2, 1, 1));
    let refused = preview.items.iter().find(|line| line.refused.is_some()).unwrap();
    assert_eq!((refused.person.id, refused.refused), (own.person_id, Some(BulkRefusal::OwnRecord)));
    let moved = preview.items.iter().find(|line| line.refused.is_none()).unwrap();
    assert_eq!((moved.before.unit.name.as_str(), moved.after.unit.name.as_str()), ("云平台部", "数据智能部"));

    let stale = BulkTransfer { expected: Some(7), ..transfer(&group) };
    assert_eq!(transfer_many(&group.app, &hr, stale).await.unwrap_err().kind, ErrorKind::Conflict);
    let done = transfer_many(&group.app, &hr, BulkTransfer { expected: Some(1), ..transfer(&group) }).await.unwrap();
    assert_eq!((done.changed, done.refused), (1, 1));
    let on = |as_of: &str| AsOfQuery { as_of: Some(day(as_of)), known_on: None };
    for (as_of, unit) in [("2026-11-30", "云平台部"), ("2026-12-01", "数据智能部")] {
        let page = person_page(&group.app, &hr, first.person_id, on(as_of)).await.unwrap();
        assert_eq!(page.unit_path.last().unwrap().name, unit);
    }
    let again = preview_bulk_transfer(&group.app, &hr, transfer(&group)).await.unwrap();
    assert!(again.items.iter().any(|line| line.refused == Some(BulkRefusal::NothingChanges)));
    let duties = list_duties(&group.app, &hr, first.person_id).await.unwrap();
    assert!(duties.items.iter().any(|duty| duty.kind == ReminderKind::AssignmentChanges && duty.days_left == 11));
}

#[tokio::test]
async fn a_work_place_changes_for_many_only_once_each_has_agreed_and_a_level_without() {
    let group = group().await;
    let zhang = group.hired(group.hire("张明远", "YC000871", "2022-03-01")).await.person_id;
    let mut there = group.hire("李娜", "YC000872", "2022-03-01");
    there.place = "CN-Beijing".into();
    let li = group.hired(there).await.person_id;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let moved = || BulkTransfer { unit_id: None, place: Some("北京".into()), ..transfer(&group) };

    let preview = preview_bulk_transfer(&group.app, &hr, moved()).await.unwrap();
    let line = |person| preview.items.iter().find(|line| line.person.id == person).unwrap();
    assert_eq!((line(zhang).before.place.as_str(), line(zhang).after.place.as_str()), ("CN-Shanghai", "CN-Beijing"));
    assert_eq!(line(zhang).warnings, [BulkWarning::AgreementNeeded]);
    assert_eq!(line(li).refused, Some(BulkRefusal::NothingChanges));
    let refused = transfer_many(&group.app, &hr, moved()).await.unwrap_err();
    assert_eq!((refused.code, refused.article.is_some()), ("directory.agreement_missing", true));
    transfer_many(&group.app, &hr, BulkTransfer { agreed: true, ..moved() }).await.unwrap();

    let raised = BulkTransfer { unit_id: None, job_level: Some("P8".into()), ..transfer(&group) };
    let done = transfer_many(&group.app, &hr, raised).await.unwrap();
    assert_eq!((done.changed, done.refused), (2, 0));
    let on = AsOfQuery { as_of: Some(day("2026-12-01")), known_on: None };
    let page = person_page(&group.app, &hr, zhang, on).await.unwrap();
    assert_eq!((page.place.as_deref(), page.job_level.as_deref()), (Some("CN-Beijing"), Some("P8")));
    let nowhere = BulkTransfer { unit_id: None, place: Some("火星".into()), ..transfer(&group) };
    assert_eq!(preview_bulk_transfer(&group.app, &hr, nowhere).await.unwrap_err().code, "organisation.place_unknown");
}

#[tokio::test]
async fn nobody_comes_to_report_to_somebody_below_and_a_later_change_is_said() {
    let group = group().await;
    let zhang = group.hired(group.hire("张明远", "YC000871", "2022-03-01")).await.person_id;
    let mut below = group.hire("李娜", "YC000872", "2022-03-01");
    below.manager_id = Some(zhang);
    let li = group.hired(below).await.person_id;
    let wang = group.hired(group.hire("王强", "YC000873", "2022-03-01")).await.person_id;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let planned = Transfer {
        first_day: day("2027-02-01"),
        unit_id: None,
        manager_id: Some(zhang),
        position: None,
        job_level: None,
        place: None,
    };
    transfer_person(&group.app, &hr, wang, planned).await.unwrap();

    let reporting = BulkTransfer { unit_id: None, manager_id: Some(li), ..transfer(&group) };
    let preview = preview_bulk_transfer(&group.app, &hr, reporting).await.unwrap();
    let line = |person| preview.items.iter().find(|line| line.person.id == person).unwrap();
    assert_eq!(line(zhang).refused, Some(BulkRefusal::ManagerBelow));
    assert_eq!(line(li).refused, Some(BulkRefusal::OwnManager));
    assert_eq!((line(wang).refused, line(wang).warnings.as_slice()), (None, &[BulkWarning::ChangesLater][..]));
}

#[tokio::test]
async fn a_list_narrowed_by_terms_of_employment_tells_them_to_nobody_who_may_not_read_them() {
    let group = group().await;
    let mut hire = group.hire("张明远", "YC000871", "2026-10-01");
    hire.probation_last_day = Some(day("2026-12-31"));
    group.hired(hire).await;
    let it = group.caller("shao.kai", "it", None, None).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let probation = RosterQuery { status: Some(StatusFilter::Probation), ..RosterQuery::default() };
    let count = async |caller: &Caller, query: &RosterQuery| {
        let listed = list_people(&group.app, caller, query.clone()).await.unwrap();
        let counted = count_people(&group.app, caller, query.clone()).await.unwrap().total;
        assert_eq!((listed.total, listed.items.len() as u64), (Some(counted), counted));
        counted
    };
    assert_eq!((count(&it, &RosterQuery::default()).await, count(&it, &probation).await), (1, 0));
    assert_eq!(count(&hr, &probation).await, 1);
    group.hired(group.hire("李娜", "YC000872", "2022-03-01")).await;
    assert_eq!(count(&it, &RosterQuery::default()).await, 2, "a number that was kept is forgotten after a write");
}

#[tokio::test]
async fn a_list_goes_out_as_it_stands_and_the_trail_says_who_took_it() {
    let group = group().await;
    group.hired(group.hire("张明远", "YC000871", "2022-03-01")).await;
    let mut remote = group.hire("李娜", "YC000872", "2023-05-04");
    remote.place = "CN-Beijing".into();
    group.hired(remote).await;
    let mut elsewhere = group.hire("王强", "YC000873", "2022-03-01");
    elsewhere.unit_id = group.data;
    group.hired(elsewhere).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let list = || RosterQuery {
        unit_id: Some(group.cloud),
        sort: Some(RosterOrder::NumberDescending),
        ..RosterQuery::default()
    };
    let form = |format, columns: &str| ExportPeopleList { format, columns: Some(columns.into()) };
    let columns = "place,hired,status";
    let mut file = export_people_list(&group.app, &hr, list(), form(ListFormat::Csv, columns)).await.unwrap();
    let mut bytes = Vec::new();
    while let Some(piece) = file.lines.next().await.unwrap() {
        bytes.extend(piece);
    }
    let lines =
        ["工号,工作地点,入职日期,状态", "李娜,YC000872,北京,2023-05-04,在职", "张明远,YC000871,上海,2022-03-01,在职"];
    assert_eq!(String::from_utf8(bytes).unwrap(), format!("\u{feff}姓名,{}\r\n", lines.join("\r\n")));
    assert_eq!((file.people, file.redacted.len()), (2, 0));
    let mut book = export_people_list(&group.app, &hr, list(), form(ListFormat::Xlsx, columns)).await.unwrap();
    assert!(book.lines.next().await.unwrap().unwrap().starts_with(b"PK"));
    assert_eq!(book.lines.next().await.unwrap(), None, "a workbook is one piece");

    let auditor = group.caller("audit", "audit_admin", None, None).await;
    let query = AuditQuery { operation: Some("export_people_list".into()), ..AuditQuery::default() };
    let trail = list_audit_entries(&group.app, &auditor, &query).await.unwrap().items;
    let said = "list as of 2026-11-20, 2 people, csv, columns place hired status, by unit";
    assert_eq!((trail.len(), trail[1].action.as_str(), trail[1].reason.as_deref()), (2, "export", Some(said)));
    let unknown = export_people_list(&group.app, &hr, list(), form(ListFormat::Csv, "pay")).await.unwrap_err();
    assert_eq!(unknown.code, "exports.column_unknown");
    let it = group.caller("shao.kai", "it", None, None).await;
    let refused = export_people_list(&group.app, &it, list(), form(ListFormat::Csv, columns)).await.unwrap_err();
    assert_eq!(refused.code, "access.permission_missing");
}

#[tokio::test]
async fn a_view_is_shared_by_personnel_alone_and_found_by_the_role_alone() {
    let group = group().await;
    let view = |role: Option<&str>| NewSavedView {
        name: "试用期".into(),
        query: "status=probation".into(),
        columns: vec!["unit".into()],
        role: role.map(Into::into),
    };
    let hr = group.caller("han.xue", "hr", None, None).await;
    let partner = group.caller("shen.jingyi", "hrbp", None, Some(group.cloud)).await;
    let it = group.caller("shao.kai", "it", None, None).await;
    assert_eq!(save_view(&group.app, &it, view(Some("hrbp"))).await.unwrap_err().kind, ErrorKind::Forbidden);
    save_view(&group.app, &hr, view(Some("hrbp"))).await.unwrap();
    save_view(&group.app, &hr, view(Some("hrbp"))).await.unwrap();
    let seen = |caller| list_saved_views(&group.app, caller);
    assert_eq!(seen(&hr).await.unwrap().items.len(), 1, "a view of the same name is replaced");
    let shared = seen(&partner).await.unwrap().items;
    assert_eq!((shared.len(), shared[0].own), (1, false));
    assert!(seen(&it).await.unwrap().items.is_empty());
}

#[tokio::test]
async fn a_contested_tag_is_seen_by_the_person_and_personnel_alone_until_it_is_answered() {
    let group = group().await;
    let boss = group.hired(group.hire("周文博", "YC000100", "2018-03-01")).await;
    let mut hire = group.hire("张明远", "YC000871", "2022-03-01");
    hire.manager_id = Some(boss.person_id);
    let zhang = group.hired(hire).await.person_id;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let own = group.caller("zhang", "employee", Some(zhang), None).await;
    let manager = group.caller("zhou", "manager", Some(boss.person_id), None).await;
    let id = add_tag(&group.app, &hr, zhang, tag("2026 年通过认证")).await.unwrap().id;
    let seen = async |caller: &Caller| list_tags(&group.app, caller, zhang).await.unwrap().items.len();
    assert_eq!((seen(&manager).await, seen(&own).await), (1, 1));

    let objection = || ObjectToTag { objection: kernel::Sensitive::new("认证已经作废".into()) };
    let stranger = object_to_tag(&group.app, &manager, id, objection()).await.unwrap_err();
    assert_ne!(stranger.kind, ErrorKind::Conflict);
    object_to_tag(&group.app, &own, id, objection()).await.unwrap();
    assert_eq!((seen(&manager).await, seen(&own).await, seen(&hr).await), (0, 1, 1));
    answer_tag(&group.app, &hr, id, AnswerTag { keep: true, reason: "已核对证书".into() }).await.unwrap();
    assert_eq!(seen(&manager).await, 1);
    answer_tag(&group.app, &hr, id, AnswerTag { keep: false, reason: "证书到期".into() }).await.unwrap();
    assert_eq!((seen(&manager).await, seen(&own).await), (0, 0));
}

#[tokio::test]
async fn what_the_law_protects_is_no_tag() {
    let group = group().await;
    let zhang = group.hired(group.hire("张明远", "YC000871", "2022-03-01")).await.person_id;
    let hr = group.caller("han.xue", "hr", None, None).await;
    for basis in ["怀孕期间", "2025 年申请过劳动仲裁", "举报过部门"] {
        let refused = add_tag(&group.app, &hr, zhang, tag(basis)).await.unwrap_err();
        assert_eq!(refused.code, "profile.tag_protected", "{basis}");
        assert!(refused.article.is_some());
    }
    let forever = NewTag { last_day: day("2036-01-01"), ..tag("2026 年通过认证") };
    assert_eq!(add_tag(&group.app, &hr, zhang, forever).await.unwrap_err().code, "profile.tag_too_long");
}

#[tokio::test]
async fn a_person_sees_who_looked_and_why() {
    let group = group().await;
    let zhang = group.hired(group.hire("张明远", "YC000871", "2022-03-01")).await.person_id;
    let other = group.hired(group.hire("李娜", "YC000872", "2022-03-01")).await.person_id;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let look = Reveal { field: "phone".into(), reason: "约面谈".into(), as_of: None, known_at: None };
    reveal_field(&group.app, &hr, zhang, look).await.unwrap();
    let own = group.caller("zhang", "employee", Some(zhang), None).await;
    let reads = list_own_reads(&group.app, &own).await.unwrap().items;
    assert_eq!((reads.len(), reads[0].field.as_str(), reads[0].reason.as_str()), (1, "phone", "约面谈"));
    let stranger = group.caller("li.n", "employee", Some(other), None).await;
    assert!(list_own_reads(&group.app, &stranger).await.unwrap().items.is_empty());
}

#[tokio::test]
async fn a_list_that_ends_before_all_is_shown_says_so() {
    let group = group().await;
    let zhang = group.hired(group.hire("张明远", "YC000871", "2022-03-01")).await.person_id;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let own = group.caller("zhang", "employee", Some(zhang), None).await;
    let look = async || {
        let look = Reveal { field: "phone".into(), reason: "约面谈".into(), as_of: None, known_at: None };
        reveal_field(&group.app, &hr, zhang, look).await.unwrap();
    };
    for _ in 0..100 {
        look().await;
    }
    let whole = list_own_reads(&group.app, &own).await.unwrap();
    assert_eq!((whole.items.len(), whole.more), (100, false));
    look().await;
    let cut = list_own_reads(&group.app, &own).await.unwrap();
    assert_eq!((cut.items.len(), cut.more), (100, true));
}

#[tokio::test]
async fn a_team_shows_who_is_away_and_never_why() {
    let group = group().await;
    let boss = group.hired(group.hire("周文博", "YC000100", "2018-03-01")).await.person_id;
    let mut hire = group.hire("张明远", "YC000871", "2022-03-01");
    hire.manager_id = Some(boss);
    let zhang = group.hired(hire).await.person_id;
    let mut below = group.hire("李娜", "YC000872", "2022-03-01");
    below.manager_id = Some(zhang);
    group.hired(below).await;
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let leave = Leave {
        kind: kernel::Sensitive::new("sick".into()),
        first_day: day("2026-11-19"),
        last_day: day("2026-11-23"),
        half_days: 6,
    };
    record_leave_in(&mut work, zhang, leave, testkit::at("2026-11-19T01:00:00Z")).await.unwrap();
    work.commit().await.unwrap();
    let manager = group.caller("zhou", "manager", Some(boss), None).await;
    let direct = my_team(&group.app, &manager, TeamQuery::default()).await.unwrap();
    assert_eq!(direct.items.len(), 1);
    let away = direct.items[0].away.as_ref().unwrap().unwrap();
    assert_eq!((away.first_day, away.last_day), (day("2026-11-19"), day("2026-11-23")));
    let told = serde_json::to_string(&direct).unwrap();
    assert!(!told.contains("sick") && !told.contains("pay"), "{told}");
    let all = my_team(&group.app, &manager, TeamQuery { below: Some(true) }).await.unwrap();
    assert_eq!(all.items.len(), 2);
    assert_eq!(all.items.iter().filter(|member| member.direct).count(), 1);
}
