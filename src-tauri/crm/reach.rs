//! How to reach a new customer and its tax id, typed or pasted as one line while a document waits:
//! "98220 00000, accounts@aarohi.example, GSTIN 27AAACA0000B1ZW".
//!
//! The rule in prose: an address with @ is the e-mail; a word that passes the check of a tax id of our country is one, and
//! so is any other word of letters and digits, with a warning; the first number left is the phone. What is not understood is
//! refused, so that nothing typed is lost silently.

use super::lead::pieces;
use super::tax_id::{TaxIdInput, TaxIdKind};
use crate::kernel::error::{FieldError, FieldErrors};
use crate::kernel::text;

/// Words that announce a part and say nothing themselves.
const LABELS: &[&str] = &[
    "phone", "mobile", "mob", "tel", "call", "email", "e-mail", "mail", "gst", "gstin", "pan", "trn", "vat",
    "tva", "siren", "siret", "no", "id", "and", "et",
];

/// What a line says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Reach {
    /// Phone as written.
    pub(super) phone: Option<String>,
    /// E-mail address.
    pub(super) email: Option<String>,
    /// Tax ids; their check is made where the others are checked.
    pub(super) tax_ids: Vec<(TaxIdKind, String)>,
}

impl Reach {
    /// The tax ids as if they had been typed into fields of their own.
    pub(super) fn tax_inputs(&self) -> Vec<TaxIdInput> {
        self.tax_ids
            .iter()
            .map(|(scheme, number)| TaxIdInput { scheme: *scheme, number: number.clone() })
            .collect()
    }
}

/// Kinds of tax ids of a country, the one that registers first; a word is tried as each.
fn kinds(country: &str) -> &'static [TaxIdKind] {
    match country {
        "IN" => &[TaxIdKind::Gstin, TaxIdKind::Pan],
        "AE" => &[TaxIdKind::Trn],
        "FR" => &[TaxIdKind::Vat, TaxIdKind::Siret, TaxIdKind::Siren],
        "GB" => &[TaxIdKind::Vat],
        _ => &[TaxIdKind::Other],
    }
}

/// Reads the line `path` names; what it cannot read is an error there.
pub(super) fn read(path: &str, line: &str, country: &str, errors: &mut FieldErrors) -> Reach {
    let mut reach = Reach::default();
    let Some(line) = errors.take(text::line(path, line)) else {
        return reach;
    };
    let mut rest = line.replace([',', ';', '·', '|'], " ");
    if let Some((email, without)) = pieces::take_email(&rest) {
        (reach.email, rest) = (Some(email), without);
    }
    let mut words = Vec::new();
    for word in rest.split_whitespace() {
        let bare = word.trim_end_matches([':', '.']);
        if LABELS.contains(&text::fold(bare).as_str()) {
            continue;
        }
        match tax_kind(bare, country) {
            Some(kind) => reach.tax_ids.push((kind, bare.to_owned())),
            None => words.push(word),
        }
    }
    rest = words.join(" ");
    if let Some((phone, without)) = pieces::take_phone(&rest) {
        (reach.phone, rest) = (Some(phone), without);
    }
    let rest = rest.trim();
    if !rest.is_empty() {
        errors.add(FieldError::new(path, "error.reach_unread").with("text", rest.to_owned()));
    }
    reach
}

/// The shortest tax id of letters and digits that exists; shorter words are words.
const MIXED_MIN: usize = 8;

fn tax_kind(word: &str, country: &str) -> Option<TaxIdKind> {
    let kinds = kinds(country);
    let fits = |kind: &&TaxIdKind| **kind != TaxIdKind::Other && kind.check(word, country).1;
    if let Some(kind) = kinds.iter().find(fits) {
        return Some(*kind);
    }
    let mixed = word.chars().all(|c| c.is_ascii_alphanumeric())
        && word.chars().any(|c| c.is_ascii_digit())
        && word.chars().any(|c| c.is_ascii_alphabetic());
    (mixed && word.len() >= MIXED_MIN).then(|| kinds.first().copied().unwrap_or(TaxIdKind::Other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_taken_apart_and_what_is_not_understood_is_said() {
        for (country, line, phone, email, tax_ids, unread) in [
            ("IN", "98220 00000", Some("98220 00000"), None, vec![], ""),
            (
                "IN",
                "mob: +91 98220-00000, a@b.example; GSTIN 27AAACA0000B1ZW",
                Some("+91 98220-00000"),
                Some("a@b.example"),
                vec![(TaxIdKind::Gstin, "27AAACA0000B1ZW")],
                "",
            ),
            ("IN", "27AAACA0000B1ZX", None, None, vec![(TaxIdKind::Gstin, "27AAACA0000B1ZX")], ""),
            ("IN", "98220 00000 near the temple", Some("98220 00000"), None, vec![], "near the temple"),
            ("US", "+1 555 0100 200", Some("+1 555 0100 200"), None, vec![], ""),
            ("IN", "  ", None, None, vec![], ""),
        ] {
            let mut errors = FieldErrors::default();
            let reach = read("reach", line, country, &mut errors);
            assert_eq!((reach.phone.as_deref(), reach.email.as_deref()), (phone, email), "{line}");
            let found: Vec<_> = reach.tax_ids.iter().map(|(kind, number)| (*kind, number.as_str())).collect();
            assert_eq!(found, tax_ids, "{line}");
            let said = errors
                .finish()
                .err()
                .map_or_else(String::new, |error| error.fields[0].params["text"].to_string());
            assert_eq!(said.trim_matches('"'), unread, "{line}");
        }
    }
}
