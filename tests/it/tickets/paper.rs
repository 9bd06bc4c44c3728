//! The conversation of a ticket as a paper.

use super::{MINUTE, get, id, monday, open};
use crate::papers::text;
use crate::support::{Company, assert_refused};
use serde_json::{Value, json};
use throughline_core::api::command::Blob;
use throughline_core::kernel::error::Code;

fn printed(company: &Company, request: &Value) -> Blob {
    company.core.bytes(None, "ticket.pdf", request.clone()).unwrap()
}

/// The words of a paper, which is kept where it can be looked at.
fn read(company: &Company, blob: &Blob, name: &str) -> String {
    std::fs::write(format!("{}/{name}.pdf", env!("CARGO_TARGET_TMPDIR")), &blob.bytes).unwrap();
    text(company, &blob.bytes)
}

#[test]
fn a_conversation_is_printed_whole_and_without_what_is_said_among_colleagues() {
    let (company, customer) = monday();
    let contact = json!({ "customer_id": customer, "contact": { "name": "Sunita Rao" } });
    let contact = id(&company.ok("contact.create", contact));
    let other = open(&company, &customer, &json!({ "subject": "The same again", "body": "Bed 14 too" }));
    company.clock.advance(5 * MINUTE);
    let asked = json!({ "body": "Nurses lose the handset.", "contact_id": contact, "channel": "phone" });
    let ticket = open(&company, &customer, &asked);
    company.clock.advance(5 * MINUTE);
    company.ok("ticket.note", json!({ "id": ticket, "body": "They pay late", "minutes": 15 }));
    company.ok(
        "ticket.reply",
        json!({ "id": ticket, "body": "Near which bed?", "channel": "email", "minutes": 20 }),
    );
    let version = get(&company, &other)["row"]["version"].clone();
    company.ok("ticket.merge", json!({ "id": other, "version": version, "into_id": ticket }));

    let plain = printed(&company, &json!({ "id": ticket }));
    assert_eq!((plain.name.as_str(), plain.media), ("TKT-0002.pdf", "application/pdf"));
    assert_eq!(printed(&company, &json!({ "id": ticket, "notes": false })), plain, "the same bytes");
    let shown = read(&company, &plain, "conversation");
    for wanted in [
        "Conversation",
        "TKT-0002",
        "Girija Hospital",
        "Ward 3 access point down",
        "Sunita Rao · Girija Hospital",
        "23 Nov 2026 · 10:05 · Phone",
        "Nurses lose the handset.",
        "23 Nov 2026 · 10:00 · Phone · TKT-0001",
        "Bed 14 too",
        "Near which bed?",
        "E-mail",
        "Page 1 of 1",
    ] {
        assert!(shown.contains(wanted), "{wanted:?} is not in {shown}");
    }
    for secret in ["They pay late", "nternal note", "20 min"] {
        assert!(!shown.contains(secret), "{secret:?} is in {shown}");
    }

    let whole = printed(&company, &json!({ "id": ticket, "notes": true }));
    assert_eq!(whole.name, "TKT-0002-notes.pdf");
    let shown = read(&company, &whole, "conversation-notes");
    for wanted in
        ["With internal notes: not for the customer", "They pay late", "Internal note · 15 min", "20 min"]
    {
        assert!(shown.contains(wanted), "{wanted:?} is not in {shown}");
    }
    let refused = company.core.bytes(None, "ticket.pdf", json!({ "id": customer })).unwrap_err();
    assert_refused(&refused, Code::NotFound, "error.not_found");
}

#[test]
fn a_long_conversation_runs_over_pages_in_the_language_of_the_customer() {
    let (company, _) = monday();
    for (language, subject, said, title, page) in [
        ("ar", "نقطة الوصول متوقفة", "تفقد الممرضات الجهاز كل بضع دقائق.", "المحادثة", "1"),
        ("hi", "वार्ड ३ का एक्सेस पॉइंट बंद", "नर्सों का हैंडसेट हर कुछ मिनट में कट जाता है।", "बातचीत", "1"),
        ("en", "Ward 3 access point down", "Nurses lose the handset.", "Conversation", "Page 1 of"),
    ] {
        let customer = json!({ "name": format!("Clinic {language}"), "language": language });
        let customer = id(&company.ok("customer.create", customer));
        let ticket = open(&company, &customer, &json!({ "subject": subject, "body": said }));
        let empty = open(&company, &customer, &json!({}));
        for at in 0..12 {
            company.clock.advance(7 * MINUTE);
            let body = vec![said; 3 + at * 3].join(" ");
            let command = if at % 3 == 1 { "ticket.note" } else { "ticket.reply" };
            company.ok(command, json!({ "id": ticket, "body": body }));
        }
        let long = vec![said; 300].join("\n");
        company.ok("ticket.receive", json!({ "id": ticket, "body": long }));
        let paper = printed(&company, &json!({ "id": ticket, "notes": true }));
        let shown = read(&company, &paper, &format!("conversation-{language}"));
        assert!(shown.contains(title) && shown.contains(page), "{language}: {shown}");
        let nothing = printed(&company, &json!({ "id": empty }));
        assert!(nothing.bytes.len() < paper.bytes.len());
        read(&company, &nothing, &format!("conversation-{language}-empty"));
    }
}
