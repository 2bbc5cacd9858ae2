//! A roster over the wire: sent as a form, run in the background, downloaded, taken back.

use axum::body::Body;
use serde_json::{Value, json};

use crate::fixture::{House, house};

const ROSTER: &str = "工号,姓名,部门,岗位,入职日期,月基本工资,民族\r\n\
    A001,林若曦,研发中心,工程师,2021-03-01,15000,汉族\r\n\
    A002,=cmd|calc,研发中心,工程师,2021-04-01,16000,汉族\r\n";

async fn send_roster(house: &House, who: &'static str) -> (u16, Value) {
    send(house, who, ("roster.csv", ROSTER.as_bytes())).await
}

async fn send(house: &House, who: &'static str, (name, bytes): (&str, &[u8])) -> (u16, Value) {
    let head = format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    let form = [head.as_bytes(), bytes, b"\r\n--x--\r\n"].concat();
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
    assert_eq!(ended(&house, &path).await["state"], json!("done"));

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

/// The import, once it no longer runs.
async fn ended(house: &House, path: &str) -> Value {
    for _ in 0..1_000 {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        let view = house.get(Some("hr"), path).await.body;
        if view["state"] != "running" {
            return view;
        }
    }
    Value::Null
}

#[tokio::test]
async fn a_set_of_files_is_sent_as_one_package_and_written_with_its_documents() {
    let house = house().await;
    let files = [
        ("部门.csv", "编码,名称,上级编码\nX1,新业务部,\n"),
        ("人员.csv", "工号,姓名\nN001,林若曦\n"),
        ("用工.csv", "工号,入职日期\nN001,2024-03-01\n"),
        ("任职.csv", "工号,生效日期,部门编码,岗位\nN001,2024-03-01,X1,工程师\n"),
        ("档案材料.csv", "工号,文件名,材料类别\nN001,合同/N001.txt,劳动合同\n"),
        ("合同/N001.txt", "劳动合同，期限三年"),
    ];
    let files = files.into_iter().map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect();
    let package = services::imports::pack_set(&files).unwrap();
    let (status, sent) = send(&house, "hr", ("旧系统.zip", &package)).await;
    assert_eq!((status, &sent["kind"]), (201, &json!("set")), "{sent}");
    let path = format!("/api/v1/imports/{}", sent["id"].as_str().unwrap());
    let checked = house.post(Some("hr"), &format!("{path}/check"), &json!({})).await;
    assert_eq!(checked.body["report"]["findings"], json!([]), "{}", checked.body);
    // A set is mended in its files.
    let mended = house.post(Some("hr"), &format!("{path}/mend"), &json!({"accept_all": true})).await;
    assert_eq!(mended.body["code"], json!("imports.mended_in_files"));
    let started = house.post(Some("hr"), &format!("{path}/run"), &json!({"mode": "all_or_nothing"})).await;
    assert_eq!(started.status.as_u16(), 202, "{}", started.body);
    let view = ended(&house, &path).await;
    assert_eq!((&view["state"], &view["documents"]["filed"]), (&json!("done"), &json!(1)), "{view}");
    let proof = house.post(Some("hr"), &format!("{path}/verification"), &json!({})).await;
    assert_eq!(proof.body["report"]["agrees"], json!(true), "{}", proof.body);
    let undo = house.post(Some("hr"), &format!("{path}/undo"), &json!({"reason": "换一批数据重来"})).await;
    assert_eq!(undo.body["state"], json!("undone"), "{}", undo.body);
}

#[tokio::test]
async fn the_templates_of_a_set_are_one_package() {
    let house = house().await;
    let file = house.get(Some("hr"), "/api/v1/imports/templates.zip").await;
    assert_eq!(file.headers["content-type"], "application/zip");
    assert_eq!(house.get(Some("manager"), "/api/v1/imports/templates.zip").await.status.as_u16(), 403);
}
