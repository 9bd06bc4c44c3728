//! Demo companies: made by the product's own commands, the same for the same seed, with something of everything in them.

use crate::support::MORNING_MS;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;
use tempfile::TempDir;
use throughline_core::api::{Core, Mode};
use throughline_core::demo::{self, Size};
use throughline_core::kernel::clock::ManualClock;
use throughline_core::kernel::id::SystemIds;
use throughline_core::settings::country::Country;
use throughline_core::store::file::CompanyFile;
use throughline_core::store::integrity;

struct Demo {
    core: Core,
    _folder: TempDir,
}

fn demo(countries: &[Country], size: Size, seed: u64, end_ms: i64) -> Demo {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.throughline");
    drop(demo::create_until(&path, "test", countries, size, seed, end_ms).unwrap());
    // It is looked at on the morning after its year, whatever day that is.
    let file = CompanyFile::open(&path, "test").unwrap();
    let clock = Arc::new(ManualClock::at(end_ms));
    Demo { core: Core::with_sources(file, clock, Arc::new(SystemIds)), _folder: folder }
}

impl Demo {
    fn ask(&self, command: &str, payload: Value) -> Value {
        self.core.call(None, command, payload, Mode::Run).unwrap().result
    }

    fn one(&self, sql: &str) -> i64 {
        self.core.file().reader().query_row(sql, [], |row| row.get(0)).unwrap()
    }

    fn words(&self, sql: &str) -> BTreeSet<String> {
        let conn = self.core.file().reader();
        let mut statement = conn.prepare(sql).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
    }

    fn hash(&self) -> String {
        self.core.file().reader().query_row("SELECT hash FROM log_head", [], |row| row.get(0)).unwrap()
    }

    fn assert_sound(&self) {
        for check in integrity::check(self.core.file()) {
            assert_eq!(check.problems, Vec::<String>::new(), "{}", check.name);
        }
    }

