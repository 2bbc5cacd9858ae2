//! Reorganisations from the draft to their day.

use access::{Caller, Scope};
use kernel::{Date, OrgUnitId, PersonId, ReorganisationId};
use services::approvals::Decide;
use services::inbox::decide_approval;
use services::jobs::pass_time;
use services::organisation::{PutUnit, UnitView, UnitsQuery, list_units, put_unit};
use services::people::{AsOfQuery, person_page};
use services::positions::{PutPosition, put_position};
use services::reorganisations::{
    AddChange, DraftChartQuery, Mark, MovesQuery, NewReorganisation, OfVersion, ReorganisationView, Step,
    WithdrawReorganisation, add_change, confirm_reorganisation, create_reorganisation, draft_chart, get_reorganisation,
    list_moves, list_reorganisations, preview_reorganisation, remove_change, submit_reorganisation,
    withdraw_reorganisation,
};
use testkit::{at, day};

use crate::fixture::{Group, group};

const DAY: &str = "2026-12-01";

/// Two departments with a head and people each, a planner, an executive, a manager.
struct House {
    group: Group,
    boss: PersonId,
    heads: [PersonId; 2],
    hr: Caller,
    chief: Caller,
}

async fn house() -> House {
    let group = group().await;
    let hired = async |name: &str, number: &str, unit, manager| {
        let mut hire = group.hire(name, number, "2020-03-01");
        (hire.unit_id, hire.manager_id) = (unit, manager);
        group.hired(hire).await.person_id
    };
    let boss = hired("陆承远", "YC1", group.cloud, None).await;
    let cloud = hired("顾维", "YC2", group.cloud, Some(boss)).await;
    let data = hired("程景行", "YC3", group.data, Some(boss)).await;
    for n in 0..6 {
        hired(&format!("云{n}"), &format!("C{n}"), group.cloud, Some(cloud)).await;
        hired(&format!("数{n}"), &format!("D{n}"), group.data, Some(data)).await;
    }
    for (unit, name, head) in [(group.cloud, "云平台部", cloud), (group.data, "数据智能部", data)] {
        let old = unit_of(&group, unit, "2026-11-20").await.unwrap();
        let input = PutUnit {
            id: Some(unit),
            parent_id: old.parent_id,
            code: old.code,
            name: name.into(),
            kind: old.kind,
            head_person_id: Some(head),
            first_day: day("2020-03-01"),
        };
        put_unit(&group.app, &Caller::system(), input).await.unwrap();
        let seats = PutPosition {
            id: None,
            unit_id: unit,
            title: "高级后端工程师".into(),
            job: None,
            job_level: None,
            headcount: 8,
            legal_entity_id: None,
            key_position: false,
            first_day: day("2020-03-01"),
        };
        put_position(&group.app, &Caller::system(), seats).await.unwrap();
    }
    group.caller("gu.wei", "manager", Some(cloud), None).await;
    group.also("gu.wei", "employee").await;
    group.caller("cheng", "manager", Some(data), None).await;
    group.also("cheng", "employee").await;
    let hr = group.caller("han", "hr", None, None).await;
    group.caller("lu.chengyuan", "executive", Some(boss), None).await;
    let chief = group.also("lu.chengyuan", "employee").await;
    House { group, boss, heads: [cloud, data], hr, chief }
}

async fn units_on(group: &Group, on: Date) -> Vec<UnitView> {
    let query = UnitsQuery { as_of: Some(on) };
    list_units(&group.app, &Caller::system(), &query).await.unwrap().items
}

async fn unit_of(group: &Group, unit: OrgUnitId, on: &str) -> Option<UnitView> {
    units_on(group, day(on)).await.into_iter().find(|row| row.id == unit)
}

impl House {
    async fn draft(&self, steps: Vec<Step>) -> ReorganisationView {
        let new =
            NewReorganisation { title: "检索并入数据智能".into(), effective_on: day(DAY), note: String::new() };
        let mut view = create_reorganisation(&self.group.app, &self.hr, new).await.unwrap();
        for change in steps {
            let input = AddChange { version: view.version, change };
            view = add_change(&self.group.app, &self.hr, view.id, input).await.unwrap();
        }
        view
    }

    /// The cloud department goes into the data department; a new team, one more seat.
    fn steps(&self) -> Vec<Step> {
        vec![
            Step::DissolveUnit { unit_id: self.group.cloud, receiver_id: self.group.data },
            Step::CreateUnit {
                parent_id: self.group.data,
                code: "G21".into(),
                name: "大模型部".into(),
                unit_kind: "department".into(),
                head_person_id: Some(self.heads[0]),
            },
            Step::SetHeadcount {
                unit_id: self.group.data,
                position_id: None,
                title: Some("算法工程师".into()),
                headcount: 4,
            },
        ]
    }

