//! Cleaning of typed texts and breaking them into lines.
//!
//! Texts reach a document exactly as somebody typed or imported them. Control characters and
//! direction overrides could hide or reverse what a paper says, so they are dropped before shaping;
//! joiners and direction marks stay, because Hindi, Arabic and Persian spelling needs them. Lines
//! break where UAX #14 allows it, never inside a figure, an id or `30 × 45 cm`.

use unicode_bidi::Direction;
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use super::shape::{Base, TextLine, Typesetter};
use super::units::{Length, Style};

/// Most code points of one grapheme cluster that are kept: enough for every written language,
/// too few to paint over the lines above and below.
const CLUSTER_LIMIT: usize = 8;

/// A text made safe to print, and whether it was cut.
pub(crate) struct Cleaned {
    /// The text; line ends are `\n`.
    pub text: String,
    /// True when characters beyond the limit were left out.
    pub cut: bool,
}

/// Makes a text safe to print: at most `limit` characters, no controls, no direction overrides.
pub(crate) fn clean(text: &str, limit: usize) -> Cleaned {
    let mut kept = String::with_capacity(text.len().min(limit * 4));
    let mut count = 0;
    let mut cut = false;
    for cluster in text.graphemes(true) {
        if cluster == "\r\n" || cluster.chars().all(is_line_end) {
            kept.push('\n');
            count += 1;
        } else {
            for c in cluster.chars().filter(|c| !is_dropped(*c)).take(CLUSTER_LIMIT) {
                kept.push(if c == '\t' { ' ' } else { c });
                count += 1;
            }
        }
        if count > limit {
            cut = true;
            break;
        }
    }
    let trimmed = kept.trim();
    let text = if cut { format!("{trimmed}…") } else { trimmed.to_owned() };
    Cleaned { text, cut }
}

/// The same on a single line.
pub(crate) fn clean_line(text: &str, limit: usize) -> Cleaned {
    let cleaned = clean(text, limit);
    Cleaned { text: cleaned.text.replace('\n', " "), cut: cleaned.cut }
}

const fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Controls and embedding, override and isolate characters (UAX #9).
fn is_dropped(c: char) -> bool {
    (c.is_control() && c != '\t') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Wraps a text in an isolate (UAX #9), so that it keeps its own direction inside another text.
pub(crate) fn isolate(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// Binds figures to what belongs to them with no-break spaces: `70 × 140 cm`, `1200 W`, `5 %`.
pub(crate) fn bind_figures(text: &str) -> String {
    let mut bound = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        let binds = c == ' ' && binds_across(last_word(before), first_word(after));
        bound.push(if binds { '\u{a0}' } else { c });
    }
    bound
}

fn last_word(text: &str) -> &str {
    text.rsplit([' ', '\n', '\u{a0}']).next().unwrap_or_default()
}

fn first_word(text: &str) -> &str {
    text.split([' ', '\n', '\u{a0}']).next().unwrap_or_default()
}

/// True when a space between two words must not be a line end.
fn binds_across(before: &str, after: &str) -> bool {
    let is_sign = |word: &str| matches!(word, "×" | "x" | "*" | "–" | "±" | "/");
    let is_figure = |word: &str| word.starts_with(|c: char| c.is_numeric()) && word.len() <= 16;
    let unit = after.trim_end_matches([',', '.', ';', ')']);
    let is_unit = !unit.is_empty()
        && unit.chars().count() <= 3
        && unit.chars().all(|c| c.is_alphabetic() || matches!(c, '%' | '²' | '³' | '°' | '€' | '₹'));
    (is_figure(before) && (is_sign(after) || is_unit)) || (is_sign(before) && is_figure(after))
}

/// A piece of a paragraph between two places where a line may end.
struct Piece {
    text: String,
    /// Width without the spaces at its end, which may hang over.
    width: Length,
    /// Width with them.
    advance: Length,
}

/// Breaks a text into lines of at most `width`, honouring the line ends it holds.
pub(crate) fn wrap(
    setter: &mut Typesetter,
    text: &str,
    style: Style,
    width: Length,
    base: Base,
) -> Vec<TextLine> {
    let lines = wrap_texts(setter, text, style, width, base);
    lines.iter().map(|line| setter.line(&line.text, style, line.base)).collect()
}

/// A line of a wrapped text before it is shaped.
#[derive(Debug, Clone)]
pub(crate) struct Wrapped {
    /// Its text.
    pub text: String,
    /// Direction of the paragraph it belongs to, which its own first letter does not change.
    pub base: Base,
}

/// The same as texts, for callers that go on in another style after some lines.
pub(crate) fn wrap_texts(
    setter: &mut Typesetter,
    text: &str,
    style: Style,
    width: Length,
    base: Base,
) -> Vec<Wrapped> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let text = bind_figures(paragraph.trim());
        let base = if base == Base::Auto { own_direction(&text) } else { base };
        if setter.measure(&text, style) <= width {
            lines.push(Wrapped { text, base });
            continue;
        }
        let pieces = pieces(setter, &text, style, width);
        let filled = fill(&pieces, width);
        lines.extend(filled.iter().map(|line| Wrapped { text: line.trim_end().to_owned(), base }));
    }
    lines
}

/// Direction of a paragraph by its first strong letter (UAX #9, rules P2 and P3).
fn own_direction(text: &str) -> Base {
    match unicode_bidi::get_base_direction(text) {
        Direction::Rtl => Base::Right,
        Direction::Ltr | Direction::Mixed => Base::Left,
    }
}

/// Cuts a paragraph at its break opportunities, and words wider than the column by letters.
fn pieces(setter: &mut Typesetter, text: &str, style: Style, width: Length) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (end, opportunity) in linebreaks(text) {
        let Some(word) = text.get(start..end) else { continue };
        let inside = !word.ends_with(char::is_whitespace) && end < text.len();
        let keeps = inside && opportunity == BreakOpportunity::Allowed && holds_figure(text, end);
        if keeps && setter.measure(word, style) < width / 2 {
            continue;
        }
        start = end;
        push_piece(setter, word, style, width, &mut pieces);
    }
    pieces
}

