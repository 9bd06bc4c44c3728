//! Which taxes a line carries: by its tax class, the date, and where the supply takes place.
//!
//! India: supplier's state = place of supply → CGST + SGST, else IGST; a special economic zone and an export are always
//! inter-state (IGST Act s.7, 8, 10, 12), and on an export or SEZ supply no tax is charged, or IGST that is claimed back (s. 16 (3)).
//!
//! A class belongs to one law. Under another one its rates mean nothing, so it is refused at a branch that sells under that.

use super::draft::{Draft, LineInput, TaxInput};
use super::store::party::{self, BranchFacts, CustomerFacts};
use crate::catalogue::tax_rate;
use crate::kernel::decimal::canonical;
use crate::kernel::error::{Code, FieldError, FieldErrors, Result};
use crate::kernel::tax_category::TaxCategory;
use crate::kernel::{ids, money, text};
use crate::settings::branch::TaxStanding;
use crate::store::tx::Read;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Most taxes of a line.
const TAXES_MAX: usize = 10;

/// What decides the taxes of a document.
#[derive(Debug, Clone)]
pub(super) struct Situation {
    /// The law that the branch sells under.
    pub(super) scheme: String,
    /// The branch as the user knows it.
    pub(super) branch: String,
    /// True: within one state (or in a country without states).
    pub(super) intra: bool,
    /// True: the seller is in a union territory without a legislature, where the state's part is a tax of its own name.
    pub(super) union_territory: bool,
    /// True: no tax is charged whatever the class says.
    pub(super) untaxed: bool,
    /// The tax of which zero is charged and said to be (UAE Executive Regulation, art. 30 and 31, 59 (1): an export is taxed at 0 %).
    pub(super) zero_rated: Option<&'static str>,
    /// The day whose rates count.
    pub(super) date: NaiveDate,
}

impl Situation {
    pub(super) fn of(
        branch: &BranchFacts,
        customer: &CustomerFacts,
        place_of_supply: &str,
        date: NaiveDate,
    ) -> Self {
        let outside = matches!(customer.tax_treatment.as_str(), "export" | "sez");
        let intra =
            if branch.tax_scheme == "gst_in" { !outside && place_of_supply == branch.state() } else { true };
        // Who is not registered, or pays under the composition scheme, may not collect tax (CGST Act s. 10 (4) and 32 (1)).
        let branch_collects = branch.tax_standing.collects();
        let untaxed = !branch.charges(&customer.tax_treatment);
        let union_territory = branch.tax_scheme == "gst_in" && UNION_TERRITORIES.contains(&branch.state());
        let (scheme, branch) = (branch.tax_scheme.clone(), branch.legal_name.clone());
        let zero_rated = (scheme == "vat_ae" && customer.exports() && branch_collects).then_some("VAT");
        Self { scheme, branch, intra, union_territory, untaxed, zero_rated, date }
    }

    /// What a line bears of which no tax is charged.
    fn uncharged(&self) -> Vec<LineRate> {
        let zero =
            |code: &str| LineRate { code: code.to_owned(), rate: Decimal::ZERO, category: TaxCategory::Z };
        self.zero_rated.map(zero).into_iter().collect()
    }

    /// The name of a tax where the seller is.
    fn named(&self, code: String) -> String {
        if self.union_territory && code == "SGST" { "UTGST".to_owned() } else { code }
    }
}

/// The day whose rates count: that of the supply, where the law says so (Directive 2006/112/EC art. 63 and 93; UK VAT Act 1994 s. 6 and
/// 88; UAE Federal Decree-Law 8 of 2017, art. 25). In India that of the invoice, since what is invoiced and paid after a change of rate
/// bears the new one (CGST Act s. 14 (a)).
pub(super) fn day(branch: &BranchFacts, issue: NaiveDate, supply: Option<NaiveDate>) -> NaiveDate {
    supply.filter(|_| branch.tax_scheme.starts_with("vat_")).unwrap_or(issue)
}

/// Chandigarh, Dadra and Nagar Haveli and Daman and Diu, Lakshadweep, Andaman and Nicobar Islands, Ladakh (UTGST Act, s. 2 (8)
/// with the Ninth Amendment Order); union territories with a legislature levy SGST.
const UNION_TERRITORIES: [&str; 5] = ["04", "26", "31", "35", "38"];

/// India: whether all that is sold are services supplied where their recipient is (IGST Act s. 12 (2)), by their codes, or as items
/// of the catalogue that have none. Works on
/// land and buildings, lodging and food, and real estate are supplied where they are (s. 12 (3) and (4)), goods where they go.
pub(super) fn at_recipient(read: &Read<'_>, lines: &Option<Vec<LineInput>>) -> Result<bool> {
    let is_service = |line: &LineInput| -> Result<bool> {
        let code = line.hsn.as_deref().unwrap_or_default().trim();
        let item = line.item_id.as_deref().filter(|item| code.is_empty() && !item.is_empty());
        if let Some(item) = item {
            return Ok(party::is_goods(read, item)? == Some(false));
        }
        Ok(code.starts_with("99") && !["9954", "9963", "9972"].iter().any(|local| code.starts_with(local)))
    };
    let lines = lines.as_deref().unwrap_or_default();
    lines.iter().try_fold(!lines.is_empty(), |all, line| Ok(all && is_service(line)?))
}

