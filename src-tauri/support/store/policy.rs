//! The SQL of service levels.

use super::escalation;
use crate::kernel::error::Result;
use crate::store::tx::{Read, Tx};
use crate::store::word;
use crate::support::policy::{PolicyHours, SlaPolicy, SlaRule, SlaRuleInput, SlaTarget};
use rusqlite::{Row, params};

pub(in crate::support) fn list(read: &Read<'_>) -> Result<Vec<SlaPolicy>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT id, name, hours, is_default, version FROM sla_policy WHERE deleted_at IS NULL \
         ORDER BY is_default, position, id",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(SlaPolicy {
            id: row.get(0)?,
            name: row.get(1)?,
            hours: word::read(row, 2)?,
            is_default: row.get(3)?,
            targets: Vec::new(),
            rules: Vec::new(),
            steps: Vec::new(),
            version: row.get(4)?,
        })
    })?;
    let mut policies = rows.collect::<rusqlite::Result<Vec<_>>>()?;
    for policy in &mut policies {
        policy.targets = targets(read, &policy.id)?;
        policy.rules = rules(read, &policy.id)?;
        policy.steps = escalation::of_policy(read, &policy.id)?;
    }
    Ok(policies)
}

fn targets(read: &Read<'_>, policy_id: &str) -> Result<Vec<SlaTarget>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT priority, response_minutes, resolution_minutes FROM sla_target \
         WHERE policy_id = ?1 AND deleted_at IS NULL",
    )?;
    let rows = statement.query_map([policy_id], read_target)?;
    let mut targets: Vec<SlaTarget> = rows.collect::<rusqlite::Result<_>>()?;
    targets.sort_by_key(|target| target.priority);
    Ok(targets)
}

fn read_target(row: &Row<'_>) -> rusqlite::Result<SlaTarget> {
    Ok(SlaTarget {
        priority: word::read(row, 0)?,
        response_minutes: row.get(1)?,
        resolution_minutes: row.get(2)?,
    })
}

fn rules(read: &Read<'_>, policy_id: &str) -> Result<Vec<SlaRule>> {
    let mut statement = read.sql().prepare_cached(
        "SELECT x.id, x.customer_id, coalesce(c.name, ''), x.category_id, coalesce(k.name, ''), x.priority \
         FROM sla_rule x LEFT JOIN v_crm_customer_name c ON c.id = x.customer_id \
         LEFT JOIN ticket_category k ON k.id = x.category_id \
         WHERE x.policy_id = ?1 AND x.deleted_at IS NULL ORDER BY x.position, x.id",
    )?;
    let rows = statement.query_map([policy_id], |row| {
        let priority: Option<String> = row.get(5)?;
        Ok(SlaRule {
            id: row.get(0)?,
            customer_id: row.get(1)?,
            customer: row.get(2)?,
            category_id: row.get(3)?,
            category: row.get(4)?,
            priority: priority.and_then(|word| word::parse(word).ok()),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(in crate::support) fn exists(read: &Read<'_>, id: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM sla_policy WHERE id = ?1 AND deleted_at IS NULL";
    Ok(read.sql().prepare_cached(sql)?.exists([id])?)
}

pub(in crate::support) fn is_default(read: &Read<'_>, id: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM sla_policy WHERE id = ?1 AND is_default = 1 AND deleted_at IS NULL";
    Ok(read.sql().prepare_cached(sql)?.exists([id])?)
}

pub(in crate::support) fn insert(tx: &Tx<'_>, name: &str, hours: PolicyHours) -> Result<String> {
    let id = tx.new_id();
    tx.sql().execute(
        "INSERT INTO sla_policy (id, name, hours, position) \
         SELECT ?1, ?2, ?3, coalesce(max(position) + 1, 0) FROM sla_policy",
        (&id, name, word::of(&hours)),
    )?;
    Ok(id)
}

pub(in crate::support) fn update(tx: &Tx<'_>, id: &str, name: &str, hours: PolicyHours) -> Result<()> {
    tx.sql()
        .execute("UPDATE sla_policy SET name = ?2, hours = ?3 WHERE id = ?1", (id, name, word::of(&hours)))?;
    Ok(())
}

/// Makes this policy the default one, and no other.
pub(in crate::support) fn set_default(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute(
        "UPDATE sla_policy SET is_default = (id = ?1) WHERE deleted_at IS NULL AND is_default <> (id = ?1)",
        [id],
    )?;
    Ok(())
}

/// Makes these the promises of a policy; priorities that are not among them promise nothing any more.
pub(in crate::support) fn set_targets(tx: &Tx<'_>, policy_id: &str, set: &[SlaTarget]) -> Result<()> {
    let stands = targets(tx, policy_id)?;
    for gone in stands.iter().filter(|old| !set.iter().any(|new| new.priority == old.priority)) {
        tx.sql().execute(
            "UPDATE sla_target SET deleted_at = ?3 WHERE policy_id = ?1 AND priority = ?2 AND deleted_at IS NULL",
            (policy_id, word::of(&gone.priority), tx.now_ms()),
        )?;
    }
    for target in set {
        let priority = word::of(&target.priority);
        let is_known = stands.iter().any(|old| old.priority == target.priority);
        if is_known {
            tx.sql().execute(
                "UPDATE sla_target SET response_minutes = ?3, resolution_minutes = ?4 \
                 WHERE policy_id = ?1 AND priority = ?2 AND deleted_at IS NULL",
                params![policy_id, priority, target.response_minutes, target.resolution_minutes],
            )?;
        } else {
            tx.sql().execute(
                "INSERT INTO sla_target (id, policy_id, priority, response_minutes, resolution_minutes) \
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                params![tx.new_id(), policy_id, priority, target.response_minutes, target.resolution_minutes],
            )?;
        }
    }
    Ok(())
}

/// Makes these the rules of a policy, in their order.
pub(in crate::support) fn set_rules(tx: &Tx<'_>, policy_id: &str, set: &[SlaRuleInput]) -> Result<()> {
    let mut stands = rules(tx, policy_id)?;
    for (rule, position) in set.iter().zip(0_i64..) {
        let same = |old: &SlaRule| {
            old.customer_id == rule.customer_id
                && old.category_id == rule.category_id
                && old.priority == rule.priority
        };
        match stands.iter().position(same) {
            Some(at) => {
                let kept = stands.swap_remove(at);
                tx.sql().execute("UPDATE sla_rule SET position = ?2 WHERE id = ?1", (&kept.id, position))?;
            }
            None => {
                tx.sql().execute(
                    "INSERT INTO sla_rule (id, policy_id, customer_id, category_id, priority, position) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                    params![
                        tx.new_id(),
                        policy_id,
                        rule.customer_id,
                        rule.category_id,
                        rule.priority.map(|priority| word::of(&priority)),
                        position
                    ],
                )?;
            }
        }
    }
    for gone in stands {
        tx.sql().execute("UPDATE sla_rule SET deleted_at = ?2 WHERE id = ?1", (&gone.id, tx.now_ms()))?;
    }
    Ok(())
}

pub(in crate::support) fn delete(tx: &Tx<'_>, id: &str) -> Result<()> {
    tx.sql().execute("UPDATE sla_policy SET deleted_at = ?2 WHERE id = ?1", (id, tx.now_ms()))?;
    Ok(())
}

pub(in crate::support) fn arrange(tx: &Tx<'_>, ids: &[String]) -> Result<()> {
    for (id, position) in ids.iter().zip(0_i64..) {
        tx.sql().execute("UPDATE sla_policy SET position = ?2 WHERE id = ?1", (id, position))?;
    }
    Ok(())
}
