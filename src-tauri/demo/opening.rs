//! The opening of the year: letterhead, catalogue, and the customers as they come.

use super::firm::{Client, Firm, Ware};
use super::numbers;
use super::random::Random;
use super::teller::{Seat, Teller, first_day, text};
use crate::kernel::decimal::{canonical, round_half_away};
use crate::kernel::error::{Error, Result};
use crate::settings::country::Country;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

/// Fills in a branch and its catalogue.
pub(super) fn open(teller: &mut Teller, firm: &'static Firm) -> Result<()> {
    let position = teller.seats.len();
    let branch = teller.call("branch.list", json!({}))?["rows"][position].clone();
    let mut random = Random::of(teller.seed, firm.country.code(), 0);
    let mut set: Map<String, Value> =
        firm.letterhead.iter().map(|(field, text)| ((*field).to_owned(), json!(text))).collect();
    set.extend(identity(firm, &mut random));
    teller.call("branch.update", json!({ "id": branch["id"], "version": branch["version"], "set": set }))?;
    let mut wares = stock(teller, firm)?;
    let care = wares.pop().ok_or_else(|| Error::internal("a firm without wares"))?;
    let seat = Seat {
        firm,
        branch_id: text(&branch["id"])?,
        currency: firm.country.preset().currency,
        fitter: colleague(teller, firm.fitter, "delivery")?,
        helper: colleague(teller, firm.helper, "support")?,
        keeper: colleague(teller, firm.keeper, "finance")?,
        wares,
        care,
        clients: vec![None; firm.clients.len()],
        start_ms: first_day(firm, teller.end_ms()),
    };
    teller.seats.push(seat);
    Ok(())
}

/// A user who may do what a preset grants, and reports to the owner.
fn colleague(teller: &Teller, name: &str, preset: &str) -> Result<String> {
    let sets = teller.call("permission_set.list", json!({}))?["rows"].clone();
    let set = sets.as_array().into_iter().flatten().find(|set| set["preset"] == preset);
    let user = json!({
        "name": name, "manager_id": teller.owner()?, "permission_set_ids": set.map(|set| &set["id"]).into_iter().collect::<Vec<_>>(),
    });
    text(&teller.call("user.create", user)?["id"])
}

/// The firm's own numbers.
fn identity(firm: &Firm, random: &mut Random) -> Vec<(String, Value)> {
    let country = firm.country.code();
    let mut fields = vec![("phone".to_owned(), json!(numbers::phone(country, random)))];
    match firm.country {
        Country::India => {
            fields.push(("tax_number".to_owned(), json!(numbers::gstin("27", firm.name, random))));
        }
        Country::Emirates => {
            fields.push(("tax_number".to_owned(), json!(numbers::trn(random))));
            fields.push(("bank_account".to_owned(), json!(numbers::iban(country, "0000000000000000421"))));
        }
        _ => {
            let siren = numbers::siren(random);
            fields.push(("tax_number".to_owned(), json!(numbers::vat_fr(&siren))));
            fields.push(("legal_id".to_owned(), json!(numbers::siret(&siren))));
            fields.push((
                "legal_note".to_owned(),
                json!(format!("SARL au capital de 10 000 € · RCS Lyon {siren}")),
            ));
            fields
                .push(("bank_account".to_owned(), json!(numbers::iban(country, "00000000000000000000421"))));
        }
    }
    fields
}

/// The wares with their tax classes, and what is sold as care behind them.
fn stock(teller: &Teller, firm: &Firm) -> Result<Vec<(String, String)>> {
    let preset = firm.country.preset();
    let classes = teller.call("tax_class.list", json!({ "scheme": preset.tax_scheme }))?;
    let class_of = |key: &str| {
        let rows = classes["rows"].as_array().into_iter().flatten();
        rows.into_iter().find(|row| row["key"] == key).map_or(Ok(String::new()), |row| text(&row["id"]))
    };
    let wares: Vec<(String, String)> = firm
        .wares
        .iter()
        .chain([&firm.helping.care])
        .map(|ware| {
            let class = class_of(ware.class)?;
            let item = json!({
                "name": ware.name, "description": ware.detail, "kind": ware.kind, "unit": ware.unit, "hsn_sac": ware.code,
                "currency": preset.currency, "price": ware.price, "tax_class_ids": [class],
            });
            let made = teller.call("item.create", item)?;
            Ok((text(&made["id"])?, class))
        })
        .collect::<Result<_>>()?;
    let priced = firm.wares.iter().zip(&wares);
    let lines: Vec<Value> = priced
        .map(|(ware, (item, _))| Ok(json!({ "item_id": item, "unit_price": cheaper(ware)? })))
        .collect::<Result<_>>()?;
    let list = json!({ "name": firm.selling.price_list, "currency": preset.currency, "for_all": false, "set": lines });
    teller.call("price_list.save", list)?;
    Ok(wares)
}

