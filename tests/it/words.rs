//! `calc words` against the published cases of `tests/conformance/words.json`, the phrases for
//! the documents, and what holds for every amount. No case is disputed.

#![allow(clippy::unwrap_used, reason = "a test stops at the first thing it did not expect")]

use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use throughline_core::calc::words::answer;
use throughline_core::documents::words::{Language, in_words};

const LANGUAGES: [Language; 5] =
    [Language::English, Language::IndianEnglish, Language::French, Language::Hindi, Language::Arabic];

/// What the contract says is not compared: case, spaces, hyphens, commas, "and", French "et".
fn folded(text: &str) -> String {
    let plain = text.to_lowercase().replace(['-', ','], " ");
    plain.split_whitespace().filter(|word| !matches!(*word, "and" | "et")).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_published_case_is_spelt_as_published() {
    let file: Value = serde_json::from_str(include_str!("../conformance/words.json")).unwrap();
    let cases = file["cases"].as_array().unwrap();
    let mut failures = Vec::new();
    for case in cases {
        let got = answer(case["input"].clone()).unwrap();
        for field in ["integer", "minor"] {
            let (got, expected) = (got[field].as_str().unwrap(), case["expected"][field].as_str().unwrap());
            if folded(got) != folded(expected) {
                failures.push(format!(
                    "{} {}: {got:?} instead of {expected:?}",
                    case["id"], case["input"]["amount"]
                ));
            }
        }
    }
    assert_eq!(cases.len(), 688);
    assert!(failures.is_empty(), "{}:\n{}", failures.len(), failures.join("\n"));
}

fn text(language: &str, currency: &str, amount: &str) -> String {
    let got = answer(json!({"language": language, "currency": currency, "amount": amount})).unwrap();
    got["text"].as_str().unwrap().to_owned()
}

fn check_texts(language: &str, cases: &[(&str, &str, &str)]) {
    for (currency, amount, expected) in cases {
        assert_eq!(text(language, currency, amount), *expected, "{language} {currency} {amount}");
    }
}

#[test]
fn indian_documents_put_the_unit_first_and_capitalise() {
    check_texts(
        "en-IN",
        &[
            ("INR", "5022", "Rupees Five Thousand Twenty-Two Only"),
            ("INR", "93403.00", "Rupees Ninety-Three Thousand Four Hundred Three Only"),
            ("INR", "1", "Rupee One Only"),
            ("INR", "0", "Rupees Zero Only"),
            ("INR", "0.01", "One Paisa Only"),
            ("INR", "1250.50", "Rupees One Thousand Two Hundred Fifty and Fifty Paise Only"),
            (
                "INR",
                "12345678",
                "Rupees One Crore Twenty-Three Lakh Forty-Five Thousand Six Hundred Seventy-Eight Only",
            ),
            ("INR", "1000000000000", "Rupees One Lakh Crore Only"),
            ("INR", "-75", "Minus Rupees Seventy-Five Only"),
            ("USD", "21.05", "US Dollars Twenty-One and Five Cents Only"),
            ("XPF", "7", "XPF Seven Only"),
        ],
    );
}

#[test]
fn english_documents_put_the_unit_last() {
    check_texts(
        "en",
        &[
            ("AED", "11175.50", "Eleven thousand one hundred seventy-five UAE dirhams and fifty fils only"),
            ("AED", "1", "One UAE dirham only"),
            ("GBP", "1.01", "One pound sterling and one penny only"),
            ("JPY", "1000", "One thousand Japanese yen only"),
            ("KWD", "2.005", "Two Kuwaiti dinars and five fils only"),
            ("INR", "5.05", "Five Indian rupees and five paise only"),
            ("SAR", "0.5", "Fifty halalas only"),
            ("SVC", "3.05", "Three SVC and 05/100 only"),
            ("CLF", "3.0005", "Three CLF and 0005/10000 only"),
            ("USD", "-3.10", "Minus three US dollars and ten cents only"),
        ],
    );
}

#[test]
fn french_agrees_with_unit_and_million() {
    check_texts(
        "fr",
        &[
            ("EUR", "1317.38", "Mille trois cent dix-sept euros et trente-huit centimes"),
            ("EUR", "0", "Zéro euro"),
            ("EUR", "1.01", "Un euro et un centime"),
            ("EUR", "0.80", "Quatre-vingts centimes"),
            ("EUR", "80000", "Quatre-vingt mille euros"),
            ("EUR", "1000000", "Un million d'euros"),
            ("EUR", "1000200", "Un million deux cents euros"),
            ("EUR", "80000000.20", "Quatre-vingts millions d'euros et vingt centimes"),
            ("CHF", "200000000", "Deux cents millions de francs suisses"),
            ("INR", "21.01", "Vingt et une roupies indiennes et un paisa"),
            ("INR", "81", "Quatre-vingt-une roupies indiennes"),
            ("INR", "71", "Soixante et onze roupies indiennes"),
            ("EGP", "1.01", "Une livre égyptienne et une piastre"),
            ("XOF", "500", "Cinq cents francs CFA d'Afrique de l'Ouest"),
            ("SVC", "3.05", "Trois SVC et 05/100"),
            ("EUR", "-2", "Moins deux euros"),
        ],
    );
}

#[test]
fn hindi_uses_its_own_words() {
    check_texts(
        "hi",
        &[
            ("INR", "5022.50", "पाँच हज़ार बाईस रुपये और पचास पैसे मात्र"),
            ("INR", "1.01", "एक रुपया और एक पैसा मात्र"),
            ("INR", "1234567890", "एक अरब तेईस करोड़ पैंतालीस लाख सड़सठ हज़ार आठ सौ नब्बे रुपये मात्र"),
            ("AED", "0.99", "निन्यानबे फ़िल्स मात्र"),
        ],
    );
}

#[test]
fn arabic_agrees_in_gender_number_and_case() {
    check_texts(
        "ar",
        &[
            ("AED", "11175.50", "أحد عشر ألفًا ومائة وخمسة وسبعون درهمًا إماراتيًا وخمسون فلسًا فقط لا غير"),
            ("AED", "0", "صفر درهم إماراتي فقط لا غير"),
            ("AED", "1", "درهم إماراتي واحد فقط لا غير"),
            ("AED", "2.02", "درهمان إماراتيان وفلسان فقط لا غير"),
            ("AED", "3", "ثلاثة دراهم إماراتية فقط لا غير"),
            ("AED", "10.11", "عشرة دراهم إماراتية وأحد عشر فلسًا فقط لا غير"),
            ("AED", "12", "اثنا عشر درهمًا إماراتيًا فقط لا غير"),
            ("AED", "100", "مائة درهم إماراتي فقط لا غير"),
            ("AED", "101", "مائة ودرهم إماراتي واحد فقط لا غير"),
            ("AED", "102", "مائة ودرهمان إماراتيان فقط لا غير"),
            ("AED", "200", "مائتا درهم إماراتي فقط لا غير"),
            ("AED", "208", "مائتان وثمانية دراهم إماراتية فقط لا غير"),
            ("AED", "2000", "ألفا درهم إماراتي فقط لا غير"),
            ("AED", "2500", "ألفان وخمسمائة درهم إماراتي فقط لا غير"),
            ("AED", "11000", "أحد عشر ألف درهم إماراتي فقط لا غير"),
            ("AED", "101000", "مائة وواحد ألف درهم إماراتي فقط لا غير"),
            ("AED", "110000", "مائة وعشرة آلاف درهم إماراتي فقط لا غير"),
            ("AED", "200000", "مائتا ألف درهم إماراتي فقط لا غير"),
            ("AED", "2000000", "مليونا درهم إماراتي فقط لا غير"),
            ("AED", "3000005", "ثلاثة ملايين وخمسة دراهم إماراتية فقط لا غير"),
            ("KWD", "1.003", "دينار كويتي واحد وثلاثة فلوس فقط لا غير"),
            ("SAR", "5.05", "خمسة ريالات سعودية وخمس هللات فقط لا غير"),
            ("SAR", "0.11", "إحدى عشرة هللةً فقط لا غير"),
            ("INR", "1", "روبية هندية واحدة فقط لا غير"),
            ("INR", "8", "ثماني روبيات هندية فقط لا غير"),
            ("INR", "18", "ثماني عشرة روبيةً هنديةً فقط لا غير"),
            ("INR", "22", "اثنتان وعشرون روبيةً هنديةً فقط لا غير"),
            ("INR", "28", "ثمان وعشرون روبيةً هنديةً فقط لا غير"),
            ("INR", "1021", "ألف وإحدى وعشرون روبيةً هنديةً فقط لا غير"),
            ("SVC", "3.05", "ثلاثة SVC و 05/100 فقط لا غير"),
        ],
    );
}

#[test]
fn what_cannot_be_spelt_is_refused_at_its_field() {
    let refused = [
        (json!({"language": "de", "currency": "EUR", "amount": "1"}), "malformed", "language"),
        (json!({"language": "en", "currency": "EUR", "amount": 1}), "malformed", "amount"),
        (json!({"language": "en", "currency": "EUR", "amount": "1e3"}), "malformed", "amount"),
        (json!({"language": "en", "currency": "EUR", "amount": "1,000"}), "malformed", "amount"),
        (json!({"language": "en", "currency": "EUR", "amount": ""}), "malformed", "amount"),
        (json!({"language": "en", "currency": "EUR", "amount": "1", "case": "upper"}), "malformed", "case"),
        (json!({"language": "en", "currency": "eur", "amount": "1"}), "invalid", "currency"),
        (json!({"language": "en", "currency": "XAU", "amount": "1"}), "invalid", "currency"),
        (json!({"language": "en", "currency": "EUR", "amount": "1.005"}), "invalid", "amount"),
        (json!({"language": "en", "currency": "JPY", "amount": "1.5"}), "invalid", "amount"),
        (json!({"language": "en", "currency": "EUR", "amount": "9".repeat(30)}), "out_of_range", "amount"),
    ];
    for (input, code, path) in refused {
        let error = answer(input.clone()).unwrap_err();
        assert_eq!((json!(error.code), error.path.as_str()), (json!(code), path), "{input}: {error}");
    }
    assert_eq!(text("en", "JPY", "15.000"), "Fifteen Japanese yen only");
}

#[test]
fn a_negative_amount_says_so_in_the_integer() {
    let minus = ["minus five", "minus five", "moins cinq", "ऋण पाँच", "ناقص خمسة"];
    for (language, expected) in LANGUAGES.into_iter().zip(minus) {
        let words = in_words(language, "EUR", Decimal::new(-500, 2)).unwrap();
        assert_eq!(words.integer, expected);
        let zero = in_words(language, "EUR", -Decimal::ZERO).unwrap();
        assert_eq!(zero, in_words(language, "EUR", Decimal::ZERO).unwrap());
    }
}

/// The value of an English cardinal, read back with the scales of its system.
fn read_back(words: &str) -> u128 {
    let small = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    let tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let scales = ["thousand", "million", "billion", "trillion", "quadrillion", "quintillion"];
    let (mut total, mut group) = (0_u128, 0_u128);
    for word in words.split([' ', '-']) {
        if let Some(value) = small.iter().position(|known| *known == word) {
            group += value as u128;
        } else if let Some(place) = tens.iter().position(|known| *known == word) {
            group += (place as u128 + 2) * 10;
        } else if word == "hundred" {
            group *= 100;
        } else {
            let (power, closes) = match word {
                "lakh" => (100_000, false),
                "crore" => (10_000_000, true),
                _ => {
                    (1000_u128.pow(scales.iter().position(|known| *known == word).unwrap() as u32 + 1), false)
                }
            };
            total = if closes { (total + group) * power } else { total + group * power };
            group = 0;
        }
    }
    total + group
}

proptest! {
    #[test]
    fn no_amount_panics(mantissa in any::<i64>(), high in any::<i32>(), scale in 0_u32..=28, language in 0..5_usize,
        currency in "INR|AED|EUR|USD|GBP|SAR|JPY|KWD|TND|CLF|XPF|SVC|XAU|[A-Z]{3}") {
        let wide = (i128::from(high) << 63) + i128::from(mantissa);
        let amount = Decimal::from_i128_with_scale(wide, scale);
        if let Ok(words) = in_words(LANGUAGES[language], &currency, amount) {
            prop_assert!(!words.integer.is_empty() && !words.minor.is_empty() && !words.text.is_empty());
            prop_assert!(!words.text.contains("  ") && words.text.trim() == words.text, "{}", words.text);
        }
    }

    #[test]
    fn english_reads_back_as_the_amount(cents in 0_u64..=10_u64.pow(17)) {
        let amount = Decimal::new(cents as i64, 2);
        for language in [Language::English, Language::IndianEnglish] {
            let words = in_words(language, "USD", amount).unwrap();
            prop_assert_eq!(read_back(&words.integer) * 100 + read_back(&words.minor), u128::from(cents));
        }
    }

    #[test]
    fn different_amounts_never_read_the_same(one in 0_u64..10_000_000, other in 0_u64..10_000_000, language in 0..5_usize) {
        prop_assume!(one != other);
        let spell = |cents: u64| in_words(LANGUAGES[language], "AED", Decimal::new(cents as i64, 2)).unwrap();
        prop_assert_ne!(spell(one).text, spell(other).text);
    }
}

#[test]
fn the_largest_decimal_can_be_spelt() {
    for language in LANGUAGES {
        for amount in [Decimal::MAX, Decimal::MIN] {
            let words = in_words(language, "JPY", amount).unwrap();
            assert!(words.text.len() > 100, "{words:?}");
        }
    }
}
