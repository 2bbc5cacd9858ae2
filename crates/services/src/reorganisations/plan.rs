//! What a draft says: changes in order, each with what it found when it was written down.

use std::collections::BTreeMap;

use kernel::{OrgUnitId, PersonId, PositionId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

/// One change of the organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
#[schema(as = OrganisationStep)]
pub enum Step {
    /// A new unit; it bears the id of the change.
    CreateUnit {
        /// The unit above.
        parent_id: OrgUnitId,
        /// Short code.
        code: String,
        /// Name.
        name: String,
        /// `business_unit`, `department` or `team`.
        unit_kind: String,
        /// Who heads it.
        head_person_id: Option<PersonId>,
    },
    /// A unit goes below another one, with everything below it.
    MoveUnit {
        /// Which.
        unit_id: OrgUnitId,
        /// The new unit above.
        parent_id: OrgUnitId,
    },
    /// A unit gets another name.
    RenameUnit {
        /// Which.
        unit_id: OrgUnitId,
        /// The new name.
        name: String,
    },
    /// A unit ends; its people, positions and units go to another one.
    DissolveUnit {
        /// Which.
        unit_id: OrgUnitId,
        /// Who takes them.
        receiver_id: OrgUnitId,
    },
    /// Another head, or none.
    ChangeHead {
        /// Of which unit.
        unit_id: OrgUnitId,
        /// The new head.
        head_person_id: Option<PersonId>,
    },
    /// Another number of planned seats, on a position that exists or a new one, which bears the id of the change.
    SetHeadcount {
        /// In which unit.
        unit_id: OrgUnitId,
        /// Which position; a new one unless told.
        position_id: Option<PositionId>,
        /// The title of a new position.
        title: Option<String>,
        /// Planned seats.
        headcount: i32,
    },
    /// People go to another unit.
    MovePeople {
        /// Who.
        person_ids: Vec<PersonId>,
        /// Where to.
        unit_id: OrgUnitId,
        /// To whom they report there; the head unless told.
        manager_id: Option<PersonId>,
        /// Another work place, if it changes.
        place: Option<String>,
        /// Whether another work place was agreed with each of them in writing.
        #[serde(default)]
        agreed: bool,
    },
}

/// What the organisation looked like where the change touches it. If it looks otherwise later, somebody changed it
/// meanwhile, and the draft must be looked at again.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Seen {
    pub(super) parent: Option<Uuid>,
    pub(super) name: Option<String>,
    pub(super) head: Option<Uuid>,
    pub(super) headcount: Option<i32>,
    #[serde(default)]
    pub(super) units_of: BTreeMap<Uuid, Uuid>,
}

/// A change in a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Change {
    pub(super) id: Uuid,
    pub(super) what: Step,
    #[serde(default)]
    pub(super) seen: Seen,
}

/// The document of a reorganisation.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Plan {
    #[serde(default)]
    pub(super) note: String,
    #[serde(default)]
    pub(super) changes: Vec<Change>,
}

impl Plan {
    /// The units that it names; of a dissolved or moved one also where it goes.
    pub(super) fn units_named(&self) -> impl Iterator<Item = Uuid> {
        self.changes.iter().flat_map(|change| match &change.what {
            Step::CreateUnit { parent_id, .. } => vec![parent_id.0],
            Step::MoveUnit { unit_id, parent_id } => vec![unit_id.0, parent_id.0],
            Step::DissolveUnit { unit_id, receiver_id } => vec![unit_id.0, receiver_id.0],
            Step::RenameUnit { unit_id, .. }
            | Step::ChangeHead { unit_id, .. }
            | Step::SetHeadcount { unit_id, .. }
            | Step::MovePeople { unit_id, .. } => vec![unit_id.0],
        })
    }
}
