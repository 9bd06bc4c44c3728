//! What the program does by itself while a company is open, as often in the story as somebody would see it: steps of service levels that
//! are due, contracts that go on, next terms that are proposed.

use super::teller::{DAYS, Teller};
use crate::kernel::error::Result;
use serde_json::json;

/// Minutes after nine o'clock at which clocks are looked at.
const LOOKS: [u64; 3] = [80, 320, 560];

/// Plans the looks of the year. There is one company, whatever branches it has.
pub(super) fn plan(teller: &mut Teller) {
    for day in 1..DAYS.unsigned_abs() {
        teller.on_day(0, day, 75, |teller| {
            each(teller, "contract.rolling", "contract.roll")?;
            each(teller, "contract.to_propose", "contract.propose_ahead")
        });
        for minute in LOOKS {
            teller.on_day(0, day, minute, |teller| each(teller, "ticket.due", "ticket.escalate"));
        }
    }
}

/// Does what is due.
fn each(teller: &Teller, due: &str, act: &str) -> Result<()> {
    let ids = teller.call(due, json!({}))?["ids"].clone();
    ids.as_array().into_iter().flatten().try_for_each(|id| teller.call(act, json!({ "id": id })).map(drop))
}
