//! Words of names that mean little, or the same as another word: legal forms, titles, link words, trade words and
//! abbreviations, in the languages of the product's countries.
//!
//! Legal forms: ISO 20275 "Entity legal forms" list (GLEIF), reduced to the forms met in India, the Emirates, France,
//! the United Kingdom, the United States, Germany and their neighbours, folded, without dots.

/// Legal forms that stand at the end of a name.
const LEGAL_FORMS: &str = " ltd limited pvt private inc incorporated corp corporation co company plc llc llp lp lllp pllc pc opc cic cio \
    huf nidhi gmbh mbh ggmbh ag kg kgaa ohg gbr ug eg ek ev haftungsbeschrankt partg sa sas sasu sarl eurl snc scs sci scop selarl \
    selas sel gie spa srl sl slu bv nv vof oy oyj ab as asa aps sia uab kft sro se sce fze fzc fzco fzllc dmcc wll pjsc pjs \
    psc jsc qsc saog saoc est establishment ذمم شذمم شمم شمع شمخ شمك شمح شخص محدوده المحدوده ليمتد \
    लिमिटेड लि लिमि प्राइवेट प्रा प्रायवेट कंपनी कम्पनी एलएलपी ";

/// Legal forms that are nothing else, wherever they stand ("Acme Ltd (UK)").
const UNMISTAKABLE_FORMS: &str = " ltd limited pvt private inc incorporated llc llp gmbh ggmbh sarl eurl sasu pjsc dmcc fze fzco fzllc ذمم شذمم \
    लिमिटेड प्राइवेट ";

/// Legal forms and addresses that stand at the start of a name.
const OPENING_FORMS: &str = " sarl sas sasu sa eurl sci snc ste societe ets etablissements gie firma fa firm ms messrs msrs \
    شركه مؤسسه موسسه مءسسه موءسسه منشاه मैसर्स मेसर्स ";

/// Titles in front of a person's name.
const TITLES: &str = " mr mrs ms miss mx dr prof sir madam shri sri smt kumari km er adv ca mme mlle monsieur madame herr frau hr fr \
    dipl ing capt col maj sheikh shaikh sayyid السيد السيده الدكتور الدكتوره المهندس الاستاذ الشيخ श्री श्रीमती सुश्री डॉ डा कुमारी ";

/// What follows a person's name.
const SUFFIXES: &str = " jr sr phd mba esq md mbbs ";

/// Words that link others.
const LINKS: &str = " of the and for in at on a an to de du des la le les l d et un und der die das fur von zu y e el los \
    al bin ibn bint abu um van den da di و بن ابن بنت ابو ال एंड ऐंड और का की के एवं و ";

/// Trade words: many customers share them, so they count less.
const GENERIC: &str = " center school academy college university institute foundation association society club house home church \
    center services service care day child children childrens kids early childhood learning education educational development \
    community family public headstart head start preschool pre kindergarten nursery montessori elementary magnet program health medical \
    clinic hospital hotel restaurant cafe store shop mart market trading traders trader enterprises enterprise industries industry \
    industrial manufacturing international global national general group holding holdings partners associates brothers sons \
    solutions solution systems technologies technology tech software consulting consultants consultancy management agency studio \
    design media digital engineering engineers construction constructions contracting contractors builders building properties \
    property real estate realty infra projects electronics electrical electricals mechanical motors auto automotive transport \
    logistics travels travel tours textiles fabrics garments fashion foods food beverages pharma pharmaceuticals chemicals steel \
    metals plastics exports imports export import commercial business office supplies supply products site division branch north \
    south east west new city cooperative ecole centre maison conseil entreprise travaux batiment boulangerie garage pharmacie \
    cabinet atelier immobilier transports handel handels bau technik haus verlag praxis kanzlei autohaus verein ";

