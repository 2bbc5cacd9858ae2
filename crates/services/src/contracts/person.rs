//! The contracts of one person: for those who run them, and for the person.

use std::collections::HashMap;

use access::{Caller, Permission, Scope, Subject};
use kernel::{PersonId, Problem};
use law::contract::probation_max_months;
use storage::query::contracts::DueFilter;
use storage::query::{Find, subject_of};
use storage::rows::{Compensation, Contract, ContractRenewal, ContractTerms, Employment, Noncompete, ServiceBond};
use uuid::Uuid;

use super::bonds::bond_views;
use super::desk::{asked, fixed_no, law};
use super::judge::{Facts, REMIND, field_of, judge, legal_kind, whole_months};
use super::noncompetes::noncompete_views;
use super::renewals::{brief, views as renewal_views};
use super::terms::input_of;
use super::views::{ContractDue, ContractView, ContractWarning, PersonContracts};
use super::views_after::OwnContracts;
use crate::{App, Result};

/// Everything about the contracts of a person.
pub async fn person_contracts(app: &App, caller: &Caller, person: PersonId) -> Result<PersonContracts> {
    caller.require(Permission::ContractRead)?;
    let db = app.db();
    let subject = subject_of(&db, person.0, app.today()).await?;
    caller.require_for(Permission::ContractRead, &subject)?;
    let renewals = Find::<ContractRenewal>::new().eq(ContractRenewal::PERSON_ID, person.0);
    let renewals = renewals.descending(ContractRenewal::CREATED_AT).all(&db).await?;
    Ok(PersonContracts {
        person_id: person,
        contracts: contracts(app, caller, person, subject).await?,
        warnings: warnings(app, caller, person, subject).await?,
        renewals: renewal_views(app, caller, renewals).await?,
        noncompetes: noncompete_views(app, caller, noncompetes_of(app, person).await?).await?,
        bonds: bond_views(app, caller, bonds_of(app, person).await?).await?,
        may_write: caller.require_for(Permission::ContractWrite, &subject).is_ok(),
    })
}

async fn noncompetes_of(app: &App, person: PersonId) -> Result<Vec<Noncompete>> {
    let find = Find::<Noncompete>::new().eq(Noncompete::PERSON_ID, person.0).descending(Noncompete::SIGNED_ON);
    Ok(find.all(&app.db()).await?)
}

async fn bonds_of(app: &App, person: PersonId) -> Result<Vec<ServiceBond>> {
    let find = Find::<ServiceBond>::new().eq(ServiceBond::PERSON_ID, person.0).descending(ServiceBond::SIGNED_ON);
    Ok(find.all(&app.db()).await?)
}

/// The caller's own contracts: offers that are still drafts are nobody's business yet.
pub async fn own_contracts(app: &App, caller: &Caller) -> Result<OwnContracts> {
    caller.require(Permission::SessionUse)?;
    let person = caller.person().ok_or(Problem::forbidden("contracts.no_person"))?;
    let subject = subject_of(&app.db(), person.0, app.today()).await?;
    let renewals = Find::<ContractRenewal>::new().eq(ContractRenewal::PERSON_ID, person.0);
    let renewals = renewals.any(ContractRenewal::STATE, ["sent", "accepted", "refused", "signed"]);
    let renewals = renewals.descending(ContractRenewal::CREATED_AT).all(&app.db()).await?;
    Ok(OwnContracts {
        contracts: contracts(app, caller, person, subject).await?,
        renewals: renewal_views(app, caller, renewals).await?,
        noncompetes: noncompete_views(app, caller, noncompetes_of(app, person).await?).await?,
        bonds: bond_views(app, caller, bonds_of(app, person).await?).await?,
    })
}

