//! The six bundled fonts.
//!
//! They are bundled because a document must look the same on a machine that has no Arabic or Hindi
//! font, and because an issued paper must never depend on what else is installed. TrueType outlines
//! only: CID-keyed CFF fonts are misread by some viewers. Licence: `fonts/OFL.txt`.

use std::sync::OnceLock;

use rustybuzz::Face;

use super::DocumentError;

/// Script a font is drawn for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Family {
    /// Noto Sans: Latin, Greek, Cyrillic, figures and currency signs.
    Sans,
    /// Noto Sans Arabic.
    Arabic,
    /// Noto Sans Devanagari.
    Devanagari,
}

/// One bundled font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct FontId {
    /// Its family.
    pub family: Family,
    /// Bold instead of regular.
    pub bold: bool,
}

impl FontId {
    /// All fonts, in the order of their indices.
    pub(crate) const ALL: [Self; 6] = [
        Self { family: Family::Sans, bold: false },
        Self { family: Family::Sans, bold: true },
        Self { family: Family::Arabic, bold: false },
        Self { family: Family::Arabic, bold: true },
        Self { family: Family::Devanagari, bold: false },
        Self { family: Family::Devanagari, bold: true },
    ];

    /// Position in [`Self::ALL`].
    pub(crate) const fn index(self) -> usize {
        let family = match self.family {
            Family::Sans => 0,
            Family::Arabic => 2,
            Family::Devanagari => 4,
        };
        family + self.bold as usize
    }

    /// PostScript name, as written into the PDF.
    pub(crate) const fn name(self) -> &'static str {
        match (self.family, self.bold) {
            (Family::Sans, false) => "NotoSans-Regular",
            (Family::Sans, true) => "NotoSans-Bold",
            (Family::Arabic, false) => "NotoSansArabic-Regular",
            (Family::Arabic, true) => "NotoSansArabic-Bold",
            (Family::Devanagari, false) => "NotoSansDevanagari-Regular",
            (Family::Devanagari, true) => "NotoSansDevanagari-Bold",
        }
    }

    /// The font program.
    pub(crate) const fn data(self) -> &'static [u8] {
        match (self.family, self.bold) {
            (Family::Sans, false) => include_bytes!("fonts/NotoSans-Regular.ttf"),
            (Family::Sans, true) => include_bytes!("fonts/NotoSans-Bold.ttf"),
            (Family::Arabic, false) => include_bytes!("fonts/NotoSansArabic-Regular.ttf"),
            (Family::Arabic, true) => include_bytes!("fonts/NotoSansArabic-Bold.ttf"),
            (Family::Devanagari, false) => include_bytes!("fonts/NotoSansDevanagari-Regular.ttf"),
            (Family::Devanagari, true) => include_bytes!("fonts/NotoSansDevanagari-Bold.ttf"),
        }
    }
}

/// The parsed fonts, shared by all documents of the program.
pub(crate) struct Fonts {
    faces: Vec<Face<'static>>,
}

impl Fonts {
    /// The parsed face of a font.
    pub(crate) fn face(&self, font: FontId) -> Option<&Face<'static>> {
        self.faces.get(font.index())
    }

    /// Design units per em of a font; never nought.
    pub(crate) fn units_per_em(&self, font: FontId) -> i64 {
        self.face(font).map_or(1000, |face| i64::from(face.units_per_em()).max(1))
    }

    /// The zero-width space of a font: a glyph without ink or width. The zero-width joiners of some fonts have ink.
    pub(crate) fn nothing(&self, font: FontId) -> u16 {
        self.face(font).and_then(|face| face.glyph_index('\u{200b}')).map_or(0, |glyph| glyph.0)
    }

    /// The fonts, parsed once.
    ///
    /// # Errors
    /// [`DocumentError::Bundle`] when a bundled font cannot be read, which means a damaged build.
    pub(crate) fn bundled() -> Result<&'static Self, DocumentError> {
        static FONTS: OnceLock<Option<Fonts>> = OnceLock::new();
        FONTS
            .get_or_init(|| {
                let faces = FontId::ALL
                    .iter()
                    .map(|font| Face::from_slice(font.data(), 0))
                    .collect::<Option<Vec<_>>>()?;
                Some(Self { faces })
            })
            .as_ref()
            .ok_or_else(|| DocumentError::Bundle("a bundled font cannot be read".to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustybuzz::ttf_parser::GlyphId;

    #[test]
    fn nothing_is_drawn_by_a_glyph_without_ink_or_width() {
        let fonts = Fonts::bundled().unwrap();
        for font in FontId::ALL {
            let (face, glyph) = (fonts.face(font).unwrap(), GlyphId(fonts.nothing(font)));
            assert_ne!(glyph.0, 0, "{font:?}");
            assert_eq!(face.glyph_hor_advance(glyph), Some(0), "{font:?}");
            assert_eq!(face.glyph_bounding_box(glyph), None, "{font:?}");
        }
    }
}
