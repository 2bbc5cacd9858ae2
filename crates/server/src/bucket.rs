//! The bucket that the settings name.

use anyhow::{Context as _, Result, bail};
use kernel::Sensitive;
use serde::Deserialize;
use storage::{Addressing, Bucket};

use crate::settings::Settings;

/// Where in an address the bucket's name stands, as it is written in settings.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Written {
    Path,
    VirtualHost,
}

/// Reads `bucket/prefix`, what follows `s3://` in `files_url`, with the settings beside it.
pub fn read(settings: &Settings, address: &str) -> Result<Bucket> {
    let (name, prefix) = address.split_once('/').unwrap_or((address, ""));
    let in_a_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    if name.len() < 3 || !name.chars().all(in_a_name) {
        bail!("files_url: {name:?} is no name of a bucket; write it like s3://bucket/prefix");
    }
    let (Some(access_key), Some(secret)) = (&settings.files_access_key, &settings.files_secret) else {
        bail!("files_url is a bucket: set files_access_key and files_secret too");
    };
    let authority = match &settings.files_ca {
        Some(file) => Some(std::fs::read(file).with_context(|| format!("files_ca: {}", file.display()))?),
        None => None,
    };
    Ok(Bucket {
        name: name.to_owned(),
        prefix: prefix.trim_end_matches('/').to_owned(),
        endpoint: endpoint(settings)?,
        region: settings.files_region.clone(),
        addressing: match settings.files_addressing {
            Written::Path => Addressing::Path,
            Written::VirtualHost => Addressing::VirtualHost,
        },
        access_key: access_key.expose().clone(),
        secret: Sensitive::new(secret.expose().clone()),
        authority,
    })
}

/// Amazon's of the region, unless told.
fn endpoint(settings: &Settings) -> Result<String> {
    let Some(told) = settings.files_endpoint.as_deref() else {
        return Ok(format!("https://s3.{}.amazonaws.com", settings.files_region));
    };
    let told = told.trim_end_matches('/');
    let Some(host) = told.strip_prefix("https://").or_else(|| told.strip_prefix("http://")) else {
        bail!("files_endpoint begins with https://, or with http:// for a store that is reached without TLS");
    };
    if host.is_empty() || host.contains(['/', '@', '?', '#']) {
        bail!("files_endpoint is only a host, like https://storage.example.com:9000; the rest stands in files_url");
    }
    Ok(told.to_owned())
}
