//! The employee page of any day, as far as was known at any instant.

use std::collections::HashMap;

use access::{Caller, Disclosure, Permission, Shown};
use chrono::{Datelike, Days};
use kernel::{Date, EmploymentId, FieldClass, FieldMeta, Instant, LegalEntityId, Money, OrgUnitId, PersonId, Problem};
use serde_json::{Map, Value, json};
use storage::Db;
use storage::TimelineRow as _;
use storage::query::{Find, subject_among};
use storage::rows::{
    Assignment, Compensation, Contract, DutyStatus, Employment, Leave, LegalEntity, OrgUnit, PerformanceResult, Person,
    PersonEvent,
};
use uuid::Uuid;

use super::commands::open_text;
use super::merged::or_survivor;
use super::roster::status;
use super::views::{
    AsOfQuery, DutyView, EntityRef, PersonPage, PersonRef, PersonTimeline, TimelineItem, TimelineKind, UnitRef,
};
use crate::organisation::unit_path;
use crate::{App, Result};

/// The employment in force on a day, as known now.
pub async fn current_employment(db: &Db<'_>, person: PersonId, day: Date) -> Result<Option<Employment>> {
    Ok(Find::<Employment>::new().eq(Employment::PERSON_ID, person.0).known().on(day).one(db).await?)
}

async fn employment_at(db: &Db<'_>, person: PersonId, (day, at): (Date, Instant)) -> Result<Option<Employment>> {
    Ok(Find::<Employment>::new().eq(Employment::PERSON_ID, person.0).as_of(day, at).one(db).await?)
}

/// The day and the instant that a query means. A known-on day ends with its last moment in the group's zone.
pub fn axes(app: &App, query: &AsOfQuery) -> (Date, Instant) {
    let known_at =
        query.known_on.map_or_else(|| app.now(), |day| app.instant_of(day + Days::new(1), 0, 0).plus_seconds(-1));
    (query.as_of.unwrap_or_else(|| app.today()), known_at)
}

/// Of all versions of somebody's assignments the one that held on a day, as far as was known.
fn held(rows: &[Assignment], day: Date, known_at: Instant) -> Option<&Assignment> {
    rows.iter().find(|row| row.range().contains(day) && row.known().at(known_at))
}

/// The page of a person. A record that went into another one names that one.
pub async fn person_page(app: &App, caller: &Caller, person: PersonId, query: AsOfQuery) -> Result<PersonPage> {
    match page_of(app, caller, person, query).await {
        Err(problem) => Err(or_survivor(app, caller, person, problem).await?),
        page => page,
    }
}

