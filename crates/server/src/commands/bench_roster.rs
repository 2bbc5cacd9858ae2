//! An invented roster of any size, row by row from its number alone: what a row says can be asked again afterwards.

use std::path::Path;

use anyhow::{Context as _, Result};
use chrono::{Datelike as _, Days, Months};
use documents::tables::{Column, ColumnKind, Export, Value, write_xlsx};
use kernel::{Date, Money};

/// Persons whom one manager leads.
const SPAN: u32 = 12;
const FAMILY: [&str; 16] =
    ["王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "欧阳"];
const GIVEN: [&str; 24] = [
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "涛", "明", "超", "兰", "霞", "平",
    "刚", "桂英", "子涵", "雨欣", "浩然",
];
const EMPLOYERS: [&str; 4] =
    ["云岭科技（上海）有限公司", "云岭制造（苏州）有限公司", "云岭物流（成都）有限公司", "云岭商贸（广州）有限公司"];
const PLACES: [(&str, &str); 4] =
    [("上海", "CN-Shanghai"), ("江苏", "CN-Jiangsu"), ("四川", "CN-Sichuan"), ("广东", "CN-Guangdong")];
const DEPARTMENTS: [&str; 8] =
    ["研发中心", "生产中心", "营销中心", "供应链中心", "质量中心", "财务中心", "人力资源中心", "行政中心"];
const POSITIONS: [&str; 10] =
    ["工程师", "高级工程师", "操作员", "班组长", "销售代表", "客户经理", "采购专员", "质检员", "会计", "人事专员"];

/// One row.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) number: String,
    pub(super) pay: Money,
    name: String,
    identity: String,
    phone: String,
    email: String,
    bank: String,
    employer: usize,
    department: String,
    team: String,
    position: &'static str,
    level: String,
    manager: Option<(String, String)>,
    hired: Date,
    probation: Date,
    last: Option<Date>,
    wrong: bool,
}

