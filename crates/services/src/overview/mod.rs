//! Figures over people: headcount, hires, leavers, turnover and its slices, what retention achieved, leaving work.
//!
//! A figure is named by a [`key::FigureKey`]. One function gives its rows, and the figure is counted from them, so
//! that what the page opens behind a figure is what was counted. Everything is computed in memory from a few bulk
//! reads that are narrowed by scope in SQL. Groups of fewer than five people are hidden (`law/SPEC` S-10), and one
//! more with them where the total would give them away.

mod book;
mod figures;
mod key;
mod lines;
mod queries;
mod rows;
mod views;
mod words;
mod work;

pub use queries::overview;
pub use rows::list_figure_rows;
pub use views::{
    Breakdown, Figure, FigureGroup, FigureRow, FigureRows, FigureRowsQuery, FigureUnit, MonthPoint, Outcome, Overview,
    OverviewQuery,
};

#[cfg(test)]
mod tests;