async fn page_of(app: &App, caller: &Caller, person: PersonId, query: AsOfQuery) -> Result<PersonPage> {
    let (day, known_at) = axes(app, &query);
    let db = app.db();
    let assignments = Find::<Assignment>::new().eq(Assignment::PERSON_ID, person.0).all(&db).await?;
    let subject = subject_among(&assignments, person.0, app.today());
    caller.require_for(Permission::PersonRead, &subject)?;
    // Tomorrow's directory would tell who will be gone.
    let day = if caller.may_read(FieldClass::Employment, &subject) { day } else { day.min(app.today()) };
    let row = Find::<Person>::by_id(&db, person.0).await?.ok_or(Problem::not_found("people.unknown"))?;
    let employment = employment_at(&db, person, (day, known_at)).await?;
    let assignment = held(&assignments, day, known_at).cloned();
    let mut shown = caller.disclose(subject);
    let mut masks =
        Masks { own: caller.is(person.0), may_reveal: caller.can(Permission::PersonReveal).allowed, names: Vec::new() };
    let (contract_kind, contract_last_day) = contract(&db, person, day, known_at, &mut shown).await?;
    let base_pay_fen = base_pay(app, person, (day, known_at), &mut shown, &mut masks).await?;
    let mut text = |field: &'static FieldMeta, sealed: Option<&_>| -> Result<Shown<Option<String>>> {
        let value = shown.show_with(field, || open_text(app, field, person.0, sealed))?;
        Ok(value.map(|value| masks.text(field, value)))
    };
    let phone = text(Person::PHONE, row.phone.as_ref())?;
    let email = text(Person::EMAIL, row.email.as_ref())?;
    let identity_number = text(Person::IDENTITY_NUMBER, row.identity_number.as_ref())?;
    let bank_account = text(Person::BANK_ACCOUNT, row.bank_account.as_ref())?;
    let employment = employment.as_ref();
    let ends_on = employment.and_then(|row| row.valid_until);
    let standing = employment.map_or("not_employed", |row| status(ends_on, row.probation_until, day));
    Ok(PersonPage {
        person_id: person,
        as_of: day,
        known_at,
        full_name: row.full_name,
        status: shown.show_as("status", Employment::VALID_UNTIL, standing.to_owned()),
        employee_no: employment.map(|row| row.employee_no.clone()),
        employed: employment.is_some(),
        employment_id: employment.map(|row| EmploymentId(row.employment_id)),
        employment_kind: shown.show_as("employment_kind", Employment::KIND, employment.map(|row| row.kind.clone())),
        hired_on: shown.show_as("hired_on", Employment::VALID_FROM, employment.map(|row| row.valid_from)),
        last_day: shown.show_as("last_day", Employment::VALID_UNTIL, ends_on.map(day_before)),
        probation_last_day: shown.show_as(
            "probation_last_day",
            Employment::PROBATION_UNTIL,
            employment.and_then(|row| row.probation_until).map(day_before),
        ),
        tenure_months: shown.show_as(
            "tenure_months",
            Employment::VALID_FROM,
            employment.map(|row| whole_months(row.valid_from, day)),
        ),
        legal_entity: entity(&db, employment.map(|row| row.legal_entity_id)).await?,
        unit_path: match &assignment {
            Some(row) => path(&db, row.unit_id, day, known_at).await?,
            None => Vec::new(),
        },
        manager: named(&db, assignment.as_ref().and_then(|row| row.manager_id)).await?,
        position: assignment.as_ref().map(|row| row.position.clone()),
        job_level: assignment.as_ref().and_then(|row| row.job_level.clone()),
        place: assignment.as_ref().map(|row| row.place.clone()),
        duty: duty(&db, person, (day, known_at), &mut shown).await?,
        contract_kind,
        contract_last_day,
        base_pay_fen,
        phone,
        email,
        identity_number,
        bank_account,
        masked: masks.names,
        redacted: shown.redacted(),
    })
}

/// The own page shows values; for others the delicate ones are masked until they are revealed with a reason.
struct Masks {
    own: bool,
    may_reveal: bool,
    names: Vec<&'static str>,
}

impl Masks {
    fn text(&mut self, field: &'static FieldMeta, value: Option<String>) -> Option<String> {
        let value = value?;
        if self.own || field.name == Person::EMAIL.name {
            return Some(value);
        }
        if self.may_reveal {
            self.names.push(field.name);
        }
        Some(mask(&value))
    }

    fn amount(&mut self, name: &'static str, value: Option<Money>) -> Option<Money> {
        if self.own || value.is_none() {
            return value;
        }
        if self.may_reveal {
            self.names.push(name);
        }
        None
    }
}

/// `13800138000` → `138****8000`: enough to tell two numbers apart, not to use one.
fn mask(value: &str) -> String {
    let chars: Vec<char> = value.chars().collect();
    if chars.len() < 8 {
        return "****".to_owned();
    }
    let (front, back): (String, String) = (chars[..3].iter().collect(), chars[chars.len() - 4..].iter().collect());
    format!("{front}****{back}")
}

