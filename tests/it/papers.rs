//! What goes out: letterheads with pictures, kept PDFs, prepared e-mails, signed estimates, job sheets.

use crate::attachments::{PICTURE, base64};
use crate::billing::{issued, pune};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use std::process::Command;
use throughline_core::api::Mode;
use throughline_core::host::{Opener, Places, Session};
use throughline_core::kernel::error::Code;
use throughline_core::settings::country::Country;

fn pdf(company: &Company, id: &Value) -> Vec<u8> {
    company.core.bytes(None, "document.pdf", json!({ "id": id })).unwrap().bytes
}

fn run(program: &str, company: &Company, bytes: &[u8], arguments: &[&str]) -> String {
    let path = company.folder.path().join("read.pdf");
    std::fs::write(&path, bytes).unwrap();
    let arguments = arguments.iter().map(|one| if *one == "PDF" { path.to_str().unwrap() } else { one });
    let output = Command::new(program).args(arguments).output().unwrap();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The words of a paper as they stand on it.
pub(crate) fn pdf_text(company: &Company, id: &Value) -> String {
    text(company, &pdf(company, id))
}

pub(crate) fn text(company: &Company, bytes: &[u8]) -> String {
    let text = run("pdftotext", company, bytes, &["-layout", "PDF", "-"]);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many pictures stand in a PDF.
fn pictures(company: &Company, bytes: &[u8]) -> usize {
    let list = run("pdfimages", company, bytes, &["-list", "PDF"]);
    // The third column is the type; a picture one can see through has its mask as a row of its own.
    list.lines().filter(|line| line.split_whitespace().nth(2) == Some("image")).count()
}

fn branch(company: &Company) -> Value {
    company.ok("branch.list", json!({}))["rows"][0].clone()
}

fn set_picture(company: &Company, which: &str, file: Option<Value>) -> Value {
    let branch = branch(company);
    let mut request = json!({ "id": branch["id"], "version": branch["version"], "which": which });
    if let Some(file) = file {
        request["file"] = file;
    }
    company.ok("branch.set_picture", request);
    self::branch(company)
}

#[test]
fn a_letterhead_keeps_the_picture_it_was_issued_with() {
    let (company, customer) = pune();
    let plain = issued(&company, &customer, "1000");
    assert_eq!(pictures(&company, &pdf(&company, &plain["id"])), 0);
    let logo = json!({ "name": "mark.png", "bytes": base64(PICTURE) });
    let changed = set_picture(&company, "logo", Some(logo.clone()));
    assert_eq!(changed["logo_hash"].as_str().unwrap().len(), 64);
    set_picture(&company, "signature", Some(logo));
    let shown = json!({ "id": changed["id"], "which": "logo" });
    assert_eq!(company.core.bytes(None, "branch.picture", shown).unwrap().bytes, PICTURE);

    let marked = issued(&company, &customer, "1000");
    let paper = pdf(&company, &marked["id"]);
    assert_eq!(pictures(&company, &paper), 2, "logo and signature");
    let page = company.core.bytes(None, "document.page", json!({ "id": marked["id"], "page": 1 })).unwrap();
    assert_eq!(String::from_utf8(page.bytes).unwrap().matches("<image").count(), 2);
    // Neither taking the logo away nor undoing that changes what was issued.
    set_picture(&company, "logo", None);
    set_picture(&company, "signature", None);
    assert_eq!(pdf(&company, &marked["id"]), paper);
    assert_eq!(pictures(&company, &pdf(&company, &plain["id"])), 0);
    assert_eq!(pictures(&company, &pdf(&company, &issued(&company, &customer, "1")["id"])), 0);
    company.assert_sound();
}

#[test]
fn a_picture_of_a_letterhead_is_a_whole_png_or_jpeg_and_can_be_undone() {
    let company = Company::india();
    let branch = branch(&company);
    let set = |file: Value| json!({ "id": branch["id"], "version": branch["version"], "which": "logo", "file": file });
    for bytes in [&b"plain text"[..], &PICTURE[..PICTURE.len() / 2], b"\xff\xd8\xff\xe0 no jpeg"] {
        let error =
            company.refused("branch.set_picture", set(json!({ "name": "x.png", "bytes": base64(bytes) })));
        assert_eq!(reasons(&error), ["file error.not_a_picture"]);
    }
    let mut wide = std::io::Cursor::new(Vec::new());
    image::GrayImage::new(20_000, 1).write_to(&mut wide, image::ImageFormat::Png).unwrap();
    let wide = set(json!({ "name": "wide.png", "bytes": base64(&wide.into_inner()) }));
    let error = company.refused("branch.set_picture", wide);
    assert_eq!(reasons(&error), ["file error.picture_too_large"]);
    assert_eq!(error.fields[0].params["width"], 20_000);
    // One white dot.
    let dot = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg==";
    let dot = set(json!({ "name": "dot.png", "bytes": dot }));
    let warned = company.core.call(None, "branch.set_picture", dot, Mode::Preview).unwrap().result;
    assert_eq!(warned["warnings"][0]["message_id"], "warning.picture_coarse");
    let done = company.reply("branch.set_picture", set(json!({ "name": "x", "bytes": base64(PICTURE) })));
    company.ok("history.undo", json!({ "seq": done.undo.unwrap().seq }));
    assert_eq!(self::branch(&company)["logo_hash"], "");
    let missing = company.core.bytes(None, "branch.picture", json!({ "id": branch["id"], "which": "logo" }));
    assert_eq!(missing.unwrap_err().code, Code::NotFound);
    company.assert_sound();
}

#[test]
fn what_was_sent_is_kept_and_the_next_one_is_a_copy() {
    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "1000");
    let original = pdf(&company, &invoice["id"]);
    assert!(text(&company, &original).contains("Original for recipient"));
    company.ok("invoice.mark_sent", json!({ "id": invoice["id"], "how": "email" }));
    let kept: String = company
        .core
        .file()
        .reader()
        .query_row("SELECT pdf_hash FROM document_sent", [], |row| row.get(0))
        .unwrap();
    assert_eq!(std::fs::read(company.core.file().attachments().join(kept)).unwrap(), original);
    assert!(text(&company, &pdf(&company, &invoice["id"])).contains("Copy"));
    company.ok("invoice.mark_sent", json!({ "id": invoice["id"], "how": "other" }));
    assert_eq!(company.count("SELECT count(*) FROM document_sent WHERE pdf_hash = ''"), 1);
    company.assert_sound();
}

/// An e-mail as its reader sees it: head lines by name, text, and the attached bytes.
pub(crate) fn read_mail(bytes: &[u8]) -> (Vec<(String, String)>, String, Vec<u8>) {
    let mail = String::from_utf8(bytes.to_vec()).unwrap();
    let (head, body) = mail.split_once("\r\n\r\n").unwrap();
    let head = head.replace("\r\n ", " ").replace("\r\n\t", " ");
    let head: Vec<(String, String)> = head
        .lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let kind = &head.iter().find(|(name, _)| name == "Content-Type").unwrap().1;
    let boundary = format!("--{}", kind.split("boundary=\"").nth(1).unwrap().split('"').next().unwrap());
    let parts: Vec<&str> = body.split(&boundary).skip(1).collect();
    let (text_head, text) = parts[0].split_once("\r\n\r\n").unwrap();
    let text = if text_head.contains("base64") { decoded(text) } else { unquoted(text) };
    let text = String::from_utf8(text).unwrap();
    let (attached_head, attached) = parts[1].split_once("\r\n\r\n").unwrap();
    assert!(attached_head.contains("application/pdf"), "{attached_head}");
    (head, text, decoded(attached))
}

/// Quoted-printable (RFC 2045, section 6.7) as the bytes it stands for.
fn unquoted(text: &str) -> Vec<u8> {
    let joined = text.replace("=\r\n", "");
    let mut parts = joined.split('=');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(part[2..].bytes());
    }
    bytes
}

