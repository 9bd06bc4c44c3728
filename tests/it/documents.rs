//! Printed documents, checked on the finished PDF with independent readers: poppler for text and
//! fonts, qpdf for syntax, rqrr for payment codes. They must be installed; a check that is skipped
//! proves nothing.

mod high;
mod nasty;
mod summary;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use rust_decimal::Decimal;
use throughline_core::documents::{
    CopyMark, Document, DocumentError, Language, LineTax, MAX_LINES, Note, Paper, RenderOptions, Rendered,
    TaxTotal, Warning, layout, preview_svg, render_pdf,
};

const LOGO: &[u8] = include_bytes!("../documents/mark.png");

/// Every frozen document of `tests/documents`.
const SAMPLES: [&str; 13] = [
    "france-facture",
    "india-credit-note",
    "india-draft",
    "india-estimate",
    "india-hindi",
    "india-inter-state",
    "india-receipt",
    "india-tax-invoice",
    "uae-arabic",
    "uae-dollars",
    "uae-english",
    "uk-invoice",
    "us-invoice",
];

fn json(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/documents").join(format!("{name}.json"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn document(name: &str) -> Document {
    serde_json::from_str(&json(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn render(document: &Document) -> Rendered {
    render_pdf(document, &RenderOptions { logo: Some(LOGO), ..RenderOptions::default() }).unwrap()
}

/// A file in the test folder, named by test and case so that tests can run side by side.
fn file(name: &str, pdf: &[u8]) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.pdf"));
    std::fs::write(&path, pdf).unwrap();
    path
}

/// Runs a reader and returns what it printed.
fn run(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{program} is needed for this test: {error}"));
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Text of each page as a reader copies it, without the direction marks that pdftotext adds.
fn pages_of(name: &str, rendered: &Rendered) -> Vec<String> {
    let path = file(name, &rendered.pdf);
    let text = run("pdftotext", &["-layout", path.to_str().unwrap(), "-"]);
    let marks = |c: char| matches!(c, '\u{200c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text: String = text.chars().filter(|c| !marks(*c)).collect();
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    assert_eq!(pages.pop().as_deref(), Some(""), "pdftotext ends every page with a form feed");
    assert_eq!(pages.len(), rendered.pages as usize, "{name}: page count");
    pages
}

/// Words of a text with single spaces, for comparing across column gaps.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The worked invoice with its lines repeated up to a count, and totals to match.
fn long_invoice(count: usize) -> Document {
    let mut long = document("india-tax-invoice");
    let source = long.lines.clone();
    long.lines = (0..count)
        .map(|index| {
            let mut line = source[index % source.len()].clone();
            line.number = u32::try_from(index + 1).unwrap();
            line
        })
        .collect();
    let totals = long.totals.as_mut().unwrap();
    totals.net = long.lines.iter().map(|line| line.net).sum();
    totals.lines = totals.net;
    let tax_of = |code: &str| -> Decimal {
        let taxes = long.lines.iter().flat_map(|line| &line.taxes);
        taxes.filter(|tax: &&LineTax| tax.code == code).map(|tax| tax.amount).sum()
    };
    let total = |code: &str| TaxTotal {
        code: code.to_owned(),
        rate: Decimal::from(9),
        category: None,
        base: totals.net,
        amount: tax_of(code),
    };
    totals.taxes = vec![total("CGST"), total("SGST")];
    totals.tax = totals.taxes.iter().map(|tax| tax.amount).sum();
    totals.total = totals.net + totals.tax;
    totals.rounding = None;
    totals.due = totals.total;
    long
}

#[test]
fn frozen_documents_survive_json() {
    for name in SAMPLES {
        let document = document(name);
        let again: Document = serde_json::from_str(&serde_json::to_string(&document).unwrap()).unwrap();
        assert_eq!(document, again, "{name}");
    }
    let misspelt = json("us-invoice").replacen("\"buyer\"", "\"byer\"", 1);
    let error = serde_json::from_str::<Document>(&misspelt).unwrap_err().to_string();
    assert!(error.contains("unknown field `byer`"), "{error}");
    let number = json("us-invoice").replacen("\"net\": \"199.99\"", "\"net\": 199.99", 1);
    assert!(serde_json::from_str::<Document>(&number).is_err(), "decimals are strings");
}

#[test]
fn the_worked_invoice_is_printed_as_drawn() {
    let rendered = render(&document("india-tax-invoice"));
    assert_eq!(rendered.warnings, []);
    let pages = pages_of("worked", &rendered);
    let [first, second] = [words(&pages[0]), words(&pages[1])];
    for text in [
        "Tax Invoice",
        "कर बीजक",
        "Amount due Due date",
        "₹ 93,403.00 22 Dec 2026",
        "How to pay UPI QR or bank, page 2",
        "27 – Maharashtra (intra-state) No PO-CH-0871 21 Nov 2026 30 days net",
        "1 Bedside lamp, brass, fabric shade 9405 3 nos 1,499.50 10 4,048.65 18 364.38 364.38",
        "16 Hand wash, refill can, 5 litre 3401 2.5 can 620.00 1,550.00 5 38.75 38.75",
        "23 Tea tray, mango wood, 4419 12 pcs 165.00 1,980.00 5 49.50 49.50",
        "Carried forward to page 2 63,431.51 3,608.46 3,608.46",
        "Kesari Hospitality Supplies · GSTIN 27AAAFK0000K1ZX INV/26-27/00042 · Page 1 of 2",
    ] {
        assert!(first.contains(text), "page 1 has no {text:?} in {first}");
    }
    for text in [
        "Tax Invoice INV/26-27/00042",
        "22 Nov 2026 · continued",
        "Brought forward from page 1 63,431.51 3,608.46 3,608.46",
        "Total 83,169.76 5,116.58 5,116.58",
        "Round off +0.08",
        "Amount due (₹) 93,403.00",
        "Rupees Ninety-Three Thousand Four",
        "6302 21,147.36 2.5 528.70 2.5 528.70",
        "Pay by UPI or bank transfer",
        "Authorised signatory · R. Sample, Proprietor",
        "Page 2 of 2",
    ] {
        assert!(second.contains(text), "page 2 has no {text:?} in {second}");
    }
    assert!(!first.contains("Waste bin"), "line 24 opens page 2");
}

#[test]
fn text_of_every_script_copies_out_as_typed() {
    let cases: [(&str, &[&str]); 9] = [
        (
            "uae-arabic",
            &[
                "فاتورة ضريبية",
                "المنارة للتصميم المكتبي",
                "الإمارات العربية المتحدة",
                "كرسي مكتب شبكي بأذرع قابلة للتعديل",
                "مصباح مكتب",
                "أحد عشر ألفًا ومائة وخمسة وسبعون درهمًا إماراتيًا وخمسون",
                "المبلغ كتابةً",
                "المفوَّض بالتوقيع",
                "AED 11,175.50",
                "AE07 0331 2345 6789 0123 456",
                "−262.15",
            ],
        ),
        (
            "india-hindi",
            &[
                "केसरी आतिथ्य सामग्री",
                "चाँदनी आँगन होटल प्रा. लि.",
                "क्षत्रिय नियुक्ति श्रृंखला, हस्तशिल्प",
                "मुँह पोंछने का तौलिया, सूती, 30 × 30 सेमी",
                "पाँच हज़ार बाईस रुपये मात्र",
                "अधिकृत हस्ताक्षरकर्ता",
                "₹ 5,022.00",
                "पृष्ठ 1 / 1",
            ],
        ),
        (
            "france-facture",
            &[
                "Catalogue d’exposition « Lignes claires »",
                "1 317,38 €",
                "22 décembre 2026",
                "TVA 5,5 % sur 225,00",
                "FR76 3000 6000 0112 3456 7890 189",
                "page 1 sur 1",
            ],
        ),
        (
            "uae-english",
            &["AED 11,175.50", "فاتورة ضريبية", "Discount 2.5% on lines 1–6", "TRN 100123456700003"],
        ),
        ("uae-dollars", &["Tax statement in AED", "183.63", "1 USD = 3.6725 AED · 20 Nov 2026"]),
        ("uk-invoice", &["£ 517.00", "VAT 20% on 465.00", "0.295", "Paid −100.00", "Sort code"]),
        ("us-invoice", &["$ 217.74", "Sales tax 8.875% on 199.99", "Tax %"]),
        (
            "india-receipt",
            &[
                "INV/26-27/00042 22 Nov 2026 22 Dec 2026 93,403.00 24,978.00 68,425.00",
                "Balance now (₹) 1,01,183.00",
            ],
        ),
        (
            "india-credit-note",
            &["Credit Note", "INV/26-27/00042, 22 Nov 2026", "Amount credited (₹) 3,186.00"],
        ),
    ];
    for (name, texts) in cases {
        let rendered = render(&document(name));
        let copied = words(&pages_of(&format!("copied-{name}"), &rendered).concat());
        for text in texts {
            assert!(copied.contains(&words(text)), "{name} has no {text:?} in {copied}");
        }
    }
}

#[test]
fn files_are_sound_and_carry_their_fonts() {
    for name in SAMPLES {
        let rendered = render(&document(name));
        assert_eq!(rendered.warnings, [], "{name}");
        let path = file(&format!("sound-{name}"), &rendered.pdf);
        let path = path.to_str().unwrap();
        assert!(rendered.pdf.starts_with(b"%PDF-1.7"), "{name}");
        let checked = run("qpdf", &["--check", path]);
        assert!(checked.contains("No syntax or stream encoding errors"), "{name}: {checked}");
        let fonts = run("pdffonts", &[path]);
        for font in fonts.lines().skip(2) {
            assert!(words(font).contains("CID TrueType Identity-H yes yes yes"), "{name}: {font}");
        }
        let info = run("pdfinfo", &["-meta", path]);
        assert!(info.contains("<pdfaid:part>3</pdfaid:part><pdfaid:conformance>B"), "{name}: {info}");
        assert!(rendered.pdf.len() < 80_000, "{name} takes {} bytes", rendered.pdf.len());
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for name in SAMPLES {
        let first = render(&document(name));
        let second = std::thread::spawn(move || render(&document(name))).join().unwrap();
        assert!(first.pdf == second.pdf, "{name} differs between two runs");
    }
    let original = document("india-tax-invoice");
    let copy = RenderOptions { logo: Some(LOGO), copy_mark: CopyMark::Copy, ..RenderOptions::default() };
    assert_ne!(render(&original).pdf, render_pdf(&original, &copy).unwrap().pdf);
}

#[test]
fn payment_codes_are_read_back() {
    let upi = "upi://pay?pa=kesari.supplies%40examplebank&pn=Kesari%20Hospitality%20Supplies&am=93403.00\
               &cu=INR&tn=INV%2F26-27%2F00042&tr=INV262700042";
    let epc = "BCD\n002\n1\nSCT\nEXMPFRPPXXX\nPapier Clair SAS\nFR7630006000011234567890189\nEUR1317.38\n\n\n\
               Facture F2026-0187";
    for (name, expected) in [("india-tax-invoice", upi), ("france-facture", epc)] {
        let rendered = render(&document(name));
        let path = file(&format!("code-{name}"), &rendered.pdf);
        let picture = path.with_extension("");
        let page = rendered.pages.to_string();
        let target = picture.to_str().unwrap();
        let arguments = ["-r", "300", "-f", &page, "-singlefile", "-png", path.to_str().unwrap(), target];
        run("pdftoppm", &arguments);
        let pixels = image::open(picture.with_extension("png")).unwrap().into_luma8();
        let (width, height) = (pixels.width() as usize, pixels.height() as usize);
        let grey = |x: usize, y: usize| pixels.as_raw()[y * width + x];
        let mut prepared = rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
        let codes = prepared.detect_grids();
        let [code] = codes.as_slice() else { panic!("{name}: {} codes", codes.len()) };
        assert_eq!(code.decode().unwrap().1, expected, "{name}");
    }
    // Above the limit of one UPI payment the code is left out, and the user is told.
    let mut dear = document("india-tax-invoice");
    dear.totals.as_mut().unwrap().due = Decimal::from(100_001);
    let rendered = render(&dear);
    assert!(
        matches!(rendered.warnings.as_slice(), [Warning::NoPaymentCode { .. }]),
        "{:?}",
        rendered.warnings
    );
    assert!(!pages_of("dear", &rendered).concat().contains("Scan to pay"));
}

/// Heads on every page, page x of y, sums that carry, totals in one piece with two lines beside them.
fn check_long(count: usize) {
    let invoice = long_invoice(count);
    let rendered = render(&invoice);
    let pages = pages_of(&format!("long-{count}"), &rendered);
    let total = pages.len();
    let mut printed = Vec::new();
    let mut carried = None;
    for (index, page) in pages.iter().enumerate() {
        let text = words(page);
        assert!(
            text.contains(&format!("INV/26-27/00042 · Page {} of {total}", index + 1)),
            "{count}: {text}"
        );
        if index > 0 {
            assert!(
                text.contains("Tax Invoice INV/26-27/00042"),
                "{count}: page {} has no running head",
                index + 1
            );
        }
        let rows: Vec<u32> = page.lines().filter_map(row_number).collect();
        if rows.is_empty() {
            continue;
        }
        assert!(text.contains("Description HSN/SAC Qty"), "{count}: page {} has no table head", index + 1);
        let after = |label: &str| {
            let line = page.lines().map(words).find(|line| line.starts_with(label))?;
            Some(line.split(' ').skip(label.split(' ').count() + 1).collect::<Vec<_>>().join(" "))
        };
        let brought = after("Brought forward from page");
        assert_eq!(brought, carried, "{count}: page {} brings forward what was carried", index + 1);
        carried = after("Carried forward to page");
        if text.contains("Amount due (₹)") {
            for part in ["Taxable value", "CGST", "SGST", "Amount in words", "Authorised signatory"] {
                assert!(text.contains(part), "{count}: totals are split from {part}");
            }
            assert!(rows.len() >= count.min(2), "{count}: totals stand with {} lines", rows.len());
        }
        printed.extend(rows);
    }
    let expected: Vec<u32> = (1..=u32::try_from(count).unwrap()).collect();
    assert_eq!(printed, expected, "{count}: every line once and in order");
    assert_eq!(
        layout(&invoice, &RenderOptions { logo: Some(LOGO), ..RenderOptions::default() }).unwrap().pages,
        rendered.pages
    );
}

/// The line number of a printed row, told from other lines by its unit.
fn row_number(line: &str) -> Option<u32> {
    let number = line.split_whitespace().next()?.parse().ok()?;
    let mut units = line.split_whitespace().filter(|word| ["nos", "set", "pcs", "can", "job"].contains(word));
    units.next().map(|_| number)
}

#[test]
fn short_and_middling_invoices_break_well() {
    for count in (1..=8).chain(18..=36) {
        check_long(count);
    }
}

#[test]
fn two_hundred_and_five_hundred_lines_break_well() {
    check_long(200);
    check_long(500);
}

#[test]
fn a_draft_has_no_number_and_says_so() {
    let mut draft = document("india-draft");
    draft.number = Some("INV/26-27/00099".to_owned());
    let text = words(&pages_of("draft", &render(&draft)).concat());
    assert!(!text.contains("00099"), "{text}");
    for part in ["DRAFT", "Draft, not yet issued", "Invoice no. Draft", "Draft · Page 1 of 1"] {
        assert!(text.contains(part), "no {part:?} in {text}");
    }
    assert!(!text.contains("Scan to pay"));
    let options = RenderOptions { void: true, ..RenderOptions::default() };
    let void = render_pdf(&document("india-inter-state"), &options).unwrap();
    let text = words(&pages_of("void", &void).concat());
    assert!(text.contains("VOID") && !text.contains("Scan to pay"), "{text}");
}

#[test]
fn previews_show_every_page_without_style_attributes() {
    for name in SAMPLES {
        let document = document(name);
        let options = RenderOptions { logo: Some(LOGO), ..RenderOptions::default() };
        let pages = layout(&document, &options).unwrap().pages;
        for page in 1..=pages {
            let svg = preview_svg(&document, &options, page).unwrap();
            assert!(svg.starts_with("<svg xmlns=") && svg.ends_with("</svg>"), "{name} {page}");
            assert!(!svg.contains("style") && !svg.contains("<text"), "{name} {page}");
            assert!(svg.len() < 600_000, "{name} {page}: {} bytes", svg.len());
        }
        let beyond = preview_svg(&document, &options, pages + 1).unwrap_err();
        assert_eq!(beyond, DocumentError::Page { asked: pages + 1, pages });
        assert_eq!(preview_svg(&document, &options, 0).unwrap_err(), DocumentError::Page { asked: 0, pages });
    }
}

#[test]
fn wide_figures_take_room_from_the_description() {
    let mut wide = document("india-tax-invoice");
    let crores: Decimal = "12345678901.25".parse().unwrap();
    for line in &mut wide.lines {
        line.net = crores;
        line.unit_price = crores;
    }
    let rendered = render(&wide);
    let text = words(&pages_of("wide", &rendered).concat());
    assert!(text.contains("12,34,56,78,901.25"), "{text}");
    assert!(!rendered.warnings.contains(&Warning::TableTooWide), "{:?}", rendered.warnings);
    for line in &mut wide.lines {
        line.net = Decimal::MAX;
    }
    let error = render_pdf(&wide, &RenderOptions::default()).unwrap_err();
    assert!(error.to_string().starts_with("lines: the sum is too large"), "{error}");
}

#[test]
fn contradictions_are_refused_by_field_and_cure() {
    type Change = fn(&mut Document);
    let cases: [(&str, Change, &str); 7] = [
        ("india-inter-state", |d| d.number = None, "number: is missing"),
        ("india-inter-state", |d| d.currency.code = "rupee".to_owned(), "currency.code: must be"),
        ("india-inter-state", |d| d.totals = None, "totals: belong to every document"),
        ("india-inter-state", |d| d.seller.name = "  ".to_owned(), "seller.name: is missing"),
        ("india-inter-state", |d| d.model_version = 99, "model_version: is not known"),
        ("india-receipt", |d| d.receipt = None, "receipt: belongs to"),
        ("india-inter-state", |d| d.lines = vec![d.lines[0].clone(); MAX_LINES + 1], "lines: are more than"),
    ];
    for (name, change, expected) in cases {
        let mut changed = document(name);
        change(&mut changed);
        let error = render_pdf(&changed, &RenderOptions::default()).unwrap_err().to_string();
        assert!(error.starts_with(expected), "{error}");
    }
    let text = RenderOptions { logo: Some(b"not a picture"), ..RenderOptions::default() };
    let error = render_pdf(&document("us-invoice"), &text).unwrap_err();
    assert!(error.to_string().starts_with("logo: "), "{error}");
    let signed = RenderOptions { signature: Some(LOGO), ..RenderOptions::default() };
    let with = render_pdf(&document("india-inter-state"), &signed).unwrap();
    run("qpdf", &["--check", file("signed", &with.pdf).to_str().unwrap()]);
    assert!(preview_svg(&document("india-inter-state"), &signed, 1).unwrap().contains("data:image/png"));
    let cut = RenderOptions { logo: Some(&LOGO[..LOGO.len() / 2]), ..RenderOptions::default() };
    assert!(render_pdf(&document("us-invoice"), &cut).is_err(), "half a picture");
}

#[test]
fn empty_documents_and_letter_paper_are_printed() {
    let mut empty = document("india-inter-state");
    empty.lines.clear();
    empty.hsn_summary.clear();
    assert_eq!(render(&empty).pages, 1);
    let options = RenderOptions { paper: Paper::Letter, ..RenderOptions::default() };
    for language in [Language::English, Language::French, Language::Arabic, Language::Hindi] {
        let mut letter = document("india-tax-invoice");
        letter.language = language;
        let rendered = render_pdf(&letter, &options).unwrap();
        let path = file(&format!("letter-{language:?}"), &rendered.pdf);
        let info = run("pdfinfo", &[path.to_str().unwrap()]);
        assert!(info.contains("612 x 792 pts (letter)"), "{info}");
        assert_eq!(rendered.warnings, [], "{language:?}");
    }
}

/// Writes every sample as PDF and SVG into the folder named by `THROUGHLINE_SAMPLES`.
#[test]
#[ignore = "writes files to look at"]
fn write_samples() {
    let folder = std::env::var("THROUGHLINE_SAMPLES").expect("name a folder in THROUGHLINE_SAMPLES");
    let folder = PathBuf::from(folder);
    std::fs::create_dir_all(&folder).unwrap();
    let mut samples: Vec<(String, Document)> =
        SAMPLES.iter().map(|name| ((*name).to_owned(), document(name))).collect();
    samples.push(("long-200".to_owned(), long_invoice(200)));
    for (name, document) in samples {
        let logo = name.starts_with(['i', 'l']).then_some(LOGO);
        let copy_mark = match name.as_str() {
            "india-receipt" => CopyMark::Customer,
            "india-tax-invoice" | "india-hindi" | "uae-arabic" => CopyMark::Original,
            _ => CopyMark::None,
        };
        let options = RenderOptions { logo, copy_mark, ..RenderOptions::default() };
        let rendered = render_pdf(&document, &options).unwrap();
        eprintln!("{name}: {} pages, {} bytes, {:?}", rendered.pages, rendered.pdf.len(), rendered.warnings);
        std::fs::write(folder.join(format!("{name}.pdf")), rendered.pdf).unwrap();
        std::fs::write(folder.join(format!("{name}.svg")), preview_svg(&document, &options, 1).unwrap())
            .unwrap();
    }
}

/// Prints medians; run with `--release -- --ignored bench --nocapture`.
#[test]
#[ignore = "measures time"]
fn bench() {
    let one_page = document("india-inter-state");
    let cases = [
        ("one page", one_page.clone()),
        ("one page, Arabic", document("uae-arabic")),
        ("one page, Hindi", document("india-hindi")),
        ("32 lines, 2 pages", document("india-tax-invoice")),
        ("200 lines", long_invoice(200)),
        ("500 lines", long_invoice(500)),
    ];
    for (name, document) in cases {
        let options = RenderOptions { logo: Some(LOGO), ..RenderOptions::default() };
        let mut times: Vec<_> = (0..21)
            .map(|_| {
                let start = Instant::now();
                let rendered = render_pdf(&document, &options).unwrap();
                (start.elapsed(), rendered.pages, rendered.pdf.len())
            })
            .collect();
        let first = times[0].0;
        times.sort_unstable();
        let (median, pages, bytes) = times[times.len() / 2];
        let start = Instant::now();
        let svg = preview_svg(&document, &options, 1).unwrap().len();
        let preview = start.elapsed();
        eprintln!(
            "{name}: median {median:?}, first {first:?}, {pages} pages, {bytes} bytes; preview {preview:?}, {svg} bytes"
        );
    }
}