async fn contract(
    db: &Db<'_>,
    person: PersonId,
    day: Date,
    known_at: Instant,
    shown: &mut Disclosure<'_>,
) -> Result<(Shown<Option<String>>, Shown<Option<Date>>)> {
    let row = Find::<Contract>::new().eq(Contract::PERSON_ID, person.0).as_of(day, known_at).one(db).await?;
    let last_day = row.as_ref().and_then(|row| row.valid_until).map(|until| until - Days::new(1));
    let kind = shown.show_as("contract_kind", Contract::KIND, row.map(|row| row.kind));
    Ok((kind, shown.show_as("contract_last_day", Contract::VALID_UNTIL, last_day)))
}

async fn duty(
    db: &Db<'_>,
    person: PersonId,
    (day, known_at): (Date, Instant),
    shown: &mut Disclosure<'_>,
) -> Result<Shown<Option<DutyView>>> {
    let row = Find::<DutyStatus>::new().eq(DutyStatus::PERSON_ID, person.0).as_of(day, known_at).one(db).await?;
    let view = match &row {
        Some(row) => Some(duty_view(db, row, day, known_at).await?),
        None => None,
    };
    Ok(shown.show_as("duty", DutyStatus::KIND, view))
}

async fn duty_view(db: &Db<'_>, row: &DutyStatus, day: Date, known_at: Instant) -> Result<DutyView> {
    let unit = match row.host_unit_id {
        Some(unit) => path(db, unit, day, known_at).await?.pop(),
        None => None,
    };
    Ok(DutyView {
        kind: row.kind.clone(),
        first_day: row.valid_from,
        last_day: row.valid_until.map(day_before),
        host_entity: entity(db, row.host_entity_id).await?,
        host_unit: unit,
        host_name: row.host_name.clone(),
        paid_by: row.paid_by.clone(),
    })
}

async fn base_pay(
    app: &App,
    person: PersonId,
    (day, known_at): (Date, Instant),
    shown: &mut Disclosure<'_>,
    masks: &mut Masks,
) -> Result<Shown<Option<Money>>> {
    let find = Find::<Compensation>::new().eq(Compensation::PERSON_ID, person.0);
    let row = find.as_of(day, known_at).one(&app.db()).await?;
    let value = shown
        .show_with_as("base_pay_fen", Compensation::BASE_PAY, || row.map(|row| open_pay(app, &row)).transpose())?;
    Ok(value.map(|value| masks.amount("base_pay_fen", value)))
}

pub(super) fn open_pay(app: &App, row: &Compensation) -> Result<Money> {
    let opened = app.store().unseal("compensation", Compensation::BASE_PAY, row.employment_id, &row.base_pay)?;
    Ok(opened.into_exposed())
}

/// The last day of a range that ends before `until`.
pub(super) fn day_before(until: Date) -> Date {
    until - Days::new(1)
}

/// Whole months from `from` to `day`.
fn whole_months(from: Date, day: Date) -> i32 {
    let months = (day.year() - from.year()) * 12 + day.month0().cast_signed() - from.month0().cast_signed();
    (if day.day() < from.day() { months - 1 } else { months }).max(0)
}

async fn entity(db: &Db<'_>, id: Option<Uuid>) -> Result<Option<EntityRef>> {
    let Some(id) = id else { return Ok(None) };
    let row = Find::<LegalEntity>::by_id(db, id).await?;
    Ok(row.map(|row| EntityRef { id: LegalEntityId(row.id), name: row.short_name }))
}

async fn named(db: &Db<'_>, id: Option<Uuid>) -> Result<Option<PersonRef>> {
    let Some(id) = id else { return Ok(None) };
    let row = Find::<Person>::by_id(db, id).await?;
    Ok(row.map(|row| PersonRef { id: PersonId(row.id), full_name: row.full_name }))
}

async fn path(db: &Db<'_>, unit: Uuid, day: Date, known_at: Instant) -> Result<Vec<UnitRef>> {
    let mut path: Vec<UnitRef> = unit_path(db, unit, day, known_at)
        .await?
        .into_iter()
        .map(|unit| UnitRef { id: OrgUnitId(unit.unit_id), name: unit.name })
        .collect();
    path.reverse();
    Ok(path)
}

