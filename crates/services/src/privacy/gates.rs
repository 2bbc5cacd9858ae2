//! Gates: dated records, never a switch.

use access::{Caller, Permission};
use chrono::Days;
use kernel::{AccountId, Date, Problem};
use storage::query::Find;
use storage::rows::Gate;
use storage::{Db, UnitOfWork};
use uuid::Uuid;

use super::policy::Policy;
use super::views::{ApproveGate, GateKind, GateList, GateRecord, GateView, WithdrawGate};
use crate::app::required_reason;
use crate::{App, Result};

fn stands(row: &Gate, day: Date) -> bool {
    row.withdrawn_at.is_none() && row.first_day <= day && day < row.expires_on
}

/// The gates that do not stand on the day; empty: alerts about persons are open.
pub async fn named_mode_missing(db: &Db<'_>, day: Date) -> Result<Vec<GateKind>> {
    let rows = Find::<Gate>::new().all(db).await?;
    let missing = |gate: &GateKind| !rows.iter().any(|row| row.gate == gate.key() && stands(row, day));
    Ok(GateKind::ALL.into_iter().filter(missing).collect())
}

/// Refuses while a gate is missing, naming all that are.
pub async fn require_named_mode(app: &App) -> Result<()> {
    let missing = named_mode_missing(&app.db(), app.today()).await?;
    if missing.is_empty() {
        return Ok(());
    }
    let keys: Vec<&str> = missing.iter().map(|gate| gate.key()).collect();
    Err(Problem::conflict("insights.named_mode_closed")
        .with("missing", keys.join(", "))
        .by_law("《个人信息保护法》第二十四条、第五十五条"))
}

/// The gates with their records.
pub async fn list_gates(app: &App, caller: &Caller) -> Result<GateList> {
    caller.require(Permission::GateRead)?;
    let today = app.today();
    let mut rows = Find::<Gate>::new().all(&app.db()).await?;
    rows.sort_by_key(|row| std::cmp::Reverse(row.approved_at));
    let items: Vec<GateView> = GateKind::ALL.into_iter().map(|gate| view(gate, &rows, today)).collect();
    Ok(GateList { named_mode: items.iter().all(|gate| gate.stands), items })
}

fn view(gate: GateKind, rows: &[Gate], today: Date) -> GateView {
    let own: Vec<&Gate> = rows.iter().filter(|row| row.gate == gate.key()).collect();
    let last_day = own.iter().filter(|row| stands(row, today)).map(|row| row.expires_on - Days::new(1)).max();
    let records = own.into_iter().cloned().map(record).collect();
    GateView { gate, title: gate.title(), article: gate.article(), stands: last_day.is_some(), last_day, records }
}

fn record(row: Gate) -> GateRecord {
    let Gate { id, gate: _, first_day, expires_on, evidence, approved_by, approved_at, withdrawn_at } = row;
    GateRecord {
        id,
        first_day,
        last_day: expires_on - Days::new(1),
        evidence,
        approved_by: approved_by.map(AccountId),
        approved_at: approved_at.into(),
        withdrawn_at: withdrawn_at.map(Into::into),
    }
}

/// Records that a gate is passed.
pub async fn approve_gate(app: &App, caller: &Caller, gate: GateKind, input: ApproveGate) -> Result<GateView> {
    caller.require(Permission::GateApprove)?;
    let mut work = app.begin(caller, "approve_gate", None).await?;
    approve_gate_in(app, &mut work, caller, gate, input).await?;
    work.commit().await?;
    let rows = Find::<Gate>::new().eq(Gate::GATE, gate.key()).all(&app.db()).await?;
    Ok(view(gate, &rows, app.today()))
}

async fn approve_gate_in(
    app: &App,
    work: &mut UnitOfWork,
    caller: &Caller,
    gate: GateKind,
    input: ApproveGate,
) -> Result<()> {
    let evidence = input.evidence.trim().to_owned();
    if evidence.chars().count() < 2 {
        return Err(Problem::invalid("input.required").at("/evidence"));
    }
    let first_day = input.first_day.unwrap_or_else(|| app.today());
    let longest = first_day + Days::new(Policy::built_in()?.gate_days);
    let expires_on = input.last_day.map_or(longest, |day| day + Days::new(1));
    if expires_on <= first_day {
        return Err(Problem::invalid("input.range_reversed").at("/last_day"));
    }
    if expires_on > longest {
        return Err(Problem::invalid("privacy.gate_too_long").at("/last_day").with("last_day", longest - Days::new(1)));
    }
    let row = Gate {
        id: work.new_id(),
        gate: gate.key().to_owned(),
        first_day,
        expires_on,
        evidence,
        approved_by: caller.account().map(|account| account.0),
        approved_at: work.now().into(),
        withdrawn_at: None,
    };
    Ok(work.insert(row).await?)
}

/// Takes a record of a gate back: what depends on it closes at once.
pub async fn withdraw_gate(app: &App, caller: &Caller, id: Uuid, input: WithdrawGate) -> Result<()> {
    caller.require(Permission::GateApprove)?;
    let reason = required_reason(&input.reason)?;
    let mut work = app.begin(caller, "withdraw_gate", Some(reason)).await?;
    let old = Find::<Gate>::by_id(&work.db(), id).await?.ok_or(Problem::not_found("privacy.gate_unknown"))?;
    if old.withdrawn_at.is_some() {
        return Err(Problem::conflict("privacy.gate_withdrawn"));
    }
    let new = Gate { withdrawn_at: Some(work.now().into()), ..old.clone() };
    work.update(&old, new).await?;
    work.commit().await?;
    Ok(())
}
