//! Days of objections and gates. `data/privacy-policy.toml`.

use kernel::{ErrorKind, Problem};
use serde::Deserialize;

use crate::Result;

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Policy {
    pub(super) objection_days: u64,
    pub(super) gate_days: u64,
}

impl Policy {
    pub(super) fn built_in() -> Result<Self> {
        toml::from_str(include_str!("../../data/privacy-policy.toml"))
            .map_err(|error| Problem::new(ErrorKind::Internal, "internal.privacy_policy").with("detail", error))
    }
}
