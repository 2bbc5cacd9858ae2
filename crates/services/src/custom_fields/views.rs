//! What the room of custom fields takes and gives.

use access::Shown;
use kernel::{CustomFieldId, Date, FieldClass, PersonId, Text};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

use super::kinds::CustomKind;

/// Limits of a field's values.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomRules {
    /// The smallest number; for amounts in fen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<i64>,
    /// The largest number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<i64>,
    /// The longest text, in characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u16>,
}

/// A field, new or changed. Record, code, kind and class of a known field stay as they are.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutCustomField {
    /// On which record: `person`, `employment`, `assignment`, `org_unit`, `person_event` …
    #[schema(example = "person")]
    pub record: String,
    /// Its name on the wire: small letters, digits and underscores.
    #[schema(example = "shirt_size")]
    pub code: String,
    /// What people call it.
    pub title: Text,
    /// What it holds.
    pub kind: CustomKind,
    /// For codes: the reference list.
    pub list: Option<String>,
    /// Who may see its values.
    pub class: FieldClass,
    /// Whether a value must be present.
    #[serde(default)]
    pub required: bool,
    /// Whether people can be found by it.
    #[serde(default)]
    pub searchable: bool,
    /// Limits of its values.
    #[serde(default)]
    pub rules: CustomRules,
    /// Place among the fields of the record.
    #[serde(default)]
    pub sort: i32,
    /// For events: only on events of this kind.
    pub category: Option<String>,
    /// First day it is filled in; today unless told.
    pub first_day: Option<Date>,
    /// Last day it is filled in; open unless told.
    pub last_day: Option<Date>,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CustomFieldView {
    /// Which.
    pub id: CustomFieldId,
    /// On which record.
    pub record: String,
    /// Its name on the wire.
    pub code: String,
    /// What people call it.
    pub title: Text,
    /// What it holds.
    pub kind: CustomKind,
    /// For codes: the reference list.
    #[schema(required)]
    pub list: Option<String>,
    /// Who may see its values.
    pub class: FieldClass,
    /// Whether a value must be present.
    pub required: bool,
    /// Whether people can be found by it.
    pub searchable: bool,
    /// Limits of its values.
    pub rules: CustomRules,
    /// Place among the fields of the record.
    pub sort: i32,
    /// For events: only on events of this kind.
    #[schema(required)]
    pub category: Option<String>,
    /// First day it is filled in.
    pub first_day: Date,
    /// Last day it is filled in.
    #[schema(required)]
    pub last_day: Option<Date>,
}

/// Fields in the order of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CustomFieldList {
    /// The fields.
    pub items: Vec<CustomFieldView>,
    /// The records that can have such fields.
    pub records: Vec<&'static str>,
}

/// Whose values, of which fields.
#[derive(Debug, Clone, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CustomColumnsQuery {
    /// Up to 200 persons, separated by commas.
    pub people: String,
    /// Fields as `record.code`, separated by commas: `person.shirt_size,employment.badge_until`.
    pub fields: String,
    /// The day; today unless told.
    pub as_of: Option<Date>,
}

/// What a person has in the columns asked for.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CustomLine {
    /// Who.
    pub person_id: PersonId,
    /// Values by `record.code`; what the caller may not see is null and named below.
    #[schema(value_type = std::collections::BTreeMap<String, Value>)]
    pub values: std::collections::BTreeMap<String, Shown<Option<Value>>>,
    /// What the caller may not see.
    pub redacted: Vec<String>,
}

/// Columns of a list, a line for each person in sight.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CustomColumns {
    /// The lines.
    pub items: Vec<CustomLine>,
}

/// Which fields.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CustomFieldsQuery {
    /// Only those of one record.
    pub record: Option<String>,
}

/// One field with its value on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CustomValueView {
    /// The field.
    pub field: CustomFieldView,
    /// Its value; `null` where there is none, or where its code stands in `redacted`.
    #[schema(required, value_type = Option<Value>)]
    pub value: Shown<Option<Value>>,
    /// First day of this value.
    #[schema(required, value_type = Option<Date>)]
    pub first_day: Shown<Option<Date>>,
    /// Whether another value is on record from a later day.
    pub changes_later: bool,
}

/// The fields of one record with their values on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CustomValues {
    /// On which record.
    pub record: String,
    /// Which one.
    pub record_id: Uuid,
    /// The day.
    pub as_of: Date,
    /// The fields in order.
    pub items: Vec<CustomValueView>,
    /// Whether the caller may change values here.
    pub may_write: bool,
    /// Codes of the fields that the caller may not see.
    pub redacted: Vec<String>,
}

/// Values from a day on. Fields that are not named stay as they are; `null` ends a value.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PutCustomValues {
    /// From which day on; today unless told.
    pub first_day: Option<Date>,
    /// Values by the codes of their fields.
    #[schema(value_type = Object, example = json!({ "shirt_size": "L" }))]
    pub values: Map<String, Value>,
}

/// What to look for.
#[derive(Debug, Clone, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CustomMatchQuery {
    /// The value, as on the wire; of a plain text any part of it.
    pub value: String,
    /// On which day; today unless told.
    pub as_of: Option<Date>,
}

/// Somebody with the value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CustomMatch {
    /// Who.
    pub person_id: PersonId,
    /// Name.
    pub full_name: String,
    /// Which record.
    pub record_id: Uuid,
}

/// Who has the value, at most 200.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CustomMatchList {
    /// The people.
    pub items: Vec<CustomMatch>,
    /// Whether there are more.
    pub more: bool,
}
