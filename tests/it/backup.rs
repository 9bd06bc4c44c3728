//! Backups and restored files: proven, never in anybody's way, and a new device.

use crate::billing::{issued, pune};
use crate::support::{Company, MORNING_MS, assert_refused};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use throughline_core::api::Core;
use throughline_core::kernel::clock::ManualClock;
use throughline_core::kernel::error::Code;
use throughline_core::kernel::id::SeededIds;
use throughline_core::settings::setup::Sources;
use throughline_core::store::backup::{self, Keeper, Proven};
use throughline_core::store::totals::Totals;
use throughline_core::store::{CompanyFile, integrity};

const HOUR_MS: i64 = 3_600_000;

fn sources() -> Sources {
    Sources { clock: Arc::new(ManualClock::at(MORNING_MS)), ids: Arc::new(SeededIds::new(9)) }
}

/// A company with an open and a paid invoice, and a backup of it.
fn backed_up() -> (Company, String, Proven) {
    let (company, customer) = pune();
    issued(&company, &customer, "1000");
    issued(&company, &customer, "250.50");
    company.ok("payment.record", json!({ "customer_id": customer, "amount": "400", "method": "bank" }));
    let dest = company.folder.path().join("safe.throughline.zst");
    let proven = backup::backup(company.core.file(), &dest, MORNING_MS).unwrap();
    (company, customer, proven)
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_backup_repeats_the_file_and_comes_back_as_a_new_device() {
    let (company, _, proven) = backed_up();
    let live = Totals::of(&company.core.file().reader()).unwrap();
    assert_eq!(proven.head.totals, live);
    assert_eq!(live.receivables["INR"], 85_050);
    assert_eq!(proven.head.company, "Sample Traders");
    assert_eq!(backup::head_of(&proven.path).unwrap(), proven.head);

    let before = fs::read(&proven.path).unwrap();
    let path = company.folder.path().join("again.throughline");
    let restored = backup::restore(&proven.path, &path, &sources()).unwrap();
    assert_eq!((restored.code.as_str(), restored.at_ms), ("B", MORNING_MS));
    assert_eq!(fs::read(&proven.path).unwrap(), before, "the backup is as it was");
    let expected =
        ["again.throughline", "again.throughline.lock", "safe.throughline.zst", "sample.throughline"];
    let found = names(company.folder.path());
    assert!(expected.iter().all(|name| found.contains(&(*name).to_owned())), "{found:?}");
    assert!(!found.iter().any(|name| name.ends_with(".part") || name.ends_with(".copy")), "{found:?}");

    let core =
        Core::with_sources(CompanyFile::open(&path, "test").unwrap(), company.clock.clone(), sources().ids);
    let again = Company { core, clock: company.clock.clone(), folder: tempfile::tempdir().unwrap() };
    let totals = Totals::of(&again.core.file().reader()).unwrap();
    assert_eq!(totals.receivables, live.receivables);
    assert_eq!((totals.code.as_str(), totals.seq), ("B", 1));
    again.assert_sound();

    // Both files go on, and no number is given twice.
    let customer = again.ok("customer.list", json!({}))["rows"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(issued(&again, &customer, "10")["number"], "INV/26-27/B0001");
    assert_eq!(issued(&company, &customer, "10")["number"], "INV/26-27/0003");
    let restored_action = again.refused("history.undo", json!({ "seq": 1 }));
    assert_refused(&restored_action, Code::Precondition, "error.undo_fact");
    again.assert_sound();
    company.assert_sound();
}

#[test]
fn a_restored_indian_file_goes_on_issuing_where_its_numbers_had_no_room_left() {
    let (company, customer) = pune();
    let all = company.ok("number_series.list", json!({}));
    let invoices = all["rows"].as_array().unwrap().iter().find(|row| row["kind"] == "invoice").unwrap();
    let set = json!({ "id": invoices["id"], "version": invoices["version"], "pattern": "INV/{FY}/{SEQ:6}" });
    company.ok("number_series.update", set);
    assert_eq!(issued(&company, &customer, "10")["number"], "INV/26-27/000001");
    let dest = company.folder.path().join("safe.throughline.zst");
    backup::backup(company.core.file(), &dest, MORNING_MS).unwrap();
    let path = company.folder.path().join("again.throughline");
    backup::restore(&dest, &path, &sources()).unwrap();
    let core =
        Core::with_sources(CompanyFile::open(&path, "test").unwrap(), company.clock.clone(), sources().ids);
    let again = Company { core, clock: company.clock.clone(), folder: tempfile::tempdir().unwrap() };
    assert_eq!(issued(&again, &customer, "10")["number"], "INV/26-27/B00001");
    again.assert_sound();
}

#[test]
fn codes_of_other_restored_files_nearby_are_passed_over() {
    let (company, _, proven) = backed_up();
    for code in ["B", "C", "D"] {
        let path = company.folder.path().join(format!("{code}.throughline"));
        assert_eq!(backup::restore(&proven.path, &path, &sources()).unwrap().code, code);
    }
    let other = Company::india();
    let elsewhere = other.folder.path().join("x.throughline");
    assert_eq!(backup::restore(&proven.path, &elsewhere, &sources()).unwrap().code, "E");
}

/// A backup whose head is as it was, around a database of a newer program: its `user_version` at byte 60 is another.
fn newer_inside(backup: &[u8]) -> Vec<u8> {
    let body = 8 + u32::from_le_bytes(backup[4..8].try_into().unwrap()) as usize;
    let mut database = zstd::decode_all(&backup[body..]).unwrap();
    database[60..64].copy_from_slice(&9_999_i32.to_be_bytes());
    [&backup[..body], &zstd::encode_all(&database[..], 3).unwrap()].concat()
}

#[test]
fn nothing_is_overwritten_and_a_damaged_backup_leaves_nothing_behind() {
    let (company, _, proven) = backed_up();
    let folder = company.folder.path();
    let error = backup::backup(company.core.file(), &proven.path, MORNING_MS).unwrap_err();
    assert_refused(&error, Code::Storage, "error.file_exists");
    let error = backup::restore(&proven.path, &company.path(), &sources()).unwrap_err();
    assert_refused(&error, Code::Storage, "error.file_exists");
    let nowhere = folder.join("none/x.throughline.zst");
    assert_refused(
        &backup::backup(company.core.file(), &nowhere, MORNING_MS).unwrap_err(),
        Code::Storage,
        "error.no_such_folder",
    );

    let whole = fs::read(&proven.path).unwrap();
    let body = whole.len() / 2;
    let mut flipped = whole.clone();
    flipped[body] ^= 0x10;
    let mut other_head = whole.clone();
    // A head that promises other receivables than the database holds.
    let at = other_head.windows(5).position(|bytes| bytes == b"85050").unwrap();
    other_head[at] = b'9';
    let newer = newer_inside(&whole);
    let bad = folder.join("bad.throughline.zst");
    let target = folder.join("target.throughline");
    for (bytes, message_id) in [
        (whole[..body].to_vec(), "error.backup_damaged"),
        (flipped, "error.backup_damaged"),
        (other_head, "error.backup_damaged"),
        (newer, "error.too_new"),
        (b"Dear Sir or Madam".to_vec(), "error.not_a_backup"),
        (Vec::new(), "error.not_a_backup"),
    ] {
        fs::write(&bad, bytes).unwrap();
        let error = backup::restore(&bad, &target, &sources()).unwrap_err();
        assert_refused(&error, Code::Storage, message_id);
        assert_eq!(error.params["path"], bad.display().to_string(), "the owner has seen no other file");
        let found = names(folder);
        assert!(
            !found.iter().any(|name| name.starts_with("target.throughline") || name.ends_with(".part")),
            "{found:?}"
        );
    }
    fs::remove_file(&bad).unwrap();
    backup::restore(&bad, &target, &sources()).unwrap_err();
    assert!(!names(folder).iter().any(|name| name.starts_with("target.throughline")), "{:?}", names(folder));
    company.assert_sound();
}

#[test]
fn attachments_travel_by_their_hash_and_missing_ones_are_named() {
    let (company, customer, _) = backed_up();
    let files = company.core.file().attachments();
    let (kept, lost) =
        (blake3::hash(b"signed").to_hex().to_string(), blake3::hash(b"lost").to_hex().to_string());
    for bytes in ["c2lnbmVk", "bG9zdA=="] {
        let file = json!({ "name": "a.txt", "bytes": bytes });
        company.ok("attachment.add", json!({ "record_id": customer, "files": [file] }));
    }
    fs::write(files.join(&lost), b"something else").unwrap();
    let stick = tempfile::tempdir().unwrap();
    let dest = stick.path().join("a.throughline.zst");
    let proven = backup::backup(company.core.file(), &dest, MORNING_MS).unwrap();
    assert_eq!(proven.missing, [lost.as_str()]);
    assert_eq!(names(&stick.path().join("files")), [kept.as_str()]);
    let path = company.folder.path().join("again.throughline");
    let restored = backup::restore(&dest, &path, &sources()).unwrap();
    assert_eq!(restored.missing, [lost]);
    assert_eq!(fs::read(path.with_extension("files").join(kept)).unwrap(), b"signed");
}

#[test]
fn the_keeper_backs_up_when_it_is_due_and_thins_under_its_cap() {
    let (company, customer, _) = backed_up();
    let keeper = Keeper::of(company.core.file());
    assert!(keeper.last().unwrap().0.is_none());
    let first = keeper.tick(MORNING_MS).unwrap().unwrap();
    assert!(first.path.starts_with(backup::folder_of(&company.path())), "{:?}", first.path);
    assert_eq!(keeper.tick(MORNING_MS + 60_000).unwrap(), None);
    assert_eq!(keeper.tick(MORNING_MS + HOUR_MS).unwrap(), None, "nothing changed");
    issued(&company, &customer, "10");
    assert!(keeper.last().unwrap().1);
    assert_eq!(keeper.tick(MORNING_MS + HOUR_MS - 1).unwrap(), None, "not an hour yet");
    keeper.tick(MORNING_MS + HOUR_MS).unwrap().unwrap();
    let (last, changed) = keeper.last().unwrap();
    assert_eq!((last.unwrap().at_ms, changed), (MORNING_MS + HOUR_MS, false));
    // Midnight in India begins a day although nothing changed.
    keeper.tick(MORNING_MS + 15 * HOUR_MS).unwrap().unwrap();
    assert_eq!(keeper.backups().len(), 3);
    // A clock that was set back makes one for that day, not one a minute.
    assert!(keeper.tick(MORNING_MS - 24 * HOUR_MS).unwrap().is_some());
    assert!(keeper.tick(MORNING_MS - 24 * HOUR_MS + 60_000).unwrap().is_none());
    let newest = keeper.backups()[0].clone();
    keeper.under(1).now(MORNING_MS + 16 * HOUR_MS).unwrap();
    let left = keeper.backups();
    assert_eq!(left.len(), 1, "{left:?}");
    assert!(left[0].at_ms > newest.at_ms);
    fs::write(keeper.folder().join("letter.throughline.zst"), "not ours").unwrap();
    assert_eq!(keeper.backups().len(), 1);
}

#[test]
fn a_backup_is_taken_while_others_write() {
    let (company, customer, _) = backed_up();
    let core = &company.core;
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| {
            for n in 0..30 {
                let payload = json!({ "name": format!("Firm {n}") });
                core.call(None, "customer.create", payload, throughline_core::api::Mode::Run).unwrap();
            }
        });
        let folder: PathBuf = company.folder.path().to_owned();
        for n in 0..5 {
            backup::backup(core.file(), &folder.join(format!("{n}.throughline.zst")), MORNING_MS).unwrap();
        }
        writing.join().unwrap();
    });
    let _ = customer;
    assert!(integrity::check(core.file()).iter().all(|check| check.problems.is_empty()));
}

