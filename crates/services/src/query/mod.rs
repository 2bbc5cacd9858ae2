//! Questions across companies: declared fields, plain conditions, groups and lists of any day. Nobody writes SQL; the
//! scope narrows the rows and the field classes decide what may be asked about.

mod answer;
mod fields;
mod saved;
mod views;

pub use answer::{export_query, run_query};
pub use fields::list_query_fields;
pub use saved::{delete_query, list_queries, save_query};
pub use views::{
    AskedField, AskedFieldList, ExportQuery, FileOf, Operator, QueryAnswer, QueryFilter, QueryGroup, QueryRow,
    RunQuery, SaveQuery, SavedQueryList, SavedQueryView,
};
