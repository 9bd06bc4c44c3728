//! Making: each day of a recurring invoice that has come becomes a draft dated that day, once.
//!
//! A host asks [`due`] at opening and each minute after, and runs [`make`] for each of them in a transaction of its own, so that what is
//! refused stops no other. Days that passed while nobody looked are caught up. What is refused, because a rate is missing or an item is
//! gone, is told to the owner with the reason and tried again on the next day, or as soon as the recurring invoice is changed.

use super::super::draft::{self, Draft, DraftInput, DraftKind};
use super::super::invoice;
use super::super::store::party;
use super::super::store::recurring::{self as store, Stored};
use super::super::{paper, printing, totals};
use super::super::{plan, reach};
use super::{RecurringState, input_for, retitle};
use crate::documents::{self, Period};
use crate::kernel::error::{Code, Error, Result};
use crate::kernel::money;
use crate::store::notification::{self, NewNotification, NotificationKind};
use crate::store::record;
use crate::store::tx::{Read, Tx};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use ts_rs::TS;

/// Days that are caught up in one transaction; the others follow with the next one.
const AT_ONCE: usize = 60;

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RecurringDueRequest {}

/// The recurring invoices of which a day has come.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RecurringDueResponse {
    /// Their ids, the one that waits longest first.
    pub ids: Vec<String>,
}

/// A recurring invoice whose drafts shall be made.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RecurringMakeRequest {
    /// Which one.
    pub id: String,
}

/// What was made.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct RecurringMakeResponse {
    /// The drafts, one for each day that had come.
    pub invoice_ids: Vec<String>,
}

/// The recurring invoices of which a day has come, but those that were refused today.
///
/// # Errors
/// A failure of the file.
pub fn due(read: &Read<'_>, _: RecurringDueRequest) -> Result<RecurringDueResponse> {
    // The day begins at different hours at the branches; which of them it is, each is asked.
    let tomorrow = read.today()?.succ_opt().unwrap_or(NaiveDate::MAX);
    let mut ids = Vec::new();
    for one in store::coming(read, &tomorrow.to_string())? {
        let today = read.today_at(Some(&one.branch_id))?.to_string();
        if one.next <= today && one.tried.is_none_or(|tried| tried < today) {
            ids.push(one.id);
        }
    }
    Ok(RecurringDueResponse { ids })
}

/// Makes the drafts of the days of a recurring invoice that have come. What is refused is told to its owner and answered with no draft.
///
/// # Errors
/// `not_found`.
pub fn make(tx: &Tx<'_>, request: RecurringMakeRequest) -> Result<RecurringMakeResponse> {
    record::require(tx, "recurring_invoice", &request.id)?;
    let mut stands = store::load(tx, &request.id)?;
    let today = tx.today_at(Some(&stands.branch_id))?;
    let mut invoice_ids = Vec::new();
    while let Some(day) = stands.next.filter(|day| stands.state == RecurringState::Running && *day <= today) {
        if invoice_ids.len() == AT_ONCE {
            break;
        }
        match make_day(tx, &mut stands, day) {
            Ok(invoice_id) => invoice_ids.push(invoice_id),
            Err(error) if matches!(error.code, Code::Invalid | Code::Precondition | Code::NotFound) => {
                store::refuse(tx, &request.id, &today.to_string())?;
                tell_refused(tx, &request.id, &stands, day, &error)?;
                break;
            }
            Err(error) => return Err(error),
        }
    }
    if let Some(last) = invoice_ids.last() {
        retitle(tx, &request.id)?;
        tell_made(tx, last, invoice_ids.len(), today)?;
    }
    Ok(RecurringMakeResponse { invoice_ids })
}

/// Makes the draft of a day by itself: that it did is a fact.
fn make_day(tx: &Tx<'_>, stands: &mut Stored, day: NaiveDate) -> Result<String> {
    let invoice_id = invoice_day(tx, stands, day)?;
    store::made(tx, &stands.id, &invoice_id, &day.to_string())?;
    Ok(invoice_id)
}

/// Makes the draft of a day, which is settled with it. Whoever lets it be made takes it back with the rest of what they did.
pub(super) fn invoice_day(tx: &Tx<'_>, stands: &mut Stored, day: NaiveDate) -> Result<String> {
    let (draft, total_minor) = draft_of(tx, stands, day)?;
    let made = invoice::create_checked(tx, &draft, plan::origin(tx, &draft)?.as_deref())?;
    store::belongs(tx, &made.id, &stands.id)?;
    stands.settle(day);
    store::settle(tx, &stands.id, stands, total_minor)?;
    Ok(made.id)
}

/// The invoice of a day with what it comes to, checked whole before anything is written.
pub(super) fn draft_of(read: &Read<'_>, stands: &Stored, day: NaiveDate) -> Result<(Draft, i64)> {
    let input = filled(read, stands, day)?;
    reach::check(read, &input, None)?;
    let draft = draft::check(read, DraftKind::Invoice, &input)?;
    let total_minor = invoice::total_minor(&draft)?;
    Ok((draft, total_minor))
}

