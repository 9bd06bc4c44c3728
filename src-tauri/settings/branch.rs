//! Branches: places of business and the legal sellers on paper. A company starts with one and need not know the word.

use super::seller::{self, SellerRules};
use super::store;
use crate::billing;
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::{ids, text};
use crate::store::tx::{Read, Tx};
use crate::store::undo_rule;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct BranchListRequest {}

/// The branches.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BranchListResponse {
    /// The branches in their order.
    pub rows: Vec<Branch>,
}

/// A branch: what stands on its paper and how it counts.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct Branch {
    /// Its id.
    pub id: String,
    /// Name inside the company.
    pub name: String,
    /// Name on paper.
    pub legal_name: String,
    /// Street and house, one or more lines.
    pub street: String,
    /// City.
    pub city: String,
    /// Postal code.
    pub postal_code: String,
    /// State, emirate or region; in India the two-digit state code.
    pub region: String,
    /// Two-letter country.
    pub country: String,
    /// Home currency.
    pub currency: String,
    /// IANA time zone.
    pub time_zone: String,
    /// First day of the fiscal year, `MM-DD`.
    pub fiscal_year_start: String,
    /// Tax scheme.
    pub tax_scheme: String,
    /// GSTIN, TRN, VAT number …
    pub tax_number: String,
    /// Whether it may collect the tax of its scheme.
    pub tax_standing: TaxStanding,
    /// True: it is registered, as its owner says, but the number that its scheme asks for is still to be typed.
    pub lacks_tax_number: bool,
    /// SIRET, licence, company number …
    pub legal_id: String,
    /// What the law asks a firm to print of itself besides numbers, such as its legal form, capital and register (EN 16931 BT-33;
    /// France: Code de commerce R123-237, R123-238).
    pub legal_note: String,
    /// Phone on paper.
    pub phone: String,
    /// E-mail on paper.
    pub email: String,
    /// Web site on paper.
    pub website: String,
    /// Bank: name of the account.
    pub bank_account_name: String,
    /// Bank: account number or IBAN.
    pub bank_account: String,
    /// Bank: its name.
    pub bank_name: String,
    /// Bank: IFSC, BIC, sort code.
    pub bank_code: String,
    /// UPI id for the payment code (India).
    pub upi_id: String,
    /// Terms printed on estimates.
    pub estimate_terms: String,
    /// Terms printed on invoices.
    pub invoice_terms: String,
    /// `per_line` or `per_rate`.
    pub tax_rounding: String,
    /// How it sells abroad and to special economic zones (India).
    pub zero_rating: ZeroRating,
    /// What totals are rounded to in cash; empty: not at all.
    pub round_to: String,
    /// The last day of the latest tax return that was filed, `YYYY-MM-DD`; empty while none was. Papers of up to then stay as they are:
    /// none is made void, none is added.
    pub filed_until: String,
    /// When invoices fall due, as of `calc due`. That of the first branch is what new customers get; the others' does nothing.
    #[schemars(with = "serde_json::Value")]
    #[ts(type = "Record<string, unknown>")]
    pub payment_term: serde_json::Value,
    /// Whether a paper of it went out: what stands on paper stays then.
    pub has_papers: bool,
    /// The hash of its logo; empty when it has none.
    pub logo_hash: String,
    /// The hash of the signature on its papers; empty when it has none.
    pub signature_hash: String,
    /// What looks wrong among its numbers, at the fields of `set` in a change of it.
    pub doubts: Vec<FieldError>,
    /// Rises with each change.
    pub version: i64,
}

/// The branches after one was changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct BranchUpdateResponse {
    /// The branches in their order.
    pub rows: Vec<Branch>,
    /// Numbers that were typed and whose check does not fit.
    pub warnings: Vec<FieldError>,
}

/// Whether a seller may collect the tax of its law, as its owner said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TaxStanding {
    /// It charges tax.
    Registered,
    /// It pays under the composition scheme (India, CGST Act s. 10): it charges none and issues bills of supply.
    Composition,
    /// It is below the threshold of its law and has no tax number: it charges none.
    Unregistered,
}

impl TaxStanding {
    /// Whether tax is charged at all.
    #[must_use]
    pub const fn collects(self) -> bool {
        matches!(self, Self::Registered)
    }
}

/// How a seller makes zero-rated supplies, which are exports and those to special economic zones (India, IGST Act s. 16 (3)).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ZeroRating {
    /// Under a bond or a letter of undertaking: no tax is charged.
    Undertaking,
    /// On payment of integrated tax, which is charged and claimed back.
    Payment,
}

/// Whether a seller is registered for the tax of its scheme and can prove it on paper: unless its owner says it is not, by its
/// number; sales tax and named rates ask for none.
#[must_use]
pub fn is_registered(standing: TaxStanding, tax_scheme: &str, tax_number: &str) -> bool {
    standing != TaxStanding::Unregistered
        && (!tax_number.is_empty() || matches!(tax_scheme, "sales_us" | "other"))
}

/// A change of a branch; absent fields stay, empty ones are cleared.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct BranchUpdateRequest {
    /// Which branch.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
    /// Field → new text. The fields are those of a branch that are free text.
    pub set: BTreeMap<String, String>,
    /// Whether it may collect tax. The composition scheme is one of India.
    #[serde(default)]
    #[ts(optional)]
    pub tax_standing: Option<TaxStanding>,
    /// What it sells under from now on.
    #[serde(default)]
    #[ts(optional)]
    pub rules: Option<SellerRules>,
}

