//! Service-period agreements: training that the employer paid for, and what of it may be claimed back.

use access::{Caller, Permission, Subject};
use chrono::Months;
use kernel::{Money, Problem, Record};
use law::contract::training_penalty;
use storage::UnitOfWork;
use storage::query::{Find, subject_of};
use storage::rows::{Employment, ServiceBond};
use uuid::Uuid;

use super::around::{LISTED, around, begin, required};
use super::judge::{day_before, whole_months};
use super::views_after::{BondList, BondView, NewBond};
use crate::people::PersonRef;
use crate::settlement::Explanation;
use crate::wire::cut;
use crate::{App, Created, Result};

/// Records a service-period agreement. The penalty may not be more than the cost (art. 22).
pub async fn record_bond(app: &App, caller: &Caller, input: NewBond) -> Result<Created> {
    caller.require(Permission::ContractWrite)?;
    let (mut work, employment) = begin(app, caller, "record_bond", input.person_id).await?;
    let id = record_bond_in(&mut work, &employment, input).await?;
    work.commit().await?;
    Ok(Created { id })
}

/// The same inside a unit of work.
pub async fn record_bond_in(work: &mut UnitOfWork, employment: &Employment, input: NewBond) -> Result<Uuid> {
    let (cost, penalty) = (*input.cost_fen.expose(), *input.penalty_fen.expose());
    if cost <= Money::ZERO {
        return Err(Problem::invalid("contracts.cost_not_positive")
            .at("/cost_fen")
            .by_law("《劳动合同法》第二十二条第一款"));
    }
    if penalty < Money::ZERO || penalty > cost {
        return Err(Problem::invalid("contracts.penalty_over_cost")
            .at("/penalty_fen")
            .by_law("《劳动合同法》第二十二条第二款"));
    }
    let last_day = input.first_day.checked_add_months(Months::new(input.months)).map(day_before);
    let last_day = last_day.filter(|_| (1..=600).contains(&input.months));
    let last_day = last_day.ok_or(Problem::invalid("contracts.months").at("/months"))?;
    let id = work.new_id();
    let row = ServiceBond {
        id,
        person_id: employment.person_id,
        employment_id: employment.employment_id,
        training: required(&input.training, "/training")?,
        provider: required(&input.provider, "/provider")?,
        cost: work.seal(ServiceBond::META, ServiceBond::COST, id, &cost),
        penalty: work.seal(ServiceBond::META, ServiceBond::PENALTY, id, &penalty),
        signed_on: input.signed_on,
        first_day: input.first_day,
        months: i32::try_from(input.months).unwrap_or(i32::MAX),
        last_day,
        state: "running".to_owned(),
        waived_on: None,
        recorded_at: work.now().into(),
        recorded_by: work.context().actor,
    };
    work.insert(row).await?;
    Ok(id)
}

/// The employer gives the service period up.
pub async fn waive_bond(app: &App, caller: &Caller, id: Uuid, reason: String) -> Result<()> {
    caller.require(Permission::ContractWrite)?;
    let reason = crate::app::required_reason(&reason)?;
    let row = Find::<ServiceBond>::by_id(&app.db(), id).await?.ok_or(Problem::not_found("contracts.bond_unknown"))?;
    let subject = subject_of(&app.db(), row.person_id, app.today()).await?;
    caller.require_for(Permission::ContractWrite, &subject)?;
    if row.state != "running" {
        return Err(Problem::conflict("contracts.bond_state"));
    }
    let mut work = app.begin(caller, "waive_bond", Some(reason)).await?;
    let new = ServiceBond { state: "waived".to_owned(), waived_on: Some(app.today()), ..row.clone() };
    work.update(&row, new).await?;
    work.commit().await?;
    Ok(())
}

/// Service-period agreements that the caller may see.
pub async fn list_bonds(app: &App, caller: &Caller) -> Result<BondList> {
    let scope = caller.require(Permission::ContractRead)?;
    let find = Find::<ServiceBond>::new().visible(&scope, app.today()).ascending(ServiceBond::STATE);
    let mut rows = find.ascending(ServiceBond::LAST_DAY).limit(LISTED + 1).all(&app.db()).await?;
    let more = cut(&mut rows, LISTED);
    Ok(BondList { items: bond_views(app, caller, rows).await?, more })
}

pub(super) async fn bond_views(app: &App, caller: &Caller, rows: Vec<ServiceBond>) -> Result<Vec<BondView>> {
    let around = around(app, rows.iter().map(|row| row.person_id).collect()).await?;
    rows.into_iter()
        .map(|row| bond_view(app, caller, around.subject(row.person_id), around.person(row.person_id), row))
        .collect()
}

fn bond_view(app: &App, caller: &Caller, subject: Subject, person: PersonRef, row: ServiceBond) -> Result<BondView> {
    let today = app.today();
    let ServiceBond {
        id,
        person_id: _,
        employment_id: _,
        training,
        provider,
        cost,
        penalty,
        signed_on,
        first_day,
        months,
        last_day,
        state,
        waived_on: _,
        recorded_at: _,
        recorded_by: _,
    } = row;
    let open = |field, sealed| app.store().unseal(ServiceBond::META.name, field, id, sealed);
    let cost = open(ServiceBond::COST, &cost)?.into_exposed();
    let penalty = open(ServiceBond::PENALTY, &penalty)?.into_exposed();
    let served = if today < first_day { 0 } else { whole_months(first_day, today) };
    let agreed = months.max(0).cast_unsigned();
    let found = training_penalty(cost, agreed, served).map_err(|refusal| refusal.problem())?;
    let standing = if state == "waived" {
        state
    } else if last_day < today {
        "served".to_owned()
    } else {
        "running".to_owned()
    };
    // What was agreed may be less than what art. 22 allows.
    let claim = (standing == "running").then_some(found.value.min(penalty));
    let mut shown = caller.disclose(subject);
    Ok(BondView {
        id,
        person,
        training: shown.show(ServiceBond::TRAINING, training),
        provider: shown.show(ServiceBond::PROVIDER, provider),
        cost_fen: shown.show_as("cost_fen", ServiceBond::COST, cost),
        penalty_fen: shown.show_as("penalty_fen", ServiceBond::PENALTY, penalty),
        signed_on: shown.show(ServiceBond::SIGNED_ON, signed_on),
        first_day: shown.show(ServiceBond::FIRST_DAY, first_day),
        last_day: shown.show(ServiceBond::LAST_DAY, last_day),
        months: shown.show(ServiceBond::MONTHS, months),
        served_months: shown.show_as("served_months", ServiceBond::FIRST_DAY, served.min(agreed)),
        state: shown.show(ServiceBond::STATE, standing),
        claim_fen: shown.show_as("claim_fen", ServiceBond::COST, claim),
        explanation: shown.show_as("explanation", ServiceBond::COST, claim.map(|_| Explanation::from(&found))),
        redacted: shown.redacted(),
    })
}
