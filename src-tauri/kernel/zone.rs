//! Time zones, by the IANA data that jiff brings along and keeps up to date: lawmakers change clocks at short notice, so the
//! newest data of a release is what counts, and it is the same on every computer.

use chrono::offset::MappedLocalTime;
use chrono::{
    Datelike as _, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Offset, TimeZone, Timelike as _, Utc,
};
use jiff::tz::{self, AmbiguousOffset};
use std::fmt;
use std::str::FromStr;

/// A place's clock, named as IANA does, such as `Asia/Kolkata`.
#[derive(Clone, PartialEq, Eq)]
pub struct Zone(tz::TimeZone);

/// There is no zone of this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no time zone {0}")]
pub struct UnknownZone(String);

impl Zone {
    /// Universal time.
    pub const UTC: Self = Self(tz::TimeZone::UTC);

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    fn at(&self, offset: tz::Offset) -> ZoneOffset {
        let fixed = FixedOffset::east_opt(offset.seconds()).unwrap_or_else(|| Utc.fix());
        ZoneOffset { zone: self.clone(), fixed }
    }
}

impl FromStr for Zone {
    type Err = UnknownZone;

    /// Takes a name as IANA writes it.
    fn from_str(name: &str) -> Result<Self, UnknownZone> {
        let found = tz::TimeZone::get(name).ok().filter(|zone| zone.iana_name() == Some(name));
        found.map(Self).ok_or_else(|| UnknownZone(name.to_owned()))
    }
}

impl fmt::Debug for Zone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

/// How far a zone's clock is from universal time at some instant.
#[derive(Clone, PartialEq, Eq)]
pub struct ZoneOffset {
    zone: Zone,
    fixed: FixedOffset,
}

impl Offset for ZoneOffset {
    fn fix(&self) -> FixedOffset {
        self.fixed
    }
}

impl fmt::Debug for ZoneOffset {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.fixed, formatter)
    }
}

impl fmt::Display for ZoneOffset {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.fixed, formatter)
    }
}

impl TimeZone for Zone {
    type Offset = ZoneOffset;

    fn from_offset(offset: &ZoneOffset) -> Self {
        offset.zone.clone()
    }

    fn offset_from_local_date(&self, local: &NaiveDate) -> MappedLocalTime<ZoneOffset> {
        self.offset_from_local_datetime(&local.and_time(NaiveTime::MIN))
    }

    fn offset_from_local_datetime(&self, local: &NaiveDateTime) -> MappedLocalTime<ZoneOffset> {
        let Some(shown) = shown(local) else { return MappedLocalTime::None };
        match self.0.to_ambiguous_timestamp(shown).offset() {
            AmbiguousOffset::Unambiguous { offset } => MappedLocalTime::Single(self.at(offset)),
            AmbiguousOffset::Fold { before, after } => {
                MappedLocalTime::Ambiguous(self.at(before), self.at(after))
            }
            AmbiguousOffset::Gap { .. } => MappedLocalTime::None,
        }
    }

    fn offset_from_utc_date(&self, utc: &NaiveDate) -> ZoneOffset {
        self.offset_from_utc_datetime(&utc.and_time(NaiveTime::MIN))
    }

    /// Beyond the years that jiff knows, which are -9999 to 9999, the clock stays as it was there.
    fn offset_from_utc_datetime(&self, utc: &NaiveDateTime) -> ZoneOffset {
        let seconds = utc.and_utc().timestamp();
        let ends = [jiff::Timestamp::MIN, jiff::Timestamp::MAX].map(jiff::Timestamp::as_second);
        let instant = jiff::Timestamp::from_second(seconds.clamp(ends[0], ends[1]));
        self.at(instant.map_or(tz::Offset::UTC, |instant| self.0.to_offset(instant)))
    }
}

/// A civil time as jiff writes it; `None` beyond the years -9999 to 9999.
fn shown(local: &NaiveDateTime) -> Option<jiff::civil::DateTime> {
    let small = |part: u32| i8::try_from(part).ok();
    jiff::civil::DateTime::new(
        i16::try_from(local.year()).ok()?,
        small(local.month())?,
        small(local.day())?,
        small(local.hour())?,
        small(local.minute())?,
        small(local.second())?,
        i32::try_from(local.nanosecond()).ok()?,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use super::Zone;
    use chrono::{DateTime, LocalResult, NaiveDateTime, TimeZone as _, Utc};

    fn zone(name: &str) -> Zone {
        name.parse().unwrap()
    }

    #[test]
    fn clocks_follow_what_lawmakers_decided_last() {
        // tzdata 2026f: British Columbia, Alberta and Manitoba did not set their clocks back in November 2026; Morocco is at
        // universal time since September.
        for (name, utc, civil) in [
            ("America/Vancouver", "2026-12-01T16:00:00Z", "2026-12-01T09:00:00"),
            ("America/Winnipeg", "2026-12-01T14:00:00Z", "2026-12-01T09:00:00"),
            ("Africa/Casablanca", "2026-12-01T09:00:00Z", "2026-12-01T09:00:00"),
            ("Asia/Kolkata", "2026-12-01T09:00:00Z", "2026-12-01T14:30:00"),
            ("Europe/Paris", "2026-12-01T09:00:00Z", "2026-12-01T10:00:00"),
        ] {
            let instant: DateTime<Utc> = utc.parse().unwrap();
            let expected: NaiveDateTime = civil.parse().unwrap();
            assert_eq!(instant.with_timezone(&zone(name)).naive_local(), expected, "{name}");
            assert_eq!(zone(name).from_local_datetime(&expected).single().unwrap(), instant, "{name}");
        }
    }

    #[test]
    fn a_civil_time_may_be_skipped_or_come_twice() {
        let paris = zone("Europe/Paris");
        let at = |civil: &str| paris.from_local_datetime(&civil.parse().unwrap());
        assert_eq!(at("2026-03-29T02:30:00"), LocalResult::None);
        let LocalResult::Ambiguous(first, second) = at("2026-10-25T02:30:00") else {
            panic!("it comes twice")
        };
        assert_eq!((second - first).num_minutes(), 60);
        assert!(at("+12000-01-01T00:00:00").single().is_none());
    }

    #[test]
    fn a_zone_has_the_name_that_iana_gave_it() {
        assert_eq!(zone("UTC"), Zone::UTC);
        assert_eq!(zone("Asia/Kolkata").name(), "Asia/Kolkata");
        for wrong in ["", "asia/kolkata", "Mars/Base", "Etc/Unknown", "+05:30"] {
            assert!(wrong.parse::<Zone>().is_err(), "{wrong}");
        }
    }
}
