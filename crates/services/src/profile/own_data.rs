//! The data that people give about themselves: they ask for a change, personnel approves, and it is written.

use access::{Caller, Permission};
use kernel::{ErrorKind, FieldMeta, PersonId, Problem, Record, Sensitive, Text};
use serde::{Deserialize, Serialize};
use storage::query::{Find, subject_of};
use storage::rows::{ChangeRequest, Person, PersonContact};
use storage::{Document, Sealed, UnitOfWork};
use uuid::Uuid;

use super::fields::OwnField;
use super::views::{ChangeOwnData, ContactView, CorrectPerson, OwnData, OwnDataRequest, RequestState};
use crate::app::required_reason;
use crate::approvals::{Approver, Ask, SummaryLine, SummaryValue, approval_of, ask_in, withdraw_in};
use crate::people::{PersonCorrection, correct_person_in};
use crate::{App, Created, Result};

/// The record that approvals are about.
const ABOUT: &str = "change_request";
/// Requests that the own page shows.
const SHOWN: u64 = 20;

/// One field that changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    field: OwnField,
    before: Option<String>,
    after: Option<String>,
}

/// What a request holds, sealed as a whole.
#[derive(Debug, Serialize, Deserialize)]
struct Detail {
    lines: Vec<Line>,
    reason: Option<String>,
}

/// The caller's own data, with the requests of late.
pub async fn get_own_data(app: &App, caller: &Caller) -> Result<OwnData> {
    caller.require(Permission::ChangeRequest)?;
    let person = own(caller)?;
    let subject = subject_of(&app.db(), person.0, app.today()).await?;
    let values = Values::read(&app.db(), person.0).await?;
    let rows = Find::<ChangeRequest>::new().eq(ChangeRequest::PERSON_ID, person.0);
    let rows = rows.descending(ChangeRequest::ASKED_AT).limit(SHOWN).all(&app.db()).await?;
    let mut requests = Vec::with_capacity(rows.len());
    for row in rows {
        requests.push(request(app, caller, row).await?);
    }
    let mut shown = caller.disclose(subject);
    let mut show = |field: OwnField| shown.show_with(field.meta(), || values.open(app, field));
    Ok(OwnData {
        full_name: show(OwnField::FullName)?,
        phone: show(OwnField::Phone)?,
        email: show(OwnField::Email)?,
        address: show(OwnField::Address)?,
        emergency_name: show(OwnField::EmergencyName)?,
        emergency_phone: show(OwnField::EmergencyPhone)?,
        bank_account: show(OwnField::BankAccount)?,
        requests,
        redacted: shown.redacted(),
    })
}

async fn request(app: &App, caller: &Caller, row: ChangeRequest) -> Result<OwnDataRequest> {
    let ChangeRequest { id, person_id: _, detail: _, state, asked_at, ended_at } = row;
    Ok(OwnDataRequest {
        id,
        state: RequestState::of(&state),
        asked_at: asked_at.into(),
        ended_at: ended_at.map(Into::into),
        approval: approval_of(app, caller, (ABOUT, id)).await?,
    })
}

/// Asks for a change of the own data. Personnel answers; where wages go, payroll answers as well.
pub async fn ask_own_change(app: &App, caller: &Caller, input: ChangeOwnData) -> Result<Created> {
    caller.require(Permission::ChangeRequest)?;
    let person = own(caller)?;
    let mut work = app.begin(caller, "ask_own_change", None).await?;
    let open = Find::<ChangeRequest>::new().eq(ChangeRequest::PERSON_ID, person.0).eq(ChangeRequest::STATE, "asked");
    if open.one(&work.db()).await?.is_some() {
        return Err(Problem::conflict("profile.request_open"));
    }
    let reason = input.reason.as_ref().map(|reason| reason.expose().trim().to_owned());
    let reason = reason.filter(|reason| !reason.is_empty());
    let values = Values::read(&work.db(), person.0).await?;
    let lines = changed(app, &values, input.wanted()?)?;
    // A name and an account are where fraud begins: whoever approves must be able to check.
    if reason.is_none() && lines.iter().any(|line| line.field.needs_reason()) {
        return Err(Problem::invalid("input.reason_required").at("/reason"));
    }
    let id = work.new_id();
    let ask = question(&work, (id, person), &lines, reason.as_ref()).await?;
    let row = ChangeRequest {
        id,
        person_id: person.0,
        detail: sealed(&work, id, &Detail { lines, reason })?,
        state: "asked".to_owned(),
        asked_at: work.now().into(),
        ended_at: None,
    };
    work.insert(row).await?;
    ask_in(app, &mut work, ask).await?;
    work.commit().await?;
    Ok(Created { id })
}

