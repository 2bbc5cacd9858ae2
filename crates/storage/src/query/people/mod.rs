//! The roster: persons with their employment and assignment on a day.
//!
//! A list picks its lines first, by index and in order, and joins what they show afterwards. Where the picking begins
//! decides how long it takes: with everybody in order of name when many match, with what the filter names when few do.
//! [`plan`] looks how many there are, up to a bound, before [`list`] chooses. See ADR 20.

mod hits;
mod pick;
mod version;

use std::borrow::Cow;

use access::Scope;
use kernel::{Date, Instant};
use sea_orm::sea_query::{Alias, Asterisk, Expr, ExprTrait, Order, Query, SelectStatement, SimpleExpr};
use sea_orm::{Condition, ConnectionTrait, DbErr, FromQueryResult, JoinType, QueryResult};
use uuid::Uuid;

pub(super) use super::scope::column;
use crate::names::Range;
use crate::rows::{assignment, employment, legal_entity, org_unit, person};
use crate::{Db, StorageError};

pub(super) use pick::{in_force, matches};
pub use version::people_version;

/// Up to so many lines are sorted after they were found; more are walked in order until a page is full.
pub const FEW: u64 = 2_500;

/// The same for a page of so many lines. Sorting costs by what was found, walking by what must be passed until the page
/// is full: the smaller the page, the sooner walking is the shorter way. In order of names passing is cheap. Not so for
/// a search in another order than its own: who is found by the beginning of a name stands together there, and a walk to
/// `zhao` passes nearly everybody.
fn few_for(filter: &RosterFilter, limit: u64) -> u64 {
    match pick::sort_of(filter) {
        // Rows of units lie together: passing one costs as much as passing one on the way through all.
        _ if pick::of_units(filter) => (limit * 80).clamp(1_000, 8_000),
        RosterSort::Match => FEW,
        _ if filter.search.is_some() => FEW,
        RosterSort::Name => (limit * 8).clamp(200, 800),
        RosterSort::Number | RosterSort::Hired => (limit * 40).clamp(200, FEW),
    }
}

/// By what the lines are ordered. The person breaks ties.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RosterSort {
    /// By pinyin of the name.
    #[default]
    Name,
    /// By employee number.
    Number,
    /// By first day of the employment.
    Hired,
    /// By what the search found: first whose name, pinyin, initials or number begins with the text, then those of whom
    /// it is a later part; each in order of that part. Without a search by name.
    Match,
}

/// `probation`, `active` or `leaving`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Within probation, no end known.
    Probation,
    /// Past probation, no end known.
    Active,
    /// An end is known.
    Leaving,
}

/// What to list.
#[derive(Debug, Clone)]
pub struct RosterFilter {
    /// The day.
    pub day: Date,
    /// As far as was known then.
    pub known_at: Instant,
    /// Whom the caller may see.
    pub scope: Scope,
    /// Name, pinyin, initials or employee number.
    pub search: Option<String>,
    /// Only this unit and everything below it on the day.
    pub unit: Option<Uuid>,
    /// Only this employer.
    pub legal_entity: Option<Uuid>,
    /// Only who reports to this person.
    pub manager: Option<Uuid>,
    /// Only these persons.
    pub persons: Option<Vec<Uuid>>,
    /// Only who stands so.
    pub standing: Option<Standing>,
    /// Only this kind of employment.
    pub kind: Option<String>,
    /// Only this work place.
    pub place: Option<String>,
    /// Only this level.
    pub job_level: Option<String>,
    /// Employed from this day on, or later.
    pub hired_from: Option<Date>,
    /// Employed before this day.
    pub hired_before: Option<Date>,
    /// With a contract whose first day after its end is not later than this.
    pub contract_until: Option<Date>,
    /// In which order.
    pub sort: RosterSort,
    /// Largest first.
    pub descending: bool,
    /// Continue after this position: the value of the order, and the person.
    pub after: Option<(String, Uuid)>,
}

