//! From a checked, priced document to the paper that is printed and frozen.

use super::draft::{Draft, DraftKind, DraftLine, Share};
use super::exemption;
use super::price::{self, Priced, PricedLine};
use super::printing;
use super::reverse_charge;
use super::store::party::{AddressFacts, BranchFacts, CustomerFacts};
use super::tax::Situation;
use super::totals;
use crate::documents::words;
use crate::documents::{
    self as model, Adjustment, BankDetails, Currency, Dates, Document, DocumentKind, HomeTax, HsnSummary,
    LabelledText, Line, LineTax, MODEL_VERSION, Note, Party, References, Seller, Signatory, TaxTotal, Totals,
    Wording,
};
use crate::kernel::currency::iso_decimals;
use crate::kernel::decimal::{canonical, round_half_away};
use crate::kernel::error::Result;
use crate::kernel::ids;
use crate::settings::branch::TaxStanding;
use crate::settings::seller_numbers::legal_scheme;
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The paper of an invoice: a draft's when `number` is `None`.
///
/// # Errors
/// `invalid` when the tax that the recipient owes can not be computed.
pub(super) fn invoice(draft: &Draft, priced: &Priced, number: Option<&str>) -> Result<Document> {
    let taxed = draft.reverse_charge || priced.taxes.iter().any(|tax| tax.rate > Decimal::ZERO);
    // Zero-rated is taxable: only what is exempt or has no rate goes on a bill of supply (CGST Rules, rule 49).
    let zero_rated = matches!(draft.customer.tax_treatment.as_str(), "export" | "sez");
    let kind = match draft.branch.tax_scheme.as_str() {
        // Who is not registered may not issue a tax invoice.
        _ if !draft.branch.is_registered() => DocumentKind::Invoice,
        "gst_in" if !draft.branch.tax_standing.collects() || !(taxed || zero_rated) => {
            DocumentKind::BillOfSupply
        }
        "gst_in" | "vat_ae" => DocumentKind::TaxInvoice,
        _ => DocumentKind::Invoice,
    };
    let mut paper = document(draft, priced, kind, number)?;
    // A bill of supply names no rate and no tax, not even nought.
    if kind == DocumentKind::BillOfSupply {
        without_tax_columns(&mut paper);
    }
    Ok(paper)
}

fn without_tax_columns(paper: &mut Document) {
    for line in &mut paper.lines {
        line.tax_rate = None;
        line.taxes.clear();
    }
    paper.hsn_summary.clear();
    if let Some(totals) = &mut paper.totals {
        totals.taxes.clear();
    }
}

/// The paper of an estimate.
///
/// # Errors
/// As [`invoice`].
pub(super) fn estimate(
    draft: &Draft,
    priced: &Priced,
    options: Option<&Priced>,
    number: Option<&str>,
) -> Result<Document> {
    let mut paper = document(draft, priced, DocumentKind::Estimate, number)?;
    let firm = paper.lines.len();
    let optional = draft.lines.iter().filter(|line| line.optional);
    let figures = options.iter().flat_map(|priced| &priced.lines);
    for (position, (line, figures)) in optional.zip(figures).enumerate() {
        paper.lines.push(printed_line(draft, line, (figures, figures.net), figures, firm + position));
    }
    Ok(paper)
}

