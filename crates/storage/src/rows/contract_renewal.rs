//! Renewals of contracts.

use kernel::{Date, Record};
use sea_orm::entity::prelude::*;

use crate::types::{Document, Sealed, Stamp};

/// An offer to go on after a term, from the draft to the answer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, Record)]
#[sea_orm(table_name = "contract_renewal")]
#[record(name = "contract_renewal")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    #[field(class = "system", id)]
    pub id: Uuid,
    /// To whom.
    #[field(class = "system", subject, refers_to = "person")]
    pub person_id: Uuid,
    /// Under which employment.
    #[field(class = "system", refers_to = "employment")]
    pub employment_id: Uuid,
    /// Which contract runs out.
    #[field(class = "system", refers_to = "contract")]
    pub contract_id: Uuid,
    /// Renewals that were made together.
    #[field(class = "system")]
    pub batch_id: Option<Uuid>,
    /// `draft`, `sent`, `signed`, `refused`, `not_offered` or `withdrawn`.
    #[field(class = "employment")]
    pub state: String,
    /// Kind that is offered.
    #[field(class = "employment", refers_to = "catalogue:contract_kind")]
    pub kind: String,
    /// First day of the new term.
    #[field(class = "employment")]
    pub first_day: Date,
    /// Its last day; none for an open-ended contract.
    #[field(class = "employment")]
    pub last_day: Option<Date>,
    /// Whether the terms are at least as good as before.
    #[field(class = "employment")]
    pub same_terms: bool,
    /// Whether the law wants an open-ended contract to be offered.
    #[field(class = "employment")]
    pub open_ended_due: bool,
    /// Why, as the law names it.
    #[field(class = "employment")]
    pub ground: String,
    /// The written wish of the person for a fixed term; without it none may follow where open-ended is due.
    #[field(class = "talk")]
    pub fixed_asked: Option<Sealed<String>>,
    /// How the law judged it when it was made.
    #[field(class = "employment")]
    pub explanation: Sealed<Document<serde_json::Value>>,
    /// When it was made.
    #[field(class = "employment")]
    pub created_at: Stamp,
    /// By which account.
    #[field(class = "directory", refers_to = "account")]
    pub created_by: Option<Uuid>,
    /// When it went to the person.
    #[field(class = "employment")]
    pub sent_at: Option<Stamp>,
    /// By when an answer is asked for.
    #[field(class = "employment")]
    pub answer_by: Option<Date>,
    /// When it was answered.
    #[field(class = "employment")]
    pub answered_at: Option<Stamp>,
    /// What the person said with the answer.
    #[field(class = "talk")]
    pub answer: Option<Sealed<String>>,
    /// The contract that was signed.
    #[field(class = "system", refers_to = "contract")]
    pub new_contract_id: Option<Uuid>,
}

entity!();