    /// Every state that a firm of this country can have a paper in.
    fn assert_everything_is_there(&self, void: bool) {
        let states = self.words("SELECT DISTINCT kind || ' ' || state FROM invoice_row");
        for state in ["draft", "open", "part_paid", "paid"] {
            assert!(states.contains(&format!("invoice {state}")), "{state} of {states:?}");
        }
        assert_eq!(states.contains("invoice void"), void);
        assert!(states.contains("credit_note paid"), "{states:?}");
        let tickets = self.words("SELECT DISTINCT status FROM ticket");
        assert_eq!(tickets, ["open", "waiting", "resolved", "closed"].map(str::to_owned).into());
        let open = |rest: &str| {
            self.one(&format!(
                "SELECT count(*) FROM ticket_row WHERE status = 'open' AND due_ms {rest} {MORNING_MS}"
            ))
        };
        assert!(open("<") > 0 && open(">") > 0, "{} late, {} on time", open("<"), open(">"));
        let offers = self.words("SELECT DISTINCT state FROM estimate_row");
        assert_eq!(offers, ["accepted", "declined", "draft", "sent"].map(str::to_owned).into());
        let leads = self.words("SELECT DISTINCT status FROM lead_row");
        assert_eq!(leads, ["new", "contacted", "qualified", "disqualified"].map(str::to_owned).into());
        let deals = self.words("SELECT DISTINCT status FROM deal_row");
        assert_eq!(deals, ["open", "won", "lost"].map(str::to_owned).into());
        let bare = "SELECT s.name FROM stage s WHERE s.deleted_at IS NULL AND NOT EXISTS \
                      (SELECT 1 FROM deal_row d WHERE d.stage_id = s.id AND d.status = 'open')";
        assert_eq!(self.words(bare), BTreeSet::new(), "stages without an open deal");
        for (what, sql) in [
            ("overdue", "SELECT count(*) FROM invoice_row WHERE tab = 'open' AND due_date < '2026-11-22'"),
            (
                "expired",
                "SELECT count(*) FROM estimate_row WHERE state = 'sent' AND valid_until < '2026-11-22'",
            ),
            ("third versions", "SELECT count(*) FROM estimate_version WHERE no = 3"),
            ("withdrawn answers", "SELECT count(*) FROM estimate_answer_revoked"),
            ("bounced cheques", "SELECT count(*) FROM payment_reversal"),
            ("customer credit", "SELECT count(*) FROM payment_row WHERE free_minor > 0"),
            ("refunds", "SELECT count(*) FROM refund"),
            (
                "used credit",
                "SELECT count(*) FROM (SELECT 1 FROM allocation WHERE payment_id IS NOT NULL GROUP BY payment_id HAVING count(*) > 1)",
            ),
            ("small differences", "SELECT count(*) FROM deduction WHERE kind = 'small_difference'"),
            ("bank charges", "SELECT count(*) FROM deduction WHERE kind = 'bank_charge'"),
            ("invoices of estimates", "SELECT count(*) FROM document WHERE origin_id IS NOT NULL"),
            ("documents sent", "SELECT count(*) FROM document_sent"),
            ("invoiced time", "SELECT count(*) FROM time_entry_row WHERE billing = 'invoiced'"),
            ("time on a draft", "SELECT count(*) FROM time_entry_row WHERE billing = 'draft'"),
            ("expenses", "SELECT count(*) FROM expense WHERE kind = 'expense'"),
            ("bills of suppliers", "SELECT count(*) FROM expense WHERE kind = 'bill'"),
            ("time on the house", "SELECT count(*) FROM time_entry_row WHERE billing = 'none'"),
            ("weeks that wait", "SELECT count(*) FROM timesheet WHERE status = 'submitted'"),
            ("approved weeks", "SELECT count(*) FROM timesheet WHERE status = 'approved'"),
            ("handovers", "SELECT count(*) FROM handover"),
            ("blocks that are kept for later", "SELECT count(*) FROM handover_block WHERE state = 'later'"),
            ("handovers taken over", "SELECT count(*) FROM handover_answer WHERE accepted"),
            ("kept promises", "SELECT count(*) FROM commitment WHERE state = 'kept'"),
            ("closed projects", "SELECT count(*) FROM project_row WHERE status = 'done'"),
            ("projects on hold", "SELECT count(*) FROM project_row WHERE status = 'on_hold'"),
            ("projects that are worked on", "SELECT count(*) FROM project_row WHERE status = 'in_progress'"),
            ("projects that lie ahead", "SELECT count(*) FROM project_row WHERE status = 'planned'"),
            ("tasks that went on as tickets", "SELECT count(*) FROM task WHERE ticket_id IS NOT NULL"),
            (
                "open points of closed projects",
                "SELECT count(*) FROM task_row t JOIN project_row p ON p.id = t.project_id WHERE t.is_open AND NOT p.is_open",
            ),
            ("tasks that came again", "SELECT count(*) FROM task WHERE next_id IS NOT NULL"),
            ("reached milestones", "SELECT count(*) FROM milestone WHERE reached_date IS NOT NULL"),
            (
                "contracts to be renewed",
                "SELECT count(*) FROM contract_row WHERE is_ended = 0 AND notice_by <= '2026-12-22' AND last_day > '2026-11-22'",
            ),
            ("recurring invoices that run", "SELECT count(*) FROM recurring_row WHERE state = 'running'"),
            (
                "recurring invoices that are paused",
                "SELECT count(*) FROM recurring_row WHERE state = 'paused'",
            ),
            ("recurring invoices of deals", "SELECT count(*) FROM recurring_row WHERE deal_id IS NOT NULL"),
            (
                "issued invoices that recur",
                "SELECT count(*) FROM invoice_row WHERE recurring_id IS NOT NULL AND tab <> 'draft'",
            ),
            (
                "drafts that recur",
                "SELECT count(*) FROM invoice_row WHERE recurring_id IS NOT NULL AND tab = 'draft'",
            ),
            ("contracts that ended", "SELECT count(*) FROM contract WHERE ended_date IS NOT NULL"),
            (
                "work that takes of what was bought",
                "SELECT count(*) FROM time_entry WHERE message_id IS NOT NULL AND billable = 0",
            ),
            ("times in which a customer was waited for", "SELECT count(*) FROM ticket_wait"),
            ("satisfied customers", "SELECT count(*) FROM ticket WHERE rating = 5"),
            ("tickets of nobody", "SELECT count(*) FROM ticket_row WHERE is_open = 1 AND owner_id IS NULL"),
        ] {
            assert!(self.one(sql) > 0, "no {what}");
        }
        self.assert_all_is_handed_over_somehow();
        self.assert_work_stands_everywhere();
        self.assert_every_clock_is_there();
        self.assert_contracts_go_every_way();
        self.assert_one_thread_is_whole();
        self.assert_won_is_what_was_sold();
        self.assert_home_counts_what_the_lists_show();
        let (first, last) = (
            self.words("SELECT min(date) FROM issued_document"),
            self.words("SELECT max(date) FROM issued_document"),
        );
        assert!(first < ["2025-12-15".to_owned()].into() && last > ["2026-11-10".to_owned()].into());
    }

