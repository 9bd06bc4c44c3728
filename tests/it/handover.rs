//! Handovers through the pipeline: one look, one confirm, one undo.

mod anew;
mod begun;
mod billing;
mod blocks;
mod commitments;
mod confirm;
mod first_period;
mod goes_on;
mod kept;
mod later;
mod recurring;
mod scope;
mod thread;

use crate::billing::pune;
use crate::support::Company;
use serde_json::{Value, json};
use throughline_core::api::{Mode, Reply};
use throughline_core::kernel::error::Error;

fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

/// A company that delivers and supports, an item that is delivered by a template and one that brings support, and a deal with an
/// accepted estimate of both.
struct Firm {
    company: Company,
    customer: String,
    deal: String,
    template: String,
}

impl Firm {
    fn new() -> Self {
        let (company, customer) = pune();
        for area in ["delivery", "support"] {
            company.ok("area.switch", json!({ "area": area, "state": "live" }));
        }
        let template = template(&company);
        let class = company.ok("tax_class.list", json!({ "scheme": "gst_in" }))["rows"][0]["id"].clone();
        let item = |name: &str, price: &str| {
            id(&company.ok("item.create", json!({ "name": name, "price": price, "tax_class_ids": [class] })))
        };
        let (network, care) = (item("Network", "1000"), item("Support, one year", "360"));
        company.ok("project_template.name_for_item", json!({ "item_id": network, "template_id": template }));
        let offer = json!({ "unit": "hours", "amount": "24", "period": "year", "notice_days": 60, "auto_renew": true });
        company.ok("support_offer.save", json!({ "item_id": care, "version": 1, "offer": offer }));
        let deal = json!({ "title": "Showroom network", "customer_id": customer });
        let deal = id(&company.ok("deal.create", deal));
        let draft = json!({ "customer_id": customer, "deal_id": deal, "order_no": "IVC-118", "lines": [
            { "item_id": network, "description": "Network", "quantity": "3", "unit_price": "1000", "tax_class_id": class },
            { "item_id": care, "description": "Support, one year", "quantity": "2", "unit_price": "360", "tax_class_id": class }
        ] });
        let estimate = id(&company.ok("estimate.create", json!({ "draft": draft })));
        company.ok("estimate.send", json!({ "id": estimate, "version": 1, "how": "print" }));
        let yes = json!({ "id": estimate, "said_by": "Nitin Vora", "how": "email" });
        company.ok("estimate.accept", yes);
        Self { company, customer, deal, template }
    }

    fn sheet(&self) -> Value {
        self.company.ok("handover.prepare", json!({ "deal_id": self.deal }))
    }

    /// What the sheet proposes, as it is confirmed without a change.
    fn proposed(&self) -> Value {
        let sheet = self.sheet();
        let mut request = json!({ "deal_id": self.deal, "version": sheet["version"] });
        for block in ["customer", "billing", "delivery", "support"] {
            let proposed = &sheet[format!("for_{block}")];
            if !proposed.is_null() {
                request[block] = without_nulls(proposed);
            }
        }
        request
    }

    fn confirm(&self, request: Value) -> Reply {
        self.company.reply("handover.confirm", request)
    }

    fn page(&self) -> Value {
        self.company.ok("handover.get", json!({ "deal_id": self.deal }))["handover"].clone()
    }

    fn exceptions(&self) -> Vec<String> {
        let home = self.company.ok("home.get", json!({}));
        let kinds = home["exceptions"].as_array().unwrap().iter();
        kinds.map(|one| one["kind"].as_str().unwrap().to_owned()).collect()
    }

    fn user(&self, name: &str, preset: &str) -> String {
        let sets = self.company.ok("permission_set.list", json!({}));
        let mut sets = sets["rows"].as_array().unwrap().iter();
        let set = sets.find(|set| set["preset"] == preset).unwrap()["id"].clone();
        id(&self.company.ok("user.create", json!({ "name": name, "permission_set_ids": [set] })))
    }

    fn call(&self, user: &str, command: &str, payload: Value) -> Result<Reply, Error> {
        self.company.core.call(Some(user), command, payload, Mode::Run)
    }
}

/// What a page sends back of what it was given: fields that are null are not sent.
fn without_nulls(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let kept = fields.iter().filter(|(_, field)| !field.is_null());
            Value::Object(kept.map(|(name, field)| (name.clone(), without_nulls(field))).collect())
        }
        Value::Array(all) => all.iter().map(without_nulls).collect(),
        other => other.clone(),
    }
}

fn template(company: &Company) -> String {
    let id = id(&company.ok("project_template.create", json!({ "name": "Installation" })));
    company.ok(
        "project_template.save",
        json!({
            "id": id, "version": 1, "name": "Installation",
            "milestones": [{ "key": "m1", "name": "Delivered", "offset_days": 4 }],
            "tasks": [
                { "key": "a", "title": "Survey", "offset_days": 0, "duration_days": 1 },
                { "key": "b", "title": "Cabling", "milestone": "m1", "offset_days": 1, "duration_days": 4, "after": ["a"] }
            ]
        }),
    );
    id
}
