//! `renhe`: the one binary. Settings, wiring, workers and the operator's commands; the page is inside.

mod bucket;
mod cli;
mod commands;
mod keys;
mod output;
mod page;
mod settings;
mod wiring;
mod worker;

use std::process::ExitCode;

use clap::Parser;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = cli::Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("renhe: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(commands::run(cli)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("renhe: {}", output::in_words(&error));
            ExitCode::FAILURE
        }
    }
}
