//! What a country decides at set-up. All of it can be changed until the first document is issued; "other" makes no legal claims.
//!
//! Sources: India CGST Rules 46 (number of at most 16 characters, per financial year from 1 April); UAE Federal
//! Decree-Law 8/2017 and its Executive Regulation art. 59; France CGI ann. II art. 242 nonies A; UK VAT Regulations 1995
//! reg. 14. Rates are data in the file, not here.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A country the product knows, or `Other`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub enum Country {
    /// India.
    #[serde(rename = "IN")]
    India,
    /// United Arab Emirates.
    #[serde(rename = "AE")]
    Emirates,
    /// France.
    #[serde(rename = "FR")]
    France,
    /// United Kingdom.
    #[serde(rename = "GB")]
    Kingdom,
    /// United States.
    #[serde(rename = "US")]
    States,
    /// Any other country: named rates by hand.
    #[serde(rename = "ZZ")]
    Other,
}

/// What set-up fills in for a country.
#[derive(Debug, Clone, Copy)]
pub struct Preset {
    /// ISO 4217 code.
    pub currency: &'static str,
    /// Language of the interface and documents at first.
    pub language: &'static str,
    /// BCP 47 locale of numbers and dates.
    pub locale: &'static str,
    /// IANA time zone.
    pub time_zone: &'static str,
    /// First day of the fiscal year, `MM-DD`.
    pub fiscal_year_start: &'static str,
    /// Tax scheme word of the file.
    pub tax_scheme: &'static str,
    /// `per_line` or `per_rate`.
    pub tax_rounding: &'static str,
    /// `a4` or `letter`.
    pub paper: &'static str,
    /// Days a customer has to pay.
    pub payment_days: i64,
    /// What the law wants under each invoice, and nobody would think of.
    pub invoice_terms: &'static str,
    /// Number pattern of estimates, invoices, credit notes, receipts.
    pub patterns: [(&'static str, &'static str); 4],
}

impl Country {
    /// All countries in the order of the set-up screen.
    pub const ALL: [Self; 6] =
        [Self::India, Self::Emirates, Self::France, Self::Kingdom, Self::States, Self::Other];

    /// The two-letter code (`ZZ` for other).
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::India => "IN",
            Self::Emirates => "AE",
            Self::France => "FR",
            Self::Kingdom => "GB",
            Self::States => "US",
            Self::Other => "ZZ",
        }
    }

    /// The hours of an office, Monday first.
    #[must_use]
    pub const fn week(self) -> [&'static str; 7] {
        let (day, saturday) = match self {
            Self::India => ("9:30-18:30", "9:30-18:30"),
            Self::Emirates => ("9:00-18:00", ""),
            Self::France => ("9:00-12:30, 14:00-18:00", ""),
            Self::Kingdom => ("9:00-17:30", ""),
            Self::States | Self::Other => ("9:00-17:00", ""),
        };
        [day, day, day, day, day, saturday, ""]
    }

    /// Reads a two-letter code.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|country| country.code() == code)
    }

    /// What it decides.
    #[must_use]
    pub const fn preset(self) -> Preset {
        match self {
            Self::India => Preset {
                currency: "INR",
                language: "en",
                locale: "en-IN",
                time_zone: "Asia/Kolkata",
                fiscal_year_start: "04-01",
                tax_scheme: "gst_in",
                tax_rounding: "per_line",
                paper: "a4",
                payment_days: 30,
                invoice_terms: "",
                patterns: numbers(
                    "EST/{FY}/{DEV}{SEQ:4}",
                    "INV/{FY}/{DEV}{SEQ:4}",
                    "CN/{FY}/{DEV}{SEQ:4}",
                    "RCT/{FY}/{DEV}{SEQ:4}",
                ),
            },
            Self::Emirates => Preset {
                currency: "AED",
                language: "en",
                locale: "en-AE",
                time_zone: "Asia/Dubai",
                fiscal_year_start: "01-01",
                tax_scheme: "vat_ae",
                tax_rounding: "per_line",
                paper: "a4",
                payment_days: 30,
                invoice_terms: "",
                patterns: PLAIN,
            },
            Self::France => Preset {
                currency: "EUR",
                language: "fr",
                locale: "fr-FR",
                time_zone: "Europe/Paris",
                fiscal_year_start: "01-01",
                tax_scheme: "vat_fr",
                tax_rounding: "per_rate",
                paper: "a4",
                payment_days: 30,
                invoice_terms: LATE_IN_FRANCE,
                patterns: numbers(
                    "D{YYYY}-{DEV}{SEQ:4}",
                    "F{YYYY}-{DEV}{SEQ:4}",
                    "A{YYYY}-{DEV}{SEQ:4}",
                    "R{YYYY}-{DEV}{SEQ:4}",
                ),
            },
            Self::Kingdom => Preset {
                currency: "GBP",
                language: "en",
                locale: "en-GB",
                time_zone: "Europe/London",
                fiscal_year_start: "04-06",
                tax_scheme: "vat_gb",
                tax_rounding: "per_rate",
                paper: "a4",
                payment_days: 30,
                invoice_terms: "",
                patterns: PLAIN,
            },
            Self::States => Preset {
                currency: "USD",
                language: "en",
                locale: "en-US",
                time_zone: "America/New_York",
                fiscal_year_start: "01-01",
                tax_scheme: "sales_us",
                tax_rounding: "per_rate",
                paper: "letter",
                payment_days: 30,
                invoice_terms: "",
                patterns: PLAIN,
            },
            Self::Other => Preset {
                currency: "EUR",
                language: "en",
                locale: "en-GB",
                time_zone: "UTC",
                fiscal_year_start: "01-01",
                tax_scheme: "other",
                tax_rounding: "per_rate",
                paper: "a4",
                payment_days: 30,
                invoice_terms: "",
                patterns: PLAIN,
            },
        }
    }
}

/// Discount for early payment, interest for delay and the lump sum for recovery stand on every invoice between businesses (Code de
/// commerce, art. L441-9, L441-10 and D441-5).
const LATE_IN_FRANCE: &str = "Pas d’escompte pour paiement anticipé. En cas de retard : pénalités au taux de trois fois l’intérêt légal et, entre professionnels, indemnité forfaitaire pour frais de recouvrement de 40 €.";

const PLAIN: [(&str, &str); 4] = numbers(
    "EST-{FY}-{DEV}{SEQ:4}",
    "INV-{FY}-{DEV}{SEQ:4}",
    "CN-{FY}-{DEV}{SEQ:4}",
    "RCT-{FY}-{DEV}{SEQ:4}",
);

const fn numbers(
    estimate: &'static str,
    invoice: &'static str,
    credit_note: &'static str,
    receipt: &'static str,
) -> [(&'static str, &'static str); 4] {
    [("estimate", estimate), ("invoice", invoice), ("credit_note", credit_note), ("receipt", receipt)]
}
