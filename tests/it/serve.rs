//! The loopback server, spoken to over a plain socket: who is let in, what is answered, what is never given out.

use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use throughline_core::host::{Places, Session};
use throughline_core::serve::{BODY_MAX, CONTENT_SECURITY_POLICY, Server};

struct Loopback {
    _folder: tempfile::TempDir,
    port: u16,
    token: String,
}

#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    fn message_id(&self) -> String {
        self.json()["message_id"].as_str().unwrap_or_default().to_owned()
    }
}

fn loopback() -> Loopback {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    std::fs::create_dir_all(pages.join("assets")).unwrap();
    std::fs::write(pages.join("index.html"), "<!doctype html><title>start</title>").unwrap();
    std::fs::write(pages.join("assets/main.js"), "export {}").unwrap();
    std::fs::write(folder.path().join("secret.txt"), "secret").unwrap();
    let places = Places { companies: folder.path().join("companies"), config: folder.path().join("config") };
    let session = Arc::new(Session::new("the test", places));
    let server = Server::bind(session, 0, &pages).unwrap();
    let address = server.address();
    std::thread::spawn(move || server.run());
    let (host, token) = address.split_once("/#token=").unwrap();
    let port = host.strip_prefix("http://127.0.0.1:").unwrap().parse().unwrap();
    Loopback { _folder: folder, port, token: token.to_owned() }
}

impl Loopback {
    fn send(&self, line: &str, headers: &[(&str, &str)], body: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let mut text = format!("{line} HTTP/1.1\r\n");
        let own_host = format!("127.0.0.1:{}", self.port);
        if !headers.iter().any(|(name, _)| *name == "Host") {
            text += &format!("Host: {own_host}\r\n");
        }
        if !headers.iter().any(|(name, _)| *name == "Content-Length") {
            text += &format!("Content-Length: {}\r\n", body.len());
        }
        for (name, value) in headers {
            text += &format!("{name}: {value}\r\n");
        }
        text += "Connection: close\r\n\r\n";
        stream.write_all(text.as_bytes()).unwrap();
        stream.write_all(body.as_bytes()).unwrap();
        stream
    }

    fn ask(&self, line: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut text = String::new();
        self.send(line, headers, body).read_to_string(&mut text).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    fn call_with(&self, command: &str, payload: &str, more: &[(&str, &str)]) -> Answer {
        let mut headers =
            vec![("X-Throughline-Token", self.token.as_str()), ("Content-Type", "application/json")];
        headers.extend_from_slice(more);
        self.ask(&format!("POST /api/call/{command}"), &headers, payload)
    }

    fn call(&self, command: &str, payload: Value) -> Answer {
        self.call_with(command, &payload.to_string(), &[])
    }

    fn with_company(self) -> Self {
        let made = self.call("file.create", json!({ "name": "Sample Traders", "country": "IN" }));
        assert_eq!(made.status, 200, "{made:?}");
        self
    }
}

#[test]
fn nobody_is_let_in_without_the_token() {
    let server = loopback();
    for token in ["", "wrong", &server.token[1..], &format!("{}0", server.token)] {
        for line in ["POST /api/call/file.state", "GET /api/events", "GET /api/nothing"] {
            let answer = server.ask(line, &[("X-Throughline-Token", token)], "");
            assert_eq!(
                (answer.status, answer.message_id().as_str()),
                (403, "error.wrong_token"),
                "{line} {token}"
            );
        }
    }
    assert_eq!(server.ask("POST /api/call/file.state", &[], "").status, 403);
    assert_eq!(server.token.len(), 64);
    assert_ne!(server.token, loopback().token, "every run has its own");
}

#[test]
fn other_names_and_other_sites_are_kept_out() {
    let server = loopback();
    let own_port = server.port;
    for host in ["evil.example", &format!("evil.example:{own_port}"), "127.0.0.1:1", "127.0.0.1"] {
        for line in ["GET /", "POST /api/call/file.state"] {
            let answer = server.ask(line, &[("Host", host), ("X-Throughline-Token", &server.token)], "");
            assert_eq!(
                (answer.status, answer.message_id().as_str()),
                (403, "error.wrong_host"),
                "{line} {host}"
            );
        }
    }
    let twice =
        server.ask("GET /", &[("Host", &format!("127.0.0.1:{own_port}")), ("Host", "evil.example")], "");
    assert!(twice.status == 403 || twice.status == 400, "{twice:?}");
    for origin in
        ["http://evil.example", "null", "https://127.0.0.1", &format!("http://127.0.0.1:{own_port}0")]
    {
        let answer = server.call_with("file.state", "{}", &[("Origin", origin)]);
        assert_eq!((answer.status, answer.message_id().as_str()), (403, "error.wrong_origin"), "{origin}");
    }
    for name in ["127.0.0.1", "localhost"] {
        let (host, origin) = (format!("{name}:{own_port}"), format!("http://{name}:{own_port}"));
        let answer = server.call_with("file.state", "{}", &[("Host", &host), ("Origin", &origin)]);
        assert_eq!(answer.status, 200, "{answer:?}");
    }
}

#[test]
fn only_the_pages_are_given_out() {
    let server = loopback();
    let start = server.ask("GET /", &[], "");
    assert_eq!((start.status, start.body.as_str()), (200, "<!doctype html><title>start</title>"));
    assert!(start.head.contains("content-type: text/html; charset=utf-8"), "{}", start.head);
    let script = server.ask("GET /assets/main.js", &[], "");
    assert!(script.status == 200 && script.head.contains("content-type: text/javascript"), "{script:?}");
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/assets/",
        "/none.js",
        "//etc/hostname",
    ] {
        let answer = server.ask(&format!("GET {path}"), &[], "");
        assert!(answer.status == 404 && !answer.body.contains("secret"), "{path} {answer:?}");
    }
    assert_eq!(server.ask("POST /", &[], "").status, 405);
}

