//! Whom the law protects from being sent away, and on which grounds.

use kernel::Date;
use serde::{Deserialize, Serialize};

use crate::article::{LCL_42, LCL_42_1, LCL_42_2, LCL_42_3, LCL_42_4, LCL_42_5, LCL_45, LCL_48, UNION_19};
use crate::exits::Protection;
use crate::explained::Working;
use crate::{Article, Explained, Ground, Parameters, Refusal};

/// Why a person is protected. Labour Contract Law art. 42, Trade Union Law art. 19.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProtectedStatus {
    /// Worked with occupational hazards and had no health check before leaving. Art. 42 item 1.
    OccupationalDiseaseCheck,
    /// Suspected occupational disease, in diagnosis or observation. Art. 42 item 1.
    OccupationalDiseaseSuspected,
    /// Occupational disease or work injury with confirmed loss of working ability. Art. 42 item 2.
    WorkInjuryDisability,
    /// Ill or hurt outside work, within the medical period. Art. 42 item 3.
    MedicalPeriod,
    /// Pregnant. Art. 42 item 4.
    Pregnant,
    /// Around the birth. Art. 42 item 4.
    Maternity,
    /// Nursing. Art. 42 item 4.
    Nursing,
    /// Long service here and close to retirement. Art. 42 item 5.
    LongServiceNearRetirement,
    /// Full-time chair, vice chair or committee member of the enterprise union, in office. Trade Union Law art. 19.
    UnionOfficer,
}

impl ProtectedStatus {
    /// Every status.
    pub const ALL: [Self; 9] = [
        Self::OccupationalDiseaseCheck,
        Self::OccupationalDiseaseSuspected,
        Self::WorkInjuryDisability,
        Self::MedicalPeriod,
        Self::Pregnant,
        Self::Maternity,
        Self::Nursing,
        Self::LongServiceNearRetirement,
        Self::UnionOfficer,
    ];

