//! Local figures of law: the shipped data first, then what somebody entered with its source.

use access::{Caller, Permission};
use kernel::{Date, Money, Problem};
use law::{Figure, ParameterUsed, Parameters, Refusal, Status, Warning};
use storage::Db;
use storage::query::Find;
use storage::rows::LawFigure;

use super::views::{LawFigureList, LawFigureView, NewLawFigure};
use crate::app::required_reason;
use crate::{App, Result};

/// Parameters that may be entered by hand: amounts that authorities publish every year.
const OPEN: [&str; 2] = ["wage.average_month", "wage.minimum_month"];

/// The law, or the problem that it cannot be read.
pub(super) fn law() -> Result<&'static Parameters> {
    Parameters::builtin().map_err(|refusal| refusal.problem())
}

/// A local amount on a day. The inner result says what is missing; it is shown, not thrown.
pub async fn figure(db: &Db<'_>, id: &str, place: &str, day: Date) -> Result<std::result::Result<Figure, Refusal>> {
    let law = law()?;
    let missing = match law.figure(id, place, day) {
        Err(missing @ Refusal::NoParameter { .. }) => missing,
        other => return Ok(other),
    };
    let Ok(known) = law.place(place) else { return Ok(Err(missing)) };
    let rows = Find::<LawFigure>::new().eq(LawFigure::PARAMETER, id).none(LawFigure::REPLACED_AT).all(db).await?;
    for code in known.chain() {
        let holds =
            |row: &&LawFigure| row.place == code && row.first_day <= day && row.last_day.is_none_or(|last| day <= last);
        if let Some(row) = rows.iter().find(holds) {
            return Ok(entered(row));
        }
    }
    Ok(Err(missing))
}

fn entered(row: &LawFigure) -> std::result::Result<Figure, Refusal> {
    let amount = Money::parse(&row.value)
        .map_err(|error| Refusal::MalformedParameter { id: row.parameter.clone(), reason: error.to_string() })?;
    let source = ParameterUsed {
        id: row.parameter.clone(),
        place: row.place.clone(),
        value: serde_json::Value::String(row.value.clone()),
        unit: "CNY/month".to_owned(),
        first_day: row.first_day,
        last_day: row.last_day,
        status: Status::Secondary,
        citation: row.source.clone(),
    };
    let warnings = vec![Warning {
        text_zh: format!("{} 的 {} 由人工录入，出处：{}。", row.place, row.parameter, row.source),
        text_en: format!("{} of {} was entered by hand from: {}.", row.parameter, row.place, row.source),
    }];
    Ok(Figure { amount, source: Some(source), warnings })
}

/// Enters a figure with its source. An older entry that starts on the same day is replaced, and stays in the trail.
pub async fn put_law_figure(app: &App, caller: &Caller, input: NewLawFigure) -> Result<LawFigureView> {
    caller.require(Permission::SettlementReview)?;
    let reason = required_reason(&input.reason)?;
    if !OPEN.contains(&input.parameter.as_str()) {
        return Err(Problem::invalid("settlement.figure_closed").at("/parameter").with("choices", OPEN.join(", ")));
    }
    let place = law()?.place(&input.place).map_err(|refusal| refusal.problem().at("/place"))?.code().to_owned();
    if input.amount_fen <= Money::ZERO {
        return Err(Problem::invalid("settlement.figure_not_positive").at("/amount_fen"));
    }
    if input.last_day.is_some_and(|last| last < input.first_day) {
        return Err(Problem::invalid("input.range_reversed").at("/last_day"));
    }
    let source = input.source.trim().to_owned();
    if source.is_empty() {
        return Err(Problem::invalid("settlement.source_required").at("/source"));
    }
    if law()?.figure(&input.parameter, &place, input.first_day).is_ok() {
        return Err(Problem::conflict("settlement.figure_known").at("/parameter").with("place", place));
    }
    let mut work = app.begin(caller, "put_law_figure", Some(reason)).await?;
    let same = Find::<LawFigure>::new()
        .eq(LawFigure::PARAMETER, input.parameter.as_str())
        .eq(LawFigure::PLACE, place.as_str())
        .eq(LawFigure::FIRST_DAY, input.first_day)
        .none(LawFigure::REPLACED_AT);
    for old in same.all(&work.db()).await? {
        work.update(&old, LawFigure { replaced_at: Some(work.now().into()), ..old.clone() }).await?;
    }
    let row = LawFigure {
        id: work.new_id(),
        parameter: input.parameter,
        place,
        value: input.amount_fen.to_string(),
        first_day: input.first_day,
        last_day: input.last_day,
        source,
        recorded_at: work.now().into(),
        recorded_by: work.context().actor,
        replaced_at: None,
    };
    work.insert(row.clone()).await?;
    work.commit().await?;
    Ok(view(row))
}

fn view(row: LawFigure) -> LawFigureView {
    let LawFigure {
        id,
        parameter,
        place,
        value,
        first_day,
        last_day,
        source,
        recorded_at,
        recorded_by: _,
        replaced_at: _,
    } = row;
    LawFigureView { id, parameter, place, value, first_day, last_day, source, recorded_at: recorded_at.into() }
}

/// The figures that were entered by hand.
pub async fn list_law_figures(app: &App, caller: &Caller) -> Result<LawFigureList> {
    caller.require(Permission::SettlementReview)?;
    let rows = Find::<LawFigure>::new().none(LawFigure::REPLACED_AT).descending(LawFigure::RECORDED_AT);
    Ok(LawFigureList { items: rows.all(&app.db()).await?.into_iter().map(view).collect() })
}
