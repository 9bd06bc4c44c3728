//! Every table of the file with its class. The log triggers are generated from this list; a test compares it with the schema.
//!
//! *Fact*: inserted once, never changed. *Record*: edited field by field, deleted by `deleted_at`, never removed.
//! *Derived*: rebuilt from the others. *Local*: this laptop only. Facts and records are logged; derived and local rows are not.

use std::collections::BTreeSet;

/// What may happen to the rows of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Insert only: an issued document, a payment, a decision.
    Fact,
    /// Edited field by field; has `deleted_at`.
    Record,
    /// Rebuilt from facts and records.
    Derived,
    /// Belongs to this laptop.
    Local,
    /// The log itself: facts about facts, guarded in the migration, not logged again.
    Log,
}

/// A table and its rules.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Name in the schema.
    pub name: &'static str,
    /// What may happen to its rows.
    pub class: Class,
    /// What the page calls the thing that changed when a row of it changes.
    pub tag: &'static str,
    /// The column that names the record a row belongs to (history, undo); empty when it belongs to none.
    pub record_column: &'static str,
}

impl Table {
    /// True when triggers write its changes to the log.
    #[must_use]
    pub const fn is_logged(&self) -> bool {
        matches!(self.class, Class::Fact | Class::Record)
    }
}

const fn fact(name: &'static str, tag: &'static str, record_column: &'static str) -> Table {
    Table { name, class: Class::Fact, tag, record_column }
}

const fn record(name: &'static str, tag: &'static str, record_column: &'static str) -> Table {
    Table { name, class: Class::Record, tag, record_column }
}

const fn derived(name: &'static str, tag: &'static str) -> Table {
    Table { name, class: Class::Derived, tag, record_column: "" }
}

const fn local(name: &'static str) -> Table {
    Table { name, class: Class::Local, tag: "local", record_column: "" }
}

const fn log(name: &'static str) -> Table {
    Table { name, class: Class::Log, tag: "log", record_column: "" }
}

/// Columns that are this laptop's own and never enter the log.
pub const LOCAL_COLUMNS: &[(&str, &str)] = &[("record", "rid"), ("time_entry", "rid")];

