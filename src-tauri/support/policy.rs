//! Service levels: how soon an answer and a solution are promised, for each priority, and which tickets a promise is for.
//!
//! The rule in prose: a ticket of an entitlement that names a policy of its own has that one; otherwise the policies are asked in
//! their order, and the first with a rule of which everything fits has it; when none fits, the default one. A promise may be absent:
//! then nothing is counted.

use super::escalation::{self, SlaStep, SlaStepInput};
use super::store::{entitlement as entitlements, policy as store};
use crate::kernel::error::{Error, FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::store::tx::{Read, Tx};
use crate::store::{record, reference, version};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// The longest promise: a year.
const MINUTES_MAX: i64 = 366 * 24 * 60;
/// Most rules of a policy.
const RULES_MAX: usize = 100;

/// How urgent a request is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// It can wait.
    Low,
    /// As usual.
    Normal,
    /// Somebody cannot work.
    High,
    /// Nobody can work.
    Urgent,
}

impl Priority {
    /// All of them, the least first.
    pub const ALL: [Self; 4] = [Self::Low, Self::Normal, Self::High, Self::Urgent];
}

/// In which hours a promise counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum PolicyHours {
    /// While the branch is open.
    Business,
    /// Day and night.
    Always,
}

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SlaPolicyListRequest {}

/// The policies of the company.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct SlaPolicyListResponse {
    /// In the order in which they are asked, the default one last.
    pub rows: Vec<SlaPolicy>,
}

/// A policy.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct SlaPolicy {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// In which hours it counts.
    pub hours: PolicyHours,
    /// Whether tickets have it that no rule fits.
    pub is_default: bool,
    /// What is promised, the least urgent first.
    pub targets: Vec<SlaTarget>,
    /// Which tickets have it.
    pub rules: Vec<SlaRule>,
    /// What happens before and after a promise is missed.
    pub steps: Vec<SlaStep>,
    /// Rises with each change.
    pub version: i64,
}

/// What is promised for one priority.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SlaTarget {
    /// The priority.
    pub priority: Priority,
    /// Minutes until the first answer; null: nothing is promised.
    #[serde(default)]
    pub response_minutes: Option<i64>,
    /// Minutes until the solution; null: nothing is promised.
    #[serde(default)]
    pub resolution_minutes: Option<i64>,
}

/// A rule by which tickets have a policy: those that have all that it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema, TS)]
pub struct SlaRule {
    /// Its id.
    pub id: String,
    /// Of this customer; null: of any.
    pub customer_id: Option<String>,
    /// The customer's name.
    pub customer: String,
    /// Of this category; null: of any.
    pub category_id: Option<String>,
    /// The category's name.
    pub category: String,
    /// With this priority; null: with any.
    pub priority: Option<Priority>,
}

/// A policy as it shall be. Targets and rules that are not named any more go.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SlaPolicySaveRequest {
    /// Which policy; a new one when absent.
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<String>,
    /// The version that was seen; needed with `id`.
    #[serde(default)]
    #[ts(optional)]
    pub version: Option<i64>,
    /// Its name.
    pub name: String,
    /// In which hours it counts.
    pub hours: PolicyHours,
    /// True: tickets have it that no rule fits, and no other one is the default any more.
    #[serde(default)]
    #[ts(optional)]
    pub is_default: Option<bool>,
    /// What is promised.
    pub targets: Vec<SlaTarget>,
    /// Which tickets have it; as they are when absent.
    #[serde(default)]
    #[ts(optional)]
    pub rules: Option<Vec<SlaRuleInput>>,
    /// What happens before and after a promise is missed; as it is when absent.
    #[serde(default)]
    #[ts(optional)]
    pub steps: Option<Vec<SlaStepInput>>,
}

/// A rule as it shall be.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct SlaRuleInput {
    /// Of this customer.
    pub customer_id: Option<String>,
    /// Of this category.
    pub category_id: Option<String>,
    /// With this priority.
    pub priority: Option<Priority>,
}

