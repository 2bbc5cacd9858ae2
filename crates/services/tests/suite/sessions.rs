//! What an open session reaches: kept between calls, and never older than the last write. On both engines.

use std::collections::BTreeSet;

use access::{Caller, Permission, Scope};
use kernel::{GrantId, OrgUnitId, Sensitive};
use services::identity::{SignIn, authenticate, sign_in, withdraw_grant};
use services::organisation::{PutUnit, put_unit_in};
use services::people::Hire;
use storage::query::Find;
use storage::rows::Grant;
use testkit::{at, day};
use uuid::Uuid;

use crate::fixture::{Group, NOW, group_in};

macro_rules! on_both_engines {
    ($($test:ident)+) => {$(
        mod $test {
            use super::*;

            #[tokio::test]
            async fn sqlite() {
                let clock = std::sync::Arc::new(testkit::clock_at(NOW));
                super::$test(group_in(testkit::sqlite_store(clock).await).await).await;
            }

            #[tokio::test]
            async fn postgres() {
                let clock = std::sync::Arc::new(testkit::clock_at(NOW));
                if let Some(test) = testkit::postgres_store(clock).await {
                    super::$test(group_in(test).await).await;
                }
            }
        }
    )+};
}

on_both_engines! {
    a_session_over_a_unit_follows_its_units_its_day_and_its_grant
    a_session_over_a_team_follows_who_reports_to_whom
}

async fn session(group: &Group, login: &str) -> String {
    let input = SignIn { login: login.into(), password: Sensitive::new("Gut-Pass-2026".into()) };
    sign_in(&group.app, input, "10.0.0.1").await.unwrap().token.text().to_owned()
}

/// What the next two calls of a session see: the second finds what the first has kept.
async fn reached(group: &Group, session: &str) -> Scope {
    let call = async || authenticate(&group.app, session).await.unwrap().unwrap().0.scope(Permission::PersonRead);
    let first = call().await;
    assert_eq!(first, call().await);
    first
}

async fn put(group: &Group, id: Option<OrgUnitId>, parent: OrgUnitId, first_day: &str) -> OrgUnitId {
    let unit = PutUnit {
        id,
        parent_id: Some(parent),
        code: "G11".into(),
        name: "检索组".into(),
        kind: "team".into(),
        head_person_id: None,
        first_day: day(first_day),
    };
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let now = work.now();
    let id = put_unit_in(&mut work, unit, now).await.unwrap();
    work.commit().await.unwrap();
    id
}

fn units(units: &[OrgUnitId]) -> BTreeSet<Uuid> {
    units.iter().map(|unit| unit.0).collect()
}

async fn a_session_over_a_unit_follows_its_units_its_day_and_its_grant(group: Group) {
    group.caller("li.na", "hrbp", None, Some(group.cloud)).await;
    group.clock.set(at("2026-11-20T15:50:00Z"));
    let session = session(&group, "li.na").await;
    assert_eq!(reached(&group, &session).await.units, units(&[group.cloud]));
    let team = put(&group, None, group.cloud, "2026-11-20").await;
    assert_eq!(reached(&group, &session).await.units, units(&[group.cloud, team]));
    put(&group, Some(team), group.data, "2026-11-21").await;
    assert_eq!(reached(&group, &session).await.units, units(&[group.cloud, team]), "it goes tomorrow");
    group.clock.set(at("2026-11-20T16:10:00Z"));
    assert_eq!(reached(&group, &session).await.units, units(&[group.cloud]), "midnight in Shanghai");
    let grant = Find::<Grant>::new().eq(Grant::ROLE, "hrbp").one(&group.app.db()).await.unwrap().unwrap();
    withdraw_grant(&group.app, &Caller::system(), GrantId(grant.id), "调岗").await.unwrap();
    assert_eq!(reached(&group, &session).await, Scope::default());
}

async fn a_session_over_a_team_follows_who_reports_to_whom(group: Group) {
    let boss = group.hired(group.hire("韩雪", "YC1", "2020-01-01")).await.person_id;
    let report = |name: &str, number: &str, manager| Hire {
        manager_id: Some(manager),
        ..group.hire(name, number, "2021-01-01")
    };
    let lin = group.hired(report("林一", "YC2", boss)).await.person_id;
    group.caller("han.xue", "manager", Some(boss), None).await;
    let session = session(&group, "han.xue").await;
    assert_eq!(reached(&group, &session).await.managers, BTreeSet::from([boss.0]));
    group.hired(report("赵二", "YC3", lin)).await;
    assert_eq!(reached(&group, &session).await.managers, BTreeSet::from([boss.0, lin.0]));
}
