//! From drawing operations to a PDF, through printpdf.
//!
//! This is the only place with floating-point numbers, because printpdf wants points as `f32`. It is
//! given glyph ids of fonts that were cut down to the glyphs in use, never strings. A glyph stands
//! for one text in the whole file (`ToUnicode`); where a cluster of glyphs stands for another text,
//! as in Hindi, it is wrapped in an `ActualText` span, so that everything copies out as it was typed.
#![allow(clippy::float_arithmetic, reason = "printpdf takes points as f32")]

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Cursor;

use image::{DynamicImage, ImageReader, Limits, RgbaImage};
use printpdf::{
    Codepoint, Color, CurTransMat, DictItem, FontId as PdfFontId, LinePoint, Op, PaintMode, ParsedFont,
    PdfDocument, PdfFont, PdfFontHandle, PdfPage, PdfSaveOptions, Point, Polygon, PolygonRing, Pt, RawImage,
    RawImageData, RawImageFormat, Rect, Rgb as PdfRgb, TextItem, TextMatrix, WindingOrder, XObject,
    XObjectId, XObjectTransform,
};
use subsetter::GlyphRemapper;

use super::fonts::{FontId, Fonts};
use super::model::Document;
use super::page::{Cell, DrawOp, Page, Picture, Sheet};
use super::shape::{Glyph, Run, TextLine};
use super::units::{BLACK, Length, Rgb};
use super::{DocumentError, LaidOut, finish};

/// Largest side of a picture that is read, in pixels.
pub(super) const SIDE_READ: u32 = 12_000;
/// Most pixels that are kept of a logo or signature; more shows on no printer at the size they have on paper.
const PIXELS_KEPT: u32 = 480 * 480;
/// Most pixels that are kept of a photo.
const PHOTO_PIXELS_KEPT: u32 = 1_000 * 750;

/// A picture as pixels.
pub(crate) struct Pixels {
    picture: RgbaImage,
    is_photo: bool,
}

impl Pixels {
    /// Reads PNG or JPEG bytes.
    ///
    /// # Errors
    /// [`DocumentError::Picture`] when they are neither, damaged or too large.
    pub(crate) fn read(which: Picture, name: &str, bytes: &[u8]) -> Result<Self, DocumentError> {
        let unreadable = |error: &dyn std::fmt::Display| DocumentError::Picture {
            picture: name.to_owned(),
            problem: error.to_string(),
        };
        let mut reader =
            ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| unreadable(&error))?;
        let mut limits = Limits::default();
        limits.max_image_width = Some(SIDE_READ);
        limits.max_image_height = Some(SIDE_READ);
        reader.limits(limits);
        let picture = reader.decode().map_err(|error| unreadable(&error))?;
        let picture = if which == Picture::Customer { trimmed(picture) } else { picture };
        let is_photo = matches!(which, Picture::Photo(_));
        let kept = shrunk(picture, if is_photo { PHOTO_PIXELS_KEPT } else { PIXELS_KEPT }).into_rgba8();
        Ok(Self { picture: if is_photo { on_white(&kept) } else { kept }, is_photo })
    }

    /// Width and height in pixels.
    pub(crate) fn size(&self) -> (u32, u32) {
        self.picture.dimensions()
    }

    /// The picture as PNG, for the preview.
    pub(crate) fn png(&self) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let picture = DynamicImage::ImageRgba8(self.picture.clone());
        match picture.write_to(&mut bytes, image::ImageFormat::Png) {
            Ok(()) => bytes.into_inner(),
            Err(_) => Vec::new(),
        }
    }

    fn raw(&self) -> RawImage {
        let (width, height) = self.picture.dimensions();
        // Photos have nothing to see through, and without that channel they can be stored as photos are.
        let (pixels, data_format) = if self.is_photo {
            (DynamicImage::ImageRgba8(self.picture.clone()).into_rgb8().into_raw(), RawImageFormat::RGB8)
        } else {
            (self.picture.as_raw().clone(), RawImageFormat::RGBA8)
        };
        RawImage {
            pixels: RawImageData::U8(pixels),
            width: width as usize,
            height: height as usize,
            data_format,
            tag: Vec::new(),
        }
    }
}

/// A drawn signature without the empty room around it, so that it fills its place on paper.
fn trimmed(picture: DynamicImage) -> DynamicImage {
    let pixels = picture.to_rgba8();
    let inked = pixels.enumerate_pixels().filter(|(_, _, pixel)| pixel.0[3] > 0);
    let bounds = inked.fold(None, |bounds: Option<[u32; 4]>, (x, y, _)| {
        let [left, top, right, bottom] = bounds.unwrap_or([x, y, x, y]);
        Some([left.min(x), top.min(y), right.max(x), bottom.max(y)])
    });
    match bounds {
        Some([left, top, right, bottom]) => picture.crop_imm(left, top, right - left + 1, bottom - top + 1),
        None => picture,
    }
}

