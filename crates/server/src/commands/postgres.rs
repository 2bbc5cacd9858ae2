//! `pg_dump` and `pg_restore`, which read and write PostgreSQL better than we could.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

/// The dump's name in a backup.
pub const DUMP: &str = "postgres.dump";

/// Writes a consistent dump while others read and write.
pub fn dump(url: &str, file: &Path) -> Result<()> {
    run(
        "pg_dump",
        url,
        [OsStr::new("--format=custom"), OsStr::new("--no-owner"), OsStr::new("--file"), file.as_os_str()],
    )
}

/// Reads a dump into an empty database, all of it or nothing.
pub fn restore(url: &str, file: &Path) -> Result<()> {
    let options = ["--single-transaction", "--exit-on-error", "--no-owner"].map(OsStr::new);
    run("pg_restore", url, options.into_iter().chain([file.as_os_str()]))
}

fn run<'a>(program: &str, url: &str, arguments: impl IntoIterator<Item = &'a OsStr>) -> Result<()> {
    let (address, password) = without_password(url);
    let mut command = Command::new(program);
    command.arg("--dbname").arg(address).args(arguments);
    // Arguments stand in the list of processes for everybody; the environment does not.
    command.envs(password.map(|password| ("PGPASSWORD", password)));
    let ran = command.output().with_context(|| {
        format!("{program} is needed for a PostgreSQL database; install the PostgreSQL client of the server's version")
    })?;
    if !ran.status.success() {
        bail!("{program} failed: {}", String::from_utf8_lossy(&ran.stderr).trim());
    }
    Ok(())
}

/// `postgres://user:secret@host/db` → `postgres://user@host/db` and `secret`.
fn without_password(url: &str) -> (String, Option<String>) {
    let Some((scheme, rest)) = url.split_once("://") else { return (url.to_owned(), None) };
    let (authority, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
    let Some((user, host)) = authority.rsplit_once('@') else { return (url.to_owned(), None) };
    match user.split_once(':') {
        Some((user, password)) => (format!("{scheme}://{user}@{host}{path}"), Some(percent_decoded(password))),
        None => (url.to_owned(), None),
    }
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *first == b'%').and_then(|pair| std::str::from_utf8(pair).ok());
        match code.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_password_leaves_the_address() {
        let (url, password) = without_password("postgres://renhe:p%40ss%2Fw@db:5432/renhe?sslmode=require");
        assert_eq!(url, "postgres://renhe@db:5432/renhe?sslmode=require");
        assert_eq!(password.as_deref(), Some("p@ss/w"));
        assert_eq!(without_password("postgres://db/renhe"), ("postgres://db/renhe".to_owned(), None));
    }
}
