//! What printpdf does not do: PDF/A-3b, a fixed identity, language, compression.
//!
//! PDF/A (ISO 19005-3) keeps a paper readable for the years that tax law asks: fonts inside, colours
//! defined by an output intent, metadata in XMP, no reference to anything outside. The file's `/ID`
//! is a hash of its content and its dates are the document's, never the clock's, so that the same
//! document always gives the same bytes.

use std::io::Write as _;

use flate2::{Compression, write::ZlibEncoder};
use image::ImageEncoder as _;
use lopdf::{Dictionary, Document as Pdf, Object, ObjectId, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use super::model::Document;
use super::{DocumentError, LaidOut, RENDERER_VERSION, TEMPLATE_VERSION};

/// Opaque pictures from this size on are stored as JPEG, in bytes.
const PHOTO_BYTES: usize = 100_000;
/// Quality of such a JPEG, of 100.
const PHOTO_QUALITY: u8 = 82;

/// sRGB, ICC version 2.3; licence in `icc/LICENSE.txt`.
const SRGB: &[u8] = include_bytes!("icc/sRGB.icc");

/// Turns printpdf's document into a finished file.
///
/// # Errors
/// [`DocumentError::Pdf`] when the file cannot be written.
pub(crate) fn finish(
    mut pdf: Pdf,
    laid_out: &LaidOut,
    document: &Document,
) -> Result<Vec<u8>, DocumentError> {
    let failed = |error: &dyn std::fmt::Display| DocumentError::Pdf(error.to_string());
    pdf.version = "1.7".to_owned();
    let digest = content_hash(&pdf, &laid_out.title);
    let facts = Facts::of(laid_out, document);
    let profile = pdf.add_object(Stream::new(dictionary! { "N" => 3 }, SRGB.to_vec()));
    let metadata = Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        facts.xmp(&hex(&digest)).into_bytes(),
    );
    let metadata = pdf.add_object(metadata);
    let info = pdf.add_object(facts.info());
    let catalog = pdf.catalog_mut().map_err(|error| failed(&error))?;
    catalog.set("Lang", Object::string_literal(document.language.tag()));
    catalog.set("Metadata", metadata);
    catalog.set("OutputIntents", vec![Object::Dictionary(output_intent(profile))]);
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    if let Ok(old) = pdf.trailer.get(b"Info").and_then(Object::as_reference) {
        pdf.objects.remove(&old);
    }
    pdf.trailer.set("Info", info);
    let id = Object::String(digest.get(..16).unwrap_or_default().to_vec(), StringFormat::Hexadecimal);
    pdf.trailer.set("ID", vec![id.clone(), id]);
    pdf.renumber_objects();
    compress(&mut pdf).map_err(|error| failed(&error))?;
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).map_err(|error| failed(&error))?;
    Ok(bytes)
}

/// Deflates every stream that may be and is not yet; a middling level, because the highest takes
/// several times as long for a hundredth of the size.
fn compress(pdf: &mut Pdf) -> std::io::Result<()> {
    for object in pdf.objects.values_mut() {
        let Ok(stream) = object.as_stream_mut() else { continue };
        // XMP stays plain, so that programs which know nothing of PDF can find it.
        if stream.dict.has_type(b"Metadata") || stream.dict.has(b"Filter") || as_photo(stream) {
            continue;
        }
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(5));
        encoder.write_all(&stream.content)?;
        let deflated = encoder.finish()?;
        if deflated.len() < stream.content.len() {
            stream.set_content(deflated);
            stream.dict.set("Filter", "FlateDecode");
        }
    }
    Ok(())
}

/// Stores a large opaque picture as JPEG (DCTDecode), which takes a tenth of the room; false when it is none.
fn as_photo(stream: &mut Stream) -> bool {
    let side =
        |key: &[u8]| stream.dict.get(key).ok()?.as_i64().ok().and_then(|side| u32::try_from(side).ok());
    let is_image =
        stream.dict.get(b"Subtype").is_ok_and(|name| name.as_name().is_ok_and(|name| name == b"Image"));
    let (Some(width), Some(height)) = (side(b"Width"), side(b"Height")) else { return false };
    let opaque = !stream.dict.has(b"SMask") && stream.content.len() == width as usize * height as usize * 3;
    if !is_image || !opaque || stream.content.len() < PHOTO_BYTES {
        return false;
    }
    let mut jpeg = Vec::new();
    let encoder = image::codecs::jpeg::JpegEncoder::new_with_quality(&mut jpeg, PHOTO_QUALITY);
    if encoder.write_image(&stream.content, width, height, image::ExtendedColorType::Rgb8).is_err() {
        return false;
    }
    stream.set_content(jpeg);
    stream.dict.set("Filter", "DCTDecode");
    true
}

