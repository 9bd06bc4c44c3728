//! Build script: only the desktop host needs one, because Tauri embeds its configuration and capabilities.

fn main() {
    #[cfg(feature = "desktop")]
    desktop();
}

#[cfg(feature = "desktop")]
fn desktop() {
    tauri_build::try_build(
        tauri_build::Attributes::new().plugin(
            "api",
            tauri_build::InlinedPlugin::new()
                .commands(&["call", "bytes", "subscribe"])
                .default_permission(tauri_build::DefaultPermissionRule::AllowAllCommands),
        ),
    )
    .unwrap_or_else(|error| panic!("the Tauri build step failed: {error:#}"));
}
