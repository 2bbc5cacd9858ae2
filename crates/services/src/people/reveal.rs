//! Looking at a masked value: with a reason, and never without an entry in the trail.

use access::{Caller, Permission};
use kernel::{PersonId, Problem};
use serde_json::{Value, json};
use storage::audit::Action;
use storage::query::Find;
use storage::rows::{Compensation, Person};

use super::commands::open_text;
use super::page::open_pay;
use super::views::{Reveal, Revealed};
use crate::app::required_reason;
use crate::{App, Result};

/// The value of a masked field. The entry is committed before the value is given out.
pub async fn reveal_field(app: &App, caller: &Caller, person: PersonId, input: Reveal) -> Result<Revealed> {
    let db = app.db();
    let subject = storage::query::subject_of(&db, person.0, app.today()).await?;
    caller.require_for(Permission::PersonReveal, &subject)?;
    let reason = required_reason(&input.reason)?;
    let row = Find::<Person>::by_id(&db, person.0).await?.ok_or(Problem::not_found("people.unknown"))?;
    let text = |field, sealed: Option<&_>| -> Result<Value> { Ok(json!(open_text(app, field, person.0, sealed)?)) };
    let (field, value) = match input.field.as_str() {
        "phone" => (Person::PHONE, text(Person::PHONE, row.phone.as_ref())?),
        "identity_number" => (Person::IDENTITY_NUMBER, text(Person::IDENTITY_NUMBER, row.identity_number.as_ref())?),
        "bank_account" => (Person::BANK_ACCOUNT, text(Person::BANK_ACCOUNT, row.bank_account.as_ref())?),
        "base_pay_fen" => {
            let find = Find::<Compensation>::new().eq(Compensation::PERSON_ID, person.0);
            let (day, known_at) =
                (input.as_of.unwrap_or_else(|| app.today()), input.known_at.unwrap_or_else(|| app.now()));
            let pay = find.as_of(day, known_at).one(&db).await?;
            (Compensation::BASE_PAY, json!(pay.map(|pay| open_pay(app, &pay)).transpose()?))
        }
        other => return Err(Problem::invalid("people.field_not_masked").at("/field").with("field", other)),
    };
    if !caller.may_read(field.class, &subject) {
        return Err(Problem::forbidden("access.class_missing").with("class", format!("{:?}", field.class)));
    }
    let mut work = app.begin(caller, "reveal_field", Some(format!("{}: {reason}", input.field))).await?;
    work.record(Action::Read, "person", person.0, Some(person.0));
    work.commit().await?;
    Ok(Revealed { field: input.field, value: caller.show(&subject, field, value) })
}
