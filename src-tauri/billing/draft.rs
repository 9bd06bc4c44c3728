//! Estimates and invoices while they are worked on: what the form sends, checked against customer, branch and law.
//!
//! The same check serves the live totals while typing, the saving of a draft and the issue of a document, so that what was
//! shown is what is issued.

use super::due::{self, PaymentTerm};
use super::plan::{Rest, rest_of};
use super::store::deal;
use super::store::party::{self, BranchFacts, CustomerFacts};
use super::tax::{self, LineRate};
use crate::kernel::currency::iso_decimals;
use crate::kernel::date::CivilDate;
use crate::kernel::decimal::{AmountText, canonical};
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::{ids, money, text};
use crate::store::tx::Read;
use chrono::{Datelike as _, Days, NaiveDate};
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Last year of a date of business.
pub(super) const YEAR_MAX: i32 = 2199;

/// Most lines of a document.
pub const LINES_MAX: usize = 1_000;

/// What a document is while it is worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum DraftKind {
    /// A priced offer.
    Estimate,
    /// A bill to be.
    Invoice,
}

/// A document as typed. What is absent comes from the customer, the branch and the country.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct DraftInput {
    /// Whom it is for; required.
    pub customer_id: Option<String>,
    /// The person it is addressed to.
    pub contact_id: Option<String>,
    /// The legal seller; the first branch when absent.
    pub branch_id: Option<String>,
    /// The deal it belongs to.
    pub deal_id: Option<String>,
    /// What it is about, in a line.
    pub subject: Option<String>,
    /// Its date, `YYYY-MM-DD`; today when absent.
    pub date: Option<String>,
    /// Day of supply, when it is another.
    pub supply_date: Option<String>,
    /// Last day of an estimate; 30 days when absent.
    pub valid_until: Option<String>,
    /// Payment term as in `calc due`.
    #[ts(type = "unknown")]
    pub payment_term: Option<serde_json::Value>,
    /// ISO 4217 code.
    pub currency: Option<String>,
    /// Home currency units for one unit of the document's currency; required for a foreign currency.
    pub rate: Option<String>,
    /// The day of the rate.
    pub rate_date: Option<String>,
    /// Who published the rate.
    pub rate_source: Option<String>,
    /// Language of the paper.
    pub language: Option<String>,
    /// The address of the customer where it goes; the first one for deliveries when absent. With the one for bills the paper names
    /// no other.
    pub delivery_address_id: Option<String>,
    /// India: state code of the place of supply; from the delivery or billing address when absent.
    pub place_of_supply: Option<String>,
    /// True: the recipient owes the tax.
    pub reverse_charge: Option<bool>,
    /// True: the typed prices contain the tax.
    pub prices_include_tax: Option<bool>,
    /// Discount on the whole document: "5%" or an amount.
    pub discount: Option<String>,
    /// Charge on the whole document: "5%" or an amount.
    pub charge: Option<String>,
    /// The customer's order number.
    pub order_no: Option<String>,
    /// Terms in full; the branch's when absent.
    pub terms: Option<String>,
    /// Notes printed on the paper.
    pub notes: Option<String>,
    /// The lines.
    pub lines: Option<Vec<LineInput>>,
}

/// A line as typed.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct LineInput {
    /// Its id, when it was saved before.
    pub id: Option<String>,
    /// The item of the catalogue.
    pub item_id: Option<String>,
    /// The row of the billing plan that it invoices.
    pub billing_row_id: Option<String>,
    /// What is sold.
    pub description: Option<String>,
    /// A further text below.
    pub detail: Option<String>,
    /// HSN or SAC code.
    pub hsn: Option<String>,
    /// Quantity; arithmetic such as 12*450 is done.
    pub quantity: Option<String>,
    /// Unit.
    pub unit: Option<String>,
    /// Price of one unit; arithmetic is done.
    pub unit_price: Option<String>,
    /// Discount: "10%" or an amount.
    pub discount: Option<String>,
    /// Tax class of the catalogue.
    pub tax_class_id: Option<String>,
    /// Named rates by hand, instead of a tax class.
    pub taxes: Option<Vec<TaxInput>>,
    /// True: an option of an estimate, outside its total.
    pub optional: Option<bool>,
}

