//! Whether the desktop is dark. WebKitGTK's media query does not always know, so the shell asks and tells the page.

use tauri::Theme;
use tauri::window::Color;

/// Background of the page in the light theme (`bg` of the design tokens), shown until the page has drawn.
const LIGHT: Color = Color(0xf9, 0xfa, 0xfc, 0xff);
/// The same in the dark theme.
const DARK: Color = Color(0x10, 0x13, 0x17, 0xff);

/// The theme the desktop wants; `None` when it does not say.
pub(super) fn wanted() -> Option<Theme> {
    system::wanted()
}

/// What the window shows before the page has drawn.
pub(super) const fn background(theme: Option<Theme>) -> Color {
    match theme {
        Some(Theme::Dark) => DARK,
        _ => LIGHT,
    }
}

/// Tells the page before its own scripts run.
pub(super) fn script(theme: Theme) -> String {
    let word = if theme == Theme::Dark { "dark" } else { "light" };
    format!("document.documentElement.dataset.theme = '{word}';")
}

#[cfg(target_os = "linux")]
mod system {
    use tauri::Theme;
    use webkit2gtk::gio::prelude::*;
    use webkit2gtk::gio::{self, BusType, Cancellable, DBusCallFlags};
    use webkit2gtk::glib::{Variant, VariantTy};

    /// The portal answers at once or is not there; a start must not wait for it longer.
    const PATIENCE_MS: i32 = 250;

    /// Asks the settings portal (XDG Desktop Portal, `org.freedesktop.appearance` `color-scheme`: 1 dark, 2 light, 0 no
    /// preference).
    pub(super) fn wanted() -> Option<Theme> {
        let bus = gio::bus_get_sync(BusType::Session, Cancellable::NONE).ok()?;
        let question = ("org.freedesktop.appearance", "color-scheme").to_variant();
        let answer = bus
            .call_sync(
                Some("org.freedesktop.portal.Desktop"),
                "/org/freedesktop/portal/desktop",
                "org.freedesktop.portal.Settings",
                "Read",
                Some(&question),
                VariantTy::new("(v)").ok(),
                DBusCallFlags::NONE,
                PATIENCE_MS,
                Cancellable::NONE,
            )
            .ok()?;
        match innermost(answer.child_value(0)).get::<u32>()? {
            1 => Some(Theme::Dark),
            2 => Some(Theme::Light),
            _ => None,
        }
    }

    /// `Read` wraps the value in a variant, and older portals in two.
    fn innermost(value: Variant) -> Variant {
        match value.as_variant() {
            Some(inner) => innermost(inner),
            None => value,
        }
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    /// Elsewhere the webview knows by itself.
    pub(super) const fn wanted() -> Option<tauri::Theme> {
        None
    }
}
