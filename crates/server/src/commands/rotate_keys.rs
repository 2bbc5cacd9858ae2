//! `renhe rotate-keys`.

use std::process::ExitCode;

use anyhow::Result;
use kernel::SystemEntropy;
use serde::Serialize;

use super::NoFlags;
use crate::cli::Global;
use crate::output::Output;
use crate::{keys, settings, wiring};

#[derive(Debug, Serialize)]
struct Rotated {
    active: String,
    keys: usize,
}

/// Old values stay under their old key, which stays in the ring: they are sealed anew when they are next written.
pub fn run(global: &Global, output: Output) -> Result<ExitCode> {
    let settings = settings::read(global, &NoFlags {})?;
    // A server that does not know the new key could not read what this machine writes with it.
    let _occupied = wiring::occupy(&settings)?;
    let ring = keys::rotate(&settings, &SystemEntropy)?;
    let rotated = Rotated { active: ring.active().to_string(), keys: ring.keys().len() };
    output.result(
        &rotated,
        format_args!(
            "Key {} seals from now on. {} keys are kept: what was sealed under an older one stays so until it is \
             next written. Make a backup now; older backups hold an older keys.json. Other nodes on the same \
             database need this keys.json before they start again.",
            rotated.active, rotated.keys
        ),
    )?;
    Ok(ExitCode::SUCCESS)
}
