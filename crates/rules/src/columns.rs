//! What a column of a foreign table seems to be, by its heading. Cautious: a doubtful heading counts as protected,
//! and a person decides in the import whether it really is.

use crate::{ProtectedSignal, SignalKey};

use ProtectedSignal as P;

/// Headings, folded (see [`fold`]): whole names only, so that `package` is no `age`.
const HEADINGS: &[(P, &[&str])] = &[
    (P::Sex, &["sex", "gender", "genderid", "性别", "male", "female"]),
    (
        P::Age,
        &[
            "age",
            "over18",
            "agegroup",
            "ageband",
            "dob",
            "dateofbirth",
            "birthdate",
            "birthday",
            "birthyear",
            "年龄",
            "出生日期",
            "生日",
            "出生年月",
            "出生年份",
        ],
    ),
    (
        P::Ethnicity,
        &[
            "ethnicity",
            "ethnic",
            "race",
            "racedesc",
            "hispaniclatino",
            "hispanic",
            "fromdiversityjobfairid",
            "diversity",
            "民族",
            "种族",
        ],
    ),
    (P::Nationality, &["nationality", "citizenship", "citizendesc", "国籍"]),
    (
        P::HouseholdRegistration,
        &[
            "hukou",
            "householdregistration",
            "nativeplace",
            "birthplace",
            "户籍",
            "户口",
            "户口所在地",
            "户籍所在地",
            "户口性质",
            "户籍类型",
            "籍贯",
        ],
    ),
    (
        P::HomeRegion,
        &[
            "zip",
            "zipcode",
            "postcode",
            "postalcode",
            "homeaddress",
            "homeregion",
            "家庭住址",
            "家庭地址",
            "住址",
            "现住址",
        ],
    ),
    (P::PoliticalStatus, &["politicalstatus", "politicalaffiliation", "partymember", "政治面貌", "党员"]),
    (P::Religion, &["religion", "belief", "宗教", "宗教信仰"]),
    (
        P::MaritalStatus,
        &[
            "maritalstatus",
            "maritaldesc",
            "maritalstatusid",
            "married",
            "marriedid",
            "spouse",
            "婚姻状况",
            "婚姻",
            "婚否",
            "配偶",
        ],
    ),
    (
        P::Children,
        &[
            "children",
            "son",
            "sons",
            "daughters",
            "dependents",
            "numchildren",
            "kids",
            "familyplan",
            "子女",
            "生育情况",
            "生育状况",
            "子女数",
        ],
    ),
    (P::Pregnancy, &["pregnant", "pregnancy", "怀孕", "孕期"]),
    (P::Disability, &["disability", "disabled", "残疾", "残疾证", "残疾等级"]),
    (
        P::Health,
        &[
            "health",
            "healthstatus",
            "diagnosis",
            "disease",
            "bodymassindex",
            "bmi",
            "socialdrinker",
            "socialsmoker",
            "bloodtype",
            "健康状况",
            "健康",
            "疾病",
            "病史",
            "诊断",
            "体检结果",
            "血型",
            "身高",
            "体重",
        ],
    ),
    (P::UnionMembership, &["union", "unionmember", "unionmembership", "tradeunion", "工会", "工会会员"]),
    (P::UnionWork, &["unionactivity", "unionwork", "工会活动", "工会职务"]),
    (P::SickLeave, &["sick", "sickdays", "sickleave", "sickleavedays", "病假", "病假天数", "病假次数"]),
    (P::MedicalPeriod, &["medicalleave", "medicalperiod", "医疗期"]),
    (P::WorkInjury, &["workaccident", "workinjury", "injury", "accident", "工伤"]),
    (P::MaternityLeave, &["maternity", "maternityleave", "产假", "产假天数"]),
    (P::PaternityLeave, &["paternity", "paternityleave", "陪产假", "护理产假"]),
    (P::ParentalLeave, &["parentalleave", "育儿假"]),
    (P::NursingHours, &["nursing", "nursinghours", "breastfeeding", "哺乳假", "哺乳期", "哺乳时间"]),
    (P::FamilyCareLeave, &["carersleave", "familycareleave", "独生子女护理假", "护理假"]),
    (P::MarriageLeave, &["marriageleave", "婚假"]),
    (P::BereavementLeave, &["bereavement", "bereavementleave", "丧假"]),
    (P::AnnualLeave, &["annualleave", "annualleavedays", "ptotaken", "vacationdays", "年假", "年假天数", "年休假"]),
    (
        P::UnspecifiedAbsence,
        &[
            "absence",
            "absences",
            "absenteeism",
            "absenteeismtimeinhours",
            "daysabsent",
            "reasonforabsence",
            "leavedays",
            "缺勤",
            "缺勤天数",
            "缺勤次数",
            "请假",
            "请假天数",
            "请假原因",
        ],
    ),
    (P::StatutoryPayClaim, &["payclaim", "wageclaim", "追薪", "讨薪"]),
    (P::Arbitration, &["arbitration", "劳动仲裁", "仲裁"]),
    (P::Lawsuit, &["lawsuit", "litigation", "诉讼"]),
    (P::InspectionComplaint, &["inspectioncomplaint", "labourcomplaint", "laborcomplaint", "劳动监察", "监察投诉"]),
    (P::Grievance, &["grievance", "grievances", "employeecomplaints", "申诉", "员工投诉"]),
    (P::WhistleBlowing, &["whistleblower", "whistleblowing", "举报"]),
    (P::Hearsay, &["hearsay", "rumour", "rumor", "传闻", "同事反映"]),
    (P::MessageContent, &["messages", "chat", "chats", "emailbody", "聊天记录", "邮件内容"]),
    (P::SocialMedia, &["socialmedia", "wechatmoments", "朋友圈", "社交媒体"]),
    (P::ReplySpeed, &["replyspeed", "responsetime", "回复速度", "回复时长"]),
];

