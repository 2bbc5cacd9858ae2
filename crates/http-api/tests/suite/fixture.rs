//! A small group behind a router, with one login per kind of caller.

use std::collections::BTreeMap;

use access::{Caller, Roles};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use http_api::ApiOptions;
use kernel::{LegalEntityId, OrgUnitId, PersonId, Sensitive, SystemEntropy};
use serde_json::{Value, json};
use services::identity::{GrantRole, NewAccount, SignIn, create_account_in, grant_in, sign_in};
use services::organisation::{NewLegalEntity, PutUnit, create_legal_entity_in, put_unit_in, seed_catalogues};
use services::people::{Hire, NewPerson, hire_in};
use services::{App, AppOptions};
use testkit::{TestStore, clock_at, day};
use tower::ServiceExt as _;
use vault::sign::DocumentSigner;

pub const PASSWORD: &str = "Gut-Pass-2026";

pub struct House {
    pub app: App,
    pub router: Router,
    pub zhang: PersonId,
    pub entity: LegalEntityId,
    pub unit: OrgUnitId,
    cookies: BTreeMap<&'static str, String>,
    _test: TestStore,
}

pub struct Answered {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Value,
}

/// Zhang with a manager, somebody of another unit, HR and the three administrators.
pub async fn house() -> House {
    let test = testkit::sqlite_store(std::sync::Arc::new(clock_at("2026-11-20T08:00:00Z"))).await;
    let app = App::new(AppOptions {
        store: test.store.clone(),
        roles: Roles::built_in().unwrap(),
        signer: DocumentSigner::generate(&SystemEntropy),
        public_url: "http://127.0.0.1:8080".into(),
        zone: chrono_tz::Asia::Shanghai,
        demo: false,
    });
    let mut work = app.begin(&Caller::system(), "test", None).await.unwrap();
    seed_catalogues(&mut work).await.unwrap();
    let entity = NewLegalEntity {
        name: "云程科技（上海）有限公司".into(),
        short_name: "云程上海".into(),
        credit_code: None,
        place: "CN-Shanghai".into(),
    };
    let entity = LegalEntityId(create_legal_entity_in(&mut work, entity).await.unwrap().id);
    let mut units = Vec::new();
    for (code, name) in [("G1", "云平台部"), ("G2", "数据智能部")] {
        let unit = PutUnit {
            id: None,
            parent_id: None,
            code: code.into(),
            name: name.into(),
            kind: "department".into(),
            head_person_id: None,
            first_day: day("2015-01-01"),
        };
        units.push(put_unit_in(&mut work, unit, testkit::at("2015-01-01T00:00:00Z")).await.unwrap());
    }
    let (unit, other) = (units[0], units[1]);
    let mut hired = BTreeMap::new();
    for (name, number, unit) in [("周文博", "YC1", unit), ("张明远", "YC2", unit), ("李娜", "YC3", other)] {
        let manager = (number == "YC2").then(|| hired["YC1"]);
        let hire = hire(name, number, entity, unit, manager);
        let known = testkit::at("2022-03-01T00:00:00Z");
        hired.insert(number, hire_in(&app, &mut work, hire, known).await.unwrap().person_id);
    }
    work.commit().await.unwrap();
    let router = http_api::router(app.clone(), ApiOptions::default(), Router::new());
    let mut house = House { app, router, zhang: hired["YC2"], entity, unit, cookies: BTreeMap::new(), _test: test };
    house.sign_up("stranger", "employee", Some(hired["YC3"])).await;
    house.sign_up("employee", "employee", Some(hired["YC2"])).await;
    house.sign_up("manager", "manager", Some(hired["YC1"])).await;
    for role in ["hr", "system_admin", "security_admin", "audit_admin"] {
        house.sign_up(role, role, None).await;
    }
    house
}

fn hire(name: &str, number: &str, entity: LegalEntityId, unit: OrgUnitId, manager: Option<PersonId>) -> Hire {
    Hire {
        person_id: None,
        person: Some(NewPerson { full_name: name.into(), ..NewPerson::default() }),
        legal_entity_id: entity,
        employee_no: number.into(),
        kind: "full_time".into(),
        hired_on: day("2022-03-01"),
        probation_last_day: None,
        contract: None,
        unit_id: unit,
        manager_id: manager,
        position: "高级后端工程师".into(),
        job_level: None,
        place: "CN-Shanghai".into(),
        working_time: "standard".into(),
        base_pay_fen: Some(Sensitive::new(kernel::Money::from_fen(2_860_000))),
    }
}

impl House {
    async fn sign_up(&mut self, login: &'static str, role: &str, person: Option<PersonId>) {
        let mut work = self.app.begin(&Caller::system(), "test", None).await.unwrap();
        let account = NewAccount {
            login: format!("test.{login}"),
            display_name: login.into(),
            person_id: person,
            password: Sensitive::new(PASSWORD.into()),
        };
        let id = create_account_in(&self.app, &mut work, account).await.unwrap();
        let grant = GrantRole { role: role.into(), scope: None, scope_id: None, reason: "test".into() };
        grant_in(&self.app, &mut work, id, &grant).await.unwrap();
        work.commit().await.unwrap();
        let input = SignIn { login: format!("test.{login}"), password: Sensitive::new(PASSWORD.into()) };
        let signed_in = sign_in(&self.app, input, "test").await.unwrap();
        self.cookies.insert(login, format!("renhe_session={}", signed_in.token.text()));
    }

    /// Nobody has called yet, as far as limits are concerned.
    pub fn forget_calls(&mut self) {
        self.router = http_api::router(self.app.clone(), ApiOptions::default(), Router::new());
    }

    /// A request as this login; `None`: nobody.
    pub fn request(&self, who: Option<&str>, method: &str, path: &str) -> axum::http::request::Builder {
        let mut request = Request::builder().method(method).uri(path).header("accept-language", "en");
        if let Some(who) = who {
            request = request.header("cookie", &self.cookies[who]);
        }
        if method != "GET" {
            request = request.header("x-renhe-request", "1").header("content-type", "application/json");
        }
        request
    }

    pub async fn send(&self, request: Request<Body>) -> Answered {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = to_bytes(response.into_body(), 10_000_000).await.unwrap();
        Answered { status, headers, body: serde_json::from_slice(&bytes).unwrap_or(json!(null)) }
    }

    pub async fn get(&self, who: Option<&str>, path: &str) -> Answered {
        self.send(self.request(who, "GET", path).body(Body::empty()).unwrap()).await
    }

    pub async fn post(&self, who: Option<&str>, path: &str, body: &Value) -> Answered {
        self.send(self.request(who, "POST", path).body(Body::from(body.to_string())).unwrap()).await
    }
}
