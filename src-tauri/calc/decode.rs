//! Reading the input of a calculator strictly. Serde would read a struct from a JSON list as well, field by
//! field in order; here an object is an object, so that a shifted list is refused instead of mispriced.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};
use serde_json::Value;

use super::error::{CalcError, CalcErrorCode};

/// A `T` that is read from a JSON object and from nothing else.
struct Object<T>(T);

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = Object<T>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object in braces")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Object<T>, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Object)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor(PhantomData))
    }
}

/// Reads one object; for `#[serde(deserialize_with)]`.
pub(crate) fn object<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<T, D::Error> {
    Object::deserialize(deserializer).map(|object| object.0)
}

/// Reads a list of objects; for `#[serde(deserialize_with)]`.
pub(crate) fn objects<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    let list: Vec<Object<T>> = Vec::deserialize(deserializer)?;
    Ok(list.into_iter().map(|object| object.0).collect())
}

/// Reads a list of objects that may be left out; for `#[serde(default, deserialize_with)]`.
pub(crate) fn optional_objects<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Vec<T>>, D::Error> {
    let list: Option<Vec<Object<T>>> = Option::deserialize(deserializer)?;
    Ok(list.map(|list| list.into_iter().map(|object| object.0).collect()))
}

/// Reads a whole input, naming the field in the error.
///
/// # Errors
/// [`CalcErrorCode::Malformed`] with the path of the field that could not be read.
pub(crate) fn decode<T: DeserializeOwned>(input: Value) -> Result<T, CalcError> {
    let decoded: Result<Object<T>, _> = serde_path_to_error::deserialize(input);
    decoded.map(|object| object.0).map_err(|error| {
        let path = match error.path().to_string() {
            root if root == "." => String::new(),
            path => path,
        };
        CalcError::new(CalcErrorCode::Malformed, shortened(path), shortened(error.inner().to_string()))
    })
}

/// A text that repeats what was put in, cut so that a million characters do not come back.
fn shortened(text: String) -> String {
    const SHOWN_MAX: usize = 300;
    match text.char_indices().nth(SHOWN_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
