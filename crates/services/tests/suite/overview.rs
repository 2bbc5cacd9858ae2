//! Figures over people, and the rows behind them.

use access::Caller;
use kernel::{ErrorKind, Money, PersonId, Sensitive};
use services::demo::{DemoOptions, make_demo};
use services::overview::{Breakdown, Figure, FigureRowsQuery, Overview, OverviewQuery, list_figure_rows, overview};
use services::people::{
    ChangePay, EndEmployment, Hired, RecordEvent, RosterQuery, change_pay_in, end_employment_in, list_people,
    record_event_in,
};
use testkit::day;

use crate::fixture::{Group, empty, group};

fn figure<'a>(overview: &'a Overview, key: &str) -> &'a Figure {
    overview.figures.iter().find(|figure| figure.key == key).unwrap()
}

fn breakdown<'a>(overview: &'a Overview, key: &str) -> &'a Breakdown {
    overview.breakdowns.iter().find(|breakdown| breakdown.key == key).unwrap()
}

async fn seen_by(group: &Group, caller: &Caller) -> Overview {
    overview(&group.app, caller, OverviewQuery::default()).await.unwrap()
}

async fn leaves(group: &Group, hired: Hired, last_day: &str, ground: &str, reason: Option<&str>) {
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let reason = reason.map(|reason| Sensitive::new(reason.to_owned()));
    let end = EndEmployment { last_day: day(last_day), ground: ground.into(), reason };
    let known = work.now();
    end_employment_in(&mut work, hired.employment_id, end, known).await.unwrap();
    work.commit().await.unwrap();
}

/// Twelve people since 2020, of whom six resign for the pay, one for the commute, and one is dismissed.
async fn twelve() -> (Group, Vec<Hired>) {
    let group = group().await;
    let mut people = Vec::new();
    for n in 0..12 {
        people.push(group.hired(group.hire(&format!("员工{n}"), &format!("E{n:03}"), "2020-03-01")).await);
    }
    for (n, last_day) in (0..).zip(["2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31", "2026-09-30", "2026-11-20"])
    {
        leaves(&group, people[n], last_day, "employee_resign_art37", Some("pay")).await;
    }
    leaves(&group, people[6], "2026-11-05", "employee_resign_art37", Some("location")).await;
    leaves(&group, people[7], "2026-11-06", "art40_incompetent", Some("performance")).await;
    (group, people)
}

#[tokio::test]
async fn turnover_is_the_voluntary_leavers_over_the_average_headcount() {
    let (group, _) = twelve().await;
    let seen = seen_by(&group, &Caller::system()).await;
    // Who leaves today is still here today.
    assert_eq!(figure(&seen, "headcount").value, Some(5.0));
    assert_eq!(figure(&seen, "leavers_this_month").value, Some(3.0));
    let turnover = figure(&seen, "voluntary_turnover_12m");
    assert_eq!(turnover.numerator, Some(7));
    // By hand: 12 at the ends of Nov. and Dec., then 11, 11, 10, 10, 9, 9, 8, 8, 7 on each 20th from 20 February to
    // 20 October, 4 at the end; half of both ends. 12 of 20 January: the first leaver is still here.
    let by_hand =
        (12.0 / 2.0 + 12.0 + 12.0 + 11.0 + 11.0 + 10.0 + 10.0 + 9.0 + 9.0 + 8.0 + 8.0 + 7.0 + 4.0 / 2.0) / 12.0;
    assert!((turnover.denominator.unwrap() - by_hand).abs() < 1e-9, "{:?}", turnover.denominator);
    assert!((turnover.value.unwrap() - 7.0 / by_hand).abs() < 1e-9);
    let november = seen.months.last().unwrap();
    assert_eq!(
        (november.month.as_str(), november.headcount, november.exits, november.voluntary_exits),
        ("2026-11", 4, 3, 2)
    );
}

#[tokio::test]
async fn a_reason_that_one_person_gave_is_hidden_and_so_is_the_one_that_would_give_it_away() {
    let (group, _) = twelve().await;
    let seen = seen_by(&group, &Caller::system()).await;
    let reasons = &breakdown(&seen, "turnover_by_reason").groups;
    assert_eq!(reasons.len(), 2);
    assert!(reasons.iter().all(|reason| reason.value.is_none() && reason.hidden.is_some() && reason.rows.is_none()));
    let query = FigureRowsQuery::default();
    let rows = list_figure_rows(&group.app, &Caller::system(), "voluntary_turnover_12m.reason.location", query).await;
    assert_eq!(rows.unwrap_err().code, "overview.rows_withheld");
    // Nor is it told that somebody gave it, not even to a chief who reads all of the own record.
    let chief = group.hired(group.hire("总裁", "C001", "2015-03-01")).await.person_id;
    group.caller("chief", "executive", Some(chief), None).await;
    let chief = group.also("chief", "employee").await;
    let seen = seen_by(&group, &chief).await;
    let mut told = seen.breakdowns.iter().filter(|breakdown| breakdown.key == "turnover_by_reason");
    assert!(told.all(|breakdown| breakdown.groups.iter().all(|reason| reason.hidden.is_none())));
}

