//! Works that open a company file.

use super::args::{Call, Demo, New, Pdf, Serve};
use super::{Failure, complain, json_of, print, print_text, stdin};
use base64::Engine as _;
use serde::Serialize;
use serde_json::{Value, json};
use std::path::Path;
use throughline_core::api::{COMMANDS, Core, Kind, Mode};
use throughline_core::bench;
use throughline_core::demo::Size;
use throughline_core::host;
use throughline_core::kernel::clock::{Clock as _, SystemClock};
use throughline_core::kernel::error::Error;
use throughline_core::kernel::message;
use throughline_core::settings::area::Workflow;
use throughline_core::settings::country::Country;
use throughline_core::settings::setup::{self, NewCompany, Sources};
use throughline_core::store::backup as store_backup;
use throughline_core::store::{CompanyFile, disk, integrity, word};

const PROGRAM: &str = "throughline-cli";

pub(super) fn new(new: New) -> Result<(), Failure> {
    let countries = countries(&new.country, "IN, AE, FR, GB, US, or ZZ for any other")?;
    let workflow: Workflow = word::parse(new.workflow.clone()).map_err(|_| {
        Failure::Usage(format!(
            "--workflow {}: choose from service, trading, support, approval",
            new.workflow
        ))
    })?;
    let company = NewCompany { name: new.name, countries, workflow, owner: new.owner };
    let core = setup::create(&new.file, PROGRAM, &company, Sources::system())?;
    warn(core.file().path());
    print(&json!({ "file": core.file().path().display().to_string() }))
}

fn countries(typed: &str, choice: &str) -> Result<Vec<Country>, Failure> {
    let countries: Option<Vec<Country>> =
        typed.split(',').map(|code| Country::parse(code.trim().to_uppercase().as_str())).collect();
    countries.ok_or_else(|| Failure::Usage(format!("--country {typed}: choose from {choice}")))
}

pub(super) fn demo(demo: &Demo) -> Result<(), Failure> {
    let countries = countries(&demo.country, "IN, AE, FR, or several of them with commas")?;
    let size = Size::parse(&demo.size)
        .ok_or_else(|| Failure::Usage(format!("--size {}: choose from small, 1k, 10k, 100k", demo.size)))?;
    let core = throughline_core::demo::create(&demo.file, PROGRAM, &countries, size, demo.seed)?;
    warn(core.file().path());
    print(&json!({ "file": core.file().path().display().to_string() }))
}

pub(super) fn call(call: Call) -> Result<(), Failure> {
    let payload = match call.request.as_deref() {
        None => Value::Null,
        Some("-") => json_of(&stdin()?)?,
        Some(text) => json_of(text)?,
    };
    let core = Core::open(&call.file, PROGRAM)?;
    if COMMANDS.get(call.command.as_str()).is_some_and(|command| command.kind() == Kind::Bytes) {
        // JSON in and JSON out for every command: a file or picture comes in base64 (RFC 4648, section 4).
        let blob = core.bytes(call.as_user.as_deref(), &call.command, payload)?;
        let bytes = base64::engine::general_purpose::STANDARD.encode(&blob.bytes);
        return print(&json!({ "media": blob.media, "name": blob.name, "bytes": bytes }));
    }
    let mode = if call.preview { Mode::Preview } else { Mode::Run };
    let reply = core.call(call.as_user.as_deref(), &call.command, payload, mode)?;
    answer(&reply)
}

pub(super) fn check(file: &Path) -> Result<(), Failure> {
    let core = Core::open(file, PROGRAM)?;
    let report = integrity::check(core.file());
    let sound = report.iter().all(|one| one.problems.is_empty());
    print(&json!({ "sound": sound, "checks": report }))?;
    if sound { Ok(()) } else { Err(Failure::PartlyAnswered) }
}

pub(super) fn bench(small: &Path, large: &Path, runs: u16) -> Result<(), Failure> {
    let all_hold = bench::run(small, large, usize::from(runs), |line| {
        print_text(&format!("{}\n", serde_json::to_string(line).unwrap_or_default()));
    })?;
    if all_hold { Ok(()) } else { Err(Failure::PartlyAnswered) }
}

pub(super) fn pdf(pdf: &Pdf) -> Result<(), Failure> {
    let core = Core::open(&pdf.file, PROGRAM)?;
    let found = core.call(None, "document.find", json!({ "number": pdf.number }), Mode::Run)?.result;
    let blob =
        core.bytes(None, "document.pdf", json!({ "id": found["id"], "version_id": found["version_id"] }))?;
    disk::write_new(&pdf.output, &blob.bytes)?;
    print(&json!({ "file": pdf.output.display().to_string(), "bytes": blob.bytes.len() }))
}

pub(super) fn backup(file: &Path, dest: &Path) -> Result<(), Failure> {
    let file = CompanyFile::open(file, PROGRAM)?;
    let proven = store_backup::backup(&file, dest, SystemClock.now_ms())?;
    answer(&proven)
}

pub(super) fn restore(backup: &Path, file: &Path) -> Result<(), Failure> {
    let restored = store_backup::restore(backup, file, &Sources::system())?;
    warn(&restored.path);
    answer(&restored)
}

/// Says on stderr what speaks against the place of a new file.
fn warn(path: &Path) {
    let whole = path.canonicalize();
    for warning in host::warnings(whole.as_deref().unwrap_or(path)) {
        let message = message::text(&warning.message_id, &warning.params);
        complain(
            &json!({ "warning": { "message_id": warning.message_id, "params": warning.params, "message": message } }),
        );
    }
}

fn answer(value: &impl Serialize) -> Result<(), Failure> {
    print(&serde_json::to_value(value).map_err(|error| Failure::Refused(Error::internal(error)))?)
}

#[cfg(feature = "serve")]
pub(super) fn serve(serve: Serve) -> Result<(), Failure> {
    throughline_core::serve::run(serve.file.as_deref(), serve.port, &serve.pages, &mut |address| {
        super::print_text(&format!("{address}\n"));
    })?;
    Ok(())
}

#[cfg(not(feature = "serve"))]
pub(super) fn serve(_: Serve) -> Result<(), Failure> {
    Err(Failure::Usage(
        "this program was built without the loopback server; build it with: cargo build --features serve --bin throughline-cli"
            .to_owned(),
    ))
}
