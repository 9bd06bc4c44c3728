//! The tax classes that a country brings at set-up: rates as dated data with the law they come from. From then on they are
//! the company's own and are changed in the file, not here.
//!
//! Sources. India: rates from 22 September 2025 by Notification 9/2025-Central Tax (Rate), half of each as central and half
//! as state tax (CGST Act s.9, SGST Acts), the whole as integrated tax between states (IGST Act s.5); before that day by
//! Notification 1/2017-Central Tax (Rate), in force since 1 July 2017, whose 12 % and 28 % schedules ended on
//! 21 September 2025; 1.5 % since 18 July 2022 (Notification 6/2022); tobacco and pan masala 28 % until 31 January 2026 and
//! 40 % from 1 February 2026 (Notification 19/2025). United Arab Emirates: Federal Decree-Law 8/2017 art. 3 (5 %), 45
//! (zero rate), 46 (exempt), in force since 1 January 2018. France: CGI art. 278 (20 %), 279 and 278 bis (10 %), 278-0 bis
//! (5.5 %), 281 bis to 281 nonies (2.1 %) as they stand since 1 January 2014, 261 (exempt). United Kingdom: VAT Act 1994
//! s.2 (20 % since 4 January 2011), s.29A (5 %), s.30 (zero rate), s.31 (exempt). United States and other countries have no
//! shipped rates: they are named by hand, and nothing is claimed about their law.

use super::store::tax as store;
use super::tax_class::{self, TaxScheme};
use super::tax_rate::{Rate, Supply};
use crate::kernel::date::CivilDate;
use crate::kernel::decimal::DecimalText;
use crate::kernel::error::{Error, Result};
use crate::kernel::tax_category::TaxCategory;
use crate::settings::country::Country;
use crate::store::tx::Tx;
use crate::store::word;

/// The key of the class that a new item gets.
pub(super) const STANDARD: &str = "standard";

/// A shipped class: key, name, category, and its rates.
struct Seed {
    key: &'static str,
    name: &'static str,
    category: TaxCategory,
    rates: &'static [Dated],
}

/// Rate in percent, half of it (for the two halves of GST), first and last day.
struct Dated {
    rate: &'static str,
    half: &'static str,
    from: &'static str,
    to: Option<&'static str>,
}

const fn dated(
    rate: &'static str,
    half: &'static str,
    from: &'static str,
    to: Option<&'static str>,
) -> Dated {
    Dated { rate, half, from, to }
}

const fn seed(key: &'static str, name: &'static str, category: TaxCategory, rates: &'static [Dated]) -> Seed {
    Seed { key, name, category, rates }
}

const INDIA: &[Seed] = &[
    seed(STANDARD, "GST 18%", TaxCategory::S, &[dated("18", "9", "2017-07-01", None)]),
    seed("reduced", "GST 5%", TaxCategory::S, &[dated("5", "2.5", "2017-07-01", None)]),
    seed("luxury", "GST 40%", TaxCategory::S, &[dated("40", "20", "2025-09-22", None)]),
    seed("precious_metal", "GST 3%", TaxCategory::S, &[dated("3", "1.5", "2017-07-01", None)]),
    seed("polished_diamond", "GST 1.5%", TaxCategory::S, &[dated("1.5", "0.75", "2022-07-18", None)]),
    seed("rough_stone", "GST 0.25%", TaxCategory::S, &[dated("0.25", "0.125", "2017-07-01", None)]),
    seed("nil", "GST 0% (nil-rated or exempt)", TaxCategory::E, &[dated("0", "0", "2017-07-01", None)]),
    seed(
        "tobacco",
        "GST tobacco and pan masala",
        TaxCategory::S,
        &[dated("28", "14", "2017-07-01", Some("2026-01-31")), dated("40", "20", "2026-02-01", None)],
    ),
    seed(
        "former_12",
        "GST 12% (until 21 Sep 2025)",
        TaxCategory::S,
        &[dated("12", "6", "2017-07-01", Some("2025-09-21"))],
    ),
    seed(
        "former_28",
        "GST 28% (until 21 Sep 2025)",
        TaxCategory::S,
        &[dated("28", "14", "2017-07-01", Some("2025-09-21"))],
    ),
];

