//! Numbers of law. They are dated data of the `law` crate and come in as an argument.

use serde::{Deserialize, Serialize};

/// The statutory day counts that edges and deadlines obey, all in calendar days.
/// The caller reads them from the law crate for the day the flow starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalLimits {
    /// Notice of a resignation (Labour Contract Law art. 37).
    pub notice_days: u32,
    /// Notice of a resignation in probation (Labour Contract Law art. 37).
    pub probation_notice_days: u32,
    /// File and social-insurance transfer after the end of employment (Labour Contract Law art. 50).
    pub file_transfer_days: u32,
    /// Housing-fund report after the end of employment (Regulations on the Housing Provident Fund art. 15).
    pub housing_fund_days: u32,
}

impl LegalLimits {
    /// The days behind a name that a definition uses instead of a number.
    pub const fn days(&self, limit: Limit) -> u32 {
        match limit {
            Limit::FileTransfer => self.file_transfer_days,
            Limit::HousingFund => self.housing_fund_days,
        }
    }

    /// The notice that a resigning employee owes.
    pub const fn notice(&self, in_probation: bool) -> u32 {
        if in_probation { self.probation_notice_days } else { self.notice_days }
    }
}

/// A statutory period that a definition names, so that its number is written in the law data only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// [`LegalLimits::file_transfer_days`].
    FileTransfer,
    /// [`LegalLimits::housing_fund_days`].
    HousingFund,
}
