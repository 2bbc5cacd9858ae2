//! A roster over the wire: sent as a form, run in the background, downloaded, taken back.

use axum::body::Body;
use serde_json::{Value, json};

use crate::fixture::{House, house};

const ROSTER: &str = "工号,姓名,部门,岗位,入职日期,月基本工资,民族\r\n\
    A001,林若曦,研发中心,工程师,2021-03-01,15000,汉族\r\n\
    A002,=cmd|calc,研发中心,工程师,2021-04-01,16000,汉族\r\n";

async fn send_roster(house: &House, who: &'static str) -> (u16, Value) {
    let form = format!(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"roster.csv\"\r\n\
         Content-Type: text/csv\r\n\r\n{ROSTER}\r\n--x--\r\n"
    );
    let mut request = house.request(Some(who), "POST", "/api/v1/imports").body(Body::from(form)).unwrap();
    request.headers_mut().insert("content-type", "multipart/form-data; boundary=x".parse().unwrap());
    let answer = house.send(request).await;
    (answer.status.as_u16(), answer.body)
}

#[tokio::test]
async fn a_roster_is_sent_checked_written_taken_out_and_taken_back() {
    let house = house().await;
    let (status, sent) = send_roster(&house, "hr").await;
    assert_eq!((status, &sent["state"]), (201, &json!("uploaded")), "{sent}");
    let path = format!("/api/v1/imports/{}", sent["id"].as_str().unwrap());
    assert_eq!(sent["mapping"]["column"][6]["why"], json!("protected"));

    let saved = house.request(Some("hr"), "PUT", &format!("{path}/mapping"));
    let saved = house.send(saved.body(Body::from(sent["mapping"].to_string())).unwrap()).await;
    assert_eq!(saved.body["state"], json!("mapped"), "{}", saved.body);
    let checked = house.post(Some("hr"), &format!("{path}/check"), &json!({})).await;
    assert_eq!(checked.body["report"]["clean_rows"], json!(2), "{}", checked.body);
    let started = house.post(Some("hr"), &format!("{path}/run"), &json!({"mode": "all_or_nothing"})).await;
    assert_eq!(started.status.as_u16(), 202, "{}", started.body);
    let mut state = json!("running");
    for _ in 0..1_000 {
        if state != "running" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        state = house.get(Some("hr"), &path).await.body["state"].clone();
    }
    assert_eq!(state, json!("done"));

    let file = house.get(Some("hr"), "/api/v1/exports/people?format=json").await;
    assert_eq!(file.headers["x-renhe-redacted"], "");
    let file = house.get(Some("hr"), "/api/v1/exports/people?format=csv").await;
    assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    assert_eq!(house.get(Some("manager"), "/api/v1/exports/people?format=csv").await.status.as_u16(), 403);

    let undo = house.post(Some("hr"), &format!("{path}/undo"), &json!({"reason": "导错了文件"})).await;
    assert_eq!(undo.body["state"], json!("undone"), "{}", undo.body);
}

#[tokio::test]
async fn a_form_without_a_file_says_so() {
    let house = house().await;
    let answer = house.post(Some("hr"), "/api/v1/imports", &json!({})).await;
    assert_eq!((answer.status.as_u16(), &answer.body["code"]), (422, &json!("imports.file_missing")));
    let (status, body) = send_roster(&house, "manager").await;
    assert_eq!((status, &body["code"]), (403, &json!("access.permission_missing")));
}
