//! The commands about the company file itself, which work while none is open.

use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use throughline_core::api::{Core, Mode};
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

    fn backup(&self) -> Option<PathBuf> {
        self.answer.clone()
    }

    fn folder(&self) -> Option<PathBuf> {
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
    desk.ask("backup.now", json!({}));
    let status = desk.ask("backup.status", json!({}));
    assert_eq!(status["last"]["counted"]["customers"], 1);
    assert_eq!(status["last"]["tier"], "hour");
    assert_eq!(status["folder"], json!(desk.companies().join("Firm.backups")));
    assert_eq!((&status["changed"], status["backups"].as_array().unwrap().len()), (&json!(false), 1));
    assert_eq!(status["bytes"], status["last"]["bytes"]);
    assert_eq!(desk.ask("company.status", json!({}))["last_backup"]["at_ms"], status["last"]["at_ms"]);
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

#[test]
fn backups_are_copied_to_a_second_place_and_a_failure_is_told() {
    let desk = desk();
    desk.ask("file.create", json!({ "name": "Firm", "country": "IN" }));
    let stick = desk.folder.path().join("stick");
    let refused = |folder: &Path| {
        let error = desk.refused("backup.choose_place", json!({ "folder": folder }));
        (error.fields[0].path.clone(), error.fields[0].message_id.clone())
    };
    assert_eq!(refused(&stick), ("folder".to_owned(), "error.no_such_place".to_owned()));
    assert_eq!(refused(&desk.companies()), ("folder".to_owned(), "error.second_place_same".to_owned()));
    assert_eq!(desk.refused("backup.choose_place", json!({})).fields[0].message_id, "error.required");
    assert_eq!(desk.ask("backup.status", json!({}))["second"], Value::Null);

    std::fs::create_dir(&stick).unwrap();
    assert_eq!(desk.ask("backup.choose_place", json!({ "folder": stick }))["chosen"], true);
    // An attachment goes with the backup, and with its copy.
    let hash = blake3::hash(b"signed").to_hex().to_string();
    let attached = desk.companies().join("Firm.backups/files");
    std::fs::create_dir_all(&attached).unwrap();
    std::fs::write(attached.join(&hash), b"signed").unwrap();
    let status = desk.ask("backup.now", json!({}));
    let copies = stick.join("Firm.backups");
    assert_eq!(status["second"]["last"]["name"], status["last"]["name"]);
    let name = status["last"]["name"].as_str().unwrap();
    let original = std::fs::read(desk.companies().join("Firm.backups").join(name)).unwrap();
    assert_eq!(std::fs::read(copies.join(name)).unwrap(), original);
    assert_eq!(std::fs::read(copies.join("files").join(&hash)).unwrap(), b"signed");
    assert_eq!(status["second"]["trouble"], Value::Null);

    // The stick is out: the backup is made all the same, and what failed is told until it works again.
    std::fs::rename(&stick, desk.folder.path().join("drawer")).unwrap();
    desk.ask("customer.create", json!({ "name": "Sample Foods" }));
    let status = desk.ask("backup.now", json!({}));
    assert_eq!(status["trouble"], Value::Null);
    assert_eq!(status["second"]["trouble"]["message_id"], "error.no_such_folder");
    std::fs::rename(desk.folder.path().join("drawer"), &stick).unwrap();
    let status = desk.ask("backup.now", json!({}));
    assert_eq!(status["second"]["trouble"], Value::Null);
    assert_eq!(status["second"]["last"]["name"], status["last"]["name"]);
    let newest = copies.join(status["last"]["name"].as_str().unwrap());

    // It is remembered with the file on this computer, until it is forgotten; what lies there stays.
    let path = desk.companies().join("Firm.throughline");
    desk.ask("file.close", json!({}));
    desk.ask("file.open", json!({ "path": path }));
    assert_eq!(desk.ask("backup.status", json!({}))["second"]["folder"], json!(stick));
    assert_eq!(desk.ask("backup.forget_place", json!({}))["second"], Value::Null);
    assert!(newest.is_file());
}

#[test]
fn a_recurring_invoice_that_cannot_be_read_stops_no_other() {
    let desk = desk();
    desk.ask("file.create", json!({ "name": "Firm", "country": "IN" }));
    let today = desk.ask("company.status", json!({}))["today"].clone();
    let customer = desk.ask("customer.create", json!({ "name": "Sample Foods" }))["id"].clone();
    let draft = json!({ "customer_id": customer, "lines": [{ "description": "Rent", "unit_price": "70" }] });
    let rhythm = json!({ "every": 1, "unit": "month", "first": today });
    for _ in 0..2 {
        desk.ask("recurring_invoice.create", json!({ "draft": draft, "rhythm": rhythm }));
    }
    desk.ask("file.close", json!({}));
    let path = desk.companies().join("Firm.throughline");
    let damaged = Core::open(&path, "the test").unwrap();
    let damage = "UPDATE recurring_invoice SET draft = '5' WHERE code LIKE '%1'";
    assert_eq!(damaged.file().writer().execute(damage, []).unwrap(), 1);
    drop(damaged);
    desk.ask("file.open", json!({ "path": path }));
    // It is looked for at once, beside the window.
    let made = || desk.ask("invoice.list", json!({}))["rows"].as_array().unwrap().len();
    for _ in 0..100 {
        if made() == 1 {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    panic!("the other one was not made: {}", made());
}

#[test]
fn a_computer_without_the_file_gets_it_back_from_a_copy() {
    let desk = desk();
    desk.ask("file.create", json!({ "name": "Firm", "country": "IN" }));
    desk.ask("customer.create", json!({ "name": "Sample Foods" }));
    let stick = desk.folder.path().join("stick");
    std::fs::create_dir(&stick).unwrap();
    desk.ask("backup.choose_place", json!({ "folder": stick }));
    let name = desk.ask("backup.now", json!({}))["last"]["name"].as_str().unwrap().to_owned();
    desk.ask("file.close", json!({}));
    std::fs::remove_dir_all(desk.companies()).unwrap();

    let copy = stick.join("Firm.backups").join(name);
    let other = session(desk.folder.path()).asking(Box::new(Scripted { answer: Some(copy) }));
    let opened = other.call("file.restore", json!({}), Mode::Run).unwrap();
    assert_eq!(opened.result["path"], json!(desk.companies().join("Firm.throughline")));
    assert!(opened.changed.contains(&"file".to_owned()));
    let found = other.call("customer.list", json!({}), Mode::Run).unwrap().result;
    assert_eq!(found["rows"][0]["name"], "Sample Foods");
    assert_eq!(desk.refused("file.restore", json!({})).fields[0].message_id, "error.required");
    let letter = desk.folder.path().join("letter.zst");
    std::fs::write(&letter, "Dear Sir or Madam").unwrap();
    assert_eq!(desk.refused("file.restore", json!({ "path": letter })).message_id, "error.not_a_backup");
    assert_eq!(desk.ask("file.state", json!({}))["open"], false);
}

#[test]
fn a_backup_is_tried_without_leaving_a_file_about() {
    let desk = desk();
    desk.ask("file.create", json!({ "name": "Firm", "country": "IN" }));
    let customer = desk.ask("customer.create", json!({ "name": "Sample Foods" }))["id"].clone();
    let staged = serde_json::to_value(desk.session.stage("plan.txt", b"signed").unwrap()).unwrap();
    let file = json!({ "name": staged["name"], "hash": staged["hash"] });
    desk.ask("attachment.add", json!({ "record_id": customer, "files": [file] }));
    let name = desk.ask("backup.now", json!({}))["last"]["name"].clone();
    let trial = desk.ask("backup.try", json!({ "name": name }));
    assert_eq!((&trial["sound"], &trial["company"]), (&json!(true), &json!("Firm")));
    assert_eq!(trial["counted"]["customers"], 1);
    let report = desk.ask("integrity.check", json!({}));
    assert_eq!(report["sound"], true);
    let names = |checks: &Value| -> Vec<String> {
        let name = |check: &Value| check["name"].as_str().unwrap().to_owned();
        checks.as_array().unwrap().iter().map(name).collect()
    };
    assert_eq!(names(&trial["checks"]), names(&report["checks"]));
    for name in names(&report["checks"]) {
        for id in [format!("check.{name}"), format!("check.{name}.text")] {
            assert!(throughline_core::kernel::message::exists(&id), "{id}");
        }
    }
    let backups = desk.companies().join("Firm.backups");
    let left = || std::fs::read_dir(&backups).unwrap().count();
    assert_eq!(left(), 2, "the backup and its attachments");
    assert_eq!(desk.ask("backup.status", json!({}))["tried"]["sound"], true);

    let path = backups.join(name.as_str().unwrap());
    let whole = std::fs::read(&path).unwrap();
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    assert_eq!(desk.refused("backup.try", json!({ "name": name })).message_id, "error.backup_damaged");
    assert_eq!(left(), 2);
}

#[test]
fn somebody_else_works_in_the_window_with_their_own_rights() {
    let desk = desk();
    desk.ask("file.create", json!({ "name": "Firm", "country": "IN", "owner": "Asha" }));
    let sets = desk.ask("permission_set.list", json!({}))["rows"].clone();
    let sales = sets.as_array().unwrap().iter().find(|set| set["preset"] == "sales").unwrap();
    let rohan =
        desk.ask("user.create", json!({ "name": "Rohan", "permission_set_ids": [sales["id"]] }))["id"]
            .clone();
    let working = |desk: &Desk| desk.ask("company.status", json!({}))["user"]["name"].clone();
    assert_eq!(working(&desk), "Asha");
    let owner = desk.ask("session.users", json!({}))["user_id"].clone();
    let reply = desk.session.call("session.switch", json!({ "user_id": rohan }), Mode::Run).unwrap();
    assert_eq!(reply.result["users"].as_array().unwrap().len(), 2);
    assert_eq!(working(&desk), "Rohan");
    let mine = desk.ask("customer.create", json!({ "name": "Sample Foods" }))["id"].clone();
    assert_eq!(desk.ask("customer.get", json!({ "id": mine }))["owner"], "Rohan");

    let version = desk.ask("company.status", json!({}))["company"]["version"].clone();
    for (name, payload) in [
        ("company.update", json!({ "version": version, "name": "Other" })),
        ("integrity.check", json!({})),
        ("backup.restore", json!({ "name": "any" })),
        ("backup.try", json!({ "name": "any" })),
        ("backup.choose_place", json!({ "folder": "/" })),
        ("backup.forget_place", json!({})),
    ] {
        assert_eq!(desk.refused(name, payload).code, Code::Forbidden, "{name}");
    }
    // A backup harms nobody, and whoever works here may see that there is one.
    assert_eq!(desk.ask("backup.now", json!({}))["last"]["counted"], Value::Null, "sums are the owner's");

    // The next opening on this laptop is theirs again, and the owner comes back without asking anybody.
    let path = desk.companies().join("Firm.throughline");
    desk.ask("file.close", json!({}));
    desk.ask("file.open", json!({ "path": path }));
    assert_eq!(working(&desk), "Rohan");
    for wrong in ["nobody", "Asha", ""] {
        let error = desk.refused("session.switch", json!({ "user_id": wrong }));
        assert_eq!(error.fields[0].message_id, "error.no_such_user", "{wrong}");
    }
    desk.ask("session.switch", json!({ "user_id": owner }));
    let users = desk.ask("user.list", json!({}))["rows"].clone();
    let version =
        users.as_array().unwrap().iter().find(|user| user["id"] == rohan).unwrap()["version"].clone();
    desk.ask("session.switch", json!({ "user_id": rohan }));
    desk.ask("session.switch", json!({ "user_id": owner }));
    desk.ask("user.update", json!({ "id": rohan, "version": version, "active": false }));
    assert_eq!(desk.refused("session.switch", json!({ "user_id": rohan })).code, Code::Invalid);
    assert_eq!(working(&desk), "Asha");
    let nobody = desk.ask("user.create", json!({ "name": "Guest", "permission_set_ids": [] }))["id"].clone();
    let error = desk.refused("session.switch", json!({ "user_id": nobody }));
    assert_eq!(
        error.fields[0].message_id, "error.user_cannot_work",
        "a window without any page helps nobody"
    );
    assert_eq!(working(&desk), "Asha");
}
