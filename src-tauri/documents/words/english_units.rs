//! What the currencies are called in English. Names carry the country where several countries
//! share a word, since a document that crosses a border must not leave it open.

/// A currency and its minor unit.
pub(super) struct Unit {
    code: &'static str,
    one: &'static str,
    many: &'static str,
    minor_one: &'static str,
    minor_many: &'static str,
}

impl Unit {
    /// The name beside a count of whole units.
    pub(super) fn major(&self, count: u128) -> &'static str {
        if count == 1 { self.one } else { self.many }
    }

    /// The name beside a count of minor units.
    pub(super) fn minor(&self, count: u128) -> &'static str {
        if count == 1 { self.minor_one } else { self.minor_many }
    }
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

/// Names after the tables of the Unicode CLDR; a currency without a minor unit in ISO 4217 has
/// empty minor names that are never asked for.
const UNITS: [Unit; 79] = [
    named("AED", "UAE dirham", "UAE dirhams", "fils", "fils"),
    named("AFN", "afghani", "afghanis", "pul", "puls"),
    named("ARS", "Argentine peso", "Argentine pesos", "centavo", "centavos"),
    named("AUD", "Australian dollar", "Australian dollars", "cent", "cents"),
    named("BDT", "Bangladeshi taka", "Bangladeshi taka", "poisha", "poisha"),
    named("BHD", "Bahraini dinar", "Bahraini dinars", "fils", "fils"),
    named("BND", "Brunei dollar", "Brunei dollars", "cent", "cents"),
    named("BRL", "Brazilian real", "Brazilian reais", "centavo", "centavos"),
    named("BTN", "Bhutanese ngultrum", "Bhutanese ngultrums", "chhertum", "chhertums"),
    named("BWP", "Botswana pula", "Botswana pulas", "thebe", "thebe"),
    named("CAD", "Canadian dollar", "Canadian dollars", "cent", "cents"),
    named("CHF", "Swiss franc", "Swiss francs", "centime", "centimes"),
    named("CLP", "Chilean peso", "Chilean pesos", "", ""),
    named("CNY", "Chinese yuan", "Chinese yuan", "fen", "fen"),
    named("COP", "Colombian peso", "Colombian pesos", "centavo", "centavos"),
    named("CZK", "Czech koruna", "Czech korunas", "haler", "halers"),
    named("DKK", "Danish krone", "Danish kroner", "øre", "øre"),
    named("DZD", "Algerian dinar", "Algerian dinars", "centime", "centimes"),
    named("EGP", "Egyptian pound", "Egyptian pounds", "piastre", "piastres"),
    named("ETB", "Ethiopian birr", "Ethiopian birrs", "santim", "santims"),
    named("EUR", "euro", "euros", "cent", "cents"),
    named("FJD", "Fijian dollar", "Fijian dollars", "cent", "cents"),
    named("GBP", "pound sterling", "pounds sterling", "penny", "pence"),
    named("GEL", "Georgian lari", "Georgian laris", "tetri", "tetri"),
    named("GHS", "Ghanaian cedi", "Ghanaian cedis", "pesewa", "pesewas"),
    named("HKD", "Hong Kong dollar", "Hong Kong dollars", "cent", "cents"),
    named("HUF", "Hungarian forint", "Hungarian forints", "fillér", "fillér"),
    named("IDR", "Indonesian rupiah", "Indonesian rupiahs", "sen", "sen"),
    named("ILS", "Israeli new shekel", "Israeli new shekels", "agora", "agorot"),
    named("INR", "Indian rupee", "Indian rupees", "paisa", "paise"),
    named("IQD", "Iraqi dinar", "Iraqi dinars", "fils", "fils"),
    named("IRR", "Iranian rial", "Iranian rials", "dinar", "dinars"),
    named("ISK", "Icelandic króna", "Icelandic krónur", "", ""),
    named("JOD", "Jordanian dinar", "Jordanian dinars", "fils", "fils"),
    named("JPY", "Japanese yen", "Japanese yen", "", ""),
    named("KES", "Kenyan shilling", "Kenyan shillings", "cent", "cents"),
    named("KRW", "South Korean won", "South Korean won", "", ""),
    named("KWD", "Kuwaiti dinar", "Kuwaiti dinars", "fils", "fils"),
    named("KZT", "Kazakhstani tenge", "Kazakhstani tenges", "tiyn", "tiyn"),
    named("LBP", "Lebanese pound", "Lebanese pounds", "piastre", "piastres"),
    named("LKR", "Sri Lankan rupee", "Sri Lankan rupees", "cent", "cents"),
    named("LYD", "Libyan dinar", "Libyan dinars", "dirham", "dirhams"),
    named("MAD", "Moroccan dirham", "Moroccan dirhams", "centime", "centimes"),
    named("MUR", "Mauritian rupee", "Mauritian rupees", "cent", "cents"),
    named("MVR", "Maldivian rufiyaa", "Maldivian rufiyaas", "laari", "laari"),
    named("MXN", "Mexican peso", "Mexican pesos", "centavo", "centavos"),
    named("MYR", "Malaysian ringgit", "Malaysian ringgits", "sen", "sen"),
    named("NGN", "Nigerian naira", "Nigerian nairas", "kobo", "kobo"),
    named("NOK", "Norwegian krone", "Norwegian kroner", "øre", "øre"),
    named("NPR", "Nepalese rupee", "Nepalese rupees", "paisa", "paise"),
    named("NZD", "New Zealand dollar", "New Zealand dollars", "cent", "cents"),
    named("OMR", "Omani rial", "Omani rials", "baisa", "baisas"),
    named("PEN", "Peruvian sol", "Peruvian soles", "céntimo", "céntimos"),
    named("PHP", "Philippine peso", "Philippine pesos", "sentimo", "sentimos"),
    named("PKR", "Pakistani rupee", "Pakistani rupees", "paisa", "paise"),
    named("PLN", "Polish zloty", "Polish zlotys", "grosz", "groszy"),
    named("QAR", "Qatari riyal", "Qatari riyals", "dirham", "dirhams"),
    named("RON", "Romanian leu", "Romanian lei", "ban", "bani"),
    named("RUB", "Russian rouble", "Russian roubles", "kopeck", "kopecks"),
    named("RWF", "Rwandan franc", "Rwandan francs", "", ""),
    named("SAR", "Saudi riyal", "Saudi riyals", "halala", "halalas"),
    named("SDG", "Sudanese pound", "Sudanese pounds", "piastre", "piastres"),
    named("SEK", "Swedish krona", "Swedish kronor", "öre", "öre"),
    named("SGD", "Singapore dollar", "Singapore dollars", "cent", "cents"),
    named("SYP", "Syrian pound", "Syrian pounds", "piastre", "piastres"),
    named("THB", "Thai baht", "Thai baht", "satang", "satang"),
    named("TND", "Tunisian dinar", "Tunisian dinars", "millime", "millimes"),
    named("TRY", "Turkish lira", "Turkish liras", "kuruş", "kuruş"),
    named("TWD", "New Taiwan dollar", "New Taiwan dollars", "cent", "cents"),
    named("TZS", "Tanzanian shilling", "Tanzanian shillings", "cent", "cents"),
    named("UAH", "Ukrainian hryvnia", "Ukrainian hryvnias", "kopiyka", "kopiykas"),
    named("UGX", "Ugandan shilling", "Ugandan shillings", "", ""),
    named("USD", "US dollar", "US dollars", "cent", "cents"),
    named("VND", "Vietnamese dong", "Vietnamese dong", "", ""),
    named("XAF", "Central African CFA franc", "Central African CFA francs", "", ""),
    named("XOF", "West African CFA franc", "West African CFA francs", "", ""),
    named("YER", "Yemeni rial", "Yemeni rials", "fils", "fils"),
    named("ZAR", "South African rand", "South African rand", "cent", "cents"),
    named("ZMW", "Zambian kwacha", "Zambian kwachas", "ngwee", "ngwee"),
];

pub(super) fn unit(code: &str) -> Option<&'static Unit> {
    UNITS.iter().find(|unit| unit.code == code)
}
