//! Puts the floors together.

use std::fs::File;
use std::sync::Arc;

use access::{Caller, Roles};
use anyhow::{Context as _, Result, bail};
use kernel::{Clock, SystemClock, SystemEntropy};
use services::{App, AppOptions};
use storage::{Blobs, Store, StoreOptions};
use vault::KeyRing;
use vault::note::NoteSigner;
use vault::sign::DocumentSigner;

use crate::settings::Settings;
use crate::{bucket, keys};

/// The name under which checkpoints of the trail are signed. Part of every checkpoint: never changed.
const AUDIT_NAME: &str = "renhe/audit";

/// Opens the application under the machine's clock. Neither makes keys nor migrates.
pub async fn open(settings: &Settings) -> Result<App> {
    if !keys::ring_file(&settings.data).exists() {
        bail!("{} holds no data yet: `renhe serve` or `renhe migrate` makes it", settings.data.display());
    }
    let app = open_with(settings, Arc::new(SystemClock)).await?;
    let pending = app.store().pending_migrations().await?;
    if pending > 0 {
        bail!("the database is {pending} migrations behind this version: run `renhe migrate`");
    }
    Ok(app)
}

/// Opens the application for first use: makes keys where there are none, brings the schema up to date, writes the
/// reference lists that ship with Renhe, and takes the place of the files, unless it is another database's.
pub async fn open_or_make(settings: &Settings, clock: Arc<dyn Clock>) -> Result<App> {
    let app = open_with(settings, clock).await?;
    app.store().migrate().await?;
    let mut work = app.begin(&Caller::system(), "seed_catalogues", None).await?;
    if services::organisation::seed_catalogues(&mut work).await? > 0 {
        work.commit().await?;
    }
    app.store().claim_blobs().await?;
    Ok(app)
}

/// Opens the application under any clock.
pub async fn open_with(settings: &Settings, clock: Arc<dyn Clock>) -> Result<App> {
    let keys::Keys { ring, fresh } = keys::open_or_make(settings, &SystemEntropy)?;
    let store = open_store(settings, ring.clone(), clock).await?;
    if fresh && store.pending_migrations().await? == 0 && store.audit_status().await?.size > 0 {
        std::fs::remove_file(keys::ring_file(&settings.data))?;
        bail!(
            "the database holds data that were sealed with other keys: bring keys.json and master.key of this \
             database into {}",
            settings.data.display()
        );
    }
    let signer = DocumentSigner::from_seed(&ring.derive("document-sign/1"));
    Ok(App::new(AppOptions {
        store,
        roles: Roles::built_in()?,
        signer,
        public_url: settings.public_url(),
        zone: settings.zone,
        demo: settings.demo,
    }))
}

/// Opens the database alone.
pub async fn open_store(settings: &Settings, ring: KeyRing, clock: Arc<dyn Clock>) -> Result<Store> {
    let signer = audit_signer(&ring)?;
    let options = StoreOptions {
        url: settings.url(),
        checkpoints: settings.data.join(CHECKPOINTS),
        keys: Arc::new(ring),
        signer: Arc::new(signer),
        clock,
        entropy: Arc::new(SystemEntropy),
        blobs: open_blobs(settings)?,
    };
    Ok(Store::open(options).await?)
}

/// The folder of whole files in the data folder.
pub const FILES: &str = "files";

/// Opens the place where whole files lie: a folder in the data folder, or the folder or bucket that `files_url` names.
pub fn open_blobs(settings: &Settings) -> Result<Blobs> {
    let Some(url) = settings.files_url.as_deref() else { return folder_of_blobs(&settings.data.join(FILES)) };
    match url.split_once("://") {
        Some(("file", path)) => folder_of_blobs(std::path::Path::new(path)),
        Some(("s3", address)) => Ok(Blobs::bucket(&bucket::read(settings, address)?)?),
        _ => bail!("files_url cannot be {url}: write it like file:///a/folder or s3://bucket/prefix"),
    }
}

/// Files in a folder that only its owner may enter.
pub fn folder_of_blobs(path: &std::path::Path) -> Result<Blobs> {
    keys::make_private_folder(path)?;
    Ok(Blobs::folder(path)?)
}

/// Signs checkpoints of the trail.
pub fn audit_signer(ring: &KeyRing) -> Result<NoteSigner> {
    Ok(NoteSigner::from_seed(AUDIT_NAME, &ring.derive("audit-note/1"))?)
}

/// The checkpoint file's name in the data folder.
pub const CHECKPOINTS: &str = "audit-checkpoints.log";

/// Keeps others from replacing keys or data under a running server. Dropped, it lets them.
#[derive(Debug)]
pub struct Occupied(#[expect(dead_code, reason = "holding the file is the lock")] File);

/// Takes the data folder for this process.
pub fn occupy(settings: &Settings) -> Result<Occupied> {
    let path = settings.data.join("renhe.lock");
    let file = File::create(&path).with_context(|| path.display().to_string())?;
    match file.try_lock() {
        Ok(()) => Ok(Occupied(file)),
        Err(_) => bail!("another renhe process is at work in {}: stop it first", settings.data.display()),
    }
}