fn output_intent(profile: ObjectId) -> Dictionary {
    dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    }
}

/// Hash of everything that is drawn, and of the versions it was drawn with.
fn content_hash(pdf: &Pdf, title: &str) -> Vec<u8> {
    let mut hasher = Sha256::new();
    for part in [title, TEMPLATE_VERSION, RENDERER_VERSION] {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    for stream in pdf.objects.values().filter_map(|object| object.as_stream().ok()) {
        hasher.update(stream.content.len().to_le_bytes());
        hasher.update(&stream.content);
    }
    hasher.finalize().to_vec()
}

/// What Info and XMP both say; PDF/A wants them equal.
struct Facts {
    title: String,
    author: String,
    producer: String,
    /// `YYYY-MM-DD`.
    day: String,
}

impl Facts {
    fn of(laid_out: &LaidOut, document: &Document) -> Self {
        Self {
            title: printable(&laid_out.title),
            author: printable(&document.seller.name),
            producer: format!("Throughline {TEMPLATE_VERSION} {RENDERER_VERSION}"),
            day: document.dates.issue.format("%Y-%m-%d").to_string(),
        }
    }

    fn info(&self) -> Dictionary {
        let text = |text: &str| Object::String(utf16(text), StringFormat::Hexadecimal);
        let date = Object::string_literal(format!("D:{}000000Z", self.day.replace('-', "")));
        dictionary! {
            "Title" => text(&self.title),
            "Author" => text(&self.author),
            "Creator" => text("Throughline"),
            "Producer" => text(&self.producer),
            "CreationDate" => date.clone(),
            "ModDate" => date,
        }
    }

    /// The XMP packet (ISO 16684-1) with the PDF/A identification.
    fn xmp(&self, digest: &str) -> String {
        let (title, author) = (escaped(&self.title), escaped(&self.author));
        let producer = escaped(&self.producer);
        let date = format!("{}T00:00:00Z", self.day);
        let id = digest.get(..32).unwrap_or_default();
        format!(
            "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
             <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
             <rdf:Description rdf:about=\"\" xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\">\
             <pdfaid:part>3</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance></rdf:Description>\n\
             <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
             <dc:format>application/pdf</dc:format>\
             <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{title}</rdf:li></rdf:Alt></dc:title>\
             <dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator></rdf:Description>\n\
             <rdf:Description rdf:about=\"\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\
             <pdf:Producer>{producer}</pdf:Producer></rdf:Description>\n\
             <rdf:Description rdf:about=\"\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" \
             xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\">\
             <xmp:CreatorTool>Throughline</xmp:CreatorTool><xmp:CreateDate>{date}</xmp:CreateDate>\
             <xmp:ModifyDate>{date}</xmp:ModifyDate><xmpMM:DocumentID>uuid:{id}</xmpMM:DocumentID></rdf:Description>\n\
             </rdf:RDF></x:xmpmeta>\n<?xpacket end=\"r\"?>"
        )
    }
}

/// Text without characters that XML 1.0 forbids or that would turn its direction, at most 300.
fn printable(text: &str) -> String {
    super::text::clean_line(text, 300)
        .text
        .chars()
        .filter(|c| !matches!(*c, '\u{fffe}' | '\u{ffff}'))
        .collect()
}

/// Text escaped for XML.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// UTF-16BE with its mark, as PDF text strings are written.
pub(crate) fn utf16(text: &str) -> Vec<u8> {
    let mut bytes = vec![0xfe, 0xff];
    bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes));
    bytes
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Capital letters derived from a content, for the tag of a cut-down font.
pub(crate) fn letters(content: &[u8], count: usize) -> String {
    let digest = Sha256::digest(content);
    digest.iter().take(count).map(|byte| char::from(b'A' + byte % 26)).collect()
}
