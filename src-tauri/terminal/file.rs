//! Works that open a company file.

use super::args::{Call, New, Pdf, Serve};
use super::{Failure, json_of, print, stdin};
use serde_json::{Value, json};
use std::path::Path;
use throughline_core::api::{Core, Mode};
use throughline_core::kernel::error::Error;
use throughline_core::settings::area::Workflow;
use throughline_core::settings::country::Country;
use throughline_core::settings::setup::{self, NewCompany, Sources};
use throughline_core::store::{disk, integrity, word};

const PROGRAM: &str = "throughline-cli";

pub(super) fn new(new: New) -> Result<(), Failure> {
    let countries: Option<Vec<Country>> =
        new.country.split(',').map(|code| Country::parse(code.trim().to_uppercase().as_str())).collect();
    let countries = countries.ok_or_else(|| {
        Failure::Usage(format!(
            "--country {}: choose from IN, AE, FR, GB, US, or ZZ for any other",
            new.country
        ))
    })?;
    let workflow: Workflow = word::parse(new.workflow.clone()).map_err(|_| {
        Failure::Usage(format!(
            "--workflow {}: choose from service, trading, support, approval",
            new.workflow
        ))
    })?;
    let company = NewCompany { name: new.name, countries, workflow, owner: new.owner };
    let core = setup::create(&new.file, PROGRAM, &company, Sources::system())?;
    print(&json!({ "file": core.file().path().display().to_string() }))
}

pub(super) fn call(call: Call) -> Result<(), Failure> {
    let payload = match call.request.as_deref() {
        None => Value::Null,
        Some("-") => json_of(&stdin()?)?,
        Some(text) => json_of(text)?,
    };
    let core = Core::open(&call.file, PROGRAM)?;
    let mode = if call.preview { Mode::Preview } else { Mode::Run };
    let reply = core.call(call.as_user.as_deref(), &call.command, payload, mode)?;
    print(&serde_json::to_value(reply).map_err(|error| Failure::Refused(Error::internal(error)))?)
}

pub(super) fn check(file: &Path) -> Result<(), Failure> {
    let core = Core::open(file, PROGRAM)?;
    let report = integrity::check(core.file());
    let sound = report.iter().all(|one| one.problems.is_empty());
    print(&json!({ "sound": sound, "checks": report }))?;
    if sound { Ok(()) } else { Err(Failure::PartlyAnswered) }
}

pub(super) fn pdf(pdf: &Pdf) -> Result<(), Failure> {
    let core = Core::open(&pdf.file, PROGRAM)?;
    let found = core.call(None, "document.find", json!({ "number": pdf.number }), Mode::Run)?.result;
    let blob = core.bytes(None, "document.pdf", json!({ "id": found["id"] }))?;
    disk::write_new(&pdf.output, &blob.bytes)?;
    print(&json!({ "file": pdf.output.display().to_string(), "bytes": blob.bytes.len() }))
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
