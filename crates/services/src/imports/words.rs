//! Words that stand for codes: the built-in ones in Chinese and English, after those that the mapping adds.

use std::collections::BTreeMap;

use super::target::Target;

/// `(code, folded words)`.
type Words = &'static [(&'static str, &'static [&'static str])];

const EMPLOYMENT_KIND: Words = &[
    (
        "full_time",
        &["全日制", "全职", "正式", "正式员工", "合同工", "在编", "fulltime", "full-time", "regular", "permanent"],
    ),
    ("part_time", &["非全日制", "兼职", "小时工", "parttime", "part-time"]),
    ("intern", &["实习", "实习生", "intern", "internship"]),
    ("rehired_retiree", &["退休返聘", "返聘", "rehiredretiree"]),
];
const WORKING_TIME: Words = &[
    ("standard", &["标准工时", "标准工时制", "标准", "standard"]),
    ("comprehensive", &["综合工时", "综合计算工时", "综合工时制", "综合", "comprehensive"]),
    ("flexible", &["不定时", "不定时工作制", "不定时工时制", "flexible"]),
];
const CONTRACT_KIND: Words = &[
    ("fixed_term", &["固定期限", "固定", "固定期限劳动合同", "有固定期限", "fixedterm", "fixed-term", "fixed"]),
    (
        "open_ended",
        &["无固定期限", "无固定", "无固定期限劳动合同", "openended", "open-ended", "indefinite", "permanent"],
    ),
    ("task", &["以完成一定工作任务为期限", "任务", "项目制", "task", "project"]),
    ("none", &["未签", "无", "无合同", "none"]),
];
/// A ground of law is named only where the word leaves no other. 辞退 and 协商解除 leave several, so they are not here.
const EXIT_GROUND: Words = &[
    (
        "employee_resign_art37",
        &[
            "主动离职",
            "辞职",
            "个人辞职",
            "本人辞职",
            "自愿离职",
            "voluntary",
            "resignation",
            "resigned",
            "voluntarilyterminated",
            "voluntary resignation",
        ],
    ),
    ("art36_employee_proposed", &["协商解除(员工提出)", "协商一致(员工提出)"]),
    ("art36_employer_proposed", &["协商解除(单位提出)", "协商解除(公司提出)", "协商一致(单位提出)"]),
    (
        "art39_employee_fault",
        &["过失性辞退", "严重违纪", "开除", "terminatedforcause", "forcause", "dismissedforcause"],
    ),
    ("probation_art39_1", &["试用期不合格", "试用期不符合录用条件", "试用期解除"]),
    ("art41_layoff", &["裁员", "经济性裁员", "layoff", "redundancy"]),
    ("art44_retirement", &["退休", "retirement", "retired"]),
    ("task_completed", &["任务完成", "项目结束"]),
    (
        "unknown",
        &[
            "其他",
            "不详",
            "未知",
            "离职",
            "other",
            "unknown",
            "terminated",
            "辞退",
            "协商解除",
            "协商一致",
            "合同到期",
            "involuntary",
        ],
    ),
];
/// Reasons that tell of health, family plans or service become `other`: the reason itself is nobody's business.
const EXIT_REASON: Words = &[
    ("pay", &["薪酬", "薪资", "薪资待遇", "待遇", "工资低", "薪酬福利", "moremoney", "pay", "salary", "compensation"]),
    (
        "career",
        &[
            "发展",
            "个人发展",
            "职业发展",
            "发展机会",
            "晋升",
            "另谋高就",
            "anotherposition",
            "careerchange",
            "career",
            "betteroffer",
        ],
    ),
    ("manager", &["上级", "直接上级", "与上级不合", "领导", "manager"]),
    ("workload", &["加班", "工作强度", "工作负荷", "压力大", "hours", "workload", "overtime"]),
    ("content", &["工作内容", "岗位不匹配", "workcontent"]),
    ("location", &["地点", "通勤", "搬家", "异地", "距离远", "relocationoutofarea", "relocation", "commute"]),
    ("family", &["家庭", "家庭原因", "照顾家庭", "family"]),
    ("study", &["深造", "升学", "读研", "留学", "考研", "returntoschool", "study", "education"]),
    ("culture", &["文化", "氛围", "团队氛围", "企业文化", "unhappy", "culture"]),
    (
        "performance",
        &[
            "绩效",
            "绩效不达标",
            "不胜任",
            "performance",
            "attendance",
            "no-call,no-show",
            "nocallnoshow",
            "违纪",
            "grossmisconduct",
        ],
    ),
    ("restructuring", &["组织调整", "架构调整", "裁员", "业务调整", "restructuring", "layoff"]),
    ("retirement", &["退休", "retiring", "retirement"]),
    (
        "other",
        &[
            "其他",
            "其它",
            "个人原因",
            "other",
            "personal",
            "military",
            "medicalissues",
            "maternityleave-didnotreturn",
            "身体原因",
        ],
    ),
];
const SEX: Words = &[("female", &["女", "f", "female", "woman"]), ("male", &["男", "m", "male", "man"])];
const STATUS: Words = &[
    ("active", &["在职", "正式", "在岗", "是", "active", "employed", "current", "y", "yes", "1"]),
    ("probation", &["试用", "试用期", "probation"]),
    (
        "left",
        &[
            "离职",
            "已离职",
            "否",
            "退休",
            "terminated",
            "left",
            "inactive",
            "voluntarilyterminated",
            "terminatedforcause",
            "resigned",
            "n",
            "no",
            "0",
            "leaver",
        ],
    ),
];
/// Hundredths of a score of 100.
const PERFORMANCE: Words = &[
    ("9500", &["exceeds", "exceedsexpectations", "outstanding", "优秀", "卓越", "s", "a+", "远超预期"]),
    ("8800", &["a", "良好", "优良", "超出预期"]),
    ("8000", &["fullymeets", "meets", "meetsexpectations", "b", "合格", "达标", "称职", "符合预期", "b+"]),
    ("6500", &["needsimprovement", "c", "待改进", "基本合格", "需改进", "低于预期"]),
    ("5000", &["pip", "d", "不合格", "不称职", "unsatisfactory", "e"]),
];
const LEAVE_KIND: Words = &[
    ("annual", &["年假", "带薪年假", "带薪年休假", "法定年假", "annualleave", "vacation", "pto"]),
    ("sick", &["病假", "带薪病假", "sickleave"]),
    ("personal", &["事假", "personalleave"]),
    ("parental", &["育儿假", "childcareleave", "parentalleave"]),
];
const PAY_REASON: Words = &[
    ("hire", &["入职", "入职定薪", "新入职", "newhire"]),
    ("annual_review", &["年度调薪", "普调", "调薪", "年度调整", "annualreview", "merit"]),
    ("promotion", &["晋升", "晋升调薪", "升职"]),
    ("confirmation", &["转正", "转正调薪"]),
    ("transfer", &["调岗", "异动", "调动"]),
];
const DOCUMENT_CATEGORY: Words = &[
    ("contract", &["合同", "劳动合同书", "续签合同", "labourcontract", "employmentcontract"]),
    ("identity", &["身份证", "身份证复印件", "证件", "idcard", "passport"]),
    ("education", &["学历", "学位", "毕业证", "学历证书", "学位证书", "diploma", "degree"]),
    ("resume", &["简历", "cv"]),
    ("registration", &["登记表", "入职登记表", "员工信息登记表"]),
    ("health_check", &["体检", "体检报告", "入职体检报告"]),
    ("confidentiality", &["保密", "保密协议书", "nda"]),
    ("former_employer", &["离职证明", "前单位离职证明"]),
];
const UNIT_KIND: Words = &[
    ("group", &["集团", "总部", "公司", "headquarters"]),
    ("business_unit", &["事业部", "事业群", "中心", "businessunit", "division"]),
    ("department", &["部门", "部", "dept"]),
    ("team", &["组", "小组", "班组", "科室"]),
];
/// Texts that say "there is none".
const NOTHING: &[&str] = &["n/a-stillemployed", "n/a", "na", "无", "-", "--", "/", "null", "none", "空", "暂无"];

