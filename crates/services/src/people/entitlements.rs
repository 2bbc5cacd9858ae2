//! Leave that people bring along from an older system: how much, of which kind, for which year.

use std::collections::{HashMap, HashSet};

use access::{Caller, Disclosure, Permission, Shown};
use kernel::{Date, Instant, PersonId, Problem, Record, Sensitive};
use serde::{Deserialize, Serialize};
use storage::UnitOfWork;
use storage::query::{Find, subject_of};
use storage::rows::{CatalogueItem, LeaveEntitlement, Person};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::{App, Result};

/// A balance of leave, as a person enters it.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutEntitlement {
    /// A code of the catalogue `leave_kind`.
    #[schema(value_type = String, example = "annual")]
    pub kind: Sensitive<String>,
    /// The year that the days belong to.
    #[schema(example = 2026)]
    pub year: i32,
    /// How much, in half working days.
    #[schema(example = 10)]
    pub half_days: i32,
    /// Last day on which they may be taken; none where they do not lapse.
    #[serde(default)]
    pub last_day: Option<Date>,
}

/// A balance of leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct EntitlementView {
    /// Which.
    pub id: Uuid,
    /// Its kind: it can tell of an illness.
    #[schema(required, value_type = Option<String>)]
    pub kind: Shown<String>,
    /// The year that the days belong to.
    #[schema(required, value_type = Option<i32>)]
    pub year: Shown<i32>,
    /// How much, in half working days.
    #[schema(required, value_type = Option<i32>)]
    pub half_days: Shown<i32>,
    /// Last day on which they may be taken.
    #[schema(required, value_type = Option<Date>)]
    pub last_day: Shown<Option<Date>>,
    /// What the caller may not see.
    pub redacted: Vec<&'static str>,
}

/// The balances of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct EntitlementList {
    /// The balances, newest year first.
    pub items: Vec<EntitlementView>,
}

/// A balance of leave of somebody.
#[derive(Debug)]
pub struct NewEntitlement {
    /// Whose.
    pub person_id: PersonId,
    /// A code of the catalogue `leave_kind`.
    pub kind: Sensitive<String>,
    /// The year that the days belong to.
    pub year: i32,
    /// How much, in half working days.
    pub half_days: i32,
    /// Last day on which they may be taken; none where they do not lapse.
    pub last_day: Option<Date>,
}

/// Persons in one statement.
const CHUNK: usize = 400;

/// The leave that somebody brought along.
pub async fn list_leave_entitlements(app: &App, caller: &Caller, person: PersonId) -> Result<EntitlementList> {
    let subject = subject_of(&app.db(), person.0, app.today()).await?;
    caller.require_for(Permission::PersonRead, &subject)?;
    let find = Find::<LeaveEntitlement>::new().eq(LeaveEntitlement::PERSON_ID, person.0).known();
    let rows = find.descending(LeaveEntitlement::YEAR).ascending(LeaveEntitlement::ID).all(&app.db()).await?;
    let items = rows.into_iter().map(|row| view(app, caller.disclose(subject), row)).collect::<Result<_>>()?;
    Ok(EntitlementList { items })
}

/// Records a balance by hand; one for the same kind and year is superseded.
pub async fn record_leave_entitlement(
    app: &App,
    caller: &Caller,
    person: PersonId,
    input: PutEntitlement,
) -> Result<()> {
    let subject = subject_of(&app.db(), person.0, app.today()).await?;
    caller.require_for(Permission::PersonWrite, &subject)?;
    let mut work = app.begin(caller, "record_leave_entitlement", None).await?;
    let unknown = Problem::not_found("people.unknown").at("/person_id");
    Find::<Person>::by_id(&work.db(), person.0).await?.ok_or(unknown)?;
    let PutEntitlement { kind, year, half_days, last_day } = input;
    let new = NewEntitlement { person_id: person, kind, year, half_days, last_day };
    let known_at = work.now();
    record_entitlements_in(&mut work, vec![new], known_at).await?;
    work.commit().await?;
    Ok(())
}

