//! A bucket that lives as long as the test: a real S3 server over a folder, in this process, on a free port.

use std::io;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::thread::JoinHandle;

use async_trait::async_trait;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use kernel::Sensitive;
use s3s::access::{S3Access, S3AccessContext};
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s::{S3Result, s3_error};
use s3s_fs::FileSystem;
use storage::{Addressing, Bucket};
use tempfile::TempDir;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;
use tokio_rustls::rustls::{self, ServerConfig};

type Certified = rcgen::CertifiedKey<rcgen::KeyPair>;

const NAME: &str = "renhe-files";
const ACCESS_KEY: &str = "renhe-test";
/// What requests to a test's bucket are signed with: to be looked for where it must not be.
pub const BUCKET_SECRET: &str = "kanarienvogel/im+bucket/5f1d0c9a7be3";
/// Of a request that is cut, the server reads so much.
const CUT: usize = 64 << 10;

/// The server with its one bucket. Dropped, it is gone.
#[derive(Debug)]
pub struct TestBucket {
    bucket: Bucket,
    folder: TempDir,
    cut: Arc<AtomicBool>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl TestBucket {
    /// Addressed by path, with a prefix, in plain HTTP.
    ///
    /// # Panics
    /// When the machine cannot serve it.
    pub fn start() -> Self {
        Self::serving(None)
    }

    /// Reached by TLS, with a certificate that only its own authority vouches for.
    ///
    /// # Panics
    /// When the machine cannot serve it.
    pub fn start_secure() -> Self {
        let certified = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]);
        let certified = certified.unwrap_or_else(|error| panic!("cannot make a certificate: {error}"));
        let authority = certified.cert.pem().into_bytes();
        let mut server = Self::serving(Some(certified));
        server.bucket.endpoint = server.bucket.endpoint.replacen("http:", "https:", 1);
        server.bucket.authority = Some(authority);
        server
    }

    fn serving(certified: Option<Certified>) -> Self {
        Self::try_serving(certified).unwrap_or_else(|error| panic!("cannot serve a bucket: {error}"))
    }

    fn try_serving(certified: Option<Certified>) -> io::Result<Self> {
        let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let folder = crate::data_folder();
        std::fs::create_dir(folder.path().join(NAME))?;
        let files = FileSystem::new(folder.path()).map_err(|error| io::Error::other(format!("{error:?}")))?;
        let mut service = S3ServiceBuilder::new(files);
        service.set_auth(SimpleAuth::from_single(ACCESS_KEY, BUCKET_SECRET));
        service.set_access(OnlyWhatIsThere(folder.path().to_owned()));
        let tls = certified.map(acceptor).transpose().map_err(io::Error::other)?;
        let (cut, (stop, stopped)) = (Arc::new(AtomicBool::new(false)), oneshot::channel());
        let serving = Serving { service: service.build(), tls, cut: cut.clone() };
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        // A thread of its own, so that a test without a runtime has a bucket too.
        let thread = std::thread::spawn(move || runtime.block_on(serving.run(listener, stopped)));
        let bucket = Bucket {
            name: NAME.into(),
            prefix: "personnel/files".into(),
            endpoint: format!("http://{address}"),
            region: "us-east-1".into(),
            addressing: Addressing::Path,
            access_key: ACCESS_KEY.into(),
            secret: Sensitive::new(BUCKET_SECRET.into()),
            authority: None,
        };
        Ok(Self { bucket, folder, cut, stop: Some(stop), thread: Some(thread) })
    }

    /// How to get in.
    pub const fn bucket(&self) -> &Bucket {
        &self.bucket
    }

    /// The settings of `renhe` that lead here.
    pub fn settings(&self) -> [(&'static str, String); 4] {
        let Bucket { name, prefix, endpoint, access_key, .. } = &self.bucket;
        [
            ("RENHE_FILES_URL", format!("s3://{name}/{prefix}")),
            ("RENHE_FILES_ENDPOINT", endpoint.clone()),
            ("RENHE_FILES_ACCESS_KEY", access_key.clone()),
            ("RENHE_FILES_SECRET", BUCKET_SECRET.to_owned()),
        ]
    }

    /// The folder in which its objects lie, for looking behind the server's back.
    pub fn objects(&self) -> PathBuf {
        self.folder.path().join(&self.bucket.name).join(&self.bucket.prefix)
    }

    /// Whether the connection breaks in the middle of every request of some size.
    pub fn cut_large_requests(&self, cut: bool) {
        self.cut.store(cut, Ordering::Relaxed);
    }

    /// Ends the server: nobody listens any more.
    pub fn stop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // A server that panicked has stopped too.
            let _ended = thread.join();
        }
    }
}

