//! `cargo xtask`: one command each for building, running, checking and testing Renhe.

mod bench;
mod build;
mod check;
mod codegen;
mod e2e;
mod packages;
mod page;
mod process;
mod run;
mod steps;
mod test;
mod tidy;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};

const HELP: &str = "\
cargo xtask COMMAND

  run                builds the page and the binary, makes a demo group in ./renhe-data on first start,
                     and serves http://127.0.0.1:8080
  test               runs every test: format, lints, tidy, both engines, contract, page, browser journeys
  check              the fast part: format, lints, tidy, generated files
  tidy               the rules of this repository (ARCHITECTURE.md, CONTRIBUTING.md)
  codegen [--check]  writes openapi.json, the page's types and the tables in docs; or only compares
  build              makes target/release/renhe with the page inside
  bench ARGS         runs `renhe bench ARGS` in release; `bench --crash` kills a writer 50 times on each engine
  e2e [JOURNEY]      the browser journeys against the debug binary
";

fn main() -> ExitCode {
    match dispatch() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", [].as_slice()),
    };
    std::env::set_current_dir(workspace::root())?;
    match command {
        "run" => run::run(rest),
        "test" => test::test(),
        "check" => check::check(),
        "tidy" => tidy::tidy(),
        "codegen" => codegen::codegen(rest.iter().any(|argument| argument == "--check")),
        "build" => build::build(),
        "bench" => bench::bench(rest),
        "e2e" => e2e::e2e(rest),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => bail!("there is no command \"{other}\"\n\n{HELP}"),
    }
}
