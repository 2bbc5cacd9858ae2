//! The ground floor: words that every other crate uses and that know nothing of HR beyond ids.
//!
//! - [`Money`]: integer fen, checked.
//! - [`Date`], [`DateRange`], [`Instant`]: calendar days, half-open ranges, microseconds in UTC.
//! - [`Clock`], [`Entropy`]: time and randomness as arguments; [`Neighbours`]: random ids that lie together.
//! - [`Timeline`]: what was true when, and what was known when.
//! - [`Sensitive`], [`FieldClass`]: values that cannot be printed or serialised by accident.
//! - [`Record`]: one declaration per record, from which audit, redaction, forms and tables follow.
//! - [`Text`]: one text in both languages of the house.
//! - [`ErrorKind`]: how a failure is told to the caller, whatever the edge.

mod clock;
mod dates;
mod entropy;
mod error;
mod field;
mod ids;
mod money;
mod record;
mod sensitive;
mod text;
mod timeline;

pub use clock::{Clock, FixedClock, MovedClock, SystemClock};
pub use dates::{Date, DateRange, Instant, InvalidRange, Month};
pub use entropy::{Entropy, Neighbours, SeededEntropy, SystemEntropy};
pub use error::{ErrorKind, Problem};
pub use field::{FieldClass, FieldLike, FieldMeta, FieldType, FieldValue, RecordMeta};
pub use ids::*;
pub use kernel_derive::Record;
pub use money::{Money, MoneyError};
pub use record::Record;
pub use sensitive::Sensitive;
pub use text::Text;
pub use timeline::{Fact, Known, Timeline, TimelineError};
