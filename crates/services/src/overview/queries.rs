//! The overview of a day.

use access::{Caller, Permission};
use kernel::Date;

use super::book::Book;
use super::figures::Figures;
use super::lines::Sources;
use super::views::{Overview, OverviewQuery};
use super::words;
use super::work::Work;
use crate::alerts::open_alerts;
use crate::{App, Result};

/// Figures over the people whom the caller may see, on a day.
pub async fn overview(app: &App, caller: &Caller, query: OverviewQuery) -> Result<Overview> {
    let day = query.as_of.unwrap_or_else(|| app.today());
    let known_at = app.now();
    let sources = sources(app, caller, day).await?;
    let figures = Figures { caller, sources: &sources };
    Ok(Overview {
        as_of: day,
        known_at,
        figures: figures.strip(),
        months: figures.months(),
        months_definition: words::MONTHS,
        breakdowns: figures.breakdowns(),
        bottleneck_lane: sources.work.as_ref().and_then(|work| work.summary().bottleneck),
    })
}

/// Reads what figures are counted from.
pub(super) async fn sources(app: &App, caller: &Caller, day: Date) -> Result<Sources> {
    let scope = caller.require(Permission::OverviewRead)?;
    let book = Book::read(app, &scope, day).await?;
    let work = Work::read(app, caller, day).await?;
    // An alert that has lapsed may not be used any more: there is no count of a past day.
    let alerts = if day == app.today() && caller.can(Permission::AlertRead).allowed {
        Some(open_alerts(app, caller).await?.into_iter().map(|(person, day)| (person.0, day)).collect())
    } else {
        None
    };
    Ok(Sources { book, alerts, work })
}
