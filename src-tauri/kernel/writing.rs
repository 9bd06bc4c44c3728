//! How whoever types writes numbers: `2,125` is two and an eighth in Lyon and two thousand in Pune. The pipeline says before each command
//! what the company's locale has; it holds for the thread that runs the command, until the command is over.

use std::cell::Cell;

thread_local! {
    static DECIMAL_COMMA: Cell<bool> = const { Cell::new(false) };
}

/// Languages whose decimal sign is the comma (Unicode CLDR, `numbers/symbols/decimal`).
const COMMA: &[&str] = &[
    "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "fi", "fr", "hr", "hu", "hy", "id",
    "is", "it", "ka", "kk", "lt", "lv", "mk", "nb", "nl", "pl", "pt", "ro", "ru", "sv", "tr", "uk",
];
/// Places where it is the point all the same (Unicode CLDR).
const POINT: &[&str] = &[
    "de-CH", "de-LI", "es-419", "es-DO", "es-GT", "es-HN", "es-MX", "es-NI", "es-PA", "es-PE", "es-PR",
    "es-SV", "es-US",
];

/// What a locale writes, for as long as this stands.
#[derive(Debug)]
pub struct Writing {
    before: bool,
}

impl Writing {
    /// Reads numbers as a locale such as `fr-FR` writes them.
    #[must_use]
    pub fn of(locale: &str) -> Self {
        let language = locale.split(['-', '_']).next().unwrap_or_default();
        let is_comma = COMMA.contains(&language) && !POINT.contains(&locale);
        Self { before: DECIMAL_COMMA.replace(is_comma) }
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        DECIMAL_COMMA.set(self.before);
    }
}

/// Whether the comma is the decimal sign where it could be either.
pub(super) fn is_decimal_comma() -> bool {
    DECIMAL_COMMA.get()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::money::parse_decimal;

    #[test]
    fn one_comma_means_what_the_locale_writes() {
        let read = |locale: &str, typed: &str| {
            let _writing = Writing::of(locale);
            parse_decimal("quantity", typed).map(|number| number.to_string()).ok()
        };
        for (locale, typed, number) in [
            ("fr-FR", "2,125", Some("2.125")),
            ("fr-FR", "1 250", Some("1250")),
            ("fr-FR", "1 250,500", Some("1250.500")),
            ("fr-FR", "1,234,567", Some("1234567")),
            ("fr-FR", "1,234.50", Some("1234.50")),
            ("fr-FR", "2.125", Some("2.125")),
            ("de-CH", "2,125", Some("2125")),
            ("en-IN", "2,125", Some("2125")),
            ("en-IN", "1,23,456", Some("123456")),
            ("ar-AE", "2,125", Some("2125")),
        ] {
            assert_eq!(read(locale, typed).as_deref(), number, "{typed} in {locale}");
        }
        assert_eq!(parse_decimal("quantity", "2,125").unwrap().to_string(), "2125", "only while it stands");
    }
}
