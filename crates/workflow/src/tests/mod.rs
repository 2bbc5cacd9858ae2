//! Shared ground of the tests: Zhang's dates from the mock-up (resignation on 4 January 2027, last day 3 February).

#![expect(clippy::unnecessary_wraps, reason = "small makers of optional inputs read better at their call")]

mod cycle;
mod exit;
mod order;
mod running;
mod validation;

use std::collections::{BTreeMap, BTreeSet};

use kernel::{AccountId, Instant};
use uuid::Uuid;

use crate::{AnchorAt, Context, Definition, Effect, Event, LegalLimits, State, Zone, defaults, start, step};

pub(crate) const LIMITS: LegalLimits =
    LegalLimits { notice_days: 30, probation_notice_days: 3, file_transfer_days: 15, housing_fund_days: 30 };
pub(crate) const CHINA: Zone = Zone::of_minutes(480);

pub(crate) fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

pub(crate) fn who(n: u128) -> AccountId {
    AccountId(Uuid::from_u128(n))
}

pub(crate) fn offboarding() -> Definition {
    defaults::offboarding().unwrap()
}

/// Received on 2027-01-04 09:00 in China; access ends on 2027-02-03 18:00.
pub(crate) const STARTED: &str = "2027-01-04T01:00:00Z";
pub(crate) const LAST_MINUTE: &str = "2027-02-03T10:00:00Z";

pub(crate) fn context(facts: &[&str]) -> Context {
    Context {
        anchors: BTreeMap::from([
            ("last_working_minute".to_owned(), AnchorAt::Instant(at(LAST_MINUTE))),
            ("end_of_employment".to_owned(), AnchorAt::Day("2027-02-03".parse().unwrap())),
        ]),
        facts: facts.iter().map(|fact| (*fact).to_owned()).collect::<BTreeSet<_>>(),
        zone: CHINA,
        limits: LIMITS,
    }
}

pub(crate) fn bare_context() -> Context {
    Context { anchors: BTreeMap::new(), ..context(&[]) }
}

pub(crate) fn zhang() -> (Definition, State, Vec<Effect>) {
    let definition = offboarding();
    let (state, effects) = start(&definition, context(&[]), at(STARTED)).unwrap();
    (definition, state, effects)
}

pub(crate) fn completed(task: &str) -> Event {
    Event::TaskCompleted { task: task.into(), by: who(1), note: None }
}

/// Takes events that must all be accepted.
pub(crate) fn run(definition: &Definition, state: &State, events: &[(&str, Event)]) -> (State, Vec<Effect>) {
    let mut all = Vec::new();
    let mut state = state.clone();
    for (now, event) in events {
        let (next, effects) = step(definition, &state, event.clone(), at(now)).unwrap();
        all.extend(effects);
        state = next;
    }
    (state, all)
}
