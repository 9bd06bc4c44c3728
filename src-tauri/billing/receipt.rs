//! The receipt: the printed proof of a payment, with what it settled and what is left.
//!
//! It was handed over, so it is kept as it was when the payment was recorded, whatever was paid, credited, renamed or reversed since.

use super::paper;
use super::store::{party, print as store};
use crate::documents::{
    Allocation, Balance, Currency, Deduction, Document, DocumentKind, Language, Receipt, words,
};
use crate::kernel::currency::iso_decimals;
use crate::kernel::date::CivilDate;
use crate::kernel::error::{Error, Result};
use crate::kernel::money;
use crate::store::tx::{Read, Tx};
use chrono::NaiveDate;

/// The paper of a payment as it was handed over, and whether the payment was reversed since.
pub(super) fn paper(read: &Read<'_>, payment_id: &str) -> Result<(Document, bool)> {
    let (model, reversed) = store::receipt(read, payment_id)?.ok_or_else(|| Error::not_found("payment"))?;
    Ok((serde_json::from_str(&model).map_err(Error::internal)?, reversed))
}

/// Keeps the paper of a payment that was just recorded, before which the customer owed `owed` to its branch in its currency.
pub(super) fn keep(tx: &Tx<'_>, payment_id: &str, owed: i64) -> Result<()> {
    let paper = written(tx, payment_id, owed)?;
    store::keep_receipt(tx, payment_id, &serde_json::to_string(&paper).map_err(Error::internal)?)
}

fn written(read: &Read<'_>, payment_id: &str, owed: i64) -> Result<Document> {
    let payment = store::payment(read, payment_id)?.ok_or_else(|| Error::not_found("payment"))?;
    let branch = party::branch(read, Some(&payment.branch_id))?.ok_or_else(|| Error::not_found("branch"))?;
    let customer =
        party::customer(read, &payment.customer_id)?.ok_or_else(|| Error::not_found("customer"))?;
    let amount = |minor: i64| money::decimal(minor, &payment.currency);
    let language = paper::language(&customer.language);
    let deducted: i64 = payment.deductions.iter().map(|(_, _, minor)| minor).sum();
    let allocations = payment.allocations.iter().map(|one| {
        Ok(Allocation {
            number: one.number.clone(),
            date: day(&one.date)?,
            due: Some(day(&one.due_date)?),
            total: amount(one.total_minor),
            applied: amount(one.applied_minor),
            open: amount(one.open_minor),
        })
    });
    let receipt = Receipt {
        amount: amount(payment.amount_minor),
        method: Some(method(&payment.method, language).to_owned()),
        reference: (!payment.reference.is_empty()).then(|| payment.reference.clone()),
        credited: None,
        allocations: allocations.collect::<Result<_>>()?,
        deductions: payment
            .deductions
            .iter()
            .map(|(kind, reason, minor)| Deduction {
                reason: if reason.is_empty() { kept_back(kind, language).to_owned() } else { reason.clone() },
                amount: amount(*minor),
            })
            .collect(),
        unapplied: amount(payment.free_minor),
        balance: Some(Balance {
            before: amount(owed),
            after: amount(owed - payment.amount_minor - deducted),
        }),
    };
    let in_words = match customer.language.as_str() {
        "hi" => words::Language::Hindi,
        "fr" => words::Language::French,
        "ar" => words::Language::Arabic,
        _ if branch.tax_scheme == "gst_in" => words::Language::IndianEnglish,
        _ => words::Language::English,
    };
    let buyer = paper::buyer(&customer, &branch, language);
    Ok(Document {
        number: Some(payment.number.clone()),
        currency: Currency {
            code: payment.currency.clone(),
            decimals: iso_decimals(&payment.currency).unwrap_or(2),
        },
        amount_in_words: words::in_words(in_words, &payment.currency, amount(payment.amount_minor))
            .ok()
            .map(|words| words.text),
        receipt: Some(receipt),
        signatory: Some(paper::signatory(&branch)),
        ..paper::blank(DocumentKind::Receipt, &branch, buyer, language, day(&payment.date)?)
    })
}

/// How money came, in the language of the paper.
fn method(word: &str, language: Language) -> &'static str {
    let [english, french, arabic, hindi] = match word {
        "bank" => ["Bank transfer", "Virement", "تحويل بنكي", "बैंक अंतरण"],
        "upi" => ["UPI", "UPI", "UPI", "यूपीआई"],
        "card" => ["Card", "Carte", "بطاقة", "कार्ड"],
        "cash" => ["Cash", "Espèces", "نقدًا", "नकद"],
        "cheque" => ["Cheque", "Chèque", "شيك", "चेक"],
        _ => ["Other", "Autre", "أخرى", "अन्य"],
    };
    in_language(language, english, french, arabic, hindi)
}

/// What the payer kept back, in the language of the paper.
fn kept_back(kind: &str, language: Language) -> &'static str {
    let [english, french, arabic, hindi] = match kind {
        "tax_withheld" => ["Tax withheld", "Retenue à la source", "ضريبة مقتطعة", "स्रोत पर कर कटौती"],
        "bank_charge" => ["Bank charge", "Frais bancaires", "رسوم بنكية", "बैंक शुल्क"],
        _ => ["Small difference", "Écart de règlement", "فرق بسيط", "मामूली अंतर"],
    };
    in_language(language, english, french, arabic, hindi)
}

const fn in_language(
    language: Language,
    english: &'static str,
    french: &'static str,
    arabic: &'static str,
    hindi: &'static str,
) -> &'static str {
    match language {
        Language::English => english,
        Language::French => french,
        Language::Arabic => arabic,
        Language::Hindi => hindi,
    }
}

fn day(text: &str) -> Result<NaiveDate> {
    text.parse::<CivilDate>().map(CivilDate::value).map_err(Error::internal)
}
