//! A PostgreSQL that lives as long as the process that asked for it.
//!
//! A small shell process, the keeper, holds the server. It waits for the end of its standard input, which
//! only the test process can write to; when that process ends, whatever the cause, the keeper stops the
//! server by its id and removes its folder. So neither a failed nor a killed test leaves a server behind,
//! and a value in a `static`, which is never dropped, is cleaned up too.

use std::fs;
use std::io::{self, Write as _};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Output, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;

/// Names a cluster that somebody else started, as `postgres://user@host:port`; tests then make their databases there.
const GIVEN: &str = "RENHE_TEST_POSTGRES";
/// When set, a machine without PostgreSQL fails the test instead of skipping it.
const REQUIRED: &str = "RENHE_REQUIRE_POSTGRES";

/// `$1`: folder, `$2`: port, `$3`: server binary, the rest: how to become the user that owns the folder.
/// The keeper outlives Ctrl-C for the moment that it needs to clean up.
const KEEPER: &str = r#"
trap '' INT TERM HUP
folder=$1 port=$2 server=$3; shift 3
"$@" "$server" -D "$folder/data" -p "$port" -k "$folder" </dev/null >"$folder/log" 2>&1 &
server_id=$!
while read -r line; do :; done
kill -INT "$server_id"
wait "$server_id"
rm -rf "$folder"
"#;

/// Faster than any real server may be: what it holds is worth nothing after the test.
const SETTINGS: &str = "\
listen_addresses = '127.0.0.1'
fsync = off
synchronous_commit = off
full_page_writes = off
max_connections = 200
shared_buffers = 64MB
max_wal_size = 512MB
timezone = 'UTC'
";

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
pub enum PostgresError {
    /// Neither the package's folder nor PATH has the server.
    #[error("PostgreSQL is not installed (looked for initdb in /usr/lib/postgresql/*/bin and in PATH)")]
    NotInstalled,
    /// A command of PostgreSQL failed.
    #[error("{command} failed: {message}")]
    Command {
        /// Which one.
        command: &'static str,
        /// What it printed.
        message: String,
    },
    /// The machine refused a file, a port or a process.
    #[error("cannot prepare PostgreSQL: {0}")]
    Io(#[from] io::Error),
}

/// A cluster in a temporary folder, on a free port of 127.0.0.1. Dropping it stops the server and removes the folder.
#[derive(Debug)]
pub struct ThrowawayPostgres {
    binaries: PathBuf,
    port: u16,
    /// Closing it tells the keeper to stop the server.
    lifeline: Option<ChildStdin>,
    keeper: Child,
}

impl ThrowawayPostgres {
    /// Whether this machine has the programs.
    pub fn is_installed() -> bool {
        binaries().is_some()
    }

    /// Makes and starts a cluster. Takes about a second.
    pub fn start() -> Result<Self, PostgresError> {
        let binaries = binaries().ok_or(PostgresError::NotInstalled)?;
        let owner = Owner::find()?;
        // A neighbour may take the free port before the server binds it: then once more with another.
        Self::attempt(&binaries, &owner).or_else(|_| Self::attempt(&binaries, &owner))
    }

