//! Parties, lines, totals and payment parts of a frozen [`Document`](super::Document).
//!
//! They are kept apart from the document itself because each is one noun of the printed page and
//! has its own rules; see [`super::model`] for the shape as a whole.

use crate::kernel::tax_category::TaxCategory;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A label and its value, printed as given: `GSTIN` and `27AAAFK0000K1ZX`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelledText {
    /// What the value is.
    pub label: String,
    /// The value.
    pub value: String,
}

/// A buyer, payer or delivery address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Party {
    /// Legal name.
    pub name: String,
    /// Address, one printed line each.
    #[serde(default)]
    pub address: Vec<String>,
    /// Tax and company registrations, printed below the address.
    #[serde(default)]
    pub tax_ids: Vec<LabelledText>,
}

/// The legal seller with the facts its letterhead carries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seller {
    /// Legal name.
    pub name: String,
    /// Address, one printed line each.
    #[serde(default)]
    pub address: Vec<String>,
    /// Tax and company registrations; the first one is repeated in the footer of every page.
    #[serde(default)]
    pub tax_ids: Vec<LabelledText>,
    /// What its law asks it to print besides: legal form, capital, register (BT-33).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_note: Option<String>,
    /// Telephone number.
    #[serde(default)]
    pub phone: Option<String>,
    /// E-mail address.
    #[serde(default)]
    pub email: Option<String>,
    /// Where the buyer pays to.
    #[serde(default)]
    pub bank: Option<BankDetails>,
    /// The logo: BLAKE3 of its bytes, which are kept as long as the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub logo: Option<String>,
}

/// Account that a buyer pays to (BG-17). Every field is optional; what is empty is not printed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BankDetails {
    /// Name of the account holder.
    #[serde(default)]
    pub account_name: Option<String>,
    /// Name of the bank and branch.
    #[serde(default)]
    pub bank: Option<String>,
    /// Account number where no IBAN is used.
    #[serde(default)]
    pub account_number: Option<String>,
    /// IBAN (ISO 13616), with or without spaces; printed in groups of four.
    #[serde(default)]
    pub iban: Option<String>,
    /// BIC (ISO 9362).
    #[serde(default)]
    pub bic: Option<String>,
    /// IFSC of an Indian bank branch.
    #[serde(default)]
    pub ifsc: Option<String>,
    /// Routing number, sort code or another national clearing code, with its label.
    #[serde(default)]
    pub clearing: Option<LabelledText>,
    /// UPI address (India), such as `name@bank`.
    #[serde(default)]
    pub upi_id: Option<String>,
}

/// One priced line (BG-25).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Line number as printed.
    pub number: u32,
    /// What is sold (BT-153).
    pub description: String,
    /// A further text below the description (BT-154).
    #[serde(default)]
    pub detail: Option<String>,
    /// HSN or SAC code (India, CGST Rules, rule 46 (g)).
    #[serde(default)]
    pub hsn: Option<String>,
    /// Quantity (BT-129).
    pub quantity: Decimal,
    /// Unit as printed, such as `nos`.
    #[serde(default)]
    pub unit: Option<String>,
    /// Price of one unit before discount, without tax.
    pub unit_price: Decimal,
    /// Discount of the line in percent, when it was given so.
    #[serde(default)]
    pub discount_percent: Option<Decimal>,
    /// Discount of the line as printed when it is not a percentage.
    #[serde(default)]
    pub discount_text: Option<String>,
    /// Net amount after discount (BT-131).
    pub net: Decimal,
    /// What the taxes of the line are computed on, when the document's own discount or charge makes it another amount than
    /// [`net`](Self::net); printed in its place (CGST Rules, rule 46 (k): taxable value taking into account discount).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taxable: Option<Decimal>,
    /// Whole tax rate of the line in percent (CGST and SGST together); none when not taxed.
    #[serde(default)]
    pub tax_rate: Option<Decimal>,
    /// Tax amounts of the line; empty when tax is computed per rate on the whole document.
    #[serde(default)]
    pub taxes: Vec<LineTax>,
    /// Net plus tax, where the country prints it per line.
    #[serde(default)]
    pub total: Option<Decimal>,
    /// True for an option of an estimate, which stands outside the total.
    #[serde(default)]
    pub optional: bool,
}

