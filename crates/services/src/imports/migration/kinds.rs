//! What a file of a set can hold: one kind of record, the columns it may have, and the names by which it is known.

use kernel::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::super::target::{Target, fold_heading};

/// The records of one file. The order is that in which they are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// Employers before the law.
    LegalEntities,
    /// Units with their history.
    Units,
    /// People.
    Persons,
    /// Employments.
    Employments,
    /// What people did over time: unit, position, manager, place.
    Assignments,
    /// Labour contracts.
    Contracts,
    /// Pay over time.
    Pay,
    /// Leave that is carried over.
    LeaveBalances,
    /// Documents that lie beside the files.
    Documents,
}

/// A column of a kind of file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub(super) target: Target,
    pub(super) required: bool,
    /// Folded headings that mean this in files of this kind, beside the usual ones of the target.
    pub(super) also: &'static [&'static str],
    /// What a template shows.
    pub(super) example: &'static str,
}

const fn must(target: Target, also: &'static [&'static str], example: &'static str) -> Column {
    Column { target, required: true, also, example }
}

const fn may(target: Target, also: &'static [&'static str], example: &'static str) -> Column {
    Column { target, required: false, also, example }
}

const LEGAL_ENTITIES: &[Column] = &[
    must(
        Target::LegalEntity,
        &["名称", "全称", "公司全称", "单位名称", "name", "fullname"],
        "示例科技（上海）有限公司",
    ),
    may(Target::ShortName, &[], "示例上海"),
    may(Target::CreditCode, &["code"], "91310000MA1FL00000"),
    may(Target::Place, &["注册地", "注册地址", "注册城市", "registeredplace", "place"], "上海"),
    may(Target::ParentEntity, &[], ""),
];

const UNITS: &[Column] = &[
    must(Target::UnitCode, &["编码", "代码", "编号", "code", "id"], "示例-D01"),
    must(Target::UnitName, &["名称", "name"], "研发中心"),
    may(Target::ParentUnitCode, &["上级", "上级部门", "parent"], ""),
    may(Target::UnitKind, &["类型", "kind", "type"], "部门"),
    may(Target::HeadNo, &["负责人", "head", "manager", "managerid"], ""),
    may(Target::FirstDay, &[], "2018-01-01"),
    may(Target::LastDay, &[], ""),
];

const PERSONS: &[Column] = &[
    must(Target::EmployeeNo, &["personno", "personid", "人员编码"], "示例-A00123"),
    must(Target::FullName, &[], "林若曦"),
    may(Target::IdentityNumber, &[], "310101199003070011"),
    may(Target::Phone, &[], "13800138000"),
    may(Target::Email, &[], "lin.ruoxi@example.com"),
    may(Target::BankAccount, &[], "6222020000112233445"),
    may(Target::BirthDate, &[], ""),
    may(Target::Sex, &[], ""),
];

const EMPLOYMENTS: &[Column] = &[
    must(Target::EmployeeNo, &[], "示例-A00123"),
    // In this file the number of the person stands beside that of the employment.
    may(Target::PersonNo, &["人员编号", "人员编码", "personno", "personid"], ""),
    may(Target::LegalEntity, &[], "示例科技（上海）有限公司"),
    may(Target::EmploymentKind, &["kind"], "全日制"),
    must(Target::HiredOn, &["开始日期"], "2021-03-01"),
    may(Target::ProbationEnd, &[], "2021-05-31"),
    may(Target::ExitDate, &["结束日期", "终止日期"], ""),
    may(Target::ExitGround, &[], ""),
    may(Target::ExitReason, &[], ""),
];

const ASSIGNMENTS: &[Column] = &[
    must(Target::EmployeeNo, &[], "示例-A00123"),
    must(Target::FirstDay, &[], "2021-03-01"),
    may(Target::LastDay, &[], ""),
    must(Target::UnitCode, &["部门", "department"], "示例-D01"),
    may(Target::Position, &[], "后端工程师"),
    may(Target::JobLevel, &[], "P6"),
    may(Target::ManagerNo, &["上级", "直接上级", "汇报对象", "manager"], "A00001"),
    may(Target::Place, &["place"], "上海"),
    may(Target::WorkingTime, &[], "标准工时制"),
];

