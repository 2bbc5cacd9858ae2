//! What a record is made of: field types, classes and metadata.

use serde::Serialize;
use uuid::Uuid;

use crate::{Date, Instant, Money};

/// How delicate a field is. Roles are granted classes, never single fields, so that a new field
/// is protected the day it is declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldClass {
    /// What colleagues see in the directory: name, unit, position.
    Directory,
    /// Facts of the employment: contract dates, probation, kind of exit.
    Employment,
    /// Private phone, address, mail.
    Contact,
    /// Identity document numbers.
    Identity,
    /// Pay and everything computed from it.
    Pay,
    /// Bank accounts.
    Bank,
    /// Ratings and goals.
    Performance,
    /// Days absent, without the reason.
    Absence,
    /// The reason of an absence and anything about health: protected by law.
    Health,
    /// Sex, birth date, marriage, ethnicity …: kept only for duties of law and fairness audits.
    Protected,
    /// Scores, bands, drivers.
    Insight,
    /// Talks, objections, reasons of leaving.
    Talk,
    /// Technical fields that say nothing about a person.
    System,
}

/// What kind of value a field holds; the page chooses its editor and its format by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// Free text.
    Text,
    /// A whole number.
    Integer,
    /// Yes or no.
    Boolean,
    /// A calendar day.
    Date,
    /// A point in time.
    Instant,
    /// Fen.
    Money,
    /// A reference to a record.
    Reference,
    /// A structured document.
    Document,
}

/// The declaration of one field, written once beside the field and used everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FieldMeta {
    /// Column and JSON name.
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
    /// For references: the record it points to; for codes: the catalogue kind, as `catalogue:<kind>`.
    pub refers_to: Option<&'static str>,
}

/// The declaration of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct RecordMeta {
    /// Name in code, locale keys and audit: `person`, `org_unit`.
    pub name: &'static str,
    /// Whether it is effective-dated and superseded instead of overwritten.
    pub timeline: bool,
    /// The field that names the person it is about.
    pub subject: Option<&'static str>,
    /// Its fields in declaration order.
    pub fields: &'static [FieldMeta],
}

impl RecordMeta {
    /// The field with this name.
    pub fn field(&self, name: &str) -> Option<&'static FieldMeta> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// A field's value on its way into the trail, an export or an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldValue {
    /// No value.
    Null,
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Yes or no.
    Boolean(bool),
    /// A day.
    Date(Date),
    /// A point in time.
    Instant(Instant),
    /// An amount.
    Money(Money),
    /// An id.
    Id(Uuid),
    /// Plain bytes, such as a blind index.
    Bytes(Vec<u8>),
    /// Ciphertext; only the unit of work opens it.
    Sealed(Vec<u8>),
}

/// A Rust type that can be a field of a record.
pub trait FieldLike {
    /// What kind of value it is.
    const TYPE: FieldType;
    /// Whether a value is always present.
    const REQUIRED: bool = true;
    /// Whether it is encrypted at rest.
    const SEALED: bool = false;
    /// The value for trail and export.
    fn to_value(&self) -> FieldValue;
}

macro_rules! field_like {
    ($($rust:ty => $kind:ident, |$this:ident| $value:expr;)+) => {$(
        impl FieldLike for $rust {
            const TYPE: FieldType = FieldType::$kind;
            fn to_value(&self) -> FieldValue {
                let $this = self;
                $value
            }
        }
    )+};
}

field_like! {
    String => Text, |text| FieldValue::Text(text.clone());
    i64 => Integer, |number| FieldValue::Integer(*number);
    i32 => Integer, |number| FieldValue::Integer(i64::from(*number));
    bool => Boolean, |truth| FieldValue::Boolean(*truth);
    Date => Date, |day| FieldValue::Date(*day);
    Instant => Instant, |at| FieldValue::Instant(*at);
    Money => Money, |amount| FieldValue::Money(*amount);
    Vec<u8> => Document, |bytes| FieldValue::Bytes(bytes.clone());
    Uuid => Reference, |id| FieldValue::Id(*id);
}

impl<T: FieldLike> FieldLike for Option<T> {
    const TYPE: FieldType = T::TYPE;
    const REQUIRED: bool = false;
    const SEALED: bool = T::SEALED;
    fn to_value(&self) -> FieldValue {
        self.as_ref().map_or(FieldValue::Null, FieldLike::to_value)
    }
}
