//! The words a document prints, in each language it can be printed in.
//!
//! They are kept apart from the interface's messages because they are legal terms: a paper's title
//! and its labels follow the law of its country and the language of the document, not the language
//! of the person at the screen. One JSON catalogue per language in `wording/`; a missing or
//! misspelt key is refused, so no label can silently be empty. The field names are the English
//! labels; `{name}` marks a place that is filled in.

use std::sync::OnceLock;

use serde::Deserialize;

use super::DocumentError;
use super::model::Language;

/// All words of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Wording {
    /// January to December, as printed in a date.
    pub months: Vec<String>,
    /// January to December, written out.
    pub month_names: Vec<String>,
    pub tax_invoice: String,
    pub invoice: String,
    pub bill_of_supply: String,
    pub credit_note: String,
    pub tax_credit_note: String,
    pub estimate: String,
    pub receipt: String,
    pub original: String,
    pub duplicate: String,
    pub triplicate: String,
    pub copy: String,
    pub customer_copy: String,
    pub draft: String,
    pub draft_note: String,
    pub void: String,
    pub not_tax_invoice: String,
    pub amount_due: String,
    pub amount_credited: String,
    pub estimate_total: String,
    pub amount_received: String,
    pub due_date: String,
    pub invoice_date: String,
    pub issue_date: String,
    pub valid_until: String,
    pub received_on: String,
    pub paid_on: String,
    pub invoice_no: String,
    pub credit_note_no: String,
    pub estimate_no: String,
    pub receipt_no: String,
    pub method: String,
    pub how_to_pay: String,
    pub pay_upi: String,
    pub pay_epc: String,
    pub pay_bank: String,
    pub used_of: String,
    pub way_on_page: String,
    pub to_accept: String,
    pub sign_below: String,
    pub bill_to: String,
    pub deliver_to: String,
    pub credit_to: String,
    pub prepared_for: String,
    pub received_from: String,
    pub place_of_supply: String,
    pub intra_state: String,
    pub inter_state: String,
    pub reverse_charge: String,
    pub reverse_charge_ae: String,
    pub reverse_charge_fr: String,
    pub reverse_charge_gb: String,
    pub exempt_goods_to_member_fr: String,
    pub exempt_goods_abroad_fr: String,
    pub services_abroad_fr: String,
    pub recipient_tax: String,
    pub yes: String,
    pub no: String,
    pub order: String,
    pub supply_date: String,
    pub payment_terms: String,
    pub original_invoice: String,
    pub reason: String,
    pub description: String,
    pub hsn: String,
    pub quantity: String,
    pub price_india: String,
    pub price: String,
    pub price_with_tax: String,
    pub discount_column: String,
    pub discount_amount_column: String,
    pub taxable: String,
    pub net: String,
    pub gst_rate: String,
    pub tax_rate: String,
    pub other_tax_rate: String,
    pub vat: String,
    pub cgst: String,
    pub sgst: String,
    pub igst: String,
    pub utgst: String,
    pub gst: String,
    pub total: String,
    pub with_tax: String,
    pub carried_forward: String,
    pub brought_forward: String,
    pub continued: String,
    pub page_of: String,
    pub to_name: String,
    pub lines_total: String,
    pub discount: String,
    pub charge: String,
    pub taxable_value: String,
    pub total_without_tax: String,
    pub subtotal: String,
    pub tax_on_base: String,
    pub tax_exempt: String,
    pub total_with_tax: String,
    pub rounding: String,
    pub paid: String,
    pub amount_in_words: String,
    pub hsn_summary: String,
    pub tax_summary: String,
    pub rate: String,
    pub base: String,
    pub tax: String,
    pub home_tax: String,
    pub exchange_rate: String,
    pub pay_heading_upi: String,
    pub pay_heading_bank: String,
    pub upi_id: String,
    pub account: String,
    pub bank: String,
    pub account_no: String,
    pub iban: String,
    pub bic: String,
    pub ifsc: String,
    pub reference: String,
    pub scan_to_pay: String,
    pub for_name: String,
    pub authorised: String,
    pub terms: String,
    pub acceptance: String,
    pub acceptance_text: String,
    pub name_and_position: String,
    pub signature_and_stamp: String,
    pub date: String,
    pub options: String,
    pub options_note: String,
    pub applied_to: String,
    pub due: String,
    pub invoice_total: String,
    pub this_payment: String,
    pub still_open: String,
    pub deductions: String,
    pub unapplied: String,
    pub account_after: String,
    pub balance_before: String,
    pub balance_now: String,
    pub bank_reference: String,
    pub credited: String,
    pub job_sheet: String,
    pub job_no: String,
    pub time_on_site: String,
    pub hours_minutes: String,
    pub minutes: String,
    pub arrival: String,
    pub leaving: String,
    pub job_for: String,
    pub place: String,
    pub about: String,
    pub done_by: String,
    pub work_done: String,
    pub outcome: String,
    pub photos: String,
    pub annex: String,
    pub time_worked: String,
    pub customer_signature: String,
    pub conversation: String,
    pub ticket_no: String,
    pub ticket_of: String,
    pub asked_by: String,
    pub as_of: String,
    pub opened: String,
    pub resolved: String,
    pub internal_note: String,
    pub with_notes: String,
    pub nothing_said: String,
    pub accepted_on: String,
    pub mail_subject: String,
    pub mail_hello: String,
    pub mail_hello_all: String,
    pub mail_invoice: String,
    pub mail_invoice_rest: String,
    pub mail_invoice_settled: String,
    pub mail_estimate: String,
    pub mail_credit_note: String,
    pub mail_receipt: String,
    pub mail_job_sheet: String,
    pub mail_close: String,
}

impl Wording {
    /// The catalogue of a language, parsed once.
    ///
    /// # Errors
    /// [`DocumentError::Bundle`] when a catalogue cannot be read, which means a damaged build.
    pub(crate) fn of(language: Language) -> Result<&'static Self, DocumentError> {
        static CATALOGUES: [OnceLock<Option<Wording>>; 4] = [const { OnceLock::new() }; 4];
        let (slot, json) = match language {
            Language::English => (&CATALOGUES[0], include_str!("wording/en.json")),
            Language::French => (&CATALOGUES[1], include_str!("wording/fr.json")),
            Language::Arabic => (&CATALOGUES[2], include_str!("wording/ar.json")),
            Language::Hindi => (&CATALOGUES[3], include_str!("wording/hi.json")),
        };
        slot.get_or_init(|| serde_json::from_str(json).ok()).as_ref().ok_or_else(|| {
            DocumentError::Bundle(format!("the wording catalogue {} cannot be read", language.tag()))
        })
    }
}

/// Fills `{key}` in a pattern.
pub(crate) fn filled(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut text = pattern.to_owned();
    for (key, value) in values {
        text = text.replace(&format!("{{{key}}}"), value);
    }
    text
}