    fn attempt(binaries: &Path, owner: &Owner) -> Result<Self, PostgresError> {
        let folder = tempfile::Builder::new().prefix("renhe-pg-").tempdir()?;
        owner.take(folder.path())?;
        let data = folder.path().join("data");
        let mut initdb = owner.command(&binaries.join("initdb"));
        initdb.args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "-D"]);
        run("initdb", initdb.arg(&data))?;
        let mut settings = fs::OpenOptions::new().append(true).open(data.join("postgresql.conf"))?;
        settings.write_all(SETTINGS.as_bytes())?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut keeper = Command::new("sh")
            .args(["-c", KEEPER, "keeper"])
            .arg(folder.path())
            .arg(port.to_string())
            .arg(binaries.join("postgres"))
            .args(owner.prefix())
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        // From here on the keeper removes the folder.
        let folder = folder.keep();
        let lifeline = keeper.stdin.take();
        let server = Self { binaries: binaries.to_owned(), port, lifeline, keeper };
        server.wait_until_ready(&folder)?;
        Ok(server)
    }

    fn wait_until_ready(&self, folder: &Path) -> Result<(), PostgresError> {
        let mut message = String::new();
        for _ in 0..300 {
            let asked = Command::new(self.binaries.join("pg_isready"))
                .args(["--quiet", "--host=127.0.0.1", "--port"])
                .arg(self.port.to_string())
                .status()?;
            if asked.success() {
                return Ok(());
            }
            let log = fs::read_to_string(folder.join("log")).unwrap_or_default();
            // Asking too early is logged as fatal too; on a busy machine that is no failure.
            let fatal = |line: &&str| line.contains("FATAL:") && !line.contains("starting up");
            if let Some(fatal) = log.lines().find(fatal) {
                fatal.clone_into(&mut message);
                break;
            }
            thread::sleep(Duration::from_millis(50));
        }
        Err(PostgresError::Command { command: "postgres", message })
    }

    /// The cluster's address without a database: `postgres://postgres@127.0.0.1:PORT`.
    pub fn address(&self) -> String {
        format!("postgres://postgres@127.0.0.1:{}", self.port)
    }

    /// A new, empty database in this cluster.
    pub fn fresh_database(&self) -> Result<TestDatabase, PostgresError> {
        TestDatabase::create(self.binaries.clone(), &self.address())
    }
}

impl Drop for ThrowawayPostgres {
    fn drop(&mut self) {
        drop(self.lifeline.take());
        // The keeper ends when the server is down and the folder is gone; an error here means it is gone already.
        let _ended = self.keeper.wait();
    }
}

/// A database of a cluster that others use too. Dropping it removes it: the databases of one whole run
/// together would fill a small disk.
#[derive(Debug)]
pub struct TestDatabase {
    programs: PathBuf,
    maintenance: String,
    name: String,
    url: String,
}

impl TestDatabase {
    fn create(programs: PathBuf, address: &str) -> Result<Self, PostgresError> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        // Several test processes share one cluster, so the name carries the process as well as the count.
        let name = format!("test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let maintenance = format!("--maintenance-db={address}/postgres");
        run("createdb", Command::new(programs.join("createdb")).args([&maintenance, &name]))?;
        Ok(Self { programs, maintenance, url: format!("{address}/{name}"), name })
    }

    /// Its address: `postgres://user@host:port/name`.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let mut dropdb = Command::new(self.programs.join("dropdb"));
        // By force, for a pool may still be closing. What cannot be removed goes with its cluster.
        let _removed = run("dropdb", dropdb.args(["--force", &self.maintenance, &self.name]));
    }
}

/// A fresh database for one test: in the cluster that `RENHE_TEST_POSTGRES` names, else in one that this
/// process starts for all its tests. `None`, with a line on standard error, where PostgreSQL is not installed.
///
/// # Panics
/// When PostgreSQL is there but fails, and when it is missing although `RENHE_REQUIRE_POSTGRES` is set.
pub fn postgres_database() -> Option<TestDatabase> {
    static SHARED: OnceLock<Result<ThrowawayPostgres, PostgresError>> = OnceLock::new();
    let made = match std::env::var(GIVEN) {
        // Without an installed server the clients may still be in PATH.
        Ok(address) => TestDatabase::create(binaries().unwrap_or_default(), address.trim_end_matches('/')),
        Err(_) => match SHARED.get_or_init(ThrowawayPostgres::start) {
            Ok(server) => server.fresh_database(),
            Err(PostgresError::NotInstalled) if std::env::var_os(REQUIRED).is_none() => {
                eprintln!("skipped on PostgreSQL: {}", PostgresError::NotInstalled);
                return None;
            }
            Err(error) => panic!("{error}"),
        },
    };
    match made {
        Ok(database) => Some(database),
        Err(error) => panic!("{error}"),
    }
}

/// The newest installed server's folder of programs.
fn binaries() -> Option<PathBuf> {
    let packaged = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().filter_map(|entry| {
        let version: u32 = entry.file_name().to_str()?.parse().ok()?;
        Some((version, entry.path().join("bin")))
    });
    let newest = packaged.filter(|(_, folder)| folder.join("initdb").is_file()).max().map(|(_, folder)| folder);
    newest.or_else(|| {
        let path = std::env::var_os("PATH")?;
        std::env::split_paths(&path).find(|folder| folder.join("initdb").is_file() && folder.join("postgres").is_file())
    })
}

