//! What the organisation room takes and gives.

use kernel::{CatalogueItemId, Date, LegalEntityId, OrgUnitId, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A new employer.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLegalEntity {
    /// Full registered name.
    #[schema(example = "云程科技（上海）有限公司")]
    pub name: String,
    /// Short name.
    #[schema(example = "云程上海")]
    pub short_name: String,
    /// Unified social credit code.
    pub credit_code: Option<String>,
    /// Place of registration as the law data names it.
    #[schema(example = "CN-Shanghai")]
    pub place: String,
}

/// An employer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LegalEntityView {
    /// Which.
    pub id: LegalEntityId,
    /// Full registered name.
    pub name: String,
    /// Short name.
    pub short_name: String,
    /// Unified social credit code.
    #[schema(required)]
    pub credit_code: Option<String>,
    /// Place of registration.
    pub place: String,
    /// Whether new employments may be made with it.
    pub active: bool,
    /// The employer that owns it.
    #[schema(required)]
    pub parent_id: Option<LegalEntityId>,
}

/// Which employer owns another one.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EntityParent {
    /// The owner; none for the parent company.
    pub parent_id: Option<LegalEntityId>,
}

/// All employers.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LegalEntityList {
    /// The employers.
    pub items: Vec<LegalEntityView>,
}

/// A unit from a day on.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutUnit {
    /// Which unit; a new one unless told.
    pub id: Option<OrgUnitId>,
    /// The unit above; none for the group.
    pub parent_id: Option<OrgUnitId>,
    /// Short code.
    pub code: String,
    /// Name.
    pub name: String,
    /// `group`, `business_unit`, `department` or `team`.
    pub kind: String,
    /// Who heads it.
    pub head_person_id: Option<PersonId>,
    /// From which day on.
    pub first_day: Date,
}

/// Which day's units.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct UnitsQuery {
    /// The day; today unless told.
    pub as_of: Option<Date>,
}

/// A unit on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct UnitView {
    /// Which.
    pub id: OrgUnitId,
    /// The unit above.
    #[schema(required)]
    pub parent_id: Option<OrgUnitId>,
    /// Short code.
    pub code: String,
    /// Name.
    pub name: String,
    /// `group`, `business_unit`, `department` or `team`.
    pub kind: String,
    /// Who heads it.
    #[schema(required)]
    pub head_person_id: Option<PersonId>,
    /// The head's name.
    #[schema(required)]
    pub head_name: Option<String>,
    /// People in it on the day, those below not counted.
    pub headcount: u64,
    /// First day of this state.
    pub first_day: Date,
}

/// The units of a day, parents before children.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UnitList {
    /// The units.
    pub items: Vec<UnitView>,
    /// The day.
    pub as_of: Date,
}

/// A new item of a reference list.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewCatalogueItem {
    /// Stable code; an item with the same code is replaced from `first_day` on.
    pub code: String,
    /// Chinese name.
    pub title_zh: String,
    /// English name.
    pub title_en: String,
    /// Place in the list.
    pub sort: Option<i32>,
    /// First day it may be used; today unless told.
    pub first_day: Option<Date>,
}

/// An item of a reference list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CatalogueItemView {
    /// Which.
    pub id: CatalogueItemId,
    /// Which list.
    pub kind: String,
    /// Stable code.
    pub code: String,
    /// Chinese name.
    pub title_zh: String,
    /// English name.
    pub title_en: String,
    /// First day it may be used.
    pub first_day: Date,
    /// Last day it may be used.
    #[schema(required)]
    pub last_day: Option<Date>,
}

/// Items of reference lists that may be used today.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CatalogueList {
    /// The items, by list and place.
    pub items: Vec<CatalogueItemView>,
}