/// What is doubtful about the place of supply of a document; a doubt is no wall, because the law knows more cases than we do.
pub(super) fn doubts(draft: &Draft) -> Vec<FieldError> {
    let place = &draft.place_of_supply;
    if draft.branch.tax_scheme != "gst_in" || place.is_empty() {
        return Vec::new();
    }
    let doubt = |id: &str| FieldError::new("place_of_supply", id);
    let Some(state) = ids::state(place) else {
        return vec![doubt("warning.place_unknown").with("place", place.clone())];
    };
    let delivered = draft.customer.delivery.as_ref().and_then(|address| ids::state_meant(&address.region));
    let explained = draft.customer.exports() || delivered.is_some_and(|there| there.code == state.code);
    let registered = draft.customer.registered_state();
    let nowhere = !draft.place_said && registered.is_none() && draft.customer.region().is_empty();
    let assumed = nowhere.then(|| {
        let assumed = doubt("warning.place_assumed").with("customer", draft.customer.name.clone());
        assumed.with("place", state.name)
    });
    let elsewhere =
        registered.filter(|registered| registered.code != state.code && !explained).map(|registered| {
            doubt("warning.place_and_gstin").with("registered", registered.name).with("place", state.name)
        });
    // Under the composition scheme nothing is supplied across the border of the state (CGST Act s. 10 (2) (c)).
    let leaves = draft.branch.tax_standing == TaxStanding::Composition && state.code != draft.branch.state();
    let outside = leaves.then(|| doubt("warning.composition_outside").with("place", state.name));
    [elsewhere, outside, assumed].into_iter().flatten().collect()
}

/// A tax of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LineRate {
    pub(super) code: String,
    /// Percent.
    pub(super) rate: Decimal,
    /// As its class says.
    pub(super) category: TaxCategory,
}

impl From<&LineRate> for TaxInput {
    fn from(tax: &LineRate) -> Self {
        Self { code: tax.code.clone(), rate: canonical(tax.rate) }
    }
}

/// The taxes of a line.
pub(super) struct LineTaxes {
    /// Those that are charged.
    pub(super) charged: Vec<LineRate>,
    /// Those that were named by hand, which counts where the line has no class.
    pub(super) by_hand: Vec<LineRate>,
}

/// The taxes of a line: of its class, or named by hand. What was named stays while nothing is charged, since a customer may be taxed
/// again.
pub(super) fn of_line(
    read: &Read<'_>,
    path: &str,
    typed: &LineInput,
    situation: &Situation,
    errors: &mut FieldErrors,
) -> Result<LineTaxes> {
    let Some(class) = typed.tax_class_id.as_deref().filter(|class| !class.is_empty()) else {
        let by_hand = named(path, typed.taxes.as_deref().unwrap_or_default(), errors);
        let charged = if situation.untaxed { situation.uncharged() } else { by_hand.clone() };
        return Ok(LineTaxes { charged, by_hand });
    };
    let charged = if situation.untaxed {
        situation.uncharged()
    } else {
        of_class(read, path, class, situation, errors)?
    };
    Ok(LineTaxes { charged, by_hand: Vec::new() })
}

fn of_class(
    read: &Read<'_>,
    path: &str,
    class: &str,
    situation: &Situation,
    errors: &mut FieldErrors,
) -> Result<Vec<LineRate>> {
    if let Some((scheme, name)) = party::tax_class(read, class)?
        && scheme != situation.scheme
    {
        let field = FieldError::new(&format!("{path}.tax_class_id"), "error.tax_class_scheme");
        errors.add(field.with("class", name).with("branch", situation.branch.clone()));
        return Ok(Vec::new());
    }
    match tax_rate::tax_rates(read, class, situation.date, situation.intra) {
        Ok(rates) => {
            let line = |rate: tax_rate::DatedRate| LineRate {
                code: situation.named(rate.code),
                rate: rate.rate.value(),
                category: rate.category,
            };
            Ok(rates.into_iter().map(line).collect())
        }
        Err(error) if matches!(error.code, Code::NotFound | Code::Precondition) => {
            let mut field = FieldError::new(&format!("{path}.tax_class_id"), &error.message_id);
            field.params = error.params;
            errors.add(field);
            Ok(Vec::new())
        }
        Err(error) => Err(error),
    }
}

fn named(path: &str, typed: &[TaxInput], errors: &mut FieldErrors) -> Vec<LineRate> {
    if typed.len() > TAXES_MAX {
        errors.add(FieldError::new(&format!("{path}.taxes"), "error.too_many_taxes").with("max", TAXES_MAX));
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    let mut taxes = Vec::new();
    for (position, one) in typed.iter().enumerate() {
        let at = |name: &str| format!("{path}.taxes[{position}].{name}");
        let code = errors.take(text::required_line(&at("code"), &one.code)).unwrap_or_default();
        let rate = errors.take(money::parse_decimal(&at("rate"), &one.rate)).unwrap_or_default();
        if rate < Decimal::ZERO || rate > Decimal::ONE_HUNDRED {
            errors.add(FieldError::new(&at("rate"), "error.percent"));
        }
        if !seen.insert((code.clone(), rate.normalize())) {
            errors.add(FieldError::new(&at("code"), "error.tax_twice"));
        }
        taxes.push(LineRate { category: TaxCategory::usual(rate), code, rate });
    }
    taxes
}
