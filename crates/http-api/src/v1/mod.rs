//! The first version of the API: one file per resource.

mod accounts;
mod audit;
mod catalogues;
mod jobs;
mod meta;
mod organisation;
mod overview;
mod people;
mod person_facts;
mod session;

use crate::registry::Registry;

/// Every endpoint.
pub(crate) fn registry() -> Registry {
    let mut registry = Registry::default();
    session::register(&mut registry);
    accounts::register(&mut registry);
    meta::register(&mut registry);
    catalogues::register(&mut registry);
    organisation::register(&mut registry);
    people::register(&mut registry);
    person_facts::register(&mut registry);
    overview::register(&mut registry);
    jobs::register(&mut registry);
    audit::register(&mut registry);
    registry
}
