//! What people say to a proposed action instead of doing it: later, or not needed. Kept as records, so that a rule can be
//! reviewed, and taken back like any other change.

use super::ActionSubject;
use crate::crm::activity::start_of_day;
use crate::crm::store::{activity as activities, next_action as store};
use crate::kernel::error::{Error, Result};
use crate::store::record;
use crate::store::tx::Tx;
use chrono::{Datelike as _, Days, Months, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// When a snoozed action is shown again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ActionSnoozeUntil {
    /// The next day.
    Tomorrow,
    /// The next Monday.
    NextWeek,
    /// The same day of the next month, or its last.
    NextMonth,
}

/// Shows an action later.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct NextActionSnoozeRequest {
    /// What the action is about.
    pub subject: ActionSubject,
    /// When it is shown again.
    pub until: ActionSnoozeUntil,
}

/// Says that an action is not needed. The rule speaks again when the state behind it has changed.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct NextActionDismissRequest {
    /// What the action is about.
    pub subject: ActionSubject,
}

/// What was said to an action.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct NextActionAnswer {
    /// The id of the answer.
    pub id: String,
    /// The first day on which the action may be shown again, `YYYY-MM-DD`; null when it is not needed.
    pub until: Option<String>,
}

/// Shows an action again on a later day.
///
/// # Errors
/// `not_found` when the record may not be seen; `error.too_long` at `subject.state`.
pub fn snooze(tx: &Tx<'_>, request: NextActionSnoozeRequest) -> Result<NextActionAnswer> {
    let until = day(tx.today()?, request.until).ok_or_else(|| Error::internal("the calendar has ended"))?;
    let until_ms = start_of_day(tx, until)?;
    let id = keep(tx, &request.subject, until_ms)?;
    Ok(NextActionAnswer { id, until: Some(until.to_string()) })
}

/// Says that an action is not needed.
///
/// # Errors
/// As [`snooze`].
pub fn dismiss(tx: &Tx<'_>, request: NextActionDismissRequest) -> Result<NextActionAnswer> {
    Ok(NextActionAnswer { id: keep(tx, &request.subject, None)?, until: None })
}

fn keep(tx: &Tx<'_>, subject: &ActionSubject, until_ms: Option<i64>) -> Result<String> {
    let kind = activities::kind_of(tx, &subject.record_id)?.ok_or_else(|| Error::not_found("record"))?;
    record::require_readable(tx, &kind, &subject.record_id)?;
    crate::kernel::text::line("subject.state", &subject.state).map_err(|field| Error::fields(vec![field]))?;
    store::insert_answer(tx, subject, until_ms)
}

fn day(today: NaiveDate, until: ActionSnoozeUntil) -> Option<NaiveDate> {
    match until {
        ActionSnoozeUntil::Tomorrow => today.succ_opt(),
        ActionSnoozeUntil::NextWeek => {
            today.checked_add_days(Days::new(7 - u64::from(today.weekday().num_days_from_monday())))
        }
        ActionSnoozeUntil::NextMonth => today.checked_add_months(Months::new(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::{ActionSnoozeUntil, day};

    #[test]
    fn a_snooze_ends_on_a_day_of_the_calendar() {
        for (today, until, expected) in [
            ("2026-11-22", ActionSnoozeUntil::Tomorrow, "2026-11-23"),
            ("2026-11-22", ActionSnoozeUntil::NextWeek, "2026-11-23"),
            ("2026-11-23", ActionSnoozeUntil::NextWeek, "2026-11-30"),
            ("2027-01-31", ActionSnoozeUntil::NextMonth, "2027-02-28"),
        ] {
            assert_eq!(day(today.parse().unwrap(), until).unwrap().to_string(), expected, "{today}");
        }
    }
}
