//! Non-compete agreements: whom the law lets be bound, how long, for what pay, and how they end.

use access::{Caller, Permission, Subject};
use chrono::Months;
use kernel::{Date, Money, Problem, Record, Sensitive};
use law::contract::{noncompete, noncompete_release, noncompete_unpaid_months};
use storage::query::{Find, subject_of};
use storage::rows::{Employment, Noncompete};
use storage::{Sealed, UnitOfWork};
use uuid::Uuid;

use super::around::{LISTED, around, begin, required};
use super::desk::law;
use super::judge::{day_before, whole_months};
use super::views_after::{NewNoncompete, NoncompeteList, NoncompeteStep, NoncompeteView};
use crate::organisation::check_code;
use crate::people::PersonRef;
use crate::settlement::{Explanation, average_wage, local_figure};
use crate::wire::cut;
use crate::{App, Created, Result};

/// Records a non-compete agreement. Who may be bound and how long is the law's (art. 24).
pub async fn record_noncompete(app: &App, caller: &Caller, input: NewNoncompete) -> Result<Created> {
    caller.require(Permission::ContractWrite)?;
    let (mut work, employment) = begin(app, caller, "record_noncompete", input.person_id).await?;
    let id = record_noncompete_in(&mut work, &employment, input).await?;
    work.commit().await?;
    Ok(Created { id })
}

/// The same inside a unit of work.
pub async fn record_noncompete_in(
    work: &mut UnitOfWork,
    employment: &Employment,
    input: NewNoncompete,
) -> Result<Uuid> {
    check_code(&work.db(), "noncompete_ground", &input.ground, "/ground").await?;
    let secrets = required(input.secrets.expose(), "/secrets").map_err(|_| {
        // Who knows no secret is not bound, whatever the paper says.
        Problem::invalid("contracts.no_secret").at("/secrets").by_law("《劳动合同法》第二十三条、第二十四条")
    })?;
    // The limit is asked for today: what was signed before the rule in force was written down is bound by it too.
    let today = work.now().to_chrono().date_naive();
    let on = input.signed_on.max(today);
    let rule = noncompete(law()?, Money::ZERO, &Money::ZERO.into(), input.months, Some(Money::ZERO), on)
        .map_err(|refusal| refusal.problem())?;
    if input.months == 0 || rule.value.months < input.months {
        let most = rule.value.months;
        return Err(Problem::invalid("contracts.noncompete_too_long")
            .at("/months")
            .with("most", most)
            .by_law("《劳动合同法》第二十四条第二款"));
    }
    let id = work.new_id();
    let amount = |field, value: Option<Sensitive<Money>>| {
        value.map(|value| work.seal(Noncompete::META, field, id, value.expose()))
    };
    let row = Noncompete {
        id,
        person_id: employment.person_id,
        employment_id: employment.employment_id,
        ground: input.ground,
        secrets: work.seal(Noncompete::META, Noncompete::SECRETS, id, &secrets),
        business: required(&input.business, "/business")?,
        region: required(&input.region, "/region")?,
        months: i32::try_from(input.months).unwrap_or(i32::MAX),
        monthly: amount(Noncompete::MONTHLY, input.monthly_fen),
        penalty: amount(Noncompete::PENALTY, input.penalty_fen),
        signed_on: input.signed_on,
        state: "agreed".to_owned(),
        first_day: None,
        last_day: None,
        paid_through: None,
        released_on: None,
        recorded_at: work.now().into(),
        recorded_by: work.context().actor,
    };
    work.insert(row).await?;
    Ok(id)
}

