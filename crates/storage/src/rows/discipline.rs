//! Disciplinary measures.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Sealed, Stamp};

/// A measure against a breach of work rules, from the hearing to its end.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "discipline")]
#[record(name = "discipline")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// Who.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// Under which employment.
    #[field(class = "system", refers_to = "employment")]
    pub employment_id: Uuid,
    /// The version that the person had acknowledged.
    #[field(class = "system", refers_to = "work_rule")]
    pub work_rule_id: Uuid,
    /// Which clause.
    #[field(class = "talk")]
    pub clause: String,
    /// What is proposed.
    #[field(class = "talk", refers_to = "catalogue:discipline_measure")]
    pub measure: String,
    /// Day of the incident.
    #[field(class = "talk")]
    pub incident_on: Date,
    /// What happened, and the evidence.
    #[field(class = "talk")]
    pub facts: Sealed<String>,
    /// `open`, `asked`, `imposed` or `dropped`.
    #[field(class = "talk")]
    pub state: String,
    /// Day of the hearing.
    #[field(class = "talk")]
    pub heard_on: Option<Date>,
    /// What the person said.
    #[field(class = "talk")]
    pub hearing: Option<Sealed<String>>,
    /// Day on which the union was told.
    #[field(class = "talk")]
    pub union_on: Option<Date>,
    /// What the union said.
    #[field(class = "talk")]
    pub union_answer: Option<Sealed<String>>,
    /// Day on which it was imposed or dropped.
    #[field(class = "talk")]
    pub ended_on: Option<Date>,
    /// Why it was dropped.
    #[field(class = "talk")]
    pub ended_reason: Option<Sealed<String>>,
    /// When it was opened.
    #[field(class = "talk")]
    pub opened_at: Stamp,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub opened_by: Option<Uuid>,
}

entity!();
