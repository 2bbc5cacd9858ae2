//! Which lines: the rows of employment and assignment behind them, without what they show.

use kernel::{Date, Instant};
use sea_orm::Condition;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Func, IntoTableRef, Order, Query, SelectStatement, SimpleExpr};

use super::super::reach::{self, Tree};
use super::super::scope::{column, narrow_by};
use super::hits::{self, HIT};
use super::{RosterFilter, RosterSort, Standing};
use crate::names::Range;
use crate::rows::{assignment, contract, employment, person, person_token, roster};
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

/// What of a filter names the fewest, as a rule. Lines in order of what was found begin with the tokens when many are
/// walked through, and never otherwise.
fn start(filter: &RosterFilter) -> Start {
    if filter.persons.is_some() {
        Start::Persons
    } else if filter.sort != RosterSort::Match && ranges(filter).is_some() {
        Start::Tokens
    } else if filter.contract_until.is_some() {
        Start::Contracts
    } else if filter.manager.is_some() || filter.unit.is_some() {
        Start::Assignments
    } else if filter.hired_from.is_some() || matches!(filter.standing, Some(Standing::Leaving | Standing::Probation)) {
        Start::Employments
    } else {
        Start::Assignments
    }
}

pub(super) fn ranges(filter: &RosterFilter) -> Option<[Range; 2]> {
    hits::ranges(filter.search.as_deref())
}

/// Whether anything besides the search keeps lines away.
pub(super) fn narrows(filter: &RosterFilter) -> bool {
    let RosterFilter { unit, legal_entity, manager, persons, standing, kind, place, job_level, .. } = filter;
    !filter.scope.everything
        || unit.is_some()
        || legal_entity.is_some()
        || manager.is_some()
        || persons.is_some()
        || standing.is_some()
        || kind.is_some()
        || place.is_some()
        || job_level.is_some()
        || filter.hired_from.is_some()
        || filter.hired_before.is_some()
        || filter.contract_until.is_some()
}

/// Whether units alone say who is meant, in order of names: an index holds such lines with all that they show of person
/// and assignment.
pub(super) fn of_units(filter: &RosterFilter) -> bool {
    let RosterFilter { scope, unit, search, persons, standing, kind, legal_entity, .. } = filter;
    let others = scope.persons.is_empty() && scope.managers.is_empty() && scope.legal_entities.is_empty();
    let of_employment = standing.is_some()
        || kind.is_some()
        || legal_entity.is_some()
        || filter.hired_from.is_some()
        || filter.hired_before.is_some()
        || filter.contract_until.is_some();
    sort_of(filter) == RosterSort::Name
        && search.is_none()
        && persons.is_none()
        && !of_employment
        && (unit.is_some() || !scope.everything && others && !scope.units.is_empty())
}

/// Whether the search holds nothing that could be compared: then nobody is found.
fn searches_for_nothing(filter: &RosterFilter) -> bool {
    filter.search.as_deref().is_some_and(|text| !text.trim().is_empty()) && ranges(filter).is_none()
}

/// Whom a search finds, as a condition on `person`.
pub(in crate::query) fn matches(search: &str) -> Condition {
    let found = hits::ranges(Some(search));
    let condition = found.map_or_else(|| Expr::value(false), |ranges| hits::finds(&ranges, column("person", "id")));
    Condition::all().add(condition)
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
    let (day, known_at) = (filter.day, filter.known_at);
    let mut select = match (start(filter), ranges(filter)) {
        // What was and will be counts, too: it has to be passed by.
        _ if of_units(filter) => {
            Query::select().from(roster::Entity).cond_where(assignment_conditions(filter, "roster")).to_owned()
        }
        (Start::Tokens, Some(ranges)) => return hits::tokens(&ranges),
        (Start::Contracts, _) => ending_contracts(filter, filter.contract_until.unwrap_or(day)),
        (Start::Employments, _) => Query::select()
            .from(employment::Entity)
            .cond_where(in_force("employment", day, known_at))
            .cond_where(employment_conditions(filter))
            .to_owned(),
        _ => Query::select()
            .from(assignment::Entity)
            .cond_where(in_force("assignment", day, known_at))
            .cond_where(assignment_conditions(filter, "assignment"))
            .to_owned(),
    };
    select.clear_selects().expr_as(Expr::val(1), Alias::new("one"));
    select
}

/// The tokens that a search finds, to be counted.
pub(super) fn tokens(filter: &RosterFilter) -> Option<SelectStatement> {
    ranges(filter).map(|ranges| hits::tokens(&ranges))
}

/// Of an assignment, or of its copy in the roster.
fn assignment_conditions(filter: &RosterFilter, table: &'static str) -> Condition {
    conditions_by(filter, |name| column(table, name))
}

/// The same of the roster on the way through all of it. No index knows such a value, or the engine would leave the way,
/// gather everybody of the units, and sort them.
fn passing_conditions(filter: &RosterFilter) -> Condition {
    conditions_by(filter, |name| Func::coalesce([column("roster", name), column("roster", name)]).into())
}

