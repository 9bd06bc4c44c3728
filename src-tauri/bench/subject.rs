//! An open copy with what the works point at: places in the middle of each list, papers to print, a draft to change.

use super::works::{LISTS, ListSpec};
use crate::api::{Blob, Core, Mode};
use crate::kernel::error::{Error, Result};
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::path::Path;

/// Rows of a page; the small file has as many of every list, so that pages are compared with pages.
const ROWS: u32 = 50;

/// An open file, prepared for every work.
pub(super) struct Subject {
    pub(super) core: Core,
    /// For each of [`LISTS`] the place of its middle row.
    middles: Vec<Middle>,
    customer: String,
    tax_class: String,
    /// The number and the id of an issued invoice of one page, and the id of one of 200 lines.
    pub(super) number: String,
    pub(super) short_paper: String,
    pub(super) long_paper: String,
    template: String,
    draft: RefCell<Value>,
    turn: Cell<u64>,
}

/// The middle of a list.
struct Middle {
    /// How many rows stand before it.
    rows_before: u64,
    /// What a page that ends there gives as `next`.
    after: Value,
}

impl Subject {
    /// Opens a copy and writes what it lacks.
    pub(super) fn open(path: &Path) -> Result<Self> {
        let core = Core::open(path, super::PROGRAM)?;
        let item = first(&core, "item.list", json!({ "sort": { "column": "name" }, "limit": 1 }))?;
        let customer = first(&core, "customer.list", json!({ "sort": { "column": "created" }, "limit": 1 }))?;
        let paid = json!({ "filter": { "tab": "paid" }, "sort": { "column": "date" }, "limit": 1 });
        let invoice = first(&core, "invoice.list", paid)?;
        let class = ask(&core, "item.get", json!({ "id": item["id"] }))?["tax_classes"][0]["id"].clone();
        let mut subject = Self {
            core,
            middles: Vec::new(),
            customer: text(&customer["id"]),
            tax_class: text(&class),
            number: text(&invoice["number"]),
            short_paper: text(&invoice["id"]),
            long_paper: String::new(),
            template: String::new(),
            draft: RefCell::default(),
            turn: Cell::new(0),
        };
        subject.long_paper = subject.issued(200)?;
        subject.template = subject.template()?;
        let draft = json!({ "draft": subject.draft(20) });
        subject.draft = RefCell::new(subject.call("invoice.create", draft)?);
        subject.middles = LISTS.iter().map(|list| subject.middle(list)).collect::<Result<_>>()?;
        Ok(subject)
    }

    pub(super) fn call(&self, command: &str, payload: Value) -> Result<Value> {
        ask(&self.core, command, payload)
    }

    pub(super) fn paper(&self, id: &str) -> Result<Blob> {
        self.core.bytes(None, "document.pdf", json!({ "id": id }))
    }

    /// An invoice of `lines` lines as it would be typed; every draft has other quantities.
    pub(super) fn draft(&self, lines: u64) -> Value {
        self.turn.set(self.turn.get() + 1);
        let lines: Vec<Value> = (1..=lines)
            .map(|n| {
                json!({
                    "description": format!("Cabling point {n}, with outlet and test report"), "hsn": "995461",
                    "unit": "nos", "quantity": (n + self.turn.get() % 50).to_string(), "unit_price": "1850",
                    "tax_class_id": self.tax_class,
                })
            })
            .collect();
        json!({ "customer_id": self.customer, "subject": "Cabling of the training rooms", "lines": lines })
    }

    /// The confirm of a deal of ten lines, whose template has 14 tasks.
    pub(super) fn handover(&self) -> Result<Value> {
        let lines: Vec<Value> = (1..=10)
            .map(|n| json!({ "description": format!("Network, part {n}"), "quantity": "2", "unit_price": "1850" }))
            .collect();
        let deal = json!({ "title": "Showroom network", "customer_id": self.customer, "lines": lines });
        let deal = self.call("deal.create", deal)?;
        let support = json!({
            "contract": "Care", "start": "2026-11-23", "end": "2027-11-22", "notice_days": 60, "reminder": "2027-08-23",
            "entitlements": [{ "name": "Care", "unit": "hours", "amount": "24", "period": "year" }]
        });
        Ok(json!({
            "deal_id": deal["id"], "version": deal["version"], "expectations": "No counter may be down.",
            "customer": { "customer_id": self.customer }, "billing": { "kind": "all_now" }, "support": support,
            "delivery": { "kind": "project", "template_id": self.template, "start": "2026-11-23" },
            "commitments": [{ "text": "Night work only" }], "follow_up": { "date": "2026-11-30" }
        }))
    }