    async fn answer(&self, id: ReorganisationId, approve: bool) {
        for login in ["gu.wei", "cheng", "lu.chengyuan"] {
            let voice = self.group.again(login).await;
            let approval = services::approvals::approval_of(&self.group.app, &voice, ("reorganisation", id.0));
            let Some(approval) = approval.await.unwrap().filter(|approval| approval.mine) else { continue };
            let input = Decide { approve, reason: Some("已讨论".into()) };
            decide_approval(&self.group.app, &voice, approval.id, input).await.unwrap();
            if !approve {
                return;
            }
        }
    }

    async fn state(&self, id: ReorganisationId) -> String {
        get_reorganisation(&self.group.app, &self.hr, id).await.unwrap().state
    }
}

#[tokio::test]
async fn a_draft_is_approved_and_becomes_the_organisation_on_its_day() {
    let house = house().await;
    let app = &house.group.app;
    let before = (units_on(&house.group, day("2026-11-30")).await, units_on(&house.group, day(DAY)).await);
    let view = house.draft(house.steps()).await;
    let seen = draft_chart(app, &house.hr, view.id, DraftChartQuery::default()).await.unwrap();
    let preview = preview_reorganisation(app, &house.hr, view.id).await.unwrap();
    assert_eq!((preview.units.before, preview.units.after), (3, 3));
    assert_eq!((preview.planned.before, preview.planned.after), (16, 20));
    assert_eq!((preview.people.before, preview.people.after), (15, 15));
    assert_eq!(preview.moved, 8);
    assert!(!preview.needs_agreement);
    assert_eq!(units_on(&house.group, day(DAY)).await, before.1, "a draft changes nothing");

    submit_reorganisation(app, &house.hr, view.id, OfVersion { version: view.version }).await.unwrap();
    assert_eq!(house.state(view.id).await, "submitted");
    house.answer(view.id, true).await;
    assert_eq!(house.state(view.id).await, "scheduled");
    pass_time(app).await.unwrap();
    assert_eq!(house.state(view.id).await, "scheduled", "not before its day");

    // The server was off on the day itself.
    house.group.clock.set(at("2026-12-03T02:00:00Z"));
    pass_time(app).await.unwrap();
    assert_eq!(house.state(view.id).await, "activated");
    assert_eq!(units_on(&house.group, day("2026-11-30")).await, before.0, "the days before are as they were");
    let after = units_on(&house.group, day(DAY)).await;
    let standing = seen.items.iter().filter(|unit| !unit.ghost);
    for unit in standing.clone() {
        let row = after.iter().find(|row| row.id == unit.id).unwrap();
        assert_eq!((&row.name, row.parent_id), (&unit.name, unit.parent_id));
        assert_eq!(row.head_name, unit.head.as_ref().map(|head| head.full_name.clone()));
    }
    assert_eq!(standing.count(), after.len());
    let page = person_page(app, &house.hr, house.heads[0], AsOfQuery::default()).await.unwrap();
    assert_eq!(page.unit_path.last().map(|unit| unit.name.as_str()), Some("数据智能部"));
    let entries = app.store().audit_status().await.unwrap().size;
    pass_time(app).await.unwrap();
    assert_eq!(app.store().audit_status().await.unwrap().size, entries, "a second look changes nothing");
    let shown = preview_reorganisation(app, &house.hr, view.id).await.unwrap();
    assert_eq!((shown.moved, shown.hindrances.len()), (8, 0), "what was activated is told as it was");
}

#[tokio::test]
async fn what_others_changed_meanwhile_is_named_and_nothing_is_half_done() {
    let house = house().await;
    let app = &house.group.app;
    let rename = Step::RenameUnit { unit_id: house.group.data, name: "智能平台部".into() };
    let move_people = Step::MovePeople {
        person_ids: vec![house.heads[1]],
        unit_id: house.group.cloud,
        manager_id: None,
        place: None,
        agreed: false,
    };
    let view = house.draft(vec![rename, move_people]).await;
    submit_reorganisation(app, &house.hr, view.id, OfVersion { version: view.version }).await.unwrap();
    house.answer(view.id, true).await;
    let old = unit_of(&house.group, house.group.data, "2026-11-20").await.unwrap();
    let input = PutUnit {
        id: Some(old.id),
        parent_id: old.parent_id,
        code: old.code,
        name: "数据与智能部".into(),
        kind: old.kind,
        head_person_id: old.head_person_id,
        first_day: day("2026-11-25"),
    };
    put_unit(app, &Caller::system(), input).await.unwrap();
    let seen = get_reorganisation(app, &house.hr, view.id).await.unwrap();
    assert_eq!(seen.changes[0].hindrances[0].code, "reorganisations.changed_meanwhile");
    assert_eq!(seen.changes[1].hindrances, []);

    house.group.clock.set(at("2026-12-01T02:00:00Z"));
    pass_time(app).await.unwrap();
    let seen = get_reorganisation(app, &house.hr, view.id).await.unwrap();
    assert_eq!((seen.state.as_str(), seen.hindrances.len()), ("scheduled", 1));
    let page = person_page(app, &house.hr, house.heads[1], AsOfQuery::default()).await.unwrap();
    assert_eq!(page.unit_path.last().map(|unit| unit.name.as_str()), Some("数据与智能部"), "nobody was moved");
    let entries = app.store().audit_status().await.unwrap().size;
    pass_time(app).await.unwrap();
    assert_eq!(app.store().audit_status().await.unwrap().size, entries, "and it is said once");

    let back = WithdrawReorganisation { reason: "核对更名".into(), to_draft: true };
    let view = withdraw_reorganisation(app, &house.hr, view.id, back).await.unwrap();
    let view = confirm_reorganisation(app, &house.hr, view.id, view.version).await.unwrap();
    assert!(view.changes.iter().all(|change| change.hindrances.is_empty()));
    submit_reorganisation(app, &house.hr, view.id, OfVersion { version: view.version }).await.unwrap();
    house.answer(view.id, true).await;
    assert_eq!(house.state(view.id).await, "activated", "approved on its day, it holds at once");
    assert_eq!(unit_of(&house.group, house.group.data, DAY).await.unwrap().name, "智能平台部");
}