const CONTRACTS: &[Column] = &[
    must(Target::EmployeeNo, &[], "示例-A00123"),
    may(Target::ContractKind, &["类型", "kind", "type"], "固定期限"),
    must(
        Target::ContractFirstDay,
        &["开始日期", "起始日期", "起始日", "生效日期", "startdate", "firstday", "from"],
        "2021-03-01",
    ),
    may(
        Target::ContractLastDay,
        &["结束日期", "终止日期", "截止日期", "到期日", "enddate", "lastday", "until", "to"],
        "2024-02-29",
    ),
    may(Target::SignedOn, &[], "2021-02-25"),
];

const PAY: &[Column] = &[
    must(Target::EmployeeNo, &[], "示例-A00123"),
    must(Target::FirstDay, &[], "2021-03-01"),
    must(Target::BasePay, &["金额", "amount", "adjustedpay", "调整后月薪", "调整后工资"], "15000.00"),
    may(Target::PayReason, &["原因"], "入职定薪"),
];

const LEAVE_BALANCES: &[Column] = &[
    must(Target::EmployeeNo, &[], "示例-A00123"),
    must(Target::LeaveKind, &["类型", "kind", "type"], "年休假"),
    must(Target::LeaveYear, &[], "2026"),
    may(Target::LeaveDays, &[], "4.5"),
    may(Target::LeaveHours, &[], ""),
    may(Target::UsableUntil, &[], "2027-03-31"),
];

const DOCUMENTS: &[Column] = &[
    must(Target::EmployeeNo, &[], "示例-A00123"),
    must(Target::DocumentName, &[], "档案/示例-A00123/劳动合同.pdf"),
    must(Target::DocumentCategory, &["kind", "type"], "劳动合同"),
    may(Target::DocumentTitle, &[], "劳动合同（2021 年）"),
    may(Target::DocumentDay, &[], "2021-02-25"),
    may(Target::UsableUntil, &[], ""),
];

/// Folded names of files and sheets of each kind.
const NAMES: &[(FileKind, &[&str])] = &[
    (
        FileKind::LegalEntities,
        &[
            "用人单位",
            "公司",
            "法人",
            "法人公司",
            "法律实体",
            "合同主体",
            "legalentities",
            "legalentity",
            "entities",
            "companies",
            "employers",
        ],
    ),
    (
        FileKind::Units,
        &[
            "部门",
            "组织",
            "机构",
            "组织机构",
            "组织架构",
            "部门历史",
            "units",
            "unit",
            "orgunits",
            "departments",
            "organisation",
            "organization",
        ],
    ),
    (
        FileKind::Persons,
        &["人员", "人员信息", "基本信息", "个人信息", "员工", "persons", "people", "person", "employees"],
    ),
    (
        FileKind::Employments,
        &[
            "用工",
            "用工记录",
            "雇佣",
            "雇佣记录",
            "劳动关系",
            "入离职",
            "入离职记录",
            "employments",
            "employment",
            "hires",
        ],
    ),
    (
        FileKind::Assignments,
        &[
            "任职",
            "任职记录",
            "任职历史",
            "岗位",
            "岗位记录",
            "调动",
            "调动记录",
            "异动",
            "assignments",
            "assignment",
            "jobs",
            "jobhistory",
        ],
    ),
    (FileKind::Contracts, &["合同", "劳动合同", "合同记录", "合同历史", "contracts", "contract"]),
    (
        FileKind::Pay,
        &[
            "薪酬",
            "薪资",
            "工资",
            "薪酬历史",
            "薪酬记录",
            "调薪记录",
            "定薪",
            "pay",
            "salary",
            "salaries",
            "compensation",
            "payhistory",
        ],
    ),
    (
        FileKind::LeaveBalances,
        &[
            "假期余额",
            "假期",
            "年假",
            "年假余额",
            "年休假",
            "休假余额",
            "leavebalances",
            "leave",
            "leavebalance",
            "entitlements",
            "timeoff",
        ],
    ),
    (
        FileKind::Documents,
        &[
            "档案材料",
            "档案",
            "电子档案",
            "文件",
            "附件",
            "材料清单",
            "档案清单",
            "documents",
            "files",
            "attachments",
            "manifest",
        ],
    ),
];

impl FileKind {
    /// All of them, in the order of writing.
    pub const ALL: [Self; 9] = [
        Self::LegalEntities,
        Self::Units,
        Self::Persons,
        Self::Employments,
        Self::Assignments,
        Self::Contracts,
        Self::Pay,
        Self::LeaveBalances,
        Self::Documents,
    ];

