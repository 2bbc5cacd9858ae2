//! What the law says of one contract on a day. The rows were narrowed in SQL; the thresholds are the law's.

use access::Disclosure;
use chrono::{Datelike, Days, Months};
use kernel::{Date, Money, Text};
use law::contract::{
    ContractKind, OpenEndedFacts, PartTimeTerms, dispatch_min_months, double_wage, open_ended_due, open_ended_rule,
    over_age_needs_writing, part_time_check, probation_max_months, written_form,
};
use law::{Article, Explained, Parameters, Refusal};
use rust_decimal::Decimal;
use storage::query::contracts::DueRow;
use storage::rows::{Compensation, Contract, ContractTerms};

use super::views::{ContractDue, ContractWarning, Severity};
use crate::Result;
use crate::settlement::Explanation;

/// Days before the end of a term on which somebody is reminded: the product's own, no law's.
pub(super) const REMIND: [u32; 3] = [90, 60, 30];

/// What is known beside the row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    pub(super) day: Date,
    /// Which fixed term in a row the contract is.
    pub(super) fixed_no: u32,
    /// Base pay, where it is on record.
    pub(super) pay: Option<Money>,
}

/// A warning before it is decided who may see its figures.
pub(super) struct Judged {
    due: ContractDue,
    severity: Severity,
    deadline: Option<Date>,
    text: Text,
    articles: Vec<Article>,
    amount: Option<Money>,
    explanation: Option<Explanation>,
}

impl Judged {
    fn new(due: ContractDue, severity: Severity, deadline: Option<Date>, text: Text, articles: &[&str]) -> Self {
        let articles = articles.iter().filter_map(|code| Article::find(code).cloned()).collect();
        Self { due, severity, deadline, text, articles, amount: None, explanation: None }
    }

    fn explained<T>(mut self, found: &Explained<T>) -> Self {
        self.explanation = Some(Explanation::from(found));
        self
    }

    /// As this caller may see it.
    pub(super) fn shown(self, day: Date, shown: &mut Disclosure<'_>) -> ContractWarning {
        let Self { due, severity, deadline, text, articles, amount, explanation } = self;
        // What is priced by pay tells the pay.
        let (amount_fen, explanation) = if due == ContractDue::Unsigned {
            (
                shown.show_as("amount_fen", Compensation::BASE_PAY, amount),
                shown.show_as("explanation", Compensation::BASE_PAY, explanation),
            )
        } else {
            (
                shown.show_as("amount_fen", Contract::KIND, amount),
                shown.show_as("explanation", Contract::KIND, explanation),
            )
        };
        let days_left = deadline.map(|deadline| (deadline - day).num_days());
        ContractWarning { due, severity, deadline, days_left, text, articles, amount_fen, explanation }
    }
}

fn lawful<T>(found: std::result::Result<T, Refusal>) -> Result<T> {
    found.map_err(|refusal| refusal.problem())
}

fn later(day: Date, months: u32) -> Date {
    day.checked_add_months(Months::new(months)).unwrap_or(day)
}

pub(super) fn day_before(day: Date) -> Date {
    day - Days::new(1)
}

/// Whole months of `[from, until)`.
pub(super) fn whole_months(from: Date, until: Date) -> u32 {
    let months = (until.year() - from.year()) * 12 + until.month0().cast_signed() - from.month0().cast_signed();
    let months = if until.day() < from.day() && later(from, months.max(0).cast_unsigned()) > until {
        months - 1
    } else {
        months
    };
    months.max(0).cast_unsigned()
}

/// Years of service at the end of a day, in twelfths.
pub(super) fn years(from: Date, last_day: Date) -> Decimal {
    let months = whole_months(from, last_day + Days::new(1));
    (Decimal::from(months) / Decimal::from(12)).round_dp_with_strategy(2, rust_decimal::RoundingStrategy::ToZero)
}