#[tokio::test]
async fn a_refused_draft_can_be_changed_and_only_its_newest_version() {
    let house = house().await;
    let app = &house.group.app;
    let view = house.draft(house.steps()).await;
    submit_reorganisation(app, &house.hr, view.id, OfVersion { version: view.version }).await.unwrap();
    let locked = remove_change(app, &house.hr, view.id, view.changes[1].id, view.version).await.unwrap_err();
    assert_eq!(locked.code, "reorganisations.not_a_draft");
    house.answer(view.id, false).await;
    assert_eq!(house.state(view.id).await, "refused");
    let next = remove_change(app, &house.hr, view.id, view.changes[1].id, view.version).await.unwrap();
    assert_eq!((next.state.as_str(), next.changes.len()), ("draft", 2));
    assert!(next.changes.iter().all(|change| change.hindrances.is_empty()));
    let stale = remove_change(app, &house.hr, view.id, view.changes[0].id, view.version).await.unwrap_err();
    assert_eq!(stale.code, "reorganisations.other_version");
}

#[tokio::test]
async fn a_draft_is_seen_by_planners_and_once_submitted_by_those_who_must_answer() {
    let house = house().await;
    let app = &house.group.app;
    let view = house.draft(house.steps()).await;
    let outsider = house.group.caller("zhou", "manager", None, None).await;
    let voice = house.group.again("cheng").await;
    let sees = async |caller: &Caller| {
        let listed = list_reorganisations(app, caller).await.unwrap().items.len();
        let opened = get_reorganisation(app, caller, view.id).await.map_err(|problem| problem.code);
        assert_eq!(listed == 1, opened.is_ok());
        opened.is_ok()
    };
    assert!(sees(&house.hr).await && sees(&house.chief).await);
    assert!(!sees(&voice).await && !sees(&outsider).await, "a draft is nobody else's");
    submit_reorganisation(app, &house.hr, view.id, OfVersion { version: view.version }).await.unwrap();
    assert!(sees(&voice).await && !sees(&outsider).await);
    let told = preview_reorganisation(app, &voice, view.id).await.unwrap();
    assert!(told.pay_before_fen.as_ref().is_none() && told.redacted.contains(&"pay_before_fen"));
    let shown = preview_reorganisation(app, &house.hr, view.id).await.unwrap();
    assert_eq!(shown.pay_before_fen.as_ref().map(|pay| pay.fen()), Some(15 * 2_860_000));
    assert_eq!(shown.added_seats_fen.as_ref().map(|pay| pay.fen()), Some(4 * 2_860_000));
    let moves = list_moves(app, &voice, view.id, MovesQuery::default()).await.unwrap();
    assert!(moves.hidden > 0 && moves.items.len() as u64 + moves.hidden == moves.total);
    let all = list_moves(app, &house.hr, view.id, MovesQuery::default()).await.unwrap();
    assert_eq!((all.hidden, all.items.len() as u64), (0, all.total));
    let gained = shown.rights.iter().find(|right| right.account == "cheng").unwrap();
    assert!(gained.gained >= 7 && gained.lost == 0, "{gained:?}");
}

#[tokio::test]
async fn a_planner_of_one_part_of_the_group_cannot_touch_another() {
    let house = house().await;
    let view = house.draft(Vec::new()).await;
    let scope = Scope { units: [house.group.cloud.0].into(), ..Scope::default() };
    let mut work = house.group.app.begin(&house.hr, "test", None).await.unwrap();
    let step = Step::RenameUnit { unit_id: house.group.data, name: "别人的".into() };
    let version = (view.id, view.version);
    let refused = services::reorganisations::add_change_in(&house.group.app, &mut work, version, step, &scope).await;
    assert_eq!(refused.unwrap_err().code, "access.out_of_scope");
    drop(work);
    let marks = draft_chart(&house.group.app, &house.hr, view.id, DraftChartQuery::default()).await.unwrap();
    assert!(marks.items.iter().all(|unit| unit.mark != Some(Mark::Renamed)));
    assert!(house.boss != house.heads[0]);
}
