//! The frozen document: everything a printed paper says, stored as JSON when a document is issued.
//!
//! It exists so that a paper can be printed again, previewed or exported years later without asking
//! the live records, which may have changed since. Every amount in it is already computed and
//! rounded; the renderer adds up printed figures for carried-forward rows and computes nothing else.
//! Decimals are JSON strings (a JSON number would pass through binary floating point), dates are
//! `YYYY-MM-DD` (ISO 8601), names and texts are stored exactly as the user typed them.
//!
//! Terms follow EN 16931-1 where it has one (BT and BG numbers stand beside the fields).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use super::model_parts::*;

/// Version of the JSON shape of [`Document`]; raised when a field changes its meaning.
pub const MODEL_VERSION: u32 = 1;

/// What a paper is in law and in the firm's books.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Tax invoice: India (CGST Rules, rule 46), UAE (Executive Regulation of the VAT law, art. 59).
    TaxInvoice,
    /// Bill of supply: India, exempt supplies and composition scheme (CGST Rules, rule 49).
    BillOfSupply,
    /// Invoice elsewhere; titled *Facture* in French.
    Invoice,
    /// Credit note against an issued invoice (EN 16931 type code 381; CGST Act, s. 34).
    CreditNote,
    /// Estimate, a priced offer; never a tax document.
    Estimate,
    /// Payment receipt: the printed proof of a payment.
    Receipt,
    /// Job sheet: the printed proof of a visit.
    JobSheet,
    /// Conversation: what was said in a ticket.
    Conversation,
}

/// Language of the printed labels. Party data and item texts are never translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// English.
    #[serde(rename = "en")]
    English,
    /// French.
    #[serde(rename = "fr")]
    French,
    /// Arabic, set right to left.
    #[serde(rename = "ar")]
    Arabic,
    /// Hindi.
    #[serde(rename = "hi")]
    Hindi,
}

impl Language {
    /// BCP 47 tag of the language, as written to the PDF catalogue's `/Lang`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
            Self::Arabic => "ar",
            Self::Hindi => "hi",
        }
    }

    /// True when the page is laid out from right to left.
    #[must_use]
    pub const fn is_right_to_left(self) -> bool {
        matches!(self, Self::Arabic)
    }
}

/// Country of the seller: chooses tax columns, statements and the shape of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CountryPreset {
    /// India: HSN columns, CGST and SGST or IGST, lakh grouping, UPI code.
    #[serde(rename = "IN")]
    India,
    /// United Arab Emirates: VAT per line, tax stated in AED.
    #[serde(rename = "AE")]
    UnitedArabEmirates,
    /// France: TVA per rate, EPC transfer code.
    #[serde(rename = "FR")]
    France,
    /// Another country of the European Union.
    #[serde(rename = "EU")]
    EuropeanUnion,
    /// United Kingdom.
    #[serde(rename = "GB")]
    UnitedKingdom,
    /// United States of America.
    #[serde(rename = "US")]
    UnitedStates,
    /// Any other country: named taxes, no legal claims.
    #[serde(rename = "ZZ")]
    Other,
}

