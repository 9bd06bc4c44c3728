//! Commands and events over HTTP.

use super::{BODY_MAX, FILE_BODY_MAX};
use crate::api::{Mode, Reply};
use crate::host::{Session, Staged};
use crate::kernel::error::{Code, Error};
use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::{self, HeaderMap};
use axum::response::sse::{self, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream::{self, Stream};
use serde_json::Value;
use std::convert::Infallible;
use std::sync::Arc;

const PREVIEW_HEADER: &str = "x-throughline-preview";

/// An error on its way out.
pub(super) struct Refused(pub(super) StatusCode, pub(super) Error);

impl From<Error> for Refused {
    fn from(error: Error) -> Self {
        let status = match error.code {
            Code::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Code::Forbidden => StatusCode::FORBIDDEN,
            Code::NotFound => StatusCode::NOT_FOUND,
            Code::Conflict => StatusCode::CONFLICT,
            Code::Precondition => StatusCode::PRECONDITION_FAILED,
            Code::Storage if error.message_id == "error.disk_full" => StatusCode::INSUFFICIENT_STORAGE,
            Code::Storage | Code::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self(status, error)
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        (self.0, Json(self.1)).into_response()
    }
}

/// `POST /api/call/{command}`: the body is the request as JSON, the answer the reply.
pub(super) async fn call(
    State(session): State<Arc<Session>>,
    Path(command): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Reply>, Refused> {
    let payload = payload(&headers, body)?;
    let preview = headers.get(PREVIEW_HEADER).is_some_and(|value| value == "1");
    let mode = if preview { Mode::Preview } else { Mode::Run };
    // SQLite blocks; the threads that answer must not.
    let reply = tokio::task::spawn_blocking(move || session.call(&command, payload, mode))
        .await
        .map_err(Error::internal)??;
    Ok(Json(reply))
}

/// `POST /api/bytes/{command}`: the body is the request as JSON, the answer a file or picture.
pub(super) async fn bytes(
    State(session): State<Arc<Session>>,
    Path(command): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Refused> {
    let payload = payload(&headers, body)?;
    let blob = tokio::task::spawn_blocking(move || session.bytes(&command, payload))
        .await
        .map_err(Error::internal)??;
    Ok(([(header::CONTENT_TYPE, blob.media)], blob.bytes).into_response())
}

/// `POST /api/file`: the body is a file that the page was given; the answer is its hash, which a command can name. Its name
/// comes with that command.
pub(super) async fn file(
    State(session): State<Arc<Session>>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Json<Staged>, Refused> {
    let bytes = whole(body, FILE_BODY_MAX)?;
    let staged =
        tokio::task::spawn_blocking(move || session.stage("", &bytes)).await.map_err(Error::internal)??;
    Ok(Json(staged))
}

fn whole(body: Result<Bytes, BytesRejection>, max: usize) -> Result<Bytes, Refused> {
    body.map_err(|rejection| {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            too_large(max)
        } else {
            Error::internal(rejection).into()
        }
    })
}

fn payload(headers: &HeaderMap, body: Result<Bytes, BytesRejection>) -> Result<Value, Refused> {
    let body = whole(body, BODY_MAX)?;
    if body.is_empty() {
        return Ok(Value::Null);
    }
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().is_none_or(|kind| !kind.trim().eq_ignore_ascii_case("application/json")) {
        let error = Error::new(Code::Invalid, "error.content_type").with("given", kind);
        return Err(Refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, error));
    }
    serde_json::from_slice(&body).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let error = Error::new(Code::Invalid, "error.not_json").with("line", line).with("column", column);
        Refused(StatusCode::BAD_REQUEST, error)
    })
}

pub(super) fn too_large(max: usize) -> Refused {
    let error = Error::new(Code::Invalid, "error.request_too_large").with("max", max / 1024 / 1024);
    Refused(StatusCode::PAYLOAD_TOO_LARGE, error)
}

/// `GET /api/events`: a line of JSON for each commit, until the page goes away.
pub(super) async fn events(
    State(session): State<Arc<Session>>,
) -> Sse<impl Stream<Item = Result<sse::Event, Infallible>>> {
    let stream = stream::unfold(session.subscribe(), |mut changes| async {
        let change = changes.next().await?;
        let event = sse::Event::default().json_data(change).unwrap_or_default();
        Some((Ok(event), changes))
    });
    // The comments of keep-alive make a page notice within seconds that the server has gone.
    Sse::new(stream).keep_alive(KeepAlive::default())
}

pub(super) async fn no_such_address() -> Refused {
    Error::not_found("address").into()
}

pub(super) async fn wrong_method() -> Refused {
    Refused(StatusCode::METHOD_NOT_ALLOWED, Error::new(Code::Invalid, "error.method"))
}