/// Who owns the cluster: PostgreSQL refuses to run as root, so root hands it to the user `postgres`.
#[derive(Debug)]
enum Owner {
    Myself,
    Postgres { user: u32, group: u32 },
}

impl Owner {
    fn find() -> Result<Self, PostgresError> {
        if number("id", &["-u"])? != 0 {
            return Ok(Self::Myself);
        }
        Ok(Self::Postgres { user: number("id", &["-u", "postgres"])?, group: number("id", &["-g", "postgres"])? })
    }

    fn take(&self, folder: &Path) -> io::Result<()> {
        match self {
            Self::Myself => Ok(()),
            Self::Postgres { user, group } => std::os::unix::fs::chown(folder, Some(*user), Some(*group)),
        }
    }

    /// `setpriv` replaces itself by the server, so the id that the keeper stops is the server's own.
    fn prefix(&self) -> Vec<String> {
        match self {
            Self::Myself => vec!["env".to_owned()],
            Self::Postgres { user, group } => {
                let words = ["setpriv".to_owned(), format!("--reuid={user}"), format!("--regid={group}")];
                words.into_iter().chain(["--clear-groups".to_owned()]).collect()
            }
        }
    }

    fn command(&self, program: &Path) -> Command {
        let words = self.prefix();
        let mut command = Command::new(&words[0]);
        command.args(&words[1..]).arg(program).current_dir("/");
        command
    }
}

fn number(program: &'static str, arguments: &[&str]) -> Result<u32, PostgresError> {
    let output = run(program, Command::new(program).args(arguments))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.trim().parse().map_err(|_| PostgresError::Command { command: program, message: text })
}

fn run(name: &'static str, command: &mut Command) -> Result<Output, PostgresError> {
    let output = command.stdin(Stdio::null()).output()?;
    if output.status.success() {
        return Ok(output);
    }
    let message = format!("{} ({})", String::from_utf8_lossy(&output.stderr).trim(), output.status);
    Err(PostgresError::Command { command: name, message })
}

#[cfg(test)]
mod tests {
    use std::net::TcpStream;

    use super::*;

    fn ask(database: &TestDatabase, sql: &str) -> String {
        let mut client = Command::new(database.programs.join("psql"));
        let output = run("psql", client.args(["-XAtc", sql, database.url()])).unwrap();
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    #[test]
    fn a_server_gives_separate_databases_and_is_gone_when_dropped() {
        if binaries().is_none() {
            eprintln!("skipped: {}", PostgresError::NotInstalled);
            return;
        }
        let server = ThrowawayPostgres::start().unwrap();
        let (first, second) = (server.fresh_database().unwrap(), server.fresh_database().unwrap());
        ask(&first, "create table person (name text)");
        assert_eq!(ask(&first, "select count(*) from person"), "0");
        assert_eq!(ask(&second, "select to_regclass('person') is null"), "t");
        let (port, folder) = (server.port, ask(&first, "show data_directory"));
        drop(server);
        assert!(TcpStream::connect(("127.0.0.1", port)).is_err());
        assert!(!Path::new(&folder).exists());
    }

    #[test]
    fn the_shared_cluster_gives_each_test_its_own_database() {
        let (Some(first), Some(second)) = (postgres_database(), postgres_database()) else { return };
        assert_ne!(first.url(), second.url());
    }

    #[test]
    fn a_database_is_gone_when_its_test_is_over_though_somebody_is_connected() {
        let (Some(first), Some(second)) = (postgres_database(), postgres_database()) else { return };
        let mut client = Command::new(first.programs.join("psql"));
        let mut idle = client.args(["-X", first.url()]).stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let there = format!("select count(*) from pg_stat_activity where datname = '{}'", first.name);
        while ask(&second, &there) == "0" {
            thread::sleep(Duration::from_millis(20));
        }
        let known = format!("select count(*) from pg_database where datname = '{}'", first.name);
        assert_eq!(ask(&second, &known), "1");
        drop(first);
        assert_eq!(ask(&second, &known), "0");
        drop(idle.stdin.take());
        idle.wait().unwrap();
    }
}