/// Lower case, half width, without blanks and underscores.
pub(super) fn fold_word(text: &str) -> String {
    let folded = documents::fold(text);
    folded.chars().filter(|c| !c.is_whitespace() && *c != '_').flat_map(char::to_lowercase).collect()
}

/// Whether the text says that there is nothing.
pub(super) fn is_nothing(text: &str) -> bool {
    let word = fold_word(text);
    word.is_empty() || NOTHING.contains(&word.as_str())
}

fn built_in(target: Target) -> Words {
    match target {
        Target::EmploymentKind => EMPLOYMENT_KIND,
        Target::WorkingTime => WORKING_TIME,
        Target::ContractKind => CONTRACT_KIND,
        Target::ExitGround => EXIT_GROUND,
        Target::ExitReason => EXIT_REASON,
        Target::Sex => SEX,
        Target::EmploymentStatus => STATUS,
        Target::Performance => PERFORMANCE,
        Target::LeaveKind => LEAVE_KIND,
        Target::PayReason => PAY_REASON,
        Target::DocumentCategory => DOCUMENT_CATEGORY,
        Target::UnitKind => UNIT_KIND,
        _ => &[],
    }
}

/// Texts to codes for one target.
#[derive(Debug, Default)]
pub(super) struct Dictionary(BTreeMap<String, String>);

impl Dictionary {
    /// The built-in words, the catalogue's own names, and what the mapping adds.
    pub(super) fn new<'a>(
        target: Target,
        items: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>,
        added: Option<&BTreeMap<String, String>>,
    ) -> Self {
        let mut words = BTreeMap::new();
        for (code, texts) in built_in(target) {
            words.extend(texts.iter().map(|text| (fold_word(text), (*code).to_owned())));
        }
        for (code, zh, en) in items {
            words.extend([code, zh, en].map(|text| (fold_word(text), code.to_owned())));
        }
        for (text, code) in added.into_iter().flatten() {
            words.insert(fold_word(text), code.clone());
        }
        Self(words)
    }

    /// The code that a text stands for.
    pub(super) fn find(&self, text: &str) -> Option<&str> {
        self.0.get(&fold_word(text)).map(String::as_str)
    }
}
