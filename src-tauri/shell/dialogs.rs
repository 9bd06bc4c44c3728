//! The dialogs of the operating system. The page asks for a file by a command and never sees the file system.

use super::window::MAIN;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager as _, Runtime};
use tauri_plugin_dialog::{DialogExt as _, FileDialogBuilder, FilePath, MessageDialogKind};
use throughline_core::host::{Chooser, EXTENSION, Opener};
use throughline_core::kernel::message;

/// Asks with the system's file dialogs.
pub(super) struct Asking<R: Runtime>(pub(super) AppHandle<R>);

impl<R: Runtime> Asking<R> {
    fn company_dialog(&self, title: &str) -> FileDialogBuilder<R> {
        self.dialog(title).add_filter(words("dialog.company_files"), &[EXTENSION])
    }

    fn dialog(&self, title: &str) -> FileDialogBuilder<R> {
        let dialog = self.0.dialog().file().set_title(words(title));
        match self.0.get_webview_window(MAIN) {
            Some(window) => dialog.set_parent(&window),
            None => dialog,
        }
    }
}

impl<R: Runtime> Chooser for Asking<R> {
    fn existing(&self) -> Option<PathBuf> {
        path(self.company_dialog("dialog.open_company").blocking_pick_file())
    }

    fn files(&self, pictures: bool) -> Vec<PathBuf> {
        let mut dialog = self.dialog(if pictures { "dialog.choose_picture" } else { "dialog.choose_files" });
        if pictures {
            dialog = dialog.add_filter(words("dialog.pictures"), &["png", "jpg", "jpeg"]);
        }
        let chosen = dialog.blocking_pick_files().unwrap_or_default();
        chosen.into_iter().filter_map(|chosen| chosen.into_path().ok()).collect()
    }

    fn new_file(&self, suggested: &Path) -> Option<PathBuf> {
        let mut dialog = self.company_dialog("dialog.new_company");
        if let Some(folder) = suggested.parent() {
            dialog = dialog.set_directory(folder);
        }
        if let Some(name) = suggested.file_name() {
            dialog = dialog.set_file_name(name.to_string_lossy());
        }
        path(dialog.blocking_save_file())
    }

    fn backup(&self) -> Option<PathBuf> {
        let dialog = self.dialog("dialog.backup").add_filter(words("dialog.backups"), &["zst"]);
        path(dialog.blocking_pick_file())
    }

    fn folder(&self) -> Option<PathBuf> {
        path(self.dialog("dialog.second_place").blocking_pick_folder())
    }
}

/// Hands files to the programs that the system opens them with.
pub(super) struct Opening;

impl Opener for Opening {
    fn open(&self, path: &Path) -> bool {
        tauri_plugin_opener::open_path(path, None::<&str>).is_ok()
    }
}

/// Tells the person something that no page is there to show.
pub(super) fn say<R: Runtime>(app: &AppHandle<R>, sentence: &str) {
    app.dialog().message(sentence).title(super::NAME).kind(MessageDialogKind::Error).show(|_| {});
}

fn path(chosen: Option<FilePath>) -> Option<PathBuf> {
    chosen.and_then(|chosen| chosen.into_path().ok())
}

fn words(message_id: &str) -> String {
    message::text(message_id, &serde_json::Map::new())
}
