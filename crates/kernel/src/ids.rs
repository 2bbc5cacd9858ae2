//! Typed ids: a person's id cannot be passed where an employment's is wanted.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[cfg_attr(feature = "schema", schema(value_type = String, format = Uuid))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    )+};
}

ids! {
    /// A human being, once, even after rehire.
    PersonId,
    /// A login.
    AccountId,
    /// A grant of a role to an account.
    GrantId,
    /// A matter that waits for a yes.
    ApprovalId,
    /// A field that a firm added to a record.
    CustomFieldId,
    /// A certificate of skill that a person holds.
    QualificationId,
    /// A person's time with one legal entity, hire to exit.
    EmploymentId,
    /// A labour contract.
    ContractId,
    /// What one does now: position, unit, manager, place.
    AssignmentId,
    /// An employer before the law.
    LegalEntityId,
    /// A node of the management tree.
    OrgUnitId,
    /// A seat of a unit.
    PositionId,
    /// A dotted line from a person to a person.
    ReportingLineId,
    /// A reorganisation, from the draft to its day.
    ReorganisationId,
    /// An item of a reference list.
    CatalogueItemId,
    /// A whole import.
    ImportId,
    /// An update by workbook.
    SheetUpdateId,
    /// An insight that reached someone.
    AlertId,
    /// A trained model.
    ModelId,
    /// A running flow.
    FlowId,
    /// One piece of work in a flow.
    TaskId,
    /// A settlement of what is owed at the end.
    SettlementId,
    /// A certificate of leaving.
    CertificateId,
    /// A job in the outbox.
    JobId,
    /// A document in a person's file.
    FileId,
    /// A request to borrow a document or a part of a file.
    FileLoanId,
    /// A hold that keeps documents from destruction.
    FileHoldId,
    /// A destruction of documents whose time is over.
    FileDestructionId,
}
