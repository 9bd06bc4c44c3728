//! The commands a page may send: `call`, `bytes` and `stage`, `subscribe`, `show` once it has drawn something, and `scale` for
//! larger text.
//!
//! They belong to a plugin because Tauri checks every command of a plugin against the capability of the window.

use super::{Desk, window};
use serde_json::Value;
use std::sync::{Mutex, PoisonError};
use tauri::async_runtime::{self, JoinHandle};
use tauri::ipc::{Channel, InvokeBody, Request, Response};
use tauri::plugin::{Builder, TauriPlugin};
use tauri::{AppHandle, Manager as _, Runtime, State};
use throughline_core::api::pipeline::Event;
use throughline_core::api::{Mode, Reply};
use throughline_core::host::Staged;
use throughline_core::kernel::error::Error;

/// The one page that listens; a page that was loaded again takes the place of its former self.
#[derive(Default)]
struct Listener(Mutex<Option<JoinHandle<()>>>);

pub(super) fn plugin<R: Runtime>() -> TauriPlugin<R> {
    Builder::new("api")
        .invoke_handler(tauri::generate_handler![call, bytes, stage, subscribe, show, scale])
        .setup(|app, _| {
            app.manage(Listener::default());
            Ok(())
        })
        .build()
}

#[tauri::command]
async fn call(desk: State<'_, Desk>, command: String, payload: Value, preview: bool) -> Result<Reply, Error> {
    let mut ready = desk.ready.clone();
    // A sender that has gone has done what it could; the command then says itself that no file is open.
    let _ = ready.wait_for(|opened| *opened).await;
    let session = std::sync::Arc::clone(&desk.session);
    let mode = if preview { Mode::Preview } else { Mode::Run };
    // SQLite and dialogs block; the thread that draws must not.
    async_runtime::spawn_blocking(move || session.call(&command, payload, mode))
        .await
        .map_err(Error::internal)?
}

#[tauri::command]
async fn bytes(desk: State<'_, Desk>, command: String, payload: Value) -> Result<Response, Error> {
    let session = std::sync::Arc::clone(&desk.session);
    let blob = async_runtime::spawn_blocking(move || session.bytes(&command, payload))
        .await
        .map_err(Error::internal)??;
    Ok(Response::new(blob.bytes))
}

/// Puts a file that was dropped on the page beside the company file. Its bytes are the body, its name comes with the command that
/// takes it.
#[tauri::command]
async fn stage(desk: State<'_, Desk>, request: Request<'_>) -> Result<Staged, Error> {
    let octets = match request.body() {
        InvokeBody::Raw(octets) => octets.clone(),
        // Where the web view has no channel for bytes, they come as a list of numbers.
        InvokeBody::Json(list) => serde_json::from_value(list.clone()).map_err(Error::internal)?,
    };
    let session = std::sync::Arc::clone(&desk.session);
    async_runtime::spawn_blocking(move || session.stage("", &octets)).await.map_err(Error::internal)?
}

#[tauri::command]
fn subscribe(desk: State<'_, Desk>, listener: State<'_, Listener>, channel: Channel<Event>) {
    let mut changes = desk.session.subscribe();
    let task = async_runtime::spawn(async move {
        while let Some(change) = changes.next().await {
            if channel.send(change).is_err() {
                return;
            }
        }
    });
    let former = listener.0.lock().unwrap_or_else(PoisonError::into_inner).replace(task);
    if let Some(former) = former {
        former.abort();
    }
}

#[tauri::command]
fn show<R: Runtime>(app: AppHandle<R>) {
    window::show(&app);
}

#[tauri::command]
fn scale<R: Runtime>(app: AppHandle<R>, percent: u8) {
    window::scale(&app, percent);
}