/// A picture as it looks on paper, with nothing left to see through.
fn on_white(picture: &RgbaImage) -> RgbaImage {
    let mut paper = RgbaImage::from_pixel(picture.width(), picture.height(), image::Rgba([255; 4]));
    image::imageops::overlay(&mut paper, picture, 0, 0);
    paper
}

/// The picture with at most `most` pixels, in its own proportions.
fn shrunk(picture: DynamicImage, most: u32) -> DynamicImage {
    let area = f64::from(picture.width()) * f64::from(picture.height());
    if area <= f64::from(most) {
        return picture;
    }
    let scale = (f64::from(most) / area).sqrt();
    let side = |pixels: u32| ((f64::from(pixels) * scale) as u32).max(1);
    picture.thumbnail(side(picture.width()), side(picture.height()))
}

/// Draws the pages as a finished PDF.
///
/// # Errors
/// [`DocumentError::Pdf`] when a font cannot be cut down or the file cannot be written.
pub(crate) fn pdf(laid_out: &LaidOut, document: &Document) -> Result<Vec<u8>, DocumentError> {
    let mut fonts = SubsetFonts::of(laid_out);
    let mut pdf = PdfDocument::new(&laid_out.title);
    let pages = laid_out.pages.iter().map(|page| fonts.page(page, laid_out)).collect();
    pdf.with_pages(pages);
    for (font, remapper) in &fonts.remappers {
        pdf.resources.fonts.map.insert(resource(*font), PdfFont::new(subset(*font, remapper)?));
    }
    for which in drawn_pictures(laid_out) {
        if let Some(pixels) = laid_out.pictures.get(&which) {
            pdf.resources.xobjects.map.insert(picture_name(which), XObject::Image(pixels.raw()));
        }
    }
    let options =
        PdfSaveOptions { optimize: false, subset_fonts: false, secure: true, image_optimization: None };
    let drawn = pdf.to_lopdf_document(&options, &mut Vec::new());
    finish::finish(drawn, laid_out, document)
}

/// The pictures that stand on some page; what no page shows does not go into the file.
fn drawn_pictures(laid_out: &LaidOut) -> BTreeSet<Picture> {
    let ops = laid_out.pages.iter().flat_map(|page| &page.ops);
    ops.filter_map(|op| if let DrawOp::Picture { which, .. } = op { Some(*which) } else { None }).collect()
}

/// Name of a font in the page's resources.
fn resource(font: FontId) -> PdfFontId {
    PdfFontId(format!("Noto{}", font.index()))
}

/// The font cut down to its used glyphs, under a name with a tag of six letters (ISO 32000, 9.6.4).
fn subset(font: FontId, remapper: &GlyphRemapper) -> Result<ParsedFont, DocumentError> {
    let failed = |problem: String| DocumentError::Pdf(format!("{}: {problem}", font.name()));
    let bytes = subsetter::subset(font.data(), 0, remapper).map_err(|error| failed(error.to_string()))?;
    let mut parsed = ParsedFont::from_bytes(&bytes, 0, &mut Vec::new())
        .ok_or_else(|| failed("the cut-down font cannot be read".to_owned()))?;
    let tag = finish::letters(&bytes, 6);
    parsed.font_name = Some(format!("{tag}+{}", font.name()));
    Ok(parsed)
}

/// Glyphs in use per font, and the one text each of them stands for.
struct SubsetFonts {
    remappers: BTreeMap<FontId, GlyphRemapper>,
    texts: HashMap<(FontId, u16), String>,
}

/// State of the page's content stream, so that nothing is set twice.
struct Pen {
    ops: Vec<Op>,
    ink: Option<Rgb>,
    font: Option<(FontId, Length)>,
}

impl SubsetFonts {
    /// Walks all pages in drawing order and collects the glyphs.
    fn of(laid_out: &LaidOut) -> Self {
        let mut fonts = Self { remappers: BTreeMap::new(), texts: HashMap::new() };
        for op in laid_out.pages.iter().flat_map(|page| &page.ops) {
            if let DrawOp::Text { line, .. } | DrawOp::Slanted { line, .. } = op {
                line.runs.iter().for_each(|run| fonts.collect(run, laid_out.fonts));
            }
        }
        fonts
    }