fn decoded(text: &str) -> Vec<u8> {
    use base64::Engine as _;
    let joined: String = text.split_whitespace().collect();
    base64::engine::general_purpose::STANDARD.decode(joined).unwrap()
}

#[test]
fn a_prepared_e_mail_goes_to_the_contact_for_billing_with_the_paper() {
    let (company, customer) = pune();
    let contact = |name: &str, email: &str, roles: Value| {
        let contact = json!({ "name": name, "email": email, "roles": roles });
        company.ok("contact.create", json!({ "customer_id": customer, "contact": contact }));
    };
    contact("Vikram Joshi", "vikram@chandni.example", json!(["decision_maker"]));
    contact("Sunita Rao", "accounts@chandni.example", json!(["billing"]));
    let invoice = issued(&company, &customer, "1000");
    let eml = || company.core.bytes(None, "document.eml", json!({ "id": invoice["id"] })).unwrap();
    let mail = eml();
    assert_eq!((mail.media, mail.name.as_str()), ("message/rfc822", "INV-26-27-0001.eml"));
    assert_eq!(eml().bytes, mail.bytes, "the same paper at the same instant gives the same bytes");
    let (head, text, attached) = read_mail(&mail.bytes);
    let value = |wanted: &str| head.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    assert_eq!(value("X-Unsent"), Some("1"));
    assert_eq!(value("To"), Some("\"Sunita Rao\" <accounts@chandni.example>"));
    assert_eq!(value("Subject"), Some("Bill of Supply INV/26-27/0001 from Sample Traders"));
    assert_eq!(value("From"), None, "the mail program knows the sender");
    assert!(text.starts_with("Dear Sunita Rao,"), "{text}");
    assert!(text.contains("INV/26-27/0001 of 22 Nov 2026 for ₹ 1,000.00. It is due on"), "{text}");
    assert_eq!(attached, pdf(&company, &invoice["id"]));
    assert_eq!(value("Date"), Some("Sun, 22 Nov 2026 04:00:00 +0000"));

    let made = company.ok(
        "invoice.create",
        json!({ "draft": { "customer_id": customer, "lines": [
        { "description": "Work", "quantity": "1", "unit_price": "1" }] } }),
    );
    let error = company.core.bytes(None, "document.eml", json!({ "id": made["id"] })).unwrap_err();
    assert_refused(&error, Code::Precondition, "error.draft_not_sent");
}