#[tokio::test]
async fn a_month_closes_with_the_month_before_plus_hires_minus_exits() {
    let (group, _) = twelve().await;
    let seen = seen_by(&group, &Caller::system()).await;
    for pair in seen.months.windows(2) {
        assert_eq!(pair[1].headcount, pair[0].headcount + pair[1].hires - pair[1].exits, "{}", pair[1].month);
    }
    assert_eq!(seen.months.len(), 24);
}

#[tokio::test]
async fn a_raise_to_stay_is_compared_with_withdrawals_without_one_and_with_everybody() {
    let group = group().await;
    let mut people = Vec::new();
    for n in 0..12 {
        people.push(group.hired(group.hire(&format!("员工{n}"), &format!("E{n:03}"), "2020-03-01")).await);
    }
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let known = work.now();
    for (n, hired) in people.iter().take(11).enumerate() {
        let withdrawn =
            RecordEvent { kind: "resignation_withdrawn".into(), day: day("2026-01-10"), detail: serde_json::json!({}) };
        record_event_in(&mut work, hired.person_id, withdrawn, known).await.unwrap();
        if n < 6 {
            let base_pay_fen = Sensitive::new(Money::from_fen(3_000_000));
            let raise = ChangePay { first_day: day("2026-01-20"), base_pay_fen, reason: "retention".into() };
            change_pay_in(&mut work, hired.employment_id, raise, known).await.unwrap();
        }
    }
    work.commit().await.unwrap();
    leaves(&group, people[0], "2026-03-31", "employee_resign_art37", None).await;
    for hired in &people[6..9] {
        leaves(&group, *hired, "2026-06-30", "employee_resign_art37", None).await;
    }
    let seen = seen_by(&group, &Caller::system()).await;
    let groups: Vec<_> = breakdown(&seen, "retention_6m")
        .groups
        .iter()
        .map(|group| (group.key.as_str(), group.numerator, group.denominator, group.rows))
        .collect();
    let expected = [
        ("retention.with_raise.6m", Some(5), Some(6.0), Some(6)),
        ("retention.withdrawn_without_raise.6m", Some(2), Some(5.0), Some(5)),
        // Present on 20 May: all but the one who had left in March.
        ("retention.everybody.6m", Some(8), Some(11.0), Some(11)),
    ];
    assert_eq!(groups, expected);
}

#[tokio::test]
async fn two_employers_in_a_row_are_neither_an_exit_nor_a_hire() {
    let group = group().await;
    let first = group.hired(group.hire("林一", "E001", "2020-03-01")).await;
    leaves(&group, first, "2026-11-10", "art36_employee_proposed", None).await;
    let mut again = group.hire("林一", "E002", "2026-11-11");
    (again.person, again.person_id) = (None, Some(first.person_id));
    group.hired(again).await;
    let seen = seen_by(&group, &Caller::system()).await;
    let counts = ["headcount", "hires_this_month", "leavers_this_month"].map(|key| figure(&seen, key).value);
    assert_eq!(counts, [Some(1.0), Some(0.0), Some(0.0)]);
}

#[tokio::test]
async fn figures_end_where_the_scope_ends_and_need_the_permission() {
    let group = group().await;
    let manager = group.hired(group.hire("周经理", "M001", "2019-01-01")).await.person_id;
    for n in 0..6 {
        let mut hire = group.hire(&format!("员工{n}"), &format!("E{n:03}"), "2020-03-01");
        hire.manager_id = (n < 4).then_some(manager);
        if n >= 4 {
            hire.unit_id = group.data;
        }
        group.hired(hire).await;
    }
    let (head, unit) = (group.caller("zhou", "manager", Some(manager), None).await, Some(group.data));
    let hrbp = group.caller("shen", "hrbp", None, unit).await;
    assert_eq!(figure(&seen_by(&group, &head).await, "headcount").value, Some(4.0));
    let small = seen_by(&group, &hrbp).await;
    assert_eq!(figure(&small, "headcount").value, Some(2.0));
    let turnover = figure(&small, "voluntary_turnover_12m");
    assert!(turnover.value.is_none() && turnover.hidden.is_some());
    let it = group.caller("shao", "it", None, None).await;
    let refused = overview(&group.app, &it, OverviewQuery::default()).await.unwrap_err();
    assert_eq!(refused.kind, ErrorKind::Forbidden);
    // Leaving cases and alerts are counted only for those who may see them.
    let chief = group.caller("chief", "executive", None, None).await;
    let chiefs = seen_by(&group, &chief).await;
    for key in ["open_alerts", "open_leaving_cases"] {
        assert_eq!(figure(&small, key).value, Some(0.0), "{key}");
        assert!(chiefs.figures.iter().all(|figure| figure.key != key), "{key}");
    }
}