/// One document as issued (or, with [`draft`](Self::draft), as it would be issued).
///
/// JSON with an unknown field is refused, so a spelling mistake can never be lost silently.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Version of this shape, [`MODEL_VERSION`].
    pub model_version: u32,
    /// What the paper is.
    pub kind: DocumentKind,
    /// Language of the labels.
    pub language: Language,
    /// A second language in which the title is repeated below it, as India does with Hindi.
    #[serde(default)]
    pub title_also_in: Option<Language>,
    /// Country preset of the seller's branch.
    pub country: CountryPreset,
    /// True while no number has been given: prints a clear mark and no number.
    #[serde(default)]
    pub draft: bool,
    /// Document number (BT-1); required unless [`draft`](Self::draft).
    #[serde(default)]
    pub number: Option<String>,
    /// What it is about, in a line below the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// The legal seller (BG-4).
    pub seller: Seller,
    /// The buyer (BG-7), or the payer of a receipt.
    pub buyer: Party,
    /// Where the goods went (BG-13), when it differs from the buyer.
    #[serde(default)]
    pub delivery: Option<Party>,
    /// Dates of the document.
    pub dates: Dates,
    /// Numbers of other papers this one refers to.
    #[serde(default)]
    pub references: References,
    /// Place of supply as printed, such as `27 – Maharashtra (intra-state)` (CGST Rules, rule 46 (n)).
    #[serde(default)]
    pub place_of_supply: Option<String>,
    /// Whether tax is payable by the recipient; printed as yes or no when known (rule 46 (p)).
    #[serde(default)]
    pub reverse_charge: Option<bool>,
    /// Payment terms in a few words, such as `30 days net`.
    #[serde(default)]
    pub payment_terms: Option<String>,
    /// Further labelled facts, printed in the row below the parties.
    #[serde(default)]
    pub facts: Vec<LabelledText>,
    /// Statements the law wants at the top, such as `Composition taxable person, not eligible to
    /// collect tax on supplies` (CGST Rules, rule 5 (1)(f)) or the export endorsement (rule 46).
    #[serde(default)]
    pub statements: Vec<String>,
    /// Terms in full, printed at the end.
    #[serde(default)]
    pub terms: Option<String>,
    /// Declarations and legal statements, printed at the end.
    #[serde(default)]
    pub notes: Vec<Note>,
    /// Currency of all amounts (BT-5).
    pub currency: Currency,
    /// Whether the prices and discounts of the lines contain the tax; their nets never do.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub prices_include_tax: bool,
    /// Lines (BG-25); empty on a paper that sells nothing.
    #[serde(default)]
    pub lines: Vec<Line>,
    /// Totals (BG-22); absent on a receipt, a job sheet and a conversation only.
    #[serde(default)]
    pub totals: Option<Totals>,
    /// Tax by HSN/SAC code, India.
    #[serde(default)]
    pub hsn_summary: Vec<HsnSummary>,
    /// Tax restated in the home currency when the document is in a foreign one.
    #[serde(default)]
    pub home_tax: Option<HomeTax>,
    /// The amount due (or received) in words, in the language of the document.
    #[serde(default)]
    pub amount_in_words: Option<String>,
    /// What a receipt proves; present exactly when the kind is [`DocumentKind::Receipt`].
    #[serde(default)]
    pub receipt: Option<Receipt>,
    /// The time that is invoiced, entry by entry, printed behind an invoice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub annex: Vec<TimeWorked>,
    /// Who signs for the seller.
    #[serde(default)]
    pub signatory: Option<Signatory>,
    /// The customer's yes to an estimate; never part of what was frozen, it is set when the paper is printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acceptance: Option<Acceptance>,
    /// What a job sheet proves; present exactly when the kind is [`DocumentKind::JobSheet`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub job: Option<Job>,
    /// What was said; present exactly when the kind is [`DocumentKind::Conversation`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub talk: Option<Talk>,
}

impl Document {
    /// Whether its amounts before tax are taxable values as India calls them (CGST Rules, rule 46 (k)): what is not taxed, or
    /// sold by somebody without a registration, has none.
    pub(crate) fn states_taxable_value(&self) -> bool {
        self.country == CountryPreset::India
            && self.kind != DocumentKind::BillOfSupply
            && self.seller.tax_ids.iter().any(|id| id.label == "GSTIN")
    }
}

/// Dates of a document, all civil dates in the seller's time zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// Issue date (BT-2), or the day a payment was received.
    pub issue: NaiveDate,
    /// Due date (BT-9).
    #[serde(default)]
    pub due: Option<NaiveDate>,
    /// Last day an estimate may be accepted.
    #[serde(default)]
    pub valid_until: Option<NaiveDate>,
    /// Date of supply (BT-72), when it differs from the issue date.
    #[serde(default)]
    pub supply: Option<NaiveDate>,
    /// Last day of the supply period (BT-74), when the supply lasted longer than a day.
    #[serde(default)]
    pub supply_end: Option<NaiveDate>,
    /// The day the document was paid in full, if it was when this model was made.
    #[serde(default)]
    pub paid: Option<NaiveDate>,
}

/// Other papers a document refers to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct References {
    /// The buyer's order number (BT-13).
    #[serde(default)]
    pub order: Option<String>,
    /// The invoice that a credit note corrects (BG-3).
    #[serde(default)]
    pub original: Option<OriginalInvoice>,
    /// Why a credit note was issued.
    #[serde(default)]
    pub reason: Option<String>,
}

/// The invoice a credit note corrects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OriginalInvoice {
    /// Its number (BT-25).
    pub number: String,
    /// Its issue date (BT-26).
    pub date: NaiveDate,
}

/// The currency of a document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Currency {
    /// ISO 4217 code, three capital letters.
    pub code: String,
    /// Decimal places of its minor unit (ISO 4217): 2 for INR, 0 for JPY, 3 for KWD.
    pub decimals: u32,
}
