//! Borrowing with an end and a watermark; destruction by two people, of which only digests stay.

use access::Caller;
use documents::Kind;
use kernel::{ApprovalId, PersonId};
use services::approvals::{ApprovalsQuery, Decide, list_approvals};
use services::files::{
    AskFileLoan, FileLoanQuery, FileQuery, FileView, NewFile, PlaceFileHold, ProposeDestruction, Upload, add_file,
    ask_file_loan, destruction_certificate, end_file_loan, file_content, get_file, get_file_loan, list_due_files,
    list_file_destructions, list_file_loans, list_files, place_file_hold, propose_file_destruction, remove_blobs, tick,
};
use services::inbox::decide_approval;
use storage::EntryFilter;
use testkit::day;

use crate::fixture::{Group, in_memory_and_in_a_bucket};

const CONTRACT: &str = "劳动合同书 第一条 合同期限三年";

async fn filed(f: &Group, hr: &Caller, person: PersonId, category: &str, text: &str) -> FileView {
    let about =
        NewFile { person_id: person, category: category.into(), title: None, dated_on: None, valid_until: None };
    let upload = Upload { file_name: format!("{category}.txt"), bytes: text.as_bytes().to_vec() };
    add_file(&f.app, hr, about, upload).await.unwrap()
}

/// The one question that waits for this caller.
async fn waiting(f: &Group, caller: &Caller) -> ApprovalId {
    let list = list_approvals(&f.app, caller, ApprovalsQuery::default()).await.unwrap();
    assert_eq!(list.items.len(), 1);
    list.items[0].id
}

async fn answer(f: &Group, caller: &Caller, approve: bool) {
    let id = waiting(f, caller).await;
    let reason = Some("已核对".to_owned());
    decide_approval(&f.app, caller, id, Decide { approve, reason }).await.unwrap();
}

fn ask(person: PersonId, category: &str, days: u32) -> AskFileLoan {
    AskFileLoan {
        person_id: Some(person),
        employee_no: None,
        full_name: None,
        file_id: None,
        category: Some(category.into()),
        reason: "核对续签条款".into(),
        days,
    }
}

async fn a_loan_shows_one_category_under_the_borrowers_name_until_its_last_day_is_over(f: Group) {
    let boss = f.hired(f.hire("周文博", "YC1", "2020-03-02")).await.person_id;
    let mut hire = f.hire("张明远", "YC2", "2022-03-01");
    hire.manager_id = Some(boss);
    let zhang = f.hired(hire).await.person_id;
    let hr = f.caller("hr", "hr", None, None).await;
    let manager = f.caller("boss", "manager", Some(boss), None).await;
    let contract = filed(&f, &hr, zhang, "contract", CONTRACT).await;
    let pay = filed(&f, &hr, zhang, "pay", "定薪审批表").await;
    assert_eq!(ask_file_loan(&f.app, &hr, ask(zhang, "contract", 2)).await.unwrap_err().code, "files.loan_needless");
    assert_eq!(ask_file_loan(&f.app, &manager, ask(zhang, "contract", 31)).await.unwrap_err().code, "files.loan_days");
    let loan = ask_file_loan(&f.app, &manager, ask(zhang, "contract", 2)).await.unwrap();
    assert_eq!(ask_file_loan(&f.app, &manager, ask(zhang, "contract", 2)).await.unwrap_err().code, "files.loan_open");
    assert_eq!(file_content(&f.app, &manager, contract.id, None).await.unwrap_err().code, "files.unknown");
    answer(&f, &hr, true).await;
    // What is lent is seen, with its title, and nothing beside it.
    let seen = list_files(&f.app, &manager, FileQuery::default()).await.unwrap().items;
    assert_eq!(seen.iter().map(|file| file.id).collect::<Vec<_>>(), [contract.id]);
    assert_eq!(seen[0].title.as_ref().map(String::as_str), Some("contract.txt"));
    assert!(seen[0].lent_until.is_some() && !seen[0].may_write);
    assert_eq!(get_file(&f.app, &manager, pay.id).await.unwrap_err().code, "files.unknown");
    let copy = file_content(&f.app, &manager, contract.id, None).await.unwrap();
    assert_eq!(copy.media_type, "application/pdf");
    assert_ne!(copy.bytes, CONTRACT.as_bytes());
    assert!(documents::text_of(Kind::Pdf, &copy.bytes).unwrap().contains("合同期限三年"));
    let trail = f.app.store().audit_entries(&EntryFilter::default(), 1).await.unwrap().remove(0);
    assert_eq!((trail.leaf.operation.as_str(), trail.leaf.subject), ("view_lent_file", Some(zhang.0)));
    // Two days, today included: over at the end of the 21st in the group's zone.
    for (at, open) in [("2026-11-21T15:59:59Z", true), ("2026-11-21T16:00:00Z", false)] {
        f.clock.set(testkit::at(at));
        assert_eq!(file_content(&f.app, &manager, contract.id, None).await.is_ok(), open, "{at}");
    }
    f.clock.set(testkit::at("2026-11-21T16:01:00Z"));
    assert_eq!(tick(&f.app).await.unwrap(), 1);
    let mine = list_file_loans(&f.app, &manager, FileLoanQuery::default()).await.unwrap().items;
    assert_eq!((mine[0].id, mine[0].status.as_str()), (loan.id, "expired"));
}

