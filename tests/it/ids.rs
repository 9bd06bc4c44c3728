//! `calc ids` against the published cases of `tests/conformance/ids.json`, and what holds for
//! numbers that nobody published. No case is disputed.

use proptest::prelude::*;
use serde_json::{Value, json};
use throughline_core::calc::ids::answer;
use throughline_core::kernel::ids::{Reason, STATES, Scheme, check, state};

fn valid(scheme: Scheme, country: &str, number: &str) -> bool {
    check(scheme, Some(country), number).valid
}

#[test]
fn every_published_case_is_answered_as_published() {
    let file: Value = serde_json::from_str(include_str!("../conformance/ids.json")).unwrap();
    let cases = file["cases"].as_array().unwrap();
    let mut failures = Vec::new();
    for case in cases {
        let got = answer(case["input"].clone()).unwrap();
        let expected = case["expected"].as_object().unwrap();
        if expected.iter().any(|(field, value)| got[field] != *value) {
            failures.push(format!("{} {} gave {got}", case["id"], case["input"]));
        }
        let complete =
            if got["valid"] == true { got["normalised"].is_string() } else { got["reason"].is_string() };
        assert!(complete, "{got}");
    }
    assert_eq!(cases.len(), 1243);
    assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
}

#[test]
fn a_question_that_cannot_be_read_names_its_field() {
    let refused = [
        (json!({"scheme": "IBAN", "number": "X", "colour": 1}), "colour"),
        (json!({"scheme": "SSN", "number": "X"}), "scheme"),
        (json!({"scheme": "IBAN", "number": 7}), "number"),
        (json!({"scheme": "IBAN", "country": 7, "number": ""}), "country"),
        (json!({"scheme": "IBAN"}), ""),
        (json!(["IBAN", null, "X"]), ""),
    ];
    for (input, path) in refused {
        let error = answer(input.clone()).unwrap_err();
        assert_eq!((json!(error.code), error.path.as_str()), (json!("malformed"), path), "{input}: {error}");
    }
}

#[test]
fn a_number_is_normalised_with_its_prefix() {
    let cases = [
        (Scheme::EuVat, "BE", "(0)468.561.072", "BE0468561072"),
        (Scheme::EuVat, "BE", "BE 428 759 497", "BE0428759497"),
        (Scheme::EuVat, "GR", "gr 094259216", "EL094259216"),
        (Scheme::EuVat, "EL", "94259216", "EL094259216"),
        (Scheme::EuVat, "EU", "el/094259216", "EL094259216"),
        (Scheme::EuVat, "NL", "4495445B01", "NL004495445B01"),
        (Scheme::EuVat, "FR", "PL422302364", "FRPL422302364"),
        (Scheme::EuVat, "RE", "FR44732829320", "FR44732829320"),
        (Scheme::EuVat, "MC", "44732829320", "FR44732829320"),
        (Scheme::Siret, "GP", "732 829 320 00074", "73282932000074"),
        (Scheme::EuVat, "XI", "980 7806 84", "XI980780684"),
        (Scheme::EuVat, "EU", "EU 372022452", "EU372022452"),
        (Scheme::EuVat, "EU", "372 022 452", "EU372022452"),
        (Scheme::Iban, "ES", "es91 2100–0418–4502–0005–1332", "ES9121000418450200051332"),
        (Scheme::Iban, "RE", "FR14 2004 1010 0505 0001 3M02 606", "FR1420041010050500013M02606"),
        (Scheme::Bic, "INT", "abna be 2a", "ABNABE2A"),
        (Scheme::Gstin, "IN", "27 aapfu0939f1zv", "27AAPFU0939F1ZV"),
        (Scheme::GstInvoiceNumber, "IN", "inv/26-27/0001", "INV/26-27/0001"),
    ];
    for (scheme, country, number, normalised) in cases {
        let got = check(scheme, Some(country), number);
        assert_eq!(got.normalised.as_deref(), Some(normalised), "{number}: {got:?}");
    }
}

