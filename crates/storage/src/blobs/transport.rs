//! How a bucket is reached: HTTP/1.1, with TLS by the provider that the database uses too.
//!
//! `object_store` can bring a client of its own. It would draw forty packages and a second TLS crypto into the tree, for
//! four kinds of requests.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use http_body_util::{BodyExt as _, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector as Dialer;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use object_store::ClientOptions;
use object_store::client::{
    HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest, HttpRequestBody, HttpResponse, HttpService,
};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};

/// How long to wait for a connection, and for an answer to begin. Whoever writes a file holds the writer's turn.
const CONNECT: Duration = Duration::from_secs(5);
const ANSWER: Duration = Duration::from_secs(10);
/// How long it may take to send or to receive a MiB: a slow line, but one that moves.
const MEBIBYTE: Duration = Duration::from_secs(2);
/// How long a connection is kept for the next request.
const IDLE: Duration = Duration::from_secs(30);
/// More bytes than any answer has: the largest sealed file twice over.
const LARGEST: usize = 64 << 20;

/// A client with its pool of connections.
#[derive(Debug, Clone)]
pub(super) struct Transport(Client<HttpsConnector<Dialer>, HttpRequestBody>);

impl Transport {
    /// With TLS, unless an address begins with `http:`. `authority` holds certificates in PEM that are trusted beside the
    /// usual ones.
    pub(super) fn new(authority: Option<&[u8]>) -> Result<Self, Box<dyn std::error::Error>> {
        let mut dialer = Dialer::new();
        dialer.enforce_http(false);
        dialer.set_nodelay(true);
        dialer.set_connect_timeout(Some(CONNECT));
        let builder = HttpsConnectorBuilder::new().with_tls_config(tls(authority)?);
        let connector = builder.https_or_http().enable_http1().wrap_connector(dialer);
        let mut client = Client::builder(TokioExecutor::new());
        Ok(Self(client.pool_timer(TokioTimer::new()).pool_idle_timeout(IDLE).build(connector)))
    }
}

#[async_trait]
impl HttpService for Transport {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let sending = time_for(request.body().content_length());
        let answer = within(ANSWER + sending, async {
            self.0.request(request).await.map_err(|error| {
                let kind = if error.is_connect() { HttpErrorKind::Connect } else { HttpErrorKind::Interrupted };
                HttpError::new(kind, error)
            })
        });
        let (head, body) = answer.await?.into_parts();
        // Read as a whole, so that a limit of time holds for all of it.
        let received = within(time_for(LARGEST), async {
            let read = Limited::new(body, LARGEST).collect().await;
            read.map_err(|error| HttpError::new_boxed(HttpErrorKind::Interrupted, error))
        });
        Ok(HttpResponse::from_parts(head, received.await?.to_bytes().into()))
    }
}

const fn time_for(bytes: usize) -> Duration {
    Duration::from_secs(MEBIBYTE.as_secs() * (bytes >> 20) as u64)
}

async fn within<T>(limit: Duration, work: impl Future<Output = Result<T, HttpError>>) -> Result<T, HttpError> {
    tokio::time::timeout(limit, work).await.unwrap_or_else(|_| {
        let late = io::Error::new(io::ErrorKind::TimedOut, format!("waited {} s", limit.as_secs()));
        Err(HttpError::new(HttpErrorKind::Timeout, late))
    })
}

impl HttpConnector for Transport {
    fn connect(&self, _options: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(self.clone()))
    }
}

fn tls(authority: Option<&[u8]>) -> Result<ClientConfig, Box<dyn std::error::Error>> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    if let Some(pem) = authority {
        let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
        let certificates = read.ok().filter(|found| !found.is_empty());
        for certificate in certificates.ok_or("files_ca holds no certificate in PEM")? {
            roots.add(certificate)?;
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}
