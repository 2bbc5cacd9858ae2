//! A value that a caller may see, or the fact that it was left out.

use serde::Serialize;

/// Made only by [`crate::Caller::show`] and [`crate::Disclosure::show`]. On the wire: the value, or `null`.
/// A view that carries one also carries `redacted`, the names of what was left out, so that `null`
/// is never mistaken for "there is none".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Shown<T>(Option<T>);

impl<T> Shown<T> {
    pub(crate) const fn visible(value: T) -> Self {
        Self(Some(value))
    }

    pub(crate) const fn withheld() -> Self {
        Self(None)
    }

    /// The value, if it is shown.
    pub const fn as_ref(&self) -> Option<&T> {
        self.0.as_ref()
    }

    /// The value, if it is shown.
    pub fn into_option(self) -> Option<T> {
        self.0
    }

    /// Derives another value of the same class.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Shown<U> {
        Shown(self.0.map(change))
    }
}

#[cfg(feature = "schema")]
mod schema {
    use super::Shown;
    use utoipa::openapi::{RefOr, Schema};
    use utoipa::{PartialSchema, ToSchema};

    impl<T: ToSchema> PartialSchema for Shown<T>
    where
        Option<T>: PartialSchema,
    {
        fn schema() -> RefOr<Schema> {
            Option::<T>::schema()
        }
    }

    impl<T: ToSchema> ToSchema for Shown<T>
    where
        Option<T>: PartialSchema,
    {
        fn name() -> std::borrow::Cow<'static, str> {
            format!("Shown_{}", T::name()).into()
        }

        fn schemas(schemas: &mut Vec<(String, RefOr<Schema>)>) {
            T::schemas(schemas);
        }
    }
}
