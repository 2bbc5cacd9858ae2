//! The same events through the services.

use kernel::{EmploymentId, Instant, LegalEntityId, Money, OrgUnitId, Sensitive};
use serde_json::{Value, json};
use services::changes::{OpenChange, record_change_in, undo_change_in};
use services::duplicates::{MergePersons, merge_persons_in, undo_merge_in};
use services::people::{
    ChangePay, ContractTerms, EndEmployment, Hire, NewPerson, change_pay_in, current_employment, end_employment_in,
    hire_in, reinstate_in,
};
use services::{App, Problem};
use storage::UnitOfWork;
use uuid::Uuid;

use super::{Event, LEVELS, Life, NewPost, PLACES, POSITIONS, UNITS, date};

/// What the services need to know of the group.
pub(super) struct Ground {
    pub(super) app: App,
    pub(super) entities: [LegalEntityId; 2],
    pub(super) units: [OrgUnitId; UNITS],
    pub(super) unit_names: [&'static str; UNITS],
}

impl Ground {
    fn hire(&self, number: String, at: usize, unit: usize, pay: i64) -> Hire {
        Hire {
            person_id: None,
            person: Some(NewPerson { full_name: "林一".into(), ..NewPerson::default() }),
            legal_entity_id: self.entities[0],
            employee_no: number,
            kind: "full_time".into(),
            hired_on: date(at),
            probation_last_day: None,
            contract: Some(self.contract(at)),
            unit_id: self.units[unit],
            manager_id: None,
            position: POSITIONS[0].into(),
            job_level: Some(LEVELS[0].into()),
            place: PLACES[0].into(),
            working_time: "standard".into(),
            base_pay_fen: Some(Sensitive::new(Money::from_fen(pay))),
        }
    }

    #[expect(clippy::unused_self, reason = "it stands beside the hire")]
    fn contract(&self, at: usize) -> ContractTerms {
        ContractTerms { kind: "open_ended".into(), first_day: date(at), last_day: None, signed_on: Some(date(at)) }
    }
}

fn post_terms(kind: &str, ground: &Ground, post: NewPost, last: Option<usize>) -> Value {
    let mut terms = json!({ "kind": kind });
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            terms[name] = value;
        }
    };
    put("unit_id", post.unit.map(|unit| json!(ground.units[unit])));
    put("position", post.position.map(|position| json!(POSITIONS[position])));
    put("job_level", post.level.map(|level| json!(LEVELS[level])));
    put("place", post.place.map(|place| json!(PLACES[place])));
    put("base_pay_fen", post.pay.map(|pay| json!(pay)));
    put("last_day", last.map(|last| json!(date(last))));
    terms
}

/// Lets the services do what happened. The id of the change, where one was opened; none where an undo was refused
/// because something was built on the change.
pub(super) async fn serve(
    ground: &Ground,
    work: &mut UnitOfWork,
    life: &mut Life,
    event: Event,
    known: Instant,
) -> Option<Uuid> {
    if let Event::Undo { event } = event {
        let change = life.changes[event].unwrap();
        return match undo_change_in(&ground.app, work, change, "录入有误", known).await {
            Ok(()) => Some(change),
            Err(Problem { code: "changes.built_upon", .. }) => None,
            Err(problem) => panic!("{problem:?}"),
        };
    }
    let number = format!("{}-{}", life.numbers, life.history.len());
    let Some((day, terms)) = terms(ground, work, life, event, &number).await else {
        directly(ground, work, life, (event, number), known).await;
        return None;
    };
    let person_id = match event {
        Event::Rehire { twin, .. } => life.record(twin),
        _ => life.person_at(day),
    };
    let change = OpenChange {
        person_id,
        effective_on: date(day),
        terms: Sensitive::new(terms),
        reason: "业务需要".into(),
        agreement: None,
        corrects: None,
        submit: false,
    };
    let recorded = record_change_in(&ground.app, work, change, known).await;
    Some(recorded.unwrap_or_else(|problem| panic!("{event:?} after {:?}: {problem:?}", life.history)))
}