#[test]
fn a_letter_and_the_paper_in_it_ask_for_the_same() {
    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "1000");
    let printed = pdf(&company, &invoice["id"]);
    company.ok("payment.record", json!({ "customer_id": customer, "amount": "400", "method": "bank" }));
    let mail = company.core.bytes(None, "document.eml", json!({ "id": invoice["id"] })).unwrap();
    let (_, letter, enclosed) = read_mail(&mail.bytes);
    assert!(letter.contains("600.00"), "{letter}");
    assert!(text(&company, &enclosed).contains("Amount due (₹) 600.00"));
    assert_eq!(pdf(&company, &invoice["id"]), printed, "the first print says what was issued");
}

#[test]
fn the_e_mail_speaks_the_customers_language() {
    let (company, _) = pune();
    for (language, hello, word) in [
        ("fr", "Madame, Monsieur,", "veuillez trouver"),
        ("ar", "السادة المحترمون،", "مرفق"),
        ("hi", "महोदय/महोदया,", "संलग्न"),
    ] {
        let customer = company.ok(
            "customer.create",
            json!({ "name": "Client", "language": language, "email": "compta@client.example", "addresses": [{ "region": "27" }] }),
        );
        let invoice = issued(&company, customer["id"].as_str().unwrap(), "1000");
        let mail = company.core.bytes(None, "document.eml", json!({ "id": invoice["id"] })).unwrap();
        let (head, text, _) = read_mail(&mail.bytes);
        assert!(head.contains(&("To".to_owned(), "<compta@client.example>".to_owned())), "{head:?}");
        assert!(text.contains(hello) && text.contains(word), "{text}");
    }
}

#[test]
fn an_estimate_that_was_signed_on_screen_shows_who_and_how() {
    let (company, customer) = pune();
    let made = company.ok(
        "estimate.create",
        json!({ "draft": { "customer_id": customer, "lines": [
        { "description": "Work", "quantity": "1", "unit_price": "1000" }] } }),
    );
    company.ok("estimate.send", json!({ "id": made["id"], "version": 1, "how": "print" }));
    let before = pdf(&company, &made["id"]);
    assert!(text(&company, &before).contains("sign below"));
    let answer = |how: &str, signature: &str| json!({ "id": made["id"], "said_by": "Sunita Rao", "how": how, "signature": signature });
    let drawn = base64(PICTURE);
    let error = company.refused("estimate.accept", answer("phone", &drawn));
    assert_eq!(reasons(&error), ["signature error.only_signed"]);
    let error = company.refused("estimate.accept", answer("signature", &base64(b"no picture")));
    assert_eq!(reasons(&error), ["signature error.not_a_picture"]);
    let accepted = company.reply("estimate.accept", answer("signature", &drawn));
    let estimate = company.ok("estimate.get", json!({ "id": made["id"] }));
    assert_eq!(estimate["answer"]["how"], "signature");
    let id = estimate["answer"]["signature_id"].clone();
    assert_eq!(company.core.bytes(None, "attachment.bytes", json!({ "id": id })).unwrap().bytes, PICTURE);
    let signed = pdf(&company, &made["id"]);
    assert!(text(&company, &signed).contains("Sunita Rao"), "who signed");
    assert!(text(&company, &signed).contains("Accepted on"));
    assert_eq!(pictures(&company, &signed), 1);
    let stays = company.refused("attachment.withdraw", json!({ "id": id }));
    assert_refused(&stays, Code::Precondition, "error.signature_stays");
    let listed = company.ok("attachment.list", json!({ "record_id": made["id"] }));
    assert_eq!(listed["rows"], json!([]), "a signature is no file among the others");
    company.ok("history.undo", json!({ "seq": accepted.undo.unwrap().seq }));
    assert_eq!(pdf(&company, &made["id"]), before);
    company.assert_sound();
}

