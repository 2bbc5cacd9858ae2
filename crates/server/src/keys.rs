//! The keys in the data folder: `master.key` opens `keys.json`, which opens everything else.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use kernel::Entropy;
use vault::{KeyRing, MasterKey};

use crate::settings::Settings;

/// The ring, and whether it was made just now.
#[derive(Debug)]
pub struct Keys {
    pub ring: KeyRing,
    pub fresh: bool,
}

pub fn ring_file(data: &Path) -> PathBuf {
    data.join("keys.json")
}

pub fn master_file(data: &Path) -> PathBuf {
    data.join("master.key")
}

/// Opens the ring; makes both keys in a folder that has neither them nor a database.
pub fn open_or_make(settings: &Settings, entropy: &dyn Entropy) -> Result<Keys> {
    let file = ring_file(&settings.data);
    if file.exists() {
        return Ok(Keys { ring: open(settings, &file)?, fresh: false });
    }
    if settings.sqlite_file().exists() {
        bail!(
            "{} is missing, but there is a database: without its keys the data cannot be read. \
             Bring the file back from a backup.",
            file.display()
        );
    }
    make_private_folder(&settings.data)?;
    let master = match master(settings)? {
        Some(master) => master,
        None => {
            let master = MasterKey::generate(entropy);
            write_private(&master_file(&settings.data), format!("{}\n", &*master.to_text()).as_bytes())?;
            master
        }
    };
    let ring = KeyRing::generate(entropy);
    save(&ring, settings, &master, entropy)?;
    Ok(Keys { ring, fresh: true })
}

/// Opens a ring file with the settings' master key.
pub fn open(settings: &Settings, file: &Path) -> Result<KeyRing> {
    let Some(master) = master(settings)? else {
        bail!("there is no master key: put it into {} or into RENHE_MASTER_KEY", master_file(&settings.data).display());
    };
    let bytes = fs::read(file).with_context(|| file.display().to_string())?;
    KeyRing::from_file_bytes(&bytes, &master).with_context(|| file.display().to_string())
}

/// Makes a new active key and saves the ring.
pub fn rotate(settings: &Settings, entropy: &dyn Entropy) -> Result<KeyRing> {
    let Some(master) = master(settings)? else { bail!("there is no master key") };
    let mut ring = open(settings, &ring_file(&settings.data))?;
    ring.rotate(entropy);
    save(&ring, settings, &master, entropy)?;
    Ok(ring)
}

fn save(ring: &KeyRing, settings: &Settings, master: &MasterKey, entropy: &dyn Entropy) -> Result<()> {
    write_private(&ring_file(&settings.data), &ring.to_file_bytes(entropy, master)?)
}

/// The master key; `None` when it is nowhere.
fn master(settings: &Settings) -> Result<Option<MasterKey>> {
    if let Some(text) = &settings.master_key {
        return Ok(Some(MasterKey::from_text(text.expose()).context("RENHE_MASTER_KEY")?));
    }
    let file = master_file(&settings.data);
    match fs::read_to_string(&file) {
        Ok(text) => Ok(Some(MasterKey::from_text(&text).with_context(|| file.display().to_string())?)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| file.display().to_string()),
    }
}

/// Makes a folder that only its owner may enter: the database inside is for nobody else.
pub fn make_private_folder(path: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).with_context(|| path.display().to_string())
}

/// Writes a file that only its owner may read, all of it or nothing.
fn write_private(path: &Path, bytes: &[u8]) -> Result<()> {
    let next = path.with_extension("new");
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let write = || -> std::io::Result<()> {
        let mut file = options.open(&next)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&next, path)
    };
    write().with_context(|| path.display().to_string())
}

/// Whether others on this machine may read a file.
pub fn readable_by_others(path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::metadata(path).is_ok_and(|meta| meta.permissions().mode() & 0o077 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = path;
        false
    }
}
