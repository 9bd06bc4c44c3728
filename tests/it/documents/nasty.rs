//! Text that breaks software, printed in every field of a document.

use super::*;

/// Puts a text into every field that takes one.
fn everywhere(document: &mut Document, text: &str) {
    let text = text.to_owned();
    document.seller.name.clone_from(&text);
    document.seller.address = vec![text.clone(), text.clone()];
    document.seller.phone = Some(text.clone());
    document.buyer.name.clone_from(&text);
    document.buyer.address = vec![text.clone()];
    document.references.order = Some(text.clone());
    document.place_of_supply = Some(text.clone());
    document.payment_terms = Some(text.clone());
    document.terms = Some(text.clone());
    document.statements = vec![text.clone()];
    document.notes = vec![Note { heading: Some(text.clone()), text: text.clone() }];
    document.amount_in_words = Some(text.clone());
    document.number = Some(format!("N{text}"));
    for id in &mut document.buyer.tax_ids {
        id.label.clone_from(&text);
        id.value.clone_from(&text);
    }
    for line in &mut document.lines {
        line.description.clone_from(&text);
        line.detail = Some(text.clone());
        line.unit = Some(text.clone());
        line.hsn = Some(text.clone());
    }
}

#[test]
fn nasty_texts_never_break_a_document() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/nasty_strings.json");
    let cases: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let cases = cases["cases"].as_array().unwrap();
    assert!(cases.len() > 300, "the catalogue of nasty texts is incomplete");
    for case in cases {
        let (id, value) = (case["id"].as_str().unwrap(), case["value"].as_str().unwrap());
        for name in ["india-inter-state", "uae-arabic"] {
            let mut nasty = document(name);
            everywhere(&mut nasty, value);
            match render_pdf(&nasty, &RenderOptions::default()) {
                Ok(rendered) => assert!(rendered.pdf.len() > 5_000, "{id}"),
                Err(DocumentError::Field { field, .. }) => {
                    assert!(value.trim().is_empty() && field == "seller.name", "{id}: {field}");
                }
                Err(error) => panic!("{id}: {error}"),
            }
        }
    }
    // All of them as lines of one document, which must still be a sound file.
    let mut all = long_invoice(cases.len());
    for (line, case) in all.lines.iter_mut().zip(cases) {
        line.description = case["value"].as_str().unwrap().to_owned();
    }
    let rendered = render(&all);
    run("qpdf", &["--check", file("nasty", &rendered.pdf).to_str().unwrap()]);
    let missing = rendered.warnings.iter().find_map(|warning| match warning {
        Warning::MissingCharacters { characters } => Some(characters),
        _ => None,
    });
    let missing = missing.expect("characters without a glyph are reported");
    assert!(
        missing.contains('鷗') && !missing.contains(['a', 'é', 'ض', 'क', '\n', '\u{200d}', '\u{202e}']),
        "{missing}"
    );
    let copied = pages_of("nasty", &rendered).concat();
    assert!(copied.contains("=cmd|'/C calc'!A0") && copied.contains("<img src=x onerror=alert(1)>"));
    assert!(copied.contains("gnp.exe"), "an override cannot reverse a name");
}

#[test]
fn very_long_texts_are_cut_with_a_warning() {
    let million = "Lampe ".repeat(170_000);
    let word = "W".repeat(1_000_000);
    for text in [million, word, "\u{301}".repeat(1_000_000), "\n".repeat(1_000_000)] {
        let mut long = document("india-inter-state");
        long.lines[0].description.clone_from(&text);
        long.lines[1].detail = Some(text.clone());
        long.terms = Some(text);
        let rendered = render(&long);
        assert!(rendered.pages < 30, "{} pages", rendered.pages);
        run("qpdf", &["--check", file("very-long", &rendered.pdf).to_str().unwrap()]);
    }
    let mut long = document("india-inter-state");
    long.lines[0].description = "Lampe ".repeat(170_000);
    let cut = Warning::TextCut { field: "lines.description".to_owned(), kept: 20_000 };
    assert!(render(&long).warnings.contains(&cut));
}
