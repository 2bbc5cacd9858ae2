//! One login per role, listed on the sign-in page of a demo only.

use std::collections::HashMap;

use access::{Caller, RoleScope};
use kernel::{OrgUnitId, PersonId, Sensitive};
use storage::query::Find;
use storage::rows::{Account, Person};

use crate::identity::{DEMO_PASSWORD, GrantRole, NewAccount, caller_of, create_account_in, grant_in};
use crate::{App, Result};

/// Login, role in the story, roles granted.
const LOGINS: [(&str, &str, &[&str]); 9] = [
    ("zhang.mingyuan", "zhang", &["employee"]),
    ("zhou.wenbo", "manager", &["employee", "manager"]),
    ("luo.xiaolan", "owner", &["employee", "manager", "business_owner"]),
    ("shen.jingyi", "hrbp", &["employee", "hrbp"]),
    ("han.xue", "hr", &["employee", "hr"]),
    ("li.yang", "payroll", &["employee", "payroll"]),
    ("wu.min", "finance", &["employee", "finance"]),
    ("shao.kai", "it", &["employee", "it"]),
    ("lin.ruoxi", "privacy", &["employee", "privacy_officer"]),
];

const ADMINISTRATORS: [(&str, &str, &str); 3] = [
    ("sysadmin", "系统管理员", "system_admin"),
    ("secadmin", "安全管理员", "security_admin"),
    ("auditadmin", "审计管理员", "audit_admin"),
];

/// The first business unit stands here in the list of units: after the group, the functions and their four teams.
const FIRST_BUSINESS_UNIT: usize = 6;

pub(super) async fn create(
    app: &App,
    cast: &HashMap<&'static str, PersonId>,
    chief: Option<PersonId>,
    units: &[OrgUnitId],
) -> Result<()> {
    let mut work = app.begin(&Caller::system(), "demo_logins", None).await?;
    let people = LOGINS.iter().filter_map(|(login, role, roles)| Some((*login, *cast.get(role)?, *roles)));
    let chief = chief.map(|chief| ("ceo", chief, &["employee", "executive"][..]));
    for (login, person, roles) in people.chain(chief) {
        let name = Find::<Person>::by_id(&work.db(), person.0).await?.map(|row| row.full_name).unwrap_or_default();
        let account = account(login, name, Some(person));
        let id = create_account_in(app, &mut work, account).await?;
        for role in roles {
            let unit = matches!(*role, "hrbp" | "business_owner").then(|| units.get(FIRST_BUSINESS_UNIT)).flatten();
            let scope = unit.map(|_| RoleScope::Unit);
            let grant = GrantRole {
                role: (*role).to_owned(),
                scope,
                scope_id: unit.map(|unit| unit.0),
                reason: "demo".to_owned(),
            };
            grant_in(app, &mut work, id, &grant).await?;
        }
    }
    for (login, name, role) in ADMINISTRATORS {
        let id = create_account_in(app, &mut work, account(login, name.to_owned(), None)).await?;
        let grant = GrantRole { role: role.to_owned(), scope: None, scope_id: None, reason: "demo".to_owned() };
        grant_in(app, &mut work, id, &grant).await?;
    }
    work.commit().await?;
    Ok(())
}

/// Somebody of the story, as they act when they are signed in.
pub(super) async fn caller(app: &App, login: &str) -> Result<Option<Caller>> {
    match Find::<Account>::new().eq(Account::LOGIN, login).one(&app.db()).await? {
        Some(account) => Ok(Some(caller_of(app, &account).await?)),
        None => Ok(None),
    }
}

fn account(login: &str, display_name: String, person_id: Option<PersonId>) -> NewAccount {
    let password = Sensitive::new(DEMO_PASSWORD.to_owned());
    NewAccount { login: login.to_owned(), display_name, person_id, password }
}
