//! What the codes room takes and gives.

use kernel::{Date, LegalEntityId, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// A code of the group's standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct StandardCode {
    /// The code.
    pub code: String,
    /// Chinese name.
    pub title_zh: String,
    /// English name.
    pub title_en: String,
}

/// How far a company is mapped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CodeCompany {
    /// Which company.
    pub legal_entity_id: LegalEntityId,
    /// Its short name.
    pub name: String,
    /// Codes with a standard code.
    pub mapped: u64,
    /// Codes without one.
    pub unmapped: u64,
}

/// A set of codes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CodeSetView {
    /// Which: `job_level`, `position`, `cost_centre`.
    pub kind: &'static str,
    /// Its name.
    pub title: Text,
    /// The reference list that holds the standard.
    pub catalogue: &'static str,
    /// Company by company.
    pub companies: Vec<CodeCompany>,
    /// The standard.
    pub standard: Vec<StandardCode>,
}

/// All sets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CodeSetList {
    /// The sets.
    pub items: Vec<CodeSetView>,
}

/// Which codes.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CodeMappingQuery {
    /// Of which set.
    pub kind: String,
    /// Of which company.
    pub legal_entity_id: Option<LegalEntityId>,
    /// Only those without a standard code.
    pub unmapped: Option<bool>,
    /// On which day; today unless told.
    pub as_of: Option<Date>,
}

/// A company's code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CodeMappingView {
    /// Which mapping; none for a code that is in use and that nobody has kept.
    #[schema(required)]
    pub mapping_id: Option<Uuid>,
    /// Whose code.
    pub legal_entity_id: LegalEntityId,
    /// The company's short name.
    pub company: String,
    /// The company's code.
    pub local_code: String,
    /// What the company calls it.
    pub local_title: String,
    /// The standard code.
    #[schema(required)]
    pub standard_code: Option<String>,
    /// Its name.
    #[schema(required)]
    pub standard_title: Option<String>,
    /// A standard code that is spelt the same; offered, not taken.
    #[schema(required)]
    pub suggestion: Option<String>,
    /// How many people carry the code on the day.
    pub people: u64,
    /// First day of the mapping.
    #[schema(required)]
    pub first_day: Option<Date>,
    /// Last day of the mapping.
    #[schema(required)]
    pub last_day: Option<Date>,
}

/// Codes of companies in one set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CodeMappingList {
    /// The codes, unmapped ones first.
    pub items: Vec<CodeMappingView>,
    /// How many have no standard code.
    pub unmapped: u64,
    /// The standard to choose from.
    pub standard: Vec<StandardCode>,
}

/// What a company's code means from a day on.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutCodeMapping {
    /// In which set.
    pub kind: String,
    /// Whose code.
    pub legal_entity_id: LegalEntityId,
    /// The company's code.
    pub local_code: String,
    /// What the company calls it.
    #[serde(default)]
    pub local_title: String,
    /// The standard code; none to say that it has no counterpart yet.
    pub standard_code: Option<String>,
    /// From which day on; today unless told.
    pub first_day: Option<Date>,
}

/// In which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum FileFormat {
    /// Comma-separated text.
    Csv,
    /// A workbook.
    Xlsx,
}

/// Which set, in which form.
#[derive(Debug, Clone, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportCodes {
    /// Which set.
    pub kind: String,
    /// In which form.
    #[param(inline)]
    pub format: FileFormat,
}

/// A row that cannot be read back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CodeImportProblem {
    /// Row of the file.
    pub row: u32,
    /// Company as it stands there.
    pub company: String,
    /// Code of the problem.
    pub code: &'static str,
}

/// What came of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CodeImport {
    /// Codes that were written; none when a row is wrong.
    pub written: u64,
    /// Rows that said what was kept already.
    pub unchanged: u64,
    /// Rows that cannot be read.
    pub problems: Vec<CodeImportProblem>,
}