impl Line {
    pub(super) const COLUMNS: [(&'static str, ColumnKind); 20] = [
        ("工号", ColumnKind::Text),
        ("姓名", ColumnKind::Text),
        ("身份证号", ColumnKind::Text),
        ("手机号码", ColumnKind::Text),
        ("邮箱", ColumnKind::Text),
        ("银行卡号", ColumnKind::Text),
        ("用人单位", ColumnKind::Text),
        ("一级部门", ColumnKind::Text),
        ("二级部门", ColumnKind::Text),
        ("岗位", ColumnKind::Text),
        ("职级", ColumnKind::Text),
        ("上级工号", ColumnKind::Text),
        ("工作地点", ColumnKind::Text),
        ("用工形式", ColumnKind::Text),
        ("入职日期", ColumnKind::Date),
        ("试用期截止日期", ColumnKind::Date),
        ("合同类型", ColumnKind::Text),
        ("合同起始日", ColumnKind::Date),
        ("合同终止日", ColumnKind::Date),
        ("月基本工资", ColumnKind::Money),
    ];

    /// Row `at` of a roster of `people`.
    pub(super) fn at(at: u32, people: u32, dirty: u32) -> Self {
        let hired = day(2012, 1, 1) + Days::new(u64::from(mixed(at, 1) % 4_700));
        let above = (at > 0).then(|| (at - 1) / SPAN);
        let employer = (mixed(at, 2) % 4) as usize;
        let department = (mixed(at, 3) % 8) as usize;
        let team = mixed(at, 4) % (people / 400 + 1).min(40);
        let years = 3 + u64::from(mixed(at, 5) % 3);
        let wrong = dirty > 0 && at % dirty == dirty - 1;
        let last = (!mixed(at, 6).is_multiple_of(4)).then(|| whole_years(hired, years));
        Self {
            number: format!("YL{at:06}"),
            name: name(at),
            identity: if wrong { "31010119900101".to_owned() } else { identity(at) },
            phone: format!("13{:09}", 100_000_000 + at),
            email: format!("yl{at:06}@example.com"),
            bank: format!("6222{:015}", u64::from(at) * 7_919 + 1_000_000),
            employer,
            department: DEPARTMENTS[department].to_owned(),
            team: format!("{}{}组", &DEPARTMENTS[department][..6], team + 1),
            position: POSITIONS[(mixed(at, 7) % 10) as usize],
            level: format!("P{}", 3 + mixed(at, 8) % 7),
            manager: above.map(|above| (format!("YL{above:06}"), name(above))),
            pay: Money::from_fen(500_000 + i64::from(mixed(at, 9) % 4_000_000)),
            probation: hired.checked_add_months(Months::new(3)).unwrap_or(hired) - Days::new(1),
            hired,
            last,
            wrong,
        }
    }

    /// Whether the row cannot be imported.
    pub(super) const fn is_wrong(&self) -> bool {
        self.wrong
    }

    /// Every imported field as the database should have it.
    pub(super) fn fields(&self) -> Vec<(&'static str, String)> {
        let texts = [
            self.number.clone(),
            self.name.clone(),
            self.identity.clone(),
            self.phone.clone(),
            self.email.clone(),
            self.bank.clone(),
            EMPLOYERS[self.employer].to_owned(),
            self.department.clone(),
            self.team.clone(),
            self.position.to_owned(),
            self.level.clone(),
            self.manager.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
            PLACES[self.employer].1.to_owned(),
            "full_time".to_owned(),
            self.hired.to_string(),
            self.probation.to_string(),
            if self.last.is_some() { "fixed_term" } else { "open_ended" }.to_owned(),
            self.hired.to_string(),
            self.last.map(|day| day.to_string()).unwrap_or_default(),
            self.pay.to_string(),
        ];
        Self::COLUMNS.iter().map(|(name, _)| *name).zip(texts).collect()
    }

    fn values(&self) -> Vec<Value> {
        let text = |text: &str| Value::from(text);
        vec![
            text(&self.number),
            text(&self.name),
            text(&self.identity),
            text(&self.phone),
            text(&self.email),
            text(&self.bank),
            text(EMPLOYERS[self.employer]),
            text(&self.department),
            text(&self.team),
            text(self.position),
            text(&self.level),
            text(self.manager.as_ref().map_or("", |(number, _)| number)),
            text(PLACES[self.employer].0),
            text("正式"),
            if self.wrong { text("不详") } else { Value::Date(self.hired) },
            Value::Date(self.probation),
            text(if self.last.is_some() { "固定期限" } else { "无固定期限" }),
            Value::Date(self.hired),
            self.last.map_or(Value::Empty, Value::Date),
            Value::Money(self.pay),
        ]
    }
}

/// Writes the roster.
pub(super) fn write_roster(path: &Path, people: u32, dirty: u32) -> Result<()> {
    let columns = Line::COLUMNS.iter().map(|(name, kind)| Column::new(*name, *kind)).collect();
    let rows = (0..people).map(|at| Line::at(at, people, dirty).values()).collect();
    let bytes = write_xlsx(&[Export { name: "花名册".to_owned(), columns, rows }], day(2026, 1, 1))?;
    std::fs::write(path, bytes).with_context(|| path.display().to_string())
}

fn day(year: i32, month: u32, day: u32) -> Date {
    Date::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// The last day of so many years.
fn whole_years(from: Date, years: u64) -> Date {
    let end = from.checked_add_months(Months::new(u32::try_from(years * 12).unwrap_or(36))).unwrap_or(from);
    end - Days::new(1)
}

/// A number that looks random and depends on the row and a stream only (`SplitMix64`).
fn mixed(at: u32, stream: u64) -> u32 {
    let mut x = (u64::from(at) << 8 | stream).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    u32::try_from((x ^ (x >> 31)) >> 33).unwrap_or(0)
}

fn name(at: u32) -> String {
    let pick = |list: &[&'static str], stream| list[mixed(at, stream) as usize % list.len()];
    let second = if mixed(at, 13).is_multiple_of(3) { "" } else { pick(&GIVEN[..20], 12) };
    format!("{}{}{second}", pick(&FAMILY, 10), pick(&GIVEN, 11))
}

/// A number of a resident identity card, its check digit right (GB 11643).
fn identity(at: u32) -> String {
    let birth = day(1968, 1, 1) + Days::new(u64::from(at % 12_000));
    let digits = format!("310101{:04}{:02}{:02}{:03}", birth.year(), birth.month(), birth.day(), at / 12_000 + 1);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = digits.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{digits}{}", char::from(b"10X98765432"[(sum % 11) as usize]))
}
