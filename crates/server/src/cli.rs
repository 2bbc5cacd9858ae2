//! What the command line looks like. `renhe --help` is the operator's manual.

use clap::{Args, Parser, Subcommand};
use serde::Serialize;

use crate::commands::{backup, bench, demo, export, import, insight, law, restore, serve, user, verify_audit};

/// Renhe 人和: a self-hosted HR platform in one binary
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes. A flag counts more than `RENHE_*`, that more than `renhe.toml`, that more than the
/// default.
#[derive(Debug, Clone, Default, Args, Serialize)]
pub struct Global {
    /// Folder of keys, checkpoints, settings and the SQLite database [default: ./renhe-data]
    #[arg(long, global = true, value_name = "DIR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<std::path::PathBuf>,
    /// PostgreSQL instead of SQLite: <postgres://user:password@host/database>
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database_url: Option<String>,
    /// Print one JSON object on standard output; its fields are in docs/cli.md
    #[arg(long, global = true)]
    #[serde(skip)]
    pub json: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the page and the API
    Serve(serve::Serve),
    /// Bring the database up to date
    Migrate,
    /// Look whether everything this server needs is there and well
    Doctor,
    /// Make an invented group to try Renhe on
    Demo(demo::Demo),
    /// Accounts
    #[command(subcommand)]
    User(user::User),
    /// Check that nobody changed the trail
    VerifyAudit(verify_audit::VerifyAudit),
    /// Copy everything into a new folder, while the server runs
    Backup(backup::Backup),
    /// Put a backup into an empty data folder
    Restore(restore::Restore),
    /// Make a new field key; what is written from now on is sealed with it
    RotateKeys,
    /// Bring a roster in, or take an import back
    #[command(subcommand)]
    Import(import::Import),
    /// Write a roster to a file
    #[command(subcommand)]
    Export(export::Export),
    /// Look at the law inside
    #[command(subcommand)]
    Law(law::Law),
    /// Measure models
    #[command(subcommand)]
    Insight(insight::Insight),
    /// Measure how fast and how good this build is, on invented data
    #[command(subcommand)]
    Bench(bench::Bench),
    /// Print the description of the API (OpenAPI 3.1)
    Openapi,
}
