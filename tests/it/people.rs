//! What people may do: permission sets of the company's own, and nobody locked out.

use crate::billing::{issued, pune};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;

fn set(company: &Company, name: &str) -> Value {
    let rows = company.ok("permission_set.list", json!({}))["rows"].clone();
    rows.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap().clone()
}

#[test]
fn a_set_of_ones_own_grants_exactly_what_it_names() {
    let company = Company::india();
    let grants = json!([{ "permission": "customer.read", "scope": "own" }, { "permission": "customer.write", "scope": "own" }]);
    let made = company.ok("permission_set.save", json!({ "name": "Front desk", "grants": grants }));
    company.ok("user.create", json!({ "name": "Meera", "permission_set_ids": [made["id"]] }));
    let meera = |name: &str, payload: Value| company.core.call(Some("Meera"), name, payload, Mode::Run);
    let status = meera("company.status", json!({})).unwrap().result;
    assert_eq!(
        status["user"]["permissions"],
        json!({ "company.read": "all", "customer.read": "own", "customer.write": "own" })
    );
    meera("customer.create", json!({ "name": "Sample Foods" })).unwrap();
    assert_eq!(meera("invoice.list", json!({})).unwrap_err().code, Code::Forbidden);

    // A change holds at once, and is taken back as a whole.
    let stands = set(&company, "Front desk");
    let reply = company.reply(
        "permission_set.save",
        json!({ "id": made["id"], "version": stands["version"], "name": "Desk",
                "grants": [{ "permission": "customer.read", "scope": "all" }, { "permission": "invoice.read", "scope": "all" }] }),
    );
    meera("invoice.list", json!({})).unwrap();
    assert_eq!(meera("customer.create", json!({ "name": "Other" })).unwrap_err().code, Code::Forbidden);
    company.ok("history.undo", json!({ "seq": reply.undo.unwrap().seq }));
    assert_eq!(set(&company, "Front desk")["grants"].as_array().unwrap().len(), 3);
    assert_eq!(meera("invoice.list", json!({})).unwrap_err().code, Code::Forbidden);
    company.assert_sound();
}

#[test]
fn what_would_lock_somebody_out_or_means_nothing_is_refused() {
    let company = Company::india();
    let owner = set(&company, "Owner");
    let error = company.refused(
        "permission_set.save",
        json!({ "id": owner["id"], "version": owner["version"], "name": "Owner", "grants": [] }),
    );
    assert_refused(&error, Code::Precondition, "error.owner_set");
    let refused = |payload: Value| reasons(&company.refused("permission_set.save", payload));
    let twice = json!([{ "permission": "item.read", "scope": "all" }, { "permission": "item.read", "scope": "own" },
                       { "permission": "moon.fly", "scope": "all" }]);
    assert_eq!(
        refused(json!({ "name": "sales", "grants": twice })),
        [
            "name error.name_taken",
            "grants[1].permission error.permission_twice",
            "grants[2].permission error.no_such_permission"
        ]
    );
    assert_eq!(refused(json!({ "name": " ", "grants": [] })), ["name error.required"]);
    let sales = set(&company, "Sales");
    assert_eq!(
        refused(json!({ "id": sales["id"], "name": "Sales", "grants": [] })),
        ["version error.required"]
    );
    let stale = json!({ "id": sales["id"], "version": 7, "name": "Sales", "grants": [] });
    assert_eq!(company.refused("permission_set.save", stale).code, Code::Conflict);
    company.ok("user.create", json!({ "name": "Rohan", "permission_set_ids": [sales["id"]] }));
    let grab = json!({ "id": sales["id"], "version": 1, "name": "Sales", "grants": [{ "permission": "user.write", "scope": "all" }] });
    assert_eq!(
        company.core.call(Some("Rohan"), "permission_set.save", grab, Mode::Run).unwrap_err().code,
        Code::Forbidden
    );
}

#[test]
fn a_state_that_nobody_knows_is_refused_and_a_known_one_kept_as_its_code() {
    let company = Company::india();
    let branch = || company.ok("branch.list", json!({}))["rows"][0].clone();
    let update = |region: &str| json!({ "id": branch()["id"], "version": branch()["version"], "set": { "region": region } });
    for wrong in ["Bavaria", "42", "96", "25", "Maharashtraa"] {
        assert_eq!(
            reasons(&company.refused("branch.update", update(wrong))),
            ["set.region error.indian_state"],
            "{wrong}"
        );
    }
    for (typed, kept) in [("maharashtra", "27"), ("29", "29"), ("", "")] {
        company.ok("branch.update", update(typed));
        assert_eq!(branch()["region"], kept, "{typed}");
    }
}

