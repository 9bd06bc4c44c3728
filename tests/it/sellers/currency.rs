//! The home currency of a branch: what is priced and owed in it, and the rates of drafts in others.

use super::{branch, rules, rules_of};
use crate::support::{Company, reasons};
use serde_json::{Value, json};
use throughline_core::settings::country::Country;

/// A draft invoice of the branch at `at` in a currency; its id.
fn draft(company: &Company, at: usize, currency: &str, rate: Option<&str>) -> Value {
    let customer = company.customer(&format!("Sample {currency} buyer of branch {at}"));
    let draft = json!({ "customer_id": customer, "branch_id": branch(company, at)["id"], "currency": currency,
        "rate": rate, "rate_date": rate.map(|_| "2026-11-01"), "rate_source": rate.map(|_| "A bank"),
        "lines": [{ "description": "Pump", "quantity": "1", "unit_price": "10" }] });
    company.ok("invoice.create", json!({ "draft": draft }))["id"].clone()
}

fn rate(company: &Company, id: &Value) -> Value {
    let draft = company.ok("invoice.get", json!({ "id": id }))["draft"].clone();
    json!([draft["currency"], draft["rate"], draft["rate_date"]])
}

fn issue(company: &Company, id: &Value) -> Vec<String> {
    let asked = json!({ "id": id, "version": 1 });
    match company.core.call(None, "invoice.issue", asked, throughline_core::api::Mode::Run) {
        Ok(_) => Vec::new(),
        Err(error) => reasons(&error),
    }
}

/// A project; its id.
fn project(company: &Company) -> Value {
    let set = json!({ "name": "Cameras", "customer_id": company.customer("Sample Foods"), "start_date": "2026-11-02" });
    company.ok("project.create", json!({ "set": set }))["id"].clone()
}

#[test]
fn drafts_of_a_first_branch_are_asked_for_their_rate_again() {
    let company = Company::new(Country::Other);
    let (home, foreign, next) = (
        draft(&company, 0, "EUR", None),
        draft(&company, 0, "USD", Some("0.92")),
        draft(&company, 0, "KES", Some("0.0071")),
    );
    assert_eq!(rate(&company, &home), json!(["EUR", null, null]), "at home there is none");
    assert_eq!(rate(&company, &foreign), json!(["USD", "0.92", "2026-11-01"]));
    let changed = company.reply("branch.update", rules(&company, json!({ "currency": "KES" })));
    assert_eq!(rate(&company, &home), json!(["KES", null, null]));
    assert_eq!(rate(&company, &foreign), json!(["USD", null, null]));
    assert_eq!(rate(&company, &next), json!(["KES", null, null]));
    let row = |id: &Value, column: &str| {
        let sql = format!("SELECT {column} FROM invoice_row WHERE id = {id}").replace('"', "'");
        company.core.file().reader().query_row(&sql, [], |row| row.get::<_, String>(0)).unwrap()
    };
    assert_eq!(row(&foreign, "base_currency"), "USD", "what it is worth at home is not known yet");
    assert_eq!(row(&next, "base_total_minor || ' ' || base_currency"), "1000 KES");
    company.assert_sound();

    company.ok("history.undo", json!({ "seq": changed.undo.unwrap().seq }));
    assert_eq!(rate(&company, &foreign), json!(["USD", "0.92", "2026-11-01"]));
    company.ok("branch.update", rules(&company, json!({ "currency": "KES" })));
    assert_eq!(issue(&company, &foreign), ["rate error.rate_needed"]);
    assert_eq!(issue(&company, &home), Vec::<String>::new());
    assert_eq!(issue(&company, &next), Vec::<String>::new());
    company.assert_sound();
}

