//! Companies, units and the people of the first day.

use chrono::{Days, Months};
use kernel::{Date, Money};

use super::names;
use super::parameters::Parameters;
use super::plan::{Plan, PlannedPerson, PlannedUnit};
use super::random::Draws;

/// Full name, short name, place.
const ENTITIES: [(&str, &str, &str); 3] = [
    ("云程科技（上海）有限公司", "云程上海", "CN-Shanghai"),
    ("云程数据（北京）有限公司", "云程北京", "CN-Beijing"),
    ("云程应用（深圳）有限公司", "云程深圳", "CN-Guangdong-Shenzhen"),
];

/// Work places, with the index of the usual employer and how pay compares with Shanghai.
const PLACES: [(&str, usize, f64); 5] = [
    ("CN-Shanghai", 0, 1.0),
    ("CN-Beijing", 1, 1.0),
    ("CN-Guangdong-Shenzhen", 2, 0.97),
    ("CN-Zhejiang-Hangzhou", 0, 0.92),
    ("CN-Sichuan-Chengdu", 1, 0.78),
];

/// Business unit, its departments, its positions.
const BUSINESS_UNITS: [(&str, [&str; 4], &[&str]); 4] = [
    (
        "云平台事业部",
        ["检索平台部", "计算平台部", "存储平台部", "质量与效能部"],
        &["后端工程师", "高级后端工程师", "运维工程师", "测试工程师", "架构师"],
    ),
    (
        "数据智能事业部",
        ["算法部", "数据平台部", "智能应用部", "数据治理部"],
        &["算法工程师", "数据工程师", "数据分析师", "高级算法工程师"],
    ),
    (
        "企业应用事业部",
        ["前端与体验部", "业务中台部", "协同产品部", "交付实施部"],
        &["前端工程师", "产品经理", "交互设计师", "实施顾问", "全栈工程师"],
    ),
    (
        "客户与销售事业部",
        ["华东销售部", "华南销售部", "华北销售部", "客户成功部"],
        &["客户经理", "售前工程师", "客户成功经理", "销售运营"],
    ),
];

const FUNCTIONS: [(&str, &[&str]); 4] = [
    ("人力资源部", &["HRBP", "薪酬主管", "招聘专员", "员工关系专员"]),
    ("财务部", &["财务经理", "会计", "费用会计"]),
    ("信息技术部", &["IT 工程师", "信息安全工程师", "IT 服务台"]),
    ("法务与合规部", &["法务经理", "隐私合规专员"]),
];

/// People with a name of their own, who stay: they carry the story and the demo logins.
pub(super) const CAST: [(&str, &str, bool); 9] = [
    ("zhang", "张明远", false),
    ("manager", "周文博", false),
    ("owner", "罗晓岚", true),
    ("hrbp", "沈静怡", true),
    ("hr", "韩雪", true),
    ("payroll", "李扬", false),
    ("finance", "吴敏", true),
    ("it", "邵凯", false),
    ("privacy", "林若曦", true),
];

/// Builds companies, units and the people present on `start`.
pub(super) struct Founding<'a> {
    pub(super) draws: &'a Draws,
    pub(super) parameters: &'a Parameters,
    pub(super) start: Date,
    pub(super) people: usize,
}

