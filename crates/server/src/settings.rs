//! Settings: a flag, else `RENHE_*`, else `renhe.toml` in the data folder, else the default.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use figment::Figment;
use figment::providers::{Env, Format as _, Serialized, Toml};
use kernel::Sensitive;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::cli::Global;

/// The settings file in the data folder.
pub const SETTINGS: &str = "renhe.toml";

/// What the server is told.
#[derive(Debug, Clone, Deserialize)]
pub struct Settings {
    /// Folder of keys, checkpoints, settings and the SQLite database.
    pub data: PathBuf,
    /// PostgreSQL, when it is not SQLite in the data folder.
    pub database_url: Option<Sensitive<String>>,
    /// Where employee files lie, when it is not the folder `files` in the data folder: `file:///a/folder`.
    pub files_url: Option<String>,
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

/// The defaults; what is `None` has none.
#[derive(Debug, Serialize)]
struct Defaults {
    data: &'static str,
    listen: &'static str,
    trust_forwarded: bool,
    zone: &'static str,
    demo: bool,
    log: &'static str,
}

const DEFAULTS: Defaults = Defaults {
    data: "./renhe-data",
    listen: "127.0.0.1:8080",
    trust_forwarded: false,
    zone: "Asia/Shanghai",
    demo: false,
    log: "info",
};

/// The names that `renhe.toml` may hold: a misspelt one must not be passed over in silence.
const NAMES: [&str; 9] =
    ["database_url", "files_url", "listen", "public_url", "trust_forwarded", "zone", "master_key", "demo", "log"];

/// Reads the settings; `flags` are those of the command beside the global ones.
pub fn read(global: &Global, flags: &impl Serialize) -> Result<Settings> {
    let env = || Env::prefixed("RENHE_");
    let early = Figment::from(Serialized::defaults(DEFAULTS)).merge(env()).merge(Serialized::defaults(global));
    let data: PathBuf = early.extract_inner("data").context("the data folder")?;
    let file = data.join(SETTINGS);
    check_names(&file)?;
    let mut all = Figment::from(Serialized::defaults(DEFAULTS));
    if file.exists() {
        all = all.merge(Toml::file_exact(&file));
    }
    let all = all.merge(env()).merge(Serialized::defaults(global)).merge(Serialized::defaults(flags));
    let settings: Settings = all.extract().context("the settings cannot be read")?;
    Ok(Settings { data, ..settings })
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