/// It begins to bind, was paid up to a day, was released early, or is waived.
pub async fn step_noncompete(app: &App, caller: &Caller, id: Uuid, input: NoncompeteStep) -> Result<NoncompeteView> {
    caller.require(Permission::ContractWrite)?;
    let row =
        Find::<Noncompete>::by_id(&app.db(), id).await?.ok_or(Problem::not_found("contracts.noncompete_unknown"))?;
    let subject = subject_of(&app.db(), row.person_id, app.today()).await?;
    let unknown = |problem: Problem| match problem.kind {
        kernel::ErrorKind::NotFound => Problem::not_found("contracts.noncompete_unknown"),
        _ => problem,
    };
    caller.require_for(Permission::ContractWrite, &subject).map_err(unknown)?;
    let mut work = app.begin(caller, "step_noncompete", None).await?;
    let new = stepped(&row, &input)?;
    work.update(&row, new.clone()).await?;
    work.commit().await?;
    let mut views = noncompete_views(app, caller, vec![new]).await?;
    views.pop().ok_or(Problem::not_found("contracts.noncompete_unknown"))
}

/// The agreement after a step, or why the step cannot be taken.
pub(super) fn stepped(row: &Noncompete, input: &NoncompeteStep) -> Result<Noncompete> {
    let refused = || Problem::conflict("contracts.noncompete_state").with("state", &row.state);
    let day = input.day;
    match (input.step.as_str(), row.state.as_str()) {
        ("start", "agreed") => {
            let months = Months::new(row.months.max(0).cast_unsigned());
            let last_day = day.checked_add_months(months).map(day_before);
            Ok(Noncompete { state: "running".to_owned(), first_day: Some(day), last_day, ..row.clone() })
        }
        ("pay", "running" | "released") => {
            if row.first_day.is_some_and(|first| day < first) || row.paid_through.is_some_and(|paid| day < paid) {
                return Err(Problem::invalid("contracts.paid_through").at("/day"));
            }
            Ok(Noncompete { paid_through: Some(day), ..row.clone() })
        }
        ("release", "running") => {
            if row.first_day.is_some_and(|first| day < first) {
                return Err(Problem::invalid("input.range_reversed").at("/day"));
            }
            Ok(Noncompete { state: "released".to_owned(), released_on: Some(day), last_day: Some(day), ..row.clone() })
        }
        ("waive", "agreed") => Ok(Noncompete { state: "waived".to_owned(), released_on: Some(day), ..row.clone() }),
        ("start" | "pay" | "release" | "waive", _) => Err(refused()),
        _ => Err(Problem::invalid("input.choice").at("/step").with("choices", "start, pay, release, waive")),
    }
}

/// Non-compete agreements that the caller may see.
pub async fn list_noncompetes(app: &App, caller: &Caller) -> Result<NoncompeteList> {
    let scope = caller.require(Permission::ContractRead)?;
    let find = Find::<Noncompete>::new().visible(&scope, app.today()).descending(Noncompete::STATE);
    let mut rows = find.ascending(Noncompete::LAST_DAY).limit(LISTED + 1).all(&app.db()).await?;
    let more = cut(&mut rows, LISTED);
    Ok(NoncompeteList { items: noncompete_views(app, caller, rows).await?, more })
}

pub(super) async fn noncompete_views(app: &App, caller: &Caller, rows: Vec<Noncompete>) -> Result<Vec<NoncompeteView>> {
    let around = around(app, rows.iter().map(|row| row.person_id).collect()).await?;
    let mut views = Vec::with_capacity(rows.len());
    for row in rows {
        let subject = around.subject(row.person_id);
        views.push(noncompete_view(app, caller, subject, around.person(row.person_id), row).await?);
    }
    Ok(views)
}

/// What the law says of an agreement: its pay, its sum, and what an early release would add.
struct Priced {
    monthly: Option<Money>,
    total: Option<Money>,
    release: Option<Money>,
    explanation: Option<Explanation>,
}

