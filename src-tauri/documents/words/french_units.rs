//! What the currencies are called in French.

/// A noun that is counted. In French zero and one are singular.
pub(super) struct Noun {
    one: &'static str,
    many: &'static str,
    /// Whether *un* becomes *une* before it.
    pub(super) feminine: bool,
}

impl Noun {
    /// The form beside a count.
    pub(super) fn beside(&self, count: u128) -> &'static str {
        if count < 2 { self.one } else { self.many }
    }
}

/// A currency and its minor unit.
pub(super) struct Unit {
    code: &'static str,
    pub(super) major: Noun,
    pub(super) minor: Noun,
}

const fn m(one: &'static str, many: &'static str) -> Noun {
    Noun { one, many, feminine: false }
}

const fn f(one: &'static str, many: &'static str) -> Noun {
    Noun { one, many, feminine: true }
}

const fn named(code: &'static str, major: Noun, minor: Noun) -> Unit {
    Unit { code, major, minor }
}

/// For the currencies that ISO 4217 lists without a minor unit; never asked for.
const NONE: Noun = m("", "");
const CENTIME: Noun = m("centime", "centimes");
const CENT: Noun = m("cent", "cents");
const PAISA: Noun = m("paisa", "paisas");
const FILS: Noun = m("fils", "fils");
const PIASTRE: Noun = f("piastre", "piastres");
const CENTAVO: Noun = m("centavo", "centavos");

/// Names after the tables of the Unicode CLDR and the minor units in use.
const UNITS: [Unit; 67] = [
    named("AED", m("dirham des Émirats", "dirhams des Émirats"), FILS),
    named("ARS", m("peso argentin", "pesos argentins"), CENTAVO),
    named("AUD", m("dollar australien", "dollars australiens"), CENT),
    named("BDT", m("taka", "takas"), m("poisha", "poishas")),
    named("BHD", m("dinar bahreïni", "dinars bahreïnis"), FILS),
    named("BRL", m("réal brésilien", "réaux brésiliens"), CENTAVO),
    named("CAD", m("dollar canadien", "dollars canadiens"), CENT),
    named("CDF", m("franc congolais", "francs congolais"), CENTIME),
    named("CHF", m("franc suisse", "francs suisses"), CENTIME),
    named("CLP", m("peso chilien", "pesos chiliens"), NONE),
    named("CNY", m("yuan chinois", "yuans chinois"), m("fen", "fens")),
    named("COP", m("peso colombien", "pesos colombiens"), CENTAVO),
    named("CZK", f("couronne tchèque", "couronnes tchèques"), m("haléř", "haléřů")),
    named("DJF", m("franc djiboutien", "francs djiboutiens"), NONE),
    named("DKK", f("couronne danoise", "couronnes danoises"), m("øre", "øre")),
    named("DZD", m("dinar algérien", "dinars algériens"), CENTIME),
    named("EGP", f("livre égyptienne", "livres égyptiennes"), PIASTRE),
    named("EUR", m("euro", "euros"), CENTIME),
    named("GBP", f("livre sterling", "livres sterling"), m("penny", "pence")),
    named("GNF", m("franc guinéen", "francs guinéens"), NONE),
    named("HKD", m("dollar de Hong Kong", "dollars de Hong Kong"), CENT),
    named("HUF", m("forint hongrois", "forints hongrois"), m("fillér", "fillérs")),
    named("IDR", f("roupie indonésienne", "roupies indonésiennes"), m("sen", "sen")),
    named("ILS", m("nouveau shekel israélien", "nouveaux shekels israéliens"), f("agora", "agorot")),
    named("INR", f("roupie indienne", "roupies indiennes"), PAISA),
    named("IQD", m("dinar irakien", "dinars irakiens"), FILS),
    named("ISK", f("couronne islandaise", "couronnes islandaises"), NONE),
    named("JOD", m("dinar jordanien", "dinars jordaniens"), FILS),
    named("JPY", m("yen japonais", "yens japonais"), NONE),
    named("KES", m("shilling kényan", "shillings kényans"), CENT),
    named("KMF", m("franc comorien", "francs comoriens"), NONE),
    named("KRW", m("won sud-coréen", "wons sud-coréens"), NONE),
    named("KWD", m("dinar koweïtien", "dinars koweïtiens"), FILS),
    named("LBP", f("livre libanaise", "livres libanaises"), PIASTRE),
    named("LKR", f("roupie srilankaise", "roupies srilankaises"), CENT),
    named("LYD", m("dinar libyen", "dinars libyens"), m("dirham", "dirhams")),
    named("MAD", m("dirham marocain", "dirhams marocains"), CENTIME),
    named("MGA", m("ariary malgache", "ariarys malgaches"), m("iraimbilanja", "iraimbilanja")),
    named("MUR", f("roupie mauricienne", "roupies mauriciennes"), CENT),
    named("MXN", m("peso mexicain", "pesos mexicains"), CENTAVO),
    named("MYR", m("ringgit malais", "ringgits malais"), m("sen", "sen")),
    named("NGN", m("naira nigérian", "nairas nigérians"), m("kobo", "kobos")),
    named("NOK", f("couronne norvégienne", "couronnes norvégiennes"), m("øre", "øre")),
    named("NPR", f("roupie népalaise", "roupies népalaises"), PAISA),
    named("NZD", m("dollar néo-zélandais", "dollars néo-zélandais"), CENT),
    named("OMR", m("rial omanais", "rials omanais"), m("baisa", "baisas")),
    named("PHP", m("peso philippin", "pesos philippins"), CENTAVO),
    named("PKR", f("roupie pakistanaise", "roupies pakistanaises"), PAISA),
    named("PLN", m("zloty polonais", "zlotys polonais"), m("grosz", "groszy")),
    named("QAR", m("riyal qatari", "riyals qataris"), m("dirham", "dirhams")),
    named("RON", m("leu roumain", "lei roumains"), m("ban", "bani")),
    named("RUB", m("rouble russe", "roubles russes"), m("kopeck", "kopecks")),
    named("RWF", m("franc rwandais", "francs rwandais"), NONE),
    named("SAR", m("riyal saoudien", "riyals saoudiens"), f("halala", "halalas")),
    named("SEK", f("couronne suédoise", "couronnes suédoises"), m("öre", "öre")),
    named("SGD", m("dollar de Singapour", "dollars de Singapour"), CENT),
    named("SYP", f("livre syrienne", "livres syriennes"), PIASTRE),
    named("THB", m("baht thaïlandais", "bahts thaïlandais"), m("satang", "satangs")),
    named("TND", m("dinar tunisien", "dinars tunisiens"), m("millime", "millimes")),
    named("TRY", f("livre turque", "livres turques"), m("kuruş", "kuruş")),
    named("UAH", f("hryvnia ukrainienne", "hryvnias ukrainiennes"), f("kopiyka", "kopiykas")),
    named("USD", m("dollar américain", "dollars américains"), CENT),
    named("VND", m("dong vietnamien", "dongs vietnamiens"), NONE),
    named("XAF", m("franc CFA d'Afrique centrale", "francs CFA d'Afrique centrale"), NONE),
    named("XOF", m("franc CFA d'Afrique de l'Ouest", "francs CFA d'Afrique de l'Ouest"), NONE),
    named("XPF", m("franc Pacifique", "francs Pacifique"), NONE),
    named("ZAR", m("rand sud-africain", "rands sud-africains"), CENT),
];

pub(super) fn unit(code: &str) -> Option<&'static Unit> {
    UNITS.iter().find(|unit| unit.code == code)
}
