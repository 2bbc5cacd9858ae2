//! The sets of codes: what each is called, which reference list holds the standard, where codes are in use.

use kernel::{Problem, Text};
use storage::rows::Assignment;

use crate::Result;

/// One set of codes.
#[derive(Debug)]
pub(super) struct CodeKind {
    pub(super) key: &'static str,
    pub(super) title: Text,
    /// The reference list with the standard codes.
    pub(super) catalogue: &'static str,
    /// The code that an assignment carries, where one does.
    pub(super) used: Option<fn(&Assignment) -> Option<&str>>,
}

/// All sets.
pub(super) static KINDS: [CodeKind; 3] = [
    CodeKind {
        key: "job_level",
        title: Text::of("职级", "Job levels"),
        catalogue: "standard_job_level",
        used: Some(|row| row.job_level.as_deref()),
    },
    CodeKind {
        key: "position",
        title: Text::of("岗位", "Positions"),
        catalogue: "standard_position",
        used: Some(|row| Some(row.position.as_str())),
    },
    CodeKind {
        key: "cost_centre",
        title: Text::of("成本中心", "Cost centres"),
        catalogue: "standard_cost_centre",
        used: None,
    },
];

pub(super) fn kind(key: &str) -> Result<&'static CodeKind> {
    KINDS.iter().find(|kind| kind.key == key).ok_or(Problem::invalid("codes.kind_unknown").at("/kind"))
}
