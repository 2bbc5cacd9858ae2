//! Scores of companies, counts of rules, the trend by month.

use std::collections::{BTreeMap, HashMap};

use access::{Caller, Permission};
use kernel::LegalEntityId;
use storage::Db;
use storage::query::Find;
use storage::rows::{LegalEntity, QualityFinding, QualityRun, QualityScore};
use uuid::Uuid;

use super::checks::month_key;
use super::rules::{Rule, rules};
use super::run::{unfinished, view};
use super::score::{Part, definition, tenths};
use super::views::{CompanyQuality, QualityOverview, QualityPoint, QualityQuery, RuleQuality};
use crate::{App, Result};

/// Months that the trend shows.
const MONTHS: usize = 12;

/// Scores of a run: by company, and by rule.
pub(super) struct Scores(Vec<QualityScore>);

impl Scores {
    pub(super) async fn read(db: &Db<'_>, run: Uuid) -> Result<Self> {
        Ok(Self(Find::<QualityScore>::new().eq(QualityScore::RUN_ID, run).all(db).await?))
    }

    /// What a rule looked at and what it faulted: in one company, or in the group.
    pub(super) fn of_rule(&self, rule: &str, entity: Option<Uuid>) -> (i64, i64) {
        let rows = self.0.iter().filter(|row| row.rule == rule);
        let rows = rows.filter(|row| entity.is_none() || row.legal_entity_id == entity);
        rows.fold((0, 0), |(checked, failed), row| (checked + i64::from(row.checked), failed + i64::from(row.failed)))
    }

    /// What a rule faulted in exactly this company, or in what belongs to none.
    pub(super) fn exactly(&self, rule: &str, entity: Option<Uuid>) -> i64 {
        let rows = self.0.iter().filter(|row| row.rule == rule && row.legal_entity_id == entity);
        rows.map(|row| i64::from(row.failed)).sum()
    }

    /// The score of a company, or of the group.
    pub(super) fn tenths(&self, rules: &[Rule], entity: Option<Uuid>) -> Option<i32> {
        let count = |number: i64| u32::try_from(number).unwrap_or_default();
        tenths(rules.iter().map(|rule| {
            let (checked, failed) = self.of_rule(&rule.key, entity);
            Part { weight: rule.weight, checked: count(checked), failed: count(failed) }
        }))
    }
}

/// The last run that ended well.
pub(super) async fn last_done(db: &Db<'_>) -> Result<Option<QualityRun>> {
    let done = Find::<QualityRun>::new().eq(QualityRun::STATE, "done").descending(QualityRun::STARTED_AT);
    Ok(done.limit(1).one(db).await?)
}

/// The state of the data.
pub async fn quality_overview(app: &App, caller: &Caller, query: &QualityQuery) -> Result<QualityOverview> {
    caller.require(Permission::StandardRead)?;
    let db = app.db();
    let rules = rules()?;
    let run = last_done(&db).await?;
    let trend = trend(&db, &rules).await?;
    let open = Find::<QualityFinding>::new().eq(QualityFinding::STATE, "open").all(&db).await?;
    let entity = query.legal_entity_id.map(|id| id.0);
    let scores = match &run {
        Some(run) => Scores::read(&db, run.id).await?,
        None => Scores(Vec::new()),
    };
    let mut ruled: Vec<RuleQuality> =
        rules.iter().map(|rule| rule_quality(caller, rule, &scores, &open, entity)).collect();
    ruled.sort_by_key(|rule| std::cmp::Reverse((rule.open > 0, rule.failed * i64::from(rule.weight))));
    Ok(QualityOverview {
        companies: companies(app, &db, &rules, &scores, &open, &trend).await?,
        score_tenths: scores.tenths(&rules, None),
        running: unfinished(&db).await?.map(view),
        run: run.map(view),
        definition: definition(),
        rules: ruled,
        trend,
    })
}

fn rule_quality(
    caller: &Caller,
    rule: &Rule,
    scores: &Scores,
    open: &[QualityFinding],
    entity: Option<Uuid>,
) -> RuleQuality {
    let (checked, failed) = scores.of_rule(&rule.key, entity);
    let of_rule = open.iter().filter(|row| row.rule == rule.key);
    let count = of_rule.filter(|row| entity.is_none() || row.legal_entity_id == entity).count();
    RuleQuality {
        key: rule.key.clone(),
        title: rule.title(),
        definition: rule.definition(),
        mend: rule.mend(),
        law: rule.law.clone(),
        link: rule.link.clone(),
        weight: rule.weight,
        checked,
        failed,
        open: count as u64,
        readable: !caller.scope_with(Permission::StandardRead, rule.class).is_empty(),
    }
}

async fn companies(
    app: &App,
    db: &Db<'_>,
    rules: &[Rule],
    scores: &Scores,
    open: &[QualityFinding],
    trend: &[QualityPoint],
) -> Result<Vec<CompanyQuality>> {
    let today = app.today();
    let this_month = month_key(today);
    let mut items = Vec::new();
    for row in Find::<LegalEntity>::new().ascending(LegalEntity::SHORT_NAME).all(db).await? {
        let own = || open.iter().filter(|finding| finding.legal_entity_id == Some(row.id));
        let before = trend
            .iter()
            .rev()
            .find(|point| point.legal_entity_id == Some(LegalEntityId(row.id)) && point.month < this_month);
        items.push(CompanyQuality {
            legal_entity_id: LegalEntityId(row.id),
            score_tenths: scores.tenths(rules, Some(row.id)),
            before_tenths: before.map(|point| point.score_tenths),
            open: own().count() as u64,
            overdue: own().filter(|finding| finding.due_on.is_some_and(|due| due < today)).count() as u64,
            name: row.short_name,
        });
    }
    // A company without anybody has nothing to show.
    items.retain(|company| company.score_tenths.is_some() || company.open > 0);
    Ok(items)
}

/// The last run of each month, company by company.
async fn trend(db: &Db<'_>, rules: &[Rule]) -> Result<Vec<QualityPoint>> {
    let done = Find::<QualityRun>::new().eq(QualityRun::STATE, "done").descending(QualityRun::STARTED_AT);
    let mut by_month: BTreeMap<String, QualityRun> = BTreeMap::new();
    for run in done.limit(400).all(db).await? {
        by_month.entry(month_key(run.day)).or_insert(run);
    }
    let entities = Find::<LegalEntity>::new().all(db).await?;
    let mut points = Vec::new();
    let skipped = by_month.len().saturating_sub(MONTHS);
    for (month, run) in by_month.into_iter().skip(skipped) {
        let scores = Scores::read(db, run.id).await?;
        let whose = std::iter::once(None).chain(entities.iter().map(|entity| Some(entity.id)));
        for entity in whose {
            if let Some(score_tenths) = scores.tenths(rules, entity) {
                let (month, legal_entity_id) = (month.clone(), entity.map(LegalEntityId));
                points.push(QualityPoint { month, legal_entity_id, score_tenths });
            }
        }
    }
    Ok(points)
}

/// What companies are called.
pub(super) async fn company_names(db: &Db<'_>) -> Result<HashMap<Uuid, String>> {
    let rows = Find::<LegalEntity>::new().all(db).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.short_name)).collect())
}
