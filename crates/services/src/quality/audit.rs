//! Data audits: drawn from a run, worked off item by item, signed with a report that stays as it was signed.

use std::collections::HashMap;

use access::{Caller, Permission};
use kernel::{AccountId, LegalEntityId, Problem, Record};
use sha2::{Digest, Sha256};
use storage::query::Find;
use storage::rows::{DataAudit, DataAuditItem, DataAuditPlan, LegalEntity, QualityFinding, QualityRun};
use storage::{Db, UnitOfWork};
use uuid::Uuid;

use super::audit_views::{AuditDetail, AuditFigure, AuditItemView, AuditList, AuditPlanView, AuditSummary, SignAudit};
use super::calendar::plan_in;
use super::overview::{Scores, company_names, last_done};
use super::owners::account_names;
use super::report;
use super::rules::rules;
use super::views::OwnerRef;
use crate::app::required_reason;
use crate::wire::cut;
use crate::{App, Result};

/// The calendar and the audits, newest first.
pub async fn list_audits(app: &App, caller: &Caller) -> Result<AuditList> {
    const SHOWN: u64 = 40;
    caller.require(Permission::StandardRead)?;
    let db = app.db();
    let plan = Find::<DataAuditPlan>::new().one(&db).await?;
    let mut rows = Find::<DataAudit>::new().descending(DataAudit::LAST_DAY).limit(SHOWN + 1).all(&db).await?;
    let more = cut(&mut rows, SHOWN);
    let accounts = rows.iter().filter_map(|row| row.owner_account_id);
    let names = account_names(&db, accounts.chain(plan.as_ref().and_then(|plan| plan.owner_account_id))).await?;
    let mut items = Vec::new();
    for row in &rows {
        let parts = Find::<DataAuditItem>::new().eq(DataAuditItem::AUDIT_ID, row.id).all(&db).await?;
        items.push(summary(app, row, &parts, &names)?);
    }
    let plan = plan.map(|plan| AuditPlanView {
        owner: owner(plan.owner_account_id, &names),
        cadence: plan.cadence,
        due_days: plan.due_days,
        active: plan.active,
    });
    Ok(AuditList { plan, items, more })
}

fn owner(account: Option<Uuid>, names: &HashMap<Uuid, String>) -> Option<OwnerRef> {
    account.map(|account| OwnerRef {
        account_id: AccountId(account),
        name: names.get(&account).cloned().unwrap_or_default(),
    })
}

fn figures(row: &DataAudit) -> Result<Vec<AuditFigure>> {
    let Some(text) = &row.figures else { return Ok(Vec::new()) };
    serde_json::from_str(text).map_err(|_| Problem::new(kernel::ErrorKind::Internal, "internal.data_audit"))
}

fn summary(app: &App, row: &DataAudit, parts: &[DataAuditItem], names: &HashMap<Uuid, String>) -> Result<AuditSummary> {
    let today = app.today();
    let open = || parts.iter().filter(|part| part.state == "open");
    Ok(AuditSummary {
        id: row.id,
        period: row.period.clone(),
        first_day: row.first_day,
        last_day: row.last_day,
        state: row.state.clone(),
        due_on: row.due_on,
        overdue: row.state != "signed" && row.due_on < today,
        owner: owner(row.owner_account_id, names),
        score_tenths: figures(row)?.first().and_then(|figure| figure.score_tenths),
        items: parts.len() as u64,
        closed: (parts.len() - open().count()) as u64,
        late: open().filter(|part| part.due_on < today).count() as u64,
    })
}

pub(super) async fn known(db: &Db<'_>, audit: Uuid) -> Result<DataAudit> {
    Find::<DataAudit>::by_id(db, audit).await?.ok_or(Problem::not_found("quality.unknown_audit"))
}

/// One audit.
pub async fn audit(app: &App, caller: &Caller, id: Uuid) -> Result<AuditDetail> {
    caller.require(Permission::StandardRead)?;
    detail(app, &app.db(), &known(&app.db(), id).await?).await
}

