//! The company file: what is refused, what is never touched, and that each integrity check bites.

use crate::billing::{issued, pune};
use crate::support::{Company, assert_refused};
use rusqlite::Connection;
use serde_json::json;
use std::fs;
use throughline_core::api::Core;
use throughline_core::kernel::error::{Code, Error};
use throughline_core::settings::country::Country;
use throughline_core::store::{integrity, schema, search};

fn refusal(path: &std::path::Path) -> Error {
    match Core::open(path, "test") {
        Ok(_) => panic!("{} was opened", path.display()),
        Err(error) => error,
    }
}

#[test]
fn sqlite_is_recent_enough() {
    // Versions before 3.51.3 have a WAL corruption bug.
    assert!(rusqlite::version_number() >= 3_051_003, "{}", rusqlite::version());
}

#[test]
fn files_that_are_not_ours_are_refused_and_left_as_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let foreign = folder.path().join("other.db");
    Connection::open(&foreign)
        .unwrap()
        .execute_batch("CREATE TABLE t (a); INSERT INTO t VALUES (1)")
        .unwrap();
    let text = folder.path().join("letter.txt");
    fs::write(&text, "Dear Sir or Madam").unwrap();
    let empty = folder.path().join("empty.throughline");
    fs::write(&empty, "").unwrap();
    for path in [&foreign, &text, &empty] {
        let before = fs::read(path).unwrap();
        assert_refused(&refusal(path), Code::Storage, "error.not_ours");
        assert_eq!(fs::read(path).unwrap(), before);
    }
    assert_refused(&refusal(&folder.path().join("none.throughline")), Code::Storage, "error.no_such_file");
    let names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 3, "nothing was left beside them: {names:?}");
}

#[test]
fn a_newer_or_truncated_file_is_refused_and_left_as_it_is() {
    let company = Company::india();
    let path = company.path();
    let folder = company.folder;
    drop(company.core);
    let newer = folder.path().join("newer.throughline");
    fs::copy(&path, &newer).unwrap();
    Connection::open(&newer).unwrap().pragma_update(None, "user_version", schema::version() + 1).unwrap();
    let cut = folder.path().join("cut.throughline");
    let whole = fs::read(&path).unwrap();
    fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    for (path, message) in [(&newer, "error.too_new"), (&cut, "error.file_damaged")] {
        let before = fs::read(path).unwrap();
        assert_refused(&refusal(path), Code::Storage, message);
        assert_eq!(fs::read(path).unwrap(), before, "{message}");
    }
}

/// A process that is killed while it carries the journal over can leave a header that is ahead of the pages. The journal
/// makes such a file whole; it must not be called damaged.
#[test]
fn a_file_that_was_left_in_the_middle_of_a_checkpoint_opens() {
    let company = Company::india();
    company.core.file().writer().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    for n in 0..40 {
        company.customer(&format!("Customer {n}"));
    }
    let left = company.folder.path().join("left.throughline");
    let mut main = fs::read(company.path()).unwrap();
    let journal = fs::read(company.path().with_extension("throughline-wal")).unwrap();
    // The size in pages stands at offset 28 of the header.
    let pages = u32::try_from(main.len() / 4096).unwrap();
    main[28..32].copy_from_slice(&(pages + 20).to_be_bytes());
    fs::write(&left, &main).unwrap();
    assert_refused(&refusal(&left), Code::Storage, "error.file_damaged");
    fs::write(left.with_extension("throughline-wal"), journal).unwrap();
    let core = Core::open(&left, "test").unwrap();
    for check in integrity::check(core.file()) {
        assert_eq!(check.problems, Vec::<String>::new(), "{}", check.name);
    }
    let customers: i64 =
        core.file().reader().query_row("SELECT count(*) FROM customer", [], |row| row.get(0)).unwrap();
    assert_eq!(customers, 40);
}

#[test]
fn a_file_is_never_overwritten_and_has_one_writer() {
    let company = Company::india();
    let new = throughline_core::settings::setup::NewCompany {
        name: "Again".to_owned(),
        countries: vec![Country::France],
        workflow: throughline_core::settings::area::Workflow::Service,
        owner: "Owner".to_owned(),
    };
    let sources = throughline_core::settings::setup::Sources::system();
    let error = throughline_core::settings::setup::create(&company.path(), "test", &new, sources.clone())
        .err()
        .unwrap();
    assert_refused(&error, Code::Storage, "error.file_exists");
    let held = refusal(&company.path());
    assert_refused(&held, Code::Storage, "error.file_in_use");
    assert!(held.params["holder"].as_str().unwrap().starts_with("test, process"), "{held}");
    let nowhere = company.folder.path().join("none/x.throughline");
    let error =
        throughline_core::settings::setup::create(&nowhere, "test", &new, sources.clone()).err().unwrap();
    assert_refused(&error, Code::Storage, "error.no_such_folder");
    let path = company.folder.path().join("other.throughline");
    for (path_of, twice) in [
        (
            "country",
            throughline_core::settings::setup::NewCompany {
                countries: vec![Country::India; 27],
                ..new.clone()
            },
        ),
        ("owner", throughline_core::settings::setup::NewCompany { owner: " ".to_owned(), ..new.clone() }),
    ] {
        let error =
            throughline_core::settings::setup::create(&path, "test", &twice, sources.clone()).err().unwrap();
        assert_eq!(error.fields[0].path, path_of);
        assert!(!path.exists());
    }
    let unnamed = throughline_core::settings::setup::NewCompany { name: " ".to_owned(), ..new };
    let path = company.folder.path().join("unnamed.throughline");
    let error = throughline_core::settings::setup::create(&path, "test", &unnamed, sources).err().unwrap();
    assert_eq!(error.fields[0].path, "name");
    assert!(!path.exists());
}

