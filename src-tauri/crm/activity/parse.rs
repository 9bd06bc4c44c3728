//! A line such as "called, wants AMC, fri 3pm" read on the device: what kind of activity, what about, until when.
//!
//! The rule in prose: the first word says the kind, and its tense whether it has happened. The day is when it is due. A line
//! about something that has happened with a day ahead is two things: what was done, and what comes next. What comes next is
//! of the same kind unless its own phrase says another: "called Sunita, visit on Friday" is a done call and a planned visit.
//! Without a kind, a line with a day is a to-do and a line without one is a note. Every part comes back by itself, to be
//! corrected.

use super::ActivityKind;
pub use super::when::Present;
use super::when::{self, When, Word};
use chrono::{NaiveDate, NaiveTime};

/// What a line means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// Call, meeting, visit …
    pub kind: ActivityKind,
    /// Whether it has happened.
    pub done: bool,
    /// Whether it was promised to the customer.
    pub promise: bool,
    /// What it is about.
    pub text: String,
    /// The day it is due.
    pub due_date: Option<NaiveDate>,
    /// The time it is due.
    pub due_time: Option<NaiveTime>,
    /// What comes next, when a phrase of its own says so; day and time are then its own.
    pub next: Option<Next>,
}

/// What comes next after something that has happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next {
    /// Call, meeting, visit …
    pub kind: ActivityKind,
    /// What it is about.
    pub text: String,
}

const HAPPENED: &[(&str, ActivityKind)] = &[
    ("called", ActivityKind::Call),
    ("phoned", ActivityKind::Call),
    ("rang", ActivityKind::Call),
    ("spoke", ActivityKind::Call),
    ("talked", ActivityKind::Call),
    ("met", ActivityKind::Meeting),
    ("visited", ActivityKind::Visit),
    ("surveyed", ActivityKind::Visit),
    ("emailed", ActivityKind::Email),
    ("e-mailed", ActivityKind::Email),
    ("mailed", ActivityKind::Email),
    ("wrote", ActivityKind::Email),
    ("messaged", ActivityKind::Email),
    ("texted", ActivityKind::Email),
    ("whatsapped", ActivityKind::Email),
    ("sent", ActivityKind::Email),
    ("noted", ActivityKind::Note),
];

const PLANNED: &[(&str, ActivityKind)] = &[
    ("call", ActivityKind::Call),
    ("phone", ActivityKind::Call),
    ("ring", ActivityKind::Call),
    ("meet", ActivityKind::Meeting),
    ("meeting", ActivityKind::Meeting),
    ("demo", ActivityKind::Meeting),
    ("visit", ActivityKind::Visit),
    ("survey", ActivityKind::Visit),
    ("email", ActivityKind::Email),
    ("e-mail", ActivityKind::Email),
    ("mail", ActivityKind::Email),
    ("note", ActivityKind::Note),
    ("todo", ActivityKind::Todo),
    ("to-do", ActivityKind::Todo),
    ("task", ActivityKind::Todo),
];

/// Words that begin what comes next after something that has happened, beside those of [`PLANNED`].
const NEXT: &[(&str, ActivityKind)] = &[
    ("follow", ActivityKind::Call),
    ("remind", ActivityKind::Call),
    ("ask", ActivityKind::Call),
    ("send", ActivityKind::Todo),
    ("prepare", ActivityKind::Todo),
    ("order", ActivityKind::Todo),
    ("check", ActivityKind::Todo),
    ("confirm", ActivityKind::Todo),
    ("deliver", ActivityKind::Todo),
    ("quote", ActivityKind::Todo),
];

/// Words after the name of something that say it has happened: "email sent", "meeting held".
const DONE: [&str; 6] = ["sent", "done", "held", "made", "finished", "happened"];

/// Words between what has happened and what comes next.
const JOINING: [&str; 6] = ["then", "and", "next", "to", "will", "now"];

/// Words that only name the kind and say nothing about the matter.
const LABELS: [&str; 5] = ["note", "noted", "todo", "to-do", "task"];