    fn collect(&mut self, run: &Run, fonts: &Fonts) {
        let nothing = fonts.nothing(run.font);
        self.remappers.entry(run.font).or_default().remap(nothing);
        self.texts.entry((run.font, nothing)).or_insert_with(|| "\u{200c}".to_owned());
        for (glyphs, text) in run.clusters() {
            let glyphs = run.glyphs.get(glyphs).unwrap_or_default();
            for glyph in glyphs {
                self.remappers.entry(run.font).or_default().remap(glyph.id);
            }
            let text = run.text.get(text).unwrap_or_default();
            if let [only] = glyphs {
                self.texts.entry((run.font, only.id)).or_insert_with(|| text.to_owned());
            }
        }
    }

    fn page(&mut self, page: &Page, laid_out: &LaidOut) -> PdfPage {
        let sheet = laid_out.sheet;
        let mut pen = Pen { ops: Vec::new(), ink: None, font: None };
        for op in &page.ops {
            match op {
                DrawOp::Text { x, baseline, ink, line } => {
                    pen.ink(*ink);
                    pen.ops.push(Op::StartTextSection);
                    self.line(&mut pen, line, (*x, sheet.height - baseline), laid_out);
                    pen.ops.push(Op::EndTextSection);
                }
                DrawOp::Fill { x, y, width, height, ink } => {
                    pen.ink(*ink);
                    let cell = Cell { x: *x, y: *y, width: *width, height: *height };
                    pen.ops.push(Op::DrawRectangle { rectangle: rectangle(cell, sheet) });
                }
                DrawOp::Cells { cells } => {
                    pen.ink(BLACK);
                    pen.ops.push(Op::DrawPolygon { polygon: polygon(cells, sheet) });
                }
                DrawOp::Picture { which, x, y, width, height } => {
                    let cell = Cell { x: *x, y: *y, width: *width, height: *height };
                    pen.ops.push(picture(*which, cell, sheet));
                }
                DrawOp::Slanted { ink, size, line } => self.slanted(&mut pen, *ink, *size, line, laid_out),
            }
        }
        let paper = || Rect::from_wh(pt(sheet.width), pt(sheet.height));
        PdfPage { media_box: paper(), trim_box: paper(), crop_box: paper(), ops: pen.ops }
    }

    /// Sets a line at its left edge and baseline, measured from the bottom of the page.
    fn line(&self, pen: &mut Pen, line: &TextLine, origin: (Length, Length), laid_out: &LaidOut) {
        let mut x = origin.0;
        for run in &line.runs {
            pen.font(run.font, run.size);
            self.run(pen, run, (x, origin.1), laid_out);
            x += run.width(laid_out.fonts);
        }
    }

    /// Sets a run: plain stretches as one string of glyphs, other clusters with their text.
    fn run(&self, pen: &mut Pen, run: &Run, origin: (Length, Length), laid_out: &LaidOut) {
        let units = laid_out.fonts.units_per_em(run.font);
        let mut advanced = 0;
        let mut plain = Stretch::default();
        for (range, text) in run.clusters() {
            let glyphs = run.glyphs.get(range).unwrap_or_default();
            let text = run.text.get(text).unwrap_or_default();
            let start = origin.0 + advanced * run.size / units;
            advanced += glyphs.iter().map(|glyph| i64::from(glyph.advance)).sum::<i64>();
            if let [only] = glyphs
                && self.is_plain(run, *only, text)
            {
                if plain.glyphs.is_empty() {
                    plain.origin = (start, origin.1);
                }
                plain.glyphs.push(self.codepoint(run.font, *only, laid_out));
                continue;
            }
            plain.flush(pen);
            let end = origin.0 + advanced * run.size / units;
            self.cluster(pen, run, glyphs, text, (start, end, origin.1), laid_out);
        }
        plain.flush(pen);
    }

    /// True when a glyph stands for its text wherever it occurs and needs no shift.
    fn is_plain(&self, run: &Run, glyph: Glyph, text: &str) -> bool {
        let one_text = self.texts.get(&(run.font, glyph.id)).is_some_and(|known| known == text);
        let single = !run.rtl || text.chars().nth(1).is_none();
        glyph.x_offset == 0 && glyph.y_offset == 0 && one_text && single
    }

