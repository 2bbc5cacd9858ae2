//! Positions, the chart of any day, the way to a hit, the chain of command.

use access::Caller;
use kernel::{OrgUnitId, PositionId};
use services::organisation::{PutUnit, UnitsQuery, list_units, put_unit};
use services::people::{AsOfQuery, Transfer, transfer_person};
use services::positions::{
    ChartQuery, ChartUnit, LastDay, NewReportingLine, OrganisationSearch, PositionsQuery, PutPosition, Seat,
    add_reporting_line, chain_of_command, chart, end_position, end_reporting_line, entity_tree, list_positions,
    put_position, search_organisation, seat_person,
};
use testkit::day;

use crate::fixture::{Group, group};

async fn unit_on(group: &Group, caller: &Caller, unit: OrgUnitId, on: &str) -> ChartUnit {
    let query = ChartQuery { as_of: Some(day(on)), unit_id: Some(unit), ..ChartQuery::default() };
    chart(&group.app, caller, query).await.unwrap().items.remove(0)
}

async fn position(group: &Group, unit: OrgUnitId, title: &str, headcount: i32, from: &str) -> PositionId {
    let input = PutPosition {
        id: None,
        unit_id: unit,
        title: title.into(),
        job: Some("engineering".into()),
        job_level: None,
        headcount,
        legal_entity_id: Some(group.entity),
        key_position: false,
        first_day: day(from),
    };
    put_position(&group.app, &Caller::system(), input).await.unwrap()
}

#[tokio::test]
async fn the_chart_counts_people_and_seats_of_each_unit_and_of_all_below_it() {
    let group = group().await;
    for n in 0..3 {
        group.hired(group.hire(&format!("员工{n}"), &format!("YC{n}"), "2024-03-01")).await;
    }
    let mut other = group.hire("李娜", "YC9", "2024-03-01");
    other.unit_id = group.data;
    group.hired(other).await;
    position(&group, group.cloud, "高级后端工程师", 5, "2024-01-01").await;
    let all = chart(&group.app, &Caller::system(), ChartQuery::default()).await.unwrap();
    let root = &all.items[0];
    assert_eq!((root.people, root.people_total, root.planned_total), (Some(0), Some(4), Some(5)));
    assert_eq!((root.vacant_total, root.over_total, root.unplanned_total), (Some(2), Some(0), Some(1)));
    assert_eq!(root.children, 2);
    let cloud = unit_on(&group, &Caller::system(), group.cloud, "2026-11-20").await;
    assert_eq!((cloud.people, cloud.planned, cloud.vacant), (Some(3), Some(5), Some(2)));
    let data = unit_on(&group, &Caller::system(), group.data, "2026-11-20").await;
    assert_eq!((data.people, data.planned, data.vacant), (Some(1), None, None), "no plan is not a plan of none");
    let before = unit_on(&group, &Caller::system(), group.cloud, "2023-06-01").await;
    assert_eq!((before.people, before.planned), (Some(0), None), "another day is another chart");
    let units = list_units(&group.app, &Caller::system(), &UnitsQuery::default()).await.unwrap();
    assert_eq!(units.items.iter().map(|unit| unit.headcount).collect::<Vec<_>>(), [0, 3, 1]);
}

#[tokio::test]
async fn a_seat_is_held_by_assignment_and_left_by_a_transfer() {
    let group = group().await;
    let zhang = group.hired(group.hire("张明远", "YC1", "2024-03-01")).await;
    let hr = group.caller("han", "hr", None, None).await;
    let architect = position(&group, group.cloud, "架构师", 1, "2024-01-01").await;
    let vacancies = async || {
        let query = PositionsQuery { vacant: Some(true), ..PositionsQuery::default() };
        list_positions(&group.app, &hr, query).await.unwrap().items.into_iter().map(|row| row.title).collect::<Vec<_>>()
    };
    assert_eq!(vacancies().await, ["架构师"]);
    let seat = Seat { position_id: architect, first_day: day("2026-11-01") };
    seat_person(&group.app, &hr, zhang.person_id, seat.clone()).await.unwrap();
    assert_eq!(vacancies().await, Vec::<String>::new());
    let gone = end_position(&group.app, &hr, architect, LastDay { last_day: day("2026-12-31") }).await.unwrap_err();
    assert_eq!(gone.code, "positions.still_held");
    let transfer = Transfer {
        first_day: day("2026-11-10"),
        unit_id: Some(group.data),
        manager_id: None,
        position: None,
        job_level: None,
        place: None,
    };
    transfer_person(&group.app, &hr, zhang.person_id, transfer).await.unwrap();
    assert_eq!(vacancies().await, ["架构师"], "whoever goes to another unit leaves the seat");
    let elsewhere = seat_person(&group.app, &hr, zhang.person_id, Seat { first_day: day("2026-11-12"), ..seat }).await;
    assert_eq!(elsewhere.unwrap_err().code, "positions.other_unit");
    end_position(&group.app, &hr, architect, LastDay { last_day: day("2026-12-31") }).await.unwrap();
}