fn document(draft: &Draft, priced: &Priced, kind: DocumentKind, number: Option<&str>) -> Result<Document> {
    let owed = if reverse_charge::is_figured(draft) { totals::owed_by_recipient(draft)? } else { None };
    let parts = totals::parts(draft, priced)?;
    let firm = draft.lines.iter().filter(|line| !line.optional);
    let lines: Vec<Line> = firm
        .zip(priced.lines.iter().zip(parts.lines.iter().copied()))
        .zip(&owed.as_ref().unwrap_or(priced).lines)
        .enumerate()
        .map(|(position, ((line, figures), taxed))| printed_line(draft, line, figures, taxed, position))
        .collect();
    let due = totals::payable(priced);
    let language = language(&draft.language);
    let estimate = draft.kind == DraftKind::Estimate;
    let india = draft.branch.tax_scheme == "gst_in";
    let registered = draft.branch.is_registered();
    Ok(Document {
        model_version: model::MODEL_VERSION,
        kind,
        language,
        title_also_in: (india && language == model::Language::English && !estimate)
            .then_some(model::Language::Hindi),
        country: country(&draft.branch),
        draft: number.is_none(),
        number: number.map(str::to_owned),
        subject: some(&draft.subject),
        seller: seller(&draft.branch, language),
        buyer: buyer(&draft.customer, &draft.branch, language),
        delivery: draft.customer.delivery.as_ref().map(|address| Party {
            name: draft.customer.name.clone(),
            address: address_lines(address, &draft.branch.country, language),
            tax_ids: Vec::new(),
        }),
        dates: Dates {
            issue: draft.date,
            due: (!estimate).then_some(draft.due_date),
            valid_until: estimate.then_some(draft.due_date),
            supply: draft.supply_date,
            supply_end: None,
            paid: None,
        },
        references: References { order: some(&draft.order_no), original: None, reason: None },
        place_of_supply: if india { place_of_supply(draft, language)? } else { None },
        reverse_charge: (india && registered && !estimate).then_some(draft.reverse_charge),
        payment_terms: None,
        facts: Vec::new(),
        statements: composition(draft)
            .into_iter()
            .chain(endorsement(draft, priced))
            .chain(exemption::statements(draft, language)?)
            .chain(reverse_charge::statement(draft, language)?)
            .collect(),
        terms: some(&draft.terms),
        notes: some(&draft.notes).map(|text| Note { heading: None, text }).into_iter().collect(),
        currency: Currency { code: draft.currency.clone(), decimals: draft.decimals },
        hsn_summary: if india && registered && !estimate { hsn_summary(&lines) } else { Vec::new() },
        lines,
        prices_include_tax: draft.prices_include_tax && !priced.taxes.is_empty(),
        totals: Some(printed_totals(draft, priced, &parts, owed.as_ref())),
        home_tax: home_tax(draft, priced),
        amount_in_words: in_words(draft, due),
        receipt: None,
        signatory: Some(signatory(&draft.branch)),
        annex: Vec::new(),
        acceptance: None,
        job: None,
        talk: None,
    })
}

