//! Lines with long details: everything that was typed stands on the paper.

use super::*;

/// The worked invoice with a detail of so many lines below one of its own.
fn detailed(at: usize, count: usize) -> Document {
    let mut document = long_invoice(3);
    document.lines[at].detail =
        Some((1..=count).map(|index| format!("scope-{index} of it")).collect::<Vec<_>>().join("\n"));
    document
}

fn check(at: usize, count: usize) {
    let document = detailed(at, count);
    let rendered = render(&document);
    let pages = pages_of(&format!("high-{at}-{count}"), &rendered);
    let text = words(&pages.concat());
    let printed: Vec<&str> = text.split(' ').filter(|word| word.starts_with("scope-")).collect();
    let typed: Vec<String> = (1..=count).map(|index| format!("scope-{index}")).collect();
    assert_eq!(printed, typed, "line {at}: every line of the detail once and in order");
    let rows: Vec<u32> = pages.iter().flat_map(|page| page.lines().filter_map(row_number)).collect();
    assert_eq!(rows, [1, 2, 3], "{count}: every line once");
    for page in pages.iter().filter(|page| page.contains("scope-")) {
        assert!(words(page).contains("Description HSN/SAC Qty"), "{count}: a page has no table head");
        assert!(page.contains("forward") || page.contains("Amount due (₹)"), "{count}: {page}");
    }
    assert!(!text.contains('…'));
    assert!(!rendered.warnings.iter().any(|warning| matches!(warning, Warning::TextCut { .. })));
}

#[test]
fn a_long_detail_goes_on_overleaf() {
    for count in [24, 25, 30, 60, 300] {
        for at in 0..3 {
            check(at, count);
        }
    }
}

#[test]
fn what_a_page_carries_holds_the_line_that_goes_on() {
    let document = detailed(0, 100);
    let pages = pages_of("high-carried", &render(&document));
    let net = "4,048.65";
    let first = words(&pages[0]);
    assert!(first.contains(&format!("Carried forward to page 2 {net}")), "{first}");
    assert!(words(&pages[1]).contains(&format!("Brought forward from page 1 {net}")));
}

#[test]
fn the_longest_detail_of_an_option_is_printed_whole() {
    let mut estimate = document("india-estimate");
    let typed: Vec<String> = (0..3_000).map(|index| format!("w{index:04}")).collect();
    let option = estimate.lines.iter_mut().find(|line| line.optional).unwrap();
    option.detail = Some(typed.join(" "));
    let pages = pages_of("high-option", &render(&estimate)).concat();
    let numbered = |word: &&str| {
        word.len() == 5 && word.starts_with('w') && word[1..].bytes().all(|byte| byte.is_ascii_digit())
    };
    let printed: Vec<&str> = pages.split_whitespace().filter(numbered).collect();
    assert!(printed == typed, "{} of {} words", printed.len(), typed.len());
}