/// True when the word around a byte offset holds a figure, as ids, dates and sizes do.
fn holds_figure(text: &str, at: usize) -> bool {
    let before = last_word(text.get(..at).unwrap_or_default());
    let after = first_word(text.get(at..).unwrap_or_default());
    before.chars().chain(after.chars()).any(char::is_numeric)
}

fn push_piece(setter: &mut Typesetter, word: &str, style: Style, width: Length, pieces: &mut Vec<Piece>) {
    let measured = setter.measure(word.trim_end(), style);
    if measured <= width {
        let advance = setter.measure(word, style);
        pieces.push(Piece { text: word.to_owned(), width: measured, advance });
        return;
    }
    let mut part = String::new();
    let mut part_width = 0;
    for cluster in word.graphemes(true) {
        let cluster_width = setter.measure(cluster, style);
        if part_width + cluster_width > width && !part.is_empty() {
            let text = std::mem::take(&mut part);
            pieces.push(Piece { text, width: part_width, advance: part_width });
            part_width = 0;
        }
        part.push_str(cluster);
        part_width += cluster_width;
    }
    pieces.push(Piece { text: part, width: part_width, advance: part_width });
}

/// Fills lines greedily; a last line of one short word gets company from the line above.
fn fill(pieces: &[Piece], width: Length) -> Vec<String> {
    let mut lines: Vec<Vec<&Piece>> = vec![Vec::new()];
    let mut used = 0;
    for piece in pieces {
        if used + piece.width > width && lines.last().is_some_and(|line| !line.is_empty()) {
            lines.push(Vec::new());
            used = 0;
        }
        used += piece.advance;
        if let Some(line) = lines.last_mut() {
            line.push(piece);
        }
    }
    pull_down(&mut lines, width);
    lines.iter().map(|line| line.iter().map(|piece| piece.text.as_str()).collect()).collect()
}

fn pull_down(lines: &mut [Vec<&Piece>], width: Length) {
    let [.., above, last] = lines else { return };
    let [word] = last.as_slice() else { return };
    let short = word.text.trim_end().chars().count() < 5;
    let fits = above.last().is_some_and(|moved| moved.advance + word.width <= width);
    if short
        && fits
        && above.len() > 1
        && let Some(moved) = above.pop()
    {
        last.insert(0, moved);
    }
}

#[cfg(test)]
mod tests {
    use super::super::units::{BODY, pt100};
    use super::*;

    #[test]
    fn cleaning_keeps_words_and_drops_tricks() {
        let cases = [
            ("  plain  ", "plain"),
            ("a\r\nb\u{2028}c", "a\nb\nc"),
            ("tab\tand\u{0}nul\u{1b}[20C", "tab andnul[20C"),
            ("\u{202e}gnp.exe", "gnp.exe"),
            ("क्\u{200d}ष", "क्\u{200d}ष"),
            ("=SUM(A1)", "=SUM(A1)"),
        ];
        for (text, expected) in cases {
            let cleaned = clean(text, 100);
            assert_eq!((cleaned.text.as_str(), cleaned.cut), (expected, false), "{text:?}");
        }
        let cut = clean(&"x".repeat(50), 10);
        assert!(cut.cut && cut.text.ends_with('…') && cut.text.chars().count() <= 12, "{}", cut.text);
    }

    fn check(text: &str, width: i64, expected: &[&str]) {
        let mut setter = Typesetter::new().unwrap();
        let lines = wrap_texts(&mut setter, text, BODY, pt100(width), Base::Auto);
        let lines: Vec<String> = lines.into_iter().map(|line| line.text.replace('\u{a0}', " ")).collect();
        assert_eq!(lines, expected, "{text:?} in {width}");
    }

    #[test]
    fn lines_break_between_words_and_never_inside_figures() {
        check("Bath towel, cotton terry, 70 × 140 cm", 15_000, &["Bath towel, cotton terry,", "70 × 140 cm"]);
        check("Order INV/26-27/00042 of Monday", 9_000, &["Order", "INV/26-27/00042 of", "Monday"]);
        check("a\nb", 10_000, &["a", "b"]);
        check("Supercalifragilistic", 5_000, &["Supercalifr", "agilistic"]);
        // A short last word gets company.
        check("Terms of the whole deal are set by us", 16_500, &["Terms of the whole deal are set", "by us"]);
        check("", 10_000, &[""]);
    }
}
