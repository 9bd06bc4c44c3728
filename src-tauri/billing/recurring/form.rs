//! A recurring invoice as it is typed: the form of an invoice, checked as that of its next day, and its days.

use super::super::draft::{self, Draft, DraftInput, DraftKind, Share, TaxInput};
use super::super::invoice;
use super::super::store::recurring::{self as store, Stored};
use super::rhythm::{RecurringRhythm, Rhythm};
use crate::kernel::decimal::canonical;
use crate::kernel::error::{Code, Error, FieldError, FieldErrors, Result};
use crate::store::tx::Read;
use chrono::{Days, NaiveDate};

/// How long before today the first day may lie: what is older was invoiced in some other way.
const DAYS_BACK: u64 = 366;

/// A checked form.
#[derive(Debug, Clone)]
pub(in crate::billing) struct Form {
    /// As it is stored.
    pub(in crate::billing) input: DraftInput,
    /// The invoice of the next day.
    pub(in crate::billing) draft: Draft,
    /// What that comes to, in minor units.
    pub(in crate::billing) total_minor: i64,
    /// The days.
    pub(in crate::billing) rhythm: Rhythm,
    /// The contract that it belongs to.
    pub(in crate::billing) contract_id: Option<String>,
    /// The day on which that had ended before this one was put on it.
    pub(in crate::billing) cut: Option<NaiveDate>,
}

impl Form {
    /// What lists and links call it.
    pub(in crate::billing) fn title(&self) -> &str {
        if self.draft.subject.is_empty() { &self.draft.customer.name } else { &self.draft.subject }
    }

    /// Whether a day after the settled ones has come.
    ///
    /// # Errors
    /// A failure of the file.
    pub(super) fn is_due(&self, read: &Read<'_>, done: Option<NaiveDate>) -> Result<bool> {
        let today = read.today_at(Some(&self.draft.branch.id))?;
        Ok(self.rhythm.next(done).is_some_and(|day| day <= today))
    }
}

/// Checks what was typed, all of it at once. What stands of a contract and of the first day is not asked for again.
///
/// # Errors
/// `invalid` with every field that is not acceptable.
pub(super) fn checked(
    read: &Read<'_>,
    typed: DraftInput,
    rhythm: &RecurringRhythm,
    contract_id: Option<String>,
    stands: Option<&Stored>,
) -> Result<Form> {
    let (mut errors, mut cut) = (FieldErrors::default(), None);
    let contract_id = contract_id.filter(|id| !id.is_empty());
    // What a contract bounds belongs to it.
    let bounded = stands.filter(|stands| stands.contract_id == contract_id);
    let made = stands.map_or(0, |stands| stands.rhythm.made);
    let rhythm = Rhythm::retyped("rhythm", rhythm, bounded.map(|stands| &stands.rhythm), &mut errors);
    let rhythm = rhythm.map(|rhythm| Rhythm { made, ..rhythm });
    let input = bare(read, typed)?;
    let done = stands.and_then(|stands| stands.done);
    let day = rhythm.map(|rhythm| rhythm.next(done).unwrap_or(rhythm.first).to_string());
    let draft = draft::check(read, DraftKind::Invoice, &DraftInput { date: day, ..input.clone() });
    let draft = match draft {
        Err(error) if error.code == Code::Invalid => {
            error.fields.into_iter().for_each(|field| errors.add(field));
            None
        }
        other => Some(other?),
    };
    if let Some(draft) = &draft {
        if draft.lines.is_empty() {
            errors.add(FieldError::new("lines", "error.no_lines"));
        }
        let put = contract_id
            .as_deref()
            .filter(|id| !stands.is_some_and(|stands| is_on(stands, id, &draft.customer.id)));
        if let Some(id) = put {
            let next = rhythm.and_then(|rhythm| rhythm.next(done));
            cut = may_be_on(read, id, &draft.customer.id, next, &mut errors)?;
        }
        let today = read.today_at(Some(&draft.branch.id))?;
        let earliest = today.checked_sub_days(Days::new(DAYS_BACK)).unwrap_or(today);
        let stood = stands.map(|stands| stands.rhythm.first);
        if rhythm.is_some_and(|rhythm| rhythm.first < earliest && stood != Some(rhythm.first)) {
            let field = FieldError::new("rhythm.first", "error.recurring_first");
            errors.add(field.with("earliest", earliest.to_string()));
        }
    }
    errors.finish()?;
    let (Some(draft), Some(rhythm)) = (draft, rhythm) else {
        return Err(Error::internal("what has no error is there"));
    };
    let total_minor = invoice::total_minor(&draft)?;
    Ok(Form { input: tidy(input, &draft), draft, total_minor, rhythm, contract_id, cut })
}

