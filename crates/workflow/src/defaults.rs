//! The flows that ship with the product.

use crate::{Definition, DefinitionError};

/// 离职办理: what happens between a written resignation (or agreement) and the last transfer.
pub const OFFBOARDING: &str = include_str!("../flows/offboarding.toml");
/// 离职预案: continuity work before any resignation; expires by itself.
pub const PRE_OFFBOARDING: &str = include_str!("../flows/pre_offboarding.toml");
/// 异议处理: the answer to an objection against a score or an alert.
pub const OBJECTION: &str = include_str!("../flows/objection.toml");

/// 入职办理: the checklist of the first months.
pub const ONBOARDING: &str = include_str!("../flows/onboarding.toml");

/// All of them.
pub const ALL: [&str; 4] = [OFFBOARDING, PRE_OFFBOARDING, OBJECTION, ONBOARDING];

/// Reads the shipped 离职办理.
pub fn offboarding() -> Result<Definition, DefinitionError> {
    Definition::from_toml(OFFBOARDING)
}

/// Reads the shipped 离职预案.
pub fn pre_offboarding() -> Result<Definition, DefinitionError> {
    Definition::from_toml(PRE_OFFBOARDING)
}

/// Reads the shipped 异议处理.
pub fn objection() -> Result<Definition, DefinitionError> {
    Definition::from_toml(OBJECTION)
}
