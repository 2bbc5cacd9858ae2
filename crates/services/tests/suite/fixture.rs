//! A small group to work on.

use std::sync::Arc;

use access::{Caller, Roles};
use kernel::{AccountId, FixedClock, LegalEntityId, Money, OrgUnitId, PersonId, Sensitive, SystemEntropy};
use services::identity::{GrantRole, NewAccount, create_account_in, grant_in};
use services::organisation::{NewLegalEntity, PutUnit, create_legal_entity_in, put_unit_in, seed_catalogues};
use services::people::{ContractTerms, Hire, Hired, NewPerson, hire_in};
use services::{App, AppOptions};
use storage::query::Find;
use storage::rows::Account;
use testkit::{TestStore, clock_at, day};
use vault::sign::DocumentSigner;

/// The day on which tests live.
pub const NOW: &str = "2026-11-20T08:00:00Z";

pub struct Group {
    pub app: App,
    pub clock: Arc<FixedClock>,
    pub entity: LegalEntityId,
    pub cloud: OrgUnitId,
    pub data: OrgUnitId,
    /// Keeps the database file alive.
    pub _test: TestStore,
}

/// Nothing at all.
pub async fn empty() -> (App, Arc<FixedClock>, TestStore) {
    empty_at(NOW).await
}

/// Nothing at all, at another time.
pub async fn empty_at(now: &str) -> (App, Arc<FixedClock>, TestStore) {
    let clock = Arc::new(clock_at(now));
    let test = testkit::sqlite_store(clock.clone()).await;
    (app_on(&test), clock, test)
}

/// The use cases over a store.
pub fn app_on(test: &TestStore) -> App {
    App::new(AppOptions {
        store: test.store.clone(),
        roles: Roles::built_in().unwrap(),
        signer: DocumentSigner::generate(&SystemEntropy),
        public_url: "http://127.0.0.1:8080".into(),
        zone: chrono_tz::Asia::Shanghai,
        demo: false,
    })
}

/// One company, two departments, the shipped reference lists.
pub async fn group() -> Group {
    let (_, _, test) = empty().await;
    group_in(test).await
}

/// The same, with its files in a bucket.
pub async fn group_with_a_bucket() -> Group {
    group_in(testkit::bucket_store(Arc::new(clock_at(NOW))).await).await
}

/// Runs each of these tests with the files in memory, and once more with the files in a bucket.
macro_rules! in_memory_and_in_a_bucket {
    ($($test:ident)+) => {$(
        mod $test {
            #[tokio::test]
            async fn memory() {
                super::$test($crate::fixture::group().await).await;
            }

            #[tokio::test]
            async fn bucket() {
                super::$test($crate::fixture::group_with_a_bucket().await).await;
            }
        }
    )+};
}
pub(crate) use in_memory_and_in_a_bucket;

/// The same in a given store.
pub async fn group_in(test: TestStore) -> Group {
    let (app, clock) = (app_on(&test), test.clock.clone());
    let mut work = app.begin(&Caller::system(), "test", None).await.unwrap();
    seed_catalogues(&mut work).await.unwrap();
    let entity = NewLegalEntity {
        name: "云程科技（上海）有限公司".into(),
        short_name: "云程上海".into(),
        credit_code: Some("91310000MA1FL00000".into()),
        place: "CN-Shanghai".into(),
    };
    let entity = LegalEntityId(create_legal_entity_in(&mut work, entity).await.unwrap().id);
    let long_ago = testkit::at("2015-01-01T00:00:00Z");
    let unit = |parent, code: &str, name: &str, kind: &str| PutUnit {
        id: None,
        parent_id: parent,
        code: code.into(),
        name: name.into(),
        kind: kind.into(),
        head_person_id: None,
        first_day: day("2015-01-01"),
    };
    let top = put_unit_in(&mut work, unit(None, "G", "云程科技集团", "group"), long_ago).await.unwrap();
    let cloud = put_unit_in(&mut work, unit(Some(top), "G1", "云平台部", "department"), long_ago).await.unwrap();
    let data = put_unit_in(&mut work, unit(Some(top), "G2", "数据智能部", "department"), long_ago).await.unwrap();
    work.commit().await.unwrap();
    Group { app, clock, entity, cloud, data, _test: test }
}

/// A login has three characters at least; `hr` and `it` stand for themselves in tests.
fn long_enough(login: &str) -> String {
    if login.len() < 3 { format!("{login}.login") } else { login.to_owned() }
}

impl Group {
    /// A hire with everything filled in, known on its own day.
    pub fn hire(&self, name: &str, number: &str, hired_on: &str) -> Hire {
        Hire {
            person_id: None,
            person: Some(NewPerson {
                full_name: name.into(),
                phone: Some(Sensitive::new("13800138000".into())),
                bank_account: Some(Sensitive::new("6222020000112233445".into())),
                ..NewPerson::default()
            }),
            legal_entity_id: self.entity,
            employee_no: number.into(),
            kind: "full_time".into(),
            hired_on: day(hired_on),
            probation_last_day: None,
            contract: Some(ContractTerms {
                kind: "open_ended".into(),
                first_day: day(hired_on),
                last_day: None,
                signed_on: Some(day(hired_on)),
            }),
            unit_id: self.cloud,
            manager_id: None,
            position: "高级后端工程师".into(),
            job_level: Some("P7".into()),
            place: "CN-Shanghai".into(),
            working_time: "standard".into(),
            base_pay_fen: Some(Sensitive::new(Money::from_fen(2_860_000))),
        }
    }

    /// Hires as the system, known on the first day.
    pub async fn hired(&self, hire: Hire) -> Hired {
        let known = kernel::Instant::start_of(hire.hired_on);
        let mut work = self.app.begin(&Caller::system(), "test", None).await.unwrap();
        let hired = hire_in(&self.app, &mut work, hire, known).await.unwrap();
        work.commit().await.unwrap();
        hired
    }

    /// A caller with one role over its usual scope; `unit` for roles granted over a unit.
    pub async fn caller(&self, login: &str, role: &str, person: Option<PersonId>, unit: Option<OrgUnitId>) -> Caller {
        let mut work = self.app.begin(&Caller::system(), "test", None).await.unwrap();
        let account = NewAccount {
            login: long_enough(login),
            display_name: login.into(),
            person_id: person,
            password: Sensitive::new("Gut-Pass-2026".into()),
        };
        let id = create_account_in(&self.app, &mut work, account).await.unwrap();
        let grant =
            GrantRole { role: role.into(), scope: None, scope_id: unit.map(|unit| unit.0), reason: "test".into() };
        grant_in(&self.app, &mut work, id, &grant).await.unwrap();
        work.commit().await.unwrap();
        self.again(login).await
    }

    /// The same account with one more role.
    pub async fn also(&self, login: &str, role: &str) -> Caller {
        let account =
            Find::<Account>::new().eq(Account::LOGIN, long_enough(login)).one(&self.app.db()).await.unwrap().unwrap();
        let mut work = self.app.begin(&Caller::system(), "test", None).await.unwrap();
        let grant = GrantRole { role: role.into(), scope: None, scope_id: None, reason: "test".into() };
        grant_in(&self.app, &mut work, AccountId(account.id), &grant).await.unwrap();
        work.commit().await.unwrap();
        self.again(login).await
    }

    /// The account as its grants are now: a request reads them anew.
    pub async fn again(&self, login: &str) -> Caller {
        let row =
            Find::<Account>::new().eq(Account::LOGIN, long_enough(login)).one(&self.app.db()).await.unwrap().unwrap();
        services::identity::caller_of(&self.app, &row).await.unwrap()
    }
}
