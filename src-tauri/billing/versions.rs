//! What changed from one version of an estimate to the next, in the words of the form.

use super::draft::{DraftInput, LineInput};
use super::estimate::form_of;
use super::options::{self, EstimateOption};
use super::store::{offer, party};
use crate::kernel::error::Result;
use crate::kernel::money::Money;
use crate::store::record;
use crate::store::tx::Read;
use schemars::JsonSchema;
use serde::Serialize;
use ts_rs::TS;

/// A version that was sent.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct EstimateVersion {
    /// Its id.
    pub id: String,
    /// 1, 2, 3 …
    pub no: i64,
    /// What it came to.
    pub total: Money,
    /// When it was sent, in epoch milliseconds.
    pub sent_ms: i64,
    /// How.
    pub how: String,
    /// What was offered beside its total.
    pub options: Vec<EstimateOption>,
    /// What changed against the version before.
    pub changes: Vec<VersionChange>,
}

/// A line or a term that differs between two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct VersionChange {
    /// `added`, `removed`, `changed` of a line; else the field of the form, such as `discount` or `payment_term`.
    pub change: String,
    /// The line's text; empty for the document.
    pub description: String,
    /// Of a line quantity × price and tax before, with the text when that was another; empty when added. Of a field what it
    /// said: a payment term as JSON, of terms and notes the paragraphs that went.
    pub before: String,
    /// The same after; empty when removed, and when what it says has no words.
    pub after: String,
}

/// The versions in their order, each with what changed against the one before.
///
/// # Errors
/// A failure of the file.
pub(super) fn compared(read: &Read<'_>, versions: &[offer::Version]) -> Result<Vec<EstimateVersion>> {
    let forms: Vec<DraftInput> =
        versions.iter().map(|version| form_of(version).unwrap_or_default()).collect();
    let shown = forms.iter().map(|form| Shown::of(read, form)).collect::<Result<Vec<_>>>()?;
    let options = versions.iter().zip(&forms).map(|(version, form)| options::of(read, version, form));
    let options = options.collect::<Result<Vec<_>>>()?;
    let versions =
        versions.iter().zip(options).enumerate().map(|(position, (version, options))| EstimateVersion {
            options,
            id: version.id.clone(),
            no: version.no,
            total: Money::new(version.total_minor, &version.currency),
            sent_ms: version.sent_ms,
            how: version.how.clone(),
            changes: position
                .checked_sub(1)
                .map_or_else(Vec::new, |before| changes(&shown[before], &shown[position])),
        });
    Ok(versions.collect())
}

/// A form in the words that two versions are compared by.
struct Shown {
    /// Id, text and figures of each line.
    lines: Vec<(Option<String>, String, String)>,
    /// The other fields of the form with what they say.
    terms: Vec<(&'static str, String)>,
}

impl Shown {
    fn of(read: &Read<'_>, form: &DraftInput) -> Result<Self> {
        let lines = form.lines.iter().flatten().map(|line| {
            let text = |typed: &Option<String>| typed.clone().unwrap_or_default();
            let about = [text(&line.description), text(&line.detail)].join(" ").trim().to_owned();
            Ok((line.id.clone(), about, figures(read, line)?))
        });
        Ok(Self { lines: lines.collect::<Result<_>>()?, terms: terms(read, form)? })
    }
}

/// What a customer agrees to beside the lines, in the order of the form.
fn terms(read: &Read<'_>, form: &DraftInput) -> Result<Vec<(&'static str, String)>> {
    let text = |typed: &Option<String>| typed.clone().unwrap_or_default();
    let flag = |typed: Option<bool>| if typed == Some(true) { "✓".to_owned() } else { String::new() };
    let title = |id: &Option<String>| match id.as_deref().filter(|id| !id.is_empty()) {
        Some(id) => record::title(read, id),
        None => Ok(String::new()),
    };
    let branch = party::branch(read, form.branch_id.as_deref())?;
    let term = form.payment_term.as_ref().map_or_else(String::new, ToString::to_string);
    Ok(vec![
        ("customer", title(&form.customer_id)?),
        ("contact", title(&form.contact_id)?),
        ("branch", branch.map_or_else(String::new, |branch| branch.legal_name)),
        ("subject", text(&form.subject)),
        ("valid_until", text(&form.valid_until)),
        ("supply_date", text(&form.supply_date)),
        ("payment_term", term),
        ("currency", text(&form.currency)),
        ("rate", text(&form.rate)),
        ("language", text(&form.language)),
        ("delivery_address", text(&form.delivery_address_id)),
        ("place_of_supply", text(&form.place_of_supply)),
        ("reverse_charge", flag(form.reverse_charge)),
        ("prices_include_tax", flag(form.prices_include_tax)),
        ("discount", text(&form.discount)),
        ("charge", text(&form.charge)),
        ("order_no", text(&form.order_no)),
        ("terms", text(&form.terms)),
        ("notes", text(&form.notes)),
    ])
}

fn changes(before: &Shown, after: &Shown) -> Vec<VersionChange> {
    let mut changes = Vec::new();
    let mut note = |change: &str, description: &str, before: String, after: String| {
        changes.push(VersionChange {
            change: change.to_owned(),
            description: description.to_owned(),
            before,
            after,
        });
    };
    let find = |lines: &[(Option<String>, String, String)], id: &Option<String>| {
        lines.iter().find(|(known, _, _)| known == id).cloned()
    };
    for (id, text, figures) in &after.lines {
        match find(&before.lines, id) {
            None => note("added", text, String::new(), figures.clone()),
            Some((_, known, old)) if known != *text => {
                note("changed", text, format!("{known}, {old}"), figures.clone());
            }
            Some((_, _, old)) if old != *figures => note("changed", text, old, figures.clone()),
            Some(_) => {}
        }
    }
    for (id, text, figures) in &before.lines {
        if find(&after.lines, id).is_none() {
            note("removed", text, figures.clone(), String::new());
        }
    }
    for ((change, old), (_, new)) in before.terms.iter().zip(&after.terms) {
        match *change {
            _ if old == new => {}
            // An address is an id here.
            "delivery_address" => note(change, "", String::new(), String::new()),
            "terms" | "notes" => note(change, "", beyond(old, new), beyond(new, old)),
            _ => note(change, "", old.clone(), new.clone()),
        }
    }
    changes
}

/// The paragraphs of a text that the other does not have.
fn beyond(text: &str, other: &str) -> String {
    let known: Vec<&str> = other.lines().collect();
    text.lines().filter(|line| !known.contains(line)).collect::<Vec<_>>().join("\n")
}

/// Quantity and unit × price − discount + tax of a line; options stand in brackets.
fn figures(read: &Read<'_>, line: &LineInput) -> Result<String> {
    let text = |typed: &Option<String>| typed.clone().unwrap_or_default();
    let after = |sign: &str, typed: String| if typed.is_empty() { typed } else { format!("{sign}{typed}") };
    let class = line.tax_class_id.as_deref().filter(|class| !class.is_empty());
    let class = class.map_or(Ok(None), |class| party::tax_class(read, class))?.map(|(_, name)| name);
    let by_hand = line.taxes.iter().flatten().map(|tax| format!("{} {} %", tax.code, tax.rate));
    let tax = class.unwrap_or_else(|| by_hand.collect::<Vec<_>>().join(" + "));
    let figures = format!(
        "{}{} × {}{}{}",
        text(&line.quantity),
        after("\u{a0}", text(&line.unit)),
        text(&line.unit_price),
        after(" − ", text(&line.discount)),
        after(" + ", tax)
    );
    Ok(if line.optional == Some(true) { format!("({figures})") } else { figures })
}
