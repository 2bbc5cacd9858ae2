//! What a backup says about itself.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use kernel::Instant;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The manifest's name in a backup.
pub const MANIFEST: &str = "manifest.json";
const FORMAT: &str = "renhe-backup";
const VERSION: u32 = 1;

/// A file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    pub name: String,
    pub size: u64,
    pub sha256: String,
}

/// What a backup says about itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    pub format: String,
    pub version: u32,
    /// When it was made.
    pub made_at: Instant,
    /// Which Renhe made it.
    pub renhe: String,
    /// `sqlite` or `postgres`.
    pub engine: String,
    /// The newest migration.
    pub schema: Option<String>,
    /// Entries of the trail that it holds at least.
    pub log_size: u64,
    /// Root hash over them.
    pub log_root: String,
    pub files: Vec<Piece>,
}

/// What is known before the files are weighed.
#[derive(Debug)]
pub struct About {
    pub made_at: Instant,
    pub engine: &'static str,
    pub schema: Option<String>,
    pub log_size: u64,
    pub log_root: String,
}

impl Manifest {
    /// Weighs the files of a folder.
    pub fn of(folder: &Path, about: About) -> Result<Self> {
        let mut files = Vec::new();
        let mut left = vec![String::new()];
        while let Some(inside) = left.pop() {
            for entry in std::fs::read_dir(folder.join(&inside))? {
                let entry = entry?;
                let name = format!("{inside}{}", entry.file_name().to_string_lossy());
                if entry.file_type()?.is_dir() {
                    left.push(format!("{name}/"));
                } else if name != MANIFEST {
                    files.push(weigh(folder, &name)?);
                }
            }
        }
        files.sort_by(|a, b| a.name.cmp(&b.name));
        let About { made_at, engine, schema, log_size, log_root } = about;
        let renhe = env!("CARGO_PKG_VERSION").to_owned();
        let (format, engine) = (FORMAT.to_owned(), engine.to_owned());
        Ok(Self { format, version: VERSION, made_at, renhe, engine, schema, log_size, log_root, files })
    }

    /// Reads a manifest and compares every file with it.
    pub fn verified(folder: &Path) -> Result<Self> {
        let path = folder.join(MANIFEST);
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("{} is no backup: it has no {MANIFEST}", folder.display()))?;
        let manifest: Self = serde_json::from_str(&text).with_context(|| path.display().to_string())?;
        if manifest.format != FORMAT || manifest.version != VERSION {
            bail!("{} was made by another version of Renhe ({})", folder.display(), manifest.renhe);
        }
        for piece in &manifest.files {
            if piece.name.contains('\\') || piece.name.split('/').any(|part| matches!(part, "" | "." | "..")) {
                bail!("the backup names a file outside its folder: {}", piece.name);
            }
            let found = weigh(folder, &piece.name)?;
            if found != *piece {
                bail!("{} of the backup is not what was written: it is damaged or was changed", piece.name);
            }
        }
        Ok(manifest)
    }
}

fn weigh(folder: &Path, name: &str) -> Result<Piece> {
    let path = folder.join(name);
    let mut file = File::open(&path).with_context(|| path.display().to_string())?;
    let (mut hash, mut size, mut buffer) = (Sha256::new(), 0_u64, vec![0_u8; 1 << 16]);
    loop {
        let read = file.read(&mut buffer)?;
        if read == 0 {
            break;
        }
        hash.update(&buffer[..read]);
        size += read as u64;
    }
    let sha256 = hex::encode(hash.finalize());
    Ok(Piece { name: name.to_owned(), size, sha256 })
}