/// Reads a line at the present. Every text has a meaning; an empty one is an empty note.
#[must_use]
pub fn parse(line: &str, present: Present) -> Parsed {
    let mut words = when::words(line);
    let kind = kind_of(&words);
    let promise = words.iter().any(|word| word.key.starts_with("promise"));
    if let Some((kind, true)) = kind
        && let Some((at, When { date, time }, next)) = next_of(&words, present)
    {
        words.truncate(at);
        return Parsed {
            kind,
            done: true,
            promise,
            text: matter(&words),
            due_date: date,
            due_time: time,
            next: Some(next),
        };
    }
    let When { date, time } = when::take(&mut words, present, matches!(kind, Some((_, true))));
    let (kind, done) = match kind {
        Some((kind, happened)) => (kind, happened || kind == ActivityKind::Note),
        None if date.is_some() => (ActivityKind::Todo, false),
        None => (ActivityKind::Note, true),
    };
    Parsed { kind, done, promise, text: matter(&words), due_date: date, due_time: time, next: None }
}

/// The last phrase that begins with a plan and has a day of its own: where it begins, when, and what.
fn next_of(words: &[Word], present: Present) -> Option<(usize, When, Next)> {
    (1..words.len()).rev().find_map(|at| {
        let ended = words.get(at - 1).is_some_and(|word| word.ends);
        let joined = words.get(at).is_some_and(|word| matches!(word.key.as_str(), "then" | "and"));
        if !ended && !joined {
            return None;
        }
        let rest = words.get(at..)?;
        let skipped = rest.iter().take_while(|word| JOINING.contains(&word.key.as_str())).count();
        let mut phrase = rest.get(skipped..)?.to_vec();
        let kind = match kind_of(&phrase) {
            Some((kind, false)) => kind,
            Some((_, true)) => return None,
            None => find(NEXT, &phrase.first()?.key)?,
        };
        let when = when::take(&mut phrase, present, false);
        when.date.map(|_| (at, when, Next { kind, text: matter(&phrase) }))
    })
}

fn kind_of(words: &[Word]) -> Option<(ActivityKind, bool)> {
    if let Some(kind) = told(words) {
        return Some((kind, true));
    }
    let word = naming(words)?;
    find(HAPPENED, word).map(|kind| (kind, true)).or_else(|| find(PLANNED, word).map(|kind| (kind, false)))
}

/// The word that names the kind: the first, or the second of "site visit", "phone call", "video meeting".
fn naming(words: &[Word]) -> Option<&str> {
    let first = words.first()?;
    match (first.key.as_str(), words.get(1)) {
        ("site" | "phone" | "video" | "plant", Some(second)) if find(PLANNED, &second.key).is_some() => {
            Some(&second.key)
        }
        (first, _) => Some(first),
    }
}

/// What is told to have happened by a verb beside its name: "email sent", "had a meeting", "made a call".
fn told(words: &[Word]) -> Option<ActivityKind> {
    let key = |at: usize| words.get(at).map_or("", |word| word.key.as_str());
    if DONE.contains(&key(1)) {
        return find(PLANNED, key(0));
    }
    match (key(0), key(1)) {
        ("had" | "did" | "made" | "held", "a" | "an" | "the") => find(PLANNED, naming(words.get(2..)?)?),
        _ => None,
    }
}

fn find(list: &[(&str, ActivityKind)], word: &str) -> Option<ActivityKind> {
    list.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind)
}