/// Lower case, without blanks, punctuation and what stands in brackets: `Marital_Status (code)` → `maritalstatus`.
fn fold(heading: &str) -> String {
    let outside = heading.split(['(', '（', '[']).next().unwrap_or(heading);
    outside.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The protected signal that a heading seems to name, if it names one.
pub fn protected(heading: &str) -> Option<ProtectedSignal> {
    let by_key = match SignalKey::parse(heading) {
        Ok(SignalKey::Protected(signal)) => Some(signal),
        _ => None,
    };
    let folded = fold(heading);
    let known = || HEADINGS.iter().find(|(_, names)| names.contains(&folded.as_str())).map(|(signal, _)| *signal);
    let named = |signal: &ProtectedSignal| {
        let info = signal.info();
        [info.key, &info.name.zh, &info.name.en].iter().any(|name| fold(name) == folded)
    };
    let by_name = || ProtectedSignal::ALL.into_iter().find(named);
    by_key.or_else(known).or_else(by_name)
}

/// Words in running text that headings do not have.
const SAID: &[(ProtectedSignal, &[&str])] = &[
    (P::Pregnancy, &["孕", "备孕", "流产"]),
    (P::Children, &["二胎", "三胎", "生育"]),
    (P::Health, &["患病", "生病", "抑郁", "住院"]),
    (P::Arbitration, &["维权"]),
    (P::Grievance, &["投诉"]),
    (P::Religion, &["信教", "信仰"]),
];

/// The protected signal that a text speaks of, if it speaks of one. As cautious as headings are: a word in passing
/// counts, and whoever wrote it can say it otherwise.
pub fn mentioned(text: &str) -> Option<ProtectedSignal> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).collect();
    let said = |name: &&str| if name.is_ascii() { words.contains(name) } else { lower.contains(*name) };
    let known = HEADINGS.iter().chain(SAID);
    let mut found = known.filter(|(_, names)| names.iter().any(&said)).map(|(signal, _)| *signal);
    found.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_speaks_of_what_the_law_protects_is_noticed() {
        for (text, signal) in [("怀孕期间表现积极", P::Pregnancy), ("2025 年申请劳动仲裁", P::Arbitration)]
        {
            assert_eq!(mentioned(text), Some(signal), "{text}");
        }
        assert_eq!(mentioned("He is a union member"), Some(P::UnionMembership));
        for text in ["2026-03 通过内训师认证", "manages the package registry", "Certified electrician"] {
            assert_eq!(mentioned(text), None, "{text}");
        }
    }
}
