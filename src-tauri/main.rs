//! The desktop application: a window around the same core that the command line and the loopback server use.

// Without this a console window opens beside ours on Windows.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod shell;

use std::process::ExitCode;

fn main() -> ExitCode {
    shell::start()
}
