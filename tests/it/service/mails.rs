//! From whom an e-mail comes, and which ticket it may answer.

use super::{monday, open};
use serde_json::{Value, json};

#[test]
fn a_number_in_a_subject_is_believed_of_whoever_belongs_to_the_ticket() {
    let (company, customer) = monday();
    let person = |of: &Value, email: &str| {
        let contact = json!({ "name": email, "email": email });
        company.ok("contact.create", json!({ "customer_id": of, "contact": contact }));
    };
    person(&json!(customer), "kavita@girija.example");
    let other = company.ok("customer.create", json!({ "name": "Deccan Motors" }))["id"].clone();
    person(&other, "ravi@deccan.example");
    let body = "Please copy Hari <hari@fitters.example>, too.";
    let ticket = open(&company, &customer, &json!({ "body": body }));
    let read = |from: &str| {
        let text = format!("From: {from}\nSubject: Re: TKT-0001 Ward 3\n\nPay here");
        company.ok("ticket.read_mail", json!({ "text": text }))
    };
    for from in ["evil@bad.example", "ravi@deccan.example", "ari@fitters.example"] {
        assert_eq!(read(from)["ticket_id"], Value::Null, "{from}");
    }
    for from in ["kavita@girija.example", "Meera <meera@girija.example>", "HARI@fitters.example"] {
        assert_eq!(read(from)["ticket_id"], json!(ticket), "{from}");
    }
    let words = json!({ "text": "TKT-0001 is not solved" });
    assert_eq!(company.ok("ticket.read_mail", words)["ticket_id"], json!(ticket), "who pastes it says so");
    company.assert_sound();
}

#[test]
fn the_only_customer_with_a_domain_or_with_an_address_in_the_words_is_proposed() {
    let (company, customer) = monday();
    let person = |of: &Value, email: &str| {
        let contact = json!({ "name": email, "email": email });
        company.ok("contact.create", json!({ "customer_id": of, "contact": contact }))["id"].clone()
    };
    let kavita = person(&json!(customer), "kavita@girija.example");
    person(&json!(customer), "girija@gmail.com");
    let other = company.ok("customer.create", json!({ "name": "Deccan Motors" }))["id"].clone();
    person(&other, "ravi@deccan.example");
    let read = |text: &str| {
        let mail = company.ok("ticket.read_mail", json!({ "text": text }));
        (mail["customer_id"].clone(), mail["contact_id"].clone(), mail["is_proposed"].clone())
    };
    let from = |email: &str| read(&format!("From: {email}\nSubject: Hello\n\nMet ravi@deccan.example"));
    let nobody = (Value::Null, Value::Null, json!(false));
    assert_eq!(from("kavita@girija.example"), (json!(customer), kavita.clone(), json!(false)));
    assert_eq!(from("meera@mail.girija.example"), (json!(customer), Value::Null, json!(true)));
    assert_eq!(from("stranger@gmail.com"), nobody, "everybody is there");
    let pasted = read("Printer broken\nregards <Kavita@girija.example>.");
    assert_eq!(pasted, (json!(customer), kavita, json!(true)));
    assert_eq!(read("Ask kavita@girija.example or ravi@deccan.example"), nobody, "two are named");
    person(&other, "old@girija.example");
    assert_eq!(from("meera@girija.example"), nobody, "two have the domain");
    company.assert_sound();
}

#[test]
fn an_e_mail_is_read_with_its_lines_and_all_of_its_parts() {
    let (company, _) = monday();
    let read = |of: &str| {
        let text =
            format!("From: anne@sample.example\nSubject: Printer\nMIME-Version: 1.0\nContent-Type: {of}");
        company.ok("ticket.read_mail", json!({ "text": text }))["body"].clone()
    };
    let html = "text/html\n\n<div dir=\"ltr\"><div>The printer is off</div><div>since Monday</div>\
                <table><tr><td>call</td><td>4711</td></tr></table><ul><li>22 times</li></ul></div>";
    assert_eq!(read(html), "The printer is off\nsince Monday\ncall 4711\n22 times");
    let photo = "multipart/mixed; boundary=A\n\n--A\nContent-Type: text/plain\n\nSee the photo:\n\
                 --A\nContent-Type: image/png; name=a.png\nContent-Disposition: inline; filename=a.png\n\
                 Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n\
                 --A\nContent-Type: text/plain\n\nThe order number is 4711, please come on Monday.\n\
                 --A\nContent-Type: text/plain; name=log.txt\nContent-Disposition: attachment; filename=log.txt\n\nstarted\n--A--\n";
    assert_eq!(read(photo), "See the photo:\n\nThe order number is 4711, please come on Monday.");
    let either = |plain: &str| {
        read(&format!(
            "multipart/mixed; boundary=M\n\n--M\nContent-Type: multipart/alternative; boundary=A\n\n\
             --A\nContent-Type: text/plain; charset=utf-8\n\n{plain}\n\
             --A\nContent-Type: text/html; charset=utf-8\n\n<p>The printer is <b>off</b></p>\n--A--\n\
             --M\nContent-Type: text/plain\n\nSent to all\n--M--\n"
        ))
    };
    assert_eq!(either(" "), "The printer is off\n\nSent to all");
    assert_eq!(either("Printer off"), "Printer off\n\nSent to all");
    // Nobody nests parts so deeply.
    let deep: String =
        (0..2_000).map(|at| format!("multipart/mixed; boundary=B{at}\n\n--B{at}\nContent-Type: ")).collect();
    assert_eq!(read(&format!("{deep}text/plain\n\nHello")), "");
    company.assert_sound();
}
