//! The one window: made hidden, shown when the page has drawn, kept where the person put it, and unable to go elsewhere.

use super::{Desk, renderer, theme};
use std::time::Duration;
use tauri::webview::NewWindowResponse;
use tauri::{AppHandle, Manager as _, Runtime, Url, WebviewWindow, WebviewWindowBuilder};
use tauri_plugin_window_state::StateFlags;
use throughline_core::api::Mode;

/// The label of the window; the capability in `tauri.conf.json` names it too.
pub(super) const MAIN: &str = "main";

/// The window is shown after this time even if the page has said nothing, so that a broken page can be seen.
const PATIENCE: Duration = Duration::from_millis(1500);

/// Says `show` when the first element of the page stands in its root.
const SHOW_WHEN_DRAWN: &str = "(() => {
  const show = () => window.__TAURI_INTERNALS__.invoke('plugin:api|show');
  const drawn = () => document.getElementById('root')?.firstElementChild;
  const watch = new MutationObserver(() => {
    if (!drawn()) return;
    watch.disconnect();
    setTimeout(show, 0);
  });
  watch.observe(document, { childList: true, subtree: true });
})();";

pub(super) fn create<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<()> {
    let Some(config) = app.config().app.windows.iter().find(|window| window.label == MAIN) else {
        return Err(tauri::Error::WindowNotFound);
    };
    let wanted = theme::wanted();
    let mut builder = WebviewWindowBuilder::from_config(app, config)?
        .theme(wanted)
        .background_color(theme::background(wanted))
        .initialization_script(SHOW_WHEN_DRAWN)
        .on_navigation(is_own)
        .on_new_window(|_, _| NewWindowResponse::Deny);
    if let Some(wanted) = wanted {
        builder = builder.initialization_script(theme::script(wanted));
    }
    let window = builder.build()?;
    scroll_evenly(&window)?;
    show_at_last(app.clone());
    name_after_company(app.clone());
    Ok(())
}

/// Shows the window, once.
pub(super) fn show<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(MAIN)
        && !window.is_visible().unwrap_or(false)
    {
        let _ = window.show();
        let _ = window.set_focus();
    }
    if let Some(watch) = app.try_state::<renderer::StartWatch>() {
        watch.succeeded();
    }
}

/// Least and most per cent of the usual size at which the page is drawn.
const SCALES: std::ops::RangeInclusive<u8> = 90..=150;

/// Draws the page larger or smaller, in per cent of its usual size.
#[allow(clippy::float_arithmetic, reason = "the web view takes a factor")]
pub(super) fn scale<R: Runtime>(app: &AppHandle<R>, percent: u8) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let _ = window.set_zoom(f64::from(percent.clamp(*SCALES.start(), *SCALES.end())) / 100.0);
    }
}

/// Puts the window before all others, for somebody who has started the program a second time.
pub(super) fn bring_forward<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

/// Keeps place and size from one start to the next; whether it is visible is decided above.
pub(super) fn remembered_place<R: Runtime>() -> tauri::plugin::TauriPlugin<R> {
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::all() & !StateFlags::VISIBLE)
        .build()
}

/// The page is one document; following a link away from it would leave the person without a way back.
fn is_own(address: &Url) -> bool {
    let packaged = address.scheme() == "tauri" || address.host_str() == Some("tauri.localhost");
    packaged || (tauri::is_dev() && address.host_str() == Some("localhost"))
}

fn show_at_last<R: Runtime>(app: AppHandle<R>) {
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        show(&app);
    });
}

/// Writes the company's name into the title of the window, now and whenever another file is opened.
fn name_after_company<R: Runtime>(app: AppHandle<R>) {
    let session = super::session(&app);
    let mut changes = session.subscribe();
    let mut ready = app.state::<Desk>().ready.clone();
    tauri::async_runtime::spawn(async move {
        let _ = ready.wait_for(|opened| *opened).await;
        loop {
            let asked = std::sync::Arc::clone(&session);
            let name =
                tauri::async_runtime::spawn_blocking(move || company_name(&asked)).await.ok().flatten();
            let title =
                name.map_or_else(|| super::NAME.to_owned(), |name| format!("{name} — {}", super::NAME));
            if let Some(window) = app.get_webview_window(MAIN) {
                let _ = window.set_title(&title);
            }
            loop {
                let Some(change) = changes.next().await else { return };
                if change.tags.iter().any(|tag| tag == "file" || tag == "company") {
                    break;
                }
            }
        }
    });
}

fn company_name(session: &throughline_core::host::Session) -> Option<String> {
    let reply = session.call("file.state", serde_json::Value::Null, Mode::Run).ok()?;
    reply.result.get("name")?.as_str().map(str::to_owned)
}

/// With smooth scrolling WebKitGTK moves less the faster the wheel is turned (WebKit bug 258926).
#[cfg(target_os = "linux")]
fn scroll_evenly<R: Runtime>(window: &WebviewWindow<R>) -> tauri::Result<()> {
    use webkit2gtk::{SettingsExt as _, WebViewExt as _};
    window.with_webview(|webview| {
        if let Some(settings) = webview.inner().settings() {
            settings.set_enable_smooth_scrolling(false);
        }
    })
}

#[cfg(not(target_os = "linux"))]
fn scroll_evenly<R: Runtime>(_: &WebviewWindow<R>) -> tauri::Result<()> {
    Ok(())
}
