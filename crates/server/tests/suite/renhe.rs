//! Runs `renhe`.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

/// `renhe` over a data folder, on SQLite in it or on the PostgreSQL of the URL.
pub fn renhe(data: &Path, url: Option<&str>, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_renhe"));
    // What is set on the developer's machine must not reach the test.
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("RENHE_")) {
        command.env_remove(name);
    }
    command.args(words).arg("--data").arg(data).args(url.map(|url| ["--database-url", url]).into_iter().flatten());
    command
}

/// Runs it to the end, with text on its standard input.
pub fn run(command: &mut Command, input: &str) -> Output {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("renhe starts");
    child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("renhe reads");
    child.wait_with_output().expect("renhe ends")
}

/// Its standard output, after it went well.
pub fn well(output: Output) -> String {
    let Output { status, stdout, stderr } = output;
    let (stdout, stderr) = (String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    assert!(status.success(), "{status}\n{stdout}\n{stderr}");
    stdout.into_owned()
}

/// A running server; killed when dropped.
pub struct Server {
    child: Child,
    pub address: String,
}

impl Server {
    /// Serves on a free port with these settings, everything that it logs going to the file.
    pub fn start(data: &Path, url: Option<&str>, log: &Path, settings: &[(&'static str, String)]) -> Self {
        let mut command = renhe(data, url, &["serve", "--listen", "127.0.0.1:0"]);
        command.envs(settings.iter().cloned());
        command.env("RENHE_LOG", "trace").stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = command.stderr(File::create(log).expect("a log file")).spawn().expect("renhe starts");
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let address = loop {
            let line = lines.next().expect("the server says where it listens").expect("text");
            if let Some((_, rest)) = line.split_once("listening on ") {
                break rest.trim_end_matches(')').to_owned();
            }
        };
        // The server must never wait for somebody to read what it prints.
        std::thread::spawn(move || lines.for_each(drop));
        Self { child, address }
    }

    /// Asks it to stop and waits for it.
    pub fn stop(mut self) {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().expect("kill runs");
        assert!(asked.success());
        assert!(self.child.wait().expect("the server ends").success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Fails when it has ended already, which is what is wanted.
        let _ended = self.child.kill();
        let _waited = self.child.wait();
    }
}
