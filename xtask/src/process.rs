//! Other programs: run them, read them, find them.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// A program with its arguments; told in full when it fails.
#[derive(Debug)]
pub struct Tool {
    command: Command,
}

impl Tool {
    /// A program from PATH or by path.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        Self { command: Command::new(program) }
    }

    /// The cargo that runs us.
    pub fn cargo() -> Self {
        Self::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    }

    /// Adds arguments.
    pub fn args<S: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = S>) -> Self {
        self.command.args(arguments);
        self
    }

    /// Sets a variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Unsets a variable.
    pub fn env_remove(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Runs in another folder.
    pub fn folder(mut self, folder: impl AsRef<Path>) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Runs with our input and output; fails unless it ends with 0.
    pub fn run(mut self) -> Result<()> {
        let told = self.told();
        println!("$ {told}");
        let status = self.command.status().with_context(|| format!("cannot start `{told}`"))?;
        if !status.success() {
            bail!("`{told}` failed ({status})");
        }
        Ok(())
    }

    /// Runs and gives back what it printed; fails, with its complaints, unless it ends with 0.
    pub fn read(mut self) -> Result<String> {
        let told = self.told();
        let output = self.command.stdin(Stdio::null()).output().with_context(|| format!("cannot start `{told}`"))?;
        if !output.status.success() {
            bail!("`{told}` failed ({}): {}", output.status, String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(String::from_utf8(output.stdout)?)
    }

    /// Becomes the program, so that signals reach it directly. Comes back only when it cannot start.
    #[cfg(unix)]
    pub fn become_it(mut self) -> Result<()> {
        use std::os::unix::process::CommandExt as _;
        let told = self.told();
        println!("$ {told}");
        Err(self.command.exec()).with_context(|| format!("cannot start `{told}`"))
    }

    /// Becomes the program, as far as this system can.
    #[cfg(not(unix))]
    pub fn become_it(self) -> Result<()> {
        self.run()
    }

    fn told(&self) -> String {
        let program = Path::new(self.command.get_program());
        let name = if program.is_absolute() { program.file_name() } else { None }.unwrap_or(program.as_os_str());
        let words = std::iter::once(name).chain(self.command.get_args());
        words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
    }
}

/// The program's path, when PATH has it.
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(program)).find(|candidate| candidate.is_file())
}
