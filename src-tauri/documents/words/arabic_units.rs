//! What the currencies are called in Arabic, in the four forms that numbers ask for.

/// A noun that is counted, with its adjective.
pub(super) struct Noun {
    /// Beside one, and in the genitive after a hundred, a thousand and a million.
    pub(super) one: &'static str,
    /// The dual.
    pub(super) two: &'static str,
    /// The plural, beside three to ten.
    pub(super) few: &'static str,
    /// The accusative singular, beside eleven to ninety-nine.
    pub(super) many: &'static str,
    /// Whether the noun is feminine; three to ten then take the masculine form.
    pub(super) feminine: bool,
}

/// A currency and its minor unit.
pub(super) struct Unit {
    code: &'static str,
    pub(super) major: Noun,
    pub(super) minor: Noun,
}

const fn m(one: &'static str, two: &'static str, few: &'static str, many: &'static str) -> Noun {
    Noun { one, two, few, many, feminine: false }
}

const fn f(one: &'static str, two: &'static str, few: &'static str, many: &'static str) -> Noun {
    Noun { one, two, few, many, feminine: true }
}

const fn named(code: &'static str, major: Noun, minor: Noun) -> Unit {
    Unit { code, major, minor }
}

/// For the currencies that ISO 4217 lists without a minor unit; never asked for.
const NONE: Noun = m("", "", "", "");
const FILS: Noun = m("فلس", "فلسان", "فلوس", "فلسًا");
const CENT: Noun = m("سنت", "سنتان", "سنتات", "سنتًا");
const CENTIME: Noun = m("سنتيم", "سنتيمان", "سنتيمات", "سنتيمًا");
const DIRHAM: Noun = m("درهم", "درهمان", "دراهم", "درهمًا");
const PIASTRE: Noun = m("قرش", "قرشان", "قروش", "قرشًا");
const MILLIME: Noun = m("مليم", "مليمان", "مليمات", "مليمًا");
const PENNY: Noun = m("بنس", "بنسان", "بنسات", "بنسًا");
const FEN: Noun = m("فين", "فينان", "فينات", "فينًا");
const KHOUMS: Noun = m("خمس", "خمسان", "أخماس", "خمسًا");
const HALALA: Noun = f("هللة", "هللتان", "هللات", "هللةً");
const BAISA: Noun = f("بيسة", "بيستان", "بيسات", "بيسةً");

