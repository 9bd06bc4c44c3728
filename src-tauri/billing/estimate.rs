//! Estimates: versions as they were sent, the customer's answer to one of them, and the invoice that follows.
//!
//! Accepting and declining are facts; taking an answer back is another one. Nothing of it touches an issued invoice.

use super::copied::{self, DocumentCopyResponse};
use super::draft::{self, Draft, DraftInput, DraftKind};
use super::invoice::{self, DocumentGetRequest, DocumentRequest, DocumentResponse, SentHow};
use super::price::Priced;
use super::store::{draft as saved, offer};
use super::totals::{self, Totals};
use super::versions::{self, EstimateVersion};
use super::{from_item, issue, options, paper, plan, reach, status};
use crate::attachments;
use crate::handover;
use crate::kernel::badge::Badge;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::money::Money;
use crate::kernel::text;
use crate::store::record::{self, NewRecord};
use crate::store::tx::{Read, Tx};
use crate::store::{number, word};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A new estimate.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct EstimateCreateRequest {
    /// As typed.
    pub draft: DraftInput,
}

/// A changed estimate: the whole form as it stands.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct EstimateUpdateRequest {
    /// Which estimate.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// As typed.
    pub draft: DraftInput,
}

/// The estimate leaves the house as its next version.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct EstimateSendRequest {
    /// Which estimate.
    pub id: String,
    /// The version of the record that was seen.
    pub version: i64,
    /// How it goes.
    pub how: SentHow,
}

/// How a customer said yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum AnswerHow {
    /// Signed on screen.
    Signature,
    /// By e-mail.
    Email,
    /// By phone.
    Phone,
    /// By an order.
    Order,
    /// Some other way.
    Other,
}

/// The customer's answer to a version.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct EstimateAnswerRequest {
    /// Which estimate.
    pub id: String,
    /// Which version; the newest when absent.
    #[serde(default)]
    #[ts(optional)]
    pub version_id: Option<String>,
    /// Optional lines of it that the customer takes, by their ids; when accepting.
    #[serde(default)]
    #[ts(optional)]
    pub options: Option<Vec<String>>,
    /// Who said it.
    pub said_by: String,
    /// How.
    pub how: AnswerHow,
    /// A note; required when declining.
    #[serde(default)]
    #[ts(optional)]
    pub note: Option<String>,
    /// When; today when absent.
    #[serde(default)]
    #[ts(optional)]
    pub date: Option<String>,
    /// The signature drawn on screen: a PNG or JPEG picture in base64, when signed there.
    #[serde(default)]
    #[ts(optional)]
    pub signature: Option<String>,
}

/// The answer is taken back.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct EstimateRevokeRequest {
    /// Which estimate.
    pub id: String,
    /// Why.
    pub reason: String,
}

/// The answer that was taken back.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct EstimateRevokeResponse {
    /// Which estimate.
    pub id: String,
    /// What somebody should look at: what was made of it after the handover and still runs.
    pub warnings: Vec<FieldError>,
}

/// An estimate with everything its page shows.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Estimate {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: i64,
    /// Whose it is: who may write only their own, writes this one when it is theirs.
    pub owner_id: Option<String>,
    /// Code such as EST/26-27/0231.
    pub code: String,
    /// `draft`, `sent`, `accepted`, `declined`, `expired`.
    pub state: String,
    /// Its state in words.
    pub badge: Badge,
    /// The customer's name.
    pub customer: String,
    /// The form; once it is answered, that of the version it was said to.
    pub draft: DraftInput,
    /// What that form comes to.
    pub total: Money,
    /// Last day of validity.
    pub valid_until: String,
    /// The figures; null when it breaks a rule that came later, or when what was answered comes to another total by now.
    pub totals: Option<Totals>,
    /// The versions that were sent.
    pub versions: Vec<EstimateVersion>,
    /// Whether the form is as it was sent last.
    pub as_sent: bool,
    /// The answer that stands.
    pub answer: Option<EstimateAnswer>,
}

/// What the customer said.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct EstimateAnswer {
    /// `accepted` or `declined`.
    pub answer: String,
    /// The version it was said to.
    pub version_id: String,
    /// Who said it.
    pub said_by: String,
    /// How: `signature`, `email`, `phone`, `order`, `other`.
    pub how: String,
    /// When.
    pub date: String,
    /// The attachment with the signature, when it was drawn on screen.
    pub signature_id: Option<String>,
    /// Why it was declined, or what else was said.
    pub note: String,
}

