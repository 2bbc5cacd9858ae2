//! `renhe serve`.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use clap::Args;
use http_api::ApiOptions;
use kernel::{Clock, Instant, MovedClock, SystemClock};
use serde::Serialize;
use services::App;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tracing_subscriber::EnvFilter;

use crate::cli::Global;
use crate::settings::Settings;
use crate::{page, settings, wiring, worker};

/// Serve the page and the API
#[derive(Debug, Args, Serialize)]
pub struct Serve {
    /// Where to listen [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    listen: Option<String>,
    /// Where the page is reached from outside; stands in QR codes, and with https the cookie travels nowhere else
    #[arg(long, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    public_url: Option<String>,
    /// Show this instant now and go on from there, to try out another day: 2026-01-01T09:00:00Z
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    #[serde(skip)]
    test_clock: Option<Instant>,
}

/// An instant in RFC 3339.
pub fn instant(text: &str) -> Result<Instant, String> {
    text.parse::<chrono::DateTime<chrono::Utc>>().map(Into::into).map_err(|error| error.to_string())
}

/// How long open requests may take to end after the signal.
const GRACE: Duration = Duration::from_secs(10);

impl Serve {
    pub async fn run(self, global: &Global) -> Result<ExitCode> {
        let settings = settings::read(global, &self)?;
        log(&settings);
        let clock: Arc<dyn Clock> = match self.test_clock {
            Some(start) => Arc::new(MovedClock::starting_at(start)),
            None => Arc::new(SystemClock),
        };
        let app = wiring::open_or_make(&settings, clock).await?;
        let _occupied = wiring::occupy(&settings)?;
        let listener = TcpListener::bind(&settings.listen).await.with_context(|| settings.listen.clone())?;
        greet(&app, &settings, listener.local_addr()?).await?;
        let options = ApiOptions {
            secure_cookie: settings.public_url().starts_with("https://"),
            trust_forwarded: settings.trust_forwarded,
        };
        let router = http_api::router(app.clone(), options, page::router());
        let (stop, stopped) = watch::channel(false);
        let workers = [
            tokio::spawn(worker::jobs(app.clone(), stopped.clone())),
            tokio::spawn(worker::minutely(app.clone(), stopped.clone())),
            tokio::spawn(worker::hourly(app.clone(), stopped.clone())),
        ];
        tokio::spawn(async move {
            signal().await;
            tracing::info!("stopping");
            stop.send_replace(true);
        });
        let mut until = stopped.clone();
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        let server = axum::serve(listener, service).with_graceful_shutdown(async move {
            let _gone = until.wait_for(|stop| *stop).await;
        });
        finish(server.into_future(), stopped).await?;
        for worker in workers {
            let _ended = tokio::time::timeout(GRACE, worker).await;
        }
        // An older copy that is started while this one rests finds an entry there that it does not have.
        if let Err(error) = app.store().claim_blobs().await {
            tracing::error!(%error, "the place of the files did not learn of the newest entry");
        }
        app.store().clone().close().await?;
        tracing::info!("stopped");
        Ok(ExitCode::SUCCESS)
    }
}

/// Waits for the server; once told to stop, no longer than the grace.
async fn finish(server: impl Future<Output = std::io::Result<()>>, mut stopped: watch::Receiver<bool>) -> Result<()> {
    let too_long = async {
        let _gone = stopped.wait_for(|stop| *stop).await;
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        ended = server => Ok(ended?),
        () = too_long => Ok(()),
    }
}

/// JSON lines on standard error: ids, codes and times, never values of persons.
fn log(settings: &Settings) {
    let filter = EnvFilter::try_new(&settings.log).unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt().json().flatten_event(true).with_env_filter(filter).with_writer(std::io::stderr).init();
}

/// For the person who started it.
async fn greet(app: &App, settings: &Settings, address: SocketAddr) -> Result<()> {
    tracing::info!(%address, engine = app.store().engine(), version = env!("CARGO_PKG_VERSION"), "serving");
    println!("Renhe is at {} (listening on {address})", settings.public_url());
    if !page::is_there() {
        println!("This binary holds no page; the API is at /api/v1, its description at /api/openapi.json.");
    }
    if let Some(token) = services::identity::issue_bootstrap_token(app).await? {
        println!(
            "First start: create the three administrators with this token. It dies with its use, and the next start \
             gives another:\n\n    {}\n",
            token.text()
        );
    }
    Ok(())
}

async fn signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let Ok(mut terminate) = signal(SignalKind::terminate()) else { return };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
    }
    #[cfg(not(unix))]
    let _signalled = tokio::signal::ctrl_c().await;
}