impl Line {
    /// The amount without tax as it is printed and added up: its rate gives the tax beside it.
    #[must_use]
    pub fn printed_net(&self) -> Decimal {
        self.taxable.unwrap_or(self.net)
    }

    /// The amount with tax, when the model says it or the taxes of the line.
    #[must_use]
    pub fn with_tax(&self) -> Option<Decimal> {
        let taxes =
            || self.taxes.iter().map(|tax| tax.amount).try_fold(self.printed_net(), Decimal::checked_add);
        self.total.or_else(|| if self.taxes.is_empty() { None } else { taxes() })
    }
}

/// One tax on one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineTax {
    /// Code of the tax: `VAT`, `CGST`, `SGST`, `IGST`, or a name to be printed as given.
    pub code: String,
    /// Rate in percent.
    pub rate: Decimal,
    /// What it is by its nature (BT-151), where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<TaxCategory>,
    /// Amount in the document's currency.
    pub amount: Decimal,
}

/// Document totals (BG-22), each already rounded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Totals {
    /// Sum of the line net amounts (BT-106).
    pub lines: Decimal,
    /// Discounts on the document (BG-20), as positive amounts.
    #[serde(default)]
    pub discounts: Vec<Adjustment>,
    /// Charges on the document (BG-21).
    #[serde(default)]
    pub charges: Vec<Adjustment>,
    /// Total without tax (BT-109).
    pub net: Decimal,
    /// Tax per code and rate (BG-23).
    #[serde(default)]
    pub taxes: Vec<TaxTotal>,
    /// Tax that the recipient owes to the state under reverse charge, outside of every total here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipient_taxes: Vec<TaxTotal>,
    /// Sum of all taxes (BT-110).
    pub tax: Decimal,
    /// Total with tax (BT-112).
    pub total: Decimal,
    /// Rounding (BT-114); none when rounding is off, so that a rounding of nought can be printed.
    #[serde(default)]
    pub rounding: Option<Decimal>,
    /// Amount already paid (BT-113).
    #[serde(default)]
    pub prepaid: Decimal,
    /// Amount due (BT-115); on a credit note the amount credited, on an estimate its total.
    pub due: Decimal,
}

/// A discount or charge on the whole document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Adjustment {
    /// What it is for; the renderer's own word for discount or charge is used when absent.
    #[serde(default)]
    pub label: Option<String>,
    /// Positive amount.
    pub amount: Decimal,
}

/// Tax of one code at one rate over the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaxTotal {
    /// Code of the tax, as in [`LineTax::code`].
    pub code: String,
    /// Rate in percent (BT-119).
    pub rate: Decimal,
    /// What it is by its nature (BT-118), where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<TaxCategory>,
    /// Taxable amount (BT-116).
    pub base: Decimal,
    /// Tax amount (BT-117).
    pub amount: Decimal,
}

/// Taxable value and tax of one HSN/SAC code (GSTR-1 table 12 asks for the same sums).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HsnSummary {
    /// HSN or SAC code.
    pub hsn: String,
    /// Taxable value.
    pub taxable: Decimal,
    /// Taxes in the order of the columns.
    pub taxes: Vec<LineTax>,
}

/// Tax restated in the home currency (UAE VAT law, art. 69: in AED, with the rate used).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HomeTax {
    /// ISO 4217 code of the home currency.
    pub currency: String,
    /// Decimal places of the home currency.
    pub decimals: u32,
    /// Home currency units for one unit of the document's currency.
    pub rate: Decimal,
    /// The day of the rate.
    pub rate_date: NaiveDate,
    /// Who published the rate.
    #[serde(default)]
    pub source: Option<String>,
    /// Total without tax in the home currency.
    pub net: Decimal,
    /// Tax in the home currency.
    pub tax: Decimal,
    /// Total with tax in the home currency.
    pub total: Decimal,
}

/// A text with an optional heading, printed at the end of the document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Heading.
    #[serde(default)]
    pub heading: Option<String>,
    /// Text; line ends are kept.
    pub text: String,
}

/// Who signs for the seller.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signatory {
    /// Name and position, such as `R. Sample, Proprietor`.
    #[serde(default)]
    pub name: Option<String>,
    /// The signature set above the line: BLAKE3 of its bytes, which are kept as long as the paper.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
}

