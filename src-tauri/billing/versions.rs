//! What changed from one version of an estimate to the next, in the words of the form.

use super::draft::{DraftInput, LineInput};
use super::estimate::form_of;
use super::store::{offer, party};
use crate::kernel::error::Result;
use crate::kernel::money::Money;
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
    /// What changed against the version before.
    pub changes: Vec<VersionChange>,
}

/// A line that differs between two versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct VersionChange {
    /// `added`, `removed`, `changed` of a line; `discount` and `charge` of the document.
    pub change: String,
    /// The line's text; empty for the document.
    pub description: String,
    /// Quantity × price and tax before, with the text when that was another; empty when added.
    pub before: String,
    /// Quantity × price and tax after; empty when removed.
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
    let versions = versions.iter().enumerate().map(|(position, version)| EstimateVersion {
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
    discount: String,
    charge: String,
}

impl Shown {
    fn of(read: &Read<'_>, form: &DraftInput) -> Result<Self> {
        let lines = form.lines.iter().flatten().map(|line| {
            let text = |typed: &Option<String>| typed.clone().unwrap_or_default();
            let about = [text(&line.description), text(&line.detail)].join(" ").trim().to_owned();
            Ok((line.id.clone(), about, figures(read, line)?))
        });
        let share = |typed: &Option<String>| typed.clone().unwrap_or_default();
        Ok(Self {
            lines: lines.collect::<Result<_>>()?,
            discount: share(&form.discount),
            charge: share(&form.charge),
        })
    }
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
    for (change, old, new) in
        [("discount", &before.discount, &after.discount), ("charge", &before.charge, &after.charge)]
    {
        if old != new {
            note(change, "", old.clone(), new.clone());
        }
    }
    changes
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
