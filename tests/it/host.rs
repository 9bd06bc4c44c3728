//! The commands about the company file itself, which work while none is open.

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use throughline_core::api::Mode;
use throughline_core::host::{Chooser, Places, Session};
use throughline_core::kernel::error::{Code, Error};

struct Desk {
    folder: tempfile::TempDir,
    session: Session,
}

fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let session = session(folder.path());
    Desk { folder, session }
}

fn session(folder: &Path) -> Session {
    let places = Places { companies: folder.join("companies"), config: folder.join("config") };
    Session::new("the test", places)
}

impl Desk {
    fn ask(&self, name: &str, payload: Value) -> Value {
        self.session.call(name, payload, Mode::Run).unwrap().result
    }

    fn refused(&self, name: &str, payload: Value) -> Error {
        self.session.call(name, payload, Mode::Run).unwrap_err()
    }

    fn companies(&self) -> PathBuf {
        self.folder.path().join("companies")
    }
}

#[test]
fn a_company_is_made_in_the_documents_and_opened() {
    let desk = desk();
    assert_eq!(desk.ask("file.state", json!({}))["open"], false);
    let made = desk
        .session
        .call("file.create", json!({ "name": "Sample Traders", "country": "IN" }), Mode::Run)
        .unwrap();
    let path = desk.companies().join("Sample Traders.throughline");
    assert_eq!(made.result["opened"], true);
    assert_eq!(made.result["path"], json!(path));
    assert!(made.changed.contains(&"customer".to_owned()), "{:?}", made.changed);
    assert!(path.is_file());
    let state = desk.ask("file.state", json!({}));
    assert_eq!((&state["open"], &state["name"]), (&json!(true), &json!("Sample Traders")));
    assert_eq!(desk.ask("company.status", json!({}))["company"]["country"], "IN");
}

#[test]
fn a_second_company_of_the_same_name_gets_its_own_file() {
    let desk = desk();
    for expected in ["Firm.throughline", "Firm 2.throughline"] {
        let made = desk.ask("file.create", json!({ "name": "Firm", "country": "FR", "workflow": "service" }));
        assert_eq!(made["path"], json!(desk.companies().join(expected)));
    }
    let taken = desk.companies().join("Firm.throughline");
    let error = desk.refused("file.create", json!({ "name": "Other", "country": "FR", "path": taken }));
    assert_eq!(error.message_id, "error.file_exists");
    let state = desk.ask("file.state", json!({}));
    assert_eq!(state["path"], json!(desk.companies().join("Firm 2.throughline")), "the open file stays open");
}

#[test]
fn what_does_not_fit_is_refused_with_its_field_and_leaves_no_file() {
    let desk = desk();
    let check = |name: &str, payload: Value, path: &str, message_id: &str| {
        let error = desk.refused(name, payload.clone());
        let found: Vec<_> =
            error.fields.iter().map(|field| (field.path.as_str(), field.message_id.as_str())).collect();
        assert_eq!(found, [(path, message_id)], "{name} {payload}");
    };
    check("file.create", json!({ "name": " ", "country": "IN" }), "name", "error.required");
    check("file.create", json!({ "name": "Firm", "country": "Mars" }), "country", "error.country");
    check("file.create", json!({ "name": "Firm" }), "country", "error.required");
    check(
        "file.create",
        json!({ "name": "Firm", "country": "IN", "workflow": "war" }),
        "workflow",
        "error.wrong_type",
    );
    check(
        "file.create",
        json!({ "name": "Firm", "country": "IN", "colour": "red" }),
        "colour",
        "error.unknown_field",
    );
    check("file.open", json!({}), "path", "error.required");
    check("file.choose_open", json!({}), "path", "error.required");
    check("file.state", json!({ "x": 1 }), "x", "error.unknown_field");
    assert!(!desk.companies().exists());
}

#[test]
fn without_a_file_a_command_says_that_one_is_needed() {
    let desk = desk();
    let error = desk.refused("customer.list", json!({ "limit": 10 }));
    assert_eq!((error.code, error.message_id.as_str()), (Code::Precondition, "error.no_open_file"));
    assert_eq!(desk.refused("customer.dance", json!({})).code, Code::NotFound);
    let preview = desk.session.call("file.create", json!({ "name": "Firm", "country": "IN" }), Mode::Preview);
    assert_eq!(preview.unwrap_err().message_id, "error.no_preview");
    assert!(!desk.companies().exists());
}

