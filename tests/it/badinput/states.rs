//! What has to be there before a command has something to do: told in `states.json` and done with the commands themselves.
//!
//! - `once`: what a company has of everything.
//! - `out`: fields that a plain request leaves out unless its schema needs them, each with the reason.
//! - `situations`: steps that several commands need.
//! - `commands`: by name, `after` which steps a command has something to do, what its request says `with` (over what is
//!   made up), and which fields it goes without (`out`), each with the reason. It is about what is called like its noun.
//!
//! A step is `[name, command, request]`, where a fourth part says which part of the answer is meant, or `[name, value]`,
//! or a situation.
//! `$name.path` stands for a part of an answer, `$undo` for the number of the last step that can be undone.

use crate::attachments::{PICTURE, base64};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::LazyLock;
use throughline_core::api::{COMMANDS, Core, Mode};

static TABLE: LazyLock<Value> = LazyLock::new(|| {
    let table: Value = serde_json::from_str(include_str!("states.json")).unwrap();
    for name in table["commands"].as_object().unwrap().keys() {
        assert!(COMMANDS.contains_key(name.as_str()), "there is no {name}");
    }
    table
});

/// What is there, by name: the answers of the steps so far.
#[derive(Clone)]
pub(super) struct States(BTreeMap<String, Value>);

impl States {
    /// Makes one of everything.
    pub(super) fn new(core: &Core) -> Self {
        let mut states = Self(BTreeMap::from([("picture".to_owned(), json!(base64(PICTURE)))]));
        states.walk(core, &TABLE["once"]);
        states
    }

    /// Makes what a command is about.
    pub(super) fn prepare(&mut self, core: &Core, command: &str) {
        self.walk(core, &TABLE["commands"][command]["after"]);
    }

    fn walk(&mut self, core: &Core, steps: &Value) {
        for step in steps.as_array().into_iter().flatten() {
            if let Some(situation) = step.as_str() {
                let steps = TABLE["situations"].get(situation);
                self.walk(core, steps.unwrap_or_else(|| panic!("{situation:?} is not told")));
                continue;
            }
            let name = step[0].as_str().unwrap();
            let mut value = self.filled(&step[1]);
            if let Some(request) = step.get(2) {
                let request = self.filled(request);
                let reply = core
                    .call(None, step[1].as_str().unwrap(), request, Mode::Run)
                    .unwrap_or_else(|error| panic!("{step}: {error}"));
                value = step[3].as_str().map_or(&reply.result, |path| part(&reply.result, path)).clone();
                if let Some(undo) = reply.undo {
                    self.0.insert("undo".to_owned(), json!(undo.seq));
                }
            }
            self.0.insert(name.to_owned(), value);
        }
    }

    /// A value with the parts of answers in their places.
    fn filled(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => match text.strip_prefix('$') {
                Some(reference) => {
                    let (name, path) = reference.split_once('.').unwrap_or((reference, ""));
                    let known = self.0.get(name).unwrap_or_else(|| panic!("nothing is called {name}"));
                    part(known, path).clone()
                }
                None => value.clone(),
            },
            Value::Array(all) => all.iter().map(|one| self.filled(one)).collect(),
            Value::Object(all) => all.iter().map(|(key, one)| (key.clone(), self.filled(one))).collect(),
            _ => value.clone(),
        }
    }

    /// The id of the newest one called `name`.
    pub(super) fn id(&self, name: &str) -> Option<String> {
        self.0.get(name)?["id"].as_str().map(str::to_owned)
    }

    /// Its version; of what has none, the first.
    pub(super) fn version(&self, name: &str) -> i64 {
        self.0.get(name).and_then(|known| known["version"].as_i64()).unwrap_or(1)
    }

    /// A made-up request with what the table says about it.
    pub(super) fn told(&self, command: &str, mut request: Value) -> Value {
        let told = &TABLE["commands"][command];
        for path in told["out"].as_object().into_iter().flatten().map(|(path, _)| path) {
            let (inside, field) = path.rsplit_once('.').unwrap_or(("", path));
            let inside = request.pointer_mut(&pointer(inside));
            inside
                .and_then(|inside| inside.as_object_mut()?.remove(field))
                .unwrap_or_else(|| panic!("{command} has no {path} to go without"));
        }
        merge(&mut request, self.filled(&told["with"]));
        request
    }
}

/// Whether a plain request leaves a field out, wherever it is not needed.
pub(super) fn is_left_out(field: &str) -> bool {
    TABLE["out"].get(field).is_some()
}

fn pointer(path: &str) -> String {
    path.split('.').filter(|step| !step.is_empty()).map(|step| format!("/{step}")).collect()
}

fn part<'a>(value: &'a Value, path: &str) -> &'a Value {
    value.pointer(&pointer(path)).unwrap_or_else(|| panic!("no {path} in {value}"))
}

/// Puts `more` over `value`: objects and the entries of lists one by one, anything else as a whole.
fn merge(value: &mut Value, more: Value) {
    match (value, more) {
        (_, Value::Null) => {}
        (Value::Object(value), Value::Object(more)) => {
            for (key, one) in more {
                merge(value.entry(key).or_insert(Value::Null), one);
            }
        }
        (Value::Array(value), Value::Array(more)) if value.len() == more.len() => {
            for (value, one) in value.iter_mut().zip(more) {
                merge(value, one);
            }
        }
        (value, more) => *value = more,
    }
}
