//! The works, each with the limit that the product promises for it.

use super::line::{Limit, Spent};
use super::subject::Subject;
use crate::kernel::error::{Error, Result};
use crate::kernel::text::squeeze;
use crate::store::journal;
use serde_json::{Value, json};
use std::time::Instant;

/// Most milliseconds until a file is open.
pub(super) const OPEN_LIMIT_MS: u64 = 200;
/// Most memory of the core at work, in MiB.
pub(super) const MEMORY_LIMIT_MB: u64 = 150;
/// Most milliseconds of a page, a search, a save, a paper of one page.
const QUICK_MS: u64 = 20;
/// What adds up all that is open.
const ALL_OPEN_MS: u64 = 150;
/// Most milliseconds of a handover, which makes a project, a draft invoice, a contract and an entitlement at once.
const HANDOVER_MS: u64 = 50;

type Run = Box<dyn Fn(&Subject) -> Result<Spent>>;

/// Something that is measured.
pub(super) struct Work {
    pub(super) name: String,
    pub(super) limit: Limit,
    pub(super) run: Run,
}

/// A list as its screen asks for it.
pub(super) struct ListSpec {
    pub(super) name: &'static str,
    pub(super) command: &'static str,
    pub(super) sort: &'static str,
    pub(super) descending: bool,
    /// A filter that leaves a full page of the small file too, by name and value; none for a list that has none.
    filter: Option<(&'static str, Value)>,
    /// A word that stands in many of its rows.
    common: &'static str,
}

fn list(
    name: &'static str,
    command: &'static str,
    sort: &'static str,
    descending: bool,
    common: &'static str,
    filter: Option<(&'static str, Value)>,
) -> ListSpec {
    ListSpec { name, command, sort, descending, filter, common }
}

/// Every list of the product.
pub(super) static LISTS: std::sync::LazyLock<[ListSpec; 15]> = std::sync::LazyLock::new(|| {
    [
        list("customers", "customer.list", "name", false, "hotels", Some(("kind", json!("organisation")))),
        list("leads", "lead.list", "received", true, "hotels", Some(("open", json!(true)))),
        list("deals", "deal.list", "since", true, "wing", Some(("status", json!("open")))),
        list("activities", "activity.list", "at", true, "enquiry", Some(("done", json!(false)))),
        list("items", "item.list", "name", false, "hotels", Some(("kind", json!("service")))),
        list("estimates", "estimate.list", "date", true, "hotels", Some(("tab", json!("expired")))),
        list("invoices", "invoice.list", "due", false, "hotels", Some(("tab", json!("overdue")))),
        list("payments", "payment.list", "date", true, "hotels", Some(("method", json!("bank")))),
        list(
            "recurring invoices",
            "recurring_invoice.list",
            "next",
            false,
            "hotels",
            Some(("state", json!("running"))),
        ),
        list("projects", "project.list", "end", false, "cabling", None),
        list("tasks", "task.list", "due", false, "cabling", Some(("open", json!(true)))),
        list("time", "time.list", "date", true, "wiring", Some(("billing", json!("open")))),
        list("tickets", "ticket.list", "due", false, "wing", Some(("open", json!(true)))),
        list("contracts", "contract.list", "end", false, "hotels", Some(("state", json!("running")))),
        list("price list lines", "price_list.lines", "name", false, "hotels", None),
    ]
});

/// Everything that is measured on an open file.
pub(super) fn all() -> Vec<Work> {
    let mut works = Vec::new();
    for (place, list) in LISTS.iter().enumerate() {
        pages_of(&mut works, place, list);
    }
    boards(&mut works);
    searches(&mut works);
    saves(&mut works);
    helps(&mut works);
    notes(&mut works);
    works.push(asking(
        "recurring invoices that are due",
        Limit::ms(QUICK_MS),
        "recurring_invoice.due",
        |_| Ok(json!({})),
    ));
    works.push(asking("home", Limit::ms(50), "home.get", |_| Ok(json!({}))));
    for (name, command) in [
        ("week of one person", "timesheet.get"),
        ("week of all people", "timesheet.week"),
        ("weeks of everybody", "timesheet.list"),
    ] {
        works.push(asking(name, Limit::alike(QUICK_MS), command, |_| Ok(json!({}))));
    }
    works.push(asking("ageing of all receivables", Limit::ms(ALL_OPEN_MS), "invoice.summary", |_| {
        Ok(json!({}))
    }));
    works.push(printing("PDF of one page", QUICK_MS, |subject| &subject.short_paper));
    works.push(printing("PDF of 200 lines", 100, |subject| &subject.long_paper));
    works
}

fn work(name: impl Into<String>, limit: Limit, run: impl Fn(&Subject) -> Result<Spent> + 'static) -> Work {
    Work { name: name.into(), limit, run: Box::new(run) }
}

/// A question whose request is made before the time begins.
fn asking(
    name: impl Into<String>,
    limit: Limit,
    command: &'static str,
    request: impl Fn(&Subject) -> Result<Value> + 'static,
) -> Work {
    work(name, limit, move |subject| {
        let request = request(subject)?;
        let start = Instant::now();
        subject.call(command, request)?;
        Ok(Spent::since(start))
    })
}

fn pages_of(works: &mut Vec<Work>, place: usize, list: &'static ListSpec) {
    let alike = Limit::alike(QUICK_MS);
    let named = |what: &str| format!("{}: {what}", list.name);
    let command = list.command;
    works.push(asking(named("first page"), alike, command, move |subject| subject.request(list)));
    works.push(asking(named("deep page"), alike, command, move |subject| subject.deep_page(place)));
    // Counting up to a far row takes longer the farther it is; its time is limited and its ratio is only told.
    works.push(asking(named("jump to the middle"), Limit::ms(QUICK_MS), command, move |subject| {
        subject.jump(place)
    }));
    if let Some((name, value)) = &list.filter {
        works.push(asking(named("filter"), alike, command, move |subject| {
            let mut request = subject.request(list)?;
            request["filter"] = json!({ *name: value });
            Ok(request)
        }));
    }
    for (what, typed, limit) in [
        ("search, a common word", list.common, Limit::ms(QUICK_MS)),
        ("search, nothing to find", "zzqx", alike),
    ] {
        works.push(asking(named(what), limit, command, move |subject| {
            let mut request = subject.request(list)?;
            request["search"] = json!(typed);
            Ok(request)
        }));
    }
}

/// The columns of the board of tasks, and one project with all of its tasks.
fn boards(works: &mut Vec<Work>) {
    let alike = Limit::alike(QUICK_MS);
    works.push(asking("tasks: board", alike, "task.board", |_| Ok(json!({}))));
    works.push(asking("tasks: column of the board", alike, "task.board", |_| {
        Ok(json!({ "status": "planned" }))
    }));
    works.push(asking("projects: board", alike, "project.board", |_| Ok(json!({}))));
    works.push(asking("projects: timeline", alike, "project.plan", |_| {
        Ok(json!({ "filter": { "open": true } }))
    }));
    works.push(asking(
        "projects: calendar of six weeks",
        Limit::ms(QUICK_MS),
        "project.calendar",
        |subject| {
            let first = subject.call("project.plan", json!({ "filter": { "open": true }, "limit": 1 }))?;
            let from: chrono::NaiveDate =
                first["today"].as_str().unwrap_or_default().parse().map_err(Error::internal)?;
            let to = from.checked_add_days(chrono::Days::new(41)).unwrap_or(from);
            Ok(json!({ "from": from.to_string(), "to": to.to_string() }))
        },
    ));
    for by in ["project", "owner", "due"] {
        works.push(asking(format!("tasks: groups by {by}"), alike, "task.groups", move |_| {
            // As many of each as the weeks of a small company have.
            Ok(json!({ "by": by, "filter": { "open": true }, "limit": 15 }))
        }));
    }
    for (name, command, key) in [
        ("project with its tasks", "project.get", "id"),
        ("timeline of a project", "project.timeline", "id"),
        ("expenses of a project", "expense.list", "project_id"),
    ] {
        works.push(asking(name, alike, command, move |subject| {
            let sort = json!({ "column": "code" });
            let found = subject.call("project.list", json!({ "sort": sort, "limit": 1 }))?;
            Ok(json!({ key: found["rows"][0]["id"] }))
        }));
    }
    // A project on which somebody noted time, a hundred entries. In a large file those lie in as many places, over two years and not four
    // weeks, so the ratio is only told.
    for (name, command) in
        [("budget of a project", "time.budget"), ("budget of a project by week", "time.burn")]
    {
        works.push(asking(name, Limit::ms(QUICK_MS), command, |subject| {
            let newest = json!({ "sort": { "column": "date", "descending": true }, "limit": 500 });
            let found = subject.call("time.list", newest)?["rows"].take();
            // The newest may be for a ticket of no project.
            let mut projects = found.as_array().into_iter().flatten().map(|row| &row["project_id"]);
            Ok(json!({ "project_id": projects.find(|id| id.is_string()) }))
        }));
    }
    works.push(asking("who is over-booked", Limit::ms(ALL_OPEN_MS), "capacity.of_team", |_| Ok(json!({}))));
    works.push(asking("thread of a deal", alike, "thread.get", |subject| {
        let first = subject.call("deal.list", json!({ "sort": { "column": "since" }, "limit": 1 }))?;
        Ok(json!({ "kind": "deal", "id": first["rows"][0]["id"] }))
    }));
}

/// What finds a few records takes as long in a large file as in a small one. A word that stands everywhere is met more often
/// in a large one, so its time is limited and its ratio is only told.
fn searches(works: &mut Vec<Work>) {
    let mut find = |name: &str, limit: fn(u64) -> Limit, typed: fn(&Subject) -> String| {
        works.push(asking(name, limit(QUICK_MS), "search.find", move |subject| {
            Ok(json!({ "q": typed(subject) }))
        }));
    };
    find("search: a letter", Limit::ms, |_| "h".to_owned());
    find("search: two letters", Limit::ms, |_| "ho".to_owned());
    find("search: a common word", Limit::ms, |_| "hotels".to_owned());
    find("search: two words", Limit::ms, |_| "bacor hotels".to_owned());
    find("search: a number", Limit::alike, |subject| subject.number.clone());
    find("search: a number without separators", Limit::alike, |subject| squeeze(&subject.number));
    find("search: nothing to find", Limit::alike, |_| "zzqx".to_owned());
}

/// Entries of time by words of their notes: few are gathered and many are met on the way, and what lies between is the slowest.
fn notes(works: &mut Vec<Work>) {
    for (name, typed) in [("one of 18", "room 19"), ("one of 100", "room 20"), ("one of 200", "room 37")] {
        works.push(asking(
            format!("time: search, a word in {name} notes"),
            Limit::ms(QUICK_MS),
            "time.list",
            move |_| {
                Ok(json!({ "sort": { "column": "date", "descending": true }, "limit": 50, "search": typed }))
            },
        ));
    }
}

/// The queue and one ticket of it, and what a further closed day asks for: all that is open is counted anew.
fn helps(works: &mut Vec<Work>) {
    let alike = Limit::alike(QUICK_MS);
    works.push(asking("queue of tickets", alike, "ticket.queue", |_| Ok(json!({ "part": "open" }))));
    // The newest: the bar of a clock is as long as the ticket is old, in a file of any size.
    works.push(asking("a ticket with its clock", alike, "ticket.get", |subject| {
        let newest = json!({ "sort": { "column": "opened", "descending": true }, "limit": 1 });
        let list = subject.call("ticket.list", newest)?;
        Ok(json!({ "id": list["rows"][0]["id"] }))
    }));
    works.push(asking("steps of escalation that are due", Limit::ms(QUICK_MS), "ticket.due", |_| {
        Ok(json!({}))
    }));
    works.push(work("a holiday: all open tickets are counted anew", Limit::ms(1_000), |subject| {
        let request = subject.further_holiday()?;
        let start = Instant::now();
        subject.call("working_time.save", request)?;
        Ok(Spent::since(start))
    }));
}

fn saves(works: &mut Vec<Work>) {
    works.push(saving("save a new invoice of 20 lines", |subject| {
        Ok(("invoice.create", json!({ "draft": subject.draft(20) })))
    }));
    works.push(saving("save a changed invoice of 20 lines", |subject| {
        Ok(("invoice.update", subject.changed_draft()))
    }));
    works.push(saving("issue an invoice of 20 lines", |subject| {
        let made = subject.call("invoice.create", json!({ "draft": subject.draft(20) }))?;
        Ok(("invoice.issue", json!({ "id": made["id"], "version": made["version"] })))
    }));
    works.push(saving_within("hand a deal over with 14 tasks", HANDOVER_MS, |subject| {
        Ok(("handover.confirm", subject.handover()?))
    }));
}

/// A save as quick as any other.
fn saving(name: &str, request: fn(&Subject) -> Result<(&'static str, Value)>) -> Work {
    saving_within(name, QUICK_MS, request)
}

/// A save with its waits for the disk counted in the journal; the journal is carried over before, as it is between any two
/// hundred saves, so that each run does the same.
fn saving_within(name: &str, limit_ms: u64, request: fn(&Subject) -> Result<(&'static str, Value)>) -> Work {
    work(name, Limit::ms(limit_ms), move |subject| {
        let file = subject.core.file();
        let (command, payload) = request(subject)?;
        file.restore_durability()?;
        // The first commit after that also writes the head of the journal, which a save in daily work does not.
        subject.call("invoice.create", json!({ "draft": subject.draft(1) }))?;
        let before = journal::commits(file)?;
        let start = Instant::now();
        let answer = subject.call(command, payload)?;
        let spent = Spent::since(start);
        if command == "invoice.update" {
            subject.saved(answer);
        }
        Ok(spent.with_fsyncs(journal::commits(file)?.saturating_sub(before)))
    })
}

fn printing(name: &str, limit_ms: u64, paper: fn(&Subject) -> &str) -> Work {
    work(name, Limit::ms(limit_ms), move |subject| {
        let start = Instant::now();
        subject.paper(paper(subject))?;
        Ok(Spent::since(start))
    })
}