/// Abbreviations and spellings, each with what it is compared as. Arabic and Hindi trade words meet their English ones.
const WRITTEN_OUT: &[(&str, &str)] = &[
    ("acad", "academy"),
    ("app", "appliances"),
    ("assn", "association"),
    ("assoc", "association"),
    ("asso", "association"),
    ("bldrs", "builders"),
    ("bros", "brothers"),
    ("centers", "center"),
    ("centre", "center"),
    ("centres", "center"),
    ("chem", "chemicals"),
    ("comm", "community"),
    ("const", "construction"),
    ("constr", "construction"),
    ("cntr", "center"),
    ("coop", "cooperative"),
    ("ctr", "center"),
    ("daycare", "day care"),
    ("childcare", "child care"),
    ("dept", "department"),
    ("dev", "development"),
    ("dist", "distributors"),
    ("edu", "education"),
    ("elem", "elementary"),
    ("engg", "engineering"),
    ("engrg", "engineering"),
    ("ent", "enterprises"),
    ("enterprise", "enterprises"),
    ("fam", "family"),
    ("ft", "fort"),
    ("gen", "general"),
    ("govt", "government"),
    ("grp", "group"),
    ("hosp", "hospital"),
    ("ind", "industries"),
    ("inds", "industries"),
    ("ins", "institute"),
    ("inst", "institute"),
    ("intl", "international"),
    ("lab", "laboratory"),
    ("labs", "laboratory"),
    ("mfg", "manufacturing"),
    ("mgmt", "management"),
    ("mktg", "marketing"),
    ("mt", "mount"),
    ("natl", "national"),
    ("org", "organisation"),
    ("organization", "organisation"),
    ("pharma", "pharmaceuticals"),
    ("pharm", "pharmaceuticals"),
    ("rest", "restaurant"),
    ("saint", "st"),
    ("sainte", "st"),
    ("sch", "school"),
    ("schol", "school"),
    ("schools", "school"),
    ("serv", "services"),
    ("service", "services"),
    ("soc", "society"),
    ("sol", "solutions"),
    ("solution", "solutions"),
    ("svc", "services"),
    ("svcs", "services"),
    ("sys", "systems"),
    ("tech", "technologies"),
    ("technology", "technologies"),
    ("trader", "traders"),
    ("trdg", "trading"),
    ("transp", "transport"),
    ("univ", "university"),
    ("تجاره", "trading"),
    ("التجاره", "trading"),
    ("للتجاره", "trading"),
    ("التجاريه", "trading"),
    ("العامه", "general"),
    ("مقاولات", "contracting"),
    ("المقاولات", "contracting"),
    ("للمقاولات", "contracting"),
    ("والمقاولات", "contracting"),
    ("خدمات", "services"),
    ("للخدمات", "services"),
    ("الخدمات", "services"),
    ("مجموعه", "group"),
    ("عقارات", "properties"),
    ("للعقارات", "properties"),
    ("العقاريه", "properties"),
    ("الدوليه", "international"),
    ("العالميه", "global"),
    ("للالكترونيات", "electronics"),
    ("للنقل", "transport"),
    ("للسفر", "travel"),
    ("والسياحه", "tours"),
    ("مطعم", "restaurant"),
    ("مستشفي", "hospital"),
    ("صيدليه", "pharmacy"),
    ("مدرسه", "school"),
    ("مركز", "center"),
    ("للتكنولوجيا", "technologies"),
    ("للبناء", "construction"),
    ("للاستشارات", "consultants"),
    ("उद्योग", "industries"),
    ("ट्रेडर्स", "traders"),
    ("ट्रेडिंग", "trading"),
    ("एंटरप्राइजेज", "enterprises"),
    ("एंटरप्राइज़ेज़", "enterprises"),
    ("इंटरप्राइजेज", "enterprises"),
    ("इंडस्ट्रीज", "industries"),
    ("इंडस्ट्रीज़", "industries"),
    ("सर्विसेज", "services"),
    ("सर्विसेज़", "services"),
    ("ब्रदर्स", "brothers"),
    ("संस", "sons"),
    ("विद्यालय", "school"),
    ("अस्पताल", "hospital"),
];

/// Roman numbers as far as branches are counted.
const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
/// The same numbers in digits.
const DIGITS: [&str; 12] = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];

fn listed(list: &str, word: &str) -> bool {
    !word.is_empty()
        && list
            .match_indices(word)
            .any(|(at, _)| list[..at].ends_with(' ') && list[at + word.len()..].starts_with(' '))
}

pub(super) fn is_legal_form(word: &str) -> bool {
    listed(LEGAL_FORMS, word)
}

pub(super) fn is_unmistakable_form(word: &str) -> bool {
    listed(UNMISTAKABLE_FORMS, word)
}

pub(super) fn is_opening_form(word: &str) -> bool {
    listed(OPENING_FORMS, word)
}

pub(super) fn is_title(word: &str) -> bool {
    listed(TITLES, word)
}

pub(super) fn is_suffix(word: &str) -> bool {
    listed(SUFFIXES, word)
}

pub(super) fn is_link(word: &str) -> bool {
    listed(LINKS, word)
}

pub(super) fn is_generic(word: &str) -> bool {
    listed(GENERIC, word)
}

/// What an abbreviation or a foreign trade word is compared as.
pub(super) fn abbreviated(word: &str) -> Option<&'static str> {
    WRITTEN_OUT.iter().find(|(short, _)| *short == word).map(|(_, full)| *full)
}

/// A Roman number up to twelve in digits.
pub(super) fn roman(word: &str) -> Option<&'static str> {
    ROMAN.iter().position(|r| *r == word).and_then(|at| DIGITS.get(at).copied())
}
