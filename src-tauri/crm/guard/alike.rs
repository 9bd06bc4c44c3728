//! How alike two texts are, in permille: words by edits, texts by pairs of letters, names by aligning their words.

use super::name::Word;

/// Longest word that is compared letter by letter; the rest of a longer one says nothing more.
const LETTERS_MAX: usize = 40;

/// Edits (insert, drop, change, swap neighbours) from one text to the other: optimal string alignment distance
/// (Damerau 1964), each text cut at 40 letters.
pub(super) fn edits(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().take(LETTERS_MAX).collect();
    let b: Vec<char> = b.chars().take(LETTERS_MAX).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let changed = above[j] + usize::from(x != y);
            let mut least = changed.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && a[i - 1] == *y && b[j - 1] == *x {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = above;
        above = row;
    }
    above.last().copied().unwrap_or(0)
}

/// Share of letters that need no edit.
pub(super) fn by_edits(a: &str, b: &str) -> u32 {
    if a == b {
        return 1000;
    }
    let longest = a.chars().count().max(b.chars().count()).clamp(1, LETTERS_MAX);
    1000 - ratio(edits(a, b).min(longest), longest)
}

/// Dice's coefficient (1945) over pairs of neighbouring letters without spaces: indifferent to the order of words and
/// to spaces typed too many or too few.
pub(super) fn by_pairs(a: &str, b: &str) -> u32 {
    let (left, right) = (pairs(a), pairs(b));
    if left.is_empty() || right.is_empty() {
        return if a == b { 1000 } else { 0 };
    }
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(x), Some(y)) = (left.get(i), right.get(j)) {
        shared += usize::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    ratio(2 * shared, left.len() + right.len())
}

fn pairs(text: &str) -> Vec<(char, char)> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).take(200).collect();
    let mut pairs: Vec<_> = letters.windows(2).map(|w| (w[0], w[1])).collect();
    pairs.sort_unstable();
    pairs
}

/// `part` of `whole` in permille, rounded half up; 0 of nothing.
pub(super) fn ratio(part: usize, whole: usize) -> u32 {
    if whole == 0 {
        return 0;
    }
    u32::try_from((part * 2000 + whole) / (2 * whole)).unwrap_or(u32::MAX)
}

/// How alike two words are; below 700 they count as different and 0 is answered.
fn word(a: &Word, b: &Word) -> u32 {
    if a.text == b.text {
        return 1000;
    }
    if a.number || b.number {
        return 0;
    }
    let (shorter, longer) = if a.text.len() <= b.text.len() { (a, b) } else { (b, a) };
    let starts = longer.text.starts_with(&shorter.text);
    match shorter.text.chars().count() {
        1 if starts => return 750,
        1 => return 0,
        2 => {}
        // "Dev" for "Development", "Alex" for "Alexander".
        _ if starts => return 850,
        _ => {}
    }
    let (few, many) = (shorter.text.chars().count(), longer.text.chars().count());
    // Twice as long cannot come to 700, whatever the letters are.
    let plain = if few.max(many) > 2 * few.min(many) { 0 } else { by_edits(&a.text, &b.text) };
    // The start of a word is seldom mistyped: Winkler's bonus (1990), a tenth per letter of a common start up to four.
    let start = a.text.chars().zip(b.text.chars()).take(4).take_while(|(x, y)| x == y).count();
    let edited = plain + (1000 - plain) * u32::try_from(start).unwrap_or(0) / 10;
    let sounded = if a.skeleton == b.skeleton && a.skeleton.chars().count() >= 2 { 900 } else { 0 };
    let alike = edited.max(sounded);
    if alike >= 700 { alike } else { 0 }
}

/// What aligning the words of two names gives, in permille of the words' weight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Alignment {
    /// Share of both names that has a counterpart.
    pub(super) both: u32,
    /// Share of the lighter name that has a counterpart: 1000 when one name lies within the other.
    pub(super) within: u32,
    /// Weight of the words that have a counterpart.
    pub(super) matched: u32,
}

/// Pairs the words of two names, best pair first, each word once; what stays alone may be an acronym of the other side.
pub(super) fn align(a: &[Word], b: &[Word]) -> Alignment {
    let mut found: Vec<(u32, usize, usize)> = Vec::new();
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate() {
            let alike = word(x, y);
            if alike > 0 {
                found.push((alike, i, j));
            }
        }
    }
    found.sort_by(|x, y| y.0.cmp(&x.0).then(x.1.cmp(&y.1)).then(x.2.cmp(&y.2)));
    let (mut free_a, mut free_b) = (vec![true; a.len()], vec![true; b.len()]);
    let (mut gain_a, mut gain_b) = (0, 0);
    for (alike, i, j) in found {
        if free_a[i] && free_b[j] {
            (free_a[i], free_b[j]) = (false, false);
            gain_a += a[i].weight * alike;
            gain_b += b[j].weight * alike;
        }
    }
    for (short, long) in acronyms(a, &mut free_a, b, &mut free_b) {
        gain_a += short * 850;
        gain_b += long * 850;
    }
    for (short, long) in acronyms(b, &mut free_b, a, &mut free_a) {
        gain_b += short * 850;
        gain_a += long * 850;
    }
    let weight = |words: &[Word]| words.iter().map(|w| w.weight).sum::<u32>();
    let (all_a, all_b) = (weight(a), weight(b));
    let lighter = if all_a <= all_b { gain_a.checked_div(all_a) } else { gain_b.checked_div(all_b) };
    Alignment {
        both: (gain_a + gain_b).checked_div(all_a + all_b).unwrap_or(0),
        within: lighter.unwrap_or(0).min(1000),
        matched: (gain_a.min(gain_b)) / 1000,
    }
}

/// Free words of `short` whose letters are the first letters of a run of free words of `long`: the weights of both.
fn acronyms(
    short: &[Word],
    free_short: &mut [bool],
    long: &[Word],
    free_long: &mut [bool],
) -> Vec<(u32, u32)> {
    let mut gains = Vec::new();
    for (i, acronym) in short.iter().enumerate() {
        let letters: Vec<char> = acronym.text.chars().collect();
        if !free_short[i] || acronym.number || !(2..=6).contains(&letters.len()) {
            continue;
        }
        let run = letters.len();
        let start = (0..(long.len() + 1).saturating_sub(run))
            .find(|&at| (0..run).all(|k| free_long[at + k] && long[at + k].text.starts_with(letters[k])));
        if let Some(at) = start {
            free_short[i] = false;
            free_long[at..at + run].fill(false);
            gains.push((acronym.weight, long[at..at + run].iter().map(|w| w.weight).sum()));
        }
    }
    gains
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_count_a_swap_once() {
        for (a, b, expected) in
            [("", "", 0), ("", "abc", 3), ("reid", "ried", 1), ("kitten", "sitting", 3), ("añb", "anb", 1)]
        {
            assert_eq!(edits(a, b), expected, "{a} {b}");
            assert_eq!(edits(b, a), expected, "{b} {a}");
        }
    }

    #[test]
    fn pairs_ignore_order_and_spaces() {
        assert_eq!(by_pairs("stoneplace", "stone place"), 1000);
        assert!(by_pairs("wilkins street bega flats", "bega flats wilkins street") > 850);
        assert_eq!(by_pairs("ab", "cd"), 0);
    }
}
