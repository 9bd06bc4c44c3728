//! What a payer keeps back of an invoice: tax withheld, the bank's charge, a small difference that nobody chases.
//!
//! Tax and charges say by themselves why less came in. A small difference is a waiver, so it is small and says why: what is more
//! than that lowers the turnover and its tax, and is a credit note. Withheld tax and charges have a bound too, so that no slip of the
//! finger makes an invoice paid that is not.

use super::open::OpenInvoices;
use super::payment::{PaymentRecordRequest, positive};
use super::store::{issued, payment as store};
use crate::kernel::decimal::round_half_away;
use crate::kernel::error::{FieldError, FieldErrors, Result};
use crate::kernel::{money, text};
use crate::store::tx::Read;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Why a payer kept part of an invoice back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum DeductionKind {
    /// Tax withheld at source.
    TaxWithheld,
    /// The bank's charge.
    BankCharge,
    /// A small difference nobody chases.
    SmallDifference,
}

/// What the payer kept back on one invoice, as typed.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct DeductionInput {
    /// The invoice.
    pub invoice_id: String,
    /// What it is.
    pub kind: DeductionKind,
    /// How much.
    pub amount: String,
    /// Why, such as "TDS 194C 2 %".
    #[serde(default)]
    #[ts(optional)]
    pub reason: Option<String>,
}

/// The most that is waived on one invoice, in units of its currency: what five to ten euros are. A choice of ours: of a share and an
/// amount the lower one counts, so that neither a small invoice nor a large one is waived in part.
const WAIVED_MAX: [(&str, i64); 3] = [("INR", 500), ("AED", 40), ("JPY", 1000)];
const WAIVED_MAX_ELSEWHERE: i64 = 10;

/// How many times the most that is waived the bank may keep of any transfer; of a large one it may be a hundredth.
const CHARGE_MAX: i64 = 10;

/// The most that a payer may keep back of an invoice of `total_minor` for a reason, in minor units: of tax the half, more than any
/// country withholds; of the bank's charges a hundredth or some hundred euros, whichever is more, and never more than the half.
fn most(kind: DeductionKind, total_minor: i64, currency: &str) -> i64 {
    let half = total_minor / 2;
    match kind {
        DeductionKind::SmallDifference => small_difference_max(total_minor, currency),
        DeductionKind::TaxWithheld => half,
        DeductionKind::BankCharge => {
            let charged =
                money::minor(Decimal::from(waived_max(currency) * CHARGE_MAX), currency).unwrap_or(half);
            charged.max(total_minor / 100).min(half)
        }
    }
}

fn waived_max(currency: &str) -> i64 {
    let listed = WAIVED_MAX.iter().find(|(code, _)| *code == currency);
    listed.map_or(WAIVED_MAX_ELSEWHERE, |(_, most)| *most)
}

/// The most that is a small difference on an invoice of `total_minor`, in minor units: a hundredth of it, rounded half away from
/// zero, and no more than some euros.
pub(super) fn small_difference_max(total_minor: i64, currency: &str) -> i64 {
    let total = money::decimal(total_minor, currency);
    let most = Decimal::from(waived_max(currency));
    let share = round_half_away(total / Decimal::ONE_HUNDRED, total.scale());
    money::minor(share.min(most), currency).unwrap_or(0)
}

/// What was kept back, as typed with its amount in minor units, taken off what is open.
pub(super) fn deducted<'a>(
    read: &Read<'_>,
    request: &'a PaymentRecordRequest,
    currency: &str,
    open: &mut OpenInvoices,
    errors: &mut FieldErrors,
) -> Result<Vec<(&'a DeductionInput, i64)>> {
    let mut accepted = Vec::new();
    let mut kept: BTreeMap<(&str, DeductionKind), i64> = BTreeMap::new();
    for (position, deduction) in request.deductions.iter().flatten().enumerate() {
        let at = |name: &str| format!("deductions[{position}].{name}");
        let minor = positive(&at("amount"), &deduction.amount, currency, errors);
        let reason = deduction.reason.as_deref().unwrap_or_default();
        errors.take(match deduction.kind {
            DeductionKind::SmallDifference => text::required_line(&at("reason"), reason),
            DeductionKind::TaxWithheld | DeductionKind::BankCharge => text::line(&at("reason"), reason),
        });
        if minor == 0
            || errors
                .take(open.take(&at("invoice_id"), &at("amount"), &deduction.invoice_id, minor, currency))
                .is_none()
        {
            continue;
        }
        let so_far = kept.entry((&deduction.invoice_id, deduction.kind)).or_default();
        *so_far += minor;
        errors.take(is_within(read, &at("amount"), deduction, *so_far)?);
        accepted.push((deduction, minor));
    }
    Ok(accepted)
}

/// Refuses to keep back `minor` of an invoice when that, with what was kept back before for the same reason, is too much of it.
fn is_within(
    read: &Read<'_>,
    path: &str,
    deduction: &DeductionInput,
    minor: i64,
) -> Result<std::result::Result<(), FieldError>> {
    let DeductionInput { invoice_id, kind, .. } = deduction;
    let Some(invoice) = issued::find(read, invoice_id)? else { return Ok(Ok(())) };
    let most = most(*kind, invoice.total_minor, &invoice.currency);
    let left = most - store::deducted(read, invoice_id, *kind)?;
    let refusal = match kind {
        DeductionKind::SmallDifference => "error.small_difference",
        DeductionKind::TaxWithheld => "error.tax_withheld",
        DeductionKind::BankCharge => "error.bank_charge",
    };
    Ok(match minor <= left {
        true => Ok(()),
        false => Err(FieldError::new(path, refusal)
            .with("number", invoice.number)
            .with("most", money::text(left.max(0), &invoice.currency))
            .with("currency", invoice.currency)),
    })
}

#[cfg(test)]
mod tests {
    use super::{DeductionKind, most, small_difference_max};

    #[test]
    fn a_small_difference_is_a_hundredth_and_little_money() {
        for (total, currency, most) in [
            (100_000, "EUR", 1_000),
            (99_950, "EUR", 1_000),
            (5_000, "EUR", 50),
            (49, "EUR", 0),
            (50, "EUR", 1),
            (10_000_000, "EUR", 1_000),
            (10_000_000, "INR", 50_000),
            (100_000, "INR", 1_000),
            (100_000, "KWD", 1_000),
            (10_000, "JPY", 100),
        ] {
            assert_eq!(small_difference_max(total, currency), most, "{total} {currency}");
        }
    }

    #[test]
    fn tax_and_charges_leave_half_of_an_invoice() {
        let tax = |total| most(DeductionKind::TaxWithheld, total, "EUR");
        let charge = |total, currency| most(DeductionKind::BankCharge, total, currency);
        assert_eq!((tax(100_000), tax(1)), (50_000, 0));
        assert_eq!(
            (charge(15_000, "EUR"), charge(100_000, "EUR"), charge(5_000_000, "EUR")),
            (7_500, 10_000, 50_000)
        );
        assert_eq!((charge(10_000_000, "INR"), charge(100_000, "JPY")), (500_000, 10_000));
    }
}
