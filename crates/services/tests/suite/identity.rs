//! Signing in, locking out, the three administrators.

use access::Caller;
use kernel::{ErrorKind, Sensitive};
use services::PageQuery;
use services::identity::{
    Administrator, Bootstrap, GrantRole, SignIn, authenticate, bootstrap, grant_role, issue_bootstrap_token,
    list_accounts, sign_in, sign_out,
};

use crate::fixture::group;

fn sign(login: &str, password: &str) -> SignIn {
    SignIn { login: login.into(), password: Sensitive::new(password.into()) }
}

fn three(token: &str) -> Bootstrap {
    let admin = |role: &str, login: &str| Administrator {
        role: role.into(),
        login: login.into(),
        display_name: login.into(),
        password: Sensitive::new("Drei-Sind-Drei-3".into()),
    };
    let administrators =
        vec![admin("system_admin", "sys.one"), admin("security_admin", "sec.one"), admin("audit_admin", "aud.one")];
    Bootstrap { token: Sensitive::new(token.into()), administrators }
}

#[tokio::test]
async fn the_bootstrap_token_creates_three_administrators_and_dies() {
    let group = group().await;
    let token = issue_bootstrap_token(&group.app).await.unwrap().unwrap();
    assert!(bootstrap(&group.app, three("guessed")).await.is_err());
    bootstrap(&group.app, three(token.text())).await.unwrap();
    assert_eq!(bootstrap(&group.app, three(token.text())).await.unwrap_err().kind, ErrorKind::Forbidden);
    assert!(issue_bootstrap_token(&group.app).await.unwrap().is_none());
}

#[tokio::test]
async fn nobody_becomes_two_administrators_and_nobody_grants_to_themselves() {
    let group = group().await;
    let token = issue_bootstrap_token(&group.app).await.unwrap().unwrap();
    bootstrap(&group.app, three(token.text())).await.unwrap();
    let security = sign_in(&group.app, sign("sec.one", "Drei-Sind-Drei-3"), "10.0.0.1").await.unwrap();
    let (caller, _) = authenticate(&group.app, security.token.text()).await.unwrap().unwrap();
    let accounts = list_accounts(&group.app, &caller, &PageQuery::default()).await.unwrap();
    let auditor = accounts.items.iter().find(|account| account.login == "aud.one").unwrap().id;
    let role = |key: &str| GrantRole { role: key.into(), scope: None, scope_id: None, reason: "兼任".into() };
    assert_eq!(
        grant_role(&group.app, &caller, auditor, role("system_admin")).await.unwrap_err().code,
        "identity.administrators_exclusive"
    );
    let own = caller.account().unwrap();
    assert_eq!(grant_role(&group.app, &caller, own, role("hr")).await.unwrap_err().code, "identity.grant_to_self");
}

#[tokio::test]
async fn five_wrong_passwords_lock_the_login_even_for_the_right_one() {
    let group = group().await;
    let _ = group.caller("li.na", "hr", None, None).await;
    for _ in 0..5 {
        let wrong = sign_in(&group.app, sign("li.na", "wrong"), "10.0.0.1").await.unwrap_err();
        assert_eq!(wrong.code, "identity.wrong_password");
    }
    assert_eq!(
        sign_in(&group.app, sign("li.na", "Gut-Pass-2026"), "10.0.0.2").await.unwrap_err().kind,
        ErrorKind::TooMany
    );
    group.clock.set(group.app.now().plus_seconds(16 * 60));
    assert!(sign_in(&group.app, sign("li.na", "Gut-Pass-2026"), "10.0.0.2").await.is_ok());
}

#[tokio::test]
async fn a_session_ends_when_idle_when_old_and_when_signed_out() {
    let group = group().await;
    let _: Caller = group.caller("li.na", "hr", None, None).await;
    let idle = sign_in(&group.app, sign("li.na", "Gut-Pass-2026"), "a").await.unwrap().token;
    group.clock.set(group.app.now().plus_seconds(31 * 60));
    assert!(authenticate(&group.app, idle.text()).await.unwrap().is_none());
    let busy = sign_in(&group.app, sign("li.na", "Gut-Pass-2026"), "a").await.unwrap().token;
    for _ in 0..37 {
        group.clock.set(group.app.now().plus_seconds(20 * 60));
        let _ = authenticate(&group.app, busy.text()).await.unwrap();
    }
    assert!(authenticate(&group.app, busy.text()).await.unwrap().is_none());
    let left = sign_in(&group.app, sign("li.na", "Gut-Pass-2026"), "a").await.unwrap().token;
    sign_out(&group.app, left.text()).await.unwrap();
    assert!(authenticate(&group.app, left.text()).await.unwrap().is_none());
}

#[tokio::test]
async fn wrong_passwords_tried_all_at_once_are_counted_one_by_one() {
    let group = group().await;
    let _ = group.caller("li.na", "hr", None, None).await;
    let mut tries = tokio::task::JoinSet::new();
    for _ in 0..12 {
        let app = group.app.clone();
        tries.spawn(async move { sign_in(&app, sign("li.na", "wrong"), "10.0.0.1").await.unwrap_err().code });
    }
    let codes = tries.join_all().await;
    assert_eq!(codes.iter().filter(|code| **code == "identity.wrong_password").count(), 5, "{codes:?}");
}
