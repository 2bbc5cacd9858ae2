//! Signals that may never be an input, and the article behind each.

use kernel::Text;
use serde::Serialize;

use super::catalogue;

/// Why a signal is out of bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Leave and protection by law.
    Leave,
    /// Rights that a person claims.
    Claim,
    /// Union work and helping colleagues.
    Solidarity,
    /// What others said, and what people wrote to each other.
    Content,
    /// What a person is.
    Attribute,
}

/// The entry of a protected signal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ProtectedInfo {
    /// Key in rules, reports and storage.
    #[cfg_attr(feature = "schema", schema(value_type = String))]
    pub key: &'static str,
    /// What people call it.
    pub name: Text,
    /// Why it is out of bounds.
    pub group: Group,
    /// The article that protects it.
    pub article: Text,
    /// What the record itself is kept for, when it is kept at all.
    pub kept_for: Text,
}

const LEAVE_DUTY: Text = Text::of("仅用于休假与待遇核算", "Kept for leave and pay only");
const CASE_DUTY: Text = Text::of("仅用于依法处理该事项", "Kept for handling the matter by law only");
const AUDIT: Text = Text::of("仅用于法定报送与公平性审计", "Kept for duties of law and fairness audits only");
const NOT_KEPT: Text = Text::of("不采集", "Not collected");

const LCL_42: Text =
    Text::of("《劳动合同法》第四十二条；《个人信息保护法》第二十八条", "Labour Contract Law art. 42; PIPL art. 28");
const WOMEN: Text = Text::of(
    "《女职工劳动保护特别规定》第五条；《劳动合同法》第四十二条",
    "Special Rules on the Labour Protection of Female Employees art. 5; Labour Contract Law art. 42",
);
const WOMEN_RIGHTS: Text =
    Text::of("《妇女权益保障法》第四十三条", "Law on the Protection of Women's Rights and Interests art. 43");
const FAMILY_LEAVE: Text = Text::of("《人口与计划生育法》第二十五条", "Population and Family Planning Law art. 25");
const PAID_LEAVE: Text = Text::of("《劳动法》第四十五条", "Labour Law art. 45");
const WEDDING_LEAVE: Text = Text::of("《劳动法》第五十一条", "Labour Law art. 51");
const CLAIM: Text = Text::of("《劳动合同法》第七十七条", "Labour Contract Law art. 77");
const PAY_CLAIM: Text = Text::of("《劳动合同法》第三十条、第七十七条", "Labour Contract Law arts. 30 and 77");
const REPORT: Text = Text::of("《劳动合同法》第七十九条", "Labour Contract Law art. 79");
const UNLAWFUL_ORDER: Text = Text::of("《劳动合同法》第三十一条、第三十二条", "Labour Contract Law arts. 31 and 32");
const DATA_RIGHTS: Text = Text::of("《个人信息保护法》第四十四条、第五十条", "PIPL arts. 44 and 50");
const OBJECTION: Text = Text::of("《个人信息保护法》第二十四条", "PIPL art. 24");
const UNION: Text =
    Text::of("《工会法》第五十三条；《劳动合同法》第七十八条", "Trade Union Law art. 53; Labour Contract Law art. 78");
const ACCURACY: Text = Text::of("《个人信息保护法》第八条", "PIPL art. 8");
const PRIVACY: Text = Text::of("《民法典》第一千零三十二条、第一千零三十三条", "Civil Code arts. 1032 and 1033");
const MINIMUM: Text = Text::of("《个人信息保护法》第六条", "PIPL art. 6");
const EQUAL: Text =
    Text::of("《就业促进法》第三条；《个人信息保护法》第二十四条", "Employment Promotion Law art. 3; PIPL art. 24");