#[cfg(unix)]
#[test]
fn a_link_to_a_company_is_the_company() {
    let company = Company::india();
    let (real, folder) = (company.path(), tempfile::tempdir().unwrap());
    let link = folder.path().join("desk.throughline");
    std::os::unix::fs::symlink(&real, &link).unwrap();
    assert_refused(&refusal(&link), Code::Storage, "error.file_in_use");
    let keep = company.folder;
    drop(company.core);
    let file = throughline_core::store::file::CompanyFile::open(&link, "test").unwrap();
    assert_eq!(file.path(), real.canonicalize().unwrap());
    drop((file, keep));
}

#[test]
fn records_and_facts_are_guarded_in_the_file_itself() {
    let company = Company::india();
    company.customer("Nandini Textiles");
    let conn = company.core.file().writer();
    for sql in [
        "DELETE FROM customer",
        "UPDATE customer SET id = 'x'",
        "UPDATE txn SET actor = 'x'",
        "DELETE FROM op",
        "INSERT OR REPLACE INTO area SELECT * FROM area",
    ] {
        let error = conn.execute_batch(sql).expect_err(sql);
        assert!(error.to_string().contains("never") || error.to_string().contains("fact"), "{sql}: {error}");
    }
}

/// Damages a copy of a sound file with `sql` and expects exactly the named check to fail.
fn check_bites(name: &str, sql: &str) {
    let company = Company::india();
    company.customer("Nandini Textiles");
    check_bites_in(&company.core, name, sql);
}

fn check_bites_in(core: &Core, name: &str, sql: &str) {
    let conn = core.file().writer();
    let triggers: Vec<String> = {
        let mut statement = conn.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").unwrap();
        let names = statement.query_map([], |row| row.get(0)).unwrap();
        names.collect::<rusqlite::Result<_>>().unwrap()
    };
    for trigger in triggers {
        conn.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
    }
    conn.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    conn.execute_batch(sql).unwrap();
    drop(conn);
    let failed: Vec<String> = integrity::check(core.file())
        .into_iter()
        .filter(|check| !check.problems.is_empty())
        .map(|check| check.name)
        .collect();
    assert!(failed.iter().any(|failed| failed == name), "{name} did not fail: {failed:?}");
}

#[test]
fn each_check_fails_on_a_file_damaged_for_it() {
    check_bites("foreign_keys", "UPDATE contact SET customer_id = 'x'; UPDATE record SET owner_id = 'x'");
    check_bites("log_chain", "UPDATE txn SET actor = 'x' WHERE seq = 1");
    check_bites("log_chain", "UPDATE op SET body = '{}' WHERE n = (SELECT max(n) FROM op)");
    check_bites("log_chain", "UPDATE log_head SET hash = '00'");
    check_bites("log_chain", "UPDATE log_head SET seq = seq + 1");
    check_bites("log_chain", "UPDATE log_head SET hlc = 1");
    check_bites("log_chain", "DELETE FROM log_head");
    check_bites("log_equals_rows", "UPDATE customer SET name = 'x'");
    check_bites("log_equals_rows", "INSERT INTO area (id, area, state) VALUES ('x', 'sales', 'off')");
    check_bites("derived_rows", "UPDATE customer_row SET name_key = 'x'");
    check_bites("derived_rows", "DELETE FROM search_row");
    // A row that reads like another.
    check_bites(
        "derived_rows",
        "INSERT INTO search_row (rowid, title, body, kind) SELECT rowid + 1, title, body, kind FROM search_row",
    );
    let items = "INSERT INTO item (id, code, kind, name, currency) VALUES ('a', 'X-1', 'product', 'A', 'INR'), \
                 ('b', 'x-1', 'product', 'B', 'INR')";
    check_bites("item_codes", items);
    check_bites(
        "number_series_apart",
        "UPDATE number_series SET pattern = 'X-{SEQ}' WHERE kind IN ('lead', 'deal')",
    );
    check_bites("names_apart", "UPDATE sla_policy SET name = 'A'");
    let twin = "INSERT INTO customer (id, code, kind, name, tax_treatment, currency, language, payment_term) \
                SELECT 'x', code, kind, 'X', tax_treatment, currency, language, payment_term FROM customer";
    check_bites("record_codes", twin);
    check_bites(
        "item_tax_classes",
        &format!(
            "{items}; INSERT INTO item_tax_class (id, item_id, tax_class_id) \
             SELECT id, 'a', id FROM tax_class WHERE key IN ('standard', 'reduced')"
        ),
    );
}

