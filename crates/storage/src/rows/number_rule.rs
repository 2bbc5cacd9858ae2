//! Rules for employee numbers.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::Stamp;

/// How employee numbers are made, of the whole group or of one employer, over some days.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "number_rule")]
#[record(name = "number_rule", timeline)]
pub struct Model {
    /// This version of the rule.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub row_id: Uuid,
    /// Which rule.
    #[field(class = "system", key)]
    pub rule_id: Uuid,
    /// For which employer; none for the whole group.
    #[field(class = "directory", refers_to = "legal_entity")]
    pub legal_entity_id: Option<Uuid>,
    /// What it is called.
    #[field(class = "directory")]
    pub title: String,
    /// The parts of a number in order, as JSON.
    #[field(class = "directory")]
    pub parts: String,
    /// What stands for the group.
    #[field(class = "directory")]
    pub group_code: String,
    /// What stands for each employer, as JSON.
    #[field(class = "directory")]
    pub employer_codes: String,
    /// What happens to a number given by hand that does not fit: `warn` or `refuse`.
    #[field(class = "directory")]
    pub on_mismatch: String,
    /// What happens when the digits are used up: `refuse` or `widen`.
    #[field(class = "directory")]
    pub on_overflow: String,
    /// First day it holds.
    #[field(class = "employment")]
    pub valid_from: Date,
    /// First day it no longer holds.
    #[field(class = "employment")]
    pub valid_until: Option<Date>,
    /// When the firm could know it.
    #[field(class = "system")]
    pub known_from: Stamp,
    /// When it was superseded.
    #[field(class = "system")]
    pub known_until: Option<Stamp>,
    /// When Renhe wrote it.
    #[field(class = "system")]
    pub recorded_at: Stamp,
}

timeline_entity!(RuleId);