/// Makes an estimate.
///
/// # Errors
/// `invalid` with every field that is not acceptable; `precondition` with `error.number_stands`.
pub fn create(tx: &Tx<'_>, request: EstimateCreateRequest) -> Result<DocumentResponse> {
    reach::check(tx, &request.draft, None)?;
    let draft = draft::check(tx, DraftKind::Estimate, &from_item::filled(tx, request.draft)?)?;
    // An offer is the work of whoever writes it and has to be sent by them; but for a deal it is the deal's.
    let owner = reach::owner(tx, draft.deal_id.as_deref(), None)?;
    let taken = number::take(tx, "estimate", Some(&draft.branch.id), draft.date)?;
    if issue::is_number_taken(tx, &taken.text)? {
        return Err(issue::number_stands(&taken.text));
    }
    let new = NewRecord {
        kind: "estimate",
        title: &taken.text,
        owner_id: owner.as_deref(),
        branch_id: Some(&draft.branch.id),
        customer_id: Some(&draft.customer.id),
    };
    let id = record::create(tx, new)?;
    saved::save(tx, &id, &taken.text, &draft, None, invoice::total_minor(&draft)?)?;
    Ok(DocumentResponse { id, version: 1, number: Some(taken.text) })
}

/// Changes an estimate; versions that were sent stay as they are.
///
/// # Errors
/// `invalid`, `conflict`, `not_found`, or `precondition` with `error.answered` while an answer stands.
pub fn update(tx: &Tx<'_>, request: EstimateUpdateRequest) -> Result<DocumentResponse> {
    record::touch(tx, "estimate", &request.id, request.version)?;
    unanswered(tx, &request.id)?;
    let stored = saved::load(tx, &request.id)?;
    reach::check(tx, &request.draft, Some(&stored.input))?;
    let draft = draft::check(tx, DraftKind::Estimate, &request.draft)?;
    saved::save(
        tx,
        &request.id,
        &stored.code,
        &draft,
        stored.origin_id.as_deref(),
        invoice::total_minor(&draft)?,
    )?;
    record::move_to_customer(tx, &request.id, &draft.customer.id)?;
    Ok(DocumentResponse { id: request.id, version: request.version + 1, number: Some(stored.code) })
}

/// Refuses while an answer to an estimate stands.
pub(super) fn unanswered(read: &Read<'_>, id: &str) -> Result<()> {
    match offer::answer(read, id)? {
        Some(answer) => Err(Error::precondition("error.answered").with("answer", answer.answer)),
        None => Ok(()),
    }
}

/// Refuses a form that offers what was used beyond and stands on another paper by now: its deal was lost, or it was declined, meanwhile.
fn billed_nowhere_else(read: &Read<'_>, id: &str, form: &DraftInput) -> Result<()> {
    let firm = form.lines.iter().flatten().filter(|line| line.optional != Some(true));
    let line_ids: Vec<&str> = firm.filter_map(|line| line.id.as_deref()).collect();
    match offer::overage_elsewhere(read, id, &line_ids)? {
        Some(document) => Err(Error::precondition("error.overage_billed").with("document", document)),
        None => Ok(()),
    }
}

/// Deletes an estimate that was never sent; undo brings it back.
///
/// # Errors
/// `conflict`, `not_found`, or `precondition` with `error.sent_already`.
pub fn delete(tx: &Tx<'_>, request: DocumentRequest) -> Result<DocumentResponse> {
    record::touch(tx, "estimate", &request.id, request.version)?;
    if !offer::versions(tx, &request.id)?.is_empty() {
        return Err(Error::precondition("error.sent_already"));
    }
    saved::delete(tx, &request.id)?;
    record::delete(tx, &request.id)?;
    Ok(DocumentResponse { id: request.id, version: request.version + 1, number: None })
}

/// Freezes the estimate as its next version, because it leaves the house.
///
/// # Errors
/// `invalid` at `lines` when there is none; `conflict`, `not_found`, `precondition` with `error.answered` or
/// `error.overage_billed`.
pub fn send(tx: &Tx<'_>, request: EstimateSendRequest) -> Result<DocumentResponse> {
    record::touch(tx, "estimate", &request.id, request.version)?;
    unanswered(tx, &request.id)?;
    let mut stored = saved::load(tx, &request.id)?;
    billed_nowhere_else(tx, &request.id, &stored.input)?;
    let mut draft = draft::check(tx, DraftKind::Estimate, &stored.input)?;
    (draft.date_said, draft.valid_said) = (true, true);
    (stored.input.date, stored.input.valid_until) =
        (Some(draft.date.to_string()), Some(draft.due_date.to_string()));
    let priced = totals::priced(&draft)?.ok_or_else(|| Error::field("lines", "error.no_lines"))?;
    // What it came to when it was saved may not hold any more: the standing of the customer or a rate has changed.
    let total_minor = invoice::total_minor(&draft)?;
    saved::save(tx, &request.id, &stored.code, &draft, stored.origin_id.as_deref(), total_minor)?;
    let how = word::of(&request.how);
    let number = freeze(tx, (&request.id, &stored.code), (&draft, &priced), &stored.input, &how)?;
    Ok(DocumentResponse { id: request.id, version: request.version + 1, number: Some(number) })
}

