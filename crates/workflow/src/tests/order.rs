//! Properties over any order of events and over random flows.

use proptest::prelude::*;

use super::*;
use crate::{FlowStatus, Kind, Refusal, TaskStatus, next_wake};

/// A small flow: every task waits for some of the tasks before it, some start at an hour.
fn flows() -> impl Strategy<Value = Definition> {
    let task = (prop::collection::vec(any::<prop::sample::Index>(), 0..3), prop::option::of(0_i32..200), 0_usize..3);
    prop::collection::vec(task, 1..10).prop_map(|tasks| {
        let mut definition = defaults::objection().unwrap();
        let template = definition.tasks[0].clone();
        definition.tasks.clear();
        for (n, (after, starts, kind)) in tasks.into_iter().enumerate() {
            let mut task = template.clone();
            task.key = format!("t{n}");
            task.kind = [Kind::Confirm, Kind::Access, Kind::Certificate][kind];
            let earlier: BTreeSet<usize> = after.iter().filter(|_| n > 0).map(|index| index.index(n)).collect();
            task.after = earlier.into_iter().map(|before| format!("t{before}")).collect();
            task.starts = starts.map(|hours| crate::Offset {
                anchor: "flow_start".into(),
                days: None,
                hours: Some(hours),
                limit: None,
            });
            definition.tasks.push(task);
        }
        definition
    })
}

fn finished_count(effects: &[Effect], key: &str) -> usize {
    effects.iter().filter(|effect| matches!(effect, Effect::TaskFinished { task, .. } if task == key)).count()
}

proptest! {
    /// Somebody presses buttons in any order while time passes in any steps. In the end every task
    /// has exactly one completion, and the flow has completed exactly once.
    #[test]
    fn any_order_of_completions_ends_with_every_task_completed_exactly_once(
        definition in flows(),
        presses in prop::collection::vec((any::<prop::sample::Index>(), 0_i64..20), 0..60),
    ) {
        let mut now = at(STARTED);
        let (mut state, mut effects) = start(&definition, bare_context(), now).unwrap();
        let rest = (0..definition.tasks.len()).cycle().take(definition.tasks.len() * 2).map(|n| (n, 300));
        let presses = presses.into_iter().map(|(n, hours)| (n.index(definition.tasks.len()), hours));
        for (n, hours) in presses.chain(rest) {
            now = now.plus_seconds(hours * 3600);
            let task = &definition.tasks[n];
            let done = |key: &String| state.tasks[key].completion.is_some();
            let may = task.after.iter().all(done) && !done(&task.key);
            match step(&definition, &state, completed(&task.key), now) {
                Ok((next, more)) => {
                    prop_assert!(may, "{} was done before its time", task.key);
                    state = next;
                    effects.extend(more);
                }
                Err(Refusal::Blocked { .. }) => prop_assert!(!task.after.iter().all(done)),
                Err(Refusal::AlreadyDone(_) | Refusal::FlowEnded) => prop_assert!(done(&task.key)),
                Err(Refusal::TooEarly { at, .. }) => prop_assert!(at.is_some_and(|at| now < at)),
                Err(other) => prop_assert!(false, "unexpected {other}"),
            }
        }
        prop_assert_eq!(state.status, FlowStatus::Completed);
        prop_assert_eq!(effects.iter().filter(|e| **e == Effect::FlowCompleted).count(), 1);
        for task in &definition.tasks {
            prop_assert_eq!(finished_count(&effects, &task.key), 1);
        }
    }

    /// Certificate and wages are never blocked, and from the morning of the last day they can be done,
    /// whatever the others do or leave undone.
    #[test]
    fn the_certificate_and_the_wages_wait_for_nothing(
        presses in prop::collection::vec((any::<prop::sample::Index>(), 0_i64..120), 0..60),
    ) {
        let (definition, mut state, _) = zhang();
        let mut now = at(STARTED);
        let morning = at("2027-02-02T16:00:00Z");
        for (n, hours) in presses {
            now = now.plus_seconds(hours * 3600);
            let key = &definition.tasks[n.index(definition.tasks.len())].key;
            if let Ok((next, _)) = step(&definition, &state, completed(key), now) {
                state = next;
            }
            for waiting in ["issue_certificate", "pay_wages"] {
                let entry = &state.tasks[waiting];
                prop_assert_ne!(entry.status, TaskStatus::Blocked);
                if let Some(done) = &entry.completion {
                    prop_assert!(done.at >= morning);
                } else if now >= morning {
                    prop_assert!(step(&definition, &state, completed(waiting), now).is_ok());
                }
            }
            for access in ["revoke_accounts", "close_business_access"] {
                let done = state.tasks[access].completion.as_ref();
                prop_assert!(done.is_none_or(|done| done.at >= at(LAST_MINUTE)));
            }
        }
    }

    /// A job scheduled at `next_wake` misses nothing: a tick before it tells nothing, the tick at it does.
    #[test]
    fn nothing_happens_by_itself_before_the_next_wake(
        presses in prop::collection::vec((any::<prop::sample::Index>(), 0_i64..90), 0..40),
    ) {
        let (definition, mut state, _) = zhang();
        let mut now = at(STARTED);
        for (n, hours) in presses {
            now = now.plus_seconds(hours * 3600);
            let key = &definition.tasks[n.index(definition.tasks.len())].key;
            let event = if hours % 3 == 0 { Event::Tick } else { completed(key) };
            if let Ok((next, _)) = step(&definition, &state, event, now) {
                state = next;
            }
            if let Some(wake) = next_wake(&definition, &state) {
                prop_assert!(wake > state.seen_at);
                let (_, quiet) = step(&definition, &state, Event::Tick, wake.plus_seconds(-1)).unwrap();
                prop_assert_eq!(quiet, vec![]);
                let (_, loud) = step(&definition, &state, Event::Tick, wake).unwrap();
                prop_assert!(!loud.is_empty());
            }
        }
    }

    /// A state survives its JSON, and going on from it gives the same as never having stored it.
    #[test]
    fn a_stored_flow_goes_on_as_if_it_had_never_been_stored(
        presses in prop::collection::vec((any::<prop::sample::Index>(), 0_i64..90), 0..30),
    ) {
        let (definition, mut live, _) = zhang();
        let text = definition.to_toml().unwrap();
        let reread = Definition::from_toml(&text).unwrap();
        let mut stored = serde_json::to_string(&live).unwrap();
        let mut now = at(STARTED);
        for (n, hours) in presses {
            now = now.plus_seconds(hours * 3600);
            let event = completed(&definition.tasks[n.index(definition.tasks.len())].key);
            let read: State = serde_json::from_str(&stored).unwrap();
            let from_store = step(&reread, &read, event.clone(), now);
            let from_memory = step(&definition, &live, event, now);
            prop_assert_eq!(&from_store, &from_memory);
            if let Ok((next, _)) = from_memory {
                stored = serde_json::to_string(&next).unwrap();
                live = next;
            }
        }
    }
}
