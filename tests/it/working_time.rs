//! When a branch is open: what its country gives, what is typed, and what counts by it.

use crate::sellers::rules;
use crate::support::{Company, assert_refused, reasons};
use serde_json::{Value, json};
use throughline_core::kernel::error::Code;
use throughline_core::settings::country::Country;

fn stands(company: &Company) -> Value {
    company.ok("working_time.get", json!({}))
}

fn request(of: &Value) -> Value {
    json!({ "branch_id": of["branch_id"], "version": of["version"], "week": of["week"], "days": of["days"] })
}

fn names(of: &Value) -> Vec<String> {
    let days = of["days"].as_array().unwrap();
    days.iter()
        .map(|day| format!("{} {}", day["date"].as_str().unwrap(), day["name"].as_str().unwrap()))
        .collect()
}

#[test]
fn a_country_gives_hours_and_holidays() {
    let india = stands(&Company::india());
    assert_eq!(india["week"][5], "09:30–18:30");
    assert_eq!(india["week"][6], "");
    let national = names(&india);
    assert_eq!(national.len() % 3, 0, "three a year: {national:?}");
    assert!(national.iter().any(|day| day.ends_with("-08-15 Independence Day")), "{national:?}");
    // Two holidays on one day close it once.
    let day: Vec<_> = national.iter().filter(|day| day.starts_with("2027-08-15")).collect();
    assert_eq!(day, ["2027-08-15 Independence Day; Prophet's Birthday"]);
    let france = stands(&Company::new(Country::France));
    assert_eq!(france["week"][0], "09:00–12:30, 14:00–18:00");
    assert!(names(&france).iter().any(|day| day.contains("-07-14 ")), "{:?}", names(&france));
    let other = stands(&Company::new(Country::Other));
    assert_eq!((&other["week"][0], &other["days"]), (&json!("09:00–17:00"), &json!([])));
}

#[test]
fn hours_and_days_are_changed_and_taken_back_as_one() {
    let company = Company::india();
    let before = stands(&company);
    let mut set = request(&before);
    set["week"][5] = json!("10-13");
    set["days"][0]["name"] = json!("Republic Day, office party");
    let days = set["days"].as_array_mut().unwrap();
    days.pop();
    days.push(json!({ "date": "2026-12-31", "name": "Stock-taking", "hours": "10:00-12:00, 13.00-15:00" }));
    let reply = company.reply("working_time.save", set);
    let now = stands(&company);
    assert_eq!(reply.result, now);
    assert_eq!(now["week"][5], "10:00–13:00");
    let day = now["days"].as_array().unwrap().iter().find(|day| day["date"] == "2026-12-31").unwrap();
    assert_eq!(day["hours"], "10:00–12:00, 13:00–15:00");
    assert_eq!(now["days"].as_array().unwrap().len(), before["days"].as_array().unwrap().len());
    company.assert_sound();
    company.ok("history.undo", json!({ "seq": reply.undo.unwrap().seq }));
    let back = stands(&company);
    assert_eq!((&back["week"], &back["days"]), (&before["week"], &before["days"]));
    // What was typed over an older version is refused.
    assert_eq!(company.refused("working_time.save", request(&before)).code, Code::Conflict);
}

#[test]
fn what_cannot_be_read_names_its_field() {
    let company = Company::india();
    let mut set = request(&stands(&company));
    set["week"] = json!(["9 to 5", "9-12, 11-13", "9:30-6:30", "22-6", "", "", ""]);
    set["days"] = json!([
        { "date": "2026-02-30" },
        { "date": "2026-12-25", "name": "Christmas" },
        { "date": "2026-12-25", "name": "Christmas", "hours": "noon" },
        { "id": "01900000-0000-7000-8000-000000000000", "date": "2026-12-26" }
    ]);
    assert_eq!(
        reasons(&company.refused("working_time.save", set.clone())),
        [
            "week[0] error.hours",
            "week[1] error.hours_overlap",
            "week[2] error.hours_overnight",
            "days[0].date error.date",
            "days[2].hours error.hours",
            "days[2].date error.date_twice",
            "days[3].id error.not_found"
        ]
    );
    set["week"] = json!(["9-17"]);
    set["days"] = json!([]);
    assert_eq!(reasons(&company.refused("working_time.save", set)), ["week error.week"]);
    let unknown = json!({ "branch_id": "01900000-0000-7000-8000-000000000000" });
    assert_refused(&company.refused("working_time.get", unknown), Code::NotFound, "error.not_found");
}

