//! One declaration per record.

use uuid::Uuid;

use crate::{FieldValue, RecordMeta};

/// A stored record that knows its own declaration. Derived:
///
/// ```ignore
/// #[derive(Record)]
/// #[record(name = "compensation", timeline)]
/// struct Compensation {
///     #[field(class = "system", id)]
///     row_id: Uuid,
///     #[field(class = "system", key)]
///     employment_id: Uuid,
///     #[field(class = "system", subject, refers_to = "person")]
///     person_id: Uuid,
///     #[field(class = "pay")]
///     base_pay: Sealed<Money>,
/// }
/// ```
///
/// The derive also writes a constant per field (`Compensation::BASE_PAY: &FieldMeta`), which is what
/// `Caller::show` wants: a value cannot be shown under another field's class by a slip of a string.
pub trait Record {
    /// The declaration.
    const META: &'static RecordMeta;

    /// The record's own id.
    fn id(&self) -> Uuid;

    /// What stays the same when the record is superseded: the timeline's key, or the id.
    fn key(&self) -> Uuid;

    /// The person it is about, if it is about one: whose salt blinds its trail.
    fn subject(&self) -> Option<Uuid>;

    /// The values, in the order of the declaration.
    fn values(&self) -> Vec<FieldValue>;
}