    /// Words by which files name a status; the first that occurs decides. Order matters: `maternity` before
    /// `medical`, suspicion and check before the disease itself.
    const WORDS: &'static [(&'static str, Self)] = &[
        ("non_work", Self::MedicalPeriod),
        ("pregnan", Self::Pregnant),
        ("maternity", Self::Maternity),
        ("birth", Self::Maternity),
        ("postnatal", Self::Maternity),
        ("postpartum", Self::Maternity),
        ("breast", Self::Nursing),
        ("lactat", Self::Nursing),
        ("nursing", Self::Nursing),
        ("union", Self::UnionOfficer),
        ("retire", Self::LongServiceNearRetirement),
        ("fifteen", Self::LongServiceNearRetirement),
        ("15", Self::LongServiceNearRetirement),
        ("suspect", Self::OccupationalDiseaseSuspected),
        ("diagnos", Self::OccupationalDiseaseSuspected),
        ("observation", Self::OccupationalDiseaseSuspected),
        ("hazard", Self::OccupationalDiseaseCheck),
        ("health_check", Self::OccupationalDiseaseCheck),
        ("occupational_check", Self::OccupationalDiseaseCheck),
        ("occupational_disease_check", Self::OccupationalDiseaseCheck),
        ("occupational_disease_exam", Self::OccupationalDiseaseCheck),
        ("occupational_health", Self::OccupationalDiseaseCheck),
        ("work_injur", Self::WorkInjuryDisability),
        ("work_related_injur", Self::WorkInjuryDisability),
        ("industrial_injur", Self::WorkInjuryDisability),
        ("injured_at_work", Self::WorkInjuryDisability),
        ("disab", Self::WorkInjuryDisability),
        ("occupational_disease", Self::WorkInjuryDisability),
        ("medical_period", Self::MedicalPeriod),
        ("medical_treatment", Self::MedicalPeriod),
        ("sick", Self::MedicalPeriod),
        ("illness", Self::MedicalPeriod),
    ];

    /// Understands the words of a file: `pregnant`, `pregnancy`, `work_injury` … `None` for a word it does not know.
    pub fn find(word: &str) -> Option<Self> {
        let word = word.trim().to_ascii_lowercase().replace(['-', ' '], "_");
        if word.starts_with("not_") || word.starts_with("no_") {
            return None;
        }
        Self::WORDS.iter().find(|(part, _)| word.contains(part)).map(|(_, status)| *status)
    }

    /// The article that protects.
    pub fn article(self) -> Article {
        match self {
            Self::OccupationalDiseaseCheck | Self::OccupationalDiseaseSuspected => LCL_42_1,
            Self::WorkInjuryDisability => LCL_42_2,
            Self::MedicalPeriod => LCL_42_3,
            Self::Pregnant | Self::Maternity | Self::Nursing => LCL_42_4,
            Self::LongServiceNearRetirement => LCL_42_5,
            Self::UnionOfficer => UNION_19,
        }
    }

    /// What a Chinese reader sees.
    pub const fn zh(self) -> &'static str {
        match self {
            Self::OccupationalDiseaseCheck => "接触职业病危害作业，未进行离岗前职业健康检查",
            Self::OccupationalDiseaseSuspected => "疑似职业病，在诊断或者医学观察期间",
            Self::WorkInjuryDisability => "患职业病或者因工负伤并被确认丧失或者部分丧失劳动能力",
            Self::MedicalPeriod => "患病或者非因工负伤，在规定的医疗期内",
            Self::Pregnant => "孕期",
            Self::Maternity => "产期",
            Self::Nursing => "哺乳期",
            Self::LongServiceNearRetirement => "在本单位长期连续工作且临近法定退休年龄",
            Self::UnionOfficer => "任期内的工会专职主席、副主席或者委员",
        }
    }

    /// What an English reader sees.
    pub const fn en(self) -> &'static str {
        match self {
            Self::OccupationalDiseaseCheck => "hazardous work without a health check before leaving",
            Self::OccupationalDiseaseSuspected => "suspected occupational disease, in diagnosis or observation",
            Self::WorkInjuryDisability => "work injury or occupational disease with confirmed loss of working ability",
            Self::MedicalPeriod => "within the medical period",
            Self::Pregnant => "pregnancy",
            Self::Maternity => "maternity",
            Self::Nursing => "nursing",
            Self::LongServiceNearRetirement => "long service and close to retirement",
            Self::UnionOfficer => "union officer in office",
        }
    }
}

/// One status that stands in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ProtectedBlock {
    /// The status.
    pub status: ProtectedStatus,
    /// The article that protects it.
    pub article: Article,
}

/// Whether an exit on this ground is open for this person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ProtectedCheck {
    /// Whether the employer may end the employment on this ground now.
    pub allowed: bool,
    /// The article that decides, in short form: `LCL art.42(4)`.
    pub article: String,
    /// Whether the contract goes on until the state ends (art. 45).
    pub extended: bool,
    /// What stands in the way.
    pub blocks: Vec<ProtectedBlock>,
}

/// Years of `term.protected_seniority`.
#[derive(Debug, Clone, Copy, Deserialize)]
struct Seniority {
    service_years: u32,
    years_to_retirement: u32,
}

