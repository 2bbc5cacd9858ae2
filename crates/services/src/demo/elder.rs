//! Somebody who reaches the statutory age some months after the end. Nothing here is drawn, and nobody else's life is
//! another one for it: the elder stands beside the plan.

use access::Caller;
use chrono::{Days, Months};
use kernel::{Date, LegalEntityId, Money, Month, OrgUnitId, PersonId, Sensitive};
use law::retirement::{RetirementCategory, retirement_window};

use super::names;
use crate::people::{ContractTerms, Hire, NewPerson, hire_in};
use crate::{App, Result};

/// Months from the end of the history to the month in which the elder may retire.
const RETIRES_IN: i32 = 6;
/// Far beyond the serials of the plan.
const SERIAL: usize = 900_000;

/// Where the elder works, and for whom.
pub(super) struct Post {
    pub(super) entity: LegalEntityId,
    pub(super) unit: OrgUnitId,
    pub(super) manager: Option<PersonId>,
}

pub(super) async fn hire(app: &App, post: Post, end: Date) -> Result<()> {
    let birth = born_to_retire(end) + Days::new(11);
    let hired_on = end - Months::new(13 * 12);
    let text = |text: String| Some(Sensitive::new(text));
    let person = NewPerson {
        full_name: "何建国".to_owned(),
        identity_number: text(names::identity_number(birth, SERIAL, false)),
        phone: text(names::phone(SERIAL)),
        email: text("yc990010@yuncheng.example".to_owned()),
        bank_account: text(names::bank_account(SERIAL)),
        birth_date: text(birth.to_string()),
        sex: text("male".to_owned()),
    };
    let contract =
        ContractTerms { kind: "open_ended".to_owned(), first_day: hired_on, last_day: None, signed_on: Some(hired_on) };
    let hire = Hire {
        person_id: None,
        person: Some(person),
        legal_entity_id: post.entity,
        employee_no: "YC990010".to_owned(),
        kind: "full_time".to_owned(),
        hired_on,
        probation_last_day: None,
        contract: Some(contract),
        unit_id: post.unit,
        manager_id: post.manager,
        position: "法务顾问".to_owned(),
        job_level: Some("P7".to_owned()),
        place: "CN-Shanghai".to_owned(),
        working_time: "standard".to_owned(),
        base_pay_fen: Some(Sensitive::new(Money::from_fen(2_380_000))),
    };
    let mut work = app.begin(&Caller::system(), "hire_person", None).await?;
    let known_at = work.now();
    hire_in(app, &mut work, hire, known_at).await?;
    work.commit().await?;
    Ok(())
}

/// The first day of the month of birth of a man whose statutory age falls about then. The age itself moves with the
/// month of birth (decision on raising it by steps, 2024), so that the month is looked for.
fn born_to_retire(end: Date) -> Date {
    let wanted = Month::of(end).plus(RETIRES_IN);
    let found = law::Parameters::builtin().ok().and_then(|law| {
        (60 * 12..=63 * 12).map(|age| wanted.plus(-age)).find(|birth| {
            let window = retirement_window(law, *birth, RetirementCategory::Male60, end);
            window.is_ok_and(|told| told.value.statutory_month <= wanted.to_string())
        })
    });
    found.unwrap_or_else(|| wanted.plus(-60 * 12)).first_day()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_elder_reaches_the_statutory_age_within_the_year_whenever_the_demo_is_made() {
        let law = law::Parameters::builtin().unwrap();
        for end in ["2026-11-20", "2027-02-28", "2028-06-30", "2031-01-15"] {
            let end: Date = end.parse().unwrap();
            let birth = Month::of(born_to_retire(end));
            let window = retirement_window(law, birth, RetirementCategory::Male60, end).unwrap().value;
            let within = (Month::of(end).plus(3).to_string()..=Month::of(end).plus(9).to_string())
                .contains(&window.statutory_month);
            assert!(within, "{end}: {window:?}");
        }
    }
}
