//! Whatever somebody did, taken back step by step: every row is as it was before the step, or the step is refused with its reason
//! and nothing has changed.

use crate::support::Company;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;
use throughline_core::store::registry::{Class, TABLES};

/// Something that somebody does to one of the records that are there.
#[derive(Debug, Clone, Copy)]
enum Step {
    Create(Kind),
    Rename(Kind, usize),
    Delete(Kind, usize),
    Lose(usize),
    Move(usize),
    Done(usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Customer,
    Contact,
    Lead,
    Deal,
    Activity,
    Item,
    Project,
    Task,
    Invoice,
}

const KINDS: [Kind; 9] = [
    Kind::Customer,
    Kind::Contact,
    Kind::Lead,
    Kind::Deal,
    Kind::Activity,
    Kind::Item,
    Kind::Project,
    Kind::Task,
    Kind::Invoice,
];

fn step() -> impl Strategy<Value = Step> {
    let kind = proptest::sample::select(KINDS.to_vec());
    prop_oneof![
        5 => kind.clone().prop_map(Step::Create),
        4 => (kind.clone(), any::<usize>()).prop_map(|(kind, which)| Step::Rename(kind, which)),
        2 => (kind, any::<usize>()).prop_map(|(kind, which)| Step::Delete(kind, which)),
        1 => any::<usize>().prop_map(Step::Lose),
        2 => any::<usize>().prop_map(Step::Move),
        2 => any::<usize>().prop_map(Step::Done),
    ]
}

struct Work {
    company: Company,
    known: Vec<(Kind, String)>,
    turn: usize,
}

/// Every row that is there, without the counters of the bookkeeping.
type Rows = BTreeMap<String, Vec<String>>;

impl Work {
    fn new() -> Self {
        let company = Company::india();
        company.ok("area.switch", json!({ "area": "delivery", "state": "live" }));
        let mut work = Self { company, known: Vec::new(), turn: 0 };
        for kind in [Kind::Customer, Kind::Deal, Kind::Project] {
            work.take(Step::Create(kind));
        }
        work
    }

    fn one(&self, kind: Kind, which: usize) -> Option<&str> {
        let known: Vec<_> = self.known.iter().filter(|(known, _)| *known == kind).collect();
        known.get(which % known.len().max(1)).map(|(_, id)| id.as_str())
    }

    fn version(&self, id: &str) -> i64 {
        let sql = "SELECT version FROM record WHERE id = ?1";
        self.company.core.file().reader().query_row(sql, [id], |row| row.get(0)).unwrap()
    }

    /// The command and what it says; `None` when there is nothing to do it to.
    fn request(&self, step: Step) -> Option<(&'static str, Value)> {
        let name = format!("Sample {}", self.turn);
        let seen = |id: &str| json!({ "id": id, "version": self.version(id) });
        let with = |id: &str, more: Value| {
            let mut request = seen(id);
            request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            request
        };
        Some(match step {
            Step::Create(kind) => self.created(kind, &name)?,
            Step::Rename(kind, which) => {
                let id = self.one(kind, which)?;
                let (command, set) = renamed(kind, &name)?;
                (command, with(id, json!({ "set": set })))
            }
            Step::Delete(kind, which) => (deleted(kind)?, seen(self.one(kind, which)?)),
            Step::Lose(which) => {
                ("deal.lose", with(self.one(Kind::Deal, which)?, json!({ "reason": "Price" })))
            }
            Step::Move(which) => {
                let stages = self.company.ok("pipeline.list", json!({}))["rows"][0]["stages"].clone();
                let stage = &stages[which % stages.as_array().unwrap().len()]["id"];
                ("deal.move", with(self.one(Kind::Deal, which / 7)?, json!({ "stage_id": stage })))
            }
            Step::Done(which) if which % 2 == 0 => ("task.done", seen(self.one(Kind::Task, which / 2)?)),
            Step::Done(which) => ("activity.done", seen(self.one(Kind::Activity, which / 2)?)),
        })
    }

    fn created(&self, kind: Kind, name: &str) -> Option<(&'static str, Value)> {
        let customer = self.one(Kind::Customer, self.turn);
        Some(match kind {
            Kind::Customer => ("customer.create", json!({ "name": name })),
            Kind::Contact => {
                ("contact.create", json!({ "customer_id": customer?, "contact": { "name": name } }))
            }
            Kind::Lead => ("lead.capture", json!({ "name": name })),
            Kind::Deal => ("deal.create", json!({ "title": name, "customer_id": customer? })),
            Kind::Activity => {
                let on = self.one(Kind::Deal, self.turn)?;
                ("activity.create", json!({ "subject": name, "record_id": on, "due_date": "2026-11-30" }))
            }
            Kind::Item => ("item.create", json!({ "name": name, "price": "10" })),
            Kind::Project => ("project.create", json!({ "set": { "name": name, "customer_id": customer? } })),
            Kind::Task => {
                let project = self.one(Kind::Project, self.turn)?;
                ("task.create", json!({ "project_id": project, "set": { "title": name } }))
            }
            Kind::Invoice => {
                ("invoice.create", json!({ "draft": { "customer_id": customer?, "lines": [] } }))
            }
        })
    }

