//! Employers, units and reference lists.

mod catalogue;
mod legal_entities;
mod units;
mod views;

pub use catalogue::{catalogue, check_code, list_catalogues, put_catalogue_item, seed_catalogues};
pub use legal_entities::{
    create_legal_entity, create_legal_entity_in, list_legal_entities, put_entity_parent, put_entity_parent_in,
};
pub use units::{end_unit_in, list_units, put_unit, put_unit_in, unit_path};
pub use views::{
    CatalogueItemView, CatalogueList, EntityParent, LegalEntityList, LegalEntityView, NewCatalogueItem, NewLegalEntity,
    PutUnit, UnitList, UnitView, UnitsQuery,
};
