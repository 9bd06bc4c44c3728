//! Keys by which an index finds the customers worth comparing, and the contact data they are made of.
//!
//! Candidates share at least one key; `compare` then decides. No key is made of text that says nothing (free mail
//! providers, short numbers), so that a key seldom returns many customers; where a common word still does, the records
//! that share most keys come first and the list is cut.

use super::Kind;
use super::name::{Word, name_words};
use super::place::Street;
use crate::kernel::text::{ascii_digits, fold, squeeze};

/// Domains that belong to the mailbox provider or the platform, not to the customer.
const SHARED_DOMAINS: &str = " gmail.com googlemail.com yahoo.com yahoo.co.in yahoo.co.uk yahoo.in yahoo.fr yahoo.de ymail.com rocketmail.com \
    hotmail.com hotmail.co.uk hotmail.fr hotmail.de outlook.com outlook.in outlook.fr outlook.de live.com live.co.uk live.fr live.in \
    msn.com aol.com icloud.com me.com mac.com proton.me protonmail.com pm.me zoho.com zohomail.com zohomail.in rediffmail.com \
    rediff.com sify.com in.com vsnl.com vsnl.net bsnl.in airtelmail.com orange.fr wanadoo.fr free.fr sfr.fr laposte.net bbox.fr neuf.fr \
    gmx.de gmx.net gmx.at gmx.com web.de t-online.de freenet.de mail.de posteo.de btinternet.com sky.com virginmedia.com talktalk.net \
    ntlworld.com comcast.net verizon.net att.net sbcglobal.net cox.net charter.net bellsouth.net earthlink.net emirates.net.ae \
    eim.ae etisalat.ae mail.com mail.ru yandex.com yandex.ru qq.com 163.com 126.com fastmail.com hey.com tutanota.com tuta.io \
    facebook.com instagram.com linkedin.com twitter.com x.com youtube.com wa.me linktr.ee wordpress.com wixsite.com blogspot.com \
    google.com indiamart.com justdial.com shopify.com myshopify.com weebly.com github.io ";

/// Second-level names under which a country registers its customers ("co.uk", "com.au").
const REGISTRY_LABELS: &str =
    " co com org net gov gob gouv ac edu sch gen firm ind ltd plc me asso nom or ne go mil ";

/// Names of mailboxes that every firm has.
pub(super) const ROLE_MAILBOXES: &str = " info sales contact office admin accounts account billing hello support mail enquiry enquiries service \
    finance hr help team kontakt buchhaltung compta comptabilite accueil marketing orders purchase noreply ";

/// True when the blank-separated list holds the word.
pub(super) fn listed(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|entry| entry == word)
}

/// Blocking key of a name: folded, in Latin letters, without legal form, its words sorted and joined by spaces.
/// Stable between versions of the data, so that an index may store it. Empty when the name has no letters or digits.
#[must_use]
pub fn name_key(name: &str) -> String {
    let mut texts: Vec<String> =
        name_words(Kind::Organisation, name, &[]).into_iter().map(|w| w.text).collect();
    texts.sort_unstable();
    texts.join(" ")
}

/// Up to four blocking keys that survive misspelling, swapped and missing words and another script: the skeletons of
/// the three words that tell most (the longest that are not words of the trade), and of the whole name.
#[must_use]
pub fn skeleton_keys(name: &str) -> Vec<String> {
    let mut words = name_words(Kind::Organisation, name, &[]);
    words.sort_by(|a, b| {
        let rank = |w: &Word| (w.weight, w.skeleton.chars().count());
        rank(b).cmp(&rank(a)).then_with(|| a.text.cmp(&b.text))
    });
    let mut keys: Vec<String> = Vec::new();
    let heaviest = words.first().map_or(0, |w| w.weight);
    let telling = |w: &&Word| !w.number && w.weight == heaviest && w.skeleton.chars().count() >= 2;
    for word in words.iter().filter(telling).take(3) {
        if !keys.contains(&word.skeleton) {
            keys.push(word.skeleton.clone());
        }
    }
    let mut whole: Vec<&str> = words.iter().map(|w| w.skeleton.as_str()).filter(|s| !s.is_empty()).collect();
    whole.sort_unstable();
    let whole = whole.concat();
    if whole.chars().count() >= 2 && !keys.contains(&whole) {
        keys.push(whole);
    }
    keys
}