/// A search that leads nowhere passes SQLite's own check: it is seen, and made anew without a trace in the log.
#[test]
fn a_search_that_leads_nowhere_is_seen_and_made_anew() {
    let company = Company::india();
    // Words enough that the index needs more than one page, once its pieces are one.
    for at in 0..60 {
        let words = ["Anil", "Bina", "Dyes", "Inks", "Mills", "Papers", "Textiles", "Yarns"];
        company.customer(&words.map(|word| format!("{word}{at}")).join(" "));
    }
    while search::tidy(company.core.file()).unwrap() {}
    let found = || company.ok("search.find", json!({ "q": "textiles59" }))["hits"].as_array().unwrap().len();
    assert_eq!(found(), 1);
    check_bites_in(&company.core, "search_words", "DELETE FROM search_row_idx");
    assert_eq!(found(), 0);
    let before = company.count("SELECT count(*) FROM txn");
    company.ok("search.rebuild", json!({}));
    assert_eq!((found(), company.count("SELECT count(*) FROM txn")), (1, before));
    company.assert_sound();
}

/// Three issued invoices, one credited; a payment that settles, keeps back and leaves something free; a refund.
fn books() -> Company {
    let (company, customer) = pune();
    let invoices: Vec<_> =
        ["1000", "250.50", "80"].iter().map(|price| issued(&company, &customer, price)).collect();
    company.ok("credit_note.issue", json!({ "invoice_id": invoices[2]["id"], "reason": "Sent twice" }));
    company.ok("payment.record", json!({ "customer_id": customer, "amount": "400", "method": "bank" }));
    let paid =
        company.ok("payment.record", json!({ "customer_id": customer, "amount": "900", "method": "bank" }));
    company.ok("credit.refund", json!({ "source_id": paid["id"], "amount": "20", "method": "bank" }));
    let deal =
        company.ok("deal.create", json!({ "title": "Annexe", "customer_id": customer, "amount": "70" }));
    let win = json!({ "id": deal["id"], "version": 1, "follow": [{ "kind": "invoice" }] });
    let draft = company.ok("deal.win", win)["invoice_ids"][0].clone();
    company.ok("invoice.issue", json!({ "id": draft, "version": 1 }));
    let rent = json!({ "customer_id": customer, "lines": [{ "description": "Rent", "unit_price": "70" }] });
    let rhythm = json!({ "every": 1, "unit": "month", "first": "2026-11-01" });
    let recurring = company.ok("recurring_invoice.create", json!({ "draft": rent, "rhythm": rhythm }));
    company.ok("recurring_invoice.make", json!({ "id": recurring["id"] }));
    company
}

