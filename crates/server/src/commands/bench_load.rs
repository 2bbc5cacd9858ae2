//! Calls to a server on this machine, from several clients at once, and how long they took.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use serde::Serialize;

/// One call: where, and as whom.
#[derive(Debug, Clone)]
pub struct Call {
    /// Path with its query.
    pub path: String,
    /// The session's cookie.
    pub cookie: String,
}

/// How long calls took, in milliseconds.
#[derive(Debug, Clone, Serialize)]
pub struct Measured {
    /// What was called.
    pub what: String,
    pub calls: usize,
    pub p50_ms: f64,
    pub p95_ms: f64,
    pub p99_ms: f64,
    pub slowest_ms: f64,
    pub per_second: f64,
    /// Bytes of an answer, on average.
    pub bytes: usize,
}

/// Sends every call once, from so many clients; each keeps its connection and waits for an answer before it asks on.
pub fn load(address: SocketAddr, what: &str, calls: &[Call], clients: usize) -> Result<Measured> {
    let next = AtomicUsize::new(0);
    let began = Instant::now();
    let taken = std::thread::scope(|scope| -> Result<Vec<(Duration, usize)>> {
        let one = || -> Result<Vec<(Duration, usize)>> {
            let mut client = Client::open(address)?;
            let mut taken = Vec::new();
            while let Some(call) = calls.get(next.fetch_add(1, Ordering::Relaxed)) {
                let asked = Instant::now();
                let bytes = client.get(call).with_context(|| call.path.clone())?;
                taken.push((asked.elapsed(), bytes));
            }
            Ok(taken)
        };
        let clients: Vec<_> = (0..clients).map(|_| scope.spawn(one)).collect();
        let mut taken = Vec::new();
        for client in clients {
            match client.join() {
                Ok(own) => taken.extend(own?),
                Err(_) => bail!("a client panicked"),
            }
        }
        Ok(taken)
    })?;
    Ok(summary(what, taken, began.elapsed()))
}

fn summary(what: &str, taken: Vec<(Duration, usize)>, whole: Duration) -> Measured {
    let bytes = taken.iter().map(|(_, bytes)| bytes).sum::<usize>() / taken.len().max(1);
    let mut times: Vec<f64> = taken.iter().map(|(time, _)| time.as_secs_f64() * 1_000.0).collect();
    times.sort_by(f64::total_cmp);
    let at = |hundredths: usize| times.get((times.len() * hundredths / 100).min(times.len().saturating_sub(1)));
    let at = |hundredths: usize| at(hundredths).copied().unwrap_or_default();
    let calls = u32::try_from(times.len()).unwrap_or(u32::MAX);
    Measured {
        what: what.to_owned(),
        calls: times.len(),
        p50_ms: at(50),
        p95_ms: at(95),
        p99_ms: at(99),
        slowest_ms: times.last().copied().unwrap_or_default(),
        per_second: f64::from(calls) / whole.as_secs_f64(),
        bytes,
    }
}

/// A connection that is kept.
struct Client {
    stream: BufReader<TcpStream>,
}

impl Client {
    fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(Duration::from_mins(1)))?;
        Ok(Self { stream: BufReader::new(stream) })
    }

    /// The size of the answer's body.
    fn get(&mut self, call: &Call) -> Result<usize> {
        let Call { path, cookie } = call;
        let request = format!("GET /api/v1{path} HTTP/1.1\r\nhost: bench\r\ncookie: renhe_session={cookie}\r\n\r\n");
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        let status: u16 = line.split(' ').nth(1).and_then(|text| text.parse().ok()).context("no status line")?;
        let mut length = 0;
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            if line.trim_end().is_empty() {
                break;
            }
            if let Some((name, value)) = line.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse()?;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body)?;
        if status != 200 {
            bail!("answered {status}: {}", String::from_utf8_lossy(&body));
        }
        Ok(length)
    }
}
