//! A roster of 300 people with every kind of dirt that real ones have, made by a rule, and what a check must say of it.
//! `tests/fixtures/dirty-roster-300.csv` is its committed form (GB 18030, as a Chinese Excel writes it); the browser
//! journey imports the same file.

/// The columns, as a firm would name them. The last ones are for nobody's purpose.
pub const HEADER: [&str; 28] = [
    "工号",
    "姓名",
    "身份证号",
    "手机号码",
    "邮箱",
    "合同主体",
    "部门",
    "岗位",
    "职级",
    "直接上级",
    "工作地点",
    "用工形式",
    "入职日期",
    "试用期",
    "合同类型",
    "合同起始日",
    "合同到期日",
    "月基本工资",
    "在职状态",
    "离职日期",
    "离职类型",
    "离职原因",
    "绩效结果",
    "考核日期",
    "性别",
    "民族",
    "婚姻状况",
    "备注",
];

/// The file's title row and header stand above the first person.
const FIRST_ROW: u32 = 3;
/// The header is printed again before this person, as at a page break.
const PAGE_BREAK: usize = 150;
pub const PEOPLE: usize = 300;

const SURNAMES: [&str; 20] = [
    "赵", "钱", "孙", "李", "周", "吴", "郑", "王", "冯", "陈", "褚", "卫", "蒋", "沈", "韩", "杨", "朱", "秦", "许",
    "何",
];
const GIVEN: [&str; 15] = [
    "明远", "思齐", "子涵", "雨桐", "嘉懿", "浩然", "若曦", "一鸣", "佩文", "以恒", "静怡", "泽宇", "清扬", "书瑶",
    "景行",
];
const UNITS: [&str; 6] = [
    "研发中心/云平台部",
    "研发中心/数据智能部",
    "研发中心/质量部",
    "营销中心/华东大区",
    "营销中心/华南大区",
    "职能中心/人力资源部",
];
const ENTITIES: [&str; 2] = ["云程数据（上海）有限公司", "云程科技（深圳）有限公司"];
const PLACES: [&str; 3] = ["上海", "深圳市", "江苏省"];

/// The row as the file shows it.
pub fn row_number(person: usize) -> u32 {
    FIRST_ROW + u32::try_from(person).unwrap() + u32::from(person >= PAGE_BREAK)
}

pub fn column(heading: &str) -> usize {
    HEADER.iter().position(|own| *own == heading).unwrap()
}

/// ISO 7064 MOD 11-2, written on its own: weights 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2.
fn identity(person: usize) -> String {
    let body = format!("31010119{:02}{:02}{:02}{:03}", 70 + person % 30, 1 + person % 12, 1 + person % 28, person);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.chars().zip(weights).map(|(c, weight)| c.to_digit(10).unwrap() * weight).sum();
    let check = ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][sum as usize % 11];
    format!("{body}{check}")
}

fn name(person: usize) -> String {
    format!("{}{}", SURNAMES[person % 20], GIVEN[person / 20])
}

/// Heads of the units are the people 1 to 6; person 0 leads the firm.
fn manager(person: usize) -> String {
    match person {
        0 => String::new(),
        1..=6 => name(0),
        _ => name(1 + person % 6),
    }
}

fn clean(person: usize) -> Vec<String> {
    let unit = if person == 0 { UNITS[5] } else { UNITS[(person + 5) % 6] };
    let (year, month, day) = (2012 + person % 13, 1 + person % 12, 1 + person % 27);
    let hired = format!("{year}-{month:02}-{day:02}");
    let fixed = person.is_multiple_of(3);
    let left = person % 10 == 9;
    let text = |yes: bool, text: &str| if yes { text.to_owned() } else { String::new() };
    vec![
        format!("YC{:05}", person + 1),
        name(person),
        identity(person),
        format!("138{:08}", 10_000 + person),
        format!("yc{:05}@example.com", person + 1),
        ENTITIES[person % 2].to_owned(),
        unit.to_owned(),
        ["高级工程师", "工程师", "销售经理", "招聘专员"][person % 4].to_owned(),
        format!("P{}", 4 + person % 5),
        manager(person),
        PLACES[person % 3].to_owned(),
        "正式".to_owned(),
        hired.clone(),
        "3个月".to_owned(),
        (if fixed { "固定期限" } else { "无固定期限" }).to_owned(),
        hired,
        text(fixed, "2028-12-31"),
        format!("{}", 8_000 + 100 * (person % 97)),
        (if left { "离职" } else { "在职" }).to_owned(),
        text(left, &format!("2026-{:02}-15", 1 + person % 9)),
        text(left, "主动离职"),
        text(left, "个人发展"),
        ["优秀", "良好", "合格"][person % 3].to_owned(),
        "2026-01-20".to_owned(),
        (if person.is_multiple_of(2) { "女" } else { "男" }).to_owned(),
        "汉族".to_owned(),
        "已婚".to_owned(),
        String::new(),
    ]
}

