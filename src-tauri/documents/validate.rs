//! What a document must hold before it can be printed.
//!
//! The check protects the paper, not the books: amounts are proved by billing before issue. Here
//! only contradictions are refused that would print a wrong or empty paper.

use super::model::{Document, DocumentKind, MODEL_VERSION};
use super::{DocumentError, MAX_LINES};

/// Checks a document.
///
/// # Errors
/// [`DocumentError::Field`] with the field and its cure.
pub(crate) fn check(document: &Document) -> Result<(), DocumentError> {
    let refuse = |field: &str, problem: &str| {
        Err(DocumentError::Field { field: field.to_owned(), problem: problem.to_owned() })
    };
    if document.model_version != MODEL_VERSION {
        return refuse("model_version", "is not known here; open the file with a newer Throughline");
    }
    let code = &document.currency.code;
    if code.len() != 3 || !code.bytes().all(|b| b.is_ascii_uppercase()) {
        return refuse("currency.code", "must be three capital letters of ISO 4217, such as INR");
    }
    if document.currency.decimals > 4 {
        return refuse("currency.decimals", "must be at most 4");
    }
    if document.seller.name.trim().is_empty() {
        return refuse("seller.name", "is missing; enter the firm's legal name in Settings");
    }
    let number = document.number.as_deref().unwrap_or_default().trim();
    if !document.draft && number.is_empty() {
        return refuse("number", "is missing; an issued document has one, a draft must say draft");
    }
    if document.lines.len() > MAX_LINES {
        return refuse("lines", "are more than 2,000; split the document");
    }
    let is_receipt = document.kind == DocumentKind::Receipt;
    if is_receipt != document.receipt.is_some() {
        return refuse("receipt", "belongs to a payment receipt, and to nothing else");
    }
    let is_job = document.kind == DocumentKind::JobSheet;
    if is_job != document.job.is_some() {
        return refuse("job", "belongs to a job sheet, and to nothing else");
    }
    let is_talk = document.kind == DocumentKind::Conversation;
    if is_talk != document.talk.is_some() {
        return refuse("talk", "belongs to a conversation, and to nothing else");
    }
    if (is_receipt || is_job || is_talk) == document.totals.is_some() {
        return refuse(
            "totals",
            "belong to every document but a payment receipt, a job sheet and a conversation",
        );
    }
    Ok(())
}
