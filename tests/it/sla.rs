//! Business time: what is due is due after just so much of it, whatever calendar and clock.

use chrono::{DateTime, Days, NaiveDate, TimeDelta, TimeZone, Utc};
use proptest::prelude::*;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use throughline_core::calc;
use throughline_core::kernel::calendar::{Calendar, Distances, Hours};
use throughline_core::kernel::zone::Zone;
use throughline_core::support::clock::{Clock, Counts, Wait};

const HOUR: u32 = 3600;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn zone(name: &str) -> Zone {
    name.parse().unwrap()
}

fn hours(from: u32, to: u32) -> Hours {
    Hours::new(from * HOUR, to * HOUR).unwrap()
}

/// Open on working days from nine to five.
fn office(zone: Zone) -> Calendar {
    let working = vec![hours(9, 17)];
    let week = std::array::from_fn(|day| if day < 5 { working.clone() } else { Vec::new() });
    Calendar { zone, week, holidays: [].into(), overrides: BTreeMap::new(), breaks: BTreeMap::new() }
}

#[test]
fn a_promise_waits_over_nights_weekends_and_holidays() {
    let mut calendar = office(zone("Asia/Kolkata"));
    calendar.holidays.insert(day("2026-11-30"));
    // Friday at 16:00 in Pune, and two hours: one on Friday, the weekend and a holiday, one on Tuesday.
    let start = at("2026-11-27T10:30:00Z");
    assert_eq!(calendar.due(start, 7200), Some(at("2026-12-01T04:30:00Z")));
    assert_eq!(calendar.due(start, 3600), Some(at("2026-11-27T11:30:00Z")), "closing time itself");
    assert_eq!(
        calendar.due(at("2026-11-27T11:30:00Z"), 0),
        Some(at("2026-12-01T03:30:00Z")),
        "the next open instant"
    );
    assert_eq!(calendar.elapsed(start, at("2026-12-01T04:30:00Z")), Some(7200));
    assert_eq!(calendar.elapsed(at("2026-12-01T04:30:00Z"), start), Some(0), "backwards");
    // Hours of its own open a holiday.
    calendar.overrides.insert(day("2026-11-30"), vec![hours(10, 11)]);
    assert_eq!(calendar.due(start, 7200), Some(at("2026-11-30T05:30:00Z")));
}

#[test]
fn a_night_shift_belongs_to_the_day_it_began() {
    let mut calendar = office(Zone::UTC);
    calendar.week = std::array::from_fn(|_| vec![hours(22, 6)]);
    calendar.holidays.insert(day("2026-12-25"));
    // The shift of the 24th goes on into the holiday; that of the holiday does not begin.
    let eve = at("2026-12-24T22:00:00Z");
    assert_eq!(calendar.elapsed(eve, at("2026-12-26T22:00:00Z")), Some(8 * 3600));
    calendar.breaks.insert(day("2026-12-25"), vec![hours(1, 2)]);
    assert_eq!(calendar.due(eve, 4 * 3600), Some(at("2026-12-25T03:00:00Z")), "a break after midnight");
    // Shifts that meet count once.
    calendar.week = std::array::from_fn(|_| vec![hours(0, 0), hours(20, 4)]);
    assert_eq!(calendar.elapsed(at("2026-12-01T00:00:00Z"), at("2026-12-02T00:00:00Z")), Some(86_400));
}

#[test]
fn a_count_goes_on_after_years_without_an_opening_and_a_promise_does_not() {
    let mut calendar = office(Zone::UTC);
    calendar.week = Default::default();
    calendar.overrides.insert(day("2026-06-01"), vec![hours(9, 17)]);
    let start = at("2019-01-01T00:00:00Z");
    assert_eq!(calendar.elapsed(start, at("2027-01-01T00:00:00Z")), Some(8 * 3600));
    assert_eq!(calendar.due(start, 3600), None);
}

#[test]
fn the_clock_is_put_forward_and_back() {
    let mut calendar = office(zone("Europe/Paris"));
    calendar.week = std::array::from_fn(|_| vec![hours(0, 4)]);
    let night = |from: &str| calendar.elapsed(at(from), at(from) + TimeDelta::hours(12)).unwrap();
    assert_eq!(night("2026-03-28T23:00:00Z"), 3 * 3600, "an hour is missing");
    assert_eq!(night("2026-10-24T22:00:00Z"), 5 * 3600, "an hour comes twice");
    // From half past two, which there is not, until four: the clock says half past three by then.
    calendar.week = std::array::from_fn(|_| vec![Hours::new(2 * HOUR + HOUR / 2, 4 * HOUR).unwrap()]);
    assert_eq!(calendar.due(at("2026-03-28T23:00:00Z"), 0), Some(at("2026-03-29T01:30:00Z")));
}