    fn assert_some(&self, all: &[(&str, &str)]) {
        for (what, sql) in all {
            assert!(self.one(&format!("SELECT count(*) FROM {sql}")) > 0, "no {what}");
        }
    }

    fn rows(&self, list: &str, filter: &Value) -> Vec<Value> {
        let page = self.ask(list, json!({ "filter": filter, "limit": 200 }));
        page["rows"].as_array().unwrap().clone()
    }

    /// Large and small sales, accepted, sent back and waiting, with every way of invoicing and delivering.
    fn assert_all_is_handed_over_somehow(&self) {
        let choices = |block: &str| {
            self.words(&format!(
                "SELECT DISTINCT choice FROM handover_block WHERE block = '{block}' AND choice <> ''"
            ))
        };
        let billing = ["all_now", "deposit", "milestones", "recurring", "time_and_material"];
        assert!(
            choices("billing").is_superset(&billing.map(str::to_owned).into()),
            "{:?}",
            choices("billing")
        );
        assert_eq!(choices("delivery"), ["project", "task", "ticket"].map(str::to_owned).into());
        self.assert_some(&[
            ("handovers that wait for delivery", "v_handover_waiting WHERE side = 'delivery'"),
            ("handovers that wait for finance", "v_handover_waiting WHERE side = 'finance'"),
            ("handovers that were sent back", "handover_answer WHERE NOT accepted AND reason <> ''"),
            ("promises that are still to be kept", "commitment WHERE state = 'open'"),
            (
                "sales that brought all of it",
                "handover h WHERE (SELECT count(DISTINCT r.kind) FROM handover_made m JOIN record r ON r.id = m.record_id \
                   WHERE m.handover_id = h.id AND r.kind IN ('project', 'invoice', 'contract', 'entitlement')) = 4",
            ),
            ("reminders of a renewal", "activity WHERE kind = 'todo' AND due_date > '2026-11-22'"),
        ]);
    }

    /// Projects in each state, each that was begun with time, and weeks and hours in each state.
    fn assert_work_stands_everywhere(&self) {
        let states = ["done", "in_progress", "on_hold", "planned"].map(str::to_owned);
        assert_eq!(self.words("SELECT DISTINCT status FROM project_row"), states.clone().into());
        let idle = "SELECT p.code FROM project_row p WHERE p.status <> 'planned' \
                    AND NOT EXISTS (SELECT 1 FROM time_entry e WHERE e.project_id = p.id)";
        assert_eq!(self.words(idle), BTreeSet::new(), "projects without time");
        let of_deals = "SELECT DISTINCT status FROM project_row WHERE deal_id IS NOT NULL";
        assert_eq!(self.words(of_deals), ["done", "in_progress", "planned"].map(str::to_owned).into());
        let weeks = self.words("SELECT DISTINCT status FROM timesheet");
        assert_eq!(weeks, ["approved", "open", "submitted"].map(str::to_owned).into());
        let late = "SELECT week_start FROM timesheet WHERE status = 'open' AND week_start < '2026-11-09'";
        assert_eq!(self.words(late), BTreeSet::new(), "weeks that nobody has submitted");
        let hours = self.words("SELECT DISTINCT billing FROM time_entry_row");
        assert_eq!(hours, ["draft", "invoiced", "none", "open"].map(str::to_owned).into());
        self.assert_some(&[
            (
                "drafts of reached milestones",
                "document d JOIN billing_milestone b ON b.id = d.billing_milestone_id JOIN milestone m \
                   ON m.id = b.project_milestone_id WHERE m.reached_date IS NOT NULL \
                   AND d.id NOT IN (SELECT id FROM issued_document)",
            ),
            (
                "parts that wait for a milestone",
                "billing_milestone b JOIN milestone m ON m.id = b.project_milestone_id WHERE m.reached_date IS NULL",
            ),
            (
                "expenses that are passed on",
                "expense_posting p JOIN issued_document i ON i.id = p.document_id",
            ),
        ]);
    }