/// A policy that is not used any more.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SlaPolicyDeleteRequest {
    /// Which policy.
    pub id: String,
    /// The version that was seen.
    pub version: i64,
}

/// The order in which policies are asked.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SlaPolicyArrangeRequest {
    /// The ids of all of them.
    pub ids: Vec<String>,
}

/// The policy that was made or changed.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct SlaPolicyResponse {
    /// Its id.
    pub id: String,
    /// Its version now.
    pub version: i64,
}

/// The policies.
///
/// # Errors
/// A failure of the file.
pub fn list(read: &Read<'_>, _: SlaPolicyListRequest) -> Result<SlaPolicyListResponse> {
    store::list(read).map(|rows| SlaPolicyListResponse { rows })
}

/// Makes or changes a policy. Tickets that are open keep what was promised to them.
///
/// # Errors
/// `invalid` with every field; `precondition` with `error.sla_default_stays`; `conflict`, `not_found`.
pub fn save(tx: &Tx<'_>, request: SlaPolicySaveRequest) -> Result<SlaPolicyResponse> {
    let mut errors = FieldErrors::default();
    let policies = store::list(tx)?;
    let others = policies.iter().filter(|policy| Some(&policy.id) != request.id.as_ref());
    let others = others.map(|policy| policy.name.as_str());
    let name = errors.take(text::own_name("name", &request.name, others)).unwrap_or_default();
    check_targets(&request.targets, &mut errors);
    check_rules(tx, request.rules.as_deref().unwrap_or_default(), &mut errors)?;
    escalation::check(tx, request.steps.as_deref().unwrap_or_default(), &mut errors)?;
    errors.finish()?;
    let (id, version) = match &request.id {
        Some(id) => {
            let seen = request.version.ok_or_else(|| Error::field("version", "error.required"))?;
            version::touch(tx, "sla_policy", id, seen)?;
            store::update(tx, id, &name, request.hours)?;
            (id.clone(), seen + 1)
        }
        None => (store::insert(tx, &name, request.hours)?, 1),
    };
    match request.is_default {
        Some(true) => store::set_default(tx, &id)?,
        Some(false) if store::is_default(tx, &id)? => {
            return Err(Error::precondition("error.sla_default_stays"));
        }
        _ => {}
    }
    store::set_targets(tx, &id, &request.targets)?;
    if let Some(rules) = &request.rules {
        store::set_rules(tx, &id, rules)?;
    }
    if let Some(steps) = &request.steps {
        escalation::set(tx, &id, steps)?;
    }
    Ok(SlaPolicyResponse { id, version })
}

fn check_targets(targets: &[SlaTarget], errors: &mut FieldErrors) {
    let mut seen = BTreeSet::new();
    for (at, target) in targets.iter().enumerate() {
        let path = |name: &str| format!("targets[{at}].{name}");
        if !seen.insert(target.priority) {
            errors.add(FieldError::new(&path("priority"), "error.priority_twice"));
        }
        let given = [
            ("response_minutes", target.response_minutes),
            ("resolution_minutes", target.resolution_minutes),
        ];
        for (name, minutes) in given {
            if minutes.is_some_and(|minutes| !(1..=MINUTES_MAX).contains(&minutes)) {
                errors.add(
                    FieldError::new(&path(name), "error.between").with("min", 1).with("max", MINUTES_MAX),
                );
            }
        }
    }
}

fn check_rules(tx: &Tx<'_>, rules: &[SlaRuleInput], errors: &mut FieldErrors) -> Result<()> {
    if rules.len() > RULES_MAX {
        errors.add(FieldError::new("rules", "error.too_many").with("max", RULES_MAX));
        return Ok(());
    }
    for (at, rule) in rules.iter().enumerate() {
        let path = |name: &str| format!("rules[{at}].{name}");
        if rule.customer_id.is_none() && rule.category_id.is_none() && rule.priority.is_none() {
            errors.add(FieldError::new(&path("customer_id"), "error.sla_rule_empty"));
        }
        let customer = rule.customer_id.as_ref();
        if customer.is_some_and(|id| record::require_readable(tx, "customer", id).is_err()) {
            errors.add(FieldError::new(&path("customer_id"), "error.no_such_customer"));
        }
        if let Some(id) = &rule.category_id
            && !super::category::exists(tx, id)?
        {
            errors.add(FieldError::new(&path("category_id"), "error.no_such_category"));
        }
    }
    Ok(())
}