#[tokio::test]
async fn who_left_for_which_reason_is_for_those_who_may_read_talks() {
    let group = group().await;
    let mut people = Vec::new();
    for n in 0..14 {
        people.push(group.hired(group.hire(&format!("员工{n}"), &format!("E{n:03}"), "2020-03-01")).await);
    }
    for (n, hired) in people.iter().take(6).enumerate() {
        leaves(&group, *hired, &format!("2026-0{}-15", n + 2), "employee_resign_art37", Some("career")).await;
    }
    let chief = group.caller("chief", "executive", None, None).await;
    let hr = group.caller("han", "hr", None, None).await;
    let key = "voluntary_turnover_12m.reason.career";
    let group_of = |seen: Overview| breakdown(&seen, "turnover_by_reason").groups[0].clone();
    let (chiefs, hrs) = (group_of(seen_by(&group, &chief).await), group_of(seen_by(&group, &hr).await));
    assert_eq!((chiefs.numerator, chiefs.rows, hrs.numerator, hrs.rows), (Some(6), None, Some(6), Some(6)));
    let refused = list_figure_rows(&group.app, &chief, key, FigureRowsQuery::default()).await.unwrap_err();
    assert_eq!((refused.kind, refused.code), (ErrorKind::Forbidden, "overview.rows_withheld"));
    let rows =
        list_figure_rows(&group.app, &chief, "voluntary_turnover_12m", FigureRowsQuery::default()).await.unwrap();
    assert!(rows.items.iter().all(|row| row.exit_reason.as_ref().is_none() && row.redacted == ["exit_reason"]));
    let rows = list_figure_rows(&group.app, &hr, key, FigureRowsQuery::default()).await.unwrap();
    assert!(rows.items.iter().all(|row| row.exit_reason.as_ref() == Some(&Some("career".to_owned()))));
}

#[tokio::test]
async fn behind_every_figure_of_the_demo_group_stand_as_many_rows_as_it_says() {
    let (app, clock, _test) = empty().await;
    let options = DemoOptions { people: 90, seed: 11, end: day("2026-11-20"), months: 26 };
    make_demo(&app, &clock, &options, |_, _| ()).await.unwrap();
    let system = Caller::system();
    for as_of in ["2026-11-20", "2025-09-15"].map(day) {
        let seen = overview(&app, &system, OverviewQuery { as_of: Some(as_of) }).await.unwrap();
        // Another query counts the same people: those with a labour relation that turnover is about.
        let mut roster = 0;
        for kind in ["full_time", "part_time"] {
            let of_kind = RosterQuery { as_of: Some(as_of), kind: Some(kind.into()), ..RosterQuery::default() };
            roster += list_people(&app, &system, of_kind).await.unwrap().total.unwrap();
        }
        assert_eq!(figure(&seen, "headcount").rows, Some(roster));
        let mut counted: Vec<(String, u64)> = Vec::new();
        counted.extend(seen.figures.iter().filter_map(|figure| Some((figure.key.clone(), figure.rows?))));
        for breakdown in &seen.breakdowns {
            counted.extend(breakdown.groups.iter().filter_map(|group| Some((group.key.clone(), group.rows?))));
        }
        for month in seen.months.iter().rev().take(15) {
            let key = |part: &str| format!("months.{}.{part}", month.month);
            counted.push((key("headcount"), month.headcount));
            counted.push((key("hires"), month.hires));
            counted.push((key("exits"), month.exits));
            counted.push((key("voluntary_exits"), month.voluntary_exits));
        }
        let by_tenure = breakdown(&seen, "turnover_by_tenure").groups.iter();
        assert!(by_tenure.clone().any(|group| group.value.is_some()), "{:?}", by_tenure.collect::<Vec<_>>());
        assert!(counted.len() > 70, "{}", counted.len());
        for (key, count) in counted {
            assert_eq!(all_rows(&app, &key, as_of).await.len() as u64, count, "{key} on {as_of}");
        }
    }
}

async fn all_rows(app: &services::App, key: &str, as_of: kernel::Date) -> Vec<(PersonId, kernel::Date, String)> {
    let (mut found, mut cursor) = (Vec::new(), None);
    loop {
        let query = FigureRowsQuery { as_of: Some(as_of), cursor, limit: Some(200) };
        let page = list_figure_rows(app, &Caller::system(), key, query).await.unwrap();
        found.extend(page.items.iter().map(|row| (row.person_id, row.day, format!("{:?}", row.note))));
        cursor = page.next_cursor;
        if cursor.is_none() {
            let mut distinct = found.clone();
            distinct.sort_unstable_by_key(|(person, day, note)| (person.0, *day, note.clone()));
            distinct.dedup();
            assert_eq!((distinct.len(), found.len() as u64), (found.len(), page.total), "{key}");
            return found;
        }
    }
}