#[test]
fn a_job_sheet_is_of_the_seller_whose_work_it_is() {
    let company = Company::of(vec![Country::India, Country::Emirates]);
    let branches = company.ok("branch.list", json!({}))["rows"].clone();
    for (branch, name) in branches.as_array().unwrap().iter().zip(["Sample India", "Sample Gulf"]) {
        let set = json!({ "legal_name": name });
        company.ok("branch.update", json!({ "id": branch["id"], "version": branch["version"], "set": set }));
    }
    let customer = company.customer("Falcon Clinics");
    for (at, name) in ["Sample India", "Sample Gulf"].into_iter().enumerate() {
        let deal = json!({ "title": "Service", "customer_id": customer, "branch_id": branches[at]["id"] });
        let deal = company.ok("deal.create", deal)["id"].clone();
        let visit = json!({ "kind": "visit", "subject": "Service", "record_id": deal });
        let visit = company.ok("activity.create", visit)["id"].clone();
        let shown = text(&company, &pdf(&company, &visit));
        assert!(shown.contains(name), "{name} is not in {shown}");
    }
}

#[test]
fn a_visit_is_timed_signed_and_printed_as_a_job_sheet() {
    let (company, customer) = pune();
    let made = company.ok(
        "activity.create",
        json!({ "kind": "visit", "subject": "Chiller service", "record_id": customer,
        "place": "Nashik plant", "notes": "Filters changed.\nPressure set to 4 bar." }),
    );
    let id = made["id"].clone();
    let seen = |version: i64| json!({ "id": id, "version": version });
    let shown = text(&company, &pdf(&company, &id));
    assert!(!shown.contains("Time on site"), "nobody knows how long it took: {shown}");
    assert_refused(&company.refused("activity.leave", seen(1)), Code::Precondition, "error.not_arrived");
    company.ok("activity.arrive", seen(1));
    company.clock.advance(75 * 60_000);
    company.ok("activity.leave", seen(2));
    let visit = company.ok("activity.get", json!({ "id": id }));
    let times =
        |visit: &Value| [visit["visit_day"].clone(), visit["arrival"].clone(), visit["leaving"].clone()];
    assert_eq!(times(&visit), [json!("2026-11-22"), json!("09:30"), json!("10:45")]);

    let file = json!({ "name": "before.png", "bytes": base64(PICTURE) });
    company.ok("attachment.add", json!({ "record_id": id, "files": [file] }));
    let sign = json!({ "id": id, "version": 3, "signed_by": "Sunita Rao", "signature": base64(PICTURE) });
    let signed = company.reply("activity.sign", sign);
    let paper = pdf(&company, &id);
    assert_eq!(pdf(&company, &id), paper, "the same visit gives the same bytes");
    let shown = text(&company, &paper);
    for wanted in [
        "Job Sheet",
        "Chandni Courtyard Hotels Pvt Ltd",
        "1 h 15 min",
        "09:30",
        "10:45",
        "Nashik plant",
        "Filters changed.",
        "Pressure set to 4 bar.",
        "Photos",
        "Sunita Rao",
        "Asha Kulkarni",
        "22 Nov 2026",
        "Page 1 of 1",
    ] {
        assert!(shown.contains(wanted), "{wanted:?} is not in {shown}");
    }
    assert_eq!(pictures(&company, &paper), 2, "photo and signature");

    company.ok("history.undo", json!({ "seq": signed.undo.unwrap().seq }));
    let visit = company.ok("activity.get", json!({ "id": id }));
    assert_eq!((&visit["signature_id"], &visit["signed_by"]), (&Value::Null, &json!("")));
    // Written down afterwards, over midnight.
    let version = visit["row"]["version"].clone();
    let late =
        json!({ "id": id, "version": version, "day": "2026-11-20", "arrival": "22:30", "leaving": "01:15" });
    company.ok("activity.set_times", late);
    let visit = company.ok("activity.get", json!({ "id": id }));
    assert_eq!(times(&visit), [json!("2026-11-20"), json!("22:30"), json!("01:15")]);
    assert!(text(&company, &pdf(&company, &id)).contains("2 h 45 min"));
    let version = visit["row"]["version"].clone();
    let wrong =
        json!({ "id": id, "version": version, "day": "yesterday", "arrival": "25:00", "leaving": "" });
    assert_eq!(
        reasons(&company.refused("activity.set_times", wrong)),
        ["day error.date", "arrival error.time"]
    );

    let call =
        company.ok("activity.create", json!({ "kind": "call", "subject": "Called", "record_id": customer }));
    let error = company.core.bytes(None, "document.pdf", json!({ "id": call["id"] })).unwrap_err();
    assert_refused(&error, Code::Precondition, "error.no_visit");
    let error = company.refused("activity.arrive", json!({ "id": call["id"], "version": 1 }));
    assert_refused(&error, Code::Precondition, "error.no_visit");
    company.assert_sound();
}

