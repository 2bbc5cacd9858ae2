//! Codes of single companies and what they mean in the standard of the group, over time; codes in use that nobody has
//! mapped; mappings as files, in and out.

mod files;
mod kinds;
mod list;
mod put;
mod views;

pub use files::{CodeFile, export_code_mappings, import_code_mappings};
pub use list::{Mapped, list_code_mappings, list_code_sets, mapped_codes};
pub use put::{put_code_mapping, put_code_mapping_in};
pub use views::{
    CodeCompany, CodeImport, CodeImportProblem, CodeMappingList, CodeMappingQuery, CodeMappingView, CodeSetList,
    CodeSetView, ExportCodes, FileFormat, PutCodeMapping, StandardCode,
};
