//! One value of the law's data, as people look it up.

use kernel::Date;
use serde::Serialize;

use crate::{Parameter, Parameters, Refusal, Status};

/// One value of the law's data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShownValue {
    /// Parameter id.
    pub id: String,
    /// Chinese name.
    pub name_zh: String,
    /// Place for which the row stands.
    pub place: String,
    /// The value. Amounts and rates are texts.
    pub value: serde_json::Value,
    /// Unit of the value.
    pub unit: String,
    /// First day in force.
    pub first_day: Date,
    /// Last day in force; `None` while no end is known.
    pub last_day: Option<Date>,
    /// How well it is founded.
    pub status: Status,
    /// Instrument and article.
    pub citation: String,
    /// Address of the official page.
    pub url: Option<String>,
    /// Day on which it was last verified.
    pub verified_on: Date,
    /// Carried over from an earlier year.
    pub provisional: bool,
    /// A remark for the keeper of the data.
    pub note: Option<String>,
}

impl From<&Parameter> for ShownValue {
    fn from(row: &Parameter) -> Self {
        Self {
            id: row.id.clone(),
            name_zh: row.name_zh.clone(),
            place: row.jurisdiction.clone(),
            value: row.json(),
            unit: row.unit.clone(),
            first_day: row.from,
            last_day: row.last_day(),
            status: row.status,
            citation: row.cited(),
            url: row.citation.url.clone(),
            verified_on: row.verified_on,
            provisional: row.provisional,
            note: row.note.clone(),
        }
    }
}

/// The one value of this id in force there and then; no place means the whole country.
///
/// # Errors
/// Refuses when none or more than one row matches, naming id, place and date.
pub fn show(id: &str, date: Date, place: Option<&str>) -> Result<ShownValue, Refusal> {
    let law = Parameters::builtin()?;
    law.at(id, place.unwrap_or(crate::place::COUNTRY), date).map(ShownValue::from)
}
