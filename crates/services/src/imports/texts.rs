//! What a finding says and how to mend it, in both languages.

use kernel::Text;

use super::migration;

/// `(code, [what zh, what en], [mend zh, mend en])`; `{}` stands for the finding's detail.
pub(super) type Row = (&'static str, [&'static str; 2], [&'static str; 2]);

const ASK: [&str; 2] = ["请本人核对原件后更正", "Ask the person to check the document, then correct it"];
const MEND: [&str; 2] = ["请更正该单元格", "Correct the cell"];

const TEXTS: &[Row] = &[
    ("employee_no_missing", ["没有工号", "There is no employee number"], ["请填写工号", "Fill in the number"]),
    (
        "employee_no_repeated",
        ["工号与第 {} 行重复", "The number also stands in row {}"],
        ["请为其中一行改用新的工号", "Give one of the rows another number"],
    ),
    (
        "employee_no_taken",
        ["系统中已有此工号", "Renhe already has this number"],
        ["请核对是否重复导入，或改用新的工号", "Check whether it was imported before, or use another number"],
    ),
    ("name_missing", ["没有姓名", "There is no name"], ["请填写姓名", "Fill in the name"]),
    ("row_repeated", ["与第 {} 行完全相同", "The same as row {}"], ["不导入这一行", "Leave this row out"]),
    (
        "identity_repeated",
        ["证件号码与第 {} 行相同", "The identity number also stands in row {}"],
        ["请核对是否为同一人；同一人只保留一行", "Check whether it is one person; keep one row for each"],
    ),
    (
        "identity_known",
        ["系统中已有此证件号码的人员", "Renhe already knows a person with this identity number"],
        ["再次入职请在人员页办理", "For a rehire use the person's page"],
    ),
    ("hired_on_missing", ["没有入职日期", "There is no hire date"], ["请填写入职日期", "Fill in the hire date"]),
    (
        "hire_unusual",
        ["入职日期 {} 不在合理范围", "The hire date {} is not plausible"],
        ["请核对年份", "Check the year"],
    ),
    (
        "exit_before_hire",
        ["离职日期早于入职日期 {}", "The exit is before the hire on {}"],
        ["请核对两个日期", "Check both dates"],
    ),
    (
        "exit_missing",
        ["状态为离职，但没有离职日期", "The status says left, yet there is no exit date"],
        ["请填写离职日期", "Fill in the exit date"],
    ),
    (
        "status_contradicts_exit",
        ["状态为在职，但离职日期已过", "The status says employed, yet the exit date has passed"],
        ["按离职日期导入；如不对请更正", "Imported as left; correct it if that is wrong"],
    ),
    ("legal_entity_missing", ["没有用人单位", "There is no employer"], ["请填写用人单位", "Fill in the employer"]),
    (
        "legal_entity_unknown",
        ["用人单位未识别", "The employer is not known"],
        ["请选择已有的用人单位", "Choose a known employer"],
    ),
    ("identifier_length", ["证件号码位数不对：{}", "The identity number has a wrong length: {}"], ASK),
    (
        "identifier_character",
        ["证件号码含不应有的字符", "The identity number has a character that does not belong"],
        ASK,
    ),
    ("identifier_check_digit", ["证件号码校验位不符", "The check digit does not fit"], ASK),
    ("identifier_first_generation", ["15 位旧证件号码已停用", "A number of 15 digits is no longer valid"], ASK),
    ("identifier_no_such_day", ["证件号码中的日期不存在", "The digits 7 to 14 are no day"], ASK),
    ("digits_lost", ["长数字在表格软件中丢失了末位", "The spreadsheet has lost the last digits"], ASK),
    (
        "custom_form",
        ["不是该字段可填的内容，已略去：{}", "This is no value of the field; it was left out: {}"],
        ["按该字段的类型改写", "Write it as the field's kind asks"],
    ),
    ("phone_form", ["手机号格式不对", "This is no phone number"], ["请本人核对后补填", "Ask the person for it"]),
    ("email_form", ["邮箱格式不对", "This is no mail address"], MEND),
    (
        "manager_unknown",
        ["汇报对象不在名单中", "The manager is not in the roster"],
        ["请改为名单中的工号或姓名；不改则不设汇报对象", "Name someone in the roster; else no manager is set"],
    ),
    (
        "manager_ambiguous",
        ["汇报对象有 {} 人同名", "{} people bear the manager's name"],
        ["请改填工号；不改则不设汇报对象", "Give the number instead; else no manager is set"],
    ),
    (
        "manager_self",
        ["汇报对象是本人", "The manager is the person"],
        ["不设汇报对象；如不对请更正", "No manager is set; correct it if that is wrong"],
    ),
    (
        "manager_cycle",
        ["汇报关系成环：{}", "The line of reporting is a circle: {}"],
        ["环上各行不设汇报对象，请更正其中一行", "None of them gets a manager; correct one of the rows"],
    ),
    (
        "unit_missing",
        ["没有部门", "There is no department"],
        ["归入根部门；如不对请更正", "Placed in the top unit; correct it if that is wrong"],
    ),
    (
        "pay_not_positive",
        ["薪酬不是正数", "The pay is not positive"],
        ["不导入薪酬；请更正", "Pay is left out; correct it"],
    ),
    (
        "amount_not_an_amount",
        ["薪酬不是金额", "The pay is no amount"],
        ["不导入薪酬；请更正", "Pay is left out; correct it"],
    ),
    (
        "amount_too_precise",
        ["金额精确到分以下", "The amount has a fraction of a fen"],
        ["不导入薪酬；请更正", "Pay is left out; correct it"],
    ),
    (
        "amount_point_unclear",
        ["无法判断是小数点还是千分位", "The point may divide thousands or decimals"],
        ["不导入薪酬；请写全", "Pay is left out; write it in full"],
    ),
    (
        "amount_grouping",
        ["千分位位置不对", "The commas do not divide thousands"],
        ["不导入薪酬；请更正", "Pay is left out; correct it"],
    ),
    (
        "amount_range",
        ["薪酬是一个范围", "The pay is a range"],
        ["不导入薪酬；请填写一个数", "Pay is left out; give one amount"],
    ),
    (
        "amount_percentage",
        ["薪酬是百分比", "The pay is a percentage"],
        ["不导入薪酬；请更正", "Pay is left out; correct it"],
    ),
    (
        "amount_other_currency",
        ["金额不是人民币", "The amount is not in yuan"],
        ["不导入薪酬；请换算", "Pay is left out; convert it"],
    ),
    (
        "amount_too_large",
        ["金额过大", "The amount is too large"],
        ["不导入薪酬；请更正", "Pay is left out; correct it"],
    ),
    (
        "code_unknown",
        ["不认识这个写法，按“{}”导入", "The word is not known; \"{}\" is taken"],
        ["请在映射中说明它对应哪一项", "Say in the mapping what it stands for"],
    ),
    (
        "word_unknown",
        ["不认识这个写法，留空", "The word is not known; left empty"],
        ["请在映射中说明它对应哪一项", "Say in the mapping what it stands for"],
    ),
    (
        "place_unknown",
        ["不认识这个工作地点，按“{}”导入", "The work place is not known; \"{}\" is taken"],
        ["请填写省或城市名称", "Give a province or a city"],
    ),
    (
        "contract_order",
        ["合同终止日早于起始日", "The contract ends before it begins"],
        ["不导入合同；请核对", "The contract is left out; check the days"],
    ),
    (
        "contract_last_missing",
        ["固定期限合同没有终止日", "A fixed-term contract without a last day"],
        ["不导入合同；请填写终止日", "The contract is left out; give its last day"],
    ),
    (
        "hire_after_contract",
        ["入职日期晚于合同起始日 {}", "The hire is after the contract's first day {}"],
        ["请核对入职日期", "Check the hire date"],
    ),
    (
        "probation_before_hire",
        ["试用期截止早于入职日期", "Probation ends before the hire"],
        ["不导入试用期；请更正", "Probation is left out; correct it"],
    ),
    (
        "performance_without_day",
        ["绩效结果没有评定日", "The result has no review date"],
        ["不导入绩效；请填写评定日", "The result is left out; give its day"],
    ),
    (
        "performance_out_of_range",
        ["绩效得分超出 0–100", "The score is not between 0 and 100"],
        ["不导入绩效；请更正", "The result is left out; correct it"],
    ),
    ("cell_error", ["单元格是表格软件的错误值", "The cell holds an error of the spreadsheet"], MEND),
    (
        "row_cut_off",
        ["文件在这一行中途结束", "The file ends in the middle of this row"],
        ["文件不完整，请重新导出", "The file is incomplete: export it again"],
    ),
    (
        "formula_without_value",
        ["公式没有保存计算结果", "The formula has no stored result"],
        [
            "请用 Excel 或 WPS 打开并保存一次，或改为数值",
            "Open and save it in a spreadsheet program, or write the value",
        ],
    ),
    (
        "row_too_long",
        ["这一行的列数多于表头", "The row has more cells than the header"],
        ["多为未加引号的逗号，请核对", "Often a comma without quotes; check it"],
    ),
    ("date_not_a_date", ["这不是日期", "This is no date"], MEND),
    ("date_no_such_day", ["日历上没有这一天", "The calendar has no such day"], MEND),
    (
        "date_ambiguous",
        ["日期有多种读法：{}", "The date can be read in several ways: {}"],
        ["请在映射中说明年月日的顺序", "Say the order of day and month in the mapping"],
    ),
    ("date_against_order", ["与本列年月日顺序不符，可能是 {}", "It fits another order than the column: {}"], MEND),
    ("date_day_missing", ["只有年月，没有日", "The day is missing"], ["请补全日期", "Complete the date"]),
    ("date_year_only", ["只有年份", "Only the year is given"], ["请补全日期", "Complete the date"]),
    (
        "date_century_unknown",
        ["两位年份无法判断世纪", "No century makes sense of the two-digit year"],
        ["请写四位年份", "Write the year with four digits"],
    ),
    ("date_perhaps_serial", ["可能是表格软件的日期序号 {}", "Perhaps the spreadsheet's number of {}"], MEND),
    (
        "date_unusual",
        ["日期 {} 不在合理范围", "The date {} is not plausible"],
        ["不导入该日期；请核对年份", "The date is left out; check the year"],
    ),
];

/// What the finding says and how to mend it.
pub(super) fn finding(code: &str, detail: &str) -> (Text, Text) {
    let known = TEXTS.iter().chain(migration::FINDINGS).find(|(own, ..)| *own == code);
    let (_, what, mend) = known.copied().unwrap_or(("", ["需要核对", "To be checked"], MEND));
    let (zh, en) = both(detail);
    let fill = |text: &str, own: &str| text.replace("{}", own);
    (Text::new(fill(what[0], zh), fill(what[1], en)), Text::new(mend[0], mend[1]))
}

/// `(code, zh, en)`; `{}` stands for the detail.
pub(super) type NoteRow = (&'static str, &'static str, &'static str);

const NOTES: &[NoteRow] = &[
    ("trimmed", "去掉多余空格、全角改半角：{} 处", "{} cells freed of padding or full-width marks"),
    (
        "two_digit_year",
        "两位年份按列的合理范围补全世纪：{} 处",
        "{} two-digit years got the century that fits the column",
    ),
    ("day_order", "年月日顺序由本列其他日期确定：{}", "The order of day and month is taken from the column: {}"),
    ("excel_serial", "按表格软件的日期序号读取：{} 处", "{} cells read as the spreadsheet's day numbers"),
    ("time_dropped", "去掉了日期后的时刻：{} 处", "{} times of day left out"),
    ("formula", "取用了公式的结果：{} 处", "{} cells hold the result of a formula"),
    ("number_cleaned", "去掉了数字末尾的 .0：{} 处", "{} numbers lost a trailing .0"),
    ("exit_not_yet", "离职日期晚于今天，按在职导入：{} 人", "{} exits lie after today: imported as employed"),
    ("hire_not_yet", "入职日期晚于今天，未导入：{} 行", "{} rows begin after today: left out"),
    ("review_not_yet", "绩效评定日晚于今天，未导入绩效：{} 人", "{} reviews lie after today: left out"),
    (
        "manager_left_out",
        "汇报对象所在行未导入，不设汇报对象：{} 人",
        "{} people lose their manager, whose row is left out",
    ),
    (
        "exit_reason_generalised",
        "离职原因归入“其他”，不保留原文：{} 人",
        "{} reasons of leaving kept only as \"other\"",
    ),
    ("pay_divided", "年薪除以十二，四舍五入到分：{} 人", "{} yearly amounts divided by twelve, rounded to the fen"),
    ("pay_period", "金额按{}计", "Amounts are taken as {}"),
    ("currency", "金额按人民币元计，不换算", "Amounts are taken as yuan, nothing is converted"),
    ("performance_scale", "绩效得分乘以 {}，折合百分制", "Scores multiplied by {} to reach a scale of 100"),
    ("performance_words", "绩效等级折合百分制：{}", "Ratings turned into scores of 100: {}"),
    ("performance_period", "绩效周期取评定日之前十二个月", "A result is taken for the twelve months before its review"),
    ("legal_entity_default", "文件没有用人单位，全部按“{}”导入", "No employer in the file; all rows go to \"{}\""),
    ("legal_entity_created", "将新建用人单位：{}", "Employers to be created: {}"),
    ("unit_root", "部门归入“{}”之下", "Units stand below \"{}\""),
    ("units_created", "将新建部门 {} 个", "{} units to be created"),
    ("contract_default", "文件没有合同类型和终止日，合同按“{}”导入", "The file names no contract; \"{}\" is written"),
    ("default_used", "文件没有这一列，按“{}”导入", "The file has no such column; \"{}\" is taken"),
    ("known_at_once", "每项事实自发生之日起视为已知", "Each fact counts as known since its own day"),
    ("known_history", "每项事实自其发生日起 {} 天后视为已知", "Each fact counts as known {} days after its own day"),
    ("known_snapshot", "全部内容自 {} 起视为已知", "Everything counts as known since {}"),
    (
        "undated",
        "岗位、部门、汇报对象和薪酬没有日期，视为自入职起有效",
        "Position, unit, manager and pay bear no date: taken as holding since the hire",
    ),
    ("same_file", "同一文件已于 {} 导入过", "The same file was imported on {}"),
    ("notice_title_rows", "表头上方的标题行未读：第 {} 行", "Title rows above the header left out: {}"),
    ("notice_header", "表头需要核对：{}", "The header should be checked: {}"),
    ("notice_header_repeated", "重复的表头未读：第 {} 行", "Repeated headers left out: row {}"),
    ("notice_merged", "合并单元格的值用于其覆盖的各行：{}", "Merged cells filled down: {}"),
    ("notice_encoding", "编码可能不对，请核对姓名", "The encoding is uncertain; check a few names"),
    ("notice_sheets", "其他工作表未读：{}", "Other sheets were not read: {}"),
];

/// A note about what was handled or assumed.
pub(super) fn note(code: &str, detail: &str) -> Text {
    let known = NOTES.iter().chain(migration::NOTES).find(|(own, ..)| *own == code);
    let (zh, en) = known.map_or(("{}", "{}"), |(_, zh, en)| (*zh, *en));
    let (own_zh, own_en) = both(detail);
    Text::new(zh.replacen("{}", own_zh, 1), en.replacen("{}", own_en, 1))
}

/// Between the Chinese and the English form of a detail that has two.
const OR: char = '\u{1f}';

/// A detail that reads differently in both languages.
pub(super) fn in_both(zh: &str, en: &str) -> String {
    format!("{zh}{OR}{en}")
}

fn both(detail: &str) -> (&str, &str) {
    detail.split_once(OR).unwrap_or((detail, detail))
}
