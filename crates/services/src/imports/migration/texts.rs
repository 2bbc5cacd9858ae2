//! What findings and notes about sets say, in both languages, beside those of a roster.

use super::super::texts::{NoteRow, Row};

const MEND: [&str; 2] = ["请更正该单元格", "Correct the cell"];
const DAYS: [&str; 2] = ["请核对两个日期", "Check both dates"];
const BOTH: [&str; 2] = ["请只保留一行", "Keep one row"];

/// Findings.
pub(in super::super) const FINDINGS: &[Row] = &[
    ("value_missing", ["没有填写“{}”", "\"{}\" is empty"], ["请补填", "Fill it in"]),
    ("value_unreadable", ["“{}”无法识别", "\"{}\" cannot be read"], MEND),
    ("year_form", ["这不是年度", "This is no year"], ["请写四位年份，如 2026", "Write four digits, such as 2026"]),
    ("leave_form", ["这不是天数", "This is no number of days"], ["请填写数字", "Write a number"]),
    (
        "leave_negative",
        ["假期余额为负数", "The balance is negative"],
        ["请核对；透支的假期不在此导入", "Check it; leave taken in advance is not imported here"],
    ),
    (
        "leave_half_days",
        ["不是半天的整数倍", "No multiple of half a day"],
        ["系统按半天记假，请折算为 0.5 天的整数倍", "Leave is counted in half days: round it to a multiple of 0.5"],
    ),
    (
        "leave_amount_missing",
        ["没有剩余天数或小时", "Neither days nor hours are given"],
        ["请填写其中一项", "Fill in one of them"],
    ),
    ("leave_repeated", ["同一人、同一假期、同一年度与第 {} 行重复", "The same person, kind and year as row {}"], BOTH),
    ("entity_repeated", ["用人单位与第 {} 行重复", "The employer also stands in row {}"], BOTH),
    (
        "entity_below_itself",
        ["上级公司是自身或成环", "The company stands below itself"],
        ["请更正上级公司", "Correct the parent company"],
    ),
    (
        "legal_entity_unlisted",
        ["用人单位文件和系统中都没有这个名称", "Neither the file of employers nor Renhe has this name"],
        [
            "请改为全称、简称或统一社会信用代码，或在用人单位文件中补一行",
            "Give its full name, short name or credit code, or add it to the file of employers",
        ],
    ),
    (
        "unit_repeated",
        ["部门编码与第 {} 行重复，且生效日期相同", "The code also stands in row {} with the same first day"],
        ["请保留一行；部门变更请填写不同的生效日期", "Keep one row; a change of the unit has another first day"],
    ),
    (
        "unit_code_taken",
        ["系统中已有此部门编码", "Renhe already has a unit with this code"],
        [
            "已有的部门不必再导入，请删去该行；任职可直接引用其编码",
            "Remove the row: assignments may name the code of a unit that is there",
        ],
    ),
    (
        "parent_unit_unknown",
        ["没有这个上级部门", "There is no such unit above"],
        ["请核对上级部门编码，或补上该部门", "Check the code, or add that unit"],
    ),
    (
        "unit_below_itself",
        ["上级部门是自身或成环", "The unit stands below itself"],
        ["请更正上级部门编码", "Correct the code of the unit above"],
    ),
    ("unit_before_parent", ["生效日期早于上级部门的 {}", "Begins before the unit above, on {}"], DAYS),
    (
        "unit_unknown",
        ["没有这个部门", "There is no such unit"],
        ["请核对部门编码，或在部门文件中补一行", "Check the code, or add the unit to its file"],
    ),
    (
        "unit_not_yet",
        ["任职早于部门成立日期 {}", "Begins before the unit, on {}"],
        ["请核对任职起始日或部门的生效日期", "Check the first day of the post or of the unit"],
    ),
    (
        "unit_closed",
        ["部门已于 {} 撤销，任职在此之后仍未结束", "The unit was closed on {} and the post goes on"],
        ["请为此后补一条新任职，或更正部门的截止日期", "Add a post for the time after, or correct the unit's last day"],
    ),
    (
        "head_unknown",
        ["负责人工号不在名单中：{}", "The head's number is in no file: {}"],
        ["不设负责人；如不对请更正", "No head is set; correct it if that is wrong"],
    ),
    (
        "person_unknown",
        ["人员文件中没有这个人", "The file of people does not have this person"],
        ["请在人员文件中补一行，或填写正确的人员编号", "Add the person, or give the right number"],
    ),
    (
        "person_without_employment",
        ["没有这个人的用工记录", "The person has no employment"],
        ["请在用工文件中补一行", "Add a row to the file of employments"],
    ),
    (
        "employment_no_repeated",
        ["工号与第 {} 行重复", "The number also stands in row {}"],
        [
            "再次入职请另编工号，并在“人员编号”中填写其人员文件中的编号",
            "A rehire gets a number of its own; name the person by the person's number",
        ],
    ),
    (
        "employment_unknown",
        ["没有这个工号的用工记录", "No employment has this number"],
        ["请核对工号", "Check the number"],
    ),
    (
        "employment_without_post",
        ["没有任职记录", "The employment has no post"],
        ["请在任职文件中补一行", "Add a row to the file of assignments"],
    ),
    (
        "employments_overlap",
        ["与同一人第 {} 行的用工时间重叠", "Overlaps the same person's employment in row {}"],
        DAYS,
    ),
    ("before_hire", ["早于入职日期 {}", "Before the hire on {}"], DAYS),
    ("after_exit", ["晚于离职日期 {}", "After the exit on {}"], DAYS),
    ("range_reversed", ["截止日期早于生效日期", "Ends before it begins"], DAYS),
    ("post_repeated", ["同一天有两条任职", "Two posts begin on the same day"], BOTH),
    ("posts_overlap", ["与 {} 起的下一条任职重叠", "Overlaps the next post, which begins on {}"], DAYS),
    (
        "post_ends_early",
        ["任职止于 {}，此后没有任职，而用工未结束", "The post ends on {}, nothing follows, and the employment goes on"],
        ["请补上此后的任职，或清空截止日期", "Add the post that follows, or leave the last day empty"],
    ),
    (
        "manager_unlisted",
        ["上级工号不在名单中：{}", "The manager's number is in no file: {}"],
        ["不设汇报对象；如不对请更正", "No manager is set; correct it if that is wrong"],
    ),
    (
        "contracts_overlap",
        ["与前一份合同的期间重叠：{}", "Overlaps the contract before it: {}"],
        ["照原样导入；如不对请更正", "Imported as it stands; correct it if that is wrong"],
    ),
    ("contract_reversed", ["合同终止日早于起始日", "The contract ends before it begins"], DAYS),
    (
        "contract_term_missing",
        ["固定期限合同没有终止日", "A fixed-term contract without a last day"],
        ["请填写终止日", "Give its last day"],
    ),
    (
        "open_ended_with_last_day",
        ["无固定期限合同填了终止日", "An open-ended contract with a last day"],
        ["不导入终止日；如不对请更正合同类型", "The day is left out; correct the kind if that is wrong"],
    ),
    ("pay_repeated", ["同一天有两条薪酬", "Two amounts begin on the same day"], BOTH),
    (
        "document_missing",
        ["文件夹中没有：{}", "Not in the folder: {}"],
        ["请放入该文件，或更正文件名（可含子文件夹）", "Put it there, or correct its name, with folders"],
    ),
    ("document_empty", ["文件是空的：{}", "The file is empty: {}"], ["请重新导出该文件", "Export it again"]),
    (
        "document_too_large",
        ["文件超过 {} MiB", "Larger than {} MiB"],
        ["请压缩扫描件后再导入", "Make the scan smaller"],
    ),
];

