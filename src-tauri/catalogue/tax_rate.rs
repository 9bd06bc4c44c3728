//! Dated tax rates: a rate is data with a first and a last day, so that a change of the law is a new row and an old
//! invoice keeps the rate of its day.
//!
//! A class may have several rates at once (CGST and SGST inside a state). For one supply on one day each code occurs once,
//! and all share one category, because a line of an invoice has exactly one (EN 16931, BT-151).

use super::fields;
use super::store::tax as store;
use crate::billing::price::{TAX_CODE_CHARS_MAX, TAXES_MAX};
use crate::kernel::date::CivilDate;
use crate::kernel::decimal::DecimalText;
use crate::kernel::error::{Code, Error, FieldError, FieldErrors, Result};
use crate::kernel::tax_category::TaxCategory;
use crate::kernel::text;
use crate::settings::branch::ZeroRating;
use crate::store::tx::Read;
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Most rates of a class, past and future together.
pub const RATES_MAX: usize = 100;
/// Highest rate in percent; beyond it somebody has typed an amount.
const PERCENT_MAX: i64 = 1_000;

/// Which supplies a rate is charged on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Supply {
    /// Supplier and place of supply are in one state (India: CGST and SGST).
    Intra,
    /// Between states, to a special economic zone, abroad (India: IGST).
    Inter,
    /// Every supply.
    Any,
}

/// Whether a customer's tax treatment lets no tax be charged, whatever the class of a line says: supplies abroad and to special
/// economic zones unless integrated tax is paid on them (IGST Act, s. 16), and to those who are exempt.
#[must_use]
pub fn is_untaxed(treatment: &str, zero_rating: ZeroRating) -> bool {
    match treatment {
        "export" | "sez" => zero_rating == ZeroRating::Undertaking,
        treatment => treatment == "exempt",
    }
}

/// A rate of a tax class.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct TaxRateRow {
    /// Its id.
    pub id: String,
    /// Code on paper, such as CGST or VAT.
    pub code: String,
    /// Percent, as decimal text.
    pub rate: String,
    /// Category letter.
    pub category: TaxCategory,
    /// Which supplies.
    pub supply: Supply,
    /// First day, `YYYY-MM-DD`; null: since ever.
    pub valid_from: Option<String>,
    /// Last day, `YYYY-MM-DD`; null: until further notice.
    pub valid_to: Option<String>,
}

/// A rate as it is typed.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TaxRateInput {
    /// Which rate of the class it changes; absent: a new one.
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<String>,
    /// Code on paper.
    pub code: String,
    /// Percent as typed: "8.875", "20 %".
    pub rate: String,
    /// Category letter; S above zero and Z at zero when absent.
    #[serde(default)]
    #[ts(optional)]
    pub category: Option<TaxCategory>,
    /// Which supplies; every one when absent.
    #[serde(default)]
    #[ts(optional)]
    pub supply: Option<Supply>,
    /// First day, `YYYY-MM-DD`; since ever when absent or empty.
    #[serde(default)]
    #[ts(optional)]
    pub valid_from: Option<String>,
    /// Last day, `YYYY-MM-DD`; until further notice when absent or empty.
    #[serde(default)]
    #[ts(optional)]
    pub valid_to: Option<String>,
}

/// A rate that may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rate {
    pub(super) code: String,
    pub(super) rate: DecimalText,
    pub(super) category: TaxCategory,
    pub(super) supply: Supply,
    pub(super) valid_from: Option<CivilDate>,
    pub(super) valid_to: Option<CivilDate>,
}

/// A checked rate, and the one it changes.
#[derive(Debug, Clone)]
pub(super) struct CheckedRate {
    pub(super) id: Option<String>,
    pub(super) rate: Rate,
}

/// A tax that a line bears on a day: what [`tax_rates`] gives to the pricing engine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedRate {
    /// Code on paper, such as CGST or VAT.
    pub code: String,
    /// Percent.
    pub rate: DecimalText,
    /// Category letter.
    pub category: TaxCategory,
}

/// The taxes of class `tax_class_id` on `date`, for a supply inside a state (`intra`) or between states. Schemes without
/// states charge the same either way.
///
/// The class may be archived: a draft that carries it is still priced. Whether the customer changes the tax (export,
/// special economic zone, reverse charge) is the document's business, not the class's.
///
/// # Errors
/// `not_found` for an unknown class; `precondition` with `error.no_tax_rate`, which names class and date, when none of
/// its rates holds on that day.
pub fn tax_rates(
    read: &Read<'_>,
    tax_class_id: &str,
    date: NaiveDate,
    intra: bool,
) -> Result<Vec<DatedRate>> {
    let name = store::class_name(read, tax_class_id)?.ok_or_else(|| Error::not_found("tax_class"))?;
    let supply = if intra { Supply::Intra } else { Supply::Inter };
    let rates = store::rates_on(read, tax_class_id, date, supply)?;
    if rates.is_empty() {
        return Err(Error::precondition("error.no_tax_rate")
            .with("class", name)
            .with("date", date.to_string()));
    }
    Ok(rates)
}