impl Founding<'_> {
    pub(super) fn plan(&self) -> (Plan, Vec<(&'static str, usize)>) {
        let mut plan = Plan {
            entities: ENTITIES.to_vec(),
            units: Vec::new(),
            people: Vec::new(),
            acts: Vec::new(),
            zhang: 0,
            zhang_resigns_on: self.start,
        };
        let mut cast = Vec::new();
        let group = unit(&mut plan, "G".to_owned(), "云程科技集团", "group", None);
        let chief = self.head(&mut plan, Seat { unit: group, manager: None, position: "总裁", level: "M6", place: 0 });
        self.functions(&mut plan, group, chief, &mut cast);
        let teams = self.teams_per_department(plan.people.len());
        for (index, (name, departments, positions)) in BUSINESS_UNITS.into_iter().enumerate() {
            let business = unit(&mut plan, format!("B{}", index + 1), name, "business_unit", Some(group));
            let leader = self.head(
                &mut plan,
                Seat {
                    unit: business, manager: Some(chief), position: "事业部总经理", level: "M5", place: index % 3
                },
            );
            if index == 0 {
                rename(&mut plan, leader, "owner", &mut cast);
            }
            for (n, department) in departments.into_iter().enumerate() {
                let code = format!("B{}{}", index + 1, n + 1);
                let place = (index + n) % PLACES.len();
                let unit_index = unit(&mut plan, code.clone(), department, "department", Some(business));
                let manager = self.head(
                    &mut plan,
                    Seat { unit: unit_index, manager: Some(leader), position: "部门经理", level: "M4", place },
                );
                for t in 0..teams {
                    let team = unit(
                        &mut plan,
                        format!("{code}{:02}", t + 1),
                        &format!("{department}{}组", t + 1),
                        "team",
                        Some(unit_index),
                    );
                    let lead = self.head(
                        &mut plan,
                        Seat { unit: team, manager: Some(manager), position: "技术主管", level: "P8", place },
                    );
                    let size = 7 + self.draws.index(5);
                    for n in 0..size {
                        self.member(&mut plan, team, lead, positions[n % positions.len()], place);
                    }
                }
            }
        }
        self.cast_zhang(&mut plan, &mut cast);
        (plan, cast)
    }

    fn functions(&self, plan: &mut Plan, group: usize, chief: usize, cast: &mut Vec<(&'static str, usize)>) {
        let functions = unit(plan, "F".to_owned(), "集团职能中心", "department", Some(group));
        let seat =
            Seat { unit: functions, manager: Some(chief), position: "职能中心总经理", level: "M5", place: 0 };
        let manager = Some(self.head(plan, seat));
        for (index, (name, positions)) in FUNCTIONS.into_iter().enumerate() {
            let team = unit(plan, format!("F{}", index + 1), name, "team", Some(functions));
            let head = self.head(plan, Seat { unit: team, manager, position: "部门负责人", level: "M4", place: 0 });
            let size = (self.people / 110).clamp(4, 14);
            for n in 0..size {
                self.member(plan, team, head, positions[n % positions.len()], 0);
            }
            Self::cast_functions(plan, index, head, cast);
        }
    }

    /// As many teams as make the headcount: a team is about ten with its lead.
    fn teams_per_department(&self, already: usize) -> usize {
        let departments: usize = BUSINESS_UNITS.iter().map(|(_, departments, _)| departments.len()).sum();
        (self.people.saturating_sub(already + departments + 4) / (departments * 10)).max(1)
    }

    fn head(&self, plan: &mut Plan, seat: Seat<'_>) -> usize {
        let unit = seat.unit;
        let hired_on = self.hired_before(48);
        let person = new_person(plan, self.draws, self.parameters, seat, hired_on);
        plan.units[unit].head = Some(person);
        person
    }

    fn member(&self, plan: &mut Plan, unit: usize, lead: usize, position: &str, place: usize) {
        let hired_on = self.hired_before(0);
        let seat = Seat { unit, manager: Some(lead), position, level: level(self.draws), place };
        new_person(plan, self.draws, self.parameters, seat, hired_on);
    }

    fn hired_before(&self, at_least_months: i64) -> Date {
        let months = self.draws.whole([at_least_months, self.parameters.people.hire_months_before + at_least_months]);
        let day = self.start - Months::new(u32::try_from(months).unwrap_or(0));
        workday(day - Days::new(u64::try_from(self.draws.whole([0, 27])).unwrap_or(0)))
    }

    fn cast_functions(plan: &mut Plan, index: usize, head: usize, cast: &mut Vec<(&'static str, usize)>) {
        let roles: &[&str] = match index {
            0 => &["hr", "hrbp", "payroll"],
            1 => &["finance"],
            2 => &["it"],
            _ => &["privacy"],
        };
        for (n, role) in roles.iter().enumerate() {
            rename(plan, head + n, role, cast);
        }
    }

    /// Zhang sits in the first team of the first department; its lead is the manager of the story.
    fn cast_zhang(&self, plan: &mut Plan, cast: &mut Vec<(&'static str, usize)>) {
        let Some(team) = plan.units.iter().position(|unit| unit.code == "B1101") else { return };
        let Some(lead) = plan.units[team].head else { return };
        rename(plan, lead, "manager", cast);
        let zhang = lead + 1;
        rename(plan, zhang, "zhang", cast);
        plan.zhang = zhang;
        let person = &mut plan.people[zhang];
        "P7".clone_into(&mut person.job_level);
        "高级后端工程师".clone_into(&mut person.position);
        person.hired_on = workday(self.start - Months::new(20));
        person.base_pay = Money::from_fen(2_640_000);
        person.contract_months = None;
    }
}

/// Where a person sits.
pub(super) struct Seat<'a> {
    pub(super) unit: usize,
    pub(super) manager: Option<usize>,
    pub(super) position: &'a str,
    pub(super) level: &'a str,
    pub(super) place: usize,
}

/// Invents a person for a seat and returns the place in the list.
pub(super) fn new_person(
    plan: &mut Plan,
    draws: &Draws,
    parameters: &Parameters,
    seat: Seat<'_>,
    hired_on: Date,
) -> usize {
    let serial = plan.people.len();
    let female = draws.chance(parameters.people.women);
    let years = draws.normal(27.5, 4.0).clamp(21.5, 45.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an age is small and positive")]
    let birth = hired_on - Days::new((years * 365.25) as u64);
    let (place, entity, factor) = PLACES[seat.place];
    plan.people.push(PlannedPerson {
        name: names::name(draws, female),
        employee_no: format!("YC{:06}", serial + 1),
        female,
        birth,
        identity_number: names::identity_number(birth, serial, female),
        phone: names::phone(serial),
        bank_account: names::bank_account(serial),
        entity,
        unit: seat.unit,
        manager: seat.manager,
        position: seat.position.to_owned(),
        job_level: seat.level.to_owned(),
        place,
        hired_on,
        base_pay: pay(draws, seat.level, factor),
        contract_months: Some(36),
    });
    serial
}

fn unit(plan: &mut Plan, code: String, name: &str, kind: &'static str, parent: Option<usize>) -> usize {
    plan.units.push(PlannedUnit { code, name: name.to_owned(), kind, parent, head: None });
    plan.units.len() - 1
}

fn rename(plan: &mut Plan, person: usize, role: &str, cast: &mut Vec<(&'static str, usize)>) {
    if let Some((key, name, female)) = CAST.into_iter().find(|(key, ..)| *key == role) {
        name.clone_into(&mut plan.people[person].name);
        let renamed = &mut plan.people[person];
        renamed.female = female;
        // The number says the sex too.
        renamed.identity_number = names::identity_number(renamed.birth, person, female);
        cast.push((key, person));
    }
}

/// The level of an ordinary member.
pub(super) fn level(draws: &Draws) -> &'static str {
    match draws.unit() {
        x if x < 0.20 => "P4",
        x if x < 0.55 => "P5",
        x if x < 0.85 => "P6",
        _ => "P7",
    }
}

/// Monthly base pay in whole hundred yuan.
fn pay(draws: &Draws, level: &str, factor: f64) -> Money {
    let mean = match level {
        "P4" => 13_000.0,
        "P5" => 18_000.0,
        "P6" => 25_000.0,
        "P7" => 34_000.0,
        "P8" => 46_000.0,
        "M4" => 65_000.0,
        "M5" => 95_000.0,
        _ => 150_000.0,
    };
    hundreds(mean * factor * draws.normal(1.0, 0.09).clamp(0.75, 1.3))
}

/// Yuan to a whole hundred. The invented pay starts as a double; money does not.
#[expect(clippy::cast_possible_truncation, reason = "pay of at most some hundred thousand yuan")]
pub(super) fn hundreds(yuan: f64) -> Money {
    Money::from_fen((yuan / 100.0).round() as i64 * 10_000)
}

/// The day itself, or the Monday after a weekend.
pub(super) fn workday(day: Date) -> Date {
    use chrono::{Datelike, Weekday};
    match day.weekday() {
        Weekday::Sat => day + Days::new(2),
        Weekday::Sun => day + Days::new(1),
        _ => day,
    }
}