    /// Does a step if the product lets it, and gives the number of its transaction if it offers to take it back.
    fn take(&mut self, step: Step) -> Option<i64> {
        self.turn += 1;
        let (command, request) = self.request(step)?;
        match self.company.core.call(None, command, request.clone(), Mode::Run) {
            Ok(reply) => {
                if let (Step::Create(kind), Some(id)) = (step, reply.result["id"].as_str()) {
                    self.known.push((kind, id.to_owned()));
                }
                reply.undo.map(|undo| undo.seq)
            }
            Err(error) => {
                assert!(
                    !matches!(error.code, Code::Internal | Code::Storage),
                    "{command} {request}: {error}"
                );
                None
            }
        }
    }

    /// Takes a transaction back if that is possible.
    fn undo(&self, seq: i64) -> bool {
        match self.company.core.call(None, "history.undo", json!({ "seq": seq }), Mode::Run) {
            Ok(_) => true,
            Err(error) => {
                assert!(
                    matches!(error.code, Code::Precondition | Code::Conflict | Code::NotFound),
                    "{error}"
                );
                false
            }
        }
    }

    fn rows(&self) -> Rows {
        let reader = self.company.core.file().reader();
        let tables =
            TABLES.iter().filter(|table| table.class == Class::Record && table.name != "number_counter");
        let live = |table: &str| -> Vec<String> {
            let mut statement = reader
                .prepare(&format!("SELECT * FROM {table} WHERE deleted_at IS NULL ORDER BY id"))
                .unwrap();
            let columns: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
            let told = |row: &rusqlite::Row<'_>| -> rusqlite::Result<String> {
                let mut told = String::new();
                for (place, column) in columns.iter().enumerate() {
                    if !matches!(column.as_str(), "version" | "updated_ms") {
                        told += &format!("{column}={:?} ", row.get_ref(place)?);
                    }
                }
                Ok(told)
            };
            statement.query_map([], told).unwrap().collect::<Result<_, _>>().unwrap()
        };
        tables.map(|table| (table.name.to_owned(), live(table.name))).collect()
    }
}

fn renamed(kind: Kind, name: &str) -> Option<(&'static str, Value)> {
    Some(match kind {
        Kind::Customer => ("customer.update", json!({ "name": name })),
        Kind::Contact => ("contact.update", json!({ "name": name })),
        Kind::Lead => ("lead.update", json!({ "name": name, "interest": name })),
        Kind::Deal => ("deal.update", json!({ "title": name, "amount": "500" })),
        Kind::Activity => ("activity.update", json!({ "subject": name })),
        Kind::Item => ("item.update", json!({ "name": name, "price": "12" })),
        Kind::Project => ("project.update", json!({ "name": name })),
        Kind::Task => ("task.update", json!({ "title": name, "estimate": "2h" })),
        Kind::Invoice => return None,
    })
}

fn deleted(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Customer => "customer.delete",
        Kind::Contact => "contact.delete",
        Kind::Lead => "lead.delete",
        Kind::Deal => "deal.delete",
        Kind::Activity => "activity.delete",
        Kind::Item => "item.delete",
        Kind::Task => "task.delete",
        Kind::Invoice => "invoice.delete",
        Kind::Project => return None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn steps_that_are_taken_back_in_turn_leave_everything_as_it_was(steps in proptest::collection::vec(step(), 1..16)) {
        let mut work = Work::new();
        let mut done = Vec::new();
        for step in steps {
            let before = work.rows();
            if let Some(seq) = work.take(step) {
                done.push((seq, before));
            }
        }
        while let Some((seq, before)) = done.pop() {
            prop_assert!(work.undo(seq), "{} was not taken back", seq);
            prop_assert_eq!(work.rows(), before);
        }
        work.company.assert_sound();
    }

    #[test]
    fn a_step_that_is_taken_back_out_of_turn_leaves_a_sound_file_or_nothing_changed(
        steps in proptest::collection::vec(step(), 2..16),
        order in proptest::collection::vec(any::<usize>(), 1..8),
    ) {
        let mut work = Work::new();
        let mut done: Vec<i64> = steps.into_iter().filter_map(|step| work.take(step)).collect();
        for which in order {
            if done.is_empty() {
                break;
            }
            let seq = done.remove(which % done.len());
            let before = work.rows();
            if !work.undo(seq) {
                prop_assert_eq!(work.rows(), before);
            }
            work.company.assert_sound();
        }
    }
}