fn preset(company: &Company, name: &str) -> Value {
    set(company, name)["id"].clone()
}

/// Gives a user other permission sets.
fn give(company: &Company, user: &Value, sets: &[Value]) {
    let rows = company.ok("user.list", json!({}))["rows"].clone();
    let row = rows.as_array().unwrap().iter().find(|row| row["id"] == *user).unwrap().clone();
    company.ok("user.update", json!({ "id": user, "version": row["version"], "permission_set_ids": sets }));
}

#[test]
fn who_may_no_longer_do_something_may_not_undo_it_either() {
    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "1000");
    let made = company
        .ok("user.create", json!({ "name": "Farah", "permission_set_ids": [preset(&company, "Finance")] }));
    let farah = |command: &str, payload: Value| company.core.call(Some("Farah"), command, payload, Mode::Run);
    let payment = json!({ "customer_id": customer, "amount": "1000", "method": "bank" });
    let paid = farah("payment.record", payment).unwrap().undo.unwrap().seq;
    give(&company, &made["id"], &[preset(&company, "Viewer")]);
    assert_refused(
        &farah("history.undo", json!({ "seq": paid })).unwrap_err(),
        Code::Forbidden,
        "error.forbidden",
    );
    assert_eq!(company.ok("invoice.get", json!({ "id": invoice["id"] }))["state"], "paid");

    // Nor may an undo be undone that way: it does the thing again.
    give(&company, &made["id"], &[preset(&company, "Finance")]);
    let renamed =
        farah("customer.update", json!({ "id": customer, "version": 1, "set": { "name": "Other" } }));
    let undone = farah("history.undo", json!({ "seq": renamed.unwrap().undo.unwrap().seq })).unwrap();
    give(&company, &made["id"], &[preset(&company, "Viewer")]);
    let again = json!({ "seq": undone.undo.unwrap().seq });
    assert_eq!(farah("history.undo", again).unwrap_err().code, Code::Forbidden);
}

#[test]
fn a_record_that_went_out_of_reach_is_not_changed_by_undo() {
    let company = Company::india();
    let sales = preset(&company, "Sales");
    let of = |name: &str| {
        company.ok("user.create", json!({ "name": name, "permission_set_ids": [sales] }))["id"].clone()
    };
    let (_, sana) = (of("Meera"), of("Sana"));
    let meera = |command: &str, payload: Value| company.core.call(Some("Meera"), command, payload, Mode::Run);
    let id = meera("customer.create", json!({ "name": "Sample Foods" })).unwrap().result["id"].clone();
    let update = |version: u32, set: Value| json!({ "id": id, "version": version, "set": set });
    let renamed = meera("customer.update", update(1, json!({ "name": "Sample Food" }))).unwrap();
    company.ok("customer.update", update(2, json!({ "owner_id": sana })));
    let error = meera("history.undo", json!({ "seq": renamed.undo.unwrap().seq })).unwrap_err();
    assert_refused(&error, Code::NotFound, "error.not_found");

    // Who gave it away by mistake takes it back.
    let id = meera("customer.create", json!({ "name": "Mandai Fresh" })).unwrap().result["id"].clone();
    let given =
        meera("customer.update", json!({ "id": id, "version": 1, "set": { "owner_id": sana } })).unwrap();
    meera("history.undo", json!({ "seq": given.undo.unwrap().seq })).unwrap();
    meera("customer.update", json!({ "id": id, "version": 3, "set": { "name": "Mandai" } })).unwrap();
}

#[test]
fn undo_leaves_somebody_who_manages_users() {
    let company = Company::india();
    let me = company.ok("user.list", json!({}))["rows"][0]["id"].clone();
    let other = company
        .reply("user.create", json!({ "name": "Bina", "permission_set_ids": [preset(&company, "Owner")] }));
    let grants = |verb: &str| json!([{ "permission": "user.read", "scope": "all" }, { "permission": verb, "scope": "all" }]);
    let made = company.ok("permission_set.save", json!({ "name": "Desk", "grants": grants("item.read") }));
    let widened = company.reply(
        "permission_set.save",
        json!({ "id": made["id"], "version": 1, "name": "Desk", "grants": grants("user.write") }),
    );
    // Bina's creation is taken back by somebody who manages users; that the set let them is not.
    give(&company, &me, &[made["id"].clone()]);
    company.ok("history.undo", json!({ "seq": other.undo.unwrap().seq }));
    let error = company.refused("history.undo", json!({ "seq": widened.undo.unwrap().seq }));
    assert_refused(&error, Code::Precondition, "error.last_owner");
    give(&company, &me, &[preset(&company, "Owner")]);
}

