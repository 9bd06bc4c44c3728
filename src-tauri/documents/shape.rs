//! From a text to positioned glyphs.
//!
//! printpdf maps characters to glyphs one by one, which leaves Arabic letters unjoined and puts
//! Hindi vowel signs in the wrong place. So texts are split by the Unicode bidirectional algorithm
//! (UAX #9), then by font, and shaped by rustybuzz; measuring uses the same function as drawing, so
//! that figures which are set to the right edge really meet it.
//!
//! A character that no bundled font has is left out and reported. An empty box on a legal paper
//! would be worse than a gap that the user was told about.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use rustybuzz::{Direction, Script, ShapePlan, UnicodeBuffer, script};
use unicode_bidi::{BidiInfo, Level};
use unicode_segmentation::UnicodeSegmentation;

use super::DocumentError;
use super::fonts::{Family, FontId, Fonts};
use super::units::{Length, PT, Style};

/// Base direction of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Base {
    /// Left to right: figures, ids, dates in Latin letters.
    Left,
    /// Right to left.
    Right,
    /// By the first strong letter.
    Auto,
}

/// One glyph in font units.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Glyph {
    /// Glyph id in the whole font.
    pub id: u16,
    /// Distance to the next glyph.
    pub advance: i32,
    /// Shift to the right.
    pub x_offset: i32,
    /// Shift upwards.
    pub y_offset: i32,
    /// Byte in the run's text at which the glyph's cluster starts.
    pub cluster: u32,
}

/// Glyphs of one font and direction, from left to right.
#[derive(Debug, Clone)]
pub(crate) struct Run {
    /// The font.
    pub font: FontId,
    /// Font size; Arabic is set one point larger than the Latin beside it.
    pub size: Length,
    /// True when the text is read from right to left.
    pub rtl: bool,
    /// Text in logical order.
    pub text: String,
    /// Glyphs in visual order.
    pub glyphs: Vec<Glyph>,
}

impl Run {
    /// Width in micro-points.
    pub(crate) fn width(&self, fonts: &Fonts) -> Length {
        let units: i64 = self.glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum();
        units * self.size / fonts.units_per_em(self.font)
    }

    /// Clusters in visual order: a range of glyphs and the range of text they stand for.
    pub(crate) fn clusters(&self) -> Vec<(Range<usize>, Range<usize>)> {
        let mut starts: Vec<usize> = self.glyphs.iter().map(|g| g.cluster as usize).collect();
        starts.sort_unstable();
        starts.dedup();
        let mut clusters = Vec::new();
        let mut first = 0;
        while let Some(glyph) = self.glyphs.get(first) {
            let same = self.glyphs.iter().skip(first);
            let last = first + same.take_while(|next| next.cluster == glyph.cluster).count();
            let start = glyph.cluster as usize;
            let after = starts.partition_point(|other| *other <= start);
            let end = starts.get(after).copied().unwrap_or(self.text.len());
            clusters.push((first..last, start..end));
            first = last;
        }
        clusters
    }
}

/// A shaped line of text.
#[derive(Debug, Clone)]
pub(crate) struct TextLine {
    /// Runs from left to right.
    pub runs: Vec<Run>,
    /// Width in micro-points.
    pub width: Length,
}

/// Shapes texts and remembers which characters had no glyph.
pub(crate) struct Typesetter {
    /// The bundled fonts.
    pub fonts: &'static Fonts,
    missing: BTreeSet<char>,
    buffer: Option<UnicodeBuffer>,
    /// Short texts already shaped: a table measures its cells before it sets them, and most units,
    /// rates and codes occur in many rows.
    shaped: HashMap<(Length, bool, Base), HashMap<String, TextLine>>,
}

/// Longest text, in bytes, that is remembered after shaping.
const REMEMBERED: usize = 96;

impl Typesetter {
    /// A typesetter over the bundled fonts.
    ///
    /// # Errors
    /// [`DocumentError::Bundle`] when a bundled font cannot be read.
    pub(crate) fn new() -> Result<Self, DocumentError> {
        Ok(Self { fonts: Fonts::bundled()?, missing: BTreeSet::new(), buffer: None, shaped: HashMap::new() })
    }