/// Whether the law lets this exit happen. Labour Contract Law arts. 42, 45, 48; Trade Union Law art. 19.
/// With several statuses the article is that of the first.
///
/// # Errors
/// Refuses when the rule of art. 42 item 5 is needed and not in force on that day.
pub fn protected_check(
    law: &Parameters,
    ground: Ground,
    statuses: &[ProtectedStatus],
    on: Date,
) -> Result<Explained<ProtectedCheck>, Refusal> {
    let mut sheet = Working::default();
    let exit = law.exits.row(ground)?;
    let own = exit.articles()?.first().map_or_else(String::new, |article| article.code.to_string());
    if exit.protection == Protection::Unlawful {
        sheet.step(
            "违法解除或终止在任何情形下都不允许。",
            "An unlawful termination is never allowed.",
            ground.as_str(),
            "✗",
            &[LCL_48],
        );
        let article = LCL_48.code.to_string();
        return Ok(sheet.done(ProtectedCheck { allowed: false, article, extended: false, blocks: Vec::new() }));
    }
    if exit.protection == Protection::Open {
        sheet.step(
            format!("{}：不属于第四十条、第四十一条的解除，也不属于合同期满，保护条款不限制。", exit.name_zh),
            format!("{}: neither arts. 40 and 41 nor an expiry, so arts. 42 and 45 leave it open.", exit.name_en),
            ground.as_str(),
            "✓",
            &[LCL_42, LCL_45],
        );
        let article = format!("{} covers arts.40-41 only", LCL_42.code);
        return Ok(sheet.done(ProtectedCheck { allowed: true, article, extended: false, blocks: Vec::new() }));
    }
    let extended = exit.protection == Protection::Extended && !statuses.is_empty();
    for status in statuses {
        explain_block(law, &mut sheet, *status, extended, on)?;
    }
    let blocks: Vec<ProtectedBlock> =
        statuses.iter().map(|status| ProtectedBlock { status: *status, article: status.article() }).collect();
    let article = match blocks.first() {
        None => own,
        Some(first) if extended && first.status != ProtectedStatus::UnionOfficer => LCL_45.code.to_string(),
        Some(first) => first.article.code.to_string(),
    };
    if blocks.is_empty() {
        sheet.step("没有受保护的情形。", "No protected state is on record.", ground.as_str(), "✓", &[LCL_42]);
    }
    warn_special(&mut sheet, ground, statuses, extended);
    Ok(sheet.done(ProtectedCheck { allowed: blocks.is_empty(), article, extended, blocks }))
}

/// Writes why a status stands in the way.
fn explain_block(
    law: &Parameters,
    sheet: &mut Working,
    status: ProtectedStatus,
    extended: bool,
    on: Date,
) -> Result<(), Refusal> {
    let (mut more_zh, mut more_en) = (String::new(), String::new());
    if status == ProtectedStatus::LongServiceNearRetirement {
        let row = law.national("term.protected_seniority", on)?;
        sheet.uses(row);
        let Seniority { service_years, years_to_retirement } = row.shape()?;
        more_zh = format!("（连续工作满 {service_years} 年且距法定退休年龄不足 {years_to_retirement} 年）");
        more_en = format!(" ({service_years} years' service and under {years_to_retirement} years to retirement)");
    }
    let (zh, en) = if extended {
        ("劳动合同应当续延至该情形消失时终止", "the contract goes on until this state ends")
    } else {
        ("用人单位不得依照第四十条、第四十一条解除", "no ending under arts. 40 or 41")
    };
    let mut articles = vec![status.article()];
    if extended {
        articles.push(LCL_45);
    }
    sheet.step(
        format!("{}{more_zh}：{zh}。", status.zh()),
        format!("{}{more_en}: {en}.", status.en()),
        "",
        "✗",
        &articles,
    );
    Ok(())
}

/// Doubts that belong to single cases.
fn warn_special(sheet: &mut Working, ground: Ground, statuses: &[ProtectedStatus], extended: bool) {
    if extended && statuses.contains(&ProtectedStatus::WorkInjuryDisability) {
        sheet.warn(
            "工伤致残的合同终止按工伤保险规定，依伤残等级处理，请核对等级。",
            "After a work injury the end of the contract follows the work-injury rules by grade; check the grade.",
        );
    }
    if extended && ground == Ground::TaskCompleted {
        sheet.warn(
            "任务完成是否适用续延规定各地口径不一，按从严处理。",
            "Practice differs on whether a task contract is extended too; the stricter reading is used.",
        );
    }
    if extended && ground == Ground::Art44ExpiryEmployeeRefusedSameTerms {
        sheet.warn(
            "续延由法律规定，与是否同意续订无关；劳动者本人仍可辞职或协商解除。",
            "The extension is by law, whoever refuses to renew; the person may still resign or agree.",
        );
    }
}
