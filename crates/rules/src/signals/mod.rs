//! The catalogue of signals: dated facts computed from records, what they are for, and which are out of bounds.

mod protected;
mod usable;

use serde::{Deserialize, Serialize};

pub use protected::{Group, ProtectedInfo, ProtectedSignal};
pub use usable::{UsableInfo, UsableSignal};

use crate::UnknownSignal;

/// Any signal. Only the usable half can become an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum SignalKey {
    /// May be an input.
    Usable(UsableSignal),
    /// May never be an input.
    Protected(ProtectedSignal),
}

impl SignalKey {
    /// Reads a key of the catalogue. An unknown word is refused: what is not in the catalogue has no purpose.
    pub fn parse(key: &str) -> Result<Self, UnknownSignal> {
        let usable = UsableSignal::ALL.into_iter().find(|signal| signal.info().key == key).map(Self::Usable);
        let protected =
            || ProtectedSignal::ALL.into_iter().find(|signal| signal.info().key == key).map(Self::Protected);
        usable.or_else(protected).ok_or_else(|| UnknownSignal(key.to_owned()))
    }

    /// The key in the catalogue.
    pub fn key(self) -> &'static str {
        match self {
            Self::Usable(signal) => signal.info().key,
            Self::Protected(signal) => signal.info().key,
        }
    }
}

/// Writes an enum of signals, the list of all of them, and the entry of each in one place,
/// so that a new signal cannot be without a name, a source and a purpose.
macro_rules! catalogue {
    ($(#[$doc:meta])* $name:ident, $info:ident { $($(#[$entry_doc:meta])* $variant:ident = $entry:expr;)+ }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            $($(#[$entry_doc])* $variant,)+
        }

        impl $name {
            /// Every one, in the order of the catalogue.
            pub const ALL: [Self; [$(Self::$variant),+].len()] = [$(Self::$variant),+];

            /// Its entry in the catalogue.
            pub const fn info(self) -> $info {
                match self {
                    $(Self::$variant => $entry,)+
                }
            }
        }
    };
}
use catalogue;
