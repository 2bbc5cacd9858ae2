//! The desk: whose contract needs an eye on a day, counted and listed.

use std::collections::{HashMap, HashSet};

use access::{Caller, Permission, Subject};
use chrono::{Days, Months};
use kernel::{Date, LegalEntityId, Money, OrgUnitId, PersonId};
use law::Parameters;
use law::contract::{dispatch_share, open_ended_rule};
use storage::query::contracts::{Due, DueFilter, DueRow, KindCount, count_due, due, kinds_by_employer};
use storage::query::{Find, subjects_of};
use storage::rows::{Compensation, Contract, ContractRenewal, Employment, LegalEntity, OrgUnit};
use uuid::Uuid;

use super::judge::{Facts, REMIND, field_of, judge};
use super::views::{
    ContractBrief, ContractDue, DeskItem, DeskQuery, DeskSummary, DeskSummaryQuery, DueCount, EmployerStructure,
    KindNumber, RenewalBrief, StructureView,
};
use crate::people::{EntityRef, PersonRef, UnitRef};
use crate::settlement::Explanation;
use crate::{App, Page, Result};

/// What only the law can judge is fetched as facts up to here: a group of 100,000 has fewer in probation.
const JUDGED: u64 = 20_000;

pub(super) fn law() -> Result<&'static Parameters> {
    Parameters::builtin().map_err(|refusal| refusal.problem())
}

/// What to ask storage for; `None` where the law judges each row.
pub(super) fn asked(law: &Parameters, what: ContractDue, day: Date, within: u64) -> Result<Due> {
    let by = day + Days::new(within);
    Ok(match what {
        ContractDue::Unsigned => Due::Unsigned,
        ContractDue::SignatureMissing => Due::SignatureMissing,
        ContractDue::Lapsed => Due::Lapsed,
        ContractDue::Ending => Due::Ending { by },
        ContractDue::SecondFixed => Due::SecondFixed { by },
        ContractDue::LongService => {
            let rule = open_ended_rule(law, day).map_err(|refusal| refusal.problem())?;
            let months = Months::new(rule.continuous_years * 12);
            Due::LongService { hired_by: by.checked_sub_months(months).unwrap_or(Date::MIN) }
        }
        ContractDue::ProbationTooLong => Due::Probation,
        ContractDue::PlaceMismatch => Due::PlaceMismatch,
        ContractDue::InsuranceMismatch => Due::InsuranceMismatch,
        ContractDue::PermitEnding => Due::Permit { by },
        ContractDue::OverAgeUnwritten => Due::OverAgeUnwritten,
        ContractDue::PartTimeLimits => Due::PartTime,
        ContractDue::DispatchTerm => Due::Dispatched,
    })
}

/// Where SQL finds facts and the law finds the fault.
const fn judged(what: ContractDue) -> bool {
    matches!(
        what,
        ContractDue::ProbationTooLong
            | ContractDue::PartTimeLimits
            | ContractDue::DispatchTerm
            | ContractDue::OverAgeUnwritten
    )
}

struct Over {
    day: Date,
    units: Option<Vec<Uuid>>,
    legal_entity: Option<Uuid>,
}

async fn over(
    app: &App,
    as_of: Option<Date>,
    unit: Option<OrgUnitId>,
    legal_entity: Option<LegalEntityId>,
) -> Result<Over> {
    let day = as_of.unwrap_or_else(|| app.today());
    let units = match unit {
        Some(unit) => Some(storage::query::units_below(&app.db(), unit.0, day, app.now()).await?),
        None => None,
    };
    Ok(Over { day, units, legal_entity: legal_entity.map(|entity| entity.0) })
}

/// What is due, counted. The numbers cover exactly the rows that the list would show this caller.
pub async fn contract_summary(app: &App, caller: &Caller, query: DeskSummaryQuery) -> Result<DeskSummary> {
    caller.require(Permission::ContractRead)?;
    let over = over(app, query.as_of, query.unit_id, query.legal_entity_id).await?;
    let law = law()?;
    let mut counts = Vec::new();
    for what in ContractDue::ALL {
        let filter = filter(caller, what, &over, None, None);
        let asked = asked(law, what, over.day, u64::from(REMIND[0]))?;
        let count = if judged(what) {
            faults(law, what, asked, &filter, app).await?.len() as u64
        } else {
            count_due(&app.db(), asked, &filter).await?
        };
        counts.push(DueCount { due: what, count });
    }
    let ending = async |days: u32| -> Result<u64> {
        let filter = filter(caller, ContractDue::Ending, &over, None, None);
        let asked = asked(law, ContractDue::Ending, over.day, u64::from(days))?;
        Ok(count_due(&app.db(), asked, &filter).await?)
    };
    Ok(DeskSummary {
        as_of: over.day,
        counts,
        ending_30: ending(REMIND[2]).await?,
        ending_60: ending(REMIND[1]).await?,
    })
}