/// What happens without a change: a hire, a raise, a planned end and its withdrawal.
async fn directly(
    ground: &Ground,
    work: &mut UnitOfWork,
    life: &mut Life,
    (event, number): (Event, String),
    known: Instant,
) {
    match event {
        Event::Hire { day, unit, pay, probation } => {
            let mut hire = ground.hire(number, day, unit, pay);
            hire.probation_last_day = probation.map(date);
            life.person = Some(hire_in(&ground.app, work, hire, known).await.unwrap().person_id);
        }
        Event::HireTwin { day, unit, pay } => {
            let hire = ground.hire(number, day, unit, pay);
            life.twin = Some(hire_in(&ground.app, work, hire, known).await.unwrap().person_id);
        }
        Event::Merge => {
            let merge = MergePersons {
                survivor_id: life.person.unwrap(),
                absorbed_id: life.twin.unwrap(),
                take: Vec::new(),
                reason: "同一人".into(),
            };
            life.merge = Some(merge_persons_in(&ground.app, work, &merge, None).await.unwrap().id);
        }
        Event::Unmerge => {
            let merge = life.merge.take().unwrap();
            undo_merge_in(&ground.app, work, merge, "并非同一人", None).await.unwrap();
        }
        Event::Raise { day, pay } => {
            let employment = employment(work, life, day).await;
            let base_pay_fen = Sensitive::new(Money::from_fen(pay));
            let raise = ChangePay { first_day: date(day), base_pay_fen, reason: "annual_review".into() };
            change_pay_in(work, employment, raise, known).await.unwrap();
        }
        Event::Exit { last } => {
            let employment = employment(work, life, last).await;
            let end = EndEmployment { last_day: date(last), ground: "employee_resign_art37".into(), reason: None };
            end_employment_in(work, employment, end, known).await.unwrap();
        }
        Event::Reinstate { last } => {
            let employment = employment(work, life, last).await;
            reinstate_in(work, employment, date(last), known).await.unwrap();
        }
        other => panic!("{other:?} is a change"),
    }
}

async fn employment(work: &UnitOfWork, life: &Life, day: usize) -> EmploymentId {
    let row = current_employment(&work.db(), life.person_at(day), date(day)).await.unwrap();
    EmploymentId(row.unwrap_or_else(|| panic!("nobody on day {day}: {:#?}", life.history)).employment_id)
}

/// The effective day and the terms of a change; none for what is no change.
async fn terms(ground: &Ground, work: &UnitOfWork, life: &Life, event: Event, number: &str) -> Option<(usize, Value)> {
    Some(match event {
        Event::Transfer { day, post, promote } => {
            (day, post_terms(if promote { "promote" } else { "transfer" }, ground, post, None))
        }
        Event::Confirm { day } => (day, json!({ "kind": "confirm" })),
        Event::Away { day, last, secondment: true } => {
            let last = last.map(date);
            (day, json!({ "kind": "second", "host_name": "合作单位", "paid_by": "home", "last_day": last }))
        }
        Event::Away { day, last, secondment: false } => {
            (day, json!({ "kind": "leave_of_absence", "paid_by": "nobody", "last_day": last.map(date) }))
        }
        Event::Back { day, secondment } => {
            (day, json!({ "kind": if secondment { "end_secondment" } else { "return" } }))
        }
        Event::Rehire { day, unit, pay, twin: _ } => {
            let hire = json!({
                "legal_entity_id": ground.entities[0], "employee_no": number, "kind": "full_time",
                "hired_on": date(day), "unit_id": ground.units[unit], "position": POSITIONS[0],
                "job_level": LEVELS[0], "place": PLACES[0], "working_time": "standard", "base_pay_fen": pay,
            });
            (day, json!({ "kind": "rehire", "hire": hire }))
        }
        Event::OtherEmployer { day, twin: _ } => {
            let contract = json!({ "kind": "open_ended", "first_day": date(day) });
            let to = other_entity(ground, work, life, day).await;
            let terms =
                json!({ "kind": "transfer", "legal_entity_id": to, "employee_no": number, "contract": contract });
            (day, terms)
        }
        Event::Correct { day, last, post } => (day, post_terms("correct", ground, post, last)),
        Event::CorrectProbation { day, last } => (day, json!({ "kind": "correct", "probation_last_day": date(last) })),
        Event::CorrectHire { day, hired } => (day, json!({ "kind": "correct", "hired_on": date(hired) })),
        Event::Hire { .. }
        | Event::Raise { .. }
        | Event::Exit { .. }
        | Event::Reinstate { .. }
        | Event::HireTwin { .. }
        | Event::Merge
        | Event::Unmerge
        | Event::Undo { .. } => {
            return None;
        }
    })
}

/// The company that the person is not with.
async fn other_entity(ground: &Ground, work: &UnitOfWork, life: &Life, day: usize) -> LegalEntityId {
    let row = current_employment(&work.db(), life.person_at(day), date(day)).await.unwrap().unwrap();
    if row.legal_entity_id == ground.entities[0].0 { ground.entities[1] } else { ground.entities[0] }
}
