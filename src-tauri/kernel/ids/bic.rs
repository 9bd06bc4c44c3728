//! Business identifier codes (ISO 9362:2022): where a payment is sent to.
//!
//! Four letters of the business party, the ISO 3166-1 code of its country (with XK for Kosovo,
//! which SWIFT uses), two letters or digits of its place and, if it likes, three of a branch.
//! There is no check digit, so the country is the only part that catches a slip.

use super::digits::ensure;
use super::{Reason, Verdict, same_banking_country};

/// ISO 3166-1 alpha-2, and XK.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR \
BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI \
FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS \
IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO \
MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA \
RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT \
TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW";

pub(super) fn bic(country: Option<&str>, code: &str) -> Verdict {
    ensure(matches!(code.chars().count(), 8 | 11), Reason::Length)?;
    let (Some(party), Some(own), Some(rest)) = (code.get(..4), code.get(4..6), code.get(6..)) else {
        return Err(Reason::Form);
    };
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_uppercase());
    let form = letters(party) && letters(own) && rest.bytes().all(|byte| byte.is_ascii_alphanumeric());
    ensure(form, Reason::Form)?;
    ensure(COUNTRIES.split(' ').any(|known| known == own), Reason::Component)?;
    same_banking_country(country, own)?;
    Ok(code.to_owned())
}
