//! Which lines: the rows of employment and assignment behind them, without what they show.

use kernel::{Date, Instant};
use sea_orm::Condition;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query, SelectStatement, SimpleExpr};

use super::super::scope::{column, narrow};
use super::{RosterFilter, RosterSort, Standing};
use crate::names::beginning_with;
use crate::rows::{assignment, contract, employment, person, person_token};
use crate::types::Stamp;

pub(in crate::query) fn in_force(table: &'static str, day: Date, known_at: Instant) -> Condition {
    let stamp = Stamp::from(known_at);
    Condition::all()
        .add(column(table, "valid_from").lte(day))
        .add(Condition::any().add(column(table, "valid_until").is_null()).add(column(table, "valid_until").gt(day)))
        .add(column(table, "known_from").lte(stamp))
        .add(Condition::any().add(column(table, "known_until").is_null()).add(column(table, "known_until").gt(stamp)))
}

/// Where the picking begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Start {
    /// With what is searched for.
    Tokens,
    /// With named persons.
    Persons,
    /// With contracts that end.
    Contracts,
    /// With employments.
    Employments,
    /// With assignments.
    Assignments,
}

/// What of a filter names the fewest, as a rule.
fn start(filter: &RosterFilter) -> Start {
    if filter.persons.is_some() {
        Start::Persons
    } else if range(filter).is_some() {
        Start::Tokens
    } else if filter.contract_until.is_some() {
        Start::Contracts
    } else if filter.manager.is_some() || filter.units.is_some() {
        Start::Assignments
    } else if filter.hired_from.is_some() || matches!(filter.standing, Some(Standing::Leaving | Standing::Probation)) {
        Start::Employments
    } else {
        Start::Assignments
    }
}

fn range(filter: &RosterFilter) -> Option<(Vec<u8>, Vec<u8>)> {
    filter.search.as_deref().and_then(beginning_with)
}

/// Whether the search holds nothing that could be compared: then nobody is found.
fn searches_for_nothing(filter: &RosterFilter) -> bool {
    filter.search.as_deref().is_some_and(|text| !text.trim().is_empty()) && range(filter).is_none()
}

fn tokens((from, before): (Vec<u8>, Vec<u8>)) -> SelectStatement {
    Query::select()
        .distinct()
        .expr_as(column("person_token", "person_id"), Alias::new("person_id"))
        .from(person_token::Entity)
        .and_where(column("person_token", "token").gte(from))
        .and_where(column("person_token", "token").lt(before))
        .to_owned()
}

/// Whom a search finds, as a condition on `person`.
pub(in crate::query) fn matches(search: &str) -> Condition {
    let condition = match beginning_with(search) {
        Some(range) => Expr::exists(tokens_of_person(range)),
        None => Expr::value(false),
    };
    Condition::all().add(condition)
}

fn tokens_of_person((from, before): (Vec<u8>, Vec<u8>)) -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from(person_token::Entity)
        .and_where(column("person_token", "person_id").eq(column("person", "id")))
        .and_where(column("person_token", "token").gte(from))
        .and_where(column("person_token", "token").lt(before))
        .to_owned()
}

fn ending_contracts(filter: &RosterFilter, until: Date) -> SelectStatement {
    Query::select()
        .distinct()
        .expr_as(column("contract", "employment_id"), Alias::new("employment_id"))
        .from(contract::Entity)
        .and_where(column("contract", "valid_until").lte(until))
        .cond_where(in_force("contract", filter.day, filter.known_at))
        .to_owned()
}

/// A superset of the lines that is quick to walk through: enough to tell few from many.
pub(super) fn candidates(filter: &RosterFilter) -> SelectStatement {
    let one = Expr::val(1);
    let (day, known_at) = (filter.day, filter.known_at);
    let mut select = match (start(filter), range(filter)) {
        (Start::Tokens, Some(range)) => {
            return Query::select()
                .expr_as(one, Alias::new("one"))
                .from(person_token::Entity)
                .and_where(column("person_token", "token").gte(range.0))
                .and_where(column("person_token", "token").lt(range.1))
                .to_owned();
        }
        (Start::Contracts, _) => ending_contracts(filter, filter.contract_until.unwrap_or(day)),
        (Start::Employments, _) => Query::select()
            .from(employment::Entity)
            .cond_where(in_force("employment", day, known_at))
            .cond_where(employment_conditions(filter))
            .to_owned(),
        _ => Query::select()
            .from(assignment::Entity)
            .cond_where(in_force("assignment", day, known_at))
            .cond_where(assignment_conditions(filter))
            .to_owned(),
    };
    select.clear_selects().expr_as(one, Alias::new("one"));
    select
}

