use super::{MINUTE, Work, id};
use crate::support::{assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;

/// Work that may be invoiced without approval, at 1,000 an hour in the project.
fn rated() -> Work {
    let work = Work::new();
    work.company.ok("time_setting.save", json!({ "version": 1, "bills": "all" }));
    work.company.ok("time_rate.save", json!({ "project_id": work.project, "rate": "1000" }));
    work
}

fn bill(work: &Work, level: &str) -> Value {
    work.company.ok("time.bill", json!({ "project_id": work.project, "level": level }))
}

fn to_bill(work: &Work) -> Value {
    work.company.ok("time.to_bill", json!({ "project_id": work.project }))
}

pub(super) fn number_it(work: &Work, invoice: &Value) {
    let branch = work.company.ok("branch.list", json!({}))["rows"][0].clone();
    let set = json!({ "region": "27", "city": "Pune", "tax_number": "27AAECT4210B1ZV" });
    if branch["tax_number"] == "" {
        work.company
            .ok("branch.update", json!({ "id": branch["id"], "version": branch["version"], "set": set }));
    }
    work.company.ok("invoice.issue", json!({ "id": invoice["id"], "version": invoice["version"] }));
}

#[test]
fn a_draft_says_that_time_on_it_is_approved_no_more() {
    let work = Work::new();
    work.company.ok("time_rate.save", json!({ "project_id": work.project, "rate": "1000" }));
    work.log("2026-11-16", "2h");
    let week = |command: &str, more: Value| {
        let seen = work.company.ok("timesheet.get", json!({ "date": "2026-11-16" }));
        let mut request = json!({ "id": seen["id"], "version": seen["version"] });
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        work.company.ok(command, request)
    };
    work.company.ok("timesheet.submit", json!({ "date": "2026-11-16" }));
    week("timesheet.approve", json!({}));
    let invoice = bill(&work, "entry");
    let doubts = || {
        let draft = work.company.ok("invoice.get", json!({ "id": invoice["id"] }))["draft"].clone();
        let priced = work.company.ok("document.price", json!({ "kind": "invoice", "draft": draft }));
        let warnings = priced["warnings"].as_array().unwrap().iter();
        warnings.filter(|one| one["message_id"] == "warning.time_unapproved").count()
    };
    assert_eq!(doubts(), 0);
    week("timesheet.send_back", json!({ "reason": "Friday is missing" }));
    assert_eq!(doubts(), 1);
    work.company.ok("time_setting.save", json!({ "version": 1, "bills": "all" }));
    assert_eq!(doubts(), 0, "all that is noted may be invoiced");
    work.company.assert_sound();
}

#[test]
fn time_of_months_past_that_is_not_invoiced_is_told_on_the_first_page() {
    let work = rated();
    let ravi = work.user("Ravi", "delivery", None);
    for day in ["2026-10-01", "2026-10-31", "2026-11-01"] {
        work.log(day, "1h");
    }
    let told = |user: Option<&str>| {
        let home = work.company.core.call(user, "home.get", json!({}), Mode::Run).unwrap().result;
        let all = home["exceptions"].as_array().unwrap().iter();
        all.filter(|one| one["kind"] == "unbilled_time").cloned().collect::<Vec<_>>()
    };
    let [one] = &told(None)[..] else { panic!("it is told") };
    assert_eq!((&one["figure"]["count"], &one["sold_by"]), (&json!(2), &json!("2026-10-31")));
    assert_eq!(work.rows(json!({ "billing": "open", "to": one["sold_by"] })).len(), 2, "the list of them");
    assert!(told(Some(&ravi)).is_empty(), "who makes no invoices is not told");
    let invoice = bill(&work, "summary");
    assert!(told(None).is_empty(), "it stands on a draft");
    work.company.ok("invoice.delete", json!({ "id": invoice["id"], "version": 1 }));
    assert_eq!(told(None).len(), 1);
    work.company.assert_sound();
}

#[test]
fn time_is_invoiced_in_sums_and_once() {
    let work = rated();
    work.log("2026-11-16", "1h 20m");
    work.log("2026-11-17", "2h");
    work.company.clock.advance(MINUTE);
    work.company.ok("time.log", json!({ "date": "2026-11-17", "time": "30m", "on": work.on_task() }));
    work.company.ok(
        "time.log",
        json!({ "date": "2026-11-17", "time": "8h", "on": work.on_task(), "billable": false }),
    );
    let open = to_bill(&work);
    assert_eq!((&open["entries"], &open["minutes"]), (&json!(3), &json!(230)));
    assert_eq!(open["amount"], json!({ "amount": "3833.33", "currency": "INR" }));
    let made = work.company.reply("time.bill", json!({ "project_id": work.project }));
    let invoice = work.company.ok("invoice.get", json!({ "id": made.result["id"] }));
    let lines: Vec<(&Value, &Value, &Value)> = invoice["draft"]["lines"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| (&line["description"], &line["quantity"], &line["unit_price"]))
        .collect();
    assert_eq!(
        lines,
        [
            (&json!("Cameras"), &json!("3.33333"), &json!("1000")),
            (&json!("Cabling"), &json!("0.5"), &json!("1000"))
        ]
    );
    let count = |billing: &str| work.rows(json!({ "project_id": work.project, "billing": billing })).len();
    assert_eq!((count("draft"), count("none"), count("open")), (3, 1, 0));
    let again = work.company.refused("time.bill", json!({ "project_id": work.project }));
    assert_eq!(reasons(&again), ["project_id error.nothing_to_bill"]);
    // Taken back as a whole, the time is open again.
    work.company.ok("history.undo", json!({ "seq": made.undo.unwrap().seq }));
    assert_eq!(to_bill(&work)["entries"], 3);
    let invoice = bill(&work, "summary");
    number_it(&work, &invoice);
    assert_eq!(work.company.count("SELECT count(*) FROM time_entry_row WHERE billing = 'invoiced'"), 3);
    work.company.assert_sound();
}

#[test]
fn a_copy_bills_no_time_a_second_time() {
    let work = rated();
    work.log("2026-11-16", "2h");
    let invoice = bill(&work, "summary");
    let refused = work.company.refused("invoice.copy", json!({ "id": invoice["id"] }));
    assert_refused(&refused, Code::Precondition, "error.copy_of_work");
    let mut form = work.company.ok("invoice.get", json!({ "id": invoice["id"] }))["draft"].clone();
    let travel = json!({ "description": "Travel", "quantity": "1", "unit_price": "500" });
    form["lines"].as_array_mut().unwrap().push(travel);
    work.company.ok("invoice.update", json!({ "id": invoice["id"], "version": 1, "draft": form }));
    let copy = work.company.ok("invoice.copy", json!({ "id": invoice["id"] }));
    let lines = work.company.ok("invoice.get", json!({ "id": copy["id"] }))["draft"]["lines"].clone();
    assert_eq!((lines.as_array().unwrap().len(), &lines[0]["description"]), (1, &json!("Travel")));
    let warning = &copy["warnings"][0];
    assert_eq!(
        (&warning["message_id"], &warning["params"]["count"]),
        (&json!("warning.copy_without_work"), &json!(1))
    );
    work.company.assert_sound();
}

#[test]
fn what_is_on_an_invoice_stays_as_it_is() {
    let work = rated();
    let entry = work
        .company
        .reply("time.log", json!({ "date": "2026-11-16", "time": "2h", "on": work.on_project() }));
    bill(&work, "entry");
    let set = json!({ "id": entry.result["id"], "version": 1, "set": { "time": "1h" } });
    assert_refused(&work.company.refused("time.update", set), Code::Precondition, "error.time_invoiced");
    let gone = json!({ "id": entry.result["id"], "version": 1 });
    assert_refused(&work.company.refused("time.delete", gone), Code::Precondition, "error.time_invoiced");
    let cell = json!({ "date": "2026-11-16", "on": work.on_project(), "time": "1h" });
    assert_eq!(reasons(&work.company.refused("timesheet.set", cell)), ["time error.time_invoiced"]);
    let error = work.company.refused("history.undo", json!({ "seq": entry.undo.unwrap().seq }));
    assert!(error.message_id.starts_with("error."), "{error}");
    // More of it is noted beside.
    work.company.ok("timesheet.set", json!({ "date": "2026-11-16", "on": work.on_project(), "time": "3h" }));
    assert_eq!(to_bill(&work)["minutes"], 60);
    work.company.assert_sound();
}

#[test]
fn a_draft_that_goes_and_a_line_that_goes_free_their_time() {
    let work = rated();
    work.log("2026-11-16", "2h");
    work.log("2026-11-17", "1h");
    let first = bill(&work, "entry");
    let mut form = work.company.ok("invoice.get", json!({ "id": first["id"] }))["draft"].clone();
    assert!(form["lines"][0]["description"].as_str().unwrap().starts_with("16 Nov 2026 · Asha Kulkarni: "));
    let kept = form["lines"][0].clone();
    form["lines"] = json!([kept]);
    let cut = work.company.reply("invoice.update", json!({ "id": first["id"], "version": 1, "draft": form }));
    assert_eq!(to_bill(&work)["minutes"], 60, "the line that was taken off");
    bill(&work, "summary");
    // What is on the second draft does not come back to the first.
    let error = work.company.refused("history.undo", json!({ "seq": cut.undo.unwrap().seq }));
    assert_refused(&error, Code::Precondition, "error.time_invoiced");
    let gone = work.company.reply("invoice.delete", json!({ "id": first["id"], "version": 2 }));
    assert_eq!(to_bill(&work)["minutes"], 120);
    bill(&work, "summary");
    let error = work.company.refused("history.undo", json!({ "seq": gone.undo.unwrap().seq }));
    assert_refused(&error, Code::Precondition, "error.time_invoiced");
    work.company.assert_sound();
}

#[test]
fn a_draft_does_not_come_back_with_time_that_is_other_time_by_now() {
    let work = rated();
    let entry =
        work.company.ok("time.log", json!({ "date": "2026-11-16", "time": "2h", "on": work.on_project() }));
    let draft = bill(&work, "entry");
    let gone = work.company.reply("invoice.delete", json!({ "id": draft["id"], "version": 1 }));
    let undo = json!({ "seq": gone.undo.unwrap().seq });
    let set = json!({ "id": entry["id"], "version": 1, "set": { "time": "1h" } });
    let less = work.company.reply("time.update", set);
    assert_refused(
        &work.company.refused("history.undo", undo.clone()),
        Code::Conflict,
        "error.undo_moved_on",
    );
    work.company.ok("history.undo", json!({ "seq": less.undo.unwrap().seq }));
    work.company.ok("history.undo", undo);
    assert_eq!(to_bill(&work)["minutes"], 0);
    work.company.assert_sound();
}

#[test]
fn a_void_invoice_and_a_credited_one_free_their_time() {
    let work = rated();
    work.log("2026-11-16", "2h");
    let first = bill(&work, "summary");
    number_it(&work, &first);
    work.company.ok("invoice.void", json!({ "id": first["id"], "reason": "Wrong week" }));
    assert_eq!(to_bill(&work)["minutes"], 120);
    let second = bill(&work, "summary");
    number_it(&work, &second);
    assert_eq!(to_bill(&work)["minutes"], 0);
    work.company.ok("credit_note.issue", json!({ "invoice_id": second["id"], "reason": "Agreed otherwise" }));
    assert_eq!(to_bill(&work)["minutes"], 120);
    number_it(&work, &bill(&work, "summary"));
    work.company.assert_sound();
}

#[test]
fn of_a_deal_by_time_and_material_sold_is_what_was_invoiced() {
    let work = rated();
    let deal =
        id(&work.company.ok("deal.create", json!({ "title": "Cameras", "customer_id": work.customer })));
    let set = json!({ "name": "By the hour", "customer_id": work.customer, "start_date": "2026-11-02" });
    let project = id(&work.company.ok("project.create", json!({ "deal_id": deal, "set": set })));
    work.company.ok("time_rate.save", json!({ "project_id": project, "rate": "900" }));
    work.company.ok("time.log", json!({ "time": "2h", "on": { "project_id": project } }));
    let invoice = work.company.ok("time.bill", json!({ "project_id": project }));
    number_it(&work, &invoice);
    let plan = work.company.ok("billing_plan.get", json!({ "deal_id": deal }));
    let figures = &plan["figures"][0];
    assert_eq!(figures["sold_net"]["amount"], "1800.00");
    assert_eq!((&figures["sold"], &figures["to_invoice"]["amount"]), (&figures["invoiced"], &json!("0.00")));
    work.company.assert_sound();
}

#[test]
fn the_most_specific_rate_holds_and_none_is_asked_for() {
    let work = Work::new();
    work.company.ok("time_setting.save", json!({ "version": 1, "bills": "all" }));
    let asha = id(&work.company.ok("user.list", json!({}))["rows"][0]);
    work.log("2026-11-16", "1h");
    let error = work.company.refused("time.bill", json!({ "project_id": work.project }));
    assert_eq!(reasons(&error), ["project_id error.no_rate"]);
    assert_eq!(to_bill(&work)["without_rate"], json!(["Asha Kulkarni"]));
    let item =
        work.company.ok("item.create", json!({ "name": "Hour of work", "price": "500", "unit": "hour" }));
    work.company.ok("time_setting.save", json!({ "version": 2, "bills": "all", "item_id": item["id"] }));
    let amount = || to_bill(&work)["amount"]["amount"].clone();
    assert_eq!(amount(), "500.00", "the price of the item");
    for (of, rate) in [
        (json!({ "item_id": item["id"] }), "600"),
        (json!({ "user_id": asha }), "700"),
        (json!({ "project_id": work.project }), "800"),
        (json!({ "project_id": work.project, "user_id": asha }), "900"),
    ] {
        let mut request = of.clone();
        request["rate"] = json!(rate);
        work.company.ok("time_rate.save", request.clone());
        assert_eq!(amount(), format!("{rate}.00"), "{of}");
        assert_eq!(reasons(&work.company.refused("time_rate.save", request)), ["rate error.rate_stands"]);
    }
    for (request, reason) in [
        (json!({ "rate": "5" }), "user_id error.rate_of"),
        (json!({ "rate": "5", "item_id": item["id"], "user_id": asha }), "item_id error.rate_of"),
        (json!({ "rate": "-5", "user_id": asha }), "rate error.negative"),
        (json!({ "rate": "5", "project_id": "x" }), "project_id error.no_such_project"),
    ] {
        assert_eq!(reasons(&work.company.refused("time_rate.save", request)), [reason]);
    }
    let rates = work.company.ok("time_rate.list", json!({}))["rows"].clone();
    work.company.ok("time_rate.delete", json!({ "id": rates[0]["id"], "version": 1 }));
    assert_eq!(amount(), "800.00");
    let line =
        work.company.ok("invoice.get", json!({ "id": bill(&work, "summary")["id"] }))["draft"]["lines"][0]
            .clone();
    assert_eq!((&line["item_id"], &line["unit"]), (&item["id"], &json!("hour")));
    work.company.assert_sound();
}

#[test]
fn a_raise_leaves_what_was_worked_before_at_the_rate_of_then() {
    let work = rated();
    work.log("2026-11-16", "1h");
    work.log("2026-11-18", "1h");
    let raise = json!({ "project_id": work.project, "rate": "1500", "from": "2026-11-17" });
    work.company.ok("time_rate.save", raise.clone());
    assert_eq!(to_bill(&work)["amount"]["amount"], "2500.00");
    let value = work.company.ok("time.budget", work.on_project())["money"]["value"].clone();
    assert_eq!(value["amount"], "2500.00");
    assert_eq!(reasons(&work.company.refused("time_rate.save", raise)), ["rate error.rate_stands"]);
    let never = json!({ "project_id": work.project, "rate": "1500", "from": "2026-02-30" });
    assert_eq!(reasons(&work.company.refused("time_rate.save", never)), ["from error.date"]);
    let listed = work.company.ok("time_rate.list", json!({}))["rows"].clone();
    assert_eq!([&listed[0]["from"], &listed[1]["from"]], [&Value::Null, &json!("2026-11-17")]);
    let made = bill(&work, "summary");
    let lines = work.company.ok("invoice.get", json!({ "id": made["id"] }))["draft"]["lines"].clone();
    let mut prices: Vec<&str> =
        lines.as_array().unwrap().iter().map(|line| line["unit_price"].as_str().unwrap()).collect();
    prices.sort_unstable();
    assert_eq!(prices, ["1000", "1500"]);
    work.company.assert_sound();
}

#[test]
fn only_what_was_approved_is_invoiced_unless_all_is() {
    let work = Work::new();
    work.company.ok("time_rate.save", json!({ "project_id": work.project, "rate": "1000" }));
    work.log("2026-11-16", "2h");
    let open = to_bill(&work);
    assert_eq!((&open["entries"], &open["waiting_minutes"]), (&json!(0), &json!(120)));
    let error = work.company.refused("time.bill", json!({ "project_id": work.project }));
    assert_eq!(reasons(&error), ["project_id error.nothing_to_bill"]);
    work.company.ok("timesheet.submit", json!({}));
    let sheet = work.company.ok("timesheet.get", json!({}));
    work.company.ok("timesheet.approve", json!({ "id": sheet["id"], "version": sheet["version"] }));
    assert_eq!(bill(&work, "summary")["minutes"], 120);
    let version = work.company.ok("time_setting.get", json!({}))["version"].clone();
    let error = work
        .company
        .refused("time_setting.save", json!({ "version": version, "bills": "all", "item_id": "x" }));
    assert_eq!(reasons(&error), ["item_id error.no_such_item"]);
}

#[test]
fn time_in_no_project_is_invoiced_to_its_customer() {
    let work = rated();
    let asha = id(&work.company.ok("user.list", json!({}))["rows"][0]);
    work.company.ok("time_rate.save", json!({ "user_id": asha, "rate": "400" }));
    let ticket = json!({ "customer_id": work.customer, "subject": "Ward 3 down" });
    let ticket = id(&work.company.ok("ticket.open", ticket));
    work.company.ok("time.log", json!({ "time": "90m", "on": { "ticket_id": ticket } }));
    work.log("2026-11-16", "2h");
    let made = work.company.ok("time.bill", json!({ "customer_id": work.customer }));
    assert_eq!(made["minutes"], 90);
    let line = work.company.ok("invoice.get", json!({ "id": made["id"] }))["draft"]["lines"][0].clone();
    assert_eq!((&line["description"], &line["quantity"]), (&json!("TKT-0001 Ward 3 down"), &json!("1.5")));
    let error = work.company.refused("time.bill", json!({}));
    assert_eq!(reasons(&error), ["project_id error.time_bill_of"]);
}

#[test]
fn the_check_sees_time_that_is_invoiced_twice() {
    let work = rated();
    work.log("2026-11-16", "2h");
    bill(&work, "summary");
    let damage = "INSERT INTO time_posting (id, entry_id, document_id, line_id, minutes, rate, annex) \
                  SELECT 'twice', entry_id, document_id, 'other', minutes, rate, annex FROM time_posting; \
                  INSERT INTO document_line (id, document_id, position, description, quantity, unit_price, taxes) \
                  SELECT 'other', document_id, 9, '', '1', '1', '[]' FROM time_posting LIMIT 1; \
                  UPDATE timesheet SET week_start = '2026-11-09';";
    let conn = work.company.core.file().writer();
    conn.execute_batch(&format!("PRAGMA foreign_keys = OFF; {damage}")).unwrap();
    drop(conn);
    let checked = throughline_core::store::integrity::check(work.company.core.file());
    for name in ["time_posted_once", "time_in_its_week"] {
        let check = checked.iter().find(|check| check.name == name).unwrap();
        assert_eq!(check.problems.len(), 1, "{name}: {:?}", check.problems);
    }
}

#[test]
fn the_paper_lists_every_entry_in_its_annex() {
    let work = rated();
    work.company.ok(
        "time.log",
        json!({ "date": "2026-11-16", "time": "1h 20m", "on": work.on_task(), "note": "Pulled cables" }),
    );
    work.log("2026-11-17", "2h");
    let pages = |id: &Value| work.company.ok("document.pages", json!({ "id": id }))["pages"].clone();
    let plain = work.company.reply("time.bill", json!({ "project_id": work.project, "annex": false }));
    assert_eq!(pages(&plain.result["id"]), 1);
    work.company.ok("history.undo", json!({ "seq": plain.undo.unwrap().seq }));
    let made = bill(&work, "summary");
    assert_eq!(pages(&made["id"]), 2, "a draft shows it");
    let mut draft = work.company.ok("invoice.get", json!({ "id": made["id"] }))["draft"].clone();
    let typed = |draft: &Value| {
        work.company.ok("document.draft_pages", json!({ "kind": "invoice", "draft": draft }))["pages"].clone()
    };
    assert_eq!(typed(&draft), 2, "and so does its page beside the form");
    let grants = json!([{ "permission": "estimate.read", "scope": "all" }, { "permission": "customer.read", "scope": "all" }]);
    let set = work.company.ok("permission_set.save", json!({ "name": "Offers", "grants": grants }));
    let ravi = json!({ "name": "Ravi", "permission_set_ids": [set["id"]] });
    let ravi = id(&work.company.ok("user.create", ravi));
    let asked = json!({ "kind": "invoice", "draft": draft });
    assert!(work.as_user(&ravi, "document.draft_pages", asked).is_err(), "not for everybody");
    draft["lines"] = json!([{ "description": "Something else", "quantity": "1", "unit_price": "5" }]);
    assert_eq!(typed(&draft), 1);
    number_it(&work, &made);
    assert_eq!(pages(&made["id"]), 2);
    let model = work.company.core.file().reader();
    let model: String = model.query_row("SELECT model FROM issued_document", [], |row| row.get(0)).unwrap();
    let annex = serde_json::from_str::<Value>(&model).unwrap()["annex"].clone();
    assert_eq!(
        annex[0],
        json!({
            "date": "2026-11-16", "person": "Asha Kulkarni", "work": "Cabling", "note": "Pulled cables", "minutes": 80
        })
    );
    work.company.assert_sound();
}

#[test]
fn what_is_open_outside_of_projects_is_summed_up_in_an_index() {
    let work = rated();
    let outside = || work.company.ok("time.outside", json!({ "customer_id": work.customer }));
    assert_eq!(outside(), json!({ "entries": 0, "minutes": 0, "waiting_minutes": 0 }));
    let set = json!({ "title": "Send samples" });
    let task = id(&work.company.ok("task.create", json!({ "customer_id": work.customer, "set": set })));
    work.log("2026-11-16", "4h");
    work.company.ok("time.log", json!({ "date": "2026-11-16", "time": "1h", "on": { "task_id": task } }));
    let free = json!({ "date": "2026-11-17", "time": "2h", "on": { "task_id": task }, "billable": false });
    work.company.ok("time.log", free);
    assert_eq!(outside(), json!({ "entries": 1, "minutes": 60, "waiting_minutes": 0 }));
    let said = work.company.ok("time.to_bill", json!({ "customer_id": work.customer }));
    assert_eq!((&said["entries"], &said["minutes"]), (&json!(1), &json!(60)));
    let version = work.company.ok("time_setting.get", json!({}))["version"].clone();
    work.company.ok("time_setting.save", json!({ "version": version, "bills": "approved" }));
    assert_eq!(outside(), json!({ "entries": 0, "minutes": 0, "waiting_minutes": 60 }));
    let conn = work.company.core.file().reader();
    let sql = "EXPLAIN QUERY PLAN SELECT sum(w.status = 'approved'), sum(w.minutes) FROM time_entry_row w \
               INDEXED BY time_entry_row_outside WHERE w.billing = 'open' AND w.project_id IS NULL AND w.customer_id = 'x'";
    let plan: String = conn.prepare(sql).unwrap().query_row([], |row| row.get(3)).unwrap();
    assert!(plan.contains("USING COVERING INDEX time_entry_row_outside (customer_id=?"), "{plan}");
}
