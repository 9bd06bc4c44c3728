//! The template *Classic*: rules above and below, no verticals, no fills.
//!
//! Page one opens with who writes to whom and one box that answers the reader's questions in their
//! order: how much, until when, under which number, how. The lines follow, then totals, tax summary
//! and words, then how to pay and who signs. Measures are those of the design grid (A4, twelve
//! columns); on Letter the description takes the extra width.

mod annex;
mod closing;
mod head;
mod job;
mod lines;
mod payment;
mod receipt;
mod stream;
mod talk;
mod totals;

use super::DocumentError;
use super::composer::Composer;
use super::model::DocumentKind;
use super::page::Page;
use super::qr::{self, NoCode, PaymentCode};
use stream::Stream;

/// Composes the pages of a document.
///
/// # Errors
/// [`DocumentError::Field`] when printed sums exceed what a decimal can hold.
pub(crate) fn compose(composer: &mut Composer<'_>) -> Result<Vec<Page>, DocumentError> {
    let code = payment_code(composer);
    let (opening, way_slot) = head::opening(composer);
    let mut stream = Stream::new(composer.sheet);
    let top = opening.height;
    stream.put(opening, 0);
    stream.y = top;
    let payment_page = match composer.document.kind {
        DocumentKind::Receipt => {
            receipt::body(composer, &mut stream)?;
            None
        }
        DocumentKind::JobSheet => None,
        DocumentKind::Conversation => {
            talk::body(composer, &mut stream);
            None
        }
        _ => body(composer, &mut stream, code.as_ref())?,
    };
    if composer.document.kind != DocumentKind::Estimate {
        closing::notes(composer, &mut stream);
    }
    if composer.document.kind == DocumentKind::JobSheet {
        job::proof(composer, &mut stream);
    }
    annex::time(composer, &mut stream);
    if let Some(slot) = way_slot {
        head::way_to_pay(composer, &mut stream, slot, code.as_ref(), payment_page);
    }
    stream::furnish(composer, &mut stream);
    Ok(stream.pages)
}

/// The payment code, or a warning when the seller would miss it.
fn payment_code(composer: &mut Composer<'_>) -> Option<PaymentCode> {
    match qr::payment_code(composer.document, composer.void) {
        Ok(code) => Some(code),
        Err(NoCode::Because(reason)) => {
            composer.warnings.push(super::Warning::NoPaymentCode { reason });
            None
        }
        Err(NoCode::NotAsked) => None,
    }
}

/// Lines, options, totals, payment; answers with the page that says how to pay.
fn body(
    composer: &mut Composer<'_>,
    stream: &mut Stream,
    code: Option<&PaymentCode>,
) -> Result<Option<usize>, DocumentError> {
    let table = lines::LinesTable::of(composer, false)?;
    let totals = totals::block(composer, table.last_column())?;
    let payment = payment::block(composer, code);
    // Payment and signature stay with the totals while both leave room for the rows beside them.
    let room = composer.sheet.body_end() - stream::LATER_TOP;
    let together = totals.height + payment.as_ref().map_or(0, |block| block.height) < room * 2 / 3;
    let reserve = if together { payment.as_ref().map_or(0, |block| block.height) } else { 0 };
    table.flow(composer, stream, totals.height + reserve)?;
    stream.place(composer, totals);
    totals::long_summary(composer, stream)?;
    let options = lines::LinesTable::of(composer, true)?;
    options.flow_options(composer, stream);
    // What is accepted stands above the acceptance.
    if composer.document.kind == DocumentKind::Estimate {
        closing::notes(composer, stream);
    }
    let Some(payment) = payment else { return Ok(None) };
    stream.place(composer, payment);
    Ok(Some(stream.pages.len()))
}
