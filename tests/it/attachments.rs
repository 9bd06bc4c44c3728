//! Files of records: kept by their content, never changed, taken out by a further fact.

use crate::support::{Company, assert_refused, reasons};
use base64::Engine as _;
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;
use throughline_core::store::files::{FILE_MAX, Files};
use throughline_core::store::integrity;

pub(crate) const PICTURE: &[u8] = include_bytes!("../documents/mark.png");

pub(crate) fn base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

pub(crate) fn file(name: &str, bytes: &[u8]) -> Value {
    json!({ "name": name, "bytes": base64(bytes) })
}

fn names(company: &Company, record_id: &str) -> Vec<String> {
    let listed = company.ok("attachment.list", json!({ "record_id": record_id }));
    listed["rows"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
}

/// How many files lie beside the company.
fn kept(company: &Company) -> usize {
    std::fs::read_dir(company.core.file().attachments()).map_or(0, Iterator::count)
}

#[test]
fn files_are_added_read_withdrawn_and_brought_back() {
    let company = Company::india();
    let customer = company.customer("Chandni Courtyard");
    let add = json!({ "record_id": customer, "files": [file("order.pdf", b"%PDF-1.7 order"), file("site.png", PICTURE)] });
    let added = company.reply("attachment.add", add);
    assert_eq!(names(&company, &customer), ["order.pdf", "site.png"]);
    assert_eq!(kept(&company), 2);
    let listed = company.ok("attachment.list", json!({ "record_id": customer }))["rows"].clone();
    let row =
        |at: usize| (listed[at]["media"].clone(), listed[at]["picture"].clone(), listed[at]["size"].clone());
    assert_eq!(row(0), (json!("application/pdf"), json!(false), json!(14)));
    assert_eq!(row(1), (json!("image/png"), json!(true), json!(PICTURE.len())));
    assert_eq!(listed[0]["added_by"], "Asha Kulkarni");

    let pdf = company.core.bytes(None, "attachment.bytes", json!({ "id": listed[0]["id"] })).unwrap();
    assert_eq!(
        (pdf.media, pdf.name.as_str(), pdf.bytes.as_slice()),
        ("application/pdf", "order.pdf", &b"%PDF-1.7 order"[..])
    );
    let small = company.core.bytes(None, "attachment.picture", json!({ "id": listed[1]["id"] })).unwrap();
    assert_eq!(small.media, "image/png");
    let no_picture =
        company.core.bytes(None, "attachment.picture", json!({ "id": listed[0]["id"] })).unwrap_err();
    assert_eq!(reasons(&no_picture), ["id error.not_a_picture"]);

    let out = company.reply("attachment.withdraw", json!({ "id": listed[0]["id"] }));
    assert_eq!(names(&company, &customer), ["site.png"]);
    assert_eq!(company.refused("attachment.withdraw", json!({ "id": listed[0]["id"] })).code, Code::NotFound);
    company.clock.advance(1000);
    company.ok("history.undo", json!({ "seq": out.undo.unwrap().seq }));
    assert_eq!(names(&company, &customer), ["site.png", "order.pdf"]);
    company.ok("history.undo", json!({ "seq": added.undo.unwrap().seq }));
    assert_eq!(names(&company, &customer), ["order.pdf"], "what was brought back is not what was added then");
    let history = company.ok("history.of_record", json!({ "kind": "customer", "id": customer }));
    assert_eq!(history["actions"][0]["command"], "history.undo");
    assert_eq!(kept(&company), 2, "the bytes stay");
    company.assert_sound();
}

#[test]
fn what_does_not_fit_is_refused_and_leaves_nothing() {
    let company = Company::india();
    let customer = company.customer("Chandni Courtyard");
    let check = |files: Value, expected: &str| {
        let error = company.refused("attachment.add", json!({ "record_id": customer, "files": files }));
        assert_eq!(reasons(&error), [expected]);
    };
    check(json!([]), "files error.required");
    check(json!([file("a", b"")]), "files[0].bytes error.file_empty");
    check(json!([{ "name": "a", "bytes": "not base64" }]), "files[0].bytes error.base64");
    check(json!([{ "name": "a" }]), "files[0] error.bytes_or_hash");
    check(json!([{ "name": "a", "hash": "../../etc/passwd" }]), "files[0].hash error.no_such_bytes");
    check(json!([file(" ", b"x")]), "files[0].name error.required");
    check(json!([file("ok", b"fine"), file("a", b"")]), "files[1].bytes error.file_empty");
    check(json!(vec![file("a", b"x"); 21]), "files error.too_many_files");
    let large = "A".repeat(FILE_MAX / 3 * 4 + 8);
    check(json!([{ "name": "a", "bytes": large }]), "files[0].bytes error.file_too_large");
    assert_eq!(company.refused("attachment.list", json!({ "record_id": "nobody" })).code, Code::NotFound);
    let preview = json!({ "record_id": customer, "files": [file("a", b"tried")] });
    company.core.call(None, "attachment.add", preview, Mode::Preview).unwrap();
    assert_eq!((names(&company, &customer).len(), kept(&company)), (0, 0));
    assert_eq!(company.count("SELECT count(*) FROM kept_file"), 0);
}

#[test]
fn bytes_that_a_host_put_there_are_named_by_their_hash() {
    let company = Company::india();
    let customer = company.customer("Chandni Courtyard");
    let hash = Files::beside(&company.path()).put(b"a plan, by hand").unwrap();
    let named = json!({ "record_id": customer, "files": [{ "name": "plan.txt", "hash": hash }] });
    company.ok("attachment.add", named);
    company.assert_sound();
    std::fs::remove_file(company.core.file().attachments().join(&hash)).unwrap();
    let id = company.ok("attachment.list", json!({ "record_id": customer }))["rows"][0]["id"].clone();
    let error = company.core.bytes(None, "attachment.bytes", json!({ "id": id })).unwrap_err();
    assert_refused(&error, Code::Storage, "error.file_missing");
    let checked = integrity::check(company.core.file());
    let problems: Vec<_> = checked.iter().filter(|one| !one.problems.is_empty()).collect();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].name, "kept_files");
    assert!(problems[0].problems[0].starts_with("plan.txt is not in the folder"), "{:?}", problems[0]);
}

