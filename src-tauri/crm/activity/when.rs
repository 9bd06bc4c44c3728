//! Days and times as people write them beside their words: `fri 3pm`, `22 nov`, `+3d`, `tomorrow at 11`.
//!
//! Pure: the present comes in as an argument. A day without a year is the next such day; a weekday is the next one, and
//! today only when its hour is still ahead. Where one looks back, both are the last such day, today included. What is not sure
//! to be a day stays text, since a chip can be corrected and a swallowed word is lost.

use crate::kernel::date::CivilDate;
use crate::kernel::text;
use chrono::{Datelike as _, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, Weekday};

/// A word of a typed line.
#[derive(Debug, Clone)]
pub(super) struct Word {
    /// As typed, without the mark that ends a phrase.
    pub(super) typed: String,
    /// Folded, for comparison.
    pub(super) key: String,
    /// Whether a comma, a full stop or a line break ends the phrase after it.
    pub(super) ends: bool,
}

/// A day and a time found in a line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct When {
    pub(super) date: Option<NaiveDate>,
    pub(super) time: Option<NaiveTime>,
}

/// The present of a line, and whether it looks back: whether a day without a year has been rather than will be.
#[derive(Debug, Clone, Copy)]
pub struct Present {
    /// The civil time.
    pub now: NaiveDateTime,
    /// Whether days are the last such days.
    pub past: bool,
    /// Whether the month stands before the day in numbers, as in the United States.
    pub month_first: bool,
}

/// The words of a line.
pub(super) fn words(line: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    for part in line.lines() {
        for token in part.split_whitespace() {
            let key = text::fold(token.trim_matches(|c: char| ",;:.!?()[]\"“”".contains(c)));
            let abbreviated =
                token.ends_with('.') && key.chars().count() <= 3 && key.chars().all(char::is_alphabetic);
            let ends = token.ends_with([',', ';', '.', '!', '?', ':']) && !abbreviated;
            if key.is_empty() {
                if let Some(last) = words.last_mut() {
                    last.ends = true;
                }
                continue;
            }
            let typed = if abbreviated { token } else { token.trim_end_matches([',', ';', '.', ':']) };
            words.push(Word { typed: typed.to_owned(), key, ends });
        }
        if let Some(last) = words.last_mut() {
            last.ends = true;
        }
    }
    words
}

/// Takes the last day and the last time out of `words`. Where they `happened`, an hour in the first phrase and a day there after "on"
/// say when that was: "called at 3pm", "met Asha on 12 Jan".
pub(super) fn take(words: &mut Vec<Word>, present: Present, happened: bool) -> When {
    let now = present.now;
    let in_first = |words: &[Word], at: usize| happened && words.iter().take(at).all(|word| !word.ends);
    let time = last(words, time_at);
    let has_been = time.is_some_and(|(at, _, _)| in_first(words, at));
    if let Some((at, length, _)) = time {
        remove(words, at, length);
    }
    let time = time.map(|(_, _, time)| time);
    let date = last(words, |words, at| {
        let on = at > 0 && first(words, at - 1) == "on" && in_first(words, at);
        date_at(words, at, Present { past: present.past || on, ..present }, time)
    });
    if let Some((at, length, _)) = date {
        remove(words, at, length);
    }
    let date = date.map(|(_, _, date)| date);
    let date = match (date, time) {
        // An hour alone is the next time the clock shows it, or that of today when it is told of.
        (None, Some(time)) if has_been || time > now.time() => Some(now.date()),
        (None, Some(_)) => now.date().succ_opt(),
        (date, _) => date,
    };
    When { date, time }
}

