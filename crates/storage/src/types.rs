//! Column types that both engines keep exactly.

use std::fmt;
use std::marker::PhantomData;

use kernel::{FieldLike, FieldType, FieldValue, Instant, Money, Sensitive};
use sea_orm::sea_query::{ArrayType, ColumnType, Nullable, StringLen, ValueType, ValueTypeErr};
use sea_orm::{ColIdx, QueryResult, TryGetError, TryGetable, Value};

/// An [`Instant`] in a `BIGINT` column of microseconds: the same bits on both engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp(pub i64);

impl From<Instant> for Stamp {
    fn from(at: Instant) -> Self {
        Self(at.micros())
    }
}

impl From<Stamp> for Instant {
    fn from(stamp: Stamp) -> Self {
        Self::from_micros(stamp.0)
    }
}

impl FieldLike for Stamp {
    const TYPE: FieldType = FieldType::Instant;
    fn to_value(&self) -> FieldValue {
        FieldValue::Instant((*self).into())
    }
}

macro_rules! column_type {
    ($name:ty, $inner:ty, [$($generics:tt)*], $wrap:expr, $unwrap:expr, $column:expr, $array:ident) => {
        impl<$($generics)*> From<$name> for Value {
            fn from(value: $name) -> Self {
                let unwrap: fn($name) -> $inner = $unwrap;
                unwrap(value).into()
            }
        }
        impl<$($generics)*> TryGetable for $name {
            fn try_get_by<I: ColIdx>(row: &QueryResult, index: I) -> Result<Self, TryGetError> {
                <$inner as TryGetable>::try_get_by(row, index).map($wrap)
            }
        }
        impl<$($generics)*> ValueType for $name {
            fn try_from(value: Value) -> Result<Self, ValueTypeErr> {
                <$inner as ValueType>::try_from(value).map($wrap)
            }
            fn type_name() -> String {
                stringify!($name).to_owned()
            }
            fn array_type() -> ArrayType {
                ArrayType::$array
            }
            fn column_type() -> ColumnType {
                $column
            }
        }
        impl<$($generics)*> Nullable for $name {
            fn null() -> Value {
                <$inner as Nullable>::null()
            }
        }
    };
}

column_type!(Stamp, i64, [], Stamp, |stamp| stamp.0, ColumnType::BigInteger, BigInt);
column_type!(
    Sealed<T>,
    Vec<u8>,
    [T],
    Sealed::from_bytes,
    |sealed| sealed.bytes,
    ColumnType::VarBinary(StringLen::None),
    Bytes
);

/// A value encrypted at rest. The bytes name their key and algorithm; opening needs the key ring and
/// the place (table, column, row), so a ciphertext moved elsewhere does not open.
pub struct Sealed<T> {
    pub(crate) bytes: Vec<u8>,
    value: PhantomData<fn() -> T>,
}

impl<T> Sealed<T> {
    pub(crate) const fn from_bytes(bytes: Vec<u8>) -> Self {
        Self { bytes, value: PhantomData }
    }
}

impl<T> Clone for Sealed<T> {
    fn clone(&self) -> Self {
        Self::from_bytes(self.bytes.clone())
    }
}

impl<T> PartialEq for Sealed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.bytes == other.bytes
    }
}

impl<T> Eq for Sealed<T> {}

impl<T> fmt::Debug for Sealed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("•••")
    }
}

/// A value that has bytes to seal.
pub trait Plain: Sized {
    /// What kind of field it is.
    const TYPE: FieldType;
    /// To bytes.
    fn to_bytes(&self) -> Vec<u8>;
    /// From bytes; `None` when they are damaged.
    fn from_bytes(bytes: &[u8]) -> Option<Self>;
    /// For people who read the trail.
    fn to_text(bytes: &[u8]) -> Option<String>;
}

impl Plain for String {
    const TYPE: FieldType = FieldType::Text;
    fn to_bytes(&self) -> Vec<u8> {
        self.as_bytes().to_vec()
    }
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Self::from_utf8(bytes.to_vec()).ok()
    }
    fn to_text(bytes: &[u8]) -> Option<String> {
        <Self as Plain>::from_bytes(bytes)
    }
}

/// A fixed width, so that the length of a ciphertext does not tell the size of a pay.
impl Plain for Money {
    const TYPE: FieldType = FieldType::Money;
    fn to_bytes(&self) -> Vec<u8> {
        self.fen().to_le_bytes().to_vec()
    }
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(i64::from_le_bytes).map(Self::from_fen)
    }
    fn to_text(bytes: &[u8]) -> Option<String> {
        <Self as Plain>::from_bytes(bytes).map(|amount| amount.to_string())
    }
}

/// A number of fixed width, so that the length tells nothing.
impl Plain for i64 {
    const TYPE: FieldType = FieldType::Integer;
    fn to_bytes(&self) -> Vec<u8> {
        self.to_le_bytes().to_vec()
    }
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::from_le_bytes)
    }
    fn to_text(bytes: &[u8]) -> Option<String> {
        <Self as Plain>::from_bytes(bytes).map(|number| number.to_string())
    }
}

/// Any document, sealed as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document<T>(pub T);

impl<T: serde::Serialize + serde::de::DeserializeOwned> Plain for Document<T> {
    const TYPE: FieldType = FieldType::Document;
    fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(&self.0).unwrap_or_default()
    }
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().map(Self)
    }
    fn to_text(_: &[u8]) -> Option<String> {
        None
    }
}

/// Raw bytes, such as a PDF or an uploaded file.
impl Plain for Vec<u8> {
    const TYPE: FieldType = FieldType::Document;
    fn to_bytes(&self) -> Vec<u8> {
        self.clone()
    }
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Some(bytes.to_vec())
    }
    fn to_text(_: &[u8]) -> Option<String> {
        None
    }
}

impl<T: Plain> FieldLike for Sealed<T> {
    const TYPE: FieldType = T::TYPE;
    const SEALED: bool = true;
    fn to_value(&self) -> FieldValue {
        FieldValue::Sealed(self.bytes.clone())
    }
}

/// Opened values come wrapped, so that they are not logged by accident.
pub type Opened<T> = Sensitive<T>;