#[test]
fn every_answer_forbids_what_the_page_does_not_need() {
    let server = loopback();
    let policy = format!("content-security-policy: {}", CONTENT_SECURITY_POLICY.to_lowercase());
    for (line, status) in [("GET /", 200), ("GET /none.js", 404), ("POST /api/call/file.state", 403)] {
        let answer = server.ask(line, &[], "");
        assert_eq!(answer.status, status);
        let more =
            ["x-content-type-options: nosniff", "x-frame-options: deny", "referrer-policy: no-referrer"];
        for header in [policy.as_str()].into_iter().chain(more).chain(["cache-control: no-store"]) {
            assert!(answer.head.contains(header), "{line} lacks {header}: {}", answer.head);
        }
    }
    assert!(!CONTENT_SECURITY_POLICY.contains("unsafe"));
}

#[test]
fn commands_answer_with_the_status_of_their_error() {
    let server = loopback();
    let check = |command: &str, payload: &str, status: u16, message_id: &str| {
        let answer = server.call_with(command, payload, &[]);
        assert_eq!(
            (answer.status, answer.message_id().as_str()),
            (status, message_id),
            "{command} {payload}"
        );
    };
    check("customer.list", r#"{"limit":10}"#, 412, "error.no_open_file");
    check("file.open", r#"{"path":"none.throughline"}"#, 500, "error.no_such_file");
    let server = server.with_company();
    let check = |command: &str, payload: &str, status: u16, message_id: &str| {
        let answer = server.call_with(command, payload, &[]);
        assert_eq!(
            (answer.status, answer.message_id().as_str()),
            (status, message_id),
            "{command} {payload}"
        );
    };
    check("customer.dance", "{}", 404, "error.not_found");
    check("customer.create", "{}", 422, "error.invalid");
    check("customer.create", r#"{"name":"#, 400, "error.not_json");
    check("customer.get", r#"{"id":"01900000-0000-7000-8000-000000000000"}"#, 404, "error.not_found");
    let typed = server.ask("POST /api/call/file.state", &[("X-Throughline-Token", &server.token)], "a=1");
    assert_eq!((typed.status, typed.message_id().as_str()), (415, "error.content_type"));
    let read = server.ask("GET /api/call/file.state", &[("X-Throughline-Token", &server.token)], "");
    assert_eq!((read.status, read.message_id().as_str()), (405, "error.method"));
}

#[test]
fn a_request_that_is_too_large_is_refused_before_it_is_read() {
    let server = loopback();
    let length = (BODY_MAX + 1).to_string();
    let headers = [("X-Throughline-Token", server.token.as_str()), ("Content-Length", length.as_str())];
    let answer = server.ask("POST /api/call/file.state", &headers, "");
    assert_eq!((answer.status, answer.message_id().as_str()), (413, "error.request_too_large"));
}

#[test]
fn a_file_is_kept_and_named_by_its_hash() {
    let server = loopback().with_company();
    let send = |headers: &[(&str, &str)], body: &str| server.ask("POST /api/file", headers, body);
    let token = ("X-Throughline-Token", server.token.as_str());
    let octets = ("Content-Type", "application/octet-stream");
    assert_eq!(send(&[octets], "a plan").status, 403);
    let kept = send(&[token, octets], "a plan");
    assert_eq!(kept.status, 200, "{kept:?}");
    let hash = blake3::hash(b"a plan").to_hex().to_string();
    assert_eq!((&kept.json()["hash"], &kept.json()["size"]), (&json!(hash), &json!(6)));
    let customer =
        server.call("customer.create", json!({ "name": "Sample Foods" })).json()["result"]["id"].clone();
    let files = json!([{ "name": "plan.txt", "hash": hash }]);
    assert_eq!(server.call("attachment.add", json!({ "record_id": customer, "files": files })).status, 200);
    // Larger than a request may be, and no larger than a file may be.
    assert_eq!(send(&[token, octets], &"x".repeat(BODY_MAX + 1)).status, 200);
    let large = send(&[token, octets, ("Content-Length", "26214401")], "");
    assert_eq!((large.status, large.message_id().as_str()), (413, "error.request_too_large"));
    assert_eq!(send(&[token, octets], "").status, 422);
}

#[test]
fn a_preview_answers_and_leaves_nothing() {
    let server = loopback().with_company();
    let request = json!({ "name": "Sample Foods" }).to_string();
    let preview = server.call_with("customer.create", &request, &[("X-Throughline-Preview", "1")]);
    assert_eq!((preview.status, &preview.json()["undo"]), (200, &Value::Null), "{preview:?}");
    let rows = || {
        server.call("customer.list", json!({ "limit": 10 })).json()["result"]["rows"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(rows(), 0);
    let run = server.call_with("customer.create", &request, &[]);
    assert_eq!(run.status, 200);
    assert!(run.json()["changed"].as_array().unwrap().contains(&json!("customer")), "{run:?}");
    assert_eq!(rows(), 1);
}

#[test]
fn events_tell_what_was_committed() {
    let server = loopback().with_company();
    let mut events =
        BufReader::new(server.send("GET /api/events", &[("X-Throughline-Token", &server.token)], ""));
    let mut line = String::new();
    while line.trim() != "" || line.is_empty() {
        line.clear();
        assert_ne!(events.read_line(&mut line).unwrap(), 0, "the head ends with an empty line");
        if line.to_lowercase().starts_with("content-type") {
            assert!(line.contains("text/event-stream"), "{line}");
        }
    }
    let written = server.call("customer.create", json!({ "name": "Sample Foods" })).json();
    loop {
        line.clear();
        assert_ne!(events.read_line(&mut line).unwrap(), 0, "the stream stays open");
        if let Some(data) = line.strip_prefix("data:") {
            let event: Value = serde_json::from_str(data).unwrap();
            assert_eq!(event["seq"], written["undo"]["seq"]);
            assert!(event["tags"].as_array().unwrap().contains(&json!("customer")), "{event}");
            return;
        }
    }
}

#[test]
fn without_pages_or_port_the_server_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let session = || {
        let places = Places { companies: folder.path().to_owned(), config: folder.path().to_owned() };
        Arc::new(Session::new("the test", places))
    };
    let bound =
        |port: u16, pages: &Path| Server::bind(session(), port, pages).map(|_| ()).unwrap_err().message_id;
    assert_eq!(bound(0, &folder.path().join("none")), "error.no_pages");
    std::fs::write(folder.path().join("index.html"), "").unwrap();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    assert_eq!(bound(taken.local_addr().unwrap().port(), folder.path()), "error.port_taken");
}
