-- Time: what work took, who says so, and what of it is invoiced.

-- The week of a person, from its Monday on. It is there once time is noted in it; until it is submitted it is open. Its entries say
-- which it is without a key to it, so that taking back the entry that made it is no matter of those that came later.
CREATE TABLE timesheet (
  id           TEXT PRIMARY KEY NOT NULL REFERENCES record(id),
  user_id      TEXT NOT NULL REFERENCES user(id),
  week_start   TEXT NOT NULL CHECK (week_start GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  status       TEXT NOT NULL CHECK (status IN ('open', 'submitted', 'approved')),
  submitted_ms INTEGER,
  decided_ms   INTEGER,
  decided_by   TEXT REFERENCES user(id),
  reason       TEXT NOT NULL DEFAULT '',
  deleted_at   INTEGER
) STRICT;
CREATE INDEX timesheet_by_user ON timesheet (user_id, week_start);
CREATE INDEX timesheet_by_week ON timesheet (week_start, id) WHERE deleted_at IS NULL;
CREATE INDEX timesheet_by_status ON timesheet (status, week_start, id) WHERE deleted_at IS NULL;

-- Work of a person on a day. The project of a task or ticket stands beside it as it was then. started_ms: when a timer was started.
-- message_id: what was said in the ticket when it was noted.
-- rid is this laptop's own small key, for the search in notes.
CREATE TABLE time_entry (
  rid          INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE,
  timesheet_id TEXT NOT NULL,
  user_id      TEXT NOT NULL REFERENCES user(id),
  work_date    TEXT NOT NULL CHECK (work_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  minutes      INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 1440),
  project_id   TEXT REFERENCES project(id),
  task_id      TEXT REFERENCES task(id),
  ticket_id    TEXT REFERENCES ticket(id),
  message_id   TEXT REFERENCES ticket_message(id),
  customer_id  TEXT REFERENCES customer(id),
  item_id      TEXT REFERENCES item(id),
  note         TEXT NOT NULL DEFAULT '',
  billable     INTEGER NOT NULL CHECK (billable IN (0, 1)),
  started_ms   INTEGER,
  version      INTEGER NOT NULL DEFAULT 1,
  deleted_at   INTEGER,
  CHECK (project_id IS NOT NULL OR task_id IS NOT NULL OR ticket_id IS NOT NULL)
) STRICT;
-- With what a list of weeks sums, so that no entry is read for it.
CREATE INDEX time_entry_by_sheet ON time_entry (timesheet_id, deleted_at, minutes, billable);
CREATE INDEX time_entry_by_user ON time_entry (user_id, work_date);
CREATE INDEX time_entry_by_project ON time_entry (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX time_entry_by_task ON time_entry (task_id) WHERE task_id IS NOT NULL;
CREATE INDEX time_entry_by_ticket ON time_entry (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX time_entry_by_message ON time_entry (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX time_entry_by_customer ON time_entry (customer_id) WHERE customer_id IS NOT NULL;
CREATE INDEX time_entry_by_item ON time_entry (item_id) WHERE item_id IS NOT NULL;

-- A timer that runs, for as long as it does. replica and started_seq: the transaction that started it, so that what this laptop wrote
-- since then tells whether its clock was set back.
CREATE TABLE timer (
  id          TEXT PRIMARY KEY NOT NULL,
  user_id     TEXT NOT NULL REFERENCES user(id),
  project_id  TEXT REFERENCES project(id),
  task_id     TEXT REFERENCES task(id),
  ticket_id   TEXT REFERENCES ticket(id),
  item_id     TEXT REFERENCES item(id),
  note        TEXT NOT NULL DEFAULT '',
  billable    INTEGER NOT NULL CHECK (billable IN (0, 1)),
  started_ms  INTEGER NOT NULL,
  replica     TEXT NOT NULL REFERENCES replica(id),
  started_seq INTEGER NOT NULL,
  deleted_at  INTEGER
) STRICT;
CREATE INDEX timer_by_user ON timer (user_id) WHERE deleted_at IS NULL;
CREATE INDEX timer_by_project ON timer (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX timer_by_task ON timer (task_id) WHERE task_id IS NOT NULL;
CREATE INDEX timer_by_ticket ON timer (ticket_id) WHERE ticket_id IS NOT NULL;
CREATE INDEX timer_by_item ON timer (item_id) WHERE item_id IS NOT NULL;

-- What an hour is sold for: of a person in a project, of a project as an item or as any, of a person, of an item; from a day on, or
-- from the beginning. Canonical decimal in major units.
CREATE TABLE time_rate (
  id         TEXT PRIMARY KEY NOT NULL,
  project_id TEXT REFERENCES project(id),
  user_id    TEXT REFERENCES user(id),
  item_id    TEXT REFERENCES item(id),
  from_date  TEXT CHECK (from_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  currency   TEXT NOT NULL,
  rate       TEXT NOT NULL,
  version    INTEGER NOT NULL DEFAULT 1,
  deleted_at INTEGER,
  CHECK (coalesce(project_id, user_id, item_id) IS NOT NULL AND (user_id IS NULL OR item_id IS NULL))
) STRICT;
CREATE INDEX time_rate_by_project ON time_rate (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX time_rate_by_user ON time_rate (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX time_rate_by_item ON time_rate (item_id) WHERE item_id IS NOT NULL;

-- What an hour of a person costs the company from a day on, in the home currency.
CREATE TABLE time_cost (
  id         TEXT PRIMARY KEY NOT NULL,
  user_id    TEXT NOT NULL REFERENCES user(id),
  from_date  TEXT NOT NULL CHECK (from_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  currency   TEXT NOT NULL,
  cost       TEXT NOT NULL,
  version    INTEGER NOT NULL DEFAULT 1,
  deleted_at INTEGER
) STRICT;
CREATE INDEX time_cost_by_user ON time_cost (user_id, from_date);

-- What a project cost besides time: an expense of one's own, or the bill of a supplier. base_minor: the same in the home currency, at a
-- rate of home currency for one of its own. billable: whether it is passed on to the customer, with how many percent more.
CREATE TABLE expense (
  id           TEXT PRIMARY KEY NOT NULL REFERENCES record(id),
  project_id   TEXT NOT NULL REFERENCES project(id),
  kind         TEXT NOT NULL CHECK (kind IN ('expense', 'bill')),
  expense_date TEXT NOT NULL CHECK (expense_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  supplier     TEXT NOT NULL DEFAULT '',
  description  TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  currency     TEXT NOT NULL,
  rate         TEXT,
  base_minor   INTEGER NOT NULL CHECK (base_minor >= 0),
  base_currency TEXT NOT NULL,
  billable     INTEGER NOT NULL CHECK (billable IN (0, 1)),
  markup       TEXT NOT NULL,
  deleted_at   INTEGER
) STRICT;
CREATE INDEX expense_by_currency ON expense (currency, expense_date) WHERE rate IS NOT NULL;
CREATE INDEX expense_by_project ON expense (project_id, expense_date, id);

-- How the company invoices time: what was approved or all of it, and the item that stands on lines of entries without one.
CREATE TABLE time_setting (
  id         TEXT PRIMARY KEY NOT NULL,
  bills      TEXT NOT NULL CHECK (bills IN ('approved', 'all')),
  item_id    TEXT REFERENCES item(id),
  version    INTEGER NOT NULL DEFAULT 1,
  deleted_at INTEGER
) STRICT;
CREATE INDEX time_setting_by_item ON time_setting (item_id) WHERE item_id IS NOT NULL;

-- That an entry stands on the line of an invoice, at this rate, and whether in its annex too. It counts while the line does: see v_billing_live_line.
CREATE TABLE time_posting (
  id          TEXT PRIMARY KEY NOT NULL,
  entry_id    TEXT NOT NULL REFERENCES time_entry(id),
  document_id TEXT NOT NULL REFERENCES document(id),
  line_id     TEXT NOT NULL REFERENCES document_line(id),
  minutes     INTEGER NOT NULL CHECK (minutes > 0),
  rate        TEXT NOT NULL,
  annex       INTEGER NOT NULL CHECK (annex IN (0, 1)),
  deleted_at  INTEGER
) STRICT;
CREATE INDEX time_posting_by_entry ON time_posting (entry_id);
CREATE INDEX time_posting_by_document ON time_posting (document_id);
CREATE INDEX time_posting_by_line ON time_posting (line_id);

-- That an expense stands on the line of an invoice, and what its amount was then. It counts while the line does.
CREATE TABLE expense_posting (
  id           TEXT PRIMARY KEY NOT NULL,
  expense_id   TEXT NOT NULL REFERENCES expense(id),
  document_id  TEXT NOT NULL REFERENCES document(id),
  line_id      TEXT NOT NULL REFERENCES document_line(id),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  deleted_at   INTEGER
) STRICT;
CREATE INDEX expense_posting_by_expense ON expense_posting (expense_id);
CREATE INDEX expense_posting_by_document ON expense_posting (document_id);
CREATE INDEX expense_posting_by_line ON expense_posting (line_id);

-- Derived: what lists of entries and weeks show and sort by. billing: whether the entry is on an invoice that counts. subject_id: the
-- ticket, task or project by whose words it is found.
CREATE TABLE time_entry_row (
  rid         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE,
  user_id     TEXT NOT NULL,
  work_date   TEXT NOT NULL,
  week_start  TEXT NOT NULL,
  minutes     INTEGER NOT NULL,
  billable    INTEGER NOT NULL,
  project_id  TEXT,
  task_id     TEXT,
  ticket_id   TEXT,
  subject_id  TEXT NOT NULL,
  customer_id TEXT,
  item_id     TEXT,
  note        TEXT NOT NULL,
  status      TEXT NOT NULL,
  billing     TEXT NOT NULL,
  document_id TEXT
) STRICT;
CREATE INDEX time_entry_row_by_date ON time_entry_row (work_date, id);
CREATE INDEX time_entry_row_by_minutes ON time_entry_row (minutes, id);
CREATE INDEX time_entry_row_of_user ON time_entry_row (user_id, work_date, id);
CREATE INDEX time_entry_row_of_week ON time_entry_row (week_start, user_id, work_date, minutes, billable);
CREATE INDEX time_entry_row_of_project ON time_entry_row (project_id, work_date, id) WHERE project_id IS NOT NULL;
CREATE INDEX time_entry_row_of_task ON time_entry_row (task_id, work_date, id) WHERE task_id IS NOT NULL;
CREATE INDEX time_entry_row_of_ticket ON time_entry_row (ticket_id, work_date, id) WHERE ticket_id IS NOT NULL;
CREATE INDEX time_entry_row_of_subject ON time_entry_row (subject_id, work_date, id);
CREATE INDEX time_entry_row_of_customer ON time_entry_row (customer_id, work_date, id) WHERE customer_id IS NOT NULL;
CREATE INDEX time_entry_row_sums ON time_entry_row (billing, billable, minutes);
CREATE INDEX time_entry_row_to_bill ON time_entry_row (project_id, customer_id, work_date) WHERE billing = 'open';
CREATE INDEX time_entry_row_outside ON time_entry_row (customer_id, project_id, billing, user_id, status, minutes)
  WHERE billing = 'open' AND project_id IS NULL;
CREATE INDEX time_entry_row_unbilled ON time_entry_row (work_date, user_id) WHERE billing = 'open';

-- Derived: words of notes; rowid = time_entry.rid. It stands apart from what is searched everywhere, which would grow slow with it.
CREATE VIRTUAL TABLE time_note USING fts5(
  note, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co Mn Mc'", prefix = '1 2 3'
);

-- What others own, in the words in which time reads it.
CREATE VIEW v_projects_work AS
  SELECT id, title, project_id, customer_id, deal_id, owner_id, is_open, estimate_minutes, left_minutes FROM task_row;
CREATE VIEW v_catalogue_item_tax AS
  SELECT l.item_id, c.scheme, l.tax_class_id FROM item_tax_class l JOIN tax_class c ON c.id = l.tax_class_id
   WHERE l.deleted_at IS NULL AND c.deleted_at IS NULL;
-- Lines of invoices that count: of a draft that is there, or of an invoice that is neither void nor credited.
CREATE VIEW v_billing_live_line AS
  SELECT l.id, l.document_id, l.position, l.billing_row_id, l.description, l.quantity, l.discount, EXISTS (SELECT 1 FROM issued_document i WHERE i.id = d.id) AS is_issued
    FROM document_line l JOIN document d ON d.id = l.document_id
   WHERE d.kind = 'invoice' AND l.deleted_at IS NULL AND d.deleted_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM document_void v WHERE v.document_id = d.id)
     AND NOT EXISTS (SELECT 1 FROM issued_document c WHERE c.corrects_id = d.id);
CREATE VIEW v_billing_void AS SELECT id, document_id FROM document_void;
CREATE VIEW v_billing_correction AS SELECT id, corrects_id FROM issued_document WHERE corrects_id IS NOT NULL;
-- The rows of the plan of a deal, net: of closed ones what was invoiced.
CREATE VIEW v_billing_deal_row AS
  SELECT r.id, r.deal_id, r.currency, r.closed, r.closed AND r.replaced_by IS NULL AND r.invoiced_by IS NULL AS is_closed_by_hand,
         iif(r.closed, (SELECT coalesce(sum(u.net_minor), 0) FROM v_billing_live_use u WHERE u.row_id = r.id), r.net_minor) AS net_minor,
         EXISTS (SELECT 1 FROM support_offer o WHERE o.id = r.line ->> 'item_id' AND o.deleted_at IS NULL) AS is_support,
         coalesce((SELECT i.kind = 'service' FROM item i WHERE i.id = r.line ->> 'item_id'), 1) AS is_service
    FROM billing_row r WHERE r.deal_id IS NOT NULL AND r.deleted_at IS NULL;
-- What was sold in a deal, net, beside support: the rows of its plan, and what invoices came to beyond them.
CREATE VIEW v_billing_deal_sold AS
  SELECT deal_id, currency, net_minor FROM v_billing_deal_row WHERE NOT is_support
  UNION ALL SELECT deal_id, currency, net_minor FROM v_billing_live_change WHERE deal_id IS NOT NULL;
-- Invoices that count, with the part of a plan they were made for, and what they take from rows of plans, of
-- support apart.
CREATE VIEW v_billing_counted AS
  SELECT l.id, l.deal_id, l.currency, l.net_minor, i.rate, i.base_currency, d.billing_milestone_id,
         (SELECT coalesce(sum(u.net_minor), 0) FROM billing_use u WHERE u.document_id = l.id) AS planned_minor,
         (SELECT coalesce(sum(u.net_minor), 0) FROM billing_use u JOIN v_billing_deal_row r ON r.id = u.row_id
           WHERE u.document_id = l.id AND r.is_support) AS support_minor
    FROM v_billing_live_invoice l JOIN issued_document i ON i.id = l.id JOIN document d ON d.id = l.id;
-- What the lines of an invoice came to when it was issued.
CREATE VIEW v_billing_issued_line AS
  SELECT l.id, l.document_id, n.net_minor
    FROM (SELECT id, document_id, row_number() OVER (PARTITION BY document_id ORDER BY position, id) - 1 AS place
            FROM document_line WHERE deleted_at IS NULL AND optional = 0) l
    JOIN issued_line n ON n.document_id = l.document_id AND n.position = l.place;

-- Minutes of projects and tasks; and under which of them an entry stands, and stood before its list row follows.
CREATE VIEW v_time_worked AS
  SELECT id, project_id, task_id, minutes FROM time_entry WHERE deleted_at IS NULL;
CREATE VIEW v_time_project AS
  SELECT id, project_id, task_id FROM time_entry UNION ALL SELECT id, project_id, task_id FROM time_entry_row;
-- Expenses of projects, timers that run, and what hours of a project are sold for.
CREATE VIEW v_time_expense AS
  SELECT id, project_id FROM expense WHERE deleted_at IS NULL;
CREATE VIEW v_time_running AS
  SELECT id, project_id, task_id FROM timer WHERE deleted_at IS NULL;
CREATE VIEW v_time_project_rate AS
  SELECT id, project_id, currency FROM time_rate WHERE project_id IS NOT NULL AND deleted_at IS NULL;
-- Billable time that stands on no invoice and no draft.
CREATE VIEW v_time_unbilled AS
  SELECT user_id, work_date FROM time_entry_row INDEXED BY time_entry_row_unbilled WHERE billing = 'open';
-- Work on tickets, which takes hours of what was bought.
CREATE VIEW v_time_on_ticket AS
  SELECT id, ticket_id, user_id, work_date, minutes, billable FROM time_entry_row WHERE ticket_id IS NOT NULL;
-- Work that was noted with what was said in a ticket.
CREATE VIEW v_time_said AS
  SELECT message_id, minutes FROM time_entry WHERE message_id IS NOT NULL AND deleted_at IS NULL;
-- Entries that stand on a line of an invoice that counts.
CREATE VIEW v_time_posted AS
  SELECT p.entry_id, p.document_id, p.line_id, p.minutes, p.rate, l.is_issued
    FROM time_posting p JOIN v_billing_live_line l ON l.id = p.line_id WHERE p.deleted_at IS NULL;
-- Lines with time that may not be invoiced as the company has it: its week is not approved, or no more.
CREATE VIEW v_time_unapproved_line AS
  SELECT p.line_id FROM time_posting p JOIN time_entry_row w ON w.id = p.entry_id
   WHERE p.deleted_at IS NULL AND w.status <> 'approved'
     AND EXISTS (SELECT 1 FROM time_setting s WHERE s.bills = 'approved' AND s.deleted_at IS NULL);
-- Expenses that stand on a line of an invoice that counts.
CREATE VIEW v_time_expense_posted AS
  SELECT p.expense_id, p.document_id, p.line_id, p.amount_minor, l.is_issued
    FROM expense_posting p JOIN v_billing_live_line l ON l.id = p.line_id WHERE p.deleted_at IS NULL;
-- Lines that were made of work, expenses or use beyond what was bought, whether they count or not.
CREATE VIEW v_time_worked_line AS
  SELECT line_id FROM time_posting WHERE deleted_at IS NULL
  UNION ALL SELECT line_id FROM expense_posting WHERE deleted_at IS NULL
  UNION ALL SELECT line_id FROM v_support_overage_line;
-- What the annex of an invoice says of time.
CREATE VIEW v_time_annex AS
  SELECT p.document_id, p.line_id, p.entry_id, e.work_date, coalesce(u.name, '') AS person,
         coalesce(t.title, k.code || ' ' || k.subject, j.name, '') AS work, e.note, p.minutes
    FROM time_posting p JOIN v_billing_live_line l ON l.id = p.line_id JOIN time_entry e ON e.id = p.entry_id
    LEFT JOIN user u ON u.id = e.user_id LEFT JOIN task t ON t.id = e.task_id
    LEFT JOIN ticket k ON k.id = e.ticket_id LEFT JOIN project j ON j.id = e.project_id
   WHERE p.annex = 1 AND p.deleted_at IS NULL;
-- Lines of papers, in the words in which support reads them.
CREATE VIEW v_billing_line AS
  SELECT id, document_id, position FROM document_line WHERE deleted_at IS NULL;
-- Lines of the version of an estimate that was answered, else of the one that was sent last: what is sold, or may still be.
CREATE VIEW v_billing_offered_line AS
  SELECT j.value ->> 'id' AS id, e.id AS estimate_id, j.key AS at
    FROM estimate_row e JOIN estimate_version v ON v.estimate_id = e.id AND v.no = e.version_no, json_each(v.draft, '$.lines') j
   WHERE coalesce(j.value ->> 'optional', 0) = 0;
-- Where what was used beyond was put, whether that counts or not.
CREATE VIEW v_support_overage_line AS
  SELECT id, entitlement_id, line_id, period_start, over, quantity FROM overage_posting WHERE deleted_at IS NULL;
-- What was used beyond and is billed: on an invoice that counts, on an estimate that was accepted, or on one that may still be, in its form
-- or as it was sent last, and of no deal that is closed: one that was won was sold without it. What may still be accepted is not firm.
CREATE VIEW v_support_overage AS
  SELECT p.id, p.entitlement_id, p.document_id, p.period_start, p.over, p.quantity, 'invoice' AS kind, 1 AS is_firm
    FROM overage_posting p JOIN v_billing_live_line l ON l.id = p.line_id WHERE p.deleted_at IS NULL
  UNION ALL
  SELECT p.id, p.entitlement_id, p.document_id, p.period_start, p.over, p.quantity, 'estimate', e.state = 'accepted'
    FROM overage_posting p JOIN estimate_row e ON e.id = p.document_id
   WHERE p.deleted_at IS NULL AND e.state <> 'declined'
     AND (EXISTS (SELECT 1 FROM v_billing_offered_line o WHERE o.estimate_id = e.id AND o.id = p.line_id)
       OR e.state <> 'accepted'
         AND EXISTS (SELECT 1 FROM document_line l WHERE l.id = p.line_id AND l.deleted_at IS NULL AND l.optional = 0))
     AND (e.state = 'accepted' OR NOT EXISTS (SELECT 1 FROM deal d WHERE d.id = e.deal_id AND d.status <> 'open'));
