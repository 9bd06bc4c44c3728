//! Renewals that are proposed by themselves, and the way back from a renewal to its contract.

use super::{DAY, contract, gives, id, monday, open, refused};
use crate::support::{Company, assert_refused};
use serde_json::{Value, json};
use throughline_core::api::Mode;
use throughline_core::kernel::error::Code;

/// What a host does every few minutes: the ids that were to be proposed, each of which is.
fn look(company: &Company) -> Vec<Value> {
    let ids = company.ok("contract.to_propose", json!({}))["ids"].as_array().unwrap().clone();
    for id in &ids {
        company.ok("contract.propose_ahead", json!({ "id": id }));
    }
    ids
}

fn told(company: &Company) -> Vec<Value> {
    let rows = company.ok("inbox.list", json!({}))["rows"].as_array().unwrap().clone();
    rows.into_iter().filter(|row| row["message_id"] == "inbox.renewal_proposed").collect()
}

fn get(company: &Company, id: &str) -> Value {
    company.ok("contract.get", json!({ "id": id }))
}

#[test]
fn the_next_term_is_proposed_ahead_once_and_who_owns_the_contract_is_told() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({ "notice_days": 30 }));
    contract(&company, &customer, &json!({ "name": "Goes on", "auto_renew": true, "notice_days": 30 }));
    gives(&company, &customer, &care, "term");
    let ticket = open(&company, &customer, &json!({}));
    company.works(&ticket, 18 * 60 + 30);
    assert!(look(&company).is_empty(), "notice can be given until March");
    // To the last of January 2027: thirty days before the last day of notice, the first of March.
    company.clock.advance(69 * DAY);
    assert_eq!(look(&company), [json!(care)]);
    assert!(look(&company).is_empty(), "once");
    let deal = get(&company, &care)["renewal_deal_id"].clone();
    let rows = told(&company);
    assert_eq!((rows.len(), &rows[0]["record_id"]), (1, &deal));
    let estimates = company.ok("estimate.list", json!({ "filter": { "deal_id": deal } }));
    let draft = company.ok("estimate.get", json!({ "id": estimates["rows"][0]["id"] }))["draft"].clone();
    assert_eq!(
        draft["lines"][0]["detail"], "1 Apr 2027 – 31 Mar 2028\nGold: 18.5 h of 24 h used",
        "the days of the next term, and what was used of this one"
    );
    // The way back: the deal knows its contract, and each leads to the other in their threads.
    let back = company.ok("contract.list", json!({ "filter": { "renewal_deal_id": deal } }));
    assert_eq!(back["rows"][0]["id"], json!(care));
    let thread = company.ok("thread.get", json!({ "kind": "deal", "id": deal }));
    let renews = thread["steps"].as_array().unwrap().iter().find(|step| step["step"] == "renews").unwrap();
    assert_eq!(renews["id"], json!(care));
    company.assert_sound();
}

#[test]
fn what_is_taken_back_is_not_proposed_again_before_the_next_term() {
    let (company, customer) = monday();
    let care = contract(&company, &customer, &json!({}));
    company.clock.advance(100 * DAY);
    let done = company.reply("contract.propose_ahead", json!({ "id": care }));
    company.ok("history.undo", json!({ "seq": done.undo.unwrap().seq }));
    assert_eq!(get(&company, &care)["renewal_deal_id"], Value::Null);
    assert!(look(&company).is_empty() && told(&company).is_empty());
    // By hand it can be proposed, and taken back with its deal and estimate, by whoever may.
    let version = |company: &Company| get(company, &care)["row"]["version"].clone();
    let by_hand = company.ok("contract.propose", json!({ "id": care, "version": version(&company) }));
    let taken = company.reply("contract.take_back", json!({ "id": care, "version": version(&company) }));
    let gone = company.core.call(None, "deal.get", json!({ "id": by_hand["deal_id"] }), Mode::Run);
    assert_eq!(gone.unwrap_err().code, Code::NotFound);
    let again = json!({ "id": care, "version": version(&company) });
    let none = company.core.call(None, "contract.take_back", again, Mode::Run).unwrap_err();
    assert_refused(&none, Code::Precondition, "error.renewal_not_proposed");
    company.ok("history.undo", json!({ "seq": taken.undo.unwrap().seq }));
    assert_eq!(get(&company, &care)["renewal_deal_id"], by_hand["deal_id"]);
    // The deal alone does not go, and says how it does, also once its estimate is gone.
    let (estimate, row) = (
        by_hand["estimate_id"].clone(),
        company.ok("deal.get", json!({ "id": by_hand["deal_id"] }))["row"].clone(),
    );
    let stands = company.ok("estimate.get", json!({ "id": estimate }));
    let gone = company.reply("estimate.delete", json!({ "id": estimate, "version": stands["version"] }));
    let kept = company.refused("deal.delete", json!({ "id": row["id"], "version": row["version"] }));
    assert_refused(&kept, Code::Precondition, "error.deal_proposes");
    assert_eq!(kept.params["contract"], "CON-0001");
    company.ok("history.undo", json!({ "seq": gone.undo.unwrap().seq }));
    // What was sent stays.
    let stands = company.ok("estimate.get", json!({ "id": by_hand["estimate_id"] }));
    company.ok(
        "estimate.send",
        json!({ "id": by_hand["estimate_id"], "version": stands["version"], "how": "print" }),
    );
    let late = json!({ "id": care, "version": version(&company) });
    let sent = company.core.call(None, "contract.take_back", late, Mode::Run).unwrap_err();
    assert_refused(&sent, Code::Precondition, "error.sent_already");
    // In the next term the deal of the last one still leads to its contract.
    let deal = company.ok("deal.get", json!({ "id": by_hand["deal_id"] }))["row"].clone();
    company.ok(
        "deal.lose",
        json!({ "id": deal["id"], "version": deal["version"], "reason": "She renews as it is" }),
    );
    company.ok("contract.renew", json!({ "id": care, "version": version(&company) }));
    let back = json!({ "filter": { "renewal_deal_id": by_hand["deal_id"] } });
    assert_eq!(company.ok("contract.list", back)["rows"][0]["id"], json!(care));
    company.assert_sound();
}