/// A paper of a day with nothing on it but the letterhead of a branch and whom it is for.
pub(super) fn blank(
    kind: DocumentKind,
    branch: &BranchFacts,
    buyer: Party,
    language: model::Language,
    day: NaiveDate,
) -> Document {
    Document {
        model_version: MODEL_VERSION,
        kind,
        language,
        title_also_in: None,
        country: country(branch),
        draft: false,
        number: None,
        subject: None,
        seller: seller(branch, language),
        buyer,
        delivery: None,
        dates: Dates { issue: day, due: None, valid_until: None, supply: None, supply_end: None, paid: None },
        references: References::default(),
        place_of_supply: None,
        reverse_charge: None,
        payment_terms: None,
        facts: Vec::new(),
        statements: Vec::new(),
        terms: None,
        notes: Vec::new(),
        prices_include_tax: false,
        currency: Currency {
            code: branch.currency.clone(),
            decimals: iso_decimals(&branch.currency).unwrap_or(2),
        },
        lines: Vec::new(),
        totals: None,
        hsn_summary: Vec::new(),
        home_tax: None,
        amount_in_words: None,
        receipt: None,
        annex: Vec::new(),
        signatory: None,
        acceptance: None,
        job: None,
        talk: None,
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

pub(super) fn language(word: &str) -> model::Language {
    match word {
        "fr" => model::Language::French,
        "ar" => model::Language::Arabic,
        "hi" => model::Language::Hindi,
        _ => model::Language::English,
    }
}

/// The preset that shapes a branch's papers.
pub(super) fn country(branch: &BranchFacts) -> model::CountryPreset {
    match branch.tax_scheme.as_str() {
        "gst_in" => model::CountryPreset::India,
        "vat_ae" => model::CountryPreset::UnitedArabEmirates,
        "vat_fr" => model::CountryPreset::France,
        "vat_gb" => model::CountryPreset::UnitedKingdom,
        "sales_us" => model::CountryPreset::UnitedStates,
        _ => model::CountryPreset::Other,
    }
}

/// The seller as printed.
pub(super) fn seller(branch: &BranchFacts, language: model::Language) -> Seller {
    let (tax, legal) = match branch.tax_scheme.as_str() {
        "gst_in" => ("GSTIN", "CIN"),
        "vat_ae" if language == model::Language::Arabic => (TRN_IN_ARABIC, "رقم الرخصة"),
        "vat_ae" => ("TRN", "Licence"),
        "vat_fr" if legal_scheme("FR", &branch.legal_id) == Some(ids::Scheme::Siren) => ("N° TVA", "SIREN"),
        "vat_fr" => ("N° TVA", "SIRET"),
        "vat_gb" => ("VAT no.", "Company no."),
        "sales_us" => ("EIN", "Company no."),
        _ => ("Tax no.", "Company no."),
    };
    let ids = [(tax, &branch.tax_number), (legal, &branch.legal_id)];
    let iban = branch.bank_account.chars().next().is_some_and(char::is_alphabetic);
    Seller {
        name: branch.legal_name.clone(),
        address: address_lines(
            &AddressFacts {
                street: branch.street.clone(),
                city: branch.city.clone(),
                postal_code: branch.postal_code.clone(),
                region: branch.region.clone(),
                country: branch.country.clone(),
            },
            &branch.country,
            model::Language::English,
        ),
        tax_ids: labelled(&ids),
        legal_note: some(&branch.legal_note),
        phone: some(&branch.phone),
        email: some(&branch.email),
        bank: some(&branch.bank_account).map(|account| BankDetails {
            account_name: some(&branch.bank_account_name),
            bank: some(&branch.bank_name),
            account_number: (!iban).then(|| account.clone()),
            iban: iban.then_some(account),
            bic: (branch.tax_scheme != "gst_in").then(|| some(&branch.bank_code)).flatten(),
            ifsc: (branch.tax_scheme == "gst_in").then(|| some(&branch.bank_code)).flatten(),
            clearing: None,
            upi_id: some(&branch.upi_id),
        }),
        logo: some(&branch.logo_hash),
    }
}

/// Who signs for a branch.
pub(super) fn signatory(branch: &BranchFacts) -> Signatory {
    Signatory { name: None, signature: some(&branch.signature_hash) }
}

fn labelled(ids: &[(&str, &String)]) -> Vec<LabelledText> {
    let given = ids.iter().filter(|(_, value)| !value.is_empty());
    given.map(|(label, value)| LabelledText { label: (*label).to_owned(), value: (*value).clone() }).collect()
}

/// The buyer as printed on a paper of a branch.
pub(super) fn buyer(customer: &CustomerFacts, branch: &BranchFacts, language: model::Language) -> Party {
    let label = |scheme: &str| match scheme {
        "gstin" => "GSTIN",
        "pan" => "PAN",
        "trn" if language == model::Language::Arabic => TRN_IN_ARABIC,
        "trn" => "TRN",
        "vat" if language == model::Language::French => "N° TVA",
        "vat" => "VAT no.",
        "siren" => "SIREN",
        "siret" => "SIRET",
        _ => "Tax no.",
    };
    Party {
        name: customer.name.clone(),
        address: address_lines(&customer.billing, &branch.country, language),
        tax_ids: customer
            .tax_ids
            .iter()
            .map(|(scheme, number)| LabelledText { label: label(scheme).to_owned(), value: number.clone() })
            .collect(),
    }
}

/// An address in printed lines; the country only when it is not the seller's, and a region only when it is not the city's name
/// again, as in Dubai.
fn address_lines(address: &AddressFacts, home: &str, language: model::Language) -> Vec<String> {
    let mut lines: Vec<String> =
        address.street.lines().map(str::to_owned).filter(|line| !line.is_empty()).collect();
    let place = [&address.city, &address.postal_code].into_iter().filter(|part| !part.is_empty()).cloned();
    let place =
        if is_code_first(&address.country) { place.rev().collect::<Vec<_>>() } else { place.collect() };
    let mut place = place.join(" ");
    let region = match (address.country.as_str(), ids::state(&address.region)) {
        ("IN", Some(state)) => format!("{} ({})", state.name, state.code),
        ("AE", _) if language == model::Language::Arabic => in_arabic(&address.region).to_owned(),
        _ => address.region.clone(),
    };
    let is_city = [&region, &address.region].iter().any(|name| same_name(name, &address.city));
    if !region.is_empty() && !is_city {
        let comma = if language == model::Language::Arabic { "،" } else { "," };
        place = if place.is_empty() { region } else { format!("{place}{comma} {region}") };
    }
    lines.extend(some(&place));
    if !address.country.is_empty() && address.country != home {
        lines.push(model::country_name(&address.country, language).unwrap_or(&address.country).to_owned());
    }
    lines
}

/// Countries of Europe whose post wants the code before the town (Universal Postal Union, addressing systems).
fn is_code_first(country: &str) -> bool {
    let after = matches!(country, "IE" | "LV" | "HU" | "MT");
    (ids::is_eu_member(country) && !after) || matches!(country, "CH" | "NO" | "IS" | "LI" | "MC")
}

/// What papers in Arabic call a tax registration number (Federal Tax Authority).
const TRN_IN_ARABIC: &str = "رقم التسجيل الضريبي";

/// The seven emirates in English and Arabic.
const EMIRATES: [(&str, &str); 7] = [
    ("Abu Dhabi", "أبوظبي"),
    ("Dubai", "دبي"),
    ("Sharjah", "الشارقة"),
    ("Ajman", "عجمان"),
    ("Umm Al Quwain", "أم القيوين"),
    ("Ras Al Khaimah", "رأس الخيمة"),
    ("Fujairah", "الفجيرة"),
];

/// An emirate by its Arabic name; what is none as it was typed.
fn in_arabic(region: &str) -> &str {
    EMIRATES.iter().find(|(english, _)| same_name(english, region)).map_or(region, |(_, arabic)| arabic)
}

fn same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

fn place_of_supply(draft: &Draft, language: model::Language) -> Result<Option<String>> {
    let Some(state) = ids::state(&draft.place_of_supply) else { return Ok(None) };
    let situation = Situation::of(&draft.branch, &draft.customer, &draft.place_of_supply, draft.date);
    let wording = Wording::of(language).map_err(|error| printing::refused(&error))?;
    let side = if situation.intra { &wording.intra_state } else { &wording.inter_state };
    Ok(Some(format!("{} – {} ({side})", state.code, state.name)))
}

/// What a seller under the composition scheme says at the top of each bill of supply (CGST Rules, rule 5 (1)(f)).
fn composition(draft: &Draft) -> Option<String> {
    let says = draft.branch.tax_standing == TaxStanding::Composition && draft.kind != DraftKind::Estimate;
    says.then(|| "composition taxable person, not eligible to collect tax on supplies".to_owned())
}

/// The endorsements of exports and supplies to special economic zones (CGST Rules, rule 46, second proviso).
fn endorsement(draft: &Draft, priced: &Priced) -> Option<String> {
    let taxable = draft.branch.tax_scheme == "gst_in" && draft.branch.tax_standing.collects();
    if !taxable || draft.kind == DraftKind::Estimate {
        return None;
    }
    let pays = priced.taxes.iter().any(|tax| tax.code == "IGST" && !tax.amount.is_zero());
    let meant = match draft.customer.tax_treatment.as_str() {
        "export" => "EXPORT",
        "sez" => "SEZ UNIT OR SEZ DEVELOPER",
        _ if is_abroad(draft) && pays => "EXPORT",
        _ => return None,
    };
    let how = if pays || draft.branch.charges(&draft.customer.tax_treatment) {
        "ON PAYMENT OF INTEGRATED TAX"
    } else {
        "UNDER BOND OR LETTER OF UNDERTAKING WITHOUT PAYMENT OF INTEGRATED TAX"
    };
    Some(format!("SUPPLY MEANT FOR {meant} {how}"))
}

fn is_abroad(draft: &Draft) -> bool {
    let there = &draft.customer.billing.country;
    !there.is_empty() && *there != draft.branch.country
}

/// A line with its figures and its net before the document's discount; `taxed` are those with the tax that is printed, which the
/// recipient may owe instead of us.
fn printed_line(
    draft: &Draft,
    line: &DraftLine,
    (figures, net): (&PricedLine, Decimal),
    taxed: &PricedLine,
    position: usize,
) -> Line {
    let per_line = draft.branch.tax_rounding == "per_line";
    let india = draft.branch.tax_scheme == "gst_in";
    // Where a line shows its own tax, or its taxable value, that is what is left of it after the document's discount.
    let taxable = ((per_line || india) && figures.taxable_base != net).then_some(figures.taxable_base);
    let percent = match line.discount {
        Some(Share::Percent(percent)) => Some(percent),
        _ => None,
    };
    let amount = match line.discount {
        Some(Share::Amount(amount)) => Some(canonical(amount)),
        _ => None,
    };
    Line {
        number: u32::try_from(position + 1).unwrap_or(u32::MAX),
        description: line.description.clone(),
        detail: some(&line.detail),
        hsn: some(&line.hsn),
        quantity: line.quantity,
        unit: some(&line.unit),
        unit_price: line.unit_price,
        discount_percent: percent,
        discount_text: amount,
        net,
        taxable,
        tax_rate: (!line.taxes.is_empty() && reverse_charge::prints_rate(draft))
            .then(|| line.taxes.iter().map(|tax| tax.rate).sum()),
        taxes: if per_line {
            taxed
                .taxes
                .iter()
                .map(|tax| LineTax {
                    code: tax.code.clone(),
                    rate: tax.rate,
                    category: tax.category,
                    amount: tax.amount,
                })
                .collect()
        } else {
            Vec::new()
        },
        // The Indian table has no room for it: its last columns are CGST and SGST, and the totals stand below.
        total: ((per_line && !india) || line.optional).then_some(figures.total),
        optional: line.optional,
    }
}

fn printed_totals(draft: &Draft, priced: &Priced, parts: &totals::Parts, owed: Option<&Priced>) -> Totals {
    let one = |amount: Decimal| {
        if amount.is_zero() { Vec::new() } else { vec![Adjustment { label: None, amount }] }
    };
    Totals {
        lines: parts.lines_net,
        discounts: one(parts.discount),
        charges: one(parts.charge),
        net: priced.net,
        taxes: tax_totals(priced),
        recipient_taxes: owed.map(tax_totals).unwrap_or_default(),
        tax: priced.tax,
        total: priced.total,
        rounding: (!draft.branch.round_to.is_empty() || !priced.rounding.is_zero())
            .then_some(priced.rounding),
        prepaid: Decimal::ZERO,
        due: totals::payable(priced),
    }
}

fn tax_totals(priced: &Priced) -> Vec<TaxTotal> {
    let total = |tax: &price::TaxTotal| TaxTotal {
        code: tax.code.clone(),
        rate: tax.rate,
        category: tax.category,
        base: tax.base,
        amount: tax.amount,
    };
    priced.taxes.iter().map(total).collect()
}

/// Tax by HSN code and rate, as GSTR-1 table 12 wants it.
fn hsn_summary(lines: &[Line]) -> Vec<HsnSummary> {
    let mut by_code: BTreeMap<(&str, Option<Decimal>), HsnSummary> = BTreeMap::new();
    if lines.iter().all(|line| line.hsn.is_none()) {
        return Vec::new();
    }
    for line in lines {
        // What has no code is summed as well: the summary comes to what the paper does.
        let hsn = line.hsn.as_deref().unwrap_or("–");
        let entry = by_code.entry((hsn, line.tax_rate)).or_insert_with(|| HsnSummary {
            hsn: hsn.to_owned(),
            taxable: Decimal::ZERO,
            taxes: Vec::new(),
        });
        entry.taxable += line.printed_net();
        for tax in &line.taxes {
            match entry.taxes.iter_mut().find(|known| known.code == tax.code && known.rate == tax.rate) {
                Some(known) => known.amount += tax.amount,
                None => entry.taxes.push(tax.clone()),
            }
        }
    }
    by_code.into_values().collect()
}

/// A foreign-currency tax invoice states the tax in the home currency with the rate used (UAE: Executive Regulation of the
/// VAT law, art. 59(1); UK: VAT Regulations 1995 reg. 14).
fn home_tax(draft: &Draft, priced: &Priced) -> Option<HomeTax> {
    let home = &draft.branch.currency;
    if *home == draft.currency || draft.kind == DraftKind::Estimate {
        return None;
    }
    let decimals = iso_decimals(home).unwrap_or(2);
    let convert =
        |amount: Decimal| amount.checked_mul(draft.rate).map(|product| round_half_away(product, decimals));
    let (total, tax) = (convert(totals::payable(priced))?, convert(priced.tax)?);
    Some(HomeTax {
        currency: home.clone(),
        decimals,
        rate: draft.rate,
        rate_date: draft.rate_date,
        source: some(&draft.rate_source),
        net: total - tax,
        tax,
        total,
    })
}

fn in_words(draft: &Draft, due: Decimal) -> Option<String> {
    let wanted = matches!(draft.branch.tax_scheme.as_str(), "gst_in" | "vat_ae");
    let language = match draft.language.as_str() {
        "hi" => words::Language::Hindi,
        "fr" => words::Language::French,
        "ar" => words::Language::Arabic,
        _ if draft.branch.tax_scheme == "gst_in" => words::Language::IndianEnglish,
        _ => words::Language::English,
    };
    wanted.then(|| words::in_words(language, &draft.currency, due).ok().map(|words| words.text)).flatten()
}
