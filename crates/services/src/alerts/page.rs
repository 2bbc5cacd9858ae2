//! What stands on the page of an alert.

use std::collections::BTreeMap;

use chrono::Datelike;
use kernel::{Date, PersonId, Record, Text};
use rules::features::Direction;
use storage::query::Find;
use storage::rows::{Alert, Assignment, Compensation, Leave, PerformanceResult, Person, PersonEvent};
use uuid::Uuid;

use super::helps::helps;
use super::history::steps;
use super::views::{AlertPage, AlertSummary, Marker, Point, Timeline};
use crate::insights::{Score, evidence, never_used, scores_of_person};
use crate::people::PersonRef;
use crate::{App, Result};

/// Quarters on the line.
const QUARTERS: i32 = 6;

pub(super) fn support_only() -> Text {
    Text::of(
        "只用于支持。不得作为解除、降级、降薪或考核的依据，任何流程都不能引用。",
        "For support only. Never a ground for dismissal, demotion, a pay cut or an appraisal; no flow may use it.",
    )
}

pub(super) fn rights() -> Text {
    Text::of(
        "本人可以看到自己的档位、全部输入和处理记录，可以补充说明或提出异议。一经提出，立即停用，15 天内书面答复。依据：《个人信息保护法》第二十四条、第四十四条、第四十五条。",
        "The person sees the own band, every input and what was done, and may object. An objection ends the use at \
         once and is answered in writing within 15 days. PIPL arts. 24, 44 and 45.",
    )
}

pub(super) async fn page(app: &App, row: Alert, alert: AlertSummary, may_act: bool) -> Result<AlertPage> {
    let frozen = alert.state == "frozen";
    let shown = matches!(alert.state.as_str(), "open" | "snoozed");
    let scores = scores_of_person(app, row.person_id).await?;
    let score = scores.iter().find(|score| score.id == row.score_id).filter(|_| shown);
    let previous = score.and_then(|score| scores.iter().find(|other| other.month < score.month));
    let actions = match (may_act, shown) {
        (true, true) => vec!["assign", "snooze", "talk", "action", "support", "close"],
        _ => Vec::new(),
    };
    let mut page = AlertPage {
        manager: manager(app, row.person_id).await?,
        frozen,
        previous_band: previous.map(|previous| previous.detail.band),
        confidence: None,
        similar: None,
        model: None,
        month: None,
        scored_at: None,
        drivers: Vec::new(),
        inputs: Vec::new(),
        helps: Vec::new(),
        backtest: Vec::new(),
        horizon_months: 0,
        timeline: Timeline { performance: Vec::new(), personal_leave: Vec::new(), markers: Vec::new() },
        never_used: never_used(),
        support_only: support_only(),
        rights: rights(),
        history: steps(app, &[row.id]).await?,
        actions,
        alert,
    };
    match score {
        Some(score) => fill(app, &mut page, score).await?,
        // Without a score in force, because it is frozen, expired or closed, the band that was is not told either.
        None => page.history.iter_mut().filter_map(|event| event.detail.as_object_mut()).for_each(|detail| {
            detail.remove("band");
        }),
    }
    Ok(page)
}

async fn fill(app: &App, page: &mut AlertPage, score: &Score) -> Result<()> {
    let evidence = evidence(app, score.model).await?;
    let up = score.detail.drivers.iter().filter(|driver| driver.direction == Direction::Up);
    let effects = evidence.as_ref().map(|evidence| evidence.effects.as_slice()).unwrap_or_default();
    page.helps = helps(up.flat_map(|driver| driver.helps.iter().copied()), effects);
    if let Some(evidence) = evidence {
        page.horizon_months = evidence.horizon_months;
        page.backtest = evidence.backtest;
        page.model = Some(evidence.model);
    }
    page.confidence = Some(score.detail.confidence);
    page.similar = Some(score.detail.similar);
    page.month = Some(score.month);
    page.scored_at = Some(score.scored_at);
    page.drivers.clone_from(&score.detail.drivers);
    page.inputs.clone_from(&score.detail.inputs);
    page.timeline = timeline(app, score.person).await?;
    Ok(())
}

