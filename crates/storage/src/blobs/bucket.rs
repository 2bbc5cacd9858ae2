//! Files in a bucket of an S3-compatible store.

use std::sync::Arc;
use std::time::Duration;

use kernel::Sensitive;
use object_store::aws::AmazonS3Builder;
use object_store::path::Path as Key;
use object_store::prefix::PrefixStore;
use object_store::{BackoffConfig, ObjectStore, RetryConfig};

use super::Blobs;
use super::transport::Transport;
use crate::StorageError;

/// Where in an address the bucket's name stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addressing {
    /// `https://host/bucket/…`
    Path,
    /// `https://bucket.host/…`
    VirtualHost,
}

/// A bucket, and how to get in.
#[derive(Debug, Clone)]
pub struct Bucket {
    /// Its name.
    pub name: String,
    /// The folder in it, as it were; empty for the whole bucket.
    pub prefix: String,
    /// `https://host`, or `http://host` for a store that is reached without TLS.
    pub endpoint: String,
    /// What the store calls the place where it lies. Part of every signature.
    pub region: String,
    /// Where the name stands in addresses.
    pub addressing: Addressing,
    /// Who asks.
    pub access_key: String,
    /// What requests are signed with.
    pub secret: Sensitive<String>,
    /// Certificates in PEM that are trusted beside the usual ones.
    pub authority: Option<Vec<u8>>,
}

/// Attempts after the first.
const RETRIES: usize = 3;
/// No new attempt after this time: whoever writes holds the writer's turn meanwhile.
const PATIENCE: Duration = Duration::from_secs(15);
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

impl Blobs {
    /// In a bucket that exists. Nothing is asked of it yet.
    pub fn bucket(bucket: &Bucket) -> Result<Self, StorageError> {
        let place = bucket.place();
        let wrong =
            |error: &dyn std::fmt::Display| StorageError::Blobs { place: place.clone(), why: error.to_string() };
        let transport = Transport::new(bucket.authority.as_deref()).map_err(|error| wrong(&error))?;
        let client = AmazonS3Builder::new()
            .with_bucket_name(&bucket.name)
            .with_endpoint(bucket.address())
            .with_virtual_hosted_style_request(bucket.addressing == Addressing::VirtualHost)
            .with_region(&bucket.region)
            .with_access_key_id(&bucket.access_key)
            .with_secret_access_key(bucket.secret.expose())
            // One request for one object: some stores do not know the request that deletes many.
            .with_disable_bulk_delete(true)
            .with_retry(retry())
            .with_http_connector(transport)
            .build()
            .map_err(|error| wrong(&error))?;
        let prefix = Key::parse(&bucket.prefix).map_err(|error| wrong(&error))?;
        let store: Arc<dyn ObjectStore> =
            if prefix.is_root() { Arc::new(client) } else { Arc::new(PrefixStore::new(client, prefix)) };
        Ok(Self { store, place: place.into() })
    }
}

impl Bucket {
    /// What is shown of it.
    fn place(&self) -> String {
        let Self { name, prefix, endpoint, .. } = self;
        let slash = if prefix.is_empty() { "" } else { "/" };
        format!("s3://{name}{slash}{prefix} at {endpoint}")
    }

    /// The endpoint as `object_store` wants it: with the bucket in its host where that is how it is addressed.
    fn address(&self) -> String {
        match (self.addressing, self.endpoint.split_once("://")) {
            (Addressing::VirtualHost, Some((scheme, host))) => format!("{scheme}://{}.{host}", self.name),
            _ => self.endpoint.clone(),
        }
    }
}

fn retry() -> RetryConfig {
    let backoff = BackoffConfig { max_backoff: LONGEST_PAUSE, ..BackoffConfig::default() };
    RetryConfig { backoff, max_retries: RETRIES, retry_timeout: PATIENCE }
}
