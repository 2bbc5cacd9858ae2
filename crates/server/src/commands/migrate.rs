//! `renhe migrate`.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Result;
use kernel::SystemClock;
use serde::Serialize;

use super::NoFlags;
use crate::cli::Global;
use crate::output::Output;
use crate::{settings, wiring};

#[derive(Debug, Serialize)]
struct Migrated {
    applied: usize,
    schema: Option<String>,
    engine: &'static str,
}

pub async fn run(global: &Global, output: Output) -> Result<ExitCode> {
    let settings = settings::read(global, &NoFlags {})?;
    let app = wiring::open_with(&settings, Arc::new(SystemClock)).await?;
    let applied = app.store().pending_migrations().await?;
    drop(app);
    let app = wiring::open_or_make(&settings, Arc::new(SystemClock)).await?;
    let migrated = Migrated { applied, schema: app.store().schema_version().await?, engine: app.store().engine() };
    let schema = migrated.schema.as_deref().unwrap_or("none");
    output.result(&migrated, format_args!("{applied} migrations applied; the schema is {schema}"))?;
    Ok(ExitCode::SUCCESS)
}
