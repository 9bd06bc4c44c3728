//! Whom a document may name and whose it becomes: sales keeps to its own records and sees what its customers owe.

use super::{DAY_MS, issued, pune};
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::{Code, Error};

pub(crate) fn lines() -> Value {
    json!([{ "description": "Work", "quantity": "1", "unit_price": "70" }])
}

fn preset(company: &Company, name: &str) -> Value {
    let rows = company.ok("permission_set.list", json!({}))["rows"].clone();
    rows.as_array().unwrap().iter().find(|row| row["name"] == name).unwrap()["id"].clone()
}

fn user(company: &Company, name: &str, set: &Value) -> String {
    let made = company.ok("user.create", json!({ "name": name, "permission_set_ids": [set] }));
    made["id"].as_str().unwrap().to_owned()
}

/// A user with a permission set of the company's own.
pub(crate) fn desk(company: &Company, name: &str, grants: &[(&str, &str)]) -> String {
    let grants: Vec<Value> = grants
        .iter()
        .map(|(permission, scope)| json!({ "permission": permission, "scope": scope }))
        .collect();
    let set = company.ok("permission_set.save", json!({ "name": name, "grants": grants }));
    user(company, name, &set["id"])
}

pub(crate) fn call(company: &Company, who: &str, command: &str, payload: Value) -> Result<Value, Error> {
    company.core.call(Some(who), command, payload, Mode::Run).map(|reply| reply.result)
}

pub(crate) fn done(company: &Company, who: &str, command: &str, payload: Value) -> Value {
    call(company, who, command, payload).unwrap_or_else(|error| panic!("{who} {command}: {error}"))
}

fn refused(company: &Company, who: &str, command: &str, payload: Value) -> Vec<String> {
    reasons(&call(company, who, command, payload).unwrap_err())
}

#[test]
fn an_estimate_names_deals_that_its_writer_may_see_and_write() {
    let (company, customer) = pune();
    let sal = user(&company, "Sal", &preset(&company, "Sales"));
    let deal =
        company.ok("deal.create", json!({ "title": "Hall", "customer_id": customer, "amount": "1000" }));
    company.ok("deal.win", json!({ "id": deal["id"], "version": 1 }));
    let sold =
        || company.ok("billing_plan.get", json!({ "deal_id": deal["id"] }))["figures"][0]["sold"].clone();
    let before = sold();
    let mine = done(&company, &sal, "customer.create", json!({ "name": "Mine" }))["id"].clone();
    let draft = json!({ "customer_id": mine, "deal_id": deal["id"], "lines": lines() });
    let create = json!({ "draft": draft });
    assert_eq!(refused(&company, &sal, "estimate.create", create.clone()), ["deal_id error.no_such_deal"]);
    let error = company.refused("estimate.create", create.clone());
    assert_eq!(reasons(&error), ["deal_id error.deal_of_other"], "whoever sees both is told");
    let plain = json!({ "draft": { "customer_id": mine, "lines": lines() } });
    let made = done(&company, &sal, "estimate.create", plain);
    let update = json!({ "id": made["id"], "version": 1, "draft": draft });
    assert_eq!(refused(&company, &sal, "estimate.update", update), ["deal_id error.no_such_deal"]);

    // Who reads the deal still needs its own customer, and to write it once it is sold.
    let clerk =
        desk(&company, "Clerk", &[("estimate.write", "all"), ("estimate.read", "all"), ("deal.read", "all")]);
    assert_eq!(refused(&company, &clerk, "estimate.create", create), ["deal_id error.deal_of_other"]);
    let draft = json!({ "customer_id": customer, "deal_id": deal["id"], "lines": lines() });
    let made = done(&company, &clerk, "estimate.create", json!({ "draft": draft }));
    done(&company, &clerk, "estimate.send", json!({ "id": made["id"], "version": 1, "how": "email" }));
    let answer = json!({ "id": made["id"], "said_by": "x", "how": "phone" });
    let error = call(&company, &clerk, "estimate.accept", answer.clone()).unwrap_err();
    assert_refused(&error, Code::Forbidden, "error.forbidden");
    assert_eq!(sold(), before);
    company.ok("estimate.accept", answer);
    assert_ne!(sold(), before);
    let revoke = json!({ "id": made["id"], "reason": "mistake" });
    assert_eq!(call(&company, &clerk, "estimate.revoke", revoke).unwrap_err().code, Code::Forbidden);

    // While a deal has only a prospect, any customer may buy.
    let open = done(&company, &sal, "deal.create", json!({ "title": "Shed", "prospect": "Somebody" }));
    let draft = json!({ "customer_id": mine, "deal_id": open["id"], "lines": lines() });
    done(&company, &sal, "estimate.create", json!({ "draft": draft }));
    company.assert_sound();
}