#[test]
fn the_reason_tells_what_to_look_at() {
    let cases = [
        (Scheme::EuVat, Some("AT"), "DE136695976", Reason::Prefix),
        (Scheme::EuVat, None, "136695976", Reason::Prefix),
        (Scheme::EuVat, Some("US"), "DE136695976", Reason::Country),
        (Scheme::EuVat, Some("DE"), "13669597", Reason::Length),
        (Scheme::EuVat, Some("DE"), "13669597X", Reason::Form),
        (Scheme::EuVat, Some("DE"), "136695977", Reason::CheckDigit),
        (Scheme::EuVat, Some("DE"), " .-/: ", Reason::Empty),
        (Scheme::EuVat, Some("XI"), "GB980780684", Reason::Form),
        (Scheme::Iban, Some("FR"), "DE89370400440532013000", Reason::Prefix),
        (Scheme::Iban, None, "QQ9312345678", Reason::Component),
        (Scheme::Iban, Some("ES"), "ES2121000418450200051331", Reason::CheckDigit),
        (Scheme::Bic, Some("FR"), "ABNABE2A", Reason::Prefix),
        (Scheme::Bic, None, "AGRIQQPP", Reason::Component),
        (Scheme::Gstin, Some("FR"), "27AAPFU0939F1ZV", Reason::Country),
        (Scheme::Gstin, None, "27AAPFU0939F1ZO", Reason::CheckDigit),
        (Scheme::Trn, None, "234567890123003", Reason::Form),
        (Scheme::GstInvoiceNumber, None, "0001", Reason::Form),
        (Scheme::GstInvoiceNumber, None, "", Reason::Empty),
    ];
    for (scheme, country, number, reason) in cases {
        let got = check(scheme, country, number);
        assert_eq!((got.valid, got.reason), (false, Some(reason)), "{number}");
    }
    let group = check(Scheme::Trn, Some("AE"), "100123456700001");
    assert_eq!((group.valid, group.reason), (true, Some(Reason::Unusual)));
    assert_eq!(check(Scheme::Trn, Some("AE"), "100123456700003").reason, None);
}

/// Every form that a member state gives out, with numbers from the issuers' own documents or
/// made up to satisfy the rule.
#[test]
fn special_forms_of_vat_numbers_are_known() {
    let cases = [
        ("BG", "7523169263", true),  // natural person
        ("BG", "7111042925", true),  // foreigner
        ("BG", "7542011030", true),  // born after 2000
        ("CZ", "640903926", true),   // special
        ("CZ", "7103192745", true),  // birth number
        ("CZ", "1103492745", false), // the 49th month does not exist
        ("CZ", "541231123", false),  // nine digits ended in 1953
        ("ES", "X2482300W", true),   // foreigner
        ("ES", "K0867756N", true),   // minor
        ("FR", "K7399859412", true), // key with a letter
        ("FR", "23000047372", true), // Monaco
        ("IE", "6433435OA", true),   // since 2013
        ("IE", "8D79739I", true),    // before
        ("IE", "8+79739I", true),
        ("LT", "290061371314", true), // temporarily registered
        ("LV", "16117519997", true),  // natural person
        ("LV", "32345678912", false),
        ("NL", "000099998B57", true), // sole trader
        ("RO", "1630615123457", true),
        ("SK", "8511101112", false),
        ("XI", "GD001", true),
        ("XI", "HA599", true),
        ("XI", "GD500", false),
        ("XI", "HA499", false),
        ("XI", "GD888800101", true),
        ("XI", "HA888850015", true),
        ("XI", "980780684001", true), // branch
        ("EU", "EU528002224", true),
        ("EU", "EU528002225", false),
        ("EU", "EU840002224", false), // not a member state
        ("EU", "IM3720000224", true),
    ];
    for (country, number, expected) in cases {
        assert_eq!(valid(Scheme::EuVat, country, number), expected, "{country} {number}");
    }
}

#[test]
fn states_are_found_by_their_code() {
    assert_eq!(state("29").map(|state| state.name), Some("Karnataka"));
    assert_eq!(state("37").map(|state| (state.name, state.current)), Some(("Andhra Pradesh", true)));
    assert_eq!(state("00"), None);
    assert!(STATES.windows(2).all(|pair| pair[0].code < pair[1].code));
}

