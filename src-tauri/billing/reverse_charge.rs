//! What a paper says when the recipient, not the seller, owes the tax to the state.
//!
//! The seller charges none, so the total is without it. India wants the tax shown all the same, as payable by the recipient
//! (CGST Rules, rule 46 (m) and (p)), and so does the United Kingdom for a buyer at home (HMRC, VAT Notice 735, invoices under
//! the domestic reverse charge). Elsewhere neither rate nor tax is printed, but a statement is.

use super::draft::Draft;
use super::exemption;
use super::printing;
use crate::documents::{Language, Wording};
use crate::kernel::error::Result;
use crate::settings::branch::TaxStanding;

/// Whether the recipient owes the tax. Who is not registered owes the state none, so none passes to anybody.
pub(super) fn applies(draft: &Draft) -> bool {
    draft.reverse_charge && draft.branch.tax_standing != TaxStanding::Unregistered
}

/// Whether the paper shows the tax that its recipient owes.
pub(super) fn is_figured(draft: &Draft) -> bool {
    let abroad = &draft.customer.billing.country;
    let at_home = abroad.is_empty() || *abroad == draft.branch.country;
    applies(draft) && matches!((draft.branch.tax_scheme.as_str(), at_home), ("gst_in", _) | ("vat_gb", true))
}

/// Whether the lines print their rates: a rate without its tax would contradict the total.
pub(super) fn prints_rate(draft: &Draft) -> bool {
    !applies(draft) || is_figured(draft)
}

/// The statement of the law, in the language of the paper.
///
/// # Errors
/// A damaged catalogue of words.
pub(super) fn statement(draft: &Draft, language: Language) -> Result<Option<String>> {
    if !applies(draft) {
        return Ok(None);
    }
    let wording = Wording::of(language).map_err(|error| printing::refused(&error))?;
    Ok(match draft.branch.tax_scheme.as_str() {
        // India says yes or no among the facts of the paper, sales taxes know no reverse charge.
        "gst_in" | "sales_us" => None,
        // Executive Regulation of the UAE VAT law (Cabinet Decision 52 of 2017), art. 59 (1): that the recipient must account
        // for the tax, and the provision of the law, which is art. 48 of Federal Decree-Law 8 of 2017.
        "vat_ae" => Some(wording.reverse_charge_ae.clone()),
        // Goods that leave are exempt, and say by which article; whoever gets them owes a tax of its own.
        "vat_fr" if exemption::covers_all(draft) => None,
        // The word itself: Directive 2006/112/EC art. 226 (11a), CGI ann. II art. 242 nonies A.
        "vat_fr" => Some(wording.reverse_charge_fr.clone()),
        // HMRC, VAT Notice 735: the invoice makes clear that the customer is to account for the VAT.
        "vat_gb" => Some(wording.reverse_charge_gb.clone()),
        _ => Some(wording.reverse_charge.clone()),
    })
}