async fn priced(app: &App, row: &Noncompete, agreed: Option<Money>) -> Result<Priced> {
    let (law, db, today) = (law()?, app.db(), app.today());
    let find = Find::<Employment>::new().eq(Employment::EMPLOYMENT_ID, row.employment_id).known();
    let Some(employment) = find.one(&db).await? else {
        return Ok(Priced { monthly: agreed, total: None, release: None, explanation: None });
    };
    // The average is that of the year before the job ended, or of the last year while it goes on.
    let last = employment.valid_until.map_or(today, day_before).min(today);
    let nothing = Priced { monthly: agreed, total: None, release: None, explanation: None };
    let Ok(((average, _), place)) = average_wage(app.store(), &db, &employment, last).await else { return Ok(nothing) };
    let Ok(minimum) = local_figure(&db, "wage.minimum_month", &place, today).await? else { return Ok(nothing) };
    let months = row.months.max(0).cast_unsigned();
    let Ok(found) = noncompete(law, average, &minimum, months, agreed, today) else { return Ok(nothing) };
    let release = noncompete_release(law, found.value.monthly, today).ok().map(|found| found.value);
    Ok(Priced {
        monthly: Some(found.value.monthly),
        total: Some(found.value.total),
        release,
        explanation: Some(Explanation::from(&found)),
    })
}

fn unpaid_too_long(row: &Noncompete, today: Date) -> bool {
    let Some(first) = row.first_day.filter(|_| row.state == "running") else { return false };
    let months = law().and_then(|law| noncompete_unpaid_months(law, today).map_err(|refusal| refusal.problem()));
    let since = row.paid_through.map_or(first, |paid| paid + chrono::Days::new(1));
    let until = row.last_day.map_or(today, |last| last.min(today));
    months.is_ok_and(|months| since <= until && whole_months(since, until) >= months)
}

async fn noncompete_view(
    app: &App,
    caller: &Caller,
    subject: Subject,
    person: PersonRef,
    row: Noncompete,
) -> Result<NoncompeteView> {
    let open = |field, sealed: Option<&Sealed<Money>>| -> Result<Option<Money>> {
        let opened =
            sealed.map(|sealed| app.store().unseal(Noncompete::META.name, field, row.id, sealed)).transpose()?;
        Ok(opened.map(Sensitive::into_exposed))
    };
    let agreed = open(Noncompete::MONTHLY, row.monthly.as_ref())?;
    let penalty = open(Noncompete::PENALTY, row.penalty.as_ref())?;
    let secrets = app.store().unseal(Noncompete::META.name, Noncompete::SECRETS, row.id, &row.secrets)?.into_exposed();
    let priced = priced(app, &row, agreed).await?;
    let late = unpaid_too_long(&row, app.today());
    let mut shown = caller.disclose(subject);
    let Noncompete {
        id,
        person_id: _,
        employment_id: _,
        ground,
        secrets: _,
        business,
        region,
        months,
        monthly: _,
        penalty: _,
        signed_on,
        state,
        first_day,
        last_day,
        paid_through,
        released_on: _,
        recorded_at: _,
        recorded_by: _,
    } = row;
    let over = state == "running" && last_day.is_some_and(|last| last < app.today());
    Ok(NoncompeteView {
        id,
        person,
        ground: shown.show(Noncompete::GROUND, ground),
        secrets: shown.show(Noncompete::SECRETS, secrets),
        business: shown.show(Noncompete::BUSINESS, business),
        region: shown.show(Noncompete::REGION, region),
        months: shown.show(Noncompete::MONTHS, months),
        monthly_fen: shown.show_as("monthly_fen", Noncompete::MONTHLY, priced.monthly),
        penalty_fen: shown.show_as("penalty_fen", Noncompete::PENALTY, penalty),
        signed_on: shown.show(Noncompete::SIGNED_ON, signed_on),
        state: shown.show(Noncompete::STATE, if over { "over".to_owned() } else { state }),
        first_day: shown.show(Noncompete::FIRST_DAY, first_day),
        last_day: shown.show(Noncompete::LAST_DAY, last_day),
        paid_through: shown.show(Noncompete::PAID_THROUGH, paid_through),
        unpaid_too_long: shown.show_as("unpaid_too_long", Noncompete::PAID_THROUGH, late),
        explanation: shown.show_as("explanation", Noncompete::MONTHLY, priced.explanation),
        total_fen: shown.show_as("total_fen", Noncompete::MONTHLY, priced.total),
        release_fen: shown.show_as("release_fen", Noncompete::MONTHLY, priced.release),
        redacted: shown.redacted(),
    })
}