fn filter(
    caller: &Caller,
    what: ContractDue,
    over: &Over,
    search: Option<String>,
    after: Option<(Date, Uuid)>,
) -> DueFilter {
    DueFilter {
        day: over.day,
        scope: caller.scope_with(Permission::ContractRead, field_of(what).class),
        search,
        units: over.units.clone(),
        legal_entity: over.legal_entity,
        after,
    }
}

/// The rows in which the law finds a fault.
async fn faults(law: &Parameters, what: ContractDue, asked: Due, filter: &DueFilter, app: &App) -> Result<Vec<DueRow>> {
    let facts = Facts { day: filter.day, fixed_no: 0, pay: None };
    let mut found = Vec::new();
    for row in due(&app.db(), asked, filter, JUDGED).await? {
        if judge(law, what, &row, facts)?.is_some() {
            found.push(row);
        }
    }
    Ok(found)
}

/// A page of the desk.
pub async fn contract_desk(app: &App, caller: &Caller, query: DeskQuery) -> Result<Page<DeskItem>> {
    caller.require(Permission::ContractRead)?;
    let over = over(app, query.as_of, query.unit_id, query.legal_entity_id).await?;
    let law = law()?;
    let within = u64::from(query.within.unwrap_or(REMIND[0]).clamp(1, 366));
    let after = query.cursor.as_deref().and_then(|cursor| {
        let (day, id) = cursor.rsplit_once('~')?;
        Some((day.parse().ok()?, id.parse().ok()?))
    });
    let limit = query.limit.unwrap_or(50).clamp(1, 200);
    let filter = filter(caller, query.due, &over, query.q, after);
    let asked = asked(law, query.due, over.day, within)?;
    let (mut rows, total) = if judged(query.due) {
        let rows = faults(law, query.due, asked, &filter, app).await?;
        let total = after.is_none().then_some(rows.len() as u64);
        (rows, total)
    } else {
        let rows = due(&app.db(), asked, &filter, limit + 1).await?;
        let whole = DueFilter { after: None, ..filter.clone() };
        (rows, Some(count_due(&app.db(), asked, &whole).await?))
    };
    let more = rows.len() as u64 > limit;
    rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let next_cursor = more.then(|| rows.last().map(|row| format!("{}~{}", row.sort_day, row.employment_id))).flatten();
    let items = items(app, caller, query.due, rows, over.day).await?;
    Ok(Page { items, next_cursor, total })
}

/// What stands beside the rows of one page, each fetched once for all of them.
struct Beside {
    units: HashMap<Uuid, String>,
    entities: HashMap<Uuid, String>,
    terms: HashMap<Uuid, Vec<Contract>>,
    renewals: HashMap<Uuid, RenewalBrief>,
    pay: HashMap<Uuid, Money>,
    subjects: HashMap<Uuid, Subject>,
}

async fn beside(app: &App, what: ContractDue, rows: &[DueRow], day: Date) -> Result<Beside> {
    let db = app.db();
    let unit_ids: HashSet<Uuid> = rows.iter().map(|row| row.unit_id).collect();
    let units = Find::<OrgUnit>::new().any(OrgUnit::UNIT_ID, unit_ids).as_of(day, app.now()).all(&db).await?;
    let entities = Find::<LegalEntity>::new().all(&db).await?;
    let employments: Vec<Uuid> = rows.iter().map(|row| row.employment_id).collect();
    let known = Find::<Contract>::new().any(Contract::EMPLOYMENT_ID, employments.iter().copied()).known();
    let mut terms: HashMap<Uuid, Vec<Contract>> = HashMap::new();
    for row in known.ascending(Contract::VALID_FROM).all(&db).await? {
        terms.entry(row.employment_id).or_default().push(row);
    }
    let contracts = rows.iter().filter_map(|row| row.contract_id);
    let under_way = Find::<ContractRenewal>::new()
        .any(ContractRenewal::CONTRACT_ID, contracts)
        .any(ContractRenewal::STATE, super::renewals::UNDER_WAY)
        .all(&db)
        .await?;
    let mut pay = HashMap::new();
    if what == ContractDue::Unsigned {
        let find = Find::<Compensation>::new().any(Compensation::EMPLOYMENT_ID, employments).known().on(day);
        for row in find.all(&db).await? {
            let opened =
                app.store().unseal("compensation", Compensation::BASE_PAY, row.employment_id, &row.base_pay)?;
            pay.insert(row.employment_id, opened.into_exposed());
        }
    }
    let persons: Vec<Uuid> = rows.iter().map(|row| row.person_id).collect();
    Ok(Beside {
        units: units.into_iter().map(|unit| (unit.unit_id, unit.name)).collect(),
        entities: entities.into_iter().map(|entity| (entity.id, entity.short_name)).collect(),
        terms,
        renewals: under_way
            .into_iter()
            .map(|row| (row.contract_id, RenewalBrief { id: row.id, state: row.state }))
            .collect(),
        pay,
        subjects: subjects_of(&db, &persons, app.today()).await?,
    })
}

