//! Definitions of flows: the shipped ones, and the versions that a firm published.

use access::{Caller, Permission};
use kernel::Problem;
use storage::query::Find;
use storage::rows::FlowDefinition;
use storage::{Db, UnitOfWork};
use workflow::{Definition, Severity, defaults, diagram, validate};

use super::setting::legal_limits;
use super::views::{FlowDefinitionList, FlowDefinitionSummary, FlowDefinitionView, PublishFlowDefinition};
use crate::app::required_reason;
use crate::{App, Result};

fn read(text: &str) -> Result<Definition> {
    Definition::from_toml(text)
        .map_err(|error| Problem::invalid("flow.definition_unreadable").at("/source").with("detail", error))
}

fn shipped() -> Result<Vec<Definition>> {
    defaults::ALL.iter().map(|text| read(text)).collect()
}

/// A definition by key: this version, or the newest.
pub async fn definition(db: &Db<'_>, key: &str, version: Option<u32>) -> Result<Definition> {
    let stored = Find::<FlowDefinition>::new().eq(FlowDefinition::DEFINITION, key);
    let stored = match version {
        Some(version) => stored.eq(FlowDefinition::VERSION, i32::try_from(version).unwrap_or(i32::MAX)),
        None => stored.descending(FlowDefinition::VERSION).limit(1),
    };
    if let Some(row) = stored.one(db).await? {
        return read(&row.source);
    }
    let shipped = shipped()?.into_iter().find(|flow| flow.key == key && version.is_none_or(|v| v == flow.version));
    shipped.ok_or(Problem::not_found("flow.definition_unknown"))
}

fn summary(definition: &Definition, published: Option<&FlowDefinition>) -> FlowDefinitionSummary {
    FlowDefinitionSummary {
        key: definition.key.clone(),
        version: definition.version,
        title: definition.title.clone(),
        purpose: definition.purpose,
        tasks: definition.tasks.len(),
        published_at: published.map(|row| row.published_at.into()),
    }
}

/// The flows in use, newest version each.
pub async fn list_flow_definitions(app: &App, caller: &Caller) -> Result<FlowDefinitionList> {
    caller.require(Permission::SessionUse)?;
    let rows = Find::<FlowDefinition>::new().descending(FlowDefinition::VERSION).all(&app.db()).await?;
    let mut items: Vec<FlowDefinitionSummary> = Vec::new();
    for row in &rows {
        if !items.iter().any(|item| item.key == row.definition) {
            items.push(summary(&read(&row.source)?, Some(row)));
        }
    }
    for flow in shipped()? {
        if !items.iter().any(|item| item.key == flow.key) {
            items.push(summary(&flow, None));
        }
    }
    items.sort_by(|a, b| a.key.cmp(&b.key));
    Ok(FlowDefinitionList { items })
}

/// One flow with its diagram and what is to be said about it.
pub async fn get_flow_definition(
    app: &App,
    caller: &Caller,
    key: &str,
    version: Option<u32>,
) -> Result<FlowDefinitionView> {
    caller.require(Permission::SessionUse)?;
    view(definition(&app.db(), key, version).await?, app)
}

fn view(definition: Definition, app: &App) -> Result<FlowDefinitionView> {
    let source =
        definition.to_toml().map_err(|error| Problem::invalid("flow.definition_unreadable").with("detail", error))?;
    let findings = validate(&definition, &legal_limits(app.today())?);
    Ok(FlowDefinitionView { diagram: diagram(&definition), findings, definition, source })
}

/// Publishes a new version. The law in the edges is checked: wages and certificate wait for nothing, access ends at
/// the last working minute, no score starts an exit. Running flows keep the version they started with.
pub async fn publish_flow_definition(
    app: &App,
    caller: &Caller,
    key: &str,
    input: PublishFlowDefinition,
) -> Result<FlowDefinitionView> {
    caller.require(Permission::SettingsWrite)?;
    let reason = required_reason(&input.reason)?;
    let mut work = app.begin(caller, "publish_flow_definition", Some(reason.clone())).await?;
    let definition = publish_in(app, &mut work, key, &input.source, reason, caller).await?;
    work.commit().await?;
    view(definition, app)
}

async fn publish_in(
    app: &App,
    work: &mut UnitOfWork,
    key: &str,
    source: &str,
    reason: String,
    caller: &Caller,
) -> Result<Definition> {
    let mut definition = read(source)?;
    if definition.key != key {
        return Err(Problem::invalid("flow.definition_key").at("/source").with("key", key));
    }
    let newest = self::definition(&work.db(), key, None).await?;
    definition.version = newest.version + 1;
    let findings = validate(&definition, &legal_limits(app.today())?);
    if let Some(error) = findings.into_iter().find(|finding| finding.severity == Severity::Error) {
        let problem = Problem::invalid("flow.definition_refused")
            .at("/source")
            .with("finding", error.code)
            .with("zh", error.text.zh)
            .with("en", error.text.en)
            .with("task", error.task.unwrap_or_default());
        return Err(match error.article {
            Some(article) => problem.by_law(article.zh),
            None => problem,
        });
    }
    let source =
        definition.to_toml().map_err(|error| Problem::invalid("flow.definition_unreadable").with("detail", error))?;
    let row = FlowDefinition {
        id: work.new_id(),
        definition: key.to_owned(),
        version: i32::try_from(definition.version).unwrap_or(i32::MAX),
        source,
        reason,
        published_at: work.now().into(),
        published_by: caller.account().map(|account| account.0),
    };
    work.insert(row).await?;
    Ok(definition)
}