#[test]
fn two_people_who_work_here_do_not_share_a_name() {
    let company = Company::india();
    let named = |name: &str| json!({ "name": name, "permission_set_ids": [] });
    let made = company.ok("user.create", named("Meera"));
    let taken = ["name error.name_taken"];
    assert_eq!(reasons(&company.refused("user.create", named(" MEERA"))), taken);
    let sana = company.ok("user.create", named("Sana"));
    let update = |id: &Value, version: u32, field: &str, value: Value| json!({ "id": id, "version": version, field: value });
    assert_eq!(
        reasons(&company.refused("user.update", update(&sana["id"], 1, "name", json!("Meera")))),
        taken
    );
    company.ok("user.update", update(&made["id"], 1, "name", json!("Meera")));
    // The name is free once its bearer has left, and stays with who has it now.
    company.ok("user.update", update(&made["id"], 2, "active", json!(false)));
    company.ok("user.update", update(&sana["id"], 1, "name", json!("Meera")));
    assert_eq!(
        reasons(&company.refused("user.update", update(&made["id"], 3, "active", json!(true)))),
        taken
    );
    let pasted = json!({ "name": "Anil", "email": "anil@example.com>", "permission_set_ids": [] });
    assert_eq!(reasons(&company.refused("user.create", pasted)), ["email error.email"]);
}

#[test]
fn what_is_a_colleagues_to_write_says_whose_it_is() {
    let company = Company::india();
    let sales = [preset(&company, "Sales")];
    let of = |name: &str, manager: &Value| {
        let user = json!({ "name": name, "permission_set_ids": sales, "manager_id": manager });
        company.ok("user.create", user)["id"].clone()
    };
    let meera = of("Meera", &Value::Null);
    let neha = of("Neha", &meera);
    let as_meera =
        |command: &str, payload: Value| company.core.call(Some("Meera"), command, payload, Mode::Run);
    let team = as_meera("company.status", json!({})).unwrap().result["user"]["team_user_ids"].clone();
    assert!([&meera, &neha].iter().all(|one| team.as_array().unwrap().contains(one)), "{team}");

    let hers = json!({ "name": "Sample Foods", "owner_id": neha });
    let id = company.ok("customer.create", hers)["id"].clone();
    let seen = as_meera("customer.get", json!({ "id": id })).unwrap().result;
    assert_eq!((&seen["owner_id"], &seen["name"]), (&neha, &json!("Sample Foods")));
    let row = as_meera("customer.list", json!({})).unwrap().result["rows"][0]["owner_id"].clone();
    assert_eq!(row, neha);
    let rename = json!({ "id": id, "version": 1, "set": { "name": "Mine now" } });
    let error = as_meera("customer.update", rename).unwrap_err();
    assert_refused(&error, Code::Forbidden, "error.not_yours");
    assert_eq!(error.params["owner"], "Neha");

    let draft = json!({ "customer_id": id, "lines": [{ "description": "Work", "unit_price": "70" }] });
    let offer = company.core.call(Some("Neha"), "estimate.create", json!({ "draft": draft }), Mode::Run);
    let offer = offer.unwrap().result["id"].clone();
    let seen = as_meera("estimate.get", json!({ "id": offer })).unwrap().result;
    assert_eq!(seen["owner_id"], neha);
    let change = json!({ "id": offer, "version": 1, "draft": seen["draft"] });
    assert_refused(&as_meera("estimate.update", change).unwrap_err(), Code::Forbidden, "error.not_yours");

    // What cannot be seen is not told of.
    let far = json!({ "id": company.ok("customer.create", json!({ "name": "Far" }))["id"], "version": 1 });
    let error = as_meera("customer.delete", far).unwrap_err();
    assert_refused(&error, Code::NotFound, "error.not_found");
}

/// Adds a user of a preset, and gives the id.
fn hire(company: &Company, name: &str, preset: &str) -> Value {
    let sets = company.ok("permission_set.list", json!({}))["rows"].clone();
    let set = sets.as_array().unwrap().iter().find(|set| set["preset"] == preset).unwrap().clone();
    company.ok("user.create", json!({ "name": name, "permission_set_ids": [set["id"]] }))["id"].clone()
}

