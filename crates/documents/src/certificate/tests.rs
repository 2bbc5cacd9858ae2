use proptest::prelude::*;

use super::*;
use crate::pdf::{PdfWarning, page_texts};

fn ymd(year: i32, month: u32, day: u32) -> Date {
    Date::from_ymd_opt(year, month, day).unwrap()
}

fn zhang() -> LeavingCertificate {
    LeavingCertificate {
        number: "RH-2026-000123".into(),
        employer: "仁和智能科技（上海）有限公司".into(),
        social_credit_code: "91310115MA1K4RH26X".into(),
        name: "张晓喆".into(),
        identity_document: "居民身份证".into(),
        identity_number: IdentityNumber::Full("11010519491231002X".into()),
        term: ContractTerm::Fixed { first_day: ymd(2023, 8, 1), last_day: ymd(2026, 11, 30) },
        ended_on: ymd(2026, 11, 30),
        position: "高级算法工程师".into(),
        service: ServiceYears::between(ymd(2023, 8, 1), ymd(2026, 11, 30)),
        issued_on: ymd(2026, 11, 30),
        verification: Verification {
            url: "https://hr.example.com/verify/7Q4M-2K8D-9XWP-3FHT".into(),
            short_code: "7Q4M-2K8D-9XWP-3FHT".into(),
        },
        signature: SignatureMark {
            algorithm: "Ed25519".into(),
            key_id: "renhe-cert-2026 · 5F3A 91C2 7B08 D4E6".into(),
        },
    }
}

fn text(certificate: &LeavingCertificate) -> String {
    page_texts(&render(certificate).unwrap()).concat()
}

#[test]
fn the_certificate_says_what_the_law_requires_and_fits_on_one_page() {
    let pdf = render(&zhang()).unwrap();
    assert_eq!(pdf.warnings, []);
    let pages = page_texts(&pdf);
    assert_eq!(pages.len(), 1);
    for required in [
        "解除（终止）劳动合同证明书",
        "张晓喆（居民身份证号码：11010519491231002X）",
        // The four facts of Implementing Regulation art. 24.
        "劳动合同期限固定期限自2023年8月1日起至2026年11月30日止",
        "劳动合同解除（终止）日期2026年11月30日",
        "工作岗位高级算法工程师",
        "在本单位工作年限3年4个月",
        "仁和智能科技（上海）有限公司",
        "91310115MA1K4RH26X",
        "编号：RH-2026-000123",
        "出具日期：2026年11月30日",
        "7Q4M-2K8D-9XWP-3FHT",
        "renhe-cert-2026",
        "一式两份",
    ] {
        assert!(pages[0].contains(required), "{required} is missing in {}", pages[0]);
    }
}

#[test]
fn the_certificate_gives_no_reason_no_rating_and_no_money() {
    let text = text(&zhang());
    for forbidden in [
        "原因",
        "辞职",
        "辞退",
        "开除",
        "违纪",
        "过失",
        "过错",
        "表现",
        "评价",
        "绩效",
        "考核",
        "不胜任",
        "试用",
        "处分",
        "补偿",
        "赔偿",
        "工资",
        "金额",
        "结清",
        "竞业",
        "保密",
        "交接",
        "患病",
        "怀孕",
        "年龄",
        "性别",
        "仲裁",
        "投诉",
        "工会",
    ] {
        assert!(!text.contains(forbidden), "{forbidden} stands in {text}");
    }
}

#[test]
fn the_identity_number_can_be_shown_by_its_last_four_characters() {
    let masked = LeavingCertificate { identity_number: IdentityNumber::LastFour("002X".into()), ..zhang() };
    let text = text(&masked);
    assert!(text.contains("（居民身份证号码后四位：002X）"));
    assert!(!text.contains("110105"));
}

#[test]
fn numbers_that_the_law_does_not_ask_for_hold_no_certificate_back() {
    let without = LeavingCertificate {
        identity_number: IdentityNumber::NotOnRecord,
        social_credit_code: String::new(),
        ..zhang()
    };
    let text = text(&without);
    assert!(text.contains("原系本单位员工"));
    assert!(!text.contains("居民身份证") && !text.contains("统一社会信用代码"), "{text}");
}

#[test]
fn each_kind_of_term_has_its_own_words() {
    let first_day = ymd(2023, 8, 1);
    let with = |term| text(&LeavingCertificate { term, ..zhang() });
    assert!(with(ContractTerm::OpenEnded { first_day }).contains("无固定期限自2023年8月1日起"));
    let task = Some(" 数据中心迁移 ".to_owned());
    let expected = "以完成一定工作任务为期限：数据中心迁移自2023年8月1日起";
    assert!(with(ContractTerm::Task { first_day, task }).contains(expected));
    assert!(with(ContractTerm::Task { first_day, task: None }).contains("以完成一定工作任务为期限自2023年8月1日起"));
}

#[test]
fn the_same_facts_give_the_same_bytes() {
    assert_eq!(render(&zhang()), render(&zhang()));
}

#[test]
fn long_names_still_fit_on_one_page() {
    let long = LeavingCertificate {
        employer: "仁和（内蒙古自治区呼和浩特市）人力资源管理与智能科技服务集团股份有限公司上海分公司".into(),
        name: "阿卜杜拉·买买提·热合曼·亚森江".into(),
        position: "华东区智能产品事业部算法平台组高级首席算法工程师兼技术委员会秘书".into(),
        verification: Verification {
            url: format!("https://hr.example.com/verify/{}", "7Q4M".repeat(24)),
            ..zhang().verification
        },
        ..zhang()
    };
    let pdf = render(&long).unwrap();
    assert_eq!((page_texts(&pdf).len(), pdf.warnings), (1, vec![]));
}

#[test]
fn a_rare_character_in_a_name_is_reported() {
    let rare = LeavingCertificate { name: "王頔".into(), ..zhang() };
    assert_eq!(render(&rare).unwrap().warnings, [PdfWarning::MissingCharacter('頔')]);
}

#[test]
fn a_blank_fact_is_refused() {
    let blank = LeavingCertificate { position: "　".into(), ..zhang() };
    assert_eq!(render(&blank), Err(CertificateError::Missing("position")));
    let backwards = LeavingCertificate { ended_on: ymd(2023, 7, 31), ..zhang() };
    assert_eq!(render(&backwards), Err(CertificateError::EndsBeforeItBegins));
}

#[test]
fn service_counts_full_months() {
    let between = |first, last| ServiceYears::between(first, last).text();
    assert_eq!(between(ymd(2023, 8, 1), ymd(2026, 11, 30)), "3年4个月");
    assert_eq!(between(ymd(2023, 8, 1), ymd(2026, 11, 29)), "3年3个月");
    assert_eq!(between(ymd(2023, 8, 1), ymd(2024, 7, 31)), "1年");
    assert_eq!(between(ymd(2024, 2, 29), ymd(2025, 2, 27)), "1年");
    assert_eq!(between(ymd(2026, 11, 2), ymd(2026, 11, 30)), "不足1个月");
    assert_eq!(between(ymd(2026, 1, 31), ymd(2026, 2, 27)), "1个月");
}

proptest! {
    #[test]
    fn service_grows_by_the_months_that_pass(day in 0_u64..20_000, months in 1_u32..500) {
        let first = ymd(1970, 1, 1) + chrono::Days::new(day);
        let last = first.checked_add_months(chrono::Months::new(months)).unwrap().pred_opt().unwrap();
        prop_assert_eq!(ServiceYears::between(first, last), ServiceYears { years: months / 12, months: months % 12 });
    }
}