#[test]
fn files_are_opened_closed_and_remembered() {
    let desk = desk();
    desk.ask("file.create", json!({ "name": "First", "country": "IN" }));
    desk.ask("file.create", json!({ "name": "Second", "country": "AE" }));
    let recent = |desk: &Desk| -> Vec<(String, bool)> {
        let files = desk.ask("file.recent", json!({}))["files"].clone();
        let shown =
            |file: &Value| (file["name"].as_str().unwrap().to_owned(), file["missing"].as_bool().unwrap());
        files.as_array().unwrap().iter().map(shown).collect()
    };
    assert_eq!(recent(&desk), [("Second".to_owned(), false), ("First".to_owned(), false)]);
    // A name without a folder is looked for among the companies; the same file twice is no clash with ourselves.
    for _ in 0..2 {
        let opened = desk.ask("file.open", json!({ "path": "First.throughline" }));
        assert_eq!((&opened["opened"], &opened["name"]), (&json!(true), &json!("First")));
    }
    assert_eq!(recent(&desk), [("First".to_owned(), false), ("Second".to_owned(), false)]);
    std::fs::remove_file(desk.companies().join("Second.throughline")).unwrap();
    assert_eq!(recent(&desk), [("First".to_owned(), false), ("Second".to_owned(), true)]);
    assert_eq!(
        desk.refused("file.open", json!({ "path": "Second.throughline" })).message_id,
        "error.no_such_file"
    );
    assert_eq!(desk.ask("file.state", json!({}))["name"], "First", "a refusal leaves the open file open");

    let second_program = session(desk.folder.path());
    let path = desk.companies().join("First.throughline");
    assert_eq!(second_program.open(&path).unwrap_err().message_id, "error.file_in_use");
    assert_eq!(desk.ask("file.close", json!({}))["open"], false);
    assert!(second_program.open(&path).unwrap().opened);
}

#[test]
fn a_damaged_list_of_recent_files_stops_nobody() {
    let desk = desk();
    let config = desk.folder.path().join("config");
    std::fs::create_dir_all(&config).unwrap();
    std::fs::write(config.join("recent.json"), "{ not json").unwrap();
    assert_eq!(desk.ask("file.recent", json!({})), json!({ "files": [] }));
    desk.ask("file.create", json!({ "name": "Firm", "country": "IN" }));
    assert_eq!(desk.ask("file.recent", json!({}))["files"][0]["name"], "Firm");
}

#[test]
fn a_synced_folder_is_warned_about_and_works() {
    let desk = desk();
    let folder = desk.folder.path().join("Dropbox");
    std::fs::create_dir(&folder).unwrap();
    let made =
        desk.ask("file.create", json!({ "name": "Firm", "country": "IN", "path": folder.join("firm") }));
    assert_eq!(made["path"], json!(folder.join("firm.throughline")));
    let warning = json!({ "message_id": "warning.synced_folder", "params": { "program": "Dropbox" } });
    assert_eq!(made["warnings"], json!([warning]));
    desk.ask("file.close", json!({}));
    let opened = desk.ask("file.open", json!({ "path": folder.join("firm.throughline") }));
    assert_eq!(opened["warnings"], json!([warning]));
}

struct Scripted {
    answer: Option<PathBuf>,
}

impl Chooser for Scripted {
    fn existing(&self) -> Option<PathBuf> {
        self.answer.clone()
    }

    fn files(&self, pictures: bool) -> Vec<PathBuf> {
        assert!(!pictures);
        self.answer.clone().into_iter().collect()
    }

    fn new_file(&self, suggested: &Path) -> Option<PathBuf> {
        assert!(suggested.ends_with("companies/Firm.throughline"), "{}", suggested.display());
        self.answer.clone()
    }
}

