//! What stands beside the totals.

use super::{document, file, pages_of, render, run, words};
use rust_decimal::Decimal;

/// Left and right edges of the words on the line of a page that begins with `first`, in millionths of a point.
fn edges(name: &str, pdf: &[u8], first: &str) -> Vec<(i64, i64)> {
    let path = file(name, pdf);
    let text = run("pdftotext", &["-bbox", path.to_str().unwrap(), "-"]);
    let words: Vec<(i64, i64, i64, &str)> = text
        .lines()
        .filter_map(|line| {
            let part = |name: &str| {
                line.split(&format!("{name}=\"")).nth(1)?.split('"').next()?.replace('.', "").parse().ok()
            };
            let word = line.split('>').nth(1)?.split('<').next()?;
            Some((part("xMin")?, part("xMax")?, part("yMin")?, word))
        })
        .collect();
    let start = words.iter().position(|(_, _, _, word)| *word == first).unwrap();
    let y = words[start].2;
    words[start..]
        .iter()
        .take_while(|word| (word.2 - y).abs() < 1_000_000)
        .map(|word| (word.0, word.1))
        .collect()
}

#[test]
fn long_figures_of_a_summary_stand_apart() {
    let mut long = document("india-tax-invoice");
    long.lines.truncate(1);
    long.lines[0].hsn = Some("99831399".to_owned());
    long.hsn_summary.truncate(1);
    long.hsn_summary[0].hsn = "99831311".to_owned();
    long.hsn_summary[0].taxable = Decimal::new(1_012_865_000, 2);
    for tax in &mut long.hsn_summary[0].taxes {
        (tax.rate, tax.amount) = (Decimal::from(18), Decimal::new(182_315_700, 2));
    }
    let rendered = render(&long);
    let edges = edges("summary-long", &rendered.pdf, "99831311");
    assert!(edges.len() >= 6, "{edges:?}");
    for pair in edges.windows(2).take(5) {
        assert!(pair[1].0 - pair[0].1 > 3_500_000, "figures nearly touch: {edges:?}");
    }
}

#[test]
fn terms_stand_clear_of_the_tax_at_home() {
    let text = words(&pages_of("home", &render(&document("uae-dollars")))[0]);
    for wanted in ["Tax statement in AED", "Total excluding VAT 3,672.50", "1 USD = 3.6725 AED", "Terms"] {
        assert!(text.contains(wanted), "{wanted:?} is not in {text}");
    }
}