/// A tax with its rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct TaxInput {
    /// Code, such as VAT or CGST, or a name by hand.
    pub code: String,
    /// Percent, as decimal text.
    pub rate: String,
}

/// A discount or charge, checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Share {
    /// Percent.
    Percent(Decimal),
    /// An amount in the document's currency.
    Amount(Decimal),
}

/// A checked document.
#[derive(Debug, Clone)]
pub struct Draft {
    pub(super) kind: DraftKind,
    pub(super) branch: BranchFacts,
    pub(super) customer: CustomerFacts,
    pub(super) contact_id: Option<String>,
    pub(super) deal_id: Option<String>,
    pub(super) subject: String,
    pub(super) date: NaiveDate,
    /// True: somebody said so; else it is the day on which it leaves the house.
    pub(super) date_said: bool,
    /// The same of the last day of an estimate.
    pub(super) valid_said: bool,
    pub(super) supply_date: Option<NaiveDate>,
    pub(super) due_date: NaiveDate,
    pub(super) payment_term: PaymentTerm,
    pub(super) currency: String,
    pub(super) decimals: u32,
    pub(super) rate: Decimal,
    pub(super) rate_date: NaiveDate,
    pub(super) rate_source: String,
    pub(super) language: String,
    pub(super) delivery_address_id: Option<String>,
    pub(super) place_of_supply: String,
    /// True: somebody said so; else it follows from customer and lines.
    pub(super) place_said: bool,
    /// The same of the reverse charge.
    pub(super) reverse_said: bool,
    pub(super) reverse_charge: bool,
    pub(super) prices_include_tax: bool,
    pub(super) discount: Option<Share>,
    pub(super) charge: Option<Share>,
    pub(super) order_no: String,
    pub(super) terms: String,
    pub(super) notes: String,
    pub(super) lines: Vec<DraftLine>,
    /// What an invoice has beside its lines so that the parts of its sale come to what was agreed.
    pub(super) rest: Option<Rest>,
}

/// A checked line.
#[derive(Debug, Clone)]
pub struct DraftLine {
    pub(super) id: Option<String>,
    pub(super) item_id: Option<String>,
    /// Whether its item is goods; a line without an item may be either.
    pub(super) is_goods: Option<bool>,
    pub(super) billing_row_id: Option<String>,
    pub(super) description: String,
    pub(super) detail: String,
    pub(super) hsn: String,
    pub(super) quantity: Decimal,
    pub(super) unit: String,
    pub(super) unit_price: Decimal,
    pub(super) discount: Option<Share>,
    pub(super) tax_class_id: Option<String>,
    /// The taxes that are charged.
    pub(super) taxes: Vec<LineRate>,
    /// Those that were typed, whether they are charged now or not.
    pub(super) by_hand: Vec<LineRate>,
    pub(super) optional: bool,
}

impl Share {
    /// Reads "10%" or an amount; nothing when empty.
    pub(super) fn parse(
        path: &str,
        typed: Option<&str>,
        currency: &str,
    ) -> std::result::Result<Option<Self>, FieldError> {
        let Some(typed) = typed.map(str::trim).filter(|typed| !typed.is_empty()) else { return Ok(None) };
        let share = match typed.strip_suffix(['%', '٪']) {
            Some(percent) => Self::Percent(money::parse_decimal(path, percent)?),
            None => Self::Amount(money::parse_amount(path, typed, currency)?),
        };
        let (Self::Percent(value) | Self::Amount(value)) = share;
        if value.is_sign_negative() && !value.is_zero() {
            return Err(FieldError::new(path, "error.negative"));
        }
        if matches!(share, Self::Amount(amount) if AmountText::try_from(amount).is_err()) {
            return Err(FieldError::new(path, "error.amount_too_large"));
        }
        if matches!(share, Self::Percent(percent) if percent > Decimal::ONE_HUNDRED) {
            return Err(FieldError::new(path, "error.percent"));
        }
        Ok(if value.is_zero() { None } else { Some(share) })
    }

