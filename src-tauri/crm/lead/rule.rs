//! Who gets an enquiry and how soon it is answered, as data of the company.
//!
//! The rule in prose: a lead goes to the owner of its source, else of its place, else to the next person in turn, else to
//! who wrote it down. In turn means: who has waited longest for one. Sources have a target in minutes; the empty source is
//! the target of all others; without a target there is no clock.

use crate::crm::owner;
use crate::crm::store::lead as store;
use crate::kernel::error::{FieldError, FieldErrors, Result};
use crate::kernel::text;
use crate::settings::working_time::{self, WorkingTimeGetRequest};
use crate::store::tx::{Read, Tx};
use chrono::DateTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Most rules, and most targets.
const RULES_MAX: usize = 200;
/// Longest target: thirty days.
const MINUTES_MAX: i64 = 43_200;
/// The target of a new company: four hours.
const MINUTES_AT_FIRST: i64 = 240;

/// By what a rule assigns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum AssignBy {
    /// By the lead's source.
    Source,
    /// By the lead's place.
    Place,
    /// In turn.
    #[default]
    Turn,
}

/// Nothing to say in the request.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct LeadRuleListRequest {}

/// The rules of assignment and the targets of the first answer.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct LeadRules {
    /// The rules in their order.
    pub rules: Vec<LeadRule>,
    /// The targets by source.
    pub targets: Vec<LeadTarget>,
}

/// A rule of assignment.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct LeadRule {
    /// Its id.
    pub id: String,
    /// By what it assigns.
    pub by: AssignBy,
    /// The source or place; empty in turn.
    pub value: String,
    /// Who gets the lead.
    pub owner_id: String,
    /// Their name.
    pub owner: String,
}

/// How soon an enquiry from a source is answered.
#[derive(Debug, Clone, Serialize, JsonSchema, TS)]
pub struct LeadTarget {
    /// Its id.
    pub id: String,
    /// The source; empty: all without a target of their own.
    pub source: String,
    /// The target in minutes.
    pub minutes: i64,
}

/// All rules and targets as they shall be; what is not named goes.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct LeadRuleSaveRequest {
    /// The rules in their order.
    pub rules: Vec<LeadRuleInput>,
    /// The targets by source.
    pub targets: Vec<LeadTargetInput>,
}

/// A rule as it shall be.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct LeadRuleInput {
    /// Which rule; a new one when absent.
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<String>,
    /// By what it assigns.
    pub by: AssignBy,
    /// The source or place.
    #[serde(default)]
    #[ts(optional)]
    pub value: Option<String>,
    /// Who gets the lead.
    pub owner_id: String,
}

/// A target as it shall be.
#[derive(Debug, Clone, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct LeadTargetInput {
    /// Which target; a new one when absent.
    #[serde(default)]
    #[ts(optional)]
    pub id: Option<String>,
    /// The source; empty: all without a target of their own.
    #[serde(default)]
    #[ts(optional)]
    pub source: Option<String>,
    /// The target in minutes, 1 to 43,200 (thirty days).
    pub minutes: i64,
}

/// Who gets a lead, and by which rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::crm) struct Assigned {
    pub(in crate::crm) owner_id: String,
    pub(in crate::crm) rule_id: String,
}

/// The rules and targets.
///
/// # Errors
/// A failure of the file.
pub fn list(read: &Read<'_>, _: LeadRuleListRequest) -> Result<LeadRules> {
    Ok(LeadRules { rules: store::rules(read)?, targets: store::targets(read)? })
}