    /// Sets a cluster inside spans that say which text it stands for.
    ///
    /// Readers put right-to-left content back into reading order letter by letter, so there every
    /// letter of the cluster gets a span of its own, the later ones on a glyph without ink or width.
    /// Readers also measure a span from its first to its last glyph and take a gap for a space, so a
    /// cluster that ends with a mark is closed by such a glyph at its far edge.
    fn cluster(
        &self,
        pen: &mut Pen,
        run: &Run,
        glyphs: &[Glyph],
        text: &str,
        place: (Length, Length, Length),
        laid_out: &LaidOut,
    ) {
        let units = laid_out.fonts.units_per_em(run.font);
        let (start, end, baseline) = place;
        let mut spoken = text;
        if run.rtl
            && let Some(first) = text.chars().next()
        {
            for letter in text.chars().rev().take(text.chars().count() - 1) {
                pen.ops.push(actual_text(letter.encode_utf8(&mut [0; 4])));
                self.nothing(run.font, (start, baseline), laid_out).flush(pen);
                pen.ops.push(Op::EndMarkedContentWithProperties);
            }
            spoken = text.get(..first.len_utf8()).unwrap_or_default();
        }
        pen.ops.push(actual_text(spoken));
        // The glyph that takes the most room comes first, so that the span starts where it does.
        let mut pen_units = 0;
        let mut placed = Vec::new();
        for glyph in glyphs {
            let x = start + (pen_units + i64::from(glyph.x_offset)) * run.size / units;
            let y = baseline + i64::from(glyph.y_offset) * run.size / units;
            placed.push((glyph.advance == 0, x, y, *glyph));
            pen_units += i64::from(glyph.advance);
        }
        placed.sort_by_key(|(is_mark, ..)| *is_mark);
        let ends_with_mark = placed.last().is_some_and(|(is_mark, ..)| *is_mark);
        for (_, x, y, glyph) in placed {
            Stretch { origin: (x, y), glyphs: vec![self.codepoint(run.font, glyph, laid_out)] }.flush(pen);
        }
        if ends_with_mark {
            self.nothing(run.font, (end, baseline), laid_out).flush(pen);
        }
        pen.ops.push(Op::EndMarkedContentWithProperties);
    }

    /// A glyph with neither ink nor width.
    fn nothing(&self, font: FontId, origin: (Length, Length), laid_out: &LaidOut) -> Stretch {
        let id = laid_out.fonts.nothing(font);
        let glyph = Glyph { id, advance: 0, x_offset: 0, y_offset: 0, cluster: 0 };
        Stretch { origin, glyphs: vec![self.codepoint(font, glyph, laid_out)] }
    }

    /// A glyph of the cut-down font, with the kerning after it in thousandths of an em.
    fn codepoint(&self, font: FontId, glyph: Glyph, laid_out: &LaidOut) -> Codepoint {
        let gid = self.remappers.get(&font).and_then(|remapper| remapper.get(glyph.id)).unwrap_or(0);
        let face = laid_out.fonts.face(font);
        let width = face.and_then(|face| face.glyph_hor_advance(rustybuzz::ttf_parser::GlyphId(glyph.id)));
        let units = laid_out.fonts.units_per_em(font) as f32;
        let kern = (i32::from(width.unwrap_or(0)) - glyph.advance) as f32 * 1000.0 / units;
        // Marks that only occur inside clusters have no text of their own; the span around them has.
        let text = self.texts.get(&(font, glyph.id)).cloned().unwrap_or_else(|| " ".to_owned());
        Codepoint { gid, offset: kern, cid: Some(text) }
    }

    /// A word across the page, rising by 35 degrees.
    fn slanted(&self, pen: &mut Pen, ink: Rgb, size: Length, line: &TextLine, laid_out: &LaidOut) {
        let sheet = laid_out.sheet;
        let (sine, cosine) = 35_f32.to_radians().sin_cos();
        let (middle, centre) = (pt(sheet.width / 2).0, pt(sheet.height / 2).0);
        pen.ops.push(Op::SaveGraphicsState);
        let matrix = CurTransMat::Raw([cosine, sine, -sine, cosine, middle, centre]);
        pen.ops.push(Op::SetTransformationMatrix { matrix });
        pen.ops.push(Op::SetFillColor { col: color(ink) });
        pen.ops.push(Op::StartTextSection);
        // One span for the whole word: a reader sorts slanted letters into the lines they cross.
        pen.ops.push(actual_text(&line.runs.iter().map(|run| run.text.as_str()).collect::<String>()));
        let mut x = -line.width / 2;
        for run in &line.runs {
            pen.font(run.font, run.size);
            let units = laid_out.fonts.units_per_em(run.font);
            let mut advanced = 0;
            for glyph in &run.glyphs {
                let across = x + (advanced + i64::from(glyph.x_offset)) * run.size / units;
                let down = i64::from(glyph.y_offset) * run.size / units - size * 36 / 100;
                let glyphs = vec![self.codepoint(run.font, *glyph, laid_out)];
                Stretch { origin: (across, down), glyphs }.flush(pen);
                advanced += i64::from(glyph.advance);
            }
            x += run.width(laid_out.fonts);
        }
        pen.ops.push(Op::EndMarkedContentWithProperties);
        pen.ops.push(Op::EndTextSection);
        pen.ops.push(Op::RestoreGraphicsState);
        pen.font = None;
        pen.ink = None;
    }
}