#[test]
fn where_nothing_ever_opens_nothing_is_due() {
    let mut calendar = office(Zone::UTC);
    calendar.week = std::array::from_fn(|_| Vec::new());
    assert_eq!(calendar.due(at("2026-01-01T00:00:00Z"), 1), None);
    assert_eq!(calendar.elapsed(at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z")), Some(0));
    calendar.overrides.insert(day("2030-12-31"), vec![hours(9, 10)]);
    assert_eq!(calendar.due(at("2026-01-01T00:00:00Z"), 60), Some(at("2030-12-31T09:01:00Z")));
}

#[test]
fn the_command_line_names_the_field_and_the_cure() {
    let ask = |input: Value| calc::run("sla", input).unwrap().output["error"].clone();
    let open = json!({ "hours": { "mon": [["09:00", "17:00"]] } });
    let refused = |input: Value, path: &str| {
        let error = ask(input);
        assert_eq!(error["path"], path, "{error}");
        assert!(error["message"].as_str().unwrap().len() > 10, "{error}");
    };
    let start = "2026-11-27T10:30:00Z";
    refused(json!({ "calendar": open, "start": start }), "");
    refused(json!({ "calendar": open, "start": start, "end": start, "target_seconds": 1 }), "");
    refused(json!({ "calendar": open, "start": "yesterday", "end": start }), "start");
    refused(json!({ "calendar": open, "start": start, "target_seconds": -1 }), "target_seconds");
    refused(json!({ "calendar": open, "start": start, "end": start, "hold_seconds": 1 }), "hold_seconds");
    refused(
        json!({ "calendar": { "timezone": "Mars/Olympus" }, "start": start, "end": start }),
        "calendar.timezone",
    );
    refused(
        json!({ "calendar": { "hours": { "mon": [["24:00", "01:00"]] } }, "start": start, "end": start }),
        "calendar.hours.mon[0][0]",
    );
    refused(
        json!({ "calendar": { "hours": { "mon": [["9:00", "10:00"]] } }, "start": start, "end": start }),
        "calendar.hours.mon[0][0]",
    );
    refused(json!({ "calendar": {}, "start": start, "target_seconds": 1 }), "calendar");
    refused(json!({ "calendar": open, "start": "1900-01-01T00:00:00Z", "end": start }), "end");
}

#[test]
fn a_clock_stands_still_while_the_customer_is_waited_for() {
    let calendar = office(Zone::UTC);
    // Friday at 16:00; the customer is asked at 16:30 and answers on Monday at 11:00.
    let start = at("2026-11-27T16:00:00Z");
    let (asked, answered) = (at("2026-11-27T16:30:00Z"), at("2026-11-30T11:00:00Z"));
    let waiting = Clock::new(&calendar, start, &[Wait { from: asked, to: None }]);
    assert_eq!(waiting.due(3600), None, "nobody knows when");
    assert_eq!(waiting.due(1800), Some(asked), "it was due before");
    assert_eq!(waiting.elapsed(at("2026-12-24T00:00:00Z")), Some(1800));
    let clock = Clock::new(&calendar, start, &[Wait { from: asked, to: Some(answered) }]);
    assert_eq!(clock.due(3600), Some(at("2026-11-30T11:30:00Z")));
    let bar: Vec<_> =
        clock.bar(at("2026-11-30T12:00:00Z")).iter().map(|one| (one.counts, one.seconds())).collect();
    let hours = |hours: i64| hours * 3600;
    assert_eq!(
        bar,
        [
            (Counts::Yes, 1800),
            (Counts::Waiting, 1800),
            (Counts::Closed, hours(64)),
            (Counts::Waiting, hours(2)),
            (Counts::Yes, hours(1))
        ]
    );
}

fn zones() -> impl Strategy<Value = Zone> {
    prop::sample::select(vec![
        Zone::UTC,
        zone("Europe/Paris"),
        zone("America/New_York"),
        zone("Australia/Lord_Howe"),
        zone("Asia/Kolkata"),
        zone("Africa/Casablanca"),
    ])
}

fn some_hours() -> impl Strategy<Value = Vec<Hours>> {
    let one = (0u32..96, 0u32..=96).prop_map(|(from, to)| Hours::new(from * 900, to * 900).unwrap());
    prop::collection::vec(one, 0..3)
}

fn some_days() -> impl Strategy<Value = NaiveDate> {
    (0u64..60).prop_map(|days| day("2026-03-01") + Days::new(days))
}

prop_compose! {
    /// Any calendar that opens at least on Wednesdays.
    fn calendars()(
        zone in zones(),
        week in prop::array::uniform7(some_hours()),
        holidays in prop::collection::btree_set(some_days(), 0..8),
        overrides in prop::collection::btree_map(some_days(), some_hours(), 0..4),
        breaks in prop::collection::btree_map(some_days(), some_hours(), 0..4),
    ) -> Calendar {
        let mut week = week;
        week[2].push(hours(10, 12));
        Calendar { zone, week, holidays, overrides, breaks }
    }
}

fn instants() -> impl Strategy<Value = DateTime<Utc>> {
    (0i64..90 * 86_400).prop_map(|seconds| Utc.timestamp_opt(1_772_000_000 + seconds, 0).unwrap())
}

/// Waits in any order, that may overlap; all of them over.
fn waits() -> impl Strategy<Value = Vec<Wait>> {
    let one = (instants(), 0i64..200_000)
        .prop_map(|(from, seconds)| Wait { from, to: Some(from + TimeDelta::seconds(seconds)) });
    prop::collection::vec(one, 0..5)
}

proptest! {
    #[test]
    fn what_is_due_has_just_elapsed_whatever_was_waited_for(calendar in calendars(), start in instants(), waits in waits(), seconds in 0i64..400_000) {
        let clock = Clock::new(&calendar, start, &waits);
        let due = clock.due(seconds).unwrap();
        prop_assert_eq!(clock.elapsed(due), Some(seconds));
        if seconds > 0 {
            prop_assert!(clock.elapsed(due - TimeDelta::seconds(1)).unwrap() < seconds);
        }
    }

    #[test]
    fn the_bar_is_without_a_gap_and_says_what_has_elapsed(calendar in calendars(), start in instants(), waits in waits(), seconds in 0i64..3_000_000) {
        let clock = Clock::new(&calendar, start, &waits);
        let until = start + TimeDelta::seconds(seconds);
        let bar = clock.bar(until);
        let of = |kind: Counts| bar.iter().filter(|one| one.counts == kind).map(|one| one.seconds()).sum::<i64>();
        prop_assert_eq!(Some(of(Counts::Yes)), clock.elapsed(until));
        prop_assert_eq!(Some(of(Counts::Yes) + of(Counts::Waiting)), calendar.elapsed(start, until));
        prop_assert_eq!(bar.iter().map(|one| one.seconds()).sum::<i64>(), seconds);
        prop_assert!(bar.windows(2).all(|pair| pair[0].span.to == pair[1].span.from && pair[0].counts != pair[1].counts));
    }

    #[test]
    fn what_is_due_has_just_elapsed(calendar in calendars(), start in instants(), seconds in 0i64..400_000) {
        let due = calendar.due(start, seconds).unwrap();
        prop_assert_eq!(calendar.elapsed(start, due), Some(seconds));
        // No earlier instant would do, save that nothing at all is due when somebody is there.
        if seconds > 0 {
            prop_assert!(calendar.elapsed(start, due - TimeDelta::seconds(1)).unwrap() < seconds);
        }
    }

    #[test]
    fn time_adds_up_and_never_runs_faster_than_the_clock(calendar in calendars(), one in instants(), two in instants(), three in instants()) {
        let mut order = [one, two, three];
        order.sort_unstable();
        let [first, middle, last] = order;
        let count = |from, to| calendar.elapsed(from, to).unwrap();
        prop_assert_eq!(count(first, middle) + count(middle, last), count(first, last));
        prop_assert!(count(first, last) <= (last - first).num_seconds());
    }

    #[test]
    fn a_distance_is_the_same_whatever_was_asked_before(calendar in calendars(), origin in instants(), asked in prop::collection::vec(instants(), 1..12)) {
        let mut distances = Distances::new(calendar.clone(), origin);
        for at in asked {
            let seconds = calendar.elapsed(at.min(origin), at.max(origin)).unwrap();
            prop_assert_eq!(distances.seconds_to(at), Some(if at < origin { -seconds } else { seconds }));
        }
    }

    #[test]
    fn openings_are_in_order_and_apart(calendar in calendars(), start in instants()) {
        let open: Vec<_> = calendar.openings(start).take(50).collect();
        prop_assert!(open.iter().all(|span| span.from < span.to && span.from >= start));
        prop_assert!(open.windows(2).all(|pair| pair[0].to <= pair[1].from));
    }
}
