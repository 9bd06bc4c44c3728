use super::Firm;
use crate::support::reasons;
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;

#[test]
fn what_was_promised_is_seen_on_deal_and_customer_and_kept_or_not() {
    let firm = Firm::new();
    let make = |set: Value| firm.company.ok("commitment.create", json!({ "deal_id": firm.deal, "set": set }));
    let first = make(json!({ "text": "Live before the sale", "due_date": "2026-12-18" }));
    make(json!({ "text": "Same engineer" }));
    let of_deal = || firm.company.ok("commitment.list", json!({ "deal_id": firm.deal }))["rows"].clone();
    let of_customer =
        || firm.company.ok("commitment.list", json!({ "customer_id": firm.customer }))["rows"].clone();
    assert_eq!(of_deal(), of_customer());
    assert_eq!(of_deal()[0]["user"], "Asha Kulkarni");
    firm.company.clock.advance(30 * 86_400_000);
    assert_eq!(of_deal()[0]["badge"]["key"], "badge.days_late");
    let mark = json!({ "id": first["id"], "version": 1, "state": "kept" });
    let kept = firm.company.reply("commitment.mark", mark.clone());
    assert_eq!(of_deal()[0]["badge"]["key"], "badge.kept");
    assert_eq!(of_customer()[0]["text"], "Same engineer", "what is open comes first");
    assert_eq!(firm.company.refused("commitment.mark", mark).code, Code::Conflict);
    firm.company.ok("history.undo", json!({ "seq": kept.undo.unwrap().seq }));
    let version = of_deal()[0]["version"].clone();
    let change =
        json!({ "id": first["id"], "version": version, "set": { "text": "Live on Friday", "due_date": "" } });
    let changed = firm.company.ok("commitment.update", change);
    assert_eq!((&of_deal()[0]["text"], &of_deal()[0]["due_date"]), (&json!("Live on Friday"), &Value::Null));
    firm.company.ok("commitment.delete", json!({ "id": first["id"], "version": changed["version"] }));
    assert_eq!(of_deal().as_array().unwrap().len(), 1);
    firm.company.assert_sound();
}

#[test]
fn a_commitment_says_what_by_whom_and_until_when() {
    let firm = Firm::new();
    let refused = |set: Value| {
        let request = json!({ "deal_id": firm.deal, "set": set });
        reasons(&firm.company.refused("commitment.create", request))
    };
    for (set, reason) in [
        (json!({}), "set.text error.required"),
        (json!({ "text": "A", "due_date": "2026-02-30" }), "set.due_date error.date"),
        (json!({ "text": "A", "promised_by": "nobody" }), "set.promised_by error.no_such_user"),
        (json!({ "text": "A", "activity_id": "nothing" }), "set.activity_id error.no_such_activity"),
    ] {
        assert_eq!(refused(set), [reason]);
    }
    let both = json!({ "deal_id": firm.deal, "customer_id": firm.customer });
    assert_eq!(reasons(&firm.company.refused("commitment.list", both)), ["deal_id error.deal_or_customer"]);
}

#[test]
fn what_was_planned_as_a_promise_becomes_a_commitment_once() {
    let firm = Firm::new();
    let promise = json!({ "subject": "Night work only", "record_id": firm.deal, "due_date": "2026-12-18", "promise": true });
    firm.company.ok("activity.create", promise);
    let sheet = firm.sheet();
    assert_eq!(sheet["promises"][0]["text"], "Night work only");
    let mut request = firm.proposed();
    let promise = &sheet["promises"][0];
    request["commitments"] = json!([
        { "text": promise["text"], "due_date": promise["due_date"], "activity_id": promise["activity_id"] }
    ]);
    firm.confirm(request);
    assert_eq!(firm.sheet()["promises"], json!([]));
    assert_eq!(firm.page()["commitments"][0]["due_date"], "2026-12-18");
    firm.company.assert_sound();
}

#[test]
fn a_promise_reminds_whoever_made_it_and_is_the_next_action_once_its_day_has_come() {
    let firm = Firm::new();
    let rohan = firm.user("Rohan Patil", "owner");
    let set = json!({ "text": "Live before the sale", "due_date": "2026-12-18", "promised_by": rohan });
    let promise = firm.company.ok("commitment.create", json!({ "deal_id": firm.deal, "set": set }));
    firm.confirm(firm.proposed());
    let told = |user: &str| {
        firm.company.ok("inbox.refresh", json!({}));
        let rows = firm.call(user, "inbox.list", json!({})).unwrap().result["rows"].clone();
        let about = rows.as_array().unwrap().iter().filter(|row| row["message_id"] == "inbox.commitment_due");
        about.map(|row| row["record_id"].clone()).collect::<Vec<_>>()
    };
    let next = |kind: &str, id: &str| {
        let request = json!({ "kind": kind, "id": id });
        firm.company.ok("next_action.of_record", request)["action"].clone()
    };
    let promised = |action: &Value| action["subject"]["rule"] == "keep_promise";
    let today = |user: &str| {
        let rows = firm.call(user, "activity.today", json!({})).unwrap().result["rows"].clone();
        let mut rows = rows.as_array().unwrap().clone();
        rows.retain(|row| promised(&row["action"]));
        rows
    };
    assert_eq!(told("Rohan Patil"), [] as [Value; 0], "its day is to come");
    assert_eq!(today("Rohan Patil"), [] as [Value; 0]);
    assert!(!promised(&next("customer", &firm.customer)));
    firm.company.clock.advance(28 * 86_400_000);
    assert_eq!(told("Rohan Patil"), [json!(firm.deal)]);
    assert_eq!(told("Asha Kulkarni"), [] as [Value; 0]);
    let due = today("Rohan Patil");
    assert_eq!((due.len(), &due[0]["record_id"], &due[0]["promise"]), (1, &json!(firm.deal), &json!(true)));
    assert_eq!(due[0]["action"], next("deal", &firm.deal), "as the deal itself says");
    assert_eq!(today("Asha Kulkarni"), [] as [Value; 0]);
    let action = next("customer", &firm.customer);
    assert!(promised(&action), "{action}");
    assert_eq!(action["late"]["key"], "badge.days_late");
    assert_eq!(action["command"]["payload"], json!({ "id": promise["id"], "version": 1, "state": "kept" }));
    assert_eq!(next("deal", &firm.deal), action);
    firm.company.ok("next_action.dismiss", json!({ "subject": action["subject"] }));
    assert!(!promised(&next("deal", &firm.deal)));

    let later = json!({ "id": promise["id"], "version": 1, "set": { "due_date": "2026-12-19" } });
    firm.company.ok("commitment.update", later);
    assert_eq!(told("Rohan Patil").len(), 1, "told of its other day");
    assert!(promised(&next("deal", &firm.deal)));
    firm.company.ok("user.update", json!({ "id": rohan, "version": 1, "active": false }));
    assert_eq!(told("Asha Kulkarni").len(), 1, "whoever works the deal, once they are gone");
    assert_eq!(today("Asha Kulkarni").len(), 1);
    firm.company.ok("commitment.mark", json!({ "id": promise["id"], "version": 2, "state": "kept" }));
    assert_eq!(told("Asha Kulkarni"), [] as [Value; 0]);
    assert_eq!(today("Asha Kulkarni"), [] as [Value; 0]);
    assert!(!promised(&next("customer", &firm.customer)));
    firm.company.assert_sound();
}