/// Whether a class has a rate on a day, within a state or across.
///
/// # Errors
/// A failure of the file.
pub fn has_rate(read: &Read<'_>, tax_class_id: &str, date: NaiveDate) -> Result<bool> {
    for intra in [true, false] {
        match tax_rates(read, tax_class_id, date, intra) {
            Ok(_) => return Ok(true),
            Err(error) if matches!(error.code, Code::NotFound | Code::Precondition) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(false)
}

/// Checks typed rates one by one and against each other. `known` are the ids that the class already has.
pub(super) fn check_all(
    path: &str,
    inputs: &[TaxRateInput],
    known: &[String],
    errors: &mut FieldErrors,
) -> Vec<CheckedRate> {
    if inputs.is_empty() {
        errors.add(FieldError::new(path, "error.required"));
    }
    if inputs.len() > RATES_MAX {
        errors.add(FieldError::new(path, "error.too_many").with("max", RATES_MAX));
        return Vec::new();
    }
    let mut checked: Vec<CheckedRate> = Vec::new();
    for (index, input) in inputs.iter().enumerate() {
        let at = format!("{path}[{index}]");
        let twice = inputs[..index].iter().any(|before| before.id == input.id);
        if input.id.as_ref().is_some_and(|id| twice || !known.iter().any(|known| known == id)) {
            errors.add(FieldError::new(&format!("{at}.id"), "error.no_such_tax_rate"));
        }
        let Some(rate) = check(&at, input, errors) else {
            continue;
        };
        if let Some(problem) = clash(&checked, &rate) {
            errors.add(
                FieldError::new(&format!("{at}.{}", problem.0), problem.1).with("code", rate.code.clone()),
            );
        }
        checked.push(CheckedRate { id: input.id.clone(), rate });
    }
    checked
}

fn check(at: &str, input: &TaxRateInput, errors: &mut FieldErrors) -> Option<Rate> {
    let path = |name: &str| format!("{at}.{name}");
    let code = errors.take(code(&path("code"), &input.code));
    let rate = errors.take(percent(&path("rate"), &input.rate));
    let (valid_from, valid_to) =
        fields::period(at, input.valid_from.as_deref(), input.valid_to.as_deref(), errors);
    let (code, rate) = (code?, rate?);
    let category = input.category.unwrap_or(TaxCategory::usual(rate.value()));
    if !category.bears(rate.value()) {
        errors.add(FieldError::new(&path("category"), "error.tax_category"));
    }
    Some(Rate { code, rate, category, supply: input.supply.unwrap_or(Supply::Any), valid_from, valid_to })
}

fn code(path: &str, typed: &str) -> std::result::Result<String, FieldError> {
    let code = text::required_line(path, typed)?;
    if code.chars().count() > TAX_CODE_CHARS_MAX {
        return Err(FieldError::new(path, "error.too_long").with("max", TAX_CODE_CHARS_MAX));
    }
    Ok(code)
}

fn percent(path: &str, typed: &str) -> std::result::Result<DecimalText, FieldError> {
    let number = typed.trim().trim_end_matches('%');
    let rate = fields::decimal(path, number)?;
    if rate.value() > PERCENT_MAX.into() {
        return Err(FieldError::new(path, "error.tax_percent").with("max", PERCENT_MAX));
    }
    Ok(rate)
}

/// Why a rate can not stand beside those before it: field and message.
fn clash(before: &[CheckedRate], rate: &Rate) -> Option<(&'static str, &'static str)> {
    let together = |other: &&CheckedRate| {
        let (a, b) = (&other.rate, rate);
        let same_supply = a.supply == b.supply || a.supply == Supply::Any || b.supply == Supply::Any;
        same_supply && fields::overlap((a.valid_from, a.valid_to), (b.valid_from, b.valid_to))
    };
    let beside: Vec<&CheckedRate> = before.iter().filter(together).collect();
    if beside.iter().any(|other| other.rate.code == rate.code) {
        return Some(("code", "error.tax_rate_twice"));
    }
    if beside.iter().any(|other| other.rate.category != rate.category) {
        return Some(("category", "error.tax_category_mixed"));
    }
    (beside.len() >= TAXES_MAX).then_some(("code", "error.tax_rates_at_once"))
}
