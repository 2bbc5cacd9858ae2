//! People ask for changes of their own data; personnel, and payroll where wages go, answer.

use access::Caller;
use kernel::{ApprovalId, ErrorKind, PersonId, Sensitive};
use services::approvals::{ApprovalsQuery, Decide, list_approvals};
use services::inbox::decide_approval;
use services::people::{SearchQuery, search_people};
use services::profile::{
    ChangeOwnData, CorrectPerson, RequestState, ask_own_change, correct_person, get_own_data, get_person_contact,
    withdraw_own_change,
};

use crate::fixture::{Group, group};

#[expect(clippy::unnecessary_wraps, reason = "as the fields of a change want it")]
fn hidden(text: &str) -> Option<Sensitive<String>> {
    Some(Sensitive::new(text.to_owned()))
}

async fn zhang(group: &Group) -> (PersonId, Caller) {
    let person = group.hired(group.hire("张明远", "YC000871", "2022-03-01")).await.person_id;
    (person, group.caller("zhang", "employee", Some(person), None).await)
}

async fn waiting(group: &Group, caller: &Caller) -> Option<ApprovalId> {
    let list = list_approvals(&group.app, caller, ApprovalsQuery::default()).await.unwrap();
    list.items.first().map(|approval| approval.id)
}

async fn answer(group: &Group, caller: &Caller, approve: bool) -> Result<(), kernel::Problem> {
    let id = waiting(group, caller).await.expect("a question waits");
    let reason = Some("已核对".to_owned());
    decide_approval(&group.app, caller, id, Decide { approve, reason }).await.map(drop)
}

async fn own(group: &Group, caller: &Caller) -> serde_json::Value {
    serde_json::to_value(get_own_data(&group.app, caller).await.unwrap()).unwrap()
}

#[tokio::test]
async fn a_new_phone_is_written_when_personnel_says_yes_and_stands_in_one_spelling() {
    let group = group().await;
    let (_, zhang) = zhang(&group).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let change = || ChangeOwnData {
        phone: hidden("+86 139 0013 9000"),
        address: hidden("上海市徐汇区漕溪北路 1 号"),
        emergency_name: hidden("王芳"),
        ..ChangeOwnData::default()
    };
    ask_own_change(&group.app, &zhang, change()).await.unwrap();
    assert_eq!(own(&group, &zhang).await["phone"], "13800138000", "nothing changes before the answer");
    let second = ask_own_change(&group.app, &zhang, change()).await.unwrap_err();
    assert_eq!(second.kind, ErrorKind::Conflict, "one request at a time");
    answer(&group, &hr, true).await.unwrap();
    let now = own(&group, &zhang).await;
    assert_eq!((&now["phone"], &now["emergency_name"]), (&"13900139000".into(), &"王芳".into()));
    assert_eq!(now["requests"][0]["state"], serde_json::to_value(RequestState::Applied).unwrap());
    let same = ask_own_change(&group.app, &zhang, change()).await.unwrap_err();
    assert_eq!(same.code, "profile.nothing_changes");
}

#[tokio::test]
async fn a_new_account_for_the_wages_needs_a_reason_personnel_and_payroll() {
    let group = group().await;
    let (_, zhang) = zhang(&group).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let payroll = group.caller("fang.ling", "payroll", None, None).await;
    let account = |reason: Option<&str>| ChangeOwnData {
        bank_account: hidden("6225 8801 2345 6789"),
        reason: reason.and_then(hidden),
        ..ChangeOwnData::default()
    };
    let unreasoned = ask_own_change(&group.app, &zhang, account(None)).await.unwrap_err();
    assert_eq!(unreasoned.code, "input.reason_required");
    ask_own_change(&group.app, &zhang, account(Some("换了工资卡"))).await.unwrap();
    assert!(waiting(&group, &payroll).await.is_none(), "payroll is asked after personnel");
    answer(&group, &hr, true).await.unwrap();
    assert_eq!(own(&group, &zhang).await["bank_account"], "6222020000112233445");
    answer(&group, &payroll, true).await.unwrap();
    assert_eq!(own(&group, &zhang).await["bank_account"], "6225880123456789");
}

#[tokio::test]
async fn a_yes_to_what_has_changed_since_is_refused_and_a_no_changes_nothing() {
    let group = group().await;
    let (person, zhang) = zhang(&group).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let phone = |text: &str| ChangeOwnData { phone: hidden(text), ..ChangeOwnData::default() };
    ask_own_change(&group.app, &zhang, phone("13900139000")).await.unwrap();
    let correction = CorrectPerson { values: phone("13700137000"), reason: "本人电话更正".into() };
    correct_person(&group.app, &hr, person, correction).await.unwrap();
    let late = answer(&group, &hr, true).await.unwrap_err();
    assert_eq!(late.code, "profile.changed_meanwhile");
    answer(&group, &hr, false).await.unwrap();
    assert_eq!(own(&group, &zhang).await["phone"], "13700137000");
}

#[tokio::test]
async fn a_request_is_taken_back_by_its_owner_alone_and_is_asked_no_more() {
    let group = group().await;
    let (_, zhang) = zhang(&group).await;
    let li = group.hired(group.hire("李娜", "YC000872", "2022-03-01")).await.person_id;
    let li = group.caller("li.na", "employee", Some(li), None).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let email = ChangeOwnData { email: hidden("zhang@example.com"), ..ChangeOwnData::default() };
    let id = ask_own_change(&group.app, &zhang, email).await.unwrap().id;
    assert_eq!(withdraw_own_change(&group.app, &li, id).await.unwrap_err().kind, ErrorKind::NotFound);
    withdraw_own_change(&group.app, &zhang, id).await.unwrap();
    assert!(waiting(&group, &hr).await.is_none());
    assert_eq!(withdraw_own_change(&group.app, &zhang, id).await.unwrap_err().kind, ErrorKind::Conflict);
}

#[tokio::test]
async fn a_corrected_name_is_found_by_its_pinyin_and_nobody_corrects_the_own_record() {
    let group = group().await;
    let (person, _) = zhang(&group).await;
    let hr = group.caller("han.xue", "hr", None, None).await;
    let name = |text: &str| CorrectPerson {
        values: ChangeOwnData { full_name: hidden(text), ..ChangeOwnData::default() },
        reason: "身份证姓名".into(),
    };
    correct_person(&group.app, &hr, person, name("章明远")).await.unwrap();
    let found = |q: &str| SearchQuery { q: q.to_owned() };
    assert_eq!(search_people(&group.app, &hr, found("章明")).await.unwrap().items.len(), 1);
    let own_hr = group.caller("xue.han", "hr", Some(person), None).await;
    let refused = correct_person(&group.app, &own_hr, person, name("张三")).await.unwrap_err();
    assert_eq!(refused.kind, ErrorKind::Forbidden);
    let it = group.caller("shao.kai", "it", None, None).await;
    let contact = serde_json::to_value(get_person_contact(&group.app, &it, person).await.unwrap()).unwrap();
    assert_eq!(contact["redacted"], serde_json::json!(["address", "emergency_name", "emergency_phone"]));
}