impl Drop for TestBucket {
    fn drop(&mut self) {
        self.stop();
    }
}

/// A bucket that is not there takes nothing: the server below would make it by a put.
struct OnlyWhatIsThere(PathBuf);

#[async_trait]
impl S3Access for OnlyWhatIsThere {
    async fn check(&self, cx: &mut S3AccessContext<'_>) -> S3Result<()> {
        match (cx.credentials(), cx.s3_path().get_bucket_name()) {
            (None, _) => Err(s3_error!(AccessDenied)),
            (_, Some(bucket)) if !self.0.join(bucket).is_dir() => Err(s3_error!(NoSuchBucket)),
            _ => Ok(()),
        }
    }
}

fn acceptor(certified: Certified) -> Result<TlsAcceptor, rustls::Error> {
    let key = PrivatePkcs8KeyDer::from(certified.signing_key.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(vec![certified.cert.into()], key.into())?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

struct Serving {
    service: S3Service,
    tls: Option<TlsAcceptor>,
    cut: Arc<AtomicBool>,
}

impl Serving {
    async fn run(self, listener: std::net::TcpListener, mut stopped: oneshot::Receiver<()>) {
        let listener = TcpListener::from_std(listener).unwrap_or_else(|error| panic!("{error}"));
        // Dropped with this function, and all connections with it.
        let mut connections = JoinSet::new();
        loop {
            let accepted = tokio::select! {
                _ = &mut stopped => return,
                accepted = listener.accept() => accepted,
            };
            let Ok((socket, _)) = accepted else { continue };
            let wire = Wire { socket, cut: self.cut.clone(), read: 0 };
            let (service, tls) = (self.service.clone(), self.tls.clone());
            connections.spawn(async move {
                // How a connection ends is what tests look at from the other side.
                let _ended = match tls {
                    None => answer(wire, service).await,
                    Some(tls) => match tls.accept(wire).await {
                        Ok(wire) => answer(wire, service).await,
                        Err(error) => Err(error.into()),
                    },
                };
            });
        }
    }
}

async fn answer(
    wire: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    service: S3Service,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(wire), service).await
}

/// A connection that breaks in the middle of a large request, when it is told to.
struct Wire {
    socket: TcpStream,
    cut: Arc<AtomicBool>,
    read: usize,
}

impl Wire {
    fn check(&self) -> io::Result<()> {
        let broken = self.cut.load(Ordering::Relaxed) && self.read > CUT;
        if broken { Err(io::ErrorKind::ConnectionReset.into()) } else { Ok(()) }
    }
}

impl AsyncRead for Wire {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.check()?;
        let before = buf.filled().len();
        let polled = Pin::new(&mut self.socket).poll_read(cx, buf);
        let cut = self.cut.load(Ordering::Relaxed);
        self.read = if cut { self.read + buf.filled().len() - before } else { 0 };
        polled
    }
}

impl AsyncWrite for Wire {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        // Nor does the server answer any more.
        self.check()?;
        Pin::new(&mut self.socket).poll_write(cx, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.socket).poll_shutdown(cx)
    }
}
