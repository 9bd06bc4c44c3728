//! The window. Everything that knows Tauri lies in this folder and in `main.rs`.
//!
//! The shell decides how the webview draws, opens the last file, shows the window once there is something to see, and
//! hands the page's commands to the session. It knows no business.

mod api;
mod arguments;
mod dialogs;
mod renderer;
#[cfg(all(test, feature = "shell-test"))]
mod tests;
mod theme;
mod window;

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use tauri::{AppHandle, Builder, Context, Manager as _, RunEvent, Runtime};
use throughline_core::api::Mode;
use throughline_core::host::{Places, Session};
use throughline_core::kernel::error::Error;
use throughline_core::kernel::message;
use tokio::sync::watch;

/// What the product calls itself, in every language.
const NAME: &str = "Throughline";

/// The session with the news whether its first file has been opened.
struct Desk {
    session: Arc<Session>,
    ready: watch::Receiver<bool>,
}

/// Opens the window and runs until it is closed.
pub(crate) fn start() -> ExitCode {
    let places = Places::of_user();
    let watch = match renderer::prepare(&places.config) {
        renderer::Decision::Draw(watch) => watch,
        renderer::Decision::Ended(status) => return status,
    };
    let folder = std::env::current_dir().unwrap_or_default();
    let named = arguments::company_file(std::env::args().skip(1), folder);
    let builder = tauri::Builder::default()
        // First, so that a second start ends before it touches anything.
        .plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
            window::bring_forward(app);
            if let Some(file) = arguments::company_file(arguments.iter().skip(1), &folder) {
                open_later(app, file);
            }
        }))
        .plugin(window::remembered_place())
        .manage(watch);
    let app = match wired(builder).build(context()) {
        Ok(app) => app,
        Err(error) => return failed(&error),
    };
    let code = app.run_return(move |app, event| match event {
        RunEvent::Ready => {
            app.state::<renderer::StartWatch>().begin();
            if let Err(error) = furnish(app, places.clone(), named.clone()) {
                failed(&error);
                app.exit(1);
            }
        }
        RunEvent::Exit => close(app),
        _ => {}
    });
    u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from)
}

fn failed(error: &tauri::Error) -> ExitCode {
    eprintln!("The window could not be opened: {error}");
    ExitCode::FAILURE
}

/// What Tauri embeds: the configuration, the capability and the built pages.
fn context<R: Runtime>() -> Context<R> {
    tauri::generate_context!()
}

/// The application around any webview, so that tests run the same one without a display.
fn wired<R: Runtime>(builder: Builder<R>) -> Builder<R> {
    builder.plugin(tauri_plugin_dialog::init()).plugin(api::plugin())
}

/// Gives the running application its session, its first file and its window.
fn furnish<R: Runtime>(app: &AppHandle<R>, places: Places, named: Option<PathBuf>) -> tauri::Result<()> {
    let session = Session::new(NAME, places)
        .asking(Box::new(dialogs::Asking(app.clone())))
        .opening(Box::new(dialogs::Opening));
    let (opened, ready) = watch::channel(false);
    app.manage(Desk { session: Arc::new(session), ready });
    open_first(app, named, opened);
    window::create(app)
}

/// Opens the file that was named at the start, or the one that was open last; beside the creation of the window, since
/// both take their time. The page's commands wait until it is done.
fn open_first<R: Runtime>(app: &AppHandle<R>, named: Option<PathBuf>, opened: watch::Sender<bool>) {
    let app = app.clone();
    std::thread::spawn(move || {
        let session = session(&app);
        match named {
            Some(file) => tell(&app, session.open(&file).err()),
            None => {
                if let Some(last) = session.last() {
                    // What cannot be opened stands in the list of recent files and says there why.
                    let _ = session.open(&last);
                }
            }
        }
        // The page may have gone already; nobody waits then.
        let _ = opened.send(true);
    });
}

fn open_later<R: Runtime>(app: &AppHandle<R>, file: PathBuf) {
    let app = app.clone();
    std::thread::spawn(move || {
        tell(&app, session(&app).open(&file).err());
    });
}

fn tell<R: Runtime>(app: &AppHandle<R>, refused: Option<Error>) {
    if let Some(error) = refused {
        dialogs::say(app, &message::sentence(&error));
    }
}

fn session<R: Runtime>(app: &AppHandle<R>) -> Arc<Session> {
    Arc::clone(&app.state::<Desk>().session)
}

/// Closes the company file before the process ends, so that its journal is written back into it.
fn close<R: Runtime>(app: &AppHandle<R>) {
    if let Some(desk) = app.try_state::<Desk>() {
        let _ = desk.session.call("file.close", serde_json::Value::Null, Mode::Run);
    }
}