/// Takes what it is given and remembers it.
struct Taking(std::sync::Arc<std::sync::Mutex<Vec<std::path::PathBuf>>>);

impl Opener for Taking {
    fn open(&self, path: &std::path::Path) -> bool {
        self.0.lock().unwrap().push(path.to_owned());
        true
    }
}

#[test]
fn a_host_prints_mails_and_opens_and_says_where_everything_lies() {
    let folder = tempfile::tempdir().unwrap();
    let places = Places { companies: folder.path().join("companies"), config: folder.path().join("config") };
    let taken = std::sync::Arc::default();
    let session = Session::new("the test", places).opening(Box::new(Taking(std::sync::Arc::clone(&taken))));
    let ask = |name: &str, payload: Value| session.call(name, payload, Mode::Run).unwrap().result;
    ask("file.create", json!({ "name": "Firm", "country": "AE" }));
    let customer = ask("customer.create", json!({ "name": "Dune Foods", "email": "pay@dune.example" }));
    let lines = json!([{ "description": "Work", "quantity": "1", "unit_price": "100" }]);
    let draft = json!({ "customer_id": customer["id"], "lines": lines });
    let invoice = ask("invoice.create", json!({ "draft": draft }));
    ask("invoice.issue", json!({ "id": invoice["id"], "version": 1 }));
    let out = ask("document.print", json!({ "id": invoice["id"] }));
    assert_eq!(out["opened"], true);
    let path = std::path::PathBuf::from(out["path"].as_str().unwrap());
    assert!(path.starts_with(folder.path().join("companies/Firm.papers")), "{}", path.display());
    assert_eq!(*taken.lock().unwrap(), [path]);
    let events = ask("invoice.get", json!({ "id": invoice["id"] }))["events"].clone();
    assert_eq!((&events[1]["event"], &events[1]["text"]), (&json!("sent"), &json!("print")));
    let mailed = ask("document.mail", json!({ "id": invoice["id"] }));
    assert!(mailed["path"].as_str().unwrap().ends_with(".eml"));

    let ticket = ask("ticket.open", json!({ "customer_id": customer["id"], "subject": "No heat" }));
    for (command, notes, opened, name) in
        [("ticket.print", false, true, "TKT-0001.pdf"), ("ticket.save", true, false, "TKT-0001-notes.pdf")]
    {
        let out = ask(command, json!({ "id": ticket["id"], "notes": notes }));
        assert_eq!(out["opened"], opened, "{command}");
        assert!(out["path"].as_str().unwrap().ends_with(name), "{out}");
    }

    // Mailing an estimate makes its version in the same action.
    let estimate = ask("estimate.create", json!({ "draft": draft }));
    ask("document.mail", json!({ "id": estimate["id"], "version": 1 }));
    let versions = ask("estimate.get", json!({ "id": estimate["id"] }))["versions"].clone();
    assert_eq!((versions.as_array().unwrap().len(), &versions[0]["how"]), (1, &json!("email")));
    let stale =
        session.call("document.mail", json!({ "id": estimate["id"], "version": 1 }), Mode::Run).unwrap_err();
    assert_eq!(stale.code, Code::Conflict);

    // A file that may be a program is saved and not started.
    let staged = session.stage("tool.exe", b"MZ program").unwrap();
    let files = json!([{ "name": "../tool.exe", "hash": staged.hash }, { "name": "note.txt", "bytes": base64(b"hello") }]);
    let added = ask("attachment.add", json!({ "record_id": customer["id"], "files": files }));
    let program = ask("attachment.open", json!({ "id": added["ids"][0] }));
    assert_eq!(program["opened"], false);
    assert!(program["path"].as_str().unwrap().ends_with("Firm.papers/tool.exe"), "{program}");
    assert_eq!(ask("attachment.open", json!({ "id": added["ids"][1] }))["opened"], true);
    assert_eq!(session.stage("x", b"").unwrap_err().message_id, "error.invalid");
}