    /// A template of 14 tasks, each behind the one before.
    fn template(&self) -> Result<String> {
        let known = self.call("project_template.list", json!({}))?["rows"].as_array().map_or(0, Vec::len);
        let name = format!("Retail network {known}");
        let made = self.call("project_template.create", json!({ "name": name }))?;
        let tasks: Vec<Value> = (1..=14)
            .map(|n| {
                let after: Vec<String> = if n > 1 { vec![format!("t{}", n - 1)] } else { Vec::new() };
                json!({ "key": format!("t{n}"), "title": format!("Step {n}"), "offset_days": 0, "after": after })
            })
            .collect();
        let save = json!({
            "id": made["id"], "version": made["version"], "name": name,
            "milestones": [{ "key": "m", "name": "Sign-off", "offset_days": 20 }], "tasks": tasks
        });
        self.call("project_template.save", save)?;
        Ok(text(&made["id"]))
    }

    fn issued(&self, lines: u64) -> Result<String> {
        let made = self.call("invoice.create", json!({ "draft": self.draft(lines) }))?;
        self.call("invoice.issue", json!({ "id": made["id"], "version": made["version"] }))?;
        Ok(text(&made["id"]))
    }

    /// What saves the draft again with other quantities.
    pub(super) fn changed_draft(&self) -> Value {
        let stands = self.draft.borrow();
        json!({ "id": stands["id"], "version": stands["version"], "draft": self.draft(20) })
    }

    /// What closes the first branch on one day more.
    pub(super) fn further_holiday(&self) -> Result<Value> {
        self.turn.set(self.turn.get() + 1);
        let branch = self.call("branch.list", json!({}))?["rows"][0]["id"].clone();
        let mut stands = self.call("working_time.get", json!({ "branch_id": branch }))?;
        let turn = self.turn.get();
        // A day of its own in each turn, years from now.
        let day = format!("{}-{:02}-{:02}", 2040 + turn / 336 % 50, turn / 28 % 12 + 1, turn % 28 + 1);
        if let Some(days) = stands["days"].as_array_mut() {
            days.push(json!({ "date": day, "name": "Closed" }));
        }
        Ok(json!({
            "branch_id": branch, "version": stands["version"], "week": stands["week"], "days": stands["days"],
        }))
    }

    /// Remembers the version that a save gave.
    pub(super) fn saved(&self, answer: Value) {
        *self.draft.borrow_mut() = answer;
    }

    /// A request for the page of `list` behind its middle, reached by key.
    pub(super) fn deep_page(&self, list: usize) -> Result<Value> {
        let mut request = self.request(&LISTS[list])?;
        request["after"] = self.middles[list].after.clone();
        Ok(request)
    }

    /// The same page, reached by counting.
    pub(super) fn jump(&self, list: usize) -> Result<Value> {
        let mut request = self.request(&LISTS[list])?;
        request["offset"] = json!(self.middles[list].rows_before);
        Ok(request)
    }

    /// A request for the first page of a list in its usual order.
    pub(super) fn request(&self, list: &ListSpec) -> Result<Value> {
        let mut request =
            json!({ "sort": { "column": list.sort, "descending": list.descending }, "limit": ROWS });
        if list.command == "price_list.lines" {
            let lists = self.call("price_list.list", json!({}))?;
            request["filter"] = json!({ "price_list_id": lists["rows"][0]["id"] });
        }
        Ok(request)
    }

    fn middle(&self, list: &ListSpec) -> Result<Middle> {
        let mut request = self.request(list)?;
        request["limit"] = json!(1);
        let is_there = |row: u64| -> Result<bool> {
            let mut request = request.clone();
            request["offset"] = json!(row);
            Ok(!is_empty(&self.call(list.command, request)?))
        };
        let mut length = 1;
        while is_there(length * 2)? {
            length *= 2;
        }
        let rows_before = length / 2;
        request["offset"] = json!(rows_before.saturating_sub(1));
        let after = self.call(list.command, request)?["next"].clone();
        Ok(Middle { rows_before, after })
    }
}

fn ask(core: &Core, command: &str, payload: Value) -> Result<Value> {
    Ok(core.call(None, command, payload, Mode::Run)?.result)
}

fn is_empty(page: &Value) -> bool {
    page["rows"].as_array().is_none_or(Vec::is_empty)
}

fn first(core: &Core, command: &str, payload: Value) -> Result<Value> {
    let page = ask(core, command, payload)?;
    if is_empty(&page) {
        return Err(Error::precondition("error.bench_lacks").with("command", command));
    }
    Ok(page["rows"][0].clone())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