async fn a_refused_or_ended_loan_shows_nothing_and_a_stranger_is_named_by_number_and_name(f: Group) {
    let boss = f.hired(f.hire("周文博", "YC1", "2020-03-02")).await.person_id;
    let zhang = f.hired(f.hire("张明远", "YC2", "2022-03-01")).await.person_id;
    let hr = f.caller("hr", "hr", None, None).await;
    let manager = f.caller("boss", "manager", Some(boss), None).await;
    let contract = filed(&f, &hr, zhang, "contract", CONTRACT).await;
    let hidden = ask_file_loan(&f.app, &manager, ask(zhang, "contract", 2)).await.unwrap_err();
    assert_eq!(hidden.code, "access.out_of_scope");
    let named = |name: &str| AskFileLoan {
        person_id: None,
        employee_no: Some("YC2".into()),
        full_name: Some(name.into()),
        ..ask(zhang, "contract", 2)
    };
    let wrong = ask_file_loan(&f.app, &manager, named("张明")).await.unwrap_err();
    assert_eq!(wrong.code, "files.person_unknown");
    let asked = ask_file_loan(&f.app, &manager, named("张明远")).await.unwrap();
    let stranger = f.caller("stranger", "employee", None, None).await;
    let hidden = get_file_loan(&f.app, &stranger, asked.id).await.unwrap_err();
    assert_eq!(hidden.code, "files.loan_unknown");
    let page = get_file_loan(&f.app, &hr, asked.id).await.unwrap();
    assert_eq!(page.approval.map(|approval| approval.id), Some(waiting(&f, &hr).await), "whoever is asked opens it");
    answer(&f, &hr, false).await;
    assert_eq!(get_file(&f.app, &manager, contract.id).await.unwrap_err().code, "files.unknown");
    let loan = ask_file_loan(&f.app, &manager, named("张明远")).await.unwrap();
    answer(&f, &hr, true).await;
    assert!(get_file(&f.app, &manager, contract.id).await.is_ok());
    end_file_loan(&f.app, &hr, loan.id).await.unwrap();
    assert_eq!(get_file(&f.app, &manager, contract.id).await.unwrap_err().code, "files.unknown");
    // The person concerned sees who was lent what.
    let me = f.caller("me", "employee", Some(zhang), None).await;
    let about_me = list_file_loans(&f.app, &me, FileLoanQuery::default()).await.unwrap().items;
    assert_eq!(about_me.len(), 2);
}