impl RosterFilter {
    /// Everybody of a day whom the scope shows.
    pub const fn new(day: Date, known_at: Instant, scope: Scope) -> Self {
        Self {
            day,
            known_at,
            scope,
            search: None,
            unit: None,
            legal_entity: None,
            manager: None,
            persons: None,
            standing: None,
            kind: None,
            place: None,
            job_level: None,
            hired_from: None,
            hired_before: None,
            contract_until: None,
            sort: RosterSort::Name,
            descending: false,
            after: None,
        }
    }
}

/// One line of the roster. Plain columns only; sealed ones are read where they are shown.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct RosterRow {
    /// Who.
    pub person_id: Uuid,
    /// Name.
    pub full_name: String,
    /// Pinyin, the sort key.
    pub name_pinyin: String,
    /// Under which employment.
    pub employment_id: Uuid,
    /// Employee number.
    pub employee_no: String,
    /// Kind of employment.
    pub employment_kind: String,
    /// First day of the employment.
    pub hired_on: Date,
    /// First day after it, when an end is known.
    pub ends_on: Option<Date>,
    /// First day after probation.
    pub probation_until: Option<Date>,
    /// With which employer.
    pub legal_entity_id: Uuid,
    /// What the employer is called in short.
    pub legal_entity_name: Option<String>,
    /// With which employer the assignment is.
    pub assigned_entity_id: Uuid,
    /// In which unit.
    pub unit_id: Uuid,
    /// What the unit was called on the day.
    pub unit_name: Option<String>,
    /// To whom.
    pub manager_id: Option<Uuid>,
    /// What the manager is called.
    pub manager_name: Option<String>,
    /// As what.
    pub position: String,
    /// Level.
    pub job_level: Option<String>,
    /// Where.
    pub place: String,
}

/// How many match a filter, as far as matters for the way to find them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plan {
    /// At most [`FEW`]: found first, then sorted.
    Few,
    /// More: walked in order until the page is full.
    Many,
}

/// Lines, and how many there are in all where that was learnt on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterPage {
    /// The lines.
    pub rows: Vec<RosterRow>,
    /// All there are; `None`: nobody counted.
    pub total: Option<u64>,
    /// Where the next page continues: [`RosterFilter::after`]; `None`: nobody follows.
    pub next: Option<(String, Uuid)>,
}

/// Looks how many match, up to a bound: one statement, or none where it would not matter.
pub async fn plan(db: &Db<'_>, filter: &RosterFilter, limit: u64) -> Result<Plan, StorageError> {
    if filter.persons.as_ref().is_some_and(|persons| persons.len() as u64 <= FEW) {
        return Ok(Plan::Few);
    }
    let by_match = filter.sort == RosterSort::Match;
    if !pick::narrows(filter) && (by_match || filter.search.is_none()) {
        return Ok(Plan::Many);
    }
    let (few, filter) = sampled(filter, few_for(filter, limit));
    let bounded = |mut select: SelectStatement| {
        let mut count = Query::select();
        count.from_subquery(select.limit(few + 1).to_owned(), Alias::new("candidate"));
        count.expr_as(Expr::val(1).count(), Alias::new("n")).to_owned()
    };
    let mut select = bounded(pick::candidates(&filter));
    let found = pick::tokens(&filter).filter(|_| by_match).map(bounded);
    if let Some(found) = &found {
        select.expr_as(SimpleExpr::SubQuery(None, Box::new(found.clone().into())), Alias::new("found"));
    }
    let row = db.0.query_one(&select).await?;
    let number = |name| row.as_ref().map_or(Ok(0), |row| row.try_get::<i64>("", name)).map(i64::cast_unsigned);
    let most = if found.is_some() { Ord::min(few, number("found")?) } else { few };
    Ok(if number("n")? <= most { Plan::Few } else { Plan::Many })
}

/// Of very many units only some are looked at, and fewer are few then.
fn sampled(filter: &RosterFilter, few: u64) -> (u64, Cow<'_, RosterFilter>) {
    const UNITS: usize = 24;
    let share = filter.scope.units.len() / UNITS;
    if share < 2 || !pick::of_units(filter) || filter.unit.is_some() {
        return (few, Cow::Borrowed(filter));
    }
    let units = filter.scope.units.iter().copied().step_by(share).collect();
    let scope = Scope { units, ..filter.scope.clone() };
    (few / share as u64, Cow::Owned(RosterFilter { scope, ..filter.clone() }))
}

