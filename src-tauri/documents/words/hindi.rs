//! Hindi, with lakh, crore, arab and kharab.
//!
//! Each number below a hundred has a word of its own, so there is a table and no rule. The
//! spelling is that of the Unicode CLDR, with the nukta as its own character (NFC).

use super::Amount;

pub(super) const MINUS: &str = "ऋण";

const BELOW_HUNDRED: [&str; 100] = [
    "शून्य",
    "एक",
    "दो",
    "तीन",
    "चार",
    "पाँच",
    "छह",
    "सात",
    "आठ",
    "नौ",
    "दस",
    "ग्यारह",
    "बारह",
    "तेरह",
    "चौदह",
    "पन्द्रह",
    "सोलह",
    "सत्रह",
    "अठारह",
    "उन्नीस",
    "बीस",
    "इक्कीस",
    "बाईस",
    "तेईस",
    "चौबीस",
    "पच्चीस",
    "छब्बीस",
    "सत्ताईस",
    "अट्ठाईस",
    "उनतीस",
    "तीस",
    "इकतीस",
    "बत्तीस",
    "तैंतीस",
    "चौंतीस",
    "पैंतीस",
    "छत्तीस",
    "सैंतीस",
    "अड़तीस",
    "उनतालीस",
    "चालीस",
    "इकतालीस",
    "बयालीस",
    "तैंतालीस",
    "चौवालीस",
    "पैंतालीस",
    "छियालीस",
    "सैंतालीस",
    "अड़तालीस",
    "उनचास",
    "पचास",
    "इक्यावन",
    "बावन",
    "तिरेपन",
    "चौवन",
    "पचपन",
    "छप्पन",
    "सत्तावन",
    "अट्ठावन",
    "उनसठ",
    "साठ",
    "इकसठ",
    "बासठ",
    "तिरेसठ",
    "चौंसठ",
    "पैंसठ",
    "छियासठ",
    "सड़सठ",
    "अड़सठ",
    "उनहत्तर",
    "सत्तर",
    "इकहत्तर",
    "बहत्तर",
    "तिहत्तर",
    "चौहत्तर",
    "पचहत्तर",
    "छिहत्तर",
    "सतहत्तर",
    "अठहत्तर",
    "उनासी",
    "अस्सी",
    "इक्यासी",
    "बयासी",
    "तिरासी",
    "चौरासी",
    "पचासी",
    "छियासी",
    "सत्तासी",
    "अट्ठासी",
    "नवासी",
    "नब्बे",
    "इक्यानबे",
    "बानबे",
    "तिरानबे",
    "चौरानबे",
    "पंचानबे",
    "छियानबे",
    "सत्तानबे",
    "अट्ठानबे",
    "निन्यानबे",
];

/// The Indian scales, each a hundredfold of the one before after the thousand.
const SCALES: [(u128, &str); 5] = [
    (100_000_000_000, "खरब"),
    (1_000_000_000, "अरब"),
    (10_000_000, "करोड़"),
    (100_000, "लाख"),
    (1000, "हज़ार"),
];

/// Beyond the last scale its multiples are themselves counted in words; the names above kharab are
/// known to few readers, and the CLDR does without them as well.
pub(super) fn cardinal(number: u128) -> String {
    if number == 0 {
        return BELOW_HUNDRED[0].to_owned();
    }
    let mut words = Vec::new();
    let mut rest = number;
    for (value, name) in SCALES {
        if rest >= value {
            words.push(format!("{} {name}", cardinal(rest / value)));
            rest %= value;
        }
    }
    // What is left is below a thousand.
    let rest = usize::try_from(rest).unwrap_or_default();
    if rest >= 100 {
        words.push(format!("{} सौ", BELOW_HUNDRED[rest / 100]));
    }
    if rest % 100 > 0 {
        words.push(BELOW_HUNDRED[rest % 100].to_owned());
    }
    words.join(" ")
}

/// "पाँच हज़ार बाईस रुपये और पचास पैसे मात्र".
pub(super) fn phrase(amount: &Amount) -> String {
    let named = UNITS.iter().find(|unit| unit.code == amount.currency);
    let name = named.map_or(amount.currency, |unit| if amount.integer == 1 { unit.one } else { unit.many });
    let major = format!("{} {name}", cardinal(amount.integer));
    let text = match (amount.minor, named) {
        (0, _) => major,
        (minor, Some(unit)) => {
            let name = if minor == 1 { unit.minor_one } else { unit.minor_many };
            let minor = format!("{} {name}", cardinal(minor));
            if amount.integer == 0 { minor } else { format!("{major} और {minor}") }
        }
        (_, None) => format!("{major} और {}", amount.fraction()),
    };
    let sign = if amount.negative { "ऋण " } else { "" };
    format!("{sign}{text} मात्र")
}