/// A folder that refuses even the administrator: the kernel's own.
#[cfg(target_os = "linux")]
#[test]
fn a_read_only_folder_is_refused_with_its_cure() {
    let (company, _, proven) = backed_up();
    let folder = Path::new("/sys/kernel");
    let error =
        backup::backup(company.core.file(), &folder.join("a.throughline.zst"), MORNING_MS).unwrap_err();
    assert_refused(&error, Code::Storage, "error.file_read_only");
    let error = backup::restore(&proven.path, &folder.join("a.throughline"), &sources()).unwrap_err();
    assert_refused(&error, Code::Storage, "error.file_read_only");
    let error = CompanyFile::create(&folder.join("a.throughline"), "test").unwrap_err();
    assert_refused(&error, Code::Storage, "error.file_read_only");
}

/// The administrator writes in any folder, so the lock is what the folder refuses here.
#[test]
fn a_company_is_not_opened_where_nothing_can_be_written_beside_it() {
    let company = Company::india();
    let path = company.path();
    let Company { core, folder, .. } = company;
    drop(core);
    let before = fs::read(&path).unwrap();
    let lock = throughline_core::store::lock::lock_path(&path);
    if lock.exists() {
        fs::remove_file(&lock).unwrap();
    }
    fs::create_dir(&lock).unwrap();
    let error = CompanyFile::open(&path, "test").unwrap_err();
    assert_refused(&error, Code::Storage, "error.file_read_only");
    assert_eq!(fs::read(&path).unwrap(), before);
    drop(folder);
}