async fn question(
    work: &UnitOfWork,
    (id, person): (Uuid, PersonId),
    lines: &[Line],
    reason: Option<&String>,
) -> Result<Ask> {
    let row = Find::<Person>::by_id(&work.db(), person.0).await?.ok_or(Problem::not_found("people.unknown"))?;
    let value = |value: &Option<String>| value.clone().map(SummaryValue::text);
    let mut summary: Vec<SummaryLine> = lines
        .iter()
        .map(|line| SummaryLine {
            label: line.field.label().to_owned(),
            class: line.field.meta().class,
            before: value(&line.before),
            after: value(&line.after),
        })
        .collect();
    if let Some(reason) = reason {
        let class = ChangeRequest::DETAIL.class;
        let after = Some(SummaryValue::text(reason));
        summary.push(SummaryLine { label: "ui.reason".to_owned(), class, before: None, after });
    }
    let mut path = vec![vec![Approver::Role("hr")]];
    if lines.iter().any(|line| line.field == OwnField::BankAccount) {
        path.push(vec![Approver::Role("payroll")]);
    }
    let name = row.full_name;
    let title = Text::new(format!("{name}：变更个人信息"), format!("{name}: change of personal data"));
    Ok(Ask { about: (ABOUT, id), person: Some(person), title, summary, path, due: None })
}

/// Takes the own request back while it waits.
pub async fn withdraw_own_change(app: &App, caller: &Caller, id: Uuid) -> Result<()> {
    caller.require(Permission::ChangeRequest)?;
    let person = own(caller)?;
    let mut work = app.begin(caller, "withdraw_own_change", None).await?;
    let row = Find::<ChangeRequest>::by_id(&work.db(), id).await?.filter(|row| row.person_id == person.0);
    let row = row.ok_or(Problem::not_found("profile.request_unknown"))?;
    withdraw_in(&mut work, (ABOUT, id)).await?;
    end_in(&mut work, &row, "withdrawn").await?;
    work.commit().await?;
    Ok(())
}

/// The answer. A yes to a change of what has changed since is no yes: the approver saw something else.
pub async fn own_change_decided_in(app: &App, work: &mut UnitOfWork, id: Uuid, approved: bool) -> Result<()> {
    let row =
        Find::<ChangeRequest>::by_id(&work.db(), id).await?.ok_or(Problem::not_found("profile.request_unknown"))?;
    if approved {
        let Detail { lines, reason: _ } = detail(app, &row)?;
        let values = Values::read(&work.db(), row.person_id).await?;
        for line in &lines {
            if values.open(app, line.field)? != line.before {
                return Err(Problem::conflict("profile.changed_meanwhile"));
            }
        }
        apply_in(app, work, PersonId(row.person_id), &lines).await?;
    }
    end_in(work, &row, if approved { "applied" } else { "refused" }).await
}

/// Corrects what stands about somebody else, at once and with a reason.
pub async fn correct_person(app: &App, caller: &Caller, person: PersonId, input: CorrectPerson) -> Result<()> {
    let subject = subject_of(&app.db(), person.0, app.today()).await?;
    caller.require_for(Permission::PersonWrite, &subject)?;
    let CorrectPerson { reason, values } = input;
    let mut work = app.begin(caller, "correct_person", Some(required_reason(&reason)?)).await?;
    let lines = changed(app, &Values::read(&work.db(), person.0).await?, values.wanted()?)?;
    if let Some(line) = lines.iter().find(|line| !caller.may_read(line.field.meta().class, &subject)) {
        // Nobody writes over what they may not see.
        let class = format!("{:?}", line.field.meta().class);
        return Err(Problem::forbidden("access.class_missing").with("class", class));
    }
    apply_in(app, &mut work, person, &lines).await?;
    work.commit().await?;
    Ok(())
}

/// Where somebody lives and whom to call.
pub async fn get_person_contact(app: &App, caller: &Caller, person: PersonId) -> Result<ContactView> {
    let subject = subject_of(&app.db(), person.0, app.today()).await?;
    caller.require_for(Permission::PersonRead, &subject)?;
    let values = Values::read(&app.db(), person.0).await?;
    let mut shown = caller.disclose(subject);
    let mut show = |field: OwnField| shown.show_with(field.meta(), || values.open(app, field));
    Ok(ContactView {
        address: show(OwnField::Address)?,
        emergency_name: show(OwnField::EmergencyName)?,
        emergency_phone: show(OwnField::EmergencyPhone)?,
        redacted: shown.redacted(),
    })
}

fn own(caller: &Caller) -> Result<PersonId> {
    caller.person().ok_or(Problem::not_found("access.no_person"))
}

/// What stands there now.
struct Values {
    person: Person,
    contact: Option<PersonContact>,
}

impl Values {
    async fn read(db: &storage::Db<'_>, person: Uuid) -> Result<Self> {
        let row = Find::<Person>::by_id(db, person).await?.ok_or(Problem::not_found("access.out_of_scope"))?;
        Ok(Self { person: row, contact: contact_of(db, person).await? })
    }

