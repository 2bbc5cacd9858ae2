//! Foresight by unit and the effect of retention actions.

use std::collections::HashMap;

use access::{Caller, Permission};
use chrono::{Days, Months};
use kernel::{OrgUnitId, Record, Text};
use storage::Document;
use storage::query::Find;
use storage::rows::{OrgUnit, UnitForesight as Row};
use uuid::Uuid;

use super::card::{latest, model_ref, open_document};
use super::policy::Policy;
use super::scoring::units;
use super::views::{EffectView, ForesightDocument, ForesightView, UnitForesight};
use crate::privacy::named_mode_missing;
use crate::{App, Result};

/// What is expected of each unit in the caller's scope; always open, never about a person.
pub async fn foresight(app: &App, caller: &Caller) -> Result<ForesightView> {
    let scope = caller.require(Permission::ForesightRead)?;
    let db = app.db();
    let policy = Policy::built_in()?;
    let newest = Find::<Row>::new().descending(Row::MONTH).limit(1).one(&db).await?;
    let named_mode = named_mode_missing(&db, app.today()).await?.is_empty();
    let mut view = ForesightView {
        named_mode,
        month: None,
        model: None,
        horizon_months: policy.horizon_months,
        smallest_group: policy.smallest_group,
        units: Vec::new(),
    };
    let Some(newest) = newest else { return Ok(view) };
    let mut rows = Find::<Row>::new().eq(Row::MONTH, newest.month).all(&db).await?;
    let model = match latest(&db).await? {
        Some(model) if rows.iter().any(|row| row.model_id == model.id) => model.id,
        _ => newest.model_id,
    };
    rows.retain(|row| row.model_id == model);
    let mut figures: HashMap<Uuid, ForesightDocument> = HashMap::new();
    for row in rows {
        let Document(value) = app.store().unseal(Row::META.name, Row::DETAIL, row.id, &row.detail)?.into_exposed();
        if let Ok(document) = serde_json::from_value(value) {
            figures.insert(row.unit_id, document);
        }
    }
    let last_day = newest.month + Months::new(1) - Days::new(1);
    let units = units(&db, app, last_day).await?;
    // A manager's team is the unit that the manager heads: the scope names managers, the foresight units.
    let visible = |unit: &OrgUnit| {
        scope.everything
            || scope.units.contains(&unit.unit_id)
            || unit.head_person_id.is_some_and(|head| scope.managers.contains(&head))
    };
    view.month = Some(newest.month);
    view.model = model_ref(&db, model).await?;
    view.units = units.into_iter().filter(visible).map(|unit| unit_view(unit, &figures)).collect();
    view.units.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(view)
}

#[expect(clippy::cast_precision_loss, reason = "a share of a head count")]
fn unit_view(unit: OrgUnit, figures: &HashMap<Uuid, ForesightDocument>) -> UnitForesight {
    let OrgUnit { unit_id, parent_id, name, kind, .. } = unit;
    let known = figures.get(&unit_id);
    UnitForesight {
        unit_id: OrgUnitId(unit_id),
        parent_id: parent_id.map(OrgUnitId),
        name,
        kind,
        people: known.map(|known| known.people),
        expected: known.map(|known| (known.expected * 10.0).round() / 10.0),
        expected_share: known.map(|known| known.expected / known.people.max(1) as f64),
        reasons: known.map(|known| known.reasons.clone()).unwrap_or_default(),
        hidden: known.is_none(),
    }
}

/// Whether retention actions keep people, as counted when the newest model was trained.
pub async fn retention_effect(app: &App, caller: &Caller) -> Result<EffectView> {
    caller.require(Permission::OverviewRead)?;
    let items = match latest(&app.db()).await? {
        Some(model) => open_document(app, &model)?.effects,
        None => Vec::new(),
    };
    let definition = Text::of(
        "采取措施满 12 个月后仍在职的比例；对照：同月、同职级、同样命中三条简单规则、前后 12 个月未采取该措施的人员",
        "Share still employed twelve months after the action. Compared with people of the same month and level, with \
         as many of the three plain rules, and without the action within twelve months before and after.",
    );
    Ok(EffectView { definition, items })
}