/// `(person, heading, what is written instead, what a check must find)`; `""`: it is handled without a finding.
pub const DIRT: &[(usize, &str, &str, &str)] = &[
    (10, "姓名", "  褚明远　", ""),
    (11, "姓名", "卫 明远", ""),
    (12, "工号", "YC00014", "employee_no_repeated"),
    (13, "工号", "YC00014", "employee_no_repeated"),
    (14, "工号", "", "employee_no_missing"),
    (15, "姓名", "", "name_missing"),
    (16, "身份证号", "310101198605170169", "identifier_check_digit"),
    (17, "身份证号", "310101870618017", "identifier_first_generation"),
    (18, "身份证号", "31010119880719018", "identifier_length"),
    (20, "身份证号", "COPY 21", "identity_repeated"),
    (21, "身份证号", "COPY 21", "identity_repeated"),
    (23, "手机号码", "1380001380", "phone_form"),
    (24, "手机号码", "+86 138-0001-0024", ""),
    (25, "邮箱", "yc00026.example.com", "email_form"),
    (26, "合同主体", "云程数据（沪）", "legal_entity_unknown"),
    (27, "合同主体", "", "legal_entity_missing"),
    (28, "部门", "", "unit_missing"),
    (30, "直接上级", "查无此人", "manager_unknown"),
    (31, "直接上级", "卫思齐", "manager_self"),
    (32, "直接上级", "沈思齐", "manager_cycle"),
    (33, "直接上级", "蒋思齐", "manager_cycle"),
    (34, "入职日期", "", "hired_on_missing"),
    (35, "入职日期", "2019-02-30", "date_no_such_day"),
    (36, "入职日期", "2062-03-01", "hire_unusual"),
    (37, "入职日期", "2019年3月", "date_day_missing"),
    (38, "入职日期", "98-7-15", ""),
    (40, "入职日期", "2019/3/18 9:00", ""),
    (41, "入职日期", "43905", ""),
    (42, "入职日期", "２０１９年３月１８日", ""),
    (43, "入职日期", "2019.3.18", ""),
    (49, "离职日期", "2001-01-15", "exit_before_hire"),
    (59, "离职日期", "", "exit_missing"),
    (69, "在职状态", "在职", "status_contradicts_exit"),
    (79, "离职日期", "2027-03-31", ""),
    (80, "入职日期", "2027-01-04", ""),
    (82, "月基本工资", "-8000", "pay_not_positive"),
    (83, "月基本工资", "面议", "amount_not_an_amount"),
    (84, "月基本工资", "1.5万", ""),
    (85, "月基本工资", "¥12,000.50", ""),
    (86, "月基本工资", "8000-12000", "amount_range"),
    (87, "月基本工资", "$5000", "amount_other_currency"),
    (88, "月基本工资", "10.005", "amount_too_precise"),
    (90, "工作地点", "火星", "place_unknown"),
    (93, "合同到期日", "2011-12-31", "contract_order"),
    (96, "合同到期日", "", "contract_last_missing"),
    (97, "合同起始日", "2010-01-01", "hire_after_contract"),
    (98, "绩效结果", "卓越非凡", "word_unknown"),
    (100, "考核日期", "", "performance_without_day"),
    (101, "在职状态", "借调", "word_unknown"),
    (102, "用工形式", "外星派遣", "code_unknown"),
    (103, "试用期", "2001-01-01", "probation_before_hire"),
    (104, "工号", "ＹＣ００１０５", ""),
    (109, "离职原因", "身体原因", ""),
    (110, "手机号码", "同上", "phone_form"),
    (120, "直接上级", "何景行", "manager_ambiguous"),
    (121, "姓名", "何景行", ""),
];

/// The cell "same as another's", so that a fault has two ends.
fn dirty(person: usize) -> Vec<String> {
    let mut cells = clean(person);
    for (_, heading, text, _) in DIRT.iter().filter(|(own, ..)| *own == person) {
        let text = text.strip_prefix("COPY ").map_or((*text).to_owned(), |other| identity(other.parse().unwrap()));
        cells[column(heading)] = text;
    }
    // The first day of a contract follows the hire where only the hire is dirty.
    match person {
        36 => "2026-03-01".clone_into(&mut cells[column("合同起始日")]),
        38 | 40..=43 => cells[column("合同起始日")] = String::new(),
        80 => "2027-01-04".clone_into(&mut cells[column("合同起始日")]),
        // The same person twice, to the letter.
        145 => cells = dirty(144),
        _ => {}
    }
    cells
}

/// Title, header and rows with the page break, as they stand in the file.
pub fn lines() -> Vec<Vec<String>> {
    let header = || HEADER.map(str::to_owned).to_vec();
    let mut lines = vec![vec!["云程科技集团员工花名册（2026年11月）".to_owned()], header()];
    for person in 0..PEOPLE {
        if person == PAGE_BREAK {
            lines.push(header());
        }
        lines.push(dirty(person));
    }
    lines
}

/// CSV in GB 18030. One row has a comma too many: its remark was typed without quotes.
pub fn csv() -> Vec<u8> {
    let mut text = String::new();
    for (at, line) in lines().iter().enumerate() {
        let quoted: Vec<String> =
            line.iter().map(|cell| if cell.contains(',') { format!("\"{cell}\"") } else { cell.clone() }).collect();
        text.push_str(&quoted.join(","));
        if at == usize::try_from(row_number(160)).unwrap() - 1 {
            text.push_str("调岗,待定");
        }
        text.push_str("\r\n");
    }
    encoding_rs::GB18030.encode(&text).0.into_owned()
}

/// What a check must find: `(row, code)`, sorted. A row of the table below counts for itself; three faults are not
/// in single cells.
pub fn expected() -> Vec<(u32, String)> {
    let cells = DIRT.iter().filter(|(.., code)| !code.is_empty());
    let mut expected: Vec<(u32, String)> =
        cells.map(|(person, _, _, code)| (row_number(*person), (*code).to_owned())).collect();
    expected.push((row_number(145), "row_repeated".to_owned()));
    expected.push((row_number(160), "row_too_long".to_owned()));
    expected.sort();
    expected
}
