//! `renhe openapi`.

use std::process::ExitCode;

use anyhow::Result;

pub fn run() -> Result<ExitCode> {
    // Through a value, whose keys are sorted: what the description says of an operation comes in no order of its own.
    let described = serde_json::to_value(http_api::openapi())?;
    println!("{}", serde_json::to_string_pretty(&described)?);
    Ok(ExitCode::SUCCESS)
}