/// Tables that belong to a policy, or hold what it promised once; entitlements are asked whether they are over.
const OWN: [&str; 5] = ["sla_target", "sla_rule", "sla_step", "ticket_promise", "entitlement"];

/// Deletes a policy that nothing names any more. Tickets keep what was promised to them.
///
/// # Errors
/// `precondition` with `error.sla_default_stays` or `error.sla_policy_in_use`; `conflict`, `not_found`.
pub fn delete(tx: &Tx<'_>, request: SlaPolicyDeleteRequest) -> Result<SlaPolicyResponse> {
    version::touch(tx, "sla_policy", &request.id, request.version)?;
    if store::is_default(tx, &request.id)? {
        return Err(Error::precondition("error.sla_default_stays"));
    }
    if !reference::tables_pointing_at(tx, "sla_policy", &request.id, &OWN)?.is_empty()
        || entitlements::is_promised(tx, &request.id, &tx.today()?.to_string())?
    {
        return Err(Error::precondition("error.sla_policy_in_use"));
    }
    store::set_rules(tx, &request.id, &[])?;
    escalation::set(tx, &request.id, &[])?;
    store::delete(tx, &request.id)?;
    Ok(SlaPolicyResponse { id: request.id, version: request.version + 1 })
}

/// Puts the policies in an order.
///
/// # Errors
/// `invalid` at `ids` with `error.no_such_policy` when they are not all policies, each once.
pub fn arrange(tx: &Tx<'_>, request: SlaPolicyArrangeRequest) -> Result<SlaPolicyListResponse> {
    let known: BTreeSet<String> = store::list(tx)?.into_iter().map(|policy| policy.id).collect();
    let named: BTreeSet<String> = request.ids.iter().cloned().collect();
    if named != known || named.len() != request.ids.len() {
        return Err(Error::field("ids", "error.no_such_policy"));
    }
    store::arrange(tx, &request.ids)?;
    list(tx, SlaPolicyListRequest {})
}

/// Checks the policy that a form names: none for empty text, no change when absent.
///
/// # Errors
/// A failure of the file.
pub(super) fn named(
    read: &Read<'_>,
    path: &str,
    typed: Option<&str>,
    errors: &mut FieldErrors,
) -> Result<Option<Option<String>>> {
    let Some(id) = typed else { return Ok(None) };
    if id.is_empty() {
        return Ok(Some(None));
    }
    if !store::exists(read, id)? {
        errors.add(FieldError::new(path, "error.no_such_policy"));
        return Ok(None);
    }
    Ok(Some(Some(id.to_owned())))
}

/// Writes the policies that a new company starts with.
///
/// # Errors
/// A failure of the file.
pub(super) fn seed(tx: &Tx<'_>) -> Result<()> {
    const HOUR: i64 = 60;
    /// Hours until the first answer and the solution, the least urgent first.
    type Promises = [(i64, i64); 4];
    let usual: Promises = [(8, 40), (4, 24), (2, 8), (1, 4)];
    let strict: Promises = [(4, 16), (2, 8), (1, 4), (1, 2)];
    let seeds = [("Business 4 h", usual, true), ("Business 1 h", strict, false)];
    for (name, hours, is_default) in seeds {
        let id = store::insert(tx, name, PolicyHours::Business)?;
        let targets =
            Priority::ALL.into_iter().zip(hours).map(|(priority, (response, resolution))| SlaTarget {
                priority,
                response_minutes: Some(response * HOUR),
                resolution_minutes: Some(resolution * HOUR),
            });
        store::set_targets(tx, &id, &targets.collect::<Vec<_>>())?;
        if is_default {
            store::set_default(tx, &id)?;
        }
    }
    Ok(())
}
