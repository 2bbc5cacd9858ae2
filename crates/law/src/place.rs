//! Places whose authorities publish figures: the country, provinces, cities.

use serde::Deserialize;

/// The whole of mainland China.
pub(crate) const COUNTRY: &str = "CN";

/// A place, written as a path from the country down: `CN-Guangdong-Guangzhou`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place(String);

impl Place {
    /// The code.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// From this place up to the country: city, province, `CN`.
    pub fn chain(&self) -> impl Iterator<Item = &str> {
        std::iter::successors(Some(self.0.as_str()), |code| code.rsplit_once('-').map(|(parent, _)| parent))
    }
}

/// A row of `data/places.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlaceRow {
    /// Path code.
    pub(crate) code: String,
    /// Chinese name.
    pub(crate) name_zh: String,
    /// Other spellings: ISO 3166-2, short codes, names without 市.
    #[serde(default)]
    pub(crate) also: Vec<String>,
}

/// All places.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Places {
    place: Vec<PlaceRow>,
}

impl Places {
    /// Finds a place by its code, its Chinese name or another spelling. A path below a known province is
    /// understood even when its last name is not listed: it takes what the province publishes.
    pub(crate) fn find(&self, text: &str) -> Option<Place> {
        let text = text.trim();
        let same = |name: &str| name.eq_ignore_ascii_case(text);
        let last_name = |code: &str| code.rsplit_once('-').is_some_and(|(_, last)| same(last));
        let listed = self.place.iter().find(|row| {
            same(&row.code)
                || last_name(&row.code)
                || row.name_zh == text
                || text.strip_suffix(['省', '市']).is_some_and(|short| row.name_zh == short)
                || row.also.iter().any(|name| same(name))
        });
        if let Some(row) = listed {
            return Some(Place(row.code.clone()));
        }
        let (parent, name) = text.rsplit_once('-')?;
        let province = self.find(parent).filter(|place| place.0 != COUNTRY && !name.trim().is_empty())?;
        Some(Place(format!("{}-{name}", province.0)))
    }

    /// Every row.
    pub(crate) fn rows(&self) -> &[PlaceRow] {
        &self.place
    }
}