#[test]
fn drafts_of_a_further_branch_do_not_keep_a_rate_to_its_former_currency() {
    let company = Company::of(vec![Country::States, Country::Emirates]);
    let (former, foreign) = (draft(&company, 1, "AED", None), draft(&company, 1, "USD", Some("3.6725")));
    let first = draft(&company, 0, "AED", Some("0.27"));
    company.ok("branch.update", rules_of(&company, 1, json!({ "country": "GB" })));
    assert_eq!(rate(&company, &former), json!(["AED", null, null]), "it was offered in that currency");
    assert_eq!(rate(&company, &first), json!(["AED", "0.27", "2026-11-01"]), "the other branch did not move");
    for id in [&former, &foreign] {
        assert_eq!(issue(&company, id), ["rate error.rate_needed"]);
    }
    company.ok("branch.update", rules_of(&company, 1, json!({ "currency": "USD" })));
    assert_eq!(issue(&company, &foreign), Vec::<String>::new());
    company.assert_sound();
}

#[test]
fn the_home_currency_stays_while_another_branch_needs_it() {
    let company = Company::of(vec![Country::India, Country::India]);
    let item = company.ok("item.create", json!({ "name": "Pump", "price": "100" }));
    for (set, path) in [
        (json!({ "currency": "KES" }), "rules.currency"),
        (json!({ "country": "AE" }), "rules.country"),
        (json!({ "country": "AE", "currency": "KES" }), "rules.currency"),
    ] {
        let error = company.refused("branch.update", rules(&company, set));
        assert_eq!(reasons(&error), [format!("{path} error.books_shared")]);
        assert_eq!(error.fields[0].params["currency"], "INR");
    }
    company.ok("branch.update", rules(&company, json!({ "country": "AE", "currency": "INR" })));
    company.ok("branch.update", rules_of(&company, 1, json!({ "country": "GB" })));
    company.ok("branch.update", rules(&company, json!({ "currency": "AED" })));
    let hit = company.ok("item.pick", json!({ "item_id": item["id"] }))["hits"][0].clone();
    assert_eq!(hit["price"]["currency"], "AED");

    let buyer = company.customer("Leeds Sample Works");
    let offer = json!({ "customer_id": buyer, "branch_id": branch(&company, 1)["id"], "currency": "AED", "rate": "0.2",
        "lines": [{ "description": "Pump", "unit_price": "10" }] });
    let offer = company.ok("estimate.create", json!({ "draft": offer }));
    company.ok("estimate.send", json!({ "id": offer["id"], "version": 1, "how": "print" }));
    let error = company.refused("branch.update", rules(&company, json!({ "currency": "USD" })));
    assert_eq!(reasons(&error), ["rules.currency error.books_with_papers"]);
    company.assert_sound();
}

#[test]
fn no_figure_vanishes_in_a_currency_that_has_no_room_for_it() {
    let most = "999999999999999";
    let line = json!([{ "description": "Pump", "unit_price": most }]);
    for (command, mut payload) in [
        ("customer.create", json!({ "name": "Sample Traders", "credit_limit": most })),
        ("lead.capture", json!({ "name": "Sample Traders", "amount": most })),
        ("deal.create", json!({ "title": "Pumps", "prospect": "Sample Traders", "amount": most })),
        ("deal.create", json!({ "title": "Pumps", "prospect": "Sample Traders", "lines": line })),
        ("estimate.create", json!({ "draft": { "lines": line } })),
        (
            "project.create",
            json!({ "set": { "name": "Cameras", "start_date": "2026-11-02", "budget": most } }),
        ),
        ("expense.save", json!({ "description": "Ticket", "amount": most })),
    ] {
        let company = Company::new(Country::Other);
        company.ok("branch.update", rules(&company, json!({ "currency": "JPY" })));
        match command {
            "estimate.create" => payload["draft"]["customer_id"] = json!(company.customer("Sample Traders")),
            "project.create" => payload["set"]["customer_id"] = json!(company.customer("Sample Traders")),
            "expense.save" => payload["project_id"] = project(&company),
            _ => {}
        }
        company.ok(command, payload);
        for (set, path) in
            [(json!({ "currency": "KWD" }), "rules.currency"), (json!({ "country": "IN" }), "rules.country")]
        {
            let error = company.refused("branch.update", rules(&company, set));
            assert_eq!(reasons(&error), [format!("{path} error.amount_too_large")], "{command}");
        }
        assert_eq!(branch(&company, 0)["currency"], "JPY");
        company.assert_sound();
    }
}