impl Pen {
    fn ink(&mut self, ink: Rgb) {
        if self.ink != Some(ink) {
            self.ops.push(Op::SetFillColor { col: color(ink) });
            self.ink = Some(ink);
        }
    }

    fn font(&mut self, font: FontId, size: Length) {
        if self.font != Some((font, size)) {
            self.ops.push(Op::SetFont { font: PdfFontHandle::External(resource(font)), size: pt(size) });
            self.font = Some((font, size));
        }
    }
}

/// Glyphs on one baseline that follow each other.
#[derive(Default)]
struct Stretch {
    origin: (Length, Length),
    glyphs: Vec<Codepoint>,
}

impl Stretch {
    fn flush(&mut self, pen: &mut Pen) {
        if self.glyphs.is_empty() {
            return;
        }
        let matrix = TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, pt(self.origin.0).0, pt(self.origin.1).0]);
        pen.ops.push(Op::SetTextMatrix { matrix });
        pen.ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(std::mem::take(&mut self.glyphs))] });
    }
}

/// Start of a span whose glyphs stand for a text (ISO 32000-1, 14.9.4).
fn actual_text(text: &str) -> Op {
    let data = finish::utf16(text);
    let map = BTreeMap::from([("ActualText".to_owned(), DictItem::String { data, literal: false })]);
    Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties: DictItem::Dict { map } }
}

/// Micro-points to points with three decimals, which is finer than any printer.
fn pt(length: Length) -> Pt {
    let thousandths = (length + length.signum() * 500) / 1_000;
    Pt((thousandths as f64 / 1_000.0) as f32)
}

fn color(ink: Rgb) -> Color {
    let part = |shift: u32| {
        let byte = u8::try_from((ink >> shift) & 0xff).unwrap_or(0);
        (f32::from(byte) / 255.0 * 10_000.0).round() / 10_000.0
    };
    Color::Rgb(PdfRgb { r: part(16), g: part(8), b: part(0), icc_profile: None })
}

fn rectangle(cell: Cell, sheet: Sheet) -> Rect {
    Rect {
        x: pt(cell.x),
        y: pt(sheet.height - cell.y - cell.height),
        width: pt(cell.width),
        height: pt(cell.height),
        mode: Some(PaintMode::Fill),
        winding_order: Some(WindingOrder::NonZero),
    }
}

fn polygon(cells: &[Cell], sheet: Sheet) -> Polygon {
    let ring = |cell: &Cell| {
        let (left, right) = (pt(cell.x), pt(cell.x + cell.width));
        let (top, bottom) = (pt(sheet.height - cell.y), pt(sheet.height - cell.y - cell.height));
        let corners = [(left, bottom), (right, bottom), (right, top), (left, top)];
        let points = corners.map(|(x, y)| LinePoint { p: Point { x, y }, bezier: false });
        PolygonRing { points: points.to_vec() }
    };
    Polygon {
        rings: cells.iter().map(ring).collect(),
        mode: PaintMode::Fill,
        winding_order: WindingOrder::NonZero,
    }
}

/// Name of a picture in the page's resources.
fn picture_name(which: Picture) -> XObjectId {
    XObjectId(match which {
        Picture::Logo => "Logo".to_owned(),
        Picture::Signature => "Signature".to_owned(),
        Picture::Customer => "Customer".to_owned(),
        Picture::Photo(index) => format!("Photo{index}"),
    })
}

/// A picture in a box; an image is a unit square that the matrix stretches.
fn picture(which: Picture, cell: Cell, sheet: Sheet) -> Op {
    Op::UseXobject {
        id: picture_name(which),
        transform: XObjectTransform {
            translate_x: Some(pt(cell.x)),
            translate_y: Some(pt(sheet.height - cell.y - cell.height)),
            scale_x: Some(pt(cell.width).0),
            scale_y: Some(pt(cell.height).0),
            no_auto_scale: true,
            ..XObjectTransform::default()
        },
    }
}
