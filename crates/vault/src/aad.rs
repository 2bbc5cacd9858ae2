//! Where a sealed value belongs.

use uuid::Uuid;

use crate::encoding::part;

/// The place of a sealed value. It is not stored with the value; whoever opens it must name the same place,
/// so that a value copied to another person's row or another column does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aad<'a> {
    /// Table name.
    pub table: &'a str,
    /// Column name.
    pub column: &'a str,
    /// The row's id.
    pub row: Uuid,
}

impl<'a> Aad<'a> {
    /// A place.
    pub const fn new(table: &'a str, column: &'a str, row: Uuid) -> Self {
        Self { table, column, row }
    }

    /// The bytes that the tag covers beside the cipher text: the value's header (version, algorithm, key id)
    /// and the place, each part with its length.
    pub(crate) fn bind(&self, header: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(header.len() + self.table.len() + self.column.len() + 48);
        part(&mut bytes, header);
        part(&mut bytes, self.table.as_bytes());
        part(&mut bytes, self.column.as_bytes());
        part(&mut bytes, self.row.as_bytes());
        bytes
    }
}