/// All tables.
pub const TABLES: &[Table] = &[
    log("txn"),
    log("op"),
    local("log_head"),
    local("local_setting"),
    record("replica", "company", ""),
    record("company", "company", ""),
    record("branch", "company", "id"),
    record("working_hours", "working_time", "branch_id"),
    record("working_day", "working_time", "branch_id"),
    record("area", "company", ""),
    record("employee", "user", ""),
    record("user", "user", "id"),
    record("team", "user", ""),
    record("team_user", "user", ""),
    record("permission_set", "user", ""),
    record("permission_grant", "user", ""),
    record("user_permission_set", "user", "user_id"),
    record("record", "record", "id"),
    record("number_series", "number_series", ""),
    record("number_counter", "number_series", ""),
    fact("kept_file", "attachment", ""),
    fact("attachment", "attachment", "record_id"),
    fact("attachment_withdrawn", "attachment", "record_id"),
    record("notification", "notification", ""),
    derived("search_row", "search"),
    record("customer", "customer", "id"),
    record("customer_tax_id", "customer", "customer_id"),
    record("address", "customer", "customer_id"),
    record("contact", "contact", "id"),
    fact("customer_alias", "customer", "merged_id"),
    derived("customer_root", "customer"),
    derived("customer_row", "customer"),
    record("lead_rule", "lead", ""),
    record("lead_target", "lead", ""),
    record("lead", "lead", "id"),
    record("pipeline", "pipeline", ""),
    record("stage", "pipeline", ""),
    record("deal", "deal", "id"),
    record("deal_line", "deal", "deal_id"),
    record("deal_stage_entry", "deal", "deal_id"),
    record("activity", "activity", "id"),
    record("next_action_answer", "next_action", "record_id"),
    derived("lead_row", "lead"),
    derived("deal_row", "deal"),
    derived("activity_row", "activity"),
    derived("customer_key", "customer"),
    record("tax_class", "tax_class", ""),
    record("tax_rate", "tax_class", ""),
    record("item", "item", "id"),
    record("item_tax_class", "item", "item_id"),
    record("price_list", "price_list", ""),
    record("price_list_line", "price_list", "item_id"),
    derived("item_row", "item"),
    derived("price_list_line_row", "price_list"),
    record("recurring_invoice", "recurring_invoice", "id"),
    fact("recurring_run", "recurring_invoice", "recurring_id"),
    record("document", "document", "id"),
    record("document_line", "document", "document_id"),
    fact("estimate_version", "document", "estimate_id"),
    fact("estimate_answer", "document", "estimate_id"),
    fact("estimate_answer_revoked", "document", ""),
    fact("issued_document", "document", "id"),
    fact("issued_line", "document", "document_id"),
    fact("issued_tax", "document", "document_id"),
    record("billing_row", "billing_plan", "estimate_id"),
    fact("billing_use", "billing_plan", "document_id"),
    fact("billing_change", "billing_plan", "document_id"),
    fact("document_void", "document", "document_id"),
    fact("document_sent", "document", "document_id"),
    fact("payment", "payment", "id"),
    fact("receipt", "payment", "id"),
    fact("allocation", "payment", "invoice_id"),
    fact("allocation_reversal", "payment", ""),
    fact("deduction", "payment", "invoice_id"),
    fact("deduction_reversal", "payment", ""),
    fact("payment_reversal", "payment", "payment_id"),
    fact("refund", "payment", "payment_id"),
    fact("refund_reversal", "payment", ""),
    derived("billing_open", "billing_plan"),
    derived("invoice_open", "document"),
    derived("credit_open", "document"),
    derived("invoice_row", "document"),
    derived("estimate_row", "document"),
    derived("recurring_row", "recurring_invoice"),
    derived("payment_row", "payment"),
    derived("customer_balance", "customer"),
    record("ticket_category", "ticket_category", ""),
    record("ticket_priority", "ticket_category", ""),
    record("saved_reply", "saved_reply", ""),
    record("knowledge_note", "knowledge_note", ""),
    record("sla_policy", "sla_policy", ""),
    record("sla_target", "sla_policy", ""),
    record("sla_rule", "sla_policy", ""),
    record("sla_step", "sla_policy", ""),
    record("support_offer", "item", "id"),
    record("contract", "contract", "id"),
    record("renewal_setting", "renewal_setting", ""),
    record("contract_term", "contract", "contract_id"),
    record("renewal_proposal", "contract", "contract_id"),
    record("entitlement", "entitlement", "id"),
    record("ticket", "ticket", "id"),
    record("ticket_promise", "ticket", "id"),
    fact("ticket_message", "ticket", "ticket_id"),
    record("ticket_wait", "ticket", "ticket_id"),
    fact("ticket_step", "ticket", "ticket_id"),
    record("ticket_count", "ticket", "ticket_id"),
    fact("entitlement_use", "entitlement", "ticket_id"),
    record("overage_posting", "entitlement", "entitlement_id"),
    derived("ticket_row", "ticket"),
    derived("ticket_tag", "ticket"),
    derived("contract_row", "contract"),
    derived("entitlement_row", "entitlement"),
    record("project", "project", "id"),
    record("milestone", "project", "project_id"),
    record("billing_milestone", "billing_plan", "deal_id"),
    record("task", "task", "id"),
    record("task_dependency", "task", "task_id"),
    record("item_template", "project_template", "item_id"),
    record("handover", "handover", "deal_id"),
    record("handover_block", "handover", ""),
    record("handover_made", "handover", ""),
    fact("handover_answer", "handover", "deal_id"),
    record("commitment", "commitment", "deal_id"),
    derived("project_row", "project"),
    derived("task_row", "task"),
    record("timesheet", "timesheet", "id"),
    record("time_entry", "time", "timesheet_id"),
    record("timer", "timer", ""),
    record("time_rate", "time_rate", ""),
    record("time_cost", "time_cost", ""),
    record("expense", "expense", "id"),
    record("expense_posting", "expense", ""),
    record("time_setting", "time_setting", ""),
    record("time_posting", "time", ""),
    derived("time_entry_row", "time"),
    derived("time_note", "time"),
];

/// What is told to have changed although no logged row did: the backups, and with another file everything.
const UNLOGGED_TAGS: [&str; 2] = ["backup", "file"];

/// Every tag that a change may carry.
#[must_use]
pub fn tags() -> BTreeSet<&'static str> {
    let logged = TABLES.iter().filter(|table| table.is_logged()).map(|table| table.tag);
    logged.chain(UNLOGGED_TAGS).collect()
}

/// The tag under which records of a kind are shown.
#[must_use]
pub fn tag_of_kind(kind: &str) -> &'static str {
    match kind {
        "estimate" | "invoice" | "credit_note" => "document",
        "template_task" => "project_template",
        _ => table(kind).map_or("record", |table| table.tag),
    }
}

/// The entry of a table.
#[must_use]
pub fn table(name: &str) -> Option<&'static Table> {
    TABLES.iter().find(|table| table.name == name)
}