/// Which fixed term in a row a contract is, counted up to it; 0 when it is none.
pub(super) fn fixed_no(terms: &[Contract], contract: Option<Uuid>) -> u32 {
    let mut count = 0;
    for row in terms {
        count = if row.kind == "fixed_term" { count + 1 } else { 0 };
        if Some(row.contract_id) == contract {
            return count;
        }
    }
    0
}

async fn items(app: &App, caller: &Caller, what: ContractDue, rows: Vec<DueRow>, day: Date) -> Result<Vec<DeskItem>> {
    let law = law()?;
    let beside = beside(app, what, &rows, day).await?;
    let mut seen = HashSet::new();
    let mut items = Vec::new();
    for row in rows {
        // Two contracts over one day are one person on the desk.
        if !seen.insert(row.employment_id) {
            continue;
        }
        let terms = beside.terms.get(&row.employment_id).map_or(&[][..], Vec::as_slice);
        let no = fixed_no(terms, row.contract_id);
        let facts = Facts { day, fixed_no: no, pay: beside.pay.get(&row.employment_id).copied() };
        let Some(found) = judge(law, what, &row, facts)? else { continue };
        let nowhere = Subject { person: Some(row.person_id), ..Subject::default() };
        let mut shown = caller.disclose(beside.subjects.get(&row.person_id).copied().unwrap_or(nowhere));
        let warning = found.shown(day, &mut shown);
        let contract =
            row.contract_id.zip(row.contract_kind.clone()).zip(row.contract_from).map(|((id, kind), first_day)| {
                ContractBrief {
                    id,
                    kind,
                    first_day,
                    last_day: row.contract_until.map(super::judge::day_before),
                    signed_on: row.signed_on,
                    number: row.number.clone(),
                    work_place: row.work_place.clone(),
                    insured_place: row.insured_place.clone(),
                    fixed_term_no: no,
                }
            });
        let name = |names: &HashMap<Uuid, String>, id: Uuid| names.get(&id).cloned().unwrap_or_default();
        items.push(DeskItem {
            person: PersonRef { id: PersonId(row.person_id), full_name: row.full_name },
            employee_no: row.employee_no,
            legal_entity: EntityRef {
                id: LegalEntityId(row.legal_entity_id),
                name: name(&beside.entities, row.legal_entity_id),
            },
            unit: UnitRef { id: OrgUnitId(row.unit_id), name: name(&beside.units, row.unit_id) },
            position: row.position,
            place: row.place,
            employment_kind: shown.show_as("employment_kind", Employment::KIND, row.employment_kind),
            hired_on: shown.show_as("hired_on", Employment::VALID_FROM, row.hired_on),
            contract: shown.show_as("contract", Contract::KIND, contract),
            renewal: row.contract_id.and_then(|id| beside.renewals.get(&id).cloned()),
            warning,
            redacted: shown.redacted(),
        });
    }
    Ok(items)
}

/// Kinds of employment that rest on a labour contract with the employer.
const OWN: [&str; 2] = ["full_time", "part_time"];

/// Who works for whom, and whether too many are dispatched.
pub async fn employment_structure(app: &App, caller: &Caller, as_of: Option<Date>) -> Result<StructureView> {
    let scope = caller.require(Permission::ContractRead)?;
    let day = as_of.unwrap_or_else(|| app.today());
    let db = app.db();
    let mut by_employer: HashMap<Uuid, Vec<KindCount>> = HashMap::new();
    for row in kinds_by_employer(&db, &scope, day).await? {
        by_employer.entry(row.legal_entity_id).or_default().push(row);
    }
    let mut items = Vec::new();
    for entity in Find::<LegalEntity>::new().ascending(LegalEntity::SHORT_NAME).all(&db).await? {
        let Some(kinds) = by_employer.remove(&entity.id) else { continue };
        let of = |wanted: &[&str]| {
            let n: i64 = kinds.iter().filter(|row| wanted.contains(&row.kind.as_str())).map(|row| row.n).sum();
            u32::try_from(n).unwrap_or(u32::MAX)
        };
        let (own_contracts, dispatched) = (of(&OWN), of(&["dispatched"]));
        let found = dispatch_share(law()?, own_contracts, dispatched, day).map_err(|refusal| refusal.problem())?;
        let mut kinds: Vec<KindNumber> =
            kinds.iter().map(|row| KindNumber { kind: row.kind.clone(), count: row.n.cast_unsigned() }).collect();
        kinds.sort_by(|a, b| b.count.cmp(&a.count).then(a.kind.cmp(&b.kind)));
        items.push(EmployerStructure {
            legal_entity: EntityRef { id: LegalEntityId(entity.id), name: entity.short_name },
            kinds,
            own_contracts,
            dispatched,
            share: found.value,
            explanation: Explanation::from(&found),
        });
    }
    Ok(StructureView { as_of: day, items })
}
