//! Cycle time against a count of minutes, and the picture of a flow.

use proptest::prelude::*;

use super::*;
use crate::{Span, cycle_time, diagram, summarise};

/// Counts, minute by minute, whether some task of the firm was open: slow and obviously right.
fn counted(definition: &Definition, state: &State, working: Option<&[Span]>, end: Instant) -> i64 {
    let inside = |span: &Span, at: Instant| span.from <= at && span.until.is_none_or(|until| at < until);
    let firm = |key: &String| {
        let task = definition.task(key).unwrap();
        definition.owner(task).unwrap() != crate::Relation::Employee
    };
    let mut minutes = 0;
    let mut at = state.started_at;
    while at < end {
        let open = state.tasks.iter().any(|(key, task)| firm(key) && task.open.iter().any(|span| inside(span, at)));
        let office = working.is_none_or(|spans| spans.iter().any(|span| inside(span, at)));
        minutes += i64::from(open && office);
        at = at.plus_seconds(60);
    }
    minutes
}

/// 09:00 to 18:00 in China from 4 January on.
fn office_hours(days: i64) -> Vec<Span> {
    let day = |n| at("2027-01-04T01:00:00Z").plus_seconds(n * 86_400);
    (0..days).map(|n| Span::new(day(n), day(n).plus_seconds(9 * 3600))).collect()
}

#[test]
fn waiting_for_the_notice_to_run_out_is_not_the_firms_time() {
    let (definition, state, _) = zhang();
    let prepare = ["confirm_handover_list", "name_successor", "account_inventory", "check_loans", "accept_application"];
    let mut events: Vec<(&str, Event)> = prepare.iter().map(|task| ("2027-01-04T04:00:00Z", completed(task))).collect();
    for early in ["customer_handover", "review_settlement", "exit_interview"] {
        events.push(("2027-01-04T04:00:00Z", completed(early)));
    }
    let (state, _) = run(&definition, &state, &events);
    let month_later = cycle_time(&definition, &state, None, at("2027-02-02T01:00:00Z"));
    assert_eq!(month_later.firm_minutes, 180, "three hours of work, then four weeks of waiting");
    assert_eq!(month_later.elapsed_minutes, 29 * 24 * 60);
    assert_eq!(month_later.employee_minutes, 29 * 24 * 60 - 180);
}

#[test]
fn the_lane_that_holds_everybody_up_is_named() {
    let (definition, state, _) = zhang();
    let events = [
        ("2027-01-04T02:00:00Z", completed("confirm_handover_list")),
        ("2027-01-04T02:00:00Z", completed("account_inventory")),
        ("2027-01-04T02:00:00Z", completed("accept_application")),
        ("2027-01-04T03:00:00Z", completed("check_loans")),
        ("2027-01-06T03:00:00Z", completed("name_successor")),
    ];
    let (state, _) = run(&definition, &state, &events);
    let measured = cycle_time(&definition, &state, None, at("2027-01-06T03:00:00Z"));
    assert_eq!(measured.bottleneck.as_deref(), Some("business"));
    let both = summarise(&[measured.clone(), measured]);
    assert_eq!((both.runs, both.bottleneck.as_deref(), both.median_firm_minutes), (2, Some("business"), Some(50 * 60)));
}

#[test]
fn no_two_tasks_share_a_place_on_the_board() {
    for flow in defaults::ALL {
        let definition = Definition::from_toml(flow).unwrap();
        let drawn = diagram(&definition);
        let places: BTreeSet<(usize, usize)> = drawn.nodes.iter().map(|node| (node.column, node.row)).collect();
        assert_eq!(places.len(), definition.tasks.len());
        for node in &drawn.nodes {
            let lane = drawn.lanes.iter().find(|lane| lane.key == node.lane).unwrap();
            assert!((lane.offset..lane.offset + lane.size).contains(&node.row));
        }
        let edges: usize = definition.tasks.iter().map(|task| task.after.len()).sum();
        assert_eq!(drawn.edges.len(), edges);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_firms_time_is_the_count_of_minutes_in_which_some_of_its_tasks_were_open(
        presses in prop::collection::vec((any::<prop::sample::Index>(), 0_i64..3000), 0..40),
        in_office_hours in any::<bool>(),
    ) {
        let (definition, mut state, _) = zhang();
        let mut now = at(STARTED);
        for (n, minutes) in presses {
            now = now.plus_seconds(minutes * 60);
            let key = &definition.tasks[n.index(definition.tasks.len())].key;
            if let Ok((next, _)) = step(&definition, &state, completed(key), now) {
                state = next;
            }
        }
        let hours = office_hours(90);
        let working = in_office_hours.then_some(hours.as_slice());
        let end = state.ended_at.unwrap_or(now);
        let measured = cycle_time(&definition, &state, working, now);
        prop_assert_eq!(measured.firm_minutes, counted(&definition, &state, working, end));
    }
}
