//! What is due when, after the last day.

use chrono::{Days, Months};
use kernel::Date;
use serde::{Deserialize, Serialize};

use crate::article::{ARBITRATION_27, FUND_15, LCL_50_1, LCL_50_3, WAGE_9};
use crate::exact::MONTHS_IN_YEAR;
use crate::explained::Working;
use crate::{Article, Explained, Parameters, Refusal};

/// Days that follow from the last day of employment. All are included: the act may still be done on that day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Deadlines {
    /// The certificate is issued at the end of employment and waits for nothing. Labour Contract Law art. 50 para. 1.
    pub certificate_due: Date,
    /// Wages are paid in one sum at the end of employment. 劳部发〔1994〕489号 art. 9.
    pub wages_due: Date,
    /// Files and social insurance are transferred. Art. 50 para. 1.
    pub file_and_si_transfer_due: Date,
    /// The change is registered at the housing fund. Housing Provident Fund Regulation art. 15.
    pub housing_fund_change_due: Date,
    /// The text of the contract is kept at least until then. Art. 50 para. 3.
    pub contract_text_keep_until: Date,
    /// Last day to apply for arbitration. Mediation and Arbitration Law art. 27.
    pub arbitration_limit: Date,
}

/// What is due when, after the last day of employment.
///
/// # Errors
/// Refuses a last day on which one of the rules was not in force.
pub fn deadlines(law: &Parameters, last_day: Date) -> Result<Explained<Deadlines>, Refusal> {
    let mut sheet = Working::default();
    let mut after = |id: &str, unit: Unit, zh: &str, en: &str, article: Article| -> Result<Date, Refusal> {
        let row = law.national(id, last_day)?;
        sheet.uses(row);
        let count = row.whole()?;
        let due = unit.after(last_day, count)?;
        let (unit_zh, unit_en) = unit.words();
        sheet.step(
            format!("{zh}：{last_day} 后 {count} {unit_zh}，即 {due}。"),
            format!("{en}: {count} {unit_en} after {last_day}, that is {due}."),
            format!("{last_day} + {count} {unit_en}"),
            due.to_string(),
            &[article],
        );
        Ok(due)
    };
    let file_and_si_transfer_due =
        after("term.transfer_days", Unit::Days, "档案和社会保险关系转移", "Transfer of files and insurance", LCL_50_1)?;
    let housing_fund_change_due = after(
        "term.housing_fund_change_days",
        Unit::Days,
        "住房公积金变更登记",
        "Change at the housing fund",
        FUND_15,
    )?;
    let contract_text_keep_until =
        after("term.contract_text_years", Unit::Years, "劳动合同文本保存", "Contract text is kept", LCL_50_3)?;
    let arbitration_limit =
        after("term.limit_arbitration", Unit::Months, "申请仲裁时效", "Limit of arbitration", ARBITRATION_27)?;
    sheet.step(
        format!("离职证明和工资在 {last_day} 当日办结，不以交接为条件。"),
        format!("Certificate and wages are due on {last_day} itself and wait for no handover."),
        last_day.to_string(),
        last_day.to_string(),
        &[LCL_50_1, WAGE_9],
    );
    Ok(sheet.done(Deadlines {
        certificate_due: last_day,
        wages_due: last_day,
        file_and_si_transfer_due,
        housing_fund_change_due,
        contract_text_keep_until,
        arbitration_limit,
    }))
}

/// What a period is counted in.
#[derive(Debug, Clone, Copy)]
enum Unit {
    Days,
    Months,
    Years,
}

impl Unit {
    /// The last day of a period that starts after `day`; a missing day becomes the last of its month
    /// (Civil Code art. 202).
    fn after(self, day: Date, count: u32) -> Result<Date, Refusal> {
        let months = |count: u32| day.checked_add_months(Months::new(count));
        let year = u32::try_from(MONTHS_IN_YEAR).unwrap_or_default();
        let due = match self {
            Self::Days => day.checked_add_days(Days::new(u64::from(count))),
            Self::Months => months(count),
            Self::Years => count.checked_mul(year).and_then(months),
        };
        due.ok_or_else(|| Refusal::wrong("last_day", "日期超出可计算范围。", "the date is out of range"))
    }

    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Days => ("日", "days"),
            Self::Months => ("个月", "months"),
            Self::Years => ("年", "years"),
        }
    }
}