    /// The text stored in the file and shown in the form.
    pub(super) fn text(share: Option<Self>) -> String {
        match share {
            None => String::new(),
            Some(Self::Percent(percent)) => format!("{}%", canonical(percent)),
            Some(Self::Amount(amount)) => canonical(amount),
        }
    }
}

/// Checks a document as typed.
///
/// # Errors
/// `invalid` with every field that is not acceptable. Whether the user may name this customer and this deal is asked where they
/// are named, see `reach`.
pub fn check(read: &Read<'_>, kind: DraftKind, input: &DraftInput) -> Result<Draft> {
    let mut errors = FieldErrors::default();
    let customer_id = input.customer_id.as_deref().unwrap_or_default();
    let Some(mut customer) = party::customer(read, customer_id)? else {
        let reason = if customer_id.is_empty() { "error.required" } else { "error.no_such_customer" };
        return Err(Error::field("customer_id", reason));
    };
    let Some(branch) = party::branch(read, input.branch_id.as_deref())? else {
        return Err(Error::field("branch_id", "error.no_such_branch"));
    };
    let delivery_address_id = input.delivery_address_id.clone().filter(|id| !id.is_empty());
    if let Some(id) = &delivery_address_id
        && !party::deliver_to(read, &mut customer, id)?
    {
        errors.add(FieldError::new("delivery_address_id", "error.no_such_address"));
    }
    let today = read.today_at(Some(&branch.id))?;
    let mut day = |path: &str, typed: &Option<String>| {
        let typed = typed.as_deref().filter(|typed| !typed.trim().is_empty());
        typed.and_then(|typed| errors.take(date(path, typed)))
    };
    let said_day = day("date", &input.date);
    let issue = said_day.unwrap_or(today);
    let (supply_date, valid_until, rate_day) = (
        day("supply_date", &input.supply_date),
        day("valid_until", &input.valid_until),
        day("rate_date", &input.rate_date),
    );
    let currency = currency(input, &customer, &mut errors);
    let decimals = iso_decimals(&currency).unwrap_or(2);
    // What was agreed of all invoices of the deal is said unless something else is typed.
    let deal_id = input.deal_id.as_deref().filter(|_| kind == DraftKind::Invoice);
    let agreed = deal_id.map_or(Ok(deal::Agreed::default()), |id| deal::agreed(read, id))?;
    let payment_term = term(input, agreed.payment_term.as_ref(), &customer, &mut errors);
    let due_date = match kind {
        DraftKind::Invoice => due_on(issue, &payment_term, &mut errors),
        DraftKind::Estimate => valid_until.unwrap_or_else(|| valid_by_itself(issue, &mut errors)),
    };
    if kind == DraftKind::Estimate && due_date < issue {
        errors.add(FieldError::new("valid_until", "error.before_date"));
    }
    let rate = rate(input, &currency, &branch, &mut errors);
    let mut line = |path: &str, typed: &Option<String>| {
        typed.as_deref().map(|typed| errors.take(text::line(path, typed)).unwrap_or_default())
    };
    let (subject, order_no, rate_source) = (
        line("subject", &input.subject),
        line("order_no", &input.order_no),
        line("rate_source", &input.rate_source),
    );
    // An export has one place only, whatever a draft from before the customer's change says.
    let said_place = line("place_of_supply", &input.place_of_supply)
        .filter(|place| !place.is_empty() && !customer.exports());
    let place_said = said_place.is_some();
    let at_recipient = tax::at_recipient(read, &input.lines)?;
    let place_of_supply = said_place
        .map(|place| ids::state_meant(&place).map_or(place, |state| state.code.to_owned()))
        .unwrap_or_else(|| customer.place_of_supply(&branch, at_recipient));
    let mut note = |path: &str, typed: &Option<String>| {
        typed.as_deref().map(|typed| errors.take(text::note(path, typed)).unwrap_or_default())
    };
    let (terms, notes) = (note("terms", &input.terms), note("notes", &input.notes));
    let language = input.language.as_deref().and_then(|typed| errors.take(text::language("language", typed)));
    let discount = errors.take(Share::parse("discount", input.discount.as_deref(), &currency)).flatten();
    let charge = errors.take(Share::parse("charge", input.charge.as_deref(), &currency)).flatten();
    let situation =
        tax::Situation::of(&branch, &customer, &place_of_supply, tax::day(&branch, issue, supply_date));
    let typed = input.lines.as_deref().unwrap_or_default();
    if kind == DraftKind::Invoice
        && let Some(at) = typed.iter().position(|line| line.optional == Some(true))
    {
        errors.add(FieldError::new(&format!("lines[{at}].optional"), "error.option_on_invoice"));
    }
    let lines = lines(read, typed, &currency, &situation, &mut errors)?;
    references(read, input, &customer, &mut errors)?;
    errors.finish()?;
    let home = currency == branch.currency;
    let mut draft = Draft {
        kind,
        contact_id: input.contact_id.clone().filter(|id| !id.is_empty()),
        deal_id: input.deal_id.clone().filter(|id| !id.is_empty()),
        subject: subject.unwrap_or_default(),
        date: issue,
        date_said: said_day.is_some(),
        valid_said: valid_until.is_some(),
        supply_date,
        due_date,
        payment_term,
        decimals,
        rate,
        // At home the rate is 1 on every day; elsewhere it stays of the day that was said with it.
        rate_date: rate_day.filter(|_| !home).unwrap_or(issue),
        rate_source: if home { String::new() } else { rate_source.unwrap_or_default() },
        delivery_address_id,
        language: language.unwrap_or_else(|| customer.language.clone()),
        place_of_supply,
        place_said,
        reverse_said: input.reverse_charge.is_some(),
        reverse_charge: input.reverse_charge.unwrap_or(customer.tax_treatment == "reverse_charge"),
        prices_include_tax: input.prices_include_tax.unwrap_or(false),
        discount,
        charge,
        order_no: order_no.or(agreed.order_no).unwrap_or_default(),
        terms: terms.unwrap_or_else(|| branch.terms(kind).to_owned()),
        notes: notes.unwrap_or_default(),
        lines,
        currency,
        branch,
        customer,
        rest: None,
    };
    if kind == DraftKind::Invoice {
        draft.rest = rest_of(read, &draft, None)?;
    }
    Ok(draft)
}

