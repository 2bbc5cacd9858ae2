//! Where the documents of a set lie: in the folder beside its tables, or in the package that was sent.

use documents::package::Package;

use super::open::{read_inside, sizes_inside};

/// The files beside the tables of a set.
pub trait Papers: Send + Sync {
    /// How many bytes a file has; none: there is no such file.
    fn size(&self, name: &str) -> Option<u64>;
    /// Its bytes.
    fn read(&self, name: &str) -> Option<Vec<u8>>;
}

/// The files of a package that was sent whole.
pub(super) struct Packed<'a> {
    package: &'a Package<'a>,
    sizes: std::collections::BTreeMap<String, u64>,
}

impl<'a> Packed<'a> {
    pub(super) fn new(package: &'a Package<'a>) -> Self {
        Self { package, sizes: sizes_inside(package) }
    }
}

impl Papers for Packed<'_> {
    fn size(&self, name: &str) -> Option<u64> {
        self.sizes.get(&documents::package::clean(name)?).copied()
    }

    fn read(&self, name: &str) -> Option<Vec<u8>> {
        read_inside(self.package, &documents::package::clean(name)?).ok().flatten()
    }
}