#[test]
fn a_document_does_not_move_to_a_customer_out_of_reach() {
    let (company, customer) = pune();
    let sal = user(&company, "Sal", &preset(&company, "Sales"));
    let mine = done(&company, &sal, "customer.create", json!({ "name": "Mine" }))["id"].clone();
    let create = json!({ "draft": { "customer_id": mine, "lines": lines() } });
    let made = done(&company, &sal, "estimate.create", create);
    let theirs = json!({ "customer_id": customer, "lines": lines() });
    let update = json!({ "id": made["id"], "version": 1, "draft": theirs });
    assert_eq!(refused(&company, &sal, "estimate.update", update), ["customer_id error.no_such_customer"]);
    assert_eq!(done(&company, &sal, "estimate.get", json!({ "id": made["id"] }))["customer"], "Mine");
    for command in ["document.price", "document.draft_pages"] {
        let typed = json!({ "kind": "invoice", "draft": theirs });
        assert_eq!(
            refused(&company, &sal, command, typed),
            ["customer_id error.no_such_customer"],
            "{command}"
        );
    }
    let page = json!({ "kind": "estimate", "draft": theirs, "page": 1 });
    assert!(company.core.bytes(Some(&sal), "document.draft_page", page).is_err());

    // The writer goes on with what stands after the customer went to somebody else.
    let boss = company.ok("user.list", json!({}))["rows"][0]["id"].clone();
    company.ok("customer.update", json!({ "id": mine, "version": 1, "set": { "owner_id": boss } }));
    let draft = json!({ "customer_id": mine, "subject": "Work", "lines": lines() });
    done(&company, &sal, "document.price", json!({ "kind": "estimate", "draft": draft }));
    done(&company, &sal, "estimate.update", json!({ "id": made["id"], "version": 1, "draft": draft }));
}

#[test]
fn whoever_looks_after_a_customer_lays_its_money_over_all_it_owes() {
    let (company, customer) = pune();
    let invoice = issued(&company, &customer, "1000");
    let grants = [
        ("payment.write", "own"),
        ("payment.read", "own"),
        ("customer.read", "own"),
        ("customer.write", "own"),
        ("invoice.read", "own"),
    ];
    let desk = desk(&company, "Desk", &grants);
    let pay = |customer: &Value| json!({ "customer_id": customer, "amount": "50", "method": "bank" });
    assert_eq!(
        refused(&company, &desk, "payment.record", pay(&json!(customer))),
        ["customer_id error.no_such_customer"]
    );
    let kept = json!({ "customer_id": customer, "amount": "30", "method": "bank", "allocations": [] });
    let kept = company.ok("payment.record", kept);
    let apply = json!({ "source_id": kept["id"] });
    assert_eq!(call(&company, &desk, "credit.apply", apply.clone()).unwrap_err().code, Code::NotFound);

    // The customer changes hands, and with it who collects; what the former owner wrote stays that one's to take back.
    company.ok("customer.update", json!({ "id": customer, "version": 1, "set": { "owner_id": desk } }));
    let paid = done(&company, &desk, "payment.record", pay(&json!(customer)));
    assert_eq!(paid["allocations"][0]["invoice_id"], invoice["id"]);
    let used = done(&company, &desk, "credit.apply", apply.clone());
    assert_eq!(used["allocations"][0]["invoice_id"], invoice["id"]);
    let seq = company.count("SELECT seq FROM log_head");
    done(&company, &desk, "history.undo", json!({ "seq": seq }));
    done(&company, &desk, "credit.apply", apply);
    let open = done(&company, &desk, "invoice.get", json!({ "id": invoice["id"] }))["open"].clone();
    assert_eq!(open["amount"], "920.00");
    for (command, payload) in [
        ("payment.reverse", json!({ "id": kept["id"], "reason": "x" })),
        ("credit.unapply", json!({ "source_id": kept["id"], "invoice_id": invoice["id"], "reason": "x" })),
    ] {
        let error = call(&company, &desk, command, payload).unwrap_err();
        assert_refused(&error, Code::Forbidden, "error.not_yours");
    }
    company.assert_sound();
}