pub(super) async fn detail(app: &App, db: &Db<'_>, row: &DataAudit) -> Result<AuditDetail> {
    let parts = Find::<DataAuditItem>::new().eq(DataAuditItem::AUDIT_ID, row.id).all(db).await?;
    let accounts = parts.iter().filter_map(|part| part.owner_account_id);
    let names = account_names(db, accounts.chain(row.owner_account_id).chain(row.signed_by)).await?;
    let run = match row.run_id {
        Some(run) => Find::<QualityRun>::by_id(db, run).await?,
        None => None,
    };
    Ok(AuditDetail {
        summary: summary(app, row, &parts, &names)?,
        run_day: run.map(|run| run.day),
        figures: figures(row)?,
        items: items(app, db, parts, &names).await?,
        statement: row.statement.clone(),
        signed_by: row.signed_by.and_then(|account| names.get(&account).cloned()),
        signed_at: row.signed_at.map(Into::into),
        report_digest: row.report_digest.clone(),
    })
}

async fn items(
    app: &App,
    db: &Db<'_>,
    parts: Vec<DataAuditItem>,
    names: &HashMap<Uuid, String>,
) -> Result<Vec<AuditItemView>> {
    let (rules, companies) = (rules()?, company_names(db).await?);
    let open = Find::<QualityFinding>::new().eq(QualityFinding::STATE, "open").all(db).await?;
    let mut items = Vec::new();
    for part in parts {
        let DataAuditItem {
            id,
            audit_id: _,
            legal_entity_id,
            rule,
            found,
            owner_account_id,
            due_on,
            state,
            conclusion,
            closed_at: _,
        } = part;
        let Some(declared) = rules.iter().find(|known| known.key == rule) else { continue };
        let same = |finding: &&QualityFinding| finding.rule == rule && finding.legal_entity_id == legal_entity_id;
        items.push(AuditItemView {
            id,
            company: legal_entity_id.and_then(|id| companies.get(&id).cloned()),
            legal_entity_id: legal_entity_id.map(LegalEntityId),
            title: declared.title(),
            mend: declared.mend(),
            found,
            remaining: open.iter().filter(same).count() as u64,
            owner: owner(owner_account_id, names),
            due_on,
            overdue: state == "open" && due_on < app.today(),
            state,
            conclusion,
            rule,
        });
    }
    items.sort_by(|a, b| {
        let key = |item: &AuditItemView| (item.state != "open", item.company.clone(), std::cmp::Reverse(item.found));
        key(a).cmp(&key(b))
    });
    Ok(items)
}

/// Opens the audit of the present period, drawn from the last run.
pub async fn open_audit(app: &App, caller: &Caller) -> Result<AuditDetail> {
    caller.require(Permission::StandardWrite)?;
    let mut work = app.begin(caller, "open_audit", None).await?;
    let plan = Find::<DataAuditPlan>::new().one(&work.db()).await?;
    let plan = plan.ok_or(Problem::conflict("quality.no_plan"))?;
    let row = plan_in(&mut work, &plan, app.today()).await?;
    let row = open_audit_in(&mut work, row.id).await?;
    work.commit().await?;
    detail(app, &app.db(), &row).await
}

