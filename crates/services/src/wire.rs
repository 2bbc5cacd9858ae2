//! Shapes that all rooms share on the wire.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Pass it as `cursor` for what follows; `null` at the end.
    #[schema(required)]
    pub next_cursor: Option<String>,
    /// How many there are in all, where that is cheap to know.
    #[schema(required)]
    pub total: Option<u64>,
}

/// Which page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, ToSchema, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// At most so many rows; 50 unless told, at most 200.
    pub limit: Option<u64>,
}

impl PageQuery {
    /// The limit within bounds.
    pub fn limit(&self) -> u64 {
        self.limit.unwrap_or(50).clamp(1, 200)
    }
}

/// Cuts a list at what it shows, where one row more was asked for; says whether there is more.
pub(crate) fn cut<T>(rows: &mut Vec<T>, shown: u64) -> bool {
    let shown = usize::try_from(shown).unwrap_or(usize::MAX);
    let more = rows.len() > shown;
    rows.truncate(shown);
    more
}

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Created {
    /// Its id.
    pub id: uuid::Uuid,
}