    /// Characters that were asked for and that no bundled font has.
    pub(crate) const fn missing(&self) -> &BTreeSet<char> {
        &self.missing
    }

    /// Width of a text set on one line.
    pub(crate) fn measure(&mut self, text: &str, style: Style) -> Length {
        let known = self.shaped.get(&(style.size, style.bold, Base::Left)).and_then(|texts| texts.get(text));
        if let Some(line) = known {
            return line.width;
        }
        self.line(text, style, Base::Left).width
    }

    /// Shapes a text as one line.
    pub(crate) fn line(&mut self, text: &str, style: Style, base: Base) -> TextLine {
        // What is plainly left to right is set alike under both bases, and measured under the first.
        let base = if base == Base::Auto && is_plainly_left_to_right(text) { Base::Left } else { base };
        let key = (style.size, style.bold, base);
        if let Some(line) = self.shaped.get(&key).and_then(|texts| texts.get(text)) {
            return line.clone();
        }
        let line = self.shape_line(text, style, base);
        if text.len() <= REMEMBERED {
            self.shaped.entry(key).or_default().insert(text.to_owned(), line.clone());
        }
        line
    }

    fn shape_line(&mut self, text: &str, style: Style, base: Base) -> TextLine {
        let mut runs = Vec::new();
        let level = match base {
            Base::Left => Some(Level::ltr()),
            Base::Right => Some(Level::rtl()),
            Base::Auto => None,
        };
        if base != Base::Right && is_plainly_left_to_right(text) {
            self.shape_run(text, false, style, &mut runs);
        } else {
            let bidi = BidiInfo::new(text, level);
            for paragraph in &bidi.paragraphs {
                let (levels, visual) = bidi.visual_runs(paragraph, paragraph.range.clone());
                for range in visual {
                    let rtl = levels.get(range.start).is_some_and(Level::is_rtl);
                    self.shape_run(text.get(range).unwrap_or_default(), rtl, style, &mut runs);
                }
            }
        }
        let width = runs.iter().map(|run| run.width(self.fonts)).sum();
        TextLine { runs, width }
    }

    /// Splits a run of one direction by font and shapes each piece.
    fn shape_run(&mut self, text: &str, rtl: bool, style: Style, runs: &mut Vec<Run>) {
        let mut pieces = self.itemise(text);
        if rtl {
            pieces.reverse();
        }
        for (family, piece) in pieces {
            let font = FontId { family, bold: style.bold };
            let size = if family == Family::Arabic { style.size + PT } else { style.size };
            let glyphs = self.shape(&piece, font, rtl);
            if !glyphs.is_empty() {
                runs.push(Run { font, size, rtl, text: piece, glyphs });
            }
        }
    }

    /// Pieces of a text, each wholly covered by one font; what no font has is dropped and noted.
    fn itemise(&mut self, text: &str) -> Vec<(Family, String)> {
        let mut pieces: Vec<(Family, String)> = Vec::new();
        for cluster in text.graphemes(true) {
            let current = pieces.last().map(|(family, _)| *family);
            let Some(family) = self.family_for(cluster, current) else {
                self.missing.extend(cluster.chars().filter(|c| !is_invisible(*c)));
                continue;
            };
            match pieces.last_mut() {
                Some((last, piece)) if *last == family => piece.push_str(cluster),
                _ => pieces.push((family, cluster.to_owned())),
            }
        }
        pieces
    }

    /// The font for a cluster: its script's own, the one in use for spaces and marks, then any.
    fn family_for(&self, cluster: &str, current: Option<Family>) -> Option<Family> {
        let first = cluster.chars().find(|c| !is_invisible(*c));
        let Some(first) = first else {
            return current.filter(|_| cluster.chars().any(is_joiner));
        };
        let own = match u32::from(first) {
            0x0600..=0x06ff | 0x0750..=0x077f | 0x0870..=0x08ff | 0xfb50..=0xfdff | 0xfe70..=0xfefc => {
                Family::Arabic
            }
            0x0900..=0x097f | 0xa8e0..=0xa8ff | 0x1cd0..=0x1cff => Family::Devanagari,
            _ => Family::Sans,
        };
        // Spaces and dandas follow the word before them; everything else is set in Noto Sans when
        // it has the character, so that figures have one shape in all languages.
        let follows = first == ' ' || first == '\u{a0}';
        let order = match current {
            Some(current) if follows => [current, own, Family::Sans, Family::Devanagari],
            _ => [own, Family::Sans, Family::Arabic, Family::Devanagari],
        };
        order.into_iter().find(|family| self.covers(*family, cluster))
    }

