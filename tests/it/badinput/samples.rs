//! A company with one of everything, and a plain request for every command, made from its schema.

use super::schema::{resolved, takes, words};
use crate::support::Company;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use throughline_core::api::{Command, Mode};

/// A company with one of everything.
pub(crate) struct Samples {
    pub(crate) company: Company,
    /// The id of something that hardly any field is about.
    pub(super) stranger: String,
    /// Kind → the newest one, with its version.
    ids: BTreeMap<String, (String, i64)>,
}

impl Samples {
    pub(crate) fn new() -> Self {
        let mut samples = Self { company: Company::india(), stranger: String::new(), ids: BTreeMap::new() };
        let company = &samples.company;
        let branch = &company.ok("branch.list", json!({}))["rows"][0].clone();
        let letterhead = json!({ "tax_number": "27AAECT4210B1ZV", "region": "27", "city": "Pune" });
        let set = json!({ "id": branch["id"], "version": branch["version"], "set": letterhead });
        company.ok("branch.update", set);
        company.ok("user.create", json!({ "name": "Ravi Menon", "permission_set_ids": [] }));
        samples.refresh();
        samples
    }

    /// Makes one more of everything that a command might use up.
    pub(super) fn refresh(&mut self) {
        let company = &self.company;
        let customer = company.ok(
            "customer.create",
            json!({
                "name": "Sample Foods", "addresses": [{ "city": "Pune", "region": "27", "country": "IN" }],
                "contacts": [{ "name": "Meera Nair" }], "tax_ids": [{ "scheme": "gstin", "number": "27AAECT4210B1ZV" }],
            }),
        )["id"]
            .clone();
        let classes = company.ok("tax_class.list", json!({}))["rows"].clone();
        let class =
            classes.as_array().unwrap().iter().find(|row| row["key"] == "standard").unwrap()["id"].clone();
        let item = company
            .ok("item.create", json!({ "name": "Visit", "price": "100", "tax_class_ids": [class] }))["id"]
            .clone();
        let list = json!({ "name": "Trade", "set": [{ "item_id": item, "unit_price": "90" }] });
        let price_list = company.ok("price_list.save", list);
        let lead = company.ok("lead.capture", json!({ "name": "Vikram Rao", "amount": "5000" }));
        let deal = company.ok("deal.create", json!({ "title": "Office fit-out", "customer_id": customer }));
        let activity =
            company.ok("activity.create", json!({ "subject": "Call back", "record_id": customer }));
        let draft = json!({ "draft": {
            "customer_id": customer,
            "lines": [{ "item_id": item, "description": "Visit", "quantity": "2", "unit_price": "100", "tax_class_id": class }],
        }});
        let estimate = company.ok("estimate.create", draft.clone());
        let issued = company.ok("invoice.create", draft.clone());
        company.ok("invoice.issue", json!({ "id": issued["id"], "version": issued["version"] }));
        let invoice = company.ok("invoice.create", draft);
        let paid = json!({ "customer_id": customer, "method": "bank", "amount": "50" });
        let payment = company.ok("payment.record", paid);
        let mut remember = |kind: &str, made: &Value| {
            let version = made["version"].as_i64().unwrap_or(1);
            self.ids.insert(kind.to_owned(), (made["id"].as_str().unwrap().to_owned(), version));
        };
        for (kind, made) in [
            ("price_list", &price_list),
            ("lead", &lead),
            ("deal", &deal),
            ("activity", &activity),
            ("estimate", &estimate),
            ("invoice", &invoice),
            ("payment", &payment),
            ("customer", &json!({ "id": customer })),
            ("item", &json!({ "id": item })),
            ("tax_class", &json!({ "id": class })),
            ("document", &issued),
        ] {
            remember(kind, made);
        }
        let page = company.ok("customer.get", json!({ "id": customer }));
        for (kind, found) in [("address", "addresses"), ("contact", "contacts"), ("tax_id", "tax_ids")] {
            remember(kind, &page[found][0]);
        }
        remember("branch", &company.ok("branch.list", json!({}))["rows"][0]);
        let stages = &company.ok("pipeline.list", json!({}))["rows"][0];
        remember("pipeline", stages);
        remember("stage", &stages["stages"][1]);
        let users = company.ok("user.list", json!({}));
        remember("user", &users["rows"][0]);
        remember("owner", &users["rows"][0]);
        remember("source", &payment);
        self.stranger = stages["stages"][0]["id"].as_str().unwrap().to_owned();
    }