#[test]
fn each_check_of_the_books_fails_on_books_damaged_for_it() {
    let company = books();
    company.assert_sound();
    company.core.file().writer().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    let whole = fs::read(company.path()).unwrap();
    let bites = |name: &str, sql: &str| {
        let copy = company.folder.path().join("copy.throughline");
        fs::write(&copy, &whole).unwrap();
        check_bites_in(&Core::open(&copy, "test").unwrap(), name, sql);
    };
    bites("document_sums", "UPDATE issued_document SET rounding_minor = 1 WHERE no = 1");
    bites("document_sums", "UPDATE issued_document SET base_net_minor = base_net_minor + 1 WHERE no = 1");
    bites("document_sums", "UPDATE issued_line SET net_minor = net_minor + 1");
    bites("document_sums", "DELETE FROM issued_line");
    bites(
        "document_sums",
        "INSERT INTO issued_tax VALUES ('x', (SELECT min(id) FROM issued_document), 'CGST', '9', 'S', 1, 1)",
    );
    bites("document_papers", "UPDATE issued_document SET number = number || 'X' WHERE no = 1");
    bites("document_papers", "UPDATE issued_document SET date = '2020-01-01' WHERE no = 1");
    bites(
        "document_papers",
        "UPDATE issued_document SET model = json_set(model, '$.totals.due', '1.00') WHERE no = 1",
    );
    bites("document_papers", "UPDATE issued_document SET model = '{}' WHERE no = 1");
    bites("document_papers", "UPDATE payment SET date = '2020-01-01' WHERE no = 1");
    bites("document_papers", "DELETE FROM receipt");
    bites("document_chain", "UPDATE issued_document SET model = model || ' ' WHERE no = 1");
    bites("document_chain", "UPDATE issued_document SET hash = 'x' WHERE no = 1");
    bites("document_chain", "DELETE FROM issued_document WHERE no = 2");
    bites("payment_sums", "UPDATE payment SET amount_minor = amount_minor + 1");
    bites("payment_sums", "UPDATE payment_row SET free_minor = free_minor + 1");
    bites("payment_sums", "DELETE FROM allocation WHERE payment_id IS NOT NULL");
    bites("payment_sums", "UPDATE credit_open SET open_minor = 1");
    bites("payment_sums", "UPDATE payment SET currency = 'EUR'");
    bites("payment_sums", "UPDATE payment SET branch_id = 'other'");
    bites("invoice_sums", "UPDATE allocation SET amount_minor = amount_minor + 1");
    bites("invoice_sums", "UPDATE invoice_open SET open_minor = open_minor + 1");
    bites("invoice_sums", "DELETE FROM invoice_open");
    bites("billing_plan", "UPDATE billing_open SET total_minor = 1");
    bites("billing_plan", "UPDATE billing_row SET total_minor = total_minor + 1");
    bites("billing_plan", "UPDATE billing_use SET total_minor = total_minor + 1");
    bites("billing_plan", "DELETE FROM billing_use");
    bites(
        "billing_plan",
        "INSERT INTO billing_change SELECT 'x', id, deal_id, 0, 1 FROM issued_document WHERE deal_id IS NOT NULL",
    );
    bites("billing_plan", "UPDATE issued_document SET deal_id = (SELECT id FROM deal) WHERE no = 1");
    let again =
        "INSERT INTO recurring_run SELECT 'x', recurring_id, document_id, day, at_ms FROM recurring_run";
    bites("recurring_runs", again);
    bites("recurring_runs", "UPDATE recurring_invoice SET done_date = NULL");
    bites("number_continuity", "UPDATE number_counter SET next_no = next_no + 1");
    bites("number_continuity", "DELETE FROM issued_document WHERE no = 2");
    bites("number_continuity", "UPDATE payment SET no = 7 WHERE no = 2");
    bites("number_continuity", "DELETE FROM number_counter");
    bites("number_continuity", "UPDATE issued_document SET number = 'X' WHERE kind = 'invoice'");
}

#[test]
fn a_damaged_page_is_found() {
    let company = Company::india();
    for n in 0..200 {
        company.customer(&format!("Customer {n}"));
    }
    let path = company.path();
    let folder = company.folder;
    {
        let conn = company.core.file().writer();
        conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    }
    drop(company.core);
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    for byte in &mut bytes[middle..middle + 6000] {
        *byte = 0x5a;
    }
    fs::write(&path, bytes).unwrap();
    let sound = match Core::open(&path, "test") {
        Ok(core) => integrity::check(core.file()).iter().all(|check| check.problems.is_empty()),
        Err(_) => false,
    };
    assert!(!sound);
    drop(folder);
}

/// SQLite's own check, on a file that opens and answers: an index says something else than its table.
#[test]
fn a_damaged_index_is_found_by_name() {
    let company = Company::india();
    for n in 0..20 {
        company.customer(&format!("Customer {n}"));
    }
    let path = company.path();
    let (page, size) = {
        let conn = company.core.file().writer();
        conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        let one = |sql: &str| {
            let found = conn.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
            usize::try_from(found).unwrap()
        };
        (
            one("SELECT rootpage FROM sqlite_schema WHERE name = 'customer_row_by_code'"),
            one("PRAGMA page_size"),
        )
    };
    let Company { core, folder, .. } = company;
    drop(core);
    let mut bytes = fs::read(&path).unwrap();
    // The entry that came first lies at the end of its page.
    for byte in &mut bytes[page * size - 8..page * size] {
        *byte = b'9';
    }
    fs::write(&path, bytes).unwrap();
    let core = Core::open(&path, "test").unwrap();
    let checks = integrity::check(core.file());
    let found = checks.iter().find(|check| check.name == "sqlite_integrity").unwrap();
    assert!(found.problems.iter().any(|line| line.contains("customer_row_by_code")), "{:?}", found.problems);
    drop(folder);
}

#[test]
fn the_same_clock_and_ids_give_the_same_file_content() {
    let log = || {
        let company = Company::india();
        let id = company.customer("Parvati Co-housing");
        company.ok("customer.update", json!({ "id": id, "version": 1, "set": { "phone": "5550 1234" } }));
        let conn = company.core.file().reader();
        conn.query_row("SELECT hash FROM log_head", [], |row| row.get::<_, String>(0)).unwrap()
    };
    assert_eq!(log(), log());
}