async fn two_people_destroy_and_bytes_title_index_and_readable_trail_are_gone_while_the_log_verifies(f: Group) {
    let zhang = f.hired(f.hire("张明远", "YC2", "2022-03-01")).await;
    let (hr, privacy) =
        (f.caller("hr", "hr", None, None).await, f.caller("privacy", "privacy_officer", None, None).await);
    let card = filed(&f, &hr, zhang.person_id, "identity", "身份证复印件 绝密暗号珊瑚海").await;
    let kept = filed(&f, &hr, zhang.person_id, "contract", CONTRACT).await;
    let mut work = f.app.begin(&Caller::system(), "test", None).await.unwrap();
    let end = services::people::EndEmployment {
        last_day: day("2026-11-30"),
        ground: "employee_resign_art37".into(),
        reason: None,
    };
    services::people::end_employment_in(&mut work, zhang.employment_id, end, f.app.now()).await.unwrap();
    work.commit().await.unwrap();
    let propose = |file: &FileView| ProposeDestruction { file_ids: vec![file.id], reason: "保管期满".into() };
    let early = propose_file_destruction(&f.app, &hr, propose(&card)).await.unwrap_err();
    assert_eq!(early.code, "files.not_due");
    f.clock.set(testkit::at("2028-12-05T02:00:00Z"));
    let young = propose_file_destruction(&f.app, &hr, propose(&kept)).await.unwrap_err();
    assert_eq!(young.code, "files.not_due", "the contract is kept for ten years");
    let proposed = propose_file_destruction(&f.app, &hr, propose(&card)).await.unwrap();
    assert!(list_approvals(&f.app, &hr, ApprovalsQuery::default()).await.unwrap().items.is_empty(), "not by oneself");
    // Held in between: the yes cannot be carried out, and nothing is written.
    let hold = PlaceFileHold { person_id: zhang.person_id, file_id: None, reason: "劳动仲裁".into() };
    let hold = place_file_hold(&f.app, &hr, hold).await.unwrap();
    let id = waiting(&f, &privacy).await;
    let yes = || Decide { approve: true, reason: None };
    assert_eq!(decide_approval(&f.app, &privacy, id, yes()).await.unwrap_err().code, "files.held");
    assert_eq!(get_file(&f.app, &hr, card.id).await.unwrap().status, "filed");
    let lift = services::files::LiftFileHold { reason: "已结案".into() };
    services::files::lift_file_hold(&f.app, &hr, hold.id, lift).await.unwrap();
    decide_approval(&f.app, &privacy, id, yes()).await.unwrap();
    assert_eq!(file_content(&f.app, &hr, card.id, None).await.unwrap_err().code, "files.destroyed");
    let gone = get_file(&f.app, &hr, card.id).await.unwrap();
    assert_eq!((gone.status.as_str(), gone.title.as_ref().map(String::as_str)), ("destroyed", Some("")));
    let q = |q: &str| FileQuery { q: Some(q.into()), ..FileQuery::default() };
    assert!(list_files(&f.app, &hr, q("珊瑚海")).await.unwrap().items.is_empty());
    let text = "身份证复印件 绝密暗号珊瑚海";
    let blob = f.app.store().blob_id(text.as_bytes());
    let job = f.app.store().claim_job().await.unwrap().unwrap();
    remove_blobs(&f.app, &job.payload.expose().0).await.unwrap();
    assert!(!f.app.store().blobs().list().await.unwrap().contains(&blob));
    assert!(f.app.store().missing_blobs().await.unwrap().is_empty());
    // The trail keeps digests of the document only, and still verifies.
    let entries = f.app.store().audit_entries(&EntryFilter::default(), 1_000).await.unwrap();
    let about: Vec<_> = entries.iter().filter(|entry| entry.leaf.record_id == card.id.0).collect();
    assert!(about.len() > 1 && about.iter().all(|entry| entry.changes.is_empty()));
    assert!(about.iter().any(|entry| entry.leaf.fields.contains(&"title".to_owned())));
    assert!(f.app.store().verify_audit(|_| ()).await.unwrap().first.is_none());
    let done = list_file_destructions(&f.app, &hr).await.unwrap().items.remove(0);
    assert_eq!((done.number.as_str(), done.status.as_str()), (proposed.number.as_str(), "done"));
    assert_eq!(done.items[0].digest, blob.simple().to_string());
    let pdf = destruction_certificate(&f.app, &hr, done.id).await.unwrap().bytes;
    let words = documents::text_of(Kind::Pdf, &pdf).unwrap();
    assert!(words.contains("XH-2028-0001") && words.contains("张明远"));
    assert_eq!(list_due_files(&f.app, &hr).await.unwrap().total, 0);
}

in_memory_and_in_a_bucket! {
    a_loan_shows_one_category_under_the_borrowers_name_until_its_last_day_is_over
    a_refused_or_ended_loan_shows_nothing_and_a_stranger_is_named_by_number_and_name
    two_people_destroy_and_bytes_title_index_and_readable_trail_are_gone_while_the_log_verifies
}
