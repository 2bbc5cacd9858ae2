//! What a column of a roster can mean, and the headings by which it is recognised.

use kernel::Text;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

macro_rules! targets {
    ($($(#[$doc:meta])* $name:ident = $key:literal, $class:ident, $zh:literal, $en:literal, [$($heading:literal),*];)+) => {
        /// What a column means.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Target {
            $($(#[$doc])* #[serde(rename = $key)] $name,)+
        }

        impl Target {
            /// All of them, in the order of the page.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its name in files and on the wire.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key),+ }
            }

            /// Its name for people.
            pub const fn title(self) -> Text {
                match self { $(Self::$name => Text::of($zh, $en)),+ }
            }

            /// How delicate its values are: decides what a report shows of them.
            pub(super) const fn care(self) -> Care {
                match self { $(Self::$name => Care::$class),+ }
            }

            /// Folded headings.
            pub(super) const fn headings(self) -> &'static [&'static str] {
                match self { $(Self::$name => &[$($heading),*]),+ }
            }
        }
    };
}

/// What a report shows of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// The value itself.
    Plain,
    /// Its ends only.
    Masked,
    /// Nothing.
    Hidden,
    /// Nothing, and it is taken only for a stated purpose.
    Protected,
}

targets! {
    /// Employee number.
    EmployeeNo = "employee_no", Plain, "工号", "Employee number",
        ["工号", "员工编号", "员工工号", "人员编号", "员工号", "职工号", "职工编号", "empid", "employeeid", "employeeno", "employeenumber",
         "staffid", "staffno", "personnelnumber", "workerid", "emplid", "no"];
    /// Name.
    FullName = "full_name", Plain, "姓名", "Name",
        ["姓名", "员工姓名", "中文名", "名字", "人员姓名", "职工姓名", "name", "fullname", "employeename", "staffname", "displayname"];
    /// Number of the identity document.
    IdentityNumber = "identity_number", Masked, "证件号码", "Identity number",
        ["身份证", "身份证号", "身份证号码", "证件号", "证件号码", "公民身份号码", "居民身份证号", "idnumber", "idno", "idcard",
         "idcardnumber", "nationalid", "identitynumber", "identityno"];
    /// Mobile phone.
    Phone = "phone", Masked, "手机", "Phone",
        ["手机", "手机号", "手机号码", "联系电话", "移动电话", "电话", "联系方式", "mobile", "mobilephone", "phone", "phonenumber",
         "cellphone", "tel", "telephone"];
    /// Mail address.
    Email = "email", Masked, "邮箱", "Mail",
        ["邮箱", "电子邮箱", "电子邮件", "邮件", "email", "emailaddress", "mail", "workemail", "personalemail"];
    /// Account that wages are paid to.
    BankAccount = "bank_account", Masked, "工资卡号", "Bank account",
        ["银行卡号", "工资卡号", "银行账号", "工资卡", "银行账户", "卡号", "bankaccount", "bankaccountnumber", "accountnumber"];
    /// Employer before the law.
    LegalEntity = "legal_entity", Plain, "用人单位", "Employer",
        ["合同主体", "用人单位", "劳动合同签订单位", "合同签订单位", "签约主体", "签约公司", "所属公司", "公司", "公司名称", "法人主体", "法人公司",
         "合同公司", "company", "legalentity", "employer", "entity", "companyname"];
    /// The whole path of units, from the top down.
    UnitPath = "unit_path", Plain, "部门", "Department",
        ["部门", "所属部门", "部门名称", "部门路径", "部门全称", "组织", "所在部门", "department", "dept", "departmentname", "orgunit", "unit",
         "team", "organization", "organisation", "orgpath"];
    /// First level of units.
    Unit1 = "unit_1", Plain, "一级部门", "Department, first level",
        ["一级部门", "1级部门", "一级组织", "事业部", "businessunit", "bu", "division", "department1", "level1department"];
    /// Second level of units.
    Unit2 = "unit_2", Plain, "二级部门", "Department, second level",
        ["二级部门", "2级部门", "二级组织", "department2", "level2department", "subdepartment"];
    /// Third level of units.
    Unit3 = "unit_3", Plain, "三级部门", "Department, third level",
        ["三级部门", "3级部门", "三级组织", "小组", "department3", "level3department"];
    /// Position.
    Position = "position", Plain, "岗位", "Position",
        ["岗位", "职位", "职务", "岗位名称", "职位名称", "position", "positiontitle", "jobtitle", "title", "jobrole", "role"];
    /// Level.
    JobLevel = "job_level", Plain, "职级", "Level",
        ["职级", "级别", "岗位级别", "职等", "joblevel", "grade", "level", "jobgrade", "band"];
    /// Employee number of the manager.
    ManagerNo = "manager_no", Plain, "上级工号", "Manager's number",
        ["上级工号", "直接上级工号", "汇报对象工号", "主管工号", "经理工号", "managerid", "managerno", "managernumber", "manageremployeeid",
         "supervisorid", "reportstoid"];
    /// Name of the manager.
    ManagerName = "manager_name", Plain, "汇报对象", "Manager",
        ["汇报对象", "直接上级", "直属上级", "上级", "上级姓名", "直接上级姓名", "主管", "直接主管", "部门主管", "经理", "汇报人", "manager",
         "managername", "supervisor", "supervisorname", "reportsto", "linemanager"];
    /// Work place.
    Place = "place", Plain, "工作地点", "Work place",
        ["工作地点", "工作地", "工作城市", "办公地点", "办公城市", "城市", "地点", "workplace", "worklocation", "location", "city", "workcity",
         "office"];
    /// Kind of employment.
    EmploymentKind = "employment_kind", Plain, "用工形式", "Kind of employment",
        ["用工形式", "用工类型", "员工类型", "员工类别", "人员类别", "聘用形式", "employmenttype", "employmentkind", "employeetype",
         "workertype"];
    /// Working time.
    WorkingTime = "working_time", Plain, "工时制度", "Working time",
        ["工时制度", "工时制", "工时类型", "workingtime", "workingtimesystem"];
    /// First day.
    HiredOn = "hired_on", Plain, "入职日期", "Hire date",
        ["入职日期", "入职时间", "到岗日", "到岗日期", "入司日期", "入司时间", "入职日", "进厂日期", "参加工作日期本单位", "dateofhire",
         "hiredate", "hiredon", "startdate", "joindate", "joiningdate", "dateofjoining", "dateofjoin"];
    /// Last day of probation, or its length in months.
    ProbationEnd = "probation_end", Plain, "试用期截止", "End of probation",
        ["试用期截止", "试用期截止日期", "试用期到期日", "试用期结束日期", "试用期至", "试用期", "转正日期前一天", "probationend",
         "probationenddate", "probationmonths", "probation"];
    /// Whether the person is there, and sometimes how he or she left.
    EmploymentStatus = "employment_status", Plain, "在职状态", "Employment status",
        ["在职状态", "员工状态", "人员状态", "状态", "是否在职", "employmentstatus", "status", "empstatus", "employeestatus"];
    /// Last day of the employment.
    ExitDate = "exit_date", Plain, "离职日期", "Exit date",
        ["离职日期", "离职时间", "离职日", "最后工作日", "dateoftermination", "terminationdate", "exitdate", "leavedate", "leavingdate",
         "lastday", "enddate", "lastworkingday"];
    /// Legal ground of the ending.
    ExitGround = "exit_ground", Plain, "离职类型", "Kind of exit",
        ["离职类型", "离职性质", "离职方式", "解除类型", "离职依据", "terminationtype", "exittype", "typeofexit", "exitkind"];
    /// Reason of leaving.
    ExitReason = "exit_reason", Plain, "离职原因", "Reason of leaving",
        ["离职原因", "离职事由", "termreason", "terminationreason", "exitreason", "reasonforleaving", "leavingreason"];
    /// Kind of contract.
    ContractKind = "contract_kind", Plain, "合同类型", "Kind of contract",
        ["合同类型", "合同期限类型", "劳动合同类型", "合同种类", "contracttype", "contractkind"];
    /// First day of the contract.
    ContractFirstDay = "contract_first_day", Plain, "合同起始日", "Contract from",
        ["合同起始日", "合同开始日期", "合同起始日期", "合同开始", "合同生效日期", "合同起", "contractstart", "contractstartdate",
         "contractfrom"];
    /// Last day of the contract.
    ContractLastDay = "contract_last_day", Plain, "合同终止日", "Contract until",
        ["合同终止日", "合同到期日", "合同结束日期", "合同终止日期", "合同到期日期", "合同到期", "合同止", "contractend", "contractenddate",
         "contractuntil", "contractexpiry"];
    /// Base pay.
    BasePay = "base_pay", Hidden, "基本工资", "Base pay",
        ["基本工资", "月薪", "月基本工资", "月工资", "工资", "薪资", "薪酬", "底薪", "年薪", "税前月薪", "月应发", "salary", "basesalary",
         "basepay", "monthlysalary", "annualsalary", "monthlyincome", "pay", "wage", "annualpay"];
    /// Result of the last review.
    Performance = "performance", Plain, "绩效结果", "Performance",
        ["绩效", "绩效结果", "绩效等级", "绩效得分", "考核结果", "考核等级", "上年度绩效", "最近绩效", "performancescore", "performance",
         "performancerating", "rating", "reviewscore"];
    /// Day of the last review.
    PerformanceDay = "performance_day", Plain, "绩效评定日", "Review date",
        ["绩效评定日", "绩效日期", "考核日期", "评定日期", "最近考核日期", "lastperformancereviewdate", "reviewdate", "performancedate",
         "lastreviewdate"];
    /// Day of birth.
    BirthDate = "birth_date", Protected, "出生日期", "Birth date", [];
    /// Sex.
    Sex = "sex", Protected, "性别", "Sex", [];
    // What follows stands in sets of files from an older system, never in a roster: see `in_roster`.
    /// Code of a unit.
    UnitCode = "unit_code", Plain, "部门编码", "Unit code",
        ["部门编码", "部门代码", "部门编号", "组织编码", "组织代码", "机构编码", "机构代码", "unitcode", "unitid", "deptcode", "departmentcode",
         "departmentid", "deptid", "orgcode", "orgunitcode"];
    /// Name of a unit.
    UnitName = "unit_name", Plain, "部门名称", "Unit name",
        ["部门名称", "部门", "组织名称", "机构名称", "unitname", "departmentname", "deptname", "department", "orgname"];
    /// Code of the unit above.
    ParentUnitCode = "parent_unit_code", Plain, "上级部门编码", "Code of the unit above",
        ["上级部门编码", "上级部门代码", "上级部门编号", "上级编码", "上级组织编码", "上级机构编码", "父级编码", "parentunitcode", "parentcode",
         "parentid", "parentdeptcode", "parentdepartmentcode", "parentunit"];
    /// Kind of unit.
    UnitKind = "unit_kind", Plain, "部门类型", "Kind of unit",
        ["部门类型", "组织类型", "机构类型", "部门级别", "unitkind", "unittype", "departmenttype", "orgtype"];
    /// Employee number of whoever heads a unit.
    HeadNo = "head_no", Plain, "负责人工号", "Head's number",
        ["负责人工号", "部门负责人工号", "主管工号", "headno", "headid", "headnumber", "heademployeeid"];
    /// Short name of an employer.
    ShortName = "short_name", Plain, "简称", "Short name", ["简称", "公司简称", "shortname", "abbreviation"];
    /// Unified social credit code of an employer.
    CreditCode = "credit_code", Plain, "统一社会信用代码", "Credit code",
        ["统一社会信用代码", "信用代码", "社会信用代码", "税号", "creditcode", "uscc", "registrationnumber"];
    /// The employer that owns an employer.
    ParentEntity = "parent_entity", Plain, "上级公司", "Parent company",
        ["上级公司", "母公司", "上级单位", "控股公司", "parentcompany", "parententity", "parent"];
    /// Under which number the person stands in the file of persons, when it is another one.
    PersonNo = "person_no", Plain, "人员编号", "Person's number",
        ["人员编号", "自然人编号", "人员编码", "档案编号", "personno", "personid", "personnumber"];
    /// First day of what the row says.
    FirstDay = "first_day", Plain, "生效日期", "First day",
        ["生效日期", "生效日", "开始日期", "起始日期", "开始时间", "起始日", "任职开始日期", "任职日期", "成立日期", "设立日期", "调薪日期",
         "firstday", "startdate", "effectivedate", "effectivefrom", "validfrom", "from"];
    /// Last day of what the row says.
    LastDay = "last_day", Plain, "截止日期", "Last day",
        ["截止日期", "截止日", "结束日期", "终止日期", "结束时间", "失效日期", "任职结束日期", "撤销日期", "lastday", "enddate", "effectiveto",
         "validto", "validuntil", "until", "to"];
    /// Day of signing.
    SignedOn = "signed_on", Plain, "签订日期", "Signed on",
        ["签订日期", "签署日期", "签约日期", "合同签订日期", "signedon", "signdate", "signingdate", "signaturedate"];
    /// Why pay became this.
    PayReason = "pay_reason", Plain, "调薪原因", "Reason of the change",
        ["调薪原因", "薪酬变动原因", "变动原因", "调薪类型", "payreason", "changereason", "reason"];
    /// Kind of leave.
    LeaveKind = "leave_kind", Plain, "假期类型", "Kind of leave",
        ["假期类型", "假别", "假种", "休假类型", "假期种类", "leavekind", "leavetype", "absencetype"];
    /// Year that days of leave belong to.
    LeaveYear = "leave_year", Plain, "年度", "Year", ["年度", "年份", "所属年度", "假期年度", "year", "leaveyear"];
    /// Days of leave left.
    LeaveDays = "leave_days", Plain, "剩余天数", "Days left",
        ["剩余天数", "余额天数", "天数", "余额", "结转天数", "可用天数", "剩余", "days", "balance", "balancedays", "remainingdays", "daysleft"];
    /// Hours of leave left.
    LeaveHours = "leave_hours", Plain, "剩余小时", "Hours left",
        ["剩余小时", "剩余小时数", "小时数", "余额小时", "hours", "balancehours", "remaininghours", "hoursleft"];
    /// Last day on which something may be used or proves anything.
    UsableUntil = "usable_until", Plain, "有效期至", "Usable until",
        ["有效期至", "有效期", "失效日期", "到期日", "使用截止日", "expireson", "expirydate", "expires", "validuntil"];
    /// Name of a document in the folder.
    DocumentName = "document_name", Plain, "文件名", "File name",
        ["文件名", "文件名称", "文件", "附件", "附件名", "文件路径", "filename", "file", "path", "attachment"];
    /// Kind of document.
    DocumentCategory = "document_category", Plain, "材料类别", "Kind of document",
        ["材料类别", "类别", "分类", "档案类别", "材料类型", "文件类型", "category", "documenttype", "documentcategory", "filecategory"];
    /// Title of a document.
    DocumentTitle = "document_title", Plain, "标题", "Title", ["标题", "材料名称", "题名", "文件标题", "title", "documenttitle"];
    /// The day that stands on a document.
    DocumentDay = "document_day", Plain, "材料日期", "Date of the document",
        ["材料日期", "文件日期", "形成日期", "日期", "date", "documentdate", "datedon"];
}

