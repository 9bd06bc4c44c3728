//! A company with one of everything, and a plain request for every command, made from its schema.

use super::schema::{resolved, takes, words};
use super::states::{self, States};
use crate::support::Company;
use rusqlite::Connection;
use rusqlite::backup::Backup;
use serde_json::{Map, Value, json};
use std::time::Duration;
use throughline_core::api::{Command, Mode};

/// A company with one of everything.
pub(crate) struct Samples {
    pub(crate) company: Company,
    states: States,
}

/// A state of the file that can be gone back to.
pub(super) struct Kept(Connection);

impl Samples {
    pub(crate) fn new() -> Self {
        let company = Company::india();
        company.core.file().relax_durability().unwrap();
        let states = States::new(&company.core);
        Self { company, states }
    }

    /// The id of something that hardly any field is about.
    pub(super) fn stranger(&self) -> String {
        self.states.id("stranger").unwrap()
    }

    /// Remembers the file as it is.
    pub(super) fn keep(&self) -> Kept {
        let mut kept = Connection::open_in_memory().unwrap();
        copy(&self.company.core.file().writer(), &mut kept);
        Kept(kept)
    }

    /// Makes the file what it was.
    pub(super) fn go_back(&self, kept: &Kept) {
        copy(&kept.0, &mut self.company.core.file().writer());
    }

    /// Makes what a command is about, and a request that it does: every field has a value, except those that
    /// `states.json` leaves out.
    pub(super) fn request(&self, command: &Command, schema: &Value) -> Value {
        let mut states = self.states.clone();
        states.prepare(&self.company.core, command.name);
        let made = Maker { states: &states, root: schema, noun: super::noun(command) };
        let mut request = states.told(command.name, made.object(schema, 0));
        if request["sort"]["column"].is_string() {
            let list = command.name.replace(".summary", ".list").replace(".groups", ".list");
            request["sort"]["column"] = json!(self.columns(&list, &request["filter"])[0]);
        }
        request
    }

    /// The columns that a list sorts by, as it names them itself.
    pub(crate) fn columns(&self, list: &str, filter: &Value) -> Vec<String> {
        let asked = json!({ "sort": { "column": "?" }, "filter": filter });
        let error = self.company.core.call(None, list, asked, Mode::Run).unwrap_err();
        error.fields[0].params["known"].as_str().unwrap().split(", ").map(str::to_owned).collect()
    }

    /// A value for the field `name`; `None` when it is best left out.
    pub(crate) fn value(&self, noun: &str, name: &str, root: &Value, schema: &Value) -> Option<Value> {
        Maker { states: &self.states, root, noun }.value(name, schema, 0)
    }
}

fn copy(from: &Connection, to: &mut Connection) {
    Backup::new(from, to).unwrap().run_to_completion(i32::MAX, Duration::ZERO, None).unwrap();
}

/// Makes up the request of one command.
struct Maker<'a> {
    states: &'a States,
    root: &'a Value,
    noun: &'a str,
}

impl Maker<'_> {
    fn object(&self, schema: &Value, depth: usize) -> Value {
        let schema = resolved(self.root, schema);
        let needed =
            |name: &str| schema["required"].as_array().is_some_and(|all| all.iter().any(|one| one == name));
        let mut object = Map::new();
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            if (needed(name) || !states::is_left_out(name))
                && let Some(value) = self.value(name, property, depth)
            {
                object.insert(name.clone(), value);
            }
        }
        Value::Object(object)
    }

    fn value(&self, name: &str, schema: &Value, depth: usize) -> Option<Value> {
        let schema = resolved(self.root, schema);
        if let Some(word) = words(schema).into_iter().next() {
            return Some(word);
        }
        let anything = schema.get("type").is_none();
        if takes(schema, "object") && !anything {
            return (depth < 3).then(|| self.object(schema, depth + 1));
        }
        if takes(schema, "array") && schema.get("items").is_some() {
            return Some(json!([self.value(name.trim_end_matches('s'), &schema["items"], depth)?]));
        }
        if takes(schema, "boolean") && !anything {
            return Some(json!(false));
        }
        if takes(schema, "integer") && !anything {
            return Some(json!(if name == "version" { self.states.version(self.noun) } else { 1 }));
        }
        if name == "payment_term" {
            return Some(json!({ "days": 15 }));
        }
        self.text(name, depth).map(Value::from)
    }

    fn text(&self, name: &str, depth: usize) -> Option<String> {
        let text = match name {
            // Parts of a record are new ones.
            "id" if depth > 0 => return None,
            "id" => return self.states.id(self.noun),
            "invoice_id" => return self.states.id("document"),
            "delivery_address_id" => return self.states.id("address"),
            "tax_class" => return self.states.id("tax_class"),
            _ if name.ends_with("_id") => return self.states.id(name.trim_end_matches("_id")),
            "time_zone" => "Asia/Kolkata",
            _ if name.contains("time") => "10:30",
            "fiscal_year_start" => "04-01",
            "date" | "supply_date" | "rate_date" | "from" | "valid_from" | "start" => "2026-11-22",
            "to" | "end" | "unbilled" | "valid_until" | "valid_to" | "expected_close" | "due_date" => {
                "2026-12-01"
            }
            "month" => "2026-12",
            "amount" | "unit_price" | "price" | "cost" | "credit_limit" | "value" => "100",
            "quantity" | "min_quantity" | "round_to" => "1",
            "discount" | "discount_percent" | "indexation_percent" | "charge" | "probability" | "rate" => "5",
            "currency" => "INR",
            "country" => "IN",
            "language" => "en",
            "place_of_supply" | "region" => "27",
            "phone" => "+91 98220 12345",
            "email" => "office@sample.example",
            "website" => "sample.example",
            "hsn" | "hsn_sac" => "995461",
            "uqc" => "NOS",
            _ => "Sample",
        };
        Some(text.to_owned())
    }
}
