//! Why a French invoice bears no tax: the law wants its article on the paper (CGI ann. II art. 242 nonies A, I, 12°; Directive
//! 2006/112/EC art. 226 (11)).
//!
//! Goods that go to a registered buyer in another member state are exempt by art. 262 ter I of the CGI, those that leave the
//! union by art. 262 I. Services to a business abroad are taxed where it is, by art. 259, 1°; where the recipient owes the tax,
//! [`super::reverse_charge`] says so. A line that is typed by hand may be either, so nothing is said of it.

use super::draft::{Draft, DraftKind, DraftLine};
use super::printing;
use super::reverse_charge;
use crate::documents::{Language, Wording};
use crate::kernel::error::{FieldError, Result};
use crate::kernel::ids;
use crate::settings::branch::TaxStanding;

/// What a seller below the threshold of registration says, whoever buys (CGI art. 293 E).
const FRANCHISE: &str = "TVA non applicable, art. 293 B du CGI";

/// Why lines of a French invoice bear no tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reason {
    GoodsToMember,
    GoodsAbroad,
    ServicesAbroad,
}

/// The articles of the law by which an invoice bears no tax, in the language of the paper.
///
/// # Errors
/// A damaged catalogue of words.
pub(super) fn statements(draft: &Draft, language: Language) -> Result<Vec<String>> {
    if !speaks(draft) {
        return Ok(Vec::new());
    }
    if draft.branch.tax_standing == TaxStanding::Unregistered {
        return Ok(vec![FRANCHISE.to_owned()]);
    }
    let wording = Wording::of(language).map_err(|error| printing::refused(&error))?;
    let said = [
        (Reason::GoodsToMember, &wording.exempt_goods_to_member_fr),
        (Reason::GoodsAbroad, &wording.exempt_goods_abroad_fr),
        (Reason::ServicesAbroad, &wording.services_abroad_fr),
    ];
    let holds = |wanted: Reason| untaxed(draft).any(|line| reason(draft, line) == Some(wanted));
    Ok(said.into_iter().filter(|(wanted, _)| holds(*wanted)).map(|(_, words)| words.clone()).collect())
}

/// Whether all that is sold are goods that leave the country exempt.
pub(super) fn covers_all(draft: &Draft) -> bool {
    let leaves = |line: &DraftLine| {
        line.is_goods == Some(true)
            && matches!(reason(draft, line), Some(Reason::GoodsToMember | Reason::GoodsAbroad))
    };
    draft.lines.iter().filter(|line| !line.optional).all(leaves)
}

/// Goods to another member state bear French tax unless the buyer is registered there, which its number proves.
pub(super) fn doubts(draft: &Draft) -> Vec<FieldError> {
    let doubtful = speaks(draft)
        && draft.branch.tax_standing != TaxStanding::Unregistered
        && ids::is_eu_member(destination(draft))
        && !is_registered_in_member(draft)
        && untaxed(draft).any(|line| line.is_goods == Some(true) && is_abroad(destination(draft)));
    let member = doubtful.then(|| FieldError::new("customer_id", "warning.goods_to_member"));
    member.into_iter().chain(unexplained(draft)).collect()
}

/// A class of the catalogue says that a line is exempt, but not by which article, which only the seller knows: it belongs into the notes.
fn unexplained(draft: &Draft) -> Option<FieldError> {
    let speaks = speaks(draft) && draft.branch.tax_standing.collects() && !reverse_charge::applies(draft);
    let is_zero = |line: &&DraftLine| !line.taxes.is_empty() && reason(draft, line).is_none();
    let said = [&draft.notes, &draft.terms].iter().any(|text| text.contains("CGI"));
    let doubtful = speaks && !said && untaxed(draft).any(|line| is_zero(&line));
    doubtful.then(|| FieldError::new("lines", "warning.exempt_article"))
}

fn speaks(draft: &Draft) -> bool {
    draft.branch.tax_scheme == "vat_fr" && draft.kind == DraftKind::Invoice
}

/// Lines on which no tax is charged; of a customer that is exempt itself nobody but the owner knows why.
fn untaxed(draft: &Draft) -> impl Iterator<Item = &DraftLine> {
    let passed_on = reverse_charge::applies(draft);
    let known = draft.customer.tax_treatment != "exempt";
    let free = move |line: &&DraftLine| passed_on || line.taxes.iter().all(|tax| tax.rate.is_zero());
    draft.lines.iter().filter(move |line| known && !line.optional && free(line))
}

fn reason(draft: &Draft, line: &DraftLine) -> Option<Reason> {
    if line.is_goods? {
        let to = destination(draft);
        return match (is_abroad(to), ids::is_eu_member(to)) {
            (false, _) => None,
            (true, true) => is_registered_in_member(draft).then_some(Reason::GoodsToMember),
            (true, false) => Some(Reason::GoodsAbroad),
        };
    }
    let services = draft.customer.is_organisation
        && is_abroad(&draft.customer.billing.country)
        && !reverse_charge::applies(draft);
    services.then_some(Reason::ServicesAbroad)
}

/// Where goods go.
fn destination(draft: &Draft) -> &str {
    let delivered = draft.customer.delivery.as_ref().map(|address| address.country.as_str());
    delivered.filter(|country| !country.is_empty()).unwrap_or(&draft.customer.billing.country)
}

/// Monaco is treated as France (Directive 2006/112/EC art. 7 (1)).
fn is_abroad(country: &str) -> bool {
    !matches!(country, "" | "FR" | "MC")
}

/// A VAT number carries the prefix of its member state, Greece its own.
fn is_registered_in_member(draft: &Draft) -> bool {
    let numbers = draft.customer.tax_ids.iter().filter(|(scheme, _)| scheme == "vat");
    let mut prefixes = numbers.filter_map(|(_, number)| number.get(..2));
    prefixes.any(|prefix| ids::is_eu_member(if prefix == "EL" { "GR" } else { prefix }) && prefix != "FR")
}