    /// Its name in `migration.toml` and on the wire.
    pub const fn key(self) -> &'static str {
        match self {
            Self::LegalEntities => "legal_entities",
            Self::Units => "units",
            Self::Persons => "persons",
            Self::Employments => "employments",
            Self::Assignments => "assignments",
            Self::Contracts => "contracts",
            Self::Pay => "pay",
            Self::LeaveBalances => "leave_balances",
            Self::Documents => "documents",
        }
    }

    /// Its name for people; the template of this kind bears it.
    pub const fn title(self) -> Text {
        match self {
            Self::LegalEntities => Text::of("用人单位", "Employers"),
            Self::Units => Text::of("部门", "Units"),
            Self::Persons => Text::of("人员", "People"),
            Self::Employments => Text::of("用工", "Employments"),
            Self::Assignments => Text::of("任职", "Assignments"),
            Self::Contracts => Text::of("合同", "Contracts"),
            Self::Pay => Text::of("薪酬", "Pay"),
            Self::LeaveBalances => Text::of("假期余额", "Leave balances"),
            Self::Documents => Text::of("档案材料", "Documents"),
        }
    }

    /// By its name in `migration.toml`.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// By the name of a file or a sheet: `02-人员_2026.xlsx` holds people.
    pub(super) fn by_name(name: &str) -> Option<Self> {
        let file = name.rsplit('/').next().unwrap_or(name);
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let folded: String = fold_heading(stem).chars().filter(|c| !c.is_numeric()).collect();
        NAMES.iter().find(|(_, names)| names.contains(&folded.as_str())).map(|(kind, _)| *kind)
    }

    /// Its columns.
    pub(super) const fn columns(self) -> &'static [Column] {
        match self {
            Self::LegalEntities => LEGAL_ENTITIES,
            Self::Units => UNITS,
            Self::Persons => PERSONS,
            Self::Employments => EMPLOYMENTS,
            Self::Assignments => ASSIGNMENTS,
            Self::Contracts => CONTRACTS,
            Self::Pay => PAY,
            Self::LeaveBalances => LEAVE_BALANCES,
            Self::Documents => DOCUMENTS,
        }
    }

    /// What a heading means in a file of this kind.
    pub(super) fn by_heading(self, heading: &str) -> Option<Target> {
        let folded = fold_heading(heading);
        let own = |column: &&Column| column.also.contains(&folded.as_str());
        let usual = |column: &&Column| column.target.headings().contains(&folded.as_str());
        let columns = self.columns();
        columns.iter().find(own).or_else(|| columns.iter().find(usual)).map(|column| column.target)
    }

    /// The kind whose headings these are: all that it must have, and more of them than any other kind knows.
    pub(super) fn by_headings(header: &[String]) -> Option<Self> {
        let known = |kind: Self| {
            let mut found: Vec<Target> = header.iter().filter_map(|heading| kind.by_heading(heading)).collect();
            found.sort_unstable();
            found.dedup();
            let whole = kind.columns().iter().all(|column| !column.required || found.contains(&column.target));
            whole.then_some(found.len())
        };
        let mut scored: Vec<(usize, Self)> =
            Self::ALL.into_iter().filter_map(|kind| Some((known(kind)?, kind))).collect();
        scored.sort_unstable_by(|a, b| b.cmp(a));
        match scored.as_slice() {
            [(first, _), (second, _), ..] if first == second => None,
            [(_, kind), ..] => Some(*kind),
            [] => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_of_a_kind_means_one_thing() {
        for kind in FileKind::ALL {
            for column in kind.columns() {
                let own = fold_heading(&column.target.title().zh);
                if column.target.care() == super::super::super::target::Care::Protected {
                    continue;
                }
                assert_eq!(kind.by_heading(&own), Some(column.target), "{kind:?} {own}");
            }
        }
    }

    #[test]
    fn a_file_is_known_by_its_name_or_by_its_headings() {
        assert_eq!(FileKind::by_name("02-人员_2026.xlsx"), Some(FileKind::Persons));
        assert_eq!(FileKind::by_name("export/Pay_History.json"), Some(FileKind::Pay));
        assert_eq!(FileKind::by_name("数据.xlsx"), None);
        let header = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            FileKind::by_headings(&header(&["工号", "合同类型", "合同起始日", "合同终止日"])),
            Some(FileKind::Contracts)
        );
        let units = header(&["dept_code", "dept_name", "parent_id"]);
        assert_eq!(FileKind::by_headings(&units), Some(FileKind::Units));
        assert_eq!(FileKind::by_headings(&header(&["工号", "备注"])), None);
    }
}