#[test]
fn an_expense_at_a_rate_keeps_the_home_currency_that_it_leads_to() {
    let company = Company::new(Country::Other);
    let project = project(&company);
    let paid = |date: &str, currency: &str, rate: Option<&str>| {
        let set = json!({
            "project_id": project, "description": currency, "amount": "10", "currency": currency, "rate": rate, "date": date,
        });
        company.reply("expense.save", set)
    };
    paid("2026-11-01", "EUR", None);
    paid("2026-11-02", "KES", Some("0.0071"));
    let third = paid("2026-11-03", "USD", Some("0.92"));
    let to_kes = || rules(&company, json!({ "currency": "KES" }));
    let error = company.refused("branch.update", to_kes());
    assert_eq!(reasons(&error), ["rules.currency error.expense_rate_stands"]);
    assert_eq!(
        (&error.fields[0].params["expense"], &error.fields[0].params["currency"]),
        (&json!("USD"), &json!("USD"))
    );
    let gone = company.reply("expense.delete", json!({ "id": third.result["id"], "version": 1 }));
    let changed = company.reply("branch.update", to_kes());
    let home = || -> Vec<Value> {
        let listed = company.ok("expense.list", json!({ "project_id": project }));
        listed["rows"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| json!([row["description"], row["home_amount"], row["rate"]]))
            .collect()
    };
    let ten = json!({ "amount": "10.00", "currency": "KES" });
    assert_eq!(home(), [json!(["KES", ten, null]), json!(["EUR", ten, null])]);
    // What was deleted has a rate to the former home currency.
    let error = company.refused("history.undo", json!({ "seq": gone.undo.unwrap().seq }));
    assert_eq!(error.message_id, "error.expense_rate_stands");
    company.assert_sound();
    // What is noted since keeps the new one.
    let later = paid("2026-11-04", "EUR", Some("140"));
    let undo = json!({ "seq": changed.undo.unwrap().seq });
    assert_eq!(company.refused("history.undo", undo.clone()).message_id, "error.expense_rate_stands");
    company.ok("history.undo", json!({ "seq": later.undo.unwrap().seq }));
    company.ok("history.undo", undo);
    assert_eq!(
        home(),
        [
            json!(["KES", { "amount": "0.07", "currency": "EUR" }, "0.0071"]),
            json!(["EUR", { "amount": "10.00", "currency": "EUR" }, null])
        ]
    );
    company.assert_sound();
}

#[test]
fn an_expense_on_a_draft_stays_there_in_another_home_currency() {
    let company = Company::new(Country::Other);
    let project = project(&company);
    let set = json!({ "project_id": project, "description": "Taxi", "amount": "10", "billable": true });
    company.ok("expense.save", set);
    let draft = company.ok("time.bill", json!({ "project_id": project }));
    company.ok("branch.update", rules(&company, json!({ "currency": "JPY" })));
    let taxi = company.ok("expense.list", json!({ "project_id": project }))["rows"][0].clone();
    assert_eq!(taxi["amount"], json!({ "amount": "10", "currency": "JPY" }));
    assert_eq!(taxi["badge"]["key"], "badge.time.on_draft");
    let total = company.ok("invoice.get", json!({ "id": draft["id"] }))["total"].clone();
    assert_eq!(total, taxi["amount"]);
    company.assert_sound();
}

#[test]
fn addresses_follow_a_country_that_is_put_right() {
    let company = Company::india();
    let at = |name: &str, address: serde_json::Value| {
        company.ok("customer.create", json!({ "name": name, "addresses": [address] }))["id"].clone()
    };
    let gulf = at("Gulf Trading", json!({ "city": "Dubai" }));
    let pune = at("Pune Mills", json!({ "city": "Pune", "region": "27" }));
    let country = |id: &serde_json::Value| {
        company.ok("customer.get", json!({ "id": id }))["addresses"][0]["country"].clone()
    };
    assert_eq!(country(&gulf), "IN");
    company.ok("branch.update", rules(&company, json!({ "country": "AE" })));
    assert_eq!((country(&gulf), country(&pune)), (json!("AE"), json!("IN")));
}