impl Target {
    /// By name.
    pub fn parse(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|target| target.key() == key)
    }

    /// Whether its values are days.
    pub const fn is_day(self) -> bool {
        matches!(
            self,
            Self::HiredOn
                | Self::ExitDate
                | Self::ContractFirstDay
                | Self::ContractLastDay
                | Self::PerformanceDay
                | Self::ProbationEnd
                | Self::BirthDate
                | Self::FirstDay
                | Self::LastDay
                | Self::SignedOn
                | Self::UsableUntil
                | Self::DocumentDay
        )
    }

    /// Whether a roster may have such a column. The others stand in sets of files from an older system.
    pub fn in_roster(self) -> bool {
        self <= Self::Sex
    }

    /// What a roster may have.
    pub(super) fn of_a_roster() -> impl Iterator<Item = Self> {
        Self::ALL.iter().copied().filter(|target| target.in_roster())
    }

    /// The list whose codes its texts stand for.
    pub const fn catalogue(self) -> Option<&'static str> {
        match self {
            Self::EmploymentKind => Some("employment_kind"),
            Self::WorkingTime => Some("working_time"),
            Self::ContractKind => Some("contract_kind"),
            Self::ExitGround => Some("exit_ground"),
            Self::ExitReason => Some("exit_reason"),
            Self::Sex => Some("sex"),
            Self::UnitKind => Some("unit_kind"),
            Self::PayReason => Some("pay_reason"),
            Self::LeaveKind => Some("leave_kind"),
            Self::DocumentCategory => Some("file_category"),
            _ => None,
        }
    }
}

/// A heading without case, blanks, marks and what stands in brackets: `Employee_Name (legal)` → `employeename`.
pub(super) fn fold_heading(heading: &str) -> String {
    let heading = documents::fold(heading);
    let outside = heading.split(['(', '（', '[']).next().unwrap_or_default();
    outside.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
