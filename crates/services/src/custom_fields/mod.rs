//! Fields that a firm adds to records by itself: no schema changes, no code. A field has a type, limits, a class and days
//! on which it is filled in; its values have both axes of time like everything else.
//!
//! A record takes part by one arm in `owners`.

mod columns;
mod define;
mod kinds;
mod matches;
mod owners;
mod sheet;
mod texts;
mod values;
mod views;

pub use columns::custom_columns;
pub use define::{list_custom_fields, put_custom_field};
pub use kinds::CustomKind;
pub use matches::find_by_custom_value;
pub use owners::EXTENSIBLE;
pub use sheet::{CustomSheet, OF_A_PERSON, fields_of_a_person};
pub use texts::read_text;
pub use values::{compose, custom_values, is_plain, put_custom_values, put_custom_values_in};
pub use views::{
    CustomColumns, CustomColumnsQuery, CustomFieldList, CustomFieldView, CustomFieldsQuery, CustomLine, CustomMatch,
    CustomMatchList, CustomMatchQuery, CustomRules, CustomValueView, CustomValues, PutCustomField, PutCustomValues,
};
