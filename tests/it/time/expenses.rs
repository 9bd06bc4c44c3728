use super::{Work, id};
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
fn who_may_not_see_costs_sees_no_expenses() {
    let work = Work::new();
    work.user("Ravi", "delivery", None);
    let asked = json!({ "project_id": work.project });
    assert!(work.as_user("Ravi", "expense.list", asked).is_err());
    let taxi = json!({ "project_id": work.project, "description": "Taxi", "amount": "150" });
    assert!(work.as_user("Ravi", "expense.save", taxi).is_err());
}

#[test]
fn the_history_of_a_project_keeps_costs_for_those_who_may_see_them() {
    let work = Work::new();
    work.company.ok(
        "expense.save",
        json!({ "project_id": work.project, "supplier": "Sample Cables", "description": "Cable", "amount": "300" }),
    );
    let fitter = work.user("Ravi Kumar", "delivery", None);
    let of_project = json!({ "kind": "project", "id": work.project });
    let tables = |history: &Value| -> Vec<String> {
        let changes =
            history["actions"].as_array().unwrap().iter().flat_map(|one| one["changes"].as_array().unwrap());
        changes.map(|change| change["table"].as_str().unwrap().to_owned()).collect()
    };
    let owner = work.company.ok("history.of_record", of_project.clone());
    assert!(tables(&owner).contains(&"expense".to_owned()), "{owner}");
    let others = work.as_user(&fitter, "history.of_record", of_project).unwrap().result;
    assert!(tables(&others).contains(&"project".to_owned()), "{others}");
    assert!(!others.to_string().contains("xpense") && !others.to_string().contains("Cable"), "{others}");
}