/// What the invoice of a day comes to without tax; `None` where it would be refused.
pub(super) fn net_of(read: &Read<'_>, stands: &Stored, day: NaiveDate) -> Result<Option<i64>> {
    match draft::check(read, DraftKind::Invoice, &filled(read, stands, day)?) {
        Ok(draft) => {
            let net = totals::priced(&draft)?.map(|priced| priced.net);
            Ok(net.and_then(|net| money::minor(net, &draft.currency)))
        }
        Err(error) if error.code == Code::Invalid => Ok(None),
        Err(error) => Err(error),
    }
}

/// What the next invoice says; when none is left, what the last one said.
pub(super) fn next_input(read: &Read<'_>, stands: &Stored) -> Result<DraftInput> {
    filled(read, stands, stands.next.or(stands.done).unwrap_or(stands.rhythm.first))
}

/// What the invoice of a day says: the first one takes what was sold of a plan, where that was left to it.
fn filled(read: &Read<'_>, stands: &Stored, day: NaiveDate) -> Result<DraftInput> {
    let mut input = input_for(stands, day);
    if stands.rhythm.made == 0 {
        plan::put_first_period(read, &stands.id, &mut input)?;
    }
    fill(read, &mut input, day, stands.rhythm.period_end(day))?;
    Ok(input)
}

/// Puts the days of the invoice in place of `{period}`, and their month in place of `{month}`, in the language of the paper.
pub(super) fn fill(read: &Read<'_>, input: &mut DraftInput, first: NaiveDate, last: NaiveDate) -> Result<()> {
    let words = period_words(read, input, first, last)?;
    let lines = input.lines.iter_mut().flatten();
    let texts = lines.flat_map(|line| [&mut line.description, &mut line.detail]);
    let texts = texts.chain([&mut input.subject, &mut input.notes, &mut input.terms]);
    for text in texts.flatten().filter(|text| text.contains('{')) {
        *text = text.replace("{period}", &words.days).replace("{month}", &words.month);
    }
    Ok(())
}

/// Days and their month in the language of the paper.
pub(super) fn period_words(
    read: &Read<'_>,
    input: &DraftInput,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Period> {
    let language = match (&input.language, &input.customer_id) {
        (Some(language), _) => language.clone(),
        (None, Some(id)) => party::customer(read, id)?.map(|customer| customer.language).unwrap_or_default(),
        (None, None) => String::new(),
    };
    documents::period(paper::language(&language), first, last).map_err(|error| printing::refused(&error))
}

/// Tells the owner how many drafts of recurring invoices wait; what was told before of them is told no more.
fn tell_made(tx: &Tx<'_>, invoice_id: &str, made: usize, today: NaiveDate) -> Result<()> {
    let owner = record::owner(tx, invoice_id)?.unwrap_or_else(|| tx.actor().user_id.clone());
    let waiting = store::waiting(tx, &owner)? + i64::try_from(made).unwrap_or(0);
    notification::tell_latest(
        tx,
        &NewNotification {
            user_id: &owner,
            record_id: Some(invoice_id),
            kind: NotificationKind::Reminder,
            about: &format!("recurring:{today}"),
            message_id: "inbox.recurring_drafts",
            params: params([("count", Value::from(waiting))]),
            due_ms: tx.now_ms(),
        },
    )
}

fn tell_refused(tx: &Tx<'_>, id: &str, stands: &Stored, day: NaiveDate, error: &Error) -> Result<()> {
    let about = format!("recurring:{id}:{day}");
    tell_reason(tx, (id, &stands.code), (&about, "inbox.recurring_refused"), Some(day), error)
}

/// Tells the owner of a recurring invoice, by its id and code, what could not be done with it and why.
pub(super) fn tell_reason(
    tx: &Tx<'_>,
    (id, code): (&str, &str),
    (about, message_id): (&str, &str),
    day: Option<NaiveDate>,
    error: &Error,
) -> Result<()> {
    let owner = record::owner(tx, id)?.unwrap_or_else(|| tx.actor().user_id.clone());
    let (reason, values) = match error.fields.first() {
        Some(field) => (&field.message_id, &field.params),
        None => (&error.message_id, &error.params),
    };
    let told = NewNotification {
        user_id: &owner,
        record_id: Some(id),
        kind: NotificationKind::Reminder,
        about,
        message_id,
        params: params([
            ("number", Value::from(code)),
            ("date", day.map_or(Value::Null, |day| Value::from(day.to_string()))),
            ("reason", json!({ "message_id": reason, "params": values })),
        ]),
        due_ms: tx.now_ms(),
    };
    notification::tell(tx, &told)?;
    notification::restate(tx, &owner, told.about, &told.params)
}

fn params<const N: usize>(values: [(&str, Value); N]) -> Map<String, Value> {
    values.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