    /// Tickets whose clock runs, is nearly out, is out, stands still and was kept; and every way a ticket can go.
    fn assert_every_clock_is_there(&self) {
        for state in ["on_time", "at_risk", "breached"] {
            assert!(!self.rows("ticket.list", &json!({ "sla": state })).is_empty(), "no ticket {state}");
        }
        self.assert_some(&[
            ("clocks that stand still", "ticket_row WHERE status = 'waiting' AND due_ms IS NULL"),
            (
                "promises that were kept",
                "ticket t JOIN ticket_promise p ON p.id = t.id WHERE t.status = 'closed' \
                   AND t.responded_ms - t.opened_ms < p.response_minutes * 60000 \
                   AND t.resolved_ms - t.opened_ms < p.resolution_minutes * 60000",
            ),
            (
                "tickets that were opened again",
                "ticket t JOIN ticket_wait w ON w.ticket_id = t.id WHERE w.reason = 'resolved' AND t.status = 'open'",
            ),
            ("merged tickets", "ticket WHERE merged_into_id IS NOT NULL AND status = 'closed'"),
            ("split tickets", "ticket WHERE split_from_id IS NOT NULL"),
            ("answers of customers", "ticket WHERE rating = 5 AND rating_note <> ''"),
            ("notes among ourselves", "ticket_message WHERE direction = 'note'"),
            ("steps that were taken", "ticket_step"),
            (
                "tickets that were raised and given on",
                "ticket t JOIN ticket_step s ON s.ticket_id = t.id JOIN sla_step p ON p.id = s.step_id \
                   JOIN record r ON r.id = t.id WHERE p.raises AND r.owner_id = p.give_id AND t.priority = 'high'",
            ),
            ("replies that change the ticket", "saved_reply WHERE tag <> '' AND owner_id IS NOT NULL"),
        ]);
        let bare = "SELECT name FROM ticket_category WHERE deleted_at IS NULL AND id NOT IN \
                      (SELECT category_id FROM knowledge_note WHERE category_id IS NOT NULL)";
        assert_eq!(self.words(bare), BTreeSet::new(), "categories of which nothing is known");
    }

