//! Tax ids, bank accounts and phones of firms that do not exist. Check digits are right, so that no screen warns, but the
//! parts that an authority gives out are ones it has not given: an Indian PAN with the running number 0000, a TRN and a
//! SIREN that begin with zeros, a bank with the code 0.

use super::random::Random;
use crate::kernel::ids::{self, Scheme};

/// `before` + check + `after`, the check being the first one that fits.
fn completed(scheme: Scheme, country: Option<&str>, before: &str, width: usize, after: &str) -> String {
    const SIGNS: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let single = SIGNS.chars().map(String::from);
    let double = (0..100).map(|check| format!("{check:02}"));
    let candidates: Vec<String> = if width == 1 { single.collect() } else { double.collect() };
    candidates
        .into_iter()
        .map(|check| format!("{before}{check}{after}"))
        .find(|number| ids::check(scheme, country, number).valid)
        .unwrap_or_else(|| format!("{before}{after}"))
}

fn letter(random: &mut Random) -> char {
    char::from(b'A' + u8::try_from(random.below(26)).unwrap_or(0))
}

/// A GSTIN of a company in a state (two-digit code).
pub(super) fn gstin(state: &str, name: &str, random: &mut Random) -> String {
    let initial =
        name.chars().find(char::is_ascii_alphabetic).map_or('X', |first| first.to_ascii_uppercase());
    let [one, two, three, last] = [letter(random), letter(random), letter(random), letter(random)];
    // The fourth letter C says that the holder is a company; running numbers begin with 0001.
    let pan = format!("{one}{two}{three}C{initial}0000{last}");
    completed(Scheme::Gstin, None, &format!("{state}{pan}1Z"), 1, "")
}

/// A tax registration number of the Emirates.
pub(super) fn trn(random: &mut Random) -> String {
    format!("10000000{:05}03", random.below(100_000))
}

/// A SIREN.
pub(super) fn siren(random: &mut Random) -> String {
    completed(Scheme::Siren, None, &format!("00{:06}", random.below(1_000_000)), 1, "")
}

/// The SIRET of the head office of a SIREN.
pub(super) fn siret(siren: &str) -> String {
    completed(Scheme::Siret, None, &format!("{siren}0001"), 1, "")
}

/// The French VAT number of a SIREN.
pub(super) fn vat_fr(siren: &str) -> String {
    completed(Scheme::EuVat, Some("FR"), "FR", 2, siren)
}

/// An IBAN of a bank that does not exist.
pub(super) fn iban(country: &str, account: &str) -> String {
    completed(Scheme::Iban, Some(country), country, 2, account)
}

/// A phone number that reaches nobody. France keeps 04 65 71 for films (ARCEP decision 2018-0881); in India and the
/// Emirates a subscriber's number never begins with 0.
pub(super) fn phone(country: &str, random: &mut Random) -> String {
    let n = random.below(10_000);
    match country {
        "FR" => format!("+33 4 65 71 {:02} {:02}", n / 100, n % 100),
        "AE" => format!("+971 4 055 {n:04}"),
        "IN" => format!("+91 20 0555 {n:04}"),
        // 555-0100 to 555-0199 are kept for films in the North American plan.
        _ => format!("+1 212 555 01{:02}", n % 100),
    }
}

/// A name as part of an address on the internet: letters and digits of the Latin script only.
pub(super) fn slug(name: &str) -> String {
    let folded = crate::kernel::text::fold(name);
    let words = folded.split(|sign: char| !sign.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let slug = words.take(2).collect::<Vec<_>>().join("-");
    if slug.is_empty() { "firm".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_pass_their_checks() {
        for n in 0..50 {
            let mut random = Random::of(n, "numbers", 0);
            let siren = siren(&mut random);
            for (scheme, country, number) in [
                (Scheme::Gstin, None, gstin("27", "Sample Traders", &mut random)),
                (Scheme::Trn, None, trn(&mut random)),
                (Scheme::Siret, None, siret(&siren)),
                (Scheme::EuVat, Some("FR"), vat_fr(&siren)),
                (Scheme::Siren, None, siren),
                (Scheme::Iban, Some("AE"), iban("AE", "0000000000000000042")),
                (Scheme::Iban, Some("FR"), iban("FR", "00000000000000000004242")),
            ] {
                assert!(ids::check(scheme, country, &number).valid, "{scheme:?} {number}");
            }
        }
    }
}
