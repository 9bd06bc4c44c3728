//! `throughline-cli`: the whole product without a window, for scripts, tests and machines without a display.

mod terminal;

use clap::Parser as _;
use std::process::ExitCode;

fn main() -> ExitCode {
    match terminal::Cli::try_parse() {
        Ok(cli) => terminal::run(cli),
        Err(error) => terminal::usage(&error),
    }
}