const EQUAL_SEX: Text = Text::of("《就业促进法》第二十七条", "Employment Promotion Law art. 27");
const EQUAL_ETHNIC: Text = Text::of("《就业促进法》第二十八条", "Employment Promotion Law art. 28");
const EQUAL_DISABLED: Text = Text::of("《就业促进法》第二十九条", "Employment Promotion Law art. 29");
const EQUAL_RURAL: Text = Text::of("《就业促进法》第三十一条", "Employment Promotion Law art. 31");
const BELIEF: Text =
    Text::of("《就业促进法》第三条；《个人信息保护法》第二十八条", "Employment Promotion Law art. 3; PIPL art. 28");

const fn entry(key: &'static str, name: Text, group: Group, article: Text, kept_for: Text) -> ProtectedInfo {
    ProtectedInfo { key, name, group, article, kept_for }
}

const fn leave(key: &'static str, zh: &'static str, en: &'static str, article: Text) -> ProtectedInfo {
    entry(key, Text::of(zh, en), Group::Leave, article, LEAVE_DUTY)
}

const fn claim(key: &'static str, zh: &'static str, en: &'static str, article: Text) -> ProtectedInfo {
    entry(key, Text::of(zh, en), Group::Claim, article, CASE_DUTY)
}

const fn content(key: &'static str, zh: &'static str, en: &'static str, article: Text) -> ProtectedInfo {
    entry(key, Text::of(zh, en), Group::Content, article, NOT_KEPT)
}

const fn attribute(key: &'static str, zh: &'static str, en: &'static str, article: Text) -> ProtectedInfo {
    entry(key, Text::of(zh, en), Group::Attribute, article, AUDIT)
}