/// A customer's yes, printed where it is otherwise written by hand. The drawn signature comes with the render options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// Who said it.
    pub name: String,
    /// When.
    pub date: NaiveDate,
}

/// Work of a person on a day, in the annex of an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimeWorked {
    /// The day.
    pub date: NaiveDate,
    /// Who worked.
    pub person: String,
    /// On what: the task, ticket or project.
    pub work: String,
    /// What was done, in the person's words.
    #[serde(default)]
    pub note: Option<String>,
    /// How long, in minutes.
    pub minutes: i64,
}

/// What a job sheet proves: that somebody was there, from when to when, and what was done. Its day is the document's issue
/// date.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Job {
    /// What the visit was about.
    pub subject: String,
    /// Where.
    #[serde(default)]
    pub place: Option<String>,
    /// What was done.
    #[serde(default)]
    pub work: Option<String>,
    /// What came of it.
    #[serde(default)]
    pub outcome: Option<String>,
    /// Arrival as the clock at the firm shows it, `HH:MM`.
    #[serde(default)]
    pub arrival: Option<String>,
    /// Leaving, `HH:MM`.
    #[serde(default)]
    pub leaving: Option<String>,
    /// Minutes between them.
    #[serde(default)]
    pub minutes: Option<i64>,
    /// Who was there.
    #[serde(default)]
    pub done_by: Option<String>,
    /// The customer's name at the bottom, once signed. The drawn signature comes with the render options.
    #[serde(default)]
    pub signed_by: Option<String>,
}

/// What was said in a ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Talk {
    /// What it is about.
    pub subject: String,
    /// Who asks.
    #[serde(default)]
    pub contact: Option<String>,
    /// The day on which it was opened.
    pub opened: NaiveDate,
    /// The day on which it was resolved.
    #[serde(default)]
    pub resolved: Option<NaiveDate>,
    /// What was said, the oldest first.
    #[serde(default)]
    pub said: Vec<Said>,
}

/// Something that was said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// Who said it: a name.
    pub who: String,
    /// For whom: the firm or the customer; absent where that is the name already.
    #[serde(default)]
    pub side: Option<String>,
    /// The day.
    pub date: NaiveDate,
    /// The time of day, as printed.
    pub time: String,
    /// How it was said, as printed; absent for a note among the firm's people.
    #[serde(default)]
    pub channel: Option<String>,
    /// The code of the ticket in which it was said, where that is another one.
    #[serde(default)]
    pub of: Option<String>,
    /// Minutes of work that it took, where they are printed.
    #[serde(default)]
    pub minutes: Option<i64>,
    /// What was said.
    pub body: String,
}

/// What a receipt proves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// Amount received.
    pub amount: Decimal,
    /// How it was paid, as printed.
    #[serde(default)]
    pub method: Option<String>,
    /// The bank's reference of the payment.
    #[serde(default)]
    pub reference: Option<String>,
    /// The day the bank credited it.
    #[serde(default)]
    pub credited: Option<NaiveDate>,
    /// Invoices the payment settles.
    #[serde(default)]
    pub allocations: Vec<Allocation>,
    /// What the payer kept back, with the reason.
    #[serde(default)]
    pub deductions: Vec<Deduction>,
    /// What is left over as credit of the customer.
    #[serde(default)]
    pub unapplied: Decimal,
    /// Balance of the customer before and after the payment.
    #[serde(default)]
    pub balance: Option<Balance>,
}

/// One invoice that a payment settles, wholly or in part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Allocation {
    /// Invoice number.
    pub number: String,
    /// Invoice date.
    pub date: NaiveDate,
    /// Due date.
    #[serde(default)]
    pub due: Option<NaiveDate>,
    /// Total of the invoice.
    pub total: Decimal,
    /// Amount of this payment applied to it.
    pub applied: Decimal,
    /// What is open on it afterwards.
    pub open: Decimal,
}

/// What a payer kept back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deduction {
    /// Reason, such as `Tax withheld (TDS), section 194C`.
    pub reason: String,
    /// Positive amount.
    pub amount: Decimal,
}

/// Balance of a customer around a payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Balance {
    /// Owed before the payment.
    pub before: Decimal,
    /// Owed after it.
    pub after: Decimal,
}