/// The price for those who resell: a tenth less.
fn cheaper(ware: &Ware) -> Result<String> {
    let price: Decimal = ware.price.parse().map_err(Error::internal)?;
    Ok(canonical(round_half_away(price * Decimal::new(9, 1), 2)))
}

/// Plans the day on which each client becomes a customer.
pub(super) fn meet_clients(teller: &mut Teller, seat: usize) {
    for client in 0..teller.seats[seat].firm.clients.len() {
        let day = teller.seats[seat].joins(client);
        teller.on_day(seat, day, 15 + client as u64, move |teller| meet(teller, seat, client));
    }
}

fn meet(teller: &mut Teller, seat: usize, client: usize) -> Result<()> {
    let firm = teller.seats[seat].firm;
    let known = firm.clients[client];
    let mut random = teller.chance(seat, "client", client as u64);
    let site = format!("{}.example", site_of(&known, client));
    let home = firm.country.preset().currency;
    let term = json!({ "days": known.days });
    let mut customer = json!({
        "name": known.name, "language": known.language, "payment_term": term,
        "currency": known.foreign.map_or(home, |(currency, _)| currency),
        "phone": numbers::phone(known.country, &mut random),
        "email": format!("office@{site}"), "website": site,
        "source": if client.is_multiple_of(3) { "Referral" } else { "Web site" },
        "tax_ids": tax_ids(&known, &mut random),
        "addresses": addresses(&known, client),
        "contacts": people(firm, client, &site, &known, &mut random),
    });
    if known.foreign.is_some() {
        customer["tax_treatment"] = json!("export");
    }
    if client.is_multiple_of(4) {
        customer["credit_limit"] = json!("500000");
    }
    let made = teller.call("customer.create", customer)?;
    if made["warnings"].as_array().is_some_and(|warnings| !warnings.is_empty()) {
        return Err(Error::internal(format!("a demo customer is warned about: {}", made["warnings"])));
    }
    teller.seats[seat].clients[client] = Some(text(&made["id"])?);
    Ok(())
}

fn site_of(client: &Client, number: usize) -> String {
    let slug = numbers::slug(client.name);
    if slug == "firm" { format!("firm-{number}") } else { slug }
}

fn tax_ids(client: &Client, random: &mut Random) -> Value {
    if !client.registered {
        return json!([]);
    }
    match client.country {
        "IN" => json!([{ "scheme": "gstin", "number": numbers::gstin(client.region, client.name, random) }]),
        "AE" => json!([{ "scheme": "trn", "number": numbers::trn(random) }]),
        _ => {
            let siren = numbers::siren(random);
            json!([
                { "scheme": "siret", "number": numbers::siret(&siren) },
                { "scheme": "vat", "number": numbers::vat_fr(&siren) },
            ])
        }
    }
}

fn addresses(client: &Client, number: usize) -> Value {
    let place = |role: &str, label: &str, street: &str| {
        json!({
            "role": role, "label": label, "street": street, "city": client.city, "postal_code": client.postal_code,
            "region": client.region, "country": client.country,
        })
    };
    let billing = place("billing", "", client.street);
    if number.is_multiple_of(5) {
        json!([billing, place("delivery", "Site 2", &format!("{} B", client.street))])
    } else {
        json!([billing])
    }
}

fn people(firm: &Firm, client: usize, site: &str, known: &Client, random: &mut Random) -> Value {
    let count = if client.is_multiple_of(2) { 2 } else { 1 };
    let roles = [["decision_maker"], ["billing"]];
    let people = (0..count).map(|n| {
        let name = firm.people[(client * 2 + n) % firm.people.len()];
        let first = numbers::slug(name.split(' ').next().unwrap_or_default());
        let mailbox = if first == "firm" { format!("contact{}", n + 1) } else { first };
        json!({
            "name": name, "job": random.one(firm.jobs), "roles": roles[n],
            "phone": numbers::phone(known.country, random), "email": format!("{mailbox}@{site}"),
        })
    });
    Value::Array(people.collect())
}
