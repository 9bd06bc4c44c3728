//! Reading a JSON Schema as far as our requests go: which fields there are, and what they take.

use serde_json::{Map, Value, json};

/// How deep fields are looked at; a draft has lines, and a line has taxes.
const DEPTH_MAX: usize = 4;

/// One step to a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    First,
}

/// A field of a request.
#[derive(Debug, Clone)]
pub(super) struct Field {
    path: Vec<Step>,
    pub(super) takes_text: bool,
    takes_object: bool,
    takes_list: bool,
}

impl Field {
    /// The path as people write it.
    pub(super) fn shown(&self) -> String {
        let mut shown = String::new();
        for step in &self.path {
            match step {
                Step::Key(key) if shown.is_empty() => shown.push_str(key),
                Step::Key(key) => shown.push_str(&format!(".{key}")),
                Step::First => shown.push_str("[0]"),
            }
        }
        shown
    }

    /// Whether it says which record is meant; what is wrong with it may be said of the record.
    pub(super) fn says_which(&self) -> bool {
        let Some(Step::Key(name)) = self.path.last() else { return false };
        name.ends_with("_id") || ["id", "version", "seen", "kind", "number", "seq"].contains(&name.as_str())
    }

    /// Whether it is an object and `value` a list, which is never one.
    pub(super) fn is_misread(&self, value: &Value) -> bool {
        self.takes_object && !self.takes_list && value.is_array()
    }

    /// `base` with `value` in the place of the field.
    pub(super) fn put(&self, base: &Value, value: Value) -> Value {
        let mut payload = base.clone();
        *at(&mut payload, &self.path) = value;
        payload
    }

    /// `base` with a field nobody knows inside of this one, when it is an object.
    pub(super) fn put_unknown_beside(&self, base: &Value) -> Option<Value> {
        let mut payload = base.clone();
        let inside = at(&mut payload, &self.path);
        if !self.takes_object || !inside.is_object() {
            return None;
        }
        inside["no_such_field"] = json!(1);
        Some(payload)
    }
}

fn at<'a>(value: &'a mut Value, path: &[Step]) -> &'a mut Value {
    path.iter().fold(value, |value, step| match step {
        Step::Key(key) => {
            if !value.is_object() {
                *value = json!({});
            }
            &mut value[key.as_str()]
        }
        Step::First => {
            if value.as_array().is_none_or(Vec::is_empty) {
                *value = json!([null]);
            }
            &mut value[0]
        }
    })
}

/// `base` with one more field.
pub(super) fn with(base: &Value, key: &str, value: Value) -> Value {
    let mut payload = base.clone();
    payload[key] = value;
    payload
}

/// A schema without references and without the null of an optional field.
pub(crate) fn resolved<'a>(root: &'a Value, mut schema: &'a Value) -> &'a Value {
    loop {
        if let Some(name) = schema["$ref"].as_str().and_then(|name| name.strip_prefix("#/$defs/")) {
            schema = &root["$defs"][name];
        } else if let Some(choice) = ["anyOf", "allOf"].iter().find_map(|of| schema[of].as_array()) {
            match choice.iter().find(|one| one["type"] != "null") {
                Some(one) => schema = one,
                None => return schema,
            }
        } else if let Some(widest) = widest_variant(schema) {
            schema = widest;
        } else {
            return schema;
        }
    }
}

/// Of an object that is one of several, the one with the most fields.
fn widest_variant(schema: &Value) -> Option<&Value> {
    let variants = schema["oneOf"].as_array()?;
    variants
        .iter()
        .filter(|variant| variant["properties"].is_object())
        .max_by_key(|variant| variant["properties"].as_object().map_or(0, Map::len))
}

pub(crate) fn takes(schema: &Value, kind: &str) -> bool {
    match &schema["type"] {
        Value::String(one) => one == kind,
        Value::Array(several) => several.iter().any(|one| one == kind),
        // A field without a type takes whatever it is given.
        _ => schema.get("oneOf").is_none() && schema.get("enum").is_none(),
    }
}

/// The words that a field may have, when it has only certain ones.
pub(crate) fn words(schema: &Value) -> Vec<Value> {
    if let Some(word) = schema.get("const") {
        return vec![word.clone()];
    }
    if let Some(words) = schema["enum"].as_array() {
        return words.iter().filter(|word| !word.is_null()).cloned().collect();
    }
    schema["oneOf"].as_array().into_iter().flatten().flat_map(words).collect()
}

/// Every field of a request with every field below it; where names are free, those of `plain`.
pub(super) fn fields(root: &Value, plain: &Value) -> Vec<Field> {
    let mut found = Vec::new();
    collect(root, root, plain, &mut Vec::new(), &mut found);
    found
}

fn collect(root: &Value, schema: &Value, plain: &Value, path: &mut Vec<Step>, found: &mut Vec<Field>) {
    let schema = resolved(root, schema);
    if !path.is_empty() {
        found.push(Field {
            path: path.clone(),
            takes_text: takes(schema, "string") || !words(schema).is_empty(),
            takes_object: takes(schema, "object"),
            takes_list: takes(schema, "array"),
        });
    }
    if path.len() > DEPTH_MAX {
        return;
    }
    let named = schema["properties"].as_object().into_iter().flatten();
    let free = schema.get("additionalProperties").filter(|any| any.is_object());
    let freely = free
        .and(plain.as_object())
        .into_iter()
        .flatten()
        .map(|(name, _)| (name, &schema["additionalProperties"]));
    for (name, property) in named.chain(freely) {
        path.push(Step::Key(name.clone()));
        collect(root, property, &plain[name.as_str()], path, found);
        path.pop();
    }
    if takes(schema, "array") && schema.get("items").is_some() {
        path.push(Step::First);
        collect(root, &schema["items"], &plain[0], path, found);
        path.pop();
    }
}