#[test]
fn who_may_not_write_a_record_adds_nothing_to_it() {
    let company = Company::india();
    let customer = company.customer("Chandni Courtyard");
    let add = json!({ "record_id": customer, "files": [file("a.txt", b"mine")] });
    company.ok("attachment.add", add.clone());
    let sets = company.ok("permission_set.list", json!({}))["rows"].clone();
    let set = |preset: &str| {
        sets.as_array().unwrap().iter().find(|set| set["preset"] == preset).unwrap()["id"].clone()
    };
    let user = |name: &str, preset: &str| {
        company.ok("user.create", json!({ "name": name, "permission_set_ids": [set(preset)] }))["id"].clone()
    };
    let (viewer, seller) = (user("Omar", "viewer"), user("Neha", "sales"));
    let call = |user: &Value, command: &str, payload: &Value| {
        company.core.call(user.as_str(), command, payload.clone(), Mode::Run)
    };
    let rows =
        call(&viewer, "attachment.list", &json!({ "record_id": customer })).unwrap().result["rows"].clone();
    assert_eq!(rows.as_array().unwrap().len(), 1);
    assert_refused(&call(&viewer, "attachment.add", &add).unwrap_err(), Code::Forbidden, "error.forbidden");
    let withdraw = json!({ "id": rows[0]["id"] });
    assert_refused(
        &call(&viewer, "attachment.withdraw", &withdraw).unwrap_err(),
        Code::Forbidden,
        "error.forbidden",
    );
    // Another seller does not see the owner's customer, nor its files.
    for (command, payload) in [
        ("attachment.list", json!({ "record_id": customer })),
        ("attachment.add", add),
        ("attachment.withdraw", withdraw.clone()),
    ] {
        assert_eq!(call(&seller, command, &payload).unwrap_err().code, Code::NotFound, "{command}");
    }
    assert_eq!(
        company.core.bytes(seller.as_str(), "attachment.bytes", withdraw).unwrap_err().code,
        Code::NotFound
    );
    assert_eq!(names(&company, &customer), ["a.txt"]);
}

#[test]
fn a_saved_mail_brings_what_it_encloses() {
    let company = Company::india();
    let customer = company.customer("Chandni Courtyard");
    let picture = base64(PICTURE);
    let mail = format!(
        "From: asha@example.com\r\nSubject: Printer\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n\
         --b\r\nContent-Type: text/plain\r\n\r\nSee the screenshot\r\n\
         --b\r\nContent-Type: image/png; name=\"error screen.png\"\r\nContent-Disposition: attachment; filename=\"error screen.png\"\r\n\
         Content-Transfer-Encoding: base64\r\n\r\n{picture}\r\n\
         --b\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n\
         aGVsbG8=\r\n--b--\r\n"
    );
    let files = json!([file("printer.eml", mail.as_bytes()), file("same.txt", mail.as_bytes())]);
    company.ok("attachment.add", json!({ "record_id": customer, "files": files }));
    assert_eq!(
        names(&company, &customer),
        ["printer.eml", "same.txt", "error screen.png", "printer.eml 2"],
        "what is no saved mail by its name is a file like any other"
    );
    let listed = company.ok("attachment.list", json!({ "record_id": customer }))["rows"].clone();
    assert_eq!((&listed[2]["media"], &listed[2]["picture"]), (&json!("image/png"), &json!(true)));
    // A mail that is damaged, or no mail at all, is kept as it is.
    company.ok(
        "attachment.add",
        json!({ "record_id": customer, "files": [file("broken.eml", b"\xff\xfe\x00")] }),
    );
    assert_eq!(names(&company, &customer).len(), 5);
}
