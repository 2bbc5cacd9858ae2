//! The desk of probation: whose ends soon, how long it may last by law, and many confirmations at once.

use std::collections::HashMap;

use access::{Caller, Permission, Shown};
use chrono::Days;
use kernel::{Date, PersonId, Problem, Sensitive, Text};
use law::Parameters;
use serde::{Deserialize, Serialize};
use serde_json::json;
use storage::query::Find;
use storage::rows::{Contract, Employment, PersonnelChange};
use utoipa::ToSchema;
use uuid::Uuid;

use super::checks::limit_of;
use super::commands::{may_open, open_in};
use super::record::ChangeState;
use super::terms::{ChangeKind, Terms};
use super::views::{ChangeOpened, OpenChange};
use super::who::{ChangePerson, People};
use crate::app::required_reason;
use crate::wire::cut;
use crate::{App, Result};

/// Which probations.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ProbationQuery {
    /// Those that end within so many days; 60 unless told.
    pub days: Option<u32>,
}

/// Somebody in probation.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProbationItem {
    /// Who.
    pub who: ChangePerson,
    /// Last day of probation.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub last_day: Shown<Date>,
    /// Days until then.
    #[schema(value_type = Option<i64>, required)]
    pub days_left: Shown<i64>,
    /// The last day that probation may have under the contract.
    #[schema(value_type = Option<String>, format = Date, required)]
    pub statutory_last_day: Shown<Option<Date>>,
    /// The longest probation under the contract, in months.
    #[schema(value_type = Option<u32>, required)]
    pub max_months: Shown<Option<u32>>,
    /// Whether the agreed probation is longer than the law allows.
    #[schema(value_type = Option<bool>, required)]
    pub too_long: Shown<bool>,
    /// The article that says so.
    pub article: Text,
    /// An open confirmation or change of probation.
    #[schema(required)]
    pub change: Option<ChangeOpened>,
    /// Whether the caller may act: never on the own probation.
    pub may_act: bool,
}

/// Probations that end soon, the nearest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ProbationDesk {
    /// The people, at most 500.
    pub items: Vec<ProbationItem>,
    /// Whether there are more than are listed.
    pub more: bool,
}

/// How many rows the desk shows.
const SHOWN: u64 = 500;

/// Whose probation ends soon.
pub async fn probation_desk(app: &App, caller: &Caller, query: ProbationQuery) -> Result<ProbationDesk> {
    let scope = caller.require(Permission::ChangeRead)?;
    let (db, today) = (app.db(), app.today());
    let last = today + Days::new(u64::from(query.days.unwrap_or(60).min(366)));
    let find = Find::<Employment>::new().visible(&scope, today).known().on(today);
    let mut rows = find
        .gte(Employment::PROBATION_UNTIL, today + Days::new(1))
        .lt(Employment::PROBATION_UNTIL, last + Days::new(2))
        .ascending(Employment::PROBATION_UNTIL)
        .all(&db)
        .await?;
    rows.retain(|row| row.valid_until.is_none() && !caller.is(row.person_id));
    let more = cut(&mut rows, SHOWN);
    let employments = || rows.iter().map(|row| row.employment_id);
    let contracts = Find::<Contract>::new().any(Contract::EMPLOYMENT_ID, employments()).known().all(&db).await?;
    let mut first: HashMap<Uuid, Contract> = HashMap::new();
    for contract in contracts {
        let known = first.entry(contract.employment_id).or_insert_with(|| contract.clone());
        if contract.valid_from < known.valid_from {
            *known = contract;
        }
    }
    let open = open_changes(app, rows.iter().map(|row| row.person_id)).await?;
    let persons: Vec<Uuid> = rows.iter().map(|row| row.person_id).collect();
    let people = People::read(app, &db, &persons).await?;
    let law = Parameters::builtin().map_err(|refusal| refusal.problem())?;
    let subjects = storage::query::subjects_of(&db, &persons, today).await?;
    let mut items = Vec::new();
    for row in &rows {
        let Some(subject) = subjects.get(&row.person_id).copied() else { continue };
        let Some(until) = row.probation_until else { continue };
        let last_day = until - Days::new(1);
        let limit = first.get(&row.employment_id).and_then(|contract| limit_of(law, contract, row.valid_from).ok());
        let (months, latest) = limit.map_or((None, None), |limit| (Some(limit.value.max_months), limit.value.last_day));
        let too_long = months.is_some() && latest.is_none_or(|latest| last_day > latest);
        let mut shown = caller.disclose(subject);
        let field = Employment::PROBATION_UNTIL;
        items.push(ProbationItem {
            who: people.who(row.person_id),
            last_day: shown.show_as("last_day", field, last_day),
            days_left: shown.show_as("days_left", field, (last_day - today).num_days()),
            statutory_last_day: shown.show_as("statutory_last_day", field, latest),
            max_months: shown.show_as("max_months", field, months),
            too_long: shown.show_as("too_long", field, too_long),
            article: Text::of("《劳动合同法》第十九条", "Labour Contract Law art. 19"),
            change: open.get(&row.person_id).copied(),
            may_act: caller.scope(Permission::ChangePropose).covers(&subject),
        });
    }
    Ok(ProbationDesk { items, more })
}

