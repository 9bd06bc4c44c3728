//! What was used beyond on the estimate of a renewal: sold with it, or free again.

use super::Care;
use crate::support::assert_refused;
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;

#[test]
fn what_a_won_renewal_left_out_is_offered_again() {
    let care = Care::new();
    care.work(27 * 60);
    let proposed = care.propose();
    assert_eq!(care.open(), 0, "it stands on the estimate");
    let version = care.company.ok("deal.get", json!({ "id": proposed["deal_id"] }))["row"]["version"].clone();
    let won = care.company.ok("deal.win", json!({ "id": proposed["deal_id"], "version": version }));
    let warned: Vec<&Value> =
        won["warnings"].as_array().unwrap().iter().map(|one| &one["message_id"]).collect();
    assert!(warned.contains(&&json!("warning.renewal_overage")), "{warned:?}");
    assert_eq!(care.open(), 180);
    // Whoever accepts the estimate after all sells it with that, and then it is not billed twice.
    let sent = json!({ "id": proposed["estimate_id"], "version": 1, "how": "print" });
    care.company.ok("estimate.send", sent);
    care.bill();
    let yes = json!({ "id": proposed["estimate_id"], "said_by": "Nitin Vora", "how": "email" });
    let refused = care.company.refused("estimate.accept", yes);
    assert_refused(&refused, Code::Precondition, "error.overage_billed");
    care.company.assert_sound();
}

#[test]
fn a_renewal_takes_only_what_is_billed_nowhere_and_keeps_it_while_it_stands() {
    let care = Care::new();
    care.work(25 * 60);
    care.bill();
    care.work(120);
    let proposed = care.propose();
    let estimate = care.company.ok("estimate.get", json!({ "id": proposed["estimate_id"] }));
    let line = &estimate["draft"]["lines"][1];
    assert_eq!(
        (&line["quantity"], &line["detail"]),
        (&json!("2"), &json!("ENT-0001 · 1 Nov 2026 – 30 Nov 2026"))
    );
    assert_eq!((care.open(), &care.to_bill()["billed"][1]["kind"]), (0, &json!("estimate")));
    let sent = json!({ "id": proposed["estimate_id"], "version": 1, "how": "email" });
    care.company.ok("estimate.send", sent);
    assert_eq!(care.open(), 0);
    let declined =
        json!({ "id": proposed["estimate_id"], "said_by": "Sunita Rao", "how": "phone", "note": "Too dear" });
    let declined = care.company.reply("estimate.decline", declined);
    assert_eq!(care.open(), 120);
    care.company.ok("history.undo", json!({ "seq": declined.undo.unwrap().seq }));
    assert_eq!(care.open(), 0);
    let deal = care.company.ok("deal.get", json!({ "id": proposed["deal_id"] }))["row"].clone();
    let lost = json!({ "id": deal["id"], "version": deal["version"], "reason": "Price" });
    care.company.ok("deal.lose", lost);
    assert_eq!(care.open(), 120);
    care.company.assert_sound();
}

#[test]
fn a_copy_of_a_renewal_leaves_out_what_was_used_beyond() {
    let care = Care::new();
    care.work(26 * 60);
    let proposed = care.propose();
    let lines = |id: &Value| {
        let page = care.company.ok("estimate.get", json!({ "id": id }));
        page["draft"]["lines"].as_array().unwrap().len()
    };
    let before = lines(&proposed["estimate_id"]);
    let copy = care.company.ok("estimate.copy", json!({ "id": proposed["estimate_id"] }));
    assert_eq!(copy["warnings"][0]["message_id"], "warning.copy_without_work");
    assert!(lines(&copy["id"]) < before);
    care.company.assert_sound();
}

#[test]
fn a_renewal_that_is_opened_again_does_not_sell_what_was_invoiced_meanwhile() {
    let care = Care::new();
    care.work(26 * 60);
    let proposed = care.propose();
    let estimate = proposed["estimate_id"].clone();
    care.company.ok("estimate.send", json!({ "id": estimate, "version": 1, "how": "email" }));
    let deal = || care.company.ok("deal.get", json!({ "id": proposed["deal_id"] }))["row"]["version"].clone();
    care.company.ok("deal.lose", json!({ "id": proposed["deal_id"], "version": deal(), "reason": "Price" }));
    let bill = care.bill();
    let accepted = json!({ "id": estimate, "said_by": "Sunita Rao", "how": "phone" });
    care.company.ok("deal.reopen", json!({ "id": proposed["deal_id"], "version": deal() }));
    let refused = care.company.refused("estimate.accept", accepted.clone());
    assert_refused(&refused, Code::Precondition, "error.overage_billed");
    assert!(!refused.params["document"].as_str().unwrap().is_empty());
    let version = care.company.ok("estimate.get", json!({ "id": estimate }))["version"].clone();
    let again = json!({ "id": estimate, "version": version, "how": "email" });
    assert_refused(&care.company.refused("estimate.send", again), Code::Precondition, "error.overage_billed");
    // Its undo would bill twice, so it is refused.
    let gone = json!({ "id": bill["id"], "version": bill["version"] });
    care.company.core.call(None, "invoice.delete", gone, Mode::Run).unwrap();
    care.company.ok("estimate.accept", accepted);
    assert_eq!((care.open(), &care.to_bill()["excess"]), (0, &json!([])));
    care.company.assert_sound();
}