/// Fields of a branch that are text on paper; the longer ones may have several lines.
pub(super) const LINES: [&str; 16] = [
    "name",
    "legal_name",
    "city",
    "postal_code",
    "region",
    "tax_number",
    "legal_id",
    "legal_note",
    "phone",
    "email",
    "website",
    "bank_account_name",
    "bank_account",
    "bank_name",
    "bank_code",
    "upi_id",
];
/// Codes of the list of states that are no place of a seller: abroad, and registrations under the Centre.
const ABROAD: [&str; 2] = ["96", "99"];

pub(super) const NOTES: [&str; 3] = ["street", "estimate_terms", "invoice_terms"];

/// The branches.
///
/// # Errors
/// A failure of the file.
pub fn list(read: &Read<'_>, _: BranchListRequest) -> Result<BranchListResponse> {
    Ok(BranchListResponse { rows: store::branch::all(read)? })
}

/// Changes what stands on a branch's paper. Documents that were issued keep what they were issued with; a number whose check does not
/// fit is taken with a warning.
///
/// # Errors
/// `invalid` with the fields, `conflict`, `not_found`.
pub fn update(tx: &Tx<'_>, request: BranchUpdateRequest) -> Result<BranchUpdateResponse> {
    store::branch::touch(tx, &request.id, request.version)?;
    let stands = store::branch::country_of(tx, &request.id)?;
    let moved = request.rules.as_ref().and_then(|rules| rules.country);
    let country = moved.map_or(stands, |country| country.code().to_owned());
    let mut errors = FieldErrors::default();
    let mut accepted = Vec::new();
    for (field, typed) in &request.set {
        let path = format!("set.{field}");
        let checked = if NOTES.contains(&field.as_str()) {
            text::note(&path, typed)
        } else if field == "name" {
            let branches = store::branch::all(tx)?;
            let others = branches.iter().filter(|branch| branch.id != request.id);
            text::own_name(&path, typed, others.map(|branch| branch.name.as_str()))
        } else if field == "legal_name" {
            text::required_line(&path, typed)
        } else if field == "region" && country == "IN" {
            indian_state(&path, typed)
        } else if field == "email" {
            text::email(&path, typed)
        } else if LINES.contains(&field.as_str()) {
            text::line(&path, typed)
        } else {
            Err(FieldError::new(&path, "error.unknown_field").with("field", field.clone()))
        };
        if let Some(value) = errors.take(checked) {
            accepted.push((field.as_str(), value));
        }
    }
    if request.tax_standing == Some(TaxStanding::Composition) && country != "IN" {
        errors.add(FieldError::new("tax_standing", "error.only_india"));
    }
    errors.finish()?;
    if let Some(rules) = &request.rules {
        seller::change(tx, &request.id, rules)?;
    }
    store::branch::update(tx, &request.id, &accepted)?;
    if let Some(standing) = request.tax_standing {
        store::branch::set_tax_standing(tx, &request.id, standing)?;
    }
    billing::price_drafts_of(tx, &request.id)?;
    let rows = store::branch::all(tx)?;
    let changed = rows.iter().find(|branch| branch.id == request.id);
    if let Some(message_id) = changed.and_then(misfit) {
        return Err(Error::field("set.tax_number", message_id));
    }
    let doubts = changed.map(|branch| branch.doubts.clone()).unwrap_or_default();
    let is_typed = |path: &str| accepted.iter().any(|(field, _)| path == format!("set.{field}"));
    let warnings = doubts.into_iter().filter(|doubt| is_typed(&doubt.path)).collect();
    Ok(BranchUpdateResponse { rows, warnings })
}

/// Why standing and tax number do not go together: only who is registered, in India, can have chosen the composition scheme (CGST Act
/// s. 10); who is not has no number.
fn misfit(branch: &Branch) -> Option<&'static str> {
    match (branch.tax_standing, branch.tax_number.is_empty()) {
        (TaxStanding::Composition, _) if branch.country != "IN" => Some("error.only_india"),
        (TaxStanding::Composition, true) => Some("error.composition_number"),
        (TaxStanding::Unregistered, false) => Some("error.unregistered_number"),
        _ => None,
    }
}

/// Refuses taking back transaction `seq` of this device, which has been done by now, when standing and tax number of a branch that it
/// changed would not go together.
///
/// # Errors
/// `precondition` with `error.composition_number`, `error.unregistered_number` or `error.only_india`.
pub(super) fn undo_keeps_standing(tx: &Tx<'_>, seq: i64) -> Result<()> {
    let changed = undo_rule::rows_in(tx, seq, "branch")?;
    let rows = store::branch::all(tx)?;
    match rows.iter().filter(|branch| changed.contains(&branch.id)).find_map(misfit) {
        Some(message_id) => Err(Error::precondition(message_id)),
        None => Ok(()),
    }
}

/// An Indian state by its two digits or its name, as its two digits; nothing clears it. The kind of tax depends on it, so a
/// state that nobody knows is refused.
fn indian_state(path: &str, typed: &str) -> std::result::Result<String, FieldError> {
    let typed = text::line(path, typed)?;
    if typed.is_empty() {
        return Ok(typed);
    }
    let state = ids::state_meant(&typed).filter(|state| state.current && !ABROAD.contains(&state.code));
    let state = state.ok_or_else(|| FieldError::new(path, "error.indian_state").with("typed", typed));
    state.map(|state| state.code.to_owned())
}
