//! Whom a search finds, and by what of them: the names that begin with the text before those that go on with it.

use sea_orm::Condition;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement, SimpleExpr, UnionType};

use super::super::scope::column;
use crate::names::{Range, beginning_with};
use crate::rows::person_token;

/// Under this name the token that found a line stands in a query.
pub(super) const HIT: &str = "hit";

/// Those of a search, the better ones first.
pub(super) fn ranges(search: Option<&str>) -> Option<[Range; 2]> {
    search.and_then(beginning_with)
}

fn within(table: &'static str, (from, before): &Range) -> Condition {
    let token = || column(table, "token");
    Condition::all().add(token().gte(from.clone())).add(token().lt(before.clone()))
}

fn within_any(table: &'static str, ranges: &[Range; 2]) -> Condition {
    ranges.iter().fold(Condition::any(), |any, range| any.add(within(table, range)))
}

/// Every person once.
pub(super) fn persons(ranges: &[Range; 2]) -> SelectStatement {
    both(ranges, UnionType::Distinct, || column("person_token", "person_id"), "person_id")
}

/// As many rows as there are tokens, to be counted up to a bound.
pub(super) fn tokens(ranges: &[Range; 2]) -> SelectStatement {
    both(ranges, UnionType::All, || Expr::val(1), "one")
}

/// Two statements and no "or": each range is a stretch of the key.
fn both(ranges: &[Range; 2], union: UnionType, value: fn() -> SimpleExpr, name: &'static str) -> SelectStatement {
    let [mut first, later] = ranges.each_ref().map(|range| {
        Query::select()
            .expr_as(value(), Alias::new(name))
            .from(person_token::Entity)
            .cond_where(within("person_token", range))
            .to_owned()
    });
    first.union(union, later).to_owned()
}

/// Whether a person is among those whom the search finds.
pub(super) fn finds(ranges: &[Range; 2], person: SimpleExpr) -> SimpleExpr {
    let tokens = Query::select()
        .expr(Expr::val(1))
        .from(person_token::Entity)
        .and_where(column("person_token", "person_id").eq(person))
        .cond_where(within_any("person_token", ranges))
        .to_owned();
    Expr::exists(tokens)
}

/// The best of a person's tokens in one range of a search, or in any.
pub(super) fn best(ranges: &[Range; 2], only: Option<usize>) -> Condition {
    let better = column("better", "token").lt(column(HIT, "token"));
    let same = Condition::all()
        .add(column("better", "token").eq(column(HIT, "token")))
        .add(column("better", "source").lt(column(HIT, "source")));
    let better = Query::select()
        .expr(Expr::val(1))
        .from_as(person_token::Entity, Alias::new("better"))
        .and_where(column("better", "person_id").eq(column(HIT, "person_id")))
        .cond_where(within_any("better", ranges))
        .cond_where(Condition::any().add(better).add(same))
        .to_owned();
    let here = only.map_or_else(|| within_any(HIT, ranges), |place| within(HIT, &ranges[place]));
    Condition::all().add(here).add(Expr::exists(better).not())
}
