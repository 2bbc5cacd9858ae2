//! Facts that somebody enters by hand: which there are, and reading them.

use std::str::FromStr;

use kernel::{Money, Problem, Text};
use rust_decimal::Decimal;

use super::views::SettlementFact;
use crate::Result;

/// What a fact holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Amount,
    Number,
}

/// Every code with its title. `line.` codes are paid on top, `deduct.` codes are deducted.
const FACTS: &[(&str, Holds, Text)] = &[
    ("avg_wage_12m", Holds::Amount, Text::of("离职前十二个月平均工资", "Average wage of the last twelve months")),
    ("prev_month_wage", Holds::Amount, Text::of("上一个月工资", "Wage of the month before")),
    ("paid_days_in_month", Holds::Number, Text::of("当月计薪日", "Paid days of the month")),
    ("paid_days_employed", Holds::Number, Text::of("在职计薪日", "Paid days employed")),
    ("unpaid_days", Holds::Number, Text::of("当月无薪缺勤天数", "Days of unpaid absence in the month")),
    ("annual_full_year_days", Holds::Number, Text::of("全年应休年休假天数", "Days of annual leave in a full year")),
    ("annual_days_taken", Holds::Number, Text::of("当年已休年休假天数", "Days of annual leave taken")),
    ("notice_days_given", Holds::Number, Text::of("用人单位书面通知天数", "Days of the employer's written notice")),
    ("line.unpaid_wages", Holds::Amount, Text::of("以前月份未付工资", "Unpaid wages of earlier months")),
    ("line.bonus", Holds::Amount, Text::of("奖金", "Bonus")),
    ("line.overtime", Holds::Amount, Text::of("加班工资", "Overtime pay")),
    ("line.reimbursement", Holds::Amount, Text::of("报销款", "Reimbursement")),
    ("line.other", Holds::Amount, Text::of("其他应付", "Other due")),
    ("deduct.social_insurance", Holds::Amount, Text::of("个人社会保险", "Social insurance, own part")),
    ("deduct.housing_fund", Holds::Amount, Text::of("个人住房公积金", "Housing fund, own part")),
    ("deduct.income_tax", Holds::Amount, Text::of("工资个人所得税", "Income tax on wages")),
    ("deduct.loan", Holds::Amount, Text::of("归还借款（本人同意）", "Loan repaid with the person's consent")),
];

/// The title of a fact.
pub(super) fn title(code: &str) -> Option<Text> {
    FACTS.iter().find(|(known, ..)| *known == code).map(|(.., title)| title.clone())
}

/// Refuses facts that are unknown, without a source, or of the wrong shape. The later of two with one code counts.
pub fn check_facts(facts: &[SettlementFact]) -> Result<()> {
    for (index, fact) in facts.iter().enumerate() {
        let at = |field: &str| format!("/facts/{index}/{field}");
        let Some((_, holds, _)) = FACTS.iter().find(|(known, ..)| *known == fact.code) else {
            let choices = FACTS.iter().map(|(code, ..)| *code).collect::<Vec<_>>().join(", ");
            return Err(Problem::invalid("input.choice").at(at("code")).with("choices", choices));
        };
        if fact.source.trim().is_empty() {
            return Err(Problem::invalid("settlement.source_required").at(at("source")));
        }
        let sound = match holds {
            Holds::Amount => fact.amount_fen.is_some_and(|amount| amount >= Money::ZERO),
            Holds::Number => fact.number.as_deref().is_some_and(|text| parse(text).is_some()),
        };
        if !sound {
            let field = if *holds == Holds::Amount { "amount_fen" } else { "number" };
            return Err(Problem::invalid("settlement.fact_value").at(at(field)));
        }
    }
    Ok(())
}

fn parse(text: &str) -> Option<Decimal> {
    Decimal::from_str(text.trim()).ok().filter(|number| *number >= Decimal::ZERO)
}

/// The facts of one settlement.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entered<'a>(pub(super) &'a [SettlementFact]);

impl<'a> Entered<'a> {
    fn find(self, code: &str) -> Option<&'a SettlementFact> {
        self.0.iter().rfind(|fact| fact.code == code)
    }

    pub(super) fn amount(self, code: &str) -> Option<(Money, &'a str)> {
        self.find(code).and_then(|fact| Some((fact.amount_fen?, fact.source.as_str())))
    }

    pub(super) fn number(self, code: &str) -> Option<(Decimal, &'a str)> {
        self.find(code).and_then(|fact| Some((parse(fact.number.as_deref()?)?, fact.source.as_str())))
    }

    /// Codes with a prefix, each once, the last entry of each.
    pub(super) fn with_prefix(self, prefix: &str) -> Vec<&'a SettlementFact> {
        let mut found: Vec<&SettlementFact> = Vec::new();
        for fact in self.0.iter().filter(|fact| fact.code.starts_with(prefix)) {
            found.retain(|known| known.code != fact.code);
            found.push(fact);
        }
        found
    }
}
