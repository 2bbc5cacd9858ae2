//! The data files, carried inside the binary.

/// Files of `[[value]]` rows: name and text.
pub(crate) const VALUES: &[(&str, &str)] = &[
    ("calendar.toml", include_str!("../data/calendar.toml")),
    ("contract.toml", include_str!("../data/contract.toml")),
    ("housing_fund.toml", include_str!("../data/housing_fund.toml")),
    ("income_tax.toml", include_str!("../data/income_tax.toml")),
    ("leave.toml", include_str!("../data/leave.toml")),
    ("personal_information.toml", include_str!("../data/personal_information.toml")),
    ("retirement.toml", include_str!("../data/retirement.toml")),
    ("social_insurance.toml", include_str!("../data/social_insurance.toml")),
    ("termination.toml", include_str!("../data/termination.toml")),
    ("wages.toml", include_str!("../data/wages.toml")),
    ("worktime.toml", include_str!("../data/worktime.toml")),
];

/// The places.
pub(crate) const PLACES: &str = include_str!("../data/places.toml");

/// The exit matrix.
pub(crate) const EXITS: &str = include_str!("../data/exits.toml");
