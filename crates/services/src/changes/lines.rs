//! Before and after, in words that stay right when units are renamed later.

use chrono::Days;
use kernel::{Date, Instant, Money};
use serde_json::{Value, json};
use storage::Db;
use storage::query::Find;
use storage::rows::{LegalEntity, OrgUnit, Person};
use uuid::Uuid;

use super::facts::Facts;
use super::record::Line;
use super::terms::{Correction, Post, Posting, Terms};
use crate::Result;

/// What a change alters.
pub(super) async fn lines(db: &Db<'_>, facts: &Facts, terms: &Terms, now: Instant) -> Result<Vec<Line>> {
    let mut sheet = Sheet { db, facts, now, lines: Vec::new() };
    match terms {
        Terms::Onboard {} => sheet.onboard().await?,
        Terms::Confirm { .. } => {
            sheet.put("probation_last_day", json!(facts.probation_last_day()), json!(facts.day - Days::new(1)));
            sheet.pay(terms.pay());
        }
        Terms::Probation { last_day } => {
            sheet.put("probation_last_day", json!(facts.probation_last_day()), json!(last_day));
        }
        Terms::Transfer(post) | Terms::Promote(post) => sheet.post(post).await?,
        Terms::Second(posting) => sheet.posting("secondment", posting).await?,
        Terms::LeaveOfAbsence(posting) => sheet.posting("leave_of_absence", posting).await?,
        Terms::EndSecondment {} | Terms::Return {} => {
            let kind = facts.duty.as_ref().map(|duty| duty.kind.clone());
            sheet.put("duty", json!(kind), Value::Null);
        }
        Terms::Rehire { hire } => {
            let entity = sheet.entity(hire.legal_entity_id.0).await?;
            sheet.put("legal_entity", Value::Null, entity);
            sheet.put("employee_no", Value::Null, json!(hire.employee_no));
            sheet.put("hired_on", Value::Null, json!(facts.day));
            sheet.put("probation_last_day", Value::Null, json!(hire.probation_last_day));
            let unit = sheet.unit(hire.unit_id.0).await?;
            sheet.put("unit", Value::Null, unit);
            sheet.put("position", Value::Null, json!(hire.position));
            sheet.put("job_level", Value::Null, json!(hire.job_level));
            sheet.put("place", Value::Null, json!(hire.place));
            sheet.pay(terms.pay());
        }
        Terms::Retire(_) => sheet.put("last_day", Value::Null, json!(facts.day - Days::new(1))),
        Terms::Correct(correction) => sheet.correction(correction).await?,
    }
    Ok(sheet.lines)
}

struct Sheet<'a> {
    db: &'a Db<'a>,
    facts: &'a Facts,
    now: Instant,
    lines: Vec<Line>,
}

impl Sheet<'_> {
    /// A line, where something changes.
    fn put(&mut self, field: &str, before: Value, after: Value) {
        if before != after {
            self.lines.push(Line { field: field.to_owned(), before, after });
        }
    }

    fn pay(&mut self, pay: Option<Money>) {
        if let Some(pay) = pay {
            self.put("base_pay_fen", json!(self.facts.pay), json!(pay));
        }
    }

    async fn unit(&self, unit: Uuid) -> Result<Value> {
        let day: Date = self.facts.day;
        let row = Find::<OrgUnit>::new().eq(OrgUnit::UNIT_ID, unit).as_of(day, self.now).one(self.db).await?;
        Ok(json!(row.map(|row| row.name)))
    }

    async fn person(&self, person: Option<Uuid>) -> Result<Value> {
        let Some(person) = person else { return Ok(Value::Null) };
        Ok(json!(Find::<Person>::by_id(self.db, person).await?.map(|row| row.full_name)))
    }

    async fn entity(&self, entity: Uuid) -> Result<Value> {
        Ok(json!(Find::<LegalEntity>::by_id(self.db, entity).await?.map(|row| row.short_name)))
    }

    async fn assignment(&mut self, change: crate::people::Transfer) -> Result<()> {
        let held = self.facts.post()?.clone();
        if let Some(unit) = change.unit_id {
            let (before, after) = (self.unit(held.unit_id).await?, self.unit(unit.0).await?);
            self.put("unit", before, after);
        }
        if let Some(manager) = change.manager_id {
            let (before, after) = (self.person(held.manager_id).await?, self.person(Some(manager.0)).await?);
            self.put("manager", before, after);
        }
        if let Some(position) = change.position {
            self.put("position", json!(held.position), json!(position));
        }
        if let Some(level) = change.job_level {
            self.put("job_level", json!(held.job_level), json!(level));
        }
        if let Some(place) = change.place {
            self.put("place", json!(held.place), json!(place));
        }
        Ok(())
    }

    async fn post(&mut self, post: &Post) -> Result<()> {
        if let Some(entity) = post.legal_entity_id {
            let held = self.facts.employed()?.clone();
            let (before, after) = (self.entity(held.legal_entity_id).await?, self.entity(entity.0).await?);
            self.put("legal_entity", before, after);
            self.put("employee_no", json!(held.employee_no), json!(post.employee_no));
        }
        self.assignment(post.assignment(self.facts.day)).await?;
        self.pay(post.base_pay_fen.as_ref().map(|pay| *pay.expose()));
        Ok(())
    }

    async fn posting(&mut self, kind: &str, posting: &Posting) -> Result<()> {
        self.put("duty", Value::Null, json!(kind));
        let host = match (&posting.host_name, posting.host_unit_id, posting.host_entity_id) {
            (Some(name), _, _) if !name.trim().is_empty() => json!(name.trim()),
            (_, Some(unit), _) => self.unit(unit.0).await?,
            (_, _, Some(entity)) => self.entity(entity.0).await?,
            _ => Value::Null,
        };
        self.put("host", Value::Null, host);
        self.put("duty_last_day", Value::Null, json!(posting.last_day));
        self.put("paid_by", Value::Null, json!(posting.paid_by));
        Ok(())
    }

    async fn correction(&mut self, correction: &Correction) -> Result<()> {
        if let Some(hired_on) = correction.hired_on {
            self.put("hired_on", json!(self.facts.employed()?.valid_from), json!(hired_on));
        }
        if let Some(last_day) = correction.probation_last_day {
            self.put("probation_last_day", json!(self.facts.probation_last_day()), json!(last_day));
        }
        if let Some(change) = correction.assignment(self.facts.day) {
            self.assignment(change).await?;
        }
        self.pay(correction.base_pay_fen.as_ref().map(|pay| *pay.expose()));
        Ok(())
    }

    async fn onboard(&mut self) -> Result<()> {
        let (employment, held) = (self.facts.employed()?.clone(), self.facts.post()?.clone());
        let entity = self.entity(employment.legal_entity_id).await?;
        self.put("legal_entity", Value::Null, entity);
        self.put("employee_no", Value::Null, json!(employment.employee_no));
        self.put("hired_on", Value::Null, json!(employment.valid_from));
        self.put("probation_last_day", Value::Null, json!(self.facts.probation_last_day()));
        let unit = self.unit(held.unit_id).await?;
        self.put("unit", Value::Null, unit);
        self.put("position", Value::Null, json!(held.position));
        self.put("job_level", Value::Null, json!(held.job_level));
        self.put("place", Value::Null, json!(held.place));
        if self.facts.pay.is_some() {
            self.put("base_pay_fen", Value::Null, json!(self.facts.pay));
        }
        Ok(())
    }
}