/// What a document points at must be there: a person of this customer, a deal, items and lines.
fn references(
    read: &Read<'_>,
    input: &DraftInput,
    customer: &CustomerFacts,
    errors: &mut FieldErrors,
) -> Result<()> {
    let named = |id: &Option<String>| id.clone().filter(|id| !id.is_empty());
    if let Some(contact) = named(&input.contact_id)
        && !party::has_contact(read, &customer.id, &contact)?
    {
        errors.add(FieldError::new("contact_id", "error.no_such_contact"));
    }
    if let Some(deal) = named(&input.deal_id)
        && !party::has_deal(read, &deal)?
    {
        errors.add(FieldError::new("deal_id", "error.no_such_deal"));
    }
    for (position, line) in input.lines.iter().flatten().enumerate() {
        if let Some(row) = named(&line.billing_row_id)
            && !party::has_billing_row(read, &row)?
        {
            errors.add(FieldError::new(&format!("lines[{position}].billing_row_id"), "error.no_such_line"));
        }
    }
    Ok(())
}

/// Reads a civil date of business. A year beyond [`YEAR_MAX`] is a slip of the finger, and what is counted from it, such as a
/// validity, would leave the calendar that the file can hold.
pub(super) fn date(path: &str, typed: &str) -> std::result::Result<NaiveDate, FieldError> {
    let day = CivilDate::typed(path, typed)?.value();
    if day.year() > YEAR_MAX {
        return Err(FieldError::new(path, "error.date_far").with("year", YEAR_MAX));
    }
    Ok(day)
}

