//! Settings: a flag, else `RENHE_*`, else `renhe.toml` in the data folder, else the default.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use figment::Figment;
use figment::providers::{Env, Format as _, Serialized, Toml};
use figment::value::Value;
use kernel::Sensitive;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::bucket::Written;
use crate::cli::Global;

/// The settings file in the data folder.
pub const SETTINGS: &str = "renhe.toml";

/// What the server is told.
#[derive(Debug, Clone, Deserialize)]
pub struct Settings {
    /// Folder of keys, checkpoints, settings and the SQLite database.
    pub data: PathBuf,
    /// PostgreSQL, when it is not SQLite in the data folder.
    #[serde(default, deserialize_with = "secret")]
    pub database_url: Option<Sensitive<String>>,
    /// Where employee files lie, when it is not the folder `files` in the data folder: `file:///a/folder` or
    /// `s3://bucket/prefix`.
    pub files_url: Option<String>,
    /// The store of the bucket, when it is not Amazon's: `https://host`.
    pub files_endpoint: Option<String>,
    /// What the store calls the place of the bucket.
    pub files_region: String,
    /// Where in an address the bucket's name stands: `path` or `virtual-host`.
    pub files_addressing: Written,
    /// Who asks for the bucket.
    #[serde(default, deserialize_with = "secret")]
    pub files_access_key: Option<Sensitive<String>>,
    /// What requests to the bucket are signed with.
    #[serde(default, deserialize_with = "secret")]
    pub files_secret: Option<Sensitive<String>>,
    /// A file with the certificate of the authority that vouches for the store, when it is no public one.
    pub files_ca: Option<PathBuf>,
    /// Where to listen.
    pub listen: String,
    /// Where the page is reached from outside; `http://` and `listen` unless told.
    pub public_url: Option<String>,
    /// Whether a proxy in front names the caller in `X-Forwarded-For`.
    pub trust_forwarded: bool,
    /// The zone whose calendar decides what day it is.
    #[serde(deserialize_with = "zone")]
    pub zone: chrono_tz::Tz,
    /// The master key, when it is not in `master.key`.
    #[serde(default, deserialize_with = "secret")]
    pub master_key: Option<Sensitive<String>>,
    /// Whether this is a demo: its logins stand on the sign-in page.
    pub demo: bool,
    /// What is logged, in the words of `tracing`.
    pub log: String,
}

fn zone<'de, D: Deserializer<'de>>(deserializer: D) -> Result<chrono_tz::Tz, D::Error> {
    let name = String::deserialize(deserializer)?;
    name.parse().map_err(|_| D::Error::custom(format!("{name} is no time zone; write it like Asia/Shanghai")))
}

/// A secret is text. What it is instead stands in no message: it may be the secret, read as a number.
fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Sensitive<String>>, D::Error> {
    let Some(value) = Option::<Value>::deserialize(deserializer)? else { return Ok(None) };
    let text = value.into_string().ok_or_else(|| D::Error::custom("it must be text in quotes"))?;
    Ok(Some(Sensitive::new(text)))
}

/// The defaults; what is `None` has none.
#[derive(Debug, Serialize)]
struct Defaults {
    data: &'static str,
    files_region: &'static str,
    files_addressing: &'static str,
    listen: &'static str,
    trust_forwarded: bool,
    zone: &'static str,
    demo: bool,
    log: &'static str,
}

const DEFAULTS: Defaults = Defaults {
    data: "./renhe-data",
    files_region: "us-east-1",
    files_addressing: "path",
    listen: "127.0.0.1:8080",
    trust_forwarded: false,
    zone: "Asia/Shanghai",
    demo: false,
    log: "info",
};

/// The names that `renhe.toml` may hold: a misspelt one must not be passed over in silence.
const NAMES: [&str; 15] = [
    "database_url",
    "files_url",
    "files_endpoint",
    "files_region",
    "files_addressing",
    "files_access_key",
    "files_secret",
    "files_ca",
    "listen",
    "public_url",
    "trust_forwarded",
    "zone",
    "master_key",
    "demo",
    "log",
];

/// What counts as it stands in the environment: no quotes, and digits are no number.
const VERBATIM: [&str; 4] = ["database_url", "files_access_key", "files_secret", "master_key"];

/// Reads the settings; `flags` are those of the command beside the global ones.
pub fn read(global: &Global, flags: &impl Serialize) -> Result<Settings> {
    read_from(&data_folder(global)?.join(SETTINGS), global, flags)
}

/// The same, with another file in the place of `renhe.toml` in the data folder.
pub fn read_from(file: &Path, global: &Global, flags: &impl Serialize) -> Result<Settings> {
    check_names(file)?;
    let mut all = Figment::from(Serialized::defaults(DEFAULTS));
    if file.exists() {
        all = all.merge(Toml::file_exact(file));
    }
    let all = all.merge(environment()).merge(Serialized::defaults(global)).merge(Serialized::defaults(flags));
    let settings: Settings = all.extract().context("the settings cannot be read")?;
    Ok(Settings { data: data_folder(global)?, ..settings })
}

/// The one setting that `renhe.toml` cannot hold: where it lies itself.
fn data_folder(global: &Global) -> Result<PathBuf> {
    let early = Figment::from(Serialized::defaults(DEFAULTS)).merge(environment()).merge(Serialized::defaults(global));
    early.extract_inner("data").context("the data folder")
}

fn environment() -> Figment {
    let read = Figment::from(Env::prefixed("RENHE_").ignore(&VERBATIM));
    VERBATIM.into_iter().fold(read, |read, name| match std::env::var(format!("RENHE_{}", name.to_uppercase())) {
        Ok(value) => read.merge(Serialized::default(name, value)),
        Err(_) => read,
    })
}

fn check_names(file: &Path) -> Result<()> {
    let Ok(text) = std::fs::read_to_string(file) else { return Ok(()) };
    let table: toml::Table = text.parse().with_context(|| format!("{} cannot be read", file.display()))?;
    match table.keys().find(|key| !NAMES.contains(&key.as_str())) {
        Some(key) => bail!("{} has no setting named {key}; there are: {}", file.display(), NAMES.join(", ")),
        None => Ok(()),
    }
}

impl Settings {
    /// The address of the database.
    pub fn url(&self) -> String {
        match &self.database_url {
            Some(url) => url.expose().clone(),
            None => format!("sqlite://{}", self.sqlite_file().display()),
        }
    }

    /// The database file, when it is SQLite.
    pub fn sqlite_file(&self) -> PathBuf {
        self.data.join("renhe.sqlite")
    }

    /// Where the page is reached from outside, without a slash at the end.
    pub fn public_url(&self) -> String {
        let told = self.public_url.clone().unwrap_or_else(|| format!("http://{}", self.listen));
        told.trim_end_matches('/').to_owned()
    }
}
