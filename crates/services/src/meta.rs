//! The declarations of records: what the page draws forms, tables and filters from.

use access::{Caller, Permission};
use kernel::{FieldClass, FieldMeta, FieldType, RecordMeta};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Result;

/// The declaration of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldView {
    /// Name in JSON and columns.
    pub name: &'static str,
    /// Locale key `entity.field`.
    pub label: &'static str,
    /// Who may see it.
    pub class: FieldClass,
    /// What it holds.
    #[serde(rename = "type")]
    pub field_type: FieldType,
    /// Whether a value must be present.
    pub required: bool,
    /// Whether search looks at it.
    pub searchable: bool,
    /// Whether it is encrypted at rest.
    pub sealed: bool,
    /// For references: the record it points to; for codes: `catalogue:` and the list.
    #[schema(required)]
    pub refers_to: Option<&'static str>,
}

/// Where the page lists and maintains a record without code of its own. A new kind of record is one row.
const COLLECTIONS: &[(&str, Collection)] = &[(
    "qualification",
    Collection { path: "/qualifications", reads: Permission::PersonRead, writes: Permission::PersonWrite },
)];

/// How a record is listed and written: `GET` and `POST` at the path, `PUT` at the path with the id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Collection {
    /// Its address under the root of the API.
    pub path: &'static str,
    /// Who may list it.
    pub reads: Permission,
    /// Who may write it.
    pub writes: Permission,
}

/// The declaration of one record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RecordView {
    /// Name in locale keys and the trail.
    pub name: &'static str,
    /// Whether it is effective-dated and superseded instead of overwritten.
    pub timeline: bool,
    /// The field that names the person it is about.
    #[schema(required)]
    pub subject: Option<&'static str>,
    /// Where the page lists and writes it by this declaration alone; none for records that have pages of their own.
    #[schema(required)]
    pub collection: Option<Collection>,
    /// Its fields in the order of the declaration.
    pub fields: Vec<FieldView>,
}

/// All declarations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RecordList {
    /// The records.
    pub items: Vec<RecordView>,
}

/// The declarations of all records. They say nothing about anybody: everybody signed in may read them.
pub fn list_records(caller: &Caller) -> Result<RecordList> {
    caller.require(Permission::SessionUse)?;
    Ok(RecordList { items: storage::rows::RECORDS.iter().map(|record| view(record)).collect() })
}

fn view(record: &RecordMeta) -> RecordView {
    let RecordMeta { name, timeline, subject, fields } = *record;
    let collection = COLLECTIONS.iter().find(|(record, _)| *record == name).map(|(_, collection)| *collection);
    RecordView { name, timeline, subject, collection, fields: fields.iter().map(field_view).collect() }
}

fn field_view(field: &FieldMeta) -> FieldView {
    let FieldMeta { name, label, class, field_type, required, searchable, sealed, refers_to } = *field;
    FieldView { name, label, class, field_type, required, searchable, sealed, refers_to }
}
