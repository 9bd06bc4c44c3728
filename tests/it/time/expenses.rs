use super::{Work, id};
use crate::attachments::base64;
use crate::support::{assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

fn margin(work: &Work) -> Value {
    work.company.ok("time.budget", json!({ "project_id": work.project }))["margin"].clone()
}

fn rows(work: &Work) -> Vec<Value> {
    let listed = work.company.ok("expense.list", json!({ "project_id": work.project }));
    listed["rows"].as_array().unwrap().clone()
}

#[test]
fn what_was_spent_counts_in_the_margin_and_is_changed_and_taken_back() {
    let work = Work::new();
    let asha = id(&work.company.ok("user.list", json!({}))["rows"][0]);
    work.log("2026-11-16", "2h");
    work.company.ok("time_rate.save", json!({ "user_id": asha, "rate": "1000" }));
    work.company.ok("time_cost.save", json!({ "user_id": asha, "from": "2026-11-02", "cost": "400" }));
    assert_eq!(margin(&work)["margin"]["amount"], "1200.00");
    let taxi = json!({ "project_id": work.project, "description": "Taxi", "amount": "150.50", "date": "2026-11-16" });
    work.company.ok("expense.save", taxi);
    let bill = json!({
        "project_id": work.project, "kind": "bill", "supplier": "Sample Cables", "description": "Cable", "amount": "300",
        "date": "2026-11-17",
    });
    let made = work.company.reply("expense.save", bill);
    let stands = margin(&work);
    assert_eq!(
        (&stands["cost"]["amount"], &stands["expenses"]["amount"], &stands["margin"]["amount"]),
        (&json!("1250.50"), &json!("450.50"), &json!("749.50"))
    );
    let [bill, taxi] = <[Value; 2]>::try_from(rows(&work)).unwrap();
    assert_eq!((&bill["kind"], &bill["supplier"]), (&json!("bill"), &json!("Sample Cables")));
    let less = json!({
        "id": taxi["id"], "version": taxi["version"], "project_id": work.project, "description": "Taxi", "amount": "100",
    });
    work.company.ok("expense.save", less.clone());
    assert_eq!(margin(&work)["expenses"]["amount"], "400.00");
    assert_refused(&work.company.refused("expense.save", less), Code::Conflict, "error.conflict");
    work.company.ok("history.undo", json!({ "seq": made.undo.unwrap().seq }));
    assert_eq!(rows(&work).len(), 1);
    let gone = json!({ "id": taxi["id"], "version": 2 });
    let gone = work.company.reply("expense.delete", gone);
    assert_eq!(margin(&work)["expenses"]["amount"], "0.00");
    work.company.ok("history.undo", json!({ "seq": gone.undo.unwrap().seq }));
    assert_eq!(margin(&work)["expenses"]["amount"], "100.00");
    work.company.assert_sound();
}

#[test]
fn an_expense_needs_a_project_words_and_an_amount_above_zero() {
    let work = Work::new();
    for (set, expected) in [
        (
            json!({ "project_id": "nobody", "description": "Taxi", "amount": "1" }),
            "project_id error.no_such_project",
        ),
        (
            json!({ "project_id": work.project, "description": " ", "amount": "1" }),
            "description error.required",
        ),
        (
            json!({ "project_id": work.project, "description": "Taxi", "amount": "0" }),
            "amount error.not_positive",
        ),
        (
            json!({ "project_id": work.project, "description": "Taxi", "amount": "-3" }),
            "amount error.not_positive",
        ),
        (
            json!({ "project_id": work.project, "description": "Taxi", "amount": "1", "date": "2026-02-30" }),
            "date error.date",
        ),
    ] {
        assert_eq!(reasons(&work.company.refused("expense.save", set)), [expected]);
    }
    assert_eq!(rows(&work), Vec::<Value>::new());
}

#[test]
fn what_was_paid_in_another_currency_counts_at_its_rate() {
    let work = Work::new();
    let rate =
        |currency: &str| work.company.ok("expense.rate", json!({ "currency": currency }))["rate"].clone();
    assert_eq!(rate("AED"), Value::Null);
    let flight = json!({
        "project_id": work.project, "description": "Flight", "amount": "100.10", "currency": "aed", "rate": "22.755", "date": "2026-11-16",
    });
    let made = work.company.reply("expense.save", flight.clone());
    let [row] = <[Value; 1]>::try_from(rows(&work)).unwrap();
    assert_eq!(
        (&row["amount"], &row["home_amount"], &row["rate"]),
        (
            &json!({ "amount": "100.10", "currency": "AED" }),
            // 2277.7755
            &json!({ "amount": "2277.78", "currency": "INR" }),
            &json!("22.755")
        )
    );
    assert_eq!(margin(&work)["expenses"], json!({ "amount": "2277.78", "currency": "INR" }));
    // Half of the smallest coin goes up, away from zero.
    let half = json!({
        "project_id": work.project, "description": "Fee", "amount": "0.01", "currency": "AED", "rate": "22.5", "date": "2026-11-15",
    });
    let half = work.company.ok("expense.save", half);
    assert_eq!(rows(&work)[1]["home_amount"]["amount"], "0.23");
    assert_eq!(rate("AED"), "22.755", "that of the newest day");
    work.company.ok("expense.delete", json!({ "id": half["id"], "version": 1 }));
    // It was paid at home after all.
    let mut at_home = flight.clone();
    at_home["id"] = made.result["id"].clone();
    at_home["version"] = json!(1);
    at_home["currency"] = json!("INR");
    let changed = work.company.reply("expense.save", at_home);
    assert_eq!(
        (&rows(&work)[0]["rate"], &margin(&work)["expenses"]["amount"]),
        (&Value::Null, &json!("100.10"))
    );
    work.company.ok("history.undo", json!({ "seq": changed.undo.unwrap().seq }));
    assert_eq!(margin(&work)["expenses"]["amount"], "2277.78");
    work.company.assert_sound();
}

#[test]
fn the_check_sees_an_expense_that_counts_as_another_amount() {
    let work = Work::new();
    let damages = ["base_minor = 1", "base_currency = 'EUR'", "rate = '1'"];
    for description in damages {
        let taxi = json!({ "project_id": work.project, "description": description, "amount": "150" });
        work.company.ok("expense.save", taxi);
    }
    for set in damages {
        let damage = format!("UPDATE expense SET {set} WHERE description = ?1");
        work.company.core.file().writer().execute(&damage, [set]).unwrap();
    }
    let checked = throughline_core::store::integrity::check(work.company.core.file());
    let check = checked.iter().find(|check| check.name == "expense_at_home").unwrap();
    assert_eq!(check.problems.len(), 3, "{:?}", check.problems);
}

#[test]
fn a_currency_needs_to_be_one_and_a_rate_that_is_one() {
    let work = Work::new();
    let most = "999999999999999";
    for (currency, amount, rate, expected) in [
        ("XYZ", "1", Some("2"), vec!["currency error.currency"]),
        ("dirham", "1", None, vec!["currency error.currency"]),
        ("AED", "1", None, vec!["rate error.rate_needed"]),
        ("AED", "1", Some(" "), vec!["rate error.rate_needed"]),
        ("AED", "1", Some("0"), vec!["rate error.not_positive"]),
        ("AED", "1", Some("-22"), vec!["rate error.not_positive"]),
        ("AED", "1", Some("much"), vec!["rate error.amount"]),
        ("AED", "0", Some("0"), vec!["amount error.not_positive", "rate error.not_positive"]),
        ("JPY", "1.5", Some("0.6"), vec!["amount error.amount_places"]),
        ("AED", "9999999999", Some(most), vec!["rate error.rate_too_large"]),
    ] {
        let set = json!({
            "project_id": work.project, "description": "Flight", "amount": amount, "currency": currency, "rate": rate,
        });
        assert_eq!(
            reasons(&work.company.refused("expense.save", set)),
            expected,
            "{currency} {amount} {rate:?}"
        );
    }
    assert_eq!(
        reasons(&work.company.refused("expense.rate", json!({ "currency": "XYZ" }))),
        ["currency error.currency"]
    );
    assert_eq!(rows(&work), Vec::<Value>::new());
}

#[test]
fn the_receipt_of_an_expense_is_seen_by_who_sees_costs() {
    let work = Work::new();
    for (name, preset) in [("Ravi", "delivery"), ("Vera", "viewer"), ("Farid", "finance")] {
        work.user(name, preset, None);
    }
    let flight =
        json!({ "project_id": work.project, "description": "Flight", "amount": "150", "date": "2026-11-16" });
    let flight = id(&work.company.ok("expense.save", flight));
    let receipt = json!({ "name": "receipt.pdf", "bytes": base64(b"%PDF-1.7 receipt") });
    let add = json!({ "record_id": flight, "files": [receipt] });
    let added = work.company.reply("attachment.add", add.clone());
    assert_eq!(rows(&work)[0]["files"], 1);
    let file = added.result["ids"][0].clone();
    let asked = [
        ("attachment.list", json!({ "record_id": flight })),
        ("attachment.add", add),
        ("attachment.withdraw", json!({ "id": file })),
        ("history.of_record", json!({ "kind": "expense", "id": flight })),
    ];
    for user in ["Ravi", "Vera"] {
        for (command, payload) in &asked {
            let error = work.as_user(user, command, payload.clone()).unwrap_err();
            assert_eq!(error.code, Code::NotFound, "{user} {command}");
        }
        let error =
            work.company.core.bytes(Some(user), "attachment.bytes", json!({ "id": file })).unwrap_err();
        assert_eq!(error.code, Code::NotFound, "{user}");
        // The history of its project, which they see, says nothing of it.
        let project = json!({ "kind": "project", "id": work.project });
        let told = work.as_user(user, "history.of_record", project).unwrap().result.to_string();
        assert!(
            told.contains("project.create") && !told.contains("expense") && !told.contains("Flight"),
            "{told}"
        );
        let found = work.as_user(user, "search.find", json!({ "q": "Flight" })).unwrap().result;
        assert_eq!(found["hits"], json!([]), "{user}");
    }
    let read = work.company.core.bytes(Some("Farid"), "attachment.bytes", json!({ "id": file })).unwrap();
    assert_eq!(read.bytes, b"%PDF-1.7 receipt");
    let told =
        work.as_user("Farid", "history.of_record", json!({ "kind": "expense", "id": flight })).unwrap();
    let commands: Vec<&Value> =
        told.result["actions"].as_array().unwrap().iter().map(|action| &action["command"]).collect();
    assert_eq!(commands, ["attachment.add", "expense.save"]);
    // What is taken away takes its files along, and comes back with them.
    let gone = work.company.reply("expense.delete", json!({ "id": flight, "version": 1 }));
    assert!(work.company.core.bytes(None, "attachment.bytes", json!({ "id": file })).is_err());
    work.company.ok("history.undo", json!({ "seq": gone.undo.unwrap().seq }));
    assert_eq!(rows(&work)[0]["files"], 1);
    work.company.ok("attachment.withdraw", json!({ "id": file }));
    assert_eq!(rows(&work)[0]["files"], 0);
    work.company.assert_sound();
}

#[test]
fn who_may_not_see_costs_sees_no_expenses() {
    let work = Work::new();
    work.user("Ravi", "delivery", None);
    let asked = json!({ "project_id": work.project });
    assert!(work.as_user("Ravi", "expense.list", asked).is_err());
    let taxi = json!({ "project_id": work.project, "description": "Taxi", "amount": "150" });
    assert!(work.as_user("Ravi", "expense.save", taxi).is_err());
    assert!(work.as_user("Ravi", "expense.rate", json!({ "currency": "AED" })).is_err());
}

#[test]
fn the_history_of_a_project_keeps_costs_for_those_who_may_see_them() {
    let work = Work::new();
    work.company.ok(
        "expense.save",
        json!({ "project_id": work.project, "supplier": "Sample Cables", "description": "Cable", "amount": "300" }),
    );
    let fitter = work.user("Ravi Kumar", "delivery", None);
    let expense =
        work.company.ok("expense.list", json!({ "project_id": work.project }))["rows"][0]["id"].clone();
    let of_expense = json!({ "kind": "expense", "id": expense });
    let own = work.company.ok("history.of_record", of_expense.clone());
    assert!(own.to_string().contains("Sample Cables"), "{own}");
    let refused = work.as_user(&fitter, "history.of_record", of_expense).unwrap_err();
    assert_eq!(refused.code, Code::NotFound);
    let of_project = json!({ "kind": "project", "id": work.project });
    let others = work.as_user(&fitter, "history.of_record", of_project).unwrap().result;
    assert!(others.to_string().contains("Cameras"), "{others}");
    assert!(!others.to_string().contains("xpense") && !others.to_string().contains("Cable"), "{others}");
}
