//! Capture: an enquiry in one line, pasted, or field by field. What was typed into a field wins over what the text seems to
//! say; a guess that would be refused is dropped, since nobody has typed it.

use super::parse::{self, LeadGuess};
use super::rule;
use super::{LeadChange, LeadFields, check};
use crate::crm::fields::phone;
use crate::crm::owner;
use crate::crm::store::{self as customers, lead as store};
use crate::kernel::currency::iso_decimals;
use crate::kernel::error::{Error, FieldErrors, Result};
use crate::kernel::text;
use crate::store::number;
use crate::store::record::{self, NewRecord};
use crate::store::tx::{Read, Tx};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An enquiry to be read.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct LeadParseRequest {
    /// One line, or a pasted message.
    pub text: String,
}

/// A new lead: a text, fields, or both.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct LeadCaptureRequest {
    /// One line, or a pasted message.
    pub text: Option<String>,
    /// The person.
    pub name: Option<String>,
    /// The firm.
    pub company: Option<String>,
    /// Phone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Place.
    pub place: Option<String>,
    /// Where it came from.
    pub source: Option<String>,
    /// The campaign behind it.
    pub campaign: Option<String>,
    /// What is wanted.
    pub interest: Option<String>,
    /// Amount as typed.
    pub amount: Option<String>,
    /// ISO 4217 code of the amount; the home currency when absent.
    pub currency: Option<String>,
    /// Owner; by rule when absent.
    pub owner_id: Option<String>,
}

/// The lead that was made.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct LeadCaptureResponse {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: i64,
    /// Its code.
    pub code: String,
    /// Who has got it.
    pub owner_id: String,
    /// When it should be answered first, in epoch milliseconds; null without a target.
    pub respond_by_ms: Option<i64>,
    /// What the text seemed to say.
    pub guess: LeadGuess,
}

/// Says what an enquiry seems to say, for the form beside it.
///
/// # Errors
/// `error.too_long` or `error.control_characters` at `text`.
pub fn read_text(_: &Read<'_>, request: LeadParseRequest) -> Result<LeadGuess> {
    text::note("text", &request.text)
        .map(|enquiry| parse::parse(&enquiry))
        .map_err(|field| Error::fields(vec![field]))
}

/// Takes an enquiry down, gives it an owner and starts its clock.
///
/// # Errors
/// `invalid` with every field; `error.lead_empty` at `name` when it names nobody.
pub fn capture(tx: &Tx<'_>, request: LeadCaptureRequest) -> Result<LeadCaptureResponse> {
    let mut errors = FieldErrors::default();
    let original =
        errors.take(text::note("text", request.text.as_deref().unwrap_or_default())).unwrap_or_default();
    let guess = parse::parse(&original);
    let home = customers::home(tx)?.currency;
    let set = laid_over(&request, &guess, &home);
    let stands = LeadFields { currency: home, ..LeadFields::default() };
    let fields = check("", &set, stands, &mut errors);
    errors.finish()?;
    let assigned = match &request.owner_id {
        Some(_) => None,
        None => rule::assign(tx, &fields.source, &fields.place)?,
    };
    let code = number::take(tx, "lead", None, tx.today()?)?.text;
    let id = record::create(tx, NewRecord { kind: "lead", title: &fields.title(), ..NewRecord::default() })?;
    let owner_id = request.owner_id.as_ref().or(assigned.as_ref().map(|rule| &rule.owner_id));
    let respond_by_ms = rule::respond_by(tx, &fields.source)?;
    let rule_id = assigned.as_ref().map(|rule| rule.rule_id.as_str());
    store::insert(tx, &id, &code, &original, rule_id, respond_by_ms, &fields)?;
    if let Some(owner_id) = owner_id {
        owner::give(tx, "lead", &id, "owner_id", owner_id)?;
    }
    Ok(LeadCaptureResponse {
        owner_id: owner_id.unwrap_or(&tx.actor().user_id).clone(),
        id,
        version: 1,
        code,
        respond_by_ms,
        guess,
    })
}

/// The typed fields, and the guesses where nothing was typed.
fn laid_over(request: &LeadCaptureRequest, guess: &LeadGuess, home: &str) -> LeadChange {
    let either = |typed: &Option<String>, guessed: &str| {
        typed.clone().or_else(|| Some(guessed.to_owned()).filter(|guessed| !guessed.is_empty()))
    };
    let plausible = |good: bool, guessed: &str| if good { guessed.to_owned() } else { String::new() };
    let phone_guess = plausible(phone("phone", &guess.phone).is_ok(), &guess.phone);
    let email_guess = plausible(text::email("email", &guess.email).is_ok(), &guess.email);
    let guessed_code = Some(guess.currency.as_str()).filter(|code| iso_decimals(code).is_some());
    // The sign in the text belongs to the sum in the text, not to one that was typed instead.
    let code = match (&request.currency, &request.amount) {
        (Some(typed), _) => typed.as_str(),
        (None, None) => guessed_code.unwrap_or(home),
        (None, Some(_)) => home,
    };
    let sum_is_good = crate::crm::deal::positive("amount", &guess.amount, code).is_ok();
    LeadChange {
        name: either(&request.name, &guess.name),
        company: either(&request.company, &guess.company),
        phone: either(&request.phone, &phone_guess),
        email: either(&request.email, &email_guess),
        place: either(&request.place, &guess.place),
        source: either(&request.source, &guess.source),
        campaign: request.campaign.clone(),
        interest: either(&request.interest, &guess.interest),
        amount: either(&request.amount, &plausible(sum_is_good, &guess.amount)),
        currency: Some(code.to_owned()),
        owner_id: None,
    }
}
