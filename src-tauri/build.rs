//! Build script: only the desktop host needs one, because Tauri embeds its configuration and capabilities.

fn main() {
    #[cfg(feature = "desktop")]
    desktop();
}

/// The plugin `api` is written out here, so that the root of the project needs no folders of permissions. Its commands
/// are checked against the capability of the window, which a plain application command would not be.
#[cfg(feature = "desktop")]
fn desktop() {
    let api = tauri_build::InlinedPlugin::new()
        .commands(&["call", "bytes", "stage", "subscribe", "show", "scale"])
        .default_permission(tauri_build::DefaultPermissionRule::AllowAllCommands);
    tauri_build::try_build(tauri_build::Attributes::new().plugin("api", api))
        .unwrap_or_else(|error| panic!("the Tauri build step failed: {error:#}"));
}