/// Everything dated about a person, newest first, as far as was known.
pub async fn person_timeline(app: &App, caller: &Caller, person: PersonId, query: AsOfQuery) -> Result<PersonTimeline> {
    let (day, known_at) = axes(app, &query);
    let db = app.db();
    let subject = storage::query::subject_of(&db, person.0, app.today()).await?;
    caller.require_for(Permission::PersonRead, &subject)?;
    // The directory says where somebody works. Since when, until when and what changed when is another class, and the
    // days of an assignment alone would tell an exit that was not announced.
    if !caller.may_read(FieldClass::Employment, &subject) {
        return Err(Problem::forbidden("access.class_missing").with("class", "Employment"));
    }
    let line = Line { app, caller, subject, day, own: caller.is(person.0) };
    let id = person.0;
    let mut items = Vec::new();
    for row in Find::<Employment>::new().eq(Employment::PERSON_ID, id).known_at(known_at).all(&db).await? {
        items.extend(line.employment(row)?);
    }
    for row in Find::<Contract>::new().eq(Contract::PERSON_ID, id).known_at(known_at).all(&db).await? {
        items.push(line.contract(&row));
    }
    let assignments = Find::<Assignment>::new().eq(Assignment::PERSON_ID, id).known_at(known_at).all(&db).await?;
    let names = Names::of(&db, &assignments, known_at).await?;
    items.extend(assignments.into_iter().map(|row| line.assignment(row, &names)));
    for row in Find::<DutyStatus>::new().eq(DutyStatus::PERSON_ID, id).known_at(known_at).all(&db).await? {
        let view = duty_view(&db, &row, row.valid_from, known_at).await?;
        items.push(line.duty(&row, view));
    }
    for row in Find::<Compensation>::new().eq(Compensation::PERSON_ID, id).known_at(known_at).all(&db).await? {
        items.push(line.pay(&row)?);
    }
    for row in Find::<PerformanceResult>::new().eq(PerformanceResult::PERSON_ID, id).known_at(known_at).all(&db).await?
    {
        items.push(line.performance(&row)?);
    }
    for row in Find::<Leave>::new().eq(Leave::PERSON_ID, id).known_at(known_at).all(&db).await? {
        items.push(line.leave(&row)?);
    }
    for row in Find::<PersonEvent>::new().eq(PersonEvent::PERSON_ID, id).known_at(known_at).all(&db).await? {
        items.push(line.event(&row)?);
    }
    items.retain(tells_something);
    items.sort_by_key(|item| std::cmp::Reverse((item.day, item.recorded_at)));
    Ok(PersonTimeline { items })
}

/// Of a leave, a raise or a result that the caller may not see, the day would tell too much already.
fn tells_something(item: &TimelineItem) -> bool {
    item.redacted.is_empty() || !item.values.is_empty()
}

/// What units and managers of assignments are called.
struct Names {
    units: Vec<OrgUnit>,
    persons: HashMap<Uuid, String>,
}

impl Names {
    async fn of(db: &Db<'_>, rows: &[Assignment], known_at: Instant) -> Result<Self> {
        let units = Find::<OrgUnit>::new().any(OrgUnit::UNIT_ID, rows.iter().map(|row| row.unit_id));
        let managers = Find::<Person>::new().any(Person::ID, rows.iter().filter_map(|row| row.manager_id));
        Ok(Self {
            units: units.known_at(known_at).all(db).await?,
            persons: managers.all(db).await?.into_iter().map(|row| (row.id, row.full_name)).collect(),
        })
    }

    fn unit(&self, unit: Uuid, day: Date) -> Option<&str> {
        let held = self.units.iter().find(|row| row.unit_id == unit && row.range().contains(day));
        held.map(|row| row.name.as_str())
    }
}

