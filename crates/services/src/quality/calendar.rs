//! Quarters and half-years, and what the calendar starts by itself.

use access::{Caller, Permission};
use chrono::{Datelike, Days, Months};
use kernel::{Date, Problem};
use storage::UnitOfWork;
use storage::query::Find;
use storage::rows::{DataAudit, DataAuditPlan};

use super::audit::open_audit_in;
use super::audit_views::PutAuditPlan;
use super::checks::month_key;
use super::overview::last_done;
use super::owners::check_owner;
use super::run::{queue_in, unfinished};
use crate::{App, Result};

/// A quarter or a half-year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Period {
    pub(super) key: String,
    pub(super) first_day: Date,
    pub(super) last_day: Date,
}

impl Period {
    /// The period of a day.
    pub(super) fn of(day: Date, cadence: &str) -> Self {
        let (months, letter) = if cadence == "half_year" { (6, 'H') } else { (3, 'Q') };
        let number = day.month0() / months;
        let first_day = Date::from_ymd_opt(day.year(), number * months + 1, 1).unwrap_or(day);
        let last_day = first_day.checked_add_months(Months::new(months)).map_or(day, |next| next - Days::new(1));
        Self { key: format!("{}{letter}{}", day.year(), number + 1), first_day, last_day }
    }
}

/// Sets how often the data is audited.
pub async fn put_audit_plan(app: &App, caller: &Caller, input: PutAuditPlan) -> Result<()> {
    caller.require(Permission::StandardWrite)?;
    if let Some(owner) = input.owner_account_id {
        check_owner(app, owner.0).await?;
    }
    let mut work = app.begin(caller, "put_audit_plan", None).await?;
    put_audit_plan_in(app, &mut work, input).await?;
    work.commit().await?;
    Ok(())
}

/// The same inside a unit of work; plans the present period too.
pub async fn put_audit_plan_in(app: &App, work: &mut UnitOfWork, input: PutAuditPlan) -> Result<()> {
    let PutAuditPlan { cadence, owner_account_id, due_days, active } = input;
    if !matches!(cadence.as_str(), "quarter" | "half_year") {
        return Err(Problem::invalid("quality.cadence").at("/cadence"));
    }
    if !(1..=90).contains(&due_days) {
        return Err(Problem::invalid("quality.due_days").at("/due_days"));
    }
    let old = Find::<DataAuditPlan>::new().one(&work.db()).await?;
    let plan = DataAuditPlan {
        id: old.as_ref().map_or_else(|| work.new_id(), |old| old.id),
        cadence,
        owner_account_id: owner_account_id.map(|account| account.0),
        due_days,
        active,
        changed_at: work.now().into(),
    };
    match &old {
        Some(old) => work.update(old, plan.clone()).await?,
        None => work.insert(plan.clone()).await?,
    }
    if active {
        plan_in(work, &plan, app.today()).await?;
    }
    Ok(())
}

/// The audit of the period of a day, planned if it is not there yet.
pub(super) async fn plan_in(work: &mut UnitOfWork, plan: &DataAuditPlan, day: Date) -> Result<DataAudit> {
    let period = Period::of(day, &plan.cadence);
    let known = Find::<DataAudit>::new().eq(DataAudit::PERIOD, period.key.as_str()).one(&work.db()).await?;
    if let Some(known) = known {
        return Ok(known);
    }
    let due_days = u64::from(plan.due_days.unsigned_abs());
    let row = DataAudit {
        id: work.new_id(),
        period: period.key,
        first_day: period.first_day,
        last_day: period.last_day,
        due_on: period.last_day + Days::new(due_days),
        run_id: None,
        state: "planned".to_owned(),
        owner_account_id: plan.owner_account_id,
        figures: None,
        statement: None,
        signed_by: None,
        signed_at: None,
        report: None,
        report_digest: None,
    };
    work.insert(row.clone()).await?;
    Ok(row)
}

/// What is due: a run in each month, the audit of the period that has begun, and its opening when the period ends.
pub async fn tick(app: &App) -> Result<()> {
    let (db, today) = (app.db(), app.today());
    let Some(plan) = Find::<DataAuditPlan>::new().one(&db).await?.filter(|plan| plan.active) else { return Ok(()) };
    let last = last_done(&db).await?;
    let planned = Find::<DataAudit>::new().eq(DataAudit::STATE, "planned").all(&db).await?;
    let ended: Vec<&DataAudit> = planned.iter().filter(|audit| audit.last_day <= today).collect();
    let fresh = |audit: &&&DataAudit| last.as_ref().is_some_and(|run| run.day >= audit.last_day);
    let mut work = app.begin(&Caller::system(), "open_audit", None).await?;
    plan_in(&mut work, &plan, today).await?;
    for audit in ended.iter().filter(fresh) {
        open_audit_in(&mut work, audit.id).await?;
    }
    let waits = ended.iter().any(|audit| !fresh(&audit));
    let this_month = last.as_ref().is_some_and(|run| month_key(run.day) == month_key(today));
    if (waits || !this_month) && unfinished(&work.db()).await?.is_none() {
        queue_in(app, &mut work, None).await?;
    }
    work.commit().await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_and_half_years_end_on_their_last_day_leap_years_included() {
        let period = |day: &str, cadence| {
            let Period { key, first_day, last_day } = Period::of(day.parse().unwrap(), cadence);
            format!("{key} {first_day} {last_day}")
        };
        assert_eq!(period("2026-11-20", "quarter"), "2026Q4 2026-10-01 2026-12-31");
        assert_eq!(period("2028-02-29", "quarter"), "2028Q1 2028-01-01 2028-03-31");
        assert_eq!(period("2026-06-30", "half_year"), "2026H1 2026-01-01 2026-06-30");
        assert_eq!(period("2026-07-01", "half_year"), "2026H2 2026-07-01 2026-12-31");
    }
}
