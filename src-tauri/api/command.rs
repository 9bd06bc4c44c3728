//! A command: its name, what it takes and gives, whether it writes, and the permission it asks for.

use super::bindings::Shape;
use super::reason;
use super::strict::Strict;
use crate::kernel::error::{Error, FieldError, Result};
use crate::store::tx::{Read, Tx};
use schemars::{JsonSchema, Schema};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use ts_rs::TS;

/// What a command may do to the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// It only reads.
    Read,
    /// It writes in one transaction and can be previewed.
    Write,
    /// It reads and answers with the bytes of a file or picture.
    Bytes,
}

/// The bytes of a file or picture, never sent as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blob {
    /// Media type, such as `application/pdf`.
    pub media: &'static str,
    /// What a saved file would be called.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

type ReadFn = Box<dyn Fn(&Read<'_>, Value) -> Result<Value> + Send + Sync>;
type BytesFn = Box<dyn Fn(&Read<'_>, Value) -> Result<Blob> + Send + Sync>;
type WriteFn = Box<dyn Fn(&Tx<'_>, Value) -> Result<Value> + Send + Sync>;

/// How a command runs.
pub enum Run {
    /// On a snapshot.
    Read(ReadFn),
    /// In a transaction.
    Write(WriteFn),
    /// On a snapshot, for bytes.
    Bytes(BytesFn),
}

/// One entry of the command list.
pub struct Command {
    /// `noun.verb`.
    pub name: &'static str,
    /// The permission the user needs; its scope limits what the command sees.
    pub permission: &'static str,
    /// How it runs.
    pub run: Run,
    /// JSON Schema of the request.
    pub request_schema: fn() -> Schema,
    /// JSON Schema of the response.
    pub response_schema: fn() -> Schema,
    /// TypeScript shape of the request.
    pub request: fn() -> Shape,
    /// TypeScript shape of the response.
    pub response: fn() -> Shape,
}

impl Command {
    /// Whether it writes.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        match self.run {
            Run::Read(_) => Kind::Read,
            Run::Write(_) => Kind::Write,
            Run::Bytes(_) => Kind::Bytes,
        }
    }
}

/// A command that only reads.
pub fn read<Q, R>(name: &'static str, permission: &'static str, run: fn(&Read<'_>, Q) -> Result<R>) -> Command
where
    Q: DeserializeOwned + JsonSchema + TS + 'static,
    R: Serialize + JsonSchema + TS + 'static,
{
    let run: ReadFn = Box::new(move |view, payload| encode(&run(view, decode(payload)?)?));
    command::<Q, R>(name, permission, Run::Read(run))
}

/// A command that writes.
pub fn write<Q, R>(name: &'static str, permission: &'static str, run: fn(&Tx<'_>, Q) -> Result<R>) -> Command
where
    Q: DeserializeOwned + JsonSchema + TS + 'static,
    R: Serialize + JsonSchema + TS + 'static,
{
    let run: WriteFn = Box::new(move |tx, payload| encode(&run(tx, decode(payload)?)?));
    command::<Q, R>(name, permission, Run::Write(run))
}

/// A command that answers with bytes.
pub fn bytes<Q>(
    name: &'static str,
    permission: &'static str,
    run: fn(&Read<'_>, Q) -> Result<Blob>,
) -> Command
where
    Q: DeserializeOwned + JsonSchema + TS + 'static,
{
    let run: BytesFn = Box::new(move |view, payload| run(view, decode(payload)?));
    command::<Q, ()>(name, permission, Run::Bytes(run))
}

fn command<Q, R>(name: &'static str, permission: &'static str, run: Run) -> Command
where
    Q: JsonSchema + TS + 'static,
    R: JsonSchema + TS + 'static,
{
    Command {
        name,
        permission,
        run,
        request_schema: || schemars::schema_for!(Q),
        response_schema: || schemars::schema_for!(R),
        request: Shape::of::<Q>,
        response: Shape::of::<R>,
    }
}

/// Reads a request; unknown fields and wrong types are refused with their path.
///
/// # Errors
/// `invalid` with the path of the first field that does not fit.
pub fn decode<Q: DeserializeOwned>(payload: Value) -> Result<Q> {
    // A command without a request takes nothing or an empty object alike.
    let payload = if payload.is_null() { Value::Object(serde_json::Map::new()) } else { payload };
    if !payload.is_object() {
        return Err(Error::fields(vec![
            FieldError::new("", "error.wrong_type").with("reason", "an object in braces is expected"),
        ]));
    }
    serde_path_to_error::deserialize(Strict(payload)).map_err(|error| {
        let path = error.path().to_string();
        let said = error.into_inner().to_string();
        let path = if path == "." { String::new() } else { path };
        Error::fields(vec![field_error(&path, &said)])
    })
}

fn field_error(path: &str, said: &str) -> FieldError {
    let quoted = |text: &str| reason::echo(text.split('`').nth(1).unwrap_or_default());
    if said.starts_with("missing field") {
        let missing = quoted(said);
        let path = if path.is_empty() { missing } else { format!("{path}.{missing}") };
        return FieldError::new(&path, "error.required");
    }
    if said.starts_with("unknown field") {
        return FieldError::new(&reason::echo(path), "error.unknown_field").with("field", quoted(said));
    }
    FieldError::new(path, "error.wrong_type").with("reason", reason::plain(said))
}

fn encode<R: Serialize>(response: &R) -> Result<Value> {
    serde_json::to_value(response).map_err(Error::internal)
}
