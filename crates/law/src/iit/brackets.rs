//! Progressive tables: rate and quick deduction by amount.

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::exact::percent;
use crate::{Parameter, Refusal};

/// One line of a table.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Bracket {
    /// Upper end, included; none in the last line.
    #[serde(default)]
    up_to: Option<Decimal>,
    /// Rate in percent.
    pub(crate) rate_percent: Decimal,
    /// What is taken off the product.
    pub(crate) quick_deduction: Decimal,
}

/// A whole table.
#[derive(Debug, Clone)]
pub(crate) struct Table(Vec<Bracket>);

impl Table {
    /// Reads a table from its row.
    pub(crate) fn read(row: &Parameter) -> Result<Self, Refusal> {
        row.shape().map(Self)
    }

    /// The line in which an amount lies.
    pub(crate) fn line(&self, amount: Decimal) -> Result<&Bracket, Refusal> {
        self.0.iter().find(|line| line.up_to.is_none_or(|top| amount <= top)).ok_or_else(|| {
            Refusal::MalformedParameter { id: "iit.brackets".to_owned(), reason: format!("no line for {amount}") }
        })
    }
}

impl Bracket {
    /// `amount × rate − quick deduction`, exact and never negative.
    pub(crate) fn tax(&self, amount: Decimal) -> Result<Decimal, Refusal> {
        let tax = percent(amount, self.rate_percent)? - self.quick_deduction;
        Ok(tax.max(Decimal::ZERO))
    }
}
