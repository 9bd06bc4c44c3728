//! The delivery side of a large company: a template of twenty tasks, and a project of it for every fifth new customer.

use super::random::Random;
use super::teller::{Teller, text};
use crate::kernel::error::Result;
use serde_json::{Value, json};

/// Tasks of a project.
const TASKS: u64 = 20;

/// What projects are made from, with chance of its own.
pub(super) struct LargeDelivery {
    random: Random,
    template: String,
}

impl LargeDelivery {
    /// Makes the template.
    pub(super) fn open(teller: &Teller, thousands: u32) -> Result<Self> {
        let mut random = Random::of(teller.seed, "large delivery", u64::from(thousands));
        let words = &teller.seats[0].firm.delivering;
        let made = teller.call("project_template.create", json!({ "name": words.template }))?;
        let tasks: Vec<Value> = (0..TASKS)
            .map(|n| {
                let after: Vec<String> = (n % 4 != 0).then(|| format!("t{}", n - 1)).into_iter().collect();
                json!({
                    "key": format!("t{n}"), "title": format!("{} {n}", random.one(&words.tasks)), "offset_days": n,
                    "duration_days": random.between(1, 4), "estimate": format!("{}h", random.between(1, 12)),
                    "milestone": if n < TASKS / 2 { "m0" } else { "m1" }, "after": after,
                    "priority": random.one(&["low", "normal", "normal", "high"]),
                })
            })
            .collect();
        let milestones: Vec<Value> = words
            .milestones
            .iter()
            .enumerate()
            .map(|(n, name)| json!({ "key": format!("m{n}"), "name": name, "offset_days": (n + 1) * 10 }))
            .collect();
        teller.call(
            "project_template.save",
            json!({
                "id": made["id"], "version": made["version"], "name": words.template, "milestones": milestones, "tasks": tasks,
            }),
        )?;
        Ok(Self { random, template: text(&made["id"])? })
    }

    /// The project beside the `n`th new customer, of one that is `known`; of some the first tasks are done.
    pub(super) fn day(&mut self, teller: &Teller, n: u64, (seat, customer): &(usize, String)) -> Result<()> {
        if !n.is_multiple_of(5) {
            return Ok(());
        }
        let here = &teller.seats[*seat];
        let project = json!({
            "template_id": self.template, "branch_id": here.branch_id,
            "set": {
                "name": self.random.one(here.firm.subjects), "customer_id": customer,
                "start_date": teller.in_days(*seat, self.random.below(30)),
            },
        });
        let made = teller.call("project.create", project)?;
        for description in ["Scaffold for a week", "Cable and trays"] {
            let amount = (self.random.between(2, 90) * 100).to_string();
            let expense = json!({ "project_id": made["id"], "description": description, "amount": amount });
            teller.call("expense.save", expense)?;
        }
        let status = json!({ "id": made["id"], "version": made["version"], "status": "in_progress" });
        teller.call("project.set_status", status)?;
        if self.random.happens(50) {
            let stands = teller.call("project.get", json!({ "id": made["id"] }))?;
            let count = usize::try_from(self.random.below(TASKS)).unwrap_or(0);
            for task in stands["tasks"].as_array().into_iter().flatten().take(count) {
                teller.call("task.done", json!({ "id": task["id"], "version": task["version"] }))?;
            }
        }
        Ok(())
    }
}