async fn contracts(app: &App, caller: &Caller, person: PersonId, subject: Subject) -> Result<Vec<ContractView>> {
    let db = app.db();
    let rows = Find::<Contract>::new().eq(Contract::PERSON_ID, person.0).known();
    let rows = rows.ascending(Contract::VALID_FROM).all(&db).await?;
    let terms = Find::<ContractTerms>::new().eq(ContractTerms::PERSON_ID, person.0).known().all(&db).await?;
    let terms: HashMap<Uuid, ContractTerms> = terms.into_iter().map(|row| (row.contract_id, row)).collect();
    let employments = Find::<Employment>::new().eq(Employment::PERSON_ID, person.0).known().all(&db).await?;
    let today = app.today();
    let mut found = Vec::with_capacity(rows.len());
    for row in rows.iter().rev() {
        let same: Vec<Contract> =
            rows.iter().filter(|other| other.employment_id == row.employment_id).cloned().collect();
        let terms = terms.get(&row.contract_id).map(input_of).unwrap_or_default();
        let employment_kind = employments
            .iter()
            .find(|employment| employment.employment_id == row.employment_id)
            .map_or("", |employment| employment.kind.as_str());
        let most = legal_kind(employment_kind, &row.kind).and_then(|kind| {
            let term = row.valid_until.map(|until| whole_months(row.valid_from, until));
            probation_max_months(law().ok()?, kind, term, row.signed_on.unwrap_or(row.valid_from)).ok()
        });
        let mut shown = caller.disclose(subject);
        let permit = terms.permit_last_day;
        let current = row.valid_from <= today && row.valid_until.is_none_or(|until| today < until);
        let brief = brief(row, Some(&terms), fixed_no(&same, Some(row.contract_id)));
        let public = super::TermsInput { permit_last_day: None, ..terms };
        found.push(ContractView {
            contract: shown.show_as("contract", Contract::KIND, brief),
            current,
            terms: shown.show_as("terms", ContractTerms::NUMBER, public),
            permit_last_day: shown.show(ContractTerms::PERMIT_LAST_DAY, permit),
            probation_max_months: most.map(|found| found.value),
            redacted: shown.redacted(),
        });
    }
    Ok(found)
}

/// What needs an eye about one person: the same questions as the desk asks, about one.
async fn warnings(app: &App, caller: &Caller, person: PersonId, subject: Subject) -> Result<Vec<ContractWarning>> {
    let (law, day, db) = (law()?, app.today(), app.db());
    let terms = Find::<Contract>::new().eq(Contract::PERSON_ID, person.0).known();
    let terms = terms.ascending(Contract::VALID_FROM).all(&db).await?;
    let mut found = Vec::new();
    let mut shown = caller.disclose(subject);
    for what in ContractDue::ALL {
        if !caller.may_read(field_of(what).class, &subject) {
            continue;
        }
        // A further fixed term says more than that the term ends.
        let told = |due| found.iter().any(|known: &ContractWarning| known.due == due);
        if what == ContractDue::Ending && told(ContractDue::SecondFixed) {
            continue;
        }
        let filter = DueFilter {
            day,
            scope: Scope::person(person.0),
            search: None,
            units: None,
            legal_entity: None,
            after: None,
        };
        let rows =
            storage::query::contracts::due(&db, asked(law, what, day, u64::from(REMIND[0]))?, &filter, 4).await?;
        let Some(row) = rows.into_iter().next() else { continue };
        let same: Vec<Contract> =
            terms.iter().filter(|other| other.employment_id == row.employment_id).cloned().collect();
        let pay = if what == ContractDue::Unsigned { pay(app, row.employment_id, day).await? } else { None };
        let facts = Facts { day, fixed_no: fixed_no(&same, row.contract_id), pay };
        if let Some(judged) = judge(law, what, &row, facts)? {
            found.push(judged.shown(day, &mut shown));
        }
    }
    Ok(found)
}

async fn pay(app: &App, employment: Uuid, day: kernel::Date) -> Result<Option<kernel::Money>> {
    let find = Find::<Compensation>::new().eq(Compensation::EMPLOYMENT_ID, employment).known().on(day);
    let Some(row) = find.one(&app.db()).await? else { return Ok(None) };
    let opened = app.store().unseal("compensation", Compensation::BASE_PAY, employment, &row.base_pay)?;
    Ok(Some(opened.into_exposed()))
}
