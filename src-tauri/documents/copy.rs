//! A copy that is printed after money came in.
//!
//! The model of a paper stays as it was frozen, and its first print never changes. A copy is drawn to be paid from, and so is
//! what goes out with a letter: it says what was settled since and asks for no more than what is open (EN 16931: BT-113 paid,
//! BT-115 due).

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::model::{CountryPreset, Document, Language};
use super::words;

/// What was settled of an invoice after it was issued; positive amounts in its currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settled {
    /// Paid by the buyer.
    pub paid: Decimal,
    /// Kept back by the payer with a reason, such as withheld tax.
    pub kept_back: Decimal,
    /// Settled by credit notes.
    pub credited: Decimal,
    /// The day of the last payment.
    pub paid_on: Option<NaiveDate>,
}

/// The document as a copy shows it.
pub(crate) fn settled(document: &Document, settled: &Settled) -> Document {
    let mut copy = document.clone();
    let Some(totals) = &mut copy.totals else { return copy };
    totals.prepaid += settled.paid;
    totals.due -= settled.paid + settled.kept_back + settled.credited;
    if totals.due.is_zero() {
        copy.dates.paid = settled.paid_on.filter(|_| settled.credited.is_zero());
    }
    let due = totals.due;
    copy.amount_in_words =
        copy.amount_in_words.filter(|_| !due.is_zero()).and_then(|_| in_words(document, due));
    copy
}

fn in_words(document: &Document, due: Decimal) -> Option<String> {
    let language = match document.language {
        Language::Hindi => words::Language::Hindi,
        Language::French => words::Language::French,
        Language::Arabic => words::Language::Arabic,
        Language::English if document.country == CountryPreset::India => words::Language::IndianEnglish,
        Language::English => words::Language::English,
    };
    words::in_words(language, &document.currency.code, due).ok().map(|words| words.text)
}
