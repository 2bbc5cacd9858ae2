//! `renhe restore`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use kernel::SystemClock;
use serde::Serialize;
use storage::audit::Verification;
use storage::{Blobs, MARKER};

use super::NoFlags;
use super::manifest::{MANIFEST, Manifest};
use super::{postgres, secrets, verify_audit};
use crate::cli::Global;
use crate::output::Output;
use crate::settings::{SETTINGS, Settings};
use crate::{keys, settings, wiring};

/// Put a backup into an empty data folder
///
/// The folder may hold `master.key` and nothing else; or give the key by `RENHE_MASTER_KEY`. The settings are those of
/// the backup, unless a flag or a variable says otherwise. Files go to where they say, which must be no other
/// database's place: not even that of the one that was backed up. The trail is verified before the command says that
/// all is well.
#[derive(Debug, Args)]
pub struct Restore {
    /// Folder of a backup
    #[arg(value_name = "FROM")]
    from: PathBuf,
    /// A point in time; not supported: a backup holds the moment at which it was made
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
}

#[derive(Debug, Serialize)]
struct Restored {
    made_at: kernel::Instant,
    engine: String,
    log_size: u64,
    log_root: String,
    whole: bool,
    /// Settings that the backup does not hold and that must be filled in.
    left_out: Vec<String>,
    verification: Verification,
}

impl Restore {
    pub async fn run(self, global: &Global, output: Output) -> Result<ExitCode> {
        if self.at.is_some() {
            bail!(
                "--at is not supported: a backup holds one moment, the one in its {MANIFEST}. Choose the backup made \
                 last before the time you want; inside it every page can be read as of any day."
            );
        }
        let manifest = Manifest::verified(&self.from)?;
        // Those that the server will find afterwards: the files must go to where it looks for them.
        let settings = settings::read_from(&self.from.join(SETTINGS), global, &NoFlags {})?;
        check_target(&settings, &manifest)?;
        keys::make_private_folder(&settings.data)?;
        // The keys are opened before anything is written: without the master key there is nothing to restore.
        let ring = keys::open(&settings, &self.from.join("keys.json"))?;
        let backed_up = settings_left_out(&self.from)?;
        let blobs = unclaimed(&settings).await.with_context(|| secrets_to_give(&backed_up))?;
        let _occupied = wiring::occupy(&settings)?;
        copy(&self.from, &settings, &manifest)?;
        let files = wiring::folder_of_blobs(&self.from.join(wiring::FILES))?;
        files.copy_into(&blobs).await?;
        let store = wiring::open_store(&settings, ring, Arc::new(SystemClock)).await?;
        store.migrate().await?;
        let status = store.audit_status().await?;
        let verification = verify_audit::verify(&store).await?;
        store.claim_blobs().await?;
        store.close().await?;
        let whole = verification.first.is_none() && status.size >= manifest.log_size;
        let left_out = settings_left_out(&settings.data)?;
        let restored = Restored {
            made_at: manifest.made_at,
            engine: manifest.engine,
            log_size: status.size,
            log_root: status.root,
            whole,
            left_out,
            verification,
        };
        let said = if whole { "the trail is whole" } else { "the trail is NOT whole: run `renhe verify-audit`" };
        let size = restored.log_size;
        let fill_in = match restored.left_out.as_slice() {
            [] => String::new(),
            names => format!(". Fill in again in {SETTINGS}, or give them by RENHE_*: {}", names.join(", ")),
        };
        let words =
            format!("Restored the backup of {}: {size} entries of the trail, {said}{fill_in}", restored.made_at);
        output.result(&restored, words)?;
        Ok(if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

/// What settings lack that came from a backup, as they say themselves.
fn settings_left_out(folder: &Path) -> Result<Vec<String>> {
    let file = folder.join(SETTINGS);
    if !file.exists() {
        return Ok(Vec::new());
    }
    Ok(secrets::left_out(&fs::read_to_string(&file).with_context(|| file.display().to_string())?))
}

/// Why a place of files cannot be opened whose secrets stayed at home.
fn secrets_to_give(left_out: &[String]) -> String {
    let names: Vec<String> = left_out.iter().map(|name| format!("RENHE_{}", name.to_uppercase())).collect();
    match names.as_slice() {
        [] => "the place of the files".to_owned(),
        names => format!("a backup holds no secrets; give those of its settings by {}", names.join(", ")),
    }
}

fn check_target(settings: &Settings, manifest: &Manifest) -> Result<()> {
    let engine = if settings.database_url.is_some() { "postgres" } else { "sqlite" };
    if manifest.engine != engine {
        bail!("the backup is of {}, the target is {engine}", manifest.engine);
    }
    if settings.data.exists() {
        for entry in fs::read_dir(&settings.data)? {
            let name = entry?.file_name();
            if name != "master.key" && name != "renhe.lock" {
                bail!(
                    "{} is not empty ({}): a restore never overwrites. Move the folder away first.",
                    settings.data.display(),
                    name.display()
                );
            }
        }
    }
    Ok(())
}

/// The place of the files, when no database has it. The backup has the keys and the trail of the one that it was made
/// of: nothing would tell the two apart until one of them has removed a file of the other.
async fn unclaimed(settings: &Settings) -> Result<Blobs> {
    let blobs = wiring::open_blobs(settings)?;
    if blobs.is_claimed().await? {
        bail!(
            "the file store {place} is in use by a database, perhaps the one that was backed up. Set files_url to a \
             place of its own (RENHE_FILES_URL, RENHE_FILES_ENDPOINT …). When that database is gone for good, remove \
             {MARKER} there and try again.",
            place = blobs.place(),
        );
    }
    Ok(blobs)
}

fn copy(from: &Path, settings: &Settings, manifest: &Manifest) -> Result<()> {
    for piece in manifest.files.iter().filter(|piece| piece.name != postgres::DUMP && !piece.name.contains('/')) {
        let to = settings.data.join(&piece.name);
        fs::copy(from.join(&piece.name), &to).with_context(|| to.display().to_string())?;
    }
    if manifest.engine == "postgres" {
        postgres::restore(&settings.url(), &from.join(postgres::DUMP))?;
    }
    Ok(())
}