async fn number(db: &Db<'_>, select: &SelectStatement) -> Result<u64, StorageError> {
    let row = db.0.query_one(select).await?;
    let number: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
    Ok(number.cast_unsigned())
}

const COLUMNS: &[(&str, &str, &str)] = &[
    ("assignment", "person_id", "person_id"),
    ("person", "full_name", "full_name"),
    ("person", "name_pinyin", "name_pinyin"),
    ("assignment", "employment_id", "employment_id"),
    ("employment", "employee_no", "employee_no"),
    ("employment", "kind", "employment_kind"),
    ("employment", "valid_from", "hired_on"),
    ("employment", "valid_until", "ends_on"),
    ("employment", "probation_until", "probation_until"),
    ("employment", "legal_entity_id", "legal_entity_id"),
    ("legal_entity", "short_name", "legal_entity_name"),
    ("assignment", "legal_entity_id", "assigned_entity_id"),
    ("assignment", "unit_id", "unit_id"),
    ("org_unit", "name", "unit_name"),
    ("assignment", "manager_id", "manager_id"),
    ("boss", "full_name", "manager_name"),
    ("assignment", "position", "position"),
    ("assignment", "job_level", "job_level"),
    ("assignment", "place", "place"),
];

/// A page of the roster, in order: one statement; two where a search finds too few whose name begins with it.
pub async fn page(db: &Db<'_>, filter: &RosterFilter, plan: Plan, limit: u64) -> Result<RosterPage, StorageError> {
    let few = plan == Plan::Few;
    let counted = few && filter.after.is_none();
    // One more tells whether anybody follows.
    let one_more = limit.saturating_add(1);
    let mut found = match (pick::sort_of(filter), pick::ranges(filter)) {
        _ if few && pick::of_units(filter) => db.0.query_all(&of_units(filter, one_more, counted)).await?,
        (RosterSort::Name, _) if !few => db.0.query_all(&walked(filter, one_more)).await?,
        (RosterSort::Match, Some(ranges)) if !few => by_tokens(db, filter, &ranges, one_more).await?,
        _ => {
            let picked = pick::page(filter, few, one_more, counted);
            db.0.query_all(&filled_in(picked, filter, counted)).await?
        }
    };
    let follows = found.len() as u64 > limit;
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let total = match found.first() {
        Some(row) if counted => Some(row.try_get::<i64>("", "total")?.cast_unsigned()),
        _ => (filter.after.is_none() && !follows).then_some(found.len() as u64),
    };
    let next = found.last().filter(|_| follows).map(|row| position(filter, row)).transpose()?;
    let rows = found.iter().filter_map(line).collect::<Result<_, _>>()?;
    Ok(RosterPage { rows, total, next })
}

/// Walks through the tokens of a search: those with which a name begins and, when they do not fill the page, the others.
async fn by_tokens(
    db: &Db<'_>,
    filter: &RosterFilter,
    ranges: &[Range; 2],
    limit: u64,
) -> Result<Vec<QueryResult>, StorageError> {
    let mut found = Vec::new();
    for place in if filter.descending { [1, 0] } else { [0, 1] } {
        let left = limit.saturating_sub(found.len() as u64);
        if left > 0 {
            let mut walk = pick::in_order_of_tokens(filter, ranges, place, left);
            shown(&mut walk, filter, Shown::Roster);
            found.extend(db.0.query_all(&walk).await?);
        }
    }
    Ok(found)
}

/// By what a line stands where it does.
fn position(filter: &RosterFilter, row: &QueryResult) -> Result<(String, Uuid), StorageError> {
    let value = match pick::sort_of(filter) {
        RosterSort::Name => row.try_get("", "name_pinyin")?,
        RosterSort::Number => row.try_get("", "employee_no")?,
        RosterSort::Hired => row.try_get::<Date>("", "hired_on")?.to_string(),
        RosterSort::Match => String::from_utf8_lossy(&row.try_get::<Vec<u8>>("", "position_value")?).into_owned(),
    };
    Ok((value, row.try_get("", "person_id")?))
}

