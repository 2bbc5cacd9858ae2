//! Tax on the one-off income when an employment ends.

use kernel::{Date, Money};
use serde::{Deserialize, Serialize};

use super::brackets::Table;
use crate::article::{IIT_3, TAX_164_5};
use crate::exact::{mul, plain, read, to_money, yuan};
use crate::explained::{Figure, Working};
use crate::{Explained, Parameters, Refusal};

/// Tax on one-off income from ending an employment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SeveranceTax {
    /// Free of tax.
    #[serde(rename = "exempt_fen")]
    pub exempt: Money,
    /// Taxed alone on the annual table.
    #[serde(rename = "taxable_fen")]
    pub taxable: Money,
    /// The tax.
    #[serde(rename = "tax_fen")]
    pub tax: Money,
}

/// Tax on severance, damages and notice pay together. 财税〔2018〕164号 art. 5 item 1: free up to a multiple of the
/// local prior-year average annual wage; the rest alone on the annual table, not merged with wages.
/// Final wages and unused-leave pay are wages and do not belong here. The day of payment picks the rules.
///
/// # Errors
/// Refuses negative amounts and days before the rule.
pub fn severance_one_off(
    law: &Parameters,
    amount: Money,
    local_avg_annual_wage: &Figure,
    paid_on: Date,
) -> Result<Explained<SeveranceTax>, Refusal> {
    if amount < Money::ZERO {
        return Err(Refusal::wrong("amount", "金额不能为负数。", "the amount cannot be negative"));
    }
    if local_avg_annual_wage.amount < Money::ZERO {
        let en = "an average wage cannot be negative";
        return Err(Refusal::wrong("local_avg_annual_wage", "平均工资不能为负数。", en));
    }
    let mut sheet = Working::default();
    let multiple_row = law.national("iit.severance_multiple", paid_on)?;
    let table_row = law.national("iit.brackets.annual", paid_on)?;
    sheet.uses(multiple_row);
    let multiple = multiple_row.decimal()?;
    let average = sheet.figure(local_avg_annual_wage);
    let limit = to_money(mul(yuan(average), multiple)?)?;
    let exempt = amount.min(limit);
    sheet.step(
        format!(
            "免税限额：当地上年职工年平均工资 {} 元的 {} 倍，即 {} 元；免税 {} 元。",
            read(average),
            plain(multiple),
            read(limit),
            read(exempt)
        ),
        format!(
            "Free of tax up to {} times the local average annual wage of {}, that is {}: {} is free.",
            plain(multiple),
            read(average),
            read(limit),
            read(exempt)
        ),
        format!("min({}, {} × {})", read(amount), read(average), plain(multiple)),
        read(exempt),
        &[TAX_164_5],
    );
    let taxable = amount.checked_sub(exempt)?;
    sheet.uses(table_row);
    let table = Table::read(table_row)?;
    let line = table.line(yuan(taxable))?;
    let tax = to_money(line.tax(yuan(taxable))?)?;
    let (rate, quick) = (plain(line.rate_percent), plain(line.quick_deduction));
    sheet.step(
        format!(
            "超过部分 {} 元单独适用年度税率表：税率 {rate}%，速算扣除数 {quick}，税额 {} 元。",
            read(taxable),
            read(tax)
        ),
        format!(
            "The rest of {} alone on the annual table: {rate} %, quick deduction {quick}: {}.",
            read(taxable),
            read(tax)
        ),
        format!("{} × {rate}% − {quick}", read(taxable)),
        read(tax),
        &[TAX_164_5, IIT_3],
    );
    Ok(sheet.done(SeveranceTax { exempt, taxable, tax }))
}