    /// What was bought is used in part, nearly, beyond, and not yet; contracts in each state, renewed and proposed anew.
    fn assert_contracts_go_every_way(&self) {
        let states: BTreeSet<String> = self
            .rows("contract.list", &json!({}))
            .iter()
            .map(|row| row["state"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(states, ["coming", "due", "ended", "running"].map(str::to_owned).into());
        let balances: Vec<[i64; 3]> = self
            .rows("entitlement.list", &json!({}))
            .iter()
            .filter(|row| row["state"] == "running" && row["balance"].is_object())
            .map(|row| ["allowed", "left", "over"].map(|part| row["balance"][part].as_i64().unwrap()))
            .collect();
        for (what, fits) in [
            (
                "used in part",
                (|[allowed, left, _]| left * 10 > allowed && left < allowed) as fn([i64; 3]) -> bool,
            ),
            ("nearly used up", |[allowed, left, _]| left > 0 && left * 10 <= allowed),
            ("used beyond", |[_, _, over]| over > 0),
        ] {
            assert!(balances.iter().any(|one| fits(*one)), "nothing is {what}: {balances:?}");
        }
        self.assert_some(&[
            ("support that waits for its project", "entitlement WHERE after_project_id IS NOT NULL"),
            ("overage on an invoice", "overage_posting p JOIN issued_document i ON i.id = p.document_id"),
            ("contracts that went on by themselves", "contract_term WHERE deal_id IS NULL"),
            (
                "contracts that went on by a deal",
                "contract_term t JOIN deal_row d ON d.id = t.deal_id WHERE d.status = 'won'",
            ),
            (
                "terms that are proposed in a deal with an estimate that was sent",
                "contract c JOIN deal_row d ON d.id = c.renewal_deal_id AND d.status = 'open' \
                   JOIN estimate_row e ON e.deal_id = d.id AND e.state = 'sent'",
            ),
            (
                "due contracts that nobody has proposed anew",
                "contract_row w JOIN contract c ON c.id = w.id WHERE w.is_ended = 0 AND c.renewal_deal_id IS NULL \
                   AND w.notice_by BETWEEN '2026-11-22' AND '2026-12-22'",
            ),
            ("contracts that ended for a reason", "contract WHERE ended_date IS NOT NULL AND end_reason <> ''"),
        ]);
    }

    /// One deal has every step from the enquiry to the last receipt, its project, its requests and its renewal.
    fn assert_one_thread_is_whole(&self) {
        let whole = [
            "enquiry",
            "answered",
            "deal",
            "estimate_sent",
            "estimate_accepted",
            "won",
            "handed_over",
            "project_start",
            "milestone",
            "project_done",
            "invoice",
            "payment",
            "ticket",
            "contract_start",
            "renewal_proposed",
            "renewal",
        ];
        let mut best = BTreeSet::new();
        for deal in self.rows("deal.list", &json!({ "status": "won" })) {
            let thread = self.ask("thread.get", json!({ "kind": "deal", "id": deal["id"] }));
            let steps = thread["steps"].as_array().unwrap().iter();
            let found: BTreeSet<&str> = steps.map(|one| one["step"].as_str().unwrap()).collect();
            let lacks: BTreeSet<String> =
                whole.iter().filter(|step| !found.contains(*step)).map(|step| (*step).to_owned()).collect();
            if lacks.is_empty() {
                return;
            }
            if best.is_empty() || lacks.len() < best.len() {
                best = lacks;
            }
        }
        panic!("no thread is whole; the best lacks {best:?}");
    }

    /// A won deal with an estimate that was accepted is worth what that comes to without tax.
    fn assert_won_is_what_was_sold(&self) {
        let mut looked_at = 0;
        for deal in self.rows("deal.list", &json!({ "status": "won" })) {
            for estimate in self.rows("estimate.list", &json!({ "deal_id": deal["id"], "tab": "accepted" })) {
                let page = self.ask("estimate.get", json!({ "id": estimate["id"] }));
                assert_eq!(
                    deal["amount"]["amount"], page["totals"]["net"],
                    "{} {}",
                    deal["code"], page["code"]
                );
                looked_at += 1;
            }
        }
        assert!(looked_at > 9, "{looked_at} estimates of won deals");
    }

    /// Each kind of what is left lying opens a list of exactly so many rows.
    fn assert_home_counts_what_the_lists_show(&self) {
        let home = self.ask("home.get", json!({}));
        let count = |kind: &str| {
            let mut all = home["exceptions"].as_array().unwrap().iter();
            all.find(|one| one["kind"] == kind).map_or(0, |one| one["figure"]["count"].as_u64().unwrap())
        };
        for (kind, list, filter) in [
            ("draft_invoices", "invoice.list", json!({ "tab": "draft" })),
            ("lapsed_estimates", "estimate.list", json!({ "tab": "expired" })),
            ("late_tickets", "ticket.list", json!({ "sla": "breached" })),
            ("tickets_at_risk", "ticket.list", json!({ "sla": "at_risk" })),
            ("tickets_of_nobody", "ticket.list", json!({ "open": true, "owner_id": "" })),
            ("due_contracts", "contract.list", json!({ "state": "due" })),
            ("late_projects", "project.list", json!({ "late": true })),
        ] {
            let rows = self.ask(list, json!({ "filter": filter, "limit": 200 }))["rows"].clone();
            assert_eq!(rows.as_array().unwrap().len() as u64, count(kind), "{kind}");
        }
        assert!(
            count("late_tickets") > 0 && count("due_contracts") > 0 && count("late_projects") > 0,
            "{home}"
        );
    }
}

#[test]
fn the_year_in_pune_has_something_of_everything() {
    let demo = demo(&[Country::India], Size::Small, 1, MORNING_MS);
    demo.assert_everything_is_there(true);
    assert!(demo.one("SELECT count(*) FROM deduction WHERE kind = 'tax_withheld'") > 5);
    assert!((130..=190).contains(&demo.one("SELECT count(*) FROM issued_document WHERE kind = 'invoice'")));
    assert_eq!(demo.one("SELECT count(*) FROM customer"), 31);
    let taxes = demo.words("SELECT DISTINCT code || ' ' || rate FROM issued_tax");
    assert!(["CGST 9", "IGST 18", "CGST 2.5"].iter().all(|tax| taxes.contains(*tax)), "{taxes:?}");
    let status = demo.ask("company.status", json!({}));
    assert_eq!(status["company"]["name"], "Tamhini Networks");
    demo.assert_sound();
}

#[test]
fn the_year_in_lyon_is_french_and_its_numbers_rise_with_the_days() {
    let demo = demo(&[Country::France], Size::Small, 1, MORNING_MS);
    demo.assert_everything_is_there(false);
    let steps_back = "SELECT count(*) FROM issued_document a JOIN issued_document b \
                      ON a.series_id = b.series_id AND a.period = b.period AND a.no < b.no AND a.date > b.date";
    assert_eq!(demo.one(steps_back), 0);
    assert_eq!(demo.one("SELECT count(*) FROM issued_document WHERE model NOT LIKE '%\"fr\"%'"), 0);
    demo.assert_sound();
}

#[test]
fn two_branches_are_two_sellers_with_numbers_of_their_own() {
    let demo = demo(&[Country::India, Country::Emirates], Size::Small, 1, MORNING_MS);
    demo.assert_everything_is_there(true);
    let sellers = demo.words(
        "SELECT DISTINCT b.country || ' ' || b.legal_name || ' ' || substr(i.number, 1, 5) FROM issued_document i \
           JOIN branch b ON b.id = i.branch_id WHERE i.kind = 'invoice'",
    );
    assert_eq!(
        sellers,
        ["AE Sidra Creek Trading LLC AEINV", "IN Tamhini Networks Private Limited INV/2"]
            .map(str::to_owned)
            .into()
    );
    let bases = demo.words("SELECT DISTINCT currency || ' in ' || base_currency FROM issued_document");
    assert_eq!(bases, ["AED in AED", "INR in INR", "USD in AED", "USD in INR"].map(str::to_owned).into());
    assert!(demo.one("SELECT count(*) FROM customer WHERE language = 'ar'") > 3);
    assert_eq!(demo.words("SELECT DISTINCT tax_number FROM branch").len(), 2);
    demo.assert_sound();
}

#[test]
fn the_same_seed_tells_the_same_year() {
    let year = |seed, end_ms| demo(&[Country::Emirates], Size::Small, seed, end_ms);
    let (first, again) = (year(7, MORNING_MS), year(7, MORNING_MS));
    assert_eq!(first.hash(), again.hash());
    first.assert_everything_is_there(true);
    assert_ne!(first.hash(), year(8, MORNING_MS).hash());
    // Another day and another hour: the dates move along, all else stays.
    let later = year(7, MORNING_MS + 36 * 3_600_000);
    let told = "SELECT group_concat(customer || total_minor || state, '|') FROM (SELECT * FROM invoice_row ORDER BY number_key, id)";
    // But the days of the week decide how promises count and which weeks days of work fall into.
    let done = "SELECT count(*) FROM op WHERE tbl NOT IN ('ticket_promise', 'ticket_step', 'notification', 'timesheet') \
                  AND coalesce(record_id, '') NOT IN (SELECT id FROM timesheet)";
    assert_eq!(first.one(done), later.one(done));
    assert_eq!(first.words(told).len(), 1);
    let sums = "SELECT sum(total_minor) FROM invoice_row";
    assert_eq!(first.one(sums), later.one(sums));
    assert_eq!(first.words("SELECT name FROM customer"), later.words("SELECT name FROM customer"));
}

#[test]
fn a_large_company_has_the_counts_it_is_asked_for() {
    let demo = demo(&[Country::India], Size::Thousands(1), 1, MORNING_MS);
    for (count, sql) in [
        (500, "SELECT count(*) FROM customer"),
        (1_000, "SELECT count(*) FROM issued_document"),
        (3_000, "SELECT count(*) FROM issued_line"),
        (100, "SELECT count(*) FROM estimate_row"),
    ] {
        assert_eq!(demo.one(sql), count, "{sql}");
    }
    assert!(demo.one("SELECT count(*) FROM payment") > 700);
    assert_eq!(demo.one("PRAGMA synchronous"), 2);
    demo.assert_sound();
}

#[test]
fn a_country_without_a_demo_or_named_twice_is_refused_and_leaves_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.throughline");
    for countries in [vec![], vec![Country::States], vec![Country::India, Country::India]] {
        let error = demo::create(&path, "test", &countries, Size::Small, 1).err().unwrap();
        assert_eq!(error.fields[0].message_id, "error.no_demo", "{countries:?}");
        assert!(!path.exists());
    }
}