    /// The value of one field, opened when it is asked for.
    fn open(&self, app: &App, field: OwnField) -> Result<Option<String>> {
        let Self { person, contact } = self;
        let text = |record: &'static str, meta: &'static FieldMeta, id: Uuid, sealed: Option<&Sealed<String>>| {
            let opened = sealed.map(|sealed| app.store().unseal(record, meta, id, sealed)).transpose()?;
            Ok(opened.map(Sensitive::into_exposed))
        };
        let of_person = |sealed: &Option<Sealed<String>>| text("person", field.meta(), person.id, sealed.as_ref());
        let of_contact = |pick: fn(&PersonContact) -> &Option<Sealed<String>>| {
            contact.as_ref().map_or(Ok(None), |row| text("person_contact", field.meta(), row.id, pick(row).as_ref()))
        };
        match field {
            OwnField::FullName => Ok(Some(person.full_name.clone())),
            OwnField::Phone => of_person(&person.phone),
            OwnField::Email => of_person(&person.email),
            OwnField::BankAccount => of_person(&person.bank_account),
            OwnField::Address => of_contact(|row| &row.address),
            OwnField::EmergencyName => of_contact(|row| &row.emergency_name),
            OwnField::EmergencyPhone => of_contact(|row| &row.emergency_phone),
        }
    }
}

async fn contact_of(db: &storage::Db<'_>, person: Uuid) -> Result<Option<PersonContact>> {
    let find = Find::<PersonContact>::new().eq(PersonContact::PERSON_ID, person);
    Ok(find.descending(PersonContact::CHANGED_AT).one(db).await?)
}

/// The fields whose value would be another one.
fn changed(app: &App, values: &Values, wanted: Vec<(OwnField, Option<String>)>) -> Result<Vec<Line>> {
    let line = |(field, after)| Ok(Line { field, before: values.open(app, field)?, after });
    let mut lines = wanted.into_iter().map(line).collect::<Result<Vec<_>>>()?;
    lines.retain(|line| line.before != line.after);
    if lines.is_empty() {
        return Err(Problem::invalid("profile.nothing_changes"));
    }
    Ok(lines)
}

/// Writes new values: on the person's row what stands there, the rest beside it.
async fn apply_in(app: &App, work: &mut UnitOfWork, person: PersonId, lines: &[Line]) -> Result<()> {
    let after = |field: OwnField| lines.iter().find(|line| line.field == field).map(|line| line.after.clone());
    let hidden = |field: OwnField| after(field).map(|value| value.map(Sensitive::new));
    let correction = PersonCorrection {
        full_name: after(OwnField::FullName).map(Option::unwrap_or_default),
        identity_number: None,
        phone: hidden(OwnField::Phone),
        email: hidden(OwnField::Email),
        bank_account: hidden(OwnField::BankAccount),
    };
    if correction != PersonCorrection::default() {
        correct_person_in(app, work, person, correction).await?;
    }
    let beside = [OwnField::Address, OwnField::EmergencyName, OwnField::EmergencyPhone];
    if !lines.iter().any(|line| beside.contains(&line.field)) {
        return Ok(());
    }
    let old = contact_of(&work.db(), person.0).await?;
    let id = old.as_ref().map_or_else(|| work.new_id(), |row| row.id);
    let value = |field: OwnField, kept: Option<&Option<Sealed<String>>>| match after(field) {
        Some(value) => value.map(|value| work.seal(PersonContact::META, field.meta(), id, &value)),
        None => kept.cloned().flatten(),
    };
    let row = PersonContact {
        id,
        person_id: person.0,
        address: value(OwnField::Address, old.as_ref().map(|row| &row.address)),
        emergency_name: value(OwnField::EmergencyName, old.as_ref().map(|row| &row.emergency_name)),
        emergency_phone: value(OwnField::EmergencyPhone, old.as_ref().map(|row| &row.emergency_phone)),
        changed_at: work.now().into(),
    };
    match old {
        Some(old) => work.update(&old, row).await?,
        None => work.insert(row).await?,
    }
    Ok(())
}

async fn end_in(work: &mut UnitOfWork, row: &ChangeRequest, state: &str) -> Result<()> {
    if row.state != "asked" {
        return Err(Problem::conflict("profile.request_ended"));
    }
    let ended_at = Some(work.now().into());
    Ok(work.update(row, ChangeRequest { state: state.to_owned(), ended_at, ..row.clone() }).await?)
}

fn broken<E>(_: E) -> Problem {
    Problem::new(ErrorKind::Internal, "internal.document")
}

fn sealed(work: &UnitOfWork, id: Uuid, detail: &Detail) -> Result<Sealed<Document<serde_json::Value>>> {
    let json = serde_json::to_value(detail).map_err(broken)?;
    Ok(work.seal(ChangeRequest::META, ChangeRequest::DETAIL, id, &Document(json)))
}

fn detail(app: &App, row: &ChangeRequest) -> Result<Detail> {
    let opened = app.store().unseal(ABOUT, ChangeRequest::DETAIL, row.id, &row.detail)?;
    serde_json::from_value(opened.into_exposed().0).map_err(broken)
}