/// The same inside a unit of work: figures and items as the last run has them.
pub async fn open_audit_in(work: &mut UnitOfWork, audit: Uuid) -> Result<DataAudit> {
    let row = known(&work.db(), audit).await?;
    if row.state != "planned" {
        return Err(Problem::conflict("quality.audit_open").with("period", &row.period));
    }
    let run = last_done(&work.db()).await?.ok_or(Problem::conflict("quality.no_run"))?;
    let (rules, scores) = (rules()?, Scores::read(&work.db(), run.id).await?);
    let entities = Find::<LegalEntity>::new().ascending(LegalEntity::SHORT_NAME).all(&work.db()).await?;
    let figure = |entity: Option<&LegalEntity>| {
        let id = entity.map(|entity| entity.id);
        let counts = rules.iter().map(|rule| scores.of_rule(&rule.key, id));
        let (checked, failed) = counts.fold((0, 0), |sum, own| (sum.0 + own.0, sum.1 + own.1));
        AuditFigure {
            legal_entity_id: id.map(LegalEntityId),
            name: entity.map_or_else(|| "全集团".to_owned(), |entity| entity.short_name.clone()),
            score_tenths: scores.tenths(&rules, id),
            checked,
            failed,
        }
    };
    let figures: Vec<AuditFigure> = std::iter::once(None).chain(entities.iter().map(Some)).map(figure).collect();
    let mut parts = Vec::new();
    for rule in &rules {
        for entity in std::iter::once(None).chain(entities.iter().map(|entity| Some(entity.id))) {
            let failed = scores.exactly(&rule.key, entity);
            if failed > 0 {
                parts.push(DataAuditItem {
                    id: work.new_id(),
                    audit_id: row.id,
                    legal_entity_id: entity,
                    rule: rule.key.clone(),
                    found: i32::try_from(failed).unwrap_or(i32::MAX),
                    owner_account_id: None,
                    due_on: row.due_on,
                    state: "open".to_owned(),
                    conclusion: None,
                    closed_at: None,
                });
            }
        }
    }
    work.insert_all(parts).await?;
    let text = serde_json::to_string(&figures)
        .map_err(|_| Problem::new(kernel::ErrorKind::Internal, "internal.data_audit"))?;
    let open = DataAudit { state: "open".to_owned(), run_id: Some(run.id), figures: Some(text), ..row.clone() };
    work.update(&row, open.clone()).await?;
    Ok(open)
}

/// Signs an audit: every item is closed, and the report stays as it was signed.
pub async fn sign_audit(app: &App, caller: &Caller, id: Uuid, input: SignAudit) -> Result<AuditDetail> {
    caller.require(Permission::StandardWrite)?;
    let statement =
        required_reason(&input.statement).map_err(|_| Problem::invalid("input.reason_required").at("/statement"))?;
    let mut work = app.begin(caller, "sign_audit", None).await?;
    let row = known(&work.db(), id).await?;
    if row.state != "open" {
        return Err(Problem::conflict("quality.not_open"));
    }
    let open = Find::<DataAuditItem>::new().eq(DataAuditItem::AUDIT_ID, id).eq(DataAuditItem::STATE, "open");
    let open = open.count(&work.db()).await?;
    if open > 0 {
        return Err(Problem::conflict("quality.items_open").with("count", open));
    }
    let signed = DataAudit {
        state: "signed".to_owned(),
        statement: Some(statement),
        signed_by: caller.account().map(|account| account.0),
        signed_at: Some(work.now().into()),
        ..row.clone()
    };
    let pdf = report::paper(&detail(app, &work.db(), &signed).await?, app.today())?;
    let signed = DataAudit {
        report_digest: Some(hex::encode(Sha256::digest(&pdf))),
        report: Some(work.seal(DataAudit::META, DataAudit::REPORT, id, &pdf)),
        ..signed
    };
    work.update(&row, signed.clone()).await?;
    work.commit().await?;
    detail(app, &app.db(), &signed).await
}

/// The report as PDF: the signed one, or the present state as a draft. With its file name.
pub async fn audit_report(app: &App, caller: &Caller, id: Uuid) -> Result<(String, Vec<u8>)> {
    caller.require(Permission::StandardRead)?;
    let row = known(&app.db(), id).await?;
    let bytes = match &row.report {
        Some(sealed) => app.store().unseal(DataAudit::META.name, DataAudit::REPORT, id, sealed)?.into_exposed(),
        None => report::paper(&detail(app, &app.db(), &row).await?, app.today())?,
    };
    Ok((format!("数据核查报告-{}.pdf", row.period), bytes))
}