/// What is wrong with the row, if anything is.
pub(super) fn judge(law: &Parameters, due: ContractDue, row: &DueRow, facts: Facts) -> Result<Option<Judged>> {
    match due {
        ContractDue::Unsigned => unsigned(law, row, facts).map(Some),
        ContractDue::SignatureMissing => Ok(Some(Judged::new(
            due,
            Severity::Info,
            None,
            Text::of(
                "未登记签订日期，无法判断是否在一个月内订立书面合同。",
                "The day of signing is not on record, so it cannot be told whether it was in time.",
            ),
            &["LCL art.10"],
        ))),
        ContractDue::Lapsed => Ok(Some(lapsed(row))),
        ContractDue::Ending | ContractDue::SecondFixed => ending(law, due, row, facts),
        ContractDue::LongService => long_service(law, row, facts).map(Some),
        ContractDue::ProbationTooLong => probation(law, row, facts),
        ContractDue::PlaceMismatch => Ok(Some(Judged::new(
            due,
            Severity::Warn,
            None,
            Text::of(
                "合同约定的工作地点与实际工作地点不一致，变更须协商一致并采用书面形式。",
                "The contract names another work place than the one in force; a change is agreed in writing.",
            ),
            &["LCL art.35"],
        ))),
        ContractDue::InsuranceMismatch => Ok(Some(Judged::new(
            due,
            Severity::Warn,
            None,
            Text::of(
                "参保地与实际工作地点不一致，请核对社会保险登记与缴纳主体。",
                "Social insurance is paid elsewhere than where the work is; check the registration.",
            ),
            &["SI Law art.58"],
        ))),
        ContractDue::PermitEnding => Ok(row.permit_last_day.map(|last| permit(last, facts.day))),
        ContractDue::OverAgeUnwritten => Ok(over_age_needs_writing(law, facts.day).then(|| {
            let text = Text::of(
                "退休返聘人员尚未订立书面用工协议。",
                "There is no written agreement with this rehired retiree.",
            );
            Judged::new(due, Severity::Warn, None, text, &["人社部令第56号"])
        })),
        ContractDue::PartTimeLimits => part_time(law, row, facts),
        ContractDue::DispatchTerm => dispatch(law, row, facts),
    }
}

fn unsigned(law: &Parameters, row: &DueRow, facts: Facts) -> Result<Judged> {
    let rule = lawful(written_form(law, row.hired_on))?;
    let running_from = later(row.hired_on, rule.grace_months);
    let deemed = later(row.hired_on, rule.deemed_open_ended_months);
    let deadline = day_before(running_from);
    if facts.day < running_from {
        let text = Text::new(
            format!("须在 {deadline} 前订立书面劳动合同，逾期须支付二倍工资。"),
            format!("A written contract is due by {deadline}; from then on the wage is owed twice."),
        );
        return Ok(Judged::new(
            ContractDue::Unsigned,
            Severity::Warn,
            Some(deadline),
            text,
            &["LCL art.10", "LCL art.82"],
        ));
    }
    let text = if facts.day >= deemed {
        Text::new(
            format!("满一年未订立书面合同，自 {deemed} 起视为已订立无固定期限合同。"),
            format!("A year without a written contract: it counts as open-ended from {deemed} on."),
        )
    } else {
        Text::new(
            format!("自 {running_from} 起每月应支付二倍工资，直至订立书面合同。"),
            format!("From {running_from} on the wage is owed twice until a contract is signed."),
        )
    };
    let mut judged = Judged::new(
        ContractDue::Unsigned,
        Severity::Bad,
        Some(deadline),
        text,
        &["LCL art.10", "LCL art.14(3)", "LCL art.82"],
    );
    if let Some(pay) = facts.pay {
        match double_wage(law, row.hired_on, None, pay, facts.day) {
            Ok(found) => {
                judged.amount = Some(found.value.amount);
                judged = judged.explained(&found);
            }
            // The figure is missing, not the duty: say what is missing.
            Err(refusal) => {
                let Text { zh, en } = judged.text;
                judged.text = Text::new(format!("{zh}{}", refusal.zh()), format!("{en} {}", refusal.en()));
            }
        }
    }
    Ok(judged)
}

fn lapsed(row: &DueRow) -> Judged {
    let last = row.contract_until.map(day_before);
    let day = last.map_or_else(String::new, |day| day.to_string());
    let text = Text::new(
        format!("合同已于 {day} 到期，本人仍在工作且未续签，视为按原条件继续履行，应尽快补签。"),
        format!("The term ended on {day} and the person still works: the old terms go on; sign at once."),
    );
    Judged::new(
        ContractDue::Lapsed,
        Severity::Bad,
        last,
        text,
        &["法释〔2020〕26号 art.34", "LCL art.10", "LCL art.82"],
    )
}