const EMIRATES: &[Seed] = &[
    seed(STANDARD, "VAT 5%", TaxCategory::S, &[dated("5", "", "2018-01-01", None)]),
    seed("zero", "VAT 0% (zero-rated)", TaxCategory::Z, &[dated("0", "", "2018-01-01", None)]),
    seed("exempt", "VAT exempt", TaxCategory::E, &[dated("0", "", "2018-01-01", None)]),
];

// A French number stands apart from its percent sign by a no-break space.
const FRANCE: &[Seed] = &[
    seed(STANDARD, "TVA 20\u{a0}%", TaxCategory::S, &[dated("20", "", "2014-01-01", None)]),
    seed("intermediate", "TVA 10\u{a0}%", TaxCategory::S, &[dated("10", "", "2014-01-01", None)]),
    seed("reduced", "TVA 5,5\u{a0}%", TaxCategory::S, &[dated("5.5", "", "2014-01-01", None)]),
    seed("super_reduced", "TVA 2,1\u{a0}%", TaxCategory::S, &[dated("2.1", "", "2014-01-01", None)]),
    seed("exempt", "Exonéré de TVA", TaxCategory::E, &[dated("0", "", "2014-01-01", None)]),
];

const KINGDOM: &[Seed] = &[
    seed(STANDARD, "VAT 20%", TaxCategory::S, &[dated("20", "", "2011-01-04", None)]),
    seed("reduced", "VAT 5%", TaxCategory::S, &[dated("5", "", "2011-01-04", None)]),
    seed("zero", "VAT 0% (zero-rated)", TaxCategory::Z, &[dated("0", "", "2011-01-04", None)]),
    seed("exempt", "VAT exempt", TaxCategory::E, &[dated("0", "", "2011-01-04", None)]),
];

/// Writes the tax classes of a branch's country, unless another branch brought its scheme before.
///
/// # Errors
/// A failure of the file.
pub(crate) fn seed_country(tx: &Tx<'_>, country: Country) -> Result<()> {
    let seeds = match country {
        Country::India => INDIA,
        Country::Emirates => EMIRATES,
        Country::France => FRANCE,
        Country::Kingdom => KINGDOM,
        Country::States | Country::Other => &[],
    };
    let scheme: TaxScheme = word::parse(country.preset().tax_scheme.to_owned()).map_err(Error::internal)?;
    if store::has_shipped_classes(tx, scheme)? {
        return Ok(());
    }
    for seed in seeds {
        let class_id = store::insert_class(tx, scheme, seed.key, seed.name)?;
        for one in seed.rates {
            for rate in rates(scheme, seed.category, one)? {
                store::insert_rate(tx, &class_id, &rate)?;
            }
        }
    }
    Ok(())
}

/// Gives every item a class under each scheme that a branch sells under: what it had there before, else the class of the same
/// meaning, else the standard one, so that nothing is sold without tax unseen. Classes of schemes under which nobody sells
/// any more are set aside until somebody does again: a country chosen wrongly is put right.
///
/// # Errors
/// A failure of the file.
pub(crate) fn tax_items(tx: &Tx<'_>) -> Result<()> {
    for scheme in tax_class::schemes(tx)? {
        store::bring_back(tx, scheme)?;
        for (item_id, class_id) in store::untaxed_items(tx, scheme)? {
            store::add_class(tx, &item_id, &class_id)?;
        }
    }
    store::set_unused_aside(tx)
}

fn rates(scheme: TaxScheme, category: TaxCategory, dated: &Dated) -> Result<Vec<Rate>> {
    let parts: &[(&str, &str, Supply)] = if scheme == TaxScheme::GstIn {
        &[
            ("CGST", dated.half, Supply::Intra),
            ("SGST", dated.half, Supply::Intra),
            ("IGST", dated.rate, Supply::Inter),
        ]
    } else {
        &[("VAT", dated.rate, Supply::Any)]
    };
    parts
        .iter()
        .map(|(code, percent, supply)| {
            Ok(Rate {
                code: (*code).to_owned(),
                rate: percent.parse::<DecimalText>().map_err(Error::internal)?,
                category,
                supply: *supply,
                valid_from: Some(dated.from.parse::<CivilDate>().map_err(Error::internal)?),
                valid_to: dated
                    .to
                    .map(|day| day.parse::<CivilDate>().map_err(Error::internal))
                    .transpose()?,
            })
        })
        .collect()
}