/// Valid numbers whose scheme promises that one wrong digit is always seen: weights prime to the
/// modulus, Luhn, or a modulus above nine.
const GUARDED: [(Scheme, &str, &str); 22] = [
    (Scheme::EuVat, "AT", "U13585627"),
    (Scheme::EuVat, "BE", "0428759497"),
    (Scheme::EuVat, "DE", "136695976"),
    (Scheme::EuVat, "DK", "13585628"),
    (Scheme::EuVat, "EE", "100594102"),
    (Scheme::EuVat, "FI", "20774740"),
    (Scheme::EuVat, "HR", "33392005961"),
    (Scheme::EuVat, "HU", "12892312"),
    (Scheme::EuVat, "IT", "00743110157"),
    (Scheme::EuVat, "LU", "15027442"),
    (Scheme::EuVat, "MT", "11679112"),
    (Scheme::EuVat, "PL", "8567346215"),
    (Scheme::EuVat, "SE", "556433592401"),
    (Scheme::EuVat, "FR", "40303265045"),
    (Scheme::Siren, "FR", "732829320"),
    (Scheme::Siret, "FR", "73282932000074"),
    (Scheme::Gstin, "IN", "27AAPFU0939F1ZV"),
    (Scheme::Gstin, "IN", "29AABCF8078M1C8"),
    (Scheme::Iban, "DE", "DE89370400440532013000"),
    (Scheme::Iban, "GB", "GB29NWBK60161331926819"),
    (Scheme::Iban, "ES", "ES9121000418450200051332"),
    (Scheme::Iban, "MT", "MT84MALT011000012345MTLCAST001S"),
];

#[test]
fn no_single_wrong_digit_passes_a_guarded_scheme() {
    for (scheme, country, number) in GUARDED {
        assert!(valid(scheme, country, number), "{number}");
        for (at, original) in number.char_indices().filter(|(_, character)| character.is_ascii_digit()) {
            for digit in ('0'..='9').filter(|digit| *digit != original) {
                let mut wrong = number.to_owned();
                wrong.replace_range(at..=at, &digit.to_string());
                assert!(!valid(scheme, country, &wrong), "{wrong} passes beside {number}");
            }
        }
    }
}

const SCHEMES: [Scheme; 9] = [
    Scheme::EuVat,
    Scheme::Gstin,
    Scheme::Trn,
    Scheme::Pan,
    Scheme::Siren,
    Scheme::Siret,
    Scheme::Iban,
    Scheme::Bic,
    Scheme::GstInvoiceNumber,
];

proptest! {
    #[test]
    fn any_text_gets_an_answer(scheme in 0..SCHEMES.len(), country in proptest::option::of(".{0,4}"), number in ".{0,40}") {
        let got = check(SCHEMES[scheme], country.as_deref(), &number);
        prop_assert_eq!(got.valid, got.normalised.is_some());
        prop_assert!(got.valid || got.reason.is_some());
    }

    #[test]
    fn any_digits_get_an_answer_from_every_member_state(
        country in "AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|EU|FI|FR|HR|HU|IE|IM|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI",
        body in "[0-9A-ZÉ+*()]{0,3}[0-9]{0,11}[0-9A-Z]{0,3}",
    ) {
        let got = check(Scheme::EuVat, Some(&country), &body);
        prop_assert!(got.valid || got.reason.is_some());
    }

    #[test]
    fn a_normalised_number_stays_as_it_is(case in 0..GUARDED.len(), gap in 0_usize..30, mark in "[ ./:-]{0,3}") {
        let (scheme, country, number) = GUARDED[case];
        let at = gap.min(number.len());
        let spread = format!("{}{mark}{}", &number[..at], number[at..].to_lowercase());
        let once = check(scheme, Some(country), &spread);
        let again = check(scheme, Some(country), once.normalised.as_deref().unwrap_or_default());
        prop_assert!(once.valid);
        prop_assert_eq!(once, again);
    }
}