/// Open changes of probation by person.
async fn open_changes(app: &App, persons: impl Iterator<Item = Uuid>) -> Result<HashMap<Uuid, ChangeOpened>> {
    let kinds = [ChangeKind::Confirm, ChangeKind::Probation].map(ChangeKind::key);
    let states = [ChangeState::Draft, ChangeState::Submitted, ChangeState::Approved, ChangeState::Scheduled];
    let rows = Find::<PersonnelChange>::new()
        .any(PersonnelChange::PERSON_ID, persons)
        .any(PersonnelChange::KIND, kinds)
        .any(PersonnelChange::STATE, states.map(ChangeState::key))
        .all(&app.db())
        .await?;
    let opened = |row: &PersonnelChange| {
        let state = ChangeState::find(&row.state).unwrap_or(ChangeState::Draft);
        ChangeOpened { id: row.id, state }
    };
    Ok(rows.iter().map(|row| (row.person_id, opened(row))).collect())
}

/// Confirms several people, each on the day after the own probation unless one day is named for all.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConfirmMany {
    /// Whom.
    pub person_ids: Vec<PersonId>,
    /// First day after probation, for all of them.
    pub effective_on: Option<Date>,
    /// Why.
    pub reason: String,
    /// Only says what would happen.
    #[serde(default)]
    pub preview: bool,
}

/// What became of each.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ConfirmedMany {
    /// One line per person, in the order asked.
    pub items: Vec<ConfirmedOne>,
    /// How many went into approval, or would.
    pub submitted: usize,
}

/// What became of one person.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ConfirmedOne {
    /// Who.
    pub person_id: PersonId,
    /// First day after probation.
    #[schema(required)]
    pub effective_on: Option<Date>,
    /// The change; none in a preview.
    #[schema(required)]
    pub change: Option<Uuid>,
    /// Why not: a problem code.
    #[schema(required)]
    pub refused: Option<String>,
}

/// Most people in one call.
const BATCH: usize = 200;

/// Confirms several people at once. Who cannot be confirmed is named; the others go on.
pub async fn confirm_many(app: &App, caller: &Caller, input: ConfirmMany) -> Result<ConfirmedMany> {
    caller.require(Permission::ChangePropose)?;
    let reason = required_reason(&input.reason)?;
    if input.person_ids.is_empty() || input.person_ids.len() > BATCH {
        return Err(Problem::invalid("changes.batch_size").at("/person_ids").with("limit", BATCH));
    }
    let mut work = app.begin(caller, "confirm_many", Some(reason.clone())).await?;
    let (mut items, mut submitted) = (Vec::new(), 0);
    for person in input.person_ids {
        let day = match input.effective_on {
            Some(day) => Some(day),
            None => crate::people::current_employment(&work.db(), person, app.today())
                .await?
                .and_then(|row| row.probation_until),
        };
        let one = confirm_one(app, caller, &mut work, (person, day), &reason).await;
        submitted += usize::from(one.is_ok());
        items.push(ConfirmedOne {
            person_id: person,
            effective_on: day,
            change: one.as_ref().ok().copied().filter(|_| !input.preview),
            refused: one.err().map(|problem| problem.code.to_owned()),
        });
    }
    if !input.preview {
        work.commit().await?;
    }
    Ok(ConfirmedMany { items, submitted })
}

async fn confirm_one(
    app: &App,
    caller: &Caller,
    work: &mut storage::UnitOfWork,
    (person_id, day): (PersonId, Option<Date>),
    reason: &str,
) -> Result<Uuid> {
    let effective_on = day.ok_or(Problem::conflict("changes.no_probation"))?;
    let terms = json!({ "kind": "confirm" });
    let change = OpenChange {
        person_id,
        effective_on,
        terms: Sensitive::new(terms),
        reason: reason.to_owned(),
        agreement: None,
        corrects: None,
        submit: true,
    };
    may_open(app, caller, &change, &Terms::Confirm { base_pay_fen: None }).await?;
    Ok(open_in(app, work, change).await?.id)
}