fn conditions_by(filter: &RosterFilter, column: impl Fn(&str) -> SimpleExpr) -> Condition {
    let mut all = narrow_by(&filter.scope, &column);
    if !filter.scope.everything {
        all = Condition::all().add(all);
    }
    if let Some(unit) = filter.unit {
        let below = reach::below(Tree::Units, Expr::value(unit), filter.day, filter.known_at);
        all = all.add(column("unit_id").in_subquery(below));
    }
    if let Some(manager) = filter.manager {
        all = all.add(column("manager_id").eq(manager));
    }
    if let Some(place) = &filter.place {
        all = all.add(column("place").eq(place.clone()));
    }
    if let Some(level) = &filter.job_level {
        all = all.add(column("job_level").eq(level.clone()));
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
    match (start, ranges(filter)) {
        (Some(Start::Tokens), Some(ranges)) => {
            select.from_subquery(hits::persons(&ranges), Alias::new("found")).cross_join(person::Entity);
            select.and_where(column("person", "id").eq(column("found", "person_id")));
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
        (None, _) if sort_of(filter) != RosterSort::Name => {
            select.from(employment::Entity).cross_join(assignment::Entity).cross_join(person::Entity);
            select
                .and_where(column("assignment", "employment_id").eq(column("employment", "employment_id")))
                .and_where(column("person", "id").eq(column("employment", "person_id")));
        }
        _ => {
            select.from(person::Entity);
            by_person(&mut select, column("person", "id"));
        }
    }
    select
}

/// A page of lines in order, without what they show. `counted` adds how many there are.
pub(super) fn page(filter: &RosterFilter, few: bool, limit: u64, counted: bool) -> SelectStatement {
    let mut select = lines(filter, few);
    if counted {
        select.expr_as(Expr::cust("COUNT(*) OVER ()"), Alias::new("total"));
    }
    in_order(&mut select, filter);
    select.limit(limit);
    select
}

/// The assignments in order of names, each with its employment: whoever is passed by costs a look at the next row.
pub(super) fn in_order_of_names(filter: &RosterFilter, limit: u64) -> SelectStatement {
    let mut select = of_roster(filter, passing_conditions(filter), limit);
    select
        .cross_join(employment::Entity)
        .and_where(column("employment", "employment_id").eq(column("roster", "employment_id")));
    if let Some(persons) = &filter.persons {
        select.and_where(column("roster", "person_id").is_in(persons.iter().copied()));
    }
    if let Some(ranges) = ranges(filter) {
        select.and_where(hits::finds(&ranges, column("roster", "person_id")));
    }
    of_employment(&mut select, filter, filter.contract_until);
    select
}

/// The assignments alone, by unit.
pub(super) fn assigned(filter: &RosterFilter, limit: u64) -> SelectStatement {
    of_roster(filter, assignment_conditions(filter, "roster"), limit)
}

fn of_roster(filter: &RosterFilter, conditions: Condition, limit: u64) -> SelectStatement {
    let mut select = Query::select();
    select.from(roster::Entity).cond_where(in_force("roster", filter.day, filter.known_at)).cond_where(conditions);
    beyond(&mut select, filter, || column("roster", "name_pinyin"), || column("roster", "person_id"));
    in_order_of(&mut select, filter, "roster");
    select.limit(limit).to_owned()
}

/// Puts lines of the roster, or of what was picked of it, into order.
pub(super) fn in_order_of(select: &mut SelectStatement, filter: &RosterFilter, table: &'static str) {
    for name in ["name_pinyin", "person_id"] {
        select.order_by_expr(column(table, name), order(filter));
    }
}

/// The assignments in order of one range of a search's tokens, each with its employment, until so many are found.
pub(super) fn in_order_of_tokens(
    filter: &RosterFilter,
    ranges: &[Range; 2],
    place: usize,
    limit: u64,
) -> SelectStatement {
    let mut select = Query::select();
    // The pinyin of the name leads into the roster, where all of a line but the employment lies together.
    select
        .from_as(person_token::Entity, Alias::new(HIT))
        .cross_join(person::Entity)
        .cross_join(roster::Entity)
        .cross_join(employment::Entity)
        .cond_where(hits::best(ranges, Some(place)))
        .and_where(column("person", "id").eq(column(HIT, "person_id")))
        .and_where(column("roster", "name_pinyin").eq(column("person", "name_pinyin")))
        .and_where(column("roster", "person_id").eq(column(HIT, "person_id")))
        .and_where(column("employment", "employment_id").eq(column("roster", "employment_id")))
        .cond_where(in_force("roster", filter.day, filter.known_at))
        .cond_where(assignment_conditions(filter, "roster"));
    if let Some(persons) = &filter.persons {
        select.and_where(column(HIT, "person_id").is_in(persons.iter().copied()));
    }
    of_employment(&mut select, filter, filter.contract_until);
    beyond(&mut select, filter, || sorted_by(filter), || tie(filter));
    select.expr_as(sorted_by(filter), Alias::new("position_value"));
    in_order(&mut select, filter);
    select.limit(limit).to_owned()
}

/// The lines of a filter; `few`: begin with what it names, else with everybody in order.
pub(super) fn lines(filter: &RosterFilter, few: bool) -> SelectStatement {
    let mut select = from(filter, few);
    let begun = |with: Start| few && start(filter) == with;
    match ranges(filter) {
        Some(ranges) if filter.sort == RosterSort::Match => {
            select
                .cross_join(person_token::Entity.into_table_ref().alias(Alias::new(HIT)))
                .and_where(column(HIT, "person_id").eq(column("employment", "person_id")))
                .cond_where(hits::best(&ranges, None));
        }
        Some(ranges) if !begun(Start::Tokens) => {
            select.and_where(hits::finds(&ranges, column("person", "id")));
        }
        _ => {}
    }
    if let Some(persons) = &filter.persons {
        select.and_where(column("person", "id").is_in(persons.iter().copied()));
    }
    narrowed(&mut select, filter, filter.contract_until.filter(|_| !begun(Start::Contracts)));
    select
}

/// What every line must fulfil, and what is picked of it.
fn narrowed(select: &mut SelectStatement, filter: &RosterFilter, contract_until: Option<Date>) {
    select
        .cond_where(in_force("assignment", filter.day, filter.known_at))
        .cond_where(assignment_conditions(filter, "assignment"));
    of_employment(select, filter, contract_until);
    select
        .expr_as(column("employment", "person_id"), Alias::new("person_id"))
        .expr_as(column("employment", "row_id"), Alias::new("employment_row"))
        .expr_as(column("assignment", "row_id"), Alias::new("assignment_row"))
        .expr_as(sorted_by(filter), Alias::new("position_value"));
    beyond(select, filter, || sorted_by(filter), || tie(filter));
}

fn of_employment(select: &mut SelectStatement, filter: &RosterFilter, contract_until: Option<Date>) {
    select.cond_where(in_force("employment", filter.day, filter.known_at)).cond_where(employment_conditions(filter));
    if searches_for_nothing(filter) {
        select.and_where(Expr::value(false));
    }
    if let Some(until) = contract_until {
        let mut ending = ending_contracts(filter, until);
        ending.and_where(column("contract", "employment_id").eq(column("employment", "employment_id")));
        select.and_where(Expr::exists(ending));
    }
}

/// Only what follows the last page.
fn beyond(
    select: &mut SelectStatement,
    filter: &RosterFilter,
    by: impl Fn() -> SimpleExpr,
    tie: impl Fn() -> SimpleExpr,
) {
    let Some((text, person)) = &filter.after else { return };
    let at = || value(filter, text);
    let (from, further, others) = if filter.descending {
        (by().lte(at()), by().lt(at()), tie().lt(*person))
    } else {
        (by().gte(at()), by().gt(at()), tie().gt(*person))
    };
    // Said twice: an index can begin at the first, but not at an "or".
    let tied = Condition::all().add(by().eq(at())).add(others);
    select.and_where(from).cond_where(Condition::any().add(further).add(tied));
}

fn sorted_by(filter: &RosterFilter) -> SimpleExpr {
    match sort_of(filter) {
        RosterSort::Name => column("person", "name_pinyin"),
        RosterSort::Number => column("employment", "employee_no"),
        RosterSort::Hired => column("employment", "valid_from"),
        RosterSort::Match => column(HIT, "token"),
    }
}

/// Without a search there is nothing by which somebody was found.
pub(super) fn sort_of(filter: &RosterFilter) -> RosterSort {
    match filter.sort {
        RosterSort::Match if ranges(filter).is_none() => RosterSort::Name,
        sort => sort,
    }
}

fn value(filter: &RosterFilter, text: &str) -> SimpleExpr {
    match sort_of(filter) {
        RosterSort::Hired => Expr::value(text.parse::<Date>().unwrap_or_default()),
        RosterSort::Match => Expr::value(text.as_bytes().to_vec()),
        RosterSort::Name | RosterSort::Number => Expr::value(text.to_owned()),
    }
}

/// The person as the index of the order holds it.
fn tie(filter: &RosterFilter) -> SimpleExpr {
    match sort_of(filter) {
        RosterSort::Name => column("person", "id"),
        RosterSort::Number | RosterSort::Hired => column("employment", "person_id"),
        RosterSort::Match => column(HIT, "person_id"),
    }
}

const fn order(filter: &RosterFilter) -> Order {
    if filter.descending { Order::Desc } else { Order::Asc }
}

fn in_order(select: &mut SelectStatement, filter: &RosterFilter) {
    select.order_by_expr(sorted_by(filter), order(filter)).order_by_expr(tie(filter), order(filter));
}
