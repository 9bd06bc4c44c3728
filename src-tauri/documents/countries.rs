//! Names of countries as an address prints them (ISO 3166-1), in the languages of the catalogues.
//!
//! A letter abroad needs the country in words: the Universal Postal Union asks for its name, not its code, on the last line.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::model::Language;

/// English, French, Arabic, Hindi.
type Names = [String; 4];

/// The name of a country by its two letters; `None` when ISO 3166-1 has no such code.
#[must_use]
pub fn country_name(code: &str, language: Language) -> Option<&'static str> {
    static CATALOGUE: OnceLock<HashMap<String, Names>> = OnceLock::new();
    let catalogue = CATALOGUE
        .get_or_init(|| serde_json::from_str(include_str!("wording/countries.json")).unwrap_or_default());
    let [english, french, arabic, hindi] = catalogue.get(code)?;
    Some(match language {
        Language::English => english,
        Language::French => french,
        Language::Arabic => arabic,
        Language::Hindi => hindi,
    })
}

/// Whether ISO 3166-1 has a country with these two letters.
#[must_use]
pub fn is_country(code: &str) -> bool {
    country_name(code, Language::English).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_names_in_every_language() {
        for (code, language, expected) in [
            ("US", Language::English, Some("United States")),
            ("CH", Language::French, Some("Suisse")),
            ("AE", Language::Arabic, Some("الإمارات العربية المتحدة")),
            ("IN", Language::Hindi, Some("भारत")),
            ("ZZ", Language::English, None),
        ] {
            assert_eq!(country_name(code, language), expected, "{code}");
        }
    }
}
