//! How the webview is to draw, decided before it exists.
//!
//! WebKitGTK reads its flags from the environment of the process. Changing the environment of a running process is not
//! sound in Rust once threads exist, so a process that needs another environment starts itself anew in it; on Unix that
//! is `exec`, which keeps the process id. Measured reasons: without a graphics device the buffer sharing path draws
//! 9–16 frames a second and 31–54 without it; with a device it is the reverse (63 with, 18 without). NVIDIA's
//! driver needs shared memory buffers. Flags that the person has set are left alone, and under WebDriver nothing is
//! decided, because its screenshots hang with buffer sharing off.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// Set in the process that was started anew, so that it does not start itself once more.
const DECIDED: &str = "THROUGHLINE_RENDERER";
const NO_SHARING: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
const SHARED_MEMORY: &str = "WEBKIT_DMABUF_RENDERER_FORCE_SHM";
const NO_COMPOSITING: &str = "WEBKIT_DISABLE_COMPOSITING_MODE";

/// What comes of [`prepare`].
pub(super) enum Decision {
    /// This process draws.
    Draw(StartWatch),
    /// Another process has drawn, or there is nowhere to draw; this is the outcome.
    Ended(ExitCode),
}

/// Remembers that a window is being opened, until it has shown itself. Found at the next start, it tells that the
/// graphics took the program down with them; then it draws in the slow and safe way.
pub(super) struct StartWatch(PathBuf);

impl StartWatch {
    fn in_folder(config: &Path) -> Self {
        Self(config.join("window.starting"))
    }

    fn failed_before(&self) -> bool {
        self.0.exists()
    }

    /// The window is about to be made, by the one program that will show it.
    #[allow(clippy::disallowed_methods)]
    pub(super) fn begin(&self) {
        // Without a place to remember, every start counts as the first one.
        if let Some(folder) = self.0.parent() {
            let _ = std::fs::create_dir_all(folder);
        }
        let _ = std::fs::write(&self.0, "");
    }

    /// The window is there.
    #[allow(clippy::disallowed_methods)]
    pub(super) fn succeeded(&self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// What is known about this machine and this start.
#[derive(Debug, Clone, Copy, Default)]
struct Facts {
    graphics_device: bool,
    nvidia: bool,
    failed_before: bool,
}

/// Decides the flags and, if this process does not have them, runs the program again with them.
pub(super) fn prepare(config: &Path) -> Decision {
    let watch = StartWatch::in_folder(config);
    let is_set = |name: &str| std::env::var_os(name).is_some();
    let driven = is_set("TAURI_WEBVIEW_AUTOMATION") || is_set("TAURI_AUTOMATION");
    if !cfg!(target_os = "linux") || driven {
        return Decision::Draw(watch);
    }
    if !is_set(DECIDED) {
        let facts = Facts { failed_before: watch.failed_before(), ..machine() };
        let missing: Vec<&str> = flags(facts).iter().copied().filter(|flag| !is_set(flag)).collect();
        if !missing.is_empty()
            && let Some(status) = start_anew(&missing)
        {
            return Decision::Ended(status);
        }
    }
    if !display_answers() {
        eprintln!(
            "No window could be opened, because no display answers. Start Throughline from a desktop session, or run \
             throughline-cli serve FILE and open the address that it prints."
        );
        return Decision::Ended(ExitCode::FAILURE);
    }
    Decision::Draw(watch)
}

/// Asked here, since the toolkit itself ends the program with a panic when nobody answers.
#[cfg(target_os = "linux")]
fn display_answers() -> bool {
    gtk::init().is_ok()
}

#[cfg(not(target_os = "linux"))]
const fn display_answers() -> bool {
    true
}

const fn flags(facts: Facts) -> &'static [&'static str] {
    match facts {
        Facts { failed_before: true, .. } => &[NO_SHARING, NO_COMPOSITING],
        Facts { graphics_device: false, .. } => &[NO_SHARING],
        Facts { nvidia: true, .. } => &[SHARED_MEMORY],
        _ => &[],
    }
}

#[allow(clippy::disallowed_methods)]
fn machine() -> Facts {
    let is_render_node =
        |entry: &std::fs::DirEntry| entry.file_name().to_string_lossy().starts_with("renderD");
    let graphics_device = std::fs::read_dir("/dev/dri")
        .is_ok_and(|entries| entries.flatten().any(|entry| is_render_node(&entry)));
    Facts { graphics_device, nvidia: Path::new("/proc/driver/nvidia/version").exists(), failed_before: false }
}

/// `None` when the program could not be started anew; it then draws as it is.
fn start_anew(flags: &[&str]) -> Option<ExitCode> {
    let program = std::env::current_exe().ok()?;
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let mut command = Command::new(program);
    command.args(arguments).env(DECIDED, "decided").envs(flags.iter().map(|flag| (*flag, "1")));
    run_instead(&mut command)
}

#[cfg(unix)]
fn run_instead(command: &mut Command) -> Option<ExitCode> {
    use std::os::unix::process::CommandExt as _;
    let error = command.exec();
    eprintln!("The graphics flags could not be set: {error}");
    None
}

#[cfg(not(unix))]
fn run_instead(command: &mut Command) -> Option<ExitCode> {
    let ended = command.status().ok()?;
    Some(if ended.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_machine_decides_the_flags() {
        let check = |graphics_device: bool, nvidia: bool, failed_before: bool, expected: &[&str]| {
            assert_eq!(flags(Facts { graphics_device, nvidia, failed_before }), expected);
        };
        check(true, false, false, &[]);
        check(true, true, false, &[SHARED_MEMORY]);
        check(false, false, false, &[NO_SHARING]);
        check(false, true, false, &[NO_SHARING]);
        check(true, false, true, &[NO_SHARING, NO_COMPOSITING]);
    }

    #[test]
    fn a_start_that_never_showed_its_window_is_remembered_once() {
        let folder = tempfile::tempdir().unwrap();
        let watch = StartWatch::in_folder(&folder.path().join("config"));
        assert!(!watch.failed_before());
        watch.begin();
        assert!(StartWatch::in_folder(&folder.path().join("config")).failed_before());
        watch.succeeded();
        assert!(!watch.failed_before());
    }
}
