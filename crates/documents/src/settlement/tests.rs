use super::*;
use crate::pdf::page_texts;

fn ymd(year: i32, month: u32, day: u32) -> Date {
    Date::from_ymd_opt(year, month, day).unwrap()
}

fn line(title: &str, fen: i64, steps: &[&str], articles: &[&str], due: Option<Due>) -> SettlementLine {
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    SettlementLine {
        title: title.into(),
        amount: Money::from_fen(fen),
        steps: texts(steps),
        articles: texts(articles),
        due,
        note: None,
    }
}

fn zhang(copy: Copy) -> SettlementStatement {
    let end = Some(Due::By(ymd(2026, 11, 30)));
    let mut severance = line(
        "经济补偿",
        9_800_000,
        &[
            "本单位工作年限：2023年8月1日至2026年11月30日，3年4个月",
            "N = 3 + 0.5 = 3.5 个月（满六个月不满一年按一年，不满六个月按半个月）",
            "月工资 = 前 12 个月平均 28,000.00 元，未超过当地月平均工资三倍",
            "28,000.00 × 3.5 = 98,000.00",
        ],
        &["劳动合同法第四十六条", "劳动合同法第四十七条"],
        Some(Due::AfterHandover),
    );
    severance.note = Some("当地月平均工资取 2025 年度，已于 2026-11-21 核对".into());
    SettlementStatement {
        number: "JS-2026-000123".into(),
        employer: "仁和智能科技（上海）有限公司".into(),
        name: "张晓喆".into(),
        employee_number: "E00123".into(),
        department: "智能产品事业部 · 算法平台组".into(),
        position: "高级算法工程师".into(),
        first_day: ymd(2023, 8, 1),
        last_day: ymd(2026, 11, 30),
        issued_on: ymd(2026, 11, 27),
        copy,
        lines: vec![
            line("11 月工资", 2_800_000, &["月工资 28,000.00，出勤 21 天，全勤"], &["劳动法第五十条"], end),
            line(
                "代扣代缴个人所得税",
                -123_456,
                &["累计预扣法：累计应纳税所得额 × 预扣率 − 速算扣除数 − 已预扣税额"],
                &["个人所得税扣缴申报管理办法（试行）第六条"],
                None,
            ),
            line(
                "未休年休假工资",
                772_414,
                &[
                    "当年应休 10 天 × 334 / 365 = 9.15，折算 9 天，已休 6 天，未休 3 天",
                    "28,000.00 / 21.75 × 3 × 200% = 7,724.14",
                ],
                &["职工带薪年休假条例第五条", "企业职工带薪年休假实施办法第十条、第十二条"],
                end,
            ),
            severance,
            line(
                "社会保险和住房公积金个人部分",
                -588_000,
                &["养老 8%、医疗 2%、失业 0.5%、公积金 7%"],
                &["社会保险法第六十条"],
                None,
            ),
        ],
    }
}

fn text(statement: &SettlementStatement) -> String {
    page_texts(&render(statement).unwrap()).concat()
}

#[test]
fn every_amount_stands_with_its_steps_and_articles() {
    let text = text(&zhang(Copy::Person));
    for required in [
        "离职结算单",
        "JS-2026-000123",
        "张晓喆",
        "E00123",
        "2026年11月30日",
        "28,000.00×3.5=98,000.00",
        "劳动合同法第四十七条",
        "98,000.00",
        "（办结工作交接时支付）",
        "（2026年11月30日前支付）",
        "说明：当地月平均工资取2025年度",
        "应付合计133,724.14",
        "扣除合计-7,114.56",
        "实发金额126,609.58",
        "壹拾贰万陆仟陆佰零玖元伍角捌分",
    ] {
        assert!(text.contains(required), "{required} is missing in {text}");
    }
}

#[test]
fn deductions_stand_below_the_payments() {
    let text = text(&zhang(Copy::Person));
    let at = |word: &str| text.find(word).unwrap();
    assert!(at("经济补偿（") < at("应付合计") && at("应付合计") < at("代扣代缴个人所得税"));
    assert!(at("社会保险和住房公积金个人部分") < at("扣除合计"));
}

#[test]
fn the_persons_copy_names_the_persons_rights_and_finance_signs_its_own() {
    let (person, finance) = (text(&zhang(Copy::Person)), text(&zhang(Copy::Finance)));
    assert!(person.contains("员工联") && person.contains("不代表放弃任何法定权利"));
    assert!(finance.contains("财务联") && finance.contains("财务审核") && !finance.contains("员工签收"));
}

#[test]
fn the_sums_are_checked_and_an_overflow_is_an_error() {
    let mut statement = zhang(Copy::Finance);
    let totals = statement.totals().unwrap();
    assert_eq!(totals.payable.checked_add(totals.deducted), Ok(totals.net));
    assert_eq!(totals.net, Money::from_fen(12_660_958));
    statement.lines.push(line("过大", i64::MAX, &[], &[], None));
    assert_eq!(render(&statement), Err(SettlementError::Money(MoneyError::Overflow)));
}

#[test]
fn a_long_statement_goes_over_pages_with_its_head() {
    let mut statement = zhang(Copy::Person);
    statement.lines = std::iter::repeat_n(statement.lines, 6).flatten().collect();
    let pages = page_texts(&render(&statement).unwrap());
    assert!(pages.len() > 2);
    assert!(pages.iter().all(|page| page.contains("项目计算过程依据金额（元）")));
}

#[test]
fn amounts_are_grouped_by_thousands() {
    let shown = |fen| grouped(Money::from_fen(fen));
    assert_eq!([shown(0), shown(-123_456), shown(100_000_000)], ["0.00", "-1,234.56", "1,000,000.00"]);
}
