//! The job sheet: the printed proof of a visit, in the same look as every paper of the firm.

use super::paper;
use super::store::{party, print as store};
use crate::attachments::{self, media};
use crate::documents::{Document, DocumentKind, Job, Party};
use crate::kernel::error::{Error, Result};
use crate::store::tx::Read;

/// Most photos that are printed; all of them stay with the visit.
const PHOTOS_MAX: usize = 12;
/// Side of a printed photo, in pixels.
const PHOTO_SIDE: u32 = 1_000;

/// The paper of a visit, and the customer's signature when there is one.
pub(super) fn paper(read: &Read<'_>, id: &str) -> Result<(Document, Option<Vec<u8>>)> {
    let visit = store::visit(read, id)?.ok_or_else(|| Error::precondition("error.no_visit"))?;
    let branch = match party::branch(read, visit.branch_id.as_deref())? {
        Some(branch) => branch,
        None => party::branch(read, None)?.ok_or_else(|| Error::not_found("branch"))?,
    };
    let customer = match &visit.customer_id {
        Some(customer_id) => party::customer(read, customer_id)?,
        None => None,
    };
    let began = visit.arrival_ms.or(visit.due_ms).unwrap_or(visit.created_ms);
    let day = read.civil_at(began, None)?.date();
    let clock = |at: Option<i64>| -> Result<Option<String>> {
        at.map(|at| Ok(read.civil_at(at, None)?.format("%H:%M").to_string())).transpose()
    };
    let signature = visit.signature_id.as_ref().and_then(|id| attachments::signature(read, id).ok());
    let somebody =
        || Party { name: visit.about.clone().unwrap_or_default(), address: Vec::new(), tax_ids: Vec::new() };
    let language = paper::language(customer.as_ref().map_or("en", |customer| customer.language.as_str()));
    let buyer = customer.as_ref().map(|customer| paper::buyer(customer, &branch, language));
    let document = Document {
        number: Some(number(id, day)),
        signatory: Some(paper::signatory(&branch)),
        job: Some(Job {
            subject: visit.subject,
            place: some(visit.place),
            work: some(visit.notes),
            outcome: some(visit.outcome),
            arrival: clock(visit.arrival_ms)?,
            leaving: clock(visit.leaving_ms)?,
            minutes: visit.arrival_ms.zip(visit.leaving_ms).map(|(from, to)| (to - from) / 60_000),
            done_by: some(visit.owner),
            signed_by: some(visit.signed_by),
        }),
        ..paper::blank(DocumentKind::JobSheet, &branch, buyer.unwrap_or_else(somebody), language, day)
    };
    Ok((document, signature))
}

/// The photos of a visit as they are printed: upright and no larger than paper shows.
pub(super) fn photos(read: &Read<'_>, id: &str) -> Result<Vec<Vec<u8>>> {
    let pictures = attachments::pictures_of(read, id)?.into_iter().take(PHOTOS_MAX);
    // A picture that cannot be read is left out; it is still with the visit, where somebody can see why.
    Ok(pictures.filter_map(|(_, bytes)| media::small("photo", &bytes, PHOTO_SIDE).ok()).collect())
}

/// A visit has no number of its own; the day and the end of its id tell it from any other.
fn number(id: &str, day: chrono::NaiveDate) -> String {
    let tail = id.get(id.len().saturating_sub(4)..).unwrap_or_default().to_uppercase();
    format!("{}-{tail}", day.format("%Y%m%d"))
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