fn owner_of(company: &Company, kind: &str, id: &Value) -> Value {
    let record = company.ok(&format!("{kind}.get"), json!({ "id": id }));
    record.get("row").unwrap_or(&record)["owner_id"].clone()
}

#[test]
fn whoever_leaves_passes_on_what_they_had_in_hand() {
    let (company, _) = pune();
    let rohan = hire(&company, "Rohan", "sales");
    let meera = hire(&company, "Meera", "sales");
    let by = |name: &str, payload: Value| {
        company.core.call(Some("Rohan"), name, payload, Mode::Run).unwrap().result
    };
    let customer =
        by("customer.create", json!({ "name": "Konark Looms", "contacts": [{ "name": "Ila Sen" }] }));
    let open = by("deal.create", json!({ "title": "Looms", "customer_id": customer["id"] }));
    let lost = by("deal.create", json!({ "title": "Yarn", "customer_id": customer["id"] }));
    by("deal.lose", json!({ "id": lost["id"], "version": 1, "reason": "Price" }));
    let call = by(
        "activity.create",
        json!({ "subject": "Call Ila", "record_id": customer["id"], "due_date": "2026-11-25" }),
    );
    let in_hand = |user: &Value| company.ok("user.in_hand", json!({ "user_id": user }))["rows"].clone();
    let all = json!([{ "kind": "customer", "count": 1 }, { "kind": "deal", "count": 1 }, { "kind": "activity", "count": 1 }]);
    assert_eq!(in_hand(&rohan), all);

    company.ok("user.update", json!({ "id": rohan, "version": 1, "active": false }));
    assert_eq!(in_hand(&rohan), all, "whoever works here no more still has it until it is passed on");
    let reply = company
        .reply("user.pass_on", json!({ "user_id": rohan, "to_id": meera, "kinds": ["customer", "deal"] }));
    assert_eq!(reply.result["count"], 2);
    assert_eq!(reply.changed, ["contact", "customer", "deal", "notification", "record"]);
    assert_eq!(in_hand(&rohan), json!([{ "kind": "activity", "count": 1 }]));
    assert_eq!(owner_of(&company, "customer", &customer["id"]), meera);
    assert_eq!(owner_of(&company, "deal", &open["id"]), meera);
    assert_eq!(owner_of(&company, "deal", &lost["id"]), rohan, "what is settled stays theirs");
    let told =
        company.core.call(Some("Meera"), "inbox.list", json!({}), Mode::Run).unwrap().result["rows"].clone();
    assert_eq!(told[0]["message_id"], "inbox.passed_on");
    assert_eq!(told[0]["params"]["count"], 2);
    // The people of a customer go with it.
    let contact = company.ok("customer.get", json!({ "id": customer["id"] }))["contacts"][0].clone();
    company
        .core
        .call(
            Some("Meera"),
            "contact.update",
            json!({ "id": contact["id"], "version": contact["version"], "set": { "job": "Buyer" } }),
            Mode::Run,
        )
        .unwrap();

    company.ok("user.pass_on", json!({ "user_id": rohan, "to_id": meera }));
    assert_eq!(owner_of(&company, "activity", &call["id"]), meera);
    assert_eq!(in_hand(&rohan), json!([]));
    company.assert_sound();
}

#[test]
fn work_goes_to_somebody_who_is_here_and_may_do_it() {
    let (company, _) = pune();
    let owner = company.ok("user.list", json!({}))["rows"][0]["id"].clone();
    let viewer = hire(&company, "Vidya", "viewer");
    let refused = |payload: Value| reasons(&company.refused("user.pass_on", payload));
    assert_eq!(refused(json!({ "user_id": owner, "to_id": viewer })), ["to_id error.may_not_take"]);
    assert_eq!(refused(json!({ "user_id": owner, "to_id": owner })), ["to_id error.passed_to_self"]);
    assert_eq!(refused(json!({ "user_id": owner, "to_id": "nobody" })), ["to_id error.no_such_user"]);
    assert_eq!(refused(json!({ "user_id": "nobody", "to_id": owner })), ["user_id error.no_such_user"]);
    assert_eq!(
        refused(json!({ "user_id": owner, "to_id": viewer, "kinds": ["ticket"] })),
        ["kinds[0] error.nothing_in_hand"]
    );
}
