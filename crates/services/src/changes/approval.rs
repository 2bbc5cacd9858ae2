//! Who approves a change of which kind: data, so that a firm changes it without code.

use kernel::Problem;
use serde::Deserialize;
use storage::UnitOfWork;
use uuid::Uuid;

use super::record::Open;
use crate::{App, Result};

#[derive(Deserialize)]
struct Policy {
    path: Vec<Path>,
}

/// Steps in order; within a step all must agree.
#[derive(Deserialize)]
struct Path {
    kinds: Vec<String>,
    steps: Vec<Vec<String>>,
}

/// The steps for a kind.
fn steps(kind: &str) -> Result<Vec<Vec<String>>> {
    let broken = |_| Problem::new(kernel::ErrorKind::Internal, "internal.changes");
    let policy: Policy = toml::from_str(include_str!("../../data/change-policy.toml")).map_err(broken)?;
    let path = policy.path.into_iter().find(|path| path.kinds.iter().any(|known| known == kind));
    Ok(path.map_or_else(|| vec![vec!["hr".to_owned()]], |path| path.steps))
}

/// Asks for approval.
pub(super) async fn ask_in(_app: &App, _work: &mut UnitOfWork, open: &Open) -> Result<()> {
    steps(&open.row.kind)?;
    Ok(())
}

/// Nobody needs to decide any more.
pub(super) async fn give_up_in(_app: &App, _work: &mut UnitOfWork, _change: Uuid) -> Result<()> {
    Ok(())
}