#[test]
fn which_contracts_and_how_long_ahead_is_a_setting() {
    let (company, customer) = monday();
    let ends = contract(&company, &customer, &json!({}));
    let goes_on = contract(&company, &customer, &json!({ "auto_renew": true }));
    contract(&company, &customer, &json!({ "start": "2026-12-01", "name": "To come" }));
    let given_up = contract(&company, &customer, &json!({ "name": "Given up" }));
    company.ok(
        "contract.end",
        json!({ "id": given_up, "version": 1, "reason": "Moved away", "date": "2027-03-31" }),
    );
    let set = |ahead: &str, days: i64| {
        let version = company.ok("renewal_setting.get", json!({}))["version"].clone();
        company.ok("renewal_setting.save", json!({ "version": version, "ahead": ahead, "days": days }));
        company.ok("contract.to_propose", json!({}))["ids"].as_array().unwrap().clone()
    };
    let mut both = vec![json!(ends), json!(goes_on)];
    both.sort_by_key(ToString::to_string);
    assert_eq!((set("ending", 100), set("ending", 130)), (vec![], vec![json!(ends)]));
    let mut all = set("all", 366);
    all.sort_by_key(ToString::to_string);
    assert_eq!((all, set("none", 366)), (both, vec![]));
    let wrong = json!({ "version": 5, "ahead": "all", "days": 400 });
    assert_eq!(refused(&company, "renewal_setting.save", wrong), ["days error.between"]);
    company.assert_sound();
}

#[test]
fn a_deal_shows_the_contract_and_the_support_that_came_from_it() {
    let (company, customer) = monday();
    let deal = id(&company.ok("deal.create", json!({ "title": "Wi-Fi", "customer_id": customer })));
    let care = contract(&company, &customer, &json!({ "deal_id": deal }));
    contract(&company, &customer, &json!({ "name": "Another" }));
    company.ok(
        "entitlement.create",
        json!({ "customer_id": customer, "contract_id": care, "deal_id": deal, "name": "Gold", "unit": "unlimited",
            "period": "term", "start": "2026-04-01", "end": "2027-03-31" }),
    );
    let of = json!({ "filter": { "deal_id": deal } });
    for list in ["contract.list", "entitlement.list"] {
        assert_eq!(company.ok(list, of.clone())["rows"].as_array().unwrap().len(), 1, "{list}");
    }
}

#[test]
fn what_was_told_of_a_renewal_goes_when_its_contract_has_ended_or_gone_on() {
    for ends in [true, false] {
        let (company, customer) = monday();
        let care = contract(&company, &customer, &json!({}));
        let euro = contract(&company, &customer, &json!({ "currency": "EUR" }));
        company.clock.advance(100 * DAY);
        for one in [&care, &euro] {
            company.ok("contract.propose_ahead", json!({ "id": one }));
        }
        let messages = || {
            let rows = company.ok("inbox.list", json!({}))["rows"].as_array().unwrap().clone();
            let told = rows.into_iter().map(|row| row["message_id"].as_str().unwrap().to_owned());
            let mut told: Vec<_> = told.filter(|id| id.starts_with("inbox.renewal_")).collect();
            told.sort();
            told
        };
        assert_eq!(messages(), ["inbox.renewal_no_rate", "inbox.renewal_proposed"]);
        for one in [&care, &euro] {
            let at = |more: Value| {
                let mut request = json!({ "id": one, "version": get(&company, one)["row"]["version"] });
                request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
                request
            };
            if ends {
                company.ok("contract.end", at(json!({ "reason": "Moved away" })));
            } else if one == &care {
                let deal =
                    company.ok("deal.get", json!({ "id": get(&company, one)["renewal_deal_id"] }))["row"]
                        .clone();
                company.ok("deal.win", json!({ "id": deal["id"], "version": deal["version"] }));
            } else {
                company.ok("contract.renew", at(json!({})));
            }
        }
        assert_eq!(messages(), [] as [&str; 0], "ended: {ends}");
        company.assert_sound();
    }
}