/// A paper with a legal number, and money that was received, belong to a day that has come: a later one would be counted into
/// a year that has not begun, and where numbers and dates rise together (France) nothing could be issued until then.
pub(super) fn not_future(
    read: &Read<'_>,
    branch_id: &str,
    day: NaiveDate,
) -> Result<std::result::Result<(), FieldError>> {
    let today = read.today_at(Some(branch_id))?;
    let future = || FieldError::new("date", "error.date_future").with("today", today.to_string());
    Ok(if day > today { Err(future()) } else { Ok(()) })
}

/// A paper with a legal number is not added to days whose tax return was filed: its tax would be in none.
pub(super) fn not_filed(branch: &BranchFacts, day: NaiveDate) -> std::result::Result<(), FieldError> {
    let filed = || FieldError::new("date", "error.date_filed").with("until", branch.filed_until.clone());
    if branch.has_filed(&day.to_string()) { Err(filed()) } else { Ok(()) }
}

fn currency(input: &DraftInput, customer: &CustomerFacts, errors: &mut FieldErrors) -> String {
    let typed = input.currency.as_deref().unwrap_or(&customer.currency);
    errors.take(text::currency("currency", typed)).unwrap_or_else(|| typed.to_owned())
}

fn term(
    input: &DraftInput,
    agreed: Option<&serde_json::Value>,
    customer: &CustomerFacts,
    errors: &mut FieldErrors,
) -> PaymentTerm {
    let typed = input.payment_term.as_ref().or(agreed).unwrap_or(&customer.payment_term);
    errors.take(PaymentTerm::typed("payment_term", typed)).unwrap_or(PaymentTerm::Days { days: 0 })
}

/// How long an estimate is valid when nobody says it.
fn valid_by_itself(issue: NaiveDate, errors: &mut FieldErrors) -> NaiveDate {
    let last = issue.checked_add_days(Days::new(30)).filter(|day| day.year() <= YEAR_MAX);
    let far = || FieldError::new("date", "error.date_far").with("year", YEAR_MAX);
    errors.take(last.ok_or_else(far)).unwrap_or(issue)
}

fn due_on(issue: NaiveDate, term: &PaymentTerm, errors: &mut FieldErrors) -> NaiveDate {
    let due = CivilDate::try_from(issue).ok().and_then(|issue| due::due_date(issue, term).ok());
    errors.take(due.ok_or_else(|| FieldError::new("date", "error.date"))).map_or(issue, CivilDate::value)
}

/// The exchange rate to the branch's home currency: 1 at home, typed by hand otherwise.
fn rate(input: &DraftInput, currency: &str, branch: &BranchFacts, errors: &mut FieldErrors) -> Decimal {
    if currency == branch.currency {
        return Decimal::ONE;
    }
    let typed = input.rate.as_deref().map(str::trim).filter(|typed| !typed.is_empty());
    let parsed = typed.map_or_else(
        || {
            Err(FieldError::new("rate", "error.rate_needed")
                .with("currency", currency)
                .with("home", branch.currency.clone()))
        },
        |typed| money::parse_decimal("rate", typed),
    );
    let rate = errors.take(parsed).unwrap_or(Decimal::ONE);
    if rate <= Decimal::ZERO {
        errors.add(FieldError::new("rate", "error.not_positive"));
    }
    rate
}