#[tokio::test]
async fn a_position_keeps_its_title_and_its_unit_to_itself() {
    let group = group().await;
    let first = position(&group, group.cloud, "架构师", 1, "2024-01-01").await;
    let again = |id, unit, title: &str, headcount| PutPosition {
        id,
        unit_id: unit,
        title: title.into(),
        job: None,
        job_level: None,
        headcount,
        legal_entity_id: None,
        key_position: false,
        first_day: day("2026-01-01"),
    };
    let refused = async |input| put_position(&group.app, &Caller::system(), input).await.unwrap_err().code;
    assert_eq!(refused(again(None, group.cloud, "架构师", 1)).await, "positions.title_taken");
    assert_eq!(refused(again(Some(first), group.data, "架构师", 1)).await, "positions.unit_is_fixed");
    assert_eq!(refused(again(None, group.data, "架构师", -1)).await, "positions.headcount_out_of_range");
    put_position(&group.app, &Caller::system(), again(Some(first), group.cloud, "架构师", 4)).await.unwrap();
    let planned = async |on: &str| unit_on(&group, &Caller::system(), group.cloud, on).await.planned;
    assert_eq!((planned("2025-12-31").await, planned("2026-01-01").await), (Some(1), Some(4)));
}

#[tokio::test]
async fn tomorrows_headcount_is_told_only_to_who_may_know_who_will_be_gone() {
    let group = group().await;
    group.hired(group.hire("张明远", "YC1", "2024-03-01")).await;
    position(&group, group.cloud, "高级后端工程师", 2, "2024-01-01").await;
    let (it, hr) = (group.caller("shao", "it", None, None).await, group.caller("han", "hr", None, None).await);
    for (caller, people) in [(&it, None), (&hr, Some(1))] {
        let unit = unit_on(&group, caller, group.cloud, "2026-12-31").await;
        assert_eq!((unit.people, unit.vacant, unit.planned), (people, people, Some(2)));
        assert_eq!(unit_on(&group, caller, group.cloud, "2026-11-20").await.people, Some(1));
    }
    let list = list_positions(&group.app, &it, PositionsQuery { as_of: Some(day("2026-12-31")), ..Default::default() });
    let list = list.await.unwrap();
    assert_eq!((list.items[0].filled, list.items[0].vacant, list.vacant), (None, None, None));
    assert_eq!(list.items[0].redacted, ["key_position"]);
}

#[tokio::test]
async fn units_and_people_are_found_by_pinyin_with_the_way_from_the_root() {
    let group = group().await;
    let mut zhang = group.hire("张明远", "YC1", "2024-03-01");
    zhang.unit_id = group.data;
    group.hired(zhang).await;
    for (q, unit) in
        [("sjzn", "数据智能部"), ("shujuzhineng", "数据智能部"), ("数据", "数据智能部"), ("g1", "云平台部")]
    {
        let query = OrganisationSearch { q: q.into(), ..OrganisationSearch::default() };
        let hits = search_organisation(&group.app, &Caller::system(), query).await.unwrap().items;
        assert_eq!((hits[0].unit.name.as_str(), &hits[0].person), (unit, &None), "{q}");
        assert_eq!(hits[0].path.iter().map(|unit| unit.name.as_str()).collect::<Vec<_>>(), ["云程科技集团"]);
    }
    let query = OrganisationSearch { q: "zmy".into(), ..OrganisationSearch::default() };
    let hits = search_organisation(&group.app, &Caller::system(), query.clone()).await.unwrap().items;
    assert_eq!(hits[0].person.as_ref().map(|person| person.full_name.as_str()), Some("张明远"));
    assert_eq!(hits[0].unit.id, group.data);
    let admin = group.caller("sys", "system_admin", None, None).await;
    assert_eq!(search_organisation(&group.app, &admin, query).await.unwrap().items, []);
}

