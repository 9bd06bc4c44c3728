//! Payment codes: what they say and how they are drawn.
//!
//! India: a UPI link as NPCI's *UPI Linking Specifications* define it (`pa` payee address, `pn`
//! name, `am` amount, `cu` currency, `tn` note, `tr` reference). Europe: the European Payments
//! Council's quick response code, EPC069-12 version 2. Both with error correction M (ISO/IEC 18004).

use qrcode::{Color, EcLevel, QrCode};
use rust_decimal::Decimal;

use super::model::{BankDetails, CountryPreset, Document, DocumentKind};
use super::page::{Block, Cell};
use super::units::Length;

/// Modules of the quiet zone on each side (ISO/IEC 18004).
pub(crate) const QUIET_ZONE: usize = 4;

/// Highest amount NPCI lets a payer send in one ordinary UPI payment, in rupees.
const UPI_LIMIT: Decimal = Decimal::from_parts(100_000, 0, 0, false, 0);

/// Highest amount an EPC code can carry (EPC069-12).
const EPC_LIMIT: Decimal = Decimal::from_parts(1_215_752_191, 23, 0, false, 2);

/// Which scheme a payment code belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// UPI link.
    Upi,
    /// EPC SEPA credit transfer.
    Epc,
}

/// A payment code.
pub(crate) struct PaymentCode {
    /// Scheme.
    pub scheme: Scheme,
    /// Modules of one side without the quiet zone.
    side: usize,
    /// Dark modules, row by row.
    dark: Vec<bool>,
}

/// Why a document that could have a payment code has none.
pub(crate) enum NoCode {
    /// Nothing to say: it is not a paper to be paid this way.
    NotAsked,
    /// The seller would expect one.
    Because(String),
}

/// The payment code of a document.
pub(crate) fn payment_code(document: &Document, void: bool) -> Result<PaymentCode, NoCode> {
    let payable = matches!(
        document.kind,
        DocumentKind::TaxInvoice | DocumentKind::Invoice | DocumentKind::BillOfSupply
    );
    let due = document.totals.as_ref().map_or(Decimal::ZERO, |totals| totals.due);
    let number = document.number.as_deref().filter(|_| !document.draft);
    let (Some(bank), Some(number)) = (&document.seller.bank, number) else { return Err(NoCode::NotAsked) };
    if !payable || void || due <= Decimal::ZERO {
        return Err(NoCode::NotAsked);
    }
    let (scheme, content) = match document.country {
        CountryPreset::India => (Scheme::Upi, upi(document, bank, number, due)?),
        CountryPreset::France | CountryPreset::EuropeanUnion => {
            (Scheme::Epc, epc(document, bank, number, due)?)
        }
        _ => return Err(NoCode::NotAsked),
    };
    let code = QrCode::with_error_correction_level(content.as_bytes(), EcLevel::M)
        .map_err(|_| NoCode::Because("the names are too long for a code".to_owned()))?;
    let dark = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
    Ok(PaymentCode { scheme, side: code.width(), dark })
}

/// `upi://pay?…`
fn upi(document: &Document, bank: &BankDetails, number: &str, due: Decimal) -> Result<String, NoCode> {
    let address =
        bank.upi_id.as_deref().map(str::trim).filter(|id| id.contains('@')).ok_or(NoCode::NotAsked)?;
    if document.currency.code != "INR" {
        return Err(NoCode::NotAsked);
    }
    if due > UPI_LIMIT {
        return Err(NoCode::Because(
            "the amount is above ₹ 1,00,000, the limit of one UPI payment".to_owned(),
        ));
    }
    let payee = bank.account_name.as_deref().unwrap_or(&document.seller.name);
    let reference: String = number.chars().filter(char::is_ascii_alphanumeric).take(35).collect();
    Ok(format!(
        "upi://pay?pa={}&pn={}&am={}&cu=INR&tn={}&tr={reference}",
        percent_encoded(address),
        percent_encoded(payee.trim()),
        two_decimals(due),
        percent_encoded(number.trim()),
    ))
}

/// The lines of an EPC code.
fn epc(document: &Document, bank: &BankDetails, number: &str, due: Decimal) -> Result<String, NoCode> {
    let iban: String =
        bank.iban.as_deref().unwrap_or_default().chars().filter(|c| !c.is_whitespace()).collect();
    if iban.is_empty() || document.currency.code != "EUR" {
        return Err(NoCode::NotAsked);
    }
    if due > EPC_LIMIT {
        return Err(NoCode::Because("the amount is above the limit of a SEPA code".to_owned()));
    }
    let name: String =
        bank.account_name.as_deref().unwrap_or(&document.seller.name).chars().take(70).collect();
    let bic = bank.bic.as_deref().unwrap_or_default().trim();
    let kind = if document.language == super::Language::French { "Facture" } else { "Invoice" };
    let fields = [
        "BCD",
        "002",
        "1",
        "SCT",
        bic,
        name.trim(),
        &iban,
        &format!("EUR{}", two_decimals(due)),
        "",
        "",
        &format!("{kind} {}", number.trim()),
    ];
    Ok(fields.map(|field| field.replace(['\n', '\r'], " ")).join("\n"))
}

fn two_decimals(value: Decimal) -> String {
    let mut value = value.normalize();
    if value.scale() < 2 {
        value.rescale(2);
    }
    value.to_string()
}

/// RFC 3986 percent-encoding of everything that is not unreserved.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

impl PaymentCode {
    /// Width of the quiet zone in a code of the given size.
    pub(crate) fn quiet(&self, size: Length) -> Length {
        size * Length::try_from(QUIET_ZONE).unwrap_or(0) / self.modules()
    }

    fn modules(&self) -> Length {
        Length::try_from(self.side + 2 * QUIET_ZONE).unwrap_or(1)
    }

    /// Draws the code with its quiet zone in a square; dark runs of a row become one cell, and edges
    /// are computed from one grid so that neighbouring cells meet exactly.
    pub(crate) fn draw(&self, block: &mut Block, corner: (Length, Length), size: Length) {
        let edge = |module: usize| size * Length::try_from(module + QUIET_ZONE).unwrap_or(0) / self.modules();
        let mut cells = Vec::new();
        for row in 0..self.side {
            let mut column = 0;
            while column < self.side {
                let first = column;
                while column < self.side && self.is_dark(row, column) {
                    column += 1;
                }
                if column > first {
                    let (x, y) = (edge(first), edge(row));
                    cells.push(Cell { x, y, width: edge(column) - x, height: edge(row + 1) - y });
                }
                column += 1;
            }
        }
        block.cells(corner, size, cells);
    }

    fn is_dark(&self, row: usize, column: usize) -> bool {
        self.dark.get(row * self.side + column).copied().unwrap_or(false)
    }
}
