//! What may be asked about: fields as they are declared, and a company's codes in the standard of the group.

use access::{Caller, Permission};
use kernel::{FieldClass, FieldMeta, FieldType, Problem};
use storage::query::across::Asked;
use storage::rows::{Assignment, Employment, Person};

use super::views::{AskedField, AskedFieldList, Operator};
use crate::Result;

/// A field with how it is reached.
#[derive(Debug, Clone, Copy)]
pub(super) struct Field {
    pub(super) key: &'static str,
    pub(super) asked: Asked,
    /// The set of codes whose standard is meant instead of the company's own code.
    pub(super) standard: Option<&'static str>,
    pub(super) groups: bool,
}

const fn field(key: &'static str, record: &'static str, field: &'static FieldMeta, groups: bool) -> Field {
    Field { key, asked: Asked { record, field }, standard: None, groups }
}

const fn standard(key: &'static str, kind: &'static str, field: &'static FieldMeta) -> Field {
    Field { key, asked: Asked { record: "assignment", field }, standard: Some(kind), groups: true }
}

/// All of them, in the order of the page.
pub(super) static FIELDS: [Field; 14] = [
    field("person.full_name", "person", Person::FULL_NAME, false),
    field("employment.employee_no", "employment", Employment::EMPLOYEE_NO, false),
    field("employment.legal_entity_id", "employment", Employment::LEGAL_ENTITY_ID, true),
    field("employment.kind", "employment", Employment::KIND, true),
    field("employment.valid_from", "employment", Employment::VALID_FROM, false),
    field("employment.valid_until", "employment", Employment::VALID_UNTIL, false),
    field("employment.probation_until", "employment", Employment::PROBATION_UNTIL, false),
    field("assignment.unit_id", "assignment", Assignment::UNIT_ID, true),
    field("assignment.position", "assignment", Assignment::POSITION, true),
    field("assignment.job_level", "assignment", Assignment::JOB_LEVEL, true),
    field("assignment.place", "assignment", Assignment::PLACE, true),
    field("assignment.working_time", "assignment", Assignment::WORKING_TIME, true),
    standard("standard.job_level", "job_level", Assignment::JOB_LEVEL),
    standard("standard.position", "position", Assignment::POSITION),
];

impl Field {
    pub(super) fn class(&self) -> FieldClass {
        self.asked.field.class
    }

    /// What may be said about it.
    pub(super) fn operators(&self) -> &'static [Operator] {
        match self.asked.field.field_type {
            FieldType::Date => &[Operator::From, Operator::Until, Operator::Empty],
            _ if self.standard.is_some() => &[Operator::OneOf],
            _ if self.groups => &[Operator::OneOf, Operator::Empty],
            _ => &[Operator::Contains, Operator::OneOf],
        }
    }
}

/// The field with this key, if the caller may ask about its class somewhere. One that the caller may not ask about
/// does not exist for them.
pub(super) fn find(caller: &Caller, key: &str, pointer: &str) -> Result<&'static Field> {
    let found = FIELDS.iter().find(|field| field.key == key && allowed(caller, field));
    found.ok_or_else(|| Problem::invalid("query.field_unknown").at(pointer).with("field", key))
}

fn allowed(caller: &Caller, field: &Field) -> bool {
    !caller.scope_with(Permission::QueryRun, field.class()).is_empty()
}

/// What the caller may ask about.
pub fn list_query_fields(caller: &Caller) -> Result<AskedFieldList> {
    caller.require(Permission::QueryRun)?;
    let view = |field: &Field| AskedField {
        key: field.key,
        label: if field.standard.is_some() { field.key } else { field.asked.field.label },
        class: field.class(),
        field_type: field.asked.field.field_type,
        refers_to: if field.standard.is_some() { None } else { field.asked.field.refers_to },
        standard: field.standard,
        operators: field.operators().to_vec(),
        groups: field.groups,
    };
    Ok(AskedFieldList { items: FIELDS.iter().filter(|field| allowed(caller, field)).map(view).collect() })
}