#[test]
fn the_command_line_warns_of_a_synced_folder() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("Dropbox")).unwrap();
    let made = |file: &str| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_throughline-cli"))
            .args(["new", file, "--country", "IN", "--name", "Sample Traders"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(output.status.success());
        String::from_utf8(output.stderr).unwrap()
    };
    let warned: serde_json::Value = serde_json::from_str(&made("Dropbox/a.throughline")).unwrap();
    assert_eq!(warned["warning"]["message_id"], "warning.synced_folder");
    assert!(warned["warning"]["message"].as_str().unwrap().starts_with("Dropbox copies this folder"));
    assert_eq!(made("a.throughline"), "");
}

#[test]
fn the_command_line_backs_up_and_restores() {
    let (company, ..) = backed_up();
    let path = company.path();
    let Company { core, folder, .. } = company;
    drop(core);
    let run = |arguments: &[&str]| {
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_throughline-cli"))
            .args(arguments)
            .current_dir(folder.path())
            .output()
            .unwrap();
        let text = if output.status.success() { output.stdout } else { output.stderr };
        (output.status.code().unwrap(), serde_json::from_slice::<serde_json::Value>(&text).unwrap())
    };
    let file = path.to_str().unwrap();
    let (status, proven) = run(&["backup", file, "b.throughline.zst"]);
    assert_eq!((status, &proven["head"]["totals"]["receivables"]["INR"]), (0, &json!(85_050)));
    let (status, refused) = run(&["backup", file, "b.throughline.zst"]);
    assert_eq!((status, &refused["error"]["message_id"]), (3, &json!("error.file_exists")));
    let (status, restored) = run(&["restore", "b.throughline.zst", "again.throughline"]);
    assert_eq!((status, &restored["code"]), (0, &json!("B")));
    let (status, checked) = run(&["check", "again.throughline"]);
    assert_eq!((status, &checked["sound"]), (0, &json!(true)));
    let (status, refused) = run(&["restore", file, "third.throughline"]);
    assert_eq!((status, &refused["error"]["message_id"]), (3, &json!("error.not_a_backup")));
}

/// How long a proven backup of a large file takes; printed, with a bound that only a gross mistake exceeds.
#[test]
fn a_backup_of_a_large_file_is_quick() {
    let (company, _, _) = backed_up();
    {
        let conn = company.core.file().writer();
        conn.execute_batch(
            "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 60000) \
             INSERT INTO local_setting (key, value) SELECT 'k' || n, hex(randomblob(200)) || zeroblob(300) FROM n; \
             PRAGMA wal_checkpoint(TRUNCATE)",
        )
        .unwrap();
    }
    let size = fs::metadata(company.path()).unwrap().len();
    let dest = company.folder.path().join("large.throughline.zst");
    let begun = std::time::Instant::now();
    let proven = backup::backup(company.core.file(), &dest, MORNING_MS).unwrap();
    let took = begun.elapsed();
    println!("backup of {size} bytes: {} bytes in {} ms", proven.bytes, took.as_millis());
    assert!(size > 20_000_000 && took.as_secs() < 60, "{size} bytes took {took:?}");
    let begun = std::time::Instant::now();
    backup::restore(&dest, &company.folder.path().join("large.throughline"), &sources()).unwrap();
    println!("restored in {} ms", begun.elapsed().as_millis());
}