#[tokio::test]
async fn the_chain_goes_up_to_the_top_with_its_dotted_lines_and_survives_a_circle() {
    let group = group().await;
    let boss = group.hired(group.hire("周文博", "YC1", "2018-03-01")).await;
    let report = async |name: &str, number: &str, manager| {
        let mut hire = group.hire(name, number, "2022-03-01");
        hire.manager_id = Some(manager);
        group.hired(hire).await
    };
    let lead = report("邵凯", "YC2", boss.person_id).await;
    let zhang = report("张明远", "YC3", lead.person_id).await;
    let mentor = group.hired(group.hire("林若曦", "YC4", "2022-03-01")).await;
    let hr = group.caller("han", "hr", None, None).await;
    let line = NewReportingLine {
        to_person_id: mentor.person_id,
        kind: "mentor".into(),
        first_day: day("2026-11-01"),
        last_day: None,
    };
    let id = add_reporting_line(&group.app, &hr, zhang.person_id, line.clone()).await.unwrap();
    let twice = add_reporting_line(&group.app, &hr, zhang.person_id, line.clone()).await.unwrap_err();
    assert_eq!(twice.code, "positions.line_exists");
    let chain = async |person, on: &str| {
        let query = AsOfQuery { as_of: Some(day(on)), known_on: None };
        chain_of_command(&group.app, &hr, person, query).await.unwrap()
    };
    let seen = chain(zhang.person_id, "2026-11-20").await;
    let above: Vec<_> = seen.above.iter().map(|link| link.person.full_name.as_str()).collect();
    assert_eq!(above, ["邵凯", "周文博"]);
    assert_eq!(seen.dotted[0].link.person.full_name, "林若曦");
    assert_eq!(chain(mentor.person_id, "2026-11-20").await.dotted_in[0].link.person.full_name, "张明远");
    assert_eq!(chain(zhang.person_id, "2026-10-31").await.dotted, []);
    let end = end_reporting_line(&group.app, &hr, zhang.person_id, id, day("2026-11-10")).await;
    end.unwrap();
    assert_eq!(chain(zhang.person_id, "2026-11-11").await.dotted, []);
    assert_eq!(chain(zhang.person_id, "2026-11-10").await.dotted.len(), 1);
    let circle = Transfer {
        first_day: day("2026-11-15"),
        unit_id: None,
        manager_id: Some(zhang.person_id),
        position: None,
        job_level: None,
        place: None,
    };
    transfer_person(&group.app, &hr, boss.person_id, circle).await.unwrap();
    assert_eq!(chain(zhang.person_id, "2026-11-20").await.above.len(), 2);
}

#[tokio::test]
async fn employers_stand_below_who_owns_them() {
    let group = group().await;
    group.hired(group.hire("张明远", "YC1", "2024-03-01")).await;
    let mut work = group.app.begin(&Caller::system(), "test", None).await.unwrap();
    let owner = services::organisation::NewLegalEntity {
        name: "云程控股有限公司".into(),
        short_name: "云程控股".into(),
        credit_code: None,
        place: "CN-Shanghai".into(),
    };
    let owner = services::organisation::create_legal_entity_in(&mut work, owner).await.unwrap();
    work.commit().await.unwrap();
    let put = async |entity, parent| {
        services::organisation::put_entity_parent(&group.app, &Caller::system(), entity, parent).await
    };
    put(group.entity, Some(owner.id.into())).await.unwrap();
    let circle = put(owner.id.into(), Some(group.entity)).await.unwrap_err();
    assert_eq!(circle.code, "organisation.entity_below_itself");
    let tree = entity_tree(&group.app, &Caller::system(), AsOfQuery::default()).await.unwrap();
    let seen: Vec<_> = tree.items.iter().map(|node| (node.name.as_str(), node.people, node.people_total)).collect();
    assert_eq!(seen, [("云程控股", Some(0), Some(1)), ("云程上海", Some(1), Some(1))]);
}

#[tokio::test]
async fn a_unit_that_begins_tomorrow_stands_on_tomorrows_chart_only() {
    let group = group().await;
    let input = PutUnit {
        id: None,
        parent_id: Some(group.cloud),
        code: "G11".into(),
        name: "检索部".into(),
        kind: "department".into(),
        head_person_id: None,
        first_day: day("2026-12-01"),
    };
    put_unit(&group.app, &Caller::system(), input).await.unwrap();
    let children = async |on: &str| unit_on(&group, &Caller::system(), group.cloud, on).await.children;
    assert_eq!((children("2026-11-30").await, children("2026-12-01").await), (0, 1));
}