#[test]
fn sales_sees_what_its_customers_owe() {
    let (company, _) = pune();
    let sales = preset(&company, "Sales");
    let (sal, other) = (user(&company, "Sal", &sales), user(&company, "Other", &sales));
    let finance = user(&company, "Farah", &preset(&company, "Finance"));
    let address = json!([{ "city": "Nashik", "region": "27" }]);
    let mine = done(&company, &sal, "customer.create", json!({ "name": "Mine", "addresses": address }));
    let draft = json!({ "draft": { "customer_id": mine["id"], "lines": lines() } });
    let made = done(&company, &finance, "invoice.create", draft);
    done(&company, &finance, "invoice.issue", json!({ "id": made["id"], "version": 1 }));
    let pay = json!({ "customer_id": mine["id"], "amount": "70", "method": "bank" });
    let paid = done(&company, &finance, "payment.record", pay);
    let note = json!({ "invoice_id": made["id"], "reason": "Returned" });
    let note = done(&company, &finance, "credit_note.issue", note);
    for (command, id) in [("invoice.get", &made), ("payment.get", &paid), ("invoice.get", &note)] {
        done(&company, &sal, command, json!({ "id": id["id"] }));
        assert_eq!(
            call(&company, &other, command, json!({ "id": id["id"] })).unwrap_err().code,
            Code::NotFound
        );
    }

    // Each row says whose it is.
    for list in ["invoice.list", "payment.list"] {
        let rows = done(&company, &sal, list, json!({}))["rows"].clone();
        let rows = rows.as_array().unwrap();
        assert!(!rows.is_empty() && rows.iter().all(|row| row["owner_id"] == json!(sal)), "{list}: {rows:?}");
    }

    // A deal of a colleague is the colleague's, its invoice also of whoever looks after the customer.
    let deal = json!({ "title": "Hall", "customer_id": mine["id"], "amount": "500", "owner_id": other });
    let deal = company.ok("deal.create", deal);
    let draft = json!({ "customer_id": mine["id"], "deal_id": deal["id"], "lines": lines() });
    let made = done(&company, &finance, "invoice.create", json!({ "draft": draft }));
    for who in [&other, &sal] {
        done(&company, who, "invoice.get", json!({ "id": made["id"] }));
    }

    // An offer without a deal is for who wrote it to send; for a deal it is for the deal's seller.
    let plain =
        company.ok("estimate.create", json!({ "draft": { "customer_id": mine["id"], "lines": lines() } }));
    done(&company, &sal, "estimate.get", json!({ "id": plain["id"] }));
    assert!(call(&company, &other, "estimate.get", json!({ "id": plain["id"] })).is_err());
    let send = json!({ "id": plain["id"], "version": 1, "how": "email" });
    let error = call(&company, &sal, "estimate.send", send).unwrap_err();
    assert_refused(&error, Code::Forbidden, "error.not_yours");
    let offer = company.ok("estimate.create", json!({ "draft": draft }));
    done(&company, &other, "estimate.send", json!({ "id": offer["id"], "version": 1, "how": "email" }));
    assert_eq!(done(&company, &other, "estimate.list", json!({}))["rows"][0]["owner_id"], json!(other));
}