/// Turns rows into points, class by class.
struct Line<'a> {
    app: &'a App,
    caller: &'a Caller,
    subject: access::Subject,
    day: Date,
    own: bool,
}

/// The dates of a point: first day, end, known, recorded.
type Dates = (Date, Option<Date>, storage::Stamp, storage::Stamp);

impl Line<'_> {
    fn item(
        &self,
        kind: TimelineKind,
        dates: Dates,
        shown: Disclosure<'_>,
        values: Map<String, Value>,
    ) -> TimelineItem {
        let (day, until, known_from, recorded_at) = dates;
        TimelineItem {
            kind,
            day,
            last_day: until.map(|until| until - Days::new(1)),
            values,
            known_from: known_from.into(),
            recorded_at: recorded_at.into(),
            scheduled: day > self.day,
            redacted: shown.redacted(),
        }
    }

    fn employment(&self, row: Employment) -> Result<Vec<TimelineItem>> {
        let mut shown = self.caller.disclose(self.subject);
        let mut values = Map::new();
        put(&mut values, "employee_no", shown.show(Employment::EMPLOYEE_NO, json!(row.employee_no)));
        put(&mut values, "kind", shown.show(Employment::KIND, json!(row.kind)));
        let mut items =
            vec![self.item(TimelineKind::Hire, (row.valid_from, None, row.known_from, row.recorded_at), shown, values)];
        // Who left within probation was never confirmed.
        let confirmed = row.probation_until.filter(|until| row.valid_until.is_none_or(|end| *until < end));
        if let Some(until) = confirmed {
            let mut shown = self.caller.disclose(self.subject);
            let mut values = Map::new();
            let last_day = json!(until - Days::new(1));
            put(&mut values, "probation_last_day", shown.show(Employment::PROBATION_UNTIL, last_day));
            let dates = (until, None, row.known_from, row.recorded_at);
            items.push(self.item(TimelineKind::Confirmation, dates, shown, values));
        }
        if let Some(until) = row.valid_until {
            let mut shown = self.caller.disclose(self.subject);
            let mut values = Map::new();
            put(&mut values, "ground", shown.show(Employment::EXIT_GROUND, json!(row.exit_ground)));
            if let Some(reason) = &row.exit_reason {
                let open = || self.app.store().unseal("employment", Employment::EXIT_REASON, row.employment_id, reason);
                put(
                    &mut values,
                    "reason",
                    shown.show_with(Employment::EXIT_REASON, open)?.map(|v| json!(v.into_exposed())),
                );
            }
            let dates = (until - Days::new(1), None, row.known_from, row.recorded_at);
            items.push(self.item(TimelineKind::Exit, dates, shown, values));
        }
        Ok(items)
    }

    fn contract(&self, row: &Contract) -> TimelineItem {
        let mut shown = self.caller.disclose(self.subject);
        let mut values = Map::new();
        put(&mut values, "kind", shown.show(Contract::KIND, json!(row.kind)));
        put(&mut values, "signed_on", shown.show(Contract::SIGNED_ON, json!(row.signed_on)));
        self.item(
            TimelineKind::Contract,
            (row.valid_from, row.valid_until, row.known_from, row.recorded_at),
            shown,
            values,
        )
    }

    fn assignment(&self, row: Assignment, names: &Names) -> TimelineItem {
        let mut shown = self.caller.disclose(self.subject);
        let mut values = Map::new();
        put(&mut values, "unit", shown.show(Assignment::UNIT_ID, json!(names.unit(row.unit_id, row.valid_from))));
        let manager = row.manager_id.and_then(|id| names.persons.get(&id));
        put(&mut values, "manager", shown.show(Assignment::MANAGER_ID, json!(manager)));
        put(&mut values, "position", shown.show(Assignment::POSITION, json!(row.position)));
        put(&mut values, "job_level", shown.show(Assignment::JOB_LEVEL, json!(row.job_level)));
        put(&mut values, "place", shown.show(Assignment::PLACE, json!(row.place)));
        let dates = (row.valid_from, row.valid_until, row.known_from, row.recorded_at);
        self.item(TimelineKind::Assignment, dates, shown, values)
    }

    fn duty(&self, row: &DutyStatus, view: DutyView) -> TimelineItem {
        let DutyView { kind, first_day: _, last_day: _, host_entity, host_unit, host_name, paid_by } = view;
        let host = host_name.or(host_unit.map(|unit| unit.name)).or(host_entity.map(|entity| entity.name));
        let mut shown = self.caller.disclose(self.subject);
        let mut values = Map::new();
        put(&mut values, "duty", shown.show_as("duty", DutyStatus::KIND, json!(kind)));
        put(&mut values, "host", shown.show_as("host", DutyStatus::HOST_NAME, json!(host)));
        put(&mut values, "paid_by", shown.show(DutyStatus::PAID_BY, json!(paid_by)));
        self.item(TimelineKind::Duty, (row.valid_from, row.valid_until, row.known_from, row.recorded_at), shown, values)
    }

    fn pay(&self, row: &Compensation) -> Result<TimelineItem> {
        let mut shown = self.caller.disclose(self.subject);
        let mut values = Map::new();
        put(&mut values, "reason", shown.show(Compensation::REASON, json!(row.reason)));
        // On the timeline as on the page: amounts of others are revealed one by one.
        if self.own {
            let pay = shown.show_with(Compensation::BASE_PAY, || open_pay(self.app, row))?;
            put(&mut values, "base_pay_fen", pay.map(|pay| json!(pay)));
        }
        let dates = (row.valid_from, row.valid_until, row.known_from, row.recorded_at);
        Ok(self.item(TimelineKind::Pay, dates, shown, values))
    }

    fn performance(&self, row: &PerformanceResult) -> Result<TimelineItem> {
        let mut shown = self.caller.disclose(self.subject);
        let mut values = Map::new();
        let open = || self.app.store().unseal("performance_result", PerformanceResult::SCORE, row.id, &row.score);
        let score = shown.show_with(PerformanceResult::SCORE, open)?;
        put(&mut values, "score_hundredths", score.map(|score| json!(score.into_exposed())));
        put(&mut values, "cycle", shown.show(PerformanceResult::CYCLE, json!(row.cycle)));
        let dates = (row.last_day, None, row.known_from, row.recorded_at);
        Ok(self.item(TimelineKind::Performance, dates, shown, values))
    }

    fn leave(&self, row: &Leave) -> Result<TimelineItem> {
        let mut shown = self.caller.disclose(self.subject);
        let mut values = Map::new();
        let open = || self.app.store().unseal("leave", Leave::KIND, row.id, &row.kind);
        put(&mut values, "kind", shown.show_with(Leave::KIND, open)?.map(|kind| json!(kind.into_exposed())));
        put(&mut values, "half_days", shown.show(Leave::HALF_DAYS, json!(row.half_days)));
        let dates = (row.first_day, Some(row.last_day + Days::new(1)), row.known_from, row.recorded_at);
        Ok(self.item(TimelineKind::Leave, dates, shown, values))
    }

    fn event(&self, row: &PersonEvent) -> Result<TimelineItem> {
        let mut shown = self.caller.disclose(self.subject);
        let mut values = Map::new();
        put(&mut values, "kind", shown.show(PersonEvent::KIND, json!(row.kind)));
        let open = || self.app.store().unseal("person_event", PersonEvent::DETAIL, row.id, &row.detail);
        put(&mut values, "detail", shown.show_with(PersonEvent::DETAIL, open)?.map(|detail| detail.into_exposed().0));
        Ok(self.item(TimelineKind::Event, (row.day, None, row.known_from, row.recorded_at), shown, values))
    }
}

fn put(values: &mut Map<String, Value>, name: &str, shown: Shown<Value>) {
    if let Some(value) = shown.into_option() {
        values.insert(name.to_owned(), value);
    }
}