fn assignment_conditions(filter: &RosterFilter) -> Condition {
    let mut all = narrow(&filter.scope, "assignment");
    if !filter.scope.everything {
        all = Condition::all().add(all);
    }
    if let Some(units) = &filter.units {
        all = all.add(column("assignment", "unit_id").is_in(units.iter().copied()));
    }
    if let Some(manager) = filter.manager {
        all = all.add(column("assignment", "manager_id").eq(manager));
    }
    if let Some(place) = &filter.place {
        all = all.add(column("assignment", "place").eq(place.clone()));
    }
    if let Some(level) = &filter.job_level {
        all = all.add(column("assignment", "job_level").eq(level.clone()));
    }
    all
}

fn employment_conditions(filter: &RosterFilter) -> Condition {
    let own = |name| column("employment", name);
    let mut all = Condition::all();
    if let Some(entity) = filter.legal_entity {
        all = all.add(own("legal_entity_id").eq(entity));
    }
    if let Some(kind) = &filter.kind {
        all = all.add(own("kind").eq(kind.clone()));
    }
    if let Some(day) = filter.hired_from {
        all = all.add(own("valid_from").gte(day));
    }
    if let Some(day) = filter.hired_before {
        all = all.add(own("valid_from").lt(day));
    }
    match filter.standing {
        None => all,
        Some(Standing::Leaving) => all.add(own("valid_until").is_not_null()),
        Some(Standing::Probation) => all.add(own("valid_until").is_null()).add(own("probation_until").gt(filter.day)),
        Some(Standing::Active) => all
            .add(own("valid_until").is_null())
            .add(Condition::any().add(own("probation_until").is_null()).add(own("probation_until").lte(filter.day))),
    }
}

/// The tables in the order in which they are walked. SQLite keeps to the order of a cross join; PostgreSQL knows how
/// its values are distributed, and takes it as any other join.
fn from(filter: &RosterFilter, few: bool) -> SelectStatement {
    let mut select = Query::select();
    let by_person = |select: &mut SelectStatement, person: SimpleExpr| {
        select
            .cross_join(employment::Entity)
            .cross_join(assignment::Entity)
            .and_where(column("employment", "person_id").eq(person))
            .and_where(column("assignment", "employment_id").eq(column("employment", "employment_id")));
    };
    let start = if few { Some(start(filter)) } else { None };
    match (start, range(filter)) {
        (Some(Start::Tokens), Some(range)) => {
            select.from_subquery(tokens(range), Alias::new("hit")).cross_join(person::Entity);
            select.and_where(column("person", "id").eq(column("hit", "person_id")));
            by_person(&mut select, column("person", "id"));
        }
        (Some(Start::Contracts), _) => {
            let ending = ending_contracts(filter, filter.contract_until.unwrap_or(filter.day));
            select.from_subquery(ending, Alias::new("ending"));
            select.cross_join(employment::Entity).cross_join(assignment::Entity).cross_join(person::Entity);
            select
                .and_where(column("employment", "employment_id").eq(column("ending", "employment_id")))
                .and_where(column("assignment", "employment_id").eq(column("ending", "employment_id")))
                .and_where(column("person", "id").eq(column("employment", "person_id")));
        }
        (Some(Start::Employments), _) => {
            select.from(employment::Entity).cross_join(assignment::Entity).cross_join(person::Entity);
            select
                .and_where(column("assignment", "employment_id").eq(column("employment", "employment_id")))
                .and_where(column("person", "id").eq(column("employment", "person_id")));
        }
        (Some(Start::Assignments), _) => {
            select.from(assignment::Entity).cross_join(employment::Entity).cross_join(person::Entity);
            select
                .and_where(column("employment", "employment_id").eq(column("assignment", "employment_id")))
                .and_where(column("person", "id").eq(column("assignment", "person_id")));
        }
        (None, _) if filter.sort != RosterSort::Name => {
            select.from(employment::Entity).cross_join(assignment::Entity).cross_join(person::Entity);
            select
                .and_where(column("assignment", "employment_id").eq(column("employment", "employment_id")))
                .and_where(column("person", "id").eq(column("employment", "person_id")));
        }
        // Most persons are passed by for where they work: one look into an index that holds it all tells.
        _ if narrows_assignments(filter) => {
            select.from(person::Entity).cross_join(assignment::Entity).cross_join(employment::Entity);
            select
                .and_where(column("assignment", "person_id").eq(column("person", "id")))
                .and_where(column("employment", "employment_id").eq(column("assignment", "employment_id")));
        }
        _ => {
            select.from(person::Entity);
            by_person(&mut select, column("person", "id"));
        }
    }
    select
}

