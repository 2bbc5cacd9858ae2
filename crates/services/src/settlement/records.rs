//! What the records say about the last year of an employment.

use chrono::{Datelike, Days, Months};
use kernel::{Date, Money, Month, PersonId, Problem};
use law::termination::ProtectedStatus;
use rust_decimal::Decimal;
use storage::query::Find;
use storage::rows::{Assignment, Compensation, Employment, Leave};
use storage::{Db, Store};

use crate::Result;

/// Facts from the records, before anything that was entered by hand.
#[derive(Debug, Clone)]
pub(super) struct Records {
    pub(super) place: String,
    /// Base pay on the last day.
    pub(super) month_wage: Money,
    /// Average base pay of the last full months, at most twelve, and how many they are.
    pub(super) average: (Money, u32),
    /// Base pay of the month before the last.
    pub(super) prev_month_wage: Money,
    /// Days of unpaid personal leave in the last month.
    pub(super) unpaid_days: Decimal,
    /// Days of annual leave taken in the last calendar year.
    pub(super) annual_taken: Decimal,
    /// Full years with this employer.
    pub(super) service_years: u32,
    /// Calendar days of the last year spent here.
    pub(super) days_elapsed: u32,
}

/// Reads them. Pay is opened here and leaves only inside the sealed document.
pub(super) async fn read(store: &Store, db: &Db<'_>, employment: &Employment, last_day: Date) -> Result<Records> {
    let id = employment.employment_id;
    let pay = Find::<Compensation>::new().eq(Compensation::EMPLOYMENT_ID, id).known().all(db).await?;
    let mut spans = Vec::with_capacity(pay.len());
    for row in &pay {
        let amount = store.unseal("compensation", Compensation::BASE_PAY, id, &row.base_pay)?.into_exposed();
        spans.push((row.valid_from, row.valid_until, amount));
    }
    let on = |day: Date| {
        let holds = |span: &&(Date, Option<Date>, Money)| span.0 <= day && span.1.is_none_or(|until| day < until);
        spans.iter().find(holds).map_or(Money::ZERO, |span| span.2)
    };
    let month_wage = on(last_day);
    if month_wage == Money::ZERO {
        return Err(Problem::conflict("settlement.no_pay_on_record").with("day", last_day));
    }
    let assignments = Find::<Assignment>::new().eq(Assignment::EMPLOYMENT_ID, id).known();
    let assignments = assignments.ascending(Assignment::VALID_FROM).all(db).await?;
    let place = assignments.into_iter().rfind(|row| row.valid_from <= last_day).map(|row| row.place);
    let place = place.ok_or(Problem::conflict("people.not_employed").with("day", last_day))?;
    let hire_date = employment.valid_from;
    let leaves =
        Find::<Leave>::new().eq(Leave::PERSON_ID, employment.person_id).none(Leave::KNOWN_UNTIL).all(db).await?;
    let month = Month::of(last_day);
    let year_start = Date::from_ymd_opt(last_day.year(), 1, 1).unwrap_or(last_day);
    let (mut unpaid_days, mut annual_taken) = (Decimal::ZERO, Decimal::ZERO);
    for leave in &leaves {
        let kind = store.unseal("leave", Leave::KIND, leave.id, &leave.kind)?;
        match kind.expose().as_str() {
            "personal" => unpaid_days += inside(leave, month.first_day(), last_day),
            "annual" => annual_taken += inside(leave, year_start, last_day),
            _ => {}
        }
    }
    let elapsed = (last_day - year_start.max(hire_date)).num_days() + 1;
    Ok(Records {
        place,
        month_wage,
        average: average(hire_date, last_day, &on).unwrap_or((month_wage, 0)),
        prev_month_wage: on(month.first_day() - Days::new(1)).max(Money::ZERO),
        unpaid_days,
        annual_taken,
        service_years: last_day.succ_opt().and_then(|end| end.years_since(hire_date)).unwrap_or(0),
        days_elapsed: u32::try_from(elapsed).unwrap_or(0),
    })
}

/// The working days of a leave between two days, in halves: all of it when it lies inside, else its share of the
/// calendar days, rounded down to halves so that nobody is charged a day too much.
fn inside(leave: &Leave, from: Date, to: Date) -> Decimal {
    let (first, last) = (leave.first_day.max(from), leave.last_day.min(to));
    if last < first {
        return Decimal::ZERO;
    }
    let whole = (leave.last_day - leave.first_day).num_days() + 1;
    let part = (last - first).num_days() + 1;
    let halves = i64::from(leave.half_days) * part / whole.max(1);
    Decimal::new(halves * 5, 1)
}

/// The average over the last full months before the end, at most twelve. A month with two pays counts by days.
fn average(hire_date: Date, last_day: Date, on: &impl Fn(Date) -> Money) -> Option<(Money, u32)> {
    let after = last_day.succ_opt()?;
    let mut first = Month::of(after).first_day();
    let (mut sum, mut months) = (0_i64, 0_u32);
    while months < 12 {
        let end = first;
        first = first.checked_sub_months(Months::new(1))?;
        if first < hire_date {
            break;
        }
        let days = (end - first).num_days();
        let total: i64 = first.iter_days().take_while(|day| *day < end).map(|day| on(day).fen()).sum();
        sum += (total * 2 + days).div_euclid(days * 2);
        months += 1;
    }
    let count = i64::from(months);
    (months > 0).then(|| (Money::from_fen((sum * 2 + count).div_euclid(count * 2)), months))
}

/// Average base pay of the last full months up to a day, at most twelve, with how many they are; and the work place.
pub async fn average_wage(
    store: &Store,
    db: &Db<'_>,
    employment: &Employment,
    last_day: Date,
) -> Result<((Money, u32), String)> {
    let records = read(store, db, employment, last_day).await?;
    Ok((records.average, records.place))
}

/// Base pay on a day.
pub async fn month_wage(store: &Store, db: &Db<'_>, employment: &Employment, day: Date) -> Result<Money> {
    Ok(read(store, db, employment, day).await?.month_wage)
}

/// Whether the records of absence say that the law protects the person on a day (Labour Contract Law art. 42).
/// Only the statuses leave this room, never the reason of an absence.
pub async fn protected_by_records(
    store: &Store,
    db: &Db<'_>,
    person: PersonId,
    day: Date,
) -> Result<Vec<ProtectedStatus>> {
    let leaves = Find::<Leave>::new().eq(Leave::PERSON_ID, person.0).none(Leave::KNOWN_UNTIL).all(db).await?;
    let mut found = Vec::new();
    for leave in leaves.iter().filter(|leave| leave.first_day <= day && day <= leave.last_day) {
        let kind = store.unseal("leave", Leave::KIND, leave.id, &leave.kind)?;
        let status = match kind.expose().as_str() {
            "sick" => ProtectedStatus::MedicalPeriod,
            "maternity" => ProtectedStatus::Maternity,
            "work_injury" => ProtectedStatus::WorkInjuryDisability,
            _ => continue,
        };
        if !found.contains(&status) {
            found.push(status);
        }
    }
    Ok(found)
}
