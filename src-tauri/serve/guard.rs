//! Who is let in, and what the answers forbid the page.

use super::{BODY_MAX, FILE_BODY_MAX, calls};
use crate::kernel::error::{Code, Error, Result};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use std::fmt::Write as _;
use std::sync::Arc;

/// What the pages may do, the same in the window (tauri.conf.json) and here: nothing from elsewhere, nothing inline.
pub const CONTENT_SECURITY_POLICY: &str = "default-src 'self'; img-src 'self' blob: data:; style-src 'self'; \
     font-src 'self'; connect-src 'self' ipc: http://ipc.localhost; object-src 'none'; base-uri 'none'; \
     frame-ancestors 'none'; form-action 'none'";

/// Every answer carries these.
const HEADERS: [(HeaderName, &str); 8] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
];

const TOKEN_HEADER: &str = "x-throughline-token";

/// The secret of one run.
pub(super) struct Token(String);

impl Token {
    pub(super) fn random() -> Result<Self> {
        let mut bytes = [0_u8; 32];
        getrandom::fill(&mut bytes).map_err(Error::internal)?;
        let text = bytes.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        Ok(Self(text))
    }

    pub(super) fn text(&self) -> &str {
        &self.0
    }

    /// Compares hashes, which the library does in constant time, so that the time of an answer tells nothing.
    fn fits(&self, given: &[u8]) -> bool {
        blake3::hash(self.0.as_bytes()) == blake3::hash(given)
    }
}

/// Knows the names of this server and its token.
pub(super) struct Doorkeeper {
    hosts: [String; 2],
    origins: [String; 2],
    token: Token,
}

impl Doorkeeper {
    pub(super) fn new(port: u16, token: Token) -> Self {
        let hosts = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
        let origins = hosts.each_ref().map(|host| format!("http://{host}"));
        Self { hosts, origins, token }
    }

    fn knows_host(&self, headers: &HeaderMap) -> bool {
        let mut given = headers.get_all(header::HOST).iter();
        let first = given.next();
        given.next().is_none() && first.is_some_and(|host| self.hosts.iter().any(|known| host == known))
    }

    /// A request without an Origin comes from no page of another site: browsers add it to every such request.
    fn knows_origin(&self, headers: &HeaderMap) -> bool {
        headers.get_all(header::ORIGIN).iter().all(|origin| self.origins.iter().any(|known| origin == known))
    }
}

/// Refuses requests that were meant for another name or come from another site, and adds the headers to every answer.
pub(super) async fn at_home(
    State(doorkeeper): State<Arc<Doorkeeper>>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    let mut response = if !doorkeeper.knows_host(headers) {
        refused("error.wrong_host").into_response()
    } else if !doorkeeper.knows_origin(headers) {
        refused("error.wrong_origin").into_response()
    } else {
        next.run(request).await
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

/// Refuses requests without the token, and those that say at once that they are too large.
pub(super) async fn let_in(
    State(doorkeeper): State<Arc<Doorkeeper>>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    let token = headers.get(TOKEN_HEADER).map(HeaderValue::as_bytes).unwrap_or_default();
    if !doorkeeper.token.fits(token) {
        return refused("error.wrong_token").into_response();
    }
    let length =
        headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    let max = if request.uri().path().ends_with("/file") { FILE_BODY_MAX } else { BODY_MAX };
    if length.is_some_and(|length| length > max) {
        return calls::too_large(max).into_response();
    }
    next.run(request).await
}

fn refused(message_id: &str) -> calls::Refused {
    calls::Refused(StatusCode::FORBIDDEN, Error::new(Code::Forbidden, message_id))
}
