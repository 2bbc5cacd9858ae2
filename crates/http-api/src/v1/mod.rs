//! The first version of the API: one file per resource.

mod accounts;
mod agreements;
mod alerts;
mod approvals;
mod audit;
mod catalogues;
mod certificates;
mod complaints;
mod conduct;
mod contracts;
mod custom_fields;
mod desk;
mod exports;
mod flow_definitions;
mod imports;
mod insights;
mod jobs;
mod law_figures;
mod meta;
mod offboardings;
mod organisation;
mod overview;
mod own_insight;
mod own_offboarding;
mod people;
mod person_facts;
mod privacy;
mod proofs;
mod qualifications;
mod session;
mod tasks;
mod work_rules;

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
    custom_fields::register(&mut registry);
    qualifications::register(&mut registry);
    person_facts::register(&mut registry);
    overview::register(&mut registry);
    privacy::register(&mut registry);
    insights::register(&mut registry);
    own_insight::register(&mut registry);
    alerts::register(&mut registry);
    imports::register(&mut registry);
    exports::register(&mut registry);
    jobs::register(&mut registry);
    offboardings::register(&mut registry);
    own_offboarding::register(&mut registry);
    tasks::register(&mut registry);
    approvals::register(&mut registry);
    certificates::register(&mut registry);
    contracts::register(&mut registry);
    agreements::register(&mut registry);
    work_rules::register(&mut registry);
    conduct::register(&mut registry);
    complaints::register(&mut registry);
    desk::register(&mut registry);
    proofs::register(&mut registry);
    flow_definitions::register(&mut registry);
    law_figures::register(&mut registry);
    audit::register(&mut registry);
    registry
}