fn last<T>(words: &[Word], find: impl Fn(&[Word], usize) -> Option<(usize, T)>) -> Option<(usize, usize, T)> {
    let mut found = None;
    let mut at = 0;
    while at < words.len() {
        match find(words, at) {
            Some((length, value)) => {
                found = Some((at, length, value));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// Removes words with the small word that led to them; the phrase before them ends there.
fn remove(words: &mut Vec<Word>, at: usize, length: usize) {
    let ends = words.get(at + length - 1).is_some_and(|word| word.ends);
    let led =
        at > 0 && words.get(at - 1).is_some_and(|word| !word.ends && LEADING.contains(&word.key.as_str()));
    let start = if led { at - 1 } else { at };
    words.drain(start..at + length);
    if ends && let Some(before) = start.checked_sub(1).and_then(|at| words.get_mut(at)) {
        before.ends = true;
    }
}

const LEADING: [&str; 8] = ["on", "at", "by", "for", "due", "till", "until", "before"];

fn key(words: &[Word], at: usize) -> &str {
    // A phrase that has ended does not go on with the next word.
    if at > 0 && words.get(at - 1).is_some_and(|word| word.ends) {
        return "";
    }
    words.get(at).map_or("", |word| word.key.as_str())
}

fn first(words: &[Word], at: usize) -> &str {
    words.get(at).map_or("", |word| word.key.as_str())
}

// Days -----------------------------------------------------------------------------------------------------------------

fn date_at(
    words: &[Word],
    at: usize,
    present: Present,
    time: Option<NaiveTime>,
) -> Option<(usize, NaiveDate)> {
    let today = present.now.date();
    let found = spoken(words, at, today)
        .or_else(|| counted(words, at, today))
        .or_else(|| weekday(words, at, present, time))
        .or_else(|| numeric(first(words, at), present).map(|date| (1, date)))
        .or_else(|| named_month(words, at, present))?;
    CivilDate::try_from(found.1).ok().map(|date| (found.0, date.value()))
}

fn spoken(words: &[Word], at: usize, today: NaiveDate) -> Option<(usize, NaiveDate)> {
    let (one, two, three) = (first(words, at), key(words, at + 1), key(words, at + 2));
    match (one, two, three) {
        ("day", "after", "tomorrow") => Some((3, today.checked_add_days(Days::new(2))?)),
        ("end", "of", "month") => Some((3, end_of_month(today)?)),
        ("next", "week", _) => {
            let ahead = 7 - u64::from(today.weekday().num_days_from_monday());
            Some((2, today.checked_add_days(Days::new(ahead))?))
        }
        ("next", "month", _) => Some((2, today.with_day(1)?.checked_add_months(Months::new(1))?)),
        ("eom", _, _) => Some((1, end_of_month(today)?)),
        ("today", _, _) => Some((1, today)),
        ("tomorrow" | "tmrw" | "tmr" | "tomo", _, _) => Some((1, today.succ_opt()?)),
        ("yesterday", _, _) => Some((1, today.pred_opt()?)),
        _ => None,
    }
}

fn end_of_month(today: NaiveDate) -> Option<NaiveDate> {
    today.with_day(1)?.checked_add_months(Months::new(1))?.pred_opt()
}

/// `+3d`, `+2w`, `+1m`, `in 3 days`, `in a week`.
fn counted(words: &[Word], at: usize, today: NaiveDate) -> Option<(usize, NaiveDate)> {
    let one = first(words, at);
    if let Some(rest) = one.strip_prefix('+') {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let unit = rest.strip_prefix(digits.as_str())?;
        return Some((1, ahead(today, digits.parse().ok()?, unit)?));
    }
    if one != "in" {
        return None;
    }
    let count = match key(words, at + 1) {
        "a" | "one" => 1,
        digits => digits.parse().ok()?,
    };
    // "in a" without a unit says nothing of time.
    let unit = Some(key(words, at + 2)).filter(|unit| !unit.is_empty())?;
    Some((3, ahead(today, count, unit)?))
}

fn ahead(today: NaiveDate, count: u32, unit: &str) -> Option<NaiveDate> {
    match unit {
        "d" | "day" | "days" | "" => today.checked_add_days(Days::new(u64::from(count))),
        "w" | "wk" | "week" | "weeks" => today.checked_add_days(Days::new(u64::from(count) * 7)),
        "m" | "mo" | "month" | "months" => today.checked_add_months(Months::new(count)),
        _ => None,
    }
}

fn weekday(
    words: &[Word],
    at: usize,
    Present { now, past, .. }: Present,
    time: Option<NaiveTime>,
) -> Option<(usize, NaiveDate)> {
    let (skipped, lead) = match first(words, at) {
        lead @ ("next" | "this" | "coming") => (1, lead),
        _ => (0, ""),
    };
    let word = words.get(at + skipped)?;
    let name = if skipped == 0 { word.key.as_str() } else { key(words, at + 1) };
    let day = day_name(name)?;
    // "sat with him" is no Saturday: a short name counts at the end of a phrase or after a word that leads to a day.
    let led = skipped == 1 || (at > 0 && LEADING.contains(&first(words, at - 1)));
    let short = name.chars().count() <= 4;
    if short && !led && !word.ends && at + 1 < words.len() {
        return None;
    }
    let today = now.date();
    let ahead =
        (7 + u64::from(day.num_days_from_monday()) - u64::from(today.weekday().num_days_from_monday())) % 7;
    if past && lead.is_empty() {
        return Some((1, today.checked_sub_days(Days::new((7 - ahead) % 7))?));
    }
    let ahead = match (ahead, lead) {
        // The weekday of the week that begins next Monday.
        (_, "next") => {
            7 - u64::from(today.weekday().num_days_from_monday()) + u64::from(day.num_days_from_monday())
        }
        (0, _) if time.is_none_or(|time| time <= now.time()) => 7,
        (ahead, _) => ahead,
    };
    Some((1 + skipped, today.checked_add_days(Days::new(ahead))?))
}

fn day_name(name: &str) -> Option<Weekday> {
    Some(match name {
        "mon" | "monday" => Weekday::Mon,
        "tue" | "tues" | "tuesday" => Weekday::Tue,
        "wed" | "weds" | "wednesday" => Weekday::Wed,
        "thu" | "thur" | "thurs" | "thursday" => Weekday::Thu,
        "fri" | "friday" => Weekday::Fri,
        "sat" | "saturday" => Weekday::Sat,
        "sun" | "sunday" => Weekday::Sun,
        _ => return None,
    })
}

/// `2026-11-22`, `22/11/2026`, `22/11/26`, `22/11`, `22.11.2026`, `22-nov`; where the month comes first, `11/22/2026` and `11/22`,
/// while the day before a full stop stays the day.
fn numeric(word: &str, present: Present) -> Option<NaiveDate> {
    if let Ok(date) = word.parse::<CivilDate>() {
        return Some(date.value());
    }
    let mut parts: Vec<&str> = word.split(['/', '-', '.']).collect();
    if present.month_first && !word.contains('.') && parts.get(1).is_some_and(|part| ordinal(part).is_some())
    {
        parts.swap(0, 1);
    }
    let day: u32 = ordinal(parts.first()?)?;
    let named = month_name(parts.get(1)?);
    let month = match named {
        Some(month) => month,
        None => small(parts.get(1)?)?,
    };
    match (parts.len(), parts.get(2)) {
        (3, Some(year)) => NaiveDate::from_ymd_opt(full_year(year)?, month, day),
        // "3.5" and "4-5" are rather numbers and ranges than days.
        (2, _) if named.is_some() || word.contains('/') => such_day(present, month, day),
        _ => None,
    }
}

/// `22 nov`, `22nd November 2026`, `nov 22`.
fn named_month(words: &[Word], at: usize, present: Present) -> Option<(usize, NaiveDate)> {
    let (one, two) = (first(words, at), key(words, at + 1));
    let (day, month) = match (ordinal(one), month_name(two)) {
        (Some(day), Some(month)) => (day, month),
        _ => (ordinal(two)?, month_name(one)?),
    };
    match key(words, at + 2) {
        year if year.len() == 4 && full_year(year).is_some() => {
            Some((3, NaiveDate::from_ymd_opt(full_year(year)?, month, day)?))
        }
        _ => Some((2, such_day(present, month, day)?)),
    }
}

fn month_name(word: &str) -> Option<u32> {
    const NAMES: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let long = word.chars().count() >= 3;
    let known = |name: &&str| {
        **name == *word || name.get(..3) == Some(word) || (word == "sept" && **name == *"september")
    };
    NAMES.iter().zip(1..).find(|(name, _)| long && known(name)).map(|(_, month)| month)
}

fn small(word: &str) -> Option<u32> {
    (word.len() <= 2 && word.chars().all(|c| c.is_ascii_digit())).then(|| word.parse().ok()).flatten()
}

fn ordinal(word: &str) -> Option<u32> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    small(digits).filter(|day| (1..=31).contains(day))
}

fn full_year(word: &str) -> Option<i32> {
    let year: i32 = word.chars().all(|c| c.is_ascii_digit()).then(|| word.parse().ok())??;
    match word.len() {
        2 => Some(2000 + year),
        4 => Some(year),
        _ => None,
    }
}

fn such_day(Present { now, past, .. }: Present, month: u32, day: u32) -> Option<NaiveDate> {
    let today = now.date();
    let in_year = |year: Option<i32>| NaiveDate::from_ymd_opt(year?, month, day);
    // 29 February may be some years away.
    if past {
        return (0..=8).filter_map(|ago| in_year(today.year().checked_sub(ago))).find(|date| *date <= today);
    }
    (0..=8).filter_map(|ahead| in_year(today.year().checked_add(ahead))).find(|date| *date >= today)
}

// Times ----------------------------------------------------------------------------------------------------------------

fn time_at(words: &[Word], at: usize) -> Option<(usize, NaiveTime)> {
    let one = first(words, at);
    if one == "noon" {
        return Some((1, NaiveTime::from_hms_opt(12, 0, 0)?));
    }
    if let Some(time) = clock(one) {
        return Some((1, time));
    }
    if matches!(key(words, at + 1), "am" | "pm") {
        return clock(&format!("{one}{}", key(words, at + 1))).map(|time| (2, time));
    }
    // "at 3" in an office is three in the afternoon, "at 9" nine in the morning.
    if one == "at" {
        let hour = small(key(words, at + 1)).filter(|hour| (1..=12).contains(hour))?;
        if month_name(key(words, at + 2)).is_some() {
            return None;
        }
        let hour = if hour <= 7 { hour + 12 } else { hour };
        return Some((2, NaiveTime::from_hms_opt(hour, 0, 0)?));
    }
    None
}

/// `3pm`, `3:30pm`, `3.30pm`, `15:30`, `15h30`, `15h`.
fn clock(word: &str) -> Option<NaiveTime> {
    let (digits, half) = match (word.strip_suffix("am"), word.strip_suffix("pm")) {
        (Some(digits), _) => (digits, Some(0)),
        (_, Some(digits)) => (digits, Some(12)),
        _ => (word, None),
    };
    let (hour, minute) = match digits.split_once([':', '.', 'h']) {
        // A dot alone is a decimal number.
        Some(_) if half.is_none() && digits.contains('.') => return None,
        Some((hour, "")) if digits.ends_with('h') => (hour, "00"),
        Some((hour, minute)) if minute.len() == 2 => (hour, minute),
        Some(_) => return None,
        None if half.is_some() => (digits, "00"),
        None => return None,
    };
    let (hour, minute) = (small(hour)?, small(minute)?);
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(half) => hour % 12 + half,
        None => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}