/// The day on which a contract that one is put on has ended: it is invoiced no longer. One whose next day comes later is refused.
fn may_be_on(
    read: &Read<'_>,
    contract_id: &str,
    customer_id: &str,
    next: Option<NaiveDate>,
    errors: &mut FieldErrors,
) -> Result<Option<NaiveDate>> {
    let found = store::contract(read, contract_id)?.filter(|(customer, _)| customer == customer_id);
    let Some((_, ended)) = found else {
        errors.add(FieldError::new("contract_id", "error.no_such_contract"));
        return Ok(None);
    };
    if let Some(day) = ended.filter(|ended| next.is_some_and(|next| next > *ended)) {
        errors.add(FieldError::new("rhythm.first", "error.contract_ended_on").with("day", day.to_string()));
    }
    Ok(ended)
}

/// Whether one stands on a contract already, for the same customer.
fn is_on(stands: &Stored, contract_id: &str, customer_id: &str) -> bool {
    stands.contract_id.as_deref() == Some(contract_id)
        && stands.input.customer_id.as_deref() == Some(customer_id)
}

/// What was typed, each field as it was understood. What was left out stays out, so that it comes from customer and seller on each day.
fn tidy(mut input: DraftInput, draft: &Draft) -> DraftInput {
    let said = |typed: &mut Option<String>, understood: &str| {
        if let Some(typed) = typed {
            understood.clone_into(typed);
        }
    };
    said(&mut input.subject, &draft.subject);
    said(&mut input.order_no, &draft.order_no);
    said(&mut input.notes, &draft.notes);
    said(&mut input.terms, &draft.terms);
    said(&mut input.language, &draft.language);
    said(&mut input.place_of_supply, &draft.place_of_supply);
    said(&mut input.currency, &draft.currency);
    said(&mut input.discount, &Share::text(draft.discount));
    said(&mut input.charge, &Share::text(draft.charge));
    let is_foreign = draft.currency != draft.branch.currency;
    input.rate = is_foreign.then(|| canonical(draft.rate));
    input.rate_date = input.rate_date.filter(|_| is_foreign);
    input.rate_source = is_foreign.then(|| draft.rate_source.clone());
    input.payment_term = input.payment_term.map(|_| serde_json::json!(draft.payment_term));
    for (typed, line) in input.lines.iter_mut().flatten().zip(&draft.lines) {
        said(&mut typed.description, &line.description);
        said(&mut typed.detail, &line.detail);
        said(&mut typed.hsn, &line.hsn);
        said(&mut typed.unit, &line.unit);
        said(&mut typed.discount, &Share::text(line.discount));
        typed.quantity = Some(canonical(line.quantity));
        typed.unit_price = Some(canonical(line.unit_price));
        // A class decides anew on each day; rates by hand stay as they were typed.
        typed.taxes = match line.tax_class_id {
            Some(_) => None,
            None => Some(line.by_hand.iter().map(TaxInput::from).collect()),
        };
    }
    input
}

/// The form without what each invoice has of its own: its dates, the ids of its lines, and the rows of a plan, which is sold once. A rate
/// keeps the day it is of.
fn bare(read: &Read<'_>, mut input: DraftInput) -> Result<DraftInput> {
    (input.date, input.supply_date, input.valid_until) = (None, None, None);
    if input.rate.as_deref().is_some_and(|rate| !rate.trim().is_empty()) && input.rate_date.is_none() {
        input.rate_date = Some(read.today()?.to_string());
    }
    for line in input.lines.iter_mut().flatten() {
        (line.id, line.billing_row_id, line.optional) = (None, None, None);
    }
    Ok(input)
}