/// Notes.
pub(in super::super) const NOTES: &[NoteRow] = &[
    ("example_row", "模板的示例行未导入：{} 行", "{} rows of examples left out"),
    ("column_missing", "缺少必填列“{}”，该文件不能导入", "The column \"{}\" is missing: the file cannot be imported"),
    ("stands_on_bad_row", "所依赖的行有误，一并不导入：{} 行", "{} rows left out with the rows that they stand on"),
    ("head_left_out", "负责人所在行未导入，不设负责人：{} 个部门", "{} units lose their head, whose row is left out"),
    ("units_since", "没有生效日期的部门视为自 {} 起存在", "Units without a first day count as there since {}"),
    ("post_since_hire", "首条任职晚于入职，按入职日起算：{} 人", "{} first posts are taken as holding since the hire"),
    ("last_day_at_exit", "任职截止晚于离职，按离职日截止：{} 条", "{} posts end with the employment"),
    ("contract_since_hire", "合同早于入职，按入职日起算：{} 份", "{} contracts are taken as beginning with the hire"),
    ("leave_hours", "小时按每日工时折算为天：{} 行", "{} balances turned from hours into days"),
    ("file_kind_unknown", "不知道这个文件是什么内容，未读", "Nobody can tell what this file holds: it was not read"),
];
