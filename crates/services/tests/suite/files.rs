//! Employee files: who sees what, where it is found, what is missing, what may be destroyed.

use access::Caller;
use documents::Kind;
use kernel::{FileId, PersonId};
use services::files::{
    Archive, FileQuery, LiftFileHold, MarkKeyPerson, NewFile, PlaceFileHold, PutFileRule, PutStateFile,
    RecordStateFileMove, StateFileQuery, Upload, add_file, add_file_version, archive_in, file_content, get_file,
    lift_file_hold, list_due_files, list_files, list_state_files, mark_key_person, person_file, place_file_hold,
    put_file_rule, put_state_file, record_state_file_move,
};
use storage::EntryFilter;
use testkit::day;

use crate::fixture::{Group, in_memory_and_in_a_bucket};

const CONTRACT: &str = "劳动合同书\n第一条 合同期限三年，自2026年3月1日起。\n第七条 Platform Engineer";

fn about(person: PersonId, category: &str) -> NewFile {
    NewFile { person_id: person, category: category.into(), title: None, dated_on: None, valid_until: None }
}

fn text(name: &str, text: &str) -> Upload {
    Upload { file_name: name.into(), bytes: text.as_bytes().to_vec() }
}

fn looking_for(q: &str) -> FileQuery {
    FileQuery { q: Some(q.into()), ..FileQuery::default() }
}

/// What a search finds for somebody: categories.
async fn found(f: &Group, caller: &Caller, q: &str) -> Vec<String> {
    let found = list_files(&f.app, caller, looking_for(q)).await.unwrap().items;
    let mut categories: Vec<String> = found.into_iter().map(|file| file.category).collect();
    categories.sort_unstable();
    categories
}

async fn a_document_is_found_by_its_text_and_only_by_those_who_may_see_its_class(f: Group) {
    let zhang = f.hired(f.hire("张明远", "YC2", "2022-03-01")).await.person_id;
    let (hr, hrbp) = (f.caller("hr", "hr", None, None).await, f.caller("hrbp", "hrbp", None, Some(f.cloud)).await);
    let (me, manager) =
        (f.caller("me", "employee", Some(zhang), None).await, f.caller("boss", "manager", None, None).await);
    let contract = add_file(&f.app, &hr, about(zhang, "contract"), text("合同.txt", CONTRACT)).await.unwrap();
    add_file(&f.app, &hr, about(zhang, "health_check"), text("体检.txt", "体检结论：合同体检合格")).await.unwrap();
    assert_eq!(found(&f, &hr, "合同").await, ["contract", "health_check"]);
    assert_eq!(found(&f, &hrbp, "合同").await, ["contract"], "health is not for the HRBP");
    assert_eq!(found(&f, &me, "合同").await.len(), 2, "the own file is open to oneself");
    assert!(found(&f, &manager, "合同").await.is_empty());
    assert_eq!(found(&f, &hr, "期限三年").await, ["contract"]);
    assert_eq!(found(&f, &hr, "三限年期").await, Vec::<String>::new(), "pairs alone are no hit");
    let hit = list_files(&f.app, &hr, looking_for("platform")).await.unwrap().items.remove(0);
    assert!(hit.snippet.unwrap().contains("Platform Engineer"));
    assert_eq!(list_files(&f.app, &hr, looking_for("合")).await.unwrap_err().code, "files.search_too_short");
    assert_eq!(get_file(&f.app, &manager, contract.id).await.unwrap_err().code, "files.unknown");
    assert_eq!(file_content(&f.app, &manager, contract.id, None).await.unwrap_err().code, "files.unknown");
    let bytes = file_content(&f.app, &me, contract.id, None).await.unwrap().bytes;
    assert_eq!(bytes, CONTRACT.as_bytes());
    let trail = f.app.store().audit_entries(&EntryFilter::default(), 1).await.unwrap().remove(0);
    assert_eq!((trail.leaf.operation.as_str(), trail.leaf.record_id), ("view_file", contract.id.0));
}

