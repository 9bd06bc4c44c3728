//! Public holidays of the countries and their regions, to be taken over into a branch's calendar.
//!
//! Source: the Python package `holidays` 0.109 (MIT), for 2025 to 2027. Days that follow the moon are forecasts until they are
//! announced, and say so. A firm chooses among them: India, say, has three national days and leaves the rest to states and employers.

use crate::kernel::date::CivilDate;
use crate::kernel::error::Result;
use crate::store::tx::Read;
use chrono::Datelike as _;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Country, date, whether it follows the moon, regions (`*` is the country as a whole), name; by tabs.
const HOLIDAYS: &str = include_str!("holidays.tsv");
/// Country, region, its name; by tabs (ISO 3166-2).
const REGIONS: &str = include_str!("holiday_regions.tsv");

/// The days that every firm in India keeps by law (the National and Festival Holidays Acts of the states name them).
const NATIONAL_OF_INDIA: [&str; 3] = ["01-26", "08-15", "10-02"];

/// Which public holidays.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HolidayListRequest {
    /// Country, two letters.
    pub country: String,
    /// Region, as `regions` names it; the country as a whole when absent.
    #[serde(default)]
    #[ts(optional)]
    pub region: Option<String>,
}

/// Public holidays that are known.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct HolidayListResponse {
    /// The regions of the country whose holidays are known.
    pub regions: Vec<HolidayRegion>,
    /// Those of the region, by date.
    pub rows: Vec<PublicHoliday>,
}

/// A region with holidays of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct HolidayRegion {
    /// Its code within the country.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A public holiday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct PublicHoliday {
    /// When, `YYYY-MM-DD`.
    pub date: String,
    /// Its name.
    pub name: String,
    /// It follows the moon: the day is a forecast.
    pub is_forecast: bool,
}

/// The public holidays that are known of a country or region; none of a country that is not known.
///
/// # Errors
/// None.
pub fn list(_: &Read<'_>, request: HolidayListRequest) -> Result<HolidayListResponse> {
    let region = request.region.as_deref().filter(|region| !region.is_empty());
    Ok(HolidayListResponse {
        regions: regions(&request.country).collect(),
        rows: of(&request.country, region).collect(),
    })
}

fn regions(country: &str) -> impl Iterator<Item = HolidayRegion> {
    REGIONS.lines().filter_map(move |line| {
        let [of, id, name] = columns(line)?;
        (of == country).then(|| HolidayRegion { id: id.to_owned(), name: name.to_owned() })
    })
}

fn of(country: &str, region: Option<&str>) -> impl Iterator<Item = PublicHoliday> {
    let region = region.unwrap_or("*");
    HOLIDAYS.lines().filter_map(move |line| {
        let [of, date, moon, regions, name] = columns(line)?;
        let is_kept = of == country && regions.split(' ').any(|one| one == region);
        is_kept.then(|| PublicHoliday {
            date: date.to_owned(),
            name: name.to_owned(),
            is_forecast: !moon.is_empty(),
        })
    })
}

fn columns<const N: usize>(line: &str) -> Option<[&str; N]> {
    line.split('\t').collect::<Vec<_>>().try_into().ok()
}

/// The days with which a branch of a country begins, from the year of a day on: holidays of the whole country, and in India the
/// three that are national. Two holidays on one day close it once, under both names.
pub(super) fn at_first(country: &str, today: CivilDate) -> Vec<PublicHoliday> {
    let year = today.value().year().to_string();
    let is_national = |date: &str| country != "IN" || NATIONAL_OF_INDIA.iter().any(|day| date.ends_with(day));
    let mut days: Vec<PublicHoliday> = Vec::new();
    for holiday in of(country, None).filter(|holiday| holiday.date >= year && is_national(&holiday.date)) {
        match days.last_mut() {
            Some(day) if day.date == holiday.date => {
                day.name = format!("{}; {}", day.name, holiday.name);
                day.is_forecast &= holiday.is_forecast;
            }
            _ => days.push(holiday),
        }
    }
    days
}