/// Joins what picked lines show, in their order.
fn filled_in(picked: SelectStatement, filter: &RosterFilter, counted: bool) -> SelectStatement {
    let of_page = |name: &'static str| column("page", name);
    let mut select = Query::select();
    select
        .from_subquery(picked, Alias::new("page"))
        .inner_join(person::Entity, column("person", "id").eq(of_page("person_id")))
        .inner_join(employment::Entity, column("employment", "row_id").eq(of_page("employment_row")))
        .inner_join(assignment::Entity, column("assignment", "row_id").eq(of_page("assignment_row")));
    shown(&mut select, filter, Shown::Rows);
    for name in ["position_value"].into_iter().chain(counted.then_some("total")) {
        select.expr_as(of_page(name), Alias::new(name));
    }
    let order = if filter.descending { Order::Desc } else { Order::Asc };
    for name in ["position_value", "person_id"] {
        select.order_by((Alias::new("page"), Alias::new(name)), order.clone());
    }
    select
}

/// Walks through everybody in order of names. What is walked in order needs no second look: whatever a line shows is
/// joined when the line is found. Ordered once more, the lines are held until the page is full: each that is handed over
/// alone wakes who waits for it, and with many to pass by in between that costs more than the walk.
fn walked(filter: &RosterFilter, limit: u64) -> SelectStatement {
    let mut walk = pick::in_order_of_names(filter, limit);
    shown(&mut walk, filter, Shown::Roster);
    let mut select = Query::select();
    select.column(Asterisk).from_subquery(walk, Alias::new("page"));
    pick::in_order_of(&mut select, filter, "page");
    select
}

/// Sorts the lines of a few units and joins what those of the page show.
fn of_units(filter: &RosterFilter, limit: u64, counted: bool) -> SelectStatement {
    let mut picked = pick::assigned(filter, limit);
    picked.column(Asterisk);
    if counted {
        picked.expr_as(Expr::cust("COUNT(*) OVER ()"), Alias::new("total"));
    }
    let mut select = Query::select();
    select.from_subquery(picked, Alias::new("roster")).left_join(
        employment::Entity,
        Condition::all()
            .add(column("employment", "employment_id").eq(column("roster", "employment_id")))
            .add(in_force("employment", filter.day, filter.known_at)),
    );
    shown(&mut select, filter, Shown::Roster);
    if counted {
        select.expr_as(column("roster", "total"), Alias::new("total"));
    }
    pick::in_order_of(&mut select, filter, "roster");
    select
}

/// A line without an employment that holds is none. Its place in the order counts all the same: the next page goes on
/// from there.
fn line(row: &QueryResult) -> Option<Result<RosterRow, DbErr>> {
    match row.try_get::<Option<String>>("", "employee_no") {
        Ok(None) => None,
        Ok(Some(_)) => Some(RosterRow::from_query_result(row, "")),
        Err(error) => Some(Err(error)),
    }
}

/// What a line shows: of the person, the manager and the assignment, from where they stand in the query.
fn shown(select: &mut SelectStatement, filter: &RosterFilter, from: Shown) {
    let (person, assignment) = match from {
        Shown::Roster => ("roster", "roster"),
        Shown::Rows => ("person", "assignment"),
    };
    select
        .left_join(legal_entity::Entity, column("legal_entity", "id").eq(column("employment", "legal_entity_id")))
        .left_join(
            org_unit::Entity,
            Condition::all().add(column("org_unit", "unit_id").eq(column(assignment, "unit_id"))).add(in_force(
                "org_unit",
                filter.day,
                filter.known_at,
            )),
        );
    if from == Shown::Rows {
        let boss = Alias::new("boss");
        select.join_as(
            JoinType::LeftJoin,
            person::Entity,
            boss,
            column("boss", "id").eq(column(assignment, "manager_id")),
        );
    }
    for (table, name, alias) in COLUMNS {
        let value = match (*table, from) {
            ("boss", Shown::Roster) => column("roster", "manager_name"),
            ("person", _) => column(person, name),
            ("assignment", _) => column(assignment, name),
            _ => column(table, name),
        };
        select.expr_as(value, Alias::new(*alias));
    }
}