/// The customer accepts a version; what it offers is sold, and is to be invoiced.
///
/// # Errors
/// `invalid` with the fields, such as a day before the estimate's or one that has not come, or the signature that is missing where it
/// was signed; `precondition` with `error.not_sent`, `error.answered`, `error.deal_lost`, `error.addressed_anew` when it is
/// for another customer or deal by now, or `error.overage_billed` when something of it stands on another paper by now; `forbidden` for a deal that the user may not write; `not_found`.
pub fn accept(tx: &Tx<'_>, request: EstimateAnswerRequest) -> Result<DocumentResponse> {
    let (version, date) = answer(tx, &request, "accepted")?;
    let form = form_of(&version)?;
    let saved = saved::load(tx, &request.id)?.input;
    if (&saved.customer_id, &saved.deal_id) != (&form.customer_id, &form.deal_id) {
        return Err(Error::precondition("error.addressed_anew"));
    }
    billed_nowhere_else(tx, &request.id, &form)?;
    deal_writable(tx, &form)?;
    plan::sell_estimate(tx, &request.id, &form, version.total_minor, &date)?;
    if let Some(deal_id) = deal_of(&form) {
        handover::sold_more(tx, deal_id, &request.id)?;
    }
    Ok(DocumentResponse { id: request.id, version: 0, number: None })
}

/// Keeps an estimate, by its id and code, as a version that changes no more; gives its number.
///
/// # Errors
/// `invalid` when the paper cannot be drawn.
pub(super) fn freeze(
    tx: &Tx<'_>,
    (id, code): (&str, &str),
    (draft, priced): (&Draft, &Priced),
    form: &DraftInput,
    how: &str,
) -> Result<String> {
    let no = offer::versions(tx, id)?.last().map_or(1, |last| last.no + 1);
    let number = if no == 1 { code.to_owned() } else { format!("{code} v{no}") };
    let paper = paper::estimate(draft, priced, totals::options(draft)?.as_ref(), Some(&number))?;
    let model = serde_json::to_string(&paper).map_err(Error::internal)?;
    offer::insert_version(tx, id, no, invoice::total_minor(draft)?, &model, &word::json(form), how)?;
    Ok(number)
}

/// Lets an answer go: what was accepted is sold no more, what was declined stands again, as it was sent last. Answers what still runs of it.
fn unanswer(tx: &Tx<'_>, estimate_id: &str, answer: &offer::Answer) -> Result<Vec<FieldError>> {
    if answer.answer != "accepted" {
        let last = offer::last_sent(tx, estimate_id)?;
        last.map_or(Ok(()), |version| billed_nowhere_else(tx, estimate_id, &form_of(&version)?))?;
        return Ok(Vec::new());
    }
    let form = accepted_input(tx, estimate_id)?;
    deal_writable(tx, &form)?;
    plan::withdraw_estimate(tx, estimate_id)?;
    deal_of(&form).map_or(Ok(Vec::new()), |deal_id| handover::sold_less(tx, deal_id, estimate_id))
}

/// The deal that a form names.
fn deal_of(form: &DraftInput) -> Option<&str> {
    form.deal_id.as_deref().filter(|id| !id.is_empty())
}

/// What is sold, or no longer is, changes the billing plan of the deal; so that must be the user's to write.
fn deal_writable(tx: &Tx<'_>, form: &DraftInput) -> Result<()> {
    deal_of(form).map_or(Ok(()), |id| record::require_writable(tx, "deal", id))
}

/// The customer declines a version, with a reason.
///
/// # Errors
/// As [`accept`], and `invalid` at `note` without a reason.
pub fn decline(tx: &Tx<'_>, request: EstimateAnswerRequest) -> Result<DocumentResponse> {
    answer(tx, &request, "declined")?;
    Ok(DocumentResponse { id: request.id, version: 0, number: None })
}