catalogue! {
    /// A signal that may never become an input: the guard refuses it, naming the article.
    ProtectedSignal, ProtectedInfo {
        /// 病假.
        SickLeave = leave("sick_leave", "病假", "Sick leave", LCL_42);
        /// 医疗期.
        MedicalPeriod = leave("medical_period", "医疗期", "Medical treatment period", LCL_42);
        /// 工伤停工留薪.
        WorkInjury = leave("work_injury", "工伤", "Work injury", LCL_42);
        /// 产假.
        MaternityLeave = leave("maternity_leave", "产假", "Maternity leave", WOMEN);
        /// 哺乳时间.
        NursingHours = leave("nursing_hours", "哺乳时间", "Nursing hours", WOMEN);
        /// 陪产假.
        PaternityLeave = leave("paternity_leave", "陪产假", "Paternity leave", FAMILY_LEAVE);
        /// 育儿假.
        ParentalLeave = leave("parental_leave", "育儿假", "Parental leave", FAMILY_LEAVE);
        /// 护理假.
        FamilyCareLeave = leave("family_care_leave", "护理假", "Family care leave", FAMILY_LEAVE);
        /// 婚假.
        MarriageLeave = leave("marriage_leave", "婚假", "Marriage leave", WEDDING_LEAVE);
        /// 丧假.
        BereavementLeave = leave("bereavement_leave", "丧假", "Bereavement leave", WEDDING_LEAVE);
        /// 年休假.
        AnnualLeave = leave("annual_leave", "年休假", "Annual leave", PAID_LEAVE);
        /// Absence whose kind is not told apart: it holds sick leave and leave by right.
        UnspecifiedAbsence = leave("unspecified_absence", "未区分类型的缺勤", "Absence of unspecified kind", LCL_42);

        /// 追索工资、加班费、补偿.
        StatutoryPayClaim = claim("statutory_pay_claim", "要求支付法定报酬或补偿", "Claim for statutory pay", PAY_CLAIM);
        /// 劳动仲裁.
        Arbitration = claim("arbitration", "劳动仲裁", "Labour arbitration", CLAIM);
        /// 劳动诉讼.
        Lawsuit = claim("lawsuit", "劳动诉讼", "Lawsuit", CLAIM);
        /// 向劳动监察等部门投诉.
        InspectionComplaint = claim("inspection_complaint", "向劳动监察、税务或社保部门投诉", "Complaint to an authority", REPORT);
        /// 内部申诉.
        Grievance = claim("grievance", "内部申诉", "Internal grievance", CLAIM);
        /// 举报.
        WhistleBlowing = claim("whistle_blowing", "举报", "Whistle-blowing", REPORT);
        /// 拒绝违法加班或违章指挥.
        RefusedUnlawfulOrder = claim("refused_unlawful_order", "拒绝违法加班或违章指挥", "Refusal of an unlawful order", UNLAWFUL_ORDER);
        /// 行使个人信息权利.
        DataRightsRequest = claim("data_rights_request", "行使个人信息权利", "Request under data-protection rights", DATA_RIGHTS);
        /// 对预测或提醒提出异议.
        ScoreObjection = claim("score_objection", "对预测或提醒提出异议", "Objection to a score", OBJECTION);

        /// 工会会员身份.
        UnionMembership = entry("union_membership", Text::of("工会会员身份", "Union membership"), Group::Solidarity, UNION, AUDIT);
        /// 工会活动.
        UnionWork = entry("union_work", Text::of("工会活动", "Union work"), Group::Solidarity, UNION, NOT_KEPT);
        /// 集体协商.
        CollectiveBargaining = entry("collective_bargaining", Text::of("集体协商", "Collective bargaining"), Group::Solidarity, UNION, NOT_KEPT);
        /// 向同事说明法定权利.
        AdvisedColleague = entry("advised_colleague", Text::of("向同事说明法定权利", "Advising a colleague on lawful rights"), Group::Solidarity, CLAIM, NOT_KEPT);

        /// 同事转述.
        Hearsay = content("hearsay", "同事转述", "What a colleague heard", ACCURACY);
        /// 聊天、邮件、屏幕内容.
        MessageContent = content("message_content", "聊天、邮件或屏幕内容", "Content of chats, mail or screens", PRIVACY);
        /// 个人社交媒体.
        SocialMedia = content("social_media", "个人社交媒体", "Private social media", PRIVACY);
        /// 消息回复速度.
        ReplySpeed = content("reply_speed", "消息回复速度", "Message reply speed", MINIMUM);
        /// 匿名问卷的个人答案.
        AnonymousAnswer = content("anonymous_answer", "匿名问卷答案", "Anonymous survey answer", MINIMUM);

        /// 性别.
        Sex = attribute("sex", "性别", "Sex", EQUAL_SEX);
        /// 年龄.
        Age = attribute("age", "年龄", "Age", EQUAL);
        /// 民族、种族.
        Ethnicity = attribute("ethnicity", "民族或种族", "Ethnicity or race", EQUAL_ETHNIC);
        /// 国籍.
        Nationality = attribute("nationality", "国籍", "Nationality", EQUAL);
        /// 户籍、籍贯.
        HouseholdRegistration = attribute("household_registration", "户籍或籍贯", "Household registration", EQUAL_RURAL);
        /// 家庭所在地区.
        HomeRegion = attribute("home_region", "家庭所在地区", "Home region", EQUAL);
        /// 政治面貌.
        PoliticalStatus = attribute("political_status", "政治面貌", "Political status", EQUAL);
        /// 宗教信仰.
        Religion = attribute("religion", "宗教信仰", "Religion", BELIEF);
        /// 婚姻状况.
        MaritalStatus = attribute("marital_status", "婚姻状况", "Marital status", WOMEN_RIGHTS);
        /// 生育情况.
        Children = attribute("children", "生育情况", "Children and family plans", WOMEN_RIGHTS);
        /// 怀孕.
        Pregnancy = attribute("pregnancy", "怀孕", "Pregnancy", WOMEN);
        /// 残疾.
        Disability = attribute("disability", "残疾", "Disability", EQUAL_DISABLED);
        /// 健康状况.
        Health = attribute("health", "健康状况", "Health", LCL_42);
    }
}
