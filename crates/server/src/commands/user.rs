//! `renhe user add`.

use std::io::Read as _;
use std::process::ExitCode;

use access::{Caller, RoleScope};
use anyhow::{Context as _, Result, bail};
use clap::{Args, Subcommand};
use kernel::{AccountId, PersonId, Sensitive};
use serde::Serialize;
use services::App;
use services::identity::{GrantRole, NewAccount, create_account_in, grant_in};
use services::organisation::{UnitsQuery, list_legal_entities, list_units};
use services::people::{RosterQuery, list_people};
use uuid::Uuid;

use super::NoFlags;
use crate::cli::Global;
use crate::output::Output;
use crate::{settings, wiring};

/// Accounts
#[derive(Debug, Subcommand)]
pub enum User {
    /// Create an account with a role
    Add(Add),
}

/// Create an account with a role
#[derive(Debug, Args)]
pub struct Add {
    /// Name to sign in with
    name: String,
    /// Key of the role: employee, manager, hrbp, hr, payroll, `system_admin` …
    #[arg(long)]
    role: String,
    /// Read the password from standard input, so that it stands in no history
    #[arg(long, required = true)]
    password_stdin: bool,
    /// Employee number of the person whose account it is
    #[arg(long, value_name = "EMPLOYEE_NO")]
    person: Option<String>,
    /// Over what: group, own, team, unit:CODE or `legal_entity:NAME` [default: the role's usual scope]
    #[arg(long)]
    scope: Option<String>,
    /// Name on the page [default: the person's name, else NAME]
    #[arg(long)]
    display_name: Option<String>,
}

#[derive(Debug, Serialize)]
struct Added {
    id: AccountId,
    login: String,
    role: String,
}

impl User {
    pub async fn run(self, global: &Global, output: Output) -> Result<ExitCode> {
        let Self::Add(add) = self;
        let settings = settings::read(global, &NoFlags {})?;
        let app = wiring::open(&settings).await?;
        let added = add.run(&app).await?;
        output.result(&added, added.id)?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Add {
    async fn run(self, app: &App) -> Result<Added> {
        let mut password = String::new();
        std::io::stdin().take(4096).read_to_string(&mut password).context("standard input")?;
        let password = password.trim_end_matches(['\r', '\n']).to_owned();
        let person = match &self.person {
            Some(number) => Some(person(app, number).await?),
            None => None,
        };
        let (scope, scope_id) = match &self.scope {
            Some(text) => scope(app, text).await?,
            None => (None, None),
        };
        let named = person.as_ref().map(|(_, name)| name.clone());
        let account = NewAccount {
            login: self.name.clone(),
            display_name: self.display_name.or(named).unwrap_or_else(|| self.name.clone()),
            person_id: person.map(|(id, _)| id),
            password: Sensitive::new(password),
        };
        let reason = "renhe user add".to_owned();
        let mut work = app.begin(&Caller::system(), "create_account", Some(reason.clone())).await?;
        let id = create_account_in(app, &mut work, account).await?;
        let grant = GrantRole { role: self.role.clone(), scope, scope_id, reason };
        grant_in(app, &mut work, id, &grant).await?;
        work.commit().await?;
        Ok(Added { id, login: self.name.trim().to_lowercase(), role: self.role })
    }
}

async fn person(app: &App, number: &str) -> Result<(PersonId, String)> {
    let query = RosterQuery { q: Some(number.to_owned()), limit: Some(200), ..RosterQuery::default() };
    let found = list_people(app, &Caller::system(), query).await?;
    match found.items.into_iter().find(|row| row.employee_no == number) {
        Some(row) => Ok((row.person_id, row.full_name)),
        None => bail!("nobody employed today has the employee number {number}"),
    }
}

async fn scope(app: &App, text: &str) -> Result<(Option<RoleScope>, Option<Uuid>)> {
    let system = Caller::system();
    let (kind, target) = text.split_once(':').map_or((text, None), |(kind, target)| (kind, Some(target)));
    Ok(match (kind, target) {
        ("group", None) => (Some(RoleScope::Group), None),
        ("own", None) => (Some(RoleScope::Own), None),
        ("team", None) => (Some(RoleScope::Team), None),
        ("unit", Some(code)) => {
            let units = list_units(app, &system, &UnitsQuery::default()).await?.items;
            let unit = units.into_iter().find(|unit| unit.code == code || unit.id.to_string() == code);
            (Some(RoleScope::Unit), Some(unit.with_context(|| format!("no unit has the code {code}"))?.id.0))
        }
        ("legal_entity", Some(name)) => {
            let entities = list_legal_entities(app, &system).await?.items;
            let entity = entities
                .into_iter()
                .find(|entity| entity.short_name == name || entity.name == name || entity.id.to_string() == name);
            let entity = entity.with_context(|| format!("no legal entity is called {name}"))?;
            (Some(RoleScope::LegalEntity), Some(entity.id.0))
        }
        _ => bail!("--scope is group, own, team, unit:CODE or legal_entity:NAME, not {text}"),
    })
}