/// Writes an answer; the version it was said to, and its day.
fn answer(tx: &Tx<'_>, request: &EstimateAnswerRequest, answer: &str) -> Result<(offer::Version, String)> {
    record::require(tx, "estimate", &request.id)?;
    unanswered(tx, &request.id)?;
    let version = options::version(tx, &request.id, request.version_id.as_deref())?;
    let mut errors = FieldErrors::default();
    let said_by = errors.take(text::required_line("said_by", &request.said_by)).unwrap_or_default();
    let note = request.note.as_deref().unwrap_or_default();
    let note =
        if answer == "declined" { text::required_line("note", note) } else { text::note("note", note) };
    let note = errors.take(note).unwrap_or_default();
    let date = answered_on(tx, request, &version, &mut errors)?.to_string();
    if answer == "accepted" && request.how == AnswerHow::Signature && request.signature.is_none() {
        errors.add(FieldError::new("signature", "error.signature_needed"));
    }
    let taken = request.options.as_deref().unwrap_or_default();
    if answer == "declined" && !taken.is_empty() {
        errors.add(FieldError::new("options", "error.options_of_refusal"));
    }
    errors.finish()?;
    let version = options::take(tx, &request.id, version, taken)?;
    let signature_id = signature(tx, request, &said_by)?;
    let new = offer::NewAnswer {
        estimate_id: &request.id,
        version_id: &version.id,
        answer,
        said_by: &said_by,
        how: &word::of(&request.how),
        note: &note,
        date: &date,
        signature_id: signature_id.as_deref(),
    };
    offer::insert_answer(tx, &new)?;
    Ok((version, date))
}

/// The day of an answer: today unless it is named. It has come, and the estimate was there by then; one that is dated ahead may be
/// answered at once.
fn answered_on(
    tx: &Tx<'_>,
    request: &EstimateAnswerRequest,
    version: &offer::Version,
    errors: &mut FieldErrors,
) -> Result<NaiveDate> {
    let facts = saved::facts(tx, &request.id)?;
    let today = tx.today_at(Some(&facts.branch_id))?;
    let typed = request.date.as_deref().map(str::trim).filter(|typed| !typed.is_empty());
    let Some(date) = typed.map_or(Some(today), |typed| errors.take(draft::date("date", typed))) else {
        return Ok(today);
    };
    let written = form_of(version)?.date.unwrap_or(facts.date);
    if date < today && date.to_string() < written {
        errors.add(FieldError::new("date", "error.before_estimate").with("date", written));
    }
    errors.take(draft::not_future(tx, &facts.branch_id, date)?);
    Ok(date)
}

/// The form that a version was made from.
pub(super) fn form_of(version: &offer::Version) -> Result<DraftInput> {
    serde_json::from_str(&version.draft).map_err(Error::internal)
}

/// The version that was answered, while an answer stands.
fn answered<'a>(
    versions: &'a [offer::Version],
    answer: Option<&offer::Answer>,
) -> Option<&'a offer::Version> {
    versions.iter().find(|version| answer.is_some_and(|answer| answer.version_id == version.id))
}

/// The form that stands: what was answered, else what was saved. Whose it is does not change with it.
fn standing(saved: &DraftInput, answered: Option<&offer::Version>) -> Result<DraftInput> {
    let Some(version) = answered else { return Ok(saved.clone()) };
    Ok(DraftInput { customer_id: saved.customer_id.clone(), ..form_of(version)? })
}

/// The form of the version that was accepted.
pub(super) fn accepted_input(read: &Read<'_>, id: &str) -> Result<DraftInput> {
    let answer = offer::answer(read, id)?.filter(|answer| answer.answer == "accepted");
    let answer = answer.ok_or_else(|| Error::precondition("error.nothing_sold"))?;
    let versions = offer::versions(read, id)?;
    let accepted = answered(&versions, Some(&answer));
    form_of(accepted.ok_or_else(|| Error::internal("an accepted version is missing"))?)
}

/// Keeps the drawn signature of an answer; only one that was signed has it.
fn signature(tx: &Tx<'_>, request: &EstimateAnswerRequest, said_by: &str) -> Result<Option<String>> {
    let Some(drawn) = &request.signature else { return Ok(None) };
    if request.how != AnswerHow::Signature {
        return Err(Error::field("signature", "error.only_signed"));
    }
    attachments::sign(tx, "signature", &request.id, said_by, drawn).map(Some)
}