#[test]
fn hours_that_end_on_the_next_day_are_told_while_they_are_typed() {
    let company = Company::india();
    let typed = json!({ "hours": ["9-17", "22-6", "9:30-6:30", "9 to 5", "", "9-13, 18-2:30"] });
    assert_eq!(
        company.ok("working_time.parse", typed),
        json!({ "overnight_minutes": [null, 480, 1260, null, null, 510] })
    );
    let many = json!({ "hours": vec![""; 1_008] });
    assert_eq!(reasons(&company.refused("working_time.parse", many)), ["hours error.too_many"]);
}

#[test]
fn a_country_chosen_wrongly_takes_its_hours_along_and_leaves_those_typed() {
    let company = Company::india();
    company.ok("branch.update", rules(&company, json!({ "country": "FR" })));
    assert_eq!(stands(&company)["week"][0], "09:00–12:30, 14:00–18:00");
    let mut set = request(&stands(&company));
    set["week"][4] = json!("9-12:30");
    company.ok("working_time.save", set);
    company.ok("branch.update", rules(&company, json!({ "country": "AE" })));
    assert_eq!(stands(&company)["week"][4], "09:00–12:30");
    company.assert_sound();
}

#[test]
fn a_country_corrected_in_another_year_takes_its_hours_along_too() {
    let company = Company::new(Country::France);
    company.clock.advance(86_400_000 * 60);
    company.ok("branch.update", rules(&company, json!({ "country": "GB" })));
    let now = stands(&company);
    assert_eq!(now["week"][0], "09:00–17:30");
    assert!(names(&now).iter().any(|day| day.contains("Good Friday")), "{:?}", names(&now));
}

#[test]
fn a_day_does_not_come_back_beside_another_of_its_date() {
    let company = Company::india();
    let mut without = request(&stands(&company));
    let gone = without["days"].as_array_mut().unwrap().remove(0);
    let removed = company.reply("working_time.save", without).undo.unwrap().seq;
    let mut with = request(&stands(&company));
    let again = json!({ "date": gone["date"], "name": "Half a day", "hours": "10-12" });
    with["days"].as_array_mut().unwrap().push(again);
    company.ok("working_time.save", with);
    let error = company.refused("history.undo", json!({ "seq": removed }));
    assert_refused(&error, Code::Precondition, "error.undo_moved_on");
    company.assert_sound();
}

#[test]
fn public_holidays_are_those_of_the_region() {
    let company = Company::india();
    let of = |region: &str| company.ok("holiday.list", json!({ "country": "IN", "region": region }));
    let has =
        |list: &Value, name: &str| list["rows"].as_array().unwrap().iter().any(|row| row["name"] == name);
    assert!(has(&of("MH"), "Maharashtra Day"));
    assert!(!has(&of("KL"), "Maharashtra Day"));
    let on = |region: &str, date: &str| {
        let rows = of(region)["rows"].as_array().unwrap().clone();
        let on = rows.into_iter().filter(|row| row["date"] == date);
        on.map(|row| (row["name"].clone(), row["is_forecast"].clone())).collect::<Vec<_>>()
    };
    let birthday = (json!("Prophet's Birthday"), json!(true));
    assert_eq!(on("KL", "2027-08-15"), [(json!("Independence Day"), json!(false)), birthday.clone()]);
    let parsi = json!("Independence Day; Parsi New Year (Shahenshahi)");
    assert_eq!(on("MH", "2027-08-15"), [(parsi, json!(false)), birthday]);
    assert!(of("MH")["regions"].as_array().unwrap().contains(&json!({ "id": "MH", "name": "Maharashtra" })));
    let emirates = company.ok("holiday.list", json!({ "country": "AE" }));
    assert!(
        emirates["rows"].as_array().unwrap().iter().any(|row| row["is_forecast"] == true),
        "Eid follows the moon"
    );
    let nowhere = company.ok("holiday.list", json!({ "country": "XX" }));
    assert_eq!((&nowhere["rows"], &nowhere["regions"]), (&json!([]), &json!([])));
}