fn lines(
    read: &Read<'_>,
    typed: &[LineInput],
    currency: &str,
    situation: &tax::Situation,
    errors: &mut FieldErrors,
) -> Result<Vec<DraftLine>> {
    if typed.len() > LINES_MAX {
        errors.add(FieldError::new("lines", "error.too_many_lines").with("max", LINES_MAX));
        return Ok(Vec::new());
    }
    typed
        .iter()
        .enumerate()
        .map(|(position, one)| line(read, &format!("lines[{position}]"), one, currency, situation, errors))
        .collect()
}

fn line(
    read: &Read<'_>,
    path: &str,
    typed: &LineInput,
    currency: &str,
    situation: &tax::Situation,
    errors: &mut FieldErrors,
) -> Result<DraftLine> {
    let at = |name: &str| format!("{path}.{name}");
    let text_of = |typed: &Option<String>| typed.clone().unwrap_or_default();
    let description = errors.take(text::required_line(&at("description"), &text_of(&typed.description)));
    let detail = errors.take(text::note(&at("detail"), &text_of(&typed.detail)));
    let hsn = errors.take(hsn(&at("hsn"), &text_of(&typed.hsn)));
    let unit = errors.take(text::line(&at("unit"), &text_of(&typed.unit)));
    let quantity =
        errors.take(money::parse_product(&at("quantity"), typed.quantity.as_deref().unwrap_or("1")));
    let unit_price = errors.take(money::parse_price(
        &at("unit_price"),
        typed.unit_price.as_deref().unwrap_or("0"),
        currency,
    ));
    let discount = errors.take(Share::parse(&at("discount"), typed.discount.as_deref(), currency)).flatten();
    let gross = quantity.zip(unit_price).and_then(|(quantity, price)| quantity.checked_mul(price));
    if let (Some(Share::Amount(amount)), Some(gross)) = (discount, gross)
        && amount > gross
    {
        errors
            .add(FieldError::new(&at("discount"), "error.discount_over_line").with("line", canonical(gross)));
    }
    if quantity.is_some_and(|quantity| quantity < Decimal::ZERO) {
        // Giving back is a credit note; a negative line on an invoice would hide one.
        errors.add(FieldError::new(&at("quantity"), "error.negative"));
    }
    if unit_price.is_some_and(|price| price < Decimal::ZERO) {
        errors.add(FieldError::new(&at("unit_price"), "error.negative"));
    }
    let tax::LineTaxes { charged, by_hand } = tax::of_line(read, path, typed, situation, errors)?;
    let item_id = typed.item_id.clone().filter(|id| !id.is_empty());
    let is_goods = item_id.as_ref().map_or(Ok(None), |id| party::is_goods(read, id))?;
    if item_id.is_some() && is_goods.is_none() {
        errors.add(FieldError::new(&at("item_id"), "error.no_such_item"));
    }
    Ok(DraftLine {
        id: typed.id.clone(),
        item_id,
        is_goods,
        billing_row_id: typed.billing_row_id.clone().filter(|id| !id.is_empty()),
        description: description.unwrap_or_default(),
        detail: detail.unwrap_or_default(),
        hsn: hsn.unwrap_or_default(),
        quantity: quantity.unwrap_or_default(),
        unit: unit.unwrap_or_default(),
        unit_price: unit_price.unwrap_or_default(),
        discount,
        tax_class_id: typed.tax_class_id.clone().filter(|id| !id.is_empty()),
        taxes: charged,
        by_hand,
        optional: typed.optional.unwrap_or(false),
    })
}

/// An HSN or SAC code has 4 to 8 digits (Notif. 78/2020-CT); other countries may keep any short code.
fn hsn(path: &str, typed: &str) -> std::result::Result<String, FieldError> {
    let code = text::line(path, typed)?;
    if code.len() <= 20 { Ok(code) } else { Err(FieldError::new(path, "error.too_long").with("max", 20)) }
}