/// Up to three blocking keys of a street: its first number with the skeleton of each of the first words that name it.
/// Empty without a number, because a street alone is not a place.
#[must_use]
pub fn street_keys(street: &str) -> Vec<String> {
    let street = Street::new(street);
    let Some(number) = street.numbers.first() else {
        return Vec::new();
    };
    let mut keys: Vec<String> = Vec::new();
    for word in street.words.iter().filter(|w| w.weight > 2) {
        let key = format!("{number} {}", if word.number { &word.text } else { &word.skeleton });
        if keys.len() < 3 && !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// National significant number of a telephone number, its last nine digits at most; empty under six digits. The last nine digits
/// are equal with and without an unmarked country code.
#[must_use]
pub fn phone_key(phone: &str) -> String {
    let national = national_number(phone);
    if national.len() < 6 {
        return String::new();
    }
    national[national.len().saturating_sub(9)..].to_owned()
}

/// National significant number of a telephone number in ASCII digits: the country code goes when it is marked by `+` or `00`
/// (lengths of codes: ITU-T E.164 list of assigned codes), then the trunk zero. An extension is left out.
fn national_number(phone: &str) -> String {
    let folded = fold(&phone.chars().take(60).collect::<String>());
    let number = folded.split(['x', ';', '#', ',']).next().unwrap_or_default();
    let number = number.split("ext").next().unwrap_or_default();
    let marked = number.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '+').starts_with('+');
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let international = if marked { Some(digits.as_str()) } else { digits.strip_prefix("00") };
    international.map_or(digits.as_str(), without_country_code).trim_start_matches('0').to_owned()
}

/// The words by which a search finds a telephone number: all of its digits, as they are dialled in its country with and without
/// the trunk zero, so that `98220 12345` and `098220-12345` find `+91 98220 12345`. Empty without a digit.
#[must_use]
pub fn phone_words(phone: &str) -> String {
    let national = national_number(phone);
    let mut words = vec![squeeze(phone)];
    for word in [national.clone(), format!("0{national}")] {
        if !national.is_empty() && !words.contains(&word) {
            words.push(word);
        }
    }
    words.join(" ").trim().to_owned()
}

/// Least digits of a number behind 00: fewer may be that of a document.
const ABROAD_LEAST: usize = 9;

/// What is dialled in its country for a number typed with the code of it: `9822012345` of `+91 98220 12345`. None for any
/// other text.
#[must_use]
pub fn dialled_at_home(typed: &str) -> Option<String> {
    let typed = ascii_digits(typed.trim());
    let digits = typed.chars().filter(char::is_ascii_digit).count();
    let marked = typed.starts_with('+') || (typed.starts_with("00") && digits >= ABROAD_LEAST);
    let spaced = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+()-./".contains(c);
    Some(national_number(&typed)).filter(|number| marked && !number.is_empty() && typed.chars().all(spaced))
}

fn without_country_code(digits: &str) -> &str {
    const TWO_DIGITS: &str = " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 \
        90 91 92 93 94 95 98 ";
    let length = match digits.get(..2) {
        Some(two) if two.starts_with(['1', '7']) => 1,
        Some(two) if listed(TWO_DIGITS, two) => 2,
        _ => 3,
    };
    digits.get(length..).unwrap_or_default()
}

/// Registrable domain of an e-mail address or website, in lower case; empty for mailbox providers, platforms and text
/// that is neither. Country registries with a second level ("co.uk") are known by their usual labels.
#[must_use]
pub fn domain_key(email_or_website: &str) -> String {
    let host = host(email_or_website);
    let labels: Vec<&str> = host.split('.').filter(|label| !label.is_empty()).collect();
    let keep = match labels.as_slice() {
        [.., second, top] if top.len() == 2 && labels.len() > 2 && listed(REGISTRY_LABELS, second) => 3,
        [_, _, ..] => 2,
        _ => return String::new(),
    };
    let domain = labels[labels.len() - keep..].join(".");
    let odd = |c: char| {
        !(c.is_alphanumeric() || c == '-' || c == '.' || unicode_normalization::char::is_combining_mark(c))
    };
    let address = labels.iter().all(|label| label.chars().all(|c| c.is_ascii_digit()));
    if domain.contains(odd) || address || listed(SHARED_DOMAINS, &domain) || listed(SHARED_DOMAINS, &host) {
        return String::new();
    }
    domain
}

fn host(email_or_website: &str) -> String {
    let text = email_or_website.chars().take(300).collect::<String>().trim().to_lowercase();
    let text = text.rsplit_once('@').map_or(text.as_str(), |(_, host)| host);
    let text = text.split_once("://").map_or(text, |(_, rest)| rest);
    let host = text.split(['/', '?', '#', ':', ' ', '>', ',']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_owned()
}

/// An e-mail address as it is compared: lower case, without a `+tag`; Google ignores dots in front of the `@`.
pub(super) fn mailbox(email: &str) -> Option<(String, String)> {
    let (local, _) = email.trim().rsplit_once('@')?;
    let host = host(email);
    let local = local.chars().take(100).collect::<String>().to_lowercase();
    let local = local.split('+').next().unwrap_or_default();
    let google = host == "gmail.com" || host == "googlemail.com";
    let local = if google { local.replace('.', "") } else { local.to_owned() };
    (!local.is_empty() && !host.is_empty()).then_some((local, host))
}

/// Every key under which a customer can be found by index, each marked with what it is made of. Two records that share
/// none of them are not compared.
#[must_use]
pub fn all_keys(identity: &super::Identity<'_>) -> Vec<String> {
    let mut keys = Vec::new();
    let mut add = |mark: &str, key: &str| {
        if !key.is_empty() {
            keys.push(format!("{mark}:{key}"));
        }
    };
    add("n", &name_key(identity.name));
    skeleton_keys(identity.name).iter().for_each(|key| add("k", key));
    street_keys(identity.street).iter().for_each(|key| add("s", key));
    identity.phones.iter().for_each(|phone| add("p", &phone_key(phone)));
    for email in identity.emails {
        add("e", &email.trim().to_lowercase());
        add("d", &domain_key(email));
    }
    add("d", &domain_key(identity.website));
    for tax_id in identity.tax_ids {
        add("t", &crate::kernel::text::squeeze(tax_id));
    }
    keys.sort_unstable();
    keys.dedup();
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_phone_has_one_key() {
        for (phone, key) in [
            ("+91 98765 43210", "876543210"),
            ("098765-43210", "876543210"),
            ("919876543210", "876543210"),
            ("+971 50 123 4567", "501234567"),
            ("00971501234567", "501234567"),
            ("050 123 4567", "501234567"),
            ("+971 4 123 4567", "41234567"),
            ("04-1234567", "41234567"),
            ("+33 (0)6 12 34 56 78", "612345678"),
            ("06 12 34 56 78", "612345678"),
            ("+44 (0)20 7946 0000 ext 12", "079460000"),
            ("(020) 7946 0000", "079460000"),
            ("+1 (555) 010-0123 x4", "550100123"),
            ("٠٥٠١٢٣٤٥٦٧", "501234567"),
            ("५५५०१२३४", "55501234"),
            ("12345", ""),
            ("call me", ""),
        ] {
            assert_eq!(phone_key(phone), key, "{phone}");
        }
    }

    #[test]
    fn a_phone_is_found_as_it_is_dialled_at_home() {
        for (phone, words) in [
            ("+91 98220 12345", "919822012345 9822012345 09822012345"),
            ("0033 6 12 34 56 78", "0033612345678 612345678 0612345678"),
            ("098220 12345", "09822012345 9822012345"),
            ("98220 12345", "9822012345 09822012345"),
            ("+९१ ९८२२० १२३४५", "919822012345 9822012345 09822012345"),
            ("", ""),
        ] {
            assert_eq!(phone_words(phone), words, "{phone}");
        }
    }

    #[test]
    fn a_number_with_its_country_is_dialled_without_it_at_home() {
        for (typed, dialled) in [
            ("+919822055555", Some("9822055555")),
            ("+91 98220 55555", Some("9822055555")),
            ("0033 6 12 34 56 78", Some("612345678")),
            ("+91", None),
            ("0001", None),
            ("98220 55555", None),
            ("+91 Anil", None),
        ] {
            assert_eq!(dialled_at_home(typed).as_deref(), dialled, "{typed}");
        }
    }

    #[test]
    fn one_domain_has_one_key() {
        for (text, key) in [
            ("Sales@Shop.Example.CO.UK", "example.co.uk"),
            ("https://www.example.com:8080/a?b", "example.com"),
            ("www.example.in", "example.in"),
            ("mail.example.org", "example.org"),
            ("a@gmail.com", ""),
            ("a@yahoo.co.in", ""),
            ("https://facebook.com/example", ""),
            ("localhost", ""),
            ("127.0.0.1", ""),
            ("not a site", ""),
            ("", ""),
        ] {
            assert_eq!(domain_key(text), key, "{text}");
        }
    }

    #[test]
    fn names_in_other_clothes_share_a_key() {
        for (one, other) in [
            ("Müller GmbH & Co. KG", "MULLER"),
            ("Acme Widgets Pvt. Ltd.", "Acme Widgets Private Limited"),
            ("SARL Dupont", "Dupont S.A.R.L."),
            ("The Example Company, Inc.", "Example"),
            ("Sharma, Rajesh", "राजेश शर्मा"),
            ("M/s Gupta Bros", "Gupta Brothers"),
            ("शर्मा ट्रेडर्स प्राइवेट लिमिटेड", "Sharma Traders Pvt Ltd"),
        ] {
            assert_eq!(name_key(one), name_key(other), "{one} / {other}");
        }
        let shared =
            |one: &str, other: &str| skeleton_keys(one).iter().any(|k| skeleton_keys(other).contains(k));
        for (one, other) in [
            ("شركة النور للتجارة ذ.م.م", "Al Noor Trading LLC"),
            ("محمد خالد", "Mohammed Khalid"),
            ("Jon Smyth", "Smith, John"),
        ] {
            assert!(shared(one, other), "{one} / {other}");
        }
        assert!(!shared("Blue Lagoon", "Red Quarry"));
        assert_eq!(skeleton_keys("!!!"), Vec::<String>::new());
    }

    #[test]
    fn a_street_has_keys_when_it_has_a_number() {
        assert_eq!(street_keys("1718 S. Loomis St"), street_keys("1718 South Loomis Street"));
        assert!(
            street_keys("60 bega fkats wilkins street")
                .iter()
                .any(|k| street_keys("60 wilkins street bega flats").contains(k))
        );
        assert_eq!(street_keys("High Street"), Vec::<String>::new());
    }
}