#[test]
fn a_host_with_a_screen_asks_where() {
    let folder = tempfile::tempdir().unwrap();
    let chosen = folder.path().join("elsewhere");
    let new = json!({ "name": "Firm", "country": "IN" });
    let undecided = session(folder.path()).asking(Box::new(Scripted { answer: None }));
    for (name, payload) in
        [("file.choose_new", &new), ("file.choose_open", &json!({})), ("file.open", &json!({}))]
    {
        let reply = undecided.call(name, payload.clone(), Mode::Run).unwrap();
        assert_eq!((&reply.result["opened"], reply.changed.len()), (&json!(false), 0), "{name}");
    }
    let decided = session(folder.path()).asking(Box::new(Scripted { answer: Some(chosen.clone()) }));
    let made = decided.call("file.choose_new", new, Mode::Run).unwrap().result;
    assert_eq!(made["path"], json!(chosen.with_extension("throughline")));
}

#[test]
fn changes_are_heard_across_files() {
    let desk = desk();
    let mut changes = desk.session.subscribe();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let mut next = || {
        let waiting =
            async { tokio::time::timeout(std::time::Duration::from_secs(10), changes.next()).await };
        runtime.block_on(waiting).unwrap().unwrap().tags
    };
    for name in ["First", "Second"] {
        desk.ask("file.create", json!({ "name": name, "country": "IN" }));
        assert!(next().contains(&"file".to_owned()));
        desk.ask("customer.create", json!({ "name": "Sample Foods" }));
        assert!(next().contains(&"customer".to_owned()));
    }
}

#[test]
fn the_open_file_is_backed_up_and_restored_beside_itself() {
    let desk = desk();
    assert_eq!(desk.refused("backup.status", json!({})).message_id, "error.no_open_file");
    desk.ask("file.create", json!({ "name": "Firm", "country": "IN" }));
    desk.ask("customer.create", json!({ "name": "Sample Foods" }));
    let status = desk.ask("backup.status", json!({}));
    assert_eq!((&status["last"], &status["changed"]), (&Value::Null, &json!(true)));
    let error = desk.session.call("backup.now", json!({}), Mode::Preview).unwrap_err();
    assert_eq!(error.message_id, "error.no_preview");
    let proven = desk.ask("backup.now", json!({}));
    assert_eq!(proven["head"]["company"], "Firm");
    let status = desk.ask("backup.status", json!({}));
    assert_eq!(status["folder"], json!(desk.companies().join("Firm.backups")));
    assert_eq!((&status["changed"], status["backups"].as_array().unwrap().len()), (&json!(false), 1));
    assert_eq!(status["bytes"], proven["bytes"]);
    desk.ask("customer.create", json!({ "name": "After the backup" }));
    assert_eq!(desk.ask("backup.status", json!({}))["changed"], true);
    let name = &status["last"]["name"];
    for wrong in ["../Firm.throughline", "none", ""] {
        let error = desk.refused("backup.restore", json!({ "name": wrong }));
        assert_eq!(error.message_id, "error.no_such_backup", "{wrong}");
    }
    let restored = desk.ask("backup.restore", json!({ "name": name }));
    assert_eq!(restored["path"], json!(desk.companies().join("Firm restored.throughline")));
    assert_eq!(restored["code"], "B");
    let again = desk.ask("backup.restore", json!({ "name": name, "path": "elsewhere" }));
    assert_eq!(again["path"], json!(desk.companies().join("elsewhere.throughline")));
    assert_eq!(again["code"], "C");
    assert_eq!(
        desk.ask("customer.list", json!({}))["rows"].as_array().unwrap().len(),
        2,
        "still the first file"
    );
    desk.ask("file.open", json!({ "path": restored["path"] }));
    assert_eq!(desk.ask("customer.list", json!({}))["rows"].as_array().unwrap().len(), 1);
}

#[test]
fn a_demo_company_lies_beside_the_others_and_never_in_the_place_of_one() {
    let desk = desk();
    for expected in ["Demo Atelier Sablier.throughline", "Demo Atelier Sablier 2.throughline"] {
        let made = desk.ask("file.demo", json!({ "country": "FR" }));
        assert_eq!(made["path"], json!(desk.companies().join(expected)));
        assert_eq!((&made["opened"], &made["name"]), (&json!(true), &json!("Atelier Sablier")));
    }
    for (country, message_id) in [("Mars", "error.country"), ("US", "error.no_demo")] {
        let error = desk.refused("file.demo", json!({ "country": country }));
        assert_eq!(
            (error.fields[0].path.as_str(), error.fields[0].message_id.as_str()),
            ("country", message_id)
        );
    }
}
