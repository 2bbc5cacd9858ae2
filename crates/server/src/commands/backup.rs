//! `renhe backup`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use kernel::SystemClock;
use services::App;

use super::NoFlags;
use super::manifest::{About, MANIFEST, Manifest};
use super::postgres;
use super::secrets::without_secrets;
use crate::cli::Global;
use crate::output::Output;
use crate::settings::{SETTINGS, Settings};
use crate::{keys, settings, wiring};

/// Copy everything into a new folder, while the server runs
///
/// The database, the employee files (sealed as they lie), the keys (wrapped by the master key), the checkpoints of
/// the trail and the settings without passwords and keys. The master key stays behind: keep it elsewhere, or the
/// backup is worth nothing.
#[derive(Debug, Args)]
pub struct Backup {
    /// New or empty folder
    #[arg(value_name = "TO")]
    to: PathBuf,
}

impl Backup {
    pub async fn run(self, global: &Global, output: Output) -> Result<ExitCode> {
        let settings = settings::read(global, &NoFlags {})?;
        let app = wiring::open(&settings).await?;
        if self.to.exists() && (self.to.is_file() || fs::read_dir(&self.to)?.next().is_some()) {
            bail!("{} is not empty: a backup never overwrites", self.to.display());
        }
        // Written beside and renamed when complete: half a backup must not look like one.
        let growing = self.to.with_extension("partial");
        if growing.exists() {
            bail!("{} is left over from a broken backup: remove it", growing.display());
        }
        keys::make_private_folder(&growing)?;
        let made = write(&app, &settings, &growing).await;
        if made.is_err() {
            // The first error is the one that matters.
            let _left_over = fs::remove_dir_all(&growing);
        }
        let manifest = made?;
        if self.to.exists() {
            fs::remove_dir(&self.to)?;
        }
        fs::rename(&growing, &self.to)?;
        let bytes: u64 = manifest.files.iter().map(|piece| piece.size).sum();
        output.result(
            &manifest,
            format_args!(
                "{}: {} files, {bytes} bytes, {} entries of the trail. The master key is NOT inside: keep it elsewhere.",
                self.to.display(),
                manifest.files.len(),
                manifest.log_size
            ),
        )?;
        Ok(ExitCode::SUCCESS)
    }
}

/// The settings without what opens doors: a backup lies in more hands than the server.
fn copy_settings(data: &Path, folder: &Path) -> Result<()> {
    let file = data.join(SETTINGS);
    if file.exists() {
        let text = fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        fs::write(folder.join(SETTINGS), without_secrets(&text).with_context(|| file.display().to_string())?)?;
    }
    Ok(())
}

async fn write(app: &App, settings: &Settings, folder: &Path) -> Result<Manifest> {
    // First: a checkpoint file older than the database proves a prefix; a newer one would look like a cut log.
    let checkpoints = settings.data.join(wiring::CHECKPOINTS);
    if checkpoints.exists() {
        fs::copy(&checkpoints, folder.join(wiring::CHECKPOINTS)).with_context(|| checkpoints.display().to_string())?;
    }
    copy_settings(&settings.data, folder)?;
    let ring_file = keys::ring_file(&settings.data);
    fs::copy(&ring_file, folder.join("keys.json")).with_context(|| ring_file.display().to_string())?;
    let store = app.store();
    let files = wiring::folder_of_blobs(&folder.join(wiring::FILES))?;
    // Before the database and once more after it: what the copy names was there at one of the two times.
    store.blobs().copy_into(&files).await?;
    let (made_at, engine, schema) = (app.now(), store.engine(), store.schema_version().await?);
    let status = if engine == "sqlite" {
        let file = folder.join("renhe.sqlite");
        store.snapshot_into(&file).await?;
        // The copy itself is asked, so that the manifest is true of it.
        let copy = Settings { data: folder.to_owned(), database_url: None, ..settings.clone() };
        let ring = store.keys().clone();
        let copy = wiring::open_store(&copy, ring, Arc::new(SystemClock)).await?;
        let status = copy.audit_status().await?;
        copy.close().await?;
        for left in ["renhe.sqlite-wal", "renhe.sqlite-shm"] {
            if folder.join(left).exists() {
                fs::remove_file(folder.join(left))?;
            }
        }
        status
    } else {
        let status = store.audit_status().await?;
        postgres::dump(&settings.url(), &folder.join(postgres::DUMP))?;
        status
    };
    store.blobs().copy_into(&files).await?;
    let about = About { made_at, engine, schema, log_size: status.size, log_root: status.root };
    let manifest = Manifest::of(folder, about)?;
    fs::write(folder.join(MANIFEST), serde_json::to_vec_pretty(&manifest)?)?;
    for piece in &manifest.files {
        fs::File::open(folder.join(&piece.name))?.sync_all()?;
    }
    Ok(manifest)
}
