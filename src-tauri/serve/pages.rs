//! The built pages, from one folder and from nowhere else.

use super::calls::Refused;
use crate::kernel::error::{Code, Error, Result};
use axum::extract::State;
use axum::http::{Method, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder of the built pages.
pub(super) struct Pages {
    root: PathBuf,
}

impl Pages {
    #[allow(clippy::disallowed_methods)]
    pub(super) fn in_folder(folder: &Path) -> Result<Self> {
        let missing =
            || Error::new(Code::Precondition, "error.no_pages").with("path", folder.display().to_string());
        let root = std::fs::canonicalize(folder).map_err(|_| missing())?;
        if root.join("index.html").is_file() { Ok(Self { root }) } else { Err(missing()) }
    }

    /// The octets of the page at `path`; `None` when there is none, or when the path leads out of the folder.
    #[allow(clippy::disallowed_methods)]
    fn read(&self, path: &str) -> Option<(&'static str, Vec<u8>)> {
        let relative = if path == "/" { "index.html".to_owned() } else { decoded(path.strip_prefix('/')?)? };
        if !is_plain(&relative) {
            return None;
        }
        let kind = media_type(&relative)?;
        // The real path is asked for once more, since a link inside the folder may point outside.
        let file = std::fs::canonicalize(self.root.join(&relative)).ok()?;
        if !file.starts_with(&self.root) {
            return None;
        }
        Some((kind, std::fs::read(file).ok()?))
    }
}

/// `GET /…`: a page, script, style, font or picture.
pub(super) async fn page(
    State(pages): State<Arc<Pages>>,
    method: Method,
    uri: Uri,
) -> std::result::Result<Response, Refused> {
    if method != Method::GET && method != Method::HEAD {
        return Err(Refused(StatusCode::METHOD_NOT_ALLOWED, Error::new(Code::Invalid, "error.method")));
    }
    let found = tokio::task::spawn_blocking(move || pages.read(uri.path())).await.map_err(Error::internal)?;
    let (kind, octets) = found.ok_or_else(|| Error::not_found("page"))?;
    Ok(([(header::CONTENT_TYPE, kind)], octets).into_response())
}

/// Every step is a plain name: no way up, no other separator, no drive, no hidden file.
fn is_plain(path: &str) -> bool {
    path.split('/').all(|step| {
        !step.is_empty()
            && !step.starts_with('.')
            && !step.chars().any(|c| c.is_control() || c == '\\' || c == ':')
    })
}

/// Takes the percent escapes out (RFC 3986 §2.1); `None` when one is broken or the result is not UTF-8.
fn decoded(path: &str) -> Option<String> {
    let mut octets = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'%' {
            let (digits, after) = after.split_at_checked(2)?;
            octets.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
            rest = after;
        } else {
            octets.push(*first);
            rest = after;
        }
    }
    String::from_utf8(octets).ok()
}

/// What the folder may hold; anything else is not served, since a guessed type can be wrong.
fn media_type(path: &str) -> Option<&'static str> {
    let (_, ending) = path.rsplit_once('.')?;
    Some(match ending {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "wasm" => "application/wasm",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_paths_inside_the_folder_are_read() {
        let outside = tempfile::tempdir().unwrap();
        std::fs::write(outside.path().join("secret.txt"), "secret").unwrap();
        let folder = outside.path().join("pages");
        std::fs::create_dir_all(folder.join("assets")).unwrap();
        std::fs::write(folder.join("index.html"), "start").unwrap();
        std::fs::write(folder.join("assets/a b.js"), "script").unwrap();
        std::fs::write(folder.join(".hidden.txt"), "hidden").unwrap();
        std::fs::write(folder.join("tool.exe"), "tool").unwrap();
        #[cfg(unix)]
        std::os::unix::fs::symlink(outside.path().join("secret.txt"), folder.join("link.txt")).unwrap();
        let pages = Pages::in_folder(&folder).unwrap();
        let check = |path: &str, expected: Option<&str>| {
            let found = pages.read(path).map(|(_, octets)| String::from_utf8(octets).unwrap());
            assert_eq!(found.as_deref(), expected, "{path}");
        };
        check("/", Some("start"));
        check("/index.html", Some("start"));
        check("/assets/a%20b.js", Some("script"));
        for path in [
            "/../secret.txt",
            "/%2e%2e/secret.txt",
            "/assets/../../secret.txt",
            "/..%2fsecret.txt",
            "/..%5csecret.txt",
            "//etc/hostname",
            "/link.txt",
            "/.hidden.txt",
            "/tool.exe",
            "/assets",
            "/assets/",
            "/%",
            "/%zz",
            "/%ff.txt",
            "/index.html%00.txt",
            "/c:/index.html",
            "",
        ] {
            check(path, None);
        }
    }
}