async fn nobody_files_for_oneself_and_wrong_files_leave_nothing_behind(f: Group) {
    let zhang = f.hired(f.hire("张明远", "YC2", "2022-03-01")).await.person_id;
    let hr = f.caller("hr", "hr", None, None).await;
    let own = f.caller("own", "hr", Some(zhang), None).await;
    let refused = async |caller: &Caller, input: NewFile, upload: Upload| {
        add_file(&f.app, caller, input, upload).await.unwrap_err().code
    };
    assert_eq!(refused(&own, about(zhang, "contract"), text("a.txt", "甲乙丙")).await, "access.own_case");
    let program = Upload { file_name: "合同.pdf".into(), bytes: b"MZ\x90\0\x03\0".to_vec() };
    assert_eq!(refused(&hr, about(zhang, "contract"), program).await, "files.kind_refused");
    assert_eq!(refused(&hr, about(zhang, "contract"), text("a.txt", "")).await, "files.empty");
    let large = Upload { file_name: "a.txt".into(), bytes: vec![b'a'; (30 << 20) + 1] };
    assert_eq!(refused(&hr, about(zhang, "contract"), large).await, "files.too_large");
    assert_eq!(refused(&hr, about(zhang, "nonsense"), text("a.txt", "甲乙")).await, "files.category_unknown");
    assert!(list_files(&f.app, &hr, FileQuery::default()).await.unwrap().items.is_empty());
    f.app.store().sweep_blobs().await.unwrap();
    assert!(f.app.store().blobs().list().await.unwrap().is_empty());
}

