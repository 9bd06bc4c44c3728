//! The command line: arguments in, JSON out, errors as JSON on stderr with exit status 1 (refused), 2 (usage), 3 (file).

mod args;
mod file;

pub(crate) use args::Cli;
use args::Work;
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::process::ExitCode;
use throughline_core::kernel::error::{Code, Error};
use throughline_core::kernel::message;
use throughline_core::{api, calc};

/// Why a run of the command line ends without success.
pub(crate) enum Failure {
    /// A command or calculation refused; exit status 1, or 3 when it is about the file.
    Refused(Error),
    /// The answer is printed already and is not all good: an element with an error, a limit that does not hold.
    PartlyAnswered,
    /// The words of the command line do not fit; exit status 2.
    Usage(String),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

/// Runs what was asked for.
pub(crate) fn run(cli: Cli) -> ExitCode {
    let done = match cli.work {
        Work::New(new) => file::new(new),
        Work::Demo(demo) => file::demo(&demo),
        Work::Call(call) => file::call(call),
        Work::Commands { json } => commands(json),
        Work::Calc { name } => calculate(&name),
        Work::Check { file } => file::check(&file),
        Work::Pdf(pdf) => file::pdf(&pdf),
        Work::Backup { file, dest } => file::backup(&file, &dest),
        Work::Restore { backup, file } => file::restore(&backup, &file),
        Work::Bench { small, large, runs } => file::bench(&small, &large, runs),
        Work::Serve(serve) => file::serve(serve),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::PartlyAnswered) => ExitCode::from(1),
        Err(Failure::Usage(reason)) => {
            complain(&json!({ "error": { "code": "usage", "message": reason } }));
            ExitCode::from(2)
        }
        Err(Failure::Refused(error)) => {
            let status = if error.code == Code::Storage { 3 } else { 1 };
            let mut body = serde_json::to_value(&error).unwrap_or_default();
            body["message"] = Value::String(message::sentence(&error));
            complain(&json!({ "error": body }));
            ExitCode::from(status)
        }
    }
}

/// Says what is wrong with the words of the command line, or prints the help that was asked for.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        print_text(&error.render().to_string());
        return ExitCode::SUCCESS;
    }
    complain(&json!({ "error": { "code": "usage", "message": error.render().to_string() } }));
    ExitCode::from(2)
}

fn commands(json: bool) -> Result<(), Failure> {
    if json {
        let list: Vec<Value> = api::COMMANDS
            .values()
            .map(|command| {
                json!({
                    "name": command.name, "kind": command.kind(), "permission": command.permission,
                    "request": (command.request_schema)(), "response": (command.response_schema)(),
                })
            })
            .collect();
        return print(&Value::Array(list));
    }
    let lines: Vec<String> = api::COMMANDS
        .values()
        .map(|command| {
            let kind = match command.kind() {
                api::Kind::Read => "read",
                api::Kind::Write => "write",
                api::Kind::Bytes => "bytes",
            };
            format!("{:<28} {kind:<6} {}", command.name, command.permission)
        })
        .collect();
    print_text(&format!("{}\n", lines.join("\n")));
    Ok(())
}

fn calculate(name: &str) -> Result<(), Failure> {
    let input = json_of(&stdin()?)?;
    let outcome = calc::run(name, input).map_err(|error| Failure::Usage(error.message))?;
    print(&outcome.output)?;
    if outcome.all_answered { Ok(()) } else { Err(Failure::PartlyAnswered) }
}

/// All of standard input as text, without the mark that editors on Windows put before it.
pub(crate) fn stdin() -> Result<String, Failure> {
    let mut text = String::new();
    std::io::stdin()
        .read_to_string(&mut text)
        .map_err(|_| Failure::Refused(Error::field("", "error.not_utf8")))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Text as JSON.
pub(crate) fn json_of(text: &str) -> Result<Value, Failure> {
    serde_json::from_str(text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        Failure::Refused(
            Error::new(Code::Invalid, "error.not_json").with("line", line).with("column", column),
        )
    })
}

/// Prints a value as indented JSON on standard output.
pub(crate) fn print(value: &Value) -> Result<(), Failure> {
    let text =
        serde_json::to_string_pretty(value).map_err(|error| Failure::Refused(Error::internal(error)))?;
    print_text(&format!("{text}\n"));
    Ok(())
}

/// Prints text; a reader that has gone away (`| head`) is no failure of ours.
pub(crate) fn print_text(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}

fn complain(value: &Value) {
    let _ = writeln!(std::io::stderr(), "{value}");
}