/// Writes all rules and targets.
///
/// # Errors
/// `invalid` with every field.
pub fn save(tx: &Tx<'_>, request: LeadRuleSaveRequest) -> Result<LeadRules> {
    let mut errors = FieldErrors::default();
    for (path, count) in [("rules", request.rules.len()), ("targets", request.targets.len())] {
        if count > RULES_MAX {
            errors.add(FieldError::new(path, "error.too_many").with("max", RULES_MAX));
        }
    }
    let known_rules: BTreeSet<String> = store::rules(tx)?.into_iter().map(|rule| rule.id).collect();
    let known_targets: BTreeSet<String> = store::targets(tx)?.into_iter().map(|target| target.id).collect();
    let mut rules = Vec::new();
    for (at, rule) in request.rules.into_iter().enumerate() {
        let path = |name: &str| format!("rules[{at}].{name}");
        check_id(&path("id"), rule.id.as_ref(), &known_rules, &mut errors);
        let typed = rule.value.as_deref().unwrap_or_default();
        let value = match rule.by {
            AssignBy::Turn => Some(String::new()),
            _ => errors.take(text::required_line(&path("value"), typed)),
        };
        errors.take(owner::may_own(tx, "lead", &path("owner_id"), &rule.owner_id)?);
        rules.push(LeadRuleInput { value, ..rule });
    }
    let mut targets = Vec::new();
    let mut sources = BTreeSet::new();
    for (at, target) in request.targets.into_iter().enumerate() {
        let path = |name: &str| format!("targets[{at}].{name}");
        check_id(&path("id"), target.id.as_ref(), &known_targets, &mut errors);
        let source = errors
            .take(text::line(&path("source"), target.source.as_deref().unwrap_or_default()))
            .unwrap_or_default();
        if !sources.insert(text::fold(&source)) {
            errors.add(FieldError::new(&path("source"), "error.twice"));
        }
        if !(1..=MINUTES_MAX).contains(&target.minutes) {
            errors.add(
                FieldError::new(&path("minutes"), "error.between").with("min", 1).with("max", MINUTES_MAX),
            );
        }
        targets.push(LeadTargetInput { source: Some(source), ..target });
    }
    errors.finish()?;
    store::save_rules(tx, &rules, &known_rules)?;
    store::save_targets(tx, &targets, &known_targets)?;
    list(tx, LeadRuleListRequest {})
}

fn check_id(path: &str, id: Option<&String>, known: &BTreeSet<String>, errors: &mut FieldErrors) {
    if id.is_some_and(|id| !known.contains(id)) {
        errors.add(FieldError::new(path, "error.no_such_rule"));
    }
}

/// Who gets a lead from this source and place; `None` when no rule says so.
pub(super) fn assign(tx: &Tx<'_>, source: &str, place: &str) -> Result<Option<Assigned>> {
    let rules = store::rules_of_active(tx)?;
    let (source, place) = (text::fold(source), text::fold(place));
    let by = |by: AssignBy, value: &str| {
        rules
            .iter()
            .find(|rule| rule.by == by && !value.is_empty() && text::fold(&rule.value) == value)
            .map(|rule| Assigned { owner_id: rule.owner_id.clone(), rule_id: rule.id.clone() })
    };
    match by(AssignBy::Source, &source).or_else(|| by(AssignBy::Place, &place)) {
        Some(assigned) => Ok(Some(assigned)),
        None => store::next_in_turn(tx),
    }
}

/// Until when an enquiry of a source that comes in now is to be answered: its target in the working hours of the first branch, or
/// by the clock where nobody ever works. Hours that change later leave it as it is.
pub(super) fn respond_by(read: &Read<'_>, source: &str) -> Result<Option<i64>> {
    let Some(seconds) = target_minutes(read, source)?.and_then(|minutes| minutes.checked_mul(60)) else {
        return Ok(None);
    };
    let branch = working_time::get(read, WorkingTimeGetRequest { branch_id: None })?.branch_id;
    let now = DateTime::from_timestamp_millis(read.now_ms());
    let by_hours = match now {
        Some(now) => working_time::calendar(read, &branch)?.due(now, seconds),
        None => None,
    };
    let by_clock = || read.now_ms().checked_add(seconds.checked_mul(1000)?);
    Ok(by_hours.map(|by| by.timestamp_millis()).or_else(by_clock))
}

/// The target in minutes of a source.
fn target_minutes(read: &Read<'_>, source: &str) -> Result<Option<i64>> {
    let targets = store::targets(read)?;
    let source = text::fold(source);
    let of = |source: &str| targets.iter().find(|target| text::fold(&target.source) == source);
    Ok(of(&source).or_else(|| of("")).map(|target| target.minutes))
}

/// Writes the target that a new company starts with.
///
/// # Errors
/// A failure of the file.
pub fn seed(tx: &Tx<'_>) -> Result<()> {
    let target = LeadTargetInput { id: None, source: Some(String::new()), minutes: MINUTES_AT_FIRST };
    store::save_targets(tx, &[target], &BTreeSet::new())
}