#[test]
fn each_figure_follows_the_permission_of_its_own_rows() {
    let (company, customer) = pune();
    issued(&company, &customer, "1000");
    company.ok("payment.record", json!({ "customer_id": customer, "amount": "400", "method": "bank" }));
    let estimate =
        company.ok("estimate.create", json!({ "draft": { "customer_id": customer, "lines": lines() } }));
    company.ok("estimate.send", json!({ "id": estimate["id"], "version": 1, "how": "print" }));
    company.ok("estimate.accept", json!({ "id": estimate["id"], "said_by": "x", "how": "phone" }));
    let deal =
        company.ok("deal.create", json!({ "title": "Hall", "customer_id": customer, "amount": "1000" }));
    company.clock.advance(3 * DAY_MS);

    let reader = desk(&company, "Reader", &[("invoice.read", "all")]);
    for plan in [json!({ "deal_id": deal["id"] }), json!({ "estimate_id": estimate["id"] })] {
        assert_eq!(call(&company, &reader, "billing_plan.get", plan).unwrap_err().code, Code::NotFound);
    }
    let home = done(&company, &reader, "home.get", json!({}));
    assert_eq!(home["to_collect"]["amounts"][0]["amount"], "600.00");
    assert_eq!((&home["collected"], &home["exceptions"]), (&json!(null), &json!([])));

    let wider = [("invoice.read", "own"), ("payment.read", "all"), ("estimate.read", "all")];
    let home = done(&company, &desk(&company, "Wider", &wider), "home.get", json!({}));
    assert_eq!(home["to_collect"]["count"], 0);
    assert_eq!(home["collected"]["amounts"][0]["amount"], "400.00");
    assert_eq!(home["exceptions"][0]["kind"], "unbilled_estimates");
    let wider = [("activity.read", "own"), ("estimate.read", "all")];
    let today = |who: &str| done(&company, who, "activity.today", json!({}));
    assert_eq!(
        today(&desk(&company, "Seller", &wider))["rows"],
        json!([]),
        "who may not invoice is not asked to"
    );
    let clerk = desk(&company, "Clerk", &[&wider[..], &[("invoice.write", "all")]].concat());
    assert_eq!(today(&clerk)["rows"][0]["record_id"], estimate["id"]);
}

#[test]
fn who_is_given_a_customer_reads_its_deals_and_what_was_noted_before() {
    let (company, _) = pune();
    let sales = preset(&company, "Sales");
    let (sal, sue) = (user(&company, "Sal", &sales), user(&company, "Sue", &sales));
    let customer = done(&company, &sal, "customer.create", json!({ "name": "Given" }))["id"].clone();
    let deal = done(&company, &sal, "deal.create", json!({ "title": "Hall", "customer_id": customer }));
    let note = json!({ "kind": "note", "subject": "Pays late", "record_id": customer });
    let note = done(&company, &sal, "activity.create", note);
    let found = |command: &str| {
        let about = json!({ "filter": { "customer_id": customer } });
        done(&company, &sue, command, about)["rows"].as_array().unwrap().len()
    };
    assert_eq!((found("deal.list"), found("activity.list")), (0, 0));
    let given = json!({ "id": customer, "version": 1, "set": { "owner_id": sue } });
    company.ok("customer.update", given);
    assert_eq!((found("deal.list"), found("activity.list")), (1, 1));
    done(&company, &sue, "deal.get", json!({ "id": deal["id"] }));
    done(&company, &sue, "activity.get", json!({ "id": note["id"] }));
    assert_eq!(done(&company, &sue, "deal.list", json!({}))["rows"], json!([]), "her own are none");
    let update = json!({ "id": deal["id"], "version": 1, "set": { "title": "Barn" } });
    let error = call(&company, &sue, "deal.update", update).unwrap_err();
    assert_refused(&error, Code::Forbidden, "error.not_yours");
    let inbox = done(&company, &sue, "inbox.list", json!({}))["rows"].clone();
    assert_eq!(
        (&inbox[0]["message_id"], &inbox[0]["record_title"]),
        (&json!("inbox.given"), &json!("Given"))
    );

    // A viewer could do nothing with it.
    let viewer = user(&company, "Vera", &preset(&company, "Viewer"));
    let given = json!({ "id": customer, "version": 2, "set": { "owner_id": viewer } });
    assert_eq!(reasons(&company.refused("customer.update", given)), ["set.owner_id error.may_not_own"]);
    company.assert_sound();
}
