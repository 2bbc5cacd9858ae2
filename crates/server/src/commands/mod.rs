//! One file per command.

pub mod backup;
pub mod bench;
pub mod bench_crash;
pub mod bench_import;
pub mod bench_insight;
pub mod bench_load;
pub mod bench_people;
mod bench_roster;
pub mod crash_writer;
pub mod demo;
pub mod doctor;
pub mod export;
pub mod import;
mod import_set;
pub mod insight;
pub mod law;
pub mod manifest;
pub mod migrate;
pub mod openapi;
pub mod postgres;
pub mod restore;
pub mod rotate_keys;
mod secrets;
pub mod serve;
pub mod user;
pub mod verify_audit;

use std::process::ExitCode;

use anyhow::Result;

use crate::cli::{Cli, Command};
use crate::output::Output;

/// Runs the command; the code says whether all went well.
pub async fn run(cli: Cli) -> Result<ExitCode> {
    let Cli { global, command } = cli;
    let output = Output { json: global.json };
    match command {
        Command::Serve(command) => command.run(&global).await,
        Command::Migrate => migrate::run(&global, output).await,
        Command::Demo(command) => command.run(&global, output).await,
        Command::Doctor => doctor::run(&global, output).await,
        Command::User(command) => command.run(&global, output).await,
        Command::VerifyAudit(command) => command.run(&global, output).await,
        Command::Backup(command) => command.run(&global, output).await,
        Command::Restore(command) => command.run(&global, output).await,
        Command::RotateKeys => rotate_keys::run(&global, output),
        Command::Import(command) => command.run(&global, output).await,
        Command::Export(command) => command.run(&global, output).await,
        Command::Law(command) => command.run(output),
        Command::Insight(command) => command.run(output),
        Command::Bench(command) => Box::pin(command.run(&global, output)).await,
        Command::Openapi => openapi::run(),
    }
}

/// For commands without flags of their own.
#[derive(Debug, serde::Serialize)]
pub struct NoFlags {}