fn view(app: &App, mut shown: Disclosure<'_>, row: LeaveEntitlement) -> Result<EntitlementView> {
    let LeaveEntitlement {
        id,
        person_id: _,
        kind,
        year,
        half_days,
        expires_on,
        known_from: _,
        known_until: _,
        recorded_at: _,
    } = row;
    let open = || -> Result<String> {
        Ok(app.store().unseal(LeaveEntitlement::META.name, LeaveEntitlement::KIND, id, &kind)?.into_exposed())
    };
    Ok(EntitlementView {
        id,
        kind: shown.show_with(LeaveEntitlement::KIND, open)?,
        year: shown.show(LeaveEntitlement::YEAR, year),
        half_days: shown.show(LeaveEntitlement::HALF_DAYS, half_days),
        last_day: shown.show(LeaveEntitlement::EXPIRES_ON, expires_on.and_then(|day| day.pred_opt())),
        redacted: shown.redacted(),
    })
}

/// Records balances; one for the same person, kind and year is a correction and supersedes the older one. Returns
/// their ids in the order of the input.
pub async fn record_entitlements_in(
    work: &mut UnitOfWork,
    input: Vec<NewEntitlement>,
    known_at: Instant,
) -> Result<Vec<Uuid>> {
    let codes = Find::<CatalogueItem>::new().eq(CatalogueItem::KIND, "leave_kind").all(&work.db()).await?;
    let codes: HashSet<String> = codes.into_iter().map(|item| item.code).collect();
    let (mut ids, mut rows) = (Vec::with_capacity(input.len()), Vec::with_capacity(input.len()));
    for input in input.chunks(CHUNK) {
        let mut standing = standing(work, input).await?;
        for new in input {
            let row = entitlement(work, new, &codes, known_at)?;
            if let Some(old) = standing.remove(&(row.person_id, row.year, new.kind.expose().clone())) {
                work.update(&old, LeaveEntitlement { known_until: Some(known_at.into()), ..old.clone() }).await?;
            }
            ids.push(row.id);
            rows.push(row);
        }
    }
    work.insert_all(rows).await?;
    Ok(ids)
}

/// What is known of these people's leave, by person, year and kind.
async fn standing(
    work: &UnitOfWork,
    input: &[NewEntitlement],
) -> Result<HashMap<(Uuid, i32, String), LeaveEntitlement>> {
    let people = input.iter().map(|new| new.person_id.0);
    let rows = Find::<LeaveEntitlement>::new().any(LeaveEntitlement::PERSON_ID, people).known().all(&work.db()).await?;
    let mut standing = HashMap::new();
    for row in rows {
        let meta = LeaveEntitlement::META.name;
        let kind = work.store().unseal(meta, LeaveEntitlement::KIND, row.id, &row.kind)?.into_exposed();
        standing.insert((row.person_id, row.year, kind), row);
    }
    Ok(standing)
}

fn entitlement(
    work: &UnitOfWork,
    new: &NewEntitlement,
    codes: &HashSet<String>,
    known_at: Instant,
) -> Result<LeaveEntitlement> {
    let kind = new.kind.expose();
    if !codes.contains(kind) {
        return Err(Problem::invalid("catalogue.code_unknown")
            .at("/kind")
            .with("kind", "leave_kind")
            .with("code", kind));
    }
    if !(0..=1_000).contains(&new.half_days) || !(1990..=2100).contains(&new.year) {
        return Err(Problem::invalid("people.entitlement_range").at("/half_days"));
    }
    let id = work.new_id();
    Ok(LeaveEntitlement {
        id,
        person_id: new.person_id.0,
        kind: work.seal(LeaveEntitlement::META, LeaveEntitlement::KIND, id, kind),
        year: new.year,
        half_days: new.half_days,
        expires_on: new.last_day.and_then(|last| last.succ_opt()),
        known_from: known_at.into(),
        known_until: None,
        recorded_at: work.now().into(),
    })
}