/// Where in a query person, manager and assignment stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shown {
    /// In the copy, all three.
    Roster,
    /// In their own tables.
    Rows,
}

/// The same for who wants lines alone: two statements.
pub async fn list(db: &Db<'_>, filter: &RosterFilter, limit: u64) -> Result<Vec<RosterRow>, StorageError> {
    Ok(page(db, filter, plan(db, filter, limit).await?, limit).await?.rows)
}

/// Asks a query of its own over person, employment and assignment for what a line shows; what units, employers and
/// managers are called is left to the asker.
pub(super) fn columns_of_roster(select: &mut SelectStatement) {
    for (table, name, alias) in COLUMNS {
        let value = match *table {
            "person" | "employment" | "assignment" => column(table, name),
            _ => Expr::value(Option::<String>::None),
        };
        select.expr_as(value, Alias::new(*alias));
    }
}

/// How many the filter finds: one statement, and not a fast one when there are many.
pub async fn count(db: &Db<'_>, filter: &RosterFilter) -> Result<u64, StorageError> {
    let filter = RosterFilter { after: None, sort: RosterSort::Name, ..filter.clone() };
    let mut select = Query::select();
    select.from_subquery(pick::lines(&filter, true), Alias::new("line")).expr_as(Expr::val(1).count(), Alias::new("n"));
    number(db, &select).await
}

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectOptions, Database, DbBackend, Statement};
    use sea_orm_migration::MigratorTrait as _;

    use super::*;

    /// How SQLite goes about a statement in an empty store.
    async fn way(select: &SelectStatement) -> String {
        let mut options = ConnectOptions::new("sqlite::memory:");
        options.max_connections(1);
        let db = Database::connect(options).await.unwrap();
        crate::migrations::Migrator::up(&db, None).await.unwrap();
        let statement = DbBackend::Sqlite.build(select);
        let explained = Statement { sql: format!("EXPLAIN QUERY PLAN {}", statement.sql), ..statement };
        let steps = db.query_all_raw(explained).await.unwrap();
        steps.iter().map(|step| step.try_get::<String>("", "detail").unwrap() + "\n").collect()
    }

    fn of_some_units() -> RosterFilter {
        let day = Date::from_ymd_opt(2026, 11, 20).unwrap();
        let unit = Some(Uuid::from_u128(1));
        RosterFilter { unit, ..RosterFilter::new(day, Instant::from_micros(0), Scope::everything()) }
    }

    #[test]
    fn of_hundreds_of_units_a_tenth_tells_whether_few_are_meant() {
        let units = (0..240).map(Uuid::from_u128).collect();
        let filter = RosterFilter { unit: None, ..of_some_units() };
        let filter = RosterFilter { scope: Scope { units, ..Scope::default() }, ..filter };
        let (few, some) = sampled(&filter, 8_000);
        assert_eq!((few, some.scope.units.len()), (800, 24));
        let filter = RosterFilter { unit: Some(Uuid::nil()), ..filter };
        let (few, all) = sampled(&filter, 8_000);
        assert_eq!((few, all.scope.units.len()), (8_000, 240), "the unit may be outside of what is looked at");
    }

    #[tokio::test]
    async fn a_walk_to_many_passes_by_in_order_of_names_and_the_few_of_units_are_read_where_they_lie_together() {
        let walk = way(&walked(&of_some_units(), 101)).await;
        assert!(walk.contains("SCAN roster\n"), "{walk}");
        let few = way(&of_units(&of_some_units(), 101, true)).await;
        assert!(few.contains("SEARCH roster USING COVERING INDEX idx_roster_of_unit (unit_id=?)\n"), "{few}");
    }
}