const fn narrows_assignments(filter: &RosterFilter) -> bool {
    !filter.scope.everything || filter.units.is_some() || filter.manager.is_some()
}

/// The lines of a filter; `few`: begin with what it names, else with everybody in order.
pub(super) fn picked(filter: &RosterFilter, few: bool) -> SelectStatement {
    let mut select = from(filter, few);
    select
        .cond_where(in_force("employment", filter.day, filter.known_at))
        .cond_where(in_force("assignment", filter.day, filter.known_at))
        .cond_where(assignment_conditions(filter))
        .cond_where(employment_conditions(filter));
    if let Some(persons) = &filter.persons {
        select.and_where(column("person", "id").is_in(persons.iter().copied()));
    }
    if searches_for_nothing(filter) {
        select.and_where(Expr::value(false));
    }
    let begins_with_tokens = few && start(filter) == Start::Tokens;
    if let Some(range) = range(filter).filter(|_| !begins_with_tokens) {
        select.and_where(Expr::exists(tokens_of_person(range)));
    }
    let begins_with_contracts = few && start(filter) == Start::Contracts;
    if let Some(until) = filter.contract_until.filter(|_| !begins_with_contracts) {
        let mut ending = ending_contracts(filter, until);
        ending.and_where(column("contract", "employment_id").eq(column("employment", "employment_id")));
        select.and_where(Expr::exists(ending));
    }
    let (table, name) = sort_column(filter.sort);
    select
        .expr_as(column("employment", "person_id"), Alias::new("person_id"))
        .expr_as(column("employment", "row_id"), Alias::new("employment_row"))
        .expr_as(column("assignment", "row_id"), Alias::new("assignment_row"))
        .expr_as(column(table, name), Alias::new("position_value"));
    if let Some(after) = &filter.after {
        // Said twice: an index can begin at the first, but not at an "or".
        let (by, at) = (|| sorted_by(filter.sort), || value(filter.sort, &after.0));
        select.and_where(if filter.descending { by().lte(at()) } else { by().gte(at()) });
        let further = if filter.descending { by().lt(at()) } else { by().gt(at()) };
        let tied = Condition::all().add(by().eq(at())).add(beyond_person(filter, after.1));
        select.cond_where(Condition::any().add(further).add(tied));
    }
    select
}

const fn sort_column(sort: RosterSort) -> (&'static str, &'static str) {
    match sort {
        RosterSort::Name => ("person", "name_pinyin"),
        RosterSort::Number => ("employment", "employee_no"),
        RosterSort::Hired => ("employment", "valid_from"),
    }
}

fn sorted_by(sort: RosterSort) -> SimpleExpr {
    let (table, name) = sort_column(sort);
    column(table, name)
}

fn value(sort: RosterSort, text: &str) -> SimpleExpr {
    match sort {
        RosterSort::Hired => Expr::value(text.parse::<Date>().unwrap_or_default()),
        RosterSort::Name | RosterSort::Number => Expr::value(text.to_owned()),
    }
}

fn beyond_person(filter: &RosterFilter, person: uuid::Uuid) -> SimpleExpr {
    let by = tie(filter.sort);
    if filter.descending { by.lt(person) } else { by.gt(person) }
}

/// The person as the index of the order holds it.
fn tie(sort: RosterSort) -> SimpleExpr {
    match sort {
        RosterSort::Name => column("person", "id"),
        RosterSort::Number | RosterSort::Hired => column("employment", "person_id"),
    }
}

pub(super) fn in_order(select: &mut SelectStatement, filter: &RosterFilter) {
    let order = if filter.descending { Order::Desc } else { Order::Asc };
    select.order_by_expr(sorted_by(filter.sort), order.clone()).order_by_expr(tie(filter.sort), order);
}