fn ending(law: &Parameters, due: ContractDue, row: &DueRow, facts: Facts) -> Result<Option<Judged>> {
    let Some(until) = row.contract_until else { return Ok(None) };
    let last = day_before(until);
    let open_ended = OpenEndedFacts {
        fixed_contracts_signed: facts.fixed_no,
        continuous_years: years(row.hired_on, last),
        art39_40_exception: false,
        employee_asked_fixed: false,
    };
    let found = lawful(open_ended_due(law, &open_ended, last))?;
    let close = last - Days::new(u64::from(REMIND[2])) <= facts.day;
    let must = found.value.must_offer;
    if due == ContractDue::SecondFixed && !must {
        return Ok(None);
    }
    let severity = match (close, must) {
        (true, true) => Severity::Bad,
        (true, false) | (false, true) => Severity::Warn,
        (false, false) => Severity::Info,
    };
    let (text, articles): (Text, &[&str]) = if must {
        (
            Text::new(
                format!("{last} 到期。续签时除本人书面提出订立固定期限外，应当订立无固定期限合同。"),
                format!(
                    "Ends on {last}. What follows is open-ended, unless the person asks in writing for a fixed term."
                ),
            ),
            &["LCL art.14(2)", "LCL art.82"],
        )
    } else {
        (
            Text::new(
                format!("{last} 到期。不续签的须支付经济补偿，续签条件不低于现有条件而本人不同意的除外。"),
                format!("Ends on {last}. Severance is owed unless the person declines terms that are no worse."),
            ),
            &["LCL art.44(1)", "LCL art.46(5)"],
        )
    };
    Ok(Some(Judged::new(due, severity, Some(last), text, articles).explained(&found)))
}

fn long_service(law: &Parameters, row: &DueRow, facts: Facts) -> Result<Judged> {
    let rule = lawful(open_ended_rule(law, facts.day))?;
    let reached = later(row.hired_on, rule.continuous_years * 12);
    let open_ended = OpenEndedFacts {
        fixed_contracts_signed: 0,
        continuous_years: years(row.hired_on, day_before(facts.day)),
        art39_40_exception: false,
        employee_asked_fixed: false,
    };
    let found = lawful(open_ended_due(law, &open_ended, facts.day))?;
    let (severity, text) = if found.value.must_offer {
        (
            Severity::Warn,
            Text::new(
                format!(
                    "连续工作自 {reached} 起满 {} 年，本人提出续订、订立的，应当订立无固定期限合同。",
                    rule.continuous_years
                ),
                format!(
                    "{} years in a row since {reached}: whoever asks for it gets an open-ended contract.",
                    rule.continuous_years
                ),
            ),
        )
    } else {
        (
            Severity::Info,
            Text::new(
                format!("{reached} 连续工作满 {} 年，届时可提出订立无固定期限合同。", rule.continuous_years),
                format!(
                    "{} years in a row on {reached}: an open-ended contract may then be asked for.",
                    rule.continuous_years
                ),
            ),
        )
    };
    Ok(Judged::new(ContractDue::LongService, severity, Some(reached), text, &["LCL art.14(2)"]).explained(&found))
}

/// The kind before the law: part-time work is no kind of contract term of its own.
pub(super) fn legal_kind(employment_kind: &str, contract_kind: &str) -> Option<ContractKind> {
    if employment_kind == "part_time" { Some(ContractKind::PartTime) } else { ContractKind::find(contract_kind) }
}

fn probation(law: &Parameters, row: &DueRow, facts: Facts) -> Result<Option<Judged>> {
    let (Some(until), Some(from), Some(kind)) = (row.probation_until, row.contract_from, row.contract_kind.as_deref())
    else {
        return Ok(None);
    };
    let Some(kind) = legal_kind(&row.employment_kind, kind) else { return Ok(None) };
    let term = row.contract_until.map(|end| whole_months(from, end));
    let found = lawful(probation_max_months(law, kind, term, row.signed_on.unwrap_or(from)))?;
    let allowed_until = later(row.hired_on, found.value);
    if until <= allowed_until {
        return Ok(None);
    }
    let severity = if facts.day >= allowed_until { Severity::Bad } else { Severity::Warn };
    let (agreed, most) = (day_before(until), found.value);
    let text = Text::new(
        format!("试用期约定到 {agreed}，该合同最长 {most} 个月。超出部分无效，已履行的须按转正工资支付赔偿金。"),
        format!("Probation until {agreed}; this contract allows {most} months. What was served beyond is paid for."),
    );
    let deadline = Some(day_before(allowed_until));
    let judged = Judged::new(
        ContractDue::ProbationTooLong,
        severity,
        deadline,
        text,
        &["LCL art.19", "LCL art.70", "LCL art.83"],
    );
    Ok(Some(judged.explained(&found)))
}