/// What remains, phrase by phrase. A first phrase that is nothing but the kind goes, unless nothing else was said.
fn matter(words: &[Word]) -> String {
    let starts_with_kind = words
        .first()
        .is_some_and(|word| find(HAPPENED, &word.key).or_else(|| find(PLANNED, &word.key)).is_some());
    let is_label = words.first().is_some_and(|word| LABELS.contains(&word.key.as_str()));
    let alone = words.first().is_some_and(|word| word.ends);
    let skipped = usize::from(starts_with_kind && (alone || is_label) && words.len() > 1);
    let mut text = String::new();
    let rest = words.get(skipped..).unwrap_or_default();
    for (at, word) in rest.iter().enumerate() {
        text.push_str(&word.typed);
        if at + 1 < rest.len() {
            text.push_str(if word.ends { ", " } else { " " });
        }
    }
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Sunday, 22 November 2026, 9:30.
    fn now() -> Present {
        Present { now: "2026-11-22T09:30:00".parse().unwrap(), past: false, month_first: false }
    }

    #[test]
    fn looking_back_a_day_without_a_year_is_the_last_one() {
        let past = Present { past: true, ..now() };
        for (line, date) in [
            ("due 1 nov", "2026-11-01"),
            ("due nov 22", "2026-11-22"),
            ("due 24/12", "2025-12-24"),
            ("due 29 feb", "2024-02-29"),
            ("due fri", "2026-11-20"),
            ("due sunday", "2026-11-22"),
            ("due tomorrow", "2026-11-23"),
            ("due 1 nov 2027", "2027-11-01"),
        ] {
            assert_eq!(parse(line, past).due_date.unwrap().to_string(), date, "{line}");
        }
    }

    fn check(line: &str, kind: ActivityKind, done: bool, text: &str, date: &str, time: &str) {
        let found = parse(line, now());
        let shown = |part: Option<String>| part.unwrap_or_default();
        assert_eq!((found.kind, found.done, found.text.as_str()), (kind, done, text), "{line}");
        assert_eq!(shown(found.due_date.map(|date| date.to_string())), date, "{line}");
        assert_eq!(shown(found.due_time.map(|time| time.format("%H:%M").to_string())), time, "{line}");
    }

    #[test]
    fn a_line_says_kind_matter_and_day() {
        use ActivityKind::{Call, Email, Meeting, Note, Todo, Visit};
        check("called, wants AMC, fri 3pm", Call, true, "Wants AMC", "2026-11-27", "15:00");
        check("Called Sunita about v2", Call, true, "Called Sunita about v2", "", "");
        check("call Sunita Rao tomorrow at 11", Call, false, "Call Sunita Rao", "2026-11-23", "11:00");
        check("site visit 22 nov 4:30pm", Visit, false, "Site visit", "2026-11-22", "16:30");
        check(
            "met Dr. Nene, QA signs off, +3d",
            Meeting,
            true,
            "Met Dr. Nene, QA signs off",
            "2026-11-25",
            "",
        );
        check("emailed estimate v2", Email, true, "Emailed estimate v2", "", "");
        check("send floor plan by 1 Dec", Todo, false, "Send floor plan", "2026-12-01", "");
        check("note: gate is closed on Sundays", Note, true, "Gate is closed on Sundays", "", "");
        check("client is away", Note, true, "Client is away", "", "");
        check("todo order cables, mon", Todo, false, "Order cables", "2026-11-23", "");
        check("visit", Visit, false, "Visit", "", "");
        check("", Note, true, "", "", "");
        assert!(parse("promised call mon", now()).promise);
    }

    #[test]
    fn what_is_told_of_has_been() {
        use ActivityKind::{Call, Email, Meeting, Visit};
        let evening = Present { now: "2026-11-22T16:34:00".parse().unwrap(), ..now() };
        for (line, kind, date, time) in [
            ("called at 3pm", Call, "2026-11-22", "15:00"),
            ("called yesterday", Call, "2026-11-21", ""),
            ("met Asha on 12 Jan", Meeting, "2026-01-12", ""),
            ("visited the plant on friday", Visit, "2026-11-20", ""),
            ("email sent", Email, "", ""),
            ("had a meeting with Asha", Meeting, "", ""),
            ("did a site visit, wants a demo tuesday", Visit, "2026-11-24", ""),
            ("called Asha on her mobile, fri 3pm", Call, "2026-11-27", "15:00"),
        ] {
            let found = parse(line, evening);
            assert_eq!((found.kind, found.done), (kind, true), "{line}");
            assert_eq!(found.due_date.map(|date| date.to_string()).unwrap_or_default(), date, "{line}");
            let shown = found.due_time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default();
            assert_eq!(shown, time, "{line}");
        }
    }

    #[test]
    fn what_has_happened_and_another_thing_next_are_two() {
        use ActivityKind::{Call, Email, Meeting, Todo, Visit};
        for (line, kind, text, next, next_text, date, time) in [
            ("Called Sunita, visit on friday", Call, "Called Sunita", Visit, "Visit", "2026-11-27", ""),
            ("called, site visit fri 11:30", Call, "Called", Visit, "Site visit", "2026-11-27", "11:30"),
            (
                "met Dr. Nene. Send the offer by mon",
                Meeting,
                "Met Dr. Nene",
                Todo,
                "Send the offer",
                "2026-11-23",
                "",
            ),
            (
                "emailed v2, then call tomorrow, 10am",
                Email,
                "Emailed v2",
                Call,
                "Call",
                "2026-11-23",
                "10:00",
            ),
            (
                "visited the plant and meet QA on 1 Dec",
                Visit,
                "Visited the plant",
                Meeting,
                "Meet QA",
                "2026-12-01",
                "",
            ),
            (
                "spoke to Asha, follow up in 2 weeks",
                Call,
                "Spoke to Asha",
                Call,
                "Follow up",
                "2026-12-06",
                "",
            ),
            // The last plan with a day counts; a demo that went well is none.
            (
                "met Nene, demo went well, call fri",
                Meeting,
                "Met Nene, demo went well",
                Call,
                "Call",
                "2026-11-27",
                "",
            ),
        ] {
            let found = parse(line, now());
            assert_eq!((found.kind, found.done, found.text.as_str()), (kind, true, text), "{line}");
            assert_eq!(found.next, Some(Next { kind: next, text: next_text.to_owned() }), "{line}");
            assert_eq!(found.due_date.unwrap().to_string(), date, "{line}");
            let shown = found.due_time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default();
            assert_eq!(shown, time, "{line}");
        }
        for line in [
            "called, wants AMC, fri 3pm",
            "Called Sunita, emailed v2 mon",
            "called, call dropped",
            "call Asha, visit fri",
        ] {
            assert_eq!(parse(line, now()).next, None, "{line}");
        }
    }

    #[test]
    fn in_the_united_states_the_month_comes_first_in_numbers() {
        let american = Present { month_first: true, ..now() };
        for (line, date) in [
            ("due 12/5", "2026-12-05"),
            ("due 12/5/27", "2027-12-05"),
            ("due 12-05-2027", "2027-12-05"),
            ("due 2026-12-24", "2026-12-24"),
            ("due 24-dec", "2026-12-24"),
            ("due 5.12.2027", "2027-12-05"),
        ] {
            assert_eq!(parse(line, american).due_date.unwrap().to_string(), date, "{line}");
        }
        assert_eq!(parse("due 22/11", american).due_date, None, "there is no 22nd month");
    }

    #[test]
    fn days_and_times_in_their_spellings() {
        for (words, date, time) in [
            ("today 5pm", "2026-11-22", "17:00"),
            ("9am", "2026-11-23", "09:00"),
            ("10:15", "2026-11-22", "10:15"),
            ("day after tomorrow", "2026-11-24", ""),
            ("next fri", "2026-11-27", ""),
            ("sunday", "2026-11-29", ""),
            ("sun 4pm", "2026-11-22", "16:00"),
            ("next week", "2026-11-23", ""),
            ("next month", "2026-12-01", ""),
            ("end of month", "2026-11-30", ""),
            ("in 2 weeks", "2026-12-06", ""),
            ("in a month", "2026-12-22", ""),
            ("+1m", "2026-12-22", ""),
            ("22 nov", "2026-11-22", ""),
            ("21 nov", "2027-11-21", ""),
            ("nov 30th", "2026-11-30", ""),
            ("3rd march 2028", "2028-03-03", ""),
            ("29 feb", "2028-02-29", ""),
            ("5/12", "2026-12-05", ""),
            ("5/12/27", "2027-12-05", ""),
            ("5.12.2027", "2027-12-05", ""),
            ("2026-12-24 15h30", "2026-12-24", "15:30"),
            ("on 24-dec at 3", "2026-12-24", "15:00"),
            ("noon", "2026-11-22", "12:00"),
            ("31 feb", "", ""),
            ("32 dec", "", ""),
            ("3.5", "", ""),
            ("25:00", "", ""),
            ("+99999999999d", "", ""),
            ("+4000000000m", "", ""),
            ("sat with him twice", "", ""),
            ("may call back", "", ""),
        ] {
            let found = parse(&format!("x {words}"), now());
            assert_eq!(found.due_date.map(|date| date.to_string()).unwrap_or_default(), date, "{words}");
            assert_eq!(
                found.due_time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default(),
                time,
                "{words}"
            );
            if !date.is_empty() {
                assert_eq!(found.text, "X", "{words}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_line_makes_it_fail(line in "\\PC{0,80}") {
            let _ = parse(&line, now());
        }

        #[test]
        fn no_mixture_of_its_own_words_makes_it_fail(
            parts in proptest::collection::vec(
                "(called|call|,|fri|next|in|a|[0-9]{1,12}|[0-9]{1,2}[/.-][0-9]{1,2}|nov|at|by|pm|3pm|\\+[0-9]{1,11}[dwm]|day|after|tomorrow|end|of|month|\\.|:)",
                0..12,
            ),
            days in 0_u64..4_000_000,
        ) {
            // The present may be any day that a civil date can be, the last one included.
            let start = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
            let date = start.checked_add_days(chrono::Days::new(days % 2_958_000)).unwrap();
            let now = date.and_hms_opt(23, 59, 59).unwrap();
            for past in [false, true] {
                let _ = parse(&parts.join(" "), Present { now, past, month_first: past });
            }
        }
    }
}