/// Takes the answer back; possible until an invoice was made from it.
///
/// # Errors
/// `invalid` at `reason`; `precondition` with `error.not_answered`, `error.invoiced_already`, or `error.overage_billed` when something of
/// what was declined stands on another paper by now; `not_found`.
pub fn revoke(tx: &Tx<'_>, request: EstimateRevokeRequest) -> Result<EstimateRevokeResponse> {
    record::require(tx, "estimate", &request.id)?;
    let reason =
        text::required_line("reason", &request.reason).map_err(|field| Error::fields(vec![field]))?;
    let standing =
        offer::answer(tx, &request.id)?.ok_or_else(|| Error::precondition("error.not_answered"))?;
    let warnings = unanswer(tx, &request.id, &standing)?;
    offer::revoke(tx, &standing.id, &reason)?;
    Ok(EstimateRevokeResponse { id: request.id, warnings })
}

/// Takes back the answer that transaction `seq` of this device wrote, for undo.
///
/// # Errors
/// `precondition` with `error.invoiced_already`, or `error.undo_moved_on` when it no longer stands.
pub fn take_back(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let (answer_id, estimate_id) = offer::answer_of(tx, seq)?.ok_or_else(|| Error::not_found("answer"))?;
    record::require(tx, "estimate", &estimate_id)?;
    let standing = offer::answer(tx, &estimate_id)?.filter(|standing| standing.id == answer_id);
    let standing = standing.ok_or_else(|| Error::precondition("error.undo_moved_on"))?;
    unanswer(tx, &estimate_id, &standing)?;
    offer::revoke(tx, &answer_id, "")
}

/// A new estimate like an existing one, dated today. Its exchange rate keeps the day it is of.
///
/// # Errors
/// `not_found`, or `invalid` when something it names is no longer there.
pub fn copy(tx: &Tx<'_>, request: DocumentGetRequest) -> Result<DocumentCopyResponse> {
    record::require_with_customer(tx, "estimate", &request.id)?;
    let (versions, answer) = (offer::versions(tx, &request.id)?, offer::answer(tx, &request.id)?);
    let saved = saved::load(tx, &request.id)?.input;
    let mut input = standing(&saved, answered(&versions, answer.as_ref()))?;
    (input.date, input.valid_until) = (None, None);
    let warnings = copied::without_work(tx, &mut input)?;
    input.lines.iter_mut().flatten().for_each(|line| line.id = None);
    let made = create(tx, EstimateCreateRequest { draft: input })?;
    Ok(DocumentCopyResponse { id: made.id, version: made.version, warnings })
}

/// An estimate with everything its page shows.
///
/// # Errors
/// `not_found`.
pub fn get(read: &Read<'_>, request: DocumentGetRequest) -> Result<Estimate> {
    record::require_readable(read, "estimate", &request.id)?;
    let stored = saved::load(read, &request.id)?;
    let facts = saved::facts(read, &request.id)?;
    let versions = offer::versions(read, &request.id)?;
    let answer = offer::answer(read, &request.id)?;
    let version = answered(&versions, answer.as_ref());
    let draft = standing(&stored.input, version)?;
    let valid_until = draft.valid_until.clone().unwrap_or(facts.due_date);
    let total = match version {
        Some(version) => Money::new(version.total_minor, &version.currency),
        None => Money::new(stored.total_minor, &facts.currency),
    };
    let totals = totals::of_saved(read, DraftKind::Estimate, &draft)?;
    let date = |text: &str| text.parse::<NaiveDate>().map_err(Error::internal);
    let (issue, last) = (date(draft.date.as_ref().unwrap_or(&facts.date))?, date(&valid_until)?);
    let state = match &answer {
        Some(answer) => answer.answer.clone(),
        None if versions.is_empty() => "draft".to_owned(),
        None if last < read.today_at(Some(&facts.branch_id))? => "expired".to_owned(),
        None => "sent".to_owned(),
    };
    Ok(Estimate {
        owner_id: record::owner(read, &request.id)?,
        id: request.id,
        version: stored.version,
        code: stored.code,
        badge: status::estimate(&state, &valid_until, issue),
        customer: facts.customer,
        state,
        totals: totals.filter(|totals| version.is_none() || totals.total == total.amount),
        total,
        valid_until,
        as_sent: versions
            .iter()
            .rfind(|version| version.was_sent())
            .is_some_and(|last| last.draft == word::json(&stored.input)),
        versions: versions::compared(read, &versions)?,
        draft,
        answer: answer.map(|one| EstimateAnswer {
            answer: one.answer,
            version_id: one.version_id,
            said_by: one.said_by,
            how: one.how,
            date: one.date,
            signature_id: one.signature_id,
            note: one.note,
        }),
    })
}
