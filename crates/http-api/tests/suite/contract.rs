//! What the wire says, word for word.

use axum::body::Body;
use insta::{assert_json_snapshot, assert_snapshot};
use serde_json::{Value, json};

use crate::fixture::{PASSWORD, house};

#[tokio::test]
async fn a_problem_speaks_the_callers_language_and_points_at_the_field() {
    let house = house().await;
    let wrong = json!({"first_day": "2027-01-01", "base_pay_fen": "viel", "reason": "annual"});
    let answer = house.post(Some("hr"), &format!("/api/v1/people/{}/pay-changes", house.zhang), &wrong).await;
    assert_eq!(answer.headers["content-type"], "application/problem+json");
    assert_json_snapshot!(answer.body, {".request_id" => "[id]"}, @r#"
    {
      "code": "request.field_invalid",
      "detail": "The field cannot be used: expected i64",
      "params": {
        "detail": "expected i64"
      },
      "pointer": "/base_pay_fen",
      "request_id": "[id]",
      "status": 422,
      "title": "Field unusable",
      "type": "urn:renhe:problem:request.field_invalid"
    }
    "#);
    let request = house.request(None, "GET", "/api/v1/people").header("accept-language", "zh-CN");
    let mut request = request.body(Body::empty()).unwrap();
    request.headers_mut().insert("accept-language", "zh-CN".parse().unwrap());
    let answer = house.send(request).await;
    assert_eq!((answer.status.as_u16(), &answer.body["title"]), (401, &json!("请先登录")));
}

#[tokio::test]
async fn an_order_that_no_list_knows_is_a_problem_in_the_callers_language_and_names_the_choices() {
    let house = house().await;
    let ask = async |query: &str, language: &str| {
        let request = house.request(Some("hr"), "GET", &format!("/api/v1/people?{query}"));
        let mut request = request.body(Body::empty()).unwrap();
        request.headers_mut().insert("accept-language", language.parse().unwrap());
        house.send(request).await.body
    };
    let told = ask("sort=salary", "zh-CN").await;
    assert_eq!((&told["code"], &told["pointer"]), (&json!("request.query_choice"), &json!("/sort")));
    assert_eq!(
        told["detail"],
        "“sort”没有这个选项，可以是：name, name_descending, number, number_descending, hired, hired_descending。"
    );
    let told = ask("limit=many", "en").await;
    assert_eq!((&told["code"], &told["pointer"]), (&json!("request.query_invalid"), &json!("/limit")));
    assert_eq!(told["detail"], "The value of limit cannot be used.");
}

#[tokio::test]
async fn signing_in_sets_a_cookie_that_scripts_cannot_read() {
    let house = house().await;
    let answer = house.post(None, "/api/v1/session", &json!({"login": "test.employee", "password": PASSWORD})).await;
    let cookie = answer.headers["set-cookie"].to_str().unwrap();
    let (token, flags) = cookie.split_once("; ").unwrap();
    assert!(token.starts_with("renhe_session=") && token.len() > 50);
    assert_snapshot!(flags, @"Path=/; HttpOnly; SameSite=Strict");
    assert_json_snapshot!(answer.body["permissions"], @r#"
    [
      "session.use",
      "person.read",
      "change.request",
      "organisation.read",
      "own_insight.read",
      "objection.file",
      "resignation.submit",
      "change.read",
      "task.work",
      "file.read"
    ]
    "#);
}

#[tokio::test]
async fn a_write_without_the_header_is_taken_for_a_forgery() {
    let house = house().await;
    let mut request = house.request(Some("hr"), "POST", "/api/v1/people").body(Body::from("{}")).unwrap();
    request.headers_mut().remove("x-renhe-request");
    let answer = house.send(request).await;
    assert_eq!((answer.status.as_u16(), &answer.body["code"]), (403, &json!("request.write_header_missing")));
}

#[tokio::test]
async fn what_the_caller_may_not_see_is_null_and_named() {
    let house = house().await;
    let path = format!("/api/v1/people/{}", house.zhang);
    let manager = house.get(Some("manager"), &path).await;
    assert_json_snapshot!(manager.body, {".person_id" => "[id]", ".employment_id" => "[id]", ".manager.id" => "[id]", ".legal_entity.id" => "[id]", ".unit_path[].id" => "[id]"}, @r#"
    {
      "as_of": "2026-11-20",
      "bank_account": null,
      "base_pay_fen": null,
      "contract_kind": null,
      "contract_last_day": null,
      "duty": null,
      "email": null,
      "employed": true,
      "employee_no": "YC2",
      "employment_id": "[id]",
      "employment_kind": "full_time",
      "full_name": "张明远",
      "hired_on": "2022-03-01",
      "identity_number": null,
      "job_level": null,
      "known_at": "2026-11-20T08:00:00Z",
      "last_day": null,
      "legal_entity": {
        "id": "[id]",
        "name": "云程上海"
      },
      "manager": {
        "full_name": "周文博",
        "id": "[id]"
      },
      "masked": [],
      "person_id": "[id]",
      "phone": null,
      "place": "CN-Shanghai",
      "position": "高级后端工程师",
      "probation_last_day": null,
      "redacted": [
        "bank_account",
        "base_pay_fen",
        "email",
        "identity_number",
        "phone"
      ],
      "status": "active",
      "tenure_months": 56,
      "unit_path": [
        {
          "id": "[id]",
          "name": "云平台部"
        }
      ]
    }
    "#);
    let own = house.get(Some("employee"), &path).await;
    assert_eq!((&own.body["base_pay_fen"], &own.body["redacted"]), (&json!(2_860_000), &json!([])));
    let stranger = house.get(Some("stranger"), &path).await;
    assert_eq!((stranger.status.as_u16(), &stranger.body["code"]), (404, &json!("access.out_of_scope")));
}

#[tokio::test]
async fn the_trail_shows_field_names_and_a_digest_to_its_keeper_and_no_values() {
    let house = house().await;
    let raise = json!({"first_day": "2027-01-01", "base_pay_fen": 3_097_400, "reason": "retention"});
    let path = format!("/api/v1/people/{}/pay-changes", house.zhang);
    assert_eq!(house.post(Some("hr"), &path, &raise).await.status.as_u16(), 204);
    let entries = house.get(Some("audit_admin"), "/api/v1/audit/entries?operation=change_pay").await;
    let text = entries.body.to_string();
    assert!(text.contains("base_pay") && !text.contains("3097400") && !text.contains("30974"));
    let entry = &entries.body["items"][0];
    let pay = entry["changes"].as_array().unwrap().iter().find(|change| change["field"] == "base_pay").unwrap();
    assert!(pay["new"].is_null() && entry["digest"].as_str().is_some_and(|digest| digest.len() == 43));
}

#[tokio::test]
async fn a_write_that_is_sent_twice_is_done_once_and_answered_twice() {
    let house = house().await;
    let send = async |key: &str, body: &Value| {
        let request = house.request(Some("hr"), "POST", "/api/v1/legal-entities").header("idempotency-key", key);
        house.send(request.body(Body::from(body.to_string())).unwrap()).await
    };
    let beijing = json!({"name": "云程科技（北京）有限公司", "short_name": "云程北京", "place": "CN-Beijing"});
    let (first, second) = (send("k1", &beijing).await, send("k1", &beijing).await);
    assert_eq!((first.status.as_u16(), second.status.as_u16()), (201, 201));
    assert_eq!(first.body, second.body);
    assert_eq!(second.headers["idempotency-replayed"], "true");
    let other = send("k1", &json!({"name": "别的", "short_name": "", "place": "CN-Beijing"})).await;
    assert_eq!(other.body["code"], "request.key_reused");
    // A refusal is not kept: the same key may succeed later.
    let again = send("k2", &beijing).await;
    assert_eq!(again.body["code"], "organisation.legal_entity_exists");
    assert_eq!(send("k2", &beijing).await.body["code"], "organisation.legal_entity_exists");
}

#[tokio::test]
async fn every_answer_carries_the_browsers_defences() {
    let house = house().await;
    let answer = house.get(None, "/api/v1/session/options").await;
    for name in ["content-security-policy", "x-content-type-options", "referrer-policy", "x-request-id"] {
        assert!(answer.headers.contains_key(name), "{name}");
    }
    assert_eq!(answer.headers["cache-control"], "no-store");
    let huge = "x".repeat(2 * 1024 * 1024);
    let answer = house.post(Some("hr"), "/api/v1/people", &json!({"x": huge})).await;
    assert_eq!((answer.status.as_u16(), &answer.body["code"]), (413, &json!("request.too_large")));
}

#[tokio::test]
async fn a_hire_over_the_wire_is_found_by_pinyin() {
    let house = house().await;
    let hire = json!({
        "person": {"full_name": "王小雨"}, "legal_entity_id": house.entity, "employee_no": "YC9", "kind": "full_time",
        "hired_on": "2026-11-02", "unit_id": house.unit, "position": "测试工程师", "place": "CN-Shanghai",
        "working_time": "standard", "base_pay_fen": 1_800_000
    });
    assert_eq!(house.post(Some("hr"), "/api/v1/people", &hire).await.status.as_u16(), 201);
    let found = house.get(Some("hr"), "/api/v1/search?q=wxy").await;
    assert_eq!(found.body["items"][0]["employee_no"], "YC9");
    let taken = house.post(Some("hr"), "/api/v1/people", &hire).await;
    assert_eq!((taken.status.as_u16(), &taken.body["pointer"]), (409, &json!("/employee_no")));
}