async fn versions_stay_and_the_same_bytes_make_none(f: Group) {
    let zhang = f.hired(f.hire("张明远", "YC2", "2022-03-01")).await.person_id;
    let hr = f.caller("hr", "hr", None, None).await;
    let file = add_file(&f.app, &hr, about(zhang, "contract"), text("合同.txt", CONTRACT)).await.unwrap();
    let same = add_file_version(&f.app, &hr, file.id, text("合同.txt", CONTRACT)).await.unwrap();
    assert_eq!(same.versions.len(), 1);
    let new = add_file_version(&f.app, &hr, file.id, text("合同-改.txt", "改签为无固定期限")).await.unwrap();
    assert_eq!(new.versions.iter().map(|version| version.version).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(file_content(&f.app, &hr, file.id, Some(1)).await.unwrap().bytes, CONTRACT.as_bytes());
    assert_eq!(file_content(&f.app, &hr, file.id, None).await.unwrap().file_name, "合同-改.txt");
    assert_eq!(found(&f, &hr, "无固定").await, ["contract"]);
    assert!(found(&f, &hr, "期限三年").await.is_empty(), "the present version is what is searched");
}

async fn a_changed_blob_is_a_clear_error_and_never_other_bytes(f: Group) {
    let zhang = f.hired(f.hire("张明远", "YC2", "2022-03-01")).await.person_id;
    let hr = f.caller("hr", "hr", None, None).await;
    let file = add_file(&f.app, &hr, about(zhang, "contract"), text("合同.txt", CONTRACT)).await.unwrap();
    let blob = f.app.store().blob_id(CONTRACT.as_bytes());
    f.app.store().blobs().tamper(blob, b"not what was written, by far not".repeat(4)).await.unwrap();
    assert_eq!(file_content(&f.app, &hr, file.id, None).await.unwrap_err().code, "internal.file_broken");
}

async fn a_flow_files_once_for_one_record_and_a_new_version_when_it_changed(f: Group) {
    let zhang = f.hired(f.hire("张明远", "YC2", "2022-03-01")).await.person_id;
    let source = f.app.new_id();
    let archive = async |text: &str| -> FileId {
        let mut work = f.app.begin(&Caller::system(), "test", None).await.unwrap();
        let archive = Archive {
            person: zhang,
            category: "proof",
            title: "在职证明".into(),
            file_name: "在职证明.txt".into(),
            media_type: Kind::Text.media_type(),
            bytes: text.as_bytes().to_vec(),
            source: ("letter", source),
        };
        let id = archive_in(&f.app, &mut work, archive).await.unwrap();
        work.commit().await.unwrap();
        id
    };
    let hr = f.caller("hr", "hr", None, None).await;
    let first = archive("兹证明").await;
    assert_eq!(archive("兹证明").await, first);
    assert_eq!(get_file(&f.app, &hr, first).await.unwrap().versions.len(), 1);
    assert_eq!(archive("兹证明，更正").await, first);
    let view = get_file(&f.app, &hr, first).await.unwrap();
    assert_eq!((view.versions.len(), view.source.as_deref()), (2, Some("letter")));
}

async fn completeness_counts_what_the_kind_of_work_and_the_mark_ask_for(f: Group) {
    let zhang = f.hired(f.hire("张明远", "YC2", "2022-03-01")).await.person_id;
    let hr = f.caller("hr", "hr", None, None).await;
    let before = person_file(&f.app, &hr, zhang).await.unwrap();
    assert_eq!(before.present, 0);
    let missing = |file: &services::files::PersonFile| -> Vec<String> {
        file.parts.iter().filter(|part| part.missing).map(|part| part.category.clone()).collect()
    };
    assert!(missing(&before).contains(&"identity".to_owned()) && !missing(&before).contains(&"non_compete".to_owned()));
    let expired = NewFile { valid_until: Some(day("2026-11-19")), ..about(zhang, "identity") };
    add_file(&f.app, &hr, expired, text("身份证.txt", "身份证复印件")).await.unwrap();
    let after = person_file(&f.app, &hr, zhang).await.unwrap();
    assert_eq!(after.present, 0, "an expired card proves nothing");
    assert!(after.parts.iter().any(|part| part.category == "identity" && part.expired && !part.missing));
    let valid = NewFile { valid_until: Some(day("2026-11-20")), ..about(zhang, "identity") };
    add_file(&f.app, &hr, valid, text("身份证新.txt", "身份证复印件新")).await.unwrap();
    assert_eq!(person_file(&f.app, &hr, zhang).await.unwrap().present, 1, "it holds on its last day");
    let mark = MarkKeyPerson {
        kind: "core_technology".into(),
        first_day: None,
        last_day: None,
        reason: "核心平台负责人".into(),
    };
    mark_key_person(&f.app, &hr, zhang, mark).await.unwrap();
    let key = person_file(&f.app, &hr, zhang).await.unwrap();
    assert!(missing(&key).contains(&"non_compete".to_owned()));
    assert!(key.required > after.required);
}

async fn nothing_is_due_before_its_day_and_a_hold_keeps_it(f: Group) {
    let zhang = f.hired(f.hire("张明远", "YC2", "2022-03-01")).await;
    let hr = f.caller("hr", "hr", None, None).await;
    add_file(&f.app, &hr, about(zhang.person_id, "identity"), text("身份证.txt", "身份证")).await.unwrap();
    let mut work = f.app.begin(&Caller::system(), "test", None).await.unwrap();
    let end = services::people::EndEmployment {
        last_day: day("2026-11-30"),
        ground: "employee_resign_art37".into(),
        reason: None,
    };
    services::people::end_employment_in(&mut work, zhang.employment_id, end, f.app.now()).await.unwrap();
    work.commit().await.unwrap();
    for (at, due) in [("2028-11-29T20:00:00Z", 0), ("2028-12-01T01:00:00Z", 1)] {
        f.clock.set(testkit::at(at));
        assert_eq!(list_due_files(&f.app, &hr).await.unwrap().total, due, "{at}");
    }
    let hold = PlaceFileHold { person_id: zhang.person_id, file_id: None, reason: "劳动仲裁".into() };
    let hold = place_file_hold(&f.app, &hr, hold).await.unwrap();
    assert_eq!(list_due_files(&f.app, &hr).await.unwrap().total, 0);
    lift_file_hold(&f.app, &hr, hold.id, LiftFileHold { reason: "已结案".into() }).await.unwrap();
    assert_eq!(list_due_files(&f.app, &hr).await.unwrap().total, 1);
}

async fn a_rule_below_the_law_is_refused_with_its_article(f: Group) {
    let hr = f.caller("hr", "hr", None, None).await;
    let rule = |keep_years| PutFileRule {
        class: kernel::FieldClass::Employment,
        audience: "everyone".into(),
        kinds: Vec::new(),
        keep_years,
        keep_from: "exit".into(),
        basis: "本单位规定".into(),
    };
    let problem = put_file_rule(&f.app, &hr, "contract", rule(1)).await.unwrap_err();
    assert_eq!(problem.code, "files.kept_too_short");
    assert!(problem.article.unwrap().contains("第五十条"));
    let view = put_file_rule(&f.app, &hr, "contract", rule(2)).await.unwrap();
    assert!(view.own && view.keep_years == 2);
}

async fn the_states_file_is_due_fifteen_days_after_the_last_day_and_gone_with_its_receipt(f: Group) {
    let zhang = f.hired(f.hire("张明远", "YC2", "2022-03-01")).await;
    let hr = f.caller("hr", "hr", None, None).await;
    let put = PutStateFile {
        status: "held".into(),
        custody: "talent_service".into(),
        holder: "上海市人才服务中心".into(),
        reference: Some("RC-1024".into()),
    };
    put_state_file(&f.app, &hr, zhang.person_id, put).await.unwrap();
    let mut work = f.app.begin(&Caller::system(), "test", None).await.unwrap();
    let end = services::people::EndEmployment {
        last_day: day("2026-11-30"),
        ground: "employee_resign_art37".into(),
        reason: None,
    };
    services::people::end_employment_in(&mut work, zhang.employment_id, end, f.app.now()).await.unwrap();
    work.commit().await.unwrap();
    let list = async || list_state_files(&f.app, &hr, StateFileQuery::default()).await.unwrap();
    assert_eq!((list().await.due, list().await.overdue), (0, 0));
    f.clock.set(testkit::at("2026-12-15T02:00:00Z"));
    assert_eq!(list().await.items[0].due_on, Some(day("2026-12-15")));
    assert_eq!((list().await.due, list().await.overdue), (1, 0));
    f.clock.set(testkit::at("2026-12-16T02:00:00Z"));
    assert_eq!((list().await.due, list().await.overdue), (1, 1));
    let sent = RecordStateFileMove {
        direction: "out".into(),
        body: "杭州市人才服务局".into(),
        moved_on: day("2026-12-16"),
        channel: "confidential_mail".into(),
        receipt_no: Some("JY-77".into()),
        received_on: Some(day("2026-12-16")),
    };
    let view = record_state_file_move(&f.app, &hr, zhang.person_id, sent).await.unwrap();
    assert_eq!(view.status.as_ref().map(String::as_str), Some("gone"));
    assert!(view.moves.as_ref().unwrap()[0].late);
    assert_eq!(list().await.due, 0);
}

in_memory_and_in_a_bucket! {
    a_document_is_found_by_its_text_and_only_by_those_who_may_see_its_class
    nobody_files_for_oneself_and_wrong_files_leave_nothing_behind
    versions_stay_and_the_same_bytes_make_none
    a_changed_blob_is_a_clear_error_and_never_other_bytes
    a_flow_files_once_for_one_record_and_a_new_version_when_it_changed
    completeness_counts_what_the_kind_of_work_and_the_mark_ask_for
    nothing_is_due_before_its_day_and_a_hold_keeps_it
    a_rule_below_the_law_is_refused_with_its_article
    the_states_file_is_due_fifteen_days_after_the_last_day_and_gone_with_its_receipt
}