async fn manager(app: &App, person: Uuid) -> Result<Option<PersonRef>> {
    let db = app.db();
    let post =
        Find::<Assignment>::new().eq(Assignment::PERSON_ID, person).as_of(app.today(), app.now()).one(&db).await?;
    let Some(manager) = post.and_then(|post| post.manager_id) else { return Ok(None) };
    let row = Find::<Person>::by_id(&db, manager).await?;
    Ok(row.map(|row| PersonRef { id: PersonId(row.id), full_name: row.full_name }))
}

/// `2026Q2`.
fn quarter(day: Date) -> (i32, u32) {
    (day.year(), day.month0() / 3 + 1)
}

/// The last quarters up to today, oldest first.
fn quarters(today: Date) -> Vec<(i32, u32)> {
    let (year, number) = quarter(today);
    let index = year * 4 + number.cast_signed() - 1;
    (0..QUARTERS)
        .map(|n| index - QUARTERS + 1 + n)
        .map(|n| (n.div_euclid(4), n.rem_euclid(4).cast_unsigned() + 1))
        .collect()
}

/// Performance, personal leave and events of the last quarters. Other kinds of leave are not read into it.
async fn timeline(app: &App, person: Uuid) -> Result<Timeline> {
    let db = app.db();
    let mut scores: BTreeMap<(i32, u32), f64> = BTreeMap::new();
    for row in Find::<PerformanceResult>::new().eq(PerformanceResult::PERSON_ID, person).known().all(&db).await? {
        let score = app.store().unseal(PerformanceResult::META.name, PerformanceResult::SCORE, row.id, &row.score)?;
        #[expect(clippy::cast_precision_loss, reason = "a score is at most twenty thousand hundredths")]
        scores.insert(quarter(row.last_day), *score.expose() as f64 / 100.0);
    }
    let mut days: BTreeMap<(i32, u32), f64> = BTreeMap::new();
    for row in Find::<Leave>::new().eq(Leave::PERSON_ID, person).known().all(&db).await? {
        let kind = app.store().unseal(Leave::META.name, Leave::KIND, row.id, &row.kind)?;
        if kind.expose() == "personal" {
            *days.entry(quarter(row.first_day)).or_default() += f64::from(row.half_days) / 2.0;
        }
    }
    let wanted = quarters(app.today());
    let name = |(year, number): (i32, u32)| format!("{year}Q{number}");
    let first = wanted.first().copied().unwrap_or((0, 1));
    let mut markers = markers(app, person).await?;
    markers.retain(|marker| quarter(marker.day) >= first);
    markers.sort_by_key(|marker| marker.day);
    Ok(Timeline {
        performance: wanted.iter().map(|q| Point { quarter: name(*q), value: scores.get(q).copied() }).collect(),
        personal_leave: wanted
            .iter()
            .map(|q| Point { quarter: name(*q), value: Some(days.get(q).copied().unwrap_or(0.0)) })
            .collect(),
        markers,
    })
}

async fn markers(app: &App, person: Uuid) -> Result<Vec<Marker>> {
    let db = app.db();
    let mut found = Vec::new();
    for row in Find::<PersonEvent>::new().eq(PersonEvent::PERSON_ID, person).known().all(&db).await? {
        let title = match row.kind.as_str() {
            "resignation_submitted" => Text::of("提交离职申请", "Resignation submitted"),
            "resignation_withdrawn" => Text::of("撤回离职申请", "Resignation withdrawn"),
            "promotion" => Text::of("晋升", "Promotion"),
            "goal_slipped" => Text::of("目标延期", "Goal slipped"),
            _ => continue,
        };
        found.push(Marker { day: row.day, kind: row.kind, title });
    }
    let mut pays = Find::<Compensation>::new().eq(Compensation::PERSON_ID, person).known().all(&db).await?;
    pays.sort_by_key(|row| row.valid_from);
    let mut before: Option<i64> = None;
    for row in pays {
        let pay =
            app.store().unseal(Compensation::META.name, Compensation::BASE_PAY, row.employment_id, &row.base_pay)?;
        let fen = pay.expose().fen();
        if let Some(before) = before.filter(|before| *before > 0 && fen > *before) {
            // Tenths of a per cent, rounded: amounts stay whole numbers.
            let tenths = ((fen - before) * 2000 + before) / (2 * before);
            let percent = format!("{}.{}%", tenths / 10, tenths % 10);
            let title = Text::new(format!("调薪 {percent}"), format!("Raise {percent}"));
            found.push(Marker { day: row.valid_from, kind: "raise".to_owned(), title });
        }
        before = Some(fen);
    }
    Ok(found)
}
