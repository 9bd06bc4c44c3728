//! From drawing operations to an SVG picture of one page.
//!
//! The window shows what will be issued, drawn from the same operations as the PDF. Text is drawn as
//! glyph outlines, so the page looks the same whatever fonts the machine has, and there are no style
//! attributes, which a content security policy without inline styles would drop.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use base64::Engine as _;
use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};

use super::LaidOut;
use super::finish::escaped;
use super::fonts::{FontId, Fonts};
use super::page::{DrawOp, Page};
use super::shape::TextLine;
use super::units::{Length, Rgb};

/// Draws a page.
pub(crate) fn svg(laid_out: &LaidOut, page: &Page) -> String {
    let mut drawing = Drawing { fonts: laid_out.fonts, used: BTreeSet::new(), body: String::new() };
    for op in &page.ops {
        drawing.op(op, laid_out);
    }
    let (width, height) = (points(laid_out.sheet.width), points(laid_out.sheet.height));
    let title = escaped(&laid_out.title);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" \
         height=\"{height}\" role=\"img\" aria-label=\"{title}\"><title>{title}</title><defs>"
    );
    for (font, glyph) in &drawing.used {
        let path = outline(drawing.fonts, *font, *glyph);
        put(&mut svg, format_args!("<path id=\"g{}-{glyph}\" d=\"{path}\"/>", font.index()));
    }
    put(&mut svg, format_args!("</defs><rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>"));
    svg.push_str(&drawing.body);
    svg.push_str("</svg>");
    svg
}

struct Drawing {
    fonts: &'static Fonts,
    used: BTreeSet<(FontId, u16)>,
    body: String,
}

/// Writes to a string, which cannot fail.
fn put(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    let _ = text.write_fmt(arguments);
}

impl Drawing {
    fn op(&mut self, op: &DrawOp, laid_out: &LaidOut) {
        match op {
            DrawOp::Text { x, baseline, ink, line } => self.line(line, (*x, *baseline), *ink),
            DrawOp::Fill { x, y, width, height, ink } => put(
                &mut self.body,
                format_args!(
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"#{ink:06x}\"/>",
                    points(*x),
                    points(*y),
                    points(*width),
                    points(*height)
                ),
            ),
            DrawOp::Cells { cells } => {
                self.body.push_str("<path shape-rendering=\"crispEdges\" d=\"");
                for cell in cells {
                    let (width, height) = (points(cell.width), points(cell.height));
                    put(
                        &mut self.body,
                        format_args!("M{} {}h{width}v{height}h-{width}z", points(cell.x), points(cell.y)),
                    );
                }
                self.body.push_str("\"/>");
            }
            DrawOp::Picture { which, x, y, width, height } => {
                let Some(pixels) = laid_out.pictures.get(which) else { return };
                let data = base64::engine::general_purpose::STANDARD.encode(pixels.png());
                put(
                    &mut self.body,
                    format_args!(
                        "<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" preserveAspectRatio=\"none\" \
                         href=\"data:image/png;base64,{data}\"/>",
                        points(*x),
                        points(*y),
                        points(*width),
                        points(*height)
                    ),
                );
            }
            DrawOp::Slanted { ink, size, line } => {
                let (middle, centre) = (points(laid_out.sheet.width / 2), points(laid_out.sheet.height / 2));
                put(
                    &mut self.body,
                    format_args!("<g transform=\"translate({middle} {centre}) rotate(-35)\">"),
                );
                self.line(line, (-line.width / 2, size * 36 / 100), *ink);
                self.body.push_str("</g>");
            }
        }
    }

    /// Sets a line: one group per run in font units with the vertical axis upwards.
    fn line(&mut self, line: &TextLine, origin: (Length, Length), ink: Rgb) {
        let mut x = origin.0;
        for run in &line.runs {
            let units = self.fonts.units_per_em(run.font);
            let scale = millionths(run.size / units);
            put(
                &mut self.body,
                format_args!(
                    "<g fill=\"#{ink:06x}\" transform=\"translate({} {}) scale({scale} -{scale})\">",
                    points(x),
                    points(origin.1)
                ),
            );
            let mut pen = 0;
            for glyph in &run.glyphs {
                self.used.insert((run.font, glyph.id));
                let (left, up) = (pen + i64::from(glyph.x_offset), glyph.y_offset);
                let up = if up == 0 { String::new() } else { format!(" y=\"{up}\"") };
                put(
                    &mut self.body,
                    format_args!("<use href=\"#g{}-{}\" x=\"{left}\"{up}/>", run.font.index(), glyph.id),
                );
                pen += i64::from(glyph.advance);
            }
            self.body.push_str("</g>");
            x += run.width(self.fonts);
        }
    }
}

/// Micro-points as points with three decimals.
fn points(length: Length) -> String {
    decimal(length / 1_000, 1_000)
}

/// Millionths as a decimal.
fn millionths(value: Length) -> String {
    decimal(value, 1_000_000)
}

fn decimal(value: Length, parts: Length) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let (whole, rest) = (value.abs() / parts, value.abs() % parts);
    if rest == 0 {
        return format!("{sign}{whole}");
    }
    let digits = if parts == 1_000 { format!("{rest:03}") } else { format!("{rest:06}") };
    format!("{sign}{whole}.{}", digits.trim_end_matches('0'))
}

/// The outline of a glyph as path data in font units.
fn outline(fonts: &Fonts, font: FontId, glyph: u16) -> String {
    let mut path = PathData(String::new());
    if let Some(face) = fonts.face(font) {
        face.outline_glyph(GlyphId(glyph), &mut path);
    }
    path.0
}

/// Collects path data; outlines of the bundled fonts have whole coordinates.
struct PathData(String);

impl OutlineBuilder for PathData {
    fn move_to(&mut self, x: f32, y: f32) {
        put(&mut self.0, format_args!("M{} {}", x.round(), y.round()));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        put(&mut self.0, format_args!("L{} {}", x.round(), y.round()));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        put(&mut self.0, format_args!("Q{} {} {} {}", x1.round(), y1.round(), x.round(), y.round()));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (x1, y1, x2, y2) = (x1.round(), y1.round(), x2.round(), y2.round());
        put(&mut self.0, format_args!("C{x1} {y1} {x2} {y2} {} {}", x.round(), y.round()));
    }

    fn close(&mut self) {
        self.0.push('Z');
    }
}
