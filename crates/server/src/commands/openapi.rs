//! `renhe openapi`.

use std::process::ExitCode;

use anyhow::Result;

pub fn run() -> Result<ExitCode> {
    println!("{}", http_api::openapi().to_pretty_json()?);
    Ok(ExitCode::SUCCESS)
}
