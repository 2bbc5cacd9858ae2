//! `data/demo-model.toml` as types.

use kernel::{ErrorKind, Problem};
use serde::Deserialize;

use crate::Result;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Parameters {
    pub(super) strain: Strain,
    pub(super) episode: Episode,
    pub(super) exit: Exit,
    pub(super) performance: Performance,
    pub(super) leave: Leave,
    pub(super) goals: Goals,
    pub(super) pay: Pay,
    pub(super) movement: Movement,
    pub(super) people: People,
    pub(super) zhang: Zhang,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Strain {
    pub(super) persistence: f64,
    pub(super) noise: f64,
    pub(super) team_spread: f64,
    pub(super) stagnation_per_month: f64,
    pub(super) raise_relief: f64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Episode {
    pub(super) monthly_probability: f64,
    pub(super) months: [i64; 2],
    pub(super) height: [f64; 2],
    pub(super) resigns: f64,
    pub(super) retained: f64,
    pub(super) returns: f64,
    pub(super) return_after_months: [i64; 2],
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exit {
    pub(super) sudden: f64,
    pub(super) involuntary: f64,
    pub(super) early_months: i32,
    pub(super) notice_days: [i64; 2],
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Performance {
    pub(super) level_mean: f64,
    pub(super) level_spread: f64,
    pub(super) noise: f64,
    pub(super) per_strain: f64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Leave {
    pub(super) personal_base: f64,
    pub(super) personal_per_strain: f64,
    pub(super) sick: f64,
    pub(super) maternity: f64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Goals {
    pub(super) slip_base: f64,
    pub(super) slip_per_strain: f64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Pay {
    pub(super) review_month: u32,
    pub(super) review_probability: f64,
    pub(super) review_percent_mean: f64,
    pub(super) review_percent_spread: f64,
    pub(super) promotion_probability: f64,
    pub(super) promotion_percent: f64,
    pub(super) retention_percent: [f64; 2],
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Movement {
    pub(super) transfer: f64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct People {
    pub(super) women: f64,
    pub(super) hire_months_before: i64,
    pub(super) replacement: f64,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Zhang {
    pub(super) resigned: i64,
    pub(super) withdrawn: i64,
    pub(super) raised: i64,
    pub(super) raise_percent: f64,
    pub(super) scores: Vec<f64>,
    pub(super) personal: Vec<[i64; 2]>,
    pub(super) slips: Vec<(i64, String)>,
    pub(super) resigns_after: [i64; 2],
}

/// The shipped model.
pub(super) fn parameters() -> Result<Parameters> {
    toml::from_str(include_str!("../../data/demo-model.toml"))
        .map_err(|error| Problem::new(ErrorKind::Internal, "internal.demo_model").with("detail", error))
}