    /// A plain request, and whether it would be done: with every field where that is taken, else with the needed ones.
    pub(super) fn base(&self, command: &Command, schema: &Value) -> (Value, bool) {
        let noun = match command.name {
            // These are about an issued paper.
            "invoice.void" | "invoice.mark_sent" => "document",
            name => name.split('.').next().unwrap_or_default(),
        };
        for everything in [true, false] {
            let base = self.object(noun, schema, schema, everything, 0);
            if super::call(&self.company, command, &base, Mode::Preview).is_ok() {
                return (base, true);
            }
        }
        (self.object(noun, schema, schema, true, 0), false)
    }

    fn object(&self, noun: &str, root: &Value, schema: &Value, everything: bool, depth: usize) -> Value {
        let schema = resolved(root, schema);
        let required: Vec<&str> =
            schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let mut object = Map::new();
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            // What a form sends as a whole is always sent; below that nothing is needed by schema.
            let wanted = everything || required.contains(&name.as_str()) || NEEDED.contains(&name.as_str());
            if wanted && let Some(value) = self.value_at(noun, name, root, property, everything, depth) {
                object.insert(name.clone(), value);
            }
        }
        Value::Object(object)
    }

    /// A value for the field `name`; `None` when it is best left out.
    pub(crate) fn value(&self, noun: &str, name: &str, root: &Value, schema: &Value) -> Option<Value> {
        self.value_at(noun, name, root, schema, true, 0)
    }

    fn value_at(
        &self,
        noun: &str,
        name: &str,
        root: &Value,
        schema: &Value,
        everything: bool,
        depth: usize,
    ) -> Option<Value> {
        let schema = resolved(root, schema);
        let (id, version) = self.ids.get(noun).or_else(|| self.ids.get("customer"))?.clone();
        if let Some(word) = words(schema).into_iter().next() {
            return Some(word);
        }
        if schema["properties"].is_object() {
            return (depth < 3).then(|| self.object(noun, root, schema, everything, depth + 1));
        }
        if takes(schema, "array") && schema.get("items").is_some() {
            let one =
                self.value_at(noun, name.trim_end_matches('s'), root, &schema["items"], everything, depth)?;
            return Some(json!([one]));
        }
        let anything = schema.get("type").is_none();
        if takes(schema, "boolean") && !anything {
            return Some(json!(false));
        }
        if takes(schema, "integer") && !anything {
            return Some(json!(if name == "version" { version } else { 1 }));
        }
        let text = match name {
            "id" if depth > 0 => return None,
            "id" => id,
            "after" | "signature_id" | "permission_set_id" | "billing_row_id" | "deal_id" | "rate" => {
                return None;
            }
            "column" | "reset" => return None,
            "invoice_id" => self.ids.get("document")?.0.clone(),
            "record_id" => self.ids.get("customer")?.0.clone(),
            _ if name.ends_with("_id") => self.ids.get(name.trim_end_matches("_id"))?.0.clone(),
            _ if name.contains("time") => "10:30".to_owned(),
            _ if name.contains("date")
                || matches!(
                    name,
                    "from" | "to" | "unbilled" | "valid_until" | "valid_from" | "expected_close"
                ) =>
            {
                "2026-12-01".to_owned()
            }
            "amount" | "unit_price" | "price" | "cost" | "credit_limit" => "100".to_owned(),
            "quantity" | "min_quantity" | "number" if noun != "tax_id" => "1".to_owned(),
            "discount" | "charge" | "probability" => "5".to_owned(),
            "currency" => "INR".to_owned(),
            "country" => "IN".to_owned(),
            "language" => "en".to_owned(),
            "place_of_supply" | "region" => "27".to_owned(),
            "phone" => "+91 98220 12345".to_owned(),
            "email" => "office@sample.example".to_owned(),
            "website" => "sample.example".to_owned(),
            "hsn" | "hsn_sac" => "995461".to_owned(),
            "uqc" => "NOS".to_owned(),
            "payment_term" => return Some(json!({ "days": 15 })),
            _ => "Sample".to_owned(),
        };
        Some(json!(text))
    }
}

/// Fields that a form always sends though the schema lets them be absent.
const NEEDED: [&str; 12] = [
    "draft",
    "customer_id",
    "lines",
    "description",
    "quantity",
    "unit_price",
    "subject",
    "name",
    "amount",
    "method",
    "set",
    "id",
];
