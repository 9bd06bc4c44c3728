//! How the desk of support is furnished: what requests are about and whose they are, what is promised and what happens when it is not
//! kept, what is said often, and what is known.

use super::teller::{Teller, text};
use crate::kernel::error::Result;
use serde_json::{Value, json};

/// Minutes until the first answer and the solution, day and night, the least urgent first.
const AROUND: [(&str, i64, i64); 4] =
    [("low", 480, 14_400), ("normal", 240, 5_760), ("high", 120, 1_440), ("urgent", 60, 240)];

/// The area is switched on, with what helps to answer. The first branch names what all of them have in common.
pub(super) fn furnish(teller: &Teller, seat: usize) -> Result<()> {
    let helping = &teller.seats[seat].firm.helping;
    teller.call("area.switch", json!({ "area": "support", "state": "live" }))?;
    if seat == 0 {
        categories(teller)?;
        usual(teller)?;
        replies(teller)?;
    }
    around(teller, seat)?;
    let categories = teller.call("ticket_category.list", json!({}))?["rows"].clone();
    for (number, (title, body)) in helping.known.into_iter().enumerate() {
        let note = json!({ "title": title, "body": body, "category_id": categories[number]["id"] });
        teller.call("knowledge_note.save", note)?;
    }
    Ok(())
}

/// What is broken goes to the helper, a change to the owner; questions are for whoever is free.
fn categories(teller: &Teller) -> Result<()> {
    let here = &teller.seats[0];
    let stands = teller.call("ticket_category.list", json!({}))?["rows"].clone();
    let owners = [Some(here.helper.clone()), None, Some(teller.owner()?)];
    let named = here.firm.helping.categories.into_iter().zip(owners).enumerate();
    let rows: Vec<Value> = named
        .map(|(at, (name, owner_id))| json!({ "id": stands[at]["id"], "name": name, "owner_id": owner_id }))
        .collect();
    teller.call("ticket_category.save", json!({ "rows": rows })).map(drop)
}

/// What every customer is promised: whoever has a ticket hears of it before it is late.
fn usual(teller: &Teller) -> Result<()> {
    let policies = teller.call("sla_policy.list", json!({}))?["rows"].clone();
    let Some(policy) = policies.as_array().into_iter().flatten().find(|one| one["is_default"] == true) else {
        return Ok(());
    };
    let save = json!({
        "id": policy["id"], "version": policy["version"], "name": policy["name"], "hours": policy["hours"],
        "is_default": true, "targets": policy["targets"],
        "steps": [
            { "promise": "response", "percent": 100 }, { "promise": "resolution", "percent": 75 },
            { "promise": "resolution", "percent": 100 },
        ],
    });
    teller.call("sla_policy.save", save).map(drop)
}

/// What is promised day and night to whoever buys care, which begins when its project is over. Once it is late, it is raised and given
/// to the owner.
fn around(teller: &Teller, seat: usize) -> Result<()> {
    let here = &teller.seats[seat];
    let targets: Vec<Value> = AROUND
        .into_iter()
        .map(|(priority, response, resolution)| {
            json!({ "priority": priority, "response_minutes": response, "resolution_minutes": resolution })
        })
        .collect();
    let policy = json!({
        "name": here.firm.helping.around, "hours": "always", "targets": targets,
        "steps": [
            { "promise": "response", "percent": 75 }, { "promise": "resolution", "percent": 75 },
            { "promise": "resolution", "percent": 100, "give_id": teller.owner()?, "raises": true },
        ],
    });
    teller.call("sla_policy.save", policy)?;
    let policies = teller.call("sla_policy.list", json!({}))?["rows"].clone();
    let made = policies.as_array().into_iter().flatten().find(|one| one["name"] == here.firm.helping.around);
    let (item, _) = &here.care;
    let version = teller.call("support_offer.get", json!({ "item_id": item }))?["version"].clone();
    let offer = json!({
        "unit": "hours", "amount": "12", "period": "term", "months": 6, "notice_days": 30, "after_project": true,
        "policy_id": made.map(|one| text(&one["id"])).transpose()?,
    });
    let save = json!({ "item_id": item, "version": version, "offer": offer });
    teller.call("support_offer.save", save).map(drop)
}

/// What is said often, and one that only changes the ticket.
fn replies(teller: &Teller) -> Result<()> {
    let here = &teller.seats[0];
    let helping = &here.firm.helping;
    let rows = json!([
        { "name": helping.reply.0, "body": helping.reply.1, "follow": "resolve" },
        { "name": helping.ask_more.0, "body": helping.ask_more.1, "follow": "wait" },
        { "name": helping.visit.0, "tag": helping.visit.1, "priority": "high", "owner_id": here.fitter },
    ]);
    teller.call("saved_reply.save", json!({ "rows": rows })).map(drop)
}
