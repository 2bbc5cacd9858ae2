//! Positions with their plan of headcount, dotted lines, and the organisation of any day: the chart, the way from its
//! root to a hit, the chain of command.

mod chain;
mod chart;
mod entities;
mod lines;
mod search;
mod seats;
mod tree;
mod vacancies;
mod views;

pub use chain::chain_of_command;
pub use chart::chart;
pub use entities::entity_tree;
pub use lines::{add_reporting_line, add_reporting_line_in, end_reporting_line};
pub use search::search_organisation;
pub use seats::{
    Reseat, end_position, end_position_in, put_position, put_position_in, reseat_in, seat_in, seat_person,
};
pub use tree::{Filled, Numbers, PlannedSeat, Tree, fill, numbers};
pub use vacancies::list_positions;
pub use views::{
    ChainLink, ChainView, Chart, ChartQuery, ChartUnit, DottedLine, EntityNode, EntityTree, LastDay, NewReportingLine,
    OrganisationHit, OrganisationHits, OrganisationSearch, PositionList, PositionView, PositionsQuery, PutPosition,
    Seat,
};