/// Names after the tables of the Unicode CLDR and the minor units in use.
const UNITS: [Unit; 35] = [
    named("AED", m("درهم إماراتي", "درهمان إماراتيان", "دراهم إماراتية", "درهمًا إماراتيًا"), FILS),
    named("AUD", m("دولار أسترالي", "دولاران أستراليان", "دولارات أسترالية", "دولارًا أستراليًا"), CENT),
    named("BHD", m("دينار بحريني", "ديناران بحرينيان", "دنانير بحرينية", "دينارًا بحرينيًا"), FILS),
    named("CAD", m("دولار كندي", "دولاران كنديان", "دولارات كندية", "دولارًا كنديًا"), CENT),
    named("CHF", m("فرنك سويسري", "فرنكان سويسريان", "فرنكات سويسرية", "فرنكًا سويسريًا"), CENTIME),
    named("CNY", m("يوان صيني", "يوانان صينيان", "يوانات صينية", "يوانًا صينيًا"), FEN),
    named("DJF", m("فرنك جيبوتي", "فرنكان جيبوتيان", "فرنكات جيبوتية", "فرنكًا جيبوتيًا"), NONE),
    named("DZD", m("دينار جزائري", "ديناران جزائريان", "دنانير جزائرية", "دينارًا جزائريًا"), CENTIME),
    named("EGP", m("جنيه مصري", "جنيهان مصريان", "جنيهات مصرية", "جنيهًا مصريًا"), PIASTRE),
    named("EUR", m("يورو", "يوروان", "يوروات", "يورو"), CENT),
    named("GBP", m("جنيه إسترليني", "جنيهان إسترلينيان", "جنيهات إسترلينية", "جنيهًا إسترلينيًا"), PENNY),
    named("HKD", m("دولار هونغ كونغ", "دولارا هونغ كونغ", "دولارات هونغ كونغ", "دولار هونغ كونغ"), CENT),
    named("INR", f("روبية هندية", "روبيتان هنديتان", "روبيات هندية", "روبيةً هنديةً"), BAISA),
    named("IQD", m("دينار عراقي", "ديناران عراقيان", "دنانير عراقية", "دينارًا عراقيًا"), FILS),
    named("JOD", m("دينار أردني", "ديناران أردنيان", "دنانير أردنية", "دينارًا أردنيًا"), FILS),
    named("JPY", m("ين ياباني", "ينان يابانيان", "ينات يابانية", "ينًا يابانيًا"), NONE),
    named("KWD", m("دينار كويتي", "ديناران كويتيان", "دنانير كويتية", "دينارًا كويتيًا"), FILS),
    named("LBP", f("ليرة لبنانية", "ليرتان لبنانيتان", "ليرات لبنانية", "ليرةً لبنانيةً"), PIASTRE),
    named("LKR", f("روبية سريلانكية", "روبيتان سريلانكيتان", "روبيات سريلانكية", "روبيةً سريلانكيةً"), CENT),
    named("LYD", m("دينار ليبي", "ديناران ليبيان", "دنانير ليبية", "دينارًا ليبيًا"), DIRHAM),
    named("MAD", m("درهم مغربي", "درهمان مغربيان", "دراهم مغربية", "درهمًا مغربيًا"), CENTIME),
    named("MRU", f("أوقية موريتانية", "أوقيتان موريتانيتان", "أوقيات موريتانية", "أوقيةً موريتانيةً"), KHOUMS),
    named("NPR", f("روبية نيبالية", "روبيتان نيباليتان", "روبيات نيبالية", "روبيةً نيباليةً"), BAISA),
    named("OMR", m("ريال عماني", "ريالان عمانيان", "ريالات عمانية", "ريالًا عمانيًا"), BAISA),
    named("PKR", f("روبية باكستانية", "روبيتان باكستانيتان", "روبيات باكستانية", "روبيةً باكستانيةً"), BAISA),
    named("QAR", m("ريال قطري", "ريالان قطريان", "ريالات قطرية", "ريالًا قطريًا"), DIRHAM),
    named("SAR", m("ريال سعودي", "ريالان سعوديان", "ريالات سعودية", "ريالًا سعوديًا"), HALALA),
    named("SDG", m("جنيه سوداني", "جنيهان سودانيان", "جنيهات سودانية", "جنيهًا سودانيًا"), PIASTRE),
    named("SGD", m("دولار سنغافوري", "دولاران سنغافوريان", "دولارات سنغافورية", "دولارًا سنغافوريًا"), CENT),
    named("SOS", m("شلن صومالي", "شلنان صوماليان", "شلنات صومالية", "شلنًا صوماليًا"), CENT),
    named("SYP", f("ليرة سورية", "ليرتان سوريتان", "ليرات سورية", "ليرةً سوريةً"), PIASTRE),
    named("TND", m("دينار تونسي", "ديناران تونسيان", "دنانير تونسية", "دينارًا تونسيًا"), MILLIME),
    named("TRY", f("ليرة تركية", "ليرتان تركيتان", "ليرات تركية", "ليرةً تركيةً"), PIASTRE),
    named("USD", m("دولار أمريكي", "دولاران أمريكيان", "دولارات أمريكية", "دولارًا أمريكيًا"), CENT),
    named("YER", m("ريال يمني", "ريالان يمنيان", "ريالات يمنية", "ريالًا يمنيًا"), FILS),
];

pub(super) fn unit(code: &str) -> Option<&'static Unit> {
    UNITS.iter().find(|unit| unit.code == code)
}