fn permit(last: Date, day: Date) -> Judged {
    let over = last < day;
    let text = if over {
        Text::new(
            format!("外国人工作许可已于 {last} 到期，未取得许可不得继续用工。"),
            format!("The work permit ended on {last}; without one there is no lawful employment."),
        )
    } else {
        Text::new(
            format!("外国人工作许可于 {last} 到期，请提前办理延期。"),
            format!("The work permit ends on {last}; renew it in time."),
        )
    };
    let severity = if over { Severity::Bad } else { Severity::Warn };
    Judged::new(ContractDue::PermitEnding, severity, Some(last), text, &["法释〔2020〕26号 art.33"])
}

fn part_time(law: &Parameters, row: &DueRow, facts: Facts) -> Result<Option<Judged>> {
    let hours = |tenths: Option<i32>| tenths.map(|tenths| Decimal::new(i64::from(tenths), 1));
    let terms = PartTimeTerms {
        hours_a_day: hours(row.tenth_hours_a_day),
        hours_a_week: hours(row.tenth_hours_a_week),
        pay_days: row.pay_days.and_then(|days| u32::try_from(days).ok()),
        probation: row.probation_until.is_some() || row.probation_months.is_some_and(|months| months > 0),
    };
    let found = lawful(part_time_check(law, &terms, facts.day))?;
    if found.value.lawful {
        return Ok(None);
    }
    let text = Text::of(
        "约定超出非全日制用工的范围，可能被认定为全日制用工。",
        "The terms go beyond part-time work; it may count as full-time.",
    );
    let articles = ["LCL art.68", "LCL art.70", "LCL art.72(2)"];
    Ok(Some(Judged::new(ContractDue::PartTimeLimits, Severity::Bad, None, text, &articles).explained(&found)))
}

fn dispatch(law: &Parameters, row: &DueRow, facts: Facts) -> Result<Option<Judged>> {
    let (Some(from), Some(until)) = (row.contract_from, row.contract_until) else { return Ok(None) };
    let least = lawful(dispatch_min_months(law, facts.day))?;
    let term = whole_months(from, until);
    if term >= least {
        return Ok(None);
    }
    let text = Text::new(
        format!("派遣单位的劳动合同为 {term} 个月，应当订立 {least} 个月以上的固定期限合同。"),
        format!("The agency's contract runs {term} months; it must be fixed for at least {least}."),
    );
    Ok(Some(Judged::new(ContractDue::DispatchTerm, Severity::Warn, None, text, &["LCL art.58(2)"])))
}

/// The permit is told only to who may see it.
pub(super) const fn field_of(due: ContractDue) -> &'static kernel::FieldMeta {
    match due {
        ContractDue::PermitEnding => ContractTerms::PERMIT_LAST_DAY,
        _ => Contract::KIND,
    }
}

#[cfg(test)]
mod tests {
    use testkit::day;

    use super::*;

    #[test]
    fn a_month_is_whole_on_its_day_and_not_the_day_before() {
        assert_eq!(whole_months(day("2026-01-15"), day("2026-02-14")), 0);
        assert_eq!(whole_months(day("2026-01-15"), day("2026-02-15")), 1);
        assert_eq!(whole_months(day("2026-01-31"), day("2026-02-28")), 1);
        assert_eq!(whole_months(day("2023-12-01"), day("2026-12-01")), 36);
    }

    #[test]
    fn ten_years_are_full_with_the_last_day_before_the_anniversary() {
        assert_eq!(years(day("2016-12-01"), day("2026-11-29")), Decimal::new(991, 2));
        assert_eq!(years(day("2016-12-01"), day("2026-11-30")), Decimal::from(10));
    }
}