/// A currency and its minor unit; both have the same form for most counts but one.
struct Unit {
    code: &'static str,
    one: &'static str,
    many: &'static str,
    minor_one: &'static str,
    minor_many: &'static str,
}

const fn named(
    code: &'static str,
    one: &'static str,
    many: &'static str,
    minor_one: &'static str,
    minor_many: &'static str,
) -> Unit {
    Unit { code, one, many, minor_one, minor_many }
}

/// Names after the tables of the Unicode CLDR; the yen has no minor unit.
const UNITS: [Unit; 28] = [
    named("AED", "दिरहम", "दिरहम", "फ़िल्स", "फ़िल्स"),
    named("AUD", "ऑस्ट्रेलियाई डॉलर", "ऑस्ट्रेलियाई डॉलर", "सेंट", "सेंट"),
    named("BDT", "बांग्लादेशी टका", "बांग्लादेशी टका", "पोइशा", "पोइशा"),
    named("BHD", "बहरीनी दीनार", "बहरीनी दीनार", "फ़िल्स", "फ़िल्स"),
    named("BTN", "भूटानी नगुलट्रम", "भूटानी नगुलट्रम", "छेत्रम", "छेत्रम"),
    named("CAD", "कनाडाई डॉलर", "कनाडाई डॉलर", "सेंट", "सेंट"),
    named("CHF", "स्विस फ़्रैंक", "स्विस फ़्रैंक", "सेंटीम", "सेंटीम"),
    named("CNY", "चीनी युआन", "चीनी युआन", "फ़ेन", "फ़ेन"),
    named("EUR", "यूरो", "यूरो", "सेंट", "सेंट"),
    named("GBP", "पाउंड स्टर्लिंग", "पाउंड स्टर्लिंग", "पेनी", "पेंस"),
    named("HKD", "हाँगकाँग डॉलर", "हाँगकाँग डॉलर", "सेंट", "सेंट"),
    named("INR", "रुपया", "रुपये", "पैसा", "पैसे"),
    named("JPY", "जापानी येन", "जापानी येन", "", ""),
    named("KWD", "कुवैती दीनार", "कुवैती दीनार", "फ़िल्स", "फ़िल्स"),
    named("LKR", "श्रीलंकाई रुपया", "श्रीलंकाई रुपये", "सेंट", "सेंट"),
    named("MUR", "मॉरीशसी रुपया", "मॉरीशसी रुपये", "सेंट", "सेंट"),
    named("MYR", "मलेशियाई रिंगगिट", "मलेशियाई रिंगगिट", "सेन", "सेन"),
    named("NPR", "नेपाली रुपया", "नेपाली रुपये", "पैसा", "पैसे"),
    named("NZD", "न्यूज़ीलैंड डॉलर", "न्यूज़ीलैंड डॉलर", "सेंट", "सेंट"),
    named("OMR", "ओमानी रियाल", "ओमानी रियाल", "बैसा", "बैसा"),
    named("PKR", "पाकिस्तानी रुपया", "पाकिस्तानी रुपये", "पैसा", "पैसे"),
    named("QAR", "क़तरी रियाल", "क़तरी रियाल", "दिरहम", "दिरहम"),
    named("RUB", "रूसी रूबल", "रूसी रूबल", "कोपेक", "कोपेक"),
    named("SAR", "सऊदी रियाल", "सऊदी रियाल", "हलाला", "हलाला"),
    named("SGD", "सिंगापुर डॉलर", "सिंगापुर डॉलर", "सेंट", "सेंट"),
    named("THB", "थाई बाट", "थाई बाट", "सतांग", "सतांग"),
    named("USD", "अमेरिकी डॉलर", "अमेरिकी डॉलर", "सेंट", "सेंट"),
    named("ZAR", "दक्षिण अफ़्रीकी रैंड", "दक्षिण अफ़्रीकी रैंड", "सेंट", "सेंट"),
];