    /// True when the regular font of a family has every visible character of a cluster.
    fn covers(&self, family: Family, cluster: &str) -> bool {
        self.fonts.face(FontId { family, bold: false }).is_some_and(|face| {
            cluster.chars().all(|c| is_invisible(c) || face.glyph_index(c).is_some_and(|g| g.0 != 0))
        })
    }

    /// Shapes a piece of one font and direction.
    fn shape(&mut self, text: &str, font: FontId, rtl: bool) -> Vec<Glyph> {
        let Some(face) = self.fonts.face(font) else { return Vec::new() };
        let mut buffer = self.buffer.take().unwrap_or_default();
        for (offset, c) in text.char_indices().filter(|(_, c)| !is_invisible(*c) || is_joiner(*c)) {
            buffer.add(c, u32::try_from(offset).unwrap_or(u32::MAX));
        }
        let direction = if rtl { Direction::RightToLeft } else { Direction::LeftToRight };
        let script = match font.family {
            Family::Arabic => script::ARABIC,
            Family::Devanagari => script::DEVANAGARI,
            Family::Sans => sans_script(text),
        };
        buffer.set_direction(direction);
        buffer.set_script(script);
        let plan = shape_plan(face, font, direction, script);
        let shaped = rustybuzz::shape_with_plan(face, &plan, buffer);
        let glyphs = shaped
            .glyph_infos()
            .iter()
            .zip(shaped.glyph_positions())
            .map(|(info, position)| Glyph {
                id: u16::try_from(info.glyph_id).unwrap_or(0),
                advance: position.x_advance,
                x_offset: position.x_offset,
                y_offset: position.y_offset,
                cluster: info.cluster,
            })
            .filter(|glyph| glyph.id != 0)
            .collect();
        self.buffer = Some(shaped.clear());
        glyphs
    }
}

/// Script of a piece set in Noto Sans, by its first letter of Greek or Cyrillic, else Latin.
fn sans_script(text: &str) -> Script {
    let script = text.chars().find_map(|c| match u32::from(c) {
        0x0370..=0x03ff | 0x1f00..=0x1fff => Some(script::GREEK),
        0x0400..=0x052f | 0x2de0..=0x2dff | 0xa640..=0xa69f => Some(script::CYRILLIC),
        _ if c.is_alphabetic() => Some(script::LATIN),
        _ => None,
    });
    script.unwrap_or(script::LATIN)
}

/// Plan of shaping, made once per font, direction and script because it costs more than shaping.
fn shape_plan(
    face: &rustybuzz::Face<'static>,
    font: FontId,
    direction: Direction,
    script: Script,
) -> Arc<ShapePlan> {
    type Key = (FontId, bool, u32);
    static PLANS: OnceLock<RwLock<HashMap<Key, Arc<ShapePlan>>>> = OnceLock::new();
    let plans = PLANS.get_or_init(RwLock::default);
    let key = (font, direction == Direction::RightToLeft, script.tag().0);
    if let Some(plan) = plans.read().unwrap_or_else(PoisonError::into_inner).get(&key) {
        return Arc::clone(plan);
    }
    let plan = Arc::new(ShapePlan::new(face, direction, Some(script), None, &[]));
    plans.write().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&plan));
    plan
}

/// True for texts that need no bidirectional algorithm: everything below the Hebrew block, and the
/// Devanagari block, is left to right or neutral.
fn is_plainly_left_to_right(text: &str) -> bool {
    text.chars().all(|c| matches!(u32::from(c), 0x20..=0x7e | 0xa0..=0x058f | 0x0900..=0x0df5 | 0x2010..=0x2027 | 0x202f..=0x2064 | 0x20a0..=0x2bff))
}

/// Zero-width joiner and non-joiner, which change how letters join and must reach the shaper.
const fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

/// Characters that are never drawn: direction marks, isolates, joiners, variation selectors.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}
