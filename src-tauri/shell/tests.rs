//! The host without a display: what a page may send, what is refused, and that both go where they should.

// A test that cannot go on should fail where it stands.
#![allow(clippy::unwrap_used)]

use super::{context, furnish, wired};
use serde_json::{Value, json};
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, Manager as _, WebviewWindow, WebviewWindowBuilder};
use throughline_core::host::Places;

struct Desktop {
    _folder: tempfile::TempDir,
    app: App<MockRuntime>,
}

fn desktop() -> Desktop {
    let folder = tempfile::tempdir().unwrap();
    let places = Places { companies: folder.path().join("companies"), config: folder.path().join("config") };
    let app = wired(mock_builder()).build(context()).unwrap();
    furnish(app.handle(), places, None).unwrap();
    Desktop { _folder: folder, app }
}

impl Desktop {
    fn main(&self) -> WebviewWindow<MockRuntime> {
        self.app.get_webview_window("main").unwrap()
    }
}

fn send(window: &WebviewWindow<MockRuntime>, url: &str, cmd: &str, body: Value) -> Result<Value, Value> {
    send_body(window, url, cmd, InvokeBody::Json(body))
}

fn send_body(
    window: &WebviewWindow<MockRuntime>,
    url: &str,
    cmd: &str,
    body: InvokeBody,
) -> Result<Value, Value> {
    let request = InvokeRequest {
        cmd: cmd.to_owned(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: url.parse().unwrap(),
        body,
        headers: Default::default(),
        invoke_key: INVOKE_KEY.to_owned(),
    };
    get_ipc_response(window, request).map(|body| body.deserialize().unwrap())
}

fn call(window: &WebviewWindow<MockRuntime>, command: &str, payload: Value) -> Result<Value, Value> {
    let body = json!({ "command": command, "payload": payload, "preview": false });
    send(window, "tauri://localhost", "plugin:api|call", body)
}

#[test]
fn the_page_of_the_window_makes_a_company_and_works_in_it() {
    let desktop = desktop();
    let window = desktop.main();
    assert_eq!(call(&window, "file.state", json!({})).unwrap()["result"]["open"], false);
    let made = call(&window, "file.create", json!({ "name": "Sample Traders", "country": "IN" })).unwrap();
    assert_eq!(made["result"]["name"], "Sample Traders");
    let body =
        json!({ "command": "customer.create", "payload": { "name": "Sample Foods" }, "preview": true });
    let preview = send(&window, "tauri://localhost", "plugin:api|call", body).unwrap();
    assert_eq!(preview["undo"], Value::Null);
    let written = call(&window, "customer.create", json!({ "name": "Sample Foods" })).unwrap();
    assert!(written["changed"].as_array().unwrap().contains(&json!("customer")), "{written}");
    let rows = call(&window, "customer.list", json!({ "limit": 10 })).unwrap();
    assert_eq!(rows["result"]["rows"].as_array().unwrap().len(), 1);
}

#[test]
fn an_error_crosses_as_the_same_object_as_everywhere() {
    let desktop = desktop();
    let error = call(&desktop.main(), "customer.list", json!({ "limit": 10 })).unwrap_err();
    assert_eq!(
        (&error["code"], &error["message_id"]),
        (&json!("precondition"), &json!("error.no_open_file"))
    );
}

#[test]
fn the_capability_grants_the_product_and_nothing_of_the_system() {
    let desktop = desktop();
    let window = desktop.main();
    for cmd in [
        "plugin:window|set_title",
        "plugin:window|close",
        "plugin:webview|create_webview_window",
        "plugin:event|listen",
        "plugin:path|resolve_directory",
        "plugin:app|version",
        "plugin:dialog|open",
        "plugin:dialog|message",
        "call",
    ] {
        let refused = send(&window, "tauri://localhost", cmd, json!({})).unwrap_err().to_string();
        assert!(refused.contains("not allowed") || refused.contains("not found"), "{cmd}: {refused}");
    }
}

#[test]
fn other_windows_and_other_sites_may_nothing() {
    let desktop = desktop();
    let body = json!({ "command": "file.state", "payload": {}, "preview": false });
    let other = WebviewWindowBuilder::new(&desktop.app, "other", Default::default()).build().unwrap();
    assert!(send(&other, "tauri://localhost", "plugin:api|call", body.clone()).is_err());
    assert!(send(&desktop.main(), "https://evil.example", "plugin:api|call", body).is_err());
}

#[test]
fn the_window_and_the_loopback_server_forbid_the_same() {
    let config: Value = serde_json::from_str(include_str!("../../tauri.conf.json")).unwrap();
    let security = &config["app"]["security"];
    assert_eq!(security["freezePrototype"], false);
    assert_eq!(config["app"]["withGlobalTauri"], false);
    assert_eq!(security["assetProtocol"]["enable"], false);
    assert_eq!(security["capabilities"].as_array().unwrap().len(), 1);
    assert_eq!(security["capabilities"][0]["permissions"], json!(["api:default"]));
    #[cfg(feature = "serve")]
    assert_eq!(security["csp"], throughline_core::serve::CONTENT_SECURITY_POLICY);
}

#[test]
fn a_file_dropped_on_the_page_is_kept_and_named_by_what_it_holds() {
    let desktop = desktop();
    let window = desktop.main();
    let mail = b"From: Asha <asha@aarohi.example>\r\nSubject: Press stops\r\n\r\nIt stops at noon.";
    let stage = |body| send_body(&window, "tauri://localhost", "plugin:api|stage", body);
    assert!(stage(InvokeBody::Raw(mail.to_vec())).is_err(), "no file of a company is open");
    call(&window, "file.create", json!({ "name": "Sample Traders", "country": "IN" })).unwrap();
    let staged = stage(InvokeBody::Raw(mail.to_vec())).unwrap();
    assert_eq!(staged["size"], mail.len());
    assert_eq!(stage(InvokeBody::Json(json!(mail.to_vec()))).unwrap(), staged, "the same bytes as a list");
    let file = json!({ "name": "press.eml", "hash": staged["hash"] });
    let read = call(&window, "ticket.read_mail", json!({ "file": file })).unwrap();
    assert_eq!(read["result"]["subject"], "Press stops");
    assert!(stage(InvokeBody::Raw(Vec::new())).is_err(), "an empty file");
    let elsewhere = send_body(&window, "https://example.org", "plugin:api|stage", InvokeBody::Raw(vec![1]));
    assert!(elsewhere.is_err(), "a page from elsewhere");
}
