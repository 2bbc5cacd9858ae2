//! Employers, units and reference lists.

mod catalogue;
mod legal_entities;
mod units;
mod views;

pub use catalogue::{catalogue, check_code, list_catalogues, put_catalogue_item, seed_catalogues};
pub use legal_entities::{create_legal_entity, create_legal_entity_in, list_legal_entities};
pub use units::{list_units, put_unit, put_unit_in, unit_path};
pub use views::{
    CatalogueItemView, CatalogueList, LegalEntityList, LegalEntityView, NewCatalogueItem, NewLegalEntity, PutUnit,
    UnitList, UnitView, UnitsQuery,
};
